//! Texts with places for values, in the language of Jinja: `{{ labels.agent_name }} is at {{ value | percent }}`.
//!
//! A template comes from a table, so it is bounded whatever it says: its fuel pays for every instruction and
//! every byte that it makes, and there is nothing to include or import. What is not there is empty.
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use minijinja::value::{Kwargs, Object, ObjectRepr, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use serde_json::Value as Json;

use crate::place::{line_and_column, pointed_at};

/// The longest text that a template may make, in bytes.
pub const MAX_OUTPUT: usize = 64 * 1024;
/// The longest template, in bytes.
pub const MAX_TEMPLATE: usize = 64 * 1024;
/// Instructions, and 64 bytes each of what they make. A body that lists twenty alerts takes some hundreds.
const FUEL: u64 = 50_000;

/// A template that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// What is wrong.
    pub message: String,
    /// The place, where it is known: line and column from 1, and the line with a caret below.
    pub place: Option<(usize, usize, String)>,
    /// What to do about it.
    pub hint: &'static str,
}

const HINT_SYNTAX: &str = "Write {{ value }}, {{ labels.name | default(\"none\") }}, {% if value > 5 %}...{% endif %}, {% for alert in alerts %}...{% endfor %}.";
const HINT_NAMES: &str = "Filters of its own are humanize, humanize1024, humanize_duration, percent, round, truncate and json; the others are those of Jinja, such as upper, lower, default, join, length.";
const HINT_SIZE: &str = "Make it shorter: fewer loops, and truncate() for long values.";
const HINT_VALUE: &str = "Look at the types: texts and lists do not calculate. What is not there is empty; default() gives it a value.";

impl TemplateError {
    fn new(template: &str, error: &Error) -> Self {
        let hint = match error.kind() {
            ErrorKind::SyntaxError | ErrorKind::BadEscape => HINT_SYNTAX,
            ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownMethod => HINT_NAMES,
            ErrorKind::OutOfFuel => HINT_SIZE,
            _ => HINT_VALUE,
        };
        let message = match (error.kind(), error.detail()) {
            (ErrorKind::OutOfFuel, _) => "the template takes too long or makes too much".to_owned(),
            (ErrorKind::SyntaxError, Some(detail)) => detail.to_owned(),
            (kind, Some(detail)) => format!("{kind}: {detail}"),
            (kind, None) => kind.to_string(),
        };
        let place = error.range().map(|range| {
            let (line, column) = line_and_column(template, range.start);
            (line, column, pointed_at(template, range.start))
        });
        let place = place.or_else(|| {
            error.line().map(|line| (line, 1, template.lines().nth(line - 1).unwrap_or_default().to_owned()))
        });
        Self { message, place, hint }
    }

    fn too_long(what: &str, limit: usize) -> Self {
        Self { message: format!("{what} is longer than {limit} bytes"), place: None, hint: HINT_SIZE }
    }
}

fn environment() -> &'static Environment<'static> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    ENVIRONMENT.get_or_init(|| {
        let mut environment = Environment::new();
        environment.set_fuel(Some(FUEL));
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.add_filter("humanize", |value: Value| on_number(value, humanize));
        environment.add_filter("humanize1024", |value: Value| on_number(value, humanize1024));
        environment.add_filter("humanize_duration", |value: Value| on_number(value, humanize_duration));
        environment.add_filter("percent", |value: Value, digits: Option<usize>| {
            on_number(value, |share| format!("{}%", trimmed(share * 100.0, digits.unwrap_or(1))))
        });
        environment.add_filter("round", |value: Value, digits: Option<usize>| {
            on_number(value, |number| trimmed(number, digits.unwrap_or(0)))
        });
        environment.add_filter("default", or_else);
        environment.add_filter("d", or_else);
        environment.add_filter("truncate", truncate);
        environment.add_filter("json", |value: Value| {
            serde_json::to_string(&value)
                .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))
        });
        environment
    })
}

