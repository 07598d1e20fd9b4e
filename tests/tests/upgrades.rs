//! From each released version to this one, while applications write: what is there is then what a fresh installation has,
//! and every row, rollup, open alert and cursor is in place. A version that is made here shows that the machinery finds
//! what it is to find; `make release-folder` makes a real one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use agentmon_tests::alerting::with_sms;
use agentmon_tests::cluster::{Programs, server_dir};
use agentmon_tests::facts::{differences, facts};
use agentmon_tests::filled::{SETUP, fill, goes_on, refresh};
use agentmon_tests::sql::{refusal, row, rows, run};
use agentmon_tests::stage::agent;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, Daemon, TwilioFake, workspace_root};
use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;
use tokio_postgres::Client;

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// A version that never was.
const MADE_UP: &str = "0.0.9";

/// A server whose extension directory is the test's own.
struct Server {
    dir: PathBuf,
    cluster: Option<Cluster>,
    extensions: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.cluster.take());
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The installation script of this version.
fn present_script() -> String {
    let path = Programs::installed().extension_dir().join(format!("pg_agentmon--{VERSION}.sql"));
    fs::read_to_string(path).expect("the extension is installed")
}

impl Server {
    async fn start() -> Self {
        let dir = server_dir();
        let programs = Programs::installed().with_own_extensions(&dir.join("server"));
        let extensions = programs.extension_dir();
        let cluster = Some(Cluster::with().programs(&programs).start().await);
        Self { dir, cluster, extensions }
    }

    fn cluster(&self) -> &Cluster {
        self.cluster.as_ref().expect("it runs")
    }

    /// Installs files of that version in place of what is there; the library is always this one.
    fn install(&self, version: &str, script: &str) {
        let control = Programs::installed().extension_dir().join("pg_agentmon.control");
        let control = fs::read_to_string(control).expect("the extension is installed");
        let default = format!("default_version = '{VERSION}'");
        assert!(control.contains(&default), "{control}");
        let control = control.replace(&default, &format!("default_version = '{version}'"));
        fs::write(self.extensions.join("pg_agentmon.control"), control).expect("a file");
        fs::write(self.extensions.join(format!("pg_agentmon--{version}.sql")), script).expect("a file");
    }

    /// Installs this version beside those that are in the folders of `released`, with the scripts that come from there.
    fn install_this_version(&self, released: &Path) {
        self.install(VERSION, &present_script());
        let made = Command::new(workspace_root().join("scripts/update-scripts.sh"))
            .arg(&self.extensions)
            .arg(released)
            .output()
            .expect("the script runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }

    /// A database of that version, from its dump.
    async fn restore(&self, folder: &Path, version: &str, database: &str) -> Client {
        let script =
            fs::read_to_string(folder.join(format!("pg_agentmon--{version}.sql"))).expect("a script");
        self.install(version, &script);
        self.cluster().create_database(database).await;
        let dump = folder.join("dump.sql").display().to_string();
        let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", &dump];
        self.cluster().tool("psql", &arguments).unwrap_or_else(|error| panic!("{error}"));
        let client = self.cluster().connect(database).await;
        assert_eq!(row(&client, EXTENSION).await, version);
        client
    }
}

const EXTENSION: &str = "SELECT extversion FROM pg_extension WHERE extname = 'pg_agentmon'";
const UPDATE: &str = "ALTER EXTENSION pg_agentmon UPDATE";

// Folders of versions --------------------------------------------------------------------------------------------

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the folder of a version out of a database of it: script, dump, and the sums by which both and the migrations
/// are frozen.
fn make_folder(folder: &Path, version: &str, script: &str, cluster: &Cluster, database: &str) {
    fs::create_dir_all(folder).expect("a directory");
    let script_name = format!("pg_agentmon--{version}.sql");
    fs::write(folder.join(&script_name), script).expect("a file");
    let dump = cluster.tool("pg_dump", &["--no-owner", database]).expect("a dump");
    // A word by chance, which older programs do not know.
    let lines: Vec<_> = dump
        .lines()
        .filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
        .collect();
    fs::write(folder.join("dump.sql"), lines.join("\n") + "\n").expect("a file");
    let mut frozen = Vec::new();
    let top = workspace_root();
    let shown = folder.strip_prefix(&top).unwrap_or(folder);
    for name in [script_name.as_str(), "dump.sql"] {
        let bytes = fs::read(folder.join(name)).expect("a file");
        frozen.push(format!("{}  {}", sum(&bytes), shown.join(name).display()));
    }
    let mut migrations: Vec<_> = fs::read_dir(top.join("sql/schema"))
        .expect("a directory")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    migrations.sort();
    for path in migrations {
        let bytes = fs::read(&path).expect("a file");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        frozen.push(format!("{}  sql/schema/{name}", sum(&bytes)));
    }
    fs::write(folder.join("frozen.sha256"), frozen.join("\n") + "\n").expect("a file");
}

/// The folders of the versions that were released.
fn released() -> Vec<(String, PathBuf)> {
    let folder = workspace_root().join("tests/upgrades");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().join("dump.sql").exists());
    folders.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect()
}

/// A filled database of the version that the server has.
async fn filled_database(cluster: &Cluster, name: &str) -> Client {
    cluster.create_database(name).await;
    let client = cluster.connect(name).await;
    run(&client, &format!("CREATE EXTENSION pg_agentmon; {SETUP}")).await;
    fill(&client).await;
    client
}

/// With `AGENTMON_RELEASE` the folder of this version is made where it stays (`make release-folder`).
#[tokio::test]
async fn a_folder_of_this_version_is_made() {
    let server = Server::start().await;
    server.install(VERSION, &present_script());
    drop(filled_database(server.cluster(), "app").await);
    let folder = match std::env::var("AGENTMON_RELEASE") {
        Ok(version) => {
            assert_eq!(version, VERSION);
            workspace_root().join("tests/upgrades").join(version)
        }
        Err(_) => server.dir.join("folder"),
    };
    make_folder(&folder, VERSION, &present_script(), server.cluster(), "app");
    // What was released is restored as it stands there.
    let client = server.restore(&folder, VERSION, "restored").await;
    run(&client, SETUP).await;
    goes_on(&client).await;
    let sums = Command::new("sha256sum")
        .args(["--quiet", "--strict", "--check"])
        .arg(folder.join("frozen.sha256"))
        .current_dir(workspace_root())
        .output()
        .expect("sha256sum runs");
    assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stdout));
}

