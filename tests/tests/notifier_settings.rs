//! The daemon's command line: what it refuses, what it keeps to itself, and the commands that answer and end.

use agentmon_tests::alerting::{daemon_on, log, notifications, with_email, with_sms};
use agentmon_tests::daemon::DaemonBuilder;
use agentmon_tests::sql::run;
use agentmon_tests::twilio::{ACCOUNT_SID, AUTH_TOKEN, TO};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Daemon, SmtpServer, TwilioFake, setup_database, shared_cluster};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// Everything that `run` needs, in good order; the address leads nowhere, and is never tried.
const GOOD: [(&str, &str); 8] = [
    ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere"),
    ("TWILIO_ACCOUNT_SID", ACCOUNT_SID),
    ("TWILIO_AUTH_TOKEN", AUTH_TOKEN),
    ("TWILIO_PHONE_NUMBER", "+15005550006"),
    ("ALERT_PHONE_NUMBER", TO),
    ("ALERT_EMAIL", "ops@example.org"),
    ("ALERT_EMAIL_FROM", "agentmon@example.org"),
    ("SMTP_URL", "smtp://127.0.0.1:1"),
];

fn with(command: &str, changes: &[(&str, &str)]) -> DaemonBuilder {
    let all = GOOD.iter().chain(changes);
    all.fold(Daemon::command(command), |builder, (name, value)| builder.env(name, *value))
}

#[test]
fn each_wrong_setting_ends_with_64_and_one_line_that_names_it() {
    let cases: &[(&str, &str)] = &[
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "postgresql://u@h:port/x"),
        ("DATABASE_URL_FILE", "/nowhere/at/all"),
        ("TWILIO_ACCOUNT_SID", ""),
        ("TWILIO_ACCOUNT_SID", "AC123"),
        ("TWILIO_AUTH_TOKEN", ""),
        ("TWILIO_AUTH_TOKEN", "two words"),
        ("TWILIO_AUTH_TOKEN_FILE", "/nowhere/at/all"),
        ("TWILIO_PHONE_NUMBER", ""),
        ("TWILIO_PHONE_NUMBER", "15005550006"),
        ("ALERT_PHONE_NUMBER", ""),
        ("ALERT_PHONE_NUMBER", "+1 415 555 0100"),
        ("ALERT_PHONE_NUMBER", "+14155550100,+14155550101"),
        ("TWILIO_API_BASE_URL", "api.twilio.com"),
        ("TWILIO_API_BASE_URL", "ftp://api.twilio.com"),
        ("ALERT_EMAIL", ""),
        ("ALERT_EMAIL", "ops at example.org"),
        ("ALERT_EMAIL", "ops@example.org, nobody"),
        ("ALERT_EMAIL_FROM", ""),
        ("ALERT_EMAIL_FROM", "agentmon"),
        ("SMTP_URL", ""),
        ("SMTP_URL", "mail.example.org"),
        ("SMTP_URL", "http://mail.example.org"),
        ("SMTP_URL", "smtp://user@mail.example.org"),
        ("SMTP_URL_FILE", "/nowhere/at/all"),
        ("AGENTMON_POLL_INTERVAL", "often"),
        ("AGENTMON_POLL_INTERVAL", "1ms"),
        ("AGENTMON_SEND_TIMEOUT", "1h"),
        ("AGENTMON_SEND_TIMEOUT", "-1s"),
        ("AGENTMON_SHUTDOWN_TIMEOUT", "500ms"),
        ("AGENTMON_SHUTDOWN_TIMEOUT", "2m"),
        ("AGENTMON_RUN_JOBS", "maybe"),
        ("AGENTMON_LOG", "a=b=c"),
        ("AGENTMON_LOG_FORMAT", "xml"),
        ("AGENTMON_WORKER", "line\nbreak"),
    ];
    for command in ["check-config", "run"] {
        for (name, value) in cases {
            let output = with(command, &[(name, value)]).run_to_end();
            let errors = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(output.status.code(), Some(64), "{command} {name}={value:?}: {errors}");
            assert_eq!(errors.lines().count(), 1, "{command} {name}={value:?}: {errors}");
            let setting = name.trim_end_matches("_FILE");
            assert!(errors.contains(setting), "{command} {name}={value:?}: {errors}");
            assert!(output.stdout.is_empty(), "{command} {name}={value:?}");
            for secret in [AUTH_TOKEN, "two words"] {
                assert!(!errors.contains(secret), "{errors}");
            }
        }
    }
    let good = with("check-config", &[]).run_to_end();
    assert_eq!(good.status.code(), Some(0), "the table's start is good: {good:?}");
}