/// Renders a template with the values of an object.
///
/// ```
/// use agentmon_core::template::render;
/// let context = serde_json::json!({"value": 0.0512, "labels": {"agent_name": "a"}});
/// let text = render("{{ labels.agent_name | upper }}: {{ value | percent }}", &context);
/// assert_eq!(text.as_deref(), Ok("A: 5.1%"));
/// ```
pub fn render(template: &str, context: &Json) -> Result<String, TemplateError> {
    if template.len() > MAX_TEMPLATE {
        return Err(TemplateError::too_long("the template", MAX_TEMPLATE));
    }
    let text = environment()
        .template_from_str(template)
        .and_then(|compiled| compiled.render(context_of(context)))
        .map_err(|error| TemplateError::new(template, &error))?;
    match text.len() > MAX_OUTPUT {
        true => Err(TemplateError::too_long("what the template makes", MAX_OUTPUT)),
        false => Ok(text),
    }
}

/// Says what is wrong with a template before there are values: its syntax, and names of filters and tests that it
/// comes upon without any.
pub fn check(template: &str) -> Result<(), TemplateError> {
    if template.len() > MAX_TEMPLATE {
        return Err(TemplateError::too_long("the template", MAX_TEMPLATE));
    }
    let compiled =
        environment().template_from_str(template).map_err(|error| TemplateError::new(template, &error))?;
    match compiled.render(Value::UNDEFINED) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction
            ) =>
        {
            Err(TemplateError::new(template, &error))
        }
        _ => Ok(()),
    }
}

/// The names that a template looks up and does not make itself, in order: what its values are expected to have.
///
/// ```
/// use agentmon_core::template::names;
/// assert_eq!(names("{% set n = value %}{{ n }} {{ labels.job | upper }}").unwrap(), ["labels", "value"]);
/// ```
pub fn names(template: &str) -> Result<Vec<String>, TemplateError> {
    if template.len() > MAX_TEMPLATE {
        return Err(TemplateError::too_long("the template", MAX_TEMPLATE));
    }
    let compiled =
        environment().template_from_str(template).map_err(|error| TemplateError::new(template, &error))?;
    let functions: Vec<&str> = environment().globals().map(|(name, _)| name).collect();
    let mut names: Vec<String> = compiled
        .undeclared_variables(false)
        .into_iter()
        .filter(|name| name != "loop" && !functions.contains(&name.as_str()))
        .collect();
    names.sort_unstable();
    Ok(names)
}

/// What an alert has not. A sentence with it has no hole, filters of numbers leave it as it is, default() applies, and it is
/// false.
#[derive(Debug)]
struct Missing(&'static str);

impl Object for Missing {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// As Jinja has it, for what is missing as well.
// As minijinja hands them over.
#[allow(clippy::needless_pass_by_value)]
fn or_else(value: Value, other: Option<Value>, lax: Option<bool>) -> Value {
    let missing = value.is_undefined()
        || value.downcast_object_ref::<Missing>().is_some()
        || lax.unwrap_or(false) && !value.is_true();
    if missing { other.unwrap_or_else(|| Value::from("")) } else { value }
}

/// The values of a template: of an alert, whose value may be missing.
fn context_of(context: &Json) -> Value {
    let Json::Object(fields) = context else { return to_value(context) };
    let fields = fields.iter().filter_map(|(key, value)| match (key.as_str(), value) {
        ("value", Json::Null) => Some((key.clone(), Value::from_object(Missing("no data")))),
        ("threshold", Json::Null) => Some((key.clone(), Value::from_object(Missing("no threshold")))),
        (_, Json::Null) => None,
        (_, value) => Some((key.clone(), to_value(value))),
    });
    Value::from_object(fields.collect::<BTreeMap<String, Value>>())
}

/// By hand: serde_json's numbers of any precision would come out as objects.
fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::UNDEFINED,
        Json::Bool(truth) => Value::from(*truth),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => items.iter().map(to_value).collect(),
        Json::Object(fields) => {
            // Null is as if it were not there: empty, and default() applies.
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            let fields = fields.map(|(key, value)| (key.clone(), to_value(value)));
            Value::from_object(fields.collect::<BTreeMap<String, Value>>())
        }
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(number)) => whole_or(number),
            (None, None) => Value::from(number.to_string()),
        },
    }
}

