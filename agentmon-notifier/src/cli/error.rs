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
    /// What the database says of a document, whole.
    #[error("{0}")]
    Refused(String),
}
