//! Whether a value is unlike what its series had at that hour of the day and week; the core judges. Declared in
//! `sql/extension/48_anomalies.sql`.
// What PostgreSQL hands to a function arrives by value.
#![allow(clippy::needless_pass_by_value)]

use agentmon_core::anomaly::{Scale, UNUSUAL, judge};
use pgrx::prelude::*;

use crate::error::{Report, raise};

/// From which score on a value is unusual.
#[pg_extern(sql = false)]
fn unusual_score() -> f64 {
    UNUSUAL
}

/// The score, what is usual, its bounds, the days by which it is (7 or 1), and the number of hours of the past; none
/// where the past is too short.
#[pg_extern(sql = false)]
fn judge_unusual(
    hours_ago: Array<'_, i32>,
    values: Array<'_, f64>,
    value: f64,
    scale: &str,
    absent_is_zero: bool,
    noise: f64,
) -> Option<Vec<f64>> {
    let scale = match scale {
        "count" => Scale::Count,
        "share" => Scale::Share,
        "value" => Scale::Value,
        _ => raise(
            Report::new(
                PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
                format!("{scale:?} is no scale of values"),
            )
            .detail("It says how values of a kind scatter.")
            .hint("Give count, share or value."),
        ),
    };
    let mut past: std::collections::BTreeMap<_, _> = hours_ago
        .iter()
        .zip(values.iter())
        .filter_map(|(ago, value)| Some((ago?, value.filter(|value| value.is_finite())?)))
        .collect();
    if absent_is_zero && let Some((&first, _)) = past.last_key_value() {
        for ago in (1..=first / 24).flat_map(|day| [day * 24 - 1, day * 24, day * 24 + 1]) {
            past.entry(ago).or_insert(0.0);
        }
    }
    let found = judge(&past, value, scale, noise)?;
    #[allow(clippy::cast_precision_loss)]
    Some(vec![found.score, found.usual, found.low, found.high, f64::from(found.days), found.hours as f64])
}
