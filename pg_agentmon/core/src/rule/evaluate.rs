//! What an expression's tree comes to, given the values that it reads.
//!
//! A value is there, is known not to hold (a comparison kept it out), or is missing. What is missing decides only where
//! nothing else does, as NULL in SQL. Two values belong together by the labels that both sides have.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::measure::resolve;
use super::node::{Aggregation, Arithmetic, Grouping, Join, Matching, Node};
use super::units::UnitError;
use super::{Expression, Op};

/// The labels of a value.
pub type Labels = BTreeMap<String, String>;

/// What an expression came to for some labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The labels of the alert.
    pub labels: Labels,
    /// Whether it holds; None where something that decides is missing.
    pub condition: Option<bool>,
    /// The value that decided.
    pub value: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
}

/// Why an expression comes to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// Its units do not fit.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// Several values of each side belong together.
    #[error("several series on both sides have the labels {labels}")]
    ManyToMany {
        /// The labels in which they agree.
        labels: String,
    },
    /// It is a tree of no expression.
    #[error("this is no expression over these values")]
    Foreign,
}

/// A value with its labels.
#[derive(Debug, Clone, PartialEq)]
struct Element {
    labels: Labels,
    /// Whether it is there; None where it is missing.
    there: Option<bool>,
    value: Option<f64>,
    threshold: Option<f64>,
}

impl Element {
    fn new(labels: Labels, there: Option<bool>, value: Option<f64>) -> Self {
        // What is no number is no value.
        match value.filter(|value| !value.is_nan()) {
            None if there == Some(true) => Self { labels, there: None, value: None, threshold: None },
            value => Self { labels, there, value, threshold: None },
        }
    }

    /// Its value, if it is there.
    fn number(&self) -> Option<f64> {
        self.value.filter(|_| self.there == Some(true))
    }
}

/// All values of a part of the expression.
#[derive(Debug, Clone, PartialEq)]
struct Values {
    /// The labels that they may have.
    names: BTreeSet<String>,
    elements: Vec<Element>,
    /// A mere number, which belongs to all.
    scalar: bool,
    /// Values that nothing was asked of: where there is none, that is no riddle.
    plain: bool,
}

impl Values {
    fn scalar(number: f64) -> Self {
        let element = Element::new(Labels::new(), Some(true), Some(number));
        Self { names: BTreeSet::new(), elements: vec![element], scalar: true, plain: true }
    }

    fn of(elements: Vec<Element>, names: BTreeSet<String>) -> Self {
        Self { names, elements, scalar: false, plain: true }
    }
}

/// As AND has it: what is not known decides only where nothing else does.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    both(one.map(|one| !one), other.map(|other| !other)).map(|neither| !neither)
}

/// Whether any of several holds.
fn any(conditions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(false);
    for condition in conditions {
        result = either(result, condition);
    }
    result
}

impl Op {
    /// Whether it holds of two numbers.
    #[must_use]
    #[allow(clippy::float_cmp)]
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Equal => left == right,
            Self::NotEqual => left != right,
        }
    }
}

impl Arithmetic {
    /// None for a division by zero, and for what is no number.
    fn of(self, left: f64, right: f64) -> Option<f64> {
        let result = match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide if right == 0.0 => return None,
            Self::Divide => left / right,
        };
        // As sums and quotients of what is stored: they stop at the ends of what a number can be.
        (!result.is_nan()).then(|| result.clamp(f64::MIN, f64::MAX))
    }
}

/// What belongs together: all pairs, and what has no partner.
struct Pairs<'a> {
    pairs: Vec<(&'a Element, &'a Element, bool)>,
    left_alone: Vec<&'a Element>,
    right_alone: Vec<&'a Element>,
}

fn shared(left: &Values, right: &Values, matching: &Matching) -> BTreeSet<String> {
    let common = left.names.intersection(&right.names);
    match matching {
        Matching::Common => common.cloned().collect(),
        Matching::On(labels) => labels.iter().cloned().collect(),
        Matching::Ignoring(labels) => common.filter(|name| !labels.contains(name)).cloned().collect(),
    }
}

fn key(element: &Element, shared: &BTreeSet<String>) -> Vec<String> {
    shared.iter().map(|name| element.labels.get(name).cloned().unwrap_or_default()).collect()
}

fn groups<'a>(values: &'a Values, shared: &BTreeSet<String>) -> BTreeMap<Vec<String>, Vec<&'a Element>> {
    let mut groups: BTreeMap<_, Vec<&Element>> = BTreeMap::new();
    for element in &values.elements {
        groups.entry(key(element, shared)).or_default().push(element);
    }
    groups
}

