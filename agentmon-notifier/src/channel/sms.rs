//! SMS through Twilio's Messages API.
//!
//! The API has no idempotency key: once a request may have reached it, only its answer tells whether somebody gets
//! a text. Without that answer the outcome is unknown, and the message is not sent again.

use std::time::{Duration, SystemTime};

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use url::Url;

use super::{Failure, Message, Outcome, Receipt, chain, clean, retry_after};
use crate::config::{ConfigError, SmsConfig};
use crate::tls;

/// The kind of this channel.
pub const KIND: &str = "sms";

/// Twilio refuses longer bodies (error 21617).
const LONGEST_TEXT: usize = 1600;
/// Answers are a few hundred bytes; more than this is not one.
const LONGEST_ANSWER: usize = 64 * 1024;

/// The channel.
#[derive(Debug)]
pub struct Sms {
    client: Client,
    config: SmsConfig,
    endpoint: Url,
    limit: Duration,
}

impl Sms {
    /// A channel whose messages take at most `limit`.
    pub fn new(config: SmsConfig, limit: Duration) -> Result<Self, ConfigError> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls::https()?)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // An idle connection that the server closes under a request would make the outcome unknown.
            .pool_max_idle_per_host(0)
            // Shorter than the limit: whoever could not connect has sent nothing and may try again.
            .connect_timeout(limit / 2)
            .user_agent(concat!("agentmon-notifier/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| {
                ConfigError::Tls(format!("HTTP cannot be set up ({}); report it", chain(&error)))
            })?;
        let mut endpoint = config.base_url.clone();
        let path = format!(
            "{}/2010-04-01/Accounts/{}/Messages.json",
            endpoint.path().trim_end_matches('/'),
            config.account_sid
        );
        endpoint.set_path(&path);
        Ok(Self { client, config, endpoint, limit })
    }

    /// Sends one text.
    pub async fn send(&self, message: &Message) -> Result<Receipt, Failure> {
        match tokio::time::timeout(self.limit, self.post(message)).await {
            Ok(result) => result,
            Err(_) => Err(Failure::of(
                Outcome::Unknown,
                format!(
                    "no answer from the SMS provider within {:?}; the text may have been sent",
                    self.limit
                ),
            )),
        }
    }

    async fn post(&self, message: &Message) -> Result<Receipt, Failure> {
        let body = text(message);
        let form =
            [("To", self.config.to.as_str()), ("From", self.config.from.as_str()), ("Body", body.as_str())];
        let request = self
            .client
            .post(self.endpoint.clone())
            .basic_auth(&self.config.account_sid, Some(self.config.auth_token.expose_secret()))
            // Twilio does not look at it; a gateway in its place can.
            .header("X-Agentmon-Id", clean(&message.idempotency_key).escape_default().to_string())
            .form(&form);
        let response = request.send().await.map_err(|error| transport_failure(&error.without_url()))?;
        let status = response.status();
        let wait = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| retry_after::parse(value, SystemTime::now()));
        // A provider, or a proxy before it, may echo the request.
        let answer = read(response).await.replace(self.config.auth_token.expose_secret(), "***");
        judge(status, wait, &answer)
    }
}

/// The text of an SMS: title and body, as long as one may be. Counted in UTF-16, as phones do.
fn text(message: &Message) -> String {
    let whole = [message.title.trim(), message.body.trim()].join("\n");
    let whole = whole.trim();
    if whole.encode_utf16().count() <= LONGEST_TEXT {
        return whole.to_owned();
    }
    let mut used = 0;
    let mut kept: String = whole
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used < LONGEST_TEXT
        })
        .collect();
    kept.push('…');
    kept
}

/// No answer came: what that means hangs on whether the request can have left.
fn transport_failure(error: &reqwest::Error) -> Failure {
    let reason = chain(error);
    if error.is_connect() {
        return Failure::of(Outcome::Retry, format!("the SMS provider cannot be reached: {reason}"));
    }
    if error.is_builder() {
        return Failure::of(
            Outcome::Final,
            format!("the request to the SMS provider cannot be made: {reason}"),
        );
    }
    Failure::of(
        Outcome::Unknown,
        format!("the connection to the SMS provider broke, the text may have been sent: {reason}"),
    )
}

/// The answer's body, or as much of it as came.
async fn read(mut response: Response) -> String {
    let mut body = Vec::new();
    // A break in the middle leaves a body that cannot be read, which is judged so.
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = LONGEST_ANSWER.saturating_sub(body.len());
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() >= room {
            break;
        }
    }
    String::from_utf8_lossy(&body).into_owned()
}

/// What the provider's answer means.
fn judge(status: StatusCode, wait: Option<Duration>, body: &str) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Sent {
        sid: String,
    }
    if status.is_success() {
        return match serde_json::from_str::<Sent>(body) {
            Ok(sent) if !sent.sid.trim().is_empty() => Ok(Receipt { provider_id: clean(&sent.sid) }),
            _ => Err(Failure::of(
                Outcome::Unknown,
                format!(
                    "the SMS provider answered {status} without a message id; the text may have been sent"
                ),
            )),
        };
    }
    // 429 is refused before anything is queued; a 5xx is an answer too, and Twilio's says that nothing was.
    let outcome = if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        Outcome::Retry
    } else {
        Outcome::Final
    };
    let mut failure = Failure::of(outcome, format!("the SMS provider answered {status}{}", refusal(body)));
    failure.retry_after = wait.filter(|_| outcome == Outcome::Retry);
    Err(failure)
}

/// The reason in a refusal: Twilio's code and message, else the beginning of what came.
fn refusal(body: &str) -> String {
    #[derive(Deserialize)]
    struct Refusal {
        code: Option<i64>,
        message: Option<String>,
        more_info: Option<String>,
    }
    match serde_json::from_str::<Refusal>(body) {
        Ok(Refusal { code, message: Some(message), more_info }) => {
            let code = code.map(|code| format!(" {code}")).unwrap_or_default();
            let more = more_info.map(|more| format!(" ({more})")).unwrap_or_default();
            format!(": error{code}: {message}{more}")
        }
        _ if body.is_empty() => String::new(),
        _ => format!(": {body}"),
    }
}

#[cfg(test)]
#[path = "sms_tests.rs"]
mod tests;
