//! `raise_alert()`: whatever else alerts; and who may do what.

use agentmon_tests::alerting::{process, scalar, second};
use agentmon_tests::scenario::{play, state_of, theatre, verdict};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{assert_refused, backend_pid, refusal_code, row, rows, run, until_it_waits};

#[tokio::test]
async fn the_same_labels_are_the_same_alert_and_what_is_known_now_counts() {
    let client = theatre("upsert", "").await;
    let raise =
        |rest: &str| format!(r#"SELECT monitoring.raise_alert('{{"b": "2", "alertname": "a"}}', {rest})"#);
    let first = row(&client, &raise(r#"'{"message": "one"}', p_now => '2031-01-01 00:01+00'"#)).await;
    let again = r#"SELECT monitoring.raise_alert('{"alertname": "a", "b": "2"}', '{"message": "two"}', starts_at => '2031-01-01', p_now => '2031-01-01 00:02+00')"#;
    assert_eq!(row(&client, again).await, first, "the order of labels does not matter");
    let alert = "SELECT concat_ws(' ', state, annotations, starts_at::time, fired_at::time, last_seen_at::time, count) FROM monitoring.alerts";
    assert_eq!(row(&client, alert).await, r#"firing {"message": "two"} 00:00:00 00:01:00 00:02:00 1"#);
    assert_eq!(process(&client, second(120)).await, 1);
    assert_eq!(scalar(&client, "SELECT payload ->> 'body' FROM monitoring.notifications").await, "two");
}

#[tokio::test]
async fn it_ends_when_it_says_so() {
    let client = theatre("ends", "").await;
    let raise = |name: &str, ends: &str| {
        format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "{name}"}}', ends_at => {ends}, p_now => :now)"#
        )
    };
    let (a10, a20, past, now, never) = (
        raise("a", "'2031-01-01 00:10+00'"),
        raise("a", "'2031-01-01 00:20+00'"),
        raise("a", "'2030-12-31'"),
        raise("b", ":now"),
        raise("b", "NULL"),
    );
    let story = format!(
        "0      | {a10} | chat first_notification a!
         9m     | {a20} |
         10m    | |
         19m59s | |
         20m    | | chat all_resolved a.
         30m    | {a10} |
         40m    | raise a | chat first_notification a!
         50m    | {past} | chat all_resolved a.
         1h     | {never} | chat first_notification b!
         5h     | | chat repeat b!
         6h     | {now} | chat all_resolved b."
    );
    play(&client, &story).await;
    assert_eq!(state_of(&client, "b").await, "resolved");
    assert_eq!(
        row(&client, "SELECT monitoring.next_notification_at('2031-01-01') IS NOT NULL").await,
        "f",
        "nothing is due"
    );
    let never_told = "SELECT detail FROM monitoring.alert_events WHERE event = 'not told'";
    assert_eq!(rows(&client, never_told).await, ["it was over when it was raised"]);
}

#[tokio::test]
async fn two_sessions_that_raise_the_same_raise_one() {
    let cluster = shared_cluster().await;
    let client = theatre("two_sessions", "").await;
    let (one, two) = (cluster.connect("two_sessions").await, cluster.connect("two_sessions").await);
    let raise = r#"SELECT monitoring.raise_alert('{"alertname": "a"}', p_now => '2031-01-01')"#;
    run(&one, "BEGIN").await;
    let first = row(&one, raise).await;
    let pid = backend_pid(&two).await;
    let second = tokio::spawn(async move { row(&two, raise).await });
    until_it_waits(&client, pid).await;
    run(&one, "COMMIT").await;
    assert_eq!(second.await.expect("it ends"), first);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts").await, "1");
    // The first rolls back: the second raises it after all.
    let two = cluster.connect("two_sessions").await;
    let raise = raise.replace("\"a\"", "\"b\"");
    run(&one, &format!("BEGIN; {raise}")).await;
    let pid = backend_pid(&two).await;
    let second = tokio::spawn(async move { row(&two, &raise).await });
    until_it_waits(&client, pid).await;
    run(&one, "ROLLBACK").await;
    second.await.expect("it ends");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts WHERE state = 'firing'").await, "2");
}

#[tokio::test]
async fn arguments_of_another_form_are_refused_and_nothing_is_written() {
    let client = theatre("bad_raise", "").await;
    for arguments in [
        "NULL",
        "'{}'",
        "'[]'",
        "'\"a\"'",
        r#"'{"a": 1}'"#,
        r#"'{"a": null}'"#,
        r#"'{"a": {"b": "c"}}'"#,
        r#"'{"a": "b"}', '[]'"#,
        r#"'{"a": "b"}', '{"c": 5}'"#,
        r#"'{"a": "b"}', '{}', 'urgent'"#,
        r#"'{"a": "b"}', starts_at => 'infinity'"#,
        r#"'{"a": "b"}', starts_at => '-infinity'"#,
        r#"'{"a": "b"}', ends_at => 'infinity'"#,
        r#"'{"a": "b"}', ends_at => '-infinity'"#,
        r#"'{"a": "b"}', starts_at => '2031-01-02', ends_at => '2031-01-01'"#,
        r#"'{"a": "b"}', p_now => 'infinity'"#,
        r#"'{"a": "b"}', p_now => NULL"#,
    ] {
        let error =
            assert_refused(&client, &format!("SELECT monitoring.raise_alert({arguments})"), "22023").await;
        assert!(!error.message().is_empty(), "{arguments}");
    }
    assert_refused(&client, r#"SELECT monitoring.raise_alert('{"a": "b"}', '{}', NULL)"#, "22004").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts").await, "0");
    for (labels, severity) in [
        (r#"{"a": "b", "severity": "urgent"}"#, "error"),
        (r#"{"a": "b", "severity": "critical"}"#, "warning"),
        (r#"{"severity": "critical"}"#, "critical"),
    ] {
        let sql = format!("SELECT monitoring.raise_alert('{labels}', '{{}}', '{severity}')");
        assert_refused(&client, &sql, "22023").await;
    }
    // Other words for severities are understood.
    run(&client, r#"SELECT monitoring.raise_alert('{"a": "b"}', NULL, 'HIGH')"#).await;
    assert_eq!(row(&client, "SELECT severity FROM monitoring.alerts").await, "error");
}

/// As Prometheus and Alertmanager send it.
#[tokio::test]
async fn severity_as_a_label_is_the_severity() {
    let client = theatre("severity_label", "").await;
    let raised = "SELECT severity, labels, state FROM monitoring.alerts ORDER BY id";
    run(&client, r#"SELECT monitoring.raise_alert('{"alertname": "disk", "severity": "critical"}', p_now => '2031-01-01')"#).await;
    assert_eq!(rows(&client, raised).await, [r#"critical|{"alertname": "disk"}|firing"#]);
    // The same alert, whichever way the severity is given; another severity ends it and raises another.
    run(
        &client,
        r#"SELECT monitoring.raise_alert('{"alertname": "disk"}', '{}', 'critical', p_now => '2031-01-01')"#,
    )
    .await;
    run(&client, r#"SELECT monitoring.raise_alert('{"alertname": "disk", "severity": "HIGH"}', '{}', 'error', p_now => '2031-01-01 00:01')"#).await;
    assert_eq!(
        rows(&client, raised).await,
        [r#"critical|{"alertname": "disk"}|resolved"#, r#"error|{"alertname": "disk"}|firing"#]
    );
}

#[tokio::test]
async fn each_role_may_what_it_should() {
    let cluster = shared_cluster().await;
    let client = theatre("alert_roles", "").await;
    let admin = cluster.connect_as("alert_roles", "agentmon_admin").await;
    let reader = cluster.connect_as("alert_roles", "agentmon_reader").await;
    let writer = cluster.connect_as("alert_roles", "agentmon_writer").await;
    let user = cluster.connect_as("alert_roles", "agentmon_user").await;
    run(&writer, r#"SELECT monitoring.raise_alert('{"alertname": "a"}')"#).await;
    run(
        &admin,
        r#"SELECT monitoring.silence_alerts('{"alertname": "z"}', ends_at => 'infinity');
           UPDATE monitoring.silences SET comment = 'by hand';
           INSERT INTO monitoring.silences (matchers, starts_at, ends_at, comment, created_at) VALUES ('{"a": "b"}', now(), 'infinity', '', now());
           SELECT monitoring.expire_silence(id) FROM monitoring.silences;
           DELETE FROM monitoring.silences;
           INSERT INTO monitoring.mute_times (name) VALUES ('m');
           INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{"a": "b"}', '{"c": "d"}');
           INSERT INTO monitoring.escalation_steps VALUES ('all', '1 minute', '{pager}');
           DELETE FROM monitoring.mute_times;
           SELECT monitoring.process_alerts();
           SELECT monitoring.acknowledge_alert(id), monitoring.snooze_alert(id, interval '1 hour'), monitoring.resolve_alert(id) FROM monitoring.alerts;
           SELECT monitoring.replay_notifications();
           UPDATE monitoring.notification_channels SET name = 'beeper' WHERE name = 'pager';
           DELETE FROM monitoring.notification_channels WHERE name = 'desk';
           DELETE FROM monitoring.notification_routes"#,
    )
    .await;
    for table in [
        "silences",
        "mute_times",
        "inhibition_rules",
        "escalation_steps",
        "alert_events",
        "notification_alerts",
        "channel_circuits",
        "channel_status",
    ] {
        run(&reader, &format!("SELECT * FROM monitoring.{table}")).await;
        for (role, session) in [("writer", &writer), ("user", &user)] {
            assert_eq!(
                refusal_code(session, &format!("SELECT * FROM monitoring.{table}")).await,
                "42501",
                "{role} {table}"
            );
        }
    }
    run(&reader, "SELECT * FROM monitoring.alerts a, monitoring.explain_notification(a.id)").await;
    let silence = r#"SELECT monitoring.silence_alerts('{"a": "b"}', ends_at => 'infinity')"#;
    let raise = r#"SELECT monitoring.raise_alert('{"alertname": "a"}')"#;
    let acknowledge = "SELECT monitoring.acknowledge_alert('00000000-0000-0000-0000-000000000000')";
    for (role, session, calls) in [
        (
            "reader",
            &reader,
            vec![
                silence,
                raise,
                acknowledge,
                "INSERT INTO monitoring.mute_times (name) VALUES ('x')",
                "SELECT monitoring.process_alerts()",
            ],
        ),
        (
            "writer",
            &writer,
            vec![
                silence,
                acknowledge,
                "SELECT monitoring.process_alerts()",
                "SELECT monitoring.replay_notifications()",
                "SELECT monitoring.explain_notification(NULL)",
            ],
        ),
        ("user", &user, vec![silence, raise, acknowledge, "SELECT monitoring.explain_notification(NULL)"]),
    ] {
        for call in calls {
            assert_eq!(refusal_code(session, call).await, "42501", "{role}: {call}");
        }
    }
    let _ = client;
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let cluster = agentmon_tests::Cluster::start().await;
    let client = agentmon_tests::setup_database(&cluster, "restarted").await;
    run(
        &client,
        r#"INSERT INTO monitoring.notification_channels (name, kind, send_resolved) VALUES ('chat', 'console', true);
           UPDATE monitoring.notification_routes SET channels = '{chat}', group_by = '{}'"#,
    )
    .await;
    play(
        &client,
        "0 | raise a; raise b | chat first_notification a! b!\n 1m | ack a; resolve b; snooze a 1h |",
    )
    .await;
    drop(client);
    cluster.stop().await;
    cluster.start_again().await;
    let client = cluster.connect("restarted").await;
    play(&client, "5m | | chat new_resolved b.\n 6m | resolve a |\n 10m | | chat all_resolved a.").await;
    assert_eq!(verdict(&client, "a", "11m").await, "told: chat at 2031-01-01 00:00:00+00");
}

/// An application that raises an alert hangs for no open transaction of somebody else's.
#[tokio::test]
async fn whoever_holds_an_alert_is_named_to_those_who_want_it() {
    let client = theatre("held", "").await;
    play(&client, "0 | raise x; raise y | chat first_notification x! y!").await;
    let other = shared_cluster().await.connect("held").await;
    run(
        &other,
        "SET application_name = 'a terminal';
         BEGIN;
         SELECT monitoring.acknowledge_alert(id, 'ann') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'x'",
    )
    .await;
    let x = "(SELECT id FROM monitoring.alerts WHERE labels ->> 'alertname' = 'x')";
    for statement in [
        r#"SELECT monitoring.raise_alert('{"alertname": "x"}', p_now => '2031-01-01 00:01')"#.to_owned(),
        r#"SELECT monitoring.raise_alert('{"alertname": "x"}', '{}', 'critical', p_now => '2031-01-01 00:01')"#.to_owned(),
        format!("SELECT monitoring.acknowledge_alert({x}, 'bob')"),
        format!("SELECT monitoring.snooze_alert({x}, interval '1 hour')"),
        format!("SELECT monitoring.resolve_alert({x})"),
    ] {
        let refused = assert_refused(&client, &statement, "55P03").await;
        assert!(refused.detail().unwrap_or_default().contains("(a terminal), since "), "{statement}: {refused:?}");
        assert!(refused.hint().unwrap_or_default().ends_with("when that transaction has ended."), "{refused:?}");
    }
    run(&client, r#"SELECT monitoring.raise_alert('{"alertname": "y"}', p_now => '2031-01-01 00:01')"#).await;
    run(&other, "COMMIT").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts").await, "2");
    assert_eq!(
        row(&client, "SELECT acknowledged_by FROM monitoring.alerts WHERE acknowledged_at IS NOT NULL").await,
        "ann"
    );
}
