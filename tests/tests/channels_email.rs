//! The real daemon and a real mail server: each address by itself, and servers with certificates of their own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use agentmon_tests::alerting::{MAIL_FROM, MAIL_TO, log};
use agentmon_tests::sql::{row, run};
use agentmon_tests::stage::Stage;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Daemon, SmtpServer};

/// Mails by address.
fn copies(smtp: &SmtpServer) -> BTreeMap<String, usize> {
    let mut copies = BTreeMap::new();
    for address in smtp.mails().into_iter().flat_map(|mail| mail.rcpt_to) {
        *copies.entry(address).or_default() += 1;
    }
    copies
}

async fn email(stage: &Stage, to: &str) {
    run(
        &stage.client,
        &format!(
            "UPDATE monitoring.notification_channels SET settings = '{{\"to\": {to}}}', send_resolved = true, fallback = 'sms' WHERE name = 'email';
             UPDATE monitoring.notification_routes SET channels = '{{email}}', group_interval = '300 milliseconds';
             UPDATE monitoring.settings SET value = '500 milliseconds' WHERE name = 'delivery_retry_most'"
        ),
    )
    .await;
}

#[tokio::test]
async fn an_address_that_is_full_or_gone_hurts_no_other_and_survives_restarts() {
    let mut stage = Stage::set("mail_addresses").await;
    email(&stage, r#"["ok@example.org", "full@example.org", "gone@example.org", "fine@example.org"]"#).await;
    stage.smtp.answer_about("full@example.org", "452 4.2.2 mailbox full").await;
    stage.smtp.answer_about("gone@example.org", "550 5.1.1 no such user").await;
    let daemon = stage.mail_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let attempts = async |least: u32| {
        let sql = format!("SELECT attempt >= {least} FROM monitoring.notifications");
        eventually_true("attempts", DEADLINE, async || row(&stage.client, &sql).await == "t").await;
    };
    stage.smtp.wait_for_mails(1).await;
    attempts(3).await;
    daemon.kill_9();
    let mut daemon = stage.mail_daemon().await;
    attempts(6).await;
    let told = BTreeMap::from([("ok@example.org".to_owned(), 1), ("fine@example.org".to_owned(), 1)]);
    assert_eq!(copies(&stage.smtp), told);
    let open = "SELECT state || ' ' || (progress -> 'refused') || (progress #>> '{waiting,full@example.org}') FROM monitoring.notifications";
    let open = row(&stage.client, open).await;
    assert!(open.contains("gone@example.org") && open.contains("5.1.1") && open.contains("4.2.2"), "{open}");
    let blamed = "SELECT count(*) FROM monitoring.channel_circuits";
    assert_eq!(row(&stage.client, blamed).await, "0", "the channel works");

    // The others hear the end while one still has not heard the beginning, and that one hears the end alone.
    run(&stage.client, "SELECT monitoring.resolve_alert(id) FROM monitoring.alerts").await;
    eventually_true("the end to be told", DEADLINE, async || {
        copies(&stage.smtp).get("ok@example.org") == Some(&2)
    })
    .await;
    stage.smtp.behave().await;
    let sent = stage.settled(2, &["sent"]).await;
    assert_eq!(sent.len(), 2);
    let mails = stage.smtp.mails();
    let of = |who: &str| -> Vec<_> {
        let his = mails.iter().filter(|mail| mail.rcpt_to.iter().any(|to| to == who));
        his.map(|mail| mail.headers["subject"].starts_with("[RESOLVED]")).collect()
    };
    assert_eq!(of("ok@example.org"), [false, true]);
    assert_eq!(of("fine@example.org"), [false, true]);
    assert_eq!(of("full@example.org").last(), Some(&true), "the last word is the true one");
    assert!(of("full@example.org").len() <= 2);
    assert!(stage.twilio.requests().is_empty(), "nobody stood in");
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn an_address_at_which_the_server_hangs_or_closes_is_given_up_alone() {
    for (n, answer) in ["hang", "cut", "421 4.7.0 enough"].into_iter().enumerate() {
        let mut stage = Stage::set(["mail_hangs", "mail_cuts", "mail_closes"][n]).await;
        email(&stage, r#"["odd@example.org", "ok@example.org"]"#).await;
        run(&stage.client, "UPDATE monitoring.settings SET value = '3' WHERE name = 'delivery_attempts'")
            .await;
        stage.smtp.answer_about("odd@example.org", answer).await;
        let _daemon = stage.mail_daemon().await;
        log(&stage.client, "a", "error", "fails").await;
        let sent = stage.settled(1, &["sent"]).await;
        assert_eq!(copies(&stage.smtp), BTreeMap::from([("ok@example.org".to_owned(), 1)]), "{answer}");
        assert_eq!(sent[0].attempt, 3, "{answer}");
        let error = sent[0].last_error.as_deref().unwrap_or_default();
        assert!(error.contains("odd@example.org"), "{answer}: {error}");
    }
}

#[tokio::test]
async fn where_every_address_is_refused_the_fallback_is_told() {
    let mut stage = Stage::set("mail_refused").await;
    email(&stage, r#"["gone@example.org", "left@example.org"]"#).await;
    stage.smtp.answer_about("gone@example.org", "550 5.1.1 no such user").await;
    stage.smtp.answer_about("left@example.org", "551 5.1.6 has moved").await;
    let _daemon = stage.daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let all = stage.settled(2, &["dead", "sent"]).await;
    assert_eq!((all[0].state.as_str(), all[1].channel.as_str()), ("dead", "sms"));
    let error = all[0].last_error.as_deref().unwrap_or_default();
    assert!(error.contains("gone@example.org") && error.contains("5.1.6"), "{error}");
    // Sent again, they are asked for again.
    stage.smtp.behave().await;
    run(&stage.client, "SELECT monitoring.replay_notifications('email')").await;
    stage.settled(2, &["sent"]).await;
    assert_eq!(copies(&stage.smtp).len(), 2);
}

#[tokio::test]
async fn greylisting_is_waited_out_and_blames_nobody() {
    let mut stage = Stage::set("mail_grey").await;
    email(&stage, r#""ops@example.org""#).await;
    stage.smtp.answer_about("ops@example.org", "451 4.7.1 greylisted, come back later").await;
    let _daemon = stage.mail_daemon().await;
    for agent in ["a", "b", "c"] {
        log(&stage.client, agent, "error", "fails").await;
    }
    let tried = "SELECT min(attempt) >= 2 AND count(*) = 3 FROM monitoring.notifications";
    eventually_true("attempts", DEADLINE, async || row(&stage.client, tried).await == "t").await;
    let status = "SELECT status FROM monitoring.channel_status WHERE name = 'email'";
    assert_eq!(row(&stage.client, status).await, "ok");
    stage.smtp.behave().await;
    stage.settled(3, &["sent"]).await;
    assert_eq!(copies(&stage.smtp), BTreeMap::from([("ops@example.org".to_owned(), 3)]));
}

/// Certificates as administrators make them, each with its key in one file.
struct Certificates(tempfile::TempDir);

impl Certificates {
    fn made() -> Self {
        let made = Self(tempfile::tempdir().expect("a directory"));
        let script = r"
            exec 2>/dev/null; set -e
            own() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout $1.key -out $1.crt $2 $3 $4 $5; cat $1.key $1.crt > $1.pem; }
            own own -subj /CN=localhost -addext subjectAltName=DNS:localhost
            own nameless -subj /CN=mail.internal
            own ca -subj /CN=ca
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout leaf.key -out leaf.csr -subj /CN=localhost
            printf 'subjectAltName=DNS:localhost' > leaf.ext
            openssl x509 -req -in leaf.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.crt
            cat leaf.key leaf.crt > leaf.pem
        ";
        let done = Command::new("sh").args(["-c", script]).current_dir(made.0.path()).status();
        assert!(done.expect("sh runs").success(), "openssl makes certificates");
        made
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

async fn send_test(url: String, ca_file: Option<&Path>) -> (Option<i32>, String) {
    let daemon = Daemon::command("send-test").arg("--channel").arg("email");
    let mut daemon =
        daemon.env("ALERT_EMAIL", MAIL_TO).env("ALERT_EMAIL_FROM", MAIL_FROM).env("SMTP_URL", url);
    if let Some(path) = ca_file {
        daemon = daemon.env("SMTP_CA_FILE", path.display().to_string());
    }
    let output = tokio::task::spawn_blocking(move || daemon.run_to_end()).await.expect("it ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test]
async fn a_server_with_a_certificate_of_its_own_is_reached_by_its_file_or_refused_with_the_words_that_help() {
    let made = Certificates::made();
    for from_the_start in [false, true] {
        for (certificate, trusted, wrong) in [
            ("own", "own.crt", "leaf.crt"),
            ("nameless", "nameless.crt", "own.crt"),
            ("leaf", "ca.crt", "own.crt"),
        ] {
            let server =
                SmtpServer::start_with_tls(&made.file(&format!("{certificate}.pem")), from_the_start).await;
            let scheme = if from_the_start { "smtps" } else { "smtp" };
            let url = format!("{scheme}://localhost:{}", server.port());
            let (code, errors) = send_test(url.clone(), None).await;
            assert_eq!(code, Some(1), "{certificate}: {errors}");
            assert!(errors.contains("in SMTP_CA_FILE"), "{certificate}: {errors}");
            let (code, errors) = send_test(url.clone(), Some(&made.file(wrong))).await;
            assert_eq!(code, Some(1), "{certificate}: {errors}");
            assert!(errors.contains("SMTP_CA_FILE"), "{certificate}: {errors}");
            assert!(server.mails().is_empty(), "nothing is told to a server that is not known");
            let (code, errors) = send_test(url, Some(&made.file(trusted))).await;
            assert_eq!(code, Some(0), "{certificate} by {trusted}: {errors}");
            assert_eq!(server.mails().len(), 1);
        }
    }
    // The authority's word is worth nothing for another name.
    let server = SmtpServer::start_with_tls(&made.file("leaf.pem"), false).await;
    let url = format!("smtp://127.0.0.1:{}", server.port());
    let (code, errors) = send_test(url, Some(&made.file("ca.crt"))).await;
    assert_eq!((code, server.mails().len()), (Some(1), 0), "{errors}");
    assert!(errors.contains("another name than 127.0.0.1"), "{errors}");
}

#[tokio::test]
async fn a_file_of_certificates_that_cannot_be_used_is_a_wrong_setting() {
    let made = Certificates::made();
    std::fs::write(made.file("empty"), "").expect("a file");
    for (name, part) in [
        ("nowhere", "cannot be read"),
        ("empty", "holds no certificate"),
        ("own.key", "holds no certificate"),
    ] {
        let (code, errors) = send_test("smtp://127.0.0.1:1".to_owned(), Some(&made.file(name))).await;
        assert_eq!((code, errors.lines().count()), (Some(64), 1), "{name}: {errors}");
        assert!(errors.contains("SMTP_CA_FILE") && errors.contains(part), "{name}: {errors}");
    }
}
