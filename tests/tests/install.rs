//! CREATE EXTENSION, setup() and expose_in_public(): what they do, and what they refuse to touch.

use std::collections::BTreeSet;
use std::fs;

use agentmon_tests::sql::{assert_refused, backend_pid, refusal, row, rows, run, until_it_waits};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

const NOON: &str = "2026-03-02 12:00:00+00";

/// A database with the extension, and nothing set up yet.
async fn extended_database(cluster: &Cluster, name: &str) -> Client {
    cluster.create_database(name).await;
    let client = cluster.connect(name).await;
    run(&client, "CREATE EXTENSION pg_agentmon").await;
    client
}

/// Everything in a database, schema and rows, as pg_dump writes it.
fn contents(cluster: &Cluster, database: &str) -> String {
    let dump = cluster.tool("pg_dump", &[database]).expect("a dump");
    // Newer versions put a random word here.
    dump.lines().filter(|line| !line.contains("restrict")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn setup_works_on_a_fresh_database_and_changes_nothing_when_called_again() {
    let cluster = shared_cluster().await;
    let client = extended_database(cluster, "fresh").await;
    let setup = format!("SELECT monitoring.setup('{NOON}')");
    let done = rows(&client, &setup).await;
    assert!(done.contains(&"migration 010_raw_tables applied".to_owned()), "{done:?}");
    assert!(done.contains(&"4 partitions made for agent_logs".to_owned()), "{done:?}");
    let last = done.last().expect("it says what it did");
    assert!(last.starts_with("pg_agentmon ") && last.ends_with(" is set up"), "{last}");

    run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value) VALUES ('m', 1)").await;
    run(&client, "UPDATE monitoring.settings SET value = '7' WHERE name = 'partition_days_ahead'").await;
    run(&client, &setup).await;
    let before = contents(cluster, "fresh");
    assert!(before.contains("partition_days_ahead\t7\t"), "a changed setting stays");
    assert_eq!(rows(&client, &setup).await, [last.as_str()]);
    assert_eq!(contents(cluster, "fresh"), before);
}

#[tokio::test]
async fn of_concurrent_setups_one_does_the_work() {
    let cluster = shared_cluster().await;
    let _first = extended_database(cluster, "concurrent").await;
    let mut calls = Vec::new();
    for _ in 0..4 {
        let client = cluster.connect("concurrent").await;
        let call = async move { rows(&client, &format!("SELECT monitoring.setup('{NOON}')")).await };
        calls.push(tokio::spawn(call));
    }
    let mut lengths = Vec::new();
    for call in calls {
        lengths.push(call.await.expect("no call panics").len());
    }
    lengths.sort_unstable();
    assert_eq!(lengths[..3], [1, 1, 1], "the others find it done");
    assert!(lengths[3] > 9, "{lengths:?}");
}

/// Behind a setup() that waits for a lock everybody who writes waits too: it gives up, and says for whom it waited.
#[tokio::test]
async fn setup_does_not_wait_for_ever_for_a_transaction_that_somebody_has_left_open() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "left_open").await;
    let setup = "SELECT monitoring.setup()";
    run(&admin, "SET lock_timeout = '100ms'").await;
    for held in [
        "INSERT INTO monitoring.agent_logs (agent_name, message) VALUES ('a', 'm')",
        "SELECT count(*) FROM monitoring.notification_routes",
    ] {
        let forgetful = cluster.connect("left_open").await;
        let pid = backend_pid(&forgetful).await;
        run(&forgetful, "BEGIN").await;
        run(&forgetful, held).await;
        // With nothing to do, nothing is waited for.
        assert_eq!(rows(&admin, setup).await.len(), 1);
        run(&admin, "UPDATE monitoring.schema_migrations SET checksum = 'older' WHERE kind = 'repeatable'")
            .await;
        let error = assert_refused(&admin, setup, "55P03").await;
        let detail = error.detail().unwrap_or_default();
        assert!(detail.contains("100ms") && detail.contains(&format!("process {pid}")), "{detail}");
        run(&forgetful, "COMMIT").await;
        assert!(rows(&admin, setup).await.len() > 1);
        assert_eq!(row(&admin, "SHOW lock_timeout").await, "100ms");
    }
}

