-- What binds the raw tables to the extension's functions: defaults, checks, triggers. Run again by setup()
-- after an upgrade, and after DROP EXTENSION CASCADE took them away.

DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.agent_logs',
        'monitoring.agent_executions',
        'monitoring.pipeline_metrics'
    ] LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN stamp SET DEFAULT agentmon.row_stamp()', relation);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'monitoring.agent_logs',
        'monitoring.agent_executions',
        'monitoring.pipeline_metrics',
        'monitoring.worker_issues',
        'public.monitoring_events',
        'monitoring.agents',
        'monitoring.agent_messages',
        'monitoring.tasks',
        'monitoring.alerts',
        'monitoring.alert_groups',
        'monitoring.notifications',
        'monitoring.silences',
        'monitoring.inhibition_rules',
        'monitoring.anomalies'
    ] LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN id SET DEFAULT monitoring.uuid_v7()', relation);
    END LOOP;
END
$$;

-- A check is a fast condition in SQL, and a function that says what is wrong when it fails. A check and not a
-- trigger, because COPY inserts row by row into a table that has a BEFORE trigger. NOT VALID: rows that are
-- there already passed the same check when they came. Planners look at checks too, with the rights of who
-- reads: no function stands in the conditions that is inlined, for readers may not call it.
DO $$
DECLARE
    checked record;
BEGIN
    FOR checked IN
        SELECT *
        FROM (VALUES
            ('monitoring.agent_logs', $c$
                agent_name <> ''
                AND log_level IN ('debug', 'info', 'warning', 'error', 'critical')
                AND isfinite(created_at)
                AND (context IS NULL OR jsonb_typeof(context) = 'object')
                AND agentmon.check_stamp(stamp)$c$,
             'agentmon.refuse_log(agent_name, log_level, context, created_at)'),
            ('monitoring.agent_executions', $c$
                agent_name <> ''
                AND status IN ('success', 'failure', 'timeout')
                AND isfinite(created_at)
                AND (execution_time_ms IS NULL OR execution_time_ms >= 0 AND execution_time_ms < 'Infinity')
                AND coalesce(least(tokens_used, input_tokens, output_tokens, cache_read_tokens,
                                   cache_write_tokens, reasoning_tokens), 0) >= 0
                AND (cost_usd IS NULL OR cost_usd >= 0 AND cost_usd < 1e15)
                AND (input_tokens IS NULL
                     OR coalesce(cache_read_tokens, 0)::numeric + coalesce(cache_write_tokens, 0)
                         <= input_tokens)
                AND (output_tokens IS NULL OR coalesce(reasoning_tokens, 0) <= output_tokens)
                AND agentmon.check_stamp(stamp)$c$,
             'agentmon.refuse_execution(agent_name, status, execution_time_ms, tokens_used, input_tokens, '
             'output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, created_at)'),
            ('monitoring.pipeline_metrics', $c$
                metric_name <> ''
                AND metric_value > '-Infinity'
                AND metric_value < 'Infinity'
                AND isfinite("timestamp")
                AND isfinite(created_at)
                AND (tags IS NULL OR jsonb_typeof(tags) = 'object')
                AND agentmon.check_stamp(stamp)$c$,
             'agentmon.refuse_metric(metric_name, metric_value, tags, "timestamp", created_at)'),
            ('monitoring.worker_issues', $c$
                worker_name <> ''
                AND severity IN ('info', 'warning', 'error', 'critical')
                AND isfinite(created_at)
                AND (resolved_at IS NULL OR isfinite(resolved_at))
                AND (details IS NULL OR jsonb_typeof(details) = 'object')$c$,
             'agentmon.refuse_issue(worker_name, severity, details, created_at, resolved_at)'),
            ('public.monitoring_events', $c$
                event_type <> ''
                AND isfinite(created_at)
                AND (details IS NULL OR jsonb_typeof(details) = 'object')$c$,
             'agentmon.refuse_event(event_type, details, created_at)'),
            ('monitoring.agents', $c$
                name <> ''
                AND status IN ('active', 'idle', 'inactive', 'offline')
                AND isfinite(created_at)
                AND isfinite(updated_at)
                AND (last_heartbeat_at IS NULL OR isfinite(last_heartbeat_at))$c$,
             'agentmon.refuse_agent(name, status, created_at, updated_at, last_heartbeat_at)'),
            ('monitoring.agent_messages', 'isfinite(created_at)', 'agentmon.refuse_message(created_at)'),
            ('monitoring.tasks', $c$
                priority IN ('low', 'medium', 'high', 'critical')
                AND status IN ('pending', 'running', 'completed', 'failed', 'cancelled')
                AND isfinite(created_at)
                AND isfinite(updated_at)
                AND (started_at IS NULL OR isfinite(started_at))
                AND (finished_at IS NULL OR isfinite(finished_at))$c$,
             'agentmon.refuse_task(priority, status, created_at, updated_at, started_at, finished_at)'),
            ('monitoring.queue_status', $c$
                queue_name <> ''
                AND depth >= 0
                AND stuck_messages >= 0
                AND dead_letter >= 0
                AND isfinite(last_check_time)$c$,
             'agentmon.refuse_queue(queue_name, depth, stuck_messages, dead_letter, last_check_time)')
        ) AS checks (relation, condition, refusal)
    LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_constraint
            WHERE conrelid = checked.relation::regclass
              AND conname = 'agentmon_row_is_valid');
        EXECUTE format(
            'ALTER TABLE %s ADD CONSTRAINT agentmon_row_is_valid CHECK ((%s) IS TRUE OR %s) NOT VALID',
            checked.relation, checked.condition, checked.refusal);
    END LOOP;
