//! The views over rollups: the columns and numbers of those that other systems had, of executions and of logs, and who may read them.

use agentmon_tests::samples::{assert_same, over_two_weeks};
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:30+00')";

#[tokio::test]
async fn the_old_views_say_what_their_queries_over_raw_rows_said() {
    let client = setup_database(shared_cluster().await, "views").await;
    let columns = |view: &str| {
        format!(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'monitoring' AND table_name = '{view}' ORDER BY ordinal_position"
        )
    };
    assert_eq!(
        rows(&client, &columns("queue_metrics")).await,
        [
            "queue_name",
            "hour",
            "total_batches",
            "success_count",
            "error_count",
            "avg_processing_time_ms",
            "total_messages_processed"
        ]
    );
    assert_eq!(
        rows(&client, &columns("api_metrics")).await,
        [
            "api_name",
            "hour",
            "total_calls",
            "success_count",
            "error_count",
            "avg_success_time_ms",
            "p95_time_ms"
        ]
    );
    for _ in 0..2 {
        // Up to now, and beyond the 7 days; in two halves.
        run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
            SELECT 'queue_processing', n % 300, jsonb_build_object(CASE WHEN n % 6 = 5 THEN 'queue_name' ELSE 'queue' END, 'q' || n % 3, 'worker', n % 4) || CASE n % 5 WHEN 0 THEN '{}' ELSE jsonb_build_object('success_count', n % 7, 'error_count', n % 2, 'batch_size', n % 9) END,
                   now() - (n % 600 / 600.0) ^ 2 * interval '8 days' FROM generate_series(1, 600) AS n;
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
            SELECT 'api_call', 1 + n % 300, jsonb_build_object(CASE WHEN n % 12 = 11 THEN 'api_name' ELSE 'api' END, 'api' || n % 3) || (ARRAY['{\"success\": true}', '{\"success\": \"false\"}', '{\"status\": \"error\"}', '{\"status\": 204}', '{\"status_code\": \"503\"}', '{}'])[1 + n % 6]::jsonb,
                   now() - (n % 600 / 600.0) ^ 2 * interval '8 days' FROM generate_series(1, 600) AS n").await;
        for refreshed in [false, true] {
            if refreshed {
                run(&client, "SELECT monitoring.refresh_rollups()").await;
            }
            // Within one transaction now() stands still.
            run(&client, "BEGIN").await;
            assert!(assert_same(&client, "SELECT queue_name, hour, total_batches, success_count, error_count, avg_processing_time_ms::numeric(20, 6), total_messages_processed FROM monitoring.queue_metrics ORDER BY 1, 2",
                "SELECT coalesce(tags ->> 'queue', tags ->> 'queue_name'), date_trunc('hour', \"timestamp\", 'UTC'), count(*), sum((tags ->> 'success_count')::integer), sum((tags ->> 'error_count')::integer),
                        avg(metric_value)::numeric(20, 6), sum((tags ->> 'batch_size')::integer)
                 FROM monitoring.pipeline_metrics WHERE metric_name = 'queue_processing' AND \"timestamp\" >= date_trunc('hour', now() - interval '7 days', 'UTC') GROUP BY 1, 2 ORDER BY 1, 2").await > 50);
            let raw = "SELECT coalesce(tags ->> 'api', tags ->> 'api_name') AS api_name, date_trunc('hour', \"timestamp\", 'UTC') AS hour, count(*) AS total_calls, count(*) FILTER (WHERE ok) AS success_count, count(*) FILTER (WHERE NOT ok) AS error_count,
                        (avg(metric_value) FILTER (WHERE ok))::numeric(20, 6) AS avg_success_time_ms, percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95
                 FROM monitoring.pipeline_metrics, LATERAL (SELECT CASE tags ->> 'success' WHEN 'true' THEN true WHEN 'false' THEN false END) AS o (ok)
                 WHERE metric_name = 'api_call' AND \"timestamp\" >= date_trunc('hour', now() - interval '7 days', 'UTC') GROUP BY 1, 2";
            let same = "api_name, hour, total_calls, success_count, error_count";
            assert!(assert_same(&client, &format!("SELECT {same}, avg_success_time_ms::numeric(20, 6) FROM monitoring.api_metrics ORDER BY 1, 2"), &format!("SELECT {same}, avg_success_time_ms FROM ({raw}) AS r ORDER BY 1, 2")).await > 50);
            let off: i64 = value(&client, &format!("SELECT count(*) FROM monitoring.api_metrics a JOIN ({raw}) AS r USING (api_name, hour) WHERE abs(a.p95_time_ms - r.p95) > 0.011 * r.p95")).await;
            assert_eq!(off, 0);
            run(&client, "COMMIT").await;
        }
    }
}

