//! Retention does what it can: a partition, a relation or a policy that it cannot clear is noted, and the rest goes on.

use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const NOW: &str = "2031-06-20 12:00:00+00";
const APPLY: &str = "SELECT * FROM monitoring.apply_retention('2031-06-20 12:00:00+00')";
const JOB: &str = "CALL monitoring.run_job('retention', '2031-06-20 12:00:00+00')";
const FAILURES: &str = "SELECT member FROM monitoring.step_failures WHERE step = 'retention' AND hint IS NOT NULL ORDER BY member";
const LEFT: &str = "SELECT partition_name FROM agentmon.partitions() WHERE starts_at BETWEEN '2028-12-01' AND '2030-01-01' ORDER BY 1";

/// Three days of each table that have expired and are read, and expired rows of other kinds.
async fn database(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(
        &client,
        "SELECT agentmon.make_partition(t.table_name, d::date) FROM agentmon.partitioned_tables() t, generate_series(date '2029-01-01', '2029-01-03', '1 day') AS d;
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', 1, d + interval '1 hour' FROM generate_series(timestamptz '2028-12-31', '2029-01-03', '1 day') AS d;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) SELECT 'a', 'error', d + interval '1 hour' FROM generate_series(timestamptz '2028-12-31', '2029-01-03', '1 day') AS d;
         INSERT INTO monitoring.agent_executions (agent_name, status, created_at) SELECT 'a', 'success', d + interval '1 hour' FROM generate_series(timestamptz '2028-12-31', '2029-01-03', '1 day') AS d;
         INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('old', '2029-01-01');
         INSERT INTO monitoring.silences (matchers, starts_at, ends_at, comment, created_at) VALUES ('{\"a\": \"b\"}', '2029-01-01', '2029-01-02', '', '2029-01-01')"
    )
    .await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}'), monitoring.process_alerts('{NOW}')"))
        .await;
    client
}

const NOTHING_LEFT: &str = "0|0|0|0|0|0";

/// What is left of the expired rows: logs, metrics, executions, events, silences, hours.
async fn left(client: &Client) -> String {
    row(client, "SELECT (SELECT count(*) FROM monitoring.agent_logs), (SELECT count(*) FROM monitoring.pipeline_metrics), (SELECT count(*) FROM monitoring.agent_executions),
        (SELECT count(*) FROM public.monitoring_events), (SELECT count(*) FROM monitoring.silences), (SELECT count(*) FROM monitoring.rollups_hourly)").await
}

#[tokio::test]
async fn one_that_fails_does_not_stop_the_others() {
    let refuse = "CREATE OR REPLACE FUNCTION public.no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'this row stays'; END $$;
        CREATE TRIGGER stays BEFORE DELETE ON RELATION FOR EACH ROW EXECUTE FUNCTION public.no()";
    let depend = "CREATE VIEW public.depends AS SELECT * FROM RELATION";
    let cases = [
        ("agent_executions_p20290101", depend, "monitoring.agent_executions_p20290101", "0|0|1|0|0|0"),
        ("agent_logs_p20290102", depend, "monitoring.agent_logs_p20290102", "1|0|0|0|0|0"),
        ("pipeline_metrics_p20290103", depend, "monitoring.pipeline_metrics_p20290103", "0|1|0|0|0|0"),
        ("agent_logs monitoring.agent_logs_default", refuse, "monitoring.agent_logs_default", "1|0|0|0|0|0"),
        ("monitoring_events", refuse, "public.monitoring_events", "0|0|0|1|0|0"),
        ("notifications monitoring.silences", refuse, "monitoring.silences", "0|0|0|0|1|0"),
        ("rollups_hourly", refuse, "monitoring.rollups_hourly", "0|0|0|0|0|12"),
    ];
    for (n, (member, injected, relation, rest)) in cases.into_iter().enumerate() {
        for retention in [APPLY, JOB] {
            let name = format!("fails {n} {}", retention.len());
            let client = database(&name).await;
            run(&client, &injected.replace("RELATION", relation)).await;
            let fresh = shared_cluster().await.connect(&name).await;
            run(&fresh, retention).await;
            assert_eq!(rows(&client, FAILURES).await, [member], "{name}");
            assert_eq!(left(&client).await, rest, "{name}: {member}");
            if retention == JOB {
                let error =
                    row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'retention'")
                        .await;
                assert!(error.contains(member), "{error}");
            }
            run(&client, "DROP VIEW IF EXISTS public.depends; DROP FUNCTION IF EXISTS public.no() CASCADE")
                .await;
            run(&fresh, retention).await;
            assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new(), "{name}");
            assert_eq!(left(&client).await, NOTHING_LEFT, "{name}");
            assert_eq!(
                row(
                    &client,
                    "SELECT coalesce(last_error, '-') FROM monitoring.job_status WHERE name = 'retention'"
                )
                .await,
                "-"
            );
        }
    }
}

