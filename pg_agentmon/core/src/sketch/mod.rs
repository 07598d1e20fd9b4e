//! A quantile sketch: counts in buckets of constant relative width, mergeable without loss.
//!
//! The buckets are those of an OpenTelemetry exponential histogram, `(base^i, base^(i+1)]` with
//! `base = 2^(2^-scale)`. When more than [`MAX_BUCKETS`] of them fill up, neighbours are joined and the scale
//! falls by one (the uniform collapse of UDDSketch, which is one OpenTelemetry downscale). So the error bound
//! holds for every quantile, and any two sketches merge: the finer one is downscaled first. What a sketch
//! holds does not depend on the order in which values and sketches came, except for rounding in the sum.
//!
//! Rules, the same in SQL:
//! * values are finite; NaN and the infinities are refused;
//! * minus zero is zero;
//! * the sum stays within ±[`f64::MAX`]: it stops there rather than turn infinite;
//! * the count stays within 63 bits, so that SQL's bigint holds it.
//!
//! The counters may be in any memory: a sketch takes an allocator, so that PostgreSQL can account for the states of
//! aggregates. Sketches in different memories merge, compare and encode alike.

mod buckets;
mod cells;
mod codec;
mod form;
mod index;
mod lanes;
mod merge;
mod otel;
mod quantile;
mod reader;
mod store;
mod window;

pub use form::VERSION;
pub use index::{MAX_SCALE, MIN_SCALE};
pub use otel::{MAX_SPAN, OtelError};

use allocator_api2::alloc::{Allocator, Global};
use allocator_api2::boxed::Box;

use store::Store;

/// The scale that a sketch begins with: an error of at most 1.083 %.
pub const DEFAULT_SCALE: i8 = 5;

/// How many buckets may be in use before the scale falls. 1 µs to 1 day are 1163 at scale 5.
pub const MAX_BUCKETS: usize = 2048;

/// The most values that a sketch counts.
pub const MAX_COUNT: u64 = i64::MAX as u64;

/// Why a sketch refused.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SketchError {
    /// NaN or an infinity was to be added.
    #[error("{0} cannot be added to a sketch")]
    NotFinite(f64),
    /// A quantile was asked for that is not within 0 and 1.
    #[error("quantile {0} is not between 0 and 1")]
    QuantileOutOfRange(f64),
    /// More than [`MAX_COUNT`] values.
    #[error("a sketch cannot count more than {MAX_COUNT} values")]
    TooManyValues,
    /// Bytes of a version that this build does not know.
    #[error("sketch format version {0} is unknown")]
    UnknownVersion(u8),
    /// Bytes or parts that no sketch could have; the text says what is wrong.
    #[error("not a valid sketch: {0}")]
    Corrupt(&'static str),
}

/// A sketch of a distribution of finite numbers, with its counters in the memory of `A`.
#[derive(Clone, Debug)]
pub struct Sketch<A: Allocator + Clone = Global> {
    count: u64,
    sum: f64,
    // Of an empty sketch +infinity and -infinity, so that the first value needs no branch.
    min: f64,
    max: f64,
    zeros: u64,
    scale: i8,
    positive: Store<A>,
    // Boxed: measurements are rarely negative, and sketches are held by the hundred thousand.
    negative: Option<Box<Store<A>, A>>,
}

/// What a sketch is made of, to take one apart or to build one from elsewhere (see [`Sketch::from_parts`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Resolution, [`MIN_SCALE`] to [`MAX_SCALE`].
    pub scale: i8,
    /// The sum of all values.
    pub sum: f64,
    /// The smallest value (ignored when there is none).
    pub min: f64,
    /// The largest value (ignored when there is none).
    pub max: f64,
    /// How many values are zero.
    pub zeros: u64,
    /// Index and count of the buckets of positive values, ascending, without empty ones.
    pub positive: Vec<(i32, u64)>,
    /// The same for negative values, by magnitude.
    pub negative: Vec<(i32, u64)>,
}

impl Default for Sketch {
    fn default() -> Self {
        Self::new()
    }
}

impl Sketch {
    /// An empty sketch at [`DEFAULT_SCALE`]. It takes no heap.
    #[must_use]
    pub const fn new() -> Self {
        Self::new_in(Global)
    }

