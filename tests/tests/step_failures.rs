//! Nothing stops the whole: in every step that works through many, one member is made to fail, alone, first, in the middle
//! and last, in a session of its own; the others are done, the error is written down, and health names it.

use agentmon_tests::alerting::{minute, notifications, process, second};
use agentmon_tests::dice::Dice;
use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::sql::{row, rows, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::Value;
use tokio_postgres::Client;

/// Has a statement on a table raise for the rows that satisfy a condition over ROW.
async fn inject(client: &Client, table: &str, event: &str, condition: &str) {
    let of = if event == "DELETE" { "OLD" } else { "NEW" };
    let statements = [RAISES.to_owned(), no_fault(table), fault(table, event, &condition.replace("ROW", of))];
    run(client, &statements.join(";")).await;
}

async fn heal(client: &Client, table: &str) {
    // There must be one.
    run(client, &format!("DROP TRIGGER fail ON {table}")).await;
}

/// Steps and members that are written down as failing.
async fn failing(client: &Client) -> Vec<String> {
    rows(client, "SELECT step || ': ' || member FROM monitoring.step_failures ORDER BY 1").await
}

async fn assert_health_names(client: &Client, part: &str, words: &str) {
    let health: Value =
        value(client, "SELECT monitoring.get_system_health(max(last_at)) FROM monitoring.step_failures")
            .await;
    let reasons = health[part]["reasons"].to_string();
    assert!(reasons.contains(words), "{words} is not in {reasons}");
    assert_ne!(health[part]["status"], "healthy", "{health:#}");
    assert_ne!(health["overall_status"], "healthy", "{health:#}");
}

/// Error rows of agents, each an alert and a group of its own.
async fn errors(client: &Client, agents: &[&str]) {
    for agent in agents {
        run(
            client,
            &format!("SELECT monitoring.log_agent_activity('{agent}', 'error', message => 'broken')"),
        )
        .await;
    }
}

/// Agents that were told of by a channel, sorted.
async fn told(client: &Client, channel: &str) -> Vec<String> {
    let mut agents: Vec<String> = notifications(client)
        .await
        .iter()
        .filter(|message| message.channel == channel)
        .map(|message| {
            let labels = &message.payload["alerts"][0]["labels"];
            labels["agent_name"].as_str().or(labels["event_type"].as_str()).unwrap_or_default().to_owned()
        })
        .collect();
    agents.sort();
    agents
}

#[tokio::test]
async fn a_rule_that_cannot_be_evaluated() {
    let cluster = shared_cluster().await;
    for (place, bad, good) in [("alone", "m", None), ("first", "a", Some("m")), ("last", "z", Some("m"))] {
        let name = format!("rule_{place}");
        let client = setup_database(cluster, &name).await;
        run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) SELECT m, 900 FROM unnest('{api.response_time,fine}'::text[]) AS m").await;
        run(&client, &format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('{bad}', 'api.response_time.p95 > 500ms')")).await;
        if let Some(good) = good {
            run(&client, &format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('{good}', 'fine.max > 500')")).await;
        }
        // Only now does the rule not fit its metric any more.
        run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, unit) VALUES ('api.response_time', 'second')").await;
        errors(&client, &["x"]).await;
        for _ in 0..4 {
            let fresh = cluster.connect(&name).await;
            let made: i32 = value(&fresh, "SELECT monitoring.process_alerts()").await;
            assert!(made >= 0);
            run(
                &client,
                "UPDATE monitoring.alert_rules SET last_evaluated_at = last_evaluated_at - interval '1 hour'",
            )
            .await;
        }
        assert!(told(&client, "sms").await.contains(&"x".to_owned()), "{place}: the error row is told");
        let alerts = rows(
            &client,
            "SELECT labels ->> 'alertname' FROM monitoring.alerts WHERE state = 'firing' ORDER BY 1",
        )
        .await;
        let mut expected = vec!["agent_error".to_owned(), "alert_rule_error".to_owned()];
        expected.extend(good.map(str::to_owned));
        assert_eq!(alerts, expected, "{place}");
        assert_eq!(failing(&client).await, [format!("rules: {bad}")]);
        assert_health_names(&client, "alert_health", &format!("rules ({bad})")).await;
        run(
            &client,
            "UPDATE monitoring.metric_definitions SET unit = 'ms' WHERE metric_name = 'api.response_time'",
        )
        .await;
        run(&client, "SELECT monitoring.evaluate_alert_rules(now() + interval '1 minute')").await;
        assert_eq!(failing(&client).await, [""; 0]);
    }
}

/// A time that cannot be counted with, of one rule, stops no other one.
#[tokio::test]
async fn a_rule_whose_last_time_is_none() {
    let client = setup_database(shared_cluster().await, "rule_times").await;
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) VALUES ('m', 5)").await;
    run(&client, "INSERT INTO monitoring.alert_rules (name, expression, \"for\") SELECT n, 'm.max > 1', '1 minute' FROM unnest('{a,b,c}'::text[]) AS n").await;
    for time in ["-infinity", "infinity", "4714-11-25 BC", "294276-12-31"] {
        for bad in ["a", "b", "c"] {
            run(&client, "UPDATE monitoring.alert_rules SET last_evaluated_at = NULL").await;
            run(&client, &format!("UPDATE monitoring.alert_rules SET last_succeeded_at = '{time}', last_evaluated_at = '{time}', last_data_at = '{time}' WHERE name = '{bad}'")).await;
            run(&client, "SELECT monitoring.process_alerts()").await;
            let evaluated = "SELECT count(*) FROM monitoring.alert_rules WHERE enabled AND last_evaluated_at = last_succeeded_at AND last_evaluated_at > now() - interval '1 minute' AND last_error IS NULL";
            assert_eq!(row(&client, evaluated).await, "3", "{bad}: {time}");
            assert_eq!(failing(&client).await, [""; 0], "{bad}: {time}");
        }
    }
}

