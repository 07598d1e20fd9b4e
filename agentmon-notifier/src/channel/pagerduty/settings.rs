//! The settings of the PagerDuty channel, which each account has.

use std::collections::BTreeMap;

use secrecy::SecretString;
use url::Url;

use super::KIND;
use crate::setting::{Accounts, ConfigError, Value, Values, checks, variable};

crate::setting::settings! {
    PAGERDUTY_ROUTING_KEY = "PAGERDUTY_ROUTING_KEY", "pagerduty-routing-key", Secret, "",
        "Integration key of a PagerDuty service (Events API v2)", accounts;
    PAGERDUTY_API_BASE_URL = "PAGERDUTY_API_BASE_URL", "pagerduty-api-base-url", Plain,
        "https://events.pagerduty.com", "Another host for PagerDuty's events", accounts;
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "PAGERDUTY_ROUTING_KEY";

/// One service of PagerDuty.
#[derive(Debug, Clone)]
pub struct PagerDutyConfig {
    pub base_url: Url,
    pub routing_key: SecretString,
}

/// The settings, checked, by account.
pub fn read(
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
            return Err(checks::half(
                KIND,
                account,
                &[&PAGERDUTY_ROUTING_KEY],
                &[&PAGERDUTY_ROUTING_KEY, &PAGERDUTY_API_BASE_URL],
            ));
        };
        let base_url = checks::http_base(&PAGERDUTY_API_BASE_URL, host.map_or(usual, Value::expose))?;
        let name = variable(&PAGERDUTY_API_BASE_URL, account);
        checks::warn_of_plain_http(&base_url, &name, "the key crosses", warnings);
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
