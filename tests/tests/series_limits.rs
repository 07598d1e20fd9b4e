//! A metric has no more series than it may: what is past the limit falls into one, and nothing is lost.

use agentmon_tests::oracle::assert_verified;
use agentmon_tests::sql::{rows, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')";

/// A database whose refreshes end, even if they should go round in circles.
async fn database(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, "SET statement_timeout = '60s'").await;
    client
}

async fn insert(client: &Client, metric: &str, tags: &str, n: usize) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT {metric}, n, {tags}, timestamptz '2026-03-10 10:00:00+00' + n % 50 * interval '1 second' FROM generate_series(1, {n}) AS n"
    ))
    .await;
}

async fn limit(client: &Client, metric: &str, limit: usize) {
    run(
        client,
        &format!(
        "INSERT INTO monitoring.metric_definitions (metric_name, series_limit) VALUES ('{metric}', {limit})
         ON CONFLICT (metric_name) DO UPDATE SET series_limit = excluded.series_limit"
    ),
    )
    .await;
}

async fn set(client: &Client, name: &str, value: usize) {
    run(client, &format!("UPDATE monitoring.settings SET value = '{value}' WHERE name = '{name}'")).await;
}

/// Refreshes, and holds every level against the raw rows: none is lost, and nothing is found to be wrong.
async fn refresh(client: &Client) {
    run(client, REFRESH).await;
    assert_eq!(value::<i32>(client, REFRESH).await, 0);
    let raw =
        rows(client, "SELECT count(*), round(sum(metric_value)) FROM monitoring.pipeline_metrics").await;
    for period in ["minute", "hourly", "daily", "weekly"] {
        let sums = format!(
            "SELECT sum(r.count_value), round(sum(r.sum_value)) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id AND s.source = 'pipeline_metrics' WHERE period = '{period}'"
        );
        assert_eq!(rows(client, &sums).await, raw, "{period}");
    }
    assert_verified(client).await;
}

/// The series of a metric: those of its own, and whether there is one for the rest.
async fn series(client: &Client, metric: &str) -> (i64, i64) {
    let row = client.query_one("SELECT count(*) FILTER (WHERE NOT overflow), count(*) FILTER (WHERE overflow) FROM monitoring.metric_series WHERE metric_name = $1", &[&metric]).await.expect("a row");
    (row.get(0), row.get(1))
}

