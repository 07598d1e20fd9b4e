//! Laws of what is done with encoded sketches as they are: it is as if they had been decoded.
use super::*;

/// Sketches of every kind: of few values and many, of one sign and both, collapsed, at any scale, with counts of any
/// width, and empty ones.
fn any_kind() -> impl Strategy<Value = Sketch> {
    let smooth = (prop::collection::vec(normal(), 1..3000), 0.1..3.0, -2..=6_i8, 0..4_u8, 0..40_u32)
        .prop_map(|(values, spread, scale, signs, shift): (_, f64, _, _, _)| {
            let mut sketch = Sketch::with_scale(scale);
            for (at, x) in values.into_iter().enumerate() {
                let sign = if signs == 0 || (signs == 1 && at % 3 == 0) { -1.0 } else { 1.0 };
                let n = if at % 50 == 0 { 1 << shift } else { 1 };
                sketch.add_n(sign * (x * spread).exp(), n).expect("finite");
            }
            sketch
        });
    prop_oneof![any_sketch(), smooth]
}

/// The sum of two, by way of bytes and without.
fn both_ways(a: &Sketch, bytes: &[u8]) -> (Result<Sketch, SketchError>, Result<Sketch, SketchError>) {
    let mut merged = a.clone();
    let merged = Sketch::decode(bytes).and_then(|b| merged.merge(&b)).map(|()| merged);
    let mut read = a.clone();
    let result = read.merge_encoded(bytes);
    if result.is_err() {
        assert!(read == *a || read == Sketch::new(), "as it was, or empty");
    }
    (merged, result.map(|()| read))
}

fn assert_both_ways(a: &Sketch, bytes: &[u8]) {
    match both_ways(a, bytes) {
        (Ok(merged), Ok(read)) => {
            assert_eq!(merged, read);
            assert_eq!(merged.encode(), read.encode());
        }
        (merged, read) => assert!(merged.is_err() && read.is_err(), "{merged:?} but {read:?}"),
    }
}

fn assert_validated(bytes: &[u8]) {
    let decoded = Sketch::decode(bytes);
    assert_eq!(Sketch::validate(bytes), decoded.clone().map(drop));
    for q in [0.0, 1e-9, 0.1, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0, 1.5] {
        let expected = decoded.clone().and_then(|sketch| sketch.quantile(q));
        assert_eq!(Sketch::quantile_of(bytes, q), expected, "at {q}");
    }
}

/// The same values one by one, which no shortcut for many counters at a time takes.
fn one_by_one(a: &Sketch, b: &Sketch) -> Vec<(bool, i32, u64)> {
    let scale = a.scale().min(b.scale());
    let mut counts = std::collections::BTreeMap::new();
    for sketch in [a, b] {
        let by = sketch.scale() - scale;
        let sides = sketch
            .positive()
            .map(|bucket| (false, bucket))
            .chain(sketch.negative().map(|bucket| (true, bucket)));
        sides.for_each(|(sign, (i, n))| *counts.entry((sign, i >> by)).or_insert(0) += n);
    }
    counts.into_iter().map(|((sign, i), n)| (sign, i, n)).collect()
}

