//! What a running daemon has, and how new settings come into it.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::collect;
use super::dispatch::Dispatcher;
use super::jobs;
use super::plan::{Plan, same_database};
use super::signals::Signals;
use super::systemd::Service;
use crate::config::Config;
use crate::config::own::WORKER;
use crate::db::Database;
use crate::logs::Logs;
use crate::setting::{Flags, ProcessEnv};

/// At the end, outcomes that could not be written get one more chance of this length, on a new connection.
const LAST_CHANCE: Duration = Duration::from_secs(5);

/// What a daemon has as long as it runs; connections come and go.
pub struct State {
    pub config: Config,
    pub database: Database,
    pub dispatcher: Dispatcher,
    pub signals: Signals,
    pub service: Service,
    flags: Flags,
    logs: Logs,
    /// How it stands, for the service manager.
    pub standing: String,
    /// How long a stop may take; also looked at while a session has the rest of this.
    pub bound: watch::Sender<Duration>,
    pub jobs: JoinSet<()>,
    stop_jobs: CancellationToken,
    stop_collecting: CancellationToken,
}

/// The steps of a stop in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Until here, what is on its way may arrive.
    pub drain: Instant,
    /// Here a connection that still does not answer is given up for a new one.
    pub cut: Instant,
    /// Here it is over.
    pub over: Instant,
}

impl End {
    pub fn of(stopped_at: Instant, bound: Duration) -> Self {
        let chance = LAST_CHANCE.min(bound / 2);
        let over = stopped_at + bound;
        Self { drain: over - chance, cut: over - chance * 4 / 5, over }
    }
}

impl State {
    pub fn new(plan: Plan, flags: Flags, logs: Logs, signals: Signals) -> Self {
        let Plan { config, database, channels } = plan;
        Self {
            dispatcher: Dispatcher::new(config.worker.clone(), channels, config.send_timeout),
            service: Service::start(),
            standing: "connecting to the database".to_owned(),
            bound: watch::Sender::new(config.shutdown_timeout),
            jobs: JoinSet::new(),
            stop_jobs: signals.stop.child_token(),
            stop_collecting: signals.stop.child_token(),
            config,
            database,
            signals,
            flags,
            logs,
        }
    }

    /// The steps of the stop that has begun.
    pub fn end(&self) -> End {
        End::of(self.signals.stopped_at(), self.config.shutdown_timeout)
    }

    /// How it stands, for the service manager.
    pub fn status(&mut self, state: String) {
        self.service.status(&state);
        self.standing = state;
    }

    /// Reads the settings anew. Wrong ones change nothing. True when they name another database.
    pub fn reload(&mut self) -> bool {
        self.service.reloading();
        let plan = match Plan::load(&self.flags, &ProcessEnv) {
            Ok(plan) => plan,
            Err(error) => {
                tracing::error!("the new settings are refused, the old ones stay: {error}");
                self.service.ready(&format!("{}; new settings were refused: {error}", self.standing));
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
        let new_collecting = another || config.collect_interval != self.config.collect_interval;
        self.dispatcher.replace(channels, config.send_timeout);
        self.bound.send_replace(config.shutdown_timeout);
        (self.config, self.database) = (config, database);
        if new_jobs {
            self.stop_jobs.cancel();
            self.stop_jobs = self.signals.stop.child_token();
            self.start_jobs();
        }
        if new_collecting {
            self.stop_collecting.cancel();
            self.stop_collecting = self.signals.stop.child_token();
            self.start_collecting();
        }
        let kinds = self.dispatcher.kinds().join(",");
        tracing::info!(channels = kinds, another_database = another, "the new settings hold");
        self.service.ready(&self.standing);
        another
    }

    pub fn start_jobs(&mut self) {
        if self.config.run_jobs {
            self.jobs.spawn(jobs::run(self.database.clone(), self.stop_jobs.clone()));
        }
    }

    pub fn start_collecting(&mut self) {
        if let Some(every) = self.config.collect_interval {
            let (database, stop) = (self.database.clone(), self.stop_collecting.clone());
            // Nobody waits for its end: what it has not said by then is not missed.
            tokio::spawn(collect::run(database, every, stop));
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
