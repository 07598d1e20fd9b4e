//! Who is told of which alert, together with what: routes and channels. Every time here is a virtual one.

use agentmon_tests::alerting::{log, minute, process, refusal, scalar, second, told, told_at};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::json;
use tokio_postgres::Client;

/// A database whose routes are these rows of (name, position, matchers, channels, …), and no others.
async fn database(name: &str, routes: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    let sql = format!(
        "DELETE FROM monitoring.notification_routes;
         INSERT INTO monitoring.notification_channels (name, kind) VALUES ('pager', 'sms'), ('desk', 'email');
         UPDATE monitoring.notification_channels SET send_resolved = false;
         INSERT INTO monitoring.notification_routes {routes}"
    );
    client.batch_execute(&sql).await.expect("routes");
    client
}

/// Names of the channels that hear of one error.
async fn channels_for(client: &Client, agent: &str, level: &str, message: &str, at: i64) -> Vec<String> {
    log(client, agent, level, message).await;
    let mut channels: Vec<_> =
        told_at(client, minute(at)).await.into_iter().map(|message| message.channel).collect();
    channels.sort_unstable();
    channels
}

#[tokio::test]
async fn the_first_route_that_matches_by_position_takes_the_alert() {
    let client = database(
        "by_position",
        r#"(name, position, matchers, channels) VALUES
           ('everything', 90, '{}', '{desk}'),
           ('critical', 20, '{"severity": "critical"}', '{pager}'),
           ('billing', 10, '{"agent_name": "billing"}', '{email}'),
           ('workers', 30, '{"agent_name": "~worker-[0-9]+", "log_level": "error"}', '{sms}'),
           ('nameless', 40, '{"event_type": "", "log_level": "error"}', '{sms,pager}')"#,
    )
    .await;
    for (at, (agent, level, channels)) in (0_i64..).zip([
        ("billing", "critical", ["email"]),
        ("shop", "critical", ["pager"]),
        ("worker-17", "error", ["sms"]),
        ("worker-17", "critical", ["pager"]),
        // A regular expression is for the whole label, an equal one too.
        ("worker-17b", "error", ["desk"]),
        ("my worker-17", "error", ["desk"]),
        ("billing2", "error", ["desk"]),
        ("Billing", "error", ["desk"]),
    ]) {
        let told = channels_for(&client, agent, level, &format!("{agent} {level} fails"), at).await;
        assert_eq!(told, channels, "{agent} {level}");
    }
    client
        .batch_execute("INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('x', 'error', 'no type')")
        .await
        .expect("a row");
    let messages = told_at(&client, minute(20)).await;
    assert_eq!(
        told(&messages).len(),
        2,
        "a label that is missing counts as empty, besides one that is there"
    );
    assert!(messages.iter().all(|message| ["sms", "pager"].contains(&message.channel.as_str())));
}

