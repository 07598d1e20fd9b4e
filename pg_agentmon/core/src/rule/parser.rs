//! Reads an expression: `name[.function]{label="v"}[window] by (label) > number[unit]`, joined by `and` and `or`.
use super::error::ExpressionError;
use super::reader::{Reader, is_word, number_length};
use super::sources::resolve;
use super::units::{WRITTEN, fits, is_written, seconds};
use super::{Comparison, Expression, Function, Matcher, Op};

/// The longest text that is read, in bytes.
pub const MAX_LENGTH: usize = 4000;
/// A rule that compares more than this is several rules.
const MAX_COMPARISONS: usize = 16;
const MAX_MATCHERS: usize = 32;
const MAX_LABELS: usize = 16;
const DEFAULT_WINDOW: f64 = 300.0;
const LONGEST_WINDOW_DAYS: f64 = 366.0;

const OPERATORS: &[(&str, Op)] = &[
    (">=", Op::GreaterOrEqual),
    ("<=", Op::LessOrEqual),
    ("==", Op::Equal),
    ("!=", Op::NotEqual),
    (">", Op::Greater),
    ("<", Op::Less),
];

const HINT_OPERATOR: &str = "Compare with one of > >= < <= == !=.";
const HINT_WINDOW: &str =
    "Give the time before each evaluation that counts: [10m] or over 10m, in ms, s, m, h or d; [5m] without.";
const HINT_MATCHER: &str = "Write label matchers as {label=\"value\", other!=\"value\", third=~\"regular expression\", fourth!~\"...\"}.";
const HINT_BY: &str = "Write by (label) or by (label, other) for one alert per value.";
const HINT_END: &str = "After a comparison comes and, or, or the end.";

/// What was written, or where and why it cannot be read.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    let mut reader = Reader { text, at: 0 };
    if text.len() > MAX_LENGTH {
        let message = format!("the expression is longer than {MAX_LENGTH} bytes");
        return Err(reader.value(
            0,
            message,
            "Make several rules of it, or match labels by a regular expression.",
        ));
    }
    let mut by: Vec<String> = Vec::new();
    let mut comparisons: Vec<Comparison> = Vec::new();
    let mut term = 0;
    loop {
        let start = reader.skip_blanks();
        if comparisons.len() == MAX_COMPARISONS {
            let message = format!("more than {MAX_COMPARISONS} comparisons");
            return Err(reader.value(start, message, "Make several rules of it."));
        }
        let comparison = reader.comparison(term)?;
        if !comparison.by.is_empty() {
            if !by.is_empty() && by != comparison.by {
                let message = "the comparisons are by different labels";
                return Err(reader.value(
                    start,
                    message,
                    "Give all of them the same by (...); one without it is for every alert of the rule.",
                ));
            }
            by.clone_from(&comparison.by);
        }
        comparisons.push(comparison);
        if reader.keyword("and") {
            continue;
        }
        if reader.keyword("or") {
            term += 1;
            continue;
        }
        let end = reader.skip_blanks();
        if end < text.len() {
            return Err(reader.syntax(end, format!("{} is not expected here", reader.found(end)), HINT_END));
        }
        return Ok(Expression { by, comparisons });
    }
}

