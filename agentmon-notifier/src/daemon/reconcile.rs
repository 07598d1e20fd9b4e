//! Messages whose outcome nobody knows: looked up on the provider's own list, and reported to the database, which
//! decides what they have become.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};
use uuid::Uuid;

use super::lane::Lane;
use crate::channel::{Channel, Failure, Message, Outcome};
use crate::db::{Db, DbError, Unknown};

/// Between two questions to the database, which knows when each message may be looked up again.
const INTERVAL: Duration = Duration::from_secs(30);
/// After a send that ended so: providers list a message within moments.
const SOON: Duration = Duration::from_secs(2);
/// Before a database whose extension does not know of lookups yet is asked again.
const UPGRADE: Duration = Duration::from_secs(3600);
/// Looked up for each lane at a time.
const MOST: i32 = 8;
/// A list may have many pages; one that does not come in this time is asked for again later.
const LIMIT: Duration = Duration::from_secs(60);

/// What the provider's list holds.
#[derive(Debug)]
struct Found {
    id: Uuid,
    worker: String,
    /// None where a kind of channel has no such list.
    result: Result<Option<Vec<String>>, Failure>,
}

/// The lookups under way, and when to ask for more.
#[derive(Debug)]
pub struct Reconciler {
    next: Instant,
    lookups: JoinSet<Found>,
    found: Vec<Found>,
    is_supported: bool,
}

impl Reconciler {
    /// The first question is due at once: a daemon that is gone may have left some.
    pub fn new(now: Instant) -> Self {
        Self { next: now, lookups: JoinSet::new(), found: Vec::new(), is_supported: true }
    }

    /// A send has just ended without a known outcome.
    pub fn hurry(&mut self, now: Instant) {
        if self.is_supported {
            self.next = self.next.min(now + SOON);
        }
    }

    /// Asks for what is to be looked up, when it is time, and begins the lookups. One round at a time.
    pub async fn ask(&mut self, db: &Db, lanes: &[Lane]) -> Result<(), DbError> {
        if Instant::now() < self.next || !self.lookups.is_empty() {
            return Ok(());
        }
        self.next = Instant::now() + INTERVAL;
        let workers: Vec<_> = lanes.iter().map(|lane| &**lane.worker()).collect();
        if workers.is_empty() {
            return Ok(());
        }
        let unknown = match db.unknown(&workers, MOST).await {
            Ok(unknown) => unknown,
            Err(error) if error.is_lost() => return Err(error),
            Err(error) if error.is_missing() => {
                self.is_supported = false;
                self.next = Instant::now() + UPGRADE;
                return Ok(());
            }
            Err(error) => {
                tracing::warn!("{error}{}", error.hint());
                return Ok(());
            }
        };
        for one in unknown {
            if let Some(lane) = lanes.iter().find(|lane| lane.kind() == one.kind) {
                self.lookups.spawn(look_up(lane.channel(), one));
            }
        }
        Ok(())
    }

    /// Ends when something is to be done here: a lookup has ended, or it is time to ask.
    pub async fn due(&mut self) {
        if self.lookups.is_empty() {
            return sleep_until(self.next).await;
        }
        match self.lookups.join_next().await {
            Some(Ok(found)) => self.found.push(found),
            Some(Err(error)) => tracing::error!(%error, "a lookup ended without a result"),
            None => {}
        }
    }

    /// Reports what was found. What cannot be reported is looked up again in a later round.
    pub async fn settle(&mut self, db: &Db) -> Result<(), DbError> {
        while let Some(Found { id, worker, result }) = self.found.pop() {
            match result {
                Ok(None) => {}
                Err(failure) => {
                    tracing::warn!(notification = %id, "its outcome cannot be looked up: {}", failure.error);
                }
                Ok(Some(ids)) => match db.settle_unknown(id, &worker, &ids).await {
                    Ok(state) => {
                        let found = ids.len();
                        tracing::info!(notification = %id, found, state, "looked up a message of unknown outcome");
                    }
                    Err(error) if error.is_lost() => return Err(error),
                    Err(error) => {
                        tracing::warn!(notification = %id, "the outcome is not settled: {error}{}", error.hint());
                    }
                },
            }
        }
        Ok(())
    }
}

async fn look_up(channel: Arc<Channel>, unknown: Unknown) -> Found {
    let Unknown { id, worker, payload, idempotency_key, attempted_at, .. } = unknown;
    let result = match Message::from_payload(&payload, idempotency_key) {
        Ok(message) => match timeout(LIMIT, channel.find(&message, attempted_at)).await {
            Ok(result) => result,
            Err(_) => {
                Err(Failure::of(Outcome::Retry, format!("no answer from the provider within {LIMIT:?}")))
            }
        },
        Err(failure) => Err(failure),
    };
    Found { id, worker, result }
}
