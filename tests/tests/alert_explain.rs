//! Every alert's story ends with a verdict.

use agentmon_tests::scenario::{play, story_of, theatre, verdict};
use agentmon_tests::sql::{assert_refused, row, run};

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
           SELECT agentmon.alert_key('raised', l), 'raised', l, 'error', 'pending', '2031-01-01', '2031-01-01', '2031-01-01' FROM (SELECT '{"alertname": "pends"}'::jsonb) AS v (l)"#,
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
    // Each reason, and the first one again.
    let only = |change: &str| {
        format!(
            "UPDATE monitoring.notification_channels SET {change} WHERE name = 'chat'; SELECT agentmon.reach_untold() |"
        )
    };
    play(&client, &format!("4m | {}", only("enabled = true, min_severity = 'critical'"))).await;
    let severe = "not told: channel chat: it hears of critical and above";
    assert_eq!(verdict(&client, "off", "4m").await, severe);
    play(&client, &format!("5m | {}", only("enabled = false, min_severity = 'info'"))).await;
    assert_eq!(verdict(&client, "off", "5m").await, "not told: channel chat: it is switched off");
    play(&client, "6m | SELECT agentmon.reach_untold() |").await;
    let events = "SELECT count(*) FROM monitoring.alert_events e JOIN monitoring.alerts a ON a.id = e.alert_id AND a.labels ->> 'alertname' = 'off' WHERE event = 'not told'";
    assert_eq!(row(&client, events).await, "3");
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
        "told: chat at 2031-01-01 00:00:01+00, but refused by gone@example.org (550 5.1.1 no such user)"
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

/// Says for the message that is claimed how far it has got, and what has become of it.
async fn settle(client: &tokio_postgres::Client, time: &str, progress: &str, outcome: &str) {
    let now = agentmon_tests::scenario::at(time).to_string();
    run(
        client,
        &format!(
            "WITH c AS MATERIALIZED (SELECT * FROM monitoring.claim_notifications('w', 1, ':now')),
                  p AS MATERIALIZED (SELECT c.*, monitoring.note_progress(id, 'w', attempt, '{progress}', ':now') FROM c)
             SELECT monitoring.{outcome} FROM p"
        )
        .replace(":now", &now),
    )
    .await;
}

const LATER: &str = "defer_notification(id, 'w', attempt, 'one is full', '1 hour', 'message', ':now')";

/// Nobody waits for what a later word has overtaken, or what was given up; and who was told was told when he was.
#[tokio::test]
async fn of_a_mail_that_some_took_story_and_verdict_say_the_same() {
    let client = theatre("partly", "UPDATE monitoring.notification_channels SET kind = 'email'").await;
    let half = r#"{"delivered": ["a@x.org"], "waiting": {"b@x.org": "452 full"}}"#;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    settle(&client, "1", half, LATER).await;
    assert_eq!(
        verdict(&client, "a", "2").await,
        "told: chat at 2031-01-01 00:00:01+00, but waiting for b@x.org (452 full)"
    );
    let story = story_of(&client, "a", "2").await.join("\n");
    assert!(story.contains("waits until 2031-01-01 01:00:01+00"), "{story}");
    assert!(story.contains("taken by a@x.org, waiting for b@x.org (452 full)"), "{story}");

    // A later word to all of them has it overtaken.
    play(&client, "5m | hold; raise b | chat new_alerts a! b!").await;
    run(&client, "SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '2031-01-01 00:05+00') FROM monitoring.claim_notifications('w', 9, '2031-01-01 00:05+00')").await;
    assert_eq!(
        verdict(&client, "a", "6m").await,
        "told: chat at 2031-01-01 00:00:01+00, but at first given up for b@x.org (452 full); all of them at 2031-01-01 00:05:00+00"
    );
    let story = story_of(&client, "a", "6m").await.join("\n");
    assert!(story.contains("taken by a@x.org, given up for b@x.org (452 full)"), "{story}");
    assert!(!story.contains("waiting for"), "{story}");
    assert_eq!(verdict(&client, "b", "6m").await, "told: chat at 2031-01-01 00:05:00+00");

    // Given up for good, with a refusal besides.
    play(&client, "10m | hold; resolve b | chat new_resolved a! b.").await;
    let refused = r#"{"delivered": ["a@x.org"], "waiting": {"b@x.org": "452 full"}, "refused": {"c@x.org": "550 gone"}}"#;
    settle(&client, "10m", refused, "fail_notification(id, 'w', attempt, 'final', 'no more', NULL, ':now')")
        .await;
    for (alert, time) in [("a", "00:00:01"), ("b", "00:05:00")] {
        assert_eq!(
            verdict(&client, alert, "11m").await,
            format!(
                "told: chat at 2031-01-01 {time}+00, but refused by c@x.org (550 gone), given up for b@x.org (452 full)"
            ),
            "{alert}"
        );
    }
}

