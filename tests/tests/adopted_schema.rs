//! Dumps that hold the schema alone, or part of it: setup() takes over what is certainly its own, asks where there is more
//! to it, and names what differs.

use std::path::{Path, PathBuf};

use agentmon_tests::sql::{refusal, row, rows, run};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

const MONDAY: &str = "2026-03-02 12:00:00+00";
const SETUP: &str = "SELECT monitoring.setup('2026-03-02 12:00:00+00')";
const REFRESH: &str = "SELECT monitoring.refresh_rollups('2026-03-10 12:00:00+00')";
const PROCESS: &str = "SELECT monitoring.process_alerts('2026-03-02 12:00:00+00')";

/// The tables into which the migrations insert rows.
const SEEDED: [&str; 8] = [
    "settings",
    "health_thresholds",
    "retention_policies",
    "metric_definitions",
    "notification_channels",
    "notification_routes",
    "alert_rules",
    "jobs",
];

struct Dumps<'a> {
    cluster: &'a Cluster,
    dir: tempfile::TempDir,
}

impl<'a> Dumps<'a> {
    fn of(cluster: &'a Cluster) -> Self {
        Self { cluster, dir: tempfile::tempdir().expect("a directory") }
    }

    /// A dump of a database by these options.
    fn dump(&self, database: &str, options: &[&str]) -> PathBuf {
        let file = self.dir.path().join(options.concat());
        let name = file.display().to_string();
        let arguments = [&["-f", &name][..], options, &[database]].concat();
        self.cluster.tool("pg_dump", &arguments).expect("a dump");
        file
    }

    /// Runs a plain dump; the first error ends it.
    fn load(&self, file: &Path, database: &str) {
        let name = file.display().to_string();
        let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", &name];
        self.cluster.tool("psql", &arguments).expect("a plain dump can be run");
    }

    /// Restores an archive by these options; the first error ends it.
    fn restore(&self, file: &Path, database: &str, options: &[&str]) {
        let name = file.display().to_string();
        let arguments = [&["--exit-on-error", "-d", database][..], options, &[&name]].concat();
        self.cluster.tool("pg_restore", &arguments).expect("an archive can be restored");
    }

    /// A new database with the schema of another one, and no rows.
    async fn schema_of(&self, source: &str, name: &str) -> Client {
        self.cluster.create_database(name).await;
        let file = self.dump(source, &["--schema-only"]);
        self.load(&file, name);
        self.cluster.connect(name).await
    }
}

/// A database as setup() leaves it, without what the harness changes for the sake of other tests.
async fn source_of(cluster: &Cluster, name: &str) -> Client {
    let client = setup_database(cluster, name).await;
    run(&client, "UPDATE monitoring.retention_policies SET keep = '2 days' WHERE name = 'rollups_minute'")
        .await;
    client
}

/// What the migrations insert.
async fn seeds(client: &Client) -> Vec<String> {
    let mut found = Vec::new();
    for table in SEEDED {
        let sql = format!(
            "SELECT '{table}', to_jsonb(t) FROM monitoring.{table} t ORDER BY to_jsonb(t)::text COLLATE \"C\""
        );
        found.extend(rows(client, &sql).await);
    }
    assert!(found.len() > 50, "rows of all capabilities: {found:?}");
    found
}

/// Everything in a database, schema and rows, as pg_dump writes it.
fn contents(cluster: &Cluster, database: &str) -> String {
    let dump = cluster.tool("pg_dump", &[database]).expect("a dump");
    // Newer versions put a random word here.
    dump.lines().filter(|line| !line.contains("restrict")).collect::<Vec<_>>().join("\n")
}

/// A row of each kind goes all the way.
async fn works(client: &Client, name: &str) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('{name}', 1, '{MONDAY}');
             SELECT monitoring.log_agent_activity('{name}', 'FATAL', p_now => '{MONDAY}')"
        ),
    )
    .await;
    run(client, REFRESH).await;
    assert_eq!(row(client, PROCESS).await, "2", "by sms and email");
    let counted = format!(
        "SELECT count_value FROM monitoring.aggregated_metrics WHERE metric_name = '{name}' AND period = 'daily'"
    );
    assert_eq!(row(client, &counted).await, "1");
    let open = "SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity";
    assert_eq!(row(client, open).await, "0", "row-level security");
    run(client, SETUP).await;
    assert_eq!(rows(client, SETUP).await.len(), 1, "there is nothing left to do");
}

