//! One value poisons nothing: whatever a column takes, every reader bears. A row is refused with an error that helps, or it is
//! read by everything that reads rows of its table.

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::assert_verified;
use agentmon_tests::sql::{describe, rows, run};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

const NOW: &str = "timestamptz '2026-03-02 12:04:00+00'";

/// Random text, which does not compress below what an entry of a B-tree may have.
const LONG: &str = "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 1000) AS i)";
const LONGISH: &str = "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 94) AS i)";

const TEXTS: &[&str] = &[
    "NULL",
    "''",
    "' '",
    "repeat('a', 100000)",
    LONG,
    LONGISH,
    r"E'\x01\x7f\n\t'",
    r"E'\u2028\u0130\U0001F600'",
    r#"'a''"{}$1;--\u0000%s'"#,
];
const DOUBLES: &[&str] = &[
    "NULL",
    "0",
    "'-0'",
    "5e-324",
    "-5e-324",
    "2.2250738585072014e-308",
    "1e-300",
    "1.7976931348623157e308",
    "-1.7976931348623157e308",
    "'NaN'",
    "'Infinity'",
    "'-Infinity'",
];
const COSTS: &[&str] = &[
    "NULL",
    "0.1",
    "'1e309'",
    "'1e-400'",
    "'-1e-400'",
    "5e-324",
    "2e-324",
    "1e-310",
    "1e15",
    "999999999999999.999999999999",
    "'1e131071'",
    "'1e-16383'",
    "'NaN'",
    "'Infinity'",
    "'-Infinity'",
    "-1",
];
const COUNTS: &[&str] = &["NULL", "0", "-1", "9223372036854775807", "'-9223372036854775808'"];
const TIMES: &[&str] = &[
    "NULL",
    "'4714-11-24 00:00:00+00 BC'",
    "'4714-11-25 12:30:00+00 BC'",
    "'0001-01-01 00:00:00+00'",
    "'1970-01-01 00:00:00+00'",
    "'2000-01-03 00:00:00+00'",
    "'58000-01-01 00:00:00+00'",
    "'294276-12-25 00:00:00+00'",
    "'294276-12-31 23:59:59.999999+00'",
    "'infinity'",
    "'-infinity'",
];
const INTERVALS: &[&str] = &[
    "NULL",
    "'178000000 years'",
    "'-178000000 years'",
    "'2147483647 days'",
    "make_interval(secs => 9e12)",
    "'-1 microsecond'",
];
const OBJECTS: &[&str] = &[
    "NULL",
    "'{}'",
    "'[]'",
    "'null'",
    "'1e400'",
    r#"'{"": ""}'"#,
    r#"'{"success_count": 1e400, "error_count": 1e-400, "batch_size": -1.7976931348623157e308}'"#,
    r#"'{"success_count": 1.7976931348623157e308, "error_count": 5e-324, "batch_size": 1e308}'"#,
    r#"'{"success_count": "NaN", "error_count": "1e999", "batch_size": "  7 "}'"#,
    r#"'{"success_count": [1], "error_count": {}, "batch_size": null}'"#,
    r#"'{"success": "İ", "status": 1e999, "queue": {"a": [1]}, "api": [null]}'"#,
    r#"'{"success": "TRUE", "status": "999", "queue": null, "api": ""}'"#,
    r#"'{"status_code": "9999999999999999999999", "n": 1e-16383}'"#,
    "('{\"deep\": ' || repeat('[', 3000) || repeat(']', 3000) || '}')::jsonb",
    "('{\"deep\": ' || repeat('{\"k\":', 3000) || '1' || repeat('}', 3000) || '}')::jsonb",
    "jsonb_build_object('queue', repeat('x', 100000), 'api', repeat('y', 100000))",
    "jsonb_build_object((SELECT string_agg(md5(i::text), '') FROM generate_series(1, 1000) AS i), 1)",
    "(SELECT jsonb_object_agg('k' || i, i) FROM generate_series(1, 2000) AS i)",
];
const WORDS: &[&str] =
    &["NULL", "''", "'loud'", "repeat('x', 100000)", r"E'\u0130NFO'", "'ERROR'", "'7'", "'Timeout'"];

