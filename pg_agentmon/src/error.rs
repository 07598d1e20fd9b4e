//! Errors as PostgreSQL shows them, and the one place that raises them.
//!
//! A capability gives its own error type a `From` into [`Report`], next to its functions: there it says
//! which SQLSTATE a client sees and what the user can do about it. Everything else uses `?` and, at the border,
//! [`OrRaise`].
use pgrx::pg_sys::panic::ErrorReport;
use pgrx::{PgLogLevel, PgSqlErrorCode};

/// What an ERROR carries: SQLSTATE, message, and where they help DETAIL and HINT.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Report {
    code: PgSqlErrorCode,
    message: String,
    detail: Option<String>,
    hint: Option<String>,
}

impl Report {
    /// A report without DETAIL and HINT. The message follows PostgreSQL's style: lower case, no full stop.
    pub(crate) fn new(code: PgSqlErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None, hint: None }
    }

    /// Adds the DETAIL: facts, in full sentences.
    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Adds the HINT: what to do about it, in full sentences.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same report under another SQLSTATE, for an error that means something else where it is caught.
    pub(crate) fn code(self, code: PgSqlErrorCode) -> Self {
        Self { code, ..self }
    }
}

/// Raises an ERROR. It unwinds first, so that Rust values are dropped, and turns into PostgreSQL's own error
/// at the border of the function.
#[track_caller]
pub(crate) fn raise(error: impl Into<Report>) -> ! {
    let Report { code, message, detail, hint } = error.into();
    let mut report = ErrorReport::new(code, message, "pg_agentmon");
    if let Some(detail) = detail {
        report = report.set_detail(detail);
    }
    if let Some(hint) = hint {
        report = report.set_hint(hint);
    }
    report.report(PgLogLevel::ERROR);
    unreachable!("reporting an ERROR does not return")
}

/// For results at the border to PostgreSQL.
pub(crate) trait OrRaise<T> {
    /// The value, or [`raise`].
    fn or_raise(self) -> T;
}

impl<T, E: Into<Report>> OrRaise<T> for Result<T, E> {
    #[track_caller]
    fn or_raise(self) -> T {
        match self {
            Ok(value) => value,
            Err(error) => raise(error),
        }
    }
}
