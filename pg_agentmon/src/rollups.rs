//! The rollup aggregates and what unpacks their result. Declared in `sql/extension/30_rollups.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use std::collections::BTreeMap;

use agentmon_core::rollup::activity::{self, Activity};
use agentmon_core::rollup::segment::{self, Written};
use agentmon_core::rollup::sums::{Addend, SumError, Summed, Sums};
use agentmon_core::rollup::window::{Kept, cut};
use agentmon_core::rollup::{
    END_TIME, Partial, Plan, Rolled, RolledRow, Rollup, RollupError, Source, Values, execution_measures,
    is_newer,
};
use agentmon_core::sketch::{Sketch, saturating_quotient, saturating_sum};
use pgrx::datum::{Internal, TimestampWithTimeZone};
use pgrx::prelude::*;

use crate::error::{OrRaise, Report, raise};
use crate::memory::{
    AggCall, AggState, Column, Last, PgAllocator, RawJsonb, RawText, Row, Same, Values as Datums, with_rows,
};

type State = AggState<Partial<PgAllocator>>;

impl From<RollupError> for Report {
    fn from(error: RollupError) -> Self {
        match error {
            RollupError::Value(error) => error.into(),
            RollupError::Plan(_) => {
                Self::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, error.to_string()).hint(
                    "Give an object such as {\"metrics\": {\"queue_processing\": {\"measures\": [\"batch_size\"]}}}, or NULL.",
                )
            }
            RollupError::Malformed(_) => {
                Self::new(PgSqlErrorCode::ERRCODE_INVALID_BINARY_REPRESENTATION, error.to_string())
                    .hint("These bytes come from rollup_rows() of the same version of the library.")
            }
        }
    }
}

/// For what is stored and was broken there: it is derived, and can be made again.
fn broken(what: &'static str) -> impl Fn(RollupError) -> Report {
    move |error| match error {
        RollupError::Malformed(problem) => Report::new(
            PgSqlErrorCode::ERRCODE_INVALID_BINARY_REPRESENTATION,
            format!("malformed {what}"),
        )
        .detail(format!("The bytes are not what the refresh has stored: {problem}."))
        .hint("verify_rollups() says of what time, and rebuild_rollups() makes it again from the raw rows."),
        other => other.into(),
    }
}

/// The plan is the same for every row: read with the first one.
#[inline(always)]
fn rollup<'s, const N: usize>(
    state: &'s mut State,
    source: Source,
    row: Row<'_, N>,
    plan: usize,
) -> &'s mut Rollup<PgAllocator> {
    let state = state.get_or_make(&row.call, move |allocator| {
        let plan = row.jsonb(plan).map_or_else(Plan::default, |plan| Plan::read(&plan.text()).or_raise());
        Partial::new_in(&Plan { source, ..plan }, allocator)
    });
    state.rollup().or_raise()
}

// Arguments are told by their place, 0 being the state; each function repeats their types as SQL declares them. Times are microseconds since 2000, as they come: only the
// rollup needs to know which of them are finite.

#[pg_extern(sql = false)]
fn rollup_rows_sfunc(row: Row<'_, 6>) -> State {
    let mut state = row.state();
    // (internal, text, double precision, jsonb, timestamptz, jsonb)
    let (Some(metric_name), Some(value), Some(time)) = (row.text(1), row.double(2), row.bigint(4)) else {
        return state;
    };
    let tags = row.jsonb(3);
    add_metric(rollup(&mut state, Source::Metrics, row, 5), &metric_name, value, tags.as_ref(), time)
        .or_raise();
    state
}

#[inline(always)]
fn add_metric(
    rollup: &mut Rollup<PgAllocator>,
    metric_name: &RawText<'_>,
    value: f64,
    tags: Option<&RawJsonb<'_>>,
    time: i64,
) -> Result<(), RollupError> {
    let text = || (metric_name.as_str(), tags.map_or_else(|| "{}".to_owned(), RawJsonb::text));
    // No tags and empty ones are the same, and their bytes must be.
    let bytes = tags.map_or(RawJsonb::EMPTY_OBJECT, RawJsonb::bytes);
    rollup.add(metric_name.bytes(), value, bytes, text, time)
}

/// What [`rollup_metrics`] reads.
const METRIC: [Column; 5] = [
    (c"metric_name", pg_sys::TEXTOID),
    (c"metric_value", pg_sys::FLOAT8OID),
    (c"tags", pg_sys::JSONBOID),
    (c"timestamp", pg_sys::TIMESTAMPTZOID),
    (c"stamp", pg_sys::INT8OID),
];

