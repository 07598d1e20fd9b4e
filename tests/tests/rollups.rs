//! Rollups say what GROUP BY over the raw rows says, for each period.

use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{assert_refused, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:30+00')";

#[tokio::test]
async fn every_period_equals_group_by() {
    let client = setup_database(shared_cluster().await, "equality").await;
    // Values of both signs over twelve orders of magnitude, over a month, in parts that merge.
    for part in 0..3 {
        run(&client, &format!(
            "SELECT setseed(0.{part}7);
             INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
             SELECT 'm' || n % 3, (random() - 0.3) * 10 ^ (random() * 12 - 6),
                    jsonb_build_object('host', n % 4, 'zone', CASE n % 2 WHEN 0 THEN 'a' END),
                    timestamptz '2026-02-10 12:00:00+00' + random() * interval '28 days' FROM generate_series(1, 3000) AS n"
        ))
        .await;
        let written: i32 = value(&client, REFRESH).await;
        assert!(written > 3000, "{written} rollup rows written");
        assert_rollups_equal_group_by(&client).await;
    }
    let complete: i64 = value(&client, "SELECT count(*) FROM monitoring.aggregated_metrics").await;
    let stored: i64 = value(&client, "SELECT count(*) FROM monitoring.rollups").await;
    assert!(
        complete > 1000 && complete < stored,
        "the running periods are stored and not shown: {complete} of {stored}"
    );
    // percentile_cont of PostgreSQL itself is what the oracle in Rust repeats.
    let off: i64 = value(&client,
        "SELECT count(*) FROM monitoring.aggregated_metrics a JOIN (
             SELECT metric_name, tags, date_trunc('week', \"timestamp\", 'UTC') AS week,
                    percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95
             FROM monitoring.pipeline_metrics GROUP BY 1, 2, 3) AS e
         ON e.metric_name = a.metric_name AND e.tags = a.dimensions AND e.week = a.period_start AND a.period = 'weekly'
         WHERE abs(a.p95 - e.p95) > monitoring.error(a.sketch) * abs(e.p95) * 1.000001").await;
    assert_eq!(off, 0);
}

#[tokio::test]
async fn equal_tags_are_one_series_however_they_are_written() {
    let client = setup_database(shared_cluster().await, "tags").await;
    run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'm', n, tags::jsonb, '2026-03-10 10:00:00+00' FROM unnest(ARRAY[
            '{"a": 1.0, "b": "x"}', '{"b": "x", "a": 1.00}', '{"a":1,"b":"x"}', '{"a": 1e0, "b": "x", "b": "x"}',
            '{"a": "1", "b": "x"}', NULL, '{}', '{"a": null}', '{"a": -0.0}', '{"a": 0}', '{"a": 0.00}',
            '{"a": {"b": [1.50, {"c": 2.0, "d": "1.50"}]}}', '{"a": {"b": [1.5, {"d": "1.50", "c": 2}]}}',
            '{"a": {"b": [1.5, {"d": "1.5", "c": 2}]}}', '{"a": {}}', '{"a": []}', '{"a": true}', '{"a": "\"1.0\" \\ \u0001 é"}',
            '{"id": 12345678901234567890123}', '{"id": 12345678901234567890124}', '{"id": 1e30}', '{"id": 1000000000000000000000000000000}'
        ]) WITH ORDINALITY AS t (tags, n)"#).await;
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
    let distinct: i64 =
        value(&client, "SELECT count(DISTINCT coalesce(tags, '{}')) FROM monitoring.pipeline_metrics").await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.metric_series").await, distinct);
}

#[tokio::test]
async fn tags_of_any_size_and_depth_hold_nothing_up() {
    let client = setup_database(shared_cluster().await, "large tags").await;
    run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'large', n, jsonb_build_object('text', repeat('x', 1000000 + n % 2)), '2026-03-10 10:00:00+00' FROM generate_series(1, 4) AS n;
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'wide', n, (SELECT jsonb_object_agg('key' || k, k) FROM generate_series(1, 20000) AS k), '2026-03-10 10:00:00+00'
        FROM generate_series(1, 2) AS n;
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'nested', depth, (repeat('{"a":', depth) || '[1.50]' || repeat('}', depth))::jsonb, '2026-03-10 10:00:00+00'
        FROM unnest('{1, 20, 60}'::integer[]) AS depth"#).await;
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
    // As deep as a writer can make them: they must not stop the rollups of everybody else.
    run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'deep', depth, (repeat('{"a":', depth) || '1' || repeat('}', depth))::jsonb, '2026-03-10 10:00:00+00'
        FROM unnest('{130, 1000, 1000, 3000}'::integer[]) AS depth;
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'queue_processing', 1, jsonb_build_object('batch_size', 2, 'q', (repeat('[', 2000) || repeat(']', 2000))::jsonb), '2026-03-10 10:00:00+00'"#).await;
    run(&client, REFRESH).await;
    let deep: Vec<i64> = values(&client,
        "SELECT count_value FROM monitoring.aggregated_metrics WHERE metric_name = 'deep' AND period = 'hourly' ORDER BY min_value").await;
    assert_eq!(deep, [1, 2, 1]);
    let measures: serde_json::Value = value(&client,
        "SELECT measures FROM monitoring.aggregated_metrics WHERE metric_name = 'queue_processing' AND period = 'hourly'").await;
    assert_eq!(measures, serde_json::json!({"batch_size": 2}));
}

#[tokio::test]
async fn values_and_times_at_the_ends_of_their_range_are_rolled_up() {
    let client = setup_database(shared_cluster().await, "extremes").await;
    // Twice, so that what is stored is merged with what comes.
    for _ in 0..2 {
        run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, "timestamp")
            SELECT 'v' || n % 5, v, '2026-03-10 10:00:00+00' FROM unnest('{0, -0, 1, -1, 5e-324, -5e-324, 1e-300, 2.2250738585072014e-308,
                1e300, -1e300, 1e307, 123456789.123, -4e-5}'::float8[]) WITH ORDINALITY AS t (v, n);
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, "timestamp")
            SELECT 'tiny', 5e-324, '2026-03-10 10:00:00+00' FROM generate_series(1, 3);
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, "timestamp")
            SELECT 't', n, t FROM unnest('{4714-11-24 00:00:00+00 BC, 4714-11-30 23:59:59.999999+00 BC, 0001-12-31 23:59:59+00 BC,
                1969-12-31 23:59:59.999999+00, 1999-12-31 23:59:59.999999+00, 2000-01-01 00:00:00+00, 2026-03-09 00:00:00+00,
                2026-03-08 23:59:59.999999+00, 9999-12-31 00:00:00+00, 294276-12-31 23:59:59.999999+00}'::timestamptz[])
                WITH ORDINALITY AS u (t, n)"#).await;
        run(&client, REFRESH).await;
        assert_rollups_equal_group_by(&client).await;
    }
    // Past the largest number a sum stays there, as documented; no row may stop the refresh.
    for _ in 0..3 {
        run(
            &client,
            r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") VALUES
            ('queue_processing', 1.7e308, '{"batch_size": 1.7e308}', '2026-03-10 10:00:00+00'),
            ('queue_processing', 1.7e308, '{"batch_size": "1.7e308"}', '2026-03-10 10:00:00+00')"#,
        )
        .await;
        run(&client, REFRESH).await;
    }
    let row = client
        .query_one(
            "SELECT count_value, sum_value, avg_value, (measures ->> 'batch_size')::float8
        FROM monitoring.aggregated_metrics WHERE metric_name = 'queue_processing' AND period = 'hourly'",
            &[],
        )
        .await
        .expect("a row");
    let count: i64 = row.get(0);
    assert_eq!((count, row.get::<_, f64>(1), row.get::<_, f64>(3)), (6, f64::MAX, f64::MAX));
    assert!(row.get::<_, f64>(2).is_finite());
}

