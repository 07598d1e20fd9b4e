//! Health of the monitoring itself: jobs, partitions, rows ahead of the clock, daemons, error rows that nobody took.
//!
//! The virtual clock runs from the installation on: of a time before it there is nothing to say.

use agentmon_tests::sql::{row, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::Value;
use tokio_postgres::Client;

async fn health(client: &Client, after: &str) -> Value {
    value(
        client,
        &format!("SELECT monitoring.get_system_health(agentmon.installed_at() + interval '{after}')"),
    )
    .await
}

/// The status of a part, and its reasons in one.
fn said(health: &Value, part: &str) -> (String, String) {
    let reasons = health[part]["reasons"].as_array().expect("reasons");
    let reasons: Vec<_> = reasons.iter().filter_map(Value::as_str).collect();
    (health[part]["status"].as_str().unwrap_or_default().to_owned(), reasons.join("\n"))
}

/// Runs all jobs at a time after the installation.
async fn run_jobs(client: &Client, after: &str) {
    for name in values::<String>(client, "SELECT name FROM monitoring.jobs ORDER BY name").await {
        let now = row(client, &format!("SELECT agentmon.installed_at() + interval '{after}'")).await;
        run(client, &format!("CALL monitoring.run_job('{name}', '{now}')")).await;
    }
}

async fn assert_calm(client: &Client, after: &str) {
    let health = health(client, after).await;
    for part in ["monitoring_health", "alert_health"] {
        assert_eq!(
            said(&health, part),
            ("healthy".to_owned(), String::new()),
            "{part} after {after}: {health:#}"
        );
    }
    assert_eq!(health["overall_status"], "healthy", "{health:#}");
}

async fn assert_says(client: &Client, after: &str, part: &str, status: &str, words: &[&str]) {
    let health = health(client, after).await;
    let (found, reasons) = said(&health, part);
    assert_eq!(found, status, "{part} after {after}: {health:#}");
    for word in words {
        assert!(reasons.contains(word), "{word} is not in: {reasons}");
    }
    assert_ne!(health["overall_status"], "healthy", "{health:#}");
}

#[tokio::test]
async fn a_new_installation_is_healthy_and_one_that_nobody_runs_is_not() {
    let client = setup_database(shared_cluster().await, "self_new").await;
    for after in ["-1 hours", "0", "4 minutes"] {
        assert_calm(&client, after).await;
    }
    assert_says(
        &client,
        "10 minutes",
        "monitoring_health",
        "warning",
        &["job refresh has never run", "job alerts has never run", "start agentmon-notifier"],
    )
    .await;
    assert_says(
        &client,
        "3 hours",
        "monitoring_health",
        "critical",
        &["job refresh", "job partitions has never run"],
    )
    .await;
    run_jobs(&client, "3 hours").await;
    assert_calm(&client, "3 hours 1 minute").await;
    // What somebody else does of a job's work counts.
    let later = row(&client, "SELECT agentmon.installed_at() + interval '3 hours 30 minutes'").await;
    run(
        &client,
        &format!("SELECT monitoring.refresh_rollups('{later}'), monitoring.process_alerts('{later}')"),
    )
    .await;
    for job in ["costs", "service_levels", "sample_queues", "collect_database"] {
        run(&client, &format!("CALL monitoring.run_job('{job}', '{later}')")).await;
    }
    let found = health(&client, "3 hours 31 minutes").await;
    assert_eq!(said(&found, "monitoring_health").0, "healthy", "{found:#}");
    assert_says(&client, "3 hours 40 minutes", "monitoring_health", "warning", &["job refresh is late by"])
        .await;
}

#[tokio::test]
async fn a_job_that_fails_is_told_until_it_works_again() {
    let client = setup_database(shared_cluster().await, "self_failing").await;
    run_jobs(&client, "1 minute").await;
    run(&client, "ALTER TABLE public.monitoring_events RENAME TO gone").await;
    run_jobs(&client, "2 minutes").await;
    assert_says(
        &client,
        "2 minutes",
        "monitoring_health",
        "warning",
        &["retention (monitoring_events)", "monitoring_events"],
    )
    .await;
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.job_status WHERE status = 'failing'").await,
        "1"
    );
    run(&client, "ALTER TABLE public.gone RENAME TO monitoring_events").await;
    run_jobs(&client, "3 minutes").await;
    assert_calm(&client, "3 minutes").await;
}

