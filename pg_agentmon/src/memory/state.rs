//! Transition states of aggregates.
use std::any::TypeId;
use std::ptr::NonNull;

use agentmon_core::rollup::Partial;
use agentmon_core::rollup::sums::Sums;
use agentmon_core::sketch::Sketch;
use agentmon_core::user_days::UserDays;
use pgrx::callconv::{Arg, ArgAbi, BoxRet, FcInfo};
use pgrx::datum::{Datum, Internal};
use pgrx::nullable::Nullable;
use pgrx::pgrx_sql_entity_graph::metadata::{
    ArgumentError, ReturnsError, ReturnsRef, SqlMappingRef, SqlTranslatable, TypeOrigin,
};
use pgrx::{PgSqlErrorCode, pg_sys};

use super::allocator::{ALIGNMENT, PgAllocator};
use super::internal_in_sql;
use crate::error::{Report, raise};

/// Proof that the running function was called by an aggregate, which is what makes `internal` arguments
/// trustworthy. As an argument it takes no place in SQL.
#[derive(Clone, Copy)]
pub(crate) struct AggCall {
    pub(super) fcinfo: pg_sys::FunctionCallInfo,
}

impl AggCall {
    /// The memory of the aggregate's states. Asked for only when a state is made, for this runs once per row
    /// otherwise.
    #[cold]
    fn memory(&self) -> PgAllocator {
        let mut context = std::ptr::null_mut();
        // SAFETY: fcinfo is valid during the call, and the out pointer is ours.
        if unsafe { pg_sys::AggCheckCallContext(self.fcinfo, &mut context) } == 0 || context.is_null() {
            refuse_call();
        }
        PgAllocator { context }
    }
}

#[cold]
pub(super) fn refuse_call() -> ! {
    raise(Report::new(
        PgSqlErrorCode::ERRCODE_FEATURE_NOT_SUPPORTED,
        "this function can only be called as part of an aggregate",
    ))
}

#[cold]
fn refuse_state() -> ! {
    raise(Report::new(
        PgSqlErrorCode::ERRCODE_DATATYPE_MISMATCH,
        "the transition state belongs to another aggregate",
    ))
}

// SAFETY: virtual, so it consumes no argument; fcinfo is the one of the running call.
unsafe impl<'fcx> ArgAbi<'fcx> for AggCall {
    #[inline]
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: fcinfo is valid during the call; its context is null or a node, which begins with its tag.
        let (fcinfo, caller) = unsafe {
            let fcinfo = <pg_sys::FunctionCallInfo as ArgAbi>::unbox_arg_unchecked(arg);
            (fcinfo, (*fcinfo).context.as_ref().map(|node| node.type_))
        };
        // What AggCheckCallContext asks.
        if !matches!(caller, Some(pg_sys::NodeTag::T_AggState | pg_sys::NodeTag::T_WindowAggState)) {
            refuse_call();
        }
        Self { fcinfo }
    }

    fn is_virtual_arg() -> bool {
        true
    }
}

/// A value that can be left behind in a memory context.
///
/// # Safety
/// Everything that the value owns was allocated by a [`PgAllocator`] (or it owns nothing), so that the end of the
/// context frees it and no destructor need run.
pub(crate) unsafe trait InContext: 'static {}

// SAFETY: a sketch owns its counters, which are in its allocator's memory, and nothing else.
unsafe impl InContext for Sketch<PgAllocator> {}

// SAFETY: likewise; its plan is copied into that memory.
unsafe impl InContext for Partial<PgAllocator> {}

// SAFETY: likewise.
unsafe impl InContext for Sums<PgAllocator> {}

// SAFETY: likewise.
unsafe impl InContext for UserDays<PgAllocator> {}

/// The latest of some rows, by time and then by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Newest {
    pub(crate) time: i64,
    pub(crate) id: [u8; 16],
}

// SAFETY: owns nothing.
unsafe impl InContext for Newest {}

/// The value of the latest of some rows; of several at one time, the largest.
#[derive(Clone, Copy)]
pub(crate) struct Last {
    pub(crate) time: i64,
    pub(crate) value: f64,
}

// SAFETY: owns nothing.
unsafe impl InContext for Last {}

/// A transition state: SQL NULL until the first value comes.
pub(crate) struct AggState<T: InContext> {
    held: Option<NonNull<Held<T>>>,
}

