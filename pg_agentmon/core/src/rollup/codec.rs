//! The bytes of a rollup: between parallel workers, and from the aggregate to the function that unpacks it. They
//! are never stored, so there is one version of them, that of the library.
use std::collections::HashMap;

use super::{Cell, Rollup, RollupError};
use crate::bytes::{Input, Malformed, put_bytes, put_signed, put_varint};
use crate::sketch::Sketch;

impl Rollup {
    /// The rollup as bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.series.len() as u64);
        for (series, minutes) in self.series.iter().zip(&self.minutes) {
            put_bytes(&mut out, series.metric_name.as_bytes());
            put_bytes(&mut out, series.dimensions.as_bytes());
            put_varint(&mut out, minutes.len() as u64);
            for (&minute, cell) in minutes {
                put_signed(&mut out, minute);
                put_bytes(&mut out, &cell.sketch.encode());
                put_varint(&mut out, cell.measures.len() as u64);
                for (key, value) in &cell.measures {
                    put_bytes(&mut out, key.as_bytes());
                    out.extend(value.to_le_bytes());
                }
            }
        }
        out
    }

    /// The rollup of these bytes.
    ///
    /// # Errors
    /// [`RollupError`] for bytes that are none.
    pub fn decode(bytes: &[u8]) -> Result<Self, RollupError> {
        let mut input = Input(bytes);
        let mut rollup = Self::default();
        for _ in 0..input.varint()? {
            let (name, dimensions) = (input.text()?, input.text()?.to_owned());
            let ordinal = rollup.ordinal(name, dimensions);
            let mut minutes = HashMap::new();
            for _ in 0..input.varint()? {
                let minute = input.signed()?;
                let mut cell = Cell { sketch: Sketch::decode(input.bytes()?)?, ..Cell::default() };
                for _ in 0..input.varint()? {
                    let key = input.text()?.to_owned();
                    cell.measures.insert(key, input.f64()?);
                }
                minutes.insert(minute, cell);
            }
            rollup.minutes[ordinal] = minutes;
        }
        if input.0.is_empty() { Ok(rollup) } else { Err(Malformed("bytes after its end").into()) }
    }
}
