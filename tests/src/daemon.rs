//! The real agentmon-notifier, started as a user starts it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

pub use rustix::process::Signal;
use rustix::process::{Pid, kill_process};

use crate::lines::Lines;
use crate::target_dir;
use crate::wait::{DEADLINE, eventually, eventually_true};

/// A daemon to be: its arguments and its environment, which holds nothing that the test has not put there.
pub struct DaemonBuilder {
    arguments: Vec<String>,
    env: BTreeMap<String, String>,
}

impl DaemonBuilder {
    /// Sets a variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.insert(name.to_owned(), value.into());
        self
    }

    /// Adds an argument behind those it has.
    #[must_use]
    pub fn arg(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command.args(&self.arguments).env_clear().envs(&self.env).stdin(Stdio::null());
        // What a developer sets to look into the daemon still reaches it.
        for name in ["PATH", "HOME", "RUST_BACKTRACE", "LLVM_PROFILE_FILE"] {
            if let (Some(value), false) = (std::env::var_os(name), self.env.contains_key(name)) {
                command.env(name, value);
            }
        }
        command
    }

    /// Starts it and returns at once.
    #[must_use]
    pub fn start(&self) -> Daemon {
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", binary().display()));
        let output = Lines::default();
        output.follow(child.stdout.take().expect("stdout is a pipe"));
        output.follow(child.stderr.take().expect("stderr is a pipe"));
        Daemon { child, output }
    }

    /// Runs it to its end, for subcommands and for settings that it must refuse.
    #[must_use]
    pub fn run_to_end(&self) -> std::process::Output {
        self.command().output().unwrap_or_else(|error| panic!("cannot run {}: {error}", binary().display()))
    }
}

/// A running daemon; dropping it kills it.
pub struct Daemon {
    child: Child,
    output: Lines,
}

impl Daemon {
    /// `agentmon-notifier run` on a database.
    #[must_use]
    pub fn run(database_url: impl Into<String>) -> DaemonBuilder {
        // Tests that count metrics do not want those of the host that they run on.
        Self::command("run").env("DATABASE_URL", database_url).env("AGENTMON_COLLECT_INTERVAL", "off")
    }

    /// Any subcommand, with an empty environment.
    #[must_use]
    pub fn command(subcommand: &str) -> DaemonBuilder {
        DaemonBuilder { arguments: vec![subcommand.to_owned()], env: BTreeMap::new() }
    }

    /// What it has written so far to stdout and stderr, by line.
    #[must_use]
    pub fn output(&self) -> Vec<String> {
        self.output.all()
    }

    /// Waits for a line that contains `text`, and returns it; a daemon that ends before is a failure.
    pub async fn wait_for(&mut self, text: &str) -> String {
        self.wait_for_within(text, DEADLINE).await
    }

    /// The same with another deadline.
    pub async fn wait_for_within(&mut self, text: &str, timeout: Duration) -> String {
        let output = self.output.clone();
        let find = || output.find(|line| line.contains(text).then(|| line.to_owned()));
        eventually(&format!("a line with {text:?} from the daemon"), timeout, async || {
            // Asked in this order, or its last line could come between the two answers.
            let ended = self.child.try_wait().expect("a child can be asked");
            let found = find();
            assert!(
                found.is_some() || ended.is_none(),
                "the daemon ended ({ended:?}) without a line with {text:?}:\n{}",
                output.all().join("\n")
            );
            found
        })
        .await
    }

    /// True as long as it has not ended.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child can be asked").is_none()
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("a child can be signalled");
    }

    /// The memory that it holds, in kB.
    #[must_use]
    pub fn resident_kb(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("a running process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line VmRSS");
        line.trim().trim_end_matches(" kB").parse().expect("a number of kB")
    }

    /// Ends it as a crash would.
    pub fn kill_9(mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a killed child can be waited for");
    }

    /// Asks it to end, as an init system does, and returns how it did.
    pub async fn terminate(&mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        self.wait().await
    }

    /// Waits for its end.
    pub async fn wait(&mut self) -> ExitStatus {
        self.wait_within(DEADLINE).await
    }

    /// The same with another deadline.
    pub async fn wait_within(&mut self, timeout: Duration) -> ExitStatus {
        let child = &mut self.child;
        eventually("the daemon to end", timeout, async || child.try_wait().expect("a child can be asked"))
            .await
    }

    /// Waits until it has written at least `count` lines that contain `text`.
    pub async fn wait_for_lines(&self, text: &str, count: usize) {
        eventually_true(&format!("{count} lines with {text:?}"), DEADLINE, async || {
            self.output.all().iter().filter(|line| line.contains(text)).count() >= count
        })
        .await;
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- the daemon's output\n{}\n---", self.output.all().join("\n"));
        }
        // Both fail only for one that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary under test: what `AGENTMON_NOTIFIER` says, else the newer one of the release and the debug build.
#[must_use]
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("AGENTMON_NOTIFIER") {
        return path.into();
    }
    let built = ["release", "debug"].map(|profile| target_dir().join(profile).join("agentmon-notifier"));
    let newest = built
        .into_iter()
        .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
        .max_by_key(|(modified, _)| *modified);
    let found = newest.map(|(_, path)| path);
    found.expect("agentmon-notifier is not built; `make install` builds it")
}
