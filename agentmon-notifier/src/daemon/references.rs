//! What the configuration in the database asks of this daemon and cannot have, in plain words.

use serde_json::Value;

use crate::config::Config;
use crate::db::{Db, DbError, Entry};

/// What is wrong between the database and these settings.
pub async fn problems(db: &Db, config: &Config) -> Result<Vec<String>, DbError> {
    let missing = known(db.missing_channels().await)?;
    let deaf = known(db.deaf_routes().await)?;
    let idle = known(db.idle_channels().await)?;
    let channels = db.channels().await?;
    let missing = missing.into_iter().map(|(channel, places)| {
        let places = places.join(", ");
        format!(
            "the channel {channel:?} does not exist, and nobody is told there: it is named by {places}; insert it \
             into monitoring.notification_channels, or name another one"
        )
    });
    let deaf = deaf.into_iter().map(|(route, why)| {
        format!(
            "the route {route:?} reaches nobody ({why}): name a channel that a daemon sends in \
             monitoring.notification_routes, or set this daemon up for one of these"
        )
    });
    let idle = idle.into_iter().map(|channel| {
        format!(
            "nothing is told by the channel {channel:?}: no route, escalation step, rule or fallback names it; add it to \
             the channels of a route in monitoring.notification_routes"
        )
    });
    let accounts = channels.iter().filter_map(|entry| without_account(entry, config));
    Ok(missing.chain(deaf).chain(idle).chain(accounts).collect())
}

/// What the database says; nothing where the extension is older than this daemon.
fn known<T>(answer: Result<Vec<T>, DbError>) -> Result<Vec<T>, DbError> {
    match answer {
        Err(error) if error.is_missing() => Ok(Vec::new()),
        answer => answer,
    }
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