END
$$;

-- A name that is a key of a table has to fit into an entry of its index. Other names may be of any length.
DO $$
DECLARE
    named record;
BEGIN
    FOR named IN
        SELECT keys.relation,
               string_agg(format('((octet_length(%1$I) <= %2$s) IS NOT FALSE
                                  OR agentmon.refuse_long_name(%1$I, %1$L))',
                                 keys.name, agentmon.longest_name()), ' AND ') AS condition
        FROM (VALUES
            ('monitoring.agents', 'name'),
            ('monitoring.queue_status', 'queue_name'),
            ('monitoring.agent_assignments', 'user_id'),
            ('monitoring.agent_assignments', 'agent_name'),
            ('monitoring.metric_definitions', 'metric_name'),
            ('monitoring.settings', 'name'),
            ('monitoring.health_thresholds', 'name'),
            ('monitoring.health_thresholds', 'agent_name'),
            ('monitoring.health_checks', 'name'),
            ('monitoring.retention_policies', 'name'),
            ('monitoring.model_prices', 'pattern'),
            ('monitoring.budgets', 'name'),
            ('monitoring.service_levels', 'name'),
            ('monitoring.notification_channels', 'name'),
            ('monitoring.notification_routes', 'name'),
            ('monitoring.mute_times', 'name'),
            ('monitoring.inhibition_rules', 'name'),
            ('monitoring.alert_rules', 'name'),
            ('monitoring.notifiers', 'worker')
        ) AS keys (relation, name)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint existing
            WHERE existing.conrelid = keys.relation::regclass
              AND existing.conname = 'agentmon_name_fits'
        )
        GROUP BY keys.relation
    LOOP
        EXECUTE format(
            'ALTER TABLE %s ADD CONSTRAINT agentmon_name_fits CHECK (%s) NOT VALID',
            named.relation, named.condition);
    END LOOP;
END
$$;

-- An interval that is added to a time has to leave it one that PostgreSQL can tell.
DO $$
DECLARE
    bounded record;
BEGIN
    FOR bounded IN
        SELECT columns.relation,
               string_agg(format('((%1$I <= %2$L::interval) IS NOT FALSE
                                  OR agentmon.refuse_long_interval(%1$I, %1$L))',
                                 columns.name, agentmon.longest_interval()), ' AND ') AS condition
        FROM (VALUES
            ('monitoring.notification_channels', 'rate_interval'),
            ('monitoring.notification_routes', 'group_wait'),
            ('monitoring.notification_routes', 'group_interval'),
            ('monitoring.notification_routes', 'repeat_interval'),
            ('monitoring.escalation_steps', 'after'),
            ('monitoring.alert_rules', 'for'),
            ('monitoring.alert_rules', 'keep_firing_for')
        ) AS columns (relation, name)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint existing
            WHERE existing.conrelid = columns.relation::regclass
              AND existing.conname = 'agentmon_interval_fits'
        )
        GROUP BY columns.relation
    LOOP
        EXECUTE format(
            'ALTER TABLE %s ADD CONSTRAINT agentmon_interval_fits CHECK (%s) NOT VALID',
            bounded.relation, bounded.condition);
    END LOOP;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_constraint existing
        WHERE existing.conrelid = 'monitoring.health_thresholds'::regclass
          AND existing.conname = 'agentmon_threshold_is_finite'
    ) THEN
        ALTER TABLE monitoring.health_thresholds ADD CONSTRAINT agentmon_threshold_is_finite CHECK (
            (agentmon.is_finite(warning) IS NOT FALSE AND agentmon.is_finite(critical) IS NOT FALSE)
            OR agentmon.refuse_threshold(name, warning, critical)
        ) NOT VALID;
    END IF;
