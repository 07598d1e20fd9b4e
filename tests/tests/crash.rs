//! kill -9 of the server in the middle of inserts, refreshes and alerts: what was committed is counted once, the rest never.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::{assert_activity_is_exact, assert_rollups_equal_group_by};
use agentmon_tests::sql::{run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, setup_database};
use tokio_postgres::Client;

const DATABASE: &str = "crash";
const CRASHES: u64 = 4;

/// Commits rows until the server is gone; says how many transactions it was told have been committed.
async fn write(client: Client, seed: u64, committed: Arc<AtomicU64>) -> u64 {
    let mut dice = Dice::new(seed);
    let mut told = 0;
    loop {
        let n = dice.below(10) + 1;
        let sql = format!(
            "BEGIN; INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
             SELECT 'm', n, '{{\"writer\": {seed}}}', timestamptz '2026-03-08 23:58:00+00' + n * interval '37 seconds' FROM generate_series(1, {n}) AS n;
             INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('writer {seed}', 'error', 'no. {told}'); COMMIT"
        );
        if client.batch_execute(&sql).await.is_err() {
            return told;
        }
        told += 1;
        committed.fetch_add(1, Ordering::Relaxed);
    }
}

/// Does its step over and over until the server is gone.
async fn repeat(client: Client, sql: &'static str) {
    while client.batch_execute(sql).await.is_ok() {}
}

#[tokio::test]
async fn what_is_committed_is_counted_once_across_crashes() {
    let cluster = Cluster::with().durable().start().await;
    let mut client = setup_database(&cluster, DATABASE).await;
    let mut dice = Dice::new(2026);
    let mut told = 0;
    for crash in 0..CRASHES {
        let committed = Arc::new(AtomicU64::new(0));
        let mut writers = Vec::new();
        for writer in 0..3 {
            writers.push(tokio::spawn(write(
                cluster.connect(DATABASE).await,
                crash * 10 + writer,
                Arc::clone(&committed),
            )));
        }
        let mut steps = Vec::new();
        for sql in [
            "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')",
            "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')",
            "SELECT monitoring.process_alerts('2026-03-20 00:00:00+00')",
        ] {
            steps.push(tokio::spawn(repeat(cluster.connect(DATABASE).await, sql)));
        }
        // A point in the work, not in time.
        let point = 20 + dice.below(150) as u64;
        eventually_true("the writers to get on", DEADLINE, async || {
            committed.load(Ordering::Relaxed) >= point
        })
        .await;
        cluster.kill_9().await;
        for writer in writers {
            told += writer.await.expect("a writer ends with its connection");
        }
        for step in steps {
            step.await.expect("a step ends with its connection");
        }
        cluster.start_again().await;
        client = cluster.connect(DATABASE).await;
        run(&client, "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')").await;
        run(&client, "SELECT monitoring.process_alerts('2026-03-20 00:00:00+00')").await;
        assert_rollups_equal_group_by(&client).await;
        assert_activity_is_exact(&client).await;
        let failures: i64 = value(
            &client,
            "SELECT sum(agentmon.activity_failures(recent, '-infinity', 'infinity'))::bigint FROM monitoring.agent_activity WHERE agent_name IS NOT NULL",
        )
        .await;
        assert_eq!(failures, value::<i64>(&client, "SELECT count(*) FROM monitoring.agent_logs").await);
        let alerted: i64 =
            value(&client, "SELECT coalesce(sum(count), 0)::bigint FROM monitoring.alerts").await;
        assert_eq!(
            alerted,
            value::<i64>(&client, "SELECT count(*) FROM monitoring.agent_logs").await,
            "error rows are in the alerts once"
        );
        assert!(alerted as u64 >= told, "{told} transactions were committed, {alerted} are there");
    }
    assert_eq!(cluster.log().matches("was not properly shut down").count() as u64, CRASHES);
    assert!(told >= CRASHES * 20);
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')").await;
}
