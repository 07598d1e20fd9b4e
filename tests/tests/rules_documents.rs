//! Rules as documents: loading, what is wrong with them, replaying, testing; and who may do what. On a virtual clock.

use agentmon_tests::alerting::{minute, second};
use agentmon_tests::rules::{evaluate, metric, open_alerts, rules_database};
use agentmon_tests::sql::{assert_refused, refusal, refusal_code, row, rows, run};

#[tokio::test]
async fn a_document_is_taken_as_a_whole() {
    let client = rules_database(
        "load",
        "(name, expression, severity) VALUES ('old', 'm > 1', 'info'), ('kept', 'm > 2', 'info')",
    )
    .await;
    let loaded = row(
        &client,
        r#"SELECT monitoring.load_alert_rules('{"alerts": [
            {"name": "api", "condition": "api.response_time.p95 > 500ms", "severity": "High", "duration": "5m", "actions": [{"notify": "sms"}, "email"],
             "labels": {"team": "web"}, "annotations": {"summary": "{{ value }}"}, "keep_firing_for": "1 minute", "no_data": "KEEP", "description": "slow"},
            {"name": "old", "expression": "m > 3", "for": "30s", "enabled": false}]}')"#,
    )
    .await;
    assert_eq!(loaded, "2");
    let what = "SELECT name, expression, severity, \"for\", keep_firing_for, labels, annotations, actions, enabled, no_data, description FROM monitoring.alert_rules ORDER BY 1";
    assert_eq!(
        rows(&client, what).await,
        [
            r#"api|api.response_time.p95 > 500ms|error|00:05:00|00:01:00|{"team": "web"}|{"summary": "{{ value }}"}|{sms,email}|t|keep|slow"#,
            "kept|m > 2|info|00:00:00|00:00:00|{}|{}||t|ok|",
            "old|m > 3|warning|00:00:30|00:00:00|{}|{}||f|ok|",
        ]
    );
    let error = assert_refused(
        &client,
        r#"SELECT monitoring.load_alert_rules('{"alerts": [
            {"name": "fine", "condition": "m > 1"},
            {"name": "bad", "condition": "m >> 1", "severity": "huge", "duration": "5 parsecs", "colour": "red", "actions": [5]},
            {"condition": "m > 1", "annotations": {"a": "{{"}, "labels": {"b": 5}, "keep_firing_for": "-1s"},
            {"name": "fine", "no_data": "what"},
            "text",
            {"name": "untold", "condition": "m > 1", "actions": ["sms", {"notify": "nobody"}]}]}')"#,
        "22023",
    )
    .await;
    let detail = error.detail().expect("a DETAIL");
    for problem in [
        "alerts[1] 'bad': there is no key 'colour'; there are name,",
        "alerts[1] 'bad': an action is the name of a channel or {\"notify\": name}, not 5",
        "alerts[1] 'bad': the alert expression cannot be read: a number is expected, not \">\"\nThis is the place:\nm >> 1\n   ^",
        "alerts[1] 'bad': 'huge' is not a known severity",
        "alerts[1] 'bad': for must be a time",
        "alerts[2]: the name is missing",
        "alerts[2]: keep_firing_for must not be negative",
        "alerts[2]: labels: 'b' must be a text",
        "alerts[2]: annotations: 'a': the template cannot be rendered:",
        "alerts[3] 'fine': another rule of the document has this name",
        "alerts[3] 'fine': the condition is missing",
        "alerts[3] 'fine': 'what' is not a known policy for no data",
        "alerts[4]: a rule must be an object, not string",
        "alerts[5] 'untold': the rule names channels that do not exist: 'nobody'\nThere are: ",
    ] {
        assert!(detail.contains(problem), "{problem} is not in\n{detail}");
    }
    assert!(!detail.contains("alerts[0]"), "{detail}");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alert_rules").await, "3");
    for document in ["{}", "[]", "null", "{\"alerts\": 5}"] {
        assert_refused(&client, &format!("SELECT monitoring.load_alert_rules('{document}')"), "22023").await;
    }
    assert_eq!(row(&client, "SELECT monitoring.load_alert_rules('{\"alerts\": []}')").await, "0");
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused_where_it_is_written() {
    let client = rules_database("refused", "").await;
    for (columns, values, code, said) in [
        ("name, expression", "'r', 'm >> 5'", "42601", "a number is expected"),
        ("name, expression", "'r', 'm.p42 > 5'", "22023", "there is no percentile p42 here"),
        (
            "name, expression",
            "'r', 'm{a=~\"(\"} > 5'",
            "22023",
            "the matcher of label 'a' is not a regular expression",
        ),
        (
            "name, expression",
            "'r', 'm{a=~\"a)|(b\"} > 5'",
            "22023",
            "the matcher of label 'a' is not a regular expression",
        ),
        ("name, expression, severity", "'r', 'm > 5', 'huge'", "22023", "is not a known severity"),
        ("name, expression, no_data", "'r', 'm > 5', 'huge'", "22023", "is not a known policy for no data"),
        ("name, expression, \"for\"", "'r', 'm > 5', '-1s'", "22023", "must not be negative"),
        ("name, expression, keep_firing_for", "'r', 'm > 5', '-1s'", "22023", "must not be negative"),
        ("name, expression, labels", "'r', 'm > 5', '[]'", "22023", "labels must be a JSON object"),
        ("name, expression, labels", "'r', 'm > 5', '{\"a\": 1}'", "22023", "labels: 'a' must be a text"),
        (
            "name, expression, labels",
            "'r', 'm > 5', '{\"alertname\": \"x\"}'",
            "22023",
            "labels must not have alertname",
        ),
        (
            "name, expression, labels",
            r#"'r', 'm by (b, a) > 5', '{"a": "x"}'"#,
            "22023",
            "label 'a' is given by the rule and by the series",
        ),
        (
            "name, expression, annotations",
            "'r', 'm > 5', '{\"a\": null}'",
            "22023",
            "annotations: 'a' must be a text",
        ),
        (
            "name, expression, annotations",
            "'r', 'm > 5', '{\"a\": \"x\\n{% if %}\"}'",
            "22023",
            "annotations: 'a': the template cannot be rendered",
        ),
        (
            "name, expression, annotations",
            "'r', 'm > 5', '{\"a\": \"{{ value | shout }}\"}'",
            "22023",
            "unknown filter",
        ),
        ("name, expression", "'', 'm > 5'", "22023", "cannot be the name of an alert rule"),
        ("name, expression", "'alert_rule_error', 'm > 5'", "22023", "cannot be the name of an alert rule"),
    ] {
        let error = assert_refused(
            &client,
            &format!("INSERT INTO monitoring.alert_rules ({columns}) VALUES ({values})"),
            code,
        )
        .await;
        assert!(error.message().contains(said), "{columns} {values}: {error:?}");
    }
    let error = refusal(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', 'größe.p95 > 5 parsecs')",
    )
    .await;
    assert_eq!(error.detail(), Some("This is the place:\ngröße.p95 > 5 parsecs\n              ^"));
    assert_eq!(
        refusal_code(&client, "INSERT INTO monitoring.alert_rules (name) VALUES ('r')").await,
        "23502"
    );
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alert_rules").await, "0");
    // A channel that comes with a daemon need not be there yet; none at all leaves it to the route.
    let insert = "INSERT INTO monitoring.alert_rules (name, expression, enabled, actions) VALUES";
    run(&client, &format!("{insert} ('r', 'm > 5', true, '{{sms}}'), ('s', 'm > 5', true, '{{}}')")).await;
    let error =
        assert_refused(&client, &format!("{insert} ('t', 'm > 5', true, '{{sms,nobody}}')"), "22023").await;
    assert!(
        error.message().contains("alert rule 't' names channels that do not exist: 'nobody'"),
        "{error:?}"
    );
    // One that rests tells nobody, until it is switched on.
    run(&client, &format!("{insert} ('t', 'm > 5', false, '{{nobody}}')")).await;
    run(&client, "UPDATE monitoring.alert_rules SET expression = 'm > 6' WHERE name = 't'").await;
    for change in ["enabled = true", "enabled = true, actions = '{none}'"] {
        let change = format!("UPDATE monitoring.alert_rules SET {change} WHERE name = 't'");
        assert_refused(&client, &change, "22023").await;
    }
    // Names follow their channel, and where it has gone the rest can still be changed.
    run(
        &client,
        "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('team', 'console');
         UPDATE monitoring.alert_rules SET enabled = true, actions = '{team}' WHERE name = 't';
         UPDATE monitoring.notification_channels SET name = 'crew' WHERE name = 'team'",
    )
    .await;
    assert_eq!(
        rows(&client, "SELECT actions FROM monitoring.alert_rules ORDER BY name").await,
        ["{sms}", "", "{crew}"]
    );
    run(
        &client,
        "DELETE FROM monitoring.notification_channels WHERE name = 'crew';
         UPDATE monitoring.alert_rules SET expression = 'm > 7' WHERE name = 't'",
    )
    .await;
}

