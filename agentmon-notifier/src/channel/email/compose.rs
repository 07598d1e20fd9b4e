//! The mail itself: headers that nothing from outside can add to, a text for every reader and a page for most.

use lettre::Message as Mail;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

use super::html;
use crate::channel::message::{Message, Severity, Status};
use crate::channel::outcome::{Failure, Outcome};
use crate::text::cut;

/// Longer subjects are cut by mail programs, and make some servers suspicious.
const LONGEST_SUBJECT: usize = 250;

/// The mail, and its Message-ID.
pub fn mail(from: &Mailbox, to: &[Mailbox], message: &Message) -> Result<(Mail, String), Failure> {
    let id = |name: &str| format!("<{}@{}>", dot_atom(name), from.email.domain());
    let message_id = id(&message.idempotency_key);
    let mut builder = to
        .iter()
        .fold(Mail::builder().from(from.clone()), |builder, address| builder.to(address.clone()))
        .subject(subject(message))
        .message_id(Some(message_id.clone()))
        .raw_header(ascii_header("X-Agentmon-Id", &message.idempotency_key)?)
        // Keeps holiday replies away (RFC 3834).
        .raw_header(ascii_header("Auto-Submitted", "auto-generated")?);
    if let Some(group) = &message.group {
        // A mail that was never sent, and that all of a group answer: mail programs show them as one thread.
        let thread = id(&format!("group-{group}"));
        builder = builder.in_reply_to(thread.clone()).references(thread);
    }
    if message.severity == Severity::Critical && message.status == Status::Firing {
        builder = builder
            .raw_header(ascii_header("X-Priority", "1")?)
            .raw_header(ascii_header("Importance", "high")?);
    }
    let notes = [message.left_out_note(), message.note()].into_iter().flatten();
    // A mail without a body and notes would be a blank page.
    let said = if message.body.is_empty() { &message.title } else { &message.body };
    let text = std::iter::once(said.clone()).chain(notes).collect::<Vec<_>>().join("\n\n");
    let mail = builder
        .multipart(MultiPart::alternative_plain_html(text, html::page(message)))
        .map_err(|error| Failure::of(Outcome::Final, format!("the email cannot be made: {error}")))?;
    Ok((mail, message_id))
}

/// The title, with what differs between the mails of one group in brackets before it: programs that thread by subject
/// leave brackets out (the base subject of RFC 5256).
fn subject(message: &Message) -> String {
    let mut base = message.title.as_str();
    let mut brackets = String::new();
    let mut severity = String::new();
    if message.group.is_some() {
        if let Some(rest) = base.strip_prefix("RESOLVED ") {
            base = rest;
            brackets.push_str("[RESOLVED] ");
            severity = format!("{} ", message.severity.as_str().to_ascii_uppercase());
        }
        if let Some((rest, more)) = base.split_once(" (and ").filter(|(_, more)| more.ends_with(" more)")) {
            base = rest;
            brackets.push_str(&format!("[and {}] ", more.trim_end_matches(')')));
        }
    }
    cut(&format!("{brackets}{severity}{base}"), LONGEST_SUBJECT).into_owned()
}

fn ascii_header(name: &'static str, value: &str) -> Result<HeaderValue, Failure> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| Failure::of(Outcome::Final, format!("{name} is not a header's name")))?;
    Ok(HeaderValue::new(name, value.escape_default().to_string()))
}

/// Any key as the left side of a Message-ID; different keys stay different.
fn dot_atom(key: &str) -> String {
    let mut atom = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => atom.push(char::from(byte)),
            _ => atom.push_str(&format!("%{byte:02X}")),
        }
    }
    atom
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn built(payload: &Value) -> String {
        let from: Mailbox = "Monitor <agentmon@example.org>".parse().unwrap();
        let to = ["a@example.org".parse().unwrap(), "b@example.org".parse().unwrap()];
        let message = Message::from_payload(payload, "0198-a:b c".into()).unwrap();
        let (mail, id) = mail(&from, &to, &message).unwrap();
        assert_eq!(id, "<0198-a%3Ab%20c@example.org>");
        String::from_utf8(mail.formatted()).unwrap()
    }

    #[test]
    fn the_email_is_safe_and_the_same_on_every_attempt() {
        let text =
            built(&json!({"title": "Agent <b>down</b>\r\nBcc: everyone@example.org ü", "body": "5 < 6"}));
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        for part in [
            "Message-ID: <0198-a%3Ab%20c@example.org>",
            "X-Agentmon-Id: 0198-a:b c",
            "Auto-Submitted: auto-generated",
            "To: a@example.org, b@example.org",
            "Date: ",
        ] {
            assert!(head.contains(part), "{part}: {head}");
        }
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "a title adds no header: {head}");
        assert!(head.is_ascii(), "what is not ASCII is encoded: {head}");
        assert!(!head.contains("In-Reply-To") && !head.contains("X-Priority"), "{head}");
        assert!(
            body.contains("Content-Type: text/plain") && body.contains("Content-Type: text/html"),
            "{body}"
        );
    }

    #[test]
    fn the_mails_of_a_group_make_one_thread() {
        let head = |payload: Value| built(&payload).split_once("\r\n\r\n").unwrap().0.to_owned();
        let first = head(json!({"title": "CRITICAL a: b", "group_key": "ab", "severity": "critical"}));
        for part in [
            "In-Reply-To: <group-ab@example.org>",
            "References: <group-ab@example.org>",
            "X-Priority: 1",
            "Importance: high",
            "Subject: CRITICAL a: b",
        ] {
            assert!(first.contains(part), "{part}: {first}");
        }
        let last =
            head(json!({"title": "RESOLVED a: b (and 2 more)", "group_key": "ab", "severity": "critical",
            "status": "resolved"}));
        assert!(
            last.contains("In-Reply-To: <group-ab@example.org>") && !last.contains("X-Priority"),
            "{last}"
        );
        assert!(last.contains("Subject: [RESOLVED] [and 2 more] CRITICAL a: b"), "{last}");
    }

    #[test]
    fn what_is_left_out_is_counted_in_both_parts() {
        let mail = built(&json!({"title": "t", "body": "b", "alerts": [{}], "total_alerts": 30}));
        assert_eq!(mail.matches("29 more alerts are not shown.").count(), 2, "{mail}");
        let mail = built(&json!({"title": "t", "incident_key": "i1", "group_key": "g1"}));
        assert!(mail.contains("References: <group-i1@example.org>"), "{mail}");
    }

    #[test]
    fn subjects_are_whole_titles_otherwise() {
        let subject = |title: &str, group: &str| {
            let payload = json!({"title": title, "group_key": group, "severity": "error"});
            subject(&Message::from_payload(&payload, String::new()).unwrap())
        };
        assert_eq!(subject("RESOLVED a (and 2 more)", ""), "RESOLVED a (and 2 more)");
        assert_eq!(subject("WARNING a (and so on)", "g"), "WARNING a (and so on)");
        assert_eq!(subject(&"é".repeat(600), "g").chars().count(), 250);
    }
}
