//! Every channel hears the whole truth, and only that: what each was told is remembered for it, and what it has yet to
//! hear is composed when it is told.

use agentmon_tests::alerting::{deliver, process, second};
use agentmon_tests::outbox::{claim, complete};
use agentmon_tests::scenario::{at, end_at, play, raise_at, tell_at, theatre, verdict};
use agentmon_tests::sql::{assert_refused, refusal, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster};

/// A pager that hears of critical alerts alone, beside a chat that hears of all.
const PAGER: &str = "UPDATE monitoring.notification_channels SET kind = 'pagerduty', send_resolved = true, min_severity = 'critical' WHERE name = 'pager';
     UPDATE monitoring.notification_routes SET channels = '{chat,pager}'";

#[tokio::test]
async fn a_pager_hears_the_end_of_what_is_no_longer_grave_enough() {
    let client = theatre("less_grave", PAGER).await;
    raise_at(&client, "disk", "critical", "10h").await;
    assert_eq!(
        tell_at(&client, "10h").await,
        ["chat first_notification firing CRITICAL disk", "pager first_notification firing CRITICAL disk"]
    );
    raise_at(&client, "disk", "warning", "10h30m").await;
    assert_eq!(
        tell_at(&client, "10h30m").await,
        [
            "chat new_alerts firing WARNING disk (and 1 more)",
            // For the pager nothing goes on any more.
            "pager all_resolved resolved RESOLVED disk",
        ]
    );
    end_at(&client, "disk", "11h").await;
    assert_eq!(tell_at(&client, "11h").await, ["chat all_resolved resolved RESOLVED disk"]);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "0");
}

/// However the configuration changes between beginning and end: who was told of the one is told of the other.
#[tokio::test]
async fn whoever_was_told_of_the_beginning_is_told_of_the_end() {
    for (number, (setup, change, heard)) in [
        ("", "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'chat'", "chat"),
        ("", "UPDATE monitoring.notification_channels SET name = 'talk' WHERE name = 'chat'", "talk"),
        ("", "UPDATE monitoring.notification_routes SET channels = '{desk}'", "chat"),
        ("", "UPDATE monitoring.notification_routes SET name = 'other'", "chat"),
        ("", "UPDATE monitoring.notification_routes SET matchers = '{\"alertname\": \"z\"}'", "chat"),
        ("", "DELETE FROM monitoring.notification_routes", "chat"),
        ("", "DELETE FROM monitoring.notification_routes; INSERT INTO monitoring.notification_routes (name, channels, group_by) VALUES ('new', '{desk}', '{}')", "chat"),
        ("", "INSERT INTO monitoring.notification_routes (name, position, channels) VALUES ('before', 1, '{pager}')", "chat"),
        ("INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}'); UPDATE monitoring.notification_channels SET send_resolved = true WHERE name = 'pager'", "", "chat pager"),
        ("INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager}'); UPDATE monitoring.notification_channels SET send_resolved = true WHERE name = 'pager'",
         "DELETE FROM monitoring.escalation_steps", "chat pager"),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(&format!("told_ends_{number}"), setup).await;
        raise_at(&client, "disk", "error", "0").await;
        tell_at(&client, "0").await;
        tell_at(&client, "20m").await;
        if !change.is_empty() {
            run(&client, change).await;
            tell_at(&client, "21m").await;
        }
        end_at(&client, "disk", "30m").await;
        let mut ended: Vec<String> = Vec::new();
        for time in ["30m", "31m", "40m"] {
            ended.extend(tell_at(&client, time).await.into_iter().filter(|told| told.contains(" all_resolved ")));
        }
        let channels: Vec<_> = ended.iter().map(|told| told.split(' ').next().unwrap_or_default()).collect();
        let channels: Vec<_> = channels.into_iter().filter(|name| heard.split(' ').any(|one| one == *name)).collect();
        assert_eq!(channels.join(" "), heard, "{change}: {ended:?}");
    }
}

#[tokio::test]
async fn a_fallback_that_stood_in_hears_the_end() {
    let client = theatre(
        "fallback_ends",
        "UPDATE monitoring.notification_channels SET fallback = 'pager' WHERE name = 'chat';
         UPDATE monitoring.notification_channels SET send_resolved = true, min_severity = 'critical' WHERE name = 'pager'",
    )
    .await;
    play(&client, "0 | raise a | chat first_notification a!\n 1 | fail final |").await;
    assert_eq!(tell_at(&client, "2").await, ["pager first_notification firing ERROR a"]);
    end_at(&client, "a", "1h").await;
    // The chat was told nothing.
    assert_eq!(tell_at(&client, "1h").await, ["pager all_resolved resolved RESOLVED a"]);
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "0");
}

