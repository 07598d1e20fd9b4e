//! Bad rows are refused, with what is allowed instead, and leave nothing behind.

use std::collections::BTreeSet;

use agentmon_tests::sql::{refusal, row};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const SEVERITIES: &str = "info, warning, error, critical";

/// Table, columns, values, and what DETAIL and HINT must name.
const BAD: &[(&str, &str, &str, &str)] = &[
    ("monitoring.agent_logs", "agent_name, log_level", "NULL, 'info'", "agent_name"),
    ("monitoring.agent_logs", "agent_name, log_level", "'', 'info'", "agent_name"),
    ("monitoring.agent_logs", "agent_name, log_level, context", "'a', 'info', '[]'", "{\"key\": \"value\"}"),
    ("monitoring.agent_logs", "agent_name, log_level, context", "'a', 'info', '\"text\"'", "object"),
    ("monitoring.agent_logs", "agent_name, log_level, created_at", "'a', 'info', 'infinity'", "finite"),
    ("monitoring.agent_logs", "agent_name, log_level, created_at", "'a', 'info', '-infinity'", "finite"),
    ("monitoring.agent_executions", "agent_name, status", "'a', 'ok'", "success, failure, timeout"),
    ("monitoring.agent_executions", "agent_name, status", "'a', NULL", "success, failure, timeout"),
    ("monitoring.agent_executions", "agent_name, status", "NULL, 'success'", "agent_name"),
    (
        "monitoring.agent_executions",
        "agent_name, status, execution_time_ms",
        "'a', 'success', -1",
        "not negative",
    ),
    (
        "monitoring.agent_executions",
        "agent_name, status, execution_time_ms",
        "'a', 'success', 'NaN'",
        "finite",
    ),
    (
        "monitoring.agent_executions",
        "agent_name, status, execution_time_ms",
        "'a', 'success', 'Infinity'",
        "finite",
    ),
    ("monitoring.agent_executions", "agent_name, status, tokens_used", "'a', 'success', -1", "from 0 on"),
    ("monitoring.agent_executions", "agent_name, status, output_tokens", "'a', 'success', -1", "from 0 on"),
    (
        "monitoring.agent_executions",
        "agent_name, status, input_tokens, cache_read_tokens",
        "'a', 'success', 5, 6",
        "input_tokens",
    ),
    (
        "monitoring.agent_executions",
        "agent_name, status, input_tokens, cache_read_tokens, cache_write_tokens",
        "'a', 'success', 5, 9223372036854775807, 9223372036854775807",
        "input_tokens",
    ),
    (
        "monitoring.agent_executions",
        "agent_name, status, output_tokens, reasoning_tokens",
        "'a', 'success', 5, 6",
        "output_tokens",
    ),
    ("monitoring.agent_executions", "agent_name, status, cost_usd", "'a', 'success', -0.01", "not negative"),
    ("monitoring.agent_executions", "agent_name, status, cost_usd", "'a', 'success', 'NaN'", "finite"),
    (
        "monitoring.agent_executions",
        "agent_name, status, cost_usd",
        "'a', 'success', '-1e-400'",
        "not negative",
    ),
    ("monitoring.agent_executions", "agent_name, status, cost_usd", "'a', 'success', '1e309'", "below 10^15"),
    ("monitoring.agent_executions", "agent_name, status, cost_usd", "'a', 'success', 1e15", "below 10^15"),
    ("monitoring.agent_executions", "agent_name, status, created_at", "'a', 'success', 'infinity'", "finite"),
    ("monitoring.agents", "name", "repeat('a', 1001)", "at most 1000 bytes"),
    ("monitoring.agents", "name", "repeat('é', 501)", "at most 1000 bytes"),
    ("monitoring.queue_status", "queue_name", "repeat('a', 32000)", "at most 1000 bytes"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "NULL, 1", "metric_name"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "'', 1", "metric_name"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "'m', NULL", "finite number"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "'m', 'NaN'", "finite numbers"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "'m', 'Infinity'", "finite numbers"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value", "'m', '-Infinity'", "finite numbers"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value, tags", "'m', 1, '[\"a\"]'", "object"),
    ("monitoring.pipeline_metrics", "metric_name, metric_value, tags", "'m', 1, 'null'", "object"),
    (
        "monitoring.pipeline_metrics",
        "metric_name, metric_value, \"timestamp\"",
        "'m', 1, 'infinity'",
        "finite",
    ),
    ("monitoring.pipeline_metrics", "metric_name, metric_value, created_at", "'m', 1, '-infinity'", "finite"),
    ("monitoring.worker_issues", "worker_name, severity", "'w', 'huge'", SEVERITIES),
    ("monitoring.worker_issues", "worker_name, severity", "'w', NULL", SEVERITIES),
    ("monitoring.worker_issues", "worker_name", "''", "worker_name"),
    ("monitoring.worker_issues", "worker_name, details", "'w', '1'", "object"),
    ("monitoring.worker_issues", "worker_name, created_at", "'w', 'infinity'", "finite"),
    ("monitoring.worker_issues", "worker_name, resolved_at", "'w', '-infinity'", "finite"),
    ("public.monitoring_events", "event_type", "NULL", "event_type"),
    ("public.monitoring_events", "event_type, details", "'e', '[1]'", "object"),
    ("public.monitoring_events", "event_type, created_at", "'e', 'infinity'", "finite"),
    ("monitoring.agents", "name, status", "'a', 'asleep'", "active, idle, inactive, offline"),
    ("monitoring.agents", "name", "NULL", "name"),
    ("monitoring.agents", "name, last_heartbeat_at", "'a', 'infinity'", "finite"),
    ("monitoring.agents", "name, created_at", "'a', '-infinity'", "finite"),
    ("monitoring.tasks", "type, priority", "'t', 'urgent'", "low, medium, high, critical"),
    ("monitoring.tasks", "type, status", "'t', 'done'", "pending, running, completed, failed, cancelled"),
    ("monitoring.tasks", "type, created_at", "'t', 'infinity'", "finite"),
    ("monitoring.tasks", "type, finished_at", "'t', 'infinity'", "finite"),
    ("monitoring.agent_messages", "from_agent, created_at", "'a', 'infinity'", "finite"),
    ("monitoring.queue_status", "queue_name", "''", "queue_name"),
    ("monitoring.queue_status", "queue_name, depth", "'q', -1", "from 0 on"),
    ("monitoring.queue_status", "queue_name, stuck_messages", "'q', NULL", "from 0 on"),
    ("monitoring.queue_status", "queue_name, last_check_time", "'q', 'infinity'", "finite"),
    ("monitoring.agent_metrics", "metric_name, metric_value", "'m', 1", "agent_id"),
    ("monitoring.agent_metrics", "agent_id, metric_name, metric_value", "'a', 'm', 'NaN'", "finite numbers"),
    ("monitoring.system_events", "event_type, severity", "'e', 'huge'", SEVERITIES),
    ("monitoring.system_events", "event_type, event_data", "'e', '[]'", "object"),
];

