//! Sending, to a mail server of a few lines that answers as told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

use super::settings::{MailServer, MailTls};
use super::*;

fn message() -> Message {
    Message::plain("Agent down".into(), "so on".into(), "0198-a".into())
}

fn boxes(addresses: &[&str]) -> Vec<Mailbox> {
    addresses.iter().map(|address| address.parse().unwrap()).collect()
}

/// What the server refuses: any address that begins with the key gets the value; `DATA` is one of them. `cut` closes,
/// `hang` never answers. `crowd` is the number of addresses that a mail may have; `spoilt` is an address with which no
/// text is taken.
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
        let setting = |name: &str| refusals.iter().find(|(what, _)| *what == name).map(|(_, value)| *value);
        let is_crowd = setting("crowd").is_some_and(|most| most.parse() == Ok(recipients.len()));
        let is_spoilt =
            setting("spoilt").is_some_and(|who| recipients.iter().any(|one: &String| one.starts_with(who)));
        let refusal = match refusals.iter().find(|(what, _)| subject.starts_with(what)) {
            _ if word == "RCPT" && is_crowd => Some("452 4.5.3 too many recipients"),
            _ if word == "." && is_spoilt => Some("550 5.1.1 no such user among them"),
            Some((_, answer)) => Some(*answer),
            None => None,
        };
        // The text of a message ends, whether it is taken or not.
        let ended = std::mem::take(&mut in_data);
        reply = match (word.as_str(), refusal) {
            (_, Some("slow 400")) => {
                tokio::time::sleep(Duration::from_millis(400)).await;
                recipients.push(subject.to_owned());
                "250 ok\r\n".into()
            }
            (_, Some("hang")) => std::future::pending().await,
            (_, Some("cut")) => return Ok(()),
            ("RSET" | "MAIL", None) => {
                recipients.clear();
                "250 ok\r\n".into()
            }
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

/// A message to these addresses, of which some may be done with already.
fn addressed(to: &[&str], progress: &Progress) -> Message {
    let payload = serde_json::json!({"title": "t", "settings": {"to": to}, "progress": progress});
    Message::from_payload(&payload, "k".into()).unwrap()
}

/// What an attempt came to, its progress too.
async fn attempt(message: &Message, refusals: Refusals, limit: Duration) -> (Attempt, Vec<Vec<String>>) {
    let (port, taken) = mail_server(refusals).await;
    let attempt = Email::open(&config(port), &Http::new(limit).unwrap(), limit).unwrap().send(message).await;
    let taken = taken.lock().unwrap().clone();
    (attempt, taken)
}

fn config(port: u16) -> EmailConfig {
    EmailConfig {
        from: "agentmon@example.org".parse().unwrap(),
        to: boxes(&["a@example.org", "b@example.org"]),
        server: MailServer {
            host: "127.0.0.1".into(),
            port: Some(port),
            tls: MailTls::WhenOffered,
            credentials: None,
            ca_file: None,
        },
    }
}

async fn send_this(
    message: &Message,
    refusals: Refusals,
    limit: Duration,
) -> (Result<Receipt, Failure>, Vec<Vec<String>>) {
    let (attempt, taken) = attempt(message, refusals, limit).await;
    (attempt.result, taken)
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
        (vec![("DATA", "451 4.3.0 try later")], Outcome::Later, "try later"),
        (vec![(".", "452 4.3.1 no room")], Outcome::Later, "no room"),
        (vec![("MAIL", "421 closing")], Outcome::Wait, "closing"),
        (vec![("MAIL", "451 4.7.1 greylisted")], Outcome::Wait, "greylisted"),
        (vec![("MAIL", "454 4.7.0 broken")], Outcome::Retry, "broken"),
        (vec![("MAIL", "550 5.7.1 not you")], Outcome::Final, "not you"),
        (vec![("EHLO", "421 too many connections")], Outcome::Wait, "too many"),
        (vec![("DATA", "421 too busy")], Outcome::Wait, "too busy"),
        (vec![(".", "554 5.7.1 spam")], Outcome::Final, "spam"),
        (vec![("a@", "550 gone"), ("b@", "550 gone")], Outcome::Final, "gone"),
        (vec![("a@", "550 gone"), ("b@", "450 greylisted")], Outcome::Later, "greylisted"),
        (vec![("EHLO", "nonsense")], Outcome::Retry, "cannot be used"),
    ] {
        let (result, taken) = send(refusals.clone(), LONG).await;
        let failure = result.unwrap_err();
        assert_eq!(failure.outcome, outcome, "{refusals:?}: {}", failure.error);
        assert!(failure.error.contains(part), "{refusals:?}: {}", failure.error);
        assert!(taken.is_empty(), "{refusals:?}: {taken:?}");
    }
}

const FOUR: [&str; 4] = ["ok@example.org", "full@example.org", "gone@example.org", "fine@example.org"];

fn names(progress: &Progress) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
    let name = |address: &'static str| address;
    let of = |found: Vec<&String>| {
        FOUR.iter().copied().map(name).filter(|known| found.iter().any(|one| one == known)).collect()
    };
    (
        of(progress.delivered.iter().collect()),
        of(progress.refused.keys().collect()),
        of(progress.waiting.keys().collect()),
    )
}

