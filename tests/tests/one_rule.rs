//! Rules that must stand in more than one place say the same: lists of words, because a check or a trigger's condition
//! that called a function would cost every row, and addresses, at which the database and the daemon both look.
use std::collections::{BTreeMap, BTreeSet};

use agentmon_tests::sql::rows;
use agentmon_tests::twilio::{ACCOUNT_SID, AUTH_TOKEN, TO};
use agentmon_tests::{Daemon, setup_database, shared_cluster};

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
