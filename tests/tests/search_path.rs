//! A schema that stands before PostgreSQL's own in the caller's search_path, full of names to be mistaken for real ones.

use agentmon_tests::sql::{refusal, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const NOON: &str = "2026-03-02 12:00:00+00";

/// Functions, operators, types and tables that say "hijacked" when they are used.
async fn make_hostile_schema(client: &Client) {
    let mut sql = "CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC;".to_owned();
    let body = "LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'hijacked'; END$$;";
    for (name, arguments, result) in [
        ("now", "", "timestamptz"),
        ("clock_timestamp", "", "timestamptz"),
        ("format", "text, VARIADIC text[]", "text"),
        ("lower", "text", "text"),
        ("btrim", "text", "text"),
        ("to_regclass", "text", "regclass"),
        ("jsonb_typeof", "jsonb", "text"),
        ("isfinite", "timestamptz", "boolean"),
        ("current_setting", "text, boolean", "text"),
        ("sum", "bigint[]", "bigint"),
        ("power", "numeric, integer", "numeric"),
        ("array_position", "text[], text", "integer"),
    ] {
        sql += &format!("CREATE FUNCTION evil.{name}({arguments}) RETURNS {result} {body}");
    }
    for (index, (left, right, result, operators)) in [
        ("text", "text", "boolean", "= <> ~~ ~ < >"),
        ("text", "text", "text", "||"),
        ("jsonb", "jsonb", "jsonb", "||"),
        ("jsonb", "text", "text", "->> "),
        ("bigint", "bigint", "boolean", "= <> < > <= >="),
        ("bigint", "bigint", "bigint", "+ - >> &"),
        ("integer", "integer", "boolean", "= <> < > <= >="),
        ("integer", "integer", "integer", "+ -"),
        ("double precision", "double precision", "boolean", "= <> < > <= >="),
        ("timestamptz", "timestamptz", "boolean", "= <> < > <= >="),
        ("timestamptz", "interval", "timestamptz", "+ -"),
        ("uuid", "uuid", "boolean", "="),
        ("boolean", "boolean", "boolean", "= <>"),
    ]
    .into_iter()
    .enumerate()
    {
        sql += &format!("CREATE FUNCTION evil.op_{index}({left}, {right}) RETURNS {result} {body}");
        for operator in operators.split_whitespace() {
            sql += &format!(
                "CREATE OPERATOR evil.{operator} (LEFTARG = {left}, RIGHTARG = {right}, FUNCTION = evil.op_{index});"
            );
        }
    }
    for table in [
        "agent_logs",
        "pipeline_metrics",
        "alerts",
        "settings",
        "schema_migrations",
        "jobs",
        "pg_class",
        "pg_extension",
    ] {
        sql += &format!("CREATE TABLE evil.{table} (hijacked int);");
    }
    for name in ["text", "timestamptz", "jsonb", "regclass", "uuid", "int4", "int8", "interval", "bool"] {
        sql += &format!("CREATE DOMAIN evil.{name} AS pg_catalog.{name} CHECK (false);");
    }
    run(client, &sql).await;
}

/// What a caller does, on a virtual clock, and what it gets.
async fn work(client: &Client) -> Vec<String> {
    let mut answers = Vec::new();
    for sql in [
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'FATAL', 'disk full', 'NOON') RETURNING log_level",
        "SELECT monitoring.log_agent_activity('a', 'warn', 'e', 'm', NULL, '{\"k\": 1}', 'NOON') IS NOT NULL",
        "SELECT monitoring.log_agent_execution(agent_name => 'a', input_tokens => 2, output_tokens => 3, p_now => 'NOON') IS NOT NULL",
        "SELECT monitoring.record_metric('m', 2, '{}', 'NOON') IS NOT NULL, monitoring.increment('c', 1, '{}', 'NOON') IS NOT NULL",
        "SELECT monitoring.gauge('g', 1, '{}', 'NOON') IS NOT NULL, monitoring.histogram('h', 1, '{}', 'NOON') IS NOT NULL",
        "SELECT monitoring.log_event('e', '{}', 'NOON') IS NOT NULL",
        "SELECT monitoring.resolve_worker_issue(monitoring.log_worker_issue('w', 't', 'm', 'high', '{}', 'NOON'), 'ok', 'NOON') IS NOT NULL",
        "SELECT monitoring.heartbeat('a', 'IDLE', 'NOON') IS NOT NULL, monitoring.report_queue('q', 11, 11, NULL, 0, 'NOON')",
        "SELECT monitoring.set_log_context('{\"run\": 7}')",
        "SELECT monitoring.process_alerts('NOON')",
        "SELECT monitoring.refresh_rollups('NOON'), monitoring.aggregate_hourly_metrics('NOON'), monitoring.aggregate_daily_metrics('NOON'), monitoring.aggregate_weekly_metrics('NOON')",
        "SELECT monitoring.get_system_health('NOON') #- '{database_health}'",
        "SELECT public.get_system_health() ->> 'overall_status' IS NOT NULL",
        "SELECT public.purge_old_monitoring_events(36500)",
        "CALL monitoring.run_job('refresh', 'NOON')",
        "CALL monitoring.run_job('partitions', 'NOON')",
        "SELECT count(*) FROM monitoring.apply_retention('NOON')",
        "SELECT claim.kind, claim.attempt FROM monitoring.claim_notifications('w', 1, 'NOON') AS claim",
        "SELECT queue_name FROM monitoring.queue_monitoring_view",
        "SELECT last_error FROM monitoring.job_status WHERE last_run_at IS NOT NULL",
        "SELECT count(*), count(DISTINCT agent_name), min(context::pg_catalog.text) FROM monitoring.agent_logs",
    ] {
        answers.push(rows(client, &sql.replace("NOON", NOON)).await.join(";"));
    }
    answers
}

