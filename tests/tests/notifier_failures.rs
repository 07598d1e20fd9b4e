//! The real daemon and providers that fail: what is tried again, what is given up, and what nobody can know.

use std::collections::BTreeSet;
use std::time::Duration;

use agentmon_tests::Daemon;
use agentmon_tests::alerting::{log, with_email};
use agentmon_tests::stage::{Stage, letter};
use agentmon_tests::twilio::Fault;
use agentmon_tests::wait::eventually_true;
use chrono::TimeDelta;

#[tokio::test]
async fn a_rate_limit_is_waited_out_and_a_server_error_is_tried_again() {
    let stage = Stage::set("rate_limit").await;
    stage.twilio.script([Fault::RateLimited { retry_after: Some(1) }, Fault::ServerError]);
    let _daemon = stage.sms_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let sent = stage.settled(1, &["sent"]).await;
    assert_eq!(sent[0].attempt, 3);
    let requests = stage.twilio.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[1].at - requests[0].at >= TimeDelta::seconds(1), "not before Twilio said");
    let keys: BTreeSet<_> = requests.iter().map(|request| request.header("x-agentmon-id")).collect();
    assert_eq!(keys, BTreeSet::from([Some(sent[0].idempotency_key.as_str())]));
    assert_eq!(stage.twilio.messages().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_final_and_names_twilios_code() {
    let stage = Stage::set("refused").await;
    let message = "Attempt to send to unsubscribed recipient".to_owned();
    stage.twilio.script([Fault::Refuse { status: 400, code: 21610, message }]);
    let _daemon = stage.sms_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let dead = stage.settled(1, &["dead"]).await;
    let error = dead[0].last_error.as_deref().unwrap_or_default();
    assert!(error.contains("21610") && error.contains("unsubscribed"), "{error}");
    log(&stage.client, "b", "error", "fails").await;
    stage.settled(2, &["dead", "sent"]).await;
    assert_eq!(stage.twilio.requests().len(), 2, "the dead one was tried once");
}

#[tokio::test]
async fn a_text_without_an_answer_is_not_sent_again_blindly() {
    let stage = Stage::set("no_answer").await;
    let mut daemon = stage.sms_daemon().await;
    for (n, (fault, part)) in (1..).zip([
        (Fault::Hang, "no answer"),
        (Fault::Reset, "broke"),
        (Fault::LoseAnswer, "broke"),
        (Fault::Garbage, "without a message id"),
    ]) {
        stage.twilio.script([fault.clone()]);
        log(&stage.client, &format!("agent {}", letter(n)), "error", "fails").await;
        let all = stage.settled(usize::try_from(n).expect("few"), &["unknown", "sent"]).await;
        let error = all.last().and_then(|one| one.last_error.clone()).unwrap_or_default();
        assert!(error.contains(part) && error.contains("may have been sent"), "{fault:?}: {error}");
    }
    // Two of them will be found on Twilio's list; later sweeps and a restart leave the others alone.
    assert!(daemon.terminate().await.success());
    let _again = stage.sms_daemon().await;
    log(&stage.client, "the last", "error", "fails").await;
    let all = stage.settled(5, &["unknown", "sent"]).await;
    assert!(all.iter().all(|one| one.attempt == 1), "{all:?}");
    assert!(all[..2].iter().all(|one| one.state == "unknown"), "{all:?}");
    assert_eq!(stage.twilio.requests().len(), 5, "one request each");
}

#[tokio::test]
async fn a_mail_is_tried_again_after_a_4xx_and_never_after_a_5xx() {
    let mut stage = Stage::set("mail_refused").await;
    stage.smtp.fail_temporarily(2).await;
    let _daemon = stage.mail_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let sent = stage.settled(1, &["sent"]).await;
    assert_eq!(sent[0].attempt, 3);
    stage.smtp.fail_permanently(1).await;
    log(&stage.client, "b", "error", "fails").await;
    let all = stage.settled(2, &["sent", "dead"]).await;
    assert_eq!((all[1].state.as_str(), all[1].attempt), ("dead", 1));
    let error = all[1].last_error.as_deref().unwrap_or_default();
    assert!(error.contains("550") || error.contains("No such mailbox"), "{error}");
    assert_eq!(stage.smtp.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_whose_answer_is_lost_goes_again_under_the_same_message_id() {
    let mut stage = Stage::set("mail_lost").await;
    stage.smtp.lose_answers(1).await;
    stage.smtp.hang(1).await;
    let _daemon = stage.mail_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let sent = stage.settled(1, &["sent"]).await;
    assert_eq!(sent[0].attempt, 3);
    let mails = stage.smtp.mails();
    let ids: BTreeSet<_> = mails.iter().map(|mail| mail.headers["message-id"].clone()).collect();
    assert_eq!((mails.len(), ids.len()), (2, 1), "a mail program shows it once");
}

#[tokio::test]
async fn a_failure_that_comes_when_all_was_quiet_is_tried_again_when_it_is_due() {
    let mut stage = Stage::set("late_failure").await;
    stage.smtp.hang(1).await;
    // The answer is missed long after the daemon has looked for what comes next, and the next look is far.
    let _daemon = with_email(Daemon::run(stage.url().await), &stage.smtp)
        .env("AGENTMON_POLL_INTERVAL", "60s")
        .env("AGENTMON_SEND_TIMEOUT", "500ms")
        .start();
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("a second attempt long before the lease ends", Duration::from_secs(20), async || {
        stage.smtp.mails().len() == 1
    })
    .await;
    assert_eq!(stage.settled(1, &["sent"]).await[0].attempt, 2);
}
