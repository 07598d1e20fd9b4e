//! The ways out: one folder per kind of channel, and one entry in the list at the end.

mod address;
mod console;
mod email;
mod guard;
mod hook;
mod http;
mod kind;
mod message;
mod outcome;
mod pagerduty;
mod progress;
mod retry_after;
mod slack;
mod sms;
mod webhook;

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::setting::{ConfigError, Setting, Values, suffix, variable};
use http::Http;
use kind::Kind;

pub use message::Message;
pub use outcome::{Attempt, Failure, Outcome, Receipt};
pub use progress::Progress;

/// A kind that this version can serve.
#[derive(Debug)]
pub struct Known {
    /// By which the database calls it.
    pub name: &'static str,
    /// The settings that turn it on.
    pub needs: &'static str,
    /// All its settings.
    pub settings: &'static [Setting],
    credential: Option<&'static Setting>,
}

impl Known {
    const fn of<K: Kind>() -> Self {
        Self { name: K::NAME, needs: K::NEEDS, settings: K::SETTINGS, credential: K::CREDENTIAL }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|known| known.name == name)
    }
}

fn open<K: Kind>(config: Option<&K::Config>, http: &Http, limit: Duration) -> Result<Option<K>, ConfigError> {
    config.map(|config| K::open(config, http, limit)).transpose()
}

/// Makes of the list of kinds all that has a place for each. Kinds are few and known: an enum needs no boxed futures.
macro_rules! kinds {
    ($($module:ident::$Kind:ident),+ $(,)?) => {
        /// Kinds that this version can serve, in the order of the documents.
        pub const KNOWN: &[Known] = &[$(Known::of::<$module::$Kind>()),+];

        /// A channel that is on.
        #[derive(Debug)]
        pub enum Channel {
            $($Kind($module::$Kind)),+
        }

        impl Channel {
            /// The kind, by which the database names it.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$Kind(_) => $module::$Kind::NAME),+
                }
            }

            /// Sends within the channel's time limit.
            pub async fn send(&self, message: &Message) -> Attempt {
                match self {
                    $(Self::$Kind(channel) => channel.send(message).await),+
                }
            }

            /// The provider's ids of messages that may be this one; see [`Kind::find`].
            pub async fn find(
                &self,
                message: &Message,
                attempted_at: DateTime<Utc>,
            ) -> Result<Option<Vec<String>>, Failure> {
                match self {
                    $(Self::$Kind(channel) => Kind::find(channel, message, attempted_at).await),+
                }
            }
        }

        /// The settings of every kind, None for one that is off.
        #[derive(Debug)]
        pub struct Configs {
            $(pub $module: Option<<$module::$Kind as Kind>::Config>),+
        }

        impl Configs {
            /// Reads and checks all of them.
            pub fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Self, ConfigError> {
                Ok(Self { $($module: <$module::$Kind as Kind>::read(values, warnings)?),+ })
            }

            /// The channels that are on; a message may take as long as `limit`.
            pub fn open(&self, limit: Duration) -> Result<Vec<Channel>, ConfigError> {
                let http = Http::new(limit)?;
                let all = [$(open::<$module::$Kind>(self.$module.as_ref(), &http, limit)?.map(Channel::$Kind)),+];
                Ok(all.into_iter().flatten().collect())
            }

            /// Where each known kind would send to by default, without secrets; None for one that is off.
            pub fn destinations(&self) -> [Option<String>; KNOWN.len()] {
                [$(self.$module.as_ref().map(<$module::$Kind as Kind>::destination)),+]
            }

            fn accounts(&self) -> [Option<Vec<String>>; KNOWN.len()] {
                [$(self.$module.as_ref().map(<$module::$Kind as Kind>::accounts)),+]
            }
        }
    };
}

impl Configs {
    /// The accounts of a kind, the ordinary one without a name; none for a kind that is off.
    pub fn accounts_of(&self, kind: &str) -> Vec<String> {
        let mut all = KNOWN.iter().zip(self.accounts());
        all.find(|(known, _)| known.name == kind).and_then(|(_, accounts)| accounts).unwrap_or_default()
    }

    /// The variable that an account of a kind would need and that is not set, where the kind is on and has accounts.
    pub fn missing_account(&self, kind: &str, account: &str) -> Option<String> {
        let credential = Known::named(kind)?.credential?;
        let known = self.accounts_of(kind);
        let is_missing = !known.is_empty() && !known.contains(&suffix(account));
        is_missing.then(|| variable(credential, account))
    }
}

kinds! {
    sms::Sms,
    email::Email,
    slack::Slack,
    pagerduty::PagerDuty,
    webhook::Webhook,
    console::Console,
}
