//! Any bytes: an error, or a sketch that encodes to them and answers every question. The same whether they are decoded,
//! checked or merged as they are.
#![no_main]

use agentmon_core::sketch::{MAX_COUNT, Sketch, SketchError};
use agentmon_core_fuzz::{assert_round_trip, assert_sane};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The whole, and the two halves that its first byte tells apart: pairs of different sketches come from these.
    let whole = decode(data);
    let Some((&length, rest)) = data.split_first() else { return };
    let (a, b) = rest.split_at(usize::from(length).min(rest.len()));
    let sketches: Vec<Sketch> = [whole, decode(a), decode(b)].into_iter().flatten().collect();
    for a in &sketches {
        for b in &sketches {
            merge(a, b);
        }
        for bytes in [data, rest] {
            merge_encoded(a, bytes);
        }
    }
});

fn decode(bytes: &[u8]) -> Option<Sketch> {
    let decoded = Sketch::decode(bytes);
    assert_eq!(Sketch::validate(bytes).err(), decoded.as_ref().err().copied());
    for q in [0.0, 0.5, 0.95, 1.0, 1.5] {
        let expected = decoded.clone().and_then(|sketch| sketch.quantile(q));
        assert_eq!(Sketch::quantile_of(bytes, q), expected);
    }
    let sketch = decoded.ok()?;
    assert_eq!(sketch.encode(), bytes, "two encodings of one sketch");
    assert_sane(&sketch);
    Some(sketch)
}

fn merge(a: &Sketch, b: &Sketch) {
    let mut both = a.clone();
    merge_encoded(a, &b.encode());
    match both.merge(b) {
        Ok(()) => {
            assert_eq!(both.count(), a.count() + b.count());
            assert!(both.scale() <= a.scale().min(b.scale()) || a.count() == 0 || b.count() == 0);
            assert_sane(&both);
            let mut turned = b.clone();
            turned.merge(a).expect("as many values");
            assert!(turned == both);
            // Sums that are off by all that the decoder allows may be off by more together.
            let _ = Sketch::decode(&both.encode());
        }
        Err(error) => {
            assert_eq!(error, SketchError::TooManyValues);
            assert!(a.count() > MAX_COUNT - b.count());
            assert!(both == *a, "a refused merge changes nothing");
            assert_round_trip(a);
        }
    }
}

fn merge_encoded(a: &Sketch, bytes: &[u8]) {
    let (mut merged, mut read) = (a.clone(), a.clone());
    let expected = Sketch::decode(bytes).and_then(|b| merged.merge(&b));
    let found = read.merge_encoded(bytes);
    assert_eq!(found.is_ok(), expected.is_ok(), "{expected:?}");
    if found.is_ok() {
        assert!(read == merged);
    } else {
        assert!(read == *a || read == Sketch::new(), "as it was, or empty");
    }
    assert_sane(&read);
}
