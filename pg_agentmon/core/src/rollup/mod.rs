//! The rollup: rows become partial results by series and minute, and those become hours, days and weeks.
//!
//! It is an accumulator with hash tables of its own, because grouping by a JSON value in the executor is what costs
//! most. Partial results merge: [`Rollup::merge`] joins the accumulators of parallel workers, and the rows that
//! [`Rollup::roll_up`] gives are merged into stored ones by an upsert.
//!
//! What it holds is bounded: past its series limit a metric's further series become one, and past
//! [`Plan::max_rows`] or [`Plan::max_bytes`] it keeps no results at all, but counts rows by time, so that whoever asked
//! can come back for one slice of them after the other.
pub mod activity;
mod codec;
mod cost;
mod counts;
mod dimensions;
mod groups;
mod held;
mod known;
mod partial;
mod plan;
mod rolled;
pub mod segment;
pub mod sums;
mod table;
mod values;
pub mod window;

use allocator_api2::alloc::{Allocator, Global};
use allocator_api2::vec::Vec as AVec;

use crate::bytes::Malformed;
use crate::sketch::{SketchError, saturating_sum};
use counts::Counts;
use groups::Groups;
use held::Held;
use table::Cells;

pub use cost::execution_measures;
pub use partial::Partial;
pub use plan::{MetricPlan, Plan, Source};
pub use rolled::{Extent, Rolled, RolledRow, RolledSeries, Rows};
pub use values::Values;

/// Microseconds of a minute; times count from 2000-01-01 00:00 UTC, as in PostgreSQL.
const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// 2000-01-01 was a Saturday; weeks start on Monday.
const FIRST_MONDAY: i64 = 2 * DAY;
/// The least time that PostgreSQL knows: 4714-11-24 00:00 UTC BC. A week that began before it starts there.
pub const MIN_TIME: i64 = -211_813_488_000_000_000;
/// The first time that it does not know any more: 294277-01-01 00:00 UTC.
pub const END_TIME: i64 = 9_223_371_331_200_000_000;

/// A length of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One minute.
    Minute,
    /// One hour.
    Hourly,
    /// One day, UTC.
    Daily,
    /// One week from Monday, UTC.
    Weekly,
}

impl Period {
    /// All periods, from the shortest on.
    pub const ALL: [Self; 4] = [Self::Minute, Self::Hourly, Self::Daily, Self::Weekly];

    /// The name in SQL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// The start of the period that holds a time.
    #[must_use]
    #[inline]
    pub fn start(self, time: i64) -> i64 {
        let (length, origin) = match self {
            Self::Minute => (MINUTE, 0),
            Self::Hourly => (HOUR, 0),
            Self::Daily => (DAY, 0),
            Self::Weekly => (WEEK, FIRST_MONDAY),
        };
        // Within i64: PostgreSQL's times leave room for a week at both ends.
        ((time - origin).div_euclid(length) * length + origin).max(MIN_TIME)
    }
}

/// Why rows or bytes were refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RollupError {
    /// There are too many values.
    #[error(transparent)]
    Value(#[from] SketchError),
    /// The plan is not one.
    #[error("malformed plan: {0}")]
    Plan(String),
    /// The bytes are not those of a rollup.
    #[error("malformed rollup: {0}")]
    Malformed(#[from] Malformed),
}

/// Which of two values, each with its time, is the last: the later one; of two at the same time the larger one, so that
/// their order does not matter.
#[inline(always)]
#[must_use]
pub fn is_newer((time, value): (i64, f64), (than_time, than_value): (i64, f64)) -> bool {
    time > than_time || (time == than_time && value > than_value)
}

/// What a series and a period have come to.
#[derive(Debug)]
pub struct Cell<A: Allocator + Clone = Global> {
    /// How many rows there were.
    pub rows: u64,
    /// The time of the last row.
    pub last_at: i64,
    /// The value of the last row of a metric; of several at the same time the largest.
    pub last_value: f64,
    /// Sum, extremes and percentiles of the values.
    pub values: Held<A>,
    /// The sums of the measures that any row had, by the ordinal of their key.
    pub measures: AVec<(u32, f64), A>,
}

impl<A: Allocator + Clone> Cell<A> {
    fn new_in(alloc: A) -> Self {
        Self {
            rows: 0,
            last_at: MIN_TIME,
            last_value: f64::NEG_INFINITY,
            values: Held::Nothing,
            measures: AVec::new_in(alloc),
        }
    }

    #[inline(always)]
    fn add(&mut self, time: i64, value: f64) -> Result<(), RollupError> {
        self.rows += 1;
        self.see_last(time, value + 0.0); // minus zero becomes zero
        self.add_value(value)
    }

    #[inline(always)]
    fn add_value(&mut self, value: f64) -> Result<(), RollupError> {
        Ok(self.values.add(value, self.measures.allocator())?)
    }

    /// Counts a row that has no value, or one whose last value nobody asks for.
    fn count(&mut self, time: i64) {
        self.rows += 1;
        self.see_last(time, f64::NEG_INFINITY);
    }

    #[inline]
    fn see_last(&mut self, time: i64, value: f64) {
        if is_newer((time, value), (self.last_at, self.last_value)) {
            self.last_at = time;
            self.last_value = value;
        }
    }

    fn add_measure(&mut self, key: u32, value: f64) {
        match self.measures.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum = saturating_sum(*sum, value),
            None => {
                // Most cells have one or two, and are held by the hundred thousand.
                if self.measures.len() < 2 {
                    self.measures.reserve_exact(1);
                }
                self.measures.push((key, value));
            }
        }
    }

    /// Takes in what another cell has; `key` says what the other's measures are called here.
    fn merge<B: Allocator + Clone>(
        &mut self,
        other: &Cell<B>,
        key: impl Fn(u32) -> u32,
    ) -> Result<(), RollupError> {
        self.rows = self.rows.saturating_add(other.rows);
        self.see_last(other.last_at, other.last_value);
        self.values.merge(&other.values, self.measures.allocator())?;
        for &(theirs, value) in &other.measures {
            self.add_measure(key(theirs), value);
        }
        Ok(())
    }
}

