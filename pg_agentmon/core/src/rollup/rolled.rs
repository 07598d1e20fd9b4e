//! The result of a rollup: its series, and its rows for all periods, as bytes that the function which unpacks them reads
//! front to back. They are never stored, so there is one version of them, that of the library.
use std::collections::BTreeMap;

use allocator_api2::alloc::{Allocator, Global};

use super::segment::{self, MinuteRow, Piece, Pieces, Written};
use super::values::Values;
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

impl<A: Allocator + Clone> Rollup<A> {
    /// The result: rows by period, stretch of time, series and start; or, where there was too much, the ends of slices to
    /// come back for.
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
        let mut scratch = Vec::new();
        let mut longer = LONGER.map(|period| Level {
            period,
            handed_on_until: if period == Period::Hourly { self.days_until } else { i64::MAX },
            open: None,
            stretches: BTreeMap::new(),
            rows: 0,
        });
        let first_minute = self.cells.first_minute();
        let (keys, mut measures): (Vec<&str>, _) = (self.groups.keys().collect(), Vec::new());
        let mut minutes = Pieces::default();
        for (series, start, cell) in self.cells.sorted() {
            if start >= first_minute {
                measures.clear();
                measures.extend(cell.measures.iter().map(|(key, sum)| (keys[*key as usize], *sum)));
                measures.sort_unstable_by(|a: &(&str, f64), b| a.0.cmp(b.0));
                scratch.clear();
                cell.values.encode_into(&mut scratch);
                minutes.put(&segment::Cell {
                    series: i64::from(series) + 1,
                    start,
                    rows: cell.rows,
                    last_at: cell.last_at,
                    last_value: Some(cell.last_value).filter(|value| value.is_finite()),
                    values: (!scratch.is_empty()).then_some(scratch.as_slice()),
                    measures: &measures,
                });
            }
            raise(&mut longer, series, start, cell, &mut scratch)?;
        }
        minutes.finish(&mut out);
        for at in 0..longer.len() {
            if let Some((series, start, cell)) = longer[at].close(&mut scratch)
                && start < longer[at].handed_on_until
            {
                raise(&mut longer[at + 1..], series, start, &cell, &mut scratch)?;
            }
        }
        for level in longer {
            put_varint(&mut out, level.rows);
            level.stretches.into_values().for_each(|rows| out.extend(rows));
        }
        Ok(out)
    }
}

/// The periods that are made of shorter ones.
static LONGER: [Period; 3] = [Period::Hourly, Period::Daily, Period::Weekly];

/// The rows of one length of periods. What is open may still get more.
struct Level {
    period: Period,
    /// Rows that begin from then on are in none of the levels above.
    handed_on_until: i64,
    open: Option<(u32, i64, Cell)>,
    /// Their bytes by stretch of time, in each by series and start. Written like that, what is of one time lies together,
    /// and an index that tells where which times are (BRIN) leaves out the rest. By series alone a month that is rolled up
    /// in one step has all times everywhere: that costs a fifth less to write, its index by series is a third smaller, and
    /// who asks for a day of hours reads the month.
    stretches: BTreeMap<i64, Vec<u8>>,
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
        && start < level.handed_on_until
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
        let stretch = match self.period {
            // The hours of a series and a day stay together, as their entries in the index by series do.
            Period::Minute | Period::Hourly => Period::Daily.start(start),
            Period::Daily | Period::Weekly => start,
        };
        put_row(self.stretches.entry(stretch).or_default(), series, start, &cell, scratch);
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
    let ends = cell.values.ends();
    out.push(u8::from(ends.is_some()));
    if let Some((sum, min, max)) = ends {
        [sum, min, max].into_iter().for_each(|number| out.extend(number.to_le_bytes()));
        scratch.clear();
        cell.values.encode_into(scratch);
        put_bytes(out, scratch);
    }
    put_varint(out, cell.measures.len() as u64);
    for (key, value) in &cell.measures {
        put_varint(out, u64::from(*key));
        out.extend(value.to_le_bytes());
    }
}

