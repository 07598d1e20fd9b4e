//! Databases whose encoding is not UTF-8 are refused in one sentence, before anything is made.

use std::fs;

use agentmon_tests::sql::{refusal, row, run};
use agentmon_tests::{shared_cluster, workspace_root};

#[tokio::test]
async fn create_extension_refuses_other_encodings() {
    let cluster = shared_cluster().await;
    let postgres = cluster.connect("postgres").await;
    for (encoding, name) in [
        ("SQL_ASCII", "SQL_ASCII"),
        ("LATIN1", "LATIN1"),
        ("WIN1252", "WIN1252"),
        ("LATIN9", "LATIN9"),
        ("EUC_JP", "EUC_JP"),
    ] {
        let sql = format!(
            "CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        run(&postgres, &sql).await;
        let client = cluster.connect(name).await;
        let error = refusal(&client, "CREATE EXTENSION pg_agentmon").await;
        assert_eq!(error.code().code(), "22021");
        let message = format!("pg_agentmon needs a database with encoding UTF8, and this one has {encoding}");
        assert_eq!(error.message(), message);
        assert!(error.detail().is_some_and(|detail| detail.contains("nothing was touched")), "{error:?}");
        let hint = error.hint().expect("a way out");
        assert_eq!(row(&client, "SELECT count(*) FROM pg_namespace WHERE nspname = 'monitoring'").await, "0");

        // What it says works.
        let way = hint.split_once("by ").and_then(|(_, rest)| rest.split_once(',')).expect("a statement").0;
        let made = format!("of {name}");
        run(&postgres, &way.replace("name", &format!("\"{made}\""))).await;
        let client = cluster.connect(&made).await;
        run(&client, "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()").await;
        let word = "SELECT monitoring.record_metric('caf\u{e9}', 1) IS NOT NULL";
        assert_eq!(row(&client, word).await, "t");
    }
}

/// PostgreSQL reads the script as text of the database's encoding, before its first statement can say what is wrong.
#[test]
fn the_script_of_the_extension_is_ascii() {
    let directory = workspace_root().join("sql/extension");
    let mut files = 0;
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        files += 1;
        for (number, line) in text.lines().enumerate() {
            assert!(line.is_ascii(), "{}:{}: {line}", path.display(), number + 1);
        }
    }
    assert!(files > 20, "{files} files");
}
