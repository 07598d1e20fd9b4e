//! The real daemon with every channel on: what each provider gets to see of an alert's life.

use std::collections::BTreeMap;
use std::process::Command;

use agentmon_tests::alerting::{MAIL_TO, log};
use agentmon_tests::channels::{Channels, ROUTING_KEY, SLACK_PATH, WEBHOOK_PATH, WEBHOOK_SECRET};
use agentmon_tests::fault::Fault;
use agentmon_tests::hooks::{Hook, Hooks, Rules};
use agentmon_tests::sql::{row, rows, run};
use agentmon_tests::stage::letter;
use agentmon_tests::twilio::{AUTH_TOKEN, TO};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::workspace_root;
use serde_json::{Value, json};

const ALL: &str = "slack,pagerduty,webhook,console,sms,email";

fn number_of_all() -> usize {
    ALL.split(',').count()
}

fn texts<'a>(hooks: &'a [Value], name: &str) -> Vec<&'a str> {
    hooks.iter().map(|hook| hook[name].as_str().unwrap_or_default()).collect()
}

fn bodies(hooks: &[Hook]) -> Vec<Value> {
    hooks.iter().map(Hook::json).collect()
}

#[tokio::test]
async fn every_provider_sees_the_life_of_an_alert() {
    let channels = Channels::set("channels_life", ALL).await;
    let client = channels.client();
    run(client, "UPDATE monitoring.notification_routes SET repeat_interval = '2 seconds'").await;
    let daemon = channels.daemon().await;
    log(client, "billing", "critical", "no answer <from> the bank").await;
    let first = channels.sent(number_of_all()).await;
    log(client, "billing", "critical", "no answer <from> the bank").await;
    let told = async |reason: &str| {
        let sql = format!(
            "SELECT count(*) FROM monitoring.notifications WHERE reason = '{reason}' AND state = 'sent'"
        );
        eventually_true(reason, DEADLINE, async || row(client, &sql).await == number_of_all().to_string())
            .await;
    };
    told("more_events").await;
    told("repeat").await;
    run(client, "SELECT monitoring.resolve_alert(id) FROM monitoring.alerts").await;
    told("all_resolved").await;
    channels.assert_no_violations();

    // A webhook: the reasons in order, one group, one id for each message, the count, the end.
    let hooks = channels.webhook.taken();
    let seen = bodies(&hooks);
    let reasons = texts(&seen, "notification_reason");
    assert_eq!(reasons, ["first_notification", "more_events", "repeat", "all_resolved"]);
    assert_eq!(texts(&seen, "status"), ["firing", "firing", "firing", "resolved"]);
    assert_eq!(texts(&seen, "type")[3], "alert.resolved");
    assert_eq!(seen[1]["alerts"][0]["count"], 2);
    assert_eq!(seen[0]["commonLabels"]["agent_name"], "billing");
    assert_ne!(seen[3]["alerts"][0]["endsAt"], "0001-01-01T00:00:00Z");
    assert!(seen.iter().all(|one| one["groupKey"] == seen[0]["groupKey"]));
    let of_kind = |kind: &str| first.iter().find(|one| one.channel == kind).expect("one of each").clone();
    assert_eq!(hooks[0].header("webhook-id"), of_kind("webhook").idempotency_key);
    assert_eq!(hooks[0].path, WEBHOOK_PATH);

    // PagerDuty: one incident, opened and closed.
    let events = bodies(&channels.pagerduty.taken());
    assert_eq!(texts(&events, "event_action"), ["trigger", "trigger", "trigger", "resolve"]);
    assert!(events.iter().all(|event| event["dedup_key"] == seen[0]["groupKey"]), "{events:?}");
    let payload = &events[0]["payload"];
    assert_eq!(
        (&payload["summary"], &payload["source"], &payload["severity"]),
        (&json!("CRITICAL billing: task_failed"), &json!("billing"), &json!("critical"))
    );
    assert_eq!(of_kind("pagerduty").provider_id.as_deref(), events[0]["dedup_key"].as_str());

    // Slack: in its blocks, markup escaped, green at the end.
    let slack = bodies(&channels.slack.taken());
    assert_eq!(slack[0]["blocks"][0]["text"]["text"], "CRITICAL billing: task_failed");
    assert_eq!(slack[0]["attachments"][0]["blocks"][0]["text"]["text"], "no answer &lt;from&gt; the bank");
    assert!(slack[1].to_string().contains("(2 times"), "{}", slack[1]);
    assert_eq!(slack[3]["text"], "RESOLVED billing: task_failed");
    assert_eq!(slack[3]["attachments"][0]["color"], "#1a7f37");

    // Texts, mails (one thread), and the console.
    let sms = channels.stage.twilio.messages();
    assert_eq!(sms[0].body, "CRITICAL billing: task_failed\nno answer <from> the bank");
    assert!(sms[3].body.starts_with("RESOLVED billing: task_failed\n"), "{}", sms[3].body);
    let mails = channels.stage.smtp.wait_for_mails(4).await;
    assert_eq!(mails[0].headers["subject"], "CRITICAL billing: task_failed");
    assert_eq!(mails[3].headers["subject"], "[RESOLVED] CRITICAL billing: task_failed");
    assert!(mails.iter().all(|mail| mail.headers["references"] == mails[0].headers["references"]));
    for line in
        ["┌ CRITICAL billing: task_failed", "│ no answer <from> the bank", "┌ RESOLVED billing: task_failed"]
    {
        daemon.wait_for_lines(line, 1).await;
    }
    daemon.wait_for_lines(&format!("└ all_resolved, {}", "agentmon_"), 1).await;
}

