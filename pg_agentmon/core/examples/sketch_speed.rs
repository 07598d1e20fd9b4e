//! What a sketch costs. `cargo run --release -p agentmon-core --example sketch_speed`
use std::hint::black_box;
use std::time::Instant;

use agentmon_core::sketch::Sketch;

/// Log-normal values, as latencies in milliseconds may be; the same on every machine.
fn latencies(count: usize, sigma: f64) -> Vec<f64> {
    let mut seed = 42_u64;
    let mut uniform = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut normal = move || (-2.0 * uniform().ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
    (0..count).map(|_| (4.6 + sigma * normal()).exp()).collect()
}

fn sketch_of(values: &[f64]) -> Sketch {
    let mut sketch = Sketch::new();
    for &value in values {
        // Finite, so never refused.
        let _ = sketch.add(value);
    }
    sketch
}

/// Nanoseconds for each of `count` steps, the best of five runs.
fn nanoseconds(count: usize, mut run: impl FnMut()) -> f64 {
    let mut once = || {
        let start = Instant::now();
        run();
        start.elapsed().as_nanos() as f64 / count as f64
    };
    (0..5).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// What sketches of so many values each cost.
fn print(values: &[f64], each: usize) {
    let add = nanoseconds(values.len(), || {
        for chunk in values.chunks(each) {
            black_box(sketch_of(chunk));
        }
    });
    let sketches: Vec<Sketch> = values.chunks(each).take(1000).map(sketch_of).collect();
    let encoded: Vec<Vec<u8>> = sketches.iter().map(Sketch::encode).collect();
    let mean = |size: &dyn Fn(&Sketch) -> usize| sketches.iter().map(size).sum::<usize>() / sketches.len();
    // As many at a time as the parts of an hour or of a day.
    let merge = nanoseconds(sketches.len(), || {
        for part in sketches.chunks(48) {
            let mut all = Sketch::new();
            for sketch in part {
                let _ = black_box(&mut all).merge(sketch);
            }
        }
    });
    let merge_encoded = nanoseconds(encoded.len(), || {
        for part in encoded.chunks(48) {
            let mut all = Sketch::new();
            for bytes in part {
                let _ = black_box(&mut all).merge_encoded(bytes);
            }
        }
    });
    let of_sketches = |step: &dyn Fn(&Sketch)| nanoseconds(sketches.len(), || sketches.iter().for_each(step));
    let of_bytes = |step: &dyn Fn(&[u8])| nanoseconds(encoded.len(), || encoded.iter().for_each(|b| step(b)));
    let encode = of_sketches(&|sketch| _ = black_box(sketch.encode()));
    let quantile = of_sketches(&|sketch| _ = black_box(sketch.quantile(0.95)));
    let validate = of_bytes(&|bytes| _ = black_box(Sketch::validate(bytes)));
    let decode = of_bytes(&|bytes| _ = black_box(Sketch::decode(bytes)));
    println!(
        "{each:>7} values, {:4} buckets, {:4} bytes, {:4} in memory; ns: add {add:4.1}, merge {merge:6.1}, \
         merge_encoded {merge_encoded:6.1}, validate {validate:6.1}, decode {decode:6.1}, \
         encode {encode:6.1}, quantile {quantile:6.1}",
        mean(&Sketch::buckets),
        mean(&|sketch| sketch.encode().len()),
        mean(&Sketch::memory_size),
    );
}

fn main() {
    println!("a sketch without its heap takes {} bytes", size_of::<Sketch>());
    println!("a wide spread, as of whole services:");
    let values = latencies(1_000_000, 1.5);
    for each in [1, 2, 5, 10, 15, 30, 100, 200, 1000, 1_000_000] {
        print(&values, each);
    }
    println!("hours of a single metric:");
    let values = latencies(8_000_000, 0.8);
    for each in [4000, 20_000] {
        print(&values, each);
    }
}