#[tokio::test]
async fn a_job_that_is_switched_off_stays_off_whoever_runs_it() {
    let client = setup_database(shared_cluster().await, "self_off").await;
    run(
        &client,
        "INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('old', '2001-01-01')",
    )
    .await;
    run(&client, "UPDATE monitoring.jobs SET enabled = false WHERE name = 'retention'").await;
    run_jobs(&client, "1 minute").await;
    assert_eq!(row(&client, "SELECT count(*) FROM public.monitoring_events").await, "1");
    let status = "SELECT status, overdue, last_run_at FROM monitoring.job_status WHERE name = 'retention'";
    assert_eq!(row(&client, status).await, "off|f|");
    let found = health(&client, "1 minute").await;
    assert_eq!(
        said(&found, "monitoring_health"),
        ("healthy".to_owned(), "job retention is switched off".to_owned()),
        "somebody wanted it so: {found:#}"
    );
    run(&client, "UPDATE monitoring.jobs SET enabled = true WHERE name = 'retention'").await;
    run_jobs(&client, "2 minutes").await;
    assert_eq!(row(&client, "SELECT count(*) FROM public.monitoring_events").await, "0");
}

#[tokio::test]
async fn a_job_with_a_clock_of_the_future_is_due_all_the_same() {
    let client = setup_database(shared_cluster().await, "self_clock").await;
    // It would write rows ahead of the clock, which are told of.
    run(&client, "UPDATE monitoring.settings SET value = 'false' WHERE name = 'collect_database'").await;
    for ahead in ["1 year", "10 minutes", "100 years"] {
        run_jobs(&client, ahead).await;
        let overdue =
            "SELECT count(*) FROM agentmon.overdue_jobs(agentmon.installed_at() + interval '2 minutes')";
        assert_eq!(row(&client, overdue).await, "11", "after a run {ahead} ahead");
        run_jobs(&client, "2 minutes").await;
        assert_eq!(row(&client, overdue).await, "0");
        assert_calm(&client, "2 minutes").await;
    }
    // pg_cron and the daemon call it with now().
    run(&client, "CALL monitoring.run_job('refresh', now() + interval '1 year')").await;
    assert_eq!(row(&client, "SELECT overdue FROM monitoring.job_status WHERE name = 'refresh'").await, "t");
}