#[tokio::test]
async fn create_extension_lists_all_names_that_are_taken_and_touches_nothing() {
    let cluster = shared_cluster().await;
    cluster.create_database("functions taken").await;
    let client = cluster.connect("functions taken").await;
    run(
        &client,
        "CREATE SCHEMA monitoring;
         CREATE FUNCTION public.get_system_health() RETURNS text LANGUAGE sql AS $$SELECT 'theirs'::text$$;
         CREATE FUNCTION monitoring.aggregate_hourly_metrics(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
         CREATE TYPE monitoring.sketch AS (a int)",
    )
    .await;
    let before = contents(cluster, "functions taken");
    let error = refusal(&client, "CREATE EXTENSION pg_agentmon").await;
    assert_eq!(error.code().code(), "42710");
    let list = "monitoring.aggregate_hourly_metrics(), public.get_system_health(), type monitoring.sketch";
    assert!(error.message().ends_with(&format!(": {list}")), "{}", error.message());
    assert!(error.hint().is_some_and(|hint| hint.contains("ALTER FUNCTION ... SET SCHEMA old")), "{error:?}");
    assert_eq!(contents(cluster, "functions taken"), before);

    run(
        &client,
        "CREATE SCHEMA old; ALTER FUNCTION public.get_system_health() SET SCHEMA old;
         ALTER FUNCTION monitoring.aggregate_hourly_metrics(int) RENAME TO old_aggregate;
         ALTER TYPE monitoring.sketch RENAME TO old_sketch;
         CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()",
    )
    .await;
    assert_eq!(row(&client, "SELECT old.get_system_health(), monitoring.old_aggregate(2)").await, "theirs|2");
}

#[tokio::test]
async fn setup_lists_all_names_that_are_taken_and_touches_nothing() {
    let cluster = shared_cluster().await;
    cluster.create_database("tables taken").await;
    let client = cluster.connect("tables taken").await;
    run(
        &client,
        "CREATE SCHEMA monitoring;
         CREATE TABLE monitoring.pipeline_metrics (id int); INSERT INTO monitoring.pipeline_metrics VALUES (7);
         CREATE VIEW public.monitoring_events AS SELECT 1 AS id;
         CREATE VIEW monitoring.queue_monitoring_view AS SELECT 1 AS id;
         CREATE TABLE monitoring.schema_migrations (version text);
         CREATE EXTENSION pg_agentmon",
    )
    .await;
    let before = contents(cluster, "tables taken");
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    assert_eq!(error.code().code(), "42P07");
    let list = "monitoring.pipeline_metrics, monitoring.queue_monitoring_view, monitoring.schema_migrations, public.monitoring_events";
    assert!(error.message().ends_with(&format!(": {list}")), "{}", error.message());
    assert_eq!(contents(cluster, "tables taken"), before);

    run(
        &client,
        "ALTER TABLE monitoring.pipeline_metrics RENAME TO old_metrics;
         ALTER VIEW public.monitoring_events RENAME TO old_events;
         ALTER VIEW monitoring.queue_monitoring_view RENAME TO old_view;
         ALTER TABLE monitoring.schema_migrations RENAME TO old_migrations;
         SELECT monitoring.setup()",
    )
    .await;
    assert_eq!(row(&client, "SELECT id FROM monitoring.old_metrics").await, "7");
}

#[tokio::test]
async fn other_objects_in_the_way_are_named_as_well() {
    let cluster = shared_cluster().await;
    cluster.create_database("in the way").await;
    let client = cluster.connect("in the way").await;
    run(
        &client,
        "CREATE SCHEMA monitoring; CREATE TABLE monitoring.mine (a int); CREATE INDEX rollups_time_idx ON monitoring.mine (a);
         CREATE DOMAIN monitoring.tasks AS text; CREATE EXTENSION pg_agentmon",
    )
    .await;
    let before = contents(cluster, "in the way");
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    for name in ["monitoring.rollups_time_idx (the name of an index)", "monitoring.tasks (a type)"] {
        assert!(error.message().contains(name), "{error:?}");
    }
    assert!(error.hint().is_some_and(|hint| hint.contains("Rename")), "{error:?}");
    assert_eq!(contents(cluster, "in the way"), before);
    run(&client, "ALTER INDEX monitoring.rollups_time_idx RENAME TO mine_idx; ALTER DOMAIN monitoring.tasks RENAME TO chores; SELECT monitoring.setup()").await;
    // A table in the place of one of our views.
    run(&client, "DROP VIEW monitoring.job_status; CREATE TABLE monitoring.job_status (a int)").await;
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    assert!(error.message().contains("monitoring.job_status (a table where a view"), "{error:?}");
    run(&client, "ALTER TABLE monitoring.job_status RENAME TO kept; SELECT monitoring.setup(); TABLE monitoring.job_status").await;
}

#[tokio::test]
async fn two_databases_of_a_new_cluster_may_create_the_extension_at_the_same_time() {
    let cluster = Cluster::start().await;
    cluster.create_database("one").await;
    cluster.create_database("two").await;
    let one = cluster.connect("one").await;
    let two = cluster.connect("two").await;
    let pid = backend_pid(&two).await;
    run(&one, "BEGIN; CREATE EXTENSION pg_agentmon").await;
    // It comes upon the roles that the first has not committed yet.
    let waiting = tokio::spawn(async move { run(&two, "CREATE EXTENSION pg_agentmon").await });
    until_it_waits(&one, pid).await;
    run(&one, "COMMIT").await;
    waiting.await.expect("the second finds the roles made");
    assert_eq!(row(&one, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'agentmon%'").await, "5");
}

#[tokio::test]
async fn exposed_views_take_what_a_writer_inserts() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "exposed").await;
    let made = rows(&client, "SELECT monitoring.expose_in_public()").await;
    let names: BTreeSet<_> = made.iter().map(String::as_str).collect();
    let expected = [
        "agent_executions",
        "agent_logs",
        "agent_messages",
        "agent_metrics",
        "agents",
        "pipeline_metrics",
        "queue_status",
        "squad_agents",
        "squad_messages",
        "system_events",
        "tasks",
        "worker_issues",
    ];
    assert_eq!(
        names,
        expected
            .iter()
            .map(|name| format!("public.{name}"))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect()
    );
    let before = contents(cluster, "exposed");
    assert_eq!(rows(&client, "SELECT monitoring.expose_in_public()").await, made, "again is no harm");
    assert_eq!(contents(cluster, "exposed"), before);

    let writer = cluster.connect_as("exposed", "agentmon_writer").await;
    for insert in [
        "agent_logs (agent_name, log_level, message) VALUES ('a', 'WARN', 'x')",
        "agent_executions (agent_name, status, user_id) VALUES ('a', 'success', 'u')",
        "squad_agents (name) VALUES ('squad')",
        "squad_messages (from_agent, to_agent, content) VALUES ('a', 'b', '{}')",
        "agents (name, status) VALUES ('agent', 'IDLE')",
        "tasks (type, priority) VALUES ('t', 'high')",
        "agent_metrics (agent_id, metric_name, metric_value) VALUES ('a', 'm', 1)",
        "system_events (event_type, event_data, severity) VALUES ('e', '{}', 'low')",
        "pipeline_metrics (metric_name, metric_value) VALUES ('m', 1)",
        "worker_issues (worker_name, issue_type, message) VALUES ('w', 't', 'm')",
        "agent_messages (from_agent, to_agent) VALUES ('a', 'b')",
    ] {
        let table = insert.split(' ').next().expect("a name");
        let id = row(&writer, &format!("INSERT INTO {insert} RETURNING id")).await;
        let found = format!("SELECT count(*) FROM public.{table} WHERE id = '{id}'");
        assert_eq!(row(&client, &found).await, "1", "{table}");
    }
    copies_into_views(
        cluster,
        &client,
        &[
            "agent_logs (agent_name, log_level)|b\\tFATAL",
            "agent_executions (agent_name, status, cost_usd)|b\\tTimeout\\t0.5",
            "squad_messages (from_agent, content)|b\\t[1]",
            "agent_metrics (agent_id, metric_name, metric_value)|b\\tm\\t2",
            "system_events (event_type, severity)|b\\thigh",
            "pipeline_metrics (metric_name, metric_value, tags)|b\\t2\\t{}",
            "worker_issues (worker_name, issue_type, message, severity)|b\\tt\\tm\\tHIGH",
            "agent_messages (from_agent, content)|b\\t[1]",
        ],
    )
    .await;
    assert_eq!(row(&client, "SELECT log_level FROM agent_logs WHERE agent_name = 'a'").await, "warning");
    assert_eq!(
        rows(&client, "SELECT severity FROM system_events ORDER BY 1").await,
        ["error", "error", "info"]
    );
    // Upserts, where rows are changed.
    let upsert = "INSERT INTO agents (name, status) VALUES ('agent', 'ACTIVE') ON CONFLICT (name) DO UPDATE SET status = excluded.status RETURNING status";
    assert_eq!(row(&writer, upsert).await, "active");
    // The triggers go with the extension, and come back with it.
    run(
        &client,
        "DROP EXTENSION pg_agentmon CASCADE; CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()",
    )
    .await;
    let triggers = "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND t.tgname = 'agentmon_insert'";
    assert_eq!(row(&client, triggers).await, "8");
    assert_eq!(rows(&writer, "SELECT * FROM agent_logs").await, [""; 0], "row security is the caller's");
}

/// COPY by a writer and by the owner, two rows each; one bad row and none is there.
async fn copies_into_views(cluster: &Cluster, client: &Client, copies: &[&str]) {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("rows");
    let login = cluster.login_for("agentmon_writer").await;
    for copy in copies {
        let (target, line) = copy.split_once('|').expect("columns and values");
        let view = target.split(' ').next().expect("a name");
        let count = async || {
            row(client, &format!("SELECT count(*) FROM public.{view}"))
                .await
                .parse::<u32>()
                .expect("a number")
        };
        let before = count().await;
        let line = line.replace("\\t", "\t");
        let sql = format!("\\copy public.{target} from '{}'", file.display());
        for user in [login.as_str(), "postgres"] {
            fs::write(&file, format!("{line}\n")).expect("a file");
            let arguments = ["-X", "-U", user, "-d", "exposed", "-v", "ON_ERROR_STOP=1", "-c", &sql];
            cluster.tool("psql", &arguments).unwrap_or_else(|error| panic!("{sql} as {user}: {error}"));
        }
        assert_eq!(count().await, before + 2, "{view}");
        fs::write(&file, format!("{line}\n{}\n", line.replacen('b', "", 1))).expect("a file");
        if !["squad_messages", "agent_messages"].contains(&view) {
            let arguments = ["-X", "-U", &login, "-d", "exposed", "-v", "ON_ERROR_STOP=1", "-c", &sql];
            let error = cluster.tool("psql", &arguments).expect_err(view);
            assert!(error.contains("must not be empty"), "{view}: {error}");
            assert_eq!(count().await, before + 2, "{view}");
        }
    }
}

#[tokio::test]
async fn exposing_refuses_names_that_are_taken_and_touches_nothing() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "not exposed").await;
    run(&client, "CREATE TABLE public.agents (id int); CREATE VIEW public.tasks AS SELECT 1 AS id").await;
    let before = contents(cluster, "not exposed");
    let error = refusal(&client, "SELECT monitoring.expose_in_public()").await;
    assert_eq!(error.code().code(), "42P07");
    assert!(error.message().ends_with(": public.agents, public.tasks"), "{}", error.message());
    // The hint is a call that works.
    let hint = error.hint().expect("a HINT").to_owned();
    let call = hint.split("SELECT ").nth(1).expect("a call").trim_end_matches(';').to_owned();
    run(&client, "BEGIN").await;
    assert_eq!(rows(&client, &format!("SELECT {call}")).await.len(), 10, "{hint}");
    run(&client, "ROLLBACK").await;
    let error = refusal(&client, "SELECT monitoring.expose_in_public('{agent_logs,nonsense}')").await;
    assert_eq!(error.code().code(), "22023");
    assert!(error.detail().is_some_and(|detail| detail.contains("squad_messages")), "{error:?}");
    assert_eq!(contents(cluster, "not exposed"), before);
    let some = rows(&client, "SELECT monitoring.expose_in_public('{agent_logs,squad_agents}')").await;
    assert_eq!(some, ["public.agent_logs", "public.squad_agents"]);
}