/// Table, what a plain row has (`#` is the number of the row), and the columns with what they are tried with.
struct Table {
    name: &'static str,
    plain: &'static [(&'static str, &'static str)],
    tried: &'static [(&'static str, &'static [&'static str])],
}

const METRICS: &[&str] = &["'extreme.counter'", "'extreme.gauge'", "'queue_processing'", "'api_call'"];

const TABLES: &[Table] = &[
    Table {
        name: "monitoring.pipeline_metrics",
        plain: &[
            ("metric_name", "'extreme.counter'"),
            ("metric_value", "1"),
            ("tags", r##"'{"n": #, "queue": "q#", "api": "a#", "success": "true"}'"##),
            ("\"timestamp\"", "'2026-03-02 12:00:30+00'"),
        ],
        tried: &[
            ("metric_value", DOUBLES),
            ("metric_name", METRICS),
            ("tags", OBJECTS),
            ("metric_name", TEXTS),
            ("\"timestamp\"", TIMES),
            ("created_at", TIMES),
        ],
    },
    Table {
        name: "monitoring.agent_executions",
        plain: &[
            ("agent_name", "'agent#'"),
            ("status", "'success'"),
            ("execution_time_ms", "1"),
            ("created_at", "'2026-03-02 12:00:30+00'"),
        ],
        tried: &[
            ("cost_usd", COSTS),
            ("execution_time_ms", DOUBLES),
            ("tokens_used", COUNTS),
            ("input_tokens", COUNTS),
            ("output_tokens", COUNTS),
            ("cache_read_tokens", COUNTS),
            ("cache_write_tokens", COUNTS),
            ("reasoning_tokens", COUNTS),
            ("created_at", TIMES),
            ("agent_name", TEXTS),
            ("model_used", TEXTS),
            ("status", WORDS),
            ("user_id", TEXTS),
            ("session_id", TEXTS),
            ("request_id", TEXTS),
            ("error_message", TEXTS),
            ("error_type", TEXTS),
            ("operation", TEXTS),
            ("provider", TEXTS),
            ("input_data", OBJECTS),
            ("output_data", OBJECTS),
        ],
    },
    Table {
        name: "monitoring.agent_logs",
        plain: &[
            ("agent_name", "'agent#'"),
            ("log_level", "'error'"),
            ("event_type", "'e'"),
            ("message", "'m'"),
            ("created_at", "'2026-03-02 12:00:30+00'"),
        ],
        tried: &[
            ("log_level", WORDS),
            ("agent_name", TEXTS),
            ("event_type", TEXTS),
            ("message", TEXTS),
            ("error_details", OBJECTS),
            ("context", OBJECTS),
            ("user_id", TEXTS),
            ("organization_id", TEXTS),
            ("request_id", TEXTS),
            ("session_id", TEXTS),
            ("created_at", TIMES),
        ],
    },
    Table {
        name: "monitoring.worker_issues",
        plain: &[("worker_name", "'w#'"), ("created_at", "'2026-03-02 12:00:30+00'")],
        tried: &[
            ("worker_name", TEXTS),
            ("issue_type", TEXTS),
            ("severity", WORDS),
            ("message", TEXTS),
            ("details", OBJECTS),
            ("resolution_details", TEXTS),
            ("created_at", TIMES),
            ("resolved_at", TIMES),
        ],
    },
    Table {
        name: "public.monitoring_events",
        plain: &[("event_type", "'e#'"), ("created_at", "'2026-03-02 12:00:30+00'")],
        tried: &[("event_type", TEXTS), ("details", OBJECTS), ("created_at", TIMES)],
    },
    Table {
        name: "monitoring.agents",
        plain: &[("name", "'agent#'")],
        tried: &[
            ("name", TEXTS),
            ("type", TEXTS),
            ("status", WORDS),
            ("config", OBJECTS),
            ("metrics", OBJECTS),
            ("metadata", OBJECTS),
            ("last_heartbeat_at", TIMES),
            ("created_at", TIMES),
            ("updated_at", TIMES),
        ],
    },
    Table {
        name: "monitoring.agent_messages",
        plain: &[("from_agent", "'a#'")],
        tried: &[
            ("from_agent", TEXTS),
            ("to_agent", TEXTS),
            ("message_type", TEXTS),
            ("content", OBJECTS),
            ("correlation_id", TEXTS),
            ("created_at", TIMES),
        ],
    },
    Table {
        name: "monitoring.tasks",
        plain: &[("type", "'t#'")],
        tried: &[
            ("type", TEXTS),
            ("priority", WORDS),
            ("status", WORDS),
            ("payload", OBJECTS),
            ("result", OBJECTS),
            ("error", TEXTS),
            ("created_at", TIMES),
            ("updated_at", TIMES),
            ("started_at", TIMES),
            ("finished_at", TIMES),
            ("attempts", &["0", "2147483647", "'-2147483648'"]),
        ],
    },
    Table {
        name: "monitoring.queue_status",
        plain: &[("queue_name", "'q#'")],
        tried: &[
            ("queue_name", TEXTS),
            ("depth", COUNTS),
            ("stuck_messages", COUNTS),
            ("oldest_message_age", INTERVALS),
            ("dead_letter", COUNTS),
            ("last_check_time", TIMES),
        ],
    },
    Table {
        name: "monitoring.agent_assignments",
        plain: &[("user_id", "'u#'"), ("agent_name", "'a#'")],
        tried: &[("user_id", TEXTS), ("agent_name", TEXTS)],
    },
];

/// Everything that reads raw rows, in the order in which a system would.
const READERS: &[&str] = &[
    "SELECT * FROM monitoring.live_rollups('pipeline_metrics', 'minute', '-infinity', 'infinity')",
    "SELECT * FROM monitoring.live_rollups('agent_executions', 'hourly', '-infinity', 'infinity')",
    "SELECT * FROM monitoring.live_rollups('agent_logs', 'weekly', '-infinity', 'infinity')",
    "SELECT * FROM monitoring.live_metrics(NULL, 'hourly', '-infinity', 'infinity', NOW)",
    "SELECT * FROM agentmon.queue_metrics_at(NOW)",
    "SELECT * FROM agentmon.api_metrics_at(NOW)",
    "SELECT monitoring.get_system_health(NOW)",
    "SELECT monitoring.refresh_rollups(NOW)",
    "SELECT monitoring.process_alerts(NOW)",
    "SELECT monitoring.evaluate_alert_rules(NOW)",
    "SELECT * FROM monitoring.claim_notifications('w', 100, NOW)",
    "SELECT * FROM unnest('{minute,hourly,daily,weekly}'::text[]) AS p (p), monitoring.live_metrics(NULL, p.p, '-infinity', 'infinity', NOW)",
    "SELECT * FROM monitoring.live_window('pipeline_metrics', NOW - interval '5 minutes', NOW)",
    "SELECT * FROM monitoring.live_window('agent_executions', '-infinity', 'infinity')",
    "SELECT * FROM monitoring.live_window('agent_logs', '0001-01-01', '294276-12-31 23:59:59+00')",
    "SELECT DISTINCT * FROM monitoring.aggregated_metrics UNION SELECT * FROM monitoring.aggregated_metrics",
    "SELECT DISTINCT * FROM monitoring.aggregated_executions",
    "SELECT DISTINCT * FROM monitoring.aggregated_logs",
    "SELECT * FROM agentmon.queue_metrics_at(NOW)",
    "SELECT * FROM agentmon.api_metrics_at(NOW)",
    "SELECT * FROM monitoring.queue_metrics",
    "SELECT * FROM monitoring.api_metrics",
    "SELECT * FROM monitoring.queue_monitoring_view",
    "SELECT sum(depth), sum(stuck_messages) FROM agentmon.queues_at(now())",
    "SELECT * FROM monitoring.agent_metrics",
    "SELECT * FROM monitoring.system_events",
    "SELECT * FROM monitoring.channel_status",
    "SELECT monitoring.get_system_health(NOW)",
    "SELECT public.get_system_health()",
    "SELECT * FROM monitoring.verify_rollups('2026-03-01', '2026-03-04')",
    "SELECT * FROM monitoring.maintain_partitions(NOW)",
];

/// What takes long, or takes rows away.
const LAST: &[&str] = &[
    "SELECT * FROM monitoring.verify_rollups()",
    "SELECT monitoring.rebuild_rollups(p_now => NOW)",
    "SELECT * FROM monitoring.verify_rollups()",
    "SELECT * FROM monitoring.apply_retention(NOW)",
    "SELECT monitoring.purge_old_monitoring_events(30, NOW)",
    "CALL monitoring.run_job('refresh', NOW)",
    "CALL monitoring.run_job('alerts', NOW)",
    "CALL monitoring.run_job('hourly', NOW)",
    "CALL monitoring.run_job('daily', NOW)",
    "CALL monitoring.run_job('weekly', NOW)",
    "CALL monitoring.run_job('partitions', NOW)",
    "CALL monitoring.run_job('retention', NOW)",
];

async fn database(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('extreme.counter', 'counter'), ('extreme.gauge', 'gauge')").await;
    let mut expressions: Vec<String> = Vec::new();
    for function in ["p95", "avg", "min", "max", "sum", "count", "rate", "error_rate"] {
        expressions.push(format!("extreme.counter.{function} by (n) > 1"));
        expressions.push(format!("extreme.gauge.{function} > 1"));
        expressions.push(format!("api_call.{function} by (api) > 1"));
        expressions.push(format!("queue_processing.{function} by (queue) > 1"));
    }
    for function in ["p95", "avg", "max", "sum", "count", "rate", "failure_rate"] {
        expressions.push(format!("agents.executions.{function} by (agent_name) > 1"));
    }
    expressions.extend(
        [
            "agents.logs.count by (event_type) > 1",
            "agents.logs.error_rate by (agent_name) > 0.1",
            "agents.queue.size > 100",
            "agents.queue.size by (queue_name) > 100",
        ]
        .map(str::to_owned),
    );
    for (n, expression) in expressions.iter().enumerate() {
        run(
            &client,
            &format!(
                "INSERT INTO monitoring.alert_rules (name, expression) VALUES ('rule {n}', '{expression}')"
            ),
        )
        .await;
    }
    client
}

/// Writes a row with some of its columns changed; true where it was taken. A refusal must help.
async fn write(client: &Client, table: &Table, changed: &[(&str, &str)], number: usize) -> bool {
    let mut row: Vec<(&str, &str)> = table.plain.to_vec();
    for &(column, value) in changed {
        row.retain(|(other, _)| *other != column);
        row.push((column, value));
    }
    let columns: Vec<_> = row.iter().map(|(column, _)| *column).collect();
    let values: Vec<_> = row.iter().map(|(_, value)| value.replace('#', &number.to_string())).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), values.join(", "));
    let Err(error) = client.batch_execute(&sql).await else { return true };
    let refusal = error.as_db_error().unwrap_or_else(|| panic!("{sql}: {error}"));
    let code = refusal.code().code();
    assert!(["22", "23"].contains(&&code[..2]), "{sql}: {}", describe(&error));
    // That something is missing, or there already, is PostgreSQL's own to say.
    let own = refusal.hint().is_none() && ["23502", "23505"].contains(&code);
    assert!(refusal.hint().is_some() || own, "no HINT: {sql}: {}", describe(&error));
    false
}

