//! Laws of the sketch.
use agentmon_core::sketch::{MAX_BUCKETS, MAX_COUNT, MAX_SCALE, MIN_SCALE, Parts, Sketch, SketchError};
use proptest::prelude::*;

mod encoded;
mod otel;

fn sketch_of(values: &[f64]) -> Sketch {
    let mut sketch = Sketch::new();
    values.iter().for_each(|&v| sketch.add(v).expect("finite"));
    sketch
}

/// Bytes with some of them changed, and cut short.
fn mutated(
    mut bytes: Vec<u8>,
    changes: &[(prop::sample::Index, u8)],
    cut: Option<prop::sample::Index>,
) -> Vec<u8> {
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len()));
    }
    bytes
}

fn merged(a: &Sketch, b: &Sketch) -> Sketch {
    let mut result = a.clone();
    result.merge(b).expect("few values");
    result
}

/// What `percentile_cont` answers.
fn percentile_cont(sorted: &[f64], q: f64) -> (f64, f64, f64) {
    let position = q * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    (low, high, position - position.floor())
}

/// Every quantile within the bound that [`Sketch::quantile`] states.
fn assert_quantiles(values: &[f64], sketch: &Sketch) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    for step in 0..=1000 {
        let q = f64::from(step) / 1000.0;
        let found = sketch.quantile(q).expect("in range").expect("not empty");
        let (low, high, share) = percentile_cont(&sorted, q);
        let exact = low * (1.0 - share) + high * share;
        let magnitude = low.abs() * (1.0 - share) + high.abs() * share;
        let bound = sketch.error() * magnitude * (1.0 + 1e-9) + 1e-322;
        assert!(
            (found - exact).abs() <= bound,
            "q {q}: {found:e} is not {exact:e}, error {}",
            sketch.error()
        );
        let share_of = |limit: f64| sorted.partition_point(|&v| v <= limit) as f64 / sorted.len() as f64;
        let rank = sketch.rank(exact).expect("not empty");
        let base = (1.0 + sketch.error()) / (1.0 - sketch.error()) * (1.0 + 1e-9);
        let bucket_end = if exact < 0.0 { exact / base } else { exact * base } + 1e-322;
        assert!(rank >= share_of(exact) && rank <= share_of(bucket_end.min(f64::MAX)), "rank of {exact:e}");
    }
    assert_eq!(sketch.quantile(0.0), Ok(Some(sorted[0])));
    assert_eq!(sketch.quantile(1.0), Ok(sorted.last().copied()));
    assert_eq!(sketch.rank(sorted[sorted.len() - 1]), Some(1.0));
}

/// Normal numbers from two uniform ones.
fn normal() -> impl Strategy<Value = f64> {
    (1e-12..1.0, 0.0..std::f64::consts::TAU).prop_map(|(u, v): (f64, f64)| (-2.0 * u.ln()).sqrt() * v.cos())
}

fn any_values() -> impl Strategy<Value = Vec<f64>> {
    let log_normal = normal().prop_map(|x| (4.0 + 1.5 * x).exp());
    let bimodal = prop_oneof![9.0..11.0, 4_900.0..5_100.0];
    let finite = any::<f64>().prop_filter("finite", |v| v.is_finite());
    let extreme = (any::<bool>(), 1e-3..1e3, -307..=304_i32).prop_map(|(sign, m, e): (bool, f64, i32)| {
        if sign { -m * 10_f64.powi(e) } else { m * 10_f64.powi(e) }
    });
    let subnormal = (0..5_000_u64).prop_map(f64::from_bits);
    let many = 1..400_usize;
    prop_oneof![
        prop::collection::vec(log_normal, many.clone()),
        prop::collection::vec(0.0..1e6, many.clone()),
        prop::collection::vec(bimodal, many.clone()),
        (any::<i32>(), 1..50_usize).prop_map(|(v, n)| vec![f64::from(v) / 7.0; n]),
        prop::collection::vec(extreme, many.clone()),
        prop::collection::vec(finite, many.clone()),
        prop::collection::vec(subnormal, many.clone()),
        prop::collection::vec(normal(), many.clone()),
        prop::collection::vec(prop_oneof![Just(0.0), Just(-0.0), -3.0..3.0], many),
    ]
}

