//! The statements of the five systems that were there before, as their documents have them: SQL word for word, and for a
//! program's call the statement that its client sends.

use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use serde_json::{Value, json};
use tokio_postgres::Client;

/// A database with the bare names in public, as those systems had them.
async fn exposed(cluster: &Cluster, name: &str) -> Client {
    let client = setup_database(cluster, name).await;
    run(&client, "SELECT monitoring.expose_in_public()").await;
    client
}

/// What `supabase.from(table).insert(row)` makes of it: PostgREST's statement, as the role that writes.
async fn supabase_insert(writer: &Client, schema: &str, table: &str, document: &Value) {
    let columns: Vec<String> =
        document.as_object().expect("a row").keys().map(|name| format!("\"{name}\"")).collect();
    let columns = columns.join(", ");
    let sql = format!(
        "WITH pgrst_source AS (
            INSERT INTO \"{schema}\".\"{table}\"({columns})
            SELECT {columns} FROM json_populate_recordset(null::\"{schema}\".\"{table}\", $1::text::json)
            RETURNING 1
         ) SELECT count(*) FROM pgrst_source"
    );
    let written = writer.query_one(&sql, &[&format!("[{document}]")]).await;
    let written: i64 = written.unwrap_or_else(|error| panic!("{sql}: {error:?}")).get(0);
    assert_eq!(written, 1, "{table} {document}");
}

/// Whether all that is expected is there and the same; there may be more.
fn assert_contains(found: &Value, expected: &Value, path: &str) {
    match expected {
        Value::Object(fields) => {
            for (name, value) in fields {
                assert_contains(&found[name], value, &format!("{path}.{name}"));
            }
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

// Study application ---------------------------------------------------------------------------------------------------

#[tokio::test]
async fn study_app_counts_its_executions() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "study count").await;
    assert_eq!(row(&client, "SELECT COUNT(*) FROM agent_executions;").await, "0");
    let writer = cluster.connect_as("study count", "agentmon_writer").await;
    supabase_insert(&writer, "public", "agent_executions", &json!({
        "user_id": "18717267-0855-433c-b160-04c3443daa80", "session_id": "s", "request_id": "r",
        "agent_name": "main_orchestrator", "input_data": {"type": "flashcard_generation", "options": {"count": 3}},
        "output_data": {"cards": []}, "execution_time_ms": 2500, "tokens_used": 1500, "model_used": "gpt-4o",
        "status": "success", "error_message": null
    }))
    .await;
    assert_eq!(row(&client, "SELECT COUNT(*) FROM agent_executions;").await, "1");
}

#[tokio::test]
async fn study_app_gets_the_metrics_of_its_admin_endpoint() {
    let client = exposed(shared_cluster().await, "study metrics").await;
    run(
        &client,
        "INSERT INTO agent_executions (agent_name, user_id, status, execution_time_ms, tokens_used, error_message)
         SELECT 'main_orchestrator', 'u', CASE n WHEN 5 THEN 'failure' ELSE 'success' END, 2000 + n * 500 / 3.0, 300, CASE n WHEN 5 THEN 'no' END
         FROM generate_series(1, 5) AS n",
    )
    .await;
    let expected = json!({
        "total_requests": 5,
        "successful": 4,
        "failed": 1,
        "success_rate": 0.8,
        "avg_execution_time_ms": 2500,
        "total_tokens_used": 1500,
        "agent_metrics": {
            "main_orchestrator": {"count": 5, "avg_time_ms": 2500, "success_rate": 0.8, "total_tokens": 1500}
        }
    });
    for call in ["get_metrics()", "get_metrics(24)", "get_metrics(hours => 24)"] {
        let found: Value = value(&client, &format!("SELECT monitoring.{call}")).await;
        assert_contains(&found, &expected, call);
    }
}

#[tokio::test]
async fn study_app_gets_recent_errors_and_a_users_activity() {
    let client = exposed(shared_cluster().await, "study errors").await;
    run(
        &client,
        "INSERT INTO agent_executions (agent_name, user_id, status, error_message, created_at)
         SELECT 'flashcards', '18717267-0855-433c-b160-04c3443daa80', CASE WHEN n % 2 = 0 THEN 'failure' ELSE 'success' END, 'error ' || n, now() - n * interval '1 second'
         FROM generate_series(1, 30) AS n",
    )
    .await;
    let errors = "SELECT agent_name, message FROM monitoring.get_recent_errors(max_rows => 10)";
    let errors = rows(&client, errors).await;
    assert_eq!((errors.len(), errors[0].as_str()), (10, "flashcards|error 2"));
    let activity = "SELECT agent_name, status FROM monitoring.get_user_activity('18717267-0855-433c-b160-04c3443daa80', 20)";
    let activity = rows(&client, activity).await;
    assert_eq!(
        (activity.len(), activity[0].as_str(), activity[1].as_str()),
        (20, "flashcards|success", "flashcards|failure")
    );
    assert_eq!(
        row(
            &client,
            "SELECT count(*) FROM monitoring.get_user_activity('18717267-0855-433c-b160-04c3443daa80')"
        )
        .await,
        "20"
    );
}

// Agent squad ---------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn squad_logs_activity_and_queries_it() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "squad").await;
    let writer = cluster.connect_as("squad", "agentmon_writer").await;
    for (level, event, message) in [
        ("info", "operation_start", "Starting new operation"),
        ("info", "operation_complete", "Operation completed successfully"),
    ] {
        supabase_insert(&writer, "public", "agent_logs", &json!({
            "agent_name": "new_agent", "log_level": level, "event_type": event, "message": message, "context": {"data": 1}
        }))
        .await;
    }
    supabase_insert(&writer, "public", "agent_logs", &json!({
        "agent_name": "new_agent", "log_level": "error", "event_type": "operation_failed", "message": "boom",
        "error_details": {"error": "boom", "stack": "Error: boom\n    at f"}, "context": {}
    }))
    .await;
    supabase_insert(
        &writer,
        "public",
        "squad_agents",
        &json!({"name": "new_agent", "type": "email", "status": "active"}),
    )
    .await;
    supabase_insert(
        &writer,
        "public",
        "squad_messages",
        &json!({
            "from_agent": "new_agent", "to_agent": "orders", "message_type": "ask", "content": {"q": 1}
        }),
    )
    .await;
    // What the health endpoint asks.
    assert_eq!(rows(&client, "SELECT name, status FROM squad_agents").await, ["new_agent|active"]);
    let last_day = "SELECT log_level, count(*) FROM agent_logs WHERE created_at >= now() - interval '24 hours' GROUP BY 1 ORDER BY 1";
    assert_eq!(rows(&client, last_day).await, ["error|1", "info|2"]);
    assert_eq!(
        rows(&client, "SELECT agent_name, status, errors_24h FROM monitoring.get_agent_health()").await,
        ["new_agent|degraded|1"]
    );
    // An error is told at once, by SMS and by mail; what is less is stored alone.
    assert_eq!(row(&client, "SELECT monitoring.process_alerts()").await, "2");
    assert_eq!(rows(&client, "SELECT kind FROM monitoring.notifications ORDER BY 1").await, ["email", "sms"]);
}

