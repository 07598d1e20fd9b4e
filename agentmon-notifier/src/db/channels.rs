//! The channels that the database has.

use serde_json::Value;
use tokio_postgres::Row;

use super::connection::{Db, DbError, collect};

/// A channel as the database has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub name: String,
    pub kind: String,
    pub settings: Value,
    pub enabled: bool,
}

impl Db {
    /// All channels, by name.
    pub async fn channels(&self) -> Result<Vec<Entry>, DbError> {
        let what = "reading the channels";
        let statement =
            "SELECT name, kind, settings, enabled FROM monitoring.notification_channels ORDER BY name";
        let read = |row: &Row| {
            Ok(Entry {
                name: row.try_get(0)?,
                kind: row.try_get(1)?,
                settings: row.try_get(2)?,
                enabled: row.try_get(3)?,
            })
        };
        collect(what, &self.query(what, statement, &[]).await?, read)
    }

    /// Channels that are on, of kinds that a daemon sends, and that nothing names.
    pub async fn idle_channels(&self) -> Result<Vec<String>, DbError> {
        let what = "idle_channels";
        let rows = self.query(what, "SELECT channel FROM agentmon.idle_channels()", &[]).await?;
        collect(what, &rows, |row: &Row| row.try_get(0))
    }

    /// Routes none of whose channels can be told, each with the reason.
    pub async fn deaf_routes(&self) -> Result<Vec<(String, String)>, DbError> {
        let what = "deaf_routes";
        let rows = self.query(what, "SELECT route, why FROM agentmon.deaf_routes()", &[]).await?;
        collect(what, &rows, |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?)))
    }

    /// Channels that something names and that do not exist, each with the places.
    pub async fn missing_channels(&self) -> Result<Vec<(String, Vec<String>)>, DbError> {
        let what = "missing_channels";
        let statement = "SELECT channel, named_by FROM agentmon.missing_channels()";
        let read = |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?));
        collect(what, &self.query(what, statement, &[]).await?, read)
    }
}
