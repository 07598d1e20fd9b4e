//! Error rows in, messages out: the words in which the tests of alerts and deliveries are written.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use serde_json::Value;
use tokio_postgres::Client;

use crate::daemon::{Daemon, DaemonBuilder};
use crate::smtp::SmtpServer;
use crate::twilio::{self, TwilioFake};

/// A time of the virtual clock: this many seconds after its beginning, which is nobody's present.
#[must_use]
pub fn second(seconds: i64) -> DateTime<Utc> {
    let beginning = Utc.with_ymd_and_hms(2031, 1, 1, 0, 0, 0).single().expect("a time");
    beginning + TimeDelta::seconds(seconds)
}

/// The same in minutes.
#[must_use]
pub fn minute(minutes: i64) -> DateTime<Utc> {
    second(minutes * 60)
}

/// Inserts a log row, as an application does.
pub async fn log(client: &Client, agent: &str, level: &str, message: &str) {
    client
        .execute(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES ($1, $2, 'task_failed', $3)",
            &[&agent, &level, &message],
        )
        .await
        .expect("a log row can be inserted");
}

/// One step of alerting at a time of the virtual clock; the number of messages made.
pub async fn process(client: &Client, now: DateTime<Utc>) -> i32 {
    let row = client.query_one("SELECT monitoring.process_alerts($1)", &[&now]).await;
    row.expect("process_alerts does not fail").get(0)
}

/// All that is due is claimed and sent.
pub async fn deliver(client: &Client, now: DateTime<Utc>) {
    client
        .execute(
            "SELECT monitoring.complete_notification(id, 'w', attempt, NULL, $1)
             FROM monitoring.claim_notifications('w', 100000, $1) AS c",
            &[&now],
        )
        .await
        .expect("what is due can be sent");
}

/// The step, the messages that it made, and their delivery.
pub async fn told_at(client: &Client, now: DateTime<Utc>) -> Vec<Notification> {
    let messages = messages_at(client, now).await;
    deliver(client, now).await;
    messages
}

/// The step, and the messages that it made.
pub async fn messages_at(client: &Client, now: DateTime<Utc>) -> Vec<Notification> {
    let before = notifications(client).await.len();
    let made = process(client, now).await;
    let messages = notifications(client).await.split_off(before);
    assert_eq!(usize::try_from(made), Ok(messages.len()), "process_alerts tells how many it made");
    messages
}

/// A row of the outbox.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Name of the channel.
    pub channel: String,
    /// Why it was made.
    pub reason: String,
    /// Pending, sending, sent, unknown or dead.
    pub state: String,
    /// What is to be told.
    pub payload: Value,
    /// Attempts so far.
    pub attempt: i32,
    /// When the next attempt is due, or the last one was.
    pub next_attempt_at: DateTime<Utc>,
    /// What the provider calls it.
    pub provider_id: Option<String>,
    /// How the last attempt failed.
    pub last_error: Option<String>,
    /// The same on every attempt.
    pub idempotency_key: String,
}

impl Notification {
    /// Title and body in one.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}\n{}",
            self.payload["title"].as_str().unwrap_or_default(),
            self.payload["body"].as_str().unwrap_or_default()
        )
    }
}

/// The outbox in the order in which it was filled.
pub async fn notifications(client: &Client) -> Vec<Notification> {
    let rows = client
        .query(
            "SELECT channel, reason, state, payload, attempt, next_attempt_at, provider_id, last_error, idempotency_key
             FROM monitoring.notifications ORDER BY created_at, id",
            &[],
        )
        .await
        .expect("the outbox can be read");
    rows.iter()
        .map(|row| Notification {
            channel: row.get(0),
            reason: row.get(1),
            state: row.get(2),
            payload: row.get(3),
            attempt: row.get(4),
            next_attempt_at: row.get(5),
            provider_id: row.get(6),
            last_error: row.get(7),
            idempotency_key: row.get(8),
        })
        .collect()
}

/// Channel and reason of each, sorted by channel.
#[must_use]
pub fn told(messages: &[Notification]) -> Vec<(&str, &str)> {
    let mut told: Vec<_> =
        messages.iter().map(|message| (message.channel.as_str(), message.reason.as_str())).collect();
    told.sort_unstable();
    told
}

/// The first column of the first row, as text.
pub async fn scalar(client: &Client, sql: &str) -> String {
    let rows = client.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let value = rows.iter().find_map(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
        _ => None,
    });
    value.unwrap_or_else(|| panic!("{sql} gave no row"))
}

/// SQLSTATE, message, DETAIL and HINT of the error that a statement is to raise.
pub async fn refusal(client: &Client, sql: &str) -> (String, String) {
    let error = client.batch_execute(sql).await.expect_err(sql);
    let error = error.as_db_error().unwrap_or_else(|| panic!("{sql}: {error}"));
    let text = format!(
        "{}\n{}\n{}",
        error.message(),
        error.detail().unwrap_or_default(),
        error.hint().unwrap_or_default()
    );
    (error.code().code().to_owned(), text)
}

/// Who receives the mail.
pub const MAIL_TO: &str = "ops@example.org";
/// Who sends it.
pub const MAIL_FROM: &str = "agentmon@example.org";

/// Has a daemon send texts to the fake.
#[must_use]
pub fn with_sms(daemon: DaemonBuilder, twilio: &TwilioFake) -> DaemonBuilder {
    daemon
        .env("TWILIO_ACCOUNT_SID", twilio::ACCOUNT_SID)
        .env("TWILIO_AUTH_TOKEN", twilio::AUTH_TOKEN)
        .env("TWILIO_PHONE_NUMBER", twilio::FROM)
        .env("ALERT_PHONE_NUMBER", twilio::TO)
        .env("TWILIO_API_BASE_URL", twilio.url())
}

/// Has a daemon send mail to the server.
#[must_use]
pub fn with_email(daemon: DaemonBuilder, smtp: &SmtpServer) -> DaemonBuilder {
    daemon.env("ALERT_EMAIL", MAIL_TO).env("ALERT_EMAIL_FROM", MAIL_FROM).env("SMTP_URL", smtp.url())
}

/// Of daemons that are killed one after the other, the one with this number; its workers begin with `life-` and the number.
#[must_use]
pub fn one_of_many(url: String, twilio: &TwilioFake, smtp: &SmtpServer, life: usize) -> DaemonBuilder {
    daemon_on(url, twilio, smtp).env("AGENTMON_WORKER", format!("life-{life}"))
}

/// A daemon that sends both, looks often, and leaves the jobs alone.
#[must_use]
pub fn daemon_on(url: String, twilio: &TwilioFake, smtp: &SmtpServer) -> DaemonBuilder {
    with_email(with_sms(Daemon::run(url), twilio), smtp)
        .env("AGENTMON_POLL_INTERVAL", "200ms")
        .env("AGENTMON_RUN_JOBS", "false")
}
