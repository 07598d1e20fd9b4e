-- Queues of pg-boss: pgboss.job, by name. Up to version 9 its columns are lower case without underscores;
-- from 10 on they have underscores; from 11 on a job's time limit is in seconds. Jobs that are done stay for
-- a while.

CREATE FUNCTION agentmon.pgboss_queues(
    p_table regclass,
    p_now timestamptz,
    p_since timestamptz,
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
    start_after text := 'start_after';
    started text := 'started_on';
    completed text := 'completed_on';
    expires text := 'expire_seconds';
    time_limit text := 'make_interval(secs => job.expire_seconds)';
BEGIN
    IF agentmon.has_column(p_table, 'startafter') THEN
        start_after := 'startafter';
        started := 'startedon';
        completed := 'completedon';
        expires := 'expirein';
        time_limit := 'job.expirein';
    ELSIF agentmon.has_column(p_table, 'expire_in') THEN
        expires := 'expire_in';
        time_limit := 'job.expire_in';
    END IF;
    PERFORM agentmon.check_queue_table(
        p_table,
        ARRAY['name', 'state', start_after, started, completed, expires],
        p_trusted);
    RETURN QUERY EXECUTE format($query$
        SELECT job.name,
               count(*) FILTER (WHERE job.state IN ('created', 'retry') AND job.%2$I <= $1),
               count(*) FILTER (WHERE job.state = 'active' AND job.%3$I + %5$s < $1),
               min(job.%2$I) FILTER (WHERE job.state IN ('created', 'retry') AND job.%2$I <= $1),
               count(*) FILTER (WHERE job.state = 'failed'),
               CASE
                   WHEN $2 IS NOT NULL
                   THEN count(*) FILTER (
                       WHERE job.state = 'completed'
                         AND job.%4$I > $2
                         AND job.%4$I <= $1)
               END,
               NULL::bigint
        FROM %1$s AS job
        -- Those of its own are not anybody's work.
        WHERE NOT starts_with(job.name, '__pgboss__')
        GROUP BY job.name
    $query$, p_table, start_after, started, completed, time_limit)
    USING p_now, p_since;
END
$$;
COMMENT ON FUNCTION agentmon.pgboss_queues(regclass, timestamptz, timestamptz, boolean) IS
'The queues of pg-boss at p_now, as source_queues() has it. Waiting: may begin by now; stuck: active for '
'longer than the job may take; dead: failed for good.';
