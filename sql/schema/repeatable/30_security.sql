-- Row-level security and grants. PUBLIC has nothing; see docs/security.md.

DO $$
DECLARE
    relation regclass;
    policy text;
BEGIN
    -- Every table of ours, partitions included (a parent's flag is not theirs). Default privileges may have
    -- granted.
    FOREACH relation IN ARRAY ARRAY(
        SELECT made.oid::regclass
        FROM monitoring.schema_migrations file
        CROSS JOIN unnest(file.relations) AS known
        -- By its id: the text of a name depends on settings.
        JOIN pg_class made ON made.oid = to_regclass(known)
        WHERE made.relkind IN ('r', 'p')
        UNION
        SELECT part.inhrelid::regclass
        FROM pg_inherits part
        WHERE part.inhparent IN (
            'monitoring.agent_logs'::regclass,
            'monitoring.agent_executions'::regclass,
            'monitoring.pipeline_metrics'::regclass,
            'monitoring.rollups_stored'::regclass))
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', relation);
        FOREACH policy IN ARRAY ARRAY(
            SELECT polname
            FROM pg_policy
            WHERE polrelid = relation
              AND starts_with(polname, 'agentmon_'))
        LOOP
            EXECUTE format('DROP POLICY %I ON %s', policy, relation);
        END LOOP;
    END LOOP;
END
$$;

DO $$
DECLARE
    view text;
BEGIN
    FOR view IN
        SELECT DISTINCT known
        FROM monitoring.schema_migrations file, unnest(file.relations) AS known
        JOIN pg_class made ON made.oid = to_regclass(known)
        WHERE made.relkind = 'v'
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', view);
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA monitoring
    TO agentmon_writer, agentmon_reader, agentmon_notifier, agentmon_admin, agentmon_user;

-- Writers insert, and see what they insert until their transaction ends, so that RETURNING works; they
-- cannot set the stamp. The policy on the stamp holds even where a grant on all columns was added.
GRANT INSERT (
    id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id,
    organization_id, request_id, session_id
)
    ON monitoring.agent_logs
    TO agentmon_writer;
GRANT INSERT (
    id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used,
    model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type
)
    ON monitoring.agent_executions
    TO agentmon_writer;
GRANT INSERT (
    id, metric_name, metric_value, tags, "timestamp", created_at
)
    ON monitoring.pipeline_metrics
    TO agentmon_writer;
GRANT SELECT
    ON monitoring.agent_logs, monitoring.agent_executions, monitoring.pipeline_metrics
    TO agentmon_writer;

CREATE POLICY agentmon_insert ON monitoring.agent_logs FOR INSERT TO agentmon_writer
    WITH CHECK (stamp = agentmon.row_stamp());
CREATE POLICY agentmon_insert ON monitoring.agent_executions FOR INSERT TO agentmon_writer
    WITH CHECK (stamp = agentmon.row_stamp());
CREATE POLICY agentmon_insert ON monitoring.pipeline_metrics FOR INSERT TO agentmon_writer
    WITH CHECK (stamp = agentmon.row_stamp());
CREATE POLICY agentmon_own ON monitoring.agent_logs FOR SELECT TO agentmon_writer
    USING (stamp = (SELECT agentmon.row_stamp_if_assigned()));
CREATE POLICY agentmon_own ON monitoring.agent_executions FOR SELECT TO agentmon_writer
    USING (stamp = (SELECT agentmon.row_stamp_if_assigned()));
CREATE POLICY agentmon_own ON monitoring.pipeline_metrics FOR SELECT TO agentmon_writer
    USING (stamp = (SELECT agentmon.row_stamp_if_assigned()));

-- The tables of agents, tasks, issues, queues and messages are shared work: writers read and change them.
GRANT SELECT, INSERT
    ON monitoring.worker_issues, public.monitoring_events, monitoring.agent_messages
    TO agentmon_writer;
GRANT SELECT, INSERT, UPDATE
    ON monitoring.agents, monitoring.tasks, monitoring.queue_status
    TO agentmon_writer;
GRANT SELECT
    ON monitoring.metric_definitions, monitoring.settings
    TO agentmon_writer;
GRANT SELECT, INSERT, UPDATE
    ON monitoring.squad_agents
    TO agentmon_writer;
GRANT SELECT, INSERT
    ON monitoring.squad_messages, monitoring.agent_metrics, monitoring.system_events
    TO agentmon_writer;

-- Readers read everything that reports are made of. Administrators configure. The daemon calls functions.
DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.agent_logs',
        'monitoring.agent_executions',
        'monitoring.pipeline_metrics',
        'monitoring.worker_issues',
        'public.monitoring_events',
        'monitoring.agents',
        'monitoring.agent_messages',
        'monitoring.tasks',
        'monitoring.queue_status',
        'monitoring.agent_assignments',
        'monitoring.settings',
        'monitoring.health_thresholds',
        'monitoring.retention_policies',
        'monitoring.consumer_cursors',
        'monitoring.late_rows',
        'monitoring.metric_definitions',
        'monitoring.metric_series',
        'monitoring.rollups_stored',
        'monitoring.minute_segments',
        'monitoring.agent_activity',
        'monitoring.alerts',
        'monitoring.alert_rules',
        'monitoring.alert_events',
        'monitoring.notification_channels',
        'monitoring.notification_routes',
        'monitoring.escalation_steps',
        'monitoring.alert_groups',
        'monitoring.alert_group_members',
        'monitoring.told_alerts',
        'monitoring.channel_sends',
        'monitoring.left_names',
        'monitoring.errors_put_off',
        'monitoring.notifications',
        'monitoring.notification_alerts',
        'monitoring.channel_circuits',
        'monitoring.channel_pace',
        'monitoring.silences',
        'monitoring.mute_times',
        'monitoring.inhibition_rules',
        'monitoring.notifiers',
        'monitoring.jobs',
        'monitoring.step_failures',
        'monitoring.queue_sources',
        'monitoring.collectors',
        'monitoring.statement_counters',
        'monitoring.model_prices',
        'monitoring.reprice_runs',
        'monitoring.budgets',
        'monitoring.budget_alerts',
        'monitoring.service_levels',
        'monitoring.service_level_alerts',
        'monitoring.agent_status_history',
        'monitoring.status_watches',
        'monitoring.health_checks',
        'monitoring.anomalies',
        'monitoring.anomaly_hours',
        'monitoring.error_groups',
        'monitoring.error_group_users',
        'monitoring.error_group_days',
        'monitoring.user_days',
        'monitoring.operation_days',
        'monitoring.schema_migrations'
    ] LOOP
        EXECUTE format('GRANT SELECT ON %s TO agentmon_reader, agentmon_admin', relation);
        EXECUTE format(
            'CREATE POLICY agentmon_read ON %s FOR SELECT TO agentmon_reader, agentmon_admin USING (true)',
            relation);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.settings',
        'monitoring.health_thresholds',
        'monitoring.retention_policies',
        'monitoring.metric_definitions',
        'monitoring.notification_channels',
        'monitoring.notification_routes',
        'monitoring.escalation_steps',
        'monitoring.silences',
        'monitoring.mute_times',
        'monitoring.inhibition_rules',
        'monitoring.agent_assignments',
        'monitoring.alert_rules',
        'monitoring.model_prices',
        'monitoring.budgets',
        'monitoring.service_levels'
    ] LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO agentmon_admin', relation);
        -- One policy for each role and action: this one is for all that administrators do.
        EXECUTE format('ALTER POLICY agentmon_read ON %s TO agentmon_reader', relation);
        EXECUTE format(
            'CREATE POLICY agentmon_configure ON %s TO agentmon_admin USING (true) WITH CHECK (true)',
            relation);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.worker_issues',
        'public.monitoring_events',
        'monitoring.agents',
        'monitoring.agent_messages',
        'monitoring.tasks',
        'monitoring.queue_status'
    ] LOOP
        EXECUTE format(
            'CREATE POLICY agentmon_write ON %s TO agentmon_writer USING (true) WITH CHECK (true)',
            relation);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.metric_definitions',
        'monitoring.settings'
    ] LOOP
        EXECUTE format(
            'CREATE POLICY agentmon_write ON %s FOR SELECT TO agentmon_writer USING (true)',
            relation);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.notifications',
        'monitoring.notifiers',
        'monitoring.notification_channels',
        'monitoring.channel_circuits',
        'monitoring.channel_pace',
        'monitoring.silences',
        'monitoring.jobs'
    ] LOOP
        EXECUTE format('GRANT SELECT ON %s TO agentmon_notifier', relation);
        EXECUTE format(
            'CREATE POLICY agentmon_daemon ON %s FOR SELECT TO agentmon_notifier USING (true)',
            relation);
    END LOOP;
