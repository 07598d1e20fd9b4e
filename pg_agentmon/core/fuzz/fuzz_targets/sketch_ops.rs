//! Any sequence of adds, merges and downscales, held against the plain list of values.
#![no_main]

use agentmon_core::sketch::{MAX_COUNT, MIN_SCALE, Sketch, SketchError};
use agentmon_core_fuzz::{EXACT, assert_round_trip, assert_sane};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

/// Lists longer than this are merged no further.
const LONG: usize = 300;

#[derive(Clone)]
struct Model {
    sketch: Sketch,
    values: Vec<(f64, u64)>,
}

fuzz_target!(|data: &[u8]| {
    let mut input = Unstructured::new(data);
    let mut models: [Model; 3] = std::array::from_fn(|_| Model { sketch: Sketch::new(), values: Vec::new() });
    while !input.is_empty() && step(&mut input, &mut models).is_ok() {}
    models.iter().for_each(Model::check);
});

fn step(input: &mut Unstructured<'_>, models: &mut [Model; 3]) -> Result<()> {
    let (at, from) = (input.int_in_range(0..=2)?, input.int_in_range(0..=2)?);
    match u8::arbitrary(input)? % 8 {
        0 => {
            let scale = i8::arbitrary(input)?;
            models[at] = Model { sketch: Sketch::with_scale(scale), values: Vec::new() };
        }
        1 => models[at].downscale(i8::arbitrary(input)?),
        2 => {
            let other = models[from].clone();
            models[at].merge(&other);
        }
        3 => models[at].decode_own_bytes(),
        4 => models[at].add(f64::arbitrary(input)?, u64::arbitrary(input)?),
        5 => models[at].add(f64::arbitrary(input)?, 1),
        6 => models[at].add(f64::from(i16::arbitrary(input)?) / 8.0, u64::from(u16::arbitrary(input)?)),
        // A run of values next to each other: full stores and collapses.
        _ => {
            let (first, n) = (u32::arbitrary(input)?, input.int_in_range(0..=200)?);
            let step = input.int_in_range(1..=1_u64 << 48)?;
            for i in 0..n {
                models[at].add(f64::from_bits((u64::from(first) << 32).wrapping_add(i * step)), 1);
            }
        }
    }
    Ok(())
}

impl Model {
    fn count(&self) -> u64 {
        self.values.iter().map(|(_, n)| n).sum()
    }

    fn add(&mut self, value: f64, n: u64) {
        let before = self.sketch.clone();
        match self.sketch.add_n(value, n) {
            Ok(()) if n > 0 => self.values.push((value, n)),
            Ok(()) => assert!(self.sketch == before),
            Err(SketchError::NotFinite(_)) => assert!(!value.is_finite() && self.sketch == before),
            Err(error) => {
                assert_eq!(error, SketchError::TooManyValues);
                assert!(n > MAX_COUNT - self.count() && self.sketch == before);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        if self.values.len() + other.values.len() > LONG {
            return;
        }
        let mut turned = other.sketch.clone();
        let fits = other.count() <= MAX_COUNT - self.count();
        assert_eq!(self.sketch.clone().merge(&other.sketch).is_ok(), fits);
        assert_eq!(turned.merge(&self.sketch).is_ok(), fits);
        if self.sketch.merge(&other.sketch).is_ok() {
            assert!(turned == self.sketch, "merging commutes");
            self.values.extend(&other.values);
        }
    }

    fn downscale(&mut self, scale: i8) {
        let before = self.sketch.scale();
        self.sketch.downscale_to(scale);
        assert_eq!(self.sketch.scale(), before.min(scale.max(MIN_SCALE)));
    }

    fn decode_own_bytes(&mut self) {
        assert_round_trip(&self.sketch);
        self.sketch = Sketch::decode(&self.sketch.encode()).expect("its own bytes");
    }

    fn check(&self) {
        let Self { sketch, values } = self;
        assert_sane(sketch);
        assert_round_trip(sketch);
        assert_eq!(sketch.count(), self.count());
        let mut sorted = values.clone();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(sketch.min(), sorted.first().map(|first| first.0 + 0.0));
        assert_eq!(sketch.max(), sorted.last().map(|last| last.0 + 0.0));
        let zeros: u64 = values.iter().filter(|(value, _)| *value == 0.0).map(|(_, n)| n).sum();
        assert_eq!(sketch.zeros(), zeros);
        let sum = |part: fn(f64) -> f64| values.iter().map(|&(v, n)| part(v) * n as f64).sum::<f64>();
        let (total, magnitude) = (sum(|v| v), sum(f64::abs));
        // Where it never came near the end of the range, it never stopped there.
        if magnitude < f64::MAX / 2.0 {
            let rounding = magnitude * f64::EPSILON * 2.0 * (values.len() + 1) as f64;
            assert!((sketch.sum() - total).abs() <= rounding, "the sum {:e} is {total:e}", sketch.sum());
        }
        if !sorted.is_empty() && self.count() < EXACT {
            [0.001, 0.25, 0.5, 0.9, 0.99].iter().for_each(|&q| self.check_quantile(&sorted, q));
        }
    }

    /// As `percentile_cont` has it, within the error relative to the weighted magnitudes of the two neighbours.
    fn check_quantile(&self, sorted: &[(f64, u64)], q: f64) {
        let position = q * (self.count() - 1) as f64;
        let at = |rank: u64| {
            let mut seen = 0;
            let found = sorted.iter().find(|(_, n)| {
                seen += n;
                seen > rank
            });
            found.expect("a rank within the count").0
        };
        let (low, share) = (at(position.floor() as u64), position - position.floor());
        let high = at(position.ceil() as u64);
        let exact = low * (1.0 - share) + high * share;
        let magnitude = low.abs() * (1.0 - share) + high.abs() * share;
        let found = self.sketch.quantile(q).expect("in range").expect("not empty");
        let bound = self.sketch.error() * magnitude * (1.0 + 1e-9) + 1e-322;
        assert!((found - exact).abs() <= bound, "p{q} is {exact:e}, not {found:e}");
    }
}
