//! Which rows raise an alert, and what is told of it when. Every time here is a virtual one.

use agentmon_tests::alerting::{log, minute, notifications, process, scalar, second, told, told_at};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::{Value, json};
use tokio_postgres::Client;

const FIRST: [(&str, &str); 2] = [("email", "first_notification"), ("sms", "first_notification")];
const MORE: [(&str, &str); 2] = [("email", "more_events"), ("sms", "more_events")];

async fn database(name: &str) -> Client {
    setup_database(shared_cluster().await, name).await
}

#[tokio::test]
async fn an_error_or_critical_row_is_one_alert_and_one_message_per_channel_at_once() {
    let client = database("at_once").await;
    log(&client, "billing", "error", "card 17 was declined").await;
    log(&client, "billing", "fatal", "ledger is corrupt").await;
    let messages = told_at(&client, minute(0)).await;
    assert_eq!(told(&messages), [FIRST[0], FIRST[0], FIRST[1], FIRST[1]]);
    assert!(messages.iter().all(|message| message.state == "pending" && message.attempt == 0));
    assert!(messages.iter().all(|message| message.next_attempt_at == minute(0)));

    let rows = client
        .query(
            "SELECT labels, severity, state, count, annotations FROM monitoring.alerts ORDER BY severity",
            &[],
        )
        .await
        .expect("alerts");
    assert_eq!(rows.len(), 2);
    for (row, level, message) in
        [(&rows[0], "critical", "ledger is corrupt"), (&rows[1], "error", "card 17 was declined")]
    {
        let fingerprint = scalar(&client, &format!("SELECT monitoring.error_fingerprint('{message}')")).await;
        assert_eq!(
            row.get::<_, Value>(0),
            json!({"alertname": "agent_error", "agent_name": "billing", "event_type": "task_failed",
                   "log_level": level, "fingerprint": fingerprint})
        );
        assert_eq!(
            (row.get::<_, &str>(1), row.get::<_, &str>(2), row.get::<_, i64>(3)),
            (level, "firing", 1)
        );
        assert_eq!(row.get::<_, Value>(4)["message"], message);
    }
    assert_eq!(process(&client, minute(0)).await, 0, "told once");
    assert_eq!(process(&client, minute(14)).await, 0);
}

#[tokio::test]
async fn debug_info_and_warning_are_only_stored() {
    let client = database("only_stored").await;
    for level in ["debug", "info", "warning", "warn", "WARNING", "Info"] {
        log(&client, "billing", level, "all is well").await;
    }
    assert_eq!(process(&client, minute(0)).await, 0);
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.alerts").await, "0");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.agent_logs").await, "6");
    log(&client, "billing", "ERROR", "upper case is an error too").await;
    assert_eq!(process(&client, minute(0)).await, 2);
}

#[tokio::test]
async fn equal_errors_are_one_alert_told_again_with_its_count_at_the_next_group_interval() {
    let client = database("equal").await;
    log(&client, "shop", "error", "order 17 of 7f9c2ba4-1b1e-4b1a-9f57-2f1c6b8f0a11 timed out after 30s")
        .await;
    assert_eq!(told(&told_at(&client, minute(0)).await), FIRST);
    for n in 18..21 {
        let message = format!("order {n} of 00000000-1b1e-4b1a-9f57-0000000000{n} timed out after {n}s");
        log(&client, "shop", "error", &message).await;
    }
    assert_eq!(process(&client, minute(1)).await, 0);
    assert_eq!(process(&client, second(299)).await, 0);
    let again = told_at(&client, minute(5)).await;
    assert_eq!(told(&again), MORE);
    for message in &again {
        assert_eq!(message.payload["alerts"].as_array().map(Vec::len), Some(1));
        assert_eq!(message.payload["alerts"][0]["count"], 4);
        assert!(message.text().contains("(4 times since "), "{}", message.text());
        assert!(message.text().contains("order 20 of"), "the newest one speaks: {}", message.text());
    }

    let storm = "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message)
                 SELECT 'shop', 'error', 'task_failed', format('order %s of %s timed out after %ss', n, gen_random_uuid(), n)
                 FROM generate_series(1, 100000) AS n";
    client.batch_execute(storm).await.expect("a storm");
    assert_eq!(process(&client, minute(6)).await, 0);
    let after = told_at(&client, minute(10)).await;
    assert_eq!(told(&after), MORE);
    assert_eq!(after[0].payload["alerts"][0]["count"], 100_004);
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.alerts").await, "1");
    assert_eq!(notifications(&client).await.len(), 6, "a hundred thousand errors, six messages");
}

