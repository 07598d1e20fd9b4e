//! The lines between the parts, held where a compiler does not hold them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use agentmon_tests::modules::Modules;
use agentmon_tests::workspace_root;

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output =
        Command::new(cargo).args(arguments).current_dir(workspace_root()).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// Every crate that is linked into a package, itself left out.
fn linked_into(package: &str) -> BTreeSet<String> {
    let tree =
        cargo(&["tree", "--offline", "-p", package, "-e", "normal", "--prefix", "none", "-f", "{lib}"]);
    let names: BTreeSet<_> =
        tree.lines().map(|line| line.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    assert!(names.contains(&package.replace('-', "_")) || names.len() > 1, "cargo tree of {package}: {tree}");
    names
}

#[test]
fn the_extension_links_no_runtime_no_tls_and_no_http() {
    let banned =
        ["tokio", "rustls", "openssl", "openssl_sys", "native_tls", "hyper", "reqwest", "axum", "lettre"];
    let linked = linked_into("pg_agentmon");
    let found: Vec<_> = banned.iter().filter(|name| linked.contains(**name)).collect();
    assert!(found.is_empty(), "a database server must not carry {found:?}");
    assert!(linked.contains("pgrx"), "the list is the extension's: {linked:?}");
}

#[test]
fn the_daemon_links_nothing_of_postgres_internals() {
    let linked = linked_into("agentmon-notifier");
    let found: Vec<_> =
        linked.iter().filter(|name| name.starts_with("pgrx") || *name == "pg_agentmon").collect();
    assert!(found.is_empty(), "the daemon speaks SQL and nothing else, not {found:?}");
}

#[test]
fn the_core_depends_on_next_to_nothing() {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--offline", "--no-deps", "--format-version", "1"]))
            .expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let core =
        packages.iter().find(|package| package["name"] == "agentmon-core").expect("the core is a package");
    let dependencies = core["dependencies"].as_array().expect("dependencies").iter();
    let normal: BTreeSet<_> = dependencies
        .filter(|dependency| dependency["kind"].is_null())
        .filter_map(|one| one["name"].as_str())
        .collect();
    let allowed = BTreeSet::from([
        "allocator-api2",
        "foldhash",
        "hashbrown",
        "minijinja",
        "regex",
        "serde",
        "serde_json",
        "sha2",
        "thiserror",
    ]);
    assert!(normal.is_subset(&allowed), "the core may use {allowed:?}, and uses {normal:?}");
}

#[test]
fn the_core_is_pure() {
    let banned = ["std::time", "std::fs", "std::net", "std::env", "std::process", "chrono", "unsafe"];
    let mut files = Vec::new();
    collect(&workspace_root().join("pg_agentmon/core/src"), &mut files);
    assert!(!files.is_empty());
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        for (index, line) in text.lines().enumerate() {
            // Prose may say what the code must not do, and forbidding unsafe code is not unsafe.
            let code = line.split("//").next().unwrap_or_default();
            let code = code.replace("forbid(unsafe_code)", "");
            found.extend(
                banned
                    .iter()
                    .filter(|word| mentions(&code, word))
                    .map(|word| format!("{}:{}: {word}", file.display(), index + 1)),
            );
        }
    }
    assert!(found.is_empty(), "no clock, no I/O, no unsafe in the core:\n{}", found.join("\n"));
}

/// Also finds `use std::{fs, net}`, which a plain search for `std::fs` would pass over.
fn mentions(code: &str, word: &str) -> bool {
    let is_word = |text: &str, word: &str| {
        text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).any(|part| part == word)
    };
    match word.strip_prefix("std::") {
        Some(module) => {
            code.contains(word)
                || code
                    .split_once("std::{")
                    .is_some_and(|(_, list)| is_word(list.split('}').next().unwrap_or(list), module))
        }
        None => is_word(code, word),
    }
}

#[test]
fn a_search_for_a_module_sees_through_a_list() {
    assert!(mentions("use std::{fmt, fs};", "std::fs"));
    assert!(mentions("std::time::Instant::now()", "std::time"));
    assert!(mentions("unsafe { x() }", "unsafe"));
    assert!(!mentions("use std::{fmt, iter};", "std::fs"));
    assert!(!mentions("let unsafe_bound = 1;", "unsafe"));
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a directory").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn no_two_modules_need_each_other() {
    for sources in ["pg_agentmon/core/src", "agentmon-notifier/src", "pg_agentmon/src", "tests/src"] {
        let circles = Modules::of(&workspace_root().join(sources)).cycles();
        assert!(
            circles.is_empty(),
            "give what both need a module of its own, in {sources}:\n{}",
            circles.join("\n")
        );
    }
}

/// The daemon's rooms, each of which needs only those behind it: what `main.rs` says of them, held.
#[test]
fn the_daemons_rooms_lie_in_one_line() {
    const ROOMS: [&str; 10] =
        ["cli", "daemon", "logs", "config", "db", "channel", "host", "tls", "setting", "text"];
    let modules = Modules::of(&workspace_root().join("agentmon-notifier/src"));
    let place = |room: &str| ROOMS.iter().position(|one| *one == room);
    for (one, other, reason) in modules.needs_of_the_top() {
        let (from, to) = (place(&one), place(&other));
        assert!(from.is_some() && to.is_some(), "{one} or {other} has no place among the rooms: {reason}");
        assert!(from < to, "{one} stands behind {other}: {reason}");
    }
}

/// The names in backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(workspace_root().join(folder)).expect("a folder").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(ending)).collect()
}

#[test]
fn every_file_of_tests_is_on_the_map() {
    let map = fs::read_to_string(workspace_root().join("tests/README.md")).expect("the map");
    let (harness, tests) = map.split_once("\n## The house itself").expect("harness, then tests");
    let rows = tests.lines().filter(|line| line.starts_with("| `"));
    let named: Vec<_> = rows.flat_map(quoted).filter(|name| name.ends_with(".rs")).collect();
    let all: BTreeSet<_> = named.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(all, names_in("tests/tests", ".rs"), "tests/README.md, and what is there");
    assert_eq!(named.len(), all.len(), "a file has one place: {named:?}");
    for name in names_in("tests/src", ".rs").iter().filter(|name| *name != "lib.rs") {
        assert!(quoted(harness).any(|known| known == name), "tests/src/{name} is not on the map");
    }
}

/// The table of capabilities in CONTRIBUTING.md: each heading is a folder, and what a cell names is in it.
#[test]
fn the_table_of_capabilities_names_what_is_there() {
    let text = fs::read_to_string(workspace_root().join("CONTRIBUTING.md")).expect("a document");
    let mut lines = text.lines().skip_while(|line| !line.starts_with("| capability |"));
    let folders: Vec<_> = lines.next().map(quoted).expect("a table of capabilities").collect();
    assert_eq!(folders.len(), 5, "{folders:?}");
    let mut sql = BTreeSet::new();
    for row in lines.skip(1).take_while(|line| line.starts_with('|')) {
        let cells: Vec<_> = row.trim_matches('|').split('|').skip(1).collect();
        assert_eq!(cells.len(), folders.len(), "{row}");
        for (folder, cell) in folders.iter().zip(cells) {
            assert!(quoted(cell).next().is_some() || cell.trim() == "-", "{folder} in {row}");
            for name in quoted(cell) {
                let path = workspace_root().join(folder).join(name);
                assert!(path.exists(), "{folder}{name} is not there, in {row}");
                if *folder == "sql/extension/" {
                    sql.insert(name.to_owned());
                }
            }
        }
    }
    assert_eq!(sql, names_in("sql/extension", ".sql"), "every file of sql/extension belongs to a capability");
}