/// 250 instead of 250.0.
#[allow(clippy::cast_possible_truncation)]
fn whole_or(number: f64) -> Value {
    match number.fract() == 0.0 && number.abs() < 9e15 {
        true => Value::from(number as i64),
        false => Value::from(number),
    }
}

/// Applies a filter to a number; anything else stays what it is, so that a message is made all the same.
fn on_number(value: Value, filter: impl Fn(f64) -> String) -> Value {
    let number = match value.kind() {
        ValueKind::Number => f64::try_from(value.clone()).ok(),
        ValueKind::String => value.as_str().and_then(|text| text.trim().parse().ok()),
        _ => None,
    };
    match number.filter(|number: &f64| number.is_finite()) {
        Some(number) => Value::from(filter(number)),
        None => value,
    }
}

/// So many digits, without zeros at the end.
fn trimmed(number: f64, digits: usize) -> String {
    let text = format!("{number:.*}", digits.min(15));
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// 1.2k, 3.4M; small numbers with three digits.
fn humanize(number: f64) -> String {
    let size = number.abs();
    for (unit, suffix) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")] {
        // 999 960 is 1M, not 1000k.
        if size >= unit * 0.99995 && size >= 1e3 {
            return format!("{}{suffix}", trimmed(number / unit, 1));
        }
    }
    if size >= 1.0 || size == 0.0 {
        return trimmed(number, 2);
    }
    // Leading zeros come on top of the three digits.
    trimmed(number, 2 + (-size.log10()).ceil().clamp(0.0, 12.0) as usize)
}

/// 1.2Ki, 3.4Mi, as sizes in bytes are read; small numbers as `humanize` has them.
fn humanize1024(number: f64) -> String {
    let size = number.abs();
    for (power, suffix) in [(40, "Ti"), (30, "Gi"), (20, "Mi"), (10, "Ki")] {
        let unit = f64::from(2_u32).powi(power);
        // What would be written as 1024 of the unit below is one of this.
        if size >= unit * (1.0 - 0.05 / 1024.0) {
            return format!("{}{suffix}", trimmed(number / unit, 1));
        }
    }
    if size >= 1.0 { trimmed(number, 2) } else { humanize(number) }
}

/// 3m 20s, 1d 2h, 450ms: the two largest units.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn humanize_duration(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let size = seconds.abs();
    if size == 0.0 {
        return "0s".to_owned();
    }
    if size < 1.0 {
        return format!("{sign}{}ms", trimmed(size * 1e3, if size < 0.01 { 3 } else { 0 }));
    }
    if size < 60.0 {
        return format!("{sign}{}s", trimmed(size, 1));
    }
    let mut rest = size.round().min(1e15) as u64;
    let mut parts = Vec::new();
    for (unit, name) in [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")] {
        if rest >= unit && parts.len() < 2 {
            parts.push(format!("{}{name}", rest / unit));
        } else if !parts.is_empty() {
            break;
        }
        rest %= unit;
    }
    format!("{sign}{}", parts.join(" "))
}

