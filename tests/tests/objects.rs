//! What the extension and setup() make: names that were looked for, comments, no privileges for PUBLIC, pinned paths.
//! The list of names is written anew by `AGENTMON_WRITE=1 cargo test -p agentmon-tests --test objects`.

use std::fs;

use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::{setup_database, shared_cluster, workspace_root};

/// The objects of one catalog that belong to the extension.
fn members(catalog: &str) -> String {
    format!(
        "SELECT objid FROM pg_depend JOIN pg_extension e ON e.oid = refobjid AND e.extname = 'pg_agentmon'
         WHERE classid = '{catalog}'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e'"
    )
}

/// Names as they stand in the list: as many in a line as the width of SQL holds.
fn in_lines(names: &[String]) -> String {
    let mut lines = vec![String::new()];
    for name in names {
        let line = lines.last_mut().expect("there is one");
        if !line.is_empty() && 12 + line.len() + 1 + name.len() + 1 > 110 {
            lines.push(format!("{name},"));
        } else {
            let blank = if line.is_empty() { "" } else { " " };
            line.push_str(&format!("{blank}{name},"));
        }
    }
    let text = lines.join("\n            ");
    format!("\n            {}\n            ", text.trim_end_matches(','))
}

#[tokio::test]
async fn the_names_that_are_looked_for_are_those_that_are_made() {
    let client = setup_database(shared_cluster().await, "names").await;
    let path = workspace_root().join("sql/extension/00_preflight.sql");
    let text = fs::read_to_string(&path).expect("the file is there");
    let list = text.split_once("'{").and_then(|(_, rest)| rest.split_once("}'")).expect("a list").0;
    let looked_for: Vec<_> = list.split(',').map(|name| name.trim().to_owned()).collect();
    let made = format!(
        "SELECT DISTINCT proname::text COLLATE \"C\" AS name FROM pg_proc WHERE pronamespace = 'monitoring'::regnamespace
         AND oid IN ({}) ORDER BY name",
        members("pg_proc")
    );
    let made = rows(&client, &made).await;
    if std::env::var_os("AGENTMON_WRITE").is_some() {
        fs::write(&path, text.replacen(list, &in_lines(&made), 1)).expect("the file can be written");
    } else {
        assert_eq!(
            looked_for, made,
            "left: in the list; right: made; AGENTMON_WRITE=1 cargo test -p agentmon-tests --test objects writes it"
        );
    }

    let elsewhere = format!(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND oid IN ({}) ORDER BY 1",
        members("pg_proc")
    );
    for name in rows(&client, &elsewhere).await {
        assert!(text.contains(&format!("'{name}'")), "{name} in public is not looked for");
    }
    let types =
        format!("SELECT typname FROM pg_type WHERE typcategory <> 'A' AND oid IN ({})", members("pg_type"));
    assert_eq!(rows(&client, &types).await, ["sketch"]);
    let schemas = format!("SELECT nspname FROM pg_namespace WHERE oid IN ({})", members("pg_namespace"));
    assert_eq!(rows(&client, &schemas).await, ["agentmon"]);
    assert!(text.contains("'schema agentmon'"));
}

#[tokio::test]
async fn everything_has_a_comment() {
    let client = setup_database(shared_cluster().await, "comments").await;
    let mut seen = 0;
    for (catalog, name) in [("pg_proc", "regprocedure"), ("pg_type", "regtype"), ("pg_cast", "oid")] {
        let sql = format!(
            "SELECT coalesce(obj_description(objid, '{catalog}'), '') <> '', objid::{name} FROM ({}) AS o
             WHERE NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = objid AND t.typcategory = 'A' AND '{catalog}' = 'pg_type')",
            members(catalog)
        );
        let answers = rows(&client, &sql).await;
        seen += answers.len();
        let bare: Vec<_> = answers.iter().filter(|answer| answer.starts_with('f')).collect();
        assert!(bare.is_empty(), "without a comment: {bare:?}");
    }
    assert!(seen > 100, "the extension has more than {seen} objects");
    let relations = "SELECT r FROM monitoring.schema_migrations, unnest(relations) AS r
         WHERE coalesce(obj_description(r::regclass, 'pg_class'), '') = ''";
    assert_eq!(rows(&client, relations).await, [""; 0]);
    let views =
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'monitoring'::regnamespace AND relkind = 'v'
         AND obj_description(oid, 'pg_class') IS NULL";
    assert_eq!(row(&client, views).await, "0");
}

#[tokio::test]
async fn the_public_has_no_privilege_even_where_default_privileges_give_it_one() {
    let cluster = shared_cluster().await;
    cluster.create_database("public").await;
    let client = cluster.connect("public").await;
    run(
        &client,
        "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO PUBLIC;
         CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); SELECT monitoring.expose_in_public();
         SELECT monitoring.maintain_partitions(now() + interval '9 days');",
    )
    .await;
    let routines = format!(
        "SELECT objid::regprocedure FROM ({}) AS o WHERE has_function_privilege('public', objid, 'EXECUTE')",
        members("pg_proc")
    );
    assert_eq!(rows(&client, &routines).await, [""; 0]);
    let relations = "FROM pg_class WHERE relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)
         AND relkind IN ('r', 'p', 'v', 'm')";
    let open = format!(
        "SELECT oid::regclass {relations} AND (has_any_column_privilege('public', oid, 'SELECT, INSERT, UPDATE, REFERENCES')
             OR has_table_privilege('public', oid, 'DELETE, TRUNCATE, TRIGGER'))"
    );
    assert_eq!(rows(&client, &open).await, [""; 0]);
    let looked_at: u32 =
        row(&client, &format!("SELECT count(*) {relations}")).await.parse().expect("a number");
    assert!(looked_at > 60, "tables, views and partitions: {looked_at}");
    for schema in ["monitoring", "agentmon"] {
        let open = format!("SELECT has_schema_privilege('public', '{schema}', 'USAGE, CREATE')");
        assert_eq!(row(&client, &open).await, "f", "{schema}");
    }
}

#[tokio::test]
async fn functions_see_no_schema_of_their_caller() {
    let client = setup_database(shared_cluster().await, "pinned").await;
    let ours = format!(
        "FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
         LEFT JOIN LATERAL (SELECT true AS pinned FROM unnest(p.proconfig) AS c WHERE c = 'search_path=pg_catalog, pg_temp') AS s ON true
         WHERE p.oid IN ({})",
        members("pg_proc")
    );
    let open = format!(
        "SELECT p.proname {ours} AND pinned IS NULL AND (prosecdef OR l.lanname = 'plpgsql' OR l.lanname = 'sql' AND prosqlbody IS NULL)"
    );
    // A procedure that commits may not pin; each name in its body is qualified, which the hostile schema below tests.
    assert_eq!(rows(&client, &open).await, ["run_job"]);
    let definers = row(&client, &format!("SELECT count(*) {ours} AND prosecdef")).await;
    assert_ne!(definers, "0");
}

/// A plan that is switched off and needed all the same is priced so high that PostgreSQL would compile it each time.
#[tokio::test]
async fn functions_that_switch_plans_off_are_not_compiled() {
    let client = setup_database(shared_cluster().await, "plans").await;
    let switching = format!(
        "FROM pg_proc p WHERE p.oid IN ({})
         AND EXISTS (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'enable%=off')",
        members("pg_proc")
    );
    let compiled = format!("SELECT p.proname {switching} AND NOT 'jit=off' = ANY (p.proconfig)");
    assert_eq!(rows(&client, &compiled).await, [""; 0]);
    assert_ne!(row(&client, &format!("SELECT count(*) {switching}")).await, "0");
}
