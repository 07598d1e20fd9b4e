//! The last word that a channel was told of an alert is the true one, whatever happens in between: stories by dice, with
//! changes of configuration, outages, replays, outcomes that nobody knows, and open transactions among the events.
//!
//! The receivers are here: what truly arrived is known to the test alone.

use std::collections::{BTreeMap, BTreeSet};

use agentmon_tests::alerting::second;
use agentmon_tests::dice::Dice;
use agentmon_tests::scenario::theatre;
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{describe, rows, run};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio_postgres::Client;

/// What arrived, and what may have: by the key of a channel, which stays where its name does not.
#[derive(Default)]
struct Receivers {
    /// Receiver (a channel has several where it is an email), alert, and word, as they came.
    heard: Vec<(String, String, String)>,
    /// Beginnings that were told, or may have been, as far as the database can know.
    begun: BTreeSet<(String, String)>,
    /// Alerts that came back before their end was told: the next one with their labels goes on for them.
    successors: BTreeMap<String, String>,
    /// Messages whose outcome nobody knows, and whether they arrived.
    unknown: BTreeMap<String, bool>,
    /// Of which a mail was given up for one of its receivers alone: that one misses it, as the message's story says.
    missed: BTreeSet<(String, String)>,
    replayed: bool,
    story: Vec<String>,
}

fn halves(line: &str) -> (String, String) {
    let (one, other) = line.split_once('|').expect("two columns");
    (one.to_owned(), other.to_owned())
}

/// A message as a worker got it.
struct Claimed {
    id: String,
    attempt: i32,
    key: String,
    name: String,
    sends_ends: bool,
    payload: Value,
}

impl Receivers {
    fn note(&mut self, now: DateTime<Utc>, what: impl std::fmt::Display) {
        self.story.push(format!("{} {what}", now.format("%d %H:%M:%S")));
    }

    fn told(&self) -> String {
        self.story.join("\n")
    }

    async fn look_back(&mut self, client: &Client) {
        let came_back = "SELECT alert_id || '|' || substring(detail FROM 'as alert ([0-9a-f-]+)') FROM monitoring.alert_events WHERE event = 'came back'";
        self.successors = rows(client, came_back).await.iter().map(|line| halves(line)).collect();
    }

    /// The alert that goes on for this one.
    fn last_of<'a>(&'a self, alert: &'a str) -> &'a str {
        self.successors.get(alert).map_or(alert, |next| self.last_of(next))
    }

    /// Whether what the message says may be said to its channel at all.
    async fn judge(&self, client: &Client, seed: u64, message: &Claimed) {
        for alert in message.payload["alerts"].as_array().expect("alerts") {
            let id = alert["id"].as_str().expect("an id").to_owned();
            if alert["status"] != "resolved" {
                continue;
            }
            let began = self
                .begun
                .iter()
                .any(|(key, begun)| *key == message.key && self.last_of(begun) == self.last_of(&id));
            let missed = self.replayed && alert["labels"]["alertname"] == "agent_error";
            if began && message.sends_ends || missed {
                continue;
            }
            let explained = format!("SELECT * FROM monitoring.explain_notification('{id}', now())");
            panic!(
                "story {seed}: {} is told the end of {} ({id}), of which it was told nothing (ends: {}): {}\n{}\n{:#?}",
                message.name,
                alert["labels"],
                message.sends_ends,
                message.payload,
                self.told(),
                rows(client, &explained).await
            );
        }
    }

    /// It arrives; for an email at the first of its two receivers alone, where `partly`.
    fn arrives(&mut self, message: &Claimed, partly: bool) {
        let before = message.payload["progress"]["delivered"].to_string();
        for receiver in ["a", "b"] {
            if before.contains(receiver) || partly && receiver == "b" {
                continue;
            }
            for alert in message.payload["alerts"].as_array().expect("alerts") {
                let id = alert["id"].as_str().expect("an id").to_owned();
                let status = alert["status"].as_str().expect("a status").to_owned();
                self.heard.push((format!("{} {receiver}", message.key), id, status));
            }
        }
    }

    /// It is given up for those of its receivers that it has not arrived at.
    fn misses(&mut self, message: &Claimed) {
        let delivered = message.payload["progress"]["delivered"].to_string();
        for receiver in ["a", "b"].into_iter().filter(|receiver| !delivered.contains(receiver)) {
            for alert in message.payload["alerts"].as_array().expect("alerts") {
                let id = alert["id"].as_str().expect("an id").to_owned();
                self.missed.insert((format!("{} {receiver}", message.key), id));
            }
        }
    }

