//! The pages of docs/clients.md are programs: each runs as a writer, with the client that its page names; through a real
//! PgBouncer in transaction mode; against databases that are dead or silent; and through a silence that ends. What they
//! need is fetched by `scripts/clients.sh`; without it they are passed over, and counted as such.

use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use agentmon_tests::cluster::bin_dir;
use agentmon_tests::postgrest::{PostgrestFake, SERVICE_KEY};
use agentmon_tests::proxy::Proxy;
use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{PgBouncer, setup_database, shared_cluster, target_dir, workspace_root};
use tokio_postgres::Client;

/// Much more than any page says that its program may wait for a database that is away.
const MUCH_MORE: Duration = Duration::from_secs(60);

/// The blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(workspace_root().join("docs").join(page)).expect("the page is there");
    let opening = format!("\n```{language}\n");
    let blocks: Vec<_> = text
        .split(&opening)
        .skip(1)
        .map(|rest| rest.split("\n```").next().expect("a block").to_owned() + "\n")
        .collect();
    assert!(blocks.len() > 1, "{page} has blocks of {language}");
    blocks
}

/// Where `scripts/clients.sh` puts the clients.
fn clients() -> PathBuf {
    target_dir().join("clients")
}

/// What a page gives to paste, followed by what tells the numbers from 1 to COUNT, PAUSE_MS apart.
fn counting(page: &str, language: &str, counts: &str) -> String {
    format!("{}\n{counts}", blocks(page, language)[0])
}

/// Runs a program to its end.
async fn ended(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output()).await.expect("it ends").expect("it starts")
}

/// The same; it must say nothing of trouble, and answer what the agent is asked.
async fn ends_well(command: Command) {
    let output = ended(command).await;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{}: {said}", output.status);
}

async fn writer() -> String {
    shared_cluster().await.login_for("agentmon_writer").await
}

/// A database with the bare names in public, and how a writer connects to it.
async fn database(name: &str) -> (Client, String) {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, name).await;
    run(&client, "SELECT monitoring.expose_in_public()").await;
    (client, cluster.url_as(name, &writer().await))
}

/// The program of a page, as a writer.
async fn runs(name: &str, command: fn() -> Command, error_type: &str) {
    let (client, url) = database(name).await;
    ends_well(with_url(command(), &url)).await;
    what_the_agent_did_is_there(&client, "2560", error_type).await;
}

/// The program of a page, and the one that counts, through PgBouncer: each statement in another session than the last.
async fn runs_through_pgbouncer(
    name: &str,
    command: fn() -> Command,
    counts: fn() -> Command,
    error_type: &str,
) {
    let (client, _) = database(name).await;
    let login = writer().await;
    let bouncer = PgBouncer::start(shared_cluster().await, name, &[&login]).await;
    let url = bouncer.url(name, &login);
    ends_well(with_url(command(), &url)).await;
    what_the_agent_did_is_there(&client, "2560", error_type).await;
    // Drivers prepare what comes often.
    let mut counting = with_url(counts(), &url);
    counting.env("COUNT", "40").env("PAUSE_MS", "1");
    ends_well(counting).await;
    assert_eq!(row(&client, TOLD).await, "40|40");
}

const TOLD: &str = "SELECT count(*), count(DISTINCT metric_value) FROM monitoring.pipeline_metrics WHERE metric_name = 'told'";

/// Programs whose database does not answer, in two ways, do their work all the same, and end.
async fn works_without_a_database(with: impl Fn(u16) -> Command) {
    // Connections are accepted by the system, and nobody ever answers.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
    let ports = [port(&silent), port(&closed)];
    drop(closed);
    for port in ports {
        let start = Instant::now();
        let output = ended(with(port)).await;
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "42\n42\n", "{said}");
        assert!(said.lines().count() > 0 && said.lines().all(|line| !line.is_empty()), "{said}");
        assert!(said.contains("monitoring: "), "it says what is lost: {said}");
        assert!(start.elapsed() < MUCH_MORE, "{:?}", start.elapsed());
    }
}

