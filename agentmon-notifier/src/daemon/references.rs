//! What the configuration in the database asks of this daemon and cannot have, in plain words.

use serde_json::Value;

use crate::config::Config;
use crate::db::{Db, DbError, Entry};

/// What is wrong between the database and these settings.
pub async fn problems(db: &Db, config: &Config) -> Result<Vec<String>, DbError> {
    let missing = match db.missing_channels().await {
        Ok(missing) => missing,
        // The extension is older than this daemon.
        Err(error) if error.is_missing() => Vec::new(),
        Err(error) => return Err(error),
    };
    let channels = db.channels().await?;
    let missing = missing.into_iter().map(|(channel, places)| {
        let places = places.join(", ");
        format!(
            "the channel {channel:?} does not exist, and nobody is told there: it is named by {places}; insert it \
             into monitoring.notification_channels, or name another one"
        )
    });
    Ok(missing.chain(channels.iter().filter_map(|entry| without_account(entry, config))).collect())
}

/// A channel of a kind that is served, for an account that is not.
fn without_account(entry: &Entry, config: &Config) -> Option<String> {
    let Entry { name, kind, settings, enabled } = entry;
    let account = settings.get("account").and_then(Value::as_str).unwrap_or_default().trim();
    let variable = config.channels.missing_account(kind, account).filter(|_| *enabled)?;
    let what = if account.is_empty() {
        "the ordinary account".to_owned()
    } else {
        format!("the account {account:?}")
    };
    Some(format!(
        "the channel {name:?} is for {what} of {kind}, which this daemon has not: set {variable}, or name another account \
         in its settings"
    ))
}
