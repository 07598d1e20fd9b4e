//! A fake Twilio, at the edge of the internet: the daemon under test believes it speaks with the real one.
//!
//! Each request is held against Twilio's own description of its API ([`spec`]); what breaks it is refused as Twilio
//! would refuse it and kept as a violation. On command it misbehaves in the ways in which providers do ([`Fault`]).

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::fault::Plan;
pub use crate::fault::{Fault, Faults};
use crate::http::headers_of;
use crate::socket::{Listener, Socket};

mod list;
pub mod spec;

use spec::Refusal;

/// The account whose messages the fake takes.
pub const ACCOUNT_SID: &str = "AC0123456789abcdef0123456789abcdef";
/// Its secret.
pub const AUTH_TOKEN: &str = "fedcba9876543210fedcba9876543210";
/// A number of the account, to send from.
pub const FROM: &str = "+15005550006";
/// A number to send to.
pub const TO: &str = "+14155550100";

/// A request that reached the fake and kept the rules.
#[derive(Clone, Debug)]
pub struct Received {
    /// When it came in.
    pub at: DateTime<Utc>,
    /// Recipient.
    pub to: String,
    /// Sender; empty when a messaging service was named instead.
    pub from: String,
    /// The messaging service; empty when a sender was named instead.
    pub service: String,
    /// The text.
    pub body: String,
    /// The request's headers, in lower case.
    pub headers: Vec<(String, String)>,
    /// Given to a message that Twilio took on, whether or not the sender got to know.
    pub sid: Option<String>,
}

impl Received {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Seen {
    received: Vec<Received>,
    lookups: Vec<String>,
    violations: Vec<String>,
    plan: Plan,
    next_sid: u64,
}

struct Shared {
    /// With none, any credentials will do: the demo's.
    auth_token: Option<String>,
    seen: Mutex<Seen>,
    accepted: broadcast::Sender<Received>,
}

/// A running fake; it ends with its owner.
pub struct TwilioFake {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl TwilioFake {
    /// On a free port, for [`ACCOUNT_SID`] and [`AUTH_TOKEN`].
    pub async fn start() -> Self {
        Self::listen("127.0.0.1:0", Some(AUTH_TOKEN)).await.expect("127.0.0.1 has a free port")
    }

    /// On an address; without a token any credentials will do.
    pub async fn listen(address: &str, auth_token: Option<&str>) -> std::io::Result<Self> {
        let listener = Listener::bind(address).await?;
        let address = listener.address();
        let shared = Arc::new(Shared {
            auth_token: auth_token.map(str::to_owned),
            seen: Mutex::default(),
            accepted: broadcast::channel(1024).0,
        });
        let app = Router::new()
            .route(
                "/2010-04-01/Accounts/{account_sid}/Messages.json",
                post(create_message).get(list_messages),
            )
            .fallback(|| async {
                Refusal::new(404, 20404, "The requested resource was not found").into_response()
            })
            .with_state(Arc::clone(&shared));
        let service = app.into_make_service_with_connect_info::<Socket>();
        let server = tokio::spawn(async move {
            // Serving ends only with the task.
            let _ = axum::serve(listener, service).await;
        });
        Ok(Self { address, shared, server })
    }

    /// What to give as TWILIO_API_BASE_URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request that kept the rules, also those that were then failed on command.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.seen(|seen| seen.received.clone())
    }

    /// The messages that Twilio took on: what a telephone would have shown.
    #[must_use]
    pub fn messages(&self) -> Vec<Received> {
        self.requests().into_iter().filter(|received| received.sid.is_some()).collect()
    }

    /// The queries with which the list of messages was asked for.
    #[must_use]
    pub fn lookups(&self) -> Vec<String> {
        self.seen(|seen| seen.lookups.clone())
    }

    /// Messages as they are taken on, from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Received> {
        self.shared.accepted.subscribe()
    }

    /// What requests broke the rules, and how.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.seen(|seen| seen.violations.clone())
    }

    /// Fails the test when a request broke Twilio's rules.
    pub fn assert_no_violations(&self) {
        let violations = self.violations();
        assert!(violations.is_empty(), "requests that Twilio would not take:\n{}", violations.join("\n"));
    }

    /// Answers the next requests like this, one each, before anything else.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.seen(|seen| seen.plan.script(faults));
    }

    /// From now on fails requests by chance; the same seed fails the same ones. `None` ends it.
    pub fn misbehave(&self, faults: Option<Faults>) {
        self.seen(|seen| seen.plan.misbehave(faults));
    }

    /// Forgets requests, violations and faults to come.
    pub fn reset(&self) {
        self.seen(|seen| *seen = Seen { next_sid: seen.next_sid, ..Seen::default() });
    }

    fn seen<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.shared.seen.lock().expect("no handler panics"))
    }
}

