//! What is sent, as read from a notification's payload. The database has rendered title and body.
//!
//! Read leniently: only the title must be there, and what has another type than expected counts as absent. A payload
//! of any size becomes a message of a bounded one.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::outcome::{Failure, Outcome};
use super::progress::Progress;
use crate::text::{tidy, tidy_line};

/// The database gives no more by far; the rest is only counted.
const MOST_ALERTS: usize = 1_000;
const LONGEST_TITLE: usize = 1_000;
const LONGEST_BODY: usize = 100_000;
/// Of a label or an annotation.
const LONGEST_VALUE: usize = 2_000;
/// Of an alert's labels, and of its annotations; less where there are many alerts, for all are to be named.
const LONGEST_VALUES: usize = 8_000;
/// Of all of them together, half of it for labels.
const LONGEST_ALERTS: usize = 2_000_000;
/// What every provider takes as a key.
const LONGEST_KEY: usize = 200;

/// Whether the trouble goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Firing,
    Resolved,
}

impl Status {
    /// As the database calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Firing => "firing",
            Self::Resolved => "resolved",
        }
    }
}

/// How bad it is; a message that does not say so is taken seriously.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    #[default]
    Error,
    Critical,
}

impl Severity {
    /// As the database calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Critical => "critical",
        }
    }
}

/// Labels or annotations.
pub type Texts = BTreeMap<String, String>;

/// One of the alerts that a message is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Alert {
    pub id: String,
    pub status: Status,
    pub labels: Texts,
    pub annotations: Texts,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub count: u64,
}

/// What is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub title: String,
    pub body: String,
    /// The same on every attempt, so that receivers can tell a repeat.
    pub idempotency_key: String,
    pub status: Status,
    /// Why it was made: first_notification, repeat, all_resolved, …
    pub reason: String,
    pub severity: Severity,
    pub route: String,
    pub group_labels: Texts,
    /// The same for all messages of a group, where there is one.
    pub group: Option<String>,
    pub alerts: Vec<Alert>,
    pub total_alerts: u64,
    /// Name of the channel that failed, when this message stands in for its.
    pub fallback_for: Option<String>,
    /// What became of earlier attempts.
    pub progress: Progress,
    settings: Map<String, Value>,
}

impl Message {
    /// A message of nothing but words.
    #[cfg(test)]
    pub fn plain(title: String, body: String, idempotency_key: String) -> Self {
        Self { title, body, idempotency_key, severity: Severity::Info, ..Self::default() }
    }

    /// Reads a notification's payload.
    pub fn from_payload(payload: &Value, idempotency_key: String) -> Result<Self, Failure> {
        let title = payload.get("title").and_then(Value::as_str).ok_or_else(|| {
            Failure::of(Outcome::Final, "the payload cannot be read: it has no title, which must be a text")
        })?;
        let line = |name: &str| tidy_line(text_of(payload, name), LONGEST_KEY);
        let group_labels = texts(payload.get("group_labels"));
        let found = payload.get("alerts").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let room = LONGEST_VALUES.min(LONGEST_ALERTS / 2 / found.len().clamp(1, MOST_ALERTS));
        let total = payload.get("total_alerts").and_then(Value::as_u64).unwrap_or_default();
        Ok(Self {
            title: tidy_line(title, LONGEST_TITLE),
            body: tidy(text_of(payload, "body"), LONGEST_BODY),
            status: status(payload),
            reason: line("reason"),
            severity: match text_of(payload, "severity") {
                "info" => Severity::Info,
                "warning" => Severity::Warning,
                "critical" => Severity::Critical,
                _ => Severity::Error,
            },
            route: line("route"),
            group: group(incident(payload), &group_labels),
            group_labels,
            alerts: found.iter().take(MOST_ALERTS).map(|one| alert(one, room)).collect(),
            total_alerts: total.max(found.len() as u64),
            fallback_for: Some(line("fallback_for")).filter(|channel| !channel.is_empty()),
            settings: payload.get("settings").and_then(Value::as_object).cloned().unwrap_or_default(),
            progress: Progress::read(payload.get("progress")),
            idempotency_key,
        })
    }

    /// A setting of the channel that the message goes to; null counts as absent.
    pub fn setting(&self, name: &str) -> Option<&Value> {
        self.settings.get(name).filter(|value| !value.is_null())
    }

    /// A setting that is a text; an empty one counts as absent.
    pub fn text_setting(&self, name: &'static str) -> Result<Option<&str>, Failure> {
        match self.setting(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(_) => Err(wrong_setting(name, "is not a text", "a text")),
        }
    }

