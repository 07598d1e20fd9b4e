//! The installed PostgreSQL: its programs, the user it runs as, and a new cluster's files.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::programs::Programs;
use crate::target_dir;

/// User and group of `postgres`, when we are root: the server refuses to run as root.
pub(crate) fn server_user() -> Option<(u32, u32)> {
    static USER: OnceLock<Option<(u32, u32)>> = OnceLock::new();
    *USER.get_or_init(|| {
        let id = |arguments: &[&str]| -> u32 {
            let output = Command::new("id").args(arguments).output().expect("every system has id");
            assert!(output.status.success(), "there is no user postgres; `make setup` installs PostgreSQL");
            String::from_utf8_lossy(&output.stdout).trim().parse().expect("id prints a number")
        };
        (id(&["-u"]) == 0).then(|| (id(&["-u", "postgres"]), id(&["-g", "postgres"])))
    })
}

/// A server-side program, to run as the server's user, with nothing of the developer's PG* settings.
pub fn command(programs: &Programs, program: &str) -> Command {
    let mut command = Command::new(programs.path(program));
    if let Some((uid, gid)) = server_user() {
        command.uid(uid).gid(gid);
    }
    forget_pg_settings(&mut command);
    // Ctrl-C at a terminal is for the tests; the guard then ends the server in its own way.
    command.env("LC_ALL", "C.UTF-8").process_group(0);
    command
}

fn forget_pg_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
}

/// Runs a client program as ourselves, to its end.
pub fn run_client(
    programs: &Programs,
    program: &str,
    arguments: &[&str],
    port: u16,
    dir: &Path,
) -> Result<String, String> {
    let mut command = Command::new(programs.path(program));
    forget_pg_settings(&mut command);
    let output = command
        .args(arguments)
        .current_dir(dir)
        .env("PGHOST", "127.0.0.1")
        .env("PGPORT", port.to_string())
        .env("PGUSER", "postgres")
        .env("PGCLIENTENCODING", "UTF8")
        .output()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Where the files of a new cluster come from.
#[derive(Clone, Default)]
pub enum Origin {
    /// A copy of one that initdb made.
    #[default]
    Copy,
    /// initdb with these arguments besides.
    Initdb(Vec<String>),
    /// A base backup of the server on this port.
    Backup(u16),
    /// What is in this directory.
    Files(PathBuf),
}

/// A directory with a cluster in `data`, owned by the server's user.
pub fn new_cluster_dir(programs: &Programs, origin: &Origin) -> PathBuf {
    let dir = new_dir();
    let data = dir.join("data");
    match origin {
        Origin::Copy => {
            let cache = cached_cluster(programs);
            if !(cache.exists() && copy(&cache, &data)) {
                initdb(programs, &data, &[]);
                keep_for_the_next(&data, &cache);
            }
        }
        Origin::Initdb(arguments) => initdb(programs, &data, arguments),
        Origin::Backup(port) => base_backup(programs, *port, &data),
        Origin::Files(files) => assert!(copy(files, &data), "a backup can be copied"),
    }
    dir
}

/// A directory that the server's user owns. It stays until somebody removes it: a guard, or who asked for it.
pub fn new_dir() -> PathBuf {
    // The checkout and a private TMPDIR may be closed to the server's user; /var/tmp is open to all.
    let parent = if server_user().is_some() { PathBuf::from("/var/tmp") } else { std::env::temp_dir() };
    let dir = tempfile::Builder::new()
        .prefix("agentmon-")
        .tempdir_in(parent)
        .expect("a directory can be made")
        .keep();
    if let Some((uid, gid)) = server_user() {
        chown(&dir, Some(uid), Some(gid)).expect("root may give a directory away");
    }
    dir
}

/// Copies a running server, as a backup or as the beginning of a standby.
pub fn base_backup(programs: &Programs, port: u16, to: &Path) {
    let output = command(programs, "pg_basebackup")
        .args([
            "--no-sync",
            "--checkpoint=fast",
            "-h",
            "127.0.0.1",
            "-U",
            "postgres",
            "-p",
            &port.to_string(),
            "-D",
        ])
        .arg(to)
        .current_dir("/")
        .output()
        .expect("pg_basebackup can be run");
    assert!(output.status.success(), "pg_basebackup: {}", String::from_utf8_lossy(&output.stderr));
}

/// initdb takes a second or two, a copy of what it made a tenth of that; so one is kept per version.
fn cached_cluster(programs: &Programs) -> PathBuf {
    let output =
        command(programs, "initdb").arg("--version").current_dir("/").output().expect("initdb can be run");
    let version: String = String::from_utf8_lossy(&output.stdout)
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    let user = server_user().map_or(String::new(), |(uid, _)| format!("-{uid}"));
    target_dir().join(format!("test-cluster-{}{user}", version.trim_matches('-')))
}

fn initdb(programs: &Programs, data: &Path, arguments: &[String]) {
    let output = command(programs, "initdb")
        .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        .args(arguments)
        .arg("-D")
        .arg(data)
        .current_dir("/")
        .output()
        .expect("initdb can be run");
    assert!(output.status.success(), "initdb: {}", String::from_utf8_lossy(&output.stderr));
}

/// Other test processes may do the same at the same time: each copies to a name of its own, and the first rename wins.
fn keep_for_the_next(data: &Path, cache: &Path) {
    let ours = cache.with_extension(std::process::id().to_string());
    if !(copy(data, &ours) && fs::rename(&ours, cache).is_ok()) {
        // Nobody misses a copy that could not be kept.
        let _ = fs::remove_dir_all(&ours);
    }
}

fn copy(from: &Path, to: &Path) -> bool {
    Command::new("cp").arg("-a").arg(from).arg(to).status().is_ok_and(|status| status.success())
}
