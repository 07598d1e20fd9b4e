//! A real SMTP server (Python's aiosmtpd) as a child process, and the mails that it took.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tempfile::NamedTempFile;

use crate::lines::Lines;
use crate::wait::{DEADLINE, eventually};
use crate::workspace_root;

/// A mail that the server accepted.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// Sender of the envelope.
    pub mail_from: String,
    /// Recipients of the envelope.
    pub rcpt_to: Vec<String>,
    /// The mail's headers, decoded, by name in lower case.
    pub headers: BTreeMap<String, String>,
    /// The text part, decoded.
    pub text: String,
    /// The HTML part, decoded; empty where there is none.
    pub html: String,
    /// All of it, as it came.
    pub raw: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Listening(u16),
    Done(String),
}

/// A running server; it ends with its owner, because its standard input does.
pub struct SmtpServer {
    child: Child,
    commands: Option<ChildStdin>,
    output: Lines,
    /// A line of JSON for each mail, written before the mail is answered.
    log: NamedTempFile,
    port: u16,
}

impl SmtpServer {
    /// On a free port; anybody may send.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// On a free port; only this user may send.
    pub async fn start_with_user(user: &str, password: &str) -> Self {
        Self::start_with(&["--auth", &format!("{user}:{password}")]).await
    }

    /// On a free port; with the key and certificate in this PEM file, it insists on STARTTLS, or begins with TLS.
    pub async fn start_with_tls(certificate: &Path, from_the_start: bool) -> Self {
        let certificate = certificate.to_str().expect("a path of UTF-8");
        let mut arguments = vec!["--certificate", certificate];
        arguments.extend(from_the_start.then_some("--smtps"));
        Self::start_with(&arguments).await
    }

    async fn start_with(arguments: &[&str]) -> Self {
        let log = NamedTempFile::new().expect("a file for the mails");
        let mut child = Command::new(python())
            .arg(workspace_root().join("tests/smtp_server.py"))
            .arg("--log")
            .arg(log.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the SMTP server can be started");
        let output = Lines::default();
        output.follow(child.stdout.take().expect("stdout is a pipe"));
        let commands = child.stdin.take();
        let mut server = Self { child, commands, output, log, port: 0 };
        server.port = eventually("the SMTP server to listen", DEADLINE, async || {
            let ended = server.child.try_wait().expect("a child can be asked");
            assert!(ended.is_none(), "the SMTP server ended with {ended:?}");
            server.output.find(|line| match parse(line) {
                Line::Listening(port) => Some(port),
                Line::Done(_) => None,
            })
        })
        .await;
        server
    }

    /// What to give as SMTP_URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Where it listens, on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The mails accepted so far: all that somebody has an answer to.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        let log = fs::read_to_string(self.log.path()).expect("the server writes UTF-8");
        // What is behind the last end of line is being written.
        let whole = log.rsplit_once('\n').map_or("", |(whole, _)| whole);
        whole.lines().map(parse).collect()
    }

    /// Waits until there are `count` mails, and returns them.
    pub async fn wait_for_mails(&self, count: usize) -> Vec<Mail> {
        eventually(&format!("{count} mails"), DEADLINE, async || {
            let mails = self.mails();
            (mails.len() >= count).then_some(mails)
        })
        .await
    }

    /// Answers the next `count` mails with 451: try again later.
    pub async fn fail_temporarily(&mut self, count: usize) {
        self.command(&format!("temporary {count}")).await;
    }

    /// Answers the next `count` mails with 550: never.
    pub async fn fail_permanently(&mut self, count: usize) {
        self.command(&format!("permanent {count}")).await;
    }

    /// Leaves the next `count` mails without an answer.
    pub async fn hang(&mut self, count: usize) {
        self.command(&format!("hang {count}")).await;
    }

    /// Takes the next `count` mails and cuts the connection before the answer: the sender cannot know.
    pub async fn lose_answers(&mut self, count: usize) {
        self.command(&format!("drop {count}")).await;
    }

    /// Answers so about an address, from now on; "hang" and "cut" are answers too.
    pub async fn answer_about(&mut self, address: &str, answer: &str) {
        self.command(&format!("rcpt {address} {answer}")).await;
    }

    /// Forgets the faults to come.
    pub async fn behave(&mut self) {
        self.command("good").await;
    }

    /// Returns when the server has taken the command in, so that the next mail meets it.
    async fn command(&mut self, command: &str) {
        let acknowledged = |lines: &Lines| {
            let done = |line: &String| matches!(parse(line), Line::Done(done) if done == command);
            lines.all().iter().filter(|line| done(line)).count()
        };
        let before = acknowledged(&self.output);
        let pipe = self.commands.as_mut().expect("it is there until the drop");
        writeln!(pipe, "{command}").expect("the SMTP server reads its commands");
        eventually("the SMTP server to take a command", DEADLINE, async || {
            (acknowledged(&self.output) > before).then_some(())
        })
        .await;
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        drop(self.commands.take());
        // Both fail only for one that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn parse<T: DeserializeOwned>(line: &str) -> T {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("the SMTP server wrote {line:?}: {error}"))
}

/// The first Python that has aiosmtpd: the system's own comes first, because that is where the package is installed.
fn python() -> &'static str {
    static PYTHON: OnceLock<&'static str> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let has_aiosmtpd = |python: &&str| {
            let status = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        };
        let found = ["/usr/bin/python3", "python3"].into_iter().find(has_aiosmtpd);
        found.expect("no Python has aiosmtpd; `make setup` installs it")
    })
}
