//! Precedence, and every line of refusal.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;

use super::checks::Sender;
use super::*;

#[derive(Default)]
struct Fake {
    vars: HashMap<String, OsString>,
    files: HashMap<PathBuf, String>,
}

impl Env for Fake {
    fn var(&self, name: &str) -> Option<OsString> {
        self.vars.get(name).cloned()
    }
    fn read(&self, path: &Path) -> io::Result<String> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
    fn names(&self) -> Vec<String> {
        self.vars.keys().cloned().collect()
    }
}

const SID: &str = "AC0123456789abcdef0123456789abcdef";

fn env(vars: &[(&str, &str)]) -> Fake {
    let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value)));
    Fake { vars: vars.collect(), files: HashMap::new() }
}

/// A database and both channels, with `changes` on top.
fn full(changes: &[(&str, &str)]) -> Fake {
    let mut fake = env(&[
        ("DATABASE_URL", "postgresql://u:dbpassword@localhost/d"),
        ("TWILIO_ACCOUNT_SID", SID),
        ("TWILIO_AUTH_TOKEN", "twiliotoken"),
        ("TWILIO_PHONE_NUMBER", "+15550100"),
        ("ALERT_PHONE_NUMBER", "+15550101"),
        ("ALERT_EMAIL", "a@example.org, Bea <b@example.org>"),
        ("ALERT_EMAIL_FROM", "agentmon@example.org"),
        ("SMTP_URL", "smtp://user:smtp%2Bpassword@mail.example.org"),
    ]);
    fake.vars.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))));
    fake
}

fn load(env: &Fake) -> Result<Config, ConfigError> {
    Config::load(&Flags::default(), env)
}

fn refused(changes: &[(&str, &str)]) -> String {
    let message = load(&full(changes)).unwrap_err().to_string();
    assert!(!message.contains('\n'), "{message:?} is not one line");
    message
}

#[test]
fn a_full_configuration_is_understood() {
    let config = load(&full(&[("AGENTMON_RUN_JOBS", "off"), ("AGENTMON_SEND_TIMEOUT", "250ms")])).unwrap();
    let sms = config.sms.as_ref().unwrap();
    assert_eq!(
        (sms.base_url.as_str(), &sms.from, sms.to.as_str()),
        ("https://api.twilio.com/", &Sender::Number("+15550100".into()), "+15550101")
    );
    let email = config.email.as_ref().unwrap();
    assert_eq!(email.to.len(), 2);
    let (user, password) = email.server.credentials.clone().unwrap();
    assert_eq!((user.as_str(), password.expose_secret()), ("user", "smtp+password"));
    assert_eq!(email.server.tls, MailTls::StartTls, "a password does not leave the machine in the clear");
    assert_eq!(
        (config.poll_interval, config.send_timeout),
        (Duration::from_secs(5), Duration::from_millis(250))
    );
    assert!(!config.run_jobs && config.warnings.is_empty());
    assert!(config.worker.split(':').count() == 3, "{}", config.worker);
}

