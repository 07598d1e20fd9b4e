//! Rate limits: what does not fit is summed up, and nothing is lost.

use agentmon_tests::alerting::{process, scalar};
use agentmon_tests::dice::Dice;
use agentmon_tests::scenario::{at, play, theatre, verdict};
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

fn limited(changes: &str) -> String {
    format!(
        "UPDATE monitoring.notification_channels SET rate_limit = 3, rate_interval = '1 minute' WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{{alertname}}'; {changes}"
    )
}

#[tokio::test]
async fn what_does_not_fit_is_summed_up_the_gravest_first() {
    let client = theatre("limits", &limited("")).await;
    play(
        &client,
        "0 | raise a info; raise b warning; raise c critical; raise d | chat first_notification a!; chat first_notification b!; chat first_notification c!; chat first_notification d!; chat summary b! a!",
    )
    .await;
    let fates = rows(&client, "SELECT state || ' ' || reason || ' ' || (payload ->> 'severity') || ' ' || (payload ->> 'title') FROM monitoring.notifications ORDER BY reason, state, payload ->> 'title'").await;
    assert_eq!(
        fates,
        [
            "pending first_notification critical CRITICAL c",
            "pending first_notification error ERROR d",
            "summed first_notification info INFO a",
            "summed first_notification warning WARNING b",
            "pending summary warning 2 messages in one: WARNING b",
        ]
    );
    // The window slides: until the first three are a minute old nothing fits, then all that has come in between.
    play(
        &client,
        "30 | raise f; raise g | chat first_notification f!; chat first_notification g!\n 59 | |\n 1m | |",
    )
    .await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'held'").await, "0");
    play(&client, "1m1s | deliver |").await;
    assert!(verdict(&client, "a", "2m").await.starts_with("told: chat at "));
    assert!(
        agentmon_tests::scenario::story_of(&client, "a", "2m")
            .await
            .iter()
            .any(|line| line.contains("held for the rate limit, told by message "))
    );
}

#[tokio::test]
async fn what_is_held_says_when_it_may_go() {
    let client = theatre("held", &limited("")).await;
    play(&client, "0 | raise a; raise b; raise c | chat first_notification a!; chat first_notification b!; chat first_notification c!\n 10 | deliver; raise d | chat first_notification d!").await;
    assert!(verdict(&client, "d", "10").await.starts_with("not told yet: chat is held"));
    let next = "SELECT monitoring.next_notification_at('2031-01-01 00:00:10+00')";
    assert_eq!(row(&client, next).await, "2031-01-01 00:01:00+00");
    // A limit that is taken away lets go of all.
    run(&client, "UPDATE monitoring.notification_channels SET rate_limit = NULL").await;
    play(&client, "20 | |\n 21 | deliver |").await;
    assert_eq!(verdict(&client, "d", "21").await, "told: chat at 2031-01-01 00:00:21+00");
}

#[tokio::test]
async fn a_pager_is_told_one_by_one_later_and_in_the_order_of_each_group() {
    let client = theatre("pager_limit", &limited("UPDATE monitoring.notification_channels SET kind = 'pagerduty', rate_limit = 1 WHERE name = 'chat'")).await;
    play(
        &client,
        "0  | raise a warning; raise b critical | chat first_notification a!; chat first_notification b!
         1  | resolve a; raise c critical | chat first_notification c!
         2  | UPDATE monitoring.alert_groups SET flush_at = :now WHERE group_labels ->> 'alertname' = 'a' | chat all_resolved a.",
    )
    .await;
    for minutes in 1..8 {
        process(&client, at(&format!("{minutes}m"))).await;
    }
    let order = "SELECT string_agg(concat_ws(' ', payload #>> '{alerts,0,labels,alertname}', payload ->> 'status', released_at::time), ', ' ORDER BY released_at) FROM monitoring.notifications";
    assert_eq!(
        row(&client, order).await,
        "b firing 00:00:00, c firing 00:01:00, a firing 00:02:00, a resolved 00:03:00"
    );
}

