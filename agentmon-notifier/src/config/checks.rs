//! The checks that every value passes before anything connects.

use std::time::Duration;

use lettre::message::Mailbox;
use url::Url;

use super::error::{ConfigError, shown};
use super::settings::{Care, Setting};

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

/// E.164: `+`, then 2 to 15 digits, the first of them not 0.
pub fn phone(setting: &Setting, value: &str) -> Result<String, ConfigError> {
    if is_phone(value) {
        return Ok(value.to_owned());
    }
    Err(invalid(
        setting,
        value,
        "not one phone number in E.164",
        PHONE,
        "write the number with its country code",
    ))
}

/// What a phone number looks like, for errors.
pub const PHONE: &str = "+ and 2 to 15 digits, the first not 0, without spaces, such as +15550100200";
/// What an email address looks like, for errors.
pub const MAILBOX: &str = "name@example.org, or Name <name@example.org>";

/// Whether this is one number in E.164.
pub fn is_phone(value: &str) -> bool {
    let digits = value.strip_prefix('+').unwrap_or_default();
    (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Who sends a text, as Twilio tells them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A number in E.164, or a short code.
    Number(String),
    /// A name of letters, which nobody can answer to.
    Name(String),
    /// A messaging service, which chooses the number: MG…
    Service(String),
}

/// What may send a text, for errors.
const SENDER: &str = "a number in E.164 (+15550100200), a short code of 3 to 8 digits, the SID of a messaging service \
                      (MG and 32 hexadecimal digits), or a sender's name of at most 11 letters, digits, spaces and + - _ &, \
                      with a letter among them";

/// The sender of texts. What begins as a service's SID and is too long for a name was meant to be one.
pub fn sender(setting: &Setting, value: &str) -> Result<Sender, ConfigError> {
    let is_code = (3..=8).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b" +-_&".contains(&byte);
    let is_name = value.len() <= 11
        && value.bytes().all(in_name)
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && value.trim() == value;
    let is_service = value
        .strip_prefix("MG")
        .is_some_and(|rest| rest.len() == 32 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_phone(value) || is_code {
        Ok(Sender::Number(value.to_owned()))
    } else if is_service {
        Ok(Sender::Service(value.to_owned()))
    } else if is_name {
        Ok(Sender::Name(value.to_owned()))
    } else {
        Err(invalid(
            setting,
            value,
            "nothing that can send a text",
            SENDER,
            "copy it from the Twilio console",
        ))
    }
}

/// A Twilio account: AC and 32 letters or digits. Not quoted in the error: a token may have been pasted there.
pub fn account_sid(setting: &Setting, value: &str) -> Result<String, ConfigError> {
    let rest = value.strip_prefix("AC").unwrap_or_default();
    if rest.len() == 32 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(value.to_owned());
    }
    Err(ConfigError::Invalid {
        name: setting.name.to_owned(),
        wrong: "is not a Twilio account SID".into(),
        allowed: "AC and 32 letters or digits",
        fix: "copy the Account SID from the Twilio console",
    })
}

/// A token that can stand in an HTTP header.
pub fn token(setting: &Setting, value: &str) -> Result<(), ConfigError> {
    if value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(invalid(
            setting,
            value,
            "a text with white space in it",
            "a token without white space",
            "copy it again, without quotes or line breaks",
        ));
    }
    Ok(())
}

/// One email address, with or without a display name.
pub fn mailbox(setting: &Setting, value: &str) -> Result<Mailbox, ConfigError> {
    value
        .trim()
        .parse()
        .map_err(|_| invalid(setting, value, "not an email address", MAILBOX, "correct the address"))
}

/// Several addresses, comma separated.
pub fn mailboxes(setting: &Setting, value: &str) -> Result<Vec<Mailbox>, ConfigError> {
    let addresses = value.split(',').map(str::trim).filter(|address| !address.is_empty());
    let found: Vec<_> = addresses.map(|address| mailbox(setting, address)).collect::<Result<_, _>>()?;
    if found.is_empty() {
        return Err(invalid(
            setting,
            value,
            "without any address",
            "one or more email addresses, comma separated",
            "add one, or unset the variable",
        ));
    }
    Ok(found)
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

/// The address of a webhook. Never quoted: such an address often is a secret itself.
pub fn webhook(name: &str, value: &str) -> Result<Url, ConfigError> {
    webhook_url(value).ok_or_else(|| ConfigError::Invalid {
        name: name.to_owned(),
        wrong: "is not the address of a webhook".into(),
        allowed: WEBHOOK,
        fix: "correct the URL",
    })
}

/// What a webhook's address looks like, for errors.
pub const WEBHOOK: &str =
    "http:// or https://, a host, and maybe a port, path and query, without user or fragment";

/// A webhook's address, if this is one.
pub fn webhook_url(value: &str) -> Option<Url> {
    let fits = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
    };
    Url::parse(value).ok().filter(fits)
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
