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

    /// Channels that something names and that do not exist, each with the places.
    pub async fn missing_channels(&self) -> Result<Vec<(String, Vec<String>)>, DbError> {
        let what = "missing_channels";
        let statement = "SELECT channel, named_by FROM agentmon.missing_channels()";
        let read = |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?));
        collect(what, &self.query(what, statement, &[]).await?, read)
    }
}