/// Reads all there is; nothing may raise, nor be noted as failed.
async fn read(client: &Client, readers: &[&str], after: &str) {
    for reader in readers {
        if let Err(error) = client.batch_execute(&reader.replace("NOW", NOW)).await {
            panic!("after {after}: {reader}: {}", describe(&error));
        }
    }
    let failed = "SELECT name, last_error FROM monitoring.alert_rules WHERE last_error IS NOT NULL
                  UNION ALL SELECT name, last_error FROM monitoring.jobs WHERE last_error IS NOT NULL
                  UNION ALL SELECT step || ': ' || member, error FROM monitoring.step_failures";
    assert_eq!(rows(client, failed).await, [""; 0], "after {after}");
}

#[tokio::test]
async fn what_a_column_takes_every_reader_bears() {
    let client = database("extremes").await;
    let mut number = 0;
    let mut taken = 0;
    for table in TABLES {
        for (column, values) in table.tried {
            for value in *values {
                number += 1;
                taken += usize::from(write(&client, table, &[(column, value)], number).await);
                if *column == "metric_value" || *column == "tags" {
                    for metric in &METRICS[1..] {
                        number += 1;
                        let changed = [(*column, *value), ("metric_name", *metric)];
                        taken += usize::from(write(&client, table, &changed, number).await);
                    }
                }
            }
        }
        read(&client, READERS, table.name).await;
    }
    assert_verified(&client).await;
    read(&client, LAST, "all").await;
    read(&client, READERS, "retention").await;
    assert!(taken > 400 && taken < number, "{taken} of {number} rows were taken");
}

