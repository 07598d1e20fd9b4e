//! Asking a database in few words: answers as values or as the texts that psql would show, and refusals as what a client
//! sees.

use tokio_postgres::error::DbError;
use tokio_postgres::types::FromSqlOwned;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::wait::{DEADLINE, eventually_true};

/// How many advisory locks are held in this database; others on a shared cluster hold theirs.
pub const ADVISORY_LOCKS: &str = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

/// The rows of a query, columns joined by `|`, NULL as nothing.
pub async fn rows(client: &Client, sql: &str) -> Vec<String> {
    let answer = client.simple_query(sql).await;
    let messages = answer.unwrap_or_else(|error| panic!("{sql}: {}", describe(&error)));
    let row = |message| match message {
        SimpleQueryMessage::Row(row) => {
            let columns: Vec<_> = (0..row.len()).map(|index| row.get(index).unwrap_or_default()).collect();
            Some(columns.join("|"))
        }
        _ => None,
    };
    messages.into_iter().filter_map(row).collect()
}

/// The only row of a query.
pub async fn row(client: &Client, sql: &str) -> String {
    let mut rows = rows(client, sql).await;
    assert_eq!(rows.len(), 1, "{sql}: {rows:?}");
    rows.remove(0)
}

/// The first column of the only row.
pub async fn value<T: FromSqlOwned>(client: &Client, sql: &str) -> T {
    let row = client.query_one(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {}", describe(&error)));
    row.get(0)
}

/// The first column of all rows.
pub async fn values<T: FromSqlOwned>(client: &Client, sql: &str) -> Vec<T> {
    let rows = client.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {}", describe(&error)));
    rows.iter().map(|row| row.get(0)).collect()
}

/// Runs statements that must succeed.
pub async fn run(client: &Client, sql: &str) {
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {}", describe(&error)));
}

/// Runs statements that must be refused, and gives the refusal.
pub async fn refusal(client: &Client, sql: &str) -> DbError {
    let error = client.batch_execute(sql).await.expect_err(sql);
    error.as_db_error().unwrap_or_else(|| panic!("{sql}: {error}")).clone()
}

/// Holds an error against the rule for bad input: this SQLSTATE, and a DETAIL and a HINT that help.
pub async fn assert_refused(client: &Client, sql: &str, sqlstate: &str) -> DbError {
    let error = refusal(client, sql).await;
    assert_eq!(error.code().code(), sqlstate, "{sql}: {error:?}");
    assert!(error.detail().is_some_and(|text| !text.is_empty()), "no DETAIL: {sql}: {error:?}");
    assert!(error.hint().is_some_and(|text| !text.is_empty()), "no HINT: {sql}: {error:?}");
    error
}

/// The SQLSTATE of a refusal.
pub async fn refusal_code(client: &Client, sql: &str) -> String {
    refusal(client, sql).await.code().code().to_owned()
}

/// The process that serves a connection.
pub async fn backend_pid(client: &Client) -> i32 {
    row(client, "SELECT pg_backend_pid()").await.parse().expect("a number")
}

/// Waits until the session with that process waits for a lock that another one holds.
pub async fn until_it_waits(client: &Client, pid: i32) {
    let waits = format!("SELECT count(*) FROM pg_locks WHERE pid = {pid} AND NOT granted");
    let ask = async || row(client, &waits).await == "1";
    eventually_true("the session to wait for a lock", DEADLINE, ask).await;
}

/// All that the server says of an error.
#[must_use]
pub fn describe(error: &tokio_postgres::Error) -> String {
    error.as_db_error().map_or_else(
        || error.to_string(),
        |error| {
            let parts = [
                Some(error.code().code()),
                Some(error.message()),
                error.detail(),
                error.hint(),
                error.where_(),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
        },
    )
}
