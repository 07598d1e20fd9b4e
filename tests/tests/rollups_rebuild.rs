//! rebuild_rollups() makes again what raw rows can tell, and touches nothing else.

use agentmon_tests::oracle::{assert_rollups_equal_group_by, assert_verified};
use agentmon_tests::samples::{over_three_days, stored_rollups};
use agentmon_tests::sql::{backend_pid, rows, run, until_it_waits, value, values};
use agentmon_tests::{setup_database, shared_cluster};

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')";
const REBUILD: &str = "SELECT monitoring.rebuild_rollups()";

#[tokio::test]
async fn a_new_definition_of_a_metric_holds_for_the_past_after_a_rebuild() {
    let client = setup_database(shared_cluster().await, "definition").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, measure_keys) VALUES ('m', '{batch_size}'); DELETE FROM monitoring.metric_definitions WHERE metric_name = 'queue_processing'").await;
    let wrong: Vec<String> =
        values(&client, "SELECT DISTINCT metric_name FROM monitoring.verify_rollups() ORDER BY 1").await;
    assert_eq!(wrong, ["m", "queue_processing"]);
    run(&client, REBUILD).await;
    assert_rollups_equal_group_by(&client).await;
    over_three_days(&client, 2).await;
    run(&client, REFRESH).await;
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_range_touches_its_own_periods_alone() {
    let client = setup_database(shared_cluster().await, "range").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    run(
        &client,
        "UPDATE monitoring.rollups_stored SET count_value = count_value + 1 WHERE period = 'hourly';
         INSERT INTO monitoring.minute_segments (source, block, ends_at, last_start, minutes, created_at, body)
         SELECT source, block, ends_at, last_start, minutes, created_at, body FROM monitoring.minute_segments",
    )
    .await;
    let range = "'2026-03-07 10:20:00+00', '2026-03-07 12:00:00+00'";
    let wrong: Vec<String> = values(&client, &format!(
        "SELECT DISTINCT period || ' ' || to_char(date_trunc('hour', period_start), 'DD HH24') FROM monitoring.verify_rollups({range}) ORDER BY 1")).await;
    assert_eq!(wrong, ["daily 07 00", "hourly 07 10", "hourly 07 11", "minute 07 10", "minute 07 11"]);
    run(&client, &format!("SELECT monitoring.rebuild_rollups({range}, '2030-01-01 00:00:00+00')")).await;
    let touched: Vec<String> = values(&client,
        "SELECT DISTINCT period || ' ' || to_char(date_trunc('hour', period_start), 'DD HH24') FROM monitoring.rollups WHERE created_at = '2030-01-01 00:00:00+00' ORDER BY 1").await;
    assert_eq!(
        touched,
        ["daily 07 00", "hourly 07 10", "hourly 07 11", "minute 07 10", "minute 07 11", "weekly 02 00"]
    );
    assert_eq!(
        value::<i64>(
            &client,
            &format!(
                "SELECT count(*) FROM monitoring.verify_rollups({range}) WHERE period IN ('minute', 'hourly')"
            )
        )
        .await,
        0
    );
    assert!(
        value::<i64>(&client, "SELECT count(*) FROM monitoring.verify_rollups('2026-03-07 12:00:00+00')")
            .await
            > 100
    );
    run(&client, REBUILD).await;
    assert_rollups_equal_group_by(&client).await;
    for empty in
        ["'2026-03-07 10:00:00+00', '2026-03-07 10:00:00+00'", "'infinity'", "'-infinity', '-infinity'"]
    {
        run(&client, &format!("SELECT monitoring.rebuild_rollups({empty})")).await;
        assert_eq!(
            value::<i64>(&client, &format!("SELECT count(*) FROM monitoring.verify_rollups({empty})")).await,
            0
        );
    }
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn a_rebuild_leaves_unread_rows_to_the_refresh_which_waits_for_it() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "unread").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    over_three_days(&client, 2).await;
    let before = stored_rollups(&client).await;
    for _ in 0..2 {
        run(&client, REBUILD).await;
        assert_eq!(stored_rollups(&client).await, before);
    }
    let refresher = cluster.connect("unread").await;
    let pid = backend_pid(&refresher).await;
    for end in ["COMMIT", "ROLLBACK"] {
        run(&client, &format!("BEGIN; {REBUILD}")).await;
        let refreshing = run(&refresher, REFRESH);
        let ending = async {
            until_it_waits(&client, pid).await;
            over_three_days(&client, 3).await;
            run(&client, end).await;
        };
        tokio::join!(refreshing, ending);
        assert_verified(&client).await;
        run(&client, REFRESH).await;
        assert_rollups_equal_group_by(&client).await;
    }
    // And the other way round.
    over_three_days(&client, 4).await;
    run(&refresher, &format!("BEGIN; {REFRESH}")).await;
    let pid = backend_pid(&client).await;
    let rebuilding = run(&client, REBUILD);
    let committing = async {
        until_it_waits(&refresher, pid).await;
        run(&refresher, "COMMIT").await;
    };
    tokio::join!(rebuilding, committing);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn periods_whose_raw_rows_are_gone_keep_what_they_have() {
    let cluster = shared_cluster().await;
    let now = "2026-03-22 12:00:00+00";
    for (database, removal) in [
        ("gone by retention", "UPDATE monitoring.retention_policies SET keep = CASE WHEN name ~ '^(pipeline|agent)_' THEN interval '14 days' END;
                               SELECT * FROM monitoring.apply_retention('2026-03-22 12:00:00+00')"),
        ("gone with its partition", "DROP TABLE monitoring.pipeline_metrics_p20260308; DROP TABLE monitoring.agent_executions_p20260308; DROP TABLE monitoring.agent_logs_p20260308"),
        ("gone by the hour", "DELETE FROM monitoring.pipeline_metrics WHERE \"timestamp\" >= '2026-03-08 10:00:00+00' AND \"timestamp\" < '2026-03-08 11:00:00+00';
                              DELETE FROM monitoring.agent_executions WHERE created_at >= '2026-03-08 10:00:00+00' AND created_at < '2026-03-08 11:00:00+00';
                              DELETE FROM monitoring.agent_logs WHERE created_at >= '2026-03-08 10:00:00+00' AND created_at < '2026-03-08 11:00:00+00'"),
        ("gone with their rollups", "DROP TABLE monitoring.pipeline_metrics_p20260308; DROP TABLE monitoring.agent_executions_p20260308; DROP TABLE monitoring.agent_logs_p20260308;
                                     DELETE FROM monitoring.rollups_stored WHERE period = 'hourly' AND period_start >= '2026-03-08 00:00:00+00' AND period_start < '2026-03-09 00:00:00+00';
                                     DELETE FROM monitoring.minute_segments WHERE block >= '2026-03-08 00:00:00+00' AND block < '2026-03-09 00:00:00+00'"),
    ] {
        let client = setup_database(cluster, database).await;
        for day in 7..=9 {
            run(&client, &format!("SELECT agentmon.make_partition(t.table_name, '2026-03-0{day}') FROM agentmon.partitioned_tables() t")).await;
        }
        over_three_days(&client, 1).await;
        over_three_days(&client, 2).await;
        run(&client, &format!("SELECT monitoring.refresh_rollups('{now}'); SELECT monitoring.process_alerts('{now}')")).await;
        run(&client, removal).await;
        let gone: i64 = value(&client, "SELECT count(*) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id AND s.source = 'pipeline_metrics'
            WHERE r.period = 'daily' AND NOT EXISTS (SELECT FROM monitoring.pipeline_metrics m WHERE m.\"timestamp\" >= r.period_start AND m.\"timestamp\" < r.period_start + interval '1 day')").await;
        assert!(gone > 0 || database == "gone by the hour", "{database}");
        let before = stored_rollups(&client).await;
        run(&client, REBUILD).await;
        assert_eq!(stored_rollups(&client).await, before, "{database}");
        // What can be repaired is.
        run(&client, "UPDATE monitoring.rollups_stored SET count_value = 77, min_value = -77 WHERE period_start = '2026-03-09 15:00:00+00' OR period_start = '2026-03-09 00:00:00+00' AND period = 'daily'").await;
        assert_ne!(stored_rollups(&client).await, before, "{database}");
        run(&client, REBUILD).await;
        assert_eq!(stored_rollups(&client).await, before, "{database}");
        // A late row in it is read, and changes no more than it adds.
        run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\") VALUES ('m', 1, '{\"q\": 0, \"late\": true}', '2026-03-08 10:30:00+00')").await;
        run(&client, REBUILD).await;
        assert_eq!(stored_rollups(&client).await, before, "{database}");
    }
}

#[tokio::test]
async fn minutes_that_retention_has_removed_are_neither_missed_nor_made_again() {
    let client = setup_database(shared_cluster().await, "minutes").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    run(
        &client,
        "UPDATE monitoring.retention_policies SET keep = '2 days' WHERE name = 'rollups_minute';
        SELECT * FROM monitoring.apply_retention('2026-03-10 14:30:30+00')",
    )
    .await;
    let kept = "SELECT count(*) FILTER (WHERE ends_at < '2026-03-08 14:30:30+00'), count(*) FROM monitoring.minute_segments";
    let before = rows(&client, kept).await;
    assert!(before[0].starts_with("0|") && !before[0].ends_with("|0"), "{before:?}");
    assert_verified(&client).await;
    for _ in 0..2 {
        run(&client, REBUILD).await;
        assert_eq!(rows(&client, kept).await, before);
        assert_verified(&client).await;
    }
    run(&client, "DELETE FROM monitoring.minute_segments").await;
    assert!(
        value::<i64>(&client, "SELECT count(*) FROM monitoring.verify_rollups() WHERE problem = 'missing'")
            .await
            > 100
    );
    run(&client, REBUILD).await;
    assert_eq!(rows(&client, kept).await, before);
    // Whole hours, days and weeks that retention has removed.
    run(
        &client,
        "UPDATE monitoring.retention_policies SET keep = '30 hours' WHERE name LIKE 'rollups%';
        SELECT * FROM monitoring.apply_retention('2026-03-10 14:30:30+00')",
    )
    .await;
    let before = stored_rollups(&client).await;
    assert_verified(&client).await;
    run(&client, REBUILD).await;
    assert_eq!(stored_rollups(&client).await, before);
}
