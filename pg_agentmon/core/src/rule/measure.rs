//! Units in trees: what each part measures, and the numbers with units converted to it.
use std::collections::BTreeMap;

use super::Function;
use super::node::{Aggregation, Arithmetic, Join, Node, Read};
use super::units::{Dimension, UnitError, dimension_of, written_in};

/// What a part of an expression measures.
#[derive(Debug, Clone, PartialEq)]
enum Measure {
    /// A plain number, which may stand beside anything.
    Number,
    /// A number with a unit, which takes the unit of what it stands beside.
    Written { number: f64, unit: String },
    /// A metric without a definition, multiplied by a number.
    Undefined { scale: f64 },
    /// A time or size, in so many of the smallest unit, multiplied by a number.
    Of { dimension: Dimension, factor: f64, scale: f64 },
    /// A share of so many: 1, or 100 in percent.
    Share { of: f64 },
    /// Something that no number with a unit is held against.
    Other,
}

struct Units<'a> {
    reads: &'a [Read],
    units: &'a BTreeMap<String, String>,
}

/// The tree with numbers in the units of what they stand beside.
pub(super) fn resolve(
    node: &Node,
    reads: &[Read],
    units: &BTreeMap<String, String>,
) -> Result<Node, UnitError> {
    let units = Units { reads, units };
    let (node, measure) = units.of(node)?;
    match measure {
        Measure::Written { number, unit } => Err(units.refuse(number, &unit, &node)),
        _ => Ok(node),
    }
}

fn scaled(node: Node, factor: f64) -> Node {
    if (factor - 1.0).abs() < 1e-12 {
        return node;
    }
    let (left, right) = (Box::new(node), Box::new(Node::Number { number: factor, unit: None }));
    Node::Arithmetic { op: Arithmetic::Multiply, left, right, matching: super::Matching::Common }
}

