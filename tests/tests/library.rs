//! A library that is missing, of another PostgreSQL or of another version: each is one sentence that says what to do.

use std::fs;
use std::path::Path;
use std::process::Command;

use agentmon_tests::cluster::bin_dir;
use agentmon_tests::sql::{assert_refused, refusal, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

/// The first look at the library in the extension's script, at another file.
fn first_look(library: &Path) -> String {
    let path = workspace_root().join("sql/extension/00_preflight.sql");
    let text = fs::read_to_string(path).expect("the file is there");
    let body = text.split("$library$").nth(1).expect("the block");
    assert!(body.contains("MODULE_PATHNAME"), "{body}");
    format!("DO $library${}$library$", body.replace("MODULE_PATHNAME", &library.display().to_string()))
}

async fn major(client: &Client) -> u32 {
    row(client, "SELECT current_setting('server_version_num')::int / 10000").await.parse().expect("a number")
}

fn installed_library() -> Vec<u8> {
    let output =
        Command::new(bin_dir().join("pg_config")).arg("--pkglibdir").output().expect("pg_config runs");
    let directory = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    fs::read(Path::new(&directory).join("pg_agentmon.so")).expect("the extension is installed")
}

/// The library as one that was built for another PostgreSQL: what its magic block says is changed.
fn for_another_server(mut library: Vec<u8>, from: u32, to: u32) -> Vec<u8> {
    let block = |version: u32| -> Vec<u8> {
        // Version, and the limits that all of Debian's builds have.
        [version * 100, 100, 32, 64, 1].iter().flat_map(|number| number.to_le_bytes()).collect()
    };
    let old = block(from);
    let places: Vec<_> =
        (0..library.len() - old.len()).filter(|at| library[*at..].starts_with(&old)).collect();
    assert!(!places.is_empty(), "there is a magic block");
    for at in places {
        library[at..at + old.len()].copy_from_slice(&block(to));
    }
    library
}

#[tokio::test]
async fn a_library_that_cannot_be_loaded_is_named_with_what_to_do() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "library").await;
    let major = major(&client).await;
    let other = if major == 15 { 18 } else { 15 };
    // The server's user reads it there.
    let directory = cluster.dir().join("libraries");
    fs::create_dir(&directory).expect("a directory");
    let file = |name: &str, bytes: &[u8]| {
        let path = directory.join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let cases = [
        (directory.join("missing.so"), "58P01", "No such file or directory"),
        (
            file("other.so", &for_another_server(installed_library(), major, other)),
            "XX000",
            "version mismatch",
        ),
        (file("none.so", b"no library"), "XX000", "could not load library"),
    ];
    for (library, code, words) in cases {
        let error = refusal(&client, &first_look(&library)).await;
        let message = error.message();
        assert_eq!(error.code().code(), code, "{message}");
        let begin = format!("the library of pg_agentmon cannot be loaded by this PostgreSQL {major}: ");
        assert!(message.starts_with(&begin) && message.contains(words), "{message}");
        assert!(error.detail().is_some_and(|detail| detail.ends_with("Nothing was touched.")), "{error:?}");
        let hint = error.hint().expect("a way out");
        assert!(hint.contains(&format!("postgresql-{major}-pg-agentmon")), "{hint}");
        assert!(hint.contains(&format!("make install PG={major}")), "{hint}");
    }
    let wrong = refusal(&client, &first_look(&directory.join("other.so"))).await;
    assert_eq!(
        wrong.detail(),
        Some(format!("Server is version {major}, library is version {other}. Nothing was touched.").as_str())
    );
    fs::write(directory.join("right.so"), installed_library()).expect("a file");
    run(&client, &first_look(&directory.join("right.so"))).await;
}

/// Makes the database's objects those of another version; the library stays.
async fn objects_of(client: &Client, version: &str) {
    let sql = format!("UPDATE pg_extension SET extversion = '{version}' WHERE extname = 'pg_agentmon'");
    run(client, &sql).await;
}

const DOUBTS: &str = "SELECT issue ->> 'error', issue ->> 'hint'
    FROM jsonb_array_elements(agentmon.doubtful_installation(now())) AS issue";

