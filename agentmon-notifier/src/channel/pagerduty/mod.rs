//! PagerDuty's Events API v2. One group of alerts is one incident: its key makes a repeat, or a second attempt, the
//! same incident again, so that every doubtful attempt may be repeated.

mod settings;

use std::time::Duration;

use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};

use self::settings::{PAGERDUTY_ROUTING_KEY, PagerDutyConfig};
use super::http::{Http, Peer};
use super::kind::Kind;
use super::message::{Message, Status, Texts};
use super::outcome::{Attempt, Failure, Outcome, Receipt, no_account};
use crate::setting::{Accounts, ConfigError, Setting, Values};
use crate::text::{clean, cut};

/// The kind of this channel.
const KIND: &str = "pagerduty";

const PEER: Peer = Peer::new("PagerDuty", Outcome::Retry);
const LONGEST_SUMMARY: usize = 1_024;
const LONGEST_FIELD: usize = 255;
const LONGEST_BODY: usize = 16_000;
/// Somebody has taken it on, here or where the database was told.
const ACKNOWLEDGED: &str = "acknowledged";
/// PagerDuty refuses events of more than 512 KB; what is around the alerts stays far below the difference.
const MOST_DETAILS: usize = 400 * 1024;

/// The channel.
#[derive(Debug)]
pub struct PagerDuty {
    http: Http,
    accounts: Accounts<PagerDutyConfig>,
}

impl Kind for PagerDuty {
    const NAME: &'static str = KIND;
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    const CREDENTIAL: Option<&'static Setting> = Some(&PAGERDUTY_ROUTING_KEY);
    type Config = Accounts<PagerDutyConfig>;

    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError> {
        settings::read(values, warnings)
    }

    fn open(accounts: &Self::Config, http: &Http, _: Duration) -> Result<Self, ConfigError> {
        Ok(Self { http: http.clone(), accounts: accounts.clone() })
    }

    fn destination(accounts: &Self::Config) -> String {
        accounts.destination()
    }

    fn accounts(accounts: &Self::Config) -> Vec<String> {
        accounts.suffixes()
    }

    async fn send(&self, message: &Message) -> Attempt {
        self.enqueue(message).await.into()
    }
}

impl PagerDuty {
    /// Triggers, acknowledges or resolves the incident of the message's group.
    async fn enqueue(&self, message: &Message) -> Result<Receipt, Failure> {
        #[derive(Deserialize)]
        struct Taken {
            dedup_key: String,
        }
        let account = message.account()?;
        let config = self.accounts.get(account).ok_or_else(|| no_account(&PAGERDUTY_ROUTING_KEY, account))?;
        let mut url = config.base_url.clone();
        url.set_path(&format!("{}/v2/enqueue", url.path().trim_end_matches('/')));
        let key = config.routing_key.expose_secret();
        let event = event(message, key);
        let answer = self.http.exchange(&PEER, &[key], |client| client.post(url).json(&event)).await?;
        let answer = answer.accepted(&PEER)?;
        let taken: Option<Taken> = serde_json::from_str(&answer.body).ok();
        let provider_id = taken.map_or_else(|| dedup_key(message), |taken| clean(&taken.dedup_key));
        Ok(Receipt { provider_id })
    }
}

/// A message without a group is an incident of its own.
fn dedup_key(message: &Message) -> String {
    cut(message.group.as_ref().unwrap_or(&message.idempotency_key), LONGEST_FIELD).into_owned()
}

fn event(message: &Message, routing_key: &str) -> Value {
    let mut event = json!({
        "routing_key": routing_key,
        "dedup_key": dedup_key(message),
        "event_action": "resolve",
    });
    // As long as anything of the group still fires, the incident stays open.
    if message.status == Status::Resolved && message.reason != "new_resolved" {
        return event;
    }
    if message.reason == ACKNOWLEDGED {
        event["event_action"] = json!("acknowledge");
        return event;
    }
    let label = |names: &[&str]| {
        let of = |labels: &Texts| names.iter().find_map(|name| labels.get(*name)).cloned();
        let found =
            of(&message.group_labels).or_else(|| message.alerts.iter().find_map(|alert| of(&alert.labels)));
        found.filter(|value| !value.is_empty()).map(|value| cut(&value, LONGEST_FIELD).into_owned())
    };
    let agent = label(&["agent_name", "instance", "host", "service"]);
    let summary = if message.title.is_empty() { "(no title)" } else { &message.title };
    let mut payload = json!({
        "summary": cut(summary, LONGEST_SUMMARY),
        "source": agent.clone().unwrap_or_else(|| "pg_agentmon".to_owned()),
        "severity": message.severity,
        "custom_details": details(message),
    });
    let optional = [
        ("component", agent),
        ("class", label(&["alertname", "event_type"])),
        ("group", Some(message.route.clone()).filter(|route| !route.is_empty())),
        ("timestamp", message.alerts.iter().filter_map(|alert| alert.starts_at.clone()).min()),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            payload[name] = json!(value);
        }
    }
    event["event_action"] = json!("trigger");
    event["client"] = json!("agentmon");
    event["payload"] = payload;
    event
}