/// The value with what it takes to know it again.
#[repr(C)]
struct Held<T> {
    /// First, so that it can be read before the rest is believed. An `internal` of another aggregate can get
    /// here only when a superuser declares an aggregate of mixed parts; that shall be an error, not a crash.
    tag: TypeId,
    value: T,
}

impl<T: InContext> AggState<T> {
    /// # Safety
    /// The datum is the `internal` of an aggregate of this extension, or there is none.
    #[inline(always)]
    pub(super) unsafe fn at(datum: Option<pg_sys::Datum>) -> Self {
        let held = datum.and_then(|datum| NonNull::new(datum.cast_mut_ptr::<Held<T>>()));
        if let Some(held) = held {
            // SAFETY: an internal of this extension's aggregates points to a Held of some type, which begins
            // with its tag.
            let tag = unsafe { *held.as_ptr().cast::<TypeId>() };
            if tag != TypeId::of::<T>() {
                refuse_state();
            }
        }
        Self { held }
    }

    /// The value, if there is one yet.
    pub(crate) fn get(&self) -> Option<&T> {
        // SAFETY: checked when it came in; PostgreSQL keeps its context for the whole call, and nobody else
        // runs meanwhile.
        self.held.map(|held| unsafe { &(*held.as_ptr()).value })
    }

    /// The value to change, made in the aggregate's own context if there is none yet.
    // Not by get_or_insert_with(): its closure would be put together for each row.
    #[inline(always)]
    pub(crate) fn get_or_make(&mut self, call: &AggCall, make: impl FnOnce(PgAllocator) -> T) -> &mut T {
        let held = match self.held {
            Some(held) => held,
            None => hold(call.memory(), make),
        };
        self.held = Some(held);
        // SAFETY: as in get; the exclusive borrow of self makes this the only reference through it.
        unsafe { &mut (*held.as_ptr()).value }
    }

    /// A state that is only passed on to a combine function: it ends with the row, so that the states of many
    /// partial groups do not pile up. The combine function must copy what it keeps.
    pub(crate) fn passing(_call: &AggCall, make: impl FnOnce(PgAllocator) -> T) -> Self {
        // SAFETY: reading a global of this backend.
        let context = unsafe { pg_sys::CurrentMemoryContext };
        Self { held: Some(hold(PgAllocator { context }, make)) }
    }
}

/// Makes a value, and leaves it in the context in which it was made.
#[cold]
fn hold<T: InContext>(memory: PgAllocator, make: impl FnOnce(PgAllocator) -> T) -> NonNull<Held<T>> {
    let held = Held { tag: TypeId::of::<T>(), value: make(memory) };
    let place = memory.chunk(size_of::<Held<T>>()).cast::<Held<T>>();
    const { assert!(align_of::<Held<T>>() <= ALIGNMENT) };
    // SAFETY: the place is new, large enough, and aligned.
    unsafe { place.write(held) };
    place
}

// SAFETY: takes exactly one argument, of type internal, NULL or not.
unsafe impl<'fcx, T: InContext> ArgAbi<'fcx> for AggState<T> {
    #[inline]
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as internal.
        unsafe { Self::at(<Internal as ArgAbi>::unbox_arg_unchecked(arg).unwrap()) }
    }

    unsafe fn unbox_nullable_arg(arg: Arg<'_, 'fcx>) -> Nullable<Self> {
        // NULL is a state too. SAFETY: as above.
        Nullable::Valid(unsafe { Self::unbox_arg_unchecked(arg) })
    }
}

// SAFETY: returns an internal, or NULL.
unsafe impl<T: InContext> BoxRet for AggState<T> {
    #[inline(always)]
    unsafe fn box_into<'fcx>(self, fcinfo: &mut FcInfo<'fcx>) -> Datum<'fcx> {
        match self.held {
            // SAFETY: pass-by-value, and alive as long as the context it hangs on.
            Some(held) => unsafe { fcinfo.return_raw_datum(pg_sys::Datum::from(held.as_ptr())) },
            None => fcinfo.return_null(),
        }
    }
}

internal_in_sql!(SqlTranslatable for AggCall);
internal_in_sql!(<T: InContext> SqlTranslatable for AggState<T>);
