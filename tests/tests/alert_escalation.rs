//! Who is called when nobody takes care.

use agentmon_tests::scenario::{at, end_at, play, raise_at, story_of, tell_at, theatre};
use agentmon_tests::sql::{row, run};

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

/// Why the channel of a step cannot be told when it is due, what mends that, and whether health warns meanwhile.
#[tokio::test]
async fn a_channel_that_cannot_be_told_when_its_step_is_due_is_told_when_it_can_be() {
    const OFF: &str = "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'pager'";
    for (number, (wrong, mended, why, warns)) in [
        (
            OFF,
            "UPDATE monitoring.notification_channels SET enabled = true WHERE name = 'pager'",
            "it is switched off",
            true,
        ),
        (
            OFF,
            "UPDATE monitoring.notification_channels SET name = 'beeper' WHERE name = 'pager';
             UPDATE monitoring.notification_channels SET enabled = true, name = 'pager' WHERE name = 'beeper'",
            "it is switched off",
            true,
        ),
        (
            "UPDATE monitoring.notification_channels SET kind = 'slack' WHERE name = 'pager';
             SELECT monitoring.register_notifier('w', '1', '{console}', :now)",
            "SELECT monitoring.register_notifier('w', '1', '{console,slack}', :now)",
            "no daemon sends slack",
            true,
        ),
        (
            "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager'",
            "UPDATE monitoring.notification_channels SET min_severity = 'error' WHERE name = 'pager'",
            "it hears of critical and above",
            false,
        ),
        (
            "DELETE FROM monitoring.notification_channels WHERE name = 'pager'",
            "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('pager', 'console')",
            "it does not exist",
            true,
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(&format!("owed_step_{number}"), "INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}')").await;
        let time = |minutes: &str| format!("'{}'::timestamptz", at(minutes));
        raise_at(&client, "a", "error", "0").await;
        tell_at(&client, "0").await;
        run(&client, &wrong.replace(":now", &time("5m"))).await;
        for minute in ["10m", "11m", "14m"] {
            assert!(tell_at(&client, minute).await.is_empty(), "{wrong} at {minute}");
        }
        let story = story_of(&client, "a", "15m").await;
        assert!(
            story.iter().any(|line| line.contains(&format!("channel pager, due after 00:10:00: {why}"))),
            "{wrong}: {story:?}"
        );
        let health = format!(
            "SELECT count(*) FROM jsonb_array_elements_text(monitoring.get_system_health({}) #> '{{alert_health,reasons}}') AS r (reason)
             WHERE reason LIKE '1 groups of alerts are due for escalation to channels that cannot be told%'",
            time("15m")
        );
        assert_eq!(row(&client, &health).await, if warns { "1" } else { "0" }, "{wrong}");
        run(&client, &mended.replace(":now", &time("16m"))).await;
        assert_eq!(
            tell_at(&client, "16m").await,
            ["pager escalation firing NOT ACKNOWLEDGED: ERROR a"],
            "{wrong}: told at once"
        );
        for minute in ["17m", "30m", "1h"] {
            assert!(tell_at(&client, minute).await.is_empty(), "{wrong}: once");
        }
    }
}

#[tokio::test]
async fn a_channel_of_graver_alerts_is_told_when_one_becomes_grave_enough() {
    let client = theatre(
        "graver_step",
        "INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}');
         UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager'",
    )
    .await;
    raise_at(&client, "a", "error", "0").await;
    tell_at(&client, "0").await;
    assert!(tell_at(&client, "10m").await.is_empty());
    raise_at(&client, "a", "critical", "20m").await;
    let mut told = Vec::new();
    for minute in 20..40 {
        told.extend(
            tell_at(&client, &format!("{minute}m")).await.into_iter().filter(|told| told.contains("pager")),
        );
    }
    assert_eq!(told, ["pager escalation firing NOT ACKNOWLEDGED: CRITICAL a"]);
}

#[tokio::test]
async fn what_somebody_has_in_hand_or_is_over_is_not_owed_to_a_step_any_more() {
    for (number, ends) in ["acknowledged", "resolved", "step deleted"].into_iter().enumerate() {
        let client = theatre(
            &format!("owed_no_more_{number}"),
            "INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}');
             UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'pager'",
        )
        .await;
        raise_at(&client, "a", "error", "0").await;
        tell_at(&client, "0").await;
        tell_at(&client, "10m").await;
        match ends {
            "acknowledged" => {
                run(
                    &client,
                    &format!(
                        "SELECT monitoring.acknowledge_alert(id, 'ann', NULL, '{}') FROM monitoring.alerts",
                        at("12m")
                    ),
                )
                .await;
            }
            "resolved" => end_at(&client, "a", "12m").await,
            _ => run(&client, "DELETE FROM monitoring.escalation_steps").await,
        }
        tell_at(&client, "13m").await;
        run(&client, "UPDATE monitoring.notification_channels SET enabled = true WHERE name = 'pager'").await;
        for minute in ["14m", "20m", "1h"] {
            assert!(tell_at(&client, minute).await.iter().all(|told| !told.starts_with("pager")), "{ends}");
        }
        assert_eq!(
            row(&client, "SELECT count(*) FROM monitoring.alert_groups WHERE escalation_owed <> '{}'").await,
            "0",
            "{ends}"
        );
    }
}
