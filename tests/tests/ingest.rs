//! Rows come in by every road that a client has, and are stored in canonical form.

use std::fs;
use std::path::Path;

use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run};
use agentmon_tests::{Cluster, setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

#[tokio::test]
async fn every_road_leads_into_the_tables() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "roads").await;
    let writer = cluster.connect_as("roads", "agentmon_writer").await;
    for client in [&admin, &writer] {
        run(client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('one', 'info')").await;
        run(client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('many', 'Warn'), ('many', 'FATAL'), ('many', 'debug')").await;
        run(client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) SELECT 'many', n FROM generate_series(1, 1000) AS n").await;
        let prepared =
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ($1, $2, $3)";
        let statement = client.prepare(prepared).await.expect("levels take a text parameter");
        for level in ["error", "Critical", "warn"] {
            client.execute(&statement, &[&"prepared", &level, &"m"]).await.expect(level);
        }
        let status = "INSERT INTO monitoring.agent_executions (agent_name, status) VALUES ('prepared', $1)";
        client.execute(status, &[&"TIMEOUT"]).await.expect("a status too");
    }
    let counts = "SELECT agent_name, count(*), string_agg(DISTINCT log_level, ',' ORDER BY log_level) FROM monitoring.agent_logs GROUP BY 1 ORDER BY 1";
    assert_eq!(
        rows(&admin, counts).await,
        ["many|6|critical,debug,warning", "one|2|info", "prepared|6|critical,error,warning"]
    );
    assert_eq!(
        row(&admin, "SELECT count(*), sum(metric_value) FROM monitoring.pipeline_metrics").await,
        "2000|1001000"
    );
    assert_eq!(
        row(&admin, "SELECT string_agg(status, ',') FROM monitoring.agent_executions").await,
        "timeout,timeout"
    );
}

fn copy(cluster: &Cluster, database: &str, sql: &str, file: &Path, format: &str) -> Result<String, String> {
    cluster.psql(database, &format!("\\copy {sql} '{}' (FORMAT {format})", file.display()))
}

#[tokio::test]
async fn copy_takes_text_and_binary() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "copy").await;
    let dir = tempfile::tempdir().expect("a directory");
    let logs = dir.path().join("logs");
    fs::write(
        &logs,
        "a\tWARN\tfirst\t{\"k\": 1}\na\tfatal\tsecond\t{}\na\tinfo\t\\N\t\\N\na\tloud\tthird\t{}\n",
    )
    .expect("a file");
    copy(
        cluster,
        "copy",
        "monitoring.agent_logs (agent_name, log_level, message, context) FROM",
        &logs,
        "text",
    )
    .expect("text");
    let found = "SELECT log_level, message, context FROM monitoring.agent_logs ORDER BY id";
    assert_eq!(
        rows(&client, found).await,
        ["warning|first|{\"k\": 1}", "critical|second|{}", "info||", "info|third|{\"log_level\": \"loud\"}"]
    );

    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags) SELECT 'm', n, '{\"k\": \"v\"}' FROM generate_series(1, 100) AS n").await;
    let binary = dir.path().join("binary");
    let columns = "monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")";
    let out =
        "(SELECT metric_name, metric_value * 1000, tags, \"timestamp\" FROM monitoring.pipeline_metrics) TO";
    copy(cluster, "copy", out, &binary, "binary").expect("a file");
    copy(cluster, "copy", &format!("{columns} FROM"), &binary, "binary").expect("binary");
    let sums = "SELECT count(*), sum(metric_value), count(DISTINCT id), count(DISTINCT stamp) FROM monitoring.pipeline_metrics";
    assert_eq!(row(&client, sums).await, "200|5055050|200|2");

    // One bad row, and none of them is there.
    fs::write(&logs, "b\tinfo\tm\t{}\nb\tinfo\tm\t[]\n").expect("a file");
    let error = copy(
        cluster,
        "copy",
        "monitoring.agent_logs (agent_name, log_level, message, context) FROM",
        &logs,
        "text",
    )
    .expect_err("a bad context");
    assert!(error.contains("context must be a JSON object"), "{error}");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs WHERE agent_name = 'b'").await, "0");
}

