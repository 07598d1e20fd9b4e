//! Alerts that hold others back.

use agentmon_tests::scenario::{play, theatre, verdict};
use agentmon_tests::sql::{assert_refused, row};

fn rule(source: &str, target: &str, equal: &str) -> String {
    format!(
        "INSERT INTO monitoring.inhibition_rules (name, source_matchers, target_matchers, equal_labels) VALUES ('r', '{source}', '{target}', '{equal}')"
    )
}

const DOWN: (&str, &str) = (r#"{"alertname": "down"}"#, r#"{"alertname": "~slow.*"}"#);

#[tokio::test]
async fn a_target_is_held_back_while_its_source_fires_and_told_when_that_ends() {
    let client = theatre("inhibited", &rule(DOWN.0, DOWN.1, "{}")).await;
    play(
        &client,
        "0   | raise down | chat first_notification down!
         1m  | raise slow |
         5m  |            |
         10m | raise x    | chat new_alerts down! x!
         20m | resolve down | chat new_alerts slow! x! down.
         21m | resolve slow |
         25m |            | chat new_resolved x! slow.",
    )
    .await;
}

#[tokio::test]
async fn one_that_is_told_at_once_when_nothing_of_its_group_is_open() {
    let client = theatre(
        "inhibited_alone",
        &format!(
            "UPDATE monitoring.notification_routes SET group_by = '{{alertname}}'; {}",
            rule(DOWN.0, DOWN.1, "{}")
        ),
    )
    .await;
    play(
        &client,
        "0   | raise down | chat first_notification down!
         1m  | raise slow; raise slower |
         90m | resolve slower |
         2h  | resolve down | chat all_resolved down.; chat first_notification slow!",
    )
    .await;
    let said = verdict(&client, "slower", "2h").await;
    assert!(
        said.starts_with("not told: 1 of 1 event: inhibited by alert ") && said.ends_with("(r)"),
        "{said}"
    );
}

#[tokio::test]
async fn equal_labels_must_agree_and_not_only_in_what_both_lack() {
    let client = theatre("equal_labels", &rule(DOWN.0, DOWN.1, "{host,zone}")).await;
    play(
        &client,
        "0   | raise down host=db1; raise down host=db2 zone=z; raise down rack=r | chat first_notification down! down! down!
         10m | raise slow host=db1 |
         11m | raise slow1 host=db2 | chat new_alerts down! down! down! slow1!
         20m | raise slow2 host=db2 zone=z |
         21m | raise slow3 | chat new_alerts down! down! down! slow1! slow3!
         22m | raise slow4 host=db1 zone= |",
    )
    .await;
    assert!(verdict(&client, "slow4", "22m").await.starts_with("not told yet"), "not yet looked at");
    play(&client, "26m | | ").await;
    assert!(verdict(&client, "slow4", "26m").await.starts_with("not told: inhibited by alert "));
}

#[tokio::test]
async fn a_source_inhibits_also_while_nobody_hears_of_it_itself() {
    let client = theatre("quiet_source", &rule(DOWN.0, DOWN.1, "{}")).await;
    let silence =
        r#"SELECT monitoring.silence_alerts('{"alertname": "down"}', ends_at => 'infinity', p_now => :now)"#;
    play(&client, &format!("0 | {silence}; raise down; raise slow |\n 1m | ack down |\n 2h | |\n 3h | resolve down | chat first_notification slow!")).await;
}

#[tokio::test]
async fn one_that_would_inhibit_itself_or_another_that_would_inhibit_it_does_not() {
    let both = r#"{"severity": "~error|critical"}"#;
    let client = theatre("mutual", &rule(both, both, "{}")).await;
    play(&client, "0 | raise a; raise b critical | chat first_notification a! b!").await;
    // One that is a source alone holds back one that is both.
    let client =
        theatre("one_sided", &rule(r#"{"severity": "~error|critical"}"#, r#"{"severity": "error"}"#, "{}"))
            .await;
    play(&client, "0 | raise a; raise b; raise c critical | chat first_notification c!\n 1m | resolve c | \n 5m | | chat new_alerts a! b! c.").await;
}

#[tokio::test]
async fn told_ones_are_not_repeated_while_they_are_held_back_but_their_end_is_told() {
    let client = theatre("told_then_inhibited", &rule(DOWN.0, DOWN.1, "{}")).await;
    play(
        &client,
        "0   | raise slow | chat first_notification slow!
         1h  | raise down | chat new_alerts down!
         5h  |            | chat repeat down!
         5h1m | resolve slow |
         5h5m |           | chat new_resolved down! slow.",
    )
    .await;
}

#[tokio::test]
async fn a_rule_that_changes_lets_go_at_once() {
    for (n, change) in
        ["DELETE FROM monitoring.inhibition_rules", "UPDATE monitoring.inhibition_rules SET enabled = false"]
            .iter()
            .enumerate()
    {
        let client = theatre(&format!("rule_changes_{n}"), &rule(DOWN.0, DOWN.1, "{}")).await;
        play(&client, &format!("0 | raise down; raise slow | chat first_notification down!\n 10m | {change} | chat new_alerts down! slow!")).await;
    }
}

#[tokio::test]
async fn rules_that_could_never_work_are_refused() {
    let client = theatre("bad_rules", "").await;
    for (source, target) in [
        ("{}", r#"{"a": "b"}"#),
        (r#"{"a": "b"}"#, "{}"),
        (r#"{"a": "~["}"#, r#"{"a": "b"}"#),
        (r#"{"a": "b"}"#, r#"{"a": 7}"#),
        ("[]", "[]"),
        (r#"{"a": "!b"}"#, r#"{"a": "b"}"#),
        (r#"{"a": "b"}"#, r#"{"a": ""}"#),
        (r#"{"severity": "crit"}"#, r#"{"a": "b"}"#),
    ] {
        assert_refused(&client, &rule(source, target, "{}"), "22023").await;
    }
    for equal in ["{NULL}", "{host,\"\"}"] {
        assert_refused(&client, &rule(r#"{"a": "b"}"#, r#"{"c": "d"}"#, equal), "22023").await;
    }
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.inhibition_rules").await, "0");
}