#[tokio::test]
async fn rules_whose_alerts_cannot_be_written_or_ended() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "rule_alerts").await;
    run(&client, "INSERT INTO monitoring.alert_rules (name, expression) SELECT n, 'm.max > 1' FROM unnest('{a,b,c}'::text[]) AS n").await;
    let sample = async |at: i64| {
        let at = minute(at).to_rfc3339();
        run(&client, &format!("INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 5, '{at}')")).await;
    };
    let firing = "SELECT rule_name FROM monitoring.alerts WHERE state = 'firing' AND source = 'rule' AND rule_name IS NOT NULL ORDER BY 1";
    for bad in ["a", "b", "c"] {
        run(&client, "DELETE FROM monitoring.alerts").await;
        inject(&client, "monitoring.alerts", "INSERT", &format!("ROW.rule_name = '{bad}'")).await;
        sample(0).await;
        process(&cluster.connect("rule_alerts").await, minute(1)).await;
        let others: Vec<_> = ["a", "b", "c"].into_iter().filter(|name| *name != bad).collect();
        assert_eq!(rows(&client, firing).await, others);
        assert_eq!(failing(&client).await, [format!("rules: {bad}")]);
        heal(&client, "monitoring.alerts").await;
        sample(1).await;
        process(&client, minute(2)).await;
        assert_eq!(rows(&client, firing).await, ["a", "b", "c"]);
        assert_eq!(failing(&client).await, [""; 0]);
        run(&client, "UPDATE monitoring.alert_rules SET last_evaluated_at = NULL").await;
    }
    // One of them cannot even be written down, and an alert that should end cannot.
    inject(&client, "monitoring.alert_rules", "UPDATE", "ROW.name = 'b'").await;
    inject(&client, "monitoring.alerts", "UPDATE", "ROW.state = 'resolved' AND ROW.rule_name = 'a'").await;
    run(&client, "UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'a'").await;
    errors(&client, &["x"]).await;
    process(&cluster.connect("rule_alerts").await, minute(10)).await;
    assert_eq!(
        rows(
            &client,
            "SELECT name FROM monitoring.alert_rules WHERE last_evaluated_at = '2031-01-01 00:10+00'"
        )
        .await,
        ["c"]
    );
    assert_eq!(failing(&client).await, ["rules: b", "rules: end_orphans", "rules: tell_rule_errors"]);
    assert_eq!(told(&client, "sms").await.iter().filter(|agent| *agent == "x").count(), 1);
}

