//! Rules that ask how long agents have been silent, and rules that can never fire.

use agentmon_tests::sql::{assert_refused, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::{AsyncMessage, Client};

const NOON: &str = "2031-01-01 12:00:00+00";

async fn evaluate(client: &Client, at: &str) {
    run(client, &format!("SELECT monitoring.evaluate_alert_rules('{at}')")).await;
}

/// What a statement says besides its result.
async fn said(database: &str, sql: &str) -> Vec<String> {
    let (client, mut notices) = shared_cluster().await.connect_listening(database).await;
    run(&client, sql).await;
    run(&client, "DO $$BEGIN RAISE NOTICE 'that is all'; END$$").await;
    let mut lines = Vec::new();
    while let Some(message) = notices.recv().await {
        let AsyncMessage::Notice(notice) = message else { continue };
        if notice.message() == "that is all" {
            break;
        }
        lines.push(notice.message().to_owned());
    }
    lines
}

/// The open alerts, as name, agent and seconds.
async fn open(client: &Client) -> Vec<String> {
    rows(
        client,
        "SELECT concat_ws(' ', rule_name, labels ->> 'agent_name', round(value)) FROM monitoring.alerts
         WHERE state <> 'resolved' ORDER BY 1",
    )
    .await
}

const AGENTS: &str = "
    SELECT monitoring.heartbeat('beats', 'active', '2031-01-01 11:59:30+00');
    SELECT monitoring.heartbeat('late', 'active', '2031-01-01 11:40:00+00');
    SELECT monitoring.heartbeat('resting', 'inactive', '2031-01-01 08:00:00+00');
    SELECT monitoring.heartbeat('gone', 'offline', '2031-01-01 08:00:00+00');
    INSERT INTO monitoring.agents (name, status, created_at) VALUES ('never seen', 'active', '2031-01-01 11:00:00+00');
    INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES
        ('writes', 'info', 'm', '2031-01-01 11:58:00+00'), ('wrote', 'info', 'm', '2031-01-01 11:30:00+00'),
        ('late', 'info', 'm', '2031-01-01 11:55:00+00');
    INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES
        ('wrote', 'success', '2031-01-01 11:45:00+00'), ('forgotten', 'success', '2030-12-01 00:00:00+00');";

#[tokio::test]
async fn an_agent_that_is_silent_raises_an_alert_of_its_own() {
    let client = setup_database(shared_cluster().await, "silent").await;
    run(&client, AGENTS).await;
    run(
        &client,
        r#"INSERT INTO monitoring.alert_rules (name, expression) VALUES
               ('silent', 'agents.silence by (agent_name) > 10m'),
               ('pulse', 'agents.heartbeat.age by (agent_name) > 600'),
               ('one', 'agents.silence{agent_name=~"wr.*"} > 14m'),
               ('typed', 'agents.heartbeat.age{status="active"} by (agent_name, status) > 10m')"#,
    )
    .await;
    let expected =
        ["one 900", "pulse late 1200", "silent never seen 3600", "silent wrote 900", "typed late 1200"];
    evaluate(&client, NOON).await;
    assert_eq!(open(&client).await, expected, "by what the refresh has not read");
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOON}')")).await;
    evaluate(&client, "2031-01-01 12:00:00.5+00").await;
    assert_eq!(open(&client).await, expected, "by what it has");
    let said =
        "SELECT annotations ->> 'description' FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'wrote'";
    let said = row(&client, said).await;
    assert!(said.starts_with("agents.silence is 15") && said.ends_with("m, above 10m."), "{said}");
    let unseen = "SELECT count(*) FROM monitoring.unseen_rules('2031-01-01 12:00:01+00')";
    assert_eq!(row(&client, unseen).await, "0");

    // Heard of again, it is over; switched off, it is nobody's.
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('wrote', 'info', 'm', '2031-01-01 12:00:30+00');
         UPDATE monitoring.agents SET status = 'offline' WHERE name = 'never seen'",
    )
    .await;
    evaluate(&client, "2031-01-01 12:01:00+00").await;
    assert_eq!(open(&client).await, ["pulse late 1260", "typed late 1260"]);
}