#[tokio::test]
async fn squad_has_the_thresholds_of_its_document() {
    let client = exposed(shared_cluster().await, "squad thresholds").await;
    for (agent, errors, status, idle_minutes, expected) in [
        ("healthy", 0, "idle", 59, "healthy"),
        ("one error", 1, "active", 0, "degraded"),
        ("five errors", 5, "active", 0, "degraded"),
        ("silent", 0, "active", 61, "degraded"),
        ("six errors", 6, "active", 0, "critical"),
        ("offline", 6, "offline", 0, "offline"),
    ] {
        run(&client, &format!(
            "SELECT monitoring.heartbeat('{agent}', '{status}', now() - interval '{idle_minutes} minutes');
             INSERT INTO agent_logs (agent_name, log_level, message) SELECT '{agent}', 'error', 'm' FROM generate_series(1, {errors})"
        ))
        .await;
        let found = row(&client, &format!("SELECT status FROM monitoring.get_agent_health('{agent}')")).await;
        assert_eq!(found, expected, "{agent}");
    }
    let overview: Value = value(&client, "SELECT monitoring.get_agents_overview()").await;
    for name in ["uptime_24h", "active_agents", "idle_agents", "error_rate", "recent_errors", "agents"] {
        assert!(overview.get(name).is_some(), "{name}: {overview:#}");
    }
}

