//! What a setting is, where its value comes from, and how it is checked. Which settings there are is said by the parts
//! that they belong to, each in a table of its own.

mod accounts;
pub mod checks;
mod error;
#[cfg(test)]
pub mod fake;
mod source;
mod spelling;

pub use accounts::{Accounts, suffix, variable};
pub use error::{ConfigError, shown};
#[cfg(test)]
pub use source::Origin;
pub use source::{CONFIG_FILE, Env, Flags, ProcessEnv, Value, Values, environment};
pub use spelling::unread;

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
    /// Whether each account of a channel may have its own, in the variable with the account's suffix.
    pub of_accounts: bool,
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

/// A table of settings: flags, environment variables, keys of the TOML file and the help text all come from it. One
/// that ends in `accounts` may be set for each account.
macro_rules! settings {
    ($($constant:ident = $name:literal, $flag:literal, $care:ident, $default:literal, $help:literal $(, $each:ident)?;)+) => {
        $(pub const $constant: $crate::setting::Setting = $crate::setting::Setting {
            name: $name,
            flag: $flag,
            care: $crate::setting::Care::$care,
            of_accounts: {
                const EACH: &[&str] = &[$(stringify!($each))?];
                !EACH.is_empty()
            },
            default: $default,
            help: $help,
        };)+
        /// All of them, in the order of the documents.
        pub const ALL: &[$crate::setting::Setting] = &[$($constant),+];
    };
}
pub(crate) use settings;
