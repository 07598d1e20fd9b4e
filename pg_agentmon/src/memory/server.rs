//! What the server knows: its clock, its transaction, its identity.
use std::ffi::{CStr, c_int, c_void};

use pgrx::datum::IntoDatum;
use pgrx::{PgSqlErrorCode, pg_guard, pg_sys};

use crate::error::{Report, raise};

// Declared here because pgrx would catch its errors, of which there are none, for each row that is inserted.
// SAFETY: as PostgreSQL declares it, in all versions that are supported.
unsafe extern "C-unwind" {
    fn IsLogicalWorker() -> bool;
}

/// Random bytes from PostgreSQL's strong generator.
pub(crate) fn strong_random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0_u8; length];
    // SAFETY: the buffer is ours and of that length.
    if !unsafe { pg_sys::pg_strong_random(bytes.as_mut_ptr().cast(), length) } {
        raise(Report::new(PgSqlErrorCode::ERRCODE_INTERNAL_ERROR, "could not generate random values"));
    }
    bytes
}

/// What initdb gave this cluster.
pub(crate) fn system_identifier() -> u64 {
    // SAFETY: reads a field of the control file, which every backend has mapped.
    unsafe { pg_sys::GetSystemIdentifier() }
}

/// The id of this database.
pub(crate) fn database_id() -> u32 {
    // SAFETY: reads a variable of the backend that is set before any function can be called.
    unsafe { pg_sys::MyDatabaseId }.to_u32()
}

/// The id of a table; 0 where there is none.
pub(crate) fn table_id(schema: &CStr, table: &CStr) -> u32 {
    // SAFETY: within a transaction, as every function call is; both names end with a zero, and are only read.
    let id = unsafe {
        let schema = pg_sys::get_namespace_oid(schema.as_ptr(), true);
        pg_sys::get_relname_relid(table.as_ptr(), schema)
    };
    id.to_u32()
}

// SAFETY: for PostgreSQL alone to call, with the watcher that it was registered with.
#[pg_guard]
unsafe extern "C-unwind" fn at_a_change(watcher: pg_sys::Datum, _cache: c_int, _hash: pg_sys::uint32) {
    // SAFETY: registered below, with a function of this type, and by nobody else.
    let watcher = unsafe { std::mem::transmute::<*mut c_void, fn()>(watcher.cast_mut_ptr::<c_void>()) };
    watcher();
}

/// Calls `watcher` whenever what table_id() says may have changed. To be called once: there is room for few.
pub(crate) fn watch_tables(watcher: fn()) {
    let names = [pg_sys::SysCacheIdentifier::RELNAMENSP, pg_sys::SysCacheIdentifier::NAMESPACENAME];
    for cache in names {
        // SAFETY: these caches exist; the callback and what it is given last as long as the process.
        unsafe {
            pg_sys::CacheRegisterSyscacheCallback(
                cache as c_int,
                Some(at_a_change),
                pg_sys::Datum::from(watcher as *mut c_void),
            );
        }
    }
}

// SAFETY: for PostgreSQL alone to call, with the watcher that it was registered with.
#[pg_guard]
unsafe extern "C-unwind" fn at_a_change_of_a_relation(watcher: pg_sys::Datum, relation: pg_sys::Oid) {
    // SAFETY: registered below, with a function of this type, and by nobody else.
    let watcher = unsafe { std::mem::transmute::<*mut c_void, fn(u32)>(watcher.cast_mut_ptr::<c_void>()) };
    watcher(relation.to_u32());
}

/// Calls `watcher` with the id of each relation that has changed, 0 for all of them. To be called once: there is room
/// for few.
pub(crate) fn watch_relations(watcher: fn(u32)) {
    // SAFETY: the callback and what it is given last as long as the process.
    unsafe {
        pg_sys::CacheRegisterRelcacheCallback(
            Some(at_a_change_of_a_relation),
            pg_sys::Datum::from(watcher as *mut c_void),
        );
    }
}