#[tokio::test]
async fn two_routes_to_one_pager_are_two_incidents() {
    let client = theatre(
        "two_incidents",
        r#"UPDATE monitoring.notification_channels SET kind = 'pagerduty', send_resolved = true WHERE name = 'pager';
           UPDATE monitoring.notification_routes SET channels = '{pager}', group_by = '{agent_name}';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by)
           VALUES ('grave', 1, '{"severity": "critical"}', '{pager}', '{agent_name}')"#,
    )
    .await;
    for (name, severity) in [("ledger_broken", "critical"), ("slow", "warning")] {
        run(&client, &format!(r#"SELECT monitoring.raise_alert('{{"alertname": "{name}", "agent_name": "billing"}}', severity => '{severity}', p_now => '{}')"#, at("0"))).await;
    }
    process(&client, at("0")).await;
    deliver(&client, at("0")).await;
    let keys = "SELECT count(DISTINCT payload ->> 'group_key') FROM monitoring.notifications";
    assert_eq!(row(&client, keys).await, "2");
    end_at(&client, "slow", "10m").await;
    process(&client, at("10m")).await;
    let ended = "SELECT payload ->> 'group_key' FROM monitoring.notifications WHERE payload ->> 'status' = 'resolved'";
    let slow = "SELECT payload ->> 'group_key' FROM monitoring.notifications WHERE payload -> 'alerts' -> 0 -> 'labels' ->> 'alertname' = 'slow' AND payload ->> 'status' = 'firing'";
    assert_eq!(row(&client, ended).await, row(&client, slow).await);
    // And the key of an incident lasts, whatever its route is called.
    run(&client, "UPDATE monitoring.notification_routes SET name = 'graver' WHERE name = 'grave'").await;
    end_at(&client, "ledger_broken", "20m").await;
    process(&client, at("20m")).await;
    let all = "SELECT count(DISTINCT payload ->> 'group_key') FROM monitoring.notifications";
    assert_eq!(row(&client, all).await, "2");
}

#[tokio::test]
async fn a_replay_tells_the_present() {
    let client = theatre("replay_present", PAGER).await;
    play(
        &client,
        "10h | raise a critical | chat first_notification a!; pager first_notification a!
         10h | fail final |
         11h | resolve a |",
    )
    .await;
    assert_eq!(
        row(&client, &format!("SELECT monitoring.replay_notifications(p_now => '{}')", at("12h"))).await,
        "2"
    );
    assert!(tell_at(&client, "12h").await.is_empty(), "nobody was told of it, and it is over");
    let states = "SELECT string_agg(DISTINCT state, ' ') FROM monitoring.notifications";
    assert_eq!(row(&client, states).await, "dropped");
    assert!(
        verdict(&client, "a", "12h").await.starts_with("not told: "),
        "{}",
        verdict(&client, "a", "12h").await
    );
    // What goes on is told as it is now.
    raise_at(&client, "b", "critical", "13h").await;
    play(
        &client,
        "13h | hold | chat first_notification b!; pager first_notification b!\n 13h | fail final |",
    )
    .await;
    raise_at(&client, "c", "critical", "13h1m").await;
    run(&client, "DELETE FROM monitoring.channel_circuits").await;
    run(&client, &format!("SELECT monitoring.replay_notifications(p_now => '{}')", at("14h"))).await;
    let told = tell_at(&client, "14h").await;
    assert_eq!(
        told.iter().filter(|told| told.starts_with("pager first_notification firing")).count(),
        1,
        "{told:?}"
    );
    end_at(&client, "b", "15h").await;
    end_at(&client, "c", "15h").await;
    assert_eq!(tell_at(&client, "15h").await.len(), 2);
}

/// Errors that were missed are worth telling when they are over, where somebody asks for them.
#[tokio::test]
async fn a_replay_tells_of_errors_that_are_over() {
    let client = theatre("replay_errors", "").await;
    play(&client, "0 | error e 3 | chat first_notification e!3\n 1 | fail final |\n 30m | |").await;
    assert_eq!(row(&client, "SELECT state FROM monitoring.alerts").await, "resolved");
    run(&client, &format!("SELECT monitoring.replay_notifications(p_now => '{}')", at("1h"))).await;
    assert_eq!(tell_at(&client, "1h").await, ["chat all_resolved resolved RESOLVED e"]);
}

#[tokio::test]
async fn an_unknown_outcome_owes_the_end_and_is_not_repeated_blindly() {
    let client = theatre("unknown_truth", "").await;
    play(&client, "0 | raise a | chat first_notification a!\n 1 | fail unknown |").await;
    assert!(tell_at(&client, "10m").await.is_empty(), "it may have arrived");
    end_at(&client, "a", "11m").await;
    assert_eq!(tell_at(&client, "11m").await, ["chat all_resolved resolved RESOLVED a"]);
    // The provider says that the first one never went out: there is nothing left to say.
    let settle = |time: &str| {
        format!(
            "SELECT monitoring.settle_unknown(id, 'w', '{{}}', '{}') FROM monitoring.notifications WHERE state = 'unknown'",
            at(time)
        )
    };
    assert_eq!(row(&client, &settle("12m")).await, "pending");
    // It may have been told of the beginning, so the end is said once more, and that is all.
    let told = tell_at(&client, "12m").await;
    assert!(
        told.len() <= 1 && told.iter().all(|told| told == "chat all_resolved resolved RESOLVED a"),
        "{told:?}"
    );
    assert!(tell_at(&client, "20m").await.is_empty());
    // Here it still fires when it turns out that nothing went out.
    play(&client, "1h | raise b | chat first_notification b!\n 1h | fail unknown |").await;
    assert_eq!(row(&client, &settle("1h5m")).await, "pending");
    assert_eq!(tell_at(&client, "1h5m").await, ["chat first_notification firing ERROR b"]);
}

/// A worker that dies may have sent what it had claimed.
#[tokio::test]
async fn what_a_worker_that_died_may_have_told_is_ended() {
    let client = theatre("worker_died", "").await;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    claim(&client, "dead", 10, second(0)).await;
    end_at(&client, "a", "10").await;
    process(&client, at("20")).await;
    assert_eq!(tell_at(&client, "1m").await, ["chat all_resolved resolved RESOLVED a"]);
}

/// The same where its message does not fit into the rate limit any more when it is taken up again.
#[tokio::test]
async fn what_a_worker_that_died_may_have_told_is_ended_by_a_summary() {
    let client = theatre(
        "died_and_summed",
        "UPDATE monitoring.notification_channels SET rate_limit = 2 WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{alertname}'",
    )
    .await;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    assert_eq!(claim(&client, "dead", 10, second(0)).await.len(), 1);
    for name in ["b", "c", "d"] {
        raise_at(&client, name, "critical", "10").await;
    }
    end_at(&client, "a", "20").await;
    process(&client, at("20")).await;
    let told = tell_at(&client, "5m").await;
    assert_eq!(told.len(), 2, "{told:?}");
    let said = "SELECT count(*) FROM monitoring.notifications, jsonb_array_elements(payload -> 'alerts') AS a
                WHERE state = 'sent' AND a ->> 'status' = 'resolved' AND a #>> '{labels,alertname}' = 'a'";
    assert_eq!(row(&client, said).await, "1", "{told:?}");
}

/// A provider that asks to wait is no replay: of what is over when its turn comes, and was never told, nothing is said.
#[tokio::test]
async fn an_error_that_is_over_before_the_provider_takes_it_is_not_told() {
    let client = theatre("deferred_and_over", "").await;
    play(&client, "0 | hold; error e; error f | chat first_notification e! f!").await;
    let defer = |time: &str| {
        format!(
            "SELECT monitoring.defer_notification(id, 'w', attempt, 'slow', '1 second', 'channel', '{0}') FROM monitoring.claim_notifications('w', 10, '{0}')",
            at(time)
        )
    };
    run(&client, &defer("1")).await;
    run(
        &client,
        &format!(
            "SELECT monitoring.resolve_alert(id, NULL, '{}') FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'e'",
            at("2")
        ),
    )
    .await;
    assert_eq!(tell_at(&client, "1m").await, ["chat first_notification firing ERROR f"]);
}

#[tokio::test]
async fn a_channel_that_was_off_is_told_when_it_is_on_again() {
    let client = theatre("off_and_on", "").await;
    play(&client, "0 | raise a | chat first_notification a!").await;
    run(&client, "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'chat'").await;
    end_at(&client, "a", "10m").await;
    assert!(tell_at(&client, "10m").await.is_empty());
    raise_at(&client, "b", "error", "20m").await;
    assert!(tell_at(&client, "20m").await.is_empty());
    assert_eq!(verdict(&client, "b", "20m").await, "not told: channel chat: it is switched off");
    let health =
        format!("SELECT monitoring.get_system_health('{}') -> 'alert_health' ->> 'status'", at("21m"));
    assert_ne!(row(&client, &health).await, "healthy", "told to nobody is never silent");
    run(&client, "UPDATE monitoring.notification_channels SET enabled = true WHERE name = 'chat'").await;
    assert_eq!(tell_at(&client, "30m").await, ["chat new_alerts firing ERROR b (and 1 more)"]);
    assert!(tell_at(&client, "40m").await.is_empty());
}

#[tokio::test]
async fn what_reached_nobody_is_told_as_soon_as_it_can_be() {
    for (number, (broken, mended)) in [
        (
            "UPDATE monitoring.notification_channels SET min_severity = 'critical'",
            "UPDATE monitoring.notification_channels SET min_severity = 'info'",
        ),
        (
            "UPDATE monitoring.notification_routes SET matchers = '{\"alertname\": \"z\"}'",
            "UPDATE monitoring.notification_routes SET matchers = '{}'",
        ),
        (
            "DELETE FROM monitoring.notification_channels WHERE name = 'chat'",
            "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('chat', 'console')",
        ),
        (
            "DELETE FROM monitoring.notification_channels WHERE name = 'chat'",
            "UPDATE monitoring.notification_routes SET channels = '{desk}'",
        ),
        (
            "SELECT monitoring.register_notifier('w1', '1', '{sms}', '2031-01-01')",
            "SELECT monitoring.register_notifier('w2', '1', '{console}', '2031-01-01')",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(&format!("mended_{number}"), broken).await;
        run(&client, broken).await;
        raise_at(&client, "a", "error", "0").await;
        assert!(tell_at(&client, "0").await.is_empty(), "{broken}");
        assert!(verdict(&client, "a", "1").await.starts_with("not told: "), "{broken}");
        run(&client, mended).await;
        assert_eq!(tell_at(&client, "1m").await.len(), 1, "{mended}");
        assert!(tell_at(&client, "2m").await.is_empty(), "{mended}");
    }
}

#[tokio::test]
async fn channels_that_do_not_exist_are_refused_where_they_are_named() {
    let client = setup_database(shared_cluster().await, "missing_channels").await;
    for statement in [
        "INSERT INTO monitoring.notification_routes (name, channels) VALUES ('r', '{nobody}')",
        "INSERT INTO monitoring.notification_routes (name, channels) VALUES ('r', '{sms,nobody}')",
        "INSERT INTO monitoring.notification_routes (name, channels) VALUES ('r', '{}')",
        "UPDATE monitoring.notification_routes SET channels = '{SMS}'",
        "INSERT INTO monitoring.escalation_steps VALUES ('default', '5 minutes', '{nobody}')",
        "INSERT INTO monitoring.escalation_steps VALUES ('default', '5 minutes', '{}')",
        "INSERT INTO monitoring.notification_routes (name, channels) VALUES ('', '{sms}')",
        "INSERT INTO monitoring.notification_routes (name, channels) VALUES (E' \\t', '{sms}')",
        "UPDATE monitoring.notification_routes SET name = ' '",
        "INSERT INTO monitoring.mute_times (name) VALUES ('')",
        "INSERT INTO monitoring.mute_times (name) VALUES ('  ')",
        "INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('q', 'a > 1', '{nosuch}')",
        "INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('q', 'a > 1', '{sms,SMS}')",
    ] {
        let error = refusal(&client, statement).await;
        assert_eq!(error.code().code(), "22023", "{statement}: {error:?}");
        assert!(error.hint().is_some(), "{error:?}");
    }
    // Those of kinds come with the daemon.
    run(&client, "UPDATE monitoring.notification_routes SET channels = '{sms,slack}'").await;
    assert_eq!(
        rows(&client, "SELECT channel, named_by FROM agentmon.missing_channels()").await,
        ["slack|{\"the route default\"}"]
    );
    run(&client, "SELECT monitoring.register_notifier('w', '1', '{sms,slack}')").await;
    assert!(rows(&client, "SELECT * FROM agentmon.missing_channels()").await.is_empty());
}

/// The title is that of the gravest new one; what began or ended comes before what goes on; the rest is counted.
#[tokio::test]
async fn a_message_names_what_is_new_and_grave_first() {
    let client =
        theatre("big_news", "UPDATE monitoring.notification_channels SET kind = 'email' WHERE name = 'chat'")
            .await;
    for n in 1..=25 {
        raise_at(&client, &format!("slow_{n}"), "warning", "0").await;
    }
    tell_at(&client, "0").await;
    raise_at(&client, "checkout_down", "critical", "10m").await;
    end_at(&client, "slow_7", "10m").await;
    assert_eq!(
        tell_at(&client, "10m").await,
        ["chat new_alerts firing CRITICAL checkout_down (and 25 more)"]
    );
    let names = "SELECT string_agg(a #>> '{labels,alertname}', ' ' ORDER BY n) FROM monitoring.notifications, jsonb_array_elements(payload -> 'alerts') WITH ORDINALITY AS e (a, n) WHERE reason = 'new_alerts' AND n <= 2";
    assert_eq!(row(&client, names).await, "checkout_down slow_7");
    // A pager's text lists twenty, of 25 that go on too.
    let listed = "SELECT jsonb_array_length(payload -> 'alerts') || ' ' || (payload ->> 'total_alerts') FROM monitoring.notifications WHERE reason = 'new_alerts'";
    assert_eq!(row(&client, listed).await, "26 26");
}

/// What a mail or a webhook does not list has not been told: it comes with the next one.
#[tokio::test]
async fn what_a_mail_leaves_out_comes_with_the_next_one() {
    for kind in ["email", "webhook"] {
        let client = theatre(
            &format!("left_out_{kind}"),
            &format!(
                "UPDATE monitoring.notification_channels SET kind = '{kind}' WHERE name = 'chat';
                      UPDATE monitoring.settings SET value = '100' WHERE name = 'message_alerts'"
            ),
        )
        .await;
        run(&client, &format!("SELECT monitoring.raise_alert(jsonb_build_object('alertname', 'a' || n), p_now => '{}') FROM generate_series(1, 250) AS n", at("0"))).await;
        for minutes in 0..16 {
            tell_at(&client, &format!("{minutes}m")).await;
        }
        let listed = "SELECT string_agg(jsonb_array_length(payload -> 'alerts')::text, ' ' ORDER BY created_at) FROM monitoring.notifications";
        assert_eq!(row(&client, listed).await, "100 100 100");
        let named = "SELECT count(DISTINCT a ->> 'id') FROM monitoring.notifications, jsonb_array_elements(payload -> 'alerts') AS a";
        assert_eq!(row(&client, named).await, "250");
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "250");
    }
}

#[tokio::test]
async fn a_group_is_told_no_more_often_than_its_interval() {
    let client = theatre(
        "short_repeat",
        "UPDATE monitoring.notification_routes SET repeat_interval = '1 minute', group_interval = '10 minutes'",
    )
    .await;
    play(
        &client,
        "0   | raise a | chat first_notification a!
         1m  | |
         9m  | |
         10m | | chat repeat a!
         19m | |
         20m | | chat repeat a!",
    )
    .await;
}

/// Who holds rows of alerting in an open transaction delays what it touches, and nothing else; and it is said who it is.
#[tokio::test]
async fn an_open_transaction_is_in_nobody_elses_way() {
    let cluster = shared_cluster().await;
    for (number, held) in [
        "SELECT monitoring.acknowledge_alert(id, 'ann') FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'held'",
        "SELECT monitoring.snooze_alert(id, interval '1 hour', 'ann') FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'held'",
        "SELECT monitoring.resolve_alert(id) FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'held'",
        "UPDATE monitoring.notification_routes SET group_interval = '1 hour' WHERE name = 'held'",
        "DELETE FROM monitoring.notification_routes WHERE name = 'held'",
        "UPDATE monitoring.notification_routes SET name = 'renamed' WHERE name = 'held'",
        "SELECT FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'held' FOR UPDATE",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("open_transaction_{number}");
        let client = theatre(
            &name,
            r#"UPDATE monitoring.notification_routes SET group_by = '{agent_name}';
               INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by) VALUES ('held', 1, '{"agent_name": "held"}', '{desk}', '{agent_name}')"#,
        )
        .await;
        let holder = cluster.connect(&name).await;
        play(&client, "0 | error held; error free | desk first_notification held!; chat first_notification free!").await;
        run(&holder, &format!("SET application_name = 'psql of ann'; BEGIN; {held}")).await;
        run(&client, "SET statement_timeout = '20s'").await;
        for (minutes, agents) in [(6, ["held", "free", "other"]), (12, ["held", "free", "another"])] {
            for agent in agents {
                run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('{agent}', 'error', 'fails', '{}')", at(&format!("{minutes}m")))).await;
            }
            let told = tell_at(&client, &format!("{minutes}m")).await;
            assert!(told.iter().any(|told| told.starts_with("chat more_events firing ERROR free")), "{held}: {told:?}");
            assert!(told.iter().any(|told| told.starts_with(&format!("chat first_notification firing ERROR {}", agents[2]))), "{held}: {told:?}");
        }
        run(&holder, "COMMIT").await;
        for minutes in 13..30 {
            tell_at(&client, &format!("{minutes}m")).await;
        }
        let counted = "SELECT sum(count) FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'held'";
        assert_eq!(row(&client, counted).await, "3", "{held}");
    }
}