fn pair<'a>(left: &'a Values, right: &'a Values, matching: &Matching) -> Result<Pairs<'a>, EvaluateError> {
    let shared = shared(left, right, matching);
    let mut rights = groups(right, &shared);
    let mut found = Pairs { pairs: Vec::new(), left_alone: Vec::new(), right_alone: Vec::new() };
    for (key, lefts) in groups(left, &shared) {
        let Some(rights) = rights.remove(&key) else {
            found.left_alone.extend(lefts);
            continue;
        };
        if lefts.len() > 1 && rights.len() > 1 {
            let labels = shared.iter().zip(&key).map(|(name, value)| format!("{name}=\"{value}\""));
            let labels = labels.take(16).collect::<Vec<_>>().join(", ");
            return Err(EvaluateError::ManyToMany { labels: format!("{{{labels}}}") });
        }
        let right_is_many = rights.len() > 1;
        for left in &lefts {
            found.pairs.extend(rights.iter().map(|right| (*left, *right, right_is_many)));
        }
    }
    found.right_alone = rights.into_values().flatten().collect();
    Ok(found)
}

/// The labels of a pair: of both, and where they differ those of the side that has more.
fn united(left: &Labels, right: &Labels, right_is_many: bool) -> Labels {
    let (weak, strong) = if right_is_many { (left, right) } else { (right, left) };
    weak.iter().chain(strong).map(|(name, value)| (name.clone(), value.clone())).collect()
}

struct Evaluation<'a> {
    reads: Vec<Vec<(&'a Labels, f64)>>,
    names: Vec<BTreeSet<String>>,
    now: f64,
}

impl Evaluation<'_> {
    fn values(&self, node: &Node) -> Result<Values, EvaluateError> {
        Ok(match node {
            Node::Number { number, unit: None } => Values::scalar(*number),
            Node::Number { .. } => return Err(EvaluateError::Foreign),
            Node::Constant { number } => {
                let element = Element::new(Labels::new(), Some(true), Some(*number));
                Values::of(vec![element], BTreeSet::new())
            }
            Node::Time {} => Values::scalar(self.now),
            Node::Read { n } => {
                let read = self.reads.get(*n).ok_or(EvaluateError::Foreign)?;
                let elements = read
                    .iter()
                    .map(|(labels, value)| Element::new((*labels).clone(), Some(true), Some(*value)));
                Values::of(elements.collect(), self.names[*n].clone())
            }
            Node::Arithmetic { op, left, right, matching } => {
                self.combine(left, right, matching, |left, right| op.of(left, right))?
            }
            Node::Compare { op, left, right, matching, bool: true } => {
                self.combine(left, right, matching, |left, right| Some(f64::from(op.holds(left, right))))?
            }
            Node::Compare { op, left, right, matching, bool: false } => {
                self.compare(*op, &self.values(left)?, &self.values(right)?, matching)?
            }
            Node::Join { op, left, right, matching } => {
                join(*op, &self.values(left)?, &self.values(right)?, matching)
            }
            Node::Aggregate { op, quantile, grouping, of } => {
                aggregate(*op, quantile.unwrap_or(0.5), grouping, self.values(of)?)
            }
            Node::Call { name, of, numbers } => {
                let mut values = self.values(of)?;
                for element in &mut values.elements {
                    element.value = element.value.map(|value| call(name, value, numbers));
                }
                values
            }
            Node::Absent { of, labels } => {
                let there = self.values(of)?.elements.iter().any(|element| element.number().is_some());
                let names = labels.keys().cloned().collect();
                Values::of(vec![Element::new(labels.clone(), Some(!there), Some(1.0))], names)
            }
        })
    }

    /// One value for each pair; what has no partner is missing.
    fn combine(
        &self,
        left: &Node,
        right: &Node,
        matching: &Matching,
        of: impl Fn(f64, f64) -> Option<f64>,
    ) -> Result<Values, EvaluateError> {
        let (left, right) = (self.values(left)?, self.values(right)?);
        let result = |labels: Labels, one: &Element, other: &Element| {
            let there = both(one.there, other.there);
            let value = one.number().zip(other.number()).and_then(|(one, other)| of(one, other));
            Element::new(labels, there, value)
        };
        let (left_scalar, right_scalar) = (left.scalar, right.scalar);
        if left_scalar || right_scalar {
            let many = if right_scalar { &left } else { &right };
            let elements = many.elements.iter().map(|element| match right_scalar {
                true => result(element.labels.clone(), element, &right.elements[0]),
                false => result(element.labels.clone(), &left.elements[0], element),
            });
            let elements = elements.collect();
            let names = many.names.clone();
            return Ok(Values { scalar: left_scalar && right_scalar, ..Values::of(elements, names) });
        }
        let found = pair(&left, &right, matching)?;
        let pairs = found
            .pairs
            .iter()
            .map(|(left, right, many)| result(united(&left.labels, &right.labels, *many), left, right));
        let alone = found.left_alone.iter().chain(&found.right_alone);
        // Known not to hold is known without the other one.
        let alone = alone.map(|one| Element::new(one.labels.clone(), both(one.there, None), None));
        let elements = pairs.chain(alone).collect();
        Ok(Values::of(elements, left.names.union(&right.names).cloned().collect()))
    }

    fn compare(
        &self,
        op: Op,
        left: &Values,
        right: &Values,
        matching: &Matching,
    ) -> Result<Values, EvaluateError> {
        let judged = |labels: Labels, left_one: &Element, right_one: &Element| {
            let numbers = left_one.number().zip(right_one.number());
            let there = match both(left_one.there, right_one.there) {
                Some(true) => numbers.map(|(left, right)| op.holds(left, right)),
                other => other,
            };
            let (value, threshold) = match left.scalar && !right.scalar {
                true => (right_one.number(), left_one.number()),
                false => (left_one.number(), right_one.number()),
            };
            Element { labels, there, value, threshold }
        };
        let (elements, names) = if left.scalar || right.scalar {
            let many = if right.scalar { left } else { right };
            let elements = many.elements.iter().map(|element| match right.scalar {
                true => judged(element.labels.clone(), element, &right.elements[0]),
                false => judged(element.labels.clone(), &left.elements[0], element),
            });
            (elements.collect(), many.names.clone())
        } else {
            let found = pair(left, right, matching)?;
            let pairs = found
                .pairs
                .iter()
                .map(|(left, right, many)| judged(united(&left.labels, &right.labels, *many), left, right));
            let pairs: Vec<_> = pairs.collect();
            let alone = |one: &&Element, is_left: bool| Element {
                labels: one.labels.clone(),
                there: both(one.there, None),
                value: one.number().filter(|_| is_left),
                threshold: one.number().filter(|_| !is_left),
            };
            let lefts = found.left_alone.iter().map(|one| alone(one, true));
            let rights = found.right_alone.iter().map(|one| alone(one, false));
            let elements = pairs.into_iter().chain(lefts).chain(rights).collect();
            (elements, left.names.union(&right.names).cloned().collect())
        };
        Ok(Values { names, elements, scalar: false, plain: false })
    }
}

