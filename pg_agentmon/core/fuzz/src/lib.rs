//! What must hold of every sketch, however it came about.

use agentmon_core::sketch::{MAX_BUCKETS, MAX_COUNT, MAX_SCALE, MIN_SCALE, Sketch};

/// Ranks are computed in floating point, exactly up to here.
pub const EXACT: u64 = 1 << 53;

/// Asks a sketch everything, and panics at an answer that cannot be.
pub fn assert_sane(sketch: &Sketch) {
    assert!((MIN_SCALE..=MAX_SCALE).contains(&sketch.scale()));
    assert!(sketch.count() <= MAX_COUNT && sketch.buckets() <= MAX_BUCKETS);
    assert!(sketch.sum().is_finite() && sketch.error() > 0.0 && sketch.error() <= 1.0);
    let in_buckets: u64 = sketch.positive().chain(sketch.negative()).map(|(_, n)| n).sum();
    assert_eq!(in_buckets + sketch.zeros(), sketch.count());
    assert_eq!(sketch.positive().count() + sketch.negative().count(), sketch.buckets());
    let (Some(min), Some(max)) = (sketch.min(), sketch.max()) else {
        assert_eq!((sketch.count(), sketch.sum()), (0, 0.0));
        assert_eq!((sketch.quantile(0.5), sketch.rank(0.0), sketch.mean()), (Ok(None), None, None));
        return;
    };
    assert!(min <= max && min.is_finite() && max.is_finite());
    assert!(sketch.mean().is_some_and(|mean| (min..=max).contains(&mean)));
    let mut last = min;
    for q in [0.0, 1e-9, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0] {
        let found = sketch.quantile(q).expect("in range").expect("not empty");
        // Between two neighbours an interpolation may fall by a rounding.
        let rounding = 4.0 * f64::EPSILON * last.abs();
        assert!(
            found >= last - rounding && found >= min && found <= max,
            "quantiles rise from {min:e} to {max:e}: {found:e} at {q}"
        );
        last = found;
    }
    assert_eq!((sketch.quantile(0.0), sketch.quantile(1.0)), (Ok(Some(min)), Ok(Some(max))));
    let mut last = 0.0;
    for value in [f64::MIN, min, min / 2.0, 0.0, max / 2.0, max, f64::MAX] {
        let rank = sketch.rank(value).expect("not empty");
        assert!((0.0..=1.0).contains(&rank));
        if value >= min {
            last = f64::max(last, rank);
        }
    }
    assert_eq!(last, 1.0);
}

/// Bytes and back: the same sketch, and the same bytes again.
pub fn assert_round_trip(sketch: &Sketch) {
    let bytes = sketch.encode();
    let back = Sketch::decode(&bytes).expect("its own bytes");
    assert!(back == *sketch, "{sketch:?} came back as {back:?}");
    assert_eq!(back.encode(), bytes);
}