/// The measures of an execution, in the order in which [`Rollup::add_execution`] takes them.
pub const EXECUTION_MEASURES: [&str; 11] = [
    "tokens_used",
    "input_tokens",
    "output_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "reasoning_tokens",
    "cost_usd",
    // What makes sums of costs exact.
    "cost_micros",
    "cost_picos",
    // How many had tokens and no cost, and the tokens of those that do not say how many they used in all.
    "unpriced",
    "tokens_untold",
];

/// How many rows a slice has at most, if the plan says nothing of rows.
const SLICE_ROWS: u64 = 2_000_000;
/// How many further rows may come before what is held is measured again.
const ROWS_BETWEEN_CHECKS: u64 = 1 << 16;

/// The accumulator. All its memory comes from its allocator.
#[derive(Debug)]
pub struct Rollup<A: Allocator + Clone = Global> {
    groups: Groups<A>,
    cells: Cells<A>,
    counts: Option<Counts<A>>,
    max_rows: u64,
    max_bytes: u64,
    slice_rows: u64,
    /// Hours that begin from then on are in no day or week.
    days_until: i64,
    rows: u64,
    // Beyond so many rows one is looked at twice: whether there is too much, or whether rows are only counted.
    check_at: u64,
}

impl Rollup {
    /// An empty one on the common heap.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        Self::new_in(plan, Global)
    }
}

impl<A: Allocator + Clone> Rollup<A> {
    /// An empty one.
    #[must_use]
    pub fn new_in(plan: &Plan, alloc: A) -> Self {
        Self {
            groups: Groups::new_in(plan, alloc.clone()),
            cells: Cells::new_in(plan.first_minute(), alloc),
            counts: None,
            max_rows: plan.max_rows,
            max_bytes: plan.max_bytes,
            slice_rows: plan.max_rows.min(SLICE_ROWS),
            days_until: plan.days_until.unwrap_or(i64::MAX),
            rows: 0,
            check_at: ROWS_BETWEEN_CHECKS.min(plan.max_rows),
        }
    }

    /// Adds a row of a metric. `name` and `tags` are bytes that are equal only for equal names and tags (as jsonb's own
    /// are); `text`, called when they are new, gives the name and the tags as JSON.
    ///
    /// A row that the raw tables would refuse (a value or time that is not finite, tags that are no object) is left out.
    ///
    /// # Errors
    /// [`RollupError::Value`] when there are more values than a sketch can count.
    #[inline(always)]
    pub fn add<'a>(
        &mut self,
        name: &[u8],
        value: f64,
        tags: &[u8],
        text: impl FnOnce() -> (&'a str, String),
        time: i64,
    ) -> Result<(), RollupError> {
        if !value.is_finite() || self.passes_by(time) {
            return Ok(());
        }
        if let Some(series) = self.groups.known(name, tags) {
            return self.cells.of_row(series, time).add(time, value);
        }
        let (name_text, tags_text) = text();
        self.add_new((name, tags), (name_text, &tags_text), value, time)
    }

    /// Adds a row whose name and tags did not come before, or have measures.
    #[inline(never)]
    fn add_new(
        &mut self,
        raw: (&[u8], &[u8]),
        text: (&str, &str),
        value: f64,
        time: i64,
    ) -> Result<(), RollupError> {
        let Some((series, measures)) = self.groups.find(raw, text) else {
            return Ok(());
        };
        if self.groups.heap_size() as u64 > self.max_bytes {
            // Long tags fill the memory with few rows.
            self.check_at = self.rows;
        }
        let cell = self.cells.of_row(series, time);
        cell.add(time, value)?;
        measures.into_iter().for_each(|(key, value)| cell.add_measure(key, value));
        Ok(())
    }