#[tokio::test]
async fn what_is_mended_is_told_at_once() {
    // Routes, what is wrong at the beginning, what mends it, and who is told then.
    for (number, (wrong, mended, told)) in [
        (
            "UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'pager'",
            "UPDATE monitoring.notification_channels SET enabled = true WHERE name = 'pager'",
            "pager first_notification firing CRITICAL a",
        ),
        (
            "UPDATE monitoring.notification_channels SET kind = 'slack' WHERE name = 'pager'; SELECT monitoring.register_notifier('w', '1', '{console}', $start)",
            "SELECT monitoring.register_notifier('w', '1', '{console,slack}', $now)",
            "pager first_notification firing CRITICAL a",
        ),
        (
            "UPDATE monitoring.notification_routes SET channels = '{chat}'",
            "UPDATE monitoring.notification_routes SET channels = '{chat,pager}'",
            "pager first_notification firing CRITICAL a",
        ),
        (
            "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'chat'; UPDATE monitoring.notification_routes SET channels = '{chat}'",
            "UPDATE monitoring.notification_routes SET channels = '{desk}'",
            "desk first_notification firing CRITICAL a",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(
            &format!("mended_late_{number}"),
            &format!("UPDATE monitoring.notification_routes SET channels = '{{chat,pager}}'; {}", wrong.replace("$start", &format!("'{}'", at("0")))),
        )
        .await;
        raise_at(&client, "a", "critical", "0").await;
        let first = tell_at(&client, "0").await;
        assert!(first.iter().any(|told| told.starts_with("chat first_notification firing CRITICAL a")), "{first:?}");
        run(&client, &mended.replace("$now", &format!("'{}'", at("20m")))).await;
        let then = tell_at(&client, "21m").await;
        assert!(then.len() == 1 && then[0].starts_with(told), "{mended}: {then:?}");
        assert_eq!(tell_at(&client, "30m").await, Vec::<String>::new(), "{mended}");
    }
    // What was given up for good, as by a wrong account.
    let client = theatre("mended_dead", "").await;
    raise_at(&client, "a", "critical", "0").await;
    let start = at("0");
    run(
        &client,
        &format!(
            "SELECT monitoring.process_alerts('{start}');
             SELECT monitoring.fail_notification(id, 'w', attempt, 'final', 'no such account', NULL, '{start}')
             FROM monitoring.claim_notifications('w', 10, '{start}')"
        ),
    )
    .await;
    assert_eq!(tell_at(&client, "10m").await, Vec::<String>::new());
    run(
        &client,
        r#"UPDATE monitoring.notification_channels SET settings = '{"note": "x"}' WHERE name = 'chat'"#,
    )
    .await;
    let then = tell_at(&client, "11m").await;
    assert!(then.len() == 1 && then[0].starts_with("chat first_notification firing CRITICAL a"), "{then:?}");
}

#[tokio::test]
async fn what_waits_is_told_though_an_alert_is_held() {
    let cluster = shared_cluster().await;
    for (number, (held, told_at_once)) in [
        ("SELECT monitoring.acknowledge_alert(id, 'ann') FROM monitoring.alerts", "a b"),
        ("SELECT monitoring.snooze_alert(id, interval '1 hour', 'ann') FROM monitoring.alerts", "a b"),
        ("SELECT FROM monitoring.alerts WHERE labels ->> 'agent_name' = 'a' FOR UPDATE", "b"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("held_and_waiting_{number}");
        let client =
            theatre(&name, "UPDATE monitoring.notification_routes SET group_by = '{agent_name}'").await;
        let start = at("0");
        for sql in [
            format!(
                "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
                 SELECT agent, 'error', 'fails', '{start}' FROM unnest('{{a,b}}'::text[]) AS agent"
            ),
            format!("SELECT monitoring.process_alerts('{start}')"),
            format!(
                "SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'boom', NULL, '{start}')
                 FROM monitoring.claim_notifications('w', 10, '{start}')"
            ),
        ] {
            run(&client, &sql).await;
        }
        let holder = cluster.connect(&name).await;
        run(&holder, &format!("SET application_name = 'psql of ann'; BEGIN; {held}")).await;
        run(&client, "SET statement_timeout = '15s'").await;
        let claimed = format!(
            "SELECT string_agg(DISTINCT payload #>> '{{group_labels,agent_name}}', ' ') FROM monitoring.claim_notifications('w', 10, '{}')",
            at("10m")
        );
        assert_eq!(row(&client, &claimed).await, told_at_once, "{held}");
        if told_at_once == "b" {
            run(&holder, "ROLLBACK").await;
            let claimed = claimed.replace(&at("10m").to_string(), &at("20m").to_string());
            assert!(row(&client, &claimed).await.starts_with('a'), "it is told when it is free");
        }
    }
}

#[tokio::test]
async fn an_acknowledgement_of_error_rows_outlives_their_quiet() {
    let client = theatre("kept_errors", "").await;
    let error = async |time: &str| {
        let time = at(time);
        run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'fails', '{time}')")).await;
    };
    error("0").await;
    tell_at(&client, "0").await;
    let word =
        format!("SELECT monitoring.acknowledge_alert(id, 'ann', '{}') FROM monitoring.alerts", at("1m"));
    run(&client, &word).await;
    // They end after a quarter of an hour without any, and that end is what the ten minutes count from.
    for quiet in 2..=17 {
        tell_at(&client, &format!("{quiet}m")).await;
    }
    error("24m").await;
    tell_at(&client, "24m").await;
    let words = "SELECT string_agg(state || ' ' || coalesce(acknowledged_by, '-'), ', ' ORDER BY id) FROM monitoring.alerts";
    assert_eq!(row(&client, words).await, "resolved ann, firing ann");
}

#[tokio::test]
async fn what_waits_goes_along_with_the_new_kind_of_its_channel() {
    let client = theatre("kinds", "").await;
    raise_at(&client, "a", "error", "0").await;
    let start = at("0");
    run(
        &client,
        &format!(
            "SELECT monitoring.process_alerts('{start}');
             SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'boom', NULL, '{start}') FROM monitoring.claim_notifications('w', 10, '{start}');
             SELECT monitoring.register_notifier('v', '1', '{{webhook}}', '{start}');
             UPDATE monitoring.notification_channels SET kind = 'webhook', settings = '{{\"url\": \"https://hooks.example.org/x\"}}' WHERE name = 'chat'"
        ),
    )
    .await;
    let claimed = format!(
        "SELECT string_agg(channel || ' ' || kind, ', ') FROM monitoring.claim_notifications('v', 10, '{}')",
        at("10m")
    );
    assert_eq!(row(&client, &claimed).await, "chat webhook");
}

