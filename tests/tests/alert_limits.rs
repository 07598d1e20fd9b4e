//! Rate limits: what does not fit is summed up, and nothing is lost.

use agentmon_tests::alerting::{process, scalar, second};
use agentmon_tests::dice::Dice;
use agentmon_tests::scenario::{at, end_at, play, raise_at, tell_at, theatre, verdict};
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

fn limited(changes: &str) -> String {
    format!(
        "UPDATE monitoring.notification_channels SET rate_limit = 3, rate_interval = '1 minute' WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{{alertname}}'; {changes}"
    )
}

/// Claims what may go at a time; a line for each: reason and title.
async fn sent_at(client: &Client, time: &str) -> Vec<String> {
    let now = at(time);
    rows(
        client,
        &format!(
            "WITH claimed AS MATERIALIZED (SELECT * FROM monitoring.claim_notifications('w', 1000, '{now}'))
             SELECT concat_ws(' ', payload ->> 'reason', payload ->> 'title')
             FROM claimed, LATERAL (SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '{now}')) AS c"
        ),
    )
    .await
}

#[tokio::test]
async fn what_does_not_fit_is_summed_up_the_gravest_first() {
    let client = theatre("limits", &limited("")).await;
    play(
        &client,
        "0 | hold; raise a info; raise b warning; raise c critical; raise d | chat first_notification a!; chat first_notification b!; chat first_notification c!; chat first_notification d!",
    )
    .await;
    assert_eq!(
        sent_at(&client, "0").await,
        [
            "first_notification CRITICAL c",
            "first_notification ERROR d",
            "summary 2 alerts in one message: WARNING b",
        ]
    );
    let fates = rows(&client, "SELECT state || ' ' || reason || ' ' || (payload ->> 'title') FROM monitoring.notifications ORDER BY reason, state, payload ->> 'title'").await;
    assert_eq!(
        fates,
        [
            "sent first_notification CRITICAL c",
            "sent first_notification ERROR d",
            "summed first_notification INFO a",
            "summed first_notification WARNING b",
            "sent summary 2 alerts in one message: WARNING b",
        ]
    );
    // The window slides: until the first three are a minute old nothing fits, then all that has come in between.
    play(&client, "30 | hold; raise f; raise g | chat first_notification f!; chat first_notification g!")
        .await;
    assert!(sent_at(&client, "30").await.is_empty());
    assert!(sent_at(&client, "59").await.is_empty());
    let mut after = sent_at(&client, "1m").await;
    after.sort();
    assert_eq!(after, ["first_notification ERROR f", "first_notification ERROR g"]);
    assert!(verdict(&client, "a", "2m").await.starts_with("told: chat at "));
    assert!(
        agentmon_tests::scenario::story_of(&client, "a", "2m")
            .await
            .iter()
            .any(|line| line.contains("did not fit into the rate limit, told by message "))
    );
    // The ends of what a summary told are told as well.
    play(&client, "5m | hold; resolve a | chat all_resolved a.").await;
    assert_eq!(sent_at(&client, "5m").await, ["all_resolved RESOLVED a"]);
}

#[tokio::test]
async fn what_waits_for_a_place_says_when_it_may_go() {
    let client = theatre("held", &limited("")).await;
    play(&client, "0 | hold; raise a; raise b; raise c | chat first_notification a!; chat first_notification b!; chat first_notification c!").await;
    assert_eq!(sent_at(&client, "10").await.len(), 3);
    play(&client, "10 | hold; raise d | chat first_notification d!").await;
    assert!(verdict(&client, "d", "10").await.starts_with("not told yet: chat is pending"));
    let next = "SELECT monitoring.next_notification_at('2031-01-01 00:00:10+00')";
    assert_eq!(row(&client, next).await, "2031-01-01 00:01:10+00");
    // A limit that is taken away lets go of all.
    run(&client, "UPDATE monitoring.notification_channels SET rate_limit = NULL").await;
    assert_eq!(sent_at(&client, "21").await.len(), 1);
    assert_eq!(verdict(&client, "d", "21").await, "told: chat at 2031-01-01 00:00:21+00");
}

