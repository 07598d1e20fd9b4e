-- Texts of any language come in, and the library reads UTF-8 alone.
DO $encoding$
DECLARE
    encoding text := pg_catalog.getdatabaseencoding();
BEGIN
    IF encoding OPERATOR(pg_catalog.<>) 'UTF8' THEN
        RAISE EXCEPTION 'pg_agentmon needs a database with encoding UTF8, and this one has %', encoding
            USING ERRCODE = 'character_not_in_repertoire',
                  DETAIL = 'An encoding is chosen when a database is made, and cannot be changed; '
                           'nothing was touched.',
                  HINT = 'Make one by CREATE DATABASE name TEMPLATE template0 ENCODING ''UTF8'' '
                         'LOCALE ''C.UTF-8'', and move your data there by pg_dump and pg_restore.';
    END IF;
END
$encoding$;

-- The library must be there, and made for this PostgreSQL. What PostgreSQL says where it is not, does not
-- tell what to do.
DO $library$
DECLARE
    major int := pg_catalog.current_setting('server_version_num')::int OPERATOR(pg_catalog./) 10000;
    problem text;
    details text;
    code text;
BEGIN
    LOAD 'MODULE_PATHNAME';
EXCEPTION
    WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS
            problem = MESSAGE_TEXT,
            details = PG_EXCEPTION_DETAIL,
            code = RETURNED_SQLSTATE;
        RAISE EXCEPTION 'the library of pg_agentmon cannot be loaded by this PostgreSQL %: %', major, problem
            USING ERRCODE = code,
                  DETAIL = pg_catalog.concat_ws(' ', nullif(details, ''), 'Nothing was touched.'),
                  HINT = pg_catalog.format(
                      'Install the build for PostgreSQL %s on this server: '
                      'the package postgresql-%s-pg-agentmon, or make install PG=%s.',
                      major, major, major);
END
$library$;

-- Before anything is made: the names that the extension needs must be free. All that are taken are listed
-- at once, and nothing is touched. tests/tests/objects.rs holds this list against what the extension makes.
DO $preflight$
DECLARE
    taken text;
BEGIN
    SELECT string_agg(name, ', ' ORDER BY name) INTO taken
    FROM (
        SELECT DISTINCT format('%s.%s()', schema.nspname, routine.proname) AS name
        FROM pg_catalog.pg_proc routine
        JOIN pg_catalog.pg_namespace schema ON schema.oid = routine.pronamespace
        WHERE (routine.pronamespace = 'monitoring'::regnamespace AND routine.proname = ANY ('{
            acknowledge_alert, active_users, aggregate_daily_metrics, aggregate_hourly_metrics,
            aggregate_weekly_metrics, apply_retention, approx_percentile, approx_percentile_array,
            approx_percentile_rank, budget_status, cancel_task, check_template, claim_notifications,
            claim_tasks, complete_notification, complete_task, cost_at, create_task, cron_statements,
            daily_checks, defer_notification, diagnose, error, error_fingerprint, evaluate_alert_rules,
            expire_silence, explain_notification, export_alert_rules, expose_in_public, fail_notification,
            fail_task, feature_use, find_anomalies, foreign_dependents, gauge, get_agent_health,
            get_agents_overview, get_conversation, get_costs, get_error_groups, get_health_checks,
            get_metrics, get_performance, get_recent_errors, get_system_health, get_user_activity, heartbeat,
            histogram, ignore_error_group, increment, leave_notifier, list_tasks, live_metrics, live_rollups,
            live_window, load_alert_rules, log_agent_activity, log_agent_execution, log_event,
            log_worker_issue, maintain_partitions, max_val, mean, min_val, monthly_checks, my_agent_health,
            my_agent_performance, my_alert_rules, next_notification_at, note_progress, num_vals,
            percentile_agg, preview_notification, preview_route, preview_rule, price_problems, process_alerts,
            purge_old_monitoring_events, raise_alert, rebuild_rollups, record_metric, refresh_rollups,
            register_agent, register_notifier, remove_my_alert_rule, render_template, reopen_error_group,
            replay_alert_rule, replay_notifications, reply_to_message, report_health_check, report_queue,
            reprice, requests_per_minute, resolve_alert, resolve_error_group, resolve_worker_issue, rollup,
            run_job, schedule_jobs, send_message, service_level_status, set_log_context, set_my_alert_rule,
            set_my_metric, settle_unknown, setup, silence_alerts, silenced_now, sketch_from_otel,
            sketch_to_otel, sla_report, slow_operations, snooze_alert, start_agent, start_task, stop_agent,
            storage, sum_val, test_alert_rules, unknown_notifications, unpriced_models, unschedule_jobs,
            unseen_rules, usage_report, uuid_v7, verify_rollups, weekly_checks, weekly_trend
            }'::text[]))
           OR (routine.pronamespace = 'public'::regnamespace
               AND routine.proname IN ('get_system_health', 'purge_old_monitoring_events'))
        UNION
        SELECT 'schema agentmon'
        FROM pg_catalog.pg_namespace schema
        WHERE schema.nspname = 'agentmon'
        UNION
        SELECT format('type monitoring.%s', made.typname)
        FROM pg_catalog.pg_type made
        WHERE made.typnamespace = 'monitoring'::regnamespace
          AND made.typname = 'sketch'
    ) AS needed;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', taken
            USING ERRCODE = 'duplicate_object',
                  DETAIL = 'They do not belong to this extension; nothing was touched.',
                  HINT = 'Move them out of the way (CREATE SCHEMA old; ALTER FUNCTION ... SET SCHEMA old), '
                         'then run CREATE EXTENSION pg_agentmon again; docs/moving-in.md goes through it.';
    END IF;
END
$preflight$;

-- Roles belong to the cluster: made where missing, kept by DROP EXTENSION, and there before a restore grants.
DO $roles$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'agentmon_writer',
        'agentmon_reader',
        'agentmon_notifier',
        'agentmon_admin',
        'agentmon_user'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN
                    NULL; -- Made at the same time from another database.
            END;
        END IF;
    END LOOP;
END
$roles$;

-- What is nobody's business: functions that triggers, steps and views call. It belongs to the extension, and
-- holds code alone. Whoever may do something needs to see it, because the names in the bodies of functions
-- are looked up in it.
CREATE SCHEMA agentmon;
COMMENT ON SCHEMA agentmon IS 'Internals of pg_agentmon: what is meant for callers is in schema monitoring.';
GRANT USAGE ON SCHEMA agentmon
    TO agentmon_writer, agentmon_reader, agentmon_notifier, agentmon_admin, agentmon_user;
