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