// Data pipeline -------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn pipeline_records_metrics_and_reads_its_views() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "pipeline").await;
    let writer = cluster.connect_as("pipeline", "agentmon_writer").await;
    for (time, good, bad) in [(120.5, 9, 1), (80.25, 10, 0), (99.0, 0, 5)] {
        supabase_insert(
            &writer,
            "monitoring",
            "pipeline_metrics",
            &json!({
                "metric_name": "queue_processing", "metric_value": time,
                "tags": {"queue": "artists", "success_count": good, "error_count": bad}
            }),
        )
        .await;
    }
    for (time, success) in [(50.0, "true"), (70.0, "true"), (900.0, "false")] {
        supabase_insert(&writer, "monitoring", "pipeline_metrics", &json!({
            "metric_name": "api_call", "metric_value": time, "tags": {"api": "spotify", "success": success}
        }))
        .await;
    }
    // Their views, and the queries that they were.
    let queues = "SELECT
    tags->>'queue' AS queue_name,
    date_trunc('hour', timestamp) AS hour,
    COUNT(*) AS total_batches,
    SUM((tags->>'success_count')::integer) AS success_count,
    SUM((tags->>'error_count')::integer) AS error_count,
    AVG(metric_value) AS avg_processing_time_ms,
    SUM((tags->>'batch_size')::integer) AS total_messages_processed
FROM
    monitoring.pipeline_metrics
WHERE
    metric_name = 'queue_processing'
    AND timestamp > now() - interval '7 days'
GROUP BY
    tags->>'queue', date_trunc('hour', timestamp)
ORDER BY
    queue_name, hour DESC;";
    let raw = rows(&client, queues).await;
    assert_eq!(rows(&client, "SELECT * FROM monitoring.queue_metrics").await, raw);
    assert!(raw[0].starts_with("artists|"), "{raw:?}");
    let apis = "SELECT
    tags->>'api' AS api_name,
    date_trunc('hour', timestamp) AS hour,
    COUNT(*) AS total_calls,
    SUM(CASE WHEN tags->>'success' = 'true' THEN 1 ELSE 0 END) AS success_count,
    SUM(CASE WHEN tags->>'success' = 'false' THEN 1 ELSE 0 END) AS error_count,
    AVG(CASE WHEN tags->>'success' = 'true' THEN metric_value ELSE NULL END) AS avg_success_time_ms,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95_time_ms
FROM
    monitoring.pipeline_metrics
WHERE
    metric_name = 'api_call'
    AND timestamp > now() - interval '7 days'
GROUP BY
    tags->>'api', date_trunc('hour', timestamp)
ORDER BY
    api_name, hour DESC;";
    let raw = rows(&client, apis).await;
    let view = rows(&client, "SELECT * FROM monitoring.api_metrics").await;
    // The percentile of three values is read off otherwise.
    let but_last = |line: &String| line.rsplit_once('|').map(|(rest, _)| rest.to_owned());
    assert_eq!(view.iter().map(but_last).collect::<Vec<_>>(), raw.iter().map(but_last).collect::<Vec<_>>());
    run(&client, "SELECT monitoring.aggregate_hourly_metrics()").await;
    assert_eq!(rows(&client, "SELECT * FROM monitoring.queue_metrics").await, rows(&client, queues).await);
}

#[tokio::test]
async fn pipeline_logs_worker_issues_and_asks_for_its_health() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "pipeline health").await;
    let writer = cluster.connect_as("pipeline health", "agentmon_writer").await;
    supabase_insert(&writer, "monitoring", "worker_issues", &json!({
        "worker_name": "artist-worker", "issue_type": "timeout", "message": "took too long", "severity": "warning",
        "details": {}, "resolved": false
    }))
    .await;
    let helper =
        "SELECT monitoring.log_worker_issue('artist-worker', 'timeout', 'took too long') IS NOT NULL";
    assert_eq!(row(&writer, helper).await, "t");
    // supabase.rpc('get_system_health')
    let health: Value = value(&client, "SELECT public.get_system_health()").await;
    assert_eq!(health["overall_status"], "warning", "{health:#}");
    for name in ["timestamp", "queue_health", "processing_health", "worker_health"] {
        assert!(health.get(name).is_some(), "{name}: {health:#}");
    }
    for name in ["status", "queues_checked", "queues_with_issues", "total_stuck_messages", "last_check_time"]
    {
        assert!(health["queue_health"].get(name).is_some(), "{name}: {health:#}");
    }
    // The function's own query, which reads the view in the schema where it is.
    run(&writer, "SELECT monitoring.report_queue('q', 20, 11)").await;
    let stats = "SELECT
      COUNT(*) AS total_queues,
      SUM(CASE WHEN stuck_messages > 0 THEN 1 ELSE 0 END) AS queues_with_stuck_messages,
      SUM(stuck_messages) AS total_stuck_messages,
      MAX(last_check_time) IS NOT NULL AS last_check_time
    FROM
      monitoring.queue_monitoring_view";
    assert_eq!(row(&client, stats).await, "1|1|11|t");
    let health: Value = value(&client, "SELECT public.get_system_health()").await;
    assert_eq!(health["queue_health"]["status"], "critical");
}