#[tokio::test]
async fn a_writer_gets_back_what_it_wrote_and_sees_nothing_else() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "writers").await;
    run(&admin, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('other', 'error', 'secret')").await;
    let writer = cluster.connect_as("writers", "agentmon_writer").await;
    for (table, columns, values) in [
        ("agent_logs", "agent_name, log_level", "'a', 'HIGH'"),
        ("agent_executions", "agent_name, status", "'a', 'success'"),
        ("pipeline_metrics", "metric_name, metric_value", "'m', 1"),
    ] {
        let values = values.replace("HIGH", "error");
        let insert = format!("INSERT INTO monitoring.{table} ({columns}) VALUES ({values}) RETURNING");
        let id = row(&writer, &format!("{insert} id")).await;
        assert_eq!(
            row(&admin, &format!("SELECT count(*) FROM monitoring.{table} WHERE id = '{id}'")).await,
            "1"
        );
        assert!(row(&writer, &format!("{insert} *")).await.contains('|'), "RETURNING * gives all columns");
        assert_eq!(
            rows(&writer, &format!("SELECT id FROM monitoring.{table}")).await,
            [""; 0],
            "others' rows of {table}"
        );
        for forbidden in [
            format!("INSERT INTO monitoring.{table} ({columns}, stamp) VALUES ({values}, 1)"),
            format!("UPDATE monitoring.{table} SET id = id"),
            format!("DELETE FROM monitoring.{table}"),
            format!("TRUNCATE monitoring.{table}"),
            format!("INSERT INTO monitoring.{table}_default ({columns}) VALUES ({values})"),
        ] {
            assert_eq!(refusal_code(&writer, &forbidden).await, "42501", "{forbidden}");
        }
        // PostgreSQL has no COPY FROM into a table with row-level security that the caller does not own.
        let login = cluster.login_for("agentmon_writer").await;
        let sql = format!("\\copy monitoring.{table} ({columns}) from '/dev/null'");
        let error = cluster
            .tool(
                "psql",
                &[
                    "-X",
                    "-U",
                    &login,
                    "-d",
                    "writers",
                    "-v",
                    "VERBOSITY=verbose",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-c",
                    &sql,
                ],
            )
            .expect_err("COPY");
        assert!(error.contains("0A000") && error.contains("row-level security"), "{error}");
    }
    // Within its transaction it sees its own rows, and no longer.
    run(&writer, "BEGIN; INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'info', 'mine')").await;
    assert_eq!(rows(&writer, "SELECT message FROM monitoring.agent_logs").await, ["mine"]);
    run(&writer, "COMMIT").await;
    assert_eq!(rows(&writer, "SELECT message FROM monitoring.agent_logs").await, [""; 0]);
    // Not even a grant on the column lets it choose a stamp.
    run(&admin, "GRANT INSERT ON monitoring.agent_logs TO agentmon_writer").await;
    let forged = "INSERT INTO monitoring.agent_logs (agent_name, log_level, stamp) VALUES ('a', 'error', 1)";
    assert_eq!(refusal_code(&writer, forged).await, "42501");
}

#[tokio::test]
async fn aliases_and_case_are_stored_in_canonical_form() {
    let cluster = shared_cluster().await;
    words_are_stored_in_canonical_form(&setup_database(cluster, "aliases").await).await;
}

/// Around and in a word, what does not matter.
fn spellings(word: &str) -> Vec<String> {
    vec![
        word.to_owned(),
        word.to_ascii_uppercase(),
        format!(" {}{} ", word[..1].to_ascii_uppercase(), &word[1..]),
        format!("{word}\n"),
        format!("\t\r\n{word}\u{a0}\u{feff}"),
    ]
}

