//! What stands in the way, and what would happen: diagnose(), preview_rule(), preview_route(), and the daemon's
//! commands on top of them.

use agentmon_tests::Daemon;
use agentmon_tests::alerting::with_sms;
use agentmon_tests::channels::Channels;
use agentmon_tests::daemon::DaemonBuilder;
use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

async fn findings(client: &Client, subject: &str) -> Vec<String> {
    let sql = format!(
        "SELECT status, finding, coalesce(remedy, '') FROM monitoring.diagnose() WHERE subject LIKE '{subject}' ORDER BY finding"
    );
    rows(client, &sql).await
}

#[tokio::test]
async fn what_stands_in_the_way_is_named_with_what_to_do() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "in_the_way").await;
    let row_of_billing =
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('billing', 'info', 'm')";
    run(&client, row_of_billing).await;
    run(&client, "SELECT monitoring.refresh_rollups()").await;
    // Nobody has ever run: everything would wait.
    let told = findings(&client, "daemon").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("critical|none has ever run"), "{told:?}");
    let told = findings(&client, "an error of billing now").await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|one| one.contains("no daemon has run so far")), "{told:?}");
    let login = cluster.login_for("agentmon_notifier").await;
    run(
        &client,
        "SELECT monitoring.register_notifier('w', '1', '{slack}');
         INSERT INTO monitoring.notification_routes (name, position, channels) VALUES ('texts', 10, '{sms}');
         UPDATE monitoring.alert_rules SET enabled = true WHERE name = 'high_cpu_usage';
         SELECT monitoring.evaluate_alert_rules();
         UPDATE monitoring.jobs SET enabled = false WHERE name = 'refresh'",
    )
    .await;
    let roles = findings(&client, "role agentmon\\_notifier").await;
    assert!(roles[0].starts_with("healthy|runs the daemon: ") && roles[0].contains(&login), "{roles:?}");
    for (subject, begins) in [
        (
            "route texts",
            "warning|reaches nobody: sms: no daemon sends sms|UPDATE monitoring.notification_routes",
        ),
        ("route default", "healthy|tells slack (nobody has chosen its channels)|"),
        ("channel slack", "healthy|can be told; named by the route default|"),
        ("channel sms", "warning|no daemon sends sms; named by the route texts|"),
        (
            "rule high\\_cpu\\_usage",
            "warning|never seen: system.cpu_usage|SELECT * FROM monitoring.preview_rule(",
        ),
        ("job refresh", "warning|off"),
        ("daemon w", "healthy|sends slack"),
    ] {
        let told = findings(&client, subject).await;
        assert!(told.len() == 1 && told[0].starts_with(begins), "{subject}: {told:?}");
    }
    assert!(findings(&client, "daemon").await.is_empty());
    let health = findings(&client, "health: alert").await;
    assert!(health.iter().any(|one| one.contains("the route texts reaches nobody")), "{health:?}");
    // Looking changes nothing.
    for table in ["alerts", "alert_groups", "notifications", "alert_events"] {
        assert_eq!(row(&client, &format!("SELECT count(*) FROM monitoring.{table}")).await, "0", "{table}");
    }
}

#[tokio::test]
async fn a_part_that_cannot_be_looked_at_hides_nothing_of_the_rest() {
    let client = setup_database(shared_cluster().await, "unreadable").await;
    run(&client, "DROP TABLE monitoring.escalation_steps CASCADE").await;
    let told = findings(&client, "ways out").await;
    assert!(told[0].starts_with("warning|could not be looked at: relation"), "{told:?}");
    assert!(!findings(&client, "job %").await.is_empty());
    assert!(!findings(&client, "health: %").await.is_empty());
}

