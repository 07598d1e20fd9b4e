//! Expressions of real rule files: two metrics, brackets, and/or/unless, absent, offset, counts of series. On a virtual clock.

use agentmon_tests::alerting::{minute, second};
use agentmon_tests::rules::{evaluate, metric, open_alerts, rules_database};
use agentmon_tests::sql::{assert_refused, row, rows, run};
use chrono::{DateTime, Utc};
use tokio_postgres::Client;

/// All that an expression comes to, as `{labels} condition value threshold`.
async fn results(client: &Client, expression: &str, now: DateTime<Utc>) -> Vec<String> {
    let sql = format!(
        "SELECT r.labels::text || ' ' || coalesce(r.condition::text, 'unknown') || ' ' || coalesce(round(r.value::numeric, 4)::float8::text, '-')
             || ' ' || coalesce(round(r.threshold::numeric, 4)::float8::text, '-')
         FROM agentmon.rule_results(jsonb_build_object('r', jsonb_build_object('expression', agentmon.parse_alert_expression($e${expression}$e$))), '{}') r
         ORDER BY 1",
        now.to_rfc3339()
    );
    rows(client, &sql).await
}

#[tokio::test]
async fn arithmetic_of_two_metrics() {
    let client = rules_database("arithmetic", "").await;
    for (name, value, tags) in [
        ("a.errors", 6.0, r#"{"endpoint": "/x", "code": "500"}"#),
        ("a.errors", 1.0, r#"{"endpoint": "/y", "code": "500"}"#),
        ("a.requests", 100.0, r#"{"endpoint": "/x"}"#),
        ("a.requests", 100.0, r#"{"endpoint": "/y"}"#),
        ("a.requests", 100.0, r#"{"endpoint": "/z"}"#),
        ("disk.used", 950.0, r#"{"host": "db1", "mount": "/"}"#),
        ("disk.used", 10.0, r#"{"host": "db1", "mount": "/var"}"#),
        ("disk.total", 1000.0, r#"{"host": "db1"}"#),
        ("zero", 0.0, "{}"),
    ] {
        metric(&client, name, value, tags, minute(1)).await;
    }
    for (expression, expected) in [
        ("a.errors.sum / a.requests.sum > 2%", &["{} true 0.0233 0.02"][..]),
        ("a.errors / a.requests > 5%", &["{} false 0.035 0.05"]),
        (
            "a.errors.sum by (endpoint) / a.requests.sum by (endpoint) > 5%",
            &[
                r#"{"endpoint": "/x"} true 0.06 0.05"#,
                r#"{"endpoint": "/y"} false 0.01 0.05"#,
                // Nobody knows whether there were no errors, or nobody counted them.
                r#"{"endpoint": "/z"} unknown - 0.05"#,
            ],
        ),
        (
            "(a.errors.sum by (endpoint) or 0 * a.requests.sum by (endpoint)) / a.requests.sum by (endpoint) < 1%",
            &[
                r#"{"endpoint": "/x"} false 0.06 0.01"#,
                r#"{"endpoint": "/y"} false 0.01 0.01"#,
                r#"{"endpoint": "/z"} true 0 0.01"#,
            ],
        ),
        // Label sets that differ: matched by those that both have.
        (
            "disk.used by (host, mount) / disk.total by (host) > 90%",
            &[
                r#"{"host": "db1", "mount": "/"} true 0.95 0.9"#,
                r#"{"host": "db1", "mount": "/var"} false 0.01 0.9"#,
            ],
        ),
        (
            "disk.used by (*) / disk.total by (*) > 90%",
            &[
                r#"{"host": "db1", "mount": "/"} true 0.95 0.9"#,
                r#"{"host": "db1", "mount": "/var"} false 0.01 0.9"#,
            ],
        ),
        (
            "sum by (endpoint) (increase(a.errors[5m])) / on (endpoint) sum by (endpoint) (increase(a.requests[5m])) * 100 > 5%",
            &[
                r#"{"endpoint": "/x"} true 6 5"#,
                r#"{"endpoint": "/y"} false 1 5"#,
                r#"{"endpoint": "/z"} unknown - 5"#,
            ],
        ),
        // Nothing by nothing, something by nothing, and what is not there: there is no value, and no alert.
        ("zero / zero > 5%", &["{} unknown - 0.05"]),
        ("a.errors / zero > 5%", &["{} unknown - 0.05"]),
        ("a.errors / zero < 5%", &["{} unknown - 0.05"]),
        ("a.errors / nowhere > 5%", &["{} unknown - 0.05"]),
        ("nowhere / a.requests > 5%", &["{} unknown - 0.05"]),
        ("nowhere / elsewhere > 5%", &[]),
        ("a.requests - a.errors > 90", &["{} true 96.5 90"]),
        ("disk.total.max - disk.used.max < 100", &["{} true 50 100"]),
        ("a.errors > a.requests", &["{} false 3.5 100"]),
        ("(a.errors + 1) * 2 == 9 and not_there + 0 > 1 or zero < 1", &["{} true 0 1"]),
        ("clamp_max(a.errors, 2) > 1", &["{} true 2 1"]),
    ] {
        assert_eq!(results(&client, expression, minute(2)).await, expected, "{expression}");
    }
    // Several on both sides.
    metric(&client, "b", 1.0, r#"{"endpoint": "/x", "zone": "1"}"#, minute(1)).await;
    metric(&client, "b", 1.0, r#"{"endpoint": "/x", "zone": "2"}"#, minute(1)).await;
    metric(&client, "a.errors", 1.0, r#"{"endpoint": "/x", "code": "503"}"#, minute(1)).await;
    run(&client, "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('many', 'a.errors by (*) / b by (*) > 0'), ('fine', 'zero < 1')").await;
    evaluate(&client, minute(2)).await;
    assert_eq!(open_alerts(&client).await, ["fine firing"]);
    let error = "SELECT last_error FROM monitoring.alert_rules WHERE name = 'many'";
    assert_eq!(row(&client, error).await, "several series on both sides have the labels {endpoint=\"/x\"}");
}

#[tokio::test]
async fn absence_earlier_times_and_series_that_are_counted() {
    let client = rules_database("absence", "").await;
    let week_ago = minute(2) - chrono::Duration::days(7);
    for (host, up) in [("a", 1.0), ("b", 0.0), ("c", 0.0)] {
        let tags = format!(r#"{{"host": "{host}", "job": "api"}}"#);
        metric(&client, "up", 1.0, &tags, minute(0)).await;
        metric(&client, "up", up, &tags, minute(1)).await;
    }
    metric(&client, "orders", 100.0, "{}", week_ago).await;
    metric(&client, "orders", 40.0, "{}", minute(2)).await;
    metric(&client, "old", 1.0, r#"{"host": "a"}"#, minute(2) - chrono::Duration::hours(1)).await;
    metric(&client, "old", 1.0, r#"{"host": "b"}"#, minute(2) - chrono::Duration::hours(1)).await;
    metric(&client, "old", 1.0, r#"{"host": "a"}"#, minute(2)).await;
    run(&client, "INSERT INTO monitoring.queue_status (queue_name, depth, last_check_time) VALUES ('q', 7, '2031-01-01 00:01')").await;
    for (expression, expected) in [
        ("absent(nowhere)", &["{} true 1 -"][..]),
        (r#"absent(nowhere{host="db1", zone=~"a.*"})"#, &[r#"{"host": "db1"} true 1 -"#]),
        ("absent(up)", &["{} false 1 -"]),
        (r#"absent(up{host="z"}) == 1"#, &[r#"{"host": "z"} true 1 1"#]),
        ("absent_over_time(old[10m] offset 10m)", &["{} true 1 -"]),
        // The last value, and the mean of what was read.
        (r#"up.last{host="b"} == 0"#, &["{} true 0 0"]),
        (r#"up{host="b"} == 0.5"#, &["{} true 0.5 0.5"]),
        (
            "up.last by (*) == 0",
            &[
                r#"{"job": "api", "host": "a"} false 1 0"#,
                r#"{"job": "api", "host": "b"} true 0 0"#,
                r#"{"job": "api", "host": "c"} true 0 0"#,
            ],
        ),
        ("count by (job) (up.last == 0) > 1", &[r#"{"job": "api"} true 2 1"#]),
        ("count(up.last == 0) / count(up) > 50%", &["{} true 0.6667 0.5"]),
        ("count by (job) (up.last == 7) < 1", &[r#"{"job": "api"} true 0 1"#]),
        ("sum(up.last) < 2", &["{} true 1 2"]),
        // A week ago.
        ("orders < 50% * orders offset 1w", &["{} true 40 50"]),
        ("orders / orders offset 7d < 0.5", &["{} true 0.4 0.5"]),
        ("orders offset 1w > 50", &["{} true 100 50"]),
        ("orders offset 2w > 50", &[]),
        ("orders > 2 * orders offset 2w", &["{} unknown 40 -"]),
        // Who spoke an hour ago and does not now.
        (
            "old by (host) offset 1h unless old by (host)",
            &[r#"{"host": "a"} false 1 -"#, r#"{"host": "b"} true 1 -"#],
        ),
        (
            "up.last by (host) == 0 unless old by (host)",
            &[r#"{"host": "a"} false 1 0"#, r#"{"host": "b"} true 0 0"#, r#"{"host": "c"} true 0 0"#],
        ),
        (
            "(up.last by (host) == 0 or orders > 90) and old by (host) > 0",
            &[r#"{"host": "a"} unknown 1 0"#, r#"{"host": "b"} unknown 0 0"#, r#"{"host": "c"} unknown 0 0"#],
        ),
        ("nowhere by (host) > 5 or absent(nowhere)", &["{} true 1 -"]),
        ("vector(1)", &["{} true 1 -"]),
        // Queues are read now, and have no week ago.
        ("agents.queue.size + 0 > 5", &["{} true 7 5"]),
        ("agents.queue.size offset 1w > 5", &[]),
        ("time() - up.last > 100000", &["{} true 1925000000 100000"]),
    ] {
        if expression.starts_with("time()") || expression.starts_with("(up") {
            assert!(!results(&client, expression, minute(2)).await.is_empty(), "{expression}");
            continue;
        }
        assert_eq!(results(&client, expression, minute(2)).await, expected, "{expression}");
    }
}

/// Counters are deltas: whoever restarts goes on with the next delta, and nothing was counted twice or lost.
#[tokio::test]
async fn a_counter_whose_writer_restarts_goes_on() {
    let client = rules_database("resets", "").await;
    // Ten a minute; the writer dies after the third and begins anew.
    for at in 1..=5 {
        metric(&client, "jobs", if at == 4 { 0.0 } else { 10.0 }, r#"{"worker": "w"}"#, minute(at)).await;
    }
    for (expression, expected) in [
        ("increase(jobs[5m]) > 30", "{} true 40 30"),
        ("rate(jobs[5m]) > 0.1", "{} true 0.1333 0.1"),
        ("increase(jobs[1m]) + 0 < 11", "{} true 10 11"),
        ("increase(jobs[1m] offset 1m) + 0 < 1", "{} true 0 1"),
        // What was counted too much and is taken back.
        ("increase(jobs[5m]) - increase(jobs[2m]) > 20", "{} true 30 20"),
    ] {
        assert_eq!(results(&client, expression, minute(5)).await, [expected], "{expression}");
    }
    metric(&client, "jobs", -40.0, r#"{"worker": "w"}"#, minute(5)).await;
    assert_eq!(results(&client, "rate(jobs[5m]) > 0", minute(5)).await, ["{} false 0 0"]);
}

#[tokio::test]
async fn replay_agrees_with_what_was_live() {
    let rules = [
        ("quotient", "e.sum[2m] by (k) / r.sum[2m] by (k) > 30%", "1 minute", "ok"),
        ("absent", "absent(e[1m]) or r.max[1m] > 95", "30 seconds", "ok"),
        ("counted", "count by (z) (e[1m] > 50) > 1", "0", "keep"),
        ("earlier", "r.avg[1m] > 1.5 * r.avg[1m] offset 5m", "30 seconds", "ok"),
        ("unless", "r.max[1m] by (k) > 60 unless e.max[1m] by (k) > 60", "0", "alert"),
        ("each", "r.last[1m] by (*) > 80", "0", "ok"),
    ];
    let values: Vec<_> = rules
        .iter()
        .map(|(name, expression, hold, no_data)| format!("('{name}', '{expression}', '{hold}', '{no_data}')"))
        .collect();
    let client = rules_database(
        "agrees",
        &format!("(name, expression, \"for\", no_data) VALUES {}", values.join(",")),
    )
    .await;
    run(&client, "CREATE TEMP TABLE live (at timestamptz, rule text, labels jsonb, state text)").await;
    run(&client, "CREATE TEMP TABLE before (rule text, labels jsonb, state text)").await;
    for step in 0_i64..100 {
        let now = second(step * 15);
        if !(40..50).contains(&step) {
            #[allow(clippy::cast_precision_loss)]
            for (name, factor) in [("e", 37_i64), ("r", 53)] {
                let tags = format!(r#"{{"k": "{}", "z": "{}"}}"#, step % 3, step % 2);
                metric(&client, name, (step * factor % 101) as f64, &tags, now).await;
            }
        }
        if step % 16 == 5 {
            client.execute("SELECT monitoring.refresh_rollups($1)", &[&now]).await.expect("a refresh");
        }
        evaluate(&client, now).await;
        let at = now.to_rfc3339();
        run(
            &client,
            &format!(
                "INSERT INTO live SELECT '{at}', rule_name, labels, state FROM monitoring.alerts WHERE updated_at = '{at}';
                 INSERT INTO live SELECT '{at}', rule, labels, 'inactive' FROM before b WHERE state = 'pending'
                     AND NOT EXISTS (SELECT FROM monitoring.alerts a WHERE a.rule_name = b.rule AND a.labels = b.labels AND a.state <> 'resolved');
                 DELETE FROM before;
                 INSERT INTO before SELECT rule_name, labels, state FROM monitoring.alerts WHERE state <> 'resolved'"
            ),
        )
        .await;
    }
    for (rule, ..) in rules {
        let live =
            rows(&client, &format!("SELECT at, labels, state FROM live WHERE rule = '{rule}' ORDER BY 1, 2"))
                .await;
        assert!(live.len() > 4, "{rule}: {live:?}");
        let replay = format!(
            "SELECT at, labels, state FROM monitoring.replay_alert_rule('{rule}', '{}', '{}', '15 seconds') ORDER BY 1, 2",
            second(0).to_rfc3339(),
            second(99 * 15).to_rfc3339()
        );
        assert_eq!(rows(&client, &replay).await, live, "{rule}");
    }
}

#[tokio::test]
async fn an_alert_says_what_decided_it() {
    let client = rules_database(
        "decided",
        r#"(name, expression, annotations) VALUES ('share', 'e.sum by (k) / r.sum by (k) > 5%', '{"a": "{{ value | percent }} > {{ threshold | percent }} of {{ labels.k }}"}'),
           ('drop', 'r.sum < 0.5 * r.sum offset 1h', '{"a": "{{ value }} < {{ threshold }}"}')"#,
    )
    .await;
    metric(&client, "e", 6.0, r#"{"k": "x"}"#, minute(1)).await;
    metric(&client, "r", 100.0, r#"{"k": "x"}"#, minute(1)).await;
    metric(&client, "r", 900.0, r#"{"k": "x"}"#, minute(1) - chrono::Duration::hours(1)).await;
    evaluate(&client, minute(2)).await;
    let said =
        "SELECT labels, annotations ->> 'a', value FROM monitoring.alerts ORDER BY labels ->> 'alertname'";
    assert_eq!(
        rows(&client, said).await,
        [r#"{"alertname": "drop"}|100 < 450|100"#, r#"{"k": "x", "alertname": "share"}|6% > 5% of x|0.06"#]
    );
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_where_it_is_written() {
    let client = rules_database("no_sense", "").await;
    run(
        &client,
        "INSERT INTO monitoring.metric_definitions (metric_name, unit) VALUES ('s', 's'), ('b', 'B')",
    )
    .await;
    for (expression, code, said) in [
        ("a.errors/a.requests > 5%", "22023", "may be one metric or a quotient"),
        ("s > b", "22023", "s cannot be compared with b"),
        ("s * 1000 > 500ms", "22023", "500ms cannot be compared with s"),
        ("s / b > 5%", "22023", "5% cannot be compared with s"),
        ("s{x=~\"(\"} / s > 1", "22023", "not a regular expression"),
        ("s{x=~\"(a)\\1\"} > 1", "22023", "not a regular expression"),
        ("a by (x) / b by (y) > 1", "22023", "by different labels"),
        ("irate(a[5m]) > 1", "42601", "irate is not a function"),
        ("a", "42601", "a comparison is expected"),
        ("a > 5 and 3", "42601", "a condition is expected"),
        ("1 > 2", "22023", "two numbers are compared"),
        ("a by (severity) > 1", "22023", "severity cannot be one of the labels"),
    ] {
        let sql =
            format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', $e${expression}$e$)");
        let error = assert_refused(&client, &sql, code).await;
        assert!(error.message().contains(said), "{expression}: {error:?}");
        assert!(error.hint().is_some_and(|hint| hint.len() > 10), "{expression}: {error:?}");
    }
    let deep = format!("{}m{} > 5", "(".repeat(500), ")".repeat(500));
    assert_refused(&client, &format!("SELECT agentmon.parse_alert_expression('{deep}')"), "22023").await;
    assert_refused(&client, "SELECT agentmon.evaluate_expression('{}', '{}', '[]', 0)", "22023").await;
    assert_refused(
        &client,
        "SELECT agentmon.evaluate_expression(agentmon.parse_alert_expression('a / b > 1'), '{}', '[[9, {}, 1]]', 0)",
        "22023",
    )
    .await;
}
