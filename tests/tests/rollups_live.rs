//! What is read in real time is what GROUP BY says of all raw rows that are visible, rolled up or not.

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::samples::{assert_same, over_two_weeks};
use agentmon_tests::sql::{rows, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:30+00')";

/// The raw rows of all tables in one shape; measures as they are to be summed.
const RAW: &str = "WITH raw AS (
    SELECT 'pipeline_metrics' AS source, metric_name, \"timestamp\" AS t, metric_value AS v, metric_value AS last,
           CASE metric_name WHEN 'queue_processing' THEN tags - 'batch_size' ELSE tags END AS dimensions,
           CASE metric_name WHEN 'queue_processing' THEN (tags ->> 'batch_size')::numeric END AS m, NULL::numeric AS c FROM monitoring.pipeline_metrics
    UNION ALL SELECT 'agent_executions', 'agents.executions', created_at, execution_time_ms, NULL,
           jsonb_strip_nulls(jsonb_build_object('agent_name', agent_name, 'model_used', model_used, 'status', status)), tokens_used, cost_usd FROM monitoring.agent_executions
    UNION ALL SELECT 'agent_logs', 'agents.logs', created_at, NULL, NULL,
           jsonb_strip_nulls(jsonb_build_object('agent_name', agent_name, 'event_type', event_type, 'log_level', log_level)), NULL, NULL FROM monitoring.agent_logs)";
const SUMS: &str = "count(*), max(t), (array_agg(last ORDER BY t DESC, last DESC))[1], sum(v), min(v), max(v), count(v), sum(m), sum(c)::float8";
const LIVE: &str = "metric_name, dimensions, count_value, last_at, last_value, sum_value, min_value, max_value, coalesce(monitoring.num_vals(sketch::monitoring.sketch), 0),
    coalesce(measures ->> 'batch_size', measures ->> 'tokens_used')::numeric, (measures ->> 'cost_usd')::float8";

/// Any window of any table, to the microsecond.
async fn assert_windows(client: &Client, dice: &mut Dice, n: usize) {
    let moment = |dice: &mut Dice| match dice.below(6) {
        0 => "timestamptz '2026-03-10 12:00:30+00'".to_owned(),
        1 => format!("timestamptz '2026-03-10 12:00:00+00' - interval '{} minutes'", dice.below(3000)),
        2 => format!("timestamptz '2026-03-10 12:00:00+00' - interval '{} hours'", dice.below(400)),
        3 => format!(
            "timestamptz '2026-03-10 12:00:31+00' - interval '{} microseconds'",
            dice.below(90_000_000)
        ),
        4 => format!(
            "timestamptz '2026-03-10 13:00:00+00' - interval '{} milliseconds'",
            dice.below(1_300_000_000)
        ),
        _ => ["'-infinity'::timestamptz", "'infinity'::timestamptz"][dice.below(2)].to_owned(),
    };
    let mut seen = 0;
    for _ in 0..n {
        let from = moment(dice);
        let to = match dice.below(4) {
            0 => format!("{from} + interval '{} microseconds'", dice.below(61_000_000)),
            1 => format!("{from} + interval '{} seconds'", dice.below(9000)),
            _ => moment(dice),
        };
        let source = ["pipeline_metrics", "agent_executions", "agent_logs"][dice.below(3)];
        seen += assert_same(
            client,
            &format!("SELECT {LIVE} FROM monitoring.live_window('{source}', {from}, {to}) ORDER BY 1, 2"),
            &format!("{RAW} SELECT metric_name, dimensions, {SUMS} FROM raw WHERE source = '{source}' AND t >= {from} AND t < {to} GROUP BY 1, 2 ORDER BY 1, 2"),
        ).await;
        if dice.below(3) == 0 {
            let (period, unit) =
                [("minute", "minute"), ("hourly", "hour"), ("daily", "day"), ("Weekly ", "week")]
                    [dice.below(4)];
            seen += assert_same(
                client,
                &format!("SELECT period_start, {LIVE} FROM monitoring.live_rollups('{source}', '{period}', {from}, {to}) ORDER BY 1, 2, 3"),
                &format!("{RAW} SELECT date_trunc('{unit}', t, 'UTC'), metric_name, dimensions, {SUMS} FROM raw WHERE source = '{source}'
                    AND date_trunc('{unit}', t, 'UTC') >= date_trunc('{unit}', {from}, 'UTC') AND date_trunc('{unit}', t, 'UTC') < {to} AND {from} < {to} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
            ).await;
        }
    }
    assert!(seen > n / 4, "{seen} series in {n} windows");
}

#[tokio::test]
async fn windows_and_periods_are_exact_whatever_has_been_rolled_up() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "windows").await;
    let mut dice = Dice::new(11);
    assert_same(
        &client,
        "SELECT 1 FROM monitoring.live_window('agent_logs', '-infinity', 'infinity')",
        "SELECT 1 WHERE false",
    )
    .await;
    over_two_weeks(&client, 1).await;
    assert_windows(&client, &mut dice, 30).await;
    run(&client, REFRESH).await;
    assert_windows(&client, &mut dice, 80).await;
    over_two_weeks(&client, 2).await;
    assert_windows(&client, &mut dice, 80).await;
    // One's own rows, rolled back ones, and an older snapshot.
    let other = cluster.connect("windows").await;
    run(&other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.rollups").await;
    run(&client, &format!("BEGIN; {REFRESH}")).await;
    over_two_weeks(&client, 3).await;
    assert_windows(&client, &mut dice, 30).await;
    run(&client, &format!("SAVEPOINT s; {REFRESH}")).await;
    over_two_weeks(&client, 4).await;
    run(&client, "ROLLBACK TO s").await;
    assert_windows(&client, &mut dice, 30).await;
    run(&client, &format!("COMMIT; {REFRESH}")).await;
    assert_windows(&client, &mut dice, 30).await;
    assert_windows(&other, &mut dice, 30).await;
    run(&other, "ROLLBACK; SET timezone = 'Asia/Kolkata'").await;
    assert_same(&other, "SELECT min(period_start) AT TIME ZONE 'UTC' FROM monitoring.live_rollups('agent_logs', 'daily', '-infinity', 'infinity')",
        "SELECT date_trunc('day', min(created_at), 'UTC') AT TIME ZONE 'UTC' FROM monitoring.agent_logs").await;
}

