//! Every alert's story ends with a verdict.

use agentmon_tests::scenario::{play, story_of, theatre, verdict};
use agentmon_tests::sql::{assert_refused, row, rows, run};

#[tokio::test]
async fn each_case_has_its_verdict() {
    let client = theatre(
        "verdicts",
        r#"UPDATE monitoring.settings SET value = '3 days' WHERE name = 'error_resolve_after';
           UPDATE monitoring.notification_routes SET group_by = '{alertname,agent_name}';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_wait) VALUES
               ('slow', 1, '{"alertname": "waits"}', '{chat}', '10 minutes'),
               ('deaf', 2, '{"alertname": "~deaf.*"}', '{pager}', '0'),
               ('both', 3, '{"alertname": "both"}', '{pager,desk}', '0');
           UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager'"#,
    )
    .await;
    run(
        &client,
        r#"INSERT INTO monitoring.alerts (alert_key, source, labels, severity, state, starts_at, last_seen_at, updated_at)
           SELECT monitoring.alert_key('raised', l), 'raised', l, 'error', 'pending', '2031-01-01', '2031-01-01', '2031-01-01' FROM (SELECT '{"alertname": "pends"}'::jsonb) AS v (l)"#,
    )
    .await;
    play(&client, "0 | raise waits; raise deaf; raise both | desk first_notification both!\n 1 | deliver |")
        .await;
    run(&client, r#"SELECT monitoring.raise_alert('{"alertname": "fresh"}', p_now => '2031-01-01')"#).await;
    for (name, expected) in [
        ("pends", "not told: it is pending, the condition has not held for long enough"),
        ("waits", "not told yet: its group waits until 2031-01-01 00:10:00+00"),
        ("deaf", "not told: channel pager: it hears of critical and above"),
        ("both", "told: desk at 2031-01-01 00:00:01+00"),
        ("fresh", "not told yet: the next process_alerts() routes it"),
    ] {
        assert_eq!(verdict(&client, name, "2").await, expected, "{name}");
    }
    play(&client, "1m | | chat first_notification fresh!\n 2m | fail unknown |").await;
    assert_eq!(verdict(&client, "fresh", "2m").await, "maybe told: chat");
    play(
        &client,
        "3m | raise off; UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'chat' |",
    )
    .await;
    assert_eq!(verdict(&client, "off", "3m").await, "not told: channel chat: it is switched off");
    // Of what came after somebody had it in hand, it is said how much, and why.
    play(
        &client,
        "1h   | UPDATE monitoring.notification_channels SET enabled = true WHERE name = 'chat'; error e 2 | chat first_notification e!2; chat first_notification waits!; chat first_notification off!
         1h1m | deliver; ack e; error e 5 |
         1h5m | UPDATE monitoring.notification_channels SET send_resolved = false WHERE name = 'chat'; resolve e |
         1h6m | |",
    )
    .await;
    assert_eq!(verdict(&client, "e", "1h6m").await, "told: chat at 2031-01-01 01:01:00+00");
    let said = story_of(&client, "e", "1h6m").await;
    assert!(said.iter().any(|line| line == "not told||5 of 7 events: acknowledged by ann"), "{said:?}");
    assert!(said[0].starts_with("error row||error {"), "{said:?}");
}

