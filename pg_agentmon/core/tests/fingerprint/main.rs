//! Which messages have a fingerprint in common.

use agentmon_core::fingerprint::{fingerprint, mask};

mod agents;
mod loghub;
mod systems;

/// Messages of one group have one fingerprint, those of different groups different ones.
fn assert_groups(groups: &[&[&str]]) {
    let mut wrong = Vec::new();
    for group in groups {
        let others = group[1..].iter().filter(|other| fingerprint(other) != fingerprint(group[0]));
        wrong.extend(others.map(|other| format!("split:\n  {}\n  {}", mask(group[0]), mask(other))));
    }
    for (i, a) in groups.iter().enumerate() {
        let same = groups[i + 1..].iter().filter(|b| fingerprint(a[0]) == fingerprint(b[0]));
        wrong.extend(same.map(|b| format!("merged as {}:\n  {}\n  {}", mask(a[0]), a[0], b[0])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
