//! The receivers of hooks themselves: one that takes what the real one would refuse makes every test above it worthless.

use agentmon_tests::channels::{ROUTING_KEY, SLACK_PATH, WEBHOOK_PATH, WEBHOOK_SECRET};
use agentmon_tests::fault::{Fault, Faults};
use agentmon_tests::hooks::{Hooks, Rules, webhook};
use agentmon_tests::http::http_client;
use serde_json::{Value, json};

async fn post(hooks: &Hooks, path: &str, body: &Value) -> (u16, String) {
    let response = http_client().post(hooks.url(path)).json(body).send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

fn section(text: &str) -> Value {
    json!({"type": "section", "text": {"type": "mrkdwn", "text": text}})
}

fn header(text: &str) -> Value {
    json!({"type": "header", "text": {"type": "plain_text", "text": text}})
}

#[tokio::test]
async fn slack_takes_its_blocks_and_no_others() {
    let slack = Hooks::start(Rules::Slack).await;
    let good = [
        json!({"text": "x"}),
        json!({"blocks": [header(&"é".repeat(150)), section(&"é".repeat(3_000))]}),
        json!({"attachments": [{"color": "#000000", "blocks": vec![section("x"); 50]}]}),
    ];
    for body in &good {
        assert_eq!(post(&slack, SLACK_PATH, body).await, (200, "ok".to_owned()), "{body}");
    }
    slack.assert_no_violations();
    let bad = [
        json!([]),
        json!({}),
        json!({"text": ""}),
        json!({"blocks": {}}),
        json!({"blocks": [header(&"x".repeat(151))]}),
        json!({"blocks": [section("")]}),
        json!({"blocks": [section(&"x".repeat(3_001))]}),
        json!({"blocks": vec![section("x"); 51]}),
        json!({"blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]}),
        json!({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x", "verbatim": true}}]}),
        json!({"blocks": [{"type": "banner"}]}),
        json!({"blocks": [{"type": "context", "elements": []}]}),
        json!({"attachments": [{"blocks": [section(&"x".repeat(3_001))]}]}),
    ];
    for (n, body) in (1..).zip(&bad) {
        assert_eq!((post(&slack, SLACK_PATH, body).await.0, slack.violations().len()), (400, n), "{body}");
    }
    assert_eq!(post(&slack, "/elsewhere", &good[0]).await.0, 404);
    assert_eq!(slack.requests().len(), good.len());
}

#[tokio::test]
async fn pagerduty_takes_events_by_its_schema() {
    let pagerduty = Hooks::start(Rules::PagerDuty).await;
    let path = "/v2/enqueue";
    let event = |action: &str, changes: Value| {
        let mut event = json!({"routing_key": ROUTING_KEY, "event_action": action, "dedup_key": "k",
            "payload": {"summary": "s", "source": "x", "severity": "error"}});
        for (name, value) in changes.as_object().expect("an object") {
            match value {
                Value::Null => drop(event.as_object_mut().expect("an object").remove(name)),
                value => event[name] = value.clone(),
            }
        }
        event
    };
    let (status, answer) = post(&pagerduty, path, &event("trigger", json!({}))).await;
    assert_eq!((status, answer.contains(r#""dedup_key":"k""#)), (202, true), "{answer}");
    assert_eq!(post(&pagerduty, path, &event("resolve", json!({"payload": null}))).await.0, 202);
    pagerduty.assert_no_violations();
    let payload = |changes: Value| {
        let mut payload = event("trigger", json!({}))["payload"].clone();
        payload.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
        json!({"payload": payload})
    };
    let bad = [
        event("open", json!({})),
        event("trigger", json!({"routing_key": "short"})),
        event("trigger", json!({"dedup_key": "k".repeat(256)})),
        event("trigger", json!({"payload": null})),
        event("trigger", json!({"misspelt": 1})),
        event("resolve", json!({"dedup_key": null})),
        event("trigger", payload(json!({"summary": ""}))),
        event("trigger", payload(json!({"summary": "s".repeat(1_025)}))),
        event("trigger", payload(json!({"source": null}))),
        event("trigger", payload(json!({"severity": "loud"}))),
        event("trigger", payload(json!({"timestamp": "yesterday"}))),
        json!([]),
    ];
    for (n, body) in (1..).zip(&bad) {
        let (status, answer) = post(&pagerduty, path, body).await;
        assert_eq!((status, pagerduty.violations().len()), (400, n), "{body}: {answer}");
    }
    let huge = event("trigger", payload(json!({"custom_details": {"x": "x".repeat(530_000)}})));
    assert_eq!(post(&pagerduty, path, &huge).await.0, 413);
}

#[tokio::test]
async fn a_webhook_is_taken_with_a_signature_of_now_only() {
    // The vector of the specification's own libraries.
    let published = agentmon_tests::hooks::Hook {
        at: chrono::Utc::now(),
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec(),
        body: r#"{"test": 2432232314}"#.to_owned(),
        taken: false,
    };
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let late = webhook::verify(&published, secret).expect_err("it is from 2021");
    assert!(late.contains("too far away"), "{late}");
    assert_eq!(webhook::signed_by(&published, secret), Ok(true));
    assert_eq!(webhook::signed_by(&published, WEBHOOK_SECRET), Ok(false));

    let hooks = Hooks::start(Rules::Webhook(WEBHOOK_SECRET)).await;
    assert_eq!(post(&hooks, WEBHOOK_PATH, &json!({"type": "alert.firing"})).await.0, 401);
    assert_eq!((hooks.violations().len(), hooks.requests().len()), (1, 0));
}

#[tokio::test]
async fn they_misbehave_on_command_and_by_chance() {
    let slack = Hooks::start(Rules::Slack).await;
    slack.script([
        Fault::RateLimited { retry_after: Some(7) },
        Fault::ServerError,
        Fault::refuse(410, "gone"),
        Fault::Reset,
        Fault::LoseAnswer,
    ]);
    let client = http_client();
    let send = || client.post(slack.url(SLACK_PATH)).json(&json!({"text": "x"})).send();
    let limited = send().await.expect("an answer");
    assert_eq!(limited.status().as_u16(), 429);
    assert_eq!(limited.headers()["retry-after"], "7");
    assert_eq!(send().await.expect("an answer").status().as_u16(), 500);
    assert_eq!(send().await.expect("an answer").status().as_u16(), 410);
    for taken in [0, 1] {
        send().await.expect_err("no answer");
        assert_eq!(slack.taken().len(), taken);
    }
    slack.misbehave(Some(Faults::seeded(7).share(0.5, Fault::ServerError)));
    let mut failed = 0;
    for _ in 0..40 {
        failed += u32::from(send().await.expect("an answer").status().as_u16() == 500);
    }
    assert!((8..32).contains(&failed), "{failed} of 40");
    slack.misbehave(None);
    assert_eq!(send().await.expect("an answer").status().as_u16(), 200);
}