#[test]
fn a_channel_set_by_half_names_all_that_is_missing() {
    let channels: [&[&str]; 2] = [
        &["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER", "ALERT_PHONE_NUMBER"],
        &["ALERT_EMAIL", "ALERT_EMAIL_FROM", "SMTP_URL"],
    ];
    for names in channels {
        for kept in names {
            let off: Vec<_> = names.iter().filter(|name| *name != kept).map(|name| (*name, "")).collect();
            let output = with("run", &off).run_to_end();
            let errors = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!((output.status.code(), errors.lines().count()), (Some(64), 1), "{errors}");
            let missing = errors.split(" not set;").next().unwrap_or_default();
            assert!(off.iter().all(|(name, _)| missing.contains(name)), "{errors}");
            assert!(
                !missing.contains(&format!("{kept},")) && !missing.contains(&format!("{kept} ")),
                "{errors}"
            );
        }
        let all_off: Vec<_> = names.iter().map(|name| (*name, "")).collect();
        assert_eq!(with("check-config", &all_off).run_to_end().status.code(), Some(0), "{names:?} off");
    }
}

#[test]
fn check_config_shows_where_settings_come_from_and_no_secret() {
    let token = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(token.path(), format!("{AUTH_TOKEN}\n")).expect("a file");
    let file = token.path().display().to_string();
    let output = with(
        "check-config",
        &[
            ("TWILIO_AUTH_TOKEN", ""),
            ("TWILIO_AUTH_TOKEN_FILE", &file),
            ("DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/x"),
            ("SMTP_URL", "smtp://u:hunter2@127.0.0.1:1"),
        ],
    )
    .arg("--poll-interval=7s")
    .run_to_end();
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("sms        on, to +14155550100"), "{text}");
    assert!(text.contains("email      on, to ops@example.org"), "{text}");
    assert!(
        text.contains("7s (from flag)") && text.contains(&format!("(from secret file {file})")),
        "{text}"
    );
    assert!(text.contains("the settings are valid"), "{text}");
    assert!(!text.contains(AUTH_TOKEN) && !text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn secrets_stay_out_of_every_log_level() {
    let client = setup_database(shared_cluster().await, "secrets").await;
    let twilio = TwilioFake::start().await;
    let smtp = SmtpServer::start_with_user("mailer", "mail-hunter2").await;
    let url = shared_cluster().await.url("secrets").replace("postgres@", "postgres:db-hunter2@");
    let mail_url = smtp.url().replace("smtp://", "smtp://mailer:mail-hunter2@");
    let build = |log: &str, format: &str| {
        daemon_on(url.clone(), &twilio, &smtp)
            .env("SMTP_URL", &mail_url)
            .env("AGENTMON_LOG", log)
            .env("AGENTMON_LOG_FORMAT", format)
    };
    let in_header = BASE64.encode(format!("{ACCOUNT_SID}:{AUTH_TOKEN}"));
    let in_smtp = BASE64.encode("\0mailer\0mail-hunter2");
    for (sent, (level, format)) in (1..).zip([("debug", "text"), ("trace", "json")]) {
        let mut daemon = build(level, format).start();
        log(&client, &format!("agent {level}"), "error", "fails").await;
        eventually_true("all to be sent", DEADLINE, async || {
            let all = notifications(&client).await;
            all.len() == sent * 2 && all.iter().all(|one| one.state == "sent")
        })
        .await;
        assert!(daemon.terminate().await.success());
        let output = daemon.output().join("\n");
        assert!(output.contains("provider_id"), "it does log: {output}");
        for secret in [AUTH_TOKEN, "mail-hunter2", "db-hunter2", &in_header, &in_smtp] {
            assert!(!output.contains(secret), "{secret} at level {level}:\n{output}");
        }
    }
    assert_eq!((twilio.messages().len(), smtp.mails().len()), (2, 2));
}

#[tokio::test]
async fn send_test_sends_one_message_without_a_database() {
    let (twilio, mut smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    let command = |channel: &str| {
        let daemon = Daemon::command("send-test").arg("--channel").arg(channel);
        with_email(with_sms(daemon, &twilio), &smtp)
    };
    let (sms, email, unknown) = (command("sms"), command("email"), command("pigeon"));
    let run = async |builder: DaemonBuilder| {
        let output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, out, err) = run(sms).await;
    assert_eq!(code, Some(0), "{err}");
    let texts = twilio.messages();
    assert_eq!(texts.len(), 1);
    assert_eq!(out, format!("sent: {}\n", texts[0].sid.as_deref().unwrap_or_default()));
    assert!(texts[0].body.starts_with("Test message from agentmon-notifier\n"), "{}", texts[0].body);
    twilio.assert_no_violations();

    let (code, _, err) = run(email).await;
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(smtp.wait_for_mails(1).await[0].headers["subject"], "Test message from agentmon-notifier");

    let (code, _, err) = run(unknown).await;
    assert_eq!((code, err.lines().count()), (Some(64), 1), "{err}");
    assert!(err.contains("pigeon") && err.contains("sms, email"), "{err}");

    let off = Daemon::command("send-test").arg("--channel").arg("sms");
    let (code, _, err) = run(off).await;
    assert_eq!((code, err.lines().count()), (Some(64), 1), "{err}");
    assert!(err.contains("TWILIO_ACCOUNT_SID"), "{err}");

    smtp.fail_permanently(1).await;
    let failing = with_email(Daemon::command("send-test").arg("--channel").arg("email"), &smtp);
    let (code, out, err) = run(failing).await;
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("not sent (final)") && err.contains("550"), "{err}");
}

#[tokio::test]
async fn status_shows_jobs_daemons_and_the_outbox() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "status").await;
    log(&client, "a", "error", "fails").await;
    client
        .batch_execute("SELECT monitoring.process_alerts(); SELECT monitoring.register_notifier('w-1', '9.9.9', '{sms}')")
        .await
        .expect("a step");
    let login = cluster.login_for("agentmon_notifier").await;
    let url = cluster.url_as("status", &login);
    let output = Daemon::command("status").env("DATABASE_URL", url).run_to_end();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for part in ["Jobs\n", "refresh", "Notifiers\n", "w-1", "9.9.9", "Notifications\n", "pending  2"] {
        assert!(text.contains(part), "{part:?} in\n{text}");
    }
    let nowhere = cluster.url("there_is_no_such_database");
    let output = Daemon::command("status").env("DATABASE_URL", nowhere).run_to_end();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), errors.lines().count()), (Some(1), 1), "{errors}");
    assert!(errors.contains("check the database name in DATABASE_URL"), "{errors}");
}

