use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Alert, Facts, counted, left, nonblank, title, words};

fn alert(parts: Value) -> Alert {
    serde_json::from_value(parts).unwrap()
}

/// A message of these alerts, with what is given besides.
fn message(alerts: &Value, besides: &Value) -> Facts {
    let mut facts = json!({"alerts": alerts, "left_firing": 0, "beside": 0});
    facts["total"] = json!(facts["alerts"].as_array().unwrap().len());
    for (key, value) in besides.as_object().unwrap() {
        facts[key] = value.clone();
    }
    serde_json::from_value(facts).unwrap()
}

fn body(alerts: &Value) -> Vec<String> {
    words(&message(alerts, &json!({}))).body.lines().map(str::to_owned).collect()
}

#[test]
fn a_title_says_how_grave_it_is_and_what_it_is_about() {
    for (parts, expected) in [
        (json!({"severity": "critical", "labels": {"alertname": "disk"}}), "CRITICAL disk"),
        (
            json!({"severity": "error", "labels": {"alertname": "agent_error", "agent_name": "shop", "event_type": "pay"}}),
            "ERROR shop: pay",
        ),
        (
            json!({"severity": "error", "labels": {"agent_name": " "}, "annotations": {"summary": "it\u{a0}broke"}}),
            "ERROR alert: it\u{a0}broke",
        ),
        (
            json!({"severity": "error", "status": "resolved", "labels": {"alertname": "disk"}}),
            "RESOLVED disk",
        ),
        (json!({}), " alert"),
        (json!({"labels": null, "annotations": null, "severity": "warning"}), "WARNING alert"),
    ] {
        assert_eq!(title(&alert(parts.clone())), expected, "{parts}");
    }
    let long = "ä".repeat(200);
    let cut = title(&alert(json!({"severity": "info", "labels": {"alertname": long, "event_type": long}})));
    assert_eq!(cut, format!("INFO {0}: {0}", "ä".repeat(80)));
}

#[test]
fn the_reason_of_a_message_shows_in_its_title() {
    let one = json!([{"severity": "error", "labels": {"alertname": "a"}}]);
    for (besides, expected) in [
        (json!({}), "ERROR a"),
        (json!({"reason": "escalation"}), "NOT ACKNOWLEDGED: ERROR a"),
        (json!({"reason": "acknowledged", "total": 3}), "ACKNOWLEDGED: ERROR a (and 2 more)"),
        (json!({"reason": "summary"}), "1 alert in one message: ERROR a"),
        (
            json!({"reason": "summary", "total": 7, "beside": 2}),
            "7 alerts in one message: ERROR a (2 still firing)",
        ),
    ] {
        assert_eq!(words(&message(&one, &besides)).title, expected, "{besides}");
    }
}

#[test]
fn an_alert_says_the_first_of_its_texts_that_says_anything() {
    for (parts, expected) in [
        (json!({"annotations": {"message": "m", "summary": "s"}}), "m"),
        (json!({"annotations": {"message": "\u{200b}\u{feff} ", "description": "d"}}), "d"),
        (
            json!({"annotations": {"message": "\n"}, "labels": {"alertname": "x", "team": "web", "host": "db1"}}),
            "host: db1, team: web",
        ),
        (json!({"labels": {"alertname": "x", "fingerprint": "0123"}}), "x"),
        (json!({"annotations": {"summary": "Too slow"}, "status": "resolved"}), "Too slow"),
        (
            json!({"annotations": {"summary": "Too slow", "ended": "It is 3."}, "status": "resolved"}),
            "Too slow. It is 3.",
        ),
        (json!({"annotations": {"summary": "Too slow!", "no_data": "No data."}}), "Too slow! No data."),
        (json!({"annotations": {"no_data": "No data since noon."}}), "No data since noon."),
        // What is no text is said as it is.
        (json!({"annotations": {"message": 5}}), "5"),
    ] {
        assert_eq!(body(&json!([parts])), [expected], "{parts}");
    }
}

#[test]
fn lines_name_what_tells_their_alerts_apart_and_no_more() {
    let error = |agent: &str, event: &str, host: &str| {
        json!({"labels": {"alertname": "agent_error", "agent_name": agent, "event_type": event, "host": host},
               "annotations": {"message": "connection refused"}})
    };
    assert_eq!(
        body(&json!([error("shop", "pay", "a"), error("billing", "pay", "a")])),
        ["shop: connection refused", "billing: connection refused"]
    );
    assert_eq!(
        body(&json!([error("shop", "pay", "a"), error("billing", "ship", "a")])),
        ["shop pay: connection refused", "billing ship: connection refused"]
    );
    // A kind that the words say already is not said again.
    assert_eq!(
        body(&json!([error("shop", "pay", "a"), error("shop", "Connection", "a")])),
        ["pay: connection refused", "connection refused"]
    );
    assert_eq!(
        body(&json!([error("shop", "pay", "a"), error("shop", "pay", "b")])),
        ["connection refused (host: a)", "connection refused (host: b)"]
    );
    // What is told twice in a summary is told apart as well.
    let summary = words(&message(
        &json!([error("shop", "pay", "a"), error("shop", "pay", "b"), error("other", "pay", "b")]),
        &json!({"reason": "summary"}),
    ));
    assert_eq!(
        summary.body,
        " shop: pay: connection refused (host: a)\n shop: pay: connection refused (host: b)\n other: pay"
    );
}