#[tokio::test]
async fn a_schema_that_was_restored_alone_is_adopted() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "schema source").await;
    run(&source, SETUP).await;
    run(&source, "SELECT monitoring.expose_in_public(); INSERT INTO agents (name) VALUES ('a')").await;
    let dumps = Dumps::of(cluster);
    let client = dumps.schema_of("schema source", "schema alone").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.settings").await, "0");
    let done = rows(&client, SETUP).await;
    assert!(done.contains(&"tables of migration 010_raw_tables adopted".to_owned()), "{done:?}");
    assert!(!done.iter().any(|line| line.ends_with("applied")), "{done:?}");
    assert_eq!(seeds(&client).await, seeds(&source).await);
    works(&client, "m").await;
    // The views in public are its own as well.
    assert_eq!(rows(&client, "SELECT monitoring.expose_in_public()").await.len(), 12);

    // The HINT's way is open to those, too.
    let client = dumps.schema_of("schema source", "asked for").await;
    run(&client, "SELECT monitoring.setup(p_adopt => true)").await;
    assert_eq!(seeds(&client).await, seeds(&source).await);
}

#[tokio::test]
async fn rows_that_are_there_stay_as_they_are() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "rows source").await;
    run(&source, "UPDATE monitoring.settings SET value = '7' WHERE name = 'partition_days_ahead'").await;
    let dumps = Dumps::of(cluster);
    let some = dumps.dump("rows source", &["--data-only", "--table=monitoring.settings"]);
    let client = dumps.schema_of("rows source", "some rows").await;
    dumps.load(&some, "some rows");
    run(
        &client,
        "INSERT INTO monitoring.notification_channels (name, kind, enabled) VALUES ('sms', 'sms', false)",
    )
    .await;
    run(&client, SETUP).await;
    let kept = "SELECT (SELECT value FROM monitoring.settings WHERE name = 'partition_days_ahead'),
                       (SELECT string_agg(name || ' ' || enabled, ', ' ORDER BY name) FROM monitoring.notification_channels)";
    assert_eq!(row(&client, kept).await, "7|email true, sms false");

    // All rows before setup(): nothing is left to adopt.
    let all = dumps.dump("rows source", &["--data-only"]);
    let client = dumps.schema_of("rows source", "all rows").await;
    dumps.load(&all, "all rows");
    assert_eq!(seeds(&client).await, seeds(&source).await);
    let done = rows(&client, SETUP).await;
    assert!(!done.iter().any(|line| line.ends_with("adopted")), "{done:?}");
    works(&client, "m").await;
}

#[tokio::test]
async fn a_restore_in_sections_is_waited_for() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "sections source").await;
    run(&source, SETUP).await;
    let dumps = Dumps::of(cluster);
    let archive = dumps.dump("sections source", &["-Fc"]);
    for (name, before, code) in [
        ("pre-data", &["--section=pre-data"][..], "42P07"),
        ("data", &["--section=pre-data", "--section=data"], "55000"),
    ] {
        cluster.create_database(name).await;
        dumps.restore(&archive, name, before);
        let client = cluster.connect(name).await;
        let before = contents(cluster, name);
        let error = refusal(&client, SETUP).await;
        assert_eq!(error.code().code(), code, "{error:?}");
        assert!(error.hint().is_some_and(|hint| hint.contains("--section=post-data")), "{error:?}");
        assert_eq!(contents(cluster, name), before);
        dumps.restore(&archive, name, &["--section=post-data"]);
        run(&client, SETUP).await;
        assert_eq!(seeds(&client).await, seeds(&source).await);
        works(&client, "m").await;
    }
}

