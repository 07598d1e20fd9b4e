//! Every SQL example of the documentation runs, in the order in which a reader meets it.

use agentmon_tests::doc_sql::{script, scripts};
use agentmon_tests::{shared_cluster, workspace_root};

#[tokio::test]
async fn every_example_runs() {
    let top = workspace_root();
    let scripts = scripts(&top).unwrap_or_else(|faults| {
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        panic!("examples that cannot be run:\n{}", lines.join("\n"))
    });
    assert!(!scripts.is_empty(), "README.md and docs/ hold no SQL example");

    let cluster = shared_cluster().await;
    let mut failures = Vec::new();
    for script in &scripts {
        if let Err(error) = script.run(cluster).await {
            failures.push(error);
        }
    }
    assert!(failures.is_empty(), "examples that do not run:\n{}", failures.join("\n"));
}

#[test]
fn examples_keep_their_lines() {
    let text = "# Title\n```sql\nSELECT 1;\n```\n```text\n 1\n```\ntext\n  ```SQL\n  SELECT 2; -- two\n  -- end\n  ```\n";
    let script = script("a.md", text).expect("a script");
    assert_eq!(script.blocks, 2);
    assert!(!script.creates_extension);
    let lines: Vec<_> = script.sql.lines().collect();
    assert_eq!((lines[2], lines[9], lines[5]), ("SELECT 1;", "  SELECT 2; -- two", ""));
}

#[test]
fn an_example_that_installs_the_extension_wants_an_empty_database() {
    let text = "```sql\nCREATE EXTENSION pg_agentmon;\n```\n";
    assert!(script("a.md", text).expect("a script").creates_extension);
}

#[test]
fn an_example_is_skipped_for_a_reason_only() {
    let faults = |text: &str| -> Vec<String> {
        script("a.md", text).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    };
    assert!(faults("```sql skip: needs pg_cron in another database\nnonsense\n```\n").is_empty());
    for fence in ["sql skip", "sql skip:", "sql skip: "] {
        let found = faults(&format!("\n```{fence}\nSELECT 1;\n```\n"));
        assert_eq!(
            found,
            ["a.md:2: an example that is skipped needs a reason: ```sql skip: reason"],
            "{fence}"
        );
    }
    assert_eq!(faults("```sql ignore\n```\n"), ["a.md:1: only `skip: reason` may follow ```sql"]);
    assert_eq!(faults("```sql\nSELECT 1\n```\n"), ["a.md:1: the example's last statement has no semicolon"]);
    assert_eq!(faults("```sql\nSELECT 1;\n"), ["a.md:1: the block has no end"]);
}