/// Everything else that is known, as many alerts as there is room for.
fn details(message: &Message) -> Value {
    let mut room = MOST_DETAILS;
    let mut alerts = Vec::new();
    for alert in &message.alerts {
        let alert = json!(alert);
        let Some(left) = room.checked_sub(alert.to_string().len()) else { break };
        room = left;
        alerts.push(alert);
    }
    json!({
        "body": cut(&message.body, LONGEST_BODY),
        "reason": message.reason,
        "labels": message.group_labels,
        "total_alerts": message.total_alerts,
        "truncated_alerts": message.total_alerts.saturating_sub(alerts.len() as u64),
        "alerts": alerts,
        "note": message.note(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event_of(payload: &Value) -> Value {
        event(&Message::from_payload(payload, "the-key".into()).unwrap(), "R")
    }

    #[test]
    fn a_group_is_one_incident_from_trigger_to_resolve() {
        let firing = event_of(
            &json!({"title": "t", "body": "b", "group_key": "ab", "severity": "warning", "route": "r",
            "group_labels": {"agent_name": "x"}, "alerts": [
                {"labels": {"alertname": "n"}, "starts_at": "2031-01-01T00:00:02+00:00"},
                {"labels": {}, "starts_at": "2031-01-01T00:00:01+00:00"}]}),
        );
        assert_eq!((&firing["event_action"], &firing["dedup_key"]), (&json!("trigger"), &json!("ab")));
        let payload = &firing["payload"];
        for (field, value) in [
            ("summary", "t"),
            ("severity", "warning"),
            ("source", "x"),
            ("component", "x"),
            ("class", "n"),
            ("group", "r"),
            ("timestamp", "2031-01-01T00:00:01+00:00"),
        ] {
            assert_eq!(payload[field], value, "{field}");
        }
        for (status, reason, action) in [
            ("resolved", "all_resolved", "resolve"),
            ("resolved", "new_resolved", "trigger"),
            ("firing", "new_resolved", "trigger"),
            ("firing", "repeat", "trigger"),
            ("firing", "acknowledged", "acknowledge"),
            ("resolved", "acknowledged", "resolve"),
        ] {
            let event =
                event_of(&json!({"title": "t", "group_key": "ab", "status": status, "reason": reason}));
            assert_eq!(
                (&event["event_action"], &event["dedup_key"]),
                (&json!(action), &json!("ab")),
                "{reason}"
            );
            assert_eq!(event.get("payload").is_some(), action == "trigger");
        }
        let named = event_of(
            &json!({"title": "t", "incident_key": "i-1", "group_key": "ab", "reason": "acknowledged"}),
        );
        assert_eq!(named["dedup_key"], "i-1");
        let alone = event_of(&json!({"title": ""}));
        assert_eq!(
            (&alone["dedup_key"], &alone["payload"]["summary"]),
            (&json!("the-key"), &json!("(no title)"))
        );
        assert_eq!(
            (&alone["payload"]["source"], &alone["payload"]["severity"]),
            (&json!("pg_agentmon"), &json!("error"))
        );
    }

    #[test]
    fn a_giant_stays_below_the_limits() {
        let long = "🔥\"".repeat(2_000);
        let labels: serde_json::Map<_, _> = (0..60).map(|n| (format!("l{n:02}"), json!(long))).collect();
        let alerts = vec![json!({"labels": labels, "annotations": labels}); 40];
        let event = event_of(
            &json!({"title": long, "body": long, "alerts": alerts, "group_labels": {"agent_name": long}}),
        );
        let size = event.to_string().len();
        assert!((100_000..512 * 1024).contains(&size), "{size}");
        let payload = &event["payload"];
        assert_eq!(payload["summary"].as_str().unwrap().chars().count(), 1_000, "a title is no longer");
        assert_eq!(payload["source"].as_str().unwrap().chars().count(), 255);
        let details = &payload["custom_details"];
        let shown = details["alerts"].as_array().unwrap().len() as u64;
        assert_eq!(details["truncated_alerts"].as_u64().unwrap() + shown, 40);
    }
}
