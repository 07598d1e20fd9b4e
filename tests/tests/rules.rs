//! Alert rules from pending to resolved, as Prometheus describes it and beyond: for, keep_firing_for, no data, errors. On a
//! virtual clock.

use agentmon_tests::alerting::{minute, process, second};
use agentmon_tests::rules::{evaluate, metric, open_alerts, play, resolved, rules_database, state};
use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{setup_database, shared_cluster};

#[tokio::test]
async fn scenarios() {
    let mut rules = Vec::new();
    let mut scenarios = Vec::new();
    for (number, (options, conditions, states)) in [
        // for, keep_firing_for, no_data
        (("0", "0", "ok"), "FTTFF", "iffii"),
        (("2 minutes", "0", "ok"), "FTTTFF", "ippfii"),
        (("2 minutes", "0", "ok"), "TTFTTTTF", "ppippffi"),
        (("0", "3 minutes", "ok"), "TFFFFF", "fffiii"),
        (("0", "3 minutes", "ok"), "TFFTFFFF", "ffffffii"),
        (("1 minute", "2 minutes", "ok"), "TTFFFTT", "pffiipf"),
        (("0", "0", "ok"), "T-TT", "fiff"),
        (("0", "2 minutes", "ok"), "T-T--", "ffffi"),
        (("0", "0", "keep"), "-T--F-", "ifffii"),
        (("2 minutes", "0", "keep"), "T--T", "pppf"),
        (("0", "0", "alert"), "F-F-", "ifif"),
        (("2 minutes", "0", "alert"), "----F", "ppffi"),
    ]
    .into_iter()
    .enumerate()
    {
        let (hold, keep, no_data) = options;
        rules.push(format!("('r{number}', 'g{number}[1m] > 0.5', '{hold}', '{keep}', '{no_data}')"));
        scenarios.push((number, options, conditions, states));
    }
    let insert = format!("(name, expression, \"for\", keep_firing_for, no_data) VALUES {}", rules.join(","));
    let client = rules_database("scenarios", &insert).await;
    for (number, options, conditions, states) in scenarios {
        // The others stand still meanwhile.
        run(&client, &format!("UPDATE monitoring.alert_rules SET enabled = name = 'r{number}'")).await;
        let played = play(&client, &format!("r{number}"), &format!("g{number}"), conditions).await;
        assert_eq!(played, states, "{options:?} {conditions}");
        let over = states.matches("fi").count();
        assert_eq!(usize::try_from(resolved(&client, &format!("r{number}")).await), Ok(over), "{options:?}");
    }
}

