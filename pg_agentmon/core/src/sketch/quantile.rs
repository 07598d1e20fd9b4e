//! Questions to a sketch: the value at a rank, and the rank of a value.

use allocator_api2::alloc::Allocator;

use std::ops::Range;

use super::reader::{Head, Reader};
use super::{Sketch, SketchError, index, store::Store};

impl<A: Allocator + Clone> Sketch<A> {
    /// The value below which the share `q` of all values lies, for `q` from 0 to 1; `None` when empty.
    ///
    /// The convention is that of SQL's `percentile_cont`: with the values sorted as x\[0\] … x\[n-1\] and
    /// h = q·(n-1), it is the value at rank h where h is whole, and otherwise lies on the straight line between
    /// x\[floor h\] and x\[ceil h\]. x\[0\] and x\[n-1\] are known exactly, each other one within [`Sketch::error`]
    /// of itself. So where both neighbours have the same sign, the answer is within `error()` of what
    /// `percentile_cont` gives; where they have not, within `error()` times the weighted mean of their
    /// magnitudes. (Subnormal numbers round to whole multiples of 5e-324 on top of that.)
    ///
    /// # Errors
    /// A `q` outside 0 to 1, or NaN.
    pub fn quantile(&self, q: f64) -> Result<Option<f64>, SketchError> {
        let place = Place::of(q, self.count)?;
        Ok(place.map(|place| place.estimate(self.count, |rank| self.at_rank(rank))))
    }

    /// The share of all values that are at most `value`, 0 to 1; `None` when empty.
    ///
    /// The bucket that `value` falls into counts in full. So the answer is never below the true share, and never
    /// above the true share of the values up to one bucket further (2.2 % at scale 5). Below the smallest value it
    /// is 0, from the largest on 1. NaN sorts after all numbers, as in SQL.
    #[must_use]
    pub fn rank(&self, value: f64) -> Option<f64> {
        if self.count == 0 {
            return None;
        }
        if value < self.min {
            return Some(0.0);
        }
        if value.is_nan() || value >= self.max {
            return Some(1.0);
        }
        // Within [min, max), so finite.
        let below: u64 = if value < 0.0 {
            let own = index::index(-value, self.scale);
            self.negative().rev().take_while(|&(i, _)| i >= own).map(|(_, n)| n).sum()
        } else {
            let negative: u64 = self.negative().map(|(_, n)| n).sum();
            let own = (value > 0.0).then(|| index::index(value, self.scale));
            let positive = self.positive().take_while(|&(i, _)| own.is_some_and(|own| i <= own));
            negative + self.zeros + positive.map(|(_, n)| n).sum::<u64>()
        };
        Some(below as f64 / self.count as f64)
    }

    /// The estimate of the value at a 0-based rank, and the last rank for which it is the same.
    fn at_rank(&self, rank: u64) -> (f64, u64) {
        if rank == 0 {
            return (self.min, 0);
        }
        if rank >= self.count - 1 {
            return (self.max, rank);
        }
        let negatives = self.negative.as_deref().map_or(0, Store::total);
        let found = if let Some(store) = &self.negative
            && rank < negatives
        {
            // The ranks of negative values fall where their indexes rise.
            let last = negatives - 1;
            let bucket = store.at_rank(last - rank);
            bucket.map(|(i, ranks)| (-index::representative(i, self.scale), last - ranks.start))
        } else if rank - negatives < self.zeros {
            Some((0.0, negatives + self.zeros - 1))
        } else {
            let before = negatives + self.zeros;
            let bucket = self.positive.at_rank(rank - before);
            bucket.map(|(i, ranks)| (index::representative(i, self.scale), before + ranks.end - 1))
        };
        let (value, until) = found.unwrap_or((self.max, rank));
        (value.clamp(self.min, self.max), until)
    }
}

impl Sketch {
    /// [`Sketch::quantile`] of the sketch that these bytes are, which are read once and kept nowhere.
    ///
    /// # Errors
    /// Those of [`Sketch::decode`], and then those of [`Sketch::quantile`].
    pub fn quantile_of(bytes: &[u8], q: f64) -> Result<Option<f64>, SketchError> {
        let reader = Reader::new(bytes)?;
        if reader.has_negative() {
            // Their ranks follow from how many they are, which is known at their end.
            return Self::decode(bytes)?.quantile(q);
        }
        let head = reader.head;
        let place = Place::of(q, head.count);
        // The buckets of that rank and of the next one.
        let low = place.as_ref().ok().and_then(Option::as_ref).map_or(u64::MAX, |place| place.low);
        let wanted = [low, low.saturating_add(1)];
        let mut found: [Option<(i32, Range<u64>)>; 2] = [None, None];
        let mut seen = head.zeros;
        reader.buckets(|_, some| {
            // The counts may be any as yet; if they are too many, nothing of this is used.
            let sum = some.iter().fold(0_u64, |sum, &(_, n)| sum.saturating_add(n));
            let end = seen.saturating_add(sum);
            if found[1].is_none() && end > low {
                let mut first = seen;
                for &(index, n) in some {
                    let ranks = first..first.saturating_add(n);
                    for (found, rank) in found.iter_mut().zip(wanted) {
                        if ranks.contains(&rank) {
                            *found = Some((index, ranks.clone()));
                        }
                    }
                    first = ranks.end;
                }
            }
            seen = end;
        })?;
        Ok(place?.map(|place| {
            place.estimate(head.count, |rank| {
                head.at_end(rank).unwrap_or_else(|| {
                    let bucket = found.iter().flatten().find(|(_, ranks)| ranks.contains(&rank));
                    let (value, until) = match bucket {
                        _ if rank < head.zeros => (0.0, head.zeros - 1),
                        Some((index, ranks)) => (index::representative(*index, head.scale), ranks.end - 1),
                        None => (head.max, rank),
                    };
                    (value.clamp(head.min, head.max), until)
                })
            })
        }))
    }
}

impl Head {
    /// The value at the first or at the last rank, which is known exactly, and the rank.
    fn at_end(&self, rank: u64) -> Option<(f64, u64)> {
        if rank == 0 {
            return Some((self.min, 0));
        }
        (rank >= self.count - 1).then_some((self.max, rank))
    }
}

/// Where a quantile lies among the ranks of values: at one, or between it and the next.
struct Place {
    low: u64,
    /// How far from that rank to the next.
    share: f64,
}

impl Place {
    /// Among so many values; `None` where there are none.
    fn of(q: f64, count: u64) -> Result<Option<Self>, SketchError> {
        if !(0.0..=1.0).contains(&q) {
            return Err(SketchError::QuantileOutOfRange(q));
        }
        let Some(last) = count.checked_sub(1) else { return Ok(None) };
        let position = q * last as f64;
        // Past 2^53 a product may round beyond the last rank, and the last rank itself fall short of it.
        let low = if position >= last as f64 { last } else { position as u64 };
        Ok(Some(Self { low, share: (position - low as f64).clamp(0.0, 1.0) }))
    }

    /// The value there, by the estimate of the value at a rank and the last rank for which it is the same.
    fn estimate(&self, count: u64, at_rank: impl Fn(u64) -> (f64, u64)) -> f64 {
        let &Self { low, share } = self;
        let last = count - 1;
        let (below, until) = at_rank(low);
        // Whole ranks need no neighbour, and a neighbour in the same bucket has the same estimate.
        if share == 0.0 || low == last || (low < until && low + 1 < last) {
            return below;
        }
        let (above, _) = at_rank(low + 1);
        // Not `below + share * (above - below)`: that difference can overflow.
        let between = below * (1.0 - share) + above * share;
        between.clamp(below, above)
    }
}