#[tokio::test]
async fn pipeline_aggregates_and_purges() {
    let client = exposed(shared_cluster().await, "pipeline jobs").await;
    run(
        &client,
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, timestamp)
         SELECT 'api_call_latency', n, '{\"api\": \"x\"}', date_trunc('hour', now()) - interval '30 minutes' FROM generate_series(1, 4) AS n",
    )
    .await;
    assert_eq!(row(&client, "SELECT monitoring.aggregate_hourly_metrics()").await, "1");
    let aggregated = "SELECT metric_name, period, period_start = date_trunc('hour', now()) - interval '1 hour', min_value, max_value, avg_value, sum_value, count_value, dimensions, created_at IS NOT NULL
        FROM monitoring.aggregated_metrics WHERE period = 'hourly'";
    assert_eq!(row(&client, aggregated).await, "api_call_latency|hourly|t|1|4|2.5|10|4|{\"api\": \"x\"}|t");
    run(
        &client,
        "INSERT INTO public.monitoring_events (event_type, details, created_at) VALUES
            ('queue_reset', '{\"queue\": \"q\"}', now() - interval '31 days'), ('queue_monitor_run', '{}', now() - interval '29 days')",
    )
    .await;
    assert_eq!(row(&client, "SELECT public.purge_old_monitoring_events(30)").await, "1");
    assert_eq!(rows(&client, "SELECT event_type FROM public.monitoring_events").await, ["queue_monitor_run"]);
}

// Platform of twelve agents -------------------------------------------------------------------------------------------

#[tokio::test]
async fn dashboard_writes_its_tables() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "dashboard").await;
    let writer = cluster.connect_as("dashboard", "agentmon_writer").await;
    supabase_insert(&writer, "public", "agents", &json!({
        "name": "content", "type": "content_creator", "status": "inactive", "config": {"model": "x"}, "metrics": {"tasks": 0}
    }))
    .await;
    let agent: String = value(&client, "SELECT id::text FROM agents WHERE name = 'content'").await;
    supabase_insert(&writer, "public", "tasks", &json!({
        "agent_id": agent, "type": "write_post", "priority": "medium", "payload": {"topic": "x"}, "status": "pending"
    }))
    .await;
    supabase_insert(
        &writer,
        "public",
        "agent_metrics",
        &json!({
            "agent_id": agent, "metric_name": "tasks_done", "metric_value": 3.5
        }),
    )
    .await;
    supabase_insert(&writer, "public", "system_events", &json!({
        "event_type": "agent_event", "event_data": {"agentId": agent, "correlationId": "c"}, "severity": "CRITICAL"
    }))
    .await;
    assert_eq!(
        rows(&client, "SELECT type, priority, status, payload, result, error FROM tasks").await,
        ["write_post|medium|pending|{\"topic\": \"x\"}||"]
    );
    assert_eq!(
        rows(
            &client,
            &format!("SELECT metric_name, metric_value FROM agent_metrics WHERE agent_id = '{agent}'")
        )
        .await,
        ["tasks_done|3.5"]
    );
    assert_eq!(
        rows(&client, "SELECT event_type, severity FROM system_events").await,
        ["agent_event|critical"]
    );
    // The task's way through the interface: started, done, seen.
    run(&writer, "UPDATE tasks SET status = 'running'").await;
    run(&writer, "UPDATE tasks SET status = 'completed', result = '{\"post\": 1}'").await;
    assert_eq!(
        row(&client, "SELECT status, result, updated_at >= created_at FROM tasks").await,
        "completed|{\"post\": 1}|t"
    );
    for call in ["start_agent", "stop_agent"] {
        run(&writer, &format!("SELECT monitoring.{call}('{agent}')")).await;
    }
    assert_eq!(row(&client, "SELECT status FROM agents").await, "inactive");
}

