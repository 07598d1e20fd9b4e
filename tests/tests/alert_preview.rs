//! What an alert would come to: who would hear what and when, and what holds it back now.

use agentmon_tests::scenario::{play, theatre};
use agentmon_tests::sql::{assert_refused, row, rows, run};
use tokio_postgres::Client;

const DAEMON: &str = "SELECT monitoring.register_notifier('w', '1', '{console,pagerduty}', '2031-01-01');
    UPDATE monitoring.settings SET value = '10 days' WHERE name = 'notifier_gone_after'";

/// Channel, whether it is told, why (not), and when.
async fn preview(client: &Client, labels: &str, severity: &str, time: &str) -> Vec<String> {
    let now = agentmon_tests::scenario::at(time);
    rows(
        client,
        &format!(
            "SELECT concat_ws(' | ', channel, is_told, why, at) FROM monitoring.preview_notification('{labels}', '{severity}', p_now => '{now}')"
        ),
    )
    .await
}

const X: &str = r#"{"alertname": "x"}"#;

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
    run(&client, DAEMON).await;
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
            "disks desk t its group waits until 2031-01-01 00:00:30+00 first_notification ERROR disk_full",
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

/// What slows a channel, each by itself.
#[tokio::test]
async fn a_preview_tells_what_slows_a_channel() {
    let client = theatre("slow", DAEMON).await;
    let told = async |expected: &str| assert_eq!(preview(&client, X, "error", "0").await, [expected]);
    told("chat | t | 2031-01-01 00:00:00+00").await;
    run(&client, "INSERT INTO monitoring.channel_circuits VALUES ('chat', 6, '2031-01-01', '2031-01-01 00:02+00', '2031-01-01', 'connection refused')").await;
    told("chat | t | it rests until 2031-01-01 00:02:00+00 after 6 failures in a row, the last: connection refused | 2031-01-01 00:02:00+00").await;
    // The fallback comes in where it rests for longer than fallback_after.
    run(&client, "UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'chat'; UPDATE monitoring.channel_circuits SET open_until = '2031-01-01 00:06+00', failures = 1").await;
    told("chat | t | it rests until 2031-01-01 00:06:00+00 after 1 failure in a row, the last: connection refused, its fallback desk is told when it has waited for 5 minutes | 2031-01-01 00:06:00+00").await;
    run(&client, "DELETE FROM monitoring.channel_circuits; INSERT INTO monitoring.channel_pace (channel, wait_until, every, limited_at, hold, faster, refusals) VALUES ('chat', '2031-01-01 00:00:30+00', '0', '2031-01-01', 10, 0.7, 1)").await;
    told("chat | t | its provider asked to wait until 2031-01-01 00:00:30+00 | 2031-01-01 00:00:30+00").await;
    run(&client, "DELETE FROM monitoring.channel_pace; UPDATE monitoring.notifiers SET last_seen_at = '2030-12-31 22:00+00'; UPDATE monitoring.settings SET value = '2 minutes' WHERE name = 'notifier_gone_after'").await;
    told("chat | t | no daemon that sends console runs, the last was heard of at 2030-12-31 22:00:00+00, its fallback desk is told when it has waited for 5 minutes | 2031-01-01 00:00:00+00").await;
    run(
        &client,
        "DELETE FROM monitoring.notifiers; UPDATE monitoring.notification_channels SET fallback = NULL",
    )
    .await;
    told("chat | t | no daemon has run so far | 2031-01-01 00:00:00+00").await;
    run(&client, "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'chat'").await;
    told("chat | f | it is switched off").await;
    run(&client, "SELECT monitoring.register_notifier('w', '1', '{pagerduty}', '2031-01-01'); UPDATE monitoring.notification_channels SET enabled = true, fallback = 'pager' WHERE name = 'chat'; UPDATE monitoring.notification_channels SET kind = 'pagerduty' WHERE name = 'pager'").await;
    told("pager | t | in place of chat, which no daemon sends | 2031-01-01 00:00:00+00").await;
    run(&client, "UPDATE monitoring.notification_channels SET fallback = NULL WHERE name = 'chat'").await;
    told("chat | f | no daemon sends console").await;
}