// The upgrade ----------------------------------------------------------------------------------------------------

/// Applications that write as long as they are not told to stop.
struct Writers {
    stop: Arc<AtomicBool>,
    written: Arc<AtomicUsize>,
    tasks: Vec<JoinHandle<Vec<String>>>,
}

impl Writers {
    async fn start(cluster: &Cluster, database: &str) -> Self {
        let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut tasks = Vec::new();
        for insert in [
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('writer', 'info', 'm') RETURNING id",
            "INSERT INTO public.agent_logs (agent_name, log_level, message) VALUES ('writer', 'WARN', 'm')",
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags) VALUES ('written', 1, '{\"queue\": \"q\"}')",
            "SELECT monitoring.record_metric('written', 2)",
            "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens) VALUES ('writer', 'success', 'model', 7) RETURNING id",
            "SELECT monitoring.heartbeat('writer')",
        ] {
            let client = cluster.connect_as(database, "agentmon_writer").await;
            let (stop, written) = (Arc::clone(&stop), Arc::clone(&written));
            tasks.push(tokio::spawn(async move {
                let mut errors = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    match client.batch_execute(insert).await {
                        Ok(()) => written.fetch_add(1, Ordering::Relaxed),
                        Err(error) => {
                            errors.push(format!("{insert}: {}", agentmon_tests::sql::describe(&error)));
                            0
                        }
                    };
                }
                errors
            }));
        }
        let writers = Self { stop, written, tasks };
        writers.write_on().await;
        writers
    }

    /// Waits until each of them has probably written again.
    async fn write_on(&self) {
        let from = self.written.load(Ordering::Relaxed);
        let ask = async || self.written.load(Ordering::Relaxed) > from + 60;
        eventually_true("writers to write", DEADLINE, ask).await;
    }

    async fn finish(self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        let mut errors = Vec::new();
        for task in self.tasks {
            errors.extend(task.await.expect("a writer ends"));
        }
        errors
    }
}

/// A table's rows, counted by their hash, and the query that gives them: the columns that it has now.
type Rows = BTreeMap<String, usize>;

async fn hashes(client: &Client, query: &str) -> Rows {
    let mut counted = Rows::new();
    for hash in rows(client, query).await {
        *counted.entry(hash).or_default() += 1;
    }
    counted
}

/// Every row of every table of ours; `schema_migrations` says which files were run, and changes.
async fn all_rows(client: &Client) -> BTreeMap<String, Rows> {
    let queries = "SELECT format('SELECT md5(ROW(%s)::text) FROM %s t', string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attname), c.oid::regclass)
         FROM monitoring.schema_migrations m, unnest(m.relations) AS r JOIN pg_class c ON c.oid = to_regclass(r) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND r NOT IN ('monitoring.schema_migrations', 'monitoring.agents') GROUP BY c.oid ORDER BY c.oid::regclass::text";
    let mut found = BTreeMap::new();
    for query in rows(client, queries).await {
        let rows = hashes(client, &query).await;
        found.insert(query, rows);
    }
    assert!(found.len() >= 40, "{}", found.len());
    found
}

