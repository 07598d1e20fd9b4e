//! Retention removes what its policies say, and nothing that somebody has yet to read.

use agentmon_tests::sql::{assert_refused, backend_pid, refusal, run, until_it_waits, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::{AsyncMessage, Client};

const NOW: &str = "2031-06-20 12:00:00+00";
const CONSUME: &str = "SELECT monitoring.refresh_rollups('2031-06-20 12:00:00+00')";

/// A database that has no partitions but for the days that the tests ask for: what setup() made is taken away.
async fn database(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, "UPDATE monitoring.retention_policies SET keep = '2 days' WHERE name = 'rollups_minute'")
        .await;
    run(&client, "DO $$ DECLARE p record; BEGIN FOR p IN SELECT * FROM agentmon.partitions() q WHERE q.starts_at IS NOT NULL LOOP EXECUTE format('DROP TABLE monitoring.%I', p.partition_name); END LOOP; END $$").await;
    client
}

/// A metric, a log row at error and an execution per hour of a day, in a partition of that day or in the catch-all one.
async fn day_of_rows(client: &Client, day: &str, partition: bool) {
    if partition {
        run(
            client,
            &format!(
                "SELECT agentmon.make_partition(t.table_name, '{day}') FROM agentmon.partitioned_tables() t"
            ),
        )
        .await;
    }
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
         SELECT 'm', n, timestamptz '{day} 00:00:00+00' + n * interval '1 hour' FROM generate_series(0, 23) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
         SELECT 'a', 'error', 'broken', timestamptz '{day} 00:00:00+00' + n * interval '1 hour' FROM generate_series(0, 23) AS n;
         INSERT INTO monitoring.agent_executions (agent_name, status, created_at)
         SELECT 'a', 'success', timestamptz '{day} 00:00:00+00' + n * interval '1 hour' FROM generate_series(0, 23) AS n"
    ))
    .await;
}

/// What a run removed, as "table partitions/rows" for the tables where it removed anything. That tests change settings,
/// years before their clock, is no news.
async fn apply(client: &Client) -> Vec<String> {
    values(
        client,
        &format!(
            "SELECT format('%s %s/%s', table_name, partitions_removed, rows_removed)
        FROM monitoring.apply_retention('{NOW}') WHERE (partitions_removed > 0 OR rows_removed > 0) AND table_name <> 'audit_log' ORDER BY 1"
        ),
    )
    .await
}

async fn days(client: &Client, table: &str) -> Vec<String> {
    let column = if table == "pipeline_metrics" { "timestamp" } else { "created_at" };
    values(client, &format!("SELECT DISTINCT to_char(\"{column}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM monitoring.{table} ORDER BY 1")).await
}

