//! What has been claimed: sent at once, side by side, outside any transaction, and settled as each send ends.
//!
//! It outlives the connection: sends go on while the database is away, and their outcomes wait here.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

use crate::channel::{Channel, Failure, Message, Outcome, Receipt};
use crate::db::{Claimed, Db, DbError};

/// Messages on their way at a time. No more are claimed than can start now, so that none waits under its lease.
const SLOTS: usize = 8;
/// For how long the database leases a claimed message.
const LEASE: Duration = Duration::from_secs(30);

/// A send that has ended, not yet written down.
#[derive(Debug)]
struct Settlement {
    id: Uuid,
    attempt: i32,
    claimed_at: Instant,
    result: Result<Receipt, Failure>,
}

/// The sends in flight and the outcomes to write down.
#[derive(Debug)]
pub struct Dispatcher {
    worker: String,
    channels: Vec<Arc<Channel>>,
    in_flight: JoinSet<Settlement>,
    unsettled: Vec<Settlement>,
    /// The last claim got all that it asked for: more may wait.
    more: bool,
}

impl Dispatcher {
    /// A dispatcher of these channels; `worker` is the name that it claims under.
    pub fn new(worker: String, channels: Vec<Channel>) -> Self {
        let channels = channels.into_iter().map(Arc::new).collect();
        Self { worker, channels, in_flight: JoinSet::new(), unsettled: Vec::new(), more: false }
    }

    /// The kinds that it can send.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.channels.iter().map(|channel| channel.kind()).collect()
    }

    /// The name that it claims under.
    pub fn worker(&self) -> &str {
        &self.worker
    }

    /// Whether anything is on its way or not written down.
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_empty() && self.unsettled.is_empty()
    }

    /// Whether a slot is free for messages that probably wait.
    pub fn is_hungry(&self) -> bool {
        self.more && self.free() > 0
    }

    fn free(&self) -> usize {
        SLOTS.saturating_sub(self.in_flight.len() + self.unsettled.len())
    }

    /// Claims as many as can start now, and starts them; how many.
    pub async fn claim(&mut self, db: &Db) -> Result<usize, DbError> {
        let free = self.free();
        // A daemon without channels takes nothing away from one that has some.
        if free == 0 || self.channels.is_empty() {
            return Ok(0);
        }
        let claimed_at = Instant::now();
        let claimed = db.claim(&self.worker, i32::try_from(free).unwrap_or(1)).await?;
        let count = claimed.len();
        self.more = count >= free;
        for notification in claimed {
            self.start(notification, claimed_at);
        }
        Ok(count)
    }

    fn start(&mut self, claimed: Claimed, claimed_at: Instant) {
        let Claimed { id, kind, payload, attempt, idempotency_key } = claimed;
        let channel = self.channels.iter().find(|channel| channel.kind() == kind).cloned();
        self.in_flight.spawn(async move {
            let result = match (channel, Message::from_payload(&payload, idempotency_key)) {
                (Some(channel), Ok(message)) => channel.send(&message).await,
                (Some(_), Err(failure)) => Err(failure),
                (None, _) => Err(Failure::of(
                    Outcome::Final,
                    format!(
                        "this daemon has no channel of kind {kind}; configure it, or disable the channel"
                    ),
                )),
            };
            Settlement { id, attempt, claimed_at, result }
        });
    }

    /// Waits for one send to end; for ever when none is on its way.
    pub async fn ended(&mut self) {
        match self.in_flight.join_next().await {
            Some(Ok(settlement)) => self.unsettled.push(settlement),
            // The lease runs out, and the database decides what to do.
            Some(Err(error)) => tracing::error!(%error, "a send ended without an outcome"),
            None => std::future::pending().await,
        }
    }

    /// Writes down every outcome there is. One that cannot be written because the connection is gone stays.
    pub async fn settle(&mut self, db: &Db) -> Result<(), DbError> {
        while let Some(joined) = self.in_flight.try_join_next() {
            match joined {
                Ok(settlement) => self.unsettled.push(settlement),
                Err(error) => tracing::error!(%error, "a send ended without an outcome"),
            }
        }
        while let Some(settlement) = self.unsettled.last() {
            if let Err(error) = write(db, &self.worker, settlement).await {
                let may_succeed = error.is_transient() && settlement.claimed_at.elapsed() < LEASE;
                if error.is_lost() || may_succeed {
                    return Err(error);
                }
                tracing::warn!(
                    notification = %settlement.id, attempt = settlement.attempt, outcome = ?settlement.result,
                    "the database refused the outcome, which is dropped: {error}{}", error.hint()
                );
            }
            self.unsettled.pop();
        }
        Ok(())
    }

    /// Waits for the sends in flight, and settles each as it ends, until `deadline`.
    pub async fn drain(&mut self, db: Option<&Db>, deadline: Instant) -> Result<(), DbError> {
        loop {
            if let Some(db) = db {
                self.settle(db).await?;
            }
            if self.in_flight.is_empty() {
                return Ok(());
            }
            if tokio::time::timeout_at(deadline, self.ended()).await.is_err() {
                return Ok(());
            }
        }
    }

    /// How many are on their way, and how many outcomes wait.
    pub fn left(&self) -> (usize, usize) {
        (self.in_flight.len(), self.unsettled.len())
    }
}

async fn write(db: &Db, worker: &str, settlement: &Settlement) -> Result<(), DbError> {
    let Settlement { id, attempt, .. } = settlement;
    match &settlement.result {
        Ok(receipt) => {
            db.complete(*id, worker, *attempt, receipt).await?;
            tracing::info!(notification = %id, attempt, provider_id = receipt.provider_id, "sent");
        }
        Err(failure) => {
            db.fail(*id, worker, *attempt, failure).await?;
            let outcome = failure.outcome.as_str();
            tracing::warn!(notification = %id, attempt, outcome, "not sent: {}", failure.error);
        }
    }
    Ok(())
}