#[tokio::test]
async fn a_pager_is_told_one_by_one_later_the_gravest_first() {
    let client = theatre("pager_limit", &limited("UPDATE monitoring.notification_channels SET kind = 'pagerduty', rate_limit = 1 WHERE name = 'chat'")).await;
    play(
        &client,
        "0  | hold; raise a warning; raise b critical; raise e info | chat first_notification a!; chat first_notification b!; chat first_notification e!
         1  | hold; resolve e; raise c critical | chat first_notification c!",
    )
    .await;
    let mut told = Vec::new();
    for minutes in 0..8 {
        process(&client, at(&format!("{minutes}m"))).await;
        told.extend(sent_at(&client, &format!("{minutes}m")).await);
    }
    // Of the one that was over before its turn came the pager never hears.
    assert_eq!(
        told,
        ["first_notification CRITICAL b", "first_notification CRITICAL c", "first_notification WARNING a"]
    );
    play(&client, "10m | hold; resolve a | chat all_resolved a.").await;
    assert_eq!(sent_at(&client, "10m").await, ["all_resolved RESOLVED a"]);
}

/// Claims at times of the dice, with workers that fail and disappear: in no interval, wherever it begins, are there more
/// attempts than fit, and everything is told in the end.
#[tokio::test]
async fn no_interval_has_more_attempts_than_fit_and_all_is_told() {
    for seed in 0..4 {
        let client = theatre(
            &format!("limit_law_{seed}"),
            &limited("UPDATE monitoring.settings SET value = '1000' WHERE name = 'circuit_failures'"),
        )
        .await;
        let mut dice = Dice::new(7 + seed);
        let mut seconds = 0;
        let mut raised = 0;
        let mut attempts: Vec<i64> = Vec::new();
        for storm in 0..80 {
            seconds += i64::try_from(dice.below(40)).expect("a number");
            let now = second(seconds);
            let severity = ["info", "warning", "error", "critical"][dice.below(4)];
            let number = if storm < 60 { dice.below(9) } else { 0 };
            raised += number;
            run(
                &client,
                &format!(
                    "SELECT monitoring.raise_alert(jsonb_build_object('alertname', 's{storm}-' || n), severity => '{severity}', p_now => '{now}') FROM generate_series(1, {number}) AS n"
                ),
            )
            .await;
            process(&client, now).await;
            let outcome = match dice.below(5) {
                0 => "fail_notification(id, 'w', attempt, 'retry', 'busy', NULL, ':now')",
                1 => "fail_notification(id, 'w', attempt, 'unknown', 'no answer', NULL, ':now')",
                _ => "complete_notification(id, 'w', attempt, NULL, ':now')",
            }
            .replace(":now", &now.to_string());
            let most = 1 + dice.below(6);
            let claimed: usize = row(&client, &format!("WITH c AS MATERIALIZED (SELECT * FROM monitoring.claim_notifications('w', {most}, '{now}')) SELECT count(*) FROM c, LATERAL (SELECT monitoring.{outcome}) AS o"))
                .await
                .parse()
                .expect("a number");
            attempts.extend(std::iter::repeat_n(seconds, claimed));
        }
        for (first, since) in attempts.iter().enumerate() {
            let within = attempts[first..].iter().take_while(|at| **at < since + 60).count();
            assert!(within <= 3, "seed {seed}: {within} in the minute from {since} s");
        }
        for minutes in 0..400 {
            let now = second(seconds + minutes * 60);
            process(&client, now).await;
            agentmon_tests::alerting::deliver(&client, now).await;
        }
        let told = "SELECT count(DISTINCT alert_id) FROM monitoring.told_alerts";
        assert_eq!(row(&client, told).await, raised.to_string(), "seed {seed}");
        let open = "SELECT count(*) FROM monitoring.notifications WHERE state IN ('pending', 'sending')";
        assert_eq!(row(&client, open).await, "0", "seed {seed}");
    }
}