fn any_sketch() -> impl Strategy<Value = Sketch> {
    let part = (any_values(), MIN_SCALE..=MAX_SCALE, 1..1_u64 << 40).prop_map(|(values, scale, n)| {
        let mut sketch = Sketch::with_scale(scale);
        for (at, &v) in values.iter().enumerate() {
            sketch.add_n(v, if at == 0 { n } else { 1 }).expect("finite");
        }
        sketch
    });
    prop_oneof![1 => (MIN_SCALE..=MAX_SCALE).prop_map(Sketch::with_scale), 9 => part]
}

proptest! {
    #[test]
    fn quantiles_are_within_the_error(values in any_values()) {
        assert_quantiles(&values, &sketch_of(&values));
    }

    #[test]
    fn the_magnitude_is_a_close_upper_bound(values in any_values(), scale in MIN_SCALE..=MAX_SCALE) {
        let mut sketch = sketch_of(&values);
        sketch.downscale_to(scale);
        let largest = values.iter().fold(0.0, |most: f64, v| most.max(v.abs()));
        // As shares of the largest, so that the true sum does not overflow. (Subnormals have no such shares.)
        if largest >= f64::MIN_POSITIVE {
            let exact: f64 = values.iter().map(|v| v.abs() / largest).sum();
            let found = sketch.magnitude() / largest;
            let rounding = values.len() as f64 * 1e-15;
            prop_assert!(found >= (exact * (1.0 - rounding)).min(f64::MAX / largest), "{found} below {exact}");
            let base = (1.0 + sketch.error()) / (1.0 - sketch.error());
            prop_assert!(found <= exact * base * (1.0 + rounding) + 1e-300, "{found} far above {exact}");
        } else {
            prop_assert!(sketch.magnitude() >= values.iter().map(|v| v.abs()).sum());
        }
        prop_assert!(sketch.magnitude() >= sketch.sum().abs() * (1.0 - 1e-12));
    }

    #[test]
    fn merging_is_adding(values in any_values(), more in any_values()) {
        let all = sketch_of(&[values.clone(), more.clone()].concat());
        prop_assert!(merged(&sketch_of(&values), &sketch_of(&more)).same_values(&all));
    }

    #[test]
    fn merging_commutes_and_associates(a in any_sketch(), b in any_sketch(), c in any_sketch()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert!(merged(&merged(&a, &b), &c).same_values(&merged(&a, &merged(&b, &c))));
        prop_assert_eq!(merged(&a, &Sketch::with_scale(MIN_SCALE)).encode(), {
            let neutral = if a.count() == 0 { Sketch::with_scale(MIN_SCALE) } else { a.clone() };
            neutral.encode()
        });
    }

    #[test]
    fn any_tree_of_merges_gives_the_same_within_the_error(
        values in any_values(),
        scales in prop::collection::vec(MIN_SCALE..=MAX_SCALE, 1..9),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 9),
    ) {
        let parts = scales.len().min(values.len());
        let mut trees: Vec<Sketch> = (0..parts).map(|part| {
            let mut sketch = Sketch::with_scale(scales[part]);
            values.iter().skip(part).step_by(parts).for_each(|&v| sketch.add(v).expect("finite"));
            sketch
        }).collect();
        for (one, other, stored) in picks {
            if trees.len() == 1 {
                break;
            }
            let one = trees.swap_remove(one.index(trees.len()));
            let other = other.index(trees.len());
            // On the way through a table or from a worker, a sketch is bytes.
            let one = if stored { Sketch::decode(&one.encode()).expect("its own bytes") } else { one };
            trees[other].merge(&one).expect("few values");
        }
        let coarsest = scales[..parts].iter().copied().min().expect("not empty");
        let mut whole = Sketch::with_scale(coarsest);
        values.iter().for_each(|&v| whole.add(v).expect("finite"));
        prop_assert_eq!(trees.len(), 1);
        prop_assert!(trees[0].same_values(&whole));
        assert_quantiles(&values, &trees[0]);
    }

    #[test]
    fn a_coarser_sketch_is_a_downscaled_finer_one(values in any_values(), fine in MIN_SCALE..=MAX_SCALE, coarse in MIN_SCALE..=MAX_SCALE) {
        let (fine, coarse) = (fine.max(coarse), fine.min(coarse));
        let (mut a, mut b) = (Sketch::with_scale(fine), Sketch::with_scale(coarse));
        for &v in &values {
            a.add(v).expect("finite");
            b.add(v).expect("finite");
        }
        a.downscale_to(coarse);
        prop_assert!(a.same_values(&b) || a.scale() > coarse.min(b.scale()));
    }

    #[test]
    fn bytes_and_back(sketch in any_sketch()) {
        let bytes = sketch.encode();
        let back = Sketch::decode(&bytes).expect("its own bytes");
        prop_assert_eq!(&back, &sketch);
        prop_assert_eq!(back.encode(), bytes);
    }

    #[test]
    fn parts_and_back(sketch in any_sketch()) {
        let parts = Parts {
            scale: sketch.scale(),
            sum: sketch.sum(),
            min: sketch.min().unwrap_or(0.0),
            max: sketch.max().unwrap_or(0.0),
            zeros: sketch.zeros(),
            positive: sketch.positive().collect(),
            negative: sketch.negative().collect(),
        };
        prop_assert_eq!(Sketch::from_parts(parts), Ok(sketch));
    }

    #[test]
    fn mutated_bytes_fail_or_make_sense(
        sketch in any_sketch(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        assert_sane(&mutated(sketch.encode(), &changes, cut));
    }

    #[test]
    fn noise_fails_or_makes_sense(mut bytes in prop::collection::vec(any::<u8>(), 0..200), flags in 0..32_u8) {
        // Past the first two bytes most of the time.
        for (byte, value) in bytes.iter_mut().zip([1, flags, 5]) {
            *byte = value;
        }
        assert_sane(&bytes);
    }

    #[test]
    fn agrees_with_another_implementation(values in prop::collection::vec(1e-3..1e7, 500..2000_usize)) {
        use sketches_ddsketch::{Config, DDSketch};
        let mut other = DDSketch::new(Config::new(0.01, 2048, 1e-9));
        values.iter().for_each(|&v| other.add(v));
        let ours = sketch_of(&values);
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        for q in [0.01, 0.25, 0.5, 0.9, 0.99] {
            let theirs = other.quantile(q).expect("in range").expect("not empty");
            let (low, high, _) = percentile_cont(&sorted, q);
            let found = ours.quantile(q).expect("in range").expect("not empty");
            // They round ranks, so both are only sure to be about the same pair of neighbours.
            prop_assert!(found >= low * 0.989 && found <= high * 1.011, "ours {found}");
            prop_assert!((found - theirs).abs() <= (high - low) + 0.022 * high, "{found} against {theirs}");
        }
    }
}

