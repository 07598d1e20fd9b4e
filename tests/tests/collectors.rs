//! What is measured without anybody writing it: the database by itself, hosts by the daemon.

use agentmon_tests::alerting::minute;
use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::rules::{evaluate, state};
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, Daemon, setup_database, shared_cluster};
use tokio_postgres::Client;

const MEASURED: &str = "SELECT DISTINCT metric_name FROM monitoring.pipeline_metrics ORDER BY 1";

async fn measure(client: &Client, p_now: &str) {
    run(client, &format!("CALL monitoring.run_job('collect_database', '{p_now}')")).await;
}

#[tokio::test]
async fn the_database_measures_itself() {
    let client = setup_database(shared_cluster().await, "measured").await;
    measure(&client, "2031-01-01 00:00:00+00").await;
    let at_once = [
        "database.connections.active",
        "database.connections.idle_in_transaction",
        "database.connections.total",
        "database.dead_rows",
        "database.lock_waits",
        "database.longest_transaction",
    ];
    let found = rows(&client, MEASURED).await;
    assert!(at_once.iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
    let by_growth =
        ["database.deadlocks", "database.transactions_per_second", "database.wal_bytes_per_second"];
    assert!(!by_growth.iter().any(|name| found.contains(&(*name).to_owned())), "{found:?}");
    // Not more often than it is to be.
    let count = "SELECT count(*) FROM monitoring.pipeline_metrics";
    let before = value::<i64>(&client, count).await;
    measure(&client, "2031-01-01 00:00:30+00").await;
    assert_eq!(value::<i64>(&client, count).await, before);
    run(&client, "CREATE TABLE public.t AS SELECT repeat('x', 1000) FROM generate_series(1, 1000)").await;
    measure(&client, "2031-01-01 00:01:00+00").await;
    let found = rows(&client, MEASURED).await;
    assert!(by_growth.iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
    let wal = "SELECT metric_value > 10000 FROM monitoring.pipeline_metrics WHERE metric_name = 'database.wal_bytes_per_second'";
    assert_eq!(row(&client, wal).await, "t", "1 MB in a minute");
    let percent = "SELECT bool_and(a.metric_value = 100 * t.metric_value / current_setting('max_connections')::integer AND t.metric_value > 0)
        FROM monitoring.pipeline_metrics a JOIN monitoring.pipeline_metrics t USING (\"timestamp\")
        WHERE a.metric_name = 'database.connections.active' AND t.metric_name = 'database.connections.total'";
    assert_eq!(row(&client, percent).await, "t");
    // A counter that was set back says nothing; nor does the pause after which one is asked again.
    run(&client, "UPDATE monitoring.collectors SET state = jsonb_set(state, '{wal}', '1e30')").await;
    measure(&client, "2031-01-01 00:02:00+00").await;
    measure(&client, "2031-01-03 00:00:00+00").await;
    let written = "SELECT to_char(\"timestamp\" AT TIME ZONE 'UTC', 'DD HH24:MI') FROM monitoring.pipeline_metrics WHERE metric_name = 'database.wal_bytes_per_second'";
    assert_eq!(rows(&client, written).await, ["01 00:01"]);
    // Switched off.
    run(&client, "UPDATE monitoring.settings SET value = 'false' WHERE name = 'collect_database'").await;
    let before = value::<i64>(&client, count).await;
    measure(&client, "2031-01-03 01:00:00+00").await;
    assert_eq!(value::<i64>(&client, count).await, before);
}

#[tokio::test]
async fn waits_and_long_transactions_show() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "measured sessions").await;
    run(&client, "CREATE TABLE public.t (n integer)").await;
    let holder = cluster.connect("measured sessions").await;
    run(&holder, "BEGIN; LOCK TABLE public.t").await;
    let waiter = cluster.connect("measured sessions").await;
    let pid = agentmon_tests::sql::backend_pid(&waiter).await;
    let waiting = tokio::spawn(async move { waiter.batch_execute("SELECT * FROM public.t").await });
    agentmon_tests::sql::until_it_waits(&client, pid).await;
    measure(&client, "2031-01-01 00:00:00+00").await;
    let seen = "SELECT metric_name, metric_value FROM monitoring.pipeline_metrics
        WHERE metric_name IN ('database.lock_waits', 'database.connections.idle_in_transaction') ORDER BY 1";
    assert_eq!(
        rows(&client, seen).await,
        ["database.connections.idle_in_transaction|1", "database.lock_waits|1"]
    );
    let longest = "SELECT metric_value > 0 FROM monitoring.pipeline_metrics WHERE metric_name = 'database.longest_transaction'";
    assert_eq!(row(&client, longest).await, "t");
    run(&holder, "COMMIT").await;
    waiting.await.expect("no panic").expect("the lock is free");
}

#[tokio::test]
async fn a_part_that_fails_is_noted_and_the_others_are_written() {
    let client = setup_database(shared_cluster().await, "measured in part").await;
    run(&client, RAISES).await;
    run(&client, &fault("monitoring.pipeline_metrics", "INSERT", "NEW.metric_name = 'database.dead_rows'"))
        .await;
    measure(&client, "2031-01-01 00:00:00+00").await;
    let failures = "SELECT step, member, error FROM monitoring.step_failures";
    assert_eq!(rows(&client, failures).await, ["collectors|tables|injected"]);
    assert!(rows(&client, MEASURED).await.contains(&"database.connections.total".to_owned()));
    run(&client, &no_fault("monitoring.pipeline_metrics")).await;
    measure(&client, "2031-01-01 00:01:00+00").await;
    assert_eq!(rows(&client, failures).await, [""; 0]);
}

#[tokio::test]
async fn the_rule_of_connections_fires_from_what_was_measured() {
    let cluster = Cluster::with().set("max_connections", "20").start().await;
    let client = setup_database(&cluster, "connections").await;
    run(&client, "UPDATE monitoring.alert_rules SET enabled = (name = 'database_connection_pool_exhausted')")
        .await;
    let mut others = Vec::new();
    while others.len() < 16 {
        others.push(cluster.connect("connections").await);
    }
    for at in 0..=5 {
        measure(&client, &minute(at).to_string()).await;
        evaluate(&client, minute(at)).await;
    }
    assert_eq!(state(&client, "database_connection_pool_exhausted").await, 'f');
}

#[tokio::test]
async fn a_host_is_written_down_once_an_interval_and_its_rules_fire() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "hosts").await;
    run(
        &client,
        "UPDATE monitoring.alert_rules SET enabled = name IN ('high_cpu_usage', 'high_memory_usage')",
    )
    .await;
    let notifier = cluster.connect_as("hosts", "agentmon_notifier").await;
    let samples = r#"[{"name": "system.cpu_usage", "value": 97.5}, {"name": "system.memory_usage", "value": 95, "tags": {}},
        {"name": "system.disk_usage", "value": 5, "tags": {"mount": "/", "host": "another"}}, {"name": "anything", "value": 1}, {"name": "system.x", "value": null}]"#;
    let record = |host: &str, at: &str| {
        format!("SELECT agentmon.record_host('{host}', '{samples}', '1 minute', '{at}')")
    };
    assert_eq!(row(&notifier, &record("a", "2031-01-01 00:00:00+00")).await, "3");
    assert_eq!(
        row(&notifier, &record("a", "2031-01-01 00:00:30+00")).await,
        "0",
        "another daemon of the host"
    );
    assert_eq!(row(&notifier, &record("b", "2031-01-01 00:00:30+00")).await, "3", "another host");
    let tags =
        "SELECT metric_name, tags FROM monitoring.pipeline_metrics WHERE tags ->> 'host' = 'a' ORDER BY 1";
    assert_eq!(
        rows(&client, tags).await,
        [
            "system.cpu_usage|{\"host\": \"a\"}",
            "system.disk_usage|{\"host\": \"a\", \"mount\": \"/\"}",
            "system.memory_usage|{\"host\": \"a\"}",
        ]
    );
    for at in 0..=6 {
        run(&notifier, &record("c", &minute(at).to_string())).await;
        evaluate(&client, minute(at)).await;
    }
    assert_eq!(state(&client, "high_cpu_usage").await, 'f');
    assert_eq!(state(&client, "high_memory_usage").await, 'f');
    // A clock that was ahead once does not stop a host.
    run(&client, "UPDATE monitoring.collectors SET last_at = '2099-01-01' WHERE member = 'a'").await;
    assert_eq!(row(&notifier, &record("a", "2031-01-01 00:10:00+00")).await, "3");
    for bad in [
        "'', '[]', '1 minute'",
        "'a', '{}', '1 minute'",
        "'a', NULL, '1 minute'",
        "'a', '[]', '0'",
        "'a', '[]', NULL",
    ] {
        assert_refused(&notifier, &format!("SELECT agentmon.record_host({bad})"), "22023").await;
    }
    for role in ["agentmon_writer", "agentmon_reader"] {
        let other = cluster.connect_as("hosts", role).await;
        assert_eq!(refusal_code(&other, &record("d", "2031-01-01")).await, "42501", "{role}");
    }
}

