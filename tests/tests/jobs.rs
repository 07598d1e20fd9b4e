//! Jobs: registered with pg_cron, run by it or by the daemon, in steps that commit.

use std::time::Duration;

use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::sql::{
    assert_refused, backend_pid, refusal, refusal_code, run, until_it_waits, value, values,
};
use agentmon_tests::wait::{DEADLINE, eventually, eventually_true};
use agentmon_tests::{Cluster, Daemon, setup_database, shared_cluster};
use tokio_postgres::Client;

const NAMES: [&str; 11] = [
    "alerts",
    "collect_database",
    "costs",
    "daily",
    "hourly",
    "partitions",
    "refresh",
    "retention",
    "sample_queues",
    "service_levels",
    "weekly",
];
const NOW: &str = "2026-03-10 12:00:00+00";

async fn raw_rows(client: &Client) {
    run(client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2034-12-31 00:00:00+00');
        INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'error', 'broken')").await;
}

async fn rolled_up(client: &Client) -> i64 {
    value(
        client,
        "SELECT coalesce(sum(count_value), 0)::bigint FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id WHERE period = 'weekly' AND source = 'pipeline_metrics' AND s.metric_name !~ '^(agents|database)[.]'",
    )
    .await
}

async fn job<T: tokio_postgres::types::FromSqlOwned>(client: &Client, column: &str, name: &str) -> T {
    value(client, &format!("SELECT {column} FROM monitoring.job_status WHERE name = '{name}'")).await
}

#[tokio::test]
async fn without_pg_cron_the_daemon_runs_what_is_overdue() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "jobs_daemon").await;
    raw_rows(&client).await;
    let mut daemon = Daemon::run(cluster.url("jobs_daemon")).start();
    eventually("the daemon to run every job", DEADLINE, async || {
        assert!(daemon.is_running(), "the daemon ended:\n{}", daemon.output().join("\n"));
        let run = values::<String>(
            &client,
            "SELECT name FROM monitoring.job_status WHERE last_success_at IS NOT NULL ORDER BY name",
        )
        .await;
        (run == NAMES).then_some(())
    })
    .await;
    assert_eq!(
        value::<i64>(&client, "SELECT count(*) FROM monitoring.job_status WHERE last_error IS NOT NULL")
            .await,
        0
    );
    assert_eq!(rolled_up(&client).await, 1);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.alerts").await, 1);
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn a_job_is_due_at_its_times_in_utc() {
    let client = setup_database(shared_cluster().await, "due").await;
    // 2026-03-09 is a Monday; New York changed its clocks the day before.
    let cases = [
        ("refresh", "2026-03-10 12:00:30+00", "2026-03-10 12:01"),
        ("alerts", "2026-03-10 12:01:00+00", "2026-03-10 12:02"),
        ("hourly", "2026-03-10 12:04:59+00", "2026-03-10 12:05"),
        ("hourly", "2026-03-10 12:05:00+00", "2026-03-10 13:05"),
        ("daily", "2026-03-08 00:09:59+00", "2026-03-08 00:10"),
        ("daily", "2026-03-08 12:00:00+00", "2026-03-09 00:10"),
        ("weekly", "2026-03-08 23:59:59+00", "2026-03-09 00:20"),
        ("weekly", "2026-03-09 00:19:59+00", "2026-03-09 00:20"),
        ("weekly", "2026-03-09 00:20:00+00", "2026-03-16 00:20"),
        ("partitions", "2026-03-10 12:14:59+00", "2026-03-10 12:15"),
        ("retention", "2026-03-10 01:29:00+00", "2026-03-10 01:30"),
        ("retention", "2026-03-10 01:30:00+00", "2026-03-11 01:30"),
        ("weekly", "1999-12-31 00:00:00+00", "2000-01-03 00:20"),
    ];
    for zone in ["UTC", "Asia/Kolkata", "America/New_York"] {
        run(&client, &format!("SET timezone = '{zone}'")).await;
        for (name, last, due) in cases {
            run(&client, &format!("UPDATE monitoring.jobs SET last_run_at = '{last}' WHERE name = '{name}'"))
                .await;
            let found: String =
                job(&client, "to_char(next_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')", name).await;
            assert_eq!(found, due, "{name} after {last} in {zone}");
        }
    }
    // Once a month, as its owner may wish; what no time can be added to is refused.
    run(
        &client,
        "UPDATE monitoring.jobs SET every = '1 month', last_run_at = '2026-03-10' WHERE name = 'weekly'",
    )
    .await;
    assert!(job::<bool>(&client, "next_due_at BETWEEN '2026-03-11' AND '2026-04-10'", "weekly").await);
    assert_eq!(
        refusal(&client, "UPDATE monitoring.jobs SET every = '200000000 days'").await.code().code(),
        "22023"
    );
    run(&client, "UPDATE monitoring.jobs SET every = '7 days' WHERE name = 'weekly'").await;
    run(&client, "UPDATE monitoring.jobs SET last_run_at = NULL").await;
    assert!(job::<bool>(&client, "overdue AND next_due_at = '-infinity'", "weekly").await);
}

