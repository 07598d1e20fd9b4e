//! Stories of alerts on the virtual clock, as tables that can be read aloud:
//!
//! ```text
//!   0   | raise a  | chat first_notification a!
//!   1m  | raise b  |
//!   5m  |          | chat new_alerts a! b!
//! ```
//!
//! A row has a time, what happens at it, and the messages that the step of alerting at that time makes: channel, reason,
//! and the alerts that it lists, firing (`a!`, with a count where that is not 1) or resolved (`a.`), in any order. Each is
//! delivered at once, but in stories that deliver by themselves.

use chrono::{DateTime, Utc};
use tokio_postgres::Client;

use crate::alerting::{messages_at, process, second};
use crate::cluster::shared_cluster;
use crate::extension::setup_database;
use crate::sql::{row, rows, run};

/// A database where all alerts are one group that is told to `chat` (`pager` and `desk` are there besides): at once, its
/// news every 5 minutes, again every 4 hours. `chat` hears of resolves. Then runs `changes`.
pub async fn theatre(name: &str, changes: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    run(
        &client,
        "DELETE FROM monitoring.notification_routes;
         DELETE FROM monitoring.notification_channels;
         INSERT INTO monitoring.notification_channels (name, kind, send_resolved) VALUES
             ('chat', 'console', true), ('pager', 'console', false), ('desk', 'console', false);
         INSERT INTO monitoring.notification_routes (name, channels, group_by) VALUES ('all', '{chat}', '{}')",
    )
    .await;
    run(&client, changes).await;
    client
}

/// Plays a story; panics at the first row whose messages are others.
pub async fn play(client: &Client, story: &str) {
    let delivers = ["deliver", "fail", "claim_notifications", "hold"].iter().any(|word| story.contains(word));
    for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let columns: Vec<_> = line.splitn(3, '|').map(str::trim).collect();
        let [time, actions, expected] = columns[..] else { panic!("a row has three columns: {line}") };
        let now = at(time);
        for action in actions.split(';').map(str::trim).filter(|action| !action.is_empty()) {
            act(client, action, now).await;
        }
        let mut messages: Vec<_> = messages_at(client, now).await.iter().map(tell).collect();
        messages.sort_unstable();
        let mut wanted: Vec<_> =
            expected.split(';').map(str::trim).filter(|message| !message.is_empty()).collect();
        wanted.sort_unstable();
        let in_order = |message: &str| {
            let (told, alerts): (Vec<_>, Vec<_>) =
                message.split(' ').partition(|word| !word.contains(['!', '.']));
            let mut alerts = alerts;
            alerts.sort_unstable();
            [told, alerts].concat().join(" ")
        };
        let mut wanted: Vec<_> = wanted.into_iter().map(in_order).collect();
        let mut messages: Vec<_> = messages.iter().map(|message| in_order(message)).collect();
        messages.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(messages, wanted, "at {line}");
        if !delivers {
            act(client, "deliver", now).await;
        }
    }
}

/// A time of a story: `90`, `30s`, `5m`, `2h`, `1d`, and sums of these as `1h5m`.
#[must_use]
pub fn at(time: &str) -> DateTime<Utc> {
    let mut seconds = 0;
    let mut digits = String::new();
    for mark in time.chars().chain(['s']) {
        let unit = match mark {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            digit => {
                digits.push(digit);
                continue;
            }
        };
        if !digits.is_empty() {
            seconds += digits.parse::<i64>().unwrap_or_else(|_| panic!("{time} is a time")) * unit;
            digits.clear();
        }
    }
    second(seconds)
}

fn tell(message: &crate::alerting::Notification) -> String {
    let alerts = message.payload["alerts"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut words = vec![message.channel.clone(), message.reason.clone()];
    words.extend(alerts.iter().map(|alert| {
        let labels = &alert["labels"];
        let name = labels["agent_name"].as_str().or(labels["alertname"].as_str()).unwrap_or("?");
        let mark = if alert["status"] == "firing" { "!" } else { "." };
        match alert["count"].as_i64() {
            Some(count) if count != 1 => format!("{name}{mark}{count}"),
            _ => format!("{name}{mark}"),
        }
    }));
    words.join(" ")
}

/// All that may go at a time, delivered: channel, reason, status and title, in the order of the channels.
pub async fn tell_at(client: &Client, time: &str) -> Vec<String> {
    let now = at(time);
    process(client, now).await;
    let mut told = rows(
        client,
        &format!(
            "WITH claimed AS MATERIALIZED (SELECT * FROM monitoring.claim_notifications('w', 1000, '{now}'))
             SELECT concat_ws(' ', channel, payload ->> 'reason', payload ->> 'status', payload ->> 'title')
             FROM claimed, LATERAL (SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '{now}')) AS c"
        ),
    )
    .await;
    told.sort();
    told
}

