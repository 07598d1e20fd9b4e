//! The one table of settings: flags, environment variables, keys of the TOML file and the help text all come from it.

/// How carefully a setting's value is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// May stand anywhere and be shown.
    Plain,
    /// A URL: a secret as soon as it holds a password.
    Url,
    /// Only from the environment or a file of its own.
    Secret,
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// The environment variable; errors and documents call the setting by it.
    pub name: &'static str,
    /// The long flag; the key in the TOML file is the same with underscores. Secrets have none.
    pub flag: &'static str,
    /// What may be done with its value.
    pub care: Care,
    /// What holds when it is not set; empty when nothing does.
    pub default: &'static str,
    /// One line for `--help`.
    pub help: &'static str,
}

impl Setting {
    /// Whether the value may come from a file named by `<NAME>_FILE`.
    pub fn has_file_variant(&self) -> bool {
        self.care != Care::Plain
    }

    /// Its key in the TOML file.
    pub fn toml_key(&self) -> String {
        self.flag.replace('-', "_")
    }
}

macro_rules! settings {
    ($($constant:ident = $name:literal, $flag:literal, $care:ident, $default:literal, $help:literal;)+) => {
        $(pub const $constant: Setting =
            Setting { name: $name, flag: $flag, care: Care::$care, default: $default, help: $help };)+
        /// All of them, in the order of the documents.
        pub const ALL: &[Setting] = &[$($constant),+];
    };
}

#[allow(missing_docs)]
mod table {
    use super::{Care, Setting};
    settings! {
        DATABASE_URL = "DATABASE_URL", "database-url", Url, "",
            "Database to serve: postgresql://… or key=value; without a password here";
        TWILIO_ACCOUNT_SID = "TWILIO_ACCOUNT_SID", "twilio-account-sid", Plain, "", "Twilio account, AC…";
        TWILIO_AUTH_TOKEN = "TWILIO_AUTH_TOKEN", "twilio-auth-token", Secret, "", "Twilio token";
        TWILIO_PHONE_NUMBER = "TWILIO_PHONE_NUMBER", "twilio-phone-number", Plain, "",
            "Who sends the SMS: a number in E.164, a short code, a messaging service (MG…), or a name";
        ALERT_PHONE_NUMBER = "ALERT_PHONE_NUMBER", "alert-phone-number", Plain, "",
            "Number that receives the SMS, in E.164";
        TWILIO_API_BASE_URL = "TWILIO_API_BASE_URL", "twilio-api-base-url", Plain, "https://api.twilio.com",
            "Another host for the Twilio API";
        ALERT_EMAIL = "ALERT_EMAIL", "alert-email", Plain, "", "Addresses that receive email, comma separated";
        ALERT_EMAIL_FROM = "ALERT_EMAIL_FROM", "alert-email-from", Plain, "", "Address that the email comes from";
        SMTP_URL = "SMTP_URL", "smtp-url", Url, "",
            "Mail server: smtp://host[:port] or smtps://host[:port]; without a password here";
        SMTP_CA_FILE = "SMTP_CA_FILE", "smtp-ca-file", Plain, "",
            "PEM file with the mail server's certificate, or its authority's, to trust instead of the machine's";
        SMS_MAX_SEGMENTS = "AGENTMON_SMS_MAX_SEGMENTS", "sms-max-segments", Plain, "4",
            "Longest text, in the segments that are billed; 1 to 10";
        SLACK_WEBHOOK_URL = "SLACK_WEBHOOK_URL", "slack-webhook-url", Secret, "", "Slack's incoming webhook";
        PAGERDUTY_ROUTING_KEY = "PAGERDUTY_ROUTING_KEY", "pagerduty-routing-key", Secret, "",
            "Integration key of a PagerDuty service (Events API v2)";
        PAGERDUTY_API_BASE_URL = "PAGERDUTY_API_BASE_URL", "pagerduty-api-base-url", Plain,
            "https://events.pagerduty.com", "Another host for PagerDuty's events";
        ALERT_WEBHOOK_URL = "ALERT_WEBHOOK_URL", "alert-webhook-url", Secret, "", "Address that alerts are posted to";
        ALERT_WEBHOOK_SECRET = "ALERT_WEBHOOK_SECRET", "alert-webhook-secret", Secret, "",
            "Secrets that sign the webhook, whsec_…, separated by spaces";
        WEBHOOK_ALLOW_PRIVATE = "AGENTMON_WEBHOOK_ALLOW_PRIVATE", "webhook-allow-private", Plain, "false",
            "Whether webhooks may lead to private addresses";
        CONSOLE = "AGENTMON_CONSOLE", "console", Plain, "false", "Whether to print alerts to stdout";
        POLL_INTERVAL = "AGENTMON_POLL_INTERVAL", "poll-interval", Plain, "5s",
            "Longest time between two looks at the outbox";
        WORKER = "AGENTMON_WORKER", "worker", Plain, "",
            "Name of this daemon in the database; host:pid:random when not set";
        SEND_TIMEOUT = "AGENTMON_SEND_TIMEOUT", "send-timeout", Plain, "10s",
            "Longest time that one message may take";
        SHUTDOWN_TIMEOUT = "AGENTMON_SHUTDOWN_TIMEOUT", "shutdown-timeout", Plain, "",
            "Longest time that a stop may take; the send timeout and 5 s when not set";
        RUN_JOBS = "AGENTMON_RUN_JOBS", "run-jobs", Plain, "true",
            "Whether to run overdue database jobs";
        LOG = "AGENTMON_LOG", "log", Plain, "info",
            "Log filter, such as info or agentmon_notifier=debug";
        LOG_FORMAT = "AGENTMON_LOG_FORMAT", "log-format", Plain, "text", "text or json";
    }
}
pub use table::*;

/// Variables of the contract that a later version serves: set now, they would be ignored in silence.
pub const LATER: &[(&str, &str)] = &[("AGENTMON_HTTP_ADDR", "the HTTP face")];
