//! Silences, snoozes and acknowledgements: what people say, and what is told all the same.

use agentmon_tests::alerting::second;
use agentmon_tests::outbox::{claim, complete};
use agentmon_tests::scenario::{play, story_of, theatre, verdict};
use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{assert_refused, row, run};

const SILENCE_A: &str = r#"SELECT monitoring.silence_alerts('{"alertname": "a"}', ends_at => :now::timestamptz + interval '1 hour', comment => 'known', p_now => :now)"#;

/// Errors do not resolve by themselves in the time of a story.
const LATE: &str = "UPDATE monitoring.settings SET value = '3 days' WHERE name = 'error_resolve_after'";

#[tokio::test]
async fn a_silenced_alert_is_told_at_the_silences_end_if_it_still_fires() {
    let client = theatre("silenced", "").await;
    let story = format!(
        "0     | {SILENCE_A} |
         1m    | raise a |
         5m    | raise b | chat first_notification b!
         59m59s| |
         1h    | | chat new_alerts a! b!
         2h    | resolve a; resolve b | chat all_resolved a. b."
    );
    play(&client, &story).await;
    let said = story_of(&client, "a", "2h").await;
    assert!(
        said.iter().any(|line| line.starts_with("held back||silence ") && line.ends_with(": known")),
        "{said:?}"
    );
    assert!(said.iter().any(|line| line.starts_with("released||silence ")), "{said:?}");
}

#[tokio::test]
async fn at_the_end_the_group_interval_is_minded_where_something_of_the_group_is_open() {
    let client = theatre("silence_ends", "").await;
    let story = format!(
        "0     | {SILENCE_A}; raise a |
         58m   | raise b | chat first_notification b!
         1h    | |
         1h2m59s | |
         1h3m  | | chat new_alerts a! b!"
    );
    play(&client, &story).await;
}

#[tokio::test]
async fn the_resolve_of_what_was_told_goes_out_through_a_silence() {
    let client = theatre("silenced_resolve", "").await;
    let story = format!(
        "0   | raise a; raise b | chat first_notification a! b!
         10m | {SILENCE_A} |
         20m | resolve b | chat new_resolved b.
         30m | resolve a | chat all_resolved a."
    );
    play(&client, &story).await;
    // The group goes on while a silenced one is open: whoever keeps incidents must not close this one.
    let status = "SELECT string_agg(payload ->> 'status' || ' ' || (payload ->> 'title'), ', ' ORDER BY created_at) FROM monitoring.notifications";
    assert_eq!(
        row(&client, status).await,
        "firing ERROR a (and 1 more), firing RESOLVED b (1 still firing), resolved RESOLVED a"
    );
}

#[tokio::test]
async fn a_silenced_alert_that_resolves_untold_is_told_to_nobody_with_its_reason() {
    let client = theatre("silenced_untold", "").await;
    play(&client, &format!("0 | {SILENCE_A}; raise a |\n 10m | resolve a |\n 1h | |\n 5h | |")).await;
    let said = verdict(&client, "a", "5h").await;
    assert!(said.starts_with("not told: 1 of 1 event: silence ") && said.ends_with(": known"), "{said}");
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.notifications").await, "0");
}

#[tokio::test]
async fn a_silenced_alert_is_not_repeated_and_repeats_when_the_silence_is_over() {
    let client = theatre("silenced_repeat", "").await;
    let all_day = SILENCE_A.replace("1 hour", "8 hours");
    let story = format!(
        "0 | raise a | chat first_notification a!\n 1h | {all_day} |\n 4h | |\n 8h | |\n 9h | | chat repeat a!\n 13h | | chat repeat a!"
    );
    play(&client, &story).await;
}

