//! The reports that callers ask for: figures, recent errors, what a user did; held against plain SQL over the raw rows.

use agentmon_tests::samples::over_two_weeks;
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::{Value, json};
use tokio_postgres::Client;

const NOW: &str = "2026-03-10 12:00:30+00";

async fn metrics(client: &Client, hours: u32) -> Value {
    value(client, &format!("SELECT monitoring.get_metrics({hours}, '{NOW}')")).await
}

/// The same figures by plain SQL; what a percentile is read off is a sketch, and not held against them.
async fn plain_metrics(client: &Client, hours: u32) -> Value {
    let figures = "jsonb_build_object('count', count(*), 'successful', count(*) FILTER (WHERE status = 'success'),
            'failed', count(*) FILTER (WHERE status <> 'success'),
            'success_rate', trim_scale(round(count(*) FILTER (WHERE status = 'success')::numeric / count(*), 6)),
            'avg_time_ms', trim_scale(round(avg(execution_time_ms)::numeric, 3)), 'total_tokens', coalesce(sum(tokens_used), 0),
            'total_cost_usd', trim_scale(sum(cost_usd)))";
    value(
        client,
        &format!(
            "WITH counted AS (
                SELECT * FROM monitoring.agent_executions
                WHERE created_at > timestamptz '{NOW}' - interval '{hours} hours' AND created_at <= '{NOW}'
             )
             SELECT jsonb_build_object('all', (SELECT {figures} FROM counted),
                'agents', (SELECT jsonb_object_agg(agent_name, f) FROM (SELECT agent_name, {figures} AS f FROM counted GROUP BY 1) AS a))"
        ),
    )
    .await
}

async fn assert_metrics(client: &Client, hours: u32, case: &str) {
    let mut found = metrics(client, hours).await;
    let expected = plain_metrics(client, hours).await;
    for agent in found["agent_metrics"].as_object_mut().expect("agents").values_mut() {
        let agent = agent.as_object_mut().expect("an agent");
        let percentiles: Vec<_> = ["p50_ms", "p95_ms", "p99_ms"].map(|name| agent.remove(name)).into();
        assert!(percentiles.is_sorted_by(|a, b| number(a) <= number(b)), "{case}: {percentiles:?}");
    }
    assert_eq!(found["agent_metrics"], expected["agents"], "{case}");
    for (name, of_all) in [
        ("total_requests", "count"),
        ("successful", "successful"),
        ("failed", "failed"),
        ("success_rate", "success_rate"),
        ("avg_execution_time_ms", "avg_time_ms"),
        ("total_tokens_used", "total_tokens"),
        ("total_cost_usd", "total_cost_usd"),
    ] {
        assert_eq!(found[name], expected["all"][of_all], "{case}: {name}");
    }
}

fn number(value: &Option<Value>) -> f64 {
    value.as_ref().and_then(Value::as_f64).unwrap_or_default()
}

#[tokio::test]
async fn metrics_are_those_of_plain_sql_from_raw_rows_and_from_rollups() {
    let client = setup_database(shared_cluster().await, "metrics").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    over_two_weeks(&client, 1).await;
    for hours in [1, 24, 336] {
        assert_metrics(&client, hours, "nothing is rolled up").await;
    }
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
    over_two_weeks(&client, 2).await;
    for hours in [1, 24, 336] {
        assert_metrics(&client, hours, "half of it is rolled up").await;
    }
    // Where there is too much of them to be read, the rollups say the same.
    let rolled = format!(
        "SELECT agent_name, sum(executions), sum(successful), sum(timed), sum(time_ms), sum(tokens), trim_scale(sum(cost_usd))
         FROM agentmon.SOURCE('2026-03-09 12:00+00', '{NOW}', true, true) GROUP BY 1 ORDER BY 1"
    );
    let from_rows = rows(&client, &rolled.replace("SOURCE", "execution_figures")).await;
    run(
        &client,
        "CREATE OR REPLACE FUNCTION agentmon.raw_pages(p_table text, p_from timestamptz, p_to timestamptz) RETURNS bigint
         LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS 'SELECT 1000000::bigint'",
    )
    .await;
    assert_eq!(rows(&client, &rolled.replace("SOURCE", "execution_figures")).await, from_rows);
    assert_eq!(from_rows.len(), 2);
    for hours in [1, 24, 336] {
        assert_metrics(&client, hours, "from rollups").await;
    }
}

