//! What each role may see and do; row-level security is on for every table, those made later included.

use std::collections::BTreeSet;

use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

/// Every table and view that setup() made.
const RELATIONS: &str = "SELECT r FROM monitoring.schema_migrations, unnest(relations) AS r ORDER BY r";

/// Two users' rows in the tables that have users, and a row in the others.
async fn database_with_users(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, user_id) VALUES ('a', 'error', 'of u1', 'u1'), ('b', 'info', 'of u2', 'u2'), ('a', 'info', 'of nobody', NULL), ('a', 'info', 'of an empty name', '');
         INSERT INTO monitoring.agent_executions (agent_name, status, user_id) VALUES ('a', 'success', 'u1'), ('a', 'failure', 'u2');
         SELECT monitoring.record_metric('m', 1), monitoring.log_worker_issue('w', 't', 'm'), monitoring.log_event('e'),
             monitoring.heartbeat('a'), monitoring.heartbeat('b'), monitoring.report_queue('q', 1);
         INSERT INTO monitoring.tasks (type, agent_id) SELECT name, id FROM monitoring.agents;
         INSERT INTO monitoring.tasks (type) VALUES ('unassigned');
         INSERT INTO monitoring.agent_messages (from_agent) VALUES ('a');
         INSERT INTO monitoring.agent_metrics (agent_id, metric_name, metric_value) VALUES ('a', 'm', 1);
         INSERT INTO monitoring.agent_assignments VALUES ('u1', 'a'), ('u2', 'b');
         SELECT monitoring.process_alerts(), monitoring.refresh_rollups(), monitoring.register_notifier('w', '1', '{sms}')",
    )
    .await;
    client
}

async fn user_with_claims(database: &str, claims: &str) -> Client {
    let user = shared_cluster().await.connect_as(database, "agentmon_user").await;
    run(&user, &format!("SET request.jwt.claims = '{claims}'")).await;
    user
}

