//! The SQL type `monitoring.sketch`, its aggregates and accessors; declared in `sql/extension/20_sketch.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::sketch::{MAX_SPAN, MIN_SCALE, OtelError, Sketch, SketchError};
use pgrx::datum::Internal;
use pgrx::prelude::*;
use std::ffi::{CStr, CString};

use crate::error::{OrRaise, Report, raise};
use crate::memory::{AggCall, AggState, Message, PgAllocator, RawJsonb};

impl From<SketchError> for Report {
    fn from(error: SketchError) -> Self {
        let code = match error {
            SketchError::NotFinite(_) | SketchError::QuantileOutOfRange(_) | SketchError::TooManyValues => {
                PgSqlErrorCode::ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE
            }
            SketchError::UnknownVersion(_) | SketchError::Corrupt(_) => {
                PgSqlErrorCode::ERRCODE_INVALID_BINARY_REPRESENTATION
            }
        };
        let report = Self::new(code, error.to_string());
        match error {
            SketchError::NotFinite(_) => report
                .detail("NaN and the infinities have no place among quantiles; NULL is ignored.")
                .hint("Leave them out: FILTER (WHERE v > '-infinity' AND v < 'infinity')."),
            SketchError::QuantileOutOfRange(_) => {
                report.hint("Percentiles are given as fractions: 0.95 for the 95th.")
            }
            SketchError::TooManyValues => report,
            SketchError::UnknownVersion(_) => report
                .detail("The sketch was written by a newer release of pg_agentmon, or is none.")
                .hint("Update the extension's library."),
            SketchError::Corrupt(_) => report.hint("Sketches come from percentile_agg() or rollup()."),
        }
    }
}

impl From<OtelError> for Report {
    fn from(error: OtelError) -> Self {
        use PgSqlErrorCode::{
            ERRCODE_INVALID_PARAMETER_VALUE as INVALID, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE as OUT_OF_RANGE,
        };
        let (code, detail, hint) = match &error {
            OtelError::Malformed(_) => (
                INVALID,
                format!("The fields that count are scale, zeroCount, positive and negative with offset and bucketCounts, at most {MAX_SPAN}, and count, sum, min, max."),
                "Give one element of exponentialHistogram.dataPoints of an OTLP/JSON document.".to_owned(),
            ),
            OtelError::TooCoarse(_) => (
                INVALID,
                "Its buckets are wider than any of a sketch, and cannot be split.".to_owned(),
                format!("Export histograms at scale {MIN_SCALE} or finer."),
            ),
            OtelError::OutOfRange(..) => (
                OUT_OF_RANGE,
                "Bucket i covers the numbers from base^i to base^(i+1), with base = 2^(2^-scale).".to_owned(),
                "Check scale and offset.".to_owned(),
            ),
            OtelError::Count { .. } => (
                INVALID,
                "OpenTelemetry wants the two to be equal.".to_owned(),
                "Leave count out to take that of the buckets.".to_owned(),
            ),
            OtelError::Extreme(name, _) => (
                INVALID,
                "The smallest and the largest value must be in the outermost buckets that are not empty.".to_owned(),
                format!("Leave {name} out to have it estimated from the buckets."),
            ),
            OtelError::Sum(_) => (
                INVALID,
                "So many values within these buckets cannot have this sum.".to_owned(),
                "Leave sum out to have it estimated from the buckets.".to_owned(),
            ),
            OtelError::NotFinite(name) => (
                OUT_OF_RANGE,
                "NaN and the infinities have no place in a sketch.".to_owned(),
                format!("Leave {name} out to have it estimated from the buckets."),
            ),
            OtelError::ZeroThreshold(_) => (
                INVALID,
                "Thresholds up to 2^-128 are taken for zero. Values up to a larger one would not be within error() of it.".to_owned(),
                "Export histograms with zeroThreshold 0.".to_owned(),
            ),
            OtelError::Sketch(_) => (
                OUT_OF_RANGE,
                "The counts of a histogram are added up.".to_owned(),
                "Check bucketCounts and zeroCount.".to_owned(),
            ),
        };
        Self::new(code, error.to_string()).detail(detail).hint(hint)
    }
}

/// The state of the aggregates, in the memory of the executor.
type State = AggState<Sketch<PgAllocator>>;

fn decode(bytes: &[u8]) -> Sketch {
    Sketch::decode(bytes).or_raise()
}

/// The bytes themselves, once they have proved to be those of a sketch.
fn validated(bytes: &[u8]) -> &[u8] {
    Sketch::validate(bytes).or_raise();
    bytes
}

// Input and output. The text form is bytea's hex form, so that the two are one to anyone who reads a dump.

#[pg_extern(sql = false)]
fn sketch_in(text: &CStr) -> Vec<u8> {
    let refuse =
        |report: Report| -> ! { raise(report.code(PgSqlErrorCode::ERRCODE_INVALID_TEXT_REPRESENTATION)) };
    let Some(bytes) = from_hex(text.to_bytes()) else {
        refuse(
            Report::new(
                PgSqlErrorCode::ERRCODE_INVALID_TEXT_REPRESENTATION,
                "not a valid sketch: not hexadecimal",
            )
            .hint("The text form is \\x and an even number of hexadecimal digits, as of bytea."),
        )
    };
    match Sketch::validate(&bytes) {
        Ok(()) => bytes,
        Err(error) => refuse(error.into()),
    }
}

