//! NOTIFY agentmon_alerts: who wakes the daemon, when, and how often.

use std::fs;

use agentmon_tests::sql::{ADVISORY_LOCKS, refusal_code, row, run};
use agentmon_tests::wait::DEADLINE;
use agentmon_tests::{Cluster, eventually, setup_database, shared_cluster};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_postgres::{AsyncMessage, Client};

const ERROR: &str =
    "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'error', 'disk full')";
/// A minute, the longest: within a test nothing gets through the gate a second time.
const CLOSED: &str = "SET agentmon.wake_interval_ms = 60000";
const OPEN: &str = "SET agentmon.wake_interval_ms = 0";

/// Listens as the daemon does.
struct Ear {
    client: Client,
    messages: UnboundedReceiver<AsyncMessage>,
}

impl Ear {
    async fn new(cluster: &Cluster, database: &str) -> Self {
        let (client, messages) = cluster.connect_listening(database).await;
        run(&client, "LISTEN agentmon_alerts; LISTEN sentinel").await;
        Self { client, messages }
    }

    /// How often it was woken since the last question. Notifications arrive in the order of commits, so all have come
    /// when ours, which is the last, has.
    async fn heard(&mut self) -> usize {
        run(&self.client, "NOTIFY sentinel").await;
        let mut wakes = 0;
        eventually("the sentinel", DEADLINE, async || {
            while let Ok(message) = self.messages.try_recv() {
                if let AsyncMessage::Notification(notification) = message {
                    if notification.channel() == "sentinel" {
                        return Some(());
                    }
                    assert_eq!((notification.channel(), notification.payload()), ("agentmon_alerts", ""));
                    wakes += 1;
                }
            }
            None
        })
        .await;
        wakes
    }
}

async fn start(name: &str, gate: &str) -> (Client, Ear) {
    let client = setup_database(shared_cluster().await, name).await;
    run(&client, gate).await;
    (client, Ear::new(shared_cluster().await, name).await)
}

#[tokio::test]
async fn an_error_row_wakes_at_commit_and_not_before() {
    let (client, mut ear) = start("commit", OPEN).await;
    run(&client, &format!("BEGIN; {ERROR}")).await;
    assert_eq!(ear.heard().await, 0);
    run(&client, "COMMIT").await;
    assert_eq!(ear.heard().await, 1);
    for level in ["critical", "FATAL", "Error"] {
        run(&client, &ERROR.replace("'error'", &format!("'{level}'"))).await;
        assert_eq!(ear.heard().await, 1, "{level}");
    }
    run(&client, "SELECT monitoring.log_agent_activity('a', 'error')").await;
    assert_eq!(ear.heard().await, 1, "by the helper");
    let writer = shared_cluster().await.connect_as("commit", "agentmon_writer").await;
    run(&writer, ERROR).await;
    assert_eq!(ear.heard().await, 1, "by a writer");
}

#[tokio::test]
async fn other_rows_wake_nobody() {
    let (client, mut ear) = start("others", OPEN).await;
    for level in ["debug", "info", "warning", "WARN"] {
        run(&client, &ERROR.replace("'error'", &format!("'{level}'"))).await;
    }
    run(&client, "SELECT monitoring.record_metric('m', 1), monitoring.log_agent_execution('a', 'failure')")
        .await;
    assert_eq!(ear.heard().await, 0);
}

#[tokio::test]
async fn what_is_rolled_back_wakes_nobody_and_closes_no_gate() {
    let (client, mut ear) = start("rollback", CLOSED).await;
    run(&client, &format!("BEGIN; {ERROR}; ROLLBACK")).await;
    assert_eq!(ear.heard().await, 0);
    assert_eq!(refusal_code(&client, &format!("{ERROR}; SELECT 1 / 0")).await, "22012");
    assert_eq!(ear.heard().await, 0);
    run(&client, &format!("BEGIN; {ERROR}; COMMIT")).await;
    assert_eq!(ear.heard().await, 1);
}

#[tokio::test]
async fn a_session_wakes_once_per_interval_and_each_session_for_itself() {
    let (client, mut ear) = start("gate", CLOSED).await;
    run(&client, ERROR).await;
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 1);
    let other = shared_cluster().await.connect("gate").await;
    run(&other, CLOSED).await;
    run(&other, ERROR).await;
    assert_eq!(ear.heard().await, 1);
    run(&client, ERROR).await;
    run(&other, ERROR).await;
    assert_eq!(ear.heard().await, 0);
    run(&client, OPEN).await;
    run(&client, ERROR).await;
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 2, "0 opens the gate");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs").await, "7");
    assert_eq!(refusal_code(&client, "SET agentmon.wake_interval_ms = -1").await, "22023");
}

#[tokio::test]
async fn a_commit_that_fails_closes_no_gate() {
    let (client, mut ear) = start("serialization", CLOSED).await;
    let other = shared_cluster().await.connect("serialization").await;
    run(&client, "CREATE TABLE t (n int); CREATE TABLE u (n int)").await;
    // Each reads what the other writes: the second commit is refused, after it was judged whether it wakes.
    for (session, read, write) in [(&client, "t", "u"), (&other, "u", "t")] {
        run(
            session,
            &format!(
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT * FROM {read}; INSERT INTO {write} VALUES (1)"
            ),
        )
        .await;
    }
    run(&client, ERROR).await;
    run(&other, "COMMIT").await;
    assert_eq!(refusal_code(&client, "COMMIT").await, "40001");
    assert_eq!(ear.heard().await, 0);
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 1, "the repetition wakes");
}