#[tokio::test]
async fn dashboard_users_see_the_agents_and_tasks_assigned_to_them() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "dashboard users").await;
    run(
        &client,
        "SELECT monitoring.register_agent('content'), monitoring.register_agent('sales');
         SELECT monitoring.create_task('post', agent => 'content'), monitoring.create_task('call', agent => 'sales');
         INSERT INTO monitoring.agent_assignments (user_id, agent_name) VALUES ('6a3b', 'content')",
    )
    .await;
    let user = cluster.connect_as("dashboard users", "agentmon_user").await;
    assert_eq!(rows(&user, "SELECT name FROM agents").await, [""; 0], "no claim, no rows");
    run(&user, r#"SET request.jwt.claims = '{"sub": "6a3b", "role": "agentmon_user"}'"#).await;
    assert_eq!(rows(&user, "SELECT name FROM agents").await, ["content"]);
    assert_eq!(rows(&user, "SELECT type FROM tasks").await, ["post"]);
}

// Observability -------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn observability_records_its_standard_metrics() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "observability").await;
    let writer = cluster.connect_as("observability", "agentmon_writer").await;
    for call in [
        "increment('api.requests', 1, '{ \"endpoint\": \"/api/dashboard\", \"method\": \"GET\" }')",
        "histogram('api.response_time', 145, '{ \"endpoint\": \"/api/dashboard\" }')",
        "gauge('api.active_connections', 42)",
        "increment('agents.executions', 1, '{ \"agent_type\": \"CarbonHunter\", \"status\": \"success\" }')",
        "gauge('conversations.active', 15, '{ \"type\": \"user_chat\" }')",
        "histogram('ml.prediction_confidence', 0.85, '{ \"model\": \"prophet_v1\" }')",
        "gauge('system.memory_usage_mb', 512)",
        "gauge('system.cpu_usage_percent', 45)",
        "increment('database.queries', 1, '{ \"table\": \"conversations\" }')",
        "histogram('database.query_duration', 23, '{ \"table\": \"conversations\" }')",
    ] {
        assert_eq!(row(&writer, &format!("SELECT monitoring.{call} IS NOT NULL")).await, "t", "{call}");
    }
    run(&client, "SELECT monitoring.refresh_rollups()").await;
    // The page's table of slow operations: name, stats.p95, stats.count.
    let slow = rows(&client, "SELECT name, round(p95), count FROM monitoring.slow_operations()").await;
    assert_eq!(
        slow,
        ["api.response_time /api/dashboard|145|1", "database.query_duration conversations|23|1"]
    );
}

#[tokio::test]
async fn observability_logs_at_its_levels() {
    let client = exposed(shared_cluster().await, "observability logs").await;
    for (level, stored) in
        [("debug", "debug"), ("info", "info"), ("warn", "warning"), ("error", "error"), ("fatal", "critical")]
    {
        let insert = format!(
            "INSERT INTO agent_logs (agent_name, log_level, message, context) VALUES ('api', '{level}', 'Fetching unified metrics', '{{\"requestId\": \"r\", \"endpoint\": \"/api/integrations/unified-analytics\"}}') RETURNING log_level"
        );
        assert_eq!(row(&client, &insert).await, stored);
    }
}

#[tokio::test]
async fn observability_gets_health_in_its_shape() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "observability health").await;
    let writer = cluster.connect_as("observability health", "agentmon_writer").await;
    run(&writer, "SELECT monitoring.report_health_check('cache', 'healthy'), monitoring.report_health_check('external_apis', 'healthy')").await;
    let health: Value = value(&client, "SELECT monitoring.get_health_checks()").await;
    assert_eq!(health["status"], "healthy", "{health:#}");
    assert!(health["timestamp"].is_string() && health["version"].is_string(), "{health:#}");
    for check in ["database", "cache", "external_apis"] {
        assert_eq!(health["checks"][check]["status"], "healthy", "{health:#}");
    }
    assert!(health["checks"]["database"]["latency"].is_number(), "{health:#}");
    run(&writer, "SELECT monitoring.report_health_check('external_apis', 'degraded')").await;
    let health: Value = value(&client, "SELECT monitoring.get_health_checks()").await;
    assert_eq!(health["status"], "degraded", "{health:#}");
    run(&writer, "SELECT monitoring.report_health_check('cache', 'unhealthy')").await;
    let health: Value = value(&client, "SELECT monitoring.get_health_checks()").await;
    assert_eq!(health["status"], "unhealthy", "{health:#}");
}