#[tokio::test]
async fn a_user_sees_their_own_rows_and_what_is_assigned_to_them() {
    let _admin = database_with_users("users").await;
    let user = user_with_claims("users", r#"{"sub": "u1", "role": "agentmon_user"}"#).await;
    for (sql, expected) in [
        ("SELECT message FROM monitoring.agent_logs", vec!["of u1"]),
        ("SELECT status FROM monitoring.agent_executions", vec!["success"]),
        ("SELECT name FROM monitoring.agents", vec!["a"]),
        ("SELECT name FROM monitoring.squad_agents", vec!["a"]),
        ("SELECT type FROM monitoring.tasks", vec!["a"]),
        ("SELECT user_id, agent_name FROM monitoring.agent_assignments", vec!["u1|a"]),
    ] {
        assert_eq!(rows(&user, sql).await, expected, "{sql}");
    }
    run(&user, r#"SET request.jwt.claims = '{"sub": "u2"}'"#).await;
    assert_eq!(rows(&user, "SELECT message FROM monitoring.agent_logs").await, ["of u2"]);
    assert_eq!(rows(&user, "SELECT type FROM monitoring.tasks").await, ["b"]);
    let leak = "SELECT count(*) FROM monitoring.agent_logs WHERE message LIKE '%nobody%' OR user_id IS NULL OR user_id = 'u1'";
    assert_eq!(row(&user, leak).await, "0");
}

#[tokio::test]
async fn without_a_claim_there_are_no_rows() {
    let _admin = database_with_users("no claims").await;
    let without = shared_cluster().await.connect_as("no claims", "agentmon_user").await;
    let tables = ["agent_logs", "agent_executions", "agents", "squad_agents", "tasks", "agent_assignments"];
    for table in tables {
        assert_eq!(row(&without, &format!("SELECT count(*) FROM monitoring.{table}")).await, "0", "{table}");
    }
    for claims in
        ["", "{}", r#"{"sub": null}"#, r#"{"sub": ""}"#, r#"{"role": "u1"}"#, r#""u1""#, r#"["sub", "u1"]"#]
    {
        run(&without, &format!("SET request.jwt.claims = '{claims}'")).await;
        for table in tables {
            let count = format!("SELECT count(*) FROM monitoring.{table}");
            assert_eq!(row(&without, &count).await, "0", "{table} with claims {claims}");
        }
    }
}

#[tokio::test]
async fn a_user_gets_nothing_from_other_tables_nor_through_reports_nor_partitions() {
    let admin = database_with_users("user limits").await;
    run(&admin, "SELECT monitoring.expose_in_public()").await;
    let user = user_with_claims("user limits", r#"{"sub": "u1"}"#).await;
    let open: BTreeSet<_> =
        ["agent_logs", "agent_executions", "agents", "squad_agents", "tasks", "agent_assignments"]
            .iter()
            .flat_map(|table| [format!("monitoring.{table}"), format!("public.{table}")])
            .collect();
    let mut closed = 0;
    for relation in rows(&admin, RELATIONS).await.into_iter().filter(|relation| !open.contains(relation)) {
        assert_eq!(refusal_code(&user, &format!("SELECT FROM {relation}")).await, "42501", "{relation}");
        closed += 1;
    }
    assert!(closed > 25, "{closed}");
    assert_eq!(
        rows(&user, "SELECT message FROM public.agent_logs").await,
        ["of u1"],
        "the views are the caller's"
    );
    let partition =
        row(&admin, "SELECT min(partition_name) FROM agentmon.partitions() WHERE table_name = 'agent_logs'")
            .await;
    assert_eq!(refusal_code(&user, &format!("SELECT FROM monitoring.{partition}")).await, "42501");
    assert_eq!(
        executable(&admin, "agentmon_user").await,
        [
            "cost_dimensions",
            "get_costs",
            "jwt_sub",
            "my_agent_health",
            "my_agent_performance",
            "my_alert_rules",
            "raw_costs",
            "remove_my_alert_rule",
            "set_my_alert_rule",
            "set_my_metric"
        ]
    );
    for report in
        ["public.get_system_health()", "monitoring.get_system_health()", "monitoring.process_alerts()"]
    {
        assert_eq!(refusal_code(&user, &format!("SELECT {report}")).await, "42501", "{report}");
    }
    for write in [
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')",
        "UPDATE monitoring.tasks SET type = 'x'",
        "DELETE FROM monitoring.agents",
    ] {
        assert_eq!(refusal_code(&user, write).await, "42501", "{write}");
    }
}

/// The functions that a role may call.
async fn executable(admin: &Client, role: &str) -> Vec<String> {
    let sql = format!(
        "SELECT DISTINCT p.proname::text COLLATE \"C\" AS name FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
             AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'pg_agentmon'
         WHERE has_function_privilege('{role}', p.oid, 'EXECUTE') ORDER BY name"
    );
    rows(admin, &sql).await
}

/// Which of our relations a role may write to in any way, by table or by column.
async fn writable(admin: &Client, role: &str) -> BTreeSet<String> {
    let sql = format!(
        "SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace) AND c.relkind IN ('r', 'p', 'v')
         AND (has_table_privilege('{role}', c.oid, 'DELETE, TRUNCATE, TRIGGER') OR has_any_column_privilege('{role}', c.oid, 'INSERT, UPDATE, REFERENCES'))"
    );
    rows(admin, &sql).await.into_iter().collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[tokio::test]
async fn a_reader_reads_everything_and_writes_nothing() {
    let admin = database_with_users("readers").await;
    let reader = shared_cluster().await.connect_as("readers", "agentmon_reader").await;
    let mut filled = 0;
    let partitions = rows(&admin, "SELECT inhrelid::regclass FROM pg_inherits").await;
    for relation in
        rows(&admin, RELATIONS).await.into_iter().filter(|relation| !partitions.contains(relation))
    {
        if relation == "monitoring.audit_log" {
            continue; // tests/tests/audit.rs: what administrators did is for them.
        }
        let count = format!("SELECT count(*) FROM {relation}");
        let expected = row(&admin, &count).await;
        assert_eq!(row(&reader, &count).await, expected, "{relation}");
        filled += usize::from(expected != "0");
    }
    assert!(filled > 25, "only {filled} relations have rows to be seen");
    run(&reader, "TABLE monitoring.aggregated_metrics; TABLE monitoring.queue_monitoring_view; TABLE monitoring.job_status").await;
    let sketch = "SELECT monitoring.approx_percentile(0.5, monitoring.rollup(sketch)), monitoring.num_vals(monitoring.percentile_agg(1)) FROM monitoring.aggregated_metrics";
    run(&reader, sketch).await;
    let health = row(&reader, "SELECT public.get_system_health() ->> 'overall_status'").await;
    assert!(["healthy", "warning", "critical"].contains(&health.as_str()), "{health}");
    assert_eq!(writable(&admin, "agentmon_reader").await, set(&[]));
    for write in [
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')",
        "UPDATE monitoring.settings SET value = '1'",
        "DELETE FROM monitoring.alerts",
        "TRUNCATE monitoring.rollups_stored, monitoring.minute_segments",
        "SELECT monitoring.refresh_rollups()",
        "SELECT monitoring.process_alerts()",
        "SELECT monitoring.log_event('e')",
    ] {
        assert_eq!(refusal_code(&reader, write).await, "42501", "{write}");
    }
}

/// What a role may call works for it down to the last function that is called within: reports are tried by superusers,
/// who need no right.
#[tokio::test]
async fn what_may_be_called_may_also_be_run() {
    let admin = setup_database(shared_cluster().await, "may_run").await;
    run(
        &admin,
        "SELECT monitoring.heartbeat('a'), monitoring.log_agent_activity('a', 'error', 'it', 'broke');
         SELECT monitoring.record_metric('m', 1);
         SELECT monitoring.log_agent_execution('a', 'success', execution_time_ms => 5, model_used => 'gpt-4o', tokens_used => 7)",
    )
    .await;
    run(&admin, "SELECT monitoring.refresh_rollups(now() + interval '1 minute')").await;
    let mut tried = 0;
    for role in ["agentmon_reader", "agentmon_admin", "agentmon_user", "agentmon_notifier", "agentmon_writer"]
    {
        let calls = rows(
            &admin,
            &format!(
                "SELECT format('%s.%I()', made.pronamespace::regnamespace, made.proname)
                 FROM pg_proc made
                 WHERE made.pronamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)
                   AND made.prokind = 'f'
                   AND made.provolatile <> 'v'
                   AND made.prorettype <> 'trigger'::regtype
                   AND made.pronargs = made.pronargdefaults
                   AND has_function_privilege('{role}', made.oid, 'EXECUTE')
                   AND EXISTS (
                       SELECT FROM pg_depend member
                       WHERE member.objid = made.oid
                         AND member.deptype = 'e')
                 ORDER BY 1"
            ),
        )
        .await;
        run(&admin, &format!("SET ROLE {role}")).await;
        for call in calls {
            tried += 1;
            if let Err(error) = admin.simple_query(&format!("SELECT * FROM {call}")).await {
                let error = error.as_db_error().expect("an error of the database");
                assert_ne!(error.code().code(), "42501", "{role} {call}: {error:?}");
            }
        }
        run(&admin, "RESET ROLE").await;
    }
    assert!(tried > 40, "{tried} calls");
}

#[tokio::test]
async fn an_administrator_configures_and_writes_no_raw_rows() {
    let client = database_with_users("admins").await;
    let admin = shared_cluster().await.connect_as("admins", "agentmon_admin").await;
    run(
        &admin,
        "UPDATE monitoring.settings SET value = '4' WHERE name = 'partition_days_ahead';
         UPDATE monitoring.retention_policies SET keep = '20 days' WHERE name = 'agent_logs';
         INSERT INTO monitoring.health_thresholds (name, agent_name, warning, critical) VALUES ('agent_errors_24h', 'a', 1, 2);
         INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('c', 'counter');
         INSERT INTO monitoring.notification_channels (name, kind) VALUES ('ops', 'slack');
         UPDATE monitoring.notification_channels SET title_template = '{{ severty }}' WHERE name = 'ops';
         INSERT INTO monitoring.notification_routes (name, channels) VALUES ('ops', '{ops}');
         DELETE FROM monitoring.notification_routes WHERE name = 'ops';
         INSERT INTO monitoring.agent_assignments VALUES ('u3', 'a');
         UPDATE monitoring.jobs SET enabled = false WHERE name = 'weekly'",
    )
    .await;
    assert_eq!(
        row(&client, "SELECT value FROM monitoring.settings WHERE name = 'partition_days_ahead'").await,
        "4"
    );
    assert_eq!(row(&client, "SELECT enabled FROM monitoring.jobs WHERE name = 'weekly'").await, "f");
    // The triggers of these tables run with its rights, and say what is wrong all the same.
    for bad in [
        "UPDATE monitoring.settings SET value = '0' WHERE name = 'partition_days_ahead'",
        "UPDATE monitoring.retention_policies SET keep = '0' WHERE name = 'agent_logs'",
        "INSERT INTO monitoring.retention_policies VALUES ('nothing', '1 day', '')",
        "INSERT INTO monitoring.notification_routes (name, channels, matchers) VALUES ('x', '{sms}', '{\"a\": \"~(\"}')",
    ] {
        assert_refused(&admin, bad, "22023").await;
    }
    let raw = [
        "agent_logs",
        "agent_executions",
        "pipeline_metrics",
        "worker_issues",
        "agents",
        "agent_messages",
        "tasks",
        "queue_status",
    ];
    let written = writable(&client, "agentmon_admin").await;
    for table in raw.iter().map(|table| format!("monitoring.{table}")).chain(["monitoring_events".to_owned()])
    {
        assert!(!written.contains(&table), "{table}");
    }
    for write in [
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')",
        "DELETE FROM monitoring.pipeline_metrics",
        "UPDATE monitoring.consumer_cursors SET snapshot = '1:1:'",
        "UPDATE monitoring.jobs SET last_run_at = now()",
        "SELECT monitoring.setup()",
    ] {
        assert_eq!(refusal_code(&admin, write).await, "42501", "{write}");
    }
    run(&admin, "SELECT monitoring.refresh_rollups(), monitoring.process_alerts()").await;
    run(&admin, "CALL monitoring.run_job('partitions')").await;
    assert_eq!(
        row(&admin, "SELECT last_error IS NULL FROM monitoring.job_status WHERE name = 'partitions'").await,
        "t"
    );
}

#[tokio::test]
async fn the_daemon_calls_its_functions_and_does_nothing_else() {
    let admin = database_with_users("daemon").await;
    assert_eq!(writable(&admin, "agentmon_notifier").await, set(&[]));
    let daemon = shared_cluster().await.connect_as("daemon", "agentmon_notifier").await;
    run(
        &daemon,
        "SELECT monitoring.register_notifier('w', '1', '{sms,email}'); SELECT monitoring.process_alerts(); SELECT * FROM agentmon.overdue_jobs();
         SELECT monitoring.next_notification_at(); SELECT public.get_system_health();
         TABLE monitoring.job_status; TABLE monitoring.notifications; TABLE monitoring.channel_status",
    )
    .await;
    for job in ["refresh", "retention"] {
        run(&daemon, &format!("CALL monitoring.run_job('{job}')")).await;
    }
    assert_eq!(
        rows(
            &admin,
            "SELECT name, last_error FROM monitoring.job_status WHERE last_run_at IS NOT NULL ORDER BY 1"
        )
        .await,
        ["refresh|", "retention|"]
    );
    let claimed = "SELECT monitoring.complete_notification(id, 'w', attempt) FROM monitoring.claim_notifications('w', 10)";
    assert_eq!(rows(&daemon, claimed).await.len(), 2, "sms and email of the error");
    let read = [
        "monitoring.notifications",
        "monitoring.notifiers",
        "monitoring.jobs",
        "monitoring.job_status",
        "monitoring.notification_channels",
        "monitoring.channel_circuits",
        "monitoring.channel_pace",
        "monitoring.channel_status",
        "monitoring.silences",
    ];
    for relation in rows(&admin, RELATIONS).await.iter().filter(|relation| !read.contains(&relation.as_str()))
    {
        assert_eq!(refusal_code(&daemon, &format!("SELECT FROM {relation}")).await, "42501", "{relation}");
    }
    let functions = executable(&admin, "agentmon_notifier").await;
    for other in [
        "log_agent_activity",
        "record_metric",
        "setup",
        "expose_in_public",
        "make_partition",
        "settle_notification",
        "take_error_rows",
        "retention_step",
    ] {
        assert!(!functions.iter().any(|name| name == other), "{other}");
    }
}

#[tokio::test]
async fn row_security_is_on_for_every_table_and_new_partitions_have_no_grants() {
    let client = setup_database(shared_cluster().await, "rls").await;
    let made =
        rows(&client, "SELECT table_name FROM monitoring.maintain_partitions(now() + interval '30 days')")
            .await;
    assert!(made.len() >= 12, "four days of three tables: {made:?}");
    let tables = "FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)";
    assert_eq!(
        rows(&client, &format!("SELECT oid::regclass {tables} AND NOT relrowsecurity")).await,
        [""; 0]
    );
    let granted = format!(
        "SELECT DISTINCT oid::regclass, a.grantee::regrole {tables} AND relispartition AND relname ~ '_p[0-9]{{8}}$'"
    );
    let granted = granted
        .replace("FROM pg_class", "FROM pg_class CROSS JOIN LATERAL aclexplode(relacl) AS a")
        .replace("relispartition", "relispartition AND a.grantee <> relowner");
    assert_eq!(rows(&client, &granted).await, [""; 0]);
    let owners = format!("SELECT count(DISTINCT relowner) {tables}");
    assert_eq!(row(&client, &owners).await, "1");
    let policies = format!(
        "SELECT oid::regclass {tables} AND NOT relispartition AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid)"
    );
    assert_eq!(rows(&client, &policies).await, [""; 0], "a table without a policy is closed to all roles");
}

/// row_security = off makes a plain statement fail where a policy would hide rows. Functions know what they do.
#[tokio::test]
async fn functions_work_where_row_security_is_off() {
    let admin = database_with_users("row security off").await;
    run(&admin, "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('r', 'm.sum > 1')").await;
    for (role, statements) in [
        (
            "agentmon_writer",
            &[
                "log_agent_activity('a', 'error')",
                "log_agent_execution(agent_name => 'a')",
                "record_metric('m', 1)",
                "increment('c')",
                "gauge('g', 1)",
                "histogram('h', 1)",
                "log_event('e')",
                "resolve_worker_issue(monitoring.log_worker_issue('w', 't', 'm'))",
                "heartbeat('a')",
                "report_queue('q', 1)",
            ][..],
        ),
        (
            "agentmon_reader",
            &[
                "get_system_health()",
                "verify_rollups()",
                "live_metrics()",
                "live_rollups('pipeline_metrics', 'daily', now() - interval '1 day', now())",
                "live_window('pipeline_metrics', now() - interval '1 day', now())",
                // What the views queue_metrics, api_metrics and queue_monitoring_view call.
                "live_metrics(), agentmon.queue_metrics_at(), agentmon.api_metrics_at(), agentmon.queues_at(now())",
                "replay_alert_rule('r', now() - interval '1 hour', now())",
            ],
        ),
        (
            "agentmon_admin",
            &[
                "load_alert_rules('{\"alerts\": [{\"name\": \"s\", \"condition\": \"m.sum > 1\", \"severity\": \"info\"}]}')",
                "evaluate_alert_rules()",
                "raise_alert('{\"alertname\": \"x\"}')",
                "silence_alerts('{\"alertname\": \"x\"}', now(), now() + interval '1 hour', 'c')",
                "refresh_rollups()",
                "process_alerts()",
                "apply_retention(now())",
                "maintain_partitions(now())",
                "rebuild_rollups(now() - interval '1 hour', now())",
            ],
        ),
    ] {
        let client = shared_cluster().await.connect_as("row security off", role).await;
        run(&client, "SET row_security = off").await;
        for statement in statements {
            if let Err(error) = client.batch_execute(&format!("SELECT monitoring.{statement}")).await {
                panic!("{role}: {statement}: {error:?}");
            }
        }
    }
}

/// Owners of agents: health, reports, rules and metrics of their own, and of nobody else's.
#[tokio::test]
async fn owners_of_agents_look_after_their_own() {
    let admin = database_with_users("owners").await;
    run(
        &admin,
        "INSERT INTO monitoring.agent_assignments VALUES ('u1', 'a/b');
         SELECT monitoring.increment('a.guessed'), monitoring.record_metric('a.mine', 5, '{\"agent_name\": \"b\"}');
         INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('a.admins', 'gauge');
         INSERT INTO monitoring.alert_rules (name, expression, labels) VALUES ('a/admins', 'm > 1', '{}'), ('a/told', 'm > 1', '{\"agent_name\": \"a\"}');
         UPDATE monitoring.alert_rules SET actions = '{sms}' WHERE name = 'a/told'",
    )
    .await;
    let user = user_with_claims("owners", r#"{"sub": "u1"}"#).await;
    assert_eq!(rows(&user, "SELECT agent_name FROM monitoring.my_agent_health()").await, ["a"]);
    assert_eq!(
        rows(&user, "SELECT agent_name, executions, failed FROM monitoring.my_agent_performance()").await,
        ["a|2|1"]
    );
    let set =
        |agent: &str, rule: &str| format!("SELECT monitoring.set_my_alert_rule('{agent}', $r${rule}$r$)");
    for (agent, rule, stored) in [
        (
            "a",
            r#"{"name": "fails", "condition": "agents.executions.failure_rate{agent_name=\"a\"} > 20%", "duration": "1m", "severity": "high", "annotations": {"summary": "{{ value }}"}}"#,
            "a/fails",
        ),
        (
            "a",
            r#"{"name": "fails", "condition": "agents.executions.failure_rate{agent_name=\"a\"} > 10%"}"#,
            "a/fails",
        ),
        (
            "a",
            r#"{"name": "own", "expression": "a.guessed.rate > 2 * a.guessed.rate offset 1w or m.max{agent_name=\"a\", x!=\"y\"}[1d] by (x) > 5"}"#,
            "a/own",
        ),
        ("a/b", r#"{"name": "x", "condition": "a/b"}"#, ""),
        ("a/b", r#"{"name": "x", "condition": "agents.logs.count{agent_name=\"a/b\"} > 5"}"#, "a/b/x"),
    ] {
        if stored.is_empty() {
            assert_refused(&user, &set(agent, rule), "22023").await;
        } else {
            assert_eq!(row(&user, &set(agent, rule)).await, stored);
        }
    }
    let stored = "SELECT name, severity, \"for\", labels, actions FROM monitoring.alert_rules WHERE name LIKE 'a/%' ORDER BY 1";
    assert_eq!(
        rows(&admin, stored).await,
        [
            "a/admins|warning|00:00:00|{}|",
            r#"a/b/x|warning|00:00:00|{"agent_name": "a/b"}|"#,
            r#"a/fails|warning|00:00:00|{"agent_name": "a"}|"#,
            r#"a/own|warning|00:00:00|{"agent_name": "a"}|"#,
            r#"a/told|warning|00:00:00|{"agent_name": "a"}|{sms}"#,
        ]
    );
    // It reads its own agent alone, for a bounded time, and decides about nothing else.
    for (rule, said) in [
        (r#"{"name": "r", "condition": "agents.executions.failure_rate > 20%"}"#, "one of the agent"),
        (
            r#"{"name": "r", "condition": "agents.executions.failure_rate{agent_name=\"b\"} > 20%"}"#,
            "one of the agent",
        ),
        (
            r#"{"name": "r", "condition": "agents.executions.failure_rate{agent_name=~\"a\"} > 20%"}"#,
            "one of the agent",
        ),
        (
            r#"{"name": "r", "condition": "agents.logs.count{agent_name=\"a\"} > 2 or agents.logs.count > 3"}"#,
            "one of the agent",
        ),
        (
            r#"{"name": "r", "condition": "agents.logs.count{agent_name=\"a\"} / agents.logs.count > 0.5"}"#,
            "one of the agent",
        ),
        (r#"{"name": "r", "condition": "absent(m)"}"#, "one of the agent"),
        (r#"{"name": "r", "condition": "agents.queue.size{agent_name=\"a\"} > 1"}"#, "one of the agent"),
        (r#"{"name": "r", "condition": "time() > 1"}"#, "it reads nothing of the agent"),
        (r#"{"name": "r", "condition": "agents.logs.count{agent_name=\"a\"}[2d] > 5"}"#, "a day long"),
        (r#"{"name": "r", "condition": "agents.logs.count{agent_name=\"a\"} offset 9d > 5"}"#, "a day long"),
        (
            r#"{"name": "r", "condition": "agents.logs.count{agent_name=\"a\"} by (agent_name) > 5"}"#,
            "agent_name",
        ),
        (r#"{"name": "r", "condition": "a.x > 5", "actions": ["sms"]}"#, "there is no key 'actions'"),
        (r#"{"name": "r", "condition": "a.x > 5", "labels": {"team": "x"}}"#, "there is no key 'labels'"),
        (r#"{"name": "r/s", "condition": "a.x > 5"}"#, "the name must not have a /"),
        (r#"{"condition": "a.x > 5"}"#, "the name is missing"),
        (r#"[]"#, "a rule must be an object"),
        (r#"{"name": "r", "condition": "a.x >"}"#, "cannot be read"),
    ] {
        let error = assert_refused(&user, &set("a", rule), "22023").await;
        assert!(error.detail().is_some_and(|detail| detail.contains(said)), "{rule}: {error:?}");
    }
    let plain = r#"{"name": "r", "condition": "b.x > 5"}"#;
    for sql in [
        set("b", plain),
        set("nobody", plain),
        "SELECT monitoring.set_my_alert_rule(NULL, '{}')".to_owned(),
        set("a", r#"{"name": "admins", "condition": "a.x > 5"}"#),
        set("a", r#"{"name": "told", "condition": "a.x > 5"}"#),
        "SELECT monitoring.remove_my_alert_rule('b', 'r')".to_owned(),
        "SELECT monitoring.set_my_metric('b', 'b.x', 'gauge')".to_owned(),
        "SELECT monitoring.set_my_metric('a', 'b.x', 'gauge')".to_owned(),
        "SELECT monitoring.set_my_metric('a', 'ax', 'gauge')".to_owned(),
        "SELECT monitoring.set_my_metric('a', NULL, 'gauge')".to_owned(),
        "SELECT monitoring.set_my_metric('a', 'a.admins', 'counter')".to_owned(),
    ] {
        assert_refused(&user, &sql, "42501").await;
    }
    for name in ["admins", "told", "nothing", "b/x"] {
        assert_eq!(
            row(&user, &format!("SELECT monitoring.remove_my_alert_rule('a', '{name}')")).await,
            "f",
            "{name}"
        );
    }
    // What they made is theirs to see and to remove; a kind that was only guessed they may say.
    run(&user, "SELECT monitoring.set_my_metric('a', 'a.guessed', 'gauge', 'ms'), monitoring.set_my_metric('a', 'a.guessed', 'GAUGE')").await;
    assert_refused(&user, "SELECT monitoring.set_my_metric('a', 'a.guessed', 'guage')", "22023").await;
    assert_eq!(
        row(&admin, "SELECT kind, unit, guess, agent_name FROM monitoring.metric_definitions WHERE metric_name = 'a.guessed'").await,
        "gauge|||a"
    );
    run(&admin, "SELECT monitoring.evaluate_alert_rules()").await;
    assert_eq!(
        rows(&user, "SELECT agent_name, name, firing FROM monitoring.my_alert_rules() ORDER BY 1, 2").await,
        ["a|fails|1", "a|own|0", "a|told|0", "a/b|x|0"]
    );
    assert_eq!(row(&user, "SELECT monitoring.remove_my_alert_rule('a', 'fails')").await, "t");
    // So many, and no more.
    for n in 0..18 {
        run(&user, &set("a", &format!(r#"{{"name": "r{n}", "condition": "a.x > {n}"}}"#))).await;
    }
    assert_refused(&user, &set("a", plain.replace("b.x", "a.x").as_str()), "54000").await;
    run(&user, &set("a", r#"{"name": "r1", "condition": "a.x > 7"}"#)).await;
    // Without a claim there is nothing.
    let without = shared_cluster().await.connect_as("owners", "agentmon_user").await;
    for from in ["my_agent_health()", "my_agent_performance()", "my_alert_rules()"] {
        assert_eq!(row(&without, &format!("SELECT count(*) FROM monitoring.{from}")).await, "0", "{from}");
    }
    assert_refused(&without, &set("a", plain), "42501").await;
}

/// Who may call what an administrator is told to call, and what is said to others.
#[tokio::test]
async fn an_administrator_may_or_is_told_who_may() {
    let client = setup_database(shared_cluster().await, "administrators").await;
    let admin = shared_cluster().await.connect_as("administrators", "agentmon_admin").await;
    let error = assert_refused(&admin, "SELECT monitoring.setup()", "42501").await;
    assert!(error.message().contains("setup() is for postgres alone"), "{error:?}");
    assert!(error.hint().is_some_and(|hint| hint.contains("Call it as postgres")), "{error:?}");
    run(&admin, "SELECT monitoring.expose_in_public('{agent_logs}'); UPDATE monitoring.jobs SET enabled = false WHERE name = 'weekly'").await;
    assert_eq!(row(&admin, "SELECT monitoring.schedule_jobs()").await, "0", "there is no pg_cron");
    assert_eq!(
        row(&client, "SELECT relowner::regrole FROM pg_class WHERE oid = 'public.agent_logs'::regclass")
            .await,
        "postgres"
    );
    // A view that somebody else has made is not taken over, whatever its comment says.
    run(
        &client,
        "GRANT CREATE ON SCHEMA public TO agentmon_admin;
         CREATE VIEW public.tasks AS SELECT 1 AS id; ALTER VIEW public.tasks OWNER TO agentmon_admin;
         COMMENT ON VIEW public.tasks IS 'monitoring.tasks under its bare name; insertable.'",
    )
    .await;
    assert_refused(&admin, "SELECT monitoring.expose_in_public('{tasks}')", "42P07").await;
    // A writer may keep sketches of its own.
    run(&client, "GRANT CREATE ON SCHEMA public TO agentmon_writer").await;
    let writer = shared_cluster().await.connect_as("administrators", "agentmon_writer").await;
    run(
        &writer,
        "CREATE TABLE public.own (day date, kept bytea);
         INSERT INTO public.own SELECT '2026-01-01', monitoring.percentile_agg(n)::bytea FROM generate_series(1, 100) AS n",
    )
    .await;
    let read = "SELECT round(monitoring.approx_percentile(0.5, monitoring.rollup(kept::monitoring.sketch))), monitoring.num_vals(monitoring.rollup(kept::monitoring.sketch)) FROM public.own";
    assert!(row(&writer, read).await.ends_with("|100"));
    assert_eq!(refusal_code(&writer, "SELECT monitoring.get_metrics()").await, "42501");
}
