//! Reads an expression: comparisons as in `name[.function]{label="v"}[window] by (label) > number[unit]`, joined by `and`,
//! `or` and `unless`; on both sides arithmetic, and functions as PromQL has them.
use std::collections::{BTreeMap, BTreeSet};

use super::error::ExpressionError;
use super::functions::{Called, HINT_CALLS, called, instead};
use super::node::{Aggregation, Arithmetic, Grouping, Join, Matching, Node, Read};
use super::reader::{Reader, is_word, number_length};
use super::sources::resolve;
use super::units::{WRITTEN, fits, is_written, seconds};
use super::{Comparison, Expression, Function, Matcher, Op};
use crate::pattern;

/// The longest text that is read, in bytes.
pub const MAX_LENGTH: usize = 4000;
/// A rule that compares more than this is several rules.
const MAX_COMPARISONS: usize = 16;
const MAX_MATCHERS: usize = 32;
const MAX_LABELS: usize = 16;
/// So deep a tree passes through JSON everywhere.
const MAX_DEPTH: usize = 24;
const DEFAULT_WINDOW: f64 = 300.0;
const LONGEST_DAYS: f64 = 366.0;

const OPERATORS: &[(&str, Op)] = &[
    (">=", Op::GreaterOrEqual),
    ("<=", Op::LessOrEqual),
    ("==", Op::Equal),
    ("!=", Op::NotEqual),
    (">", Op::Greater),
    ("<", Op::Less),
];

const HINT_OPERATOR: &str = "Compare with one of > >= < <= == !=.";
const HINT_WINDOW: &str = "Give the time before each evaluation that counts: [10m] or over 10m, in ms, s, m, h, d or w; [5m] without.";
const HINT_OFFSET: &str = "Give how much earlier: offset 1h, in s, m, h, d or w.";
const HINT_NEVER: &str = "Such a rule never fires. Several values are one regular expression, as in label=~\"a|b\"; leave the label out where any value is meant.";
const HINT_MATCHER: &str = "Write label matchers as {label=\"value\", other!=\"value\", third=~\"regular expression\", fourth!~\"...\"}.";
const HINT_BY: &str =
    "Write by (label) or by (label, other) for one alert per value, by (*) for one per series.";
const HINT_END: &str = "After a comparison comes and, or, unless, or the end.";
const HINT_DEPTH: &str = "Make several rules of it.";

/// The labels that the values of a part may have.
#[derive(Debug, Clone, PartialEq)]
enum Known {
    /// These.
    Labels(BTreeSet<String>),
    /// Whichever the series have.
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Value,
    Condition,
}

/// A part that was read, and where.
struct Part {
    node: Node,
    start: usize,
    /// Where the unit of a number is.
    unit_at: usize,
    kind: Kind,
    labels: Known,
    depth: usize,
    /// It may stand for itself as a condition.
    speaks: bool,
}

struct Parser<'a> {
    reader: Reader<'a>,
    reads: Vec<Read>,
    depth: usize,
    /// In brackets of a function that makes one value of many: each series counts by itself.
    inside: bool,
    /// As Prometheus reads it.
    prometheus: bool,
    /// What to insert where, so that it means here what it means there.
    edits: Vec<(usize, String)>,
}

/// What was written, or where and why it cannot be read.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    Ok(read(text, false)?.0)
}

/// An expression of Prometheus in the words of this language: a metric by itself is there the last value of each series.
pub fn parse_prometheus(text: &str) -> Result<String, ExpressionError> {
    let (_, edits) = read(text, true)?;
    let mut written = text.to_owned();
    for (at, insertion) in edits.into_iter().rev() {
        written.insert_str(at, &insertion);
    }
    // What was made must say the same here.
    parse(&written).map(|_| written)
}

fn read(text: &str, prometheus: bool) -> Result<(Expression, Vec<(usize, String)>), ExpressionError> {
    let reader = Reader { text, at: 0 };
    if text.len() > MAX_LENGTH {
        let message = format!("the expression is longer than {MAX_LENGTH} bytes");
        return Err(reader.value(
            0,
            message,
            "Make several rules of it, or match labels by a regular expression.",
        ));
    }
    let mut parser =
        Parser { reader, reads: Vec::new(), depth: 0, inside: false, prometheus, edits: Vec::new() };
    let part = parser.expression("a metric")?;
    let end = parser.reader.skip_blanks();
    let rest = &text[end..];
    if part.kind != Kind::Condition && !(part.speaks && rest.is_empty()) {
        let hint = match rest.starts_with('=') {
            true => "Write == to ask whether two numbers are equal.",
            false => HINT_OPERATOR,
        };
        let message = format!("a comparison is expected, not {}", parser.reader.found(end));
        return Err(parser.reader.syntax(end, message, hint));
    }
    if !rest.is_empty() {
        let message = format!("{} is not expected here", parser.reader.found(end));
        return Err(parser.reader.syntax(end, message, HINT_END));
    }
    let mut edits = parser.edits;
    edits.sort_by_key(|(at, _)| *at);
    Ok((listed(&part, &parser.reads).unwrap_or_else(|| as_tree(part, parser.reads)), edits))
}

/// As comparisons, where it is nothing but these.
fn listed(part: &Part, reads: &[Read]) -> Option<Expression> {
    let mut comparisons = Vec::new();
    let mut term = 0;
    terms(&part.node, reads, &mut term, &mut comparisons)?;
    let mut by: Vec<String> = Vec::new();
    for comparison in &comparisons {
        if !comparison.by.is_empty() && by.is_empty() {
            by.clone_from(&comparison.by);
        }
    }
    let one_each = comparisons.len() > 1 && by == ["*"];
    let other = comparisons.iter().any(|one| !one.by.is_empty() && one.by != by);
    // Where one that has no labels is enough, it may be the only one that is there.
    let alone = term > 0 && !by.is_empty() && comparisons.iter().any(|one| one.by.is_empty());
    (!one_each && !other && !alone).then_some(Expression { by, comparisons, reads: Vec::new(), tree: None })
}