#[tokio::test]
async fn a_storm_of_distinct_errors_is_a_few_messages_that_count_all() {
    let client =
        theatre("storm", &limited("UPDATE monitoring.notification_routes SET group_by = '{fingerprint}'"))
            .await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message)
         SELECT 'a', 'error', 'fails ' || translate(n::text, '0123456789', 'ghijklmnop') FROM generate_series(1, 5000) AS n",
    )
    .await;
    // A slow machine leaves some of the groups to the next step.
    while process(&client, at("0")).await > 0 {}
    let sent = sent_at(&client, "0").await;
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert!(sent[2].starts_with("summary 4998 alerts in one message: "), "{sent:?}");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "5000");
    assert!(sent_at(&client, "2m").await.is_empty(), "all is told");
}

/// An outage of hours makes no pile: a group is one message when its channel is back.
#[tokio::test]
async fn an_outage_of_hours_is_one_message_for_each_group() {
    let client = theatre("outage", "UPDATE monitoring.notification_routes SET group_by = '{agent_name}'; UPDATE monitoring.notification_channels SET rate_limit = 2 WHERE name = 'chat'").await;
    for minutes in 0..360 {
        let now = at(&format!("{minutes}m"));
        run(&client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'fails', '{now}')")).await;
        process(&client, now).await;
        run(&client, &format!("SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'down', NULL, '{now}') FROM monitoring.claim_notifications('w', 10, '{now}')")).await;
    }
    let mut told = Vec::new();
    for minutes in 360..400 {
        let time = format!("{minutes}m");
        process(&client, at(&time)).await;
        told.extend(sent_at(&client, &time).await);
    }
    // And its end, which the chat asked for.
    assert_eq!(told, ["first_notification ERROR a", "all_resolved RESOLVED a"]);
    let counted = "SELECT max((payload #>> '{alerts,0,count}')::bigint) FROM monitoring.notifications WHERE state = 'sent'";
    assert_eq!(scalar(&client, counted).await, "360");
}

#[tokio::test]
async fn replayed_messages_mind_the_limit_too() {
    let client = theatre("replay_limit", &limited("")).await;
    for minutes in 0..4 {
        let time = format!("{minutes}m");
        let names: Vec<_> = ["x", "y", "z"].iter().map(|name| format!("{name}{minutes}")).collect();
        let raise: Vec<_> = names.iter().map(|name| format!("raise {name}")).collect();
        let told: Vec<_> = names.iter().map(|name| format!("chat first_notification {name}!")).collect();
        play(
            &client,
            &format!("{time} | hold; {} | {}\n {time} | fail final |", raise.join("; "), told.join("; ")),
        )
        .await;
        run(&client, "DELETE FROM monitoring.channel_circuits").await;
    }
    let dead = "SELECT count(*) FROM monitoring.notifications WHERE state = 'dead'";
    assert_eq!(scalar(&client, dead).await, "12");
    assert_eq!(
        scalar(&client, "SELECT monitoring.replay_notifications(p_now => '2031-01-01 01:00+00')").await,
        "12"
    );
    assert_eq!(sent_at(&client, "1h").await.len(), 3, "two and one that speaks for ten");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.told_alerts").await, "12");
}

