//! Alert rules: what an expression says, its units, and how an alert goes from pending to resolved.
//!
//! Values are read elsewhere; here is no clock and no query.
mod error;
mod parser;
#[cfg(test)]
mod parser_tests;
mod reader;
mod selector;
mod series;
mod sources;
mod state;
mod units;

use serde::{Deserialize, Serialize};

use crate::pattern::{self, PatternError};

pub use error::{ExpressionError, Fault};
pub use parser::{MAX_LENGTH, parse};
pub use series::{MAX_SAMPLES, SeriesError, expand};
pub use state::{Alert, NoData, Phase, Policy, step};
pub use units::UnitError;

/// An expression that was read: comparisons, joined by `and` within a term and by `or` between terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    /// The labels that tell its alerts apart; none for one alert over all series.
    pub by: Vec<String>,
    /// In the order of the text.
    pub comparisons: Vec<Comparison>,
}

/// One value held against a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Which term it belongs to: true when all comparisons of one term are.
    pub term: usize,
    /// The raw table whose rollups are read.
    pub source: String,
    /// Names under which the metric may be found; the first that has data counts.
    pub metrics: Vec<String>,
    /// Also the depth of the deepest queue, if that is larger.
    pub queues: bool,
    /// What is made of the values in the window.
    pub function: Function,
    /// Which quantile, for percentiles.
    pub quantile: Option<f64>,
    /// Which series count.
    pub matchers: Vec<Matcher>,
    /// The window before the moment of the evaluation, in seconds.
    pub window_seconds: f64,
    /// By these labels or, when there are none, over all series together.
    pub by: Vec<String>,
    /// How the two are compared.
    pub op: Op,
    /// The number as it is written.
    pub number: f64,
    /// Its unit as it is written.
    pub unit: Option<String>,
}

/// What is made of the values in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// The mean of what a gauge read.
    Gauge,
    /// A percentile of the values.
    Percentile,
    /// The mean of the values.
    Avg,
    /// The smallest value.
    Min,
    /// The largest value.
    Max,
    /// The sum of the values.
    Sum,
    /// How many rows there are.
    Count,
    /// Per second: of a counter its deltas, else the rows.
    Rate,
    /// The share of failures.
    FailureRate,
}

/// A condition on a label of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matcher {
    /// The label; one that a series does not have counts as empty.
    pub label: String,
    /// `=`, `!=`, `=~` or `!~`.
    pub op: String,
    /// The value, or a regular expression for the whole value.
    pub value: String,
}

impl Matcher {
    /// Whether the value of its label, empty where it is missing, satisfies it.
    pub fn matches(&self, value: &str) -> Result<bool, PatternError> {
        Ok(match self.op.as_str() {
            "=" => self.value == value,
            "!=" => self.value != value,
            "=~" => pattern::matches(&self.value, value)?,
            _ => !pattern::matches(&self.value, value)?,
        })
    }
}

/// A comparison's operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Op {
    #[serde(rename = ">")]
    Greater,
    #[serde(rename = ">=")]
    GreaterOrEqual,
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    LessOrEqual,
    #[serde(rename = "==")]
    Equal,
    #[serde(rename = "!=")]
    NotEqual,
}

impl Comparison {
    /// The number in the unit of the value: of the metric, as its definition says, or a share.
    pub fn threshold(&self, metric_unit: Option<&str>) -> Result<f64, UnitError> {
        units::threshold(self, metric_unit)
    }
}
