//! The settings of the webhook channel, which each account has.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretSlice;

use super::KIND;
use crate::channel::address;
use crate::channel::hook::{self, SecretUrl};
use crate::setting::{Accounts, ConfigError, Value, Values, checks};

crate::setting::settings! {
    ALERT_WEBHOOK_URL = "ALERT_WEBHOOK_URL", "alert-webhook-url", Secret, "", "Address that alerts are posted to", accounts;
    ALERT_WEBHOOK_SECRET = "ALERT_WEBHOOK_SECRET", "alert-webhook-secret", Secret, "",
        "Secrets that sign the webhook, whsec_…, separated by spaces", accounts;
    WEBHOOK_ALLOW_PRIVATE = "AGENTMON_WEBHOOK_ALLOW_PRIVATE", "webhook-allow-private", Plain, "false",
        "Whether webhooks may lead to private addresses";
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET";

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

/// The settings, checked, by account.
pub fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<WebhookConfig>, ConfigError> {
    let allow_private =
        checks::switch(&WEBHOOK_ALLOW_PRIVATE, values.text_or_default(&WEBHOOK_ALLOW_PRIVATE))?;
    let mut found = BTreeMap::new();
    for account in values.accounts(&[&ALERT_WEBHOOK_URL, &ALERT_WEBHOOK_SECRET]) {
        let url = values.of(account, &ALERT_WEBHOOK_URL);
        let secret = values.of(account, &ALERT_WEBHOOK_SECRET);
        let all = [&ALERT_WEBHOOK_URL, &ALERT_WEBHOOK_SECRET];
        let Some(secret) = secret else {
            return Err(checks::half(KIND, account, &[&ALERT_WEBHOOK_SECRET], &all));
        };
        // An account is named by a channel's settings, which may hold the address too.
        if url.is_none() && account.is_empty() {
            return Err(checks::half(KIND, account, &[&ALERT_WEBHOOK_URL], &all));
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
    let url = hook::address(&value.name, value.expose())?;
    if !allow_private && (checks::is_loopback(&url) || address::private_literal(&url).is_some()) {
        return Err(ConfigError::Invalid {
            name: value.name.clone(),
            wrong: "leads to a private address".into(),
            allowed: "addresses on the open internet, or any with AGENTMON_WEBHOOK_ALLOW_PRIVATE=true",
            fix: "correct the URL, or allow private addresses",
        });
    }
    checks::warn_of_plain_http(&url, &value.name, "alerts cross", warnings);
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
