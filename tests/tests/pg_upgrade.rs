//! pg_upgrade: another system identifier, transaction ids that go on, and each row counted and told once all the same.

use agentmon_tests::Cluster;
use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{row, rows, run, value};
use tokio_postgres::Client;

const DATABASE: &str = "production";
const SETUP: &str = "SELECT monitoring.setup('2026-03-02 10:00:00+00')";
const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 10:00:00+00')";
const PROCESS: &str = "SELECT monitoring.process_alerts('2026-03-02 10:01:00+00')";

/// One metric and one error, both of that name.
async fn insert(client: &Client, name: &str) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT '{name}', 1.5 * n, '{{\"queue\": \"q\"}}', timestamptz '2026-03-02 10:00:00+00' + n * interval '7 hours' FROM generate_series(0, 9) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('{name}', 'error', 'no. 1', '2026-03-02 10:00:00+00')"
    ))
    .await;
}

/// How many rows of each name the days count, and how many errors of it the alerts.
async fn counted(client: &Client) -> Vec<String> {
    rows(
        client,
        "SELECT name, coalesce(m.n, 0), coalesce(a.n, 0)
         FROM (SELECT s.metric_name AS name, sum(r.count_value) AS n FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
               WHERE r.period = 'daily' AND s.metric_name LIKE '_, %' GROUP BY 1) AS m
         FULL JOIN (SELECT labels ->> 'agent_name' AS name, sum(count) AS n FROM monitoring.alerts GROUP BY 1) AS a USING (name) ORDER BY 1",
    )
    .await
}

async fn next_id(client: &Client) -> i64 {
    value(client, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").await
}

#[tokio::test]
async fn each_row_counts_once_across_pg_upgrade() {
    let old = Cluster::with().own_identity().start().await;
    old.create_database(DATABASE).await;
    let client = old.connect(DATABASE).await;
    run(&client, &format!("CREATE EXTENSION pg_agentmon; {SETUP}")).await;
    // One transaction was open when the consumers ran, and one has come back since they did.
    let (long, lost) = (old.connect(DATABASE).await, old.connect(DATABASE).await);
    for session in [&long, &lost] {
        run(session, "BEGIN").await;
    }
    insert(&long, "a, open").await;
    insert(&lost, "lost").await;
    insert(&client, "b, read").await;
    run(&client, &format!("{REFRESH}; {PROCESS}")).await;
    run(&long, "COMMIT").await;
    run(&lost, "ROLLBACK").await;
    insert(&client, "c, unread").await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('d, of no day', 1, '2041-01-01 00:00:00+00');
         CREATE TABLE public.report AS SELECT monitoring.percentile_agg(n) AS sketch FROM generate_series(1, 1000) AS n",
    )
    .await;
    assert_eq!(counted(&client).await, ["b, read|10|1"]);
    let notifications = "SELECT count(*) FROM monitoring.notifications";
    assert_eq!(row(&client, notifications).await, "2", "by sms and email");
    let report =
        "SELECT monitoring.num_vals(sketch), monitoring.approx_percentile(0.95, sketch) FROM public.report";
    let (reported, tag, id) = (
        row(&client, report).await,
        row(&client, "SELECT agentmon.cluster_tag()").await,
        next_id(&client).await,
    );
    drop((client, long, lost));

    let new = Cluster::with().own_identity().start().await;
    tokio::join!(old.stop(), new.stop());
    new.pg_upgrade_from(&old).unwrap_or_else(|error| panic!("{error}"));
    new.start_again().await;
    let client = new.connect(DATABASE).await;
    assert_ne!(row(&client, "SELECT agentmon.cluster_tag()").await, tag, "another cluster");
    assert!(next_id(&client).await >= id, "whose transactions go on");
    assert_eq!(row(&client, report).await, reported);

    // An application does not wait for setup(); a transaction of the new cluster is open while they run.
    insert(&client, "e, before setup()").await;
    let long = new.connect(DATABASE).await;
    run(&long, "BEGIN").await;
    insert(&long, "f, open").await;
    run(&client, &format!("{REFRESH}; {PROCESS}")).await;
    let before =
        ["a, open|10|1", "b, read|10|1", "c, unread|10|1", "d, of no day|1|0", "e, before setup()|10|1"];
    assert_eq!(counted(&client).await, before);
    assert_rollups_equal_group_by(&client).await;
    // What binds the tables to the extension is made anew: it waits for whoever writes.
    run(&long, "COMMIT").await;
    let done = concat!("pg_agentmon ", env!("CARGO_PKG_VERSION"), " is set up");
    assert_eq!(rows(&client, SETUP).await.last().map(String::as_str), Some(done));
    insert(&client, "g, after it").await;
    run(&client, &format!("{REFRESH}; {PROCESS}")).await;
    for _ in 0..2 {
        let after = [&before[..], &["f, open|10|1", "g, after it|10|1"]].concat();
        assert_eq!(counted(&client).await, after);
        assert_eq!(row(&client, notifications).await, "12", "one of each error, by sms and email");
        assert_eq!(value::<i32>(&client, REFRESH).await, 0);
        assert_eq!(value::<i32>(&client, PROCESS).await, 0);
    }
    assert_rollups_equal_group_by(&client).await;
    // Nothing that has been read holds up retention.
    let unread = "SELECT bool_or(agentmon.unread_rows(consumer, source, ('monitoring.' || source)::regclass)) FROM agentmon.consumers()";
    assert_eq!(row(&client, unread).await, "f");
}
