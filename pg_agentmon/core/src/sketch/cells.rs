//! A row of counters, one, two or four bytes wide.

use std::ops::Range;

use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec;

use super::lanes::{self, Counter};

/// Counters of one width. Which width is a matter of memory only.
#[derive(Clone, Debug)]
pub(super) enum Cells<A: Allocator + Clone> {
    Bytes(Vec<u8, A>),
    Shorts(Vec<u16, A>),
    Words(Vec<u32, A>),
}

impl<A: Allocator + Clone> Cells<A> {
    /// The bytes of a counter that can hold `largest`.
    pub(super) fn width_for(largest: u32) -> usize {
        match largest {
            0..=0xff => 1,
            0x100..=0xffff => 2,
            _ => 4,
        }
    }

    /// Counters at zero, wide enough to hold `largest`.
    pub(super) fn zeros(len: usize, largest: u32, allocator: A) -> Self {
        match Self::width_for(largest) {
            1 => Self::Bytes(zeros(len, allocator)),
            2 => Self::Shorts(zeros(len, allocator)),
            _ => Self::Words(zeros(len, allocator)),
        }
    }

    /// Sets all counters to zero.
    pub(super) fn clear(&mut self) {
        match self {
            Self::Bytes(cells) => cells.fill(0),
            Self::Shorts(cells) => cells.fill(0),
            Self::Words(cells) => cells.fill(0),
        }
    }

    /// The same counters in another memory.
    pub(super) fn clone_in<B: Allocator + Clone>(&self, allocator: B) -> Cells<B> {
        match self {
            Self::Bytes(cells) => Cells::Bytes(collect(cells.iter().copied(), allocator)),
            Self::Shorts(cells) => Cells::Shorts(collect(cells.iter().copied(), allocator)),
            Self::Words(cells) => Cells::Words(collect(cells.iter().copied(), allocator)),
        }
    }

    pub(super) fn allocator(&self) -> &A {
        match self {
            Self::Bytes(cells) => cells.allocator(),
            Self::Shorts(cells) => cells.allocator(),
            Self::Words(cells) => cells.allocator(),
        }
    }

    /// Counts `n` more and says whether the counter was at zero; `None`, and no change, if there is no such
    /// counter or it is too narrow.
    #[inline(always)]
    pub(super) fn add(&mut self, at: usize, n: u64) -> Option<bool> {
        match self {
            Self::Bytes(cells) => add(cells, at, n),
            Self::Shorts(cells) => add(cells, at, n),
            Self::Words(cells) => add(cells, at, n),
        }
    }

    /// Counts more at these positions up to the first where [`Cells::add`] would not; how many have been, and how many of
    /// the counters were at zero.
    #[inline]
    pub(super) fn add_some(&mut self, more: impl Iterator<Item = (usize, u64)>) -> (usize, u32) {
        fn each<C>(cells: &mut [C], more: impl Iterator<Item = (usize, u64)>) -> (usize, u32)
        where
            C: Copy + TryFrom<u64>,
            u64: From<C>,
        {
            let (mut done, mut opened) = (0, 0);
            for (at, n) in more {
                let Some(new) = add(cells, at, n) else { break };
                opened += u32::from(new);
                done += 1;
            }
            (done, opened)
        }
        match self {
            Self::Bytes(cells) => each(cells, more),
            Self::Shorts(cells) => each(cells, more),
            Self::Words(cells) => each(cells, more),
        }
    }

