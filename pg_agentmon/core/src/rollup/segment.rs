//! Segments: the minutes of many series in one value.
//!
//! A minute of a series that has a row or two takes a dozen bytes here, and a hundred and more as a row of a table with
//! its index entries. A segment holds minutes of one hour, its block, by series and time; a block may have several, and
//! what they say of the same minute adds up. The bytes, little-endian, version 1:
//!
//! ```text
//! version   u8 = 1
//! block     zigzag varint: the hour, counted from 2000-01-01 00:00 UTC
//! keys      varint: how many names of measures; each as a text behind its length
//! series    varint: how many; the directory has for each, ids rising:
//!   id      varint: the id minus the one before (minus 0 for the first)
//!   length  varint: of its part below
//! parts     of each series its cells, minutes rising:
//!   minute  u8: 0 to 59, of the block
//!   flags   u8: 1 one row; 2 last_at in whole milliseconds; 4 a last value; 8 the last value is the one value;
//!           16 one value, of the usual scale; 32 a sketch; 64 measures
//!   rows    varint, unless flagged as one
//!   last_at varint: after the minute's start, in milliseconds or microseconds
//!   last    f64, where flagged with 4 and not with 8
//!   value   f64, where flagged with 16; the sketch behind its length, where flagged with 32
//!   measures  varint: how many; each: varint 2 * key + whole; then the sum, a zigzag varint where whole is 1, else f64
//! ```
//!
//! The directory is all that must be read to find a series. Readers treat the bytes as hostile.
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::held::{ONE_VALUE, one_value};
use super::values::Values;
use super::{END_TIME, HOUR, MIN_TIME, MINUTE, RollupError};
use crate::bytes::{Input, Malformed, put_bytes, put_signed, put_varint};
use crate::sketch::{Sketch, saturating_sum};

const VERSION: u8 = 1;

const ONE_ROW: u8 = 1;
const MILLIS: u8 = 2;
const LAST: u8 = 4;
const LAST_IS_VALUE: u8 = 8;
const VALUE: u8 = 16;
const SKETCH: u8 = 32;
const MEASURES: u8 = 64;

/// Beyond so many bytes a further segment is begun: what is read at once has an end.
const MOST_BYTES: usize = 4 << 20;
/// Whole sums up to here are stored as such.
const MOST_WHOLE: f64 = 9e15;

/// What a series and a minute have come to.
#[derive(Debug, Clone, PartialEq)]
pub struct MinuteRow {
    /// The id of the series in the catalogue.
    pub series: i64,
    /// The start of the minute.
    pub start: i64,
    /// How many raw rows it is of.
    pub rows: u64,
    /// The time of the last of them.
    pub last_at: i64,
    /// The value of the last of them, of a metric.
    pub last_value: Option<f64>,
    /// What is known of the values, if any had one.
    pub values: Option<Values>,
    /// The sums of the measures that any had, by key.
    pub measures: Vec<(String, f64)>,
}

impl MinuteRow {
    /// Takes in another one of the same series and minute.
    ///
    /// # Errors
    /// [`RollupError`] for sketches that are none, or of too many values.
    pub fn merge(&mut self, other: Self) -> Result<(), RollupError> {
        self.rows = self.rows.saturating_add(other.rows);
        let later = other.last_at.cmp(&self.last_at).then_with(|| {
            // As everywhere: of the rows of one moment the largest value.
            other.last_value.partial_cmp(&self.last_value).unwrap_or(Ordering::Equal)
        });
        if later == Ordering::Greater {
            (self.last_at, self.last_value) = (other.last_at, other.last_value);
        }
        self.values = match (self.values.take(), other.values) {
            (Some(ours), Some(theirs)) => {
                let mut sketch = Sketch::decode(&ours.sketch)?;
                sketch.merge_encoded(&theirs.sketch)?;
                Some(Values {
                    sum: saturating_sum(ours.sum, theirs.sum),
                    min: ours.min.min(theirs.min),
                    max: ours.max.max(theirs.max),
                    sketch: sketch.encode(),
                })
            }
            (ours, theirs) => ours.or(theirs),
        };
        for (key, value) in other.measures {
            match self.measures.iter_mut().find(|(known, _)| *known == key) {
                Some((_, sum)) => *sum = saturating_sum(*sum, value),
                None => self.measures.push((key, value)),
            }
        }
        self.measures.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(())
    }
}

/// A segment that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The start of its hour.
    pub block: i64,
    /// The start of the last minute in it.
    pub last_start: i64,
    /// How many minutes of series there are in it.
    pub minutes: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Puts minutes of one block, by series and time, into segments.
