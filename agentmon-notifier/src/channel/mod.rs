//! The ways out: one file per kind of channel, one variant here.

mod console;
mod email;
mod gsm;
mod guard;
mod http;
mod message;
mod pagerduty;
pub mod progress;
mod retry_after;
mod slack;
mod sms;
mod text;
mod webhook;

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::config::settings::{self, Setting};
use crate::config::{Config, ConfigError, accounts, channels, hooks};
pub use message::Message;
use progress::Progress;
pub use text::{chain, clean, tidy, tidy_line};

/// The provider took the message.
#[derive(Debug, PartialEq, Eq)]
pub struct Receipt {
    pub provider_id: String,
}

/// What a failure means for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not sent for certain, or harmless to send twice: try again.
    Retry,
    /// The provider asks to wait: it is there, and takes no more from this channel for now.
    Wait,
    /// Not taken yet, which says nothing about other messages: a mailbox that is full, greylisting.
    Later,
    /// Will never succeed.
    Final,
    /// It may have been sent; sending again might tell somebody twice.
    Unknown,
}

impl Outcome {
    /// As the database calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Wait => "wait",
            Self::Later => "later",
            Self::Final => "final",
            Self::Unknown => "unknown",
        }
    }
}

/// The message was not, or maybe not, taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub outcome: Outcome,
    /// Fit for a log and for the database.
    pub error: String,
    /// What the provider asked for.
    pub retry_after: Option<Duration>,
}

impl Failure {
    pub fn of(outcome: Outcome, error: impl AsRef<str>) -> Self {
        Self { outcome, error: clean(error.as_ref()), retry_after: None }
    }
}

/// What one attempt came to.
#[derive(Debug)]
pub struct Attempt {
    pub result: Result<Receipt, Failure>,
    /// What is to be kept for the next attempt, where receivers are told one by one.
    pub progress: Option<Progress>,
}

impl From<Result<Receipt, Failure>> for Attempt {
    fn from(result: Result<Receipt, Failure>) -> Self {
        Self { result, progress: None }
    }
}

/// Channels are few and known: an enum needs no boxed futures.
#[derive(Debug)]
pub enum Channel {
    Sms(sms::Sms),
    Email(email::Email),
    Slack(slack::Slack),
    PagerDuty(pagerduty::PagerDuty),
    Webhook(webhook::Webhook),
    Console,
}

impl Channel {
    /// The kind, by which the database names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sms(_) => sms::KIND,
            Self::Email(_) => email::KIND,
            Self::Slack(_) => slack::KIND,
            Self::PagerDuty(_) => pagerduty::KIND,
            Self::Webhook(_) => webhook::KIND,
            Self::Console => console::KIND,
        }
    }

    /// Sends within the channel's time limit.
    pub async fn send(&self, message: &Message) -> Attempt {
        match self {
            Self::Sms(sms) => sms.send(message).await.into(),
            Self::Email(email) => email.send(message).await,
            Self::Slack(slack) => slack.send(message).await.into(),
            Self::PagerDuty(pagerduty) => pagerduty.send(message).await.into(),
            Self::Webhook(webhook) => webhook.send(message).await.into(),
            Self::Console => console::send(message).into(),
        }
    }

    /// The provider's ids of messages that may be this one, sent around `attempted_at`; None where nobody can be
    /// asked. Only a channel whose outcomes can be unknown has anybody to ask.
    pub async fn find(
        &self,
        message: &Message,
        attempted_at: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, Failure> {
        match self {
            Self::Sms(sms) => sms.find(message, attempted_at).await.map(Some),
            Self::Email(_) | Self::Slack(_) | Self::PagerDuty(_) | Self::Webhook(_) | Self::Console => {
                Ok(None)
            }
        }
    }
}

/// Kinds that this version can serve, with the settings that turn each on.
pub const KNOWN: &[(&str, &str)] = &[
    (sms::KIND, channels::SMS_NEEDS),
    (email::KIND, channels::EMAIL_NEEDS),
    (slack::KIND, hooks::SLACK_NEEDS),
    (pagerduty::KIND, hooks::PAGERDUTY_NEEDS),
    (webhook::KIND, hooks::WEBHOOK_NEEDS),
    (console::KIND, hooks::CONSOLE_NEEDS),
];