async fn works_without(command: fn() -> Command) {
    works_without_a_database(|port| with_url(command(), &format!("postgresql://app@127.0.0.1:{port}/app")))
        .await;
}

/// A connection that falls silent costs the row that is under way, and no other: the rest is written on a new one.
async fn outlives_a_silence(name: &str, counts: fn() -> Command) {
    let (client, url) = database(name).await;
    let proxy = Proxy::start(shared_cluster().await.port()).await;
    let mut command = with_url(counts(), &proxy.url(&url));
    command.env("COUNT", "100").env("PAUSE_MS", "100");
    let program = tokio::spawn(ended(command));
    let told = "SELECT count(*) FROM monitoring.pipeline_metrics WHERE metric_name = 'told'";
    eventually_true("the first rows", DEADLINE, async || value::<i64>(&client, told).await > 2).await;
    proxy.go_silent();
    proxy.let_new_ones_through();
    let output = program.await.expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("a row is lost"), "{}: {said}", output.status);
    let written = value::<i64>(&client, told).await;
    assert!((98..=100).contains(&written), "{written} of 100, {said}");
    let last = "SELECT max(metric_value) FROM monitoring.pipeline_metrics WHERE metric_name = 'told'";
    assert_eq!(row(&client, last).await, "100");
}

fn with_url(mut command: Command, url: &str) -> Command {
    command.env("DATABASE_URL", url);
    command
}

/// What the program of each page leaves behind is the same.
async fn what_the_agent_did_is_there(client: &Client, tokens: &str, error_type: &str) {
    run(client, "SELECT monitoring.refresh_rollups(), monitoring.process_alerts()").await;
    assert_eq!(
        rows(client, "SELECT status, count(*), sum(tokens_used), min(error_type) FROM monitoring.agent_executions WHERE operation = 'answer' AND execution_time_ms >= 0 GROUP BY 1 ORDER BY 1").await,
        [format!("failure|1||{error_type}"), format!("success|2|{tokens}|")]
    );
    assert_eq!(
        rows(client, "SELECT log_level, event_type, count(*) FROM monitoring.agent_logs WHERE agent_name = 'search-agent' GROUP BY 1, 2 ORDER BY 1").await,
        ["error|answer|1", "info|index|100"]
    );
    assert_eq!(
        rows(client, "SELECT metric_name, kind FROM monitoring.metric_definitions WHERE metric_name LIKE 'search.%' ORDER BY 1").await,
        ["search.answers|counter", "search.left|gauge"]
    );
    assert_eq!(
        row(client, "SELECT (SELECT status FROM monitoring.agents WHERE name = 'search-agent'), (SELECT depth FROM monitoring.queue_status WHERE queue_name = 'questions'), (SELECT sum(metric_value) FROM monitoring.pipeline_metrics WHERE metric_name = 'search.answers')").await,
        "active|1|2"
    );
    let alert = "SELECT labels ->> 'agent_name', state, annotations ->> 'message' FROM monitoring.alerts";
    assert_eq!(rows(client, alert).await, ["search-agent|firing|the index refuses the key"]);
}

mod psql {
    use super::*;

    fn page() -> Command {
        let mut path = bin_dir().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").expect("a path"));
        let mut command = Command::new("sh");
        command.arg("-euc").arg(blocks("psql.md", "sh").join("\n")).env("PATH", path);
        command
    }

    #[tokio::test]
    async fn the_script_of_the_page_runs() {
        let (client, url) = database("psql_page").await;
        ends_well(with_url(page(), &url)).await;
        what_the_agent_did_is_there(&client, "", "exit 3").await;
    }

