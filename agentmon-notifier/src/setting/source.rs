//! Where settings come from: flags, environment, TOML file, in that order, for each setting by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::accounts::split;
use super::error::ConfigError;
use super::{Care, Setting};

/// The variable that names the configuration file.
pub const CONFIG_FILE: &str = "AGENTMON_CONFIG";

/// The environment, injected so that tests need none of the process's.
pub trait Env {
    /// A variable's value.
    fn var(&self, name: &str) -> Option<OsString>;
    /// A text file's contents.
    fn read(&self, path: &Path) -> io::Result<String>;
    /// The names of all variables; one that is not UTF-8 is nobody's here.
    fn names(&self) -> Vec<String>;
}

/// The real one.
#[derive(Debug)]
pub struct ProcessEnv;

impl Env for ProcessEnv {
    fn var(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }
    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }
    fn names(&self) -> Vec<String> {
        std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect()
    }
}

/// What the command line gave.
#[derive(Debug, Default, Clone)]
pub struct Flags {
    /// `--config FILE`.
    pub config: Option<PathBuf>,
    /// Value by the setting's name.
    pub values: BTreeMap<&'static str, String>,
}

/// Where a value was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Environment,
    SecretFile(PathBuf),
    ConfigFile(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment => f.write_str("environment"),
            Self::SecretFile(path) => write!(f, "secret file {}", path.display()),
            Self::ConfigFile(path) => write!(f, "configuration file {}", path.display()),
        }
    }
}

/// A value and its origin. All are held as secrets: which ones are is decided by their checks.
#[derive(Debug, Clone)]
pub struct Value {
    /// The setting's name, with the account's suffix where it has one.
    pub name: String,
    pub text: SecretString,
    pub origin: Origin,
}

impl Value {
    pub fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    /// Whether others on the machine may read the place that it came from.
    pub fn in_plain_sight(&self) -> bool {
        matches!(self.origin, Origin::Flag | Origin::ConfigFile(_))
    }
}

