//! Several credentials for one kind of channel: the account `team-b` uses the variables that end in `_TEAM_B`.

use std::collections::BTreeMap;

use super::Setting;

/// The setting and the account's suffix of a variable's name, if it is one of an account.
pub fn split<'a, 's>(variable: &'a str, known: &[&'s Setting]) -> Option<(&'s Setting, &'a str)> {
    known.iter().filter(|setting| setting.of_accounts).find_map(|&setting| {
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
    pub fn suffixes(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// All of them, as a user tells them apart.
    pub fn destination(&self) -> String {
        let name = |name: &String| if name.is_empty() { "default".to_owned() } else { name.clone() };
        format!("accounts: {}", self.0.keys().map(name).collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::setting::settings! {
        KEY = "ROUTING_KEY", "routing-key", Secret, "", "A key", accounts;
        HOOK = "HOOK_URL", "hook-url", Secret, "", "A URL", accounts;
        TOKEN = "AUTH_TOKEN", "auth-token", Secret, "", "A token";
    }

    #[test]
    fn a_variables_name_tells_setting_and_account() {
        let known: Vec<_> = ALL.iter().collect();
        for (variable, expected) in [
            ("HOOK_URL_TEAM_B", Some((HOOK.name, "TEAM_B"))),
            ("ROUTING_KEY_2", Some((KEY.name, "2"))),
            ("ROUTING_KEY_X_FILE", Some((KEY.name, "X_FILE"))),
            ("HOOK_URL", None),
            ("HOOK_URL_", None),
            ("HOOK_URL_FILE", None),
            ("HOOK_URLS", None),
            ("HOOK_URL_team", None),
            ("MY_HOOK_URL_X", None),
            // Not everything is an account's own.
            ("AUTH_TOKEN_X", None),
        ] {
            let found = split(variable, &known).map(|(setting, suffix)| (setting.name, suffix));
            assert_eq!(found, expected, "{variable}");
        }
        assert_eq!(TOKEN.name, "AUTH_TOKEN");
    }

    #[test]
    fn an_account_is_found_by_any_spelling_of_its_name() {
        let accounts = Accounts::of(BTreeMap::from([("TEAM_B".to_owned(), 7)])).unwrap();
        for (account, found) in
            [("team-b", true), ("Team B", true), ("TEAM_B", true), ("team", false), ("", false)]
        {
            assert_eq!(accounts.get(account).is_some(), found, "{account}");
        }
        assert_eq!(variable(&HOOK, "team-b"), "HOOK_URL_TEAM_B");
        assert!(Accounts::<u8>::of(BTreeMap::new()).is_none());
    }
}
