//! SMS through Twilio's Messages API.
//!
//! The API has no idempotency key: once a request may have reached it, only its answer tells whether somebody gets
//! a text. Without that answer the outcome is unknown, and the message is not sent again before Twilio's own list of
//! messages has been asked ([`find`]).

mod find;
mod gsm;
mod settings;

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::Deserialize;
use url::Url;

use self::settings::{PHONE, Sender, SmsConfig, is_phone};
use super::http::{Answer, Http, Peer};
use super::kind::Kind;
use super::message::{Message, wrong_setting};
use super::outcome::{Attempt, Failure, Outcome, Receipt};
use crate::setting::{ConfigError, Setting, Values};
use crate::text::clean;

/// The kind of this channel.
const KIND: &str = "sms";

const PEER: Peer = Peer::new("the SMS provider", Outcome::Unknown);
/// For how long Twilio may try to deliver: after that the alert is told again, or over.
const VALIDITY: Duration = Duration::from_secs(4 * 3600);
/// Errors that say: not now. Too many requests; the sender's queue is full (21611, 30001).
const NOT_NOW: [i64; 3] = [20429, 21611, 30001];

/// The channel.
#[derive(Debug)]
pub struct Sms {
    http: Http,
    config: SmsConfig,
    endpoint: Url,
}

impl Kind for Sms {
    const NAME: &'static str = KIND;
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    type Config = SmsConfig;

    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError> {
        settings::read(values, warnings)
    }

    fn open(config: &Self::Config, http: &Http, _: Duration) -> Result<Self, ConfigError> {
        let mut endpoint = config.base_url.clone();
        let path = format!(
            "{}/2010-04-01/Accounts/{}/Messages.json",
            endpoint.path().trim_end_matches('/'),
            config.account_sid
        );
        endpoint.set_path(&path);
        Ok(Self { http: http.clone(), config: config.clone(), endpoint })
    }

    fn destination(config: &Self::Config) -> String {
        format!("to {}", config.to)
    }

    async fn send(&self, message: &Message) -> Attempt {
        self.post(message).await.into()
    }

    async fn find(
        &self,
        message: &Message,
        attempted_at: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, Failure> {
        self.listed(message, attempted_at).await.map(Some)
    }
}

impl Sms {
    /// Sends one text.
    async fn post(&self, message: &Message) -> Result<Receipt, Failure> {
        let body = self.text(message);
        let validity = VALIDITY.as_secs().to_string();
        let form = [
            ("To", self.receiver(message)?),
            match &self.config.from {
                Sender::Number(from) | Sender::Name(from) => ("From", from.as_str()),
                Sender::Service(sid) => ("MessagingServiceSid", sid.as_str()),
            },
            ("Body", body.as_str()),
            ("ValidityPeriod", validity.as_str()),
        ];
        let token = self.config.auth_token.expose_secret();
        let secrets = [token];
        let post = self.http.exchange(&PEER, &secrets, |client| {
            client
                .post(self.endpoint.clone())
                .basic_auth(&self.config.account_sid, Some(token))
                // Twilio does not look at it; a gateway in its place can.
                .header("X-Agentmon-Id", clean(&message.idempotency_key).escape_default().to_string())
                .form(&form)
        });
        judge(&post.await?)
    }

    /// The channel's own receiver, else the daemon's.
    fn receiver<'a>(&'a self, message: &'a Message) -> Result<&'a str, Failure> {
        match message.text_setting("to")? {
            Some(to) if is_phone(to) => Ok(to),
            Some(_) => Err(wrong_setting("to", "is not one phone number in E.164", PHONE)),
            None => Ok(&self.config.to),
        }
    }

    /// Title and body in one, in no more segments than may be; what is left out is counted.
    fn text(&self, message: &Message) -> String {
        let most = self.config.max_segments;
        let lines = |parts: &[&str]| {
            parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let (title, body) = (message.title.trim(), message.body.trim());
        // The title of an alert with a summary ends with all that there is to say, and each word costs.
        let is_said =
            title.strip_suffix(body).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let body = if is_said { "" } else { body };
        let note = message.note().map(|note| format!("\n{note}")).unwrap_or_default();
        let tail = |left_out: u64| match left_out {
            0 => note.clone(),
            more => format!("\nand {more} more{note}"),
        };
        let (whole, rest) = (lines(&[title, body]), tail(message.left_out()));
        let count = message.alerts.len();
        // Where each alert has a line of its own, whole lines are left out, and can be counted.
        if count > 1 && body.lines().count() == count && !gsm::fits(&whole, &rest, most) {
            let mut text = title.to_owned();
            let mut shown = 0;
            for line in body.lines() {
                let longer = lines(&[&text, line]);
                if !gsm::fits(&longer, &tail(message.total_alerts - shown - 1), most) {
                    break;
                }
                text = longer;
                shown += 1;
            }
            if shown > 0 {
                return gsm::fit(&text, &tail(message.total_alerts - shown), most);
            }
        }
        gsm::fit(&whole, &rest, most)
    }
}

/// What the provider's answer means.
fn judge(answer: &Answer) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Sent {
        sid: String,
        error_code: Option<i64>,
    }
    if answer.status.is_success() {
        return match serde_json::from_str::<Sent>(&answer.body) {
            Ok(Sent { error_code: Some(code), .. }) if NOT_NOW.contains(&code) => {
                Err(answer.refusal(&PEER, Outcome::Wait, &format!("error {code}: not now")))
            }
            Ok(sent) if !sent.sid.trim().is_empty() => Ok(Receipt { provider_id: clean(&sent.sid) }),
            _ => {
                Err(PEER
                    .unanswered(&format!("{} answered {} without a message id", PEER.name, answer.status)))
            }
        };
    }
    // 429 is refused before anything is queued; a 5xx is an answer too, and Twilio's says that nothing was.
    let (code, reason) = refusal(&answer.body);
    let outcome = if code.is_some_and(|code| NOT_NOW.contains(&code)) {
        Outcome::Wait
    } else if answer.status == StatusCode::TOO_MANY_REQUESTS || answer.status.is_server_error() {
        answer.outcome()
    } else {
        Outcome::Final
    };
    Err(answer.refusal(&PEER, outcome, &reason))
}

/// The reason in a refusal: Twilio's code and message, else the beginning of what came.
fn refusal(body: &str) -> (Option<i64>, String) {
    #[derive(Deserialize)]
    struct Refusal {
        code: Option<i64>,
        message: Option<String>,
        more_info: Option<String>,
    }
    match serde_json::from_str::<Refusal>(body) {
        Ok(Refusal { code, message: Some(message), more_info }) => {
            let number = code.map(|code| format!(" {code}")).unwrap_or_default();
            let more = more_info.map(|more| format!(" ({more})")).unwrap_or_default();
            (code, format!("error{number}: {message}{more}"))
        }
        _ => (None, body.to_owned()),
    }
}

#[cfg(test)]
mod tests;
