//! What was told is remembered, whoever holds the group when its message arrives.

use agentmon_tests::scenario::{at, end_at, raise_at, tell_at, theatre};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::wait::{DEADLINE, eventually_true};

const LATE: &str = "SELECT count(*) FROM monitoring.notifications WHERE unremembered";

/// Somebody's open transaction, which holds what the memory of the group has to be written into.
#[tokio::test]
async fn what_was_told_while_somebody_held_its_group_is_told_once_and_ended() {
    for (number, held) in [
        "SELECT FROM monitoring.alert_groups FOR UPDATE",
        "UPDATE monitoring.alert_groups SET group_labels = group_labels, flush_at = flush_at",
        "SELECT FROM monitoring.alerts FOR UPDATE",
        "LOCK TABLE monitoring.told_alerts IN SHARE MODE",
        "DELETE FROM monitoring.notification_routes WHERE name = 'all'",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("held_memory_{number}");
        let client =
            theatre(&name, "UPDATE monitoring.notification_routes SET group_interval = '1 minute'").await;
        let holder = shared_cluster().await.connect(&name).await;
        raise_at(&client, "a", "error", "0").await;
        run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
        let claimed = format!("SELECT id FROM monitoring.claim_notifications('w', 10, '{}')", at("0"));
        let id = row(&client, &claimed).await;
        run(&holder, &format!("SET application_name = 'psql of ann'; BEGIN; {held}")).await;
        run(
            &client,
            &format!("SELECT monitoring.complete_notification('{id}', 'w', 1, 'p1', '{}')", at("5s")),
        )
        .await;
        assert_eq!(
            row(&client, &format!("SELECT state FROM monitoring.notifications WHERE id = '{id}'")).await,
            "sent",
            "{held}: the outcome is written down whatever comes of it"
        );
        for minute in ["1m", "2m"] {
            assert!(tell_at(&client, minute).await.is_empty(), "{held}: not told twice");
        }
        run(&holder, "ROLLBACK").await;
        assert!(tell_at(&client, "3m").await.is_empty(), "{held}: not told twice");
        assert_eq!(row(&client, LATE).await, "0", "{held}");
        assert_eq!(
            row(&client, "SELECT channel, state FROM monitoring.told_alerts").await,
            "chat|firing",
            "{held}"
        );
        end_at(&client, "a", "10m").await;
        assert_eq!(tell_at(&client, "10m").await, ["chat all_resolved resolved RESOLVED a"], "{held}");
        assert_eq!(
            row(&client, "SELECT count(*) FROM monitoring.step_failures WHERE step <> 'open transactions'")
                .await,
            "0",
            "{held}"
        );
    }
}

#[tokio::test]
async fn whoever_holds_a_message_that_is_late_is_named() {
    let client = theatre("held_message", "").await;
    let holder = shared_cluster().await.connect("held_message").await;
    raise_at(&client, "a", "error", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(
        &holder,
        "SET application_name = 'psql of ann'; BEGIN; UPDATE monitoring.notifications SET note = 'x'",
    )
    .await;
    // Who is there for a moment alone is not in the way, so this takes two seconds of the real clock.
    let named = "SELECT count(*) FROM monitoring.step_failures WHERE step = 'open transactions' AND error LIKE '%psql of ann%'";
    eventually_true("the open transaction to be named", DEADLINE, async || {
        assert!(tell_at(&client, "1m").await.is_empty());
        row(&client, named).await == "1"
    })
    .await;
    run(&holder, "ROLLBACK").await;
    assert_eq!(tell_at(&client, "2m").await, ["chat first_notification firing ERROR a"]);
    tell_at(&client, "3m").await;
    assert!(rows(&client, "SELECT * FROM monitoring.step_failures").await.is_empty());
}

/// A failure of a message that was told in another way since is over.
#[tokio::test]
async fn what_failed_and_is_over_is_in_health_no_more() {
    let client = theatre(
        "past_failure",
        r#"UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'chat';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('r', 1, '{"severity": "critical"}', '{chat}')"#,
    )
    .await;
    let holder = shared_cluster().await.connect("past_failure").await;
    raise_at(&client, "a", "critical", "0").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'broken', NULL, '{0}')
             FROM monitoring.claim_notifications('w', 9, '{0}')",
            at("0")
        ),
    )
    .await;
    run(&holder, "BEGIN; DELETE FROM monitoring.notification_routes WHERE name = 'r'").await;
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("6m"))).await;
    run(&holder, "COMMIT").await;
    for minute in ["7m", "8m", "20m", "30m"] {
        tell_at(&client, minute).await;
    }
    assert!(rows(&client, "SELECT step, member, error FROM monitoring.step_failures").await.is_empty());
}