async fn refuses_all(client: &Client) {
    for (table, columns, values, named) in BAD {
        let error = refusal(client, &format!("INSERT INTO {table} ({columns}) VALUES ({values})")).await;
        let what = format!("{table} ({columns}) VALUES ({values}): {error:?}");
        assert!(["22", "23"].contains(&&error.code().code()[..2]), "{what}");
        let (detail, hint) = (error.detail().unwrap_or_default(), error.hint().unwrap_or_default());
        assert!(!detail.is_empty() && !hint.is_empty(), "{what}");
        assert!(detail.contains(named) || hint.contains(named), "{named} is not named; {what}");
    }
}

#[tokio::test]
async fn bad_rows_are_refused_with_what_is_allowed_and_leave_nothing() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "refusals").await;
    refuses_all(&client).await;
    refuses_all(&cluster.connect_as("refusals", "agentmon_writer").await).await;
    let tables: BTreeSet<_> = BAD.iter().map(|bad| bad.0).collect();
    for table in tables {
        assert_eq!(row(&client, &format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
    }
    // One bad row among good ones: none is written.
    for insert in [
        "monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info'), ('a', 'error'), ('', 'info')",
        "monitoring.agent_executions (agent_name, status) VALUES ('a', 'success'), ('', 'success')",
        "monitoring.pipeline_metrics (metric_name, metric_value) SELECT 'm', CASE n WHEN 1000 THEN 'NaN' ELSE n END FROM generate_series(1, 1000) AS n",
    ] {
        refusal(&client, &format!("INSERT INTO {insert}")).await;
        let table = insert.split(' ').next().expect("a name");
        assert_eq!(row(&client, &format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
    }
}

/// What administrators may set wrongly: table, columns, values, and what DETAIL and HINT must name.
const BAD_SETTINGS: &[(&str, &str, &str, &str)] = &[
    ("health_thresholds", "name, agent_name, warning", "'agent_errors_24h', 'a', 'NaN'", "finite"),
    ("health_thresholds", "name, agent_name, critical", "'agent_errors_24h', 'a', 'Infinity'", "finite"),
    (
        "health_thresholds",
        "name, agent_name, warning, critical",
        "'agent_errors_24h', 'a', 1, '-Infinity'",
        "finite",
    ),
    ("health_thresholds", "name, warning", "'x', 1", "agent_errors_24h"),
    ("settings", "name, value, kind, description", "'x', '1', 'integer', 'mine'", "name, value, description"),
    ("metric_definitions", "metric_name, kind", "'m', 'summary'", "counter, gauge, histogram"),
    ("metric_definitions", "metric_name, series_limit", "'m', -1", "from 1 on"),
    ("metric_definitions", "metric_name, series_limit", "'m', 0", "from 1 on"),
    ("notification_channels", "name, kind", "'c', 'telegram'", "sms, email, slack"),
    ("notification_channels", "name, kind, min_severity", "'c', 'sms', 'loud'", SEVERITIES),
    ("notification_channels", "name, kind, rate_limit", "'c', 'sms', 0", "rate_interval"),
    (
        "notification_channels",
        "name, kind, rate_limit, unlimited",
        "'c', 'email', 5, true",
        "rate_limit = NULL",
    ),
    ("notification_channels", "name, kind, rate_interval", "'c', 'sms', '178000000 years'", "1000 days"),
    ("notification_routes", "name, channels, group_wait", "'r', '{sms}', '1001 days'", "1000 days"),
    ("notification_routes", "name, channels, group_interval", "'r', '{sms}', '178000000 years'", "1000 days"),
    ("notification_routes", "name, channels, repeat_interval", "'r', '{sms}', '100000 months'", "1000 days"),
    ("escalation_steps", "route, after, channels", "'default', '290000 years', '{sms}'", "1000 days"),
    ("alert_rules", "name, expression, \"for\"", "'r', 'm.sum > 1', '290000 years'", "1000 days"),
    ("alert_rules", "name, expression, keep_firing_for", "'r', 'm.sum > 1', '1001 days'", "1000 days"),
    ("retention_policies", "name, keep, description", "'x', '-1 day', 'd'", "14 days"),
];

#[tokio::test]
async fn settings_that_would_do_harm_are_refused_with_what_is_allowed() {
    let cluster = shared_cluster().await;
    let owner = setup_database(cluster, "bad settings").await;
    let admin = cluster.connect_as("bad settings", "agentmon_admin").await;
    for client in [&owner, &admin] {
        for (table, columns, values, named) in BAD_SETTINGS {
            let insert = format!("INSERT INTO monitoring.{table} ({columns}) VALUES ({values})");
            let error = refusal(client, &insert).await;
            assert!(["22", "23"].contains(&&error.code().code()[..2]), "{insert}: {error:?}");
            let (detail, hint) = (error.detail().unwrap_or_default(), error.hint().unwrap_or_default());
            assert!(detail.contains(named) || hint.contains(named), "{insert}: {error:?}");
        }
    }
    for update in [
        "health_thresholds SET warning = 'NaN'",
        "notification_routes SET repeat_interval = '178000000 years'",
        "notification_channels SET rate_interval = interval '1000 days' + interval '1 second'",
    ] {
        let error = refusal(&admin, &format!("UPDATE monitoring.{update}")).await;
        assert!(error.hint().is_some(), "{update}: {error:?}");
    }
    // Words in upper case are the same words.
    let words = "WITH c AS (INSERT INTO monitoring.notification_channels (name, kind, min_severity, rate_interval)
                     VALUES ('c', ' Slack', 'HIGH', '1000 days') RETURNING kind, min_severity),
                 m AS (INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('m', 'Counter') RETURNING kind)
                 SELECT c.kind, c.min_severity, m.kind FROM c, m";
    assert_eq!(row(&admin, words).await, "slack|error|counter");
}

#[tokio::test]
async fn a_setting_that_is_no_value_of_its_kind_is_refused_with_what_is() {
    let client = setup_database(shared_cluster().await, "settings").await;
    let settings = "SELECT string_agg(name || '|' || kind, ',' ORDER BY name) FROM monitoring.settings";
    let settings = row(&client, settings).await;
    for setting in settings.split(',') {
        let (name, kind) = setting.split_once('|').expect("a name and a kind");
        for value in ["abc", "", "1e400", "5 parsecs"] {
            let sql = format!("UPDATE monitoring.settings SET value = '{value}' WHERE name = '{name}'");
            let error = refusal(&client, &sql).await;
            assert_eq!(error.code().code(), "22023", "{name}: {error:?}");
            assert!(error.message().contains(name) && error.message().contains(kind), "{error:?}");
            assert!(error.hint().is_some_and(|hint| hint.contains(" Give ")), "{error:?}");
        }
    }
}
