//! Harness of the client-side tests: what a test needs to stand where a user, an application or a provider stands.
//!
//! Throw-away PostgreSQL clusters, the real daemon, a fake Twilio that holds every request against Twilio's own
//! description of its API, receivers of hooks that do the same by theirs, a real SMTP server, and the documentation's own examples. The tests wait for conditions,
//! never for a time to pass: see [`wait::eventually`].

pub mod alerting;
pub mod channels;
pub mod cluster;
pub mod daemon;
pub mod dice;
pub mod doc_sql;
mod endpoint;
pub mod extension;
pub mod facts;
pub mod fault;
pub mod filled;
mod guard;
pub mod hooks;
pub mod http;
pub mod inject;
mod lines;
pub mod modules;
pub mod notify_socket;
pub mod oracle;
pub mod outbox;
pub mod pgbouncer;
pub mod postgrest;
pub mod proxy;
pub mod rules;
pub mod samples;
pub mod scenario;
pub mod smtp;
mod socket;
pub mod sql;
pub mod stage;
pub mod stand_in;
pub mod twilio;
pub mod wait;

pub use cluster::{Cluster, shared_cluster};
pub use daemon::Daemon;
pub use extension::setup_database;
pub use pgbouncer::PgBouncer;
pub use smtp::SmtpServer;
pub use twilio::TwilioFake;
pub use wait::eventually;

use std::path::{Path, PathBuf};

/// The top of the checkout.
#[must_use]
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the workspace").to_path_buf()
}

/// Cargo's target directory, found from where this test binary runs: only cargo knows what decided it.
#[must_use]
pub fn target_dir() -> PathBuf {
    let exe = std::env::current_exe().expect("a process knows its binary");
    // <target>/<profile>/deps/<test>, or <target>/<profile>/<binary>
    let profile_dir =
        exe.ancestors().skip(1).find(|dir| !dir.ends_with("deps")).expect("a profile directory");
    profile_dir.parent().expect("a target directory").to_path_buf()
}