END
$$;

-- What administrators did is for them to read, and for nobody to change.
GRANT SELECT ON monitoring.audit_log TO agentmon_admin;
CREATE POLICY agentmon_read ON monitoring.audit_log FOR SELECT TO agentmon_admin USING (true);

-- Whom queue_sources trusts is for the owner to say: their code runs with his rights.
GRANT UPDATE (enabled) ON monitoring.queue_sources TO agentmon_admin;
CREATE POLICY agentmon_configure ON monitoring.queue_sources FOR UPDATE TO agentmon_admin
    USING (true)
    WITH CHECK (true);
GRANT UPDATE (enabled, scheduled, cron, every, phase) ON monitoring.jobs TO agentmon_admin;
CREATE POLICY agentmon_configure ON monitoring.jobs FOR UPDATE TO agentmon_admin
    USING (true)
    WITH CHECK (true);
GRANT SELECT
    ON monitoring.squad_agents,
       monitoring.squad_messages,
       monitoring.agent_metrics,
       monitoring.system_events,
       monitoring.queue_monitoring_view,
       monitoring.rollups,
       monitoring.aggregated_metrics,
       monitoring.aggregated_executions,
       monitoring.aggregated_logs,
       monitoring.queue_metrics,
       monitoring.api_metrics,
       monitoring.job_status,
       monitoring.channel_status
    TO agentmon_reader, agentmon_admin;
