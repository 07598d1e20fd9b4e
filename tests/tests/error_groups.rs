//! Error groups: each error row counts once, whatever the refresh goes through; resolved, ignored, back again.

use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::{Value, json};
use tokio_postgres::Client;

const NOW: &str = "2026-03-10 12:00:00+00";

fn at(minutes: i32) -> String {
    format!("timestamptz '{NOW}' + interval '{minutes} minutes'")
}

async fn refresh(client: &Client, minutes: i32) {
    run(client, &format!("SELECT monitoring.refresh_rollups({})", at(minutes))).await;
}

async fn error(client: &Client, agent: &str, message: &str, release: &str, user: &str, minutes: i32) {
    run(client, &format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, error_details, context, user_id, created_at)
         VALUES ('{agent}', 'error', 'boom', '{message}', '{{\"stack\": \"at f\"}}', jsonb_strip_nulls(jsonb_build_object('version', nullif('{release}', ''))), nullif('{user}', ''), {})",
        at(minutes)
    ))
    .await;
}

const GROUPS: &str = "SELECT agent_name, title, count, users, status, regressed, first_release, last_release, \
    (first_seen AT TIME ZONE 'UTC')::time, (last_seen AT TIME ZONE 'UTC')::time FROM monitoring.error_groups ORDER BY agent_name, title";

#[tokio::test]
async fn errors_that_differ_in_numbers_alone_are_one_group_of_their_agent() {
    let client = setup_database(shared_cluster().await, "groups").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    error(&client, "a", "payment 17 declined", "1.0", "u1", 0).await;
    error(&client, "a", "payment 18 declined", "1.1", "u2", 2).await;
    error(&client, "a", "payment 19 declined", "", "u1", 1).await;
    error(&client, "b", "payment 20 declined", "", "", 1).await;
    error(&client, "b", "disk full", "2.0", "u9", 1).await;
    run(
        &client,
        &format!("SELECT monitoring.log_agent_activity('b', 'warning', 'e', 'no error', p_now => {})", at(0)),
    )
    .await;
    refresh(&client, 3).await;
    let expected = [
        "a|payment 18 declined|3|2|unresolved|f|1.0|1.1|12:00:00|12:02:00",
        "b|disk full|1|1|unresolved|f|2.0|2.0|12:01:00|12:01:00",
        "b|payment 20 declined|1|0|unresolved|f|||12:01:00|12:01:00",
    ];
    assert_eq!(rows(&client, GROUPS).await, expected);
    refresh(&client, 4).await;
    assert_eq!(rows(&client, GROUPS).await, expected, "each row counts once");
    // An older one that comes late changes neither the example nor the release that was last.
    error(&client, "a", "payment 5 declined", "0.9", "u3", -60).await;
    refresh(&client, 5).await;
    assert_eq!(
        rows(&client, GROUPS).await[0],
        "a|payment 18 declined|4|3|unresolved|f|0.9|1.1|11:00:00|12:02:00"
    );
    let report: Value =
        value(&client, &format!("SELECT monitoring.get_error_groups(agent_name => 'a', p_now => {})", at(5)))
            .await;
    let group = &report[0];
    assert_eq!(group["example"]["message"], "payment 18 declined");
    assert_eq!(group["example"]["error_details"], json!({"stack": "at f"}));
    assert_eq!(
        group["fingerprint"],
        value::<String>(&client, "SELECT monitoring.error_fingerprint('payment 18 declined')").await
    );
    assert_eq!(group["trend"].as_array().expect("days").last(), Some(&json!(4)));
    assert_eq!(report.as_array().map(Vec::len), Some(1));
    let resolved: Value =
        value(&client, &format!("SELECT monitoring.get_error_groups('resolved', p_now => {})", at(5))).await;
    assert_eq!(resolved, json!([]));
    assert_refused(&client, "SELECT monitoring.get_error_groups('gone')", "22023").await;
    assert_refused(&client, "SELECT monitoring.get_error_groups(max_rows => 0)", "22023").await;
}

