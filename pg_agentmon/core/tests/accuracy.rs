//! How far percentiles are from what `percentile_cont` says, on real and on made data, whole and merged from parts.
use agentmon_core::sketch::{DEFAULT_SCALE, MAX_SCALE, Sketch};

const PERCENTILES: [f64; 5] = [0.5, 0.9, 0.95, 0.99, 0.999];
const SIZE: usize = 20_000;

/// Chance that can be repeated (SplitMix64).
struct Dice(u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.bits() % limit as u64) as usize
    }

    /// Within 0 and 1, never either of them.
    fn uniform(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// One column of a trace; `data/README.md` says where it comes from.
fn trace(csv: &str, column: usize) -> Vec<f64> {
    let value =
        |line: &str| line.split(',').nth(column).and_then(|field| field.parse().ok()).expect("a number");
    csv.lines().skip(1).map(value).collect()
}

fn made(seed: u64, draw: impl Fn(&mut Dice) -> f64) -> Vec<f64> {
    let mut dice = Dice(seed);
    (0..SIZE).map(|_| draw(&mut dice)).collect()
}

fn data() -> Vec<(&'static str, Vec<f64>)> {
    let code = include_str!("data/azure_llm_trace_code.csv");
    let conversations = include_str!("data/azure_llm_trace_conv.csv");
    vec![
        ("code, tokens in", trace(code, 0)),
        ("code, tokens out", trace(code, 1)),
        ("chat, tokens in", trace(conversations, 0)),
        ("chat, tokens out", trace(conversations, 1)),
        ("uniform", made(1, |dice| 1000.0 * dice.uniform())),
        ("log-normal", made(2, |dice| (4.6 + 1.5 * dice.normal()).exp())),
        ("bimodal", made(3, |dice| [10.0, 5000.0][dice.below(2)] * (1.0 + 0.02 * dice.normal()))),
        ("constant", made(4, |_| 1.0 / 7.0)),
        ("a long tail (Pareto, 1.1)", made(5, |dice| dice.uniform().powf(-1.0 / 1.1))),
        ("a longer tail (Pareto, 0.2)", made(6, |dice| dice.uniform().powf(-1.0 / 0.2))),
        ("negative", made(7, |dice| -(2.0 * dice.normal()).exp())),
        ("mixed signs", made(8, |dice| 100.0 * dice.normal())),
        ("mixed signs and zeros", made(9, |dice| (dice.normal() * 2.0).trunc() * dice.uniform())),
        ("subnormal", made(10, |dice| f64::from_bits(dice.bits() >> 30))),
        ("subnormal to 1e307", made(11, |dice| 10_f64.powf(dice.uniform() * 630.0 - 323.0))),
        (
            "-1e307 to 1e307",
            made(12, |dice| [-1.0, 1.0][dice.below(2)] * 10_f64.powf(dice.uniform() * 614.0 - 307.0)),
        ),
    ]
}

fn sketch_at(scale: i8, values: &[f64]) -> Sketch {
    let mut sketch = Sketch::with_scale(scale);
    values.iter().for_each(|&value| sketch.add(value).expect("finite"));
    sketch
}

/// The value that `percentile_cont` gives, and the weighted magnitude of the two between which it lies.
fn percentile_cont(sorted: &[f64], p: f64) -> (f64, f64) {
    let rank = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
    let share = rank - rank.floor();
    (low * (1.0 - share) + high * share, low.abs() * (1.0 - share) + high.abs() * share)
}

/// Each percentile within what the sketch itself says of its error.
fn assert_within(name: &str, values: &[f64], sketch: &Sketch) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    assert_eq!(sketch.count(), values.len() as u64, "{name}");
    assert_eq!((sketch.min(), sketch.max()), (sorted.first().copied(), sorted.last().copied()), "{name}");
    for p in PERCENTILES {
        let (exact, magnitude) = percentile_cont(&sorted, p);
        let found = sketch.quantile(p).expect("in range").expect("not empty");
        let bound = sketch.error() * magnitude * (1.0 + 1e-9) + 1e-14 * magnitude + 1e-322;
        assert!(
            (found - exact).abs() <= bound,
            "{name}, scale {}: p{} is {exact:e}, not {found:e}: off by {:.3} % where {:.3} % is the bound",
            sketch.scale(),
            100.0 * p,
            100.0 * (found - exact).abs() / magnitude,
            100.0 * sketch.error()
        );
    }
}

/// Cuts the values into up to 60 parts, makes a sketch of each, and merges them two by two in any order.
fn merged_from_parts(values: &[f64], dice: &mut Dice, scale: impl Fn(&mut Dice) -> i8) -> Sketch {
    let mut cuts: Vec<usize> = (0..dice.below(60)).map(|_| dice.below(values.len() + 1)).collect();
    cuts.extend([0, values.len()]);
    cuts.sort_unstable();
    let mut parts: Vec<Sketch> =
        cuts.windows(2).map(|cut| sketch_at(scale(dice), &values[cut[0]..cut[1]])).collect();
    while parts.len() > 1 {
        let part = parts.swap_remove(dice.below(parts.len()));
        let at = dice.below(parts.len());
        parts[at].merge(&part).expect("few values");
    }
    parts.remove(0)
}

#[test]
fn the_whole_is_within_the_error() {
    for (name, values) in data() {
        let sketch = sketch_at(DEFAULT_SCALE, &values);
        assert_within(name, &values, &sketch);
        // Twelve orders of magnitude and more: only what spans them pays for it.
        if !name.contains("1e307") && !name.contains("longer") {
            assert_eq!(sketch.scale(), DEFAULT_SCALE, "{name}");
        }
    }
}

#[test]
fn merged_in_any_order_it_is_the_same_sketch() {
    let mut dice = Dice(13);
    for (name, values) in data() {
        let whole = sketch_at(DEFAULT_SCALE, &values);
        for _ in 0..10 {
            let merged = merged_from_parts(&values, &mut dice, |_| DEFAULT_SCALE);
            assert!(merged.same_values(&whole), "{name}");
            assert_within(name, &values, &merged);
        }
    }
}

#[test]
fn merged_from_sketches_of_different_scales_it_is_within_the_error_of_the_coarsest() {
    let mut dice = Dice(14);
    for (name, values) in data() {
        for _ in 0..10 {
            let merged = merged_from_parts(&values, &mut dice, |dice| {
                i8::try_from(dice.below(usize::from(MAX_SCALE.unsigned_abs()) + 3)).expect("small") - 2
            });
            assert_within(name, &values, &merged);
        }
    }
}

#[test]
fn from_a_microsecond_to_a_day_the_bound_is_1_083_percent() {
    // Seconds, in all magnitudes alike.
    let values = made(15, |dice| 1e-6 * (dice.uniform() * 86_400e6_f64.ln()).exp());
    let sketch = sketch_at(DEFAULT_SCALE, &values);
    assert_within("1 µs to 1 day", &values, &sketch);
    assert_eq!(format!("{:.3} %", 100.0 * sketch.error()), "1.083 %");
    let base = 2_f64.powf(1.0 / 32.0);
    assert!((sketch.error() - (base - 1.0) / (base + 1.0)).abs() < 1e-15);
}
