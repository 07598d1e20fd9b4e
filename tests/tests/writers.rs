//! The writers' helpers, the insertable views, ids and stamps.

use agentmon_tests::sql::{refusal, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::AsyncMessage;

const NOON: &str = "2026-03-02 12:00:00+00";

#[tokio::test]
async fn each_helper_writes_its_row_and_gives_its_id() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "helpers").await;
    let writer = cluster.connect_as("helpers", "agentmon_writer").await;
    for (call, table, expected) in [
        (
            "log_agent_activity('a', 'WARN', 'e', 'm', '{\"d\": 1}', '{\"c\": 2}', 'NOON')",
            "monitoring.agent_logs",
            "agent_name, log_level, event_type, message, error_details, context, created_at = 'NOON'|a|warning|e|m|{\"d\": 1}|{\"c\": 2}|t",
        ),
        (
            "log_agent_activity(agent_name => 'a', message => 'named', p_now => 'NOON')",
            "monitoring.agent_logs",
            "agent_name, log_level, message, context|a|info|named|{}",
        ),
        (
            "log_agent_execution(agent_name => 'a', model_used => 'x', input_tokens => 7, output_tokens => 5, cache_read_tokens => 6, cost_usd => 0.25, p_now => 'NOON')",
            "monitoring.agent_executions",
            "agent_name, status, model_used, tokens_used, input_tokens, cache_read_tokens, cost_usd, created_at = 'NOON'|a|success|x|12|7|6|0.25|t",
        ),
        (
            "log_agent_execution('a', 'Timeout', 12.5, 99, 'x', 'u', 's', 'r')",
            "monitoring.agent_executions",
            "status, execution_time_ms, tokens_used, user_id, session_id, request_id|timeout|12.5|99|u|s|r",
        ),
        (
            "record_metric('m', 1.5, '{\"q\": \"x\"}', 'NOON')",
            "monitoring.pipeline_metrics",
            "metric_name, metric_value, tags, \"timestamp\" = 'NOON'|m|1.5|{\"q\": \"x\"}|t",
        ),
        (
            "record_metric(metric_name => 'm', metric_value => 2, tags => NULL)",
            "monitoring.pipeline_metrics",
            "metric_value, tags|2|{}",
        ),
        ("increment('c')", "monitoring.pipeline_metrics", "metric_name, metric_value|c|1"),
        ("increment('c', 5, '{\"k\": 1}')", "monitoring.pipeline_metrics", "metric_value, tags|5|{\"k\": 1}"),
        (
            "gauge(metric_name => 'g', value => -2)",
            "monitoring.pipeline_metrics",
            "metric_name, metric_value|g|-2",
        ),
        ("histogram('h', 3)", "monitoring.pipeline_metrics", "metric_name, metric_value|h|3"),
        (
            "log_worker_issue('w', 'slow', 'm')",
            "monitoring.worker_issues",
            "worker_name, issue_type, message, severity, details, resolved|w|slow|m|warning|{}|f",
        ),
        (
            "log_worker_issue(worker_name => 'w', issue_type => 't', message => 'm', severity => 'High', details => '{\"k\": 1}')",
            "monitoring.worker_issues",
            "severity, details|error|{\"k\": 1}",
        ),
        (
            "log_event('deployed', '{\"by\": \"x\"}', 'NOON')",
            "public.monitoring_events",
            "event_type, details, created_at = 'NOON'|deployed|{\"by\": \"x\"}|t",
        ),
        ("log_event(event_type => 'e')", "public.monitoring_events", "details|{}"),
    ] {
        let id = row(&writer, &format!("SELECT monitoring.{}", call.replace("NOON", NOON))).await;
        let (columns, values) = expected.split_once('|').expect("columns and values");
        let sql = format!("SELECT {} FROM {table} WHERE id = '{id}'", columns.replace("NOON", NOON));
        assert_eq!(row(&admin, &sql).await, values, "{call}");
    }
    assert_eq!(
        refusal_code(&writer, "SELECT monitoring.log_agent_activity('a', context => '[]')").await,
        "23514"
    );
    // Defined by an administrator, after the helper has guessed its kind.
    run(&admin, "INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('c', 'counter')")
        .await;
    run(&writer, "SELECT monitoring.increment('c')").await;
    let error = refusal(&writer, "SELECT monitoring.gauge('c', 1)").await;
    assert_eq!(error.code().code(), "22023");
    assert!(error.hint().is_some_and(|hint| hint.contains("increment()")), "{error:?}");
}

