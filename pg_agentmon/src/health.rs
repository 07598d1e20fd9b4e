//! Health: hands the facts to the core. Declared in `sql/extension/40_health.sql`.
use agentmon_core::health::{Facts, judge};
use pgrx::prelude::*;

use crate::json::Shape;

const FACTS: Shape = Shape {
    refusal: "these are not the facts of a system's health",
    hint: "Facts come from agentmon.health_facts(); call monitoring.get_system_health().",
};

#[pg_extern(sql = false)]
fn judge_health(facts: pgrx::JsonB) -> pgrx::JsonB {
    let facts: Facts = FACTS.read(facts);
    FACTS.write(judge(&facts))
}
