//! From sketches to bytes and back; what the bytes are is told in [`form`](super::form).

use allocator_api2::alloc::{Allocator, Global};
use allocator_api2::boxed::Box;

use crate::bytes::{put_signed, put_varint};

use super::buckets::Extent;
use super::form::{EQUAL, NEGATIVE, ONE, POSITIVE, VERSION, ZEROS};
use super::lanes::{self, WORD};
use super::reader::{Extents, Head, Reader};
use super::{MAX_BUCKETS, Parts, Sketch, SketchError, index, store::Store};

/// How many bytes are put together before they are appended.
const STAGED: usize = 256;

impl<A: Allocator + Clone> Sketch<A> {
    /// The sketch as bytes: 11 for a single value, some 1.1 kB for a million with a long tail.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        // The numbers ahead of the buckets, and the usual size of these.
        let mut out = Vec::with_capacity(40 + 2 * self.buckets());
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

    /// [`Sketch::decode`] into the memory of `allocator`.
    ///
    /// # Errors
    /// As [`Sketch::decode`].
    pub fn decode_in(bytes: &[u8], allocator: A) -> Result<Self, SketchError> {
        // Once to see that the bytes are right and how much room they need, and once to fill it.
        let extents = Reader::new(bytes)?.buckets(|_, _| {})?;
        let reader = Reader::new(bytes)?;
        let mut sketch = Self::with_room(&reader.head, &extents, allocator);
        reader.buckets(|negative, buckets| sketch.append(negative, buckets))?;
        Ok(sketch)
    }

    /// [`Sketch::from_parts`] in the memory of `allocator`.
    ///
    /// # Errors
    /// As [`Sketch::from_parts`].
    pub fn from_parts_in(parts: Parts, allocator: A) -> Result<Self, SketchError> {
        let check = |holds: bool, what| if holds { Ok(()) } else { Err(SketchError::Corrupt(what)) };
        let Parts { scale, sum, min, max, zeros, positive, negative } = parts;
        let mut head = Head { scale, count: 0, sum, min, max, zeros };
        head.check_scale()?;
        check(positive.len() + negative.len() <= MAX_BUCKETS, "too many buckets")?;
        let range = index::all(scale);
        for side in [&positive, &negative] {
            check(side.iter().all(|(i, n)| range.contains(i) && *n > 0), "bucket out of range or empty")?;
            check(side.windows(2).all(|pair| pair[0].0 < pair[1].0), "buckets out of order")?;
        }
        let extents = Extents { positive: Extent::of(&positive), negative: Extent::of(&negative) };
        head.count = extents.count(zeros)?;
        if head.count > 0 {
            head.check_numbers()?;
            head.check_fit(&extents)?;
        }
        let mut sketch = Self::with_room(&head, &extents, allocator);
        sketch.append(false, &positive);
        sketch.append(true, &negative);
        Ok(sketch)
    }

    /// The sketch that only lacks its buckets.
    fn with_room(head: &Head, extents: &Extents, allocator: A) -> Self {
        let &Head { scale, count, sum, min, max, zeros } = head;
        if count == 0 {
            return Self { scale, ..Self::new_in(allocator) };
        }
        let side = |extent| Store::with_room(extent, allocator.clone());
        let negative =
            (extents.negative.used > 0).then(|| Box::new_in(side(&extents.negative), allocator.clone()));
        let positive = side(&extents.positive);
        Self { count, sum, min, max, zeros, scale, positive, negative }
    }

    /// Fills buckets that there is room for, beyond those of their sign that are filled already.
    fn append(&mut self, negative: bool, buckets: &[(i32, u64)]) {
        match &mut self.negative {
            Some(store) if negative => store.append(buckets),
            _ => self.positive.append(buckets),
        }
    }
}

impl Sketch {
    /// The sketch of these bytes, which must be those of one sketch and nothing more.
    ///
    /// # Errors
    /// [`SketchError::UnknownVersion`], or [`SketchError::Corrupt`] for bytes that no sketch encodes to.
    pub fn decode(bytes: &[u8]) -> Result<Self, SketchError> {
        Self::decode_in(bytes, Global)
    }

    /// Whether [`Sketch::decode`] would take these bytes, without making a sketch of them.
    ///
    /// # Errors
    /// As [`Sketch::decode`].
    pub fn validate(bytes: &[u8]) -> Result<(), SketchError> {
        Reader::new(bytes)?.buckets(|_, _| {}).map(drop)
    }

    /// Sum, minimum and maximum as the head of these bytes states them; `None` for an empty sketch. Buckets are not read.
    ///
    /// # Errors
    /// As [`Sketch::decode`], for what is wrong with the head.
    pub fn ends_of(bytes: &[u8]) -> Result<Option<(f64, f64, f64)>, SketchError> {
        let head = Reader::new(bytes)?.head;
        Ok((head.count > 0).then_some((head.sum, head.min, head.max)))
    }

    /// Builds a sketch from parts that someone else made, and refuses those that no values could have led to.
    ///
    /// # Errors
    /// [`SketchError::Corrupt`] or [`SketchError::TooManyValues`].
    pub fn from_parts(parts: Parts) -> Result<Self, SketchError> {
        Self::from_parts_in(parts, Global)
    }
}

