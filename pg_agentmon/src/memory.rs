//! The unsafe part: what crosses the border to PostgreSQL as a bare pointer.
//!
//! [`AggState`] holds a Rust value as the transition state of an aggregate whose SQL type is `internal`. It is
//! on Rust's heap; a callback of a memory context drops it when PostgreSQL resets or deletes that context, also
//! after an error. Which context that is decides everything: the transition and combine functions run in
//! a context that is emptied after every row, so a state that is to stay must hang on the aggregate's own.
//!
//! An aggregate is then written without unsafe code:
//!
//! ```text
//! fn transition(mut state: AggState<T>, value: …, call: AggCall) -> AggState<T>   state.get_or_make(&call, T::new)
//! fn combine(mut state: AggState<T>, other: AggState<T>, call: AggCall) -> AggState<T>
//! fn serialize(state: AggState<T>, _call: AggCall) -> Vec<u8>
//! fn deserialize(bytes: &[u8], _: Internal, call: AggCall) -> AggState<T>         AggState::passing(value, &call)
//! fn finish(state: AggState<T>, _call: AggCall) -> Option<…>                      reads only
//! ```
use std::any::TypeId;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

use pgrx::callconv::{Arg, ArgAbi, BoxRet, FcInfo};
use pgrx::datum::{Datum, Internal, IntoDatum};
use pgrx::nullable::Nullable;
use pgrx::pgrx_sql_entity_graph::metadata::{
    ArgumentError, ReturnsError, ReturnsRef, SqlMappingRef, SqlTranslatable, TypeOrigin,
};
use pgrx::{PgSqlErrorCode, pg_sys};

use crate::error::{Report, raise};

/// Proof that the running function was called by an aggregate, which is what makes `internal` arguments
/// trustworthy. As an argument it takes no place in SQL.
pub(crate) struct AggCall {
    context: pg_sys::MemoryContext,
}

// SAFETY: virtual, so it consumes no argument; fcinfo is the one of the running call.
unsafe impl<'fcx> ArgAbi<'fcx> for AggCall {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        let mut context = std::ptr::null_mut();
        // SAFETY: fcinfo is valid during the call, and the out pointer is ours.
        let kind = unsafe {
            let fcinfo = <pg_sys::FunctionCallInfo as ArgAbi>::unbox_arg_unchecked(arg);
            pg_sys::AggCheckCallContext(fcinfo, &mut context)
        };
        if kind == 0 || context.is_null() {
            raise(Report::new(
                PgSqlErrorCode::ERRCODE_FEATURE_NOT_SUPPORTED,
                "this function can only be called as part of an aggregate",
            ));
        }
        Self { context }
    }

    fn is_virtual_arg() -> bool {
        true
    }
}

/// A transition state: SQL NULL until the first value comes.
pub(crate) struct AggState<T: 'static> {
    held: Option<NonNull<Held<T>>>,
}

/// The value with what it takes to find it again and to drop it.
#[repr(C)]
struct Held<T> {
    /// First, so that it can be read before the rest is believed. An `internal` of another aggregate can get
    /// here only when a superuser declares an aggregate of mixed parts; that shall be an error, not a crash.
    tag: TypeId,
    callback: pg_sys::MemoryContextCallback,
    value: T,
}

impl<T: 'static> AggState<T> {
    /// The value, if there is one yet.
    pub(crate) fn get(&self) -> Option<&T> {
        // SAFETY: checked when it came in; PostgreSQL keeps its context for the whole call, and nobody else
        // runs meanwhile.
        self.held.map(|held| unsafe { &(*held.as_ptr()).value })
    }

    /// The value to change, made in the aggregate's own context if there is none yet.
    pub(crate) fn get_or_make(&mut self, call: &AggCall, make: impl FnOnce() -> T) -> &mut T {
        let held = *self.held.get_or_insert_with(|| hold(call.context, make()));
        // SAFETY: as in get; the exclusive borrow of self makes this the only reference through it.
        unsafe { &mut (*held.as_ptr()).value }
    }

    /// A state that is only passed on to a combine function: it ends with the row, so that the states of many
    /// partial groups do not pile up. The combine function must copy what it keeps.
    pub(crate) fn passing(value: T, _call: &AggCall) -> Self {
        // SAFETY: reading a global of this backend.
        Self { held: Some(hold(unsafe { pg_sys::CurrentMemoryContext }, value)) }
    }
}

/// Puts a value on the heap and has the context drop it.
fn hold<T: 'static>(context: pg_sys::MemoryContext, value: T) -> NonNull<Held<T>> {
    let callback = pg_sys::MemoryContextCallback {
        func: Some(release::<T>),
        arg: std::ptr::null_mut(),
        next: std::ptr::null_mut(),
    };
    let held = NonNull::from(Box::leak(Box::new(Held { tag: TypeId::of::<T>(), callback, value })));
    // SAFETY: the context is alive (the running call's, or the aggregate's); the callback lives as long as
    // the value, and both until the context calls it, once, having unlinked it first.
    unsafe {
        (*held.as_ptr()).callback.arg = held.as_ptr().cast();
        pg_sys::MemoryContextRegisterResetCallback(context, &raw mut (*held.as_ptr()).callback);
    }
    held
}

/// Called by PostgreSQL when the context goes, possibly during the clean-up of an error: nothing may escape.
unsafe extern "C-unwind" fn release<T>(held: *mut c_void) {
    // SAFETY: the pointer is the one leaked in hold, and a context calls its callbacks once.
    let drop_it = || drop(unsafe { Box::from_raw(held.cast::<Held<T>>()) });
    // A destructor that panics has nobody to tell.
    let _ = catch_unwind(AssertUnwindSafe(drop_it));
}

