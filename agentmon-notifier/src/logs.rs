//! The log: to stderr, by a filter that a reload may change.

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::reload::{Handle, Layer};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Registry, fmt, registry};

use crate::config::{Config, LogFormat};

/// Changes the filter of the running log.
#[derive(Debug)]
pub struct Logs(Handle<EnvFilter, Registry>);

impl Logs {
    /// Starts to log as the settings say.
    pub fn start(config: &Config) -> Self {
        let (layer, handle) = Layer::new(filter(config));
        let format = fmt::layer().with_writer(std::io::stderr);
        match config.log_format {
            LogFormat::Text => registry().with(layer).with(format.with_ansi(false).with_target(false)).init(),
            LogFormat::Json => registry().with(layer).with(format.json().flatten_event(true)).init(),
        }
        Self(handle)
    }

    /// Lets the new filter decide from here on.
    pub fn apply(&self, config: &Config) {
        if let Err(error) = self.0.reload(filter(config)) {
            tracing::warn!("the log filter stays as it was: {error}");
        }
    }
}

/// The filter, which was checked with the settings.
fn filter(config: &Config) -> EnvFilter {
    EnvFilter::try_new(&config.log).unwrap_or_default()
}
