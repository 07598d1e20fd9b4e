//! The words of messages: hands what they have to say to the core. Declared in `sql/extension/55_words.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::words::{self, Alert, Facts};
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};

fn refuse(error: serde_json::Error) -> Report {
    Report::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, "this is not what a message has to say")
        .detail(error.to_string())
        .hint("Alerts have the shape that agentmon.alert_json() gives them.")
}

#[pg_extern(sql = false)]
fn nonblank(text: &str) -> Option<String> {
    words::nonblank(text).map(str::to_owned)
}

#[pg_extern(sql = false)]
fn alert_title(alert: pgrx::JsonB) -> String {
    let alert: Alert = serde_json::from_value(alert.0).map_err(refuse).or_raise();
    words::title(&alert)
}

#[pg_extern(sql = false)]
fn message_words(facts: pgrx::JsonB) -> pgrx::JsonB {
    let facts: Facts = serde_json::from_value(facts.0).map_err(refuse).or_raise();
    pgrx::JsonB(serde_json::to_value(words::words(&facts)).map_err(refuse).or_raise())
}