/// Each state of a message, in the verdict and in the story.
#[tokio::test]
async fn every_state_has_its_words_in_story_and_verdict() {
    let client = theatre(
        "states",
        "SELECT monitoring.register_notifier('w', '1', '{console}', '2031-01-01');
         UPDATE monitoring.settings SET value = '10 days' WHERE name = 'notifier_gone_after'",
    )
    .await;
    let check = async |time: &str, expected: &str| {
        let said = verdict(&client, "a", time).await;
        assert_eq!(said, expected, "at {time}");
        // What the verdict says of a message stands in the story as well.
        let story = story_of(&client, "a", time).await;
        let words = expected.split_once("chat is pending: ").or_else(|| expected.split_once("chat: "));
        let words =
            words.or_else(|| expected.split_once("chat ")).map_or("may have arrived", |(_, words)| words);
        assert!(
            expected.starts_with("told: chat at")
                || story[..story.len() - 1].iter().any(|line| line.contains(words)),
            "at {time}: {words}: {story:?}"
        );
    };
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    check("1", "not told yet: chat is pending: is due since 2031-01-01 00:00:00+00").await;
    run(&client, "SELECT count(*) FROM monitoring.claim_notifications('w', 9, '2031-01-01 00:00:02+00')")
        .await;
    check("3", "not told yet: chat is being sent by w since 2031-01-01 00:00:02+00").await;
    let late = verdict(&client, "a", "30m").await;
    assert!(
        late.contains("which should have said more by 2031-01-01 00:")
            && late.contains("another worker takes it"),
        "{late}"
    );
    run(&client, "SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'no answer', '2 minutes', '2031-01-01 00:00:05+00') FROM monitoring.notifications").await;
    check("6", "not told yet: chat is pending: waits until 2031-01-01 00:02:05+00, last error: no answer")
        .await;

    // What slows the channel.
    run(&client, "DELETE FROM monitoring.channel_circuits; INSERT INTO monitoring.channel_circuits VALUES ('chat', 5, '2031-01-01 00:00:05+00', '2031-01-01 00:04+00', '2031-01-01 00:00:05+00', 'connection refused')").await;
    check("6", "not told yet: chat is pending: waits until 2031-01-01 00:04:00+00: it rests until 2031-01-01 00:04:00+00 after 5 failures in a row, the last: connection refused, last error: no answer").await;
    run(&client, "DELETE FROM monitoring.channel_circuits; INSERT INTO monitoring.channel_pace (channel, wait_until, every, limited_at, hold, faster, refusals, reason) VALUES ('chat', '2031-01-01 00:03+00', '1.5 seconds', '2031-01-01', 10, 0.7, 1, '429')").await;
    check("6", "not told yet: chat is pending: waits until 2031-01-01 00:03:00+00: its provider asked to wait until 2031-01-01 00:03:00+00 and takes one message each 1.5 seconds: 429, last error: no answer").await;
    run(&client, "DELETE FROM monitoring.channel_pace; UPDATE monitoring.notification_channels SET rate_limit = 1, rate_interval = '90 minutes' WHERE name = 'chat'; INSERT INTO monitoring.channel_sends VALUES ('chat', '2031-01-01 00:00:02+00')").await;
    check("6", "not told yet: chat is pending: waits until 2031-01-01 01:30:02+00: its rate limit, 1 message in 1 hour 30 minutes, is used up until 2031-01-01 01:30:02+00, last error: no answer").await;
    run(
        &client,
        "UPDATE monitoring.notification_channels SET rate_limit = NULL, enabled = false WHERE name = 'chat'",
    )
    .await;
    check("3m", "not told yet: chat is pending: waits: it is switched off, last error: no answer").await;
    run(
        &client,
        "UPDATE monitoring.notification_channels SET enabled = true, kind = 'sms' WHERE name = 'chat'",
    )
    .await;
    let unserved = verdict(&client, "a", "3m").await;
    assert!(unserved.starts_with("not told yet: chat is pending: waits: no daemon sends sms"), "{unserved}");
    run(&client, "UPDATE monitoring.notification_channels SET kind = 'console', fallback = 'desk' WHERE name = 'chat'; UPDATE monitoring.notifiers SET last_seen_at = '2030-12-31 23:00+00'; UPDATE monitoring.settings SET value = '2 minutes' WHERE name = 'notifier_gone_after'").await;
    check("3m", "not told yet: chat is pending: waits: no daemon that sends console runs, the last was heard of at 2030-12-31 23:00:00+00, its fallback desk is told when it has waited for 5 minutes, last error: no answer").await;
    run(&client, "UPDATE monitoring.notification_channels SET fallback = NULL; UPDATE monitoring.settings SET value = '10 days' WHERE name = 'notifier_gone_after'").await;

    play(&client, "3m | fail unknown |").await;
    check("4m", "maybe told: chat").await;
    run(&client, "UPDATE monitoring.notifications SET state = 'dead', last_error = '550 no'; DELETE FROM monitoring.told_alerts").await;
    check("5m", "not told: chat: 550 no").await;
    run(&client, "SELECT monitoring.replay_notifications('chat', NULL, '2031-01-01 00:06+00')").await;
    check("6m", "not told yet: chat is pending: is due since 2031-01-01 00:06:00+00, replayed, attempt 2, last error: 550 no").await;
    play(&client, "7m | deliver |").await;
    assert_eq!(verdict(&client, "a", "8m").await, "told: chat at 2031-01-01 00:07:00+00");

    // Told of it, and not of its end.
    play(&client, "1h | hold; resolve a | chat all_resolved a.").await;
    assert_eq!(
        verdict(&client, "a", "1h1m").await,
        "told: chat at 2031-01-01 00:07:00+00, and of its end: is due since 2031-01-01 01:00:00+00"
    );
    play(&client, "1h2m | fail final |").await;
    assert_eq!(
        verdict(&client, "a", "1h3m").await,
        "told: chat at 2031-01-01 00:07:00+00, and of its end: could not be delivered, last error: broken"
    );
}

