//! Clocks that were wrong once: what alerting has put off by one heals as soon as the clock is right again.

use agentmon_tests::alerting::{minute, notifications, process, second, told_at};
use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

/// A clock that is ten years ahead.
fn wrong(minutes: i64) -> chrono::DateTime<chrono::Utc> {
    minute(minutes + 10 * 365 * 24 * 60)
}

async fn raise(client: &Client, name: &str, at: i64) {
    let at = minute(at).to_rfc3339();
    run(client, &format!("SELECT monitoring.raise_alert('{{\"alertname\": \"{name}\"}}', p_now => '{at}')"))
        .await;
}

async fn told(client: &Client) -> Vec<String> {
    notifications(client)
        .await
        .iter()
        .filter(|one| one.channel == "email")
        .map(|one| format!("{} {}", one.reason, one.payload["alerts"].as_array().map_or(0, Vec::len)))
        .collect()
}

#[tokio::test]
async fn a_group_is_told_within_its_own_interval() {
    let client = setup_database(shared_cluster().await, "clock_groups").await;
    run(&client, "UPDATE monitoring.notification_routes SET group_by = '{}'; INSERT INTO monitoring.escalation_steps VALUES ('default', '20 minutes', '{sms}')").await;
    raise(&client, "a", 0).await;
    told_at(&client, minute(0)).await;
    assert_eq!(told(&client).await, ["first_notification 1"]);
    told_at(&client, wrong(1)).await;
    // The clock is right again: a new alert of the group waits for no longer than its interval.
    raise(&client, "b", 2).await;
    for at in 2..=8 {
        told_at(&client, minute(at)).await;
    }
    // The repeat is that of the wrong clock.
    assert_eq!(told(&client).await, ["first_notification 1", "new_alerts 2", "repeat 1"]);
    let put_off = "SELECT count(*) FROM monitoring.alert_groups WHERE greatest(flush_at, last_notified_at, escalate_at, escalation_from) > '2031-01-02'";
    assert_eq!(row(&client, put_off).await, "0");
    // And so does the next one.
    raise(&client, "c", 20).await;
    told_at(&client, minute(20)).await;
    told_at(&client, minute(26)).await;
    assert_eq!(told(&client).await, ["first_notification 1", "new_alerts 2", "new_alerts 3", "repeat 1"]);
}

#[tokio::test]
async fn attempts_leases_and_rests() {
    let client = setup_database(shared_cluster().await, "clock_outbox").await;
    run(&client, "UPDATE monitoring.settings SET value = '1' WHERE name = 'circuit_failures'").await;
    raise(&client, "a", 0).await;
    process(&client, minute(0)).await;
    // Both are claimed by a clock that is wrong: one fails and its channel rests, the other's worker dies.
    run(
        &client,
        "SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'busy', p_now => '2041-01-01')
         FROM monitoring.claim_notifications('w', 10, '2041-01-01') WHERE channel = 'sms'",
    )
    .await;
    let claim = async |at: i64| {
        let at = second(at).to_rfc3339();
        row(&client, &format!("SELECT count(*) FROM monitoring.claim_notifications('x', 10, '{at}')")).await
    };
    assert_eq!(claim(60).await, "0");
    process(&client, second(61)).await;
    assert_eq!(claim(62).await, "2", "the step has brought them back");
}

#[tokio::test]
async fn rate_limits_and_quiet_errors() {
    let client = setup_database(shared_cluster().await, "clock_limits").await;
    run(&client, "UPDATE monitoring.notification_channels SET rate_limit = 1 WHERE name = 'email'").await;
    run(&client, "SELECT monitoring.log_agent_activity('a', 'error', message => 'x')").await;
    told_at(&client, wrong(0)).await;
    run(&client, "SELECT monitoring.log_agent_activity('b', 'error', message => 'x')").await;
    for at in 1..=3 {
        told_at(&client, minute(at)).await;
    }
    let waiting = "SELECT count(*) FROM monitoring.notifications WHERE state <> 'sent'";
    assert_eq!(row(&client, waiting).await, "0", "what was sent in the future does not count for ever");
    // The error is quiet from the time on at which the clock was right again.
    process(&client, minute(40)).await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts WHERE state <> 'resolved'").await, "0");
}