#[tokio::test]
async fn what_goes_on_unchanged_is_told_again_after_repeat_interval() {
    let client = database("repeats").await;
    client
        .batch_execute("UPDATE monitoring.settings SET value = '3 days' WHERE name = 'error_resolve_after'")
        .await
        .expect("a setting");
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told(&told_at(&client, minute(0)).await), FIRST);
    assert_eq!(process(&client, minute(239)).await, 0);
    let repeat = [("email", "repeat"), ("sms", "repeat")];
    assert_eq!(told(&told_at(&client, minute(240)).await), repeat);
    assert_eq!(process(&client, minute(241)).await, 0);
    // News come between; the next repeat counts from there.
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told(&told_at(&client, minute(300)).await), MORE);
    assert_eq!(process(&client, minute(539)).await, 0);
    assert_eq!(told(&told_at(&client, minute(540)).await), repeat);
}

#[tokio::test]
async fn a_quiet_error_resolves_and_the_next_one_is_a_first_one_again() {
    let client = database("quiet").await;
    client
        .batch_execute(
            "UPDATE monitoring.notification_channels SET send_resolved = true WHERE name = 'email'",
        )
        .await
        .expect("a channel");
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told(&told_at(&client, minute(0)).await), FIRST);
    assert_eq!(process(&client, second(15 * 60 - 1)).await, 0);
    let resolved = told_at(&client, minute(15)).await;
    assert_eq!(told(&resolved), [("email", "all_resolved")], "sms did not ask for it");
    assert_eq!(resolved[0].payload["status"], "resolved");
    assert_eq!(resolved[0].payload["alerts"][0]["status"], "resolved");
    assert!(!resolved[0].payload["alerts"][0]["ends_at"].is_null());
    assert!(resolved[0].text().starts_with("RESOLVED shop"), "{}", resolved[0].text());
    assert_eq!(process(&client, minute(600)).await, 0, "a resolved alert is not repeated");

    log(&client, "shop", "error", "disk is full").await;
    let next = told_at(&client, minute(601)).await;
    assert_eq!(told(&next), FIRST);
    assert_eq!(next[0].payload["alerts"].as_array().map(Vec::len), Some(1), "the old one is history");
    assert_eq!(next[0].payload["alerts"][0]["count"], 1);
    let states = "SELECT string_agg(state, ',' ORDER BY id) FROM monitoring.alerts";
    assert_eq!(scalar(&client, states).await, "resolved,firing");
}

#[tokio::test]
async fn an_error_that_keeps_coming_does_not_resolve() {
    let client = database("keeps_coming").await;
    for round in 0..5 {
        log(&client, "shop", "error", "disk is full").await;
        assert_eq!(told_at(&client, minute(round * 14)).await.len(), 2, "round {round}");
        assert_eq!(scalar(&client, "SELECT string_agg(state, ',') FROM monitoring.alerts").await, "firing");
    }
}

#[tokio::test]
async fn two_groups_do_not_disturb_each_other() {
    let client = database("two_groups").await;
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told_at(&client, minute(0)).await.len(), 2);
    log(&client, "mail", "error", "disk is full").await;
    let other = told_at(&client, minute(3)).await;
    assert_eq!(told(&other), FIRST, "another agent's first error waits for nobody");
    assert!(other.iter().all(|message| message.payload["group_labels"]["agent_name"] == "mail"));
    log(&client, "shop", "error", "disk is full").await;
    log(&client, "mail", "error", "disk is full").await;
    assert_eq!(process(&client, minute(4)).await, 0);
    for (at, agent) in [(5, "shop"), (8, "mail")] {
        assert_eq!(process(&client, second(at * 60 - 1)).await, 0);
        let messages = told_at(&client, minute(at)).await;
        assert_eq!(told(&messages), MORE);
        assert!(messages.iter().all(|message| message.payload["group_labels"]["agent_name"] == agent));
    }
}

