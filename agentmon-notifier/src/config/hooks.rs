//! The settings of the channels that post to somebody's URL: Slack, PagerDuty, webhooks. Each may have accounts.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{SecretSlice, SecretString};
use url::Url;

use super::accounts::{Accounts, variable};
use super::error::ConfigError;
use super::settings::{
    self, ALERT_WEBHOOK_SECRET, ALERT_WEBHOOK_URL, PAGERDUTY_API_BASE_URL, PAGERDUTY_ROUTING_KEY,
    SLACK_WEBHOOK_URL, WEBHOOK_ALLOW_PRIVATE,
};
use super::source::{Value, Values};
use super::{address, channels, checks};

/// Settings that turn each channel on, for messages to the user.
pub const SLACK_NEEDS: &str = "SLACK_WEBHOOK_URL";
pub const PAGERDUTY_NEEDS: &str = "PAGERDUTY_ROUTING_KEY";
pub const WEBHOOK_NEEDS: &str = "ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET";
pub const CONSOLE_NEEDS: &str = "AGENTMON_CONSOLE=true";

/// A URL whose very address lets one in; its `Debug` form does not show it.
#[derive(Clone)]
pub struct SecretUrl(Url);

impl SecretUrl {
    pub fn expose(&self) -> &Url {
        &self.0
    }
}

impl From<Url> for SecretUrl {
    fn from(url: Url) -> Self {
        Self(url)
    }
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretUrl(***)")
    }
}

/// One incoming webhook of Slack.
#[derive(Debug, Clone)]
pub struct SlackConfig {
    pub url: SecretUrl,
}

/// One service of PagerDuty.
#[derive(Debug, Clone)]
pub struct PagerDutyConfig {
    pub base_url: Url,
    pub routing_key: SecretString,
}

/// One receiver of webhooks.
#[derive(Debug, Clone)]
pub struct WebhookAccount {
    /// None where the channel's own settings name it.
    pub url: Option<SecretUrl>,
    /// Keys that sign, decoded; each signs every message, so that a receiver may have either.
    pub keys: Vec<SecretSlice<u8>>,
}

/// All receivers of webhooks.
#[derive(Debug, Clone)]
pub struct WebhookConfig {
    pub accounts: Accounts<WebhookAccount>,
    pub allow_private: bool,
}

