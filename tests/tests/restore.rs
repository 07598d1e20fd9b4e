//! A dump restored elsewhere, and the extension dropped and made again: every row is there, and nothing counts twice.

use agentmon_tests::sql::{refusal_code, row, rows, run};
use agentmon_tests::{Cluster, setup_database};
use tokio_postgres::Client;

/// A Monday, with partitions around it.
const MONDAY: &str = "2026-03-02 10:00:00+00";

/// Metrics 1 to 10 rolled up, 11 to 13 not; one error told, one not; one row committed between refresh and dump that began before.
async fn database_with_data(cluster: &Cluster, name: &str) -> Client {
    let client = setup_database(cluster, name).await;
    run(&client, &format!("SELECT monitoring.setup('{MONDAY}')")).await;
    let long = cluster.connect(name).await;
    run(&long, "BEGIN").await;
    insert_metrics(&long, 11, 11).await;
    insert_metrics(&client, 1, 10).await;
    insert_error(&client, "told before the dump").await;
    refresh(&client).await;
    assert_eq!(alerts(&client).await, "2", "sms and email");
    run(&long, "COMMIT").await;
    insert_metrics(&client, 12, 13).await;
    insert_error(&client, "not told before the dump").await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('early', 1, '4713-01-01 BC');
         SELECT monitoring.log_agent_execution('a', input_data => '{\"k\": [1, null]}', cost_usd => 0.000001);
         SELECT monitoring.log_worker_issue('w', 't', 'm'), monitoring.log_event('e'), monitoring.heartbeat('a'), monitoring.report_queue('q', 1);
         INSERT INTO monitoring.tasks (type, agent_id) SELECT 't', id FROM monitoring.agents;
         INSERT INTO monitoring.agent_messages (from_agent, content) VALUES ('a', '\"text\"');
         INSERT INTO monitoring.agent_assignments VALUES ('u', 'a');
         UPDATE monitoring.settings SET value = '5' WHERE name = 'partition_days_ahead';
         INSERT INTO monitoring.notification_channels (name, kind, fallback) VALUES ('ops', 'slack', 'sms');
         SELECT monitoring.expose_in_public('{tasks}')",
    )
    .await;
    client
}

async fn insert_metrics(client: &Client, from: u32, to: u32) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
             SELECT 'm', n, '{{\"queue\": \"q\"}}', '{MONDAY}' FROM generate_series({from}, {to}) AS n"
        ),
    )
    .await;
}

async fn insert_error(client: &Client, message: &str) {
    run(
        client,
        &format!("SELECT monitoring.log_agent_activity('a', 'error', 'e', '{message}', p_now => '{MONDAY}')"),
    )
    .await;
}

async fn refresh(client: &Client) -> String {
    row(client, &format!("SELECT monitoring.refresh_rollups(timestamptz '{MONDAY}' + interval '8 days')"))
        .await
}

async fn alerts(client: &Client) -> String {
    row(client, &format!("SELECT monitoring.process_alerts(timestamptz '{MONDAY}' + interval '1 minute')"))
        .await
}

/// Count and sum of the metric by period, and what its sketch says.
async fn rolled_up(client: &Client) -> Vec<String> {
    let sql = "SELECT period, count_value, sum_value, max_value, monitoring.num_vals(sketch), p99 = max_value OR abs(p99 / max_value - 1) < 0.011
         FROM monitoring.aggregated_metrics WHERE metric_name = 'm' ORDER BY count_value, period";
    rows(client, sql).await
}

fn expected_rollup(up_to: u32) -> Vec<String> {
    let sum = up_to * (up_to + 1) / 2;
    ["daily", "hourly", "minute", "weekly"]
        .map(|period| format!("{period}|{up_to}|{sum}|{up_to}|{up_to}|t"))
        .to_vec()
}

async fn told(client: &Client) -> Vec<String> {
    rows(client, "SELECT annotations ->> 'message', count FROM monitoring.alerts ORDER BY 1").await
}

/// Every table of ours with a hash of its rows; which files setup() ran, and when, is no data.
async fn all_rows(client: &Client) -> Vec<String> {
    let tables = "SELECT r FROM monitoring.schema_migrations, unnest(relations) AS r JOIN pg_class c ON c.oid = to_regclass(r)
         WHERE relkind IN ('r', 'p') AND NOT relispartition AND r <> 'monitoring.schema_migrations' ORDER BY r";
    let mut found = Vec::new();
    for table in rows(client, tables).await {
        let hash = format!(
            "SELECT '{table}', count(*), md5(coalesce(string_agg(t::text, '\n' ORDER BY t::text COLLATE \"C\"), '')) FROM {table} t"
        );
        found.push(row(client, &hash).await);
    }
    assert!(found.len() >= 25, "the tables of all capabilities: {found:?}");
    found
}

