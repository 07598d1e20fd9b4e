//! Documents in YAML, TOML or JSON, read into the one form that the database takes.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;

/// More than any set of rules needs; what is longer is another file.
const LONGEST: u64 = 4 * 1024 * 1024;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Yaml,
    Toml,
    Json,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
        })
    }
}

/// Why a document cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    #[error("{} does not end in .yaml, .yml, .toml or .json; name its format with --format", name(.path))]
    Format { path: PathBuf },
    #[error("there is no file {path:?}; name one that is there, or - for standard input")]
    Missing { path: PathBuf },
    #[error("{path:?} is a directory; name one file in it at a time")]
    Directory { path: PathBuf },
    #[error("{} cannot be read ({source}); name a readable file, or - for standard input", name(.path))]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} is longer than 4 MiB; split it", name(.path))]
    TooLong { path: PathBuf },
    #[error("{} is empty: nothing was done", name(.path))]
    Empty { path: PathBuf },
    #[error("{} is not {format}: line {line}, column {column}: {reason}", name(.path))]
    Malformed { path: PathBuf, format: Format, line: u64, column: u64, reason: String },
}

/// What a document is called in a sentence.
pub fn name(path: &Path) -> String {
    if is_input(path) { "standard input".to_owned() } else { format!("{path:?}") }
}

fn is_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads a whole document; `-` is standard input.
pub fn read(path: &Path, format: Option<Format>) -> Result<Value, DocumentError> {
    let here = || path.to_path_buf();
    // What is wrong with the file itself is said before anything about its ending.
    if !is_input(path) {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(DocumentError::Directory { path: here() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(DocumentError::Missing { path: here() });
            }
            _ => {}
        }
    }
    let format = format.or_else(|| by_ending(path)).ok_or_else(|| DocumentError::Format { path: here() })?;
    let unreadable = |source| DocumentError::Unreadable { path: here(), source };
    let mut text = String::new();
    let length = if is_input(path) {
        let input = io::stdin();
        if input.is_terminal() {
            eprintln!("agentmon-notifier: reading {format} from the terminal; end it with Ctrl-D");
        }
        input.lock().take(LONGEST + 1).read_to_string(&mut text)
    } else {
        File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text))
    };
    if length.map_err(unreadable)? as u64 > LONGEST {
        return Err(DocumentError::TooLong { path: here() });
    }
    let document = parsed(&text, path, format)?;
    // A file of comments alone is empty too.
    let nothing = match &document {
        Value::Null => true,
        Value::Object(keys) => keys.is_empty(),
        _ => false,
    };
    if nothing { Err(DocumentError::Empty { path: here() }) } else { Ok(document) }
}

fn parsed(text: &str, path: &Path, format: Format) -> Result<Value, DocumentError> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(DocumentError::Empty { path: path.into() });
    }
    parse(text, format).map_err(|Wrong { line, column, reason }| DocumentError::Malformed {
        path: path.into(),
        format,
        line,
        column,
        reason,
    })
}

fn by_ending(path: &Path) -> Option<Format> {
    if is_input(path) {
        // JSON is read as YAML.
        return Some(Format::Yaml);
    }
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Format::Yaml),
        "toml" => Some(Format::Toml),
        "json" => Some(Format::Json),
        _ => None,
    }
}

/// Where a document breaks the rules of its format; both count from one.
#[derive(Debug, PartialEq, Eq)]
struct Wrong {
    line: u64,
    column: u64,
    reason: String,
}

fn parse(text: &str, format: Format) -> Result<Value, Wrong> {
    match format {
        // Its budgets bound what anchors and aliases can grow to.
        Format::Yaml => serde_saphyr::from_str(text).map_err(|error| {
            let at = error.location();
            Wrong {
                line: at.map_or(1, |at| at.line()),
                column: at.map_or(1, |at| at.column()),
                reason: one_line(&error.without_snippet().to_string()),
            }
        }),
        Format::Toml => {
            text.parse::<toml::Table>().map(|table| from_toml(toml::Value::Table(table))).map_err(|error| {
                let before = &text[..text.floor_char_boundary(error.span().map_or(0, |span| span.start))];
                let line = before.rsplit('\n').next().unwrap_or_default();
                Wrong {
                    line: before.matches('\n').count() as u64 + 1,
                    column: line.chars().count() as u64 + 1,
                    reason: one_line(error.message()),
                }
            })
        }
        Format::Json => serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line().max(1) as u64, error.column().max(1) as u64);
            // The error repeats its place behind the reason.
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            Wrong { line, column, reason: one_line(reason) }
        }),
    }
}

