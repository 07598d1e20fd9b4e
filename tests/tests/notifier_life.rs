//! The daemon's life when things hang: connections that are dead and do not say so, providers and databases that never
//! answer, and how much memory it needs.

use std::collections::BTreeSet;
use std::time::Duration;

use agentmon_tests::alerting::{daemon_on, log, scalar};
use agentmon_tests::daemon::Signal;
use agentmon_tests::proxy::Proxy;
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{row, run};
use agentmon_tests::stage::{Stage, letter};
use agentmon_tests::twilio::{Fault, Faults};
use agentmon_tests::wait::{DEADLINE, eventually_true};

/// Far less than any limit of a statement or a send, and more than a slow machine needs to end a process.
const SOON: Duration = Duration::from_secs(15);

#[tokio::test]
async fn a_connection_that_is_dead_and_does_not_say_so_is_noticed_and_replaced() {
    let stage = Stage::set("half_open").await;
    let proxy = Proxy::start(shared_cluster().await.port()).await;
    let mut daemon = daemon_on(proxy.url(&stage.url().await), &stage.twilio, &stage.smtp).start();
    log(&stage.client, "before", "error", "fails").await;
    stage.settled(2, &["sent"]).await;
    proxy.go_silent();
    log(&stage.client, "meanwhile", "error", "fails").await;
    let line = daemon.wait_for("next attempt in").await;
    assert!(line.contains("got no answer within"), "{line}");
    proxy.let_new_ones_through();
    stage.settled(4, &["sent"]).await;
    daemon.wait_for_lines("connected to the database", 2).await;
    assert!(daemon.terminate().await.success());
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (2, 2));
}

#[tokio::test]
async fn sends_go_on_while_the_database_is_silent_and_are_settled_afterwards() {
    let stage = Stage::set("silent").await;
    let proxy = Proxy::start(shared_cluster().await.port()).await;
    stage.twilio.script([Fault::Slow(Duration::from_secs(1))]);
    let mut daemon = daemon_on(proxy.url(&stage.url().await), &stage.twilio, &stage.smtp).start();
    daemon.wait_for("connected to the database").await;
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    proxy.go_silent();
    daemon.wait_for("got no answer within").await;
    proxy.let_new_ones_through();
    let sent = stage.settled(2, &["sent"]).await;
    let sms = sent.iter().find(|one| one.channel == "sms").expect("a text");
    assert_eq!((sms.attempt, stage.twilio.messages().len()), (1, 1), "one attempt, whose outcome was kept");
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn it_stops_within_its_bound_though_provider_and_database_hang() {
    let stage = Stage::set("stop_bound").await;
    let proxy = Proxy::start(shared_cluster().await.port()).await;
    stage.twilio.script([Fault::Hang]);
    let mut daemon = daemon_on(proxy.url(&stage.url().await), &stage.twilio, &stage.smtp)
        .env("AGENTMON_SEND_TIMEOUT", "20s")
        .env("AGENTMON_SHUTDOWN_TIMEOUT", "2s")
        .env("AGENTMON_RUN_JOBS", "true")
        .start();
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    proxy.go_silent();
    daemon.signal(Signal::TERM);
    let status = daemon.wait_within(SOON).await;
    assert_eq!(status.code(), Some(0));
    daemon.wait_for_lines("stopped with outcomes that the database does not know", 1).await;
}

#[tokio::test]
async fn an_outcome_is_written_on_a_new_connection_when_the_old_one_is_stuck_at_the_end() {
    let stage = Stage::set("stop_stuck").await;
    let proxy = Proxy::start(shared_cluster().await.port()).await;
    stage.twilio.script([Fault::Slow(Duration::from_millis(500))]);
    let mut daemon = daemon_on(proxy.url(&stage.url().await), &stage.twilio, &stage.smtp)
        .env("AGENTMON_SHUTDOWN_TIMEOUT", "6s")
        .start();
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    proxy.go_silent();
    proxy.let_new_ones_through();
    daemon.signal(Signal::TERM);
    assert_eq!(daemon.wait().await.code(), Some(0));
    let sms = "SELECT state || ' ' || attempt FROM monitoring.notifications WHERE channel = 'sms'";
    assert_eq!(row(&stage.client, sms).await, "sent 1");
    assert_eq!(daemon.output().iter().filter(|line| line.contains("does not know")).count(), 0);
}

#[tokio::test]
async fn a_second_sigterm_stops_at_once() {
    let stage = Stage::set("stop_twice").await;
    stage.twilio.script([Fault::Hang]);
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp)
        .env("AGENTMON_SEND_TIMEOUT", "20s")
        .env("AGENTMON_SHUTDOWN_TIMEOUT", "60s")
        .start();
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    daemon.signal(Signal::TERM);
    daemon.wait_for("stopping: no more claims").await;
    assert!(daemon.is_running(), "it waits for the text");
    daemon.signal(Signal::TERM);
    assert_eq!(daemon.wait_within(SOON).await.code(), Some(0));
    daemon.wait_for_lines("told to stop a second time", 1).await;
}

