//! Grouping accuracy on real logs with a ground truth made by hand: Loghub's Hadoop, OpenStack and ZooKeeper (Zhu et
//! al., ISSRE 2023). Their licence keeps the files out of the project: they are read from the folder that
//! `AGENTMON_SHARED` names, else from `shared/data` beside the project.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use agentmon_core::fingerprint::{fingerprint, mask};

/// Messages whose group holds all messages of their event and no other, as a share of all; and what went wrong.
fn accuracy(messages: &[(String, String)]) -> (f64, Vec<String>) {
    let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for (i, (message, event)) in messages.iter().enumerate() {
        groups.entry(fingerprint(message)).or_default().push(i);
        *sizes.entry(event).or_default() += 1;
    }
    let mut right = 0;
    let mut wrong = Vec::new();
    for group in groups.values() {
        let (first, event) = &messages[group[0]];
        if group.len() == sizes[event.as_str()] && group.iter().all(|&i| messages[i].1 == *event) {
            right += group.len();
        } else {
            let mut events: Vec<&str> = group.iter().map(|&i| messages[i].1.as_str()).collect();
            events.sort_unstable();
            events.dedup();
            wrong.push(format!("{:5} of {events:?}: {}", group.len(), mask(first)));
        }
    }
    wrong.sort();
    (right as f64 / messages.len() as f64, wrong)
}

fn folder() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    std::env::var_os("AGENTMON_SHARED").map_or_else(beside, PathBuf::from)
}

fn messages(path: &Path) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_path(path).expect("readable");
    let headers = reader.headers().expect("a header").clone();
    let column = |name| headers.iter().position(|h| h == name).expect("its column");
    let (content, event) = (column("Content"), column("EventId"));
    let row =
        |row: Result<csv::StringRecord, _>| row.map(|row| (row[content].to_owned(), row[event].to_owned()));
    reader.records().map(row).collect::<Result<_, _>>().expect("well-formed rows")
}

#[test]
fn groups_are_the_true_ones() {
    for system in ["hadoop", "openstack", "zookeeper"] {
        let path = folder().join(format!("loghub_{system}_2k.csv"));
        if !path.exists() {
            println!(
                "skipped: {} is not there; AGENTMON_SHARED names the folder with Loghub's files",
                path.display()
            );
            continue;
        }
        let messages = messages(&path);
        assert_eq!(messages.len(), 2000, "{}", path.display());
        let (accuracy, wrong) = accuracy(&messages);
        println!("{system}: grouping accuracy {accuracy:.4}; wrong groups:\n{}", wrong.join("\n"));
        assert!(accuracy >= 0.98, "{system}: {accuracy}");
    }
}
