//! The words of messages: hands what they have to say to the core. Declared in `sql/extension/55_words.sql` and
//! `43_agent_health.sql`.
use agentmon_core::words::{self, Alert, Facts};
use pgrx::prelude::*;

use crate::json::Shape;

const FACTS: Shape = Shape {
    refusal: "this is not what a message has to say",
    hint: "Alerts have the shape that agentmon.alert_json() gives them.",
};

#[pg_extern(sql = false)]
fn nonblank(text: &str) -> Option<String> {
    words::nonblank(text).map(str::to_owned)
}

#[pg_extern(sql = false)]
fn counted(number: i64, what: &str) -> String {
    words::counted(number, what)
}

#[pg_extern(sql = false)]
fn alert_title(alert: pgrx::JsonB) -> String {
    let alert: Alert = FACTS.read(alert);
    words::title(&alert)
}

#[pg_extern(sql = false)]
fn message_words(facts: pgrx::JsonB) -> pgrx::JsonB {
    let facts: Facts = FACTS.read(facts);
    FACTS.write(words::words(&facts))
}
