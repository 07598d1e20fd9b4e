//! The counters of one sign.
//!
//! A refresh holds hundreds of thousands of sketches at once, most with few values, and a few with
//! millions. So a store begins as a short sorted list, turns into a window of counters addressed by index
//! where values lie close together, and back where an outlier would blow the window up. The counters of a window
//! are one byte wide at first, so that sixty values cost some hundred bytes and still no search.

use super::cells::Cells;

/// How the counters are kept. What is counted does not depend on it: [`Store::iter`] gives the same.
#[derive(Clone, Debug)]
pub(super) enum Store {
    /// Sorted by index; for few or scattered buckets.
    Sparse(Vec<(i32, u32)>),
    /// One counter per index, zeros among them.
    Dense(Window),
    /// Sorted by index; for counts beyond 32 bits, which are rare enough to need no speed.
    Wide(Vec<(i32, u64)>),
}

/// Counters of the indexes from `first` on.
#[derive(Clone, Debug)]
pub(super) struct Window {
    first: i32,
    used: u32,
    cells: Cells,
}

/// A list shorter than this is as fast as a window.
const DENSE_FROM: usize = 8;

/// The bytes that a window may take to replace a list of so many buckets. A window turns back into a list beyond
/// twice as many; the gap keeps a store from flapping between the two.
const fn dense_limit(used: usize) -> u64 {
    256 + 16 * used as u64
}

impl Store {
    pub(super) const fn new() -> Self {
        Self::Sparse(Vec::new())
    }

    /// From buckets in ascending order without repeats.
    pub(super) fn from_sorted(buckets: Vec<(i32, u64)>) -> Self {
        if buckets.iter().any(|&(_, n)| n > u64::from(u32::MAX)) {
            return Self::Wide(buckets);
        }
        let mut store = Self::Sparse(buckets.into_iter().map(|(i, n)| (i, n as u32)).collect());
        store.densify();
        store
    }

    /// Counts `n` more at `index`; true if the bucket was empty before.
    #[inline]
    pub(super) fn add(&mut self, index: i32, n: u64) -> bool {
        if let Self::Dense(window) = self
            && let Some(new) = window.cells.add(window.at(index), n)
        {
            window.used += u32::from(new);
            return new;
        }
        self.add_slowly(index, n)
    }

    fn add_slowly(&mut self, index: i32, n: u64) -> bool {
        match (&mut *self, u32::try_from(n)) {
            (Self::Sparse(list), Ok(narrow)) => match list.binary_search_by_key(&index, |bucket| bucket.0) {
                Ok(at) => match list[at].1.checked_add(narrow) {
                    Some(sum) => {
                        list[at].1 = sum;
                        false
                    }
                    None => self.add_widely(index, n),
                },
                Err(at) => {
                    list.insert(at, (index, narrow));
                    self.densify();
                    true
                }
            },
            (Self::Dense(window), Ok(_)) => {
                // Either the window must grow to hold the index, or its counters are too narrow for the sum.
                let limit = 2 * dense_limit(window.used as usize + 1);
                let outside = window.at(index) >= window.cells.len();
                if outside && window.bytes_with(index) <= limit {
                    window.grow_to(index);
                } else if !outside && !window.cells.widest() && 2 * window.cells.size() as u64 <= limit {
                    window.cells.widen();
                } else if !outside && window.cells.widest() {
                    return self.add_widely(index, n);
                } else {
                    *self = Self::Sparse(self.iter().map(|(i, n)| (i, n as u32)).collect());
                }
                self.add(index, n)
            }
            _ => self.add_widely(index, n),
        }
    }

    /// Adds in the form with 64-bit counters, turning into it if need be.
    fn add_widely(&mut self, index: i32, n: u64) -> bool {
        if !matches!(self, Self::Wide(_)) {
            *self = Self::Wide(self.iter().collect());
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

    /// Turns a list into a window where that pays.
    fn densify(&mut self) {
        let Self::Sparse(list) = self else { return };
        let (Some(&(first, _)), Some(&(last, _))) = (list.first(), list.last()) else { return };
        let span = (i64::from(last) - i64::from(first) + 1) as u64;
        if list.len() < DENSE_FROM || span > dense_limit(list.len()) {
            return;
        }
        let largest = list.iter().map(|&(_, n)| n).max().unwrap_or(0);
        let mut cells = Cells::zeros(span as usize, largest);
        if cells.size() as u64 > dense_limit(list.len()) {
            return;
        }
        for &(index, n) in list.iter() {
            cells.add((index - first) as usize, u64::from(n));
        }
        *self = Self::Dense(Window { first, used: list.len() as u32, cells });
    }

    /// The number of buckets that are not empty.
    pub(super) fn used(&self) -> usize {
        match self {
            Self::Sparse(list) => list.len(),
            Self::Dense(window) => window.used as usize,
            Self::Wide(list) => list.len(),
        }
    }

    /// The buckets that are not empty, in ascending order of index.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        // Two of the three are empty.
        let sparse = if let Self::Sparse(list) = self { list.as_slice() } else { &[] };
        let wide = if let Self::Wide(list) = self { list.as_slice() } else { &[] };
        let dense = if let Self::Dense(window) = self { Some(window) } else { None };
        let sparse = sparse.iter().map(|&(i, n)| (i, u64::from(n)));
        sparse.chain(dense.into_iter().flat_map(Window::iter)).chain(wide.iter().copied())
    }

    /// The same counts in buckets 2^`by` times as wide.
    pub(super) fn downscaled(&self, by: u32) -> Self {
        let mut coarse: Vec<(i32, u64)> = Vec::new();
        self.iter().for_each(|(index, n)| match coarse.last_mut() {
            Some(last) if last.0 == index >> by => last.1 = last.1.saturating_add(n),
            _ => coarse.push((index >> by, n)),
        });
        Self::from_sorted(coarse)
    }

    /// Bytes on the heap.
    pub(super) fn heap_size(&self) -> usize {
        match self {
            Self::Sparse(list) => list.capacity() * size_of::<(i32, u32)>(),
            Self::Dense(window) => window.cells.heap_size(),
            Self::Wide(list) => list.capacity() * size_of::<(i32, u64)>(),
        }
    }
}

impl Window {
    /// The position of an index, beyond the end if the window does not hold it.
    #[inline]
    fn at(&self, index: i32) -> usize {
        // Modulo 2^32: below the window gives a number larger than any window.
        index.wrapping_sub(self.first) as u32 as usize
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        self.cells.iter().map(|(at, n)| (self.first + at as i32, n))
    }

