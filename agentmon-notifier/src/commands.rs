//! The commands that answer and end: check-config, send-test, status.

use std::fmt::Write as _;

use tokio_postgres::Row;

use crate::channel::{self, Failure, Message, Receipt};
use crate::config::settings::{self, Care};
use crate::config::{Config, ConfigError, Database};
use crate::db::{Db, DbError};

/// Each channel on or off, and where every setting came from; never a secret's value.
pub fn check_config(config: &Config) -> String {
    let mut text = String::new();
    for ((kind, needs), destination) in channel::KNOWN.iter().zip(channel::destinations(config)) {
        let state = destination.map_or_else(
            || format!("off (set {needs} to turn it on)"),
            |destination| format!("on, {destination}"),
        );
        line(&mut text, &format!("{kind:<11}{state}"));
    }
    line(&mut text, "");
    for setting in settings::ALL {
        let shown = match config.values.get(setting) {
            None if setting.default.is_empty() => "not set".to_owned(),
            None => format!("{} (default)", setting.default),
            Some(value) if setting.care == Care::Plain => {
                format!("{} (from {})", value.expose().escape_debug(), value.origin)
            }
            Some(value) => format!("set, not shown (from {})", value.origin),
        };
        line(&mut text, &format!("{:<32}{shown}", setting.name));
    }
    for value in config.values.suffixed() {
        line(&mut text, &format!("{:<32}set, not shown (from {})", value.name, value.origin));
    }
    for warning in &config.warnings {
        line(&mut text, &format!("\nwarning: {warning}"));
    }
    line(&mut text, "\nthe settings are valid");
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The channel that a name means, among those that are on.
pub fn test_channel(config: &Config, name: &str) -> Result<channel::Channel, ConfigError> {
    let Some((kind, needs)) = channel::KNOWN.iter().find(|(kind, _)| *kind == name) else {
        let allowed: Vec<_> = channel::KNOWN.iter().map(|(kind, _)| *kind).collect();
        return Err(ConfigError::UnknownChannel { name: name.to_owned(), allowed: allowed.join(", ") });
    };
    let found = channel::configured(config)?.into_iter().find(|channel| channel.kind() == *kind);
    found.ok_or_else(|| ConfigError::ChannelOff { name: name.to_owned(), all: needs })
}

/// One message, without the database.
pub async fn send_test(channel: &channel::Channel, worker: &str) -> Result<Receipt, Failure> {
    let now = chrono::Utc::now().format("%Y-%m-%d %H:%M:%S UTC");
    let message = Message::plain(
        "Test message from agentmon-notifier".into(),
        format!("Sent by {worker} at {now}. Alerts will arrive like this one."),
        format!("test-{:016x}", fastrand::u64(..)),
    );
    channel.send(&message).await
}

/// Jobs, daemons and the outbox as plain text.
pub async fn status(database: &Database) -> Result<String, DbError> {
    const SECTIONS: [(&str, &[&str], &str); 3] = [
        (
            "Jobs",
            &["name", "last run", "ms", "rows", "next due", "error"],
            "SELECT name::text, to_char(last_run_at, 'YYYY-MM-DD HH24:MI:SS TZ'), last_duration_ms::text, \
             last_rows::text, to_char(next_due_at, 'YYYY-MM-DD HH24:MI:SS TZ'), last_error::text \
             FROM monitoring.job_status ORDER BY name",
        ),
        (
            "Notifiers",
            &["worker", "version", "channels", "started", "last seen"],
            "SELECT worker::text, version::text, array_to_string(kinds, ','), \
             to_char(started_at, 'YYYY-MM-DD HH24:MI:SS TZ'), to_char(last_seen_at, 'YYYY-MM-DD HH24:MI:SS TZ') \
             FROM monitoring.notifiers ORDER BY last_seen_at DESC",
        ),
        (
            "Notifications",
            &["state", "count"],
            "SELECT state::text, count(*)::text FROM monitoring.notifications GROUP BY state ORDER BY state",
        ),
    ];
    let db = Db::connect(database, "agentmon-notifier status").await?;
    let mut text = String::new();
    for (title, header, statement) in SECTIONS {
        let what = "reading the status";
        let rows = db.query(what, statement, &[]).await?;
        let mut table = vec![header.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>()];
        for row in &rows {
            table.push(cells(row).map_err(|source| DbError::Statement { what, source })?);
        }
        let _infallible = write!(text, "{title}\n{}\n", aligned(&table));
    }
    db.close().await;
    Ok(text)
}

fn cells(row: &Row) -> Result<Vec<String>, tokio_postgres::Error> {
    (0..row.len())
        .map(|at| {
            let cell: Option<String> = row.try_get(at)?;
            Ok(cell.map_or_else(|| "-".into(), |cell| channel::clean(&cell)))
        })
        .collect()
}

/// Columns as wide as their widest cell, two spaces apart.
fn aligned(table: &[Vec<String>]) -> String {
    let columns = table.first().map_or(0, Vec::len);
    let width = |at: usize| table.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<_> = (0..columns).map(|at| width(at).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in table {
        let padded: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        line(&mut text, format!("  {}", padded.join("  ")).trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_aligned_by_their_widest_cell() {
        let table = [
            vec!["name".into(), "n".into()],
            vec!["é".into(), "10".into()],
            vec!["longer".into(), "7".into()],
        ];
        assert_eq!(aligned(&table), "  name    n\n  é       10\n  longer  7\n");
    }
}