impl Drop for TwilioFake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn create_message(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(socket): ConnectInfo<Socket>,
    Path(account_sid): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let form = match spec::check(&account_sid, shared.auth_token.as_deref(), &headers, &body) {
        Ok(form) => form,
        Err(refusal) => {
            shared.seen.lock().expect("no handler panics").violations.push(refusal.describe(&body));
            return refusal.into_response();
        }
    };
    let field = |name: &str| form.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut received = Received {
        at: Utc::now(),
        to: field("To"),
        from: field("From"),
        service: field("MessagingServiceSid"),
        body: field("Body"),
        headers: headers_of(&headers),
        sid: None,
    };
    let fault = {
        let mut seen = shared.seen.lock().expect("no handler panics");
        let fault = seen.plan.next();
        if fault.takes_the_message_on() {
            seen.next_sid += 1;
            received.sid = Some(format!("SM{:032x}", seen.next_sid));
        }
        seen.received.push(received.clone());
        fault
    };
    if received.sid.is_some() {
        // An error means that nobody listens.
        let _ = shared.accepted.send(received.clone());
    }
    match fault {
        Fault::None => created(&account_sid, &received),
        Fault::RateLimited { retry_after } => {
            let mut response = Refusal::new(429, 20429, "Too Many Requests").into_response();
            if let Some(seconds) = retry_after {
                response.headers_mut().insert("retry-after", seconds.into());
            }
            response
        }
        Fault::ServerError => Refusal::new(500, 20500, "Internal Server Error").into_response(),
        Fault::Refuse { status, code, message } => Refusal::new(status, code, &message).into_response(),
        Fault::Say { status, headers, body } => Fault::said(status, &headers, body),
        Fault::Hang => std::future::pending().await,
        Fault::Reset | Fault::LoseAnswer => {
            socket.reset();
            StatusCode::NO_CONTENT.into_response()
        }
        Fault::Slow(delay) => {
            tokio::time::sleep(delay).await;
            created(&account_sid, &received)
        }
        Fault::Garbage => (StatusCode::CREATED, "<html><body>It works!</body></html>").into_response(),
    }
}

async fn list_messages(
    State(shared): State<Arc<Shared>>,
    Path(account_sid): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let mut seen = shared.seen.lock().expect("no handler panics");
    let asked = spec::check_query(&account_sid, shared.auth_token.as_deref(), &headers, &query);
    let page = asked.and_then(|parameters| list::page(&account_sid, &query, &parameters, &seen.received));
    match page {
        Ok(page) => {
            seen.lookups.push(query);
            axum::Json(page).into_response()
        }
        Err(refusal) => {
            seen.violations.push(refusal.describe(query.as_bytes()));
            refusal.into_response()
        }
    }
}

/// The answer to a message that was taken on.
fn created(account_sid: &str, received: &Received) -> Response {
    (StatusCode::CREATED, axum::Json(resource(account_sid, received, false))).into_response()
}

/// A message with every field of Twilio's description, in the queue or sent.
fn resource(account_sid: &str, received: &Received, sent: bool) -> Value {
    let sid = received.sid.as_deref().unwrap_or_default();
    let date = received.at.to_rfc2822();
    let uri = format!("/2010-04-01/Accounts/{account_sid}/Messages/{sid}");
    json!({
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "body": received.body,
        "date_created": date,
        "date_sent": sent.then_some(&date),
        "date_updated": date,
        "direction": "outbound-api",
        "error_code": null,
        "error_message": null,
        "from": (!received.from.is_empty()).then_some(&received.from),
        "messaging_service_sid": (!received.service.is_empty()).then_some(&received.service),
        "num_media": "0",
        "num_segments": "1",
        "price": null,
        "price_unit": null,
        "sid": sid,
        "status": if sent { "sent" } else { "queued" },
        "subresource_uris": {"media": format!("{uri}/Media.json")},
        "to": received.to,
        "uri": format!("{uri}.json"),
    })
}
