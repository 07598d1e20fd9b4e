//! Regular expressions for whole values, as matchers of labels have them.
//!
//! A pattern comes from a table and is held against every alert, so it is bounded: a match takes time in proportion to the
//! text whatever the pattern says, there are no back references, and what a pattern grows to is limited.
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

/// The longest pattern, in bytes.
pub const MAX_PATTERN: usize = 1000;
/// What a compiled one may take, and its working memory.
const MAX_COMPILED: usize = 256 * 1024;
/// So many compiled ones are kept in each thread; more are compiled anew.
const KEPT: usize = 64;

thread_local! {
    static COMPILED: RefCell<HashMap<String, Rc<Regex>>> = RefCell::new(HashMap::new());
}

/// Why a pattern is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(pub String);

fn build(pattern: &str) -> Result<Regex, PatternError> {
    RegexBuilder::new(pattern)
        .dot_matches_new_line(true)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .nest_limit(50)
        .build()
        .map_err(|error| PatternError(reason(&error)))
}

/// What is wrong, without the drawing of the place.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large; a counted repetition multiplies".to_owned(),
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default().trim();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}

fn compiled(pattern: &str) -> Result<Rc<Regex>, PatternError> {
    if let Some(known) = COMPILED.with_borrow(|kept| kept.get(pattern).cloned()) {
        return Ok(known);
    }
    if pattern.len() > MAX_PATTERN {
        return Err(PatternError(format!("it is longer than {MAX_PATTERN} bytes")));
    }
    // By itself as well: with the brackets around it, a)|(b could be read.
    build(pattern)?;
    let whole = Rc::new(build(&format!(r"\A(?:{pattern})\z"))?);
    COMPILED.with_borrow_mut(|kept| {
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(pattern.to_owned(), Rc::clone(&whole));
    });
    Ok(whole)
}

/// Whether a pattern can be used.
pub fn check(pattern: &str) -> Result<(), PatternError> {
    compiled(pattern).map(|_| ())
}

/// Whether the whole value is what the pattern says.
///
/// ```
/// use agentmon_core::pattern::matches;
/// assert_eq!(matches("web-.*|db", "web-7"), Ok(true));
/// assert_eq!(matches("web", "web-7"), Ok(false));
/// ```
pub fn matches(pattern: &str, value: &str) -> Result<bool, PatternError> {
    Ok(compiled(pattern)?.is_match(value))
}

/// Values of as many kinds as come to mind: a pattern that says all of them says every value that is not empty.
const PROBES: [&str; 9] =
    ["a", "Z", "7", " ", "\n", "-_./:@", "web-7.example.org", "\u{fc}\u{10fffd}\u{e000}", LONG];
const LONG: &str = "So long a value that no counted repetition which anybody writes by hand is meant to reach to its end: \
     0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789";

/// Whether the pattern says every value, but perhaps the empty one. Found out by trying, and so never a reason to match.
pub fn says_every_value(pattern: &str) -> Result<bool, PatternError> {
    let pattern = compiled(pattern)?;
    Ok(PROBES.iter().all(|value| pattern.is_match(value)))
}

/// Whether the pattern says no value but the empty one: it has nothing in it that could.
#[must_use]
pub fn says_only_nothing(pattern: &str) -> bool {
    pattern
        .replace("(?:", "")
        .replace(r"\A", "")
        .replace(r"\z", "")
        .chars()
        .all(|c| matches!(c, '^' | '$' | '(' | ')' | '|'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn patterns_for_every_value_and_for_none_are_known() {
        for (pattern, every) in [
            (".*", true),
            (".+", true),
            ("(?s:.*)", true),
            (".*.*|x", true),
            (r"[\s\S]*", true),
            ("^.*$", true),
            (r"\S+", false),
            (".", false),
            (".{1,100}", false),
            ("[a-zA-Z0-9 ]*", false),
            ("", false),
            ("warning", false),
        ] {
            assert_eq!(says_every_value(pattern), Ok(every), "{pattern}");
        }
        for (pattern, nothing) in
            [("", true), ("^$", true), ("()", true), ("(?:)|", true), (".?", false), ("a", false)]
        {
            assert_eq!(says_only_nothing(pattern), nothing, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_is_for_the_whole_value() {
        for (pattern, value, expected) in [
            ("a|b", "b", true),
            ("a|b", "ab", false),
            ("", "", true),
            ("", "a", false),
            (".*", "a\nb", true),
            ("a$", "a\n", false),
            (r"\d+", "17", true),
            (r"[[:alpha:]]+", "größe", false),
            (r"\w+", "größe", true),
            ("(?i)ERROR", "error", true),
        ] {
            assert_eq!(matches(pattern, value), Ok(expected), "{pattern} {value}");
        }
    }

    #[test]
    fn what_could_take_long_or_cannot_be_read_is_refused() {
        for (pattern, reason) in [
            ("(", "unclosed group"),
            ("a)|(b", "unopened group"),
            (r"(a)\1", "backreferences are not supported"),
            ("(?=a)b", "look-around"),
            ("(a{250}){250}", "it is too large"),
            ("[z-a]", "invalid character class range"),
        ] {
            let error = check(pattern).expect_err(pattern).0;
            assert!(error.contains(reason) && !error.contains('\n'), "{pattern}: {error}");
        }
        assert!(check(&"a".repeat(MAX_PATTERN + 1)).is_err());
        assert!(check(&"(".repeat(60)).is_err());
        // What takes others for ever takes a moment.
        assert_eq!(matches("(a*)*b", &"a".repeat(20_000)), Ok(false));
        assert_eq!(matches("(x+x+)+y", &"x".repeat(20_000)), Ok(false));
    }

    #[test]
    fn more_patterns_than_are_kept_still_work() {
        for n in 0..200 {
            assert_eq!(matches(&format!("v{n}|w"), "w"), Ok(true));
        }
    }

    proptest! {
        #[test]
        fn any_pattern_is_read_or_refused(pattern: String, value: String) {
            if check(&pattern).is_ok() {
                prop_assert!(matches(&pattern, &value).is_ok());
            }
        }
    }
}