#[tokio::test]
async fn a_provider_that_hangs_takes_nothing_from_the_others() {
    let stage = Stage::set("hogging").await;
    stage.twilio.misbehave(Some(Faults::seeded(1).share(1.0, Fault::Hang)));
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp)
        .env("AGENTMON_SEND_TIMEOUT", "20s")
        .env("AGENTMON_SHUTDOWN_TIMEOUT", "1s")
        .start();
    daemon.wait_for("connected to the database").await;
    // Three times the slots: the texts come to hold theirs before most of the mails are due.
    for n in 0..24 {
        log(&stage.client, &format!("agent {}{}", letter(n / 20), letter(n % 20)), "error", "fails").await;
    }
    let mails = "SELECT count(*) FROM monitoring.notifications WHERE channel = 'email' AND state = 'sent'";
    eventually_true("all mails", DEADLINE, async || scalar(&stage.client, mails).await == "24").await;
    let sms = "SELECT string_agg(DISTINCT state, ' ' ORDER BY state) || ' ' || max(attempt)
               FROM monitoring.notifications WHERE channel = 'sms'";
    assert_eq!(row(&stage.client, sms).await, "pending sending 1", "no text has come to an end meanwhile");
    let held = "SELECT count(*) FROM monitoring.notifications WHERE state = 'sending'";
    assert_eq!(scalar(&stage.client, held).await, "8", "no more are claimed than can start");
    assert_eq!(stage.twilio.requests().len(), 8, "and each that is claimed has started");
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn a_message_of_a_kind_that_this_daemon_lacks_waits_for_one_that_has_it() {
    let stage = Stage::set("lacking").await;
    let mut mail = stage.mail_daemon().await;
    mail.wait_for("connected to the database").await;
    let mut texts = stage.sms_daemon().await;
    texts.wait_for("connected to the database").await;
    assert!(texts.terminate().await.success());
    log(&stage.client, "a", "error", "fails").await;
    let mails = "SELECT count(*) FROM monitoring.notifications WHERE channel = 'email' AND state = 'sent'";
    eventually_true("the mail", DEADLINE, async || scalar(&stage.client, mails).await == "1").await;
    // Also one that has lost its registration, and is given what it cannot send.
    run(&stage.client, "DELETE FROM monitoring.notifiers WHERE kinds = '{email}'").await;
    mail.wait_for("was not registered any more").await;
    let sms = "SELECT state || ' ' || coalesce(last_error, 'no error') FROM monitoring.notifications WHERE channel = 'sms'";
    assert_eq!(row(&stage.client, sms).await, "sending no error", "its lease will run out");
    run(
        &stage.client,
        "UPDATE monitoring.notifications SET lease_until = now() WHERE channel = 'sms' AND state = 'sending'",
    )
    .await;
    let _again = stage.sms_daemon().await;
    stage.settled(2, &["sent"]).await;
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (1, 1));
}

#[tokio::test]
async fn two_daemons_share_the_work_and_send_nothing_twice_though_the_provider_misbehaves() {
    const MESSAGES: u32 = 520;
    let stage = Stage::set("two_daemons").await;
    run(&stage.client, "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'email'")
        .await;
    run(&stage.client, "UPDATE monitoring.settings SET value = '200' WHERE name = 'delivery_attempts'").await;
    run(
        &stage.client,
        "UPDATE monitoring.settings SET value = '500 milliseconds' WHERE name = 'delivery_retry_most'",
    )
    .await;
    // All of it may be tried again: nothing that the provider took on gets a wrong answer.
    let faults = Faults::seeded(20_260_719)
        .share(0.1, Fault::RateLimited { retry_after: None })
        .share(0.1, Fault::ServerError)
        .share(0.1, Fault::Slow(Duration::from_millis(100)));
    stage.twilio.misbehave(Some(faults));
    let start = async |name: &str| {
        daemon_on(stage.url().await, &stage.twilio, &stage.smtp).env("AGENTMON_WORKER", name).start()
    };
    let mut daemons = [start("one").await, start("two").await];
    for daemon in &mut daemons {
        daemon.wait_for("connected to the database").await;
    }
    run(&stage.client, "BEGIN").await;
    for n in 0..MESSAGES {
        let agent = format!("agent {}{}{}", letter(n / 400), letter(n / 20 % 20), letter(n % 20));
        log(&stage.client, &agent, "error", "fails").await;
    }
    run(&stage.client, "COMMIT").await;
    let sent = stage.settled(MESSAGES as usize, &["sent"]).await;
    let texts = stage.twilio.messages();
    let keys: BTreeSet<_> = texts.iter().filter_map(|text| text.header("x-agentmon-id")).collect();
    let expected: BTreeSet<_> = sent.iter().map(|one| one.idempotency_key.as_str()).collect();
    assert_eq!(keys, expected, "each arrived");
    assert_eq!(texts.len(), MESSAGES as usize, "none twice");
    assert!(stage.twilio.requests().len() > texts.len(), "and the provider did misbehave");
    let shares = "SELECT string_agg(DISTINCT worker, ' ' ORDER BY worker) FROM monitoring.notifications";
    assert_eq!(row(&stage.client, shares).await, "one/sms two/sms", "both had a part in it");
    for daemon in &mut daemons {
        let kb = daemon.resident_kb();
        println!("resident after {MESSAGES} messages: {kb} kB");
        assert!(kb < 30 * 1024, "{kb} kB");
        assert!(daemon.terminate().await.success());
    }
    stage.twilio.assert_no_violations();
}