#[tokio::test]
async fn an_acknowledgement_outlives_a_dip_and_a_snooze_its_alert() {
    let client =
        theatre("kept_words", "UPDATE monitoring.notification_routes SET group_by = '{alertname}'").await;
    play(
        &client,
        "0   | raise a; raise s | chat first_notification a!; chat first_notification s!
         1m  | ack a; snooze s 3h |
         10m | resolve a; resolve s | chat all_resolved a.; chat all_resolved s.",
    )
    .await;
    play(
        &client,
        "15m | raise a; raise s | chat first_notification a!
         9h  | resolve a | chat first_notification s!; chat all_resolved a.
         10h | raise a | chat first_notification a!",
    )
    .await;
    let in_hand = "SELECT string_agg(coalesce(acknowledged_by, '-'), ' ' ORDER BY id) FROM monitoring.alerts WHERE labels ->> 'alertname' = 'a'";
    assert_eq!(row(&client, in_hand).await, "ann ann -");
    // A graver one is another matter.
    play(
        &client,
        "11h   | raise g warning | chat first_notification g!
         11h1m | ack g |
         11h2m | raise g critical |",
    )
    .await;
    let graver = "SELECT coalesce(acknowledged_by, '-') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'g' AND severity = 'critical'";
    assert_eq!(row(&client, graver).await, "-");
}