struct Writer {
    block: i64,
    keys: Vec<String>,
    directory: Vec<u8>,
    parts: Vec<u8>,
    series: u64,
    /// The id of the open series, where its part begins, and the id before it.
    open: Option<(i64, usize)>,
    before: i64,
    minutes: u64,
    last_start: i64,
    done: Vec<Written>,
}

impl Writer {
    fn new(block: i64) -> Self {
        Self {
            block,
            keys: Vec::new(),
            directory: Vec::new(),
            parts: Vec::new(),
            series: 0,
            open: None,
            before: 0,
            minutes: 0,
            last_start: i64::MIN,
            done: Vec::new(),
        }
    }

    fn put(&mut self, row: &Cell<'_>) {
        if self.open.is_none_or(|(id, _)| id != row.series) {
            self.close_series();
            if self.parts.len() + self.directory.len() > MOST_BYTES {
                self.finish_one();
            }
            self.open = Some((row.series, self.parts.len()));
        }
        self.minutes += 1;
        self.last_start = self.last_start.max(row.start);
        self.put_cell(row);
    }

    fn close_series(&mut self) {
        if let Some((id, start)) = self.open.take() {
            put_varint(&mut self.directory, (id - self.before) as u64);
            put_varint(&mut self.directory, (self.parts.len() - start) as u64);
            self.before = id;
            self.series += 1;
        }
    }

    fn finish_one(&mut self) {
        self.close_series();
        if self.series == 0 {
            return;
        }
        let mut bytes = Vec::with_capacity(self.directory.len() + self.parts.len() + 64);
        put_head(&mut bytes, self.block, &self.keys, self.series);
        bytes.append(&mut self.directory);
        bytes.append(&mut self.parts);
        let done = std::mem::take(&mut self.done);
        let (minutes, last_start, block) = (self.minutes, self.last_start, self.block);
        *self = Self { done, ..Self::new(block) };
        self.done.push(Written { block, last_start, minutes, bytes });
    }

    fn put_cell(&mut self, row: &Cell<'_>) {
        let since = row.last_at - row.start;
        let one = row.values.and_then(one_value);
        let mut flags = 0;
        let mut flag = |holds: bool, bit: u8| flags |= if holds { bit } else { 0 };
        let last_is_value = match (row.last_value, one) {
            (Some(last), Some(value)) => last.to_bits() == value.to_bits(),
            _ => false,
        };
        flag(row.rows == 1, ONE_ROW);
        flag(since % 1000 == 0, MILLIS);
        flag(row.last_value.is_some(), LAST);
        flag(last_is_value, LAST_IS_VALUE);
        flag(one.is_some(), VALUE);
        flag(row.values.is_some() && one.is_none(), SKETCH);
        flag(!row.measures.is_empty(), MEASURES);
        let out = &mut self.parts;
        out.push(((row.start - self.block) / MINUTE) as u8);
        out.push(flags);
        if row.rows != 1 {
            put_varint(out, row.rows);
        }
        put_varint(out, (if since % 1000 == 0 { since / 1000 } else { since }) as u64);
        if let (Some(last), false) = (row.last_value, last_is_value) {
            out.extend(last.to_le_bytes());
        }
        match (one, row.values) {
            (Some(value), _) => out.extend(value.to_le_bytes()),
            (None, Some(sketch)) => put_bytes(out, sketch),
            (None, None) => {}
        }
        if row.measures.is_empty() {
            return;
        }
        put_varint(out, row.measures.len() as u64);
        for (name, sum) in row.measures {
            let place = self.keys.iter().position(|key| key == name).unwrap_or_else(|| {
                self.keys.push((*name).to_owned());
                self.keys.len() - 1
            });
            let whole =
                sum.fract() == 0.0 && sum.abs() < MOST_WHOLE && (*sum != 0.0 || sum.is_sign_positive());
            put_varint(out, (place as u64) << 1 | u64::from(whole));
            if whole {
                put_signed(out, *sum as i64);
            } else {
                out.extend(sum.to_le_bytes());
            }
        }
    }
}

/// Appends what precedes the directory.
fn put_head(out: &mut Vec<u8>, block: i64, keys: &[impl AsRef<str>], series: u64) {
    out.push(VERSION);
    put_signed(out, block.div_euclid(HOUR));
    put_varint(out, keys.len() as u64);
    keys.iter().for_each(|key| put_bytes(out, key.as_ref().as_bytes()));
    put_varint(out, series);
}

fn sketch_of_one(value: f64) -> Vec<u8> {
    [&ONE_VALUE[..], &value.to_le_bytes()].concat()
}

