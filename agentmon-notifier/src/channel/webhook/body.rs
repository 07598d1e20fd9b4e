//! The body of a webhook: the fields of Alertmanager's version 4, so that what reads those reads ours, and some more.

use serde_json::{Value, json};

use crate::channel::message::{Alert, Message, Status, Texts};

/// What Alertmanager writes for a time that has not come: receivers in Go expect it.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// The body.
pub fn json(message: &Message) -> Value {
    json!({
        "type": format!("alert.{}", message.status.as_str()),
        "version": "4",
        "groupKey": message.group.as_ref().unwrap_or(&message.idempotency_key),
        "truncatedAlerts": message.left_out(),
        "status": message.status,
        "receiver": "agentmon",
        "groupLabels": message.group_labels,
        "commonLabels": common(message, |alert| &alert.labels),
        "commonAnnotations": common(message, |alert| &alert.annotations),
        "externalURL": "",
        "notification_reason": message.reason,
        "alerts": message.alerts.iter().map(alert).collect::<Vec<_>>(),
        "severity": message.severity,
        "route": message.route,
        "title": message.title,
        "body": message.body,
        "fallbackFor": message.fallback_for,
    })
}

fn alert(alert: &Alert) -> Value {
    let ended = alert.status == Status::Resolved;
    json!({
        "status": alert.status,
        "labels": alert.labels,
        "annotations": alert.annotations,
        "startsAt": alert.starts_at.as_deref().unwrap_or(NEVER),
        "endsAt": alert.ends_at.as_deref().filter(|_| ended).unwrap_or(NEVER),
        "generatorURL": "",
        "fingerprint": alert.id,
        "count": alert.count,
    })
}

/// What all alerts have in common.
fn common(message: &Message, of: impl Fn(&Alert) -> &Texts) -> Texts {
    let mut alerts = message.alerts.iter().map(of);
    let mut common = alerts.next().cloned().unwrap_or_default();
    for texts in alerts {
        common.retain(|name, value| texts.get(name) == Some(value));
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_alertmanagers_and_more() {
        let payload = json!({"title": "t", "body": "b", "status": "resolved", "reason": "all_resolved", "route": "r",
            "severity": "critical", "group_key": "ab", "group_labels": {"agent_name": "x"}, "total_alerts": 5,
            "fallback_for": "sms", "alerts": [
                {"id": "1", "labels": {"a": "1", "b": "2"}, "annotations": {"m": "n"}, "status": "resolved", "count": 3,
                 "starts_at": "2031-01-01T00:00:00+00:00", "ends_at": "2031-01-01T01:00:00+00:00"},
                {"id": "2", "labels": {"a": "1", "b": "3"}, "status": "firing", "ends_at": "2031-01-01T01:00:00+00:00"}]});
        let body = json(&Message::from_payload(&payload, "k".into()).unwrap());
        assert_eq!(
            body,
            json!({
            "type": "alert.resolved", "version": "4", "groupKey": "ab", "truncatedAlerts": 3, "status": "resolved",
            "receiver": "agentmon", "groupLabels": {"agent_name": "x"}, "commonLabels": {"a": "1"},
            "commonAnnotations": {}, "externalURL": "", "notification_reason": "all_resolved", "severity": "critical",
            "route": "r", "title": "t", "body": "b", "fallbackFor": "sms", "alerts": [
                {"status": "resolved", "labels": {"a": "1", "b": "2"}, "annotations": {"m": "n"},
                 "startsAt": "2031-01-01T00:00:00+00:00", "endsAt": "2031-01-01T01:00:00+00:00", "generatorURL": "",
                 "fingerprint": "1", "count": 3},
                {"status": "firing", "labels": {"a": "1", "b": "3"}, "annotations": {}, "startsAt": NEVER, "endsAt": NEVER,
                 "generatorURL": "", "fingerprint": "2", "count": 1}]})
        );
    }

    #[test]
    fn all_alerts_that_are_given_are_there_and_the_others_are_counted() {
        let alerts = vec![json!({"id": "1", "labels": {"a": "b"}}); 200];
        let payload = json!({"title": "t", "alerts": alerts, "total_alerts": 250, "incident_key": "i1", "group_key": "g1"});
        let body = json(&Message::from_payload(&payload, "k".into()).unwrap());
        assert_eq!(body["alerts"].as_array().map(Vec::len), Some(200));
        assert_eq!((&body["truncatedAlerts"], &body["groupKey"]), (&json!(50), &json!("i1")));
    }

    #[test]
    fn a_message_of_words_alone_has_every_field_too() {
        let body = json(&Message::plain("t".into(), "b".into(), "k".into()));
        assert_eq!(
            (&body["groupKey"], &body["alerts"], &body["status"]),
            (&json!("k"), &json!([]), &json!("firing"))
        );
    }
}
