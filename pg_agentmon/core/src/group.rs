//! When a group of alerts is told, looked at again, and escalated.
//!
//! Times are microseconds. An interval of a route may be of months, whose length only a calendar knows: what it makes
//! of a time comes in as a time of its own, and what has no route has none of these.

#[cfg(test)]
mod tests;

/// Microseconds since whenever the caller counts from.
pub type Time = i64;

const SECOND: Time = 1_000_000;

/// A channel that may be owed a word of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// When its group is looked at.
    pub now: Time,
    /// When the channel was told last of something of the group that still fires.
    pub told_at: Option<Time>,
    /// Whether the snooze of such an alert is over since.
    pub is_woken: bool,
    /// When some channel of the group was told last.
    pub group_told_at: Option<Time>,
    /// The `group_interval` before `now`.
    pub interval_before: Option<Time>,
    /// The `group_interval` after `told_at`.
    pub interval_after: Option<Time>,
    /// The `group_interval` after `group_told_at`.
    pub group_interval_after: Option<Time>,
    /// When what goes on is told again: the `repeat_interval` after `group_told_at`, or the `group_interval` where that
    /// is longer.
    pub repeat_at: Option<Time>,
}

/// What a channel may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Whether it is told again of what goes on.
    pub is_repeat: bool,
    /// Until when it is too early to tell it anything: it was told late, or the group is looked at for others.
    pub early_until: Option<Time>,
}

impl Heard {
    /// What it may be told at this look.
    #[must_use]
    pub fn turn(&self) -> Turn {
        Turn {
            is_repeat: self.is_woken || self.repeat_is_due(),
            early_until: self.interval_after.filter(|_| self.is_early()),
        }
    }

    fn repeat_is_due(&self) -> bool {
        let told_late = self.group_told_at.map(|at| at.saturating_add(30 * SECOND));
        self.repeat_at.is_some_and(|at| at <= self.now)
            // Told late, as after an outage: not again at once.
            && self.told_at <= self.interval_before.max(told_late)
    }

    fn is_early(&self) -> bool {
        let Some((told_at, interval_before)) = self.told_at.zip(self.interval_before) else { return false };
        // A message is a moment later than the step that made it; one of a time to come is of a clock that was wrong.
        told_at > interval_before.saturating_add(SECOND)
            && told_at <= self.now
            // What a channel heard last of an alert whose snooze is over may be the snooze, which is no reason to wait.
            && (!self.is_woken || self.group_interval_after.is_some_and(|at| self.now < at))
    }
}

/// A group whose channels have got their turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// When it is looked at.
    pub now: Time,
    /// When some channel was told last, before this look.
    pub told_at: Option<Time>,
    /// Whether some channel is told now.
    pub is_told: bool,
    /// Whether some channel hears of alerts that it did not know.
    pub has_news: bool,
    /// Whether something fires that is not held back, or that somebody was told of.
    pub goes_on: bool,
    /// When the first of the channels has its turn that were told too short a time ago.
    pub early_until: Option<Time>,
    /// When what goes on is told again: the longer of `repeat_interval` and `group_interval` after `told_at`.
    pub repeat_at: Option<Time>,
    /// The same after `now`.
    pub repeat_from_now: Option<Time>,
    /// When the next step of its escalation is due.
    pub escalate_at: Option<Time>,
    /// Whether something of it fires that somebody was told of, and nobody has in hand.
    pub is_waiting: bool,
    /// Whether a step of its escalation is still to come.
    pub has_step: bool,
    /// When the first step is due that counts from now.
    pub first_step_at: Option<Time>,
}

/// What becomes of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// When some channel was told last.
    pub told_at: Option<Time>,
    /// When to look at it again.
    pub look_at: Option<Time>,
    /// Whether its escalation counts from now.
    pub escalation_begins: bool,
    /// Whether channels are still owed a step that they could not be told.
    pub escalation_is_owed: bool,
    /// When the next step of its escalation is due.
    pub escalate_at: Option<Time>,
}

impl Look {
    /// What becomes of the group after this look.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let begins = self.escalation_begins();
        let escalate_at = if begins { self.first_step_at } else { self.escalate_at };
        Verdict {
            told_at: if self.is_told { Some(self.now) } else { self.told_at },
            look_at: self.early_until.or_else(|| self.next_repeat().filter(|_| self.goes_on)),
            escalation_begins: begins,
            escalation_is_owed: self.goes_on && !begins,
            escalate_at: escalate_at.filter(|_| self.goes_on),
        }
    }

    fn next_repeat(&self) -> Option<Time> {
        // Where even a repeat had nothing to say (acknowledged, held back), the next look is not at once.
        self.repeat_at.filter(|at| !self.is_told && *at > self.now).or(self.repeat_from_now)
    }

    /// Again from the start for a new alert, where somebody has those before in hand, or where there is no step to come
    /// (but for channels that are owed one).
    fn escalation_begins(&self) -> bool {
        self.has_news && (self.escalate_at.is_none() || !self.is_waiting || !self.has_step)
    }
}
