//! The life of tasks and agents, and messages between agents.

use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};

const NOW: &str = "2026-03-10 12:00:00+00";

#[tokio::test]
async fn a_task_is_made_claimed_and_done() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "task life").await;
    let client = cluster.connect_as("task life", "agentmon_writer").await;
    let create =
        format!("SELECT monitoring.create_task('index', '{{\"n\": 1}}', 'HIGH', p_now => '{NOW}')::text");
    let task: String = value(&client, &create).await;
    let state = "SELECT status, priority, attempts, result, error, started_at IS NOT NULL, finished_at IS NOT NULL FROM monitoring.tasks";
    assert_eq!(row(&client, state).await, "pending|high|0|||f|f");
    let claimed =
        format!("SELECT id, type, priority, payload, attempts FROM monitoring.claim_tasks(p_now => '{NOW}')");
    assert_eq!(row(&client, &claimed).await, format!("{task}|index|high|{{\"n\": 1}}|1"));
    assert_eq!(rows(&client, &claimed).await, [""; 0]);
    assert_eq!(row(&client, state).await, "running|high|1|||t|f");
    run(&client, &format!("SELECT monitoring.complete_task('{task}', '{{\"ok\": true}}', '{NOW}')")).await;
    run(&client, &format!("SELECT monitoring.complete_task('{task}', p_now => '{NOW}')")).await;
    assert_eq!(row(&client, state).await, "completed|high|1|{\"ok\": true}||t|t", "said twice, done once");
    for (call, message) in [
        (format!("fail_task('{task}')"), "is completed"),
        (format!("start_task('{task}')"), "is completed"),
        (format!("cancel_task('{task}')"), "is completed"),
        ("complete_task('00000000-0000-0000-0000-000000000000')".to_owned(), "there is no task"),
        ("complete_task(NULL)".to_owned(), "there is no task"),
        ("create_task('x', priority => 'urgent')".to_owned(), "not a known task priority"),
        ("create_task('x', agent => 'nobody')".to_owned(), "there is no agent 'nobody'"),
        ("claim_tasks('nobody')".to_owned(), "there is no agent"),
        ("claim_tasks(max_rows => 0)".to_owned(), "out of range"),
        ("list_tasks('done')".to_owned(), "not a known task status"),
    ] {
        let error = assert_refused(&client, &format!("SELECT monitoring.{call}"), "22023").await;
        assert!(error.message().contains(message), "{call}: {error:?}");
    }
    assert_refused(&client, "SELECT monitoring.create_task('')", "23514").await;
    assert_refused(&client, "SELECT monitoring.create_task(NULL)", "23502").await;
    // One that fails, one that is cancelled while it waits, and one while it runs.
    for (calls, expected) in [
        (&["start_task", "fail_task"][..], "failed"),
        (&["cancel_task"][..], "cancelled"),
        (&["start_task", "cancel_task"][..], "cancelled"),
    ] {
        let task: String = value(&client, "SELECT monitoring.create_task('other')::text").await;
        for call in calls {
            run(&client, &format!("SELECT monitoring.{call}('{task}')")).await;
        }
        let found =
            format!("SELECT status, finished_at IS NOT NULL FROM monitoring.tasks WHERE id = '{task}'");
        assert_eq!(row(&client, &found).await, format!("{expected}|t"));
    }
    assert_eq!(
        rows(
            &client,
            "SELECT task_status, count(*) FROM monitoring.list_tasks(type => 'other') GROUP BY 1 ORDER BY 1"
        )
        .await,
        ["cancelled|2", "failed|1"]
    );
    assert_eq!(
        row(&client, "SELECT count(*) FROM monitoring.list_tasks('CANCELLED', max_rows => 1)").await,
        "1"
    );
    let audited = "SELECT count(*) FROM public.monitoring_events WHERE event_type = 'task_cancelled' AND details ->> 'by' IS NOT NULL";
    assert_eq!(row(&admin, audited).await, "2");
}

