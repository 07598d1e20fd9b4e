//! Outcomes that nobody knows, and messages that were given up.

use agentmon_tests::alerting::second;
use agentmon_tests::outbox::{claim, claim_one, complete, fail, only, outbox};
use agentmon_tests::scenario::{at, end_at, raise_at, tell_at, theatre};
use agentmon_tests::sql::{refusal_code, row, run};
use tokio_postgres::Client;

async fn settle(client: &Client, id: &str, ids: &str, now: i64) -> String {
    let sql =
        format!("SELECT coalesce(monitoring.settle_unknown('{id}', 'w', {ids}, '{}'), 'NULL')", second(now));
    row(client, &sql).await
}

#[tokio::test]
async fn what_the_providers_list_shows_was_sent() {
    let client = outbox("listed", 1).await;
    let held = claim_one(&client, "w", second(0)).await;
    run(&client, &fail(&held, "w", "unknown", "NULL", second(10))).await;
    let asked = "SELECT concat_ws(' ', channel, kind, attempt, attempted_at, payload ->> 'status') FROM monitoring.unknown_notifications('w', 10, '2031-01-01 00:01+00')";
    assert_eq!(row(&client, asked).await, "sms sms 1 2031-01-01 00:00:00+00 firing");
    assert_eq!(settle(&client, &held.id, "'{}'", 60).await, "unknown", "it may still come");
    assert_eq!(settle(&client, &held.id, "NULL", 60).await, "unknown");
    assert_eq!(settle(&client, &held.id, "'{SM7}'", 61).await, "sent");
    assert_eq!(only(&client).await.provider_id.as_deref(), Some("SM7"));
    assert_eq!(settle(&client, &held.id, "'{SM8}'", 62).await, "sent", "once");
    assert_eq!(only(&client).await.provider_id.as_deref(), Some("SM7"));
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.channel_circuits").await,
        "0",
        "the channel works"
    );
    assert_eq!(settle(&client, "00000000-0000-0000-0000-000000000000", "'{SM9}'", 63).await, "NULL");
}

#[tokio::test]
async fn what_is_not_listed_after_the_grace_time_is_sent_again_with_the_same_key() {
    let client = outbox("not_listed", 1).await;
    let held = claim_one(&client, "w", second(0)).await;
    run(&client, &fail(&held, "w", "unknown", "NULL", second(10))).await;
    assert_eq!(settle(&client, &held.id, "'{}'", 119).await, "unknown");
    assert_eq!(settle(&client, &held.id, "'{}'", 120).await, "pending");
    let again = claim_one(&client, "w", second(120)).await;
    assert_eq!((again.attempt, again.key), (2, held.key));
    // It does not go on for ever.
    run(&client, "UPDATE monitoring.settings SET value = '2' WHERE name = 'delivery_attempts'").await;
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification('{}', 'w', 2, 'unknown', 'timeout', NULL, '{}')",
            again.id,
            second(130)
        ),
    )
    .await;
    assert_eq!(settle(&client, &again.id, "'{}'", 400).await, "dead");
}

#[tokio::test]
async fn two_equal_texts_are_not_both_settled_by_one_entry() {
    let client = outbox("two_equal", 2).await;
    let held = claim(&client, "w", 2, second(0)).await;
    for one in &held {
        run(&client, &fail(one, "w", "unknown", "NULL", second(10))).await;
    }
    assert_eq!(settle(&client, &held[0].id, "'{SM1}'", 30).await, "sent");
    assert_eq!(settle(&client, &held[1].id, "'{SM1}'", 31).await, "unknown");
    assert_eq!(settle(&client, &held[1].id, "'{SM1,SM2}'", 32).await, "sent");
    assert_eq!(
        row(
            &client,
            "SELECT string_agg(provider_id, ',' ORDER BY provider_id) FROM monitoring.notifications"
        )
        .await,
        "SM1,SM2"
    );
}

