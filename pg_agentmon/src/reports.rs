//! What reports ask the core: who was there when, and what is beyond chance. Declared in `sql/extension/47_usage.sql`
//! and `sql/extension/48_performance.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::sketch::Sketch;
use agentmon_core::trend;
use agentmon_core::user_days::{Active, UserDays, UserDaysError};
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};
use crate::memory::{AggCall, AggState, PgAllocator, Row};

impl From<UserDaysError> for Report {
    fn from(error: UserDaysError) -> Self {
        Self::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, error.to_string())
            .hint("active_users() takes both from monitoring.user_days.")
    }
}

#[pg_extern(sql = false)]
fn active_sfunc(row: Row<'_, 3>) -> AggState<UserDays<PgAllocator>> {
    // (internal, bytea, bigint)
    let mut state: AggState<UserDays<PgAllocator>> = row.state();
    if let (Some(key), Some(days_ago)) = (row.bytea(1), row.bigint(2)) {
        state.get_or_make(&row.call, UserDays::new_in).add(key, days_ago).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn active_final(state: AggState<UserDays<PgAllocator>>, _call: AggCall) -> pgrx::JsonB {
    let active = state.get().map_or_else(Active::default, UserDays::active);
    pgrx::JsonB(serde_json::to_value(active).unwrap_or_default())
}

#[pg_extern(sql = false)]
fn rates_differ(failed: i64, of: i64, failed_before: i64, of_before: i64) -> bool {
    trend::shares_differ((failed, of), (failed_before, of_before))
}

#[pg_extern(sql = false)]
fn quantiles_differ(quantile: f64, sketch: &[u8], before: &[u8]) -> bool {
    let [sketch, before] = [sketch, before].map(|bytes| Sketch::decode(bytes).or_raise());
    trend::quantiles_differ(quantile, &sketch, &before).or_raise()
}
