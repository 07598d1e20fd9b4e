//! A real PgBouncer before a cluster, in transaction mode: each transaction may get another session than the last one.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tokio_postgres::{NoTls, SimpleQueryMessage};

use crate::Cluster;
use crate::cluster::{free_port, server_user};
use crate::target_dir;
use crate::wait::{DEADLINE, eventually};

/// A running PgBouncer; it ends with its owner.
pub struct PgBouncer {
    process: Child,
    port: u16,
    // Its settings, which it reads once.
    _dir: tempfile::TempDir,
}

/// Debian's, or the one that `scripts/clients.sh` has unpacked.
fn program() -> PathBuf {
    let unpacked = target_dir().join("clients/debian/usr/sbin/pgbouncer");
    if unpacked.exists() { unpacked } else { PathBuf::from("/usr/sbin/pgbouncer") }
}

impl PgBouncer {
    /// Before a database, with two sessions that it hands out in turn to each of these logins.
    pub async fn start(cluster: &Cluster, database: &str, logins: &[&str]) -> Self {
        let parent = if server_user().is_some() { PathBuf::from("/var/tmp") } else { std::env::temp_dir() };
        let dir =
            tempfile::Builder::new().prefix("agentmon-pgbouncer-").tempdir_in(parent).expect("a directory");
        let users: String = logins.iter().map(|login| format!("\"{login}\" \"\"\n")).collect();
        let users_path = dir.path().join("users");
        fs::write(&users_path, users).expect("the users");
        let port = free_port();
        let settings = format!(
            "[databases]\n{database} = host=127.0.0.1 port={} dbname={database}\n\
             [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n\
             auth_type = trust\nauth_file = {}\npool_mode = transaction\n\
             default_pool_size = 2\nserver_round_robin = 1\n",
            cluster.port(),
            users_path.display()
        );
        let settings_path = dir.path().join("pgbouncer.ini");
        fs::write(&settings_path, settings).expect("the settings");
        let mut command = Command::new(program());
        if let Some((uid, gid)) = server_user() {
            // It refuses root.
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).expect("a mode");
            for path in [dir.path(), &users_path, &settings_path] {
                chown(path, Some(uid), Some(gid)).expect("root may give files away");
            }
            command.uid(uid).gid(gid);
        }
        let process = command
            .arg("-q")
            .arg(&settings_path)
            .env("LD_LIBRARY_PATH", target_dir().join("clients/debian/libraries"))
            .current_dir(dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pgbouncer can be started");
        let bouncer = Self { process, port, _dir: dir };
        for login in logins {
            bouncer.open_both_sessions(&bouncer.url(database, login)).await;
        }
        bouncer
    }

    /// A connection string through it.
    #[must_use]
    pub fn url(&self, database: &str, login: &str) -> String {
        format!("postgresql://{login}@127.0.0.1:{}/{database}", self.port)
    }

    /// Two transactions at once, so that from then on there are two sessions to take turns.
    async fn open_both_sessions(&self, url: &str) {
        let mut held = Vec::new();
        let mut sessions = Vec::new();
        for _ in 0..2 {
            let (client, connection) = eventually("PgBouncer to accept connections", DEADLINE, async || {
                tokio_postgres::connect(url, NoTls).await.ok()
            })
            .await;
            tokio::spawn(connection);
            let answer = client.simple_query("BEGIN; SELECT pg_backend_pid()").await.expect("a session");
            sessions.extend(answer.iter().find_map(|message| match message {
                SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            }));
            held.push(client);
        }
        assert_ne!(sessions[0], sessions[1], "two transactions, two sessions");
        for client in held {
            client.simple_query("COMMIT").await.expect("a session");
        }
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        // It has nothing to tidy up.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
