//! Raw rows that are brought here with their stamps: from other databases of the same cluster, from copies, from this
//! one's own past, in portions of any order. Each counts once and is told once, wherever a cursor happens to stand.

use std::path::Path;

use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{assert_refused, row, rows, run, value};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

/// Errors of two hours ago are still told.
const SETUP: &str = "SELECT monitoring.setup('2026-03-02 12:00:00+00');
    UPDATE monitoring.settings SET value = '1 day' WHERE name = 'error_resolve_after'";
const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')";
const PROCESS: &str = "SELECT monitoring.process_alerts('2026-03-02 12:00:00+00')";
const ADOPT: &str = "CALL monitoring.run_job('partitions', '2026-03-02 12:00:00+00')";
const RAW: [&str; 3] = ["agent_executions", "agent_logs", "pipeline_metrics"];

/// A database with partitions around the Monday that the rows are of.
async fn database(cluster: &Cluster, name: &str) -> Client {
    let client = setup_database(cluster, name).await;
    run(&client, SETUP).await;
    client
}

/// In one transaction, `n` metrics, and a run and an error that bear their name.
fn rows_of(name: &str, n: u32) -> String {
    format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
             SELECT '{name}', k, '2026-03-02 10:00:00+00' FROM generate_series(1, {n}) AS k;
         INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('{name}', 'success', '2026-03-02 10:00:00+00');
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('{name}', 'error', 'failed', '2026-03-02 10:00:00+00')"
    )
}

async fn insert(client: &Client, name: &str, n: u32) {
    run(client, &format!("BEGIN; {}; COMMIT", rows_of(name, n))).await;
}

async fn consume(client: &Client) {
    run(client, &format!("{REFRESH}; {PROCESS}")).await;
}

/// By name: metrics and runs in the daily rollups, errors in the alerts.
async fn counted(client: &Client) -> Vec<String> {
    rows(
        client,
        "SELECT coalesce(name, agent), coalesce(metrics, 0), coalesce(runs, 0), coalesce(errors, 0)
         FROM (SELECT s.metric_name AS name, sum(r.count_value) AS metrics
               FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
               WHERE r.period = 'daily' AND s.source = 'pipeline_metrics' GROUP BY 1) AS m
         FULL JOIN (
             SELECT coalesce(e.agent, a.agent) AS agent, runs, errors
             FROM (SELECT s.dimensions ->> 'agent_name' AS agent, sum(r.count_value) AS runs
                   FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
                   WHERE r.period = 'daily' AND s.source = 'agent_executions' GROUP BY 1) AS e
             FULL JOIN (SELECT labels ->> 'agent_name' AS agent, sum(count) AS errors FROM monitoring.alerts GROUP BY 1) AS a USING (agent)
         ) AS x ON agent = name ORDER BY 1",
    )
    .await
}