    #[tokio::test]
    async fn jobs_run_without_a_database() {
        works_without(page).await;
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_script_runs_through_pgbouncer() {
            let (client, _) = database("psql_pooled").await;
            let login = writer().await;
            let bouncer = PgBouncer::start(shared_cluster().await, "psql_pooled", &[&login]).await;
            ends_well(with_url(page(), &bouncer.url("psql_pooled", &login))).await;
            what_the_agent_did_is_there(&client, "", "exit 3").await;
        }
    }
}

/// A program for the Python that `scripts/clients.sh` has made.
fn python(program: &str) -> Command {
    let mut command = Command::new(clients().join("python/bin/python"));
    command.arg("-c").arg(program);
    command
}

const PYTHON_COUNTS: &str = r#"
for number in range(1, int(os.environ["COUNT"]) + 1):
    tell("record_metric", metric_name="told", metric_value=number)
    time.sleep(int(os.environ["PAUSE_MS"]) / 1000)
"#;

/// The parent writes, then each of two children, from a process that has a connection already.
const PYTHON_FORKS: &str = r#"
tell("record_metric", metric_name="told", metric_value=0)
assert monitoring.flush()
children = []
for number in (1, 2):
    child = os.fork()
    if child == 0:
        tell("record_metric", metric_name="told", metric_value=number)
        os._exit(0 if monitoring.flush() else 1)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
tell("record_metric", metric_name="told", metric_value=3)
"#;

/// More than there is room for, and values that the database refuses or that need care.
const PYTHON_ODD_VALUES: &str = r#"
tell("log_agent_activity", agent_name="odd", message="N\0UL", context={"key": "N\0UL", "half": "\ud83d"})
tell("log_agent_activity", agent_name="odd", message=None)
tell("log_agent_execution", agent_name="odd", status="no such status")
tell("gauge", metric_name="odd", value=float("nan"))
tell("log_agent_activity", agent_name="odd", message="last")
assert monitoring.flush()
assert monitoring.lost == 2, monitoring.lost
hold = threading.Event()
monitoring.do(lambda connection: hold.wait())
time.sleep(0.5)
for number in range(10_005):
    tell("record_metric", metric_name="told", metric_value=number)
assert monitoring.lost == 7, monitoring.lost
monitoring.steps = queue.Queue()
hold.set()
os._exit(0)
"#;

mod needs_psycopg {
    use super::*;

    fn page() -> Command {
        python(&blocks("python.md", "python").join("\n"))
    }

    fn counts() -> Command {
        python(&counting("python.md", "python", PYTHON_COUNTS))
    }

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        runs("python_page", page, "PermissionError").await;
        let client = shared_cluster().await.connect("python_page").await;
        assert_eq!(
            rows(
                &client,
                "SELECT status, count(*) FROM monitoring.agent_executions WHERE operation = 'ask' GROUP BY 1"
            )
            .await,
            ["success|3"]
        );
        assert_eq!(
            rows(&client, "SELECT log_level, event_type, message FROM monitoring.agent_logs WHERE agent_name = 'indexer'").await,
            ["warning|index|7 documents skipped"]
        );
        assert_eq!(
            row(&client, "SELECT event_type, details FROM public.monitoring_events").await,
            r#"index_built|{"documents": 100}"#
        );
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without(page).await;
    }

    #[tokio::test]
    async fn a_silence_costs_one_row() {
        outlives_a_silence("python_silence", counts).await;
    }

    #[tokio::test]
    async fn forked_processes_write_by_themselves() {
        let (client, url) = database("python_forks").await;
        ends_well(with_url(python(&counting("python.md", "python", PYTHON_FORKS)), &url)).await;
        assert_eq!(row(&client, TOLD).await, "4|4");
    }

    #[tokio::test]
    async fn odd_values_are_written_or_counted() {
        let (client, url) = database("python_odd").await;
        let program = counting("python.md", "python", PYTHON_ODD_VALUES);
        let output = ended(with_url(python(&program), &url)).await;
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert_eq!(said.matches("a row is lost").count(), 1, "at most once a minute: {said}");
        let logs =
            "SELECT message, context FROM monitoring.agent_logs WHERE agent_name = 'odd' ORDER BY created_at";
        assert_eq!(rows(&client, logs).await, [r#"NUL|{"key": "NUL", "half": "�"}"#, "|{}", "last|{}"]);
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_program_runs_through_pgbouncer() {
            runs_through_pgbouncer("python_pooled", page, counts, "PermissionError").await;
        }
    }
}

mod needs_sqlalchemy {
    use super::*;

    fn page() -> Command {
        python(&blocks("sqlalchemy.md", "python").join("\n"))
    }

    fn counts() -> Command {
        python(&counting("sqlalchemy.md", "python", PYTHON_COUNTS))
    }

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        runs("sqlalchemy_page", page, "PermissionError").await;
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without(page).await;
    }

    #[tokio::test]
    async fn a_silence_costs_one_row() {
        outlives_a_silence("sqlalchemy_silence", counts).await;
    }

    #[tokio::test]
    async fn forked_processes_write_by_themselves() {
        let (client, url) = database("sqlalchemy_forks").await;
        ends_well(with_url(python(&counting("sqlalchemy.md", "python", PYTHON_FORKS)), &url)).await;
        assert_eq!(row(&client, TOLD).await, "4|4");
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_program_runs_through_pgbouncer() {
            runs_through_pgbouncer("sqlalchemy_pooled", page, counts, "PermissionError").await;
        }
    }
}

