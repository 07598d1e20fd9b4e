//! The counters of one sign.
//!
//! A refresh holds hundreds of thousands of sketches at once, most with few values, and a few with
//! millions. So a store begins as a short sorted list, turns into a window of counters addressed by index
//! where values lie close together, and back where an outlier would blow the window up. Counters are 32 bits
//! wide until one of them needs more.

/// How the counters are kept. What is counted does not depend on it: [`Store::iter`] gives the same.
#[derive(Clone, Debug)]
pub(super) enum Store {
    /// Sorted by index; cheap while small or scattered.
    Sparse(Vec<(i32, u32)>),
    /// One counter per index, zeros among them.
    Dense(Window),
    /// Sorted by index; for counts beyond 32 bits, which are rare enough to need no speed.
    Wide(Vec<(i32, u64)>),
}

/// Counters of the indexes `first..first + cells.len()`.
#[derive(Clone, Debug)]
pub(super) struct Window {
    first: i32,
    used: u32,
    cells: Vec<u32>,
}

/// A list shorter than this is never worth a window.
const DENSE_FROM: usize = 16;
/// A list becomes a window when the window has at most this many cells per bucket (twice the list's memory) …
const DENSE_BELOW: i64 = 4;
/// … and a window becomes a list beyond this many. Both only change when the number of buckets or the span has
/// grown, so the gap between the two numbers keeps a store from flapping.
const SPARSE_ABOVE: i64 = 8;

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
            && let Some(cell) = window.cells.get_mut(index.wrapping_sub(window.first) as u32 as usize)
            && let Ok(n) = u32::try_from(n)
            && let Some(sum) = cell.checked_add(n)
        {
            let new = *cell == 0;
            window.used += u32::from(new);
            *cell = sum;
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
            (Self::Dense(window), Ok(_)) if !window.holds(index) => {
                if window.span_with(index) > SPARSE_ABOVE * (i64::from(window.used) + 1) {
                    *self = Self::Sparse(self.iter().map(|(i, n)| (i, n as u32)).collect());
                } else {
                    window.grow_to(index);
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
        let span = i64::from(last) - i64::from(first) + 1;
        if list.len() < DENSE_FROM || span > DENSE_BELOW * list.len() as i64 {
            return;
        }
        let mut window = Window { first, used: list.len() as u32, cells: vec![0; span as usize] };
        for &(index, n) in list.iter() {
            window.cells[(index - first) as usize] = n;
        }
        *self = Self::Dense(window);
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
        let (first, cells) = if let Self::Dense(window) = self { window.parts() } else { (0, [].as_slice()) };
        let dense = cells.iter().enumerate().filter(|(_, n)| **n > 0);
        sparse
            .iter()
            .map(|&(i, n)| (i, u64::from(n)))
            .chain(dense.map(move |(at, &n)| (first + at as i32, u64::from(n))))
            .chain(wide.iter().copied())
    }

    /// The same counts in buckets 2^`by` times as wide.
    pub(super) fn downscaled(&self, by: u32) -> Self {
        let mut coarse: Vec<(i32, u64)> = Vec::new();
        for (index, n) in self.iter() {
            match coarse.last_mut() {
                Some(last) if last.0 == index >> by => last.1 = last.1.saturating_add(n),
                _ => coarse.push((index >> by, n)),
            }
        }
        Self::from_sorted(coarse)
    }

    /// Bytes on the heap.
    pub(super) fn heap_size(&self) -> usize {
        match self {
            Self::Sparse(list) => list.capacity() * size_of::<(i32, u32)>(),
            Self::Dense(window) => window.cells.capacity() * size_of::<u32>(),
            Self::Wide(list) => list.capacity() * size_of::<(i32, u64)>(),
        }
    }
}

impl Window {
    fn parts(&self) -> (i32, &[u32]) {
        (self.first, &self.cells)
    }

    fn holds(&self, index: i32) -> bool {
        (index.wrapping_sub(self.first) as u32 as usize) < self.cells.len()
    }

    fn end(&self) -> i64 {
        i64::from(self.first) + self.cells.len() as i64
    }

    /// How many cells it takes to cover `index` as well. In 64 bits: at scale 20 two indexes may be more than
    /// an i32 apart.
    fn span_with(&self, index: i32) -> i64 {
        self.end().max(i64::from(index) + 1) - i64::from(self.first.min(index))
    }

    /// Grows towards `index`, an eighth further than asked so that a slow drift does not copy each time.
    fn grow_to(&mut self, index: i32) {
        let margin = (self.span_with(index) / 8).min(64);
        if index < self.first {
            let new = i64::from(self.first) - i64::from(index) + margin;
            self.cells.splice(0..0, std::iter::repeat_n(0, new as usize));
            self.first -= new as i32;
        } else {
            let new = i64::from(index) + 1 - self.end() + margin;
            self.cells.reserve_exact(new as usize);
            self.cells.resize(self.cells.len() + new as usize, 0);
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
    fn a_dense_counter_widens_in_place() {
        let mut store = filled(0..100);
        store.add(7, u64::from(u32::MAX));
        assert_eq!(store.iter().nth(7), Some((7, u64::from(u32::MAX) + 1)));
        assert_eq!(store.used(), 100);
    }

    #[test]
    fn far_ends_do_not_overflow() {
        let ends = [i32::MIN / 2, i32::MAX / 2];
        let store = filled(ends.into_iter());
        assert_eq!(store.iter().map(|(i, _)| i).collect::<Vec<_>>(), ends);
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
    }
}
