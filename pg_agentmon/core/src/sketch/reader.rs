//! Reading the bytes of a sketch front to back, without allocating: the one parser of them, whether a sketch is made
//! of what they say, another one takes it in, or they are only to be checked.
//!
//! The bytes are hostile until the last of them is read. So whoever takes in buckets on the way must be able to drop
//! them again.

use std::cmp::Ordering;

use crate::bytes::{Input, Malformed};

use super::buckets::{self, Extent};
use super::form::{EQUAL, NEGATIVE, ONE, POSITIVE, VERSION, ZEROS, check};
use super::{MAX_BUCKETS, MAX_COUNT, MAX_SCALE, MIN_SCALE, SketchError, index, saturate};

/// What precedes the buckets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    pub(super) scale: i8,
    /// As stated; that it fits the buckets is known when these have been read.
    pub(super) count: u64,
    pub(super) sum: f64,
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) zeros: u64,
}

/// The buckets of either sign.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extents {
    pub(super) positive: Extent,
    pub(super) negative: Extent,
}

/// Where an extreme must lie: its sign, and the bucket that it belongs to.
pub(super) type End = (Ordering, Option<i32>);

/// A sketch's bytes, of which the head has been read.
pub(super) struct Reader<'a> {
    pub(super) head: Head,
    flags: u8,
    input: Input<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, SketchError> {
        let mut input = Input(bytes);
        let version = input.byte()?;
        if version != VERSION {
            return Err(SketchError::UnknownVersion(version));
        }
        let flags = input.byte()?;
        let mut head = Head { scale: input.byte()? as i8, ..Head::default() };
        head.check_scale()?;
        head.count = match flags {
            0 => 0,
            ONE => 1,
            _ => input.varint()?,
        };
        if flags == ONE || flags == EQUAL {
            head.min = input.f64()?;
            head.max = head.min;
            head.sum = if flags == ONE { head.min } else { input.f64()? };
            check(flags == ONE || head.count >= 2, "not the shortest form")?;
            if head.min == 0.0 {
                head.zeros = head.count;
            }
        } else if flags != 0 {
            check(flags & !(ZEROS | POSITIVE | NEGATIVE) == 0, "unknown flags")?;
            (head.min, head.max, head.sum) = (input.f64()?, input.f64()?, input.f64()?);
            check(head.min < head.max, "not the shortest form")?;
            if flags & ZEROS != 0 {
                head.zeros = input.varint()?;
                check(head.zeros > 0, "not the shortest form")?;
            }
        }
        if flags != 0 {
            head.check_numbers()?;
        }
        Ok(Self { head, flags, input })
    }

    /// Whether there are negative values, as the bytes state.
    pub(super) fn has_negative(&self) -> bool {
        self.flags & NEGATIVE != 0 || self.head.min < 0.0
    }

    /// Hands the buckets to `take`, some at a time, by sign (true for negative) and index, and checks all there is to
    /// check. No bucket is beyond those that there are at the scale, and there are no more than [`MAX_BUCKETS`];
    /// their counts may be any before this returns.
    pub(super) fn buckets(self, mut take: impl FnMut(bool, &[(i32, u64)])) -> Result<Extents, SketchError> {
        let Self { head, flags, mut input } = self;
        let mut extents = Extents::default();
        if flags == ONE || flags == EQUAL {
            // The only bucket follows from the value.
            if head.min != 0.0 {
                let (first, negative) = (index::index(head.min.abs(), head.scale), head.min < 0.0);
                let extent = Extent { used: 1, first, last: first, bits: head.count, total: head.count };
                *(if negative { &mut extents.negative } else { &mut extents.positive }) = extent;
                take(negative, &[(first, head.count)]);
            }
        } else {
            let range = index::all(head.scale);
            if flags & POSITIVE != 0 {
                extents.positive = buckets::read(&mut input, &range, MAX_BUCKETS, |some| take(false, some))?;
            }
            if flags & NEGATIVE != 0 {
                let left = MAX_BUCKETS - extents.positive.used;
                extents.negative = buckets::read(&mut input, &range, left, |some| take(true, some))?;
            }
        }
        check(input.0.is_empty(), "bytes after its end")?;
        if extents.count(head.zeros)? != head.count {
            return Err(SketchError::Corrupt("count does not fit the buckets"));
        }
        if flags != 0 {
            head.check_fit(&extents)?;
        }
        Ok(extents)
    }
}

impl Head {
    pub(super) fn check_scale(&self) -> Result<(), SketchError> {
        check((MIN_SCALE..=MAX_SCALE).contains(&self.scale), "scale out of range")
    }

    /// What can be said of the numbers by themselves, where there are values.
    pub(super) fn check_numbers(&self) -> Result<(), SketchError> {
        let plain = |x: f64| x.is_finite() && x.to_bits() != 1 << 63;
        check(plain(self.min) && plain(self.max) && plain(self.sum), "not a finite number")?;
        check(self.min <= self.max, "minimum above maximum")
    }

    /// Whether values in these buckets may have led to the numbers, where there are values.
    pub(super) fn check_fit(&self, extents: &Extents) -> Result<(), SketchError> {
        // The extremes must lie in the outermost buckets.
        let place = |x: f64| (x.total_cmp(&0.0), (x != 0.0).then(|| index::index(x.abs(), self.scale)));
        let (lowest, highest) = extents.ends(self.zeros);
        check(place(self.min) == lowest, "minimum outside its bucket")?;
        check(place(self.max) == highest, "maximum outside its bucket")?;
        check(sum_fits(self.sum, self.count, self.min, self.max), "sum does not fit the values")?;
        let one = self.min == self.max && self.sum == self.min;
        check(self.count > 1 || one, "one value, but not one number")
    }
}

impl Extents {
    /// All values together with so many zeros.
    pub(super) fn count(&self, zeros: u64) -> Result<u64, SketchError> {
        [self.positive.total, self.negative.total]
            .into_iter()
            .try_fold(zeros, u64::checked_add)
            .filter(|&count| count <= MAX_COUNT)
            .ok_or(SketchError::TooManyValues)
    }

    /// The places of minimum and maximum, if there is any value.
    pub(super) fn ends(&self, zeros: u64) -> (End, End) {
        let (positive, negative) = (self.positive.ends(), self.negative.ends());
        let lowest = match (negative, zeros, positive) {
            (Some((_, i)), _, _) => (Ordering::Less, Some(i)),
            (None, 0, bucket) => (Ordering::Greater, bucket.map(|(i, _)| i)),
            (None, _, _) => (Ordering::Equal, None),
        };
        let highest = match (positive, zeros, negative) {
            (Some((_, i)), _, _) => (Ordering::Greater, Some(i)),
            (None, 0, bucket) => (Ordering::Less, bucket.map(|(i, _)| i)),
            (None, _, _) => (Ordering::Equal, None),
        };
        (lowest, highest)
    }
}

/// Whether so many values between these extremes may have been added up to this. A sum of n numbers is off by no
/// more than n * epsilon of the sum of their magnitudes.
pub(super) fn sum_fits(sum: f64, count: u64, min: f64, max: f64) -> bool {
    let n = count as f64;
    let slack = n * f64::EPSILON * saturate(n * min.abs().max(max.abs()));
    saturate(n * min) - slack <= sum && sum <= saturate(n * max) + slack
}

impl From<Malformed> for SketchError {
    fn from(Malformed(what): Malformed) -> Self {
        Self::Corrupt(what)
    }
}
