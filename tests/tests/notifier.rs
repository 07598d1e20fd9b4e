//! The real daemon between the real database and the providers: what an error row comes to.

use std::collections::BTreeSet;
use std::time::Duration;

use agentmon_tests::alerting::{MAIL_FROM, MAIL_TO, daemon_on, log, notifications, scalar};
use agentmon_tests::shared_cluster;
use agentmon_tests::stage::{Stage, agent};
use agentmon_tests::twilio::{FROM, Fault, TO};
use agentmon_tests::wait::{DEADLINE, eventually_true};

#[tokio::test]
async fn an_error_row_becomes_a_text_and_a_mail() {
    let stage = Stage::set("text_and_mail").await;
    let mut daemon = stage.daemon().await;
    daemon.wait_for("connected to the database").await;
    let sql = "INSERT INTO agent_logs (agent_name, log_level, event_type, message)
               VALUES ('Größe 100%', 'error', 'payment_failed', E'it''s <b>\"over\"</b> & out 🔥\\nline two')";
    let sql = format!("SET search_path = monitoring; {sql}");
    shared_cluster().await.psql(stage.name, &sql).expect("a row by psql");

    let mails = stage.smtp.wait_for_mails(1).await;
    let sent = stage.settled(2, &["sent"]).await;
    let texts = stage.twilio.messages();
    assert_eq!((texts.len(), mails.len()), (1, 1));
    let title = "ERROR Größe 100%: payment_failed";
    let body = "it's <b>\"over\"</b> & out 🔥\nline two";
    assert_eq!(texts[0].body, format!("{title}\n{body}"));
    assert_eq!((texts[0].to.as_str(), texts[0].from.as_str()), (TO, FROM));
    stage.twilio.assert_no_violations();

    let mail = &mails[0];
    assert_eq!((mail.mail_from.as_str(), mail.rcpt_to.as_slice()), (MAIL_FROM, &[MAIL_TO.to_owned()][..]));
    assert_eq!(mail.headers["subject"], title);
    assert_eq!(mail.text.replace("\r\n", "\n").trim_end(), body);
    assert!(mail.html.contains("&lt;b&gt;"), "what users write is no markup: {}", mail.html);

    let of = |channel: &str| sent.iter().find(|one| one.channel == channel).expect("one per channel");
    assert_eq!(of("sms").provider_id, texts[0].sid);
    assert_eq!(texts[0].header("x-agentmon-id"), Some(of("sms").idempotency_key.as_str()));
    assert_eq!(mail.headers["message-id"], format!("<{}@example.org>", of("email").idempotency_key));
    assert_eq!(mail.headers["x-agentmon-id"], of("email").idempotency_key);
    assert!(
        of("email").provider_id.as_deref().is_some_and(|id| id.contains("Accepted")),
        "{:?}",
        of("email")
    );
    assert!(sent.iter().all(|one| one.attempt == 1 && one.last_error.is_none()), "{sent:?}");
}

#[tokio::test]
async fn rows_below_error_send_nothing() {
    let stage = Stage::set("below_error").await;
    let mut daemon = stage.daemon().await;
    daemon.wait_for("connected to the database").await;
    for level in ["debug", "info", "warning"] {
        log(&stage.client, "quiet", level, "nothing to see").await;
    }
    // The error comes last: once it is out, so would the others be.
    log(&stage.client, "loud", "error", "fails").await;
    stage.settled(2, &["sent"]).await;
    let bodies: Vec<_> = stage.twilio.messages().into_iter().map(|text| text.body).collect();
    assert_eq!(bodies, ["ERROR loud: task_failed\nfails"]);
    assert_eq!(stage.smtp.mails().len(), 1);
}

