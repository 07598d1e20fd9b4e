//! The ways out: one file per kind of channel, one variant here.

pub mod email;
mod retry_after;
pub mod sms;

use std::error::Error;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::config::{Config, ConfigError, channels};

/// What is sent; the database has rendered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub title: String,
    pub body: String,
    /// The same on every attempt, so that receivers can tell a repeat.
    pub idempotency_key: String,
}

impl Message {
    /// Reads a notification's payload; what it holds beyond is for other channels.
    pub fn from_payload(payload: serde_json::Value, idempotency_key: String) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Payload {
            title: String,
            #[serde(default)]
            body: Option<String>,
        }
        let payload: Payload = serde_json::from_value(payload).map_err(|error| {
            Failure::of(
                Outcome::Final,
                format!("the payload cannot be read ({error}); it needs a title and a body"),
            )
        })?;
        Ok(Self { title: payload.title, body: payload.body.unwrap_or_default(), idempotency_key })
    }
}

/// The provider took the message.
#[derive(Debug, PartialEq, Eq)]
pub struct Receipt {
    pub provider_id: String,
}

/// What a failure means for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not sent for certain, or harmless to send twice: try again.
    Retry,
    /// Will never succeed.
    Final,
    /// It may have been sent; sending again might tell somebody twice.
    Unknown,
}

impl Outcome {
    /// As the database calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Final => "final",
            Self::Unknown => "unknown",
        }
    }
}

/// The message was not, or maybe not, taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub outcome: Outcome,
    /// Fit for a log and for the database.
    pub error: String,
    /// What the provider asked for.
    pub retry_after: Option<Duration>,
}

impl Failure {
    pub fn of(outcome: Outcome, error: impl AsRef<str>) -> Self {
        Self { outcome, error: clean(error.as_ref()), retry_after: None }
    }
}

/// Channels are few and known: an enum needs no boxed futures.
#[derive(Debug)]
pub enum Channel {
    Sms(sms::Sms),
    Email(email::Email),
}

impl Channel {
    /// The kind, by which the database names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sms(_) => sms::KIND,
            Self::Email(_) => email::KIND,
        }
    }

    /// Ids of the messages on the provider's list that could be this one, sent around that time; None where the kind
    /// of channel has no list, or needs none because a repeat does no harm.
    pub async fn find(
        &self,
        _message: &Message,
        _attempted_at: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, Failure> {
        match self {
            Self::Sms(_) | Self::Email(_) => Ok(None),
        }
    }

    /// Sends within the channel's time limit.
    pub async fn send(&self, message: &Message) -> Result<Receipt, Failure> {
        match self {
            Self::Sms(sms) => sms.send(message).await,
            Self::Email(email) => email.send(message).await,
        }
    }
}

/// Kinds that this version can serve, with the settings that turn each on.
pub const KNOWN: &[(&str, &str)] = &[(sms::KIND, channels::SMS_NEEDS), (email::KIND, channels::EMAIL_NEEDS)];

/// The channels that the settings turn on.
pub fn configured(config: &Config) -> Result<Vec<Channel>, ConfigError> {
    let mut found = Vec::new();
    if let Some(settings) = &config.sms {
        found.push(Channel::Sms(sms::Sms::new(settings.clone(), config.send_timeout)?));
    }
    if let Some(settings) = &config.email {
        found.push(Channel::Email(email::Email::new(settings, config.send_timeout)?));
    }
    Ok(found)
}

/// Text from outside, made fit for a log line and a text column: no control characters, at most 500 characters.
pub fn clean(text: &str) -> String {
    const LONGEST: usize = 500;
    let mut chars = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut kept: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

/// An error and its causes in one line, each said once.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn outside_text_is_made_harmless() {
        assert_eq!(clean("  a\r\nb\u{0}c\t"), "a  b c");
        let long = clean(&"é".repeat(501));
        assert_eq!(long.chars().count(), 500);
        assert!(long.ends_with("é…"));
        assert_eq!(clean(&"é".repeat(500)), "é".repeat(500));
    }

    #[test]
    fn a_payload_needs_a_title() {
        let payload = json!({"title": "t", "body": "b", "status": "firing", "alerts": []});
        let message = Message::from_payload(payload, "k".into()).unwrap();
        assert_eq!(message, Message { title: "t".into(), body: "b".into(), idempotency_key: "k".into() });
        assert_eq!(Message::from_payload(json!({"title": "t", "body": null}), "k".into()).unwrap().body, "");
        for payload in [json!({}), json!([]), json!({"title": 7})] {
            assert_eq!(Message::from_payload(payload, "k".into()).unwrap_err().outcome, Outcome::Final);
        }
    }
}