/// pg_cron would refuse it when the jobs are registered, and leave the job out.
#[tokio::test]
async fn a_schedule_that_is_none_is_refused_where_it_is_written() {
    let client = setup_database(shared_cluster().await, "schedules").await;
    let write = |cron: &str| format!("UPDATE monitoring.jobs SET cron = '{cron}' WHERE name = 'retention'");
    for cron in ["*/5 * * * *", "0 3 * * sun", "7 0-6,22-23 1 */2 1-5", "30 seconds", "0 0 $ * *", "@hourly"]
    {
        run(&client, &write(cron)).await;
    }
    for cron in
        ["5 minutes", "", "* * * *", "* * * * * *", "90 seconds", "every hour", "0 3 * * *; DROP TABLE x"]
    {
        assert_refused(&client, &write(cron), "22023").await;
    }
}

#[tokio::test]
async fn overdue_are_those_whose_time_has_come() {
    let client = setup_database(shared_cluster().await, "overdue").await;
    let overdue = async |p_now: &str| {
        let mut names: Vec<String> =
            values(&client, &format!("SELECT name FROM agentmon.overdue_jobs('{p_now}')")).await;
        names.sort();
        names
    };
    assert_eq!(overdue(NOW).await, NAMES);
    for name in NAMES {
        run(&client, &format!("CALL monitoring.run_job('{name}', '{NOW}')")).await;
    }
    assert_eq!(overdue("2026-03-10 12:00:59+00").await, Vec::<String>::new());
    assert_eq!(
        overdue("2026-03-10 12:01:00+00").await,
        ["alerts", "collect_database", "costs", "refresh", "sample_queues", "service_levels"]
    );
    assert_eq!(
        overdue("2026-03-10 12:15:00+00").await,
        [
            "alerts",
            "collect_database",
            "costs",
            "hourly",
            "partitions",
            "refresh",
            "sample_queues",
            "service_levels"
        ]
    );
    assert_eq!(overdue("2026-03-17 00:00:00+00").await, NAMES);
    // What pg_cron has gets 45 seconds more; what is switched off is never due.
    run(&client, "UPDATE monitoring.jobs SET scheduled = (name = 'refresh'), enabled = (name NOT IN ('alerts', 'collect_database', 'costs', 'sample_queues', 'service_levels'))")
        .await;
    assert_eq!(overdue("2026-03-10 12:01:44+00").await, Vec::<String>::new());
    assert_eq!(overdue("2026-03-10 12:01:45+00").await, ["refresh"]);
}

#[tokio::test]
async fn a_failure_is_recorded_and_not_raised() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "failures").await;
    raw_rows(&client).await;
    run(&client, &format!("CALL monitoring.run_job('refresh', '{NOW}')")).await;
    // A minute and an hour of two tables; the hour runs yet.
    assert_eq!(job::<i64>(&client, "last_rows", "refresh").await, 4);
    run(&client, "ALTER TABLE monitoring.pipeline_metrics RENAME TO elsewhere").await;
    // In a session that has run none before, as those of pg_cron are.
    let fresh = cluster.connect("failures").await;
    run(&fresh, "CALL monitoring.run_job('refresh', '2026-03-10 12:01:00+00')").await;
    assert!(job::<String>(&client, "last_error", "refresh").await.contains("pipeline_metrics"));
    assert!(
        job::<bool>(
            &client,
            "last_run_at = '2026-03-10 12:01:00+00' AND last_success_at = '2026-03-10 12:00:00+00'",
            "refresh"
        )
        .await
    );
    run(&client, "ALTER TABLE monitoring.elsewhere RENAME TO pipeline_metrics").await;
    run(&client, "CALL monitoring.run_job('refresh', '2026-03-10 12:02:00+00')").await;
    assert!(
        job::<bool>(
            &client,
            "last_error IS NULL AND last_success_at = '2026-03-10 12:02:00+00' AND last_duration_ms >= 0",
            "refresh"
        )
        .await
    );

    // Bad arguments are no failure of the job: they are refused.
    let error = assert_refused(&client, "CALL monitoring.run_job('nonsense')", "22023").await;
    assert!(NAMES.iter().all(|name| error.detail().is_some_and(|text| text.contains(name))), "{error:?}");
    assert_refused(&client, "CALL monitoring.run_job(NULL)", "22004").await;
    for p_now in ["NULL", "'infinity'", "'-infinity'"] {
        assert_refused(&client, &format!("CALL monitoring.run_job('refresh', {p_now})"), "22023").await;
    }
    run(&client, "CALL monitoring.run_job(' Refresh ', '2026-03-10 12:03:00+00')").await;
    assert!(job::<bool>(&client, "last_success_at = '2026-03-10 12:03:00+00'", "refresh").await);
    // A procedure that commits cannot run inside somebody's transaction.
    assert_eq!(
        refusal(&client, "BEGIN; CALL monitoring.run_job('refresh'); COMMIT").await.code().code(),
        "2D000"
    );
}

