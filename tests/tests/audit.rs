//! Who changed what of the configuration: each change once, with who and from what to what, and none that is the
//! machinery's.

use agentmon_tests::sql::{refusal_code, row, rows, run};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

/// A database in which nobody has changed anything yet. What the harness changes by itself is forgotten.
async fn untouched(cluster: &Cluster, name: &str) -> Client {
    let admin = setup_database(cluster, name).await;
    assert_eq!(
        rows(
            &admin,
            "SELECT concat_ws(' ', table_name, action, old_values, new_values) FROM monitoring.audit_log"
        )
        .await,
        [r#"retention_policies update {"keep": "2 days"} {"keep": "100 years"}"#],
        "setup() is nobody's action"
    );
    run(&admin, "TRUNCATE monitoring.audit_log").await;
    admin
}

/// What was written down since the last time, as table, action, old and new values.
async fn written(admin: &Client) -> Vec<String> {
    let found = rows(
        admin,
        "SELECT concat_ws(' ', table_name, action, coalesce(old_values::text, '-'), coalesce(new_values::text, '-')) FROM monitoring.audit_log ORDER BY id",
    )
    .await;
    run(admin, "TRUNCATE monitoring.audit_log").await;
    found
}

#[tokio::test]
async fn what_people_change_is_written_down_and_what_the_machinery_writes_is_not() {
    let admin = untouched(shared_cluster().await, "audit").await;
    run(
        &admin,
        "UPDATE monitoring.settings SET value = '20 seconds' WHERE name = 'rule_interval';
         UPDATE monitoring.settings SET value = value;
         UPDATE monitoring.health_thresholds SET warning = 3 WHERE name = 'agent_errors_24h';
         UPDATE monitoring.retention_policies SET keep = NULL WHERE name = 'agent_logs';
         UPDATE monitoring.jobs SET enabled = false WHERE name = 'weekly';
         INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing');
         DELETE FROM monitoring.agent_assignments;
         UPDATE monitoring.alert_rules SET enabled = true, \"for\" = '1 minute' WHERE name = 'slow_queries';
         UPDATE monitoring.notification_routes SET group_wait = '10 seconds' WHERE name = 'default'",
    )
    .await;
    assert_eq!(
        written(&admin).await,
        [
            r#"settings update {"value": "15 seconds"} {"value": "20 seconds"}"#,
            r#"health_thresholds update {"warning": 0} {"warning": 3}"#,
            r#"retention_policies update {"keep": "30 days"} {"keep": null}"#,
            r#"jobs update {"enabled": true} {"enabled": false}"#,
            r#"agent_assignments insert - {"user_id": "ann", "agent_name": "billing"}"#,
            r#"agent_assignments delete {"user_id": "ann", "agent_name": "billing"} -"#,
            r#"alert_rules update {"for": "00:05:00", "enabled": false} {"for": "00:01:00", "enabled": true}"#,
            r#"notification_routes update {"group_wait": "00:00:00"} {"group_wait": "00:00:10"}"#,
        ]
    );
    // Each of the others once, by a statement that changes a row of it.
    for (table, statement) in [
        (
            "escalation_steps",
            "INSERT INTO monitoring.escalation_steps VALUES ('default', '10 minutes', '{email}')",
        ),
        (
            "silences",
            "SELECT monitoring.silence_alerts('{\"a\": \"b\"}', now(), now() + interval '1 hour', 'c')",
        ),
        ("mute_times", "INSERT INTO monitoring.mute_times (name) VALUES ('always')"),
        (
            "inhibition_rules",
            "INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{\"a\": \"b\"}', '{\"c\": \"d\"}')",
        ),
        ("model_prices", "INSERT INTO monitoring.model_prices (pattern, input_per_million) VALUES ('m', 1)"),
        ("budgets", "INSERT INTO monitoring.budgets (name, limit_usd) VALUES ('all', 10)"),
        ("service_levels", "INSERT INTO monitoring.service_levels (name, objective) VALUES ('s', 0.99)"),
        (
            "metric_definitions",
            "INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('m', 'gauge')",
        ),
        ("queue_sources", "UPDATE monitoring.queue_sources SET enabled = false WHERE name = 'pgmq'"),
        ("mute_times", "TRUNCATE monitoring.mute_times"),
    ] {
        run(&admin, statement).await;
        let found = written(&admin).await;
        assert!(found.len() == 1 && found[0].starts_with(table), "{statement}: {found:?}");
    }
    // Jobs, evaluations, helpers, retention.
    run(
        &admin,
        "SELECT monitoring.increment('guessed'), monitoring.log_agent_activity('a', 'error', 'e', 'm', NULL, NULL);
         INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', 'guessed.rate >= 0')",
    )
    .await;
    run(&admin, "SELECT monitoring.process_alerts()").await;
    run(&admin, "SELECT monitoring.process_alerts(now() + interval '5 years')").await;
    for job in rows(&admin, "SELECT name FROM monitoring.jobs").await {
        run(&admin, &format!("CALL monitoring.run_job('{job}', now() + interval '1 day')")).await;
    }
    run(&admin, "UPDATE monitoring.silences SET ends_at = now() - interval '3 days', starts_at = now() - interval '4 days'; SELECT monitoring.apply_retention(now() + interval '1 year')")
        .await;
    let found = written(&admin).await;
    assert_eq!(found.len(), 2, "the rule, and the silence: {found:?}");
    assert!(
        found[0].starts_with("alert_rules insert - ") && found[1].starts_with("silences update "),
        "{found:?}"
    );
}

#[tokio::test]
async fn who_it_was_is_told_by_login_role_and_claim() {
    let cluster = shared_cluster().await;
    let admin = untouched(cluster, "audit who").await;
    let login = cluster.connect_as("audit who", "agentmon_admin").await;
    run(
        &login,
        "SET ROLE agentmon_admin; INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing')",
    )
    .await;
    run(&login, r#"RESET ROLE; SET request.jwt.claims = '{"sub": "root"}'; UPDATE monitoring.settings SET value = '7' WHERE name = 'partition_days_ahead'"#)
        .await;
    // Whatever a session says it is, it cannot hide.
    run(&login, "SET request.jwt.claims = '{'; UPDATE monitoring.settings SET value = '8' WHERE name = 'partition_days_ahead'")
        .await;
    let user = cluster.connect_as("audit who", "agentmon_user").await;
    run(&user, r#"SET request.jwt.claims = '{"sub": "ann"}'; SELECT monitoring.set_my_alert_rule('billing', '{"name": "x", "condition": "billing.m > 1"}')"#)
        .await;
    run(
        &admin,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('billing', 'error', 'm')",
    )
    .await;
    run(&admin, "SELECT monitoring.process_alerts()").await;
    let daemon = cluster.connect_as("audit who", "agentmon_notifier").await;
    run(
        &daemon,
        &format!(
            "SELECT monitoring.acknowledge_alert('{}', 'bob', 'I look')",
            row(&admin, "SELECT id FROM monitoring.alerts").await
        ),
    )
    .await;
    let who = "SELECT concat_ws(' ', login, coalesce(role, '-'), coalesce(jwt_sub, '-'), table_name) FROM monitoring.audit_log ORDER BY id";
    let expected = [
        "login_agentmon_admin agentmon_admin - agent_assignments",
        "login_agentmon_admin - root settings",
        "login_agentmon_admin - (unreadable) settings",
        "login_agentmon_user - ann alert_rules",
        "login_agentmon_notifier - - alert_events",
    ];
    assert_eq!(rows(&admin, who).await, expected);
    let told = row(&admin, "SELECT row_key -> 'labels' ->> 'agent_name', new_values FROM monitoring.audit_log WHERE table_name = 'alert_events'").await;
    assert_eq!(told, r#"billing|{"event": "acknowledged", "detail": "bob: I look"}"#);
    // Administrators read it, and nobody else; nobody of them can change it.
    run(&login, "RESET request.jwt.claims").await;
    assert_eq!(rows(&login, who).await, expected);
    for role in ["agentmon_reader", "agentmon_writer", "agentmon_notifier", "agentmon_user"] {
        let other = cluster.connect_as("audit who", role).await;
        assert_eq!(refusal_code(&other, "SELECT FROM monitoring.audit_log").await, "42501", "{role}");
    }
    for write in [
        "DELETE FROM monitoring.audit_log",
        "UPDATE monitoring.audit_log SET login = 'x'",
        "TRUNCATE monitoring.audit_log",
        "INSERT INTO monitoring.audit_log (at, login, table_name, action) VALUES (now(), 'x', 'x', 'insert')",
    ] {
        assert_eq!(refusal_code(&login, write).await, "42501", "{write}");
    }
}

#[tokio::test]
async fn secrets_are_not_written_down_and_nothing_is_stopped() {
    let admin = untouched(shared_cluster().await, "audit secrets").await;
    run(
        &admin,
        r#"INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('hook', 'webhook', '{"url": "https://me:pass@hooks.example.com/T1/very?key=secret", "note": "ours"}');
           UPDATE monitoring.notification_channels SET settings = '{"url": "https://hooks.example.com/T2/other", "note": "ours"}' WHERE name = 'hook';
           ALTER TABLE monitoring.notification_channels DISABLE TRIGGER agentmon_check;
           UPDATE monitoring.notification_channels SET settings = '{"api_token": "abc", "headers": {"Authorization": "abc"}}' WHERE name = 'hook'"#,
    )
    .await;
    let settings =
        rows(&admin, "SELECT new_values -> 'settings' FROM monitoring.audit_log ORDER BY id").await;
    assert_eq!(
        settings,
        [
            r#"{"url": "https://hooks.example.com/(hidden)", "note": "ours"}"#,
            r#"{"url": "https://hooks.example.com/(hidden)", "note": "ours"}"#,
            r#"{"headers": "(hidden)", "api_token": "(hidden)"}"#,
        ],
        "also where nothing that is shown has changed"
    );
    let whole = row(&admin, "SELECT string_agg(log::text, '') FROM monitoring.audit_log log").await;
    for secret in ["pass", "T1", "secret", "abc"] {
        assert!(!whole.contains(secret), "{secret}: {whole}");
    }
    // Not even where it cannot be written.
    run(&admin, "ALTER TABLE monitoring.audit_log ADD CHECK (login IS NULL) NOT VALID").await;
    run(&admin, "UPDATE monitoring.settings SET value = '9' WHERE name = 'partition_days_ahead'").await;
    assert_eq!(
        row(&admin, "SELECT value FROM monitoring.settings WHERE name = 'partition_days_ahead'").await,
        "9"
    );
    run(&admin, "DROP TABLE monitoring.audit_log CASCADE; DELETE FROM monitoring.notification_channels WHERE name = 'hook'").await;
}
