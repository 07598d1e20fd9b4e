//! What becomes of a message that was not sent: retries, their waits, and their end. Every time here is a virtual one.

use std::collections::BTreeSet;

use agentmon_tests::alerting::{log, minute, process, refusal, scalar, second};
use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::outbox::{Claim, claim, claim_one, complete, fail, only, outbox};
use agentmon_tests::sql::run;
use agentmon_tests::{setup_database, shared_cluster};
use chrono::{DateTime, TimeDelta, Utc};

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
        let sql = format!("SELECT extract(epoch FROM agentmon.retry_delay('{}', {attempt}, NULL))", held.id);
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

/// The statement that says that a provider asked to wait; `wait` is SQL.
fn defer(claim: &Claim, wait: &str, scope: &str, now: DateTime<Utc>) -> String {
    let Claim { id, attempt, .. } = claim;
    format!(
        "SELECT monitoring.defer_notification('{id}', 'w', {attempt}, 'slow down', {wait}, '{scope}', '{now}')"
    )
}

fn progress(claim: &Claim, progress: &str, now: DateTime<Utc>) -> String {
    let Claim { id, attempt, .. } = claim;
    format!("SELECT monitoring.note_progress('{id}', 'w', {attempt}, '{progress}', '{now}')")
}

#[tokio::test]
async fn a_channel_that_is_asked_to_wait_waits_whole_and_loses_neither_attempts_nor_place() {
    let client = outbox("asked_to_wait", 4).await;
    let held = claim(&client, "w", 2, second(0)).await;
    for one in &held {
        run(&client, &defer(one, "interval '10 seconds'", "channel", second(1))).await;
    }
    let status = "SELECT string_agg(concat_ws(' ', state, attempt, attempts_before, last_error), ',' ORDER BY id) FROM monitoring.notifications";
    assert_eq!(
        scalar(&client, status).await,
        "pending 1 1 slow down,pending 1 1 slow down,pending 0 0,pending 0 0"
    );
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.channel_circuits").await, "0");
    let next = "SELECT monitoring.next_notification_at('2031-01-01 00:00:02+00')";
    assert_eq!(scalar(&client, next).await, "2031-01-01 00:00:11+00", "and nobody looks before");
    assert!(claim(&client, "w", 10, second(10)).await.is_empty(), "not those either that were never sent");
    // From then on one by one, and never two at a time, whoever asks.
    let first = claim(&client, "w", 10, second(11)).await;
    assert_eq!((first.len(), &first[0].id), (1, &held[0].id), "the first comes first");
    assert!(claim(&client, "x", 10, second(11)).await.is_empty());
    run(&client, &complete(&first[0], "w", second(11))).await;
    assert!(claim(&client, "x", 10, second(20)).await.is_empty());
    assert_eq!(claim(&client, "x", 10, second(21)).await.len(), 1, "it is not known better");
    // Five minutes later the limit is forgotten.
    assert_eq!(claim(&client, "w", 10, second(301)).await.len(), 3);
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.channel_pace").await, "0");
}

#[tokio::test]
async fn the_pace_is_what_the_channel_took_and_grows_when_that_goes_well() {
    let client = outbox("learned_pace", 30).await;
    // Five in ten seconds, then: wait for 50.
    for n in 0..5 {
        let one = claim_one(&client, "w", second(n * 2)).await;
        run(&client, &complete(&one, "w", second(n * 2))).await;
    }
    let one = claim_one(&client, "w", second(10)).await;
    run(&client, &defer(&one, "interval '50 seconds'", "channel", second(10))).await;
    let every = "SELECT extract(epoch FROM every)::numeric(6, 2) FROM monitoring.channel_pace";
    assert_eq!(scalar(&client, every).await, "12.25", "five a minute");
    // Refused again and again with nothing sent: longer and longer waits, a minute at last. But no pace that is slower
    // than what is asked for.
    let waits = "SELECT wait_until - limited_at FROM monitoring.channel_pace";
    let mut now = 60;
    for expected in ["00:00:02", "00:00:04", "00:00:08", "00:00:16", "00:00:32", "00:01:00", "00:01:00"] {
        now += 60;
        let one = claim_one(&client, "w", second(now)).await;
        run(&client, &defer(&one, "interval '1 second'", "channel", second(now))).await;
        assert_eq!(
            (scalar(&client, waits).await, scalar(&client, every).await),
            (expected.into(), "1.03".into())
        );
    }
}