#[tokio::test]
async fn partitions_are_made_one_a_step_and_a_locked_table_holds_up_no_other() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "partition steps").await;
    run(&client, "UPDATE monitoring.settings SET value = '50 ms' WHERE name = 'lock_timeout'").await;
    let reader = cluster.connect("partition steps").await;
    run(&reader, "BEGIN; SELECT count(*) FROM monitoring.agent_logs_default").await;
    run(&client, "CALL monitoring.run_job('partitions', '2035-01-01 00:00:00+00')").await;
    let made = "SELECT table_name || ' ' || count(*) FROM agentmon.partitions() WHERE starts_at >= '2035-01-01 00:00:00+00' GROUP BY table_name ORDER BY 1";
    assert_eq!(values::<String>(&client, made).await, ["agent_executions 4", "pipeline_metrics 4"]);
    assert!(job::<String>(&client, "last_error", "partitions").await.contains("agent_logs"));
    run(&reader, "ROLLBACK").await;
    run(&client, "CALL monitoring.run_job('partitions', '2035-01-01 00:00:00+00')").await;
    assert_eq!(
        values::<String>(&client, made).await,
        ["agent_executions 4", "agent_logs 4", "pipeline_metrics 4"]
    );
    assert!(job::<bool>(&client, "last_error IS NULL", "partitions").await);
    let transactions: i64 = value(
        &client,
        "SELECT count(DISTINCT c.xmin::text) FROM agentmon.partitions() p
        JOIN pg_class c ON c.relname = p.partition_name WHERE p.starts_at >= '2035-01-01 00:00:00+00'",
    )
    .await;
    assert_eq!(transactions, 12);
}

#[tokio::test]
async fn a_member_of_agentmon_notifier_alone_gets_everything_done() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "notifier jobs").await;
    raw_rows(&client).await;
    run(&client, "INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('old', '2020-01-01 00:00:00+00')").await;
    let daemon = cluster.connect_as("notifier jobs", "agentmon_notifier").await;
    assert_eq!(
        values::<String>(&daemon, &format!("SELECT name FROM agentmon.overdue_jobs('{NOW}')")).await.len(),
        NAMES.len()
    );
    for name in NAMES {
        run(&daemon, &format!("CALL monitoring.run_job('{name}', '2035-01-01 00:00:00+00')")).await;
    }
    let failures: Vec<String> = values(&daemon, "SELECT name || ': ' || coalesce(last_error, 'not run') FROM monitoring.job_status WHERE last_success_at IS NULL").await;
    assert_eq!(failures, Vec::<String>::new());
    assert_eq!(rolled_up(&client).await, 1);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.alerts").await, 1);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.monitoring_events").await, 0);
    assert_eq!(
        value::<i64>(
            &client,
            "SELECT count(*) FROM agentmon.partitions() WHERE starts_at >= '2035-01-01 00:00:00+00'"
        )
        .await,
        12
    );
    let reader = cluster.connect_as("notifier jobs", "agentmon_reader").await;
    assert_eq!(refusal(&reader, "CALL monitoring.run_job('refresh')").await.code().code(), "42501");
}

#[tokio::test]
async fn two_sessions_at_one_job_do_no_harm() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "two sessions").await;
    let other = cluster.connect("two sessions").await;
    // A slow machine holds locks for longer than maintenance waits; here each is to get its turn.
    run(&client, "UPDATE monitoring.settings SET value = '20 seconds' WHERE name = 'lock_timeout'").await;
    // The second leaves the job to the first, and does not claim to have run it.
    run(&client, &format!("BEGIN; SELECT agentmon.job_step('retention', '{NOW}')")).await;
    run(&other, &format!("CALL monitoring.run_job('retention', '{NOW}')")).await;
    assert!(job::<bool>(&other, "last_run_at IS NULL", "retention").await);
    run(&client, "ROLLBACK").await;
    run(&client, "INSERT INTO public.monitoring_events (event_type, created_at) SELECT 'e', '2020-01-01 00:00:00+00' FROM generate_series(1, 30000)").await;
    for round in 0..10 {
        raw_rows(&client).await;
        let calls = NAMES
            .map(|name| format!("CALL monitoring.run_job('{name}', '2035-01-{:02} 00:00:00+00')", round + 1));
        let all = async |session: &Client| {
            for call in &calls {
                run(session, call).await;
            }
        };
        tokio::join!(all(&client), all(&other));
    }
    let calm = "CALL monitoring.run_job('refresh', '2035-02-01 00:00:00+00')";
    run(&client, calm).await;
    assert_eq!(rolled_up(&client).await, 10);
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.monitoring_events").await, 0);
    assert_eq!(
        values::<String>(
            &client,
            "SELECT last_error FROM monitoring.job_status WHERE last_error IS NOT NULL"
        )
        .await,
        Vec::<String>::new()
    );
}