/// Everything at once, also what the table's own checks would say.
#[tokio::test]
async fn all_that_is_wrong_is_listed_with_place_and_name() {
    let client = rules_database("all_wrong", "").await;
    let long = "x".repeat(150);
    let document = format!(
        r#"{{"alerts": [
            {{"name": "agent_error", "condition": "m > 1"}},
            {{"name": "{long}", "condition": "m by (team) > 1", "labels": {{"team": "a", "alertname": "b", "n": 5, "o": []}},
              "annotations": {{"one": "{{{{", "two": "{{{{ x | shout }}}}", "three": "fine"}}, "for": "178000000 years", "keep_firing_for": "-5m"}},
            {{"name": "twice", "condition": "m > 1", "severity": "info", "labels": {{"severity": "critical"}}}},
            {{"name": "label", "condition": "m > 1", "labels": {{"severity": "urgent"}}, "for": "5 parsecs"}},
            {{"name": "quotient", "condition": "a/b > 5%"}}]}}"#
    );
    let error =
        assert_refused(&client, &format!("SELECT monitoring.load_alert_rules($d${document}$d$)"), "22023")
            .await;
    let detail = error.detail().expect("a DETAIL");
    for problem in [
        "alerts[0] 'agent_error': 'agent_error' cannot be the name of an alert rule".to_owned(),
        format!("alerts[1] '{long}': for is too long"),
        format!("alerts[1] '{long}': keep_firing_for must not be negative"),
        format!("alerts[1] '{long}': labels: 'n' must be a text"),
        format!("alerts[1] '{long}': labels: 'o' must be a text"),
        format!("alerts[1] '{long}': annotations: 'one': the template cannot be rendered"),
        format!("alerts[1] '{long}': annotations: 'two': the template cannot be rendered"),
        format!("alerts[1] '{long}': labels must not have alertname"),
        "alerts[2] 'twice': the severity is given twice: 'info', and as a label 'critical'".to_owned(),
        "alerts[3] 'label': 'urgent' is not a known severity".to_owned(),
        "alerts[3] 'label': for must be a time".to_owned(),
        "Give a time such as 5 minutes, 5m".to_owned(),
        "Write a / b with blanks for a quotient, or \"a/b\" in double quotes for one metric.".to_owned(),
    ] {
        assert!(detail.contains(&problem), "{problem} is not in\n{detail}");
    }
    assert!(error.hint().is_some_and(|hint| hint.contains("these 13")), "{error:?}");
    // As a label severity means the severity.
    run(&client, r#"SELECT monitoring.load_alert_rules('{"alerts": [{"name": "r", "condition": "m > 1", "labels": {"severity": "critical", "team": "a"}}]}')"#).await;
    assert_eq!(
        row(&client, "SELECT severity, labels FROM monitoring.alert_rules").await,
        r#"critical|{"team": "a"}"#
    );
}