#[test]
fn memories_do_not_matter() {
    // An allocator by reference stands for one that is not the global one.
    let other = allocator_api2::alloc::Global;
    let values = [-3.0, 0.0, 1.5, 1.5, 1e9];
    let mut there = Sketch::new_in(&other);
    values.iter().for_each(|&v| there.add(v).expect("finite"));
    let here = sketch_of(&values);
    assert!(there.same_values(&here));
    assert_eq!(there.encode(), here.encode());
    let read = Sketch::decode_in(&there.encode(), &other).expect("its own bytes");
    assert_eq!(read, there);
    let mut both = here.clone();
    both.merge(&there).expect("few values");
    there.merge(&here).expect("few values");
    assert_eq!(both, there.clone_in(allocator_api2::alloc::Global));
}

/// Whatever decodes must be canonical and answer every question.
fn assert_sane(bytes: &[u8]) {
    let Ok(sketch) = Sketch::decode(bytes) else { return };
    assert_eq!(sketch.encode(), bytes, "two encodings of one sketch");
    assert!(sketch.buckets() <= MAX_BUCKETS && sketch.sum().is_finite());
    if let (Some(min), Some(max)) = (sketch.min(), sketch.max()) {
        let mut last = min;
        for q in [0.0, 0.001, 0.5, 0.999, 1.0] {
            let found = sketch.quantile(q).expect("in range").expect("not empty");
            assert!(found >= last && found <= max, "quantiles rise within the extremes");
            last = found;
        }
        assert!(sketch.mean().is_some_and(|mean| mean >= min && mean <= max));
        assert!(sketch.rank(0.0).is_some_and(|rank| (0.0..=1.0).contains(&rank)));
        if let Ok(()) = sketch.clone().merge(&sketch) {
            assert!(sketch.count() <= MAX_COUNT / 2);
        }
    } else {
        assert_eq!((sketch.count(), sketch.buckets()), (0, 0));
    }
}