/// config/alerts.yml of the document, as JSON.
#[tokio::test]
async fn observability_loads_its_alert_definitions() {
    let client = exposed(shared_cluster().await, "observability rules").await;
    let before = row(&client, "SELECT count(*) FROM monitoring.alert_rules").await;
    let alerts = json!({"alerts": [
        {"name": "high_api_latency", "condition": "api.response_time.p95 > 500ms", "severity": "warning", "duration": "5m",
         "actions": [{"notify": "slack"}, {"notify": "email"}]},
        {"name": "high_error_rate", "condition": "api.requests.error_rate > 5%", "severity": "critical", "duration": "2m",
         "actions": [{"notify": "pagerduty"}, {"notify": "slack"}]},
        {"name": "database_connection_pool_exhausted", "condition": "database.connections.active > 80%", "severity": "warning", "duration": "3m"},
        {"name": "slow_queries", "condition": "database.query_duration.p95 > 100ms", "severity": "warning", "duration": "5m"},
        {"name": "agent_execution_failure_rate", "condition": "agents.executions.failure_rate > 20%", "severity": "critical", "duration": "5m"},
        {"name": "agent_queue_backlog", "condition": "agents.queue.size > 100", "severity": "warning", "duration": "10m"},
        {"name": "low_ml_confidence", "condition": "ml.predictions.avg_confidence < 0.6", "severity": "warning", "duration": "15m"},
        {"name": "high_memory_usage", "condition": "system.memory_usage > 90%", "severity": "critical", "duration": "3m"},
        {"name": "high_cpu_usage", "condition": "system.cpu_usage > 85%", "severity": "warning", "duration": "5m"}
    ]});
    client
        .query("SELECT * FROM monitoring.load_alert_rules($1)", &[&alerts])
        .await
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alert_rules").await, before, "it adds none");
    let rule =
        "SELECT expression, severity, \"for\" FROM monitoring.alert_rules WHERE name = 'high_api_latency'";
    assert_eq!(row(&client, rule).await, "api.response_time.p95 > 500ms|warning|00:05:00");
}

/// `metrics.measure()`: the duration as a histogram and the calls as a counter, by how they ended.
#[tokio::test]
async fn observability_measures_calls() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "observability measure").await;
    let writer = cluster.connect_as("observability measure", "agentmon_writer").await;
    for (ms, status) in [(20, "success"), (30, "success"), (500, "error"), (40, "success")] {
        for call in [
            format!("histogram('fetch.duration', {ms}, '{{\"table\": \"t\", \"status\": \"{status}\"}}')"),
            format!("increment('fetch.calls', 1, '{{\"table\": \"t\", \"status\": \"{status}\"}}')"),
        ] {
            run(&writer, &format!("SELECT monitoring.{call}")).await;
        }
    }
    run(
        &client,
        "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('calls', 'fetch.calls.error_rate > 20%'), ('slow', 'fetch.duration.p95 > 400ms')",
    )
    .await;
    run(&client, "SELECT monitoring.evaluate_alert_rules()").await;
    let fired = "SELECT rule_name, value FROM monitoring.alerts WHERE state = 'firing' ORDER BY 1";
    let fired = rows(&client, fired).await;
    assert!(fired.len() == 2 && fired[0] == "calls|0.25" && fired[1].starts_with("slow|"), "{fired:?}");
}

