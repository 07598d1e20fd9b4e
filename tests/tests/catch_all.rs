//! Rows of any time are kept: those of days without a partition wait in the catch-all one until they are moved home.

use agentmon_tests::sql::{backend_pid, describe, row, rows, run, until_it_waits};
use agentmon_tests::wait::DEADLINE;
use agentmon_tests::{Cluster, eventually, setup_database, shared_cluster};
use tokio_postgres::Client;

/// Far from now, whenever the tests run: no partition of set-up covers it.
const DAY: &str = "2040-03-05";
const NOON: &str = "2040-03-05 12:00:00+00";

async fn insert_rows(client: &Client, time: &str, n: u32) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', n, '{time}' FROM generate_series(1, {n}) AS n;
             INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'disk full', '{time}');
             INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('a', 'success', '{time}')"
        ),
    )
    .await;
}

/// How many values the rollups hold, and how many errors the alerts.
async fn consumed(client: &Client) -> String {
    run(client, &format!("SELECT monitoring.refresh_rollups('{NOON}'), monitoring.process_alerts('{NOON}')"))
        .await;
    row(client, "SELECT (SELECT sum(count_value) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id WHERE period = 'daily' AND source = 'pipeline_metrics'), (SELECT sum(count) FROM monitoring.alerts)").await
}

async fn in_catch_all(client: &Client) -> String {
    let count = |table: &str| format!("(SELECT count(*) FROM monitoring.{table}_default)");
    row(
        client,
        &format!(
            "SELECT {}, {}, {}",
            count("agent_logs"),
            count("agent_executions"),
            count("pipeline_metrics")
        ),
    )
    .await
}

#[tokio::test]
async fn rows_of_the_far_past_and_future_are_kept_and_consumed() {
    let client = setup_database(shared_cluster().await, "far").await;
    let times = ["4714-11-24 00:00:00+00 BC", "4713-01-01 BC", "epoch", "294276-12-31 23:59:59.999999+00"];
    for time in times {
        insert_rows(&client, time, 1).await;
    }
    assert_eq!(in_catch_all(&client).await, "4|4|4");
    let kept = "SELECT count(*), min(\"timestamp\") = '4714-11-24 00:00:00+00 BC', max(\"timestamp\") = '294276-12-31 23:59:59.999999+00' FROM monitoring.pipeline_metrics";
    assert_eq!(row(&client, kept).await, "4|t|t");
    // Errors of the past are counted, and told to nobody.
    assert_eq!(consumed(&client).await, "4|1");
    assert_eq!(
        row(
            &client,
            "SELECT details ->> 'rows' FROM public.monitoring_events WHERE event_type = 'old_errors_not_told'"
        )
        .await,
        "3"
    );
    run(
        &client,
        &format!("SELECT monitoring.maintain_partitions('{NOON}'), monitoring.get_system_health('{NOON}')"),
    )
    .await;
    assert_eq!(in_catch_all(&client).await, "4|4|4", "their days are not near");
    run(&client, &format!("SELECT monitoring.apply_retention('{NOON}')")).await;
    assert_eq!(in_catch_all(&client).await, "1|1|1", "the past is beyond retention, the future is not");
}

#[tokio::test]
async fn rows_are_moved_home_with_their_stamp_and_consumed_once() {
    let cluster = shared_cluster().await;
    for (database, maintenance) in [
        ("by function", "SELECT monitoring.maintain_partitions('NOON')"),
        ("by job", "CALL monitoring.run_job('partitions', 'NOON')"),
    ] {
        let client = setup_database(cluster, database).await;
        insert_rows(&client, NOON, 5).await;
        assert_eq!(consumed(&client).await, "5|1");
        // These are not consumed yet when they are moved; the last is a day of its own, within retention.
        insert_rows(&client, NOON, 3).await;
        insert_rows(&client, "2040-02-27 23:59:59.999999+00", 2).await;
        let stamps = "SELECT string_agg(stamp::text, ' ' ORDER BY id) FROM monitoring.pipeline_metrics";
        let before = row(&client, stamps).await;
        assert_eq!(in_catch_all(&client).await, "3|3|10");
        run(&client, &maintenance.replace("NOON", NOON)).await;
        assert_eq!(in_catch_all(&client).await, "0|0|0", "{database}");
        let home = "SELECT tableoid::regclass::text COLLATE \"C\" AS home, count(*) FROM monitoring.pipeline_metrics GROUP BY 1 ORDER BY 1";
        assert_eq!(
            rows(&client, home).await,
            ["monitoring.pipeline_metrics_p20400227|2", "monitoring.pipeline_metrics_p20400305|8"]
        );
        assert_eq!(row(&client, stamps).await, before, "a move is no change");
        assert_eq!(consumed(&client).await, "10|3", "{database}: each once");
        assert_eq!(consumed(&client).await, "10|3");
    }
}