#[tokio::test]
async fn what_happened_while_no_daemon_ran_is_sent_when_one_comes() {
    let stage = Stage::set("was_down").await;
    let mut daemon = stage.daemon().await;
    daemon.wait_for("connected to the database").await;
    assert!(daemon.terminate().await.success());
    log(&stage.client, "night", "error", "fails").await;
    // Routed by pg_cron meanwhile, or not: both are owed.
    stage.client.batch_execute("SELECT monitoring.process_alerts()").await.expect("a step");
    log(&stage.client, "morning", "critical", "fails").await;
    let _daemon = stage.daemon().await;
    stage.settled(4, &["sent"]).await;
    let texts: BTreeSet<_> = stage.twilio.messages().into_iter().map(|text| text.body).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert_eq!(stage.smtp.wait_for_mails(2).await.len(), 2);
}

#[tokio::test]
async fn daemons_side_by_side_send_nothing_twice() {
    let stage = Stage::set("three_daemons").await;
    let daemons = [stage.daemon().await, stage.daemon().await, stage.daemon().await];
    let name = agent;
    for n in 0..200 {
        log(&stage.client, &name(n), "error", "fails").await;
    }
    let sent = stage.settled(400, &["sent"]).await;
    assert!(sent.iter().all(|one| one.attempt == 1));
    let texts: Vec<_> = stage.twilio.messages().into_iter().map(|text| text.body).collect();
    let mails: Vec<_> = stage.smtp.mails().into_iter().map(|mail| mail.headers["subject"].clone()).collect();
    for n in 0..200 {
        let title = format!("ERROR {}: task_failed", name(n));
        assert_eq!(texts.iter().filter(|text| **text == format!("{title}\nfails")).count(), 1, "{title}");
        assert_eq!(mails.iter().filter(|subject| **subject == title).count(), 1, "{title}");
    }
    assert_eq!((texts.len(), mails.len()), (200, 200));
    stage.twilio.assert_no_violations();
    let registered =
        "SELECT count(*) || ' ' || string_agg(DISTINCT kinds::text, ' ') FROM monitoring.notifiers";
    assert_eq!(
        scalar(&stage.client, registered).await,
        "6 {email} {sms}",
        "each claims for each of its kinds"
    );
    for mut daemon in daemons {
        assert!(daemon.terminate().await.success());
    }
}

#[tokio::test]
async fn sigterm_lets_arrive_what_is_on_its_way() {
    let stage = Stage::set("sigterm").await;
    stage.twilio.script([Fault::Slow(Duration::from_millis(300))]);
    let mut daemon = stage.daemon().await;
    daemon.wait_for("connected to the database").await;
    log(&stage.client, "a", "error", "fails").await;
    eventually_true("the request to arrive", DEADLINE, async || !stage.twilio.requests().is_empty()).await;
    let status = daemon.terminate().await;
    assert_eq!(status.code(), Some(0));
    let sms: Vec<_> =
        notifications(&stage.client).await.into_iter().filter(|one| one.channel == "sms").collect();
    assert_eq!((sms.len(), sms[0].state.as_str()), (1, "sent"), "{sms:?}");
    assert_eq!(sms[0].provider_id, stage.twilio.messages()[0].sid);
    assert!(notifications(&stage.client).await.iter().all(|one| one.state != "sending"));
}

