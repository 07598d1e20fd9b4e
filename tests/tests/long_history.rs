//! Two years of daily partitions on a server as it comes: what is read is what can hold new rows, and nobody is passed over.

use agentmon_tests::sql::{row, rows, run, value, values};
use agentmon_tests::{Cluster, setup_database};
use tokio::sync::OnceCell;
use tokio_postgres::{AsyncMessage, Client};

const NOW: &str = "2031-06-20 12:00:00+00";

/// As it comes, but for prepared transactions.
async fn cluster() -> &'static Cluster {
    static SHARED: OnceCell<Cluster> = OnceCell::const_new();
    SHARED.get_or_init(|| Cluster::with().set("max_prepared_transactions", "4").start()).await
}

/// The partitions of some days before the virtual now, for all three tables, some at a time.
async fn make_days(client: &Client, days: usize) {
    run(client, &format!(
        "DO $$ DECLARE d date; BEGIN
            FOR d IN SELECT g::date FROM generate_series(date '2031-06-20' - {days}, date '2031-06-20', interval '1 day') AS g LOOP
                PERFORM agentmon.make_partition(t.table_name, d, NULL, '{NOW}') FROM agentmon.partitioned_tables() t;
                IF extract(day FROM d) IN (1, 11, 21) THEN COMMIT; END IF;
            END LOOP; END $$"
    ))
    .await;
    run(client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
}

/// A late row in each table, so many days before the virtual now.
fn late_rows(days: usize) -> String {
    format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, timestamptz '{NOW}' - interval '{days} days');
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'broken', timestamptz '{NOW}' - interval '{days} days');
         INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('a', 'success', timestamptz '{NOW}' - interval '{days} days')"
    )
}

async fn consume(client: &Client) {
    run(client, &format!("SELECT monitoring.refresh_rollups('{NOW}'), monitoring.process_alerts('{NOW}')"))
        .await;
}

/// How many metrics, executions and logs the rollups hold, and how many errors the alerts.
const COUNTED: &str = "SELECT (SELECT string_agg(format('%s', coalesce(n, 0)), '|' ORDER BY source) FROM (
        SELECT v.source, (SELECT sum(r.count_value) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id WHERE s.source = v.source AND r.period = 'weekly') AS n
        FROM (VALUES ('agent_executions'), ('agent_logs'), ('pipeline_metrics')) AS v (source)) AS c), (SELECT coalesce(sum(count), 0) FROM monitoring.alerts)";

/// What has been consumed is what there is, at once and also when asked again, and the live rollups said so before.
async fn assert_each_once(client: &Client, expected: usize, what: &str) {
    let live = "SELECT sum(count_value) FROM monitoring.live_rollups('agent_logs', 'weekly', '-infinity', 'infinity')";
    assert_eq!(row(client, live).await, expected.to_string(), "{what}: live");
    for _ in 0..2 {
        consume(client).await;
        let all = format!("{expected}|{expected}|{expected}|{expected}");
        assert_eq!(row(client, COUNTED).await, all, "{what}");
    }
    assert_eq!(row(client, live).await, expected.to_string(), "{what}: live, after it was read");
}