#[tokio::test]
async fn each_table_goes_by_its_policy() {
    let client = database("policies").await;
    // Metrics are kept for 14 days, logs for 30, executions for 90.
    for (day, partition) in [
        ("2031-06-19", true),
        ("2031-06-06", true),
        ("2031-06-05", true),
        ("2031-05-20", true),
        ("2031-03-21", true),
        ("2029-01-01", false),
        ("2039-01-01", false),
    ] {
        day_of_rows(&client, day, partition).await;
    }
    run(&client, &format!(
        "INSERT INTO public.monitoring_events (event_type, created_at) VALUES ('old', timestamptz '{NOW}' - interval '31 days'), ('new', timestamptz '{NOW}' - interval '29 days');
         INSERT INTO monitoring.alerts (alert_key, source, labels, severity, state, starts_at, last_seen_at, updated_at)
         SELECT sha256(n::text::bytea), 'log', '{{}}', 'error', state, t, t, t FROM (VALUES (1, 'resolved', 91), (2, 'resolved', 89), (3, 'firing', 400)) AS v (n, state, days),
             LATERAL (SELECT timestamptz '{NOW}' - days * interval '1 day') AS at (t);
         INSERT INTO monitoring.notifications (channel, kind, reason, payload, state, next_attempt_at, idempotency_key, created_at, settled_at)
         SELECT 'sms', 'sms', 'repeat', '{{}}', state, t, n, t, CASE state WHEN 'pending' THEN NULL ELSE t END
         FROM (VALUES ('a', 'sent', 91), ('b', 'dead', 92), ('c', 'unknown', 93), ('d', 'sent', 89), ('e', 'pending', 400)) AS v (n, state, days),
             LATERAL (SELECT timestamptz '{NOW}' - days * interval '1 day') AS at (t);
         INSERT INTO monitoring.metric_series (series_key, metric_name, dimensions) VALUES ('x', 'm', '{{}}');
         INSERT INTO monitoring.rollups_stored (series_id, period, period_start, last_at, count_value, sum_value, min_value, max_value, sketch, created_at)
         SELECT s.id, period, timestamptz '{NOW}' - age, '{NOW}', 1, 1, 1, 1, '', '{NOW}' FROM monitoring.metric_series s,
             (VALUES ('hourly', interval '91 days'), ('hourly', '89 days'),
                     ('daily', '366 days'), ('daily', '364 days'), ('weekly', '5 years 1 day'), ('weekly', '5 years -1 day')) AS v (period, age)
         WHERE s.series_key = 'x';
         INSERT INTO monitoring.minute_segments (source, block, ends_at, last_start, minutes, created_at, body)
         SELECT 'pipeline_metrics', t, t + interval '1 hour', t, 1, '{NOW}', '' FROM (VALUES (timestamptz '{NOW}' - interval '3 days'), ('{NOW}'::timestamptz - interval '1 day')) AS v (t)"
    ))
    .await;
    // Nobody has read metrics and errors yet: only what nobody reads goes.
    run(&client, "ANALYZE").await;
    let others = [
        "monitoring_events 0/1",
        "notifications 0/4",
        "rollups_daily 0/1",
        "rollups_hourly 0/1",
        "rollups_minute 0/1",
        "rollups_weekly 0/1",
    ];
    assert_eq!(apply(&client).await, others);
    assert_eq!(days(&client, "pipeline_metrics").await.len(), 7);
    assert_eq!(days(&client, "agent_logs").await.len(), 7);
    assert_eq!(days(&client, "agent_executions").await.len(), 7);
    assert_eq!(
        values::<String>(&client, "SELECT state FROM monitoring.alerts ORDER BY 1").await,
        ["firing", "resolved"]
    );
    assert_eq!(
        values::<String>(&client, "SELECT idempotency_key FROM monitoring.notifications ORDER BY 1").await,
        ["d", "e"]
    );
    assert_eq!(apply(&client).await, Vec::<String>::new());

    // Read by the rollups: the metrics go, whole days as partitions, estimated. The logs stay until the alerts have them. Minutes that
    // retention has gone past already were not made.
    run(&client, CONSUME).await;
    assert_eq!(
        apply(&client).await,
        [
            "agent_executions 1/48",
            "error_groups 0/2",
            "pipeline_metrics 3/96",
            "rollups_daily 0/3",
            "rollups_hourly 0/144"
        ]
    );
    assert_eq!(
        days(&client, "agent_executions").await,
        ["2031-05-20", "2031-06-05", "2031-06-06", "2031-06-19", "2039-01-01"]
    );
    assert_eq!(days(&client, "pipeline_metrics").await, ["2031-06-06", "2031-06-19", "2039-01-01"]);
    assert_eq!(days(&client, "agent_logs").await.len(), 7);
    run(&client, &format!("SELECT monitoring.process_alerts('{NOW}')")).await;
    assert_eq!(apply(&client).await, ["agent_logs 2/72"]);
    assert_eq!(days(&client, "agent_logs").await, ["2031-06-05", "2031-06-06", "2031-06-19", "2039-01-01"]);
    assert_eq!(
        value::<i64>(
            &client,
            "SELECT sum(count)::bigint FROM monitoring.alerts WHERE labels ->> 'alertname' = 'agent_error'"
        )
        .await,
        168
    );
}

