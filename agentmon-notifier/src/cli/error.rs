//! How commands fail.

use super::documents::DocumentError;
use crate::db::DbError;

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{error}{}", .error.hint())]
    Database {
        #[from]
        error: DbError,
    },
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A document that can be read, and in which there is nothing to do.
    #[error("{source_name} has {what}; {fix}")]
    Empty { source_name: String, what: &'static str, fix: &'static str },
    /// What the database says of a document, whole.
    #[error("{0}")]
    Refused(String),
}