#[tokio::test]
async fn an_error_row_that_cannot_become_an_alert() {
    let cluster = shared_cluster().await;
    let agents = ["a", "b", "c", "d", "e"];
    for bad in [&["a"][..], &["c"], &["e"], &["b", "d"], &agents] {
        let name = format!("error_{}", bad.join("_"));
        let client = setup_database(cluster, &name).await;
        let list = bad.join(",");
        inject(
            &client,
            "monitoring.alerts",
            "INSERT",
            &format!("ROW.labels ->> 'agent_name' = ANY ('{{{list}}}')"),
        )
        .await;
        errors(&client, &agents).await;
        process(&cluster.connect(&name).await, second(1)).await;
        // Those that cannot are told all the same, by one alert.
        let mut expected: Vec<_> =
            agents.iter().filter(|agent| !bad.contains(agent)).map(ToString::to_string).collect();
        expected.push("error_rows_not_taken".to_owned());
        assert_eq!(told(&client, "sms").await, expected);
        let count =
            "SELECT count FROM monitoring.alerts WHERE labels ->> 'event_type' = 'error_rows_not_taken'";
        assert_eq!(row(&client, count).await, bad.len().to_string());
        assert_eq!(failing(&client).await.len(), bad.len(), "{:?}", failing(&client).await);
        assert_health_names(&client, "alert_health", "injected").await;
        // No row is taken twice.
        assert_eq!(process(&client, second(2)).await, 0);
    }
}

/// Where not even the common alert can be written, nothing is told; and nothing is lost.
#[tokio::test]
async fn errors_wait_for_alerts_that_can_be_written() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "error_waits").await;
    let waiting = "SELECT coalesce(sum((document ->> 'count')::integer), 0) FROM monitoring.errors_put_off";
    errors(&client, &["a"]).await;
    process(&client, second(1)).await;
    for (round, (event, condition)) in [
        // All of them; those of one severity, which the common one has too.
        ("INSERT", "true"),
        ("INSERT", "ROW.severity = 'critical'"),
    ]
    .into_iter()
    .enumerate()
    {
        let at = 100 * (i64::try_from(round).expect("a small number") + 1);
        inject(&client, "monitoring.alerts", event, condition).await;
        let agents = ["a", "b", "b", "c"];
        for _ in 0..2 {
            errors(&client, &agents).await;
            run(&client, "SELECT monitoring.log_agent_activity('d', 'critical', message => 'broken')").await;
        }
        let told_of = "SELECT coalesce(sum(count), 0) FROM monitoring.alerts";
        let before: i64 = row(&client, told_of).await.parse().expect("a number");
        for step in 0..3 {
            process(&cluster.connect("error_waits").await, second(at + step)).await;
            let here: i64 = row(&client, told_of).await.parse().expect("a number");
            let put_off: i64 = row(&client, waiting).await.parse().expect("a number");
            assert!(put_off > 0, "{event} {condition}");
            assert_eq!(here - before + put_off, 10, "{event} {condition}: none is lost, none counted twice");
        }
        assert_health_names(&client, "alert_health", "injected").await;
        assert!(failing(&client).await.contains(&"error rows: error_rows_not_taken".to_owned()));
        heal(&client, "monitoring.alerts").await;
        process(&client, second(at + 4)).await;
        assert_eq!(row(&client, waiting).await, "0");
        let here: i64 = row(&client, told_of).await.parse().expect("a number");
        assert_eq!(here - before, 10);
        assert_eq!(failing(&client).await, [""; 0], "{event} {condition}");
        assert_eq!(
            row(&client, "SELECT count(*) FROM monitoring.alerts WHERE labels ->> 'event_type' = 'error_rows_not_taken'").await,
            "0"
        );
        let agents: Vec<_> = told(&client, "sms").await;
        for agent in ["a", "b", "c", "d"] {
            assert!(agents.contains(&agent.to_owned()), "{agent} is not in {agents:?}");
        }
    }
}