    /// The index after the last. In 64 bits, here and below: at scale 20 two indexes may be more than an i32
    /// apart.
    fn end(&self) -> i64 {
        i64::from(self.first) + self.cells.len() as i64
    }

    /// How many bytes it takes to cover `index` as well.
    fn bytes_with(&self, index: i32) -> u64 {
        let span = self.end().max(i64::from(index) + 1) - i64::from(self.first.min(index));
        span as u64 * self.cells.width() as u64
    }

    /// Grows towards `index`, and somewhat further so that a slow drift does not copy each time.
    fn grow_to(&mut self, index: i32) {
        let margin = (self.cells.len() as i64 / 8).min(64);
        if index < self.first {
            let new = i64::from(self.first) - i64::from(index) + margin;
            self.cells.grow(new as usize, 0);
            self.first -= new as i32;
        } else {
            let new = i64::from(index) + 1 - self.end() + margin;
            self.cells.grow(0, new as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(indexes: impl Iterator<Item = i32>) -> Store {
        let mut store = Store::new();
        indexes.for_each(|i| {
            store.add(i, 1);
        });
        store
    }

    #[test]
    fn the_form_follows_the_data_and_the_counts_do_not() {
        let mut store = filled((0..100).rev());
        assert!(matches!(store, Store::Dense(_)));
        assert!(store.add(1_000_000, 1), "an outlier opens a bucket");
        assert!(matches!(store, Store::Sparse(_)));
        assert!(!store.add(5, u64::from(u32::MAX)), "a counter beyond 32 bits");
        assert!(matches!(store, Store::Wide(_)));
        assert_eq!(store.used(), 101);
        assert_eq!(store.iter().map(|(_, n)| n).sum::<u64>(), 101 + u64::from(u32::MAX));
        assert_eq!(store.iter().next_back(), Some((1_000_000, 1)));
    }

    #[test]
    fn counters_widen_as_they_fill() {
        let mut store = filled(0..100);
        let mut total = 1_u64;
        for n in [200, 100, 60_000, 100_000, 4_000_000_000, 1_000_000_000, 1 << 62] {
            assert!(!store.add(7, n));
            total += n;
            assert_eq!(store.iter().nth(7), Some((7, total)));
            assert_eq!((store.used(), store.iter().count()), (100, 100));
        }
        assert!(matches!(store, Store::Wide(_)));
    }

    #[test]
    fn few_buckets_with_large_counts_take_no_window() {
        // Latencies that hardly vary and one timeout: widening would cost a kilobyte.
        let mut store = filled((0..10).chain([300]));
        assert!(matches!(store, Store::Dense(_)));
        (0..1_000_000).for_each(|i| {
            store.add(i % 10, 1);
        });
        assert!(matches!(store, Store::Sparse(_)));
        assert!(store.heap_size() <= 256, "{}", store.heap_size());
        assert_eq!(store.iter().map(|(_, n)| n).sum::<u64>(), 1_000_011);
    }

    #[test]
    fn far_ends_do_not_overflow() {
        let ends = [i32::MIN / 2, i32::MAX / 2];
        let store = filled(ends.into_iter());
        assert_eq!(store.iter().map(|(i, _)| i).collect::<Vec<_>>(), ends);
        let mut store = filled(0..50);
        ends.into_iter().for_each(|i| assert!(store.add(i, 1)));
        assert_eq!(store.used(), 52);
    }

    #[test]
    fn downscaling_floors_also_below_zero() {
        let coarse = filled(-5..5).downscaled(1);
        assert_eq!(coarse.iter().collect::<Vec<_>>(), [(-3, 1), (-2, 2), (-1, 2), (0, 2), (1, 2), (2, 1)]);
    }

    #[test]
    fn a_small_store_is_small() {
        assert_eq!(Store::new().heap_size(), 0);
        assert!(filled([3, -900, 70_000].into_iter()).heap_size() <= 64);
        assert!(filled((0..60).map(|i| i * 5)).heap_size() <= 400);
    }
}
