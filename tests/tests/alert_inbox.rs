//! Every error row is counted exactly once, whatever commits when, and whatever it says.

use agentmon_tests::alerting::{log, minute, process, scalar, told_at};
use agentmon_tests::{setup_database, shared_cluster};
use tokio_postgres::Client;

async fn counted(client: &Client) -> String {
    scalar(client, "SELECT coalesce(sum(count), 0) FROM monitoring.alerts").await
}

#[tokio::test]
async fn rows_of_long_transactions_count_when_they_commit() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "long_transactions").await;
    let (old, older) =
        (cluster.connect("long_transactions").await, cluster.connect("long_transactions").await);
    for (writer, agent) in [(&older, "older"), (&old, "old")] {
        writer.batch_execute("BEGIN").await.expect("BEGIN");
        log(writer, agent, "error", "late").await;
    }
    for round in 1..4 {
        log(&client, "quick", "error", "soon").await;
        told_at(&client, minute(round)).await;
        assert_eq!(counted(&client).await, round.to_string());
    }
    log(&old, "old", "error", "later still").await;
    old.batch_execute("COMMIT").await.expect("COMMIT");
    assert_eq!(told_at(&client, minute(10)).await.len(), 6, "two of old, and quick has more");
    assert_eq!(counted(&client).await, "5");
    older.batch_execute("COMMIT").await.expect("COMMIT");
    assert_eq!(told_at(&client, minute(11)).await.len(), 2);
    assert_eq!(counted(&client).await, "6");
    assert_eq!(process(&client, minute(12)).await, 0);
    assert_eq!(counted(&client).await, "6");
}

#[tokio::test]
async fn rolled_back_rows_do_not_count_and_savepoints_count_as_they_end() {
    let client = setup_database(shared_cluster().await, "savepoints").await;
    client.batch_execute("BEGIN").await.expect("BEGIN");
    log(&client, "a", "error", "never").await;
    client.batch_execute("ROLLBACK; BEGIN; SAVEPOINT one").await.expect("SAVEPOINT");
    log(&client, "a", "error", "undone").await;
    client.batch_execute("ROLLBACK TO one; SAVEPOINT two").await.expect("SAVEPOINT");
    log(&client, "a", "error", "kept").await;
    client.batch_execute("RELEASE two; SAVEPOINT three").await.expect("SAVEPOINT");
    log(&client, "b", "critical", "kept too").await;
    let other = shared_cluster().await.connect("savepoints").await;
    assert_eq!(process(&other, minute(0)).await, 0);
    client.batch_execute("COMMIT").await.expect("COMMIT");
    assert_eq!(process(&other, minute(1)).await, 4);
    assert_eq!(counted(&client).await, "2");
    let messages = "SELECT string_agg(annotations ->> 'message', ',' ORDER BY annotations ->> 'message') FROM monitoring.alerts";
    assert_eq!(scalar(&client, messages).await, "kept,kept too");
}

#[tokio::test]
async fn the_callers_own_rows_count_in_its_next_transaction() {
    let client = setup_database(shared_cluster().await, "own_rows").await;
    client.batch_execute("BEGIN").await.expect("BEGIN");
    log(&client, "a", "error", "before").await;
    process(&client, minute(0)).await;
    log(&client, "a", "error", "after").await;
    process(&client, minute(0)).await;
    client.batch_execute("COMMIT").await.expect("COMMIT");
    process(&client, minute(1)).await;
    assert_eq!(counted(&client).await, "2");
    // A step that is rolled back has taken nothing.
    log(&client, "a", "error", "third").await;
    client.batch_execute("BEGIN").await.expect("BEGIN");
    assert_eq!(process(&client, minute(2)).await, 2);
    client.batch_execute("ROLLBACK").await.expect("ROLLBACK");
    assert_eq!(process(&client, minute(2)).await, 2);
    assert_eq!(counted(&client).await, "3");
    process(&client, minute(3)).await;
    assert_eq!(counted(&client).await, "3");
}