#[tokio::test]
async fn partitions_of_tomorrow_and_rows_ahead_of_the_clock() {
    let client = setup_database(shared_cluster().await, "self_rows").await;
    run_jobs(&client, "1 minute").await;
    let tomorrow = row(
        &client,
        "SELECT to_char(agentmon.installed_at() AT TIME ZONE 'UTC' + interval '1 day', 'YYYYMMDD')",
    )
    .await;
    run(&client, &format!("DROP TABLE monitoring.agent_executions_p{tomorrow}")).await;
    assert_says(
        &client,
        "1 minute",
        "monitoring_health",
        "warning",
        &["agent_executions has no partition", "maintain_partitions"],
    )
    .await;
    run_jobs(&client, "1 minute").await;
    assert_calm(&client, "1 minute").await;

    for (table, insert, column) in [
        ("pipeline_metrics", "(metric_name, metric_value, \"timestamp\") VALUES ('m', 1, $$)", "timestamp"),
        ("agent_logs", "(agent_name, log_level, created_at) VALUES ('a', 'info', $$)", "created_at"),
        ("agent_executions", "(agent_name, status, created_at) VALUES ('a', 'success', $$)", "created_at"),
    ] {
        for (time, words) in [
            // Milliseconds taken for seconds.
            ("to_timestamp(1790000000000)", "far future"),
            ("agentmon.installed_at() + interval '2 years'", "far future"),
            ("agentmon.installed_at() + interval '1 day 1 hour'", "ahead of the clock"),
        ] {
            let row = insert.replace("$$", time);
            run(&client, &format!("INSERT INTO monitoring.{table} {row}")).await;
            let place = format!("{table} holds rows");
            assert_says(&client, "1 minute", "monitoring_health", "warning", &[&place, words]).await;
            run(&client, &format!("TRUNCATE monitoring.{table}")).await;
            assert_calm(&client, "1 minute").await;
        }
        // Within the day it is known by its minute, once it is rolled up; a little ahead is no harm.
        for (ahead, expected) in [("4 minutes", "healthy"), ("40 minutes", "warning")] {
            let row = insert.replace("$$", &format!("agentmon.installed_at() + interval '{ahead}'"));
            run(&client, &format!("INSERT INTO monitoring.{table} {row}")).await;
            // In a transaction of its own: a refresh leaves the rows of its own for the next one.
            run(&client, "SELECT monitoring.refresh_rollups(agentmon.installed_at() + interval '1 minute')")
                .await;
            let found = health(&client, "1 minute").await;
            assert_eq!(said(&found, "monitoring_health").0, expected, "{table} {ahead}: {found:#}");
        }
        run(
            &client,
            &format!(
                "DELETE FROM monitoring.{table} WHERE \"{column}\" > '-infinity'; TRUNCATE monitoring.rollups_stored, monitoring.minute_segments"
            ),
        )
        .await;
        assert_calm(&client, "1 minute").await;
    }
}

#[tokio::test]
async fn a_setup_with_a_clock_of_the_future_is_taken_back() {
    let cluster = shared_cluster().await;
    cluster.create_database("self_setup").await;
    let client = cluster.connect("self_setup").await;
    run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(now() + interval '1 year')").await;
    run(&client, "SELECT monitoring.setup()").await;
    assert_eq!(row(&client, "SELECT agentmon.installed_at() <= now()").await, "t");
    assert_says(&client, "2 hours", "monitoring_health", "critical", &["job refresh has never run"]).await;
    // What nobody knows how to bound does no harm either.
    run(&client, "ALTER TABLE monitoring.settings DISABLE TRIGGER USER; DELETE FROM monitoring.settings")
        .await;
    assert_says(&client, "2 hours", "monitoring_health", "critical", &["job refresh has never run"]).await;
}

#[tokio::test]
async fn a_catch_all_partition_that_is_gone_comes_back() {
    let client = setup_database(shared_cluster().await, "self_catch_all").await;
    for damage in [
        "DROP TABLE monitoring.agent_logs_default",
        "ALTER TABLE monitoring.agent_logs_default RENAME TO elsewhere",
        "ALTER TABLE monitoring.agent_logs DETACH PARTITION monitoring.agent_logs_default",
    ] {
        run(&client, damage).await;
        run(&client, "SELECT monitoring.log_agent_activity('a', 'error', message => 'x')").await;
        assert_eq!(row(&client, "SELECT taken FROM agentmon.alert_step()").await, "1", "{damage}");
        run(&client, "SELECT monitoring.refresh_rollups()").await;
        run(&client, "CALL monitoring.run_job('partitions')").await;
        run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) VALUES ('a', 'info', '2099-01-01')").await;
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs_default").await, "1", "{damage}");
        assert_eq!(
            row(
                &client,
                "SELECT relrowsecurity FROM pg_class WHERE oid = 'monitoring.agent_logs_default'::regclass"
            )
            .await,
            "t"
        );
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0", "{damage}");
        run(&client, "DELETE FROM monitoring.agent_logs_default").await;
    }
}

