//! Rows of counters, many at a time: written so that the compiler turns a chunk into a few vector instructions.
//! Most chunks of a window's ends are empty, and are passed over as one.

use std::ops::{BitOr, Range};

/// How many counters go at a time.
const LANES: usize = 16;

/// A counter of some width.
pub(super) trait Counter: Copy + Default + PartialEq + BitOr<Output = Self> + Into<u64> {
    /// The sum without its carry, and whether there is one.
    fn plus(self, other: Self) -> (Self, bool);
}

macro_rules! counter {
    ($($width:ty),*) => {
        $(impl Counter for $width {
            #[inline(always)]
            fn plus(self, other: Self) -> (Self, bool) {
                self.overflowing_add(other)
            }
        })*
    };
}

counter!(u8, u16, u32);

/// Whether all of them are at zero.
#[inline]
pub(super) fn is_empty<C: Counter>(chunk: &[C]) -> bool {
    bits(chunk) == 0
}

/// The bits that are set in any of them.
pub(super) fn bits<C: Counter>(cells: &[C]) -> u64 {
    cells.iter().fold(C::default(), |any, &n| any | n).into()
}

/// Adds their counters to ours, one by one, as far as the sums fit. Gives how many have been done, and how many of
/// them were at zero and no longer are.
pub(super) fn add<C: Counter + From<D>, D: Counter>(ours: &mut [C], theirs: &[D]) -> (usize, u32) {
    let (mut done, mut opened) = (0, 0);
    let len = ours.len().min(theirs.len());
    let ((ours, our_rest), (theirs, their_rest)) =
        (ours[..len].as_chunks_mut::<LANES>(), theirs[..len].as_chunks::<LANES>());
    for (ours, theirs) in ours.iter_mut().zip(theirs) {
        if !is_empty(theirs) {
            let Some(new) = add_chunk(ours, theirs) else { return (done, opened) };
            opened += u32::from(new);
        }
        done += LANES;
    }
    for (our, &their) in our_rest.iter_mut().zip(their_rest) {
        let Some(new) = add_chunk(std::array::from_mut(our), &[their]) else { break };
        opened += u32::from(new);
        done += 1;
    }
    (done, opened)
}

/// All or none of them.
#[inline(always)]
fn add_chunk<C: Counter + From<D>, D: Counter, const N: usize>(
    ours: &mut [C; N],
    theirs: &[D; N],
) -> Option<u8> {
    let (mut sums, mut carry, mut opened) = ([C::default(); N], false, 0);
    for at in 0..N {
        let their = C::from(theirs[at]);
        let (sum, over) = ours[at].plus(their);
        sums[at] = sum;
        carry |= over;
        opened += u8::from((ours[at] == C::default()) & (their != C::default()));
    }
    if carry {
        return None;
    }
    *ours = sums;
    Some(opened)
}

/// Index and count of the counters that are not at zero, in order and some at a time, where `first` is the index of the
/// first counter.
#[inline]
pub(super) fn batches<C: Counter>(cells: &[C], first: i32, mut take: impl FnMut(&[(i32, u64)])) {
    // Which ones are not is hard to predict. So they are gathered first, without branches.
    const BATCH: usize = 4 * LANES;
    let mut batch = [(0, 0); BATCH];
    let (mut index, mut filled) = (first, 0);
    for cells in cells.chunks(LANES) {
        if !is_empty(cells) {
            for (index, &n) in (index..).zip(cells) {
                batch[filled % BATCH] = (index, n.into());
                filled += usize::from(n != C::default());
            }
        }
        index += LANES as i32;
        if filled > BATCH - LANES {
            take(&batch[..filled]);
            filled = 0;
        }
    }
    if filled > 0 {
        take(&batch[..filled]);
    }
}

/// How many counters a word has a bit for.
pub(super) const WORD: usize = u64::BITS as usize;

/// A bit for each counter of one byte, the first one lowest, set where it is not at zero.
#[inline(always)]
pub(super) fn filled(cells: &[u8; WORD]) -> u64 {
    // Eight rows of eight bits, each byte a column as yet: its lowest bit from the first row, and so on.
    let rows = cells.map(|n| n.min(1));
    let columns =
        (0..).zip(rows.as_chunks::<8>().0).fold(0, |word, (at, row)| word | (u64::from_le_bytes(*row) << at));
    // Turned by swapping ever larger squares.
    let swap = |word: u64, by: u32, mask: u64| {
        let changed = (word ^ (word >> by)) & mask;
        word ^ changed ^ (changed << by)
    };
    let word = swap(columns, 7, 0x00aa_00aa_00aa_00aa);
    let word = swap(word, 14, 0x0000_cccc_0000_cccc);
    swap(word, 28, 0x0000_0000_f0f0_f0f0)
}

/// The positions of the first and the last counter that are not at zero.
pub(super) fn ends<C: Counter>(cells: &[C]) -> Option<(usize, usize)> {
    let filled = |&n: &C| n != C::default();
    let before = LANES * cells.chunks(LANES).take_while(|chunk| is_empty(chunk)).count();
    let after = LANES * cells.rchunks(LANES).take_while(|chunk| is_empty(chunk)).count();
    // Where there is any, the two do not meet.
    let end = cells.len().saturating_sub(after);
    let between = cells.get(before..end)?;
    Some((before + between.iter().position(filled)?, before + between.iter().rposition(filled)?))
}

/// The counter of the `rank`th of all that is counted, from zero on, and the ranks that it has.
pub(super) fn at_rank<C: Counter>(cells: &[C], rank: u64) -> Option<(usize, Range<u64>)> {
    let mut seen = 0;
    for (chunk, cells) in cells.chunks(LANES).enumerate() {
        let sum: u64 = cells.iter().map(|&n| n.into()).sum();
        if seen + sum > rank {
            for (at, &n) in cells.iter().enumerate() {
                let ranks = seen..seen + n.into();
                if ranks.contains(&rank) {
                    return Some((LANES * chunk + at, ranks));
                }
                seen = ranks.end;
            }
        }
        seen += sum;
    }
    None
}