const HOSTILE: [&str; 6] = [
    "<b>\"bold\"</b> <img src=x onerror=alert(1)> </script>",
    "<!channel> <!here> <@U012AB3CD> <https://evil.example.org|click> *bold*",
    "x\r\nBcc: evil@example.org\r\n\r\nforged\r\n.\r\nQUIT",
    "bell \u{7} escape \u{1b}[31m\u{9b}2J null-like \u{1}",
    "\u{202e}gnp.exe \u{2066}isolated",
    "100% %s {{ 7*7 }} {% for %} $1 ' \" \\ &To=%2B15550000000&Body=forged",
];

#[tokio::test]
async fn hostile_texts_do_no_harm_in_any_channel() {
    let channels = Channels::set("channels_hostile", ALL).await;
    let mut daemon = channels.daemon().await;
    for text in HOSTILE {
        log(channels.client(), text, "error", text).await;
    }
    let sent = channels.sent(number_of_all() * HOSTILE.len()).await;
    assert!(sent.iter().all(|one| one.attempt == 1), "{sent:?}");
    channels.assert_no_violations();

    for hook in channels.slack.taken() {
        for wakes in ["<!", "<@", "<http", "\u{202e}", "\u{2066}"] {
            assert!(!hook.body.contains(wakes), "{wakes:?} in {}", hook.body);
        }
        assert!(hook.body.contains(r#""link_names":false"#), "{}", hook.body);
    }
    for kind in ["slack", "pagerduty", "webhook"] {
        assert_eq!(channels.hooks(kind).taken().len(), HOSTILE.len());
    }
    let controls = |text: &str| text.chars().any(|c| c.is_control() && !"\n\t".contains(c));
    for event in bodies(&channels.pagerduty.taken()) {
        let summary = event["payload"]["summary"].as_str().unwrap_or_default();
        assert!(!summary.contains('\n') && !controls(summary), "{summary:?}");
    }
    for body in bodies(&channels.webhook.taken()) {
        for name in ["title", "body"] {
            let text = body[name].as_str().unwrap_or_default();
            assert!(!controls(text) && !text.contains('\u{202e}'), "{name}: {text:?}");
        }
    }

    let mails = channels.stage.smtp.wait_for_mails(HOSTILE.len()).await;
    for mail in &mails {
        assert_eq!(
            (mail.rcpt_to.as_slice(), mail.headers["to"].as_str()),
            (&[MAIL_TO.to_owned()][..], MAIL_TO)
        );
        assert!(!mail.headers.contains_key("bcc"), "{:?}", mail.headers);
        assert!(!mail.html.contains("<img") && !mail.html.contains("</script>"), "{}", mail.html);
        assert!(!controls(&mail.headers["subject"]), "{:?}", mail.headers["subject"]);
    }
    assert!(
        mails.iter().any(|mail| mail.html.contains("&lt;b&gt;")),
        "what users write is shown as they wrote it"
    );
    for text in channels.stage.twilio.messages() {
        assert_eq!(text.to, TO);
        assert!(!controls(&text.body), "{:?}", text.body);
    }
    daemon.wait_for("100% %s {{ 7*7 }} {% for %}").await;
    let printed = daemon.output().join("\n");
    assert!(!controls(&printed) && !printed.contains('\u{202e}'), "{printed:?}");
}

#[tokio::test]
async fn accounts_and_receivers_come_from_the_channels_settings() {
    let channels = Channels::set("channels_accounts", "slack,pagerduty").await;
    let client = channels.client();
    let other_key = "pdotherpdotherpdotherpdotherpdot";
    let other_secret = "whsec_b3RoZXJzZWNyZXRvdGhlcnNlY3JldG90aGVyc2VjcmV0";
    let other = Hooks::start(Rules::Webhook(other_secret)).await;
    let sql = format!(
        r#"INSERT INTO monitoring.notification_channels (name, kind, settings) VALUES
             ('slack b', 'slack', '{{"account": "team-b"}}'), ('pager b', 'pagerduty', '{{"account": "team-b"}}'),
             ('hook b', 'webhook', '{{"account": "team-b", "url": "{}", "allow_private": true}}'),
             ('sms b', 'sms', '{{"to": "+14155550177"}}'), ('mail b', 'email', '{{"to": ["b@example.org", "b2@example.org"]}}'),
             ('nobody', 'slack', '{{"account": "team-c"}}');
           UPDATE monitoring.notification_routes SET channels = channels || '{{slack b,pager b,hook b,sms b,mail b,nobody}}'"#,
        other.url("/b")
    );
    run(client, &sql).await;
    let mut daemon = channels
        .builder()
        .await
        .env("SLACK_WEBHOOK_URL_TEAM_B", channels.slack.url("/services/TEAM/B/b"))
        .env("PAGERDUTY_ROUTING_KEY_TEAM_B", other_key)
        .env("ALERT_WEBHOOK_SECRET_TEAM_B", other_secret)
        .start();
    daemon.wait_for("connected to the database").await;
    log(client, "a", "error", "fails").await;
    let all = channels.stage.settled(8, &["sent", "dead"]).await;
    let dead: Vec<_> = all.iter().filter(|one| one.state == "dead").collect();
    assert_eq!((dead.len(), dead[0].channel.as_str()), (1, "nobody"), "{dead:?}");
    let error = dead[0].last_error.as_deref().unwrap_or_default();
    assert!(error.contains("SLACK_WEBHOOK_URL_TEAM_C is not set"), "{error}");

    let mut paths: Vec<_> = channels.slack.taken().into_iter().map(|hook| hook.path).collect();
    paths.sort_unstable();
    assert_eq!(paths, [SLACK_PATH, "/services/TEAM/B/b"]);
    let events = bodies(&channels.pagerduty.taken());
    let mut keys = texts(&events, "routing_key");
    keys.sort_unstable();
    assert_eq!(keys, [other_key, ROUTING_KEY]);
    assert_eq!((other.taken().len(), channels.webhook.requests().len()), (1, 0));
    other.assert_no_violations();
    assert_eq!(channels.stage.twilio.messages()[0].to, "+14155550177");
    assert_eq!(channels.stage.smtp.wait_for_mails(1).await[0].rcpt_to, ["b@example.org", "b2@example.org"]);
    channels.assert_no_violations();
}

#[tokio::test]
async fn templates_say_it_in_the_channels_words() {
    let channels = Channels::set("channels_templates", "slack,console").await;
    let client = channels.client();
    run(
        client,
        "UPDATE monitoring.notification_channels SET title_template = '{{ severity | upper }} in {{ group_labels.agent_name }}',
             body_template = '{% for a in alerts %}{{ a.annotations.message }} ({{ a.count }}x){% endfor %}' WHERE name = 'slack'",
    )
    .await;
    let daemon = channels.daemon().await;
    log(client, "billing", "error", "<!channel> fails").await;
    channels.sent(2).await;
    let body = channels.slack.taken()[0].json();
    assert_eq!(body["text"], "ERROR in billing");
    assert_eq!(body["attachments"][0]["blocks"][0]["text"]["text"], "&lt;!channel&gt; fails (1x)");
    daemon.wait_for_lines("┌ ERROR billing: task_failed", 1).await;
}

/// What the documentation gives receivers to copy, run on what the daemon sends.
#[tokio::test]
async fn the_documented_verification_takes_a_real_webhook_and_no_other() {
    let channels = Channels::set("channels_verify", "webhook").await;
    let _daemon = channels.daemon().await;
    log(channels.client(), "a", "error", "it's 5 < 6 & ünder").await;
    let hook = channels.webhook.wait_for(1).await.remove(0);
    let docs = std::fs::read_to_string(workspace_root().join("docs/channels.md")).expect("the page");
    let (_, rest) = docs.split_once("```python\n").expect("an example in Python");
    let (function, _) = rest.split_once("```").expect("its end");
    let headers: BTreeMap<_, _> = hook.headers.iter().cloned().collect();
    let verdict = |secret: &str, headers: &BTreeMap<String, String>, body: &str| {
        let given = json!([secret, headers, body]).to_string();
        let program = format!(
            "{function}\nimport json, sys\nsecret, headers, body = json.loads(sys.argv[1])\nprint(verify(secret, headers, body.encode()))"
        );
        let output = Command::new("python3").args(["-c", &program, &given]).output().expect("Python runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(verdict(WEBHOOK_SECRET, &headers, &hook.body), "True");
    let mut both = headers.clone();
    both.entry("webhook-signature".to_owned()).and_modify(|signature| signature.insert_str(0, "v1,AAAA "));
    assert_eq!(verdict(WEBHOOK_SECRET, &both, &hook.body), "True", "while a secret is changed");
    assert_eq!(verdict(WEBHOOK_SECRET, &headers, &hook.body.replace("error", "info")), "False");
    assert_eq!(verdict("whsec_b3RoZXJzZWNyZXRvdGhlcnNlY3JldG90aGVyc2VjcmV0", &headers, &hook.body), "False");
    let mut old = headers;
    old.insert("webhook-timestamp".to_owned(), "1614265330".to_owned());
    assert_eq!(verdict(WEBHOOK_SECRET, &old, &hook.body), "False");
}

#[tokio::test]
async fn secrets_are_in_no_log_and_no_column_and_the_daemon_stays_small() {
    let channels = Channels::set("channels_secrets", ALL).await;
    let client = channels.client();
    // Receivers that repeat what they were sent, and those that do not answer.
    for (hooks, echo) in [
        (&channels.slack, format!("Cannot POST {SLACK_PATH}, as in {}", channels.slack.url(SLACK_PATH))),
        (&channels.pagerduty, format!("Cannot POST for {ROUTING_KEY}")),
        (&channels.webhook, format!("Cannot POST {WEBHOOK_PATH}")),
    ] {
        hooks.script([Fault::refuse(400, &echo), Fault::Reset, Fault::Hang, Fault::Garbage]);
    }
    let mut daemon = channels.builder().await.env("AGENTMON_LOG", "trace").start();
    daemon.wait_for("connected to the database").await;
    for n in 0..5 {
        log(client, &format!("agent {}", letter(n)), "error", "fails").await;
    }
    channels.stage.settled(5 * number_of_all(), &["sent", "dead"]).await;
    let errors = rows(client, "SELECT last_error FROM monitoring.notifications WHERE state = 'dead'").await;
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors.iter().all(|error| error.contains("Cannot POST") && error.contains("***")), "{errors:?}");

    let tables = rows(client, "SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'p')").await;
    let mut everything = daemon.output().join("\n");
    for table in tables {
        everything.push_str(&rows(client, &format!("SELECT t::text FROM {table} AS t")).await.join("\n"));
    }
    assert!(everything.contains("agent a"), "it is the database that is looked through");
    let secret_bytes = WEBHOOK_SECRET.trim_start_matches("whsec_");
    for secret in ["slacksecret", "pdsecret", "hookpathsecret", "hookquerysecret", secret_bytes, AUTH_TOKEN] {
        let found = everything.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "{secret} is told");
    }
    let resident = daemon.resident_kb();
    eprintln!("resident with all channels on: {resident} kB");
    assert!(resident < 30 * 1024, "{resident} kB");
}