/// Consumers and the job run again and again: nothing changes any more.
async fn nothing_more(client: &Client) {
    let before = counted(client).await;
    for _ in 0..2 {
        run(client, ADOPT).await;
        consume(client).await;
        assert_eq!(counted(client).await, before);
    }
    assert_eq!(value::<i32>(client, REFRESH).await, 0);
    assert_rollups_equal_group_by(client).await;
    assert_eq!(row(client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
}

/// The rows of the raw tables as pg_dump writes them, each with its stamp.
fn dump_rows(cluster: &Cluster, database: &str, dir: &Path, name: &str) -> String {
    let file = dir.join(name).display().to_string();
    let tables = RAW.map(|table| format!("--table=monitoring.{table}*"));
    let mut arguments = vec!["-a", "--load-via-partition-root", "-f", &file];
    arguments.extend(tables.iter().map(String::as_str));
    arguments.push(database);
    cluster.tool("pg_dump", &arguments).expect("a dump");
    file
}

fn load(cluster: &Cluster, file: &str, database: &str) {
    let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", file];
    cluster.tool("psql", &arguments).expect("the rows can be loaded");
}

/// Rows whose agent or metric has this name, from one database to another, stamps and all.
async fn bring(from: &Client, cluster: &Cluster, to: &str, name: &str) {
    for table in RAW {
        let column = if table == "pipeline_metrics" { "metric_name" } else { "agent_name" };
        let statements = rows(
            from,
            &format!("SELECT format('INSERT INTO monitoring.{table} SELECT * FROM jsonb_populate_record(NULL::monitoring.{table}, %L)', to_jsonb(t)) FROM monitoring.{table} t WHERE {column} = '{name}'"),
        )
        .await;
        run(&cluster.connect(to).await, &statements.join(";")).await;
    }
}

async fn tag(client: &Client) -> i32 {
    value(client, "SELECT agentmon.cluster_tag()").await
}

#[tokio::test]
async fn rows_of_another_database_count_once() {
    let cluster = shared_cluster().await;
    let source = database(cluster, "source").await;
    let target = database(cluster, "target").await;
    assert_ne!(tag(&source).await, tag(&target).await);
    insert(&source, "read there", 3).await;
    consume(&source).await;
    insert(&source, "not read there", 4).await;
    // The cursors of the target are past all of these.
    insert(&target, "at home", 5).await;
    consume(&target).await;

    let dir = tempfile::tempdir().expect("a directory");
    let file = dump_rows(cluster, "source", dir.path(), "rows.sql");
    load(cluster, &file, "target");
    consume(&target).await;
    assert_eq!(counted(&target).await, ["at home|5|1|1"], "nobody knows of them yet");
    run(&target, ADOPT).await;
    insert(&target, "at home, too", 6).await;
    consume(&target).await;
    let all = ["at home|5|1|1", "at home, too|6|1|1", "not read there|4|1|1", "read there|3|1|1"];
    assert_eq!(counted(&target).await, all);
    nothing_more(&target).await;
    let adopted =
        "SELECT count(*) FROM monitoring.pipeline_metrics WHERE stamp >> 48 = agentmon.adopted_tag()";
    assert_eq!(row(&target, adopted).await, "7");
}

#[tokio::test]
async fn the_order_of_portions_does_not_matter() {
    let cluster = shared_cluster().await;
    let source = database(cluster, "portions source").await;
    let target = database(cluster, "portions target").await;
    let open = cluster.connect("portions source").await;
    run(&open, "BEGIN").await;
    run(&open, &rows_of("oldest", 2)).await;
    for name in ["older", "old", "new"] {
        insert(&source, name, 3).await;
    }
    run(&open, "COMMIT").await;
    consume(&target).await;
    for (step, name) in ["new", "older", "old", "oldest"].into_iter().enumerate() {
        bring(&source, cluster, "portions target", name).await;
        // Sometimes two portions meet one adoption, and sometimes the consumers run before it.
        if step % 2 == 0 {
            consume(&target).await;
        }
        run(&target, ADOPT).await;
        consume(&target).await;
        assert_eq!(counted(&target).await.len(), step + 1);
    }
    assert_eq!(counted(&target).await, ["new|3|1|1", "old|3|1|1", "older|3|1|1", "oldest|2|1|1"]);
    nothing_more(&target).await;
}

/// While one session adopts and has not committed, others insert, adopt and consume.
#[tokio::test]
async fn adopted_rows_count_once_beside_others_that_adopt() {
    let cluster = shared_cluster().await;
    let source = database(cluster, "concurrent source").await;
    let target = database(cluster, "concurrent target").await;
    insert(&source, "first", 3).await;
    insert(&source, "second", 4).await;
    bring(&source, cluster, "concurrent target", "second").await;
    let adopting = cluster.connect("concurrent target").await;
    let adopt = RAW.map(|table| format!("SELECT agentmon.adopt_rows('rollups', '{table}')")).join(";");
    run(&adopting, &format!("BEGIN; {adopt}")).await;
    insert(&target, "at home", 1).await;
    bring(&source, cluster, "concurrent target", "first").await;
    // It reads in its own transaction, too: what it has adopted itself must wait.
    run(&adopting, &format!("{REFRESH}; {PROCESS}")).await;
    let other = cluster.connect("concurrent target").await;
    let waiting = tokio::spawn(async move { run(&other, ADOPT).await });
    run(&adopting, "COMMIT").await;
    waiting.await.expect("it waits, and goes on");
    consume(&target).await;
    assert_eq!(counted(&target).await, ["at home|1|1|1", "first|3|1|1", "second|4|1|1"]);
    nothing_more(&target).await;
}

#[tokio::test]
async fn a_copy_by_template_takes_rows_of_its_original() {
    let cluster = shared_cluster().await;
    let original = database(cluster, "original").await;
    insert(&original, "read", 2).await;
    consume(&original).await;
    insert(&original, "unread", 3).await;
    drop(original);
    let postgres = cluster.connect("postgres").await;
    let copied = "CREATE DATABASE copied TEMPLATE original";
    while let Err(error) = postgres.batch_execute(copied).await {
        // The connection that was dropped may not have ended yet.
        assert_eq!(error.code().map(|code| code.code()), Some("55006"), "{error:?}");
    }
    let original = cluster.connect("original").await;
    let copy = cluster.connect("copied").await;
    assert_ne!(tag(&original).await, tag(&copy).await);
    for client in [&original, &copy] {
        insert(client, "new", 4).await;
        consume(client).await;
        assert_eq!(counted(client).await, ["new|4|1|1", "read|2|1|1", "unread|3|1|1"]);
    }
    insert(&original, "later", 5).await;
    insert(&original, "last", 6).await;
    for name in ["last", "later"] {
        bring(&original, cluster, "copied", name).await;
        run(&copy, ADOPT).await;
        consume(&copy).await;
    }
    assert_eq!(
        counted(&copy).await,
        ["last|6|1|1", "later|5|1|1", "new|4|1|1", "read|2|1|1", "unread|3|1|1"]
    );
    nothing_more(&copy).await;
    consume(&original).await;
    assert_eq!(counted(&original).await, counted(&copy).await);
    nothing_more(&original).await;
}

#[tokio::test]
async fn tables_and_databases_that_were_made_anew_have_read_nothing() {
    let cluster = shared_cluster().await;
    let dir = tempfile::tempdir().expect("a directory");
    let client = database(cluster, "anew").await;
    insert(&client, "kept", 3).await;
    consume(&client).await;
    let first = tag(&client).await;
    let file = dump_rows(cluster, "anew", dir.path(), "kept.sql");

    // The same database.
    run(&client, "DROP EXTENSION pg_agentmon CASCADE; DROP SCHEMA monitoring CASCADE; DROP TABLE public.monitoring_events").await;
    run(&client, &format!("CREATE EXTENSION pg_agentmon; {SETUP}")).await;
    let second = tag(&client).await;
    assert_ne!(first, second);
    insert(&client, "new", 2).await;
    consume(&client).await;
    load(cluster, &file, "anew");
    run(&client, ADOPT).await;
    consume(&client).await;
    assert_eq!(counted(&client).await, ["kept|3|1|1", "new|2|1|1"]);
    nothing_more(&client).await;

    // A session that knew the old tag.
    let writer = cluster.connect("anew").await;
    insert(&writer, "by the writer", 1).await;
    run(&client, "DROP EXTENSION pg_agentmon CASCADE; DROP SCHEMA monitoring CASCADE; DROP TABLE public.monitoring_events").await;
    run(&client, &format!("CREATE EXTENSION pg_agentmon; {SETUP}")).await;
    insert(&writer, "by the writer", 1).await;
    let stamped = "SELECT count(*) FROM monitoring.agent_logs WHERE stamp >> 48 = agentmon.cluster_tag()";
    assert_eq!(row(&client, stamped).await, "1");

    // Another database of the same name.
    drop((client, writer));
    let postgres = cluster.connect("postgres").await;
    run(&postgres, "DROP DATABASE anew WITH (FORCE)").await;
    let client = database(cluster, "anew").await;
    consume(&client).await;
    load(cluster, &file, "anew");
    run(&client, ADOPT).await;
    consume(&client).await;
    assert_eq!(counted(&client).await, ["kept|3|1|1"]);
    nothing_more(&client).await;
}

#[tokio::test]
async fn what_a_database_has_read_it_does_not_count_again() {
    let cluster = shared_cluster().await;
    let dir = tempfile::tempdir().expect("a directory");
    let client = database(cluster, "emptied").await;
    insert(&client, "read", 3).await;
    consume(&client).await;
    let file = dump_rows(cluster, "emptied", dir.path(), "rows.sql");
    run(&client, "TRUNCATE monitoring.pipeline_metrics, monitoring.agent_logs, monitoring.agent_executions")
        .await;
    insert(&client, "new", 2).await;
    consume(&client).await;
    load(cluster, &file, "emptied");
    run(&client, ADOPT).await;
    consume(&client).await;
    assert_eq!(counted(&client).await, ["new|2|1|1", "read|3|1|1"]);
    nothing_more(&client).await;
    // A name is no identity.
    let before = tag(&client).await;
    drop(client);
    let postgres = cluster.connect("postgres").await;
    while postgres.batch_execute("ALTER DATABASE emptied RENAME TO renamed").await.is_err() {}
    let client = cluster.connect("renamed").await;
    assert_eq!(tag(&client).await, before);
    consume(&client).await;
    assert_eq!(counted(&client).await, ["new|2|1|1", "read|3|1|1"]);
}

#[tokio::test]
async fn rows_that_follow_a_restored_dump_count_once() {
    let cluster = shared_cluster().await;
    let dir = tempfile::tempdir().expect("a directory");
    let source = database(cluster, "dumped").await;
    insert(&source, "read", 2).await;
    consume(&source).await;
    insert(&source, "rolled up alone", 3).await;
    run(&source, REFRESH).await;
    insert(&source, "unread", 4).await;
    let dump = dir.path().join("dump");
    cluster.pg_dump("dumped", &dump).expect("a dump");
    cluster.create_database("followed").await;
    cluster.pg_restore(&dump, "followed").expect("a restore");
    let target = cluster.connect("followed").await;
    // Those that were read by one of two consumers are read by the other one.
    run(&target, ADOPT).await;
    consume(&target).await;
    let restored = ["read|2|1|1", "rolled up alone|3|1|1", "unread|4|1|1"];
    assert_eq!(counted(&target).await, restored);
    for name in ["after", "later", "last"] {
        insert(&source, name, 1).await;
    }
    for name in ["last", "after", "later"] {
        bring(&source, cluster, "followed", name).await;
        consume(&target).await;
        run(&target, ADOPT).await;
        consume(&target).await;
    }
    assert_eq!(counted(&target).await[..3], ["after|1|1|1", "last|1|1|1", "later|1|1|1"]);
    assert_eq!(counted(&target).await[3..], restored);
    nothing_more(&target).await;

    // And on to a third: what came to the second is nothing strange there.
    let dump = dir.path().join("onward");
    insert(&target, "of the second", 7).await;
    cluster.pg_dump("followed", &dump).expect("a dump");
    cluster.create_database("third").await;
    cluster.pg_restore(&dump, "third").expect("a restore");
    let third = cluster.connect("third").await;
    consume(&third).await;
    let mut all = counted(&target).await;
    all.insert(3, "of the second|7|1|1".to_owned());
    assert_eq!(counted(&third).await, all);
    nothing_more(&third).await;
}

/// Rows that wait for adoption are nobody's to remove.
#[tokio::test]
async fn retention_keeps_what_has_not_been_adopted() {
    let cluster = shared_cluster().await;
    let source = database(cluster, "kept source").await;
    let target = database(cluster, "kept target").await;
    insert(&source, "brought", 3).await;
    bring(&source, cluster, "kept target", "brought").await;
    consume(&target).await;
    let retention = "SELECT sum(partitions_removed), sum(rows_removed) FROM monitoring.apply_retention('2026-09-02 12:00:00+00')
        WHERE table_name IN ('agent_logs', 'agent_executions', 'pipeline_metrics')";
    run(&target, retention).await;
    for table in RAW {
        let left = format!("SELECT count(*) > 0 FROM monitoring.{table}");
        assert_eq!(row(&target, &left).await, "t", "{table}");
    }
    run(&target, ADOPT).await;
    consume(&target).await;
    assert_eq!(counted(&target).await, ["brought|3|1|1"]);
    run(&target, retention).await;
    for table in RAW {
        assert_eq!(row(&target, &format!("SELECT count(*) FROM monitoring.{table}")).await, "0", "{table}");
    }
}

/// Nobody here can have made them: they would be new at each look.
#[tokio::test]
async fn stamps_of_the_future_are_refused() {
    let client = database(shared_cluster().await, "future").await;
    for tag in ["cluster_tag", "adopted_tag"] {
        for id in ["pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000", "(1::bigint << 48) - 1"] {
            for table in [
                "pipeline_metrics (metric_name, metric_value, stamp) SELECT 'm', 1",
                "agent_logs (agent_name, log_level, stamp) SELECT 'a', 'error'",
                "agent_executions (agent_name, status, stamp) SELECT 'a', 'success'",
            ] {
                let insert =
                    format!("INSERT INTO monitoring.{table}, (agentmon.{tag}()::bigint << 48) + {id}");
                assert_refused(&client, &insert, "22023").await;
            }
        }
    }
    // Those of the past come back, and are moved.
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, stamp) SELECT 'm', 1, agentmon.cluster_tag()::bigint << 48 | 3").await;
}

/// What cannot be adopted is named, and holds up nothing else.
#[tokio::test]
async fn a_partition_that_cannot_be_adopted_does_not_hold_up_the_others() {
    let cluster = shared_cluster().await;
    let source = database(cluster, "stuck source").await;
    let target = database(cluster, "stuck target").await;
    insert(&source, "brought", 3).await;
    bring(&source, cluster, "stuck target", "brought").await;
    bring(&source, cluster, "stuck target", "nothing").await;
    run(
        &target,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\", stamp)
             SELECT 'other day', 1, '2026-03-03 10:00:00+00', stamp FROM monitoring.pipeline_metrics LIMIT 1;
         ALTER TABLE monitoring.pipeline_metrics_p20260302 ADD CONSTRAINT of_theirs CHECK (metric_name <> 'brought') NOT VALID",
    )
    .await;
    run(&target, ADOPT).await;
    consume(&target).await;
    assert_eq!(counted(&target).await, ["brought|0|1|1", "other day|1|0|0"]);
    let failure = "SELECT step, member, error LIKE '%of_theirs%', hint <> '' FROM monitoring.step_failures";
    assert_eq!(rows(&target, failure).await, ["adopt rows|pipeline_metrics pipeline_metrics_p20260302|t|t"]);
    // Nor does it stop the first run of consumers in a new place.
    run(&target, "DELETE FROM monitoring.consumer_cursors").await;
    run(&target, REFRESH).await;
    run(&target, "ALTER TABLE monitoring.pipeline_metrics_p20260302 DROP CONSTRAINT of_theirs").await;
    run(&target, ADOPT).await;
    run(&target, REFRESH).await;
    assert_eq!(row(&target, "SELECT count(*) FROM monitoring.step_failures").await, "0");
}
