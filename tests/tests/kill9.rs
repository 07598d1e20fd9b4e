//! The daemon is killed at random moments, two hundred times: nothing is lost, and nothing is repeated but what was on
//! its way.

use std::collections::BTreeMap;
use std::time::Duration;

use agentmon_tests::alerting::{log, notifications, one_of_many, scalar};
use agentmon_tests::dice::Dice;
use agentmon_tests::stage::agent;
use agentmon_tests::wait::eventually_true;
use agentmon_tests::{SmtpServer, TwilioFake, setup_database, shared_cluster};

const SEED: u64 = 20_260_719;
const KILLS: usize = 200;
/// As many messages as a daemon has on its way at a time: eight of each kind, because each kind claims for itself.
const CLAIM_BOUND: usize = 2 * 8;
/// Errors that happen in each life.
const ERRORS: usize = 2;
const PATIENCE: Duration = Duration::from_secs(120);

/// Where in its life a daemon is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// As soon as it is started, or a few instructions later.
    AtOnce,
    /// When it shows in the database.
    Registered,
    /// When its session shows, before or after it has registered.
    Connected,
    /// When it has told the log of a message.
    Settled,
    /// When this many texts more have arrived.
    Texts(usize),
}

fn moment(dice: &mut Dice) -> Moment {
    match dice.below(10) {
        0 => Moment::AtOnce,
        1 => Moment::Connected,
        2 => Moment::Registered,
        3 | 4 => Moment::Settled,
        _ => Moment::Texts(1 + dice.below(ERRORS)),
    }
}

#[tokio::test]
async fn two_hundred_kills_lose_nothing_and_repeat_only_what_was_on_its_way() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "kill_nine").await;
    client
        .batch_execute(
            "UPDATE monitoring.settings SET value = '2 seconds' WHERE name = 'delivery_lease';
             UPDATE monitoring.notification_channels SET unlimited = true WHERE name = 'sms'",
        )
        .await
        .expect("a setting");
    let (twilio, smtp) = (TwilioFake::start().await, SmtpServer::start().await);
    let start = |life: usize| {
        one_of_many(cluster.url("kill_nine"), &twilio, &smtp, life)
            .env("AGENTMON_SEND_TIMEOUT", "1500ms")
            .start()
    };
    let mut dice = Dice::new(SEED);
    let mut daemon = start(0);
    for life in 0..KILLS {
        let seen = twilio.messages().len();
        for n in 0..ERRORS {
            log(&client, &agent(life * ERRORS + n), ["error", "critical"][n % 2], "fails").await;
        }
        let moment = moment(&mut dice);
        let asked = match moment {
            Moment::Registered => {
                format!("SELECT count(*) FROM monitoring.notifiers WHERE worker LIKE 'life-{life}/%'")
            }
            _ => "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'agentmon-notifier'"
                .to_owned(),
        };
        eventually_true(&format!("{moment:?} in life {life}"), PATIENCE, async || match moment {
            Moment::AtOnce => true,
            Moment::Connected | Moment::Registered => scalar(&client, &asked).await != "0",
            Moment::Settled => daemon.output().iter().any(|line| line.contains("provider_id")),
            Moment::Texts(more) => twilio.messages().len() >= seen + more,
        })
        .await;
        daemon.kill_9();
        daemon = start(life + 1);
    }

    let errors = KILLS * ERRORS;
    eventually_true("everything to be sent", PATIENCE, async || {
        let unsent = "SELECT count(*) FROM monitoring.notifications WHERE state <> 'sent'";
        scalar(&client, "SELECT count(*) FROM monitoring.notifications").await == (2 * errors).to_string()
            && scalar(&client, unsent).await == "0"
    })
    .await;
    assert!(daemon.terminate().await.success());

    // Each error was counted once, and each of its messages arrived under one key.
    let alerts = "SELECT count(*) || ' ' || sum(count) FROM monitoring.alerts";
    assert_eq!(scalar(&client, alerts).await, format!("{errors} {errors}"));
    let attempts: BTreeMap<_, _> =
        notifications(&client).await.into_iter().map(|one| (one.idempotency_key.clone(), one)).collect();
    let mut arrived: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for text in twilio.messages() {
        let key = text.header("x-agentmon-id").expect("a key").to_owned();
        arrived.entry(("sms", key)).or_default().push(text.body);
    }
    for mail in smtp.mails() {
        let key = mail.headers["x-agentmon-id"].clone();
        assert_eq!(mail.headers["message-id"], format!("<{key}@example.org>"));
        arrived.entry(("email", key)).or_default().push(mail.headers["subject"].clone());
    }
    twilio.assert_no_violations();
    assert_eq!(arrived.len(), 2 * errors, "every message arrived, and under no second key");
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut repeats, mut again) = (0, 0);
    for ((channel, key), bodies) in &arrived {
        let row = attempts.get(key).expect("a message of the outbox");
        assert_eq!(row.channel, *channel);
        assert!(bodies.iter().all(|body| body.starts_with(row.payload["title"].as_str().unwrap_or("-"))));
        let most = usize::try_from(row.attempt).unwrap_or_default();
        assert!(bodies.len() <= most, "{} arrivals in {most} attempts: {row:?}", bodies.len());
        repeats += bodies.len() - 1;
        again += most - 1;
        *told.entry(row.payload["group_labels"]["agent_name"].as_str().unwrap_or_default()).or_default() += 1;
    }
    for n in 0..errors {
        assert_eq!(told.get(agent(n).as_str()), Some(&2), "{} by text and by mail", agent(n));
    }
    println!(
        "{KILLS} kills, {errors} errors, {} messages: {again} claimed again, {repeats} repeated",
        2 * errors
    );
    assert!(again <= KILLS * CLAIM_BOUND, "only what was on its way is claimed again: {again}");
    assert!(again > 0, "no kill met a message on its way: this proves nothing");
}