#[tokio::test]
async fn silences_of_every_kind_of_time_and_matcher() {
    for (n, (silence, silent)) in [
        // In the future, and over.
        (r#"'{"alertname": "a"}', :now::timestamptz + interval '1 hour', :now::timestamptz + interval '2 hours'"#, false),
        (r#"'{"alertname": "a"}', :now::timestamptz - interval '2 hours', :now::timestamptz - interval '1 hour'"#, false),
        (r#"'{"alertname": "a"}', :now::timestamptz - interval '2 hours', :now::timestamptz"#, false),
        (r#"'{"alertname": "a"}', :now::timestamptz - interval '2 hours', 'infinity'"#, true),
        // Regular expressions are for the whole value; all matchers must fit; what is missing is empty.
        (r#"'{"alertname": "~[a-c]"}', NULL, 'infinity'"#, true),
        (r#"'{"alertname": "~b|c"}', NULL, 'infinity'"#, false),
        (r#"'{"alertname": "~x?a|b"}', NULL, 'infinity'"#, true),
        (r#"'{"host": "db1", "alertname": "a"}', NULL, 'infinity'"#, true),
        (r#"'{"host": "db", "alertname": "a"}', NULL, 'infinity'"#, false),
        (r#"'{"alertname": "a", "zone": ""}', NULL, 'infinity'"#, true),
        (r#"'{"alertname": "a", "host": ""}', NULL, 'infinity'"#, false),
        (r#"'{"host": "!=db2"}', NULL, 'infinity'"#, true),
        (r#"'{"host": "!=db1"}', NULL, 'infinity'"#, false),
        (r#"'{"host": "!~db[2-9]"}', NULL, 'infinity'"#, true),
        (r#"'{"host": "!~db.*"}', NULL, 'infinity'"#, false),
        // What fits only because a label is missing takes nothing by itself, but limits nothing else.
        (r#"'{"zone": "!=z"}', NULL, 'infinity'"#, false),
        (r#"'{"zone": "!~z.*"}', NULL, 'infinity'"#, false),
        (r#"'{"zone": "~.*"}', NULL, 'infinity'"#, false),
        (r#"'{"zone": "~z|", "rack": ""}', NULL, 'infinity'"#, false),
        (r#"'{"zone": "!=z", "host": "db1"}', NULL, 'infinity'"#, true),
        (r#"'{"severity": "error"}', NULL, 'infinity'"#, true),
        (r#"'{"severity": "~warning|critical"}', NULL, 'infinity'"#, false),
    ]
    .into_iter()
    .enumerate()
    {
        let client = theatre(&format!("silence_{n}"), "").await;
        let silence = silence.replace(":now", "'2031-01-01'");
        run(&client, &format!("SELECT monitoring.silence_alerts({silence}, p_now => '2031-01-01')")).await;
        let told = if silent { "" } else { "chat first_notification a!" };
        play(&client, &format!("0 | raise a host=db1 | {told}")).await;
    }
}

#[tokio::test]
async fn a_silence_can_be_ended_extended_and_taken_back() {
    let client = theatre("silence_changes", "").await;
    let story = format!(
        "0   | {SILENCE_A}; raise a |
         10m | UPDATE monitoring.silences SET ends_at = :now::timestamptz + interval '2 hours' |
         1h  | |
         2h9m | |
         2h9m30s | SELECT monitoring.expire_silence(id, :now) FROM monitoring.silences | chat first_notification a!
         3h  | resolve a | chat all_resolved a.
         4h  | {SILENCE_A}; raise a |
         4h1m | DELETE FROM monitoring.silences WHERE ends_at > :now | chat first_notification a!"
    );
    play(&client, &story).await;
    let over = assert_refused(
        &client,
        "SELECT monitoring.expire_silence(id, '2031-02-01') FROM monitoring.silences",
        "P0002",
    )
    .await;
    assert!(over.detail().is_some_and(|detail| detail.contains("ended")));
    // One that is to come ends before it starts.
    let future = r#"SELECT monitoring.silence_alerts('{"alertname": "z"}', '2032-01-01', '2033-01-01', p_now => '2031-01-01')"#;
    let id = row(&client, future).await;
    run(&client, &format!("SELECT monitoring.expire_silence('{id}', '2031-06-01')")).await;
    assert_eq!(
        row(&client, &format!("SELECT starts_at = ends_at FROM monitoring.silences WHERE id = '{id}'")).await,
        "t"
    );
}

#[tokio::test]
async fn silences_that_make_no_sense_are_refused() {
    let client = theatre("bad_silences", "").await;
    for arguments in [
        "'{}', ends_at => 'infinity'",
        "NULL, ends_at => 'infinity'",
        r#"'{"a": 1}', ends_at => 'infinity'"#,
        r#"'{"a": "~("}', ends_at => 'infinity'"#,
        // Only in brackets could these be read, and then they would not be for the whole value.
        r#"'{"a": "~x)|(?:y"}', ends_at => 'infinity'"#,
        r#"'{"a": "~(a{250}){250}{9}"}', ends_at => 'infinity'"#,
        r#"'["a"]', ends_at => 'infinity'"#,
        // It would match nothing.
        r#"'{"a": ""}', ends_at => 'infinity'"#,
        r#"'{"a": "~", "b": ""}', ends_at => 'infinity'"#,
        // Operators of other notations, in the value and in the name.
        r#"'{"a": "!x"}', ends_at => 'infinity'"#,
        r#"'{"a": "=~x"}', ends_at => 'infinity'"#,
        r#"'{"a": "!=~x"}', ends_at => 'infinity'"#,
        r#"'{"a": " =x"}', ends_at => 'infinity'"#,
        r#"'{"alertname!": "x"}', ends_at => 'infinity'"#,
        r#"'{"alertname=~": "x"}', ends_at => 'infinity'"#,
        r#"'{"": "x"}', ends_at => 'infinity'"#,
        r#"'{"severity": "urgent"}', ends_at => 'infinity'"#,
        // Back references and what takes ever longer.
        r#"'{"a": "~(x)\\1"}', ends_at => 'infinity'"#,
        r#"'{"a": "~(?=x)y"}', ends_at => 'infinity'"#,
        r#"'{"a": "b"}'"#,
        r#"'{"a": "b"}', '2031-01-02', '2031-01-01'"#,
        r#"'{"a": "b"}', '2031-01-02', '2031-01-02'"#,
        r#"'{"a": "b"}', '-infinity', '2031-01-02'"#,
        r#"'{"a": "b"}', ends_at => '2031-01-02', p_now => NULL"#,
    ] {
        assert_refused(&client, &format!("SELECT monitoring.silence_alerts({arguments})"), "22023").await;
    }
    let error = assert_refused(
        &client,
        r#"SELECT monitoring.silence_alerts('{"alertname": "!disk"}', ends_at => 'infinity')"#,
        "22023",
    )
    .await;
    assert!(error.hint().is_some_and(|hint| hint.contains(r#"{"alertname": "!=disk"}"#)), "{error:?}");
    assert_refused(&client, "SELECT monitoring.expire_silence(NULL)", "P0002").await;
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.silences").await, "0");
}

#[tokio::test]
async fn a_snoozed_alert_is_told_again_later_and_its_resolve_at_once() {
    let client = theatre("snoozed", LATE).await;
    play(
        &client,
        "0    | error e   | chat first_notification e!
         1m   | snooze e 30m |
         5m   | error e 4 |
         10m  |           |
         30m  |           | chat more_events e!5
         31m  | raise a; snooze a 2h |
         35m  | error e   | chat more_events e!6
         40m  | resolve a |
         41m  | snooze e 4h; resolve e | chat all_resolved e.6",
    )
    .await;
    assert_eq!(verdict(&client, "a", "41m").await, "not told: 1 of 1 event: snoozed");
    // A time that is past ends it.
    play(&client, "5h | raise b; snooze b 9h | \n 6h | snooze b 1h | chat first_notification b!").await;
    for (call, code) in [
        ("snooze_alert('00000000-0000-0000-0000-000000000000', now())", "P0002"),
        (
            "snooze_alert((SELECT max(id::text)::uuid FROM monitoring.alerts), 'infinity'::timestamptz)",
            "22023",
        ),
        ("snooze_alert((SELECT max(id::text)::uuid FROM monitoring.alerts), NULL::interval)", "22023"),
        ("acknowledge_alert(NULL)", "P0002"),
        ("resolve_alert((SELECT id FROM monitoring.alerts WHERE state = 'resolved' LIMIT 1))", "P0002"),
    ] {
        assert_refused(&client, &format!("SELECT monitoring.{call}"), code).await;
    }
}

#[tokio::test]
async fn an_acknowledged_alert_is_told_no_more_until_it_resolves() {
    let client = theatre("acknowledged", LATE).await;
    play(
        &client,
        "0   | error e   | chat first_notification e!
         1m  | ack e     |
         5m  | error e 7 |
         4h  |           |
         8h  |           |
         8h1m| resolve e | chat all_resolved e.8",
    )
    .await;
    let said = story_of(&client, "e", "9h").await;
    assert!(said.iter().any(|line| line == "acknowledged||ann"), "{said:?}");
    // A group whose repeat has nothing to say does not have the daemon look at once, for ever.
    play(&client, "9h | raise a | chat first_notification a!\n 9h1m | ack a |\n 13h | |").await;
    let next = "SELECT monitoring.next_notification_at('2031-01-01 13:00+00') > '2031-01-01 13:00+00'";
    run(&client, "DELETE FROM monitoring.notifications").await;
    assert_eq!(row(&client, next).await, "t");
    // Others of its group are repeated, and it is listed with them.
    play(&client, "14h | raise b | chat new_alerts a! b!\n 18h | | chat repeat a! b!").await;
}

#[tokio::test]
async fn what_is_raised_or_resolved_while_a_step_runs_is_news_for_the_next() {
    let cluster = shared_cluster().await;
    let client = theatre("meanwhile", "").await;
    let other = cluster.connect("meanwhile").await;
    // Somebody's transaction that is open holds up nothing but its own alert.
    play(&client, "0 | raise a; raise b | chat first_notification a! b!").await;
    run(&other, r#"BEGIN; SELECT monitoring.raise_alert('{"alertname": "a"}', ends_at => '2031-01-01 00:02+00', p_now => '2031-01-01 00:01+00')"#).await;
    run(&other, r#"SELECT monitoring.raise_alert('{"alertname": "c"}', p_now => '2031-01-01 00:01+00')"#)
        .await;
    play(&client, "1m | raise d |\n 5m | resolve b | chat new_alerts a! d! b.").await;
    run(&other, "COMMIT").await;
    play(&client, "6m | |\n 10m | | chat new_alerts c! d! a.").await;
}

#[tokio::test]
async fn one_that_resolves_while_its_message_is_being_sent_is_told_as_resolved_next() {
    let client = theatre("while_sent", "").await;
    play(&client, "0 | hold; raise a | chat first_notification a!").await;
    let claimed = claim(&client, "w", 1, second(0)).await;
    play(&client, "1 | hold; resolve a |\n 2 | hold |").await;
    run(&client, &complete(&claimed[0], "w", second(3))).await;
    play(&client, "4m | hold |\n 6m | | chat all_resolved a.\n 2h | |").await;
}

#[tokio::test]
async fn a_silence_says_what_it_would_match_now() {
    let client = theatre("says_what", "").await;
    let function = "CREATE FUNCTION pg_temp.silence(m jsonb) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN PERFORM monitoring.silence_alerts(m, ends_at => 'infinity'); RETURN ''; END $$";
    run(&client, function).await;
    play(&client, "0 | raise a host=db1; raise b host=db2 | chat first_notification a! b!").await;
    // A label that no alert has had, and how many it would match.
    run(&client, "SET client_min_messages = error; SET log_min_messages = warning").await;
    let matched = async |matchers: &str| {
        let sql = format!(
            "SELECT coalesce(string_agg(labels ->> 'alertname', ',' ORDER BY labels), 'none') FROM monitoring.silenced_now('{matchers}')"
        );
        row(&client, &sql).await
    };
    assert_eq!(matched(r#"{"host": "db1"}"#).await, "a");
    assert_eq!(matched(r#"{"host": "!=db1"}"#).await, "b");
    assert_eq!(matched(r#"{"host": "~db."}"#).await, "a,b");
    assert_eq!(matched(r#"{"hots": "!=db1"}"#).await, "none");
    assert_eq!(matched("{}").await, "a,b");
    assert_refused(&client, r#"SELECT monitoring.silenced_now('{"a": "~("}')"#, "22023").await;
}

/// What would keep others busy for ever answers at once.
#[tokio::test]
async fn a_regular_expression_that_takes_others_long_takes_no_time() {
    let client = theatre("slow_patterns", "").await;
    run(&client, "SET statement_timeout = '20s'").await;
    let long = "x".repeat(50_000);
    for pattern in ["~(x+x+)+y", "~(x*)*y", "~(x|xx)+y", "~.*.*.*.*.*y"] {
        let sql =
            format!("SELECT agentmon.labels_match('{{\"a\": \"{long}\"}}', '{{\"a\": \"{pattern}\"}}')");
        assert_eq!(row(&client, &sql).await, "f", "{pattern}");
    }
}
