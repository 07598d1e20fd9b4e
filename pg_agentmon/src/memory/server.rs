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
