//! Channels and routes that are renamed or deleted in an open transaction, while others go on writing their old names.

use agentmon_tests::scenario::{at, end_at, raise_at, tell_at, theatre};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

/// A theatre, and somebody else in it.
async fn two(name: &str, changes: &str) -> (Client, Client) {
    let client = theatre(name, changes).await;
    run(&client, "UPDATE monitoring.notification_routes SET group_by = '{alertname}'").await;
    (client, shared_cluster().await.connect(name).await)
}

/// All that is told from one minute to another, a step each.
async fn told_between(client: &Client, from: u32, to: u32) -> Vec<String> {
    let mut told = Vec::new();
    for minute in from..to {
        told.extend(tell_at(client, &format!("{minute}m")).await);
    }
    told
}

const DEBTS: &str =
    "SELECT count(*) FROM monitoring.notifications WHERE state IN ('pending', 'sending', 'unknown')";

#[tokio::test]
async fn what_is_told_while_a_channel_is_being_renamed_is_ended_under_its_new_name() {
    for (number, (rename, name)) in [
        ("UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat'", "talk"),
        (
            "UPDATE monitoring.notification_channels SET name = 'x' WHERE name = 'chat';
             UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'x'",
            "talk",
        ),
        ("UPDATE monitoring.notification_channels SET name = 'talk', kind = 'slack' WHERE name = 'chat'", "talk"),
        (
            "UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat';
             UPDATE monitoring.notification_channels SET name = 'talk again', kind = 'webhook' WHERE name = 'talk'",
            "talk again",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let (client, holder) = two(&format!("renamed_{number}"), "").await;
        raise_at(&client, "before", "error", "0").await;
        tell_at(&client, "0").await;
        run(&holder, &format!("BEGIN; {rename}")).await;
        raise_at(&client, "meanwhile", "error", "1m").await;
        assert_eq!(
            tell_at(&client, "1m").await,
            ["chat first_notification firing ERROR meanwhile"],
            "{rename}: an open rename holds up nobody"
        );
        // This one waits when the rename is committed.
        raise_at(&client, "waiting", "error", "2m").await;
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("2m"))).await;
        run(&holder, "COMMIT").await;
        let told = told_between(&client, 3, 5).await;
        assert_eq!(told, [format!("{name} first_notification firing ERROR waiting")], "{rename}");
        for alert in ["before", "meanwhile", "waiting"] {
            end_at(&client, alert, "6m").await;
        }
        let mut ends = told_between(&client, 6, 13).await;
        ends.sort();
        let expected = ["before", "meanwhile", "waiting"]
            .map(|alert| format!("{name} all_resolved resolved RESOLVED {alert}"));
        assert_eq!(ends, expected, "{rename}");
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "0", "{rename}");
        assert_eq!(row(&client, DEBTS).await, "0", "{rename}");
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0", "{rename}");
    }
}

