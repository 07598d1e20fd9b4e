//! The daemon as a systemd service: what it tells the service manager, and the unit file.

use std::path::Path;
use std::process::Command;

use agentmon_tests::alerting::{daemon_on, log};
use agentmon_tests::daemon::{Signal, binary};
use agentmon_tests::notify_socket::NotifySocket;
use agentmon_tests::stage::Stage;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::workspace_root;

/// Whether a message holds this assignment, as a line of its own.
fn says(message: &str, assignment: &str) -> bool {
    message.lines().any(|line| line == assignment)
}

fn number(message: &str, name: &str) -> u64 {
    let value = message.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("{name} in {message:?}")).parse().expect("a number")
}

#[tokio::test]
async fn the_service_manager_hears_of_start_reload_and_stop() {
    let stage = Stage::set("service").await;
    let manager = NotifySocket::listen().await;
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp)
        .env("NOTIFY_SOCKET", manager.path().display().to_string())
        .start();
    let (ready, message) = manager.wait_for("READY=1", 0).await;
    assert_eq!(ready, 0, "nothing before it");
    assert!(says(&message, "READY=1") && says(&message, "STATUS=connecting to the database"), "{message:?}");
    manager.wait_for("STATUS=connected; channels: sms,email", 0).await;
    assert!(!manager.messages().iter().any(|message| message.contains("WATCHDOG")), "nobody asked for it");

    let before = manager.messages().len();
    daemon.signal(Signal::HUP);
    let (reloading, message) = manager.wait_for("RELOADING=1", before).await;
    // systemd holds the two against each other: READY=1 of a reload is one that was said after this time.
    assert!(number(&message, "MONOTONIC_USEC") > 0, "{message:?}");
    let (again, message) = manager.wait_for("READY=1", reloading).await;
    assert_eq!(again, reloading + 1);
    assert!(says(&message, "STATUS=connected; channels: sms,email"), "{message:?}");

    let before = manager.messages().len();
    assert!(daemon.terminate().await.success());
    manager.wait_for("STOPPING=1", before).await;
}

#[tokio::test]
async fn a_database_that_is_away_is_a_status_and_no_failure() {
    let manager = NotifySocket::listen().await;
    let mut daemon = agentmon_tests::Daemon::run("postgresql://nobody@127.0.0.1:1/nowhere")
        .env("NOTIFY_SOCKET", manager.path().display().to_string())
        .start();
    manager.wait_for("READY=1", 0).await;
    let (_, message) = manager.wait_for("STATUS=waiting for the database: ", 0).await;
    assert!(message.contains("refused") && message.lines().count() == 1, "{message:?}");
    assert!(daemon.terminate().await.success());
    manager.wait_for("STOPPING=1", 0).await;
}

#[tokio::test]
async fn wrong_new_settings_are_in_the_status() {
    let stage = Stage::set("service_refused").await;
    let manager = NotifySocket::listen().await;
    let dir = tempfile::TempDir::new().expect("a directory");
    let file = dir.path().join("notifier.toml");
    std::fs::write(&file, "poll_interval = '300ms'\n").expect("a file");
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp)
        .env("AGENTMON_CONFIG", file.display().to_string())
        .env("NOTIFY_SOCKET", manager.path().display().to_string())
        .start();
    manager.wait_for("STATUS=connected", 0).await;
    std::fs::write(&file, "what = 'is this'\n").expect("a file");
    let before = manager.messages().len();
    daemon.signal(Signal::HUP);
    let (_, message) = manager.wait_for("READY=1", before).await;
    assert!(message.contains("new settings were refused") && message.contains("what"), "{message:?}");
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn the_watchdog_is_fed_while_the_loop_comes_round() {
    let stage = Stage::set("watchdog").await;
    let manager = NotifySocket::listen().await;
    let start = |pid: Option<u32>| {
        let daemon = agentmon_tests::Daemon::run("postgresql://nobody@127.0.0.1:1/nowhere")
            .env("NOTIFY_SOCKET", manager.path().display().to_string())
            .env("WATCHDOG_USEC", "200000");
        match pid {
            Some(pid) => daemon.env("WATCHDOG_PID", pid.to_string()).start(),
            None => daemon.start(),
        }
    };
    let fed = || manager.messages().iter().filter(|message| says(message, "WATCHDOG=1")).count();
    let mut daemon = start(None);
    eventually_true("five signs of life", DEADLINE, async || fed() >= 5).await;
    // As long as it stops as it should, too.
    assert!(daemon.terminate().await.success());
    let before = manager.messages().len();
    // Meant for another process.
    let mut other = start(Some(1));
    let (_, _) = manager.wait_for("STATUS=waiting for the database", before).await;
    assert!(other.terminate().await.success());
    let later = manager.messages().split_off(before);
    assert!(!later.iter().any(|message| message.contains("WATCHDOG")), "{later:?}");
    drop(stage);
}