/// Terms joined by or, each of comparisons joined by and.
fn terms(node: &Node, reads: &[Read], term: &mut usize, found: &mut Vec<Comparison>) -> Option<()> {
    if let Node::Join { op: Join::Or, left, right, matching: Matching::Common } = node {
        terms(left, reads, term, found)?;
        *term += 1;
        return terms(right, reads, term, found);
    }
    factors(node, reads, *term, found)
}

fn factors(node: &Node, reads: &[Read], term: usize, found: &mut Vec<Comparison>) -> Option<()> {
    match node {
        Node::Join { op: Join::And, left, right, matching: Matching::Common } => {
            factors(left, reads, term, found)?;
            factors(right, reads, term, found)
        }
        Node::Compare { op, left, right, matching: Matching::Common, bool: false } => {
            let (n, number, unit, op) = match (&**left, &**right) {
                (Node::Read { n }, Node::Number { number, unit }) => (*n, *number, unit, *op),
                (Node::Number { number, unit }, Node::Read { n }) => (*n, *number, unit, op.turned()),
                _ => return None,
            };
            let read = reads.get(n)?.clone();
            found.push(Comparison {
                term,
                source: read.source,
                metrics: read.metrics,
                queues: read.queues,
                function: read.function,
                quantile: read.quantile,
                matchers: read.matchers,
                window_seconds: read.window_seconds,
                offset_seconds: read.offset_seconds,
                by: read.by,
                op,
                number,
                unit: unit.clone(),
            });
            Some(())
        }
        _ => None,
    }
}

fn as_tree(part: Part, reads: Vec<Read>) -> Expression {
    let by = match part.labels {
        Known::Any => vec!["*".to_owned()],
        Known::Labels(labels) => labels.into_iter().collect(),
    };
    Expression { by, comparisons: Vec::new(), reads, tree: Some(part.node) }
}

impl Op {
    /// The same with the sides changed.
    fn turned(self) -> Self {
        match self {
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            same => same,
        }
    }
}

fn union(left: &Known, right: &Known) -> Known {
    match (left, right) {
        (Known::Labels(left), Known::Labels(right)) => Known::Labels(left.union(right).cloned().collect()),
        _ => Known::Any,
    }
}

/// Whether each value of one side can have no more than one of the other.
fn nested(left: &Known, right: &Known) -> bool {
    match (left, right) {
        (Known::Labels(left), Known::Labels(right)) => left.is_subset(right) || right.is_subset(left),
        _ => true,
    }
}

