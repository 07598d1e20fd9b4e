//! Rules that must stand in more than one place say the same: lists of words, because a check or a trigger's condition
//! that called a function would cost every row, and addresses, at which the database and the daemon both look.
use std::collections::{BTreeMap, BTreeSet};

use agentmon_tests::sql::{refusal, rows};
use agentmon_tests::twilio::{ACCOUNT_SID, AUTH_TOKEN, TO};
use agentmon_tests::{Daemon, setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

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

/// Addresses that somebody might write, right ones and wrong ones.
const ADDRESSES: [(&str, &[&str]); 2] = [
    (
        "sms",
        &[
            "+15005550006",
            "+4915112345678",
            "+12",
            "+123456789012345",
            "+1",
            "+1234567890123456",
            "15005550006",
            "+05005550006",
            "+1 500 555",
            "+1500555O006",
            "++15005550006",
            "+15005550006;ext=1",
            " +15005550006x",
        ],
    ),
    (
        "email",
        &[
            "ann@example.com",
            "a.b+c@sub.example.co.uk",
            "ann@localhost",
            "ann",
            "ann@",
            "@example.com",
            "ann@exa mple.com",
            "ann@example.com,bob@example.com",
            "Ann <ann@example.com>",
            "ann@@example.com",
            "a;b@example.com",
        ],
    ),
];

/// Who writes a channel hears at once what its daemon would refuse when it sends: both look at addresses by the same
/// rule, the database in `check_channel()`, the daemon in the settings of each channel.
#[tokio::test]
async fn the_daemon_and_the_database_take_the_same_addresses() {
    let client = setup_database(shared_cluster().await, "addresses").await;
    for (kind, addresses) in ADDRESSES {
        let variable = if kind == "sms" { "ALERT_PHONE_NUMBER" } else { "ALERT_EMAIL" };
        for address in addresses {
            let settings = [
                ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere"),
                ("TWILIO_ACCOUNT_SID", ACCOUNT_SID),
                ("TWILIO_AUTH_TOKEN", AUTH_TOKEN),
                ("TWILIO_PHONE_NUMBER", "+15005550006"),
                ("ALERT_PHONE_NUMBER", TO),
                ("ALERT_EMAIL", "ops@example.org"),
                ("ALERT_EMAIL_FROM", "agentmon@example.org"),
                ("SMTP_URL", "smtp://127.0.0.1:1"),
                (variable, *address),
            ];
            let command = settings
                .iter()
                .fold(Daemon::command("check-config"), |builder, (name, value)| builder.env(name, *value));
            let by_daemon = command.run_to_end().status.success();
            let made = client
                .execute(
                    "INSERT INTO monitoring.notification_channels (name, kind, settings)
                     VALUES ('one', $1, jsonb_build_object('to', $2::text))",
                    &[&kind, address],
                )
                .await;
            client
                .execute("DELETE FROM monitoring.notification_channels WHERE name = 'one'", &[])
                .await
                .expect("the channel goes");
            // What stands in the environment may be several addresses, apart by commas, and have names before them; a
            // channel has an array of plain ones.
            let is_more = kind == "email" && address.contains([',', '<']);
            assert_eq!(made.is_ok(), by_daemon && !is_more, "{kind} {address:?}: {made:?}");
        }
    }
}

/// What stands in a file of this project.
fn file(path: &str) -> String {
    std::fs::read_to_string(workspace_root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between two texts.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("there is no {from:?}"));
    rest.split_once(to).unwrap_or_else(|| panic!("there is no {to:?} behind {from:?}")).0
}

/// The texts in double quotes.
fn quoted(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

fn snake_case(name: &str) -> String {
    let letters = name.char_indices().map(|(at, letter)| match letter.is_uppercase() && at > 0 {
        true => format!("_{}", letter.to_ascii_lowercase()),
        false => letter.to_ascii_lowercase().to_string(),
    });
    letters.collect()
}

/// The words of a text, as names of functions are written; `p99.9` is one.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A field of what an expression of rules reads; None where it is refused.
async fn read_of(client: &Client, expression: &str, field: &str) -> Option<String> {
    let query =
        "SELECT jsonb_path_query_first(agentmon.parse_alert_expression($1), $2::text::jsonpath) #>> '{}'";
    let row = client.query_one(query, &[&expression, &format!("$.**.{field}")]).await.ok()?;
    Some(row.get::<_, Option<String>>(0).unwrap_or_else(|| panic!("{expression} has no {field}")))
}

async fn hint_of(client: &Client, expression: &str) -> String {
    let sql = format!("SELECT agentmon.parse_alert_expression('{expression}')");
    let refusal = refusal(client, &sql).await;
    refusal.hint().unwrap_or_else(|| panic!("no hint: {expression}")).to_owned()
}

/// Whoever adds a function of rules, and forgets one of its places, is told which: the word in the hint and on the page,
/// and the branch of the SQL that computes it, without which it would be the mean.
#[tokio::test]
async fn a_function_of_rules_has_its_word_its_branch_and_its_line() {
    let client = setup_database(shared_cluster().await, "rule_functions").await;
    let code = file("pg_agentmon/core/src/rule/mod.rs");
    let variants = between(&code, "pub enum Function {", "\n}").lines().map(str::trim);
    let functions: BTreeSet<String> = variants
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .map(|line| snake_case(line.trim_end_matches(',')))
        .collect();
    assert!(functions.contains("gauge") && functions.len() > 5, "{functions:?}");

    let sql = file("sql/extension/51_rules.sql");
    let branches = between(&sql, "CASE part.function", "END AS value").lines();
    let branches = branches.filter_map(|line| line.trim().strip_prefix("WHEN '")?.split('\'').next());
    let mut computed: BTreeSet<String> = branches.map(str::to_owned).collect();
    // These two are the mean, which is what is left.
    computed.extend(["gauge".to_owned(), "avg".to_owned()]);
    assert_eq!(computed, functions, "CASE part.function in sql/extension/51_rules.sql, and enum Function");

    let hint = hint_of(&client, "\"m\".nosuch > 1").await;
    let told = words(between(&hint, "Functions are ", ";"));
    let page = file("docs/rules.md");
    let table = between(&page, "| function | what it makes", "\n\n");
    // A gauge is what is read without a word.
    let mut reached = BTreeSet::from(["gauge".to_owned()]);
    for word in told.iter().filter(|word| !["to", "and"].contains(word)) {
        let function = read_of(&client, &format!("m.{word} > 1"), "function").await;
        reached.insert(function.unwrap_or_else(|| panic!("the hint names {word}, which is none: {hint}")));
        assert!(
            table.contains(&format!("`{word}`")),
            "{word} is not in the table of functions in docs/rules.md"
        );
    }
    assert_eq!(reached, functions, "what the hint names ({hint}), and enum Function");
    let selector = file("pg_agentmon/core/src/rule/selector.rs");
    for word in quoted(between(&selector, "let function = match word {", "_ =>")) {
        assert!(told.contains(word), "the hint does not name {word}: {hint}");
    }
}

/// The same for what is written before brackets. Of several names of one function, the first is told.
#[tokio::test]
async fn a_function_with_brackets_is_in_the_hint_and_on_the_page() {
    let client = setup_database(shared_cluster().await, "rule_calls").await;
    let code = file("pg_agentmon/core/src/rule/functions.rs");
    let entries = between(&code, "const CALLED:", "];").lines().filter_map(|line| {
        let (name, called) = line.trim().strip_prefix("(\"")?.split_once("\", ")?;
        Some((name, called.trim_end_matches("),")))
    });
    let entries: Vec<_> = entries.collect();
    assert!(entries.len() > 20, "{entries:?}");
    let hint = hint_of(&client, "nosuch(m) > 1").await;
    let told = words(&hint);
    let page = file("docs/rules.md");
    let (mut known, mut listed) = (BTreeSet::new(), 0);
    for (name, called) in entries {
        // clamp_min and clamp_max are called in one way, and are two.
        let is_new = called.starts_with("Called::Each") || known.insert(called);
        if !is_new {
            continue;
        }
        listed += 1;
        let of_rows = name.strip_suffix("_over_time");
        let beginning = of_rows.map(|word| format!("{word}_"));
        let is_told = told.contains(name) || beginning.is_some_and(|word| told.contains(word.as_str()));
        assert!(is_told, "{name} is not in the hint: {hint}");
        let word = of_rows.unwrap_or(name);
        let is_on_page = page.contains(&format!("`{word}`")) || page.contains(&format!("`{word}("));
        assert!(is_on_page, "`{word}` is not in docs/rules.md");
    }
    assert!(listed > 20, "{listed}");
}

/// A name that is not, or not only, read from a metric of that name: its line on the page, what its hint says there is
/// of it, and a source that the SQL can read.
#[tokio::test]
async fn a_source_of_rules_is_read_told_and_on_the_page() {
    let client = setup_database(shared_cluster().await, "rule_sources").await;
    let code = file("pg_agentmon/core/src/rule/sources.rs");
    let is_metric = |text: &&str| {
        text.contains('.') && text.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.')
    };
    let metrics: BTreeSet<&str> = quoted(&code).filter(is_metric).collect();
    assert!(metrics.len() > 5, "{metrics:?}");
    let page = file("docs/rules.md");
    let table = between(&page, "| name | read from |", "\n\n");
    let functions = ["p95", "avg", "min", "max", "last", "sum", "count", "rate", "increase", "error_rate"];
    let mut sources = BTreeSet::new();
    for metric in metrics {
        let is_on_page = table.contains(&format!("`{metric}`")) || table.contains(&format!("`{metric}.…`"));
        assert!(is_on_page, "{metric} is not in docs/rules.md");
        let mut there_are = Vec::new();
        let mut refused = None;
        for word in functions {
            let expression = format!("{metric}.{word} > 1");
            match read_of(&client, &expression, "source").await {
                None => refused = Some(expression),
                Some(source) => {
                    let reads =
                        "SELECT count(*) FROM agentmon.rule_series($1, ARRAY[$2], 300, now(), false, NULL)";
                    let read = client.query_one(reads, &[&source, &metric]).await;
                    assert!(read.is_ok(), "rule_series() cannot read {source}: {read:?}");
                    there_are.push((word, source.clone()));
                    sources.insert(source);
                }
            }
        }
        assert!(!there_are.is_empty(), "{metric} has no value at all");
        // A metric of its own has them all; of the others the hint says which.
        let Some(refused) = refused else { continue };
        let hint = hint_of(&client, &refused).await;
        let told = words(&hint);
        for (word, _) in &there_are {
            let names = match *word {
                "p95" => ["p50", "p99.9"],
                "error_rate" => ["error_rate", "failure_rate"],
                word => [word, word],
            };
            let is_told = names.iter().any(|name| told.contains(name));
            assert!(is_told, "of {metric} there is {word}, and the hint does not say so: {hint}");
        }
    }
    let tables = code.lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix("source: \"")
            .or_else(|| line.strip_suffix(".clone_into(&mut read.source);")?.strip_prefix('"'))
    });
    let tables: BTreeSet<_> = tables.filter_map(|rest| rest.split('"').next()).collect();
    assert!(tables.len() >= 4, "{tables:?}");
    for table in tables {
        assert!(sources.contains(table), "{table} was never read: {sources:?}");
    }
}

/// A BRIN index has all rows looked at for an empty range, which a btree knows for empty: who asks for the rollups from
/// one time until another says first that there is something between them. Verifying reads all there is anyway.
#[test]
fn a_range_of_rollups_is_asked_for_where_there_is_one() {
    let folder = workspace_root().join("sql/extension");
    let mut ranges = 0;
    let files = std::fs::read_dir(folder).expect("the folder of SQL").flatten();
    for entry in files.filter(|entry| entry.file_name() != "32_verify.sql") {
        let text = std::fs::read_to_string(entry.path()).expect("a file of SQL");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (place, pair) in lines.windows(2).enumerate() {
            let Some((_, from)) = pair[0].split_once(".period_start >= ") else { continue };
            let Some((_, to)) = pair[1].split_once(".period_start < ") else { continue };
            let before = &lines[place.saturating_sub(3)..=place];
            ranges += 1;
            assert!(
                before.iter().any(|line| line.ends_with(&format!("{from} < {to}"))),
                "{}: say {from} < {to} before the range that begins at line {}",
                entry.path().display(),
                place + 1
            );
        }
    }
    assert!(ranges > 9, "only {ranges} ranges were found");
}