fn unit() -> String {
    std::fs::read_to_string(workspace_root().join("dist/agentmon-notifier.service")).expect("the unit file")
}

#[test]
fn the_unit_agrees_with_the_daemon() {
    let unit = unit();
    let value = |name: &str| {
        let found = unit.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        found.unwrap_or_else(|| panic!("no {name} in the unit"))
    };
    assert_eq!(value("Type"), "notify");
    assert_eq!(value("NotifyAccess"), "main");
    assert_eq!(value("Restart"), "on-failure");
    assert_eq!(value("RestartPreventExitStatus"), "64", "wrong settings are not tried again and again");
    assert_eq!(value("ExecReload"), "/bin/kill -HUP $MAINPID");
    assert_eq!(value("WatchdogSec"), "30");
    let stop: u64 = value("TimeoutStopSec").parse().expect("seconds");
    assert!(stop > 60, "longer than AGENTMON_SHUTDOWN_TIMEOUT can be: {stop}");
    for name in ["DynamicUser", "NoNewPrivileges", "MemoryDenyWriteExecute", "PrivateDevices"] {
        assert_eq!(value(name), "yes", "{name}");
    }
    assert_eq!(value("ProtectSystem"), "strict");
    assert!(
        unit.contains("LoadCredential=database-url:") && unit.contains("DATABASE_URL_FILE=%d/database-url")
    );
}

#[tokio::test]
async fn without_a_service_manager_nothing_is_different() {
    let stage = Stage::set("no_manager").await;
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp)
        .env("NOTIFY_SOCKET", "/nowhere/at/all")
        .env("WATCHDOG_USEC", "no number")
        .start();
    log(&stage.client, "a", "error", "fails").await;
    stage.settled(2, &["sent"]).await;
    assert!(daemon.terminate().await.success());
}

/// Passed over, and counted as such, on machines without it.
mod needs_systemd_analyze {
    use super::*;

    /// systemd's own opinion of the unit; the program that it starts need not be installed for that.
    #[test]
    fn systemd_accepts_the_unit() {
        let dir = tempfile::TempDir::new().expect("a directory");
        let path = dir.path().join("agentmon-notifier.service");
        let here = binary().display().to_string();
        let text = unit().replace("/usr/local/bin/agentmon-notifier", &here);
        assert!(text.contains(&here), "the unit starts the daemon");
        std::fs::write(&path, &text).expect("a file");
        let verify =
            |path: &Path| Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(path).output();
        let verified = verify(&path).expect("systemd-analyze is here");
        let said = String::from_utf8_lossy(&verified.stderr);
        assert!(verified.status.success() && !said.contains("agentmon-notifier.service:"), "{said}");
        // It does find what is wrong.
        std::fs::write(&path, text.replace("ProtectSystem=", "ProtectSistem=")).expect("a file");
        let said = verify(&path).expect("it ran before").stderr;
        assert!(
            String::from_utf8_lossy(&said).contains("ProtectSistem"),
            "{}",
            String::from_utf8_lossy(&said)
        );
    }
}
