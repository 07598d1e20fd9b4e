//! Counters addressed by index, the empty ones among them.

use std::ops::Range;

use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec;

use super::cells::Cells;

/// Counters of the indexes from `first` on.
#[derive(Clone, Debug)]
pub(super) struct Window<A: Allocator + Clone> {
    first: i32,
    used: u32,
    cells: Cells<A>,
}

/// The bytes that a window may take to replace a list of so many buckets. A window turns back into a list beyond
/// twice as many; the gap keeps a store from flapping between the two.
const fn dense_limit(used: usize) -> u64 {
    256 + 16 * used as u64
}

impl<A: Allocator + Clone> Window<A> {
    /// Counters at zero, wide enough to hold `largest`, for `used` buckets from `first` to `last`; `None` where
    /// that would take too much.
    pub(super) fn covering(first: i32, last: i32, used: usize, largest: u32, allocator: &A) -> Option<Self> {
        let span = (i64::from(last) - i64::from(first) + 1) as u64;
        let width = Cells::<A>::width_for(largest) as u64;
        if span * width > dense_limit(used) {
            return None;
        }
        let len = with_margin(span);
        let first = i64::from(first) - (len - span) as i64 / 2;
        // No index comes close to the ends of an i32.
        let first = i32::try_from(first).ok()?;
        Some(Self { first, used: 0, cells: Cells::zeros(len as usize, largest, allocator.clone()) })
    }

    /// The window of a list and one bucket more, which the list does not have.
    pub(super) fn replacing(list: &Vec<(i32, u32), A>, index: i32, n: u32) -> Option<Self> {
        let (&(first, _), &(last, _)) = (list.first()?, list.last()?);
        let largest = list.iter().fold(n, |most, &(_, n)| n.max(most));
        let mut window =
            Self::covering(first.min(index), last.max(index), list.len() + 1, largest, list.allocator())?;
        list.iter().for_each(|&(index, n)| window.open(index, u64::from(n)));
        window.open(index, u64::from(n));
        Some(window)
    }

    /// The same counters in another memory.
    pub(super) fn clone_in<B: Allocator + Clone>(&self, allocator: B) -> Window<B> {
        Window { first: self.first, used: self.used, cells: self.cells.clone_in(allocator) }
    }

    pub(super) fn allocator(&self) -> &A {
        self.cells.allocator()
    }

    /// Sets all counters to zero.
    pub(super) fn clear(&mut self) {
        self.cells.clear();
        self.used = 0;
    }

    /// Fills a bucket that was empty.
    #[inline]
    pub(super) fn open(&mut self, index: i32, n: u64) {
        self.used += u32::from(self.cells.add(self.at(index), n).is_some());
    }

    /// Counts `n` more and says whether the bucket was empty; `None`, and no change, where there is no room for it.
    #[inline(always)]
    pub(super) fn add(&mut self, index: i32, n: u64) -> Option<bool> {
        let new = self.cells.add(self.at(index), n)?;
        self.used += u32::from(new);
        Some(new)
    }

