//! Service levels: error budgets, how fast they burn, and who is told.

use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

/// So many executions an hour from..to of that minute count, evenly, of which every nth fails.
async fn executions(client: &Client, agent: &str, minutes: &str, a_minute: u32, nth: u32) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.agent_executions (agent_name, operation, status, execution_time_ms, created_at)
             SELECT '{agent}', CASE n % 2 WHEN 0 THEN 'plan' ELSE 'act' END, CASE WHEN n % {nth} = 0 THEN 'timeout' ELSE 'success' END, n % 100 + 1,
                    timestamptz '2031-01-10 00:00+00' + n * interval '1 minute' / {a_minute}
             FROM generate_series({minutes}) AS n"
        ),
    )
    .await;
}

async fn level(client: &Client, name: &str, columns: &str, values: &str) {
    run(
        client,
        &format!("INSERT INTO monitoring.service_levels (name, {columns}) VALUES ('{name}', {values})"),
    )
    .await;
}

async fn status(client: &Client, columns: &str, time: &str) -> Vec<String> {
    rows(client, &format!("SELECT {columns} FROM monitoring.service_level_status('{time}+00')")).await
}

/// Judges at that time; gives the alerts that fire then.
async fn at(client: &Client, time: &str) -> Vec<String> {
    run(client, &format!("CALL monitoring.run_job('service_levels', '{time}+00'); ")).await;
    run(client, &format!("SELECT monitoring.process_alerts('{time}+00')")).await;
    rows(
        client,
        "SELECT concat_ws(' ', severity, labels ->> 'alertname', labels ->> 'service_level', labels ->> 'burn', labels ->> 'agent_name')
         FROM monitoring.alerts WHERE state = 'firing' ORDER BY 1",
    )
    .await
}

