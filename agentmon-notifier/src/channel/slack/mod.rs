//! Slack's incoming webhooks.
//!
//! Slack has no idempotency key. A message whose answer is lost goes again: to read something twice in a channel is
//! harmless, to miss it is not.

mod settings;

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use self::settings::{SLACK_WEBHOOK_URL, SlackConfig};
use super::http::{Answer, Http, Peer};
use super::kind::Kind;
use super::message::{Alert, Message, Severity, Status};
use super::outcome::{Attempt, Failure, Outcome, Receipt, no_account};
use crate::setting::{Accounts, ConfigError, Setting, Values};
use crate::text::escaped;

const PEER: Peer = Peer::new("Slack", Outcome::Retry);
const LONGEST_HEADER: usize = 150;
/// Of a section. Three of them and the header stay below the 13,000 characters at which whole messages are refused.
const LONGEST_SECTION: usize = 3_000;
const LONGEST_ALERT: usize = 400;

/// The channel.
#[derive(Debug)]
pub struct Slack {
    http: Http,
    accounts: Accounts<SlackConfig>,
}

impl Kind for Slack {
    const NAME: &'static str = "slack";
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    const CREDENTIAL: Option<&'static Setting> = Some(&SLACK_WEBHOOK_URL);
    type Config = Accounts<SlackConfig>;

    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError> {
        settings::read(values, warnings)
    }

    fn open(accounts: &Self::Config, http: &Http, _: Duration) -> Result<Self, ConfigError> {
        Ok(Self { http: http.clone(), accounts: accounts.clone() })
    }

    fn destination(accounts: &Self::Config) -> String {
        accounts.destination()
    }

    fn accounts(accounts: &Self::Config) -> Vec<String> {
        accounts.suffixes()
    }

    async fn send(&self, message: &Message) -> Attempt {
        self.post(message).await.into()
    }
}

impl Slack {
    /// Posts one message.
    async fn post(&self, message: &Message) -> Result<Receipt, Failure> {
        let account = message.account()?;
        let config = self.accounts.get(account).ok_or_else(|| no_account(&SLACK_WEBHOOK_URL, account))?;
        let url = config.url.expose();
        let secrets = [url.as_str(), url.path()];
        let post =
            self.http.exchange(&PEER, &secrets, |client| client.post(url.clone()).json(&payload(message)));
        judge(post.await?)
    }
}

/// Slack's webhooks answer in words; what stands before them, and its other APIs, in JSON. Both may say "too many"
/// whatever the status is.
fn judge(answer: Answer) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Said {
        ok: Option<bool>,
        error: Option<String>,
    }
    let said: Option<Said> = serde_json::from_str(&answer.body).ok();
    let refused = said.filter(|said| said.ok == Some(false) || said.error.is_some());
    let error = refused.as_ref().map(|said| said.error.as_deref().unwrap_or("ok is false"));
    let words = error.or((!answer.status.is_success()).then_some(answer.body.trim()));
    if words.is_some_and(|words| matches!(words, "rate_limited" | "ratelimited")) {
        return Err(answer.refusal(&PEER, Outcome::Wait, &answer.body));
    }
    if answer.status.is_success() && refused.is_some() {
        return Err(answer.refusal(&PEER, Outcome::Final, &answer.body));
    }
    let answer = answer.accepted(&PEER)?;
    Ok(Receipt { provider_id: format!("slack {}", answer.status.as_u16()) })
}

