//! An environment for tests.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::{Env, Flags, Setting, Values};

/// Variables and files.
#[derive(Debug, Default)]
pub struct Fake {
    pub vars: HashMap<String, OsString>,
    pub files: HashMap<PathBuf, String>,
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

/// An environment with these variables.
pub fn env(vars: &[(&str, &str)]) -> Fake {
    let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value)));
    Fake { vars: vars.collect(), files: HashMap::new() }
}

/// What these variables say of these settings.
pub fn values(known: &'static [Setting], vars: &[(&str, &str)]) -> Values {
    Values::gather(&known.iter().collect::<Vec<_>>(), &Flags::default(), &env(vars)).unwrap()
}