#[tokio::test]
async fn a_pace_that_goes_well_is_tried_faster_and_what_was_too_fast_is_taken_back() {
    let client = outbox("faster_pace", 80).await;
    let every = "SELECT extract(epoch FROM every)::numeric(6, 2) FROM monitoring.channel_pace";
    let one = claim_one(&client, "w", second(0)).await;
    run(&client, &complete(&one, "w", second(0))).await;
    let one = claim_one(&client, "w", second(0)).await;
    run(&client, &defer(&one, "interval '1 second'", "channel", second(0))).await;
    let learned = scalar(&client, every).await;
    assert_eq!(learned, "1.03");
    for n in 1..=10 {
        let one = claim_one(&client, "w", second(n * 2)).await;
        run(&client, &complete(&one, "w", second(n * 2))).await;
        assert_eq!(scalar(&client, every).await, learned, "{n}: the wait is kept for ten turns");
    }
    let one = claim_one(&client, "w", second(22)).await;
    assert_eq!(scalar(&client, every).await, "0.72", "and then shortened");
    run(&client, &defer(&one, "interval '1 second'", "channel", second(22))).await;
    assert_eq!(scalar(&client, every).await, learned, "too short: back to what went well");
    // As nobody refuses any more it is forgotten in the end, and all go at once again.
    let mut now = 23;
    while scalar(&client, "SELECT count(*) FROM monitoring.channel_pace").await == "1" {
        now += 2;
        for one in claim(&client, "w", 10, second(now)).await {
            run(&client, &complete(&one, "w", second(now))).await;
        }
        assert!(now < 500);
    }
}

#[tokio::test]
async fn a_pace_that_cannot_be_written_down_holds_up_nobody() {
    const PACE: &str = "monitoring.channel_pace";
    let client = outbox("broken_pace", 3).await;
    let failures = "SELECT string_agg(step || ' ' || member, ',') FROM monitoring.step_failures";
    run(&client, RAISES).await;
    run(&client, &fault(PACE, "INSERT", "true")).await;
    let one = claim_one(&client, "w", second(0)).await;
    run(&client, &defer(&one, "interval '10 seconds'", "channel", second(0))).await;
    let state = format!("SELECT state FROM monitoring.notifications WHERE id = '{}'", one.id);
    assert_eq!(scalar(&client, &state).await, "pending", "the outcome is written down");
    assert_eq!(scalar(&client, failures).await, "pace sms");
    let others = claim(&client, "w", 10, second(1)).await;
    assert!(others.len() == 2 && others.iter().all(|other| other.id != one.id), "{others:?}");
    run(&client, &no_fault(PACE)).await;
    run(&client, &defer(&others[0], "interval '10 seconds'", "channel", second(2))).await;
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
    // Better too fast than not at all.
    run(&client, &fault(PACE, "UPDATE", "true")).await;
    assert_eq!(claim(&client, "w", 10, second(20)).await.len(), 1);
    assert_eq!(scalar(&client, failures).await, "pace ");
    run(&client, &no_fault(PACE)).await;
    run(&client, &complete(&others[1], "w", second(20))).await;
    claim(&client, "w", 10, second(60)).await;
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
}

#[tokio::test]
async fn wishes_are_bounded_and_a_clock_set_back_undoes_them() {
    for (n, (wait, expected)) in [
        ("interval '1 year'", "01:00:00"),
        ("interval '-1 year'", "00:00:00"),
        ("interval '178000000 years'", "01:00:00"),
        ("'0'", "00:00:00"),
        ("NULL", "00:00:05"),
    ]
    .into_iter()
    .enumerate()
    {
        let client = outbox(&format!("wishes_{n}"), 1).await;
        let one = claim_one(&client, "w", second(0)).await;
        run(&client, &defer(&one, wait, "channel", second(0))).await;
        let waits = "SELECT wait_until - '2031-01-01 00:00+00' FROM monitoring.channel_pace";
        assert_eq!(scalar(&client, waits).await, expected, "{wait}");
        assert_eq!(claim(&client, "w", 1, second(-7200)).await.len(), 0, "its time has not come yet");
        run(&client, "UPDATE monitoring.notifications SET next_attempt_at = '2030-01-01'").await;
        assert_eq!(
            claim(&client, "w", 1, second(-7200)).await.len(),
            1,
            "what was written later is forgotten"
        );
    }
}

#[tokio::test]
async fn a_resting_channel_that_asks_to_wait_is_tried_when_it_said() {
    let client = outbox("resting_waits", 1).await;
    run(&client, "INSERT INTO monitoring.channel_circuits (channel, failures, opened_at, open_until) VALUES ('sms', 5, '2031-01-01', '2031-01-01')").await;
    let probe = claim_one(&client, "w", second(1)).await;
    run(&client, &defer(&probe, "interval '3 seconds'", "channel", second(2))).await;
    let circuit = "SELECT concat_ws(' ', failures, open_until::time) FROM monitoring.channel_circuits";
    assert_eq!(scalar(&client, circuit).await, "5 00:00:05", "no failure more");
    assert!(claim(&client, "w", 1, second(4)).await.is_empty());
    assert_eq!(claim(&client, "w", 1, second(5)).await.len(), 1);
}

