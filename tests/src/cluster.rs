//! Throw-away PostgreSQL clusters, each on a port and in a directory of its own, gone when the test is.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Mutex;

use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::{OnceCell, mpsc};
use tokio_postgres::{AsyncMessage, Client, NoTls};

use crate::guard::Guard;
use crate::wait::{DEADLINE, eventually, eventually_true};

mod install;
mod programs;
mod server;

use install::Origin;
pub(crate) use install::server_user;
pub use programs::Programs;
pub(crate) use server::free_port;

/// Where PostgreSQL's programs are: of the server that tests run on.
#[must_use]
pub fn bin_dir() -> PathBuf {
    Programs::installed().bin_dir().to_path_buf()
}

/// A directory that the server's user may enter and owns; who asked for it removes it.
#[must_use]
pub fn server_dir() -> PathBuf {
    install::new_dir()
}

/// What a cluster is to be like; the defaults suit a test that only wants a database.
#[derive(Clone, Default)]
pub struct Settings {
    durable: bool,
    programs: Option<Programs>,
    origin: Origin,
    signal: Option<&'static str>,
    pg_cron: Option<String>,
    lines: Vec<(String, String)>,
}

impl Settings {
    /// Commits survive a crash, as they do in production; costs speed.
    #[must_use]
    pub fn durable(mut self) -> Self {
        self.durable = true;
        self
    }

    /// Gets a system identifier of its own, as every cluster has that initdb made; the others here are copies of one.
    #[must_use]
    pub fn own_identity(mut self) -> Self {
        self.origin = Origin::Initdb(Vec::new());
        self
    }

    /// The same, made by initdb with these arguments besides.
    #[must_use]
    pub fn initdb(mut self, arguments: &[&str]) -> Self {
        self.origin = Origin::Initdb(arguments.iter().map(|argument| (*argument).to_owned()).collect());
        self
    }

    /// Of another PostgreSQL than the one that tests run on.
    #[must_use]
    pub fn programs(mut self, programs: &Programs) -> Self {
        self.programs = Some(programs.clone());
        self
    }

    /// Follows another server as its standby, from a base backup of now.
    #[must_use]
    pub fn standby_of(mut self, primary: &Cluster) -> Self {
        self.origin = Origin::Backup(primary.port);
        self.signal = Some("standby.signal");
        let conninfo = format!("host=127.0.0.1 port={} user=postgres", primary.port);
        self.set("primary_conninfo", &conninfo)
    }

    /// A base backup of before, brought to a restore point by what was archived since; then it is a server of its own.
    #[must_use]
    pub fn recovered(mut self, backup: &Path, archive: &Path, restore_point: &str) -> Self {
        self.origin = Origin::Files(backup.to_path_buf());
        self.signal = Some("recovery.signal");
        self.set("restore_command", &format!("cp {}/%f %p", archive.display()))
            .set("recovery_target_name", restore_point)
            .set("recovery_target_action", "promote")
    }

    /// Preloads pg_cron, with its tables and jobs in `database`.
    #[must_use]
    pub fn pg_cron(mut self, database: &str) -> Self {
        self.pg_cron = Some(database.to_owned());
        self
    }

    /// Sets `wal_level` to logical, for publications.
    #[must_use]
    pub fn logical(self) -> Self {
        self.set("wal_level", "logical")
    }

    /// Any line of postgresql.conf.
    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.lines.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Makes the cluster and starts it.
    pub async fn start(self) -> Cluster {
        Cluster::start_with(self).await
    }
}

/// A running cluster; dropping it stops it and removes its files.
pub struct Cluster {
    dir: PathBuf,
    port: u16,
    postmaster: Mutex<Option<Child>>,
    guard: Mutex<Guard>,
    programs: Programs,
    /// The database that `setup_database` copies; made once.
    pub(crate) template: OnceCell<()>,
}

/// The cluster that the tests of one binary share. It ends with the process.
pub async fn shared_cluster() -> &'static Cluster {
    static SHARED: OnceCell<Cluster> = OnceCell::const_new();
    SHARED.get_or_init(Cluster::start).await
}

