//! What the database names and a daemon cannot serve is told, and every channel can be tried as it is configured.

use std::process::Output;

use agentmon_tests::Daemon;
use agentmon_tests::alerting::{with_email, with_sms};
use agentmon_tests::channels::Channels;
use agentmon_tests::daemon::DaemonBuilder;
use agentmon_tests::hooks::{Hooks, Rules};
use agentmon_tests::sql::{rows, run};

/// A subcommand with all the settings of a stage, and some of an account of its own.
async fn command(channels: &Channels, subcommand: &str) -> DaemonBuilder {
    let daemon = Daemon::command(subcommand).env("DATABASE_URL", channels.stage.url().await);
    with_email(with_sms(daemon, &channels.stage.twilio), &channels.stage.smtp)
        .env("SLACK_WEBHOOK_URL", channels.slack.url("/services/T/B/ordinary"))
        .env("SLACK_WEBHOOK_URL_TEAM_B", channels.slack.url("/services/T/B/teamb"))
        .env("PAGERDUTY_ROUTING_KEY", "pdordinarypdordinarypdordinarypd")
        .env("PAGERDUTY_API_BASE_URL", channels.pagerduty.url(""))
        .env("AGENTMON_WEBHOOK_ALLOW_PRIVATE", "true")
}

async fn run_to_end(builder: DaemonBuilder) -> (Option<i32>, String, String) {
    let output: Output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const ODD: &str = r#"
    INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES
        ('team c', 'slack', '{"account": "team-c"}'), ('off', 'slack', '{"account": "gone"}'),
        ('boss', 'console', '{}'), ('paeger', 'console', '{}');
    UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'off';
    UPDATE monitoring.notification_routes SET channels = '{slack,paeger}' WHERE name = 'default';
    INSERT INTO monitoring.escalation_steps (route, after, channels) VALUES ('default', '10 minutes', '{boss,slack}');
    INSERT INTO monitoring.alert_rules (name, expression, actions) VALUES ('r', 'm.max > 1', '{paeger,sms}');
    INSERT INTO monitoring.alert_rules (name, expression, actions, enabled) VALUES ('resting', 'm.max > 1', '{nobody}', false);
    DELETE FROM monitoring.notification_channels WHERE name IN ('boss', 'paeger')"#;

#[tokio::test]
async fn channels_and_accounts_that_are_missing_are_told_at_the_start_and_by_the_check() {
    let channels = Channels::set("missing_channels", "slack").await;
    run(channels.client(), ODD).await;
    let parts = [
        r#"the channel "boss" does not exist, and nobody is told there: it is named by the escalation step of the route default after 00:10:00"#,
        r#"the channel "paeger" does not exist, and nobody is told there: it is named by the route default, the rule r, in its actions"#,
        r#"the channel "team c" is for the account "team-c" of slack, which this daemon has not: set SLACK_WEBHOOK_URL_TEAM_C"#,
    ];
    let (code, text, errors) = run_to_end(command(&channels, "check-config").await).await;
    assert_eq!(code, Some(0), "{errors}");
    for part in parts {
        assert!(text.contains(&format!("warning: {part}")), "{part} in {text}");
    }
    assert_eq!(text.matches("warning: the channel").count(), 3, "{text}");
    assert!(text.ends_with("the settings are valid\n"), "{text}");

    let mut daemon = command(&channels, "run").await.start();
    for part in parts {
        daemon.wait_for(part).await;
    }
    let named = rows(channels.client(), "SELECT channel FROM agentmon.missing_channels()").await;
    assert_eq!(named, ["boss", "paeger"]);
}

#[tokio::test]
async fn a_database_that_is_away_does_not_make_settings_wrong() {
    let daemon = Daemon::command("check-config")
        .env("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
        .env("AGENTMON_CONSOLE", "true");
    let (code, text, _) = run_to_end(daemon).await;
    assert_eq!(code, Some(0));
    assert!(text.contains("the database was not asked about its channels: connecting failed"), "{text}");
}

#[tokio::test]
async fn every_channel_and_account_is_tried_as_it_is_configured() {
    let channels = Channels::set("send_test_all", "slack").await;
    let other_secret = "whsec_b3RoZXJzZWNyZXRvdGhlcnNlY3JldG90aGVyc2VjcmV0";
    let other = Hooks::start(Rules::Webhook(other_secret)).await;
    run(
        channels.client(),
        &format!(
            r#"DELETE FROM monitoring.notification_channels WHERE name IN ('webhook', 'console');
               INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES
                 ('team b', 'slack', '{{"account": "team-b"}}'), ('team c', 'slack', '{{"account": "team-c"}}'),
                 ('on-call', 'sms', '{{"to": "+14155550177"}}'), ('list', 'email', '{{"to": ["a@example.org", "b@example.org"]}}'),
                 ('hook b', 'webhook', '{{"account": "team-b", "url": "{}", "allow_private": true}}'),
                 ('resting', 'sms', '{{"to": "+14155550178"}}');
               UPDATE monitoring.notification_channels SET enabled = false WHERE name = 'resting'"#,
            other.url("/b")
        ),
    )
    .await;
    let builder = async || {
        command(&channels, "send-test")
            .await
            .env("ALERT_WEBHOOK_SECRET_TEAM_B", other_secret)
            .env("PAGERDUTY_ROUTING_KEY_SPARE", "pdsparepdsparepdsparepdsparepdsp")
    };
    let (code, text, errors) = run_to_end(builder().await).await;
    assert_eq!(code, Some(1), "one of them cannot be told: {text} {errors}");
    assert_eq!((text.lines().count(), errors.lines().count()), (9, 1), "{text}{errors}");
    assert!(errors.contains("team c (slack): not sent (final): ") && errors.contains("TEAM_C"), "{errors}");
    for label in [
        "email",
        "hook b (webhook)",
        "list (email)",
        "on-call (sms)",
        "pagerduty",
        "slack",
        "sms",
        "team b (slack)",
        "pagerduty, account SPARE",
    ] {
        assert!(text.contains(&format!("{label}: sent: ")), "{label} in {text}");
    }
    assert_eq!(
        (channels.slack.taken().len(), channels.pagerduty.taken().len(), other.taken().len()),
        (2, 2, 1)
    );
    let mut numbers: Vec<_> = channels.stage.twilio.messages().into_iter().map(|text| text.to).collect();
    numbers.sort();
    assert_eq!(numbers, ["+14155550100", "+14155550177"], "one that is off is let alone");
    let mails = channels.stage.smtp.wait_for_mails(2).await;
    assert!(mails.iter().any(|mail| mail.rcpt_to == ["a@example.org", "b@example.org"]));

    // One alone, also one that is off, and one account of a kind.
    for (arguments, code, part) in [
        (&["--channel", "resting"][..], Some(0), "sent: SM"),
        (&["--channel", "slack", "--account", "team-b"], Some(0), "sent: slack 200"),
        (&["--channel", "pagerduty", "--account", "spare"], Some(0), "sent: "),
        (&["--channel", "hook b"], Some(0), "sent: webhook 2"),
        (
            &["--channel", "slack", "--account", "nobody"],
            Some(64),
            "the ordinary one, without --account, TEAM_B",
        ),
        (&["--channel", "sms", "--account", "team-b"], Some(64), "has no account"),
        (&["--channel", "pigeon"], Some(64), "on-call"),
        (&["--account", "team-b"], Some(64), "--channel"),
    ] {
        let builder = arguments.iter().fold(builder().await, |builder, argument| builder.arg(argument));
        let (found, text, errors) = run_to_end(builder).await;
        assert_eq!(found, code, "{arguments:?}: {text}{errors}");
        assert!(format!("{text}{errors}").contains(part), "{arguments:?}: {text}{errors}");
    }
    channels.assert_no_violations();
    other.assert_no_violations();
}

#[tokio::test]
async fn senders_of_every_kind_are_taken_by_twilio() {
    let channels = Channels::set("senders", "sms").await;
    let service = format!("MG{}", "0123456789abcdef".repeat(2));
    for (sender, from) in [("12345", "12345"), ("Acme Ops", "Acme Ops"), (service.as_str(), "")] {
        let builder = command(&channels, "send-test").await.arg("--channel").arg("sms");
        let (code, _, errors) = run_to_end(builder.env("TWILIO_PHONE_NUMBER", sender)).await;
        assert_eq!(code, Some(0), "{sender}: {errors}");
        let sent = channels.stage.twilio.messages().pop().expect("a text");
        assert_eq!(sent.from, from);
        assert_eq!(sent.service == service, from.is_empty(), "{sender}");
    }
    channels.assert_no_violations();
}
