//! Reading whole tables without the executor, which takes as long over a row as all that is done with it.
use std::any::Any;
use std::ffi::{CStr, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use pgrx::pg_sys;

use super::allocator::PgAllocator;
use super::arguments::Values;

// Declared here because pgrx would catch its errors for each row; those of a whole scan are caught at once below.
// SAFETY: as PostgreSQL declares it, in all versions that are supported.
unsafe extern "C-unwind" {
    fn slot_getsomeattrs_int(slot: *mut pg_sys::TupleTableSlot, attnum: c_int);
}

/// A column by its name, and the type that it must have.
pub(crate) type Column = (&'static CStr, pg_sys::Oid);

/// A table that is open, and the places of the columns in it.
struct Table<const N: usize> {
    relation: pg_sys::Relation,
    places: [usize; N],
    /// The last of them.
    last: c_int,
}

/// Calls `take` with each row of these tables that the running statement sees, until it fails, and then `finish`; both get
/// the same `state`, made by `start` in a memory that goes when the last of them is through. `None`, before anything is
/// read, where a query must do it: because a table is not an ordinary one, lacks a column, or is not for this user to read,
/// as little as `whole`, of which they are the partitions. The tables are locked until the transaction ends.
pub(crate) fn with_rows<const N: usize, S, R, E>(
    whole: pg_sys::Oid,
    tables: &[pg_sys::Oid],
    columns: [Column; N],
    start: impl FnOnce(PgAllocator) -> S,
    mut take: impl FnMut(&mut S, Values<'_, N>) -> Result<(), E>,
    finish: impl FnOnce(&S) -> Result<R, E>,
) -> Option<Result<R, E>> {
    if !is_readable(whole) {
        return None;
    }
    let places: Vec<_> =
        tables.iter().map(|&table| Some((table, places_of(table, columns)?))).collect::<Option<_>>()?;
    let (of_all, of_row) = (context(c"agentmon rows"), context(c"agentmon row"));
    // What is in this memory goes with it: nothing is given back one by one.
    let mut state = std::mem::ManuallyDrop::new(start(PgAllocator { context: of_all }));
    for (table, places) in places {
        // SAFETY: it is a table, locked, and may be read; it is closed below, or when the transaction is rolled back.
        let relation = unsafe { pg_sys::table_open(table, pg_sys::NoLock as pg_sys::LOCKMODE) };
        let last = places.iter().max().map_or(0, |last| *last as c_int);
        let read = read(&Table { relation, places, last }, of_row, |row| take(&mut state, row));
        // SAFETY: opened above; the lock stays.
        unsafe { pg_sys::table_close(relation, pg_sys::NoLock as pg_sys::LOCKMODE) };
        if let Err(error) = read {
            return Some(Err(error));
        }
    }
    let result = finish(&state);
    // SAFETY: both were made above, and nothing that is left is in them.
    unsafe {
        pg_sys::MemoryContextDelete(of_row);
        pg_sys::MemoryContextDelete(of_all);
    }
    Some(result)
}

/// A memory that goes with the running call, or before it.
fn context(name: &'static CStr) -> pg_sys::MemoryContext {
    // SAFETY: the name is a constant; the parent is that of the call.
    unsafe {
        pg_sys::AllocSetContextCreateInternal(
            pg_sys::CurrentMemoryContext,
            name.as_ptr(),
            pg_sys::ALLOCSET_DEFAULT_MINSIZE as usize,
            pg_sys::ALLOCSET_DEFAULT_INITSIZE as usize,
            pg_sys::ALLOCSET_DEFAULT_MAXSIZE as usize,
        )
    }
}

/// Whether this user may read all rows of a table.
fn is_readable(table: pg_sys::Oid) -> bool {
    // SAFETY: both look up what the catalogue says of an id, and there is none of a table that is gone.
    unsafe {
        pg_sys::get_rel_relkind(table) != 0
            && pg_sys::pg_class_aclcheck(table, pg_sys::GetUserId(), pg_sys::ACL_SELECT as pg_sys::AclMode)
                == pg_sys::AclResult::ACLCHECK_OK
            && pg_sys::check_enable_rls(table, pg_sys::InvalidOid, true) as u32
                != pg_sys::CheckEnableRlsResult::RLS_ENABLED
    }
}

/// Where the columns of a table are, if it may be read without a query.
fn places_of<const N: usize>(table: pg_sys::Oid, columns: [Column; N]) -> Option<[usize; N]> {
    // SAFETY: these look up what the catalogue says of an id, and give null values for one that is none. Locked first, it
    // stays as it is found.
    unsafe {
        pg_sys::LockRelationOid(table, pg_sys::AccessShareLock as pg_sys::LOCKMODE);
        let plain = pg_sys::get_rel_relkind(table) as u8 == pg_sys::RELKIND_RELATION && is_readable(table);
        let mut places = [0; N];
        for (place, (name, kind)) in places.iter_mut().zip(columns) {
            let number = pg_sys::get_attnum(table, name.as_ptr());
            *place = usize::try_from(number).ok().filter(|number| *number > 0)?;
            if pg_sys::get_atttype(table, number) != kind {
                return None;
            }
        }
        plain.then_some(places)
    }
}

/// Reads all rows of a table, up to the first that is not taken.
fn read<const N: usize, E>(
    table: &Table<N>,
    of_row: pg_sys::MemoryContext,
    mut take: impl FnMut(Values<'_, N>) -> Result<(), E>,
) -> Result<(), E> {
    // SAFETY: the table is open, and the snapshot that of the running statement, which outlives this call.
    let (slot, scan) = unsafe {
        let slot = pg_sys::table_slot_create(table.relation, std::ptr::null_mut());
        (slot, pg_sys::table_beginscan(table.relation, pg_sys::GetActiveSnapshot(), 0, std::ptr::null_mut()))
    };
    let mut ended: Result<Result<(), E>, Box<dyn Any + Send>> = Ok(Ok(()));
    let end = &mut ended;
    // SAFETY: reading rows can raise, which this turns into a panic; when it does, nothing is on the stack here that has a
    // destructor. A panic of `take` is caught, and goes on below.
    unsafe {
        let context = pg_sys::MemoryContextSwitchTo(of_row);
        pg_sys::ffi::pg_guard_ffi_boundary(|| {
            let method = (*(*table.relation).rd_tableam).scan_getnextslot;
            let Some(next) = method else { return };
            let mut values = [pg_sys::NullableDatum { value: pg_sys::Datum::null(), isnull: true }; N];
            while next(scan, pg_sys::ScanDirection::ForwardScanDirection, slot) {
                look_ahead(slot);
                if c_int::from((*slot).tts_nvalid) < table.last {
                    slot_getsomeattrs_int(slot, table.last);
                }
                for (value, place) in values.iter_mut().zip(table.places) {
                    value.value = *(*slot).tts_values.add(place - 1);
                    value.isnull = *(*slot).tts_isnull.add(place - 1);
                }
                match catch_unwind(AssertUnwindSafe(|| take(Values { values: &values }))) {
                    Ok(Ok(())) => {}
                    other => {
                        *end = other;
                        return;
                    }
                }
                // Only what is long or compressed takes any.
                if !(*of_row).isReset {
                    pg_sys::MemoryContextReset(of_row);
                }
            }
        });
        pg_sys::MemoryContextSwitchTo(context);
        pg_sys::table_endscan(scan);
        pg_sys::ExecDropSingleTupleTableSlot(slot);
    }
    ended.unwrap_or_else(|panic| resume_unwind(panic))
}

/// How many rows ahead.
const AHEAD: usize = 3;

/// Has the processor fetch rows to come while it is at this one: it waits for memory a third of the time else, since rows
/// lie in their page from its end on, which it does not foresee.
///
/// # Safety
/// The slot holds a row.
#[inline(always)]
unsafe fn look_ahead(slot: *mut pg_sys::TupleTableSlot) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: slots of this kind begin as one that says where the row is. Nothing is read there, and no address is wrong.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        if std::ptr::eq((*slot).tts_ops, &raw const pg_sys::TTSOpsBufferHeapTuple) {
            let row = &*(*slot.cast::<pg_sys::HeapTupleTableSlot>()).tuple;
            let length = row.t_len as usize;
            let start = row.t_data.cast::<i8>().wrapping_sub(AHEAD * length);
            _mm_prefetch::<_MM_HINT_T0>(start);
            _mm_prefetch::<_MM_HINT_T0>(start.wrapping_add(64));
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = slot;
}
