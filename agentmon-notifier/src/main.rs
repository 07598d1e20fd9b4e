//! agentmon-notifier: carries the alerts of pg_agentmon out of the database.
//!
//! The database decides what is sent, to whom and when; this daemon holds no state that matters.

mod backoff;
mod channel;
mod cli;
mod commands;
mod config;
mod db;
mod dispatch;
mod jobs;
mod pace;
mod session;
mod tls;

use std::process::ExitCode;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use cli::{Action, Cli};
use config::{Config, ConfigError, Database, LogFormat, ProcessEnv};

/// EX_USAGE of sysexits.h: the command line or the settings are wrong; starting again will not help.
const WRONG_USAGE: u8 = 64;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let failed = error.use_stderr();
            // Nothing is left to do when the terminal is gone.
            let _written = error.print();
            return if failed { ExitCode::from(WRONG_USAGE) } else { ExitCode::SUCCESS };
        }
    };
    // One provider for all TLS in the process; only the first installation counts.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    match start(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("agentmon-notifier: {error}");
            ExitCode::from(WRONG_USAGE)
        }
    }
}

fn start(cli: &Cli) -> Result<ExitCode, ConfigError> {
    let config = Config::load(&cli.flags, &ProcessEnv)?;
    // Everything waits for the network: one thread is enough, and keeps the daemon small.
    let runtime =
        match tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(4).build() {
            Ok(runtime) => runtime,
            Err(error) => return Ok(failed(&format!("the runtime cannot start: {error}"))),
        };
    match &cli.action {
        Action::CheckConfig => {
            database(&config)?;
            channel::configured(&config)?;
            print!("{}", commands::check_config(&config));
            Ok(ExitCode::SUCCESS)
        }
        Action::SendTest { channel } => {
            log_to_stderr(&config);
            let channel = commands::test_channel(&config, channel)?;
            Ok(match runtime.block_on(commands::send_test(&channel, &config.worker)) {
                Ok(receipt) => {
                    println!("sent: {}", receipt.provider_id);
                    ExitCode::SUCCESS
                }
                Err(failure) => {
                    failed(&format!("not sent ({}): {}", failure.outcome.as_str(), failure.error))
                }
            })
        }
        Action::Status => {
            log_to_stderr(&config);
            Ok(match runtime.block_on(commands::status(database(&config)?)) {
                Ok(text) => {
                    print!("{text}");
                    ExitCode::SUCCESS
                }
                Err(error) => failed(&format!("{error}{}", error.hint())),
            })
        }
        Action::Run => {
            log_to_stderr(&config);
            let database = database(&config)?;
            let channels = channel::configured(&config)?;
            for warning in &config.warnings {
                tracing::warn!("{warning}");
            }
            if channels.is_empty() {
                let ways: Vec<_> =
                    channel::KNOWN.iter().map(|(kind, needs)| format!("{needs} for {kind}")).collect();
                tracing::warn!("no channel is configured, nobody will be told: set {}", ways.join("; "));
            }
            let dispatcher = dispatch::Dispatcher::new(config.worker.clone(), channels);
            Ok(runtime.block_on(async {
                let shutdown = match on_signal() {
                    Ok(shutdown) => shutdown,
                    Err(error) => return failed(&format!("signals cannot be handled: {error}")),
                };
                session::run(&config, database, dispatcher, shutdown).await;
                ExitCode::SUCCESS
            }))
        }
    }
}

/// The database, with its certificate file tried: one that cannot be read is a wrong setting, not a lost server.
fn database(config: &Config) -> Result<&Database, ConfigError> {
    let database = config.database()?;
    tls::postgres(database)?;
    Ok(database)
}

fn failed(reason: &str) -> ExitCode {
    eprintln!("agentmon-notifier: {reason}");
    ExitCode::FAILURE
}

/// Cancelled at SIGTERM or SIGINT.
fn on_signal() -> std::io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let shutdown = CancellationToken::new();
    let token = shutdown.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        token.cancel();
    });
    Ok(shutdown)
}

fn log_to_stderr(config: &Config) {
    // The filter was checked with the settings.
    let filter = EnvFilter::try_new(&config.log).unwrap_or_default();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => builder.with_ansi(false).with_target(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
}
