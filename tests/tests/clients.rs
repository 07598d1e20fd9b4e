//! What drivers and the libraries on top of them send: types of their own choice, statements of their own making, retries.

use agentmon_tests::sql::{refusal, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};

/// What drivers call the numbers that they send; nothing stands for a parameter or literal without a type.
const NUMBERS: &[&str] =
    &["::smallint", "::integer", "::bigint", "::real", "::double precision", "::numeric", ""];

#[tokio::test]
async fn a_call_with_any_type_of_number_finds_one_function() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "numbers").await;
    let writer = cluster.connect_as("numbers", "agentmon_writer").await;
    for number in NUMBERS {
        for literal in ["2", "'2'"] {
            let number = format!("{literal}{number}");
            for whole in NUMBERS {
                let tokens = format!("3{whole}");
                for call in [
                    format!(
                        "log_agent_execution(agent_name => 'a', cost_usd => {number}, execution_time_ms => {number}, tokens_used => {tokens}, input_tokens => {tokens}, cache_read_tokens => {tokens})"
                    ),
                    format!(
                        "log_agent_execution('a', cost_usd => {number}, status => 'success', model_used => 'm')"
                    ),
                    format!("log_agent_execution('a', 'success', {number}, {tokens}, cost_usd => {number})"),
                    format!(
                        "log_agent_execution('a', 'success', {number}, {tokens}, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, {tokens}, {tokens}, NULL, NULL, NULL, {number})"
                    ),
                ] {
                    let id = row(&writer, &format!("SELECT monitoring.{call}")).await;
                    let written =
                        format!("SELECT cost_usd, status FROM monitoring.agent_executions WHERE id = '{id}'");
                    assert_eq!(row(&admin, &written).await, "2|success", "{call}");
                }
                let queue = format!(
                    "SELECT monitoring.report_queue(queue_name => 'q', depth => {tokens}, stuck_messages => {tokens}, dead_letter => {tokens})"
                );
                assert_eq!(row(&writer, &queue).await, "q");
            }
            for call in [
                format!("record_metric('m', {number})"),
                format!("record_metric(metric_name => 'm', metric_value => {number}, tags => '{{}}')"),
                format!("increment('m', {number})"),
                format!("increment(metric_name => 'm', value => {number})"),
                format!("gauge('g', {number})"),
                format!("gauge(metric_name => 'g', value => {number}, tags => '{{}}')"),
                format!("histogram('h', {number})"),
                format!("histogram(metric_name => 'h', value => {number})"),
            ] {
                let id = row(&writer, &format!("SELECT monitoring.{call}")).await;
                let written =
                    format!("SELECT metric_value FROM monitoring.pipeline_metrics WHERE id = '{id}'");
                assert_eq!(row(&admin, &written).await, "2", "{call}");
            }
        }
    }
    // Counts have no fractions, and as many as bigint holds.
    for call in [
        "log_agent_execution(agent_name => 'a', tokens_used => 2.5)",
        "log_agent_execution(agent_name => 'a', output_tokens => 'NaN'::float8)",
        "log_agent_execution(agent_name => 'a', input_tokens => '-Infinity'::numeric)",
        "report_queue('q', 0.1)",
        "report_queue('q', 1, stuck_messages => 'Infinity')",
    ] {
        let error = refusal(&writer, &format!("SELECT monitoring.{call}")).await;
        assert_eq!(error.code().code(), "22003", "{call}");
        assert!(error.message().contains("must be a whole number") && error.hint().is_some(), "{error:?}");
    }
    for (given, kept) in [
        ("9007199254740992", "9007199254740992"),
        ("1e300", "9223372036854775807"),
        ("9223372036854775807", "9223372036854775807"),
    ] {
        let id = row(&writer, &format!("SELECT monitoring.log_agent_execution('a', tokens_used => {given})"))
            .await;
        let written = format!("SELECT tokens_used FROM monitoring.agent_executions WHERE id = '{id}'");
        assert_eq!(row(&admin, &written).await, kept);
    }
    // Without a cost, and with none.
    for call in [
        "log_agent_execution('a')",
        "log_agent_execution('a', 'success')",
        "log_agent_execution(agent_name => 'a', status => 'success'::varchar)",
        "log_agent_execution('a', 'success', NULL, NULL)",
        "log_agent_execution('a', 'success', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, now())",
        "log_agent_execution(agent_name => 'a', cost_usd => NULL)",
        "log_agent_execution(agent_name => 'a', cost_usd => NULL::numeric)",
        "log_agent_execution(agent_name => 'a', cost_usd => NULL::float8)",
    ] {
        let id = row(&writer, &format!("SELECT monitoring.{call}")).await;
        let written = format!("SELECT cost_usd, status FROM monitoring.agent_executions WHERE id = '{id}'");
        assert_eq!(row(&admin, &written).await, "|success", "{call}");
    }
    // What is prepared without types.
    for (call, cost) in [("cost_usd => $1", 0.1_f64), ("execution_time_ms => 1, cost_usd => $1", 0.3)] {
        let sql = format!("SELECT monitoring.log_agent_execution(agent_name => 'a', {call})::text");
        let id: String = writer.query_one(&sql, &[&cost]).await.expect("a double").get(0);
        let written = format!("SELECT cost_usd FROM monitoring.agent_executions WHERE id = '{id}'");
        assert_eq!(row(&admin, &written).await, cost.to_string());
    }
    // Digits are kept, whatever the session says of them.
    run(&writer, "SET extra_float_digits = -15").await;
    for (cost, written) in [
        ("0.1::float8", "0.1"),
        ("0.003::float8", "0.003"),
        ("999.123456789012::numeric", "999.123456789012"),
        ("0.000000000001::float8", "0.000000000001"),
        ("1e-12::numeric", "0.000000000001"),
    ] {
        let id = row(
            &writer,
            &format!("SELECT monitoring.log_agent_execution(agent_name => 'a', cost_usd => {cost})"),
        )
        .await;
        let sql = format!("SELECT cost_usd FROM monitoring.agent_executions WHERE id = '{id}'");
        assert_eq!(row(&admin, &sql).await, written, "{cost}");
    }
    for bad in [
        "'NaN'::float8",
        "'Infinity'::float8",
        "-1",
        "1e15",
        "1e300::float8",
        "'NaN'::numeric",
        "1e300::numeric",
    ] {
        let sql = format!("SELECT monitoring.log_agent_execution(agent_name => 'a', cost_usd => {bad})");
        assert_eq!(refusal_code(&writer, &sql).await, "22003", "{bad}");
    }
    // Tokens that have no bigint together.
    let most = "SELECT monitoring.log_agent_execution(agent_name => 'a', input_tokens => 9223372036854775807, output_tokens => 9223372036854775807)";
    let id = row(&writer, most).await;
    let sql = format!("SELECT tokens_used FROM monitoring.agent_executions WHERE id = '{id}'");
    assert_eq!(row(&admin, &sql).await, "9223372036854775807");
}