    /// The account whose credentials are to be used; empty for the ordinary one.
    pub fn account(&self) -> Result<&str, Failure> {
        Ok(self.text_setting("account")?.unwrap_or_default())
    }

    /// Alerts that the message does not hold.
    pub fn left_out(&self) -> u64 {
        self.total_alerts.saturating_sub(self.alerts.len() as u64)
    }

    /// What a receiver should know about the others.
    pub fn left_out_note(&self) -> Option<String> {
        match self.left_out() {
            0 => None,
            1 => Some("1 more alert is not shown.".to_owned()),
            more => Some(format!("{more} more alerts are not shown.")),
        }
    }

    /// What a receiver should know about the way that the message took.
    pub fn note(&self) -> Option<String> {
        self.fallback_for.as_ref().map(|channel| format!("Sent here because the channel {channel} failed."))
    }
}

/// The error about a setting in the database.
pub fn wrong_setting(name: &str, wrong: &str, allowed: &str) -> Failure {
    Failure::of(
        Outcome::Final,
        format!(
            "the channel's setting {name:?} {wrong}; allowed: {allowed}; correct it in \
             monitoring.notification_channels"
        ),
    )
}

fn text_of<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What the incident is called; in older payloads the group is all there is to call it by.
fn incident(payload: &Value) -> &str {
    let of_group = || text_of(payload, "group_key");
    Some(text_of(payload, "incident_key")).filter(|key| !key.is_empty()).unwrap_or_else(of_group)
}

fn status(value: &Value) -> Status {
    if text_of(value, "status") == "resolved" { Status::Resolved } else { Status::Firing }
}