#[test]
fn a_microsecond_to_a_day_stays_within_the_promise() {
    let mut sketch = Sketch::new();
    let mut seconds = 1e-6;
    while seconds <= 86_400.0 {
        sketch.add(seconds).expect("finite");
        seconds *= 1.001;
    }
    assert_eq!(sketch.scale(), 5);
    assert!((1150..=1170).contains(&sketch.buckets()), "{}", sketch.buckets());
    assert!(sketch.error() <= 0.011 && sketch.error() > 0.0108);
}

#[test]
fn the_whole_range_of_doubles_collapses_and_keeps_its_bound() {
    let values: Vec<f64> =
        (-307..=307).flat_map(|e| (1..=8).map(move |m| f64::from(m) * 10_f64.powi(e))).collect();
    let sketch = sketch_of(&values);
    assert!(sketch.scale() < 5 && sketch.buckets() <= MAX_BUCKETS);
    assert_quantiles(&values, &sketch);
}

#[test]
fn empty_answers_nothing() {
    let sketch = Sketch::new();
    assert_eq!(sketch.quantile(0.5), Ok(None));
    assert_eq!((sketch.min(), sketch.max(), sketch.mean(), sketch.rank(1.0)), (None, None, None, None));
    assert_eq!((sketch.count(), sketch.sum()), (0, 0.0));
    assert!(sketch.memory_size() <= 96, "{}", sketch.memory_size());
}

#[test]
fn what_is_no_number_is_refused_and_changes_nothing() {
    let mut sketch = sketch_of(&[1.0, 2.0]);
    let before = sketch.encode();
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(sketch.add(bad), Err(SketchError::NotFinite(_))));
        assert!(matches!(sketch.add_n(bad, 0), Err(SketchError::NotFinite(_))));
    }
    for bad in [f64::NAN, -0.01, 1.01, f64::INFINITY] {
        assert!(matches!(sketch.quantile(bad), Err(SketchError::QuantileOutOfRange(_))));
    }
    assert_eq!(sketch.add_n(3.0, MAX_COUNT), Err(SketchError::TooManyValues));
    assert_eq!(sketch.encode(), before);
}

#[test]
fn the_count_ends_at_63_bits() {
    let mut sketch = Sketch::new();
    sketch.add_n(1.5, MAX_COUNT).expect("just fits");
    let full = sketch.clone();
    assert_eq!(sketch.merge(&full), Err(SketchError::TooManyValues));
    assert_eq!(sketch, full);
    assert_eq!(Sketch::decode(&full.encode()), Ok(full));
}

#[test]
fn the_sum_stops_at_the_largest_number() {
    let sketch = sketch_of(&[1e308, 1e308, 1.7e308]);
    assert_eq!(sketch.sum(), f64::MAX);
    assert_eq!(
        sketch.quantile(0.5).map(|v| v.map(|v| (v / 1e308 - 1.0).abs() <= sketch.error())),
        Ok(Some(true))
    );
    assert_eq!(Sketch::decode(&sketch.encode()), Ok(sketch));
}

