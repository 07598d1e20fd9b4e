//! Rows come in by every road that a client has, and are stored in canonical form.

use std::fs;
use std::path::Path;

use agentmon_tests::sql::{refusal_code, row, rows, run};
use agentmon_tests::{Cluster, setup_database, shared_cluster};

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
