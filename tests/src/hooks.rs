//! A fake receiver of hooks, at the edge of the internet: Slack, PagerDuty, or somebody's own program.
//!
//! Each request is held against the rules of whom it plays ([`Rules`]); what breaks them is refused as that one would,
//! and kept as a violation. On command it misbehaves ([`Fault`]).

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::fault::{Fault, Faults, Plan};
use crate::http::headers_of;
use crate::socket::{Listener, Socket};
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

#[derive(Default)]
struct Seen {
    hooks: Vec<Hook>,
    violations: Vec<String>,
    plan: Plan,
}

struct Shared {
    rules: Rules,
    seen: Mutex<Seen>,
}

/// A running receiver; it ends with its owner.
pub struct Hooks {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Hooks {
    /// On a free port.
    pub async fn start(rules: Rules) -> Self {
        let listener = Listener::bind("127.0.0.1:0").await.expect("127.0.0.1 has a free port");
        let address = listener.address();
        let shared = Arc::new(Shared { rules, seen: Mutex::default() });
        let app = Router::new().fallback(take).with_state(Arc::clone(&shared));
        let service = app.into_make_service_with_connect_info::<Socket>();
        let server = tokio::spawn(async move {
            // Serving ends only with the task.
            let _ = axum::serve(listener, service).await;
        });
        Self { address, shared, server }
    }

    /// Its address, with a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Every request that kept the rules, also those that were then failed on command.
    #[must_use]
    pub fn requests(&self) -> Vec<Hook> {
        self.seen(|seen| seen.hooks.clone())
    }

    /// What the receiver took.
    #[must_use]
    pub fn taken(&self) -> Vec<Hook> {
        self.requests().into_iter().filter(|hook| hook.taken).collect()
    }

    /// Waits until so many were taken, and returns them.
    pub async fn wait_for(&self, count: usize) -> Vec<Hook> {
        eventually(&format!("{count} hooks at {:?}", self.shared.rules), DEADLINE, async || {
            let taken = self.taken();
            (taken.len() >= count).then_some(taken)
        })
        .await
    }

    /// What requests broke the rules, and how.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.seen(|seen| seen.violations.clone())
    }

    /// Fails the test when a request broke the rules.
    pub fn assert_no_violations(&self) {
        let violations = self.violations();
        assert!(
            violations.is_empty(),
            "requests that {:?} would not take:\n{}",
            self.shared.rules,
            violations.join("\n")
        );
    }

    /// Answers the next requests like this, one each, before anything else.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.seen(|seen| seen.plan.script(faults));
    }

    /// From now on fails requests by chance; the same seed fails the same ones. `None` ends it.
    pub fn misbehave(&self, faults: Option<Faults>) {
        self.seen(|seen| seen.plan.misbehave(faults));
    }

    /// From now on takes so many in each interval, and answers the others with 429 and Retry-After in whole seconds.
    pub fn limit(&self, most: usize, every: Duration) {
        self.seen(|seen| seen.plan.limit(most, every));
    }

    fn seen<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.shared.seen.lock().expect("no handler panics"))
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn take(
    State(shared): State<Arc<Shared>>,
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
    let answer = match shared.rules.judge(&hook) {
        Ok(answer) => answer,
        Err(refusal) => {
            let violation = format!("{} {}: {refusal:?}; the body was {}", hook.method, hook.path, hook.body);
            shared.seen.lock().expect("no handler panics").violations.push(violation);
            return refusal.into_response();
        }
    };
    let fault = {
        let mut seen = shared.seen.lock().expect("no handler panics");
        let fault = seen.plan.next();
        hook.taken = fault.takes_the_message_on();
        seen.hooks.push(hook);
        fault
    };
    match fault {
        Fault::None => answer.into_response(),
        Fault::RateLimited { retry_after } => {
            let mut response = Answer::new(429, "rate_limited").into_response();
            if let Some(seconds) = retry_after {
                response.headers_mut().insert("retry-after", seconds.into());
            }
            response
        }
        Fault::ServerError => Answer::new(500, "internal error").into_response(),
        Fault::Refuse { status, message, .. } => Answer::new(status, message).into_response(),
        Fault::Say { status, headers, body } => Fault::said(status, &headers, body),
        Fault::Hang => std::future::pending().await,
        Fault::Reset | Fault::LoseAnswer => {
            socket.reset();
            StatusCode::NO_CONTENT.into_response()
        }
        Fault::Slow(delay) => {
            tokio::time::sleep(delay).await;
            answer.into_response()
        }
        Fault::Garbage => Answer::new(200, "<html><body>It works!</body></html>").into_response(),
    }
}
