//! Any template ends, and makes no more than it may.
#![no_main]

use agentmon_core::template::{MAX_OUTPUT, check, render};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let template = String::from_utf8_lossy(data);
    let context = serde_json::json!({
        "value": 0.5, "labels": {"a": "b"}, "alerts": [{"count": 1}, {"count": 2.5}], "nothing": null,
    });
    let rendered = render(&template, &context);
    if let Ok(text) = &rendered {
        assert!(text.len() <= MAX_OUTPUT);
        assert!(check(&template).is_ok(), "{template}");
    }
});