#[tokio::test]
async fn additions_are_adopted_when_that_is_asked_for() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "additions source").await;
    let dumps = Dumps::of(cluster);
    for (number, (change, said)) in [
        ("ALTER TABLE monitoring.tasks ADD COLUMN team text", "monitoring.tasks has column team text"),
        (
            "ALTER TABLE monitoring.worker_issues ADD COLUMN host text GENERATED ALWAYS AS (details ->> 'host') STORED",
            "monitoring.worker_issues has column host text GENERATED",
        ),
        ("CREATE INDEX by_name ON monitoring.agent_messages (from_agent)", "by_name"),
        ("ALTER TABLE monitoring.tasks ADD CONSTRAINT small CHECK (attempts < 10)", "attempts < 10"),
        ("COMMENT ON TABLE public.monitoring_events IS 'ours'", "public.monitoring_events has comment ours"),
        ("ALTER TABLE monitoring.tasks ALTER COLUMN error SET DEFAULT 'none'", "error 'none'::text"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("additions {number}");
        let client = dumps.schema_of("additions source", &name).await;
        run(&client, change).await;
        let before = contents(cluster, &name);
        let error = refusal(&client, SETUP).await;
        assert_eq!(error.code().code(), "42P07", "{change}");
        assert!(error.detail().is_some_and(|detail| detail.contains(said)), "{change}: {error:?}");
        let hint = error.hint().expect("a way out");
        assert_eq!(contents(cluster, &name), before, "{change}");
        let way_out = hint.split_once(": ").expect("a statement").1;
        assert!(way_out.starts_with("SELECT monitoring.setup("), "{hint}");
        run(&client, way_out).await;
        assert_eq!(seeds(&client).await, seeds(&source).await);
        run(&client, SETUP).await;
    }
}

/// Views are known by their comments. Without them it has to be said whose they are.
#[tokio::test]
async fn a_dump_without_comments_is_adopted_when_that_is_asked_for() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "comments source").await;
    let dumps = Dumps::of(cluster);
    cluster.create_database("no comments").await;
    let file = dumps.dump("comments source", &["--schema-only", "--no-comments"]);
    dumps.load(&file, "no comments");
    let client = cluster.connect("no comments").await;
    let error = refusal(&client, SETUP).await;
    assert_eq!(error.code().code(), "42P07");
    assert!(error.detail().is_some_and(|detail| detail.contains("lacks comment")), "{error:?}");
    let hint = error.hint().expect("a way out");
    run(&client, hint.split_once(": ").expect("a statement").1).await;
    assert_eq!(seeds(&client).await, seeds(&source).await);
    let comments = "SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind = 'v' AND obj_description(c.oid, 'pg_class') IS NULL";
    assert_eq!(row(&client, comments).await, "0", "setup() writes the comments of its views anew");
    works(&client, "no-comments").await;
}

#[tokio::test]
async fn a_view_of_somebody_else_is_not_replaced_unasked() {
    let cluster = shared_cluster().await;
    let source = setup_database(cluster, "views source").await;
    drop(source);
    let dumps = Dumps::of(cluster);
    let client = dumps.schema_of("views source", "strange views").await;
    run(
        &client,
        "DROP VIEW monitoring.queue_metrics; CREATE VIEW monitoring.queue_metrics AS SELECT 1 AS mine",
    )
    .await;
    for setup in [SETUP, "SELECT monitoring.setup(p_adopt => true)"] {
        let error = refusal(&client, setup).await;
        assert_eq!(error.code().code(), "42P07");
        assert!(error.message().contains("monitoring.queue_metrics"), "{error:?}");
    }
    // One that reads our tables may be an older one of ours; but columns that somebody added are not thrown away.
    run(&client, "DROP VIEW monitoring.queue_metrics; CREATE VIEW monitoring.queue_metrics AS SELECT metric_name AS mine FROM monitoring.pipeline_metrics").await;
    let before = contents(cluster, "strange views");
    assert_eq!(refusal(&client, SETUP).await.code().code(), "42P07");
    let error = refusal(&client, "SELECT monitoring.setup(p_adopt => true)").await;
    assert_eq!(error.code().code(), "42P16", "{error:?}");
    assert_eq!(contents(cluster, "strange views"), before);
}