/// The message in blocks: the title on top, the rest beside a bar in the colour of its severity.
fn payload(message: &Message) -> Value {
    let title = mrkdwn(&message.title, LONGEST_HEADER);
    let state = match message.status {
        Status::Resolved => "resolved",
        Status::Firing => message.severity.as_str(),
    };
    let mut blocks = Vec::new();
    if !message.body.is_empty() {
        blocks.push(section(&mrkdwn(&message.body, LONGEST_SECTION)));
    }
    if let Some(alerts) = alerts(message) {
        blocks.push(section(&alerts));
    }
    let mut context = vec![format!("*{state}*")];
    context.extend(
        [&message.reason, &message.route]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| mrkdwn(text, 200)),
    );
    context.extend(message.note().map(|note| mrkdwn(&note, 300)));
    blocks.push(json!({"type": "context", "elements": [text(&context.join(" · "))]}));
    json!({
        // What notifications and screen readers show.
        "text": title,
        "mrkdwn": false,
        "link_names": false,
        "parse": "none",
        "unfurl_links": false,
        "unfurl_media": false,
        "blocks": [{"type": "header", "text": {"type": "plain_text", "text": title, "emoji": false}}],
        "attachments": [{"color": colour(message), "fallback": title, "blocks": blocks}],
    })
}

/// Verbatim: Slack looks for no names and links of its own in it.
fn text(text: &str) -> Value {
    json!({"type": "mrkdwn", "text": text, "verbatim": true})
}

fn section(body: &str) -> Value {
    json!({"type": "section", "text": text(body)})
}

/// As many alerts as a section holds, one a line.
fn alerts(message: &Message) -> Option<String> {
    let mut lines = String::new();
    let mut shown = 0;
    for alert in &message.alerts {
        let line = line(alert);
        // Room is left for the line that counts the others.
        if lines.chars().count() + line.chars().count() > LONGEST_SECTION - 50 {
            break;
        }
        lines.push_str(&line);
        lines.push('\n');
        shown += 1;
    }
    match (message.total_alerts.saturating_sub(shown), shown) {
        (0, _) => {}
        (1, 0) => lines.push_str("_1 alert is not shown_"),
        (more, 0) => lines.push_str(&format!("_{more} alerts are not shown_")),
        (more, _) => lines.push_str(&format!("_and {more} more_")),
    }
    let lines = lines.trim_end();
    (!lines.is_empty()).then(|| lines.to_owned())
}

fn line(alert: &Alert) -> String {
    let labels =
        alert.labels.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(", ");
    let count = if alert.count > 1 { format!(" ({} times)", alert.count) } else { String::new() };
    let state = if alert.status == Status::Resolved { "resolved: " } else { "" };
    format!("• {state}{}{count}", mrkdwn(&labels.replace('\n', " "), LONGEST_ALERT))
}

fn colour(message: &Message) -> &'static str {
    match (message.status, message.severity) {
        (Status::Resolved, _) => "#1a7f37",
        (_, Severity::Info) => "#0969da",
        (_, Severity::Warning) => "#d4a72c",
        (_, Severity::Error) => "#cf222e",
        (_, Severity::Critical) => "#82071e",
    }
}