/// A program for Node, with the packages that `scripts/clients.sh` has fetched.
fn node(program: &str) -> Command {
    let mut command = Command::new("node");
    command.arg("-e").arg(program).env("NODE_PATH", clients().join("node_modules"));
    command
}

const NODE_COUNTS: &str = r#"
(async () => {
  for (let number = 1; number <= Number(process.env.COUNT); number += 1) {
    tell("record_metric", { metric_name: "told", metric_value: number });
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.PAUSE_MS)));
  }
  await flush();
})();
"#;

mod needs_node_pg {
    use super::*;

    fn page() -> Command {
        node(&blocks("node.md", "js").join("\n"))
    }

    fn counts() -> Command {
        node(&counting("node.md", "js", NODE_COUNTS))
    }

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        runs("node_page", page, "RangeError").await;
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without(page).await;
    }

    #[tokio::test]
    async fn a_silence_costs_one_row() {
        outlives_a_silence("node_silence", counts).await;
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_program_runs_through_pgbouncer() {
            runs_through_pgbouncer("node_pooled", page, counts, "RangeError").await;
        }
    }

    /// What the pages of Drizzle and Prisma write besides.
    async fn pages_are_counted(name: &str) {
        let client = shared_cluster().await.connect(name).await;
        let pages = "SELECT count(*), sum(metric_value), min(tags ->> 'index') FROM monitoring.pipeline_metrics WHERE metric_name = 'index.pages'";
        assert_eq!(row(&client, pages).await, "3|49|main");
    }

    mod needs_drizzle {
        use super::*;

        /// What the page of Node gives to paste stands before it.
        fn page() -> Command {
            node(&format!("{}\n{}", blocks("node.md", "js")[0], blocks("drizzle.md", "js").join("\n")))
        }

        #[tokio::test]
        async fn the_program_of_the_page_runs() {
            runs("drizzle_page", page, "RangeError").await;
            pages_are_counted("drizzle_page").await;
        }

        #[tokio::test]
        async fn an_agent_works_without_a_database() {
            works_without(page).await;
        }

        mod needs_pgbouncer {
            use super::*;

            #[tokio::test]
            async fn the_program_runs_through_pgbouncer() {
                runs_through_pgbouncer("drizzle_pooled", page, counts, "RangeError").await;
                pages_are_counted("drizzle_pooled").await;
            }
        }
    }

    mod needs_prisma {
        use super::*;

        /// What the page of Node gives to paste stands before it; the client is generated once, by the page's schema.
        fn page() -> Command {
            static DIR: OnceLock<tempfile::TempDir> = OnceLock::new();
            let dir = DIR.get_or_init(|| {
                let dir = tempfile::tempdir().expect("a directory");
                let text = fs::read_to_string(workspace_root().join("docs/prisma.md")).expect("the page");
                let (_, schema) = text.split_once("```prisma\n").expect("a schema");
                let (schema, _) = schema.split_once("```").expect("a block");
                fs::write(dir.path().join("schema.prisma"), schema).expect("a schema");
                std::os::unix::fs::symlink(clients().join("node_modules"), dir.path().join("node_modules"))
                    .expect("a link");
                let generated = Command::new(clients().join("node_modules/.bin/prisma"))
                    .args(["generate", "--schema", "schema.prisma"])
                    .current_dir(&dir)
                    // The engine of migrations, which generating asks for and does not use, is not in the package.
                    .env("PRISMA_SCHEMA_ENGINE_BINARY", "/bin/true")
                    .env("CHECKPOINT_DISABLE", "1")
                    .output()
                    .expect("prisma can be run");
                assert!(generated.status.success(), "{}", String::from_utf8_lossy(&generated.stderr));
                dir
            });
            let mut command =
                node(&format!("{}\n{}", blocks("node.md", "js")[0], blocks("prisma.md", "js").join("\n")));
            command.current_dir(dir);
            command
        }

        #[tokio::test]
        async fn the_program_of_the_page_runs() {
            runs("prisma_page", page, "RangeError").await;
            pages_are_counted("prisma_page").await;
        }

        #[tokio::test]
        async fn an_agent_works_without_a_database() {
            works_without(page).await;
        }

        mod needs_pgbouncer {
            use super::*;

            #[tokio::test]
            async fn the_program_runs_through_pgbouncer() {
                runs_through_pgbouncer("prisma_pooled", page, counts, "RangeError").await;
                pages_are_counted("prisma_pooled").await;
            }
        }
    }
}