impl Units<'_> {
    fn refuse(&self, number: f64, written: &str, beside: &Node) -> UnitError {
        let metric =
            beside.first_read().and_then(|n| self.reads.get(n)).and_then(|read| read.metrics.first());
        let unit = metric.and_then(|metric| self.units.get(metric)).cloned().unwrap_or_default();
        let metric = metric.cloned().unwrap_or_else(|| "a number".to_owned());
        UnitError { written: format!("{number}{written}"), metric, unit }
    }

    fn read(&self, n: usize) -> Measure {
        let Some(read) = self.reads.get(n) else { return Measure::Other };
        match read.function {
            Function::FailureRate => return Measure::Share { of: 1.0 },
            Function::Count => return Measure::Other,
            _ => {}
        }
        let unit = read.metrics.first().and_then(|metric| self.units.get(metric)).map(|unit| unit.trim());
        match unit.filter(|unit| !unit.is_empty()) {
            None => Measure::Undefined { scale: 1.0 },
            Some(unit) => match dimension_of(unit) {
                Some((Dimension::Percent, _)) => Measure::Share { of: 100.0 },
                Some((Dimension::Ratio, _)) => Measure::Share { of: 1.0 },
                Some((dimension, factor)) => Measure::Of { dimension, factor, scale: 1.0 },
                None => Measure::Other,
            },
        }
    }

    /// A number with a unit in the unit of what it stands beside.
    #[allow(clippy::float_cmp)]
    fn converted(
        &self,
        number: f64,
        written: &str,
        measure: &Measure,
        beside: &Node,
    ) -> Result<Node, UnitError> {
        let refuse = || self.refuse(number, written, beside);
        let (dimension, factor) = written_in(written).ok_or_else(refuse)?;
        let converted = match (measure, dimension) {
            (Measure::Share { of }, Dimension::Percent) if *of == 1.0 || *of == 100.0 => number / 100.0 * of,
            (Measure::Undefined { scale }, Dimension::Percent) if *scale == 1.0 => number,
            // Without a definition times are milliseconds, and sizes bytes.
            (Measure::Undefined { scale }, Dimension::Time) if *scale == 1.0 => number * factor / 1e6,
            (Measure::Undefined { scale }, Dimension::Bytes) if *scale == 1.0 => number * factor,
            (Measure::Of { dimension: of, factor: one, scale }, _) if *of == dimension && *scale == 1.0 => {
                number * factor / one
            }
            _ => return Err(refuse()),
        };
        Ok(Node::Number { number: converted, unit: None })
    }

    fn of(&self, node: &Node) -> Result<(Node, Measure), UnitError> {
        Ok(match node {
            Node::Number { number, unit: Some(unit) } => {
                (node.clone(), Measure::Written { number: *number, unit: unit.clone() })
            }
            Node::Number { .. } | Node::Constant { .. } => (node.clone(), Measure::Number),
            Node::Time {} => {
                (node.clone(), Measure::Of { dimension: Dimension::Time, factor: 1e9, scale: 1.0 })
            }
            Node::Read { n } => (node.clone(), self.read(*n)),
            Node::Arithmetic { op, left, right, matching } => {
                let (left, right, measure) = match op {
                    Arithmetic::Add | Arithmetic::Subtract => self.alike(left, right)?,
                    Arithmetic::Multiply => self.product(left, right)?,
                    Arithmetic::Divide => self.quotient(left, right)?,
                };
                let (left, right) = (Box::new(left), Box::new(right));
                (Node::Arithmetic { op: *op, left, right, matching: matching.clone() }, measure)
            }
            Node::Compare { op, left, right, matching, bool } => {
                let (left, right, measure) = self.alike(left, right)?;
                let (left, right) = (Box::new(left), Box::new(right));
                let measure = if *bool { Measure::Other } else { measure };
                (Node::Compare { op: *op, left, right, matching: matching.clone(), bool: *bool }, measure)
            }
            Node::Join { op, left, right, matching } => {
                let (left, right, measure) = self.joined(*op, left, right)?;
                let (left, right) = (Box::new(left), Box::new(right));
                (Node::Join { op: *op, left, right, matching: matching.clone() }, measure)
            }
            Node::Aggregate { op, quantile, grouping, of } => {
                let (of, measure) = self.unwritten(of)?;
                let measure = if *op == Aggregation::Count { Measure::Other } else { measure };
                let (of, grouping) = (Box::new(of), grouping.clone());
                (Node::Aggregate { op: *op, quantile: *quantile, grouping, of }, measure)
            }
            Node::Call { name, of, numbers } => {
                let (of, measure) = self.unwritten(of)?;
                (Node::Call { name: name.clone(), of: Box::new(of), numbers: numbers.clone() }, measure)
            }
            Node::Absent { of, labels } => {
                let (of, _) = self.unwritten(of)?;
                (Node::Absent { of: Box::new(of), labels: labels.clone() }, Measure::Other)
            }
        })
    }

    fn unwritten(&self, node: &Node) -> Result<(Node, Measure), UnitError> {
        match self.of(node)? {
            (node, Measure::Written { number, unit }) => Err(self.refuse(number, &unit, &node)),
            other => Ok(other),
        }
    }

    /// Two of one kind: added, or compared.
    fn alike(&self, left: &Node, right: &Node) -> Result<(Node, Node, Measure), UnitError> {
        let ((left, one), (right, other)) = (self.of(left)?, self.of(right)?);
        Ok(match (one, other) {
            (Measure::Written { number, unit }, other) => {
                let left = self.converted(number, &unit, &other, &right)?;
                let measure = defined(other, &unit);
                (left, right, measure)
            }
            (one, Measure::Written { number, unit }) => {
                let right = self.converted(number, &unit, &one, &left)?;
                let measure = defined(one, &unit);
                (left, right, measure)
            }
            (Measure::Number, other) => (left, right, other),
            (one, Measure::Number) => (left, right, one),
            (one, other) => match between(&one, &other) {
                Some(factor) => {
                    let measure = if matches!(one, Measure::Undefined { .. }) { other } else { one };
                    (left, scaled(right, factor), measure)
                }
                None => {
                    let metric = left
                        .first_read()
                        .and_then(|n| self.reads.get(n))
                        .and_then(|read| read.metrics.first());
                    let written = metric.cloned().unwrap_or_default();
                    return Err(UnitError { written, ..self.refuse(0.0, "", &right) });
                }
            },
        })
    }

    fn product(&self, left: &Node, right: &Node) -> Result<(Node, Node, Measure), UnitError> {
        let ((left, one), (right, other)) = (self.of(left)?, self.of(right)?);
        // 50% of something is half of it.
        let part = |measure: &Measure, beside: &Node| match measure {
            Measure::Written { number, unit } if unit == "%" => Ok(Some(number / 100.0)),
            Measure::Written { number, unit } => Err(self.refuse(*number, unit, beside)),
            _ => Ok(None),
        };
        let plain = |number: f64| Node::Number { number, unit: None };
        let (left, one) = match part(&one, &right)? {
            Some(share) => (plain(share), Measure::Number),
            None => (left, one),
        };
        let (right, other) = match part(&other, &left)? {
            Some(share) => (plain(share), Measure::Number),
            None => (right, other),
        };
        let measure = match (&one, &other) {
            (Measure::Number, _) => times(other, number_of(&left)),
            (_, Measure::Number) => times(one, number_of(&right)),
            (Measure::Share { of }, _) if (*of - 1.0).abs() < 1e-12 => other,
            (_, Measure::Share { of }) if (*of - 1.0).abs() < 1e-12 => one,
            _ => Measure::Other,
        };
        Ok((left, right, measure))
    }

    fn quotient(&self, left: &Node, right: &Node) -> Result<(Node, Node, Measure), UnitError> {
        let ((left, one), (right, other)) = (self.of(left)?, self.of(right)?);
        Ok(match (one, other) {
            (Measure::Written { number, unit }, other) => {
                let left = self.converted(number, &unit, &other, &right)?;
                (left, right, Measure::Share { of: 1.0 })
            }
            (one, Measure::Written { number, unit })
                if unit == "%" && !matches!(one, Measure::Share { .. }) =>
            {
                let right = Node::Number { number: number / 100.0, unit: None };
                (left, right, one)
            }
            (one, Measure::Written { number, unit }) => {
                let right = self.converted(number, &unit, &one, &left)?;
                (left, right, Measure::Share { of: 1.0 })
            }
            (one, Measure::Number) => {
                let measure = times(one, number_of(&right).map(|number| 1.0 / number));
                (left, right, measure)
            }
            (Measure::Number, _) => (left, right, Measure::Other),
            (one, other) => {
                // Of two things of one kind it is a share.
                let measure = match (scale_of(&one), scale_of(&other), between(&one, &other)) {
                    (Some(one), Some(other), Some(_)) => Measure::Share { of: one / other },
                    _ => Measure::Other,
                };
                let factor = match (&one, &other) {
                    (Measure::Of { factor: one, .. }, Measure::Of { factor: other, .. })
                        if !matches!(measure, Measure::Other) =>
                    {
                        other / one
                    }
                    _ => 1.0,
                };
                (left, scaled(right, factor), measure)
            }
        })
    }

    fn joined(&self, op: Join, left: &Node, right: &Node) -> Result<(Node, Node, Measure), UnitError> {
        let ((left, one), (right, other)) = (self.unwritten(left)?, self.unwritten(right)?);
        let measure = match (op, &one, &other) {
            (Join::Or, Measure::Number, _) => other,
            (Join::Or, Measure::Undefined { .. }, Measure::Of { .. } | Measure::Share { .. }) => other,
            _ => one,
        };
        Ok((left, right, measure))
    }
}

