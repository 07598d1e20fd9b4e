//! Tags become dimensions (what tells series apart) and measures (what is summed).
//!
//! Dimensions are canonical JSON, so that equal sets are equal texts: keys sorted, no blanks, numbers without
//! needless zeros (1.50 and 1.5 are the same, as they are to jsonb). Values may be nested; they are
//! compared whole.
use serde_json::Value;
use std::collections::BTreeMap;

use super::RollupError;

pub(super) struct Dimensions {
    pub text: String,
    pub measures: Vec<(String, f64)>,
}

impl Dimensions {
    /// Reads tags as jsonb prints them; the keys in `measure_keys` that hold a number, or a text that is one, are
    /// measures, and in no case dimensions.
    pub fn read(tags: &str, measure_keys: &[String]) -> Result<Self, RollupError> {
        let mut tags: BTreeMap<String, Value> =
            serde_json::from_str(tags).map_err(|error| RollupError::Tags(error.to_string()))?;
        let measures =
            measure_keys.iter().filter_map(|key| Some((key.clone(), number(&tags.remove(key)?)?))).collect();
        for key in measure_keys {
            tags.remove(key);
        }
        let mut text = String::new();
        put_object(&mut text, tags.iter());
        Ok(Self { text, measures })
    }
}

fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_str().parse(),
        Value::String(text) => text.trim().parse(),
        _ => return None,
    };
    number.ok().filter(|number: &f64| number.is_finite())
}

fn put(out: &mut String, value: &Value) {
    match value {
        Value::Number(number) => out.push_str(&canonical_number(number.as_str())),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                put(out, item);
            }
            out.push(']');
        }
        Value::Object(object) => put_object(out, object.iter().collect::<BTreeMap<_, _>>().into_iter()),
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

fn put_object<'a>(out: &mut String, entries: impl Iterator<Item = (&'a String, &'a Value)>) {
    out.push('{');
    for (i, (key, value)) in entries.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&Value::String(key.clone()).to_string());
        out.push(':');
        put(out, value);
    }
    out.push('}');
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
