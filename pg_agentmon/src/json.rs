//! JSON between SQL and the core: what has another shape than the core reads is refused.
use pgrx::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{OrRaise, Report};

/// What a kind of document is called where one is refused, and where right ones come from.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) refusal: &'static str,
    pub(crate) hint: &'static str,
}

impl Shape {
    /// What the core has in place of a document.
    pub(crate) fn read<T: DeserializeOwned>(self, document: pgrx::JsonB) -> T {
        serde_json::from_value(document.0).map_err(|error| self.refuse(error)).or_raise()
    }

    /// The document of what the core has made of one.
    pub(crate) fn write(self, made: impl Serialize) -> pgrx::JsonB {
        pgrx::JsonB(serde_json::to_value(made).map_err(|error| self.refuse(error)).or_raise())
    }

    /// For what is of the shape and still means nothing.
    pub(crate) fn refuse(self, why: impl std::fmt::Display) -> Report {
        Report::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, self.refusal)
            .detail(why.to_string())
            .hint(self.hint)
    }
}
