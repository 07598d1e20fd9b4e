//! Each raw row is rolled up exactly once, whatever transactions do around the refresh.

use agentmon_tests::oracle::assert_rollups_equal_group_by;
use agentmon_tests::sql::{backend_pid, refusal, run, until_it_waits, value};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')";

async fn insert(client: &Client, n: usize) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'm', n, jsonb_build_object('k', n % 2), timestamptz '2026-03-10 10:00:00+00' + n * interval '1 second' FROM generate_series(1, {n}) AS n"
    ))
    .await;
}

/// The rows that are counted, by the hour.
async fn counted(client: &Client) -> i64 {
    value(
        client,
        "SELECT coalesce(sum(count_value), 0)::bigint FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id WHERE period = 'hourly' AND source = 'pipeline_metrics'",
    )
    .await
}

/// Uses up transaction ids; subtransactions take theirs from the same row.
async fn burn_ids(client: &Client, n: usize) {
    run(client, &format!(
        "CREATE TEMP TABLE IF NOT EXISTS burnt (n integer);
         DO $$ BEGIN FOR n IN 1..{n} LOOP BEGIN INSERT INTO burnt VALUES (n); EXCEPTION WHEN division_by_zero THEN END; END LOOP; END $$"
    ))
    .await;
}

#[tokio::test]
async fn a_repeated_refresh_counts_nothing_again_and_late_rows_once() {
    let client = setup_database(shared_cluster().await, "repeated").await;
    insert(&client, 100).await;
    for _ in 0..3 {
        run(&client, REFRESH).await;
        assert_eq!(counted(&client).await, 100);
    }
    assert_eq!(value::<i32>(&client, REFRESH).await, 0);
    // Weeks late, and from a clock that runs ahead.
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
                  VALUES ('m', 1, '2026-01-01 00:00:00+00'), ('m', 2, '2031-01-01 00:00:00+00')",
    )
    .await;
    run(&client, REFRESH).await;
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 102);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_transaction_that_commits_after_many_refreshes_is_counted_then() {
    // A snapshot knows the running transactions of all databases: those of the other tests must not be among them.
    let cluster = Cluster::start().await;
    let client = setup_database(&cluster, "long").await;
    let (far, near, lost) =
        (cluster.connect("long").await, cluster.connect("long").await, cluster.connect("long").await);
    run(&far, "BEGIN").await;
    insert(&far, 3).await;
    burn_ids(&client, 10_500).await;
    for session in [&near, &lost] {
        run(session, "BEGIN").await;
        insert(session, 5).await;
    }
    for round in 1..=3 {
        insert(&client, 10).await;
        run(&client, REFRESH).await;
        assert_eq!(counted(&client).await, 10 * round);
    }
    let left_behind: i32 = value(
        &client,
        "SELECT cardinality(w.far) FROM monitoring.consumer_cursors c,
        agentmon.stamps_to_read(c.cluster_tag, c.snapshot) w WHERE c.consumer = 'rollups' AND c.source = 'pipeline_metrics'",
    )
    .await;
    assert_eq!(left_behind, 1, "the old transaction is looked up by itself");
    insert(&far, 4).await;
    run(&lost, "ROLLBACK").await;
    run(&near, "COMMIT").await;
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 35);
    run(&far, "COMMIT").await;
    for _ in 0..2 {
        run(&client, REFRESH).await;
        assert_eq!(counted(&client).await, 42);
    }
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn the_rows_of_the_refreshing_transaction_wait_for_the_next_run() {
    let cluster = shared_cluster().await;
    for (database, ids_between) in [("own rows", 0), ("own rows far back", 10_500)] {
        let client = setup_database(cluster, database).await;
        let other = cluster.connect(database).await;
        run(&client, "BEGIN").await;
        insert(&client, 7).await;
        // Its id is below the snapshot's end only when others have committed since.
        insert(&other, 1).await;
        for _ in 0..2 {
            burn_ids(&other, ids_between).await;
            run(&client, REFRESH).await;
            insert(&client, 2).await;
            assert_eq!(counted(&client).await, 1, "{database}");
        }
        run(&client, "COMMIT").await;
        for _ in 0..2 {
            run(&client, REFRESH).await;
            assert_eq!(counted(&client).await, 12, "{database}");
        }
        assert_rollups_equal_group_by(&client).await;
    }
}

