//! What a kind of channel is: all that the rest of the daemon needs of one.

use std::fmt::Debug;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::http::Http;
use super::message::Message;
use super::outcome::{Attempt, Failure};
use crate::setting::{ConfigError, Setting, Values};

/// A kind of channel.
pub trait Kind: Sized {
    /// The name, by which the database calls it.
    const NAME: &'static str;
    /// The settings that turn it on, for messages to the user.
    const NEEDS: &'static str;
    /// All its settings.
    const SETTINGS: &'static [Setting];
    /// What an account must have, where there are accounts.
    const CREDENTIAL: Option<&'static Setting> = None;
    /// Its settings, checked.
    type Config: Debug;

    /// Reads the settings; None where they leave it off.
    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError>;

    /// A channel that sends; a message may take as long as `limit`, which is the client's limit too.
    fn open(config: &Self::Config, http: &Http, limit: Duration) -> Result<Self, ConfigError>;

    /// Where it sends to by default, without secrets.
    fn destination(config: &Self::Config) -> String;

    /// The accounts that the settings hold, the ordinary one without a name.
    fn accounts(_config: &Self::Config) -> Vec<String> {
        vec![String::new()]
    }

    /// Sends within the channel's time limit.
    async fn send(&self, message: &Message) -> Attempt;

    /// The provider's ids of messages that may be this one, sent around `attempted_at`; None where nobody can be asked.
    /// Only a channel whose outcomes can be unknown has anybody to ask.
    async fn find(
        &self,
        _message: &Message,
        _attempted_at: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, Failure> {
        Ok(None)
    }
}
