//! Units: of the numbers in expressions, and of metrics.
use thiserror::Error;

use super::{Comparison, Function};

/// What a unit measures. Units of one dimension convert into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    Time,
    Bytes,
    Percent,
    Ratio,
}

/// Names, what it measures, how many of the smallest unit it is. The first name is the one that expressions write.
type Unit = (&'static [&'static str], Dimension, f64);

const UNITS: &[Unit] = &[
    (&["ns", "nanoseconds"], Dimension::Time, 1.0),
    (&["us", "µs", "microseconds"], Dimension::Time, 1e3),
    (&["ms", "milliseconds"], Dimension::Time, 1e6),
    (&["s", "sec", "seconds"], Dimension::Time, 1e9),
    (&["m", "min", "minutes"], Dimension::Time, 60e9),
    (&["h", "hours"], Dimension::Time, 3600e9),
    (&["d", "days"], Dimension::Time, 86_400e9),
    (&["B", "bytes", "By"], Dimension::Bytes, 1.0),
    (&["kB", "KB"], Dimension::Bytes, 1e3),
    (&["MB"], Dimension::Bytes, 1e6),
    (&["GB"], Dimension::Bytes, 1e9),
    (&["TB"], Dimension::Bytes, 1e12),
    (&["KiB"], Dimension::Bytes, 1024.0),
    (&["MiB"], Dimension::Bytes, 1_048_576.0),
    (&["GiB"], Dimension::Bytes, 1_073_741_824.0),
    (&["TiB"], Dimension::Bytes, 1_099_511_627_776.0),
    (&["%", "percent"], Dimension::Percent, 1.0),
    (&["ratio", "1", "share"], Dimension::Ratio, 1.0),
];

/// What may follow a number.
pub(super) const WRITTEN: &str = "%, ns, us, ms, s, m, h, d, B, kB, MB, GB, TB, KiB, MiB, GiB, TiB";

/// A threshold whose unit does not fit its metric.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{written} cannot be compared with {metric}")]
pub struct UnitError {
    /// The number with its unit.
    pub written: String,
    /// The metric's name.
    pub metric: String,
    /// The unit that its definition says; empty where there is none.
    pub unit: String,
}

fn find(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|(names, ..)| names.contains(&name))
}

/// The unit of a metric's definition; upper and lower case only matter where they tell units apart.
fn find_metric_unit(name: &str) -> Option<&'static Unit> {
    let name = name.trim();
    find(name).or_else(|| find(&name.to_ascii_lowercase()))
}

/// What a metric's unit measures, and how many of the smallest unit it is.
pub(super) fn dimension_of(name: &str) -> Option<(Dimension, f64)> {
    find_metric_unit(name).map(|&(_, dimension, factor)| (dimension, factor))
}

/// What the unit of a number measures, and how many of the smallest unit it is.
pub(super) fn written_in(unit: &str) -> Option<(Dimension, f64)> {
    find(unit).map(|&(_, dimension, factor)| (dimension, factor))
}

/// Whether a number may carry this unit.
pub(super) fn is_written(unit: &str) -> bool {
    find(unit).is_some_and(|(names, dimension, _)| names[0] == unit && *dimension != Dimension::Ratio)
}

/// Whether a number with this unit can be held against what the function gives, whatever the metric is.
pub(super) fn fits(function: Function, unit: &str) -> bool {
    match function {
        Function::Count => false,
        Function::FailureRate => unit == "%",
        _ => true,
    }
}

/// Seconds, for windows and offsets, where weeks and years are known as well.
pub(super) fn seconds(number: f64, unit: &str) -> Option<f64> {
    match unit {
        "w" => return Some(number * 604_800.0),
        "y" => return Some(number * 365.0 * 86_400.0),
        _ => {}
    }
    let (_, dimension, factor) = find(unit)?;
    (*dimension == Dimension::Time).then_some(number * factor / 1e9)
}

pub(super) fn threshold(comparison: &Comparison, metric_unit: Option<&str>) -> Result<f64, UnitError> {
    let number = comparison.number;
    let Some(written) = comparison.unit.as_deref() else {
        return Ok(number);
    };
    if comparison.function == Function::FailureRate && written == "%" {
        return Ok(number / 100.0);
    }
    let refuse = |unit: &str| UnitError {
        written: format!("{number}{written}"),
        metric: comparison.metrics.first().cloned().unwrap_or_default(),
        unit: unit.to_owned(),
    };
    let (_, dimension, factor) = find(written).ok_or_else(|| refuse(""))?;
    // Without a definition: percent as it is written, times in milliseconds, sizes in bytes.
    let metric_unit = metric_unit.filter(|unit| !unit.trim().is_empty());
    let (metric_dimension, metric_factor) = match (metric_unit, dimension) {
        (Some(unit), _) => find_metric_unit(unit)
            .map(|&(_, dimension, factor)| (dimension, factor))
            .ok_or_else(|| refuse(unit))?,
        (None, Dimension::Time) => (Dimension::Time, 1e6),
        (None, dimension) => (*dimension, 1.0),
    };
    match (dimension, metric_dimension) {
        (Dimension::Percent, Dimension::Ratio) => Ok(number / 100.0),
        (written, metric) if *written == metric => Ok(number * factor / metric_factor),
        _ => Err(refuse(metric_unit.unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::parse;

    /// The threshold of an expression's only comparison.
    fn of(text: &str, unit: Option<&str>) -> Result<f64, String> {
        let expression = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        expression.comparisons[0].threshold(unit).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_are_converted_to_the_unit_of_the_value() {
        for (text, unit, expected) in [
            ("m.p95 > 500ms", None, 500.0),
            ("m.p95 > 500ms", Some("s"), 0.5),
            ("m.p95 > 1.5s", None, 1500.0),
            ("m.p95 > 2m", Some("s"), 120.0),
            ("m.p95 > 1h", Some("minutes"), 60.0),
            ("m.p95 > 1d", Some("h"), 24.0),
            ("m.p95 > 3us", Some("ns"), 3000.0),
            ("m.p95 > 500", Some("s"), 500.0),
            ("m > 1GiB", None, 1_073_741_824.0),
            ("m > 1GiB", Some("MiB"), 1024.0),
            ("m > 1.5kB", Some("bytes"), 1500.0),
            ("m > 2e3MB", Some("GB"), 2.0),
            ("m > 5%", None, 5.0),
            ("m > 5%", Some("percent"), 5.0),
            ("m > 5%", Some("ratio"), 0.05),
            ("m > 5%", Some("1"), 0.05),
            ("m.error_rate > 5%", None, 0.05),
            // What counts there are the rows, whatever the metric measures.
            ("m.error_rate > 5%", Some("ms"), 0.05),
            ("m.failure_rate > 0.05", None, 0.05),
            ("m.rate > 1MB", Some("B"), 1e6),
            ("m > -5", None, -5.0),
            ("m < 1e-3", None, 0.001),
            ("m > 5ms", Some("MS"), 5.0),
            ("m > 5ms", Some(" "), 5.0),
        ] {
            assert_eq!(of(text, unit), Ok(expected), "{text} in {unit:?}");
        }
    }

    #[test]
    fn a_unit_of_another_kind_is_refused() {
        for (text, unit, message) in [
            ("m > 500ms", "B", "500ms cannot be compared with m"),
            ("m > 1MB", "ms", "1MB cannot be compared with m"),
            ("m > 5%", "ms", "5% cannot be compared with m"),
            ("m > 5s", "requests", "5s cannot be compared with m"),
        ] {
            assert_eq!(of(text, Some(unit)), Err(message.to_owned()), "{text} in {unit}");
        }
    }
}
