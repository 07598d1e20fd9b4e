//! Matchers of labels: the core reads them. Declared in `sql/extension/50_alerts.sql` and `51_rules.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use agentmon_core::matcher::{MatcherError, check, fits};
use agentmon_core::pattern::{self, PatternError};
use agentmon_core::rule::Matcher;
use pgrx::prelude::*;
use serde_json::Value;

use crate::error::{OrRaise, Report};
use crate::json::Shape;

const INVALID: PgSqlErrorCode = PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE;

impl From<MatcherError> for Report {
    fn from(error: MatcherError) -> Self {
        Self::new(INVALID, error.message).detail(error.detail).hint(error.hint)
    }
}

impl From<PatternError> for Report {
    fn from(error: PatternError) -> Self {
        Self::new(INVALID, "the matcher is not a regular expression")
            .detail(format!("PostgreSQL's own dialect is not meant: {error}."))
            .hint("Write an expression for the whole value, as in api-.* or a|b, without look-around and back references.")
    }
}

const OF_SERIES: Shape = Shape {
    refusal: "these are no matchers of series",
    hint: "They come from agentmon.parse_alert_expression().",
};

/// The text of a value, as the operator `->>` gives it; None for null.
fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// The texts of an object by their names.
fn texts(value: &Value) -> Option<BTreeMap<&str, Cow<'_, str>>> {
    let fields = value.as_object()?.iter();
    Some(fields.filter_map(|(name, value)| text_of(value).map(|text| (name.as_str(), text))).collect())
}

fn matchers_of(value: &Value) -> BTreeMap<&str, Cow<'_, str>> {
    let no_object = || {
        Report::new(INVALID, "matchers must be a JSON object")
            .detail("They are something else.")
            .hint("Give {\"label\": \"value\"}.")
    };
    texts(value).ok_or_else(no_object).or_raise()
}

#[pg_extern(sql = false)]
fn labels_match(labels: pgrx::JsonB, matchers: pgrx::JsonB) -> bool {
    let matchers = matchers_of(&matchers.0);
    let labels = texts(&labels.0).unwrap_or_default();
    let pairs = matchers.iter().map(|(label, text)| (*label, text.as_ref()));
    fits(pairs, |label| labels.get(label).map(AsRef::as_ref)).or_raise()
}

#[pg_extern(sql = false)]
fn check_matcher_texts(matchers: pgrx::JsonB, what: &str) {
    let matchers = matchers_of(&matchers.0);
    check(matchers.iter().map(|(label, text)| (*label, text.as_ref())), what).or_raise();
}

#[pg_extern(sql = false)]
fn dimensions_match(dimensions: pgrx::JsonB, matchers: pgrx::JsonB) -> bool {
    let matchers: Vec<Matcher> = OF_SERIES.read(matchers);
    let fit = |matcher: &Matcher| {
        let value = dimensions.0.get(&matcher.label).and_then(text_of).unwrap_or_default();
        matcher.matches(&value)
    };
    // All of them are asked, as an expression that cannot be read must not hide behind another one.
    matchers.iter().try_fold(true, |all, matcher| fit(matcher).map(|one| all & one)).or_raise()
}

/// Raises what is wrong with a regular expression of a rule's matcher.
#[pg_extern(sql = false)]
fn check_pattern(label: &str, pattern: &str) {
    pattern::check(pattern)
        .map_err(|error| {
            Report::new(INVALID, format!("the matcher of label '{label}' is not a regular expression"))
                .detail(format!("It is '{pattern}': {error}."))
                .hint("Write an expression for the whole value, as in api-.* or a|b.")
        })
        .or_raise();
}
