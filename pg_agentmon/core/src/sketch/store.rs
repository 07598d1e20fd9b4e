//! The counters of one sign.
//!
//! A refresh holds hundreds of thousands of sketches at once, most with few values, and a few with
//! millions. So a store begins as a single counter without heap, goes on as a short sorted list, turns into
//! a window of counters addressed by index where values lie close together, and back where an outlier would blow
//! the window up. The counters of a window are one byte wide at first, so that sixty values cost some hundred
//! bytes and still no search.

use std::ops::Range;

use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec;

use super::buckets::Extent;
use super::cells::collect;
use super::window::Window;

/// How the counters are kept. What is counted does not depend on it: [`Store::iter`] gives the same.
#[derive(Clone, Debug)]
pub(super) enum Store<A: Allocator + Clone> {
    /// One bucket, or none where `n` is zero.
    Single { index: i32, n: u32, allocator: A },
    /// Sorted by index; for few or scattered buckets.
    Sparse(Vec<(i32, u32), A>),
    /// One counter per index, zeros among them.
    Dense(Window<A>),
    /// Sorted by index; for counts beyond 32 bits, which are rare enough to need no speed.
    Wide(Vec<(i32, u64), A>),
}

/// The room of a new list. Each step of growth costs more than several additions do.
const LIST_ROOM: usize = 8;

/// A list no longer than this is smaller than a window, faster to walk through, and hardly slower to add to.
const LIST_MAX: usize = 32;

impl<A: Allocator + Clone> Store<A> {
    pub(super) const fn new_in(allocator: A) -> Self {
        Self::Single { index: 0, n: 0, allocator }
    }

    /// An empty store in the form that suits buckets of this extent, all of which are to be appended to it.
    pub(super) fn with_room(extent: &Extent, allocator: A) -> Self {
        let &Extent { used, first, last, bits, .. } = extent;
        Self::with_room_for(used, (first, last), bits, allocator)
    }

    /// The same of so many buckets from a first to a last one, with counts of these bits at most.
    fn with_room_for(used: usize, (first, last): (i32, i32), bits: u64, allocator: A) -> Self {
        let Ok(largest) = u32::try_from(bits) else {
            return Self::Wide(Vec::with_capacity_in(used, allocator));
        };
        if used <= 1 {
            return Self::new_in(allocator);
        }
        if used > LIST_MAX
            && let Some(window) = Window::covering(first, last, used, largest, &allocator)
        {
            return Self::Dense(window);
        }
        Self::Sparse(Vec::with_capacity_in(used.max(LIST_ROOM), allocator))
    }

    /// An empty store in the form that suits buckets such as this one has.
    pub(super) fn with_room_alike(&self) -> Self {
        let allocator = self.allocator().clone();
        match self {
            Self::Sparse(list) => Self::Sparse(Vec::with_capacity_in(list.len().max(LIST_ROOM), allocator)),
            Self::Dense(window) => window.extent().map_or_else(
                || Self::new_in(allocator.clone()),
                |(ends, bits)| Self::with_room_for(window.used(), ends, bits, allocator.clone()),
            ),
            // Too small or too rare to be worth it.
            Self::Single { .. } | Self::Wide(_) => Self::new_in(allocator),
        }
    }

    /// Whether there is a window, which holds what comes without a search.
    pub(super) fn has_window(&self) -> bool {
        matches!(self, Self::Dense(_))
    }

    /// Empties the window, if there is one.
    pub(super) fn clear(&mut self) -> bool {
        if let Self::Dense(window) = self {
            window.clear();
        }
        self.has_window()
    }

    /// Fills buckets that there is room for, beyond those that are filled already.
    pub(super) fn append(&mut self, buckets: &[(i32, u64)]) {
        match self {
            Self::Sparse(list) => list.extend(buckets.iter().map(|&(index, n)| (index, n as u32))),
            Self::Wide(list) => list.extend_from_slice(buckets),
            _ => self.add_all(buckets, 0),
        }
    }

