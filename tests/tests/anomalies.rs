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

/// The job keeps what it finds, hour by hour, and rules ask for it.
#[tokio::test]
async fn what_is_unusual_is_kept_and_raises_an_alert() {
    let client = setup_database(shared_cluster().await, "anomalies_kept").await;
    run(&client, WEEKS).await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT 'api.response_time', e.factor * (100 + 50 * sin((h + 24) % 24 * 0.26)) * (0.8 + 0.02 * n), jsonb_build_object('endpoint', e.endpoint),
                timestamptz '2031-03-31 00:00+00' + h * interval '1 hour' + n * interval '2 minutes'
         FROM generate_series(0, 16) AS h, generate_series(1, 20) AS n,
              LATERAL (VALUES ('/pay', CASE h WHEN 14 THEN 4 ELSE 1 END), ('/search', 1)) AS e (endpoint, factor);
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\") VALUES ('new', 5, '{\"endpoint\": \"/pay\"}', '2031-03-31 14:10+00');
         INSERT INTO monitoring.alert_rules (name, expression, no_data) VALUES
             ('any', 'abs(anomalies.score by (*)) > 4', 'ok'),
             ('pay', 'anomalies.score{metric_name=\"api.response_time\", measure=\"p95\"} by (endpoint) > 4', 'ok'),
             ('low', 'anomalies.score.min < -1000', 'ok'),
             ('many', 'anomalies.score.count > 3', 'ok'),
             ('blind', 'anomalies.score > 1000', 'alert')",
    )
    .await;
    let open = "SELECT concat_ws(' ', rule_name, labels ->> 'endpoint', labels ->> 'metric_name', labels ->> 'measure') FROM monitoring.alerts
                WHERE state <> 'resolved' AND labels ->> 'metric_name' IS DISTINCT FROM 'agents.executions' ORDER BY 1";
    let at = async |time: &str, job: bool| {
        if job {
            run(&client, &format!("SELECT monitoring.refresh_rollups('2031-03-31 {time}+00')")).await;
            run(&client, &format!("CALL monitoring.run_job('hourly', '2031-03-31 {time}+00')")).await;
        }
        run(&client, &format!("SELECT monitoring.evaluate_alert_rules('2031-03-31 {time}+00')")).await;
        rows(&client, open).await
    };
    // Nobody has looked yet: nothing is known, which is no alarm but where a rule asks for that.
    assert_eq!(at("13:30", false).await, ["blind"]);
    assert_eq!(at("14:05", true).await, [""; 0], "all as usual, and that is an answer");
    assert_eq!(
        rows(&client, "SELECT hour AT TIME ZONE 'UTC', anomalies FROM monitoring.anomaly_hours").await.len(),
        1
    );
    // The agents rest on that Monday, which is unusual too.
    let expected = ["any /pay api.response_time p50", "any /pay api.response_time p95", "many", "pay /pay"];
    assert_eq!(at("15:05", true).await, expected);
    let said =
        row(&client, "SELECT annotations ->> 'description' FROM monitoring.alerts WHERE rule_name = 'pay'")
            .await;
    assert!(said.starts_with("anomalies.score.") || said.starts_with("anomalies.score{"), "{said}");
    assert!(
        said.contains("p95 of api.response_time {\"endpoint\": \"/pay\"} was 3")
            && !said.contains(" over 5m"),
        "{said}"
    );
    let said = row(&client, "SELECT annotations ->> 'description' FROM monitoring.alerts WHERE rule_name = 'any' AND labels ->> 'measure' = 'p50'").await;
    assert!(said.contains("p50 of api.response_time"), "{said}");
    // What is kept is what find_anomalies() says, by the core's own mark.
    let same = "SELECT (SELECT count(*) FROM monitoring.anomalies kept JOIN monitoring.find_anomalies('2031-03-31 14:00+00', p_now => '2031-03-31 15:05+00') found
                        USING (hour, metric_name, dimensions, measure, value, usual, low, high, score, reason)) =
                       (SELECT count(*) FROM monitoring.find_anomalies('2031-03-31 14:00+00', p_now => '2031-03-31 15:05+00')),
                       (SELECT bool_and((value BETWEEN low AND high) = (abs(score) < agentmon.unusual_score()))
                        FROM monitoring.find_anomalies('2031-03-31 14:00+00', p_min_score => 0, p_now => '2031-03-31 15:05+00')
                        WHERE abs(abs(score) - agentmon.unusual_score()) > 0.01)";
    assert_eq!(row(&client, same).await, "t|t");
    let preview = "SELECT labels ->> 'endpoint', state, value > 4 FROM monitoring.preview_rule('pay', p_now => '2031-03-31 15:06+00') LIMIT 1";
    assert_eq!(row(&client, preview).await, "/pay|firing|t");
    // Again is not twice; the next hour is as ever, and it is over.
    assert_eq!(at("15:30", true).await, expected);
    assert_eq!(at("16:05", true).await, [""; 0]);
    assert_eq!(
        row(
            &client,
            "SELECT string_agg(status, ',') FROM monitoring.alert_rules WHERE name IN ('any', 'low')"
        )
        .await,
        "ok,ok"
    );
    let replay = "SELECT to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), state FROM monitoring.replay_alert_rule('pay', '2031-03-31 14:00+00', '2031-03-31 16:30+00', '1 minute')";
    assert_eq!(rows(&client, replay).await, ["15:05|firing", "16:05|resolved"]);
    // Nobody has looked for hours.
    assert_eq!(at("20:00", false).await, ["blind"]);
    // After a pause the hours in between are judged.
    assert_eq!(at("21:05", true).await.iter().filter(|line| line.contains("blind")).count(), 0);
    assert_eq!(row(&client, "SELECT string_agg(to_char(hour AT TIME ZONE 'UTC', 'HH24'), ',' ORDER BY hour) FROM monitoring.anomaly_hours").await, "13,14,15,16,17,18,19,20");
    // And they go.
    run(&client, "CALL monitoring.run_job('retention', '2031-08-31')").await;
    assert_eq!(row(&client, "SELECT (SELECT count(*) FROM monitoring.anomalies) + (SELECT count(*) FROM monitoring.anomaly_hours)").await, "0");
}

