//! What must work on every version of PostgreSQL that is supported; on the two in the middle of the list, all that is run.

use agentmon_tests::doc_sql::scripts;
use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{refusal_code, row, rows, run};
use agentmon_tests::stage::Stage;
use agentmon_tests::{setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

const NOW: &str = "2026-03-09 10:00:00+00";

async fn insert_metrics(client: &Client, count: u32) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'm', n, '{{\"queue\": \"q\"}}', timestamptz '{NOW}' - n * interval '7 minutes' FROM generate_series(1, {count}) AS n"
    ))
    .await;
}

async fn refresh(client: &Client) {
    run(client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
}

#[tokio::test]
async fn a_refresh_counts_each_row_once_and_a_dump_takes_all_of_it_along() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "smoke").await;
    insert_metrics(&client, 500).await;
    refresh(&client).await;
    // One that is not rolled up yet when the dump is made.
    insert_metrics(&client, 1).await;
    let health = row(&client, "SELECT get_system_health() ? 'overall_status'").await;
    assert_eq!(health, "t");

    let dump = tempfile::tempdir().expect("a directory");
    let dump = dump.path().join("dump");
    cluster.pg_dump("smoke", &dump).expect("a dump");
    cluster.create_database("smoke, restored").await;
    cluster.pg_restore(&dump, "smoke, restored").expect("it restores");
    let restored = cluster.connect("smoke, restored").await;
    for client in [&client, &restored] {
        refresh(client).await;
        insert_metrics(client, 3).await;
        refresh(client).await;
        assert_rollups_equal_group_by(client).await;
        let counted = "SELECT sum(r.count_value) FROM monitoring.rollups r
             JOIN monitoring.metric_series s ON s.id = r.series_id WHERE r.period = 'daily' AND s.metric_name = 'm'";
        assert_eq!(row(client, counted).await, "504");
        let said = rows(client, "SELECT monitoring.setup()").await;
        assert!(said.last().is_some_and(|line| line.ends_with("is set up")), "{said:?}");
    }
}

#[tokio::test]
async fn an_error_is_told_through_the_daemon() {
    let stage = Stage::set("smoke_alert").await;
    let mut daemon = stage.daemon().await;
    run(&stage.client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'error', 'it broke')").await;
    stage.settled(2, &["sent"]).await;
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (1, 1));
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn the_examples_of_the_readme_run() {
    let scripts = scripts(&workspace_root()).expect("examples");
    let readme = scripts.iter().find(|script| script.path == "README.md").expect("README.md has examples");
    readme.run(shared_cluster().await).await.expect("they run");
}

#[tokio::test]
async fn what_is_refused_is_refused_in_our_words() {
    let client = setup_database(shared_cluster().await, "smoke_refusals").await;
    for (sql, code) in [
        ("SELECT monitoring.record_metric('', 1)", "23514"),
        ("SELECT 'nonsense'::monitoring.sketch", "22P02"),
    ] {
        assert_eq!(refusal_code(&client, sql).await, code, "{sql}");
    }
}