#[tokio::test]
async fn a_policy_of_null_keeps_for_ever_and_a_bad_one_is_refused() {
    let client = database("forever").await;
    day_of_rows(&client, "2029-01-01", true).await;
    day_of_rows(&client, "2029-01-03", false).await;
    run(&client, &format!("{CONSUME}; SELECT monitoring.process_alerts('{NOW}'); UPDATE monitoring.retention_policies SET keep = NULL; ANALYZE")).await;
    assert_eq!(apply(&client).await, Vec::<String>::new());
    for keep in ["0", "-1 day", "1 month -31 days", "5000 years"] {
        assert_refused(
            &client,
            &format!("UPDATE monitoring.retention_policies SET keep = '{keep}' WHERE name = 'agent_logs'"),
            "22023",
        )
        .await;
        assert_refused(
            &client,
            &format!("INSERT INTO monitoring.retention_policies VALUES ('settings', '{keep}', '')"),
            "22023",
        )
        .await;
    }
    let error = assert_refused(
        &client,
        "INSERT INTO monitoring.retention_policies VALUES ('settings', '1 day', '')",
        "22023",
    )
    .await;
    assert!(
        error.detail().is_some_and(
            |text| text.contains("pipeline_metrics") && text.matches("notifications").count() == 1
        ),
        "{error:?}"
    );
    assert_refused(
        &client,
        "UPDATE monitoring.retention_policies SET name = 'settings' WHERE name = 'agent_logs'",
        "22023",
    )
    .await;
    for p_now in ["NULL", "'infinity'", "'-infinity'"] {
        assert_refused(&client, &format!("SELECT * FROM monitoring.apply_retention({p_now})"), "22023").await;
        assert_refused(&client, &format!("SELECT * FROM monitoring.maintain_partitions({p_now})"), "22023")
            .await;
    }
    // The longest that is allowed works.
    run(&client, "UPDATE monitoring.retention_policies SET keep = '1000 years'").await;
    assert_eq!(apply(&client).await, Vec::<String>::new());
    run(&client, "UPDATE monitoring.retention_policies SET keep = '1 day' WHERE name = 'agent_executions'")
        .await;
    assert_eq!(apply(&client).await, ["agent_executions 1/48"]);
}

#[tokio::test]
async fn a_partition_in_use_is_passed_over_and_the_others_go() {
    let cluster = shared_cluster().await;
    let client = database("in use").await;
    for day in ["2029-01-01", "2029-01-02", "2029-01-03"] {
        day_of_rows(&client, day, true).await;
    }
    run(&client, &format!("{CONSUME}; SELECT monitoring.process_alerts('{NOW}'); ANALYZE; UPDATE monitoring.settings SET value = '100 ms' WHERE name = 'lock_timeout'")).await;
    let reader = cluster.connect("in use").await;
    run(&reader, "BEGIN; SELECT count(*) FROM monitoring.pipeline_metrics_p20290102; LOCK TABLE public.monitoring_events IN SHARE MODE").await;
    let (admin, mut messages) = cluster.connect_listening("in use").await;
    run(&admin, "SET lock_timeout = '7777ms'; SET ROLE agentmon_admin").await;
    let removed = apply(&admin).await;
    assert_eq!(
        removed.iter().filter(|line| !line.starts_with("rollups")).collect::<Vec<_>>(),
        ["agent_executions 3/72", "agent_logs 3/72", "error_groups 0/1", "pipeline_metrics 2/48"]
    );
    assert_eq!(days(&client, "pipeline_metrics").await, ["2029-01-02"]);
    assert_eq!(value::<String>(&admin, "SHOW lock_timeout").await, "7777ms");
    let mut warnings = Vec::new();
    while let Ok(message) = messages.try_recv() {
        if let AsyncMessage::Notice(notice) = message {
            assert!(notice.hint().is_some(), "{notice:?}");
            warnings.push(notice.message().to_owned());
        }
    }
    for name in ["pipeline_metrics_p20290102", "monitoring_events"] {
        assert!(warnings.iter().any(|text| text.contains(name)), "no warning of {name}: {warnings:?}");
    }
    // A reader of the whole table holds up all of it, and nothing else.
    run(&reader, "ROLLBACK").await;
    day_of_rows(&client, "2029-01-04", true).await;
    run(&client, &format!("{CONSUME}; SELECT monitoring.process_alerts('{NOW}')")).await;
    run(&reader, "BEGIN; SELECT count(*) FROM monitoring.pipeline_metrics").await;
    let partitions = "SELECT table_name || ' ' || starts_at::date FROM agentmon.partitions() WHERE starts_at IS NOT NULL ORDER BY 1";
    apply(&client).await;
    assert_eq!(
        values::<String>(&client, partitions).await,
        ["pipeline_metrics 2029-01-02", "pipeline_metrics 2029-01-04"]
    );
    run(&reader, "ROLLBACK").await;
    apply(&client).await;
    assert_eq!(values::<String>(&client, partitions).await, Vec::<String>::new());
}

