//! Adding up stored rows by series: what the rows of a window of time come to.
//!
//! Sketches are kept as they come, in bytes, and merged series by series at the end: each sum is then in the processor's
//! cache while it is made. Were they merged as they come, each would find another series, whose counters lie elsewhere.
use std::borrow::Cow;
use std::collections::BTreeMap;

use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as AVec;

use super::RollupError;
use crate::bytes::{Input, Malformed, put_bytes, put_signed, put_varint};
use crate::sketch::{Sketch, SketchError, saturating_sum};

/// The ids of series from a multiple of this on, up to the next one, go into one sum.
pub const BLOCK: i64 = 1 << 14;

/// How many bytes of sketches lie together.
const CHUNK: usize = 1 << 18;

/// From so many bytes on, those of each series are made one in between.
const MUCH: usize = 1 << 25;

const NONE: u32 = u32::MAX;
const UNWANTED: u32 = NONE - 1;

/// A row of a rollup, or several: what is known of some rows of a series.
#[derive(Debug, Clone, Copy, Default)]
pub struct Addend<'a> {
    /// How many rows it is about.
    pub rows: i64,
    /// The time of the last one.
    pub last_at: i64,
    /// Its value.
    pub last_value: Option<f64>,
    /// The sum of the values.
    pub sum: Option<f64>,
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
    /// The bytes of the sketch of the values.
    pub sketch: Option<&'a [u8]>,
}

/// The sums of some series, whose ids begin alike.
#[derive(Debug)]
pub struct Sums<A: Allocator + Clone> {
    first: i64,
    /// By id, from `first` on: the place of its sum, or that none is wanted.
    places: AVec<u32, A>,
    sums: AVec<Sum<A>, A>,
    parts: AVec<Part, A>,
    chunks: AVec<AVec<u8, A>, A>,
    /// How many bytes are in the chunks, and at how many they are made fewer.
    length: usize,
    much: usize,
    keys: AVec<AVec<u8, A>, A>,
    allocator: A,
}

#[derive(Debug)]
struct Sum<A: Allocator + Clone> {
    id: i64,
    rows: i64,
    last_at: i64,
    /// The latest value, and its time.
    newest: Option<(i64, f64)>,
    sum: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    first_part: u32,
    last_part: u32,
    /// By the place of the key; `None` where no row has measures.
    measures: Option<AVec<(u32, f64), A>>,
}

/// The bytes of a sketch of a series, and its next part.
#[derive(Debug, Clone, Copy)]
struct Part {
    next: u32,
    chunk: u32,
    start: u32,
    length: u32,
}

/// Why rows cannot be added up.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SumError {
    /// A stored sketch is none, or there are too many values.
    #[error(transparent)]
    Sketch(#[from] SketchError),
    /// More rows than a bigint can say.
    #[error("bigint out of range")]
    TooManyRows,
    /// A series that is not of this sum.
    #[error("a series is not of this group")]
    Misplaced,
}

impl<A: Allocator + Clone> Sums<A> {
    /// An empty sum of the series that go with this one, if they are among those that are wanted (`None`: all are).
    pub fn new_in(id: i64, wanted: Option<&mut dyn Iterator<Item = i64>>, allocator: A) -> Self {
        let first = id - id.rem_euclid(BLOCK);
        let mut places = AVec::with_capacity_in(BLOCK as usize, allocator.clone());
        places.resize(BLOCK as usize, if wanted.is_some() { UNWANTED } else { NONE });
        for id in wanted.into_iter().flatten() {
            let place = id.checked_sub(first).and_then(|place| usize::try_from(place).ok());
            if let Some(place) = place.and_then(|place| places.get_mut(place)) {
                *place = NONE;
            }
        }
        Self {
            first,
            places,
            sums: AVec::new_in(allocator.clone()),
            parts: AVec::new_in(allocator.clone()),
            chunks: AVec::new_in(allocator.clone()),
            length: 0,
            much: MUCH,
            keys: AVec::new_in(allocator.clone()),
            allocator,
        }
    }

    /// Adds rows of a series.
    ///
    /// # Errors
    /// See [`SumError`]; the sum is of no use then.
    #[inline]
    pub fn add(&mut self, id: i64, addend: &Addend<'_>) -> Result<(), SumError> {
        let place = self.place_of(id).ok_or(SumError::Misplaced)?;
        if place == UNWANTED {
            return Ok(());
        }
        if let Some(bytes) = addend.sketch {
            self.keep(place, bytes)?;
        }
        let Some(sum) = self.sums.get_mut(place as usize) else { return Err(SumError::Misplaced) };
        sum.rows = sum.rows.checked_add(addend.rows).ok_or(SumError::TooManyRows)?;
        sum.last_at = sum.last_at.max(addend.last_at);
        if let Some(value) = addend.last_value {
            let later = |(time, newest): (i64, f64)| {
                addend.last_at > time || addend.last_at == time && value > newest
            };
            if sum.newest.is_none_or(later) {
                sum.newest = Some((addend.last_at, value));
            }
        }
        sum.sum = either(sum.sum, addend.sum, saturating_sum);
        sum.min = either(sum.min, addend.min, |a, b| if a < b { a } else { b });
        sum.max = either(sum.max, addend.max, |a, b| if a > b { a } else { b });
        Ok(())
    }