    /// Adds an execution: its labels, how long it took (where that is known), and its measures.
    ///
    /// # Errors
    /// As [`Rollup::add`].
    pub fn add_execution(
        &mut self,
        labels: [(&str, Option<&str>); 3],
        duration: Option<f64>,
        measures: [Option<f64>; EXECUTION_MEASURES.len()],
        time: i64,
    ) -> Result<(), RollupError> {
        if self.passes_by(time) {
            return Ok(());
        }
        let series = self.groups.labelled(Source::Executions.metric(), &labels);
        let cell = self.cells.of_row(series, time);
        cell.count(time);
        if let Some(duration) = duration.filter(|duration| duration.is_finite()) {
            cell.add_value(duration)?;
        }
        for (key, value) in measures.into_iter().enumerate() {
            if let Some(value) = value.filter(|value| value.is_finite()) {
                cell.add_measure(key as u32, value);
            }
        }
        Ok(())
    }

    /// Adds a log row: its labels alone.
    ///
    /// # Errors
    /// As [`Rollup::add`].
    pub fn add_log(&mut self, labels: [(&str, Option<&str>); 3], time: i64) -> Result<(), RollupError> {
        if self.passes_by(time) {
            return Ok(());
        }
        let series = self.groups.labelled(Source::Logs.metric(), &labels);
        self.cells.of_row(series, time).count(time);
        Ok(())
    }

    /// Counts the row; true where that is all there is to do with it.
    #[inline(always)]
    fn passes_by(&mut self, time: i64) -> bool {
        if !(MIN_TIME..END_TIME).contains(&time) {
            return true;
        }
        if self.rows < self.check_at {
            self.rows += 1;
            return false;
        }
        self.passes_by_after_check(time)
    }

    #[inline(never)]
    fn passes_by_after_check(&mut self, time: i64) -> bool {
        if self.counts.is_none() {
            self.check();
        }
        self.rows += 1;
        if let Some(counts) = &mut self.counts {
            counts.add(time, 1);
        }
        self.counts.is_some()
    }

    /// Turns to counting when there is too much of it.
    fn check(&mut self) {
        let too_large = self.heap_size() as u64 > self.max_bytes;
        if too_large {
            // As many rows as these were too many.
            self.slice_rows = self.slice_rows.min(self.rows / 2);
        }
        if self.rows >= self.max_rows || too_large {
            self.count_only();
            return;
        }
        // Measuring walks over all cells: seldom enough to cost nothing by the row. A cell that has many rows grows
        // no more.
        self.check_at = self.rows.saturating_add(ROWS_BETWEEN_CHECKS.max(self.rows / 2)).min(self.max_rows);
    }

    /// From now on no row is kept.
    fn count_only(&mut self) {
        let mut counts = Counts::new_in(self.groups.allocator());
        self.cells.iter().for_each(|(_, minute, cell)| counts.add(minute, cell.rows));
        self.counts = Some(counts);
        self.cells.clear();
        self.check_at = 0;
    }

    /// An empty one that follows the same plan, to merge into. It knows no series, and takes all that come.
    #[must_use]
    pub fn like<B: Allocator + Clone>(other: &Rollup<B>, alloc: A) -> Self {
        let minutes_from = Some(other.cells.first_minute());
        let plan = Plan { source: other.groups.source(), minutes_from, ..Plan::default() };
        let Rollup { max_rows, max_bytes, slice_rows, days_until, .. } = *other;
        Self { max_rows, max_bytes, slice_rows, days_until, ..Self::new_in(&plan, alloc) }
    }

    /// Bytes on the heap, roughly.
    #[must_use]
    pub fn heap_size(&self) -> usize {
        self.groups.heap_size() + self.cells.heap_size()
    }

    /// How many rows were added, those left out not among them.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes in what another accumulator holds; both followed the same plan.
    ///
    /// # Errors
    /// [`RollupError::Value`] when the counts exceed what a sketch can hold.
    pub fn merge<B: Allocator + Clone>(&mut self, other: &Rollup<B>) -> Result<(), RollupError> {
        self.make_room(other.rows, other.slice_rows, other.counts.is_some());
        if let Some(counts) = &mut self.counts {
            match &other.counts {
                Some(theirs) => theirs.iter().for_each(|(time, rows)| counts.add(time, rows)),
                None => other.cells.iter().for_each(|(_, minute, cell)| counts.add(minute, cell.rows)),
            }
            return Ok(());
        }
        let series = self.groups.take_in(&other.groups);
        let keys = self.groups.take_in_keys(&other.groups);
        for (theirs, minute, cell) in other.cells.iter() {
            let ours = self.cells.at(series[theirs as usize], minute);
            ours.merge(cell, |key| keys[key as usize])?;
        }
        self.check_memory();
        Ok(())
    }

    /// Turns to counting where so many rows more are too many, or are counted only.
    fn make_room(&mut self, rows: u64, slice_rows: u64, counted: bool) {
        if self.counts.is_none() && (counted || self.rows.saturating_add(rows) > self.max_rows) {
            self.count_only();
        }
        self.slice_rows = self.slice_rows.min(slice_rows);
        self.rows = self.rows.saturating_add(rows);
    }

    fn check_memory(&mut self) {
        if self.counts.is_none() && self.heap_size() as u64 > self.max_bytes {
            self.check();
        }
    }
}

#[cfg(test)]
mod tests;
