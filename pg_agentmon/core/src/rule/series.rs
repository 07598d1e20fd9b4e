//! The short notation for the values of a series in tests of rules, as promtool has it.
use thiserror::Error;

/// So many samples a series may have.
pub const MAX_SAMPLES: usize = 100_000;

/// A notation that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0} is not a value of a series")]
pub struct SeriesError(pub String);

/// The samples of `1 2 _ 3+1x10 -2x3 _x5`: numbers, gaps, and runs. `a+bxn` is a, a+b, … a+n·b; `axn` is a and n more of it;
/// `_xn` is n gaps. Gaps are None; so is `stale`.
pub fn expand(text: &str) -> Result<Vec<Option<f64>>, SeriesError> {
    let mut samples = Vec::new();
    for word in text.split_whitespace() {
        let refuse = || SeriesError(word.chars().take(100).collect());
        let (body, times) = match word.rsplit_once('x') {
            Some((body, times)) => (body, Some(times.parse::<usize>().map_err(|_| refuse())?)),
            None => (word, None),
        };
        let further = times.unwrap_or(0);
        if further >= MAX_SAMPLES - samples.len() {
            return Err(refuse());
        }
        if matches!(body, "_" | "stale") {
            samples.extend(std::iter::repeat_n(None, times.unwrap_or(1)));
            continue;
        }
        let (first, delta) = match times {
            Some(_) => split(body).ok_or_else(refuse)?,
            None => (number(body).ok_or_else(refuse)?, 0.0),
        };
        samples.extend((0..=further).map(|n| Some(first + delta * n as f64)));
        if samples.iter().rev().take(further + 1).flatten().any(|sample| !sample.is_finite()) {
            return Err(refuse());
        }
    }
    Ok(samples)
}

/// The start and the step of a run: the sign between them is not the one at the beginning, nor of an exponent.
fn split(body: &str) -> Option<(f64, f64)> {
    let signs = body
        .char_indices()
        .skip(1)
        .filter(|&(at, c)| matches!(c, '+' | '-') && !matches!(body.as_bytes()[at - 1], b'e' | b'E'));
    match signs.map(|(at, _)| at).next() {
        Some(at) => Some((number(&body[..at])?, number(&body[at..])?)),
        None => Some((number(body)?, 0.0)),
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_notation_is_that_of_promtool() {
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(expand("1+1x3"), Ok(some(&[1.0, 2.0, 3.0, 4.0])));
        assert_eq!(expand("10-2.5x2 7"), Ok(some(&[10.0, 7.5, 5.0, 7.0])));
        assert_eq!(expand("-2x1 -1e1+1e0x1"), Ok(some(&[-2.0, -2.0, -10.0, -9.0])));
        assert_eq!(expand("_ 1 _x2 stale"), Ok(vec![None, Some(1.0), None, None, None]));
        assert_eq!(expand("  "), Ok(vec![]));
    }

    #[test]
    fn what_is_not_of_it_is_refused() {
        for text in [
            "a",
            "1+x3",
            "1+1x",
            "1xx2",
            "x",
            "1+2",
            "NaN",
            "inf",
            "1x100000",
            "_x99999999999999999999",
            "1e308+1e308x9",
        ] {
            assert!(expand(text).is_err(), "{text}");
        }
        assert!(expand(&"1x99 ".repeat(1001)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9x_+e. -]{0,30}") {
            if let Ok(samples) = expand(&text) {
                prop_assert!(samples.len() <= MAX_SAMPLES);
                prop_assert!(samples.iter().flatten().all(|sample| sample.is_finite()));
            }
        }
    }
}
