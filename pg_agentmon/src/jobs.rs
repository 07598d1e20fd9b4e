//! Jobs: what SQL cannot do for them. Declared in `sql/extension/70_jobs.sql`.
use pgrx::prelude::*;

/// A job takes what it takes; a `statement_timeout` that is meant for queries would cancel it half way, each time.
#[pg_extern(sql = false)]
fn lift_statement_timeout() {
    crate::memory::lift_statement_timeout();
}

/// A part of a job that reads tables of others is cancelled after so long, as a statement is by `statement_timeout`.
#[pg_extern(sql = false)]
fn limit_statement(ms: i32) {
    crate::memory::limit_statement(ms);
}
