//! The command line.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, Parser, Subcommand};

use super::documents::{self, Format};
use crate::config;
use crate::setting::{Care, Flags};

/// Carries the alerts of pg_agentmon out of the database.
#[derive(Debug, Parser)]
#[command(name = "agentmon-notifier", version, about, after_help = NOTE)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
    /// Settings given as flags.
    #[command(flatten)]
    pub flags: Flags,
}

const NOTE: &str = "Each setting is read from its flag, else from its environment variable, else from the TOML file \
(same name as the flag, with underscores). Secrets come from the environment, or from a file that <NAME>_FILE \
names. Exit codes: 0 done, 1 failed while running, 64 wrong usage or settings. run stops at SIGTERM or SIGINT, at \
once at a second one, and reads the TOML file and the files of secrets anew at SIGHUP.";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Deliver alerts until SIGTERM or SIGINT
    Run,
    /// Check the settings, show where each comes from, and what the database names that is missing
    CheckConfig,
    /// Send a test message to a channel, or to all that are configured
    SendTest {
        /// Channel to test: one of the database, or a kind, such as slack
        #[arg(long)]
        channel: Option<String>,
        /// Account to test, such as team-b for SLACK_WEBHOOK_URL_TEAM_B
        #[arg(long, requires = "channel")]
        account: Option<String>,
        /// Send what this alert rule would say to whom it would tell, marked as a test
        #[arg(long, value_name = "NAME", conflicts_with_all = ["channel", "account"])]
        rule: Option<String>,
    },
    /// Show what fires, rules that fail, who is told, jobs, daemons, channels, silences and the outbox
    Status,
    /// Look for what stands in the way, in the database and in these settings; 1 when something critical does
    Doctor,
    /// Load alert rules from a document, and print how many there are in it
    LoadRules {
        #[command(flatten)]
        document: Source,
    },
    /// Print the stored alert rules as a document in JSON, which YAML reads too
    ExportRules {
        /// Names of rules; none for all
        names: Vec<String>,
    },
    /// Run the tests of a document of alert rules; 1 when one failed
    TestRules {
        #[command(flatten)]
        document: Source,
    },
    /// Show when a rule would have changed its state
    Replay {
        /// Name of the rule
        name: String,
        /// Time to begin at, in any form that PostgreSQL reads
        #[arg(long)]
        from: String,
        /// Time to end at
        #[arg(long, default_value = "now")]
        to: String,
    },
}

/// A document of rules.
#[derive(Debug, Args)]
pub struct Source {
    /// YAML, TOML or JSON by its ending; - for standard input, which is YAML or JSON
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    /// Format, where the ending does not tell
    #[arg(long, value_enum)]
    pub format: Option<Format>,
}

impl Source {
    /// As errors call it.
    pub fn name(&self) -> String {
        documents::name(&self.path)
    }
}

// By hand, so that flags come from the one table of settings.
impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(ValueParser::path_buf())
            .global(true)
            .help("TOML file with settings [env: AGENTMON_CONFIG]");
        config::settings().filter(|setting| setting.care != Care::Secret).fold(
            command.arg(config),
            |command, setting| {
                let default = match setting.default {
                    "" => String::new(),
                    default => format!(" [default: {default}]"),
                };
                command.arg(
                    Arg::new(setting.name)
                        .long(setting.flag)
                        .value_name("VALUE")
                        .global(true)
                        .hide_short_help(true)
                        .help(format!("{}{default} [env: {}]", setting.help, setting.name)),
                )
            },
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.config = matches.get_one::<PathBuf>("config").cloned();
        for setting in config::settings().filter(|setting| setting.care != Care::Secret) {
            if let Some(value) = matches.get_one::<String>(setting.name) {
                self.values.insert(setting.name, value.clone());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn flags_work_before_and_after_the_subcommand() {
        Cli::command().debug_assert();
        for line in [
            ["agentmon-notifier", "--poll-interval", "7s", "run"],
            ["agentmon-notifier", "run", "--poll-interval", "7s"],
        ] {
            let cli = Cli::try_parse_from(line).unwrap();
            assert_eq!(cli.flags.values.get("AGENTMON_POLL_INTERVAL").map(String::as_str), Some("7s"));
        }
    }

    #[test]
    fn secrets_have_no_flag() {
        let line = ["agentmon-notifier", "run", "--twilio-auth-token", "x"];
        assert!(Cli::try_parse_from(line).is_err());
    }
}