/// What health says of the jobs after a time since the installation.
async fn health_of_jobs(client: &Client, after: &str) -> String {
    value(
        client,
        &format!(
            "SELECT (monitoring.get_system_health(agentmon.installed_at() + interval '{after}') -> 'monitoring_health' ->> 'status')
                || ' ' || (monitoring.get_system_health(agentmon.installed_at() + interval '{after}') #>> '{{monitoring_health,reasons}}')"
        ),
    )
    .await
}

async fn run_all(client: &Client, after: &str) {
    let now: String =
        value(client, &format!("SELECT (agentmon.installed_at() + interval '{after}')::text")).await;
    for name in NAMES {
        run(client, &format!("CALL monitoring.run_job('{name}', '{now}')")).await;
    }
}

#[tokio::test]
async fn a_statement_timeout_cancels_no_job() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "job timeouts").await;
    run(
        &client,
        "CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.15); RETURN NEW; END $$;
         CREATE TRIGGER slow BEFORE UPDATE ON monitoring.consumer_cursors FOR EACH ROW EXECUTE FUNCTION public.slow();
         ALTER DATABASE \"job timeouts\" SET statement_timeout = '100ms'",
    )
    .await;
    raw_rows(&client).await;
    let session = cluster.connect("job timeouts").await;
    assert_eq!(refusal(&session, "SELECT pg_sleep(1)").await.code().code(), "57014", "it holds for others");
    run(&session, &format!("CALL monitoring.run_job('refresh', '{NOW}')")).await;
    assert!(job::<bool>(&client, "last_error IS NULL AND last_success_at IS NOT NULL", "refresh").await);
    assert_eq!(rolled_up(&client).await, 1);
    assert_eq!(
        refusal(&session, "SELECT pg_sleep(1)").await.code().code(),
        "57014",
        "and for the next statement"
    );
}

#[tokio::test]
async fn a_job_that_is_cancelled_says_so() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "job cancelled").await;
    raw_rows(&client).await;
    let (holder, session) = (cluster.connect("job cancelled").await, cluster.connect("job cancelled").await);
    run(&holder, "BEGIN; SELECT * FROM monitoring.consumer_cursors FOR UPDATE").await;
    let pid = backend_pid(&session).await;
    let call = tokio::spawn(async move {
        refusal(&session, &format!("CALL monitoring.run_job('refresh', '{NOW}')")).await
    });
    until_it_waits(&client, pid).await;
    run(&client, &format!("SELECT pg_cancel_backend({pid})")).await;
    let error = call.await.expect("the call ends");
    assert_eq!(error.code().code(), "57014", "{error:?}");
    let said: String = job(&client, "last_error", "refresh").await;
    assert!(said.contains("cancel"), "{said}");
    run(&holder, "COMMIT").await;
    run(&client, &format!("CALL monitoring.run_job('refresh', '{NOW}')")).await;
    assert!(job::<bool>(&client, "last_error IS NULL", "refresh").await);
}

/// What the code asks for by its name is there, of its kind, and can be counted with.
#[tokio::test]
async fn settings_jobs_and_policies_stay() {
    let client = setup_database(shared_cluster().await, "jobs_stay").await;
    for (statement, hint) in [
        (
            "DELETE FROM monitoring.settings WHERE name = 'delivery_attempts'",
            "UPDATE monitoring.settings SET value",
        ),
        ("TRUNCATE monitoring.settings", "UPDATE monitoring.settings SET value"),
        (
            "UPDATE monitoring.settings SET name = 'x' WHERE name = 'rule_interval'",
            "UPDATE monitoring.settings SET value",
        ),
        (
            "UPDATE monitoring.settings SET kind = 'boolean' WHERE name = 'rule_interval'",
            "UPDATE monitoring.settings SET value",
        ),
        ("DELETE FROM monitoring.jobs", "SET enabled = false"),
        ("TRUNCATE monitoring.jobs", "SET enabled = false"),
        ("UPDATE monitoring.jobs SET name = 'x'", "SET enabled = false"),
        ("DELETE FROM monitoring.retention_policies WHERE name = 'rollups_minute'", "SET keep = NULL"),
        ("TRUNCATE monitoring.retention_policies", "SET keep = NULL"),
    ] {
        let error = refusal(&client, statement).await;
        assert_eq!(error.code().code(), "22023", "{statement}: {error:?}");
        assert!(error.hint().is_some_and(|it| it.contains(hint)), "{statement}: {error:?}");
    }
    for odd in [
        "INSERT INTO monitoring.jobs (name, description, cron, every) VALUES ('own', 'd', '* * * * *', '1 hour')",
        "UPDATE monitoring.jobs SET phase = '178000000 years' WHERE name = 'refresh'",
        "UPDATE monitoring.jobs SET phase = '-178000000 years' WHERE name = 'refresh'",
        "UPDATE monitoring.jobs SET every = '178000000 years' WHERE name = 'refresh'",
        "UPDATE monitoring.jobs SET every = '0' WHERE name = 'refresh'",
    ] {
        let error = assert_refused(&client, odd, "22023").await;
        assert!(error.hint().is_some(), "{odd}: {error:?}");
    }
    // What is not changed may be written again.
    run(&client, "UPDATE monitoring.settings SET name = name, kind = kind, value = value; UPDATE monitoring.jobs SET name = name; UPDATE monitoring.retention_policies SET name = name, keep = NULL").await;
    for time in ["-infinity", "infinity", "4714-11-25 00:00:00+00 BC", "294276-12-31 23:59:59+00"] {
        for name in NAMES {
            run(&client, &format!("UPDATE monitoring.jobs SET last_run_at = '{time}', last_success_at = '{time}', failing_since = '{time}' WHERE name = '{name}'")).await;
            let overdue = format!("SELECT name FROM agentmon.overdue_jobs() WHERE name = '{name}'");
            assert_eq!(values::<String>(&client, &overdue).await, [name], "{time}");
            assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.job_status").await, 11);
            let unread = "SELECT monitoring.get_system_health()::text LIKE '%could not be read%'";
            assert!(!value::<bool>(&client, unread).await, "{name}: {time}");
        }
    }
}

