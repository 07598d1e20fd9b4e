//! The settings of the Slack channel, which each account has.

use std::collections::BTreeMap;

use crate::channel::hook::{self, SecretUrl};
use crate::setting::{Accounts, ConfigError, Values, checks};

crate::setting::settings! {
    SLACK_WEBHOOK_URL = "SLACK_WEBHOOK_URL", "slack-webhook-url", Secret, "", "Slack's incoming webhook", accounts;
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "SLACK_WEBHOOK_URL";

/// One incoming webhook of Slack.
#[derive(Debug, Clone)]
pub struct SlackConfig {
    pub url: SecretUrl,
}

/// The settings, checked, by account.
pub fn read(
    values: &Values,
    warnings: &mut Vec<String>,
) -> Result<Option<Accounts<SlackConfig>>, ConfigError> {
    let mut found = BTreeMap::new();
    for account in values.accounts(&[&SLACK_WEBHOOK_URL]) {
        if let Some(value) = values.of(account, &SLACK_WEBHOOK_URL) {
            let url = hook::address(&value.name, value.expose())?;
            checks::warn_of_plain_http(
                &url,
                &value.name,
                "the address, which is the secret, crosses",
                warnings,
            );
            found.insert(account.to_owned(), SlackConfig { url: url.into() });
        }
    }
    Ok(Accounts::of(found))
}
