//! Who is told when a channel cannot.

use agentmon_tests::scenario::{play, theatre, verdict};
use agentmon_tests::sql::{assert_refused, row, rows, run};

const CHAIN: &str = "UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'pager';
                     UPDATE monitoring.notification_channels SET fallback = 'pager' WHERE name = 'chat'";

#[tokio::test]
async fn a_dead_message_goes_to_the_fallback_once_and_says_for_whom() {
    let client = theatre("on_dead", CHAIN).await;
    play(
        &client,
        "0 | raise a | chat first_notification a!\n 1 | fail final |\n 10m | | desk first_notification a!",
    )
    .await;
    let copies = "SELECT channel || ' ' || state || ' ' || (payload ->> 'fallback_for') || ' ' || (payload ->> 'body') FROM monitoring.notifications WHERE fallback_for IS NOT NULL";
    let copies = rows(&client, copies).await;
    assert_eq!(copies.len(), 2, "the pager's copy waited for five minutes: {copies:?}");
    assert!(
        copies
            .iter()
            .any(|copy| copy.starts_with("pager pending chat ")
                && copy.ends_with("(for channel chat: broken)")),
        "{copies:?}"
    );
    play(&client, "11m | deliver |").await;
    assert_eq!(
        verdict(&client, "a", "12m").await,
        "told: desk at 2031-01-01 00:11:00+00; pager at 2031-01-01 00:11:00+00; not told: chat: broken"
    );
}

#[tokio::test]
async fn a_chain_is_gone_through_to_its_end() {
    let client = theatre("chain", CHAIN).await;
    play(&client, "0 | raise a | chat first_notification a!\n 1 | fail final |\n 2 | fail final |\n 3 | fail final |\n 4 | |").await;
    let states = "SELECT string_agg(channel || ' ' || state, ', ' ORDER BY created_at, id) FROM monitoring.notifications";
    assert_eq!(row(&client, states).await, "chat dead, pager dead, desk dead");
    assert_eq!(verdict(&client, "a", "5").await, "not told: chat: broken; desk: broken; pager: broken");
}

#[tokio::test]
async fn a_message_that_waits_too_long_goes_to_the_fallback_besides() {
    let client = theatre("on_waiting", CHAIN).await;
    play(
        &client,
        "0    | raise a | chat first_notification a!
         4m59s| |
         5m   | | pager first_notification a!
         6m   | deliver |
         20m  | |",
    )
    .await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'sent'").await, "2");
    // Held for a rate limit, a message waits for its turn and not for its channel.
    let client = theatre("on_held", &format!("{CHAIN}; UPDATE monitoring.notification_channels SET kind = 'pagerduty', rate_limit = 1, rate_interval = '20 minutes' WHERE name = 'chat';
        UPDATE monitoring.notification_routes SET group_by = '{{alertname}}'")).await;
    play(
        &client,
        "0   | raise a; raise b warning | chat first_notification a!; chat first_notification b!
         1   | deliver |
         10m | |
         20m | |
         25m | |
         25m1| | pager first_notification b!",
    )
    .await;
}

#[tokio::test]
async fn a_fallback_that_is_off_or_that_nobody_serves_passes_it_on() {
    let client = theatre(
        "passes_on",
        &format!("{CHAIN}; UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'pager'"),
    )
    .await;
    play(&client, "0 | raise a | chat first_notification a!\n 1 | fail final |").await;
    assert_eq!(
        row(&client, "SELECT channel FROM monitoring.notifications WHERE fallback_for IS NOT NULL").await,
        "desk"
    );
    // A channel that no daemon serves has its messages made for the first of its chain that one does.
    let client = theatre(
        "unserved",
        &format!("{CHAIN}; UPDATE monitoring.notification_channels SET kind = 'sms' WHERE name <> 'desk'"),
    )
    .await;
    run(&client, "SELECT monitoring.register_notifier('w', '1', '{console}', '2031-01-01')").await;
    play(&client, "0 | raise a | desk first_notification a!").await;
    run(&client, "UPDATE monitoring.notification_channels SET fallback = NULL WHERE name = 'pager'").await;
    play(&client, "5m | raise b |").await;
    assert_eq!(verdict(&client, "b", "5m").await, "not told: channel chat: no daemon sends sms");
}

#[tokio::test]
async fn circles_are_refused() {
    let client = theatre("circles", CHAIN).await;
    for change in ["fallback = 'chat' WHERE name = 'desk'", "fallback = 'chat' WHERE name = 'pager'"] {
        let error = assert_refused(
            &client,
            &format!("UPDATE monitoring.notification_channels SET {change}"),
            "22023",
        )
        .await;
        assert!(error.detail().is_some_and(|detail| detail.contains('→')));
    }
    let own = agentmon_tests::sql::refusal_code(
        &client,
        "UPDATE monitoring.notification_channels SET fallback = name",
    )
    .await;
    assert!(["22023", "23514"].contains(&own.as_str()), "{own}");
}

#[tokio::test]
async fn a_deleted_channels_messages_are_given_up_and_a_renamed_ones_go_along() {
    let client = theatre("deleted", "").await;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    run(&client, "UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat'").await;
    assert_eq!(
        row(&client, "SELECT channel || ' ' || state FROM monitoring.notifications").await,
        "talk pending"
    );
    run(&client, "DELETE FROM monitoring.notification_channels WHERE name = 'talk'").await;
    assert_eq!(verdict(&client, "a", "1m").await, "not told: talk: its channel was deleted");
    // The route still names it.
    play(&client, "5m | raise b |").await;
    assert_eq!(verdict(&client, "b", "5m").await, "not told: its channels do not exist");
}
