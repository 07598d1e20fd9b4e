//! What sending comes to.

use std::time::Duration;

use super::progress::Progress;
use crate::setting::{Setting, variable};
use crate::text::clean;

/// The provider took the message.
#[derive(Debug, PartialEq, Eq)]
pub struct Receipt {
    pub provider_id: String,
}

/// What a failure means for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not sent for certain, or harmless to send twice: try again.
    Retry,
    /// The provider asks to wait: it is there, and takes no more from this channel for now.
    Wait,
    /// Not taken yet, which says nothing about other messages: a mailbox that is full, greylisting.
    Later,
    /// Will never succeed.
    Final,
    /// It may have been sent; sending again might tell somebody twice.
    Unknown,
}

impl Outcome {
    /// As the database calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Wait => "wait",
            Self::Later => "later",
            Self::Final => "final",
            Self::Unknown => "unknown",
        }
    }
}

/// The message was not, or maybe not, taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub outcome: Outcome,
    /// Fit for a log and for the database.
    pub error: String,
    /// What the provider asked for.
    pub retry_after: Option<Duration>,
}

impl Failure {
    pub fn of(outcome: Outcome, error: impl AsRef<str>) -> Self {
        Self { outcome, error: clean(error.as_ref()), retry_after: None }
    }
}

/// What one attempt came to.
#[derive(Debug)]
pub struct Attempt {
    pub result: Result<Receipt, Failure>,
    /// What is to be kept for the next attempt, where receivers are told one by one.
    pub progress: Option<Progress>,
}

impl From<Result<Receipt, Failure>> for Attempt {
    fn from(result: Result<Receipt, Failure>) -> Self {
        Self { result, progress: None }
    }
}

/// The failure of a message whose account this daemon has no credentials for.
pub fn no_account(setting: &Setting, account: &str) -> Failure {
    let name = variable(setting, account);
    let what = if account.is_empty() { "no account".to_owned() } else { format!("the account {account:?}") };
    Failure::of(
        Outcome::Final,
        format!(
            "the channel's settings name {what}, and {name} is not set for this daemon; set it, or name another account"
        ),
    )
}
