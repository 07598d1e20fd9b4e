//! What the parts of an expression read: every function, every source, units, matchers, windows. On a virtual clock.

use agentmon_tests::alerting::{minute, second};
use agentmon_tests::cluster::shared_cluster;
use agentmon_tests::rules::{metric, result_of, rules_database};
use agentmon_tests::sql::{assert_refused, row, run};
use tokio_postgres::AsyncMessage;

#[tokio::test]
async fn functions_of_a_metric() {
    let client = rules_database("functions", "").await;
    for n in 1_u8..=100 {
        metric(&client, "api.response_time", f64::from(n), "{}", second(i64::from(n))).await;
    }
    for (expression, expected) in [
        ("api.response_time > 50", "50.5 true"),
        ("api.response_time.avg > 50.5", "50.5 false"),
        ("api.response_time.avg >= 50.5", "50.5 true"),
        ("api.response_time.avg < 50.5", "50.5 false"),
        ("api.response_time.avg <= 50.5", "50.5 true"),
        ("api.response_time.avg == 50.5", "50.5 true"),
        ("api.response_time.avg != 50.5", "50.5 false"),
        ("api.response_time.min < 2", "1 true"),
        ("api.response_time.max > 99", "100 true"),
        ("api.response_time.sum > 5000", "5050 true"),
        ("api.response_time.count > 99", "100 true"),
        // Nobody has defined it: a rate takes it for deltas.
        ("api.response_time.rate[100s] > 50", "50.5 true"),
        // The window ends now, and begins after what was as long ago as it is long.
        ("api.response_time.count[10s] > 0", "10 true"),
        ("api.response_time.count over 10s > 0", "10 true"),
        ("api.response_time.min[10s] > 0", "91 true"),
        ("nobody.wrote.this > 5", "no data"),
        ("api.response_time{endpoint=\"/x\"} > 5", "no data"),
    ] {
        assert_eq!(result_of(&client, expression, second(100)).await, expected, "{expression}");
    }
    for (percentile, exact) in [("p50", 50.5), ("p90", 90.1), ("p95", 95.05), ("p99", 99.01), ("p99.9", 99.9)]
    {
        let result = result_of(&client, &format!("api.response_time.{percentile} > 5ms"), second(100)).await;
        let found: f64 = result.strip_suffix(" true").expect("it holds").parse().expect("a number");
        assert!((found - exact).abs() <= 0.02 * exact, "{percentile}: {found} is not near {exact}");
    }
    // Half an hour later nothing of it is in the window of five minutes, but all in that of an hour.
    assert_eq!(result_of(&client, "api.response_time.count > 5", minute(30)).await, "no data");
    assert_eq!(result_of(&client, "api.response_time.count[1h] > 5", minute(30)).await, "100 true");
}

#[tokio::test]
async fn the_same_from_rollups_and_from_rows_that_are_not_rolled_up_yet() {
    let client = rules_database("rolled_up", "").await;
    let expressions =
        ["m.p95[10m] > 1", "m.count[10m] > 1", "m.sum[1h] > 1", "m.max > 1", "m[2h] > 1", "m.rate[7m] > 0"];
    for n in 0_i32..90 {
        metric(&client, "m", f64::from(n * 7 % 31), "{\"a\": 1}", second(i64::from(n) * 40)).await;
    }
    let mut before = Vec::new();
    for expression in expressions {
        before.push(result_of(&client, expression, second(3600)).await);
    }
    client.execute("SELECT monitoring.refresh_rollups($1)", &[&second(3700)]).await.expect("a refresh");
    for (expression, before) in expressions.into_iter().zip(before) {
        assert_eq!(result_of(&client, expression, second(3600)).await, before, "{expression}");
        assert_ne!(before, "no data", "{expression}");
    }
}