#[tokio::test]
async fn a_clock_that_is_some_hours_ahead() {
    let cluster = shared_cluster().await;
    for hours in [1, 2, 5, 14, 20, 40] {
        let client = setup_database(cluster, &format!("clock_hours_{hours}")).await;
        run(&client, "UPDATE monitoring.notification_routes SET group_wait = '30 seconds'").await;
        raise(&client, "a", 0).await;
        // The group is made by the wrong clock, and would wait for it.
        process(&client, minute(hours * 60)).await;
        process(&client, minute(1)).await;
        process(&client, minute(2)).await;
        assert_eq!(told(&client).await, ["first_notification 1"], "{hours} hours");
        let claim = |at: i64| {
            format!(
                "SELECT count(*) FROM monitoring.claim_notifications('w', 10, '{}')",
                minute(at).to_rfc3339()
            )
        };
        assert_eq!(row(&client, &claim(2)).await, "2", "{hours} hours");
        // A worker whose clock is wrong says when to try again.
        let later = minute(hours * 60).to_rfc3339();
        run(&client, &format!("SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'busy', p_now => '{later}') FROM monitoring.notifications")).await;
        process(&client, minute(3)).await;
        if hours > 1 {
            process(&client, minute(40)).await;
        }
        assert_eq!(row(&client, &claim(80)).await, "2", "{hours} hours");
    }
}

#[tokio::test]
async fn rules_hold_from_a_time_that_has_been() {
    let client = setup_database(shared_cluster().await, "clock_rules").await;
    let sample = async |at: chrono::DateTime<chrono::Utc>, value: i32| {
        let at = at.to_rfc3339();
        run(&client, &format!("INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('g', {value}, '{at}')")).await;
    };
    run(&client, "INSERT INTO monitoring.alert_rules (name, expression, \"for\", keep_firing_for) VALUES ('held', 'g > 3', '5 minutes', '10 minutes'), ('now', 'g > 3', '0', '10 minutes')").await;
    sample(wrong(0), 5).await;
    process(&client, wrong(0)).await;
    let states = "SELECT rule_name, state FROM monitoring.alerts ORDER BY 1, starts_at";
    assert_eq!(rows(&client, states).await, ["held|pending", "now|firing"]);
    for at in 0..12 {
        sample(minute(at), 5).await;
        process(&client, minute(at)).await;
    }
    assert_eq!(rows(&client, states).await, ["held|firing", "now|firing"]);
    for at in 12..40 {
        sample(minute(at), 1).await;
        process(&client, minute(at)).await;
    }
    assert_eq!(rows(&client, states).await, ["held|resolved", "now|resolved"]);
    let backwards =
        "SELECT count(*) FROM monitoring.alerts WHERE ends_at < starts_at OR starts_at > '2031-01-02'";
    assert_eq!(row(&client, backwards).await, "0");
}

#[tokio::test]
async fn what_is_held_back_is_looked_at_again() {
    let client = setup_database(shared_cluster().await, "clock_held").await;
    run(
        &client,
        "INSERT INTO monitoring.mute_times (name, time_from, time_to) VALUES ('night', '22:00', '06:00')",
    )
    .await;
    raise(&client, "disk", 23 * 60).await;
    process(&client, minute(23 * 60)).await;
    process(&client, wrong(23 * 60)).await;
    process(&client, minute(23 * 60 + 10)).await;
    assert_eq!(told(&client).await, [""; 0]);
    process(&client, minute(31 * 60)).await;
    assert_eq!(told(&client).await, ["first_notification 1"]);
}

#[tokio::test]
async fn a_snooze_holds_for_as_long_as_was_said() {
    for (number, (ahead, said, holds)) in
        [(10 * 365 * 24 * 60, 60, 60), (300, 30, 30), (300, 600, 600), (1, 60, 61)].into_iter().enumerate()
    {
        let client = setup_database(shared_cluster().await, &format!("clock_snooze_{number}")).await;
        raise(&client, "a", 0).await;
        told_at(&client, minute(0)).await;
        run(
            &client,
            &format!(
                "SELECT monitoring.snooze_alert(id, interval '{said} minutes', 'ann', '{}') FROM monitoring.alerts",
                minute(ahead + 1)
            ),
        )
        .await;
        // The clock is right again.
        told_at(&client, minute(1)).await;
        let until = "SELECT snoozed_until FROM monitoring.alerts";
        assert_eq!(
            row(&client, &format!("SELECT ({until}) = '{}'", minute(1 + holds))).await,
            "t",
            "{ahead} {said}: {}",
            row(&client, until).await
        );
        // Once: what was said by a right clock stays.
        told_at(&client, minute(2)).await;
        assert_eq!(
            row(&client, &format!("SELECT ({until}) = '{}'", minute(1 + holds))).await,
            "t",
            "{ahead} {said}"
        );
    }
}