#[tokio::test]
async fn matchers_that_cannot_be_read() {
    let cluster = shared_cluster().await;
    let tables = [
        (
            "notification_routes",
            "INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('bad', $1, '{\"agent_name\": \"~(\"}', '{sms}')",
            "route bad",
        ),
        (
            "silences",
            "INSERT INTO monitoring.silences (matchers, starts_at, ends_at, comment, created_at) VALUES ('{\"agent_name\": \"~(\"}', '2030-01-01', '2032-01-01', 'bad', now())",
            "silence",
        ),
        (
            "mute_times",
            "INSERT INTO monitoring.mute_times (name, matchers) VALUES ('bad', '[]')",
            "mute time bad",
        ),
        (
            "mute_times",
            "INSERT INTO monitoring.mute_times (name, timezone) VALUES ('zone', 'Nowhere/Land')",
            "mute time zone",
        ),
        (
            "inhibition_rules",
            "INSERT INTO monitoring.inhibition_rules (name, source_matchers, target_matchers) VALUES ('bad', '{\"a\": \"~[\"}', '{\"agent_name\": \"~.*\"}')",
            "inhibition rule",
        ),
    ];
    for (n, (table, insert, member)) in tables.iter().enumerate() {
        for position in [1, 5000] {
            let name = format!("matchers_{n}_{position}");
            let client = setup_database(cluster, &name).await;
            // As a restore or an older version may bring them.
            run(
                &client,
                &format!(
                    "ALTER TABLE monitoring.{table} DISABLE TRIGGER USER; {}",
                    insert.replace("$1", &position.to_string())
                ),
            )
            .await;
            run(&client, &format!("ALTER TABLE monitoring.{table} ENABLE TRIGGER USER")).await;
            errors(&client, &["a", "b"]).await;
            process(&cluster.connect(&name).await, second(1)).await;
            assert_eq!(told(&client, "sms").await, ["a", "b"], "{insert}");
            let found = failing(&client).await;
            assert!(found.len() == 1 && found[0].starts_with(&format!("matchers: {member}")), "{found:?}");
            assert_health_names(&client, "alert_health", member).await;
            // Put right, it is used again.
            run(&client, &format!("DELETE FROM monitoring.{table} WHERE NOT (to_jsonb({table}) ->> 'name' IS NOT DISTINCT FROM 'default')")).await;
            errors(&client, &["c"]).await;
            process(&client, second(2)).await;
            assert_eq!(told(&client, "sms").await, ["a", "b", "c"]);
            assert_eq!(failing(&client).await, [""; 0], "{insert}");
        }
    }
}