    /// The database may take its beginnings for told.
    fn may_have_begun(&mut self, message: &Claimed) {
        for alert in message.payload["alerts"].as_array().expect("alerts") {
            if alert["status"] == "firing" {
                self.begun.insert((message.key.clone(), alert["id"].as_str().expect("an id").to_owned()));
            }
        }
    }
}

/// A statement that may be refused for a reason that a user would understand.
async fn try_to(client: &Client, sql: &str) -> String {
    match client.batch_execute(sql).await {
        Ok(()) => String::new(),
        Err(error) => {
            let code = error.code().map_or("", |code| code.code()).to_owned();
            assert!(
                ["22023", "23502", "23503", "23505", "23514", "55P03", "55000"].contains(&code.as_str()),
                "{sql}: {}",
                describe(&error)
            );
            let _ = client.batch_execute("ROLLBACK").await;
            format!(" (refused: {code})")
        }
    }
}

const CHANNEL: &str =
    "(SELECT name FROM monitoring.notification_channels ORDER BY settings ->> 'note' OFFSET :n LIMIT 1)";

/// A change of the configuration.
fn change(dice: &mut Dice, fresh: &mut usize) -> String {
    let channel = CHANNEL.replace(":n", &dice.below(5).to_string());
    let other = CHANNEL.replace(":n", &dice.below(5).to_string());
    let severity = ["info", "warning", "error", "critical"][dice.below(4)];
    let route = format!(
        "(SELECT name FROM monitoring.notification_routes ORDER BY position, name OFFSET {} LIMIT 1)",
        dice.below(3)
    );
    *fresh += 1;
    let channels = format!("ARRAY(SELECT DISTINCT n FROM unnest(ARRAY[{channel}, {other}]) AS n)");
    match dice.below(20) {
        0 | 1 => format!("UPDATE monitoring.notification_channels SET name = 'c{fresh}' WHERE name = {channel}"),
        2 | 3 => format!("UPDATE monitoring.notification_channels SET enabled = NOT enabled WHERE name = {channel}"),
        4 | 5 => format!(
            "UPDATE monitoring.notification_channels SET min_severity = '{severity}' WHERE name = {channel}"
        ),
        6 => format!("UPDATE monitoring.notification_channels SET fallback = {other} WHERE name = {channel}"),
        7 => format!("UPDATE monitoring.notification_channels SET fallback = NULL WHERE name = {channel}"),
        8 => format!(
            "UPDATE monitoring.notification_channels SET rate_limit = {} WHERE name = {channel}",
            ["NULL", "1", "3"][dice.below(3)]
        ),
        9 => format!(
            "UPDATE monitoring.notification_channels SET fallback = NULL WHERE fallback = {channel};
             DELETE FROM monitoring.notification_channels WHERE name = {channel};
             INSERT INTO monitoring.notification_channels (name, kind, settings, send_resolved) VALUES ('n{fresh}', 'console', '{{\"note\": \"n{fresh}\"}}', true)"
        ),
        10 | 11 => format!("UPDATE monitoring.notification_routes SET channels = {channels} WHERE name = {route}"),
        12 => format!("UPDATE monitoring.notification_routes SET name = 'r{fresh}' WHERE name = {route}"),
        13 => format!("DELETE FROM monitoring.notification_routes WHERE name = {route}"),
        14 => format!(
            "INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by, continue_matching)
             SELECT 'r{fresh}', {}, '{}', {channels}, '{}', {}",
            dice.below(50),
            ["{}", r#"{"severity": "~error|critical"}"#, r#"{"alertname": "~[a-c]"}"#, r#"{"alertname": "!=b"}"#][dice.below(4)],
            ["{}", "{alertname}", "{severity}", "{agent_name,alertname}"][dice.below(4)],
            dice.below(2) == 0
        ),
        15 => format!(
            "UPDATE monitoring.notification_routes SET group_by = '{}' WHERE name = {route}",
            ["{}", "{alertname}", "{severity}"][dice.below(3)]
        ),
        16 => format!(
            "UPDATE monitoring.notification_routes SET matchers = '{}' WHERE name = {route}",
            ["{}", r#"{"severity": "critical"}"#, r#"{"alertname": "~[b-d]|agent_error"}"#][dice.below(3)]
        ),
        17 => format!(
            "INSERT INTO monitoring.escalation_steps VALUES ({route}, '{} minutes', {channels})",
            5 + dice.below(20)
        ),
        18 => format!("DELETE FROM monitoring.escalation_steps WHERE route = {route}"),
        _ => format!(
            "UPDATE monitoring.alert_rules SET actions = {}, severity = '{severity}' WHERE name = 'rule'",
            if dice.below(3) == 0 { "NULL".to_owned() } else { channels }
        ),
    }
}

/// What befalls alerts.
fn event(dice: &mut Dice, now: DateTime<Utc>) -> String {
    let name = |dice: &mut Dice| char::from(b"abcd"[dice.below(4)]);
    let alert = |dice: &mut Dice, call: &str| {
        format!(
            "SELECT monitoring.{call} FROM (SELECT id FROM monitoring.alerts WHERE state <> 'resolved' ORDER BY id OFFSET {} LIMIT 1) AS a",
            dice.below(4)
        )
    };
    match dice.below(14) {
        0 | 1 => format!(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('{}', '{}', 'fails', '{now}')",
            name(dice),
            ["error", "critical"][dice.below(2)]
        ),
        2..=5 => format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "{}"}}', severity => '{}', p_now => '{now}')"#,
            name(dice),
            ["info", "warning", "error", "critical"][dice.below(4)]
        ),
        6..=8 => alert(dice, &format!("resolve_alert(a.id, NULL, '{now}')")),
        9 => alert(dice, &format!("acknowledge_alert(a.id, 'ann', NULL, '{now}')")),
        10 => alert(dice, &format!("snooze_alert(a.id, interval '20 minutes', 'ann', '{now}')")),
        11 => format!(
            r#"SELECT monitoring.silence_alerts('{{"alertname": "{}"}}', ends_at => '{now}'::timestamptz + interval '30 minutes', p_now => '{now}')"#,
            name(dice)
        ),
        _ => format!(
            "SELECT monitoring.record_metric('m', {}, '{{\"s\": \"{}\"}}', '{now}')",
            dice.below(2),
            name(dice)
        ),
    }
}