async fn overflowed(client: &Client, metric: &str) -> i64 {
    client.query_one("SELECT coalesce(sum(r.count_value), 0)::bigint FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
        WHERE r.period = 'hourly' AND s.overflow AND s.metric_name = $1", &[&metric]).await.expect("a row").get(0)
}

#[tokio::test]
async fn what_is_past_the_limit_is_one_series() {
    let client = database("one series").await;
    limit(&client, "m", 5).await;
    // A name and tags that are hard on whoever computes the same key in two languages.
    limit(&client, "größe:+{\"é\"}", 5).await;
    for round in 1..=3 {
        insert(&client, "'m'", "jsonb_build_object('user', n % 50)", 100).await;
        insert(&client, "'größe:+{\"é\"}'", "jsonb_build_object('ü', repeat('ß', n % 50))", 100).await;
        refresh(&client).await;
        for metric in ["m", "größe:+{\"é\"}"] {
            assert_eq!(series(&client, metric).await, (5, 1), "{metric}");
            assert_eq!(overflowed(&client, metric).await, 90 * round, "{metric}");
        }
    }
    let shown: Vec<String> = values(&client, "SELECT dimensions::text FROM monitoring.aggregated_metrics WHERE metric_name = 'm' AND period = 'hourly' ORDER BY count_value DESC LIMIT 1").await;
    assert_eq!(shown, [r#"{"agentmon.overflow": true}"#]);
    // Known series keep their rows, also where a row's own tags look like those of the rest.
    insert(&client, "'m'", r#"'{"agentmon.overflow": true}'"#, 10).await;
    insert(
        &client,
        "'m'",
        "(SELECT dimensions FROM monitoring.metric_series WHERE metric_name = 'm' AND NOT overflow LIMIT 1)",
        10,
    )
    .await;
    refresh(&client).await;
    assert_eq!(overflowed(&client, "m").await, 280);
    // The catalogue's key of the rest is the one of the accumulator.
    let alien: i64 = value(&client, r#"SELECT count(*) FROM (SELECT agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", '{"series_limit": 1}') AS state FROM monitoring.pipeline_metrics) AS r,
        agentmon.rolled_up_series(r.state) s WHERE s.overflow AND NOT EXISTS (SELECT FROM monitoring.metric_series k WHERE k.overflow AND k.series_key = s.series_key)"#).await;
    assert_eq!(alien, 0);
    // A rebuild keeps to it, and what is live shows it too.
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    assert_verified(&client).await;
    assert_eq!(series(&client, "m").await, (5, 1));
    insert(&client, "'m'", "jsonb_build_object('user', n)", 1000).await;
    let live: Vec<String> = rows(&client, "SELECT count(*), sum(count_value) FROM monitoring.live_metrics('m', p_now => '2026-03-10 10:30:00+00')").await;
    assert_eq!(live, ["6|1320"]);
    assert_verified(&client).await;
    refresh(&client).await;
}

#[tokio::test]
async fn a_limit_that_is_raised_lets_in_and_one_that_is_lowered_puts_out_nobody() {
    let client = database("raised").await;
    set(&client, "series_limit", 10).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 50)", 100).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (10, 1));
    limit(&client, "m", 20).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 50)", 100).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (20, 1));
    assert_eq!(overflowed(&client, "m").await, 80 + 60);
    limit(&client, "m", 3).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 50)", 100).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (20, 1));
    assert_eq!(overflowed(&client, "m").await, 80 + 60 + 60);
    run(&client, "DELETE FROM monitoring.metric_definitions WHERE metric_name = 'm'").await;
    set(&client, "series_limit", 1000).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 50)", 100).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (50, 1));
    // Lowered below what there is, and nothing new: no differences either.
    insert(&client, "'n'", "jsonb_build_object('user', n % 50)", 100).await;
    refresh(&client).await;
    limit(&client, "n", 5).await;
    assert_verified(&client).await;
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    assert_verified(&client).await;
    refresh(&client).await;
    assert_eq!(series(&client, "n").await.0, 50);
}

#[tokio::test]
async fn all_metrics_together_have_a_limit() {
    let client = database("total").await;
    set(&client, "series_limit_total", 100).await;
    for round in 1..=2 {
        insert(&client, "'m' || n", "'{}'", 3000).await;
        refresh(&client).await;
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.metric_series").await, 101);
        assert_eq!(series(&client, "agentmon.overflow").await, (0, 1));
        assert_eq!(overflowed(&client, "agentmon.overflow").await, 2900 * round);
    }
    // It closes the other tables as well; measures of a metric that has no place are summed all the same.
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) SELECT 'a' || n, 'info', '2026-03-10 10:00:00+00' FROM generate_series(1, 30) AS n").await;
    insert(&client, "'queue_processing'", "'{\"batch_size\": 2}'", 10).await;
    refresh(&client).await;
    assert_eq!(value::<i64>(&client, "SELECT sum(r.count_value)::bigint FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id AND s.source = 'agent_logs' AND s.overflow WHERE r.period = 'weekly'").await, 30);
    assert_eq!(value::<String>(&client, "SELECT r.measures::text FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id AND s.source = 'pipeline_metrics' AND s.overflow WHERE r.period = 'weekly'").await, r#"{"batch_size": 20}"#);
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    refresh(&client).await;
    set(&client, "series_limit_total", 3500).await;
    insert(&client, "'m' || n", "'{}'", 3000).await;
    refresh(&client).await;
    assert!(
        value::<i64>(&client, "SELECT count(*) FROM monitoring.metric_series WHERE NOT overflow").await
            >= 3000
    );
    assert_eq!(overflowed(&client, "agentmon.overflow").await, 5800 + 30 + 10);
}

#[tokio::test]
async fn without_the_settings_there_is_no_limit() {
    let client = database("unlimited").await;
    run(&client, "ALTER TABLE monitoring.settings DISABLE TRIGGER USER; DELETE FROM monitoring.settings")
        .await;
    insert(&client, "'m'", "jsonb_build_object('user', n)", 300).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (300, 0));
}

