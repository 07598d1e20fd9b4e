//! The command send-test: a message to each channel as it is configured, in the daemon's settings and in the database.

use std::time::Duration;

use serde_json::{Value, json};
use tokio_postgres::Row;
use tokio_postgres::types::Type;

use super::error::CommandError;
use crate::channel::{self, Channel, Failure, Known, Message, Outcome, Receipt};
use crate::config::Config;
use crate::db::{Database, Db, DbError, Entry, collect};
use crate::setting::{ConfigError, suffix};

/// Somebody waits at a terminal.
const DATABASE_LIMIT: Duration = Duration::from_secs(5);

/// Whom a message is sent to.
#[derive(Debug, PartialEq)]
struct Target {
    /// For the reader.
    label: String,
    kind: String,
    settings: Value,
}

impl Target {
    fn account(kind: &str, account: &str) -> Self {
        let label = if account.is_empty() { kind.to_owned() } else { format!("{kind}, account {account}") };
        let settings = if account.is_empty() { json!({}) } else { json!({"account": account}) };
        Self { label, kind: kind.to_owned(), settings }
    }

    fn entry(entry: Entry) -> Self {
        let Entry { name, kind, settings, .. } = entry;
        let label = if name == kind { name } else { format!("{name} ({kind})") };
        Self { label, kind, settings }
    }
}

/// What came of each target, with its name before it where there are several.
pub type Results = Vec<(String, Result<Receipt, Failure>)>;

/// Sends to one channel, or to all.
pub async fn run(
    config: &Config,
    channel: Option<&str>,
    account: Option<&str>,
) -> Result<Results, ConfigError> {
    let channels = config.channels.open(config.send_timeout)?;
    let entries = entries(config).await;
    let targets = match channel {
        Some(name) => named(config, name, account, entries)?,
        None => all(config, entries),
    };
    let alone = targets.len() == 1;
    let mut results = Vec::new();
    for target in targets {
        let label = if alone { String::new() } else { format!("{}: ", target.label) };
        results.push((label, send(&channels, &target, &config.worker).await));
    }
    Ok(results)
}

/// A message of a rule, as the database would write it.
struct Told {
    channel: String,
    title: String,
    body: String,
}

const PREVIEW: &str = "SELECT p.channel, min(p.title), string_agg(p.body, E'\\n') \
     FROM monitoring.preview_rule($1) AS p WHERE p.is_told GROUP BY p.channel ORDER BY p.channel";
const EXAMPLE: &str = "SELECT channel, title, body FROM agentmon.example_of_rule($1)";

/// Sends what a rule says now to the channels that it tells now; where it does not fire, what it would begin with.
pub async fn rule(
    config: &Config,
    database: &Database,
    rule: &str,
) -> Result<Result<Results, ConfigError>, CommandError> {
    let db = Db::connect(database, "agentmon-notifier send-test").await?;
    let entries = db.channels().await?;
    let mut told = preview(&db, PREVIEW, rule).await?;
    if told.is_empty() {
        told = preview(&db, EXAMPLE, rule).await?;
    }
    db.close().await;
    if told.is_empty() {
        return Err(CommandError::Refused(format!(
            "the rule {rule:?} would tell nobody now: SELECT * FROM monitoring.preview_rule('{}') says why",
            rule.replace('\'', "''")
        )));
    }
    let channels = match config.channels.open(config.send_timeout) {
        Ok(channels) => channels,
        Err(error) => return Ok(Err(error)),
    };
    let mut results = Vec::new();
    for Told { channel, title, body } in told {
        let Some(entry) = entries.iter().find(|entry| entry.name == channel) else { continue };
        let target = Target::entry(entry.clone());
        let label = format!("{}: ", target.label);
        let body = format!("{body}\nThis is a test of the rule {rule}, sent by {}.", config.worker);
        let sent = deliver(&channels, &target, &format!("TEST {title}"), &body).await;
        results.push((label, sent));
    }
    Ok(Ok(results))
}

async fn preview(db: &Db, statement: &str, rule: &str) -> Result<Vec<Told>, CommandError> {
    let what = "preview_rule";
    let rows = db.query(what, statement, &[(&rule, Type::TEXT)]).await?;
    let read = |row: &Row| {
        let text = |at: usize| row.try_get::<_, Option<String>>(at);
        Ok(Told {
            channel: row.try_get(0)?,
            title: text(1)?.unwrap_or_default(),
            body: text(2)?.unwrap_or_default(),
        })
    };
    Ok(collect(what, &rows, read)?)
}

