//! Memory of PostgreSQL's contexts for Rust's collections.
use std::alloc::Layout;
use std::ffi::{c_int, c_void};
use std::ptr::NonNull;

use allocator_api2::alloc::{AllocError, Allocator};
use pgrx::{PgSqlErrorCode, pg_sys};

use crate::error::{Report, raise};

// pgrx catches the errors of each function that it declares, for more than the call itself costs. These raise none
// as they are called here.
// SAFETY: as PostgreSQL declares them, in all versions that are supported.
unsafe extern "C-unwind" {
    fn MemoryContextAllocExtended(context: pg_sys::MemoryContext, size: usize, flags: c_int) -> *mut c_void;
    fn pfree(pointer: *mut c_void);
}

/// Memory of one context. Running out of it raises SQLSTATE 53200, as everywhere in PostgreSQL, rather than to
/// end the server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PgAllocator {
    pub(super) context: pg_sys::MemoryContext,
}

/// What palloc aligns to.
pub(super) const ALIGNMENT: usize = pg_sys::MAXIMUM_ALIGNOF as usize;

/// From this size on a chunk is a block of its own, which can be resized without a copy.
const BLOCK: usize = 8 * 1024;

impl PgAllocator {
    /// At least `size` bytes, aligned to [`ALIGNMENT`].
    #[inline]
    pub(super) fn chunk(self, size: usize) -> NonNull<u8> {
        let flags = pg_sys::MCXT_ALLOC_HUGE | pg_sys::MCXT_ALLOC_NO_OOM;
        // SAFETY: whoever made this allocator saw to it that the context lives. With these flags the call gives
        // null where it cannot serve, and raises only for sizes beyond isize::MAX, which no layout has.
        let chunk = unsafe { MemoryContextAllocExtended(self.context, size, flags as c_int) };
        NonNull::new(chunk.cast()).unwrap_or_else(|| out_of_memory(size))
    }
}

#[cold]
fn out_of_memory(size: usize) -> ! {
    raise(
        Report::new(PgSqlErrorCode::ERRCODE_OUT_OF_MEMORY, "out of memory")
            .detail(format!("Failed on request of size {size}.")),
    )
}

// SAFETY: memory stays valid until it is given back or its context goes, which outlives the values in it; copies of
// the allocator mean the same context; layouts are honoured as said below. A panic leaves what there was untouched.
unsafe impl Allocator for PgAllocator {
    #[inline]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let start = if layout.size() == 0 {
            NonNull::without_provenance(std::num::NonZero::new(layout.align()).ok_or(AllocError)?)
        } else if layout.align() <= ALIGNMENT {
            self.chunk(layout.size())
        } else {
            // Room to move on to the next aligned address, and before it the address of the chunk.
            let size = layout.size().checked_add(layout.align()).ok_or(AllocError)?;
            if size > isize::MAX as usize {
                out_of_memory(size);
            }
            let chunk = self.chunk(size);
            // SAFETY: chunk and alignment are multiples of ALIGNMENT, so the next aligned address beyond the chunk's
            // own leaves room for a pointer before it, and is no more than the alignment away.
            unsafe {
                let start = chunk.add(layout.align() - chunk.addr().get() % layout.align());
                start.cast::<NonNull<u8>>().sub(1).write(chunk);
                start
            }
        };
        Ok(NonNull::slice_from_raw_parts(start, layout.size()))
    }

    /// Gives memory back.
    ///
    /// # Safety
    /// As the trait says: `pointer` is of this allocator, was allocated with `layout`, and is not used again.
    #[inline]
    unsafe fn deallocate(&self, pointer: NonNull<u8>, layout: Layout) {
        if layout.size() == 0 {
            return;
        }
        // SAFETY: the caller vouches that pointer and layout are of one allocation; where the layout asked for more
        // than ALIGNMENT, allocate put the chunk before it. pfree raises for nothing that was allocated.
        unsafe {
            let chunk = if layout.align() <= ALIGNMENT { pointer } else { pointer.cast().sub(1).read() };
            pfree(chunk.as_ptr().cast());
        }
    }

    /// More memory with the same content.
    ///
    /// # Safety
    /// As the trait says: `pointer` is of this allocator and was allocated with `old`; `new` is no smaller; `pointer` is
    /// not used again, unless this fails.
    unsafe fn grow(
        &self,
        pointer: NonNull<u8>,
        old: Layout,
        new: Layout,
    ) -> Result<NonNull<[u8]>, AllocError> {
        if old.size() >= BLOCK && old.align() <= ALIGNMENT && new.align() <= ALIGNMENT {
            // SAFETY: the caller vouches for the pointer. This one can raise, and pgrx turns that into a panic;
            // the old block then stays as it was.
            let block = unsafe { pg_sys::repalloc_huge(pointer.as_ptr().cast(), new.size()) };
            let block = NonNull::new(block.cast()).ok_or(AllocError)?;
            return Ok(NonNull::slice_from_raw_parts(block, new.size()));
        }
        let grown = self.allocate(new)?;
        // SAFETY: both are valid for the old size, and apart from each other; the old one is not used after this.
        unsafe {
            grown.cast::<u8>().copy_from_nonoverlapping(pointer, old.size());
            self.deallocate(pointer, old);
        }
        Ok(grown)
    }
}

#[cfg(any(test, feature = "pg_test"))]
#[pgrx::pg_schema]
mod tests {
    use super::*;
    use pgrx::PgTryBuilder;
    use pgrx::prelude::*;

    fn memory() -> PgAllocator {
        // SAFETY: reading a global of this backend; a test ends before its context does.
        PgAllocator { context: unsafe { pg_sys::CurrentMemoryContext } }
    }

    /// Wider than what palloc aligns to, as the tables of hash maps are.
    #[derive(Clone, Copy, PartialEq, Debug)]
    #[repr(align(64))]
    struct Wide(u64);

    #[pg_test]
    fn memory_grows_and_keeps_its_content() {
        let mut numbers = allocator_api2::vec::Vec::new_in(memory());
        let mut wide = allocator_api2::vec::Vec::new_in(memory());
        let nothing = allocator_api2::boxed::Box::new_in((), memory());
        for i in 0..100_000_u64 {
            numbers.push(i);
            wide.push(Wide(i));
            assert!(wide.as_ptr().is_aligned());
        }
        assert!(numbers.iter().copied().eq(0..100_000));
        assert!(wide.iter().map(|n| n.0).eq(0..100_000));
        numbers.truncate(10);
        numbers.shrink_to_fit();
        assert!(numbers.iter().copied().eq(0..10));
        drop((nothing, wide));
    }

    #[pg_test]
    fn memory_that_is_not_there_is_an_error() {
        for layout in [Layout::array::<u64>(1 << 58), Layout::array::<Wide>(1 << 54)] {
            let layout = layout.expect("a layout");
            let caught = PgTryBuilder::new(move || memory().allocate(layout).is_err())
                .catch_when(PgSqlErrorCode::ERRCODE_OUT_OF_MEMORY, |_| true)
                .execute();
            assert!(caught);
        }
        let caught = PgTryBuilder::new(|| {
            let mut list = allocator_api2::vec::Vec::new_in(memory());
            list.resize(5_000, 7_u64);
            // Through the way that resizes a block.
            list.reserve_exact(1 << 58);
            false
        })
        .catch_when(PgSqlErrorCode::ERRCODE_OUT_OF_MEMORY, |_| true)
        .execute();
        assert!(caught);
    }
}