async fn words_are_stored_in_canonical_form(client: &Client) {
    let insert_into = |table: &str, columns: &str, values: &str, back: &str| {
        format!("INSERT INTO monitoring.{table} ({columns}) VALUES ({values}) RETURNING {back}")
    };
    let executions = insert_into("agent_executions", "agent_name, status", "'a', $1", "status");
    let agents = insert_into("agents", "name, status", "gen_random_uuid(), $1", "status");
    let issues = insert_into("worker_issues", "worker_name, severity", "'w', $1", "severity");
    let events = insert_into("system_events", "event_type, severity", "'e', $1", "severity");
    let priority = insert_into("tasks", "type, priority", "'t', $1", "priority");
    let status = insert_into("tasks", "type, status", "'t', $1", "status");
    let severities =
        "info=info warning=warning error=error critical=critical low=info medium=warning high=error";
    for (insert, table) in [
        (&executions, "success=success failure=failure timeout=timeout"),
        (&agents, "active=active idle=idle inactive=inactive offline=offline"),
        (&issues, severities),
        (&events, severities),
        (&priority, "low=low medium=medium high=high critical=critical"),
        (&status, "pending=pending running=running completed=completed failed=failed cancelled=cancelled"),
    ] {
        let statement = client.prepare(insert).await.expect("a text parameter");
        for (word, stored) in table.split(' ').filter_map(|pair| pair.split_once('=')) {
            for given in spellings(word) {
                let found = client.query_one(&statement, &[&given]).await;
                let found = found.unwrap_or_else(|error| panic!("{insert}: {given:?}: {error}"));
                assert_eq!(found.get::<_, String>(0), stored, "{insert}: {given:?}");
            }
        }
        // What is unknown here is refused, letters that only look alike in some language too.
        for unknown in ["loud", "", "T\u{131}MEOUT", "A\u{307}CTIVE", "inf\u{130}"] {
            let error = client.query_one(&statement, &[&unknown]).await.expect_err(unknown);
            let error = error.as_db_error().unwrap_or_else(|| panic!("{insert}: {unknown}"));
            assert_eq!(error.code().code(), "22023", "{insert}: {unknown}");
        }
    }
    run(client, "UPDATE monitoring.tasks SET status = 'DONE' WHERE false").await;
    assert_eq!(refusal_code(client, "UPDATE monitoring.tasks SET status = 'DONE'").await, "22023");
    run(client, "UPDATE monitoring.worker_issues SET severity = 'High'").await;
    assert_eq!(rows(client, "SELECT DISTINCT severity FROM monitoring.worker_issues").await, ["error"]);
    // Words of readers: a tag, a period, a rule.
    let read = "SELECT agentmon.call_failed('{\"status\": \"TIMEOUT\"}'), agentmon.call_failed('{\"success\": \"FALSE\"}'), agentmon.canonical_period('DAILY\n')";
    assert_eq!(row(client, read).await, "t|t|daily");
}

/// The table of docs/ingest.md: words and numbers, and what they are stored as.
fn documented_levels() -> Vec<(String, String)> {
    let page = fs::read_to_string(workspace_root().join("docs/ingest.md")).expect("the page");
    let mut levels = Vec::new();
    for line in page.lines() {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if let [level, words, numbers] = cells[..]
            && let Some(level) = level.strip_prefix('`').and_then(|level| level.strip_suffix('`'))
            && ["debug", "info", "warning", "error", "critical"].contains(&level)
        {
            let given = words.split_whitespace().chain(numbers.split_whitespace());
            levels.extend(given.map(|word| (word.to_owned(), level.to_owned())));
        }
    }
    levels
}

#[tokio::test]
async fn levels_of_loggers_are_stored_as_the_documentation_has_it() {
    levels_are_stored_as_documented(&setup_database(shared_cluster().await, "levels").await).await;
}

