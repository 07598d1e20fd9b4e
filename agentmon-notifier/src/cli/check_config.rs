//! The command check-config.

use std::time::Duration;

use crate::channel;
use crate::config::{self, Config};
use crate::daemon;
use crate::db::{Database, Db, DbError};
use crate::setting::Care;

/// The settings are valid whether or not the database is there just now.
const DATABASE_LIMIT: Duration = Duration::from_secs(3);

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
    let problems = daemon::problems(&db, config).await?;
    db.close().await;
    Ok(problems)
}

fn shown(config: &Config) -> String {
    let mut text = String::new();
    for (known, destination) in channel::KNOWN.iter().zip(config.channels.destinations()) {
        let state = destination.map_or_else(
            || format!("off (set {} to turn it on)", known.needs),
            |destination| format!("on, {destination}"),
        );
        line(&mut text, &format!("{:<11}{state}", known.name));
    }
    line(&mut text, "");
    for setting in config::settings() {
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
