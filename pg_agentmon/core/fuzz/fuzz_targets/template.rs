//! Any template ends, and makes no more than it may.
#![no_main]

use agentmon_core::template::{MAX_OUTPUT, check, render};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let template = String::from_utf8_lossy(data);
    let context = serde_json::json!({
        "value": 0.5, "labels": {"a": "b"}, "alerts": [{"count": 1}, {"count": 2.5}], "nothing": null,
    });
    match render(&template, &context) {
        Ok(text) => assert!(text.len() <= MAX_OUTPUT),
        Err(error) => assert!(!error.message.is_empty() && !error.hint.is_empty()),
    }
    if let Err(error) = check(&template) {
        // What cannot be read has a place.
        assert!(
            error.place.is_some() || template.len() > MAX_OUTPUT || error.message.contains("too"),
            "{error:?}"
        );
    }
});
