//! Alerts: fingerprints; the rest of them is SQL. Declared in `sql/extension/50_alerts.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use pgrx::prelude::*;

use crate::memory::{AggCall, AggState, Newest, Row};

#[pg_extern(sql = false)]
fn error_fingerprint(message: &str) -> String {
    format!("{:016x}", agentmon_core::fingerprint::fingerprint(message))
}

// 0 is the state; then as SQL declares them: (internal, timestamptz, uuid).
#[pg_extern(sql = false)]
fn newest_id_sfunc(row: Row<'_, 3>) -> AggState<Newest> {
    let mut state = row.state();
    if let (Some(time), Some(id)) = (row.bigint(1), row.uuid(2)) {
        let newest = state.get_or_make(&row.call, |_| Newest { time, id });
        *newest = (*newest).max(Newest { time, id });
    }
    state
}

#[pg_extern(sql = false)]
fn newest_id_final(state: AggState<Newest>, _call: AggCall) -> Option<pgrx::Uuid> {
    state.get().map(|newest| pgrx::Uuid::from_bytes(newest.id))
}