/// How a run went cannot be written down: what it did stays, and health tells.
#[tokio::test]
async fn a_job_whose_run_cannot_be_written_down_has_done_its_work() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "jobs_unrecorded").await;
    let noted = "SELECT coalesce(max(error), '') FROM monitoring.step_failures WHERE step = 'jobs' AND member = 'refresh'";
    let health = "SELECT monitoring.get_system_health() #>> '{monitoring_health,reasons}'";
    run(&client, RAISES).await;
    run(&client, &fault("monitoring.jobs", "UPDATE", "NEW.name = 'refresh'")).await;
    raw_rows(&client).await;
    run(&client, "CALL monitoring.run_job('refresh')").await;
    assert_eq!(rolled_up(&client).await, 1);
    assert_eq!(value::<String>(&client, noted).await, "injected");
    assert!(value::<String>(&client, health).await.contains("jobs (refresh)"));
    run(&client, &no_fault("monitoring.jobs")).await;
    // Somebody changes the job, and goes for lunch.
    let other = cluster.connect("jobs_unrecorded").await;
    run(&other, "BEGIN; UPDATE monitoring.jobs SET enabled = false WHERE name = 'refresh'").await;
    raw_rows(&client).await;
    run(&client, "CALL monitoring.run_job('refresh')").await;
    assert_eq!(rolled_up(&client).await, 2);
    assert!(value::<String>(&client, noted).await.contains("lock timeout"));
    run(&other, "ROLLBACK").await;
    run(&client, "CALL monitoring.run_job('refresh')").await;
    assert_eq!(value::<String>(&client, noted).await, "");
    assert_eq!(job::<Option<String>>(&client, "last_error", "refresh").await, None);
}

/// A raw table that somebody has for himself holds up its own rollups alone.
#[tokio::test]
async fn a_locked_table_does_not_hold_up_the_others() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "jobs_locked").await;
    assert!(
        value::<bool>(
            &client,
            "SELECT 'lock_timeout=30s' = ANY (proconfig) FROM pg_proc WHERE oid = 'agentmon.refresh_job_step'::regproc"
        )
        .await
    );
    run(
        &client,
        "ALTER FUNCTION agentmon.refresh_job_step(text[], text[], timestamptz) SET lock_timeout = '300ms'",
    )
    .await;
    let other = cluster.connect("jobs_locked").await;
    for table in ["agent_executions", "agent_logs"] {
        let before = rolled_up(&client).await;
        raw_rows(&client).await;
        run(&other, &format!("BEGIN; LOCK TABLE monitoring.{table} IN ACCESS EXCLUSIVE MODE")).await;
        run(&client, "CALL monitoring.run_job('refresh')").await;
        assert_eq!(rolled_up(&client).await, before + 1);
        let failed = "SELECT step || ' ' || member FROM monitoring.step_failures";
        assert_eq!(values::<String>(&client, failed).await, [format!("refresh {table}")]);
        run(&other, "ROLLBACK").await;
        run(&client, "CALL monitoring.run_job('refresh')").await;
        assert!(values::<String>(&client, failed).await.is_empty());
    }
}

/// Passed over, and counted as such, where PostgreSQL has no pg_cron.
mod needs_pg_cron {
    use super::*;