#[tokio::test]
async fn statements_of_sqlalchemy_write_as_a_writer() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "sqlalchemy").await;
    run(&admin, "SELECT monitoring.expose_in_public()").await;
    let writer = cluster.connect_as("sqlalchemy", "agentmon_writer").await;
    let id = |n: u32| format!("019a8c1e-7a00-7000-8000-{n:012}");
    // One row, ids of the server; columns as its types have them.
    for schema in ["monitoring", "public"] {
        let sql = format!("INSERT INTO {schema}.agent_logs (agent_name, log_level, message, context) VALUES ('a'::VARCHAR, 'WARN'::VARCHAR, NULL::VARCHAR, '{{\"k\": 1}}'::JSON)
            RETURNING {schema}.agent_logs.id IS NOT NULL, {schema}.agent_logs.created_at IS NOT NULL, {schema}.agent_logs.log_level");
        assert_eq!(row(&writer, &sql).await, "t|t|warning");
        // Many, by ids of the client's: in its order, by itself, and sorted by a counter.
        for (n, from) in [(1, 1), (2, 3)] {
            let (first, second) = (
                id(if schema == "public" { from + 10 } else { from }),
                id(if schema == "public" { from + 11 } else { from + 1 }),
            );
            let sql = if n == 1 {
                format!("INSERT INTO {schema}.agent_logs (id, agent_name, log_level, context) VALUES ('{first}'::UUID, 'many'::VARCHAR, 'info'::VARCHAR, NULL::JSON), ('{second}'::UUID, 'many'::VARCHAR, 'Loud'::VARCHAR, '{{}}'::JSON)
                    RETURNING {schema}.agent_logs.id, {schema}.agent_logs.log_level")
            } else {
                format!("INSERT INTO {schema}.agent_logs (id, agent_name, log_level, context)
                    SELECT p0::UUID, p1::VARCHAR, p2::VARCHAR, p3::JSON
                    FROM (VALUES ('{second}'::UUID, 'many'::VARCHAR, 'Loud'::VARCHAR, '{{}}'::JSON, 1), ('{first}'::UUID, 'many'::VARCHAR, 'info'::VARCHAR, NULL::JSON, 0)) AS imp_sen(p0, p1, p2, p3, sen_counter)
                    ORDER BY sen_counter RETURNING {schema}.agent_logs.id, {schema}.agent_logs.log_level")
            };
            assert_eq!(
                rows(&writer, &sql).await,
                [format!("{first}|info"), format!("{second}|info")],
                "{sql}"
            );
        }
    }
    let sql = "INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, tokens_used, cost_usd, output_data) VALUES ('a'::VARCHAR, 'success'::VARCHAR, 1.5::FLOAT, 5::BIGINT, 0.1::FLOAT, '{}'::JSONB), ('a'::VARCHAR, 'success'::VARCHAR, NULL::FLOAT, 5::INTEGER, 0.25::NUMERIC, '[1]'::JSON)
        RETURNING monitoring.agent_executions.cost_usd";
    assert_eq!(rows(&writer, sql).await, ["0.1", "0.25"]);
    let sql = "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags) VALUES ('m'::VARCHAR, 2::INTEGER, '{\"k\": 1}'::JSON) RETURNING monitoring.pipeline_metrics.timestamp IS NOT NULL, monitoring.pipeline_metrics.created_at IS NOT NULL";
    assert_eq!(row(&writer, sql).await, "t|t");
    // What it changes, it reads first.
    run(&writer, "INSERT INTO monitoring.agents (name, status, metadata) VALUES ('a'::VARCHAR, 'ACTIVE'::VARCHAR, '{}'::JSON)").await;
    let sql = "UPDATE monitoring.agents SET status = 'idle'::VARCHAR WHERE monitoring.agents.id = (SELECT id FROM monitoring.agents WHERE monitoring.agents.name = 'a'::VARCHAR) RETURNING monitoring.agents.updated_at IS NOT NULL";
    assert_eq!(row(&writer, sql).await, "t");
}

#[tokio::test]
async fn a_retry_with_the_same_id_and_time_counts_once() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "retries").await;
    run(&admin, "SELECT monitoring.expose_in_public()").await;
    let writer = cluster.connect_as("retries", "agentmon_writer").await;
    for (table, time, columns, values) in [
        ("monitoring.agent_logs", "created_at", "agent_name, log_level", "'a', 'error'"),
        ("monitoring.agent_executions", "created_at", "agent_name, status", "'a', 'failure'"),
        ("monitoring.pipeline_metrics", "\"timestamp\"", "metric_name, metric_value", "'m', 1"),
    ] {
        let id = row(&writer, "SELECT monitoring.uuid_v7()").await;
        let insert = |minute: u32| {
            format!(
                "INSERT INTO {table} (id, {time}, {columns}) VALUES ('{id}', '2026-11-20 10:{minute:02}+00', {values})"
            )
        };
        let count = format!("SELECT count(*) FROM {table}");
        run(&writer, &insert(0)).await;
        assert_eq!(refusal_code(&writer, &insert(0)).await, "23505", "{table}");
        for target in ["", "(id, created_at)", "(created_at, id)"] {
            let again = format!(
                "{} ON CONFLICT {} DO NOTHING RETURNING id",
                insert(0),
                target.replace("created_at", time)
            );
            assert_eq!(rows(&writer, &again).await, [""; 0], "{again}");
        }
        assert_eq!(row(&admin, &count).await, "1", "{table}");
        // The id alone is no key: the day is part of it.
        let alone = format!("{} ON CONFLICT (id) DO NOTHING", insert(0));
        assert_eq!(refusal_code(&writer, &alone).await, "42P10");
        run(&writer, &format!("{} ON CONFLICT (id, {time}) DO NOTHING", insert(1))).await;
        assert_eq!(row(&admin, &count).await, "2", "another time is another row");
        run(&writer, &format!("BEGIN; {}; ROLLBACK", insert(2))).await;
        run(&writer, &format!("{} ON CONFLICT (id, {time}) DO NOTHING", insert(2))).await;
        assert_eq!(row(&admin, &count).await, "3", "what was rolled back is not there");
    }
    // What was passed over is neither alerted nor counted again.
    run(&admin, "SELECT monitoring.process_alerts('2026-11-20 10:05+00')").await;
    assert_eq!(row(&admin, "SELECT sum(count) FROM monitoring.alerts").await, "3");
    // The views in public pass over what is there.
    for (view, columns, values) in [
        ("agent_logs", "agent_name, log_level", "'a', 'info'"),
        ("agent_executions", "agent_name, status", "'a', 'success'"),
    ] {
        let insert = format!(
            "INSERT INTO public.{view} (id, created_at, {columns}) VALUES ('019a8c1e-7a00-7000-8000-000000000001', '2026-11-20 11:00+00', {values})"
        );
        assert_eq!(rows(&writer, &format!("{insert} RETURNING id")).await.len(), 1);
        assert_eq!(rows(&writer, &format!("{insert} RETURNING id")).await.len(), 0, "{view}");
        assert_eq!(
            rows(&writer, &format!("{insert} ON CONFLICT DO NOTHING RETURNING id")).await.len(),
            0,
            "{view}"
        );
        assert_eq!(
            row(
                &admin,
                &format!("SELECT count(*) FROM monitoring.{view} WHERE created_at = '2026-11-20 11:00+00'")
            )
            .await,
            "1"
        );
    }
}