/// Raises an alert of this name and severity.
pub async fn raise_at(client: &Client, name: &str, severity: &str, time: &str) {
    run(
        client,
        &format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "{name}"}}', severity => '{severity}', p_now => '{}')"#,
            at(time)
        ),
    )
    .await;
}

/// Ends the alert of this name.
pub async fn end_at(client: &Client, name: &str, time: &str) {
    run(
        client,
        &format!(
            "SELECT monitoring.resolve_alert(id, NULL, '{}') FROM monitoring.alerts WHERE labels ->> 'alertname' = '{name}' AND state = 'firing'",
            at(time)
        ),
    )
    .await;
}

/// The newest alert of a name.
fn id_of(name: &str) -> String {
    format!(
        "(SELECT id FROM monitoring.alerts WHERE coalesce(labels ->> 'agent_name', labels ->> 'alertname') = '{name}'
          ORDER BY (state <> 'resolved') DESC, id DESC LIMIT 1)"
    )
}

/// What can happen: `raise NAME [label=value …] [SEVERITY]`, `error NAME [times]`, `resolve NAME`, `ack NAME`,
/// `snooze NAME TIME`, `deliver` and `fail OUTCOME` (of all that is due), or SQL, in which `:now` is the time.
async fn act(client: &Client, action: &str, now: DateTime<Utc>) {
    let words: Vec<_> = action.split_whitespace().collect();
    let sql = match words[..] {
        ["raise", name, ref rest @ ..] => {
            let mut labels = vec![format!(r#""alertname": "{name}""#)];
            let mut severity = "error";
            for word in rest {
                match word.split_once('=') {
                    Some((label, value)) => labels.push(format!(r#""{label}": "{value}""#)),
                    None => severity = word,
                }
            }
            let labels = labels.join(", ");
            format!(
                "SELECT monitoring.raise_alert('{{{labels}}}', severity => '{severity}', p_now => '{now}')"
            )
        }
        ["error", name, ref times @ ..] => {
            let times = times.first().unwrap_or(&"1");
            format!(
                "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
                 SELECT '{name}', 'error', 'fails', '{now}' FROM generate_series(1, {times})"
            )
        }
        ["resolve", name] => format!("SELECT monitoring.resolve_alert({}, NULL, '{now}')", id_of(name)),
        ["ack", name] => {
            format!("SELECT monitoring.acknowledge_alert({}, 'ann', NULL, '{now}')", id_of(name))
        }
        ["snooze", name, until] => {
            let until = at(until);
            format!("SELECT monitoring.snooze_alert({}, '{until}'::timestamptz, 'ann', '{now}')", id_of(name))
        }
        ["deliver"] => outcome("complete_notification(id, 'w', attempt, NULL, ':now')", now),
        ["fail", how] => {
            outcome(&format!("fail_notification(id, 'w', attempt, '{how}', 'broken', NULL, ':now')"), now)
        }
        // The story delivers by itself.
        ["hold"] => return,
        _ => action.replace(":now", &format!("'{now}'")),
    };
    run(client, &sql).await;
}

fn outcome(call: &str, now: DateTime<Utc>) -> String {
    format!("SELECT monitoring.{call} FROM monitoring.claim_notifications('w', 100000, ':now') AS c")
        .replace(":now", &now.to_string())
}

/// The last word of `explain_notification()` on the newest alert of a name.
pub async fn verdict(client: &Client, name: &str, time: &str) -> String {
    let all = story_of(client, name, time).await;
    let last = all.last().expect("a verdict");
    last.split_once("verdict||").unwrap_or_else(|| panic!("no verdict: {last}")).1.to_owned()
}

/// All that `explain_notification()` says of it: event, channel and detail.
pub async fn story_of(client: &Client, name: &str, time: &str) -> Vec<String> {
    let now = at(time);
    let id = id_of(name);
    rows(
        client,
        &format!("SELECT event, channel, detail FROM monitoring.explain_notification({id}, '{now}')"),
    )
    .await
}

/// State of the newest alert of a name.
pub async fn state_of(client: &Client, name: &str) -> String {
    row(client, &format!("SELECT state FROM monitoring.alerts WHERE id = {}", id_of(name))).await
}
