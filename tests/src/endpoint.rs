//! What the fakes at the edge of the internet share: a server, what it has seen, and how it fails on command.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::task::JoinHandle;

use crate::fault::{Fault, Faults, Plan};
use crate::socket::{Listener, Socket};

/// The requests that kept the rules, how others broke them, and what is to go wrong.
pub(crate) struct Seen<R> {
    pub(crate) requests: Vec<R>,
    pub(crate) violations: Vec<String>,
    pub(crate) plan: Plan,
}

impl<R> Default for Seen<R> {
    fn default() -> Self {
        Self { requests: Vec::new(), violations: Vec::new(), plan: Plan::default() }
    }
}

/// What the server and its owner share.
pub(crate) struct Memory<R>(Arc<Mutex<Seen<R>>>);

impl<R> Clone for Memory<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R> Default for Memory<R> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<R> Memory<R> {
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut Seen<R>) -> T) -> T {
        look(&mut self.0.lock().expect("no handler panics"))
    }
}

/// A running fake; it ends with its owner.
pub(crate) struct Endpoint<R> {
    address: SocketAddr,
    memory: Memory<R>,
    server: JoinHandle<()>,
}

impl<R: Clone> Endpoint<R> {
    /// Serves `app`, whose handlers write to `memory`.
    pub(crate) async fn start(address: &str, memory: Memory<R>, app: Router) -> io::Result<Self> {
        let listener = Listener::bind(address).await?;
        let address = listener.address();
        let service = app.into_make_service_with_connect_info::<Socket>();
        let server = tokio::spawn(async move {
            // Serving ends only with the task.
            let _ = axum::serve(listener, service).await;
        });
        Ok(Self { address, memory, server })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address, with a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn requests(&self) -> Vec<R> {
        self.memory.with(|seen| seen.requests.clone())
    }

    pub(crate) fn violations(&self) -> Vec<String> {
        self.memory.with(|seen| seen.violations.clone())
    }

    /// Fails the test when a request broke the rules of whom it is a fake.
    pub(crate) fn assert_no_violations(&self, who: &str) {
        let violations = self.violations();
        assert!(violations.is_empty(), "requests that {who} would not take:\n{}", violations.join("\n"));
    }

    /// Fails the next requests like this, one each, before anything else.
    pub(crate) fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.memory.with(|seen| seen.plan.script(faults));
    }

    /// From now on fails requests by chance; the same seed fails the same ones. `None` ends it.
    pub(crate) fn misbehave(&self, faults: Option<Faults>) {
        self.memory.with(|seen| seen.plan.misbehave(faults));
    }

    /// From now on takes so many in each interval.
    pub(crate) fn limit(&self, most: usize, every: Duration) {
        self.memory.with(|seen| seen.plan.limit(most, every));
    }

    /// Forgets requests, violations and faults to come.
    pub(crate) fn reset(&self) {
        self.memory.with(|seen| *seen = Seen::default());
    }
}

impl<R> Drop for Endpoint<R> {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// How a provider words its failures.
pub(crate) struct Manners {
    /// A status, the provider's number for the error and its text.
    pub(crate) refusal: fn(u16, u32, &str) -> Response,
    /// Number and text of 429.
    pub(crate) too_many: (u32, &'static str),
    /// Number and text of 500.
    pub(crate) broken: (u32, &'static str),
    /// The status of what is taken.
    pub(crate) taken: StatusCode,
}

impl Manners {
    /// The answer to a request, of which `ordinary` is what it is where nothing fails.
    pub(crate) async fn answer(&self, fault: Fault, socket: &Socket, ordinary: Response) -> Response {
        match fault {
            Fault::None => ordinary,
            Fault::RateLimited { retry_after } => {
                let mut response = (self.refusal)(429, self.too_many.0, self.too_many.1);
                if let Some(seconds) = retry_after {
                    response.headers_mut().insert("retry-after", seconds.into());
                }
                response
            }
            Fault::ServerError => (self.refusal)(500, self.broken.0, self.broken.1),
            Fault::Refuse { status, code, message } => (self.refusal)(status, code, &message),
            Fault::Say { status, headers, body } => Fault::said(status, &headers, body),
            Fault::Hang => std::future::pending().await,
            Fault::Reset | Fault::LoseAnswer => {
                socket.reset();
                StatusCode::NO_CONTENT.into_response()
            }
            Fault::Slow(delay) => {
                tokio::time::sleep(delay).await;
                ordinary
            }
            Fault::Garbage => (self.taken, "<html><body>It works!</body></html>").into_response(),
        }
    }
}

/// The headers of a request as it came, names in lower case.
pub(crate) fn headers_of(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}