impl Cluster {
    /// A cluster with the defaults.
    pub async fn start() -> Self {
        Settings::default().start().await
    }

    /// Where the wishes for a special one begin: `Cluster::with().durable().start().await`.
    #[must_use]
    pub fn with() -> Settings {
        Settings::default()
    }

    async fn start_with(settings: Settings) -> Self {
        let programs = settings.programs.clone().unwrap_or_else(Programs::installed);
        let dir = install::new_cluster_dir(&programs, &settings.origin);
        if let Some(signal) = settings.signal {
            fs::write(dir.join("data").join(signal), "").expect("a file can be made");
        }
        let guard = Guard::over(&dir).expect("a shell can be started");
        server::remember_log(&dir.join("log"));
        let mut cluster = Self {
            port: 0,
            postmaster: Mutex::new(None),
            guard: Mutex::new(guard),
            template: OnceCell::new(),
            programs,
            dir,
        };
        for _ in 0..10 {
            cluster.port = free_port();
            cluster.write_settings(&settings);
            cluster.spawn_postmaster();
            if cluster.wait_until_ready().await {
                return cluster;
            }
            // Somebody took the port between our look and PostgreSQL's; any other reason is worth reading.
            let log = cluster.log();
            assert!(log.contains("could not bind") || log.contains("could not create any"), "{log}");
        }
        panic!("found no port for PostgreSQL in ten attempts");
    }

    fn write_settings(&self, settings: &Settings) {
        let on_off = |on: bool| if on { "on" } else { "off" };
        let mut lines = vec![
            ("listen_addresses".to_owned(), "127.0.0.1".to_owned()),
            ("port".to_owned(), self.port.to_string()),
            ("unix_socket_directories".to_owned(), self.dir.display().to_string()),
            ("timezone".to_owned(), "UTC".to_owned()),
            ("log_timezone".to_owned(), "UTC".to_owned()),
            ("log_line_prefix".to_owned(), "%m [%p] %d ".to_owned()),
            ("max_worker_processes".to_owned(), "16".to_owned()),
            ("fsync".to_owned(), on_off(settings.durable).to_owned()),
            ("synchronous_commit".to_owned(), on_off(settings.durable).to_owned()),
            ("full_page_writes".to_owned(), on_off(settings.durable).to_owned()),
        ];
        if let Some(database) = &settings.pg_cron {
            lines.push(("shared_preload_libraries".to_owned(), "pg_cron".to_owned()));
            lines.push(("cron.database_name".to_owned(), database.clone()));
            // Without it pg_cron opens connections of its own, which pg_hba.conf would have to allow.
            lines.push(("cron.use_background_workers".to_owned(), "on".to_owned()));
        }
        lines.extend(settings.lines.iter().cloned());
        let text: String =
            lines.iter().map(|(name, value)| format!("{name} = '{}'\n", value.replace('\'', "''"))).collect();
        // This file wins over postgresql.conf, and root may write it without changing its owner.
        let path = self.data_dir().join("postgresql.auto.conf");
        let mut file =
            OpenOptions::new().write(true).truncate(true).open(path).expect("initdb made the file");
        file.write_all(text.as_bytes()).expect("the settings can be written");
    }

    fn spawn_postmaster(&self) {
        let log =
            OpenOptions::new().create(true).append(true).open(self.log_path()).expect("a log can be opened");
        let child = install::command(&self.programs, "postgres")
            .arg("-D")
            .arg(self.data_dir())
            .current_dir(self.data_dir())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file can be opened twice"))
            .stderr(log)
            .spawn()
            .expect("postgres can be started");
        *self.postmaster.lock().expect("no holder panics") = Some(child);
    }

    /// False when the server ended instead of opening its doors.
    async fn wait_until_ready(&self) -> bool {
        eventually("PostgreSQL to accept connections", DEADLINE, async || {
            if self.has_ended() {
                return Some(false);
            }
            tokio_postgres::connect(&self.url("postgres"), NoTls).await.is_ok().then_some(true)
        })
        .await
    }