#[tokio::test]
async fn library_and_objects_of_two_versions_are_told_apart() {
    let client = setup_database(shared_cluster().await, "library_versions").await;
    let ours = env!("CARGO_PKG_VERSION");
    assert_eq!(row(&client, "SELECT agentmon.library_version()").await, ours);
    let extension = "SELECT extversion FROM pg_extension WHERE extname = 'pg_agentmon'";
    assert_eq!(row(&client, extension).await, ours);
    assert_eq!(rows(&client, DOUBTS).await, [""; 0]);

    objects_of(&client, "10.0.0").await;
    let error = assert_refused(&client, "SELECT monitoring.setup()", "55000").await;
    assert_eq!(
        error.message(),
        format!(
            "the library of pg_agentmon is of version {ours}, and the objects in this database are of the newer version 10.0.0"
        )
    );
    assert_eq!(error.hint(), Some("Install pg_agentmon 10.0.0 on this server, and connect anew."));
    assert_eq!(refusal_code(&client, "SELECT agentmon.refuse_older_library()").await, "55000");
    let doubts = rows(&client, DOUBTS).await;
    assert!(
        doubts.len() == 1 && doubts[0].contains("objects in this database are of version 10.0.0"),
        "{doubts:?}"
    );

    objects_of(&client, "0.0.9").await;
    let error = assert_refused(&client, "SELECT monitoring.setup()", "55000").await;
    assert!(error.message().ends_with("are still of version 0.0.9"), "{}", error.message());
    assert_eq!(error.hint(), Some("ALTER EXTENSION pg_agentmon UPDATE, then call monitoring.setup() again."));
    // It serves them meanwhile.
    run(&client, "SELECT agentmon.refuse_older_library(), monitoring.record_metric('m', 1)").await;
    let reasons = row(&client, "SELECT get_system_health()::text").await;
    assert!(reasons.contains("ALTER EXTENSION pg_agentmon UPDATE"), "{reasons}");

    // What is being made is of the version that it will be.
    objects_of(&client, &format!("{ours}-dev")).await;
    run(&client, "SELECT monitoring.setup()").await;
}

#[tokio::test]
async fn tables_of_a_newer_version_are_not_touched() {
    let client = setup_database(shared_cluster().await, "newer_tables").await;
    run(
        &client,
        "INSERT INTO monitoring.schema_migrations (name, kind, checksum, relations, extension_oid, applied_at)
         SELECT '900_later', kind, checksum, '{}', extension_oid, applied_at
         FROM monitoring.schema_migrations WHERE name = '050_jobs'",
    )
    .await;
    let error = assert_refused(&client, "SELECT monitoring.setup()", "55000").await;
    assert!(error.message().contains("were made by a newer version of pg_agentmon than"), "{error:?}");
    assert_eq!(error.detail(), Some("This version does not know: 900_later. Nothing was touched."));
}

/// PostgreSQL's own words, which are clear; docs/install.md quotes them.
#[tokio::test]
async fn who_may_not_install_it_is_told_who_may() {
    let cluster = shared_cluster().await;
    cluster.create_database("not_superuser").await;
    let first = cluster.connect("postgres").await;
    run(&first, "CREATE ROLE owner_only LOGIN; ALTER DATABASE not_superuser OWNER TO owner_only").await;
    let client = cluster.connect_login("not_superuser", "owner_only").await;
    let error = refusal(&client, "CREATE EXTENSION pg_agentmon").await;
    assert_eq!(error.code().code(), "42501");
    assert_eq!(error.message(), "permission denied to create extension \"pg_agentmon\"");
    assert_eq!(error.hint(), Some("Must be superuser to create this extension."));

    let client = cluster.connect("not_superuser").await;
    run(&client, "CREATE EXTENSION pg_agentmon").await;
    let client = cluster.connect_login("not_superuser", "owner_only").await;
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    assert_eq!(error.code().code(), "42501");
    assert!(error.message().starts_with("permission denied for schema monitoring"), "{error:?}");
    // An administrator is told by the function itself, also before there is anything.
    let client = cluster.connect_as("not_superuser", "agentmon_admin").await;
    let error = refusal(&client, "SELECT monitoring.setup()").await;
    assert_eq!((error.code().code(), error.message()), ("42501", "setup() is for postgres alone"));
    assert!(error.hint().is_some_and(|hint| hint.contains("Call it as postgres")), "{error:?}");
}
