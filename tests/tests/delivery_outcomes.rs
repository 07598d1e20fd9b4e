//! What becomes of a message that was not sent: retries, their waits, and their end. Every time here is a virtual one.

use std::collections::BTreeSet;

use agentmon_tests::alerting::{log, minute, process, refusal, scalar, second};
use agentmon_tests::outbox::{claim, claim_one, complete, fail, only, outbox};
use agentmon_tests::sql::run;
use agentmon_tests::{setup_database, shared_cluster};
use chrono::TimeDelta;

#[tokio::test]
async fn the_waits_between_attempts_grow_to_a_cap_within_a_fifth_and_end_in_death() {
    let client = outbox("backoff", 1).await;
    let mut now = second(0);
    let mut waits = Vec::new();
    for attempt in 1..=20 {
        let held = claim_one(&client, "w", now).await;
        assert_eq!(held.attempt, attempt);
        run(&client, &fail(&held, "w", "retry", "NULL", now)).await;
        let after = only(&client).await;
        assert_eq!(after.last_error.as_deref(), Some("broken"));
        if attempt == 20 {
            assert_eq!(after.state, "dead", "delivery_attempts is 20");
            break;
        }
        assert_eq!(after.state, "pending");
        let wait = after.next_attempt_at - now;
        let plain = TimeDelta::seconds((5 << (attempt - 1)).min(15 * 60));
        assert!(wait >= plain * 4 / 5 && wait <= plain * 6 / 5, "attempt {attempt}: {wait}, plainly {plain}");
        let sql =
            format!("SELECT extract(epoch FROM monitoring.retry_delay('{}', {attempt}, NULL))", held.id);
        let again: f64 = scalar(&client, &sql).await.parse().expect("seconds");
        assert!((again - wait.as_seconds_f64()).abs() < 1e-3, "the jitter is no chance: {again}, {wait}");
        assert!(claim(&client, "w", 1, after.next_attempt_at - TimeDelta::microseconds(1)).await.is_empty());
        waits.push(wait);
        now = after.next_attempt_at;
    }
    // Eleven of them are at the cap, give or take one of a thousand steps: two may meet.
    assert!(waits.iter().collect::<BTreeSet<_>>().len() > waits.len() - 4, "jittered: {waits:?}");
    assert!(claim(&client, "w", 1, minute(100_000)).await.is_empty(), "dead is dead");
}

#[tokio::test]
async fn what_the_provider_asks_for_is_honoured_where_it_is_longer() {
    let client = outbox("retry_after", 2).await;
    let held = claim(&client, "w", 2, second(0)).await;
    run(&client, &fail(&held[0], "w", "retry", "interval '2 hours'", second(0))).await;
    run(&client, &fail(&held[1], "w", "retry", "interval '1 millisecond'", second(0))).await;
    let due = "SELECT string_agg((next_attempt_at > '2031-01-01 00:00:03.999+00')::text, ',') FROM monitoring.notifications";
    assert_eq!(scalar(&client, due).await, "true,true", "a short wish does not shorten the backoff");
    assert_eq!(claim(&client, "w", 2, second(7)).await.len(), 1);
    assert!(claim(&client, "w", 2, second(7199)).await.iter().all(|claim| claim.id == held[1].id));
    assert!(claim(&client, "w", 2, second(7200)).await.iter().any(|claim| claim.id == held[0].id));
}

#[tokio::test]
async fn final_is_dead_and_unknown_is_unknown_and_neither_is_tried_again() {
    let client = outbox("outcomes", 2).await;
    let held = claim(&client, "w", 2, second(0)).await;
    for (one, outcome, state) in [(&held[0], "final", "dead"), (&held[1], " Unknown", "unknown")] {
        run(&client, &fail(one, "w", outcome, "NULL", second(1))).await;
        let sql = format!(
            "SELECT state || ' ' || last_error FROM monitoring.notifications WHERE id = '{}'",
            one.id
        );
        assert_eq!(scalar(&client, &sql).await, format!("{state} broken"));
        assert_eq!(refusal(&client, &complete(one, "w", second(2))).await.0, "55000");
    }
    assert!(claim(&client, "w", 10, minute(100_000)).await.is_empty());
    assert_eq!(
        scalar(
            &client,
            "SELECT coalesce(monitoring.next_notification_at('2031-01-01 00:00+00')::text, 'never')"
        )
        .await,
        "2031-01-01 04:00:00+00",
        "only the groups' repeats are to come"
    );
}

#[tokio::test]
async fn a_channel_that_is_switched_off_keeps_its_messages_until_it_is_on_again() {
    let client = outbox("switched_off", 1).await;
    let switch =
        |on| format!("UPDATE monitoring.notification_channels SET enabled = {on} WHERE name = 'sms'");
    run(&client, &switch(false)).await;
    assert!(claim(&client, "w", 1, second(1)).await.is_empty());
    run(&client, &switch(true)).await;
    assert_eq!(claim(&client, "w", 1, second(2)).await.len(), 1);
}

#[tokio::test]
async fn next_notification_at_names_the_earliest_of_all_that_is_to_come() {
    let client = setup_database(shared_cluster().await, "next_at").await;
    let next = async || {
        scalar(
            &client,
            "SELECT coalesce(monitoring.next_notification_at('2031-01-01 00:00+00')::text, 'never')",
        )
        .await
    };
    run(
        &client,
        "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'email';
                  UPDATE monitoring.notification_routes SET group_wait = '30 seconds'",
    )
    .await;
    assert_eq!(next().await, "never");
    log(&client, "a", "error", "fails").await;
    process(&client, second(0)).await;
    assert_eq!(next().await, "2031-01-01 00:00:30+00", "a group to be told");
    process(&client, second(30)).await;
    assert_eq!(next().await, "2031-01-01 00:00:30+00", "a message that waits");
    let held = claim_one(&client, "w", second(31)).await;
    assert_eq!(next().await, "2031-01-01 00:01:01+00", "the end of a lease");
    run(&client, &fail(&held, "w", "retry", "interval '1 minute'", second(31))).await;
    assert_eq!(next().await, "2031-01-01 00:01:31+00", "a retry");
    let held = claim_one(&client, "w", second(91)).await;
    run(&client, &complete(&held, "w", second(91))).await;
    assert_eq!(next().await, "2031-01-01 04:00:30+00", "a repeat");
    process(&client, minute(16)).await;
    assert_eq!(next().await, "never", "resolved");
}