/// The id of a series that stands in a segment by its ordinal, counted from one.
fn id_of(ids: &[i64], ordinal: i64) -> Result<i64, Malformed> {
    let place = usize::try_from(ordinal - 1).ok();
    place.and_then(|place| ids.get(place)).copied().filter(|id| *id > 0).ok_or(Malformed("no such series"))
}

/// A segment of a rollup that was not written yet: its series go by their ordinals, counted from one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// How many minutes of series there are in it.
    pub minutes: u64,
    /// The start of the last of them.
    pub last_start: i64,
    pub bytes: &'a [u8],
}

impl<'a> Piece<'a> {
    pub fn read(input: &mut Input<'a>) -> Result<Self, Malformed> {
        Ok(Self { minutes: input.varint()?, last_start: input.signed()?, bytes: input.bytes()? })
    }

    /// Its minutes that begin from a time on as segments; `ids` are the ids of its series, by ordinal.
    pub fn write(&self, ids: &[i64], from: i64, written: &mut Vec<Written>) -> Result<(), RollupError> {
        let segment = Segment::read(self.bytes)?;
        if segment.block + HOUR <= from {
            return Ok(());
        }
        if segment.block >= from {
            let Self { minutes, last_start, .. } = *self;
            let (block, bytes) = (segment.block, segment.with_ids(ids)?);
            written.push(Written { block, last_start, minutes, bytes });
            return Ok(());
        }
        let mut rows = rows(&[self.bytes], None, from, i64::MAX)?;
        for row in &mut rows {
            row.series = id_of(ids, row.series)?;
        }
        rows.sort_by_key(|row| (row.series, row.start));
        written.extend(segments(rows.iter()));
        Ok(())
    }
}

/// Makes the pieces of a rollup of cells that come by series and time.
#[derive(Default)]
pub(super) struct Pieces {
    writers: BTreeMap<i64, Writer>,
}

impl Pieces {
    pub fn put(&mut self, cell: &Cell<'_>) {
        let block = block_of(cell.start);
        self.writers.entry(block).or_insert_with(|| Writer::new(block)).put(cell);
    }

    /// Appends them behind their number.
    pub fn finish(self, out: &mut Vec<u8>) {
        let written = |mut writer: Writer| {
            writer.finish_one();
            writer.done
        };
        let pieces: Vec<Written> = self.writers.into_values().flat_map(written).collect();
        put_varint(out, pieces.len() as u64);
        for piece in pieces {
            put_varint(out, piece.minutes);
            put_signed(out, piece.last_start);
            put_bytes(out, &piece.bytes);
        }
    }
}

/// A minute of a series, where it stands.
pub(super) struct Cell<'a> {
    pub series: i64,
    pub start: i64,
    pub rows: u64,
    pub last_at: i64,
    pub last_value: Option<f64>,
    /// The bytes of the sketch, if there is a value.
    pub values: Option<&'a [u8]>,
    /// By name.
    pub measures: &'a [(&'a str, f64)],
}

/// Segments of minutes that come by block, series and time.
#[derive(Default)]
struct Segments {
    done: Vec<Written>,
    writer: Option<Writer>,
}

impl Segments {
    fn put(&mut self, cell: &Cell<'_>) {
        let block = block_of(cell.start);
        if self.writer.as_ref().is_some_and(|writer| writer.block != block) {
            self.close();
        }
        self.writer.get_or_insert_with(|| Writer::new(block)).put(cell);
    }

    fn close(&mut self) {
        if let Some(mut writer) = self.writer.take() {
            writer.finish_one();
            self.done.append(&mut writer.done);
        }
    }

    fn finish(mut self) -> Vec<Written> {
        self.close();
        self.done
    }
}

/// Segments of rows by block, series and time.
fn segments<'r>(rows: impl Iterator<Item = &'r MinuteRow>) -> Vec<Written> {
    let mut segments = Segments::default();
    for row in rows {
        let measures: Vec<(&str, f64)> = row.measures.iter().map(|(key, sum)| (key.as_str(), *sum)).collect();
        segments.put(&Cell {
            series: row.series,
            start: row.start,
            rows: row.rows,
            last_at: row.last_at,
            last_value: row.last_value,
            values: row.values.as_ref().map(|values| values.sketch.as_slice()),
            measures: &measures,
        });
    }
    segments.finish()
}

fn block_of(start: i64) -> i64 {
    start.div_euclid(HOUR) * HOUR
}

/// A segment, of which the directory was read.
pub(super) struct Segment<'a> {
    block: i64,
    pub keys: Vec<&'a str>,
    /// The part of each series, by its id.
    pub directory: Vec<(i64, &'a [u8])>,
}

