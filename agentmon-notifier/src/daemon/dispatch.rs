//! What has been claimed: sent at once, side by side, outside any transaction, and settled as each send ends.
//!
//! It outlives the connection: sends go on while the database is away, and their outcomes wait here.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

use super::lane::Lane;
use crate::channel::{Attempt, Channel, Failure, Message, Outcome, Receipt};
use crate::db::{Claimed, DEFAULT_LEASE, Db, DbError};

/// For writing down what became of a message; of a short lease a quarter.
const MARGIN: Duration = Duration::from_secs(2);

/// After so long an outcome whose message somebody held is said again.
const HELD_RETRY: Duration = Duration::from_secs(5);

/// A send that has ended, not yet written down.
#[derive(Debug)]
struct Settlement {
    id: Uuid,
    worker: Arc<str>,
    channel: String,
    attempt: i32,
    /// When its lease runs out.
    held_until: Instant,
    sent: Attempt,
    /// Its place in the lane, free again when the outcome is written down, dropped or put aside.
    slot: Option<OwnedSemaphorePermit>,
}

/// The lanes, the sends in flight and the outcomes to write down.
#[derive(Debug)]
pub struct Dispatcher {
    worker: String,
    send_timeout: Duration,
    lanes: Vec<Lane>,
    /// Workers that the database knows and that serve nothing any more.
    retired: Vec<Arc<str>>,
    in_flight: JoinSet<Settlement>,
    unsettled: Vec<Settlement>,
    /// Outcomes whose messages an open transaction holds, and when to say them again. Nobody else can claim these
    /// messages meanwhile, so they are true for as long as it takes.
    put_aside: Vec<Settlement>,
    put_aside_until: Option<Instant>,
    news: News,
}

/// What was written down since somebody last asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct News {
    /// A message was not sent: it is due again later, or something takes its place.
    pub failed: bool,
    /// Nobody knows whether one was sent.
    pub unknown: bool,
}

impl Dispatcher {
    /// A dispatcher of these channels; `worker` is the daemon's name.
    pub fn new(worker: String, channels: Vec<Channel>, send_timeout: Duration) -> Self {
        let lanes = channels.into_iter().map(|channel| Lane::new(&worker, channel)).collect();
        Self {
            worker,
            send_timeout,
            lanes,
            retired: Vec::new(),
            in_flight: JoinSet::new(),
            unsettled: Vec::new(),
            put_aside: Vec::new(),
            put_aside_until: None,
            news: News::default(),
        }
    }

    /// Sends with these channels from here on. What is on its way goes on with the settings that it began with.
    pub fn replace(&mut self, channels: Vec<Channel>, send_timeout: Duration) {
        self.send_timeout = send_timeout;
        let mut old = std::mem::take(&mut self.lanes);
        for channel in channels {
            let known = old.iter().position(|lane| lane.kind() == channel.kind());
            self.lanes.push(match known {
                Some(at) => old.swap_remove(at).renewed(channel),
                None => Lane::new(&self.worker, channel),
            });
        }
        self.retired.extend(old.iter().map(|lane| Arc::clone(lane.worker())));
        self.retired.retain(|worker| self.lanes.iter().all(|lane| lane.worker() != worker));
    }