#[tokio::test]
async fn a_repeatable_read_caller_takes_each_row_once() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "repeatable_read").await;
    let old = cluster.connect("repeatable_read").await;
    log(&client, "a", "error", "one").await;
    old.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1").await.expect("a snapshot");
    log(&client, "a", "error", "two").await;
    process(&client, minute(0)).await;
    // Its snapshot is older than the cursor: it must fail rather than set the cursor back.
    let error = old.batch_execute("SELECT monitoring.process_alerts()").await.expect_err("an older snapshot");
    assert_eq!(error.code().map(|code| code.code()), Some("40001"));
    old.batch_execute("ROLLBACK; BEGIN ISOLATION LEVEL SERIALIZABLE").await.expect("BEGIN");
    log(&client, "a", "error", "three").await;
    process(&old, minute(1)).await;
    old.batch_execute("COMMIT").await.expect("COMMIT");
    process(&client, minute(2)).await;
    assert_eq!(counted(&client).await, "3");
}

#[tokio::test]
async fn concurrent_writers_and_concurrent_steps_count_each_row_once() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "concurrent").await;
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..4_u32 {
        let (session, overlapping) =
            (cluster.connect("concurrent").await, cluster.connect("concurrent").await);
        writers.spawn(async move {
            let mut kept = 0;
            for round in 0..40_u32 {
                // Each begins before the other has ended, some end as rolled back, some go through savepoints.
                session.batch_execute("BEGIN").await.expect("BEGIN");
                log(&session, &format!("writer-{writer}"), "error", "long").await;
                log(&overlapping, &format!("writer-{writer}"), "error", "short").await;
                let end = match (round + writer) % 4 {
                    0 => "ROLLBACK",
                    1 => "SAVEPOINT s; INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('s', 'error', 'undone'); ROLLBACK TO s; COMMIT",
                    _ => "COMMIT",
                };
                kept += if end == "ROLLBACK" { 1 } else { 2 };
                session.batch_execute(end).await.expect(end);
            }
            kept
        });
    }
    let mut steps = tokio::task::JoinSet::new();
    let (done, is_done) = tokio::sync::watch::channel(false);
    for _ in 0..3 {
        let (session, is_done) = (cluster.connect("concurrent").await, is_done.clone());
        steps.spawn(async move {
            while !*is_done.borrow() {
                session.batch_execute("SELECT monitoring.process_alerts()").await.expect("a step");
            }
        });
    }
    let kept: i32 = writers.join_all().await.into_iter().sum();
    done.send_replace(true);
    steps.join_all().await;
    process(&client, minute(0)).await;
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.agent_logs").await, kept.to_string());
    assert_eq!(counted(&client).await, kept.to_string());
    let by_agent = "SELECT count(*) FROM (SELECT agent_name, count(*) AS n FROM monitoring.agent_logs GROUP BY 1) l
                    FULL JOIN (SELECT labels ->> 'agent_name' AS agent_name, sum(count) AS n FROM monitoring.alerts GROUP BY 1) a
                    USING (agent_name) WHERE l.n IS DISTINCT FROM a.n";
    assert_eq!(scalar(&client, by_agent).await, "0");
}

#[tokio::test]
async fn rows_that_move_to_another_partition_count_once() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "moved_rows").await;
    let insert = "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
                  SELECT 'a', 'error', 'of another day', '2035-05-05 12:00+00' FROM generate_series(1, 100)";
    client.batch_execute(insert).await.expect("rows");
    process(&client, minute(0)).await;
    client.batch_execute(insert).await.expect("rows");
    let moved = "SELECT agentmon.make_partition('agent_logs', '2035-05-05')";
    assert_eq!(scalar(&client, moved).await, "200", "read and unread ones alike");
    process(&client, minute(1)).await;
    assert_eq!(counted(&client).await, "200");
    // Moved by a transaction that is open while a step runs: the step waits, and still takes each once.
    let next_day = insert.replace("05-05", "05-06");
    client.batch_execute(&next_day).await.expect("rows");
    client.batch_execute("BEGIN").await.expect("BEGIN");
    assert_eq!(scalar(&client, &moved.replace("05-05", "05-06")).await, "100");
    let stepping = tokio::spawn({
        let session = cluster.connect("moved_rows").await;
        async move { process(&session, minute(2)).await }
    });
    let watcher = cluster.connect("moved_rows").await;
    agentmon_tests::wait::eventually_true("the step to wait for the move", agentmon_tests::wait::DEADLINE, async || {
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'moved_rows' AND wait_event_type = 'Lock'";
        scalar(&watcher, waiting).await == "1"
    })
    .await;
    client.batch_execute("COMMIT").await.expect("COMMIT");
    stepping.await.expect("the step ends");
    process(&client, minute(3)).await;
    assert_eq!(counted(&client).await, "300");
}

