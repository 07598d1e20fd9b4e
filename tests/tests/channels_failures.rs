//! Providers that fail, and addresses that a webhook must not reach: what is tried again, what is given up, who is told
//! instead.

use std::collections::BTreeSet;
use std::time::Duration;

use agentmon_tests::Daemon;
use agentmon_tests::alerting::{log, notifications};
use agentmon_tests::channels::{Channels, ROUTING_KEY, WEBHOOK_SECRET};
use agentmon_tests::fault::{Fault, Faults};
use agentmon_tests::hooks::Hook;
use agentmon_tests::sql::{row, run, value};
use agentmon_tests::stage::letter;
use agentmon_tests::wait::{DEADLINE, eventually_true};
use chrono::TimeDelta;

/// What is sent by hooks, each with a receiver in `Channels`.
const KINDS: &[&str] = &["slack", "pagerduty", "webhook"];

/// What stays the same on every attempt.
fn key(kind: &str, hook: &Hook) -> String {
    match kind {
        "pagerduty" => hook.json()["dedup_key"].as_str().unwrap_or_default().to_owned(),
        "webhook" => hook.header("webhook-id").to_owned(),
        _ => hook.body.clone(),
    }
}

#[tokio::test]
async fn what_may_succeed_later_is_tried_until_it_does() {
    let channels = Channels::set("channels_retry", &KINDS.join(",")).await;
    // Five in a row would have the channel rest.
    run(channels.client(), "UPDATE monitoring.settings SET value = '50' WHERE name = 'circuit_failures'")
        .await;
    for kind in KINDS.iter().copied() {
        channels.hooks(kind).script([
            Fault::RateLimited { retry_after: Some(1) },
            Fault::ServerError,
            Fault::Reset,
            Fault::Hang,
            Fault::refuse(408, "too slow"),
            Fault::LoseAnswer,
            Fault::Slow(Duration::from_millis(100)),
        ]);
    }
    run(
        channels.client(),
        "UPDATE monitoring.settings SET value = '200 milliseconds' WHERE name = 'delivery_retry_most'",
    )
    .await;
    let _daemon = channels.daemon().await;
    log(channels.client(), "a", "error", "fails").await;
    let sent = channels.sent(KINDS.len()).await;
    assert!(sent.iter().all(|one| one.attempt == 7 && one.last_error.is_none()), "{sent:?}");
    for kind in KINDS.iter().copied() {
        let requests = channels.hooks(kind).requests();
        assert_eq!((requests.len(), channels.hooks(kind).taken().len()), (7, 2), "{kind}");
        assert!(requests[1].at - requests[0].at >= TimeDelta::seconds(1), "{kind}: not before it said");
        let keys: BTreeSet<_> = requests.iter().map(|hook| key(kind, hook)).collect();
        assert_eq!(keys.len(), 1, "{kind}: a receiver can tell that it is the same");
    }
    channels.assert_no_violations();
}

#[tokio::test]
async fn a_refusal_is_final_and_the_fallback_is_told() {
    for (name, status) in [("channels_400", 400), ("channels_410", 410)] {
        let channels = Channels::set(name, &KINDS.join(",")).await;
        let client = channels.client();
        run(client, "UPDATE monitoring.notification_channels SET fallback = 'sms' FROM monitoring.notification_routes r WHERE notification_channels.name = ANY (r.channels)").await;
        for kind in KINDS.iter().copied() {
            channels.hooks(kind).script([Fault::refuse(status, "no <such> thing")]);
        }
        let _daemon = channels.daemon().await;
        log(client, "a", "error", "fails").await;
        eventually_true("each to be refused, and the fallback to be told", DEADLINE, async || {
            let fates = format!(
                "SELECT count(*) FILTER (WHERE state = 'dead') = {} AND count(*) FILTER (WHERE state = 'sent') = 1
                     AND count(*) FILTER (WHERE state IN ('pending', 'sending')) = 0 FROM monitoring.notifications",
                KINDS.len()
            );
            value::<bool>(client, &fates).await
        })
        .await;
        let all = notifications(client).await;
        for kind in KINDS.iter().copied() {
            let one = all.iter().find(|one| one.channel == kind).expect("one of each");
            let error = one.last_error.as_deref().unwrap_or_default();
            assert_eq!((one.state.as_str(), one.attempt), ("dead", 1), "{kind}: {error}");
            assert!(
                error.contains(&status.to_string()) && error.contains("no <such> thing"),
                "{kind}: {error}"
            );
        }
        // It stands in for all of them, and is told once.
        let texts = channels.stage.twilio.messages();
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert!(texts[0].body.contains("Sent here because the channel "), "{texts:?}");
        channels.assert_no_violations();
    }
}