/// The Slack channel.
pub fn slack(
    values: &Values,
    warnings: &mut Vec<String>,
) -> Result<Option<Accounts<SlackConfig>>, ConfigError> {
    let mut found = BTreeMap::new();
    for account in values.accounts(&[&SLACK_WEBHOOK_URL]) {
        if let Some(value) = values.of(account, &SLACK_WEBHOOK_URL) {
            let url = checks::webhook(&value.name, value.expose())?;
            channels::warn_of_plain_http(
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

/// The PagerDuty channel.
pub fn pagerduty(
    values: &Values,
    warnings: &mut Vec<String>,
) -> Result<Option<Accounts<PagerDutyConfig>>, ConfigError> {
    let mut found = BTreeMap::new();
    let usual = values.text_or_default(&PAGERDUTY_API_BASE_URL);
    checks::http_base(&PAGERDUTY_API_BASE_URL, usual)?;
    for account in values.accounts(&[&PAGERDUTY_ROUTING_KEY, &PAGERDUTY_API_BASE_URL]) {
        let host = values.of(account, &PAGERDUTY_API_BASE_URL);
        let Some(key) = values.of(account, &PAGERDUTY_ROUTING_KEY) else {
            // Another host for everybody may be there before anybody has a key; one for this account may not.
            if account.is_empty() {
                continue;
            }
            return Err(half(
                "pagerduty",
                account,
                &[&PAGERDUTY_ROUTING_KEY],
                &[&PAGERDUTY_ROUTING_KEY, &PAGERDUTY_API_BASE_URL],
            ));
        };
        let base_url = checks::http_base(&PAGERDUTY_API_BASE_URL, host.map_or(usual, Value::expose))?;
        let name = variable(&PAGERDUTY_API_BASE_URL, account);
        channels::warn_of_plain_http(&base_url, &name, "the key crosses", warnings);
        let config = PagerDutyConfig { base_url, routing_key: routing_key(key)? };
        found.insert(account.to_owned(), config);
    }
    Ok(Accounts::of(found))
}

/// PagerDuty's keys are 32 letters or digits; a stand-in's may be longer or shorter.
fn routing_key(value: &Value) -> Result<SecretString, ConfigError> {
    let key = value.expose();
    if (8..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(value.text.clone());
    }
    Err(ConfigError::Invalid {
        name: value.name.clone(),
        wrong: "is not a routing key".into(),
        allowed: "32 letters and digits",
        fix: "copy the integration key of an Events API v2 integration",
    })
}

/// The webhook channel.
pub fn webhook(values: &Values, warnings: &mut Vec<String>) -> Result<Option<WebhookConfig>, ConfigError> {
    let allow_private =
        checks::switch(&WEBHOOK_ALLOW_PRIVATE, values.text_or_default(&WEBHOOK_ALLOW_PRIVATE))?;
    let mut found = BTreeMap::new();
    for account in values.accounts(&[&ALERT_WEBHOOK_URL, &ALERT_WEBHOOK_SECRET]) {
        let url = values.of(account, &ALERT_WEBHOOK_URL);
        let secret = values.of(account, &ALERT_WEBHOOK_SECRET);
        let all = [&ALERT_WEBHOOK_URL, &ALERT_WEBHOOK_SECRET];
        let Some(secret) = secret else {
            return Err(half("webhook", account, &[&ALERT_WEBHOOK_SECRET], &all));
        };
        // An account is named by a channel's settings, which may hold the address too.
        if url.is_none() && account.is_empty() {
            return Err(half("webhook", account, &[&ALERT_WEBHOOK_URL], &all));
        }
        let url = url.map(|value| webhook_url(value, allow_private, warnings)).transpose()?;
        found.insert(account.to_owned(), WebhookAccount { url, keys: keys(secret)? });
    }
    Ok(Accounts::of(found).map(|accounts| WebhookConfig { accounts, allow_private }))
}

fn webhook_url(
    value: &Value,
    allow_private: bool,
    warnings: &mut Vec<String>,
) -> Result<SecretUrl, ConfigError> {
    let url = checks::webhook(&value.name, value.expose())?;
    if !allow_private && (checks::is_loopback(&url) || address::private_literal(&url).is_some()) {
        return Err(ConfigError::Invalid {
            name: value.name.clone(),
            wrong: "leads to a private address".into(),
            allowed: "addresses on the open internet, or any with AGENTMON_WEBHOOK_ALLOW_PRIVATE=true",
            fix: "correct the URL, or allow private addresses",
        });
    }
    channels::warn_of_plain_http(&url, &value.name, "alerts cross", warnings);
    Ok(url.into())
}

/// One or more secrets as Standard Webhooks writes them, separated by spaces.
fn keys(value: &Value) -> Result<Vec<SecretSlice<u8>>, ConfigError> {
    let decode = |secret: &str| {
        let key = STANDARD.decode(secret.strip_prefix("whsec_")?).ok()?;
        (24..=64).contains(&key.len()).then(|| SecretSlice::from(key))
    };
    let keys: Option<Vec<_>> = value.expose().split_ascii_whitespace().map(decode).collect();
    keys.filter(|keys| !keys.is_empty()).ok_or_else(|| ConfigError::Invalid {
        name: value.name.clone(),
        wrong: "is not a list of webhook secrets".into(),
        allowed: "whsec_ and the base64 of 24 to 64 bytes; several, separated by spaces, while they are rotated",
        fix: "make one with: echo \"whsec_$(head -c 32 /dev/urandom | base64)\"",
    })
}

fn half(
    channel: &str,
    account: &str,
    missing: &[&settings::Setting],
    all: &[&settings::Setting],
) -> ConfigError {
    let names = |settings: &[&settings::Setting], between: &str| {
        settings.iter().map(|setting| variable(setting, account)).collect::<Vec<_>>().join(between)
    };
    let channel =
        if account.is_empty() { channel.to_owned() } else { format!("{channel} (account {account})") };
    ConfigError::Half { channel, missing: names(missing, ", ") + " is", all: names(all, " and ") }
}
