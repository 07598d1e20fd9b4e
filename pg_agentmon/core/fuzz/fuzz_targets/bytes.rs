//! Any bytes, read in any order: never past the end, and what was read is written as the same bytes.
#![no_main]

use agentmon_core::bytes::{Input, put_bytes, put_signed, put_varint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    while let Ok(what) = input.byte() {
        let before = input.0;
        let mut written = Vec::new();
        let read = match what % 6 {
            0 => input.varint().map(|n| put_varint(&mut written, n)),
            1 => input.signed().map(|n| put_signed(&mut written, n)),
            2 => input.bytes().map(|bytes| put_bytes(&mut written, bytes)),
            3 => input.text().map(|text| put_bytes(&mut written, text.as_bytes())),
            4 => input.f64().map(|x| written.extend(x.to_le_bytes())),
            _ => input.take::<3>().map(|bytes| written.extend(bytes)),
        };
        assert!(before.ends_with(input.0), "reading goes forward");
        if read.is_ok() {
            // Signalling NaNs too: moving a double changes none of its bits on the machines that PostgreSQL supports.
            assert_eq!(written, before[..before.len() - input.0.len()]);
        }
    }
    assert!(input.0.is_empty());
});
