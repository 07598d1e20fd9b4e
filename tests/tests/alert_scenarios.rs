//! Grouping and timing, as Alertmanager's documentation describes them, in stories on the virtual clock.

use agentmon_tests::alerting::scalar;
use agentmon_tests::scenario::{play, state_of, story_of, theatre, verdict};
use agentmon_tests::sql::run;

#[tokio::test]
async fn a_group_waits_for_group_wait_then_tells_news_at_its_interval() {
    let client =
        theatre("waits", "UPDATE monitoring.notification_routes SET group_wait = '30 seconds'").await;
    play(
        &client,
        "0    | raise a |
         10   | raise b |
         29   |         |
         30   |         | chat first_notification a! b!
         1m   | raise c |
         2m   | raise d |
         5m29s|         |
         5m30s|         | chat new_alerts a! b! c! d!
         10m30s|        |
         11m  | raise e | chat new_alerts a! b! c! d! e!",
    )
    .await;
}

#[tokio::test]
async fn resolved_ones_are_told_with_what_still_fires_and_the_last_one_ends_it() {
    let client = theatre("partial", "").await;
    play(
        &client,
        "0    | raise a; raise b | chat first_notification a! b!
         1m   | resolve a        |
         5m   |                  | chat new_resolved b! a.
         10m  |                  |
         11m  | resolve b        | chat all_resolved b.
         10h  |                  |
         11h  | raise a          | chat first_notification a!",
    )
    .await;
}

#[tokio::test]
async fn news_of_both_kinds_go_in_one_message() {
    let client = theatre("both_kinds", "").await;
    play(
        &client,
        "0    | raise a            | chat first_notification a!
         1m   | resolve a; raise b |
         5m   |                    | chat new_alerts b! a.
         6m   | resolve b          |
         10m  |                    | chat all_resolved b.",
    )
    .await;
}

#[tokio::test]
async fn what_comes_back_before_its_end_was_told_just_goes_on() {
    let client = theatre("flapping", "").await;
    play(
        &client,
        "0    | raise a   | chat first_notification a!
         1m   | resolve a |
         2m   | raise a   |
         3m   | resolve a |
         4m   | raise a   |
         5m   |           |
         4h   |           | chat repeat a!
         4h1m | resolve a |
         4h5m |           | chat all_resolved a.
         4h6m | raise a   | chat first_notification a!",
    )
    .await;
    // Errors are counted, so further ones are news.
    play(
        &client,
        "5h   | resolve a; error e | chat new_alerts e! a.
         5h1m | UPDATE monitoring.alerts SET state = 'resolved', news = true WHERE source = 'log' |
         5h2m | error e 3          |
         5h5m |                    | chat more_events e!3",
    )
    .await;
    let stories = "SELECT count(*) FROM monitoring.alert_events WHERE event IN ('goes on', 'came back')";
    assert_eq!(scalar(&client, stories).await, "6");
    assert!(verdict(&client, "e", "5h5m").await.starts_with("told: chat at "));
}

#[tokio::test]
async fn the_same_labels_at_another_severity_are_another_alert_that_goes_where_its_severity_says() {
    let client = theatre(
        "severity_changes",
        r#"INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by) VALUES ('grave', 10, '{"severity": "critical"}', '{pager}', '{}')"#,
    )
    .await;
    play(
        &client,
        "0    | raise disk warning  | chat first_notification disk!
         1m   | raise disk warning  |
         2m   | raise disk critical | pager first_notification disk!
         5m   |                     | chat all_resolved disk.
         6m   | raise disk critical |
         7m   | resolve disk        |",
    )
    .await;
}

#[tokio::test]
async fn what_is_over_before_anybody_was_told_is_told_to_nobody_and_says_why() {
    let client = theatre("untold", "UPDATE monitoring.notification_routes SET group_wait = '1 minute'").await;
    play(
        &client,
        "0    | raise a            |
         30   | resolve a          |
         1m   |                    |
         2m   | raise b; resolve b |
         3m   | SELECT monitoring.raise_alert('{\"alertname\": \"c\"}', ends_at => :now::timestamptz - interval '1 hour', p_now => :now) |
         4m   |                    |",
    )
    .await;
    assert_eq!(
        verdict(&client, "a", "4m").await,
        "not told: 1 of 1 event: it resolved before it was to be told"
    );
    assert_eq!(verdict(&client, "b", "4m").await, "not told: it resolved before it was to be told");
    assert_eq!(verdict(&client, "c", "4m").await, "not told: it was over when it was raised");
    let events = "SELECT count(*) FROM monitoring.alert_events WHERE event = 'not told'";
    assert_eq!(scalar(&client, events).await, "3");
    assert_eq!(
        scalar(&client, "SELECT count(*) FROM monitoring.alert_groups").await,
        "0",
        "no group is left behind"
    );
}