#[tokio::test]
async fn the_most_urgent_is_claimed_first_and_by_one_alone() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "claims").await;
    run(&client, "SELECT monitoring.register_agent('a', 'indexer'), monitoring.register_agent('b')").await;
    for (kind, priority, agent, age) in [
        ("t", "low", "NULL", 9),
        ("t", "critical", "NULL", 1),
        ("t", "critical", "NULL", 2),
        ("t", "medium", "'b'", 5),
        ("u", "high", "NULL", 3),
    ] {
        run(&client, &format!("SELECT monitoring.create_task('{kind}', '{{\"age\": {age}}}', '{priority}', {agent}, timestamptz '{NOW}' - interval '{age} minutes')")).await;
    }
    run(&client, &format!("SELECT monitoring.create_task('t', priority => 'critical', p_now => timestamptz '{NOW}' + interval '1 hour')")).await;
    let one = cluster.connect("claims").await;
    let other = cluster.connect("claims").await;
    run(&one, "BEGIN").await;
    let claim = |arguments: &str| {
        format!(
            "SELECT priority, payload ->> 'age' FROM monitoring.claim_tasks({arguments}, p_now => '{NOW}')"
        )
    };
    assert_eq!(rows(&one, &claim("'a', '{t}'")).await, ["critical|2"]);
    // What an open transaction has claimed is nobody else's, and nobody waits for it.
    assert_eq!(rows(&other, &claim("'a', '{t}'")).await, ["critical|1"]);
    run(&one, "ROLLBACK").await;
    assert_eq!(
        rows(&other, &claim("'a', NULL, 10")).await,
        ["critical|2", "high|3", "low|9"],
        "that of b is not a's"
    );
    assert_eq!(rows(&other, &claim("'b'")).await, ["medium|5"]);
    let whose = "SELECT g.name, count(*) FROM monitoring.tasks t JOIN monitoring.agents g ON g.id = t.agent_id WHERE t.status = 'running' GROUP BY 1 ORDER BY 1";
    assert_eq!(rows(&client, whose).await, ["a|4", "b|1"]);
    assert_eq!(
        rows(&client, "SELECT agent_name, task_type FROM monitoring.list_tasks('running', 'b')").await,
        ["b|t"]
    );
    // They are a queue, and the index is the order in which they are claimed.
    let plan = rows(&client, "SET enable_seqscan = off; SET enable_sort = off; EXPLAIN SELECT id FROM monitoring.tasks WHERE status = 'pending'
        ORDER BY array_position('{critical,high,medium,low}'::text[], priority), created_at LIMIT 1").await;
    assert!(plan.iter().any(|line| line.contains("tasks_pending_idx")), "{plan:?}");
}

#[tokio::test]
async fn agents_start_stop_and_talk() {
    let cluster = shared_cluster().await;
    let admin = setup_database(cluster, "agents").await;
    let client = cluster.connect_as("agents", "agentmon_writer").await;
    let id: String = value(
        &client,
        "SELECT monitoring.register_agent('a', 'indexer', '{\"k\": 1}', '{\"team\": \"x\"}')::text",
    )
    .await;
    let again: String =
        value(&client, "SELECT monitoring.register_agent('a', config => '{\"k\": 2}')::text").await;
    assert_eq!(again, id);
    let state = "SELECT type, status, config, metadata, last_heartbeat_at IS NOT NULL FROM monitoring.agents";
    assert_eq!(row(&client, state).await, "indexer|inactive|{\"k\": 2}|{\"team\": \"x\"}|f");
    run(&client, "SELECT monitoring.start_agent('a')").await;
    assert_eq!(row(&client, state).await, "indexer|active|{\"k\": 2}|{\"team\": \"x\"}|t");
    run(&client, &format!("SELECT monitoring.stop_agent('{id}')")).await;
    assert!(row(&client, state).await.starts_with("indexer|inactive"));
    for bad in ["start_agent('nobody')", "stop_agent(NULL)", "start_agent('a', 'infinity')"] {
        assert_refused(&client, &format!("SELECT monitoring.{bad}"), "22023").await;
    }
    assert_refused(&client, "SELECT monitoring.register_agent('')", "23514").await;
    assert_refused(&client, "SELECT monitoring.register_agent(repeat('a', 1001))", "22001").await;
    let audited = "SELECT event_type, details ->> 'agent', details ->> 'by' FROM public.monitoring_events ORDER BY created_at, id";
    let audited = rows(&admin, audited).await;
    assert_eq!(audited.len(), 4, "{audited:?}");
    assert!(
        audited[2].starts_with("agent_started|a|") && audited[3].starts_with("agent_stopped|a|"),
        "{audited:?}"
    );

    let asked: String =
        value(&client, "SELECT monitoring.send_message('a', 'b', 'ask', '{\"q\": 1}')::text").await;
    let answered: String = value(
        &client,
        &format!("SELECT monitoring.reply_to_message('{asked}', 'answer', '{{\"a\": 2}}')::text"),
    )
    .await;
    run(&client, &format!("SELECT monitoring.reply_to_message('{answered}', 'thanks'), monitoring.send_message('a', 'b', 'ask', correlation_id => 'mine')")).await;
    let talk = format!(
        "SELECT from_agent, to_agent, message_type, content FROM monitoring.get_conversation('{asked}')"
    );
    assert_eq!(rows(&client, &talk).await, ["a|b|ask|{\"q\": 1}", "b|a|answer|{\"a\": 2}", "a|b|thanks|{}"]);
    assert_eq!(rows(&client, "SELECT to_agent FROM monitoring.get_conversation('mine')").await, ["b"]);
    assert_refused(
        &client,
        "SELECT monitoring.reply_to_message('00000000-0000-0000-0000-000000000000', 'x')",
        "22023",
    )
    .await;
    assert_refused(&client, "SELECT monitoring.send_message('', 'b', 'x')", "23514").await;
    assert_refused(&client, "SELECT monitoring.send_message('a', NULL, 'x')", "23502").await;
    let reader = cluster.connect_as("agents", "agentmon_reader").await;
    assert_eq!(rows(&reader, &talk).await.len(), 3);
    for write in ["start_agent('a')", "create_task('x')", "claim_tasks()", "send_message('a', 'b', 'x')"] {
        assert_eq!(refusal_code(&reader, &format!("SELECT monitoring.{write}")).await, "42501", "{write}");
    }
}