#[tokio::test]
async fn a_daemon_that_is_gone_and_error_rows_that_nobody_took() {
    let client = setup_database(shared_cluster().await, "self_daemon").await;
    run_jobs(&client, "0").await;
    let register = |worker: &str, kinds: &str, after: &str| {
        format!(
            "SELECT monitoring.register_notifier('{worker}', '1', '{{{kinds}}}', agentmon.installed_at() + interval '{after}')"
        )
    };
    run(&client, &register("one", "sms,email", "0")).await;
    assert_calm(&client, "90 seconds").await;
    assert_says(
        &client,
        "91 seconds",
        "alert_health",
        "critical",
        &["one was last heard of", "sms, email", "start it again"],
    )
    .await;
    // Another one does part of its work, then all of it.
    run(&client, &register("two", "sms", "100 seconds")).await;
    assert_says(&client, "101 seconds", "alert_health", "critical", &["one was last heard of"]).await;
    run(&client, &register("three", "email", "100 seconds")).await;
    assert_calm(&client, "101 seconds").await;
    for worker in ["two", "three"] {
        run(
            &client,
            &format!(
                "SELECT monitoring.leave_notifier('{worker}', agentmon.installed_at() + interval '2 minutes')"
            ),
        )
        .await;
    }
    assert_says(&client, "2 minutes", "alert_health", "critical", &["one was last heard of"]).await;
    run(&client, "SELECT monitoring.leave_notifier('one')").await;
    assert_calm(&client, "2 minutes").await;

    // One that was heard of in the future stands in for nobody.
    run(&client, &register("future", "sms,email", "1 year")).await;
    run(&client, &register("one", "sms,email", "0")).await;
    assert_says(&client, "2 minutes", "alert_health", "critical", &["one was last heard of"]).await;
    run(&client, "DELETE FROM monitoring.notifiers").await;

    // A row that comes when nobody is there, and one that is taken in time.
    let log = |level: &str, after: &str| {
        format!(
            "SELECT monitoring.log_agent_activity('a', '{level}', p_now => agentmon.installed_at() + interval '{after}')"
        )
    };
    run(&client, &log("warning", "2 minutes")).await;
    assert_calm(&client, "4 minutes").await;
    run(
        &client,
        &format!(
            "{}; {}; {}",
            log("critical", "2 minutes"),
            log("error", "2 minutes"),
            log("error", "10 minutes")
        ),
    )
    .await;
    assert_says(
        &client,
        "4 minutes",
        "alert_health",
        "critical",
        &["2 error rows have not been taken in", "process_alerts()"],
    )
    .await;
    run(&client, "SELECT monitoring.process_alerts(agentmon.installed_at() + interval '4 minutes')").await;
    assert_calm(&client, "4 minutes").await;
}

#[tokio::test]
async fn what_cannot_be_read_takes_no_other_part_along() {
    let client = setup_database(shared_cluster().await, "self_unreadable").await;
    run(&client, "SELECT monitoring.report_queue('q', 1, 50)").await;
    for (relation, part) in [
        ("monitoring.worker_issues", "worker_health"),
        ("monitoring.alerts", "alert_health"),
        ("monitoring.jobs", "monitoring_health"),
        ("monitoring.agents", "agent_health"),
        ("monitoring.health_thresholds", "processing_health"),
    ] {
        let (schema, name) = relation.split_once('.').expect("a qualified name");
        run(&client, &format!("ALTER TABLE {relation} RENAME TO gone")).await;
        let health: Value = value(&client, "SELECT monitoring.get_system_health()").await;
        let (status, reasons) = said(&health, part);
        assert_eq!(status, "warning", "{part}: {health:#}");
        assert!(reasons.contains("could not be read") && reasons.contains(name), "{reasons}");
        assert_eq!(health["queue_health"]["total_stuck_messages"], 50, "{health:#}");
        // Without thresholds nobody knows what is too much.
        let overall = if part == "processing_health" { "warning" } else { "critical" };
        assert_eq!(health["overall_status"], overall, "that of the queue: {health:#}");
        run(&client, &format!("ALTER TABLE {schema}.gone RENAME TO {name}")).await;
    }
}

