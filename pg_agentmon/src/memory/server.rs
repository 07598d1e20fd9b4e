//! What the server knows: its clock, its transaction, its identity.
use pgrx::datum::IntoDatum;
use pgrx::{PgSqlErrorCode, pg_sys};

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

/// The top-level transaction id with its epoch; None where none is assigned and `assign` does not ask for one.
pub(crate) fn top_transaction_id(assign: bool) -> Option<u64> {
    // SAFETY: within a transaction, as every function call is.
    let id = unsafe {
        if assign { pg_sys::GetTopFullTransactionId() } else { pg_sys::GetTopFullTransactionIdIfAny() }
    };
    (id.value != 0).then_some(id.value)
}

/// Whether this process applies what another server has published.
#[inline]
pub(crate) fn applies_replication() -> bool {
    // SAFETY: takes nothing, and cannot raise.
    unsafe { IsLogicalWorker() }
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

/// What the daemons of this database lock while they look for work anyhow; any number that is nobody else's will do.
const AWAKE: u64 = 0xa6e7_7307_a11e_7000;

fn awake_tag() -> pg_sys::LOCKTAG {
    pg_sys::LOCKTAG {
        // SAFETY: reads a variable of the backend that is set before any function can be called.
        locktag_field1: unsafe { pg_sys::MyDatabaseId }.into(),
        locktag_field2: (AWAKE >> 32) as u32,
        locktag_field3: AWAKE as u32,
        locktag_field4: 1,
        locktag_type: pg_sys::LockTagType::LOCKTAG_ADVISORY as u8,
        locktag_lockmethodid: pg_sys::USER_LOCKMETHOD as u8,
    }
}

/// Whether a daemon looks for work just now, so that it need not be woken. Where none does, this transaction holds
/// until its end what says that it wakes one.
pub(crate) fn daemon_is_awake() -> bool {
    // The mode agrees with itself and not with the daemons': sessions do not wait for each other, nor keep each other silent.
    let tag = awake_tag();
    // SAFETY: within a transaction, on a complete tag; dontWait makes it answer at once.
    let got = unsafe { pg_sys::LockAcquire(&raw const tag, pg_sys::RowExclusiveLock as i32, false, true) };
    got == pg_sys::LockAcquireResult::LOCKACQUIRE_NOT_AVAIL
}

/// Has this session be known as awake, until it says otherwise or ends; false where somebody is about to wake it.
pub(crate) fn stay_awake(awake: bool) -> bool {
    let (tag, mode) = (awake_tag(), pg_sys::ShareLock as i32);
    // SAFETY: as above; releasing what is not held gives a warning and false.
    unsafe {
        if awake {
            pg_sys::LockAcquire(&raw const tag, mode, true, true)
                != pg_sys::LockAcquireResult::LOCKACQUIRE_NOT_AVAIL
        } else {
            pg_sys::LockRelease(&raw const tag, mode, true)
        }
    }
}