#[test]
fn ends_are_told_apart_from_what_goes_on() {
    let ended = json!({"status": "resolved", "labels": {"alertname": "disk"}, "annotations": {"message": "was slow"}});
    let fires = json!({"status": "firing", "severity": "error", "labels": {"alertname": "cpu"}, "annotations": {"message": "is slow"}});
    assert_eq!(body(&json!([ended])), ["was slow"]);
    assert_eq!(body(&json!([ended, fires])), ["resolved: disk: was slow", "cpu: is slow"]);
    let held = json!({"status": "firing", "labels": {"alertname": "net"}, "annotations": {"message": "down"},
                      "held_by": "silence 0190a3c4-1111-7222-8333-444455556666"});
    assert_eq!(
        words(&message(&json!([ended]), &json!({"beside": 5, "first_beside": [held]}))).body,
        "resolved: disk: was slow\nnet: down, silenced\nand 4 more still firing"
    );
    assert_eq!(
        words(&message(&json!([ended]), &json!({"total": 4, "left_firing": 2, "left_out": fires}))).body,
        "resolved: was slow\nand 3 more, 2 still firing: ERROR cpu and others"
    );
    assert_eq!(
        words(&message(&json!([fires]), &json!({"total": 2, "left_firing": 1, "left_out": fires}))).body,
        "is slow\nand 1 more"
    );
}

#[test]
fn what_happened_often_says_when_and_who_has_it() {
    let times = |parts: Value| {
        let mut alert =
            json!({"annotations": {"message": "m"}, "count": 3, "starts_at": "2031-01-01T00:30:00+00:00"});
        for (key, value) in parts.as_object().unwrap() {
            alert[key] = value.clone();
        }
        body(&json!([alert])).concat()
    };
    assert_eq!(times(json!({})), "m (3 times since 2031-01-01 00:30 UTC)");
    assert_eq!(times(json!({"count": 1})), "m");
    let end = json!({"status": "resolved", "ends_at": "2031-01-01T00:31:10.5+00:00"});
    assert_eq!(times(end), "m (3 times from 2031-01-01 00:30 to 2031-01-01 00:31 UTC)");
    // One that ended as it began, and one whose times are of no calendar.
    let end = json!({"status": "resolved", "ends_at": "2031-01-01T00:30:00+00:00"});
    assert_eq!(times(end), "m (3 times since 2031-01-01 00:30 UTC)");
    for odd in ["-infinity", "2031-01-01T01:30:00+01:00", "T+00:00", "Tééé+00:00"] {
        let said = times(json!({"starts_at": odd}));
        assert!(said.starts_with("m (3 times since ") && said.ends_with(" UTC)"), "{said}");
    }
    assert_eq!(times(json!({"count": 1, "acknowledged_by": "ann"})), "m, acknowledged by ann");
    assert_eq!(
        times(json!({"count": 1, "held_by": "inhibited by 0190a3c4-1111-7222-8333-444455556666"})),
        "m, inhibited by"
    );
}

#[test]
fn a_text_that_looks_empty_is() {
    for blank in ["", " ", "\t\r\n", "\u{a0}\u{3000}", "\u{200b}\u{200d}\u{2060}\u{feff}", "\u{7}\u{1b}"] {
        assert_eq!(nonblank(blank), None, "{blank:?}");
    }
    assert_eq!(nonblank(" a\u{a0}\n"), Some("a\u{a0}"));
    assert_eq!(left("äöü", 2), "äö");
    assert_eq!(left("äöü", 9), "äöü");
}

/// Texts as people and programs write them, blanks and worse among them.
fn any_text() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => "[ a-cA-C.:\u{200b}\n]{0,12}".prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<i64>().prop_map(Value::from),
    ]
}

fn any_alert() -> impl Strategy<Value = Value> {
    let texts = |names: &'static [&'static str]| {
        prop::collection::btree_map(prop::sample::select(names), any_text(), 0..4)
    };
    (
        texts(&["alertname", "agent_name", "event_type", "host", "fingerprint"]),
        texts(&["message", "description", "summary", "ended", "no_data"]),
        prop::sample::select(vec!["firing", "resolved"]),
        0_i64..3,
        any::<Option<String>>(),
    )
        .prop_map(|(labels, annotations, status, count, held_by)| {
            json!({
                "labels": labels, "annotations": annotations, "severity": "error", "status": status, "count": count,
                "starts_at": "2031-01-01T00:00:00+00:00", "ends_at": "2031-01-01T00:10:00+00:00", "held_by": held_by,
            })
        })
}

proptest! {
    #[test]
    fn every_alert_is_said_and_its_message_is_bounded(
        alerts in prop::collection::vec(any_alert(), 1..6),
        reason in prop::sample::select(vec!["firing", "summary", "escalation"]),
        left_out in 0_usize..3,
        beside in 0_usize..3,
    ) {
        let number = alerts.len();
        let facts = message(
            &Value::from(alerts.clone()),
            &json!({"reason": reason, "total": number + left_out, "beside": beside}),
        );
        let said = words(&facts);
        prop_assert!(!said.title.trim().is_empty());
        prop_assert!(said.title.chars().count() < 300);
        prop_assert!(said.body.chars().count() < 1500 * (number + 3));
        // Their texts may have lines of their own; none goes without one.
        prop_assert!(said.body.lines().count() >= number + usize::from(left_out > 0) + usize::from(beside > 0));
        for one in &alerts {
            let one: Alert = serde_json::from_value(one.clone()).unwrap();
            if reason == "summary" {
                prop_assert!(said.body.contains(&title(&one)));
            }
        }
    }
}

#[test]
fn only_one_is_no_plural() {
    let said: Vec<_> = [0, 1, 2, -1].iter().map(|number| counted(*number, "alert")).collect();
    assert_eq!(said, ["0 alerts", "1 alert", "2 alerts", "-1 alerts"]);
}
