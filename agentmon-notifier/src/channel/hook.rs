//! Addresses that are posted to, as Slack and webhooks have them.

use std::fmt;

use url::Url;

use crate::setting::ConfigError;

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

/// The address of a webhook. Never quoted: such an address often is a secret itself.
pub fn address(name: &str, value: &str) -> Result<Url, ConfigError> {
    parsed(value).ok_or_else(|| ConfigError::Invalid {
        name: name.to_owned(),
        wrong: "is not the address of a webhook".into(),
        allowed: LOOK,
        fix: "correct the URL",
    })
}

/// What a webhook's address looks like, for errors.
pub const LOOK: &str =
    "http:// or https://, a host, and maybe a port, path and query, without user or fragment";

/// A webhook's address, if this is one.
pub fn parsed(value: &str) -> Option<Url> {
    let fits = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
    };
    Url::parse(value).ok().filter(fits)
}