async fn levels_are_stored_as_documented(client: &Client) {
    let levels = documented_levels();
    assert!(levels.len() > 70, "{levels:?}");
    // What the loggers named there send is among them.
    for (word, level) in [
        ("trace", "debug"),
        ("notice", "info"),
        ("err", "error"),
        ("fatal", "critical"),
        ("0", "critical"),
        ("1", "critical"),
        ("2", "critical"),
        ("3", "error"),
        ("4", "warning"),
        ("5", "info"),
        ("6", "info"),
        ("7", "debug"),
        ("10", "debug"),
        ("20", "debug"),
        ("30", "info"),
        ("40", "warning"),
        ("50", "error"),
        ("60", "critical"),
    ] {
        assert!(levels.contains(&(word.to_owned(), level.to_owned())), "{word}");
    }
    let insert = "INSERT INTO monitoring.agent_logs (agent_name, log_level, context) VALUES ('a', $1, $2::text::jsonb) RETURNING log_level, context::text";
    let statement = client.prepare(insert).await.expect("text parameters");
    for (word, level) in &levels {
        let quoted = [format!("\"{}\"", word.to_uppercase()), format!("[{word}]:"), format!("{word}.")];
        let qualified = if word.starts_with(|first: char| first.is_ascii_digit()) {
            vec![format!("{word}.0"), format!("level={word}"), format!("\"level\": {word}")]
        } else {
            vec![format!("LogLevel.{}", word.to_uppercase()), format!("kern.{word}"), format!("level={word}")]
        };
        for given in spellings(word).into_iter().chain(quoted).chain(qualified) {
            let found = client.query_one(&statement, &[&given, &"{}"]).await.expect("no level is refused");
            let found: (String, String) = (found.get(0), found.get(1));
            assert_eq!(found, (level.clone(), "{}".to_owned()), "{given:?}");
        }
    }
    for (given, context, kept) in [
        (Some("loud"), Some("{\"k\": 1}"), r#"{"k": 1, "log_level": "loud"}"#),
        (Some(" 35 "), Some("{}"), r#"{"log_level": " 35 "}"#),
        (Some("4.5"), Some("{}"), r#"{"log_level": "4.5"}"#),
        (Some("v1.3.0"), None, r#"{"log_level": "v1.3.0"}"#),
        (Some("\u{131}nfo"), None, "{\"log_level\": \"\u{131}nfo\"}"),
        (Some(""), Some("{}"), r#"{"log_level": ""}"#),
        (None, Some("{}"), r#"{"log_level": null}"#),
        (Some("-1"), Some(r#"{"log_level": 5}"#), r#"{"log_level": 5, "original_log_level": "-1"}"#),
    ] {
        let found = client.query_one(&statement, &[&given, &context]).await.expect("no level is refused");
        let found: (String, String) = (found.get(0), found.get(1));
        assert_eq!(found, ("info".to_owned(), kept.to_owned()), "{given:?}");
    }
    let long = "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', repeat('x', 3000000)) RETURNING length(context ->> 'log_level')";
    assert_eq!(row(client, long).await, "1000");
    // By every road: the function, a copy, an update, without the column.
    let mut roads = Vec::new();
    for sql in [
        "SELECT log_level, context FROM monitoring.agent_logs WHERE id = monitoring.log_agent_activity('a', 'loud')",
        "INSERT INTO monitoring.agent_logs (agent_name) VALUES ('a') RETURNING log_level, context",
        "UPDATE monitoring.agent_logs SET log_level = 'EMERG' WHERE context ? 'original_log_level' RETURNING log_level, '{}'",
    ] {
        roads.extend(rows(client, sql).await);
    }
    let wanted = [r#"info|{"log_level": null}"#, "critical|{}"];
    assert_eq!(roads, wanted, "a row that a query itself has written is not there for it");
    let logged = "SELECT log_level, context FROM monitoring.agent_logs ORDER BY id DESC OFFSET 1 LIMIT 1";
    assert_eq!(row(client, logged).await, r#"info|{"log_level": "loud"}"#);
    assert_eq!(
        refusal_code(
            client,
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, context) VALUES ('a', 'loud', '[]')"
        )
        .await,
        "23514"
    );
}

/// Passed over, and counted as such, where PostgreSQL was built without ICU.
mod needs_icu {
    use super::*;

    /// A database whose language folds I to another letter than i.
    async fn turkish_database(cluster: &Cluster, name: &str) -> Client {
        let sql = format!(
            "CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C.UTF-8'"
        );
        run(&cluster.connect("postgres").await, &sql).await;
        let client = cluster.connect(name).await;
        run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()").await;
        assert_eq!(row(&client, "SELECT lower('INFO') = 'info'").await, "f", "it would show nothing else");
        client
    }

    #[tokio::test]
    async fn aliases_and_case_are_folded_in_turkish_as_well() {
        let client = turkish_database(shared_cluster().await, "aliases_turkish").await;
        words_are_stored_in_canonical_form(&client).await;
    }

    #[tokio::test]
    async fn levels_of_loggers_are_folded_in_turkish_as_well() {
        let client = turkish_database(shared_cluster().await, "levels_turkish").await;
        levels_are_stored_as_documented(&client).await;
    }
}

/// The helpers say of what kind a metric is that nobody has defined: once, bounded, and without anybody waiting.
#[tokio::test]
async fn helpers_register_the_kind_of_a_metric_that_is_new() {
    let client = setup_database(shared_cluster().await, "kinds").await;
    let writer = shared_cluster().await.connect_as("kinds", "agentmon_writer").await;
    let kinds = "SELECT metric_name, kind, guess IS NOT NULL FROM monitoring.metric_definitions WHERE metric_name LIKE 't.%' ORDER BY 1";
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, kind, unit) VALUES ('t.known', 'gauge', 's')").await;
    run(&writer, "SELECT monitoring.increment('t.c'), monitoring.gauge('t.g', 5), monitoring.histogram('t.h', 5), monitoring.gauge('t.known', 1), monitoring.record_metric('t.any', 1)").await;
    assert_eq!(
        rows(&client, kinds).await,
        ["t.c|counter|t", "t.g|gauge|t", "t.h|histogram|t", "t.known|gauge|f"]
    );
    // Rate and last value come by themselves.
    run(&writer, "SELECT monitoring.increment('t.c', 4), monitoring.gauge('t.g', 3)").await;
    run(&client, "SELECT monitoring.refresh_rollups()").await;
    assert_eq!(
        rows(&client, "SELECT metric_name, rate > 0, last_value FROM monitoring.live_metrics(NULL, 'hourly') WHERE metric_name IN ('t.c', 't.g') ORDER BY 1").await,
        ["t.c|t|4", "t.g||3"]
    );
    // A kind that was only guessed stays, and binds nobody; one that somebody has written does.
    run(&writer, "SELECT monitoring.gauge('t.c', 1)").await;
    assert_eq!(rows(&client, kinds).await[0], "t.c|counter|t");
    run(&client, "UPDATE monitoring.metric_definitions SET kind = 'gauge' WHERE metric_name = 't.c'").await;
    assert_refused(&writer, "SELECT monitoring.increment('t.c')", "22023").await;
    run(&writer, "SELECT monitoring.gauge('t.c', 1)").await;
    // Two transactions that meet at the same names in another order wait for nobody.
    let other = shared_cluster().await.connect_as("kinds", "agentmon_writer").await;
    run(&writer, "BEGIN; SELECT monitoring.increment('t.x')").await;
    run(&other, "SET statement_timeout = '10s'; BEGIN; SELECT monitoring.increment('t.y'), monitoring.increment('t.x')").await;
    run(&writer, "SELECT monitoring.increment('t.y'); COMMIT").await;
    run(&other, "COMMIT; SELECT monitoring.gauge('t.z', 1)").await;
    assert_eq!(
        rows(&client, &kinds.replace("'t.%'", "'t._' AND metric_name > 't.w'")).await,
        ["t.x|counter|t", "t.y|counter|t", "t.z|gauge|t"]
    );
    // Neither does a transaction fail whose snapshot is older.
    run(&other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT monitoring.gauge('t.known', 1)").await;
    run(&writer, "SELECT monitoring.increment('t.later')").await;
    run(&other, "SELECT monitoring.increment('t.later'); COMMIT").await;
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_name = 't.later'").await,
        "2"
    );
    // Who defines a metric takes the place of a guess, and what he has written is none any more.
    run(&client, "INSERT INTO monitoring.metric_definitions (metric_name, kind, unit) VALUES ('t.h', 'gauge', 'ms'); UPDATE monitoring.metric_definitions SET unit = 'B' WHERE metric_name = 't.x'").await;
    assert_eq!(
        rows(&client, "SELECT metric_name, kind, unit, guess FROM monitoring.metric_definitions WHERE metric_name IN ('t.h', 't.x') ORDER BY 1").await,
        ["t.h|gauge|ms|", "t.x|counter|B|"]
    );
    // The names of the rollups of other tables are no metrics.
    run(&writer, "SELECT monitoring.increment('agents.executions'), monitoring.gauge('agents.logs', 1)")
        .await;
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.metric_definitions WHERE metric_name IN ('agents.executions', 'agents.logs')")
            .await,
        "0"
    );
    // What is rolled back was not registered; long names are written and not registered.
    run(&writer, "BEGIN; SELECT monitoring.increment('t.gone'); ROLLBACK; SELECT monitoring.increment(repeat('t', 5000))").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.metric_definitions WHERE metric_name = 't.gone' OR length(metric_name) > 999").await, "0");
    // There is an end to it.
    run(&client, "UPDATE monitoring.metric_definitions SET guess = 10000 WHERE metric_name = 't.z'").await;
    run(&writer, "SELECT monitoring.increment('t.toomany')").await;
    assert_eq!(row(&client, "SELECT (SELECT count(*) FROM monitoring.metric_definitions WHERE metric_name = 't.toomany'), (SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_name = 't.toomany')").await, "0|1");
    // Writers register so, and in no other way.
    assert_eq!(
        refusal_code(
            &writer,
            "INSERT INTO monitoring.metric_definitions (metric_name, kind) VALUES ('t.own', 'gauge')"
        )
        .await,
        "42501"
    );
}

#[tokio::test]
async fn of_two_gauges_in_one_transaction_the_later_one_is_the_last() {
    let client = setup_database(shared_cluster().await, "gauges").await;
    run(&client, "BEGIN; SELECT monitoring.gauge('g', 9), monitoring.gauge('g', 2); SELECT monitoring.gauge('g', 7); SELECT monitoring.gauge('g', 3); COMMIT; SELECT monitoring.refresh_rollups(now() + interval '1 minute')").await;
    assert_eq!(row(&client, "SELECT last_value FROM monitoring.live_metrics('g', 'daily')").await, "3");
    assert_eq!(
        row(&client, "SELECT count(DISTINCT \"timestamp\") FROM monitoring.pipeline_metrics").await,
        "4"
    );
}
