-- Queues of monitoring.tasks: one for each type.

CREATE FUNCTION agentmon.task_queues(p_now timestamptz, p_since timestamptz) RETURNS TABLE (
    name text,
    depth bigint,
    stuck bigint,
    oldest_at timestamptz,
    dead bigint,
    done bigint,
    done_total bigint
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH open AS (
        SELECT coalesce(task.type, '') AS type,
               count(*) FILTER (WHERE task.status = 'pending') AS waiting,
               count(*) FILTER (
                   WHERE task.status = 'running'
                     AND task.updated_at < p_now - agentmon.setting_interval('task_stuck_after')) AS stuck,
               min(task.created_at) FILTER (WHERE task.status = 'pending') AS since
        FROM monitoring.tasks task
        WHERE task.status IN ('pending', 'running')
        GROUP BY 1
    ), finished AS (
        SELECT coalesce(task.type, '') AS type, count(*) AS number
        FROM monitoring.tasks task
        WHERE task.status = 'completed'
          AND task.finished_at > p_since
          AND task.finished_at <= p_now
        GROUP BY 1
    )
    SELECT coalesce(open.type, finished.type),
           coalesce(open.waiting, 0),
           coalesce(open.stuck, 0),
           open.since,
           0::bigint,
           CASE WHEN p_since IS NOT NULL THEN coalesce(finished.number, 0) END,
           NULL::bigint
    FROM open
    FULL JOIN finished ON finished.type = open.type;
END
$$;
COMMENT ON FUNCTION agentmon.task_queues(timestamptz, timestamptz) IS
'Tasks by type at p_now, as source_queues() has it; stuck: running without an update for the setting '
'task_stuck_after.';