/// In no interval, wherever it begins, are there more than fit; and each message is told or summed up.
async fn hold_to_the_law(client: &Client) {
    let most = "SELECT max(n) FROM (SELECT count(*) OVER (PARTITION BY channel ORDER BY released_at RANGE BETWEEN CURRENT ROW AND interval '59.999999 seconds' FOLLOWING) AS n
                FROM monitoring.notifications WHERE released_at IS NOT NULL) AS w";
    assert_eq!(row(client, most).await, "3");
    let sums = "SELECT (SELECT sum((payload ->> 'total_alerts')::bigint) FROM monitoring.notifications WHERE state = 'pending')
                     = (SELECT sum((payload ->> 'total_alerts')::bigint) FROM monitoring.notifications WHERE reason <> 'summary')";
    assert_eq!(row(client, sums).await, "t");
    let summed = "SELECT count(*) FROM monitoring.notifications n LEFT JOIN monitoring.notifications s ON s.id = n.summed_into
                  WHERE n.state = 'held' OR n.state = 'summed' AND s.reason IS DISTINCT FROM 'summary'";
    assert_eq!(row(client, summed).await, "0");
}

#[tokio::test]
async fn no_interval_has_more_than_fit_and_the_sums_tell_all() {
    let client = theatre("limit_law", &limited("")).await;
    let mut dice = Dice::new(7);
    let mut seconds = 0;
    for storm in 0..60 {
        seconds += dice.below(40);
        let severity = ["info", "warning", "error", "critical"][dice.below(4)];
        let raised = dice.below(9);
        run(
            &client,
            &format!(
                "SELECT monitoring.raise_alert(jsonb_build_object('alertname', 's{storm}-' || n), severity => '{severity}', p_now => '{}') FROM generate_series(1, {raised}) AS n",
                at(&seconds.to_string())
            ),
        )
        .await;
        process(&client, at(&seconds.to_string())).await;
    }
    // Everything goes out in the end.
    process(&client, at(&(seconds + 61).to_string())).await;
    hold_to_the_law(&client).await;
}

#[tokio::test]
async fn a_storm_of_distinct_errors_is_a_few_messages_that_count_all() {
    let client =
        theatre("storm", &limited("UPDATE monitoring.notification_routes SET group_by = '{fingerprint}'"))
            .await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message)
         SELECT 'a', 'error', 'fails ' || translate(n::text, '0123456789', 'ghijklmnop') FROM generate_series(1, 5000) AS n",
    )
    .await;
    process(&client, at("0")).await;
    assert_eq!(
        scalar(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'pending'").await,
        "3"
    );
    hold_to_the_law(&client).await;
    let told = "SELECT count(DISTINCT l.alert_id) FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id WHERE n.state = 'pending'";
    assert_eq!(scalar(&client, told).await, "5000");
}

#[tokio::test]
async fn replayed_messages_mind_the_limit_too() {
    let client = theatre("replay_limit", &limited("")).await;
    for minutes in 0..4 {
        let time = format!("{minutes}m");
        let names: Vec<_> = ["x", "y", "z"].iter().map(|name| format!("{name}{minutes}")).collect();
        let raise: Vec<_> = names.iter().map(|name| format!("raise {name}")).collect();
        let told: Vec<_> = names.iter().map(|name| format!("chat first_notification {name}!")).collect();
        play(
            &client,
            &format!("{time} | {} | {}\n {time}30s | fail final |", raise.join("; "), told.join("; ")),
        )
        .await;
        run(&client, "DELETE FROM monitoring.channel_circuits").await;
    }
    let dead = "SELECT count(*) FROM monitoring.notifications WHERE state = 'dead'";
    assert_eq!(scalar(&client, dead).await, "12");
    assert_eq!(
        scalar(&client, "SELECT monitoring.replay_notifications(p_now => '2031-01-01 01:00+00')").await,
        "12"
    );
    process(&client, at("1h")).await;
    hold_to_the_law(&client).await;
}
