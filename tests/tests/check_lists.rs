//! What a team looks at each day, week and month: each item says whether to look, and why.

use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::Value;
use tokio_postgres::Client;

const NOW: &str = "2031-05-31 12:00:00+00";

/// A list at noon of 31 May 2031, as item, status and summary.
async fn list(client: &Client, name: &str) -> Vec<String> {
    rows(
        client,
        &format!("SELECT concat_ws('|', item, status, summary) FROM monitoring.{name}_checks('{NOW}')"),
    )
    .await
}

fn of<'a>(list: &'a [String], item: &str) -> &'a str {
    list.iter()
        .find_map(|line| line.strip_prefix(item)?.strip_prefix('|'))
        .unwrap_or_else(|| panic!("{item}: {list:?}"))
}

#[tokio::test]
async fn an_empty_database_has_nothing_to_look_at() {
    let cluster = shared_cluster().await;
    setup_database(cluster, "lists empty").await;
    let reader = cluster.connect_as("lists empty", "agentmon_reader").await;
    for (name, items) in [("daily", 7), ("weekly", 6), ("monthly", 5)] {
        let list = list(&reader, name).await;
        assert_eq!(list.len(), items, "{list:?}");
        for line in &list {
            let parts: Vec<_> = line.split('|').collect();
            assert!(["ok", "no data"].contains(&parts[1]) && parts[2].ends_with('.'), "{line}");
        }
    }
    let details = "SELECT bool_and(details IS NOT NULL) FROM (SELECT * FROM monitoring.daily_checks() UNION ALL SELECT * FROM monitoring.weekly_checks() UNION ALL SELECT * FROM monitoring.monthly_checks()) AS lists";
    assert_eq!(row(&reader, details).await, "t");
}

#[tokio::test]
async fn the_list_of_a_day_says_what_is_wrong() {
    let client = setup_database(shared_cluster().await, "lists daily").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, tokens_used, cost_usd, created_at)
         SELECT 'billing', CASE WHEN n <= 10 THEN 'failure' ELSE 'success' END, 200, 10, 0.1, '2031-05-31 11:00+00' FROM generate_series(1, 100) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES
             ('billing', 'error', 'no such customer', '2031-05-31 11:30+00'), ('billing', 'error', 'old news', '2031-05-20'), ('billing', 'error', 'old news', '2031-05-31 11:30+00');
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\") VALUES
             ('system.cpu_usage', 40, '{\"host\": \"a\"}', '2031-05-31 11:00+00'), ('system.disk_usage', 95, '{\"host\": \"a\", \"mount\": \"/\"}', '2031-05-31 11:00+00');
         INSERT INTO monitoring.budgets (name, period, limit_usd) VALUES ('all', 'day', 11);
         INSERT INTO monitoring.anomaly_hours VALUES ('2031-05-31 10:00+00', '2031-05-31 11:05+00', 1);
         INSERT INTO monitoring.anomalies (hour, metric_name, dimensions, measure, value, usual, low, high, score, reason)
         VALUES ('2031-05-31 10:00+00', 'm', '{}', 'p95', 9, 1, 0, 2, 7, 'p95 of m was 9.'), ('2031-05-29 10:00+00', 'm', '{}', 'p95', 9, 1, 0, 2, 8, 'Long ago.')",
    )
    .await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
    run(
        &client,
        &format!(
            "SELECT agentmon.refresh_reports('{{}}', '{NOW}'); SELECT monitoring.process_alerts('{NOW}')"
        ),
    )
    .await;
    let list = list(&client, "daily").await;
    assert_eq!(
        of(&list, "success rate"),
        "look|10 of 100 executions failed; they took 200 ms in the mean, 200 ms at the 95th percentile."
    );
    assert_eq!(
        of(&list, "errors"),
        "look|2 error groups unresolved in 24 hours; 1 new, 0 back after having been resolved: no such customer."
    );
    assert_eq!(of(&list, "agents"), "look|0 of 1 agent healthy, 0 degraded, 1 critical, 0 offline: billing.");
    assert_eq!(of(&list, "anomalies"), "look|1 anomaly in 1 hour. p95 of m was 9.");
    assert!(of(&list, "alerts").starts_with("look|2 firing, 2 fired in 24 hours: agent_error."), "{list:?}");
    assert_eq!(of(&list, "resources"), "look|CPU 40.0 % at most, disk 95.0 % at most.");
    assert_eq!(of(&list, "budgets"), "look|1000 tokens, 10 USD in 24 hours; 90.9 % of all.");
    let details: Value = value(
        &client,
        &format!("SELECT details FROM monitoring.daily_checks('{NOW}') WHERE item = 'errors'"),
    )
    .await;
    assert_eq!(details[0]["agent_name"], "billing", "{details}");
}

