//! Messages of unknown outcome: when the daemon asks for them, and what it reports. What the database makes of that is
//! tested where it is made.

use agentmon_tests::alerting::{daemon_on, log};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{row, run};
use agentmon_tests::stage::Stage;
use agentmon_tests::stand_in::stand_in;
use agentmon_tests::twilio::Fault;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use tokio_postgres::Client;

/// Functions of the two signatures that write down how they are called, and hand out what is unknown.
async fn reconciling(client: &Client) {
    stand_in(
        client,
        "unknown_notifications",
        "CREATE TABLE public.asked (worker text, most integer);
         CREATE FUNCTION monitoring.unknown_notifications(p_worker text, p_max integer, p_now timestamptz DEFAULT now())
         RETURNS TABLE (id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text,
             attempted_at timestamptz) LANGUAGE sql AS $$
             INSERT INTO public.asked VALUES ($1, $2);
             SELECT n.id, n.channel, n.kind, n.payload, n.attempt, n.idempotency_key, n.settled_at
             FROM monitoring.notifications n JOIN monitoring.notifiers w ON w.worker = $1 AND n.kind = ANY (w.kinds)
             WHERE n.state = 'unknown' ORDER BY n.id LIMIT $2
         $$",
    )
    .await;
    stand_in(
        client,
        "settle_unknown",
        "CREATE TABLE public.settled (id uuid, worker text, ids text[]);
         CREATE FUNCTION monitoring.settle_unknown(p_id uuid, p_worker text, p_provider_ids text[],
             p_now timestamptz DEFAULT now()) RETURNS text LANGUAGE sql AS $$
             INSERT INTO public.settled VALUES ($1, $2, $3);
             UPDATE monitoring.notifications SET state = 'sent', provider_id = $3[1]
             WHERE id = $1 AND cardinality($3) > 0;
             SELECT state FROM monitoring.notifications WHERE id = $1
         $$",
    )
    .await;
}

#[tokio::test]
async fn it_asks_at_its_start_and_soon_after_a_send_that_ended_so() {
    let stage = Stage::set("reconcile_asks").await;
    reconciling(&stage.client).await;
    let daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp).env("AGENTMON_WORKER", "w");
    let mut daemon = daemon.start();
    let asked = "SELECT string_agg(DISTINCT worker || ' ' || most, ', ' ORDER BY worker || ' ' || most) || ': ' || count(*)
                 FROM public.asked";
    eventually_true("a question for each kind", DEADLINE, async || {
        row(&stage.client, asked).await == "w/email 8, w/sms 8: 2"
    })
    .await;
    stage.twilio.script([Fault::Reset]);
    log(&stage.client, "a", "error", "fails").await;
    stage.settled(2, &["sent", "unknown"]).await;
    // Long before the next round would be due.
    eventually_true("another question", std::time::Duration::from_secs(20), async || {
        row(&stage.client, asked).await == "w/email 8, w/sms 8: 4"
    })
    .await;
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn a_database_that_does_not_know_of_lookups_is_asked_once() {
    let stage = Stage::set("reconcile_missing").await;
    stand_in(&stage.client, "unknown_notifications", "SELECT 1").await;
    let mut daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp).start();
    for (n, agent) in (1..).zip(["a", "b"]) {
        stage.twilio.script([Fault::Reset]);
        log(&stage.client, agent, "error", "fails").await;
        stage.settled(2 * n, &["sent", "unknown"]).await;
    }
    assert!(daemon.terminate().await.success());
    let warned = daemon.output().into_iter().filter(|line| line.contains("unknown_notifications")).count();
    let refused = "reconcile_missing ERROR:  function monitoring.unknown_notifications";
    let log = shared_cluster().await.log();
    assert_eq!((warned, log.matches(refused).count()), (0, 1), "quietly, and once");
}

#[tokio::test]
async fn what_the_provider_lists_is_reported_and_what_it_does_not_list_as_well() {
    let stage = Stage::set("reconcile_finds").await;
    // Left by a daemon that did not live to look them up.
    let mut before = stage.sms_daemon().await;
    for (n, (fault, agent)) in (1..).zip([(Fault::LoseAnswer, "taken on"), (Fault::Reset, "lost")]) {
        stage.twilio.script([fault]);
        log(&stage.client, agent, "error", "fails").await;
        stage.settled(n, &["unknown"]).await;
    }
    assert!(before.terminate().await.success());
    reconciling(&stage.client).await;
    let daemon = daemon_on(stage.url().await, &stage.twilio, &stage.smtp).env("AGENTMON_WORKER", "w");
    let mut daemon = daemon.start();
    eventually_true("both to be looked up", DEADLINE, async || {
        row(&stage.client, "SELECT count(DISTINCT id) FROM public.settled").await == "2"
    })
    .await;
    let settled = "SELECT string_agg(DISTINCT concat_ws(' ', s.worker, n.state, s.ids), ', ')
                   FROM public.settled s JOIN monitoring.notifications n USING (id)";
    let sid = stage.twilio.messages()[0].sid.clone().expect("a sid");
    assert_eq!(row(&stage.client, settled).await, format!("w/sms sent {{{sid}}}, w/sms unknown {{}}"));
    assert!(daemon.terminate().await.success());
    assert_eq!(stage.twilio.requests().len(), 2, "nothing is sent by this alone");
}

#[tokio::test]
async fn a_text_whose_answer_was_lost_is_found_on_the_list_and_not_sent_again() {
    let stage = Stage::set("reconcile_sent").await;
    resent_after_a_second(&stage.client).await;
    stage.twilio.script([Fault::LoseAnswer]);
    let _daemon = stage.sms_daemon().await;
    log(&stage.client, "a", "error", "it's <over> & ünder\nline two").await;
    stage.settled(1, &["unknown", "sent"]).await;
    let sent = stage.settled(1, &["sent"]).await;
    // A second one is sent as usual, and found to be another than the first.
    log(&stage.client, "b", "error", "fails").await;
    let all = stage.settled(2, &["sent"]).await;
    let sids: Vec<_> = stage.twilio.messages().into_iter().map(|text| text.sid).collect();
    assert_eq!((sent[0].attempt, &sent[0].provider_id, &all[1].provider_id), (1, &sids[0], &sids[1]));
    assert_eq!(stage.twilio.requests().len(), 2);
    assert!(!stage.twilio.lookups().is_empty());
    stage.twilio.assert_no_violations();
}

#[tokio::test]
async fn a_text_that_hung_and_is_not_on_the_list_is_sent_once_more() {
    let stage = Stage::set("reconcile_resent").await;
    resent_after_a_second(&stage.client).await;
    stage.twilio.script([Fault::Hang, Fault::Reset]);
    let _daemon = stage.sms_daemon().await;
    log(&stage.client, "a", "error", "fails").await;
    let sent = stage.settled(1, &["sent"]).await;
    assert_eq!(sent[0].attempt, 3);
    let (requests, texts) = (stage.twilio.requests(), stage.twilio.messages());
    assert_eq!((requests.len(), texts.len()), (3, 1), "one text reached the telephone");
    assert_eq!(sent[0].provider_id, texts[0].sid);
    let key = Some(sent[0].idempotency_key.as_str());
    assert!(requests.iter().all(|request| request.header("x-agentmon-id") == key));
    stage.twilio.assert_no_violations();
}

async fn resent_after_a_second(client: &Client) {
    run(client, "UPDATE monitoring.settings SET value = '1 second' WHERE name = 'unknown_resend_after'")
        .await;
}
