//! A backlog goes in slices of time, each committed: whatever happens in between, each row is counted once.

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::{assert_rollups_equal_group_by, assert_verified};
use agentmon_tests::sql::{backend_pid, run, until_it_waits, value, values};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const NOW: &str = "2026-03-20 00:00:00+00";
const JOB: &str = "CALL monitoring.run_job('refresh', '2026-03-20 00:00:00+00')";
const STEP: &str = "SELECT more FROM agentmon.job_step('refresh', '2026-03-20 00:00:00+00')";
const BACKLOG: &str = "SELECT EXISTS (SELECT FROM monitoring.consumer_cursors WHERE target IS NOT NULL)";

/// A database in which a step takes so many rows.
async fn database(name: &str, step_rows: usize) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(
        &client,
        &format!("UPDATE monitoring.settings SET value = '{step_rows}' WHERE name = 'refresh_step_rows'"),
    )
    .await;
    client
}

/// Rows over the two days around the end of a week, in no order.
async fn insert(client: &Client, n: usize) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT CASE n % 4 WHEN 0 THEN 'queue_processing' ELSE 'm' END, n % 1000 - 300, jsonb_build_object('k', n % 3, 'batch_size', n % 2),
                timestamptz '2026-03-08 00:00:00+00' + (n * 7919 % 172800) * interval '1 second' FROM generate_series(1, {n}) AS n"
    ))
    .await;
}

async fn counted(client: &Client) -> i64 {
    value(client, "SELECT coalesce(sum(count_value), 0)::bigint FROM monitoring.rollups_hourly").await
}

/// The transactions that wrote the stored minutes.
async fn transactions(client: &Client) -> i64 {
    value(client, "SELECT count(DISTINCT xmin::text) FROM monitoring.minute_segments").await
}