/// Whose mailbox it was that did not take it.
#[tokio::test]
async fn a_mail_tells_who_refused_it() {
    let client = theatre(
        "who_refused",
        "UPDATE monitoring.notification_channels SET kind = 'email' WHERE name = 'chat'",
    )
    .await;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    let claim = "FROM monitoring.claim_notifications('w', 1, ':now') AS c";
    let progress = |time: &str, progress: &str, outcome: &str| {
        format!(
            "WITH c AS MATERIALIZED (SELECT * {claim}), p AS MATERIALIZED (SELECT c.*, monitoring.note_progress(id, 'w', attempt, '{progress}', ':now') FROM c)
             SELECT monitoring.{outcome} FROM p"
        )
        .replace(":now", &agentmon_tests::scenario::at(time).to_string())
    };
    let some = r#"{"delivered": ["ok@example.org"], "refused": {"gone@example.org": "550 5.1.1 no such user", "typo@exmaple.org": "550 no such domain"}, "waiting": {"full@example.org": "452 4.2.2 full"}}"#;
    run(
        &client,
        &progress("1", some, "defer_notification(id, 'w', attempt, 'one is full', NULL, 'message', ':now')"),
    )
    .await;
    let told = story_of(&client, "a", "2").await.join("\n");
    for part in [
        "taken by ok@example.org",
        "refused by gone@example.org (550 5.1.1 no such user), typo@exmaple.org (550 no such domain)",
        "waiting for full@example.org (452 4.2.2 full)",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let all = r#"{"delivered": ["ok@example.org", "full@example.org"], "refused": {"gone@example.org": "550 5.1.1 no such user"}}"#;
    run(&client, &progress("1m", all, "complete_notification(id, 'w', attempt, NULL, ':now')")).await;
    assert_eq!(
        verdict(&client, "a", "2m").await,
        "told: chat at 2031-01-01 00:01:00+00, but refused by gone@example.org (550 5.1.1 no such user)"
    );
}

#[tokio::test]
async fn an_alert_that_is_unknown_has_no_story() {
    let client = theatre("no_story", "").await;
    for id in ["NULL", "'00000000-0000-0000-0000-000000000000'"] {
        assert_refused(&client, &format!("SELECT * FROM monitoring.explain_notification({id})"), "P0002")
            .await;
    }
}

/// What an alert would come to; and nothing is left of it.
#[tokio::test]
async fn a_preview_tells_who_would_hear_what_and_why_not() {
    let client = theatre(
        "preview",
        r#"UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager';
           UPDATE monitoring.notification_routes SET channels = '{chat,pager}', group_by = '{alertname}';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_wait, continue_matching)
               VALUES ('disks', 1, '{"alertname": "~disk.*"}', '{desk}', '30 seconds', true)"#,
    )
    .await;
    let preview = |labels: &str, severity: &str| {
        format!(
            "SELECT concat_ws(' ', route, channel, is_told, why, reason, title) FROM monitoring.preview_notification('{labels}', '{severity}', p_now => '2031-01-01') ORDER BY 1"
        )
    };
    let disk = r#"{"alertname": "disk_full", "host": "a"}"#;
    assert_eq!(
        rows(&client, &preview(disk, "error")).await,
        [
            "all chat t first_notification ERROR disk_full",
            "all pager f it hears of critical and above",
            "disks desk t first_notification ERROR disk_full",
        ]
    );
    assert_eq!(
        rows(&client, &preview(disk, "critical")).await[1],
        "all pager t first_notification CRITICAL disk_full"
    );
    run(&client, r#"INSERT INTO monitoring.mute_times (name, matchers) VALUES ('always', '{"alertname": "disk_full"}')"#).await;
    assert!(
        rows(&client, &preview(disk, "error")).await.iter().all(|line| line.contains(" f mute time always"))
    );
    run(&client, "DELETE FROM monitoring.mute_times; UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'chat'").await;
    assert_eq!(
        rows(&client, &preview(disk, "error")).await[0],
        "all chat f it is switched off first_notification ERROR disk_full"
    );
    run(&client, "DELETE FROM monitoring.notification_routes WHERE name = 'all'").await;
    assert_eq!(
        rows(&client, &preview(r#"{"alertname": "x"}"#, "error")).await,
        ["f no route matches its labels"]
    );
    assert_refused(&client, &preview("{}", "error"), "22023").await;
    let left = "SELECT (SELECT count(*) FROM monitoring.alerts), (SELECT count(*) FROM monitoring.alert_groups), (SELECT count(*) FROM monitoring.alert_events)";
    assert_eq!(row(&client, left).await, "0|0|0");
}
