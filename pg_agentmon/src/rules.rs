//! Alert rules: the core reads expressions and knows how alerts go on. Declared in
//! `sql/extension/51_rules.sql`, `52_rule_states.sql`, `53_rule_documents.sql` and `59_rule_tests.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use std::collections::BTreeMap;

use agentmon_core::rule::{
    Alert, Comparison, EvaluateError, Expression, ExpressionError, Fault, Labels, NoData, Phase, Policy,
    SeriesError, UnitError, evaluate, expand, parse, parse_prometheus, step, translate,
};
use pgrx::datum::TimestampWithTimeZone;
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};
use crate::json::Shape;

const INVALID: PgSqlErrorCode = PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE;

impl From<ExpressionError> for Report {
    fn from(error: ExpressionError) -> Self {
        let code = match error.fault {
            Fault::Syntax => PgSqlErrorCode::ERRCODE_SYNTAX_ERROR,
            Fault::Value => INVALID,
        };
        Self::new(code, format!("the alert expression cannot be read: {}", error.message))
            // On lines of their own, where nothing shifts the caret.
            .detail(format!("This is the place:\n{}", error.shown))
            .hint(error.hint)
    }
}

impl From<UnitError> for Report {
    fn from(error: UnitError) -> Self {
        let detail = match error.unit.as_str() {
            "" => format!(
                "{} has no unit in monitoring.metric_definitions, is multiplied by a number, or is a count.",
                error.metric
            ),
            unit => format!("The unit of {} is '{unit}', by monitoring.metric_definitions.", error.metric),
        };
        Self::new(INVALID, error.to_string())
            .detail(detail)
            .hint("Write the number without a unit, as the metric measures; times and sizes convert to each other, and % goes with ratio, 1 or share, and with percent.")
    }
}

impl From<EvaluateError> for Report {
    fn from(error: EvaluateError) -> Self {
        match error {
            EvaluateError::Unit(error) => error.into(),
            EvaluateError::Foreign => OURS.refuse(error),
            EvaluateError::ManyToMany { .. } => Self::new(INVALID, error.to_string())
                .detail("On one side there may be several for each of the other, not on both.")
                .hint("Make one of several, as in sum by (label) (m), or say by which labels they belong together: / on (label)."),
        }
    }
}

impl From<SeriesError> for Report {
    fn from(error: SeriesError) -> Self {
        Self::new(INVALID, error.to_string())
            .detail("A series is written as numbers, _ for a gap, and runs, at most 100000 values together.")
            .hint("Write 1 2 _ 3, or runs: 1+1x3 is 1 2 3 4, 5x2 is 5 5 5, _x3 is three gaps.")
    }
}

/// What another function of the extension wrote; anything else has no meaning here.
const OURS: Shape = Shape {
    refusal: "this is no part of an alert rule",
    hint: "Comparisons come from agentmon.parse_alert_expression(); states are pending and firing, no-data policies ok, keep and alert.",
};

#[pg_extern(sql = false)]
fn parse_alert_expression(expression: &str) -> pgrx::JsonB {
    let expression = parse(expression).or_raise();
    OURS.write(expression)
}

#[pg_extern(sql = false)]
fn rule_threshold(comparison: pgrx::JsonB, metric_unit: Option<&str>) -> f64 {
    let comparison: Comparison = OURS.read(comparison);
    comparison.threshold(metric_unit).or_raise()
}

/// A number as jsonb has it: those that are not finite are texts.
fn number(value: &serde_json::Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// `[n, {label: value}, number]`
fn read_value(value: &serde_json::Value) -> Option<(usize, Labels, f64)> {
    let n = usize::try_from(value.get(0)?.as_u64()?).ok()?;
    let labels = value.get(1)?.as_object()?.iter();
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let labels =
        labels.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), text(value)));
    Some((n, labels.collect(), number(value.get(2)?)?))
}

#[allow(clippy::type_complexity)]
#[pg_extern(sql = false)]
fn evaluate_expression(
    expression: pgrx::JsonB,
    units: pgrx::JsonB,
    values: pgrx::JsonB,
    now: f64,
) -> TableIterator<
    'static,
    (
        name!(labels, pgrx::JsonB),
        name!(condition, Option<bool>),
        name!(value, Option<f64>),
        name!(threshold, Option<f64>),
    ),
