//! What all channels over HTTP share: the client, the time limit, answers read up to a bound, what a failure means.

use std::time::{Duration, SystemTime};

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode};

use super::guard::Refused;
use super::outcome::{Failure, Outcome};
use super::retry_after;
use crate::setting::ConfigError;
use crate::text::{chain, clean};
use crate::tls;

/// Answers are a few hundred bytes; more than this is not one.
pub const LONGEST_ANSWER: usize = 64 * 1024;

/// Whom a channel talks to.
#[derive(Debug)]
pub struct Peer {
    /// For errors.
    pub name: &'static str,
    /// What it means when a request may have arrived and no answer came.
    pub unanswered: Outcome,
    /// How much of an answer is read.
    pub longest: usize,
}

impl Peer {
    /// One whose answers are short.
    pub const fn new(name: &'static str, unanswered: Outcome) -> Self {
        Self { name, unanswered, longest: LONGEST_ANSWER }
    }

    fn doubt(&self) -> &'static str {
        if self.unanswered == Outcome::Unknown { "; the text may have been sent" } else { "" }
    }

    /// A failure that this peer answers for.
    pub fn unanswered(&self, what: &str) -> Failure {
        Failure::of(self.unanswered, format!("{what}{}", self.doubt()))
    }
}

/// An HTTP client with its time limit. Cloning shares the client.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    limit: Duration,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub retry_after: Option<Duration>,
    /// As much of it as came, without secrets.
    pub body: String,
}

impl Http {
    /// A client whose exchanges take at most `limit` each.
    pub fn new(limit: Duration) -> Result<Self, ConfigError> {
        Self::with(limit, |builder| builder)
    }

    /// The same limit, and a client of its own with more to it.
    pub fn again_with(&self, more: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, ConfigError> {
        Self::with(self.limit, more)
    }

    fn with(limit: Duration, more: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, ConfigError> {
        let builder = Client::builder()
            .tls_backend_preconfigured(tls::https()?)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // An idle connection that the server closes under a request would make the outcome unknown.
            .pool_max_idle_per_host(0)
            // Shorter than the limit: whoever could not connect has sent nothing and may try again.
            .connect_timeout(limit / 2)
            .no_proxy()
            .user_agent(concat!("agentmon-notifier/", env!("CARGO_PKG_VERSION")));
        let client = more(builder).build().map_err(|error| {
            ConfigError::Tls(format!("HTTP cannot be set up ({}); report it", chain(&error)))
        })?;
        Ok(Self { client, limit })
    }

    /// Sends one request and reads its answer; `secrets` are taken out of what a peer, or a proxy before it, echoes.
    pub async fn exchange(
        &self,
        peer: &Peer,
        secrets: &[&str],
        request: impl FnOnce(&Client) -> RequestBuilder,
    ) -> Result<Answer, Failure> {
        let exchange = async {
            let sent = request(&self.client).send().await;
            let response = sent.map_err(|error| no_answer(peer, &error.without_url()))?;
            Ok(answer(response, peer.longest, secrets).await)
        };
        match tokio::time::timeout(self.limit, exchange).await {
            Ok(result) => result,
            Err(_) => Err(peer.unanswered(&format!("no answer from {} within {:?}", peer.name, self.limit))),
        }
    }
}

/// No answer came: what that means hangs on whether the request can have left.
fn no_answer(peer: &Peer, error: &reqwest::Error) -> Failure {
    if let Some(refused) = Refused::among_causes_of(error) {
        return Failure::of(Outcome::Final, refused.to_string());
    }
    let Peer { name, .. } = peer;
    let reason = chain(error);
    if error.is_connect() {
        return Failure::of(Outcome::Retry, format!("{name} cannot be reached: {reason}"));
    }
    if error.is_builder() {
        return Failure::of(Outcome::Final, format!("the request to {name} cannot be made: {reason}"));
    }
    peer.unanswered(&format!("the connection to {name} broke ({})", clean(&reason)))
}

async fn answer(mut response: Response, longest: usize, secrets: &[&str]) -> Answer {
    let header = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after = header.and_then(|value| retry_after::parse(value, SystemTime::now()));
    let mut body = Vec::new();
    // A break in the middle leaves a body that cannot be read, which is judged so.
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = longest.saturating_sub(body.len());
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() >= room {
            break;
        }
    }
    let body = String::from_utf8_lossy(&body);
    let retry_after = retry_after.or_else(|| retry_after::in_body(&body));
    Answer { status: response.status(), retry_after, body: masked(&body, secrets) }
}

/// The text without these.
fn masked(text: &str, secrets: &[&str]) -> String {
    secrets
        .iter()
        .filter(|secret| secret.len() > 3)
        .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}

impl Answer {
    /// What it means that this status was not a success: wait, as so many requests are not taken; later, as it was too
    /// early or slow or the server's own fault; or never.
    pub fn outcome(&self) -> Outcome {
        match self.status.as_u16() {
            429 => Outcome::Wait,
            408 | 425 | 500..=599 => Outcome::Retry,
            _ => Outcome::Final,
        }
    }

    /// The failure that a refusal is.
    pub fn refusal(&self, peer: &Peer, outcome: Outcome, reason: &str) -> Failure {
        let reason = if reason.trim().is_empty() { String::new() } else { format!(": {reason}") };
        let mut failure = Failure::of(outcome, format!("{} answered {}{reason}", peer.name, self.status));
        if matches!(outcome, Outcome::Retry | Outcome::Wait) {
            failure.retry_after = self.retry_after;
        }
        failure
    }

    /// The answer when it is a success, else what its status means.
    pub fn accepted(self, peer: &Peer) -> Result<Self, Failure> {
        if self.status.is_success() {
            return Ok(self);
        }
        Err(self.refusal(peer, self.outcome(), &self.body))
    }
}