impl<'a> Segment<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut input = Input(bytes);
        if input.byte()? != VERSION {
            return Err(Malformed("of another version"));
        }
        let block = input.signed()?.checked_mul(HOUR).ok_or(Malformed("time out of range"))?;
        if !(MIN_TIME - HOUR..END_TIME).contains(&block) {
            return Err(Malformed("time out of range"));
        }
        let mut keys = Vec::new();
        for _ in 0..input.varint()? {
            keys.push(input.text()?);
        }
        let mut lengths = Vec::new();
        let mut id = 0_i64;
        for _ in 0..input.varint()? {
            let step = i64::try_from(input.varint()?).ok().filter(|step| *step > 0);
            id = step.and_then(|step| id.checked_add(step)).ok_or(Malformed("no such series"))?;
            lengths.push((id, usize::try_from(input.varint()?).unwrap_or(usize::MAX)));
        }
        let mut directory = Vec::with_capacity(lengths.len());
        for (id, length) in lengths {
            let (part, rest) = input.0.split_at_checked(length).ok_or(Malformed("cut short"))?;
            input.0 = rest;
            directory.push((id, part));
        }
        if !input.0.is_empty() {
            return Err(Malformed("bytes after its end"));
        }
        Ok(Self { block, keys, directory })
    }

    /// The same bytes with the ids of the series in place of their ordinals.
    fn with_ids(&self, ids: &[i64]) -> Result<Vec<u8>, Malformed> {
        let mut directory = Vec::with_capacity(self.directory.len());
        for &(ordinal, part) in &self.directory {
            directory.push((id_of(ids, ordinal)?, part));
        }
        directory.sort_unstable_by_key(|&(id, _)| id);
        let parts: usize = directory.iter().map(|(_, part)| part.len()).sum();
        let mut bytes = Vec::with_capacity(parts + 12 * directory.len() + 256);
        put_head(&mut bytes, self.block, &self.keys, directory.len() as u64);
        let mut before = 0;
        for &(id, part) in &directory {
            if id == before {
                return Err(Malformed("two series with one id"));
            }
            put_varint(&mut bytes, (id - before) as u64);
            put_varint(&mut bytes, part.len() as u64);
            before = id;
        }
        directory.iter().for_each(|(_, part)| bytes.extend_from_slice(part));
        Ok(bytes)
    }

    /// The cells of a part, which rise.
    pub fn cells(&self, part: &'a [u8]) -> impl Iterator<Item = Result<RawCell<'a>, Malformed>> {
        let (block, mut input, mut before) = (self.block, Input(part), i64::MIN);
        let mut next = move || {
            let cell = RawCell::read(block, &mut input)?;
            if cell.start <= before {
                return Err(Malformed("times do not rise"));
            }
            before = cell.start;
            Ok((cell, input.0.is_empty()))
        };
        let mut ended = part.is_empty();
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let cell = next();
            // Nothing behind the first error means anything.
            ended = !matches!(cell, Ok((_, false)));
            Some(cell.map(|(cell, _)| cell))
        })
    }
}

/// A cell where it stands in the bytes.
pub(super) struct RawCell<'a> {
    pub start: i64,
    pub rows: u64,
    pub last_at: i64,
    last_value: Option<f64>,
    values: RawValues<'a>,
    measures: u64,
    sums: Input<'a>,
}

enum RawValues<'a> {
    Nothing,
    One(f64),
    Sketch(&'a [u8]),
}

impl<'a> RawCell<'a> {
    fn read(block: i64, input: &mut Input<'a>) -> Result<Self, Malformed> {
        let minute = input.byte()?;
        if minute > 59 {
            return Err(Malformed("no such minute"));
        }
        let flags = input.byte()?;
        let start = block + i64::from(minute) * MINUTE;
        let has = |bit: u8| flags & bit != 0;
        let rows = if has(ONE_ROW) { 1 } else { input.varint()? };
        let since = input.varint()?;
        let since = since.checked_mul(if has(MILLIS) { 1000 } else { 1 }).filter(|us| *us < MINUTE as u64);
        let since = since.ok_or(Malformed("time out of range"))? as i64;
        let sensible = !(has(VALUE) && has(SKETCH)) && (!has(LAST_IS_VALUE) || has(LAST) && has(VALUE));
        if !sensible || flags & 128 != 0 {
            return Err(Malformed("unknown flags"));
        }
        let mut last_value =
            if has(LAST) && !has(LAST_IS_VALUE) { Some(finite(input.f64()?)?) } else { None };
        let values = if has(VALUE) {
            let value = finite(input.f64()?)?;
            if has(LAST_IS_VALUE) {
                last_value = Some(value);
            }
            RawValues::One(value)
        } else if has(SKETCH) {
            RawValues::Sketch(input.bytes()?)
        } else {
            RawValues::Nothing
        };
        let measures = if has(MEASURES) { input.varint()? } else { 0 };
        let sums = *input;
        for _ in 0..measures {
            read_measure(input)?;
        }
        Ok(Self { start, rows, last_at: start + since, last_value, values, measures, sums })
    }