/// A limit that is used up, what waits before, and what happens then.
#[tokio::test]
async fn a_preview_tells_of_a_rate_limit_and_of_what_waits() {
    let client = theatre(
        "limit",
        &format!("{DAEMON}; UPDATE monitoring.notification_channels SET rate_limit = 2, rate_interval = '10 minutes' WHERE name = 'chat';
            UPDATE monitoring.notification_routes SET group_by = '{{alertname}}'"),
    )
    .await;
    play(&client, "0 | hold; raise a; raise b | chat first_notification a!; chat first_notification b! \n 1 | deliver |").await;
    let used = "its rate limit, 2 messages in 10 minutes, is used up until 2031-01-01 00:10:01+00";
    assert_eq!(
        preview(&client, X, "error", "5m").await,
        [format!("chat | t | {used} | 2031-01-01 00:10:01+00")]
    );
    // With others that wait: one message for all that do not fit.
    play(&client, "5m | hold; raise c; raise d | chat first_notification c!; chat first_notification d!")
        .await;
    assert_eq!(
        preview(&client, X, "error", "6m").await,
        [format!(
            "chat | t | {used} for the 3 messages that wait: those that do not fit are told in one summary | 2031-01-01 00:10:01+00"
        )]
    );
    assert_eq!(
        preview(&client, X, "error", "11m").await,
        [
            "chat | t | its rate limit, 2 messages in 10 minutes, leaves 2 places for the 3 messages that wait: those that do not fit are told in one summary | 2031-01-01 00:11:00+00"
        ]
    );
    run(&client, "UPDATE monitoring.notification_channels SET kind = 'pagerduty'").await;
    assert_eq!(
        preview(&client, X, "error", "6m").await,
        [format!(
            "chat | t | {used} for the 3 messages that wait: they are told one by one | 2031-01-01 00:10:01+00"
        )]
    );
    // The very group waits already.
    assert_eq!(
        preview(&client, r#"{"alertname": "c"}"#, "error", "6m").await,
        [format!("chat | t | a message on its group waits since 2031-01-01 00:05:00+00, and will say this too; {used} | 2031-01-01 00:10:01+00")]
            .map(|line| line.replace(used, &format!("{used} for the 2 messages that wait: they are told one by one")))
    );
}

/// All that holds an alert back, with its end.
#[tokio::test]
async fn a_preview_tells_of_every_hold_and_its_end() {
    let client = theatre(
        "holds",
        &format!(
            r#"{DAEMON}; INSERT INTO monitoring.mute_times (name, matchers, time_from, time_to) VALUES ('night', '{{"alertname": "x"}}', '22:00', '07:00')"#
        ),
    )
    .await;
    assert_eq!(
        preview(&client, X, "error", "2h").await,
        ["chat | f | mute time night, until 2031-01-01 07:00:00+00 | 2031-01-01 07:00:00+00"]
    );
    assert_eq!(preview(&client, X, "error", "8h").await, ["chat | t | 2031-01-01 08:00:00+00"]);
    run(&client, r#"INSERT INTO monitoring.silences (id, matchers, starts_at, ends_at, comment, created_at) VALUES ('00000000-0000-0000-0000-000000000001', '{"alertname": "x"}', '2031-01-01', '2031-01-01 09:00+00', 'move', '2031-01-01')"#).await;
    assert_eq!(
        preview(&client, X, "error", "2h").await,
        [
            "chat | f | mute time night, until 2031-01-01 07:00:00+00; silence 00000000-0000-0000-0000-000000000001: move, until 2031-01-01 09:00:00+00 | 2031-01-01 09:00:00+00"
        ]
    );
    run(&client, "DELETE FROM monitoring.mute_times; UPDATE monitoring.silences SET ends_at = 'infinity'")
        .await;
    assert_eq!(
        preview(&client, X, "error", "2h").await,
        ["chat | f | silence 00000000-0000-0000-0000-000000000001: move, without an end"]
    );
    run(&client, r#"DELETE FROM monitoring.silences; INSERT INTO monitoring.inhibition_rules (name, source_matchers, target_matchers, equal_labels) VALUES ('down', '{"alertname": "host_down"}', '{"alertname": "x"}', '{}')"#).await;
    play(&client, "3h | raise host_down critical | chat first_notification host_down!").await;
    let held = preview(&client, X, "error", "3h").await;
    assert!(
        held[0].starts_with("chat | f | inhibited by alert ")
            && held[0].ends_with(" (down), as long as CRITICAL host_down fires"),
        "{held:?}"
    );
    run(&client, "DELETE FROM monitoring.inhibition_rules").await;
    // It is known, and told again; or somebody has it in hand.
    assert_eq!(
        preview(&client, r#"{"alertname": "host_down"}"#, "critical", "3h1m").await,
        ["chat | f | it knows of this alert, and is told again at 2031-01-01 07:00:00+00"]
    );
    play(&client, "3h2m | ack host_down |").await;
    assert_eq!(
        preview(&client, r#"{"alertname": "host_down"}"#, "critical", "3h3m").await,
        ["chat | f | it knows of this alert, which ann has acknowledged"]
    );
}

/// Who would be called besides, and after how long.
#[tokio::test]
async fn a_preview_tells_of_the_escalation_to_come() {
    let client = theatre(
        "steps",
        &format!("{DAEMON}; UPDATE monitoring.notification_routes SET group_wait = '1 minute';
            UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'desk';
            INSERT INTO monitoring.escalation_steps VALUES ('all', '15 minutes', '{{pager}}'), ('all', '1 hour', '{{pager,desk,slack}}')"),
    )
    .await;
    let unless = "unless somebody acknowledges or resolves it before";
    assert_eq!(
        preview(&client, X, "error", "0").await,
        [
            "chat | t | its group waits until 2031-01-01 00:01:00+00 | 2031-01-01 00:01:00+00".to_owned(),
            format!("pager | t | {unless} | 2031-01-01 00:16:00+00"),
            "desk | f | it hears of critical and above".to_owned(),
            format!("pager | t | {unless} | 2031-01-01 01:01:00+00"),
            "slack | f | there is no such channel".to_owned(),
        ]
    );
    // Of what was told already, the steps count from then; those that are over are no more to come.
    play(&client, "0 | raise x | \n 1m | | chat first_notification x! \n 16m | | pager escalation x!").await;
    assert_eq!(
        preview(&client, X, "error", "20m").await[1..3],
        [
            "desk | f | it hears of critical and above".to_owned(),
            format!("pager | t | {unless} | 2031-01-01 01:01:00+00")
        ]
    );
    run(
        &client,
        r#"INSERT INTO monitoring.mute_times (name, matchers) VALUES ('always', '{"alertname": "y"}')"#,
    )
    .await;
    let held = preview(&client, r#"{"alertname": "y"}"#, "error", "20m").await;
    assert!(held.iter().all(|line| line.contains(" | f | mute time always, without an end")), "{held:?}");
}

/// Nobody waits for an open transaction, and readers may ask.
#[tokio::test]
async fn a_preview_waits_for_nobody() {
    let client = theatre("open", DAEMON).await;
    play(&client, "0 | raise x | chat first_notification x!").await;
    let other = agentmon_tests::cluster::shared_cluster().await.connect("open").await;
    run(&other, "BEGIN; UPDATE monitoring.alerts SET value = 1").await;
    let refused = assert_refused(
        &client,
        &format!("SELECT * FROM monitoring.preview_notification('{X}', p_now => '2031-01-01 00:01')"),
        "55P03",
    )
    .await;
    assert!(refused.detail().unwrap_or_default().contains("It is that of process "), "{refused:?}");
    run(&other, "ROLLBACK").await;
    // A step that is open elsewhere holds the group of all: that no route matches would not be true.
    run(&other, r#"BEGIN; SELECT monitoring.raise_alert('{"alertname": "y"}', p_now => '2031-01-01 00:01'); SELECT monitoring.process_alerts('2031-01-01 00:01')"#).await;
    for labels in [X, r#"{"alertname": "y"}"#, r#"{"alertname": "z", "host": "h"}"#] {
        let refused = assert_refused(
            &client,
            &format!(
                "SELECT * FROM monitoring.preview_notification('{labels}', p_now => '2031-01-01 00:01')"
            ),
            "55P03",
        )
        .await;
        assert!(
            refused.detail().unwrap_or_default().contains("It is that of process "),
            "{labels}: {refused:?}"
        );
    }
    run(&other, "ROLLBACK").await;
    run(&client, "SET ROLE agentmon_reader").await;
    assert_eq!(preview(&client, r#"{"alertname": "z"}"#, "error", "1m").await.len(), 1);
}
