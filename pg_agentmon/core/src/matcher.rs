//! What silences, routes, mute times and inhibition rules say of labels: `{"label": "value"}`, and `"~regular expression"`,
//! `"!=value"`, `"!~regular expression"` as values.
use crate::pattern::{self, PatternError};

/// How a label is held against what the matcher says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// It is this value.
    Equal,
    /// It is another value.
    NotEqual,
    /// The regular expression says the whole value.
    Like,
    /// The regular expression does not.
    Unlike,
}

/// A matcher that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matcher<'a> {
    /// How.
    pub op: Op,
    /// The value or regular expression.
    pub value: &'a str,
}

/// A matcher that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MatcherError {
    /// What is wrong.
    pub message: String,
    /// What it says.
    pub detail: String,
    /// What to write instead.
    pub hint: String,
}

const FORMS: &str = "Give {\"label\": \"value\"}, {\"label\": \"~regular expression\"}, {\"label\": \"!=value\"} or {\"label\": \"!~regular expression\"}";

/// What each severity may be called in a matcher; no alert has another one.
const SEVERITIES: [&str; 4] = ["info", "warning", "error", "critical"];

impl<'a> Matcher<'a> {
    /// What the text of a matcher says, whether or not that makes sense.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        for (sign, op) in [("!=", Op::NotEqual), ("!~", Op::Unlike), ("~", Op::Like)] {
            if let Some(value) = text.strip_prefix(sign) {
                return Self { op, value };
            }
        }
        Self { op: Op::Equal, value: text }
    }

    /// Whether the value satisfies it; a label that is missing has the empty value.
    pub fn matches(&self, value: &str) -> Result<bool, PatternError> {
        Ok(match self.op {
            Op::Equal => self.value == value,
            Op::NotEqual => self.value != value,
            Op::Like => pattern::matches(self.value, value)?,
            Op::Unlike => !pattern::matches(self.value, value)?,
        })
    }
}

/// What a matcher takes of the values that its label can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    /// The label that is missing or empty.
    nothing: bool,
    /// Any value at all.
    some: bool,
}

impl Matcher<'_> {
    /// What it takes of the label; of a severity that is known for sure.
    fn reach(&self, label: &str) -> Result<Reach, PatternError> {
        if label == "severity" {
            let some = SEVERITIES.iter().try_fold(false, |any, value| Ok(any | self.matches(value)?))?;
            return Ok(Reach { nothing: false, some });
        }
        let some = match self.op {
            Op::Equal => !self.value.is_empty(),
            Op::NotEqual => true,
            Op::Like => !pattern::says_only_nothing(self.value),
            Op::Unlike => !pattern::says_every_value(self.value)?,
        };
        Ok(Reach { nothing: self.matches("")?, some })
    }
}

/// Whether labels satisfy all matchers, at least one of them by a label that is there: what fits only because a label is
/// missing takes nothing by itself. No matchers at all fit everything.
pub fn fits<'a>(
    matchers: impl IntoIterator<Item = (&'a str, &'a str)>,
    value_of: impl Fn(&str) -> Option<&'a str>,
) -> Result<bool, PatternError> {
    let (mut any, mut by_what_is_there) = (false, false);
    for (label, text) in matchers {
        let value = value_of(label).unwrap_or_default();
        if !Matcher::read(text).matches(value)? {
            return Ok(false);
        }
        any = true;
        by_what_is_there |= !value.is_empty();
    }
    Ok(by_what_is_there || !any)
}

/// Refuses what cannot be read, what looks like an operator of another notation, and what could never fit.
pub fn check<'a>(
    matchers: impl IntoIterator<Item = (&'a str, &'a str)>,
    what: &str,
) -> Result<(), MatcherError> {
    let (mut any, mut can_fit) = (false, false);
    for (label, text) in matchers {
        check_label(label, text, what)?;
        check_text(label, text, what)?;
        let matcher = Matcher::read(text);
        // It was read before.
        let reach = matcher.reach(label).unwrap_or(Reach { nothing: true, some: true });
        if !reach.nothing && !reach.some {
            return Err(never(label, text, matcher, what));
        }
        any = true;
        can_fit |= reach.some;
    }
    if any && !can_fit {
        return Err(MatcherError {
            message: format!("{what} would match nothing"),
            detail: "It asks for labels that are missing and for none that is there, and what fits only because a label is missing is not taken.".to_owned(),
            hint: "Add a matcher for a label that the alerts have, as in {\"alertname\": \"disk_full\", \"team\": \"\"}; {\"alertname\": \"~.*\"} is every alert that has a name.".to_owned(),
        });
    }
    Ok(())
}

