//! Verdicts on agents, held against plain SQL; their history, uptime and hysteresis; health checks of others.

use agentmon_tests::dice::Dice;
use agentmon_tests::sql::{assert_refused, row, rows, run, value};
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

async fn health(client: &Client, agent: &str, minutes: i32) -> String {
    let sql = format!(
        "SELECT status, errors_24h, error_rate, uptime_pct, reasons FROM monitoring.get_agent_health('{agent}', {})",
        at(minutes)
    );
    row(client, &sql).await
}

async fn add_errors(client: &Client, agent: &str, number: u32, minutes: i32) {
    run(client, &format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) SELECT '{agent}', 'error', 'm', {} FROM generate_series(1, {number})",
        at(minutes)
    ))
    .await;
}

#[tokio::test]
async fn the_verdicts_of_the_squad() {
    let client = setup_database(shared_cluster().await, "verdicts").await;
    run(&client, &format!("SELECT monitoring.heartbeat('a', 'active', {})", at(0))).await;
    for (errors, expected) in [
        (0, "healthy|0|||{}"),
        (1, "degraded|1|1||{\"1 error in 24 hours: 1 error row, 0 failed executions\"}"),
        (4, "degraded|5|1||{\"5 errors in 24 hours: 5 error rows, 0 failed executions\"}"),
        (1, "critical|6|1||{\"6 errors in 24 hours: 6 error rows, 0 failed executions\"}"),
    ] {
        add_errors(&client, "a", errors, -60).await;
        assert_eq!(health(&client, "a", 0).await, expected);
    }
    // A failure that was written both ways is one, and the rate is that of executions.
    run(&client, &format!("INSERT INTO monitoring.agent_executions (agent_name, status, created_at) SELECT 'a', s, {} FROM unnest('{{failure,timeout,success,success}}'::text[]) AS s", at(-60))).await;
    assert_eq!(
        health(&client, "a", 0).await,
        "critical|6|0.5||{\"6 errors in 24 hours: 6 error rows, 2 failed executions\"}"
    );
    // By the status that it has told, and by silence.
    for (status, expected) in [("offline", "offline"), ("inactive", "critical"), ("idle", "critical")] {
        run(&client, &format!("SELECT monitoring.heartbeat('a', '{status}', {})", at(0))).await;
        let found = health(&client, "a", 0).await;
        assert!(found.starts_with(expected), "{status}: {found}");
        assert_eq!(found.contains("its status is"), status != "idle", "{found}");
    }
    run(
        &client,
        &format!(
            "SELECT monitoring.heartbeat('b', 'active', {}), monitoring.register_agent('c', p_now => {})",
            at(0),
            at(0)
        ),
    )
    .await;
    assert_eq!(health(&client, "b", 60).await, "healthy|0|||{}");
    assert_eq!(health(&client, "b", 61).await, "degraded|0|||{\"silent for 61 minutes\"}");
    assert_eq!(
        health(&client, "c", 61).await,
        "degraded|0|||{\"its status is inactive\",\"never heard of\"}"
    );
    // Thresholds of its own.
    run(&client, "INSERT INTO monitoring.health_thresholds (name, agent_name, warning, critical) VALUES ('agent_errors_24h', 'a', 6, 50), ('agent_silent_minutes', 'b', 5, 30)").await;
    assert!(health(&client, "a", 0).await.starts_with("healthy|6|0.5"));
    assert_eq!(health(&client, "b", 31).await, "critical|0|||{\"silent for 31 minutes\"}");
    // A day later the errors are history; and who is not known, is not there.
    assert!(health(&client, "a", 24 * 60).await.contains("|0||"));
    let unknown = format!("SELECT * FROM monitoring.get_agent_health('nobody', {})", at(0));
    assert_eq!(rows(&client, &unknown).await, [""; 0]);
    for bad in
        ["get_agent_health(NULL, 'infinity')", "get_agents_overview(NULL)", "get_health_checks('-infinity')"]
    {
        assert_refused(&client, &format!("SELECT monitoring.{bad}"), "22023").await;
    }
}

