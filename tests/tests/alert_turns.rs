//! Whose turn it is, and what he hears then: what begins while a fallback stands in, what goes on with another
//! severity, what is over (a snooze) or begins (a silence) while a message waits, news before repeats.

use agentmon_tests::scenario::{at, theatre};
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

/// The pager that opens and closes incidents.
const PAGER: &str = "UPDATE monitoring.notification_channels SET kind = 'pagerduty', send_resolved = true WHERE name = 'pager';";

/// Every minute from..=to: a step, and what is claimed then, of which these channels do not get theirs. What was sent:
/// minute, channel, reason, title.
async fn minutes(client: &Client, from: u32, to: u32, broken: &str) -> Vec<String> {
    let mut heard = Vec::new();
    for minute in from..=to {
        let now = at(&format!("{minute}m"));
        run(client, &format!("SELECT monitoring.process_alerts('{now}')")).await;
        for _ in 0..3 {
            let claim = format!(
                "SELECT id, attempt, channel, concat_ws(' ', {minute}, channel, payload ->> 'reason', payload ->> 'title')
                 FROM monitoring.claim_notifications('w', 100, '{now}')"
            );
            let mut sent = Vec::new();
            for claimed in rows(client, &claim).await {
                let parts: Vec<_> = claimed.splitn(4, '|').collect();
                let [id, attempt, channel, said] = parts[..] else { panic!("four columns: {claimed}") };
                let outcome = if broken.split(',').any(|one| one == channel) {
                    format!("fail_notification('{id}', 'w', {attempt}, 'retry', 'down', NULL, '{now}')")
                } else {
                    sent.push(said.to_owned());
                    format!("complete_notification('{id}', 'w', {attempt}, NULL, '{now}')")
                };
                run(client, &format!("SELECT monitoring.{outcome}")).await;
            }
            sent.sort_unstable();
            heard.append(&mut sent);
        }
    }
    heard
}

async fn raise(client: &Client, labels: &str, text: &str, severity: &str, minute: u32) {
    let now = at(&format!("{minute}m"));
    run(client, &format!("SELECT monitoring.raise_alert('{labels}', '{{\"message\": \"{text}\"}}', '{severity}', p_now => '{now}')")).await;
}