#[tokio::test]
async fn everything_works_beside_two_readers_of_two_years() {
    let cluster = cluster().await;
    let client = setup_database(cluster, "two years").await;
    make_days(&client, 730).await;
    run(&client, "UPDATE monitoring.retention_policies SET keep = NULL").await;
    run(&client, &late_rows(0)).await;
    let mut readers = Vec::new();
    for table in ["agent_logs", "pipeline_metrics"] {
        let reader = cluster.connect("two years").await;
        run(&reader, &format!("BEGIN; SELECT count(*) FROM monitoring.{table}")).await;
        readers.push(reader);
    }
    // A session that plans everything for the first time.
    let client = cluster.connect("two years").await;
    assert_each_once(&client, 1, "today's rows").await;
    for days in [1, 8, 400, 729] {
        run(&client, &late_rows(days)).await;
    }
    assert_each_once(&client, 5, "late rows").await;
    // In one transaction, with its locks together.
    run(&client, "BEGIN").await;
    run(&client, &late_rows(300)).await;
    consume(&client).await;
    run(&client, &format!(
        "SELECT * FROM monitoring.maintain_partitions('{NOW}'); SELECT monitoring.get_system_health('{NOW}'); SELECT * FROM monitoring.verify_rollups();
         SELECT monitoring.get_system_health(); SELECT * FROM monitoring.apply_retention('{NOW}')"
    )).await;
    let locks: i64 = value(&client, "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()").await;
    assert!(locks < 1000, "{locks} locks");
    run(&client, "COMMIT").await;
    assert_each_once(&client, 6, "rows of the refreshing transaction").await;
    for job in ["refresh", "partitions", "alerts"] {
        run(&client, &format!("CALL monitoring.run_job('{job}', '{NOW}')")).await;
    }
    assert_eq!(
        rows(&client, "SELECT name, last_error FROM monitoring.job_status WHERE last_error IS NOT NULL")
            .await,
        Vec::<String>::new()
    );
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
    for reader in readers {
        run(&reader, "COMMIT").await;
    }

    // A backlog of all days is read part by part.
    run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
        SELECT 'a', 'error', 'broken', timestamptz '{NOW}' - n * interval '1 day' FROM generate_series(0, 729) AS n")).await;
    run(
        &client,
        &format!("BEGIN; SELECT monitoring.refresh_rollups('{NOW}'), monitoring.process_alerts('{NOW}')"),
    )
    .await;
    let locks: i64 = value(&client, "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()").await;
    assert!(locks < 1000, "{locks} locks");
    run(&client, "COMMIT").await;
    assert_eq!(row(&client, COUNTED).await, "6|736|6|736");
    assert_eq!(rows(&client, "SELECT * FROM monitoring.verify_rollups()").await, Vec::<String>::new());

    // Retention goes in steps: by function until it says no more, by job at once.
    run(&client, "UPDATE monitoring.retention_policies SET keep = '1 year' WHERE name IN ('agent_logs', 'pipeline_metrics', 'agent_executions')").await;
    let (admin, mut messages) = cluster.connect_listening("two years").await;
    let removed: Vec<i32> = values(
        &admin,
        &format!("SELECT sum(partitions_removed)::integer FROM monitoring.apply_retention('{NOW}')"),
    )
    .await;
    assert_eq!(removed, [100]);
    let mut hints = Vec::new();
    while let Ok(message) = messages.try_recv() {
        if let AsyncMessage::Notice(notice) = message {
            hints.extend(notice.hint().map(str::to_owned));
        }
    }
    assert!(hints.iter().any(|hint| hint.contains("run_job('retention')")), "{hints:?}");
    run(&client, &format!("CALL monitoring.run_job('retention', '{NOW}')")).await;
    let left = "SELECT table_name, count(*) FROM agentmon.partitions() WHERE starts_at < '2031-06-21' GROUP BY 1 ORDER BY 1";
    assert_eq!(rows(&client, left).await, ["agent_executions|366", "agent_logs|366", "pipeline_metrics|366"]);
    assert_eq!(
        row(&client, "SELECT coalesce(last_error, '-') FROM monitoring.job_status WHERE name = 'retention'")
            .await,
        "-"
    );
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
}

/// A database with sealed days, and how far away they are.
async fn some_days(name: &str) -> Client {
    let client = setup_database(cluster().await, name).await;
    run(&client, "UPDATE monitoring.retention_policies SET keep = NULL").await;
    make_days(&client, 30).await;
    client
}

const DAY_20: &str = "agent_logs_p20310531";

