//! SIGHUP: new settings take effect without a restart, wrong ones change nothing, and what is on its way arrives.

use std::path::Path;
use std::time::Duration;

use agentmon_tests::alerting::{MAIL_FROM, MAIL_TO, log};
use agentmon_tests::daemon::Signal;
use agentmon_tests::sql::{ADVISORY_LOCKS, row};
use agentmon_tests::stage::Stage;
use agentmon_tests::twilio::{ACCOUNT_SID, AUTH_TOKEN, FROM, Fault, TO};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Daemon, setup_database, shared_cluster};
use tempfile::TempDir;

/// A daemon whose settings stand in files.
struct Settings {
    dir: TempDir,
}

impl Settings {
    fn new() -> Self {
        Self { dir: TempDir::new().expect("a directory") }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) {
        // Renamed into its place, so that nobody reads half of it.
        let new = self.dir.path().join("new");
        std::fs::write(&new, text).expect("a file");
        std::fs::rename(&new, Path::new(&self.path(name))).expect("a file");
    }

    fn sms(&self, stage: &Stage) -> String {
        format!(
            "poll_interval = '200ms'\nrun_jobs = false\ntwilio_account_sid = '{ACCOUNT_SID}'\n\
             twilio_phone_number = '{FROM}'\nalert_phone_number = '{TO}'\ntwilio_api_base_url = '{}'\n",
            stage.twilio.url()
        )
    }

    fn email(stage: &Stage) -> String {
        let url = stage.smtp.url();
        format!("alert_email = '{MAIL_TO}'\nalert_email_from = '{MAIL_FROM}'\nsmtp_url = '{url}'\n")
    }

    fn start(&self) -> Daemon {
        Daemon::command("run")
            .arg("--config")
            .arg(&self.path("notifier.toml"))
            .env("DATABASE_URL_FILE", self.path("database"))
            .env("TWILIO_AUTH_TOKEN_FILE", self.path("token"))
            .start()
    }

    /// Started and connected.
    async fn daemon(&self, stage: &Stage) -> Daemon {
        self.write("database", &stage.url().await);
        self.write("token", AUTH_TOKEN);
        let mut daemon = self.start();
        daemon.wait_for("connected to the database").await;
        daemon
    }
}

/// A daemon that sends texts alone, and its settings.
async fn texting(stage: &Stage) -> (Settings, Daemon) {
    let settings = Settings::new();
    settings.write("notifier.toml", &settings.sms(stage));
    let daemon = settings.daemon(stage).await;
    (settings, daemon)
}

async fn reload(daemon: &mut Daemon) {
    let before = daemon.output().iter().filter(|line| line.contains("the new settings hold")).count();
    daemon.signal(Signal::HUP);
    daemon.wait_for_lines("the new settings hold", before + 1).await;
}

#[tokio::test]
async fn a_new_channel_and_a_new_secret_take_effect() {
    let stage = Stage::set("reload_channel").await;
    let (settings, mut daemon) = texting(&stage).await;
    log(&stage.client, "texts alone", "error", "fails").await;
    stage.settled(1, &["sent"]).await;
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (1, 0));

    settings.write("notifier.toml", &(settings.sms(&stage) + &Settings::email(&stage)));
    settings.write("token", "0123456789abcdef0123456789abcdef");
    reload(&mut daemon).await;
    eventually_true("the new channel to be registered", DEADLINE, async || {
        let served = "SELECT count(*) FROM monitoring.notifiers WHERE kinds = '{email}'";
        row(&stage.client, served).await == "1"
    })
    .await;
    log(&stage.client, "mail and a wrong token", "error", "fails").await;
    // The new channel hears of what fires already, too.
    let all = stage.settled(4, &["sent", "dead"]).await;
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (1, 2));
    let dead: Vec<_> = all.iter().filter(|one| one.state == "dead").collect();
    assert_eq!(dead.len(), 1, "{all:?}");
    assert!(dead[0].last_error.as_deref().is_some_and(|error| error.contains("401")), "{dead:?}");

    settings.write("token", AUTH_TOKEN);
    reload(&mut daemon).await;
    log(&stage.client, "both", "error", "fails").await;
    stage.settled(6, &["sent", "dead"]).await;
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (2, 3));
    assert!(daemon.terminate().await.success());
    let connects = daemon.output().iter().filter(|line| line.contains("connected to the database")).count();
    assert_eq!(connects, 1, "the connection stayed");
}

#[tokio::test]
async fn after_a_reload_in_a_storm_it_is_woken_again() {
    let stage = Stage::set("reload_storm").await;
    let (_settings, mut daemon) = texting(&stage).await;
    let awake = format!("{ADVISORY_LOCKS} AND mode = 'ShareLock'");
    eventually_true("the daemon to say that it is awake", DEADLINE, async || {
        log(&stage.client, "storm", "error", "fails").await;
        row(&stage.client, &awake).await == "1"
    })
    .await;
    reload(&mut daemon).await;
    eventually_true("the daemon to ask to be woken", DEADLINE, async || {
        row(&stage.client, &awake).await == "0"
    })
    .await;
}