#[tokio::test]
async fn savepoints_do_not_matter_to_the_rows_that_stay() {
    let (client, mut ear) = start("savepoints", OPEN).await;
    run(&client, &format!("BEGIN; {ERROR}; SAVEPOINT s; {ERROR}; ROLLBACK TO s; COMMIT")).await;
    assert_eq!(ear.heard().await, 1, "the row before the savepoint");
    run(&client, &format!("BEGIN; SAVEPOINT s; {ERROR}; RELEASE s; COMMIT")).await;
    assert_eq!(ear.heard().await, 1, "the row of a released savepoint");
    run(&client, &format!("BEGIN; SAVEPOINT s; {ERROR}; ROLLBACK TO s; {ERROR}; COMMIT")).await;
    assert_eq!(ear.heard().await, 1, "the row after a rolled back savepoint");
    run(&client, &format!("DO $$BEGIN BEGIN {ERROR}; RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END; {ERROR}; END$$")).await;
    assert_eq!(ear.heard().await, 1, "and of an exception block");
}

#[tokio::test]
async fn many_rows_of_one_transaction_wake_once() {
    let (client, mut ear) = start("many", OPEN).await;
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("rows");
    fs::write(&file, "a\terror\n".repeat(1000)).expect("a file");
    let copy = format!("\\copy monitoring.agent_logs (agent_name, log_level) from '{}'", file.display());
    shared_cluster().await.psql("many", &copy).expect("COPY");
    assert_eq!(ear.heard().await, 1);
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level) SELECT 'a', 'critical' FROM generate_series(1, 1000)").await;
    assert_eq!(ear.heard().await, 1);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agent_logs").await, "2000");
}

#[tokio::test]
async fn a_prepared_transaction_works_and_sends_nothing() {
    let cluster = Cluster::with().set("max_prepared_transactions", "5").start().await;
    let client = setup_database(&cluster, "prepared").await;
    let mut ear = Ear::new(&cluster, "prepared").await;
    run(&client, CLOSED).await;
    run(&client, &format!("BEGIN; {ERROR}; PREPARE TRANSACTION 'p'")).await;
    run(&client, "CREATE TABLE something_else (n int)").await;
    assert_eq!(ear.heard().await, 0, "neither it nor the session's next transaction");
    assert_eq!(row(&client, "SELECT monitoring.process_alerts()").await, "0", "it is not there yet");
    run(&client, "COMMIT PREPARED 'p'").await;
    assert_eq!(ear.heard().await, 0);
    assert_eq!(row(&client, "SELECT monitoring.process_alerts()").await, "2", "the daemon's poll finds it");
    run(&client, &format!("BEGIN; {ERROR}; PREPARE TRANSACTION 'q'")).await;
    run(&client, "ROLLBACK PREPARED 'q'").await;
    assert_eq!(ear.heard().await, 1, "process_alerts() itself, of the messages it made");
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 1, "the gate is open still");
}

#[tokio::test]
async fn who_is_awake_is_not_woken_and_is_again_once_it_sleeps() {
    let (client, mut ear) = start("awake", OPEN).await;
    let (one, other) =
        (shared_cluster().await.connect("awake").await, shared_cluster().await.connect("awake").await);
    for daemon in [&one, &other] {
        assert_eq!(row(daemon, "SELECT agentmon.stay_awake(true)").await, "t", "any number of daemons");
    }
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 0);
    assert_eq!(row(&one, "SELECT agentmon.stay_awake(false)").await, "t");
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 0, "the other one is still at it");
    drop(other);
    eventually("the server to notice that it is gone", DEADLINE, async || {
        run(&client, ERROR).await;
        (ear.heard().await == 1).then_some(())
    })
    .await;
    // What a session holds to ask and to tell, it holds until its transaction ends at most, and nobody waits for it.
    assert_eq!(row(&one, "SELECT agentmon.stay_awake(true)").await, "t");
    run(&client, "BEGIN").await;
    run(&client, ERROR).await;
    run(&client, "COMMIT").await;
    assert_eq!(ear.heard().await, 0);
    assert_eq!(row(&one, "SELECT agentmon.stay_awake(false)").await, "t");
    assert_eq!(row(&client, ADVISORY_LOCKS).await, "0", "nothing is left behind");
}

#[tokio::test]
async fn of_those_who_commit_side_by_side_one_wakes() {
    let cluster = Cluster::with()
        .set("synchronous_standby_names", "nobody")
        .set("synchronous_commit", "local")
        .start()
        .await;
    let client = setup_database(&cluster, "together").await;
    let mut ear = Ear::new(&cluster, "together").await;
    // This one's commit does not come to its end: it waits for a standby that is not there.
    let slow = cluster.connect("together").await;
    run(&slow, "SET synchronous_commit = on").await;
    run(&slow, OPEN).await;
    let pid = row(&slow, "SELECT pg_backend_pid()").await;
    let commit = tokio::spawn(async move {
        run(&slow, ERROR).await;
    });
    let waits = format!("SELECT FROM pg_stat_activity WHERE pid = {pid} AND wait_event = 'SyncRep'");
    eventually("its commit to wait", DEADLINE, async || {
        (!client.query(&waits, &[]).await.unwrap().is_empty()).then_some(())
    })
    .await;
    // A NOTIFY would have to wait for that one's.
    run(&client, "SET lock_timeout = '5s'").await;
    run(&client, OPEN).await;
    run(&client, ERROR).await;
    run(&client, &format!("SELECT pg_cancel_backend({pid})")).await;
    commit.await.unwrap();
    assert_eq!(ear.heard().await, 1);
    run(&client, ERROR).await;
    assert_eq!(ear.heard().await, 1);
}