#[tokio::test]
async fn executions_and_logs_have_views_of_their_own() {
    let client = setup_database(shared_cluster().await, "sources").await;
    over_two_weeks(&client, 1).await;
    run(&client, REFRESH).await;
    over_two_weeks(&client, 2).await;
    run(&client, REFRESH).await;
    for (period, unit, length) in [
        ("minute", "minute", "1 minute"),
        ("hourly", "hour", "1 hour"),
        ("daily", "day", "1 day"),
        ("weekly", "week", "7 days"),
    ] {
        let complete = format!(
            "date_trunc('{unit}', created_at, 'UTC') <= timestamptz '2026-03-10 12:00:30+00' - interval '{length}'"
        );
        assert_same(&client, &format!("SELECT agent_name, model_used, status, period_start, count_value, last_at, min_time_ms, max_time_ms, sum_time_ms, avg_time_ms::numeric(20, 6), tokens_used, cost_usd,
                input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens FROM monitoring.aggregated_executions WHERE period = '{period}' ORDER BY 1, 2, 3, 4"),
            &format!("SELECT agent_name, model_used, status, date_trunc('{unit}', created_at, 'UTC'), count(*), max(created_at), min(execution_time_ms), max(execution_time_ms), sum(execution_time_ms), avg(execution_time_ms)::numeric(20, 6),
                sum(tokens_used), sum(cost_usd)::float8, sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_tokens), sum(reasoning_tokens)
                FROM monitoring.agent_executions WHERE {complete} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4")).await;
        assert_same(&client, &format!("SELECT agent_name, log_level, event_type, period_start, count_value, last_at FROM monitoring.aggregated_logs WHERE period = '{period}' ORDER BY 1, 2, 3, 4"),
            &format!("SELECT agent_name, log_level, event_type, date_trunc('{unit}', created_at, 'UTC'), count(*), max(created_at) FROM monitoring.agent_logs WHERE {complete} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4")).await;
    }
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.aggregated_executions WHERE (p95 IS NULL) <> (sum_time_ms IS NULL) OR p95 > max_time_ms * 1.011").await, 0);
}

#[tokio::test]
async fn readers_read_it_and_bad_words_are_refused() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "access").await;
    over_two_weeks(&client, 1).await;
    run(&client, "CREATE ROLE login_live LOGIN IN ROLE agentmon_user").await;
    let calls = [
        "SELECT * FROM monitoring.live_metrics()",
        "SELECT * FROM monitoring.live_metrics('m1', 'daily', '-infinity', 'infinity')",
        "SELECT * FROM monitoring.live_rollups('agent_logs', 'hourly', '-infinity', 'infinity')",
        "SELECT * FROM monitoring.live_window('agent_executions', '-infinity', 'infinity')",
        "SELECT * FROM monitoring.queue_metrics",
        "SELECT * FROM monitoring.api_metrics",
        "SELECT * FROM monitoring.aggregated_metrics",
        "SELECT * FROM monitoring.aggregated_executions",
        "SELECT * FROM monitoring.aggregated_logs",
    ];
    for role in ["agentmon_reader", "agentmon_admin"] {
        let member = cluster.connect_as("access", role).await;
        for call in calls {
            run(&member, call).await;
        }
        assert!(
            value::<i64>(
                &member,
                "SELECT count(*) FROM monitoring.live_metrics(p_from => '-infinity', p_to => 'infinity')"
            )
            .await
                > 10
        );
    }
    for role in ["agentmon_user", "agentmon_writer"] {
        let member = cluster.connect_as("access", role).await;
        for call in calls {
            assert_eq!(refusal_code(&member, call).await, "42501", "{role}: {call}");
        }
    }
    for call in [
        "monitoring.live_metrics(p_period => 'fortnight')",
        "monitoring.live_rollups('agent_logs', 'hour', '-infinity', 'infinity')",
    ] {
        let error = assert_refused(&client, &format!("SELECT * FROM {call}"), "22023").await;
        assert!(
            error.detail().is_some_and(|detail| detail.contains("minute, hourly, daily, weekly")),
            "{error:?}"
        );
    }
    for call in [
        "monitoring.live_rollups('tasks', 'hourly', '-infinity', 'infinity')",
        "monitoring.live_window('tasks', '-infinity', 'infinity')",
    ] {
        let error = assert_refused(&client, &format!("SELECT * FROM {call}"), "22023").await;
        assert!(
            error
                .detail()
                .is_some_and(|detail| detail.contains("agent_executions, agent_logs, pipeline_metrics")),
            "{error:?}"
        );
    }
    for call in [
        "monitoring.live_rollups('agent_logs', 'hourly', NULL, 'infinity')",
        "monitoring.live_window('agent_logs', '-infinity', NULL)",
        "monitoring.live_metrics(p_now => NULL)",
    ] {
        assert_refused(&client, &format!("SELECT * FROM {call}"), "22023").await;
    }
    // Every table goes by its metric's name.
    for (source, name) in
        [("agent_logs", "agents.logs"), ("agent_executions", "agents.executions"), ("pipeline_metrics", "m1")]
    {
        for refreshed in [false, true] {
            for (name, some) in [(name, true), ("other", false)] {
                assert_eq!(value::<bool>(&client, &format!("SELECT count(*) > 0 FROM monitoring.live_rollups('{source}', 'weekly', '-infinity', 'infinity', '{name}')")).await, some);
                assert_eq!(value::<bool>(&client, &format!("SELECT count(*) > 0 FROM monitoring.live_window('{source}', '2026-03-01 10:20:30+00', 'infinity', '{name}')")).await, some);
            }
            if !refreshed {
                run(&client, REFRESH).await;
            }
        }
        run(&client, "UPDATE monitoring.consumer_cursors SET snapshot = '1:1:'; TRUNCATE monitoring.rollups_stored, monitoring.minute_segments")
            .await;
    }
}

