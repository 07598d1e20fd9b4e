//! Any message has a fingerprint, and other digits in it change nothing.
#![no_main]

use agentmon_core::fingerprint::{fingerprint, mask};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let message = String::from_utf8_lossy(data);
    let masked = mask(&message);
    assert!(masked.len() <= 5 * message.len(), "{masked:?}");
    assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{masked:?}");
    let turned = message.chars().map(|c| match c {
        '0'..='8' => char::from(c as u8 + 1),
        '9' => '0',
        other => other,
    });
    assert_eq!(fingerprint(&turned.collect::<String>()), fingerprint(&message), "{message:?}");
});