#[tokio::test]
async fn sealed_days_are_not_looked_into_and_their_late_rows_are_seen() {
    let cluster = cluster().await;
    let client = some_days("sealed").await;
    let sealed = "SELECT count(*) FILTER (WHERE sealed), count(*) FILTER (WHERE NOT sealed) FROM agentmon.partitions() WHERE table_name = 'agent_logs' AND starts_at BETWEEN '2031-01-01' AND '2031-06-21'";
    assert_eq!(row(&client, sealed).await, "28|4");
    run(&client, &late_rows(0)).await;
    let busy = cluster.connect("sealed").await;
    let lock = format!(
        "BEGIN; LOCK TABLE monitoring.{DAY_20}, monitoring.pipeline_metrics_p20310531 IN ACCESS EXCLUSIVE MODE"
    );
    run(&busy, &lock).await;
    // Whoever looked into that day would wait, and be refused.
    run(&client, "SET lock_timeout = '10ms'").await;
    assert_each_once(&client, 1, "today's row").await;
    run(&client, &late_rows(25)).await;
    run(&client, &late_rows(9)).await;
    assert_each_once(&client, 3, "late rows of other days").await;
    run(&client, &format!("SELECT monitoring.get_system_health('{NOW}')")).await;
    run(&busy, "ROLLBACK; SET lock_timeout = 0").await;
    run(&client, "RESET lock_timeout").await;

    // Half of them rolled back, by the subtransaction or the whole; many rows of a transaction; two days of one.
    run(
        &client,
        &format!(
            "BEGIN; {}; SAVEPOINT a; {}; ROLLBACK TO a; SAVEPOINT b; {}; RELEASE b; COMMIT",
            late_rows(20),
            late_rows(21),
            late_rows(22)
        ),
    )
    .await;
    assert_each_once(&client, 5, "savepoints").await;
    run(&client, &format!("BEGIN; SAVEPOINT a; {}; ROLLBACK TO a; {}; COMMIT", late_rows(23), late_rows(23)))
        .await;
    assert_each_once(&client, 6, "the same day after a rollback").await;
    run(&client, &format!("BEGIN; {}; ROLLBACK", late_rows(20))).await;
    assert_each_once(&client, 6, "a rollback").await;
    run(&client, &format!("BEGIN; {}; PREPARE TRANSACTION 'late'", late_rows(20))).await;
    let open = cluster.connect("sealed").await;
    run(&open, &format!("BEGIN; {}; {}", late_rows(24), late_rows(20))).await;
    assert_each_once(&client, 6, "neither is committed").await;
    run(&client, "SELECT agentmon.forget_late_rows()").await;
    run(&client, "COMMIT PREPARED 'late'").await;
    assert_each_once(&client, 7, "a prepared transaction").await;
    run(&client, "SELECT agentmon.forget_late_rows()").await;
    run(&open, "COMMIT").await;
    assert_each_once(&client, 9, "an open transaction").await;
    // The notes go when all have read them, and not before.
    run(&client, &late_rows(20)).await;
    run(&client, &format!("SELECT agentmon.forget_late_rows(), monitoring.refresh_rollups('{NOW}'), agentmon.forget_late_rows(), monitoring.process_alerts('{NOW}')")).await;
    assert_each_once(&client, 10, "read by one after the other").await;
    run(&client, "SELECT agentmon.forget_late_rows()").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.late_rows").await, "0");

    // An old snapshot reads what it sees, and the rest is for the next.
    run(&client, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.settings").await;
    run(&open, &late_rows(20)).await;
    consume(&client).await;
    run(&client, "COMMIT").await;
    assert_each_once(&client, 11, "an old snapshot").await;
    // Written under the role of replication, or to the partition itself, or changed.
    run(
        &client,
        &format!("SET session_replication_role = replica; {}; RESET session_replication_role", late_rows(20)),
    )
    .await;
    assert_each_once(&client, 12, "replication").await;
    run(&client, &format!("INSERT INTO monitoring.{DAY_20} (agent_name, log_level, created_at) VALUES ('a', 'critical', '2031-05-31 01:00:00+00')")).await;
    consume(&client).await;
    assert_eq!(row(&client, COUNTED).await, "12|13|12|13");
    assert_eq!(rows(&client, "SELECT * FROM monitoring.verify_rollups()").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_partition_counts_as_sealed_only_while_its_trigger_is_there() {
    let client = some_days("unsealed").await;
    run(&client, &late_rows(0)).await;
    assert_each_once(&client, 1, "today's row").await;
    let off = |what: &str| {
        format!(
            "ALTER TABLE monitoring.agent_logs_p20310531 {what}; ALTER TABLE monitoring.pipeline_metrics_p20310531 {what}; ALTER TABLE monitoring.agent_executions_p20310531 {what}"
        )
    };
    let mut expected = 1;
    for (what, before, after) in [
        ("data restored without triggers", off("DISABLE TRIGGER ALL"), off("ENABLE TRIGGER ALL")),
        ("a trigger that is gone", "DROP TRIGGER agentmon_late ON monitoring.agent_logs_p20310531; DROP TRIGGER agentmon_late ON monitoring.pipeline_metrics_p20310531; DROP TRIGGER agentmon_late ON monitoring.agent_executions_p20310531".to_owned(), String::new()),
    ] {
        run(&client, &before).await;
        run(&client, &late_rows(20)).await;
        run(&client, &after).await;
        expected += 1;
        // Not before it has been read.
        run(&client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
        assert_eq!(row(&client, &format!("SELECT sealed FROM agentmon.partitions() WHERE partition_name = '{DAY_20}'")).await, "f", "{what}");
        assert_each_once(&client, expected, what).await;
        run(&client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
        assert_eq!(row(&client, &format!("SELECT sealed FROM agentmon.partitions() WHERE partition_name = '{DAY_20}'")).await, "t", "{what}");
        run(&client, &late_rows(20)).await;
        expected += 1;
        assert_each_once(&client, expected, "sealed again").await;
    }
    // A user's own partition, a month long, and one that was detached and comes back.
    run(&client, "CREATE TABLE monitoring.may PARTITION OF monitoring.agent_logs FOR VALUES FROM ('2031-04-01') TO ('2031-05-01');
        CREATE TABLE monitoring.may2 PARTITION OF monitoring.pipeline_metrics FOR VALUES FROM ('2027-01-01') TO ('2031-05-01');
        ALTER TABLE monitoring.agent_logs DETACH PARTITION monitoring.agent_logs_p20310531").await;
    run(&client, &late_rows(55)).await;
    assert_each_once(&client, expected + 1, "partitions of others").await;
    run(&client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
    assert_eq!(
        row(&client, "SELECT bool_and(sealed) FROM agentmon.partitions() WHERE partition_name LIKE 'may%'")
            .await,
        "t"
    );
    run(&client, &late_rows(56)).await;
    assert_each_once(&client, expected + 2, "partitions of others, sealed").await;
    run(&client, "ALTER TABLE monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20310531 FOR VALUES FROM ('2031-05-31') TO ('2031-06-01')").await;
    run(&client, &late_rows(20)).await;
    assert_each_once(&client, expected + 3, "attached again").await;
    // As time goes on a day comes near, and another one far.
    run(&client, "SELECT monitoring.maintain_partitions('2031-06-02 12:00:00+00')").await;
    assert_eq!(
        row(&client, &format!("SELECT sealed FROM agentmon.partitions() WHERE partition_name = '{DAY_20}'"))
            .await,
        "f"
    );
    run(&client, &late_rows(20)).await;
    assert_each_once(&client, expected + 4, "near").await;
}

#[tokio::test]
async fn partitions_are_sealed_when_nobody_writes_and_everybody_has_read() {
    let cluster = cluster().await;
    let client = some_days("sealing").await;
    run(
        &client,
        "UPDATE monitoring.settings SET value = '1 millisecond' WHERE name = 'lock_timeout';
        DROP TRIGGER agentmon_late ON monitoring.agent_logs_p20310531",
    )
    .await;
    let sealed = format!("SELECT sealed FROM agentmon.partitions() WHERE partition_name = '{DAY_20}'");
    let writer = cluster.connect("sealing").await;
    run(&writer, &format!("BEGIN; {}", late_rows(20))).await;
    run(&client, &format!("CALL monitoring.run_job('partitions', '{NOW}')")).await;
    assert_eq!(row(&client, &sealed).await, "f", "somebody is writing to it");
    let noted = "SELECT member, hint IS NOT NULL FROM monitoring.step_failures WHERE step = 'partitions'";
    assert_eq!(rows(&client, noted).await, [format!("monitoring.{DAY_20}|t")]);
    assert!(
        row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'partitions'")
            .await
            .contains(DAY_20)
    );
    run(&writer, "COMMIT").await;
    run(&client, &format!("UPDATE monitoring.settings SET value = '1 minute' WHERE name = 'lock_timeout'; SELECT monitoring.maintain_partitions('{NOW}')")).await;
    assert_eq!(row(&client, &sealed).await, "f", "nobody has read it");
    assert_eq!(rows(&client, noted).await, Vec::<String>::new(), "that is no failure");
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
    run(&client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
    assert_eq!(row(&client, &sealed).await, "f", "the alerts have not");
    assert_each_once(&client, 1, "read").await;
    run(&client, &format!("SELECT monitoring.maintain_partitions('{NOW}')")).await;
    assert_eq!(row(&client, &sealed).await, "t");
}

#[tokio::test]
async fn a_dump_keeps_seals_and_notes_and_without_the_extension_nothing_is_sealed() {
    let cluster = cluster().await;
    let client = some_days("dumped").await;
    run(&client, &late_rows(20)).await;
    assert_each_once(&client, 1, "before").await;
    run(&client, &late_rows(21)).await;
    run(&client, &late_rows(0)).await;
    let dump = cluster.dir().join("sealed.dump");
    cluster.pg_dump("dumped", &dump).expect("a dump");
    cluster.create_database("restored").await;
    cluster.pg_restore(&dump, "restored").expect("a restore");
    let restored = cluster.connect("restored").await;
    run(&restored, &format!("SELECT monitoring.setup('{NOW}')")).await;
    let sealed = "SELECT count(*) FROM agentmon.partitions() WHERE sealed";
    assert_eq!(row(&restored, sealed).await, row(&client, sealed).await);
    for client in [&restored, &client] {
        assert_each_once(client, 3, "rows that waited").await;
        run(client, &late_rows(21)).await;
        run(client, &late_rows(22)).await;
        assert_each_once(client, 5, "late rows afterwards").await;
    }
    run(&client, &late_rows(23)).await;
    run(&client, "DROP EXTENSION pg_agentmon CASCADE; CREATE EXTENSION pg_agentmon").await;
    assert_eq!(row(&client, sealed).await, "0");
    run(&client, &format!("SELECT monitoring.setup('{NOW}')")).await;
    run(&client, &late_rows(23)).await;
    assert_each_once(&client, 7, "without the extension").await;
    for client in [&restored, &client] {
        run(client, &format!("CALL monitoring.run_job('partitions', '{NOW}')")).await;
    }
    assert_eq!(row(&client, sealed).await, row(&restored, sealed).await);
    run(&client, &late_rows(24)).await;
    assert_each_once(&client, 8, "sealed again").await;
}