/// The error about a matcher that no value satisfies.
fn never(label: &str, text: &str, matcher: Matcher<'_>, what: &str) -> MatcherError {
    let message = format!("{what}: the matcher of label '{label}' can never match");
    if label != "severity" {
        return MatcherError {
            message,
            detail: format!("It is '{text}', and '{}' is every value.", matcher.value),
            hint: format!(
                "Leave it out, where the label does not matter; {} is for alerts without it, beside a matcher for what they have.",
                spelled(label, "", "")
            ),
        };
    }
    // Mostly meant as a part of the value.
    let near = format!(".*(?:{}).*", matcher.value);
    let meant: Vec<_> = SEVERITIES
        .into_iter()
        .filter(|severity| matcher.op == Op::Like && pattern::matches(&near, severity) == Ok(true))
        .collect();
    let hint = match meant[..] {
        [] => format!("{FORMS}, as in {{\"severity\": \"~error|critical\"}}."),
        [one] => format!("A regular expression is for the whole value: write {}.", spelled(label, "", one)),
        _ => format!(
            "A regular expression is for the whole value: write {}.",
            spelled(label, "~", &meant.join("|"))
        ),
    };
    let severities = SEVERITIES.join(", ");
    MatcherError { message, detail: format!("It is '{text}', and severities are {severities}."), hint }
}

/// How a matcher with this operator is written.
fn spelled(label: &str, sign: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    let label = label.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{\"{label}\": \"{sign}{value}\"}}")
}

fn check_label(label: &str, text: &str, what: &str) -> Result<(), MatcherError> {
    let signs = |c: char| matches!(c, '!' | '=' | '~' | '<' | '>');
    let bare = label.trim_matches(|c: char| signs(c) || c.is_whitespace());
    if bare.is_empty() {
        return Err(MatcherError {
            message: format!("{what}: a matcher needs the name of a label"),
            detail: format!("The name is \"{label}\"."),
            hint: format!("{FORMS}."),
        });
    }
    if label.trim() == bare && label.len() == bare.len() {
        return Ok(());
    }
    let sign = match label.trim_start_matches(bare).trim() {
        "!" | "!=" | "<>" => "!=",
        "!~" => "!~",
        "~" | "=~" => "~",
        _ => "",
    };
    Err(MatcherError {
        message: format!("{what}: \"{label}\" is not the name of a label"),
        detail: "An operator stands before the value, not in the name, and names have no blanks around them."
            .to_owned(),
        hint: format!("Write {}.", spelled(bare, sign, text)),
    })
}

