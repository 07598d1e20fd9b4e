//! Who gets which message: claims, leases, workers side by side. Every time here is a virtual one.

use std::collections::BTreeSet;

use agentmon_tests::alerting::{log, minute, process, refusal, scalar, second};
use agentmon_tests::outbox::{Claim, claim, claim_one, complete, fail, only, outbox};
use agentmon_tests::sql::run;
use agentmon_tests::{setup_database, shared_cluster};

#[tokio::test]
async fn a_claim_gives_what_is_to_be_sent_and_completing_it_writes_down_the_providers_id() {
    let client = outbox("claim_gives", 1).await;
    let sql = "SELECT * FROM monitoring.claim_notifications('w', 10, $1)";
    let rows = client.query(sql, &[&second(0)]).await.expect("a claim");
    let columns: Vec<_> = rows[0].columns().iter().map(tokio_postgres::Column::name).collect();
    assert_eq!(columns, ["id", "channel", "kind", "payload", "attempt", "idempotency_key"]);
    assert_eq!((rows[0].get::<_, &str>(1), rows[0].get::<_, &str>(2)), ("sms", "sms"));
    assert_eq!(rows[0].get::<_, serde_json::Value>(3)["status"], "firing");
    let held = only(&client).await;
    assert_eq!((held.state.as_str(), held.attempt), ("sending", 1));
    assert_eq!(held.idempotency_key, rows[0].get::<_, &str>(5));
    let id = scalar(&client, "SELECT id FROM monitoring.notifications").await;
    let held = Claim { id, attempt: 1, key: held.idempotency_key };

    run(&client, &complete(&held, "w", second(1))).await;
    let sent = only(&client).await;
    assert_eq!((sent.state.as_str(), sent.provider_id.as_deref()), ("sent", Some("SM1")));
    // The answer to the first call was lost: the same again is true already.
    run(&client, &complete(&held, "w", second(2))).await;
    assert_eq!(
        scalar(&client, "SELECT settled_at FROM monitoring.notifications").await,
        "2031-01-01 00:00:01+00"
    );
    for other in [fail(&held, "w", "retry", "NULL", second(2)), fail(&held, "w", "final", "NULL", second(2))]
    {
        assert_eq!(refusal(&client, &other).await.0, "55000", "it was sent, and nothing else");
    }
    assert!(claim(&client, "w", 10, minute(600)).await.is_empty(), "sent is sent");
}

#[tokio::test]
async fn after_the_lease_another_worker_gets_it_with_the_same_key_and_the_next_attempt() {
    let client = outbox("lease", 1).await;
    let first = claim_one(&client, "dead", second(0)).await;
    assert_eq!(first.attempt, 1);
    for early in [0, 1, 29] {
        assert!(claim(&client, "heir", 10, second(early)).await.is_empty(), "it is held for 30 seconds");
        assert!(claim(&client, "dead", 10, second(early)).await.is_empty(), "also from its holder");
    }
    let second_one = claim_one(&client, "heir", second(30)).await;
    assert_eq!(second_one, Claim { attempt: 2, ..first.clone() });
    // What the first worker still has to say is stale, whatever it is.
    for stale in [
        complete(&first, "dead", second(31)),
        complete(&second_one, "dead", second(31)),
        complete(&first, "heir", second(31)),
        fail(&first, "dead", "retry", "NULL", second(31)),
        fail(&first, "dead", "unknown", "NULL", second(31)),
    ] {
        let (code, text) = refusal(&client, &stale).await;
        assert_eq!(code, "55000", "{stale}: {text}");
        assert!(text.contains("attempt 2, last held by heir"), "{text}");
    }
    let unheard_of = Claim { id: "00000000-0000-7000-8000-000000000000".to_owned(), ..first };
    assert_eq!(refusal(&client, &complete(&unheard_of, "dead", second(31))).await.0, "55000");
    assert_eq!(only(&client).await.state, "sending");
    run(&client, &complete(&second_one, "heir", second(31))).await;
    assert_eq!(only(&client).await.state, "sent");
}

#[tokio::test]
async fn a_late_outcome_counts_as_long_as_nobody_else_took_over() {
    let client = outbox("late", 1).await;
    let held = claim_one(&client, "slow", second(0)).await;
    run(&client, &complete(&held, "slow", second(300))).await;
    assert_eq!(only(&client).await.state, "sent");
}

#[tokio::test]
async fn workers_side_by_side_never_get_the_same() {
    let cluster = shared_cluster().await;
    let client = outbox("side_by_side", 60).await;
    let (one, two) = (cluster.connect("side_by_side").await, cluster.connect("side_by_side").await);
    one.batch_execute("BEGIN").await.expect("BEGIN");
    let first = claim(&one, "one", 20, second(0)).await;
    // The first has not committed: the second neither waits nor gets one of the same.
    let other = claim(&two, "two", 20, second(0)).await;
    one.batch_execute("COMMIT").await.expect("COMMIT");
    assert_eq!((first.len(), other.len()), (20, 20), "neither more nor fewer than asked for");
    let rest = claim(&client, "three", 100, second(0)).await;
    assert_eq!(rest.len(), 20);
    let ids: BTreeSet<_> = [first, other, rest].concat().into_iter().map(|claim| claim.id).collect();
    assert_eq!(ids.len(), 60);
}

