//! Health: hands the facts to the core. Declared in `sql/extension/40_health.sql`.
use agentmon_core::health::{Facts, judge};
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};

#[pg_extern(sql = false)]
fn judge_health(facts: pgrx::JsonB) -> pgrx::JsonB {
    let refuse = |error: serde_json::Error| {
        Report::new(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            "these are not the facts of a system's health",
        )
        .detail(error.to_string())
        .hint("Facts come from agentmon.health_facts(); call monitoring.get_system_health().")
    };
    let facts: Facts = serde_json::from_value(facts.0).map_err(refuse).or_raise();
    pgrx::JsonB(serde_json::to_value(judge(&facts)).map_err(refuse).or_raise())
}