/// As `rollup_rows()` over the rows of these partitions.
#[pg_extern(sql = false)]
fn rollup_metrics(
    table: pg_sys::Oid,
    partitions: Vec<pg_sys::Oid>,
    plan: RawJsonb<'_>,
    first_stamp: i64,
    last_stamp: i64,
    without: i64,
) -> Option<Vec<u8>> {
    let plan = Plan { source: Source::Metrics, ..Plan::read(&plan.text()).or_raise() };
    let add = |rollup: &mut Rollup<PgAllocator>, row: Datums<'_, 5>| {
        let (Some(metric_name), Some(value), Some(time), Some(stamp)) =
            (row.text(0), row.double(1), row.bigint(3), row.bigint(4))
        else {
            return Ok(());
        };
        if stamp < first_stamp || stamp > last_stamp || stamp == without {
            return Ok(());
        }
        add_metric(rollup, &metric_name, value, row.jsonb(2).as_ref(), time)
    };
    let finish = |rollup: &Rollup<PgAllocator>| (rollup.rows() > 0).then(|| rollup.roll_up()).transpose();
    with_rows(table, &partitions, METRIC, |memory| Rollup::new_in(&plan, memory), add, finish)?.or_raise()
}

#[pg_extern(sql = false)]
fn rollup_executions_sfunc(row: Row<'_, 14>) -> State {
    let mut state = row.state();
    // (internal, text, text, text, double precision, bigint × 6, double precision, timestamptz, jsonb)
    let labels = [row.text(1), row.text(2), row.text(3)];
    let Some(time) = row.bigint(12) else { return state };
    let tokens = std::array::from_fn(|n| row.bigint(n + 5).map(|number| number as f64));
    let label = |n: usize| labels[n].as_ref().map(RawText::as_str);
    let labels = [("agent_name", label(0)), ("model_used", label(1)), ("status", label(2))];
    let rollup = rollup(&mut state, Source::Executions, row, 13);
    let measures = execution_measures(tokens, row.double(11));
    rollup.add_execution(labels, row.double(4), measures, time).or_raise();
    state
}

#[pg_extern(sql = false)]
fn rollup_logs_sfunc(row: Row<'_, 6>) -> State {
    let mut state = row.state();
    // (internal, text, text, text, timestamptz, jsonb)
    let labels = [row.text(1), row.text(2), row.text(3)];
    let Some(time) = row.bigint(4) else { return state };
    let label = |n: usize| labels[n].as_ref().map(RawText::as_str);
    let labels = [("agent_name", label(0)), ("event_type", label(1)), ("log_level", label(2))];
    rollup(&mut state, Source::Logs, row, 5).add_log(labels, time).or_raise();
    state
}

#[pg_extern(sql = false)]
fn rollup_combine(mut state: State, other: State, call: AggCall) -> State {
    if let Some(other) = other.get() {
        let sum = state.get_or_make(&call, |allocator| other.like(allocator).or_raise());
        sum.rollup().and_then(|sum| other.merge_into(sum)).or_raise();
    }
    state
}

#[pg_extern(sql = false)]
fn rollup_serial(state: State, _call: AggCall) -> Vec<u8> {
    state.get().map(|state| state.encode().into_owned()).unwrap_or_default()
}

#[pg_extern(sql = false)]
fn rollup_deserial(bytes: &[u8], _internal: Internal, call: AggCall) -> State {
    AggState::passing(&call, |allocator| Partial::encoded(bytes, allocator))
}

#[pg_extern(sql = false)]
fn rollup_final(state: State, _call: AggCall) -> Option<Vec<u8>> {
    state.get().and_then(|state| state.roll_up().or_raise())
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up_series(
    state: &[u8],
) -> TableIterator<
    'static,
    (
        name!(series, i32),
        name!(metric_name, String),
        name!(dimensions, String),
        name!(series_key, Vec<u8>),
        name!(slots, i32),
        name!(overflow, bool),
    ),
> {
    let series = Rolled::read(state).or_raise().series;
    TableIterator::new(series.into_iter().enumerate().map(|(ordinal, series)| {
        let slots = i32::try_from(series.slots).unwrap_or(i32::MAX);
        (ordinal as i32, series.metric_name, series.dimensions, series.key.to_vec(), slots, series.overflow)
    }))
}

#[pg_extern(sql = false)]
fn overflow_series(
    source: &str,
    metric_name: &str,
) -> TableIterator<'static, (name!(dimensions, &'static str), name!(series_key, Vec<u8>))> {
    let no_source = || {
        Report::new(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            format!("{source:?} is no source of rollups"),
        )
        .detail("Each raw table that is rolled up is one.")
        .hint("They are in agentmon.rollup_sources().")
    };
    let (dimensions, key) =
        Source::named(source).ok_or_else(no_source).or_raise().overflow_series(metric_name);
    TableIterator::once((dimensions, key.to_vec()))
}

