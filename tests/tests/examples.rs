//! docs/python.md and docs/node.md are programs: each runs as a writer, with the client that its page names. What they
//! need is fetched by `scripts/clients.sh`; without it they are passed over, and counted as such.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::{setup_database, shared_cluster, target_dir, workspace_root};
use tokio_postgres::Client;

/// The blocks of a page in one language, as one program.
fn program(page: &str, language: &str) -> String {
    let text = fs::read_to_string(workspace_root().join("docs").join(page)).expect("the page is there");
    let opening = format!("```{language}\n");
    let blocks: Vec<_> =
        text.split(&opening).skip(1).map(|rest| rest.split("```").next().expect("a block")).collect();
    assert!(blocks.len() > 2, "{page} has blocks of {language}");
    blocks.join("\n")
}

/// Where `scripts/clients.sh` puts the clients.
fn clients() -> PathBuf {
    target_dir().join("clients")
}

/// Runs a program to its end, as a writer of a database; it must say nothing of trouble.
async fn as_writer(database: &str, mut command: Command) {
    let cluster = shared_cluster().await;
    let login = cluster.login_for("agentmon_writer").await;
    command.env("DATABASE_URL", cluster.url_as(database, &login));
    let output =
        tokio::task::spawn_blocking(move || command.output()).await.expect("it ends").expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{}: {said}", output.status);
}

/// What the program of each page leaves behind is the same.
async fn what_the_agent_did_is_there(client: &Client, error_type: &str) {
    run(client, "SELECT monitoring.refresh_rollups(), monitoring.process_alerts()").await;
    assert_eq!(
        rows(client, "SELECT status, count(*), sum(tokens_used), min(error_type) FROM monitoring.agent_executions WHERE operation = 'answer' AND execution_time_ms >= 0 GROUP BY 1 ORDER BY 1").await,
        [format!("failure|1||{error_type}"), "success|2|2560|".to_owned()]
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

mod needs_psycopg {
    use super::*;

    #[tokio::test]
    async fn the_program_of_the_python_page_runs() {
        let client = setup_database(shared_cluster().await, "python_page").await;
        run(&client, "SELECT monitoring.expose_in_public()").await;
        let mut command = Command::new(clients().join("python/bin/python"));
        command.arg("-c").arg(program("python.md", "python"));
        as_writer("python_page", command).await;
        what_the_agent_did_is_there(&client, "PermissionError").await;
    }
}

mod needs_node_pg {
    use super::*;

    #[tokio::test]
    async fn the_program_of_the_node_page_runs() {
        let client = setup_database(shared_cluster().await, "node_page").await;
        let mut command = Command::new("node");
        command.arg("-e").arg(program("node.md", "js")).env("NODE_PATH", clients().join("node_modules"));
        as_writer("node_page", command).await;
        what_the_agent_did_is_there(&client, "RangeError").await;
    }
}
