//! A fake Twilio, at the edge of the internet: the daemon under test believes it speaks with the real one.
//!
//! Each request is held against Twilio's own description of its API ([`spec`]); what breaks it is refused as Twilio
//! would refuse it and kept as a violation. On command it misbehaves in the ways in which providers do ([`Fault`]).

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
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

use crate::endpoint::{Endpoint, Manners, Memory, headers_of};
pub use crate::fault::{Fault, Faults};
use crate::socket::Socket;

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

struct Shared {
    /// With none, any credentials will do: the demo's.
    auth_token: Option<String>,
    memory: Memory<Received>,
    lookups: Mutex<Vec<String>>,
    sids: AtomicU64,
    accepted: broadcast::Sender<Received>,
}

/// A running fake; it ends with its owner.
pub struct TwilioFake {
    shared: Arc<Shared>,
    endpoint: Endpoint<Received>,
}

impl TwilioFake {
    /// On a free port, for [`ACCOUNT_SID`] and [`AUTH_TOKEN`].
    pub async fn start() -> Self {
        Self::listen("127.0.0.1:0", Some(AUTH_TOKEN)).await.expect("127.0.0.1 has a free port")
    }

    /// On an address; without a token any credentials will do.
    pub async fn listen(address: &str, auth_token: Option<&str>) -> std::io::Result<Self> {
        let memory = Memory::default();
        let shared = Arc::new(Shared {
            auth_token: auth_token.map(str::to_owned),
            memory: memory.clone(),
            lookups: Mutex::default(),
            sids: AtomicU64::new(1),
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
        Ok(Self { shared, endpoint: Endpoint::start(address, memory, app).await? })
    }

    /// What to give as TWILIO_API_BASE_URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.endpoint.url("")
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.endpoint.address()
    }

    /// Every request that kept the rules, also those that were then failed on command.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.endpoint.requests()
    }

    /// The messages that Twilio took on: what a telephone would have shown.
    #[must_use]
    pub fn messages(&self) -> Vec<Received> {
        self.requests().into_iter().filter(|received| received.sid.is_some()).collect()
    }

    /// The queries with which the list of messages was asked for.
    #[must_use]
    pub fn lookups(&self) -> Vec<String> {
        self.shared.lookups.lock().expect("no handler panics").clone()
    }

    /// Messages as they are taken on, from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Received> {
        self.shared.accepted.subscribe()
    }

    /// What requests broke the rules, and how.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.endpoint.violations()
    }

    /// Fails the test when a request broke Twilio's rules.
    pub fn assert_no_violations(&self) {
        self.endpoint.assert_no_violations("Twilio");
    }

    /// Answers the next requests like this, one each, before anything else.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.endpoint.script(faults);
    }

    /// From now on fails requests by chance; the same seed fails the same ones. `None` ends it.
    pub fn misbehave(&self, faults: Option<Faults>) {
        self.endpoint.misbehave(faults);
    }

    /// Forgets requests, violations and faults to come.
    pub fn reset(&self) {
        self.endpoint.reset();
        self.shared.lookups.lock().expect("no handler panics").clear();
    }
}

const MANNERS: Manners = Manners {
    refusal: |status, code, message| Refusal::new(status, code, message).into_response(),
    too_many: (20429, "Too Many Requests"),
    broken: (20500, "Internal Server Error"),
    taken: StatusCode::CREATED,
};

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
            shared.memory.with(|seen| seen.violations.push(refusal.describe(&body)));
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
    let fault = shared.memory.with(|seen| {
        let fault = seen.plan.next();
        if fault.takes_the_message_on() {
            received.sid = Some(format!("SM{:032x}", shared.sids.fetch_add(1, Ordering::Relaxed)));
        }
        seen.requests.push(received.clone());
        fault
    });
    if received.sid.is_some() {
        // An error means that nobody listens.
        let _ = shared.accepted.send(received.clone());
    }
    MANNERS.answer(fault, &socket, created(&account_sid, &received)).await
}

async fn list_messages(
    State(shared): State<Arc<Shared>>,
    Path(account_sid): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let asked = spec::check_query(&account_sid, shared.auth_token.as_deref(), &headers, &query);
    let page = shared.memory.with(|seen| {
        asked.and_then(|parameters| list::page(&account_sid, &query, &parameters, &seen.requests))
    });
    match page {
        Ok(page) => {
            shared.lookups.lock().expect("no handler panics").push(query);
            axum::Json(page).into_response()
        }
        Err(refusal) => {
            shared.memory.with(|seen| seen.violations.push(refusal.describe(query.as_bytes())));
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
