//! The settings of the email channel: set whole, or off.

use std::path::PathBuf;

use lettre::message::Mailbox;
use secrecy::SecretString;
use url::Url;

use super::KIND;
use crate::setting::checks::{self, invalid};
use crate::setting::{ConfigError, Setting, Value, Values};

crate::setting::settings! {
    ALERT_EMAIL = "ALERT_EMAIL", "alert-email", Plain, "", "Addresses that receive email, comma separated";
    ALERT_EMAIL_FROM = "ALERT_EMAIL_FROM", "alert-email-from", Plain, "", "Address that the email comes from";
    SMTP_URL = "SMTP_URL", "smtp-url", Url, "",
        "Mail server: smtp://host[:port] or smtps://host[:port]; without a password here";
    SMTP_CA_FILE = "SMTP_CA_FILE", "smtp-ca-file", Plain, "",
        "PEM file with the mail server's certificate, or its authority's, to trust instead of the machine's";
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "ALERT_EMAIL, ALERT_EMAIL_FROM and SMTP_URL";

/// Email through one mail server.
#[derive(Debug, Clone)]
pub struct EmailConfig {
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    pub server: MailServer,
}

/// How far a connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// smtps://: from the first byte on.
    Always,
    /// smtp:// with a password to another machine, or `?tls=required`.
    StartTls,
    /// smtp://: when the server offers it.
    WhenOffered,
    /// `?tls=none`.
    Never,
}

/// What SMTP_URL says.
#[derive(Debug, Clone)]
pub struct MailServer {
    pub host: String,
    pub port: Option<u16>,
    pub tls: MailTls,
    pub credentials: Option<(String, SecretString)>,
    /// Certificates to trust instead of the machine's.
    pub ca_file: Option<PathBuf>,
}

/// The settings, checked.
pub fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<EmailConfig>, ConfigError> {
    let ca_file = values.text(&SMTP_CA_FILE).map(PathBuf::from);
    let needed = [&ALERT_EMAIL, &ALERT_EMAIL_FROM, &SMTP_URL];
    let Some([to, from, server]) = checks::whole(values, KIND, NEEDS, needed)? else {
        return Ok(None);
    };
    Ok(Some(EmailConfig {
        to: mailboxes(&ALERT_EMAIL, to.expose())?,
        from: mailbox(&ALERT_EMAIL_FROM, from.expose())?,
        server: MailServer { ca_file, ..mail_server(server, warnings)? },
    }))
}

fn mail_server(value: &Value, warnings: &mut Vec<String>) -> Result<MailServer, ConfigError> {
    let setting = &SMTP_URL;
    let refuse = |what: &str| {
        invalid(
            setting,
            "",
            what,
            "smtp://[user:password@]host[:port][?tls=required|none], or smtps://…",
            "correct the URL; write special characters of the password percent-encoded",
        )
    };
    let url = Url::parse(value.expose()).map_err(|_| refuse("not a URL"))?;
    let host =
        url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| refuse("a URL without a host"))?;
    if url.password().is_some() && value.in_plain_sight() {
        let place = value.origin.to_string();
        return Err(ConfigError::SecretInPlainSight { name: setting.name.to_owned(), place });
    }
    let credentials = match (url.username(), url.password()) {
        ("", None) => None,
        ("", Some(_)) | (_, None) => return Err(refuse("a URL with only one of user and password")),
        (user, Some(password)) => Some((
            decoded(user).ok_or_else(|| refuse("a URL whose user is not UTF-8"))?,
            decoded(password).ok_or_else(|| refuse("a URL whose password is not UTF-8"))?.into(),
        )),
    };
    let asked = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
    let tls = match (url.scheme(), asked.as_deref()) {
        ("smtps", None) => MailTls::Always,
        ("smtp", Some("required")) => MailTls::StartTls,
        ("smtp", Some("none")) => MailTls::Never,
        // A password is not shown to the network because somebody strips STARTTLS from the server's answer.
        ("smtp", None) if credentials.is_some() && !checks::is_loopback(&url) => MailTls::StartTls,
        ("smtp", None) => MailTls::WhenOffered,
        ("smtp" | "smtps", Some(_)) => return Err(refuse("a URL with an unknown tls parameter")),
        _ => return Err(refuse("a URL of another scheme")),
    };
    if tls == MailTls::Never && credentials.is_some() && !checks::is_loopback(&url) {
        warnings.push(
            "SMTP_URL has tls=none: the password crosses the network unencrypted; use smtps:// or remove tls=none"
                .into(),
        );
    }
    let host = host.trim_matches(['[', ']']).to_owned();
    Ok(MailServer { host, port: url.port(), tls, credentials, ca_file: None })
}

/// Percent-decoded text; a plus stays a plus, unlike in forms.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((&byte, rest)) = left.split_first() {
        let escape = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| byte == b'%') {
            Some(byte) => {
                bytes.push(byte);
                left = &rest[2..];
            }
            None => {
                bytes.push(byte);
                left = rest;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// What an email address looks like, for errors.
pub const MAILBOX: &str = "name@example.org, or Name <name@example.org>";

/// One email address, with or without a display name.
fn mailbox(setting: &Setting, value: &str) -> Result<Mailbox, ConfigError> {
    value
        .trim()
        .parse()
        .map_err(|_| invalid(setting, value, "not an email address", MAILBOX, "correct the address"))
}

/// Several addresses, comma separated.
fn mailboxes(setting: &Setting, value: &str) -> Result<Vec<Mailbox>, ConfigError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::fake::values;

    #[test]
    fn the_mail_servers_encryption_follows_its_url() {
        for (url, tls) in [
            ("smtps://h", MailTls::Always),
            ("smtp://h", MailTls::WhenOffered),
            ("smtp://localhost:1025", MailTls::WhenOffered),
            ("smtp://u:p@localhost:1025", MailTls::WhenOffered),
            ("smtp://u:p@[::1]:1025", MailTls::WhenOffered),
            ("smtp://u:p@h", MailTls::StartTls),
            ("smtp://h?tls=required", MailTls::StartTls),
            ("smtp://h?tls=none", MailTls::Never),
        ] {
            let vars =
                [("ALERT_EMAIL", "a@example.org"), ("ALERT_EMAIL_FROM", "b@example.org"), ("SMTP_URL", url)];
            let config = read(&values(ALL, &vars), &mut Vec::new()).unwrap().unwrap();
            assert_eq!(config.server.tls, tls, "{url}");
        }
    }
}