#[tokio::test]
async fn what_differs_is_named_and_not_touched() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "strangers source").await;
    drop(source);
    let dumps = Dumps::of(cluster);
    for (number, (change, relations, said)) in [
        ("ALTER TABLE monitoring.queue_status DROP COLUMN depth CASCADE", "monitoring.queue_status", "lacks column depth bigint"),
        ("ALTER TABLE monitoring.worker_issues ALTER COLUMN issue_type TYPE varchar(20)", "monitoring.worker_issues", "lacks column issue_type text"),
        ("ALTER TABLE monitoring.jobs DROP CONSTRAINT jobs_pkey, ADD COLUMN more int, DROP COLUMN cron CASCADE", "monitoring.jobs", "lacks column cron text NOT NULL"),
        ("ALTER TABLE monitoring.tasks ALTER COLUMN status DROP DEFAULT, ALTER COLUMN created_at DROP NOT NULL", "monitoring.tasks", "lacks default status 'pending'::text"),
        ("DROP TABLE monitoring.step_failures", "monitoring.jobs", "monitoring.step_failures is missing"),
        (
            "DROP TABLE monitoring.mute_times; CREATE VIEW monitoring.mute_times AS SELECT 1 AS name; DROP TABLE public.monitoring_events CASCADE; CREATE TABLE public.monitoring_events (id int)",
            "monitoring.mute_times, monitoring.system_events, public.monitoring_events",
            "lacks",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("strangers {number}");
        let client = dumps.schema_of("strangers source", &name).await;
        run(&client, change).await;
        let before = contents(cluster, &name);
        for setup in [SETUP, "SELECT monitoring.setup(p_adopt => true)"] {
            let error = refusal(&client, setup).await;
            assert_eq!(error.code().code(), "42P07", "{change}");
            let relations = relations.replace(", monitoring.system_events", "");
            assert!(error.message().ends_with(&format!(": {relations}")), "{change}: {error:?}");
            assert!(error.detail().is_some_and(|detail| detail.contains(said)), "{change}: {error:?}");
            assert!(error.hint().is_some(), "{change}: {error:?}");
        }
        assert_eq!(contents(cluster, &name), before, "{change}");
    }
}

/// A dump restored by somebody else, who owns everything then, in each format.
#[tokio::test]
async fn a_dump_restores_under_another_owner() {
    let cluster = shared_cluster().await;
    let source = source_of(cluster, "owned source").await;
    run(&source, SETUP).await;
    works(&source, "before").await;
    run(&source, "CREATE ROLE other_owner SUPERUSER LOGIN").await;
    let dumps = Dumps::of(cluster);
    for (number, options) in
        [&["-Fc"][..], &["-Ft"], &["-Fd", "-j2"], &["-Fc", "--quote-all-identifiers"]].into_iter().enumerate()
    {
        let archive = dumps.dump("owned source", options);
        let name = format!("owned {number}");
        run(&cluster.connect("postgres").await, &format!("CREATE DATABASE \"{name}\" OWNER other_owner"))
            .await;
        dumps.restore(&archive, &name, &["--no-owner", "-U", "other_owner"]);
        let client = cluster.connect_login(&name, "other_owner").await;
        works(&client, "after").await;
        run(&client, "SELECT monitoring.maintain_partitions('2026-06-02 12:00:00+00'); SELECT monitoring.apply_retention('2026-06-02 12:00:00+00')").await;
        let foreign = "SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relowner <> 'other_owner'::regrole";
        assert_eq!(row(&client, foreign).await, "0", "{options:?}");
    }
}

/// A restore may leave tables out: setup() names them, and makes anew what it can.
#[tokio::test]
async fn tables_that_are_missing_are_named() {
    let client = setup_database(shared_cluster().await, "left out").await;
    run(&client, "ALTER TABLE monitoring.alerts RENAME TO elsewhere; ALTER TABLE monitoring.channel_pace RENAME TO elsewhere_2").await;
    let error = refusal(&client, SETUP).await;
    assert_eq!(error.code().code(), "42P01");
    assert_eq!(
        error.message(),
        "tables of pg_agentmon are missing: monitoring.alerts, monitoring.channel_pace"
    );
    assert!(error.hint().is_some_and(|it| it.contains("restore them")), "{error:?}");
    run(&client, "ALTER TABLE monitoring.elsewhere RENAME TO alerts; ALTER TABLE monitoring.elsewhere_2 RENAME TO channel_pace").await;
    // What it writes into what it has done.
    run(&client, "DROP TABLE monitoring.schema_migrations").await;
    run(&client, SETUP).await;
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.schema_migrations WHERE kind = 'migration'").await,
        row(&client, "SELECT count(*) FROM agentmon.schema_files() WHERE kind = 'migration'").await
    );
    run(&client, SETUP).await;
}