#[tokio::test]
async fn a_race_of_many_workers_gives_each_message_to_one_of_them() {
    let cluster = shared_cluster().await;
    let client = outbox("race", 100).await;
    let mut workers = tokio::task::JoinSet::new();
    for n in 0..6 {
        let session = cluster.connect("race").await;
        workers.spawn(async move {
            let mut got = Vec::new();
            loop {
                let claimed = claim(&session, &format!("w{n}"), 3, second(0)).await;
                assert!(claimed.len() <= 3, "{} for 3", claimed.len());
                if claimed.is_empty() {
                    return got;
                }
                for one in claimed {
                    run(&session, &complete(&one, &format!("w{n}"), second(1))).await;
                    got.push(one.id);
                }
            }
        });
    }
    // SKIP LOCKED may leave what another holds for a moment: what is left at the end is claimed here.
    let mut got = workers.join_all().await.concat();
    for one in claim(&client, "last", 100, second(0)).await {
        run(&client, &complete(&one, "last", second(1))).await;
        got.push(one.id);
    }
    assert_eq!(got.len(), 100);
    assert_eq!(got.iter().collect::<BTreeSet<_>>().len(), 100);
    assert_eq!(
        scalar(&client, "SELECT max(attempt) FROM monitoring.notifications WHERE state = 'sent'").await,
        "1"
    );
}

#[tokio::test]
async fn arguments_that_make_no_sense_are_refused() {
    let client = outbox("arguments", 1).await;
    for arguments in ["'w', 0", "'w', -1", "'w', NULL", "'', 1", "NULL, 1"] {
        let (code, text) =
            refusal(&client, &format!("SELECT monitoring.claim_notifications({arguments})")).await;
        assert_eq!(code, "22023", "{arguments}: {text}");
        assert!(text.contains("p_worker") && text.contains("p_max"), "{text}");
    }
    let held = claim_one(&client, "w", second(0)).await;
    let (code, text) = refusal(&client, &fail(&held, "w", "maybe", "NULL", second(0))).await;
    assert_eq!(code, "22023");
    assert!(text.contains("'maybe'") && text.contains("retry, final, unknown"), "{text}");
    assert_eq!(only(&client).await.state, "sending", "nothing is half-written");
    for (arguments, code) in [
        ("'', '0.1.0', '{sms}'", "22023"),
        ("NULL, '0.1.0', '{sms}'", "22023"),
        ("'w', '0.1.0', NULL", "22023"),
        ("'w', '0.1.0', '{sms,pigeon}'", "22023"),
    ] {
        let (got, text) =
            refusal(&client, &format!("SELECT monitoring.register_notifier({arguments})")).await;
        assert_eq!(got, code, "{arguments}: {text}");
    }
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.notifiers").await, "0");
}

#[tokio::test]
async fn a_worker_gets_the_kinds_that_it_registered() {
    let client = setup_database(shared_cluster().await, "kinds").await;
    log(&client, "a", "error", "fails").await;
    assert_eq!(process(&client, second(0)).await, 2);
    let register = "SELECT monitoring.register_notifier($1, '0.1.0', $2, $3)";
    client.query(register, &[&"mail", &vec!["email"], &second(0)]).await.expect("a notifier");
    client.query(register, &[&"none", &Vec::<String>::new(), &second(0)]).await.expect("a notifier");
    let sql = "SELECT string_agg(kind, ',' ORDER BY kind) FROM monitoring.claim_notifications($1, 10, $2)";
    let mut got = Vec::new();
    for worker in ["none", "mail", "mail", "psql"] {
        got.push(
            client.query_one(sql, &[&worker, &second(0)]).await.expect("a claim").get::<_, Option<String>>(0),
        );
    }
    assert_eq!(got, [None, Some("email".to_owned()), None, Some("sms".to_owned())]);
    // A heartbeat keeps the start and tells what it can do by now.
    client.query(register, &[&"mail", &vec!["email", "slack"], &second(30)]).await.expect("a notifier");
    let row = "SELECT kinds::text || ' ' || (last_seen_at - started_at) FROM monitoring.notifiers WHERE worker = 'mail'";
    assert_eq!(scalar(&client, row).await, "{email,slack} 00:00:30");
    let channel = "SELECT kind FROM monitoring.notification_channels WHERE name = 'slack'";
    assert_eq!(scalar(&client, channel).await, "slack", "a channel named after its kind");
}