END
$$;

-- Aliases and upper case are put into canonical form; the conditions keep the triggers from firing otherwise.
CREATE OR REPLACE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agent_logs
    FOR EACH ROW
    WHEN ((NEW.log_level IN ('debug', 'info', 'warning', 'error', 'critical')) IS NOT TRUE)
    EXECUTE FUNCTION agentmon.canonical_row('log_level');
CREATE OR REPLACE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agent_executions
    FOR EACH ROW
    WHEN (NEW.status NOT IN ('success', 'failure', 'timeout'))
    EXECUTE FUNCTION agentmon.canonical_row('execution_status');
CREATE OR REPLACE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.worker_issues
    FOR EACH ROW
    WHEN (NEW.severity NOT IN ('info', 'warning', 'error', 'critical'))
    EXECUTE FUNCTION agentmon.canonical_row('severity');
CREATE OR REPLACE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agents
    FOR EACH ROW
    WHEN (NEW.status NOT IN ('active', 'idle', 'inactive', 'offline'))
    EXECUTE FUNCTION agentmon.canonical_row('agent_status');
CREATE OR REPLACE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.tasks
    FOR EACH ROW
    WHEN (NEW.status NOT IN ('pending', 'running', 'completed', 'failed', 'cancelled')
        OR NEW.priority NOT IN ('low', 'medium', 'high', 'critical'))
    EXECUTE FUNCTION agentmon.canonical_row('task');

-- Error rows wake the daemon at commit. Named to fire after agentmon_canonical; it looks at the level itself,
-- which is faster than a condition.
CREATE OR REPLACE TRIGGER agentmon_wake BEFORE INSERT ON monitoring.agent_logs
    FOR EACH ROW EXECUTE FUNCTION agentmon.wake_on_error();

CREATE OR REPLACE TRIGGER agentmon_touch BEFORE UPDATE ON monitoring.agents
    FOR EACH ROW EXECUTE FUNCTION agentmon.touch_row();
CREATE OR REPLACE TRIGGER agentmon_touch BEFORE UPDATE ON monitoring.tasks
    FOR EACH ROW EXECUTE FUNCTION agentmon.touch_row();

CREATE OR REPLACE TRIGGER agentmon_close BEFORE UPDATE OF snapshot ON monitoring.consumer_cursors
    FOR EACH ROW
    WHEN (NEW.target IS NULL)
    EXECUTE FUNCTION agentmon.close_cursor();

CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.settings
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_setting();
CREATE OR REPLACE TRIGGER agentmon_check
    BEFORE INSERT OR UPDATE OF name, agent_name, warning, critical ON monitoring.health_thresholds
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_threshold();
CREATE OR REPLACE TRIGGER agentmon_check
    AFTER INSERT OR UPDATE OF agent_name ON monitoring.agent_assignments
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_assignment();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.jobs
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_job();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.metric_definitions
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_metric_definition();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.retention_policies
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_retention_policy();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.notification_routes
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_route();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.notification_channels
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_channel();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.silences
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_silence();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.mute_times
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_mute_time();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.inhibition_rules
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_inhibition();

CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.escalation_steps
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_escalation_step();

CREATE OR REPLACE TRIGGER agentmon_leave BEFORE DELETE ON monitoring.notification_routes
    FOR EACH ROW EXECUTE FUNCTION agentmon.leave_route();
CREATE OR REPLACE TRIGGER agentmon_rename AFTER UPDATE ON monitoring.notification_routes
    FOR EACH ROW
    WHEN (NEW.name <> OLD.name)
    EXECUTE FUNCTION agentmon.leave_route();
