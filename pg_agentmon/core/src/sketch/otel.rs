//! Sketches from and to the data points of OpenTelemetry's exponential histograms, in OTLP's JSON form.
//!
//! Both count in the same buckets, so neither way loses anything. What a data point may leave open or get wrong:
//!
//! * Scale, count, zeroCount or buckets must be there. What has the keys of a whole metric, or of a point of another
//!   kind, is refused, for it would pass for an empty one.
//! * `count` may be left out; where it is there it must be the sum of the buckets and of `zeroCount`.
//! * `min` and `max` may be left out: the middle of the outermost bucket takes their place, or the mean where that
//!   is further out. Both are within [`Sketch::error`] of the truth. One that is stated must lie in the outermost
//!   bucket; in the bucket beside that, where the logarithms of some libraries put a value, it moves to the
//!   nearer end.
//! * `sum` may be left out: the middles of the buckets add up to it, so that the mean is within [`Sketch::error`] too
//!   where all signs are the same. One that is stated must fit the extremes, within [`Sketch::error`].
//! * `zeroThreshold` says how large the values may be that `zeroCount` counts. Up to 2^-128, which Prometheus
//!   begins with, they count as zero; beyond that [`Sketch::error`] would not hold, and they are refused.
//! * A scale above [`MAX_SCALE`] is lowered to that; one below [`MIN_SCALE`] is refused, for its buckets cannot be split.
//! * More than [`MAX_SPAN`] buckets of one sign are refused. Where more than [`MAX_BUCKETS`] are not empty, the
//!   scale falls, as in any sketch.
//!
//! The other way, the scale falls where it takes more than [`MAX_SPAN`] buckets to write all that lie between the first
//! and the last. No sketch that began at the default scale needs that.

use std::cmp::Ordering;
use std::fmt;

use allocator_api2::alloc::{Allocator, Global};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::buckets::Extent;
use super::reader::{End, Extents, sum_fits};
use super::{MAX_BUCKETS, MAX_SCALE, MIN_SCALE, Parts, Sketch, SketchError, index, saturate};

/// How many buckets of one sign are read or written, empty ones included: enough for all doubles at the default
/// scale, whose smallest and largest are 67 136 buckets apart.
pub const MAX_SPAN: usize = 1 << 17;

/// The largest zero threshold that counts as none.
const TINY: f64 = 1.0 / (1_u128 << 127) as f64 / 2.0;

/// Why a histogram cannot be a sketch.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OtelError {
    /// The document is none of a data point.
    #[error("not a data point of an exponential histogram: {0}")]
    Malformed(String),
    /// The buckets are too wide.
    #[error("scale {0} is below {MIN_SCALE}, the coarsest that a sketch can have")]
    TooCoarse(i32),
    /// A bucket where no number is.
    #[error("bucket {0} at scale {1} lies beyond the numbers of double precision")]
    OutOfRange(i64, i32),
    /// The stated count is another than that of the buckets.
    #[error("count is {stated}, but zeroCount and bucketCounts add up to {found}")]
    Count {
        /// What `count` says.
        stated: u64,
        /// What there is.
        found: u64,
    },
    /// `min` or `max` belongs elsewhere.
    #[error("{0} is {1}, which is not in the outermost bucket")]
    Extreme(&'static str, f64),
    /// `sum` is impossible.
    #[error("sum is {0}, which does not fit the buckets")]
    Sum(f64),
    /// A field is NaN, infinite, or beyond double precision.
    #[error("{0} is not a finite number")]
    NotFinite(&'static str),
    /// Values counted as zero that may be far from it.
    #[error("zeroCount counts values up to zeroThreshold {0}, which a sketch cannot tell from zero")]
    ZeroThreshold(f64),
    /// What is wrong with any sketch.
    #[error(transparent)]
    Sketch(#[from] SketchError),
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataPoint {
    scale: Option<Int>,
    count: Option<Count>,
    sum: Option<Double>,
    min: Option<Double>,
    max: Option<Double>,
    #[serde(alias = "zero_count")]
    zero_count: Option<Count>,
    #[serde(alias = "zero_threshold")]
    zero_threshold: Option<Double>,
    positive: Option<Buckets>,
    negative: Option<Buckets>,
    /// What a data point of this kind never has, but metrics, requests and points of other kinds do.
    #[serde(
        rename = "dataPoints",
        alias = "data_points",
        alias = "exponentialHistogram",
        alias = "exponential_histogram",
        alias = "histogram",
        alias = "gauge",
        alias = "summary",
        alias = "metrics",
        alias = "scopeMetrics",
        alias = "scope_metrics",
        alias = "resourceMetrics",
        alias = "resource_metrics",
        alias = "explicitBounds",
        alias = "explicit_bounds",
        alias = "bucketCounts",
        alias = "bucket_counts",
        alias = "quantileValues",
        alias = "quantile_values",
        alias = "asDouble",
        alias = "as_double",
        alias = "asInt",
        alias = "as_int"
    )]
    foreign: Option<IgnoredAny>,
}

impl DataPoint {
    /// Says what the document is instead.
    fn check_kind(&self) -> Result<(), OtelError> {
        let malformed = |text: &str| Err(OtelError::Malformed(text.to_owned()));
        if self.foreign.is_some() {
            return malformed("it is a whole metric, or a point of another kind");
        }
        let counts = self.count.is_some() || self.zero_count.is_some();
        if self.scale.is_none() && !counts && self.positive.is_none() && self.negative.is_none() {
            return malformed("it has no scale, no count and no buckets");
        }
        Ok(())
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Buckets {
    offset: Option<Int>,
    #[serde(alias = "bucket_counts")]
    bucket_counts: Option<Counts>,
}

/// 32 bits with a sign, as a JSON number or in a string.
struct Int(i32);

/// 64 bits, as a JSON number or in a string.
struct Count(u64);

/// A JSON number, or in a string what JSON has no number for.
struct Double(f64);

/// Position and count of the buckets that are not empty.
struct Counts(Vec<(u32, u64)>);

/// The text of a JSON number, also of one in quotes. (Numbers of any precision rule out what serde has for
/// values of several types.)
fn number<'de, D: Deserializer<'de>>(input: D) -> Result<&'de str, D::Error> {
    let raw = <&RawValue>::deserialize(input)?.get();
    Ok(raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw))
}

fn refuse<E: Error>(text: &str, what: &str) -> E {
    // It may be of any length.
    let start: String = text.chars().take(40).collect();
    E::custom(format!("{start} is not {what}"))
}

/// 1e3 and 5.0 are whole numbers too.
fn whole(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|x| x.fract() == 0.0 && x.abs() <= 9e15)
}

impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = number(input)?;
        let small = |x: &f64| (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(x);
        whole(text)
            .filter(small)
            .map(|x| Self(x as i32))
            .ok_or_else(|| refuse(text, "a whole number of 32 bits"))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = number(input)?;
        if !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()) {
            // Too many for 64 bits are too many for a sketch, which says so.
            return Ok(Self(text.parse().unwrap_or(u64::MAX)));
        }
        whole(text).filter(|x| *x >= 0.0).map(|x| Self(x as u64)).ok_or_else(|| refuse(text, "a count"))
    }
}

impl<'de> Deserialize<'de> for Double {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = number(input)?;
        text.parse().map(Self).map_err(|_| refuse(text, "a number"))
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Counts;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "a list of at most {MAX_SPAN} counts")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Counts, S::Error> {
                let mut filled = Vec::new();
                let mut at = 0;
                while let Some(Count(n)) = list.next_element()? {
                    if at == MAX_SPAN {
                        return Err(S::Error::invalid_length(at + 1, &self));
                    }
                    if n > 0 {
                        filled.push((at as u32, n));
                    }
                    at += 1;
                }
                Ok(Counts(filled))
            }
        }
        input.deserialize_seq(Reader)
    }
}

impl Sketch {
    /// The sketch of a data point; the rules are those of this module.
    ///
    /// # Errors
    /// [`OtelError`], for whatever is no data point or is at odds with itself.
    pub fn from_otel(json: &str) -> Result<Self, OtelError> {
        // serde would take a list for the fields in their order.
        if !json.trim_ascii_start().starts_with('{') {
            return Err(OtelError::Malformed("it is no object".to_owned()));
        }
        let point: DataPoint =
            serde_json::from_str(json).map_err(|error| OtelError::Malformed(error.to_string()))?;
        point.check_kind()?;
        let finite = |name, double: Option<Double>| match double {
            Some(Double(x)) if !x.is_finite() => Err(OtelError::NotFinite(name)),
            double => Ok(double.map(|Double(x)| x + 0.0)), // minus zero becomes zero
        };
        let sum = finite("sum", point.sum)?;
        let (min, max) = (finite("min", point.min)?, finite("max", point.max)?);
        let threshold = finite("zeroThreshold", point.zero_threshold)?.unwrap_or(0.0);
        let zeros = point.zero_count.map_or(0, |Count(n)| n);
        if zeros > 0 && !(0.0..=TINY).contains(&threshold) {
            return Err(OtelError::ZeroThreshold(threshold));
        }

        let stated_scale = point.scale.map_or(0, |Int(scale)| scale);
        if stated_scale < i32::from(MIN_SCALE) {
            return Err(OtelError::TooCoarse(stated_scale));
        }
        let mut scale = stated_scale.min(i32::from(MAX_SCALE));
        let by = stated_scale.abs_diff(scale);
        let mut positive = indexed(point.positive, by)?;
        let mut negative = indexed(point.negative, by)?;
        while positive.len() + negative.len() > MAX_BUCKETS && scale > i32::from(MIN_SCALE) {
            positive = coarser(positive, 1)?;
            negative = coarser(negative, 1)?;
            scale -= 1;
        }
        let sides = positive.iter().chain(&negative);
        let found =
            sides.map(|&(_, n)| n).try_fold(zeros, u64::checked_add).ok_or(SketchError::TooManyValues)?;
        if let Some(Count(stated)) = point.count
            && stated != found
        {
            return Err(OtelError::Count { stated, found });
        }
        if found == 0 {
            return Ok(Self::with_scale(scale as i8));
        }

        let narrow = |side: Vec<(i64, u64)>| {
            let index = |i| i32::try_from(i).ok().filter(|i| index::all(scale as i8).contains(i));
            side.into_iter()
                .map(|(i, n)| Ok((index(i).ok_or(OtelError::OutOfRange(i, scale))?, n)))
                .collect::<Result<Vec<_>, OtelError>>()
        };
        let (positive, negative) = (narrow(positive)?, narrow(negative)?);
        let mut parts = Parts { scale: scale as i8, zeros, positive, negative, ..Parts::default() };
        parts.settle(found, sum, min, max)?;
        Ok(Self::from_parts(parts)?)
    }
}