#[tokio::test]
async fn what_columns_take_together_every_reader_bears() {
    let client = database("extremes_together").await;
    let mut dice = Dice::new(13);
    let mut taken = 0;
    for number in 0..400 {
        let table = &TABLES[dice.below(TABLES.len())];
        let mut changed: Vec<(&str, &str)> = Vec::new();
        for (column, values) in table.tried {
            if dice.below(3) == 0 && !changed.iter().any(|(other, _)| other == column) {
                changed.push((column, values[dice.below(values.len())]));
            }
        }
        taken += usize::from(write(&client, table, &changed, number).await);
        if number % 40 == 39 {
            read(&client, READERS, &format!("row {number}")).await;
        }
    }
    read(&client, LAST, "all").await;
    assert!(taken > 50, "{taken} rows were taken");
}

#[tokio::test]
async fn rows_from_before_the_checks_are_borne_too() {
    let client = database("extremes_old").await;
    // As in a dump of a release that had other checks, or none.
    run(
        &client,
        "DO $$
         DECLARE checked record;
         BEGIN
             FOR checked IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
                            WHERE conname LIKE 'agentmon\\_%' AND coninhcount = 0 LOOP
                 EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', checked.relation, checked.conname);
             END LOOP;
         END
         $$;
         SET session_replication_role = replica",
    )
    .await;
    let mut number = 0;
    for table in &TABLES[..3] {
        for (column, values) in table.tried {
            for value in *values {
                number += 1;
                let _ = write_unchecked(&client, table, column, value, number).await;
            }
        }
        read(&client, READERS, table.name).await;
    }
    read(&client, LAST, "all").await;
}

async fn write_unchecked(client: &Client, table: &Table, column: &str, value: &str, number: usize) -> bool {
    let row: Vec<_> = table.plain.iter().filter(|(other, _)| *other != column).copied().collect();
    let columns: Vec<_> = row.iter().map(|(column, _)| *column).chain([column]).collect();
    let values: Vec<_> = row
        .iter()
        .map(|(_, value)| value.replace('#', &number.to_string()))
        .chain([value.to_owned()])
        .collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), values.join(", "));
    client.batch_execute(&sql).await.is_ok()
}
