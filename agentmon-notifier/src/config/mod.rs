//! All settings together, checked before anything connects.

pub mod own;
#[cfg(test)]
mod tests;

use std::time::Duration;

use tracing_subscriber::EnvFilter;

use crate::channel::{self, Configs};
use crate::db::{self, Database};
use crate::setting::{CONFIG_FILE, ConfigError, Env, Flags, Setting, Values, checks, environment, unread};

/// Every setting that there is, in the order of the documents.
pub fn settings() -> impl Iterator<Item = &'static Setting> {
    let channels = channel::KNOWN.iter().flat_map(|known| known.settings);
    db::settings::ALL.iter().chain(channels).chain(own::ALL)
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Everything the daemon needs to know. Secrets in it do not show in its `Debug` form.
#[derive(Debug)]
pub struct Config {
    /// None only where a command needs no database.
    database: Option<Database>,
    pub channels: Configs,
    pub poll_interval: Duration,
    pub send_timeout: Duration,
    pub shutdown_timeout: Duration,
    pub worker: String,
    pub run_jobs: bool,
    /// None: this host is not measured.
    pub collect_interval: Option<Duration>,
    pub log: String,
    pub log_format: LogFormat,
    /// What is allowed and yet probably not meant.
    pub warnings: Vec<String>,
    /// What was set, and where, for `check-config`.
    pub values: Values,
}

impl Config {
    /// Gathers and checks all settings.
    pub fn load(flags: &Flags, env: &impl Env) -> Result<Self, ConfigError> {
        let known: Vec<_> = settings().collect();
        let values = Values::gather(&known, flags, env)?;
        let besides: Vec<_> = own::LATER.iter().map(|(name, _)| *name).chain([CONFIG_FILE]).collect();
        let mut warnings = unread(env, &known, &besides);
        for (name, what) in own::LATER {
            if environment(env, name)?.is_some() {
                warnings.push(format!("{name} is set and ignored: {what} is not in this version"));
            }
        }
        // A claim is leased for the database's setting delivery_lease (30 s): what is sent is to be settled within it.
        let send_timeout = checks::duration(
            &own::SEND_TIMEOUT,
            values.text_or_default(&own::SEND_TIMEOUT),
            Duration::from_millis(100)..=Duration::from_secs(20),
            "100ms to 20s, well below the 30 s for which the database leases a message (delivery_lease)",
        )?;
        let database = values
            .get(&db::settings::DATABASE_URL)
            .map(|value| db::settings::database(value, &mut warnings))
            .transpose()?;
        Ok(Self {
            database,
            channels: Configs::read(&values, &mut warnings)?,
            poll_interval: checks::duration(
                &own::POLL_INTERVAL,
                values.text_or_default(&own::POLL_INTERVAL),
                Duration::from_millis(100)..=Duration::from_secs(60),
                "100ms to 60s",
            )?,
            send_timeout,
            shutdown_timeout: shutdown_timeout(&values, send_timeout)?,
            worker: worker(&values)?,
            run_jobs: checks::switch(&own::RUN_JOBS, values.text_or_default(&own::RUN_JOBS))?,
            collect_interval: collect_interval(&values)?,
            log: log_filter(&values)?,
            log_format: log_format(&values)?,
            warnings,
            values,
        })
    }

    /// The database, or the error that says how to name it.
    pub fn database(&self) -> Result<&Database, ConfigError> {
        self.database.as_ref().ok_or(ConfigError::Missing {
            name: db::settings::DATABASE_URL.name,
            fix: "set it, or DATABASE_URL_FILE, to a connection such as postgresql://user:password@host:5432/database",
        })
    }
}

/// Unique by default, so that the database can tell a daemon from the one that it replaced.
fn worker(values: &Values) -> Result<String, ConfigError> {
    let Some(name) = values.text(&own::WORKER) else {
        let host =
            hostname::get().map_or_else(|_| "unknown".into(), |name| name.to_string_lossy().into_owned());
        return Ok(format!("{host}:{}:{:08x}", std::process::id(), fastrand::u32(..)));
    };
    if name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(checks::invalid(
            &own::WORKER,
            name,
            "not a worker's name",
            "up to 200 characters, without control characters",
            "choose another name, unique among the running daemons",
        ));
    }
    Ok(name.to_owned())
}

/// By default, what is on its way may arrive and be written down.
fn shutdown_timeout(values: &Values, send_timeout: Duration) -> Result<Duration, ConfigError> {
    values.text(&own::SHUTDOWN_TIMEOUT).map_or(Ok(send_timeout + Duration::from_secs(5)), |text| {
        let bounds = Duration::from_secs(1)..=Duration::from_secs(60);
        checks::duration(&own::SHUTDOWN_TIMEOUT, text, bounds, "1s to 60s")
    })
}

fn collect_interval(values: &Values) -> Result<Option<Duration>, ConfigError> {
    let text = values.text_or_default(&own::COLLECT_INTERVAL);
    if ["off", "false", "0"].contains(&text) {
        return Ok(None);
    }
    let bounds = Duration::from_secs(1)..=Duration::from_secs(3600);
    checks::duration(&own::COLLECT_INTERVAL, text, bounds, "off, or 1s to 3600s").map(Some)
}

fn log_filter(values: &Values) -> Result<String, ConfigError> {
    let text = values.text_or_default(&own::LOG);
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(checks::invalid(
            &own::LOG,
            text,
            "not a log filter",
            "error, warn, info, debug, trace, or target=level pairs, comma separated",
            "correct it, for example to info",
        )),
    }
}

fn log_format(values: &Values) -> Result<LogFormat, ConfigError> {
    match values.text_or_default(&own::LOG_FORMAT) {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => Err(checks::invalid(
            &own::LOG_FORMAT,
            other,
            "not a log format",
            "text, json",
            "write one of the two",
        )),
    }
}