#[tokio::test]
async fn rows_that_come_while_retention_runs_are_not_taken_for_read_ones() {
    let cluster = shared_cluster().await;
    let client = database("races").await;
    run(&client, "UPDATE monitoring.settings SET value = '1 hour' WHERE name = 'lock_timeout'").await;
    let writer = cluster.connect("races").await;
    let late = "SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_name = 'late'";
    let insert = |table: &str, day: &str| {
        format!(
            "INSERT INTO monitoring.{table} (metric_name, metric_value, \"timestamp\") VALUES ('late', 1, '{day} 03:00:00+00')"
        )
    };
    let pid = backend_pid(&client).await;
    // The writer stops retention as it comes to the rows, lets in an unread one of that day, and lets go.
    let into_default = insert("pipeline_metrics_default", "2029-01-01");
    let into_partition = insert("pipeline_metrics", "2029-01-02");
    for (day, partition, before, after) in [
        (
            "2029-01-01",
            false,
            "LOCK TABLE monitoring.pipeline_metrics_default IN SHARE ROW EXCLUSIVE MODE",
            into_default.as_str(),
        ),
        ("2029-01-02", true, into_partition.as_str(), "SELECT 1"),
    ] {
        day_of_rows(&client, day, partition).await;
        run(&client, CONSUME).await;
        run(&writer, &format!("BEGIN; {before}")).await;
        let step = format!("SELECT agentmon.retention_step('pipeline_metrics', '14 days', '{NOW}')");
        let removing = run(&client, &step);
        let writing = async {
            until_it_waits(&writer, pid).await;
            run(&writer, &format!("{after}; COMMIT")).await;
        };
        tokio::join!(removing, writing);
        assert_eq!(value::<i64>(&client, late).await, 1, "{day} lost a row that nobody had read");
    }
    run(&client, CONSUME).await;
    apply(&client).await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, 0);
    assert_eq!(value::<i64>(&client, "SELECT sum(count_value)::bigint FROM monitoring.aggregated_metrics WHERE metric_name = 'late' AND period = 'weekly'").await, 2);
    // An old snapshot cannot show what came after it.
    day_of_rows(&client, "2029-01-05", true).await;
    run(&client, CONSUME).await;
    run(&client, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.pipeline_metrics")
        .await;
    run(&writer, &insert("pipeline_metrics", "2029-01-05")).await;
    let error = refusal(&client, &format!("SELECT * FROM monitoring.apply_retention('{NOW}')")).await;
    assert_eq!((error.code().code(), error.hint().is_some()), ("25000", true), "{error:?}");
    run(&client, "ROLLBACK").await;
    assert_eq!(value::<i64>(&client, late).await, 1);
}