/// What holds of one side, joined with what holds of those of the other side that belong to it.
fn join(op: Join, left: &Values, right: &Values, matching: &Matching) -> Values {
    let shared = shared(left, right, matching);
    // The side with more labels says which alerts there are.
    let left_leads = op == Join::Unless || !left.names.is_subset(&right.names) || left.names == right.names;
    let (leading, other) = if left_leads { (left, right) } else { (right, left) };
    let others = groups(other, &shared);
    let leaders = groups(leading, &shared);
    let nobody = |values: &Values| if values.plain { Some(false) } else { None };
    let mut elements = Vec::with_capacity(leading.elements.len());
    for element in &leading.elements {
        let partners = others.get(&key(element, &shared)).map_or(&[][..], Vec::as_slice);
        let there = match partners {
            [] => nobody(other),
            some => any(some.iter().map(|one| one.there)),
        };
        // Of several that belong to it, one that holds speaks.
        let partner = partners.iter().max_by_key(|one| one.there == Some(true)).copied();
        elements.push(joined(op, element, there, partner, left_leads));
    }
    if op != Join::Unless {
        for (key, alone) in others.iter().filter(|(key, _)| !leaders.contains_key(*key)) {
            debug_assert!(!leaders.contains_key(key));
            // One without partners of fewer labels says which alerts there are only where it is enough.
            let counts = op == Join::Or || leading.names == other.names;
            let with = alone.iter().filter(|_| counts);
            elements.extend(with.map(|element| joined(op, element, nobody(leading), None, !left_leads)));
        }
    }
    let names = match op {
        Join::Unless => left.names.clone(),
        _ => left.names.union(&right.names).cloned().collect(),
    };
    Values { names, elements, scalar: false, plain: left.plain && right.plain }
}

fn joined(
    op: Join,
    element: &Element,
    there: Option<bool>,
    partner: Option<&Element>,
    is_left: bool,
) -> Element {
    let (one, other) = match is_left {
        true => (Some(element), partner),
        false => (partner, Some(element)),
    };
    let result = match op {
        Join::And => both(element.there, there),
        Join::Or => either(element.there, there),
        // Of what is not known to hold it takes nothing away.
        Join::Unless => both(element.there, Some(there != Some(true))),
    };
    let speaks =
        |one: Option<&Element>| one.filter(|one| one.value.is_some() || one.threshold.is_some()).cloned();
    // Of a choice, what holds speaks; else the first that has something to say.
    let speaker = match op {
        Join::Or => [one, other]
            .into_iter()
            .find_map(|one| speaks(one.filter(|one| one.there == Some(true))))
            .or_else(|| speaks(one))
            .or_else(|| speaks(other)),
        Join::And => speaks(one).or_else(|| speaks(other)),
        Join::Unless => speaks(one),
    };
    Element {
        labels: element.labels.clone(),
        there: result,
        value: speaker.as_ref().and_then(|speaker| speaker.value),
        threshold: speaker.and_then(|speaker| speaker.threshold),
    }
}

