//! DATABASE_URL, with the TLS parameters that libpq knows and the client library does not.

use std::path::PathBuf;

use tokio_postgres::config::{Host, SslMode};

use crate::setting::checks::invalid;
use crate::setting::{ConfigError, Value, shown};

crate::setting::settings! {
    DATABASE_URL = "DATABASE_URL", "database-url", Url, "",
        "Database to serve: postgresql://… or key=value; without a password here";
}

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

/// What the client library knows, by the names of libpq.
const KNOWN: &[&str] = &[
    "user",
    "password",
    "dbname",
    "options",
    "application_name",
    "sslnegotiation",
    "host",
    "hostaddr",
    "port",
    "connect_timeout",
    "tcp_user_timeout",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "target_session_attrs",
    "channel_binding",
    "load_balance_hosts",
];
/// What libpq knows besides and makes no difference here, or at most to the speed or the errors of a connection.
const PASSED_OVER: &[&str] = &[
    "gssencmode",
    "gssdelegation",
    "gsslib",
    "krbsrvname",
    "sslcompression",
    "sslsni",
    "sslcertmode",
    "client_encoding",
    "fallback_application_name",
    "passfile",
    "max_protocol_version",
    "min_protocol_version",
];

/// Parses the setting; a password is refused where others can read it.
pub fn database(value: &Value, warnings: &mut Vec<String>) -> Result<Database, ConfigError> {
    let parameters = parameters(value.expose());
    for name in &parameters.passed_over {
        warnings.push(format!(
            "DATABASE_URL has the parameter {name}, which means nothing here and is passed over"
        ));
    }
    if let Some(name) = &parameters.unknown {
        return Err(strange(name, "which is not understood here"));
    }
    let mut config: tokio_postgres::Config =
        parameters.rest.parse().map_err(|_| match &parameters.wrong {
            Some(name) => strange(name, "whose value cannot be used"),
            None => unparsable(),
        })?;
    if config.get_password().is_some() && value.in_plain_sight() {
        let place = value.origin.to_string();
        return Err(ConfigError::SecretInPlainSight { name: DATABASE_URL.name.to_owned(), place });
    }
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(unparsable());
    }
    let of_system = parameters.root_cert.as_deref() == Some("system");
    let root_cert = parameters.root_cert.filter(|path| path != "system").map(PathBuf::from);
    let (mode, verify) = match parameters.mode.as_deref() {
        Some("disable") if of_system => {
            return Err(invalid(
                &DATABASE_URL,
                "",
                "a connection string with sslmode=disable and sslrootcert=system, which contradict each other",
                "sslmode=verify-full with sslrootcert=system",
                "remove one of the two",
            ));
        }
        // As libpq has it, which trusts a public authority with nothing less; there a weaker mode is an error.
        None | Some("allow" | "prefer" | "require" | "verify-ca") if of_system => {
            if let Some(weaker) = &parameters.mode {
                warnings.push(format!(
                    "DATABASE_URL has sslmode={weaker} and sslrootcert=system: taken as verify-full, which that means"
                ));
            }
            (SslMode::Require, Verify::Full)
        }
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

/// A parameter that stands in the way; its value may be a secret.
fn strange(name: &str, why: &str) -> ConfigError {
    ConfigError::Invalid {
        name: DATABASE_URL.name.to_owned(),
        wrong: format!("has the parameter {}, {why}", shown(name)),
        allowed: "user, password, host, hostaddr, port, dbname, sslmode, sslrootcert, sslnegotiation, channel_binding, \
                  connect_timeout, application_name, options, target_session_attrs (any, read-write, read-only), \
                  load_balance_hosts, tcp_user_timeout, keepalives and its kin",
        fix: "correct or remove it",
    }
}

/// The parameters of a connection string, sorted by who deals with them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parameters {
    /// For the client library.
    rest: String,
    mode: Option<String>,
    root_cert: Option<String>,
    passed_over: Vec<String>,
    unknown: Option<String>,
    /// One that the client library knows, with a value that it does not take.
    wrong: Option<String>,
}

impl Parameters {
    /// Takes a parameter; gives the name by which the client library is to get it, if it is.
    fn take<'a>(&mut self, name: &'a str, value: &str) -> Option<&'a str> {
        match name {
            "sslmode" => self.mode = Some(value.to_owned()),
            "sslrootcert" => self.root_cert = Some(value.to_owned()),
            // As libpq calls it.
            "keepalives_count" => return self.check("keepalives_retries", value),
            name if KNOWN.contains(&name) => return self.check(name, value),
            name if PASSED_OVER.contains(&name) => self.passed_over.push(name.to_owned()),
            name => self.unknown = self.unknown.take().or_else(|| Some(name.to_owned())),
        }
        None
    }

    fn check<'a>(&mut self, name: &'a str, value: &str) -> Option<&'a str> {
        let quoted = value.replace('\\', r"\\").replace('\'', r"\'");
        if self.wrong.is_none() && format!("{name}='{quoted}'").parse::<tokio_postgres::Config>().is_err() {
            self.wrong = Some(name.to_owned());
        }
        Some(name)
    }
}

fn parameters(text: &str) -> Parameters {
    let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
    if is_url { from_url(text) } else { from_pairs(text) }
}