#[tokio::test]
async fn an_alert_or_a_group_that_fails() {
    let cluster = shared_cluster().await;
    let of_b = "(SELECT labels ->> 'agent_name' FROM monitoring.alerts a WHERE a.id = ";
    for (n, (table, event, condition, step)) in [
        (
            "monitoring.alerts",
            "UPDATE",
            "NOT ROW.news AND ROW.labels ->> 'agent_name' = 'b'".to_owned(),
            "routing",
        ),
        (
            "monitoring.alert_groups",
            "INSERT",
            "ROW.group_labels ->> 'agent_name' = 'b'".to_owned(),
            "routing",
        ),
        (
            "monitoring.alert_groups",
            "UPDATE",
            "ROW.last_notified_at IS NOT NULL AND ROW.group_labels ->> 'agent_name' = 'b'".to_owned(),
            "groups",
        ),
        (
            "monitoring.alert_group_members",
            "UPDATE",
            "ROW.notified_state IS NOT NULL AND public.agent_of(ROW.alert_id) = 'b'".to_owned(),
            "groups",
        ),
        (
            "monitoring.alert_group_members",
            "INSERT",
            "public.agent_of(ROW.alert_id) = 'b'".to_owned(),
            "routing",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("groups_{n}");
        let client = setup_database(cluster, &name).await;
        run(
            &client,
            &format!(
                "CREATE FUNCTION public.agent_of(uuid) RETURNS text LANGUAGE sql AS $$SELECT {of_b} $1)$$"
            ),
        )
        .await;
        inject(&client, table, event, &condition).await;
        errors(&client, &["a", "b", "c"]).await;
        process(&cluster.connect(&name).await, second(1)).await;
        assert_eq!(told(&client, "sms").await, ["a", "c"], "{table} {event}");
        let found = failing(&client).await;
        assert!(found.len() == 1 && found[0].starts_with(step), "{table} {event}: {found:?}");
        assert_health_names(&client, "alert_health", "injected").await;
        heal(&client, table).await;
        process(&client, second(70)).await;
        assert_eq!(told(&client, "sms").await, ["a", "b", "c"], "{table} {event}");
        assert_eq!(failing(&client).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_channel_that_fails() {
    let cluster = shared_cluster().await;
    for (bad, good) in [("sms", "email"), ("email", "sms")] {
        let name = format!("channel_{bad}");
        let client = setup_database(cluster, &name).await;
        inject(&client, "monitoring.notifications", "INSERT", &format!("ROW.channel = '{bad}'")).await;
        errors(&client, &["a", "b"]).await;
        process(&cluster.connect(&name).await, second(1)).await;
        assert_eq!(told(&client, good).await, ["a", "b"]);
        assert_eq!(told(&client, bad).await, [""; 0]);
        assert_eq!(failing(&client).await, [format!("channels: {bad}")]);
        assert_health_names(&client, "alert_health", &format!("channels ({bad})")).await;
        let why = "SELECT DISTINCT detail FROM monitoring.alert_events WHERE event = 'not told'";
        assert_eq!(rows(&client, why).await, [format!("channel {bad}: injected")]);
        heal(&client, "monitoring.notifications").await;
        errors(&client, &["c"]).await;
        process(&client, second(2)).await;
        assert_eq!((told(&client, bad).await, failing(&client).await), (vec!["c".to_owned()], vec![]));
    }
    // Where none can be told, the group does not take it for told.
    let client = setup_database(cluster, "no_channel").await;
    inject(
        &client,
        "monitoring.notifications",
        "INSERT",
        "ROW.payload #>> '{alerts,0,labels,agent_name}' = 'b'",
    )
    .await;
    errors(&client, &["a", "b", "c"]).await;
    process(&client, second(1)).await;
    assert_eq!(told(&client, "sms").await, ["a", "c"]);
    heal(&client, "monitoring.notifications").await;
    process(&client, second(61)).await;
    assert_eq!(
        (told(&client, "sms").await, told(&client, "email").await),
        (
            vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]
        )
    );
    assert_eq!(failing(&client).await, [""; 0]);
}

#[tokio::test]
async fn an_outcome_is_written_down_whatever_comes_of_the_rest() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "outcomes").await;
    run(&client, "UPDATE monitoring.notification_channels SET fallback = 'email' WHERE name = 'sms'").await;
    for (table, step) in
        [("monitoring.channel_circuits", "circuits"), ("monitoring.notifications", "fallback")]
    {
        run(&client, "DELETE FROM monitoring.alerts; DELETE FROM monitoring.notifications; DELETE FROM monitoring.step_failures").await;
        errors(&client, &["a"]).await;
        process(&client, second(1)).await;
        inject(&client, table, "INSERT", "true").await;
        run(&client, "SELECT monitoring.fail_notification(id, 'w', attempt, 'final', 'wrong number', p_now => '2031-01-01 00:00:02+00')
            FROM monitoring.claim_notifications('w', 10, '2031-01-01 00:00:02+00') WHERE channel = 'sms'").await;
        let state = "SELECT state FROM monitoring.notifications WHERE channel = 'sms'";
        assert_eq!(row(&client, state).await, "dead", "{table}");
        let found = failing(&client).await;
        assert!(found.len() == 1 && found[0].starts_with(step), "{found:?}");
        heal(&client, table).await;
    }
}

#[tokio::test]
async fn a_message_that_cannot_be_claimed() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "claims").await;
    errors(&client, &["a", "b", "c"]).await;
    process(&client, second(1)).await;
    let bad: String = value(
        &client,
        "SELECT id::text FROM monitoring.notifications WHERE channel = 'sms' ORDER BY id LIMIT 1",
    )
    .await;
    inject(
        &client,
        "monitoring.notifications",
        "UPDATE",
        &format!("ROW.id = '{bad}' AND ROW.state = 'sending'"),
    )
    .await;
    let claim = async |at: &str| {
        let fresh = cluster.connect("claims").await;
        values::<String>(
            &fresh,
            &format!("SELECT id::text FROM monitoring.claim_notifications('w', 10, '{at}') ORDER BY channel"),
        )
        .await
    };
    let claimed = claim("2031-01-01 00:00:02+00").await;
    assert_eq!(claimed.len(), 5);
    assert!(!claimed.contains(&bad));
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'sending' AND attempt = 1")
            .await,
        "5"
    );
    assert_eq!(failing(&client).await, [format!("claims: {bad}"), "claims: sms".to_owned()]);
    heal(&client, "monitoring.notifications").await;
    assert_eq!(claim("2031-01-01 00:01:10+00").await.len(), 6, "and those whose lease has run out");
    assert_eq!(failing(&client).await, [""; 0]);
}