    /// Adds the measures of rows of a series, an object of numbers as JSON.
    ///
    /// # Errors
    /// See [`SumError`].
    pub fn add_measures(&mut self, id: i64, json: &str) -> Result<(), SumError> {
        let place = self.place_of(id).ok_or(SumError::Misplaced)?;
        if place == UNWANTED {
            return Ok(());
        }
        // What is no object has no numbers.
        let measures: BTreeMap<Cow<'_, str>, serde_json::Value> =
            serde_json::from_str(json).unwrap_or_default();
        let Some(sum) = self.sums.get_mut(place as usize) else { return Err(SumError::Misplaced) };
        let ours = sum.measures.get_or_insert_with(|| AVec::new_in(self.allocator.clone()));
        for (key, value) in measures {
            let Some(value) = value.as_f64() else { continue };
            // They are few.
            let key = self.keys.iter().position(|known| **known == *key.as_bytes()).unwrap_or_else(|| {
                let mut text = AVec::with_capacity_in(key.len(), self.allocator.clone());
                text.extend_from_slice(key.as_bytes());
                self.keys.push(text);
                self.keys.len() - 1
            }) as u32;
            match ours.iter_mut().find(|(known, _)| *known == key) {
                Some((_, sum)) => *sum = saturating_sum(*sum, value),
                None => ours.push((key, value)),
            }
        }
        Ok(())
    }

    /// The bytes of all sums, for [`Summed`].
    ///
    /// # Errors
    /// See [`SumError`].
    pub fn finish(&self) -> Result<Vec<u8>, SumError> {
        let mut out = Vec::with_capacity(self.sums.len() * 64 + self.length / 2);
        put_varint(&mut out, self.keys.len() as u64);
        for key in &self.keys {
            put_bytes(&mut out, key);
        }
        let (mut sketch, mut bytes) = (Sketch::new(), Vec::new());
        for sum in &self.sums {
            self.merge(sum, &mut sketch, &mut bytes)?;
            sum.put(&mut out, &bytes);
        }
        Ok(out)
    }

    #[inline]
    fn place_of(&mut self, id: i64) -> Option<u32> {
        let place = self.places.get_mut(usize::try_from(id.checked_sub(self.first)?).ok()?)?;
        if *place == NONE {
            *place = self.sums.len() as u32;
            self.sums.push(Sum {
                id,
                rows: 0,
                last_at: i64::MIN,
                newest: None,
                sum: None,
                min: None,
                max: None,
                first_part: NONE,
                last_part: NONE,
                measures: None,
            });
        }
        Some(*place)
    }

    /// Keeps the bytes of a sketch until they are merged.
    fn keep(&mut self, of: u32, bytes: &[u8]) -> Result<(), SumError> {
        if self.length >= self.much {
            self.fold()?;
        }
        let part = self.put_part(bytes);
        self.length += bytes.len();
        let Some(sum) = self.sums.get_mut(of as usize) else { return Err(SumError::Misplaced) };
        let place = self.parts.len() as u32;
        match self.parts.get_mut(sum.last_part as usize) {
            Some(last) => last.next = place,
            None => sum.first_part = place,
        }
        sum.last_part = place;
        self.parts.push(part);
        Ok(())
    }

    fn put_part(&mut self, bytes: &[u8]) -> Part {
        let has_room = |chunk: &AVec<u8, A>| chunk.capacity() - chunk.len() >= bytes.len();
        if !self.chunks.last().is_some_and(has_room) {
            self.chunks.push(AVec::with_capacity_in(CHUNK.max(bytes.len()), self.allocator.clone()));
        }
        let chunk = self.chunks.len() - 1;
        let start = self.chunks[chunk].len();
        self.chunks[chunk].extend_from_slice(bytes);
        Part { next: NONE, chunk: chunk as u32, start: start as u32, length: bytes.len() as u32 }
    }

    /// The sketches of a series, in the order in which they came.
    fn parts(&self, sum: &Sum<A>) -> impl Iterator<Item = &[u8]> {
        let part = |place: u32| self.parts.get(place as usize);
        std::iter::successors(part(sum.first_part), move |last| part(last.next)).map(|part| {
            let start = part.start as usize;
            let chunk = self.chunks.get(part.chunk as usize);
            chunk.and_then(|chunk| chunk.get(start..start + part.length as usize)).unwrap_or_default()
        })
    }

    /// The bytes of the sketch of all values of a series; none where there is no value. The sketch is for use on the
    /// way.
    fn merge(&self, sum: &Sum<A>, sketch: &mut Sketch, bytes: &mut Vec<u8>) -> Result<(), SketchError> {
        sketch.clear();
        for part in self.parts(sum) {
            sketch.merge_encoded(part)?;
        }
        bytes.clear();
        if sketch.count() > 0 {
            sketch.encode_into(bytes);
        }
        Ok(())
    }