#[tokio::test]
async fn texts_of_language_models_go_through_clean_json() {
    let cluster = shared_cluster().await;
    let _admin = setup_database(cluster, "nul").await;
    let writer = cluster.connect_as("nul", "agentmon_writer").await;
    let raw = r#"{"answer": "a\u0000b\\u0000", "\u0000k": ["\ud83d", "\ud83d\ude00", "\udc00"]}"#;
    let insert =
        "INSERT INTO monitoring.agent_executions (agent_name, status, output_data) VALUES ('a', 'success', ";
    assert_eq!(refusal_code(&writer, &format!("{insert} '{raw}')")).await, "22P05");
    let cleaned = format!("{insert} agentmon.clean_json($1)::jsonb) RETURNING output_data::text");
    let stored: String = writer.query_one(&cleaned, &[&raw]).await.expect("what is left is JSON").get(0);
    assert_eq!(stored, "{\"k\": [\"\u{fffd}\", \"\u{1f600}\", \"\u{fffd}\"], \"answer\": \"ab\\\\u0000\"}");
    assert_eq!(row(&writer, "SELECT agentmon.clean_json(NULL) IS NULL, agentmon.clean_json('')").await, "t|");
    // A million at once take no time to speak of.
    let long = "SELECT length(agentmon.clean_json('\"' || repeat('\\u0000\\\\', 1000000) || '\"'))";
    assert_eq!(row(&writer, long).await, "2000002");
}
