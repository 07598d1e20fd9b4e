//! Ten thousand errors while daemons and the server are killed at random, the providers misbehave, and members of the
//! steps of alerting fail at random: what was raised is told, in full, and what arrives twice was on its way when somebody died.

use std::collections::BTreeSet;
use std::time::Duration;

use agentmon_tests::alerting::{notifications, one_of_many, scalar};
use agentmon_tests::dice::Dice;
use agentmon_tests::inject::{RAISES, fault, no_fault};
use agentmon_tests::stage::agent;
use agentmon_tests::twilio::{Fault, Faults};
use agentmon_tests::wait::eventually_true;
use agentmon_tests::{Cluster, Daemon, SmtpServer, TwilioFake, setup_database};
use tokio::sync::watch;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls};

const DATABASE: &str = "chaos";
const WRITERS: usize = 4;
/// Rows of each writer, and of each of its transactions.
const ROWS: usize = 2_500;
const BATCH: usize = 10;
/// Agents, each of which fails in its own way.
const AGENTS: usize = 40;
const KILLS: usize = 30;
/// Every so many kills it is the server.
const SERVER: usize = 6;
/// As many messages as two daemons may have on their way to the provider at a time.
const ON_THE_WAY: usize = 16;
const PATIENCE: Duration = Duration::from_secs(240);

/// What fails besides, one at a time, for some of its members or some of the time.
const FAULTS: [(&str, &str, &str); 12] = [
    ("alerts", "INSERT", "NEW.labels ->> 'agent_name' LIKE '%c'"),
    ("alerts", "UPDATE", "NOT NEW.news AND NEW.labels ->> 'agent_name' LIKE '%d'"),
    ("alert_groups", "INSERT", "random() < 0.3"),
    ("alert_groups", "UPDATE", "random() < 0.2"),
    ("alert_group_members", "INSERT", "random() < 0.3"),
    ("alert_group_members", "UPDATE", "random() < 0.2"),
    ("alert_events", "INSERT", "random() < 0.5"),
    ("consumer_cursors", "UPDATE", "random() < 0.5"),
    ("notifications", "INSERT", "random() < 0.3"),
    ("notifications", "UPDATE", "NEW.state = 'sending' AND random() < 0.2"),
    ("channel_circuits", "INSERT", "random() < 0.5"),
    ("alert_rules", "UPDATE", "true"),
];

/// Ends the fault that there is, and begins the one at this place. Each table in a transaction of its own, and again where
/// PostgreSQL had to choose between it and those who are at work.
async fn fail(client: &Client, at: Option<usize>) {
    let tables: BTreeSet<_> = FAULTS.iter().map(|(table, _, _)| *table).collect();
    let mut statements = vec![RAISES.to_owned()];
    statements.extend(tables.iter().map(|table| no_fault(&format!("monitoring.{table}"))));
    if let Some((table, event, condition)) = at.map(|at| FAULTS[at]) {
        statements.push(fault(&format!("monitoring.{table}"), event, condition));
    }
    for statement in statements {
        eventually_true("a fault to be set", PATIENCE, async || {
            match client.batch_execute(&statement).await {
                Ok(()) => true,
                Err(error) if error.code() == Some(&SqlState::T_R_DEADLOCK_DETECTED) => false,
                Err(error) => panic!("{statement}: {error}"),
            }
        })
        .await;
    }
}

/// So many rows of a writer come before a kill.
fn rows_before(kill: usize) -> usize {
    ((kill + 1) * ROWS / (KILLS + 1)).next_multiple_of(BATCH)
}

/// Inserts its rows whatever happens, some between each two kills; a commit whose answer was lost may be there twice.
async fn write(url: String, writer: usize, mut kills: watch::Receiver<usize>) {
    let mut dice = Dice::new(writer as u64);
    let mut left = ROWS;
    while left > 0 {
        let Ok((client, connection)) = tokio_postgres::connect(&url, NoTls).await else {
            tokio::task::yield_now().await;
            continue;
        };
        tokio::spawn(connection);
        while left > 0 {
            let enough = |kills: &usize| ROWS - left < rows_before(*kills);
            kills.wait_for(enough).await.expect("the kills go on until all is written");
            let values: Vec<_> = (0..BATCH)
                .map(|_| {
                    let agent = agent(dice.below(AGENTS));
                    let level = ["error", "critical"][dice.below(2)];
                    format!("('{agent}', '{level}', 'chaos', 'request {} failed')", dice.below(1_000_000))
                })
                .collect();
            let sql = format!(
                "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES {}",
                values.join(", ")
            );
            if client.batch_execute(&sql).await.is_err() {
                break;
            }
            left -= BATCH;
        }
    }
}