#[tokio::test]
async fn the_log_context_is_merged_into_the_later_calls() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "context").await;
    let writer = cluster.connect_as("context", "agentmon_writer").await;
    let context = "SELECT context FROM monitoring.agent_logs ORDER BY id DESC LIMIT 1";
    for (set, given, expected) in [
        (r#"'{"run": 7, "k": 1}'"#, "'{}'", r#"{"k": 1, "run": 7}"#),
        (r#"'{"run": 7, "k": 1}'"#, r#"'{"k": 2, "x": null}'"#, r#"{"k": 2, "x": null, "run": 7}"#),
        (r#"'{"other": 1}'"#, "NULL", r#"{"other": 1}"#),
        ("'{}'", r#"'{"x": 1}'"#, r#"{"x": 1}"#),
        ("NULL", r#"'{"x": 2}'"#, r#"{"x": 2}"#),
    ] {
        for set in [format!("{set}, for_session => true"), format!("context => {set}")] {
            run(&writer, "BEGIN").await;
            run(&writer, &format!("SELECT monitoring.set_log_context({set})")).await;
            run(&writer, &format!("SELECT monitoring.log_agent_activity('a', context => {given})")).await;
            run(&writer, "COMMIT").await;
            assert_eq!(row(&admin, context).await, expected, "{set} and {given}");
        }
        run(&writer, "SELECT monitoring.set_log_context('{}')").await;
    }
    // Behind a pooler the next transaction is somebody else's.
    run(&writer, r#"BEGIN; SELECT monitoring.set_log_context('{"tenant": 1}'); COMMIT"#).await;
    run(&writer, "SELECT monitoring.log_agent_activity('a')").await;
    assert_eq!(row(&admin, context).await, "{}");
    run(&writer, r#"BEGIN; SELECT monitoring.set_log_context('{"tenant": 1}', true); ROLLBACK"#).await;
    run(&writer, "SELECT monitoring.log_agent_activity('a')").await;
    assert_eq!(row(&admin, context).await, "{}");
    // Within a session's, that of a transaction holds until its end; what is cleared is so for good.
    run(&writer, r#"SELECT monitoring.set_log_context('{"session": 1}', for_session => true)"#).await;
    run(&writer, r#"BEGIN; SELECT monitoring.set_log_context('{"tenant": 1}'); SELECT monitoring.log_agent_activity('a'); COMMIT"#).await;
    assert_eq!(row(&admin, context).await, r#"{"tenant": 1}"#);
    run(&writer, "SELECT monitoring.log_agent_activity('a')").await;
    assert_eq!(row(&admin, context).await, r#"{"session": 1}"#);
    run(&writer, "BEGIN; SELECT monitoring.set_log_context(NULL); COMMIT").await;
    run(&writer, "SELECT monitoring.log_agent_activity('a')").await;
    assert_eq!(row(&admin, context).await, "{}");
    // One that would do nothing says so.
    let (listening, mut messages) = cluster.connect_listening("context").await;
    for (set, warned) in [
        (r#"SELECT monitoring.set_log_context('{"k": 1}')"#, true),
        (r#"BEGIN; SELECT monitoring.set_log_context('{"k": 1}'); COMMIT"#, false),
        (r#"SELECT monitoring.set_log_context('{"k": 1}', for_session => true)"#, false),
        ("SELECT monitoring.set_log_context('{}')", false),
        ("SELECT monitoring.set_log_context(NULL)", false),
    ] {
        run(&listening, set).await;
        let mut notices = Vec::new();
        while let Ok(message) = messages.try_recv() {
            if let AsyncMessage::Notice(notice) = message {
                notices.push(notice);
            }
        }
        let helped =
            notices.iter().any(|notice| notice.hint().is_some_and(|hint| hint.contains("for_session")));
        assert_eq!((notices.len(), helped), (usize::from(warned), warned), "{set}: {notices:?}");
    }
    run(&writer, r#"SELECT monitoring.set_log_context('{"mine": 1}', for_session => true)"#).await;
    for bad in ["[1]", "null", "\"text\""] {
        assert_eq!(
            refusal_code(&writer, &format!("SELECT monitoring.set_log_context('{bad}')")).await,
            "23514",
            "{bad}"
        );
    }
    let other = cluster.connect_as("context", "agentmon_writer").await;
    run(&other, "SELECT monitoring.log_agent_activity('a')").await;
    assert_eq!(row(&admin, context).await, "{}", "a context is its session's");
}

#[tokio::test]
async fn heartbeats_queues_and_issues_keep_one_row_each() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "upserts").await;
    let writer = cluster.connect_as("upserts", "agentmon_writer").await;
    let beat = |status: &str, minute: u32| {
        format!("SELECT monitoring.heartbeat('a', '{status}', '2026-03-02 12:{minute:02}:00+00')")
    };
    let first = row(&writer, &beat("active", 5)).await;
    assert_eq!(row(&writer, &beat("IDLE", 9)).await, first, "the same agent");
    assert_eq!(row(&writer, &beat("idle", 7)).await, first);
    let agent =
        "SELECT count(*), min(status), min(to_char(last_heartbeat_at, 'HH24:MI')) FROM monitoring.agents";
    assert_eq!(row(&admin, agent).await, "1|idle|12:09", "a late heartbeat sets no clock back");

    run(&writer, "SELECT monitoring.report_queue('q', 5), monitoring.report_queue(queue_name => 'q', depth => 7, stuck_messages => 1, dead_letter => 2, oldest_message_age => '1 minute')").await;
    let queue = "SELECT queue_name, depth, stuck_messages, dead_letter, oldest_message_age, source FROM monitoring.queue_monitoring_view";
    assert_eq!(rows(&admin, queue).await, ["q|7|1|2|00:01:00|report"]);

    let id = row(&writer, "SELECT monitoring.log_worker_issue('w', 't', 'm')").await;
    let resolve = |detail: &str, hour: u32| {
        format!("SELECT monitoring.resolve_worker_issue('{id}', {detail}, '2026-03-02 {hour}:00:00+00')")
    };
    assert_eq!(row(&writer, &resolve("'restarted'", 12)).await, id);
    assert_eq!(row(&writer, &resolve("NULL", 13)).await, id, "again is no harm");
    let issue =
        "SELECT resolved, resolution_details, to_char(resolved_at, 'HH24:MI') FROM monitoring.worker_issues";
    assert_eq!(row(&admin, issue).await, "t|restarted|12:00", "the first time and its details stay");
    for unknown in ["NULL", "monitoring.uuid_v7()"] {
        let error = refusal(&writer, &format!("SELECT monitoring.resolve_worker_issue({unknown})")).await;
        assert_eq!(error.code().code(), "22023");
        assert!(error.hint().is_some_and(|hint| hint.contains("log_worker_issue()")), "{error:?}");
    }
}

#[tokio::test]
async fn the_views_of_other_systems_take_inserts() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "views").await;
    let writer = cluster.connect_as("views", "agentmon_writer").await;
    let insert = "INSERT INTO monitoring.squad_agents (name, type, status, config) VALUES ('s', 't', 'Active', '{\"k\": 1}') RETURNING name, type, status, config, id IS NOT NULL";
    assert_eq!(row(&writer, insert).await, "s|t|active|{\"k\": 1}|t");
    assert_eq!(row(&admin, "SELECT name FROM monitoring.agents").await, "s");
    let insert = "INSERT INTO monitoring.squad_messages (from_agent, to_agent, message_type, content) VALUES ('a', 'b', 't', '[1]') RETURNING from_agent, content, id IS NOT NULL, created_at IS NOT NULL";
    assert_eq!(row(&writer, insert).await, "a|[1]|t|t");
    assert_eq!(row(&admin, "SELECT to_agent FROM monitoring.agent_messages").await, "b");

    let given = "019a0000-0000-7000-8000-000000000001";
    let insert = format!(
        "INSERT INTO monitoring.agent_metrics (id, agent_id, metric_name, metric_value, \"timestamp\") VALUES ('{given}', 'a', 'm', 4, '{NOON}'), (DEFAULT, 'b', 'm', 5, DEFAULT) RETURNING id = '{given}', agent_id, metric_value, \"timestamp\" = '{NOON}'"
    );
    assert_eq!(rows(&writer, &insert).await, ["t|a|4|t", "f|b|5|f"]);
    let stored =
        "SELECT metric_name, metric_value, tags FROM monitoring.pipeline_metrics ORDER BY metric_value";
    assert_eq!(rows(&admin, stored).await, ["m|4|{\"agent_id\": \"a\"}", "m|5|{\"agent_id\": \"b\"}"]);
    assert_eq!(
        rows(&admin, "SELECT agent_id, metric_value FROM monitoring.agent_metrics ORDER BY 2").await,
        ["a|4", "b|5"]
    );

    let insert = "INSERT INTO monitoring.system_events (event_type, event_data, severity) VALUES ('e', '{\"k\": 1}', 'Medium'), ('f', NULL, NULL) RETURNING event_type, event_data, severity";
    assert_eq!(rows(&writer, insert).await, ["e|{\"k\": 1}|warning", "f||info"]);
    let stored = "SELECT event_type, details FROM public.monitoring_events ORDER BY 1";
    assert_eq!(
        rows(&admin, stored).await,
        ["e|{\"k\": 1, \"severity\": \"warning\"}", "f|{\"severity\": \"info\"}"]
    );
    assert_eq!(
        rows(&admin, "SELECT event_data, severity FROM monitoring.system_events ORDER BY event_type").await,
        ["{\"k\": 1}|warning", "{}|info"]
    );
}

#[tokio::test]
async fn ids_are_of_version_7_unique_and_rising_within_a_session() {
    let client = setup_database(shared_cluster().await, "ids").await;
    let ids = "SELECT n, monitoring.uuid_v7() AS id FROM generate_series(1, 100000) AS n";
    let checked = format!(
        "WITH ids AS MATERIALIZED ({ids}), told AS (SELECT id, lag(id) OVER (ORDER BY n) AS before FROM ids)
         SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE id <= before), count(*) FILTER (WHERE id::text !~ '^.{{14}}7.{{4}}[89ab]'),
             bool_and(abs(extract(epoch FROM clock_timestamp()) - ('x0000' || substr(replace(id::text, '-', ''), 1, 12))::bit(64)::bigint / 1000.0) < 3600) FROM told"
    );
    assert_eq!(row(&client, &checked).await, "100000|100000|0|0|t");
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) SELECT 'a', 'info' FROM generate_series(1, 1000)").await;
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) SELECT 'b', 'info' FROM generate_series(1, 1000)").await;
    let order = "SELECT (SELECT max(id::text) FROM monitoring.agent_logs WHERE agent_name = 'a') < min(id::text), count(DISTINCT id) FROM monitoring.agent_logs WHERE agent_name = 'b'";
    assert_eq!(row(&client, order).await, "t|1000");
}

#[tokio::test]
async fn the_stamp_is_that_of_the_top_level_transaction() {
    let client = setup_database(shared_cluster().await, "stamps").await;
    let insert = |name: &str| {
        format!("INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('{name}', 'info')")
    };
    run(
        &client,
        &format!(
            "BEGIN; SAVEPOINT a; {}; SAVEPOINT b; {}; ROLLBACK TO b; {}; RELEASE a;
             DO $$BEGIN BEGIN {}; EXCEPTION WHEN OTHERS THEN NULL; END; END$$; {}",
            insert("first"),
            insert("rolled back"),
            insert("second"),
            insert("block"),
            insert("top")
        ),
    )
    .await;
    let same = "SELECT string_agg(agent_name, ' ' ORDER BY id), count(DISTINCT stamp), min(stamp & 281474976710655) = pg_current_xact_id()::text::bigint, min(stamp >> 48) = agentmon.cluster_tag()
         FROM monitoring.agent_logs";
    assert_eq!(row(&client, same).await, "first second block top|1|t|t");
    run(&client, "COMMIT").await;
    assert_eq!(
        row(&client, "SELECT agentmon.row_stamp_if_assigned() IS NULL").await,
        "t",
        "reading assigns no id"
    );
    run(&client, &insert("next")).await;
    assert_eq!(
        row(&client, "SELECT count(DISTINCT stamp), bool_and(stamp > 0) FROM monitoring.agent_logs").await,
        "2|t"
    );
}

#[tokio::test]
async fn tokens_that_nobody_gave_are_not_made_up() {
    let client = setup_database(shared_cluster().await, "tokens").await;
    for (given, stored) in [
        ("", ""),
        (", execution_time_ms => 5", ""),
        (", input_tokens => 100", ""),
        (", output_tokens => 100", ""),
        (", input_tokens => 100, output_tokens => 7", "107"),
        (", input_tokens => 0, output_tokens => 0", "0"),
        (", tokens_used => 3, input_tokens => 100", "3"),
        (", input_tokens => 9223372036854775807, output_tokens => 1", "9223372036854775807"),
        (", input_tokens => 9223372036854775806, output_tokens => 1", "9223372036854775807"),
    ] {
        run(&client, "TRUNCATE monitoring.agent_executions").await;
        run(&client, &format!("SELECT monitoring.log_agent_execution('a'{given})")).await;
        assert_eq!(
            row(&client, "SELECT tokens_used FROM monitoring.agent_executions").await,
            stored,
            "{given}"
        );
    }
}
