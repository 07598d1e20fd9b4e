//! The circuit breaker: a channel that fails again and again rests.

use agentmon_tests::alerting::{process, second};
use agentmon_tests::outbox::{claim, complete, fail};
use agentmon_tests::scenario::theatre;
use agentmon_tests::sql::{row, run};
use tokio_postgres::Client;

/// Many messages for `chat`, one for `pager`.
async fn crowd(name: &str) -> Client {
    let client = theatre(
        name,
        r#"UPDATE monitoring.notification_routes SET group_by = '{alertname}';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('pages', 1, '{"alertname": "page"}', '{pager}')"#,
    )
    .await;
    run(
        &client,
        "SELECT monitoring.raise_alert(jsonb_build_object('alertname', 'a' || n), p_now => '2031-01-01') FROM generate_series(1, 20) AS n;
         SELECT monitoring.raise_alert('{\"alertname\": \"page\"}', p_now => '2031-01-01')",
    )
    .await;
    assert_eq!(process(&client, second(0)).await, 21);
    client
}

async fn circuit(client: &Client) -> String {
    let sql = "SELECT coalesce((SELECT concat_ws(' ', channel, failures, open_until::time) FROM monitoring.channel_circuits), 'closed')";
    row(client, sql).await
}

#[tokio::test]
async fn five_failures_in_a_row_open_it_and_one_message_at_a_time_tries_it() {
    let client = crowd("circuit").await;
    // The pager's message comes along: a storm in one channel holds up no other.
    let batch = claim(&client, "w", 8, second(0)).await;
    let paged = "SELECT count(*) FROM monitoring.notifications WHERE channel = 'pager' AND state = 'sending'";
    assert_eq!(row(&client, paged).await, "1");
    let chat = "SELECT id::text FROM monitoring.notifications WHERE channel = 'pager'";
    let pager = row(&client, chat).await;
    let (pages, batch): (Vec<_>, Vec<_>) = batch.into_iter().partition(|one| one.id == pager);
    run(&client, &complete(&pages[0], "w", second(1))).await;
    assert_eq!(batch.len(), 7);
    for (n, one) in batch.iter().enumerate() {
        run(&client, &fail(one, "w", "retry", "NULL", second(1))).await;
        let expected = match n {
            0..=3 => format!("chat {}", n + 1),
            // What was under way with the fifth says nothing new.
            _ => "chat 5 00:00:31".to_owned(),
        };
        assert_eq!(circuit(&client).await, expected);
    }
    assert!(claim(&client, "w", 100, second(30)).await.is_empty(), "it rests");
    let next = "SELECT monitoring.next_notification_at('2031-01-01 00:00:02+00')";
    assert_eq!(row(&client, next).await, "2031-01-01 00:00:31+00", "and nobody looks before");
    let attempts = "SELECT sum(attempt) FROM monitoring.notifications WHERE channel = 'chat'";
    assert_eq!(row(&client, attempts).await, "7");

    // Each probe that fails doubles the rest, up to five minutes.
    let mut now = 31;
    for (failures, rest) in [(6, 60), (7, 120), (8, 240), (9, 300), (10, 300)] {
        let probe = claim(&client, "w", 100, second(now)).await;
        assert_eq!(probe.len(), 1, "one message, by whoever comes first");
        assert!(claim(&client, "other", 100, second(now)).await.is_empty());
        run(&client, &fail(&probe[0], "w", "retry", "NULL", second(now))).await;
        now += rest;
        let until = row(&client, &format!("SELECT '{}'::timestamptz::time", second(now))).await;
        assert_eq!(circuit(&client).await, format!("chat {failures} {until}"));
    }
    let probe = claim(&client, "w", 100, second(now)).await;
    run(&client, &complete(&probe[0], "w", second(now))).await;
    assert_eq!(circuit(&client).await, "closed");
    assert_eq!(
        claim(&client, "w", 100, second(now)).await.len(),
        19,
        "all that waited, none has lost an attempt"
    );
    let most = "SELECT max(attempt) < 10 FROM monitoring.notifications";
    assert_eq!(row(&client, most).await, "t");
}

#[tokio::test]
async fn a_success_between_keeps_it_closed_and_a_probe_that_is_lost_is_tried_again() {
    let client = crowd("circuit_kept").await;
    let batch = claim(&client, "w", 100, second(0)).await;
    for (n, one) in batch.iter().enumerate() {
        let pager = format!("SELECT channel = 'pager' FROM monitoring.notifications WHERE id = '{}'", one.id);
        if row(&client, &pager).await == "t" || n % 5 == 4 {
            run(&client, &complete(one, "w", second(1))).await;
        } else {
            run(&client, &fail(one, "w", "final", "NULL", second(1))).await;
        }
    }
    assert!(!circuit(&client).await.contains("00:"), "never five in a row");
    run(&client, "UPDATE monitoring.channel_circuits SET failures = 5, opened_at = '2031-01-01 00:00:01+00', open_until = '2031-01-01 00:00:31+00'; SELECT monitoring.replay_notifications(p_now => '2031-01-01 00:00:01+00')").await;
    run(&client, "INSERT INTO monitoring.channel_circuits (channel, failures, opened_at, open_until) VALUES ('chat', 5, '2031-01-01 00:00:01+00', '2031-01-01 00:00:31+00') ON CONFLICT DO NOTHING").await;
    // The worker with the probe dies: after its lease another one tries.
    assert_eq!(claim(&client, "dead", 100, second(31)).await.len(), 1);
    assert!(claim(&client, "heir", 100, second(60)).await.is_empty());
    assert_eq!(claim(&client, "heir", 100, second(61)).await.len(), 1);
}

#[tokio::test]
async fn the_last_word_about_a_group_is_the_last_to_be_told() {
    let client = theatre("order", "UPDATE monitoring.notification_routes SET group_by = '{alertname}'").await;
    agentmon_tests::scenario::play(
        &client,
        "0 | raise a; raise b | chat first_notification a!; chat first_notification b!\n 1 | fail retry |",
    )
    .await;
    // Over while its message waits for another attempt: nobody was told of it, so nobody is told of its end.
    agentmon_tests::scenario::play(&client, "5m | resolve a; hold |").await;
    let messages = claim(&client, "w", 10, second(301)).await;
    assert_eq!(messages.len(), 1);
    run(&client, &complete(&messages[0], "w", second(301))).await;
    let fates = "SELECT string_agg(concat_ws(' ', payload #>> '{alerts,0,labels,alertname}', state), ', ' ORDER BY payload #>> '{alerts,0,labels,alertname}') FROM monitoring.notifications";
    assert_eq!(row(&client, fates).await, "a dropped, b sent");
    // One message at a time for each group: what came meanwhile is told after it.
    agentmon_tests::scenario::play(&client, "10m | resolve b; hold | chat all_resolved b.").await;
    let ends = claim(&client, "w", 10, second(600)).await;
    assert_eq!(ends.len(), 1);
    agentmon_tests::scenario::play(&client, "15m | raise b; hold | chat new_alerts b! b.").await;
    run(
        &client,
        "UPDATE monitoring.notifications SET lease_until = '2031-01-01 01:00+00' WHERE state = 'sending'",
    )
    .await;
    assert!(claim(&client, "w", 10, second(901)).await.is_empty(), "it does not overtake");
    run(&client, &complete(&ends[0], "w", second(902))).await;
    assert_eq!(claim(&client, "w", 10, second(902)).await.len(), 1);
    let last = "SELECT reason FROM monitoring.notifications ORDER BY created_at DESC LIMIT 1";
    assert_eq!(row(&client, last).await, "first_notification", "its end has been told by now");
}