proptest! {
    #[test]
    fn merging_bytes_is_merging_the_sketch(a in any_kind(), b in any_kind()) {
        let (merged, read) = both_ways(&a, &b.encode());
        prop_assert_eq!(&merged, &read);
        prop_assert_eq!(merged.map(|sketch| sketch.encode()), read.map(|sketch| sketch.encode()));
    }

    #[test]
    fn bytes_answer_as_the_sketch_does(sketch in any_kind()) {
        assert_validated(&sketch.encode());
    }

    #[test]
    fn merging_adds_up_each_bucket(a in any_kind(), b in any_kind()) {
        prop_assume!(a.count() > 0 && b.count() > 0);
        let expected = one_by_one(&a, &b);
        let mut sum = a.clone();
        sum.merge(&b).expect("few values");
        prop_assume!(expected.len() <= MAX_BUCKETS);
        let found: Vec<_> = sum.positive().map(|(i, n)| (false, i, n)).chain(sum.negative().map(|(i, n)| (true, i, n))).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(sum.buckets(), sum.positive().count() + sum.negative().count());
    }

    #[test]
    fn many_merges_of_bytes_are_many_merges(parts in prop::collection::vec(any_kind(), 1..12)) {
        let (mut merged, mut read) = (Sketch::new(), Sketch::new());
        for part in &parts {
            merged.merge(part).expect("few values");
            read.merge_encoded(&part.encode()).expect("few values");
        }
        prop_assert_eq!(&merged, &read);
        prop_assert_eq!(Sketch::decode(&read.encode()), Ok(merged));
    }

    #[test]
    fn a_cleared_sketch_is_an_empty_one(before in any_kind(), parts in prop::collection::vec(any_kind(), 1..6)) {
        let (mut fresh, mut cleared) = (Sketch::new(), before);
        cleared.clear();
        prop_assert_eq!(&cleared, &fresh);
        for part in &parts {
            fresh.merge_encoded(&part.encode()).expect("few values");
            cleared.merge_encoded(&part.encode()).expect("few values");
        }
        prop_assert_eq!(&cleared, &fresh);
        prop_assert_eq!(cleared.encode(), fresh.encode());
    }

    #[test]
    fn mutated_bytes_are_merged_or_refused_like_sketches(
        a in any_kind(),
        b in any_kind(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let bytes = mutated(b.encode(), &changes, cut);
        assert_sane(&bytes);
        assert_validated(&bytes);
        assert_both_ways(&a, &bytes);
    }

    #[test]
    fn noise_is_merged_or_refused_like_sketches(
        a in any_kind(), mut bytes in prop::collection::vec(any::<u8>(), 0..200), flags in 0..32_u8,
    ) {
        for (byte, value) in bytes.iter_mut().zip([1, flags, 5]) {
            *byte = value;
        }
        assert_validated(&bytes);
        assert_both_ways(&a, &bytes);
    }
}

/// A sketch's bytes with the buckets as given.
fn bytes_of(count: u8, buckets: &[u8]) -> Vec<u8> {
    let (min, max) = (1.5_f64, 1e300_f64);
    let numbers = [min, max, min + max].map(f64::to_le_bytes).concat();
    [&[1, 8, 5, count][..], &numbers, buckets].concat()
}

#[test]
fn every_number_of_a_bucket_must_be_in_its_shortest_form() {
    let sketch = sketch_of(&[1.5, 1e300]);
    let bytes = sketch.encode();
    let buckets = &bytes[28..];
    assert_eq!(bytes_of(2, buckets), bytes);
    // Two buckets, the first at 18: its token, and that of the next one with the gap before it.
    let [2, 36, 0, 1, gap @ ..] = buckets else { panic!("{buckets:?}") };
    let filler = [0x80; 12];
    for (bad, why) in [
        (vec![2, 36, 0x80, 0, 1], "a second byte for nothing"),
        (vec![2, 36, 0, 0x81, 0], "another"),
        (vec![0x82, 0, 36, 0, 1], "in the number of buckets"),
        (vec![2, 0xa4, 0, 0, 1], "in the first index"),
        (vec![2, 36, 1, 1], "a gap before the first"),
        (vec![0, 36, 0, 1], "no buckets"),
        (vec![3, 36, 0, 1], "more buckets than there are"),
    ] {
        let bytes = bytes_of(2, &[&bad, gap].concat());
        assert!(matches!(Sketch::validate(&bytes), Err(SketchError::Corrupt(_))), "{why}");
        assert_validated(&bytes);
        assert_both_ways(&sketch, &bytes);
        assert_validated(&[&bytes[..], &filler].concat());
    }
    for cut in 0..bytes.len() {
        assert!(Sketch::validate(&bytes[..cut]).is_err());
        assert_both_ways(&sketch, &bytes[..cut]);
    }
}

#[test]
fn rows_of_buckets_end_where_the_numbers_do() {
    // 64 neighbours of one byte, then of two: too many for the range from where they begin.
    let (first, last) = (32_767 - 20, 32_767);
    for count in [1_u64, 100] {
        let parts = |buckets: i32| Parts {
            scale: 5,
            min: 2_f64.powf(f64::from(first) / 32.0 + 0.01),
            max: f64::MAX,
            sum: f64::MAX,
            positive: (first..first + buckets).map(|i| (i, count)).collect(),
            ..Parts::default()
        };
        let whole = Sketch::from_parts(parts(last - first + 1)).expect("all there are");
        assert_eq!(Sketch::decode(&whole.encode()), Ok(whole.clone()));
        assert!(Sketch::from_parts(parts(last - first + 2)).is_err());
        // One more by hand: the counts of buckets and of values, and the bucket.
        let mut bytes = whole.encode();
        let at = bytes.iter().rposition(|&byte| byte == 21).expect("the number of buckets");
        bytes[at] += 1;
        let tail = bytes[bytes.len() - if count == 1 { 1 } else { 2 }..].to_vec();
        bytes.extend(tail);
        assert!(matches!(
            Sketch::validate(&bytes),
            Err(SketchError::Corrupt("bucket out of range or empty"))
        ));
        assert_both_ways(&whole, &bytes);
    }
}

#[test]
fn two_buckets_may_be_further_apart_than_an_i32_reaches() {
    let mut sketch = Sketch::with_scale(MAX_SCALE);
    for value in [f64::from_bits(1), f64::MAX, -f64::MAX, -f64::from_bits(1)] {
        sketch.add(value).expect("finite");
    }
    let bytes = sketch.encode();
    assert_eq!(Sketch::decode(&bytes), Ok(sketch.clone()));
    assert_both_ways(&sketch, &bytes);
}

#[test]
fn a_sketch_too_many_is_refused() {
    let mut full = Sketch::new();
    full.add_n(1.5, MAX_COUNT).expect("just fits");
    let before = full.clone();
    assert_eq!(full.merge_encoded(&sketch_of(&[1.0, 2.0]).encode()), Err(SketchError::TooManyValues));
    assert_eq!(full, before);
    full.merge_encoded(&Sketch::with_scale(-3).encode()).expect("nothing");
    assert_eq!(full, before);
    assert!(full.merge_encoded(&[1, 0, 5, 0]).is_err(), "bytes after its end");
}