#[tokio::test]
async fn wrong_settings_are_refused_and_the_old_ones_stay() {
    let stage = Stage::set("reload_refused").await;
    let (settings, mut daemon) = texting(&stage).await;
    let good = settings.sms(&stage);
    for (n, (text, token, named)) in (1..).zip([
        ("this is no TOML".to_owned(), AUTH_TOKEN, "is not TOML"),
        (good.replace("200ms", "often"), AUTH_TOKEN, "AGENTMON_POLL_INTERVAL"),
        (good.replace(TO, "nobody"), AUTH_TOKEN, "ALERT_PHONE_NUMBER"),
        (good.clone() + "unheard_of = 1\n", AUTH_TOKEN, "unheard_of"),
        (good.clone(), "", "TWILIO_AUTH_TOKEN_FILE"),
        (good.clone() + "alert_email = 'ops@example.org'\n", AUTH_TOKEN, "SMTP_URL"),
    ]) {
        settings.write("notifier.toml", &text);
        settings.write("token", token);
        daemon.signal(Signal::HUP);
        daemon.wait_for_lines("the new settings are refused, the old ones stay", n).await;
        let refusals: Vec<_> =
            daemon.output().into_iter().filter(|line| line.contains("are refused")).collect();
        assert!(refusals[n - 1].contains("ERROR") && refusals[n - 1].contains(named), "{refusals:?}");
        assert!(!refusals[n - 1].contains(AUTH_TOKEN));
        log(&stage.client, &format!("still {named}"), "error", "fails").await;
        stage.settled(n, &["sent"]).await;
    }
    settings.write("token", AUTH_TOKEN);
    settings.write("notifier.toml", &good);
    reload(&mut daemon).await;
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn the_log_filter_changes_on_the_run() {
    let stage = Stage::set("reload_log").await;
    let settings = Settings::new();
    let quiet = settings.sms(&stage) + "log = 'agentmon_notifier::daemon::dispatch=warn,info'\n";
    settings.write("notifier.toml", &quiet);
    let mut daemon = settings.daemon(&stage).await;
    log(&stage.client, "quiet", "error", "fails").await;
    stage.settled(1, &["sent"]).await;
    settings.write("notifier.toml", &settings.sms(&stage));
    reload(&mut daemon).await;
    assert!(!daemon.output().iter().any(|line| line.contains("provider_id")), "it was quiet");
    log(&stage.client, "loud", "error", "fails").await;
    daemon.wait_for("provider_id").await;
}

#[tokio::test]
async fn what_is_on_its_way_arrives_with_the_settings_that_it_began_with() {
    let stage = Stage::set("reload_in_flight").await;
    let settings = Settings::new();
    settings.write("notifier.toml", &(settings.sms(&stage) + &Settings::email(&stage)));
    let mut daemon = settings.daemon(&stage).await;
    stage.twilio.script([Fault::Slow(Duration::from_secs(2))]);
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    // Another receiver, and no mail any more.
    settings.write("notifier.toml", &settings.sms(&stage).replace(TO, "+14155550199"));
    reload(&mut daemon).await;
    let sent = stage.settled(2, &["sent"]).await;
    assert!(sent.iter().all(|one| one.attempt == 1), "{sent:?}");
    eventually_true("mail to be served no more", DEADLINE, async || {
        let served = "SELECT count(*) FROM monitoring.notifiers WHERE kinds = '{email}'";
        row(&stage.client, served).await == "0"
    })
    .await;
    log(&stage.client, "b", "error", "fails").await;
    stage.settled(3, &["sent"]).await;
    let to: Vec<_> = stage.twilio.messages().into_iter().map(|text| text.to).collect();
    assert_eq!((to, stage.smtp.mails().len()), (vec![TO.to_owned(), "+14155550199".to_owned()], 1));
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn another_database_is_connected_to_once_the_first_knows_what_became_of_its_messages() {
    let stage = Stage::set("reload_first").await;
    let second = setup_database(shared_cluster().await, "reload_second").await;
    let (settings, mut daemon) = texting(&stage).await;
    stage.twilio.script([Fault::Slow(Duration::from_secs(1))]);
    log(&stage.client, "in the first", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    settings.write("database", &shared_cluster().await.url("reload_second"));
    reload(&mut daemon).await;
    daemon.wait_for_lines("connected to the database", 2).await;
    let sent = stage.settled(1, &["sent"]).await;
    assert_eq!(sent[0].attempt, 1, "{sent:?}");
    log(&second, "in the second", "error", "fails").await;
    eventually_true("the text", DEADLINE, async || stage.twilio.messages().len() == 2).await;
    log(&stage.client, "nobody listens", "error", "fails").await;
    assert!(daemon.terminate().await.success());
    assert_eq!(stage.twilio.messages().len(), 2);
}

#[tokio::test]
async fn a_corrected_database_is_tried_without_waiting_for_the_next_attempt() {
    let stage = Stage::set("reload_corrected").await;
    let settings = Settings::new();
    settings.write("notifier.toml", &settings.sms(&stage));
    settings.write("database", "postgresql://nobody@127.0.0.1:1/nowhere");
    settings.write("token", AUTH_TOKEN);
    let mut daemon = settings.start();
    daemon.wait_for("next attempt in").await;
    settings.write("database", &stage.url().await);
    reload(&mut daemon).await;
    daemon.wait_for("connected to the database").await;
    log(&stage.client, "a", "error", "fails").await;
    stage.settled(1, &["sent"]).await;
    assert!(daemon.terminate().await.success());
}