#[tokio::test]
async fn what_ends_escalates_or_falls_back() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "other_steps").await;
    run(
        &client,
        "INSERT INTO monitoring.notification_channels (name, kind, rate_limit) VALUES ('boss', 'webhook', NULL), ('slow', 'slack', 1), ('also_slow', 'slack', 1);
         UPDATE monitoring.notification_channels SET fallback = 'boss' WHERE name = 'email';
         UPDATE monitoring.notification_routes SET channels = '{email,slow,also_slow}';
         INSERT INTO monitoring.escalation_steps VALUES ('default', '2 minutes', '{boss}')",
    )
    .await;
    errors(&client, &["a", "b", "c"]).await;
    process(&client, minute(0)).await;
    // Escalation: one group fails.
    inject(
        &client,
        "monitoring.alert_groups",
        "UPDATE",
        "ROW.escalated_to > '0' AND ROW.group_labels ->> 'agent_name' = 'a'",
    )
    .await;
    process(&cluster.connect("other_steps").await, minute(2)).await;
    assert_eq!(told(&client, "boss").await, ["b", "c"]);
    assert_eq!(failing(&client).await.len(), 1);
    heal(&client, "monitoring.alert_groups").await;
    process(&client, minute(3)).await;
    assert_eq!(told(&client, "boss").await, ["a", "b", "c"]);
    assert_eq!(failing(&client).await, [""; 0]);
    // Fallback: one message cannot be passed on.
    inject(
        &client,
        "monitoring.notifications",
        "INSERT",
        "ROW.fallback_for IS NOT NULL AND ROW.payload #>> '{alerts,0,labels,agent_name}' = 'c'",
    )
    .await;
    process(&cluster.connect("other_steps").await, minute(6)).await;
    let passed_on = "SELECT count(*) FROM monitoring.notifications WHERE fallback_for IS NOT NULL";
    assert_eq!(row(&client, passed_on).await, "2");
    heal(&client, "monitoring.notifications").await;
    process(&client, minute(7)).await;
    assert_eq!(row(&client, passed_on).await, "3");
    // What has yet to be told is not over.
    for at in [8, 9] {
        agentmon_tests::alerting::deliver(&client, minute(at)).await;
    }
    // The end: one alert cannot be ended.
    run(&client, "SELECT monitoring.raise_alert(jsonb_build_object('alertname', n), ends_at => '2031-01-01 01:00+00', p_now => '2031-01-01 00:10+00') FROM unnest('{x,y,z}'::text[]) AS n").await;
    inject(
        &client,
        "monitoring.alerts",
        "UPDATE",
        "ROW.state = 'resolved' AND (ROW.labels ->> 'alertname' = 'y' OR ROW.labels ->> 'agent_name' = 'b')",
    )
    .await;
    process(&cluster.connect("other_steps").await, minute(70)).await;
    let open = "SELECT coalesce(labels ->> 'agent_name', labels ->> 'alertname') FROM monitoring.alerts WHERE state <> 'resolved' ORDER BY 1";
    assert_eq!(rows(&client, open).await, ["b", "y"]);
    assert_eq!(failing(&client).await.len(), 2);
    heal(&client, "monitoring.alerts").await;
    process(&client, minute(71)).await;
    assert_eq!(rows(&client, open).await, [""; 0]);
    assert_eq!(failing(&client).await, [""; 0]);
}

