//! The daemon's life: sessions with the database one after the other, new settings in between, and an end within a
//! bound.

use tokio::time::{sleep, sleep_until, timeout_at};

use super::backoff::Backoff;
use super::session;
use super::state::{End, State};
use crate::db::{Db, DbError};

impl State {
    /// Delivers until it is to stop, then lets what is on its way arrive.
    pub async fn run(mut self) {
        self.start_jobs();
        self.start_collecting();
        self.service.ready(&self.standing);
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
        let mut on_standby = false;
        while !self.signals.stop.is_cancelled() {
            self.service.progress();
            let Err(error) = session::run(self, &mut backoff).await else { continue };
            let wait = backoff.wait_after(&error);
            // That may last for years, and is said once.
            if !(std::mem::replace(&mut on_standby, error.is_standby()) && on_standby) {
                tracing::warn!("{error}{}; next attempt in {wait:.1?}", error.hint());
            }
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
}