GRANT SELECT
    ON monitoring.job_status, monitoring.channel_status
    TO agentmon_notifier;

-- Callers with a JWT see their own rows, and the agents and tasks that are assigned to them.
GRANT SELECT
    ON monitoring.agent_logs,
       monitoring.agent_executions,
       monitoring.agents,
       monitoring.tasks,
       monitoring.agent_assignments,
       monitoring.squad_agents
    TO agentmon_user;
CREATE POLICY agentmon_user ON monitoring.agent_logs FOR SELECT TO agentmon_user
    USING (user_id = (SELECT agentmon.jwt_sub()));
CREATE POLICY agentmon_user ON monitoring.agent_executions FOR SELECT TO agentmon_user
    USING (user_id = (SELECT agentmon.jwt_sub()));
CREATE POLICY agentmon_user ON monitoring.agent_assignments FOR SELECT TO agentmon_user
    USING (user_id = (SELECT agentmon.jwt_sub()));
CREATE POLICY agentmon_user ON monitoring.agents FOR SELECT TO agentmon_user
    USING (name IN (
        SELECT a.agent_name
        FROM monitoring.agent_assignments a
        WHERE a.user_id = (SELECT agentmon.jwt_sub())));
CREATE POLICY agentmon_user ON monitoring.tasks FOR SELECT TO agentmon_user
    USING (agent_id IN (SELECT g.id FROM monitoring.agents g));
