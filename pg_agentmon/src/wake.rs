//! The wake-up of the daemon: at most one NOTIFY per session and interval.
//!
//! Whether to send is judged just before the commit and not in the trigger. Judged there, insert, ROLLBACK, insert,
//! COMMIT would wake nobody; and a NOTIFY makes PREPARE TRANSACTION fail, before which nothing is sent (the daemon's
//! poll finds those rows).
use pgrx::prelude::*;
use pgrx::{PgXactCallbackEvent, register_xact_callback};
use std::cell::Cell;

use crate::guc::WAKE_INTERVAL_MS;
use crate::memory::{notify, now_micros};

thread_local! {
    /// Whether this transaction has the callback already.
    static PENDING: Cell<bool> = const { Cell::new(false) };
    /// When this session last sent one, in microseconds.
    static LAST: Cell<i64> = const { Cell::new(i64::MIN) };
}

/// Declared in `sql/extension/10_ingest.sql`; fires for rows at error and critical alone.
#[pg_trigger(sql = false)]
fn wake_on_error<'a>(
    trigger: &'a PgTrigger<'a>,
) -> Result<Option<PgHeapTuple<'a, impl WhoAllocated>>, PgTriggerError> {
    if !PENDING.replace(true) {
        register_xact_callback(PgXactCallbackEvent::PreCommit, wake);
        for end in [PgXactCallbackEvent::Commit, PgXactCallbackEvent::Abort, PgXactCallbackEvent::Prepare] {
            register_xact_callback(end, || PENDING.set(false));
        }
    }
    Ok(trigger.new())
}

fn wake() {
    let now = now_micros();
    let interval = i64::from(WAKE_INTERVAL_MS.get()) * 1000;
    // A clock that was set back must not silence the session.
    let since = now.saturating_sub(LAST.get());
    if (0..interval).contains(&since) {
        return;
    }
    LAST.set(now);
    notify("agentmon_alerts");
}
