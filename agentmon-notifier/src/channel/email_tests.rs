//! Sending, to a mail server of a few lines that answers as told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

use super::*;

fn message() -> Message {
    Message::plain("Agent down".into(), "so on".into(), "0198-a".into())
}

fn boxes(addresses: &[&str]) -> Vec<Mailbox> {
    addresses.iter().map(|address| address.parse().unwrap()).collect()
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
    send_this(&message(), refusals, limit).await
}

async fn send_this(
    message: &Message,
    refusals: Refusals,
    limit: Duration,
) -> (Result<Receipt, Failure>, Vec<Vec<String>>) {
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
    let result = Email::new(&config, limit).unwrap().send(message).await;
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

#[tokio::test]
async fn the_channels_own_receivers_go_before_the_daemons() {
    let to = |to: Value| {
        let payload = serde_json::json!({"title": "t", "settings": {"to": to}});
        Message::from_payload(&payload, "k".into()).unwrap()
    };
    for (value, expected) in [
        ("\"x@example.org\"", vec!["x@example.org"]),
        ("\"x@example.org, Yo <y@example.org>\"", vec!["x@example.org", "y@example.org"]),
        ("[\"x@example.org\", \" y@example.org \"]", vec!["x@example.org", "y@example.org"]),
        ("null", vec!["a@example.org", "b@example.org"]),
    ] {
        let (result, taken) = send_this(&to(value.parse().unwrap()), vec![], LONG).await;
        assert!(result.is_ok(), "{value}: {result:?}");
        assert_eq!(taken, [expected], "{value}");
    }
    for value in [
        "7",
        "[]",
        "[7]",
        "\"nobody\"",
        "\"x@example.org,\"",
        "[\"x@example.org\\nBcc: y@example.org\"]",
        "{}",
    ] {
        let (result, taken) = send_this(&to(value.parse().unwrap()), vec![], LONG).await;
        let failure = result.unwrap_err();
        assert_eq!((failure.outcome, taken.len()), (Outcome::Final, 0), "{value}");
        assert!(failure.error.contains("setting \"to\""), "{value}: {}", failure.error);
    }
}