    /// The one test that waits for a clock: pg_cron knows whole minutes only.
    #[tokio::test]
    async fn pg_cron_runs_what_is_registered_with_it() {
        let cluster = Cluster::with().pg_cron("cron").start().await;
        cluster.create_database("cron").await;
        let first = cluster.connect("cron").await;
        let registered = "SELECT jobname || ' ' || command FROM cron.job WHERE active AND jobname LIKE 'agentmon%' ORDER BY jobname";
        let expected = NAMES.map(|name| format!("agentmon_{name} cron CALL monitoring.run_job('{name}')"));
        let setup = async |client: &Client| {
            let said = values::<String>(client, "SELECT monitoring.setup()").await;
            said.contains(&"11 jobs registered with pg_cron".to_owned())
        };
        // pg_cron was there first: setup() registers. (In a session of its own: pg_cron remembers what is rolled back.)
        run(&first, "BEGIN; CREATE EXTENSION pg_cron; CREATE EXTENSION pg_agentmon").await;
        assert!(setup(&first).await);
        assert_eq!(values::<String>(&first, registered).await, expected);
        run(&first, "ROLLBACK").await;
        drop(first);

        // pg_cron comes later: schedule_jobs() registers, as often as one likes.
        let client = cluster.connect("cron").await;
        run(&client, "CREATE EXTENSION pg_agentmon").await;
        assert!(!setup(&client).await);
        assert_eq!(value::<i32>(&client, "SELECT monitoring.schedule_jobs()").await, 0);
        run(
            &client,
            "CREATE EXTENSION pg_cron; SELECT cron.schedule('somebody else''s', '0 0 1 1 *', 'SELECT 1')",
        )
        .await;
        for _ in 0..2 {
            assert_eq!(value::<i32>(&client, "SELECT monitoring.schedule_jobs()").await, 11);
            assert_eq!(values::<String>(&client, registered).await, expected);
        }
        assert!(!setup(&client).await, "they are registered");
        for n in [11, 0] {
            assert_eq!(value::<i32>(&client, "SELECT monitoring.unschedule_jobs()").await, n);
            assert_eq!(
                value::<i64>(&client, "SELECT count(*) FROM monitoring.job_status WHERE scheduled").await,
                0
            );
            assert_eq!(values::<String>(&client, registered).await, Vec::<String>::new());
        }
        assert!(setup(&client).await, "setup() registers those that were taken out");
        assert_eq!(values::<String>(&client, registered).await, expected);
        assert_eq!(
            value::<i64>(&client, "SELECT count(*) FROM monitoring.job_status WHERE scheduled").await,
            11
        );

        raw_rows(&client).await;
        let succeeded = "SELECT DISTINCT j.jobname FROM cron.job_run_details d JOIN cron.job j USING (jobid) WHERE d.status = 'succeeded'";
        eventually_true("pg_cron to run the jobs of every minute", Duration::from_secs(200), async || {
            let names = values::<String>(&client, succeeded).await;
            ["agentmon_alerts cron", "agentmon_refresh cron"]
                .iter()
                .all(|name| names.iter().any(|found| found == name))
        })
        .await;
        assert_eq!(
            value::<i64>(&client, "SELECT count(*) FROM cron.job_run_details WHERE status = 'failed'").await,
            0
        );
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.job_status WHERE name IN ('alerts', 'refresh') AND last_run_at = last_success_at AND last_error IS NULL").await, 2);
        assert_eq!(rolled_up(&client).await, 1);
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.alerts").await, 1);
        assert_eq!(value::<i32>(&client, "SELECT monitoring.unschedule_jobs()").await, 11);
        assert_eq!(value::<i64>(&client, "SELECT count(*) FROM cron.job").await, 1, "what is not ours stays");
    }

