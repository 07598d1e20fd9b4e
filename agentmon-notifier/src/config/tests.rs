//! Precedence, and every line of refusal.

use std::ffi::OsString;

use secrecy::ExposeSecret;

use super::*;
use crate::setting::fake::{Fake, env};

const SID: &str = "AC0123456789abcdef0123456789abcdef";

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
    let sms = config.channels.sms.as_ref().unwrap();
    assert_eq!((sms.base_url.as_str(), sms.to.as_str()), ("https://api.twilio.com/", "+15550101"));
    let email = config.channels.email.as_ref().unwrap();
    assert_eq!(email.to.len(), 2);
    let (user, password) = email.server.credentials.clone().unwrap();
    assert_eq!((user.as_str(), password.expose_secret()), ("user", "smtp+password"));
    assert_eq!(
        (config.poll_interval, config.send_timeout),
        (Duration::from_secs(5), Duration::from_millis(250))
    );
    assert!(!config.run_jobs && config.warnings.is_empty());
    assert_eq!(config.collect_interval, Some(Duration::from_secs(60)));
    for (text, every) in [("off", None), ("5s", Some(5)), ("1m", Some(60))] {
        let config = load(&full(&[("AGENTMON_COLLECT_INTERVAL", text)])).unwrap();
        assert_eq!(config.collect_interval, every.map(Duration::from_secs), "{text}");
    }
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
    assert_eq!(origin(&own::POLL_INTERVAL), "flag");
    assert_eq!(origin(&own::WORKER), "environment");
    assert_eq!(origin(&own::SEND_TIMEOUT), "configuration file /c.toml");
    flags.config = Some("/other.toml".into());
    assert!(Config::load(&flags, &env).unwrap_err().to_string().contains("/other.toml"));
}

#[test]
fn secrets_come_from_files_of_their_own_without_the_last_newline() {
    let mut env = full(&[("TWILIO_AUTH_TOKEN", ""), ("TWILIO_AUTH_TOKEN_FILE", "/t")]);
    env.files.insert("/t".into(), "fromfile\r\n".into());
    let config = load(&env).unwrap();
    assert_eq!(config.channels.sms.unwrap().auth_token.expose_secret(), "fromfile");
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
    assert!(config.channels.sms.is_none() && config.channels.email.is_none() && config.run_jobs);
    let message = load(&env(&[])).unwrap().database().unwrap_err().to_string();
    assert!(message.starts_with("DATABASE_URL is not set; set it, or DATABASE_URL_FILE,"), "{message}");
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
        (
            "AGENTMON_COLLECT_INTERVAL",
            "never",
            "is \"never\", not a time within the bounds; allowed: off, or 1s",
        ),
        ("AGENTMON_COLLECT_INTERVAL", "2h", "not a time within the bounds"),
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
        ("TWILIO_ACOUNT_SID", "AC1", Some("the nearest that is read is TWILIO_ACCOUNT_SID")),
        ("SMTP_HOSTT", "mail", Some("SMTP_HOSTT is set and nothing reads it")),
        ("SLACK_WEBHOOK_URL_TEAM_B", "https://hooks.example.org/x", None),
        ("AGENTMON_CONFIG_DIR", "/etc", Some("the nearest that is read is AGENTMON_CONFIG")),
        ("AGENTMON_HTTP_ADDR", "127.0.0.1:9", Some("the HTTP face is not in this version")),
    ] {
        let warnings = load(&full(&[(name, value)])).unwrap().warnings;
        assert_eq!(warnings.len(), usize::from(part.is_some()), "{name}={value}: {warnings:?}");
        assert!(warnings.iter().all(|warning| warning.contains(part.unwrap_or_default())), "{warnings:?}");
    }
}
