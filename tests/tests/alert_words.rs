//! What messages say: of blank texts, of rules that say nothing themselves, of what ended, and of one or many.

use agentmon_tests::alerting::second;
use agentmon_tests::scenario::{at, end_at, play, raise_at, tell_at, theatre};
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

/// Title and body of the newest message.
async fn newest(client: &Client) -> String {
    row(
        client,
        "SELECT concat_ws('|', payload ->> 'title', payload ->> 'body') FROM monitoring.notifications ORDER BY id DESC LIMIT 1",
    )
    .await
}

/// Title and body of the message about an alert with these labels and annotations.
async fn told(client: &Client, labels: &str, annotations: &str) -> String {
    row(
        client,
        &format!(
            "SELECT concat_ws('|', title, body) FROM monitoring.preview_notification('{labels}', 'error', E'{annotations}', '2031-01-01')"
        ),
    )
    .await
}

#[tokio::test]
async fn no_message_has_an_empty_line() {
    let client = theatre("blank", "").await;
    let disk = r#"{"alertname": "disk", "host": "db1", "zone": ""}"#;
    for (labels, annotations, expected) in [
        (disk, r#"{"message": " "}"#, "ERROR disk|host: db1"),
        (
            disk,
            r#"{"message": "\\n\\t ", "description": "\\u0007", "summary": " full "}"#,
            "ERROR disk: full|full",
        ),
        (disk, r#"{"message": "  90 %\\n", "summary": ""}"#, "ERROR disk|90 %"),
        (disk, "{}", "ERROR disk|host: db1"),
        (r#"{"alertname": "disk"}"#, r#"{"message": ""}"#, "ERROR disk|disk"),
        (r#"{"agent_name": " ", "alertname": "x", "event_type": " "}"#, r#"{"summary": "\\n"}"#, "ERROR x|x"),
        (r#"{"host": "h", "zone": "z"}"#, "{}", "ERROR alert|host: h, zone: z"),
    ] {
        assert_eq!(told(&client, labels, annotations).await, expected, "{labels} {annotations}");
    }
    // In a list each has a line that says something.
    play(&client, "0 | hold; raise a; raise b host=h; raise c | chat first_notification a! b! c!").await;
    assert_eq!(newest(&client).await, "ERROR a (and 2 more)|a\nb: host: h\nc");
    // Error rows without a text.
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) SELECT 'agent', 'error', '  ', '2031-01-01 00:01+00' FROM generate_series(1, 3)").await;
    play(&client, "10m | hold |").await;
    assert_eq!(
        newest(&client).await,
        "ERROR a (and 3 more)|a\nb: host: h\nc\nagent (3 times since 2031-01-01 00:01 UTC)"
    );
    // A template that gives blanks is as if it gave nothing.
    run(
        &client,
        "UPDATE monitoring.notification_routes SET group_by = '{alertname}';
         UPDATE monitoring.notification_channels SET title_template = E' \\n\\t', body_template = '{{ nothing }}  '",
    )
    .await;
    assert_eq!(told(&client, disk, "{}").await, "ERROR disk|host: db1");
}

#[tokio::test]
async fn alerts_of_one_message_are_told_apart() {
    let client = theatre("apart", "").await;
    let disk = |host: &str, text: &str| {
        format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "disk", "host": "{host}"}}', '{text}', p_now => '2031-01-01')"#
        )
    };
    // Alike in all but a label: each says its labels.
    for host in ["h1", "h2"] {
        run(&client, &disk(host, r#"{"message": "90 % full"}"#)).await;
    }
    play(&client, "0 | hold | chat first_notification disk! disk!").await;
    assert_eq!(newest(&client).await, "ERROR disk (and 1 more)|90 % full (host: h1)\n90 % full (host: h2)");
    // What says its labels already, or is the only one of its words, says no more.
    run(&client, &disk("h3", r#"{"message": "disk of h3: 91 % full"}"#)).await;
    run(&client, r#"SELECT monitoring.raise_alert('{"alertname": "CPU", "host": "h1"}', '{"message": "the cpu is hot"}', p_now => '2031-01-01')"#).await;
    run(
        &client,
        r#"SELECT monitoring.raise_alert('{"alertname": "mem", "host": "h1"}', p_now => '2031-01-01')"#,
    )
    .await;
    play(&client, "10m | hold |").await;
    let body = "SELECT body FROM (SELECT payload ->> 'body' AS body FROM monitoring.notifications ORDER BY id DESC LIMIT 1) AS newest";
    let lines: Vec<String> = row(&client, body).await.lines().map(str::to_owned).collect();
    for line in ["disk of h3: 91 % full", "the cpu is hot", "mem: host: h1", "disk: 90 % full (host: h2)"] {
        assert!(lines.iter().any(|l| l == line), "{line} in {lines:#?}");
    }
    // Several agents with one error.
    let lines = "SELECT body FROM agentmon.notification_text(NULL, (SELECT jsonb_agg(jsonb_build_object('status', 'firing', 'count', 1, 'starts_at', now(),
                     'labels', jsonb_build_object('alertname', 'agent_error', 'agent_name', agent, 'event_type', event),
                     'annotations', jsonb_build_object('message', 'connection refused')) ORDER BY n)
                 FROM (VALUES ";
    for (alerts, expected) in [
        (
            "(1, 'shop', 'pay'), (2, 'billing', 'pay')",
            "shop: connection refused\nbilling: connection refused",
        ),
        ("(1, 'shop', 'pay'), (2, 'shop', 'ship')", "pay: connection refused\nship: connection refused"),
        (
            "(1, 'shop', 'pay'), (2, 'billing', NULL)",
            "shop pay: connection refused\nbilling: connection refused",
        ),
        ("(1, 'shop', 'pay'), (2, 'shop', 'connection')", "pay: connection refused\nconnection refused"),
    ] {
        assert_eq!(
            row(&client, &format!("{lines}{alerts}) AS v (n, agent, event)), 2)")).await,
            expected,
            "{alerts}"
        );
    }
}

#[tokio::test]
async fn who_has_an_alert_in_hand_is_said_to_those_who_hear_of_it() {
    let client = theatre("hand", "").await;
    play(
        &client,
        "0 | raise a | chat first_notification a!
         1m | SELECT monitoring.acknowledge_alert(id, 'ann', p_now => :now) FROM monitoring.alerts |
         6m | raise b | chat new_alerts b! a!",
    )
    .await;
    assert_eq!(newest(&client).await, "ERROR b (and 1 more)|b\na, acknowledged by ann");
    let first = "SELECT payload #>> '{alerts,1,acknowledged_by}' FROM monitoring.notifications ORDER BY id DESC LIMIT 1";
    assert_eq!(row(&client, first).await, "ann");
}

#[tokio::test]
async fn one_and_many_are_told_apart() {
    let client =
        theatre("plural", "UPDATE monitoring.notification_routes SET group_by = '{alertname}'").await;
    let text = "SELECT (agentmon.notification_text('summary', jsonb_build_array(jsonb_build_object('severity', 'error', 'labels', jsonb_build_object('alertname', 'a'))), $1::bigint)).title";
    for (total, expected) in
        [(1_i64, "1 alert in one message: ERROR a"), (2, "2 alerts in one message: ERROR a")]
    {
        let title: String = client.query_one(text, &[&total]).await.unwrap().get(0);
        assert_eq!(title, expected);
    }
    let words = "SELECT string_agg(agentmon.seconds_in_words(s), ', ') FROM unnest('{0,1,60,61,3600,5400,90061.5}'::float8[]) AS s";
    assert_eq!(
        row(&client, words).await,
        "0 seconds, 1 second, 1 minute, 1 minute 1 second, 1 hour, 1 hour 30 minutes, 1 day 1 hour 1 minute 1.5 seconds"
    );
    let numbers = "SELECT string_agg(agentmon.number_in_words(n), ' ') FROM unnest('{0,-0,1,0.30000000000000004,-1.5,99.9999999,123456789.4,0.000012345678,1e20,NaN,-Infinity}'::float8[]) AS n";
    assert_eq!(
        row(&client, numbers).await,
        "0 0 1 0.3 -1.5 100 123456789 0.0000123457 1e+20 not a number -infinity"
    );
}

/// What happened several times, while it goes on and when it is over.
#[tokio::test]
async fn repeated_errors_say_since_when_and_until_when() {
    let client = theatre(
        "times",
        "UPDATE monitoring.settings SET value = '5 minutes' WHERE name = 'error_resolve_after'",
    )
    .await;
    play(&client, "0 | error a 2 | chat first_notification a!2").await;
    assert_eq!(newest(&client).await, "ERROR a|fails (2 times since 2031-01-01 00:00 UTC)");
    play(&client, "7m | error a | chat more_events a!3 \n 30m | | chat all_resolved a.3").await;
    assert_eq!(
        newest(&client).await,
        "RESOLVED a|fails (3 times from 2031-01-01 00:00 to 2031-01-01 00:07 UTC)"
    );
}

async fn metric(client: &Client, name: &str, value: f64, tags: &str, at: i64) {
    run(client, &format!("SELECT monitoring.record_metric('{name}', {value}, '{tags}', '{}')", second(at)))
        .await;
}

async fn evaluate(client: &Client, at: i64) -> Vec<String> {
    run(client, &format!("SELECT monitoring.evaluate_alert_rules('{}')", second(at))).await;
    rows(
        client,
        &format!(
            "SELECT rule_name, state, said.body
             FROM monitoring.alerts, LATERAL agentmon.notification_text(NULL, jsonb_build_array(agentmon.alert_json(
                 id, labels, annotations, severity, state, starts_at, ends_at, count, NULL)), 1) AS said
             WHERE rule_name IS NOT NULL AND updated_at >= '{}' ORDER BY 1",
            second(at)
        ),
    )
    .await
}

/// Metric, window, value, operator and threshold, in the unit of the rule; and at its end the value then.
#[tokio::test]
async fn a_rule_without_annotations_says_what_is_so() {
    let client = theatre("sentences", "DELETE FROM monitoring.alert_rules").await;
    run(
        &client,
        r#"INSERT INTO monitoring.alert_rules (name, expression, severity, annotations) VALUES
            ('a', 'lat.p95{e="/x"}[10m] > 0.5s', 'warning', '{}'),
            ('b', 'api.calls.error_rate[1m] by (host) >= 5%', 'warning', '{"note": "x"}'),
            ('c', 'q[90s] < 3 and q[90s] != 1', 'warning', '{"summary": "{{ labels.nothing }}"}'),
            ('d', 'q.last[1m] offset 1h != 3', 'warning', '{}'),
            ('e', 'q[1m] < 3', 'warning', '{"description": "short"}')"#,
    )
    .await;
    metric(&client, "lat", 620.123_456_7, r#"{"e": "/x"}"#, 0).await;
    for ok in ["false", "true"] {
        metric(&client, "api.calls", 1.0, &format!(r#"{{"host": "h1", "success": "{ok}"}}"#), 0).await;
    }
    metric(&client, "q", 0.1 + 0.2, "{}", 0).await;
    metric(&client, "q", 4.0, "{}", -3600).await;
    assert_eq!(
        evaluate(&client, 0).await,
        [
            r#"a|firing|lat.p95{e="/x"} over 10 minutes is 0.620123s, above 0.5s."#,
            "b|firing|api.calls.failure_rate over 1 minute is 50%, not below 5% (host: h1).",
            "c|firing|For q[90s] < 3 and q[90s] != 1 the value is 0.3.",
            "d|firing|q.last over 1 minute until 1 hour ago is 4, other than 3.",
            "e|firing|short",
        ]
    );
    for name in ["lat", "q"] {
        metric(&client, name, 5.0, r#"{"e": "/x"}"#, 660).await;
    }
    assert_eq!(
        evaluate(&client, 660).await,
        [
            r#"a|resolved|The value is 0.005s at 2031-01-01 00:11:00 UTC, where lat.p95{e="/x"}[10m] > 0.5s holds no more."#,
            "b|resolved|host: h1. There is no data for api.calls.error_rate[1m] by (host) >= 5% any more at 2031-01-01 00:11:00 UTC.",
            "c|resolved|The value is 5 at 2031-01-01 00:11:00 UTC, where q[90s] < 3 and q[90s] != 1 holds no more.",
            "d|resolved|There is no data for q.last[1m] offset 1h != 3 any more at 2031-01-01 00:11:00 UTC.",
            "e|resolved|short. The value is 5 at 2031-01-01 00:11:00 UTC, where q[1m] < 3 holds no more.",
        ]
    );
}

/// What is missing, a side that is, and values in the unit of the rule, though they are made of several.
#[tokio::test]
async fn what_is_made_of_several_says_what_is_so() {
    let client = theatre("made_of_several", "DELETE FROM monitoring.alert_rules").await;
    run(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression, severity) VALUES
            ('beat', 'absent(beat[10m])', 'warning'),
            ('share', 'a.err.sum[1m] / a.req.sum[1m] > 5%', 'warning'),
            ('stale', 'time() - bk.last[1d] > 1h', 'warning'),
            ('twice', 'req.sum[1m] > 2 * req.sum[1m] offset 1h', 'warning')",
    )
    .await;
    for (name, value, time) in [
        ("a.err", 1.0, 0),
        ("a.req", 5.0, 0),
        ("req", 100.0, 0),
        ("req", 10.0, -3600),
        ("req", 100.0, 60),
        ("bk", 1_924_984_800.0, 0),
    ] {
        metric(&client, name, value, "{}", time).await;
    }
    assert_eq!(
        evaluate(&client, 0).await,
        [
            "beat|firing|There is no data for beat[10m], since 2031-01-01 00:00:00 UTC at the latest.",
            "share|firing|For a.err.sum[1m] / a.req.sum[1m] > 5% the value is 20%.",
            "stale|firing|For time() - bk.last[1d] > 1h the value is 2h.",
            "twice|firing|For req.sum[1m] > 2 * req.sum[1m] offset 1h the value is 100.",
        ]
    );
    metric(&client, "beat", 1.0, "{}", 60).await;
    metric(&client, "bk", 1_924_992_060.0, "{}", 60).await;
    assert_eq!(
        evaluate(&client, 60).await,
        [
            "beat|resolved|There is data for beat[10m] again at 2031-01-01 00:01:00 UTC.",
            "share|resolved|There is no data for a.err.sum[1m] / a.req.sum[1m] > 5% any more at 2031-01-01 00:01:00 UTC.",
            "stale|resolved|The value is 0h at 2031-01-01 00:01:00 UTC, where time() - bk.last[1d] > 1h holds no more.",
            "twice|resolved|There is no data for req.sum[1m] > 2 * req.sum[1m] offset 1h any more at 2031-01-01 00:01:00 UTC.",
        ]
    );
}

/// From when until when there was nothing.
#[tokio::test]
async fn what_had_no_data_says_from_when_until_when() {
    let client = theatre("no_data", "DELETE FROM monitoring.alert_rules").await;
    run(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression, severity, no_data) VALUES
            ('never', 'n[1m] > 5', 'warning', 'alert'), ('was', 'w[1m] > 5', 'warning', 'alert')",
    )
    .await;
    metric(&client, "w", 1.0, "{}", 0).await;
    evaluate(&client, 0).await;
    assert_eq!(
        evaluate(&client, 120).await,
        ["was|firing|There is no data for w[1m] > 5 since 2031-01-01 00:00:00 UTC."]
    );
    metric(&client, "w", 2.0, "{}", 240).await;
    metric(&client, "n", 2.5, "{}", 240).await;
    assert_eq!(
        evaluate(&client, 240).await,
        [
            "never|resolved|There was no data for n[1m] > 5 from the beginning until 2031-01-01 00:04:00 UTC; the value is 2.5 now.",
            "was|resolved|There was no data for w[1m] > 5 from 2031-01-01 00:00:00 UTC until 2031-01-01 00:04:00 UTC; the value is 2 now.",
        ]
    );
}

/// One that goes on firing for a while does not say that it is above.
#[tokio::test]
async fn a_rule_that_is_kept_firing_says_the_value_of_now() {
    let client = theatre("kept", "DELETE FROM monitoring.alert_rules").await;
    run(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression, severity, keep_firing_for) VALUES ('k', 'm[1m] > 5', 'warning', '10 minutes')",
    )
    .await;
    metric(&client, "m", 6.0, "{}", 0).await;
    assert_eq!(evaluate(&client, 0).await, ["k|firing|m over 1 minute is 6, above 5."]);
    metric(&client, "m", 4.0, "{}", 120).await;
    run(&client, &format!("SELECT monitoring.evaluate_alert_rules('{}')", second(120))).await;
    assert_eq!(
        row(&client, "SELECT state, annotations ->> 'description' FROM monitoring.alerts").await,
        "firing|m over 1 minute is 4, no longer above 5."
    );
}

/// A message that lists ends alone, since the list is short, does not look as if all were over.
#[tokio::test]
async fn what_goes_on_and_is_not_listed_is_named_after_the_ends() {
    for (kind, ended, left) in [("slack", 21, 1), ("sms", 30, 2), ("console", 20, 1)] {
        let client = theatre(
            &format!("goes_on_{kind}"),
            &format!("UPDATE monitoring.notification_channels SET kind = '{kind}', unlimited = true WHERE name = 'chat'"),
        )
        .await;
        raise_at(&client, "db_down", "critical", "0").await;
        if left > 1 {
            raise_at(&client, "slow", "warning", "0").await;
        }
        for number in 10..10 + ended {
            raise_at(&client, &format!("x{number}"), "warning", "0").await;
        }
        tell_at(&client, "0").await;
        for number in 10..10 + ended {
            end_at(&client, &format!("x{number}"), "6m").await;
        }
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("6m"))).await;
        let told = newest(&client).await;
        assert!(
            told.starts_with(&format!("RESOLVED x10 (and {} more)|resolved: x10\n", ended + left - 1)),
            "{told}"
        );
        let others = if left > 1 { " and others" } else { "" };
        assert!(
            told.ends_with(&format!(
                "\nand {} more, {left} still firing: CRITICAL db_down{others}",
                ended + left - 20
            )),
            "{told}"
        );
    }
}