/// Errors, rates and the last sign of life of each agent by plain SQL.
async fn assert_counts(client: &Client, p_now: &str, case: &str) {
    let found = format!(
        "SELECT agent_name, errors_24h, round(error_rate::numeric, 4), last_seen AT TIME ZONE 'UTC' FROM monitoring.get_agent_health(p_now => {p_now}) ORDER BY agent_name"
    );
    let expected = format!(
        "SELECT agent_name, greatest(sum(failed) FILTER (WHERE log), sum(failed) FILTER (WHERE NOT log)),
                round(CASE WHEN bool_or(NOT log) THEN avg(failed) FILTER (WHERE NOT log) ELSE avg(failed) FILTER (WHERE log) END, 4),
                max(created_at) AT TIME ZONE 'UTC'
         FROM (SELECT agent_name, true AS log, (log_level IN ('error', 'critical'))::integer AS failed, created_at FROM monitoring.agent_logs
               UNION ALL SELECT agent_name, false, (status <> 'success')::integer, created_at FROM monitoring.agent_executions) AS r
         WHERE created_at > {p_now} - interval '24 hours' AND created_at <= {p_now}
         GROUP BY 1 ORDER BY 1"
    );
    let expected = rows(client, &expected).await;
    assert!(!expected.is_empty(), "{case}");
    let found = rows(client, &found).await;
    let recent: Vec<_> =
        found.iter().filter(|line| expected.iter().any(|other| name(other) == name(line))).collect();
    assert_eq!(recent, expected.iter().collect::<Vec<_>>(), "{case} at {p_now}");
}

fn name(line: &str) -> &str {
    line.split('|').next().unwrap_or_default()
}

#[tokio::test]
async fn counts_are_those_of_the_raw_rows_however_much_is_rolled_up() {
    let client = setup_database(shared_cluster().await, "counts").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let mut dice = Dice::new(7);
    for part in 0..4 {
        for (table, columns, good, bad) in [
            ("agent_logs", "log_level", "info", "error"),
            ("agent_executions", "status", "success", "failure"),
        ] {
            let seconds: Vec<String> = (0..150).map(|_| dice.below(3 * 86_400 * 1000).to_string()).collect();
            run(&client, &format!(
                "INSERT INTO monitoring.{table} (agent_name, {columns}, created_at)
                 SELECT 'a' || n % 7, CASE WHEN n % 3 = 0 THEN '{bad}' ELSE '{good}' END, timestamptz '2026-03-08 12:00+00' + ms * interval '1 millisecond'
                 FROM unnest('{{{}}}'::bigint[]) WITH ORDINALITY AS v (ms, n)",
                seconds.join(",")
            ))
            .await;
        }
        for minutes in [-1440, -725, 0, 37] {
            assert_counts(&client, &at(minutes), &format!("part {part}")).await;
        }
        refresh(&client, part - 3).await;
        for minutes in [-1440, -725, 0, 37] {
            assert_counts(&client, &at(minutes), &format!("part {part}, rolled up")).await;
        }
    }
}

