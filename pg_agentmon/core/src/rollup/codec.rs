//! The bytes of an accumulator between parallel workers. They are never stored, so there is one version of them, that
//! of the library.
use allocator_api2::alloc::{Allocator, Global};

use super::{DAY, END_TIME, MIN_TIME, Plan, Rollup, RollupError, Source};
use crate::bytes::{Input, Malformed, put_bytes, put_signed, put_varint};

impl<A: Allocator + Clone> Rollup<A> {
    /// The accumulator as bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.push(self.groups.source() as u8);
        [self.max_rows, self.max_bytes, self.slice_rows, self.rows]
            .into_iter()
            .for_each(|n| put_varint(&mut out, n));
        put_signed(&mut out, self.cells.first_minute());
        put_signed(&mut out, self.days_until);
        out.push(u8::from(self.counts.is_some()));
        if let Some(counts) = &self.counts {
            counts.iter().for_each(|(time, rows)| {
                put_varint(&mut out, rows);
                put_signed(&mut out, time);
            });
            return out;
        }
        self.groups.put_keys(&mut out);
        put_varint(&mut out, self.groups.len() as u64);
        for series in 0..self.groups.len() as u32 {
            let (metric, dimensions, overflow) = self.groups.get(series);
            put_bytes(&mut out, metric.as_bytes());
            put_bytes(&mut out, dimensions.as_bytes());
            out.push(u8::from(overflow));
        }
        let mut values = Vec::new();
        for (series, minute, cell) in self.cells.iter() {
            put_varint(&mut out, u64::from(series));
            put_signed(&mut out, minute);
            put_varint(&mut out, cell.rows);
            put_signed(&mut out, cell.last_at);
            out.extend(cell.last_value.to_le_bytes());
            values.clear();
            cell.values.encode_into(&mut values);
            put_bytes(&mut out, &values);
            put_varint(&mut out, cell.measures.len() as u64);
            for (key, value) in &cell.measures {
                put_varint(&mut out, u64::from(*key));
                out.extend(value.to_le_bytes());
            }
        }
        out
    }
}

/// What stands first.
struct Head {
    source: Source,
    max_rows: u64,
    max_bytes: u64,
    slice_rows: u64,
    rows: u64,
    minutes_from: i64,
    days_until: i64,
    counts: bool,
}

impl Head {
    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let source = input.byte()?;
        let known = [Source::Metrics, Source::Executions, Source::Logs];
        Ok(Self {
            source: known.into_iter().find(|s| *s as u8 == source).ok_or(Malformed("no such source"))?,
            max_rows: input.varint()?,
            max_bytes: input.varint()?,
            slice_rows: input.varint()?,
            rows: input.varint()?,
            minutes_from: input.signed()?,
            days_until: input.signed()?,
            counts: input.byte()? & 1 != 0,
        })
    }
}

impl Rollup {
    /// As [`Rollup::decode_in`], on the common heap.
    ///
    /// # Errors
    /// See there.
    pub fn decode(bytes: &[u8]) -> Result<Self, RollupError> {
        Self::decode_in(bytes, Global)
    }
}

impl<A: Allocator + Clone> Rollup<A> {
    /// The accumulator of these bytes.
    ///
    /// # Errors
    /// [`RollupError`] for bytes that are none.
    pub fn decode_in(bytes: &[u8], alloc: A) -> Result<Self, RollupError> {
        let mut rollup = Self::like_encoded(bytes, alloc)?;
        rollup.merge_encoded(bytes)?;
        Ok(rollup)
    }

    /// As [`Rollup::like`], of an accumulator that is bytes.
    ///
    /// # Errors
    /// [`RollupError`] for bytes that are none.
    pub fn like_encoded(bytes: &[u8], alloc: A) -> Result<Self, RollupError> {
        let Head { source, max_rows, max_bytes, slice_rows, minutes_from, days_until, .. } =
            Head::read(&mut Input(bytes))?;
        Ok(Self {
            max_rows,
            max_bytes,
            slice_rows,
            days_until,
            ..Self::new_in(&Plan { source, minutes_from: Some(minutes_from), ..Plan::default() }, alloc)
        })
    }

    /// As [`Rollup::merge`], of an accumulator that is bytes: nothing is made of them on the way.
    ///
    /// # Errors
    /// As there, and [`RollupError::Malformed`] for bytes that are none; the accumulator is of no use then.
    pub fn merge_encoded(&mut self, bytes: &[u8]) -> Result<(), RollupError> {
        let mut input = Input(bytes);
        let head = Head::read(&mut input)?;
        self.make_room(head.rows, head.slice_rows, head.counts);
        if let (true, Some(counts)) = (head.counts, &mut self.counts) {
            while !input.0.is_empty() {
                let (rows, time) = (input.varint()?, input.signed()?);
                if !(MIN_TIME - 3000 * DAY..END_TIME).contains(&time) {
                    return Err(Malformed("time out of range").into());
                }
                counts.add(time, rows);
            }
            return Ok(());
        }
        // One plan, one order of keys: only an accumulator without a plan learns them.
        let keys = input.varint()?;
        for key in 0..keys {
            let text = input.text()?;
            if key >= self.groups.keys().len() as u64 {
                self.groups.push_key(text);
            }
        }
        let mut series = Vec::new();
        for _ in 0..input.varint()? {
            let of = (input.text()?, input.text()?, input.byte()? != 0);
            series.push(self.groups.take_in_one(of));
        }
        while !input.0.is_empty() {
            self.merge_cell(&mut input, &series, keys)?;
        }
        self.check_memory();
        Ok(())
    }

    fn merge_cell(&mut self, input: &mut Input<'_>, series: &[u32], keys: u64) -> Result<(), RollupError> {
        let of = usize::try_from(input.varint()?).unwrap_or(usize::MAX);
        let (of, minute) = (*series.get(of).ok_or(Malformed("no such series"))?, input.signed()?);
        if !(MIN_TIME..END_TIME).contains(&minute) {
            return Err(Malformed("time out of range").into());
        }
        let (rows, last_at, last_value) = (input.varint()?, input.signed()?, input.f64()?);
        let period = self.cells.shortest(minute);
        if period.start(minute) != minute || period.start(last_at) != minute {
            return Err(Malformed("time out of range").into());
        }
        let values = input.bytes()?;
        let mut cell = match &mut self.counts {
            None => Some(self.cells.at(of, minute)),
            Some(counts) => {
                counts.add(minute, rows);
                None
            }
        };
        if let Some(cell) = &mut cell {
            cell.rows = cell.rows.saturating_add(rows);
            cell.see_last(last_at, last_value);
            cell.values.merge_encoded(values, cell.measures.allocator())?;
        }
        for _ in 0..input.varint()? {
            let (key, value) = (input.varint()?, input.f64()?);
            if key >= keys {
                return Err(Malformed("no such measure").into());
            }
            if let Some(cell) = &mut cell {
                cell.add_measure(key as u32, value);
            }
        }
        Ok(())
    }
}