/// The indexes of one side, at a scale lower by `by`.
fn indexed(buckets: Option<Buckets>, by: u32) -> Result<Vec<(i64, u64)>, OtelError> {
    let Buckets { offset, bucket_counts } = buckets.unwrap_or_default();
    let offset = offset.map_or(0, |Int(offset)| i64::from(offset));
    let counts = bucket_counts.map_or(Vec::new(), |Counts(counts)| counts);
    coarser(counts.into_iter().map(|(at, n)| (offset + i64::from(at), n)), by)
}

/// Joins the buckets that are one at a scale lower by `by`.
fn coarser(buckets: impl IntoIterator<Item = (i64, u64)>, by: u32) -> Result<Vec<(i64, u64)>, OtelError> {
    let mut joined: Vec<(i64, u64)> = Vec::new();
    for (i, n) in buckets {
        let i = i >> by.min(63);
        match joined.last_mut() {
            Some(last) if last.0 == i => last.1 = last.1.checked_add(n).ok_or(SketchError::TooManyValues)?,
            _ => joined.push((i, n)),
        }
    }
    Ok(joined)
}

/// The smaller or the larger of two.
type Outer = fn(f64, f64) -> f64;

impl Parts {
    /// Sets sum and extremes from what is stated.
    fn settle(
        &mut self,
        count: u64,
        sum: Option<f64>,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Result<(), OtelError> {
        let sides = Extents { positive: Extent::of(&self.positive), negative: Extent::of(&self.negative) };
        let (lowest, highest) = sides.ends(self.zeros);
        if count == 1 {
            return self.settle_one(lowest, sum, min, max);
        }
        let mean = sum.map(|sum| sum / count as f64);
        self.min = self.extreme("min", min, lowest, mean.map(|mean| (mean, f64::min as Outer)))?;
        self.max = self.extreme("max", max, highest, mean.map(|mean| (mean, f64::max as Outer)))?;
        match (min, max) {
            (Some(_), Some(_)) if self.min > self.max => return Err(OtelError::Extreme("min", self.min)),
            // In one bucket, of which a stated value may be in the other half.
            (Some(_), None) => self.max = self.max.max(self.min),
            _ => self.min = self.min.min(self.max),
        }
        let n = count as f64;
        self.sum = match sum {
            Some(sum) if sum_fits(sum, count, self.min, self.max) => sum,
            Some(sum) => {
                let nearest = sum.clamp(saturate(n * self.min), saturate(n * self.max));
                let largest = saturate(n * self.min.abs().max(self.max.abs()));
                let tolerance = index::relative_error(self.scale) * largest + n * TINY;
                if (nearest - sum).abs() > tolerance {
                    return Err(OtelError::Sum(sum));
                }
                nearest
            }
            None => {
                let middle =
                    |i, sign: f64| (sign * index::representative(i, self.scale)).clamp(self.min, self.max);
                let side = |side: &[(i32, u64)], sign| {
                    side.iter().fold(0.0, |sum, &(i, n)| saturate(sum + n as f64 * middle(i, sign)))
                };
                let sum = side(&self.positive, 1.0) + side(&self.negative, -1.0);
                sum.clamp(saturate(n * self.min), saturate(n * self.max))
            }
        };
        Ok(())
    }

    /// The same where there is one value, which all three are.
    fn settle_one(
        &mut self,
        end: End,
        sum: Option<f64>,
        min: Option<f64>,
        max: Option<f64>,
    ) -> Result<(), OtelError> {
        let value = self.extreme("min", min.or(max).or(sum), end, None)?;
        let tolerance = index::relative_error(self.scale) * value.abs() + TINY;
        let near = |other: Option<f64>| other.is_none_or(|other| (other - value).abs() <= tolerance);
        if !near(max) {
            return Err(OtelError::Extreme("max", max.unwrap_or_default()));
        }
        if !near(sum) {
            return Err(OtelError::Sum(sum.unwrap_or_default()));
        }
        (self.min, self.max, self.sum) = (value, value, value);
        Ok(())
    }

    /// An extreme, stated or not, so that it lies where it must. The mean bounds it where it is not.
    fn extreme(
        &self,
        name: &'static str,
        stated: Option<f64>,
        (sign, bucket): End,
        mean: Option<(f64, Outer)>,
    ) -> Result<f64, OtelError> {
        let Some(i) = bucket else {
            return match stated {
                Some(x) if x.abs() > TINY => Err(OtelError::Extreme(name, x)),
                _ => Ok(0.0),
            };
        };
        let sign = if sign == Ordering::Less { -1.0 } else { 1.0 };
        let (first, last) =
            index::bounds(i, self.scale).ok_or(OtelError::OutOfRange(i.into(), self.scale.into()))?;
        let magnitude = match stated.map(|x| sign * x) {
            None => {
                let middle = index::representative(i, self.scale).clamp(first, last);
                mean.map_or(middle, |(mean, outer)| sign * outer(sign * middle, mean))
            }
            Some(x) if (first..=last).contains(&x) => x,
            Some(x) if x > 0.0 && index::index(x, self.scale).abs_diff(i) == 1 => x,
            Some(x) => return Err(OtelError::Extreme(name, sign * x)),
        };
        Ok(sign * magnitude.clamp(first, last))
    }
}

impl<A: Allocator + Clone> Sketch<A> {
    /// The data point of this sketch: 64-bit numbers as strings, as OTLP has them, and without time and
    /// attributes, which a sketch does not know.
    #[must_use]
    pub fn to_otel(&self) -> Value {
        if span(self) > MAX_SPAN {
            let mut coarse = self.clone_in(Global);
            while span(&coarse) > MAX_SPAN {
                coarse.downscale_to(coarse.scale - 1);
            }
            return coarse.to_otel();
        }
        let mut point = json!({
            "scale": self.scale,
            "count": self.count.to_string(),
            "sum": self.sum,
            "zeroCount": self.zeros.to_string(),
        });
        if let (Some(min), Some(max)) = (self.min(), self.max()) {
            point["min"] = json!(min);
            point["max"] = json!(max);
        }
        if self.positive.used() > 0 {
            point["positive"] = buckets(self.positive());
        }
        if self.negative().next().is_some() {
            point["negative"] = buckets(self.negative());
        }
        point
    }
}

/// How many buckets it takes to write those of either sign.
fn span<A: Allocator + Clone>(sketch: &Sketch<A>) -> usize {
    let of = |first: Option<(i32, u64)>, last: Option<(i32, u64)>| match (first, last) {
        (Some((first, _)), Some((last, _))) => last.abs_diff(first) as usize + 1,
        _ => 0,
    };
    let positive = of(sketch.positive().next(), sketch.positive().next_back());
    positive.max(of(sketch.negative().next(), sketch.negative().next_back()))
}

/// All buckets from the first to the last, empty ones included.
fn buckets(filled: impl Iterator<Item = (i32, u64)>) -> Value {
    let mut offset = 0;
    let mut counts: Vec<Value> = Vec::new();
    filled.for_each(|(i, n)| {
        if counts.is_empty() {
            offset = i;
        }
        counts.resize(i.abs_diff(offset) as usize, json!("0"));
        counts.push(json!(n.to_string()));
    });
    json!({ "offset": offset, "bucketCounts": counts })
}
