//! Rows come in by every road that a client has, in canonical form, or are refused with what is allowed instead.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use agentmon_tests::sql::{refusal, refusal_code, row, rows, run};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

#[tokio::test]
async fn every_road_leads_into_the_tables() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "roads").await;
    let writer = cluster.connect_as("roads", "agentmon_writer").await;
    for client in [&admin, &writer] {
        run(client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('one', 'info')").await;
        run(client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('many', 'Warn'), ('many', 'FATAL'), ('many', 'debug')").await;
        run(client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) SELECT 'many', n FROM generate_series(1, 1000) AS n").await;
        let prepared =
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ($1, $2, $3)";
        let statement = client.prepare(prepared).await.expect("levels take a text parameter");
        for level in ["error", "Critical", "warn"] {
            client.execute(&statement, &[&"prepared", &level, &"m"]).await.expect(level);
        }
        let status = "INSERT INTO monitoring.agent_executions (agent_name, status) VALUES ('prepared', $1)";
        client.execute(status, &[&"TIMEOUT"]).await.expect("a status too");
    }
    let counts = "SELECT agent_name, count(*), string_agg(DISTINCT log_level, ',' ORDER BY log_level) FROM monitoring.agent_logs GROUP BY 1 ORDER BY 1";
    assert_eq!(
        rows(&admin, counts).await,
        ["many|6|critical,debug,warning", "one|2|info", "prepared|6|critical,error,warning"]
    );
    assert_eq!(
        row(&admin, "SELECT count(*), sum(metric_value) FROM monitoring.pipeline_metrics").await,
        "2000|1001000"
    );
    assert_eq!(
        row(&admin, "SELECT string_agg(status, ',') FROM monitoring.agent_executions").await,
        "timeout,timeout"
    );
}

fn copy(cluster: &Cluster, database: &str, sql: &str, file: &Path, format: &str) -> Result<String, String> {
    cluster.psql(database, &format!("\\copy {sql} '{}' (FORMAT {format})", file.display()))
}

#[tokio::test]
async fn copy_takes_text_and_binary() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "copy").await;
    let dir = tempfile::tempdir().expect("a directory");
    let logs = dir.path().join("logs");
    fs::write(&logs, "a\tWARN\tfirst\t{\"k\": 1}\na\tfatal\tsecond\t{}\na\tinfo\t\\N\t\\N\n")
        .expect("a file");
    copy(
        cluster,
        "copy",
        "monitoring.agent_logs (agent_name, log_level, message, context) FROM",
        &logs,
        "text",
    )
    .expect("text");
    let found = "SELECT log_level, message, context FROM monitoring.agent_logs ORDER BY id";
    assert_eq!(rows(&client, found).await, ["warning|first|{\"k\": 1}", "critical|second|{}", "info||"]);

    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags) SELECT 'm', n, '{\"k\": \"v\"}' FROM generate_series(1, 100) AS n").await;
    let binary = dir.path().join("binary");
    let columns = "monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")";
    let out =
        "(SELECT metric_name, metric_value * 1000, tags, \"timestamp\" FROM monitoring.pipeline_metrics) TO";
    copy(cluster, "copy", out, &binary, "binary").expect("a file");
    copy(cluster, "copy", &format!("{columns} FROM"), &binary, "binary").expect("binary");
    let sums = "SELECT count(*), sum(metric_value), count(DISTINCT id), count(DISTINCT stamp) FROM monitoring.pipeline_metrics";
    assert_eq!(row(&client, sums).await, "200|5055050|200|2");

    // One bad row, and none of them is there.
    fs::write(&logs, "b\tinfo\tm\t{}\nb\tloud\tm\t{}\n").expect("a file");
    let error = copy(
        cluster,
        "copy",
        "monitoring.agent_logs (agent_name, log_level, message, context) FROM",
        &logs,
        "text",
    )
    .expect_err("a bad level");
    assert!(error.contains("'loud' is not a known log level"), "{error}");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs WHERE agent_name = 'b'").await, "0");
}

