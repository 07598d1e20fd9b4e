//! docs/reference.md is made from the catalogue: what callers, operators and DBAs find in schema `monitoring`. It is
//! written anew by `AGENTMON_WRITE=1 cargo test -p agentmon-tests --test reference`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use agentmon_tests::sql::rows;
use agentmon_tests::{setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

/// The functions of `monitoring` and those in `public`: name, arguments, result, roles, comment, one a row.
async fn functions(client: &Client) -> Vec<[String; 5]> {
    let sql = "SELECT concat_ws(E'\\x01', p.oid::regproc,
                   -- Where a function has defaults of its own they are told; their types go without saying.
                   replace(pg_get_function_arguments(p.oid), 'timestamp with time zone', 'timestamptz'),
                   replace(coalesce(pg_get_function_result(p.oid), ''), 'timestamp with time zone', 'timestamptz'),
                   coalesce((SELECT string_agg(DISTINCT replace(a.grantee::regrole::text, 'agentmon_', ''), ', ')
                             FROM aclexplode(p.proacl) a
                             WHERE a.grantee NOT IN (0, p.proowner)), ''),
                   obj_description(p.oid, 'pg_proc'))
               FROM pg_proc p
               JOIN pg_depend d ON d.classid = 'pg_proc'::regclass
                   AND d.objid = p.oid
                   AND d.deptype = 'e'
               JOIN pg_extension e ON e.oid = d.refobjid
                   AND e.extname = 'pg_agentmon'
               WHERE p.pronamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)
               ORDER BY p.proname COLLATE \"C\", p.pronamespace::regnamespace::text, pg_get_function_identity_arguments(p.oid)";
    rows(client, sql).await.iter().map(|row| fields(row)).collect()
}