/// A thousand different errors in a minute are not a thousand texts, though nobody has set a limit.
#[tokio::test]
async fn texts_have_a_limit_by_default() {
    let client = theatre(
        "default_limit",
        "UPDATE monitoring.notification_channels SET kind = 'sms' WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{fingerprint}', channels = '{chat,desk}'",
    )
    .await;
    let storm = async |seconds: i64, name: &str| {
        run(
            &client,
            &format!(
                "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at)
                 SELECT 'a', 'error', '{name} ' || translate(n::text, '0123456789', 'ghijklmnop'), '{}' FROM generate_series(1, 1000) AS n",
                second(seconds)
            ),
        )
        .await;
        process(&client, second(seconds)).await;
    };
    storm(0, "first").await;
    let sent = "SELECT count(*) FILTER (WHERE channel = 'chat'), count(*) FILTER (WHERE channel = 'desk') FROM monitoring.notifications WHERE state = 'sent'";
    for _ in 0..3 {
        sent_at(&client, "0").await;
    }
    assert_eq!(row(&client, sent).await, "10|1000", "other kinds have no limit by themselves");
    let summary = "SELECT payload ->> 'total_alerts' FROM monitoring.notifications WHERE channel = 'chat' AND reason = 'summary'";
    assert_eq!(row(&client, summary).await, "991");
    assert_eq!(
        scalar(&client, "SELECT count(*) FROM monitoring.told_alerts WHERE channel = 'chat'").await,
        "1000"
    );
    let limits =
        "SELECT name || ' ' || coalesce(rate_limit::text, 'none') FROM monitoring.channel_status ORDER BY 1";
    assert_eq!(rows(&client, limits).await, ["chat 10", "desk none", "pager none"]);
    // What a DBA sets holds at once: for the kind, for the channel, and no limit at all.
    run(&client, "UPDATE monitoring.notification_routes SET channels = '{chat}'").await;
    for (name, from, most, change) in [
        ("three", 600, 3, "UPDATE monitoring.settings SET value = '3' WHERE name = 'sms_rate_limit'"),
        ("five", 1200, 5, "UPDATE monitoring.notification_channels SET rate_limit = 5 WHERE name = 'chat'"),
        (
            "all",
            1800,
            1000,
            "UPDATE monitoring.notification_channels SET rate_limit = NULL, unlimited = true WHERE name = 'chat'",
        ),
    ] {
        run(&client, change).await;
        storm(from, name).await;
        assert_eq!(sent_at(&client, &format!("{}s", from + 1)).await.len(), most, "{change}");
    }
}

/// A limit that is new, or holds for longer than before, counts what was sent before it came.
#[tokio::test]
async fn a_limit_counts_what_was_sent_before_it_was_set() {
    for (number, (before, change)) in [
        ("", "rate_limit = 3, rate_interval = '1 hour'"),
        ("rate_limit = 100", "rate_limit = 3, rate_interval = '2 hours'"),
        ("rate_limit = 3", "rate_interval = '1 hour'"),
        ("rate_limit = 3, rate_interval = '1 minute'", "rate_interval = '1 day'"),
        ("unlimited = true", "unlimited = false, rate_limit = 3, rate_interval = '7 days'"),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(
            &format!("counts_before_{number}"),
            "UPDATE monitoring.notification_routes SET group_by = '{alertname}'",
        )
        .await;
        if !before.is_empty() {
            run(
                &client,
                &format!("UPDATE monitoring.notification_channels SET {before} WHERE name = 'chat'"),
            )
            .await;
        }
        for (name, minute) in [("a", "0"), ("b", "2m"), ("c", "4m")] {
            raise_at(&client, name, "error", minute).await;
            assert_eq!(tell_at(&client, minute).await.len(), 1, "{change}");
        }
        run(&client, &format!("UPDATE monitoring.notification_channels SET {change} WHERE name = 'chat'"))
            .await;
        raise_at(&client, "d", "error", "6m").await;
        for minute in ["6m", "20m", "59m"] {
            assert!(tell_at(&client, minute).await.is_empty(), "{before} ▶ {change}: at {minute}");
        }
        // What goes on is told again then, too.
        assert!(
            tell_at(&client, "8d").await.contains(&"chat first_notification firing ERROR d".to_owned()),
            "{before} ▶ {change}"
        );
    }
}

