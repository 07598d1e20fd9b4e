//! Providers that ask to wait: the real daemon waits, and blames nobody for it.

use std::time::Duration;

use agentmon_tests::alerting::log;
use agentmon_tests::channels::Channels;
use agentmon_tests::fault::Fault;
use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::stage::letter;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use chrono::TimeDelta;

/// Errors of so many agents, each a message of its own.
async fn storm(channels: &Channels, count: u32) {
    for n in 0..count {
        log(channels.client(), &format!("agent {}{}", letter(n / 10), letter(n % 10)), "error", "fails")
            .await;
    }
}

async fn status(channels: &Channels, name: &str) -> String {
    let sql =
        format!("SELECT status || ' ' || failures FROM monitoring.channel_status WHERE name = '{name}'");
    row(channels.client(), &sql).await
}

#[tokio::test]
async fn a_channel_that_takes_three_a_second_gets_three_a_second_until_all_is_told() {
    let channels = Channels::set("limits_slow", "slack,webhook").await;
    let client = channels.client();
    run(client, "UPDATE monitoring.notification_channels SET fallback = 'sms' WHERE name = 'slack'").await;
    channels.slack.limit(3, Duration::from_secs(1));
    let _daemon = channels.daemon().await;
    storm(&channels, 30).await;
    // The other channel has nothing to do with it.
    channels.webhook.wait_for(30).await;
    let sent = channels.sent(60).await;
    assert_eq!(channels.slack.taken().len(), 30, "each once");
    // Asked for more than it takes now and then, not all the time.
    let refused = channels.slack.requests().len() - 30;
    assert!((1..=25).contains(&refused), "{refused} requests were refused");
    assert_eq!(status(&channels, "slack").await.rsplit(' ').next(), Some("0"), "no failure");
    assert!(channels.stage.twilio.requests().is_empty(), "nobody stood in");
    let uncounted = rows(client, "SELECT attempt - attempts_before FROM monitoring.notifications").await;
    assert!(uncounted.iter().all(|attempts| attempts == "1"), "{uncounted:?}");
    assert!(sent.iter().any(|one| one.attempt > 1));
    channels.assert_no_violations();
}

#[tokio::test]
async fn what_a_provider_asks_for_is_waited_and_nobody_else_asks_it_meanwhile() {
    for (n, ask) in [
        Fault::wait("2"),
        Fault::Say {
            status: 429,
            headers: vec![],
            body: r#"{"retry_after":2,"ok":false,"error":"rate_limited"}"#.to_owned(),
        },
        Fault::Say {
            status: 503,
            headers: vec![("retry-after", "2".to_owned())],
            body: "rate_limited".to_owned(),
        },
    ]
    .into_iter()
    .enumerate()
    {
        let channels = Channels::set(["limits_asked", "limits_said", "limits_busy"][n], "slack").await;
        channels.slack.script([ask]);
        let (_one, _another) = (channels.daemon().await, channels.daemon().await);
        log(channels.client(), "a", "error", "fails").await;
        eventually_true("the channel to wait", DEADLINE, async || {
            status(&channels, "slack").await == "waiting 0"
        })
        .await;
        storm(&channels, 5).await;
        channels.sent(6).await;
        let requests = channels.slack.requests();
        assert!(requests[1].at - requests[0].at >= TimeDelta::milliseconds(1_900), "not before it said");
        assert_eq!(channels.slack.taken().len(), 6);
    }
}

#[tokio::test]
async fn a_hostile_wish_is_bounded_and_nonsense_is_none() {
    let channels = Channels::set("limits_hostile", "slack,pagerduty,webhook").await;
    let client = channels.client();
    channels.slack.script([Fault::wait("31536000")]);
    channels.pagerduty.script([Fault::wait("1000000000000000000000000000000")]);
    channels.webhook.script([Fault::wait("Fri, 31 Dec 9999 23:59:59 GMT")]);
    let _daemon = channels.daemon().await;
    log(client, "a", "error", "fails").await;
    let waiting = "SELECT count(*) FROM monitoring.channel_pace
                   WHERE wait_until > now() + interval '50 minutes' AND wait_until <= now() + interval '1 hour'";
    eventually_true("all to wait an hour at most", DEADLINE, async || row(client, waiting).await == "3")
        .await;
    // Nobody remembers a wish that a clock set wrong had written down, and what is no wish is no long wait.
    run(client, "UPDATE monitoring.channel_pace SET limited_at = now() + interval '1 year', wait_until = now() + interval '1 year'").await;
    for (kind, wish) in [("slack", "-5"), ("pagerduty", "soon"), ("webhook", "0")] {
        channels.hooks(kind).script([Fault::wait(wish), Fault::wait(wish)]);
    }
    log(client, "b", "error", "fails").await;
    channels.sent(6).await;
    for kind in ["slack", "pagerduty", "webhook"] {
        assert!(channels.hooks(kind).requests().len() <= 6, "{kind}: no hot loop");
    }
}

#[tokio::test]
async fn a_provider_that_asks_to_wait_for_long_has_the_fallback_told_only_when_that_is_due() {
    let channels = Channels::set("limits_fallback", "slack").await;
    let client = channels.client();
    run(
        client,
        "UPDATE monitoring.notification_channels SET fallback = 'sms' WHERE name = 'slack';
         UPDATE monitoring.settings SET value = '3 seconds' WHERE name = 'fallback_after'",
    )
    .await;
    for _ in 0..40 {
        channels.slack.script([Fault::wait("1")]);
    }
    let _daemon = channels.daemon().await;
    log(client, "a", "error", "fails").await;
    let texts = async || channels.stage.twilio.messages();
    eventually_true("the fallback to be told", DEADLINE, async || texts().await.len() == 1).await;
    let (first, text) = (channels.slack.requests()[0].at, texts().await[0].at);
    assert!(text - first >= TimeDelta::milliseconds(2_800), "{}", text - first);
    assert!(status(&channels, "slack").await.ends_with(" 0"), "and nobody is blamed");
    assert!(channels.slack.requests().len() <= 4, "asked less and less often");
}

#[tokio::test]
async fn texts_wait_as_well_and_none_is_sent_twice() {
    let channels = Channels::set("limits_sms", "sms").await;
    channels.stage.twilio.script([
        Fault::RateLimited { retry_after: Some(1) },
        Fault::None,
        Fault::RateLimited { retry_after: None },
    ]);
    let _daemon = channels.daemon().await;
    storm(&channels, 4).await;
    channels.sent(4).await;
    assert_eq!(channels.stage.twilio.messages().len(), 4);
    assert!(status(&channels, "sms").await.ends_with(" 0"));
}
