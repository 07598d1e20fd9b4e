//! The checks that every value passes before anything connects.

use std::time::Duration;

use url::Url;

use super::accounts::variable;
use super::error::{ConfigError, shown};
use super::source::{Value, Values};
use super::{Care, Setting};

/// An error about `setting`; its value is quoted only where it cannot be a secret.
pub fn invalid(
    setting: &Setting,
    value: &str,
    what: &str,
    allowed: &'static str,
    fix: &'static str,
) -> ConfigError {
    let wrong = match setting.care {
        Care::Plain => format!("is {}, {what}", shown(value)),
        Care::Url | Care::Secret => format!("is {what}"),
    };
    ConfigError::Invalid { name: setting.name.to_owned(), wrong, allowed, fix }
}

/// The root of an HTTP API, without its last slash.
pub fn http_base(setting: &Setting, value: &str) -> Result<Url, ConfigError> {
    let fits = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    Url::parse(value).ok().filter(fits).ok_or_else(|| ConfigError::Invalid {
        name: setting.name.to_owned(),
        // Not quoted: it may hold the user and password that make it invalid.
        wrong: "is not the address of an HTTP API".into(),
        allowed: "http:// or https://, a host, and maybe a port and path, without user, query or fragment",
        fix: "correct the URL",
    })
}

/// A whole number within a range.
pub fn number(
    setting: &Setting,
    value: &str,
    range: std::ops::RangeInclusive<usize>,
    allowed: &'static str,
) -> Result<usize, ConfigError> {
    value.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        invalid(setting, value, "not a number within the bounds", allowed, "write one of these")
    })
}

/// Whether what is sent there stays on this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        // smtp:// is no special scheme to the URL standard, so that its addresses come as names.
        Some(url::Host::Domain(name)) => {
            name.eq_ignore_ascii_case("localhost")
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

/// A time such as `500ms`, `5s`, `2m`; a bare number is seconds.
pub fn duration(
    setting: &Setting,
    value: &str,
    range: std::ops::RangeInclusive<Duration>,
    allowed: &'static str,
) -> Result<Duration, ConfigError> {
    let unit_at = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, unit) = value.split_at(unit_at);
    let found = number.parse::<u64>().ok().and_then(|number| match unit.trim() {
        "ms" => Some(Duration::from_millis(number)),
        "" | "s" => Some(Duration::from_secs(number)),
        "m" | "min" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    });
    found.filter(|duration| range.contains(duration)).ok_or_else(|| {
        invalid(
            setting,
            value,
            "not a time within the bounds",
            allowed,
            "write a number with its unit, such as 5s or 500ms",
        )
    })
}

/// A switch.
pub fn switch(setting: &Setting, value: &str) -> Result<bool, ConfigError> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" => Ok(false),
        _ => Err(invalid(setting, value, "not a switch", "true or false", "write one of the two")),
    }
}

/// A warning when what is sent there can be read on the way.
pub fn warn_of_plain_http(url: &Url, name: &str, what: &str, warnings: &mut Vec<String>) {
    if url.scheme() == "http" && !is_loopback(url) {
        warnings.push(format!(
            "{name} is plain http to another machine: {what} the network unencrypted; use https"
        ));
    }
}

/// Everything that `settings` name, None when nothing is set, an error when only a part is.
pub fn whole<'a, const N: usize>(
    values: &'a Values,
    channel: &'static str,
    all: &'static str,
    settings: [&Setting; N],
) -> Result<Option<[&'a Value; N]>, ConfigError> {
    let found = settings.map(|setting| values.get(setting));
    if found.iter().all(Option::is_none) {
        return Ok(None);
    }
    let missing: Vec<_> =
        settings.iter().zip(&found).filter(|(_, value)| value.is_none()).map(|(s, _)| s.name).collect();
    if missing.is_empty() {
        // All are there, so that nothing is lost by flattening.
        let present: Vec<_> = found.into_iter().flatten().collect();
        if let Ok(present) = present.try_into() {
            return Ok(Some(present));
        }
    }
    let verb = if missing.len() == 1 { " is" } else { " are" };
    Err(ConfigError::Half {
        channel: channel.to_owned(),
        missing: missing.join(", ") + verb,
        all: all.to_owned(),
    })
}

/// The error about a channel's account of which only a part is set.
pub fn half(channel: &str, account: &str, missing: &[&Setting], all: &[&Setting]) -> ConfigError {
    let names = |settings: &[&Setting], between: &str| {
        settings.iter().map(|setting| variable(setting, account)).collect::<Vec<_>>().join(between)
    };
    let channel =
        if account.is_empty() { channel.to_owned() } else { format!("{channel} (account {account})") };
    ConfigError::Half { channel, missing: names(missing, ", ") + " is", all: names(all, " and ") }
}