#[test]
fn small_sketches_are_small() {
    assert!(sketch_of(&[123.456]).encode().len() <= 20);
    assert!(sketch_of(&[123.456; 60]).encode().len() <= 30);
    assert!(sketch_of(&[123.456]).memory_size() <= 96);
    let ten: Vec<f64> = (0..10).map(|i| 1.2_f64.powi(i)).collect();
    assert!(sketch_of(&ten).memory_size() <= 224);
    let sixty: Vec<f64> = (0..60).map(|i| 1.2_f64.powi(i)).collect();
    assert!(sketch_of(&sixty).memory_size() <= 1152, "{}", sketch_of(&sixty).memory_size());
}

#[test]
fn a_million_values_with_a_long_tail_fit_two_kilobytes() {
    // A log-normal sample with sigma 1.5 by a small generator of its own, the same on every machine.
    let mut seed = 42_u64;
    let mut uniform = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut sketch = Sketch::new();
    for _ in 0..500_000 {
        let (radius, angle) = ((-2.0 * uniform().ln()).sqrt(), std::f64::consts::TAU * uniform());
        for normal in [radius * angle.cos(), radius * angle.sin()] {
            sketch.add((4.6 + 1.5 * normal).exp()).expect("finite");
        }
    }
    let (bytes, memory) = (sketch.encode().len(), sketch.memory_size());
    println!("1 M log-normal: {bytes} bytes, {memory} in memory, {} buckets", sketch.buckets());
    assert!(sketch.scale() == 5 && bytes <= 2_100);
}

mod golden {
    //! Bytes that a released version wrote must be read for ever, and this version writes the same ones.
    use super::*;

    fn check(name: &str, expected: &Sketch, bytes: &[u8]) {
        if std::env::var_os("AGENTMON_WRITE_GOLDEN").is_some() {
            let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(path, expected.encode()).expect("writable");
            return;
        }
        let sketch = Sketch::decode(bytes).expect(name);
        assert_eq!(&sketch, expected, "{name}");
        assert_eq!(sketch.encode(), bytes, "{name}");
    }

    macro_rules! golden {
        ($name:ident, $file:literal, $sketch:expr) => {
            #[test]
            fn $name() {
                check($file, &$sketch, include_bytes!(concat!("../golden/", $file)));
            }
        };
    }

    golden!(v1_empty, "sketch-v1-empty.bin", Sketch::new());
    golden!(v1_one, "sketch-v1-one.bin", sketch_of(&[250.0]));
    golden!(v1_equal, "sketch-v1-equal.bin", sketch_of(&[0.1; 3]));
    golden!(v1_zeros, "sketch-v1-zeros.bin", sketch_of(&[0.0, -0.0, 0.0]));
    golden!(v1_mixed, "sketch-v1-mixed.bin", {
        let mut sketch = sketch_of(&[-1e307, -2.5, -2.5, 0.0, 5e-324, 1.0, 1.01, 1.02, 64.0, 1e307]);
        sketch.add_n(3.0, 1 << 40).expect("finite");
        sketch
    });
    golden!(v1_long, "sketch-v1-long.bin", sketch_of(&(1..=5000).map(f64::from).collect::<Vec<_>>()));
    golden!(v1_collapsed, "sketch-v1-collapsed.bin", {
        let powers = (-1000..1000).flat_map(|e| [2_f64.powi(e), 1.5 * 2_f64.powi(e)]);
        sketch_of(&powers.collect::<Vec<_>>())
    });
}

#[test]
fn the_ends_are_exact_beyond_what_a_double_counts() {
    let mut sketch = Sketch::new();
    sketch.add_n(2.0, (1 << 53) + 1).expect("not too many");
    sketch.add(1e9).expect("finite");
    sketch.add(1.0).expect("finite");
    assert_eq!((sketch.quantile(0.0), sketch.quantile(1.0)), (Ok(Some(1.0)), Ok(Some(1e9))));
}

#[test]
fn the_finest_scale_comes_back_over_the_whole_range() {
    let mut sketch = Sketch::with_scale(MAX_SCALE);
    for value in [5e-324, -5e-324, 1.0, f64::MAX, f64::MIN] {
        sketch.add(value).expect("finite");
        let bytes = sketch.encode();
        assert!(Sketch::decode(&bytes).expect("its own bytes") == sketch);
        assert_eq!(Sketch::validate(&bytes), Ok(()));
    }
}
