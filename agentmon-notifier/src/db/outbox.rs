//! The daemon's steps over the outbox, each a function of the database.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_postgres::Row;
use tokio_postgres::types::Type;
use uuid::Uuid;

use super::connection::{Db, DbError, collect, first};
use crate::channel::{Failure, Outcome, Progress, Receipt};

/// What a step of alerting came to.
#[derive(Debug, Default, Clone, Copy)]
pub struct Step {
    /// Notifications made.
    pub made: i32,
    /// Error rows taken: in a storm of equal ones there are many, and no notification.
    pub taken: i64,
}

/// For how long a message is leased by a database that does not say so.
pub const DEFAULT_LEASE: Duration = Duration::from_secs(30);

/// A notification that this daemon has leased.
#[derive(Debug)]
pub struct Claimed {
    pub id: Uuid,
    /// The name that it was claimed under.
    pub worker: String,
    /// By its name in the database.
    pub channel: String,
    pub kind: String,
    pub payload: serde_json::Value,
    pub attempt: i32,
    pub idempotency_key: String,
    /// For how long from its claim.
    pub lease: Duration,
}

/// A message whose outcome nobody knows.
#[derive(Debug)]
pub struct Unknown {
    pub id: Uuid,
    pub worker: String,
    pub kind: String,
    pub payload: serde_json::Value,
    pub idempotency_key: String,
    pub attempted_at: DateTime<Utc>,
}

impl Db {
    /// Tells the database of workers that live, each with the kind that it serves; an empty kind is none.
    pub async fn register(&self, workers: &[(&str, &str)]) -> Result<(), DbError> {
        let version = env!("CARGO_PKG_VERSION");
        let (names, kinds): (Vec<_>, Vec<_>) = workers.iter().copied().unzip();
        self.query(
            "registering this daemon",
            "SELECT monitoring.register_notifier(l.worker, $1, array_remove(ARRAY[l.kind], '')) \
             FROM unnest($2, $3) AS l (worker, kind)",
            &[(&version, Type::TEXT), (&names, Type::TEXT_ARRAY), (&kinds, Type::TEXT_ARRAY)],
        )
        .await?;
        Ok(())
    }

    /// Tells the database of workers that stop.
    pub async fn leave(&self, workers: &[&str]) -> Result<(), DbError> {
        self.query(
            "saying good-bye",
            "SELECT monitoring.leave_notifier(l.worker) FROM unnest($1) AS l (worker)",
            &[(&workers, Type::TEXT_ARRAY)],
        )
        .await?;
        Ok(())
    }

    /// Routes what has come.
    pub async fn alert_step(&self) -> Result<Step, DbError> {
        let what = "alert_step";
        let rows = self.query(what, "SELECT made, taken FROM agentmon.alert_step()", &[]).await?;
        let read = |row: &Row| Ok(Step { made: row.try_get(0)?, taken: row.try_get(1)? });
        let step = rows.first().map(read).transpose();
        step.map(Option::unwrap_or_default).map_err(|source| DbError::Statement { what, source })
    }

    /// Says that this session looks for error rows anyhow, or that it is to be woken again; whether that is so now.
    pub async fn stay_awake(&self, awake: bool) -> Result<bool, DbError> {
        let what = "stay_awake";
        let rows = self.query(what, "SELECT agentmon.stay_awake($1)", &[(&awake, Type::BOOL)]).await?;
        Ok(first::<bool>(what, &rows)?.unwrap_or_default())
    }

    /// Leases notifications for each of these workers, up to its number.
    pub async fn claim(&self, wanted: &[(&str, i32)]) -> Result<Vec<Claimed>, DbError> {
        let (workers, most): (Vec<_>, Vec<_>) = wanted.iter().copied().unzip();
        let read = |row: &Row| {
            // Without a payload it fails by itself, and does not keep the others of its claim from going out.
            let payload: serde_json::Value = row.try_get::<_, Option<_>>(3)?.unwrap_or_default();
            Ok(Claimed {
                id: row.try_get(0)?,
                worker: row.try_get(1)?,
                kind: row.try_get(2)?,
                lease: lease(&payload),
                payload,
                attempt: row.try_get(4)?,
                idempotency_key: row.try_get(5)?,
                channel: row.try_get(6)?,
            })
        };
        let what = "claim_notifications";
        let rows = self
            .query(
                what,
                "SELECT c.id, l.worker, c.kind, c.payload, c.attempt, c.idempotency_key, c.channel \
                 FROM unnest($1, $2) AS l (worker, most), \
                 LATERAL monitoring.claim_notifications(l.worker, l.most) AS c",
                &[(&workers, Type::TEXT_ARRAY), (&most, Type::INT4_ARRAY)],
            )
            .await?;
        collect(what, &rows, read)
    }

    /// Messages whose outcome is unknown and may be looked up now, for each of these workers up to `most`.
    pub async fn unknown(&self, workers: &[&str], most: i32) -> Result<Vec<Unknown>, DbError> {
        let read = |row: &Row| {
            Ok(Unknown {
                id: row.try_get(0)?,
                worker: row.try_get(1)?,
                kind: row.try_get(2)?,
                payload: row.try_get::<_, Option<_>>(3)?.unwrap_or_default(),
                idempotency_key: row.try_get(4)?,
                attempted_at: row.try_get(5)?,
            })
        };
        let what = "unknown_notifications";
        let rows = self
            .query(
                what,
                "SELECT u.id, w.worker, u.kind, u.payload, u.idempotency_key, u.attempted_at \
                 FROM unnest($1) AS w (worker), LATERAL monitoring.unknown_notifications(w.worker, $2) AS u",
                &[(&workers, Type::TEXT_ARRAY), (&most, Type::INT4)],
            )
            .await?;
        collect(what, &rows, read)
    }