#[tokio::test]
async fn an_alert_that_no_route_matches_is_kept_and_told_to_nobody() {
    let client =
        database("no_route", r#"(name, matchers, channels) VALUES ('a', '{"agent_name": "a"}', '{sms}')"#)
            .await;
    assert_eq!(channels_for(&client, "b", "error", "fails", 0).await, [""; 0]);
    assert_eq!(scalar(&client, "SELECT state FROM monitoring.alerts").await, "firing");
    assert_eq!(scalar(&client, "SELECT count(*) FROM monitoring.alert_groups").await, "0");
}

#[tokio::test]
async fn continue_matching_goes_on_to_the_next_route_that_matches() {
    let client = database(
        "goes_on",
        r#"(name, position, matchers, channels, continue_matching) VALUES
           ('log', 1, '{}', '{desk}', true),
           ('shop', 2, '{"agent_name": "shop"}', '{sms}', true),
           ('never', 3, '{"agent_name": "nobody"}', '{pager}', false),
           ('rest', 4, '{}', '{email}', false),
           ('behind', 5, '{}', '{pager}', true)"#,
    )
    .await;
    assert_eq!(channels_for(&client, "shop", "error", "fails", 0).await, ["desk", "email", "sms"]);
    assert_eq!(channels_for(&client, "mail", "error", "fails", 1).await, ["desk", "email"]);
}

#[tokio::test]
async fn group_by_and_group_wait_make_one_message_of_many_alerts() {
    let client = database(
        "grouped",
        "(name, channels, group_by, group_wait) VALUES ('r', '{email}', '{agent_name,absent}', '30 seconds')",
    )
    .await;
    log(&client, "shop", "error", "disk is full").await;
    assert_eq!(process(&client, second(0)).await, 0);
    log(&client, "shop", "critical", "ledger is corrupt").await;
    log(&client, "mail", "error", "queue is stuck").await;
    assert_eq!(process(&client, second(20)).await, 0);
    assert_eq!(process(&client, second(29)).await, 0);
    let shop = told_at(&client, second(30)).await;
    assert_eq!(told(&shop), [("email", "first_notification")]);
    let payload = &shop[0].payload;
    assert_eq!(
        payload["group_labels"],
        json!({"agent_name": "shop"}),
        "a label that is absent groups nothing"
    );
    assert_eq!((&payload["total_alerts"], &payload["severity"]), (&json!(2), &json!("critical")));
    assert_eq!(shop[0].text(), "CRITICAL shop: task_failed (and 1 more)\nledger is corrupt\ndisk is full");
    assert_eq!(process(&client, second(49)).await, 0);
    assert_eq!(told(&told_at(&client, second(50)).await), [("email", "first_notification")]);
    // A third one in a group that was told waits for the group's interval.
    log(&client, "shop", "error", "cache is cold").await;
    assert_eq!(process(&client, second(60)).await, 0);
    assert_eq!(process(&client, second(329)).await, 0);
    let news = told_at(&client, second(330)).await;
    assert_eq!(told(&news), [("email", "new_alerts")]);
    assert_eq!(news[0].payload["total_alerts"], 3);
}

#[tokio::test]
async fn a_group_of_many_alerts_lists_twenty_and_counts_all() {
    let client = database("many", "(name, channels, group_by) VALUES ('r', '{sms}', '{alertname}')").await;
    let sql = "INSERT INTO monitoring.agent_logs (agent_name, log_level, message)
               SELECT 'agent-' || n, 'error', 'fails' FROM generate_series(1, 250) AS n";
    client.batch_execute(sql).await.expect("rows");
    let messages = told_at(&client, minute(0)).await;
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].payload["total_alerts"], 250);
    assert_eq!(messages[0].payload["alerts"].as_array().map(Vec::len), Some(20));
    assert!(messages[0].text().contains("(and 249 more)"), "{}", messages[0].text());
    assert_eq!(process(&client, minute(5)).await, 0);
}

#[tokio::test]
async fn a_channel_hears_of_its_min_severity_and_only_while_it_is_enabled() {
    let client = setup_database(shared_cluster().await, "min_severity").await;
    client
        .batch_execute(
            "UPDATE monitoring.notification_channels SET min_severity = 'critical' WHERE name = 'sms'",
        )
        .await
        .expect("a channel");
    assert_eq!(channels_for(&client, "a", "error", "one", 0).await, ["email"]);
    assert_eq!(channels_for(&client, "a", "critical", "two", 1).await, ["email", "sms"]);
    client
        .batch_execute("UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'email'")
        .await
        .expect("a channel");
    assert_eq!(channels_for(&client, "a", "error", "three", 2).await, [""; 0]);
    assert_eq!(channels_for(&client, "a", "critical", "four", 3).await, ["sms"]);
}

#[tokio::test]
async fn a_kind_that_no_registered_notifier_sends_makes_no_messages() {
    let client = setup_database(shared_cluster().await, "served_kinds").await;
    let no_ends = "UPDATE monitoring.notification_channels SET send_resolved = false";
    client.batch_execute(no_ends).await.expect("no ends");
    assert_eq!(
        channels_for(&client, "a", "error", "one", 0).await,
        ["email", "sms"],
        "nobody has registered"
    );
    let register = "SELECT monitoring.register_notifier($1, '0.1.0', $2, $3)";
    client.query(register, &[&"w1", &vec!["email"], &minute(1)]).await.expect("a notifier");
    assert_eq!(channels_for(&client, "a", "error", "two", 1).await, ["email"]);
    client.query(register, &[&"w2", &vec!["sms"], &minute(2)]).await.expect("a notifier");
    // And those hear of what fires since.
    assert_eq!(channels_for(&client, "a", "error", "three", 2).await, ["email", "sms", "sms"]);
    // w2 goes away for good, w1 lives on: a day later nobody sends texts any more.
    client.query(register, &[&"w1", &vec!["email"], &minute(1500)]).await.expect("a notifier");
    assert_eq!(channels_for(&client, "a", "error", "four", 1500).await, ["email"]);
    // w1 goes away too, over a long week-end: what happens meanwhile is owed when it comes back.
    assert_eq!(channels_for(&client, "a", "error", "five", 9000).await, ["email"]);
}