#[tokio::test]
async fn the_daemon_measures_its_host_and_two_of_them_do_not_do_so_twice() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "measured hosts").await;
    let start = || {
        Daemon::run(cluster.url("measured hosts"))
            .env("AGENTMON_RUN_JOBS", "false")
            .env("AGENTMON_COLLECT_INTERVAL", "1s")
            .start()
    };
    let (mut one, mut other) = (start(), start());
    eventually_true("the host to be measured", DEADLINE, async || {
        value::<bool>(
            &client,
            "SELECT count(*) >= 4 FROM monitoring.pipeline_metrics WHERE metric_name = 'system.memory_usage' AND tags ->> 'host' <> '' AND metric_value BETWEEN 0 AND 100",
        )
        .await
    })
    .await;
    let close = "SELECT count(*) FROM (SELECT \"timestamp\" - lag(\"timestamp\") OVER (ORDER BY \"timestamp\") AS gap
        FROM monitoring.pipeline_metrics WHERE metric_name = 'system.memory_usage') AS g WHERE gap < interval '0.75 seconds'";
    assert_eq!(value::<i64>(&client, close).await, 0);
    let found = rows(&client, MEASURED).await;
    assert!(found.contains(&"system.cpu_usage".to_owned()), "{found:?}");
    // A database that does not take them any more: it is said once, and the daemon goes on.
    run(&client, "REVOKE EXECUTE ON FUNCTION agentmon.record_host FROM PUBLIC; ALTER FUNCTION agentmon.record_host RENAME TO no_host").await;
    one.wait_for("the measurements of this host were not written").await;
    run(&client, "ALTER FUNCTION agentmon.no_host RENAME TO record_host").await;
    one.wait_for("the measurements of this host are written again").await;
    assert!(one.terminate().await.success() && other.terminate().await.success());
}