#[tokio::test]
async fn an_outcome_that_comes_while_its_channel_is_being_renamed_is_written_down_after_it() {
    let (client, holder) = two("renamed_under_way", "").await;
    raise_at(&client, "a", "error", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    let claimed = format!("SELECT id FROM monitoring.claim_notifications('w', 10, '{}')", at("0"));
    let id = row(&client, &claimed).await;
    run(&holder, "SET application_name = 'psql of ann'").await;
    run(&holder, "BEGIN; UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat'")
        .await;
    let complete = format!("SELECT monitoring.complete_notification('{id}', 'w', 1, 'p1', '{}')", at("5s"));
    let refused = client.batch_execute(&complete).await.expect_err("it is held");
    let refused = refused.as_db_error().expect("an error of the database");
    assert_eq!(refused.code().code(), "55P03");
    assert_eq!(refused.message(), format!("notification {id} is held by an open transaction"));
    assert!(refused.detail().is_some_and(|detail| detail.contains("psql of ann")), "{refused:?}");
    run(&holder, "COMMIT").await;
    run(&client, &complete).await;
    end_at(&client, "a", "6m").await;
    assert_eq!(tell_at(&client, "6m").await, ["talk all_resolved resolved RESOLVED a"]);
}

#[tokio::test]
async fn what_is_written_for_a_channel_that_is_being_deleted_is_given_up_for_all_to_see() {
    let (client, holder) =
        two("deleted", "UPDATE monitoring.notification_routes SET channels = '{chat,desk}'").await;
    run(&holder, "BEGIN; DELETE FROM monitoring.notification_channels WHERE name = 'desk'").await;
    raise_at(&client, "a", "error", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(&holder, "COMMIT").await;
    assert_eq!(tell_at(&client, "1m").await, ["chat first_notification firing ERROR a"]);
    assert_eq!(
        rows(&client, "SELECT state, last_error FROM monitoring.notifications WHERE channel = 'desk'").await,
        ["dead|its channel was deleted"]
    );
}

#[tokio::test]
async fn a_name_that_is_taken_again_belongs_to_the_new_channel() {
    let (client, holder) = two("taken", "").await;
    raise_at(&client, "a", "error", "0").await;
    tell_at(&client, "0").await;
    run(
        &holder,
        "BEGIN;
         UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat';
         INSERT INTO monitoring.notification_channels (name, kind, send_resolved) VALUES ('chat', 'console', true);
         UPDATE monitoring.notification_routes SET channels = '{talk,chat}';
         COMMIT",
    )
    .await;
    // The new one has not heard of it, the old one has.
    assert_eq!(tell_at(&client, "1m").await, ["chat first_notification firing ERROR a"]);
    end_at(&client, "a", "7m").await;
    assert_eq!(
        tell_at(&client, "7m").await,
        ["chat all_resolved resolved RESOLVED a", "talk all_resolved resolved RESOLVED a"]
    );
}

#[tokio::test]
async fn groups_that_are_made_while_their_route_goes_follow_or_are_routed_again() {
    for (number, (change, told)) in [
        ("UPDATE monitoring.notification_routes SET name = 'other' WHERE name = 'all'", "chat"),
        (
            "INSERT INTO monitoring.notification_routes (name, channels, group_by) VALUES ('last', '{desk}', '{}');
             DELETE FROM monitoring.notification_routes WHERE name = 'all'",
            "chat desk",
        ),
        (
            "UPDATE monitoring.notification_routes SET name = 'other' WHERE name = 'all';
             UPDATE monitoring.notification_routes SET name = 'third' WHERE name = 'other'",
            "chat",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let (client, holder) =
            two(&format!("route_goes_{number}"), "UPDATE monitoring.notification_channels SET send_resolved = true").await;
        run(&holder, &format!("BEGIN; {change}")).await;
        raise_at(&client, "a", "error", "0").await;
        assert_eq!(tell_at(&client, "0").await, ["chat first_notification firing ERROR a"], "{change}");
        run(&holder, "COMMIT").await;
        told_between(&client, 1, 7).await;
        let routes = "SELECT count(*) FROM monitoring.alert_groups g
             WHERE g.route IS NOT NULL AND NOT EXISTS (SELECT FROM monitoring.notification_routes r WHERE r.name = g.route)";
        assert_eq!(row(&client, routes).await, "0", "{change}");
        end_at(&client, "a", "8m").await;
        let ends = told_between(&client, 8, 15).await;
        let expected: Vec<_> =
            told.split(' ').map(|name| format!("{name} all_resolved resolved RESOLVED a")).collect();
        let mut ends: Vec<_> = ends.into_iter().filter(|told| told.contains("all_resolved")).collect();
        ends.sort();
        assert_eq!(ends, expected, "{change}");
    }
}

#[tokio::test]
async fn names_are_remembered_for_a_day() {
    let client = theatre("forgotten", "").await;
    run(&client, "UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat'").await;
    let left = "SELECT old_name, new_name FROM monitoring.left_names WHERE new_name IS NOT NULL";
    let process = |hours: u32| format!("SELECT monitoring.process_alerts(now() + interval '{hours} hours')");
    run(&client, &process(23)).await;
    assert_eq!(rows(&client, left).await, ["chat|talk"]);
    run(&client, &process(25)).await;
    assert!(rows(&client, left).await.is_empty());
}