/// The channels that the settings turn on.
pub fn configured(config: &Config) -> Result<Vec<Channel>, ConfigError> {
    let http = http::Http::new(config.send_timeout)?;
    let mut found = Vec::new();
    if let Some(settings) = &config.sms {
        found.push(Channel::Sms(sms::Sms::new(settings.clone(), http.clone())));
    }
    if let Some(settings) = &config.email {
        found.push(Channel::Email(email::Email::new(settings, config.send_timeout)?));
    }
    if let Some(accounts) = &config.slack {
        found.push(Channel::Slack(slack::Slack::new(accounts.clone(), http.clone())));
    }
    if let Some(accounts) = &config.pagerduty {
        found.push(Channel::PagerDuty(pagerduty::PagerDuty::new(accounts.clone(), http.clone())));
    }
    if let Some(settings) = &config.webhook {
        found.push(Channel::Webhook(webhook::Webhook::new(settings.clone(), http)?));
    }
    if config.console {
        found.push(Channel::Console);
    }
    Ok(found)
}

/// Where each known kind would send to by default, without secrets; None for one that is off.
pub fn destinations(config: &Config) -> [Option<String>; KNOWN.len()] {
    let accounts = |names: Vec<&str>| format!("accounts: {}", names.join(", "));
    [
        config.sms.as_ref().map(|sms| format!("to {}", sms.to)),
        config.email.as_ref().map(|email| {
            let to: Vec<_> = email.to.iter().map(|mailbox| mailbox.email.to_string()).collect();
            format!("to {}", to.join(", "))
        }),
        config.slack.as_ref().map(|slack| accounts(slack.names())),
        config.pagerduty.as_ref().map(|pagerduty| accounts(pagerduty.names())),
        config.webhook.as_ref().map(|webhook| accounts(webhook.accounts.names())),
        config.console.then(|| "to standard output".to_owned()),
    ]
}

/// The accounts of a kind that the settings hold, the ordinary one without a name; none for a kind that is off.
pub fn accounts_of(config: &Config, kind: &str) -> Vec<String> {
    let ordinary = |is_on: bool| if is_on { vec![String::new()] } else { Vec::new() };
    let suffixes = |found: Option<Vec<&str>>| {
        found.unwrap_or_default().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    match kind {
        sms::KIND => ordinary(config.sms.is_some()),
        email::KIND => ordinary(config.email.is_some()),
        slack::KIND => suffixes(config.slack.as_ref().map(|slack| slack.suffixes().collect())),
        pagerduty::KIND => suffixes(config.pagerduty.as_ref().map(|duty| duty.suffixes().collect())),
        webhook::KIND => suffixes(config.webhook.as_ref().map(|hook| hook.accounts.suffixes().collect())),
        console::KIND => ordinary(config.console),
        _ => Vec::new(),
    }
}

/// The variable that an account of a kind would need and that is not set, where the kind is on and has accounts.
pub fn missing_account(config: &Config, kind: &str, account: &str) -> Option<String> {
    let setting = match kind {
        slack::KIND => &settings::SLACK_WEBHOOK_URL,
        pagerduty::KIND => &settings::PAGERDUTY_ROUTING_KEY,
        webhook::KIND => &settings::ALERT_WEBHOOK_SECRET,
        _ => return None,
    };
    let known = accounts_of(config, kind);
    let is_missing = !known.is_empty() && !known.contains(&accounts::suffix(account));
    is_missing.then(|| accounts::variable(setting, account))
}

/// The failure of a message whose account this daemon has no credentials for.
fn no_account(setting: &Setting, account: &str) -> Failure {
    let name = accounts::variable(setting, account);
    let what = if account.is_empty() { "no account".to_owned() } else { format!("the account {account:?}") };
    Failure::of(
        Outcome::Final,
        format!(
            "the channel's settings name {what}, and {name} is not set for this daemon; set it, or name another account"
        ),
    )
}