mod needs_pg_stat_statements {
    use super::*;

    #[tokio::test]
    async fn the_rule_of_slow_queries_fires_from_pg_stat_statements() {
        let cluster = Cluster::with().set("shared_preload_libraries", "pg_stat_statements").start().await;
        let client = setup_database(&cluster, "statements").await;
        run(
            &client,
            "CREATE SCHEMA \"of statements\"; CREATE EXTENSION pg_stat_statements SCHEMA \"of statements\"",
        )
        .await;
        run(&client, "UPDATE monitoring.alert_rules SET enabled = (name = 'slow_queries')").await;
        let durations = "SELECT count(*), coalesce(max(metric_value) > 150, false) FROM monitoring.pipeline_metrics WHERE metric_name = 'database.query_duration'";
        measure(&client, "2031-01-01 00:00:00+00").await;
        assert_eq!(row(&client, durations).await, "0|f", "what was before is not known by when");
        for at in 1..=7 {
            for _ in 0..40 {
                run(&client, "SELECT 1").await;
            }
            for _ in 0..6 {
                run(&client, "SELECT pg_sleep(0.2)").await;
            }
            measure(&client, &minute(at).to_string()).await;
            evaluate(&client, minute(at)).await;
        }
        let counted = row(&client, durations).await;
        assert_eq!(counted, "140|t", "twenty rows stand for all calls of a minute");
        // One in ten calls is slow: at the median it does not show.
        let median = "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY metric_value) < 100 FROM monitoring.pipeline_metrics WHERE metric_name = 'database.query_duration'";
        assert_eq!(row(&client, median).await, "t");
        assert_eq!(state(&client, "slow_queries").await, 'f');
        // Counters that were set back count from the beginning.
        run(&client, "SELECT \"of statements\".pg_stat_statements_reset()").await;
        run(&client, "SELECT pg_sleep(0.01)").await;
        measure(&client, "2031-01-01 00:08:00+00").await;
        let negative = "SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_value < 0";
        assert_eq!(value::<i64>(&client, negative).await, 0);
        assert_eq!(rows(&client, "SELECT member, error FROM monitoring.step_failures").await, [""; 0]);
    }
}