fn check_text(label: &str, text: &str, what: &str) -> Result<(), MatcherError> {
    for sign in ["!=", "!~", "~"] {
        let Some(rest) = text.strip_prefix(sign) else { continue };
        let value = rest.trim_start();
        if value.len() < rest.len() && !value.is_empty() {
            return Err(MatcherError {
                message: format!("{what}: the matcher of label '{label}' has a blank behind {sign}"),
                detail: format!("It is '{text}': the blank would be part of the value."),
                hint: format!(
                    "Write {}. A value that does begin with a blank is written as \"~[ ]x\".",
                    spelled(label, sign, value)
                ),
            });
        }
        break;
    }
    let trimmed = text.trim_start();
    // What begins like an operator of another notation, and what is meant by it.
    let meant = [
        ("!==", "!="),
        ("!=~", "!~"),
        ("!~~", "!~"),
        ("=~", "~"),
        ("~=", "~"),
        ("==", ""),
        ("<>", "!="),
        ("=", ""),
        (">=", "~"),
        ("<=", "~"),
    ];
    let proper = text.starts_with("!=") || text.starts_with("!~") || text.starts_with('~');
    let found = meant.iter().find(|(sign, _)| trimmed.starts_with(sign)).copied();
    let found = found.or_else(|| (trimmed.starts_with('!') && !proper).then_some(("!", "!=")));
    // A blank before an operator that would be one.
    let blank = trimmed.len() < text.len();
    let found = found.or_else(|| {
        let sign = ["!=", "!~", "~"].into_iter().find(|sign| blank && trimmed.starts_with(sign));
        sign.map(|sign| (sign, sign))
    });
    if let Some((sign, right)) = found {
        let value = trimmed[sign.len()..].trim_start();
        let hint = match sign {
            ">=" | "<=" => {
                "There is no order of values; list them, as in {\"severity\": \"~error|critical\"}."
                    .to_owned()
            }
            _ => format!("Write {}.", spelled(label, right, value)),
        };
        return Err(MatcherError {
            message: format!(
                "{what}: the matcher of label '{label}' begins with {sign}, which is no operator here"
            ),
            detail: format!("It is '{text}'."),
            hint: format!(
                "{hint} A value that does begin so is written as a regular expression, as in \"~[{}]{}\".",
                &trimmed[..1],
                "x"
            ),
        });
    }
    let matcher = Matcher::read(text);
    if matches!(matcher.op, Op::Like | Op::Unlike) {
        pattern::check(matcher.value).map_err(|error| MatcherError {
            message: format!("the matcher of label '{label}' is not a regular expression"),
            detail: format!("{what}: it is '{text}': {error}."),
            hint: format!("{FORMS}; {{}} matches every alert. A regular expression is for the whole value, and has neither look-around nor back references."),
        })?;
    } else if label == "severity" && !matcher.value.is_empty() && !SEVERITIES.contains(&matcher.value) {
        return Err(MatcherError {
            message: format!("{what}: no alert has the severity '{}'", matcher.value),
            detail: format!("Severities are {}.", SEVERITIES.join(", ")),
            hint: "Give one of these; low, medium and high are stored as info, warning and error.".to_owned(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fit(labels: &[(&str, &str)], matchers: &[(&str, &str)]) -> bool {
        let value_of = |label: &str| labels.iter().find(|(name, _)| *name == label).map(|(_, value)| *value);
        fits(matchers.iter().copied(), value_of).expect("patterns that can be read")
    }

    #[test]
    fn all_must_fit_and_one_by_a_label_that_is_there() {
        let labels = &[("alertname", "disk"), ("host", "db1"), ("empty", "")];
        for (matchers, expected) in [
            (&[][..], true),
            (&[("alertname", "disk")], true),
            (&[("alertname", "disks")], false),
            (&[("alertname", "~di.*")], true),
            (&[("alertname", "!=cpu")], true),
            (&[("alertname", "!=disk")], false),
            (&[("alertname", "!~cpu|ram")], true),
            (&[("alertname", "!~di.*")], false),
            // Only because it is missing, or as good as.
            (&[("team", "")], false),
            (&[("team", "~.*")], false),
            (&[("team", "!=web")], false),
            (&[("team", "!~web.*")], false),
            (&[("empty", "!=web")], false),
            (&[("team", "!=web"), ("zone", "")], false),
            // With one that is there it may be missing.
            (&[("alertname", "disk"), ("team", "!=web")], true),
            (&[("alertname", "disk"), ("team", "")], true),
            (&[("alertname", "disk"), ("host", "")], false),
            (&[("alertname", "disk"), ("team", "web")], false),
        ] {
            assert_eq!(fit(labels, matchers), expected, "{matchers:?}");
        }
    }

    #[test]
    fn what_can_never_match_is_refused_with_what_was_meant() {
        for (matchers, hint) in [
            (&[("a", "!~.*")][..], r#"{"a": ""}"#),
            (&[("a", "x"), ("b", "!~.*")], r#"{"b": ""}"#),
            (&[("b", r"!~[\s\S]*|x")], "Leave it out"),
            (&[("severity", "~warn")], r#"{"severity": "warning"}"#),
            (&[("severity", "~r")], r#"{"severity": "~warning|error|critical"}"#),
            (&[("severity", "~warn|crit")], r#"{"severity": "~warning|critical"}"#),
            (&[("severity", "~high")], "~error|critical"),
            (&[("severity", "!~.*")], "~error|critical"),
            (&[("severity", "!~info|warning|error|critical")], "~error|critical"),
            (&[("severity", "")], "~error|critical"),
            (&[("severity", ""), ("a", "x")], "~error|critical"),
            // By labels that are missing alone.
            (&[("a", "!~.+")], "alertname"),
            (&[("a", "~^$"), ("b", "")], "alertname"),
        ] {
            let error = check(matchers.iter().copied(), "matchers").expect_err(&format!("{matchers:?}"));
            assert!(error.hint.contains(hint), "{matchers:?}: {error:?}");
        }
        for matchers in [
            &[("a", "~.*")][..],
            &[("a", "x"), ("b", "!~.+")],
            &[("a", "x"), ("b", "~^$")],
            &[("a", "!=")],
            &[("severity", "~.*")],
            &[("severity", "~warn.*")],
            &[("severity", "!~info")],
            &[("severity", "!=info")],
            &[("severity", "!=")],
        ] {
            assert_eq!(check(matchers.iter().copied(), "matchers"), Ok(()), "{matchers:?}");
        }
    }

    #[test]
    fn what_looks_like_an_operator_is_refused_with_the_right_spelling() {
        for (label, text, right) in [
            ("a", "!x", r#"{"a": "!=x"}"#),
            ("a", "!= x", r#"{"a": "!=x"}"#),
            ("a", "~ x.*", r#"{"a": "~x.*"}"#),
            ("a", "!~\t x", r#"{"a": "!~x"}"#),
            ("a", "! x", r#"{"a": "!=x"}"#),
            ("a", " !x", r#"{"a": "!=x"}"#),
            ("a", "=~x", r#"{"a": "~x"}"#),
            ("a", "~=x", r#"{"a": "~x"}"#),
            ("a", " ~x", r#"{"a": "~x"}"#),
            ("a", "=x", r#"{"a": "x"}"#),
            ("a", "== x", r#"{"a": "x"}"#),
            ("a", "!=~x", r#"{"a": "!~x"}"#),
            ("a", "!==x", r#"{"a": "!=x"}"#),
            ("a", "<>x", r#"{"a": "!=x"}"#),
            ("alertname!", "x", r#"{"alertname": "!=x"}"#),
            ("alertname!=", "x", r#"{"alertname": "!=x"}"#),
            ("alertname=~", "x", r#"{"alertname": "~x"}"#),
            ("alertname!~", "x", r#"{"alertname": "!~x"}"#),
            ("alertname=", "x", r#"{"alertname": "x"}"#),
            (" alertname", "x", r#"{"alertname": "x"}"#),
        ] {
            let error = check([(label, text)], "matchers").expect_err(text);
            assert!(error.hint.contains(right), "{label} {text}: {error:?}");
        }
        for (label, text) in [
            ("", "x"),
            ("!", "x"),
            ("a", ">=x"),
            ("a", "~("),
            ("a", "!~("),
            ("a", r"~(a)\1"),
            ("a", "~(a{250}){250}"),
            ("a", ""),
            ("a", "~"),
            ("severity", "urgent"),
            ("severity", "high"),
            ("severity", "!=warn"),
        ] {
            assert!(check([(label, text)], "matchers").is_err(), "{label} {text}");
        }
        for (label, text) in [
            ("a", "x"),
            ("a", "~x|y"),
            ("a", "!=x"),
            ("a", "!~x"),
            ("a", "!="),
            ("a", "x!"),
            ("a", "<unknown>"),
            ("a", "~[!]x"),
            ("agent name", "x y"),
            ("severity", "critical"),
            ("severity", "~high|error"),
        ] {
            assert_eq!(check([(label, text)], "matchers"), Ok(()), "{label} {text}");
        }
        assert_eq!(check([], "matchers"), Ok(()));
        assert_eq!(check([("a", "x"), ("b", "")], "matchers"), Ok(()));
    }

    proptest! {
        /// What is refused because it can never match does not match.
        #[test]
        fn what_never_matches_is_found_by_what_it_says(text in "(!?[~=]{0,1})(\\.\\*|\\.\\+|a|\\(\\)|\\^\\$){0,3}", value in ".{0,4}") {
            if let Err(error) = check([("a", text.as_str()), ("b", "x")], "matchers")
                && error.message.contains("can never match")
            {
                let value_of = |label: &str| Some(if label == "a" { value.as_str() } else { "x" });
                prop_assert_eq!(fits([("a", text.as_str()), ("b", "x")], value_of), Ok(false));
            }
        }

        #[test]
        fn whatever_is_taken_can_be_used(label: String, text: String, value: String) {
            if check([(label.as_str(), text.as_str())], "matchers").is_ok() {
                prop_assert!(fits([(label.as_str(), text.as_str())], |_| Some(value.as_str())).is_ok());
            }
        }

        #[test]
        fn any_text_with_signs_is_taken_or_refused(label in "[a!=~ ]{0,4}", text in "[ax!=~<> ]{0,6}") {
            let _ = check([(label.as_str(), text.as_str())], "matchers");
        }
    }
}