    /// Adds buckets at indexes 2^`by` times as coarse.
    pub(super) fn add_all(&mut self, mut buckets: &[(i32, u64)], by: u32) {
        loop {
            if let Self::Dense(window) = self {
                buckets = window.add_some(buckets, by);
            }
            let Some((&(index, n), rest)) = buckets.split_first() else { return };
            self.add(index >> by, n);
            buckets = rest;
        }
    }

    /// The same counters in another memory.
    pub(super) fn clone_in<B: Allocator + Clone>(&self, allocator: B) -> Store<B> {
        match self {
            Self::Single { index, n, .. } => Store::Single { index: *index, n: *n, allocator },
            Self::Sparse(list) => Store::Sparse(collect(list.iter().copied(), allocator)),
            Self::Dense(window) => Store::Dense(window.clone_in(allocator)),
            Self::Wide(list) => Store::Wide(collect(list.iter().copied(), allocator)),
        }
    }

    pub(super) fn allocator(&self) -> &A {
        match self {
            Self::Single { allocator, .. } => allocator,
            Self::Sparse(list) => list.allocator(),
            Self::Dense(window) => window.allocator(),
            Self::Wide(list) => list.allocator(),
        }
    }

    /// Counts `n` more at `index`, at least one; true if the bucket was empty before.
    #[inline(always)]
    pub(super) fn add(&mut self, index: i32, n: u64) -> bool {
        if let Self::Dense(window) = self
            && let Some(new) = window.add(index, n)
        {
            return new;
        }
        self.add_slowly(index, n)
    }

    #[inline(never)]
    fn add_slowly(&mut self, index: i32, n: u64) -> bool {
        match (&mut *self, u32::try_from(n)) {
            (Self::Single { index: own, n: count, allocator }, Ok(narrow)) => {
                if *count == 0 {
                    (*own, *count) = (index, narrow);
                    return true;
                }
                if *own == index {
                    return match count.checked_add(narrow) {
                        Some(sum) => {
                            *count = sum;
                            false
                        }
                        None => self.add_widely(index, n),
                    };
                }
                let mut list = Vec::with_capacity_in(LIST_ROOM, allocator.clone());
                list.push((*own, *count));
                list.insert(usize::from(index > *own), (index, narrow));
                *self = Self::Sparse(list);
                true
            }
            (Self::Sparse(list), Ok(narrow)) => match list.binary_search_by_key(&index, |bucket| bucket.0) {
                Ok(at) => match list[at].1.checked_add(narrow) {
                    Some(sum) => {
                        list[at].1 = sum;
                        false
                    }
                    None => self.add_widely(index, n),
                },
                Err(at) => {
                    if list.len() >= LIST_MAX
                        && let Some(window) = Window::replacing(list, index, narrow)
                    {
                        *self = Self::Dense(window);
                    } else {
                        list.insert(at, (index, narrow));
                    }
                    true
                }
            },
            (Self::Dense(window), Ok(_)) => {
                // Either the window must grow to hold the index, or its counters are too narrow for the sum.
                let used = window.used() + 1;
                let outside = !window.holds(index);
                if !outside && window.widest() {
                    return self.add_widely(index, n);
                }
                let made = if outside { window.grow_to(index, index, used) } else { window.widen(used) };
                if !made {
                    let mut list = Vec::with_capacity_in(used, window.allocator().clone());
                    window.batches(0, |some| list.extend(some.iter().map(|&(i, n)| (i, n as u32))));
                    *self = Self::Sparse(list);
                }
                self.add(index, n)
            }
            _ => self.add_widely(index, n),
        }
    }

    /// Adds in the form with 64-bit counters, turning into it if need be.
    fn add_widely(&mut self, index: i32, n: u64) -> bool {
        if !matches!(self, Self::Wide(_)) {
            *self = Self::Wide(collect(self.iter(), self.allocator().clone()));
        }
        let Self::Wide(list) = self else { return false };
        match list.binary_search_by_key(&index, |bucket| bucket.0) {
            Ok(at) => {
                // The sketch keeps its total within 63 bits, so no counter can reach the end.
                list[at].1 = list[at].1.saturating_add(n);
                false
            }
            Err(at) => {
                list.insert(at, (index, n));
                true
            }
        }
    }

