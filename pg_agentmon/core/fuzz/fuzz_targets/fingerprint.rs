//! Any message has a fingerprint, other digits in it change nothing, and of a long one a bounded part is looked at.
#![no_main]

use agentmon_core::fingerprint::{fingerprint, mask};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let message = String::from_utf8_lossy(data);
    let masked = mask(&message);
    assert!(masked.len() <= 5 * message.len(), "{masked:?}");
    assert!(!masked.contains(|c: char| c.is_ascii_digit() || c == '\n'), "{masked:?}");
    assert_eq!(masked.trim(), masked);
    let turned = message.chars().map(|c| match c {
        '0'..='8' => char::from(c as u8 + 1),
        '9' => '0',
        other => other,
    });
    assert_eq!(fingerprint(&turned.collect::<String>()), fingerprint(&message), "{message:?}");
    // A piece that is slow to read is far slower again and again, and the fuzzer has a limit of time.
    let again = message.repeat(1 + 3_000 / message.len().max(1));
    assert!(mask(&again).len() <= 5 * 2_500, "{message:?}");
});