#[tokio::test]
async fn savepoints_count_what_they_keep() {
    let client = setup_database(shared_cluster().await, "savepoints").await;
    run(&client, "BEGIN; SAVEPOINT a").await;
    insert(&client, 3).await;
    run(&client, "SAVEPOINT b").await;
    insert(&client, 50).await;
    run(&client, "ROLLBACK TO b; SAVEPOINT c").await;
    insert(&client, 4).await;
    run(&client, "RELEASE c; RELEASE a; COMMIT").await;
    insert(&client, 2).await;
    // A refresh that is undone moves no cursor.
    run(&client, &format!("BEGIN; SAVEPOINT a; {REFRESH}; ROLLBACK TO a; COMMIT")).await;
    assert_eq!(counted(&client).await, 0);
    run(&client, &format!("BEGIN; SAVEPOINT a; {REFRESH}; RELEASE a; COMMIT")).await;
    assert_eq!(counted(&client).await, 9);
    run(&client, &format!("BEGIN; {REFRESH}; ROLLBACK; {REFRESH}")).await;
    assert_eq!(counted(&client).await, 9);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_refresher_that_waited_reads_from_where_the_other_ended() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "two refreshers").await;
    let (first, second) = (cluster.connect("two refreshers").await, cluster.connect("two refreshers").await);
    let pid = backend_pid(&second).await;
    for end in ["COMMIT", "ROLLBACK"] {
        let before = counted(&client).await;
        insert(&client, 10).await;
        run(&first, &format!("BEGIN; {REFRESH}")).await;
        insert(&client, 5).await;
        let waiting = run(&second, REFRESH);
        let ending = async {
            until_it_waits(&client, pid).await;
            insert(&client, 1).await;
            run(&first, end).await;
        };
        tokio::join!(waiting, ending);
        assert_eq!(counted(&client).await, before + 16, "{end}");
    }
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn an_old_snapshot_gets_the_truth_or_an_error() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "isolation").await;
    let old = cluster.connect("isolation").await;
    for level in ["REPEATABLE READ", "SERIALIZABLE"] {
        let before = counted(&client).await;
        // Nobody else refreshed since its snapshot: right, and what came after the snapshot is left to the next run.
        insert(&client, 3).await;
        run(
            &old,
            &format!("BEGIN ISOLATION LEVEL {level}; SELECT count(*) FROM monitoring.pipeline_metrics"),
        )
        .await;
        insert(&client, 4).await;
        insert(&old, 2).await;
        run(&old, &format!("{REFRESH}; {REFRESH}")).await;
        run(&old, "COMMIT").await;
        assert_eq!(counted(&client).await, before + 3, "{level}");
        run(&client, REFRESH).await;
        assert_eq!(counted(&client).await, before + 9, "{level}");
        // Somebody did: an error, and nothing is counted twice.
        insert(&client, 5).await;
        run(
            &old,
            &format!("BEGIN ISOLATION LEVEL {level}; SELECT count(*) FROM monitoring.pipeline_metrics"),
        )
        .await;
        run(&client, REFRESH).await;
        let error = refusal(&old, REFRESH).await;
        assert_eq!(error.code().code(), "40001", "{error:?}");
        run(&old, "ROLLBACK").await;
        assert_eq!(counted(&client).await, before + 14, "{level}");
    }
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_prepared_transaction_is_counted_when_it_commits() {
    let cluster = Cluster::with().set("max_prepared_transactions", "5").start().await;
    let client = setup_database(&cluster, "prepared").await;
    for (name, n) in [("kept", 6), ("lost", 60)] {
        run(&client, "BEGIN").await;
        insert(&client, n).await;
        run(&client, &format!("PREPARE TRANSACTION '{name}'")).await;
    }
    insert(&client, 1).await;
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 1);
    // They outlive a restart, and so does the cursor's memory of them.
    cluster.stop().await;
    cluster.start_again().await;
    let client = cluster.connect("prepared").await;
    run(&client, REFRESH).await;
    run(&client, "COMMIT PREPARED 'kept'").await;
    run(&client, "ROLLBACK PREPARED 'lost'").await;
    run(&client, REFRESH).await;
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 7);
    // A refresh may be prepared itself; until it is decided, others wait.
    insert(&client, 2).await;
    run(&client, &format!("BEGIN; {REFRESH}; PREPARE TRANSACTION 'refresh'")).await;
    run(&client, "SET lock_timeout = '10ms'").await;
    assert_eq!(refusal(&client, REFRESH).await.code().code(), "55P03");
    run(&client, "COMMIT PREPARED 'refresh'").await;
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 9);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn rows_that_move_between_partitions_are_counted_once() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "moves").await;
    let (old, mover) = (cluster.connect("moves").await, cluster.connect("moves").await);
    let far = "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
               SELECT 'm', n, timestamptz '2041-06-01 23:00:00+00' + n * interval '1 minute' FROM generate_series(1, 120) AS n";
    let in_default = "SELECT count(*) FROM monitoring.pipeline_metrics_default";
    // Some counted before the move, some after it, and one transaction that is open all the while.
    run(&client, far).await;
    run(&client, REFRESH).await;
    run(&client, far).await;
    let open = cluster.connect("moves").await;
    run(&open, "BEGIN; INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2026-01-01 00:00:00+00')").await;
    run(&open, "COMMIT").await;
    run(&old, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.metric_series").await;
    assert_eq!(value::<i64>(&client, in_default).await, 241);
    run(&mover, "BEGIN; SELECT * FROM monitoring.maintain_partitions('2041-06-01 12:00:00+00')").await;
    let pid = backend_pid(&client).await;
    let waiting = run(&client, REFRESH);
    let committing = async {
        until_it_waits(&mover, pid).await;
        run(&mover, "COMMIT").await;
    };
    tokio::join!(waiting, committing);
    assert_eq!(counted(&client).await, 241);
    assert_eq!(value::<i64>(&client, in_default).await, 1, "the rest went home");
    assert_eq!(refusal(&old, REFRESH).await.code().code(), "40001");
    run(&old, "ROLLBACK").await;
    // A snapshot from before a move that nobody refreshed after sees each row in its old place.
    run(&client, &far.replace("2041-06-01", "2041-08-01")).await;
    run(&old, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM monitoring.metric_series").await;
    run(&mover, "SELECT * FROM monitoring.maintain_partitions('2041-08-01 12:00:00+00')").await;
    run(&old, REFRESH).await;
    run(&old, "COMMIT").await;
    assert_eq!(counted(&client).await, 361);
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 361);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn rows_restored_without_their_cursor_are_found_and_counted_once() {
    let client = setup_database(shared_cluster().await, "adopted").await;
    insert(&client, 5).await;
    run(&client, REFRESH).await;
    // Data of other clusters, stamps and all, below and above the tag of this one.
    let tags: Vec<i64> = vec![0, 32767];
    for tag in tags {
        run(&client, &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\", stamp)
             SELECT 'm', n, '2026-03-10 10:00:00+00', ({tag}::bigint << 48) + 700 + n FROM generate_series(1, 10) AS n"
        ))
        .await;
    }
    run(&client, REFRESH).await;
    assert_eq!(counted(&client).await, 5, "nobody knows of them yet");
    for _ in 0..2 {
        run(&client, "CALL monitoring.run_job('partitions', '2026-03-10 12:00:00+00')").await;
        run(&client, REFRESH).await;
        assert_eq!(counted(&client).await, 25);
    }
    assert_rollups_equal_group_by(&client).await;
    assert_eq!(value::<i32>(&client, "SELECT agentmon.adopt_rows('rollups', 'pipeline_metrics')").await, 0);
}
