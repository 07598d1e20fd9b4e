//! One connection to the database: LISTEN, sweep, wait, until the connection is lost or something else is to be done.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::backoff::Backoff;
use super::dispatch::Dispatcher;
use super::pace::Pace;
use super::reconcile::Reconciler;
use super::references;
use super::state::State;
use crate::db::{Db, DbError, Step};

pub const APPLICATION: &str = "agentmon-notifier";
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Delivers over one connection until it is lost, the settings name another database, or the daemon is to stop.
pub async fn run(state: &mut State, backoff: &mut Backoff) -> Result<(), DbError> {
    let db = tokio::select! {
        connected = Db::connect_to_work(&state.database, APPLICATION) => connected?,
        () = state.signals.stop.cancelled() => return Ok(()),
        () = state.signals.reload() => {
            state.reload();
            return Ok(());
        }
    };
    state.service.progress();
    state.dispatcher.register(&db).await?;
    // Before the first sweep: what is committed after that sweep's snapshot is then announced.
    db.listen().await?;
    let kinds = state.dispatcher.kinds().join(",");
    tracing::info!(worker = state.dispatcher.worker(), channels = kinds, "connected to the database");
    tell_problems(&db, state).await?;
    state.status(format!("connected; channels: {}", if kinds.is_empty() { "none" } else { &kinds }));
    let mut sweeper =
        Sweeper { process: Backoff::default(), process_at: Instant::now(), proven: false, taken: 0 };
    let mut reconciler = Reconciler::new(Instant::now());
    let mut pace = Pace::new(Instant::now(), state.config.poll_interval);
    let mut heartbeat = Instant::now() + HEARTBEAT;
    while !state.signals.stop.is_cancelled() {
        state.service.progress();
        state.dispatcher.settle(&db).await?;
        reconciler.settle(&db).await?;
        let now = Instant::now();
        let news = state.dispatcher.take_news();
        if news.failed {
            pace.failed(now);
        }
        if news.unknown {
            reconciler.hurry(now);
        }
        if now >= heartbeat {
            state.dispatcher.register(&db).await?;
            heartbeat = now + HEARTBEAT;
        }
        if now >= pace.next() {
            let quiet = pace.sweeping(now);
            if quiet {
                // Nobody has been heard for a while. A sweep may rightly take long; this may not.
                db.probe().await?;
            }
            let found = sweeper.sweep(&db, &mut state.dispatcher).await?;
            if quiet && !found && pace.is_awake() {
                db.stay_awake(false).await?;
                pace.asleep(Instant::now());
            } else if sweeper.in_a_storm() && !pace.is_awake() && db.stay_awake(true).await? {
                pace.awake();
            }
            let due = if quiet && !found { db.next_due().await? } else { None };
            pace.swept(Instant::now(), found, due);
            // Only now: a server that takes connections and then fails must not be asked in a tight loop.
            if sweeper.proven {
                backoff.reset();
            }
        } else if state.dispatcher.is_hungry() {
            state.dispatcher.claim(&db).await?;
        }
        reconciler.ask(&db, state.dispatcher.lanes()).await?;
        let due = pace.next().min(heartbeat).min(state.dispatcher.next_settle().unwrap_or(heartbeat));
        tokio::select! {
            biased;
            () = state.signals.stop.cancelled() => {}
            () = state.signals.reload() => {
                let before = state.config.send_timeout;
                if state.reload() {
                    // What was claimed here is settled here.
                    let deadline = Instant::now() + before.max(state.config.send_timeout);
                    state.dispatcher.drain(Some(&db), deadline).await?;
                    state.dispatcher.leave(&db).await;
                    db.close().await;
                    return Ok(());
                }
                tell_problems(&db, state).await?;
                // The database learns of new channels at once.
                heartbeat = Instant::now();
                pace.reloaded(heartbeat, state.config.poll_interval);
            }
            error = db.ended() => return Err(error),
            () = state.dispatcher.ended() => {}
            () = reconciler.due() => {}
            () = db.notified() => pace.woken(Instant::now()),
            () = sleep_until(due) => {}
        }
    }
    tracing::info!("stopping: no more claims, waiting for what is on its way");
    let deadline = state.end().drain;
    state.dispatcher.drain(Some(&db), deadline).await?;
    state.dispatcher.leave(&db).await;
    db.close().await;
    Ok(())
}

/// What the database names and this daemon cannot serve: told nobody, an alert would be lost without a word.
async fn tell_problems(db: &Db, state: &State) -> Result<(), DbError> {
    match references::problems(db, &state.config).await {
        Ok(problems) => {
            for problem in problems {
                tracing::warn!("{problem}");
            }
            Ok(())
        }
        Err(error) if error.is_lost() => Err(error),
        Err(error) => {
            tracing::warn!("{error}{}", error.hint());
            Ok(())
        }
    }
}

/// One look at what is to do.
struct Sweeper {
    process: Backoff,
    process_at: Instant,
    /// A whole sweep went through on this connection.
    proven: bool,
    /// Error rows that the last sweep took; one more where the sweep before it took any.
    taken: i64,
}

impl Sweeper {
    /// Routes, claims and starts; whether there was anything.
    async fn sweep(&mut self, db: &Db, dispatcher: &mut Dispatcher) -> Result<bool, DbError> {
        let Step { made, taken } = self.route(db).await?;
        let claimed = dispatcher.claim(db).await?;
        self.proven = true;
        self.taken = if taken > 0 { self.taken.min(1) + taken } else { 0 };
        if made > 0 || claimed > 0 || taken > 0 {
            tracing::debug!(made, taken, claimed, "swept");
        }
        Ok(made > 0 || claimed > 0 || taken > 0)
    }

    /// Errors keep coming. A single one is not worth two more round trips.
    fn in_a_storm(&self) -> bool {
        self.taken > 1
    }

    /// When routing fails for a reason of its own, messages that are routed already still go out.
    async fn route(&mut self, db: &Db) -> Result<Step, DbError> {
        if Instant::now() < self.process_at {
            return Ok(Step::default());
        }
        match db.alert_step().await {
            Ok(step) => {
                self.process.reset();
                Ok(step)
            }
            Err(error) if error.is_lost() => Err(error),
            Err(error) => {
                let wait = self.process.wait();
                self.process_at = Instant::now() + wait;
                tracing::warn!("{error}{}; next attempt in {wait:.1?}", error.hint());
                Ok(Step::default())
            }
        }
    }
}