    /// pg_cron lives in one database; another one's jobs have names of their own there, and come out again.
    #[tokio::test]
    async fn jobs_of_another_database_stand_beside_those_of_this_one() {
        let cluster = Cluster::with().pg_cron("cron").start().await;
        cluster.create_database("cron").await;
        let home = cluster.connect("cron").await;
        run(&home, "CREATE EXTENSION pg_cron; CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()").await;
        cluster.create_database("my app").await;
        let app = cluster.connect("my app").await;
        run(&app, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()").await;
        assert_eq!(value::<i32>(&app, "SELECT monitoring.schedule_jobs()").await, 0);
        let count = "SELECT string_agg(database || ' ' || number, ', ' ORDER BY database) FROM (SELECT database, count(DISTINCT jobname) AS number FROM cron.job GROUP BY 1) AS n";
        for (sql, left) in [
            ("SELECT monitoring.cron_statements()", "cron 11, my app 11"),
            ("SELECT monitoring.cron_statements()", "cron 11, my app 11"),
            ("SELECT monitoring.cron_statements(p_remove => true)", "cron 11"),
        ] {
            for statement in values::<String>(&app, sql).await {
                run(&home, &statement).await;
            }
            assert_eq!(value::<String>(&home, count).await, left, "{sql}");
        }
        // Each of them is run where it is of: by its schedule and command there.
        for statement in values::<String>(&app, "SELECT monitoring.cron_statements()").await {
            run(&home, &statement).await;
        }
        let registered = "SELECT schedule || ' ' || command FROM cron.job WHERE jobname = 'agentmon_retention my app' AND database = 'my app' AND active";
        assert_eq!(
            value::<String>(&home, registered).await,
            "30 1 * * * CALL monitoring.run_job('retention')"
        );
        assert_eq!(value::<i32>(&home, "SELECT monitoring.unschedule_jobs()").await, 11);
        assert_eq!(value::<String>(&home, count).await, "my app 11");
    }

    /// An administrator registers jobs where pg_cron lets him, and not a second time what another has registered.
    #[tokio::test]
    async fn an_administrator_registers_jobs_or_is_told_what_is_missing() {
        let cluster = Cluster::with().pg_cron("cron").start().await;
        cluster.create_database("cron").await;
        let client = cluster.connect("cron").await;
        run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); CREATE EXTENSION pg_cron; CREATE ROLE dba LOGIN; GRANT agentmon_admin TO dba").await;
        let dba = cluster.connect_as("cron", "dba").await;
        for function in ["schedule_jobs", "unschedule_jobs"] {
            let error = assert_refused(&dba, &format!("SELECT monitoring.{function}()"), "42501").await;
            assert!(error.message().contains("login_dba may not register jobs"), "{error:?}");
            assert!(
                error.hint().is_some_and(|hint| hint.contains("GRANT USAGE ON SCHEMA cron TO login_dba")),
                "{error:?}"
            );
        }
        run(&client, "GRANT USAGE ON SCHEMA cron TO dba").await;
        assert_eq!(value::<i32>(&dba, "SELECT monitoring.schedule_jobs()").await, 11);
        let who = "SELECT string_agg(DISTINCT username || ' ' || jobs, ', ') FROM (SELECT username, count(*) AS jobs FROM cron.job GROUP BY 1) AS n";
        assert_eq!(value::<String>(&client, who).await, "login_dba 11");
        let problems =
            "SELECT count(*) FROM monitoring.job_status WHERE problem IS NOT NULL OR NOT scheduled";
        assert_eq!(value::<i64>(&dba, problems).await, 0);
        run(&dba, "UPDATE monitoring.jobs SET enabled = false, cron = '30 2 * * *', phase = '2 hours 30 minutes' WHERE name = 'retention'").await;
        assert_eq!(value::<i32>(&dba, "SELECT monitoring.unschedule_jobs()").await, 11);
        assert_eq!(value::<i32>(&client, "SELECT monitoring.schedule_jobs()").await, 11);
        assert_eq!(value::<i32>(&dba, "SELECT monitoring.schedule_jobs()").await, 0);
        assert_eq!(value::<String>(&client, who).await, "postgres 11");
        assert_eq!(refusal_code(&dba, "UPDATE monitoring.jobs SET last_run_at = now()").await, "42501");
    }

