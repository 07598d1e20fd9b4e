//! A publisher and a subscriber: rows that leave the stamp behind are stamped, counted and told where they arrive.

use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, setup_database};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_postgres::Client;

const TABLES: [&str; 3] = ["pipeline_metrics", "agent_logs", "agent_executions"];
const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')";
const PROCESS: &str = "SELECT monitoring.process_alerts('2026-03-10 12:00:00+00')";

/// Two clusters with a database of the same name, set up in both.
struct Pair {
    publisher: Cluster,
    source: Client,
    subscriber: Cluster,
    target: Client,
    database: &'static str,
}

impl Pair {
    async fn start(database: &'static str) -> Self {
        let settings = || Cluster::with().own_identity().logical();
        let (publisher, subscriber) = tokio::join!(settings().start(), settings().start());
        let source = setup_database(&publisher, database).await;
        let target = setup_database(&subscriber, database).await;
        assert_ne!(tag(&source).await, tag(&target).await);
        Self { publisher, source, subscriber, target, database }
    }

    /// The raw tables with their columns, as a publication names them.
    async fn tables(&self, with_stamp: bool) -> String {
        let mut tables = Vec::new();
        for table in TABLES {
            let columns = format!(
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                 WHERE attrelid = 'monitoring.{table}'::regclass AND attnum > 0 AND NOT attisdropped AND (attname <> 'stamp' OR {with_stamp})"
            );
            tables.push(format!("monitoring.{table} ({})", row(&self.source, &columns).await));
        }
        tables.join(", ")
    }

    /// Publishes the raw tables and subscribes to them.
    async fn replicate(&self, with_stamp: bool) {
        // Inserts alone: neither the moves from the catch-all partitions nor retention are anybody else's.
        let publication = format!(
            "CREATE PUBLICATION raw FOR TABLE {} WITH (publish = 'insert', publish_via_partition_root = true)",
            self.tables(with_stamp).await
        );
        run(&self.source, &publication).await;
        let connection = self.publisher.url(self.database);
        run(&self.target, &format!("CREATE SUBSCRIPTION raw CONNECTION '{connection}' PUBLICATION raw"))
            .await;
    }

    /// Waits until the rows that were there have been copied.
    async fn copied(&self) {
        let copied = "SELECT count(*) FROM pg_subscription_rel WHERE srsubstate = 'r'";
        eventually_true("the tables to be copied", DEADLINE, async || {
            value::<i64>(&self.target, copied).await == TABLES.len() as i64
        })
        .await;
    }

    /// Waits until what the publisher has committed has been applied.
    async fn catch_up(&self) {
        // A message of its own: commits here do not wait until they are written, so what is written may end before them.
        let end = row(&self.source, "SELECT pg_logical_emit_message(false, 'test', 'so far')").await;
        let confirmed = format!(
            "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'raw' AND confirmed_flush_lsn >= '{end}'"
        );
        eventually_true("the subscriber to catch up", DEADLINE, async || {
            value::<i64>(&self.source, &confirmed).await == 1
        })
        .await;
    }
}

async fn tag(client: &Client) -> i32 {
    value(client, "SELECT agentmon.cluster_tag()").await
}

/// A transaction with a few metrics, an error, a warning and a run.
async fn insert(client: &Client, name: &str, metrics: usize) {
    run(client, &format!(
        "BEGIN; INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'm', 1.1 * n, '{{\"writer\": \"{name}\"}}', timestamptz '2026-03-08 23:00:00+00' + n * interval '11 minutes' FROM generate_series(1, {metrics}) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('{name}', 'error', 'failed'), ('{name}', 'warning', 'slow');
         INSERT INTO monitoring.agent_executions (agent_name, status) VALUES ('{name}', 'success'); COMMIT"
    ))
    .await;
}

/// Rows of the raw tables that bear the tag.
async fn stamped(client: &Client, tag: i32) -> Vec<String> {
    let count =
        TABLES.map(|table| format!("SELECT count(*) FROM monitoring.{table} WHERE stamp >> 48 = {tag}"));
    rows(client, &count.join(" UNION ALL ")).await
}

/// Metrics in the daily rollups, and errors in the alerts.
async fn counted(client: &Client) -> (i64, i64) {
    let rolled_up = "SELECT coalesce(sum(r.count_value), 0)::bigint FROM monitoring.rollups r
                     JOIN monitoring.metric_series s ON s.id = r.series_id WHERE s.metric_name = 'm' AND r.period = 'daily'";
    let told = "SELECT coalesce(sum(count), 0)::bigint FROM monitoring.alerts";
    (value(client, rolled_up).await, value(client, told).await)
}

