//! Templates: the core renders them. Declared in `sql/extension/45_templates.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::template::{TemplateError, check, names, render};
use pgrx::prelude::*;
use serde_json::Value;

use crate::error::{OrRaise, Report};

impl From<TemplateError> for Report {
    fn from(error: TemplateError) -> Self {
        let report = Self::new(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            format!("the template cannot be rendered: {}", error.message),
        );
        let report = match error.place {
            Some((line, column, shown)) => report.detail(format!("Line {line}, column {column}:\n{shown}")),
            None => report.detail("Templates are bounded in length, work and result."),
        };
        report.hint(error.hint)
    }
}

#[pg_extern(sql = false)]
fn render_template(template: &str, context: pgrx::JsonB) -> String {
    render(template, &context.0).or_raise()
}

#[pg_extern(sql = false)]
fn check_template(template: &str) {
    check(template).or_raise();
}

#[pg_extern(sql = false)]
fn template_names(template: &str) -> Vec<String> {
    names(template).or_raise()
}

#[pg_extern(sql = false)]
fn render_annotations(annotations: pgrx::JsonB, context: pgrx::JsonB) -> pgrx::JsonB {
    let Value::Object(annotations) = annotations.0 else {
        return pgrx::JsonB(Value::Object(serde_json::Map::new()));
    };
    let rendered = annotations.into_iter().map(|(name, template)| {
        let text = match template.as_str() {
            Some(template) => {
                render(template, &context.0).unwrap_or_else(|error| format!("<{name} failed: {error}>"))
            }
            None => template.to_string(),
        };
        (name, Value::String(text))
    });
    pgrx::JsonB(Value::Object(rendered.collect()))
}
