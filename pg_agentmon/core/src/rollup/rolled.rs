//! The result of a rollup: its series, and its rows for all periods, as bytes that the function which unpacks them reads
//! front to back. They are never stored, so there is one version of them, that of the library.
use allocator_api2::alloc::{Allocator, Global};

use super::{Cell, Period, Rollup, RollupError, groups};
use crate::bytes::{Input, Malformed, put_bytes, put_signed, put_varint};

const ROWS: u8 = 0;
const SLICES: u8 = 1;

/// A series of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledSeries {
    /// The metric.
    pub metric_name: String,
    /// The dimensions as canonical JSON: equal sets are equal texts.
    pub dimensions: String,
    /// SHA-256 of both and the raw table: the key by which the catalogue finds it.
    pub key: [u8; 32],
    /// How many places of its metric's series limit it takes.
    pub slots: u32,
    /// Whether it holds what was past a limit.
    pub overflow: bool,
}

/// A row of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct RolledRow {
    /// The ordinal of the series.
    pub series: u32,
    /// The length of the period.
    pub period: Period,
    /// Its start.
    pub start: i64,
    /// How many raw rows it is of.
    pub rows: u64,
    /// The time of the last of them.
    pub last_at: i64,
    /// The value of the last of them, of a metric.
    pub last_value: Option<f64>,
    /// What is known of the values, if any had one.
    pub values: Option<Values>,
    /// The sums of the measures that any had.
    pub measures: Vec<(String, f64)>,
}

/// What is known of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// The sum.
    pub sum: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The bytes of the sketch.
    pub sketch: Vec<u8>,
}

impl<A: Allocator + Clone> Rollup<A> {
    /// The result: rows by period, series and start; or, where there was too much, the ends of slices to come back for.
    ///
    /// # Errors
    /// [`RollupError::Value`] when the counts exceed what a sketch can hold.
    pub fn roll_up(&self) -> Result<Vec<u8>, RollupError> {
        let mut out = Vec::new();
        if let Some(counts) = &self.counts {
            out.push(SLICES);
            counts.slices(self.slice_rows).into_iter().for_each(|end| put_signed(&mut out, end));
            return Ok(out);
        }
        out.push(ROWS);
        self.groups.put_keys(&mut out);
        put_varint(&mut out, self.groups.len() as u64);
        for series in 0..self.groups.len() as u32 {
            let (metric, dimensions, overflow) = self.groups.get(series);
            put_bytes(&mut out, metric.as_bytes());
            put_bytes(&mut out, dimensions.as_bytes());
            out.extend(self.groups.source().series_key(metric, dimensions, overflow));
            out.push(u8::from(overflow));
        }
        // Minutes, by far the most, come in order and one cell each: they need no wait.
        let cells = self.cells.sorted();
        let mut scratch = Vec::new();
        let mut longer = LONGER.map(|period| Level { period, open: None, bytes: Vec::new(), rows: 0 });
        let first_minute = self.cells.first_minute();
        let minutes = cells.iter().filter(|(_, start, _)| *start >= first_minute).count();
        put_varint(&mut out, minutes as u64);
        for (series, minute, cell) in cells {
            if minute >= first_minute {
                put_row(&mut out, series, minute, cell, &mut scratch);
            }
            raise(&mut longer, series, minute, cell, &mut scratch)?;
        }
        for at in 0..longer.len() {
            if let Some((series, start, cell)) = longer[at].close(&mut scratch) {
                raise(&mut longer[at + 1..], series, start, &cell, &mut scratch)?;
            }
        }
        for level in longer {
            put_varint(&mut out, level.rows);
            out.extend(level.bytes);
        }
        Ok(out)
    }
}

/// The periods that are made of shorter ones.
const LONGER: [Period; 3] = [Period::Hourly, Period::Daily, Period::Weekly];

/// The rows of one length of periods. What is open may still get more.
struct Level {
    period: Period,
    open: Option<(u32, i64, Cell)>,
    bytes: Vec<u8>,
    rows: u64,
}