#[pg_extern(sql = false)]
fn sketch_out(sketch: &[u8]) -> CString {
    let mut text = Vec::with_capacity(2 + 2 * sketch.len());
    text.extend(b"\\x");
    for byte in sketch {
        text.extend([byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
    }
    // Hexadecimal digits hold no zero byte.
    CString::new(text).unwrap_or_default()
}

fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = text.strip_prefix(b"\\x")?.as_chunks::<2>();
    let digit = |c: u8| char::from(c).to_digit(16).map(|d| d as u8);
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|&[high, low]| Some((digit(high)? << 4) | digit(low)?)).collect()
}

#[pg_extern(sql = false)]
fn sketch_recv(message: Message<'_>) -> Vec<u8> {
    validated(message.bytes()).to_vec()
}

#[pg_extern(sql = false)]
fn sketch_send(sketch: &[u8]) -> Vec<u8> {
    sketch.to_vec()
}

#[pg_extern(sql = false)]
fn sketch_from_bytea(bytes: &[u8]) -> &[u8] {
    validated(bytes)
}

// Aggregates: percentile_agg(double precision) and rollup(sketch) share all but their transition.

#[pg_extern(sql = false)]
fn percentile_agg_trans(mut state: State, value: Option<f64>, call: AggCall) -> State {
    if let Some(value) = value {
        state.get_or_make(&call, Sketch::new_in).add(value).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn sketch_rollup_trans(mut state: State, sketch: Option<&[u8]>, call: AggCall) -> State {
    if let Some(bytes) = sketch {
        // An error ends the query, and the state with it.
        state.get_or_make(&call, Sketch::new_in).merge_encoded(bytes).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn sketch_agg_combine(mut state: State, other: State, call: AggCall) -> State {
    // Never hands on the other state itself: that one ends with the row.
    if let Some(other) = other.get() {
        state.get_or_make(&call, Sketch::new_in).merge(other).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn sketch_agg_serialize(state: State, _call: AggCall) -> Option<Vec<u8>> {
    state.get().map(Sketch::encode)
}

#[pg_extern(sql = false)]
fn sketch_agg_deserialize(bytes: &[u8], _unused: Internal, call: AggCall) -> State {
    AggState::passing(&call, |memory| Sketch::decode_in(bytes, memory).or_raise())
}

#[pg_extern(sql = false)]
fn sketch_agg_final(state: State, _call: AggCall) -> Option<Vec<u8>> {
    state.get().filter(|sketch| sketch.count() > 0).map(Sketch::encode)
}

/// For upserts: what two stored sketches hold together.
#[pg_extern(sql = false)]
fn sketch_merge(a: Option<&[u8]>, b: Option<&[u8]>) -> Option<Vec<u8>> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let mut sketch = decode(a);
            sketch.merge_encoded(b).or_raise();
            Some(sketch.encode())
        }
        (a, b) => a.or(b).map(|bytes| validated(bytes).to_vec()),
    }
}

// OpenTelemetry.

#[pg_extern(sql = false)]
fn sketch_from_otel(point: RawJsonb<'_>) -> Vec<u8> {
    Sketch::from_otel(&point.text()).or_raise().encode()
}

#[pg_extern(sql = false)]
fn sketch_to_otel(sketch: &[u8]) -> pgrx::JsonB {
    pgrx::JsonB(decode(sketch).to_otel())
}

// Accessors.

#[pg_extern(sql = false)]
fn approx_percentile(percentile: f64, sketch: &[u8]) -> Option<f64> {
    Sketch::quantile_of(sketch, percentile).or_raise()
}

#[pg_extern(sql = false)]
fn approx_percentile_array(percentiles: Vec<Option<f64>>, sketch: &[u8]) -> Vec<Option<f64>> {
    let sketch = decode(sketch);
    percentiles.into_iter().map(|p| p.and_then(|p| sketch.quantile(p).or_raise())).collect()
}

#[pg_extern(sql = false)]
fn approx_percentile_rank(value: f64, sketch: &[u8]) -> Option<f64> {
    decode(sketch).rank(value)
}

#[pg_extern(sql = false)]
fn sketch_num_vals(sketch: &[u8]) -> i64 {
    // A sketch counts no further than this; decoding has checked it.
    i64::try_from(decode(sketch).count()).unwrap_or(i64::MAX)
}

#[pg_extern(sql = false)]
fn sketch_mean(sketch: &[u8]) -> Option<f64> {
    decode(sketch).mean()
}

#[pg_extern(sql = false)]
fn sketch_sum(sketch: &[u8]) -> f64 {
    decode(sketch).sum()
}

#[pg_extern(sql = false)]
fn sketch_min(sketch: &[u8]) -> Option<f64> {
    decode(sketch).min()
}

#[pg_extern(sql = false)]
fn sketch_max(sketch: &[u8]) -> Option<f64> {
    decode(sketch).max()
}

#[pg_extern(sql = false)]
fn sketch_error(sketch: &[u8]) -> f64 {
    decode(sketch).error()
}
