//! get_system_health(): its shape, and each part turned by real rows.

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::assert_activity_is_exact;
use agentmon_tests::sql::{rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::{Value, json};
use tokio_postgres::Client;

const NOW: &str = "2026-03-10 12:00:00+00";

async fn health_at(client: &Client, p_now: &str) -> Value {
    value(client, &format!("SELECT monitoring.get_system_health('{p_now}')")).await
}

async fn health(client: &Client) -> Value {
    health_at(client, NOW).await
}

/// Both are the status of that part and, all else being well, of the whole.
async fn assert_status(client: &Client, part: &str, expected: &str, case: &str) -> Value {
    let health = health(client).await;
    assert_eq!(health[part]["status"], expected, "{case}: {health:#}");
    assert_eq!(health["overall_status"], expected, "{case}: {health:#}");
    if expected != "healthy" {
        assert!(!health[part]["reasons"].as_array().expect("reasons").is_empty(), "{case}: {health:#}");
    }
    health[part].clone()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn an_empty_database_is_healthy_says_why_and_has_the_whole_shape() {
    let client = setup_database(shared_cluster().await, "empty").await;
    let mut health = health(&client).await;
    assert_eq!(
        keys(&health),
        [
            "agent_health",
            "alert_health",
            "database_health",
            "monitoring_health",
            "overall_status",
            "processing_health",
            "queue_health",
            "timestamp",
            "worker_health"
        ]
    );
    assert_eq!(keys(&value(&client, "SELECT public.get_system_health()").await), keys(&health));
    assert_eq!(health["timestamp"], "2026-03-10T12:00:00+00:00");
    let database = health["database_health"].take();
    assert_eq!(keys(&database), ["connections", "latency_ms", "max_connections", "reasons", "status"]);
    assert!(
        database["connections"].as_u64() > Some(0) && database["max_connections"].as_u64() > Some(1),
        "{database}"
    );
    assert!(database["latency_ms"].as_f64() > Some(0.0), "{database}");
    assert_eq!(
        health,
        json!({
            "timestamp": "2026-03-10T12:00:00+00:00", "overall_status": "healthy", "database_health": null,
            "queue_health": {"status": "healthy", "reasons": ["no queue has reported yet"], "queues_checked": 0,
                "queues_with_issues": 0, "total_stuck_messages": 0, "last_check_time": null},
            "processing_health": {"status": "healthy", "reasons": ["no executions in the last hour"], "executions_last_hour": 0,
                "successful": 0, "success_rate": null},
            "worker_health": {"status": "healthy", "reasons": [], "unresolved_issues": 0, "critical_issues": 0, "workers_with_issues": 0},
            "agent_health": {"status": "healthy", "reasons": ["no agent is known yet"], "agents": 0, "healthy": 0, "degraded": 0,
                "critical": 0, "offline": 0},
            "alert_health": {"status": "healthy", "reasons": [], "firing_alerts": 0, "undelivered_notifications": 0,
                "oldest_undelivered_seconds": null, "dead_notifications_24h": 0, "unknown_notifications_24h": 0},
            "monitoring_health": {"status": "healthy", "reasons": [], "jobs_in_trouble": 0, "step_failures": 0},
        })
    );
}

#[tokio::test]
async fn stuck_messages_of_queues_and_tasks() {
    let client = setup_database(shared_cluster().await, "queues").await;
    for (stuck, status) in [(0, "healthy"), (1, "warning"), (10, "warning"), (11, "critical"), (3, "warning")]
    {
        run(
            &client,
            &format!(
                "SELECT monitoring.report_queue('mail', 100, {stuck}, p_now => '2026-03-10 11:59:00+00')"
            ),
        )
        .await;
        assert_status(&client, "queue_health", status, &format!("{stuck} stuck")).await;
    }
    run(&client, "SELECT monitoring.report_queue('calm', 5, p_now => '2026-03-10 11:58:00+00')").await;
    // A task counts as stuck an hour after its last update.
    run(&client, &format!("INSERT INTO monitoring.tasks (type, status, created_at, updated_at) SELECT 'index', s, t, t
        FROM unnest('{{running,running,pending,completed}}'::text[], '{{61,59,600,600}}'::integer[]) AS v (s, age),
            LATERAL (SELECT timestamptz '{NOW}' - age * interval '1 minute') AS at (t)")).await;
    let part = assert_status(&client, "queue_health", "warning", "a stuck task").await;
    assert_eq!(
        part,
        json!({"status": "warning", "reasons": ["4 stuck messages in 2 of 3 queues"], "queues_checked": 3,
        "queues_with_issues": 2, "total_stuck_messages": 4, "last_check_time": "2026-03-10T12:00:00+00:00"})
    );
    assert_eq!(health_at(&client, "2026-03-10 12:02:00+00").await["queue_health"]["total_stuck_messages"], 5);
    // Nobody brings the report down by numbers that add up to too much.
    run(
        &client,
        "SELECT monitoring.report_queue('q' || n, 1, 9223372036854775807) FROM generate_series(1, 3) AS n",
    )
    .await;
    assert_status(&client, "queue_health", "critical", "absurd numbers").await;
}

#[tokio::test]
async fn the_success_rate_of_the_last_hour() {
    let client = setup_database(shared_cluster().await, "executions").await;
    for (total, failed, status, case) in [
        (19, 19, "healthy", "too few to judge"),
        (20, 1, "healthy", "95 %"),
        (100, 6, "warning", "94 %"),
        (100, 20, "warning", "80 %"),
        (100, 21, "critical", "79 %"),
        (20, 20, "critical", "none"),
    ] {
        // One agent each, so that no agent becomes critical by itself.
        run(&client, &format!("TRUNCATE monitoring.agent_executions; INSERT INTO monitoring.agent_executions (agent_name, status, created_at)
            SELECT 'a' || n, CASE WHEN n > {failed} THEN 'success' WHEN n % 2 = 0 THEN 'failure' ELSE 'timeout' END,
                timestamptz '{NOW}' - n * interval '30 seconds' FROM generate_series(1, {total}) AS n")).await;
        let part = assert_status(&client, "processing_health", status, case).await;
        assert_eq!(
            (&part["executions_last_hour"], &part["successful"]),
            (&json!(total), &json!(total - failed)),
            "{case}"
        );
    }
    // The window moves with the clock: nothing yet, and nothing any more.
    for p_now in ["2026-03-10 11:00:00+00", "2026-03-10 13:00:00+00"] {
        let health = health_at(&client, p_now).await;
        assert_eq!(health["processing_health"]["executions_last_hour"], 0, "{p_now}: {health:#}");
    }
}

#[tokio::test]
async fn unresolved_issues_of_workers() {
    let client = setup_database(shared_cluster().await, "issues").await;
    let mut ids: Vec<String> = Vec::new();
    for (severity, status) in
        [("info", "healthy"), ("medium", "warning"), ("error", "warning"), ("critical", "critical")]
    {
        ids.push(value(&client, &format!("SELECT monitoring.log_worker_issue('w', 'slow', 'x', '{severity}', p_now => '{NOW}')::text")).await);
        assert_status(&client, "worker_health", status, severity).await;
    }
    let part = health(&client).await["worker_health"].clone();
    assert_eq!(
        (&part["unresolved_issues"], &part["critical_issues"], &part["workers_with_issues"]),
        (&json!(4), &json!(1), &json!(1))
    );
    assert_eq!(
        health_at(&client, "2026-03-10 11:59:59+00").await["overall_status"],
        "healthy",
        "before they came"
    );
    for (id, status) in ids.iter().rev().zip(["warning", "warning", "healthy", "healthy"]) {
        run(&client, &format!("SELECT monitoring.resolve_worker_issue('{id}', 'done')")).await;
        assert_status(&client, "worker_health", status, "resolved").await;
    }
}

#[tokio::test]
async fn a_critical_agent_makes_a_warning() {
    let client = setup_database(shared_cluster().await, "agents").await;
    let error = |n: usize| {
        format!(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) SELECT 'a', 'error', timestamptz '{NOW}' - interval '1 hour' FROM generate_series(1, {n})"
        )
    };
    run(&client, &format!("SELECT monitoring.heartbeat('idle', 'idle', '{NOW}'); {}", error(5))).await;
    // Most failures are written both ways, and are one error.
    run(&client, &format!("INSERT INTO monitoring.agent_executions (agent_name, status, created_at)
        SELECT 'a', s, timestamptz '{NOW}' - CASE s WHEN 'timeout' THEN interval '0' ELSE interval '40 minutes' END FROM unnest('{{timeout,failure,failure,success}}'::text[]) AS s")).await;
    let part = assert_status(&client, "agent_health", "healthy", "5 errors").await;
    assert_eq!(
        part,
        json!({"status": "healthy", "reasons": [], "agents": 2, "healthy": 1, "degraded": 1, "critical": 0, "offline": 0})
    );
    run(&client, &error(1)).await;
    let part = assert_status(&client, "agent_health", "warning", "6 errors").await;
    assert_eq!(
        part["reasons"],
        json!(["agent a had 6 errors in 24 hours: 6 error rows, 3 failed executions"])
    );
    // A day later they are history.
    let later = health_at(&client, "2026-03-11 11:30:00+00").await;
    assert_eq!(
        (&later["agent_health"]["status"], &later["agent_health"]["degraded"]),
        (&json!("healthy"), &json!(1)),
        "{later:#}"
    );
    // Thresholds of its own, and out of service on purpose.
    run(&client, "INSERT INTO monitoring.health_thresholds (name, agent_name, warning, critical) VALUES ('agent_errors_24h', 'a', 6, 50)").await;
    assert_eq!(assert_status(&client, "agent_health", "healthy", "own thresholds").await["healthy"], 2);
    run(&client, "UPDATE monitoring.health_thresholds SET critical = 5 WHERE agent_name = 'a'").await;
    assert_status(&client, "agent_health", "warning", "own threshold lowered").await;
    run(&client, "DELETE FROM monitoring.health_thresholds WHERE agent_name = 'a'; UPDATE monitoring.health_thresholds SET critical = 6 WHERE name = 'agent_errors_24h'").await;
    assert_status(&client, "agent_health", "healthy", "threshold for all raised").await;
    run(&client, &error(1)).await;
    assert_status(&client, "agent_health", "warning", "and passed").await;
    for status in ["inactive", "offline"] {
        run(&client, &format!("SELECT monitoring.heartbeat('a', '{status}', '{NOW}')")).await;
        assert_eq!(assert_status(&client, "agent_health", "healthy", status).await["offline"], 1);
    }
}

#[tokio::test]
async fn alerts_that_are_not_delivered() {
    let client = setup_database(shared_cluster().await, "alerts").await;
    let notification = |state: &str, age: i32| {
        format!(
        "DELETE FROM monitoring.notifications; INSERT INTO monitoring.notifications (channel, kind, reason, payload, state, next_attempt_at, idempotency_key, created_at, settled_at)
         SELECT 'sms', 'sms', 'repeat', '{{}}', '{state}', t, 'k', t, CASE WHEN '{state}' IN ('pending', 'sending') THEN NULL ELSE t END
         FROM (SELECT timestamptz '{NOW}' - {age} * interval '1 second') AS at (t)")
    };
    for (state, age, status) in [
        ("pending", 300, "healthy"),
        ("pending", 301, "warning"),
        ("sending", 301, "warning"),
        ("pending", 1801, "critical"),
        ("pending", -5000, "healthy"),
        ("sent", 5000, "healthy"),
        ("dead", 60, "warning"),
        ("unknown", 60, "warning"),
        ("dead", 86_401, "healthy"),
        ("dead", -60, "healthy"),
    ] {
        run(&client, &notification(state, age)).await;
        let part = assert_status(&client, "alert_health", status, &format!("{state} for {age} s")).await;
        let owed = matches!(state, "pending" | "sending") && age > 0;
        assert_eq!(part["undelivered_notifications"], u64::from(owed), "{state} {age}");
        assert_eq!(
            part["oldest_undelivered_seconds"].as_f64(),
            owed.then_some(f64::from(age)),
            "{state} {age}"
        );
    }
    run(&client, &format!("DELETE FROM monitoring.notifications; SELECT monitoring.log_agent_activity('a', 'error', p_now => '{NOW}')")).await;
    run(&client, &format!("SELECT monitoring.process_alerts('{NOW}')")).await;
    let part =
        assert_status(&client, "alert_health", "healthy", "an alert that fires is no trouble of delivery")
            .await;
    assert_eq!((&part["firing_alerts"], &part["undelivered_notifications"]), (&json!(1), &json!(2)));
    assert_eq!(health_at(&client, "2026-03-10 11:00:00+00").await["alert_health"]["firing_alerts"], 0);
}

#[tokio::test]
async fn thresholds_can_be_edited_and_overall_is_the_worst_part() {
    let client = setup_database(shared_cluster().await, "thresholds").await;
    let set = |name: &str, warning: &str, critical: &str| {
        format!(
            "UPDATE monitoring.health_thresholds SET warning = {warning}, critical = {critical} WHERE name = '{name}'"
        )
    };
    for (warning, critical, status) in [
        ("0", "1", "warning"),
        ("0", "0", "critical"),
        ("NULL", "NULL", "healthy"),
        ("NULL", "0", "critical"),
    ] {
        run(&client, &set("database_connections", warning, critical)).await;
        assert_status(&client, "database_health", status, &format!("connections {warning}, {critical}"))
            .await;
    }
    run(&client, &set("database_connections", "NULL", "NULL")).await;
    run(
        &client,
        &format!("{}; SELECT monitoring.report_queue('q', 1, 50)", set("queue_stuck_messages", "100", "200")),
    )
    .await;
    assert_status(&client, "queue_health", "healthy", "100 allowed").await;
    run(&client, &set("queue_stuck_messages", "10", "200")).await;
    run(
        &client,
        &format!(
            "{}; {}",
            set("processing_min_executions", "1", "1"),
            set("processing_success_rate", "1", "0.5")
        ),
    )
    .await;
    run(&client, &format!("INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('a', 'success', '{NOW}'), ('a', 'failure', '{NOW}'), ('a', 'failure', '{NOW}')")).await;
    let health = health(&client).await;
    let statuses = ["queue_health", "processing_health", "worker_health"]
        .map(|part| health[part]["status"].as_str().unwrap_or_default());
    assert_eq!(statuses, ["warning", "critical", "healthy"]);
    assert_eq!(health["overall_status"], "critical");
}

/// What health says at a time of the rows that it counts, and what they come to; rows at the time count, those that are
/// as old as the window do not.
async fn assert_counts(client: &Client, p_now: &str, case: &str) {
    let health = health_at(client, p_now).await;
    let expected: Value = value(client, &format!(
        "WITH errors AS (
            SELECT agent_name, count(*) FILTER (WHERE is_log) AS rows, count(*) FILTER (WHERE NOT is_log) AS failed
            FROM (SELECT agent_name, created_at, true AS is_log FROM monitoring.agent_logs WHERE log_level IN ('error', 'critical')
                  UNION ALL SELECT agent_name, created_at, false FROM monitoring.agent_executions WHERE status <> 'success') AS e
            WHERE e.created_at > timestamptz '{p_now}' - interval '24 hours' AND e.created_at <= '{p_now}' GROUP BY 1)
         SELECT jsonb_build_object('executions', (SELECT count(*) FROM monitoring.agent_executions WHERE created_at > t - interval '1 hour' AND created_at <= t),
             'successful', (SELECT count(*) FROM monitoring.agent_executions WHERE created_at > t - interval '1 hour' AND created_at <= t AND status = 'success'),
             'degraded', (SELECT count(*) FROM errors e WHERE greatest(e.rows, e.failed) BETWEEN 1 AND 5),
             'critical', (SELECT count(*) FROM errors e WHERE greatest(e.rows, e.failed) > 5))
         FROM (SELECT timestamptz '{p_now}') AS n (t)")).await;
    let (processing, agents) = (&health["processing_health"], &health["agent_health"]);
    let found = json!({"executions": processing["executions_last_hour"], "successful": processing["successful"],
        "degraded": agents["degraded"], "critical": agents["critical"]});
    assert_eq!(found, expected, "{case}, at {p_now}: {health:#}");
}

#[tokio::test]
async fn the_edges_of_an_hour_and_a_day_are_the_same_however_much_is_rolled_up() {
    let client = setup_database(shared_cluster().await, "edges").await;
    // Rows at the very edges of the windows of NOW, a microsecond beside them, and all around.
    let insert = "CREATE TEMP TABLE IF NOT EXISTS times (n integer, t timestamptz); TRUNCATE times;
        INSERT INTO times SELECT n, timestamptz '2026-03-10 12:00:00+00' - (ARRAY['0', '1 hour', '24 hours', '1 minute', '61 minutes', '25 hours']::interval[])[1 + n % 6]
            + (n / 6 % 3 - 1) * interval '1 microsecond' FROM generate_series(1, 36) AS n;
        INSERT INTO times SELECT n, timestamptz '2026-03-10 13:00:00+00' - (n * 7919 % 97777777) * interval '1.01 milliseconds' FROM generate_series(1, 150) AS n;
        INSERT INTO monitoring.agent_executions (agent_name, status, created_at) SELECT 'a' || n % 9, CASE n % 3 WHEN 0 THEN 'failure' ELSE 'success' END, t FROM times;
        INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) SELECT 'a' || n % 9, CASE n % 2 WHEN 0 THEN 'error' ELSE 'info' END, t FROM times";
    let mut dice = Dice::new(5);
    let mut moments: Vec<String> = [
        "12:00:00",
        "12:00:00.000001",
        "11:59:59.999999",
        "12:00:30",
        "12:59:59.999999",
        "13:00:00",
        "13:00:00.000001",
        "12:01:00",
    ]
    .map(|time| format!("2026-03-10 {time}+00"))
    .to_vec();
    moments.extend((0..16).map(|_| {
        format!(
            "2026-03-{:02} {:02}:{:02}:{:02}.{:06}+00",
            9 + dice.below(3),
            dice.below(24),
            dice.below(60),
            dice.below(60),
            dice.below(1_000_000)
        )
    }));
    moments.extend(["2020-01-01 00:00:00+00", "2040-01-01 00:00:00+00"].map(str::to_owned));
    for (step, case) in [
        (insert, "nothing rolled up"),
        ("SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')", "all rolled up"),
        (insert, "half of it"),
        ("SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00'); UPDATE monitoring.retention_policies SET keep = '20 hours 10 minutes' WHERE name = 'rollups_minute';
          SELECT * FROM monitoring.apply_retention('2026-03-10 12:00:17+00')", "old minutes are gone"),
        (insert, "old minutes are gone, and rows wait"),
        ("UPDATE monitoring.retention_policies SET keep = '10 minutes' WHERE name = 'rollups_minute'; SELECT * FROM monitoring.apply_retention('2026-03-10 12:00:17+00')", "nearly all minutes are gone"),
        ("SELECT monitoring.refresh_rollups('2026-03-10 23:10:00+00')", "the activity begins later"),
        (insert, "the activity begins later, and rows wait"),
        ("SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')", "a clock that is put back"),
        ("SELECT monitoring.rebuild_rollups(p_now => '2026-03-10 13:00:00+00')", "made again"),
        ("UPDATE monitoring.agent_activity SET recent = decode('010000', 'hex'); SELECT monitoring.rebuild_rollups(p_now => '2026-03-10 11:00:00+00')", "repaired"),
    ] {
        run(&client, step).await;
        if case == "all rolled up" || case == "made again" {
            assert_activity_is_exact(&client).await;
        }
        for moment in &moments {
            assert_counts(&client, moment, case).await;
        }
    }
}

/// One that somebody wrote past the check judges nothing, and stops nothing.
#[tokio::test]
async fn thresholds_that_are_no_numbers_judge_nothing() {
    let client = setup_database(shared_cluster().await, "thresholds of nothing").await;
    run(
        &client,
        "ALTER TABLE monitoring.health_thresholds DROP CONSTRAINT agentmon_threshold_is_finite;
         UPDATE monitoring.health_thresholds SET warning = 'NaN', critical = 'Infinity';
         INSERT INTO monitoring.health_thresholds (name, agent_name, warning) VALUES ('agent_errors_24h', 'a', '-Infinity')",
    )
    .await;
    run(&client, &format!("SELECT monitoring.log_agent_activity('a', 'error', p_now => '{NOW}'), monitoring.report_queue('q', 1, 50)")).await;
    for part in ["queue_health", "agent_health", "database_health"] {
        assert_status(&client, part, "healthy", "no threshold").await;
    }
}

#[tokio::test]
async fn tasks_without_a_type_are_one_queue() {
    let client = setup_database(shared_cluster().await, "tasks of no type").await;
    run(&client, "INSERT INTO monitoring.tasks (type) VALUES (NULL), (''), ('mail')").await;
    assert_eq!(
        rows(&client, "SELECT queue_name, depth FROM monitoring.queue_monitoring_view ORDER BY 1").await,
        ["tasks:|2", "tasks:mail|1"]
    );
}

/// Right after a load nobody has counted the rows yet, and PostgreSQL expects few of any time.
#[tokio::test]
async fn right_after_a_load_nobody_reads_the_whole_day_again() {
    let client = setup_database(shared_cluster().await, "no_statistics").await;
    run(
        &client,
        "SELECT monitoring.maintain_partitions();
         INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
         SELECT 'agent-' || n % 50, CASE WHEN n % 40 = 0 THEN 'failure' ELSE 'success' END, n % 700,
                now() - n * interval '4 seconds'
         FROM generate_series(1, 20000) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
         SELECT 'agent-' || n % 50, 'error', 'one of ' || n % 3, now() - n * interval '4 seconds'
         FROM generate_series(1, 20000) AS n;
         INSERT INTO monitoring.alert_rules (name, expression) VALUES ('silent', 'agents.silence > 1 h');",
    )
    .await;
    run(&client, "SELECT monitoring.refresh_rollups()").await;
    run(&client, "SELECT monitoring.process_alerts()").await;
    let read =
        "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint FROM pg_stat_user_tables
                WHERE relname ~ '^(agent_logs|agent_executions)_(p[0-9]+|default)$'";
    let counted = async || {
        run(&client, "SELECT pg_stat_force_next_flush()").await;
        rows(&client, read).await[0].parse::<i64>().expect("a number")
    };
    for (asked, most) in [
        // The minutes at both ends of a day and of an hour.
        ("SELECT public.get_system_health()", 200),
        // And the hours at both ends, of either table.
        ("SELECT count(*) FROM monitoring.get_agent_health()", 8000),
        ("SELECT monitoring.evaluate_alert_rules()", 200),
        // It judges the agents.
        ("SELECT monitoring.refresh_rollups()", 8000),
        ("SELECT monitoring.process_alerts()", 200),
    ] {
        let before = counted().await;
        rows(&client, asked).await;
        let rows_read = counted().await - before;
        assert!(rows_read <= most, "{asked}: {rows_read} rows of 40,000");
    }
}
