//! Standard output, for containers and for trying things out. Logs go to standard error, so that the two stay apart.

mod settings;

use std::io::{self, Write};
use std::time::Duration;

use super::http::Http;
use super::kind::Kind;
use super::message::{Message, Status};
use super::outcome::{Attempt, Failure, Outcome, Receipt};
use crate::setting::{ConfigError, Setting, Values};
use crate::text::cut;

/// More than a screen tells nobody more.
const LONGEST_BODY: usize = 4_000;

/// The channel.
#[derive(Debug)]
pub struct Console;

impl Kind for Console {
    const NAME: &'static str = "console";
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    type Config = ();

    fn read(values: &Values, _: &mut Vec<String>) -> Result<Option<()>, ConfigError> {
        Ok(settings::read(values)?.then_some(()))
    }

    fn open((): &(), _: &Http, _: Duration) -> Result<Self, ConfigError> {
        Ok(Self)
    }

    fn destination((): &()) -> String {
        "to standard output".to_owned()
    }

    async fn send(&self, message: &Message) -> Attempt {
        print(message).into()
    }
}

/// Prints one message. What a payload holds has no control characters left, so that it cannot drive a terminal.
fn print(message: &Message) -> Result<Receipt, Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(block(message).as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
        Failure::of(Outcome::Retry, format!("standard output cannot be written: {error}"))
    })?;
    Ok(Receipt { provider_id: "stdout".into() })
}

/// The message beside a bar, so that one can see where it ends.
fn block(message: &Message) -> String {
    let state = match message.status {
        Status::Resolved => "RESOLVED".to_owned(),
        Status::Firing => message.severity.as_str().to_ascii_uppercase(),
    };
    // The database's own titles begin with it, those of templates need not.
    let head = if message.title.starts_with(&state) { "" } else { &format!("{state}: ") };
    let mut lines = vec![format!("┌ {head}{}", message.title)];
    let body = cut(&message.body, LONGEST_BODY);
    lines.extend(body.lines().map(|line| format!("│ {line}")));
    lines.extend(message.left_out_note().map(|note| format!("│ {note}")));
    lines.extend(message.note().map(|note| format!("│ {note}")));
    let reason = if message.reason.is_empty() { "message" } else { &message.reason };
    lines.push(format!("└ {reason}, {}\n", message.idempotency_key.escape_default()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_block_is_readable_and_drives_no_terminal() {
        let payload = json!({"title": "a\u{1b}[2Jb", "body": "c\r\n└ forged\u{7}\u{9b}31m", "reason": "repeat",
            "severity": "critical", "alerts": [{}], "total_alerts": 3, "fallback_for": "sms"});
        let message = Message::from_payload(&payload, "k\u{1b}".into()).unwrap();
        assert_eq!(
            block(&message),
            "┌ CRITICAL: a [2Jb\n│ c\n│ └ forged  31m\n│ 2 more alerts are not shown.\n\
             │ Sent here because the channel sms failed.\n└ repeat, k\\u{1b}\n"
        );
        let payload = json!({"title": "RESOLVED t", "body": "x".repeat(1_000_000), "status": "resolved"});
        let block = block(&Message::from_payload(&payload, "k".into()).unwrap());
        assert!(block.starts_with("┌ RESOLVED t\n") && block.chars().count() < 4_100);
    }
}