async fn claim(client: &Client, most: usize, now: DateTime<Utc>) -> Vec<Claimed> {
    let sql = format!(
        "SELECT c.id, c.attempt, c.channel, h.send_resolved, h.settings ->> 'note', c.payload
         FROM monitoring.claim_notifications('w', {most}, '{now}') c JOIN monitoring.notification_channels h ON h.name = c.channel"
    );
    let messages = client.query(&sql.replacen("c.id", "c.id::text", 1), &[]).await;
    let messages = messages.unwrap_or_else(|error| panic!("{}", describe(&error)));
    messages
        .iter()
        .map(|row| Claimed {
            id: row.get(0),
            attempt: row.get(1),
            name: row.get(2),
            sends_ends: row.get(3),
            key: row.get(4),
            payload: row.get(5),
        })
        .collect()
}

/// A worker takes some messages, and what becomes of each is up to the dice.
async fn deliver(client: &Client, dice: &mut Dice, receivers: &mut Receivers, seed: u64, now: DateTime<Utc>) {
    // Sometimes a whole outage.
    let outage = dice.below(5) == 0;
    let claimed = claim(client, 1 + dice.below(6), now).await;
    receivers.look_back(client).await;
    for message in claimed {
        receivers.judge(client, seed, &message).await;
        let Claimed { id, attempt, name, payload, .. } = &message;
        let throw = if outage { 5 + dice.below(3) } else { dice.below(12) };
        let arrives = dice.below(2) == 0;
        let says = |call: &str| {
            format!("SELECT monitoring.{call}")
                .replace(":1", &format!("'{id}', 'w', {attempt}"))
                .replace(":now", &now.to_string())
        };
        let (what, outcome) = match throw {
            0..=4 | 10 | 11 => ("arrives", says("complete_notification(:1, NULL, ':now')")),
            5 => ("fails", says("fail_notification(:1, 'retry', 'broken', NULL, ':now')")),
            6 => ("fails for good", says("fail_notification(:1, 'final', 'broken', NULL, ':now')")),
            7 => ("is deferred", says("defer_notification(:1, 'slow', '1 second', 'channel', ':now')")),
            8 => ("is unknown", says("fail_notification(:1, 'unknown', 'no answer', NULL, ':now')")),
            9 if message.key == "mail" => (
                "arrives at a alone",
                format!(
                    "{}; {}",
                    says(r#"note_progress(:1, '{"delivered": ["a@example.org"]}', ':now')"#),
                    says("fail_notification(:1, 'retry', 'b is full', NULL, ':now')")
                ),
            ),
            // The worker dies.
            _ => ("is lost", String::new()),
        };
        let refused = if outcome.is_empty() { String::new() } else { try_to(client, &outcome).await };
        let written = refused.is_empty();
        receivers.note(
            now,
            format!(
                "  {name} #{attempt} {} {} {what}{refused} (arrives: {arrives})",
                payload["reason"], payload["title"]
            ),
        );
        let truly = match what {
            "arrives" | "arrives at a alone" => true,
            "is unknown" | "is lost" => arrives,
            _ => false,
        };
        if truly {
            receivers.arrives(&message, what == "arrives at a alone");
        }
        if what == "fails for good" && payload["progress"]["delivered"].is_array() {
            receivers.misses(&message);
        }
        // An outcome that could not be written down is none to the database.
        if truly || !written || matches!(what, "is unknown" | "is lost") {
            receivers.may_have_begun(&message);
        }
        if what == "is unknown" && written {
            receivers.unknown.insert(id.clone(), arrives);
        }
    }
}

async fn settle(client: &Client, receivers: &mut Receivers, now: DateTime<Utc>) {
    for (id, arrived) in std::mem::take(&mut receivers.unknown) {
        let listed = if arrived { format!("{{P{id}}}") } else { "{}".to_owned() };
        let became =
            rows(client, &format!("SELECT monitoring.settle_unknown('{id}', 'w', '{listed}', '{now}')"))
                .await;
        receivers.note(now, format!("  settled {id} (arrived: {arrived}): {became:?}"));
        if became == ["unknown"] {
            receivers.unknown.insert(id, arrived);
        }
    }
}

#[tokio::test]
async fn the_last_word_is_the_true_one_for_every_channel() {
    let name = "last_word";
    let client = theatre(name, "").await;
    let holder = shared_cluster().await.connect(name).await;
    run(&client, "SET lock_timeout = '300ms'; SET statement_timeout = '60s'").await;
    run(
        &holder,
        "SET lock_timeout = '300ms'; SET statement_timeout = '60s'; SET application_name = 'psql of ann'",
    )
    .await;
    // More of them: AGENTMON_STORIES=500; from another one on: AGENTMON_FIRST_STORY.
    let number = |name: &str, usual: u64| {
        std::env::var(name).map_or(usual, |number| number.parse().expect("a number"))
    };
    let first = number("AGENTMON_FIRST_STORY", 0);
    let mut words = 0;
    for seed in first..first + number("AGENTMON_STORIES", 12) {
        words += play(&client, &holder, seed).await;
    }
    assert!(words > 0, "nothing was told in any story");
}

/// A story; gives the number of words that were held against the truth.
async fn play(client: &Client, holder: &Client, seed: u64) -> usize {
    let mut dice = Dice::new(1_000_003 * (seed + 1));
    run(
        client,
        r#"TRUNCATE monitoring.alerts, monitoring.alert_groups, monitoring.notifications, monitoring.silences, monitoring.channel_circuits,
               monitoring.channel_sends, monitoring.channel_pace, monitoring.step_failures, monitoring.alert_rules, monitoring.errors_put_off CASCADE;
           DELETE FROM monitoring.notification_routes;
           UPDATE monitoring.notification_channels SET fallback = NULL;
           DELETE FROM monitoring.notification_channels;
           INSERT INTO monitoring.notification_channels (name, kind, send_resolved, min_severity, settings) VALUES
               ('chat', 'console', true, 'info', '{"note": "chat"}'), ('pager', 'pagerduty', true, 'error', '{"note": "pager"}'),
               ('mail', 'email', true, 'info', '{"note": "mail", "to": ["a@example.org", "b@example.org"]}'),
               ('hook', 'webhook', true, 'info', '{"note": "hook"}'), ('deaf', 'console', false, 'info', '{"note": "deaf"}');
           UPDATE monitoring.notification_channels SET fallback = 'mail', rate_limit = 3 WHERE name = 'chat';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by, continue_matching) VALUES
               ('pages', 1, '{"severity": "~error|critical"}', '{pager}', '{}', true),
               ('all', 100, '{}', '{chat,mail,deaf}', '{alertname}', false);
           INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{hook}'), ('all', '20 minutes', '{pager}');
           INSERT INTO monitoring.alert_rules (name, expression, severity, actions) VALUES ('rule', 'm.max[2m] > 0.5', 'error', '{hook}')"#,
    )
    .await;
    let mut receivers = Receivers::default();
    let mut fresh = 0;
    let mut held = false;
    // Each story has a day of its own, so that no metric is that of another one.
    let mut now = second(i64::try_from(seed).expect("a number") * 86_400);
    for _ in 0..50 {
        now += chrono::TimeDelta::seconds([0, 7, 60, 301, 900][dice.below(5)]);
        match dice.below(20) {
            0..=7 => {
                let sql = event(&mut dice, now);
                let refused = try_to(client, &sql).await;
                receivers.note(now, format!("{sql}{refused}"));
            }
            8..=10 => {
                let sql = change(&mut dice, &mut fresh);
                let refused = try_to(client, &sql).await;
                receivers.note(now, format!("{sql}{refused}"));
            }
            11 if !held => {
                let sql =
                    if dice.below(2) == 0 { event(&mut dice, now) } else { change(&mut dice, &mut fresh) };
                run(holder, "BEGIN").await;
                let refused = try_to(holder, &sql).await;
                held = refused.is_empty();
                receivers.note(now, format!("open transaction: {sql}{refused}"));
            }
            11 | 12 if held => {
                let end = ["COMMIT", "ROLLBACK"][dice.below(2)];
                run(holder, end).await;
                held = false;
                receivers.note(now, end);
            }
            13 => {
                run(client, &format!("SELECT monitoring.replay_notifications(p_now => '{now}')")).await;
                receivers.replayed = true;
                receivers.note(now, "replay");
            }
            14 => settle(client, &mut receivers, now).await,
            _ => deliver(client, &mut dice, &mut receivers, seed, now).await,
        }
        if dice.below(3) > 0 {
            run(client, &format!("SELECT monitoring.process_alerts('{now}')")).await;
        }
    }
    if held {
        run(holder, "COMMIT").await;
    }
    // Everybody takes a rest, what was given up is sent again, and nothing fails any more.
    receivers.note(now, "rest");
    run(
        client,
        "UPDATE monitoring.notification_channels SET enabled = true; DELETE FROM monitoring.channel_circuits",
    )
    .await;
    for hour in 0..10 {
        now += chrono::TimeDelta::hours(1);
        if hour == 1 {
            run(client, &format!("SELECT monitoring.replay_notifications(p_now => '{now}')")).await;
            receivers.replayed = true;
        }
        settle(client, &mut receivers, now).await;
        run(client, &format!("SELECT monitoring.process_alerts('{now}')")).await;
        for _ in 0..3 {
            let claimed = claim(client, 1000, now).await;
            receivers.look_back(client).await;
            for message in claimed {
                receivers.judge(client, seed, &message).await;
                receivers.arrives(&message, false);
                receivers.may_have_begun(&message);
                let Claimed { id, attempt, name, payload, .. } = &message;
                receivers
                    .note(now, format!("  {name} #{attempt} {} {}", payload["reason"], payload["title"]));
                run(
                    client,
                    &format!(
                        "SELECT monitoring.complete_notification('{id}', 'w', {attempt}, NULL, '{now}')"
                    ),
                )
                .await;
            }
        }
    }
    let truth: BTreeMap<_, _> = rows(client, "SELECT id || '|' || state FROM monitoring.alerts")
        .await
        .iter()
        .map(|line| halves(line))
        .collect();
    receivers.look_back(client).await;
    let hear_ends =
        rows(client, "SELECT settings ->> 'note' FROM monitoring.notification_channels WHERE send_resolved")
            .await;
    let mut words = 0;
    let mut last_words = BTreeMap::new();
    for (receiver, alert, word) in &receivers.heard {
        last_words.insert((receiver, receivers.last_of(alert)), word);
    }
    let missed: BTreeSet<_> =
        receivers.missed.iter().map(|(receiver, alert)| (receiver, receivers.last_of(alert))).collect();
    for ((receiver, alert), word) in last_words {
        if missed.contains(&(receiver, alert)) {
            continue;
        }
        if hear_ends.iter().any(|key| receiver.split(' ').next() == Some(key)) {
            words += 1;
            assert_eq!(
                truth.get(alert),
                Some(word),
                "story {seed}: the last word that {receiver} was told of {alert}\n{}\n{:?}\n{:?}",
                receivers.told(),
                rows(client, &format!("SELECT * FROM monitoring.explain_notification('{alert}', '{now}')"))
                    .await,
                rows(client, &format!("SELECT * FROM monitoring.told_alerts WHERE alert_id = '{alert}'"))
                    .await,
            );
        }
    }
    let failures = rows(
        client,
        "SELECT * FROM monitoring.step_failures WHERE step NOT IN ('open transactions', 'rules', 'memory')",
    )
    .await;
    assert!(failures.is_empty(), "story {seed}: {failures:?}\n{}", receivers.told());
    words
}
