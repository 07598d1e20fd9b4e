//! Who is told when a channel cannot.

use agentmon_tests::scenario::{at, end_at, play, raise_at, tell_at, theatre, verdict};
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

/// A summary has no group, so nobody could close what it opens: programs stand in for it group by group.
#[tokio::test]
async fn a_program_stands_in_for_a_summary_group_by_group_and_hears_each_end() {
    for kind in ["pagerduty", "webhook"] {
        let client = theatre(
            &format!("stands_in_{kind}"),
            &format!(
                "UPDATE monitoring.notification_routes SET group_by = '{{alertname}}';
                 UPDATE monitoring.notification_channels SET rate_limit = 1, fallback = 'pager' WHERE name = 'chat';
                 UPDATE monitoring.notification_channels SET kind = '{kind}', send_resolved = true, min_severity = 'critical' WHERE name = 'pager'"
            ),
        )
        .await;
        let names = ["a", "b", "c"];
        for name in names {
            raise_at(&client, name, "error", "0").await;
        }
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
        run(
            &client,
            &format!(
                "SELECT monitoring.fail_notification(id, 'w', attempt, 'final', 'broken', NULL, '{0}')
                 FROM monitoring.claim_notifications('w', 10, '{0}')",
                at("0")
            ),
        )
        .await;
        assert_eq!(
            rows(&client, "SELECT reason, state FROM monitoring.notifications WHERE channel = 'chat' AND state <> 'summed'").await,
            ["summary|dead"]
        );
        assert_eq!(
            tell_at(&client, "1").await,
            names.map(|name| format!("pager first_notification firing ERROR {name}"))
        );
        let keys = "SELECT count(DISTINCT payload ->> 'group_key') FROM monitoring.notifications WHERE channel = 'pager'";
        assert_eq!(row(&client, keys).await, "3", "each is an incident of its own");
        end_at(&client, "b", "6m").await;
        assert_eq!(tell_at(&client, "6m").await, ["pager all_resolved resolved RESOLVED b"]);
        end_at(&client, "a", "12m").await;
        end_at(&client, "c", "12m").await;
        let told: Vec<_> =
            tell_at(&client, "12m").await.into_iter().filter(|told| told.starts_with("pager")).collect();
        assert_eq!(told, ["a", "c"].map(|name| format!("pager all_resolved resolved RESOLVED {name}")));
    }
}

#[tokio::test]
async fn a_fallback_that_could_not_be_told_at_once_is_told_at_the_next_step() {
    let client =
        theatre("later", "UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'chat'")
            .await;
    raise_at(&client, "a", "error", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(
        &client,
        "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'not now'; END$$;
         CREATE TRIGGER refuse BEFORE INSERT ON monitoring.notifications FOR EACH ROW WHEN (NEW.channel = 'desk') EXECUTE FUNCTION public.refuse()",
    )
    .await;
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification(id, 'w', attempt, 'final', 'broken', NULL, '{0}')
             FROM monitoring.claim_notifications('w', 10, '{0}')",
            at("0")
        ),
    )
    .await;
    assert!(tell_at(&client, "1m").await.is_empty());
    assert_eq!(row(&client, "SELECT step, error FROM monitoring.step_failures").await, "fallback|not now");
    run(&client, "DROP TRIGGER refuse ON monitoring.notifications").await;
    assert_eq!(tell_at(&client, "2m").await, ["desk first_notification firing ERROR a"]);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
    assert!(tell_at(&client, "3m").await.is_empty(), "once");
}
