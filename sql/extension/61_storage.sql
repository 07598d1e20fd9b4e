-- How much is stored, what retention removes next, and what it never removes.

CREATE FUNCTION agentmon.kept_by() RETURNS TABLE (table_name text, policy text, grows text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES
        ('monitoring.agent_logs', 'agent_logs', NULL),
        ('monitoring.agent_executions', 'agent_executions', NULL),
        ('monitoring.pipeline_metrics', 'pipeline_metrics', NULL),
        ('public.monitoring_events', 'monitoring_events', NULL),
        ('monitoring.worker_issues', 'worker_issues', 'with issues that nobody resolves'),
        ('monitoring.tasks', 'tasks', 'with tasks that never end'),
        ('monitoring.agent_messages', 'agent_messages', NULL),
        ('monitoring.minute_segments', 'rollups_minute', NULL),
        -- Three policies; the hours take most of it.
        ('monitoring.rollups_stored', 'rollups_hourly', NULL),
        ('monitoring.agent_status_history', 'agent_status', NULL),
        ('monitoring.status_watches', 'agent_status', NULL),
        ('monitoring.user_days', 'usage', NULL),
        ('monitoring.operation_days', 'usage', NULL),
        ('monitoring.audit_log', 'audit_log', NULL),
        ('monitoring.anomalies', 'anomalies', NULL),
        ('monitoring.anomaly_hours', 'anomalies', NULL),
        ('monitoring.error_groups', 'error_groups', NULL),
        ('monitoring.error_group_days', 'error_groups', NULL),
        ('monitoring.error_group_users', 'error_groups', NULL),
        ('monitoring.notifications', 'notifications', NULL),
        ('monitoring.notification_alerts', 'notifications', NULL),
        ('monitoring.silences', 'notifications', NULL),
        ('monitoring.alerts', 'notifications', NULL),
        ('monitoring.alert_events', 'notifications', NULL),
        ('monitoring.alert_groups', 'notifications', NULL),
        ('monitoring.alert_group_members', 'notifications', NULL),
        ('monitoring.told_alerts', 'notifications', NULL),
        ('monitoring.agents', NULL, 'a row for each agent that sends heartbeats'),
        ('monitoring.agent_activity', NULL, 'a row for each name of an agent that wrote'),
        ('monitoring.queue_status', NULL, 'a row for each name of a queue that was reported'),
        ('monitoring.metric_definitions', NULL, 'a row for each metric, 10000 at most by helpers'),
        ('monitoring.reprice_runs', NULL, 'a row for each reprice()'),
        ('monitoring.agent_assignments', NULL, 'as you write it')
$$;
COMMENT ON FUNCTION agentmon.kept_by() IS
'The tables that grow with what is written: the policy that bounds each (NULL: none does), and by what it '
'grows without end.';

CREATE FUNCTION agentmon.expired_of(p_policy text, p_table text, p_before timestamptz, p_most integer)
RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    target record;
    found bigint;
    total bigint := 0;
BEGIN
    -- What retention deletes row by row; of rollups all levels stand in one table.
    FOR target IN
        SELECT listed.relation, listed.time_column, listed.condition
        FROM agentmon.retention_targets() listed
        WHERE listed.name = p_policy
          AND listed.relation IN (p_table, p_table || '_default')
           OR p_table = 'monitoring.rollups_stored'
          AND listed.relation = 'monitoring.rollups_hourly'
    LOOP
        EXECUTE format(
            'SELECT count(*) FROM (SELECT FROM %1$s AS s WHERE s.%2$I < $1 AND %3$s LIMIT $2) AS expired',
            target.relation, target.time_column, target.condition)
        INTO found
        USING p_before, p_most;
        total := total + found;
    END LOOP;
    RETURN total;
END
$$;
COMMENT ON FUNCTION agentmon.expired_of(text, text, timestamptz, integer) IS
'How many rows of a table retention would delete one by one that are older than p_before; p_most counts as '
'that many or more.';

CREATE FUNCTION agentmon.next_retention(p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(agentmon.job_next_due(job.last_run_at, job.every, job.phase), p_now)
    FROM monitoring.jobs job
    WHERE job.name = 'retention'
      AND job.enabled
$$;
COMMENT ON FUNCTION agentmon.next_retention(timestamptz) IS
'When the job retention runs next; NULL where it is switched off.';

CREATE FUNCTION monitoring.storage(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    table_name text,
    bytes bigint,
    row_estimate bigint,
    policy text,
    keep interval,
    next_at timestamptz,
    next_partitions bigint,
    next_rows bigint,
    next_bytes bigint,
    grows text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET timezone = 'UTC'
SET jit = off AS $$
#variable_conflict use_column
DECLARE
    -- More rows than that are not counted: a look at the store is not to read it whole.
    most constant integer := 100000;
    runs_at timestamptz;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    runs_at := agentmon.next_retention(p_now);
    RETURN QUERY
    WITH listed AS MATERIALIZED (
        SELECT kept.*,
               rule.keep,
               agentmon.expires_before(runs_at, rule.keep) AS cutoff,
               to_regclass(kept.table_name) AS relation
        FROM agentmon.kept_by() kept
        LEFT JOIN monitoring.retention_policies rule ON rule.name = kept.policy
    ), sized AS MATERIALIZED (
        SELECT one.table_name,
               sum(pg_total_relation_size(part.relid))::bigint AS bytes,
               -- What a partitioned table is said to have is what its partitions have.
               (
                   sum(greatest(stored.reltuples, 0)) FILTER (WHERE stored.relkind <> 'p')
               )::bigint AS row_estimate
        FROM listed one
        CROSS JOIN LATERAL (
            SELECT one.relation AS relid
            UNION
            SELECT tree.relid FROM pg_partition_tree(one.relation) AS tree
        ) AS part
        JOIN pg_class stored ON stored.oid = part.relid
        GROUP BY one.table_name
    ), by_day AS MATERIALIZED (
        SELECT raw.table_name,
               count(*) AS partitions,
               sum(part.row_estimate)::bigint AS row_estimate,
               sum(pg_total_relation_size(part.partition))::bigint AS bytes
        FROM agentmon.partitioned_tables() raw
        JOIN listed one ON one.table_name = 'monitoring.' || raw.table_name
        CROSS JOIN LATERAL agentmon.partitions_of(raw.table_name) part
        WHERE part.ends_at <= one.cutoff
        GROUP BY raw.table_name
    )
    SELECT one.table_name,
           size.bytes,
           size.row_estimate,
           one.policy,
           one.keep,
           CASE WHEN one.keep IS NOT NULL THEN runs_at END,
           coalesce(day.partitions, 0),
           coalesce(day.row_estimate, 0) + CASE
               WHEN one.keep IS NOT NULL AND runs_at IS NOT NULL
               THEN agentmon.expired_of(one.policy, one.table_name, one.cutoff, most)
               ELSE 0
           END,
           coalesce(day.bytes, 0),
           CASE
               WHEN one.policy IS NOT NULL AND one.keep IS NULL THEN 'its policy keeps for ever'
               WHEN one.policy IS NOT NULL AND runs_at IS NULL THEN 'the job retention is switched off'
               ELSE one.grows
           END
    FROM listed one
    JOIN sized size ON size.table_name = one.table_name
    LEFT JOIN by_day day ON 'monitoring.' || day.table_name = one.table_name
    ORDER BY size.bytes DESC, one.table_name;
END
$$;
COMMENT ON FUNCTION monitoring.storage(timestamptz) IS
'The tables that grow, the largest first: bytes with indexes and partitions, estimated rows, the retention '
'policy and what it keeps, when the job retention runs next (next_at) and what it removes then: partitions '
'with their bytes, and rows (estimated for partitions; of others 100000 means as many or more). grows says '
'by what a table grows without end.';

GRANT EXECUTE ON FUNCTION monitoring.storage(timestamptz) TO agentmon_reader, agentmon_admin;