#[tokio::test]
async fn rule_files_of_prometheus_are_read() {
    let client = rules_database("prometheus", "").await;
    let document = r#"{"groups": [
        {"name": "api", "interval": "30s", "labels": {"team": "web"}, "rules": [
            {"alert": "InstanceDown", "expr": "up == 0", "for": "5m", "labels": {"severity": "critical", "instance": "{{ $labels.instance }}"},
             "annotations": {"summary": "{{ $labels.instance }} of {{ $labels.job }} is down", "description": "{{ printf \"%.1f\" $value }}"}},
            {"alert": "Errors", "expr": "sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m])) > 0.05",
             "keep_firing_for": "10m", "labels": {"severity": "warning", "team": "ops"}, "annotations": {"summary": "{{ $value | humanizePercentage }}"}}]},
        {"name": "jobs", "rules": [{"alert": "Gone", "expr": "absent(up{job=\"batch\"})", "labels": {"severity": "high"}}]}]}"#;
    assert_eq!(row(&client, &format!("SELECT monitoring.load_alert_rules($d${document}$d$)")).await, "3");
    let what =
        "SELECT name, severity, \"for\", keep_firing_for, labels FROM monitoring.alert_rules ORDER BY 1";
    assert_eq!(
        rows(&client, what).await,
        [
            r#"Errors|warning|00:00:00|00:10:00|{"team": "ops"}"#,
            "Gone|error|00:00:00|00:00:00|{}",
            r#"InstanceDown|critical|00:05:00|00:00:00|{"team": "web"}"#,
        ]
    );
    // One alert for each series that is down, by its last value; and what Prometheus would say.
    run(&client, "UPDATE monitoring.alert_rules SET \"for\" = '0'").await;
    for (instance, value) in [("a:80", 1.0), ("b:80", 0.0), ("c:80", 0.0)] {
        let tags = format!(r#"{{"instance": "{instance}", "job": "api"}}"#);
        metric(&client, "up", 1.0, &tags, minute(0)).await;
        metric(&client, "up", value, &tags, minute(1)).await;
        metric(&client, "errors_total", 6.0, &tags, minute(1)).await;
        metric(&client, "requests_total", 100.0, &tags, minute(1)).await;
    }
    evaluate(&client, minute(2)).await;
    let told = "SELECT labels, annotations - 'team' FROM monitoring.alerts ORDER BY labels ->> 'alertname', labels ->> 'instance'";
    assert_eq!(
        rows(&client, told).await,
        [
            r#"{"job": "api", "team": "ops", "alertname": "Errors"}|{"summary": "6%"}"#,
            r#"{"job": "batch", "alertname": "Gone"}|{"description": "There is no data for up{job=\"batch\"}, since 2031-01-01 00:02:00 UTC at the latest (job: batch)."}"#,
            r#"{"job": "api", "team": "web", "instance": "b:80", "alertname": "InstanceDown"}|{"summary": "b:80 of api is down", "description": "0"}"#,
            r#"{"job": "api", "team": "web", "instance": "c:80", "alertname": "InstanceDown"}|{"summary": "c:80 of api is down", "description": "0"}"#,
        ]
    );
    let wrong = r#"{"groups": [
        {"name": "one", "rules": [
            {"record": "job:errors:rate5m", "expr": "sum by (job) (rate(errors_total[5m]))"},
            {"alert": "Slow", "expr": "histogram_quantile(0.95, sum by (le) (rate(latency_bucket[5m]))) > 1", "labels": {"severity": "page", "x": "{{ $value }}"},
             "annotations": {"summary": "{{ if gt $value 5.0 }}x{{ end }}", "other": "{{ range query \"up\" }}{{ end }}"}, "colour": "red"},
            {"alert": "Slow", "expr": "up > 1"}]},
        {"name": "two"}, "three", {"name": "four", "rules": [], "speed": 5}]}"#;
    let error =
        assert_refused(&client, &format!("SELECT monitoring.load_alert_rules($d${wrong}$d$)"), "22023").await;
    let detail = error.detail().expect("a DETAIL");
    for problem in [
        "groups[0] 'one' rules[0] 'job:errors:rate5m': a recording rule has no counterpart",
        "groups[0] 'one' rules[1] 'Slow': expr cannot be read: histogram_quantile is not a function",
        "as in api.response_time.p95 by (host)",
        "groups[0] 'one' rules[1] 'Slow': 'page' is not a known severity",
        "groups[0] 'one' rules[1] 'Slow': labels: 'x' is a template",
        "groups[0] 'one' rules[1] 'Slow': annotations: 'summary': {{ if gt $value 5.0 }} has no counterpart.\nWrite {% if labels.name %}",
        "groups[0] 'one' rules[1] 'Slow': annotations: 'other':",
        "groups[0] 'one' rules[1] 'Slow': there is no key 'colour'",
        "groups[0] 'one' rules[2] 'Slow': another rule of the document has this name",
        "groups[1] 'two': a group must be an object with an array rules",
        "groups[2]: a group must be an object with an array rules",
        "groups[3] 'four': there is no key 'speed'",
    ] {
        assert!(detail.contains(problem), "{problem} is not in\n{detail}");
    }
    assert!(!detail.contains("the condition is missing"), "{detail}");
    for document in
        [r#"{"groups": 5}"#, r#"{"groups": null}"#, r#"{"groups": [5]}"#, r#"{"groups": [{"rules": [[]]}]}"#]
    {
        assert_refused(&client, &format!("SELECT monitoring.load_alert_rules('{document}')"), "22023").await;
    }
    assert_eq!(row(&client, r#"SELECT monitoring.load_alert_rules('{"groups": []}')"#).await, "0");
}

#[tokio::test]
async fn a_replay_says_what_happened() {
    let client = rules_database(
        "replay",
        r#"(name, expression, "for", keep_firing_for, no_data, labels) VALUES
           ('a', 'm.max[90s] > 50', '1 minute', '30 seconds', 'ok', '{"x": "y"}'), ('b', 'm.max[1m] by (k) > 70', '0', '0', 'alert', '{}'),
           ('c', 'm.p95[2m] > 60 and n < 5 or n > 8', '30 seconds', '0', 'keep', '{}'), ('d', 'agents.executions.failure_rate[2m] > 30%', '0', '1 minute', 'ok', '{}')"#,
    )
    .await;
    run(&client, "CREATE TEMP TABLE live (at timestamptz, rule text, labels jsonb, state text)").await;
    let mut before = Vec::new();
    let mut changes = 0;
    for step in 0_i64..120 {
        let now = second(step * 15);
        if step % 7 != 3 && !(60..75).contains(&step) {
            #[allow(clippy::cast_precision_loss)]
            let value = (step * 37 % 101) as f64;
            metric(&client, "m", value, &format!("{{\"k\": \"{}\"}}", step % 3), now).await;
            metric(&client, "n", value / 10.0, "{}", now).await;
            client
                .execute(
                    "INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('a', $1, $2)",
                    &[&if step * 13 % 29 < 9 { "failure" } else { "success" }, &now],
                )
                .await
                .expect("an execution");
        }
        if step % 16 == 5 {
            client.execute("SELECT monitoring.refresh_rollups($1)", &[&now]).await.expect("a refresh");
        }
        changes += evaluate(&client, now).await;
        let open = rows(
            &client,
            "SELECT rule_name, labels, state FROM monitoring.alerts WHERE state <> 'resolved' ORDER BY 1, 2",
        )
        .await;
        // What the table has no row for any more.
        let sql = format!(
            "INSERT INTO live SELECT '{0}', rule_name, labels, state FROM monitoring.alerts WHERE updated_at = '{0}'",
            now.to_rfc3339()
        );
        run(&client, &sql).await;
        for one in before.iter().filter(|one: &&String| one.ends_with("|pending")) {
            let mut parts = one.splitn(3, '|');
            let (rule, rest) = (parts.next().expect("a name"), one.rsplit_once('|').expect("a state").0);
            if !open.iter().any(|other| other.rsplit_once('|').expect("a state").0 == rest) {
                let labels = parts.next().expect("labels");
                let sql = format!(
                    "INSERT INTO live VALUES ('{}', '{rule}', '{labels}', 'inactive')",
                    now.to_rfc3339()
                );
                run(&client, &sql).await;
            }
        }
        before = open;
    }
    assert!(changes > 40, "{changes} changes are a test");
    let told: i32 = row(&client, "SELECT count(*) FROM live").await.parse().expect("a number");
    assert_eq!(told, changes);
    run(&client, "UPDATE monitoring.alert_rules SET enabled = false").await;
    for rule in ["a", "b", "c", "d"] {
        let live = format!("SELECT at, labels, state FROM live WHERE rule = '{rule}' ORDER BY 1, 2");
        let replayed = format!(
            "SELECT at, labels, state FROM monitoring.replay_alert_rule('{rule}', '{}', '{}', '15 seconds') ORDER BY 1, 2",
            second(0).to_rfc3339(),
            second(119 * 15).to_rfc3339()
        );
        let live = rows(&client, &live).await;
        assert!(live.len() > 4, "{rule}: {live:?}");
        assert_eq!(rows(&client, &replayed).await, live, "{rule}");
    }
    for (sql, code) in [
        ("SELECT monitoring.replay_alert_rule('nobody', now(), now())", "22023"),
        ("SELECT monitoring.replay_alert_rule(NULL, now(), now())", "22023"),
        ("SELECT monitoring.replay_alert_rule('a', '-infinity', now())", "22023"),
        ("SELECT monitoring.replay_alert_rule('a', now() - interval '1 year', now(), '1 minute')", "22023"),
        ("SELECT monitoring.replay_alert_rule('a', now(), now(), '0')", "22023"),
        ("SELECT monitoring.replay_alert_rule('a', now(), now(), '-1s')", "22023"),
    ] {
        assert_refused(&client, sql, code).await;
    }
    // Backwards there is nothing.
    assert_eq!(
        rows(&client, "SELECT monitoring.replay_alert_rule('a', now(), now() - interval '1 day')").await,
        [""; 0]
    );
}

#[tokio::test]
async fn tests_of_rules_pass_and_fail_as_they_should() {
    let client = rules_database(
        "promtool",
        r#"(name, expression, "for", severity, enabled) VALUES ('stored', 'm.max[1m] by (k) > 5', '2 minutes', 'critical', false)"#,
    )
    .await;
    let answers = rows(
        &client,
        r#"SELECT * FROM monitoring.test_alert_rules('{
            "rules": ["stored", {"name": "inline", "condition": "jobs.error_rate[2m] > 10%", "labels": {"team": "x"}}],
            "tests": [{"name": "first", "interval": "1m",
                "input_series": [{"metric": "m", "tags": {"k": "a"}, "values": "0+2x10"}, {"metric": "m", "tags": {"k": "b"}, "values": [9, 9, 9, null, 1]},
                                 {"metric": "jobs", "tags": {"success": true}, "values": "8x4"}, {"metric": "jobs", "tags": {"success": false}, "values": "_x2 1x2"}],
                "alert_rule_test": [
                    {"eval_time": "1m", "alertname": "stored"},
                    {"eval_time": "1m", "alertname": "stored", "exp_alerts": [{"exp_labels": {"k": "b"}, "exp_state": "pending"}]},
                    {"eval_time": "2m", "alertname": "stored", "exp_alerts": [{"exp_labels": {"k": "b", "severity": "critical"}}]},
                    {"eval_time": "5m", "alertname": "stored", "exp_alerts": [{"exp_labels": {"alertname": "stored", "k": "a"}}]},
                    {"eval_time": "5m", "alertname": "stored", "exp_alerts": [{"exp_labels": {"k": "b"}}]},
                    {"eval_time": "5m", "alertname": "stored", "exp_alerts": []},
                    {"eval_time": "2m", "alertname": "inline", "exp_alerts": []},
                    {"eval_time": "3m", "alertname": "inline", "exp_alerts": [{"exp_labels": {"team": "x"}}]}]}]}')"#,
    )
    .await;
    assert_eq!(
        answers,
        [
            "first: stored at 1m|t|",
            "first: stored at 1m|t|",
            "first: stored at 2m|t|",
            "first: stored at 5m|t|",
            r#"first: stored at 5m|f|expected: firing {"k": "b"}; found: firing {"k": "a"}"#,
            r#"first: stored at 5m|f|expected: none; found: firing {"k": "a"}"#,
            "first: inline at 2m|t|",
            "first: inline at 3m|t|",
        ]
    );
    assert_eq!(row(&client, "SELECT (SELECT count(*) FROM monitoring.alerts), (SELECT count(*) FROM monitoring.pipeline_metrics)").await, "0|0");
    for document in [
        "{}",
        r#"{"tests": [{}]}"#,
        r#"{"tests": [{"alert_rule_test": [{"eval_time": "1m"}]}]}"#,
        r#"{"tests": [{"alert_rule_test": [{"eval_time": "1m", "alertname": "nobody"}]}]}"#,
        r#"{"rules": ["nobody"], "tests": []}"#,
        r#"{"rules": [{"name": "x", "condition": "m >"}], "tests": []}"#,
        r#"{"tests": [{"alert_rule_test": [{"eval_time": "1m", "alertname": "stored"}]}]}"#,
        r#"{"tests": [{"input_series": [{"metric": "m", "values": "1+2"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "stored"}]}]}"#,
        r#"{"tests": [{"input_series": [{"metric": "m", "values": [true]}], "alert_rule_test": [{"eval_time": "1m", "alertname": "stored"}]}]}"#,
        r#"{"tests": [{"input_series": [{"values": [1]}], "alert_rule_test": [{"eval_time": "1m", "alertname": "stored"}]}]}"#,
        r#"{"tests": [{"interval": "0", "input_series": [], "alert_rule_test": [{"eval_time": "1m", "alertname": "stored"}]}]}"#,
    ] {
        assert_refused(&client, &format!("SELECT * FROM monitoring.test_alert_rules('{document}')"), "22023")
            .await;
    }
}

/// One form for loading, testing and exporting; the document's own rules are tested, whatever is stored.
#[tokio::test]
async fn a_document_is_loaded_tested_and_exported_in_one_form() {
    let client = rules_database("one_form", "(name, expression) VALUES ('r', 'm > 100')").await;
    let tests = |value: &str| {
        format!(
            r#""tests": [{{"name": "t", "interval": "1m", "input_series": [{{"series": "m{{a=\"b, {{c}}\", d = \"\\\"\"}}", "values": "{value}x3"}}],
                "alert_rule_test": [{{"eval_time": "2m", "alertname": "r", "exp_alerts": [{{"exp_labels": {{"a": "b, {{c}}", "d": "\""}}}}]}}]}}]"#
        )
    };
    for rules in [
        r#""alerts": [{"name": "r", "condition": "m by (a, d) > 5", "duration": "1m"}]"#,
        r#""rules": [{"name": "r", "expression": "m by (a, d) > 5", "for": "1m"}]"#,
        r#""groups": [{"rules": [{"alert": "r", "expr": "m > 5", "for": "1m"}]}]"#,
    ] {
        for (value, passed) in [("50", "t"), ("5", "f")] {
            let document = format!("{{{rules}, {}}}", tests(value));
            let sql = format!("SELECT passed FROM monitoring.test_alert_rules($d${document}$d$)");
            assert_eq!(rows(&client, &sql).await, [passed], "{document}");
        }
    }
    // By its name the stored one is meant, and so it is in a document without rules.
    for rules in [r#""rules": ["r"], "#, r#""alerts": ["r"], "#, ""] {
        let document = format!("{{{rules}{}}}", tests("50"));
        let sql = format!("SELECT passed FROM monitoring.test_alert_rules($d${document}$d$)");
        assert_eq!(rows(&client, &sql).await, ["f"], "{document}");
    }
    // A document with tests is loaded; a name in it changes nothing.
    let document = format!(
        r#"{{"rules": ["r", {{"name": "s", "expression": "n > 1", "for": "90s", "keep_firing_for": "2h", "enabled": false, "no_data": "keep",
            "labels": {{"x": "y"}}, "annotations": {{"summary": "{{{{ value }}}}"}}, "actions": ["sms"], "description": "d"}}], {}}}"#,
        tests("50")
    );
    assert_eq!(row(&client, &format!("SELECT monitoring.load_alert_rules($d${document}$d$)")).await, "1");
    let all = "SELECT name, expression, severity, \"for\", keep_firing_for, labels, annotations, actions, enabled, no_data, description FROM monitoring.alert_rules ORDER BY 1";
    run(&client, "INSERT INTO monitoring.alert_rules (name, expression, \"for\") VALUES ('days', 'm > 1', '1 day 2 hours'), ('parts', 'm > 1', '1.5 seconds')").await;
    let before = rows(&client, all).await;
    let exported = row(&client, "SELECT monitoring.export_alert_rules()").await;
    run(&client, "DELETE FROM monitoring.alert_rules").await;
    assert_eq!(row(&client, &format!("SELECT monitoring.load_alert_rules($d${exported}$d$)")).await, "4");
    assert_eq!(rows(&client, all).await, before);
    assert_eq!(
        row(&client, "SELECT monitoring.export_alert_rules('{s,r}')").await,
        r#"{"rules": [{"name": "r", "severity": "warning", "condition": "m > 100"}, {"name": "s", "labels": {"x": "y"}, "actions": ["sms"], "enabled": false, "no_data": "keep", "duration": "90s", "severity": "warning", "condition": "n > 1", "annotations": {"summary": "{{ value }}"}, "description": "d", "keep_firing_for": "2h"}]}"#
    );
    assert_refused(&client, "SELECT monitoring.export_alert_rules('{r,nobody}')", "22023").await;
}

