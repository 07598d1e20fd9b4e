//! Slips of the pen that nothing would notice: names of settings, thresholds, agents, labels and channels that are
//! taken, and do nothing or come back. Each is refused, or told of by name, with what is spelt nearly so.

use agentmon_tests::sql::{assert_refused, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_postgres::{AsyncMessage, Client};

/// A session, and what it is told besides results.
struct Session {
    client: Client,
    notices: UnboundedReceiver<AsyncMessage>,
}

impl Session {
    async fn on(name: &str) -> Self {
        setup_database(shared_cluster().await, name).await;
        let (client, notices) = shared_cluster().await.connect_listening(name).await;
        Self { client, notices }
    }

    /// The warnings of a statement.
    async fn warnings(&mut self, sql: &str) -> Vec<String> {
        run(&self.client, sql).await;
        run(&self.client, "DO $$BEGIN RAISE NOTICE 'that is all'; END$$").await;
        let mut lines = Vec::new();
        while let Some(message) = self.notices.recv().await {
            let AsyncMessage::Notice(notice) = message else { continue };
            if notice.message() == "that is all" {
                break;
            }
            if notice.severity() == "WARNING" {
                lines.push(notice.message().to_owned());
            }
        }
        lines
    }
}

#[tokio::test]
async fn settings_and_thresholds_that_nothing_reads_are_refused_by_name() {
    let mut session = Session::on("unread_settings").await;
    for (statement, problem, perhaps) in [
        (
            "INSERT INTO monitoring.settings VALUES ('delivery_leese', '30 seconds', 'interval', 'mine')",
            "there is no setting 'delivery_leese'",
            "Perhaps delivery_lease? ",
        ),
        (
            "INSERT INTO monitoring.settings VALUES ('RULE_INTERVALL', '30 seconds', 'interval', 'mine')
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            "there is no setting 'RULE_INTERVALL'",
            "Perhaps rule_interval? ",
        ),
        (
            "INSERT INTO monitoring.settings (name, value) VALUES ('colour_of_mails', 'red')",
            "there is no setting 'colour_of_mails'",
            "Change one by UPDATE",
        ),
        (
            "INSERT INTO monitoring.health_thresholds (name, warning) VALUES ('agent_error_24h', 3)",
            "there is no threshold 'agent_error_24h'",
            "Perhaps agent_errors_24h? ",
        ),
        (
            "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('latency', 'a', 3)",
            "there is no threshold 'latency'",
            "One for a single agent",
        ),
        (
            "UPDATE monitoring.health_thresholds SET name = 'agent_silent' WHERE name = 'agent_silent_minutes'",
            "there is no threshold 'agent_silent'",
            "Perhaps agent_silent_minutes? ",
        ),
        (
            "INSERT INTO monitoring.retention_policies VALUES ('agent_log', '9 days', 'mine')",
            "'agent_log' is not a known retention policy",
            "Give one of the allowed",
        ),
    ] {
        let error = assert_refused(&session.client, statement, "22023").await;
        assert_eq!(error.message(), problem);
        assert!(error.hint().unwrap_or_default().starts_with(perhaps), "{:?}", error.hint());
    }
    // What setup() makes is all that there is, and may come again with all of its columns.
    let differing = "SELECT count(*) FILTER (WHERE stored.name <> ALL (agentmon.seeded_names('monitoring.' || stored.of))),
            bool_and(cardinality(agentmon.seeded_names('monitoring.' || stored.of)) > 5)
        FROM (SELECT 'settings', name FROM monitoring.settings
              UNION ALL SELECT 'health_thresholds', name FROM monitoring.health_thresholds
              UNION ALL SELECT 'retention_policies', name FROM monitoring.retention_policies) AS stored (of, name)";
    assert_eq!(row(&session.client, differing).await, "0|t");
    for statement in [
        "INSERT INTO monitoring.settings VALUES ('delivery_lease', '31 seconds', 'interval', 'mine')
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('sla_uptime_pct', 'a', 90)",
        "DELETE FROM monitoring.health_thresholds WHERE name = 'sla_p95_ms';
         INSERT INTO monitoring.health_thresholds (name, warning) VALUES ('sla_p95_ms', 100)",
    ] {
        assert_eq!(session.warnings(statement).await, [""; 0], "{statement}");
    }
    // A dump that is restored brings whole rows, into tables that may be empty.
    run(
        &session.client,
        "BEGIN;
         CREATE TEMPORARY TABLE kept AS SELECT * FROM monitoring.settings;
         ALTER TABLE monitoring.settings DISABLE TRIGGER ALL;
         DELETE FROM monitoring.settings;
         ALTER TABLE monitoring.settings ENABLE TRIGGER ALL;
         INSERT INTO monitoring.settings SELECT * FROM kept;
         COMMIT",
    )
    .await;
    assert_eq!(row(&session.client, differing).await, "0|t");
    assert_eq!(
        row(&session.client, "SELECT value FROM monitoring.settings WHERE name = 'delivery_lease'").await,
        "31 seconds"
    );
    // The administrator, who has no other rights, is told the same.
    let login = shared_cluster().await.login_for("agentmon_admin").await;
    let admin = shared_cluster().await.connect_login("unread_settings", &login).await;
    for statement in [
        "INSERT INTO monitoring.settings VALUES ('delivery_leese', '30 seconds', 'interval', 'mine')",
        "INSERT INTO monitoring.health_thresholds (name, warning) VALUES ('agent_error_24h', 3)",
    ] {
        assert_refused(&admin, statement, "22023").await;
    }
    run(
        &admin,
        "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('sla_p95_ms', 'b', 90)",
    )
    .await;
}

#[tokio::test]
async fn agents_that_were_never_seen_are_named_where_one_is_spelt_nearly_so() {
    let mut session = Session::on("unseen_agents").await;
    run(
        &session.client,
        "SELECT monitoring.heartbeat('billing', 'active');
         INSERT INTO monitoring.agents (name, type, status) VALUES ('mailer', 'worker', 'active');
         INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES ('tutor', 'info', 'e', 'm');
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags)
         VALUES ('api.requests', 1, '{\"endpoint\": \"/checkout\", \"code\": 200}')",
    )
    .await;
    run(&session.client, "SELECT monitoring.refresh_rollups()").await;
    run(
        &session.client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES ('billing2', 'info', 'e', 'm')",
    )
    .await;
    let near =
        |of: &str| vec![format!("{of}: no agent 'biling' has ever been seen; the nearest is 'billing'")];
    for (statement, said) in [
        (
            "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('agent_errors_24h', 'biling', 3)",
            near("threshold agent_errors_24h"),
        ),
        ("INSERT INTO monitoring.agent_assignments VALUES ('ann', 'biling')", near("assignment to 'ann'")),
        // Of a name like no other nothing is said: it may come.
        ("INSERT INTO monitoring.agent_assignments VALUES ('ann', 'scheduler')", vec![]),
        // Nor of one whose rows have not been rolled up, though another is called nearly so.
        ("INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing2')", vec![]),
        ("INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing'), ('ann', 'tutor')", vec![]),
    ] {
        assert_eq!(session.warnings(statement).await, said, "{statement}");
    }
    let beyond = |name: &str, warning: &str, critical: &str| {
        vec![format!(
            "threshold {name}: its warning, {warning}, lies beyond its critical, {critical}: nothing is ever a warning"
        )]
    };
    for (statement, said) in [
        (
            "UPDATE monitoring.health_thresholds SET warning = 11 WHERE name = 'queue_stuck_messages'",
            beyond("queue_stuck_messages", "11", "10"),
        ),
        ("UPDATE monitoring.health_thresholds SET critical = 11 WHERE name = 'queue_stuck_messages'", vec![]),
        // Of the success rate the lower one is worse.
        (
            "UPDATE monitoring.health_thresholds SET critical = 0.96 WHERE name = 'processing_success_rate'",
            beyond("processing_success_rate", "0.95", "0.96"),
        ),
        (
            "UPDATE monitoring.health_thresholds SET warning = 0.97 WHERE name = 'processing_success_rate'",
            vec![],
        ),
        // What an agent's own one does not say, the common one does: 5.
        (
            "INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('agent_errors_24h', 'billing', 6)",
            beyond("agent_errors_24h", "6", "5"),
        ),
        (
            "UPDATE monitoring.health_thresholds SET critical = 7 WHERE name = 'agent_errors_24h' AND agent_name = 'billing'",
            vec![],
        ),
        (
            "UPDATE monitoring.health_thresholds SET critical = NULL WHERE name = 'database_connections'",
            vec![],
        ),
        (
            "UPDATE monitoring.health_thresholds SET warning = 50 WHERE name = 'processing_min_executions'",
            vec![],
        ),
    ] {
        assert_eq!(session.warnings(statement).await, said, "{statement}");
    }
    let rules = [
        (
            "silent",
            r#"agents.silence{agent_name="biling"} > 10m"#,
            Some("agent 'biling' (the nearest is 'billing')"),
        ),
        (
            "age",
            r#"agents.heartbeat.age{agent_name="Billng"} > 10m"#,
            Some("agent 'Billng' (the nearest is 'billing')"),
        ),
        ("new", r#"agents.silence{agent_name="scheduler"} > 10m"#, Some("agent 'scheduler'")),
        (
            "kind",
            r#"agents.silence{type="wroker"} > 10m"#,
            Some(r#"agents.silence{type="wroker"} (the nearest is worker)"#),
        ),
        (
            "label",
            r#"api.requests.count{endpoint="/chekout"} > 1"#,
            Some(r#"api.requests{endpoint="/chekout"} (the nearest is /checkout)"#),
        ),
        (
            "key",
            r#"api.requests.count{endpiont="/checkout"} > 1"#,
            Some("the label 'endpiont' of api.requests (the nearest is 'endpoint')"),
        ),
        ("metric", "api.request.count > 1", Some("api.request (the nearest is api.requests)")),
        (
            "logs",
            r#"agents.logs.count{agent_name="tutr"} > 1"#,
            Some(r#"agents.logs{agent_name="tutr"} (the nearest is tutor)"#),
        ),
        // What is there is in order, by other operators too, and numbers as the texts that they are.
        ("fine", r#"agents.silence{agent_name="billing", status="active"} > 10m"#, None),
        ("other", r#"api.requests.count[1s]{endpoint!="/chekout", code="200"} > 1"#, None),
        ("pattern", r#"api.requests.count[1s]{endpoint=~"/chek.*"} > 1"#, None),
    ];
    for (name, expression, unseen) in rules {
        let statement = format!(
            "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('{name}', '{expression}')"
        );
        let warnings = session.warnings(&statement).await;
        let is_near = unseen.is_some_and(|text| text.contains("nearest"));
        assert_eq!(warnings.len(), usize::from(is_near), "{name}: {warnings:?}");
        assert!(
            warnings.iter().all(|line| line.starts_with(&format!("alert rule '{name}': "))),
            "{warnings:?}"
        );
    }
    run(&session.client, "SELECT monitoring.evaluate_alert_rules(now() + interval '5 minutes')").await;
    for (name, _, unseen) in rules {
        let status =
            row(&session.client, &format!("SELECT status FROM monitoring.alert_rules WHERE name = '{name}'"))
                .await;
        match unseen {
            Some(text) => assert_eq!(status, format!("never seen: {text}"), "{name}"),
            None => assert!(!status.starts_with("never seen"), "{name}: {status}"),
        }
    }
    let listed =
        rows(&session.client, "SELECT rule FROM monitoring.unseen_rules(now() + interval '6 minutes')").await;
    assert_eq!(listed, ["age", "key", "kind", "label", "logs", "metric", "new", "silent"]);
    let health =
        "SELECT monitoring.get_system_health(now() + interval '2 hours') #>> '{alert_health,reasons}'";
    let said = row(&session.client, health).await;
    assert!(
        said.contains("age (agent 'Billng' (the nearest is 'billing'))") && said.contains("and 5 more"),
        "{said}"
    );
    let diagnosed = rows(
        &session.client,
        "SELECT status, finding FROM monitoring.diagnose() WHERE subject = 'rule silent'",
    )
    .await;
    assert_eq!(diagnosed, ["warning|never seen: agent 'biling' (the nearest is 'billing')"]);
    // It comes.
    run(
        &session.client,
        "SELECT monitoring.heartbeat('scheduler', 'active');
         SELECT monitoring.evaluate_alert_rules(now() + interval '7 minutes')",
    )
    .await;
    assert_eq!(
        row(&session.client, "SELECT status FROM monitoring.alert_rules WHERE name = 'new'").await,
        "ok"
    );
}

#[tokio::test]
async fn a_channel_that_would_come_back_is_switched_off_and_not_deleted() {
    let mut session = Session::on("kept_channels").await;
    run(
        &session.client,
        "SELECT monitoring.register_notifier('host-1', '1', '{slack,webhook}');
         SELECT monitoring.raise_alert('{\"alertname\": \"full\"}', severity => 'critical');
         SELECT monitoring.process_alerts()",
    )
    .await;
    let delete = |name: &str| format!("DELETE FROM monitoring.notification_channels WHERE name = '{name}'");
    let messages = "SELECT count(*) FROM monitoring.notifications";
    let before = row(&session.client, messages).await;
    let error = assert_refused(&session.client, &delete("slack"), "22023").await;
    assert_eq!(error.message(), "channel 'slack' would come back");
    assert!(
        error.detail().unwrap_or_default().contains("Daemons that send slack make it: host-1."),
        "{error:?}"
    );
    assert!(error.hint().unwrap_or_default().starts_with("Switch it off: UPDATE"), "{error:?}");
    // Off, it stays off, and nothing is told anew.
    run(
        &session.client,
        "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'slack';
         SELECT monitoring.register_notifier('host-1', '1', '{slack,webhook}');
         SELECT monitoring.process_alerts()",
    )
    .await;
    assert_refused(&session.client, &delete("slack"), "22023").await;
    assert_eq!(row(&session.client, messages).await, before);
    // The daemon stops: what something names would still come back with the next one.
    run(&session.client, "SELECT monitoring.leave_notifier('host-1')").await;
    for (naming, place, unnaming) in [
        (
            "UPDATE monitoring.notification_routes SET channels = '{webhook}' WHERE name = 'default'",
            "It is named by the route default.",
            "UPDATE monitoring.notification_routes SET channels = '{email}' WHERE name = 'default'",
        ),
        (
            "INSERT INTO monitoring.escalation_steps VALUES ('default', '10 minutes', '{webhook}')",
            "It is named by the escalation step of the route default after 00:10:00.",
            "DELETE FROM monitoring.escalation_steps",
        ),
        (
            "INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('r', 'm.max > 1', '{webhook}')",
            "It is named by the rule r, in its actions.",
            "UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'r'",
        ),
    ] {
        run(&session.client, naming).await;
        let error = assert_refused(&session.client, &delete("webhook"), "22023").await;
        assert_eq!(error.detail(), Some(place));
        run(&session.client, unnaming).await;
    }
    assert_eq!(session.warnings(&delete("webhook")).await, [""; 0]);
    // A daemon that was not heard of for a day is gone.
    run(
        &session.client,
        "SELECT monitoring.register_notifier('host-2', '1', '{console}');
         UPDATE monitoring.notifiers SET last_seen_at = now() - interval '25 hours' WHERE worker = 'host-2'",
    )
    .await;
    assert_eq!(session.warnings(&delete("console")).await, [""; 0]);
    // Others do not come back; that something still names them is said.
    run(
        &session.client,
        "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('on-call', 'sms'), ('spare', 'sms');
         UPDATE monitoring.notification_routes SET channels = '{email,on-call}' WHERE name = 'default'",
    )
    .await;
    assert_eq!(session.warnings(&delete("spare")).await, [""; 0]);
    assert_eq!(
        session.warnings(&delete("on-call")).await,
        ["channel 'on-call' is deleted, and nobody is told there: it is named by the route default"]
    );
}

#[tokio::test]
async fn a_route_that_asks_for_a_label_that_is_called_otherwise_is_told_of() {
    let mut session = Session::on("doubtful_routes").await;
    let routes = "INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES
        ('eu', 1, '{\"region\": \"eu\"}', '{sms}'), ('slip', 2, '{\"agentname\": \"billing\"}', '{sms}'),
        ('pay', 3, '{\"teem\": \"pay\"}', '{sms}'), ('fine', 4, '{\"team\": \"pay\", \"severity\": \"error\"}', '{sms}')";
    let health = "SELECT monitoring.get_system_health() #>> '{alert_health,reasons}'";
    // As long as there was no alert, nothing is known.
    assert_eq!(session.warnings(routes).await, [""; 0]);
    assert!(!row(&session.client, health).await.contains("matchers"));
    run(
        &session.client,
        "SELECT monitoring.raise_alert('{\"alertname\": \"full\", \"team\": \"pay\"}', severity => 'error');
         INSERT INTO monitoring.alert_rules (name, expression) VALUES ('by agent', 'agents.silence by (agent_name) > 1h')",
    )
    .await;
    let said = row(&session.client, health).await;
    for part in [
        "the route slip takes nothing by one of its matchers (no alert has had the label 'agentname', but one is called 'agent_name')",
        "the route pay takes nothing by one of its matchers (no alert has had the label 'teem', but one is called 'team')",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("route eu") && !said.contains("route fine"), "{said}");
    let diagnosed = rows(
        &session.client,
        "SELECT subject, status FROM monitoring.diagnose() WHERE subject LIKE 'route %' AND finding LIKE '%has had the label%' ORDER BY subject",
    )
    .await;
    assert_eq!(diagnosed, ["route eu|healthy", "route pay|warning", "route slip|warning"]);
    for (route, warned) in [("eu", 0), ("slip", 1), ("pay", 1), ("fine", 0)] {
        let preview = format!("SELECT * FROM monitoring.preview_route('{route}')");
        assert_eq!(session.warnings(&preview).await.len(), warned, "{route}");
    }
    let mended = "UPDATE monitoring.notification_routes SET matchers = '{\"agent_name\": \"billing\"}' WHERE name = 'slip'";
    assert_eq!(session.warnings(mended).await, [""; 0]);
    assert!(!row(&session.client, health).await.contains("route slip"));
}

#[tokio::test]
async fn claims_that_are_no_json_are_refused_and_none_is_nobody() {
    let session = Session::on("odd_claims").await;
    let client = &session.client;
    run(
        client,
        "INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing');
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, user_id) VALUES ('billing', 'info', 'm', 'ann');
         SET ROLE agentmon_user",
    )
    .await;
    let claims = async |text: &str| run(client, &format!("SET request.jwt.claims = '{text}'")).await;
    for text in ["not json", "{\"sub\": ", "ann", "eyJhbGciOi.eyJzdWIi.c2ln"] {
        claims(text).await;
        for statement in [
            "SELECT * FROM monitoring.agent_logs",
            "SELECT * FROM monitoring.my_agent_health()",
            "SELECT * FROM monitoring.my_alert_rules()",
        ] {
            let error = assert_refused(client, statement, "22023").await;
            assert_eq!(error.message(), "request.jwt.claims is not JSON", "{text}");
            assert!(!format!("{error:?}").contains("eyJ"), "a token is not repeated: {error:?}");
        }
    }
    for (text, seen) in
        [("", "0"), (" ", "0"), ("{}", "0"), (r#"{"sub": ""}"#, "0"), (r#"{"sub": "ann"}"#, "1")]
    {
        claims(text).await;
        assert_eq!(row(client, "SELECT count(*) FROM monitoring.agent_logs").await, seen, "{text:?}");
    }
}

#[tokio::test]
async fn what_an_owner_may_not_give_is_said_once() {
    let session = Session::on("owners_keys").await;
    let client = &session.client;
    run(
        client,
        "INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing');
         SET request.jwt.claims = '{\"sub\": \"ann\"}'; SET ROLE agentmon_user",
    )
    .await;
    for (keys, named) in [
        (r#""conditon": "a.b > 1""#, &["'conditon', perhaps condition", "the condition is missing"][..]),
        (r#""condition": "billing.x.max > 1", "actions": ["slack"]"#, &["'actions'"]),
        (
            r#""condition": "billing.x.max > 1", "labels": {"agent_name": "x"}, "colour": 1"#,
            &["'colour'", "'labels'"],
        ),
    ] {
        let statement =
            format!(r#"SELECT monitoring.set_my_alert_rule('billing', '{{"name": "x", {keys}}}')"#);
        let error = assert_refused(client, &statement, "22023").await;
        let detail = error.detail().unwrap_or_default();
        assert_eq!(detail.lines().count(), named.len(), "{detail}");
        for name in named {
            assert_eq!(detail.matches(name).count(), 1, "{name} in {detail}");
        }
    }
}

#[tokio::test]
async fn channels_that_are_not_there_are_named_with_those_that_are_meant() {
    let session = Session::on("near_channels").await;
    for (statement, named) in [
        (
            "UPDATE monitoring.notification_routes SET channels = '{Slack,emial,x}' WHERE name = 'default'",
            "'Slack', perhaps slack; 'emial', perhaps email; 'x'",
        ),
        (
            "INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('r', 'm.max > 1', '{pagerdutty}')",
            "'pagerdutty', perhaps pagerduty",
        ),
        (
            "INSERT INTO monitoring.escalation_steps VALUES ('default', '1 minute', '{smss}')",
            "'smss', perhaps sms",
        ),
    ] {
        let error = assert_refused(&session.client, statement, "22023").await;
        assert!(
            error.message().ends_with(&format!("names channels that do not exist: {named}")),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn an_owner_is_told_which_agents_are_his_and_what_his_rules_may_read() {
    let session = Session::on("owners_agents").await;
    let client = &session.client;
    run(client, "INSERT INTO monitoring.agent_assignments VALUES ('ann', 'billing'), ('ann', 'tutor'); SET ROLE agentmon_user").await;
    for (claims, agent, rule, detail) in [
        ("", "billing", "{}", "request.jwt.claims has no claim sub."),
        (r#"{"sub": "ann"}"#, "biling", "{}", "You are 'ann', by the claim sub; yours are: billing, tutor."),
        (r#"{"sub": "bob"}"#, "billing", "{}", "You are 'bob', by the claim sub; yours are: none."),
        (r#"{"sub": "ann"}"#, "billing", r#"["failing"]"#, "a rule must be an object, not array"),
        (
            r#"{"sub": "ann"}"#,
            "billing",
            r#"{"name": "a", "condition": "agents.silence > 1m"}"#,
            "each metric in it must be one of the agent: agents.executions, agents.logs, agents.silence or \
             agents.heartbeat.age with {agent_name=\"billing\"}, or a metric with that tag, or one whose name begins \
             with \"billing.\"",
        ),
    ] {
        run(client, &format!("SET request.jwt.claims = '{claims}'")).await;
        let statement = format!("SELECT monitoring.set_my_alert_rule('{agent}', '{rule}')");
        let code = if agent == "biling" || !claims.contains("ann") { "42501" } else { "22023" };
        assert_eq!(assert_refused(client, &statement, code).await.detail(), Some(detail));
    }
}

#[tokio::test]
async fn names_that_no_template_finds_are_warned_of() {
    let mut session = Session::on("template_slips").await;
    let rule = |name: &str, text: &str| {
        format!(
            "INSERT INTO monitoring.alert_rules (name, expression, severity, annotations)
             VALUES ('{name}', 'm.last > 5', 'warning', jsonb_build_object('summary', $t${text}$t$))"
        )
    };
    for (number, (text, warned)) in [
        ("{{ valeu }}", Some("annotation 'summary' of alert rule 'r0': the template names 'valeu'")),
        ("{% if labels.x %}{{ agent_name }}{% endif %}", Some("the template names 'agent_name'")),
        // What a template makes itself, functions and names of loops are its own.
        ("{% for n in range(3) %}{{ loop.index }}{{ n }}{% endfor %}{% set t = threshold %}{{ t }}", None),
        (
            "{{ value }}{{ threshold }}{{ labels.x }}{{ rule }}{{ severity }}{{ expression }}{{ no_data }}",
            None,
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let warnings = session.warnings(&rule(&format!("r{number}"), text)).await;
        match warned {
            Some(start) => {
                assert!(warnings.len() == 1 && warnings[0].contains(start), "{text}: {warnings:?}");
            }
            None => assert_eq!(warnings, [""; 0], "{text}"),
        }
    }
    // A rule that stays as it is says nothing anew.
    assert_eq!(
        session.warnings("UPDATE monitoring.alert_rules SET enabled = false WHERE name = 'r0'").await,
        [""; 0]
    );
    run(
        &session.client,
        "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('team', 'slack')",
    )
    .await;
    let warnings = session
        .warnings(
            "UPDATE monitoring.notification_channels
             SET title_template = '{{ severty }}', body_template = '{{ title }}' WHERE name = 'team'",
        )
        .await;
    assert_eq!(
        warnings,
        [
            "title_template of channel 'team': the template names 'severty', which is never there, and shows nothing in its place"
        ]
    );
    // Those that a message has are those that are known.
    run(
        &session.client,
        "UPDATE monitoring.notification_routes SET channels = '{team}';
         SELECT monitoring.raise_alert('{\"alertname\": \"disk\"}');
         SELECT monitoring.process_alerts(now() + interval '1 hour')",
    )
    .await;
    assert_eq!(
        row(
            &session.client,
            "SELECT string_agg(DISTINCT known.name, ',' ORDER BY known.name)
             FROM monitoring.notifications message
             CROSS JOIN jsonb_object_keys(message.payload) AS known (name)",
        )
        .await,
        row(
            &session.client,
            "SELECT string_agg(name, ',' ORDER BY name) FROM unnest(agentmon.message_names()) AS known (name)
             WHERE name <> 'fallback_for'",
        )
        .await
    );
}

#[tokio::test]
async fn a_share_that_no_share_reaches_is_warned_of() {
    let mut session = Session::on("shares").await;
    for (number, (expression, said)) in [
        ("agents.executions.failure_rate > 20", Some("agents.executions.failure_rate > 20 is never so")),
        ("api.requests.error_rate by (endpoint) > 100%", Some("api.requests.failure_rate > 100 is never so")),
        ("agents.logs.error_rate >= 1.5", Some("agents.logs.failure_rate >= 1.5 is never so")),
        ("agents.executions.failure_rate < 5", Some("agents.executions.failure_rate < 5 is always so")),
        ("agents.executions.failure_rate > 20%", None),
        ("agents.executions.failure_rate >= 1", None),
        ("agents.executions.failure_rate >= 100%", None),
        ("agents.executions.count > 20", None),
        ("api.requests.last > 20", None),
    ]
    .into_iter()
    .enumerate()
    {
        let warnings = session
            .warnings(&format!(
                "INSERT INTO monitoring.alert_rules (name, expression, severity) VALUES ('s{number}', '{expression}', 'warning')"
            ))
            .await;
        match said {
            Some(said) => {
                assert_eq!(warnings, [format!("alert rule 's{number}': {said}")], "{expression}");
            }
            None => assert_eq!(warnings, [""; 0], "{expression}"),
        }
    }
}

#[tokio::test]
async fn nothing_is_replayed_for_a_channel_that_is_not_there() {
    let session = Session::on("replayed_slip").await;
    run(
        &session.client,
        "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('pages', 'slack'), ('gone', 'slack');
         UPDATE monitoring.notification_routes SET channels = '{gone}';
         SELECT monitoring.raise_alert('{\"alertname\": \"disk\"}');
         SELECT monitoring.process_alerts(now() + interval '1 hour')",
    )
    .await;
    let refusal =
        assert_refused(&session.client, "SELECT monitoring.replay_notifications('pagse')", "22023").await;
    assert_eq!(
        refusal.message(),
        "replay_notifications() names channels that do not exist: 'pagse', perhaps pages"
    );
    assert_eq!(row(&session.client, "SELECT monitoring.replay_notifications('pages')").await, "0");
    // What a deleted channel has left behind is its own.
    run(&session.client, "UPDATE monitoring.notification_routes SET channels = '{pages}'; DELETE FROM monitoring.notification_channels WHERE name = 'gone'").await;
    assert_eq!(row(&session.client, "SELECT monitoring.replay_notifications('gone')").await, "1");
}