/// Runs a statement of another session while a partition is being made, and gives its answer after that is committed.
async fn meanwhile(cluster: &Cluster, database: &str, table: &str, sql: &str) -> Result<(), String> {
    let maintainer = cluster.connect(database).await;
    let other = cluster.connect(database).await;
    run(&maintainer, &format!("BEGIN; SELECT agentmon.make_partition('{table}', '{DAY}')")).await;
    let pid = backend_pid(&other).await;
    let sql = sql.to_owned();
    let waiting =
        tokio::spawn(async move { other.batch_execute(&sql).await.map_err(|error| describe(&error)) });
    until_it_waits(&maintainer, pid).await;
    run(&maintainer, "COMMIT").await;
    waiting.await.expect("no panic")
}

#[tokio::test]
async fn a_writer_that_waits_for_the_move_is_not_refused() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "waiting writer").await;
    insert_rows(&client, NOON, 1).await;
    let insert = format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 2, '{NOON}')"
    );
    assert_eq!(meanwhile(cluster, "waiting writer", "pipeline_metrics", &insert).await, Ok(()));
    let home = "SELECT tableoid::regclass, count(*) FROM monitoring.pipeline_metrics GROUP BY 1";
    assert_eq!(rows(&client, home).await, ["monitoring.pipeline_metrics_p20400305|2"]);
}

#[tokio::test]
async fn a_consumer_that_waits_for_the_move_passes_over_nothing() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "waiting consumer").await;
    insert_rows(&client, NOON, 7).await;
    let refresh = format!("SELECT monitoring.refresh_rollups('{NOON}')");
    assert_eq!(meanwhile(cluster, "waiting consumer", "pipeline_metrics", &refresh).await, Ok(()));
    let process = format!("SELECT monitoring.process_alerts('{NOON}')");
    assert_eq!(meanwhile(cluster, "waiting consumer", "agent_logs", &process).await, Ok(()));
    assert_eq!(consumed(&client).await, "7|1");
}

#[tokio::test]
async fn under_concurrent_writers_and_consumers_each_row_counts_once() {
    const WRITERS: u32 = 3;
    const ROUNDS: u32 = 60;
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "storm").await;
    let mut tasks = Vec::new();
    for _ in 0..WRITERS {
        let writer = cluster.connect_as("storm", "agentmon_writer").await;
        tasks.push(tokio::spawn(async move {
            for round in 0..ROUNDS {
                insert_rows(&writer, &format!("2040-03-{:02} 08:00:00+00", 1 + round % 12), 2).await;
            }
        }));
    }
    let consumer = cluster.connect("storm").await;
    let maintainer = cluster.connect("storm").await;
    let mut day = 0;
    while !tasks.iter().all(tokio::task::JoinHandle::is_finished) {
        consumed(&consumer).await;
        day = day % 12 + 1;
        run(&maintainer, &format!("SELECT monitoring.maintain_partitions('2040-03-{day:02} 12:00:00+00')"))
            .await;
    }
    for task in tasks {
        task.await.expect("no writer is refused");
    }
    run(&maintainer, "SELECT monitoring.maintain_partitions('2040-03-12 12:00:00+00')").await;
    assert_eq!(in_catch_all(&client).await, "0|0|0");
    let metrics = WRITERS * ROUNDS * 2;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, metrics.to_string());
    assert_eq!(consumed(&client).await, format!("{metrics}|{}", WRITERS * ROUNDS));
}

#[tokio::test]
async fn a_table_that_is_locked_does_not_hold_up_the_others() {
    let cluster = shared_cluster().await;
    for (database, maintenance) in [
        ("busy function", "SELECT monitoring.maintain_partitions('NOON')"),
        ("busy job", "CALL monitoring.run_job('partitions', 'NOON')"),
    ] {
        let client = setup_database(cluster, database).await;
        run(&client, "UPDATE monitoring.settings SET value = '1 millisecond' WHERE name = 'lock_timeout'")
            .await;
        insert_rows(&client, NOON, 1).await;
        let idle = cluster.connect(database).await;
        run(&idle, "BEGIN; INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')")
            .await;
        run(&client, &maintenance.replace("NOON", NOON)).await;
        assert_eq!(in_catch_all(&client).await, "1|0|0", "{database}");
        assert_eq!(row(&client, "SHOW lock_timeout").await, "0", "the caller's own setting is back");
        if database == "busy job" {
            let error =
                row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'partitions'").await;
            assert!(error.contains("agent_logs"), "{error}");
        }
        run(&idle, "COMMIT").await;
        // A lock of the clean-up behind a COMMIT may take a moment; maintenance is there to be repeated.
        eventually("the row to go home", DEADLINE, async || {
            run(&client, &maintenance.replace("NOON", NOON)).await;
            (in_catch_all(&client).await == "0|0|0").then_some(())
        })
        .await;
    }
}
