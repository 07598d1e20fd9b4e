//! One whole set of settings that has been checked: what a daemon starts with, and what SIGHUP puts in its place.

use crate::channel::{self, Channel};
use crate::config::Config;
use crate::db::{self, Database};
use crate::setting::{ConfigError, Env, Flags};

/// Settings, and what they say ready for use.
#[derive(Debug)]
pub struct Plan {
    pub config: Config,
    pub database: Database,
    pub channels: Vec<Channel>,
}

impl Plan {
    /// Reads and checks everything, the files of secrets and certificates too.
    pub fn load(flags: &Flags, env: &impl Env) -> Result<Self, ConfigError> {
        Self::of(Config::load(flags, env)?)
    }

    /// Checks what the settings alone do not show.
    pub fn of(config: Config) -> Result<Self, ConfigError> {
        let database = database(&config)?.clone();
        let channels = config.channels.open(config.send_timeout)?;
        Ok(Self { config, database, channels })
    }

    /// Says in the log what is allowed and yet probably not meant.
    pub fn warn(&self) {
        for warning in &self.config.warnings {
            tracing::warn!("{warning}");
        }
        if self.channels.is_empty() {
            let ways: Vec<_> =
                channel::KNOWN.iter().map(|known| format!("{} for {}", known.needs, known.name)).collect();
            tracing::warn!("no channel is configured, nobody will be told: set {}", ways.join("; "));
        }
    }
}

/// The database, with its certificate file tried: one that cannot be read is a wrong setting, not a lost server.
pub fn database(config: &Config) -> Result<&Database, ConfigError> {
    let database = config.database()?;
    db::connector(database)?;
    Ok(database)
}

/// Whether both lead to the same database in the same way.
pub fn same_database(one: &Database, other: &Database) -> bool {
    one.config == other.config && one.verify == other.verify && one.root_cert == other.root_cert
}