#[tokio::test]
async fn a_key_that_there_is_not_is_refused_with_the_one_that_is_meant() {
    let client = rules_database("keys", "(name, expression) VALUES ('r', 'm > 1')").await;
    let ask = |test: &str| format!(r#"{{"tests": [{{"input_series": [], "alert_rule_test": [{test}]}}]}}"#);
    for (document, said) in [
        (r#"{"alrets": []}"#.to_owned(), "there is no key 'alrets', perhaps alerts; there are alerts, rules,"),
        (r#"{"rules": [], "test": []}"#.to_owned(), "there is no key 'test', perhaps tests;"),
        (r#"{"rules": [{"name": "a", "conditions": "m > 1"}]}"#.to_owned(), "there is no key 'conditions', perhaps condition;"),
        (r#"{"rules": [{"name": "a", "condition": "m > 1", "Labels": {}}]}"#.to_owned(), "there is no key 'Labels', perhaps labels;"),
        (r#"{"rules": [{"name": "a", "condition": "m > 1", "zzzzzz": {}}]}"#.to_owned(), "there is no key 'zzzzzz'; there are"),
        (r#"{"groups": [{"rules": [{"alert": "a", "exprr": "m > 1"}]}]}"#.to_owned(), "there is no key 'exprr', perhaps expr;"),
        (r#"{"groups": [{"rules": [], "labelz": {}}]}"#.to_owned(), "there is no key 'labelz', perhaps labels;"),
        (r#"{"tests": [{"namee": "x", "input_series": [], "alert_rule_test": []}]}"#.to_owned(), "tests[0]: there is no key 'namee', perhaps name;"),
        (r#"{"tests": [{"input_series": [{"metric": "m", "value": "1"}], "alert_rule_test": []}]}"#.to_owned(), "tests[0] input_series[0]: there is no key 'value', perhaps values;"),
        (r#"{"tests": [{"input_series": [{"series": "m{a}", "values": "1"}], "alert_rule_test": []}]}"#.to_owned(), "the series 'm{a}' cannot be read"),
        (r#"{"tests": [{"input_series": [{"series": "m", "metric": "m", "values": "1"}], "alert_rule_test": []}]}"#.to_owned(), "this is no series"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alert": []}"#), "alert_rule_test[0]: there is no key 'exp_alert', perhaps exp_alerts;"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_label": {}}]}"#), "exp_alerts[0]: there is no key 'exp_label', perhaps exp_labels;"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_annotation": {}}]}"#), "exp_alerts[0]: there is no key 'exp_annotation', perhaps exp_annotations;"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_labels": {"port": 80}}]}"#), "exp_labels must be an object of texts"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_labels": {"severity": "page"}}]}"#), "'page' is not a known severity"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_channels": "sms"}]}"#), "exp_channels must be an array of names"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": [{"exp_state": "resolved"}]}"#), "exp_state is pending or firing"),
        (ask(r#"{"eval_time": "1m", "alertname": "r", "exp_alerts": {}}"#), "exp_alerts must be an array"),
        (ask(r#"{"eval_time": "1 parsec", "alertname": "r"}"#), "eval_time must be a time"),
    ] {
        for function in ["load_alert_rules", "test_alert_rules"] {
            let error = assert_refused(&client, &format!("SELECT monitoring.{function}($d${document}$d$)"), "22023").await;
            if document.contains("tests") != (function == "load_alert_rules") {
                let detail = error.detail().expect("a DETAIL");
                assert!(detail.contains(said), "{said} is not in\n{detail}");
            }
        }
    }
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alert_rules").await, "1");
}

/// A test sees the annotations that a live evaluation makes, who would be told, and what.
#[tokio::test]
async fn a_test_sees_what_is_said_and_who_is_told() {
    let client = rules_database(
        "said",
        r#"(name, expression, no_data, severity, actions, annotations) VALUES
           ('mute', 'm.max[1m] > 5', 'alert', 'error', NULL, '{}'),
           ('told', 'm.max[1m] > 5', 'keep', 'critical', NULL, '{"summary": "{{ value }} > {{ threshold }} {{ labels.alertname }}"}')"#,
    )
    .await;
    run(
        &client,
        r#"INSERT INTO monitoring.notification_channels (name, kind, min_severity, enabled) VALUES ('team', 'console', 'info', true), ('quiet', 'console', 'critical', true), ('off', 'console', 'info', false), ('ops', 'console', 'warning', true);
           DELETE FROM monitoring.notification_routes;
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('mutes', 1, '{"alertname": "mute"}', '{ops,quiet,off}'), ('rest', 2, '{}', '{sms}');
           UPDATE monitoring.alert_rules SET actions = '{team}' WHERE name = 'told'"#,
    )
    .await;
    let mut said = Vec::new();
    for at in 0..6 {
        if at < 3 {
            metric(&client, "m", 7.0, "{}", minute(at)).await;
        }
        evaluate(&client, minute(at)).await;
        let sql = "SELECT coalesce(jsonb_object_agg(rule_name, annotations) FILTER (WHERE state = 'firing'), '{}') FROM monitoring.alerts";
        said.push(row(&client, sql).await.replace("2031-", "2000-"));
    }
    assert!(said[4].contains("no_data_since"), "{said:?}");
    for (at, annotations) in said.iter().enumerate() {
        for (rule, channels, title) in
            [("mute", "ops", "ERROR mute"), ("told", "team", "CRITICAL told: 7 > 5 told")]
        {
            let document = format!(
                r#"jsonb_build_object('tests', jsonb_build_array(jsonb_build_object('input_series', jsonb '[{{"metric": "m", "values": "7x2"}}]', 'alert_rule_test', jsonb_build_array(
                    jsonb_build_object('eval_time', '{at}m', 'alertname', '{rule}', 'exp_alerts', jsonb_build_array(
                        jsonb_build_object('exp_annotations', $a${annotations}$a$::jsonb -> '{rule}', 'exp_channels', '["{channels}"]'::jsonb, 'exp_title', '{title}')))))))"#
            );
            let answer =
                row(&client, &format!("SELECT * FROM monitoring.test_alert_rules({document})")).await;
            assert_eq!(answer, format!("tests[0]: {rule} at {at}m|t|"), "{annotations}");
        }
    }
    // And each of them where it is otherwise.
    for (expected, said) in [
        (r#""exp_annotations": {}"#, "annotation summary expected: none; found: 7 > 5 told"),
        (
            r#""exp_annotations": {"summary": "7 > 5 told", "more": "x"}"#,
            "annotation more expected: x; found: none",
        ),
        (r#""exp_channels": ["ops", "sms"]"#, "channels expected: ops, sms; found: team"),
        (r#""exp_channels": []"#, "channels expected: none; found: team"),
        (r#""exp_title": "x""#, "title expected: x; found: CRITICAL told: 7 > 5 told"),
        (r#""exp_message": "x""#, "message expected: x; found: 7 > 5 told"),
        (
            r#""exp_labels": {"severity": "warning"}"#,
            r#"expected: firing {"severity": "warning"}; found: firing {"severity": "critical"}"#,
        ),
    ] {
        let document = format!(
            r#"{{"tests": [{{"input_series": [{{"metric": "m", "values": "7x2"}}], "alert_rule_test": [{{"eval_time": "1m", "alertname": "told", "exp_alerts": [{{{expected}}}]}}]}}]}}"#
        );
        let answer =
            row(&client, &format!("SELECT * FROM monitoring.test_alert_rules($d${document}$d$)")).await;
        assert_eq!(answer, format!("tests[0]: told at 1m|f|{said}"));
    }
}

#[tokio::test]
async fn who_may_do_what() {
    let client = rules_database("grants", "(name, expression) VALUES ('r', 'm > 0')").await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    let select = "SELECT count(*) FROM monitoring.alert_rules";
    let insert = r#"SELECT monitoring.load_alert_rules('{"alerts": [{"name": "x", "condition": "m{a=~\"b\"}.max > 5"}]}')"#.replace("m{a=~\\\"b\\\"}.max", "m.max{a=~\\\"b\\\"}");
    let update = "UPDATE monitoring.alert_rules SET severity = 'critical' WHERE name = 'r'";
    let evaluation = "SELECT monitoring.evaluate_alert_rules('2031-01-01 00:00:00+00'), agentmon.evaluate_due_rules('2031-01-01 00:00:00+00')";
    let replay = "SELECT * FROM monitoring.replay_alert_rule('r', '2031-01-01', '2031-01-01 00:01+00')";
    let test = r#"SELECT * FROM monitoring.test_alert_rules('{"tests": [{"input_series": [], "alert_rule_test": [{"eval_time": "1m", "alertname": "r"}]}]}')"#;
    let template = "SELECT monitoring.render_template('{{ a }}', '{}')";
    let export = "SELECT monitoring.export_alert_rules('{r}')";
    for (role, allowed) in [
        ("agentmon_admin", vec![select, &insert, update, evaluation, replay, test, template, export]),
        ("agentmon_reader", vec![select, replay, test, template, export]),
        ("agentmon_notifier", vec![evaluation, template]),
        ("agentmon_writer", vec![]),
        ("agentmon_user", vec![]),
    ] {
        for sql in [select, &insert, update, evaluation, replay, test, template, export] {
            let sql_of_role = format!("BEGIN; SET LOCAL ROLE {role}; {sql}; ROLLBACK");
            let done = client.batch_execute(&sql_of_role).await;
            run(&client, "ROLLBACK").await;
            match done {
                Ok(()) => assert!(allowed.contains(&sql), "{role} may not: {sql}"),
                Err(error) => {
                    let code = error.as_db_error().expect("a refusal").code().code().to_owned();
                    assert!(
                        code == "42501" && !allowed.contains(&sql),
                        "{role}: {sql}: {}",
                        agentmon_tests::sql::describe(&error)
                    );
                }
            }
        }
    }
    run(&client, "BEGIN; SET LOCAL ROLE agentmon_reader").await;
    assert_refused(&client, "SELECT monitoring.export_alert_rules('{nobody}')", "22023").await;
    run(&client, "ROLLBACK").await;
    // What they see is what there is.
    run(&client, "BEGIN; SET LOCAL ROLE agentmon_notifier").await;
    assert_eq!(evaluate(&client, minute(0)).await, 1);
    run(&client, "COMMIT").await;
    assert_eq!(open_alerts(&client).await, ["r firing"]);
}

#[tokio::test]
async fn a_thousand_rules_share_what_they_read() {
    let client = rules_database(
        "thousand",
        "(name, expression) SELECT 'r' || n, format('m%s.max > %s', n % 300, n % 100) FROM generate_series(0, 999) AS n",
    )
    .await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'm' || n % 300, 50, jsonb_build_object('k', n % 7), timestamptz '2031-01-01' + n * interval '10 milliseconds' FROM generate_series(1, 6000) AS n",
    )
    .await;
    // Half of the limits are below 50; a second evaluation has nothing to tell, and a third resolves them all.
    assert_eq!(evaluate(&client, minute(2)).await, 500);
    assert_eq!(evaluate(&client, minute(3)).await, 0);
    assert_eq!(
        row(&client, "SELECT count(*), min(value), max(value) FROM monitoring.alerts WHERE state = 'firing'")
            .await,
        "500|50|50"
    );
    let states = "SELECT count(*) FROM monitoring.alert_rules WHERE last_value = 50 AND last_evaluated_at = '2031-01-01 00:03:00+00'";
    assert_eq!(row(&client, states).await, "1000");
    assert_eq!(evaluate(&client, minute(30)).await, 500);
    assert_eq!(open_alerts(&client).await, [""; 0]);
}
