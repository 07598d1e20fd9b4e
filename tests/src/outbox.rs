//! A worker's steps over the outbox, on the virtual clock.

use chrono::{DateTime, Utc};
use tokio_postgres::{Client, Row};

use crate::alerting::{Notification, log, notifications, process, second};
use crate::cluster::shared_cluster;
use crate::extension::setup_database;

/// A database with messages waiting since the beginning: one text for each error.
pub async fn outbox(name: &str, errors: usize) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    client
        .batch_execute(
            "UPDATE monitoring.notification_channels SET enabled = name <> 'email', unlimited = true",
        )
        .await
        .expect("a channel");
    for n in 0..errors {
        log(&client, &format!("agent-{n}"), "error", "fails").await;
    }
    assert_eq!(usize::try_from(process(&client, second(0)).await), Ok(errors));
    client
}

/// A message that a worker holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Id of the row.
    pub id: String,
    /// The attempt that this is.
    pub attempt: i32,
    /// The idempotency key.
    pub key: String,
}

/// Claims at a time of the virtual clock.
pub async fn claim(client: &Client, worker: &str, most: i32, now: DateTime<Utc>) -> Vec<Claim> {
    let sql = "SELECT id::text, attempt, idempotency_key FROM monitoring.claim_notifications($1, $2, $3)";
    let rows = client.query(sql, &[&worker, &most, &now]).await.expect("a claim");
    let read = |row: &Row| Claim { id: row.get(0), attempt: row.get(1), key: row.get(2) };
    rows.iter().map(read).collect()
}

/// Claims the message that is due.
pub async fn claim_one(client: &Client, worker: &str, now: DateTime<Utc>) -> Claim {
    claim(client, worker, 1, now).await.pop().expect("something is due")
}

/// The statement that says that a message was sent.
#[must_use]
pub fn complete(claim: &Claim, worker: &str, now: DateTime<Utc>) -> String {
    let Claim { id, attempt, .. } = claim;
    format!("SELECT monitoring.complete_notification('{id}', '{worker}', {attempt}, 'SM1', '{now}')")
}

/// The statement that says how it failed; `retry_after` is SQL.
#[must_use]
pub fn fail(claim: &Claim, worker: &str, outcome: &str, retry_after: &str, now: DateTime<Utc>) -> String {
    let Claim { id, attempt, .. } = claim;
    format!(
        "SELECT monitoring.fail_notification('{id}', '{worker}', {attempt}, '{outcome}', 'broken', {retry_after}, '{now}')"
    )
}

/// The one message that there is.
pub async fn only(client: &Client) -> Notification {
    let mut all = notifications(client).await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}
