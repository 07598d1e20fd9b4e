//! The SQL type `monitoring.sketch`, its aggregates and accessors; declared in `sql/extension/20_sketch.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::sketch::{Sketch, SketchError};
use pgrx::datum::Internal;
use pgrx::prelude::*;
use std::ffi::{CStr, CString};

use crate::error::{OrRaise, Report, raise};
use crate::memory::{AggCall, AggState, Message};

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

fn decode(bytes: &[u8]) -> Sketch {
    Sketch::decode(bytes).or_raise()
}

/// The bytes themselves, once they have proved to be those of a sketch.
fn validated(bytes: &[u8]) -> Vec<u8> {
    decode(bytes);
    bytes.to_vec()
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
    match Sketch::decode(&bytes) {
        Ok(_) => bytes,
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
    validated(message.bytes())
}

#[pg_extern(sql = false)]
fn sketch_send(sketch: &[u8]) -> Vec<u8> {
    sketch.to_vec()
}

#[pg_extern(sql = false)]
fn sketch_from_bytea(bytes: &[u8]) -> Vec<u8> {
    validated(bytes)
}

// Aggregates: percentile_agg(double precision) and rollup(sketch) share all but their transition.

#[pg_extern(sql = false)]
fn percentile_agg_trans(mut state: AggState<Sketch>, value: Option<f64>, call: AggCall) -> AggState<Sketch> {
    if let Some(value) = value {
        state.get_or_make(&call, Sketch::new).add(value).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn sketch_rollup_trans(
    mut state: AggState<Sketch>,
    sketch: Option<&[u8]>,
    call: AggCall,
) -> AggState<Sketch> {
    if let Some(bytes) = sketch {
        merge_into(&mut state, &decode(bytes), &call);
    }
    state
}

#[pg_extern(sql = false)]
fn sketch_agg_combine(
    mut state: AggState<Sketch>,
    other: AggState<Sketch>,
    call: AggCall,
) -> AggState<Sketch> {
    // Never hands on the other state itself: that one ends with the row.
    if let Some(other) = other.get() {
        merge_into(&mut state, other, &call);
    }
    state
}

fn merge_into(state: &mut AggState<Sketch>, other: &Sketch, call: &AggCall) {
    state.get_or_make(call, Sketch::new).merge(other).or_raise();
}

#[pg_extern(sql = false)]
fn sketch_agg_serialize(state: AggState<Sketch>, _call: AggCall) -> Option<Vec<u8>> {
    state.get().map(Sketch::encode)
}

#[pg_extern(sql = false)]
fn sketch_agg_deserialize(bytes: &[u8], _unused: Internal, call: AggCall) -> AggState<Sketch> {
    AggState::passing(decode(bytes), &call)
}

#[pg_extern(sql = false)]
fn sketch_agg_final(state: AggState<Sketch>, _call: AggCall) -> Option<Vec<u8>> {
    state.get().filter(|sketch| sketch.count() > 0).map(Sketch::encode)
}

/// For upserts: what two stored sketches hold together.
#[pg_extern(sql = false)]
fn sketch_merge(a: Option<&[u8]>, b: Option<&[u8]>) -> Option<Vec<u8>> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let mut sketch = decode(a);
            sketch.merge(&decode(b)).or_raise();
            Some(sketch.encode())
        }
        (a, b) => a.or(b).map(validated),
    }
}

// Accessors.

#[pg_extern(sql = false)]
fn approx_percentile(percentile: f64, sketch: &[u8]) -> Option<f64> {
    decode(sketch).quantile(percentile).or_raise()
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