/// Every setting that is set, by account and name; the account without a name is the ordinary one.
#[derive(Debug, Default)]
pub struct Values(BTreeMap<String, BTreeMap<&'static str, Value>>);

impl Values {
    /// Reads these settings from all sources. An empty value counts as not set, whichever source it is in.
    pub fn gather(known: &[&'static Setting], flags: &Flags, env: &impl Env) -> Result<Self, ConfigError> {
        let file = read_config_file(known, flags, env)?;
        let mut values = Self::default();
        for setting in known {
            if let Some(value) = find(setting, flags, env, &file)? {
                values.0.entry(String::new()).or_default().insert(setting.name, value);
            }
        }
        // A set: a variable and its _FILE are one.
        let variables: BTreeSet<_> = env.names().iter().map(|name| without_file(name).to_owned()).collect();
        for variable in &variables {
            let Some((setting, account)) = split(variable, known) else { continue };
            if let Some(value) = from_environment(setting, variable, env)? {
                values.0.entry(account.to_owned()).or_default().insert(setting.name, value);
            }
        }
        Ok(values)
    }

    pub fn get(&self, setting: &Setting) -> Option<&Value> {
        self.of("", setting)
    }

    /// The setting of an account.
    pub fn of(&self, account: &str, setting: &Setting) -> Option<&Value> {
        self.0.get(account)?.get(setting.name)
    }

    /// The accounts for which one of these is set, the ordinary one among them.
    pub fn accounts(&self, settings: &[&Setting]) -> Vec<&str> {
        let has = |values: &BTreeMap<_, _>| settings.iter().any(|setting| values.contains_key(setting.name));
        self.0.iter().filter(|(_, values)| has(values)).map(|(account, _)| account.as_str()).collect()
    }

    /// What is set for accounts other than the ordinary one.
    pub fn suffixed(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(|(account, _)| !account.is_empty()).flat_map(|(_, values)| values.values())
    }

    pub fn text(&self, setting: &Setting) -> Option<&str> {
        self.get(setting).map(Value::expose)
    }

    pub fn text_or_default(&self, setting: &Setting) -> &str {
        self.text(setting).unwrap_or(setting.default)
    }
}

fn find(
    setting: &Setting,
    flags: &Flags,
    env: &impl Env,
    file: &ConfigFile,
) -> Result<Option<Value>, ConfigError> {
    if let Some(text) = flags.values.get(setting.name).filter(|text| !text.is_empty()) {
        let name = setting.name.to_owned();
        return Ok(Some(Value { name, text: text.clone().into(), origin: Origin::Flag }));
    }
    if let Some(value) = from_environment(setting, setting.name, env)? {
        return Ok(Some(value));
    }
    Ok(file.values.get(setting.name).filter(|text| !text.is_empty()).map(|text| Value {
        name: setting.name.to_owned(),
        text: text.clone().into(),
        origin: Origin::ConfigFile(file.path.clone()),
    }))
}

fn without_file(variable: &str) -> &str {
    variable.strip_suffix("_FILE").unwrap_or(variable)
}

/// The value that the variable `name` holds, or the file that `<name>_FILE` names.
fn from_environment(setting: &Setting, name: &str, env: &impl Env) -> Result<Option<Value>, ConfigError> {
    let direct = environment(env, name)?;
    let value = |text: &str, origin| Value { name: name.to_owned(), text: text.into(), origin };
    if !setting.has_file_variant() {
        return Ok(direct.map(|text| value(&text, Origin::Environment)));
    }
    let path = environment(env, &format!("{name}_FILE"))?.map(PathBuf::from);
    match (direct, path) {
        (Some(_), Some(_)) => Err(ConfigError::BothGiven { name: name.to_owned() }),
        (Some(text), None) => Ok(Some(value(&text, Origin::Environment))),
        (None, None) => Ok(None),
        (None, Some(path)) => {
            let wrong =
                |wrong: String| ConfigError::SecretFile { name: name.to_owned(), path: path.clone(), wrong };
            let text = env.read(&path).map_err(|error| wrong(format!("cannot be read ({error})")))?;
            // Editors and `echo` end a file with a newline that is no part of the secret.
            let text = text.trim_end_matches(['\r', '\n']);
            if text.is_empty() {
                return Err(wrong("is empty".into()));
            }
            Ok(Some(value(text, Origin::SecretFile(path))))
        }
    }
}

/// A variable's text; an empty one counts as not set.
pub fn environment(env: &impl Env, name: &str) -> Result<Option<String>, ConfigError> {
    match env.var(name).map(OsString::into_string) {
        None => Ok(None),
        Some(Ok(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(Err(_)) => Err(ConfigError::NotUnicode { name: name.to_owned() }),
    }
}

#[derive(Debug, Default)]
struct ConfigFile {
    path: PathBuf,
    values: BTreeMap<&'static str, String>,
}

fn read_config_file(
    known: &[&'static Setting],
    flags: &Flags,
    env: &impl Env,
) -> Result<ConfigFile, ConfigError> {
    let path = match &flags.config {
        Some(path) => path.clone(),
        None => match environment(env, CONFIG_FILE)? {
            Some(path) => PathBuf::from(path),
            None => return Ok(ConfigFile::default()),
        },
    };
    let wrong = |wrong: String, fix: String| ConfigError::File { path: path.clone(), wrong, fix };
    let text = env.read(&path).map_err(|error| {
        wrong(
            format!("cannot be read ({error})"),
            "name a readable TOML file with --config or AGENTMON_CONFIG".into(),
        )
    })?;
    // The parser's message quotes the line, which may hold a secret; its first line does not.
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        wrong(
            format!("is not TOML (line {at}: {})", error.message().replace('\n', " ")),
            "write lines such as poll_interval = \"5s\"".into(),
        )
    })?;
    let mut values = BTreeMap::new();
    for (key, value) in table {
        let Some(setting) = known.iter().find(|setting| setting.toml_key() == key) else {
            return Err(wrong(format!("has the key {key:?}, which is not known"), allowed_keys(known)));
        };
        if setting.care == Care::Secret {
            return Err(ConfigError::SecretInPlainSight {
                name: setting.name.to_owned(),
                place: format!("the configuration file {path:?}"),
            });
        }
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            _ => {
                let fix = "allowed: a string, a whole number, true or false; write it so".into();
                return Err(wrong(format!("has a value of another type at {key:?}"), fix));
            }
        };
        values.insert(setting.name, text);
    }
    Ok(ConfigFile { path, values })
}

fn allowed_keys(known: &[&Setting]) -> String {
    let keys: Vec<_> = known.iter().filter(|s| s.care != Care::Secret).map(|s| s.toml_key()).collect();
    format!("allowed: {}; correct or remove it", keys.join(", "))
}