#[tokio::test]
async fn a_fallback_hears_of_what_begins_after_it_was_told() {
    let client = theatre(
        "fallback_goes_on",
        &format!(
            "{PAGER} UPDATE monitoring.notification_channels SET fallback = 'pager' WHERE name = 'chat'"
        ),
    )
    .await;
    raise(&client, r#"{"alertname": "disk"}"#, "80 %", "error", 0).await;
    assert_eq!(minutes(&client, 0, 9, "chat").await, ["5 pager first_notification ERROR disk"]);
    raise(&client, r#"{"alertname": "db"}"#, "down", "critical", 10).await;
    assert_eq!(minutes(&client, 10, 40, "chat").await, ["15 pager new_alerts CRITICAL db (and 1 more)"]);
    // With the same labels, and graver: no end without what it goes on as.
    raise(&client, r#"{"alertname": "disk"}"#, "100 %", "critical", 41).await;
    let heard = minutes(&client, 41, 60, "chat").await;
    assert_eq!(heard, ["41 pager new_alerts CRITICAL disk (and 1 more) (1 still firing)"]);
    let body = "SELECT payload ->> 'body' FROM monitoring.notifications WHERE channel = 'pager' ORDER BY id DESC LIMIT 1";
    assert!(row(&client, body).await.contains("resolved: disk: 80 %. It goes on as critical."));
    // Repeats are passed on too, and at last the end, to each as far as it knows.
    let heard = minutes(&client, 61, 300, "chat").await;
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(heard[0].contains(" pager repeat CRITICAL "), "{heard:?}");
    let now = at("301m");
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{now}') FROM monitoring.alerts WHERE state = 'firing'")).await;
    let heard = minutes(&client, 301, 310, "").await;
    assert!(heard.iter().any(|one| one.contains("pager all_resolved ")), "{heard:?}");
    assert!(heard.iter().all(|one| !one.contains("chat")), "chat was told of nothing: {heard:?}");
}

#[tokio::test]
async fn a_rule_of_another_severity_is_another_alert() {
    let client = theatre(
        "rule_severity",
        &format!(
            "{PAGER} UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'pager';
             UPDATE monitoring.notification_routes SET channels = '{{chat,pager}}';
             INSERT INTO monitoring.alert_rules (name, expression, severity) VALUES ('r', 'vector(1) == 1', 'warning')"
        ),
    )
    .await;
    assert_eq!(minutes(&client, 0, 1, "").await, ["0 chat first_notification WARNING r"]);
    run(&client, "SELECT monitoring.acknowledge_alert(id, 'ann', p_now => '2031-01-01 00:01+00') FROM monitoring.alerts").await;
    run(&client, r#"SELECT monitoring.load_alert_rules('{"alerts": [{"name": "r", "condition": "vector(1) == 1", "severity": "critical"}]}')"#).await;
    assert_eq!(
        minutes(&client, 2, 20, "").await,
        ["5 chat new_alerts CRITICAL r (and 1 more)", "5 pager first_notification CRITICAL r"]
    );
    // Nobody has said that he takes care of what is graver.
    let open = "SELECT severity, acknowledged_at IS NULL, starts_at = '2031-01-01' FROM monitoring.alerts WHERE state = 'firing'";
    assert_eq!(rows(&client, open).await, ["critical|t|t"]);
    run(&client, "UPDATE monitoring.alert_rules SET severity = 'warning' WHERE name = 'r'").await;
    assert_eq!(
        minutes(&client, 21, 30, "").await,
        ["21 chat new_alerts WARNING r (and 1 more)", "21 pager all_resolved RESOLVED r"]
    );
}

#[tokio::test]
async fn the_end_of_a_snooze_is_told() {
    let client = theatre(
        "snooze_ends",
        &format!("{PAGER} UPDATE monitoring.notification_routes SET channels = '{{chat,pager}}'"),
    )
    .await;
    raise(&client, r#"{"alertname": "a"}"#, "x", "error", 0).await;
    minutes(&client, 0, 1, "").await;
    let snooze = |minute: u32, minutes: u32| {
        format!(
            "SELECT monitoring.snooze_alert(id, interval '{minutes} minutes', 'ann', '{}') FROM monitoring.alerts",
            at(&format!("{minute}m"))
        )
    };
    run(&client, &snooze(2, 10)).await;
    assert_eq!(
        minutes(&client, 2, 100, "").await,
        ["2 pager acknowledged ACKNOWLEDGED: ERROR a", "12 chat repeat ERROR a", "12 pager repeat ERROR a"]
    );
    // Again, shorter than the group's interval, and then somebody has it in hand: the pager hears of that anew.
    run(&client, &snooze(101, 1)).await;
    let heard = minutes(&client, 101, 120, "").await;
    assert_eq!(
        heard,
        [
            "101 pager acknowledged ACKNOWLEDGED: ERROR a",
            "102 chat repeat ERROR a",
            "102 pager repeat ERROR a"
        ]
    );
    run(
        &client,
        &format!(
            "SELECT monitoring.acknowledge_alert(id, 'bob', p_now => '{}') FROM monitoring.alerts",
            at("121m")
        ),
    )
    .await;
    assert_eq!(minutes(&client, 121, 130, "").await, ["121 pager acknowledged ACKNOWLEDGED: ERROR a"]);
}

#[tokio::test]
async fn who_was_called_is_called_for_what_begins_later_too() {
    let client = theatre(
        "called_again",
        "UPDATE monitoring.notification_channels SET kind = 'pagerduty', send_resolved = true WHERE name <> 'chat';
         UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'desk';
         INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{pager,desk}')",
    )
    .await;
    raise(&client, r#"{"alertname": "disk"}"#, "80 %", "warning", 0).await;
    raise(&client, r#"{"alertname": "mem"}"#, "90 %", "warning", 0).await;
    assert_eq!(
        minutes(&client, 0, 19, "").await,
        [
            "0 chat first_notification WARNING disk (and 1 more)",
            "10 pager escalation NOT ACKNOWLEDGED: WARNING disk (and 1 more)"
        ]
    );
    raise(&client, r#"{"alertname": "db"}"#, "down", "critical", 20).await;
    assert_eq!(
        minutes(&client, 20, 60, "").await,
        [
            "20 chat new_alerts CRITICAL db (and 2 more)",
            "30 desk escalation NOT ACKNOWLEDGED: CRITICAL db",
            "30 pager escalation NOT ACKNOWLEDGED: CRITICAL db (and 2 more)",
        ]
    );
    // What is called for comes first, not what is over.
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'db'", at("61m"))).await;
    raise(&client, r#"{"alertname": "cpu"}"#, "hot", "critical", 61).await;
    let heard = minutes(&client, 61, 80, "").await;
    assert!(heard.iter().all(|one| !one.contains("NOT ACKNOWLEDGED: RESOLVED")), "{heard:?}");
}

#[tokio::test]
async fn nobody_is_called_for_what_nobody_was_told_of() {
    let client = theatre(
        "called_early",
        "INSERT INTO monitoring.escalation_steps VALUES ('all', '3 minutes', '{pager}')",
    )
    .await;
    raise(&client, r#"{"alertname": "a"}"#, "x", "error", 0).await;
    minutes(&client, 0, 0, "").await;
    run(
        &client,
        &format!(
            "SELECT monitoring.acknowledge_alert(id, 'ann', p_now => '{}') FROM monitoring.alerts",
            at("1m")
        ),
    )
    .await;
    raise(&client, r#"{"alertname": "b"}"#, "x", "error", 2).await;
    assert_eq!(
        minutes(&client, 1, 20, "").await,
        ["5 chat new_alerts ERROR b (and 1 more)", "8 pager escalation NOT ACKNOWLEDGED: ERROR b"]
    );
}

#[tokio::test]
async fn news_do_not_wait_behind_repeats() {
    let client = theatre(
        "starving",
        &format!(
            "{PAGER} UPDATE monitoring.notification_channels SET rate_limit = 1, rate_interval = '10 minutes' WHERE name = 'pager';
             UPDATE monitoring.notification_routes SET channels = '{{pager}}', repeat_interval = '15 minutes', group_by = '{{alertname}}'"
        ),
    )
    .await;
    for name in ["c1", "c2", "c3"] {
        raise(&client, &format!(r#"{{"alertname": "{name}"}}"#), "x", "critical", 0).await;
    }
    raise(&client, r#"{"alertname": "w"}"#, "x", "warning", 0).await;
    let heard = minutes(&client, 0, 59, "").await;
    assert_eq!(heard.len(), 6, "{heard:?}");
    assert!(heard[3].ends_with("first_notification WARNING w"), "{heard:?}");
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'w'", at("61m"))).await;
    let heard = minutes(&client, 60, 79, "").await;
    assert!(heard.iter().any(|one| one.ends_with("all_resolved RESOLVED w")), "{heard:?}");
}

#[tokio::test]
async fn what_is_held_back_by_its_turn_is_not_told() {
    let client =
        theatre("held_by_turn", "UPDATE monitoring.notification_routes SET group_by = '{alertname}'").await;
    for name in ["a", "b", "c"] {
        raise(&client, &format!(r#"{{"alertname": "{name}"}}"#), "x", "error", 0).await;
    }
    assert_eq!(minutes(&client, 0, 0, "chat").await, [""; 0]);
    run(
        &client,
        &format!(
            "SELECT monitoring.silence_alerts('{{\"alertname\": \"a\"}}', '{now}', '{}', 'x', '{now}');
             INSERT INTO monitoring.mute_times (name, matchers, time_from, time_to) VALUES ('m', '{{\"alertname\": \"b\"}}', '00:01', '01:30');
             SELECT monitoring.snooze_alert(id, interval '2 hours', 'ann', '{now}') FROM monitoring.alerts WHERE labels ->> 'alertname' = 'c'",
            at("60m"),
            now = at("1m")
        ),
    )
    .await;
    assert_eq!(
        minutes(&client, 1, 130, "").await,
        [
            "60 chat first_notification ERROR a",
            "90 chat first_notification ERROR b",
            "121 chat first_notification ERROR c"
        ]
    );
}

#[tokio::test]
async fn a_summary_names_each_alert_once_and_tells_them_apart() {
    let client = theatre(
        "summary_once",
        "UPDATE monitoring.notification_channels SET rate_limit = 1 WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{host}'",
    )
    .await;
    for host in ["h1", "h2"] {
        raise(
            &client,
            &format!(r#"{{"alertname": "disk", "host": "{host}"}}"#),
            &format!("no space on {host}"),
            "error",
            0,
        )
        .await;
    }
    raise(&client, r#"{"alertname": "disk", "host": "h3"}"#, "full", "error", 0).await;
    raise(&client, r#"{"alertname": "disk", "host": "h4"}"#, "full", "error", 0).await;
    minutes(&client, 0, 0, "").await;
    let newest = "SELECT payload ->> 'body' FROM monitoring.notifications WHERE state = 'sent' ORDER BY id DESC LIMIT 1";
    let mut lines: Vec<String> = row(&client, newest).await.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "ERROR disk: full (host: h3)",
            "ERROR disk: full (host: h4)",
            "ERROR disk: no space on h1",
            "ERROR disk: no space on h2",
        ]
    );
    run(&client, "INSERT INTO monitoring.notification_routes (name, position, channels, continue_matching) VALUES ('twice', 1, '{chat}', true)").await;
    raise(&client, r#"{"alertname": "z", "host": "h9"}"#, "zz", "error", 5).await;
    assert_eq!(minutes(&client, 5, 6, "").await, ["5 chat summary 1 alert in one message: ERROR z"]);
    let known = "SELECT count(*) FROM monitoring.told_alerts t JOIN monitoring.alerts a ON a.id = t.alert_id WHERE a.labels ->> 'alertname' = 'z'";
    assert_eq!(row(&client, known).await, "2", "in both of its groups");
}

#[tokio::test]
async fn no_channel_is_told_twice_within_its_interval() {
    let client = theatre("interval", "").await;
    raise(&client, r#"{"alertname": "a"}"#, "x", "error", 0).await;
    assert_eq!(minutes(&client, 0, 238, "chat").await, [""; 0]);
    // Told late: its repeat at 240 would say the same a minute later.
    let heard = minutes(&client, 239, 500, "").await;
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert!(heard[1].starts_with("480 chat repeat"), "{heard:?}");
    // Another channel is told at once; this one when its time comes.
    raise(&client, r#"{"alertname": "b"}"#, "x", "error", 501).await;
    assert_eq!(minutes(&client, 501, 501, "").await, ["501 chat new_alerts ERROR b (and 1 more)"]);
    raise(&client, r#"{"alertname": "c"}"#, "x", "error", 502).await;
    run(&client, "UPDATE monitoring.notification_routes SET channels = '{chat,desk}'").await;
    assert_eq!(minutes(&client, 502, 502, "").await, ["502 desk first_notification ERROR a (and 2 more)"]);
    run(&client, "UPDATE monitoring.notification_channels SET min_severity = 'warning' WHERE name = 'desk'")
        .await;
    assert_eq!(minutes(&client, 503, 520, "").await, ["506 chat new_alerts ERROR c (and 2 more)"]);
}

#[tokio::test]
async fn an_interval_begins_when_a_channel_is_told() {
    let client =
        theatre("interval_told", "UPDATE monitoring.notification_routes SET channels = '{chat,desk}'").await;
    run(&client, "UPDATE monitoring.notification_channels SET min_severity = 'info'").await;
    raise(&client, r#"{"alertname": "a"}"#, "x", "error", 0).await;
    let first = "first_notification ERROR a";
    assert_eq!(minutes(&client, 0, 3, "chat").await, [format!("0 desk {first}")]);
    assert_eq!(minutes(&client, 4, 4, "").await, [format!("4 chat {first}")]);
    raise(&client, r#"{"alertname": "b"}"#, "x", "error", 4).await;
    // Each a group_interval after it was told, not after its message was made.
    let news = "new_alerts ERROR b (and 1 more)";
    assert_eq!(minutes(&client, 4, 30, "").await, [format!("5 desk {news}"), format!("9 chat {news}")]);
    // An end waits no less, and comes.
    run(
        &client,
        &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts", at("31m")),
    )
    .await;
    raise(&client, r#"{"alertname": "c"}"#, "x", "error", 31).await;
    let heard = minutes(&client, 31, 31, "chat").await;
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(heard[0].starts_with("31 desk"), "{heard:?}");
    // What goes out late is the beginning of the next interval; nothing more is said in it.
    let heard = minutes(&client, 32, 60, "").await;
    assert_eq!(heard.len(), 1, "{heard:?}");
}

#[tokio::test]
async fn an_end_without_words_keeps_those_of_the_beginning() {
    let client = theatre("words_kept", "").await;
    raise(&client, r#"{"alertname": "a"}"#, "no space left", "error", 0).await;
    minutes(&client, 0, 0, "").await;
    run(
        &client,
        &format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "a"}}', ends_at => '{now}', p_now => '{now}')"#,
            now = at("10m")
        ),
    )
    .await;
    assert_eq!(minutes(&client, 10, 10, "").await, ["10 chat all_resolved RESOLVED a"]);
    let body = "SELECT payload ->> 'body' FROM monitoring.notifications ORDER BY id DESC LIMIT 1";
    assert_eq!(row(&client, body).await, "no space left");
}

/// The title and the lines of the newest message that was sent.
async fn newest(client: &Client) -> String {
    let newest = "SELECT concat_ws(' / ', payload ->> 'title', replace(payload ->> 'body', E'\\n', ' / ')) FROM monitoring.notifications WHERE state = 'sent' ORDER BY settled_at DESC, id DESC LIMIT 1";
    row(client, newest).await
}

#[tokio::test]
async fn an_end_names_what_goes_on_though_it_is_held_back() {
    let client = theatre(
        "held_beside",
        &format!("{PAGER} UPDATE monitoring.notification_routes SET channels = '{{chat}}'"),
    )
    .await;
    for host in ["h1", "h2", "h3"] {
        raise(&client, &format!(r#"{{"alertname": "disk", "host": "{host}"}}"#), "full", "critical", 0).await;
    }
    minutes(&client, 0, 5, "").await;
    run(
        &client,
        &format!(
            "SELECT monitoring.silence_alerts('{{\"host\": \"h1\"}}', '{now}', '{}', 'x', '{now}')",
            at("60m"),
            now = at("6m")
        ),
    )
    .await;
    run(&client, &format!("SELECT monitoring.snooze_alert(id, interval '1 hour', 'ann', '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h3'", at("6m"))).await;
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h2'", at("7m"))).await;
    assert_eq!(minutes(&client, 7, 50, "").await, ["7 chat new_resolved RESOLVED disk (2 still firing)"]);
    assert_eq!(
        newest(&client).await,
        "RESOLVED disk (2 still firing) / resolved: full (host: h2) / full (host: h1), silenced / full (host: h3), snoozed"
    );
}

#[tokio::test]
async fn a_pager_hears_that_what_is_left_is_snoozed() {
    let client = theatre(
        "left_snoozed",
        &format!("{PAGER} UPDATE monitoring.notification_routes SET channels = '{{pager}}'"),
    )
    .await;
    for host in ["h1", "h2"] {
        raise(&client, &format!(r#"{{"alertname": "disk", "host": "{host}"}}"#), "full", "critical", 0).await;
    }
    minutes(&client, 0, 30, "").await;
    run(&client, &format!("SELECT monitoring.snooze_alert(id, interval '1 hour', 'ann', '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h1'", at("31m"))).await;
    assert_eq!(minutes(&client, 31, 33, "").await, [""; 0]);
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h2'", at("34m"))).await;
    let heard = minutes(&client, 34, 80, "").await;
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert_eq!(heard[0], "34 pager new_resolved RESOLVED disk (1 still firing)");
    assert!(heard[1].ends_with("pager acknowledged ACKNOWLEDGED: CRITICAL disk"), "{heard:?}");
}

#[tokio::test]
async fn a_summary_says_what_goes_on_as_something_else_and_which_one_is_over() {
    let client = theatre(
        "summary_ends",
        "UPDATE monitoring.notification_channels SET rate_limit = 1, min_severity = 'error' WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET group_by = '{alertname,host}'",
    )
    .await;
    for (host, text) in [("h1", "90 % full"), ("h2", "95 % full")] {
        raise(&client, &format!(r#"{{"alertname": "disk", "host": "{host}"}}"#), text, "critical", 0).await;
    }
    raise(&client, r#"{"alertname": "cpu"}"#, "hot", "critical", 0).await;
    minutes(&client, 0, 5, "").await;
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h1'", at("6m"))).await;
    raise(&client, r#"{"alertname": "disk", "host": "h3"}"#, "97 % full", "critical", 6).await;
    raise(&client, r#"{"alertname": "cpu"}"#, "warm", "warning", 6).await;
    minutes(&client, 6, 9, "").await;
    let said = newest(&client).await;
    assert!(
        said.starts_with("3 alerts in one message: CRITICAL disk / CRITICAL disk: 97 % full / RESOLVED "),
        "{said}"
    );
    for line in [" / RESOLVED cpu: hot. It goes on as warning.", " / RESOLVED disk: 90 % full"] {
        assert!(said.contains(line), "{said}");
    }
}

#[tokio::test]
async fn a_fallback_hears_repeats_of_what_its_channel_was_never_told() {
    let client = theatre(
        "fallback_repeats",
        "UPDATE monitoring.notification_channels SET fallback = 'desk' WHERE name = 'chat';
         UPDATE monitoring.notification_routes SET repeat_interval = '20 minutes'",
    )
    .await;
    raise(&client, r#"{"alertname": "disk"}"#, "full", "critical", 0).await;
    assert_eq!(
        minutes(&client, 0, 60, "chat").await,
        [
            "5 desk first_notification CRITICAL disk",
            "25 desk repeat CRITICAL disk",
            "45 desk repeat CRITICAL disk"
        ]
    );
}

#[tokio::test]
async fn what_is_not_grave_enough_for_anybody_is_not_escalated() {
    let client = theatre(
        "nobodys",
        "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'chat';
         INSERT INTO monitoring.escalation_steps VALUES ('all', '10 minutes', '{desk}')",
    )
    .await;
    raise(&client, r#"{"alertname": "disk", "host": "h1"}"#, "full", "critical", 0).await;
    minutes(&client, 0, 1, "").await;
    raise(&client, r#"{"alertname": "disk", "host": "h2"}"#, "full", "warning", 2).await;
    run(&client, &format!("SELECT monitoring.resolve_alert(id, p_now => '{}') FROM monitoring.alerts WHERE labels ->> 'host' = 'h1'", at("7m"))).await;
    let heard = minutes(&client, 2, 40, "").await;
    assert!(heard.iter().all(|one| !one.contains(" desk ")), "{heard:?}");
}