#[tokio::test]
async fn a_replay_knows_silences_and_says_what_it_does_not_know() {
    let client = setup_database(shared_cluster().await, "replayed").await;
    // A time that is past for the server's own clock too.
    run(&client, &AGENTS.replace("2031", "2026")).await;
    run(
        &client,
        "SELECT monitoring.refresh_rollups('2026-01-01 12:00:00+00');
             INSERT INTO monitoring.alert_rules (name, expression, enabled) VALUES
                 ('silent', 'agents.silence{agent_name=\"wrote\"} by (agent_name) > 10m', false),
                 ('pulse', 'agents.heartbeat.age by (agent_name) > 1m', false)",
    )
    .await;
    let replay = |name: &str| {
        format!(
            "SELECT to_char(at, 'HH24:MI'), state FROM monitoring.replay_alert_rule('{name}', '2026-01-01 11:30:00+00', '2026-01-01 12:00:00+00', '1 minute')"
        )
    };
    // Its rows stand at 11:30 and 11:45.
    let told = rows(&client, &replay("silent")).await;
    assert_eq!(told, ["11:41|firing", "11:45|resolved", "11:56|firing"]);
    let warnings = said("replayed", &replay("pulse")).await;
    assert_eq!(warnings, ["agents.heartbeat.age is not known of the past"], "once, not at each step");
}

#[tokio::test]
async fn what_makes_no_sense_of_agents_is_refused() {
    let client = setup_database(shared_cluster().await, "refused").await;
    for (expression, part) in [
        ("agents.silence.p95 > 10m", "agents.silence has no such value"),
        ("agents.heartbeat.age.count > 1", "agents.heartbeat.age has no such value"),
        ("agents.silence offset 5m > 10m", "of agents.silence only the value of now is known"),
        ("agents.silence by (model_used) > 10m", "agents.silence has no label model_used"),
        ("agents.silence{host=\"a\"} > 10m", "agents.silence has no label host"),
        ("agents.silence > 5%", "5%"),
    ] {
        let sql =
            format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', '{expression}')");
        let error = client.batch_execute(&sql).await.expect_err(expression);
        let error = error.as_db_error().expect("of the database");
        let text = format!("{} {:?}", error.message(), error.detail());
        assert!(text.contains(part), "{expression}: {text}");
        assert_refused(&client, &sql, error.code().code()).await;
    }
}

#[tokio::test]
async fn a_rule_that_waits_for_a_count_of_nothing_is_warned_of() {
    setup_database(shared_cluster().await, "nothing").await;
    for (expression, no_data, expected) in [
        ("agents.executions.count[10m] by (agent_name) < 1", "ok", true),
        ("agents.executions.count[10m] by (agent_name) < 1", "alert", true),
        ("agents.logs.count[1h] < 1", "ok", true),
        ("agents.logs.count[1h] < 1", "keep", true),
        ("agents.logs.count[1h] < 1", "alert", false),
        ("m.count == 0", "ok", true),
        ("count_over_time(m[5m]) <= 0.5", "ok", true),
        ("agents.logs.rate <= 0", "ok", true),
        ("m.count < 2", "ok", false),
        ("m.count > 0", "ok", false),
        // A counter may well grow by nothing.
        ("m.increase == 0", "ok", false),
        ("agents.silence by (agent_name) > 10m", "ok", false),
    ] {
        let warnings = said(
            "nothing",
            &format!(
                "INSERT INTO monitoring.alert_rules (name, expression, no_data) VALUES ('r', '{expression}', '{no_data}');
                 UPDATE monitoring.alert_rules SET severity = 'error' WHERE name = 'r';
                 DELETE FROM monitoring.alert_rules WHERE name = 'r'"
            ),
        )
        .await;
        assert_eq!(warnings.len(), usize::from(expected), "{expression}, {no_data}: {warnings:?}");
        assert!(
            warnings.iter().all(|one| one.starts_with("alert rule 'r' can never fire by ")),
            "{warnings:?}"
        );
    }
}
