//! Anomalies: hours unlike those of the same series before, found from the rollups, and none where all is as usual.

use agentmon_tests::sql::{assert_refused, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

/// Four weeks until Monday 2031-03-31 00:00 UTC, hour by hour, of: response times at two endpoints, slow in the
/// afternoon; a gauge; and executions of two agents, who rest on weekends.
const WEEKS: &str = "
    INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('ml.confidence', 'gauge');
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
    SELECT 'api.response_time', (100 + 50 * sin(extract(hour FROM t.h AT TIME ZONE 'UTC') * 0.26)) * (0.8 + 0.4 * ((hashint8(extract(epoch FROM t.h)::bigint + n) & 1023) / 1023.0)),
           jsonb_build_object('endpoint', e.endpoint), t.h + n * interval '2 minutes'
    FROM generate_series(timestamptz '2031-03-03 00:00+00', '2031-03-30 23:00+00', '1 hour') AS t (h), generate_series(1, 20) AS n,
         (VALUES ('/pay'), ('/search')) AS e (endpoint);
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
    SELECT 'ml.confidence', 0.8 + 0.02 * ((hashint8(extract(epoch FROM t.h)::bigint) & 1023) / 1023.0), t.h
    FROM generate_series(timestamptz '2031-03-03 00:00+00', '2031-03-30 23:00+00', '1 hour') AS t (h);
    INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
    SELECT a.name, CASE WHEN n % 50 = 0 THEN 'failure' ELSE 'success' END, 500 + n, t.h + n * interval '30 seconds'
    FROM generate_series(timestamptz '2031-03-03 00:00+00', '2031-03-30 23:00+00', '1 hour') AS t (h),
         (VALUES ('billing'), ('planner')) AS a (name),
         generate_series(1, CASE WHEN extract(isodow FROM t.h AT TIME ZONE 'UTC') > 5 THEN 10 ELSE 100 END + (hashint8(extract(epoch FROM t.h)::bigint) & 7)) AS n";

async fn found(client: &Client, hour: &str) -> Vec<String> {
    rows(
        client,
        &format!(
            "SELECT concat_ws(' ', metric_name, dimensions ->> 'endpoint', dimensions ->> 'agent_name', measure, CASE WHEN score > 0 THEN 'high' ELSE 'low' END)
             FROM monitoring.find_anomalies('{hour}+00', p_now => '2031-04-10') ORDER BY 1"
        ),
    )
    .await
}

#[tokio::test]
async fn what_is_unlike_its_past_is_found_and_what_is_not_is_not() {
    let client = setup_database(shared_cluster().await, "anomalies").await;
    run(&client, WEEKS).await;
    run(&client, "SELECT monitoring.refresh_rollups('2031-04-10')").await;
    // All is as ever, weekends too.
    for hour in ["2031-03-29 14:00", "2031-03-30 03:00", "2031-03-28 14:00", "2031-03-27 09:00"] {
        assert_eq!(found(&client, hour).await, [""; 0], "{hour}");
    }
    // Monday 14:00: /pay is four times as slow, /search as ever; the model is unsure; billing fails, planner is silent.
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'api.response_time', e.factor * (100 + 50 * sin(14 * 0.26)) * (0.8 + 0.02 * n), jsonb_build_object('endpoint', e.endpoint),
                timestamptz '2031-03-31 14:00+00' + n * interval '2 minutes'
         FROM generate_series(1, 20) AS n, (VALUES ('/pay', 4), ('/search', 1)) AS e (endpoint, factor);
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('ml.confidence', 0.55, '2031-03-31 14:00+00');
         INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
         SELECT 'billing', CASE WHEN n % 3 = 0 THEN 'failure' ELSE 'success' END, 500 + n, timestamptz '2031-03-31 14:00+00' + n * interval '30 seconds'
         FROM generate_series(1, 104) AS n",
    )
    .await;
    run(&client, "SELECT monitoring.refresh_rollups('2031-04-10')").await;
    assert_eq!(
        found(&client, "2031-03-31 14:00").await,
        [
            "agents.executions billing failure_rate high",
            "agents.executions planner count low",
            "api.response_time /pay p50 high",
            "api.response_time /pay p95 high",
            "ml.confidence avg low",
        ]
    );
    let reason = row(
        &client,
        "SELECT reason FROM monitoring.find_anomalies('2031-03-31 14:00+00', 'api.response_time', p_now => '2031-04-10') WHERE measure = 'p95'",
    )
    .await;
    assert!(
        reason.starts_with("p95 of api.response_time {\"endpoint\": \"/pay\"} was 3")
            && reason.contains(" in the hour from 2031-03-31 14:00 UTC on: ")
            && reason.contains(" at 14:00 had ("),
        "{reason}"
    );
    let other = "SELECT count(*) FROM monitoring.find_anomalies('2031-03-31 14:00+00', 'agents.executions', p_now => '2031-04-10')";
    assert_eq!(row(&client, other).await, "2", "of one metric alone");
    // Nothing is known of a series that has just begun.
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('new', 1, '2031-03-30 10:00+00'), ('new', 1000, '2031-03-31 10:00+00')",
    )
    .await;
    run(&client, "SELECT monitoring.refresh_rollups('2031-04-10')").await;
    // Nothing is said of hours that nobody has rolled up; without an hour it is the last one that is.
    let ahead = "SELECT count(*) FROM monitoring.find_anomalies('2031-04-10 10:00+00', p_now => '2031-04-10 12:00+00')";
    assert_eq!(row(&client, ahead).await, "0");
    let last = "SELECT DISTINCT hour AT TIME ZONE 'UTC' FROM monitoring.find_anomalies(p_min_score => 0, p_now => '2031-04-10 12:00+00')";
    assert_eq!(rows(&client, last).await, ["2031-04-09 23:00:00"]);
    let new = "SELECT count(*) FROM monitoring.find_anomalies('2031-03-31 10:00+00', 'new', 0, '2031-04-10')";
    assert_eq!(row(&client, new).await, "0");
}

#[tokio::test]
async fn an_hour_that_is_not_over_is_refused() {
    let client = setup_database(shared_cluster().await, "anomalies_refused").await;
    for arguments in [
        "'2031-03-31 14:00+00', p_now => '2031-03-31 14:59+00'",
        "'infinity', p_now => '2031-03-31 14:59+00'",
        "p_min_score => -1, p_now => '2031-03-31 14:59+00'",
        "p_min_score => 'NaN', p_now => 'infinity'",
    ] {
        assert_refused(&client, &format!("SELECT monitoring.find_anomalies({arguments})"), "22023").await;
    }
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.find_anomalies()").await, "0");
}
