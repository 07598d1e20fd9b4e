//! What rolling up costs by itself. `cargo run --release -p agentmon-core --example rollup_speed [ROWS [HOURS]]`
use std::hint::black_box;
use std::time::Instant;

use agentmon_core::rollup::{Plan, Rollup};

const SERIES: usize = 40;
const NAME: &str = "api.duration";

struct Row {
    value: f64,
    series: usize,
    time: i64,
}

/// As the benchmarks' rows: 40 series one after the other, log-normal values.
fn rows(count: usize, hours: i64) -> Vec<Row> {
    let mut seed = 42_u64;
    let mut uniform = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut normal = move || (-2.0 * uniform().ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
    let step = hours * 3_600_000_000 / count as i64;
    (0..count)
        .map(|i| Row {
            value: (4.0 + 1.5 * normal()).exp(),
            series: i % SERIES,
            time: 800_000_000_000_000 + i as i64 * step,
        })
        .collect()
}

fn main() {
    let argument = |n, default| std::env::args().nth(n).and_then(|n| n.parse().ok()).unwrap_or(default);
    let (count, hours) = (argument(1, 10_000_000), argument(2, 28));
    let rows = rows(count as usize, hours);
    let tags: Vec<String> = (0..SERIES)
        .map(|series| {
            let region = ["eu", "us", "ap", "sa"][series / 10];
            format!(r#"{{"region": "{region}", "endpoint": "/v1/{}"}}"#, series % 10)
        })
        .collect();
    let (mut adding, mut rolling, mut bytes, mut memory) = (f64::INFINITY, f64::INFINITY, 0, 0);
    let runs = if count > 2_000_000 { 5 } else { 1 };
    for _ in 0..runs {
        let mut rollup = Rollup::new(&Plan::default());
        let start = Instant::now();
        for row in &rows {
            let tags = &tags[row.series];
            // Nothing here is refused.
            let _ = black_box(&mut rollup).add(
                NAME.as_bytes(),
                row.value,
                tags.as_bytes(),
                || (NAME, tags.clone()),
                row.time,
            );
        }
        adding = start.elapsed().as_secs_f64().min(adding);
        let start = Instant::now();
        bytes = black_box(rollup.roll_up()).map_or(0, |bytes| bytes.len());
        rolling = start.elapsed().as_secs_f64().min(rolling);
        memory = rollup.heap_size();
    }
    println!(
        "{count} rows: {:.1} ns to add one, {:.1} ms for the result of {bytes} bytes; {} kB in memory",
        adding * 1e9 / rows.len() as f64,
        rolling * 1e3,
        memory / 1024
    );
}
