//! Reading the buckets of one sign.
//!
//! They come by the hundred, and one is as short as a byte: so what is common goes several at a time, and the rest as
//! far as can be without branches that depend on the data.

use std::ops::RangeInclusive;

use crate::bytes::Input;

use super::SketchError;
use super::form::check;

/// What there is to know of the buckets of one sign before they are taken in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// How many are not empty. Where none is, nothing else means anything.
    pub(super) used: usize,
    pub(super) first: i32,
    pub(super) last: i32,
    /// The bits that are set in any count: as wide as the largest.
    pub(super) bits: u64,
    /// All counts together, stopping at the largest number.
    pub(super) total: u64,
}

impl Extent {
    /// Of buckets in ascending order.
    pub(super) fn of(buckets: &[(i32, u64)]) -> Self {
        let (Some(&(first, _)), Some(&(last, _))) = (buckets.first(), buckets.last()) else {
            return Self::default();
        };
        let start = Self { used: buckets.len(), first, last, ..Self::default() };
        buckets.iter().fold(start, |extent, &(_, n)| Self {
            bits: extent.bits | n,
            total: extent.total.saturating_add(n),
            ..extent
        })
    }

    /// The first and the last bucket, if there is any.
    pub(super) fn ends(&self) -> Option<(i32, i32)> {
        (self.used > 0).then_some((self.first, self.last))
    }
}

const OUT_OF_RANGE: SketchError = SketchError::Corrupt("bucket out of range or empty");

/// How many buckets are handed on at a time.
const BATCH: usize = 32;

/// Reads the buckets of one sign, at most `limit` and all within `range`, and hands them to `take`, some at a time.
pub(super) fn read(
    input: &mut Input<'_>,
    range: &RangeInclusive<i32>,
    limit: usize,
    mut take: impl FnMut(&[(i32, u64)]),
) -> Result<Extent, SketchError> {
    let used = input.varint()?;
    check((1..=limit as u64).contains(&used), "too many buckets or none")?;
    let first = u32::try_from(input.varint()?).map_err(|_| OUT_OF_RANGE)?;
    let first = (first >> 1) as i32 ^ -((first & 1) as i32);
    check(range.contains(&first), "bucket out of range or empty")?;
    let token = input.varint()?;
    check(token & 1 == 0, "gap before the first bucket")?;

    let mut extent = Extent { used: used as usize, first, last: first, ..Extent::default() };
    let mut batch = [(0, 0); BATCH];
    batch[0] = (first, (token >> 1) + 1);
    let (mut filled, mut left, mut total) = (1, extent.used - 1, 0_u128);
    loop {
        filled += fill(&mut batch[filled..], input, &mut left, extent.last, *range.end())?;
        let some = &batch[..filled];
        extent.last = some.last().map_or(extent.last, |&(last, _)| last);
        // One by one they were kept from an overflow only.
        check(extent.last <= *range.end(), "bucket out of range or empty")?;
        let mut sum = 0_u128;
        for &(_, n) in some {
            extent.bits |= n;
            sum += u128::from(n);
        }
        total += sum;
        take(some);
        if left == 0 {
            extent.total = u64::try_from(total).unwrap_or(u64::MAX);
            return Ok(extent);
        }
        filled = 0;
    }
}

/// Reads as many of the buckets that are `left` as there is room for, after the one at `last`, and gives how many. The
/// last of them may be beyond `end`, but by some thousands only.
#[inline]
fn fill(
    batch: &mut [(i32, u64)],
    input: &mut Input<'_>,
    left: &mut usize,
    last: i32,
    end: i32,
) -> Result<usize, SketchError> {
    let bytes = input.0;
    let count = batch.len().min(*left);
    let (mut filled, mut at, mut index) = (0, 0, last);
    while filled < count {
        let batch = &mut batch[filled..count];
        if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*chunk);
            if is_row_of_short(word)
                && let Some(batch) = batch.first_chunk_mut::<8>()
            {
                for (bucket, token) in batch.iter_mut().zip(*chunk) {
                    index += 1;
                    *bucket = (index, u64::from(token >> 1) + 1);
                }
                (at, filled) = (at + 8, filled + 8);
                continue;
            }
            if is_row_of_long(word)
                && let Some(batch) = batch.first_chunk_mut::<4>()
            {
                for (bucket, at) in batch.iter_mut().zip([0, 16, 32, 48]) {
                    index += 1;
                    let token = word >> at;
                    *bucket = (index, (((token & 0x7f) | ((token >> 1) & 0x3f80)) >> 1) + 1);
                }
                (at, filled) = (at + 8, filled + 4);
                continue;
            }
            let one = Single::of(word);
            let two = Single::of(word >> (8 * one.length));
            if one.plain && two.plain && batch.len() >= 2 {
                batch[0] = (index + one.step, one.n);
                index += one.step + two.step;
                batch[1] = (index, two.n);
                (at, filled) = (at + (one.length + two.length) as usize, filled + 2);
                continue;
            }
        }
        let mut rest = Input(bytes.get(at..).unwrap_or_default());
        let token = rest.varint()?;
        let step = if token & 1 == 0 { 1 } else { rest.varint()?.saturating_add(2) };
        // At scale 20 two buckets may be more than an i32 apart.
        let next = i64::try_from(step).ok().and_then(|step| i64::from(index).checked_add(step));
        index = next.filter(|&next| next <= end.into()).ok_or(OUT_OF_RANGE)? as i32;
        batch[0] = (index, (token >> 1) + 1);
        at = bytes.len() - rest.0.len();
        filled += 1;
    }
    input.0 = bytes.get(at..).unwrap_or_default();
    *left -= filled;
    Ok(filled)
}

/// Whether these are eight buckets of one byte each, one beside the other: the slopes of a distribution.
fn is_row_of_short(word: u64) -> bool {
    word & 0x8181_8181_8181_8181 == 0
}

/// Whether these are four buckets of two bytes each, one beside the other: the middle of a distribution.
fn is_row_of_long(word: u64) -> bool {
    // A second byte is not there for nothing. Adding carries into its highest bit if it is not zero.
    let second = (word & 0x7f00_7f00_7f00_7f00) + 0x7f00_7f00_7f00_7f00;
    word & 0x8081_8081_8081_8081 == 0x0080_0080_0080_0080
        && second & 0x8000_8000_8000_8000 == 0x8000_8000_8000_8000
}

/// A bucket of a count up to 8192 with a gap below 128 before it, as almost all are.
struct Single {
    /// Whether it is one; if not, nothing else means anything.
    plain: bool,
    n: u64,
    step: i32,
    /// How many bytes it takes.
    length: u32,
}

impl Single {
    /// The first in these bytes. Without branches: whether there is a gap at the ends of a distribution, and whether
    /// a count takes a second byte further in, is as good as random.
    #[inline(always)]
    fn of(word: u64) -> Self {
        let bytes = word as u32;
        let (two, gap) = ((bytes >> 7) & 1, bytes & 1);
        // All ones where there is a second byte, or a gap.
        let (if_two, if_gap) = (0_u32.wrapping_sub(two), 0_u32.wrapping_sub(gap));
        let second = (bytes >> 8) & 0xff & if_two;
        let left_out = (((bytes >> 8) & !if_two) | ((bytes >> 16) & if_two)) & 0xff & if_gap;
        Self {
            // Neither goes on, and the second byte is not there for nothing.
            plain: ((second | left_out) < 0x80) & (second >= two),
            n: u64::from(((bytes & 0x7f) | (second << 7)) >> 1) + 1,
            step: (1 + gap + left_out) as i32,
            length: 1 + two + gap,
        }
    }
}