#[tokio::test]
async fn an_error_is_told_before_it_counts_as_resolved() {
    let client = database("told_first").await;
    client
        .batch_execute("UPDATE monitoring.notification_routes SET group_wait = '30 minutes', group_interval = '40 minutes'")
        .await
        .expect("a route");
    log(&client, "shop", "error", "disk is full").await;
    for early in [0, 15, 29] {
        assert_eq!(process(&client, minute(early)).await, 0);
    }
    let first = told_at(&client, minute(30)).await;
    assert_eq!(told(&first), FIRST);
    assert_eq!(first[0].payload["status"], "firing");
    // The same for later ones: what is counted is told, and only then forgotten.
    log(&client, "shop", "error", "disk is full").await;
    for early in [31, 46, 69] {
        assert_eq!(process(&client, minute(early)).await, 0);
    }
    let more = told_at(&client, minute(70)).await;
    assert_eq!(told(&more), MORE);
    assert_eq!(more[0].payload["alerts"][0]["count"], 2);
    process(&client, minute(71)).await;
    assert_eq!(scalar(&client, "SELECT state FROM monitoring.alerts").await, "resolved");
}

#[tokio::test]
async fn a_group_whose_alerts_are_gone_comes_to_rest() {
    let client = database("emptied").await;
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told_at(&client, minute(0)).await.len(), 2);
    client.batch_execute("DELETE FROM monitoring.alerts").await.expect("as retention does");
    assert_eq!(process(&client, minute(240)).await, 0);
    let restless = "SELECT count(*) FROM monitoring.alert_groups WHERE flush_at IS NOT NULL";
    assert_eq!(scalar(&client, restless).await, "0", "or the daemon would look for it for ever");
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(told(&told_at(&client, minute(241)).await), FIRST);
}

#[tokio::test]
async fn the_payload_has_the_promised_shape() {
    let client = database("payload").await;
    client.batch_execute("SET timezone = 'Asia/Kathmandu'").await.expect("a zone");
    client
        .batch_execute(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, request_id, created_at)
             VALUES ('shop', 'critical', 'payment', 'disk is full', 'r-1', '2031-01-01 00:00:07+00')",
        )
        .await
        .expect("a row");
    let messages = told_at(&client, minute(1)).await;
    let fingerprint = scalar(&client, "SELECT monitoring.error_fingerprint('disk is full')").await;
    let log_id = scalar(&client, "SELECT id FROM monitoring.agent_logs").await;
    let alert_id = scalar(&client, "SELECT id FROM monitoring.alerts").await;
    let group_key = scalar(&client, "SELECT replace(id::text, '-', '') FROM monitoring.alert_groups").await;
    let expected = json!({
        "status": "firing",
        "reason": "first_notification",
        "severity": "critical",
        "route": "default",
        "group_key": group_key,
        "group_labels": {"alertname": "agent_error", "agent_name": "shop", "fingerprint": fingerprint},
        "total_alerts": 1,
        "alerts": [{
            "id": alert_id,
            "labels": {"alertname": "agent_error", "agent_name": "shop", "event_type": "payment",
                       "log_level": "critical", "fingerprint": fingerprint},
            "annotations": {"message": "disk is full", "log_id": log_id, "request_id": "r-1"}, "severity": "critical",
            "status": "firing", "starts_at": "2031-01-01T00:00:07+00:00", "ends_at": null, "count": 1,
        }],
        "title": "CRITICAL shop: payment",
        "body": "disk is full",
    });
    for message in messages {
        assert_eq!(message.payload, expected, "in UTC, wherever the caller lives");
    }
    let keys = "SELECT count(DISTINCT idempotency_key) FROM monitoring.notifications";
    assert_eq!(scalar(&client, keys).await, "2");
}
