//! A row of counters, one, two or four bytes wide.

/// Counters of one width. Which width is a matter of memory only.
#[derive(Clone, Debug)]
pub(super) enum Cells {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Words(Vec<u32>),
}

impl Cells {
    /// Counters at zero, wide enough to hold `largest`.
    pub(super) fn zeros(len: usize, largest: u32) -> Self {
        if u8::try_from(largest).is_ok() {
            Self::Bytes(vec![0; len])
        } else if u16::try_from(largest).is_ok() {
            Self::Shorts(vec![0; len])
        } else {
            Self::Words(vec![0; len])
        }
    }

    /// Counts `n` more and says whether the counter was at zero; `None`, and no change, if there is no such
    /// counter or it is too narrow.
    #[inline]
    pub(super) fn add(&mut self, at: usize, n: u64) -> Option<bool> {
        match self {
            Self::Bytes(cells) => add(cells, at, n),
            Self::Shorts(cells) => add(cells, at, n),
            Self::Words(cells) => add(cells, at, n),
        }
    }

    /// Position and count of the counters that are not at zero, in order. Meant for internal iteration
    /// (`for_each`, `find`), which goes through the one slice that there is without asking which at each step.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> + '_ {
        let bytes = if let Self::Bytes(cells) = self { cells.as_slice() } else { &[] };
        let shorts = if let Self::Shorts(cells) = self { cells.as_slice() } else { &[] };
        let words = if let Self::Words(cells) = self { cells.as_slice() } else { &[] };
        filled(bytes).chain(filled(shorts)).chain(filled(words))
    }

    /// Makes the counters twice as wide, unless they are at their widest.
    pub(super) fn widen(&mut self) {
        match self {
            Self::Bytes(cells) => *self = Self::Shorts(cells.iter().map(|&n| u16::from(n)).collect()),
            Self::Shorts(cells) => *self = Self::Words(cells.iter().map(|&n| u32::from(n)).collect()),
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

#[inline]
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

fn grow<C: Copy + Default>(cells: &mut Vec<C>, before: usize, after: usize) {
    let mut grown = vec![C::default(); before + cells.len() + after];
    grown[before..before + cells.len()].copy_from_slice(cells);
    *cells = grown;
}
