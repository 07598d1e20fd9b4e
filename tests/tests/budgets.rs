//! Budgets: what was spent of them, when they run out, and the alerts before and at the limit.

use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

/// A database where a million tokens of the model m cost a dollar.
async fn database(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, "INSERT INTO monitoring.model_prices (pattern, input_per_million) VALUES ('m', 1)").await;
    client
}

/// So many dollars of an agent and user at that time.
async fn spend(client: &Client, agent: &str, user: &str, dollars: &str, at: &str) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, user_id, input_tokens, created_at)
             VALUES ('{agent}', 'success', 'm', '{user}', {dollars} * 1000000, '{at}+00')"
        ),
    )
    .await;
}

async fn budget(client: &Client, columns: &str, values: &str) {
    run(client, &format!("INSERT INTO monitoring.budgets (name, {columns}) VALUES ({values})")).await;
}

/// Evaluates at that time; gives the alerts that fire then.
async fn at(client: &Client, time: &str) -> Vec<String> {
    run(
        client,
        &format!(
            "SELECT agentmon.evaluate_budgets('{time}+00'); SELECT monitoring.process_alerts('{time}+00')"
        ),
    )
    .await;
    rows(
        client,
        "SELECT concat_ws(' ', severity, labels ->> 'alertname', labels ->> 'budget', labels ->> 'share') FROM monitoring.alerts
         WHERE state = 'firing' ORDER BY 1",
    )
    .await
}

#[tokio::test]
async fn alerts_come_before_and_at_the_limit_and_end_with_the_period() {
    let client = database("stages").await;
    budget(&client, "period, limit_usd, warn_at", "'b', 'day', 100, '{0.8,0.5}'").await;
    assert_eq!(at(&client, "2031-01-01 08:00").await, [""; 0]);
    spend(&client, "a", "u", "49.999999", "2031-01-01 08:00").await;
    assert_eq!(at(&client, "2031-01-01 08:01").await, [""; 0]);
    spend(&client, "a", "u", "0.000001", "2031-01-01 08:01").await;
    assert_eq!(at(&client, "2031-01-01 08:01").await, ["warning budget_warning b 0.5"]);
    let annotations = row(&client, "SELECT annotations FROM monitoring.alerts").await;
    assert!(annotations.contains("50 of 100 US dollars"), "{annotations}");
    // Resolved by hand it does not come again in this period.
    run(
        &client,
        "SELECT monitoring.resolve_alert(id, p_now => '2031-01-01 08:02+00') FROM monitoring.alerts",
    )
    .await;
    assert_eq!(at(&client, "2031-01-01 08:03").await, [""; 0]);
    spend(&client, "a", "u", "30", "2031-01-01 09:00").await;
    assert_eq!(at(&client, "2031-01-01 09:00").await, ["warning budget_warning b 0.8"]);
    spend(&client, "a", "u", "20", "2031-01-01 10:00").await;
    let both = ["error budget_exceeded b", "warning budget_warning b 0.8"];
    assert_eq!(at(&client, "2031-01-01 10:00").await, both);
    assert_eq!(at(&client, "2031-01-01 23:59:59").await, both);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alerts").await, "3", "each is raised once");
    // The next day is another one.
    assert_eq!(at(&client, "2031-01-02 00:00").await, [""; 0]);
    spend(&client, "a", "u", "200", "2031-01-02 01:00").await;
    assert_eq!(
        at(&client, "2031-01-02 01:00").await,
        ["error budget_exceeded b"],
        "of several at once the largest"
    );
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.budget_alerts").await, "3");
    // A higher limit ends it, and a lower one brings it back.
    run(&client, "UPDATE monitoring.budgets SET limit_usd = 1000").await;
    assert_eq!(at(&client, "2031-01-02 01:01").await, [""; 0]);
    run(&client, "UPDATE monitoring.budgets SET limit_usd = 250").await;
    assert_eq!(at(&client, "2031-01-02 01:02").await, ["warning budget_warning b 0.8"]);
    run(&client, "UPDATE monitoring.budgets SET enabled = false").await;
    assert_eq!(at(&client, "2031-01-02 01:03").await, [""; 0]);
    run(&client, "UPDATE monitoring.budgets SET enabled = true").await;
    assert_eq!(at(&client, "2031-01-02 01:04").await, ["warning budget_warning b 0.8"]);
    run(&client, "DELETE FROM monitoring.budgets").await;
    assert_eq!(at(&client, "2031-01-02 01:05").await, [""; 0]);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.budget_alerts").await, "0");
}