#[tokio::test]
async fn of_nothing_there_are_zeros_and_nulls_and_bad_arguments_are_refused() {
    let client = setup_database(shared_cluster().await, "no metrics").await;
    assert_eq!(
        metrics(&client, 24).await,
        json!({"total_requests": 0, "successful": 0, "failed": 0, "success_rate": null, "avg_execution_time_ms": null,
            "p50": null, "p95": null, "p99": null, "total_tokens_used": 0, "total_cost_usd": null, "agent_metrics": {}})
    );
    assert_eq!(rows(&client, "SELECT * FROM monitoring.get_recent_errors()").await, [""; 0]);
    assert_eq!(rows(&client, "SELECT * FROM monitoring.get_user_activity('nobody')").await, [""; 0]);
    for bad in [
        "get_metrics(0)",
        "get_metrics(-1)",
        "get_metrics(NULL)",
        "get_metrics(2147483647)",
        "get_metrics(24, 'infinity')",
        "get_metrics(24, NULL)",
        "get_recent_errors(0)",
        "get_recent_errors(NULL)",
        "get_recent_errors(10001)",
        "get_recent_errors(10, '-infinity')",
        "get_user_activity('u', 0)",
        "get_user_activity('u', 20, NULL)",
        "get_performance('{user}')",
        "get_performance('{agent}', '2026-01-02', '2026-01-01')",
        "slow_operations(max_rows => 0)",
        "slow_operations('-infinity')",
        "requests_per_minute(0)",
        "requests_per_minute(1441)",
        "weekly_trend('{colour}')",
        "sla_report('2026-01-01', '2026-01-01')",
        "usage_report('2000-01-01', '2026-01-01')",
        "feature_use(max_rows => NULL)",
        "active_users('infinity')",
    ] {
        assert_refused(&client, &format!("SELECT monitoring.{bad}"), "22023").await;
    }
}

#[tokio::test]
async fn recent_errors_are_newest_first_and_each_failure_once() {
    let client = setup_database(shared_cluster().await, "recent errors").await;
    run(&client, &format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, request_id, error_details, created_at) VALUES
            ('a', 'error', 'e', 'both ways', 'r1', '{{\"stack\": \"x\"}}', timestamptz '{NOW}' - interval '1 minute'),
            ('b', 'critical', 'e', 'of long ago', NULL, NULL, timestamptz '{NOW}' - interval '40 days'),
            ('b', 'warning', 'e', 'no error', NULL, NULL, timestamptz '{NOW}' - interval '1 minute'),
            ('b', 'error', 'e', 'yet to come', NULL, NULL, timestamptz '{NOW}' + interval '1 minute');
         INSERT INTO monitoring.agent_executions (agent_name, status, error_message, error_type, request_id, user_id, created_at) VALUES
            ('a', 'failure', 'both ways', NULL, 'r1', 'u', timestamptz '{NOW}' - interval '61 seconds'),
            ('a', 'timeout', 'too slow', NULL, 'r2', 'u', timestamptz '{NOW}' - interval '2 minutes'),
            ('c', 'failure', 'of another agent', 'Bug', 'r1', 'u', timestamptz '{NOW}' - interval '3 minutes'),
            ('a', 'success', NULL, NULL, 'r3', 'u', '{NOW}')"
    ))
    .await;
    let errors = |max_rows: u32| {
        format!(
            "SELECT source, agent_name, severity, message, error_type, error_details ->> 'stack' FROM monitoring.get_recent_errors({max_rows}, '{NOW}')"
        )
    };
    let all = [
        "log|a|error|both ways||x",
        "execution|a|error|too slow|timeout|",
        "execution|c|error|of another agent|Bug|",
        "log|b|critical|of long ago||",
    ];
    assert_eq!(rows(&client, &errors(10)).await, all);
    assert_eq!(rows(&client, &errors(2)).await, all[..2]);
    let fingerprints = format!(
        "SELECT bool_and(fingerprint = monitoring.error_fingerprint(message)) FROM monitoring.get_recent_errors(10, '{NOW}')"
    );
    assert_eq!(row(&client, &fingerprints).await, "t");

    let activity = |user: &str, max_rows: u32| {
        format!(
            "SELECT agent_name, status, error_message, request_id FROM monitoring.get_user_activity('{user}', {max_rows}, '{NOW}')"
        )
    };
    assert_eq!(
        rows(&client, &activity("u", 3)).await,
        ["a|success||r3", "a|failure|both ways|r1", "a|timeout|too slow|r2"]
    );
    assert_eq!(rows(&client, &activity("u''); DROP TABLE x; --", 3)).await, [""; 0]);
}

