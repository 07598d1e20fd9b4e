//! Writers, refreshers and maintenance side by side, by dice: in the end every row has been counted once.

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{run, value};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const DATABASE: &str = "storm";
const WRITERS: u64 = 4;
const TRANSACTIONS: usize = 30;
const REFRESHES: usize = 15;

fn rows(dice: &mut Dice) -> String {
    let n = dice.below(20) + 1;
    // Around midnight between a Sunday and a Monday, and now and then far off: for those maintenance makes partitions.
    let start = match dice.below(5) {
        0 => format!("2026-03-{:02} 12:00:00+00", 10 + dice.below(12)),
        1 => "1987-06-05 04:03:02+00".to_owned(),
        _ => "2026-03-08 23:58:00+00".to_owned(),
    };
    format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT '{}', n * {}.5, jsonb_build_object('host', n % 3, 'batch_size', n), timestamptz '{start}' + n * interval '11 seconds'
         FROM generate_series(1, {n}) AS n;\n",
        ["m", "queue_processing"][dice.below(2)],
        dice.below(1000),
    )
}

fn transaction(dice: &mut Dice) -> String {
    let mut sql = "BEGIN;\n".to_owned();
    for _ in 0..=dice.below(3) {
        sql += &match dice.below(6) {
            0 => format!("SAVEPOINT s; {} ROLLBACK TO s;", rows(dice)),
            1 => format!("SAVEPOINT s; {} RELEASE s;", rows(dice)),
            // A writer that refreshes leaves its own rows to others.
            2 if dice.below(3) == 0 => {
                "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00');".to_owned()
            }
            _ => rows(dice),
        };
    }
    sql + if dice.below(4) == 0 { "ROLLBACK" } else { "COMMIT" }
}

/// Runs it again when it is the loser of a deadlock, of a serialization failure or of a wait for a lock.
async fn run_to_its_end(client: &Client, sql: &str) {
    while let Err(error) = client.batch_execute(sql).await {
        let code = error.as_db_error().map(|error| error.code().code().to_owned());
        assert!(matches!(code.as_deref(), Some("40001" | "40P01" | "55P03")), "{error:?}\nin: {sql}");
        run(client, "ROLLBACK").await;
    }
}

async fn writer(client: Client, seed: u64) {
    let mut dice = Dice::new(seed);
    for _ in 0..TRANSACTIONS {
        run_to_its_end(&client, &transaction(&mut dice)).await;
    }
}

async fn refresher(client: Client, seed: u64) {
    let mut dice = Dice::new(seed);
    for _ in 0..REFRESHES {
        let level = ["READ COMMITTED", "READ COMMITTED", "REPEATABLE READ"][dice.below(3)];
        let function =
            ["refresh_rollups", "aggregate_hourly_metrics", "aggregate_weekly_metrics"][dice.below(3)];
        let end = if dice.below(5) == 0 { "ROLLBACK" } else { "COMMIT" };
        run_to_its_end(
            &client,
            &format!(
                "BEGIN ISOLATION LEVEL {level}; SELECT monitoring.{function}('2026-03-20 00:00:00+00'); {end}"
            ),
        )
        .await;
    }
}

async fn maintenance(client: Client) {
    for day in 9..19 {
        run_to_its_end(
            &client,
            &format!("SELECT * FROM monitoring.maintain_partitions('2026-03-{day:02} 00:00:00+00')"),
        )
        .await;
    }
}

#[tokio::test]
async fn every_row_is_counted_once() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, DATABASE).await;
    run(&client, "UPDATE monitoring.settings SET value = '100 milliseconds' WHERE name = 'lock_timeout'")
        .await;
    let mut tasks = vec![tokio::spawn(maintenance(cluster.connect(DATABASE).await))];
    for seed in 0..WRITERS {
        tasks.push(tokio::spawn(writer(cluster.connect(DATABASE).await, seed)));
    }
    for seed in 100..102 {
        tasks.push(tokio::spawn(refresher(cluster.connect(DATABASE).await, seed)));
    }
    for task in tasks {
        task.await.expect("no task fails");
    }
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')").await;
    let raw: i64 = value(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await;
    assert!(raw > 500, "the storm was a breeze of {raw} rows");
    assert_rollups_equal_group_by(&client).await;
}