#[tokio::test]
async fn hostile_messages_come_out_intact_and_harmless() {
    let client = setup_database(shared_cluster().await, "hostile").await;
    let long = "never ending ".repeat(80_000);
    let messages = [
        "'; DROP TABLE monitoring.alerts; --",
        "\" ' ` $1 $$ {} {0} %s %I %L %n 100% %",
        "line one\nline two\r\nline three\ttab",
        "bell \u{7} escape \u{1b}[31m delete \u{7f} next \u{85}",
        r"back\slash \\ \n \u0000 \ud800 \x00 C:\temp",
        "emoji 🔥👩‍👩‍👧‍👦 right-to-left \u{202e}evil\u{202c} zero\u{200b}width \u{fffd} \u{fffe} \u{10ffff} \u{feff}",
        "<script>alert(1)</script> &amp; ]]>",
        "ﷺ combining e\u{301}\u{301}\u{301}",
        "",
        " ",
        &long,
    ];
    for (minutes, message) in (0..).zip(messages) {
        // The same text stands where it becomes a label.
        let agent = format!("agent {}", message.chars().take(300).collect::<String>());
        client
            .execute(
                "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES ($1, 'error', $2, $2)",
                &[&agent, &message],
            )
            .await
            .expect("any text is a message");
        let made = told_at(&client, minute(minutes)).await;
        assert_eq!(made.len(), 2, "{message:.60}");
        let payload = &made[0].payload;
        let kept: String = message.chars().take(1000).collect();
        assert_eq!(payload["alerts"][0]["annotations"]["message"], kept.as_str());
        assert_eq!(payload["alerts"][0]["labels"]["agent_name"], agent.as_str());
        let told: String = message.chars().take(400).collect();
        if message.trim().is_empty() {
            let body = payload["body"].as_str().expect("a body");
            assert_eq!(body, "agent", "nothing said is no hole");
        } else {
            assert_eq!(payload["body"], told.as_str());
        }
        let title = payload["title"].as_str().expect("a title");
        assert!(title.starts_with("ERROR agent"), "{title:.80}");
        assert!(title.chars().count() <= 200, "a title is no book: {} characters", title.chars().count());
    }
    let error = client
        .batch_execute(r"INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'error', E'\xc3\x28')")
        .await
        .expect_err("no UTF-8");
    assert_eq!(error.code().map(|code| code.code()), Some("22021"));
    assert_eq!(counted(&client).await, messages.len().to_string());
}

#[tokio::test]
async fn error_rows_of_any_time_are_kept_and_those_of_another_age_told_to_nobody() {
    let client = setup_database(shared_cluster().await, "any_time").await;
    for (minutes, (zone, time, told)) in (0..).zip([
        ("UTC", "294276-12-31 23:59:59.999999+00", 2),
        ("UTC", "4714-11-24 00:00:00+00 BC", 0),
        ("America/New_York", "4714-11-24 00:00:00+00 BC", 0),
        ("Asia/Kathmandu", "294276-12-31 23:59:59.999999+00", 2),
        ("Asia/Kathmandu", "1800-01-01 00:00:00+00", 0),
    ]) {
        let sql = format!(
            "SET timezone = '{zone}'; INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
             SELECT 'agent {minutes}', 'error', 'of another age', '{time}' FROM generate_series(1, 2)"
        );
        client.batch_execute(&sql).await.expect("any time is kept");
        let made = told_at(&client, minute(minutes)).await;
        assert_eq!(made.len(), told, "{zone} {time}");
        for message in &made {
            assert!(message.text().contains("(2 times since "), "{}", message.text());
        }
    }
    let noted = "SELECT sum((details ->> 'rows')::integer) FROM public.monitoring_events WHERE event_type = 'old_errors_not_told'";
    assert_eq!(scalar(&client, noted).await, "6");
}

