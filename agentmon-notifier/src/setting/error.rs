//! What can be wrong with the settings. Each message is one line: what is wrong, what is allowed, what to do.

use std::path::PathBuf;

/// A setting that cannot be used; the program ends with 64.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    #[error("{name} is not set; {fix}")]
    Missing { name: &'static str, fix: &'static str },
    #[error(
        "the {channel} channel is set by half: {missing} not set; set all of {all}, or none of them to leave \
         the channel off"
    )]
    Half { channel: String, missing: String, all: String },
    #[error("{name} {wrong}; allowed: {allowed}; {fix}")]
    Invalid { name: String, wrong: String, allowed: &'static str, fix: &'static str },
    #[error(
        "{name} holds a secret and was given by {place}, where others can read it; allowed: the environment \
         variable {name}, or a file named by {name}_FILE; move it there"
    )]
    SecretInPlainSight { name: String, place: String },
    #[error("{name} and {name}_FILE are both set; allowed: one of them; unset the other")]
    BothGiven { name: String },
    #[error("{name}_FILE names {path:?}, which {wrong}; allowed: a readable text file that holds the value")]
    SecretFile { name: String, path: PathBuf, wrong: String },
    #[error("{name} is not valid UTF-8; allowed: UTF-8 text; set it anew")]
    NotUnicode { name: String },
    #[error("the configuration file {path:?} {wrong}; {fix}")]
    File { path: PathBuf, wrong: String, fix: String },
    #[error("channel {name:?} is not known; allowed: {allowed}")]
    UnknownChannel { name: String, allowed: String },
    #[error("channel {channel} has no account {account:?}; allowed: {allowed}")]
    UnknownAccount { channel: String, account: String, allowed: String },
    #[error("channel {name} is not configured; set {all}")]
    ChannelOff { name: String, all: &'static str },
    #[error("{0}")]
    Tls(String),
}

/// The value as an error may show it: quoted, so that it stays on one line, and not without end.
pub fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    if value.chars().count() <= LONGEST {
        return format!("{value:?}");
    }
    format!("{:?}…", value.chars().take(LONGEST).collect::<String>())
}
