-- Queues of pgmq: pgmq.meta lists them, each has a table pgmq.q_<name>. Messages that are done are archived
-- or deleted; how many there ever were is known by the sequence of their ids.

CREATE FUNCTION agentmon.pgmq_queues(
    p_table regclass,
    p_now timestamptz,
    p_trusted boolean
) RETURNS TABLE (
    name text,
    depth bigint,
    stuck bigint,
    oldest_at timestamptz,
    dead bigint,
    done bigint,
    done_total bigint
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    listed text;
    messages regclass;
BEGIN
    PERFORM agentmon.check_queue_table(p_table, '{queue_name}', p_trusted);
    FOR listed IN EXECUTE format('SELECT meta.queue_name::text FROM %s AS meta ORDER BY 1', p_table) LOOP
        messages := to_regclass(format('pgmq.%I', 'q_' || lower(listed)));
        -- One that is just being dropped.
        CONTINUE WHEN messages IS NULL;
        PERFORM agentmon.check_queue_table(messages, '{msg_id,read_ct,enqueued_at,vt}', p_trusted);
        RETURN QUERY EXECUTE format($query$
            SELECT $1,
                   count(*),
                   -- Read by somebody whose time is over.
                   count(*) FILTER (WHERE message.read_ct > 0 AND message.vt <= $2),
                   min(message.enqueued_at),
                   0::bigint,
                   NULL::bigint,
                   pg_sequence_last_value(to_regclass(pg_get_serial_sequence($3, 'msg_id'))) - count(*)
            FROM %s AS message
        $query$, messages)
        USING listed, p_now, messages::text;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.pgmq_queues(regclass, timestamptz, boolean) IS
'The queues of pgmq at p_now, as source_queues() has it, from its tables; none of its functions is called. '
'Stuck: read at least once, visible again, and still there. pgmq has no dead letters: 0.';