/// Reads a result: the series and the minutes' pieces are told at once, the rows by an iterator.
#[derive(Debug)]
pub struct Rolled<'a> {
    /// The series, by ordinal; none where there are slices.
    pub series: Vec<RolledSeries>,
    /// The ends of the slices to come back for, if there was too much.
    pub slices: Option<Vec<i64>>,
    keys: Vec<String>,
    pieces: Vec<Piece<'a>>,
    longer: &'a [u8],
}

impl<'a> Rolled<'a> {
    /// Reads the head of a result.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn read(bytes: &'a [u8]) -> Result<Self, RollupError> {
        let mut input = Input(bytes);
        let mut rolled =
            Self { series: Vec::new(), slices: None, keys: Vec::new(), pieces: Vec::new(), longer: &[] };
        if input.byte()? == SLICES {
            let ends = rolled.slices.insert(Vec::new());
            while !input.0.is_empty() {
                ends.push(input.signed()?);
            }
            return Ok(rolled);
        }
        for _ in 0..input.varint()? {
            rolled.keys.push(input.text()?.to_owned());
        }
        for _ in 0..input.varint()? {
            let (metric_name, dimensions) = (input.text()?.to_owned(), input.text()?.to_owned());
            let (key, overflow, slots) = (input.take()?, input.byte()? != 0, groups::slots(&dimensions));
            rolled.series.push(RolledSeries { metric_name, dimensions, key, slots, overflow });
        }
        for _ in 0..input.varint()? {
            rolled.pieces.push(Piece::read(&mut input)?);
        }
        rolled.longer = input.0;
        Ok(rolled)
    }

    /// The minutes, by hour.
    pub(super) fn pieces(&self) -> &[Piece<'a>] {
        &self.pieces
    }

    /// The minutes that begin from a time on as segments, by block; `ids` are the ids of the series, by ordinal.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are no rollup, or a series without an id.
    pub fn segments(&self, ids: &[i64], from: i64) -> Result<Vec<Written>, RollupError> {
        let mut written = Vec::new();
        for piece in &self.pieces {
            piece.write(ids, from, &mut written)?;
        }
        Ok(written)
    }

    /// How many rows of hours, days and weeks there are, and the first and last hour.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn extent(&self) -> Result<Extent, RollupError> {
        let mut extent = Extent::default();
        if self.slices.is_some() {
            return Ok(extent);
        }
        let mut input = Input(self.longer);
        for (rows, period) in extent.rows.iter_mut().zip(&LONGER) {
            *rows = input.varint()?;
            for _ in 0..*rows {
                let start = skip_row(&mut input)?;
                if *period == Period::Hourly {
                    let (first, last) = extent.hours.unwrap_or((start, start));
                    extent.hours = Some((first.min(start), last.max(start)));
                }
            }
        }
        Ok(extent)
    }

    /// All rows: minutes by hour, series and time, then hours, days and weeks as [`Rolled::longer_rows`] has them.
    #[must_use]
    pub fn rows(self) -> Rows {
        let pieces: Vec<Vec<u8>> = self.pieces.iter().map(|piece| piece.bytes.to_vec()).collect();
        Rows { pieces: pieces.into_iter(), ..self.longer_rows() }
    }

    /// The rows of hours, days and weeks: hours by day, series and time, days and weeks by time and series.
    #[must_use]
    pub fn longer_rows(self) -> Rows {
        let slices = self.slices.is_some();
        Rows {
            keys: self.keys,
            pieces: Vec::new().into_iter(),
            minutes: Vec::new().into_iter(),
            bytes: self.longer.to_vec(),
            at: 0,
            // Slices are all that there is.
            periods: if slices { LONGER[..0].iter() } else { LONGER.iter() },
            period: Period::Minute,
            left: 0,
        }
    }
}

