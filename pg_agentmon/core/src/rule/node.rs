//! Expressions that are more than comparisons with numbers, as trees.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Function, Matcher, Op};

/// A value that is read from what was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Read {
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
}

/// A part of an expression.
// Tagged from outside: numbers of any precision do not pass through a tag inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// A number, with its unit as it is written.
    Number {
        /// The number.
        number: f64,
        /// Its unit.
        unit: Option<String>,
    },
    /// A number as a value without labels, which is there whatever else is.
    Constant {
        /// The number.
        number: f64,
    },
    /// The seconds since 1970 at the evaluation.
    Time {},
    /// One of the values that are read, by its number.
    Read {
        /// Which.
        n: usize,
    },
    /// Two values that make one.
    Arithmetic {
        /// How.
        op: Arithmetic,
        /// The one.
        left: Box<Node>,
        /// The other.
        right: Box<Node>,
        /// Which belong together.
        matching: Matching,
    },
    /// Two values that are compared: what holds keeps its value.
    Compare {
        /// How.
        op: Op,
        /// The one.
        left: Box<Node>,
        /// The other.
        right: Box<Node>,
        /// Which belong together.
        matching: Matching,
        /// It gives 1 where it holds, and 0 where it does not.
        bool: bool,
    },
    /// What holds together, or instead.
    Join {
        /// How.
        op: Join,
        /// The one.
        left: Box<Node>,
        /// The other.
        right: Box<Node>,
        /// Which belong together.
        matching: Matching,
    },
    /// Many values that make one for each group.
    Aggregate {
        /// What is made.
        op: Aggregation,
        /// Which quantile.
        quantile: Option<f64>,
        /// For which labels.
        grouping: Grouping,
        /// Of what.
        of: Box<Node>,
    },
    /// A function of each value.
    Call {
        /// Its name.
        name: String,
        /// Of what.
        of: Box<Node>,
        /// Its further arguments.
        numbers: Vec<f64>,
    },
    /// 1 where there is no value.
    Absent {
        /// Of what.
        of: Box<Node>,
        /// The labels that it has then.
        labels: BTreeMap<String, String>,
    },
}

/// How two values make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Arithmetic {
    #[serde(rename = "+")]
    Add,
    #[serde(rename = "-")]
    Subtract,
    #[serde(rename = "*")]
    Multiply,
    #[serde(rename = "/")]
    Divide,
}

/// How two conditions make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Join {
    And,
    Or,
    Unless,
}

/// What is made of many values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Aggregation {
    Sum,
    Avg,
    Min,
    Max,
    Count,
    Quantile,
}

/// The labels of what is made of many values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// These.
    By(Vec<String>),
    /// All but these.
    Without(Vec<String>),
}

/// By which labels the values of two sides belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matching {
    /// Those that both have.
    Common,
    /// These.
    On(Vec<String>),
    /// Those that both have, but for these.
    Ignoring(Vec<String>),
}

impl Node {
    /// What is read first in it.
    #[must_use]
    pub fn first_read(&self) -> Option<usize> {
        match self {
            Self::Number { .. } | Self::Constant { .. } | Self::Time {} => None,
            Self::Read { n } => Some(*n),
            Self::Arithmetic { left, right, .. }
            | Self::Compare { left, right, .. }
            | Self::Join { left, right, .. } => left.first_read().or_else(|| right.first_read()),
            Self::Aggregate { of, .. } | Self::Call { of, .. } | Self::Absent { of, .. } => of.first_read(),
        }
    }
}
