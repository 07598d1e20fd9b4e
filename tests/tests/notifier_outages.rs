//! The daemon and a database that is away, not ready, or does not let it do everything.

use std::collections::BTreeSet;

use agentmon_tests::alerting::{daemon_on, log, notifications, scalar};
use agentmon_tests::sql::{row, run};
use agentmon_tests::twilio::Fault;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, SmtpServer, TwilioFake, setup_database, shared_cluster};
use tokio_postgres::Client;

async fn all_sent(client: &Client, count: usize) {
    eventually_true(&format!("{count} messages to be sent"), DEADLINE, async || {
        let all = notifications(client).await;
        all.len() == count && all.iter().all(|one| one.state == "sent")
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_down_is_waited_for() {
    let cluster = Cluster::with().durable().start().await;
    let client = setup_database(&cluster, "down").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    log(&client, "a", "error", "fails").await;
    cluster.stop().await;
    let mut daemon = daemon_on(cluster.url("down"), &twilio, &smtp).start();
    let line = daemon.wait_for("next attempt in").await;
    assert!(line.contains("refused"), "it says why: {line}");
    daemon.wait_for_lines("next attempt in", 2).await;
    assert!(daemon.is_running());
    cluster.start_again().await;
    all_sent(&cluster.connect("down").await, 2).await;
    assert_eq!((twilio.messages().len(), smtp.mails().len()), (1, 1));
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn it_reconnects_after_the_servers_kill_9_and_sends_what_is_owed() {
    let cluster = Cluster::with().durable().start().await;
    let client = setup_database(&cluster, "crashes").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    client
        .batch_execute(
            "UPDATE monitoring.settings SET value = '2 seconds' WHERE name = 'delivery_lease';
             UPDATE monitoring.notification_channels SET unlimited = true WHERE name = 'sms'",
        )
        .await
        .expect("a setting");
    let mut daemon =
        daemon_on(cluster.url("crashes"), &twilio, &smtp).env("AGENTMON_SEND_TIMEOUT", "1s").start();
    daemon.wait_for("connected to the database").await;
    let mut client = client;
    let mut rows = BTreeSet::new();
    for round in ["first", "second", "third"] {
        for agent in ["a", "b", "c", "d", "e", "f", "g", "h"] {
            let agent = format!("{round}-{agent}");
            log(&client, &agent, "error", "fails").await;
            rows.insert(format!("ERROR {agent}: task_failed\nfails"));
        }
        // In the midst of it.
        let seen = twilio.messages().len();
        eventually_true("a text", DEADLINE, async || twilio.messages().len() > seen).await;
        cluster.kill_9().await;
        cluster.start_again().await;
        client = cluster.connect("crashes").await;
    }
    all_sent(&client, 48).await;
    assert!(daemon.is_running());
    let texts = twilio.messages();
    assert_eq!(texts.iter().map(|text| text.body.clone()).collect::<BTreeSet<_>>(), rows, "nothing is lost");
    let keys: BTreeSet<_> =
        texts.iter().map(|text| text.header("x-agentmon-id").map(str::to_owned)).collect();
    assert_eq!(keys.len(), 24, "a repeat has the key of the first");
    let ids: BTreeSet<_> = smtp.mails().iter().map(|mail| mail.headers["message-id"].clone()).collect();
    assert_eq!(ids.len(), 24);
    let repeats = texts.len() - 24;
    println!("texts repeated over three crashes of the server: {repeats}");
    assert!(repeats <= 3 * 8, "only what was on its way: {repeats}");
    assert!(daemon.output().iter().any(|line| line.contains("next attempt in")), "it says so");
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn an_extension_that_is_not_there_yet_is_asked_for_and_awaited() {
    let cluster = shared_cluster().await;
    cluster.create_database("not_yet").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    let mut daemon = daemon_on(cluster.url("not_yet"), &twilio, &smtp).start();
    let line = daemon.wait_for("CREATE EXTENSION pg_agentmon").await;
    assert!(line.contains("monitoring.setup()") && line.contains("next attempt in"), "{line}");
    cluster.psql("not_yet", "CREATE EXTENSION pg_agentmon").expect("the extension");
    let created = daemon.output().len();
    eventually_true("it to see that setup() is still to come", DEADLINE, async || {
        daemon.output()[created..].iter().any(|line| line.contains("monitoring.setup()"))
    })
    .await;
    cluster.psql("not_yet", "SELECT monitoring.setup()").expect("setup");
    let client = cluster.connect("not_yet").await;
    log(&client, "a", "error", "fails").await;
    all_sent(&client, 2).await;
    assert!(daemon.terminate().await.success());
}

#[tokio::test]
async fn a_member_of_agentmon_notifier_can_do_all_of_it_and_others_are_told_what_to_grant() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "least_privilege").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    let login = cluster.login_for("agentmon_notifier").await;
    let url = cluster.url_as("least_privilege", &login);
    let rights = format!("SELECT rolsuper::text || rolbypassrls FROM pg_roles WHERE rolname = '{login}'");
    assert_eq!(scalar(&client, &rights).await, "falsefalse");
    let mut daemon = daemon_on(url, &twilio, &smtp).env("AGENTMON_RUN_JOBS", "true").start();
    log(&client, "a", "error", "fails").await;
    all_sent(&client, 2).await;
    eventually_true("each job to have run well", DEADLINE, async || {
        scalar(&client, "SELECT count(*) FROM monitoring.jobs WHERE last_success_at IS NULL").await == "0"
    })
    .await;
    let failed = "SELECT coalesce(string_agg(name || ': ' || last_error, ', '), 'none') FROM monitoring.jobs WHERE last_error <> ''";
    assert_eq!(scalar(&client, failed).await, "none");
    assert!(daemon.terminate().await.success());
    let warned: Vec<_> = daemon.output().into_iter().filter(|line| line.contains("WARN")).collect();
    assert!(warned.is_empty(), "{warned:?}");

    client.batch_execute("CREATE ROLE stranger LOGIN").await.expect("a role");
    let mut stranger = daemon_on(cluster.url_as("least_privilege", "stranger"), &twilio, &smtp).start();
    stranger.wait_for("GRANT agentmon_notifier").await;
    assert!(stranger.terminate().await.success(), "and it can still be stopped");
}

#[tokio::test]
async fn a_session_that_the_server_ends_is_opened_again() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "terminated").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    let mut daemon = daemon_on(cluster.url("terminated"), &twilio, &smtp).start();
    daemon.wait_for("connected to the database").await;
    let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE datname = 'terminated' AND application_name LIKE 'agentmon-notifier%'";
    assert_eq!(scalar(&client, end).await, "1", "jobs are off: one connection");
    log(&client, "a", "error", "fails").await;
    all_sent(&client, 2).await;
    daemon.wait_for_lines("connected to the database", 2).await;
    assert!(daemon.terminate().await.success());
    assert_eq!(scalar(&client, end).await, "0", "nothing stays behind");
}

/// Somebody's open transaction holds the message whose outcome is to be written down: it waits, and nothing else does.
#[tokio::test]
async fn an_outcome_that_somebody_holds_up_holds_up_no_other_and_is_not_sent_twice() {
    let client = setup_database(shared_cluster().await, "held_outcome").await;
    let holder = shared_cluster().await.connect("held_outcome").await;
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    run(&client, "UPDATE monitoring.notification_routes SET channels = '{sms}'").await;
    let mut daemon = daemon_on(shared_cluster().await.url("held_outcome"), &twilio, &smtp).start();
    daemon.wait_for("connected to the database").await;
    twilio.script([Fault::Slow(std::time::Duration::from_secs(2))]);
    log(&client, "held", "error", "fails").await;
    eventually_true("the request to arrive", DEADLINE, async || !twilio.requests().is_empty()).await;
    run(&holder, "BEGIN; SELECT FROM monitoring.notifications FOR UPDATE").await;
    let line = daemon.wait_for("is held by an open transaction").await;
    assert!(line.contains("the others go on"), "{line}");
    log(&client, "free", "error", "fails").await;
    let sent = "SELECT count(*) FROM monitoring.notifications WHERE state = 'sent'";
    eventually_true("the other one", DEADLINE, async || row(&client, sent).await == "1").await;
    run(&holder, "COMMIT").await;
    eventually_true("both", DEADLINE, async || row(&client, sent).await == "2").await;
    assert_eq!(twilio.messages().len(), 2, "none twice");
    assert!(daemon.terminate().await.success());
}
