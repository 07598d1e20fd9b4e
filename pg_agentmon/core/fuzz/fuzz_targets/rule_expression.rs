//! Any text is an expression or is pointed at, and what was read survives the way through JSON.
#![no_main]

use agentmon_core::rule::{
    Expression, Labels, evaluate, expand, parse, parse_prometheus, template, translate,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Ok(samples) = expand(&text) {
        assert!(samples.iter().flatten().all(|sample| sample.is_finite()));
    }
    if let Ok(written) = parse_prometheus(&text) {
        assert!(parse(&written).is_ok(), "{written}");
    }
    let _ = template(&text);
    if let Ok(rule) = serde_json::from_str(&text) {
        let _ = translate(&rule, &serde_json::Value::Null);
    }
    match parse(&text) {
        Ok(expression) => {
            assert!(expression.comparisons.is_empty() == expression.tree.is_some());
            let values: Vec<_> = (0..expression.reads.len())
                .flat_map(|n| {
                    [("a", 1.0), ("b", -1e300), ("", f64::INFINITY)].map(|(value, number)| {
                        let labels: Labels = [("x".to_owned(), value.to_owned())].into_iter().collect();
                        (n, labels, number)
                    })
                })
                .collect();
            for unit in ["s", "B", "ratio", "things"] {
                let units = expression
                    .metrics()
                    .into_iter()
                    .map(|metric| (metric.to_owned(), unit.to_owned()))
                    .collect();
                if let Ok(found) = evaluate(&expression, &units, &values, 0.0) {
                    assert!(found.iter().all(|one| one.value.is_none_or(|value| !value.is_nan())));
                }
            }
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
            assert_eq!(back.reads.len(), expression.reads.len());
        }
        Err(error) => {
            assert!(error.offset <= text.len() && text.is_char_boundary(error.offset));
            assert!(error.shown.ends_with('^') && error.shown.matches('\n').count() == 1);
            assert!(!error.message.is_empty() && !error.hint.is_empty());
        }
    }
});