/// Programs keep an account of each group: a message of many would open what no message closes.
#[tokio::test]
async fn programs_are_told_one_by_one_and_no_end_is_told_of_what_goes_on() {
    for kind in ["webhook", "pagerduty"] {
        let client = theatre(
            &format!("programs_{kind}"),
            &limited(&format!(
                "UPDATE monitoring.notification_channels SET kind = '{kind}' WHERE name = 'chat'"
            )),
        )
        .await;
        for name in ["a", "b", "c", "d", "e"] {
            raise_at(&client, name, "error", "0").await;
        }
        let mut told = tell_at(&client, "0").await;
        end_at(&client, "e", "30").await;
        for time in ["30", "1m", "90", "2m", "3m"] {
            told.extend(tell_at(&client, time).await);
        }
        assert!(told.iter().all(|told| !told.contains("summary")), "{told:?}");
        for name in ["a", "b", "c", "d"] {
            let about: Vec<_> = told.iter().filter(|told| told.ends_with(&format!(" {name}"))).collect();
            assert_eq!(about, [&format!("chat first_notification firing ERROR {name}")], "{told:?}");
        }
        let keys = "SELECT count(DISTINCT payload ->> 'group_key') = count(*) FROM monitoring.notifications WHERE state = 'sent' AND reason = 'first_notification'";
        assert_eq!(row(&client, keys).await, "t");
    }
}

#[tokio::test]
async fn a_summary_that_waits_is_told_one_by_one_when_its_channel_becomes_a_program() {
    let client = theatre("becomes_a_pager", &limited("")).await;
    for name in ["a", "b", "c", "d", "e"] {
        raise_at(&client, name, "error", "0").await;
    }
    let now = at("0");
    run(&client, &format!("SELECT monitoring.process_alerts('{now}')")).await;
    // Two and a summary are claimed; none of them goes out.
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification(id, 'w', attempt, 'retry', 'broken', NULL, '{now}')
             FROM monitoring.claim_notifications('w', 10, '{now}')"
        ),
    )
    .await;
    run(&client, "UPDATE monitoring.notification_channels SET kind = 'pagerduty', unlimited = true, rate_limit = NULL WHERE name = 'chat'").await;
    let mut told = tell_at(&client, "10m").await;
    told.extend(tell_at(&client, "10m1s").await);
    told.sort();
    assert_eq!(
        told,
        ["a", "b", "c", "d", "e"].map(|name| format!("chat first_notification firing ERROR {name}"))
    );
    for name in ["a", "b", "c", "d", "e"] {
        end_at(&client, name, "20m").await;
    }
    assert_eq!(
        tell_at(&client, "20m").await,
        ["a", "b", "c", "d", "e"].map(|name| format!("chat all_resolved resolved RESOLVED {name}"))
    );
}

/// A stand-in for a summary may be summed up in its turn: nothing of it is lost.
#[tokio::test]
async fn a_summary_of_stand_ins_speaks_for_all_of_their_groups() {
    let client = theatre(
        "nested",
        &limited(
            "UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'chat';
             UPDATE monitoring.notification_channels SET rate_limit = 1, send_resolved = true WHERE name = 'desk'",
        ),
    )
    .await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        raise_at(&client, name, "error", "0").await;
    }
    run(&client, &format!("SELECT monitoring.process_alerts('{}')", at("0"))).await;
    run(
        &client,
        &format!(
            "SELECT monitoring.fail_notification(id, 'w', attempt, 'final', 'broken', NULL, '{0}')
             FROM monitoring.claim_notifications('w', 10, '{0}')",
            at("0")
        ),
    )
    .await;
    let mut listed = Vec::new();
    for time in ["1", "2m", "4m"] {
        listed.extend(
            rows(
                &client,
                &format!(
                    "WITH claimed AS MATERIALIZED (SELECT * FROM monitoring.claim_notifications('w', 10, '{0}'))
                     SELECT jsonb_path_query_array(payload, '$.alerts[*].labels.alertname')
                     FROM claimed, LATERAL (SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '{0}')) AS c
                     WHERE channel = 'desk'",
                    at(time)
                ),
            )
            .await,
        );
    }
    let all = listed.join(" ");
    for name in ["a", "b", "c", "d", "e", "f"] {
        assert!(all.contains(&format!("\"{name}\"")), "{name}: {listed:?}");
    }
}