/// The callers' own queries over raw rows, as they wrote them.
const CALLERS_QUEUES: &str = "SELECT tags->>'queue' AS queue_name, date_trunc('hour', timestamp) AS hour, COUNT(*) AS total_batches,
    SUM((tags->>'success_count')::integer) AS success_count, SUM((tags->>'error_count')::integer) AS error_count,
    AVG(metric_value) AS avg_processing_time_ms, SUM((tags->>'batch_size')::integer) AS total_messages_processed
    FROM monitoring.pipeline_metrics WHERE metric_name = 'queue_processing' AND timestamp > now() - interval '7 days'
    GROUP BY tags->>'queue', date_trunc('hour', timestamp) ORDER BY queue_name, hour DESC";
const CALLERS_APIS: &str = "SELECT tags->>'api' AS api_name, date_trunc('hour', timestamp) AS hour, COUNT(*) AS total_calls,
    SUM(CASE WHEN tags->>'success' = 'true' THEN 1 ELSE 0 END) AS success_count, SUM(CASE WHEN tags->>'success' = 'false' THEN 1 ELSE 0 END) AS error_count,
    AVG(CASE WHEN tags->>'success' = 'true' THEN metric_value ELSE NULL END) AS avg_success_time_ms,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95_time_ms
    FROM monitoring.pipeline_metrics WHERE metric_name = 'api_call' AND timestamp > now() - interval '7 days'
    GROUP BY tags->>'api', date_trunc('hour', timestamp) ORDER BY api_name, hour DESC";