#[tokio::test]
async fn a_raw_table_whose_rollups_fail() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "sources").await;
    let sources = ["agent_executions", "agent_logs", "pipeline_metrics"];
    let insert = "INSERT INTO monitoring.agent_executions (agent_name, status) VALUES ('a', 'success'); \
        INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info'); \
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) VALUES ('m', 1)";
    let counted = "SELECT s.source || ' ' || sum(r.count_value) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id \
        WHERE r.period = 'weekly' GROUP BY s.source ORDER BY 1";
    let mut rounds = 0;
    for bad in sources {
        for call in ["CALL monitoring.run_job('refresh')", "SELECT monitoring.refresh_rollups()"] {
            rounds += 1;
            run(&client, insert).await;
            inject(
                &client,
                "monitoring.consumer_cursors",
                "UPDATE",
                &format!("ROW.source = '{bad}' AND ROW.consumer = 'rollups'"),
            )
            .await;
            run(&cluster.connect("sources").await, call).await;
            let expected: Vec<_> = sources
                .iter()
                .map(|source| format!("{source} {}", if *source == bad { rounds - 1 } else { rounds }))
                .filter(|line| !line.ends_with(" 0"))
                .collect();
            assert_eq!(rows(&client, counted).await, expected, "{bad}: {call}");
            assert_eq!(failing(&client).await, [format!("refresh: {bad}")]);
            assert_health_names(&client, "monitoring_health", &format!("refresh ({bad})")).await;
            if call.starts_with("CALL") {
                let error = "SELECT last_error FROM monitoring.job_status WHERE name = 'refresh'";
                assert_eq!(row(&client, error).await, format!("{bad}: injected"));
            }
            heal(&client, "monitoring.consumer_cursors").await;
            run(&client, call).await;
            assert_eq!(rows(&client, counted).await, sources.map(|source| format!("{source} {rounds}")));
            assert_eq!(failing(&client).await, [""; 0]);
        }
    }
    assert_eq!(rows(&client, "SELECT * FROM monitoring.verify_rollups()").await, [""; 0]);
}

#[tokio::test]
async fn a_policy_that_fails() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "policies").await;
    for round in 0..2 {
        run(&client, "INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('old', '2020-01-01');
            INSERT INTO monitoring.silences (matchers, starts_at, ends_at, comment, created_at) VALUES ('{\"a\": \"b\"}', '2020-01-01', '2020-01-02', '', '2020-01-01');
            INSERT INTO monitoring.rollups_stored (series_id, period_start, count_value, last_at, period, created_at) VALUES (1, '2020-01-01', 1, '2020-01-01', 'weekly', now())").await;
        let left = "SELECT (SELECT count(*) FROM public.monitoring_events) || ' ' || (SELECT count(*) FROM monitoring.silences) || ' ' || (SELECT count(*) FROM monitoring.rollups)";
        let call =
            ["CALL monitoring.run_job('retention')", "SELECT * FROM monitoring.apply_retention()"][round];
        for (table, expected, policy) in [
            ("public.monitoring_events", "1 0 0", "monitoring_events"),
            ("monitoring.silences", "0 1 0", "notifications"),
            ("monitoring.rollups_weekly", "0 0 1", "rollups_weekly"),
        ] {
            run(&client, "INSERT INTO public.monitoring_events (event_type, created_at) SELECT 'old', '2020-01-01' WHERE NOT EXISTS (SELECT FROM public.monitoring_events);
                INSERT INTO monitoring.silences (matchers, starts_at, ends_at, comment, created_at) SELECT '{\"a\": \"b\"}', '2020-01-01', '2020-01-02', '', '2020-01-01' WHERE NOT EXISTS (SELECT FROM monitoring.silences);
                INSERT INTO monitoring.rollups_stored (series_id, period_start, count_value, last_at, period, created_at) VALUES (1, '2020-01-01', 1, '2020-01-01', 'weekly', now()) ON CONFLICT DO NOTHING").await;
            inject(&client, table, "DELETE", "true OR ROW IS NULL").await;
            run(&cluster.connect("policies").await, call).await;
            assert_eq!(row(&client, left).await, expected, "{table}: {call}");
            let found = failing(&client).await;
            assert!(found.len() == 1 && found[0].starts_with(&format!("retention: {policy}")), "{found:?}");
            assert_health_names(&client, "monitoring_health", policy).await;
            heal(&client, table).await;
            run(&client, call).await;
            assert_eq!(row(&client, left).await, "0 0 0", "{call}");
            assert_eq!(failing(&client).await, [""; 0], "{call}");
        }
    }
}

#[tokio::test]
async fn where_nothing_can_be_written_down_error_rows_are_told_and_jobs_fail() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "unwritten").await;
    for (damage, repair) in [
        (
            "ALTER TABLE monitoring.step_failures RENAME TO gone",
            "ALTER TABLE monitoring.gone RENAME TO step_failures",
        ),
        ("ALTER TABLE monitoring.silences RENAME TO gone", "ALTER TABLE monitoring.gone RENAME TO silences"),
        (
            "ALTER TABLE monitoring.alert_rules RENAME TO gone",
            "ALTER TABLE monitoring.gone RENAME TO alert_rules",
        ),
    ] {
        run(&client, "DELETE FROM monitoring.alerts; DELETE FROM monitoring.notifications").await;
        run(&client, damage).await;
        errors(&client, &["a", "b"]).await;
        process(&cluster.connect("unwritten").await, second(1)).await;
        assert_eq!(told(&client, "sms").await, ["a", "b"], "{damage}");
        run(&client, repair).await;
        process(&client, second(2)).await;
    }
    inject(&client, "monitoring.step_failures", "INSERT", "true").await;
    inject(
        &client,
        "monitoring.consumer_cursors",
        "UPDATE",
        "ROW.source = 'agent_logs' AND ROW.consumer = 'rollups'",
    )
    .await;
    run(&client, "CALL monitoring.run_job('refresh')").await;
    let error = "SELECT last_error FROM monitoring.job_status WHERE name = 'refresh'";
    assert_eq!(row(&client, error).await, "failed: agent_logs");
}