fn put_store<A: Allocator + Clone>(out: &mut Vec<u8>, store: &Store<A>) {
    put_varint(out, store.used() as u64);
    if let Store::Dense(window) = store
        && let Some((first, counters)) = window.all_below(SMALL)
        && put_small(out, window.used(), first, counters)
    {
        return;
    }
    let mut next = None;
    store.batches(|some| {
        let start = next.or_else(|| {
            let &(first, _) = some.first()?;
            put_varint(out, u64::from(((first << 1) ^ (first >> 31)) as u32));
            Some(first)
        });
        next = start.map(|start| put_buckets(out, some, start));
    });
}

/// A counter below it takes one byte.
const SMALL: u8 = 0x40;
/// A gap of up to so many buckets takes one byte more.
const SMALL_GAP: u32 = 0x80;

/// Appends `used` buckets with counters below [`SMALL`], where `first` is the index of the first counter; nothing, and
/// false, where a gap is too long. As good as all sketches of a minute are so, and they are what the result of a rollup
/// costs.
fn put_small(out: &mut Vec<u8>, used: usize, first: i32, counters: &[u8]) -> bool {
    let before = out.len();
    let put = try_put_small(out, used, first, counters).is_some();
    if !put {
        out.truncate(before);
    }
    put
}

fn try_put_small(out: &mut Vec<u8>, used: usize, first: i32, counters: &[u8]) -> Option<()> {
    // The sizes of windows are powers of two.
    let (words, []) = counters.as_chunks::<WORD>() else { return None };
    // How many counters at zero there are since the last bucket.
    let (mut length, mut since) = (0, None);
    for (word, start) in words.iter().zip((first..).step_by(WORD)) {
        let mut left = lanes::filled(word);
        if left == 0 {
            since = since.map(|since| since + WORD as u32);
            continue;
        }
        let mut at = left.trailing_zeros();
        left >>= at;
        let mut gap = if let Some(since) = since {
            since + at
        } else {
            put_signed(out, i64::from(start) + i64::from(at));
            length = out.len();
            // Each is written as two bytes, and the next one over what is too much.
            out.resize(length + 2 * used, 0);
            0
        };
        // None within the word is so long.
        if gap > SMALL_GAP {
            return None;
        }
        loop {
            let flag = u32::from(gap > 0);
            let more = u32::from(word[at as usize % WORD]) - 1;
            let pair = (more << 1) | flag | ((gap - flag) << 8);
            *out.get_mut(length..)?.first_chunk_mut()? = (pair as u16).to_le_bytes();
            length += 1 + flag as usize;
            left >>= 1;
            if left == 0 {
                break;
            }
            gap = left.trailing_zeros();
            left >>= gap;
            at += 1 + gap;
        }
        since = Some(WORD as u32 - 1 - at);
    }
    out.truncate(length);
    since.map(drop)
}

/// Appends buckets, of which `next` would be the first if none were left out, and gives what would be the next.
fn put_buckets(out: &mut Vec<u8>, buckets: &[(i32, u64)], mut next: i32) -> i32 {
    for some in buckets.chunks(STAGED / 4) {
        // How many bytes a bucket takes is hard to predict. So each is written as a whole word, and the next one
        // over what is too much.
        let (mut staged, mut length) = ([0; STAGED], 0);
        for &(i, n) in some {
            let gap = i.wrapping_sub(next) as u32;
            next = i + 1;
            let left_out = gap.saturating_sub(1);
            match (n - 1, staged.get_mut(length..).and_then(<[u8]>::first_chunk_mut)) {
                (more @ ..0x2000, Some(word)) if left_out < 0x80 => {
                    let more = more as u32;
                    let (two, flag) = (u32::from(more >= 0x40), u32::from(gap > 0));
                    let token = ((more << 1) & 0x7f) | flag | (two << 7) | ((more >> 6) << 8);
                    *word = (token | (left_out << (8 + 8 * two))).to_le_bytes();
                    length += (1 + two + flag) as usize;
                }
                _ => {
                    out.extend_from_slice(&staged[..length]);
                    length = 0;
                    put_varint(out, ((n - 1) << 1) | u64::from(gap > 0));
                    if gap > 0 {
                        put_varint(out, u64::from(left_out));
                    }
                }
            }
        }
        out.extend_from_slice(&staged[..length]);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same buckets without any of the ways that are faster.
    fn one_by_one(buckets: &[(i32, u64)]) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, buckets.len() as u64);
        let mut next = None;
        for &(i, n) in buckets {
            let gap = i - next.unwrap_or(i);
            if next.is_none() {
                put_signed(&mut out, i.into());
            }
            put_varint(&mut out, ((n - 1) << 1) | u64::from(gap > 0));
            if gap > 0 {
                put_varint(&mut out, gap as u64 - 1);
            }
            next = Some(i + 1);
        }
        out
    }

    proptest! {
        /// Around the largest counts and gaps that take the short way.
        #[test]
        fn the_way_of_writing_buckets_shows_nowhere(
            first in -3000..3000_i32,
            steps in prop::collection::vec((prop_oneof![8 => 1..6_i32, 1 => 60..70_i32, 1 => 126..132_i32], 1..4_u64), 33..300),
            large in prop_oneof![3 => 1..64_u64, 1 => 62..67_u64, 1 => 250..70_000_u64],
        ) {
            let (mut store, mut buckets, mut index) = (Store::new_in(Global), Vec::new(), first);
            for (at, (step, n)) in steps.into_iter().enumerate() {
                index += step;
                let n = if at == 20 { large } else { n };
                store.add(index, n);
                buckets.push((index, n));
            }
            let mut out = vec![7];
            put_store(&mut out, &store);
            prop_assert_eq!(&out[1..], one_by_one(&buckets));
        }
    }
}