#[tokio::test]
async fn status_shows_what_is_dead_or_unknown_and_channels_and_silences_where_there_are_some() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "status_more").await;
    for agent in ["a", "b"] {
        log(&client, agent, "error", "fails").await;
    }
    run(
        &client,
        "SELECT monitoring.process_alerts();
         UPDATE monitoring.notifications SET state = 'dead', settled_at = '2031-01-02 03:04:05+00', last_error = 'line\none'
         WHERE channel = 'sms';
         DROP VIEW IF EXISTS monitoring.channel_status CASCADE;
         DROP TABLE IF EXISTS monitoring.silences CASCADE;",
    )
    .await;
    let url = cluster.url("status_more");
    let status = || {
        let output = Daemon::command("status").env("DATABASE_URL", &url).run_to_end();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let text = status();
    let dead = text.split("Dead and unknown, the latest ten\n").nth(1).unwrap_or_else(|| panic!("{text}"));
    let lines: Vec<_> = dead.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].contains("sms  ") && lines[1].ends_with("2031-01-02 03:04:05 UTC  line one"), "{text}");
    assert!(!text.contains("Channels") && !text.contains("silences"), "{text}");

    run(
        &client,
        "CREATE VIEW monitoring.channel_status AS
             SELECT 'sms'::text AS channel, 'open'::text AS circuit, NULL::timestamptz AS until
             UNION ALL SELECT 'email', 'closed', NULL;
         CREATE TABLE monitoring.silences (matchers jsonb, starts_at timestamptz, ends_at timestamptz, comment text, created_by text);
         INSERT INTO monitoring.silences VALUES
             ('{\"agent_name\": \"a\"}', now() - interval '1 hour', now() + interval '1 hour', 'deploy', 'me'),
             ('{}', now() - interval '2 hours', now() - interval '1 hour', 'is over', 'me');",
    )
    .await;
    let text = status();
    let channels = "Channels\n  channel  circuit  until\n  sms      open     -\n  email    closed   -\n";
    assert!(text.contains(channels), "{text}");
    assert!(text.contains("{\"agent_name\": \"a\"}  deploy") && !text.contains("is over"), "{text}");
}