    /// An empty sketch at another scale; one outside [`MIN_SCALE`] to [`MAX_SCALE`] is moved to the nearer end.
    #[must_use]
    pub fn with_scale(scale: i8) -> Self {
        Self { scale: scale.clamp(MIN_SCALE, MAX_SCALE), ..Self::new() }
    }
}

impl<A: Allocator + Clone> Sketch<A> {
    /// An empty sketch at [`DEFAULT_SCALE`] that takes its memory from `allocator`, and none yet.
    #[must_use]
    pub const fn new_in(allocator: A) -> Self {
        Self {
            count: 0,
            sum: 0.0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            zeros: 0,
            scale: DEFAULT_SCALE,
            positive: Store::new_in(allocator),
            negative: None,
        }
    }

    /// The same sketch in another memory.
    #[must_use]
    pub fn clone_in<B: Allocator + Clone>(&self, allocator: B) -> Sketch<B> {
        Sketch {
            count: self.count,
            sum: self.sum,
            min: self.min,
            max: self.max,
            zeros: self.zeros,
            scale: self.scale,
            negative: self
                .negative
                .as_deref()
                .map(|store| Box::new_in(store.clone_in(allocator.clone()), allocator.clone())),
            positive: self.positive.clone_in(allocator),
        }
    }

    /// Where it takes its memory from.
    #[must_use]
    pub fn allocator(&self) -> &A {
        self.positive.allocator()
    }

    /// An empty sketch that has room for what this one holds, for values that are likely to be alike.
    #[must_use]
    pub fn with_room_alike(&self) -> Self {
        let mut sketch = Self::new_in(self.allocator().clone());
        if self.scale == sketch.scale {
            sketch.positive = self.positive.with_room_alike();
        }
        sketch
    }

    /// Adds one value.
    ///
    /// # Errors
    /// NaN and the infinities are refused, and so is a value too many; the sketch stays as it was.
    #[inline(always)]
    pub fn add(&mut self, value: f64) -> Result<(), SketchError> {
        self.add_n(value, 1)
    }

    /// Adds a value `n` times; `n` of zero adds nothing.
    ///
    /// # Errors
    /// As [`Sketch::add`].
    #[inline(always)]
    pub fn add_n(&mut self, value: f64, n: u64) -> Result<(), SketchError> {
        if !value.is_finite() {
            return Err(SketchError::NotFinite(value));
        }
        let count = self.count_with(n)?;
        if n == 0 {
            return Ok(());
        }
        let value = value + 0.0; // minus zero becomes zero
        self.count = count;
        self.sum = saturating_sum(self.sum, if n == 1 { value } else { saturate(value * n as f64) });
        self.min = if value < self.min { value } else { self.min };
        self.max = if value > self.max { value } else { self.max };
        let new = if value > 0.0 {
            self.positive.add(index::index(value, self.scale), n)
        } else if value < 0.0 {
            let index = index::index(-value, self.scale);
            self.negative_store().add(index, n)
        } else {
            self.zeros += n;
            false
        };
        // Fewer values than that have no more buckets.
        if new && count > MAX_BUCKETS as u64 {
            self.collapse();
        }
        Ok(())
    }

    /// How many values it holds.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many of them are zero.
    #[must_use]
    pub fn zeros(&self) -> u64 {
        self.zeros
    }

