-- What a DBA may change: settings, thresholds, retention.

CREATE TABLE monitoring.settings (
    name        text PRIMARY KEY,
    value       text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('interval', 'integer', 'boolean')),
    description text NOT NULL
);

INSERT INTO monitoring.settings (name, value, kind, description) VALUES
    ('partition_days_ahead', '3', 'integer', 'Days for which partitions are made ahead.'),
    ('seal_after', '2 days', 'interval',
     'How far from now (before or after it) a partition lies that is sealed: late rows for it cost a little '
     'more, and a refresh looks into it only when there are any.'),
    ('move_batch_rows', '100000', 'integer',
     'Rows of a catch-all partition that are moved home in one go; of a day that has more, a partition holds '
     'a part.'),
    ('lock_timeout', '500 milliseconds', 'interval',
     'How long maintenance waits for a lock on a table that is in use before it goes on with the next. Below '
     'deadlock_timeout, so that maintenance gives way and not a writer.'),
    ('refresh_step_rows', '1000000', 'integer',
     'Raw rows of a table that the job refresh rolls up before it commits.'),
    ('refresh_memory_mb', '192', 'integer',
     'Megabytes that a refresh may take for its results; what does not fit goes in slices of time.'),
    ('series_limit', '10000', 'integer',
     'Series that a metric may have, unless its definition says otherwise; further ones fall into its '
     'overflow series.'),
    ('series_limit_total', '200000', 'integer', 'Series that all metrics together may have.'),
    ('delivery_lease', '30 seconds', 'interval',
     'How long a worker may hold a notification before another one may take it.'),
    ('delivery_retry_first', '5 seconds', 'interval',
     'Wait before the second attempt; it doubles with each further one.'),
    ('delivery_retry_most', '15 minutes', 'interval', 'The longest wait between two attempts.'),
    ('delivery_attempts', '20', 'integer', 'Attempts after which a notification is given up (state dead).'),
    ('circuit_failures', '5', 'integer', 'Failures in a row after which a channel rests.'),
    ('circuit_open_first', '30 seconds', 'interval',
     'How long a channel rests before it is tried with one message; doubled each time that fails.'),
    ('circuit_open_most', '5 minutes', 'interval', 'The longest rest of a channel.'),
    ('fallback_after', '5 minutes', 'interval',
     'How long a message may wait for its channel before the fallback channel is told as well.'),
    ('unknown_resend_after', '2 minutes', 'interval',
     'How long after an attempt whose outcome is unknown the provider''s list must still not show the '
     'message, before it is sent again.'),
    ('held_recheck', '1 minute', 'interval',
     'How often it is looked at whether an alert that another one holds back still is, besides each time '
     'that one resolves.'),
    ('alert_adopted_rows', 'true', 'boolean',
     'Whether error rows that were brought from another database with their stamps raise alerts; false: they '
     'are written off, with an event error_rows_written_off.'),
    ('sms_rate_limit', '10', 'integer',
     'Messages that a channel of kind sms is given in each of its rate_interval (a minute), where it has no '
     'rate_limit of its own and is not unlimited; further ones are summed up.'),
    ('message_alerts', '200', 'integer',
     'Alerts that an email or a webhook lists; further ones come with the next message.'),
    ('acknowledge_keep', '10 minutes', 'interval',
     'How long after its alert has ended an acknowledgement holds for a new alert with the same labels.'),
    ('error_resolve_after', '15 minutes', 'interval',
     'Silence after which the alert of an error group counts as resolved.'),
    ('notifier_gone_after', '90 seconds', 'interval',
     'Time without a sign of life after which a daemon counts as gone; it gives one every 30 seconds.'),
    ('unseen_rule_after', '1 hour', 'interval',
     'How long an alert rule may be evaluated without its metric ever having been seen, before health warns '
     'of it.'),
    ('rule_interval', '15 seconds', 'interval', 'Time between two evaluations of an alert rule.'),
    ('health_recover_after', '5 minutes', 'interval',
     'How long an agent''s verdict must have been a better one before it is told: bad at once, good again '
     'after a while.'),
    ('health_check_stale_after', '5 minutes', 'interval',
     'Time after which a reported health check counts as unknown.'),
    ('agent_forgotten_after', '7 days', 'interval',
     'Time after which an agent that is not registered, and that nobody has heard of, is no longer shown.'),
    ('task_stuck_after', '1 hour', 'interval',
     'Time without an update after which a running task, or a job of another queue system that has no time '
     'limit of its own, counts as stuck.'),
    ('collect_database', 'true', 'boolean',
     'Whether the job collect_database measures the database.'),
    ('collect_interval', '1 minute', 'interval',
     'Time between two measurements of the database; the job looks once a minute.'),
    ('collect_timeout', '5 seconds', 'interval',
     'Longest time that reading one queue system, or one part of the measurements of the database, may '
     'take.');

