//! Measures this host at a set interval, and has the database write it down. Whatever fails here is said in the log,
//! and nothing else waits for it.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Database, Db, DbError};
use crate::host::Host;

const APPLICATION: &str = "agentmon-notifier collect";

/// Measures every so often until `shutdown`.
pub async fn run(database: Database, every: Duration, shutdown: CancellationToken) {
    let name = Host::name();
    // What grows is measured from here on: the first samples come after one interval.
    let Some(mut host) = measure(Host::new()).await else { return };
    let mut failing = false;
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(every) => {}
        }
        let Some(measured) = measure(host).await else { return };
        host = measured;
        let written = tokio::select! {
            written = write(&database, &name, &host, every) => written,
            () = shutdown.cancelled() => return,
        };
        match written {
            Ok(rows) => {
                tracing::debug!(rows, "measured this host");
                if std::mem::take(&mut failing) {
                    tracing::info!("the measurements of this host are written again");
                }
            }
            // The first failure is told, the same again is not.
            Err(error) if !std::mem::replace(&mut failing, true) => {
                tracing::warn!("the measurements of this host were not written: {error}{}", error.hint());
            }
            Err(_) => {}
        }
    }
}

/// On a thread of its own: a disk may keep who asks it waiting.
async fn measure(mut host: Host) -> Option<Host> {
    let measured = tokio::task::spawn_blocking(move || {
        host.measure();
        host
    })
    .await;
    match measured {
        Ok(host) => Some(host),
        Err(error) => {
            tracing::error!(%error, "this host cannot be measured; its measurements end");
            None
        }
    }
}

/// On a connection that lives as long as this takes: for most of the time there is nothing to say.
async fn write(database: &Database, name: &str, host: &Host, every: Duration) -> Result<i64, DbError> {
    let db = Db::connect_to_work(database, APPLICATION).await?;
    let written = db.record_host(name, host.samples(), every).await;
    db.close().await;
    written
}