#[tokio::test]
async fn who_may_ask() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "who asks").await;
    run(&admin, "INSERT INTO monitoring.agent_executions (agent_name, status, user_id) VALUES ('a', 'failure', 'u'); SELECT monitoring.refresh_rollups()").await;
    let reports = [
        "monitoring.get_metrics()",
        "monitoring.get_recent_errors()",
        "monitoring.get_user_activity('u')",
        "monitoring.get_agent_health()",
        "monitoring.get_agents_overview()",
        "monitoring.get_health_checks()",
        "monitoring.get_error_groups()",
        "monitoring.get_performance('{agent,model}')",
        "monitoring.slow_operations()",
        "monitoring.requests_per_minute()",
        "monitoring.weekly_trend()",
        "monitoring.sla_report()",
        "monitoring.usage_report()",
        "monitoring.active_users()",
        "monitoring.feature_use()",
    ];
    for role in ["agentmon_reader", "agentmon_admin"] {
        let member = cluster.connect_as("who asks", role).await;
        for report in reports {
            run(&member, &format!("SELECT {report}")).await;
        }
        let seen = row(&member, "SELECT count(*) FROM monitoring.get_user_activity('u')").await;
        assert_eq!(seen, "1", "{role}");
    }
    for role in ["agentmon_writer", "agentmon_user"] {
        let member = cluster.connect_as("who asks", role).await;
        for report in reports {
            assert_eq!(refusal_code(&member, &format!("SELECT {report}")).await, "42501", "{role} {report}");
        }
    }
}

