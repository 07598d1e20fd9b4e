//! The main story under settings that databases and roles really have: it ends the same under each of them.
//!
//! Extension and tables are made under the setting of the database, the story is lived under that of the role.

use std::fs;

use agentmon_tests::sql::{refusal, row, rows, run, value};
use agentmon_tests::{Cluster, setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

const NOON: &str = "2026-03-02 12:00:00+00";

/// What is set: one line a world. The list grows; what is not known to a version of PostgreSQL is left out there.
const WORLDS: &[&[(&str, &str)]] = &[
    &[("quote_all_identifiers", "on")],
    &[("standard_conforming_strings", "off"), ("escape_string_warning", "off")],
    &[("standard_conforming_strings", "off"), ("backslash_quote", "off"), ("quote_all_identifiers", "on")],
    &[("backslash_quote", "on"), ("escape_string_warning", "on")],
    &[("bytea_output", "escape")],
    &[("default_transaction_isolation", "repeatable read")],
    &[("default_transaction_isolation", "serializable")],
    &[("default_tablespace", "elsewhere"), ("temp_tablespaces", "elsewhere")],
    &[
        ("temp_buffers", "100"),
        ("work_mem", "64kB"),
        ("maintenance_work_mem", "1MB"),
        ("hash_mem_multiplier", "1"),
    ],
    &[("extra_float_digits", "0")],
    &[("extra_float_digits", "-15")],
    &[("extra_float_digits", "3")],
    &[("DateStyle", "SQL, DMY")],
    &[("DateStyle", "German"), ("IntervalStyle", "sql_standard")],
    &[("DateStyle", "Postgres, MDY"), ("IntervalStyle", "iso_8601")],
    &[("IntervalStyle", "postgres_verbose")],
    &[("timezone", "America/New_York")],
    &[("timezone", "Asia/Kathmandu"), ("DateStyle", "SQL, MDY")],
    &[("timezone", "<+1445>-14:45")],
    &[("row_security", "off")],
    &[("check_function_bodies", "off")],
    &[("search_path", "")],
    &[("search_path", "pg_temp")],
    &[("search_path", "misleading, pg_catalog, public")],
    &[("xmloption", "document"), ("xmlbinary", "hex"), ("lc_messages", "C")],
    &[("lc_numeric", "C.UTF-8"), ("lc_monetary", "C"), ("lc_time", "C")],
    &[("statement_timeout", "60s"), ("lock_timeout", "20s"), ("idle_in_transaction_session_timeout", "20s")],
    &[("plan_cache_mode", "force_generic_plan")],
    &[("plan_cache_mode", "force_custom_plan")],
    &[
        ("jit", "on"),
        ("jit_above_cost", "0"),
        ("jit_inline_above_cost", "-1"),
        ("jit_optimize_above_cost", "-1"),
    ],
    &[
        ("enable_seqscan", "off"),
        ("enable_nestloop", "off"),
        ("enable_sort", "off"),
        ("enable_hashagg", "off"),
    ],
    &[
        ("enable_indexscan", "off"),
        ("enable_bitmapscan", "off"),
        ("enable_indexonlyscan", "off"),
        ("enable_hashjoin", "off"),
    ],
    &[
        ("enable_partition_pruning", "off"),
        ("enable_partitionwise_join", "on"),
        ("enable_partitionwise_aggregate", "on"),
    ],
    &[
        ("constraint_exclusion", "on"),
        ("from_collapse_limit", "1"),
        ("join_collapse_limit", "1"),
        ("geqo_threshold", "2"),
    ],
    &[("session_replication_role", "local")],
    &[("transform_null_equals", "on")],
    &[("array_nulls", "off")],
    &[("default_table_access_method", "heap"), ("vacuum_freeze_min_age", "0")],
    &[("max_parallel_workers_per_gather", "0"), ("max_parallel_maintenance_workers", "0")],
    &[
        ("max_parallel_workers_per_gather", "4"),
        ("min_parallel_table_scan_size", "0"),
        ("min_parallel_index_scan_size", "0"),
        ("parallel_setup_cost", "0"),
        ("parallel_tuple_cost", "0"),
    ],
    &[
        ("force_parallel_mode", "on"),
        ("max_parallel_workers_per_gather", "4"),
        ("parallel_setup_cost", "0"),
        ("parallel_tuple_cost", "0"),
    ],
    &[
        ("debug_parallel_query", "on"),
        ("max_parallel_workers_per_gather", "4"),
        ("parallel_setup_cost", "0"),
        ("parallel_tuple_cost", "0"),
    ],
    &[("lo_compat_privileges", "on"), ("synchronous_commit", "off"), ("commit_siblings", "0")],
    &[("client_min_messages", "error")],
    &[("client_min_messages", "debug1"), ("log_min_messages", "error")],
    &[("default_transaction_deferrable", "on"), ("default_transaction_isolation", "serializable")],
    &[("role", "none"), ("password_encryption", "scram-sha-256"), ("gin_fuzzy_search_limit", "1")],
    &[
        ("cursor_tuple_fraction", "0.01"),
        ("random_page_cost", "0.01"),
        ("seq_page_cost", "1000"),
        ("effective_cache_size", "8kB"),
    ],
    &[
        ("vacuum_cost_delay", "1"),
        ("track_activities", "off"),
        ("track_functions", "all"),
        ("update_process_title", "off"),
    ],
];

/// What people and programs do, in order, and what they get, said in a way that no setting changes.
const STORY: &[&str] = &[
    // Rows by plain INSERT, in the words of the callers, with what is hard to quote.
    r#"INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, context, created_at)
       VALUES ('a', 'FATAL', 'e', $$it's 100% "full": C:\new\x41 é 漢$$, jsonb_build_object('path', $$C:\n$$), 'NOON') RETURNING log_level, message, context ->> 'path'"#,
    "INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, input_tokens, output_tokens, cost_usd, created_at)
       VALUES ('a', 'FAILURE', 0.1, 10, 3, 0.1::numeric + 0.2, 'NOON'), ('b', 'Success', 1e-300, 0, 0, 1e-9, 'NOON') RETURNING status, cost_usd",
    "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
       SELECT 'm', n / 3.0::float8, jsonb_build_object('queue', $$q\\$$ || n % 3), timestamptz 'NOON' - n * interval '7 minutes' FROM generate_series(1, 400) AS n",
    "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
       SELECT 'queue_processing', n, '{\"queue\": \"q\", \"success_count\": 1, \"batch_size\": 0.1}', timestamptz 'NOON' - n * interval '1 minute' FROM generate_series(1, 50) AS n",
    "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('early', 0.1, '0044-03-15 BC'), ('late', 1, '2041-01-01 00:00:00+00')",
    // By the helpers.
    "SELECT monitoring.log_agent_activity('a', 'warn', 'e', 'm', NULL, '{\"k\": 1}', 'NOON') IS NOT NULL",
    "SELECT monitoring.log_agent_execution(agent_name => 'a', input_tokens => 2, output_tokens => 3, p_now => 'NOON') IS NOT NULL",
    "SELECT monitoring.record_metric('api_call', 0.1 + n, '{\"api\": \"x\", \"success\": \"true\"}', timestamptz 'NOON' - n * interval '1 second') IS NOT NULL FROM generate_series(1, 20) AS n",
    "SELECT monitoring.increment('c', 1, '{}', 'NOON') IS NOT NULL, monitoring.gauge('g', 0.7, '{}', 'NOON') IS NOT NULL, monitoring.histogram('h', 1, '{}', 'NOON') IS NOT NULL",
    "SELECT monitoring.log_event('e', '{\"severity\": \"warning\"}', 'NOON') IS NOT NULL",
    "SELECT monitoring.resolve_worker_issue(monitoring.log_worker_issue('w', 't', 'm', 'high', '{}', 'NOON'), 'ok', 'NOON') IS NOT NULL",
    "SELECT monitoring.heartbeat('a', 'IDLE', 'NOON') IS NOT NULL, monitoring.report_queue('q', 11, 11, interval '1 day 2 hours', 0, 'NOON')",
    "INSERT INTO monitoring.tasks (type, status, created_at, updated_at) VALUES ('t', 'RUNNING', 'NOON', 'NOON') RETURNING status",
    // Rollups and percentiles.
    "SELECT monitoring.refresh_rollups('NOON'), monitoring.aggregate_hourly_metrics('NOON'), monitoring.aggregate_daily_metrics('NOON'), monitoring.aggregate_weekly_metrics('NOON')",
    "SELECT metric_name, period, extract(epoch FROM period_start)::bigint, count_value, round(sum_value::numeric, 6), round(min_value::numeric, 6), round(max_value::numeric, 6),
            round(p50::numeric, 6), round(p95::numeric, 6), round(p99::numeric, 6), round(avg_value::numeric, 6), dimensions ->> 'queue', measures -> 'success_count', encode(sketch::bytea, 'hex')
       FROM monitoring.aggregated_metrics WHERE metric_name <> 'early' ORDER BY metric_name COLLATE \"C\", period COLLATE \"C\", 3, dimensions::text COLLATE \"C\"",
    "SELECT agent_name, status, period, count_value, round(p95::numeric, 6), tokens_used, round(cost_usd::numeric, 9) FROM monitoring.aggregated_executions ORDER BY 1, 2, 3",
    "SELECT agent_name, log_level, period, count_value FROM monitoring.aggregated_logs ORDER BY 1, 2, 3",
    "SELECT extract(epoch FROM period_start)::bigint, count_value, round(p95::numeric, 6), complete FROM monitoring.live_metrics('m', 'hourly', 'NOON'::timestamptz - interval '1 day', 'NOON', 'NOON') ORDER BY 1, 2, 3",
    "SELECT queue_name, extract(epoch FROM hour)::bigint, total_batches, success_count::bigint, round(avg_processing_time_ms::numeric, 6) FROM agentmon.queue_metrics_at('NOON') ORDER BY 2",
    "SELECT api_name, total_calls, success_count, round(p95_time_ms::numeric, 6) FROM agentmon.api_metrics_at('NOON')",
    "SELECT count(*), monitoring.approx_percentile_rank(0.5, monitoring.percentile_agg(metric_value)) > 0 FROM monitoring.pipeline_metrics",
    "SELECT count(*) FROM monitoring.verify_rollups()",
    "SELECT count(*) FROM monitoring.rebuild_rollups('2026-03-01 00:00:00+00', 'NOON')",
    "SELECT count(*) FROM monitoring.verify_rollups()",
    // Rules and alerts.
    r#"SELECT count(*) FROM monitoring.load_alert_rules('{"alerts": [{"name": "many", "condition": "m.p95[1d] > 3ms", "severity": "critical", "duration": "0s", "actions": [{"notify": "sms"}]}]}')"#,
    r#"INSERT INTO monitoring.alert_rules (name, expression, severity, "for", annotations) VALUES ('deep', 'agents.queue.size{queue=~"q.*"}[5m] > 10', 'high', '0', '{"summary": "{{ value }} wait in {{ labels.queue }}"}') RETURNING severity"#,
    r#"UPDATE monitoring.notification_channels SET settings = '{"to": "ops@example.org"}', min_severity = 'warning' WHERE name = 'email' RETURNING name"#,
    r#"INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('hook', 'webhook', '{"url": "https://example.org/a"}') RETURNING kind"#,
    r#"INSERT INTO monitoring.notification_routes (name, position, matchers, channels) VALUES ('b', 1, $${"agent_name": "~b\\d*"}$$, '{hook}') RETURNING name"#,
    "INSERT INTO monitoring.mute_times (name, matchers, weekdays, time_from, time_to, timezone) VALUES ('night', '{\"agent_name\": \"nobody\"}', '{6,7}', '22:00', '06:30', 'Europe/Berlin') RETURNING name",
    "SELECT monitoring.silence_alerts('{\"agent_name\": \"other\"}', 'NOON', 'NOON'::timestamptz + interval '1 hour', 'maintenance', p_now => 'NOON') IS NOT NULL",
    "SELECT monitoring.raise_alert('{\"alertname\": \"backup\", \"host\": \"db1\"}', '{\"summary\": \"late\"}', 'error', p_now => 'NOON') IS NOT NULL",
    "SELECT monitoring.process_alerts('NOON')",
    "SELECT labels ->> 'alertname', severity, state, count, round(value::numeric, 9), annotations ->> 'message', annotations ->> 'summary', labels ->> 'fingerprint' FROM monitoring.alerts ORDER BY 1, 2, 3, 8",
    "SELECT name, last_error, round(last_value::numeric, 9) FROM monitoring.alert_rules WHERE enabled ORDER BY 1",
    "SELECT channel, kind, reason, payload ->> 'title', payload ->> 'body' FROM monitoring.notifications ORDER BY 1, 3, 4, 5",
    "SELECT monitoring.register_notifier('w', '1', '{sms,email,slack,pagerduty,webhook,console}', 'NOON')",
    "SELECT count(monitoring.complete_notification(c.id, 'w', c.attempt, 'SM1', 'NOON')) FROM monitoring.claim_notifications('w', 2, 'NOON') c",
    "SELECT count(monitoring.fail_notification(c.id, 'w', c.attempt, 'retry', 'busy', interval '90 seconds', 'NOON')) FROM monitoring.claim_notifications('w', 1, 'NOON') c",
    "SELECT state, count(*), max(extract(epoch FROM next_attempt_at - timestamptz 'NOON'))::integer FROM monitoring.notifications GROUP BY 1 ORDER BY 1",
    "SELECT count(*) > 0 FROM monitoring.alerts a, monitoring.explain_notification(a.id, 'NOON')",
    "SELECT monitoring.process_alerts('NOON'::timestamptz + interval '20 minutes')",
    // Health; what else the server does is not the story's.
    "SELECT monitoring.get_system_health('NOON') -> 'queue_health' ->> 'status', monitoring.get_system_health('NOON') -> 'processing_health' ->> 'status', monitoring.get_system_health('NOON') -> 'worker_health' ->> 'status'",
    "SELECT public.get_system_health() ->> 'overall_status' IS NOT NULL",
    "SELECT queue_name, stuck_messages FROM monitoring.queue_monitoring_view ORDER BY 1",
    "SELECT status, count(*) FROM monitoring.channel_status GROUP BY 1 ORDER BY 1",
    // Partitions and retention.
    "SELECT table_name, day = '2041-01-01', sum(rows_moved) FROM monitoring.maintain_partitions('2041-01-01 00:00:00+00') GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT table_name, count(*), min(extract(epoch FROM starts_at))::bigint FROM agentmon.partitions() WHERE starts_at >= '2041-01-01 00:00:00+00' GROUP BY 1 ORDER BY 1",
    "SELECT monitoring.refresh_rollups('2041-01-02 00:00:00+00') >= 0, monitoring.process_alerts('NOON'::timestamptz + interval '21 minutes') >= 0",
    "CALL monitoring.run_job('retention', '2041-06-01 00:00:00+00')",
    "SELECT last_error, last_rows > 0 FROM monitoring.job_status WHERE name = 'retention'",
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT table_name, rows_removed FROM monitoring.apply_retention('2041-06-01 00:00:00+00') ORDER BY 1; COMMIT",
    "SELECT public.purge_old_monitoring_events(36500), monitoring.purge_old_monitoring_events(30, 'NOON'::timestamptz + interval '31 days')",
    "SELECT count(*) FROM monitoring.verify_rollups()",
    // Every job.
    "CALL monitoring.run_job('refresh', 'NOON')",
    "CALL monitoring.run_job('alerts', 'NOON')",
    "CALL monitoring.run_job('hourly', 'NOON')",
    "CALL monitoring.run_job('daily', 'NOON')",
    "CALL monitoring.run_job('weekly', 'NOON')",
    "CALL monitoring.run_job('partitions', 'NOON')",
    "CALL monitoring.run_job('retention', 'NOON')",
    "SELECT name, last_error, extract(epoch FROM last_run_at)::bigint FROM monitoring.job_status ORDER BY 1",
    "SELECT step, member, error FROM monitoring.step_failures ORDER BY 1, 2",
    // Names in public; and all of it once more.
    "SELECT monitoring.expose_in_public()",
    "INSERT INTO public.agents (name, status) VALUES ('exposed', 'IDLE') RETURNING status",
    "SELECT count(*) FROM monitoring.setup('NOON')",
    // Whoever connects: policies and privileges.
    "SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity",
    "SELECT count(*) FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'monitoring'::regnamespace",
    "SELECT count(*) FROM pg_catalog.pg_class c WHERE c.relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace) AND c.relkind IN ('r', 'p', 'v')
       AND has_table_privilege('public', c.oid, 'SELECT')",
];

/// Lives the story, and gives what each step gave.
async fn live(client: &Client) -> Vec<String> {
    let mut answers = Vec::new();
    for step in STORY {
        let step = step.replace("NOON", NOON);
        answers.push(format!("{step}\n-> {}", rows(client, &step).await.join("\n   ")));
    }
    answers
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Makes a database in that world, and a superuser who lives in it.
async fn world(cluster: &Cluster, name: &str, settings: &[(&str, &str)]) -> Client {
    cluster.create_database(name).await;
    let postgres = cluster.connect("postgres").await;
    run(&postgres, &format!("CREATE ROLE \"{name}\" SUPERUSER LOGIN")).await;
    for (setting, value) in settings {
        // A list of names stays one; an empty text is the empty list.
        let value =
            if *setting == "search_path" && !value.is_empty() { (*value).to_owned() } else { quoted(value) };
        if *setting != "role" {
            run(&postgres, &format!("ALTER DATABASE \"{name}\" SET {setting} = {value}")).await;
        }
    }
    let client = cluster.connect(name).await;
    run(&client, "CREATE SCHEMA misleading; CREATE TABLE misleading.settings (value int); CREATE FUNCTION misleading.lower(text) RETURNS text LANGUAGE sql AS $$SELECT 'misled'$$").await;
    run(&client, "CREATE EXTENSION pg_agentmon").await;
    run(&client, &format!("SELECT monitoring.setup('{NOON}')")).await;
    // An autovacuum that is at a catch-all partition makes way after a second, which is longer than writers should wait.
    run(&client, "UPDATE monitoring.settings SET value = '5 seconds' WHERE name = 'lock_timeout'").await;
    for (setting, value) in settings {
        let value =
            if *setting == "search_path" && !value.is_empty() { (*value).to_owned() } else { quoted(value) };
        run(
            &postgres,
            &format!(
                "ALTER DATABASE \"{name}\" RESET {setting}; ALTER ROLE \"{name}\" SET {setting} = {value}"
            ),
        )
        .await;
    }
    cluster.connect_login(name, name).await
}

async fn is_known(client: &Client, setting: &str) -> bool {
    value(client, &format!("SELECT EXISTS (SELECT FROM pg_settings WHERE lower(name) = lower('{setting}'))"))
        .await
}

/// The story as it is where nothing is set.
async fn ordinary(cluster: &Cluster, name: &str) -> Vec<String> {
    let expected = live(&world(cluster, name, &[]).await).await;
    assert!(
        expected.iter().any(|answer| answer.contains("100% \"full\"")),
        "the story is told: {expected:?}"
    );
    expected
}

async fn compare_world(cluster: &Cluster, name: &str, settings: &[(&str, &str)], expected: &[String]) {
    let client = world(cluster, name, settings).await;
    for (got, expected) in live(&client).await.iter().zip(expected) {
        assert_eq!(got, expected, "{settings:?}");
    }
}

/// Lives the story in every so-manieth world and compares it with the ordinary one.
async fn compare(part: usize) {
    let cluster = shared_cluster().await;
    let postgres = cluster.connect("postgres").await;
    run(&postgres, "SET allow_in_place_tablespaces = on").await;
    // Another part may have made it.
    let _ = postgres.batch_execute("CREATE TABLESPACE elsewhere LOCATION ''").await;
    let expected = ordinary(cluster, &format!("ordinary {part}")).await;
    let mut lived = 0;
    for (number, settings) in WORLDS.iter().enumerate().filter(|(number, _)| number % PARTS == part) {
        let mut known = true;
        for (setting, _) in *settings {
            known &= is_known(&postgres, setting).await;
        }
        if !known {
            continue;
        }
        lived += 1;
        eprintln!("{settings:?}");
        compare_world(cluster, &format!("world {number}"), settings, &expected).await;
    }
    assert!(lived > WORLDS.len() / PARTS - 2, "{lived} worlds");
}

const PARTS: usize = 4;

#[tokio::test]
async fn the_story_is_the_same_in_every_world_0() {
    compare(0).await;
}

#[tokio::test]
async fn the_story_is_the_same_in_every_world_1() {
    compare(1).await;
}

#[tokio::test]
async fn the_story_is_the_same_in_every_world_2() {
    compare(2).await;
}

#[tokio::test]
async fn the_story_is_the_same_in_every_world_3() {
    compare(3).await;
}

/// A database with some rows that are rolled up and told, and some that are not.
async fn lived_in(cluster: &Cluster, name: &str) -> Client {
    let client = setup_database(cluster, name).await;
    for row in ["m", "n"] {
        run(
            &client,
            &format!(
                "SELECT monitoring.setup('{NOON}');
                 SELECT monitoring.record_metric('{row}', 1, '{{}}', timestamptz '{NOON}' - interval '1 day'), monitoring.heartbeat('a', p_now => '{NOON}'),
                        monitoring.log_agent_activity('{row}', 'error', p_now => '{NOON}'), monitoring.report_queue('q', 1, p_now => '{NOON}')"
            ),
        )
        .await;
        if row == "m" {
            run(
                &client,
                &format!("SELECT monitoring.refresh_rollups('{NOON}'), monitoring.process_alerts('{NOON}')"),
            )
            .await;
        }
    }
    client
}

/// Readers read; whoever would write is told that this cannot be done here, and nothing else.
#[tokio::test]
async fn where_all_is_read_only_readers_go_on() {
    let cluster = shared_cluster().await;
    drop(lived_in(cluster, "read only").await);
    let postgres = cluster.connect("postgres").await;
    run(&postgres, "ALTER DATABASE \"read only\" SET default_transaction_read_only = on").await;
    let client = cluster.connect("read only").await;
    for read in [
        "SELECT count(*) > 0 FROM monitoring.aggregated_metrics",
        "SELECT count(*) > 0 FROM monitoring.live_metrics('n', 'daily', timestamptz 'NOON' - interval '1 day', 'NOON', 'NOON')",
        "SELECT count(*) = 0 FROM monitoring.verify_rollups()",
        "SELECT monitoring.get_system_health('NOON') ->> 'overall_status' IS NOT NULL",
        "SELECT public.get_system_health() ->> 'overall_status' IS NOT NULL",
        "SELECT count(*) > 0 FROM monitoring.queue_monitoring_view",
        "SELECT count(*) > 0 FROM monitoring.job_status",
        "SELECT count(*) > 0 FROM monitoring.channel_status",
        "SELECT count(*) > 0 FROM monitoring.alerts a, monitoring.explain_notification(a.id, 'NOON')",
        "SELECT count(*) >= 0 FROM agentmon.overdue_jobs('NOON')",
        "SELECT count(*) = 0 FROM agentmon.queue_metrics_at('NOON')",
        "SELECT count(*) > 0 FROM monitoring.agent_logs",
    ] {
        assert_eq!(row(&client, &read.replace("NOON", NOON)).await, "t", "{read}");
    }
    for write in [
        "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'FATAL')",
        "SELECT monitoring.log_agent_activity('a', 'error')",
        "SELECT monitoring.record_metric('m', 1)",
        "SELECT monitoring.heartbeat('a')",
        "SELECT monitoring.refresh_rollups('NOON')",
        "SELECT monitoring.process_alerts('NOON')",
        "SELECT monitoring.claim_notifications('w', 1, 'NOON')",
        "SELECT monitoring.raise_alert('{\"alertname\": \"a\"}')",
        "SELECT monitoring.silence_alerts('{}', 'NOON', 'infinity', 'c')",
        "SELECT count(*) FROM monitoring.maintain_partitions('2041-01-01 00:00:00+00')",
        "SELECT count(*) FROM monitoring.apply_retention('2041-01-01 00:00:00+00')",
        "SELECT public.purge_old_monitoring_events(30)",
        "CALL monitoring.run_job('refresh', 'NOON')",
        "CALL monitoring.run_job('retention', 'NOON')",
        "SELECT monitoring.schedule_jobs() FROM monitoring.setup()",
        "SELECT monitoring.expose_in_public()",
    ] {
        let error = refusal(&client, &write.replace("NOON", NOON)).await;
        assert_eq!(error.code().code(), "25006", "{write}: {error:?}");
        assert!(error.message().contains("read-only transaction"), "{write}: {error:?}");
    }
}

/// As a replica a session fires no triggers: rows must come in their canonical words, and others are refused.
#[tokio::test]
async fn a_session_that_is_a_replica_writes_canonical_rows() {
    let client = lived_in(shared_cluster().await, "replica").await;
    run(&client, "SET session_replication_role = replica").await;
    run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) VALUES ('copied', 'error', '{NOON}')")).await;
    for row in [
        "agent_logs (agent_name, log_level) VALUES ('a', 'FATAL')",
        "agent_executions (agent_name, status) VALUES ('a', 'SUCCESS')",
    ] {
        let error = refusal(&client, &format!("INSERT INTO monitoring.{row}")).await;
        let code = error.code().code();
        assert!(code.starts_with("22") || code.starts_with("23"), "{error:?}");
    }
    run(
        &client,
        &format!("SELECT monitoring.refresh_rollups('{NOON}'); SELECT monitoring.process_alerts('{NOON}')"),
    )
    .await;
    let told = "SELECT string_agg(labels ->> 'agent_name', ' ' ORDER BY 1) FROM (SELECT labels FROM monitoring.alerts ORDER BY labels ->> 'agent_name') AS a";
    assert_eq!(row(&client, told).await, "copied m n");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.verify_rollups()").await, "0");
}

/// Clients speak other encodings: rows come in, and refusals come out.
#[tokio::test]
async fn clients_may_speak_another_encoding() {
    let cluster = shared_cluster().await;
    let client = lived_in(cluster, "latin").await;
    let in_latin = |sql: &str| cluster.psql("latin", &format!("SET client_encoding = LATIN1; {sql}"));
    in_latin("SELECT monitoring.log_agent_activity(U&'caf\\00e9', 'error', message => U&'na\\00efve')")
        .expect("a row");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs WHERE agent_name = 'caf\u{e9}' AND message = 'na\u{ef}ve'").await, "1");
    for (refused, why) in [
        ("SELECT monitoring.raise_alert('{}')", "an alert needs labels"),
        ("SELECT monitoring.load_alert_rules('{}')", "rules"),
        ("SELECT monitoring.test_alert_rules('{}')", "tests"),
        (
            "INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('c', 'slack', '[]')",
            "settings of a channel",
        ),
        (
            "INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('c', 'slack', '{\"token\": 1}')",
            "looks like a secret",
        ),
        ("SELECT monitoring.heartbeat('a', 'loud')", "is not a known agent status"),
    ] {
        let error = in_latin(refused).expect_err(refused);
        assert!(error.contains(why), "{refused}: {error}");
    }
}

/// A backslash in a literal means one thing or another, as standard_conforming_strings says; E'' and dollar quotes do not.
#[test]
fn no_plain_literal_in_the_sql_has_a_backslash() {
    let mut files = 0;
    for directory in ["sql/extension", "sql/schema", "sql/schema/repeatable"] {
        for entry in fs::read_dir(workspace_root().join(directory)).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "sql") {
                continue;
            }
            files += 1;
            for (number, line) in fs::read_to_string(&path).expect("a file").lines().enumerate() {
                let code = line.split("-- ").next().unwrap_or_default();
                // What follows E' up to the next quote is read in one way.
                let mut parts = code.split(" E'").flat_map(|part| part.split("(E'"));
                let first = parts.next().unwrap_or_default().to_owned();
                let plain = parts
                    .fold(first, |plain, part| plain + part.split_once('\'').map_or("", |(_, rest)| rest));
                let dollars = plain.trim_start().starts_with("$$") && plain.trim_end().ends_with("$$;");
                assert!(dollars || !plain.contains('\\'), "{}:{}: {line}", path.display(), number + 1);
            }
        }
    }
    assert!(files > 25, "{files} files");
}

/// Passed over, and counted as such, where PostgreSQL was built without lz4.
mod needs_lz4 {
    use super::*;

    #[tokio::test]
    async fn the_story_is_the_same_where_values_are_packed_otherwise() {
        let cluster = shared_cluster().await;
        let expected = ordinary(cluster, "ordinary pglz").await;
        compare_world(cluster, "lz4", &[("default_toast_compression", "lz4")], &expected).await;
    }
}
