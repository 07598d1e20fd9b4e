//! Messages of unknown outcome: when the daemon asks for them, and what it reports. What the database makes of that is
//! tested where it is made.

use agentmon_tests::alerting::{daemon_on, log};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::row;
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
