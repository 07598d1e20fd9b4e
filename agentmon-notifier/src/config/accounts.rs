//! Several credentials for one kind of channel: the account `team-b` uses the variables that end in `_TEAM_B`.

use std::collections::BTreeMap;

use super::settings::{self, Setting};

/// The settings that an account may have for itself; all others are the daemon's.
const OF_ACCOUNTS: [&Setting; 5] = [
    &settings::SLACK_WEBHOOK_URL,
    &settings::PAGERDUTY_ROUTING_KEY,
    &settings::PAGERDUTY_API_BASE_URL,
    &settings::ALERT_WEBHOOK_URL,
    &settings::ALERT_WEBHOOK_SECRET,
];

/// The setting and the account's suffix of a variable's name, if it is one of an account.
pub fn split(variable: &str) -> Option<(&'static Setting, &str)> {
    OF_ACCOUNTS.into_iter().find_map(|setting| {
        let suffix = variable.strip_prefix(setting.name)?.strip_prefix('_')?;
        let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        // Without a name before it, FILE is the variable's other form and no account.
        (!suffix.is_empty() && suffix != "FILE" && suffix.bytes().all(fits)).then_some((setting, suffix))
    })
}

/// The suffix of an account, without its first underscore: `team-b` has `TEAM_B`.
pub fn suffix(account: &str) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    account.chars().map(upper).collect()
}

/// The variable of an account, as the user has to set it.
pub fn variable(setting: &Setting, account: &str) -> String {
    if account.is_empty() { setting.name.to_owned() } else { format!("{}_{}", setting.name, suffix(account)) }
}

/// Credentials by account; the ordinary one has an empty name.
#[derive(Debug, Clone)]
pub struct Accounts<T>(BTreeMap<String, T>);

impl<T> Accounts<T> {
    /// None when there is none: the channel is off.
    pub fn of(found: BTreeMap<String, T>) -> Option<Self> {
        (!found.is_empty()).then_some(Self(found))
    }

    /// The credentials of an account as a channel's settings name it.
    pub fn get(&self, account: &str) -> Option<&T> {
        self.0.get(&suffix(account))
    }

    /// The suffixes of all accounts; the ordinary one's is empty.
    pub fn suffixes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How a user tells them apart.
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(|name| if name.is_empty() { "default" } else { name.as_str() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variables_name_tells_setting_and_account() {
        for (variable, expected) in [
            ("SLACK_WEBHOOK_URL_TEAM_B", Some(("SLACK_WEBHOOK_URL", "TEAM_B"))),
            ("PAGERDUTY_ROUTING_KEY_2", Some(("PAGERDUTY_ROUTING_KEY", "2"))),
            ("ALERT_WEBHOOK_SECRET_X_FILE", Some(("ALERT_WEBHOOK_SECRET", "X_FILE"))),
            ("SLACK_WEBHOOK_URL", None),
            ("SLACK_WEBHOOK_URL_", None),
            ("SLACK_WEBHOOK_URL_FILE", None),
            ("SLACK_WEBHOOK_URLS", None),
            ("SLACK_WEBHOOK_URL_team", None),
            ("MY_SLACK_WEBHOOK_URL_X", None),
            ("TWILIO_AUTH_TOKEN_X", None),
        ] {
            let found = split(variable).map(|(setting, suffix)| (setting.name, suffix));
            assert_eq!(found, expected, "{variable}");
        }
    }

    #[test]
    fn an_account_is_found_by_any_spelling_of_its_name() {
        let accounts = Accounts::of(BTreeMap::from([("TEAM_B".to_owned(), 7)])).unwrap();
        for (account, found) in
            [("team-b", true), ("Team B", true), ("TEAM_B", true), ("team", false), ("", false)]
        {
            assert_eq!(accounts.get(account).is_some(), found, "{account}");
        }
        assert_eq!(variable(&settings::SLACK_WEBHOOK_URL, "team-b"), "SLACK_WEBHOOK_URL_TEAM_B");
        assert!(Accounts::<u8>::of(BTreeMap::new()).is_none());
    }
}