#[tokio::test]
async fn an_alert_says_what_it_knows() {
    let client = rules_database(
        "says",
        r#"(name, expression, severity, "for", keep_firing_for, labels, annotations, actions) VALUES
           ('slow', 'm.max{path=~"/a.*"}[1m] > 100ms', 'high', '1 minute', '2 minutes', '{"team": "web"}',
            '{"summary": "{{ labels.team }}: {{ value | round(1) }} > {{ threshold }} ({{ severity }}, {{ rule }})", "odd": "{{ value | upper + 1 }}"}', '{sms}')"#,
    )
    .await;
    metric(&client, "m", 150.0, r#"{"path": "/ab"}"#, minute(0)).await;
    metric(&client, "m", 999.0, r#"{"path": "/b"}"#, minute(0)).await;
    assert_eq!(evaluate(&client, minute(0)).await, 1);
    let what = "SELECT state, severity, labels, annotations, value, count, rule_name, actions, source, starts_at, fired_at, last_seen_at, ends_at, updated_at,
                       alert_key = agentmon.alert_key('rule', labels) FROM monitoring.alerts";
    assert_eq!(
        row(&client, what).await,
        "pending|error|{\"team\": \"web\", \"alertname\": \"slow\"}|{}|150|1|slow|{sms}|rule|2031-01-01 00:00:00+00||2031-01-01 00:00:00+00||2031-01-01 00:00:00+00|t"
    );
    metric(&client, "m", 200.55, r#"{"path": "/ab"}"#, minute(1)).await;
    assert_eq!(evaluate(&client, minute(1)).await, 1);
    let summary = "SELECT state, annotations ->> 'summary', left(annotations ->> 'odd', 12), value, fired_at, last_seen_at, ends_at, updated_at FROM monitoring.alerts";
    assert_eq!(
        row(&client, summary).await,
        "firing|web: 200.6 > 100 (error, slow)|<odd failed:|200.55|2031-01-01 00:01:00+00|2031-01-01 00:01:00+00||2031-01-01 00:01:00+00"
    );
    // While it fires its text follows the value, which is no news to anybody.
    metric(&client, "m", 300.0, r#"{"path": "/ab"}"#, minute(2)).await;
    assert_eq!(evaluate(&client, minute(2)).await, 0);
    assert_eq!(
        row(&client, summary).await,
        "firing|web: 300 > 100 (error, slow)|<odd failed:|300|2031-01-01 00:01:00+00|2031-01-01 00:02:00+00||2031-01-01 00:01:00+00"
    );
    metric(&client, "m", 50.0, r#"{"path": "/ab"}"#, second(190)).await;
    assert_eq!(evaluate(&client, second(190)).await, 0);
    assert_eq!(evaluate(&client, minute(4)).await, 1);
    assert_eq!(
        row(&client, summary).await.rsplit_once("|<odd").expect("a part").1,
        " failed:|50|2031-01-01 00:01:00+00|2031-01-01 00:02:00+00|2031-01-01 00:04:00+00|2031-01-01 00:04:00+00"
    );
    let rule = "SELECT last_evaluated_at, last_value, last_error, error_count, last_duration_ms > 0 FROM monitoring.alert_rules";
    assert_eq!(row(&client, rule).await, "2031-01-01 00:04:00+00|50||0|t");
    // The same again is another alert.
    metric(&client, "m", 500.0, r#"{"path": "/ab"}"#, minute(9)).await;
    evaluate(&client, minute(9)).await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.alerts").await, 2);
}

#[tokio::test]
async fn silence_takes_no_words_away() {
    let client = rules_database(
        "silence",
        r#"(name, expression, keep_firing_for, no_data, annotations) VALUES ('held', 'm[1m] > 0', '10 minutes', 'ok', '{"a": "{{ value }}"}'),
           ('kept', 'm[1m] > 0', '0', 'keep', '{"a": "{{ value }}"}'), ('told', 'm[1m] > 0', '0', 'alert', '{"a": "{{ value | default(\"nothing\") }}"}')"#,
    )
    .await;
    let said =
        "SELECT rule_name, annotations, value FROM monitoring.alerts WHERE state = 'firing' ORDER BY 1";
    evaluate(&client, minute(0)).await;
    let silence = r#"told|{"a": "nothing", "no_data": "There is no data for m[1m] > 0, and there has been none since the rule was first evaluated."}|"#;
    assert_eq!(rows(&client, said).await, [silence]);
    metric(&client, "m", 7.0, "{}", minute(1)).await;
    evaluate(&client, minute(1)).await;
    // A sentence of ours, where the rule has none, and only as long as there is such a value.
    let ours = r#"{"a": "7", "description": "m over 1 minute is 7, above 0."}|7"#;
    assert_eq!(
        rows(&client, said).await,
        [format!("held|{ours}"), format!("kept|{ours}"), format!("told|{ours}")]
    );
    evaluate(&client, minute(5)).await;
    let silent = ["held", "kept", "told"].map(|rule| {
        format!(
            "{rule}|{{\"a\": \"7\", \"no_data\": \"There is no data for m[1m] > 0 since 2031-01-01 00:01:00 UTC.\", \
             \"no_data_since\": \"2031-01-01 00:01:00 UTC\"}}|7"
        )
    });
    assert_eq!(rows(&client, said).await, silent);
}

#[tokio::test]
async fn one_alert_for_each_value_of_a_label() {
    let client = rules_database(
        "by_label",
        r#"(name, expression, labels, no_data) VALUES
           ('each', 'm.max[1m] by (host, zone) > 5', '{"team": "web"}', 'ok'),
           ('all', 'm.max[1m] > 5', '{}', 'ok'),
           ('both', 'm.max[1m] by (host) > 5 and all.max[1m] > 0', '{}', 'ok'),
           ('silence', 'm.max[1m] by (host) > 5', '{}', 'alert'),
           ('kept', 'm.max[1m] by (host) > 5', '{}', 'keep')"#,
    )
    .await;
    metric(&client, "all", 1.0, "{}", minute(0)).await;
    for (value, tags) in [
        (6.0, r#"{"host": "a", "zone": "1"}"#),
        (7.0, r#"{"host": "b", "zone": 2}"#),
        (1.0, r#"{"host": "c"}"#),
        (8.0, r#"{"zone": ""}"#),
    ] {
        metric(&client, "m", value, tags, minute(0)).await;
    }
    evaluate(&client, minute(0)).await;
    let all = [
        "all firing",
        r#"both firing"#,
        r#"both{"host": "a"} firing"#,
        r#"both{"host": "b"} firing"#,
        r#"each{"host": "a", "team": "web", "zone": "1"} firing"#,
        r#"each{"host": "b", "team": "web", "zone": "2"} firing"#,
        r#"each{"team": "web"} firing"#,
        "kept firing",
        r#"kept{"host": "a"} firing"#,
        r#"kept{"host": "b"} firing"#,
        "silence firing",
        r#"silence{"host": "a"} firing"#,
        r#"silence{"host": "b"} firing"#,
    ];
    assert_eq!(open_alerts(&client).await, all);
    // Others speak: a host that no longer does is over, but where the state is kept.
    metric(&client, "m", 6.0, r#"{"host": "a", "zone": "1"}"#, minute(2)).await;
    metric(&client, "all", 0.0, "{}", minute(2)).await;
    evaluate(&client, minute(2)).await;
    let one = [
        "all firing",
        r#"each{"host": "a", "team": "web", "zone": "1"} firing"#,
        "kept firing",
        r#"kept{"host": "a"} firing"#,
        r#"kept{"host": "b"} firing"#,
        r#"silence{"host": "a"} firing"#,
    ];
    assert_eq!(open_alerts(&client).await, one);
    // Nobody speaks: that is one alert, and those by label stay.
    evaluate(&client, minute(9)).await;
    let silent = [
        "kept firing",
        r#"kept{"host": "a"} firing"#,
        r#"kept{"host": "b"} firing"#,
        "silence firing",
        r#"silence{"host": "a"} firing"#,
    ];
    assert_eq!(open_alerts(&client).await, silent);
    let said = "SELECT annotations ->> 'no_data' FROM monitoring.alerts WHERE labels = '{\"alertname\": \"silence\"}' AND state = 'firing'";
    assert_eq!(
        row(&client, said).await,
        "There is no data for m.max[1m] by (host) > 5 since 2031-01-01 00:02:00 UTC."
    );
    metric(&client, "m", 1.0, r#"{"host": "a"}"#, minute(10)).await;
    evaluate(&client, minute(10)).await;
    assert_eq!(open_alerts(&client).await, ["kept firing", r#"kept{"host": "b"} firing"#]);
}

#[tokio::test]
async fn what_is_no_longer_asked_for_is_over() {
    let client = rules_database(
        "orphans",
        r#"(name, expression, "for", no_data) VALUES ('gone', 'm > 0', '0', 'keep'), ('off', 'm > 0', '0', 'keep'), ('other', 'm > 0', '0', 'keep'),
           ('named', 'm > 0', '0', 'keep'), ('labelled', 'm > 0', '0', 'keep'), ('waiting', 'm > 0', '1 hour', 'keep'), ('same', 'm > 0', '0', 'keep')"#,
    )
    .await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    assert_eq!(evaluate(&client, minute(0)).await, 7);
    run(
        &client,
        r#"DELETE FROM monitoring.alert_rules WHERE name = 'gone';
           UPDATE monitoring.alert_rules SET enabled = false WHERE name IN ('off', 'waiting');
           UPDATE monitoring.alert_rules SET expression = 'm > 0.5' WHERE name = 'other';
           UPDATE monitoring.alert_rules SET name = 'renamed' WHERE name = 'named';
           UPDATE monitoring.alert_rules SET labels = '{"a": "b"}' WHERE name = 'labelled';
           UPDATE monitoring.alert_rules SET severity = 'critical', description = 'x' WHERE name = 'same'"#,
    )
    .await;
    // other and labelled have nothing to go by any more, and renamed is evaluated for the first time.
    assert_eq!(evaluate(&client, minute(30)).await, 6);
    assert_eq!(open_alerts(&client).await, ["same firing"]);
    let what = "SELECT rule_name, state, ends_at = '2031-01-01 00:30:00+00', updated_at = ends_at FROM monitoring.alerts WHERE state <> 'firing' ORDER BY 1";
    assert_eq!(
        rows(&client, what).await,
        [
            "gone|resolved|t|t",
            "labelled|resolved|t|t",
            "named|resolved|t|t",
            "off|resolved|t|t",
            "other|resolved|t|t",
            // Of another severity it is another alert.
            "same|resolved|t|t"
        ]
    );
    assert_eq!(
        row(&client, "SELECT severity FROM monitoring.alerts WHERE state = 'firing'").await,
        "critical"
    );
    // A rule that asks for something else and finds it at once resolves and fires in one go.
    metric(&client, "m", 1.0, "{}", minute(31)).await;
    run(&client, "UPDATE monitoring.alert_rules SET expression = 'm > 0.1' WHERE name = 'same'").await;
    evaluate(&client, minute(31)).await;
    let same = "SELECT state, starts_at FROM monitoring.alerts WHERE rule_name = 'same' ORDER BY id";
    assert_eq!(
        rows(&client, same).await,
        [
            "resolved|2031-01-01 00:00:00+00",
            "resolved|2031-01-01 00:00:00+00",
            "firing|2031-01-01 00:31:00+00"
        ]
    );
}

#[tokio::test]
async fn a_rule_that_fails_says_so_and_disturbs_no_other() {
    let client = rules_database(
        "failing",
        "(name, expression) VALUES ('a', 'm > 0'), ('b', 'n.max > 1ms'), ('c', 'm > 0'), ('d', 'm{x=~\"y|\"} > 0')",
    )
    .await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    metric(&client, "n", 2.0, "{}", minute(0)).await;
    assert_eq!(evaluate(&client, minute(0)).await, 4);
    assert_eq!(open_alerts(&client).await, ["a firing", "b firing", "c firing", "d firing"]);
    // Its metric is said to be something else now.
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, unit) VALUES ('n', 'bytes')").await;
    let failed =
        "SELECT name, error_count, last_error FROM monitoring.alert_rules WHERE last_error IS NOT NULL";
    for times in 1_i32..=4 {
        // The others' gauge is gone, so that they have something to tell.
        assert_eq!(
            evaluate(&client, minute(5 + i64::from(times))).await,
            [3, 0, 1, 0][usize::try_from(times - 1).expect("small")]
        );
        assert_eq!(rows(&client, failed).await, [format!("b|{times}|1ms cannot be compared with n")]);
        let told = if times < 3 {
            vec!["b firing"]
        } else {
            vec![r#"alert_rule_error{"rule": "b"} firing"#, "b firing"]
        };
        assert_eq!(open_alerts(&client).await, told, "after {times}");
    }
    let what = "SELECT severity, source, annotations ->> 'summary', annotations ->> 'description' FROM monitoring.alerts WHERE labels ->> 'alertname' = 'alert_rule_error'";
    assert_eq!(
        row(&client, what).await,
        "warning|rule|Alert rule b cannot be evaluated|1ms cannot be compared with n"
    );
    assert_eq!(row(&client, "SELECT bool_and(enabled) FROM monitoring.alert_rules").await, "t");
    run(&client, "UPDATE monitoring.metric_definitions SET unit = 's'").await;
    metric(&client, "n", 2.0, "{}", minute(20)).await;
    assert_eq!(evaluate(&client, minute(20)).await, 1);
    assert_eq!(open_alerts(&client).await, ["b firing"]);
    assert_eq!(rows(&client, failed).await, [""; 0]);
}

#[tokio::test]
async fn an_alert_that_cannot_be_written_stands_in_no_other_s_way() {
    let client = rules_database(
        "in_the_way",
        "(name, expression) VALUES ('a', 'm > 0'), ('b', 'm > 0'), ('c', 'm > 0')",
    )
    .await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    run(
        &client,
        r#"INSERT INTO monitoring.alerts (alert_key, source, labels, severity, state, starts_at, last_seen_at, updated_at)
           SELECT agentmon.alert_key('rule', '{"alertname": "b"}'), 'raised', '{}', 'info', 'firing', now(), now(), now()"#,
    )
    .await;
    assert_eq!(evaluate(&client, minute(0)).await, 2);
    assert_eq!(open_alerts(&client).await, ["a firing", "c firing"]);
    let failed = "SELECT name, error_count, last_error LIKE 'duplicate key%' FROM monitoring.alert_rules WHERE error_count > 0";
    assert_eq!(rows(&client, failed).await, ["b|1|t"]);
    run(&client, "DELETE FROM monitoring.alerts WHERE source = 'raised'").await;
    assert_eq!(evaluate(&client, minute(1)).await, 1);
    assert_eq!(open_alerts(&client).await, ["a firing", "b firing", "c firing"]);
    assert_eq!(rows(&client, failed).await, [""; 0]);
}

/// After an outage of the daemon the stored history says what held, as a replay says it; without one nothing held.
#[tokio::test]
async fn time_that_nobody_evaluated_counts_only_where_history_says_so() {
    for (number, (conditions, expected)) in [
        // A row a minute, T or F, - for none; the rule is evaluated at the first minute and at the last.
        ("TTTTTTTTTTT", "firing 5"),
        ("T---------T", "pending 10"),
        ("TTTF--TTTTT", "pending 6"),
        ("TTTTFTTTTTT", "firing 10"),
        ("TFTTTTTTTFT", "firing 7 resolved 9, pending 10"),
        ("T----------", "inactive"),
        ("FFFFFFFFTTT", "pending 8"),
        ("TTTTTTTTTTF", "firing 5 resolved 10"),
    ]
    .into_iter()
    .enumerate()
    {
        let client = rules_database(
            &format!("outage_{number}"),
            "(name, expression, \"for\") VALUES ('r', 'g[1m] > 0.5', '5 minutes')",
        )
        .await;
        let mut last = 0;
        for (at, condition) in (0_i64..).zip(conditions.chars()) {
            if condition != '-' {
                metric(&client, "g", if condition == 'T' { 1.0 } else { 0.0 }, "{}", minute(at)).await;
            }
            if at == 0 {
                evaluate(&client, minute(0)).await;
            }
            last = at;
        }
        evaluate(&client, minute(last)).await;
        let live = "SELECT coalesce((SELECT string_agg(concat_ws(' ', CASE WHEN state = 'pending' THEN state ELSE 'firing' END,
                extract(minute FROM coalesce(fired_at, starts_at)), CASE WHEN ends_at IS NOT NULL THEN 'resolved ' || extract(minute FROM ends_at) END), ', ' ORDER BY id)
            FROM monitoring.alerts), 'inactive')";
        assert_eq!(row(&client, live).await, expected, "{conditions}");
        // The replay of the same time ends where the live evaluation is.
        let now = minute(last).to_rfc3339();
        let replay = format!(
            "SELECT coalesce((SELECT state FROM monitoring.replay_alert_rule('r', '{}', '{now}') ORDER BY at DESC LIMIT 1), 'inactive')",
            minute(0).to_rfc3339()
        );
        let state = expected.split(' ').rev().find(|word| word.parse::<i32>().is_err()).expect("a state");
        assert_eq!(row(&client, &replay).await, state, "{conditions}");
    }
}

#[tokio::test]
async fn time_of_failures_and_of_a_rule_that_was_off_does_not_count() {
    let client = rules_database(
        "uncounted",
        "(name, expression, \"for\") VALUES ('fails', 'n > 1ms', '5 minutes'), ('off', 'm > 0', '5 minutes'), ('on', 'm > 0', '5 minutes')",
    )
    .await;
    for at in [0, 10] {
        metric(&client, "m", 1.0, "{}", minute(at)).await;
        metric(&client, "n", 2.0, "{}", minute(at)).await;
    }
    evaluate(&client, minute(0)).await;
    assert_eq!(open_alerts(&client).await, ["fails pending", "off pending", "on pending"]);
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, unit) VALUES ('n', 'bytes'); UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'off'").await;
    for at in 1..=9 {
        evaluate(&client, minute(at)).await;
    }
    assert_eq!(
        row(&client, "SELECT error_count, status FROM monitoring.alert_rules WHERE name = 'fails'").await,
        "9|fails: 1ms cannot be compared with n"
    );
    run(&client, "DELETE FROM monitoring.metric_definitions; UPDATE monitoring.alert_rules SET enabled = true WHERE name = 'off'").await;
    evaluate(&client, minute(10)).await;
    let open = "SELECT rule_name, state, extract(minute FROM starts_at) FROM monitoring.alerts WHERE state <> 'resolved' AND rule_name IS NOT NULL ORDER BY 1";
    // Nothing was stored between the two minutes of data but what the window holds.
    assert_eq!(rows(&client, open).await, ["fails|pending|10", "off|pending|10", "on|pending|10"]);
}

#[tokio::test]
async fn a_rule_says_how_it_stands() {
    let client = rules_database(
        "stands",
        r#"(name, expression, no_data) VALUES ('good', 'm > 0', 'ok'), ('typo', 'mm > 0', 'ok'), ('half', 'm / nn > 0', 'alert'), ('quiet', 'm[1s] > 0', 'ok'),
           ('logs', 'agents.logs.count > 5', 'ok'), ('off', 'zz > 0', 'ok')"#,
    )
    .await;
    run(&client, "UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'off'").await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    client.execute("SELECT monitoring.refresh_rollups($1)", &[&minute(2)]).await.expect("a refresh");
    evaluate(&client, minute(1)).await;
    let stands = "SELECT name, status FROM monitoring.alert_rules ORDER BY 1";
    assert_eq!(
        rows(&client, stands).await,
        [
            "good|ok",
            "half|never seen: nn",
            "logs|never seen: agents.logs",
            "off|",
            "quiet|no data",
            "typo|never seen: mm"
        ]
    );
    let unseen = "SELECT rule, metrics FROM monitoring.unseen_rules('2031-01-01 00:10')";
    assert_eq!(rows(&client, unseen).await, ["half|{nn}", "logs|{agents.logs}", "typo|{mm}"]);
    evaluate(&client, minute(9)).await;
    assert_eq!(
        row(&client, "SELECT status FROM monitoring.alert_rules WHERE name = 'good'").await,
        "no data since 2031-01-01 00:01:00 UTC"
    );
    // The metric comes at last.
    metric(&client, "mm", 1.0, "{}", minute(9)).await;
    client.execute("SELECT monitoring.refresh_rollups($1)", &[&minute(11)]).await.expect("a refresh");
    assert_eq!(rows(&client, unseen).await, ["half|{nn}", "logs|{agents.logs}"]);
    evaluate(&client, minute(10)).await;
    assert_eq!(row(&client, "SELECT status FROM monitoring.alert_rules WHERE name = 'typo'").await, "ok");
}

/// A rule that cannot fire is told of, but neither at once nor where nobody has switched it on.
#[tokio::test]
async fn health_names_rules_whose_metric_was_never_seen() {
    let client = setup_database(shared_cluster().await, "unseen_health").await;
    let health = async |minutes: i64| {
        let now = minute(minutes);
        evaluate(&client, now).await;
        let part = format!(
            "SELECT (h ->> 'status') || ' ' || (h ->> 'reasons') FROM (SELECT monitoring.get_system_health('{now}') -> 'alert_health') AS v (h)"
        );
        row(&client, &part).await
    };
    assert_eq!(health(0).await, "healthy []");
    assert_eq!(health(120).await, "healthy []", "the rules that come along are off");
    run(
        &client,
        r#"INSERT INTO monitoring.alert_rules (name, expression, severity) VALUES
           ('typo', 'api.respones_time.p95 > 1s', 'info'), ('grave', 'nn > 1', 'critical'), ('c1', 'mm > 1', 'warning'), ('c2', 'mm > 2', 'warning'), ('c3', 'mm > 3', 'warning')"#,
    )
    .await;
    for minutes in [121, 150, 180] {
        assert_eq!(health(minutes).await, "healthy []", "its metric may be under way");
    }
    let said = health(181).await;
    assert!(
        said.starts_with("warning ")
            && said.contains("grave (nn), c1 (mm), c2 (mm) and 2 more; correct the name"),
        "{said}"
    );
    // One comes to life, one is corrected, and begins anew; the others are switched off.
    metric(&client, "nn", 0.0, "{}", minute(182)).await;
    client.execute("SELECT monitoring.refresh_rollups($1)", &[&minute(184)]).await.expect("a refresh");
    run(&client, "UPDATE monitoring.alert_rules SET enabled = false WHERE name LIKE 'c_'; UPDATE monitoring.alert_rules SET expression = 'api.response_time.p95 > 1s' WHERE name = 'typo'").await;
    assert_eq!(health(183).await, "healthy []");
    let said = health(250).await;
    assert!(
        said.starts_with("warning ") && said.contains("cannot fire: typo (api.response_time); "),
        "{said}"
    );
}

/// What somebody holds in an open transaction goes on later, at the price of no wait for each; and it is said who it is.
#[tokio::test]
async fn rules_wait_for_no_open_transaction() {
    let name = "rules_held";
    let client = rules_database(
        name,
        "(name, expression) SELECT 'r' || n, 'm[1m] > ' || n FROM generate_series(1, 60) AS n",
    )
    .await;
    metric(&client, "m", 100.0, "{}", minute(0)).await;
    process(&client, minute(0)).await;
    assert_eq!(open_alerts(&client).await.len(), 60);
    let holder = shared_cluster().await.connect(name).await;
    run(&holder, "SET application_name = 'psql of ann'; BEGIN; SELECT monitoring.acknowledge_alert(id, 'ann') FROM monitoring.alerts WHERE rule_name <> 'r7'").await;
    run(&client, "UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'r8'").await;
    metric(&client, "m", 0.0, "{}", minute(1)).await;
    let started = std::time::Instant::now();
    process(&client, minute(1)).await;
    let waits = std::time::Duration::from_millis(500);
    assert!(started.elapsed() < waits * 20, "59 of them are held: {:?}", started.elapsed());
    let over = "SELECT rule_name FROM monitoring.alerts WHERE state = 'resolved'";
    assert_eq!(rows(&client, over).await, ["r7"]);
    let failures = "SELECT * FROM monitoring.step_failures WHERE step <> 'open transactions'";
    assert_eq!(rows(&client, failures).await, Vec::<String>::new());
    // Who holds them for more than a moment is named, also by the steps that evaluate no rule.
    let mut now = minute(1);
    eventually_true("the one in the way to be named", DEADLINE, async || {
        now += chrono::TimeDelta::seconds(20);
        process(&client, now).await;
        let said = format!("SELECT monitoring.get_system_health('{now}') #>> '{{alert_health,reasons}}'");
        let said = row(&client, &said).await;
        said.contains("psql of ann") && said.contains("alerts")
    })
    .await;
    process(&client, now + chrono::TimeDelta::seconds(1)).await;
    let named = "SELECT count(*) FROM monitoring.step_failures WHERE error LIKE '%psql of ann%'";
    assert_eq!(row(&client, named).await, "1");
    run(&holder, "COMMIT").await;
    process(&client, now + chrono::TimeDelta::minutes(1)).await;
    assert_eq!(open_alerts(&client).await, Vec::<String>::new());
    let left = "SELECT count(*) FROM monitoring.step_failures";
    assert_eq!(row(&client, left).await, "0");
}

#[tokio::test]
async fn an_alert_says_by_what_it_ended() {
    let client = rules_database(
        "ended",
        r#"(name, expression, annotations) VALUES ('value', 'm[1m] > 100ms', '{"summary": "{{ value }} ms"}'), ('silence', 'n[1m] > 5', '{}'), ('gone', 'm[1m] > 10', '{}'),
           ('told', 'o[1m] > 5', '{"summary": "o is {{ value | round }} of {{ threshold }}"}')"#,
    )
    .await;
    run(&client, "UPDATE monitoring.alert_rules SET no_data = 'alert' WHERE name = 'told'").await;
    metric(&client, "m", 150.0, "{}", minute(0)).await;
    metric(&client, "n", 9.0, "{}", minute(0)).await;
    evaluate(&client, minute(0)).await;
    let told = "SELECT annotations ->> 'summary', annotations ->> 'no_data' FROM monitoring.alerts WHERE rule_name = 'told'";
    assert_eq!(
        row(&client, told).await,
        "o is no data of no threshold|There is no data for o[1m] > 5, and there has been none since the rule was first evaluated."
    );
    run(&client, "DELETE FROM monitoring.alert_rules WHERE name = 'gone'").await;
    metric(&client, "m", 42.5, "{}", minute(1)).await;
    evaluate(&client, minute(1)).await;
    let ended = "SELECT rule_name, state, value, annotations ->> 'ended' FROM monitoring.alerts WHERE state = 'resolved' ORDER BY 1";
    assert_eq!(
        rows(&client, ended).await,
        [
            "gone|resolved|150|Its rule was deleted, switched off, or asks for something else now.",
            "silence|resolved||There is no data for n[1m] > 5 any more at 2031-01-01 00:01:00 UTC.",
            "value|resolved|42.5|The value is 42.5ms at 2031-01-01 00:01:00 UTC, where m[1m] > 100ms holds no more.",
        ]
    );
}

/// Rows that somebody wrote past the checks stop no other rule.
#[tokio::test]
async fn rules_that_were_written_past_the_checks_stop_no_other() {
    let client =
        rules_database("past_checks", "(name, expression, \"for\") VALUES ('good', 'm > 0', '1 minute')")
            .await;
    for (columns, values) in [
        ("\"for\"", "'178000000 years'"),
        ("keep_firing_for", "'178000000 years'"),
        ("\"for\"", "'1001 days'"),
    ] {
        let sql = format!(
            "INSERT INTO monitoring.alert_rules (name, expression, {columns}) VALUES ('r', 'm > 0', {values})"
        );
        let error = agentmon_tests::sql::assert_refused(&client, &sql, "22023").await;
        assert!(error.message().contains("is too long"), "{error:?}");
    }
    run(
        &client,
        r#"ALTER TABLE monitoring.alert_rules DROP CONSTRAINT agentmon_interval_fits;
           ALTER TABLE monitoring.alert_rules DISABLE TRIGGER USER;
           INSERT INTO monitoring.alert_rules (name, expression, "for", keep_firing_for, labels, annotations, severity, no_data) VALUES
             ('long', 'm > 0', '178000000 years', '178000000 years', '{}', '{}', 'warning', 'ok'),
             ('negative', 'm > 0', '-178000000 years', '-5 years', '{}', '{}', 'warning', 'ok'),
             ('text', 'not an expression', '5m', '0', '{}', '{}', 'warning', 'ok'),
             ('pattern', 'm{a=~"("} > 0', '5m', '0', '{}', '{}', 'warning', 'ok'),
             ('labels', 'm > 0', '0', '0', '[1]', '{}', 'warning', 'ok'),
             ('annotations', 'm > 0', '0', '0', '{}', '[1]', 'warning', 'ok'),
             ('severity', 'm > 0', '0', '0', '{}', '{}', 'huge', 'ok'),
             ('policy', 'm > 0', '0', '0', '{}', '{}', 'warning', 'perhaps'),
             ('', 'm > 0', '0', '0', '{}', '{}', 'warning', 'ok');
           ALTER TABLE monitoring.alert_rules ENABLE TRIGGER USER"#,
    )
    .await;
    for at in [0, 1, 5, 30] {
        metric(&client, "m", 1.0, "{}", minute(at)).await;
        evaluate(&client, minute(at)).await;
        assert!(at == 0 || state(&client, "good").await == if at == 30 { 'p' } else { 'f' }, "minute {at}");
    }
    assert_eq!(row(&client, "SELECT last_error FROM monitoring.alert_rules WHERE name = 'good'").await, "");
    let failing = "SELECT name FROM monitoring.alert_rules WHERE error_count > 0 ORDER BY 1";
    let failing = rows(&client, failing).await;
    assert!(failing.contains(&"text".to_owned()) && failing.contains(&"severity".to_owned()), "{failing:?}");
    run(&client, "SELECT monitoring.process_alerts('2031-01-01 00:31')").await;
}

#[tokio::test]
async fn due_rules_are_those_of_long_ago_and_of_another_clock() {
    let client = rules_database("due", "(name, expression) VALUES ('r', 'm > 0')").await;
    metric(&client, "m", 1.0, "{}", second(-100)).await;
    let due = async |now| {
        client.execute("SELECT agentmon.evaluate_due_rules($1)", &[&now]).await.expect("an evaluation");
        row(&client, "SELECT last_evaluated_at FROM monitoring.alert_rules").await
    };
    assert_eq!(due(second(0)).await, "2031-01-01 00:00:00+00");
    assert_eq!(due(second(14)).await, "2031-01-01 00:00:00+00");
    assert_eq!(due(second(15)).await, "2031-01-01 00:00:15+00");
    assert_eq!(due(second(5)).await, "2031-01-01 00:00:05+00");
    run(&client, "UPDATE monitoring.settings SET value = '1 minute' WHERE name = 'rule_interval'").await;
    assert_eq!(due(second(64)).await, "2031-01-01 00:00:05+00");
    assert_eq!(due(second(65)).await, "2031-01-01 00:01:05+00");
    run(&client, "UPDATE monitoring.alert_rules SET expression = 'm > 0.5'").await;
    assert_eq!(due(second(66)).await, "2031-01-01 00:01:06+00");
    assert_eq!(evaluate(&client, second(67)).await, 0);
    assert_eq!(
        row(&client, "SELECT last_evaluated_at FROM monitoring.alert_rules").await,
        "2031-01-01 00:01:07+00"
    );
}

#[tokio::test]
async fn one_evaluator_at_a_time_and_none_waits_for_a_user() {
    let client =
        rules_database("at_a_time", "(name, expression) VALUES ('a', 'm > 0'), ('b', 'm > 0')").await;
    metric(&client, "m", 1.0, "{}", minute(0)).await;
    let other = shared_cluster().await.connect("at_a_time").await;
    run(&other, "BEGIN").await;
    assert_eq!(evaluate(&other, minute(0)).await, 2);
    assert_eq!(evaluate(&client, minute(0)).await, 0);
    assert_eq!(open_alerts(&client).await, [""; 0]);
    run(&other, "ROLLBACK").await;
    // Somebody is at work on b.
    run(&other, "BEGIN; UPDATE monitoring.alert_rules SET severity = 'critical' WHERE name = 'b'").await;
    assert_eq!(evaluate(&client, minute(0)).await, 1);
    assert_eq!(open_alerts(&client).await, ["a firing"]);
    run(&other, "COMMIT").await;
    assert_eq!(evaluate(&client, minute(1)).await, 1);
    assert_eq!(state(&client, "b").await, 'f');
}

#[tokio::test]
async fn the_classic_rules_are_there_and_pass_their_own_checks() {
    let client = setup_database(shared_cluster().await, "classic").await;
    assert_eq!(row(&client, "SELECT count(*), bool_or(enabled) FROM monitoring.alert_rules").await, "9|f");
    run(&client, "UPDATE monitoring.alert_rules SET enabled = true").await;
    for (metric_name, value, tags) in [
        ("api.response_time", 900.0, "{}"),
        ("api.requests", 1.0, r#"{"success": false}"#),
        ("database.connections.active", 95.0, "{}"),
        ("database.query_duration", 300.0, "{}"),
        ("agents.queue.size", 500.0, "{}"),
        ("ml.prediction_confidence", 0.2, "{}"),
        ("system.memory_usage", 99.0, "{}"),
        ("system.cpu_usage_percent", 99.0, "{}"),
    ] {
        for at in 0..=20 {
            metric(&client, metric_name, value, tags, minute(at)).await;
        }
    }
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, created_at)
         SELECT 'a', 'failure', timestamptz '2031-01-01' + n * interval '1 minute' FROM generate_series(0, 20) AS n",
    )
    .await;
    for at in 0..=15 {
        evaluate(&client, minute(at)).await;
    }
    let fired = "SELECT rule_name, severity, extract(epoch FROM fired_at - starts_at)::int / 60, annotations ->> 'summary' FROM monitoring.alerts ORDER BY 1";
    assert_eq!(
        rows(&client, fired).await,
        [
            "agent_execution_failure_rate|critical|5|100% of agent executions fail",
            "agent_queue_backlog|warning|10|500 messages wait in a queue",
            "database_connection_pool_exhausted|warning|3|95 % of the database connections are in use",
            "high_api_latency|warning|5|Slow API: p95 is 900 ms",
            "high_cpu_usage|warning|5|CPU is at 99 %",
            "high_error_rate|critical|2|100% of API requests fail",
            "high_memory_usage|critical|3|Memory is at 99 %",
            "low_ml_confidence|warning|15|Predictions have a mean confidence of 0.2",
            "slow_queries|warning|5|Slow queries: p95 is 300 ms",
        ]
    );
}

#[tokio::test]
async fn the_callers_own_file_changes_the_classic_rules_and_adds_none() {
    let client = setup_database(shared_cluster().await, "callers").await;
    let as_callers_have_it =
        "SELECT name, expression, severity, \"for\", actions FROM monitoring.alert_rules ORDER BY name";
    let before = rows(&client, as_callers_have_it).await;
    let loaded = row(
        &client,
        r#"SELECT monitoring.load_alert_rules('{"alerts": [
            {"name": "high_api_latency", "condition": "api.response_time.p95 > 500ms", "severity": "warning", "duration": "5m", "actions": [{"notify": "slack"}, {"notify": "email"}]},
            {"name": "high_error_rate", "condition": "api.requests.error_rate > 5%", "severity": "critical", "duration": "2m", "actions": [{"notify": "pagerduty"}, {"notify": "slack"}]},
            {"name": "database_connection_pool_exhausted", "condition": "database.connections.active > 80%", "severity": "warning", "duration": "3m"},
            {"name": "slow_queries", "condition": "database.query_duration.p95 > 100ms", "severity": "warning", "duration": "5m"},
            {"name": "agent_execution_failure_rate", "condition": "agents.executions.failure_rate > 20%", "severity": "critical", "duration": "5m"},
            {"name": "agent_queue_backlog", "condition": "agents.queue.size > 100", "severity": "warning", "duration": "10m"},
            {"name": "low_ml_confidence", "condition": "ml.predictions.avg_confidence < 0.6", "severity": "warning", "duration": "15m"},
            {"name": "high_memory_usage", "condition": "system.memory_usage > 90%", "severity": "critical", "duration": "3m"},
            {"name": "high_cpu_usage", "condition": "system.cpu_usage > 85%", "severity": "warning", "duration": "5m"}]}')"#,
    )
    .await;
    assert_eq!(loaded, "9");
    assert_eq!(rows(&client, as_callers_have_it).await, before, "they had them all");
    assert_eq!(row(&client, "SELECT count(*), bool_and(enabled) FROM monitoring.alert_rules").await, "9|t");
}

#[tokio::test]
async fn a_crash_changes_nothing() {
    let cluster = agentmon_tests::Cluster::with().durable().start().await;
    let mut client = setup_database(&cluster, "crash").await;
    run(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression, \"for\", keep_firing_for) VALUES
         ('waits', 'm > 0', '3 minutes', '0'), ('fires', 'm > 0', '0', '0'), ('keeps', 'n[1m] > 0', '0', '10 minutes')",
    )
    .await;
    for at in 0..=5 {
        metric(&client, "m", 1.0, "{}", minute(at)).await;
    }
    metric(&client, "n", 1.0, "{}", minute(0)).await;
    // After each evaluation the server dies: for and keep_firing_for go on counting where they were.
    for (at, states) in [(0, "pff"), (2, "pff"), (3, "fff"), (9, "fff"), (10, "iii")] {
        let now = minute(at);
        let changed = evaluate(&client, now).await;
        cluster.kill_9().await;
        cluster.start_again().await;
        client = cluster.connect("crash").await;
        let mut found = String::new();
        for rule in ["waits", "fires", "keeps"] {
            found.push(state(&client, rule).await);
        }
        assert_eq!(found, states, "minute {at}, {changed} changed");
    }
    assert_eq!(
        row(&client, "SELECT count(*), bool_and(state = 'resolved') FROM monitoring.alerts").await,
        "3|t"
    );
}
