//! The SQL in the documentation, taken out so that it can be run.

use std::fs;
use std::path::Path;
use std::{fmt, io};

use crate::cluster::Cluster;
use crate::extension::setup_database;

/// The examples of one file, as a script for psql.
#[derive(Debug)]
pub struct Script {
    /// The file, relative to the top of the checkout.
    pub path: String,
    /// The examples, each on the lines on which it stands in the file, so that psql's messages name those.
    pub sql: String,
    /// How many there are.
    pub blocks: usize,
    /// The examples install the extension themselves.
    pub creates_extension: bool,
}

/// An example that cannot be run as it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    path: String,
    line: usize,
    reason: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

/// The scripts of README.md and of every file below docs/, in the order of their names; those without SQL are left out.
pub fn scripts(top: &Path) -> Result<Vec<Script>, Vec<Fault>> {
    let mut paths = vec!["README.md".to_owned()];
    collect(top, "docs", &mut paths).expect("docs can be read");
    let (mut scripts, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        let Ok(text) = fs::read_to_string(top.join(&path)) else { continue };
        match script(&path, &text) {
            Ok(script) if script.blocks > 0 => scripts.push(script),
            Ok(_) => {}
            Err(more) => faults.extend(more),
        }
    }
    if faults.is_empty() { Ok(scripts) } else { Err(faults) }
}

fn collect(top: &Path, dir: &str, paths: &mut Vec<String>) -> io::Result<()> {
    if !top.join(dir).exists() {
        return Ok(());
    }
    let mut names: Vec<_> = fs::read_dir(top.join(dir))?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    names.sort();
    for name in names {
        let path = format!("{dir}/{}", name.to_string_lossy());
        if top.join(&path).is_dir() {
            collect(top, &path, paths)?;
        } else if path.ends_with(".md") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The script of one file's text.
///
/// A block fenced as `sql` is run. One fenced as `sql skip: reason` is not, and the reason must be there.
pub fn script(path: &str, text: &str) -> Result<Script, Vec<Fault>> {
    let mut script =
        Script { path: path.to_owned(), sql: String::new(), blocks: 0, creates_extension: false };
    let mut faults = Vec::new();
    let mut fault = |line, reason| faults.push(Fault { path: path.to_owned(), line, reason });
    let mut fence: Option<Fence> = None;
    for (line, content) in text.lines().enumerate().map(|(index, content)| (index + 1, content)) {
        match &mut fence {
            None if content.trim_start().starts_with("```") => {
                let open = Fence::open(line, content.trim());
                if let Some(reason) = open.fault {
                    fault(line, reason);
                }
                fence = Some(open);
            }
            None => {}
            Some(open) if open.ends_with(content.trim()) => {
                if open.runs {
                    script.blocks += 1;
                }
                if open.runs && !(open.last.ends_with(';') || open.last.starts_with('\\')) {
                    fault(open.line, "the example's last statement has no semicolon");
                }
                fence = None;
            }
            Some(open) if open.runs => {
                let code = without_comment(content);
                if !code.is_empty() {
                    code.clone_into(&mut open.last);
                }
                let code = code.to_ascii_lowercase();
                script.creates_extension |= code.contains("create extension") && code.contains("pg_agentmon");
                script.sql.push_str(content);
            }
            Some(_) => {}
        }
        script.sql.push('\n');
    }
    if let Some(open) = fence {
        fault(open.line, "the block has no end");
    }
    if faults.is_empty() { Ok(script) } else { Err(faults) }
}

impl Script {
    /// Runs it in a database of its own, which gets its name; `Err` holds what psql says, with the file's own lines.
    pub async fn run(&self, cluster: &Cluster) -> Result<(), String> {
        let database = format!("docs {}", self.path);
        if self.creates_extension {
            cluster.create_database(&database).await;
        } else {
            setup_database(cluster, &database).await;
        }
        // psql names the file as it was given, so the script stands in a tree like the documentation's.
        let tree = tempfile::tempdir().expect("a directory");
        let file = tree.path().join(&self.path);
        fs::create_dir_all(file.parent().expect("a file has a directory")).expect("a directory");
        fs::write(&file, &self.sql).expect("a script");
        let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &database, "-f", &self.path];
        cluster.tool_in(tree.path(), "psql", &arguments).map(drop)
    }
}

/// The block that the reader is in.
struct Fence {
    line: usize,
    marks: usize,
    runs: bool,
    fault: Option<&'static str>,
    /// The last line that holds more than a comment.
    last: String,
}

impl Fence {
    fn open(line: usize, text: &str) -> Self {
        let marks = text.chars().take_while(|mark| *mark == '`').count();
        let info = text[marks..].trim();
        let (language, rest) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
        let sql = language.eq_ignore_ascii_case("sql");
        let fault = match rest.trim().strip_prefix("skip") {
            _ if !sql || rest.is_empty() => None,
            None => Some("only `skip: reason` may follow ```sql"),
            Some(reason) if reason.trim_start_matches(':').trim().is_empty() => {
                Some("an example that is skipped needs a reason: ```sql skip: reason")
            }
            Some(_) => None,
        };
        Self { line, marks, runs: sql && rest.is_empty(), fault, last: String::new() }
    }

    fn ends_with(&self, text: &str) -> bool {
        text.len() >= self.marks && text.chars().all(|mark| mark == '`')
    }
}

/// Good enough for the question how a line ends: two hyphens inside a string are rare, and only make us stricter.
fn without_comment(line: &str) -> &str {
    line.split_once("--").map_or(line, |(code, _)| code).trim()
}
