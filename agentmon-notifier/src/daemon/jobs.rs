//! Runs the database's jobs that are overdue, one after the other, on a connection of their own: a job may take
//! minutes, and alerts must not wait for it.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::backoff::Backoff;
use crate::db::{Database, Db, DbError};

const APPLICATION: &str = "agentmon-notifier jobs";
const INTERVAL: Duration = Duration::from_secs(10);

/// Looks for overdue jobs until `shutdown`.
pub async fn run(database: Database, shutdown: CancellationToken) {
    let mut backoff = Backoff::default();
    while !shutdown.is_cancelled() {
        let Err(error) = session(&database, &mut backoff, &shutdown).await else {
            break;
        };
        let wait = backoff.wait_after(&error);
        if error.is_standby() {
            // The daemon says it.
            tracing::debug!("jobs: {error}");
        } else {
            tracing::warn!("jobs: {error}{}; next attempt in {wait:.1?}", error.hint());
        }
        let _cut_short = timeout(wait, shutdown.cancelled()).await;
    }
}

async fn session(
    database: &Database,
    backoff: &mut Backoff,
    shutdown: &CancellationToken,
) -> Result<(), DbError> {
    let db = tokio::select! {
        connected = Db::connect_to_work(database, APPLICATION) => connected?,
        () = shutdown.cancelled() => return Ok(()),
    };
    // A job takes what it takes; it goes in steps that each commit.
    db.batch("preparing the session", "SET statement_timeout = 0").await?;
    while !shutdown.is_cancelled() {
        for name in db.overdue_jobs().await? {
            if shutdown.is_cancelled() {
                break;
            }
            run_job(&db, database, &name, shutdown).await?;
        }
        backoff.reset();
        tokio::select! {
            () = shutdown.cancelled() => {}
            error = db.ended() => return Err(error),
            () = tokio::time::sleep(INTERVAL) => {}
        }
    }
    db.close().await;
    Ok(())
}

/// A job's own failure is written down by the database and does not hold up the others.
async fn run_job(
    db: &Db,
    database: &Database,
    name: &str,
    shutdown: &CancellationToken,
) -> Result<(), DbError> {
    tracing::debug!(job = name, "running an overdue job");
    let mut job = std::pin::pin!(db.run_job(name));
    let result = tokio::select! {
        result = &mut job => result,
        () = shutdown.cancelled() => {
            // Its finished steps are committed; the rest is done by whoever finds it overdue next.
            db.cancel(database).await?;
            let _cancelled = timeout(Duration::from_secs(2), job).await;
            return Ok(());
        }
    };
    match result {
        Err(error) if error.is_lost() => Err(error),
        Err(error) => {
            tracing::warn!(job = name, "{error}{}", error.hint());
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}
