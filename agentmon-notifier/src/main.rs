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
mod documents;
mod jobs;
mod lane;
mod life;
mod logs;
mod outbox;
mod pace;
mod plan;
mod reconcile;
mod references;
mod rules;
mod session;
mod signals;
mod status;
mod systemd;
mod table;
mod tls;
mod trial;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use tokio::runtime::Runtime;

use cli::{Action, Cli};
use commands::CommandError;
use config::{Config, ConfigError, ProcessEnv};
use life::Life;
use logs::Logs;
use plan::Plan;
use signals::Signals;

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
    let code = act(cli, config, &runtime);
    // A name server that does not answer must not hold up the end.
    runtime.shutdown_background();
    code
}

fn act(cli: &Cli, config: Config, runtime: &Runtime) -> Result<ExitCode, ConfigError> {
    let logs = Logs::start(&config);
    match &cli.action {
        Action::CheckConfig => {
            let plan = Plan::of(config)?;
            Ok(say(&runtime.block_on(commands::check_config(&plan.config, &plan.database))))
        }
        Action::Run => {
            let plan = Plan::of(config)?;
            plan.warn();
            Ok(runtime.block_on(async {
                match Signals::listen() {
                    Ok(signals) => {
                        Life::new(plan, cli.flags.clone(), logs, signals).run().await;
                        ExitCode::SUCCESS
                    }
                    Err(error) => failed(&format!("signals cannot be handled: {error}")),
                }
            }))
        }
        Action::SendTest { channel, account } => {
            let results = runtime.block_on(trial::run(&config, channel.as_deref(), account.as_deref()))?;
            let mut code = ExitCode::SUCCESS;
            for (label, result) in results {
                match result {
                    Ok(receipt) => say(&format!("{label}sent: {}\n", receipt.provider_id)),
                    Err(failure) => {
                        code = ExitCode::FAILURE;
                        let outcome = failure.outcome.as_str();
                        failed(&format!("{label}not sent ({outcome}): {}", failure.error))
                    }
                };
            }
            Ok(code)
        }
        Action::Status => Ok(said(runtime.block_on(status::status(plan::database(&config)?)))),
        Action::Replay { name, from, to } => {
            let database = plan::database(&config)?;
            Ok(said(runtime.block_on(rules::replay(database, name, from, to))))
        }
        Action::LoadRules { document } => {
            let database = plan::database(&config)?;
            Ok(said(runtime.block_on(rules::load(database, document))))
        }
        Action::TestRules { document } => {
            let database = plan::database(&config)?;
            Ok(match runtime.block_on(rules::test(database, document)) {
                Ok(report) if report.passed => say(&report.text),
                Ok(report) => {
                    say(&report.text);
                    ExitCode::FAILURE
                }
                Err(error) => failed(&error.to_string()),
            })
        }
    }
}

/// What a command has to say, or why it failed.
fn said(result: Result<String, CommandError>) -> ExitCode {
    match result {
        Ok(text) => say(&text),
        Err(error) => failed(&error.to_string()),
    }
}

fn say(text: &str) -> ExitCode {
    // Nothing is left to do when the reader is gone.
    let _written = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn failed(reason: &str) -> ExitCode {
    eprintln!("agentmon-notifier: {reason}");
    ExitCode::FAILURE
}