    /// Tells the database which messages on the provider's list could be this one; what it has become by that.
    pub async fn settle_unknown(&self, id: Uuid, worker: &str, found: &[String]) -> Result<String, DbError> {
        let what = "settle_unknown";
        let rows = self
            .query(
                what,
                "SELECT monitoring.settle_unknown($1, $2, $3)",
                &[(&id, Type::UUID), (&worker, Type::TEXT), (&found, Type::TEXT_ARRAY)],
            )
            .await?;
        Ok(first::<Option<String>>(what, &rows)?.flatten().unwrap_or_default())
    }

    /// Writes down that a message was sent.
    pub async fn complete(
        &self,
        id: Uuid,
        worker: &str,
        attempt: i32,
        receipt: &Receipt,
    ) -> Result<(), DbError> {
        self.query(
            "complete_notification",
            "SELECT monitoring.complete_notification($1, $2, $3, $4)",
            &[
                (&id, Type::UUID),
                (&worker, Type::TEXT),
                (&attempt, Type::INT4),
                (&receipt.provider_id, Type::TEXT),
            ],
        )
        .await?;
        Ok(())
    }

    /// Writes down what became of a message's receivers; to be followed by the outcome.
    pub async fn note_progress(
        &self,
        id: Uuid,
        worker: &str,
        attempt: i32,
        progress: &Progress,
    ) -> Result<(), DbError> {
        self.query(
            "note_progress",
            "SELECT monitoring.note_progress($1, $2, $3, $4)",
            &[
                (&id, Type::UUID),
                (&worker, Type::TEXT),
                (&attempt, Type::INT4),
                (&progress.to_json(), Type::JSONB),
            ],
        )
        .await?;
        Ok(())
    }

    /// Writes down that a message was not, or maybe not, sent.
    pub async fn fail(&self, id: Uuid, worker: &str, attempt: i32, failure: &Failure) -> Result<(), DbError> {
        match failure.outcome {
            Outcome::Wait => self.defer(id, worker, attempt, failure, "channel").await,
            Outcome::Later => self.defer(id, worker, attempt, failure, "message").await,
            Outcome::Retry | Outcome::Final | Outcome::Unknown => {
                self.fail_for_good_or_not(id, worker, attempt, failure).await
            }
        }
    }

    /// It was not taken for now, which is nobody's failure.
    async fn defer(
        &self,
        id: Uuid,
        worker: &str,
        attempt: i32,
        failure: &Failure,
        scope: &str,
    ) -> Result<(), DbError> {
        let wait = failure.retry_after.map(|wait| wait.as_secs_f64());
        self.query(
            "defer_notification",
            // make_interval gives NULL for NULL.
            "SELECT monitoring.defer_notification($1, $2, $3, $4, make_interval(secs => $5), $6)",
            &[
                (&id, Type::UUID),
                (&worker, Type::TEXT),
                (&attempt, Type::INT4),
                (&failure.error, Type::TEXT),
                (&wait, Type::FLOAT8),
                (&scope, Type::TEXT),
            ],
        )
        .await?;
        Ok(())
    }

    async fn fail_for_good_or_not(
        &self,
        id: Uuid,
        worker: &str,
        attempt: i32,
        failure: &Failure,
    ) -> Result<(), DbError> {
        let wait = failure.retry_after.map(|wait| wait.as_secs_f64());
        self.query(
            "fail_notification",
            // make_interval gives NULL for NULL.
            "SELECT monitoring.fail_notification($1, $2, $3, $4, $5, make_interval(secs => $6))",
            &[
                (&id, Type::UUID),
                (&worker, Type::TEXT),
                (&attempt, Type::INT4),
                (&failure.outcome.as_str(), Type::TEXT),
                (&failure.error, Type::TEXT),
                (&wait, Type::FLOAT8),
            ],
        )
        .await?;
        Ok(())
    }

    /// The time until something becomes due, by the database's clock; zero when something is.
    pub async fn next_due(&self) -> Result<Option<Duration>, DbError> {
        let what = "next_notification_at";
        let statement =
            "SELECT extract(epoch FROM monitoring.next_notification_at() - clock_timestamp())::float8";
        let rows = self.query(what, statement, &[]).await?;
        let seconds: Option<f64> = first(what, &rows)?.flatten();
        // Beyond a year, and infinity, there is nothing to wait for.
        Ok(seconds.filter(|seconds| *seconds < 3e7).map(|seconds| Duration::from_secs_f64(seconds.max(0.0))))
    }
}

/// What the claim says of its lease.
fn lease(payload: &serde_json::Value) -> Duration {
    let seconds = payload.get("lease_seconds").and_then(serde_json::Value::as_f64);
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(DEFAULT_LEASE)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_claim_says_for_how_long_it_holds() {
        for (payload, expected) in [
            (json!({"lease_seconds": 10}), Duration::from_secs(10)),
            (json!({"lease_seconds": 2.5}), Duration::from_millis(2_500)),
            (json!({"lease_seconds": -1}), DEFAULT_LEASE),
            (json!({"lease_seconds": "10"}), DEFAULT_LEASE),
            (json!({}), DEFAULT_LEASE),
            (json!(null), DEFAULT_LEASE),
        ] {
            assert_eq!(lease(&payload), expected, "{payload}");
        }
    }
}
