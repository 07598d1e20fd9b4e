//! What is measured: the metric, and what is made of it.
use super::Function;
use super::error::ExpressionError;
use super::reader::{Reader, is_word};

const HINT_NAME: &str = "Begin with the metric, as in api.response_time.p95 > 500ms; a name with other characters is written in double quotes.";
const HINT_FUNCTION: &str = "Functions are p50 to p99.9, avg, min, max, last, sum, count, rate, increase, error_rate and failure_rate; without one the mean counts.";

impl Reader<'_> {
    /// The metric and what is made of it.
    pub(super) fn selector(
        &mut self,
        prometheus: bool,
    ) -> Result<(String, Function, Option<f64>), ExpressionError> {
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
        let signs: &[char] = if prometheus { &['.', ':'] } else { &['.', ':', '/', '-'] };
        let word = self.take_while(|c| is_word(c) || signs.contains(&c));
        if let Some(at) = word.find('/') {
            // A quotient that nobody sees is an alert that never fires.
            let (one, other) = (&word[..at], &word[at + 1..]);
            let hint = format!(
                "Write {one} / {other} with blanks for a quotient, or \"{word}\" in double quotes for one metric."
            );
            return Err(self.value(start + at, format!("{word} may be one metric or a quotient"), hint));
        }
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
}

/// What a final part of a name asks for; of a percentile, in percent.
fn function(word: &str) -> Option<(Function, Option<f64>)> {
    let function = match word {
        "avg" => Function::Avg,
        "min" => Function::Min,
        "max" => Function::Max,
        "sum" => Function::Sum,
        "count" => Function::Count,
        "rate" => Function::Rate,
        "increase" => Function::Increase,
        "last" => Function::Last,
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