#[tokio::test]
async fn nobody_closes_the_catalogue_by_a_name() {
    let client = database("names").await;
    set(&client, "series_limit", 10).await;
    insert(&client, "'agentmon.overflow'", "jsonb_build_object('user', n)", 100).await;
    limit(&client, "agentmon.overflow", 3).await;
    refresh(&client).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 10)", 100).await;
    refresh(&client).await;
    assert_eq!(series(&client, "agentmon.overflow").await, (100, 0));
    assert_eq!(series(&client, "m").await, (10, 0));
    assert_eq!(
        value::<i64>(&client, "SELECT count(*) FROM monitoring.metric_series WHERE overflow").await,
        0
    );
}

#[tokio::test]
async fn long_tags_take_several_places() {
    let client = database("long tags").await;
    limit(&client, "m", 300).await;
    insert(&client, "'m'", "jsonb_build_object('text', repeat('x', 1000000 + n))", 3).await;
    insert(&client, "'m'", "jsonb_build_object('user', n)", 40).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (41, 1));
    assert_eq!(
        value::<i64>(&client, "SELECT sum(slots)::bigint FROM monitoring.metric_series").await,
        245 + 40
    );
    assert_eq!(overflowed(&client, "m").await, 2);
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    refresh(&client).await;
}

#[tokio::test]
async fn many_series_and_parallel_workers_keep_to_it() {
    let client = database("workers").await;
    limit(&client, "m", 1000).await;
    insert(&client, "'m'", "jsonb_build_object('user', n % 20000)", 20_000).await;
    run(&client, "ANALYZE monitoring.pipeline_metrics; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off;
        SET max_parallel_workers_per_gather = 4; ALTER TABLE monitoring.pipeline_metrics_default SET (parallel_workers = 4)").await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (1000, 1));
    assert_eq!(overflowed(&client, "m").await, 19_000);
    insert(&client, "'m'", "jsonb_build_object('user', n % 20000)", 20_000).await;
    // In slices, and with next to no memory.
    set(&client, "refresh_step_rows", 4000).await;
    set(&client, "refresh_memory_mb", 1).await;
    run(&client, "CALL monitoring.run_job('refresh', '2026-03-10 12:00:00+00')").await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (1000, 1));
    assert_eq!(overflowed(&client, "m").await, 38_000);
}

#[tokio::test]
async fn executions_and_logs_have_limits_too_and_health_warns() {
    let client = database("sources").await;
    let health = "SELECT (h -> 'database_health' ->> 'status') || ' ' || (h -> 'database_health' ->> 'reasons') FROM monitoring.get_system_health('2026-03-10 10:30:00+00') AS h";
    limit(&client, "agents.executions", 4).await;
    limit(&client, "agents.logs", 6).await;
    limit(&client, "m", 5).await;
    let events = "INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, tokens_used, created_at) SELECT 'a' || n % 30, 'success', n, 1, '2026-03-10 10:00:00+00' FROM generate_series(1, 60) AS n;
        INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) SELECT 'a' || n % 30, 'info', '2026-03-10 10:00:00+00' FROM generate_series(1, 60) AS n";
    for round in 1..=2 {
        run(&client, events).await;
        insert(&client, "'m'", "'{}'", 5).await;
        refresh(&client).await;
        assert_eq!(series(&client, "agents.executions").await, (4, 1));
        assert_eq!(series(&client, "agents.logs").await, (6, 1));
        assert_eq!(overflowed(&client, "agents.executions").await, 52 * round);
        assert_eq!(overflowed(&client, "agents.logs").await, 48 * round);
    }
    assert_eq!(
        value::<i64>(
            &client,
            "SELECT sum(tokens_used)::bigint FROM monitoring.aggregated_executions WHERE period = 'hourly'"
        )
        .await,
        120
    );
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    refresh(&client).await;
    let said: String = value(&client, health).await;
    assert!(
        said.starts_with("warning ") && said.contains("agents.executions") && said.contains("agents.logs"),
        "{said}"
    );
    insert(&client, "'m'", "jsonb_build_object('user', n)", 50).await;
    assert!(!said.contains("\"m\"") && !said.contains(" m "), "{said}");
    refresh(&client).await;
    let said: String = value(&client, health).await;
    assert!(said.contains("m ") || said.contains(" m"), "{said}");
    // A day later it is history.
    let later: String = value(&client, &health.replace("03-10 10:30", "03-12 10:30")).await;
    assert!(later.starts_with("healthy "), "{later}");
}

