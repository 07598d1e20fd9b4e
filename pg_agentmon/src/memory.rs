//! The unsafe part: what crosses the border to PostgreSQL as a bare pointer.
//!
//! [`AggState`] holds a Rust value as the transition state of an aggregate whose SQL type is `internal`. The value
//! and everything it owns lie in the aggregate's own memory context: the transition and combine functions run in
//! a context that is emptied after every row. So PostgreSQL counts it all, spills to disk when it passes work_mem,
//! and frees it with the context, also after an error; no destructor runs.
//!
//! An aggregate is then written without unsafe code:
//!
//! ```text
//! fn transition(mut state: AggState<T>, value: …, call: AggCall) -> AggState<T>   state.get_or_make(&call, T::new_in)
//! fn combine(mut state: AggState<T>, other: AggState<T>, call: AggCall) -> AggState<T>
//! fn serialize(state: AggState<T>, _call: AggCall) -> Vec<u8>
//! fn deserialize(bytes: &[u8], _: Internal, call: AggCall) -> AggState<T>         AggState::passing(&call, |memory| …)
//! fn finish(state: AggState<T>, _call: AggCall) -> Option<…>                      reads only
//! ```
mod allocator;
mod arguments;
mod scan;
mod server;
mod state;

pub(crate) use allocator::PgAllocator;
pub(crate) use arguments::{Message, RawJsonb, RawText, Row, Same, Values};
pub(crate) use scan::{Column, with_rows};
pub(crate) use server::{
    Ending, applies_replication, daemon_is_awake, database_id, forget_relation, is_first_to_wake,
    is_in_transaction_block, keeps_one_snapshot, lift_statement_timeout, limit_statement,
    next_transaction_id, notify, now_micros, stay_awake, strong_random, system_identifier, table_id,
    top_transaction_id, transaction_start, watch_relations, watch_tables, watch_transactions,
};
pub(crate) use state::{AggCall, AggState, Last, Newest};

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
use internal_in_sql;