/// Waiting for what somebody has for himself would tell nothing at all.
#[tokio::test]
async fn what_somebody_has_for_himself_is_told_and_not_waited_for() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "self_locked").await;
    run(&client, "SELECT monitoring.report_queue('q', 1, 50)").await;
    let other = cluster.connect("self_locked").await;
    for (relation, part) in [
        ("monitoring.agent_logs", "agent_health"),
        ("monitoring.alerts", "alert_health"),
        ("monitoring.jobs", "monitoring_health"),
    ] {
        run(&other, &format!("BEGIN; LOCK TABLE {relation} IN ACCESS EXCLUSIVE MODE")).await;
        run(&client, "SET statement_timeout = '30s'").await;
        let health: Value = value(&client, "SELECT monitoring.get_system_health()").await;
        let (status, reasons) = said(&health, part);
        assert_eq!(status, "warning", "{part}: {health:#}");
        assert!(reasons.contains("could not be read") && reasons.contains("lock timeout"), "{reasons}");
        assert_eq!(health["queue_health"]["total_stuck_messages"], 50, "{health:#}");
        run(&other, "ROLLBACK").await;
    }
    assert_eq!(row(&client, "SHOW lock_timeout").await, "0");
}

/// The time of the installation is that from which jobs are missed: where it is not known, health says so.
#[tokio::test]
async fn an_installation_of_an_unknown_time() {
    let client = setup_database(shared_cluster().await, "self_installed").await;
    for (change, words) in [
        (
            "UPDATE monitoring.schema_migrations SET applied_at = now() + interval '1 year'",
            "the installation is yet to come",
        ),
        ("DELETE FROM monitoring.schema_migrations", "has no rows"),
    ] {
        run(&client, change).await;
        let health: Value = value(&client, "SELECT monitoring.get_system_health()").await;
        let (status, reasons) = said(&health, "monitoring_health");
        assert_eq!(status, "warning", "{health:#}");
        assert!(reasons.contains(words) && reasons.contains("monitoring.setup()"), "{reasons}");
        assert!(value::<i64>(&client, "SELECT count(*) FROM agentmon.overdue_jobs()").await > 0);
        run(&client, "SELECT monitoring.setup()").await;
        assert_calm(&client, "1 minute").await;
        assert_says(&client, "2 hours", "monitoring_health", "critical", &["job refresh has never run"])
            .await;
    }
}

#[tokio::test]
async fn events_and_issues_ahead_of_the_clock() {
    let client = setup_database(shared_cluster().await, "self_others").await;
    for (insert, table, settle) in [
        (
            "INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('e', $$)",
            "public.monitoring_events",
            "DELETE FROM public.monitoring_events",
        ),
        (
            "SELECT monitoring.log_worker_issue('w', 'i', 'm', 'critical', p_now => $$)",
            "monitoring.worker_issues",
            "UPDATE monitoring.worker_issues SET resolved = true",
        ),
    ] {
        for ahead in ["10 minutes", "1 year", "200000 years"] {
            let time = format!("agentmon.installed_at() + interval '{ahead}'");
            run(&client, &insert.replace("$$", &time)).await;
            let words = format!("SELECT * FROM {table} WHERE");
            assert_says(&client, "1 minute", "monitoring_health", "warning", &["ahead of the clock", &words])
                .await;
            run(&client, settle).await;
            assert_calm(&client, "1 minute").await;
        }
        run(&client, &insert.replace("$$", "agentmon.installed_at() + interval '4 minutes'")).await;
        assert_calm(&client, "1 minute").await;
        run(&client, settle).await;
    }
}