#[tokio::test]
async fn rows_as_the_callers_write_them_come_to_what_the_callers_asked() {
    let client = setup_database(shared_cluster().await, "callers").await;
    for refreshed in [false, true] {
        // The pipeline's own three ways to fill the tags: with sums, without batch_size, and success as text.
        run(
            &client,
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, timestamp)
             SELECT 'queue_processing', 10 + n, jsonb_build_object('queue', (ARRAY['mail', 'Ärger', 'jobs'])[1 + n % 3], 'success_count', n, 'error_count', n % 2)
                        || CASE WHEN n % 3 = 0 THEN jsonb_build_object('batch_size', n + 1) ELSE '{}' END, now() - n * interval '61 minutes'
             FROM generate_series(0, 120) AS n;
             INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, timestamp)
             SELECT 'api_call', 10 + n % 90, jsonb_build_object('api', 'api' || n % 2, 'success', (n % 5 > 0)::text), now() - n * interval '7 minutes'
             FROM generate_series(0, 1000) AS n",
        )
        .await;
        if refreshed {
            run(&client, "SELECT monitoring.refresh_rollups()").await;
        }
        run(&client, "BEGIN").await;
        let queues = "queue_name, hour, total_batches, success_count, error_count, avg_processing_time_ms, total_messages_processed";
        let asked = "SELECT queue_name, hour, total_batches, success_count, error_count, avg_processing_time_ms::numeric(20, 6), total_messages_processed FROM";
        assert!(
            assert_same(
                &client,
                &format!("{asked} (SELECT {queues} FROM monitoring.queue_metrics) AS ours"),
                &format!("{asked} ({CALLERS_QUEUES}) AS theirs")
            )
            .await
                > 100
        );
        let apis =
            "api_name, hour, total_calls, success_count, error_count, avg_success_time_ms::numeric(20, 6)";
        assert!(
            assert_same(
                &client,
                &format!("SELECT {apis} FROM monitoring.api_metrics"),
                &format!("SELECT {apis} FROM ({CALLERS_APIS}) AS theirs")
            )
            .await
                > 100
        );
        let off = format!("SELECT count(*) FROM monitoring.api_metrics ours JOIN ({CALLERS_APIS}) theirs USING (api_name, hour)
            WHERE abs(ours.p95_time_ms - theirs.p95_time_ms) > 0.01083 * theirs.p95_time_ms");
        assert_eq!(value::<i64>(&client, &off).await, 0);
        run(&client, "COMMIT").await;
    }
}

