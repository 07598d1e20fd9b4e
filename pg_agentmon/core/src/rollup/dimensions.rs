//! Tags become dimensions (what tells series apart) and measures (what is summed).
//!
//! Dimensions are canonical JSON, so that equal sets are equal texts: keys sorted, no blanks, numbers without
//! needless zeros (1.50 and 1.5 are the same, as they are to jsonb). Values may be nested; they are
//! compared whole. Nothing here recurses: how deep tags are nested is up to whoever writes them.
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A value that is nested deeper becomes the text of its JSON: readers of the dimensions have limits of their own.
const MAX_DEPTH: usize = 64;

pub(super) struct Dimensions {
    pub text: String,
    /// By the ordinal of their key.
    pub measures: Vec<(u32, f64)>,
}

impl Dimensions {
    /// Reads tags as jsonb prints them, that is with the keys of nested objects in one order; the keys among `measure_keys`
    /// that hold a number, or a text that is one, are measures, and in no case dimensions. `None` for what is no object.
    pub fn read<'a>(tags: &str, measure_keys: impl Iterator<Item = (u32, &'a str)>) -> Option<Self> {
        let mut tags: BTreeMap<String, Box<RawValue>> = serde_json::from_str(tags).ok()?;
        let measures = measure_keys
            .filter_map(|(ordinal, key)| Some((ordinal, number(tags.remove(key)?.get())?)))
            .collect();
        Some(Self {
            text: object(tags.iter().map(|(key, value)| (key.as_str(), canonical(value.get())))),
            measures,
        })
    }

    /// Of labels that have a value; their keys are in order.
    pub fn of_labels(labels: &[(&str, Option<&str>)]) -> Self {
        let given = labels.iter().filter_map(|&(key, value)| Some((key, Value::from(value?).to_string())));
        Self { text: object(given), measures: Vec::new() }
    }
}

/// A JSON object without blanks.
fn object<'a>(pairs: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut text = "{".to_owned();
    for (i, (key, value)) in pairs.enumerate() {
        if i > 0 {
            text.push(',');
        }
        text.push_str(&Value::from(key).to_string());
        text.push(':');
        text.push_str(&value);
    }
    text.push('}');
    text
}

fn number(json: &str) -> Option<f64> {
    let number = if json.starts_with('"') {
        serde_json::from_str::<String>(json).ok()?.trim().parse()
    } else {
        json.parse()
    };
    number.ok().filter(|number: &f64| number.is_finite())
}

/// A JSON value without blanks and without needless zeros.
fn canonical(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '-' | '0'..='9' => rest
                .find(|c: char| !matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'))
                .unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        match first {
            ' ' | '\t' | '\n' | '\r' => {}
            '-' | '0'..='9' => out.push_str(&canonical_number(token)),
            _ => out.push_str(token),
        }
        match first {
            '[' | '{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = after;
    }
    if deepest > MAX_DEPTH { Value::String(out).to_string() } else { out }
}

/// The length of the string that a text starts with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// jsonb prints numbers without exponents; only their trailing zeros and the sign of zero differ among equal ones.
fn canonical_number(text: &str) -> String {
    let short = if text.contains('.') && !text.contains(['e', 'E']) {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    };
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