#[tokio::test]
async fn windows_are_exact_after_retention_and_in_the_middle_of_a_backlog() {
    let client = setup_database(shared_cluster().await, "retention").await;
    let mut dice = Dice::new(12);
    over_two_weeks(&client, 1).await;
    run(&client, REFRESH).await;
    // Minutes go first; then hours, where somebody wants the raw rows for longer. Neither at a round time.
    run(&client, "UPDATE monitoring.retention_policies SET keep = '30 days' WHERE name IN ('pipeline_metrics', 'agent_logs', 'agent_executions');
        UPDATE monitoring.retention_policies SET keep = '2 days' WHERE name = 'rollups_minute';
        SELECT * FROM monitoring.apply_retention('2026-03-10 12:00:30+00')").await;
    assert!(value::<bool>(&client, "SELECT removed_before = '2026-03-08 12:00:30+00' FROM monitoring.retention_policies WHERE name = 'rollups_minute'").await);
    over_two_weeks(&client, 2).await;
    let windows = async |client: &Client, dice: &mut Dice, n: usize| {
        let mut seen = 0;
        for _ in 0..n {
            let longest = [1, 60_000, 7_200_000, 1_000_000_000][dice.below(4)];
            let (from, length) = (dice.below(1_300_000_000), dice.below(longest));
            let (from, to) = (
                format!("timestamptz '2026-03-10 12:00:30+00' - interval '{from} milliseconds'"),
                format!(
                    "timestamptz '2026-03-10 12:00:30+00' - interval '{from} milliseconds' + interval '{length} milliseconds'"
                ),
            );
            seen += assert_same(client, &format!("SELECT {LIVE} FROM monitoring.live_window('pipeline_metrics', {from}, {to}) ORDER BY 1, 2"),
                &format!("{RAW} SELECT metric_name, dimensions, {SUMS} FROM raw WHERE source = 'pipeline_metrics' AND t >= {from} AND t < {to} GROUP BY 1, 2 ORDER BY 1, 2")).await;
        }
        assert!(seen > 0);
    };
    windows(&client, &mut dice, 100).await;
    run(&client, REFRESH).await;
    windows(&client, &mut dice, 10).await;
    run(&client, "UPDATE monitoring.retention_policies SET keep = '4 days' WHERE name = 'rollups_hourly'; SELECT * FROM monitoring.apply_retention('2026-03-10 12:00:30+00')").await;
    over_two_weeks(&client, 3).await;
    windows(&client, &mut dice, 60).await;
    run(&client, REFRESH).await;
    // A backlog in slices, late rows and all.
    let client = setup_database(shared_cluster().await, "backlog").await;
    over_two_weeks(&client, 1).await;
    run(&client, REFRESH).await;
    run(&client, "UPDATE monitoring.settings SET value = '60' WHERE name = 'refresh_step_rows'").await;
    over_two_weeks(&client, 2).await;
    for step in 0..4 {
        assert!(
            value::<bool>(&client, "SELECT more FROM agentmon.job_step('refresh', '2026-03-10 12:00:30+00')")
                .await
        );
        assert_windows(&client, &mut dice, 8).await;
        over_two_weeks(&client, 3 + step).await;
        assert_windows(&client, &mut dice, 8).await;
    }
}

#[tokio::test]
async fn a_backfill_gets_no_minutes_that_retention_would_remove_and_windows_are_exact() {
    let client = setup_database(shared_cluster().await, "backfill").await;
    let mut dice = Dice::new(14);
    run(&client, "UPDATE monitoring.retention_policies SET keep = '2 days' WHERE name = 'rollups_minute'")
        .await;
    let minutes = "SELECT count(*) FILTER (WHERE ends_at <= '2026-03-08 12:00:00+00'), count(*) > 0 FROM monitoring.minute_segments";
    let from =
        "SELECT DISTINCT agentmon.minutes_from(s.source) AT TIME ZONE 'UTC' FROM agentmon.rollup_sources() s";
    over_two_weeks(&client, 1).await;
    // A clock that is ahead makes no difference: by the real one, rows of these tests are old.
    for p_now in ["2026-03-10 12:00:30+00", "2026-03-10 12:59:59+00"] {
        run(&client, &format!("SELECT monitoring.refresh_rollups('{p_now}')")).await;
        assert_eq!(rows(&client, minutes).await, ["0|t"]);
        assert_eq!(rows(&client, from).await, ["2026-03-08 12:00:00"]);
        let verified = "SELECT count(*) FROM monitoring.verify_rollups()";
        assert_eq!(value::<i64>(&client, verified).await, 0);
        for _ in 0..60 {
            let longest = [1, 60_000, 7_200_000, 1_000_000_000][dice.below(4)];
            let (start, length) = (dice.below(1_300_000_000), dice.below(longest));
            let from = format!("timestamptz '2026-03-10 12:00:30+00' - interval '{start} milliseconds'");
            let to = format!("{from} + interval '{length} milliseconds'");
            for source in ["pipeline_metrics", "agent_executions"] {
                assert_same(&client, &format!("SELECT {LIVE} FROM monitoring.live_window('{source}', {from}, {to}) ORDER BY 1, 2"),
                    &format!("{RAW} SELECT metric_name, dimensions, {SUMS} FROM raw WHERE source = '{source}' AND t >= {from} AND t < {to} GROUP BY 1, 2 ORDER BY 1, 2")).await;
            }
        }
        over_two_weeks(&client, 2).await;
    }
    // What is rebuilt has none either.
    run(&client, "SELECT monitoring.rebuild_rollups(p_now => '2026-03-10 12:30:00+00')").await;
    assert_eq!(rows(&client, minutes).await, ["0|t"]);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.verify_rollups()").await, 0);
}

#[tokio::test]
async fn the_segments_of_hours_that_have_ended_are_merged() {
    let client = setup_database(shared_cluster().await, "merged").await;
    let count = "SELECT source || ' ' || block || ' ' || count(*) FROM monitoring.minute_segments WHERE source = 'pipeline_metrics' GROUP BY source, block ORDER BY block";
    let insert = |n: usize| {
        format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
             SELECT 'm', n, jsonb_build_object('k', n % 3), timestamptz '2026-03-10 10:50:00+00' + n * interval '1 minute' FROM generate_series({n}, {n} + 1) AS n"
        )
    };
    for n in 0..20 {
        run(&client, &insert(n)).await;
        run(&client, &format!("SELECT monitoring.refresh_rollups(timestamptz '2026-03-10 10:50:00+00' + {n} * interval '1 minute')")).await;
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.verify_rollups()").await, 0);
    }
    // By eight at once, as soon as the hour has ended; a few when no more have come for a while.
    assert_eq!(
        rows(&client, count).await,
        ["pipeline_metrics 2026-03-10 10:00:00+00 1", "pipeline_metrics 2026-03-10 11:00:00+00 11"]
    );
    run(&client, &format!("{}; SELECT 1", insert(3))).await;
    for (p_now, old) in
        [("2026-03-10 12:05:00+00", 2), ("2026-03-10 12:14:00+00", 2), ("2026-03-10 12:15:00+00", 1)]
    {
        run(&client, &format!("SELECT monitoring.refresh_rollups('{p_now}')")).await;
        assert_eq!(
            rows(&client, count).await,
            [
                format!("pipeline_metrics 2026-03-10 10:00:00+00 {old}"),
                "pipeline_metrics 2026-03-10 11:00:00+00 1".to_owned()
            ]
        );
        assert_same(&client, "SELECT period_start, dimensions, count_value, sum_value, last_value FROM monitoring.live_metrics('m', 'minute', '-infinity', 'infinity') ORDER BY 1, 2",
            "SELECT date_trunc('minute', \"timestamp\"), tags, count(*), sum(metric_value), max(metric_value) FROM monitoring.pipeline_metrics GROUP BY 1, 2 ORDER BY 1, 2").await;
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.verify_rollups()").await, 0);
    }
}

