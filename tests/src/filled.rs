//! A database in which everything is under way, and what must hold of it wherever it is moved to: rows that are rolled up
//! and others that are not, alerts that are open, messages that were sent, that somebody holds and that nobody has taken.

use tokio_postgres::Client;

use crate::oracle::{assert_activity_is_exact, assert_rollups_equal_group_by};
use crate::sql::{row, rows, run};

/// When all of it happens: a Monday. What comes after a move is a minute later.
pub const NOW: &str = "2026-03-02 10:00:00+00";

/// `setup()` at that time.
pub const SETUP: &str = "SELECT monitoring.setup('2026-03-02 10:00:00+00')";

/// Each channel hears of each of these once.
const STORIES: [&str; 6] = ["after", "held", "rule", "told", "unread", "unsent"];

/// An error of an agent, as an application writes it.
async fn error(client: &Client, agent: &str) {
    run(client, &format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at, user_id) VALUES ('{agent}', 'error', '{agent} broke', '{NOW}', 'u')"
    ))
    .await;
}

/// Samples of a metric over three hours, up to now.
async fn metrics(client: &Client, from: u32, to: u32) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'latency', n, jsonb_build_object('queue', n % 7), timestamptz '{NOW}' - n % 180 * interval '1 minute' FROM generate_series({from}, {to}) AS n"
    ))
    .await;
}

/// A step of alerting, this long after `NOW`.
async fn process(client: &Client, later: &str) {
    run(client, &format!("SELECT monitoring.process_alerts(timestamptz '{NOW}' + interval '{later}')")).await;
}

/// A worker takes what is due.
async fn claim(client: &Client, worker: &str, later: &str) -> Vec<String> {
    let sql = format!(
        "SELECT id || ',' || attempt FROM monitoring.claim_notifications('{worker}', 1000, timestamptz '{NOW}' + interval '{later}')"
    );
    rows(client, &sql).await
}

/// A worker sends what is due.
async fn deliver(client: &Client, later: &str) {
    for claimed in claim(client, "w", later).await {
        let (id, attempt) = claimed.split_once(',').expect("two columns");
        run(client, &format!(
            "SELECT monitoring.complete_notification('{id}', 'w', {attempt}, NULL, timestamptz '{NOW}' + interval '{later}')"
        ))
        .await;
    }
}

/// Rolls up all there is.
pub async fn refresh(client: &Client) -> i32 {
    // When the week is over.
    let sql = format!("SELECT monitoring.refresh_rollups(timestamptz '{NOW}' + interval '8 days')");
    row(client, &sql).await.parse().expect("a number")
}

