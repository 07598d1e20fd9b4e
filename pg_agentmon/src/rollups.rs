//! The rollup aggregate and what unpacks its result. Declared in `sql/extension/30_rollups.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use std::collections::{BTreeMap, HashMap};

use agentmon_core::rollup::{Rollup, RollupError, add_measures};
use agentmon_core::sketch::saturating_sum;
use pgrx::datum::{Internal, TimestampWithTimeZone};
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};
use crate::memory::{AggCall, AggState, RawJsonb};

impl From<RollupError> for Report {
    fn from(error: RollupError) -> Self {
        match error {
            RollupError::Value(error) => error.into(),
            RollupError::Tags(_) => {
                Self::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, error.to_string())
                    .hint("Tags are a flat or nested object such as {\"queue\": \"mail\"}.")
            }
            RollupError::Malformed(_) => {
                Self::new(PgSqlErrorCode::ERRCODE_INVALID_BINARY_REPRESENTATION, error.to_string())
                    .hint("These bytes come from rollup_rows() of the same version of the library.")
            }
        }
    }
}

#[pg_extern(sql = false)]
fn rollup_rows_sfunc(
    mut state: AggState<Rollup>,
    metric_name: Option<&str>,
    value: Option<f64>,
    tags: Option<RawJsonb<'_>>,
    time: Option<TimestampWithTimeZone>,
    measures: Option<RawJsonb<'_>>,
    call: AggCall,
) -> AggState<Rollup> {
    let (Some(metric_name), Some(value), Some(time)) = (metric_name, value, time) else {
        return state;
    };
    // The measures are the same for every row: read with the first one.
    let rollup = state.get_or_make(&call, || Rollup::new(read_measures(measures)));
    let text = || tags.as_ref().map_or_else(|| "{}".to_owned(), RawJsonb::text);
    // No tags and empty ones are the same, and their bytes must be.
    let bytes = tags.as_ref().map_or(RawJsonb::EMPTY_OBJECT, RawJsonb::bytes);
    rollup.add(metric_name, value, bytes, text, i64::from(time)).or_raise();
    state
}

fn read_measures(measures: Option<RawJsonb<'_>>) -> HashMap<String, Vec<String>> {
    let Some(measures) = measures else {
        return HashMap::new();
    };
    let refuse = |error: serde_json::Error| {
        Report::new(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            "measures are not lists of keys by metric",
        )
        .detail(error.to_string())
        .hint("Give an object such as {\"queue_processing\": [\"batch_size\"]}.")
    };
    serde_json::from_str(&measures.text()).map_err(refuse).or_raise()
}

#[pg_extern(sql = false)]
fn rollup_rows_combine(
    mut state: AggState<Rollup>,
    other: AggState<Rollup>,
    call: AggCall,
) -> AggState<Rollup> {
    if let Some(other) = other.get() {
        state.get_or_make(&call, Rollup::default).merge(other).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn rollup_rows_serial(state: AggState<Rollup>, _call: AggCall) -> Vec<u8> {
    state.get().map(Rollup::encode).unwrap_or_default()
}

#[pg_extern(sql = false)]
fn rollup_rows_deserial(bytes: &[u8], _internal: Internal, call: AggCall) -> AggState<Rollup> {
    AggState::passing(Rollup::decode(bytes).or_raise(), &call)
}

#[pg_extern(sql = false)]
fn rollup_rows_final(state: AggState<Rollup>, _call: AggCall) -> Option<Vec<u8>> {
    state.get().map(Rollup::encode)
}

#[pg_extern(sql = false)]
fn rolled_up_series(
    state: &[u8],
) -> TableIterator<'static, (name!(series, i32), name!(metric_name, String), name!(dimensions, String))> {
    let rollup = Rollup::decode(state).or_raise();
    let series = rollup.series().to_vec();
    TableIterator::new(
        series.into_iter().enumerate().map(|(i, series)| (i as i32, series.metric_name, series.dimensions)),
    )
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up(
    state: &[u8],
) -> TableIterator<
    'static,
    (
        name!(series, i32),
        name!(period, &'static str),
        name!(period_start, TimestampWithTimeZone),
        name!(count_value, i64),
        name!(sum_value, f64),
        name!(min_value, Option<f64>),
        name!(max_value, Option<f64>),
        name!(sketch, Vec<u8>),
        name!(measures, Option<pgrx::JsonB>),
    ),
> {
    let rows = Rollup::decode(state).and_then(|rollup| rollup.rows()).or_raise();
    TableIterator::new(rows.into_iter().map(|row| {
        let (sketch, measures) = (&row.cell.sketch, &row.cell.measures);
        (
            row.series as i32,
            row.period.name(),
            time_of(row.start),
            i64::try_from(sketch.count()).unwrap_or(i64::MAX),
            sketch.sum(),
            sketch.min(),
            sketch.max(),
            sketch.encode(),
            (!measures.is_empty()).then(|| json_sums(measures)),
        )
    }))
}

fn time_of(micros: i64) -> TimestampWithTimeZone {
    let refuse = |_| Report::new(PgSqlErrorCode::ERRCODE_DATETIME_FIELD_OVERFLOW, "timestamp out of range");
    TimestampWithTimeZone::try_from(micros).map_err(refuse).or_raise()
}

#[pg_extern(sql = false)]
fn sum_merge(a: f64, b: f64) -> f64 {
    saturating_sum(a, b)
}

#[pg_extern(sql = false)]
fn measures_merge(a: Option<pgrx::JsonB>, b: Option<pgrx::JsonB>) -> Option<pgrx::JsonB> {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.or(b),
    };
    let mut sums = BTreeMap::new();
    for measures in [a, b] {
        let numbers = measures.0.as_object().into_iter().flatten();
        add_measures(&mut sums, numbers.filter_map(|(key, value)| Some((key.as_str(), value.as_f64()?))));
    }
    Some(json_sums(&sums))
}

fn json_sums(sums: &BTreeMap<String, f64>) -> pgrx::JsonB {
    pgrx::JsonB(sums.iter().map(|(key, sum)| (key.clone(), json_number(*sum))).collect())
}

/// Whole sums without a fraction, as a reader of counts expects.
fn json_number(sum: f64) -> serde_json::Value {
    if sum.fract() == 0.0 && sum.abs() < 9e15 { (sum as i64).into() } else { sum.into() }
}
