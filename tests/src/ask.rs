//! Short ways to ask a database, for tests that ask much.

use tokio_postgres::Client;
use tokio_postgres::error::DbError;
use tokio_postgres::types::FromSqlOwned;

use crate::wait::{DEADLINE, eventually_true};

/// Runs statements that must succeed.
pub async fn run(client: &Client, sql: &str) {
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{error:?}\nin: {sql}"));
}

/// The first column of the only row.
pub async fn value<T: FromSqlOwned>(client: &Client, sql: &str) -> T {
    let row = client.query_one(sql, &[]).await.unwrap_or_else(|error| panic!("{error:?}\nin: {sql}"));
    row.get(0)
}

/// The first column of all rows.
pub async fn values<T: FromSqlOwned>(client: &Client, sql: &str) -> Vec<T> {
    let rows = client.query(sql, &[]).await.unwrap_or_else(|error| panic!("{error:?}\nin: {sql}"));
    rows.iter().map(|row| row.get(0)).collect()
}

/// The error of statements that must fail.
pub async fn refusal(client: &Client, sql: &str) -> DbError {
    let error = client.batch_execute(sql).await.expect_err(sql);
    error.as_db_error().unwrap_or_else(|| panic!("the connection broke: {error:?}\nin: {sql}")).clone()
}

/// Holds an error against the rule for bad input: this SQLSTATE, and a DETAIL and a HINT that help.
pub async fn assert_refused(client: &Client, sql: &str, sqlstate: &str) -> DbError {
    let error = refusal(client, sql).await;
    assert_eq!(error.code().code(), sqlstate, "{sql}: {error:?}");
    assert!(error.detail().is_some_and(|text| !text.is_empty()), "no DETAIL: {sql}: {error:?}");
    assert!(error.hint().is_some_and(|text| !text.is_empty()), "no HINT: {sql}: {error:?}");
    error
}

/// The process that serves a connection.
pub async fn backend_pid(client: &Client) -> i32 {
    value(client, "SELECT pg_backend_pid()").await
}

/// Returns when another session waits for a lock.
pub async fn wait_until_blocked(observer: &Client, pid: i32) {
    let sql = format!("SELECT cardinality(pg_blocking_pids({pid})) > 0");
    eventually_true("a session to wait for a lock", DEADLINE, async || value(observer, &sql).await).await;
}
