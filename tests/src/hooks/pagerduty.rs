//! What PagerDuty's Events API v2 takes: <https://developer.pagerduty.com/docs/send-alert-event>.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{Answer, Hook, Verdict};

/// Larger events are refused with 413.
const LARGEST: usize = 512 * 1024;

static EVENT: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value =
        serde_json::from_str(include_str!("../../specs/pagerduty_events.json")).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
});

/// The answer that PagerDuty gives.
pub fn judge(hook: &Hook) -> Verdict {
    if hook.path != "/v2/enqueue" {
        return Err(Answer::new(404, "Not Found"));
    }
    if hook.body.len() > LARGEST {
        return Err(Answer::new(413, "Payload Too Large"));
    }
    let event = hook.json();
    let mut errors: Vec<_> =
        EVENT.iter_errors(&event).map(|error| format!("{error} (at {})", error.instance_path())).collect();
    if !hook.is_post_of_json() {
        errors.push("it is not posted as JSON".to_owned());
    }
    if !errors.is_empty() {
        let refusal =
            json!({"status": "invalid event", "message": "Event object is invalid", "errors": errors});
        return Err(Answer::new(400, refusal.to_string()));
    }
    let key = event["dedup_key"].as_str().unwrap_or("one that PagerDuty makes");
    let taken = json!({"status": "success", "message": "Event processed", "dedup_key": key});
    Ok(Answer::new(202, taken.to_string()))
}
