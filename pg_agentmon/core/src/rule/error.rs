//! What is wrong with an expression, and where.
use thiserror::Error;

use crate::place::pointed_at;

/// Whether the text cannot be read, or says what makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Syntax,
    /// It can be read, but a value in it is not possible.
    Value,
}

/// An expression that is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct ExpressionError {
    /// Of which kind the mistake is.
    pub fault: Fault,
    /// What is wrong, as the message of an error.
    pub message: String,
    /// What is allowed there.
    pub hint: String,
    /// The byte where it is.
    pub offset: usize,
    /// The text with a caret under the place.
    pub shown: String,
}

impl ExpressionError {
    pub(super) fn new(
        fault: Fault,
        text: &str,
        offset: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { fault, message: message.into(), hint: hint.into(), offset, shown: pointed_at(text, offset) }
    }
}