    /// The number of buckets that are not empty.
    pub(super) fn used(&self) -> usize {
        match self {
            Self::Single { n, .. } => usize::from(*n > 0),
            Self::Sparse(list) => list.len(),
            Self::Dense(window) => window.used(),
            Self::Wide(list) => list.len(),
        }
    }

    /// Adds all that `other` counts, at indexes 2^`by` times as coarse.
    pub(super) fn merge<B: Allocator + Clone>(&mut self, other: &Store<B>, by: u32) {
        match (&mut *self, other) {
            (Self::Dense(ours), Store::Dense(theirs)) if by == 0 => {
                let done = ours.add_all(theirs);
                theirs.batches(done, |some| self.add_all(some, 0));
            }
            _ => other.batches(|some| self.add_all(some, by)),
        }
    }

    /// All that is counted.
    pub(super) fn total(&self) -> u64 {
        let mut total = 0;
        self.batches(|some| total += some.iter().map(|&(_, n)| n).sum::<u64>());
        total
    }

    /// The bucket of the `rank`th value, from zero on, and the ranks of all values in it.
    pub(super) fn at_rank(&self, rank: u64) -> Option<(i32, Range<u64>)> {
        if let Self::Dense(window) = self {
            return window.at_rank(rank);
        }
        let mut seen = 0;
        let (index, n) = self.iter().find(|&(_, n)| {
            seen += n;
            seen > rank
        })?;
        Some((index, seen - n..seen))
    }

    /// Hands on the buckets that are not empty, in ascending order of index and some at a time.
    pub(super) fn batches(&self, mut take: impl FnMut(&[(i32, u64)])) {
        match self {
            Self::Single { n: 0, .. } => {}
            &Self::Single { index, n, .. } => take(&[(index, n.into())]),
            Self::Sparse(list) => {
                let mut batch = [(0, 0); LIST_MAX];
                for some in list.chunks(LIST_MAX) {
                    batch.iter_mut().zip(some).for_each(|(to, &(index, n))| *to = (index, n.into()));
                    take(&batch[..some.len()]);
                }
            }
            Self::Dense(window) => window.batches(0, take),
            Self::Wide(list) => take(list),
        }
    }

    /// The same one by one, which takes longer.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        // Three of the four are empty.
        let single = if let &Self::Single { index, n: n @ 1.., .. } = self { Some((index, n)) } else { None };
        let sparse = if let Self::Sparse(list) = self { list.as_slice() } else { &[] };
        let wide = if let Self::Wide(list) = self { list.as_slice() } else { &[] };
        let dense = if let Self::Dense(window) = self { Some(window) } else { None };
        let narrow = single.into_iter().chain(sparse.iter().copied()).map(|(i, n)| (i, u64::from(n)));
        narrow.chain(dense.into_iter().flat_map(Window::iter)).chain(wide.iter().copied())
    }

    /// The same counts in buckets 2^`by` times as wide.
    pub(super) fn downscaled(&self, by: u32) -> Self {
        let mut coarse: std::vec::Vec<(i32, u64)> = std::vec::Vec::with_capacity(self.used());
        self.batches(|some| {
            for &(index, n) in some {
                match coarse.last_mut() {
                    Some(last) if last.0 == index >> by => last.1 = last.1.saturating_add(n),
                    _ => coarse.push((index >> by, n)),
                }
            }
        });
        let mut store = Self::with_room(&Extent::of(&coarse), self.allocator().clone());
        store.append(&coarse);
        store
    }

    /// Bytes on the heap.
    pub(super) fn heap_size(&self) -> usize {
        match self {
            Self::Single { .. } => 0,
            Self::Sparse(list) => list.capacity() * size_of::<(i32, u32)>(),
            Self::Dense(window) => window.heap_size(),
            Self::Wide(list) => list.capacity() * size_of::<(i32, u64)>(),
        }
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