#[tokio::test]
async fn counters_have_rates_and_gauges_their_last_value() {
    let client = setup_database(shared_cluster().await, "kinds").await;
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, kind, unit) VALUES ('c', 'counter', 'requests'), ('g', 'gauge', 'C')").await;
    let now = "p_now => '2026-03-10 12:00:30+00'";
    let put = |name: &str, v: i32, t: &str| {
        format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('{name}', {v}, '2026-03-10 {t}+00')"
        )
    };
    let hourly = "SELECT metric_name, kind, unit, sum_value, rate, last_value, last_at, complete FROM monitoring.live_metrics(p_from => '2026-03-10 11:00:00+00', p_now => '2026-03-10 12:00:30+00') ORDER BY metric_name, period_start";
    run(
        &client,
        &format!("{}; {}; {}", put("c", 360, "11:30:00"), put("c", 60, "12:00:10"), put("g", 21, "12:00:10")),
    )
    .await;
    let expected = [
        "c|counter|requests|360|0.1|360|2026-03-10 11:30:00+00|t",
        "c|counter|requests|60|2|60|2026-03-10 12:00:10+00|f",
        "g|gauge|C|21||21|2026-03-10 12:00:10+00|f",
    ];
    assert_eq!(rows(&client, hourly).await, expected);
    run(&client, REFRESH).await;
    assert_eq!(rows(&client, hourly).await, expected);
    // The latest time wins, not the latest row; of two at one time the larger; rolled up or not.
    for (v, t, last) in [
        (5, "12:00:05", 21),
        (30, "12:00:10", 30),
        (7, "12:00:10", 30),
        (-3, "12:00:11", -3),
        (99, "12:00:10.999999", -3),
    ] {
        run(&client, &put("g", v, t)).await;
        for _ in 0..2 {
            assert_eq!(
                value::<f64>(
                    &client,
                    &format!("SELECT last_value FROM monitoring.live_metrics('g', 'minute', {now})")
                )
                .await,
                f64::from(last),
                "{v} at {t}"
            );
            run(&client, REFRESH).await;
        }
    }
    // Complete periods: the view says the same, and a rate per second of the whole period.
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-16 00:00:00+00')").await;
    assert_eq!(rows(&client, "SELECT metric_name, period, kind, unit, last_value, rate FROM monitoring.aggregated_metrics WHERE period <> 'minute' AND period_start >= '2026-03-10 00:00:00+00' ORDER BY 1, 2, period_start").await,
        [format!("c|daily|counter|requests|60|{}", 420.0 / 86400.0), "c|hourly|counter|requests|360|0.1".to_owned(), format!("c|hourly|counter|requests|60|{}", 60.0 / 3600.0), "g|daily|gauge|C|-3|".to_owned(), "g|hourly|gauge|C|-3|".to_owned()]);
    for columns in [
        "metric_name, period, period_start, min_value, max_value, avg_value, sum_value, count_value, dimensions, p50, p95, p99, sketch::text, measures, last_value, last_at, kind, unit, rate",
    ] {
        for period in ["minute", "hourly", "daily", "weekly"] {
            assert_same(&client, &format!("SELECT {columns} FROM monitoring.live_metrics(NULL, '{period}', '-infinity', 'infinity', '2026-03-16 00:00:00+00') WHERE complete ORDER BY 1, 3"),
                &format!("SELECT {columns} FROM monitoring.aggregated_metrics WHERE period = '{period}' ORDER BY 1, 3")).await;
        }
    }
    // A period that has only begun, or is yet to come, has no rate that means anything.
    assert_eq!(rows(&client, "SELECT rate, complete FROM monitoring.live_metrics('c', 'hourly', '2026-03-10 12:00:00+00', 'infinity', '2026-03-10 12:00:00+00')").await, ["|f"]);
    for (p_now, n) in
        [("2026-03-10 12:59:59.999999+00", 1), ("2026-03-10 13:00:00+00", 0), ("2026-03-10 10:59:59+00", 0)]
    {
        assert_eq!(
            value::<i64>(
                &client,
                &format!("SELECT count(*) FROM monitoring.live_metrics('c', p_now => '{p_now}')")
            )
            .await,
            n,
            "{p_now}"
        );
    }
}