#[tokio::test]
async fn a_rule_shows_its_values_its_states_and_whom_it_would_tell() {
    let client = setup_database(shared_cluster().await, "preview").await;
    run(
        &client,
        r#"INSERT INTO monitoring.notification_channels (name, kind) VALUES ('desk', 'email'), ('chat', 'slack');
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES
               ('b', 10, '{"host": "b"}', '{desk}');
           INSERT INTO monitoring.alert_rules (name, expression, "for", labels, annotations) VALUES
               ('full', 'disk.used.max by (host) > 80', '0', '{"team": "ops"}', '{"summary": "{{ labels.host }} has {{ value }}"}'),
               ('slowly', 'disk.used.max by (host) > 80', '10 minutes', '{}', '{}');
           INSERT INTO monitoring.alert_rules (name, expression, actions, enabled) VALUES
               ('named', 'disk.used.max > 80', '{chat}', false), ('empty', 'disk.unknown > 1', NULL, true);
           INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") VALUES
               ('disk.used', 90, '{"host": "a"}', '2031-01-01 11:59:00+00'), ('disk.used', 95, '{"host": "b"}', '2031-01-01 11:59:00+00'),
               ('disk.used', 10, '{"host": "c"}', '2031-01-01 11:59:00+00')"#,
    )
    .await;
    let preview = async |name: &str| {
        let sql = format!(
            "SELECT labels ->> 'host', value, threshold, state, route, channel, is_told, title, why
             FROM monitoring.preview_rule('{name}', '2031-01-01 12:00:00+00')"
        );
        rows(&client, &sql).await
    };
    let full = preview("full").await;
    assert_eq!(full.len(), 4, "{full:?}");
    assert!(full[0].starts_with("a|90|80|firing|default|email|t|WARNING full: a has 90|"), "{full:?}");
    assert!(full[1].starts_with("a|90|80|firing|default|sms|t|"), "{full:?}");
    assert!(full[2].starts_with("b|95|80|firing|b|desk|t|WARNING full: b has 95|"), "{full:?}");
    assert!(
        full[3].starts_with("c|10|80|inactive|") && full[3].ends_with("its condition does not hold"),
        "{full:?}"
    );
    let slowly = preview("slowly").await;
    assert!(
        slowly[0].contains("|pending|default|email|t|")
            && slowly[0].contains("once it has held for 10 minutes"),
        "{slowly:?}"
    );
    let named = preview("named").await;
    assert_eq!(named.len(), 1, "{named:?}");
    assert!(named[0].contains("|chat|t|") && named[0].contains("the rule is switched off"), "{named:?}");
    let empty = preview("empty").await;
    assert!(empty.len() == 1 && empty[0].ends_with("never seen: disk.unknown"), "{empty:?}");
    let error =
        client.batch_execute("SELECT * FROM monitoring.preview_rule('nix')").await.expect_err("no such rule");
    assert_eq!(error.code().map(|code| code.code()), Some("22023"));
    // It fires already: what it would be told besides is nothing.
    run(&client, "SELECT monitoring.process_alerts('2031-01-01 12:00:00+00')").await;
    let before = row(&client, "SELECT count(*) FROM monitoring.notifications").await;
    let again = preview("full").await;
    assert!(again[0].contains("|firing|default|email|"), "{again:?}");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.notifications").await, before);

    let route = rows(
        &client,
        "SELECT labels ->> 'host', is_taken, routes FROM monitoring.preview_route('default', '2031-01-01 12:01:00+00')
         WHERE labels ->> 'alertname' = 'full' ORDER BY 1",
    )
    .await;
    assert_eq!(route, ["a|t|{default}", "b|f|{b}"]);
}

async fn run_to_end(builder: DaemonBuilder) -> (Option<i32>, String, String) {
    let output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[tokio::test]
async fn the_daemon_says_what_it_sees_and_sends_what_a_rule_would_say() {
    let channels = Channels::set("doctor", "sms").await;
    let client = channels.client();
    let command = async |name: &str| {
        with_sms(Daemon::command(name), &channels.stage.twilio)
            .env("DATABASE_URL", channels.stage.url().await)
            .env("SLACK_WEBHOOK_URL", channels.slack.url("/services/T/B/ordinary"))
    };
    run(
        client,
        "DELETE FROM monitoring.notifiers;
         UPDATE monitoring.notification_routes SET channels = '{slack}' WHERE name = 'default';
         INSERT INTO monitoring.alert_rules (name, expression, annotations) VALUES
             ('quiet', 'm.max > 10', '{\"summary\": \"m is {{ value }}\"}'), ('broken', 'never.there > 1', '{}');
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) VALUES ('m', 20);
         SELECT monitoring.raise_alert('{\"alertname\": \"fire\", \"host\": \"h1\"}', severity => 'critical');
         SELECT monitoring.evaluate_alert_rules()",
    )
    .await;
    let (code, text, errors) = run_to_end(command("doctor").await).await;
    assert_eq!(code, Some(1), "no daemon runs: {text} {errors}");
    assert!(text.lines().nth(1).is_some_and(|line| line.trim_start().starts_with("critical")), "{text}");
    for part in [
        "none has ever run",
        "this daemon's slack",
        "this daemon's pagerduty",
        "set PAGERDUTY_ROUTING_KEY",
        "rule broken",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let (code, text, errors) = run_to_end(command("status").await).await;
    assert_eq!(code, Some(0), "{errors}");
    for part in [
        "Firing alerts",
        r#""alertname": "fire""#,
        "Rules that fail",
        "never seen: never.there",
        "Who is told",
        "slack",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let (code, text, errors) = run_to_end(command("send-test").await.arg("--rule").arg("quiet")).await;
    assert_eq!(code, Some(0), "{text} {errors}");
    assert!(text.starts_with("slack: sent: "), "{text}");
    let sent = channels.slack.requests();
    assert_eq!(sent.len(), 1);
    let body = sent[0].json().to_string();
    assert!(
        body.contains("TEST WARNING") && body.contains("m is 20") && body.contains("test of the rule quiet"),
        "{body}"
    );
    // It does not fire, and has a channel of its own.
    run(
        client,
        "INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('calm', 'm.max > 1000', '{sms}')",
    )
    .await;
    let (code, text, errors) = run_to_end(command("send-test").await.arg("--rule").arg("calm")).await;
    assert_eq!(code, Some(0), "{text} {errors}");
    assert!(text.starts_with("sms: sent: "), "{text}");
    let (code, _, errors) = run_to_end(command("send-test").await.arg("--rule").arg("nosuch")).await;
    assert_eq!(code, Some(1));
    assert!(errors.contains("there is no alert rule 'nosuch'"), "{errors}");
    assert_eq!(
        row(client, "SELECT count(*) FROM monitoring.notifications").await,
        "0",
        "a test is no message"
    );
}
