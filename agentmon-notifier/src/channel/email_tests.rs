//! The message as built, and a mail server of a few lines that answers as told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

use super::*;

fn message() -> Message {
    Message {
        title: "Agent <b>down</b>\r\nBcc: everyone@example.org ü".into(),
        body: "5 < 6 & \"so on\"".into(),
        idempotency_key: "0198-a:b c".into(),
    }
}

fn boxes(addresses: &[&str]) -> Vec<Mailbox> {
    addresses.iter().map(|address| address.parse().unwrap()).collect()
}

#[test]
fn the_email_is_safe_and_the_same_on_every_attempt() {
    let from: Mailbox = "Monitor <agentmon@example.org>".parse().unwrap();
    let (mail, id) = build(&from, &boxes(&["a@example.org", "b@example.org"]), &message()).unwrap();
    assert_eq!(id, "<0198-a%3Ab%20c@example.org>");
    let text = String::from_utf8(mail.formatted()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("Message-ID: <0198-a%3Ab%20c@example.org>"), "{head}");
    assert!(head.contains("X-Agentmon-Id: 0198-a:b c"), "{head}");
    assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
    assert!(head.contains("To: a@example.org, b@example.org"), "{head}");
    assert!(head.contains("Date: "), "{head}");
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "a title adds no header: {head}");
    assert!(body.contains("Content-Type: text/plain") && body.contains("Content-Type: text/html"), "{body}");
    let page = html(&message());
    assert!(
        page.contains("Agent &lt;b&gt;down&lt;/b&gt;") && page.contains("5 &lt; 6 &amp; &quot;so on&quot;")
    );
    let (_, again) = build(&from, &boxes(&["a@example.org"]), &message()).unwrap();
    assert_eq!(again, id);
}

/// What the server refuses: any address that begins with the key gets the value; `DATA` is one of them.
type Refusals = Vec<(&'static str, &'static str)>;

/// A mail server; gives its port and, later, the recipients of each message that it took.
async fn mail_server(refusals: Refusals) -> (u16, Arc<Mutex<Vec<Vec<String>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&taken);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, refusals.clone(), Arc::clone(&log)));
        }
    });
    (port, taken)
}

async fn talk(
    stream: TcpStream,
    refusals: Refusals,
    taken: Arc<Mutex<Vec<Vec<String>>>>,
) -> std::io::Result<()> {
    let mut stream = BufStream::new(stream);
    let mut recipients = Vec::new();
    let mut in_data = false;
    let mut reply = "220 test\r\n".to_owned();
    loop {
        stream.write_all(reply.as_bytes()).await?;
        stream.flush().await?;
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            if !in_data || line.trim_end() == "." {
                break;
            }
        }
        let word = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
        let subject =
            if word == "RCPT" { line.split(['<', '>']).nth(1).unwrap_or_default() } else { word.as_str() };
        let refusal = refusals.iter().find(|(what, _)| subject.starts_with(what)).map(|(_, answer)| *answer);
        // The text of a message ends, whether it is taken or not.
        let ended = std::mem::take(&mut in_data);
        reply = match (word.as_str(), refusal) {
            (_, Some("hang")) => std::future::pending().await,
            (_, Some(answer)) => format!("{answer}\r\n"),
            (".", None) if ended => {
                taken.lock().unwrap().push(std::mem::take(&mut recipients));
                "250 2.0.0 Ok: queued as 4F2A\r\n".into()
            }
            ("RCPT", None) => {
                recipients.push(subject.to_owned());
                "250 ok\r\n".into()
            }
            ("DATA", None) => {
                in_data = true;
                "354 go on\r\n".into()
            }
            _ => "250 ok\r\n".into(),
        };
    }
}

async fn send(refusals: Refusals, limit: Duration) -> (Result<Receipt, Failure>, Vec<Vec<String>>) {
    let (port, taken) = mail_server(refusals).await;
    let server = MailServer {
        host: "127.0.0.1".into(),
        port: Some(port),
        tls: MailTls::WhenOffered,
        credentials: None,
    };
    let config = EmailConfig {
        from: "agentmon@example.org".parse().unwrap(),
        to: boxes(&["a@example.org", "b@example.org"]),
        server,
    };
    let result = Email::new(&config, limit).unwrap().send(&message()).await;
    let taken = taken.lock().unwrap().clone();
    (result, taken)
}

const LONG: Duration = Duration::from_secs(20);

#[tokio::test]
async fn all_addresses_get_one_message() {
    let (result, taken) = send(vec![], LONG).await;
    assert_eq!(result.unwrap().provider_id, "2.0.0 Ok: queued as 4F2A");
    assert_eq!(taken, [["a@example.org", "b@example.org"]]);
}

#[tokio::test]
async fn refusals_are_told_apart() {
    for (refusals, outcome, part) in [
        (vec![("DATA", "451 4.3.0 try later")], Outcome::Retry, "try later"),
        (vec![("MAIL", "421 closing")], Outcome::Retry, "closing"),
        (vec![(".", "554 5.7.1 spam")], Outcome::Final, "spam"),
        (vec![("a@", "550 gone"), ("b@", "550 gone")], Outcome::Final, "gone"),
        (vec![("a@", "550 gone"), ("b@", "450 greylisted")], Outcome::Retry, "greylisted"),
        (vec![("EHLO", "nonsense")], Outcome::Retry, "cannot be used"),
    ] {
        let (result, taken) = send(refusals.clone(), LONG).await;
        let failure = result.unwrap_err();
        assert_eq!(failure.outcome, outcome, "{refusals:?}: {}", failure.error);
        assert!(failure.error.contains(part), "{refusals:?}: {}", failure.error);
        assert!(taken.is_empty(), "{refusals:?}: {taken:?}");
    }
}

#[tokio::test]
async fn an_address_that_is_gone_does_not_silence_the_others() {
    let (result, taken) = send(vec![("a@", "550 no such user")], LONG).await;
    assert!(result.is_ok(), "{result:?}");
    assert_eq!(taken, [["b@example.org"]]);
}

#[tokio::test]
async fn no_answer_and_no_connection_are_tried_again() {
    let (result, _) = send(vec![(".", "hang")], Duration::from_millis(200)).await;
    assert_eq!(result.unwrap_err().outcome, Outcome::Retry);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let server =
        MailServer { host: "127.0.0.1".into(), port: Some(port), tls: MailTls::Never, credentials: None };
    let config =
        EmailConfig { from: "f@example.org".parse().unwrap(), to: boxes(&["a@example.org"]), server };
    let failure = Email::new(&config, LONG).unwrap().send(&message()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Retry);
    assert!(failure.error.contains("refused"), "{}", failure.error);
}