#[tokio::test]
async fn providers_that_fail_by_chance_are_told_everything_in_the_end() {
    let channels = Channels::set("channels_chance", &KINDS.join(",")).await;
    let client = channels.client();
    run(
        client,
        "UPDATE monitoring.settings SET value = '100 milliseconds' WHERE name = 'delivery_retry_most';
         UPDATE monitoring.settings SET value = '100' WHERE name IN ('circuit_failures', 'delivery_attempts')",
    )
    .await;
    for (seed, kind) in (1..).zip(KINDS.iter().copied()) {
        let faults = Faults::seeded(seed)
            .share(0.2, Fault::ServerError)
            .share(0.1, Fault::Reset)
            .share(0.1, Fault::LoseAnswer)
            .share(0.1, Fault::RateLimited { retry_after: None });
        channels.hooks(kind).misbehave(Some(faults));
    }
    let _daemon = channels.daemon().await;
    let name = |n: u32| format!("agent-{}{}", letter(n / 10), letter(n % 10));
    for n in 0..50 {
        log(client, &name(n), "error", "fails").await;
    }
    channels.sent(50 * KINDS.len()).await;
    for kind in KINDS.iter().copied() {
        let keys: BTreeSet<_> = channels.hooks(kind).taken().iter().map(|hook| key(kind, hook)).collect();
        assert_eq!(keys.len(), 50, "{kind}: nothing is lost, and a repeat is known as one");
        assert!(channels.hooks(kind).requests().len() > 60, "{kind} did fail");
    }
    channels.assert_no_violations();
}

#[tokio::test]
async fn a_provider_that_is_down_rests_and_is_told_everything_when_it_is_up() {
    let channels = Channels::set("channels_circuit", "slack,webhook").await;
    let client = channels.client();
    run(
        client,
        "UPDATE monitoring.settings SET value = '500 milliseconds' WHERE name IN ('circuit_open_first', 'circuit_open_most')",
    )
    .await;
    channels.slack.misbehave(Some(Faults::seeded(1).share(1.0, Fault::ServerError)));
    let _daemon = channels.daemon().await;
    for n in 0..20 {
        log(client, &format!("agent {}", letter(n)), "error", "fails").await;
    }
    let status = async |name: &str| {
        row(client, &format!("SELECT status FROM monitoring.channel_status WHERE name = '{name}'")).await
    };
    eventually_true("the channel to rest", DEADLINE, async || status("slack").await == "resting").await;
    let error = row(client, "SELECT error FROM monitoring.channel_status WHERE name = 'slack'").await;
    assert!(error.contains("Slack answered 500"), "{error}");
    // The other channel has nothing to do with it.
    channels.webhook.wait_for(20).await;
    assert_eq!(status("webhook").await, "ok");
    channels.slack.misbehave(None);
    channels.sent(40).await;
    assert_eq!(status("slack").await, "ok");
    let titles: BTreeSet<_> =
        channels.slack.taken().iter().map(|hook| hook.json()["text"].to_string()).collect();
    assert_eq!((titles.len(), channels.slack.taken().len()), (20, 20), "each once");
    channels.assert_no_violations();
}

