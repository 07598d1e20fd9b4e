//! Any text is an expression or is pointed at, and what was read survives the way through JSON.
#![no_main]

use agentmon_core::rule::{Expression, expand, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Ok(samples) = expand(&text) {
        assert!(samples.iter().flatten().all(|sample| sample.is_finite()));
    }
    match parse(&text) {
        Ok(expression) => {
            assert!(!expression.comparisons.is_empty());
            for comparison in &expression.comparisons {
                assert!(comparison.number.is_finite() && comparison.window_seconds >= 1.0);
                assert!(comparison.quantile.is_none_or(|quantile| (0.5..1.0).contains(&quantile)));
                for unit in [None, Some("s"), Some("B"), Some("ratio"), Some("things")] {
                    if let Ok(threshold) = comparison.threshold(unit) {
                        assert!(!threshold.is_nan());
                    }
                }
            }
            let json = serde_json::to_string(&expression).expect("JSON");
            let back: Expression = serde_json::from_str(&json).expect("its own JSON");
            assert_eq!(back.comparisons.len(), expression.comparisons.len());
        }
        Err(error) => {
            assert!(error.offset <= text.len() && text.is_char_boundary(error.offset));
            assert!(error.shown.ends_with('^') && error.shown.matches('\n').count() == 1);
            assert!(!error.message.is_empty() && !error.hint.is_empty());
        }
    }
});
