//! The settings of the channels: each is set whole, or off.

use std::path::PathBuf;

use lettre::message::Mailbox;
use secrecy::SecretString;
use url::Url;

use super::checks::{self, Sender};
use super::error::ConfigError;
use super::settings::{self, Setting};
use super::source::{Value, Values};

/// Settings that turn the SMS channel on, for messages to the user.
pub const SMS_NEEDS: &str =
    "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and ALERT_PHONE_NUMBER";
/// Settings that turn the email channel on.
pub const EMAIL_NEEDS: &str = "ALERT_EMAIL, ALERT_EMAIL_FROM and SMTP_URL";

/// SMS through Twilio, or what speaks its API.
#[derive(Debug, Clone)]
pub struct SmsConfig {
    pub base_url: Url,
    pub account_sid: String,
    pub auth_token: SecretString,
    pub from: Sender,
    pub to: String,
    /// How many segments a text may have.
    pub max_segments: usize,
}

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

/// Everything that `settings` name, None when nothing is set, an error when only a part is.
fn whole<'a, const N: usize>(
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

/// The SMS channel.
pub fn sms(values: &Values, warnings: &mut Vec<String>) -> Result<Option<SmsConfig>, ConfigError> {
    use settings::{ALERT_PHONE_NUMBER, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER};
    let base_url = values.text_or_default(&settings::TWILIO_API_BASE_URL);
    let base_url = checks::http_base(&settings::TWILIO_API_BASE_URL, base_url)?;
    let max_segments = checks::number(
        &settings::SMS_MAX_SEGMENTS,
        values.text_or_default(&settings::SMS_MAX_SEGMENTS),
        1..=10,
        "1 to 10",
    )?;
    let needed = [&TWILIO_ACCOUNT_SID, &TWILIO_AUTH_TOKEN, &TWILIO_PHONE_NUMBER, &ALERT_PHONE_NUMBER];
    let Some([sid, token, from, to]) = whole(values, "sms", SMS_NEEDS, needed)? else {
        return Ok(None);
    };
    checks::token(&TWILIO_AUTH_TOKEN, token.expose())?;
    warn_of_plain_http(&base_url, settings::TWILIO_API_BASE_URL.name, "the token crosses", warnings);
    Ok(Some(SmsConfig {
        base_url,
        account_sid: checks::account_sid(&TWILIO_ACCOUNT_SID, sid.expose())?,
        auth_token: token.text.clone(),
        from: checks::sender(&TWILIO_PHONE_NUMBER, from.expose())?,
        to: checks::phone(&ALERT_PHONE_NUMBER, to.expose())?,
        max_segments,
    }))
}

/// A warning when what is sent there can be read on the way.
pub fn warn_of_plain_http(url: &Url, name: &str, what: &str, warnings: &mut Vec<String>) {
    if url.scheme() == "http" && !checks::is_loopback(url) {
        warnings.push(format!(
            "{name} is plain http to another machine: {what} the network unencrypted; use https"
        ));
    }
}

/// The email channel.
pub fn email(values: &Values, warnings: &mut Vec<String>) -> Result<Option<EmailConfig>, ConfigError> {
    use settings::{ALERT_EMAIL, ALERT_EMAIL_FROM, SMTP_CA_FILE, SMTP_URL};
    let ca_file = values.text(&SMTP_CA_FILE).map(PathBuf::from);
    let needed = [&ALERT_EMAIL, &ALERT_EMAIL_FROM, &SMTP_URL];
    let Some([to, from, server]) = whole(values, "email", EMAIL_NEEDS, needed)? else {
        return Ok(None);
    };
    Ok(Some(EmailConfig {
        to: checks::mailboxes(&ALERT_EMAIL, to.expose())?,
        from: checks::mailbox(&ALERT_EMAIL_FROM, from.expose())?,
        server: MailServer { ca_file, ..mail_server(server, warnings)? },
    }))
}

fn mail_server(value: &Value, warnings: &mut Vec<String>) -> Result<MailServer, ConfigError> {
    let setting = &settings::SMTP_URL;
    let refuse = |what: &str| {
        checks::invalid(
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
