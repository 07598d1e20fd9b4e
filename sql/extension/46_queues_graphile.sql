-- Queues of graphile-worker, by task. From 0.16 on its tables are _private_*, before that jobs; up to 0.13 a
-- job has the name of its task itself. Jobs that are done are deleted, so that it is not known how many were.

CREATE FUNCTION agentmon.graphile_queues(
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
    named_itself boolean := agentmon.has_column(p_table, 'task_identifier');
    names regclass := coalesce(
        to_regclass('graphile_worker._private_tasks'),
        to_regclass('graphile_worker.tasks'));
    task text := 'job.task_identifier';
    joined text := '';
BEGIN
    PERFORM agentmon.check_queue_table(
        p_table,
        ARRAY['run_at', 'attempts', 'max_attempts', 'locked_at',
            CASE WHEN named_itself THEN 'task_identifier' ELSE 'task_id' END],
        p_trusted);
    IF NOT named_itself THEN
        PERFORM agentmon.check_queue_table(names, '{id,identifier}', p_trusted);
        task := 'task.identifier';
        joined := format('JOIN %s AS task ON task.id = job.task_id', names);
    END IF;
    RETURN QUERY EXECUTE format($query$
        SELECT %2$s,
               count(*) FILTER (
                   WHERE job.locked_at IS NULL
                     AND job.attempts < job.max_attempts
                     AND job.run_at <= $1),
               count(*) FILTER (WHERE job.locked_at < $1 - $2),
               min(job.run_at) FILTER (
                   WHERE job.locked_at IS NULL
                     AND job.attempts < job.max_attempts
                     AND job.run_at <= $1),
               count(*) FILTER (
                   WHERE job.locked_at IS NULL
                     AND job.attempts >= job.max_attempts),
               NULL::bigint,
               NULL::bigint
        FROM %1$s AS job
        %3$s
        GROUP BY %2$s
    $query$, p_table, task, joined)
    USING p_now, agentmon.setting_interval('task_stuck_after');
END
$$;
COMMENT ON FUNCTION agentmon.graphile_queues(regclass, timestamptz, boolean) IS
'The tasks of graphile-worker at p_now, as source_queues() has it. Stuck: locked for longer than the setting '
'task_stuck_after; dead: no attempts left.';
