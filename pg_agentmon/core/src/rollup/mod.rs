//! The rollup: rows of (metric, value, tags, time) become partial results by series and minute, and those become
//! hours, days and weeks.
//!
//! It is an accumulator with its own hash table, because grouping by a JSON value in the executor is what costs most.
//! Partial results merge: [`Rollup::merge`] joins accumulators of parallel workers, and
//! the rows of [`Rollup::rows`] are merged into stored ones by an upsert.
mod codec;
mod dimensions;

use std::collections::{BTreeMap, HashMap};

use crate::bytes::Malformed;
use crate::sketch::{Sketch, SketchError, saturating_sum};
use dimensions::Dimensions;

/// Microseconds of a minute; times count from 2000-01-01 00:00 UTC, as in PostgreSQL.
const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// 2000-01-01 was a Saturday; weeks start on Monday.
const FIRST_MONDAY: i64 = 2 * DAY;
/// The least time that PostgreSQL knows: 4714-11-24 00:00 UTC BC. A week that began before it starts there.
pub const MIN_TIME: i64 = -211_813_488_000_000_000;

/// How many raw tag sets are remembered to skip reading them again; beyond it the memory is emptied.
const KNOWN_TAGS: usize = 100_000;

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

/// Why a row or bytes were refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RollupError {
    /// The value is no finite number, or there are too many.
    #[error(transparent)]
    Value(#[from] SketchError),
    /// The tags are no JSON object.
    #[error("tags are not a JSON object: {0}")]
    Tags(String),
    /// The bytes are not those of a rollup.
    #[error("malformed rollup: {0}")]
    Malformed(#[from] Malformed),
}

/// What a series and a period have come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Count, sum, extremes and percentiles of the values.
    pub sketch: Sketch,
    /// The sums of the measures that any row had.
    pub measures: BTreeMap<String, f64>,
}

impl Cell {
    fn merge(&mut self, other: &Self) -> Result<(), RollupError> {
        self.sketch.merge(&other.sketch)?;
        self.add_measures(other.measures.iter().map(|(key, value)| (key.as_str(), *value)));
        Ok(())
    }

    fn add_measures<'a>(&mut self, measures: impl Iterator<Item = (&'a str, f64)>) {
        add_measures(&mut self.measures, measures);
    }
}

/// Adds to sums by key; like that of a sketch, a sum stops at the largest number.
pub fn add_measures<'a>(sums: &mut BTreeMap<String, f64>, measures: impl Iterator<Item = (&'a str, f64)>) {
    for (key, value) in measures {
        match sums.get_mut(key) {
            Some(sum) => *sum = saturating_sum(*sum, value),
            None => drop(sums.insert(key.to_owned(), value)),
        }
    }
}

/// A metric with one set of dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The metric.
    pub metric_name: String,
    /// The dimensions as canonical JSON: equal sets are equal texts.
    pub dimensions: String,
}

/// A row of the result.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The ordinal of the series.
    pub series: usize,
    /// The length of the period.
    pub period: Period,
    /// Its start.
    pub start: i64,
    /// What it came to.
    pub cell: Cell,
}

/// The accumulator.
#[derive(Debug, Default)]
pub struct Rollup {
    measures: HashMap<String, Vec<String>>,
    series: Vec<Series>,
    ordinals: HashMap<(String, String), usize>,
    minutes: Vec<HashMap<i64, Cell>>,
    known: HashMap<Box<[u8]>, usize>,
    scratch: Vec<u8>,
}

impl Rollup {
    /// An empty one; `measures` says which tags of a metric are summed instead of telling series apart.
    #[must_use]
    pub fn new(measures: HashMap<String, Vec<String>>) -> Self {
        Self { measures, ..Self::default() }
    }

    /// Adds a row. `tags` are bytes that are equal only for equal tags (as jsonb's own are); `tags_text`, called when
    /// they are new, gives them as JSON.
    ///
    /// # Errors
    /// [`RollupError::Value`] for a value that is not finite, [`RollupError::Tags`] for tags that are no object.
    pub fn add(
        &mut self,
        metric_name: &str,
        value: f64,
        tags: &[u8],
        tags_text: impl FnOnce() -> String,
        time: i64,
    ) -> Result<(), RollupError> {
        let minute = Period::Minute.start(time);
        // With measures nearly every row has tags of its own, so that remembering them would be in vain.
        if let Some(keys) = self.measures.get(metric_name) {
            let found = Dimensions::read(&tags_text(), keys)?;
            let ordinal = self.ordinal(metric_name, found.text);
            let cell = self.minutes[ordinal].entry(minute).or_default();
            cell.sketch.add(value)?;
            cell.add_measures(found.measures.iter().map(|(key, value)| (key.as_str(), *value)));
            return Ok(());
        }
        self.scratch.clear();
        self.scratch.extend((metric_name.len() as u64).to_le_bytes());
        self.scratch.extend(metric_name.as_bytes());
        self.scratch.extend(tags);
        let ordinal = match self.known.get(self.scratch.as_slice()) {
            Some(&ordinal) => ordinal,
            None => {
                let ordinal = self.ordinal(metric_name, Dimensions::read(&tags_text(), &[])?.text);
                if self.known.len() >= KNOWN_TAGS {
                    self.known.clear();
                }
                self.known.insert(self.scratch.as_slice().into(), ordinal);
                ordinal
            }
        };
        Ok(self.minutes[ordinal].entry(minute).or_default().sketch.add(value)?)
    }

    fn ordinal(&mut self, metric_name: &str, dimensions: String) -> usize {
        let key = (metric_name.to_owned(), dimensions);
        if let Some(&ordinal) = self.ordinals.get(&key) {
            return ordinal;
        }
        self.series.push(Series { metric_name: key.0.clone(), dimensions: key.1.clone() });
        self.minutes.push(HashMap::new());
        self.ordinals.insert(key, self.series.len() - 1);
        self.series.len() - 1
    }

    /// Takes in the rows of another accumulator.
    ///
    /// # Errors
    /// [`RollupError::Value`] when the counts exceed what a sketch can hold.
    pub fn merge(&mut self, other: &Self) -> Result<(), RollupError> {
        for (series, minutes) in other.series.iter().zip(&other.minutes) {
            let ordinal = self.ordinal(&series.metric_name, series.dimensions.clone());
            for (minute, cell) in minutes {
                self.minutes[ordinal].entry(*minute).or_default().merge(cell)?;
            }
        }
        Ok(())
    }

    /// The series, by ordinal.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The rows of all periods, by series, period and start.
    ///
    /// # Errors
    /// As of [`Rollup::merge`].
    pub fn rows(&self) -> Result<Vec<Row>, RollupError> {
        let mut rows = Vec::new();
        for (series, minutes) in self.minutes.iter().enumerate() {
            let mut cells: BTreeMap<i64, Cell> =
                minutes.iter().map(|(start, cell)| (*start, cell.clone())).collect();
            for period in Period::ALL {
                // Each level comes from the one below it. A week starts at a day, a day at an hour.
                let mut merged: BTreeMap<i64, Cell> = BTreeMap::new();
                for (start, cell) in cells {
                    merged.entry(period.start(start)).or_default().merge(&cell)?;
                }
                rows.extend(merged.iter().map(|(&start, cell)| Row {
                    series,
                    period,
                    start,
                    cell: cell.clone(),
                }));
                cells = merged;
            }
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests;