/// Without these three nothing is a mention or a link: `<!channel>` stays a text, and wakes nobody.
fn mrkdwn(text: &str, most: usize) -> String {
    escaped(text, most, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload_of(payload: &Value) -> Value {
        super::payload(&Message::from_payload(payload, "k".into()).unwrap())
    }

    /// Every text of a payload.
    fn texts(value: &Value) -> Vec<&str> {
        match value {
            Value::String(text) => vec![text],
            Value::Array(items) => items.iter().flat_map(texts).collect(),
            Value::Object(fields) => fields.values().flat_map(texts).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn hostile_text_mentions_nobody() {
        let evil = "<!channel> <@U123|you> <https://evil.example|click> & @here";
        let payload = payload_of(&json!({"title": evil, "body": evil, "reason": evil, "route": evil,
            "fallback_for": evil, "alerts": [{"labels": {evil: evil}}]}));
        let texts = texts(&payload);
        assert!(texts.iter().all(|text| !text.contains(['<', '>'])), "{texts:?}");
        assert!(texts.iter().filter(|text| text.contains("&lt;!channel&gt;")).count() >= 5, "{texts:?}");
        let blocks = payload["attachments"][0]["blocks"].as_array().unwrap();
        assert!(
            blocks
                .iter()
                .filter(|block| block["type"] == "section")
                .all(|block| block["text"]["verbatim"] == true)
        );
        assert_eq!((payload["link_names"].clone(), payload["parse"].clone()), (json!(false), json!("none")));
    }

    #[test]
    fn every_limit_holds_for_a_giant() {
        let long = "&é ".repeat(30_000);
        let alerts = vec![json!({"labels": {"a": long, "b": long}, "count": 3}); 60];
        let payload = payload_of(
            &json!({"title": long, "body": long, "reason": long, "route": long, "alerts": alerts}),
        );
        let header = payload["blocks"][0]["text"]["text"].as_str().unwrap();
        assert!((LONGEST_HEADER - 5..=LONGEST_HEADER).contains(&header.chars().count()), "{header}");
        let blocks = payload["attachments"][0]["blocks"].as_array().unwrap();
        for block in blocks.iter().filter(|block| block["type"] == "section") {
            let length = block["text"]["text"].as_str().unwrap().chars().count();
            assert!((2_000..=LONGEST_SECTION).contains(&length), "{length}");
        }
        let total: usize = texts(&payload).iter().map(|text| text.chars().count()).sum();
        assert!(total < 8_000, "{total}");
        assert!(texts(&payload).iter().any(|text| text.contains("more_")));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let label = json!({"labels": {"a": "x".repeat(390)}});
        for (alerts, total, part) in [
            (vec![label.clone(); 3], 3, None),
            (vec![label.clone(); 3], 10, Some("_and 7 more_")),
            (vec![label.clone(); 200], 1_000, Some("_and 993 more_")),
            (vec![], 1, Some("_1 alert is not shown_")),
            (vec![], 9, Some("_9 alerts are not shown_")),
        ] {
            let payload = payload_of(&json!({"title": "t", "alerts": alerts, "total_alerts": total}));
            let counted: Vec<_> = texts(&payload)
                .into_iter()
                .flat_map(str::lines)
                .filter(|line| line.starts_with('_'))
                .collect();
            assert_eq!(counted, Vec::from_iter(part));
        }
    }

    #[test]
    fn what_slack_says_counts_whatever_the_status_is() {
        let limited = r#"{"retry_after":1,"ok":false,"error":"rate_limited"}"#;
        for (status, body, outcome) in [
            (200, "ok", None),
            (200, "", None),
            (200, r#"{"ok": true}"#, None),
            (200, r#"{"ok": false, "error": "channel_not_found"}"#, Some(Outcome::Final)),
            (200, r#"{"error": "ratelimited"}"#, Some(Outcome::Wait)),
            (429, limited, Some(Outcome::Wait)),
            (429, "", Some(Outcome::Wait)),
            (200, limited, Some(Outcome::Wait)),
            (400, "rate_limited\n", Some(Outcome::Wait)),
            (503, limited, Some(Outcome::Wait)),
            (503, "rate_limited", Some(Outcome::Wait)),
            (500, "rollup_error", Some(Outcome::Retry)),
            (404, "no_service", Some(Outcome::Final)),
        ] {
            let status = reqwest::StatusCode::from_u16(status).unwrap();
            let answer = Answer { status, retry_after: None, body: body.into() };
            assert_eq!(judge(answer).err().map(|failure| failure.outcome), outcome, "{status} {body}");
        }
    }

    #[test]
    fn colour_and_words_tell_the_state() {
        for (status, severity, colour, word) in [
            ("firing", "critical", "#82071e", "*critical*"),
            ("firing", "info", "#0969da", "*info*"),
            ("resolved", "critical", "#1a7f37", "*resolved*"),
        ] {
            let payload = payload_of(
                &json!({"title": "t", "status": status, "severity": severity, "reason": "repeat"}),
            );
            let attachment = &payload["attachments"][0];
            assert_eq!(attachment["color"], colour);
            let context = attachment["blocks"].as_array().unwrap().last().unwrap();
            assert_eq!(context["elements"][0]["text"], format!("{word} · repeat"));
        }
    }
}