#[tokio::test]
async fn many_series_are_kept_apart() {
    let client = setup_database(shared_cluster().await, "many series").await;
    run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'm' || n % 7, n, jsonb_build_object('user', n % 9000), '2026-03-10 10:00:00+00' FROM generate_series(1, 18000) AS n"#).await;
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn measures_are_summed_and_keys_that_no_row_had_are_absent() {
    let client = setup_database(shared_cluster().await, "measures").await;
    let insert = r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") VALUES
        ('queue_processing', 10, '{"queue": "a", "success_count": 3, "batch_size": "4"}', '2026-03-10 10:00:00+00'),
        ('queue_processing', 20, '{"queue": "a", "success_count": 2.5, "batch_size": "many"}', '2026-03-10 10:59:59+00'),
        ('queue_processing', 30, '{"queue": "b", "error_count": 0}', '2026-03-10 10:00:00+00'),
        ('queue_processing', 40, '{"queue": "c", "batch_size": null}', '2026-03-10 10:00:00+00'),
        ('other', 50, '{"queue": "a", "batch_size": 4}', '2026-03-10 10:00:00+00')"#;
    let expected = |factor: f64| {
        vec![
            format!(r#"other {{"queue": "a", "batch_size": 4}} -"#),
            format!(
                r#"queue_processing {{"queue": "a"}} {{"batch_size": {}, "success_count": {}}}"#,
                4.0 * factor,
                5.5 * factor
            ),
            r#"queue_processing {"queue": "b"} {"error_count": 0}"#.to_owned(),
            r#"queue_processing {"queue": "c"} -"#.to_owned(),
        ]
    };
    for run_number in 1..=2 {
        run(&client, insert).await;
        run(&client, REFRESH).await;
        assert_rollups_equal_group_by(&client).await;
        for period in ["hourly", "daily", "weekly"] {
            let found: Vec<String> = values(&client, &format!(
                "SELECT format('%s %s %s', s.metric_name, s.dimensions, coalesce(r.measures::text, '-')) FROM monitoring.rollups r
                 JOIN monitoring.metric_series s ON s.id = r.series_id WHERE r.period = '{period}' ORDER BY 1")).await;
            assert_eq!(found, expected(f64::from(run_number)), "{period}");
        }
    }
    // A definition that somebody wrote carelessly must not stop the refresh.
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, measure_keys) VALUES ('careless', '{NULL,n}'), ('square', '{{a,b},{c,d}}')").await;
    run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") VALUES
        ('careless', 1, '{"n": 7}', '2026-03-10 10:00:00+00'), ('square', 1, '{"d": 7}', '2026-03-10 10:00:00+00')"#).await;
    run(&client, REFRESH).await;
    let sums: Vec<String> = values(&client,
        "SELECT measures::text FROM monitoring.aggregated_metrics WHERE metric_name IN ('careless', 'square') AND period = 'hourly' ORDER BY metric_name").await;
    assert_eq!(sums, [r#"{"n": 7}"#, r#"{"d": 7}"#]);
}

#[tokio::test]
async fn complete_periods_are_shown_by_the_clock_of_the_last_refresh_in_utc() {
    let client = setup_database(shared_cluster().await, "complete").await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
                  VALUES ('m', 1, '2026-03-08 23:59:30+00'), ('m', 2, '2026-03-09 00:00:00+00')",
    )
    .await;
    // 2026-03-09 is a Monday, and the day after the clocks of New York went forward.
    for (p_now, shown) in [
        ("2026-03-08 23:59:59.999999+00", ""),
        (
            "2026-03-09 00:00:00+00",
            "daily 2026-03-08 00:00, hourly 2026-03-08 23:00, minute 2026-03-08 23:59, weekly 2026-03-02 00:00",
        ),
        (
            "2026-03-09 00:01:00+00",
            "daily 2026-03-08 00:00, hourly 2026-03-08 23:00, minute 2026-03-08 23:59, minute 2026-03-09 00:00, weekly 2026-03-02 00:00",
        ),
        (
            "2026-03-09 01:00:00+00",
            "daily 2026-03-08 00:00, hourly 2026-03-08 23:00, hourly 2026-03-09 00:00, minute 2026-03-08 23:59, minute 2026-03-09 00:00, weekly 2026-03-02 00:00",
        ),
        (
            "2026-03-15 23:59:59+00",
            "daily 2026-03-08 00:00, daily 2026-03-09 00:00, hourly 2026-03-08 23:00, hourly 2026-03-09 00:00, minute 2026-03-08 23:59, minute 2026-03-09 00:00, weekly 2026-03-02 00:00",
        ),
        (
            "2026-03-16 00:00:00+00",
            "daily 2026-03-08 00:00, daily 2026-03-09 00:00, hourly 2026-03-08 23:00, hourly 2026-03-09 00:00, minute 2026-03-08 23:59, minute 2026-03-09 00:00, weekly 2026-03-02 00:00, weekly 2026-03-09 00:00",
        ),
    ] {
        for zone in ["UTC", "Asia/Kolkata", "America/New_York"] {
            run(&client, &format!("SET timezone = '{zone}'; SELECT monitoring.refresh_rollups('{p_now}')"))
                .await;
            let found: String = value(&client,
                "SELECT coalesce(string_agg(period || ' ' || to_char(period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), ', '
                     ORDER BY period, period_start), '') FROM monitoring.aggregated_metrics").await;
            assert_eq!(found, shown, "at {p_now} in {zone}");
        }
        assert_rollups_equal_group_by(&client).await;
    }
    // Rows that are rolled up while the session is far from UTC fall into the same periods.
    run(&client, "SET timezone = 'Asia/Kolkata';
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
        SELECT 'k', n, timestamptz '2026-03-08 17:45:00+00' + n * interval '7 minutes' FROM generate_series(1, 100) AS n").await;
    run(&client, "SELECT monitoring.refresh_rollups('2026-04-01 00:00:00+00')").await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_parallel_rollup_is_the_serial_one() {
    let client = setup_database(shared_cluster().await, "parallel").await;
    run(&client, r#"CREATE TABLE raw (name text, v float8, tags jsonb, t timestamptz) WITH (parallel_workers = 4);
        INSERT INTO raw SELECT CASE n % 3 WHEN 0 THEN 'queue_processing' ELSE 'm' || n % 5 END, n % 1000,
            CASE n % 11 WHEN 0 THEN NULL ELSE jsonb_build_object('b', n % 7, 'batch_size', n % 3, 'a', 1.50) END,
            timestamptz '2026-03-01 00:00:00+00' + n * interval '13 seconds' FROM generate_series(1, 30000) AS n;
        ANALYZE raw;
        SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off;
        SET max_parallel_workers_per_gather = 4"#).await;
    let query = r#"SELECT agentmon.rollup_rows(name, v, tags, t, '{"metrics": {"queue_processing": {"measures": ["batch_size"]}}}') AS state FROM raw"#;
    let plan = values::<String>(&client, &format!("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {query}"))
        .await
        .join("\n");
    assert!(plan.contains("Partial Aggregate") && plan.contains("Workers Launched: 4"), "{plan}");
    // Values and measures are whole, so that even sums do not depend on the order.
    let both = |state: &str| {
        format!(
        "SELECT s.metric_name, s.dimensions, u.period, u.period_start, u.count_value, u.sum_value, u.min_value, u.max_value, u.sketch, u.measures
         FROM {state} AS w, agentmon.rolled_up(w.state) u JOIN agentmon.rolled_up_series(w.state) s USING (series)")
    };
    run(&client, &format!("CREATE TABLE parallel AS {query}; SET max_parallel_workers_per_gather = 0; CREATE TABLE serial AS {query}")).await;
    let (parallel, serial) = (both("parallel"), both("serial"));
    let differences: i64 = value(&client, &format!("SELECT count(*) FROM (({parallel} EXCEPT ALL {serial}) UNION ALL ({serial} EXCEPT ALL {parallel})) AS d")).await;
    assert_eq!(differences, 0);
    assert!(value::<i64>(&client, &format!("SELECT count(*) FROM ({serial}) AS s")).await > 1000);
}

#[tokio::test]
async fn a_reader_reads_rollups_and_a_clock_that_is_none_is_refused() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "rollup roles").await;
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2026-03-01 00:00:00+00')").await;
    for p_now in ["NULL", "'infinity'", "'-infinity'"] {
        for function in [
            "refresh_rollups",
            "aggregate_hourly_metrics",
            "aggregate_daily_metrics",
            "aggregate_weekly_metrics",
        ] {
            assert_refused(&client, &format!("SELECT monitoring.{function}({p_now})"), "22023").await;
        }
    }
    let notifier = cluster.connect_as("rollup roles", "agentmon_notifier").await;
    assert_eq!(
        value::<i32>(&notifier, "SELECT monitoring.aggregate_daily_metrics('2026-03-10 00:00:00+00')").await,
        1
    );
    let reader = cluster.connect_as("rollup roles", "agentmon_reader").await;
    assert_eq!(
        value::<f64>(&reader, "SELECT p95 FROM monitoring.aggregated_metrics WHERE period = 'weekly'").await,
        1.0
    );
}

/// What nobody has read yet is read past the executor: rows of any table that a query can read, or else by a query.
#[tokio::test]
async fn what_is_read_past_the_executor_is_what_a_query_reads() {
    let client = setup_database(shared_cluster().await, "past the executor").await;
    // A partition whose columns stand in another order, and rows that are older than a column, or had one that is gone.
    run(
        &client,
        r#"
        CREATE TABLE monitoring.reordered ("timestamp" timestamptz NOT NULL DEFAULT now(), stamp bigint NOT NULL DEFAULT agentmon.row_stamp(),
            tags jsonb, metric_value double precision, gone text, metric_name text, created_at timestamptz NOT NULL DEFAULT now(),
            id uuid NOT NULL DEFAULT gen_random_uuid());
        ALTER TABLE monitoring.reordered DROP COLUMN gone;
        DO $$
        DECLARE c record;
        BEGIN
            FOR c IN SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                     WHERE conrelid = 'monitoring.pipeline_metrics'::regclass AND contype = 'c' LOOP
                EXECUTE format('ALTER TABLE monitoring.reordered ADD CONSTRAINT %I %s', c.conname, c.definition);
            END LOOP;
        END $$;
        ALTER TABLE monitoring.pipeline_metrics ATTACH PARTITION monitoring.reordered FOR VALUES FROM ('2026-03-01 00:00+00') TO ('2026-03-02 00:00+00');
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'm' || n % 3, n, jsonb_build_object('k', n % 7), timestamptz '2026-03-01 12:00:00+00' + n * interval '7 minutes'
        FROM generate_series(1, 400) AS n;
        "#,
    )
    .await;
    run(
        &client,
        r#"
        ALTER TABLE monitoring.pipeline_metrics ADD COLUMN later text DEFAULT 'x';
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        VALUES ('odd', -0.0, NULL, '2026-03-01 10:00+00'), ('odd', 5e-324, '{}', '2026-03-01 10:00+00'),
               ('odd', 7, jsonb_build_object('long', repeat('x', 5000)), '2026-03-10 10:00+00'),
               ('odd', 8, jsonb_build_object('longer', (SELECT string_agg(sha256(n::text::bytea)::text, '') FROM generate_series(1, 300) AS n)), '2026-03-01 10:00+00');
        "#,
    )
    .await;
    // Partitions of this day and of others; stamps from the first to the last, without any but one that is nobody's.
    let past = |partitions: &str, without: &str| {
        format!(
            "agentmon.rollup_metrics('monitoring.pipeline_metrics',
                 ARRAY(SELECT p.relid FROM pg_partition_tree('monitoring.pipeline_metrics') p WHERE {partitions}),
                 '{{}}', 0, 9223372036854775807, {without})"
        )
    };
    let rows = |state: &str| {
        format!(
            "SELECT n.metric_name, n.dimensions, r.period, r.period_start, r.count_value, r.last_at, r.last_value, r.sum_value, r.min_value, r.max_value, r.sketch
             FROM (SELECT {state} AS state) AS s
             CROSS JOIN LATERAL agentmon.rolled_up(s.state) r
             JOIN agentmon.rolled_up_series(s.state) n USING (series)"
        )
    };
    let query = "(SELECT agentmon.rollup_rows(m.metric_name, m.metric_value, m.tags, m.\"timestamp\", NULL) FROM monitoring.pipeline_metrics m)";
    let (found, expected) = (rows(&past("p.isleaf", "0")), rows(query));
    let count: i64 = value(&client, &format!("SELECT count(*) FROM ({expected}) AS e")).await;
    assert!(count > 500, "{count} rows");
    for (a, b) in [(&found, &expected), (&expected, &found)] {
        let differing: i64 = value(&client, &format!("SELECT count(*) FROM ({a} EXCEPT ALL {b}) AS d")).await;
        assert_eq!(differing, 0);
    }
    // All rows have the stamp of one of two transactions.
    let first = "(SELECT min(m.stamp) FROM monitoring.pipeline_metrics m)";
    let without: i64 = value(
        &client,
        &format!(
            "SELECT sum(count_value)::bigint FROM ({}) AS f WHERE period = 'weekly'",
            rows(&past("p.isleaf", first))
        ),
    )
    .await;
    let counted: i64 = value(
        &client,
        &format!("SELECT count(*) FROM monitoring.pipeline_metrics m WHERE m.stamp <> {first}"),
    )
    .await;
    assert_eq!(without, counted);

    // Where only a query can do it, it says so: of a table that is none by itself, for who may not, and under a policy.
    let is_null = |state: &str| format!("SELECT {state} IS NULL");
    assert!(value::<bool>(&client, &is_null(&past("p.level = 0", "0"))).await);
    assert!(!value::<bool>(&client, &is_null(&past("p.isleaf", "0"))).await);
    run(
        &client,
        "CREATE ROLE reads_nothing; GRANT USAGE ON SCHEMA monitoring, agentmon TO reads_nothing;
         GRANT EXECUTE ON FUNCTION agentmon.rollup_metrics(regclass, regclass[], jsonb, bigint, bigint, bigint) TO reads_nothing;
         SET ROLE reads_nothing",
    )
    .await;
    assert!(value::<bool>(&client, &is_null(&past("p.isleaf", "0"))).await);
    run(
        &client,
        "RESET ROLE; GRANT SELECT ON ALL TABLES IN SCHEMA monitoring TO reads_nothing;
         ALTER TABLE monitoring.pipeline_metrics ENABLE ROW LEVEL SECURITY; SET ROLE reads_nothing",
    )
    .await;
    assert!(value::<bool>(&client, &is_null(&past("p.isleaf", "0"))).await);
    run(
        &client,
        "RESET ROLE; ALTER TABLE monitoring.pipeline_metrics DISABLE ROW LEVEL SECURITY;
         DROP OWNED BY reads_nothing; DROP ROLE reads_nothing",
    )
    .await;

    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
}
