//! agentmon-notifier: carries the alerts of pg_agentmon out of the database.
//!
//! The database decides what is sent, to whom and when; this daemon holds no state that matters. Each of these may need
//! those below it, and none above:
//!
//! - `cli`: what the program can be told to do
//! - `daemon`: what runs until it is told to stop
//! - `config`: all settings together, and `logs`, which follow them
//! - `db`, and below it `channel`: the database and the ways out, each with the settings that are its own
//! - `host`: what the daemon can see of the machine that it runs on
//! - `setting`, `tls`, `text`: what all of them use

mod channel;
mod cli;
mod config;
mod daemon;
mod db;
mod host;
mod logs;
mod setting;
mod text;
mod tls;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;

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
    match cli::start(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("agentmon-notifier: {error}");
            ExitCode::from(WRONG_USAGE)
        }
    }
}