/// Tells all sessions that a relation has changed: this one after the running statement, the others when it commits.
pub(crate) fn forget_relation(relation: u32) {
    // SAFETY: within a transaction, as every function call is; raises for a relation that is not there.
    unsafe { pg_sys::CacheInvalidateRelcacheByRelid(pg_sys::Oid::from(relation)) };
}

/// Whether the running transaction sees until its end what it saw at its beginning, and no more.
pub(crate) fn keeps_one_snapshot() -> bool {
    // SAFETY: reads a variable of the backend.
    (unsafe { pg_sys::XactIsoLevel }) >= pg_sys::XACT_REPEATABLE_READ as c_int
}

/// What tells the running transaction from others of this session: when it began.
pub(crate) fn transaction_start() -> i64 {
    // SAFETY: reads a variable of the backend.
    unsafe { pg_sys::GetCurrentTransactionStartTimestamp() }
}

/// The transaction id that is to be given out next, with its epoch.
pub(crate) fn next_transaction_id() -> u64 {
    // SAFETY: reads a counter under its lock; takes nothing.
    unsafe { pg_sys::ReadNextFullTransactionId() }.value
}

/// The top-level transaction id with its epoch; None where none is assigned and `assign` does not ask for one.
pub(crate) fn top_transaction_id(assign: bool) -> Option<u64> {
    // SAFETY: within a transaction, as every function call is.
    let id = unsafe {
        if assign { pg_sys::GetTopFullTransactionId() } else { pg_sys::GetTopFullTransactionIdIfAny() }
    };
    (id.value != 0).then_some(id.value)
}

/// Whether the running statement is one of several in a transaction.
pub(crate) fn is_in_transaction_block() -> bool {
    // SAFETY: reads the state of this session's transaction, and cannot raise.
    unsafe { pg_sys::IsTransactionBlock() }
}

/// Whether this process applies what another server has published.
#[inline]
pub(crate) fn applies_replication() -> bool {
    // SAFETY: takes nothing, and cannot raise.
    unsafe { IsLogicalWorker() }
}

/// What becomes of a transaction.
#[derive(Clone, Copy)]
pub(crate) enum Ending {
    /// It is about to commit, and can still fail.
    BeforeCommit,
    Committed,
    /// Rolled back, or prepared: it is this session's no longer.
    Gone,
}

// SAFETY: for PostgreSQL alone to call, with the watcher that it was registered with.
#[pg_guard]
unsafe extern "C-unwind" fn at_an_end(event: pg_sys::XactEvent::Type, watcher: *mut c_void) {
    let ending = match event {
        pg_sys::XactEvent::XACT_EVENT_PRE_COMMIT => Ending::BeforeCommit,
        pg_sys::XactEvent::XACT_EVENT_COMMIT => Ending::Committed,
        pg_sys::XactEvent::XACT_EVENT_ABORT | pg_sys::XactEvent::XACT_EVENT_PREPARE => Ending::Gone,
        _ => return,
    };
    // SAFETY: registered below, with a function of this type, and by nobody else.
    let watcher = unsafe { std::mem::transmute::<*mut c_void, fn(Ending)>(watcher) };
    watcher(ending);
}

/// Calls `watcher` at each end of a transaction of this session, the running one among them. To be called once: pgrx's
/// callbacks are registered for each transaction anew, which a row that is inserted alone notices.
pub(crate) fn watch_transactions(watcher: fn(Ending)) {
    // SAFETY: the callback and what it is given last as long as the process.
    unsafe { pg_sys::RegisterXactCallback(Some(at_an_end), watcher as *mut c_void) };
}

/// The clock, in microseconds since 2000.
pub(crate) fn now_micros() -> i64 {
    // SAFETY: reads the clock; takes nothing.
    unsafe { pg_sys::GetCurrentTimestamp() }
}

/// NOTIFY without a payload, to go out with the commit of this transaction.
pub(crate) fn notify(channel: &str) {
    let (channel, payload) = (channel.into_datum(), "".into_datum());
    // SAFETY: a built-in function with its two text arguments; both are copied.
    unsafe { pgrx::direct_function_call::<()>(pg_sys::pg_notify, &[channel, payload]) };
}