CREATE TABLE monitoring.health_thresholds (
    name        text NOT NULL,
    agent_name  text NOT NULL DEFAULT '*',
    warning     double precision,
    critical    double precision,
    description text,
    PRIMARY KEY (name, agent_name)
);

INSERT INTO monitoring.health_thresholds (name, warning, critical, description) VALUES
    ('queue_stuck_messages', 0, 10, 'Stuck messages over all queues: more than this.'),
    ('processing_success_rate', 0.95, 0.80,
     'Share of the last hour''s executions that succeeded: less than this.'),
    ('processing_min_executions', 20, 20,
     'Executions in the last hour below which the success rate is not judged.'),
    ('agent_errors_24h', 0, 5, 'Errors of an agent in 24 hours: more than this.'),
    ('sla_success_rate', 0.99, NULL,
     'Objective of sla_report(): the share of executions that should succeed.'),
    ('sla_p95_ms', NULL, NULL,
     'Objective of sla_report(): milliseconds in which 95 % of the executions should be done.'),
    ('sla_uptime_pct', 99, NULL,
     'Objective of sla_report(): percent of the known time in which an agent should be up.'),
    ('agent_silent_minutes', 60, NULL, 'Minutes without a heartbeat or a row of an agent: more than this.'),
    ('database_connections', 0.80, 0.95, 'Share of max_connections in use: more than this.'),
    ('alert_delivery_seconds', 300, 1800,
     'Seconds that the oldest undelivered notification has been due: more than this.');

CREATE TABLE monitoring.retention_policies (
    name        text PRIMARY KEY,
    keep        interval,
    description text NOT NULL,
    -- Rows from before this time have been removed, whatever keep was then.
    removed_before timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO monitoring.retention_policies (name, keep, description) VALUES
    ('pipeline_metrics', '14 days', 'raw metrics, once they are rolled up'),
    ('agent_logs', '30 days', 'log rows, once they are rolled up and their alerts raised'),
    ('agent_executions', '90 days', 'execution rows, once they are rolled up'),
    ('monitoring_events', '30 days', 'public.monitoring_events'),
    ('worker_issues', '90 days', 'worker issues that are resolved; open ones stay'),
    ('tasks', '90 days', 'tasks that are completed, failed or cancelled; others stay'),
    ('agent_messages', '90 days', 'messages between agents'),
    ('rollups_minute', '2 days', 'rollups by the minute'),
    ('rollups_hourly', '90 days', 'rollups by the hour'),
    ('rollups_daily', '365 days', 'rollups by the day'),
    ('rollups_weekly', '5 years', 'rollups by the week'),
    ('notifications', '90 days', 'notifications that are settled, and alerts that are resolved'),
    ('usage', '400 days', 'who used what, by day'),
    ('error_groups', '90 days', 'error groups that nobody has seen for so long, and their numbers by day'),
    ('agent_status', '90 days', 'what the verdicts on agents were'),
    ('anomalies', '90 days', 'hours that were unlike those before'),
    ('audit_log', '2 years', 'who changed what of the configuration'),
    ('cron_runs', '7 days', 'what pg_cron has written down of the runs of our jobs (cron.job_run_details)');

COMMENT ON TABLE monitoring.settings IS
'Settings of pg_agentmon, with their meaning; change value by UPDATE.';
COMMENT ON TABLE monitoring.health_thresholds IS
'Where health turns to warning and to critical; agent_name * is for all, a name for that agent alone.';
COMMENT ON TABLE monitoring.retention_policies IS
'How long rows are kept; keep NULL is for ever. Read by apply_retention().';