type ValueColumns = (Option<f64>, Option<f64>, Option<f64>, Option<Vec<u8>>);

fn columns_of(values: Option<Values>) -> ValueColumns {
    values.map_or((None, None, None, None), |Values { sum, min, max, sketch }| {
        (Some(sum), Some(min), Some(max), Some(sketch))
    })
}

/// The columns of [`rolled_up`] and [`rolled_up_longer`], whatever the series is told by.
type RolledColumns<S> = (
    S,
    &'static str,
    TimestampWithTimeZone,
    i64,
    TimestampWithTimeZone,
    Option<f64>,
    Option<f64>,
    Option<f64>,
    Option<f64>,
    Option<Vec<u8>>,
    Option<pgrx::JsonB>,
);

fn rolled_row<S>(series: S, row: RolledRow) -> RolledColumns<S> {
    let (sum, min, max, sketch) = columns_of(row.values);
    (
        series,
        row.period.name(),
        time_of(row.start),
        count_of(row.rows),
        time_of(row.last_at),
        row.last_value,
        sum,
        min,
        max,
        sketch,
        (!row.measures.is_empty()).then(|| json_sums(row.measures)),
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
        name!(last_at, TimestampWithTimeZone),
        name!(last_value, Option<f64>),
        name!(sum_value, Option<f64>),
        name!(min_value, Option<f64>),
        name!(max_value, Option<f64>),
        name!(sketch, Option<Vec<u8>>),
        name!(measures, Option<pgrx::JsonB>),
    ),
> {
    let rows = Rolled::read(state).or_raise().rows();
    TableIterator::new(rows.map(|row| {
        let row = row.or_raise();
        rolled_row(row.series as i32, row)
    }))
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up_longer(
    state: &[u8],
    ids: Vec<i64>,
) -> TableIterator<
    'static,
    (
        name!(series_id, i64),
        name!(period, &'static str),
        name!(period_start, TimestampWithTimeZone),
        name!(count_value, i64),
        name!(last_at, TimestampWithTimeZone),
        name!(last_value, Option<f64>),
        name!(sum_value, Option<f64>),
        name!(min_value, Option<f64>),
        name!(max_value, Option<f64>),
        name!(sketch, Option<Vec<u8>>),
        name!(measures, Option<pgrx::JsonB>),
    ),
> {
    let rows = Rolled::read(state).or_raise().longer_rows();
    TableIterator::new(rows.map(move |row| {
        let row = row.or_raise();
        let Some(&series) = ids.get(row.series as usize) else {
            raise(Report::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, "a series has no id"))
        };
        rolled_row(series, row)
    }))
}

type SegmentRow = (TimestampWithTimeZone, TimestampWithTimeZone, i64, Vec<u8>);

fn segment_row(written: Written) -> SegmentRow {
    (time_of(written.block), time_of(written.last_start), count_of(written.minutes), written.bytes)
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up_segments(
    state: &[u8],
    ids: Vec<i64>,
    since: TimestampWithTimeZone,
) -> TableIterator<
    'static,
    (
        name!(block, TimestampWithTimeZone),
        name!(last_start, TimestampWithTimeZone),
        name!(minutes, i64),
        name!(body, Vec<u8>),
    ),
> {
    let segments = Rolled::read(state).and_then(|rolled| rolled.segments(&ids, micros_of(since))).or_raise();
    TableIterator::new(segments.into_iter().map(segment_row))
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn merged_segments(
    segments: Array<'_, &[u8]>,
) -> TableIterator<
    'static,
    (
        name!(block, TimestampWithTimeZone),
        name!(last_start, TimestampWithTimeZone),
        name!(minutes, i64),
        name!(body, Vec<u8>),
    ),
> {
    let segments: Vec<&[u8]> = segments.iter().flatten().collect();
    TableIterator::new(
        segment::merge(&segments)
            .map_err(broken("segment of minutes"))
            .or_raise()
            .into_iter()
            .map(segment_row),
    )
}

#[pg_extern(sql = false)]
fn is_segment(bytes: &[u8]) -> bool {
    segment::is_segment(bytes)
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn segment_rows(
    segments: Array<'_, &[u8]>,
    ids: Option<Vec<i64>>,
    since: TimestampWithTimeZone,
    until: TimestampWithTimeZone,
) -> TableIterator<
    'static,
    (
        name!(series_id, i64),
        name!(period_start, TimestampWithTimeZone),
        name!(count_value, i64),
        name!(last_at, TimestampWithTimeZone),
        name!(last_value, Option<f64>),
        name!(sum_value, Option<f64>),
        name!(min_value, Option<f64>),
        name!(max_value, Option<f64>),
        name!(sketch, Option<Vec<u8>>),
        name!(measures, Option<pgrx::JsonB>),
    ),
> {
    let segments: Vec<&[u8]> = segments.iter().flatten().collect();
    let ids = ids.map(|mut ids| {
        ids.sort_unstable();
        ids.dedup();
        ids
    });
    let rows = segment::rows(&segments, ids.as_deref(), micros_of(since), micros_of(until))
        .map_err(broken("segment of minutes"))
        .or_raise();
    TableIterator::new(rows.into_iter().map(|row| {
        let (sum, min, max, sketch) = columns_of(row.values);
        (
            row.series,
            time_of(row.start),
            count_of(row.rows),
            time_of(row.last_at),
            row.last_value,
            sum,
            min,
            max,
            sketch,
            (!row.measures.is_empty()).then(|| json_sums(row.measures)),
        )
    }))
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up_extent(
    state: &[u8],
) -> TableIterator<
    'static,
    (
        name!(hourly, i64),
        name!(daily, i64),
        name!(weekly, i64),
        name!(first_hour, Option<TimestampWithTimeZone>),
        name!(last_hour, Option<TimestampWithTimeZone>),
    ),
> {
    let extent = Rolled::read(state).and_then(|rolled| rolled.extent()).or_raise();
    let [hourly, daily, weekly] = extent.rows.map(count_of);
    let (first, last) = extent.hours.unzip();
    TableIterator::once((hourly, daily, weekly, first.map(time_of), last.map(time_of)))
}

#[pg_extern(sql = false)]
fn rolled_up_slices(state: &[u8]) -> Option<Vec<TimestampWithTimeZone>> {
    let slices = Rolled::read(state).or_raise().slices?;
    Some(slices.into_iter().map(|end| time_of(if end >= END_TIME { i64::MAX } else { end })).collect())
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn rolled_up_agents(
    state: &[u8],
    since: TimestampWithTimeZone,
) -> TableIterator<
    'static,
    (name!(agent_name, Option<String>), name!(last_at, TimestampWithTimeZone), name!(recent, Vec<u8>)),
> {
    let agents = activity::of_rolled(state, micros_of(since)).or_raise();
    TableIterator::new(
        agents.into_iter().map(|agent| (agent.agent_name, time_of(agent.last_at), agent.activity.encode())),
    )
}

fn activity_of(bytes: &[u8]) -> Activity {
    Activity::decode(bytes).map_err(RollupError::from).map_err(broken("activity of an agent")).or_raise()
}

#[pg_extern(sql = false)]
fn activity_merge(recent: &[u8], more: Option<&[u8]>, since: TimestampWithTimeZone) -> Vec<u8> {
    let mut sum = activity_of(recent);
    if let Some(more) = more {
        sum.merge(&activity_of(more));
    }
    sum.forget_before(micros_of(since));
    sum.encode()
}

fn counted(recent: &[u8], since: TimestampWithTimeZone, until: TimestampWithTimeZone) -> (u64, u64) {
    activity::count(recent, micros_of(since), micros_of(until))
        .map_err(RollupError::from)
        .map_err(broken("activity of an agent"))
        .or_raise()
}

#[pg_extern(sql = false)]
fn activity_failures(recent: &[u8], since: TimestampWithTimeZone, until: TimestampWithTimeZone) -> i64 {
    count_of(counted(recent, since, until).0)
}

#[pg_extern(sql = false)]
fn activity_rows(recent: &[u8], since: TimestampWithTimeZone, until: TimestampWithTimeZone) -> i64 {
    count_of(counted(recent, since, until).1)
}

fn count_of(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn micros_of(time: TimestampWithTimeZone) -> i64 {
    time.into()
}

pub(crate) fn time_of(micros: i64) -> TimestampWithTimeZone {
    let refuse = |_| Report::new(PgSqlErrorCode::ERRCODE_DATETIME_FIELD_OVERFLOW, "timestamp out of range");
    TimestampWithTimeZone::try_from(micros).map_err(refuse).or_raise()
}

#[pg_extern(sql = false)]
fn newest_value_sfunc(row: Row<'_, 3>) -> AggState<Last> {
    // (internal, timestamptz, double precision)
    let mut state: AggState<Last> = row.state();
    if let (Some(time), Some(value)) = (row.bigint(1), row.double(2)) {
        let last = state.get_or_make(&row.call, |_| Last { time, value });
        if is_newer((time, value), (last.time, last.value)) {
            *last = Last { time, value };
        }
    }
    state
}

#[pg_extern(sql = false)]
fn newest_value_final(state: AggState<Last>, _call: AggCall) -> Option<f64> {
    state.get().map(|last| last.value)
}

#[pg_extern(sql = false)]
fn newer_value(
    time: Option<TimestampWithTimeZone>,
    value: Option<f64>,
    other_time: Option<TimestampWithTimeZone>,
    other_value: Option<f64>,
) -> Option<f64> {
    let values = [time.map(micros_of).zip(value), other_time.map(micros_of).zip(other_value)];
    let newer =
        values.into_iter().flatten().reduce(|one, other| if is_newer(other, one) { other } else { one });
    newer.map(|(_, value)| value)
}

#[pg_extern(sql = false)]
fn cut_window(
    from: TimestampWithTimeZone,
    to: TimestampWithTimeZone,
    minutes_from: TimestampWithTimeZone,
    hours_from: TimestampWithTimeZone,
    days_from: TimestampWithTimeZone,
    weeks_from: TimestampWithTimeZone,
    summed_until: TimestampWithTimeZone,
) -> Vec<TimestampWithTimeZone> {
    let kept = Kept {
        minutes: micros_of(minutes_from),
        hours: micros_of(hours_from),
        days: micros_of(days_from),
        weeks: micros_of(weeks_from),
    };
    let cuts = cut(micros_of(from), micros_of(to), kept, micros_of(summed_until));
    let parts = [cuts.inner, cuts.hours, cuts.days, cuts.weeks];
    parts.into_iter().flat_map(|(from, to)| [time_of(from), time_of(to)]).collect()
}

impl From<SumError> for Report {
    fn from(error: SumError) -> Self {
        match error {
            SumError::Sketch(error) => error.into(),
            SumError::TooManyRows => {
                Self::new(PgSqlErrorCode::ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, error.to_string())
            }
            SumError::Misplaced => {
                Self::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, error.to_string())
                    .hint("Group the rows by series_id >> 14.")
            }
        }
    }
}

#[pg_extern(sql = false)]
fn series_sums_sfunc(row: Row<'_, 11>) -> AggState<Sums<PgAllocator>> {
    // (internal, bigint, bigint, timestamptz, double precision × 4, bytea, jsonb, bigint[])
    let mut state: AggState<Sums<PgAllocator>> = row.state();
    if let (Some(id), Some(rows), Some(last_at)) = (row.bigint(1), row.bigint(2), row.bigint(3)) {
        let sums = state.get_or_make(&row.call, move |allocator| {
            let wanted = row.bigints(10);
            let mut wanted = wanted.as_ref().map(|ids| ids.iter().flatten());
            Sums::new_in(id, wanted.as_mut().map(|ids| ids as &mut dyn Iterator<Item = i64>), allocator)
        });
        let addend = Addend {
            rows,
            last_at,
            last_value: row.double(4),
            sum: row.double(5),
            min: row.double(6),
            max: row.double(7),
            sketch: row.bytea(8),
        };
        sums.add(id, &addend).or_raise();
        if let Some(measures) = row.jsonb(9) {
            sums.add_measures(id, &measures.text()).or_raise();
        }
    }
    state
}

#[pg_extern(sql = false)]
fn series_sums_final(state: AggState<Sums<PgAllocator>>, _call: AggCall) -> Option<Vec<u8>> {
    state.get().map(|sums| sums.finish().or_raise())
}

#[pg_extern(sql = false)]
#[allow(clippy::type_complexity)]
fn summed_series(
    sums: &[u8],
) -> TableIterator<
    '_,
    (
        name!(series_id, i64),
        name!(count_value, i64),
        name!(last_at, TimestampWithTimeZone),
        name!(last_value, Option<f64>),
        name!(sum_value, Option<f64>),
        name!(min_value, Option<f64>),
        name!(max_value, Option<f64>),
        name!(sketch, Option<&[u8]>),
        name!(measures, Option<pgrx::JsonB>),
    ),
> {
    TableIterator::new(Summed::read(sums).or_raise().map(|row| {
        let row = row.or_raise();
        (
            row.id,
            row.rows,
            time_of(row.last_at),
            row.last_value,
            row.sum,
            row.min,
            row.max,
            row.sketch,
            row.measures.map(json_sums),
        )
    }))
}

#[pg_extern(sql = false)]
fn sum_merge(a: f64, b: f64) -> f64 {
    saturating_sum(a, b)
}

#[pg_extern(sql = false)]
fn quotient(dividend: f64, divisor: f64) -> Option<f64> {
    saturating_quotient(dividend, divisor)
}

/// Sums of the same numbers in another order differ by no more than this share of the sum of their magnitudes.
fn sums_agree(a: f64, b: f64, sketch: &Sketch) -> bool {
    let magnitude = sketch.magnitude();
    // A sum that stopped at the largest number tells nothing.
    magnitude >= f64::MAX || (a - b).abs() <= 2.0 * sketch.count() as f64 * f64::EPSILON * magnitude
}

#[pg_extern(sql = false)]
fn sketches_agree(a: Option<&[u8]>, b: Option<&[u8]>, sum_of_a: Option<f64>, sum_of_b: Option<f64>) -> bool {
    let (Some(a), Some(b), Some(sum_of_a), Some(sum_of_b)) = (a, b, sum_of_a, sum_of_b) else {
        return (a, sum_of_a) == (b, sum_of_b);
    };
    // Bytes that are no sketch agree with none.
    let (Ok(a), Ok(b)) = (Sketch::decode(a), Sketch::decode(b)) else { return false };
    a.same_values(&b) && [b.sum(), sum_of_a, sum_of_b].into_iter().all(|sum| sums_agree(a.sum(), sum, &a))
}

/// For bytes that were stored as a sketch: every function on sketches looks at them itself.
#[pg_extern(sql = false)]
fn stored_sketch(bytes: Same) -> Same {
    bytes
}

#[pg_extern(sql = false)]
fn sketch_or_null(bytes: &[u8]) -> Option<Vec<u8>> {
    Sketch::validate(bytes).is_ok().then(|| bytes.to_vec())
}

/// How far sums of measures may be apart. Their magnitudes are not known, so that this is a share of the larger one, or
/// of 1 where measures of both signs cancel out.
const MEASURES_AGREE: f64 = 1e-9;

#[pg_extern(sql = false)]
fn measures_agree(a: Option<pgrx::JsonB>, b: Option<pgrx::JsonB>) -> bool {
    let (Some(a), Some(b)) = (&a, &b) else { return a.is_none() && b.is_none() };
    let (Some(a), Some(b)) = (a.0.as_object(), b.0.as_object()) else { return false };
    let agree = |(key, a): (&String, &serde_json::Value)| {
        let (a, b) = (a.as_f64(), b.get(key).and_then(serde_json::Value::as_f64));
        matches!((a, b), (Some(a), Some(b)) if (a - b).abs() <= MEASURES_AGREE * a.abs().max(b.abs()).max(1.0))
    };
    a.len() == b.len() && a.iter().all(agree)
}

#[pg_extern(sql = false)]
fn measures_merge(a: Option<pgrx::JsonB>, b: Option<pgrx::JsonB>) -> Option<pgrx::JsonB> {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.or(b),
    };
    let mut sums = BTreeMap::new();
    for measures in [a, b] {
        for (key, value) in measures.0.as_object().into_iter().flatten() {
            if let Some(value) = value.as_f64() {
                let sum = sums.entry(key.clone()).or_insert(0.0);
                *sum = saturating_sum(*sum, value);
            }
        }
    }
    Some(json_sums(sums))
}

fn json_sums<K: Into<String>>(sums: impl IntoIterator<Item = (K, f64)>) -> pgrx::JsonB {
    pgrx::JsonB(sums.into_iter().map(|(key, sum)| (key.into(), json_number(sum))).collect())
}

/// Whole sums without a fraction, as a reader of counts expects.
fn json_number(sum: f64) -> serde_json::Value {
    if sum.fract() == 0.0 && sum.abs() < 9e15 { (sum as i64).into() } else { sum.into() }
}