#[tokio::test]
async fn the_list_of_a_week_tells_trends_from_chance() {
    let client = setup_database(shared_cluster().await, "lists weekly").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, user_id, operation, status, execution_time_ms, created_at)
         SELECT a.name, 'u' || n % 7, 'answer', CASE WHEN n % a.fails_one_of = 0 AND d > 17 THEN 'failure' ELSE 'success' END, 100 + n % 10, timestamptz '2031-05-01 10:00+00' + d * interval '1 day'
         FROM generate_series(17, 30) AS d (day), LATERAL (SELECT day - 1 AS d) AS x, generate_series(1, 100) AS n, (VALUES ('steady', 1000), ('worse', 1000)) AS a (name, fails_one_of);
         UPDATE monitoring.agent_executions SET status = 'failure' WHERE agent_name = 'worse' AND created_at > '2031-05-25' AND execution_time_ms < 102;
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'database.cache_hit_percent', 80 + n, '2031-05-30 10:00+00' FROM generate_series(1, 9) AS n",
    )
    .await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}'); ")).await;
    let list = list(&client, "weekly").await;
    assert_eq!(
        of(&list, "agents"),
        "look|1 agent fails more or takes longer than in the week before, beyond chance: worse."
    );
    assert_eq!(
        of(&list, "cache hit rate"),
        "look|85.00 % of the blocks that were read stood in shared_buffers; 95 % and more is usual."
    );
    assert!(of(&list, "slow operations").starts_with("ok|At the 95th percentile: answer 10"), "{list:?}");
    assert!(
        ["ok", "look", "no data"].iter().any(|status| of(&list, "slow queries").starts_with(status)),
        "{list:?}"
    );
}

#[tokio::test]
async fn the_list_of_a_month_says_what_it_costs_and_when_it_is_full() {
    let client = setup_database(shared_cluster().await, "lists monthly").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, user_id, model_used, status, execution_time_ms, tokens_used, cost_usd, created_at)
         SELECT 'a', 'u', m.name, CASE WHEN n <= m.fails THEN 'failure' ELSE 'success' END, 100, 10, m.cost, m.at
         FROM (VALUES ('large', 0.5, timestamptz '2031-05-10', 30), ('small', NULL, '2031-05-11', 0), ('large', 0.2, '2031-04-10', 0)) AS m (name, cost, at, fails), generate_series(1, 300) AS n;
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'system.disk_usage', v, '{\"host\": \"a\", \"mount\": \"/\"}', t
         FROM (VALUES (50, timestamptz '2031-05-05'), (73, '2031-05-28')) AS m (v, t)",
    )
    .await;
    run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
    let list = list(&client, "monthly").await;
    assert_eq!(
        of(&list, "performance"),
        "look|600 executions in 30 days (300 in the 30 before), 5 % failed (0 %, changed beyond chance), 100 ms at the 95th percentile (100 ms)."
    );
    assert_eq!(
        of(&list, "cost"),
        "look|150 USD in 30 days (60 in the 30 before), 300 executions without a price; most for large."
    );
    // A percent a day from 73 on: 27 days.
    let capacity = of(&list, "capacity");
    assert!(
        capacity.starts_with("look|The database has ")
            && capacity.contains("; a disk is full by 2031-06-27 "),
        "{capacity}"
    );
    assert_eq!(of(&list, "service levels"), "look|1 of 1 agent missed an objective: a.");
}
