//! How far a message has got with its receivers. It is kept in the database between attempts, so that a daemon that
//! takes over, or starts again, tells only those that are left.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// By address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Have it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub delivered: BTreeSet<String>,
    /// Were refused for good, and why.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub refused: BTreeMap<String, String>,
    /// Are tried again, and why they have not got it yet.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub waiting: BTreeMap<String, String>,
}

impl Progress {
    /// What the database holds; what cannot be read counts as nothing.
    pub fn read(value: Option<&Value>) -> Self {
        value.and_then(|value| Self::deserialize(value).ok()).unwrap_or_default()
    }

    /// For the database.
    pub fn to_json(&self) -> Value {
        json!(self)
    }

    /// Whether nothing more is to be said to this receiver.
    pub fn is_over_for(&self, receiver: &str) -> bool {
        self.delivered.contains(receiver) || self.refused.contains_key(receiver)
    }

    pub fn deliver(&mut self, receiver: String) {
        self.waiting.remove(&receiver);
        self.delivered.insert(receiver);
    }

    pub fn refuse(&mut self, receiver: String, reason: String) {
        self.waiting.remove(&receiver);
        self.refused.insert(receiver, reason);
    }

    pub fn wait(&mut self, receiver: String, reason: String) {
        self.waiting.insert(receiver, reason);
    }
}

/// Receivers and reasons in one text; many are counted.
pub fn listed(reasons: &BTreeMap<String, String>) -> String {
    const MOST: usize = 3;
    let shown = reasons.iter().take(MOST).map(|(receiver, reason)| format!("{receiver}: {reason}"));
    let mut text = shown.collect::<Vec<_>>().join("; ");
    if let Some(more) = reasons.len().checked_sub(MOST).filter(|more| *more > 0) {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_gives_back_is_what_it_got() {
        let mut progress = Progress::default();
        assert_eq!(progress.to_json(), json!({}));
        progress.wait("a@example.org".into(), "451 later".into());
        progress.wait("b@example.org".into(), "452 full".into());
        progress.deliver("a@example.org".into());
        progress.refuse("c@example.org".into(), "550 gone".into());
        let kept = progress.to_json();
        assert_eq!(
            kept,
            json!({"delivered": ["a@example.org"], "refused": {"c@example.org": "550 gone"},
                   "waiting": {"b@example.org": "452 full"}})
        );
        assert_eq!(Progress::read(Some(&kept)), progress);
        assert!(progress.is_over_for("a@example.org") && progress.is_over_for("c@example.org"));
        assert!(!progress.is_over_for("b@example.org"));
        for odd in [json!(null), json!([1]), json!({"delivered": "x"}), json!({"refused": {"a": 7}})] {
            assert_eq!(Progress::read(Some(&odd)), Progress::default(), "{odd}");
        }
        let more = json!({"delivered": ["a"], "unknown": [1]});
        assert_eq!(Progress::read(Some(&more)).delivered.len(), 1, "a later version may keep more");
    }

    #[test]
    fn many_reasons_are_counted() {
        let reasons = |count: usize| (0..count).map(|n| (format!("a{n}"), "no".to_owned())).collect();
        assert_eq!(listed(&reasons(1)), "a0: no");
        assert_eq!(listed(&reasons(5)), "a0: no; a1: no; a2: no; and 2 more");
    }
}