#[tokio::test]
async fn what_becomes_of_one_address_is_nobody_elses_matter() {
    let trouble = [
        // Full, greylisted, out of room for one more; and addresses at which the server closes, says nonsense, or nothing.
        ("full@", "452 4.2.2 mailbox full"),
        ("full@", "450 4.7.1 greylisted"),
        ("full@", "421 4.7.0 closing"),
        ("full@", "cut"),
        ("full@", "nonsense"),
        ("full@", "hang"),
    ];
    for trouble in trouble {
        let refusals = vec![trouble, ("gone@", "550 5.1.1 no such user")];
        let (first, taken) =
            attempt(&addressed(&FOUR, &Progress::default()), refusals.clone(), LONG / 10).await;
        let told: Vec<_> = taken.concat();
        assert_eq!(told, ["ok@example.org", "fine@example.org"], "{trouble:?}: each once");
        let failure = first.result.unwrap_err();
        assert_eq!(failure.outcome, Outcome::Later, "{trouble:?}: {}", failure.error);
        assert!(failure.error.contains("full@example.org"), "{}", failure.error);
        let progress = first.progress.unwrap();
        let expected = (vec![FOUR[0], FOUR[3]], vec![FOUR[2]], vec![FOUR[1]]);
        assert_eq!(names(&progress), expected, "{trouble:?}");

        // The next attempt, by this daemon or another one, is for the one that is left.
        let again = addressed(&FOUR, &progress);
        let (second, taken) = attempt(&again, refusals, LONG / 10).await;
        assert!(taken.is_empty() && second.result.unwrap_err().outcome == Outcome::Later, "{trouble:?}");
        let (third, taken) = attempt(&again, vec![("gone@", "550 gone")], LONG).await;
        assert_eq!(taken, [["full@example.org"]]);
        assert!(third.result.is_ok(), "{:?}", third.result);
        assert_eq!(names(&third.progress.unwrap()).0, [FOUR[0], FOUR[1], FOUR[3]]);
    }
}

#[tokio::test]
async fn addresses_that_are_refused_when_the_text_is_there_are_told_apart() {
    // The server takes the text for nobody as soon as one of its receivers is wrong.
    let (attempt_one, taken) =
        attempt(&addressed(&FOUR, &Progress::default()), vec![("spoilt", "gone@")], LONG).await;
    assert_eq!(taken.concat(), ["ok@example.org", "full@example.org", "fine@example.org"]);
    assert!(attempt_one.result.is_ok(), "{:?}", attempt_one.result);
    assert_eq!(names(&attempt_one.progress.unwrap()).1, ["gone@example.org"]);
}

#[tokio::test]
async fn a_server_that_takes_so_many_addresses_a_mail_gets_several_mails() {
    let many: Vec<String> = (0..7).map(|n| format!("a{n}@example.org")).collect();
    let to: Vec<_> = many.iter().map(String::as_str).collect();
    let (told, taken) = attempt(&addressed(&to, &Progress::default()), vec![("crowd", "3")], LONG).await;
    assert!(told.result.is_ok(), "{:?}", told.result);
    assert_eq!(taken.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
    assert_eq!(taken.concat(), many, "each once");
    assert!(told.progress.is_none(), "all have it, and there is nothing to keep");
}

#[tokio::test]
async fn who_is_named_twice_gets_one_mail_and_who_has_it_no_second() {
    let twice = ["a@example.org", "b@example.org", "a@example.org"];
    let (_, taken) = attempt(&addressed(&twice, &Progress::default()), vec![], LONG).await;
    assert_eq!(taken, [["a@example.org", "b@example.org"]]);
    let mut done = Progress::default();
    done.deliver("a@example.org".into());
    done.refuse("b@example.org".into(), "550 gone".into());
    let (over, taken) = attempt(&addressed(&twice, &done), vec![], LONG).await;
    assert!(over.result.is_ok() && taken.is_empty(), "nobody is left: {:?}", over.result);
}

#[tokio::test]
async fn addresses_that_take_their_time_are_all_told_in_the_end() {
    // Each takes longer than one among several may, and together longer than a message may.
    let to = ["slow1@example.org", "slow2@example.org", "slow3@example.org", "ok@example.org"];
    let (mut progress, mut told) = (Progress::default(), Vec::new());
    for _ in 0..8 {
        let refusals = vec![("slow", "slow 400")];
        let limit = Duration::from_millis(1_000);
        let (tried, taken) = attempt(&addressed(&to, &progress), refusals, limit).await;
        told.extend(taken.concat());
        let Err(failure) = tried.result else { break };
        assert_eq!(failure.outcome, Outcome::Later, "the server works: {}", failure.error);
        progress = tried.progress.unwrap_or(progress);
    }
    told.sort();
    assert_eq!(told, ["ok@example.org", "slow1@example.org", "slow2@example.org", "slow3@example.org"]);
}

#[tokio::test]
async fn those_that_made_trouble_before_come_last() {
    let mut before = Progress::default();
    before.wait("a@example.org".into(), "no answer".into());
    let message = addressed(&["a@example.org", "b@example.org"], &before);
    let (_, taken) = attempt(&message, vec![], LONG).await;
    assert_eq!(taken, [["b@example.org"], ["a@example.org"]]);
}

#[tokio::test]
async fn no_answer_and_no_connection_are_tried_again() {
    let (result, _) = send(vec![(".", "hang")], Duration::from_millis(200)).await;
    assert_eq!(result.unwrap_err().outcome, Outcome::Retry);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let failure = Email::open(&config(port), &Http::new(LONG).unwrap(), LONG)
        .unwrap()
        .send(&message())
        .await
        .result
        .unwrap_err();
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