/// Fills a database in which the extension and its tables are.
pub async fn fill(client: &Client) {
    run(
        client,
        &format!(
            "UPDATE monitoring.retention_policies SET keep = '100 years' WHERE name = 'rollups_minute';
             UPDATE monitoring.notification_channels SET unlimited = true;
             DELETE FROM monitoring.alert_rules;
             INSERT INTO monitoring.alert_rules (name, expression, severity, annotations) VALUES ('rule', 'temperature > 5', 'critical', '{{\"summary\": \"hot\"}}');
             INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('temperature', 9, timestamptz '{NOW}' - interval '1 second');
             INSERT INTO monitoring.notification_channels (name, kind, fallback) VALUES ('ops', 'slack', 'sms');
             SELECT monitoring.silence_alerts('{{\"agent_name\": \"silenced\"}}', '{NOW}', timestamptz '{NOW}' + interval '1 day', 'quiet', '{NOW}');
             INSERT INTO monitoring.budgets (name, limit_usd) VALUES ('month', 100);
             INSERT INTO monitoring.agent_executions (agent_name, model_used, status, execution_time_ms, input_tokens, output_tokens, cost_usd, user_id, created_at)
                 SELECT 'agent-' || n % 5, 'model', CASE WHEN n % 9 = 0 THEN 'failure' ELSE 'success' END, n, n * 10, n, 0.001 * n, 'u' || n % 3, timestamptz '{NOW}' - n * interval '7 minutes'
                 FROM generate_series(1, 300) AS n;
             INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('of no day', 1, '2041-01-01 00:00:00+00'), ('early', 1, '4713-01-01 BC');
             SELECT monitoring.log_worker_issue('w', 't', 'm'), monitoring.log_event('e'), monitoring.heartbeat('a'), monitoring.report_queue('q', 1);
             INSERT INTO monitoring.tasks (type, agent_id) SELECT 't', id FROM monitoring.agents;
             INSERT INTO monitoring.agent_messages (from_agent, content) VALUES ('a', '\"text\"');
             INSERT INTO monitoring.agent_assignments VALUES ('u', 'a');
             UPDATE monitoring.settings SET value = '5' WHERE name = 'partition_days_ahead';
             SELECT monitoring.expose_in_public('{{tasks,agent_logs}}')"
        ),
    )
    .await;
    // By the settings that it has now.
    run(client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
    metrics(client, 1, 2000).await;
    error(client, "told").await;
    error(client, "silenced").await;
    process(client, "0").await;
    deliver(client, "0").await;
    refresh(client).await;
    error(client, "held").await;
    process(client, "10 seconds").await;
    assert_eq!(
        claim(client, "gone", "10 seconds").await.len(),
        2,
        "by sms and email; its worker comes to no end"
    );
    error(client, "unsent").await;
    process(client, "20 seconds").await;
    error(client, "unread").await;
    metrics(client, 2001, 2100).await;
}

/// What is there: how many raw rows, what the rollups hold, the alerts, the cursors, and how each message stands.
pub async fn standing(client: &Client) -> Vec<String> {
    let mut found = Vec::new();
    for sql in [
        "SELECT 'raw', (SELECT count(*) FROM monitoring.agent_logs), (SELECT count(*) FROM monitoring.pipeline_metrics), (SELECT count(*) FROM monitoring.agent_executions)",
        "SELECT 'rollups', period, count(*), sum(count_value), sum(sum_value) FROM monitoring.rollups GROUP BY period ORDER BY period",
        "SELECT 'segments', source, count(*), sum(octet_length(body)), md5(string_agg(body::text, ',' ORDER BY body::text)) FROM monitoring.minute_segments GROUP BY source ORDER BY source",
        "SELECT 'alert', id, source, labels, state, count, starts_at FROM monitoring.alerts ORDER BY id",
        "SELECT 'cursor', consumer, source, c.* FROM monitoring.consumer_cursors c ORDER BY c::text COLLATE \"C\"",
        "SELECT 'message', id, channel, reason, state, attempt, idempotency_key FROM monitoring.notifications ORDER BY id",
        "SELECT 'settings', count(*), md5(string_agg(s::text, ',' ORDER BY name)) FROM monitoring.settings s",
        "SELECT 'public', count(*) FROM public.tasks",
    ] {
        found.extend(rows(client, sql).await);
    }
    for kind in ["raw", "rollups", "segments", "alert", "cursor", "message"] {
        assert!(found.iter().any(|line| line.starts_with(kind)), "{kind}: {found:?}");
    }
    found
}

/// The lines of these kinds.
#[must_use]
pub fn of_kinds(standing: &[String], kinds: &[&str]) -> Vec<String> {
    let wanted = |line: &&String| kinds.iter().any(|kind| line.starts_with(&format!("{kind}|")));
    standing.iter().filter(wanted).cloned().collect()
}

/// Which channel was told of what, and how often, as `channel story reason times`.
async fn told(client: &Client) -> Vec<String> {
    rows(
        client,
        "SELECT n.channel || ' ' || coalesce(a.labels ->> 'agent_name', a.labels ->> 'alertname') || ' ' || n.reason || ' ' || count(DISTINCT n.id)
         FROM monitoring.notifications n JOIN monitoring.notification_alerts l ON l.notification_id = n.id JOIN monitoring.alerts a ON a.id = l.alert_id
         WHERE n.state = 'sent' GROUP BY n.channel, n.reason, a.labels ->> 'agent_name', a.labels ->> 'alertname' ORDER BY 1",
    )
    .await
}

/// After a move, with or without `setup()`: applications write on, each row counts once, and each story is told once.
pub async fn goes_on(client: &Client) {
    error(client, "after").await;
    metrics(client, 2101, 2200).await;
    refresh(client).await;
    assert_eq!(refresh(client).await, 0, "each row counts once");
    assert_rollups_equal_group_by(client).await;
    assert_activity_is_exact(client).await;
    let counted = "SELECT sum(r.count_value) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
         WHERE s.metric_name = 'latency' AND r.period = 'daily'";
    assert_eq!(row(client, counted).await, "2200");
    process(client, "1 minute").await;
    deliver(client, "1 minute").await;
    // What the lost worker held is due again when its lease has run out.
    for later in ["10 minutes", "20 minutes"] {
        process(client, later).await;
        deliver(client, later).await;
    }
    // Mail hears of ends, too; that an error is over is said when it has been quiet for so long.
    let mut expected: Vec<_> = STORIES
        .iter()
        .flat_map(|story| {
            ["email {} all_resolved 1", "email {} first_notification 1", "sms {} first_notification 1"]
                .map(|line| line.replace("{}", story))
        })
        .collect();
    expected.sort_unstable();
    let messages = "SELECT id, channel, reason, state, created_at, note, fallback_for, payload ->> 'title' FROM monitoring.notifications ORDER BY created_at, id";
    assert_eq!(told(client).await, expected, "{}", rows(client, messages).await.join("\n"));
}