#[tokio::test]
async fn a_budget_that_burns_fast_is_told_at_once_and_its_end_too() {
    let client = setup_database(shared_cluster().await, "burn").await;
    level(&client, "billing", "matchers, objective", r#"'{"agent_name": "billing"}', 0.99"#).await;
    level(&client, "idle", "matchers, objective", r#"'{"agent_name": "idle"}', 0.99"#).await;
    // Nine hours well, 10 a minute: one of a thousand fails.
    executions(&client, "billing", "1, 5400", 10, 1000).await;
    assert_eq!(at(&client, "2031-01-10 09:00").await, [""; 0]);
    let told = "name, requests, bad, good_share, error_budget_left, burn_rate_1h, status";
    assert_eq!(
        status(&client, told, "2031-01-10 09:00").await,
        ["billing|5400|5.000|0.999074|0.907407|0.167|ok", "idle|0|0.000|||0.000|no data"]
    );
    // Then every fourth: 25 times what the budget allows; over an hour it takes 35 minutes to come to 14.4.
    executions(&client, "billing", "5401, 6000", 10, 4).await;
    // What there is of three days is above 1 before.
    let (fast, slow) =
        ("critical error_budget_burn billing fast billing", "warning error_budget_burn billing slow billing");
    assert_eq!(at(&client, "2031-01-10 09:05").await, [""; 0]);
    assert_eq!(at(&client, "2031-01-10 09:30").await, [slow]);
    assert_eq!(at(&client, "2031-01-10 09:40").await, [fast, slow]);
    let nearly =
        status(&client, "error_budget_left, used_up_at < '2031-01-12', status", "2031-01-10 09:20").await;
    assert_eq!(nearly[0], "0.017857|t|ok");
    let story = status(&client, "status, reason", "2031-01-10 10:00").await;
    assert_eq!(
        story[0],
        "burning fast|Over the last hour the error budget burned 25.0 times as fast as its period allows (told above 14.4)."
    );
    assert_eq!(at(&client, "2031-01-10 10:00").await, [fast, slow]);
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.alerts").await,
        "2",
        "each is told once while it lasts"
    );
    // Mended: the short window says so within minutes.
    executions(&client, "billing", "6001, 20000", 10, 1000).await;
    assert_eq!(at(&client, "2031-01-10 10:06").await, [slow]);
    assert_eq!(at(&client, "2031-01-10 16:01").await, [""; 0]);
    assert_eq!(
        row(
            &client,
            "SELECT annotations ->> 'summary' FROM monitoring.alerts WHERE labels ->> 'burn' = 'fast'"
        )
        .await,
        "The error budget of billing no longer burns fast"
    );
}

#[tokio::test]
async fn a_budget_that_burns_slowly_is_a_warning_and_none_of_few_is_no_alarm() {
    let client = setup_database(shared_cluster().await, "slow_burn").await;
    level(&client, "all", "objective", "0.99").await;
    level(&client, "few", "objective, min_requests", "0.99, 100000").await;
    // Three days at 2 %: twice what may be.
    executions(&client, "a", "1, 8640", 2, 50).await;
    assert_eq!(at(&client, "2031-01-13 00:00").await, ["warning error_budget_burn all slow"]);
    assert_eq!(
        status(&client, "name, burn, status, error_budget_left, burn_rate_3d", "2031-01-13 00:00").await,
        ["all|slow|used up|-0.990741|1.991", "few||ok|-0.990741|1.991"],
    );
    // Worse: the pager besides; the warning stays.
    executions(&client, "a", "8641, 8760", 2, 2).await;
    assert_eq!(
        at(&client, "2031-01-13 01:00").await,
        ["critical error_budget_burn all fast", "warning error_budget_burn all slow"]
    );
    // Resolved by hand it is told anew while it lasts; changed, it is another alert.
    run(&client, "SELECT monitoring.resolve_alert(id, p_now => '2031-01-13 01:00:10+00') FROM monitoring.alerts WHERE labels ->> 'burn' = 'fast'").await;
    assert_eq!(at(&client, "2031-01-13 01:00:20").await.len(), 2);
    run(
        &client,
        "UPDATE monitoring.service_levels SET fast_severity = 'error', matchers = '{\"agent_name\": \"a\"}'",
    )
    .await;
    assert_eq!(
        at(&client, "2031-01-13 01:00:40").await,
        ["error error_budget_burn all fast a", "warning error_budget_burn all slow"]
    );
    run(&client, "UPDATE monitoring.service_levels SET fast_severity = 'critical', matchers = '{}'").await;
    run(&client, "UPDATE monitoring.service_levels SET enabled = false").await;
    assert_eq!(at(&client, "2031-01-13 01:01").await, [""; 0], "one that is off burns no more");
    run(&client, "UPDATE monitoring.service_levels SET enabled = true").await;
    assert_eq!(at(&client, "2031-01-13 01:02").await, ["critical error_budget_burn all fast"]);
    run(&client, "DELETE FROM monitoring.service_levels").await;
    assert_eq!(at(&client, "2031-01-13 01:03").await, [""; 0], "nor does one that is gone");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.service_level_alerts").await, "0");
}

#[tokio::test]
async fn levels_are_of_agents_operations_durations_and_metrics() {
    let client = setup_database(shared_cluster().await, "kinds_of_levels").await;
    executions(&client, "a", "1, 1000", 10, 10).await;
    executions(&client, "b", "1, 200", 10, 1000).await;
    run(
        &client,
        "INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('api.requests', 'counter');
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\") VALUES
             ('api.requests', 960, '{\"status\": 200, \"endpoint\": \"/pay\"}', '2031-01-10 00:30+00'),
             ('api.requests', 40, '{\"status\": 503, \"endpoint\": \"/pay\"}', '2031-01-10 00:31+00'),
             ('api.requests', 500, '{\"status\": 503, \"endpoint\": \"/x\"}', '2031-01-10 00:31+00');
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'api.response_time', n, '{\"endpoint\": \"/pay\"}', '2031-01-10 00:40+00' FROM generate_series(1, 200) AS n;
         INSERT INTO monitoring.service_levels (name, metric_name, matchers, objective, threshold_ms) VALUES
             ('1 agent', DEFAULT, '{\"agent_name\": \"a\"}', 0.9, NULL),
             ('2 pattern', DEFAULT, '{\"agent_name\": \"~a|b\"}', 0.9, NULL),
             ('3 operation', DEFAULT, '{\"operation\": \"act\"}', 0.9, NULL),
             ('4 duration', DEFAULT, '{\"agent_name\": \"b\"}', 0.9, 50),
             ('5 counter', 'api.requests', '{\"endpoint\": \"/pay\"}', 0.9, NULL),
             ('6 latency', 'api.response_time', '{}', 0.9, 150)",
    )
    .await;
    let expected = [
        "1 agent|1000|100",
        "2 pattern|1200|100",
        "3 operation|600|0",
        "4 duration|200|100",
        "5 counter|1000|40",
        "6 latency|200|50",
    ];
    for refreshed in [false, true] {
        let found = status(&client, "name, requests, round(bad / 5) * 5", "2031-01-10 03:00").await;
        assert_eq!(found, expected, "refreshed: {refreshed}");
        run(&client, "SELECT monitoring.refresh_rollups('2031-01-10 03:00+00')").await;
    }
}

#[tokio::test]
async fn one_that_cannot_be_told_stops_no_other() {
    let client = setup_database(shared_cluster().await, "level_fails").await;
    level(&client, "a", "objective", "0.99").await;
    level(&client, "b", "objective", "0.99").await;
    executions(&client, "x", "1, 600", 10, 2).await;
    let broken = fault("monitoring.service_level_alerts", "INSERT", "NEW.service_level = 'a'");
    run(&client, &format!("{RAISES}; {broken}")).await;
    assert_eq!(at(&client, "2031-01-10 01:00").await, ["critical error_budget_burn b fast"]);
    assert_eq!(row(&client, "SELECT step, member FROM monitoring.step_failures").await, "service levels|a");
    run(&client, &no_fault("monitoring.service_level_alerts")).await;
    assert_eq!(at(&client, "2031-01-10 01:01").await.len(), 2);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.step_failures").await, "0");
}

#[tokio::test]
async fn what_cannot_be_held_is_refused() {
    let client = setup_database(shared_cluster().await, "levels_refused").await;
    for (columns, values) in [
        ("objective", "1"),
        ("objective", "0"),
        ("objective", "'NaN'"),
        ("objective, period", "0.9, '1 hour'"),
        ("objective, period", "0.9, 'infinity'"),
        ("objective, matchers", "0.9, '{\"agent_name\": \"~(\"}'"),
        ("objective, matchers", "0.9, '[]'"),
        ("objective, metric_name", "0.9, 'agents.logs'"),
        ("objective, fast_severity", "0.9, 'loud'"),
        ("objective, min_requests", "0.9, 0"),
        ("objective, threshold_ms", "0.9, -1"),
    ] {
        let insert =
            format!("INSERT INTO monitoring.service_levels (name, {columns}) VALUES ('x', {values})");
        let code = refusal_code(&client, &insert).await;
        assert!(code.starts_with("22") || code.starts_with("23"), "{insert}: {code}");
    }
    let percent = "INSERT INTO monitoring.service_levels (name, objective) VALUES ('x', 99.9)";
    assert_refused(&client, percent, "22003").await;
}