#[tokio::test]
async fn percentiles_are_within_their_error() {
    let client = setup_database(shared_cluster().await, "percentiles").await;
    for part in 0..3 {
        run(&client, &format!("SELECT setseed(0.{part}3); INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
            SELECT 'h', exp(random() * 9), jsonb_build_object('k', n % 2), timestamptz '2026-03-10 12:00:30+00' - random() * interval '3 hours' FROM generate_series(1, 2000) AS n")).await;
        let off: Vec<String> = values(&client, "WITH exact AS (
                SELECT date_trunc('hour', \"timestamp\", 'UTC') AS period_start, tags AS dimensions, percentile_cont('{0.5,0.95,0.99}'::float8[]) WITHIN GROUP (ORDER BY metric_value) AS p
                FROM monitoring.pipeline_metrics GROUP BY 1, 2)
            SELECT e::text || l.p50 || ' ' || l.p95 || ' ' || l.p99 FROM exact e LEFT JOIN monitoring.live_metrics('h', 'hourly', '-infinity', 'infinity', '2026-03-10 12:00:30+00') l USING (period_start, dimensions)
            WHERE l.p50 IS NULL OR abs(l.p50 / e.p[1] - 1) > monitoring.error(l.sketch) * 1.001 OR abs(l.p95 / e.p[2] - 1) > monitoring.error(l.sketch) * 1.001 OR abs(l.p99 / e.p[3] - 1) > monitoring.error(l.sketch) * 1.001").await;
        assert_eq!(off, Vec::<String>::new());
        run(&client, REFRESH).await;
    }
}

#[tokio::test]
async fn days_and_weeks_are_exact_while_an_hour_runs_and_when_it_is_over() {
    let client = setup_database(shared_cluster().await, "running hours").await;
    let live = |period| {
        format!(
            "SELECT source || ' ' || l.metric_name || ' ' || period_start || ' ' || count_value || ' ' || coalesce(sum_value::text, '-')
             FROM (VALUES ('pipeline_metrics'), ('agent_logs')) AS s (source)
             CROSS JOIN LATERAL monitoring.live_rollups(s.source, '{period}', '-infinity', 'infinity') l
             ORDER BY 1"
        )
    };
    let raw = |unit| {
        format!(
            "SELECT source || ' ' || metric_name || ' ' || h || ' ' || n || ' ' || coalesce(v::text, '-')
             FROM (SELECT 'pipeline_metrics' AS source, 'm' AS metric_name, date_trunc('{unit}', \"timestamp\", 'UTC') AS h, count(*) AS n, sum(metric_value) AS v
                   FROM monitoring.pipeline_metrics GROUP BY 3
                   UNION ALL SELECT 'agent_logs', 'agents.logs', date_trunc('{unit}', created_at, 'UTC'), count(*), NULL FROM monitoring.agent_logs GROUP BY 3) AS g
             ORDER BY 1"
        )
    };
    // The weeks hold what is of hours that are over, and nothing else.
    let weeks = "SELECT coalesce(sum(count_value), 0) =
            (SELECT count(*) FROM monitoring.pipeline_metrics WHERE \"timestamp\" < agentmon.summed_until('pipeline_metrics'))
            + (SELECT count(*) FROM monitoring.agent_logs WHERE created_at < agentmon.summed_until('agent_logs'))
        FROM monitoring.rollups_weekly";
    // A Sunday evening; the clock goes back once, and then into the next week.
    for (now, summed_until) in [
        ("22 22:30", "22 22:00"),
        ("22 22:59", "22 22:00"),
        ("22 23:10", "22 23:00"),
        ("22 21:00", "22 23:00"),
        ("23 00:10", "23 00:00"),
        ("23 02:00", "23 02:00"),
    ] {
        // Late, on time, and of a clock that is ahead.
        run(&client, &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
             SELECT 'm', extract(minute FROM t), t FROM (SELECT timestamptz '2026-11-{now}:00+00' + d AS t FROM unnest('{{-2 days,-3 hours,-5 minutes,45 minutes}}'::interval[]) AS d) AS times;
             INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at)
             SELECT 'a', 'info', timestamptz '2026-11-{now}:00+00' + d FROM unnest('{{-2 days,-3 hours,-5 minutes,45 minutes}}'::interval[]) AS d"
        ))
        .await;
        for refreshed in [false, true] {
            if refreshed {
                run(&client, &format!("SELECT monitoring.refresh_rollups('2026-11-{now}:00+00')")).await;
            }
            for (period, unit) in [("hourly", "hour"), ("daily", "day"), ("weekly", "week")] {
                let (found, expected): (Vec<String>, Vec<String>) =
                    (values(&client, &live(period)).await, values(&client, &raw(unit)).await);
                assert_eq!(found, expected, "{period} at {now}, refreshed: {refreshed}");
            }
            let windows = "SELECT (SELECT sum(w.count_value)::bigint FROM monitoring.live_window('pipeline_metrics', f, t) w) IS NOT DISTINCT FROM
                    (SELECT nullif(count(*), 0) FROM monitoring.pipeline_metrics WHERE \"timestamp\" >= f AND \"timestamp\" < t)
                FROM unnest('{-infinity,2026-11-20 00:00+00,2026-11-21 21:30+00,2026-11-22 22:00+00}'::timestamptz[]) AS f,
                     unnest('{2026-11-22 23:00+00,2026-11-23 00:00+00,2026-11-23 00:20+00,2026-11-30 00:00+00,infinity}'::timestamptz[]) AS t";
            let right: Vec<bool> = values(&client, windows).await;
            assert_eq!(right, [true; 20], "windows at {now}, refreshed: {refreshed}");
        }
        assert_rollups_equal_group_by(&client).await;
        let until = "SELECT to_char(agentmon.summed_until('agent_logs') AT TIME ZONE 'UTC', 'DD HH24:MI')";
        assert_eq!(value::<String>(&client, until).await, summed_until);
        assert!(value::<bool>(&client, weeks).await, "the weeks at {now}");
    }
    // Hours are kept until they are in the days, however short they are to be kept.
    let all: Vec<String> = values(&client, &live("weekly")).await;
    run(
        &client,
        "UPDATE monitoring.retention_policies SET keep = '1 minute' WHERE name = 'rollups_hourly';
                  SELECT * FROM monitoring.apply_retention('2026-11-23 04:00+00')",
    )
    .await;
    assert_eq!(
        value::<i64>(
            &client,
            "SELECT count(*) FROM monitoring.rollups_hourly WHERE period_start < '2026-11-23 02:00+00'"
        )
        .await,
        0
    );
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.rollups_hourly").await, 2);
    run(&client, "SELECT monitoring.refresh_rollups('2026-11-23 04:00+00')").await;
    assert_eq!(values::<String>(&client, &live("weekly")).await, all);
    run(&client, "SELECT monitoring.rebuild_rollups()").await;
    assert_eq!(values::<String>(&client, &live("weekly")).await, all);
}