#[tokio::test]
async fn uptime_is_of_the_time_that_somebody_looked() {
    let client = setup_database(shared_cluster().await, "uptime").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let alive = async |minutes: i32, status: &str| {
        run(&client, &format!("SELECT monitoring.heartbeat('a', '{status}', {})", at(minutes))).await;
        refresh(&client, minutes).await;
    };
    // Up for 30 minutes, then down for 10.
    for minutes in (0..30).step_by(5) {
        alive(minutes, "active").await;
    }
    assert_eq!(health(&client, "a", 25).await, "healthy|0||100|{}");
    alive(30, "offline").await;
    alive(35, "offline").await;
    alive(40, "active").await;
    assert_eq!(health(&client, "a", 40).await, "healthy|0||75|{}");
    // An hour in which nobody looked is not known; with it neither what was before nor after changes.
    alive(100, "active").await;
    alive(104, "active").await;
    let split = format!(
        "SELECT up_seconds, down_seconds, unknown_seconds FROM agentmon.agent_uptimes({}, {})",
        at(0),
        at(104)
    );
    // Nobody looked from 40 on: until 45 at most it counts as looked at only while it is the last look.
    assert_eq!(row(&client, &split).await, "2040|600|3600");
    // Silent for longer than its threshold: not known to be up.
    for minutes in (108..=176).step_by(4) {
        refresh(&client, minutes).await;
    }
    let history = "SELECT status, availability, (since AT TIME ZONE 'UTC')::time, (until AT TIME ZONE 'UTC')::time FROM monitoring.agent_status_history ORDER BY since";
    assert_eq!(
        rows(&client, history).await,
        [
            "healthy|up|12:00:00|12:30:00",
            "offline|down|12:30:00|12:40:00",
            "healthy|up|12:40:00|14:48:00",
            "degraded|unknown|14:48:00|"
        ]
    );
    // A refresh by a clock of before changes nothing.
    refresh(&client, 50).await;
    assert_eq!(rows(&client, history).await.len(), 4);
    let watches = "SELECT (since AT TIME ZONE 'UTC')::time, (until AT TIME ZONE 'UTC')::time FROM monitoring.status_watches ORDER BY 1";
    assert_eq!(rows(&client, watches).await, ["12:00:00|12:40:00", "13:40:00|14:56:00"]);
    // Retention lets go of what is over, and keeps what is.
    let removed = format!(
        "SELECT rows_removed FROM monitoring.apply_retention({} + interval '91 days') WHERE table_name = 'agent_status'",
        at(0)
    );
    assert_eq!(row(&client, &removed).await, "5", "three stretches and two watches");
    assert_eq!(row(&client, "SELECT status FROM monitoring.agent_status_history").await, "degraded");
}

#[tokio::test]
async fn a_verdict_is_bad_at_once_and_good_again_after_a_while() {
    let client = setup_database(shared_cluster().await, "hysteresis").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    run(&client, "INSERT INTO monitoring.health_thresholds (name, agent_name, warning, critical) VALUES ('agent_silent_minutes', 'a', 2, 4)").await;
    let alive = async |minutes: i32| {
        run(&client, &format!("SELECT monitoring.heartbeat('a', 'active', {})", at(minutes))).await;
    };
    alive(0).await;
    refresh(&client, 0).await;
    assert!(health(&client, "a", 5).await.starts_with("critical"), "at once, whether anybody looked or not");
    for minutes in 1..=5 {
        refresh(&client, minutes).await;
    }
    alive(6).await;
    let held = health(&client, "a", 6).await;
    assert!(
        held.starts_with("critical|0|")
            && held.contains("it was critical until 12:05:00 UTC, and counts as better from 12:10:00 on"),
        "{held}"
    );
    for minutes in 6..=9 {
        alive(minutes).await;
        refresh(&client, minutes).await;
        assert!(health(&client, "a", minutes).await.starts_with("critical"), "{minutes}");
    }
    alive(10).await;
    assert!(health(&client, "a", 10).await.starts_with("healthy"));
    refresh(&client, 10).await;
    assert!(health(&client, "a", 10).await.starts_with("healthy"));
    // One that was bad in between begins anew.
    for minutes in 11..=15 {
        refresh(&client, minutes).await;
    }
    alive(16).await;
    refresh(&client, 16).await;
    for minutes in 17..=21 {
        refresh(&client, minutes).await;
    }
    alive(22).await;
    assert!(health(&client, "a", 22).await.starts_with("critical"), "critical again at 21");
    run(&client, "UPDATE monitoring.settings SET value = '1 second' WHERE name = 'health_recover_after'")
        .await;
    assert!(health(&client, "a", 22).await.starts_with("healthy"), "as the setting says");
}