/// What the check lists and the future dashboard of the documents ask for, each by its function.
#[tokio::test]
async fn the_lists_and_dashboards_have_their_functions() {
    let cluster = shared_cluster().await;
    let client = exposed(cluster, "lists").await;
    run(
        &client,
        "SELECT monitoring.register_agent('content', 'content_creator'), monitoring.create_task('write_post', agent => 'content');
         INSERT INTO agent_executions (agent_name, user_id, operation, model_used, status, execution_time_ms, tokens_used, cost_usd)
         VALUES ('content', 'u1', 'write', 'gpt-4o', 'success', 100, 50, 0.5), ('content', 'u2', 'write', 'gpt-4o', 'failure', 300, 10, 0.25);
         INSERT INTO agent_metrics (agent_id, metric_name, metric_value) SELECT id, 'tasks_done', 3 FROM agents",
    )
    .await;
    run(&client, "SELECT monitoring.refresh_rollups(); SELECT agentmon.refresh_reports('{}', now())").await;
    let reader = cluster.connect_as("lists", "agentmon_reader").await;
    for (of, question, answer) in [
        ("GET /agents", "SELECT name, type, status FROM agents", "content|content_creator|inactive"),
        (
            "GET /agents/:id/metrics",
            "SELECT metric_name, metric_value FROM agent_metrics WHERE agent_id = (SELECT id::text FROM agents WHERE name = 'content')",
            "tasks_done|3",
        ),
        (
            "GET /tasks",
            "SELECT agent_name, task_type, task_status FROM monitoring.list_tasks()",
            "content|write_post|pending",
        ),
        (
            "GET /analytics/agents",
            "SELECT agent_name, executions, success_rate, total_tokens FROM monitoring.get_performance()",
            "content|2|0.5|60",
        ),
        ("GET /analytics/system", "SELECT public.get_system_health() ? 'overall_status'", "t"),
        ("GET /analytics/reports", "SELECT monitoring.usage_report() ->> 'total_requests'", "2"),
        ("requests per minute", "SELECT sum(requests) FROM monitoring.requests_per_minute(5)", "2"),
        ("active users", "SELECT monitoring.active_users() ->> 'today'", "2"),
        (
            "tokens used per day",
            "SELECT total_tokens FROM monitoring.get_costs(now() - interval '1 hour', now() + interval '1 second', '{}')",
            "60",
        ),
        (
            "cost per user",
            "SELECT string_agg(user_id || ' ' || trim_scale(cost_usd), ', ' ORDER BY user_id) FROM monitoring.get_costs(now() - interval '1 hour', now() + interval '1 second', '{user}')",
            "u1 0.5, u2 0.25",
        ),
        (
            "model usage breakdown",
            "SELECT model_used, executions FROM monitoring.get_costs(now() - interval '1 hour', now() + interval '1 second', '{model}')",
            "gpt-4o|2",
        ),
        (
            "feature adoption",
            "SELECT name, uses, failures FROM monitoring.feature_use() WHERE kind = 'operation'",
            "write|2|1",
        ),
        ("budget alerts", "SELECT count(*) FROM monitoring.budget_status()", "0"),
        ("daily checks", "SELECT count(*) FROM monitoring.daily_checks()", "7"),
        ("weekly reviews", "SELECT count(*) FROM monitoring.weekly_checks()", "6"),
        ("monthly analysis", "SELECT count(*) FROM monitoring.monthly_checks()", "5"),
    ] {
        assert_eq!(row(&reader, question).await, answer, "{of}");
    }
    // Who has a JWT sees what he has cost himself, and nobody else.
    let user = cluster.connect_as("lists", "agentmon_user").await;
    run(&user, r#"SET request.jwt.claims = '{"sub": "u2", "role": "agentmon_user"}'"#).await;
    let mine = "SELECT user_id, trim_scale(cost_usd), executions FROM monitoring.get_costs(now() - interval '1 hour', now() + interval '1 second', '{user}')";
    assert_eq!(rows(&user, mine).await, ["u2|0.25|1"]);
    run(&user, "RESET request.jwt.claims").await;
    assert_eq!(rows(&user, mine).await, [""; 0], "no claim, no rows");
}

/// The jobs of the pipeline, registered as its documents have it.
mod needs_pg_cron {
    use super::*;

    #[tokio::test]
    async fn pipeline_schedules_its_jobs_itself() {
        let cluster = Cluster::with().pg_cron("cron").start().await;
        cluster.create_database("cron").await;
        let client = cluster.connect("cron").await;
        run(&client, "CREATE EXTENSION pg_cron; CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()")
            .await;
        run(
            &client,
            "SELECT cron.schedule(
    'hourly-metrics-aggregation',
    '5 * * * *',  -- 5 minutes past every hour
    $$SELECT monitoring.aggregate_hourly_metrics()$$
);
SELECT cron.schedule(
  'purge-old-monitoring-events',
  '0 0 * * 0',  -- Midnight every Sunday
  $$SELECT public.purge_old_monitoring_events(30)$$
);",
        )
        .await;
        let commands = "SELECT command FROM cron.job WHERE jobname NOT LIKE 'agentmon%' ORDER BY jobname";
        for command in rows(&client, commands).await {
            assert_eq!(row(&client, &command).await, "0", "beside those that are registered here: {command}");
        }
        assert_eq!(rows(&client, commands).await.len(), 2);
    }
}
