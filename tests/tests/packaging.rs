//! What packages are made of: the list of versions, PGXN's description, the sample settings.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use agentmon_tests::{Daemon, workspace_root};
use serde_json::{Value, json};

fn read(path: &str) -> String {
    fs::read_to_string(workspace_root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The supported majors of PostgreSQL, with what is run on each, oldest first.
fn versions() -> Vec<(u32, String)> {
    let text = read("scripts/postgresql-versions");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let fields = lines.map(|line| line.split_whitespace().collect::<Vec<_>>());
    fields.map(|fields| (fields[0].parse().expect("a major"), fields[1].to_owned())).collect()
}

#[test]
fn one_list_says_which_versions_of_postgresql_there_are() {
    let versions = versions();
    assert_eq!(versions.first().map(|version| version.0), Some(15));
    assert!(versions.iter().all(|(_, tests)| tests == "whole" || tests == "smoke"), "{versions:?}");
    // Cargo cannot read the list; so its own is held against it.
    let manifest: toml::Table = read("pg_agentmon/Cargo.toml").parse().expect("a manifest");
    let features = manifest["features"].as_table().expect("features");
    let built: BTreeSet<_> =
        features.keys().filter_map(|name| name.strip_prefix("pg")?.parse().ok()).collect();
    let listed: BTreeSet<u32> = versions.iter().map(|version| version.0).collect();
    assert_eq!(built, listed, "left: features of pg_agentmon; right: scripts/postgresql-versions");
    // What is promised to users.
    let install = read("docs/install.md");
    for (major, tests) in &versions {
        let row = install.lines().find(|line| line.starts_with(&format!("| {major} |")));
        let row = row.unwrap_or_else(|| panic!("docs/install.md says nothing of PostgreSQL {major}"));
        assert!(row.contains(tests.as_str()), "docs/install.md says otherwise than the list: {row}");
    }
}

#[test]
fn the_server_that_is_meant_is_found_or_it_is_said_what_to_do() {
    let ask = |set: &[(&str, &str)]| {
        let mut command = Command::new(workspace_root().join("scripts/pg-config"));
        command.env_remove("PG").env_remove("PG_CONFIG").envs(set.iter().copied());
        let output = command.output().expect("the script runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (ok, _, said) = ask(&[("PG", "14")]);
    assert!(
        !ok && said.ends_with("there is no support for PostgreSQL '14'; PG is one of: 15 16 17 18"),
        "{said}"
    );
    let (ok, _, said) = ask(&[("PG_CONFIG", "/nowhere/pg_config")]);
    assert!(!ok && said.contains("/nowhere/pg_config, which is no program here"), "{said}");
    // Whatever this test runs on can be named in both ways, and not against each other.
    let bin = agentmon_tests::cluster::bin_dir().join("pg_config").display().to_string();
    assert_eq!(ask(&[("PG_CONFIG", &bin)]), (true, bin.clone(), String::new()));
    let version = Command::new(&bin).arg("--version").output().expect("it runs").stdout;
    let version = String::from_utf8_lossy(&version).into_owned();
    let major = version.trim_start_matches("PostgreSQL ").split('.').next().expect("a major");
    assert_eq!(ask(&[("PG_CONFIG", &bin), ("PG", major)]).1, bin);
    let other = if major == "15" { "18" } else { "15" };
    let (ok, _, said) = ask(&[("PG_CONFIG", &bin), ("PG", other)]);
    assert!(!ok && said.contains("contradict each other"), "{said}");
    let (ok, _, said) = ask(&[("PG", other), ("AGENTMON_SERVERS", "/nowhere"), ("PATH", "/usr/bin:/bin")]);
    assert!(ok || said.ends_with(&format!("make setup PG={other}")), "{said}");
}

#[test]
fn pgxn_accepts_the_description() {
    let meta: Value = serde_json::from_str(&read("dist/META.json")).expect("JSON");
    let mut validator = pgxn_meta::valid::Validator::new();
    if let Err(error) = validator.validate(&meta) {
        panic!("{error}");
    }
    // It does find what is wrong.
    let mut wrong = meta.clone();
    wrong["license"] = json!("none");
    assert!(validator.validate(&wrong).is_err());

    let ours = env!("CARGO_PKG_VERSION");
    let provided = &meta["provides"]["pg_agentmon"];
    assert_eq!((meta["version"].as_str(), provided["version"].as_str()), (Some(ours), Some(ours)));
    for file in ["file", "docfile"] {
        let path = provided[file].as_str().expect("a path");
        assert!(workspace_root().join(path).exists(), "{path}");
    }
    let oldest = format!("{}.0.0", versions()[0].0);
    assert_eq!(meta["prereqs"]["runtime"]["requires"]["PostgreSQL"], oldest);
}

/// The settings of the sample as somebody has them who takes every comment away.
fn sample() -> String {
    let text = read("dist/notifier.toml");
    let is_setting = |line: &&str| {
        let name = line.strip_prefix("# ").and_then(|line| line.split_once(" = "));
        name.is_some_and(|(name, _)| name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'))
    };
    let lines: Vec<_> = text.lines().filter(is_setting).map(|line| &line[2..]).collect();
    lines.join("\n") + "\n"
}

#[test]
fn the_sample_settings_are_all_there_and_right() {
    let sample = sample();
    let keys: BTreeSet<_> =
        sample.lines().map(|line| line.split(" = ").next().expect("a key").to_owned()).collect();
    let help = Daemon::command("run").arg("--help").run_to_end();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let flags: BTreeSet<_> = help
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(" <VALUE>"))
        // It has a file of its own.
        .filter(|(flag, _)| *flag != "database-url")
        .map(|(flag, _)| flag.replace('-', "_"))
        .collect();
    assert_eq!(keys, flags, "left: dist/notifier.toml; right: what the daemon knows");

    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("notifier.toml");
    // As it is installed it sets nothing; without comments it is a whole configuration.
    for (text, channels) in [(read("dist/notifier.toml"), false), (sample, true)] {
        fs::write(&file, text).expect("a file");
        let mut check = Daemon::command("check-config")
            .env("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
            .env("AGENTMON_CONFIG", file.display().to_string());
        if channels {
            check = check.env("TWILIO_AUTH_TOKEN", "token");
        }
        let output = check.run_to_end();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{said}");
        assert_eq!(said.contains("to oncall@example.com"), channels, "{said}");
    }
}