> {
    let expression: Expression = OURS.read(expression);
    let units: BTreeMap<String, String> = OURS.read(units);
    let values = values.0.as_array().map(|values| values.iter().map(read_value).collect::<Option<Vec<_>>>());
    let values = values.flatten().ok_or_else(|| OURS.refuse("A value is [n, labels, number].")).or_raise();
    let found = evaluate(&expression, &units, &values, now).or_raise();
    TableIterator::new(found.into_iter().map(|one| {
        let labels = one.labels.into_iter().map(|(name, value)| (name, serde_json::Value::String(value)));
        let labels = pgrx::JsonB(serde_json::Value::Object(labels.collect()));
        (labels, one.condition, one.value, one.threshold)
    }))
}

#[pg_extern(sql = false)]
fn prometheus_expression(expression: &str) -> String {
    parse_prometheus(expression).or_raise()
}

#[pg_extern(sql = false)]
fn prometheus_rule(rule: pgrx::JsonB, group_labels: pgrx::JsonB) -> pgrx::JsonB {
    let made = translate(&rule.0, &group_labels.0);
    pgrx::JsonB(serde_json::json!({ "rule": made.rule, "problems": made.problems }))
}

#[pg_extern(sql = false)]
fn expand_series(series: &str) -> Vec<Option<f64>> {
    expand(series).or_raise()
}

/// Seconds to microseconds.
fn micros(seconds: f64) -> i64 {
    // Casts of numbers that are too large stop at the largest.
    (seconds * 1e6).round() as i64
}

fn time(micros: i64) -> Option<TimestampWithTimeZone> {
    TimestampWithTimeZone::try_from(micros).ok()
}

#[allow(clippy::too_many_arguments, clippy::type_complexity)]
#[pg_extern(sql = false)]
fn rule_step(
    state: Option<&str>,
    starts_at: Option<TimestampWithTimeZone>,
    fired_at: Option<TimestampWithTimeZone>,
    last_seen_at: Option<TimestampWithTimeZone>,
    condition: Option<bool>,
    no_data: &str,
    hold_for: f64,
    keep_firing_for: f64,
    now: TimestampWithTimeZone,
) -> TableIterator<
    'static,
    (
        name!(state, Option<&'static str>),
        name!(starts_at, Option<TimestampWithTimeZone>),
        name!(fired_at, Option<TimestampWithTimeZone>),
        name!(last_seen_at, Option<TimestampWithTimeZone>),
        name!(ends_at, Option<TimestampWithTimeZone>),
    ),
> {
    let no_data = match no_data {
        "ok" => NoData::Ok,
        "keep" => NoData::Keep,
        "alert" => NoData::Alert,
        other => Err(OURS.refuse(format!("{other} is no policy."))).or_raise(),
    };
    let phase = match state {
        None => None,
        Some("pending") => Some(Phase::Pending),
        Some("firing") => Some(Phase::Firing),
        Some(other) => Err(OURS.refuse(format!("{other} is no state of an open alert."))).or_raise(),
    };
    let inner = |time: TimestampWithTimeZone| time.into_inner();
    let open = phase.zip(starts_at.map(inner)).map(|(phase, starts_at)| Alert {
        phase,
        starts_at,
        fired_at: fired_at.map(inner),
        last_true_at: last_seen_at.map_or(starts_at, inner),
        ends_at: None,
    });
    let policy = Policy { hold_for: micros(hold_for), keep_firing_for: micros(keep_firing_for), no_data };
    let after = step(&policy, open, condition, now.into_inner());
    TableIterator::once((
        after.map(|alert| match alert.phase {
            Phase::Pending => "pending",
            Phase::Firing => "firing",
            Phase::Resolved => "resolved",
        }),
        after.and_then(|alert| time(alert.starts_at)),
        after.and_then(|alert| alert.fired_at).and_then(time),
        after.and_then(|alert| time(alert.last_true_at)),
        after.and_then(|alert| alert.ends_at).and_then(time),
    ))
}