#[tokio::test]
async fn a_writer_gets_back_what_it_wrote_and_sees_nothing_else() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "writers").await;
    run(&admin, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('other', 'error', 'secret')").await;
    let writer = cluster.connect_as("writers", "agentmon_writer").await;
    for (table, columns, values) in [
        ("agent_logs", "agent_name, log_level", "'a', 'HIGH'"),
        ("agent_executions", "agent_name, status", "'a', 'success'"),
        ("pipeline_metrics", "metric_name, metric_value", "'m', 1"),
    ] {
        let values = values.replace("HIGH", "error");
        let insert = format!("INSERT INTO monitoring.{table} ({columns}) VALUES ({values}) RETURNING");
        let id = row(&writer, &format!("{insert} id")).await;
        assert_eq!(
            row(&admin, &format!("SELECT count(*) FROM monitoring.{table} WHERE id = '{id}'")).await,
            "1"
        );
        assert!(row(&writer, &format!("{insert} *")).await.contains('|'), "RETURNING * gives all columns");
        assert_eq!(
            rows(&writer, &format!("SELECT id FROM monitoring.{table}")).await,
            [""; 0],
            "others' rows of {table}"
        );
        for forbidden in [
            format!("INSERT INTO monitoring.{table} ({columns}, stamp) VALUES ({values}, 1)"),
            format!("UPDATE monitoring.{table} SET id = id"),
            format!("DELETE FROM monitoring.{table}"),
            format!("TRUNCATE monitoring.{table}"),
            format!("INSERT INTO monitoring.{table}_default ({columns}) VALUES ({values})"),
        ] {
            assert_eq!(refusal_code(&writer, &forbidden).await, "42501", "{forbidden}");
        }
        // PostgreSQL has no COPY FROM into a table with row-level security that the caller does not own.
        let login = cluster.login_for("agentmon_writer").await;
        let sql = format!("\\copy monitoring.{table} ({columns}) from '/dev/null'");
        let error = cluster
            .tool(
                "psql",
                &[
                    "-X",
                    "-U",
                    &login,
                    "-d",
                    "writers",
                    "-v",
                    "VERBOSITY=verbose",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-c",
                    &sql,
                ],
            )
            .expect_err("COPY");
        assert!(error.contains("0A000") && error.contains("row-level security"), "{error}");
    }
    // Within its transaction it sees its own rows, and no longer.
    run(&writer, "BEGIN; INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'info', 'mine')").await;
    assert_eq!(rows(&writer, "SELECT message FROM monitoring.agent_logs").await, ["mine"]);
    run(&writer, "COMMIT").await;
    assert_eq!(rows(&writer, "SELECT message FROM monitoring.agent_logs").await, [""; 0]);
    // Not even a grant on the column lets it choose a stamp.
    run(&admin, "GRANT INSERT ON monitoring.agent_logs TO agentmon_writer").await;
    let forged = "INSERT INTO monitoring.agent_logs (agent_name, log_level, stamp) VALUES ('a', 'error', 1)";
    assert_eq!(refusal_code(&writer, forged).await, "42501");
}

#[tokio::test]
async fn aliases_and_case_are_stored_in_canonical_form() {
    let client = setup_database(shared_cluster().await, "aliases").await;
    let logs =
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'GIVEN') RETURNING log_level";
    let executions =
        "INSERT INTO monitoring.agent_executions (agent_name, status) VALUES ('a', 'GIVEN') RETURNING status";
    let agents =
        "INSERT INTO monitoring.agents (name, status) VALUES (gen_random_uuid(), 'GIVEN') RETURNING status";
    let issues = "INSERT INTO monitoring.worker_issues (worker_name, severity) VALUES ('w', 'GIVEN') RETURNING severity";
    let events = "INSERT INTO monitoring.system_events (event_type, severity) VALUES ('e', 'GIVEN') RETURNING severity";
    let priority = "INSERT INTO monitoring.tasks (type, priority) VALUES ('t', 'GIVEN') RETURNING priority";
    let status = "INSERT INTO monitoring.tasks (type, status) VALUES ('t', 'GIVEN') RETURNING status";
    let levels =
        "debug=debug info=info warning=warning error=error critical=critical warn=warning fatal=critical";
    let severities =
        "info=info warning=warning error=error critical=critical low=info medium=warning high=error";
    for (insert, table) in [
        (logs, levels),
        (executions, "success=success failure=failure timeout=timeout"),
        (agents, "active=active idle=idle inactive=inactive offline=offline"),
        (issues, severities),
        (events, severities),
        (priority, "low=low medium=medium high=high critical=critical"),
        (status, "pending=pending running=running completed=completed failed=failed cancelled=cancelled"),
    ] {
        for (given, stored) in table.split(' ').filter_map(|pair| pair.split_once('=')) {
            for given in [
                given.to_owned(),
                given.to_uppercase(),
                format!(" {}{} ", given[..1].to_uppercase(), &given[1..]),
            ] {
                assert_eq!(row(&client, &insert.replace("GIVEN", &given)).await, stored, "{insert}: {given}");
            }
        }
    }
    run(&client, "UPDATE monitoring.tasks SET status = 'DONE' WHERE false").await;
    assert_eq!(refusal_code(&client, "UPDATE monitoring.tasks SET status = 'DONE'").await, "22023");
    run(&client, "UPDATE monitoring.worker_issues SET severity = 'High'").await;
    assert_eq!(rows(&client, "SELECT DISTINCT severity FROM monitoring.worker_issues").await, ["error"]);
}

const LEVELS: &str = "debug, info, warning, error, critical";
const SEVERITIES: &str = "info, warning, error, critical";

/// Table, columns, values, and what DETAIL and HINT must name.
const BAD: &[(&str, &str, &str, &str)] = &[
    ("monitoring.agent_logs", "agent_name, log_level", "'a', 'loud'", LEVELS),
    ("monitoring.agent_logs", "agent_name, log_level", "'a', ''", LEVELS),
    ("monitoring.agent_logs", "agent_name, log_level", "'a', NULL", LEVELS),
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
    ("monitoring.agent_executions", "agent_name, status, created_at", "'a', 'success', 'infinity'", "finite"),
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
        "monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info'), ('a', 'error'), ('a', 'loud')",
        "monitoring.agent_executions (agent_name, status) VALUES ('a', 'success'), ('', 'success')",
        "monitoring.pipeline_metrics (metric_name, metric_value) SELECT 'm', CASE n WHEN 1000 THEN 'NaN' ELSE n END FROM generate_series(1, 1000) AS n",
    ] {
        refusal(&client, &format!("INSERT INTO {insert}")).await;
        let table = insert.split(' ').next().expect("a name");
        assert_eq!(row(&client, &format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
    }
}
