//! The command check-config; and how all commands fail.

use std::time::Duration;

use crate::channel;
use crate::config::settings::{self, Care};
use crate::config::{Config, Database};
use crate::db::{Db, DbError};
use crate::documents::DocumentError;
use crate::references;

/// The settings are valid whether or not the database is there just now.
const DATABASE_LIMIT: Duration = Duration::from_secs(3);

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{error}{}", .error.hint())]
    Database {
        #[from]
        error: DbError,
    },
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// What the database says of a document, whole.
    #[error("{0}")]
    Refused(String),
}

/// Each channel on or off, and where every setting came from; never a secret's value. Then, as far as the database can
/// be asked, what it names that is not there.
pub async fn check_config(config: &Config, database: &Database) -> String {
    let mut text = shown(config);
    match tokio::time::timeout(DATABASE_LIMIT, problems(config, database)).await {
        Ok(Ok(problems)) => {
            for problem in problems {
                line(&mut text, &format!("\nwarning: {problem}"));
            }
        }
        Ok(Err(error)) => {
            line(
                &mut text,
                &format!("\nthe database was not asked about its channels: {error}{}", error.hint()),
            );
        }
        Err(_) => {
            line(
                &mut text,
                &format!(
                    "\nthe database was not asked about its channels: no answer within {DATABASE_LIMIT:?}"
                ),
            );
        }
    }
    line(&mut text, "\nthe settings are valid");
    text
}

async fn problems(config: &Config, database: &Database) -> Result<Vec<String>, DbError> {
    let db = Db::connect(database, "agentmon-notifier check-config").await?;
    let problems = references::problems(&db, config).await?;
    db.close().await;
    Ok(problems)
}

fn shown(config: &Config) -> String {
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
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