#[tokio::test]
async fn a_pager_is_told_what_is_in_hand() {
    let client = theatre("in_hand", "UPDATE monitoring.notification_channels SET kind = 'pagerduty', send_resolved = true WHERE name = 'pager'; UPDATE monitoring.notification_routes SET channels = '{chat,pager}'").await;
    play(&client, "0 | raise a; raise b | chat first_notification a! b!; pager first_notification a! b!")
        .await;
    play(&client, "1m | ack a |").await;
    assert!(tell_at(&client, "1m").await.is_empty(), "one of them is in nobody's hands");
    run(&client, &format!("SELECT monitoring.acknowledge_alert(id, 'ann', NULL, '{}') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'b'", at("2m"))).await;
    assert_eq!(
        tell_at(&client, "2m").await,
        ["pager acknowledged firing ACKNOWLEDGED: ERROR a (and 1 more)"]
    );
    assert!(tell_at(&client, "3m").await.is_empty(), "once");
    end_at(&client, "a", "10m").await;
    end_at(&client, "b", "10m").await;
    let ends = tell_at(&client, "10m").await;
    assert_eq!(ends.len(), 2, "{ends:?}");
    let client = theatre(
        "snoozed_in_hand",
        "UPDATE monitoring.notification_channels SET kind = 'pagerduty' WHERE name = 'chat'",
    )
    .await;
    play(&client, "0 | raise a | chat first_notification a!").await;
    run(
        &client,
        &format!(
            "SELECT monitoring.snooze_alert(id, interval '1 hour', 'ann', '{}') FROM monitoring.alerts",
            at("1m")
        ),
    )
    .await;
    assert_eq!(tell_at(&client, "1m").await, ["chat acknowledged firing ACKNOWLEDGED: ERROR a"]);
}