/// The group's key. Without one the labels that make the group serve; a message without labels is in no group.
fn group(key: &str, labels: &Texts) -> Option<String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let seed = match key {
        "" if labels.is_empty() => return None,
        "" => labels.iter().map(|(name, value)| format!("{name:?}={value:?}\n")).collect(),
        key if key.len() <= LONGEST_KEY && key.bytes().all(fits) => return Some(key.to_owned()),
        key => key.to_owned(),
    };
    Some(Sha256::digest(seed).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn alert(value: &Value, room: usize) -> Alert {
    let time = |name: &str| Some(tidy_line(text_of(value, name), 40)).filter(|time| !time.is_empty());
    Alert {
        id: tidy_line(text_of(value, "id"), LONGEST_KEY),
        status: status(value),
        labels: texts_within(value.get("labels"), room),
        annotations: texts_within(value.get("annotations"), room),
        starts_at: time("starts_at"),
        ends_at: time("ends_at"),
        count: value.get("count").and_then(Value::as_u64).unwrap_or(1),
    }
}

/// An object's values as texts; what is no text shows as JSON.
fn texts(value: Option<&Value>) -> Texts {
    texts_within(value, LONGEST_VALUES)
}

/// The same, of so many characters at most.
fn texts_within(value: Option<&Value>, room: usize) -> Texts {
    let longest = LONGEST_VALUE.min(room / 2);
    let read = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::String(text) => tidy(text, longest),
            Value::Null => return None,
            other => tidy(&other.to_string(), longest),
        };
        Some((tidy_line(name, LONGEST_KEY), text))
    };
    let mut room = room;
    let fits = |(name, text): &(String, String)| {
        let left = room.checked_sub(name.chars().count() + text.chars().count());
        room = left.unwrap_or_default();
        left.is_some()
    };
    value.and_then(Value::as_object).into_iter().flatten().filter_map(read).take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(payload: &Value) -> Message {
        Message::from_payload(payload, "k".into()).unwrap()
    }

    #[test]
    fn a_payload_needs_a_title_and_nothing_else() {
        let message = read(&json!({"title": "t"}));
        assert_eq!(message, Message { title: "t".into(), idempotency_key: "k".into(), ..Message::default() });
        assert_eq!(
            read(&json!({"title": "t", "body": null, "more": [{}]})),
            message,
            "what is unknown is ignored"
        );
        for payload in [json!({}), json!([]), json!({"title": 7}), json!(null)] {
            let failure = Message::from_payload(&payload, "k".into()).unwrap_err();
            assert_eq!(failure.outcome, Outcome::Final, "{payload}");
        }
        let odd = json!({"title": "t", "body": 1, "status": [], "severity": "loud", "alerts": {}, "settings": 3,
            "total_alerts": "many", "group_labels": "x", "group_key": 9, "fallback_for": ""});
        assert_eq!(read(&odd), message, "what has another type counts as absent");
    }

    #[test]
    fn everything_that_channels_need_is_read() {
        let message = read(&json!({
            "title": "a\r\nb", "body": "c\nd\u{0}", "status": "resolved", "reason": "all_resolved", "severity": "critical",
            "route": "default", "group_labels": {"agent_name": "x", "n": 7, "gone": null}, "group_key": "ab01",
            "total_alerts": 30, "fallback_for": "sms", "settings": {"to": "+15550100", "account": " team-b ", "x": null},
            "alerts": [{"id": "1", "labels": {"a": "b"}, "annotations": {"message": "m"}, "status": "resolved",
                        "starts_at": "2031-01-01T00:00:00+00:00", "ends_at": null, "count": 3}]}));
        assert_eq!((message.title.as_str(), message.body.as_str()), ("a b", "c\nd"));
        assert_eq!((message.status, message.severity), (Status::Resolved, Severity::Critical));
        assert_eq!(
            message.group_labels,
            Texts::from([("agent_name".into(), "x".into()), ("n".into(), "7".into())])
        );
        assert_eq!((message.group.as_deref(), message.left_out()), (Some("ab01"), 29));
        assert_eq!(message.note().as_deref(), Some("Sent here because the channel sms failed."));
        assert_eq!((message.account(), message.setting("x")), (Ok("team-b"), None));
        let alert = &message.alerts[0];
        assert_eq!((alert.count, alert.ends_at.as_deref(), alert.status), (3, None, Status::Resolved));
        let failure = read(&json!({"title": "t", "settings": {"account": 7}})).account().unwrap_err();
        assert!(failure.error.contains(r#"setting "account" is not a text"#), "{}", failure.error);
    }

    #[test]
    fn a_group_has_one_key_whatever_it_is_made_from() {
        let key = |payload: Value| read(&payload).group;
        let by_labels = key(json!({"title": "t", "group_labels": {"a": "1", "b": "2"}}));
        assert_eq!(by_labels, key(json!({"title": "other", "group_labels": {"b": "2", "a": "1"}})));
        assert_ne!(by_labels, key(json!({"title": "t", "group_labels": {"a": "1=2", "b": ""}})));
        assert_eq!(key(json!({"title": "t", "group_labels": {}})), None);
        for odd in ["x y".to_owned(), "ü".to_owned(), "k".repeat(300)] {
            assert_eq!(key(json!({"title": "t", "group_key": odd})).map(|key| key.len()), Some(64));
        }
    }

    #[test]
    fn many_alerts_are_all_named_and_have_less_room_each() {
        let text = "x".repeat(5_000);
        let alerts =
            vec![json!({"id": "1", "labels": {"a": text, "b": text}, "annotations": {"m": text}}); 900];
        let message = read(&json!({"title": "t", "alerts": alerts, "total_alerts": 1_234}));
        assert_eq!((message.alerts.len(), message.left_out()), (900, 334));
        let size = serde_json::to_string(&message.alerts).unwrap().len();
        assert!((500_000..LONGEST_ALERTS + 900 * 200).contains(&size), "{size}");
        assert!(message.alerts.iter().all(|alert| !alert.labels.is_empty() && alert.annotations.len() == 1));
        assert_eq!(message.left_out_note().as_deref(), Some("334 more alerts are not shown."));
        let more = read(&json!({"title": "t", "alerts": vec![json!({}); 1_500]}));
        assert_eq!((more.alerts.len(), more.left_out()), (1_000, 500), "counted, at least");
    }

    #[test]
    fn an_incident_has_its_own_key_before_the_groups() {
        let key = |payload: Value| read(&payload).group;
        assert_eq!(
            key(json!({"title": "t", "incident_key": "i-1", "group_key": "g"})).as_deref(),
            Some("i-1")
        );
        for none in [json!(null), json!(""), json!(7)] {
            let payload = json!({"title": "t", "incident_key": none, "group_key": "g"});
            assert_eq!(key(payload).as_deref(), Some("g"));
        }
    }

    #[test]
    fn a_payload_without_end_becomes_a_message_with_one() {
        let long = "🔥".repeat(400_000);
        let labels: Map<_, _> = (0..1000).map(|n| (format!("{n}{long}"), json!(long))).take(3).collect();
        let alerts = vec![json!({"labels": labels, "annotations": labels}); 60];
        let message = read(&json!({"title": long, "body": long, "alerts": alerts, "group_labels": labels}));
        assert_eq!((message.alerts.len(), message.total_alerts), (60, 60));
        assert_eq!((message.title.chars().count(), message.body.chars().count()), (1_000, 100_000));
        assert!(
            message.alerts[0].labels.iter().all(|(name, value)| name.len() < 1_000 && value.len() < 9_000)
        );
    }
}