impl Parser<'_> {
    fn enter(&mut self, at: usize) -> Result<(), ExpressionError> {
        self.depth += 1;
        match self.depth > MAX_DEPTH {
            true => Err(self.reader.value(at, "the expression is nested too deeply", HINT_DEPTH)),
            false => Ok(()),
        }
    }

    /// Conditions joined by or.
    fn expression(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let at = self.reader.skip_blanks();
        self.enter(at)?;
        let mut left = self.term(expected)?;
        while self.reader.keyword("or") {
            let matching = self.matching()?;
            let right = self.term("a metric")?;
            left = self.joined(Join::Or, left, right, matching)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn term(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let mut left = self.comparison(expected)?;
        loop {
            let op = if self.reader.keyword("and") {
                Join::And
            } else if self.reader.keyword("unless") {
                Join::Unless
            } else {
                return Ok(left);
            };
            let matching = self.matching()?;
            let right = self.comparison("a metric")?;
            left = self.joined(op, left, right, matching)?;
        }
    }

    fn joined(&self, op: Join, left: Part, right: Part, matching: Matching) -> Result<Part, ExpressionError> {
        for side in [&left, &right] {
            if side.kind == Kind::Number {
                let message = "a condition is expected here, not a number";
                let hint = "Join comparisons, as in m > 5 and n < 3; a number as a value is vector(0).";
                return Err(self.reader.syntax(side.start, message, hint));
            }
        }
        let is_absent = |part: &Part| matches!(part.node, Node::Absent { .. });
        if matching == Matching::Common
            && !nested(&left.labels, &right.labels)
            && !is_absent(&left)
            && !is_absent(&right)
        {
            return Err(self.reader.value(
                right.start,
                "the comparisons are by different labels",
                "Give all of them the same by (...), or one side more of them; one without it is for every alert of the rule.",
            ));
        }
        let kind = match (left.kind, right.kind) {
            (Kind::Value, Kind::Value) => Kind::Value,
            _ => Kind::Condition,
        };
        let labels = match op {
            Join::Unless => left.labels.clone(),
            _ if is_absent(&right) => left.labels.clone(),
            _ if is_absent(&left) => right.labels.clone(),
            _ => union(&left.labels, &right.labels),
        };
        let (start, depth) = (left.start, 1 + left.depth.max(right.depth));
        let (left, right) = (Box::new(left.node), Box::new(right.node));
        let node = Node::Join { op, left, right, matching };
        self.part(Part { node, start, unit_at: start, kind, labels, depth, speaks: true })
    }

    fn part(&self, part: Part) -> Result<Part, ExpressionError> {
        match part.depth > MAX_DEPTH {
            true => Err(self.reader.value(part.start, "the expression is nested too deeply", HINT_DEPTH)),
            false => Ok(part),
        }
    }

    fn operator(&mut self) -> Option<Op> {
        self.reader.skip_blanks();
        let (written, op) = OPERATORS.iter().find(|(token, _)| self.reader.rest().starts_with(token))?;
        self.reader.at += written.len();
        Some(*op)
    }

    fn comparison(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let left = self.sum(expected)?;
        let at = self.reader.skip_blanks();
        let Some(op) = self.operator() else { return Ok(left) };
        let bool = self.reader.keyword("bool");
        let matching = self.matching()?;
        let right = self.sum("a number")?;
        let again = self.reader.skip_blanks();
        if self.operator().is_some() {
            let hint = "Join two comparisons by and, as in 5 < m and m < 10; in brackets the first one keeps what holds.";
            return Err(self.reader.syntax(again, "a second comparison is not expected here", hint));
        }
        if left.kind == Kind::Number && right.kind == Kind::Number {
            let hint = "Compare a metric with one of them.";
            return Err(self.reader.value(at, "two numbers are compared", hint));
        }
        self.check_fit(&left, &right)?;
        self.check_fit(&right, &left)?;
        self.check_sides(&left, &right, &matching)?;
        let (labels, start) = (union(&left.labels, &right.labels), left.start);
        let depth = 1 + left.depth.max(right.depth);
        let (left, right) = (Box::new(left.node), Box::new(right.node));
        let node = Node::Compare { op, left, right, matching, bool };
        let kind = if bool { Kind::Value } else { Kind::Condition };
        self.part(Part { node, start, unit_at: start, kind, labels, depth, speaks: false })
    }

    /// What a metric's function gives has no place for some units, whatever the metric is.
    fn check_fit(&self, value: &Part, number: &Part) -> Result<(), ExpressionError> {
        let (Node::Read { n }, Node::Number { unit: Some(unit), .. }) = (&value.node, &number.node) else {
            return Ok(());
        };
        let function = self.reads[*n].function;
        if fits(function, unit) {
            return Ok(());
        }
        let message = format!("{} has no place here", self.reader.found(number.unit_at));
        let hint = match function {
            Function::Count => "A count is a plain number.",
            _ => "A share is a number from 0 to 1, or a percentage.",
        };
        Err(self.reader.value(number.unit_at, message, hint))
    }

    fn check_sides(&self, left: &Part, right: &Part, matching: &Matching) -> Result<(), ExpressionError> {
        if *matching == Matching::Common && !nested(&left.labels, &right.labels) {
            return Err(self.reader.value(
                right.start,
                "the two sides are by different labels",
                "One side may have more labels than the other, as in a by (x, y) / b by (x); or say which count: / on (x).",
            ));
        }
        Ok(())
    }

    fn sum(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let mut left = self.product(expected)?;
        loop {
            self.reader.skip_blanks();
            let op = match self.reader.peek() {
                Some('+') => Arithmetic::Add,
                Some('-') => Arithmetic::Subtract,
                _ => return Ok(left),
            };
            left = self.calculated(op, left, Self::product)?;
        }
    }

    fn product(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let mut left = self.signed(expected)?;
        loop {
            self.reader.skip_blanks();
            let op = match self.reader.peek() {
                Some('*') => Arithmetic::Multiply,
                Some('/') => Arithmetic::Divide,
                Some(sign @ ('%' | '^')) if left.kind != Kind::Number => {
                    let at = self.reader.at;
                    let message = format!("\"{sign}\" is no operator here");
                    return Err(self.reader.syntax(at, message, "Calculate with + - * and /."));
                }
                _ => return Ok(left),
            };
            left = self.calculated(op, left, Self::signed)?;
        }
    }

    fn calculated(
        &mut self,
        op: Arithmetic,
        left: Part,
        next: fn(&mut Self, &str) -> Result<Part, ExpressionError>,
    ) -> Result<Part, ExpressionError> {
        let at = self.reader.at;
        self.reader.at += 1;
        let matching = self.matching()?;
        let right = next(self, "a number or a metric")?;
        let (start, unit_at) = (left.start, left.unit_at);
        if let Some(node) = self.folded(op, &left, &right, at)? {
            return Ok(Part { node, start, unit_at, ..left });
        }
        if op == Arithmetic::Divide && matches!(right.node, Node::Number { number: 0.0, .. }) {
            return Err(self.reader.value(
                right.start,
                "a division by zero has no value",
                "Divide by another number.",
            ));
        }
        self.check_sides(&left, &right, &matching)?;
        let labels = union(&left.labels, &right.labels);
        let depth = 1 + left.depth.max(right.depth);
        let (left, right) = (Box::new(left.node), Box::new(right.node));
        let node = Node::Arithmetic { op, left, right, matching };
        self.part(Part { node, start, unit_at, kind: Kind::Value, labels, depth, speaks: false })
    }

    /// Two numbers are one.
    fn folded(
        &self,
        op: Arithmetic,
        left: &Part,
        right: &Part,
        at: usize,
    ) -> Result<Option<Node>, ExpressionError> {
        let (Node::Number { number: one, unit }, Node::Number { number: other, unit: other_unit }) =
            (&left.node, &right.node)
        else {
            return Ok(None);
        };
        let unit = match (op, unit, other_unit) {
            (_, None, None) => None,
            (Arithmetic::Multiply, unit, None) | (Arithmetic::Multiply, None, unit) => unit.clone(),
            (Arithmetic::Divide, unit, None) => unit.clone(),
            (Arithmetic::Add | Arithmetic::Subtract, one, other) if one == other => one.clone(),
            _ => {
                let hint = "Write it as one number with a unit.";
                return Err(self.reader.value(at, "these two numbers are of different units", hint));
            }
        };
        let number = match op {
            Arithmetic::Add => one + other,
            Arithmetic::Subtract => one - other,
            Arithmetic::Multiply => one * other,
            Arithmetic::Divide => one / other,
        };
        match number.is_finite() {
            true => Ok(Some(Node::Number { number, unit })),
            false => Err(self.reader.value(at, "this has no finite value", "Write it as one number.")),
        }
    }

    fn signed(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let start = self.reader.skip_blanks();
        let sign = self.reader.peek().filter(|c| matches!(c, '-' | '+'));
        let Some(sign) = sign.filter(|_| number_length(self.reader.rest()) < 2) else {
            return self.atom(expected);
        };
        self.enter(start)?;
        self.reader.at += 1;
        let part = self.signed("a number or a metric")?;
        self.depth -= 1;
        if sign == '+' {
            return Ok(part);
        }
        if let Node::Number { number, unit } = part.node {
            return Ok(Part { node: Node::Number { number: -number, unit }, ..part });
        }
        let minus = Node::Number { number: -1.0, unit: None };
        let (left, right) = (Box::new(minus), Box::new(part.node));
        let node = Node::Arithmetic { op: Arithmetic::Multiply, left, right, matching: Matching::Common };
        self.part(Part { node, kind: Kind::Value, depth: part.depth + 1, speaks: false, ..part })
    }

    fn atom(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let start = self.reader.skip_blanks();
        if self.reader.peek() == Some('(') {
            self.reader.at += 1;
            let part = self.expression(expected)?;
            self.close()?;
            self.refuse_modifiers()?;
            return Ok(Part { start, ..part });
        }
        if self.reader.peek().is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
            return self.number(expected);
        }
        if expected == "a number"
            && self.reader.peek().is_none_or(|c| !c.is_alphabetic() && !matches!(c, '_' | '"'))
        {
            let hint = format!("Give a number, with a unit where it has one: {WRITTEN}.");
            let message = format!("{expected} is expected, not {}", self.reader.found(start));
            return Err(self.reader.syntax(start, message, hint));
        }
        if let Some(part) = self.call(start)? {
            return Ok(part);
        }
        self.metric(start)
    }

    fn close(&mut self) -> Result<(), ExpressionError> {
        if self.reader.take(")") {
            return Ok(());
        }
        let at = self.reader.skip_blanks();
        let message = format!(") is expected, not {}", self.reader.found(at));
        Err(self.reader.syntax(at, message, "Each bracket that is opened is closed."))
    }

    /// Behind brackets there is no window and no offset.
    fn refuse_modifiers(&mut self) -> Result<(), ExpressionError> {
        let at = self.reader.skip_blanks();
        let mut ahead = Reader { text: self.reader.text, at };
        if ahead.keyword("offset") || ahead.peek() == Some('[') || ahead.peek() == Some('@') {
            let message = format!("{} is not expected here", self.reader.found(at));
            let hint = "Window and offset belong to a metric, as in sum by (host) (m[10m] offset 1d); there are no subqueries.";
            return Err(self.reader.syntax(at, message, hint));
        }
        Ok(())
    }

    fn number(&mut self, expected: &str) -> Result<Part, ExpressionError> {
        let start = self.reader.skip_blanks();
        let hint = format!("Give a number, with a unit where it has one: {WRITTEN}.");
        let length = number_length(self.reader.rest());
        let number = self.reader.rest()[..length].parse::<f64>().ok().filter(|number| number.is_finite());
        let Some(number) = number else {
            let expected = if expected == "a metric" { "a metric or a number" } else { "a number" };
            let message = format!("{expected} is expected, not {}", self.reader.found(start));
            return Err(self.reader.syntax(start, message, hint));
        };
        self.reader.at += length;
        let (unit, unit_at) = self.unit()?;
        let labels = Known::Labels(BTreeSet::new());
        let node = Node::Number { number, unit };
        Ok(Part { node, start, unit_at, kind: Kind::Number, labels, depth: 1, speaks: false })
    }

    fn unit(&mut self) -> Result<(Option<String>, usize), ExpressionError> {
        // 500 ms is 500ms; 500 and … is not.
        let after_number = self.reader.at;
        let at = self.reader.skip_blanks();
        let unit = match self.reader.peek() {
            Some('%') => self.reader.take_while(|c| c == '%'),
            _ => self.reader.take_while(|c| c.is_alphanumeric() || c == '_'),
        };
        let keyword = matches!(unit.to_ascii_lowercase().as_str(), "and" | "or" | "unless" | "bool");
        if unit.is_empty() || at > after_number && keyword {
            self.reader.at = after_number;
            return Ok((None, after_number));
        }
        if !is_written(unit) {
            let message = format!("{} is not a unit", self.reader.found(at));
            let hint = format!("A number may have one of these units: {WRITTEN}.");
            return Err(self.reader.syntax(at, message, hint));
        }
        Ok((Some(unit.to_owned()), at))
    }

    /// A function before brackets, or nothing where a metric stands.
    fn call(&mut self, start: usize) -> Result<Option<Part>, ExpressionError> {
        let word = self.reader.take_while(is_word);
        let name = word.to_ascii_lowercase();
        let found = called(&name);
        let mut ahead = Reader { text: self.reader.text, at: self.reader.at };
        ahead.skip_blanks();
        let bracket = ahead.peek() == Some('(');
        let grouped = matches!(found, Some(Called::Aggregation(_)))
            && (ahead.keyword("by") || ahead.keyword("without"))
            && ahead.take("(");
        if word.is_empty() || !bracket && !grouped {
            self.reader.at = start;
            return Ok(None);
        }
        let Some(found) = found else {
            let message = format!("{word} is not a function");
            return Err(self.reader.syntax(start, message, instead(&name)));
        };
        self.enter(start)?;
        let part = match found {
            Called::Aggregation(op) => self.aggregation(start, op)?,
            Called::Range(function) => self.range(start, word, function)?,
            Called::QuantileOverTime => self.quantile_over_time(start, word)?,
            Called::Each(counts) => self.each(start, &name, counts)?,
            Called::Absent => self.absent(start)?,
            Called::Vector => {
                self.open()?;
                let number = self.number("a number")?;
                self.close()?;
                let Node::Number { number, unit: None } = number.node else {
                    return Err(self.reader.value(start, "a value has no unit", "Write vector(0)."));
                };
                Part {
                    node: Node::Constant { number },
                    start,
                    kind: Kind::Value,
                    speaks: true,
                    ..number_part(start)
                }
            }
            Called::Scalar => {
                self.open()?;
                let part = self.expression("a metric")?;
                self.close()?;
                if part.labels != Known::Labels(BTreeSet::new()) {
                    let hint = "Make one of many, as in scalar(sum(m)).";
                    return Err(self.reader.value(start, "this has more than one value", hint));
                }
                Part { start, ..part }
            }
            Called::Time => {
                self.open()?;
                self.close()?;
                Part { node: Node::Time {}, start, kind: Kind::Value, ..number_part(start) }
            }
        };
        self.depth -= 1;
        Ok(Some(part))
    }

    fn open(&mut self) -> Result<(), ExpressionError> {
        if self.reader.take("(") {
            return Ok(());
        }
        let at = self.reader.skip_blanks();
        Err(self.reader.syntax(at, format!("( is expected, not {}", self.reader.found(at)), HINT_CALLS))
    }

    fn grouping(&mut self) -> Result<Option<(usize, Grouping)>, ExpressionError> {
        let at = self.reader.skip_blanks();
        if self.reader.keyword("by") {
            let labels = self.reader.names(true)?;
            return Ok(Some((at, Grouping::By(labels))));
        }
        if self.reader.keyword("without") {
            return Ok(Some((at, Grouping::Without(self.reader.names(false)?))));
        }
        Ok(None)
    }

    fn aggregation(&mut self, start: usize, op: Aggregation) -> Result<Part, ExpressionError> {
        let before = self.grouping()?;
        self.open()?;
        let quantile = match op {
            Aggregation::Quantile => {
                let part = self.number("a number")?;
                let Node::Number { number, unit: None } = part.node else {
                    return Err(self.reader.value(
                        part.start,
                        "a quantile has no unit",
                        "Write quantile(0.9, m).",
                    ));
                };
                if !(0.0..=1.0).contains(&number) {
                    return Err(self.reader.value(
                        part.start,
                        "a quantile goes from 0 to 1",
                        "Write quantile(0.9, m).",
                    ));
                }
                self.comma()?;
                Some(number)
            }
            _ => None,
        };
        let inside = std::mem::replace(&mut self.inside, true);
        let of = self.expression("a metric")?;
        self.inside = inside;
        self.close()?;
        let after = self.grouping()?;
        if let (Some(_), Some((at, _))) = (&before, &after) {
            return Err(self.reader.syntax(*at, "by is given twice", HINT_BY));
        }
        self.refuse_modifiers()?;
        if of.kind == Kind::Number {
            let hint = "Write it of a metric, as in sum by (host) (m).";
            return Err(self.reader.value(of.start, "a number has no series", hint));
        }
        let grouping = before.or(after).map_or(Grouping::By(Vec::new()), |(_, grouping)| grouping);
        let labels = match &grouping {
            Grouping::By(labels) => Known::Labels(labels.iter().cloned().collect()),
            Grouping::Without(labels) => match &of.labels {
                Known::Any => Known::Any,
                Known::Labels(of) => {
                    Known::Labels(of.iter().filter(|name| !labels.contains(name)).cloned().collect())
                }
            },
        };
        if let (Node::Read { n }, Grouping::By(labels)) = (&of.node, &grouping) {
            let read = &self.reads[*n];
            self.check_labels(read, labels, start)?;
            // What the rollups give by themselves, without a value for each series.
            let same = match op {
                Aggregation::Sum => matches!(
                    read.function,
                    Function::Sum | Function::Count | Function::Rate | Function::Increase
                ),
                Aggregation::Min => read.function == Function::Min,
                Aggregation::Max => read.function == Function::Max,
                _ => false,
            };
            if same && read.by == ["*"] {
                self.reads[*n].by = labels.clone();
                let known = Known::Labels(labels.iter().cloned().collect());
                return Ok(Part { start, labels: known, kind: Kind::Value, ..of });
            }
        }
        let node = Node::Aggregate { op, quantile, grouping, of: Box::new(of.node) };
        self.part(Part {
            node,
            start,
            unit_at: start,
            kind: Kind::Value,
            labels,
            depth: of.depth + 1,
            speaks: false,
        })
    }

    fn check_labels(&self, read: &Read, labels: &[String], at: usize) -> Result<(), ExpressionError> {
        let mut read = Read { by: labels.to_vec(), metrics: read.metrics[..1].to_vec(), ..read.clone() };
        resolve(&mut read).map_err(|(misuse, hint)| {
            let label =
                misuse.label.and_then(|label| self.reader.text[at..].find(&label).map(|place| at + place));
            self.reader.value(label.unwrap_or(at), misuse.text, hint)
        })
    }

    fn comma(&mut self) -> Result<(), ExpressionError> {
        if self.reader.take(",") {
            return Ok(());
        }
        let at = self.reader.skip_blanks();
        Err(self.reader.syntax(at, format!("a comma is expected, not {}", self.reader.found(at)), HINT_CALLS))
    }

    /// A function of the rows in the window of a metric, in brackets.
    fn range(&mut self, start: usize, word: &str, function: Function) -> Result<Part, ExpressionError> {
        self.open()?;
        self.range_rest(start, word, function, None)
    }

    fn quantile_over_time(&mut self, start: usize, word: &str) -> Result<Part, ExpressionError> {
        self.open()?;
        let part = self.number("a number")?;
        let quantile = match part.node {
            Node::Number { number, unit: None } if (0.5..1.0).contains(&number) => number,
            _ => {
                let hint = "Percentiles go from 0.5 to 0.999; for the smallest and the largest value there are min and max.";
                return Err(self.reader.value(part.start, "there is no such percentile here", hint));
            }
        };
        self.comma()?;
        self.range_rest(start, word, Function::Percentile, Some(quantile))
    }

    fn range_rest(
        &mut self,
        start: usize,
        word: &str,
        function: Function,
        quantile: Option<f64>,
    ) -> Result<Part, ExpressionError> {
        let at = self.reader.skip_blanks();
        let edits = self.edits.len();
        let part = self.metric(at)?;
        self.edits.truncate(edits);
        let Node::Read { n } = part.node else {
            return Err(self.reader.syntax(at, "a metric is expected", HINT_CALLS));
        };
        if self.reads[n].function != Function::Gauge {
            let hint = format!("Write {word}(m[5m]) of the metric itself, or m.p95[5m] without {word}.");
            return Err(self.reader.value(at, "this has a function already", hint));
        }
        self.close()?;
        let mut read = self.reads[n].clone();
        read.function = function;
        read.quantile = quantile;
        read.queues = false;
        read.metrics.truncate(1);
        let mut labels = part.labels;
        if self.reader.keyword("by") {
            read.by = self.reader.labels()?;
            labels = known(&read.by);
        } else if self.prometheus && !self.inside {
            self.edits.push((self.end_of_words(), " by (*)".to_owned()));
        }
        self.refuse_modifiers()?;
        resolve(&mut read).map_err(|(misuse, hint)| {
            let label =
                misuse.label.and_then(|label| self.reader.text[at..].find(&label).map(|place| at + place));
            self.reader.value(label.unwrap_or(at), misuse.text, hint)
        })?;
        self.reads[n] = read;
        Ok(Part { start, labels, ..part })
    }

    fn each(&mut self, start: usize, name: &str, counts: &[usize]) -> Result<Part, ExpressionError> {
        self.open()?;
        let of = self.expression("a metric")?;
        let mut numbers = Vec::new();
        while self.reader.take(",") {
            let part = self.number("a number")?;
            match part.node {
                Node::Number { number, unit: None } => numbers.push(number),
                _ => {
                    let hint = "Write the number as the metric measures.";
                    return Err(self.reader.value(part.unit_at, "no unit is expected here", hint));
                }
            }
        }
        self.close()?;
        self.refuse_modifiers()?;
        if !counts.contains(&numbers.len()) {
            let message = format!("{name} is given {} numbers", numbers.len());
            return Err(self.reader.syntax(
                start,
                message,
                "Write round(m), round(m, 5), clamp_min(m, 0), clamp_max(m, 9) or clamp(m, 0, 9).",
            ));
        }
        if of.kind == Kind::Number {
            return Err(self.reader.value(
                of.start,
                "a metric is expected here, not a number",
                "Write the number itself.",
            ));
        }
        let node = Node::Call { name: name.to_owned(), of: Box::new(of.node), numbers };
        self.part(Part { node, start, kind: Kind::Value, depth: of.depth + 1, speaks: false, ..of })
    }

    fn absent(&mut self, start: usize) -> Result<Part, ExpressionError> {
        self.open()?;
        let edits = self.edits.len();
        let inside = std::mem::replace(&mut self.inside, false);
        let of = self.expression("a metric")?;
        self.inside = inside;
        if matches!(of.node, Node::Read { .. }) {
            self.edits.truncate(edits);
        }
        self.close()?;
        self.refuse_modifiers()?;
        // What the matchers say of the series that are not there.
        let mut labels = BTreeMap::new();
        if let Node::Read { n } = of.node {
            if self.reads[n].by == ["*"] {
                self.reads[n].by.clear();
            }
            for matcher in &self.reads[n].matchers {
                let named = !matches!(matcher.label.as_str(), "alertname" | "severity");
                let once =
                    self.reads[n].matchers.iter().filter(|one| one.label == matcher.label).count() == 1;
                if matcher.op == "=" && !matcher.value.is_empty() && named && once {
                    labels.insert(matcher.label.clone(), matcher.value.clone());
                }
            }
        }
        let node = Node::Absent { of: Box::new(of.node), labels };
        let labels = Known::Labels(BTreeSet::new());
        self.part(Part {
            node,
            start,
            unit_at: start,
            kind: Kind::Value,
            labels,
            depth: of.depth + 1,
            speaks: true,
        })
    }

    fn matching(&mut self) -> Result<Matching, ExpressionError> {
        // Words that may be names of metrics, too.
        let mut ahead = Reader { text: self.reader.text, at: self.reader.at };
        if !((ahead.keyword("on") || ahead.keyword("ignoring")) && ahead.take("(")) {
            return Ok(Matching::Common);
        }
        let matching = if self.reader.keyword("on") {
            Matching::On(self.reader.names(false)?)
        } else {
            self.reader.keyword("ignoring");
            Matching::Ignoring(self.reader.names(false)?)
        };
        // Which side has more needs no saying.
        let at = self.reader.skip_blanks();
        if self.reader.keyword("group_left") || self.reader.keyword("group_right") {
            self.reader.skip_blanks();
            if self.reader.peek() == Some('(') && !self.reader.names(false)?.is_empty() {
                let hint = "Leave the list out: what belongs together has the labels of both sides.";
                return Err(self.reader.syntax(at, "labels are not taken over by name", hint));
            }
        }
        Ok(matching)
    }

    /// A metric with its function, matchers, window, offset and labels.
    fn metric(&mut self, start: usize) -> Result<Part, ExpressionError> {
        if self.reads.len() == MAX_COMPARISONS {
            let message = format!("more than {MAX_COMPARISONS} comparisons");
            return Err(self.reader.value(start, message, "Make several rules of it."));
        }
        let (metric, function, quantile) = self.reader.selector(self.prometheus)?;
        // What other languages read as a number would be a metric that nobody ever sends.
        if !self.reader.text[start..].starts_with('"')
            && ["inf", "infinity", "nan"].iter().any(|word| metric.eq_ignore_ascii_case(word))
        {
            let hint = "Compare with a number that values can reach; a metric of this name is written in double quotes.";
            return Err(self.reader.syntax(start, format!("{metric} is not a number to compare with"), hint));
        }
        let end_of_name = self.reader.at;
        let (mut matchers, mut window, mut by, mut offset) = (None, None, None, None);
        loop {
            let at = self.reader.skip_blanks();
            let twice = if self.reader.peek() == Some('{') {
                matchers.replace(self.reader.matchers()?).is_some()
            } else if self.reader.peek() == Some('[') || self.reader.keyword("over") {
                window.replace(self.reader.window()?).is_some()
            } else if self.reader.keyword("by") {
                by.replace(self.reader.labels()?).is_some()
            } else if self.reader.keyword("offset") {
                offset.replace(self.reader.offset()?).is_some()
            } else {
                self.reader.at = at;
                break;
            };
            if twice {
                let message = "label matchers, window and by may be given once each";
                return Err(self.reader.syntax(at, message, HINT_OPERATOR));
            }
        }
        if self.reader.peek() == Some('.') {
            let hint = "The function stands behind the name, as in m.count{label=\"value\"}.";
            return Err(self.reader.syntax(self.reader.at, "a comparison is expected, not \".\"", hint));
        }
        let each = by.is_none() && (self.inside || self.prometheus && function == Function::Gauge);
        let by = by.unwrap_or_else(|| if each { vec!["*".to_owned()] } else { Vec::new() });
        let mut read = Read {
            source: "pipeline_metrics".to_owned(),
            metrics: vec![metric],
            queues: false,
            function,
            quantile,
            matchers: matchers.unwrap_or_default(),
            window_seconds: window.unwrap_or(DEFAULT_WINDOW),
            offset_seconds: offset.unwrap_or(0.0),
            by,
        };
        // In brackets of a function it is that function which is asked of the table.
        let mut ahead = Reader { text: self.reader.text, at: self.reader.at };
        let in_range = function == Function::Gauge && ahead.take(")") && self.ranges(start);
        if !in_range {
            resolve(&mut read).map_err(|(misuse, hint)| {
                let label = misuse
                    .label
                    .and_then(|label| self.reader.text[start..].find(&label).map(|at| start + at));
                self.reader.value(
                    label.unwrap_or_else(|| end_of_name.saturating_sub(1).max(start)),
                    misuse.text,
                    hint,
                )
            })?;
        }
        if self.prometheus && function == Function::Gauge {
            let glued =
                self.reader.text[end_of_name..].starts_with(|c| !matches!(c, ' ' | '{' | '[' | ')' | ','));
            self.edits.push((end_of_name, if glued { ".last ".to_owned() } else { ".last".to_owned() }));
            if each && !self.inside {
                let end = self.end_of_words();
                let apart = self.reader.text[end..]
                    .chars()
                    .next()
                    .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ','));
                self.edits.push((end, if apart { " by (*)".to_owned() } else { " by (*) ".to_owned() }));
            }
        }
        let labels = known(&read.by);
        self.reads.push(read);
        let node = Node::Read { n: self.reads.len() - 1 };
        Ok(Part { node, start, unit_at: start, kind: Kind::Value, labels, depth: 1, speaks: false })
    }

    /// Where what was read ends, without the blanks behind it.
    fn end_of_words(&self) -> usize {
        self.reader.text[..self.reader.at].trim_end().len()
    }

    /// Whether a function of rows stands before the bracket before a place.
    fn ranges(&self, start: usize) -> bool {
        let before = self.reader.text[..start].trim_end();
        let before = before
            .strip_suffix(',')
            .map_or(before, |first| first.rsplit_once('(').map_or(first, |(name, _)| name));
        let before = before.trim_end().trim_end_matches('(').trim_end();
        let word = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
        matches!(called(&word.to_ascii_lowercase()), Some(Called::Range(_) | Called::QuantileOverTime))
    }
}