/// What has no definition is what a number beside it says.
fn defined(measure: Measure, unit: &str) -> Measure {
    match (&measure, written_in(unit)) {
        (Measure::Undefined { scale }, Some((Dimension::Time, _))) => {
            Measure::Of { dimension: Dimension::Time, factor: 1e6, scale: *scale }
        }
        (Measure::Undefined { scale }, Some((Dimension::Bytes, _))) => {
            Measure::Of { dimension: Dimension::Bytes, factor: 1.0, scale: *scale }
        }
        (Measure::Undefined { .. }, Some((Dimension::Percent, _))) => Measure::Share { of: 100.0 },
        _ => measure,
    }
}

fn number_of(node: &Node) -> Option<f64> {
    match node {
        Node::Number { number, unit: None } | Node::Constant { number } => Some(*number),
        _ => None,
    }
}

fn times(measure: Measure, number: Option<f64>) -> Measure {
    let number = number.unwrap_or(f64::NAN);
    match measure {
        Measure::Undefined { scale } => Measure::Undefined { scale: scale * number },
        Measure::Of { dimension, factor, scale } => Measure::Of { dimension, factor, scale: scale * number },
        Measure::Share { of } => Measure::Share { of: of * number },
        other => other,
    }
}

fn scale_of(measure: &Measure) -> Option<f64> {
    match measure {
        Measure::Undefined { scale } | Measure::Of { scale, .. } => Some(*scale),
        Measure::Share { of } => Some(*of),
        Measure::Other | Measure::Number => Some(1.0),
        Measure::Written { .. } => None,
    }
}

/// By what a value of the other measure is multiplied to stand beside one of the first; None where they are of different
/// kinds.
fn between(one: &Measure, other: &Measure) -> Option<f64> {
    match (one, other) {
        (
            Measure::Of { dimension: one, factor: ones, .. },
            Measure::Of { dimension: other, factor: others, .. },
        ) => (one == other).then(|| others / ones),
        (Measure::Of { .. }, Measure::Share { .. } | Measure::Other)
        | (Measure::Share { .. } | Measure::Other, Measure::Of { .. }) => None,
        _ => Some(1.0),
    }
}
