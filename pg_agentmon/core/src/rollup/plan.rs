//! What the accumulator is told beforehand, as JSON: see [`Plan`].
use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{HOUR, RollupError};

/// The name under which the series stand that are too many even for a metric of their own.
pub(super) const OTHER_METRICS: &str = "agentmon.overflow";
/// The dimensions of the series into which fall the rows past a metric's series limit.
pub(super) const OVERFLOW: &str = r#"{"agentmon.overflow":true}"#;

/// Which raw table the rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Source {
    /// Measurements: name, value, tags.
    #[default]
    #[serde(rename = "pipeline_metrics")]
    Metrics,
    /// Executions: agent, model, status; duration, tokens and cost.
    #[serde(rename = "agent_executions")]
    Executions,
    /// Logs: agent, level, event type.
    #[serde(rename = "agent_logs")]
    Logs,
}

impl Source {
    /// The raw table of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Metrics, Self::Executions, Self::Logs].into_iter().find(|source| source.name() == name)
    }

    /// The table's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Metrics => "pipeline_metrics",
            Self::Executions => "agent_executions",
            Self::Logs => "agent_logs",
        }
    }

    /// The name that the series of a table without names of its own have.
    #[must_use]
    pub fn metric(self) -> &'static str {
        match self {
            Self::Metrics => "",
            Self::Executions => "agents.executions",
            Self::Logs => "agents.logs",
        }
    }

    /// The series into which the rows past the limit of a metric fall: its dimensions, and its key in the catalogue.
    #[must_use]
    pub fn overflow_series(self, metric_name: &str) -> (&'static str, [u8; 32]) {
        (OVERFLOW, self.series_key(metric_name, OVERFLOW, true))
    }

    /// SHA-256 of what a series is: the key by which the catalogue finds it.
    pub(super) fn series_key(self, metric_name: &str, dimensions: &str, overflow: bool) -> [u8; 32] {
        let mut hash = Sha256::new();
        // Lengths first, so that no two series are the same text.
        hash.update(format!("{}{}:{}:", self.name(), if overflow { "+" } else { "" }, metric_name.len()));
        hash.update(metric_name);
        hash.update(dimensions);
        hash.finalize().into()
    }
}

/// What a metric's definition says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricPlan {
    /// The tags that are summed instead of telling series apart.
    pub measures: Vec<String>,
    /// How many series it may have, if not as many as others.
    pub limit: Option<u32>,
    /// It has as many as it may: only series that are known are its own.
    pub full: bool,
}

/// What the accumulator is told beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Where the rows come from.
    pub source: Source,
    /// By metric, what differs from others.
    pub metrics: BTreeMap<String, MetricPlan>,
    /// How many series a metric may have.
    pub series_limit: u32,
    /// How many series there may be in all.
    pub total_limit: u32,
    /// There are as many as there may be in all: only those that are known have a series of their own.
    pub full: bool,
    /// The keys of the known series, where that matters.
    #[serde(deserialize_with = "keys")]
    pub known: HashSet<[u8; 32]>,
    /// Leave the minutes out: those of the rows' times are not kept any more.
    pub hours_only: bool,
    /// Leave out the minutes of the hours that begin before this time (microseconds since 2000), as they would be removed
    /// at once.
    pub minutes_from: Option<i64>,
    /// Leave the hours that begin from this time on (microseconds since 2000) out of days and weeks, as they are added
    /// to them when they are over.
    pub days_until: Option<i64>,
    /// Beyond so many rows, only count.
    pub max_rows: u64,
    /// Beyond so many bytes, only count.
    pub max_bytes: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            source: Source::default(),
            metrics: BTreeMap::new(),
            series_limit: u32::MAX,
            total_limit: u32::MAX,
            full: false,
            known: HashSet::new(),
            hours_only: false,
            minutes_from: None,
            days_until: None,
            max_rows: u64::MAX,
            max_bytes: u64::MAX,
        }
    }
}

impl Plan {
    /// From when on there are minutes: the beginning of an hour, or the end of time.
    pub(super) fn first_minute(&self) -> i64 {
        match self.minutes_from {
            _ if self.hours_only => i64::MAX,
            Some(i64::MAX) => i64::MAX,
            None => i64::MIN,
            // Up to the next full hour; the ends of time stay where they are.
            Some(time) => time.saturating_add(HOUR - 1).div_euclid(HOUR).saturating_mul(HOUR),
        }
    }

    /// Reads a plan from JSON.
    ///
    /// # Errors
    /// [`RollupError::Plan`] with what is wrong.
    pub fn read(json: &str) -> Result<Self, RollupError> {
        serde_json::from_str(json).map_err(|error| RollupError::Plan(error.to_string()))
    }
}

/// Keys one after the other, in hexadecimal digits.
fn keys<'de, D: serde::Deserializer<'de>>(input: D) -> Result<HashSet<[u8; 32]>, D::Error> {
    let text = String::deserialize(input)?;
    let digit = |c: u8| char::from(c).to_digit(16).map(|digit| digit as u8);
    let byte = |pair: &[u8]| Some((digit(pair[0])? << 4) | digit(pair[1])?);
    let key = |digits: &[u8; 64]| {
        let mut key = [0; 32];
        for (to, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            *to = byte(pair)?;
        }
        Some(key)
    };
    let (chunks, rest) = text.as_bytes().as_chunks::<64>();
    let found: Option<HashSet<_>> = chunks.iter().map(key).collect();
    found
        .filter(|_| rest.is_empty())
        .ok_or_else(|| serde::de::Error::custom("known: not keys of 64 hexadecimal digits each"))
}