    /// What it says of a series; `keys` are the names of the measures.
    pub fn row(&self, series: i64, keys: &[impl AsRef<str>]) -> Result<MinuteRow, RollupError> {
        let values = match self.values {
            RawValues::Nothing => None,
            RawValues::One(value) => {
                Some(Values { sum: value, min: value, max: value, sketch: sketch_of_one(value) })
            }
            RawValues::Sketch(sketch) => {
                let (sum, min, max) = Sketch::ends_of(sketch)?.ok_or(Malformed("an empty sketch"))?;
                Some(Values { sum, min, max, sketch: sketch.to_vec() })
            }
        };
        let (mut sums, mut measures) = (self.sums, Vec::new());
        for _ in 0..self.measures {
            let (key, sum) = read_measure(&mut sums)?;
            let key = keys.get(usize::try_from(key).unwrap_or(usize::MAX));
            measures.push((key.ok_or(Malformed("no such measure"))?.as_ref().to_owned(), sum));
        }
        let Self { start, rows, last_at, last_value, .. } = *self;
        Ok(MinuteRow { series, start, rows, last_at, last_value, values, measures })
    }
}

/// The place of a measure's name, and the sum.
fn read_measure(input: &mut Input<'_>) -> Result<(u64, f64), Malformed> {
    let head = input.varint()?;
    let sum = if head & 1 == 1 { input.signed()? as f64 } else { finite(input.f64()?)? };
    Ok((head >> 1, sum))
}

fn finite(value: f64) -> Result<f64, Malformed> {
    if value.is_finite() { Ok(value) } else { Err(Malformed("not a finite number")) }
}

/// The minutes of segments, by series and time: of those series (ids rising; `None`: all) that begin from one time until
/// before another. What several segments say of a minute is added up.
///
/// # Errors
/// [`RollupError`] for bytes that are no segment, as far as they were read.
pub fn rows(
    segments: &[&[u8]],
    wanted: Option<&[i64]>,
    from: i64,
    until: i64,
) -> Result<Vec<MinuteRow>, RollupError> {
    let mut found: Vec<MinuteRow> = Vec::new();
    for bytes in segments {
        let segment = Segment::read(bytes)?;
        if segment.block >= until || segment.block + HOUR <= from {
            continue;
        }
        let mut take = |id: i64, part| -> Result<(), RollupError> {
            for cell in segment.cells(part) {
                let cell = cell?;
                if (from..until).contains(&cell.start) {
                    found.push(cell.row(id, &segment.keys)?);
                }
            }
            Ok(())
        };
        match wanted {
            None => segment.directory.iter().try_for_each(|&(id, part)| take(id, part))?,
            Some(ids) => {
                for id in ids {
                    if let Ok(place) = segment.directory.binary_search_by_key(id, |&(id, _)| id) {
                        take(*id, segment.directory[place].1)?;
                    }
                }
            }
        }
    }
    if segments.len() > 1 {
        // Stable: in the order of the segments, so that sums are the same however often they are asked for.
        found.sort_by_key(|row| (row.series, row.start));
    }
    let mut merged: Vec<MinuteRow> = Vec::with_capacity(found.len());
    for row in found {
        match merged.last_mut().filter(|last| (last.series, last.start) == (row.series, row.start)) {
            Some(last) => last.merge(row)?,
            None => merged.push(row),
        }
    }
    Ok(merged)
}

/// Segments of one block or several as few.
///
/// # Errors
/// [`RollupError`] for bytes that are no segment.
pub fn merge(segments: &[&[u8]]) -> Result<Vec<Written>, RollupError> {
    let mut rows = rows(segments, None, i64::MIN, i64::MAX)?;
    rows.sort_by_key(|row| block_of(row.start));
    Ok(self::segments(rows.iter()))
}

/// Whether bytes are a segment to their end.
#[must_use]
pub fn is_segment(bytes: &[u8]) -> bool {
    rows(&[bytes], None, i64::MIN, i64::MAX).is_ok_and(|rows| {
        rows.iter()
            .all(|row| row.values.as_ref().is_none_or(|values| Sketch::validate(&values.sketch).is_ok()))
    })
}

#[cfg(test)]
mod tests;