#[tokio::test]
async fn a_message_that_is_put_off_alone_counts_its_attempts_and_blames_nobody() {
    let client = outbox("put_off", 2).await;
    run(&client, "UPDATE monitoring.settings SET value = '3' WHERE name = 'delivery_attempts'").await;
    let mut held = claim(&client, "w", 2, second(0)).await;
    run(&client, &complete(&held[1], "w", second(0))).await;
    for attempt in 1..=3 {
        let now = minute(attempt);
        run(&client, &defer(&held[0], "NULL", "message", now)).await;
        if attempt < 3 {
            assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.channel_pace").await, "0");
            held = claim(&client, "w", 2, minute(attempt + 1)).await;
            assert_eq!(held.len(), 1);
        }
    }
    let states = "SELECT string_agg(state, ',' ORDER BY state) FROM monitoring.notifications";
    assert_eq!(scalar(&client, states).await, "dead,sent");
}

#[tokio::test]
async fn what_receivers_have_got_is_given_to_the_next_attempt_and_decides_its_end() {
    let client = outbox("progress", 2).await;
    run(&client, "UPDATE monitoring.settings SET value = '2' WHERE name = 'delivery_attempts'; UPDATE monitoring.notification_channels SET fallback = 'email' WHERE name = 'sms'").await;
    let held = claim(&client, "w", 2, second(0)).await;
    let some = r#"{"delivered": ["a@example.org"], "waiting": {"b@example.org": "full"}}"#;
    let none = r#"{"refused": {"a@example.org": "gone"}, "waiting": {"b@example.org": "full"}}"#;
    for (one, what) in held.iter().zip([some, none]) {
        run(&client, &progress(one, what, second(1))).await;
        run(&client, &defer(one, "NULL", "message", second(1))).await;
    }
    let sql = "SELECT (payload -> 'progress')::text, id::text, attempt FROM monitoring.claim_notifications('w', 2, '2031-01-01 00:00:30+00')";
    let rows = client.query(sql, &[]).await.expect("a claim");
    assert_eq!(rows.len(), 2);
    for row in &rows {
        let what = if row.get::<_, String>(1) == held[0].id { some } else { none };
        let given: serde_json::Value = serde_json::from_str(row.get(0)).expect("JSON");
        assert_eq!(given, serde_json::from_str::<serde_json::Value>(what).expect("JSON"));
        let one = Claim { id: row.get(1), attempt: row.get(2), key: String::new() };
        run(&client, &defer(&one, "NULL", "message", second(31))).await;
    }
    let states =
        "SELECT string_agg(state, ',' ORDER BY id) FROM monitoring.notifications WHERE channel = 'sms'";
    assert_eq!(scalar(&client, states).await, "sent,dead", "told to some is told; told to nobody is not");
    run(&client, "SELECT monitoring.replay_notifications('sms', p_now => '2031-01-01 00:01+00')").await;
    let left =
        "SELECT progress::text FROM monitoring.notifications WHERE state = 'pending' AND channel = 'sms'";
    assert_eq!(
        scalar(&client, left).await,
        r#"{"waiting": {"b@example.org": "full"}}"#,
        "a replay asks again"
    );
}

#[tokio::test]
async fn only_who_holds_a_message_may_say_how_far_it_has_got() {
    let client = outbox("progress_lease", 1).await;
    let held = claim_one(&client, "w", second(0)).await;
    let later = claim_one(&client, "x", second(31)).await;
    assert_eq!(later.attempt, 2);
    for sql in [
        progress(&held, "{}", second(32)),
        defer(&held, "NULL", "channel", second(32)),
        defer(&held, "NULL", "message", second(32)),
    ] {
        assert_eq!(refusal(&client, &sql).await.0, "55000", "{sql}");
    }
    assert_eq!(
        scalar(&client, "SELECT count(*) FROM monitoring.channel_pace").await,
        "0",
        "nor does it slow"
    );
    let (code, text) = refusal(&client, &progress(&held, "[1]", second(32))).await;
    assert!(code == "22023" && text.contains("delivered"), "{code} {text}");
    let (code, text) = refusal(&client, &defer(&held, "NULL", "daemon", second(32))).await;
    assert!(code.starts_with("22") && text.contains("message"), "{code} {text}");
}