#[tokio::test]
async fn a_wake_up_is_enough_also_for_what_the_gate_held_back() {
    let stage = Stage::set("woken").await;
    // Nothing here may depend on the poll, which comes too late for it.
    let daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp);
    let mut daemon = daemon.env("AGENTMON_POLL_INTERVAL", "60s").start();
    daemon.wait_for("connected to the database").await;
    let in_time = Duration::from_secs(30);
    let sent = async |count: usize| {
        eventually_true(&format!("{count} texts long before the poll"), in_time, async || {
            stage.twilio.messages().len() >= count
        })
        .await;
    };
    log(&stage.client, "first", "error", "fails").await;
    sent(1).await;
    // In one session, faster than its gate: only one of them notifies.
    for agent in ["a", "b", "c", "d", "e"] {
        log(&stage.client, agent, "error", "fails").await;
    }
    sent(6).await;
    stage.client.batch_execute("BEGIN").await.expect("BEGIN");
    log(&stage.client, "undone", "error", "fails").await;
    stage.client.batch_execute("ROLLBACK").await.expect("ROLLBACK");
    log(&stage.client, "after a rollback", "error", "fails").await;
    sent(7).await;
    // What becomes due later is looked for when it is.
    stage.twilio.script([Fault::RateLimited { retry_after: Some(1) }]);
    log(&stage.client, "again", "error", "fails").await;
    sent(8).await;
    stage
        .client
        .batch_execute("UPDATE monitoring.notification_routes SET group_wait = '700 milliseconds'")
        .await
        .expect("a route");
    log(&stage.client, "grouped", "error", "fails").await;
    sent(9).await;
    assert!(!stage.twilio.messages().iter().any(|text| text.body.contains("undone")));
}

#[tokio::test]
async fn hostile_names_and_messages_do_no_harm_on_their_way() {
    let stage = Stage::set("hostile").await;
    let _daemon = stage.daemon().await;
    let hostile = [
        "x\r\nBcc: evil@example.org\r\n\r\nforged",
        "x\nTo: evil@example.org",
        "bell \u{7} escape \u{1b}[31m",
        "100% %s {} $1 ' \" \\ &To=%2B15550000000&Body=forged",
        "\u{202e}🔥\u{fffe}",
        ".",
        "=?utf-8?q?forged?=",
    ];
    for text in hostile {
        log(&stage.client, text, "error", &format!("{text}\n.\n{text}")).await;
    }
    stage.settled(2 * hostile.len(), &["sent"]).await;
    stage.twilio.assert_no_violations();
    let texts = stage.twilio.messages();
    assert!(texts.iter().all(|text| text.to == TO && text.from == FROM));
    let mails = stage.smtp.mails();
    assert_eq!((texts.len(), mails.len()), (hostile.len(), hostile.len()));
    for mail in &mails {
        assert_eq!(mail.rcpt_to, [MAIL_TO]);
        assert_eq!(mail.headers["to"], MAIL_TO);
        assert!(!mail.headers.contains_key("bcc"), "{:?}", mail.headers);
    }
    // Told as they are, without what is no text: controls, overrides of direction, line breaks in a title.
    for (text, title, body) in [
        (hostile[0], "x Bcc: evil@example.org forged", "x\nBcc: evil@example.org\n\nforged"),
        (hostile[1], "x To: evil@example.org", hostile[1]),
        (hostile[2], "bell escape [31m", "bell   escape  [31m"),
        (hostile[3], hostile[3], hostile[3]),
        (hostile[4], "🔥\u{fffe}", "🔥\u{fffe}"),
        (hostile[5], hostile[5], hostile[5]),
        (hostile[6], hostile[6], hostile[6]),
    ] {
        let title = format!("ERROR {title}: task_failed");
        let body = format!("{body}\n.\n{body}");
        let sent = texts.iter().filter(|sent| sent.body == format!("{title}\n{body}")).count();
        assert_eq!(sent, 1, "{text:?}: {:?}", texts.iter().map(|sent| &sent.body).collect::<Vec<_>>());
        let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        let mailed = mails.iter().filter(|mail| plain(&mail.text) == body).count();
        assert_eq!(mailed, 1, "{text:?}: {:?}", mails.iter().map(|mail| &mail.text).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_giant_error_is_cut_to_what_a_text_may_hold() {
    let stage = Stage::set("giant").await;
    let _daemon = stage.daemon().await;
    let agent = "agent ".repeat(60);
    log(&stage.client, &agent, "error", &"🔥 never ending ".repeat(70_000)).await;
    stage.settled(2, &["sent"]).await;
    stage.twilio.assert_no_violations();
    assert_eq!((stage.twilio.messages().len(), stage.smtp.mails().len()), (1, 1));
}