#[tokio::test]
async fn series_without_rollups_are_forgotten_and_make_room() {
    let cluster = shared_cluster().await;
    let client = database("forgotten").await;
    limit(&client, "m", 5).await;
    insert(&client, "'m'", "jsonb_build_object('user', n)", 50).await;
    refresh(&client).await;
    assert_eq!(series(&client, "m").await, (5, 1));
    run(&client, "UPDATE monitoring.metric_series SET created_at = '2026-03-10 12:00:00+00'").await;
    // Young ones stay, and those that still have rollups.
    run(&client, "SELECT agentmon.forget_series('2026-04-10 12:00:00+00')").await;
    assert_eq!(series(&client, "m").await, (5, 1));
    run(&client, "DELETE FROM monitoring.rollups_stored WHERE series_id IN (SELECT id FROM monitoring.metric_series WHERE NOT overflow ORDER BY id LIMIT 2)").await;
    assert_eq!(value::<i64>(&client, "SELECT agentmon.forget_series('2026-03-11 11:00:00+00')").await, 0);
    // While a refresh runs, none.
    let other = cluster.connect("forgotten").await;
    run(&other, &format!("BEGIN; {REFRESH}")).await;
    assert_eq!(value::<i64>(&client, "SELECT agentmon.forget_series('2026-03-12 12:00:00+00')").await, 0);
    // A refresh that waits for it finds its series gone, and makes them again.
    run(&other, "ROLLBACK").await;
    run(&client, "DELETE FROM monitoring.pipeline_metrics WHERE metric_value <= 2").await;
    insert(&client, "'m'", "jsonb_build_object('user', 1)", 7).await;
    run(&client, "BEGIN").await;
    assert_eq!(value::<i64>(&client, "SELECT agentmon.forget_series('2026-03-12 12:00:00+00')").await, 2);
    let pid = agentmon_tests::sql::backend_pid(&other).await;
    let refreshing = run(&other, REFRESH);
    let committing = async {
        agentmon_tests::sql::until_it_waits(&client, pid).await;
        run(&client, "COMMIT").await;
    };
    tokio::join!(refreshing, committing);
    assert_eq!(series(&client, "m").await, (4, 1));
    insert(&client, "'m'", "jsonb_build_object('user', 100 + n)", 50).await;
    run(&client, REFRESH).await;
    assert_eq!(series(&client, "m").await, (5, 1));
    assert_eq!(overflowed(&client, "m").await, 45 + 49);
    assert_eq!(
        value::<i64>(&client, "SELECT sum(count_value)::bigint FROM monitoring.rollups_hourly").await,
        3 + 45 + 7 + 50
    );
    // In the end everything goes, and the limit counts anew.
    run(&client, "SELECT * FROM monitoring.apply_retention('2036-03-10 12:00:00+00'); SELECT * FROM monitoring.apply_retention('2036-03-10 12:00:00+00')").await;
    assert_eq!(series(&client, "m").await, (0, 0));
    insert(&client, "'m'", "jsonb_build_object('user', 200 + n)", 5).await;
    run(&client, REFRESH).await;
    assert_eq!(series(&client, "m").await, (5, 0));
}