#[tokio::test]
async fn locks_and_unread_rows_are_noted_where_they_are() {
    let cluster = shared_cluster().await;
    let client = database("noted").await;
    run(&client, "UPDATE monitoring.settings SET value = '1 millisecond' WHERE name = 'lock_timeout';
        INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) VALUES ('a', 'error', '2029-01-02 03:00:00+00')").await;
    let busy = cluster.connect("noted").await;
    run(&busy, "BEGIN; SELECT count(*) FROM monitoring.pipeline_metrics_p20290101; SELECT count(*) FROM monitoring.agent_executions").await;
    for retention in [APPLY, JOB] {
        run(&client, retention).await;
        assert_eq!(
            rows(&client, FAILURES).await,
            ["agent_executions", "agent_logs_p20290102", "pipeline_metrics_p20290101"]
        );
        assert_eq!(
            rows(&client, LEFT).await,
            [
                "agent_executions_p20290101",
                "agent_executions_p20290102",
                "agent_executions_p20290103",
                "agent_logs_p20290102",
                "pipeline_metrics_p20290101"
            ]
        );
    }
    run(&busy, "ROLLBACK").await;
    run(&client, &format!("UPDATE monitoring.settings SET value = '1 minute' WHERE name = 'lock_timeout'; SELECT monitoring.refresh_rollups('{NOW}'), monitoring.process_alerts('{NOW}')")).await;
    run(&client, APPLY).await;
    assert_eq!(rows(&client, LEFT).await, Vec::<String>::new());
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_clock_that_was_wrong_once_is_not_believed_afterwards() {
    let client = setup_database(shared_cluster().await, "clock").await;
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', 1, now() - n * interval '1 minute' FROM generate_series(1, 100) AS n").await;
    run(&client, "SELECT monitoring.refresh_rollups(), monitoring.process_alerts()").await;
    run(&client, "SELECT * FROM monitoring.apply_retention(now() + interval '1 year')").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, "0");
    // All that was there has gone; what comes now is there.
    let lies =
        "SELECT name FROM monitoring.retention_policies WHERE removed_before > now() AND name <> 'cron_runs'";
    assert_eq!(rows(&client, lies).await, Vec::<String>::new());
    run(&client, "SELECT monitoring.maintain_partitions();
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'late', 1, now() + n * interval '1 minute' FROM generate_series(1, 100) AS n").await;
    run(&client, "SELECT monitoring.refresh_rollups()").await;
    let live = "SELECT sum(count_value) FROM monitoring.live_window('pipeline_metrics', now(), now() + interval '1 day', 'late')";
    assert_eq!(row(&client, live).await, "100");
    // One that lies already is put right by the next run.
    run(&client, "UPDATE monitoring.retention_policies SET removed_before = now() + interval '3 years'; SELECT * FROM monitoring.apply_retention()").await;
    assert_eq!(rows(&client, lies).await, Vec::<String>::new());
    run(&client, "UPDATE monitoring.retention_policies SET removed_before = now() + interval '3 years'")
        .await;
    run(&client, "CALL monitoring.run_job('retention')").await;
    assert_eq!(rows(&client, lies).await, Vec::<String>::new());
}