/// Adds a complete cell of the level below to the first of these, which hands on what that completes. A week starts
/// at a day, a day at an hour, an hour at a minute.
fn raise<A: Allocator + Clone>(
    levels: &mut [Level],
    series: u32,
    start: i64,
    cell: &Cell<A>,
    scratch: &mut Vec<u8>,
) -> Result<(), RollupError> {
    let Some((level, above)) = levels.split_first_mut() else { return Ok(()) };
    let start = level.period.start(start);
    if !matches!(level.open, Some((of, since, _)) if (of, since) == (series, start))
        && let Some((series, start, complete)) = level.close(scratch)
    {
        raise(above, series, start, &complete, scratch)?;
    }
    let (_, _, sum) = level.open.get_or_insert_with(|| (series, start, Cell::new_in(Global)));
    sum.merge(cell, |key| key)
}

impl Level {
    fn close(&mut self, scratch: &mut Vec<u8>) -> Option<(u32, i64, Cell)> {
        let (series, start, cell) = self.open.take()?;
        self.rows += 1;
        put_row(&mut self.bytes, series, start, &cell, scratch);
        Some((series, start, cell))
    }
}

/// Appends a row; `scratch` is for the bytes of its sketch, whose length comes first.
fn put_row<A: Allocator + Clone>(
    out: &mut Vec<u8>,
    series: u32,
    start: i64,
    cell: &Cell<A>,
    scratch: &mut Vec<u8>,
) {
    put_varint(out, u64::from(series));
    put_signed(out, start);
    put_varint(out, cell.rows);
    put_signed(out, cell.last_at);
    out.extend(cell.last_value.to_le_bytes());
    let sketch = &cell.sketch;
    out.push(u8::from(sketch.count() > 0));
    if let (Some(min), Some(max)) = (sketch.min(), sketch.max()) {
        [sketch.sum(), min, max].into_iter().for_each(|number| out.extend(number.to_le_bytes()));
        scratch.clear();
        sketch.encode_into(scratch);
        put_bytes(out, scratch);
    }
    put_varint(out, cell.measures.len() as u64);
    for (key, value) in &cell.measures {
        put_varint(out, u64::from(*key));
        out.extend(value.to_le_bytes());
    }
}

/// A row where it stands in the bytes.
pub(super) struct RawRow<'a> {
    pub series: u32,
    pub start: i64,
    pub rows: u64,
    pub last_at: i64,
    pub last_value: Option<f64>,
    /// Sum, minimum, maximum, and the bytes of the sketch.
    pub values: Option<(f64, f64, f64, &'a [u8])>,
    measures: u64,
    sums: Input<'a>,
}

impl<'a> RawRow<'a> {
    pub fn read(input: &mut Input<'a>) -> Result<Self, Malformed> {
        let series = u32::try_from(input.varint()?).map_err(|_| Malformed("no such series"))?;
        let (start, rows, last_at) = (input.signed()?, input.varint()?, input.signed()?);
        let last_value = Some(input.f64()?).filter(|value| value.is_finite());
        let values = if input.byte()? == 0 {
            None
        } else {
            Some((input.f64()?, input.f64()?, input.f64()?, input.bytes()?))
        };
        let measures = input.varint()?;
        let sums = *input;
        for _ in 0..measures {
            input.varint()?;
            input.take::<8>()?;
        }
        Ok(Self { series, start, rows, last_at, last_value, values, measures, sums })
    }

    /// Each measure with its sum.
    pub fn measures<'k>(
        &self,
        keys: &'k [String],
        mut each: impl FnMut(&'k str, f64),
    ) -> Result<(), Malformed> {
        let mut sums = self.sums;
        for _ in 0..self.measures {
            let key = keys.get(usize::try_from(sums.varint()?).unwrap_or(usize::MAX));
            each(key.ok_or(Malformed("no such measure"))?, sums.f64()?);
        }
        Ok(())
    }
}

