//! How an alert of a rule goes on: a pure function that live evaluation, replay and tests share.
use serde::{Deserialize, Serialize};

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// The condition is true, but not for long enough yet.
    Pending,
    /// It is told.
    Firing,
    /// It is over.
    Resolved,
}

/// What a rule says of its alerts. Times here are microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long the condition must have been true before it is told.
    pub hold_for: i64,
    /// How long it goes on being told after the condition was last true.
    pub keep_firing_for: i64,
    /// What no data means.
    pub no_data: NoData,
}

/// What it means that there is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoData {
    /// As if the condition were false.
    Ok,
    /// The state stays as it is.
    Keep,
    /// As if the condition were true.
    Alert,
}

/// An alert that is open, or has just been resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// Where it stands.
    pub phase: Phase,
    /// When the condition became true.
    pub starts_at: i64,
    /// When it began to fire.
    pub fired_at: Option<i64>,
    /// When the condition was last true.
    pub last_true_at: i64,
    /// When it was resolved.
    pub ends_at: Option<i64>,
}

/// One evaluation: the alert that was open before (None: none was), whether the condition holds (None: no data).
/// Gives the alert afterwards, or none: one that was pending leaves no trace.
#[must_use]
pub fn step(policy: &Policy, open: Option<Alert>, condition: Option<bool>, now: i64) -> Option<Alert> {
    // Times that are yet to come are those of a clock that was wrong: the alert is as old as can be, and no older.
    let open = open.filter(|alert| alert.phase != Phase::Resolved).map(|alert| Alert {
        starts_at: alert.starts_at.min(now),
        fired_at: alert.fired_at.map(|at| at.min(now)),
        last_true_at: alert.last_true_at.min(now),
        ..alert
    });
    let holds = match (condition, policy.no_data) {
        (Some(holds), _) => holds,
        (None, NoData::Ok) => false,
        (None, NoData::Alert) => true,
        (None, NoData::Keep) => return open,
    };
    if holds {
        let mut alert = open.unwrap_or(Alert {
            phase: Phase::Pending,
            starts_at: now,
            fired_at: None,
            last_true_at: now,
            ends_at: None,
        });
        alert.last_true_at = now;
        if alert.phase == Phase::Pending && now.saturating_sub(alert.starts_at) >= policy.hold_for {
            alert.phase = Phase::Firing;
            alert.fired_at = Some(now);
        }
        return Some(alert);
    }
    let alert = open.filter(|alert| alert.phase == Phase::Firing)?;
    if policy.keep_firing_for > 0 && now.saturating_sub(alert.last_true_at) < policy.keep_firing_for {
        return Some(alert);
    }
    Some(Alert { phase: Phase::Resolved, ends_at: Some(now), ..alert })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// States after each minute: T true, F false, - no data in; i inactive, p pending, f firing, r resolved out.
    fn play(hold_for: i64, keep_firing_for: i64, no_data: NoData, conditions: &str) -> String {
        let policy = Policy { hold_for, keep_firing_for, no_data };
        let mut open = None;
        (0_i64..)
            .zip(conditions.chars())
            .map(|(minute, condition)| {
                let condition = match condition {
                    'T' => Some(true),
                    'F' => Some(false),
                    _ => None,
                };
                open = step(&policy, open, condition, minute);
                match open.map(|alert| alert.phase) {
                    None => 'i',
                    Some(Phase::Pending) => 'p',
                    Some(Phase::Firing) => 'f',
                    Some(Phase::Resolved) => 'r',
                }
            })
            .collect()
    }

    #[test]
    fn an_alert_goes_its_way() {
        for (hold, keep, no_data, conditions, states) in [
            (0, 0, NoData::Ok, "FTTFF", "iffri"),
            (2, 0, NoData::Ok, "FTTTFF", "ippfri"),
            // An interruption starts the wait anew.
            (2, 0, NoData::Ok, "TTFTTTF", "ppippfr"),
            (0, 3, NoData::Ok, "TFFFFF", "fffrii"),
            // True again in between: counted from the last time.
            (0, 3, NoData::Ok, "TFFTFFFF", "ffffffri"),
            (0, 0, NoData::Ok, "T-T", "frf"),
            (0, 0, NoData::Keep, "-T--F-", "ifffri"),
            (2, 0, NoData::Keep, "T--T", "pppf"),
            (0, 0, NoData::Alert, "F-F", "ifr"),
            (2, 0, NoData::Alert, "---F", "ppfr"),
        ] {
            assert_eq!(
                play(hold, keep, no_data, conditions),
                states,
                "{hold} {keep} {no_data:?} {conditions}"
            );
        }
    }

    #[test]
    fn times_are_those_of_the_condition() {
        let policy = Policy { hold_for: 5, keep_firing_for: 4, no_data: NoData::Ok };
        let mut alert = step(&policy, None, Some(true), 10);
        alert = step(&policy, alert, Some(true), 15);
        alert = step(&policy, alert, Some(true), 17);
        assert_eq!(step(&policy, alert, Some(false), 20), alert);
        let over = step(&policy, alert, Some(false), 21);
        let expected = Alert {
            phase: Phase::Resolved,
            starts_at: 10,
            fired_at: Some(15),
            last_true_at: 17,
            ends_at: Some(21),
        };
        assert_eq!(over, Some(expected));
        // A new one afterwards is another alert.
        assert_eq!(step(&policy, over, Some(true), 22).map(|alert| alert.starts_at), Some(22));
    }

    proptest! {
        #[test]
        fn whatever_happens_the_order_is_kept(
            hold_for in 0_i64..5, keep_firing_for in 0_i64..5, policy in 0..3,
            conditions in prop::collection::vec((prop::option::of(any::<bool>()), 0_i64..4), 0..60),
        ) {
            let no_data = [NoData::Ok, NoData::Keep, NoData::Alert][policy as usize];
            let policy = Policy { hold_for, keep_firing_for, no_data };
            let mut open: Option<Alert> = None;
            let mut now = 0;
            for (condition, passed) in conditions {
                now += passed;
                let before = open.filter(|alert| alert.phase != Phase::Resolved);
                open = step(&policy, open, condition, now);
                if let Some(alert) = open {
                    prop_assert!(alert.starts_at <= alert.last_true_at && alert.last_true_at <= now);
                    if let Some(fired_at) = alert.fired_at {
                        prop_assert!(fired_at - alert.starts_at >= hold_for);
                    }
                    prop_assert_eq!(alert.fired_at.is_some(), alert.phase != Phase::Pending);
                    prop_assert_eq!(alert.ends_at.is_some(), alert.phase == Phase::Resolved);
                    // Only what fired is resolved, and not before it was quiet for long enough.
                    if alert.phase == Phase::Resolved {
                        prop_assert_eq!(before.map(|alert| alert.phase), Some(Phase::Firing));
                        prop_assert!(now - alert.last_true_at >= keep_firing_for);
                    }
                } else {
                    prop_assert!(before.is_none_or(|alert| alert.phase == Phase::Pending));
                }
                if condition == Some(true) {
                    prop_assert!(open.is_some_and(|alert| alert.last_true_at == now));
                }
            }
        }
    }
}
