//! Metrics in, states of alert rules out: the words in which the tests of rules are written. Every time is a virtual one.

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio_postgres::Client;

use crate::alerting::minute;
use crate::sql::{rows, run, value};
use crate::{setup_database, shared_cluster};

/// A database with these rules, rows of (name, expression, …), and no others.
pub async fn rules_database(name: &str, rules: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, "DELETE FROM monitoring.alert_rules").await;
    if !rules.is_empty() {
        run(&client, &format!("INSERT INTO monitoring.alert_rules {rules}")).await;
    }
    client
}

/// Writes a row of a metric.
pub async fn metric(client: &Client, name: &str, value: f64, tags: &str, at: DateTime<Utc>) {
    let tags: Value = serde_json::from_str(tags).expect("tags are JSON");
    client
        .execute("SELECT monitoring.record_metric($1, $2, $3, $4)", &[&name, &value, &tags, &at])
        .await
        .expect("a metric can be recorded");
}

/// Evaluates all rules; the number of alerts whose state changed.
pub async fn evaluate(client: &Client, now: DateTime<Utc>) -> i32 {
    let row = client.query_one("SELECT monitoring.evaluate_alert_rules($1)", &[&now]).await;
    row.unwrap_or_else(|error| panic!("{}", crate::sql::describe(&error))).get(0)
}

/// The open alerts of rules as `name{labels but the name} state`, sorted.
pub async fn open_alerts(client: &Client) -> Vec<String> {
    rows(
        client,
        "SELECT labels ->> 'alertname' || CASE WHEN labels - 'alertname' = '{}' THEN '' ELSE (labels - 'alertname')::text END || ' ' || state
         FROM monitoring.alerts WHERE source = 'rule' AND state <> 'resolved' ORDER BY 1",
    )
    .await
}

/// The same of one rule without labels, as its letter: i(nactive), p(ending), f(iring).
pub async fn state(client: &Client, rule: &str) -> char {
    let open = rows(
        client,
        &format!(
            "SELECT left(state, 1) FROM monitoring.alerts WHERE rule_name = '{rule}' AND state <> 'resolved'"
        ),
    )
    .await;
    assert!(open.len() <= 1, "{rule}: {open:?}");
    open.first().and_then(|state| state.chars().next()).unwrap_or('i')
}

/// What a rule's only comparison came to, and whether it holds: `value true`; `no data` where there is none.
pub async fn result_of(client: &Client, expression: &str, now: DateTime<Utc>) -> String {
    let row = client
        .query_opt(
            "SELECT round(r.value::numeric, 6)::float8 || ' ' || r.condition FROM agentmon.rule_results(
                 jsonb_build_object('r', jsonb_build_object('expression', agentmon.parse_alert_expression($1))), $2) r",
            &[&expression, &now],
        )
        .await
        .unwrap_or_else(|error| panic!("{expression}: {}", crate::sql::describe(&error)));
    row.map_or_else(|| "no data".to_owned(), |row| row.get::<_, Option<String>>(0).unwrap_or_default())
}

/// Plays conditions minute by minute, T for a gauge at 1, F at 0, - for no row: the states of the rule, a letter each.
///
/// The rule is `gauge[1m] > 0.5`.
pub async fn play(client: &Client, rule: &str, gauge: &str, conditions: &str) -> String {
    let mut states = String::new();
    for (at, condition) in (0_i64..).zip(conditions.chars()) {
        if condition != '-' {
            metric(client, gauge, if condition == 'T' { 1.0 } else { 0.0 }, "{}", minute(at)).await;
        }
        evaluate(client, minute(at)).await;
        states.push(state(client, rule).await);
    }
    states
}

/// How many alerts of a rule have been resolved.
pub async fn resolved(client: &Client, rule: &str) -> i64 {
    value(
        client,
        &format!("SELECT count(*) FROM monitoring.alerts WHERE rule_name = '{rule}' AND state = 'resolved'"),
    )
    .await
}