/// Eight days of three operations: steady, one that gets slower, and one that begins to fail in the last week.
async fn two_weeks_of_operations(client: &Client) {
    run(client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    run(client, "INSERT INTO monitoring.agent_executions (agent_name, operation, model_used, status, execution_time_ms, tokens_used, output_tokens, user_id, cost_usd, created_at)
        SELECT 'agent of ' || o, o, 'm' || n % 2,
               CASE WHEN o = 'failing' AND t >= '2026-03-03' AND n % 4 = 0 THEN 'failure' ELSE 'success' END,
               (100 + n % 50) * CASE WHEN o = 'slowing' AND t >= '2026-03-03' THEN 3 ELSE 1 END, 10, 5, 'u' || n % (CASE WHEN t >= '2026-03-03' THEN 20 ELSE 30 END), 0.01, t
        FROM unnest('{steady,slowing,failing}'::text[]) AS o, generate_series(0, 1399) AS n,
             LATERAL (SELECT timestamptz '2026-02-24 00:00+00' + n * interval '14 minutes 24 seconds' AS t) AS at").await;
    run(client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
}

#[tokio::test]
async fn trends_tell_what_is_beyond_chance() {
    let client = setup_database(shared_cluster().await, "trends").await;
    two_weeks_of_operations(&client).await;
    let trend = format!(
        "SELECT agent_name, executions, executions_before, executions_change, failure_rate_changed, p50_changed, p95_changed, failure_rate
         FROM monitoring.weekly_trend(p_now => '{NOW}') ORDER BY 1"
    );
    assert_eq!(
        rows(&client, &trend).await,
        [
            "agent of failing|700|700|0.0|t|f|f|0.25",
            "agent of slowing|700|700|0.0|f|t|t|0",
            "agent of steady|700|700|0.0|f|f|f|0",
        ]
    );
    let all = format!(
        "SELECT executions, total_tokens, total_cost_usd FROM monitoring.weekly_trend('{{}}', '{NOW}')"
    );
    assert_eq!(rows(&client, &all).await, ["2100|21000|21"]);
}

#[tokio::test]
async fn performance_slow_operations_levels_and_use() {
    let client = setup_database(shared_cluster().await, "performance").await;
    two_weeks_of_operations(&client).await;
    let window = "'2026-03-03', '2026-03-10'";
    let by_model = format!(
        "SELECT model_used, agent_name, executions, failed, total_tokens, total_cost_usd, avg_time_ms > p50_ms FROM monitoring.get_performance('{{model}}', {window}) ORDER BY 1"
    );
    assert_eq!(rows(&client, &by_model).await, ["m0||1050|175|10500|10.5|t", "m1||1050|0|10500|10.5|t"]);
    let slowest = format!(
        "SELECT name, source, count, max_ms, worst ->> 'execution_time_ms', worst ->> 'agent_name' FROM monitoring.slow_operations({window}, 1)"
    );
    assert_eq!(rows(&client, &slowest).await, ["slowing|execution|700|447|447|agent of slowing"]);
    // Metrics that are times are told as well.
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
        SELECT 'api.response_time', 9000, '{\"endpoint\": \"/pay\"}', '2026-03-09' FROM generate_series(1, 3);
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('queue.depth', 99999, '2026-03-09')").await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
    let slowest = format!("SELECT name, source, count, max_ms FROM monitoring.slow_operations({window}, 1)");
    assert_eq!(rows(&client, &slowest).await, ["api.response_time /pay|metric|3|9000"]);

    run(&client, "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('sla_p95_ms', 'agent of slowing', 200), ('sla_success_rate', 'agent of failing', 0.7)").await;
    let levels = format!(
        "SELECT agent_name, executions, failed, success_rate, error_budget_left, met, misses FROM monitoring.sla_report({window}) ORDER BY 1"
    );
    let p95 = p95(&client, "agent of slowing").await;
    assert_eq!(
        rows(&client, &levels).await,
        [
            "agent of failing|700|175|0.75|0.166667|t|{}",
            &format!(
                "agent of slowing|700|0|1|1|f|{{\"5 % took longer than {p95} ms, and 200 ms should do\"}}"
            ),
            "agent of steady|700|0|1|1|t|{}",
        ]
    );

    let users: Value = value(&client, "SELECT monitoring.active_users('2026-03-09 23:59+00')").await;
    assert_eq!(
        (&users["today"], &users["last_7_days"], &users["last_30_days"], &users["week_before"]),
        (&json!(20), &json!(20), &json!(30), &json!(30)),
        "{users:#}"
    );
    assert_eq!((&users["by_day"]["2026-03-01"], &users["by_day"]["2026-02-20"]), (&json!(30), &json!(0)));
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, created_at) SELECT 'a', CASE n WHEN 1 THEN 'error' ELSE 'info' END, 'click', '2026-03-09' FROM generate_series(1, 3) AS n").await;
    let used = format!("SELECT kind, name, uses, failures FROM monitoring.feature_use({window})");
    assert_eq!(
        rows(&client, &used).await,
        ["operation|failing|700|175", "operation|slowing|700|0", "operation|steady|700|0", "event|click|3|1"]
    );
    let report: Value = value(&client, &format!("SELECT monitoring.usage_report({window}, 2)")).await;
    assert_eq!(
        (&report["total_requests"], &report["failed"], &report["active_users"], &report["total_cost_usd"]),
        (&json!(2100), &json!(175), &json!(20), &json!(21)),
        "{report:#}"
    );
    assert_eq!(report["by_agent"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        report["top_users"][0],
        json!({"user_id": "u0", "requests": 105, "failures": 35, "tokens": 1050})
    );

    let minutes = "SELECT to_char(minute AT TIME ZONE 'UTC', 'HH24:MI'), requests, failed, users FROM monitoring.requests_per_minute(16, '2026-03-09 23:46+00')";
    let minutes = rows(&client, minutes).await;
    assert_eq!(minutes.len(), 16);
    assert_eq!(minutes.iter().filter(|line| line.ends_with("|0|0|0")).count(), 14, "{minutes:?}");
    assert_eq!(minutes[14], "23:45|3|0|1");
}

async fn p95(client: &Client, agent: &str) -> String {
    row(client, &format!("SELECT p95_ms FROM monitoring.get_performance('{{agent}}', '2026-03-03', '2026-03-10') WHERE agent_name = '{agent}'")).await
}