// SAFETY: takes exactly one argument, of type internal, NULL or not.
unsafe impl<'fcx, T: 'static> ArgAbi<'fcx> for AggState<T> {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as internal.
        let internal = unsafe { <Internal as ArgAbi>::unbox_arg_unchecked(arg) };
        let held = internal.unwrap().and_then(|datum| NonNull::new(datum.cast_mut_ptr::<Held<T>>()));
        if let Some(held) = held {
            // SAFETY: an internal of this extension's aggregates points to a Held of some type, which begins
            // with its tag.
            let tag = unsafe { *held.as_ptr().cast::<TypeId>() };
            if tag != TypeId::of::<T>() {
                raise(Report::new(
                    PgSqlErrorCode::ERRCODE_DATATYPE_MISMATCH,
                    "the transition state belongs to another aggregate",
                ));
            }
        }
        Self { held }
    }

    unsafe fn unbox_nullable_arg(arg: Arg<'_, 'fcx>) -> Nullable<Self> {
        // NULL is a state too. SAFETY: as above.
        Nullable::Valid(unsafe { Self::unbox_arg_unchecked(arg) })
    }
}

// SAFETY: returns an internal, or NULL.
unsafe impl<T: 'static> BoxRet for AggState<T> {
    unsafe fn box_into<'fcx>(self, fcinfo: &mut FcInfo<'fcx>) -> Datum<'fcx> {
        match self.held {
            // SAFETY: pass-by-value, and alive as long as the context it hangs on.
            Some(held) => unsafe { fcinfo.return_raw_datum(pg_sys::Datum::from(held.as_ptr())) },
            None => fcinfo.return_null(),
        }
    }
}

/// The rest of the message that a binary input function was given.
pub(crate) struct Message<'fcx> {
    bytes: &'fcx [u8],
}

impl<'fcx> Message<'fcx> {
    pub(crate) fn bytes(&self) -> &'fcx [u8] {
        self.bytes
    }
}

// SAFETY: takes exactly one argument, the StringInfo that PostgreSQL hands to input functions of binary values.
unsafe impl<'fcx> ArgAbi<'fcx> for Message<'fcx> {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as internal, and a call from SQL cannot provide one.
        let internal = unsafe { <Internal as ArgAbi>::unbox_arg_unchecked(arg) };
        let Some(buffer) =
            internal.unwrap().and_then(|datum| NonNull::new(datum.cast_mut_ptr::<pg_sys::StringInfoData>()))
        else {
            return Self { bytes: &[] };
        };
        // SAFETY: the caller owns the buffer for the duration of the call; cursor and len are within it, and
        // the cursor at the end is how an input function says that it has read everything.
        let bytes = unsafe {
            let buffer = &mut *buffer.as_ptr();
            let (start, end) = (buffer.cursor.max(0), buffer.len.max(buffer.cursor));
            buffer.cursor = end;
            std::slice::from_raw_parts(buffer.data.add(start as usize).cast::<u8>(), (end - start) as usize)
        };
        Self { bytes }
    }
}

/// The SQL of these functions is written by hand; pgrx asks for the names all the same.
macro_rules! internal_in_sql {
    ($($generics:tt)*) => {
        // SAFETY: makes no claim that code relies on, for no SQL is generated from it.
        unsafe impl $($generics)* {
            const TYPE_IDENT: &'static str = "internal";
            const TYPE_ORIGIN: TypeOrigin = TypeOrigin::External;
            const ARGUMENT_SQL: Result<SqlMappingRef, ArgumentError> = Ok(SqlMappingRef::literal("internal"));
            const RETURN_SQL: Result<ReturnsRef, ReturnsError> =
                Ok(ReturnsRef::One(SqlMappingRef::literal("internal")));
        }
    };
}
internal_in_sql!(SqlTranslatable for AggCall);
internal_in_sql!(<T: 'static> SqlTranslatable for AggState<T>);
internal_in_sql!(SqlTranslatable for Message<'_>);

// What has no safe face in pgrx -----------------------------------------------------------------------------

/// A jsonb argument as its bytes, without parsing it: equal values have equal bytes but for the way that
/// numbers are written.
pub(crate) struct RawJsonb<'fcx> {
    bytes: &'fcx [u8],
    datum: pg_sys::Datum,
}

impl RawJsonb<'_> {
    /// The bytes of {}: the header of an object with no pairs.
    pub(crate) const EMPTY_OBJECT: &'static [u8] = &0x2000_0000_u32.to_ne_bytes();

    /// The bytes without the header of a varlena.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// The text that PostgreSQL prints for it.
    pub(crate) fn text(&self) -> String {
        // SAFETY: the datum is a jsonb, valid for the call that it was an argument of, and jsonb_out gives
        // a string of its own.
        unsafe {
            pgrx::direct_function_call::<&std::ffi::CStr>(pg_sys::jsonb_out, &[Some(self.datum)])
                .map(|text| text.to_string_lossy().into_owned())
                .unwrap_or_default()
        }
    }
}

// SAFETY: takes exactly one argument, a jsonb.
unsafe impl<'fcx> ArgAbi<'fcx> for RawJsonb<'fcx> {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as jsonb; detoasted bytes live in the context of the call.
        unsafe {
            let datum = arg.unbox_arg_using_from_datum::<pg_sys::Datum>().unwrap_or(pg_sys::Datum::null());
            let varlena = pg_sys::pg_detoast_datum_packed(datum.cast_mut_ptr());
            let bytes = std::slice::from_raw_parts(
                pgrx::varlena::vardata_any(varlena).cast::<u8>(),
                pgrx::varlena::varsize_any_exhdr(varlena),
            );
            Self { bytes, datum: pg_sys::Datum::from(varlena) }
        }
    }
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
internal_in_sql!(SqlTranslatable for RawJsonb<'_>);