mod needs_supabase_js {
    use super::*;

    fn page(url: &str) -> Command {
        let mut command = node(&blocks("supabase.md", "js").join("\n"));
        command.env("SUPABASE_URL", url).env("SUPABASE_SERVICE_ROLE_KEY", SERVICE_KEY);
        command
    }

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        let (client, _) = database("supabase_page").await;
        for role in
            ["authenticator LOGIN NOINHERIT", "service_role NOLOGIN BYPASSRLS", "authenticated NOLOGIN"]
        {
            run(&client, &format!("CREATE ROLE {role}")).await;
        }
        run(&client, "GRANT service_role, authenticated TO authenticator").await;
        run(&client, &blocks_of_sql("supabase.md")).await;
        let postgrest =
            PostgrestFake::start(shared_cluster().await.url_as("supabase_page", "authenticator")).await;
        ends_well(page(&postgrest.url())).await;
        assert_eq!(postgrest.faults(), [""; 0]);
        what_the_agent_did_is_there(&client, "2560", "RangeError").await;
    }

    /// Those that need what no database of ours has.
    fn blocks_of_sql(page: &str) -> String {
        let text = fs::read_to_string(workspace_root().join("docs").join(page)).expect("the page is there");
        let (_, rest) = text.split_once("\n```sql skip: needs Supabase's roles").expect("a block");
        let (_, block) = rest.split_once('\n').expect("a block");
        block.split("```").next().expect("a block").to_owned()
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without_a_database(|port| page(&format!("http://127.0.0.1:{port}"))).await;
    }
}

mod tokio_postgres_page {
    use super::*;

    fn page() -> Command {
        Command::new(env!("CARGO_BIN_EXE_rust-page"))
    }

    fn counts() -> Command {
        Command::new(env!("CARGO_BIN_EXE_rust-page-loop"))
    }