    /// Adds buckets at indexes 2^`by` times as coarse up to the first that there is no room for, and gives what is left.
    pub(super) fn add_some<'a>(&mut self, buckets: &'a [(i32, u64)], by: u32) -> &'a [(i32, u64)] {
        let first = self.first;
        let (done, opened) = self.cells.add_some(
            buckets.iter().map(|&(index, n)| ((index >> by).wrapping_sub(first) as u32 as usize, n)),
        );
        self.used += opened;
        &buckets[done..]
    }

    /// Adds the counters of `other` up to a position of its own, which is the result: its end unless memory or the
    /// width of counters is short.
    pub(super) fn add_all<B: Allocator + Clone>(&mut self, other: &Window<B>) -> usize {
        let within =
            |index: i64| (index - i64::from(other.first)).clamp(0, other.cells.len() as i64) as usize;
        let mut theirs = within(self.first.into())..within(self.end());
        // What is beyond ours is mostly empty.
        let beyond = [0..theirs.start, theirs.end..other.cells.len()];
        if theirs.is_empty() || !beyond.into_iter().all(|range| other.cells.is_empty(range)) {
            let Some((first, last)) = other.cells.ends() else { return other.cells.len() };
            theirs = first..last + 1;
            let used = self.used().max(other.used());
            if !self.grow_to(other.first + first as i32, other.first + last as i32, used) {
                return 0;
            }
        }
        loop {
            let (done, opened) = self.cells.add_all(
                self.at(other.first.wrapping_add(theirs.start as i32)),
                &other.cells,
                theirs.clone(),
            );
            self.used += opened;
            theirs.start += done;
            if theirs.is_empty() {
                return other.cells.len();
            }
            if self.widest() || !self.widen(self.used()) {
                return theirs.start;
            }
        }
    }

    /// The first and the last bucket that are not empty, and the bits that are set in any count.
    pub(super) fn extent(&self) -> Option<((i32, i32), u64)> {
        let (first, last) = self.cells.ends()?;
        Some(((self.first + first as i32, self.first + last as i32), self.cells.bits()))
    }

    pub(super) fn used(&self) -> usize {
        self.used as usize
    }

    /// Whether there is a counter for an index.
    pub(super) fn holds(&self, index: i32) -> bool {
        self.at(index) < self.cells.len()
    }

    /// Whether its counters are as wide as can be.
    pub(super) fn widest(&self) -> bool {
        self.cells.widest()
    }

    /// The position of an index, beyond the end if the window does not hold it.
    #[inline]
    fn at(&self, index: i32) -> usize {
        // Modulo 2^32: below the window gives a number larger than any window.
        index.wrapping_sub(self.first) as u32 as usize
    }

    /// See [`Store::at_rank`](super::store::Store::at_rank).
    pub(super) fn at_rank(&self, rank: u64) -> Option<(i32, Range<u64>)> {
        self.cells.at_rank(rank).map(|(at, ranks)| (self.first + at as i32, ranks))
    }

    /// The index of the first counter and all of them, where these are below `limit`.
    #[inline]
    pub(super) fn all_below(&self, limit: u8) -> Option<(i32, &[u8])> {
        Some((self.first, self.cells.all_below(limit)?))
    }

    /// The buckets from a position on that are not empty, in order and some at a time.
    #[inline]
    pub(super) fn batches(&self, from: usize, take: impl FnMut(&[(i32, u64)])) {
        self.cells.batches(from, self.first.wrapping_add(from as i32), take);
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        self.cells.iter().map(|(at, n)| (self.first + at as i32, n))
    }

    /// Bytes on the heap.
    pub(super) fn heap_size(&self) -> usize {
        self.cells.heap_size()
    }

    /// The index after the last. In 64 bits, here and below: at scale 20 two indexes may be more than an i32
    /// apart.
    fn end(&self) -> i64 {
        i64::from(self.first) + self.cells.len() as i64
    }

    /// Makes the counters twice as wide, which must not be at their widest; false, and no change, where that takes
    /// too much for so many buckets.
    pub(super) fn widen(&mut self, used: usize) -> bool {
        let fits = 2 * self.cells.size() as u64 <= 2 * dense_limit(used);
        if fits {
            self.cells.widen();
        }
        fits
    }

    /// Grows to hold all indexes from `first` to `last`, and further so that a drift does not copy each time; false,
    /// and no change, where that takes too much for so many buckets.
    pub(super) fn grow_to(&mut self, first: i32, last: i32, used: usize) -> bool {
        if self.holds(first) && self.holds(last) {
            return true;
        }
        let (first, end) = (i64::from(first.min(self.first)), self.end().max(i64::from(last) + 1));
        let span = (end - first) as u64;
        if span * self.cells.width() as u64 > 2 * dense_limit(used) {
            return false;
        }
        let new = with_margin(span) as usize - self.cells.len();
        // All on the side that is short of room; where both are, below gets what it needs and above the rest.
        let below = (i64::from(self.first) - first) as usize;
        let before = if end > self.end() { below } else { new };
        self.cells.grow(before, new - before);
        self.first -= before as i32;
        true
    }
}

/// The counters of a window that needs so many: memory comes in powers of two, in PostgreSQL at least, and what
/// is left over saves growing. An eighth shall be.
fn with_margin(span: u64) -> u64 {
    (span + span / 8).next_power_of_two()
}