/// The label that is missing says nothing of the alert: what it is not, and any text at all, fit it as well.
#[tokio::test]
async fn a_matcher_that_fits_only_because_a_label_is_missing_takes_nothing_by_itself() {
    let client = database(
        "missing",
        r#"(name, position, matchers, channels) VALUES
           ('other teams', 10, '{"team": "!=web"}', '{desk}'),
           ('any team', 20, '{"team": "~.*"}', '{desk}'),
           ('no such host', 30, '{"host": "!~db.*"}', '{desk}'),
           ('both', 40, '{"team": "!=web", "host": ""}', '{desk}'),
           ('shops', 50, '{"agent_name": "!=billing", "team": "!=web"}', '{pager}'),
           ('rest', 90, '{}', '{email}')"#,
    )
    .await;
    assert_eq!(channels_for(&client, "shop", "error", "a", 0).await, ["pager"]);
    assert_eq!(channels_for(&client, "billing", "error", "b", 1).await, ["email"]);
    for (labels, channel) in [
        (r#"{"alertname": "a", "team": "db"}"#, "desk"),
        (r#"{"alertname": "a", "team": "web", "host": "app1"}"#, "desk"),
        (r#"{"alertname": "a", "host": "db1"}"#, "email"),
        (r#"{"alertname": "a", "team": ""}"#, "email"),
    ] {
        let sql = format!("SELECT monitoring.raise_alert('{labels}', p_now => '2031-01-02')");
        client.batch_execute(&sql).await.expect("an alert");
        let route = "SELECT r.channels[1] FROM monitoring.alerts a JOIN monitoring.alert_group_members m ON m.alert_id = a.id
            JOIN monitoring.alert_groups g ON g.id = m.group_id JOIN monitoring.notification_routes r ON r.name = g.route
            WHERE a.source = 'raised' ORDER BY a.id DESC LIMIT 1";
        process(&client, minute(2000)).await;
        assert_eq!(agentmon_tests::sql::row(&client, route).await, channel, "{labels}");
    }
}

#[tokio::test]
async fn matchers_that_could_never_work_are_refused_when_they_are_written() {
    let client = setup_database(shared_cluster().await, "bad_routes").await;
    let admin = shared_cluster().await.connect_as("bad_routes", "agentmon_admin").await;
    for (matchers, part) in [
        (r#"{"agent_name": "~("}"#, "agent_name"),
        (r#"{"agent_name": 5}"#, "agent_name"),
        (r#"{"a": "x", "log_level": null}"#, "log_level"),
        (r#"["agent_name"]"#, "object"),
        (r#"{"agent_name": "!x"}"#, "begins with !"),
        (r#"{"agent_name": "=~x"}"#, "begins with =~"),
        (r#"{"agent_name!": "x"}"#, "not the name of a label"),
        (r#"{"agent_name": "~(a)\\1"}"#, "not a regular expression"),
        (r#"{"severity": "huge"}"#, "no alert has the severity"),
        // What takes only what is missing would take nothing.
        (r#"{"event_type": ""}"#, "would match nothing"),
    ] {
        let sql = format!(
            "INSERT INTO monitoring.notification_routes (name, matchers, channels) VALUES ('x', '{matchers}', '{{sms}}')"
        );
        let (code, text) = refusal(&client, &sql).await;
        assert_eq!(code, "22023", "{matchers}: {text}");
        assert!(text.contains(part), "{matchers}: {text}");
        // Said to administrators in the same words.
        assert_eq!(refusal(&admin, &sql).await, (code, text));
    }
    let (code, text) = refusal(
        &client,
        r#"UPDATE monitoring.notification_routes SET matchers = '{"agent_name": "~[z-a]"}'"#,
    )
    .await;
    assert_eq!(code, "22023", "{text}");
    assert_eq!(channels_for(&client, "a", "error", "one", 0).await, ["email", "sms"]);
}

/// Nobody has chosen the channels of the route that is there from the start: it tells what there is to tell.
#[tokio::test]
async fn the_default_route_tells_sms_and_email_or_else_all_that_a_daemon_sends() {
    let client = setup_database(shared_cluster().await, "default_route").await;
    let no_ends = "UPDATE monitoring.notification_channels SET send_resolved = false";
    client.batch_execute(no_ends).await.expect("no ends");
    let register = async |worker: &str, kinds: &[&str], at: i64| {
        let sql = "SELECT monitoring.register_notifier($1, '0.1.0', $2, $3)";
        client.query(sql, &[&worker, &kinds, &minute(at)]).await.expect("a notifier");
    };
    let health = async |at: i64| {
        let sql =
            format!("SELECT monitoring.get_system_health('{}') -> 'alert_health' ->> 'reasons'", minute(at));
        scalar(&client, &sql).await
    };
    assert_eq!(
        channels_for(&client, "a", "error", "before", 0).await,
        ["email", "sms"],
        "nobody has registered"
    );
    // With Slack alone, Slack: also of what fired before the daemon came.
    register("w1", &["slack"], 1).await;
    client.batch_execute(no_ends).await.expect("no ends");
    assert_eq!(channels_for(&client, "a", "error", "one", 1).await, ["slack", "slack"]);
    let previewed =
        "SELECT string_agg(channel, ',') FROM monitoring.preview_notification('{\"alertname\": \"x\"}')";
    assert_eq!(scalar(&client, previewed).await, "slack");
    assert!(!health(1).await.contains("reaches nobody"), "{}", health(1).await);
    // Every one that is served, but those that are off.
    register("w2", &["pagerduty"], 2).await;
    let more = "INSERT INTO monitoring.notification_channels (name, kind, enabled) VALUES ('team b', 'slack', true), ('off', 'slack', false);
                UPDATE monitoring.notification_channels SET send_resolved = false";
    client.batch_execute(more).await.expect("channels");
    assert_eq!(
        channels_for(&client, "b", "error", "two", 2).await.iter().filter(|one| *one == "off").count(),
        0
    );
    told_at(&client, minute(3)).await;
    assert_eq!(channels_for(&client, "b", "error", "three", 8).await, ["pagerduty", "slack", "team b"]);
    // As soon as one of its own two is there, it is those.
    register("w3", &["email"], 9).await;
    told_at(&client, minute(9)).await;
    assert_eq!(channels_for(&client, "c", "error", "four", 10).await, ["email"]);
    assert!(health(10).await.contains("nothing is told by pagerduty, slack, team b"), "{}", health(10).await);
    // Set to what it names already, it is an ordinary route.
    let chosen = "DELETE FROM monitoring.notifiers WHERE worker = 'w3';
                  UPDATE monitoring.notification_routes SET channels = channels";
    client.batch_execute(chosen).await.expect("a choice");
    assert_eq!(scalar(&client, "SELECT default_channels FROM monitoring.notification_routes").await, "f");
    assert_eq!(channels_for(&client, "d", "error", "five", 11).await, [""; 0]);
    assert!(health(11).await.contains("the route default reaches nobody"), "{}", health(11).await);
    assert_eq!(scalar(&client, "SELECT string_agg(route, ',') FROM agentmon.deaf_routes()").await, "default");
}

#[tokio::test]
async fn what_a_kind_does_not_know_is_refused_by_name_and_ends_are_told_as_is_usual_for_it() {
    let client = setup_database(shared_cluster().await, "unknown_keys").await;
    for (kind, settings, unknown) in [
        ("slack", r##"{"channel": "#ops"}"##, "'channel'"),
        ("email", r#"{"too": "a@example.org", "cc": "b"}"#, "'cc', 'too'"),
        ("console", r#"{"account": "b"}"#, "'account'"),
        ("sms", r#"{"url": "https://example.org"}"#, "'url'"),
    ] {
        let sql = format!(
            "INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES ('c', '{kind}', '{settings}')"
        );
        let (code, text) = refusal(&client, &sql).await;
        assert_eq!(code, "22023");
        assert!(text.contains(&format!("{kind} does not know: {unknown}")), "{text}");
    }
    client
        .batch_execute(
            r#"INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES
                   ('s', 'sms', '{"note": "the boss"}'), ('e', 'email', '{}'), ('k', 'slack', '{"account": "b"}'),
                   ('p', 'pagerduty', '{}'), ('w', 'webhook', '{"url": "https://example.org/x"}'), ('c', 'console', '{}');
               INSERT INTO monitoring.notification_channels (name, kind, send_resolved) VALUES ('quiet', 'email', false)"#,
        )
        .await
        .expect("channels");
    let ends = "SELECT string_agg(name, ',' ORDER BY name) FROM monitoring.notification_channels WHERE send_resolved";
    assert_eq!(scalar(&client, ends).await, "e,email,p,w");
}