#[tokio::test]
async fn a_hostile_schema_changes_nothing() {
    let cluster = shared_cluster().await;
    let expected = {
        let client = setup_database(cluster, "friendly").await;
        // Read without an operator that the other caller would get from elsewhere.
        work(&client).await
    };
    let client = setup_database(cluster, "hostile").await;
    make_hostile_schema(&client).await;
    run(&client, "SET search_path = evil, pg_catalog, monitoring, public").await;
    let error = refusal(&client, "SELECT now()").await;
    assert_eq!(error.message(), "hijacked", "the trap is set");
    // What the statements of the test themselves say is the caller's own business.
    run(&client, "DROP OPERATOR evil.->> (pg_catalog.jsonb, pg_catalog.text)").await;
    let got = work(&client).await;
    assert_eq!(got, expected);
    assert!(got.iter().any(|answer| answer.contains("critical")), "the facts reach the judgement: {got:?}");
}

#[tokio::test]
async fn a_hostile_schema_does_not_hide_what_is_wrong_with_a_row() {
    let client = setup_database(shared_cluster().await, "hostile errors").await;
    make_hostile_schema(&client).await;
    run(&client, "SET search_path = evil, pg_catalog, monitoring, public").await;
    for (call, code, message) in [
        ("log_agent_execution('a', 'loud')", "22023", "'loud' is not a known execution status"),
        ("log_agent_activity('')", "23514", "agent_name must not be empty"),
        ("log_agent_execution('a', execution_time_ms => -1)", "22003", "execution_time_ms is out of range"),
        ("record_metric('m', 'NaN')", "22003", "metric_value must be finite"),
        ("log_worker_issue('w', 't', 'm', 'huge')", "22023", "'huge' is not a known severity"),
        ("log_event('e', '[]')", "23514", "details must be a JSON object"),
        ("heartbeat(repeat('a', 2000))", "22001", "name is too long"),
        ("heartbeat('a', 'asleep')", "22023", "'asleep' is not a known agent status"),
        ("report_queue('q', -1)", "22003", "a number of messages is out of range"),
    ] {
        let error = refusal(&client, &format!("SELECT monitoring.{call}")).await;
        assert_eq!((error.code().code(), error.message()), (code, message), "{call}");
    }
}

#[tokio::test]
async fn a_hostile_schema_does_not_disturb_the_set_up() {
    let cluster = shared_cluster().await;
    cluster.create_database("hostile setup").await;
    let client = cluster.connect("hostile setup").await;
    make_hostile_schema(&client).await;
    run(&client, "SET search_path = evil, pg_catalog, public").await;
    run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); SELECT monitoring.expose_in_public(); SELECT monitoring.setup()").await;
    run(&client, "RESET search_path").await;
    let misled = "SELECT count(*) FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
         WHERE c.relnamespace = 'evil'::regnamespace AND d.classid <> 'pg_type'::regclass AND d.deptype <> 'i'";
    assert_eq!(row(&client, misled).await, "0", "nothing of ours hangs on it");
    run(
        &client,
        "INSERT INTO agent_logs (agent_name, log_level) VALUES ('a', 'error'); DROP SCHEMA evil CASCADE",
    )
    .await;
    assert_eq!(row(&client, "SELECT monitoring.process_alerts()").await, "2");
}