#[tokio::test]
async fn the_overview_of_a_dashboard() {
    let client = setup_database(shared_cluster().await, "overview").await;
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    for (agent, status) in [("a", "active"), ("b", "idle"), ("c", "offline"), ("d", "inactive")] {
        run(&client, &format!("SELECT monitoring.heartbeat('{agent}', '{status}', {})", at(0))).await;
    }
    add_errors(&client, "a", 6, 0).await;
    run(&client, &format!("INSERT INTO monitoring.agent_executions (agent_name, status, created_at) SELECT 'b', 'success', {} FROM generate_series(1, 6)", at(0))).await;
    refresh(&client, 0).await;
    let overview: Value = value(&client, &format!("SELECT monitoring.get_agents_overview({})", at(1))).await;
    for (name, expected) in [
        ("total_agents", json!(4)),
        ("active_agents", json!(1)),
        ("idle_agents", json!(1)),
        ("inactive_agents", json!(1)),
        ("offline_agents", json!(1)),
        ("by_health", json!({"healthy": 1, "degraded": 1, "critical": 1, "offline": 1})),
        ("errors_24h", json!(6)),
        ("error_rate", json!(0.5)),
        ("uptime_24h", json!(25)),
    ] {
        assert_eq!(overview[name], expected, "{name}: {overview:#}");
    }
    assert_eq!(overview["recent_errors"].as_array().map(Vec::len), Some(6));
    let statuses: Vec<_> =
        overview["agents"].as_array().expect("agents").iter().map(|agent| agent["status"].as_str()).collect();
    assert_eq!(statuses, [Some("offline"), Some("critical"), Some("degraded"), Some("healthy")]);
}

#[tokio::test]
async fn checks_that_others_report() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "checks").await;
    let checks = async |minutes: i32| -> Value {
        value(&client, &format!("SELECT monitoring.get_health_checks({})", at(minutes))).await
    };
    let fresh = checks(0).await;
    assert_eq!(fresh["status"], "healthy", "{fresh:#}");
    assert!(fresh["checks"]["database"]["latency"].as_f64() > Some(0.0), "{fresh:#}");
    assert_eq!(fresh["version"], value::<String>(&client, "SELECT agentmon.library_version()").await);
    let writer = cluster.connect_as("checks", "agentmon_writer").await;
    let report = async |name: &str, status: &str, minutes: i32| {
        run(
            &writer,
            &format!(
                "SELECT monitoring.report_health_check('{name}', '{status}', 12.5, 'as seen', {})",
                at(minutes)
            ),
        )
        .await;
    };
    for (status, word, overall) in [
        ("OK", "healthy", "healthy"),
        ("warning", "degraded", "degraded"),
        ("down", "unhealthy", "unhealthy"),
        ("unknown", "unknown", "degraded"),
        ("healthy", "healthy", "healthy"),
    ] {
        report("cache", status, 1).await;
        let found = checks(1).await;
        assert_eq!(
            (&found["checks"]["cache"]["status"], &found["status"]),
            (&json!(word), &json!(overall)),
            "{found:#}"
        );
    }
    report("external_apis", "degraded", 2).await;
    report("external_apis", "degraded", 4).await;
    // One that was late on its way says nothing of now.
    report("external_apis", "unhealthy", 3).await;
    let found = checks(5).await;
    assert_eq!(found["status"], "degraded");
    assert_eq!(
        found["checks"]["external_apis"],
        json!({"status": "degraded", "latency": 12.5, "detail": "as seen", "since": "2026-03-10T12:02:00+00:00", "checked_at": "2026-03-10T12:04:00+00:00"})
    );
    let stale = checks(7).await;
    assert_eq!(stale["checks"]["cache"]["status"], "unknown");
    assert_eq!(stale["checks"]["external_apis"]["status"], "degraded");
    // What is broken here is not healthy there.
    run(&client, &format!("SELECT monitoring.report_queue('q', 1, 11, p_now => {})", at(0))).await;
    assert_eq!(checks(1).await["checks"]["queues"]["status"], "unhealthy");
    for (bad, code) in [
        ("'', 'ok'", "23514"),
        ("NULL, 'ok'", "23502"),
        ("repeat('a', 1001), 'ok'", "22001"),
        ("'cache', 'fine'", "22023"),
        ("'cache', NULL", "22004"),
        ("'cache', 'ok', -1", "22003"),
        ("'cache', 'ok', 'NaN'", "22003"),
        ("'database', 'ok'", "22023"),
        ("'cache', 'ok', 1, 'x', 'infinity'", "22023"),
    ] {
        assert_refused(&client, &format!("SELECT monitoring.report_health_check({bad})"), code).await;
    }
}
