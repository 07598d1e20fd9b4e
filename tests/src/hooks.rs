//! A fake receiver of hooks, at the edge of the internet: Slack, PagerDuty, or somebody's own program.
//!
//! Each request is held against the rules of whom it plays ([`Rules`]); what breaks them is refused as that one would,
//! and kept as a violation. On command it misbehaves ([`Fault`]).

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::endpoint::{Endpoint, Manners, Memory, headers_of};
use crate::fault::{Fault, Faults};
use crate::socket::Socket;
use crate::wait::{DEADLINE, eventually};

pub mod pagerduty;
pub mod slack;
pub mod webhook;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Hook {
    /// When.
    pub at: DateTime<Utc>,
    /// GET, POST, …
    pub method: String,
    /// Path and query.
    pub path: String,
    /// In lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// Whether the receiver took it, whether or not the sender got to know.
    pub taken: bool,
}

impl Hook {
    /// The value of a header; empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    fn is_post_of_json(&self) -> bool {
        self.method == "POST" && self.header("content-type").split(';').next() == Some("application/json")
    }
}

/// What a receiver answers: a status and a body.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, body: body.into() }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("the fake uses valid statuses");
        (status, self.body).into_response()
    }
}

/// How the receiver judges a request that is well.
pub type Verdict = Result<Answer, Answer>;

/// Whom the receiver plays.
#[derive(Clone, Debug)]
pub enum Rules {
    /// An incoming webhook of Slack.
    Slack,
    /// The Events API v2 of PagerDuty.
    PagerDuty,
    /// A receiver of Standard Webhooks that has this secret.
    Webhook(&'static str),
}

impl Rules {
    fn judge(&self, hook: &Hook) -> Verdict {
        match self {
            Self::Slack => slack::judge(hook),
            Self::PagerDuty => pagerduty::judge(hook),
            Self::Webhook(secret) => webhook::judge(hook, secret),
        }
    }
}

/// A running receiver; it ends with its owner.
pub struct Hooks {
    rules: Rules,
    endpoint: Endpoint<Hook>,
}

impl Hooks {
    /// On a free port.
    pub async fn start(rules: Rules) -> Self {
        let memory = Memory::default();
        let app = Router::new().fallback(take).with_state((rules.clone(), memory.clone()));
        let endpoint = Endpoint::start("127.0.0.1:0", memory, app).await.expect("127.0.0.1 has a free port");
        Self { rules, endpoint }
    }

    /// Its address, with a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.endpoint.url(path)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.endpoint.address().port()
    }

    /// Every request that kept the rules, also those that were then failed on command.
    #[must_use]
    pub fn requests(&self) -> Vec<Hook> {
        self.endpoint.requests()
    }

    /// What the receiver took.
    #[must_use]
    pub fn taken(&self) -> Vec<Hook> {
        self.requests().into_iter().filter(|hook| hook.taken).collect()
    }

    /// Waits until so many were taken, and returns them.
    pub async fn wait_for(&self, count: usize) -> Vec<Hook> {
        eventually(&format!("{count} hooks at {:?}", self.rules), DEADLINE, async || {
            let taken = self.taken();
            (taken.len() >= count).then_some(taken)
        })
        .await
    }

    /// What requests broke the rules, and how.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.endpoint.violations()
    }

    /// Fails the test when a request broke the rules.
    pub fn assert_no_violations(&self) {
        self.endpoint.assert_no_violations(&format!("{:?}", self.rules));
    }

    /// Answers the next requests like this, one each, before anything else.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.endpoint.script(faults);
    }

    /// From now on fails requests by chance; the same seed fails the same ones. `None` ends it.
    pub fn misbehave(&self, faults: Option<Faults>) {
        self.endpoint.misbehave(faults);
    }

    /// From now on takes so many in each interval, and answers the others with 429 and Retry-After in whole seconds.
    pub fn limit(&self, most: usize, every: Duration) {
        self.endpoint.limit(most, every);
    }
}

const MANNERS: Manners = Manners {
    // None of them has numbers for its refusals.
    refusal: |status, _, message| Answer::new(status, message).into_response(),
    too_many: (0, "rate_limited"),
    broken: (0, "internal error"),
    taken: StatusCode::OK,
};

async fn take(
    State((rules, memory)): State<(Rules, Memory<Hook>)>,
    ConnectInfo(socket): ConnectInfo<Socket>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 16 * 1024 * 1024).await.unwrap_or_default();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut hook = Hook {
        at: Utc::now(),
        method: head.method.to_string(),
        path: head.uri.to_string(),
        headers: headers_of(&head.headers),
        body: text(&body),
        taken: false,
    };
    let answer = match rules.judge(&hook) {
        Ok(answer) => answer,
        Err(refusal) => {
            let violation = format!("{} {}: {refusal:?}; the body was {}", hook.method, hook.path, hook.body);
            memory.with(|seen| seen.violations.push(violation));
            return refusal.into_response();
        }
    };
    let fault = memory.with(|seen| {
        let fault = seen.plan.next();
        hook.taken = fault.takes_the_message_on();
        seen.requests.push(hook);
        fault
    });
    MANNERS.answer(fault, &socket, answer.into_response()).await
}
