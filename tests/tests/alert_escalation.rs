//! Who is called when nobody takes care.

use agentmon_tests::scenario::{play, theatre};
use agentmon_tests::sql::row;

const STEPS: &str = "INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}'), ('all', '30 minutes', '{pager,desk}'), ('all', '1 hour', '{desk}')";

#[tokio::test]
async fn each_step_is_told_once_until_there_are_no_more() {
    let client = theatre("steps", STEPS).await;
    play(
        &client,
        "0     | raise a | chat first_notification a!
         9m59s | |
         10m   | | pager escalation a!
         29m   | |
         30m   | | desk escalation a!; pager escalation a!
         1h    | | desk escalation a!
         3h    | |",
    )
    .await;
    let titles =
        "SELECT DISTINCT payload ->> 'title' FROM monitoring.notifications WHERE reason = 'escalation'";
    assert_eq!(row(&client, titles).await, "NOT ACKNOWLEDGED: ERROR a");
}

#[tokio::test]
async fn steps_that_were_slept_through_are_told_in_one() {
    let client = theatre("slept", STEPS).await;
    play(&client, "0 | raise a | chat first_notification a!\n 45m | | desk escalation a!; pager escalation a!\n 1h | | desk escalation a!").await;
}

#[tokio::test]
async fn acknowledging_or_resolving_ends_it_and_a_new_alert_begins_again() {
    let client = theatre("stops", STEPS).await;
    play(
        &client,
        "0    | raise a | chat first_notification a!
         2m   | ack a |
         5m   | raise b | chat new_alerts a! b!
         10m  | |
         15m  | | pager escalation b!
         16m  | resolve b | chat new_resolved a! b.
         35m  | |
         36m  | raise c | chat new_alerts a! c!
         46m  | | pager escalation c!
         47m  | resolve a; resolve c | chat all_resolved a. c.
         2h   | |
         3h   | raise a | chat first_notification a!
         3h10m| | pager escalation a!",
    )
    .await;
}

#[tokio::test]
async fn a_new_alert_beside_one_that_nobody_has_acknowledged_waits_with_it() {
    let client = theatre("beside", STEPS).await;
    play(
        &client,
        "0    | raise a | chat first_notification a!
         5m   | raise b | chat new_alerts a! b!
         10m  | | pager escalation a! b!
         20m  | ack a |
         30m  | | desk escalation b!; pager escalation b!
         40m  | ack b |
         1h   | |",
    )
    .await;
}

#[tokio::test]
async fn a_step_that_falls_into_a_silence_waits_for_its_end() {
    let client = theatre("silent_step", STEPS).await;
    play(
        &client,
        r#"0    | raise a | chat first_notification a!
           9m   | SELECT monitoring.silence_alerts('{"alertname": "a"}', ends_at => '2031-01-01 00:12+00', p_now => :now) |
           10m  | |
           11m  | |
           12m  | | pager escalation a!
           30m  | | desk escalation a!; pager escalation a!"#,
    )
    .await;
}

#[tokio::test]
async fn an_escalation_to_those_who_do_not_hear_of_it_leaves_the_alert_told() {
    let client = theatre("deaf", &format!("{STEPS}; UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name <> 'chat'")).await;
    play(&client, "0 | raise a | chat first_notification a!\n 10m | | \n 11m | deliver |").await;
    let said = agentmon_tests::scenario::verdict(&client, "a", "11m").await;
    assert_eq!(said, "told: chat at 2031-01-01 00:11:00+00");
}
