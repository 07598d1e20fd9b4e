//! What an incoming webhook of Slack takes: <https://docs.slack.dev/reference/block-kit/blocks>.

use serde_json::Value;

use super::{Answer, Hook, Verdict};

const MOST_BLOCKS: usize = 50;
const MOST_ELEMENTS: usize = 10;
const LONGEST_HEADER: usize = 150;
const LONGEST_SECTION: usize = 3_000;

/// The answer that Slack gives.
pub fn judge(hook: &Hook) -> Verdict {
    let invalid = |what: &str| Answer::new(400, format!("invalid_payload: {what}"));
    if !hook.path.starts_with("/services/") {
        return Err(Answer::new(404, "no_service"));
    }
    let payload = hook.json();
    if !hook.is_post_of_json() || !payload.is_object() {
        return Err(invalid("it is no JSON object that is posted as one"));
    }
    let attachments = list(&payload, "attachments").ok_or_else(|| invalid("attachments are no array"))?;
    let texts = payload["text"].as_str().is_some_and(|text| !text.is_empty());
    if !texts && payload.get("blocks").is_none() && attachments.is_empty() {
        return Err(Answer::new(400, "no_text"));
    }
    for holder in std::iter::once(&payload).chain(attachments) {
        let blocks = list(holder, "blocks").ok_or_else(|| invalid("blocks are no array"))?;
        if blocks.len() > MOST_BLOCKS {
            return Err(invalid("more than 50 blocks"));
        }
        for block in blocks {
            check(block).map_err(|what| invalid(&what))?;
        }
    }
    Ok(Answer::new(200, "ok"))
}

/// An array that may be missing; None where it is something else.
fn list<'a>(holder: &'a Value, name: &str) -> Option<&'a [Value]> {
    match holder.get(name) {
        None => Some(&[]),
        Some(value) => value.as_array().map(Vec::as_slice),
    }
}

fn check(block: &Value) -> Result<(), String> {
    match block["type"].as_str() {
        Some("header") if block["text"]["type"] != "plain_text" => Err("a header is plain text".to_owned()),
        Some("header") => text(&block["text"], LONGEST_HEADER),
        Some("section") => text(&block["text"], LONGEST_SECTION),
        Some("context") => {
            let elements = block["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
            if elements.is_empty() || elements.len() > MOST_ELEMENTS {
                return Err("a context has 1 to 10 elements".to_owned());
            }
            elements.iter().try_for_each(|element| text(element, LONGEST_SECTION))
        }
        other => Err(format!("a block of the type {other:?}")),
    }
}

/// A text object: its kind, its length, and the properties that its kind has.
fn text(object: &Value, most: usize) -> Result<(), String> {
    let other = match object["type"].as_str() {
        Some("plain_text") => "verbatim",
        Some("mrkdwn") => "emoji",
        kind => return Err(format!("a text of the type {kind:?}")),
    };
    if object.get(other).is_some() {
        return Err(format!("{other} does not belong to {}", object["type"]));
    }
    let length = object["text"].as_str().map(|text| text.chars().count());
    match length {
        Some(length) if (1..=most).contains(&length) => Ok(()),
        _ => Err(format!("a text of {length:?} characters, where 1 to {most} are taken")),
    }
}