/// What was dropped or summed up, and nothing else, has a verdict too.
#[tokio::test]
async fn what_had_nothing_left_to_say_says_so() {
    let client = theatre("dropped", "").await;
    play(&client, "0 | hold; raise a; raise b | chat first_notification a! b!").await;
    play(&client, "1m | resolve a | \n 2m | deliver |").await;
    let said = verdict(&client, "a", "3m").await;
    assert!(said.starts_with("not told: channel chat: it was over before its turn came"), "{said}");
    run(&client, "DELETE FROM monitoring.alert_events").await;
    for (state, expected) in [
        ("dropped", "not told: chat: nothing left"),
        ("summed", "not told: chat: it did not fit into the rate limit, and was over before the summary"),
    ] {
        run(
            &client,
            &format!("UPDATE monitoring.notifications SET state = '{state}', last_error = 'nothing left'"),
        )
        .await;
        assert_eq!(verdict(&client, "b", "3m").await, expected);
    }
}

/// The channels beside those that were told, and the steps to come.
#[tokio::test]
async fn a_story_names_who_is_not_told_and_whom_it_escalates_to() {
    let client = theatre(
        "others",
        "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager';
         UPDATE monitoring.notification_routes SET channels = '{chat,pager}';
         INSERT INTO monitoring.escalation_steps VALUES ('all', '15 minutes', '{desk}')",
    )
    .await;
    play(&client, "0 | raise a | chat first_notification a!").await;
    let story = story_of(&client, "a", "1m").await;
    assert!(story.contains(&"no message|pager|it hears of critical and above".to_owned()), "{story:?}");
    assert!(
        story.iter().any(|line| line.starts_with("escalation|desk|unless somebody acknowledges it before")),
        "{story:?}"
    );
    play(&client, "2m | ack a |").await;
    let story = story_of(&client, "a", "3m").await;
    assert!(!story.iter().any(|line| line.starts_with("escalation|")), "{story:?}");
}