async fn assert_nothing_is_lost(client: &Client, before: &BTreeMap<String, Rows>) {
    for (query, rows) in before {
        let after = hashes(client, query).await;
        let lost = rows.iter().filter(|(hash, count)| after.get(*hash).unwrap_or(&0) < *count).count();
        assert_eq!(lost, 0, "of {} rows: {query}", rows.len());
    }
}

/// The upgrade of a database that was restored from a folder, writers running; then everything that must hold.
async fn upgrade(server: &Server, folder: &Path, version: &str, released: &Path, setup: &str) -> Vec<String> {
    let client = server.restore(folder, version, "app").await;
    run(&client, "CREATE ROLE own_role; GRANT EXECUTE ON FUNCTION monitoring.record_metric TO own_role")
        .await;
    let before = all_rows(&client).await;
    let writers = Writers::start(server.cluster(), "app").await;
    server.install_this_version(released);
    run(&client, UPDATE).await;
    assert_eq!(row(&client, EXTENSION).await, VERSION);
    writers.write_on().await;
    let done = rows(&client, setup).await;
    writers.write_on().await;
    assert_eq!(writers.finish().await, [""; 0], "nobody noticed");
    assert_nothing_is_lost(&client, &before).await;

    server.cluster().create_database("fresh").await;
    let fresh = server.cluster().connect("fresh").await;
    run(&fresh, &format!("CREATE EXTENSION pg_agentmon; {SETUP}; SELECT monitoring.expose_in_public('{{tasks,agent_logs}}')")).await;
    let differs = differences(&facts(&client).await, &facts(&fresh).await);
    assert!(
        differs.is_empty(),
        "{} differences to a fresh installation:\n{}",
        differs.len(),
        differs.join("\n")
    );
    let kept = "SELECT has_function_privilege('own_role', 'monitoring.record_metric(text, double precision, jsonb, timestamptz)', 'EXECUTE')";
    assert_eq!(row(&client, kept).await, "t", "what others were given stays theirs");
    assert_eq!(rows(&client, setup).await.len(), 1, "there is nothing left to do");
    refresh(&client).await;
    goes_on(&client).await;
    done
}

/// A database of that version with the library of this one, which nobody has updated yet.
async fn is_served(server: &Server, database: &str) {
    let copy = format!("{database}, served");
    let first = server.cluster().connect("postgres").await;
    run(&first, &format!("CREATE DATABASE \"{copy}\" TEMPLATE \"{database}\"")).await;
    let client = server.cluster().connect(&copy).await;
    goes_on(&client).await;
    let health = row(&client, "SELECT get_system_health()::text").await;
    assert!(health.contains("ALTER EXTENSION pg_agentmon UPDATE"), "{health}");
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    assert_eq!(error.code().code(), "55000", "{error:?}");
}

#[tokio::test]
async fn every_released_version_comes_up_to_this_one_while_applications_write() {
    let folder = workspace_root().join("tests/upgrades");
    for (version, path) in released() {
        // That of the version that is being released is there before its tag.
        if version == VERSION {
            continue;
        }
        let server = Server::start().await;
        drop(server.restore(&path, &version, "unserved").await);
        is_served(&server, "unserved").await;
        upgrade(&server, &path, &version, &folder, SETUP).await;
    }
}

// A version that is made up ----------------------------------------------------------------------------------------

