//! The commands that need no database: check-config, send-test; and how all commands fail.

use serde_json::json;

use crate::channel::{self, Failure, Message, Receipt};
use crate::config::settings::{self, Care};
use crate::config::{Config, ConfigError};
use crate::db::DbError;
use crate::documents::DocumentError;

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{error}{}", .error.hint())]
    Database {
        #[from]
        error: DbError,
    },
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Each channel on or off, and where every setting came from; never a secret's value.
pub fn check_config(config: &Config) -> String {
    let mut text = String::new();
    let channels = [
        config.sms.as_ref().map(|sms| format!("on, to {}", sms.to)),
        config.email.as_ref().map(|email| {
            let to: Vec<_> = email.to.iter().map(|mailbox| mailbox.email.to_string()).collect();
            format!("on, to {}", to.join(", "))
        }),
    ];
    for ((kind, needs), state) in channel::KNOWN.iter().zip(channels) {
        let state = state.unwrap_or_else(|| format!("off (set {needs} to turn it on)"));
        line(&mut text, &format!("{kind:<8}{state}"));
    }
    line(&mut text, "");
    for setting in settings::ALL {
        let shown = match config.values.get(setting) {
            None if setting.default.is_empty() => "not set".to_owned(),
            None => format!("{} (default)", setting.default),
            Some(value) if setting.care == Care::Plain => {
                format!("{} (from {})", value.expose().escape_debug(), value.origin)
            }
            Some(value) => format!("set, not shown (from {})", value.origin),
        };
        line(&mut text, &format!("{:<24}{shown}", setting.name));
    }
    for warning in &config.warnings {
        line(&mut text, &format!("\nwarning: {warning}"));
    }
    line(&mut text, "\nthe settings are valid");
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The channel that a name means, among those that are on.
pub fn test_channel(config: &Config, name: &str) -> Result<channel::Channel, ConfigError> {
    let Some((kind, needs)) = channel::KNOWN.iter().find(|(kind, _)| *kind == name) else {
        let allowed: Vec<_> = channel::KNOWN.iter().map(|(kind, _)| *kind).collect();
        return Err(ConfigError::UnknownChannel { name: name.to_owned(), allowed: allowed.join(", ") });
    };
    let found = channel::configured(config)?.into_iter().find(|channel| channel.kind() == *kind);
    found.ok_or_else(|| ConfigError::ChannelOff { name: name.to_owned(), all: needs })
}

/// One message, without the database.
pub async fn send_test(channel: &channel::Channel, worker: &str) -> Result<Receipt, Failure> {
    let now = chrono::Utc::now().format("%Y-%m-%d %H:%M:%S UTC");
    // As the database hands it out, so that each kind of channel finds in it what it needs.
    let payload = json!({
        "title": "Test message from agentmon-notifier",
        "body": format!("Sent by {worker} at {now}. Alerts will arrive like this one."),
        "status": "firing",
        "reason": "first_notification",
        "severity": "info",
        "route": "test",
        "group_key": format!("{:064x}", fastrand::u64(..)),
        "group_labels": {"alertname": "agentmon_test"},
        "alerts": [],
        "total_alerts": 0,
        "settings": {},
    });
    let message = Message::from_payload(payload, format!("test-{:016x}", fastrand::u64(..)))?;
    channel.send(&message).await
}