#[tokio::test]
async fn routes_that_go_on_tell_each_and_an_alert_with_actions_is_told_once() {
    let client = theatre(
        "continue_and_actions",
        r#"INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by, continue_matching) VALUES
           ('first', 1, '{}', '{pager}', '{}', true), ('second', 2, '{"alertname": "~r.*"}', '{desk}', '{}', true)"#,
    )
    .await;
    let rule = |name: &str, actions: &str| {
        format!(
            r#"INSERT INTO monitoring.alerts (alert_key, source, labels, severity, state, actions, starts_at, fired_at, last_seen_at, updated_at) SELECT agentmon.alert_key('raised', l), 'raised', l, 'error', 'firing', {actions}, :now, :now, :now, :now FROM (SELECT '{{"alertname": "{name}"}}'::jsonb) AS v (l)"#
        )
    };
    let story = [
        "0    | raise a | pager first_notification a!; chat first_notification a!".to_owned(),
        "1m   | raise r | desk first_notification r!".to_owned(),
        format!("2m | {} | desk first_notification r1!", rule("r1", "'{desk}'")),
        format!(
            "3m | {} | chat first_notification r2!; desk first_notification r2!",
            rule("r2", "'{desk,chat,nobody}'")
        ),
        // Actions that name no channel leave it to the routes.
        format!("4m | {} |", rule("q3", "'{nobody}'")),
        "5m   | | chat new_alerts a! r! q3!; pager new_alerts a! r! q3!".to_owned(),
    ];
    play(&client, &story.join("\n")).await;
}

#[tokio::test]
async fn an_alert_that_no_route_matches_says_so_once_and_goes_where_a_later_route_says() {
    let client =
        theatre("unrouted", r#"UPDATE monitoring.notification_routes SET matchers = '{"alertname": "x"}'"#)
            .await;
    play(
        &client,
        "0  | error e   |
         1m | error e   |
         2m | error e 2 |",
    )
    .await;
    assert_eq!(verdict(&client, "e", "2m").await, "not told: no route matches its labels");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.alert_events").await, "1");
    play(&client, "3m | UPDATE monitoring.notification_routes SET matchers = '{}'; error e | chat first_notification e!5").await;
}

#[tokio::test]
async fn what_is_open_of_a_deleted_route_goes_where_the_others_say() {
    let client = theatre(
        "route_deleted",
        r#"INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by, group_wait) VALUES
           ('slow', 10, '{"alertname": "~s.*"}', '{pager}', '{}', '10 minutes'), ('quick', 11, '{"alertname": "q"}', '{pager}', '{}', '0')"#,
    )
    .await;
    play(
        &client,
        "0  | raise s; raise q | pager first_notification q!
         1m | DELETE FROM monitoring.notification_routes WHERE name IN ('slow', 'quick') | chat first_notification s! q!
         2m | DELETE FROM monitoring.notification_routes; raise t |",
    )
    .await;
    assert_eq!(verdict(&client, "t", "2m").await, "not told: no route matches its labels");
    assert_eq!(state_of(&client, "s").await, "firing");
    let said = story_of(&client, "s", "2m").await;
    assert!(said.iter().any(|line| line.starts_with("not told||no route matches")), "{said:?}");
}

#[tokio::test]
async fn a_big_group_lists_twenty_and_counts_all() {
    let client = theatre("big_group", "").await;
    run(
        &client,
        "SELECT monitoring.raise_alert(jsonb_build_object('alertname', 'a' || n), p_now => '2031-01-01') FROM generate_series(1, 3000) AS n",
    )
    .await;
    run(&client, "SELECT monitoring.process_alerts('2031-01-01')").await;
    let message = "SELECT concat_ws(' ', payload ->> 'total_alerts', jsonb_array_length(payload -> 'alerts'), payload ->> 'title',
                       (SELECT count(*) FROM monitoring.notification_alerts)) FROM monitoring.notifications";
    assert_eq!(scalar(&client, message).await, "3000 20 ERROR a1 (and 2999 more) 3000");
}

#[tokio::test]
async fn labels_of_a_megabyte_are_told_in_few_words_and_stop_nothing() {
    let client =
        theatre("megabyte", "UPDATE monitoring.notification_routes SET group_by = '{alertname,agent_name}'")
            .await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message)
         SELECT n || repeat('x', 1000000), 'error', repeat('y', 1000000), 'fails' FROM generate_series(1, 5) AS n;
         SELECT monitoring.raise_alert(jsonb_build_object('alertname', 'big', repeat('k', 1000000), repeat('v', 1000000)),
             (SELECT jsonb_object_agg('note' || n, repeat('z', 100000)) FROM generate_series(1, 50) AS n), p_now => '2031-01-01')",
    )
    .await;
    assert_eq!(scalar(&client, "SELECT monitoring.process_alerts('2031-01-01')").await, "6");
    let longest = "SELECT max(octet_length(payload::text)) < 40000 FROM monitoring.notifications";
    assert_eq!(scalar(&client, longest).await, "t");
    let keys = "SELECT count(DISTINCT payload ->> 'group_key') FROM monitoring.notifications";
    assert_eq!(scalar(&client, keys).await, "6", "groups are told apart by their whole labels");
}