#[tokio::test]
async fn each_budget_counts_what_is_its_own() {
    let client = database("scopes").await;
    for (columns, values) in [
        ("limit_usd", "'all', 100"),
        ("scope, scope_value, limit_usd", "'agent a', 'agent', 'a', 10"),
        ("scope, scope_value, limit_tokens", "'user u', 'User', 'u', 4000000"),
        ("scope, scope_value, period, limit_usd", "'model m', 'model', 'm', 'hour', 2"),
        ("scope, scope_value, limit_usd", "'nobody', 'agent', 'nobody', 1"),
    ] {
        budget(&client, columns, values).await;
    }
    spend(&client, "a", "u", "3", "2031-01-31 10:30").await;
    spend(&client, "b", "u", "1", "2031-01-31 11:30").await;
    spend(&client, "a", "v", "4.25", "2031-01-01 00:00").await;
    spend(&client, "a", "v", "50", "2030-12-31 23:59:59.999999").await;
    run(&client, "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, created_at) VALUES ('a', 'success', 'unknown', 5, '2031-01-31 11:00+00')").await;
    let status = "SELECT name, used, share, status, unpriced_executions FROM monitoring.budget_status('2031-01-31 11:45+00')";
    let expected = [
        "agent a|7.250000000000|0.725000|ok|1",
        "all|8.250000000000|0.082500|ok|1",
        "model m|1.000000000000|0.500000|ok|0",
        "nobody|0|0.000000|ok|0",
        "user u|4000000|1.000000|exceeded|0",
    ];
    assert_eq!(rows(&client, status).await, expected);
    run(&client, "SELECT monitoring.refresh_rollups('2031-01-31 11:44+00')").await;
    assert_eq!(rows(&client, status).await, expected);
    let labels = "SELECT labels FROM monitoring.alerts";
    at(&client, "2031-01-31 11:45").await;
    assert_eq!(
        rows(&client, labels).await,
        [r#"{"budget": "user u", "period": "month", "user_id": "u", "alertname": "budget_exceeded"}"#]
    );
}

#[tokio::test]
async fn the_forecast_says_when_the_limit_is_reached() {
    let client = database("forecast").await;
    budget(&client, "period, limit_usd", "'b', 'day', 24").await;
    let forecast = |at: &str| {
        format!(
            "SELECT period_start::date, used, pace_per_hour, forecast, reaches_limit_at FROM monitoring.budget_status('{at}+00')"
        )
    };
    assert_eq!(
        row(&client, &forecast("2031-01-01 12:00")).await,
        "2031-01-01|0|0.000000000000|0.000000000000|"
    );
    // Six dollars in three hours: 2 an hour; 24 are reached 9 hours later.
    for hour in 9..12 {
        spend(&client, "a", "u", "2", &format!("2031-01-01 {hour}:30")).await;
    }
    assert_eq!(
        row(&client, &forecast("2031-01-01 12:00")).await,
        "2031-01-01|6.000000000000|2.000000000000|30.000000000000|2031-01-01 21:00:00+00"
    );
    // At half the pace it is enough for the day.
    run(&client, "UPDATE monitoring.budgets SET limit_usd = 31").await;
    assert_eq!(
        row(&client, &forecast("2031-01-01 12:00")).await,
        "2031-01-01|6.000000000000|2.000000000000|30.000000000000|"
    );
    run(&client, "UPDATE monitoring.budgets SET limit_usd = 5").await;
    assert_eq!(
        row(&client, "SELECT status, reaches_limit_at FROM monitoring.budget_status('2031-01-01 12:00+00')")
            .await,
        "exceeded|"
    );
}

#[tokio::test]
async fn a_budget_that_fails_stops_no_other_one() {
    let client = database("alone").await;
    budget(&client, "limit_usd", "'bad', 1").await;
    budget(&client, "limit_usd", "'good', 1").await;
    spend(&client, "a", "u", "2", "2031-01-01 08:00").await;
    run(&client, RAISES).await;
    run(&client, &fault("monitoring.alerts", "INSERT", "NEW.labels ->> 'budget' = 'bad'")).await;
    run(&client, "CALL monitoring.run_job('costs', '2031-01-01 08:00+00')").await;
    assert_eq!(rows(&client, "SELECT labels ->> 'budget' FROM monitoring.alerts").await, ["good"]);
    assert_eq!(
        rows(&client, "SELECT step, member, error FROM monitoring.step_failures").await,
        ["budgets|bad|injected"]
    );
    assert_eq!(
        row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'costs'").await,
        "bad: injected"
    );
    run(&client, &no_fault("monitoring.alerts")).await;
    run(&client, "CALL monitoring.run_job('costs', '2031-01-01 08:01+00')").await;
    assert_eq!(
        rows(&client, "SELECT labels ->> 'budget' FROM monitoring.alerts ORDER BY 1").await,
        ["bad", "good"]
    );
    assert_eq!(rows(&client, "SELECT * FROM monitoring.step_failures").await, [""; 0]);
}

#[tokio::test]
async fn what_is_no_budget_is_refused() {
    let client = database("refused").await;
    for (columns, values, code) in [
        ("limit_usd", "'', 1", "22023"),
        ("limit_usd", "'b', 0", "22003"),
        ("limit_usd", "'b', -1", "22003"),
        ("limit_usd", "'b', 'NaN'", "22003"),
        ("limit_usd", "'b', 'Infinity'", "22003"),
        ("limit_tokens", "'b', 0", "22003"),
        ("limit_usd, limit_tokens", "'b', 1, 1", "22023"),
        ("scope", "'b', 'all'", "22023"),
        ("limit_usd, scope", "'b', 1, 'agent'", "22023"),
        ("limit_usd, scope, scope_value", "'b', 1, 'all', 'a'", "22023"),
        ("limit_usd, scope, scope_value", "'b', 1, 'planet', 'a'", "22023"),
        ("limit_usd, period", "'b', 1, 'year'", "22023"),
        ("limit_usd, severity", "'b', 1, 'loud'", "22023"),
        ("limit_usd, warn_at", "'b', 1, '{1}'", "22003"),
        ("limit_usd, warn_at", "'b', 1, '{0.5,NULL}'", "22003"),
        ("limit_usd, warn_at", "'b', 1, '{NaN}'", "22003"),
        ("limit_usd", "repeat('b', 1001), 1", "22001"),
    ] {
        assert_refused(
            &client,
            &format!("INSERT INTO monitoring.budgets (name, {columns}) VALUES ({values})"),
            code,
        )
        .await;
    }
    assert_refused(&client, "SELECT monitoring.budget_status('infinity')", "22023").await;
    assert_refused(&client, "SELECT agentmon.evaluate_budgets(NULL)", "22023").await;
    let admin = shared_cluster().await.connect_as("refused", "agentmon_admin").await;
    run(&admin, "INSERT INTO monitoring.budgets (name, limit_tokens, warn_at) VALUES ('b', 1, '{}'); SELECT agentmon.evaluate_budgets()").await;
    let writer = shared_cluster().await.connect_as("refused", "agentmon_writer").await;
    for sql in [
        "SELECT agentmon.evaluate_budgets()",
        "TABLE monitoring.budgets",
        "UPDATE monitoring.budgets SET limit_usd = 1",
    ] {
        assert_eq!(refusal_code(&writer, sql).await, "42501", "{sql}");
    }
}