/// Dates, which JSON has not, become their text.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(values) => values.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, from_toml(value))).collect(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_three_formats_say_the_same() {
        let yaml = "alerts:\n  - name: slow\n    condition: api.response_time.p95 > 500ms\n    duration: 5m\n    \
                    actions:\n      - notify: slack\n    share: 0.25\n    times: 3\n    enabled: true\n";
        let toml = "[[alerts]]\nname = 'slow'\ncondition = 'api.response_time.p95 > 500ms'\nduration = '5m'\n\
                    actions = [{notify = 'slack'}]\nshare = 0.25\ntimes = 3\nenabled = true\n";
        let json = json!({"alerts": [{"name": "slow", "condition": "api.response_time.p95 > 500ms", "duration": "5m",
            "actions": [{"notify": "slack"}], "share": 0.25, "times": 3, "enabled": true}]});
        assert_eq!(parse(yaml, Format::Yaml), Ok(json.clone()));
        assert_eq!(parse(toml, Format::Toml), Ok(json.clone()));
        assert_eq!(parse(&json.to_string(), Format::Json), Ok(json));
        assert_eq!(
            parse("at = 2026-01-02T03:04:05Z", Format::Toml),
            Ok(json!({"at": "2026-01-02T03:04:05Z"}))
        );
    }

    #[test]
    fn what_is_malformed_is_pointed_at() {
        for (text, format, line, column) in [
            ("alerts:\n  - name: a\n  - name: [b\n", Format::Yaml, 3, 11),
            ("a: 1\nb: 2\na: 3\n", Format::Yaml, 3, 1),
            ("a = 1\nbé = = 2\n", Format::Toml, 2, 6),
            ("{\"a\": 1,\n \"b\": }", Format::Json, 2, 7),
            ("", Format::Json, 1, 1),
        ] {
            let wrong = parse(text, format).unwrap_err();
            assert_eq!((wrong.line, wrong.column), (line, column), "{format}: {text:?}: {wrong:?}");
            assert!(!wrong.reason.is_empty() && !wrong.reason.contains('\n'), "{wrong:?}");
        }
    }

    #[test]
    fn aliases_that_multiply_are_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        assert!(parse(&bomb, Format::Yaml).is_err());
        assert!(parse("a: &x [1, 2]\nb: *x\n", Format::Yaml).is_ok(), "and honest ones are not");
    }

    #[test]
    fn nesting_without_end_is_refused() {
        for (text, format) in [
            ("[".repeat(100_000), Format::Yaml),
            ("[".repeat(100_000), Format::Json),
            (format!("a = {}", "[".repeat(100_000)), Format::Toml),
        ] {
            assert!(parse(&text, format).is_err(), "{format}");
        }
    }

    #[test]
    fn the_ending_tells_the_format() {
        for (path, format) in [
            ("a.yaml", Some(Format::Yaml)),
            ("b/a.YML", Some(Format::Yaml)),
            ("a.toml", Some(Format::Toml)),
            ("a.json", Some(Format::Json)),
            ("a.txt", None),
            ("-", Some(Format::Yaml)),
        ] {
            assert_eq!(by_ending(Path::new(path)), format, "{path}");
        }
    }

    #[test]
    fn what_is_no_document_is_told_apart() {
        let dir = std::env::temp_dir().join(format!("agentmon-documents-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = |name: &str, text: &str| {
            let path = dir.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let said = |path: &Path| read(path, None).unwrap_err().to_string();
        for name in ["no.yaml", "no.txt", "no/such/a.yaml"] {
            let path = dir.join(name);
            assert_eq!(
                said(&path),
                format!("there is no file {path:?}; name one that is there, or - for standard input")
            );
        }
        assert!(said(&dir).ends_with("is a directory; name one file in it at a time"));
        for (name, text) in [
            ("a.yaml", ""),
            ("b.yaml", " \n\t\n"),
            ("c.yaml", "# later\n"),
            ("d.yaml", "---\n"),
            ("e.json", ""),
            ("f.json", "{}"),
            ("g.json", "null"),
            ("h.toml", "\n# later\n"),
            ("i.yaml", "\u{feff}"),
        ] {
            let path = file(name, text);
            assert_eq!(said(&path), format!("{path:?} is empty: nothing was done"), "{text:?}");
        }
        assert!(said(&file("j.txt", "rules: []")).contains("name its format with --format"));
        assert!(read(&file("k.yaml", "rules: []"), None).is_ok());
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
