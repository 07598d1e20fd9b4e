-- Queues of Oban: oban_jobs, by queue. Its times are in UTC, without a zone. By default it removes what is
-- done after a minute, so that a little of what was done may not be seen.

CREATE FUNCTION agentmon.oban_queues(
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
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' AS $$
BEGIN
    PERFORM agentmon.check_queue_table(
        p_table,
        '{queue,state,scheduled_at,attempted_at,completed_at}',
        p_trusted);
    RETURN QUERY EXECUTE format($query$
        SELECT job.queue::text,
               count(*) FILTER (
                   WHERE job.state IN ('available', 'retryable', 'scheduled')
                     AND job.scheduled_at <= $1),
               count(*) FILTER (WHERE job.state = 'executing' AND job.attempted_at < $1 - $3),
               min(job.scheduled_at::timestamptz) FILTER (
                   WHERE job.state IN ('available', 'retryable', 'scheduled')
                     AND job.scheduled_at <= $1),
               count(*) FILTER (WHERE job.state = 'discarded'),
               CASE
                   WHEN $2 IS NOT NULL
                   THEN count(*) FILTER (WHERE job.state = 'completed' AND job.completed_at <= $1)
               END,
               NULL::bigint
        FROM %s AS job
        WHERE job.state IN ('available', 'retryable', 'scheduled', 'executing', 'discarded')
           OR job.state = 'completed'
              AND job.completed_at > $2
        GROUP BY job.queue
    $query$, p_table)
    -- Without a zone, as the columns are: an index on them can be used.
    USING p_now AT TIME ZONE 'UTC', p_since AT TIME ZONE 'UTC', agentmon.setting_interval('task_stuck_after');
END
$$;
COMMENT ON FUNCTION agentmon.oban_queues(regclass, timestamptz, timestamptz, boolean) IS
'The queues of Oban at p_now, as source_queues() has it. Stuck: executing for longer than the setting '
'task_stuck_after; dead: discarded.';