    fn has_ended(&self) -> bool {
        let mut postmaster = self.postmaster.lock().expect("no holder panics");
        postmaster.as_mut().is_none_or(|child| child.try_wait().expect("a child can be asked").is_some())
    }

    /// Where the server listens, on 127.0.0.1; the same after a restart.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Holds the server's files, its log and its socket.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Copies the running server into a directory that is not there yet.
    pub fn base_backup(&self, to: &Path) {
        install::base_backup(&self.programs, self.port, to);
    }

    fn data_dir(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn log_path(&self) -> PathBuf {
        self.dir.join("log")
    }

    /// What the server has written so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read(self.log_path())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// A connection string, as the superuser.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        self.url_as(database, "postgres")
    }

    /// A connection string for a role that may log in.
    #[must_use]
    pub fn url_as(&self, database: &str, role: &str) -> String {
        // PostgreSQL 18 takes no spaces as they are.
        let database = database.replace(' ', "%20");
        format!("postgresql://{role}@127.0.0.1:{}/{database}", self.port)
    }

    /// Kills the server and each of its processes as a power cut would, leaving none a moment to tidy up.
    pub async fn kill_9(&self) {
        let mut child = self.postmaster.lock().expect("no holder panics").take().expect("the server runs");
        let postmaster = Pid::from_child(&child);
        // A stopped postmaster starts no further children while we look for those it has.
        let _ = kill_process(postmaster, Signal::STOP);
        let children = server::children_of(postmaster);
        let _ = kill_process(postmaster, Signal::KILL);
        for pid in &children {
            let _ = kill_process(*pid, Signal::KILL);
        }
        child.wait().expect("a killed child can be waited for");
        // As long as one of them holds the shared memory, the next start refuses.
        eventually_true("the server's processes to be gone", DEADLINE, async || {
            children.iter().all(|pid| server::is_gone(*pid))
        })
        .await;
    }

    /// Stops the server in the ordinary way: `fast`, which disconnects everybody.
    pub async fn stop(&self) {
        let mut child = self.postmaster.lock().expect("no holder panics").take().expect("the server runs");
        let _ = kill_process(Pid::from_child(&child), Signal::INT);
        eventually_true("PostgreSQL to stop", DEADLINE, async || {
            child.try_wait().expect("a child can be asked").is_some()
        })
        .await;
    }

    /// Starts it again on the same port and the same files, after `kill_9` or `stop`, and waits for the recovery.
    pub async fn start_again(&self) {
        self.spawn_postmaster();
        assert!(self.wait_until_ready().await, "PostgreSQL did not start again:\n{}", self.log());
    }

    /// An empty database.
    pub async fn create_database(&self, name: &str) {
        let sql = format!("CREATE DATABASE {}", quote_ident(name));
        self.connect("postgres").await.batch_execute(&sql).await.expect("a database can be made");
    }

    /// Connects as the superuser.
    pub async fn connect(&self, database: &str) -> Client {
        self.open(&self.url(database)).await.0
    }

    /// Connects as the superuser; notifications and notices come out of the second half.
    pub async fn connect_listening(&self, database: &str) -> (Client, mpsc::UnboundedReceiver<AsyncMessage>) {
        self.open(&self.url(database)).await
    }

    /// Connects as a member of `role`, as an application would: the roles of the extension cannot log in themselves.
    pub async fn connect_as(&self, database: &str, role: &str) -> Client {
        let login = self.login_for(role).await;
        self.open(&self.url_as(database, &login)).await.0
    }

    /// Connects as a role that may log in itself.
    pub async fn connect_login(&self, database: &str, role: &str) -> Client {
        self.open(&self.url_as(database, role)).await.0
    }

    /// The name of a login role whose only membership is `role`; made when it is not there.
    pub async fn login_for(&self, role: &str) -> String {
        let login = format!("login_{role}");
        let sql = format!(
            "DO $$ BEGIN CREATE ROLE {} LOGIN IN ROLE {}; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$",
            quote_ident(&login),
            quote_ident(role)
        );
        self.connect("postgres").await.batch_execute(&sql).await.expect("a login role can be made");
        login
    }

