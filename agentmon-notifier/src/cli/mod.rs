//! What the program can be told to do.

mod check_config;
mod doctor;
mod documents;
mod error;
mod flags;
mod rules;
mod send_test;
mod status;
mod table;

use std::io::Write as _;
use std::process::ExitCode;

use tokio::runtime::Runtime;

use crate::config::Config;
use crate::daemon::{self, Plan, Signals, State};
use crate::logs::Logs;
use crate::setting::{ConfigError, ProcessEnv};
use error::CommandError;
use flags::Action;

pub use flags::Cli;

/// Does what the command line says; an error is one of the settings.
pub fn start(cli: &Cli) -> Result<ExitCode, ConfigError> {
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
            Ok(say(&runtime.block_on(check_config::check_config(&plan.config, &plan.database))))
        }
        Action::Run => {
            let plan = Plan::of(config)?;
            plan.warn();
            Ok(runtime.block_on(async {
                match Signals::listen() {
                    Ok(signals) => {
                        State::new(plan, cli.flags.clone(), logs, signals).run().await;
                        ExitCode::SUCCESS
                    }
                    Err(error) => failed(&format!("signals cannot be handled: {error}")),
                }
            }))
        }
        Action::SendTest { channel, account, rule } => {
            let results = match rule {
                Some(rule) => {
                    let database = daemon::database(&config)?;
                    match runtime.block_on(send_test::rule(&config, database, rule)) {
                        Ok(results) => results?,
                        Err(error) => return Ok(failed(&error.to_string())),
                    }
                }
                None => runtime.block_on(send_test::run(&config, channel.as_deref(), account.as_deref()))?,
            };
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
        Action::Doctor => {
            let plan = Plan::of(config)?;
            Ok(match runtime.block_on(doctor::doctor(&plan.config, &plan.database)) {
                Ok(report) if report.well => say(&report.text),
                Ok(report) => {
                    say(&report.text);
                    ExitCode::FAILURE
                }
                Err(error) => failed(&error.to_string()),
            })
        }
        Action::Status => Ok(said(runtime.block_on(status::status(daemon::database(&config)?)))),
        Action::Replay { name, from, to } => {
            let database = daemon::database(&config)?;
            Ok(said(runtime.block_on(rules::replay(database, name, from, to))))
        }
        Action::LoadRules { document } => {
            let database = daemon::database(&config)?;
            Ok(said(runtime.block_on(rules::load(database, document))))
        }
        Action::ExportRules { names } => {
            let database = daemon::database(&config)?;
            Ok(said(runtime.block_on(rules::export(database, names))))
        }
        Action::TestRules { document } => {
            let database = daemon::database(&config)?;
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
