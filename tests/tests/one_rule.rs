//! Lists that must stand in more than one place, because a check or a trigger's condition that called a function would
//! cost every row: they say the same.
use std::collections::{BTreeMap, BTreeSet};

use agentmon_tests::sql::rows;
use agentmon_tests::{setup_database, shared_cluster};

/// The words of each list `column = ANY (ARRAY['a'::text, 'b'::text])`, or `<> ALL`, by the column's name.
fn lists(definition: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for operator in [" = ANY (ARRAY[", " <> ALL (ARRAY["] {
        for (at, _) in definition.match_indices(operator) {
            let column: String = definition[..at]
                .chars()
                .rev()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let list = definition[at + operator.len()..].split(']').next().expect("a list that ends");
            let words = list
                .split(',')
                .map(|word| word.trim().trim_end_matches("::text").trim_matches('\'').to_owned());
            found.push((column, words.collect()));
        }
    }
    found
}

#[tokio::test]
async fn the_allowed_words_of_a_column_are_the_same_wherever_they_stand() {
    let client = setup_database(shared_cluster().await, "one_rule").await;
    let definitions = rows(
        &client,
        "SELECT concat(guarded.conrelid::regclass, '|', pg_get_constraintdef(guarded.oid))
         FROM pg_constraint guarded
         WHERE guarded.contype = 'c'
           AND guarded.connamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)
           AND guarded.conparentid = 0
           AND guarded.coninhcount = 0
         UNION ALL
         SELECT concat(fired.tgrelid::regclass, '|', pg_get_triggerdef(fired.oid))
         FROM pg_trigger fired
         WHERE NOT fired.tgisinternal
           AND fired.tgparentid = 0
         ORDER BY 1",
    )
    .await;
    let mut columns: BTreeMap<(String, String), Vec<BTreeSet<String>>> = BTreeMap::new();
    for line in &definitions {
        let (table, definition) = line.split_once('|').expect("a table and its definition");
        for (column, words) in lists(definition) {
            columns.entry((table.to_owned(), column)).or_default().push(words);
        }
    }
    let of = |table: &str, column: &str| {
        let lists = columns.get(&(table.to_owned(), column.to_owned()));
        lists.unwrap_or_else(|| panic!("no list for {table}.{column} in {columns:#?}"))
    };
    // A check and a trigger's condition: so that this looks at something.
    for (table, column) in [
        ("monitoring.agent_logs", "log_level"),
        ("monitoring.agent_executions", "status"),
        ("monitoring.worker_issues", "severity"),
        ("monitoring.agents", "status"),
        ("monitoring.tasks", "status"),
        ("monitoring.tasks", "priority"),
    ] {
        assert!(of(table, column).len() >= 2, "{table}.{column}: {:?}", of(table, column));
    }
    for ((table, column), lists) in &columns {
        for list in lists {
            assert_eq!(list, &lists[0], "{table}.{column}");
        }
    }
    // The functions that make words canonical know the same ones, and leave them as they are.
    for (function, table, column) in [
        ("agentmon.canonical_log_level", "monitoring.agent_logs", "log_level"),
        ("agentmon.canonical_severity", "monitoring.worker_issues", "severity"),
    ] {
        for word in &of(table, column)[0] {
            assert_eq!(rows(&client, &format!("SELECT {function}('{word}')")).await, [word.as_str()]);
        }
    }
    // Every severity has a rank, and no other word has.
    let ranked = rows(&client, "SELECT agentmon.severity_of(n) FROM generate_series(0, 9) AS n WHERE agentmon.severity_of(n) IS NOT NULL").await;
    let severities = &of("monitoring.worker_issues", "severity")[0];
    assert_eq!(&ranked.into_iter().collect::<BTreeSet<_>>(), severities);
    for ((table, column), lists) in columns.iter().filter(|((_, column), _)| column.ends_with("severity")) {
        assert_eq!(&lists[0], severities, "{table}.{column}");
    }
}
