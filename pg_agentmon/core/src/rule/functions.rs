//! Functions that are written before what they are of, as in PromQL.
use super::Function;
use super::node::Aggregation;

/// What a word before a bracket asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Called {
    /// One value of each group.
    Aggregation(Aggregation),
    /// A function of the rows in the window of a metric.
    Range(Function),
    /// A percentile of the rows in the window: the first argument says which.
    QuantileOverTime,
    /// A function of each value, with so many numbers behind it.
    Each(&'static [usize]),
    /// 1 where there is nothing.
    Absent,
    /// A number as a value.
    Vector,
    /// A value without its labels: that is what one without labels is.
    Scalar,
    /// The time of the evaluation.
    Time,
}

const CALLED: &[(&str, Called)] = &[
    ("sum", Called::Aggregation(Aggregation::Sum)),
    ("avg", Called::Aggregation(Aggregation::Avg)),
    ("min", Called::Aggregation(Aggregation::Min)),
    ("max", Called::Aggregation(Aggregation::Max)),
    ("count", Called::Aggregation(Aggregation::Count)),
    ("quantile", Called::Aggregation(Aggregation::Quantile)),
    ("rate", Called::Range(Function::Rate)),
    ("increase", Called::Range(Function::Increase)),
    ("error_rate", Called::Range(Function::FailureRate)),
    ("failure_rate", Called::Range(Function::FailureRate)),
    ("avg_over_time", Called::Range(Function::Avg)),
    ("min_over_time", Called::Range(Function::Min)),
    ("max_over_time", Called::Range(Function::Max)),
    ("sum_over_time", Called::Range(Function::Sum)),
    ("count_over_time", Called::Range(Function::Count)),
    ("last_over_time", Called::Range(Function::Last)),
    ("quantile_over_time", Called::QuantileOverTime),
    ("abs", Called::Each(&[0])),
    ("ceil", Called::Each(&[0])),
    ("floor", Called::Each(&[0])),
    ("round", Called::Each(&[0, 1])),
    ("clamp_min", Called::Each(&[1])),
    ("clamp_max", Called::Each(&[1])),
    ("clamp", Called::Each(&[2])),
    ("absent", Called::Absent),
    ("absent_over_time", Called::Absent),
    ("vector", Called::Vector),
    ("scalar", Called::Scalar),
    ("time", Called::Time),
];

/// What others call it, and what works here.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "histogram_quantile",
        "Write the percentile of the metric itself, as in api.response_time.p95 by (host).",
    ),
    ("irate", "Write rate(m[1m]), over a short window."),
    ("delta", "Write m.last - m.last offset 1h."),
    ("idelta", "Write m.last - m.last offset 1m."),
    ("deriv", "Write (m.avg[10m] - m.avg[10m] offset 1h) / 3600."),
    ("predict_linear", "Write m + 4 * (m - m offset 1h) > 100 for what it will be in four hours."),
    ("changes", "Write m.max[1h] - m.min[1h] > 0 to see whether it changed."),
    ("resets", "Counters are written as deltas here, which never reset."),
    ("topk", "Write max by (label) (m), or by (label) and a threshold."),
    ("bottomk", "Write min by (label) (m), or by (label) and a threshold."),
    ("count_values", "Write count by (label) (m == 5), a rule for each value."),
    ("group", "Write count by (label) (m) > 0."),
    ("stddev", "Write p95 and p50, which say more of how values are spread."),
    ("stdvar", "Write p95 and p50, which say more of how values are spread."),
    ("stddev_over_time", "Write p95 and p50, which say more of how values are spread."),
    ("present_over_time", "Write count_over_time(m[5m]) > 0."),
    ("timestamp", "Write time() and a metric that holds a time."),
    ("label_replace", "Group by labels that the series have."),
    ("label_join", "Group by labels that the series have."),
    ("hour", "Use a mute time (monitoring.mute_times) for hours and days."),
    ("day_of_week", "Use a mute time (monitoring.mute_times) for hours and days."),
    ("day_of_month", "Use a mute time (monitoring.mute_times) for hours and days."),
];

pub(super) const HINT_CALLS: &str = "There are sum, avg, min, max, count and quantile by (...); rate, increase, error_rate, and avg_, min_, max_, sum_, count_, last_ and quantile_over_time of a metric; abs, ceil, floor, round, clamp, clamp_min, clamp_max, absent, vector, scalar and time.";

pub(super) fn called(word: &str) -> Option<Called> {
    CALLED.iter().find(|(name, _)| *name == word).map(|(_, called)| *called)
}

/// What to write instead of a function that there is not.
pub(super) fn instead(word: &str) -> &'static str {
    ELSEWHERE.iter().find(|(name, _)| *name == word).map_or(HINT_CALLS, |(_, hint)| hint)
}
