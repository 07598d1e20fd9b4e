-- Queues of River: river_job, by queue. Jobs that are done stay for a while.

CREATE FUNCTION agentmon.river_queues(
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
BEGIN
    PERFORM agentmon.check_queue_table(
        p_table,
        '{queue,state,scheduled_at,attempted_at,finalized_at}',
        p_trusted);
    RETURN QUERY EXECUTE format($query$
        SELECT job.queue,
               count(*) FILTER (
                   WHERE job.state IN ('available', 'retryable', 'scheduled')
                     AND job.scheduled_at <= $1),
               count(*) FILTER (WHERE job.state = 'running' AND job.attempted_at < $1 - $3),
               min(job.scheduled_at) FILTER (
                   WHERE job.state IN ('available', 'retryable', 'scheduled')
                     AND job.scheduled_at <= $1),
               count(*) FILTER (WHERE job.state = 'discarded'),
               CASE
                   WHEN $2 IS NOT NULL
                   THEN count(*) FILTER (WHERE job.state = 'completed' AND job.finalized_at <= $1)
               END,
               NULL::bigint
        FROM %s AS job
        WHERE job.state IN ('available', 'retryable', 'scheduled', 'running', 'discarded')
           OR job.state = 'completed'
              AND job.finalized_at > $2
        GROUP BY job.queue
    $query$, p_table)
    USING p_now, p_since, agentmon.setting_interval('task_stuck_after');
END
$$;
COMMENT ON FUNCTION agentmon.river_queues(regclass, timestamptz, timestamptz, boolean) IS
'The queues of River at p_now, as source_queues() has it. Stuck: running for longer than the setting '
'task_stuck_after; dead: discarded.';