#[tokio::test]
async fn dead_letters_are_replayed_with_full_attempts_and_their_key() {
    let client = outbox("replay", 3).await;
    run(&client, "UPDATE monitoring.settings SET value = '2' WHERE name = 'delivery_attempts'").await;
    for attempt in 0..2 {
        for one in claim(&client, "w", 10, second(attempt * 100)).await {
            run(&client, &fail(&one, "w", "retry", "NULL", second(attempt * 100))).await;
        }
    }
    let states = "SELECT string_agg(DISTINCT state || ' ' || attempt, ',') FROM monitoring.notifications";
    assert_eq!(row(&client, states).await, "dead 2");
    for (arguments, count) in
        [("'email'", 0), ("NULL, '2031-01-01 00:00:01+00'", 0), ("'sms', '2031-01-01'", 3), ("", 0)]
    {
        let separator = if arguments.is_empty() { "" } else { ", " };
        let sql = format!(
            "SELECT monitoring.replay_notifications({arguments}{separator}p_now => '{}')",
            second(500)
        );
        assert_eq!(row(&client, &sql).await, count.to_string(), "{arguments}");
    }
    run(&client, "DELETE FROM monitoring.channel_circuits").await;
    let again = claim(&client, "v", 10, second(500)).await;
    assert!(again.iter().all(|one| one.attempt == 3));
    assert_eq!(
        row(&client, "SELECT count(DISTINCT idempotency_key) FROM monitoring.notifications").await,
        "3"
    );
    // The worker of before has nothing to say any more.
    let stale = format!(
        "SELECT monitoring.complete_notification('{}', 'w', 2, 'SM1', '{}')",
        again[0].id,
        second(501)
    );
    assert_eq!(refusal_code(&client, &stale).await, "55000");
    run(&client, &fail(&again[0], "v", "retry", "NULL", second(501))).await;
    run(&client, &complete(&again[1], "v", second(501))).await;
    let state = |id: &str| format!("SELECT state FROM monitoring.notifications WHERE id = '{id}'");
    assert_eq!(row(&client, &state(&again[0].id)).await, "pending", "its attempts begin anew");
    assert_eq!(row(&client, &state(&again[1].id)).await, "sent");
}

/// What a channel surely heard stays so, whatever becomes of a later message that says it once more.
#[tokio::test]
async fn a_message_that_is_taken_again_claims_nothing_to_be_new_that_was_told() {
    for kind in ["email", "sms", "pagerduty", "slack"] {
        let client = theatre(
            &format!("lost_{kind}"),
            &format!("UPDATE monitoring.notification_channels SET kind = '{kind}', unlimited = true WHERE name = 'chat'"),
        )
        .await;
        raise_at(&client, "a", "critical", "0").await;
        tell_at(&client, "0").await;
        raise_at(&client, "b", "warning", "5m").await;
        let claim = |time: &str| {
            format!(
                "SELECT concat_ws(' ', payload ->> 'reason', payload ->> 'title') FROM monitoring.claim_notifications('w', 9, '{}')",
                at(time)
            )
        };
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("5m"))).await;
        // Its worker dies; the next one gets the same words.
        let words = "new_alerts WARNING b (and 1 more)";
        assert_eq!(row(&client, &claim("5m")).await, words, "{kind}");
        assert_eq!(row(&client, &claim("6m")).await, words, "{kind}");
        assert_eq!(
            tell_at(&client, "7m").await,
            [format!("chat new_alerts firing {}", &words[11..])],
            "{kind}"
        );
        // The end of one, lost as well.
        end_at(&client, "a", "12m").await;
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("12m"))).await;
        let words = "new_resolved RESOLVED a (and 1 more)";
        assert_eq!(row(&client, &claim("12m")).await, words, "{kind}");
        assert_eq!(row(&client, &claim("13m")).await, words, "{kind}");
    }
}

/// What was settled as not sent, though another message has said it all since, says nothing.
#[tokio::test]
async fn an_unknown_message_that_was_not_sent_is_not_told_after_the_end() {
    let client = theatre("unknown_over", "").await;
    raise_at(&client, "a", "error", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification(id, 'w', attempt, 'unknown', 'no answer', NULL, '{0}')
             FROM monitoring.claim_notifications('w', 9, '{0}')",
            at("0")
        ),
    )
    .await;
    let id = row(&client, "SELECT id FROM monitoring.notifications").await;
    end_at(&client, "a", "5m").await;
    assert_eq!(tell_at(&client, "5m").await, ["chat all_resolved resolved RESOLVED a"]);
    let settle = format!("SELECT monitoring.settle_unknown('{id}', 'w', '{{}}', '{}')", at("7m"));
    assert_eq!(row(&client, &settle).await, "pending");
    for minute in ["8m", "20m", "1h"] {
        assert!(tell_at(&client, minute).await.is_empty(), "the end was told already, at {minute}");
    }
    assert_eq!(
        row(&client, &format!("SELECT state FROM monitoring.notifications WHERE id = '{id}'")).await,
        "dropped"
    );
}
