//! Reads an expression: `name[.function]{label="v"}[window] by (label) > number[unit]`, joined by `and` and `or`.
use super::error::{ExpressionError, Fault};
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
const HINT_NAME: &str = "Begin with the metric, as in api.response_time.p95 > 500ms; a name with other characters is written in double quotes.";
const HINT_WINDOW: &str =
    "Give the time before each evaluation that counts: [10m] or over 10m, in ms, s, m, h or d; [5m] without.";
const HINT_MATCHER: &str = "Write label matchers as {label=\"value\", other!=\"value\", third=~\"regular expression\", fourth!~\"…\"}.";
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
                    "Give all of them the same by (…); one without it is for every alert of the rule.",
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn syntax(&self, at: usize, message: impl Into<String>, hint: impl Into<String>) -> ExpressionError {
        ExpressionError::new(Fault::Syntax, self.text, at, message, hint)
    }

    fn value(&self, at: usize, message: impl Into<String>, hint: impl Into<String>) -> ExpressionError {
        ExpressionError::new(Fault::Value, self.text, at, message, hint)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What stands at a place, as an error names it.
    fn found(&self, at: usize) -> String {
        match self.text[at..].chars().next() {
            None => "the end".to_owned(),
            Some(c) if is_word(c) => {
                let word = self.text[at..].split(|c| !is_word(c)).next().unwrap_or_default();
                format!("\"{}\"", word.chars().take(40).collect::<String>())
            }
            Some(c) => format!("\"{c}\""),
        }
    }

    /// Goes on to what is no blank, and says where that is.
    fn skip_blanks(&mut self) -> usize {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// A whole word, in upper or lower case.
    fn keyword(&mut self, word: &str) -> bool {
        self.skip_blanks();
        let rest = self.rest();
        let found = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !rest[word.len()..].starts_with(is_word);
        if found {
            self.at += word.len();
        }
        found
    }

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

    /// The metric and what is made of it.
    fn selector(&mut self) -> Result<(String, Function, Option<f64>), ExpressionError> {
        let start = self.skip_blanks();
        if self.peek() == Some('"') {
            let name = self.quoted("a metric's name in double quotes has no end", HINT_NAME)?;
            if name.is_empty() {
                return Err(self.syntax(start, "the metric's name is empty", HINT_NAME));
            }
            if !self.rest().starts_with('.') {
                return Ok((name, Function::Gauge, None));
            }
            self.at += 1;
            let at = self.at;
            let word = self.take_while(|c| is_word(c) || c == '.');
            return match function(word) {
                Some((function, quantile)) => self.in_range(at, name, function, quantile),
                None => Err(self.syntax(at, format!("{} is not a function", self.found(at)), HINT_FUNCTION)),
            };
        }
        let word = self.take_while(|c| is_word(c) || matches!(c, '.' | ':' | '/' | '-'));
        if word.is_empty() {
            return Err(self.syntax(
                start,
                format!("a metric is expected, not {}", self.found(start)),
                HINT_NAME,
            ));
        }
        if !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return Err(self.syntax(
                start,
                format!("{} is not the name of a metric", self.found(start)),
                HINT_NAME,
            ));
        }
        if let Some(at) = word.find("..").or_else(|| word.ends_with('.').then_some(word.len() - 1)) {
            return Err(self.syntax(start + at, "a part of the name is missing at this dot", HINT_NAME));
        }
        // p99.9 has a dot of its own; the longest function counts.
        let dots = word.match_indices('.').map(|(at, _)| at).collect::<Vec<_>>();
        for &dot in dots.iter().rev().take(2).rev() {
            if let Some((function, quantile)) = function(&word[dot + 1..]) {
                return self.in_range(start + dot + 1, word[..dot].to_owned(), function, quantile);
            }
        }
        if let Some((_, _)) = function(word) {
            return Err(self.syntax(start, format!("the metric is missing before {word}"), HINT_NAME));
        }
        Ok((word.to_owned(), Function::Gauge, None))
    }

    fn in_range(
        &self,
        at: usize,
        name: String,
        function: Function,
        percent: Option<f64>,
    ) -> Result<(String, Function, Option<f64>), ExpressionError> {
        match percent {
            Some(percent) if !(50.0..100.0).contains(&percent) => {
                Err(self.value(at, format!("there is no percentile p{percent} here"), "Percentiles go from p50 to p99.9; for the smallest and the largest value there are min and max."))
            }
            // By the decimal digits: 0.999 and not 99.9 / 100.
            percent => Ok((name, function, percent.and_then(|percent| format!("{percent}e-2").parse().ok()))),
        }
    }

    /// A text in quotes, at its first quote.
    fn quoted(&mut self, unended: &str, hint: &str) -> Result<String, ExpressionError> {
        let start = self.at;
        let mut chars = self.rest().char_indices();
        let quote = chars.next().map(|(_, c)| c);
        let mut value = String::new();
        while let Some((at, c)) = chars.next() {
            if Some(c) == quote {
                self.at = start + at + c.len_utf8();
                return Ok(value);
            }
            if c != '\\' {
                value.push(c);
                continue;
            }
            match chars.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, c @ ('\\' | '"' | '\''))) => value.push(c),
                // For regular expressions, whose backslashes would have to be doubled else.
                Some((_, c)) => value.extend(['\\', c]),
                None => break,
            }
        }
        Err(self.syntax(start, unended, hint))
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

const HINT_FUNCTION: &str = "Functions are p50 to p99.9, avg, min, max, sum, count, rate, error_rate and failure_rate; without one the mean counts.";

/// What a final part of a name asks for; of a percentile, in percent.
fn function(word: &str) -> Option<(Function, Option<f64>)> {
    let function = match word {
        "avg" => Function::Avg,
        "min" => Function::Min,
        "max" => Function::Max,
        "sum" => Function::Sum,
        "count" => Function::Count,
        "rate" => Function::Rate,
        "error_rate" | "failure_rate" => Function::FailureRate,
        _ => {
            let percent = word.strip_prefix('p')?;
            let plain = percent.len() <= 12
                && percent.starts_with(|c: char| c.is_ascii_digit())
                && percent.chars().all(|c| c.is_ascii_digit() || c == '.');
            return Some((Function::Percentile, Some(percent.parse().ok().filter(|_| plain)?)));
        }
    };
    Some((function, None))
}

/// How much of the text is a number. An `e` is of it only where digits follow, so that units may begin with one.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut at = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    at += digits(at);
    if bytes.get(at) == Some(&b'.') {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
        let exponent = digits(at + 1 + sign);
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    at
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