/// What DROP EXTENSION CASCADE would take along of others, said before; sketches as bytea survive it.
#[tokio::test]
async fn what_others_would_lose_with_the_extension_is_told() {
    let client = setup_database(shared_cluster().await, "dependents").await;
    let dependents = "SELECT kind, object, depends_on FROM monitoring.foreign_dependents()";
    run(&client, "SELECT monitoring.expose_in_public()").await;
    assert_eq!(rows(&client, dependents).await, [""; 0], "nothing of ours is foreign");
    run(
        &client,
        "CREATE SCHEMA mine;
         CREATE TABLE mine.daily (day date, s monitoring.sketch, kept bytea, id uuid DEFAULT monitoring.uuid_v7());
         CREATE INDEX ON mine.daily (s);
         INSERT INTO mine.daily (day, s, kept) SELECT '2026-01-01', s, s::bytea FROM (SELECT monitoring.percentile_agg(n) AS s FROM generate_series(1, 100) AS n) AS made;
         CREATE DOMAIN mine.kept AS monitoring.sketch;
         CREATE TABLE mine.others (one mine.kept, many monitoring.sketch[]);
         CREATE VIEW mine.first AS SELECT metric_name, p95 FROM monitoring.aggregated_metrics;
         CREATE VIEW mine.second AS SELECT * FROM mine.first;
         CREATE MATERIALIZED VIEW mine.third AS SELECT monitoring.approx_percentile(0.5, s) AS median FROM mine.daily;
         CREATE VIEW mine.stays AS SELECT message FROM monitoring.agent_logs;
         CREATE FUNCTION mine.halve(monitoring.sketch) RETURNS integer LANGUAGE sql AS 'SELECT 1';
         CREATE TABLE public.plain (n integer CHECK (agentmon.is_finite(n)))",
    )
    .await;
    let told = rows(&client, "SELECT kind, object FROM monitoring.foreign_dependents()").await;
    let gone = "SELECT (SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute WHERE attrelid IN ('mine.daily'::regclass, 'mine.others'::regclass) AND attnum > 0 AND NOT attisdropped),
                       (SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relnamespace = 'mine'::regnamespace)";
    assert_eq!(
        told,
        [
            "default value|for mine.daily.id",
            "function|mine.halve(monitoring.sketch)",
            "index|mine.daily_s_idx",
            "materialized view|mine.third",
            "table column|mine.daily.s",
            "table column|mine.others.many",
            "table column|mine.others.one",
            "table constraint|plain_n_check on public.plain",
            "type|mine.kept",
            "view|mine.first",
            "view|mine.second",
        ]
    );
    assert_eq!(
        row(&client, gone).await,
        "day,id,kept,many,one,s|daily,daily_s_idx,first,others,second,stays,third"
    );
    run(&client, "DROP EXTENSION pg_agentmon CASCADE").await;
    assert_eq!(row(&client, gone).await, "day,id,kept|daily,others,stays");
    // Meanwhile nothing can be written, as the page says.
    for insert in [
        "agent_logs (agent_name, log_level) VALUES ('a', 'info')",
        "pipeline_metrics (metric_name, metric_value) VALUES ('m', 1)",
    ] {
        assert_eq!(
            refusal(&client, &format!("INSERT INTO monitoring.{insert}")).await.code().code(),
            "23502",
            "{insert}"
        );
    }
    run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()").await;
    assert_eq!(
        row(&client, "SELECT monitoring.num_vals(kept::monitoring.sketch) FROM mine.daily").await,
        "100"
    );
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('a', 'info')").await;
    assert_eq!(rows(&client, dependents).await, [""; 0]);
}