/// Whoever brings the history of another system along pages nobody, however it comes in.
#[tokio::test]
async fn errors_that_were_old_when_they_came_in_are_stored_and_not_told() {
    let client = setup_database(shared_cluster().await, "moving_in").await;
    // As in docs/moving-in.md: critical ones among them, in bulk, and as COPY brings them.
    client
        .batch_execute(
            "CREATE TABLE old_logs AS
             SELECT 'agent ' || n % 20 AS agent_name, CASE n % 5 WHEN 0 THEN 'critical' ELSE 'error' END AS log_level,
                    'failure of kind ' || chr(65 + n % 7) AS message,
                    now() - interval '21 days' + n * interval '1 second' AS created_at
             FROM generate_series(1, 400) AS n;
             INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
             SELECT agent_name, log_level, message, created_at FROM old_logs;
             COPY monitoring.agent_logs (agent_name, log_level, message, created_at)
             FROM PROGRAM 'yes \"copied,critical,failure,2026-01-01 01:00:00+00\" | head -n 100' (FORMAT csv)",
        )
        .await
        .expect("the old rows");
    let step = "SELECT monitoring.process_alerts()";
    assert_eq!(scalar(&client, step).await, "0");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.alerts").await, "0");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.notifications").await, "0");
    let noted = "SELECT sum((details ->> 'rows')::integer) FROM public.monitoring_events WHERE event_type = 'old_errors_not_told'";
    assert_eq!(scalar(&client, noted).await, "500");
    // All else has them.
    client.batch_execute("SELECT monitoring.refresh_rollups()").await.expect("a refresh");
    for (sql, expected) in [
        ("SELECT count(*) FROM monitoring.agent_logs", "500"),
        ("SELECT sum(count) FROM monitoring.error_groups", "500"),
        ("SELECT sum(count_value) FROM monitoring.aggregated_logs WHERE period = 'daily'", "500"),
    ] {
        assert_eq!(scalar(&client, sql).await, expected, "{sql}");
    }
    // A fresh one is told, also beside one of its kind that is old, which does not count.
    client
        .batch_execute(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES
                 ('copied', 'critical', 'failure', now() - interval '20 days'), ('copied', 'critical', 'failure', now())",
        )
        .await
        .expect("two rows");
    assert_eq!(scalar(&client, step).await, "2", "by email and SMS");
    assert_eq!(counted(&client).await, "1");
    assert_eq!(scalar(&client, noted).await, "501");
}

#[tokio::test]
async fn what_came_in_while_nobody_looked_is_not_old() {
    let client = setup_database(shared_cluster().await, "away").await;
    scalar(&client, "SELECT monitoring.process_alerts(now() - interval '5 hours')").await;
    client
        .batch_execute(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES
                 ('a', 'error', 'meanwhile', now() - interval '4 hours'), ('a', 'error', 'before', now() - interval '6 hours')",
        )
        .await
        .expect("two rows");
    assert_eq!(scalar(&client, "SELECT monitoring.process_alerts()").await, "2");
    let messages = "SELECT string_agg(annotations ->> 'message', ',') FROM monitoring.alerts";
    assert_eq!(scalar(&client, messages).await, "meanwhile");
}

#[tokio::test]
async fn a_session_that_began_while_nothing_was_there_reads_new_rows_only() {
    let client = setup_database(shared_cluster().await, "kept_plan").await;
    // More often than PostgreSQL weighs whether to keep a plan.
    for round in 0..12 {
        process(&client, minute(round)).await;
    }
    let storm = "INSERT INTO monitoring.agent_logs (agent_name, log_level, message)
                 SELECT 'storm', 'error', 'the same' FROM generate_series(1, 5000)";
    let read = "SELECT coalesce(sum(i.idx_tup_read), 0) FROM pg_stat_user_indexes i
                WHERE i.relname ~ '^agent_logs_(p[0-9]+|default)$'";
    let mut before = 0;
    for round in 12..18 {
        client.batch_execute(storm).await.expect("a storm");
        process(&client, minute(round)).await;
        client.batch_execute("SELECT pg_stat_force_next_flush()").await.expect("statistics");
        let now: i64 = scalar(&client, read).await.parse().expect("a number");
        assert!(now - before < 6000, "5,000 rows are new, and {} entries were read", now - before);
        before = now;
    }
    assert!(before >= 30000, "only {before} entries were read");
    assert_eq!(counted(&client).await, "30000");
}
