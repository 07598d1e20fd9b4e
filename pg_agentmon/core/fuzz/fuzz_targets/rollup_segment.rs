//! Any bytes: an error, or segments that survive being read, merged and written again.
#![no_main]

use agentmon_core::rollup::activity::{Activity, count};
use agentmon_core::rollup::segment::{is_segment, merge, rows};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    activity(data);
    segment(data);
    // Two at a place that the bytes say.
    let at = usize::from(data.first().copied().unwrap_or_default()).min(data.len());
    let (a, b) = data.split_at(at);
    let both = [a, b];
    if both.iter().all(|bytes| is_segment(bytes)) {
        check(&both);
    }
});

fn segment(bytes: &[u8]) {
    let _ = rows(&[bytes], Some(&[1, 2, 300]), 0, i64::MAX);
    if is_segment(bytes) {
        check(&[bytes]);
        check(&[bytes, bytes]);
    }
}

/// Merging changes nothing of what is read.
fn check(segments: &[&[u8]]) {
    let Ok(before) = rows(segments, None, i64::MIN, i64::MAX) else { return };
    assert!(before.windows(2).all(|pair| (pair[0].series, pair[0].start) < (pair[1].series, pair[1].start)));
    let merged = merge(segments).expect("what was read");
    assert_eq!(merged.iter().map(|segment| segment.minutes).sum::<u64>(), before.len() as u64);
    let bodies: Vec<&[u8]> = merged.iter().map(|segment| segment.bytes.as_slice()).collect();
    let after = rows(&bodies, None, i64::MIN, i64::MAX).expect("its own bytes");
    assert_eq!(after, before);
}

fn activity(bytes: &[u8]) {
    let Ok(activity) = Activity::decode(bytes) else { return };
    assert_eq!(activity.encode(), bytes);
    assert_eq!(
        count(bytes, i64::MIN, i64::MAX),
        Ok((activity.failures(i64::MIN, i64::MAX), activity.rows(i64::MIN, i64::MAX)))
    );
}
