//! Any tags: left out, or taken as dimensions in canonical form and finite measures.
#![no_main]

use agentmon_core::rollup::{Plan, Rolled, Rollup};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const MEASURES: [&str; 2] = ["n", "k"];

fuzz_target!(|data: &[u8]| {
    let Ok(tags) = std::str::from_utf8(data) else { return };
    // Without measures a metric takes another way.
    let plain = read(tags, r#"{}"#);
    let measured = read(tags, r#"{"metrics": {"m": {"measures": ["n", "k"]}}}"#);
    assert_eq!(plain.is_some(), measured.is_some(), "measures are no reason to leave a row out");
    // Lone surrogates pass unread, as PostgreSQL prints none.
    if let (Some(dimensions), Ok(Value::Object(_))) = (plain, serde_json::from_str(tags)) {
        assert!(matches!(serde_json::from_str(&dimensions), Ok(Value::Object(_))), "{dimensions}");
        assert_eq!(read(&dimensions, "{}").as_ref(), Some(&dimensions), "canonical is canonical");
    }
});

/// The dimensions of the only series.
fn read(tags: &str, plan: &str) -> Option<String> {
    let mut rollup = Rollup::new(&Plan::read(plan).expect("a plan"));
    for time in 0..2 {
        rollup.add(b"m", 1.0, tags.as_bytes(), || ("m", tags.to_owned()), time).expect("few values");
    }
    let bytes = rollup.roll_up().expect("few values");
    let rolled = Rolled::read(&bytes).expect("its own bytes");
    let series = rolled.series.clone();
    for row in rolled.rows() {
        let row = row.expect("its own bytes");
        assert_eq!((row.series, row.rows), (0, 2));
        assert!(row.measures.iter().all(|(key, sum)| MEASURES.contains(&key.as_str()) && sum.is_finite()));
    }
    assert!(series.len() <= 1);
    series.into_iter().next().map(|series| series.dimensions)
}