CREATE OR REPLACE TRIGGER agentmon_keep BEFORE DELETE ON monitoring.notification_channels
    FOR EACH ROW EXECUTE FUNCTION agentmon.keep_channel();
CREATE OR REPLACE TRIGGER agentmon_leave AFTER DELETE ON monitoring.notification_channels
    FOR EACH ROW EXECUTE FUNCTION agentmon.leave_channel();
CREATE OR REPLACE TRIGGER agentmon_rename AFTER UPDATE ON monitoring.notification_channels
    FOR EACH ROW
    WHEN (NEW.name <> OLD.name OR NEW.kind <> OLD.kind)
    EXECUTE FUNCTION agentmon.leave_channel();

CREATE OR REPLACE TRIGGER agentmon_choose BEFORE UPDATE OF channels ON monitoring.notification_routes
    FOR EACH ROW
    WHEN (OLD.default_channels AND NEW.default_channels)
    EXECUTE FUNCTION agentmon.choose_channels();

-- What reached nobody may be told now.
CREATE OR REPLACE TRIGGER agentmon_reach AFTER INSERT OR UPDATE OR DELETE ON monitoring.notification_routes
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.reach_again();
CREATE OR REPLACE TRIGGER agentmon_reach AFTER INSERT OR UPDATE ON monitoring.notification_channels
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.reach_again();
-- And what reached others, but not them.
CREATE OR REPLACE TRIGGER agentmon_reach_late AFTER UPDATE ON monitoring.notification_routes
    FOR EACH ROW
    WHEN ((NEW.channels, NEW.default_channels) IS DISTINCT FROM (OLD.channels, OLD.default_channels))
    EXECUTE FUNCTION agentmon.reach_late_row();
CREATE OR REPLACE TRIGGER agentmon_reach_late AFTER UPDATE ON monitoring.notification_channels
    FOR EACH ROW
    WHEN (NEW.enabled AND (
        NOT OLD.enabled
        OR NEW.kind <> OLD.kind
        OR NEW.settings IS DISTINCT FROM OLD.settings
        OR NEW.min_severity IS DISTINCT FROM OLD.min_severity
    ))
    EXECUTE FUNCTION agentmon.reach_late_row();
CREATE OR REPLACE TRIGGER agentmon_reach_new AFTER INSERT ON monitoring.notification_channels
    FOR EACH ROW EXECUTE FUNCTION agentmon.reach_late_row();

-- What they held back may be told now.
CREATE OR REPLACE TRIGGER agentmon_recheck AFTER UPDATE OR DELETE ON monitoring.silences
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();
CREATE OR REPLACE TRIGGER agentmon_recheck AFTER UPDATE OR DELETE ON monitoring.mute_times
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();
CREATE OR REPLACE TRIGGER agentmon_recheck AFTER UPDATE OR DELETE ON monitoring.inhibition_rules
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();
-- Not where an evaluation writes down how it went.
CREATE OR REPLACE TRIGGER agentmon_check
    BEFORE INSERT OR UPDATE OF
        name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data
    ON monitoring.alert_rules
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_alert_rule();

-- Rows that the code asks for by their names: without them it would not know what to do.
DO $$
DECLARE
    kept record;
BEGIN
    FOR kept IN
        SELECT *
        FROM (VALUES
            ('settings', 'name',
             'Change its value: UPDATE monitoring.settings SET value = ... WHERE name = ...'),
            ('settings', 'kind',
             'Change its value: UPDATE monitoring.settings SET value = ... WHERE name = ...'),
            ('jobs', 'name',
             'Switch it off: UPDATE monitoring.jobs SET enabled = false WHERE name = ...'),
            ('retention_policies', 'name',
             'Keep NULL keeps rows for ever: '
             'UPDATE monitoring.retention_policies SET keep = NULL WHERE name = ...')
        ) AS names (table_name, column_name, instead)
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER agentmon_anchor_%2$s BEFORE DELETE OR UPDATE OF %2$I ON monitoring.%1$I
             FOR EACH ROW EXECUTE FUNCTION agentmon.keep_row(%3$L, %2$L)',
            kept.table_name, kept.column_name, kept.instead
        );
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER agentmon_anchor BEFORE TRUNCATE ON monitoring.%I
             FOR EACH STATEMENT EXECUTE FUNCTION agentmon.keep_row(%L, %L)',
            kept.table_name, kept.instead, kept.column_name
        );
    END LOOP;
END
$$;