fn known(by: &[String]) -> Known {
    match by {
        [all] if all == "*" => Known::Any,
        by => Known::Labels(by.iter().cloned().collect()),
    }
}

fn number_part(start: usize) -> Part {
    Part {
        node: Node::Time {},
        start,
        unit_at: start,
        kind: Kind::Number,
        labels: Known::Labels(BTreeSet::new()),
        depth: 1,
        speaks: false,
    }
}

/// Why no series can satisfy a matcher beside the others; what cannot be read is refused elsewhere.
fn contradiction(others: &[Matcher], matcher: &Matcher) -> Option<String> {
    let label = &matcher.label;
    if matcher.op == "!~"
        && pattern::says_every_value(&matcher.value) == Ok(true)
        && pattern::matches(&matcher.value, "") == Ok(true)
    {
        return Some(format!("{label} !~ \"{}\" can never match", matcher.value));
    }
    // What one says for sure is nothing for the other.
    let clash = |sure: &Matcher, other: &Matcher| sure.op == "=" && other.matches(&sure.value) == Ok(false);
    others
        .iter()
        .filter(|other| other.label == *label)
        .any(|other| clash(other, matcher) || clash(matcher, other))
        .then(|| format!("what is said of {label} can never be true of one series"))
}

impl Reader<'_> {
    fn matchers(&mut self) -> Result<Vec<Matcher>, ExpressionError> {
        self.at += 1;
        let mut matchers = Vec::new();
        loop {
            if self.take("}") {
                return Ok(matchers);
            }
            let start = self.skip_blanks();
            if matchers.len() == MAX_MATCHERS {
                return Err(self.value(
                    start,
                    format!("more than {MAX_MATCHERS} label matchers"),
                    "Match several values by one regular expression.",
                ));
            }
            let label = self.label(HINT_MATCHER)?;
            let at = self.skip_blanks();
            let Some(op) = ["=~", "!~", "!=", "="].into_iter().find(|op| self.rest().starts_with(op)) else {
                return Err(self.syntax(
                    at,
                    format!("= != =~ or !~ is expected after the label, not {}", self.found(at)),
                    HINT_MATCHER,
                ));
            };
            self.at += op.len();
            let at = self.skip_blanks();
            if !matches!(self.peek(), Some('"' | '\'')) {
                return Err(self.syntax(
                    at,
                    format!("the label's value is expected in quotes, not {}", self.found(at)),
                    HINT_MATCHER,
                ));
            }
            let value = self.quoted("the label's value has no end", HINT_MATCHER)?;
            let matcher = Matcher { label, op: op.to_owned(), value };
            if let Some(problem) = contradiction(&matchers, &matcher) {
                return Err(self.value(at, problem, HINT_NEVER));
            }
            matchers.push(matcher);
            if !self.take(",") && self.peek() != Some('}') {
                let at = self.at;
                return Err(self.syntax(
                    at,
                    format!("a comma or }} is expected, not {}", self.found(at)),
                    HINT_MATCHER,
                ));
            }
        }
    }

    fn label(&mut self, hint: &str) -> Result<String, ExpressionError> {
        let start = self.skip_blanks();
        let label = match self.peek() {
            Some('"' | '\'') => self.quoted("the label's name has no end", hint)?,
            _ => self.take_while(|c| is_word(c) || matches!(c, '.' | '-')).to_owned(),
        };
        match label.is_empty() {
            true => Err(self.syntax(start, format!("a label is expected, not {}", self.found(start)), hint)),
            false => Ok(label),
        }
    }

    fn labels(&mut self) -> Result<Vec<String>, ExpressionError> {
        if !self.take("(") {
            return Err(self.syntax(
                self.at,
                format!("( is expected after by, not {}", self.found(self.at)),
                HINT_BY,
            ));
        }
        let mut labels = Vec::new();
        loop {
            let start = self.skip_blanks();
            if labels.is_empty() && self.take("*") {
                if !self.take(")") {
                    let message = format!(") is expected after *, not {}", self.found(self.at));
                    return Err(self.syntax(self.at, message, HINT_BY));
                }
                return Ok(vec!["*".to_owned()]);
            }
            let label = self.label(HINT_BY)?;
            self.check_label(&label, start)?;
            if labels.contains(&label) || labels.len() == MAX_LABELS {
                let message = format!("label {label} is given twice, or there are more than {MAX_LABELS}");
                return Err(self.value(start, message, HINT_BY));
            }
            labels.push(label);
            if self.take(")") {
                labels.sort_unstable();
                return Ok(labels);
            }
            if !self.take(",") {
                return Err(self.syntax(
                    self.at,
                    format!("a comma or ) is expected, not {}", self.found(self.at)),
                    HINT_BY,
                ));
            }
        }
    }

    /// What every alert has of its own.
    fn check_label(&self, label: &str, at: usize) -> Result<(), ExpressionError> {
        let hint = match label {
            "alertname" => "It is the name of the rule in every alert.",
            "severity" => {
                "It is the severity of the rule in every alert; make a rule for each, with {severity=\"...\"}."
            }
            "*" => "It stands for all labels, alone: by (*).",
            _ => return Ok(()),
        };
        Err(self.value(at, format!("{label} cannot be one of the labels"), hint))
    }

    /// A list of labels in brackets, which may be empty.
    fn names(&mut self, of_alerts: bool) -> Result<Vec<String>, ExpressionError> {
        if !self.take("(") {
            let at = self.skip_blanks();
            return Err(self.syntax(at, format!("( is expected, not {}", self.found(at)), HINT_BY));
        }
        let mut labels: Vec<String> = Vec::new();
        loop {
            if self.take(")") {
                labels.sort_unstable();
                labels.dedup();
                return Ok(labels);
            }
            let start = self.skip_blanks();
            let label = self.label(HINT_BY)?;
            if of_alerts {
                self.check_label(&label, start)?;
            }
            if labels.len() == MAX_LABELS {
                return Err(self.value(start, format!("there are more than {MAX_LABELS} labels"), HINT_BY));
            }
            labels.push(label);
            let at = self.skip_blanks();
            if !self.take(",") && self.peek() != Some(')') {
                let message = format!("a comma or ) is expected, not {}", self.found(at));
                return Err(self.syntax(at, message, HINT_BY));
            }
        }
    }

    /// How much earlier.
    fn offset(&mut self) -> Result<f64, ExpressionError> {
        let start = self.skip_blanks();
        if self.peek() == Some('-') {
            return Err(self.value(start, "what is yet to come cannot be read", HINT_OFFSET));
        }
        let offset = self.duration(HINT_OFFSET)?;
        if !(1.0..=LONGEST_DAYS * 86_400.0).contains(&offset) {
            let hint = format!("It may be from a second to {LONGEST_DAYS} days.");
            return Err(self.value(start, "the offset is too short or too long", hint));
        }
        Ok(offset)
    }

    fn duration(&mut self, hint: &str) -> Result<f64, ExpressionError> {
        let start = self.skip_blanks();
        let mut duration = 0.0;
        // Several in a row, as in 1h30m.
        loop {
            let at = self.at;
            let digits = self.take_while(|c| c.is_ascii_digit() || c == '.');
            let unit =
                if digits.is_empty() && at > start { "" } else { self.take_while(char::is_alphabetic) };
            if digits.is_empty() && unit.is_empty() && at > start {
                return Ok(duration);
            }
            let part = digits.parse().ok().and_then(|number| seconds(number, unit));
            duration += part.ok_or_else(|| {
                self.syntax(at, format!("a time is expected, not {}", self.found(at)), hint)
            })?;
        }
    }

    fn window(&mut self) -> Result<f64, ExpressionError> {
        let bracket = self.take("[");
        let start = self.skip_blanks();
        let window = self.duration(HINT_WINDOW)?;
        if bracket && !self.take("]") {
            return Err(self.syntax(
                self.at,
                format!("] is expected after the time, not {}", self.found(self.at)),
                HINT_WINDOW,
            ));
        }
        if !(1.0..=LONGEST_DAYS * 86_400.0).contains(&window) {
            let hint = format!("It may be from a second to {LONGEST_DAYS} days.");
            return Err(self.value(start, "the window is too short or too long", hint));
        }
        Ok(window)
    }
}
