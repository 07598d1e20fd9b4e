//! DATABASE_URL, with the TLS parameters that libpq knows and the client library does not.

use std::path::PathBuf;

use tokio_postgres::config::{Host, SslMode};

use super::checks::invalid;
use super::error::ConfigError;
use super::settings::DATABASE_URL;
use super::source::Value;

/// What the server's certificate must prove, by the meaning that libpq gives each sslmode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verify {
    /// prefer, require: encrypted, the certificate not looked at.
    Nothing,
    /// verify-ca: signed by a known authority, for whatever host.
    Authority,
    /// verify-full: also made out to this host.
    Full,
}

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Database {
    /// Its own `Debug` leaves the password out.
    pub config: tokio_postgres::Config,
    pub verify: Verify,
    /// Certificates to trust instead of the machine's.
    pub root_cert: Option<PathBuf>,
}

/// Parses the setting; a password is refused where others can read it.
pub fn database(value: &Value) -> Result<Database, ConfigError> {
    let parameters = take_tls_parameters(value.expose());
    let mut config: tokio_postgres::Config = parameters.rest.parse().map_err(|_| unparsable())?;
    if config.get_password().is_some() && value.in_plain_sight() {
        let place = value.origin.to_string();
        return Err(ConfigError::SecretInPlainSight { name: DATABASE_URL.name.to_owned(), place });
    }
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(unparsable());
    }
    let root_cert = parameters.root_cert.filter(|path| path != "system").map(PathBuf::from);
    let (mode, verify) = match parameters.mode.as_deref() {
        Some("disable") => (SslMode::Disable, Verify::Nothing),
        // libpq tries without TLS first for "allow"; both accept whatever the server offers.
        None | Some("prefer" | "allow") => (SslMode::Prefer, Verify::Nothing),
        Some("require") if root_cert.is_some() => (SslMode::Require, Verify::Authority),
        Some("require") => (SslMode::Require, Verify::Nothing),
        Some("verify-ca") => (SslMode::Require, Verify::Authority),
        Some("verify-full") => (SslMode::Require, Verify::Full),
        Some(_) => {
            return Err(invalid(
                &DATABASE_URL,
                "",
                "a connection string with an unknown sslmode",
                "disable, allow, prefer, require, verify-ca, verify-full",
                "correct sslmode",
            ));
        }
    };
    // TLS is not spoken on a Unix-domain socket, whatever the mode.
    let only_sockets = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)))
        && config.get_hostaddrs().is_empty();
    config.ssl_mode(if only_sockets { SslMode::Disable } else { mode });
    Ok(Database { config, verify, root_cert })
}

fn unparsable() -> ConfigError {
    invalid(
        &DATABASE_URL,
        "",
        "not a connection string that can be read",
        "postgresql://user@host:port/database?sslmode=…, or host=… port=… user=… dbname=…",
        "correct it; in a URL, write special characters of the password percent-encoded",
    )
}

#[derive(Debug, Default, PartialEq, Eq)]
struct TlsParameters {
    rest: String,
    mode: Option<String>,
    root_cert: Option<String>,
}

impl TlsParameters {
    /// Takes the parameter if it is about TLS; says whether it did.
    fn take(&mut self, key: &str, value: &str) -> bool {
        match key {
            "sslmode" => self.mode = Some(value.to_owned()),
            "sslrootcert" => self.root_cert = Some(value.to_owned()),
            _ => return false,
        }
        true
    }
}

fn take_tls_parameters(text: &str) -> TlsParameters {
    let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
    if is_url { from_url(text) } else { from_pairs(text) }
}