#[tokio::test]
async fn a_subscriber_stamps_counts_and_tells_what_it_receives_once() {
    let pair = Pair::start("replicated").await;
    let (source, target) = (&pair.source, &pair.target);
    // Some that the publisher has counted, some not, and two of the subscriber's own.
    insert(source, "before", 10).await;
    run(source, &format!("{REFRESH}; {PROCESS}")).await;
    insert(source, "before, too", 10).await;
    insert(target, "at home", 2).await;
    run(target, &format!("{REFRESH}; {PROCESS}")).await;
    pair.replicate(false).await;
    pair.copied().await;
    run(target, &format!("{REFRESH}; {PROCESS}")).await;
    assert_eq!(counted(target).await, (22, 3), "copied");

    // The consumers of both run while rows stream in, from transactions that overlap.
    let (done, is_done) = watch::channel(false);
    let mut consumers = JoinSet::new();
    for cluster in [&pair.publisher, &pair.subscriber] {
        for step in [REFRESH, PROCESS] {
            let (client, is_done) = (cluster.connect(pair.database).await, is_done.clone());
            consumers.spawn(async move {
                while !*is_done.borrow() {
                    run(&client, step).await;
                }
            });
        }
    }
    let long = pair.publisher.connect(pair.database).await;
    run(&long, "BEGIN; INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2026-03-09 00:00:00+00')").await;
    let mut writers = JoinSet::new();
    for writer in 0..3 {
        let client = pair.publisher.connect(pair.database).await;
        writers.spawn(async move {
            for _ in 0..30 {
                insert(&client, &format!("writer {writer}"), 5).await;
            }
        });
    }
    writers.join_all().await;
    pair.catch_up().await;
    run(&long, "COMMIT").await;
    insert(target, "at home", 2).await;
    pair.catch_up().await;
    done.send_replace(true);
    consumers.join_all().await;
    for client in [source, target] {
        run(client, &format!("{REFRESH}; {PROCESS}")).await;
        assert_rollups_equal_group_by(client).await;
    }
    assert_eq!(counted(source).await, (471, 92));
    assert_eq!(counted(target).await, (475, 94));
    assert_eq!(stamped(target, tag(target).await).await, ["475", "188", "94"]);
    assert_eq!(value::<i32>(target, REFRESH).await + value::<i32>(target, PROCESS).await, 0);

    // What goes home from the catch-all partition at the publisher stays where it is at the subscriber.
    let far = "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2041-01-01 00:00:00+00')";
    run(source, far).await;
    assert_eq!(row(source, "SELECT agentmon.make_partition('pipeline_metrics', '2041-01-01')").await, "1");
    run(source, far).await;
    pair.catch_up().await;
    run(target, REFRESH).await;
    assert_eq!(counted(target).await, (477, 94));
    assert_rollups_equal_group_by(target).await;
}

/// Both are in one cluster: the ids of their transactions are drawn from one counter, and their tags differ all the same.
#[tokio::test]
async fn two_databases_of_one_cluster_replicate_like_two_clusters() {
    let cluster = Cluster::with().logical().start().await;
    let source = setup_database(&cluster, "publishing").await;
    let target = setup_database(&cluster, "subscribing").await;
    assert_ne!(tag(&source).await, tag(&target).await);
    let columns = |stamp: bool| {
        let stamp = if stamp { ", stamp" } else { "" };
        format!(
            "monitoring.pipeline_metrics (id, metric_name, metric_value, tags, \"timestamp\", created_at{stamp}),
             monitoring.agent_logs (id, agent_name, log_level, message, created_at{stamp}),
             monitoring.agent_executions (id, agent_name, status, created_at{stamp})"
        )
    };
    insert(&source, "copied", 10).await;
    run(&source, &format!("CREATE PUBLICATION raw FOR TABLE {} WITH (publish = 'insert', publish_via_partition_root = true)", columns(true))).await;
    // Within one cluster the slot is made by hand, or making the subscription would wait for itself.
    run(&source, "SELECT pg_create_logical_replication_slot('raw', 'pgoutput')").await;
    let connection = cluster.url("publishing");
    run(
        &target,
        &format!(
            "CREATE SUBSCRIPTION raw CONNECTION '{connection}' PUBLICATION raw WITH (create_slot = false)"
        ),
    )
    .await;
    eventually_true("the copy to fail", DEADLINE, async || {
        cluster.log().contains("a replicated row brings its stamp along")
    })
    .await;
    run(&source, &format!("ALTER PUBLICATION raw SET TABLE {}", columns(false))).await;
    let copied = "SELECT count(*) FROM pg_subscription_rel WHERE srsubstate = 'r'";
    eventually_true("the tables to be copied", DEADLINE, async || value::<i64>(&target, copied).await == 3)
        .await;
    run(&target, &format!("{REFRESH}; {PROCESS}")).await;
    insert(&source, "streamed", 10).await;
    eventually_true("the rows to arrive", DEADLINE, async || {
        value::<i64>(&target, "SELECT count(*) FROM monitoring.agent_executions").await == 2
    })
    .await;
    for client in [&source, &target] {
        run(client, &format!("{REFRESH}; {PROCESS}")).await;
        assert_eq!(counted(client).await, (20, 2));
        assert_eq!(value::<i32>(client, REFRESH).await + value::<i32>(client, PROCESS).await, 0);
    }
    assert_eq!(stamped(&target, tag(&target).await).await, ["20", "4", "2"]);
    run(&target, "DROP SUBSCRIPTION raw").await;
}

/// By the publisher's stamps nobody here could tell what is new: such rows are refused, loudly, and are not lost.
#[tokio::test]
async fn rows_that_bring_their_stamp_along_are_refused_until_they_leave_it_behind() {
    let pair = Pair::start("stamped elsewhere").await;
    let (source, target) = (&pair.source, &pair.target);
    insert(source, "copied", 10).await;
    pair.replicate(true).await;
    eventually_true("the copy to fail", DEADLINE, async || {
        pair.subscriber.log().contains("a replicated row brings its stamp along")
    })
    .await;
    run(target, &format!("{REFRESH}; {PROCESS}")).await;
    assert_eq!(counted(target).await, (0, 0));
    run(source, &format!("ALTER PUBLICATION raw SET TABLE {}", pair.tables(false).await)).await;
    pair.copied().await;
    insert(source, "streamed", 10).await;
    pair.catch_up().await;
    run(target, &format!("{REFRESH}; {PROCESS}")).await;
    assert_eq!(counted(target).await, (20, 2));
    assert_eq!(stamped(target, tag(target).await).await, ["20", "4", "2"]);
}