/// The channels of the database; none where there is no database, or it cannot be asked, which is said.
async fn entries(config: &Config) -> Vec<Entry> {
    let Ok(database) = config.database() else { return Vec::new() };
    let asked = async {
        let db = Db::connect(database, "agentmon-notifier send-test").await?;
        let entries = db.channels().await?;
        db.close().await;
        Ok::<_, DbError>(entries)
    };
    match tokio::time::timeout(DATABASE_LIMIT, asked).await {
        Ok(Ok(entries)) => entries,
        Ok(Err(error)) => {
            eprintln!(
                "agentmon-notifier: the channels of the database are not known: {error}{}",
                error.hint()
            );
            Vec::new()
        }
        Err(_) => {
            eprintln!(
                "agentmon-notifier: the channels of the database are not known: no answer within {DATABASE_LIMIT:?}"
            );
            Vec::new()
        }
    }
}

/// A channel of the database, else all accounts of a kind, or the one that is asked for.
fn named(
    config: &Config,
    name: &str,
    account: Option<&str>,
    entries: Vec<Entry>,
) -> Result<Vec<Target>, ConfigError> {
    let known: Vec<_> = entries.iter().map(|entry| entry.name.clone()).collect();
    if let (Some(entry), None) = (entries.into_iter().find(|entry| entry.name == name), account) {
        return Ok(vec![Target::entry(entry)]);
    }
    let Some(&Known { name: kind, needs, .. }) = Known::named(name) else {
        let kinds = channel::KNOWN.iter().map(|known| known.name.to_owned());
        let others = known.into_iter().filter(|name| Known::named(name).is_none());
        let allowed: Vec<_> = kinds.chain(others).collect();
        return Err(ConfigError::UnknownChannel { name: name.to_owned(), allowed: allowed.join(", ") });
    };
    let off = || ConfigError::ChannelOff { name: name.to_owned(), all: needs };
    let found = config.channels.accounts_of(kind);
    if found.is_empty() {
        return Err(off());
    }
    match account {
        None => Ok(found.iter().map(|account| Target::account(kind, account)).collect()),
        Some(account) if found.contains(&suffix(account)) => Ok(vec![Target::account(kind, account)]),
        Some(account) => Err(ConfigError::UnknownAccount {
            channel: name.to_owned(),
            account: account.to_owned(),
            allowed: found
                .iter()
                .map(|one| if one.is_empty() { "the ordinary one, without --account" } else { one.as_str() })
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

/// Every channel of the database that is on, and every account that none of them uses.
fn all(config: &Config, entries: Vec<Entry>) -> Vec<Target> {
    let account_of =
        |settings: &Value| suffix(settings.get("account").and_then(Value::as_str).unwrap_or_default().trim());
    let used: Vec<_> =
        entries.iter().map(|entry| (entry.kind.clone(), account_of(&entry.settings))).collect();
    let unused = channel::KNOWN.iter().flat_map(|known| {
        config.channels.accounts_of(known.name).into_iter().map(|account| (known.name.to_owned(), account))
    });
    let unused: Vec<_> = unused.filter(|one| !used.contains(one)).collect();
    // Those that are named after their kind come with the database: they are off where the kind is.
    let is_off =
        |entry: &Entry| entry.name == entry.kind && config.channels.accounts_of(&entry.kind).is_empty();
    let entries = entries.into_iter().filter(|entry| entry.enabled && !is_off(entry)).map(Target::entry);
    entries.chain(unused.iter().map(|(kind, account)| Target::account(kind, account))).collect()
}

async fn send(channels: &[Channel], target: &Target, worker: &str) -> Result<Receipt, Failure> {
    let now = chrono::Utc::now().format("%Y-%m-%d %H:%M:%S UTC");
    let body = format!("Sent by {worker} at {now}. Alerts will arrive like this one.");
    deliver(channels, target, "Test message from agentmon-notifier", &body).await
}

async fn deliver(channels: &[Channel], target: &Target, title: &str, body: &str) -> Result<Receipt, Failure> {
    let Some(channel) = channels.iter().find(|channel| channel.kind() == target.kind) else {
        let needs = Known::named(&target.kind).map_or("", |known| known.needs);
        return Err(Failure::of(
            Outcome::Final,
            format!("the kind {} is not configured for this daemon; set {needs}", target.kind),
        ));
    };
    let payload = json!({
        "title": title,
        "body": body,
        "severity": "info",
        "settings": target.settings,
    });
    let message = Message::from_payload(&payload, format!("test-{:016x}", fastrand::u64(..)))?;
    channel.send(&message).await.result
}