#[tokio::test]
async fn the_job_removes_in_steps_that_commit() {
    let client = database("steps").await;
    for day in ["2029-01-01", "2029-01-02"] {
        day_of_rows(&client, day, true).await;
    }
    run(&client, &format!("{CONSUME}; SELECT monitoring.process_alerts('{NOW}')")).await;
    run(&client, "INSERT INTO public.monitoring_events (event_type, created_at) SELECT 'e', '2029-01-01 00:00:00+00' FROM generate_series(1, 25000);
        CREATE TABLE steps (transaction xid8, what text);
        CREATE FUNCTION note_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO public.steps SELECT pg_current_xact_id(), count(*) || ' events' FROM gone; RETURN NULL; END $$;
        CREATE TRIGGER note AFTER DELETE ON public.monitoring_events REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
        CREATE FUNCTION note_drops() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO public.steps SELECT pg_current_xact_id(), object_name FROM pg_event_trigger_dropped_objects() WHERE object_type = 'table'; END $$;
        CREATE EVENT TRIGGER note ON sql_drop EXECUTE FUNCTION note_drops()").await;
    run(&client, &format!("CALL monitoring.run_job('retention', '{NOW}')")).await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.monitoring_events").await, 0);
    // A table is locked from its first drop to the commit, so each has a transaction to itself.
    let steps = "SELECT string_agg(what, ', ' ORDER BY what) FROM steps WHERE what <> '0 events' GROUP BY transaction ORDER BY transaction";
    assert_eq!(
        values::<String>(&client, steps).await,
        [
            "agent_executions_p20290101, agent_executions_p20290102",
            "agent_logs_p20290101, agent_logs_p20290102",
            "10000 events, pipeline_metrics_p20290101, pipeline_metrics_p20290102",
            "10000 events",
            "5000 events"
        ]
    );
    let left: i64 =
        value(&client, "SELECT count(*) FROM agentmon.partitions() WHERE starts_at IS NOT NULL").await;
    assert_eq!(left, 0);
    assert!(value::<bool>(&client, "SELECT last_rows >= 25000 AND last_error IS NULL FROM monitoring.job_status WHERE name = 'retention'").await);
}

/// Issues, tasks and messages go when nobody needs them any more, and `storage()` says so before.
#[tokio::test]
async fn issues_tasks_and_messages_go_and_what_goes_next_is_told() {
    let client = database("storage").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_messages (from_agent, created_at) VALUES ('a', '2029-01-01'), ('a', '2029-05-31');
         INSERT INTO monitoring.tasks (type, status, created_at, updated_at) VALUES
             ('old', 'completed', '2029-01-01', '2029-01-01'), ('old', 'failed', '2029-01-01', '2029-01-01'), ('open', 'running', '2029-01-01', '2029-01-01'),
             ('new', 'cancelled', '2029-01-01', '2029-05-31');
         INSERT INTO monitoring.worker_issues (worker_name, issue_type, message, created_at, resolved, resolved_at) VALUES
             ('w', 'old', 'm', '2029-01-01', true, '2029-01-02'), ('w', 'open', 'm', '2029-01-01', false, NULL), ('w', 'new', 'm', '2029-01-01', true, '2029-05-31')",
    )
    .await;
    day_of_rows(&client, "2029-05-01", true).await;
    day_of_rows(&client, "2029-05-31", true).await;
    run(&client, "SELECT monitoring.refresh_rollups('2029-06-01 12:00:00+00'); SELECT monitoring.process_alerts('2029-06-01 12:00:00+00');
                  UPDATE monitoring.jobs SET last_run_at = '2029-06-01 01:30:00+00' WHERE name = 'retention'; ANALYZE").await;
    let next = "SELECT concat_ws(' ', table_name, next_partitions, next_rows, next_at AT TIME ZONE 'UTC', next_bytes > 0)
                FROM monitoring.storage('2029-06-01 12:00:00+00') WHERE next_rows > 0 AND policy NOT LIKE 'rollups%' AND policy <> 'usage' AND policy <> 'error_groups' ORDER BY 1";
    let told = values::<String>(&client, next).await;
    for expected in [
        "monitoring.agent_messages 0 1 2029-06-02 01:30:00 f",
        "monitoring.tasks 0 2 2029-06-02 01:30:00 f",
        "monitoring.worker_issues 0 1 2029-06-02 01:30:00 f",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected}: {told:?}");
    }
    assert!(
        told.iter().any(|line| line.starts_with("monitoring.agent_logs 1 ") && line.ends_with(" t")),
        "{told:?}"
    );
    run(&client, "CALL monitoring.run_job('retention', '2029-06-02 01:30:00+00')").await;
    let left = "SELECT (SELECT string_agg(type, ',' ORDER BY type) FROM monitoring.tasks) || ' ' || (SELECT string_agg(issue_type, ',' ORDER BY issue_type) FROM monitoring.worker_issues)
                || ' ' || (SELECT count(*) FROM monitoring.agent_messages)";
    assert_eq!(values::<String>(&client, left).await, ["new,open new,open 1"]);
    run(&client, "ANALYZE").await;
    let again = next.replace("2029-06-01 12:00", "2029-06-02 02:00");
    let told = values::<String>(&client, &again).await;
    assert!(
        !told
            .iter()
            .any(|line| line.contains("tasks") || line.contains("messages") || line.contains("issues")),
        "{told:?}"
    );
    // What nothing bounds says so: by its kind, by a policy of NULL, and where the job is switched off.
    let grows =
        "SELECT table_name || ': ' || grows FROM monitoring.storage() WHERE grows IS NOT NULL ORDER BY 1";
    let told = values::<String>(&client, grows).await;
    assert!(
        told.contains(&"monitoring.agents: a row for each agent that sends heartbeats".to_owned()),
        "{told:?}"
    );
    assert!(!told.iter().any(|line| line.contains("agent_logs")), "{told:?}");
    run(&client, "UPDATE monitoring.retention_policies SET keep = NULL WHERE name = 'agent_logs'").await;
    assert!(
        values::<String>(&client, grows)
            .await
            .contains(&"monitoring.agent_logs: its policy keeps for ever".to_owned())
    );
    run(&client, "UPDATE monitoring.jobs SET enabled = false WHERE name = 'retention'").await;
    assert!(
        values::<String>(&client, grows)
            .await
            .contains(&"monitoring.agent_messages: the job retention is switched off".to_owned())
    );
    // Every table that setup() makes is bounded, told of, or holds what somebody configures.
    let unknown = "SELECT relation FROM (SELECT DISTINCT r AS relation FROM monitoring.schema_migrations, unnest(relations) AS r) AS made
                   JOIN pg_class c ON c.oid = to_regclass(relation) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                   WHERE relation NOT IN (SELECT table_name FROM monitoring.storage()) ORDER BY 1";
    assert_eq!(
        values::<String>(&client, unknown).await,
        OF_FIXED_SIZE.map(|name| format!("monitoring.{name}"))
    );
}

/// Tables that hold what is configured, what runs at the moment, or a row for each of a known number of things.
const OF_FIXED_SIZE: [&str; 30] = [
    "alert_rules",
    "budget_alerts",
    "budgets",
    "channel_circuits",
    "channel_pace",
    "channel_sends",
    "collectors",
    "consumer_cursors",
    "errors_put_off",
    "escalation_steps",
    "health_checks",
    "health_thresholds",
    "inhibition_rules",
    "jobs",
    "late_rows",
    "left_names",
    "metric_series",
    "model_prices",
    "mute_times",
    "notification_channels",
    "notification_routes",
    "notifiers",
    "queue_sources",
    "retention_policies",
    "schema_migrations",
    "service_level_alerts",
    "service_levels",
    "settings",
    "statement_counters",
    "step_failures",
];