/// However it comes that an alert is in hand before the pager hears of it: the incident that it opens is acknowledged.
#[tokio::test]
async fn a_pager_that_is_called_though_somebody_has_it_in_hand_is_told_so() {
    // The acknowledgement of the one before holds; or it comes while the message waits.
    for case in ["dip", "waits"] {
        let client = theatre(
            &format!("in_hand_before_{case}"),
            "UPDATE monitoring.notification_channels SET kind = 'pagerduty' WHERE name = 'chat'",
        )
        .await;
        let acknowledge = |time: &str| {
            format!(
                "SELECT monitoring.acknowledge_alert(id, 'ann', NULL, '{}') FROM monitoring.alerts WHERE state = 'firing'",
                at(time)
            )
        };
        raise_at(&client, "z", "critical", "0").await;
        if case == "dip" {
            tell_at(&client, "0").await;
            run(&client, &acknowledge("1m")).await;
            assert_eq!(tell_at(&client, "1m").await, ["chat acknowledged firing ACKNOWLEDGED: CRITICAL z"]);
            end_at(&client, "z", "3m").await;
            assert_eq!(tell_at(&client, "5m").await, ["chat all_resolved resolved RESOLVED z"]);
            raise_at(&client, "z", "critical", "9m").await;
        } else {
            process(&client, at("0")).await;
            run(&client, &acknowledge("1m")).await;
        }
        let mut told = Vec::new();
        for minute in ["11m", "12m", "30m", "5h"] {
            told.extend(tell_at(&client, minute).await);
        }
        assert_eq!(
            told,
            [
                "chat first_notification firing CRITICAL z",
                "chat acknowledged firing ACKNOWLEDGED: CRITICAL z"
            ],
            "{case}"
        );
    }
}