    /// Position and count of the counters that are not at zero, in order. [`Cells::batches`] is faster.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> + '_ {
        let bytes = if let Self::Bytes(cells) = self { cells.as_slice() } else { &[] };
        let shorts = if let Self::Shorts(cells) = self { cells.as_slice() } else { &[] };
        let words = if let Self::Words(cells) = self { cells.as_slice() } else { &[] };
        filled(bytes).chain(filled(shorts)).chain(filled(words))
    }

    /// The counters where all of them are below `limit`, which a byte can hold.
    #[inline]
    pub(super) fn all_below(&self, limit: u8) -> Option<&[u8]> {
        match self {
            Self::Bytes(cells) if cells.iter().fold(0, |most, &n| most.max(n)) < limit => Some(cells),
            _ => None,
        }
    }

    /// See [`lanes::batches`].
    #[inline]
    pub(super) fn batches(&self, from: usize, first: i32, take: impl FnMut(&[(i32, u64)])) {
        match self {
            Self::Bytes(cells) => lanes::batches(cells.get(from..).unwrap_or_default(), first, take),
            Self::Shorts(cells) => lanes::batches(cells.get(from..).unwrap_or_default(), first, take),
            Self::Words(cells) => lanes::batches(cells.get(from..).unwrap_or_default(), first, take),
        }
    }

    /// Adds the counters of `other` from `theirs` on to those from `at` on, as far as these go and are wide enough;
    /// the result is that of [`lanes::add`]. None is done where the other's are wider.
    pub(super) fn add_all<B: Allocator + Clone>(
        &mut self,
        at: usize,
        other: &Cells<B>,
        theirs: Range<usize>,
    ) -> (usize, u32) {
        fn add<C: Counter + From<D>, D: Counter>(
            ours: &mut [C],
            at: usize,
            other: &[D],
            theirs: Range<usize>,
        ) -> (usize, u32) {
            lanes::add(ours.get_mut(at..).unwrap_or_default(), other.get(theirs).unwrap_or_default())
        }
        match (self, other) {
            (Self::Bytes(ours), Cells::Bytes(other)) => add(ours, at, other, theirs),
            (Self::Shorts(ours), Cells::Bytes(other)) => add(ours, at, other, theirs),
            (Self::Shorts(ours), Cells::Shorts(other)) => add(ours, at, other, theirs),
            (Self::Words(ours), Cells::Bytes(other)) => add(ours, at, other, theirs),
            (Self::Words(ours), Cells::Shorts(other)) => add(ours, at, other, theirs),
            (Self::Words(ours), Cells::Words(other)) => add(ours, at, other, theirs),
            _ => (0, 0),
        }
    }

    /// See [`lanes::ends`].
    pub(super) fn ends(&self) -> Option<(usize, usize)> {
        match self {
            Self::Bytes(cells) => lanes::ends(cells),
            Self::Shorts(cells) => lanes::ends(cells),
            Self::Words(cells) => lanes::ends(cells),
        }
    }

    /// Whether all of these are at zero.
    pub(super) fn is_empty(&self, range: Range<usize>) -> bool {
        match self {
            Self::Bytes(cells) => lanes::is_empty(cells.get(range).unwrap_or_default()),
            Self::Shorts(cells) => lanes::is_empty(cells.get(range).unwrap_or_default()),
            Self::Words(cells) => lanes::is_empty(cells.get(range).unwrap_or_default()),
        }
    }

    /// The bits that are set in any counter.
    pub(super) fn bits(&self) -> u64 {
        match self {
            Self::Bytes(cells) => lanes::bits(cells),
            Self::Shorts(cells) => lanes::bits(cells),
            Self::Words(cells) => lanes::bits(cells),
        }
    }

    /// See [`lanes::at_rank`].
    pub(super) fn at_rank(&self, rank: u64) -> Option<(usize, Range<u64>)> {
        match self {
            Self::Bytes(cells) => lanes::at_rank(cells, rank),
            Self::Shorts(cells) => lanes::at_rank(cells, rank),
            Self::Words(cells) => lanes::at_rank(cells, rank),
        }
    }

    /// Makes the counters twice as wide, unless they are at their widest.
    pub(super) fn widen(&mut self) {
        let allocator = self.allocator().clone();
        match self {
            Self::Bytes(cells) => *self = Self::Shorts(collect(cells.iter().map(|&n| n.into()), allocator)),
            Self::Shorts(cells) => *self = Self::Words(collect(cells.iter().map(|&n| n.into()), allocator)),
            Self::Words(_) => {}
        }
    }

    pub(super) fn widest(&self) -> bool {
        matches!(self, Self::Words(_))
    }

    /// Puts so many counters at zero before and after the present ones.
    pub(super) fn grow(&mut self, before: usize, after: usize) {
        match self {
            Self::Bytes(cells) => grow(cells, before, after),
            Self::Shorts(cells) => grow(cells, before, after),
            Self::Words(cells) => grow(cells, before, after),
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Bytes(cells) => cells.len(),
            Self::Shorts(cells) => cells.len(),
            Self::Words(cells) => cells.len(),
        }
    }

    /// Bytes per counter.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Bytes(_) => 1,
            Self::Shorts(_) => 2,
            Self::Words(_) => 4,
        }
    }

    /// Bytes of the counters in use.
    pub(super) fn size(&self) -> usize {
        self.len() * self.width()
    }

    /// Bytes on the heap.
    pub(super) fn heap_size(&self) -> usize {
        match self {
            Self::Bytes(cells) => cells.capacity(),
            Self::Shorts(cells) => cells.capacity() * 2,
            Self::Words(cells) => cells.capacity() * 4,
        }
    }
}

#[inline(always)]
fn add<C>(cells: &mut [C], at: usize, n: u64) -> Option<bool>
where
    C: Copy + TryFrom<u64>,
    u64: From<C>,
{
    let cell = cells.get_mut(at)?;
    let before = u64::from(*cell);
    *cell = C::try_from(before.checked_add(n)?).ok()?;
    Some(before == 0)
}

fn filled<C>(cells: &[C]) -> impl DoubleEndedIterator<Item = (usize, u64)> + '_
where
    C: Copy,
    u64: From<C>,
{
    cells.iter().enumerate().map(|(at, &n)| (at, u64::from(n))).filter(|&(_, n)| n > 0)
}

fn zeros<C: Copy + Default, A: Allocator>(len: usize, allocator: A) -> Vec<C, A> {
    let mut cells = Vec::with_capacity_in(len, allocator);
    cells.resize(len, C::default());
    cells
}

/// What the standard `collect` does, in a given memory.
pub(super) fn collect<T, A: Allocator>(items: impl Iterator<Item = T>, allocator: A) -> Vec<T, A> {
    let mut list = Vec::with_capacity_in(items.size_hint().0, allocator);
    list.extend(items);
    list
}

fn grow<C: Copy + Default, A: Allocator + Clone>(cells: &mut Vec<C, A>, before: usize, after: usize) {
    let mut grown = zeros(before + cells.len() + after, cells.allocator().clone());
    grown[before..before + cells.len()].copy_from_slice(cells);
    *cells = grown;
}