#[tokio::test]
async fn rows_of_open_transactions_count_when_they_are_committed() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "groups once").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let long = cluster.connect("groups once").await;
    run(&long, "BEGIN").await;
    error(&long, "a", "late", "", "", 0).await;
    error(&client, "a", "early", "", "", 0).await;
    refresh(&client, 1).await;
    let counts = "SELECT title, count FROM monitoring.error_groups ORDER BY 1";
    assert_eq!(rows(&client, counts).await, ["early|1"]);
    run(&long, "COMMIT").await;
    for _ in 0..2 {
        refresh(&client, 2).await;
        assert_eq!(rows(&client, counts).await, ["early|1", "late|1"]);
    }
    // Neither do rows go before they were read, nor a refresh count what was rolled back.
    run(&client, "BEGIN").await;
    error(&client, "a", "never", "", "", 0).await;
    run(&client, "ROLLBACK").await;
    run(&client, &format!("BEGIN; SELECT agentmon.take_error_groups({}); ROLLBACK", at(3))).await;
    error(&client, "a", "late", "", "", 3).await;
    run(&client, &format!("BEGIN; SELECT agentmon.take_error_groups({}); ROLLBACK", at(3))).await;
    let unread = "SELECT agentmon.unread_rows('error_groups', 'agent_logs', 'monitoring.agent_logs')";
    assert_eq!(row(&client, unread).await, "t");
    refresh(&client, 4).await;
    assert_eq!(rows(&client, counts).await, ["early|1", "late|2"]);
    assert_eq!(row(&client, unread).await, "f");
}

#[tokio::test]
async fn resolved_groups_that_come_back_are_regressed() {
    let client = setup_database(shared_cluster().await, "regressed").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let fingerprint: String = value(&client, "SELECT monitoring.error_fingerprint('boom')").await;
    for agent in ["a", "b"] {
        error(&client, agent, "boom", "1.0", "", 0).await;
    }
    refresh(&client, 1).await;
    let resolve = format!("SELECT monitoring.resolve_error_group('{fingerprint}', 'a', {})", at(10));
    assert_eq!(row(&client, &resolve).await, "1");
    // What happened before is late, and no news.
    error(&client, "a", "boom", "1.0", "", 9).await;
    refresh(&client, 11).await;
    let state = "SELECT agent_name, count, status, regressed, regressed_release, (regressed_at AT TIME ZONE 'UTC')::time FROM monitoring.error_groups ORDER BY 1";
    assert_eq!(rows(&client, state).await, ["a|2|resolved|f||", "b|1|unresolved|f||"]);
    error(&client, "a", "boom", "1.1", "", 20).await;
    refresh(&client, 21).await;
    assert_eq!(rows(&client, state).await, ["a|3|unresolved|t|1.1|12:20:00", "b|1|unresolved|f||"]);
    let alerts = "SELECT labels ->> 'alertname', labels ->> 'agent_name', annotations ->> 'release' FROM monitoring.alerts WHERE source = 'raised'";
    assert_eq!(rows(&client, alerts).await, ["error_regressed|a|1.1"]);
    error(&client, "a", "boom", "1.1", "", 22).await;
    refresh(&client, 23).await;
    assert_eq!(rows(&client, state).await[0], "a|4|unresolved|t|1.1|12:20:00", "it came back once");
    assert_eq!(rows(&client, alerts).await.len(), 1);
    // Resolved once more, of all agents.
    let resolve = format!("SELECT monitoring.resolve_error_group('{fingerprint}', p_now => {})", at(30));
    assert_eq!(row(&client, &resolve).await, "2");
    assert!(rows(&client, state).await.iter().all(|line| line.contains("resolved|f")));
    let reopened = format!("SELECT monitoring.reopen_error_group('{fingerprint}', 'b', {})", at(31));
    assert_eq!(row(&client, &reopened).await, "1");
    let events = "SELECT event_type, details ->> 'agent', details ->> 'by' IS NOT NULL FROM public.monitoring_events WHERE event_type LIKE 'error_group%' ORDER BY created_at";
    assert_eq!(
        rows(&client, events).await,
        ["error_group_resolved|a|t", "error_group_resolved||t", "error_group_unresolved|b|t"]
    );
}