/// Cuts a text to a number of characters, the sign of the cut included.
// As minijinja hands them over.
#[allow(clippy::needless_pass_by_value)]
fn truncate(value: &Value, length: Option<usize>, kwargs: Kwargs) -> Result<String, Error> {
    let length = kwargs.get::<Option<usize>>("length")?.or(length).unwrap_or(255);
    let end = kwargs.get::<Option<String>>("end")?.unwrap_or_else(|| "…".to_owned());
    kwargs.assert_all_used()?;
    let text = value.to_string();
    if text.chars().count() <= length {
        return Ok(text);
    }
    let kept = length.saturating_sub(end.chars().count());
    Ok(text.chars().take(kept).collect::<String>() + &end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_value_that_is_missing_leaves_no_hole() {
        let context = json!({"value": null, "threshold": null, "other": null, "labels": {}});
        for (template, text) in [
            ("p95 is {{ value | round(1) }} (limit {{ threshold }})", "p95 is no data (limit no threshold)"),
            (
                "{{ value }}, {{ value | percent }}, {{ value | humanize_duration }}",
                "no data, no data, no data",
            ),
            ("{{ value | default(\"nothing\") }}{{ other | default(\"none\") }}", "nothingnone"),
            ("{% if value %}a{% else %}b{% endif %}{{ other }}{{ labels.x }}", "b"),
            ("{{ value | upper }}", "NO DATA"),
        ] {
            assert_eq!(render(template, &context).as_deref(), Ok(text), "{template}");
        }
        assert_eq!(render("{{ '' | default('x', true) }}{{ 0 | d(5) }}", &context).as_deref(), Ok("x0"));
    }

    fn rendered(template: &str) -> String {
        let context = json!({
            "value": 0.0512, "count": 1250.0, "rule": "high", "threshold": 5, "nothing": null,
            "labels": {"agent_name": "billing", "n": "3"},
            "alerts": [{"labels": {"a": "x"}, "count": 2}, {"labels": {"a": "y"}, "count": 3}],
        });
        render(template, &context).unwrap_or_else(|error| panic!("{template}: {error:?}"))
    }

    #[test]
    fn values_are_put_in() {
        for (template, text) in [
            ("plain", "plain"),
            ("", ""),
            ("{{ rule }} is {{ value }}", "high is 0.0512"),
            ("{{ count }} {{ threshold }}", "1250 5"),
            ("[{{ missing }}][{{ labels.missing }}][{{ a.b.c }}][{{ nothing | default(1) }}]", "[][][][1]"),
            ("{{ labels.missing | default('nobody') }}", "nobody"),
            ("{{ labels.agent_name | upper }} {{ 'ABC' | lower }}", "BILLING abc"),
            ("{% for alert in alerts %}{{ loop.index }}:{{ alert.labels.a }} {% endfor %}", "1:x 2:y "),
            ("{% if value > 0.05 %}much{% else %}little{% endif %}", "much"),
            ("{{ value * 100 }}", "5.12"),
            ("{{ labels | json }}", r#"{"agent_name":"billing","n":"3"}"#),
            ("{{ alerts | length }}", "2"),
            ("{{ '<b>' }}", "<b>"),
        ] {
            assert_eq!(rendered(template), text, "{template}");
        }
    }

    #[test]
    fn numbers_are_made_readable() {
        for (template, text) in [
            ("{{ 1250 | humanize }}", "1.2k"),
            ("{{ 999 | humanize }}", "999"),
            ("{{ 999960 | humanize }}", "1M"),
            ("{{ 2500000000 | humanize }}", "2.5G"),
            ("{{ -1500 | humanize }}", "-1.5k"),
            ("{{ 0 | humanize }}", "0"),
            ("{{ 12.345 | humanize }}", "12.35"),
            ("{{ 0.051234 | humanize }}", "0.0512"),
            ("{{ 1024 | humanize1024 }}", "1Ki"),
            ("{{ 1023 | humanize1024 }}", "1023"),
            ("{{ 1000 | humanize1024 }}", "1000"),
            ("{{ 1536 | humanize1024 }}", "1.5Ki"),
            ("{{ -1048576 | humanize1024 }}", "-1Mi"),
            ("{{ 1048575 | humanize1024 }}", "1Mi"),
            ("{{ 8589934592 | humanize1024 }}", "8Gi"),
            ("{{ 0 | humanize1024 }}", "0"),
            ("{{ 0.051234 | humanize1024 }}", "0.0512"),
            ("{{ 200 | humanize_duration }}", "3m 20s"),
            ("{{ 3600 | humanize_duration }}", "1h"),
            ("{{ 3605 | humanize_duration }}", "1h"),
            ("{{ 93600 | humanize_duration }}", "1d 2h"),
            ("{{ 0.45 | humanize_duration }}", "450ms"),
            ("{{ 0 | humanize_duration }}", "0s"),
            ("{{ -61 | humanize_duration }}", "-1m 1s"),
            ("{{ 1.25 | humanize_duration }}", "1.2s"),
            ("{{ value | percent }}", "5.1%"),
            ("{{ value | percent(0) }}", "5%"),
            ("{{ 1 | percent }}", "100%"),
            ("{{ count | round }}", "1250"),
            ("{{ 3.14159 | round(2) }}", "3.14"),
            ("{{ -0.001 | round(1) }}", "0"),
            ("{{ labels.n | round(1) }}", "3"),
            ("{{ rule | humanize }}{{ missing | percent }}", "high"),
            ("{{ 'größere' | truncate(4) }}", "grö…"),
            ("{{ 'größere' | truncate(length=5, end='..') }}", "grö.."),
            ("{{ 'abc' | truncate(3) }}", "abc"),
        ] {
            assert_eq!(rendered(template), text, "{template}");
        }
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        for (template, line, column) in [
            ("{{ value", 1, 4),
            ("a\n{{ value | }}", 2, 12),
            ("a\n\n  {% if %}", 3, 9),
            ("{% for x in y %}", 1, 17),
            ("{% include 'x' %}", 1, 4),
            ("{% import 'x' as y %}", 1, 4),
            ("{% macro m() %}{% endmacro %}", 1, 4),
            ("{{ 'x' | shout }}", 1, 4),
            ("{% if x is shouting %}{% endif %}", 1, 7),
            ("{{ shout() }}", 1, 4),
        ] {
            let error = check(template).expect_err(template);
            let (found_line, found_column, shown) = error.place.clone().expect(template);
            assert_eq!(found_line, line, "{template}: {error:?}");
            assert!(found_column.abs_diff(column) <= 14, "{template}: {found_column}: {error:?}\n{shown}");
            assert!(!error.message.is_empty() && error.hint.ends_with('.'), "{error:?}");
        }
        assert!(
            check("{{ value * 100 }} {{ a.b | round(2) }} {% for x in xs %}{{ x.y }}{% endfor %}").is_ok()
        );
    }

    #[test]
    fn it_is_bounded_whatever_it_says() {
        let context = json!({"xs": (0..100).collect::<Vec<_>>(), "long": "x".repeat(60_000)});
        for template in [
            "{% for a in xs %}{% for b in xs %}{% for c in xs %}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
            "{{ 'x' * 100000000 }}",
            "{{ long }}{{ long }}",
            "{% for i in range(100000) %}{{ long }}{% endfor %}",
            "{{ range(99999) | list | join('x') }}",
        ] {
            let error = render(template, &context).expect_err(template);
            assert!(
                error.message.contains("longer than") || error.message.contains("too"),
                "{template}: {error:?}"
            );
        }
        let doubling = format!("{{% set x = 'xxxxxxxx' %}}{}", "{% set x = x ~ x %}".repeat(60));
        assert!(render(&doubling, &context).is_err());
        let escaping = format!("{{{{ long {} }}}}", "| json ".repeat(40));
        assert!(render(&escaping, &context).is_err());
        let deep = format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000));
        assert!(render(&deep, &context).is_err());
        assert!(render(&"x".repeat(MAX_TEMPLATE + 1), &context).is_err());
        assert_eq!(render(&"x".repeat(MAX_OUTPUT), &context).map(|text| text.len()), Ok(MAX_OUTPUT));
    }

    #[test]
    fn what_passes_the_check_is_what_can_be_read() {
        // A filter that nobody knows is found where the check comes by; elsewhere it is when it is rendered.
        assert!(check("{{ value | shout }}").is_err());
        assert!(check("{% if value %}{{ value | shout }}{% endif %}").is_ok());
        assert!(render("{% if value %}{{ value | shout }}{% endif %}", &json!({"value": 1})).is_err());
    }

    proptest! {
        #[test]
        fn any_template_ends(template in "([a-z {}%|.()'\"0-9*~-]|\\{\\{|\\}\\}|\\{% |%\\}|for x in xs|endfor|if|endif|set x|value){0,25}") {
            let context = json!({"xs": [1, 2, 3], "value": 5.5, "x": "y"});
            if let Ok(text) = render(&template, &context) {
                prop_assert!(text.len() <= MAX_OUTPUT);
            }
        }
    }
}
