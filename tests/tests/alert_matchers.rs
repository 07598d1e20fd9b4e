//! Matchers that can never match are refused; those that look like a slip of the pen are warned of.

use agentmon_tests::cluster::shared_cluster;
use agentmon_tests::scenario::theatre;
use agentmon_tests::sql::{assert_refused, run};
use tokio_postgres::AsyncMessage;

const ALERTS: &str = r#"SELECT monitoring.raise_alert('{"alertname": "disk_full", "agent_name": "billing", "host": "db-1.x"}', p_now => '2031-01-01')"#;

/// What may be written with these matchers, each in its place.
fn statements(matchers: &str) -> [String; 5] {
    [
        format!("SELECT monitoring.silence_alerts('{matchers}', ends_at => 'infinity')"),
        format!("INSERT INTO monitoring.mute_times (name, matchers) VALUES ('m', '{matchers}')"),
        format!(
            "INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('r', 1, '{matchers}', '{{chat}}')"
        ),
        format!(
            r#"INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{matchers}', '{{"alertname": "z"}}')"#
        ),
        format!(
            r#"INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{{"alertname": "z"}}', '{matchers}')"#
        ),
    ]
}

#[tokio::test]
async fn matchers_that_can_never_match_are_refused_everywhere() {
    let client = theatre("never", ALERTS).await;
    for matchers in [
        r#"{"agent_name": "!~.*"}"#,
        r#"{"alertname": "disk_full", "host": "!~.*"}"#,
        r#"{"severity": "~warn"}"#,
        r#"{"severity": "~WARNING"}"#,
        r#"{"severity": "!~.+"}"#,
        r#"{"severity": ""}"#,
        r#"{"team": "!~.+"}"#,
    ] {
        for statement in statements(matchers) {
            let refused = assert_refused(&client, &statement, "22023").await;
            assert!(refused.hint().is_some(), "{statement}");
        }
    }
    let warn = assert_refused(&client, &statements(r#"{"severity": "~warn|crit"}"#)[0], "22023").await;
    assert_eq!(
        warn.hint(),
        Some(r#"A regular expression is for the whole value: write {"severity": "~warning|critical"}."#)
    );
    // A group needs labels with names, and a mute time a zone with its summer time.
    for group_by in ["{\"\"}", "{alertname,NULL}"] {
        assert_refused(
            &client,
            &format!("UPDATE monitoring.notification_routes SET group_by = '{group_by}'"),
            "22023",
        )
        .await;
    }
    for zone in ["EST", "HST", "PST8PDT", "EST5EDT", "est5edt", "UTC+3", "PST", "posix/Europe/Rome"] {
        assert_refused(
            &client,
            &format!("INSERT INTO monitoring.mute_times (name, timezone) VALUES ('z', '{zone}')"),
            "22023",
        )
        .await;
    }
    for zone in ["Europe/Rome", "UTC", "Japan", "Etc/GMT-3", "America/New_York"] {
        run(
            &client,
            &format!("INSERT INTO monitoring.mute_times (name, timezone) VALUES ('{zone}', '{zone}')"),
        )
        .await;
    }
    // And a rule that no series satisfies never fires.
    for expression in [r#"m{a!~".*"} > 1"#, r#"m{a="x", a="y"} > 1"#] {
        assert_refused(
            &client,
            &format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('n', '{expression}')"),
            "22023",
        )
        .await;
    }
}

#[tokio::test]
async fn matchers_that_look_like_a_slip_of_the_pen_are_warned_of() {
    let client = theatre("slips", "").await;
    let (other, mut notices) = shared_cluster().await.connect_listening("slips").await;
    let mut said = async |sql: &str| {
        run(&other, "BEGIN").await;
        run(&other, sql).await;
        run(&other, "ROLLBACK; DO $$BEGIN RAISE NOTICE 'that is all'; END$$").await;
        let mut lines = Vec::new();
        while let Some(message) = notices.recv().await {
            let AsyncMessage::Notice(notice) = message else { continue };
            if notice.message() == "that is all" {
                break;
            }
            lines.push(format!(
                "{} {} | {}",
                notice.severity(),
                notice.message(),
                notice.hint().unwrap_or_default()
            ));
        }
        lines
    };
    // Nothing is known of labels before there are alerts.
    for statement in &statements(r#"{"team": "web"}"#)[1..] {
        assert_eq!(said(statement).await, [""; 0], "{statement}");
    }
    run(&client, ALERTS).await;
    for (matchers, near) in [
        (r#"{"agent_name": "Billing"}"#, r#"write {"agent_name": "billing"}"#),
        (r#"{"host": " DB-1.X"}"#, r#"write {"host": "db-1.x"}"#),
        (r#"{"alertname": "~disk"}"#, r#"write {"alertname": "~.*(?:disk).*"}"#),
        (
            r#"{"alertname": "~full|empty", "severity": "error"}"#,
            r#"write {"alertname": "~.*(?:full|empty).*"}"#,
        ),
    ] {
        for statement in statements(matchers) {
            let lines = said(&statement).await;
            assert!(
                lines.iter().any(|line| line.starts_with("WARNING") && line.contains(near)),
                "{statement}: {lines:?}"
            );
        }
    }
    // Other values, odd ones too, are nobody's slip.
    for matchers in [
        r#"{"agent_name": "shop"}"#,
        r#"{"host": "a[b]^c"}"#,
        r#"{"host": "db-1_x"}"#,
        r#"{"alertname": "~disk_.*"}"#,
        r#"{"host": "!=x"}"#,
    ] {
        for statement in statements(matchers) {
            let lines = said(&statement).await;
            assert!(!lines.iter().any(|line| line.starts_with("WARNING")), "{statement}: {lines:?}");
        }
    }
    for statement in &statements(r#"{"team": "web"}"#)[1..] {
        let lines = said(statement).await;
        assert!(
            lines.len() == 1
                && lines[0].starts_with("NOTICE")
                && lines[0].contains("no alert has had the label 'team' so far"),
            "{lines:?}"
        );
    }
    // What is taken, and does nothing.
    for (statement, warning) in [
        (
            r#"INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{"host": "a"}', '{"host": "a"}')"#,
            "holds nothing back",
        ),
        (
            r#"SELECT monitoring.silence_alerts('{"host": "a"}', '2031-01-01', '2031-01-02', p_now => '2031-01-02')"#,
            "over already",
        ),
    ] {
        let lines = said(statement).await;
        assert!(lines.iter().any(|line| line.starts_with("WARNING") && line.contains(warning)), "{lines:?}");
    }
    for (matchers, all) in [
        (r#"{"alertname": "~.*"}"#, true),
        (r#"{"severity": "~.*"}"#, true),
        (r#"{"severity": "~info|warning|error|critical", "host": "~.*"}"#, true),
        (r#"{"severity": "!=info"}"#, false),
        (r#"{"alertname": "!=disk"}"#, false),
        (r#"{"alertname": "!~disk"}"#, false),
        (r#"{"alertname": "!~net|disk-[0-9]+"}"#, false),
        (r#"{"host": "~.*"}"#, false),
        (r#"{"severity": "~.*", "host": "!=a"}"#, false),
    ] {
        let lines = said(&statements(matchers)[0]).await;
        assert_eq!(
            lines.iter().any(|line| line.contains("is for every alert")),
            all,
            "{matchers}: {lines:?}"
        );
    }
}

#[tokio::test]
async fn a_route_that_is_never_reached_is_warned_of() {
    let client = theatre("shadow", r#"UPDATE monitoring.notification_routes SET position = 50;
        INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('web', 10, '{"team": "web"}', '{chat}')"#).await;
    let (other, mut notices) = shared_cluster().await.connect_listening("shadow").await;
    for (position, matchers, before) in [
        (60, r#"{"team": "db"}"#, Some("'all'")),
        (20, r#"{"team": "web", "severity": "critical"}"#, Some("'web'")),
        (20, r#"{"severity": "critical"}"#, None),
        (5, r#"{"team": "web", "severity": "critical"}"#, None),
        // In front of another it takes what that one was there for.
        (5, r#"{"team": "web"}"#, Some("all that they would")),
        (5, "{}", Some("all that they would")),
    ] {
        run(&other, &format!("INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('new', {position}, '{matchers}', '{{chat}}'); DELETE FROM monitoring.notification_routes WHERE name = 'new'; DO $$BEGIN RAISE NOTICE 'that is all'; END$$")).await;
        let mut details = Vec::new();
        while let Some(message) = notices.recv().await {
            let AsyncMessage::Notice(notice) = message else { continue };
            if notice.message() == "that is all" {
                break;
            }
            details.push(notice.detail().unwrap_or_default().to_owned());
        }
        let expected = usize::from(before.is_some());
        assert_eq!(details.len(), expected, "{matchers}: {details:?}");
        assert!(
            details.iter().all(|detail| detail.contains(before.unwrap_or_default())),
            "{matchers}: {details:?}"
        );
    }
    drop(client);
}