/// Any of them at random, many at once: error rows are told whatever else is broken.
#[tokio::test]
async fn many_at_once() {
    let cluster = shared_cluster().await;
    let mut dice = Dice::new(13);
    let faults = [
        ("monitoring.alert_rules", "UPDATE", "true"),
        ("monitoring.alert_events", "INSERT", "ROW.event <> 'not told'"),
        ("monitoring.consumer_cursors", "UPDATE", "ROW.consumer = 'rollups'"),
        ("monitoring.channel_circuits", "UPDATE", "true"),
        ("monitoring.escalation_steps", "UPDATE", "true"),
        ("monitoring.rollups_stored", "INSERT", "true"),
        ("monitoring.minute_segments", "INSERT", "true"),
        ("monitoring.agent_activity", "INSERT", "true"),
        ("monitoring.jobs", "UPDATE", "true"),
        ("monitoring.step_failures", "INSERT", "true"),
        ("monitoring.metric_series", "INSERT", "true"),
    ];
    for round in 0..6 {
        let name = format!("many_{round}");
        let client = setup_database(cluster, &name).await;
        run(&client, "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', 'm.max > 1'); \
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 5, '2031-01-01')").await;
        for (table, event, condition) in faults {
            if dice.below(2) == 0 {
                inject(&client, table, event, condition).await;
            }
        }
        let agents = ["a", "b", "c"];
        errors(&client, &agents).await;
        process(&cluster.connect(&name).await, second(1)).await;
        for channel in ["sms", "email"] {
            let told = told(&client, channel).await;
            assert!(
                agents.iter().all(|agent| told.contains(&(*agent).to_owned())),
                "round {round}, {channel}: {told:?}"
            );
        }
        let health: Value = value(&client, "SELECT monitoring.get_system_health()").await;
        assert!(health["overall_status"].is_string());
    }
}

/// A daemon that cannot be entered into the list of daemons alerts all the same, and waits for nobody.
#[tokio::test]
async fn a_daemon_that_cannot_be_registered() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "daemon_register").await;
    let other = cluster.connect("daemon_register").await;
    let register = "SELECT monitoring.register_notifier('w', '1', '{sms,email}')";
    for table in ["notifiers", "notification_channels"] {
        run(&other, &format!("BEGIN; LOCK TABLE monitoring.{table} IN ACCESS EXCLUSIVE MODE")).await;
        run(&client, "SET statement_timeout = '15s'").await;
        run(&client, register).await;
        assert_eq!(failing(&client).await, ["daemons: w"], "{table}");
        run(&other, "ROLLBACK").await;
        run(&client, register).await;
        assert_eq!(failing(&client).await, [""; 0], "{table}");
    }
    inject(&client, "monitoring.notifiers", "INSERT", "true").await;
    errors(&client, &["a"]).await;
    run(&client, register).await;
    assert_health_names(&client, "monitoring_health", "daemons (w)").await;
    process(&client, second(1)).await;
    assert_eq!(told(&client, "sms").await, ["a"]);
    assert_eq!(row(&client, "SHOW lock_timeout").await, "0");
}