#[tokio::test]
async fn rules_about_anomalies_have_tests() {
    let client = setup_database(shared_cluster().await, "anomalies_tested").await;
    let document = r#"{
        "rules": [{"name": "unusual", "condition": "abs(anomalies.score by (*)) > 6"}, {"name": "many", "condition": "anomalies.score.count > 1"}],
        "tests": [{"name": "slow once", "interval": "1m",
            "input_series": [{"metric": "anomalies.score", "tags": {"metric_name": "m", "measure": "p95"}, "values": [0, 0, -8, 2, 2, 2]},
                             {"metric": "anomalies.score", "tags": {"metric_name": "n", "measure": "p95"}, "values": "1x9"}],
            "alert_rule_test": [
                {"eval_time": "1m", "alertname": "unusual", "exp_alerts": []},
                {"eval_time": "2m", "alertname": "unusual", "exp_alerts": [{"exp_labels": {"metric_name": "m", "measure": "p95", "severity": "warning"}}]},
                {"eval_time": "2m", "alertname": "many", "exp_alerts": [{"exp_labels": {"severity": "warning"}}]},
                {"eval_time": "4m", "alertname": "unusual", "exp_alerts": []}]}]}"#;
    let wrong = format!(
        "SELECT concat_ws(' ', test, detail) FROM monitoring.test_alert_rules('{document}') WHERE NOT passed"
    );
    assert_eq!(rows(&client, &wrong).await, [""; 0]);
    assert_eq!(
        row(&client, &format!("SELECT count(*) FROM monitoring.test_alert_rules('{document}')")).await,
        "4"
    );
    for expression in ["anomalies.score.p95 > 4", "anomalies.score offset 1h > 4", "anomalies.score > 4ms"] {
        assert_refused(
            &client,
            &format!("INSERT INTO monitoring.alert_rules (name, expression) VALUES ('x', '{expression}')"),
            "22023",
        )
        .await;
    }
    let exported = "SELECT monitoring.load_alert_rules('{\"rules\": [{\"name\": \"u\", \"condition\": \"abs(anomalies.score by (*)) > 6\"}]}');
                    SELECT monitoring.export_alert_rules('{u}') #>> '{rules,0,condition}'";
    assert_eq!(
        rows(&client, exported).await.last().map(String::as_str),
        Some("abs(anomalies.score by (*)) > 6")
    );
}

/// What fails there stops nothing, is told, and is tried again.
#[tokio::test]
async fn an_hour_that_cannot_be_judged_is_told() {
    let client = setup_database(shared_cluster().await, "anomalies_failing").await;
    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2031-03-31 10:10+00')").await;
    run(&client, "SELECT monitoring.refresh_rollups('2031-03-31 11:01+00')").await;
    run(&client, "ALTER TABLE monitoring.anomaly_hours ADD CONSTRAINT never CHECK (anomalies < 0)").await;
    run(&client, "CALL monitoring.run_job('hourly', '2031-03-31 11:05+00')").await;
    let error = "SELECT last_error FROM monitoring.job_status WHERE name = 'hourly'";
    let told = row(&client, error).await;
    assert!(told.starts_with("store_anomalies: new row for relation \"anomaly_hours\""), "{told}");
    run(&client, "ALTER TABLE monitoring.anomaly_hours DROP CONSTRAINT never").await;
    run(&client, "CALL monitoring.run_job('hourly', '2031-03-31 11:06+00')").await;
    assert_eq!(row(&client, error).await, "");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.anomaly_hours").await, "1");
    // A trigger of somebody that swallows the row does not keep the job going for ever.
    run(&client, "CREATE FUNCTION public.none() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER none BEFORE INSERT ON monitoring.anomaly_hours FOR EACH ROW EXECUTE FUNCTION public.none()").await;
    run(&client, "SELECT monitoring.refresh_rollups('2031-03-31 12:01+00')").await;
    run(&client, "CALL monitoring.run_job('hourly', '2031-03-31 12:05+00')").await;
    assert!(row(&client, error).await.contains("could not be written down"));
}
