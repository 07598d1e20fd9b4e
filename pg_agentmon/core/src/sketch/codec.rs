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

use crate::bytes::{Input, Malformed, put_varint};

use super::{MAX_BUCKETS, MAX_COUNT, MAX_SCALE, MIN_SCALE, Parts, Sketch, SketchError, index, store::Store};

/// The version that is written.
pub const VERSION: u8 = 1;

const ONE: u8 = 1;
const EQUAL: u8 = 2;
const ZEROS: u8 = 4;
const POSITIVE: u8 = 8;
const NEGATIVE: u8 = 16;

impl Sketch {
    /// The sketch as bytes: 11 for a single value, some 1.1 kB for a million with a long tail.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.encode_into(&mut out);
        out
    }

    /// Appends what [`Sketch::encode`] gives.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        let negative = self.negative.as_deref().filter(|store| store.used() > 0);
        let flags = match self.count {
            0 => 0,
            1 => ONE,
            _ if self.min == self.max => EQUAL,
            _ => {
                (if self.zeros > 0 { ZEROS } else { 0 })
                    | (if self.positive.used() > 0 { POSITIVE } else { 0 })
                    | (if negative.is_some() { NEGATIVE } else { 0 })
            }
        };
        out.extend([VERSION, flags, self.scale as u8]);
        if flags > ONE {
            put_varint(out, self.count);
        }
        if flags != 0 {
            out.extend(self.min.to_le_bytes());
        }
        if flags > EQUAL {
            out.extend(self.max.to_le_bytes());
        }
        if flags > ONE {
            out.extend(self.sum.to_le_bytes());
        }
        if flags & ZEROS != 0 {
            put_varint(out, self.zeros);
        }
        if flags & POSITIVE != 0 {
            put_store(out, &self.positive);
        }
        if let (true, Some(store)) = (flags & NEGATIVE != 0, negative) {
            put_store(out, store);
        }
    }

    /// The sketch of these bytes, which must be those of one sketch and nothing more.
    ///
    /// # Errors
    /// [`SketchError::UnknownVersion`], or [`SketchError::Corrupt`] for bytes that no sketch encodes to.
    pub fn decode(bytes: &[u8]) -> Result<Self, SketchError> {
        let mut input = Input(bytes);
        let version = input.byte()?;
        if version != VERSION {
            return Err(SketchError::UnknownVersion(version));
        }
        let sketch = decode_v1(&mut input)?;
        if input.0.is_empty() { Ok(sketch) } else { Err(SketchError::Corrupt("bytes after its end")) }
    }

    /// Builds a sketch from parts that someone else made, and refuses those that no values could have led to.
    ///
    /// # Errors
    /// [`SketchError::Corrupt`] or [`SketchError::TooManyValues`].
    pub fn from_parts(parts: Parts) -> Result<Self, SketchError> {
        let check = |holds: bool, what| if holds { Ok(()) } else { Err(SketchError::Corrupt(what)) };
        let Parts { scale, sum, min, max, zeros, positive, negative } = parts;
        check((MIN_SCALE..=MAX_SCALE).contains(&scale), "scale out of range")?;
        check(positive.len() + negative.len() <= MAX_BUCKETS, "too many buckets")?;
        let range = index::index(f64::from_bits(1), scale)..=index::index(f64::MAX, scale);
        for store in [&positive, &negative] {
            check(store.iter().all(|(i, n)| range.contains(i) && *n > 0), "bucket out of range or empty")?;
            check(store.windows(2).all(|pair| pair[0].0 < pair[1].0), "buckets out of order")?;
        }
        let count = positive
            .iter()
            .chain(&negative)
            .try_fold(zeros, |sum, &(_, n)| sum.checked_add(n))
            .filter(|&count| count <= MAX_COUNT)
            .ok_or(SketchError::TooManyValues)?;
        if count == 0 {
            return Ok(Self::with_scale(scale));
        }
        check(
            [min, max, sum].iter().all(|x| x.is_finite() && x.to_bits() != 1 << 63),
            "not a finite number",
        )?;
        check(min <= max, "minimum above maximum")?;

        // The extremes must lie in the outermost buckets. For each end: the sign of the extreme that the
        // filled parts call for, and the bucket it belongs to.
        let (first, last) =
            (|s: &[(i32, u64)]| s.first().map(|b| b.0), |s: &[(i32, u64)]| s.last().map(|b| b.0));
        let place = |x: f64| (x.total_cmp(&0.0), (x != 0.0).then(|| index::index(x.abs(), scale)));
        let lowest = match (last(&negative), zeros, first(&positive)) {
            (Some(i), _, _) => (std::cmp::Ordering::Less, Some(i)),
            (None, 0, bucket) => (std::cmp::Ordering::Greater, bucket),
            (None, _, _) => (std::cmp::Ordering::Equal, None),
        };
        let highest = match (last(&positive), zeros, first(&negative)) {
            (Some(i), _, _) => (std::cmp::Ordering::Greater, Some(i)),
            (None, 0, bucket) => (std::cmp::Ordering::Less, bucket),
            (None, _, _) => (std::cmp::Ordering::Equal, None),
        };
        check(place(min) == lowest, "minimum outside its bucket")?;
        check(place(max) == highest, "maximum outside its bucket")?;

        // A sum of n numbers is off by no more than n * epsilon of the sum of their magnitudes.
        let n = count as f64;
        let slack = n * f64::EPSILON * super::saturate(n * min.abs().max(max.abs()));
        let (least, most) = (super::saturate(n * min), super::saturate(n * max));
        check(least - slack <= sum && sum <= most + slack, "sum does not fit the values")?;

        let negative = (!negative.is_empty()).then(|| Box::new(Store::from_sorted(negative)));
        Ok(Self { count, sum, min, max, zeros, scale, positive: Store::from_sorted(positive), negative })
    }
}

