//! The commands that need no database: check-config, send-test; and how all commands fail.

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
    /// What the database says of a document, whole.
    #[error("{0}")]
    Refused(String),
}

/// Each channel on or off, and where every setting came from; never a secret's value.
pub fn check_config(config: &Config) -> String {
    let mut text = String::new();
    for ((kind, needs), destination) in channel::KNOWN.iter().zip(channel::destinations(config)) {
        let state = destination.map_or_else(
            || format!("off (set {needs} to turn it on)"),
            |destination| format!("on, {destination}"),
        );
        line(&mut text, &format!("{kind:<11}{state}"));
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
        line(&mut text, &format!("{:<32}{shown}", setting.name));
    }
    for value in config.values.suffixed() {
        line(&mut text, &format!("{:<32}set, not shown (from {})", value.name, value.origin));
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
    let message = Message::plain(
        "Test message from agentmon-notifier".into(),
        format!("Sent by {worker} at {now}. Alerts will arrive like this one."),
        format!("test-{:016x}", fastrand::u64(..)),
    );
    channel.send(&message).await
}