    async fn open(&self, url: &str) -> (Client, mpsc::UnboundedReceiver<AsyncMessage>) {
        let (client, mut connection) = tokio_postgres::connect(url, NoTls)
            .await
            .unwrap_or_else(|error| panic!("cannot connect to {url}: {error}"));
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            // The end of the connection ends the stream; the client's next call reports the reason.
            while let Some(Ok(message)) =
                std::future::poll_fn(|context| connection.poll_message(context)).await
            {
                // A test that does not listen has dropped its end.
                let _ = sender.send(message);
            }
        });
        (client, receiver)
    }

    /// Runs a script by psql, stopping at its first error. `Err` holds what psql wrote to stderr.
    pub fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        self.tool("psql", &["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql])
    }

    /// Dumps a database in the directory format, by two jobs, as a careful backup does.
    pub fn pg_dump(&self, database: &str, to: &Path) -> Result<String, String> {
        self.tool("pg_dump", &["-Fd", "-j2", "-f", &to.display().to_string(), database])
    }

    /// Restores a dump into a database that exists; the first error ends it.
    pub fn pg_restore(&self, from: &Path, database: &str) -> Result<String, String> {
        self.tool("pg_restore", &["--exit-on-error", "-j2", "-d", database, &from.display().to_string()])
    }

    /// Moves all databases of another cluster into this one by pg_upgrade, which copies the files. Both are stopped, and this one is as initdb made it.
    pub fn pg_upgrade_from(&self, old: &Self) -> Result<String, String> {
        let options = ["--no-sync", "--jobs=2", "--username=postgres"];
        let output = install::command(&self.programs, "pg_upgrade")
            .args(options)
            .args([format!("--old-port={}", old.port), format!("--new-port={}", self.port)])
            .args([
                Path::new("--old-bindir"),
                old.programs.bin_dir(),
                Path::new("--new-bindir"),
                self.programs.bin_dir(),
            ])
            .args([Path::new("--old-datadir"), &old.data_dir(), Path::new("--new-datadir"), &self.data_dir()])
            .args([Path::new("--socketdir"), &self.dir])
            .current_dir(&self.dir)
            .output()
            .map_err(|error| format!("cannot run pg_upgrade: {error}"))?;
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        if output.status.success() { Ok(text) } else { Err(text + &self.pg_upgrade_logs()) }
    }

    /// The ends of what pg_upgrade's own programs wrote: it only says where.
    fn pg_upgrade_logs(&self) -> String {
        let runs = fs::read_dir(self.data_dir().join("pg_upgrade_output.d")).into_iter().flatten().flatten();
        let logs = runs.flat_map(|run| fs::read_dir(run.path().join("log")).into_iter().flatten().flatten());
        let dumps = logs.filter(|log| log.file_name().to_string_lossy().starts_with("pg_upgrade_dump"));
        dumps
            .map(|log| {
                let text = fs::read_to_string(log.path()).unwrap_or_default();
                let lines: Vec<_> = text.lines().collect();
                format!(
                    "--- {}\n{}\n",
                    log.path().display(),
                    lines[lines.len().saturating_sub(20)..].join("\n")
                )
            })
            .collect()
    }

    /// Runs one of PostgreSQL's client programs against this cluster.
    pub fn tool(&self, program: &str, arguments: &[&str]) -> Result<String, String> {
        install::run_client(&self.programs, program, arguments, self.port, Path::new("/"))
    }

    /// The same, started in a directory, to which file names in messages are relative.
    pub fn tool_in(&self, dir: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
        install::run_client(&self.programs, program, arguments, self.port, dir)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        server::forget_log(&self.log_path());
        // A lock that a panic has poisoned still holds what is to be cleaned up.
        self.guard.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner()).finish();
        if let Some(mut child) =
            self.postmaster.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner()).take()
        {
            // The guard has ended it; this only takes the zombie away.
            let _ = child.wait();
        }
    }
}

/// Quotes a name for use in SQL.
#[must_use]
pub fn quote_ident(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