/// The present script as one of an older version: functions that changed, that are gone since, that came since; rights,
/// comments and results that were others.
fn older_script() -> String {
    let mut script = present_script();
    let mut was = |now: &str, then: &str| {
        assert!(script.contains(now), "the present script has no {now}");
        script = script.replace(now, then);
    };
    was("monitoring.weekly_trend(", "monitoring.trend_of_weeks(");
    was("format('pg_agentmon %s is set up', version)", "format('pg_agentmon %s was set up', version)");
    was(
        "GRANT EXECUTE ON FUNCTION monitoring.foreign_dependents() TO agentmon_reader, agentmon_admin;",
        "GRANT EXECUTE ON FUNCTION monitoring.foreign_dependents() TO agentmon_writer, agentmon_admin;",
    );
    was(
        "COMMENT ON FUNCTION monitoring.expose_in_public(text[]) IS\n'",
        "COMMENT ON FUNCTION monitoring.expose_in_public(text[]) IS\n'Once: ",
    );
    was(
        "CREATE FUNCTION monitoring.unpriced_models(",
        "CREATE FUNCTION agentmon.of_old(text) RETURNS text
             LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT $1 $$;
         COMMENT ON FUNCTION agentmon.of_old(text) IS 'Used by a view of then.';
         CREATE FUNCTION agentmon.unused(text) RETURNS text
             LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT $1 $$;
         COMMENT ON FUNCTION agentmon.unused(text) IS 'Used by nobody.';
         GRANT EXECUTE ON FUNCTION agentmon.of_old(text) TO agentmon_reader, agentmon_admin;
         CREATE FUNCTION monitoring.unpriced_models(",
    );
    was(
        "CREATE FUNCTION monitoring.foreign_dependents() RETURNS TABLE (kind text, object text, depends_on text)",
        "CREATE FUNCTION monitoring.foreign_dependents() RETURNS TABLE (kind text, object text, cause text)",
    );
    script
}

/// Tables as they were before the last migrations, and views that were others.
const OLDER_TABLES: &str = "DROP TABLE monitoring.channel_pace CASCADE;
    ALTER TABLE monitoring.notifications DROP COLUMN progress, DROP COLUMN first_told_at;
    DELETE FROM monitoring.schema_migrations WHERE name = '043_pace';
    UPDATE monitoring.schema_migrations SET checksum = 'of then' WHERE kind = 'repeatable';
    DO $$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW monitoring.queue_metrics WITH (security_invoker = true) AS SELECT q.* FROM ('
        || rtrim(pg_get_viewdef('monitoring.queue_metrics'::regclass), ';') || ') AS q WHERE agentmon.of_old(q.queue_name) <> '''''; END $$";

/// A database of the version that is made up.
async fn older_database(server: &Server, name: &str, setup: &str) -> Client {
    server.cluster().create_database(name).await;
    let client = server.cluster().connect(name).await;
    run(&client, "CREATE EXTENSION pg_agentmon").await;
    // Its tables come from what was then: setup() refuses a library that is newer.
    let refuse = row(&client, "SELECT pg_get_functiondef('agentmon.refuse_other_versions'::regproc)").await;
    run(
        &client,
        "CREATE OR REPLACE FUNCTION agentmon.refuse_other_versions() RETURNS void LANGUAGE sql AS 'SELECT'",
    )
    .await;
    run(&client, setup).await;
    run(&client, &refuse).await;
    client
}

/// The daemon, too, goes on: each error of a storm is told once.
#[tokio::test]
async fn a_storm_is_told_in_full_while_its_database_is_updated() {
    const AT_LEAST: usize = 150;
    let server = Server::start().await;
    let released = server.dir.join("released");
    let folder = released.join(MADE_UP);
    fs::create_dir_all(&folder).expect("a directory");
    fs::write(folder.join(format!("pg_agentmon--{MADE_UP}.sql")), older_script()).expect("a file");
    server.install(MADE_UP, &older_script());
    let client = older_database(&server, "storm", "SELECT monitoring.setup()").await;
    run(
        &client,
        "UPDATE monitoring.notification_channels SET unlimited = true, enabled = name = 'sms';
         UPDATE monitoring.schema_migrations SET checksum = 'of then' WHERE kind = 'repeatable'",
    )
    .await;
    let twilio = TwilioFake::start().await;
    let mut daemon = with_sms(Daemon::run(server.cluster().url("storm")), &twilio).start();
    daemon.wait_for("connected to the database").await;
    let writer = server.cluster().connect_as("storm", "agentmon_writer").await;
    let updated = Arc::new(AtomicBool::new(false));
    let calm = Arc::clone(&updated);
    let storm = tokio::spawn(async move {
        let insert = "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ($1, 'error', 'broke')";
        let mut written = 0;
        while written < AT_LEAST || !calm.load(Ordering::Relaxed) {
            writer.execute(insert, &[&agent(written)]).await.expect("no writer fails");
            written += 1;
            // As many as the daemon can tell.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        written
    });
    eventually_true("some texts", DEADLINE, async || twilio.messages().len() > 5).await;
    server.install_this_version(&released);
    run(&client, UPDATE).await;
    let done = rows(&client, "SELECT monitoring.setup()").await;
    assert!(done.iter().any(|line| line == "repeatable/30_security brought up to date"), "{done:?}");
    updated.store(true, Ordering::Relaxed);
    let written = storm.await.expect("the writer ends").to_string();
    let told = "SELECT count(DISTINCT l.alert_id) FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id WHERE n.state = 'sent'";
    eventually_true("every error to be told", DEADLINE, async || row(&client, told).await == written).await;
    assert!(daemon.terminate().await.success());
    let twice = "SELECT count(*) FROM (SELECT l.alert_id FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id
        WHERE n.state = 'sent' GROUP BY l.alert_id HAVING count(*) > 1) AS t";
    assert_eq!(row(&client, twice).await, "0");
    let sent = row(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'sent'").await;
    assert_eq!(twilio.messages().len().to_string(), sent);
    assert!(!daemon.output().iter().any(|line| line.contains("deadlock")), "{:?}", daemon.output());
}

#[tokio::test]
async fn a_version_that_is_made_up_comes_up_to_this_one_while_applications_write() {
    let server = Server::start().await;
    let released = server.dir.join("released");
    let folder = released.join(MADE_UP);
    let script = older_script();
    server.install(MADE_UP, &script);
    let client = older_database(&server, "then", SETUP).await;
    fill(&client).await;
    drop(client);
    is_served(&server, "then").await;
    let client = server.cluster().connect("then").await;
    run(&client, OLDER_TABLES).await;
    drop(client);
    make_folder(&folder, MADE_UP, &script, server.cluster(), "then");

    let done = upgrade(&server, &folder, MADE_UP, &released, SETUP).await;
    for line in [
        "migration 043_pace applied",
        "repeatable/20_views brought up to date",
        "agentmon.of_old(text) of an older version dropped",
    ] {
        assert!(done.iter().any(|said| said == line), "{line}: {done:?}");
    }

    // And it does find what is not as it should be.
    let client = server.cluster().connect("app").await;
    let fresh = facts(&server.cluster().connect("fresh").await).await;
    for damage in [
        "COMMENT ON FUNCTION monitoring.setup(timestamptz, boolean) IS 'another'",
        "GRANT EXECUTE ON FUNCTION monitoring.setup(timestamptz, boolean) TO agentmon_reader",
        "GRANT SELECT ON monitoring.settings TO agentmon_user",
        "ALTER TABLE monitoring.tasks ADD COLUMN more text",
        "ALTER TABLE monitoring.tasks ALTER COLUMN attempts DROP DEFAULT",
        "ALTER TABLE monitoring.tasks DISABLE ROW LEVEL SECURITY",
        "DROP POLICY agentmon_own ON monitoring.agent_logs",
        "CREATE OR REPLACE FUNCTION agentmon.library_age() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS 'SELECT 0'",
        "ALTER EXTENSION pg_agentmon DROP FUNCTION agentmon.library_age()",
        "UPDATE monitoring.schema_migrations SET checksum = '' WHERE name = '050_jobs'",
        "DROP INDEX monitoring.notifications_group_idx",
    ] {
        run(&client, &format!("BEGIN; {damage}")).await;
        let found = differences(&facts(&client).await, &fresh);
        assert!(!found.is_empty(), "{damage}");
        run(&client, "ROLLBACK").await;
    }
}

/// What a view of a user's own uses stays until the view is gone.
#[tokio::test]
async fn a_function_that_is_gone_stays_as_long_as_somebody_uses_it() {
    let server = Server::start().await;
    let released = server.dir.join("released");
    let folder = released.join(MADE_UP);
    fs::create_dir_all(&folder).expect("a directory");
    fs::write(folder.join(format!("pg_agentmon--{MADE_UP}.sql")), older_script()).expect("a file");
    server.install(MADE_UP, &older_script());
    server.cluster().create_database("app").await;
    let client = server.cluster().connect("app").await;
    run(&client, "CREATE EXTENSION pg_agentmon; CREATE VIEW public.mine AS SELECT agentmon.of_old('x') AS x")
        .await;
    server.install_this_version(&released);
    run(&client, UPDATE).await;
    let said = rows(&client, SETUP).await;
    let kept =
        said.iter().find(|line| line.starts_with("agentmon.of_old(text) of an older version is kept: "));
    assert!(
        kept.is_some_and(|line| line.contains("mine depends on function agentmon.of_old(text)")),
        "{said:#?}"
    );
    assert_eq!(row(&client, "SELECT x FROM public.mine").await, "x");
    let members = "SELECT count(*) FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass WHERE d.deptype = 'e' AND p.proname IN ('of_old', 'unused')";
    assert_eq!(row(&client, members).await, "1", "it still belongs to the extension");
    run(&client, "DROP VIEW public.mine").await;
    let said = rows(&client, SETUP).await;
    assert!(said.iter().any(|line| line == "agentmon.of_old(text) of an older version dropped"), "{said:?}");
    assert_eq!(row(&client, members).await, "0");
}
