//! The bytes of a sketch, little-endian, version 1:
//!
//! ```text
//! version  u8 = 1
//! flags    u8: 1 one value, 2 all values equal, 4 zeros present, 8 positive present, 16 negative present
//! scale    i8
//! (nothing more for an empty sketch, whose flags are 0)
//! one value (flags 1):  value f64
//! all equal (flags 2):  count varint, value f64, sum f64
//! otherwise:            count varint, min f64, max f64, sum f64,
//!                       zeros varint if flagged, then the flagged stores, each:
//!   buckets  varint: how many are not empty
//!   first    zigzag varint: the index of the first
//!   each     varint: 2 * (count - 1) + gap, where gap is 1 if indexes are left out before this bucket
//!            (never before the first); if so varint: how many are left out, minus 1
//! ```
//!
//! Varints are LEB128, and only their shortest form counts. One sketch has one encoding, so equal bytes are equal
//! sketches. Old versions stay readable: see the files under `tests/golden/`.
//!
//! Decoding treats the bytes as hostile: it allocates no more than they could fill, uses checked arithmetic, and
//! accepts only what encoding could have written.
//!
//! Here is what writing and reading both know.

use super::SketchError;

/// The version that is written.
pub const VERSION: u8 = 1;

pub(super) const ONE: u8 = 1;
pub(super) const EQUAL: u8 = 2;
pub(super) const ZEROS: u8 = 4;
pub(super) const POSITIVE: u8 = 8;
pub(super) const NEGATIVE: u8 = 16;

/// What the bytes must be like, or they are no sketch's.
pub(super) fn check(holds: bool, what: &'static str) -> Result<(), SketchError> {
    if holds { Ok(()) } else { Err(SketchError::Corrupt(what)) }
}
