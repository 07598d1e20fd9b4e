//! Alert rules: what an expression says, its units, and how an alert goes from pending to resolved.
//!
//! Values are read elsewhere; here is no clock and no query.
mod error;
mod evaluate;
#[cfg(test)]
mod evaluate_tests;
mod functions;
mod measure;
mod node;
mod parser;
#[cfg(test)]
mod parser_tests;
mod prometheus;
mod reader;
mod selector;
mod series;
mod sources;
mod state;
mod units;

use serde::{Deserialize, Serialize};

use crate::pattern::{self, PatternError};

pub use error::{ExpressionError, Fault};
pub use evaluate::{EvaluateError, Labels, Outcome, evaluate};
pub use node::{Aggregation, Arithmetic, Grouping, Join, Matching, Node, Read};
pub use parser::{MAX_LENGTH, parse, parse_prometheus};
pub use prometheus::{Translated, template, translate};
pub use series::{MAX_SAMPLES, SeriesError, expand};
pub use state::{Alert, NoData, Phase, Policy, step};
pub use units::UnitError;

/// An expression that was read. Comparisons of one value with a number, joined by `and` within a term and by `or` between
/// terms, are listed; any other expression is a tree over values that are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    /// The labels that tell its alerts apart; none for one alert over all series, `*` alone for one per series.
    pub by: Vec<String>,
    /// In the order of the text.
    pub comparisons: Vec<Comparison>,
    /// What a tree reads, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<Read>,
    /// What is made of it, where that is more than comparisons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Node>,
}

impl Expression {
    /// Every metric whose definition matters, each once.
    #[must_use]
    pub fn metrics(&self) -> Vec<&str> {
        let compared = self.comparisons.iter().filter_map(|one| one.metrics.first());
        let mut metrics: Vec<&str> = compared
            .chain(self.reads.iter().filter_map(|one| one.metrics.first()))
            .map(String::as_str)
            .collect();
        metrics.sort_unstable();
        metrics.dedup();
        metrics
    }
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
    /// How much earlier the window is, in seconds.
    pub offset_seconds: f64,
    /// By these labels or, when there are none, over all series together; `*` is each series by itself.
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
    /// In the window: of a counter its deltas, else the rows.
    Increase,
    /// The last value.
    Last,
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
