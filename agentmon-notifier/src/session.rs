//! The daemon's life: connect, LISTEN, sweep, wait; from the start again whenever the connection is lost.

use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::backoff::Backoff;
use crate::config::{Config, Database};
use crate::db::{Db, DbError};
use crate::dispatch::Dispatcher;
use crate::jobs;
use crate::pace::Pace;

const APPLICATION: &str = "agentmon-notifier";
const HEARTBEAT: Duration = Duration::from_secs(30);
/// At the end, outcomes that could not be written get one more chance of this length.
const LAST_CHANCE: Duration = Duration::from_secs(5);

/// Delivers until `shutdown`, then lets what is on its way arrive.
pub async fn run(
    config: &Config,
    database: &Database,
    mut dispatcher: Dispatcher,
    shutdown: CancellationToken,
) {
    let jobs = config.run_jobs.then(|| tokio::spawn(jobs::run(database.clone(), shutdown.clone())));
    let mut backoff = Backoff::default();
    while !shutdown.is_cancelled() {
        let Err(error) = session(config, database, &mut dispatcher, &mut backoff, &shutdown).await else {
            break;
        };
        let wait = backoff.wait();
        tracing::warn!("{error}{}; next attempt in {wait:.1?}", error.hint());
        // Sends that end meanwhile stay with the dispatcher.
        let _cut_short = timeout(wait, shutdown.cancelled()).await;
    }
    finish(config, database, &mut dispatcher).await;
    if let Some(jobs) = jobs
        && let Err(error) = jobs.await
    {
        tracing::error!(%error, "the jobs ended badly");
    }
    tracing::info!("stopped");
}

/// One connection: until it is lost, or shutdown.
async fn session(
    config: &Config,
    database: &Database,
    dispatcher: &mut Dispatcher,
    backoff: &mut Backoff,
    shutdown: &CancellationToken,
) -> Result<(), DbError> {
    let db = tokio::select! {
        connected = Db::connect(database, APPLICATION) => connected?,
        () = shutdown.cancelled() => return Ok(()),
    };
    let kinds = dispatcher.kinds();
    db.register(dispatcher.worker(), &kinds).await?;
    // Before the first sweep: what is committed after that sweep's snapshot is then announced.
    db.listen().await?;
    tracing::info!(worker = dispatcher.worker(), channels = kinds.join(","), "connected to the database");
    let mut sweeper = Sweeper { process: Backoff::default(), process_at: Instant::now(), proven: false };
    let mut pace = Pace::new(Instant::now(), config.poll_interval);
    let mut heartbeat = Instant::now() + HEARTBEAT;
    while !shutdown.is_cancelled() {
        dispatcher.settle(&db).await?;
        let now = Instant::now();
        if now >= heartbeat {
            db.register(dispatcher.worker(), &kinds).await?;
            heartbeat = now + HEARTBEAT;
        }
        if now >= pace.next() {
            let quiet = pace.sweeping(now);
            if quiet {
                // Nobody has been heard for a while. A sweep may rightly take long; this may not.
                db.probe().await?;
            }
            let found = sweeper.sweep(&db, dispatcher).await?;
            let due = if quiet && !found { db.next_due().await? } else { None };
            pace.swept(Instant::now(), found, due);
            // Only now: a server that takes connections and then fails must not be asked in a tight loop.
            if sweeper.proven {
                backoff.reset();
            }
        } else if dispatcher.is_hungry() {
            dispatcher.claim(&db).await?;
        }
        tokio::select! {
            biased;
            () = shutdown.cancelled() => {}
            error = db.ended() => return Err(error),
            () = dispatcher.ended() => {}
            () = db.notified() => pace.woken(Instant::now()),
            () = sleep_until(pace.next().min(heartbeat)) => {}
        }
    }
    tracing::info!("stopping: no more claims, waiting for what is on its way");
    dispatcher.drain(Some(&db), Instant::now() + config.send_timeout).await?;
    db.close().await;
    Ok(())
}

/// One look at what is to do.
struct Sweeper {
    process: Backoff,
    process_at: Instant,
    /// A whole sweep went through on this connection.
    proven: bool,
}

impl Sweeper {
    /// Routes, claims and starts; whether there was anything.
    async fn sweep(&mut self, db: &Db, dispatcher: &mut Dispatcher) -> Result<bool, DbError> {
        let made = self.route(db).await?;
        let claimed = dispatcher.claim(db).await?;
        self.proven = true;
        if made > 0 || claimed > 0 {
            tracing::debug!(made, claimed, "swept");
        }
        Ok(made > 0 || claimed > 0)
    }

    /// When routing fails for a reason of its own, messages that are routed already still go out.
    async fn route(&mut self, db: &Db) -> Result<i32, DbError> {
        if Instant::now() < self.process_at {
            return Ok(0);
        }
        match db.process_alerts().await {
            Ok(made) => {
                self.process.reset();
                Ok(made)
            }
            Err(error) if error.is_lost() => Err(error),
            Err(error) => {
                let wait = self.process.wait();
                self.process_at = Instant::now() + wait;
                tracing::warn!("{error}{}; next attempt in {wait:.1?}", error.hint());
                Ok(0)
            }
        }
    }
}

/// What a lost connection left: its outcomes are written down if the database can be reached at once.
async fn finish(config: &Config, database: &Database, dispatcher: &mut Dispatcher) {
    if dispatcher.is_idle() {
        return;
    }
    let settled = async {
        dispatcher.drain(None, Instant::now() + config.send_timeout).await?;
        match timeout(LAST_CHANCE, Db::connect(database, APPLICATION)).await {
            Ok(connected) => dispatcher.settle(&connected?).await,
            Err(_) => Err(DbError::Timeout { what: "connecting", limit: LAST_CHANCE }),
        }
    };
    if let Err(error) = settled.await {
        tracing::warn!("{error}{}", error.hint());
    }
    let (in_flight, unsettled) = dispatcher.left();
    if in_flight + unsettled > 0 {
        tracing::warn!(
            in_flight,
            unsettled,
            "stopped with outcomes that the database does not know; leases run out"
        );
    }
}
