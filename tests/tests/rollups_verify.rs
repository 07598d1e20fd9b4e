//! verify_rollups() finds every damage, and nothing else.

use agentmon_tests::oracle::{assert_rollups_equal_group_by, assert_verified};
use agentmon_tests::samples::{over_three_days, stored_rollups};
use agentmon_tests::sql::{assert_refused, refusal_code, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::AsyncMessage;

const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-20 00:00:00+00')";
const REBUILD: &str = "SELECT monitoring.rebuild_rollups()";

#[tokio::test]
async fn all_is_well_whatever_is_still_to_be_read() {
    let client = setup_database(shared_cluster().await, "well").await;
    assert_verified(&client).await;
    over_three_days(&client, 1).await;
    assert_verified(&client).await;
    run(&client, REFRESH).await;
    assert_verified(&client).await;
    // Rows that wait, the transaction's own, and those that it leaves to the next run.
    run(&client, "BEGIN").await;
    over_three_days(&client, 2).await;
    assert_verified(&client).await;
    run(&client, REFRESH).await;
    assert_verified(&client).await;
    run(&client, "COMMIT").await;
    assert_verified(&client).await;
    run(&client, REFRESH).await;
    assert_verified(&client).await;
    // In the middle of a backlog, with rows that are late even for it.
    run(&client, "UPDATE monitoring.settings SET value = '200' WHERE name = 'refresh_step_rows'").await;
    over_three_days(&client, 3).await;
    let mut in_slices = 0;
    while value::<bool>(&client, "SELECT more FROM agentmon.job_step('refresh', '2026-03-20 00:00:00+00')")
        .await
    {
        in_slices += value::<i64>(
            &client,
            "SELECT count(*) FROM monitoring.consumer_cursors WHERE target IS NOT NULL",
        )
        .await;
        if in_slices == 2 {
            over_three_days(&client, 4).await;
        }
        // However the session shows times.
        run(&client, "SET datestyle = 'SQL, DMY'; SET timezone = 'Asia/Kolkata'").await;
        assert_verified(&client).await;
        run(&client, "RESET datestyle; RESET timezone").await;
        if in_slices == 3 {
            run(&client, REBUILD).await;
        }
    }
    assert!(in_slices > 3, "{in_slices} slices");
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn times_and_values_at_the_ends_of_their_range_are_verified_and_rebuilt() {
    let client = setup_database(shared_cluster().await, "ends").await;
    for _ in 0..2 {
        run(&client, r#"INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
            SELECT 'queue_processing', v, jsonb_build_object('batch_size', v), t FROM unnest('{4714-11-24 00:00:00+00 BC, 1969-12-31 23:59:59.999999+00, 2026-03-08 23:59:59.999999+00,
                294276-12-01 00:00:00+00, 294276-12-31 23:59:59.999999+00}'::timestamptz[]) AS t, unnest('{0, -0, 5e-324, -5e-324, 1e300, -1e300, 1.7e308}'::float8[]) AS v"#).await;
        run(&client, REFRESH).await;
        assert_verified(&client).await;
    }
    let before = stored_rollups(&client).await;
    run(&client, "UPDATE monitoring.rollups_stored SET count_value = 3").await;
    assert_eq!(
        value::<i64>(
            &client,
            "SELECT count(*) FROM monitoring.verify_rollups() WHERE problem = 'count_value'"
        )
        .await,
        5
    );
    run(&client, REBUILD).await;
    assert_verified(&client).await;
    assert_eq!(stored_rollups(&client).await, before);
    run(&client, "UPDATE monitoring.settings SET value = '10' WHERE name = 'refresh_step_rows'").await;
    run(&client, REBUILD).await;
    assert_verified(&client).await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.live_metrics(p_period => 'weekly', p_from => '-infinity', p_to => 'infinity')").await, 5);
}

#[tokio::test]
async fn every_damage_is_named_and_repaired() {
    let client = setup_database(shared_cluster().await, "damage").await;
    over_three_days(&client, 1).await;
    over_three_days(&client, 2).await;
    run(&client, REFRESH).await;
    let before = stored_rollups(&client).await;
    let damages = [
        ("count_value = r.count_value + 1", "count_value"),
        ("sum_value = r.sum_value + 0.001", "sum_value or sketch"),
        ("min_value = r.min_value - 1", "min_value"),
        ("max_value = r.max_value + 1", "max_value"),
        ("last_value = r.last_value + 1", "last_value"),
        ("last_at = r.last_at - interval '1 microsecond'", "last_at"),
        (
            "sketch = (SELECT o.sketch FROM monitoring.rollups o WHERE o.sketch <> r.sketch LIMIT 1)",
            "sum_value or sketch",
        ),
        ("sketch = '\\xdeadbeef'", "sum_value or sketch"),
        ("sketch = NULL", "sum_value or sketch"),
        (r#"measures = r.measures || '{"batch_size": 1e6}'"#, "measures"),
        ("measures = NULL", "measures"),
        (r#"measures = r.measures || '{"more": 0}'"#, "measures"),
    ];
    // One victim for each damage and period, and two more: a row that goes, and one that was never there. Those of a period
    // and of the next longer one have different series, so that no two wrongs make a right.
    run(&client, &format!(
        "CREATE TABLE victims AS SELECT r.series_id, r.period, r.period_start, row_number() OVER (PARTITION BY r.period ORDER BY md5(r.series_id::text || r.period_start)) AS n
         FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
         WHERE s.metric_name = 'queue_processing' AND r.measures ? 'batch_size' AND ((s.dimensions ->> 'q')::integer < 8) = (r.period = 'daily') AND r.period <> 'minute';
         DELETE FROM victims WHERE n > {}", damages.len() + 2)).await;
    let mut expected = Vec::new();
    for (n, (damage, problem)) in damages.iter().enumerate() {
        run(&client, &format!("UPDATE monitoring.rollups_stored r SET {damage} FROM victims v WHERE v.n = {} AND (r.series_id, r.period, r.period_start) = (v.series_id, v.period, v.period_start)", n + 1)).await;
        expected.push((n + 1, *problem));
    }
    run(&client, &format!(
        "DELETE FROM monitoring.rollups_stored r USING victims v WHERE v.n = {0} AND (r.series_id, r.period, r.period_start) = (v.series_id, v.period, v.period_start);
         INSERT INTO monitoring.metric_series (series_key, metric_name, dimensions) SELECT v.period::bytea, v.period, '{{}}' FROM victims v WHERE v.n = {0} + 1;
         UPDATE victims v SET series_id = s.id FROM monitoring.metric_series s WHERE s.metric_name = v.period AND v.n = {0} + 1;
         INSERT INTO monitoring.rollups_stored (series_id, period, period_start, count_value, last_at, created_at)
         SELECT series_id, period, period_start, 1, period_start, period_start FROM victims WHERE n = {0} + 1", damages.len() + 1)).await;
    expected.push((damages.len() + 1, "missing"));
    expected.push((damages.len() + 2, "unexpected"));
    run(&client, "CREATE TABLE found AS SELECT v.*, s.id AS series_id FROM monitoring.verify_rollups() v JOIN monitoring.metric_series s USING (source, metric_name, dimensions)").await;
    for period in ["hourly", "daily", "weekly"] {
        let victims = format!(
            "victims v LEFT JOIN found f USING (series_id, period, period_start) WHERE v.period = '{period}'"
        );
        for (n, problem) in &expected {
            let named: Vec<Option<String>> =
                values(&client, &format!("SELECT f.problem FROM {victims} AND v.n = {n}")).await;
            let named =
                named[0].clone().unwrap_or_else(|| panic!("{period}, no. {n}: {problem} was not found"));
            assert!(
                named.split(", ").any(|name| name == *problem),
                "{period}, no. {n}: {named} instead of {problem}"
            );
        }
    }
    // A wrong hour makes its day look wrong, and a wrong day its week; nothing else is accused.
    let others: Vec<String> = values(&client,
        "SELECT f.period || ' ' || f.period_start || ' ' || f.problem FROM found f WHERE NOT EXISTS (SELECT FROM victims v
             WHERE v.series_id = f.series_id AND (v.period, v.period_start) = (f.period, f.period_start)
                OR v.series_id = f.series_id AND v.period = CASE f.period WHEN 'daily' THEN 'hourly' WHEN 'weekly' THEN 'daily' END
                   AND v.period_start >= f.period_start AND v.period_start < agentmon.period_end(f.period, f.period_start))").await;
    assert_eq!(others, Vec::<String>::new());
    run(&client, REBUILD).await;
    assert_verified(&client).await;
    assert_eq!(stored_rollups(&client).await, before);
    assert_rollups_equal_group_by(&client).await;
}

#[tokio::test]
async fn segments_that_are_lost_doubled_or_broken_are_named_and_made_again() {
    let client = setup_database(shared_cluster().await, "segments").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    let before = stored_rollups(&client).await;
    let one = "source = 'pipeline_metrics' AND block = (SELECT max(block) FROM monitoring.minute_segments WHERE source = 'pipeline_metrics')";
    for (damage, problem) in [
        (format!("DELETE FROM monitoring.minute_segments WHERE {one}"), "missing"),
        (format!("UPDATE monitoring.minute_segments SET body = substr(body, 2) WHERE {one}"), "missing"),
        (format!("UPDATE monitoring.minute_segments SET body = '' WHERE {one}"), "missing"),
        (
            format!(
                "INSERT INTO monitoring.minute_segments (source, block, ends_at, last_start, minutes, created_at, body)
                 SELECT source, block, ends_at, last_start, minutes, created_at, body FROM monitoring.minute_segments WHERE {one}"
            ),
            "count_value",
        ),
    ] {
        run(&client, &damage).await;
        let found: Vec<String> = values(
            &client,
            "SELECT DISTINCT source || ' ' || period || ' ' || split_part(problem, ',', 1) FROM monitoring.verify_rollups()",
        )
        .await;
        assert_eq!(found, [format!("pipeline_metrics minute {problem}")], "{damage}");
        run(&client, REBUILD).await;
        assert_verified(&client).await;
        assert_eq!(stored_rollups(&client).await, before, "{damage}");
    }
    // Who asks for them is told.
    run(&client, &format!("UPDATE monitoring.minute_segments SET body = substr(body, 2) WHERE {one}")).await;
    assert_refused(&client, "SELECT count(*) FROM monitoring.live_metrics(p_period => 'minute', p_from => '-infinity', p_to => 'infinity')", "22P03").await;
    assert!(
        value::<i64>(
            &client,
            "SELECT count(*) FROM monitoring.live_metrics(p_from => '-infinity', p_to => 'infinity')"
        )
        .await
            > 0
    );
}

#[tokio::test]
async fn executions_and_logs_are_verified_too() {
    let client = setup_database(shared_cluster().await, "sources").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    let before = stored_rollups(&client).await;
    for (source, damage) in [
        ("agent_executions", "count_value = count_value + 1"),
        ("agent_executions", "sketch = NULL, sum_value = NULL WHERE sum_value IS NOT NULL AND"),
        ("agent_executions", r#"measures = measures || '{"cost_usd": 5}' WHERE"#),
        ("agent_logs", "count_value = count_value + 1"),
        ("agent_logs", "sum_value = 1 WHERE"),
        ("agent_logs", "last_at = last_at - interval '1 second' WHERE"),
    ] {
        let damage = if damage.contains("WHERE") { damage.to_owned() } else { format!("{damage} WHERE") };
        run(&client, &format!("UPDATE monitoring.rollups_stored SET {damage} period = 'hourly' AND series_id = (SELECT id FROM monitoring.metric_series WHERE source = '{source}' ORDER BY id LIMIT 1)")).await;
        let found: Vec<String> =
            values(&client, "SELECT DISTINCT source || ' ' || period FROM monitoring.verify_rollups()").await;
        assert_eq!(found, [format!("{source} daily"), format!("{source} hourly")], "{damage}");
        run(&client, REBUILD).await;
    }
    assert_verified(&client).await;
    assert_eq!(stored_rollups(&client).await, before);
}

#[tokio::test]
async fn it_goes_by_parts_says_so_and_asks_who_calls() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "parts").await;
    over_three_days(&client, 1).await;
    run(&client, REFRESH).await;
    run(&client, "UPDATE monitoring.settings SET value = '80' WHERE name = 'refresh_step_rows'").await;
    let before = stored_rollups(&client).await;
    let (listening, mut messages) = cluster.connect_listening("parts").await;
    for (call, name) in
        [("SELECT * FROM monitoring.verify_rollups()", "verify_rollups"), (REBUILD, "rebuild_rollups")]
    {
        run(&listening, call).await;
        let mut parts = Vec::new();
        while let Ok(message) = messages.try_recv() {
            if let AsyncMessage::Notice(notice) = message {
                assert!(notice.message().starts_with(name), "{notice:?}");
                parts.push(notice.message().to_owned());
            }
        }
        assert!(parts.len() > 6, "{parts:?}");
        assert!(parts.iter().any(|part| part.contains("pipeline_metrics, part 2 of ")), "{parts:?}");
    }
    assert_eq!(stored_rollups(&client).await, before);
    assert_verified(&client).await;
    for range in ["NULL", "'2026-03-07', NULL", "'2026-03-08', '2026-03-07'", "'infinity', '-infinity'"] {
        assert_refused(&client, &format!("SELECT * FROM monitoring.verify_rollups({range})"), "22023").await;
        assert_refused(&client, &format!("SELECT monitoring.rebuild_rollups({range})"), "22023").await;
    }
    assert_refused(&client, "SELECT monitoring.rebuild_rollups(p_now => 'infinity')", "22023").await;
    for (role, verifies, rebuilds) in [
        ("agentmon_reader", true, false),
        ("agentmon_admin", true, true),
        ("agentmon_writer", false, false),
        ("agentmon_user", false, false),
    ] {
        let member = cluster.connect_as("parts", role).await;
        for (call, allowed) in [("SELECT * FROM monitoring.verify_rollups()", verifies), (REBUILD, rebuilds)]
        {
            if allowed {
                run(&member, call).await;
            } else {
                assert_eq!(refusal_code(&member, call).await, "42501", "{role}: {call}");
            }
        }
    }
    assert_eq!(stored_rollups(&client).await, before);
}

#[tokio::test]
async fn wrong_activity_of_an_agent_is_named_and_repaired() {
    let client = setup_database(shared_cluster().await, "activity").await;
    let now = "2026-03-20 00:00:00+00";
    run(&client, &format!(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at)
         SELECT 'agent-' || n % 3, CASE WHEN n % 4 = 0 THEN 'error' ELSE 'info' END, timestamptz '{now}' - n * interval '40 minutes' FROM generate_series(1, 60) AS n;
         INSERT INTO monitoring.agent_executions (agent_name, status, created_at)
         SELECT 'agent-' || n % 3, CASE WHEN n % 4 = 0 THEN 'failure' ELSE 'success' END, timestamptz '{now}' - n * interval '40 minutes' FROM generate_series(1, 60) AS n;"
    ))
    .await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{now}')")).await;
    assert_verified(&client).await;
    for (damage, found) in [
        (
            "UPDATE monitoring.agent_activity SET recent = agentmon.activity_merge(recent, recent, kept_from) WHERE agent_name = 'agent-1' AND source = 'agent_logs'",
            "agent_logs {\"agent_name\": \"agent-1\"}: failures, rows; agent_logs {\"agent_name\": \"agent-1\"}: rows",
        ),
        (
            "DELETE FROM monitoring.agent_activity WHERE agent_name = 'agent-2' AND source = 'agent_executions'",
            "agent_executions {\"agent_name\": \"agent-2\"}: missing",
        ),
        (
            "UPDATE monitoring.agent_activity SET recent = agentmon.activity_merge(recent, NULL, 'infinity') WHERE agent_name IS NULL AND source = 'agent_logs'",
            "agent_logs {}: rows",
        ),
        (
            "UPDATE monitoring.agent_activity SET last_at = last_at - interval '1 day' WHERE agent_name = 'agent-0' AND source = 'agent_logs'",
            "agent_logs {\"agent_name\": \"agent-0\"}: last_at",
        ),
        (
            "UPDATE monitoring.agent_activity SET recent = '\\x00' WHERE agent_name = 'agent-0' AND source = 'agent_logs'",
            "agent_logs *: malformed activity of an agent",
        ),
        (
            "DELETE FROM monitoring.agent_activity WHERE source = 'agent_logs'",
            "agent_logs {\"agent_name\": \"agent-0\"}: missing; agent_logs {\"agent_name\": \"agent-1\"}: missing; agent_logs {\"agent_name\": \"agent-2\"}: missing; agent_logs {}: missing",
        ),
    ] {
        run(&client, damage).await;
        let what: Option<String> = value(&client, "SELECT string_agg(DISTINCT format('%s %s: %s', source, coalesce(dimensions::text, '*'), problem), '; ')
            FROM monitoring.verify_rollups() WHERE metric_name = 'agent_activity'").await;
        assert_eq!(what.as_deref(), Some(found), "after {damage}");
        if damage.contains("\\x00") {
            // What is no activity cannot be added to; the row is made anew.
            run(&client, "DELETE FROM monitoring.agent_activity WHERE recent = '\\x00'").await;
        }
        run(&client, &format!("SELECT monitoring.rebuild_rollups(p_now => '{now}')")).await;
        assert_verified(&client).await;
    }
}