    /// Makes one sketch of those of each series.
    fn fold(&mut self) -> Result<(), SumError> {
        let mut folded = Self { much: self.much, ..Self::new_in(self.first, None, self.allocator.clone()) };
        let (mut sketch, mut bytes) = (Sketch::new(), Vec::new());
        for place in 0..self.sums.len() {
            self.merge(&self.sums[place], &mut sketch, &mut bytes)?;
            let part = if bytes.is_empty() {
                NONE
            } else {
                let part = folded.put_part(&bytes);
                folded.length += bytes.len();
                folded.parts.push(part);
                folded.parts.len() as u32 - 1
            };
            (self.sums[place].first_part, self.sums[place].last_part) = (part, part);
        }
        (self.parts, self.chunks, self.length) = (folded.parts, folded.chunks, folded.length);
        self.much = MUCH.max(2 * self.length);
        Ok(())
    }
}

fn either(a: Option<f64>, b: Option<f64>, both: impl FnOnce(f64, f64) -> f64) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, b) => a.or(b),
    }
}

const NEWEST: u8 = 1;
const SUM: u8 = 2;
const MIN: u8 = 4;
const MAX: u8 = 8;
const SKETCH: u8 = 16;
const MEASURES: u8 = 32;

impl<A: Allocator + Clone> Sum<A> {
    fn put(&self, out: &mut Vec<u8>, sketch: &[u8]) {
        put_signed(out, self.id);
        put_signed(out, self.rows);
        put_signed(out, self.last_at);
        let numbers = [
            (NEWEST, self.newest.map(|(_, value)| value)),
            (SUM, self.sum),
            (MIN, self.min),
            (MAX, self.max),
        ];
        let flag = |flag, is_there: bool| if is_there { flag } else { 0 };
        out.push(
            numbers.iter().fold(0, |flags, (number, value)| flags | flag(*number, value.is_some()))
                | flag(SKETCH, !sketch.is_empty())
                | flag(MEASURES, self.measures.is_some()),
        );
        for value in numbers.iter().filter_map(|(_, value)| *value) {
            out.extend(value.to_le_bytes());
        }
        if !sketch.is_empty() {
            put_bytes(out, sketch);
        }
        if let Some(measures) = &self.measures {
            put_varint(out, measures.len() as u64);
            for (key, value) in measures {
                put_varint(out, u64::from(*key));
                out.extend(value.to_le_bytes());
            }
        }
    }
}

/// What the rows of a series have come to.
#[derive(Debug, Clone, PartialEq)]
pub struct SummedRow<'a> {
    /// The series.
    pub id: i64,
    /// How many rows there are.
    pub rows: i64,
    /// The time of the last one.
    pub last_at: i64,
    /// The value of the last one that has one.
    pub last_value: Option<f64>,
    /// The sum of the values.
    pub sum: Option<f64>,
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
    /// The bytes of the sketch of the values.
    pub sketch: Option<&'a [u8]>,
    /// The sums of measures; `None` where no row has any.
    pub measures: Option<Vec<(&'a str, f64)>>,
}

/// What [`Sums::finish`] gave, row by row.
#[derive(Debug)]
pub struct Summed<'a> {
    input: Input<'a>,
    keys: Vec<&'a str>,
}

impl<'a> Summed<'a> {
    /// Of these bytes.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn read(bytes: &'a [u8]) -> Result<Self, RollupError> {
        let mut input = Input(bytes);
        let mut keys = Vec::new();
        for _ in 0..input.varint()? {
            keys.push(input.text()?);
        }
        Ok(Self { input, keys })
    }

    fn read_row(&mut self) -> Result<SummedRow<'a>, Malformed> {
        let input = &mut self.input;
        let (id, rows, last_at, flags) = (input.signed()?, input.signed()?, input.signed()?, input.byte()?);
        let mut number = |flag| if flags & flag == 0 { Ok(None) } else { input.f64().map(Some) };
        let [last_value, sum, min, max] = [number(NEWEST)?, number(SUM)?, number(MIN)?, number(MAX)?];
        let sketch = if flags & SKETCH == 0 { None } else { Some(input.bytes()?) };
        let mut measures = (flags & MEASURES != 0).then(Vec::new);
        if let Some(measures) = &mut measures {
            for _ in 0..input.varint()? {
                let key = usize::try_from(input.varint()?).ok().and_then(|key| self.keys.get(key));
                measures.push((*key.ok_or(Malformed("no such measure"))?, input.f64()?));
            }
        }
        Ok(SummedRow { id, rows, last_at, last_value, sum, min, max, sketch, measures })
    }
}

impl<'a> Iterator for Summed<'a> {
    type Item = Result<SummedRow<'a>, RollupError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.input.0.is_empty() {
            return None;
        }
        let row = self.read_row();
        if row.is_err() {
            // Nothing after it means anything.
            self.input.0 = &[];
        }
        Some(row.map_err(RollupError::from))
    }
}

#[cfg(test)]
#[path = "sums_tests.rs"]
mod tests;