#[tokio::test]
async fn sketches_are_equal_or_not_wherever_rows_are_compared() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "equality").await;
    over_two_weeks(&client, 1).await;
    run(&client, REFRESH).await;
    let reader = cluster.connect_as("equality", "agentmon_reader").await;
    let all: i64 = value(&reader, "SELECT count(*) FROM monitoring.aggregated_metrics").await;
    assert!(all > 100);
    for planned in ["SET enable_hashagg = off", "SET enable_hashagg = on; SET enable_sort = off"] {
        run(&reader, planned).await;
        for (query, rows) in [
            ("SELECT DISTINCT * FROM monitoring.aggregated_metrics", all),
            (
                "SELECT * FROM monitoring.aggregated_metrics UNION SELECT * FROM monitoring.aggregated_metrics",
                all,
            ),
            (
                "SELECT * FROM monitoring.aggregated_metrics EXCEPT SELECT * FROM monitoring.aggregated_metrics",
                0,
            ),
            (
                "SELECT * FROM monitoring.aggregated_metrics INTERSECT SELECT * FROM monitoring.aggregated_metrics",
                all,
            ),
            ("SELECT DISTINCT * FROM monitoring.live_metrics(NULL, 'daily', '-infinity', 'infinity')", 0),
            ("SELECT DISTINCT sketch FROM monitoring.aggregated_executions", 0),
        ] {
            let found: i64 = value(&reader, &format!("SELECT count(*) FROM ({query}) AS compared")).await;
            assert!(
                found == rows || rows == 0 && query.starts_with("SELECT DISTINCT") && found > 0,
                "{query}: {found}"
            );
        }
    }
    // The same values are equal whatever the order, the workers and the storage; others are not.
    run(
        &client,
        "CREATE TABLE kept (n integer, s monitoring.sketch); ALTER TABLE kept ALTER s SET STORAGE EXTERNAL",
    )
    .await;
    run(
        &client,
        "INSERT INTO kept
         SELECT 1, monitoring.percentile_agg(v) FROM generate_series(1, 3000) AS v
         UNION ALL SELECT 2, monitoring.percentile_agg(3001 - v) FROM generate_series(1, 3000) AS v
         UNION ALL SELECT 3, monitoring.rollup(s) FROM (SELECT monitoring.percentile_agg(v) AS s FROM generate_series(1, 3000) AS v GROUP BY v % 7) AS parts
         UNION ALL SELECT 4, (SELECT monitoring.percentile_agg(v) FROM generate_series(1, 3000) AS v)::text::monitoring.sketch
         UNION ALL SELECT 5, monitoring.percentile_agg(v) FROM generate_series(1, 3001) AS v
         UNION ALL SELECT 6, monitoring.percentile_agg(-v) FROM generate_series(1, 3000) AS v
         UNION ALL SELECT 7, monitoring.percentile_agg(v) FROM unnest('{0,-0.0}'::float8[]) AS v
         UNION ALL SELECT 8, monitoring.percentile_agg(v) FROM unnest('{-0.0,0}'::float8[]) AS v",
    )
    .await;
    let groups = "SELECT string_agg(n::text, ' ' ORDER BY n) FROM kept GROUP BY s ORDER BY min(n)";
    for planned in ["SET enable_hashagg = off", "SET enable_hashagg = on; SET enable_sort = off"] {
        run(&client, planned).await;
        assert_eq!(rows(&client, groups).await, ["1 2 3 4", "5", "6", "7 8"]);
    }
    let joined = "SELECT count(*) FROM kept a JOIN kept b ON a.s OPERATOR(monitoring.=) b.s";
    for planned in ["enable_hashjoin = on", "enable_hashjoin = off", "enable_mergejoin = off"] {
        run(&client, &format!("SET {planned}")).await;
        assert_eq!(value::<i64>(&client, joined).await, 22, "{planned}");
    }
    run(&client, "CREATE INDEX ON kept (s); CREATE INDEX ON kept USING hash (s)").await;
    let sorted = "SELECT bool_and(x OPERATOR(monitoring.<=) y) FROM (SELECT s AS x, lead(s) OVER (ORDER BY s) AS y FROM kept) AS pairs";
    assert!(value::<bool>(&client, sorted).await);
}

/// Programs write True, true and TRUE.
#[tokio::test]
async fn calls_that_say_in_other_letters_whether_they_succeeded_count() {
    let client = setup_database(shared_cluster().await, "letters of success").await;
    run(
        &client,
        r#"SELECT monitoring.record_metric('api_call', 10, jsonb_build_object('api', 'x', 'success', word), '2026-03-02 12:00:00+00')
           FROM unnest('{true,True,TRUE,false,False,"FALSE ",maybe}'::text[]) AS word"#,
    )
    .await;
    assert_eq!(
        row(&client, "SELECT total_calls, success_count, error_count, avg_success_time_ms FROM agentmon.api_metrics_at('2026-03-02 12:30:00+00')").await,
        "7|3|3|10"
    );
}