fn from_url(text: &str) -> Parameters {
    let mut taken = Parameters::default();
    let Some((base, query)) = text.split_once('?') else {
        taken.rest = text.to_owned();
        return taken;
    };
    let mut kept = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        // A plus is a plus in a connection URL, as libpq has it.
        let escaped = pair.replace('+', "%2B");
        let Some((name, value)) = url::form_urlencoded::parse(escaped.as_bytes()).next() else { continue };
        // What is no pair stays as it is, and is refused.
        if !pair.contains('=') {
            kept.push(pair.to_owned());
        } else if let Some(name) = taken.take(&name, &value) {
            let raw = pair.split_once('=').map_or("", |(_, raw)| raw);
            kept.push(format!("{name}={raw}"));
        }
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    taken.rest = format!("{base}{mark}{}", kept.join("&"));
    taken
}

/// `key = value` pairs; values may be in single quotes, with backslash escapes.
fn from_pairs(text: &str) -> Parameters {
    let mut taken = Parameters::default();
    let mut left = text.trim_start();
    while let Some((key, after)) = left.split_once('=') {
        let after = after.trim_start();
        let length = value_length(after);
        let raw = &after[..length];
        let key = key.trim();
        // What is no name may be a password with a space before it, and is not shown.
        if key.contains(char::is_whitespace)
            || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            taken.rest.push_str(left);
            return taken;
        }
        if let Some(name) = taken.take(key, &unquoted(raw)) {
            taken.rest.push_str(&format!("{name}={raw} "));
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
    use crate::setting::Origin;

    fn parse(text: &str) -> Result<Database, ConfigError> {
        parse_with(text, &mut Vec::new())
    }

    fn parse_with(text: &str, warnings: &mut Vec<String>) -> Result<Database, ConfigError> {
        database(&Value { name: String::new(), text: text.into(), origin: Origin::Environment }, warnings)
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
    fn a_parameter_that_is_not_understood_is_named_and_its_value_is_not() {
        for (text, part) in [
            ("postgres://u@h/d?sslcert=hunter2", "the parameter \"sslcert\", which is not understood here"),
            ("host=h require_auth=hunter2", "\"require_auth\""),
            ("postgres://u@h/d?pool_mode=hunter2&sslmode=require", "\"pool_mode\""),
            ("host=h prot='hunter2 x' user=u", "\"prot\""),
            ("host=h connect_timeout=hunter2", "\"connect_timeout\", whose value cannot be used"),
            ("postgres://u@h/d?target_session_attrs=hunter2", "\"target_session_attrs\", whose value"),
            ("host=h keepalives_count=hunter2", "\"keepalives_retries\""),
            ("host=h port=hunter2", "\"port\""),
        ] {
            let message = parse(text).unwrap_err().to_string();
            assert!(message.contains(part) && message.starts_with("DATABASE_URL has"), "{text}: {message}");
            assert!(!message.contains("hunter2") && !message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn what_makes_no_difference_is_passed_over_with_a_warning() {
        let mut warnings = Vec::new();
        let found = parse_with(
            "postgres://u@h/d?gssencmode=disable&krbsrvname=postgres&connect_timeout=3",
            &mut warnings,
        );
        assert_eq!(found.unwrap().config.get_connect_timeout().map(std::time::Duration::as_secs), Some(3));
        assert_eq!(warnings.len(), 2);
        assert!(warnings[0].contains("the parameter gssencmode"), "{warnings:?}");
        let mut warnings = Vec::new();
        let text = "host=h gssencmode = 'prefer' client_encoding=UTF8 keepalives_count=7 dbname=d";
        let found = parse_with(text, &mut warnings).unwrap();
        assert_eq!((found.config.get_keepalives_retries(), found.config.get_dbname()), (Some(7), Some("d")));
        assert_eq!(warnings.len(), 2, "{warnings:?}");
    }

    #[test]
    fn the_authorities_of_the_system_are_trusted_with_the_whole_check_alone() {
        for (mode, warned) in [
            ("", 0),
            ("&sslmode=require", 1),
            ("&sslmode=prefer", 1),
            ("&sslmode=verify-ca", 1),
            ("&sslmode=verify-full", 0),
        ] {
            let mut warnings = Vec::new();
            let found =
                parse_with(&format!("postgres://u@h/d?sslrootcert=system{mode}"), &mut warnings).unwrap();
            assert_eq!((found.verify, found.root_cert), (Verify::Full, None), "{mode}");
            assert_eq!((found.config.get_ssl_mode(), warnings.len()), (SslMode::Require, warned), "{mode}");
        }
        let message = parse("host=h sslrootcert=system sslmode=disable").unwrap_err().to_string();
        assert!(message.contains("contradict"), "{message}");
    }

    #[test]
    fn a_password_is_refused_where_others_can_read_it() {
        for text in
            ["postgres://u:hunter2@h/d", "host=h password=hunter2", "postgres://u@h/d?password=hunter2"]
        {
            let value = Value { name: String::new(), text: text.into(), origin: Origin::Flag };
            let message = database(&value, &mut Vec::new()).unwrap_err().to_string();
            assert!(message.contains("DATABASE_URL_FILE") && !message.contains("hunter2"), "{message}");
        }
        let value = Value { name: String::new(), text: "postgres://u@h/d".into(), origin: Origin::Flag };
        assert!(database(&value, &mut Vec::new()).is_ok());
    }
}