    /// The sum of all values, zero when there are none.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum
    }

    /// No less than the sum of the values' magnitudes, and above it by one bucket's width at most (2.2 % at
    /// scale 5): what bounds the rounding of [`Sketch::sum`] where signs are mixed.
    #[must_use]
    pub fn magnitude(&self) -> f64 {
        let side = |store: &Store<A>, largest: f64| {
            store
                .iter()
                .fold(0.0, |sum, (i, n)| sum + n as f64 * index::upper_end(i, self.scale).min(largest))
        };
        let negative = self.negative.as_deref().map_or(0.0, |store| side(store, -self.min));
        let sum = side(&self.positive, self.max) + negative;
        // Each addition and multiplication above may have rounded down.
        saturate(sum * (1.0 + (self.buckets() + 4) as f64 * f64::EPSILON))
    }

    /// The mean of all values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        // Rounding can push the mean of equal numbers past them.
        (self.count > 0).then(|| (self.sum / self.count as f64).clamp(self.min, self.max))
    }

    /// The smallest value, exactly.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    /// The largest value, exactly.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }

    /// The resolution at present: each octave has 2^scale buckets.
    #[must_use]
    pub fn scale(&self) -> i8 {
        self.scale
    }

    /// The bound of the relative error of any quantile at the present scale: 0.01083 at scale 5.
    #[must_use]
    pub fn error(&self) -> f64 {
        index::relative_error(self.scale)
    }

    /// The number of buckets in use.
    #[must_use]
    pub fn buckets(&self) -> usize {
        self.positive.used() + self.negative.as_ref().map_or(0, |store| store.used())
    }

    /// Index and count of the buckets of positive values, ascending; empty ones are left out.
    pub fn positive(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        self.positive.iter()
    }

    /// Index and count of the buckets of negative values, ascending by magnitude; empty ones are left out.
    pub fn negative(&self) -> impl DoubleEndedIterator<Item = (i32, u64)> + '_ {
        self.negative.iter().flat_map(|store| store.iter())
    }

    /// The bytes that it takes in memory, heap included.
    #[must_use]
    pub fn memory_size(&self) -> usize {
        let boxed = self.negative.as_ref().map_or(0, |store| size_of::<Store<A>>() + store.heap_size());
        size_of::<Self>() + self.positive.heap_size() + boxed
    }

    /// Makes the buckets wider until the sketch is at `scale`; no effect if it already is, or is coarser.
    pub fn downscale_to(&mut self, scale: i8) {
        let scale = scale.max(MIN_SCALE);
        if scale >= self.scale {
            return;
        }
        let by = (self.scale - scale) as u32;
        self.positive = self.positive.downscaled(by);
        if let Some(store) = &mut self.negative {
            **store = store.downscaled(by);
        }
        self.scale = scale;
    }

    fn negative_store(&mut self) -> &mut Store<A> {
        let allocator = self.positive.allocator();
        self.negative.get_or_insert_with(|| Box::new_in(Store::new_in(allocator.clone()), allocator.clone()))
    }

    /// Lets the scale fall until the buckets are few enough: at the coarsest scale there are four at most.
    fn collapse(&mut self) {
        while self.buckets() > MAX_BUCKETS && self.scale > MIN_SCALE {
            self.downscale_to(self.scale - 1);
        }
    }

    fn count_with(&self, n: u64) -> Result<u64, SketchError> {
        self.count.checked_add(n).filter(|&count| count <= MAX_COUNT).ok_or(SketchError::TooManyValues)
    }
}

/// Equal in everything, the sum included; two sketches of the same values in another order may differ there.
impl<A: Allocator + Clone> PartialEq for Sketch<A> {
    fn eq(&self, other: &Self) -> bool {
        self.sum == other.sum && self.same_values(other)
    }
}

impl<A: Allocator + Clone> Sketch<A> {
    /// Equal in everything but the sum, whose rounding depends on the order of additions.
    #[must_use]
    pub fn same_values<B: Allocator + Clone>(&self, other: &Sketch<B>) -> bool {
        (self.scale, self.count, self.zeros) == (other.scale, other.count, other.zeros)
            && (self.min, self.max) == (other.min, other.max)
            && self.positive().eq(other.positive())
            && self.negative().eq(other.negative())
    }
}

#[inline]
fn saturate(x: f64) -> f64 {
    // Apart, for else it is worked out for each value and thrown away.
    #[cold]
    #[inline(never)]
    fn largest(x: f64) -> f64 {
        x.clamp(-f64::MAX, f64::MAX)
    }
    if x.is_finite() { x } else { largest(x) }
}

/// The quotient of two numbers, which stops at the largest one rather than turn infinite, and at 0 where it is too small.
/// `None` for a divisor of 0, and for what is no number.
#[must_use]
#[inline]
pub fn saturating_quotient(dividend: f64, divisor: f64) -> Option<f64> {
    let quotient = dividend / divisor;
    (divisor != 0.0 && !quotient.is_nan()).then(|| saturate(quotient))
}

/// The sum of two finite numbers, which stops at the largest one rather than turn infinite.
#[must_use]
#[inline]
pub fn saturating_sum(a: f64, b: f64) -> f64 {
    saturate(a + b)
}