/// What is locked to tell others of this database something; any numbers that are nobody else's will do. By daemons
/// while they look for work anyhow:
const AWAKE: u32 = 0xa11e_7000;
/// By a session that is about to commit with a NOTIFY for them:
const WAKING: u32 = 0xa11e_7001;

fn lock_tag(what: u32) -> pg_sys::LOCKTAG {
    pg_sys::LOCKTAG {
        // SAFETY: reads a variable of the backend that is set before any function can be called.
        locktag_field1: unsafe { pg_sys::MyDatabaseId }.into(),
        locktag_field2: 0xa6e7_7307,
        locktag_field3: what,
        // SQL's advisory locks are of class 1 and 2: nobody takes these by their numbers.
        locktag_field4: 3,
        locktag_type: pg_sys::LockTagType::LOCKTAG_ADVISORY as u8,
        locktag_lockmethodid: pg_sys::USER_LOCKMETHOD as u8,
    }
}

/// Whether it was to be had at once; until the transaction ends, or for `session` the session.
fn try_lock(what: u32, mode: u32, session: bool) -> bool {
    let tag = lock_tag(what);
    // SAFETY: within a transaction, on a complete tag; dontWait makes it answer at once.
    let got = unsafe { pg_sys::LockAcquire(&raw const tag, mode as i32, session, true) };
    got != pg_sys::LockAcquireResult::LOCKACQUIRE_NOT_AVAIL
}

/// Whether it was held.
fn unlock(what: u32, mode: u32, session: bool) -> bool {
    let tag = lock_tag(what);
    // SAFETY: on a complete tag; releasing what is not held gives a warning and false.
    unsafe { pg_sys::LockRelease(&raw const tag, mode as i32, session) }
}

/// Whether a daemon looks for work just now, so that it need not be woken.
pub(crate) fn daemon_is_awake() -> bool {
    // The mode agrees with itself and not with the daemons': sessions do not keep each other silent. It is given back at
    // once, because a daemon in a storm must find a moment at which nobody holds it.
    let mode = pg_sys::RowExclusiveLock;
    let asleep = try_lock(AWAKE, mode, false);
    if asleep {
        unlock(AWAKE, mode, false);
    }
    !asleep
}

/// Whether it is for this transaction to wake the daemon: another one that is just committing may be about to.
pub(crate) fn is_first_to_wake() -> bool {
    try_lock(WAKING, pg_sys::ExclusiveLock, false)
}

/// Has this session be known as awake, until it says otherwise or ends; false where somebody is just asking.
pub(crate) fn stay_awake(awake: bool) -> bool {
    let mode = pg_sys::ShareLock;
    if awake { try_lock(AWAKE, mode, true) } else { unlock(AWAKE, mode, true) }
}

// pgrx does not bind the server's timers.
// SAFETY: as PostgreSQL declares it, in all versions that are supported.
unsafe extern "C-unwind" {
    fn disable_timeout(id: u32, keep_indicator: bool);
    fn enable_timeout_after(id: u32, delay_ms: i32);
}

/// `STATEMENT_TIMEOUT` in the enum of `utils/timeout.h`, the same from PostgreSQL 9.6 to 18.
const STATEMENT_TIMEOUT: u32 = 3;

/// Stops the clock that would cancel the running statement; the next one has its own again.
pub(crate) fn lift_statement_timeout() {
    // SAFETY: the server registers this timer in each backend before it runs a statement; disabling one that does not
    // run does nothing, and nothing is raised.
    unsafe { disable_timeout(STATEMENT_TIMEOUT, false) };
}

/// Has the running statement cancelled after so many milliseconds from now, at least one.
pub(crate) fn limit_statement(ms: i32) {
    // SAFETY: as above; one that runs already is set anew, and nothing is raised here.
    unsafe { enable_timeout_after(STATEMENT_TIMEOUT, ms.max(1)) };
}