fn aggregate(op: Aggregation, quantile: f64, grouping: &Grouping, values: Values) -> Values {
    let names: BTreeSet<String> = match grouping {
        Grouping::By(labels) => labels.iter().cloned().collect(),
        Grouping::Without(labels) => {
            values.names.iter().filter(|name| !labels.contains(name)).cloned().collect()
        }
    };
    let mut groups: BTreeMap<Labels, Vec<Element>> = BTreeMap::new();
    for element in values.elements {
        let labels = element.labels.iter().filter(|(name, value)| names.contains(*name) && !value.is_empty());
        let labels = labels.map(|(name, value)| (name.clone(), value.clone())).collect();
        groups.entry(labels).or_default().push(element);
    }
    let elements = groups.into_iter().map(|(labels, elements)| {
        let mut numbers: Vec<f64> = elements.iter().filter_map(Element::number).collect();
        let known = elements.iter().any(|element| element.there.is_some());
        if numbers.is_empty() && !(op == Aggregation::Count && known) {
            // Nothing of it is there; where that is known of all, it does not hold.
            let there = any(elements.iter().map(|element| element.there));
            return Element::new(labels, there.filter(|there| !there), None);
        }
        numbers.sort_by(f64::total_cmp);
        #[allow(clippy::cast_precision_loss)]
        let count = numbers.len() as f64;
        let value = match op {
            Aggregation::Sum => numbers.iter().sum(),
            // Divided first where the sum would be too large.
            Aggregation::Avg => numbers.iter().map(|number| number / count).sum(),
            Aggregation::Min => numbers[0],
            Aggregation::Max => numbers[numbers.len() - 1],
            Aggregation::Count => count,
            Aggregation::Quantile => interpolated(&numbers, quantile),
        };
        Element::new(labels, Some(true), Some(value.clamp(f64::MIN, f64::MAX)))
    });
    let elements = elements.collect();
    Values::of(elements, names)
}

/// Between the two that are nearest to the rank.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
fn interpolated(sorted: &[f64], quantile: f64) -> f64 {
    let rank = quantile.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (below, above) = (rank.floor() as usize, rank.ceil() as usize);
    let part = rank - rank.floor();
    sorted[below] * (1.0 - part) + sorted[above] * part
}

fn call(name: &str, value: f64, numbers: &[f64]) -> f64 {
    match (name, numbers) {
        ("abs", _) => value.abs(),
        ("ceil", _) => value.ceil(),
        ("floor", _) => value.floor(),
        ("round", [step]) if *step > 0.0 => (value / step + 0.5).floor() * step,
        ("round", _) => (value + 0.5).floor(),
        ("clamp_min", [least]) => value.max(*least),
        ("clamp_max", [most]) => value.min(*most),
        ("clamp", [least, most]) => value.max(*least).min(*most),
        _ => value,
    }
}

/// What an expression comes to, of values as (number of the read, labels, value) at `now`, in seconds since 1970. `units` are
/// those of the definitions of its metrics.
pub fn evaluate(
    expression: &Expression,
    units: &BTreeMap<String, String>,
    values: &[(usize, Labels, f64)],
    now: f64,
) -> Result<Vec<Outcome>, EvaluateError> {
    let tree = expression.tree.as_ref().ok_or(EvaluateError::Foreign)?;
    let tree = resolve(tree, &expression.reads, units)?;
    let mut reads: Vec<Vec<(&Labels, f64)>> = vec![Vec::new(); expression.reads.len()];
    for (n, labels, value) in values {
        reads.get_mut(*n).ok_or(EvaluateError::Foreign)?.push((labels, *value));
    }
    let names = expression.reads.iter().zip(&reads).map(|(read, values)| match read.by.as_slice() {
        [all] if all == "*" => values.iter().flat_map(|(labels, _)| labels.keys().cloned()).collect(),
        by => by.iter().cloned().collect(),
    });
    let names = names.collect();
    let found = Evaluation { reads, names, now }.values(&tree)?;
    let outcomes = found.elements.into_iter().map(|element| Outcome {
        labels: element.labels.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        condition: element.there,
        value: element.value,
        threshold: element.threshold,
    });
    Ok(outcomes.collect())
}