impl Reader<'_> {
    fn comparison(&mut self, term: usize) -> Result<Comparison, ExpressionError> {
        let start = self.skip_blanks();
        let (metric, function, quantile) = self.selector()?;
        let end_of_name = self.at;
        let (mut matchers, mut window, mut by) = (None, None, None);
        loop {
            let at = self.skip_blanks();
            let twice = if self.peek() == Some('{') {
                matchers.replace(self.matchers()?).is_some()
            } else if self.peek() == Some('[') || self.keyword("over") {
                window.replace(self.window()?).is_some()
            } else if self.keyword("by") {
                by.replace(self.labels()?).is_some()
            } else {
                break;
            };
            if twice {
                return Err(self.syntax(
                    at,
                    "label matchers, window and by may be given once each",
                    HINT_OPERATOR,
                ));
            }
        }
        let at = self.skip_blanks();
        let Some(&(written, op)) = OPERATORS.iter().find(|(token, _)| self.rest().starts_with(token)) else {
            let hint = match self.rest().starts_with('=') {
                true => "Write == to ask whether two numbers are equal.",
                false => HINT_OPERATOR,
            };
            return Err(self.syntax(at, format!("a comparison is expected, not {}", self.found(at)), hint));
        };
        self.at += written.len();
        let (number, unit) = self.threshold(function)?;
        let mut comparison = Comparison {
            term,
            source: "pipeline_metrics".to_owned(),
            metrics: vec![metric],
            queues: false,
            function,
            quantile,
            matchers: matchers.unwrap_or_default(),
            window_seconds: window.unwrap_or(DEFAULT_WINDOW),
            by: by.unwrap_or_default(),
            op,
            number,
            unit,
        };
        resolve(&mut comparison).map_err(|(message, hint)| {
            let label = message.label.and_then(|label| self.text[start..].find(&label).map(|at| start + at));
            self.value(label.unwrap_or_else(|| end_of_name.saturating_sub(1).max(start)), message.text, hint)
        })?;
        Ok(comparison)
    }

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
            matchers.push(Matcher { label, op: op.to_owned(), value });
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
            let label = self.label(HINT_BY)?;
            if label == "alertname" {
                return Err(self.value(
                    start,
                    "alertname cannot be one of the labels",
                    "It is the name of the rule in every alert.",
                ));
            }
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

    fn window(&mut self) -> Result<f64, ExpressionError> {
        let bracket = self.take("[");
        let start = self.skip_blanks();
        let mut window = 0.0;
        // Several in a row, as in 1h30m.
        loop {
            let at = self.at;
            let digits = self.take_while(|c| c.is_ascii_digit() || c == '.');
            let unit = self.take_while(char::is_alphabetic);
            if digits.is_empty() && unit.is_empty() && at > start {
                break;
            }
            let part = digits.parse().ok().and_then(|number| seconds(number, unit));
            window += part.ok_or_else(|| {
                self.syntax(at, format!("a time is expected, not {}", self.found(at)), HINT_WINDOW)
            })?;
        }
        if bracket && !self.take("]") {
            return Err(self.syntax(
                self.at,
                format!("] is expected after the time, not {}", self.found(self.at)),
                HINT_WINDOW,
            ));
        }
        if !(1.0..=LONGEST_WINDOW_DAYS * 86_400.0).contains(&window) {
            let hint = format!("It may be from a second to {LONGEST_WINDOW_DAYS} days.");
            return Err(self.value(start, "the window is too short or too long", hint));
        }
        Ok(window)
    }

    fn threshold(&mut self, function: Function) -> Result<(f64, Option<String>), ExpressionError> {
        let start = self.skip_blanks();
        let hint = format!("Give a number, with a unit where it has one: {WRITTEN}.");
        let length = number_length(self.rest());
        let number = self.rest()[..length].parse::<f64>().ok().filter(|number| number.is_finite());
        let Some(number) = number else {
            return Err(self.syntax(start, format!("a number is expected, not {}", self.found(start)), hint));
        };
        self.at += length;
        // 500 ms is 500ms; 500 and … is not.
        let after_number = self.at;
        let at = self.skip_blanks();
        let unit = match self.peek() {
            Some('%') => self.take_while(|c| c == '%'),
            _ => self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '/')),
        };
        if unit.is_empty() || at > after_number && matches!(unit.to_ascii_lowercase().as_str(), "and" | "or")
        {
            self.at = after_number;
            return Ok((number, None));
        }
        if !is_written(unit) {
            let message = format!("{} is not a unit", self.found(at));
            return Err(self.syntax(
                at,
                message,
                format!("A number may have one of these units: {WRITTEN}."),
            ));
        }
        if !fits(function, unit) {
            let message = format!("{} has no place here", self.found(at));
            let hint = match function {
                Function::Count => "A count is a plain number.",
                _ => "A share is a number from 0 to 1, or a percentage.",
            };
            return Err(self.value(at, message, hint));
        }
        Ok((number, Some(unit.to_owned())))
    }
}