    #[tokio::test]
    async fn what_pg_cron_has_is_looked_at_and_put_right() {
        let cluster = Cluster::with().pg_cron("cron").set("cron.use_background_workers", "off").start().await;
        cluster.create_database("cron").await;
        let client = cluster.connect("cron").await;
        run(&client, "CREATE EXTENSION pg_cron; CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()")
            .await;
        run(&client, "CREATE ROLE ghost SUPERUSER LOGIN").await;
        let problems = "SELECT count(*) FROM monitoring.job_status WHERE problem IS NOT NULL OR NOT scheduled OR runner <> 'pg_cron'";
        assert_eq!(value::<i64>(&client, problems).await, 0);
        for (damage, words) in [
            ("UPDATE cron.job SET nodeport = 1 WHERE jobname = 'agentmon_refresh cron'", "port 1"),
            (
                "UPDATE cron.job SET database = 'elsewhere' WHERE jobname LIKE 'agentmon%'",
                "database elsewhere",
            ),
            (
                "SELECT cron.alter_job(jobid, active => false) FROM cron.job WHERE jobname = 'agentmon_alerts cron'",
                "switched off",
            ),
            (
                "UPDATE cron.job SET command = 'SELECT 1' WHERE jobname = 'agentmon_retention cron'",
                "another command",
            ),
            (
                "UPDATE cron.job SET username = 'nobody' WHERE jobname = 'agentmon_daily cron'",
                "nobody, who does not exist",
            ),
            (
                "UPDATE cron.job SET nodename = 'old.example' WHERE jobname = 'agentmon_hourly cron'",
                "host old.example",
            ),
            (
                "UPDATE cron.job SET schedule = '0 0 1 1 *' WHERE jobname = 'agentmon_weekly cron'",
                "another schedule",
            ),
            (
                "CREATE ROLE guest LOGIN; UPDATE cron.job SET username = 'guest' WHERE jobname = 'agentmon_refresh cron'",
                "guest, who may not run jobs",
            ),
            ("DELETE FROM cron.job", "not registered"),
            ("SELECT cron.unschedule('agentmon_partitions cron')", "not registered"),
            ("DROP EXTENSION pg_cron; CREATE EXTENSION pg_cron", "not registered"),
        ] {
            run(&client, damage).await;
            let told: i64 = value(&client, &format!("SELECT count(*) FROM monitoring.job_status WHERE problem LIKE '%{words}%' AND problem LIKE '%schedule_jobs()' AND NOT scheduled")).await;
            assert!(told > 0, "{damage}");
            // The daemon runs them meanwhile; it is told all the same.
            run_all(&client, "1 minute").await;
            let said = health_of_jobs(&client, "1 minute").await;
            assert!(said.starts_with("warning ") && said.contains(words), "{damage}: {said}");
            let setup = values::<String>(&client, "SELECT monitoring.setup()").await;
            assert!(setup.contains(&"11 jobs registered with pg_cron".to_owned()), "{damage}: {setup:?}");
            assert_eq!(value::<i64>(&client, problems).await, 0, "{damage}");
            assert_eq!(value::<i64>(&client, "SELECT count(*) FROM cron.job WHERE active AND jobname LIKE 'agentmon%' AND database = 'cron' AND username = 'postgres'").await, 11);
            assert_eq!(health_of_jobs(&client, "1 minute").await, "healthy []", "{damage}");
        }
        // In a session of its own: pg_cron remembers what was dropped.
        let client = cluster.connect("cron").await;
        // Taken out on purpose: nobody expects pg_cron to run them.
        run(&client, "SELECT monitoring.unschedule_jobs()").await;
        assert_eq!(health_of_jobs(&client, "1 minute").await, "healthy []");
        run(&client, "SELECT monitoring.schedule_jobs()").await;

        // It is registered, and pg_hba.conf does not let pg_cron in: only pg_cron knows.
        run(
            &client,
            "INSERT INTO cron.job_run_details (jobid, database, username, command, status, return_message, start_time, end_time)
             SELECT jobid, database, username, command, 'failed', 'connection failed', NULL, NULL FROM cron.job
             WHERE jobname LIKE 'agentmon%'",
        )
        .await;
        let said = health_of_jobs(&client, "31 minutes").await;
        assert!(
            said.starts_with("warning ")
                && said
                    .contains("pg_cron could not run it: connection failed (set cron.use_background_workers"),
            "{said}"
        );
        let error = "SELECT problem FROM agentmon.jobs_at(agentmon.installed_at() + interval '31 minutes') WHERE name = 'refresh'";
        assert!(
            value::<String>(&client, error).await.starts_with("pg_cron could not run it: connection failed")
        );
        run_all(&client, "32 minutes").await;
        assert_eq!(health_of_jobs(&client, "32 minutes").await, "healthy []");

        // One that pg_cron cannot take does not keep the others from being registered.
        run(&client, "UPDATE monitoring.jobs SET cron = '99 * * * *' WHERE name = 'hourly'").await;
        assert_eq!(value::<i32>(&client, "SELECT monitoring.schedule_jobs()").await, 10);
        assert_eq!(
            value::<i64>(
                &client,
                "SELECT count(*) FROM monitoring.job_status WHERE problem LIKE '%not registered%'"
            )
            .await,
            1
        );
        run(&client, "UPDATE monitoring.jobs SET cron = '5 * * * *' WHERE name = 'hourly'; SELECT monitoring.schedule_jobs()").await;

        // Retention keeps what it writes down short, of our jobs alone.
        run(
            &client,
            "INSERT INTO cron.job_run_details (jobid, database, username, command, status, start_time) VALUES (99, 'cron', 'postgres', 'VACUUM', 'succeeded', '2020-01-01');
             INSERT INTO cron.job_run_details (jobid, database, username, command, status, start_time)
             SELECT 98, 'cron', 'postgres', 'CALL monitoring.run_job(''refresh'')', 'succeeded', t FROM unnest('{2020-01-01,2026-03-05,2026-03-01}'::timestamptz[]) AS t",
        )
        .await;
        run(&client, &format!("CALL monitoring.run_job('retention', '{NOW}')")).await;
        let left = "SELECT string_agg(command || ' ' || start_time::date, ', ' ORDER BY command DESC) FROM cron.job_run_details WHERE start_time < '2026-03-10'";
        assert_eq!(
            value::<String>(&client, left).await,
            "VACUUM 2020-01-01, CALL monitoring.run_job('refresh') 2026-03-05"
        );
        let without_time = "SELECT count(*) FROM cron.job_run_details WHERE start_time IS NULL";
        assert_eq!(value::<i64>(&client, without_time).await, 11, "of the last thousand runs");
        run(&client, "INSERT INTO cron.job_run_details (jobid, database, username, command, status) SELECT 99, 'cron', 'postgres', 'VACUUM', 'failed' FROM generate_series(1, 1000)").await;
        run(&client, &format!("CALL monitoring.run_job('retention', '{NOW}')")).await;
        assert_eq!(value::<i64>(&client, without_time).await, 1000, "what others run is theirs");
        run(&client, "UPDATE monitoring.retention_policies SET keep = NULL WHERE name = 'cron_runs'").await;
        run(&client, "CALL monitoring.run_job('retention', '2036-01-01 00:00:00+00')").await;
        assert!(value::<String>(&client, left).await.contains("2026-03-05"), "kept for ever");
    }
}
