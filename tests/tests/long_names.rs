//! Names that are longer than an index entry may be: nothing is refused, and nothing is held up by them.

use agentmon_tests::{setup_database, shared_cluster};

/// Random text, which does not compress below the 2.7 kB that an entry of a B-tree may have.
const LONG: &str = "(SELECT string_agg(md5(i::text), '') AS n FROM generate_series(1, 1000) AS i) AS t";

#[tokio::test]
async fn rows_with_long_names_are_kept_alerted_and_rolled_up() {
    let client = setup_database(shared_cluster().await, "long_names").await;
    let sql = format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, user_id, session_id)
         SELECT n, 'error', n, n, n, n FROM {LONG};
         INSERT INTO monitoring.agent_executions (agent_name, status, model_used, user_id, error_type) SELECT n, 'failure', n, n, n FROM {LONG};
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags) SELECT n, 1, jsonb_build_object(n, n) FROM {LONG};
         INSERT INTO monitoring.tasks (type) SELECT n FROM {LONG};
         INSERT INTO monitoring.agent_messages (from_agent, correlation_id) SELECT n, n FROM {LONG};
         INSERT INTO public.monitoring_events (event_type) SELECT n FROM {LONG};"
    );
    client.batch_execute(&sql).await.expect("long names are no fault");
    let made: i32 =
        client.query_one("SELECT monitoring.process_alerts()", &[]).await.expect("it goes on").get(0);
    assert_eq!(made, 2, "one by SMS, one by email");
    for (at, what) in [("0", "a minute and an hour"), ("1 hour", "a day and a week, when the hour is over")] {
        let refresh = format!(
            "SELECT monitoring.refresh_rollups(\"timestamp\" + interval '{at}') FROM monitoring.pipeline_metrics"
        );
        let written: i32 = client.query_one(&refresh, &[]).await.expect("it goes on").get(0);
        assert_eq!(written, 6, "{what}, of metrics, executions and logs");
    }
    let count = "SELECT count(*) FROM monitoring.metric_series WHERE length(metric_name) = 32000";
    assert_eq!(client.query_one(count, &[]).await.expect("a count").get::<_, i64>(0), 1);
    let status: String = client
        .query_one("SELECT get_system_health() ->> 'overall_status'", &[])
        .await
        .expect("health")
        .get(0);
    assert_eq!(status, "healthy");
}

/// What fills these itself: levels and words that are checked, names from the code, hashes, ids that the daemon makes.
const OWN: &[&str] = &[
    "agent_activity.agent_key",
    "agent_activity.source",
    "agent_executions.status",
    "agent_status_history.agent_key",
    "alert_groups.group_key",
    "alerts.alert_key",
    "collectors.member",
    "collectors.name",
    "consumer_cursors.consumer",
    "consumer_cursors.source",
    "error_group_days.agent_key",
    "error_group_days.fingerprint",
    "error_group_users.agent_key",
    "error_group_users.fingerprint",
    "error_group_users.user_key",
    "error_groups.agent_key",
    "error_groups.fingerprint",
    "jobs.name",
    "late_rows.source",
    "metric_series.series_key",
    "metric_series.source",
    "minute_segments.source",
    "model_prices.source",
    "notifications.idempotency_key",
    "operation_days.operation_key",
    "queue_sources.name",
    "rollups_stored.period",
    "schema_migrations.name",
    "service_level_alerts.burn",
    "step_failures.member",
    "step_failures.step",
    "user_days.user_key",
];

/// Keys that refer to names that are bounded.
const REFERRING: &[&str] = &[
    "alert_groups.route",
    "alerts.rule_name",
    "budget_alerts.budget",
    "channel_circuits.channel",
    "channel_pace.channel",
    "channel_sends.channel",
    "escalation_steps.route",
    "notifications.channel",
    "service_level_alerts.service_level",
    "notifications.fallback_for",
    "told_alerts.channel",
];

#[tokio::test]
async fn a_text_in_a_b_tree_is_bounded() {
    let client = setup_database(shared_cluster().await, "bounded").await;
    let unbounded = "SELECT DISTINCT t.relname || '.' || a.attname
        FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace) AND NOT t.relispartition
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_am m ON m.oid = x.relam AND m.amname = 'btree'
        CROSS JOIN unnest(i.indkey::smallint[]) AS k (attnum)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
        WHERE a.atttypid IN ('text'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'varchar'::regtype)
          AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.conname = 'agentmon_name_fits'
                          AND pg_get_constraintdef(c.oid) LIKE '%octet_length(' || a.attname || ')%')
        ORDER BY 1";
    let rows = client.query(unbounded, &[]).await.expect("a list");
    let found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let unknown: Vec<_> = found
        .iter()
        .filter(|column| !OWN.contains(&column.as_str()) && !REFERRING.contains(&column.as_str()))
        .collect();
    assert!(unknown.is_empty(), "texts of any length in a B-tree: {unknown:?}");
}