fn decode_v1(input: &mut Input<'_>) -> Result<Sketch, SketchError> {
    let flags = input.byte()?;
    let mut parts = Parts { scale: input.byte()? as i8, ..Parts::default() };
    // Before anything is computed from it.
    if !(MIN_SCALE..=MAX_SCALE).contains(&parts.scale) {
        return Err(SketchError::Corrupt("scale out of range"));
    }
    let count = match flags {
        0 => 0,
        ONE => 1,
        _ => input.varint()?,
    };
    if flags == ONE || flags == EQUAL {
        parts.min = input.f64()?;
        parts.max = parts.min;
        parts.sum = if flags == ONE { parts.min } else { input.f64()? };
        // The only bucket follows from the value.
        if !parts.min.is_finite() || (flags == EQUAL && count < 2) {
            return Err(SketchError::Corrupt("not the shortest form"));
        }
        if parts.min == 0.0 {
            parts.zeros = count;
        } else {
            let bucket = vec![(index::index(parts.min.abs(), parts.scale), count)];
            *(if parts.min > 0.0 { &mut parts.positive } else { &mut parts.negative }) = bucket;
        }
    } else if flags != 0 {
        if flags & !(ZEROS | POSITIVE | NEGATIVE) != 0 {
            return Err(SketchError::Corrupt("unknown flags"));
        }
        (parts.min, parts.max, parts.sum) = (input.f64()?, input.f64()?, input.f64()?);
        if parts.min >= parts.max {
            return Err(SketchError::Corrupt("not the shortest form"));
        }
        if flags & ZEROS != 0 {
            parts.zeros = input.varint()?;
            if parts.zeros == 0 {
                return Err(SketchError::Corrupt("not the shortest form"));
            }
        }
        if flags & POSITIVE != 0 {
            parts.positive = read_store(input)?;
        }
        if flags & NEGATIVE != 0 {
            parts.negative = read_store(input)?;
        }
    }
    let sketch = Sketch::from_parts(parts)?;
    if sketch.count == count {
        Ok(sketch)
    } else {
        Err(SketchError::Corrupt("count does not fit the buckets"))
    }
}

fn put_store(out: &mut Vec<u8>, store: &Store) {
    put_varint(out, store.used() as u64);
    let mut next = None;
    store.iter().for_each(|(i, n)| match next.replace(i + 1) {
        None => {
            put_varint(out, u64::from(((i << 1) ^ (i >> 31)) as u32));
            put_varint(out, (n - 1) << 1);
        }
        Some(expected) if expected == i => put_varint(out, (n - 1) << 1),
        Some(expected) => {
            put_varint(out, ((n - 1) << 1) | 1);
            put_varint(out, (i64::from(i) - i64::from(expected) - 1) as u64);
        }
    });
}

fn read_store(input: &mut Input<'_>) -> Result<Vec<(i32, u64)>, SketchError> {
    let buckets = input.varint()?;
    if buckets == 0 || buckets > MAX_BUCKETS as u64 {
        return Err(SketchError::Corrupt("too many buckets or none"));
    }
    // A bucket takes at least a byte: no allocation beyond what is really there.
    let mut store = Vec::with_capacity((buckets as usize).min(input.0.len()));
    let out_of_range = SketchError::Corrupt("bucket out of range or empty");
    let first = u32::try_from(input.varint()?).map_err(|_| out_of_range)?;
    let mut index = (first >> 1) as i32 ^ -((first & 1) as i32);
    for at in 0..buckets {
        let token = input.varint()?;
        if at > 0 {
            let gap = if token & 1 == 1 { input.varint()?.checked_add(1) } else { Some(0) };
            let step = gap.and_then(|gap| gap.checked_add(1)).and_then(|step| i32::try_from(step).ok());
            index = step.and_then(|step| index.checked_add(step)).ok_or(out_of_range)?;
        } else if token & 1 == 1 {
            return Err(SketchError::Corrupt("gap before the first bucket"));
        }
        store.push((index, (token >> 1) + 1));
    }
    Ok(store)
}

impl From<Malformed> for SketchError {
    fn from(Malformed(what): Malformed) -> Self {
        Self::Corrupt(what)
    }
}
