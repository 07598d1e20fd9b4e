//! The wake-up of the daemon: at most one NOTIFY per session and interval.
//!
//! Whether to send is judged just before the commit and not in the trigger. Judged there, insert, ROLLBACK, insert,
//! COMMIT would wake nobody; and a NOTIFY makes PREPARE TRANSACTION fail, before which nothing is sent (the daemon's
//! poll finds those rows). The interval runs from a commit that went through: one that failed after it was judged,
//! as a serialization failure does, has sent nothing, and its repetition must.
//!
//! A NOTIFY takes a lock of the whole cluster and stirs every session that listens: with a thousand of them a storm of
//! errors would come to a stand. So a daemon that is at work says so by a lock, and is not woken; when it has let go of
//! it, it looks again for longer than a commit takes. And sessions that commit side by side leave it to one of them:
//! should just that one fail in the end, the others' rows wait for the next error or the daemon's poll.
use pgrx::datum::TryFromDatumError;
use pgrx::prelude::*;
use std::cell::Cell;

use crate::guc::WAKE_INTERVAL_MS;
use crate::memory::{Ending, daemon_is_awake, is_first_to_wake, notify, now_micros, watch_transactions};

/// How far the running transaction is; times in microseconds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wake {
    /// No error row yet.
    Idle,
    /// It has one.
    Wanted,
    /// It is about to commit, with a NOTIFY.
    Sent(i64),
}

thread_local! {
    static WAKE: Cell<Wake> = const { Cell::new(Wake::Idle) };
    /// When this session last sent one, or found that none is needed.
    static LAST: Cell<i64> = const { Cell::new(i64::MIN) };
    /// Whether the ends of its transactions are watched.
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Declared in `sql/extension/10_ingest.sql`; fires for every row of agent_logs. It has no WHEN, because each statement
/// that inserts a row would read and plan the condition anew, which costs more than a call.
#[pg_trigger(sql = false)]
fn wake_on_error<'a>(
    trigger: &'a PgTrigger<'a>,
) -> Result<Option<PgHeapTuple<'a, impl WhoAllocated>>, TryFromDatumError> {
    let row = trigger.new();
    let level: Option<&str> = row.as_ref().map_or(Ok(None), |row| row.get_by_name("log_level"))?;
    if matches!(level, Some("error" | "critical")) {
        wake_at_commit();
    }
    Ok(row)
}

/// Has the running transaction wake the daemon.
fn wake_at_commit() {
    if !WATCHED.replace(true) {
        watch_transactions(|ending| match ending {
            Ending::BeforeCommit => before_commit(),
            Ending::Committed => after_commit(),
            Ending::Gone => WAKE.set(Wake::Idle),
        });
    }
    WAKE.set(Wake::Wanted);
}

fn before_commit() {
    if WAKE.get() != Wake::Wanted {
        return;
    }
    let now = now_micros();
    let interval = i64::from(WAKE_INTERVAL_MS.get()) * 1000;
    // A clock that was set back must not silence the session.
    let since = now.saturating_sub(LAST.get());
    if (0..interval).contains(&since) {
        return;
    }
    if !daemon_is_awake() && is_first_to_wake() {
        WAKE.set(Wake::Sent(now));
        notify("agentmon_alerts");
    } else {
        // An awake daemon looks for longer than the interval from now, whatever comes of this transaction; one that
        // another session is about to wake does as soon as that one has committed.
        LAST.set(now);
    }
}

/// Declared in `sql/extension/55_routing.sql`.
#[pg_extern(sql = false)]
fn stay_awake(awake: bool) -> bool {
    crate::memory::stay_awake(awake)
}

fn after_commit() {
    if let Wake::Sent(now) = WAKE.replace(Wake::Idle) {
        LAST.set(now);
    }
}