fn fields<const N: usize>(row: &str) -> [String; N] {
    let parts: Vec<_> = row.split('\u{1}').map(str::to_owned).collect();
    parts.try_into().unwrap_or_else(|parts: Vec<_>| panic!("{N} fields: {parts:?}"))
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn reference(client: &Client) -> String {
    let mut page = String::from(
        "# Reference\n\n\
         Made from the catalogue of an installation; a test holds it. What is in schema `agentmon` is nobody's business but the\n\
         extension's. Roles are named without `agentmon_`: `reader` is `agentmon_reader`.\n\
         `p_now` is the clock: leave it out, but in tests and replays.\n\n\
         ## Functions\n",
    );
    for [name, arguments, result, roles, comment] in functions(client).await {
        let result = if result.is_empty() { String::new() } else { format!(" → {result}") };
        let _ = write!(page, "\n### {name}\n\n`{name}({arguments}){result}`\n\nFor {roles}. {comment}\n");
    }
    for (title, heads, sql) in [
        (
            "Settings",
            ["name", "default", "meaning"],
            "SELECT concat_ws(E'\\x01', name, value, description) FROM monitoring.settings ORDER BY name COLLATE \"C\"",
        ),
        (
            "Health thresholds",
            ["name", "warning, critical", "meaning"],
            "SELECT concat_ws(E'\\x01', name, concat_ws(', ', warning, critical), description)
             FROM monitoring.health_thresholds WHERE agent_name = '*' ORDER BY name COLLATE \"C\"",
        ),
        (
            "Retention policies",
            ["name", "kept for", "what"],
            "SELECT concat_ws(E'\\x01', name, coalesce(keep::text, 'ever'), description)
             FROM monitoring.retention_policies ORDER BY name COLLATE \"C\"",
        ),
        (
            "Jobs",
            ["name", "runs", "what"],
            "SELECT concat_ws(E'\\x01', name, 'each ' || every, description) FROM monitoring.jobs ORDER BY name COLLATE \"C\"",
        ),
    ] {
        let _ = write!(page, "\n## {title}\n\n| {} |\n|---|---|---|\n", heads.join(" | "));
        for row in rows(client, sql).await {
            let [name, value, meaning] = fields(&row);
            let _ = writeln!(page, "| `{name}` | {} | {} |", cell(&value), cell(&meaning));
        }
    }
    for (title, kinds) in [("Views", "{v}"), ("Tables", "{r,p}")] {
        let _ = write!(page, "\n## {title}\n\n| name | what |\n|---|---|\n");
        let sql = format!(
            "SELECT concat_ws(E'\\x01', c.relname, obj_description(c.oid, 'pg_class')) FROM pg_class c
             WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind = ANY ('{kinds}')
               AND NOT c.relispartition ORDER BY c.relname COLLATE \"C\""
        );
        for row in rows(client, &sql).await {
            let [name, what] = fields(&row);
            let _ = writeln!(page, "| `{name}` | {} |", cell(&what));
        }
    }
    page
}

#[tokio::test]
async fn the_page_is_what_the_catalogue_says() {
    let client = setup_database(shared_cluster().await, "reference").await;
    let path = workspace_root().join("docs/reference.md");
    let page = reference(&client).await;
    if std::env::var_os("AGENTMON_WRITE").is_some() {
        fs::write(&path, &page).expect("docs/reference.md can be written");
    }
    let written = fs::read_to_string(&path).expect("docs/reference.md is there");
    let stale: Vec<_> = page
        .lines()
        .filter(|line| !line.is_empty() && !written.lines().any(|other| other == *line))
        .collect();
    assert!(
        written == page,
        "docs/reference.md is stale: AGENTMON_WRITE=1 cargo test -p agentmon-tests --test reference; new: {stale:#?}"
    );
}

/// docs/roles.md ends with who may call what; made like the reference.
#[tokio::test]
async fn the_page_of_roles_has_each_function() {
    const BEGINS: &str = "## Who may call what\n";
    let client = setup_database(shared_cluster().await, "roles_page").await;
    let path = workspace_root().join("docs/roles.md");
    let page = fs::read_to_string(&path).expect("docs/roles.md is there");
    let (words, _) = page.split_once(BEGINS).expect("the heading of the table");
    let mut made =
        format!("{words}{BEGINS}\nMade from the catalogue, as the [reference](reference.md) is.\n\n");
    made.push_str("| function | writer | reader | notifier | admin | user |\n|---|---|---|---|---|---|\n");
    let mut seen = BTreeMap::<String, Vec<String>>::new();
    for [name, _, _, roles, _] in functions(&client).await {
        let roles = roles.split(", ").map(str::to_owned);
        seen.entry(name).or_default().extend(roles);
    }
    for (name, roles) in seen {
        let may = ["writer", "reader", "notifier", "admin", "user"]
            .map(|role| if roles.iter().any(|other| other == role) { "yes" } else { "" });
        let _ = writeln!(made, "| `{name}` | {} |", may.join(" | "));
    }
    if std::env::var_os("AGENTMON_WRITE").is_some() {
        fs::write(&path, &made).expect("docs/roles.md can be written");
    }
    let written = fs::read_to_string(&path).expect("docs/roles.md is there");
    assert!(
        written == made,
        "docs/roles.md is stale: AGENTMON_WRITE=1 cargo test -p agentmon-tests --test reference"
    );
}

/// `monitoring` is for callers: each function there is somebody's, and a page tells how it is used.
#[tokio::test]
async fn each_function_of_monitoring_is_for_somebody_and_is_told_of() {
    let client = setup_database(shared_cluster().await, "for_somebody").await;
    let docs = workspace_root().join("docs");
    let mut pages = fs::read_to_string(workspace_root().join("README.md")).expect("README.md is there");
    for entry in fs::read_dir(docs).expect("docs is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("reference.md") {
            pages += &fs::read_to_string(path).expect("a page can be read");
        }
    }
    let is_told = |name: &str| {
        pages.match_indices(name).any(|(at, _)| {
            let ends =
                pages[at + name.len()..].starts_with(|next: char| !next.is_alphanumeric() && next != '_');
            let begins = !pages[..at].ends_with(|last: char| last.is_alphanumeric() || last == '_');
            begins && ends
        })
    };
    let (mut untold, mut nobodys) = (Vec::new(), Vec::new());
    let all = functions(&client).await;
    assert!(all.len() > 70, "{} functions", all.len());
    for [name, _, _, roles, _] in &all {
        let bare = name.trim_start_matches("monitoring.");
        if !is_told(bare) {
            untold.push(bare);
        }
        if roles.is_empty() {
            nobodys.push(bare);
        }
    }
    assert!(untold.is_empty(), "no page of docs/ tells of: {untold:?}");
    assert!(nobodys.is_empty(), "granted to nobody: {nobodys:?}");
}