    #[test]
    fn the_page_shows_what_is_compiled() {
        let dir = workspace_root().join("tests/src/bin/rust-page");
        let compiled = ["monitoring.rs", "main.rs"]
            .map(|name| fs::read_to_string(dir.join(name)).expect("the program is there"));
        assert_eq!(blocks("rust.md", "rust"), compiled, "docs/rust.md and tests/src/bin/rust-page");
    }

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        runs("rust_page", page, "std::io::error::Error").await;
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without(page).await;
    }

    #[tokio::test]
    async fn a_silence_costs_one_row() {
        outlives_a_silence("rust_silence", counts).await;
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_program_runs_through_pgbouncer() {
            runs_through_pgbouncer("rust_pooled", page, counts, "std::io::error::Error").await;
        }
    }
}

mod needs_pgx {
    use super::*;

    const SOURCES: &str = "/usr/share/gocode";

    /// Compiles a program once for all tests, with Debian's pgx: 5, or 4 where there is no other.
    fn compiled(name: &str, program: &str) -> PathBuf {
        let program = if PathBuf::from(SOURCES).join("src/github.com/jackc/pgx/v5").exists() {
            program.to_owned()
        } else {
            let four = program
                .replace("github.com/jackc/pgx/v5", "github.com/jackc/pgx/v4")
                .replace("= pgx.QueryExecModeExec\n", "= pgx.QuerySimpleProtocol(true)\n");
            assert!(four.contains("QuerySimpleProtocol(true)\n"), "the page has the two lines");
            four
        };
        let dir = tempfile::tempdir().expect("a directory");
        fs::write(dir.path().join("page.go"), program).expect("a program");
        let binary = clients().join(format!("{name}-{}", std::process::id()));
        let built = Command::new("go")
            .args([OsStr::new("build"), OsStr::new("-o"), binary.as_os_str(), OsStr::new("page.go")])
            .current_dir(&dir)
            .env("GOPATH", SOURCES)
            .env("GO111MODULE", "off")
            .env("GOCACHE", clients().join("go-cache"))
            .env_remove("GOFLAGS")
            .output()
            .expect("go can be run");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        // Another run of the tests may be using the one that is there.
        let kept = clients().join(name);
        fs::rename(&binary, &kept).expect("a program");
        kept
    }

    fn page() -> Command {
        static PAGE: OnceLock<PathBuf> = OnceLock::new();
        Command::new(PAGE.get_or_init(|| compiled("go-page", &blocks("go.md", "go").join("\n"))))
    }

    fn counts() -> Command {
        static COUNTS: OnceLock<PathBuf> = OnceLock::new();
        Command::new(COUNTS.get_or_init(|| compiled("go-counts", &counting("go.md", "go", GO_COUNTS))))
    }

    const GO_COUNTS: &str = r#"
func main() {
	var count, pause int
	fmt.Sscan(os.Getenv("COUNT"), &count)
	fmt.Sscan(os.Getenv("PAUSE_MS"), &pause)
	m, err := Start(os.Getenv("DATABASE_URL"))
	if err != nil {
		panic(err)
	}
	for number := 1; number <= count; number++ {
		m.Tell("record_metric", Values{"metric_name": "told", "metric_value": number})
		time.Sleep(time.Duration(pause) * time.Millisecond)
	}
	m.Flush()
}
"#;

    #[tokio::test]
    async fn the_program_of_the_page_runs() {
        runs("go_page", page, "main.refused").await;
    }

    #[tokio::test]
    async fn an_agent_works_without_a_database() {
        works_without(page).await;
    }

    #[tokio::test]
    async fn a_silence_costs_one_row() {
        outlives_a_silence("go_silence", counts).await;
    }

    mod needs_pgbouncer {
        use super::*;

        #[tokio::test]
        async fn the_program_runs_through_pgbouncer() {
            runs_through_pgbouncer("go_pooled", page, counts, "main.refused").await;
        }
    }
}