    /// The kinds that it can send.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.lanes.iter().map(Lane::kind).collect()
    }

    /// The daemon's name.
    pub fn worker(&self) -> &str {
        &self.worker
    }

    /// The lanes.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// Whether a lane has a slot free for messages that probably wait.
    pub fn is_hungry(&self) -> bool {
        self.lanes.iter().any(|lane| lane.more && lane.free() > 0)
    }

    /// What was written down since the last call.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    /// Tells the database that this daemon lives, and what each lane serves.
    pub async fn register(&self, db: &Db) -> Result<(), DbError> {
        db.register(&self.workers()).await
    }

    /// Tells the database that it stops because it was told to, so that nobody misses it.
    pub async fn leave(&self, db: &Db) {
        let names: Vec<_> = self.workers().into_iter().map(|(worker, _)| worker).collect();
        if let Err(error) = db.leave(&names).await {
            tracing::warn!("{error}{}; the database will miss this daemon", error.hint());
        }
    }

    /// The names under which it is registered, each with the kind that it serves.
    fn workers(&self) -> Vec<(&str, &str)> {
        let lanes = self.lanes.iter().map(|lane| (&**lane.worker(), lane.kind()));
        let mut workers: Vec<_> = lanes.chain(self.retired.iter().map(|worker| (&**worker, ""))).collect();
        if self.lanes.is_empty() {
            // It runs jobs, and shows.
            workers.push((&self.worker, ""));
        }
        workers
    }

    /// Claims as many as can start now, and starts them; how many.
    pub async fn claim(&mut self, db: &Db) -> Result<usize, DbError> {
        let wanted: Vec<_> = self
            .lanes
            .iter()
            .filter(|lane| lane.free() > 0)
            .map(|lane| (&**lane.worker(), i32::try_from(lane.free()).unwrap_or(1)))
            .collect();
        if wanted.is_empty() {
            return Ok(0);
        }
        let claimed_at = Instant::now();
        let claimed = db.claim(&wanted).await?;
        let count = claimed.len();
        let since_claim = claimed_at.elapsed();
        let shortest = claimed.iter().map(|one| one.lease).min().unwrap_or(DEFAULT_LEASE);
        let in_time = time_to_send(since_claim, shortest, self.send_timeout);
        for lane in self.lanes.iter_mut().filter(|lane| lane.free() > 0) {
            let got = claimed.iter().filter(|one| *one.worker == **lane.worker()).count();
            lane.more = in_time.is_some() && got >= lane.free();
        }
        let Some(time) = in_time else {
            tracing::warn!(
                count,
                "the database took too long over a claim to send before its leases run out; they are left to that"
            );
            return Ok(count);
        };
        let mut strays = 0;
        for notification in claimed {
            strays += usize::from(!self.start(notification, claimed_at, time));
        }
        if strays > 0 {
            // The database gives a worker that it does not know messages of every kind.
            tracing::warn!(
                strays,
                "this daemon was not registered any more and claimed what it cannot send; the leases run out"
            );
            self.register(db).await?;
        }
        Ok(count)
    }

    /// Starts a send, unless this daemon has no channel for it, or no slot: then its lease runs out, and a daemon that
    /// has them takes it.
    fn start(&mut self, claimed: Claimed, claimed_at: Instant, time: Duration) -> bool {
        let Claimed { id, worker, channel: name, kind, payload, attempt, idempotency_key, lease } = claimed;
        let Some(lane) = self.lanes.iter().find(|lane| lane.kind() == kind) else { return false };
        let Some(slot) = lane.take() else { return false };
        let channel = lane.channel();
        self.in_flight.spawn(async move {
            let sent = match Message::from_payload(&payload, idempotency_key) {
                // The channel has a limit of its own, which is shorter but where the lease is short.
                Ok(message) => {
                    tokio::time::timeout(time, channel.send(&message)).await.unwrap_or_else(|_| {
                        Err(Failure::of(
                            Outcome::Unknown,
                            format!("no answer within the {time:?} that its lease leaves"),
                        ))
                        .into()
                    })
                }
                Err(failure) => Err(failure).into(),
            };
            let held_until = claimed_at + lease;
            Settlement {
                id,
                worker: worker.into(),
                channel: name,
                attempt,
                held_until,
                sent,
                slot: Some(slot),
            }
        });
        true
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
        if self.put_aside_until.is_some_and(|until| until <= Instant::now()) {
            self.take_up();
        }
        while let Some(settlement) = self.unsettled.last() {
            match write(db, settlement).await {
                Ok(()) => self.news.add(&settlement.sent.result),
                Err(error) if error.is_held() => {
                    tracing::warn!(
                        notification = %settlement.id, channel = settlement.channel, attempt = settlement.attempt,
                        "{error}; its outcome is said again in {HELD_RETRY:?}, the others go on"
                    );
                    if let Some(mut settlement) = self.unsettled.pop() {
                        settlement.slot = None;
                        self.put_aside.push(settlement);
                    }
                    self.put_aside_until = Some(Instant::now() + HELD_RETRY);
                    continue;
                }
                Err(error) => {
                    let may_succeed = error.is_transient() && Instant::now() < settlement.held_until;
                    if error.is_lost() || may_succeed {
                        return Err(error);
                    }
                    tracing::warn!(
                        notification = %settlement.id, channel = settlement.channel, attempt = settlement.attempt,
                        outcome = ?settlement.sent,
                        "the database refused the outcome, which is dropped: {error}{}", error.hint()
                    );
                }
            }
            self.unsettled.pop();
        }
        Ok(())
    }

    /// When outcomes that were put aside are to be settled.
    pub fn next_settle(&self) -> Option<Instant> {
        self.put_aside_until
    }

    /// Has the next settle() say what was put aside.
    fn take_up(&mut self) {
        self.unsettled.append(&mut self.put_aside);
        self.put_aside_until = None;
    }

    /// Waits for the sends in flight, and settles each as it ends, until `deadline`.
    pub async fn drain(&mut self, db: Option<&Db>, deadline: Instant) -> Result<(), DbError> {
        self.take_up();
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
        (self.in_flight.len(), self.unsettled.len() + self.put_aside.len())
    }
}

