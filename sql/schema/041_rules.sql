-- Alert rules, and how the last evaluation of each went.

CREATE TABLE monitoring.alert_rules (
    name              text PRIMARY KEY,
    expression        text NOT NULL,
    severity          text NOT NULL DEFAULT 'warning',
    "for"             interval NOT NULL DEFAULT '0',
    keep_firing_for   interval NOT NULL DEFAULT '0',
    labels            jsonb NOT NULL DEFAULT '{}',
    annotations       jsonb NOT NULL DEFAULT '{}',
    actions           text[],
    enabled           boolean NOT NULL DEFAULT true,
    no_data           text NOT NULL DEFAULT 'ok',
    description       text,
    last_evaluated_at timestamptz,
    last_value        double precision,
    last_error        text,
    error_count       integer NOT NULL DEFAULT 0,
    last_duration_ms  double precision,
    -- Time since then was not evaluated, and does not count as held by itself.
    last_succeeded_at timestamptz,
    -- When it last found something to judge.
    last_data_at      timestamptz,
    -- Since when it has been evaluated, with this expression, without ever finding one of its metrics.
    unseen_since      timestamptz,
    -- How it stands, in words: ok, no data since when, metrics that were never seen, what fails.
    status            text,
    -- Expression and labels of the last evaluation: alerts of other ones are over.
    evaluated         jsonb
) WITH (fillfactor = 70); -- each evaluation writes to each row

CREATE INDEX alerts_rule_idx ON monitoring.alerts (rule_name)
    WHERE source = 'rule' AND state <> 'resolved';

-- By the names that callers gave them. Their actions are those of the callers too; channels that are not
-- there are passed over, and are warned of when a rule is changed.
INSERT INTO monitoring.alert_rules (
    name, expression, severity, "for", enabled, actions, annotations, description
)
VALUES
    ('high_api_latency', 'api.response_time.p95 > 500ms', 'warning', '5 minutes', false, '{slack,email}',
     '{"summary": "Slow API: p95 is {{ value | round }} ms", "description": "The 95th percentile of '
     'api.response_time is above {{ threshold }} ms."}',
     'Metric api.response_time in milliseconds.'),
    ('high_error_rate', 'api.requests.error_rate > 5%', 'critical', '2 minutes', false, '{pagerduty,slack}',
     '{"summary": "{{ value | percent }} of API requests fail", "description": "More than {{ threshold | '
     'percent }} of api.requests have success false, or status error, failure, timeout or 500 and above."}',
     'Metric api.requests (deltas), by its tags success and status.'),
    ('database_connection_pool_exhausted', 'database.connections.active > 80%', 'warning',
     '3 minutes', false, NULL,
     '{"summary": "{{ value | round }} % of the database connections are in use", "description": "When none '
     'is left, clients are refused."}',
     'Gauge database.connections.active in percent of max_connections, which a collector writes.'),
    ('slow_queries', 'database.query_duration.p95 > 100ms', 'warning', '5 minutes', false, NULL,
     '{"summary": "Slow queries: p95 is {{ value | round }} ms", "description": "The 95th percentile of '
     'database.query_duration is above {{ threshold }} ms."}',
     'Metric database.query_duration in milliseconds.'),
    ('agent_execution_failure_rate', 'agents.executions.failure_rate > 20%', 'critical',
     '5 minutes', false, NULL,
     '{"summary": "{{ value | percent }} of agent executions fail", "description": "More than {{ threshold | '
     'percent }} of the rows of agent_executions have a status other than success."}',
     'Table agent_executions.'),
    ('agent_queue_backlog', 'agents.queue.size > 100', 'warning', '10 minutes', false, NULL,
     '{"summary": "{{ value | round }} messages wait in a queue", "description": "The deepest queue is above '
     '{{ threshold }}."}',
     'The deepest queue of queue_status, reported or sampled, or the gauge agents.queue.size, whichever is '
     'larger.'),
    ('low_ml_confidence', 'ml.predictions.avg_confidence < 0.6', 'warning', '15 minutes', false, NULL,
     '{"summary": "Predictions have a mean confidence of {{ value | round(2) }}", "description": "The model '
     'may not fit its data any more."}',
     'Gauge ml.predictions.avg_confidence, or else the mean of ml.prediction_confidence.'),
    ('high_memory_usage', 'system.memory_usage > 90%', 'critical', '3 minutes', false, NULL,
     '{"summary": "Memory is at {{ value | round }} %", "description": "Above {{ threshold }} % the system '
     'may begin to end processes."}',
     'Gauge system.memory_usage in percent, which a collector writes.'),
    ('high_cpu_usage', 'system.cpu_usage > 85%', 'warning', '5 minutes', false, NULL,
     '{"summary": "CPU is at {{ value | round }} %", "description": "Above {{ threshold }} % for five '
     'minutes."}',
     'Gauge system.cpu_usage or system.cpu_usage_percent in percent, which a collector writes.');

COMMENT ON TABLE monitoring.alert_rules IS
'Alert rules: expression, for how long it must hold, what its alerts are called and say; and how the last '
'evaluation of each went (status, last_…, error_count). See docs/rules.md.';