#[tokio::test]
async fn ignored_groups_are_so_for_a_time_or_a_number() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "ignored").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let fingerprint: String = value(&client, "SELECT monitoring.error_fingerprint('boom')").await;
    let status = "SELECT status, regressed, count FROM monitoring.error_groups";
    error(&client, "a", "boom", "", "", 0).await;
    refresh(&client, 1).await;
    let admin = cluster.connect_as("ignored", "agentmon_admin").await;
    run(
        &admin,
        &format!(
            "SELECT monitoring.ignore_error_group('{fingerprint}', until => {}, p_now => {})",
            at(60),
            at(1)
        ),
    )
    .await;
    error(&client, "a", "boom", "", "", 59).await;
    refresh(&client, 61).await;
    assert_eq!(row(&client, status).await, "ignored|f|2");
    error(&client, "a", "boom", "", "", 60).await;
    refresh(&client, 62).await;
    assert_eq!(row(&client, status).await, "unresolved|f|3");
    run(
        &admin,
        &format!("SELECT monitoring.ignore_error_group('{fingerprint}', times => 2, p_now => {})", at(63)),
    )
    .await;
    error(&client, "a", "boom", "", "", 64).await;
    refresh(&client, 65).await;
    assert_eq!(row(&client, status).await, "ignored|f|4");
    error(&client, "a", "boom", "", "", 66).await;
    refresh(&client, 67).await;
    assert_eq!(row(&client, status).await, "unresolved|f|5");
    run(&admin, &format!("SELECT monitoring.ignore_error_group('{fingerprint}', p_now => {})", at(68))).await;
    error(&client, "a", "boom", "", "", 10_000).await;
    refresh(&client, 10_001).await;
    assert_eq!(row(&client, status).await, "ignored|f|6", "for as long as nobody reopens it");
    for bad in [
        "resolve_error_group('0000000000000000')".to_owned(),
        "resolve_error_group(NULL)".to_owned(),
        format!("resolve_error_group('{fingerprint}', 'nobody')"),
        format!("ignore_error_group('{fingerprint}', times => 0)"),
        format!("ignore_error_group('{fingerprint}', until => '2020-01-01')"),
        format!("resolve_error_group('{fingerprint}', p_now => 'infinity')"),
    ] {
        assert_refused(&admin, &format!("SELECT monitoring.{bad}"), "22023").await;
    }
    for role in ["agentmon_reader", "agentmon_writer", "agentmon_user"] {
        let member = cluster.connect_as("ignored", role).await;
        let resolve = format!("SELECT monitoring.resolve_error_group('{fingerprint}')");
        assert_eq!(refusal_code(&member, &resolve).await, "42501", "{role}");
    }
}

#[tokio::test]
async fn a_step_that_fails_is_noted_and_takes_nothing_along() {
    let client = setup_database(shared_cluster().await, "failing step").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    error(&client, "a", "boom", "", "u", 0).await;
    run(&client, "ALTER TABLE monitoring.error_groups RENAME TO gone").await;
    run(&client, &format!("CALL monitoring.run_job('refresh', {})", at(1))).await;
    let noted = "SELECT member FROM monitoring.step_failures WHERE step = 'refresh'";
    assert_eq!(rows(&client, noted).await, ["take_error_groups"]);
    let rolled = "SELECT count(*) FROM monitoring.rollups WHERE period = 'hourly'";
    assert_eq!(row(&client, rolled).await, "1", "the rollups go on");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_status_history").await, "1");
    run(&client, "ALTER TABLE monitoring.gone RENAME TO error_groups").await;
    run(&client, &format!("CALL monitoring.run_job('refresh', {})", at(2))).await;
    assert_eq!(rows(&client, noted).await, [""; 0]);
    assert_eq!(row(&client, "SELECT count FROM monitoring.error_groups").await, "1");
}

#[tokio::test]
async fn a_storm_of_users_is_counted_up_to_a_bound() {
    let client = setup_database(shared_cluster().await, "storm of users").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message, user_id, created_at) SELECT 'a', 'error', 'boom ' || n, 'u' || n, {} FROM generate_series(1, 10500) AS n", at(0))).await;
    refresh(&client, 1).await;
    assert_eq!(row(&client, "SELECT count, users FROM monitoring.error_groups").await, "10500|10000");
    error(&client, "a", "boom 1", "", "another", 2).await;
    refresh(&client, 3).await;
    assert_eq!(row(&client, "SELECT count, users FROM monitoring.error_groups").await, "10501|10000");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.error_group_users").await, "10000");
}