/// What a result has of hours, days and weeks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many rows of each.
    pub rows: [u64; 3],
    /// The starts of the first and the last hour, if there is one.
    pub hours: Option<(i64, i64)>,
}

/// Passes over a row; gives the start of its period.
fn skip_row(input: &mut Input<'_>) -> Result<i64, Malformed> {
    input.varint()?;
    let start = input.signed()?;
    input.varint()?;
    input.signed()?;
    input.f64()?;
    if input.byte()? != 0 {
        input.take::<24>()?;
        input.bytes()?;
    }
    for _ in 0..input.varint()? {
        input.varint()?;
        input.f64()?;
    }
    Ok(start)
}

/// The rows of a result.
#[derive(Debug)]
pub struct Rows {
    keys: Vec<String>,
    pieces: std::vec::IntoIter<Vec<u8>>,
    /// Those of the piece that was read last.
    minutes: std::vec::IntoIter<RolledRow>,
    bytes: Vec<u8>,
    at: usize,
    periods: std::slice::Iter<'static, Period>,
    period: Period,
    left: u64,
}

impl Rows {
    fn next_row(&mut self) -> Result<Option<RolledRow>, RollupError> {
        loop {
            if let Some(minute) = self.minutes.next() {
                return Ok(Some(minute));
            }
            let Some(piece) = self.pieces.next() else { break };
            let rows = segment::rows(&[&piece], None, i64::MIN, i64::MAX)?;
            self.minutes =
                rows.into_iter().map(RolledRow::try_from).collect::<Result<Vec<_>, _>>()?.into_iter();
        }
        let mut input = Input(self.bytes.get(self.at..).unwrap_or_default());
        while self.left == 0 {
            let Some(&period) = self.periods.next() else {
                return if input.0.is_empty() {
                    Ok(None)
                } else {
                    Err(Malformed("bytes after its end").into())
                };
            };
            self.period = period;
            self.left = input.varint()?;
        }
        let row = self.read_row(&mut input)?;
        self.left -= 1;
        self.at = self.bytes.len() - input.0.len();
        Ok(Some(row))
    }

    fn read_row(&self, input: &mut Input<'_>) -> Result<RolledRow, RollupError> {
        let series = u32::try_from(input.varint()?).map_err(|_| Malformed("no such series"))?;
        let (start, rows, last_at) = (input.signed()?, input.varint()?, input.signed()?);
        let last_value = Some(input.f64()?).filter(|value| value.is_finite());
        let values = if input.byte()? == 0 {
            None
        } else {
            let (sum, min, max) = (input.f64()?, input.f64()?, input.f64()?);
            Some(Values { sum, min, max, sketch: input.bytes()?.to_vec() })
        };
        let mut measures = Vec::new();
        for _ in 0..input.varint()? {
            let key = self.keys.get(usize::try_from(input.varint()?).unwrap_or(usize::MAX));
            measures.push((key.ok_or(Malformed("no such measure"))?.clone(), input.f64()?));
        }
        measures.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(RolledRow { series, period: self.period, start, rows, last_at, last_value, values, measures })
    }
}

impl TryFrom<MinuteRow> for RolledRow {
    type Error = Malformed;

    fn try_from(row: MinuteRow) -> Result<Self, Malformed> {
        let series = u32::try_from(row.series - 1).map_err(|_| Malformed("no such series"))?;
        let MinuteRow { start, rows, last_at, last_value, values, measures, .. } = row;
        Ok(Self { series, period: Period::Minute, start, rows, last_at, last_value, values, measures })
    }
}

impl Iterator for Rows {
    type Item = Result<RolledRow, RollupError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.next_row();
        if row.is_err() {
            // Nothing behind the first error means anything.
            (self.left, self.at) = (0, self.bytes.len());
            (self.pieces, self.minutes) = (Vec::new().into_iter(), Vec::new().into_iter());
            self.periods = LONGER[..0].iter();
        }
        row.transpose()
    }
}