/// What must hold wherever the dump has been restored.
async fn goes_on_working(client: &Client) {
    // Before setup() is called again: an application does not wait for it.
    insert_metrics(client, 14, 15).await;
    insert_error(client, "new after the restore").await;
    assert_ne!(refresh(client).await, "0");
    assert_eq!(rolled_up(client).await, expected_rollup(15));
    assert_eq!(refresh(client).await, "0", "each row counts once");
    assert_eq!(alerts(client).await, "4", "two messages, by sms and email");
    let once = ["new after the restore|1", "not told before the dump|1", "told before the dump|1"];
    assert_eq!(told(client).await, once);
    assert_eq!(alerts(client).await, "0");

    let before = all_rows(client).await;
    let setup = format!("SELECT monitoring.setup('{MONDAY}')");
    run(client, &setup).await;
    assert_eq!(rows(client, &setup).await.len(), 1, "the second time finds nothing to do");
    assert_eq!(all_rows(client).await, before);
    insert_metrics(client, 16, 16).await;
    refresh(client).await;
    assert_eq!(rolled_up(client).await, expected_rollup(16));

    let retention = "SELECT partitions_removed > 0 FROM monitoring.apply_retention('MONDAY'::timestamptz + interval '16 days') WHERE table_name = 'pipeline_metrics'";
    assert_eq!(row(client, &retention.replace("MONDAY", MONDAY)).await, "t");
    assert_eq!(
        row(client, "SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_name = 'm'").await,
        "0"
    );
    let daily =
        "SELECT sum_value FROM monitoring.aggregated_metrics WHERE metric_name = 'm' AND period = 'daily'";
    assert_eq!(row(client, daily).await, "136", "rollups outlive their rows");
}

#[tokio::test]
async fn a_dump_restores_into_another_cluster_and_goes_on_there() {
    let old = Cluster::with().own_identity().start().await;
    let new = Cluster::with().own_identity().start().await;
    let source = database_with_data(&old, "production").await;
    let dir = tempfile::tempdir().expect("a directory");
    let dump = dir.path().join("dump");
    old.pg_dump("production", &dump).expect("a dump");
    new.create_database("restored").await;
    new.pg_restore(&dump, "restored").expect("a restore without an error");

    let client = new.connect("restored").await;
    let tag = "SELECT agentmon.cluster_tag()";
    assert_ne!(row(&client, tag).await, row(&source, tag).await, "another cluster");
    assert_eq!(all_rows(&client).await, all_rows(&source).await);
    goes_on_working(&client).await;

    // And once more: the dump of a restored database holds stamps of both clusters.
    insert_metrics(&client, 1, 1).await;
    let dump = dir.path().join("second");
    new.pg_dump("restored", &dump).expect("a dump");
    old.create_database("back home").await;
    old.pg_restore(&dump, "back home").expect("a restore without an error");
    let home = old.connect("back home").await;
    assert_eq!(all_rows(&home).await, all_rows(&client).await);
    refresh(&home).await;
    let weekly =
        "SELECT count_value FROM monitoring.aggregated_metrics WHERE metric_name = 'm' AND period = 'weekly'";
    assert_eq!(row(&home, weekly).await, "17");
    assert_eq!(refresh(&home).await, "0");
}

#[tokio::test]
async fn a_dump_restores_into_the_same_cluster_and_goes_on_there() {
    let cluster = Cluster::start().await;
    let source = database_with_data(&cluster, "original").await;
    let dir = tempfile::tempdir().expect("a directory");
    let dump = dir.path().join("dump");
    cluster.pg_dump("original", &dump).expect("a dump");
    cluster.create_database("copy").await;
    cluster.pg_restore(&dump, "copy").expect("a restore without an error");
    let client = cluster.connect("copy").await;
    assert_eq!(all_rows(&client).await, all_rows(&source).await);
    goes_on_working(&client).await;
    // The original has noticed nothing.
    insert_metrics(&source, 14, 14).await;
    refresh(&source).await;
    assert_eq!(rolled_up(&source).await, expected_rollup(14));
}

#[tokio::test]
async fn dropping_the_extension_refuses_without_cascade() {
    let cluster = Cluster::start().await;
    let client = setup_database(&cluster, "kept").await;
    assert_eq!(refusal_code(&client, "DROP EXTENSION pg_agentmon").await, "2BP01");
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')").await;
}

#[tokio::test]
async fn drop_cascade_keeps_every_row_and_create_extension_brings_all_to_life_again() {
    let cluster = Cluster::start().await;
    let client = database_with_data(&cluster, "dropped").await;
    let before = all_rows(&client).await;
    assert_eq!(rolled_up(&client).await, expected_rollup(10));
    run(&client, "DROP EXTENSION pg_agentmon CASCADE").await;
    assert_eq!(all_rows(&client).await, before);
    let insert = "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) VALUES ('m', 1)";
    assert_eq!(refusal_code(&client, insert).await, "23502", "no row comes in without a stamp");

    let setup = format!("CREATE EXTENSION pg_agentmon; SELECT monitoring.setup('{MONDAY}')");
    run(&client, &setup).await;
    assert_eq!(all_rows(&client).await, before);
    assert_eq!(rolled_up(&client).await, expected_rollup(10), "sketches and percentiles are there");
    goes_on_working(&client).await;
    // What was taken along is back: checks, triggers, policies.
    assert_eq!(refusal_code(&client, "SELECT monitoring.record_metric('m', 'NaN')").await, "22003");
    let level =
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'Warn') RETURNING log_level";
    assert_eq!(row(&client, level).await, "warning");
    let writer = cluster.connect_as("dropped", "agentmon_writer").await;
    let id = row(
        &writer,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('b', 'info') RETURNING id",
    )
    .await;
    assert_eq!(
        row(&client, &format!("SELECT agent_name FROM monitoring.agent_logs WHERE id = '{id}'")).await,
        "b"
    );
}