/// How long a send may take that begins this long after its claim, so that its outcome is written down before another
/// daemon may begin the same; none where too little is left of the lease to begin.
fn time_to_send(since_claim: Duration, lease: Duration, send_timeout: Duration) -> Option<Duration> {
    let left = lease.checked_sub(since_claim + MARGIN.min(lease / 4))?;
    (left >= send_timeout.min(lease / 2)).then_some(left)
}

impl News {
    fn add(&mut self, result: &Result<Receipt, Failure>) {
        if let Err(failure) = result {
            self.failed = true;
            self.unknown |= failure.outcome == Outcome::Unknown;
        }
    }
}

async fn write(db: &Db, settlement: &Settlement) -> Result<(), DbError> {
    let Settlement { id, worker, channel, attempt, .. } = settlement;
    if let Some(progress) = &settlement.sent.progress {
        db.note_progress(*id, worker, *attempt, progress).await?;
    }
    match &settlement.sent.result {
        Ok(receipt) => {
            db.complete(*id, worker, *attempt, receipt).await?;
            tracing::info!(notification = %id, channel, attempt, provider_id = receipt.provider_id, "sent");
        }
        Err(failure) => {
            db.fail(*id, worker, *attempt, failure).await?;
            let outcome = failure.outcome.as_str();
            if matches!(failure.outcome, Outcome::Wait | Outcome::Later) {
                tracing::info!(notification = %id, channel, attempt, outcome, "not sent yet: {}", failure.error);
            } else {
                tracing::warn!(notification = %id, channel, attempt, outcome, "not sent: {}", failure.error);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_that_another_daemon_may_be_sending_before_it_ends() {
        let ms = Duration::from_millis;
        for (since_claim, lease, send_timeout, expected) in [
            (0, 30_000, 20_000, Some(28_000)),
            (8_000, 30_000, 20_000, Some(20_000)),
            // Half of the lease has to do.
            (13_000, 30_000, 20_000, Some(15_000)),
            (13_001, 30_000, 20_000, None),
            (18_000, 30_000, 10_000, Some(10_000)),
            (18_001, 30_000, 10_000, None),
            (40_000, 30_000, 1_000, None),
            // What a DBA has set shorter, or longer.
            (0, 10_000, 15_000, Some(8_000)),
            (3_000, 10_000, 15_000, Some(5_000)),
            (3_001, 10_000, 15_000, None),
            (0, 2_000, 15_000, Some(1_500)),
            (60_000, 300_000, 15_000, Some(238_000)),
        ] {
            assert_eq!(
                time_to_send(ms(since_claim), ms(lease), ms(send_timeout)),
                expected.map(ms),
                "{since_claim} {lease} {send_timeout}"
            );
        }
    }
}