/// Live rollups say what all rows say, rolled up or not.
async fn assert_live_is_exact(client: &Client) {
    let live = |period: &str| {
        format!(
        "SELECT '{period}', r.period_start, r.metric_name, r.dimensions, r.count_value, round(r.sum_value), r.min_value, r.max_value, r.last_at, r.last_value, (r.measures ->> 'batch_size')::integer
         FROM monitoring.live_rollups('pipeline_metrics', '{period}', '-infinity', 'infinity') r")
    };
    let raw = |period: &str, unit: &str| {
        format!(
        "SELECT '{period}', date_trunc('{unit}', \"timestamp\", 'UTC'), metric_name, d.dimensions, count(*), round(sum(metric_value)), min(metric_value), max(metric_value), max(\"timestamp\"),
                (array_agg(metric_value ORDER BY \"timestamp\" DESC, metric_value DESC))[1], CASE metric_name WHEN 'queue_processing' THEN sum((tags ->> 'batch_size')::integer)::integer END
         FROM monitoring.pipeline_metrics, LATERAL (SELECT CASE metric_name WHEN 'queue_processing' THEN tags - 'batch_size' ELSE tags END AS dimensions) AS d GROUP BY 1, 2, 3, 4")
    };
    for (period, unit) in [("hourly", "hour"), ("weekly", "week")] {
        let (live, raw) = (live(period), raw(period, unit));
        let differences: Vec<String> = values(client, &format!("SELECT d::text FROM (({live} EXCEPT ALL {raw}) UNION ALL ({raw} EXCEPT ALL {live})) AS d LIMIT 5")).await;
        assert_eq!(differences, Vec::<String>::new(), "{period}");
    }
}

#[tokio::test]
async fn the_job_commits_slice_by_slice() {
    for (name, transactions_in) in [("one transaction", 1), ("many transactions", 20)] {
        let client = database(name, 1000).await;
        for _ in 0..transactions_in {
            insert(&client, 20_000 / transactions_in).await;
        }
        run(&client, JOB).await;
        assert_rollups_equal_group_by(&client).await;
        assert!(transactions(&client).await >= 20, "{name}: {} transactions", transactions(&client).await);
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.consumer_cursors WHERE target IS NOT NULL OR slices IS NOT NULL").await, 0);
        let status: String = value(&client, "SELECT concat_ws(' ', last_error, last_rows > 1000, last_rows) FROM monitoring.job_status WHERE name = 'refresh'").await;
        assert!(status.starts_with('t'), "{status}");
        assert_verified(&client).await;
        // Nothing is left.
        assert!(!value::<bool>(&client, STEP).await);
        assert_eq!(counted(&client).await, 20_000, "{name}");
    }
}

#[tokio::test]
async fn whatever_comes_between_the_steps_is_counted_once() {
    let cluster = shared_cluster().await;
    let client = database("between", 300).await;
    let (open, other) = (cluster.connect("between").await, cluster.connect("between").await);
    insert(&client, 5000).await;
    run(&open, "BEGIN").await;
    insert(&open, 300).await;
    let mut dice = Dice::new(7);
    let mut steps = 0;
    while value::<bool>(&client, STEP).await {
        steps += 1;
        assert_live_is_exact(&client).await;
        if steps > 12 {
            continue;
        }
        // New rows, late ones for slices that are done, rolled back ones; by this session, and by the refreshing transaction.
        insert(&other, dice.below(50) + 1).await;
        run(&client, "BEGIN").await;
        insert(&client, dice.below(50) + 1).await;
        run(&client, STEP).await;
        assert_live_is_exact(&client).await;
        insert(&client, dice.below(50) + 1).await;
        run(&client, if dice.below(3) == 0 { "ROLLBACK" } else { "COMMIT" }).await;
        match steps {
            3 => {
                insert(&open, 200).await;
                run(&open, "COMMIT").await;
            }
            // In one transaction, and an old snapshot.
            4 => insert(&client, 1500).await,
            8 => run(&other, &format!("SELECT monitoring.aggregate_hourly_metrics('{NOW}')")).await,
            5 => {
                run(&open, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.rollups")
                    .await;
                insert(&other, 100).await;
                run(&client, STEP).await;
                assert_live_is_exact(&open).await;
                run(&open, "ROLLBACK").await;
            }
            _ => {}
        }
    }
    assert!(steps >= 8, "{steps} steps");
    run(&client, JOB).await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn what_is_done_when_a_run_is_killed_or_fails_stays_done() {
    let cluster = shared_cluster().await;
    let client = database("killed", 1000).await;
    insert(&client, 10_000).await;
    // Stopped by a lock in the middle of the backlog, and ended there.
    run(&client, &format!("{STEP}; {STEP}; {STEP}")).await;
    let done = counted(&client).await;
    assert!(done > 0 && done < 10_000, "{done}");
    let (victim, holder) = (cluster.connect("killed").await, cluster.connect("killed").await);
    let pid = backend_pid(&victim).await;
    run(&client, "CREATE TABLE gate (n integer); CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.period_start >= '2026-03-09 12:00:00+00' THEN LOCK TABLE public.gate; END IF; RETURN NEW; END $$;
        CREATE TRIGGER pass BEFORE INSERT ON monitoring.rollups_hourly FOR EACH ROW EXECUTE FUNCTION public.pass()").await;
    run(&holder, "BEGIN; LOCK TABLE gate").await;
    let running = tokio::spawn(async move { victim.batch_execute(JOB).await });
    until_it_waits(&client, pid).await;
    let done = counted(&client).await;
    assert!(value::<bool>(&client, &format!("SELECT pg_terminate_backend({pid})")).await);
    assert!(running.await.expect("no panic").is_err());
    run(&holder, "ROLLBACK").await;
    assert_eq!(counted(&client).await, done);
    assert!(value::<bool>(&client, BACKLOG).await);
    assert_live_is_exact(&client).await;
    assert_verified(&client).await;
    // An error is recorded, and what was done before it stays.
    run(&client, "CREATE OR REPLACE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.period_start >= '2026-03-09 18:00:00+00' THEN RAISE 'no further'; END IF; RETURN NEW; END $$").await;
    run(&client, JOB).await;
    assert!(
        value::<String>(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'refresh'")
            .await
            .contains("no further")
    );
    assert!(counted(&client).await > done && counted(&client).await < 10_000);
    assert_live_is_exact(&client).await;
    insert(&client, 500).await;
    run(&client, "DROP TRIGGER pass ON monitoring.rollups_hourly").await;
    run(&client, JOB).await;
    assert_eq!(counted(&client).await, 10_500);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_minute_is_not_cut_however_many_rows_it_has() {
    for (name, time) in [
        ("one minute", "timestamptz '2026-03-09 10:00:00+00' + (n % 60) * interval '1 second'"),
        ("one moment", "timestamptz '2026-03-09 10:00:30+00' + 0 * n * interval '1 second'"),
        (
            "the ends of time",
            "CASE n % 2 WHEN 0 THEN timestamptz '4714-11-24 00:00:00+00 BC' ELSE '294276-12-31 23:59:59+00' END",
        ),
        ("many years", "timestamptz '1026-03-09 10:00:00+00' + n * interval '100 hours'"),
    ] {
        let client = database(name, 250).await;
        run(&client, &format!("INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', n % 100, {time} FROM generate_series(1, 2000) AS n")).await;
        run(&client, JOB).await;
        assert_eq!(counted(&client).await, 2000, "{name}");
        assert_rollups_equal_group_by(&client).await;
    }
}

#[tokio::test]
async fn two_runs_side_by_side_share_the_work() {
    let cluster = shared_cluster().await;
    let client = database("side by side", 500).await;
    insert(&client, 8000).await;
    let mut tasks = Vec::new();
    for runner in 0..4 {
        let session = cluster.connect("side by side").await;
        tasks.push(tokio::spawn(async move {
            for _ in 0..5 {
                run(
                    &session,
                    if runner == 3 {
                        "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')"
                    } else {
                        JOB
                    },
                )
                .await;
                insert(&session, 20).await;
            }
        }));
    }
    for task in tasks {
        task.await.expect("no task fails");
    }
    run(&client, JOB).await;
    assert_eq!(counted(&client).await, 8400);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn what_does_not_fit_into_memory_goes_in_slices_of_one_transaction() {
    let client = setup_database(shared_cluster().await, "memory").await;
    run(&client, "UPDATE monitoring.settings SET value = '1' WHERE name = 'refresh_memory_mb'").await;
    // Each a series and a minute of its own.
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
        SELECT 'm' || n % 50, n, jsonb_build_object('k', n % 400), timestamptz '2026-03-08 00:00:00+00' + (n % 1440) * interval '1 minute' FROM generate_series(1, 90000) AS n").await;
    for _ in 0..2 {
        run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
        assert_eq!(counted(&client).await, 90_000);
    }
    let sum: f64 =
        value(&client, "SELECT sum(sum_value) FROM monitoring.rollups WHERE period = 'minute'").await;
    assert_eq!(sum, 90_000.0 * 90_001.0 / 2.0);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.rollups WHERE period = 'minute'").await,
        value::<i64>(&client, "SELECT count(*) FROM (SELECT DISTINCT metric_name, tags, date_trunc('minute', \"timestamp\") FROM monitoring.pipeline_metrics) AS d").await);
    assert!(!value::<bool>(&client, BACKLOG).await);
    // The slices are as small as the memory, which long tags fill with few rows.
    let slices = r#"SELECT cardinality(agentmon.rolled_up_slices(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", '{"max_bytes": 1048576}'))) FROM"#;
    let many: i32 = value(&client, &format!("{slices} monitoring.pipeline_metrics")).await;
    assert!(many > 1, "{many} slices");
    let long: i32 = value(&client, &format!(r#"{slices} (SELECT 'm' AS metric_name, 1.0::float8 AS metric_value, jsonb_build_object('text', repeat('x', 10000) || n) AS tags,
        timestamptz '2026-03-08 00:00:00+00' + n * interval '1 minute' AS "timestamp" FROM generate_series(1, 400) AS n) AS r"#)).await;
    assert!(long > 4, "{long} slices");
}

#[tokio::test]
async fn retention_leaves_the_rows_of_a_backlog() {
    let client = database("kept", 500).await;
    for day in 8..=9 {
        run(&client, &format!("SELECT agentmon.make_partition('pipeline_metrics', '2026-03-0{day}')")).await;
    }
    insert(&client, 4000).await;
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\") SELECT 'm', n, '{\"k\": 0}', timestamptz '2026-03-01 00:00:00+00' + n * interval '1 minute' FROM generate_series(1, 1000) AS n").await;
    run(&client, &format!("{STEP}; {STEP}; {STEP}; {STEP}")).await;
    assert!(value::<bool>(&client, BACKLOG).await);
    run(&client, "SELECT * FROM monitoring.apply_retention('2026-05-01 00:00:00+00')").await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, 5000);
    run(&client, JOB).await;
    // Hours are kept for longer than raw rows.
    assert_eq!(counted(&client).await, 5000);
    run(&client, "SELECT * FROM monitoring.apply_retention('2026-05-01 00:00:00+00')").await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, 0);
    assert_eq!(counted(&client).await, 5000);
    assert_verified(&client).await;
    eventually_true("nothing to be left", DEADLINE, async || !value::<bool>(&client, BACKLOG).await).await;
}