/// At most one open message for each channel of each group, whatever comes while it waits.
#[tokio::test]
async fn while_a_message_waits_there_is_no_second_one() {
    let client = theatre("one_debt", "").await;
    for minutes in 0..120 {
        raise_at(&client, &format!("a{}", minutes % 7), "error", &format!("{minutes}m")).await;
        process(&client, at(&format!("{minutes}m"))).await;
    }
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.notifications").await, "1");
    let claimed = claim(&client, "w", 10, second(7200)).await;
    assert_eq!(claimed.len(), 1);
    run(&client, &complete(&claimed[0], "w", second(7201))).await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "7");
}

/// A channel that names nobody would take messages that nobody gets.
#[tokio::test]
async fn a_channel_names_somebody() {
    let client = theatre("nobody", "").await;
    let channel = |name: &str, kind: &str, settings: &str| {
        format!(
            "INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('{name}', '{kind}', '{settings}')"
        )
    };
    for (statement, problem) in [
        (channel(" \t", "console", "{}"), "a channel needs a name"),
        (channel("\u{a0}\u{200b}", "console", "{}"), "a channel needs a name"),
        (channel("mail", "email", r#"{"to": []}"#), "settings.to of channel 'mail' names nobody"),
        (
            channel("mail", "email", r#"{"to": {"a": "b@example.com"}}"#),
            "settings.to of channel 'mail' names nobody",
        ),
        (channel("mail", "email", r#"{"to": null}"#), "settings.to of channel 'mail' names nobody"),
        (channel("text", "sms", r#"{"to": ["+15005550006"]}"#), "settings.to of channel 'text' names nobody"),
        (channel("text", "sms", r#"{"to": 15005550006}"#), "settings.to of channel 'text' names nobody"),
        (
            channel("team", "slack", r#"{"account": " "}"#),
            "settings.account of channel 'team' is no name of an account",
        ),
        (
            channel("team", "slack", r#"{"account": "My-File"}"#),
            "settings.account of channel 'team' is no name of an account",
        ),
        (
            channel("team", "slack", r#"{"account": 5}"#),
            "settings.account of channel 'team' is no name of an account",
        ),
        (
            "INSERT INTO monitoring.settings (name, value) VALUES ('sms_limit', '5')".to_owned(),
            "there is no setting 'sms_limit'",
        ),
        (
            "UPDATE monitoring.settings SET value = NULL WHERE name = 'sms_rate_limit'".to_owned(),
            "setting sms_rate_limit needs a value",
        ),
        (
            "SELECT * FROM monitoring.unknown_notifications('w', -1)".to_owned(),
            "p_worker must be a name and p_max a positive number",
        ),
        (
            "SELECT * FROM monitoring.claim_notifications(' ')".to_owned(),
            "p_worker must be a name and p_max a positive number",
        ),
    ] {
        let refused = assert_refused(&client, &statement, "22023").await;
        assert_eq!(refused.message(), problem, "{statement}");
        assert!(refused.detail().is_some() && refused.hint().is_some(), "{refused:?}");
    }
    run(
        &client,
        &[
            channel("mail", "email", r#"{"to": ["ann@example.com", "bob@example.com"]}"#),
            channel("team", "slack", r#"{"account": "profile"}"#),
            "INSERT INTO monitoring.settings (name, value) VALUES ('sms_rate_limit', '5')
             ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                .to_owned(),
        ]
        .join(";"),
    )
    .await;
    assert_eq!(
        row(&client, "SELECT value FROM monitoring.settings WHERE name = 'sms_rate_limit'").await,
        "5"
    );
}

/// Untold in two groups for two reasons: each is written down once, however often both are looked at.
#[tokio::test]
async fn why_nobody_is_told_is_written_down_once_for_each_group() {
    let client = theatre(
        "two_reasons",
        "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'chat';
         UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'pager';
         UPDATE monitoring.notification_routes SET continue_matching = true;
         INSERT INTO monitoring.notification_routes (name, position, channels, group_by) VALUES ('rest', 500, '{pager}', '{}')",
    )
    .await;
    play(&client, "0 | raise a |").await;
    for minutes in 1..40 {
        process(&client, second(minutes * 60)).await;
    }
    assert_eq!(
        rows(&client, "SELECT detail FROM monitoring.alert_events WHERE event = 'not told' ORDER BY detail")
            .await,
        ["channel chat: it hears of critical and above", "channel pager: it is switched off"]
    );
}