#[tokio::test]
async fn a_database_that_lacks_something_is_told_apart_from_one_that_lacks_a_right() {
    let cluster = shared_cluster().await;
    for name in ["no_extension", "no_setup", "no_extension_left"] {
        cluster.create_database(name).await;
    }
    let client = cluster.connect("no_setup").await;
    run(&client, "CREATE EXTENSION pg_agentmon").await;
    let client = cluster.connect("no_extension_left").await;
    run(
        &client,
        "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); DROP EXTENSION pg_agentmon CASCADE",
    )
    .await;
    setup_database(cluster, "no_right").await;
    run(&client, "CREATE ROLE nobody_yet LOGIN").await;
    let notifier = cluster.login_for("agentmon_notifier").await;
    let ended = async |command: &str, database: &str, role: &str| {
        let builder = Daemon::command(command).env("DATABASE_URL", cluster.url_as(database, role));
        let output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    for (database, role, says) in [
        (
            "no_extension",
            notifier.as_str(),
            "there is no pg_agentmon in the database \"no_extension\"; if it is in another one, name that in DATABASE_URL",
        ),
        (
            "no_setup",
            &notifier,
            "pg_agentmon is in the database \"no_setup\", but setup() has not made its tables; run there, as postgres: SELECT monitoring.setup()",
        ),
        (
            "no_extension_left",
            &notifier,
            "the tables of pg_agentmon are in the database \"no_extension_left\", but not the extension",
        ),
        (
            "no_right",
            "nobody_yet",
            "the role \"nobody_yet\" may use nothing of pg_agentmon in the database \"no_right\"; GRANT agentmon_notifier",
        ),
    ] {
        let (code, _, err) = ended("status", database, role).await;
        assert_eq!((code, err.contains(says)), (Some(1), true), "{err}");
        // The doctor says what else there is to say, too.
        let (code, out, err) = ended("doctor", database, role).await;
        assert_eq!(code, Some(1), "{err}");
        assert!(out.contains(says) && out.contains("this daemon's sms"), "{out}");
        let (code, out, err) = ended("check-config", database, role).await;
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains(says) && out.ends_with("the settings are valid\n"), "{out}");
        let mut daemon = Daemon::run(cluster.url_as(database, role)).start();
        daemon.wait_for(says).await;
    }
    // A right that only this command wants is told of as before.
    let (code, out, err) = ended("status", "no_right", &notifier).await;
    assert_eq!(code, Some(0), "{out} {err}");
}

#[tokio::test]
async fn variables_that_nothing_reads_are_named_with_what_was_meant() {
    let builder = with(
        "check-config",
        &[("TWILIO_ACOUNT_SID", "x"), ("SMTP_HOSTT", "mail"), ("SLACK_WEBHOOK_URI", "x")],
    );
    let output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in [
        "warning: TWILIO_ACOUNT_SID is set and nothing reads it; the nearest that is read is TWILIO_ACCOUNT_SID",
        "warning: SMTP_HOSTT is set and nothing reads it; read are SMTP_CA_FILE, SMTP_URL",
        "warning: SLACK_WEBHOOK_URI is set and nothing reads it; the nearest that is read is SLACK_WEBHOOK_URL",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert_eq!(text.matches("nothing reads it").count(), 3, "{text}");
    let mut daemon = with("run", &[("AGENTMON_WORKR", "x")]).start();
    daemon
        .wait_for("AGENTMON_WORKR is set and nothing reads it; the nearest that is read is AGENTMON_WORKER")
        .await;
}