/// Whether each row is counted, each alert told in full (by itself, in a summary or by the fallback), and nothing owed.
async fn all_is_told(client: &Client) -> bool {
    let uncounted = "SELECT (SELECT count(*) FROM monitoring.agent_logs) - (SELECT coalesce(sum(count), 0) FROM monitoring.alerts)";
    let untold = "SELECT count(*) FROM monitoring.alerts a WHERE a.count > coalesce((
            SELECT max(l.count) FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id
            LEFT JOIN monitoring.notifications s ON s.id = n.summed_into
            WHERE l.alert_id = a.id AND 'sent' IN (n.state, s.state)), 0)";
    let owed =
        "SELECT count(*) FROM monitoring.notifications WHERE state NOT IN ('sent', 'summed', 'dropped')";
    for left in [uncounted, untold, owed] {
        if scalar(client, left).await != "0" {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn what_is_raised_in_chaos_is_told_in_full() {
    let cluster = Cluster::with().durable().start().await;
    let client = setup_database(&cluster, DATABASE).await;
    client
        .batch_execute(
            "UPDATE monitoring.settings s SET value = v.value FROM (VALUES ('delivery_lease', '2 seconds'), ('delivery_retry_first', '50 ms'),
                 ('delivery_retry_most', '1 second'), ('circuit_open_first', '200 ms'), ('circuit_open_most', '1 second'),
                 ('unknown_resend_after', '1 second'), ('error_resolve_after', '1 day')) AS v (name, value) WHERE s.name = v.name;
             UPDATE monitoring.notification_routes SET group_interval = '1 second';
             INSERT INTO monitoring.alert_rules (name, expression) VALUES ('quiet', 'chaos.metric.max > 1');
             UPDATE monitoring.notification_channels SET fallback = 'email', rate_limit = 30, rate_interval = '1 second' WHERE name = 'sms'",
        )
        .await
        .expect("settings");
    drop(client);
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    twilio.misbehave(Some(
        Faults::seeded(4)
            .share(0.10, Fault::RateLimited { retry_after: Some(1) })
            .share(0.10, Fault::ServerError)
            .share(0.05, Fault::Hang)
            .share(0.10, Fault::Reset)
            .share(0.10, Fault::LoseAnswer)
            .share(0.05, Fault::Garbage)
            .share(0.10, Fault::Slow(Duration::from_millis(100))),
    ));
    let start = |life: usize| -> Daemon {
        one_of_many(cluster.url(DATABASE), &twilio, &smtp, life).env("AGENTMON_SEND_TIMEOUT", "800ms").start()
    };
    let mut daemons = [start(0), start(1)];
    let kills = watch::Sender::new(0);
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(cluster.url(DATABASE), writer, kills.subscribe()));
    }

    let mut dice = Dice::new(KILLS as u64);
    let written = "SELECT count(*) FROM monitoring.agent_logs";
    for kill in 0..KILLS {
        let enough = WRITERS * rows_before(kill);
        let client = cluster.connect(DATABASE).await;
        let seen = twilio.requests().len() + dice.below(6);
        eventually_true("rows and requests to come", PATIENCE, async || {
            scalar(&client, written).await.parse::<usize>().is_ok_and(|rows| rows >= enough)
                // Once all is told, no further request comes.
                && (twilio.requests().len() >= seen || all_is_told(&client).await)
        })
        .await;
        fail(&client, Some(dice.below(FAULTS.len()))).await;
        drop(client);
        if kill % SERVER == SERVER - 1 {
            cluster.kill_9().await;
            cluster.start_again().await;
        } else {
            let at = dice.below(daemons.len());
            let next = start(kill + 2);
            std::mem::replace(&mut daemons[at], next).kill_9();
        }
        kills.send_replace(kill + 1);
    }
    while writers.join_next().await.is_some() {}
    twilio.misbehave(None);

    let client = cluster.connect(DATABASE).await;
    fail(&client, None).await;
    let raised: usize = scalar(&client, written).await.parse().expect("a number");
    assert!(raised >= WRITERS * ROWS, "{raised} rows");
    eventually_true("everything to be told", PATIENCE, async || all_is_told(&client).await).await;
    for mut daemon in daemons {
        assert!(daemon.terminate().await.success());
    }
    twilio.assert_no_violations();

    // Each message that the outbox calls sent is a text of its own that arrived. By the provider's id: of two equal texts
    // whose answers were lost nobody can tell which is which, and nobody needs to.
    let arrived: BTreeSet<_> = twilio.messages().into_iter().filter_map(|text| text.sid).collect();
    let outbox = notifications(&client).await;
    let sent: Vec<_> = outbox
        .iter()
        .filter(|one| one.channel == "sms" && one.state == "sent")
        .map(|one| one.provider_id.clone())
        .collect();
    let told: BTreeSet<_> = sent.iter().flatten().cloned().collect();
    assert_eq!(told.len(), sent.len(), "each has a text of its own");
    assert!(told.is_subset(&arrived), "{:?} never arrived", told.difference(&arrived));
    // What arrived twice was on its way when somebody died.
    let repeats = arrived.len() - told.len();
    println!("{raised} errors, {} messages, {} texts, {repeats} repeated", outbox.len(), arrived.len());
    assert!(repeats <= KILLS * ON_THE_WAY, "{repeats}");
    let messages = outbox.iter().filter(|one| one.state == "sent").count();
    // A group has one in a second, so that a slow machine makes more of them.
    assert!(messages < raised / 5, "thousands of errors are hundreds of messages: {messages}");
}