/// Reads a result: the series at once, the rows as an iterator.
#[derive(Debug)]
pub struct Rolled {
    /// The series, by ordinal; none where there are slices.
    pub series: Vec<RolledSeries>,
    /// The ends of the slices to come back for, if there was too much.
    pub slices: Option<Vec<i64>>,
    keys: Vec<String>,
    bytes: Vec<u8>,
    at: usize,
    level: usize,
    left: u64,
}

impl Rolled {
    /// Reads the head of a result.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn read(bytes: &[u8]) -> Result<Self, RollupError> {
        let mut input = Input(bytes);
        let (mut keys, mut series) = (Vec::new(), Vec::new());
        if input.byte()? == SLICES {
            let mut ends = Vec::new();
            while !input.0.is_empty() {
                ends.push(input.signed()?);
            }
            return Ok(Self {
                series,
                slices: Some(ends),
                keys,
                bytes: Vec::new(),
                at: 0,
                level: 4,
                left: 0,
            });
        }
        for _ in 0..input.varint()? {
            keys.push(input.text()?.to_owned());
        }
        for _ in 0..input.varint()? {
            let (metric_name, dimensions) = (input.text()?.to_owned(), input.text()?.to_owned());
            let (key, overflow, slots) = (input.take()?, input.byte()? != 0, groups::slots(&dimensions));
            series.push(RolledSeries { metric_name, dimensions, key, slots, overflow });
        }
        let left = input.varint()?;
        Ok(Self { series, slices: None, keys, bytes: input.0.to_vec(), at: 0, level: 0, left })
    }

    /// Passes over the rows of minutes, without making anything of them.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn skip_minutes(&mut self) -> Result<(), RollupError> {
        if self.level > 0 {
            return Ok(());
        }
        let mut input = Input(self.bytes.get(self.at..).unwrap_or_default());
        for _ in 0..self.left {
            RawRow::read(&mut input)?;
        }
        self.left = 0;
        self.at = self.bytes.len() - input.0.len();
        Ok(())
    }

    /// The bytes of the minutes and what follows, and how many minutes there are, before the first was read.
    pub(super) fn raw_minutes(&self) -> (u64, &[u8]) {
        if self.level == 0 { (self.left, self.bytes.get(self.at..).unwrap_or_default()) } else { (0, &[]) }
    }

    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    fn read_row(&self, input: &mut Input<'_>) -> Result<RolledRow, RollupError> {
        let row = RawRow::read(input)?;
        let values =
            row.values.map(|(sum, min, max, sketch)| Values { sum, min, max, sketch: sketch.to_vec() });
        let mut measures = Vec::new();
        row.measures(&self.keys, |key, sum| measures.push((key.to_owned(), sum)))?;
        measures.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(RolledRow {
            series: row.series,
            period: Period::ALL[self.level],
            start: row.start,
            rows: row.rows,
            last_at: row.last_at,
            last_value: row.last_value,
            values,
            measures,
        })
    }

    fn next_row(&mut self) -> Result<Option<RolledRow>, RollupError> {
        let mut input = Input(self.bytes.get(self.at..).unwrap_or_default());
        while self.left == 0 {
            if self.level + 1 >= Period::ALL.len() {
                return if input.0.is_empty() {
                    Ok(None)
                } else {
                    Err(Malformed("bytes after its end").into())
                };
            }
            self.level += 1;
            self.left = input.varint()?;
            self.at = self.bytes.len() - input.0.len();
        }
        let row = self.read_row(&mut input)?;
        self.left -= 1;
        self.at = self.bytes.len() - input.0.len();
        Ok(Some(row))
    }
}

impl Iterator for Rolled {
    type Item = Result<RolledRow, RollupError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.next_row();
        if row.is_err() {
            // Nothing behind the first error means anything.
            (self.level, self.left, self.bytes) = (Period::ALL.len(), 0, Vec::new());
        }
        row.transpose()
    }
}