#[tokio::test]
async fn a_webhook_reaches_no_private_address_without_leave() {
    let channels = Channels::set("channels_guard", "webhook").await;
    let client = channels.client();
    let port = channels.webhook.port();
    // Leave in a channel's settings is worth nothing without the daemon's. A name is judged by what it resolves to, and
    // a number is an address as well.
    run(
        client,
        &format!(
            r#"INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES
                 ('named', 'webhook', '{{"url": "http://localhost:{port}/", "allow_private": true}}'),
                 ('allowed', 'webhook', '{{"url": "http://127.0.0.1:{port}/", "allow_private": true}}'),
                 ('spelt', 'webhook', '{{"url": "http://2130706433:{port}/"}}');
               UPDATE monitoring.notification_routes SET channels = '{{named,allowed,spelt}}'"#
        ),
    )
    .await;
    let daemon = channels
        .builder()
        .await
        .env("AGENTMON_WEBHOOK_ALLOW_PRIVATE", "false")
        .env("ALERT_WEBHOOK_URL", "https://hooks.example.org/x");
    let _daemon = daemon.start();
    log(client, "a", "error", "fails").await;
    let dead = channels.stage.settled(3, &["dead"]).await;
    for one in &dead {
        let error = one.last_error.as_deref().unwrap_or_default();
        let inside = ["private address 127.0.0.1", "private address ::1"];
        assert!(inside.iter().any(|part| error.contains(part)), "{}: {error}", one.channel);
        assert_eq!(one.channel == "named", error.contains("host localhost"), "{error}");
        assert_eq!(one.attempt, 1, "{error}");
    }
    assert!(channels.webhook.requests().is_empty() && channels.webhook.violations().is_empty());
}

/// Variables, and what the refusal names.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[test]
fn half_a_configuration_and_private_addresses_end_with_64() {
    let url = "https://hooks.example.org/hookpathsecret";
    let cases: [Case; 12] = [
        (&[("ALERT_WEBHOOK_URL", url)], &["ALERT_WEBHOOK_SECRET"]),
        (&[("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET)], &["ALERT_WEBHOOK_URL"]),
        (&[("ALERT_WEBHOOK_URL_TEAM_B", url)], &["ALERT_WEBHOOK_SECRET_TEAM_B", "team"]),
        (
            &[("ALERT_WEBHOOK_URL", url), ("ALERT_WEBHOOK_SECRET", "hookpathsecret")],
            &["ALERT_WEBHOOK_SECRET", "whsec_"],
        ),
        (
            &[
                ("ALERT_WEBHOOK_URL", "http://127.0.0.1/hookpathsecret"),
                ("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ],
            &["ALERT_WEBHOOK_URL", "private", "AGENTMON_WEBHOOK_ALLOW_PRIVATE"],
        ),
        (
            &[
                ("ALERT_WEBHOOK_URL", "http://localhost/hookpathsecret"),
                ("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ],
            &["ALERT_WEBHOOK_URL", "private"],
        ),
        (
            &[
                ("ALERT_WEBHOOK_URL", "http://[::ffff:10.0.0.1]/hookpathsecret"),
                ("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ],
            &["ALERT_WEBHOOK_URL", "private"],
        ),
        (
            &[
                ("ALERT_WEBHOOK_URL", "http://169.254.169.254/latest"),
                ("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET),
            ],
            &["ALERT_WEBHOOK_URL", "private"],
        ),
        (
            &[("PAGERDUTY_API_BASE_URL_TEAM_B", "https://events.eu.pagerduty.com")],
            &["PAGERDUTY_ROUTING_KEY_TEAM_B"],
        ),
        (&[("PAGERDUTY_ROUTING_KEY", "hookpathsecret!")], &["PAGERDUTY_ROUTING_KEY", "32"]),
        (&[("SLACK_WEBHOOK_URL", "hooks.slack.com/hookpathsecret")], &["SLACK_WEBHOOK_URL", "https://"]),
        (&[("AGENTMON_CONSOLE", "perhaps")], &["AGENTMON_CONSOLE", "true"]),
    ];
    for command in ["check-config", "run"] {
        for (variables, parts) in cases {
            let builder =
                Daemon::command(command).env("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere");
            let output = variables
                .iter()
                .fold(builder, |builder, (name, value)| builder.env(name, *value))
                .run_to_end();
            let errors = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(output.status.code(), Some(64), "{command} {variables:?}: {errors}");
            assert_eq!(errors.lines().count(), 1, "{command} {variables:?}: {errors}");
            for part in parts {
                assert!(
                    errors.to_lowercase().contains(&part.to_lowercase()),
                    "{command} {variables:?}: {part} in {errors}"
                );
            }
            for secret in ["hookpathsecret", ROUTING_KEY, WEBHOOK_SECRET] {
                assert!(!errors.contains(secret), "{command} {variables:?}: {errors}");
            }
        }
    }
}
