//! A PostgreSQL that is installed: where its programs are, and a copy of one that has extensions of its own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::workspace_root;

/// An installed PostgreSQL, of which clusters are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// Where its programs are.
    bin: PathBuf,
    /// Where the server itself is, when that is another place.
    server: Option<PathBuf>,
}

impl Programs {
    /// The server that `PG` or `PG_CONFIG` names, else the newest that is installed with its headers.
    #[must_use]
    pub fn installed() -> Self {
        static INSTALLED: OnceLock<Programs> = OnceLock::new();
        INSTALLED.get_or_init(|| Self::ask(&[])).clone()
    }

    /// A server of an older version that has the extension, too: for tests of what comes from there.
    #[must_use]
    pub fn older() -> Self {
        Self::ask(&["--older"])
    }

    /// One from which `pg_upgrade` can come: not one of a later release, whatever its version.
    #[must_use]
    pub fn to_upgrade() -> Self {
        Self::ask(&["--older", "upgrade"])
    }

    fn ask(arguments: &[&str]) -> Self {
        Self::of(&answer(Command::new(workspace_root().join("scripts/pg-config")).args(arguments)))
    }

    fn of(pg_config: &str) -> Self {
        Self { bin: PathBuf::from(answer(Command::new(pg_config).arg("--bindir"))), server: None }
    }

    /// Where its programs are.
    #[must_use]
    pub fn bin_dir(&self) -> &Path {
        &self.bin
    }

    /// One of its programs.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        let server = self.server.as_ref().filter(|_| program == "postgres");
        server.unwrap_or(&self.bin).join(program)
    }

    /// What its `pg_config` says.
    #[must_use]
    pub fn config(&self, what: &str) -> PathBuf {
        PathBuf::from(answer(Command::new(self.bin.join("pg_config")).arg(what)))
    }

    /// The same server in a directory of its own, where the extensions that it can make are to be changed: PostgreSQL
    /// finds all that it needs from where its program is.
    #[must_use]
    pub fn with_own_extensions(&self, dir: &Path) -> Self {
        let share = self.config("--sharedir");
        let library = self.config("--pkglibdir");
        let base = common(&[&self.bin, &share, &library]);
        let there = |path: &Path| dir.join(path.strip_prefix(&base).expect("the base of all"));
        let (bin, own_share) = (there(&self.bin), there(&share));
        fs::create_dir_all(&bin).expect("a directory");
        fs::create_dir_all(own_share.join("extension")).expect("a directory");
        // A link would lead it back to where it came from.
        fs::copy(self.bin.join("postgres"), bin.join("postgres")).expect("the server can be copied");
        link(&library, &there(&library));
        link_all(&share, &own_share, |name| name != "extension");
        link_all(&share.join("extension"), &own_share.join("extension"), |name| {
            !name.starts_with("pg_agentmon")
        });
        // Libraries that lie beside its programs.
        let libraries = self.bin.with_file_name("lib");
        if libraries.is_dir() && libraries != library {
            link_all(&libraries, &there(&libraries), |_| true);
        }
        Self { bin: self.bin.clone(), server: Some(bin) }
    }

    /// Where such a server has its extensions.
    #[must_use]
    pub fn extension_dir(&self) -> PathBuf {
        let share = self.config("--sharedir");
        let Some(server) = &self.server else { return share.join("extension") };
        let base = common(&[&self.bin, &share, &self.config("--pkglibdir")]);
        let bin = self.bin.strip_prefix(&base).expect("the base of all");
        let top = server.ancestors().nth(bin.components().count()).expect("it lies as deep there");
        top.join(share.strip_prefix(&base).expect("the base of all")).join("extension")
    }
}

fn link(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("not the root")).expect("a directory");
    if !to.exists() {
        symlink(from, to).expect("a link can be made");
    }
}

fn link_all(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(from).expect("a directory").flatten() {
        let name = entry.file_name();
        if wanted(&name.to_string_lossy()) {
            link(&entry.path(), &to.join(name));
        }
    }
}

/// The deepest directory in which all of these are.
fn common(paths: &[&PathBuf]) -> PathBuf {
    let first = paths.first().expect("some paths");
    let shared = first.ancestors().find(|base| paths.iter().all(|path| path.starts_with(base)));
    shared.expect("at least the root").to_path_buf()
}

/// What a program says on one line.
fn answer(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