#[tokio::test]
async fn shares_of_failures_by_the_tags_of_deltas() {
    let client = rules_database("failures", "").await;
    for (amount, tags) in [
        (60.0, r#"{"success": true}"#),
        (5.0, r#"{"success": "false"}"#),
        (20.0, r#"{"status": "200"}"#),
        (3.0, r#"{"status": 503}"#),
        (1.0, r#"{"status": "timeout"}"#),
        (1.0, r#"{"status": "error"}"#),
        // Nobody knows how it went: a request all the same.
        (10.0, r#"{"endpoint": "/x"}"#),
    ] {
        metric(&client, "api.requests", amount, tags, minute(1)).await;
    }
    for (expression, expected) in [
        ("api.requests.error_rate > 5%", "0.1 true"),
        ("api.requests.failure_rate > 0.1", "0.1 false"),
        ("api.requests.error_rate > 10%", "0.1 false"),
        ("api.requests.error_rate{success=~\"true|false\"} > 7%", "0.076923 true"),
        ("api.requests.rate > 0", "0.333333 true"),
        ("api.requests.count > 0", "7 true"),
    ] {
        assert_eq!(result_of(&client, expression, minute(2)).await, expected, "{expression}");
    }
    // Of what is defined as something else than deltas, the rows count.
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, kind, unit) VALUES ('api.requests', 'histogram', 'ms')").await;
    assert_eq!(result_of(&client, "api.requests.error_rate > 5%", minute(2)).await, "0.571429 true");
    assert_eq!(result_of(&client, "api.requests.rate[7s] > 5", minute(1)).await, "1 false");
}

#[tokio::test]
async fn executions_logs_and_queues() {
    let client = rules_database("sources", "").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
         SELECT CASE n % 2 WHEN 0 THEN 'a' ELSE 'b' END, CASE WHEN n <= 2 THEN 'failure' WHEN n = 3 THEN 'timeout' ELSE 'success' END,
                CASE WHEN n <= 5 THEN n * 100 END, timestamptz '2031-01-01 00:01:00+00' FROM generate_series(1, 10) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, created_at)
         SELECT 'a', CASE n % 4 WHEN 0 THEN 'error' WHEN 1 THEN 'critical' ELSE 'info' END, 'e', timestamptz '2031-01-01 00:01:00+00' FROM generate_series(1, 8) AS n",
    )
    .await;
    for (expression, expected) in [
        ("agents.executions.failure_rate > 20%", "0.3 true"),
        ("agents.executions.error_rate{agent_name=\"b\"} > 20%", "0.4 true"),
        ("agents.executions.count{status!=\"success\"} > 2", "3 true"),
        ("agents.executions.rate[2m] < 0.1", "0.083333 true"),
        // Executions whose duration nobody knows do not make the mean smaller.
        ("agents.executions.avg > 299ms", "300 true"),
        ("agents.executions.max > 0.4s", "500 true"),
        ("agents.executions.sum > 1s", "1500 true"),
        ("agents.logs.count > 7", "8 true"),
        ("agents.logs.count{log_level=\"error\"} > 1", "2 true"),
        ("agents.logs.error_rate > 49%", "0.5 true"),
        ("agents.logs.rate[80s] > 0", "0.1 true"),
        ("agents.queue.size > 100", "no data"),
    ] {
        assert_eq!(result_of(&client, expression, minute(2)).await, expected, "{expression}");
    }

    run(
        &client,
        "SELECT monitoring.report_queue('deep', 150, p_now => '2031-01-01 00:01:00+00'), monitoring.report_queue('flat', 2, p_now => '2031-01-01 00:01:00+00'),
                monitoring.report_queue('later', 900, p_now => '2031-01-01 00:30:00+00')",
    )
    .await;
    assert_eq!(result_of(&client, "agents.queue.size > 100", minute(2)).await, "150 true");
    assert_eq!(
        result_of(&client, "agents.queue.size{queue_name=\"flat\"} > 100", minute(2)).await,
        "2 false"
    );
    assert_eq!(result_of(&client, "agents.queue.size > 100", minute(31)).await, "900 true");
    // The gauge, where it says more.
    metric(&client, "agents.queue.size", 100.0, "{}", minute(1)).await;
    assert_eq!(result_of(&client, "agents.queue.size > 100", minute(2)).await, "150 true");
    metric(&client, "agents.queue.size", 700.0, "{}", minute(1)).await;
    assert_eq!(result_of(&client, "agents.queue.size > 100", minute(2)).await, "400 true");
    assert_eq!(result_of(&client, "agents.queue.size.max > 100", minute(2)).await, "700 true");
}

#[tokio::test]
async fn names_under_which_another_one_is_found() {
    let client = rules_database("also", "").await;
    let (confidence, cpu) = ("ml.predictions.avg_confidence < 0.6", "system.cpu_usage > 85%");
    metric(&client, "ml.prediction_confidence", 0.4, "{}", minute(1)).await;
    metric(&client, "ml.prediction_confidence", 0.6, "{\"model\": \"b\"}", minute(1)).await;
    metric(&client, "system.cpu_usage_percent", 90.0, "{}", minute(1)).await;
    assert_eq!(result_of(&client, confidence, minute(2)).await, "0.5 true");
    assert_eq!(result_of(&client, cpu, minute(2)).await, "90 true");
    // The gauge itself comes first.
    metric(&client, "ml.predictions.avg_confidence", 0.9, "{}", minute(1)).await;
    metric(&client, "system.cpu_usage", 10.0, "{}", minute(1)).await;
    assert_eq!(result_of(&client, confidence, minute(2)).await, "0.9 false");
    assert_eq!(result_of(&client, cpu, minute(2)).await, "10 false");
}

#[tokio::test]
async fn matchers_are_for_the_whole_value_and_a_missing_label_is_empty() {
    let client = rules_database("matchers", "").await;
    for (value, tags) in [
        (1.0, r#"{"endpoint": "/x", "code": 200}"#),
        (10.0, r#"{"endpoint": "/xy"}"#),
        (100.0, r#"{"endpoint": ""}"#),
        (1000.0, "{}"),
        (10000.0, r#"{"endpoint": "a.b"}"#),
    ] {
        metric(&client, "m", value, tags, minute(1)).await;
    }
    for (matchers, sum) in [
        (r#"endpoint="/x""#, "1"),
        (r#"endpoint!="/x""#, "11110"),
        (r#"endpoint=~"/x""#, "1"),
        (r#"endpoint=~"/x.*""#, "11"),
        (r#"endpoint=~"/x|a.b""#, "10001"),
        (r#"endpoint!~"/x|a.b""#, "1110"),
        (r#"endpoint=~"a\.b""#, "10000"),
        (r#"endpoint=~"a\\.b""#, "10000"),
        (r#"endpoint="""#, "1100"),
        (r#"endpoint!="""#, "10011"),
        (r#"code="200""#, "1"),
        (r#"code=~"2..",endpoint="/x""#, "1"),
        ("", "11111"),
    ] {
        let result = result_of(&client, &format!("m.sum{{{matchers}}} > 0"), minute(2)).await;
        assert_eq!(result, format!("{sum} true"), "{matchers}");
    }
    assert_eq!(result_of(&client, r#"m.sum{code=~"2..",endpoint="/y"} > 0"#, minute(2)).await, "no data");
}

#[tokio::test]
async fn units_follow_the_definition_of_the_metric() {
    let client = rules_database("units", "").await;
    run(
        &client,
        "INSERT INTO monitoring.metric_definitions (metric_name, kind, unit) VALUES
         ('latency', 'histogram', 's'), ('disk', 'gauge', 'GiB'), ('share', 'gauge', 'ratio'), ('sent', 'counter', 'B'), ('things', 'gauge', 'things')",
    )
    .await;
    for (name, value) in
        [("latency", 0.6), ("disk", 3.0), ("share", 0.06), ("gauge", 6.0), ("sent", 3e6), ("things", 7.0)]
    {
        metric(&client, name, value, "{}", minute(1)).await;
    }
    for (expression, expected) in [
        ("latency.max > 500ms", "0.6 true"),
        ("latency.max > 0.7s", "0.6 false"),
        ("disk > 2GiB", "3 true"),
        ("disk > 4000MiB", "3 false"),
        ("share > 5%", "0.06 true"),
        ("share > 7%", "0.06 false"),
        ("gauge > 5%", "6 true"),
        ("sent.rate[1m] > 49kB", "50000 true"),
        ("things > 6.5", "7 true"),
    ] {
        assert_eq!(result_of(&client, expression, minute(1)).await, expected, "{expression}");
    }
    for expression in ["things > 5ms", "disk > 5s", "latency > 5%", "share > 5GB"] {
        let sql =
            format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', '{expression}')");
        let error = assert_refused(&client, &sql, "22023").await;
        assert!(error.message().contains("cannot be compared with"), "{error:?}");
    }
}

#[tokio::test]
async fn comparisons_joined_by_and_and_or_know_what_they_do_not_know() {
    let client = rules_database("joined", "").await;
    metric(&client, "a", 1.0, "{}", minute(1)).await;
    metric(&client, "b", 2.0, "{}", minute(1)).await;
    for (expression, expected) in [
        ("a > 0 and b > 1", "1 true"),
        ("a > 0 and b > 2", "1 false"),
        ("a > 1 or b > 1", "2 true"),
        ("a > 1 or b > 2", "1 false"),
        ("a > 1 and b > 1 or b == 2", "2 true"),
        ("a > 1 and missing > 1", "1 false"),
        ("a > 0 or missing > 1", "1 true"),
        // Neither true nor false.
        ("a > 0 and missing > 1", ""),
        ("a > 1 or missing > 1", ""),
        ("missing > 1 or other > 1", "no data"),
    ] {
        assert_eq!(result_of(&client, expression, minute(2)).await, expected, "{expression}");
    }
    assert_eq!(row(&client, "SELECT count(*) FROM agentmon.rule_results('{}', '2031-01-01')").await, "0");
}

mod needs_auto_explain {
    use super::*;

    /// A test of a rule has as many series as somebody gives it: each is looked for once, not once for each other one.
    #[tokio::test]
    async fn the_series_of_a_test_are_read_once() {
        drop(rules_database("read once", "").await);
        let (client, mut notices) = shared_cluster().await.connect_listening("read once").await;
        run(
            &client,
            "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
             SET auto_explain.log_analyze = on; SET auto_explain.log_timing = off; SET auto_explain.log_level = notice",
        )
        .await;
        let found = row(
            &client,
            "SELECT count(DISTINCT s.dimensions)::text, sum(s.sum_value)::text
             FROM (SELECT jsonb_agg(jsonb_build_object('metric', 'm', 'value', n, 'at', now(), 'tags', jsonb_build_object('n', n))) AS rows
                   FROM generate_series(1, 500) AS n) AS input
             CROSS JOIN LATERAL agentmon.rule_series('pipeline_metrics', '{m}', 60, now(), true, input.rows) s",
        )
        .await;
        assert_eq!(found, "500|125250");
        let mut scans = Vec::new();
        while let Ok(message) = notices.try_recv() {
            if let AsyncMessage::Notice(notice) = message {
                let lines = notice
                    .message()
                    .lines()
                    .filter(|line| line.contains("Function Scan on rolled_up_series"));
                scans.extend(lines.map(|line| line.trim().to_owned()));
            }
        }
        assert!(!scans.is_empty(), "the plan was not shown");
        assert!(scans.iter().all(|line| line.ends_with("(actual rows=500 loops=1)")), "{scans:?}");
    }
}
