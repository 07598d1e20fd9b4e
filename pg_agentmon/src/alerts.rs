//! Alerts: fingerprints; the rest of them is SQL. Declared in `sql/extension/50_alerts.sql`.
use pgrx::prelude::*;

#[pg_extern(sql = false)]
fn error_fingerprint(message: &str) -> String {
    format!("{:016x}", agentmon_core::fingerprint::fingerprint(message))
}