#[test]
fn no_secret_shows_in_debug_output() {
    let shown = format!("{:?}", load(&full(&[])).unwrap());
    for secret in ["dbpassword", "twiliotoken", "smtp%2Bpassword", "smtp+password"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn flag_goes_before_environment_before_file_for_each_setting() {
    let mut env =
        full(&[("AGENTMON_CONFIG", "/c.toml"), ("AGENTMON_WORKER", "environment"), ("AGENTMON_LOG", "")]);
    let file = "worker = \"file\"\npoll_interval = \"7s\"\nsend_timeout = 3\nrun_jobs = false\nlog = \"warn\"\nlog_format = \"\"";
    env.files.insert("/c.toml".into(), file.into());
    let mut flags = Flags::default();
    flags.values.insert("AGENTMON_POLL_INTERVAL", "9s".into());
    let config = Config::load(&flags, &env).unwrap();
    assert_eq!(config.poll_interval, Duration::from_secs(9));
    assert_eq!(config.worker, "environment");
    assert_eq!(config.send_timeout, Duration::from_secs(3));
    assert_eq!(config.log, "warn", "an empty variable counts as not set");
    assert_eq!(config.log_format, LogFormat::Text, "so does an empty key");
    assert!(!config.run_jobs);
    let origin = |setting| config.values.get(setting).unwrap().origin.to_string();
    assert_eq!(origin(&settings::POLL_INTERVAL), "flag");
    assert_eq!(origin(&settings::WORKER), "environment");
    assert_eq!(origin(&settings::SEND_TIMEOUT), "configuration file /c.toml");
    flags.config = Some("/other.toml".into());
    assert!(Config::load(&flags, &env).unwrap_err().to_string().contains("/other.toml"));
}

#[test]
fn secrets_come_from_files_of_their_own_without_the_last_newline() {
    let mut env = full(&[("TWILIO_AUTH_TOKEN", ""), ("TWILIO_AUTH_TOKEN_FILE", "/t")]);
    env.files.insert("/t".into(), "fromfile\r\n".into());
    let config = load(&env).unwrap();
    assert_eq!(config.sms.unwrap().auth_token.expose_secret(), "fromfile");
    env.files.insert("/t".into(), "\n".into());
    let message = load(&env).unwrap_err().to_string();
    assert!(message.starts_with("TWILIO_AUTH_TOKEN_FILE names \"/t\", which is empty"), "{message}");
    let message = refused(&[("TWILIO_AUTH_TOKEN_FILE", "/t")]);
    assert_eq!(
        message,
        "TWILIO_AUTH_TOKEN and TWILIO_AUTH_TOKEN_FILE are both set; allowed: one of them; unset the other"
    );
    let message = refused(&[("SMTP_URL", ""), ("SMTP_URL_FILE", "/none")]);
    assert!(message.starts_with("SMTP_URL_FILE names \"/none\", which cannot be read"), "{message}");
}

#[test]
fn secrets_in_the_configuration_file_are_refused() {
    for (text, name) in [
        ("twilio_auth_token = 'hunter2'", "TWILIO_AUTH_TOKEN"),
        ("database_url = 'postgres://u:hunter2@h/d'", "DATABASE_URL"),
        ("smtp_url = 'smtp://u:hunter2@h'", "SMTP_URL"),
    ] {
        let mut env = full(&[("AGENTMON_CONFIG", "/c"), ("DATABASE_URL", ""), ("SMTP_URL", "")]);
        env.files.insert("/c".into(), text.into());
        let message = load(&env).unwrap_err().to_string();
        assert!(message.starts_with(&format!("{name} holds a secret")), "{message}");
        assert!(message.contains(&format!("{name}_FILE")) && !message.contains("hunter2"), "{message}");
    }
    let mut env = full(&[("AGENTMON_CONFIG", "/c"), ("DATABASE_URL", "")]);
    env.files.insert("/c".into(), "database_url = 'postgres://u@h/d'".into());
    assert!(load(&env).unwrap().database().is_ok());
}

#[test]
fn a_wrong_configuration_file_is_explained_without_quoting_it() {
    for (text, part) in [
        ("pol_interval = 5", "has the key \"pol_interval\", which is not known; allowed: database_url, "),
        ("worker = ['x']", "has a value of another type at \"worker\""),
        ("\nworker = hunter2", "is not TOML (line 2: "),
    ] {
        let mut env = full(&[("AGENTMON_CONFIG", "/c")]);
        env.files.insert("/c".into(), text.into());
        let message = load(&env).unwrap_err().to_string();
        assert!(message.contains(part) && !message.contains("hunter2"), "{message}");
        assert!(!message.contains('\n'), "{message:?}");
    }
}

#[test]
fn a_channel_by_half_names_what_is_missing() {
    assert_eq!(
        refused(&[("TWILIO_AUTH_TOKEN", ""), ("ALERT_PHONE_NUMBER", "")]),
        "the sms channel is set by half: TWILIO_AUTH_TOKEN, ALERT_PHONE_NUMBER are not set; set all of \
         TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and ALERT_PHONE_NUMBER, or none of them to \
         leave the channel off"
    );
    let message = refused(&[("SMTP_URL", "")]);
    assert!(
        message.starts_with("the email channel is set by half: SMTP_URL is not set; set all of"),
        "{message}"
    );
}

#[test]
fn nothing_but_the_database_is_required() {
    let config = load(&env(&[("DATABASE_URL", "host=localhost")])).unwrap();
    assert!(config.sms.is_none() && config.email.is_none() && config.run_jobs);
    let message = load(&env(&[])).unwrap().database().unwrap_err().to_string();
    assert!(message.starts_with("DATABASE_URL is not set; set it, or DATABASE_URL_FILE,"), "{message}");
}

#[test]
fn phone_numbers_are_e164() {
    for good in ["+12", "+123456789012345"] {
        assert!(load(&full(&[("ALERT_PHONE_NUMBER", good)])).is_ok(), "{good}");
    }
    for bad in [
        "15550100",
        "+0555",
        "+1",
        "+1234567890123456",
        "+1 555",
        "+1555a",
        "+",
        "++12",
        "+١٢٣",
        "+15550100,+15550101",
    ] {
        let message = refused(&[("ALERT_PHONE_NUMBER", bad)]);
        let start = format!(
            "ALERT_PHONE_NUMBER is {bad:?}, not one phone number in E.164; allowed: + and 2 to 15 digits"
        );
        assert!(message.starts_with(&start), "{message}");
    }
    assert!(refused(&[("TWILIO_PHONE_NUMBER", "x\ny")]).contains(r#"is "x\ny", not"#));
}

#[test]
fn every_other_value_is_checked() {
    for (name, value, part) in [
        (
            "TWILIO_ACCOUNT_SID",
            "AC123",
            "is not a Twilio account SID; allowed: AC and 32 letters or digits; copy",
        ),
        ("TWILIO_ACCOUNT_SID", "XX0123456789abcdef0123456789abcdef", "is not a Twilio account SID"),
        ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcde/", "is not a Twilio account SID"),
        ("TWILIO_AUTH_TOKEN", "two words", "is a text with white space in it; allowed:"),
        ("TWILIO_API_BASE_URL", "ftp://x", "is not the address of an HTTP API; allowed: http:// or https://"),
        ("TWILIO_API_BASE_URL", "https://u:p@x", "is not the address of an HTTP API"),
        ("ALERT_EMAIL", "nobody", "is \"nobody\", not an email address; allowed: name@example.org"),
        ("ALERT_EMAIL", "a@example.org,nobody", "is \"nobody\", not an email address"),
        ("ALERT_EMAIL", " , ", "without any address; allowed: one or more"),
        ("ALERT_EMAIL_FROM", "x@", "not an email address"),
        ("SMTP_URL", "mail.example.org", "is not a URL; allowed: smtp://"),
        ("SMTP_URL", "https://mail.example.org", "is a URL of another scheme; allowed: smtp://"),
        ("SMTP_URL", "smtp://", "is a URL without a host"),
        ("SMTP_URL", "smtp://user@h", "is a URL with only one of user and password"),
        ("SMTP_URL", "smtp://h?tls=maybe", "is a URL with an unknown tls parameter"),
        (
            "DATABASE_URL",
            "mysql://h/d",
            "is not a connection string that can be read; allowed: postgresql://",
        ),
        ("AGENTMON_POLL_INTERVAL", "5h", "is \"5h\", not a time within the bounds; allowed: 100ms to 60s"),
        ("AGENTMON_POLL_INTERVAL", "99ms", "not a time within the bounds"),
        ("AGENTMON_POLL_INTERVAL", "61", "not a time within the bounds"),
        ("AGENTMON_POLL_INTERVAL", "99999999999999999999", "not a time within the bounds"),
        ("AGENTMON_SEND_TIMEOUT", "30s", "allowed: 100ms to 20s, well below the 30 s"),
        (
            "AGENTMON_RUN_JOBS",
            "maybe",
            "is \"maybe\", not a switch; allowed: true or false; write one of the two",
        ),
        ("AGENTMON_LOG", "a=b=c", "not a log filter; allowed: error, warn"),
        ("AGENTMON_LOG_FORMAT", "xml", "is \"xml\", not a log format; allowed: text, json"),
        ("AGENTMON_WORKER", "a\u{7}", "not a worker's name"),
    ] {
        let message = refused(&[(name, value)]);
        assert!(message.starts_with(name) && message.contains(part), "{name}={value}: {message}");
    }
}

#[test]
fn what_is_allowed_and_unwise_is_warned_of() {
    for (name, value, part) in [
        ("TWILIO_API_BASE_URL", "http://gateway.example.org", Some("plain http")),
        ("TWILIO_API_BASE_URL", "http://127.0.0.1:8080/base/", None),
        ("TWILIO_API_BASE_URL", "http://[::1]:8080", None),
        ("SMTP_URL", "smtp://u:p@mail.example.org?tls=none", Some("unencrypted")),
        ("SMTP_URL", "smtp://u:p@127.0.0.1?tls=none", None),
        ("SLACK_WEBHOOK_URL", "http://hooks.example.org/x", Some("SLACK_WEBHOOK_URL is plain http")),
        ("SLACK_WEBHOOK_URL", "https://hooks.example.org/x", None),
        ("PAGERDUTY_API_BASE_URL", "http://127.0.0.1:8080", None),
        ("AGENTMON_HTTP_ADDR", "127.0.0.1:9", Some("the HTTP face is not in this version")),
    ] {
        let warnings = load(&full(&[(name, value)])).unwrap().warnings;
        assert_eq!(warnings.len(), usize::from(part.is_some()), "{name}={value}: {warnings:?}");
        assert!(warnings.iter().all(|warning| warning.contains(part.unwrap_or_default())), "{warnings:?}");
    }
}

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
        let config = load(&full(&[("SMTP_URL", url)])).unwrap();
        assert_eq!(config.email.unwrap().server.tls, tls, "{url}");
    }
}

#[test]
fn whoever_twilio_lets_send_may_send() {
    let service = format!("MG{}", "0aF9".repeat(8));
    for (text, expected) in [
        ("+15550100200", Some(Sender::Number("+15550100200".into()))),
        ("12345", Some(Sender::Number("12345".into()))),
        (service.as_str(), Some(Sender::Service(service.clone()))),
        ("Acme Alerts", Some(Sender::Name("Acme Alerts".into()))),
        ("MGM Resorts", Some(Sender::Name("MGM Resorts".into()))),
        ("A&B_c-d+1", Some(Sender::Name("A&B_c-d+1".into()))),
        ("15005550006", None),
        ("12", None),
        ("Acme Alerting", None),
        ("Ácme", None),
        ("Acme!", None),
        (" Acme", None),
        ("1 2 3", None),
        (&service[..33], None),
        (&service.replace('F', "g"), None),
        ("+1 415 555 0100", None),
    ] {
        let loaded = load(&full(&[("TWILIO_PHONE_NUMBER", text)]));
        match expected {
            Some(sender) => assert_eq!(loaded.unwrap().sms.unwrap().from, sender),
            None => {
                let message = loaded.unwrap_err().to_string();
                assert!(
                    message.contains("TWILIO_PHONE_NUMBER") && message.contains("MG"),
                    "{text}: {message}"
                );
            }
        }
    }
}