fn from_url(text: &str) -> TlsParameters {
    let mut taken = TlsParameters::default();
    let Some((base, query)) = text.split_once('?') else {
        taken.rest = text.to_owned();
        return taken;
    };
    let mut kept = Vec::new();
    for pair in query.split('&') {
        // A plus is a plus in a connection URL, as libpq has it.
        let escaped = pair.replace('+', "%2B");
        let decoded = url::form_urlencoded::parse(escaped.as_bytes()).next();
        if !decoded.is_some_and(|(key, value)| taken.take(&key, &value)) {
            kept.push(pair);
        }
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    taken.rest = format!("{base}{mark}{}", kept.join("&"));
    taken
}

/// `key = value` pairs; values may be in single quotes, with backslash escapes.
fn from_pairs(text: &str) -> TlsParameters {
    let mut taken = TlsParameters::default();
    let mut left = text.trim_start();
    while let Some((key, after)) = left.split_once('=') {
        let after = after.trim_start();
        let length = value_length(after);
        let raw = &after[..length];
        if !taken.take(key.trim(), &unquoted(raw)) {
            taken.rest.push_str(&format!("{}={raw} ", key.trim()));
        }
        left = after[length..].trim_start();
    }
    // What is left is no pair; the parser refuses it.
    taken.rest.push_str(left);
    taken
}

fn value_length(text: &str) -> usize {
    let quoted = text.starts_with('\'');
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(usize::from(quoted)) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' if quoted => return at + 1,
            _ if !quoted && c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

fn unquoted(raw: &str) -> String {
    let inner = raw.strip_prefix('\'').and_then(|raw| raw.strip_suffix('\'')).unwrap_or(raw);
    let mut chars = inner.chars();
    let mut text = String::with_capacity(inner.len());
    while let Some(c) = chars.next() {
        text.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::source::Origin;

    fn parse(text: &str) -> Result<Database, ConfigError> {
        database(&Value { name: String::new(), text: text.into(), origin: Origin::Environment })
    }

    #[test]
    fn tls_parameters_of_libpq_are_understood_in_both_forms() {
        let ca = Some(PathBuf::from("/etc/my ca.pem"));
        for (text, mode, verify, root_cert) in [
            ("postgresql://u:p@h/d", SslMode::Prefer, Verify::Nothing, None),
            ("postgres://u@h/d?sslmode=require", SslMode::Require, Verify::Nothing, None),
            ("postgres://u@h/d?sslmode=verify-full&sslrootcert=system", SslMode::Require, Verify::Full, None),
            (
                "postgres://u@h/d?connect_timeout=3&sslrootcert=/etc/my%20ca.pem&sslmode=require",
                SslMode::Require,
                Verify::Authority,
                ca.clone(),
            ),
            (
                r"host=h sslmode = verify-ca sslrootcert='/etc/my ca.pem' password='a\'b sslmode=x'",
                SslMode::Require,
                Verify::Authority,
                ca.clone(),
            ),
            ("host=h sslmode=disable", SslMode::Disable, Verify::Nothing, None),
            ("host=/run/postgresql sslmode=require", SslMode::Disable, Verify::Nothing, None),
        ] {
            let found = parse(text).unwrap();
            assert_eq!(found.config.get_ssl_mode(), mode, "{text}");
            assert_eq!((found.verify, found.root_cert), (verify, root_cert), "{text}");
        }
        let quoted = parse(r"host=h password='a\'b sslmode=x' user=u").unwrap();
        assert_eq!(quoted.config.get_password(), Some(br"a'b sslmode=x".as_slice()));
        assert_eq!(quoted.config.get_user(), Some("u"));
    }

    #[test]
    fn nonsense_is_refused_without_quoting_it() {
        for text in
            ["mysql://u:hunter2@h/d", "hunter2", "host=h hunter2", "postgres://u:hunter2@h:port/d", ""]
        {
            let message = parse(text).unwrap_err().to_string();
            assert!(message.starts_with("DATABASE_URL is not a connection string"), "{message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
        let message = parse("postgres://u@h/d?sslmode=maybe").unwrap_err().to_string();
        assert!(message.contains("verify-full"), "{message}");
    }

    #[test]
    fn a_password_is_refused_where_others_can_read_it() {
        for text in
            ["postgres://u:hunter2@h/d", "host=h password=hunter2", "postgres://u@h/d?password=hunter2"]
        {
            let value = Value { name: String::new(), text: text.into(), origin: Origin::Flag };
            let message = database(&value).unwrap_err().to_string();
            assert!(message.contains("DATABASE_URL_FILE") && !message.contains("hunter2"), "{message}");
        }
        let value = Value { name: String::new(), text: "postgres://u@h/d".into(), origin: Origin::Flag };
        assert!(database(&value).is_ok());
    }
}
