//! The daemon's life: sessions with the database one after the other, new settings in between, and an end within a
//! bound.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::backoff::Backoff;
use crate::config::settings::WORKER;
use crate::config::{Config, Database, Flags, ProcessEnv};
use crate::db::{Db, DbError};
use crate::dispatch::Dispatcher;
use crate::logs::Logs;
use crate::plan::{Plan, same_database};
use crate::signals::Signals;
use crate::systemd::Service;
use crate::{jobs, session};

/// At the end, outcomes that could not be written get one more chance of this length, on a new connection.
const LAST_CHANCE: Duration = Duration::from_secs(5);

/// What a daemon has as long as it runs; connections come and go.
pub struct Life {
    pub config: Config,
    pub database: Database,
    pub dispatcher: Dispatcher,
    pub signals: Signals,
    pub service: Service,
    flags: Flags,
    logs: Logs,
    /// How it stands, for the service manager.
    state: String,
    /// How long a stop may take; also looked at while a session has the rest of this.
    bound: watch::Sender<Duration>,
    jobs: JoinSet<()>,
    stop_jobs: CancellationToken,
}

/// The steps of a stop in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Until here, what is on its way may arrive.
    pub drain: Instant,
    /// Here a connection that still does not answer is given up for a new one.
    cut: Instant,
    /// Here it is over.
    over: Instant,
}

impl End {
    fn of(stopped_at: Instant, bound: Duration) -> Self {
        let chance = LAST_CHANCE.min(bound / 2);
        let over = stopped_at + bound;
        Self { drain: over - chance, cut: over - chance * 4 / 5, over }
    }
}

impl Life {
    pub fn new(plan: Plan, flags: Flags, logs: Logs, signals: Signals) -> Self {
        let Plan { config, database, channels } = plan;
        Self {
            dispatcher: Dispatcher::new(config.worker.clone(), channels, config.send_timeout),
            service: Service::start(),
            state: "connecting to the database".to_owned(),
            bound: watch::Sender::new(config.shutdown_timeout),
            jobs: JoinSet::new(),
            stop_jobs: signals.stop.child_token(),
            config,
            database,
            signals,
            flags,
            logs,
        }
    }

    /// Delivers until it is to stop, then lets what is on its way arrive.
    pub async fn run(mut self) {
        self.start_jobs();
        self.service.ready(&self.state);
        let signals = self.signals.clone();
        tokio::select! {
            biased;
            () = signals.at_once.cancelled() => tracing::warn!("told to stop a second time: stopping at once"),
            () = self.live_and_finish() => {}
        }
        let (in_flight, unsettled) = self.dispatcher.left();
        if in_flight + unsettled > 0 {
            tracing::warn!(
                in_flight,
                unsettled,
                "stopped with outcomes that the database does not know; leases run out"
            );
        }
        tracing::info!("stopped");
    }

    async fn live_and_finish(&mut self) {
        let given_up = {
            let (signals, bound, service) =
                (self.signals.clone(), self.bound.subscribe(), self.service.clone());
            async move {
                signals.stop.cancelled().await;
                service.stopping();
                let bound = *bound.borrow();
                sleep_until(End::of(signals.stopped_at(), bound).cut).await;
            }
        };
        tokio::select! {
            // First the one that says that it stops: the other may end in the same moment.
            biased;
            () = given_up => tracing::warn!("the database does not answer; its connection is given up"),
            () = self.sessions() => {}
        }
        self.finish().await;
    }

    /// One connection after the other.
    async fn sessions(&mut self) {
        let mut backoff = Backoff::default();
        while !self.signals.stop.is_cancelled() {
            self.service.progress();
            let Err(error) = session::run(self, &mut backoff).await else { continue };
            let wait = backoff.wait();
            tracing::warn!("{error}{}; next attempt in {wait:.1?}", error.hint());
            self.status(format!("waiting for the database: {error}"));
            // Sends that end meanwhile stay with the dispatcher.
            tokio::select! {
                () = sleep(wait) => {}
                () = self.signals.stop.cancelled() => {}
                () = self.signals.reload() => {
                    self.reload();
                }
            }
        }
    }

    /// What a lost connection left: its outcomes are written down if the database can be reached at once.
    async fn finish(&mut self) {
        let end = self.end();
        let settled = async {
            self.dispatcher.drain(None, end.drain).await?;
            if self.dispatcher.left().1 > 0 {
                let db = Db::connect(&self.database, session::APPLICATION).await?;
                self.dispatcher.settle(&db).await?;
                db.close().await;
            }
            Ok::<_, DbError>(())
        };
        match timeout_at(end.over, settled).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!("{error}{}", error.hint()),
            Err(_) => tracing::warn!("the database does not take the last outcomes in time"),
        }
        let ended = async {
            while let Some(ended) = self.jobs.join_next().await {
                if let Err(error) = ended {
                    tracing::error!(%error, "the jobs ended badly");
                }
            }
        };
        if timeout_at(end.over, ended).await.is_err() {
            tracing::warn!("the connection of the jobs does not answer; it is given up");
        }
    }

    /// The steps of the stop that has begun.
    pub fn end(&self) -> End {
        End::of(self.signals.stopped_at(), self.config.shutdown_timeout)
    }

    /// How it stands, for the service manager.
    pub fn status(&mut self, state: String) {
        self.service.status(&state);
        self.state = state;
    }

    /// Reads the settings anew. Wrong ones change nothing. True when they name another database.
    pub fn reload(&mut self) -> bool {
        self.service.reloading();
        let plan = match Plan::load(&self.flags, &ProcessEnv) {
            Ok(plan) => plan,
            Err(error) => {
                tracing::error!("the new settings are refused, the old ones stay: {error}");
                self.service.ready(&format!("{}; new settings were refused: {error}", self.state));
                return false;
            }
        };
        self.logs.apply(&plan.config);
        plan.warn();
        if plan.config.log_format != self.config.log_format
            || plan.config.values.text(&WORKER) != self.config.values.text(&WORKER)
        {
            tracing::warn!("AGENTMON_LOG_FORMAT and AGENTMON_WORKER change only with a restart");
        }
        let Plan { config, database, channels } = plan;
        let another = !same_database(&database, &self.database);
        let new_jobs = another || config.run_jobs != self.config.run_jobs;
        self.dispatcher.replace(channels, config.send_timeout);
        self.bound.send_replace(config.shutdown_timeout);
        (self.config, self.database) = (config, database);
        if new_jobs {
            self.stop_jobs.cancel();
            self.stop_jobs = self.signals.stop.child_token();
            self.start_jobs();
        }
        let kinds = self.dispatcher.kinds().join(",");
        tracing::info!(channels = kinds, another_database = another, "the new settings hold");
        self.service.ready(&self.state);
        another
    }

    fn start_jobs(&mut self) {
        if self.config.run_jobs {
            self.jobs.spawn(jobs::run(self.database.clone(), self.stop_jobs.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_leaves_room_for_one_more_attempt_to_write_outcomes() {
        let start = Instant::now();
        for (bound, drain, cut) in [(15_000, 10_000, 11_000), (1_000, 500, 600), (60_000, 55_000, 56_000)] {
            let end = End::of(start, Duration::from_millis(bound));
            let at = |ms| start + Duration::from_millis(ms);
            assert_eq!(end, End { drain: at(drain), cut: at(cut), over: at(bound) });
        }
    }
}
