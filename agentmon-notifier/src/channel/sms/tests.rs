//! Every answer that a provider can give, and every way to give none, over real sockets.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::*;
use crate::channel::http::LONGEST_ANSWER;

const SID: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "twiliotoken";

/// What the server does once it has the request.
#[derive(Clone)]
enum Act {
    Answer(String),
    Hang,
    Reset,
}

fn answer(status: &str, headers: &str, body: &str) -> Act {
    Act::Answer(format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len()))
}

/// Serves one request; the handle gives what was asked.
async fn serve(act: Act) -> (SocketAddr, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        match act {
            Act::Answer(text) => stream.write_all(text.as_bytes()).await.unwrap(),
            // Held open until the client has gone.
            Act::Hang => drop(stream.read(&mut [0; 1]).await),
            Act::Reset => stream.set_zero_linger().unwrap(),
        }
        request
    });
    (address, served)
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        stream.read_buf(&mut request).await.unwrap();
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return text;
        }
    }
}

fn channel(address: SocketAddr, limit: Duration) -> Sms {
    channel_from(Sender::Number("+15550100".into()), address, limit)
}

fn channel_from(from: Sender, address: SocketAddr, limit: Duration) -> Sms {
    let config = SmsConfig {
        base_url: format!("http://{address}/base/").parse().unwrap(),
        account_sid: SID.into(),
        auth_token: TOKEN.into(),
        from,
        to: "+15550101".into(),
        max_segments: 4,
    };
    Sms::open(&config, &Http::new(limit).unwrap(), limit).unwrap()
}

fn message() -> Message {
    Message::plain("Down & out".into(), "it's ü".into(), "key-1".into())
}

async fn outcome_of(act: Act) -> Result<Receipt, Failure> {
    let (address, _served) = serve(act).await;
    channel(address, Duration::from_secs(20)).post(&message()).await
}

#[tokio::test]
async fn the_request_is_what_twilio_expects() {
    let (address, served) = serve(answer("201 Created", "", r#"{"sid": "SM1", "status": "queued"}"#)).await;
    let receipt = channel(address, Duration::from_secs(20)).post(&message()).await.unwrap();
    assert_eq!(receipt.provider_id, "SM1");
    let request = served.await.unwrap();
    let lower = request.to_lowercase();
    assert!(request.starts_with(&format!("POST /base/2010-04-01/Accounts/{SID}/Messages.json HTTP/1.1\r\n")));
    assert!(lower.contains("content-type: application/x-www-form-urlencoded"), "{request}");
    assert!(lower.contains("x-agentmon-id: key-1"), "{request}");
    // base64 of SID:TOKEN
    assert!(
        request.contains("Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjp0d2lsaW90b2tlbg=="),
        "{request}"
    );
    assert!(
        request.ends_with(
            "To=%2B15550101&From=%2B15550100&Body=Down+%26+out%0Ait%27s+%C3%BC&ValidityPeriod=14400"
        ),
        "{request}"
    );
}

#[tokio::test]
async fn answers_are_told_apart() {
    let refusal = r#"{"code": 21211, "message": "The 'To' number is not valid.", "more_info": "https://x/21211", "status": 400}"#;
    for (status, headers, body, outcome, wait, part) in [
        (
            "400 Bad Request",
            "",
            refusal,
            Outcome::Final,
            None,
            "error 21211: The 'To' number is not valid. (https://x/21211)",
        ),
        (
            "401 Unauthorized",
            "",
            r#"{"message": "Authenticate"}"#,
            Outcome::Final,
            None,
            "401 Unauthorized: error: Authenticate",
        ),
        ("404 Not Found", "Retry-After: 5\r\n", "", Outcome::Final, None, "404 Not Found"),
        (
            "400 Bad Request",
            "",
            r#"{"code": 21610, "message": "stop"}"#,
            Outcome::Final,
            None,
            "error 21610: stop",
        ),
        (
            "400 Bad Request",
            "",
            r#"{"code": 21617, "message": "long"}"#,
            Outcome::Final,
            None,
            "error 21617: long",
        ),
        (
            "400 Bad Request",
            "",
            r#"{"code": 21614, "message": "land"}"#,
            Outcome::Final,
            None,
            "error 21614: land",
        ),
        (
            "400 Bad Request",
            "Retry-After: 9\r\n",
            r#"{"code": 21611, "message": "full"}"#,
            Outcome::Wait,
            Some(9),
            "21611",
        ),
        (
            "201 Created",
            "",
            r#"{"sid": "SM1", "status": "failed", "error_code": 30001}"#,
            Outcome::Wait,
            None,
            "30001",
        ),
        ("302 Found", "Location: http://127.0.0.1:1/\r\n", "", Outcome::Final, None, "302 Found"),
        (
            "429 Too Many Requests",
            "Retry-After: 17\r\n",
            r#"{"code": 20429, "message": "slow down"}"#,
            Outcome::Wait,
            Some(17),
            "20429",
        ),
        ("429 Too Many Requests", "Retry-After: soon\r\n", "", Outcome::Wait, None, "429"),
        (
            "429 Too Many Requests",
            "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
            "",
            Outcome::Wait,
            Some(0),
            "429",
        ),
        ("500 Internal Server Error", "", "<html>oops</html>", Outcome::Retry, None, ": <html>oops</html>"),
        ("503 Service Unavailable", "Retry-After: 3\r\n", "", Outcome::Retry, Some(3), "503"),
        ("201 Created", "", "not json", Outcome::Unknown, None, "without a message id"),
        ("200 OK", "", r#"{"sid": ""}"#, Outcome::Unknown, None, "without a message id"),
        ("201 Created", "", "", Outcome::Unknown, None, "without a message id"),
    ] {
        let failure = outcome_of(answer(status, headers, body)).await.unwrap_err();
        assert_eq!(failure.outcome, outcome, "{status}: {}", failure.error);
        assert_eq!(failure.retry_after, wait.map(Duration::from_secs), "{status}");
        assert!(failure.error.contains(part), "{status}: {}", failure.error);
    }
}

#[tokio::test]
async fn without_an_answer_the_outcome_is_unknown() {
    let broken_body = Act::Answer("HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{\"sid\": ".into());
    for act in [Act::Reset, broken_body, Act::Answer("nonsense\r\n\r\n".into()), Act::Answer(String::new())] {
        let failure = outcome_of(act).await.unwrap_err();
        assert_eq!(failure.outcome, Outcome::Unknown, "{}", failure.error);
        assert!(failure.error.contains("may have been sent"), "{}", failure.error);
        assert!(!failure.error.contains(SID), "the URL stays out of errors: {}", failure.error);
    }
    let (address, _served) = serve(Act::Hang).await;
    let failure = channel(address, Duration::from_millis(150)).post(&message()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Unknown);
    assert!(failure.error.contains("no answer from the SMS provider within 150ms"), "{}", failure.error);
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let failure = channel(address, Duration::from_secs(20)).post(&message()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Retry, "{}", failure.error);
    assert!(
        failure.error.contains("cannot be reached") && failure.error.contains("refused"),
        "{}",
        failure.error
    );

    // A server that does not speak TLS: the handshake fails before any request.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut sms = channel(listener.local_addr().unwrap(), Duration::from_secs(20));
    sms.endpoint.set_scheme("https").unwrap();
    let refusing = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let failure = sms.post(&message()).await.unwrap_err();
    refusing.await.unwrap();
    assert_eq!(failure.outcome, Outcome::Retry, "{}", failure.error);
}

#[tokio::test]
async fn the_token_is_taken_out_of_what_the_provider_echoes() {
    let body = format!("{}{TOKEN}", "x".repeat(490));
    for body in [format!(r#"{{"message": "bad token {TOKEN}"}}"#), body] {
        let failure = outcome_of(answer("401 Unauthorized", "", &body)).await.unwrap_err();
        assert!(!failure.error.contains("twilio"), "{}", failure.error);
        assert!(failure.error.chars().count() <= 500);
    }
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let body = "x".repeat(LONGEST_ANSWER * 2);
    let failure = outcome_of(answer("500 Internal Server Error", "", &body)).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Retry);
    assert_eq!(failure.error.chars().count(), 500);
}

#[test]
fn a_text_is_title_body_and_note_in_no_more_segments_than_may_be() {
    let sms = channel(([127, 0, 0, 1], 1).into(), Duration::from_secs(1));
    let text_of = |payload: Value| sms.text(&Message::from_payload(&payload, String::new()).unwrap());
    assert_eq!(text_of(json!({"title": "t"})), "t");
    assert_eq!(text_of(json!({"title": "t", "body": " b \n"})), "t\nb");
    let note = text_of(json!({"title": "t", "body": "b", "fallback_for": "slack"}));
    assert_eq!(note, "t\nb\nSent here because the channel slack failed.");
    let cut = text_of(json!({"title": "t", "body": "x".repeat(1_000_000)}));
    assert_eq!((cut.len(), cut.ends_with("...")), (4 * 153, true));
}

#[test]
fn a_summary_that_the_title_has_already_is_said_once() {
    let address = "127.0.0.1:1".parse().unwrap();
    let sms = channel(address, Duration::from_secs(1));
    for (title, body, text) in [
        ("CRITICAL slow: it took 3 s", "it took 3 s", "CRITICAL slow: it took 3 s"),
        ("it took 3 s", " it took 3 s\n", "it took 3 s"),
        ("CRITICAL slow: it took 13 s", "3 s", "CRITICAL slow: it took 13 s\n3 s"),
        ("ERROR a: pay", "no answer", "ERROR a: pay\nno answer"),
        ("ERROR a: pay", "", "ERROR a: pay"),
        ("CRITICAL slow: two", "two\nmore", "CRITICAL slow: two\ntwo\nmore"),
    ] {
        let message = Message::plain(title.into(), body.into(), "k".into());
        assert_eq!(sms.text(&message), text);
    }
}

#[tokio::test]
async fn the_channels_own_receiver_goes_before_the_daemons() {
    let to = |to: Value| {
        Message::from_payload(&json!({"title": "t", "settings": {"to": to}}), "k".into()).unwrap()
    };
    let (address, served) = serve(answer("201 Created", "", r#"{"sid": "SM1"}"#)).await;
    channel(address, Duration::from_secs(20)).post(&to(json!("+4915550102"))).await.unwrap();
    assert!(served.await.unwrap().contains("To=%2B4915550102&"));
    for bad in [
        json!("15550100"),
        json!("+1 555"),
        json!("+15550100,+15550101"),
        json!(15550100),
        json!(["+15550100"]),
    ] {
        let failure = channel(address, Duration::from_secs(20)).post(&to(bad.clone())).await.unwrap_err();
        assert_eq!(failure.outcome, Outcome::Final, "{bad}");
        assert!(failure.error.contains(r#"setting "to" is not"#), "{bad}: {}", failure.error);
    }
}

/// Answers each request with the next of these bodies; the handle gives the request lines.
async fn serve_all(bodies: Vec<Value>) -> (SocketAddr, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let mut lines = Vec::new();
        for body in bodies {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = read_request(&mut stream).await;
            lines.push(request.lines().next().unwrap_or_default().to_owned());
            let Act::Answer(text) = answer("200 OK", "", &body.to_string()) else { unreachable!() };
            stream.write_all(text.as_bytes()).await.unwrap();
        }
        lines
    });
    (address, served)
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_list_is_read_page_by_page_and_only_the_same_text_counts() {
    let listed = |sid: &str, changes: Value| {
        let mut message = json!({"sid": sid, "body": "Down & out\nit's ü", "to": "+15550101", "from": "+15550100",
            "direction": "outbound-api", "error_code": null, "date_created": "Wed, 01 Jan 2031 00:00:01 +0000"});
        message.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        message
    };
    let next = format!("/2010-04-01/Accounts/{SID}/Messages.json?Page=1&PageToken=x");
    let pages = vec![
        json!({"next_page_uri": next, "messages": [
            listed("SM1", json!({})),
            listed("no1", json!({"body": "Down"})),
            listed("no2", json!({"to": "+15550102"})),
            listed("no3", json!({"from": "+15550102"})),
            listed("no4", json!({"direction": "inbound"})),
            listed("no5", json!({"date_created": "Tue, 31 Dec 2030 23:57:59 +0000"})),
            listed("no6", json!({"date_created": "Wed, 01 Jan 2031 00:15:01 +0000"})),
            listed("no7", json!({"date_created": null})),
            listed("no8", json!({"error_code": 30001})),
        ]}),
        json!({"next_page_uri": null, "messages": [
            listed("SM2", json!({"body": "Sent from your Twilio trial account - Down & out\r\nit's ü"})),
            listed("SM3", json!({"error_code": 30003})),
        ]}),
        json!({"next_page_uri": null, "messages": [listed("SM1", json!({})), listed("SM4", json!({}))]}),
    ];
    let (address, served) = serve_all(pages).await;
    let found =
        channel(address, Duration::from_secs(20)).listed(&message(), time("2031-01-01T00:00:00Z")).await;
    assert_eq!(found.unwrap(), ["SM1", "SM2", "SM3", "SM4"]);
    let path = format!("/base/2010-04-01/Accounts/{SID}/Messages.json");
    let filter = "To=%2B15550101&From=%2B15550100&PageSize=200";
    assert_eq!(
        served.await.unwrap(),
        [
            format!("GET {path}?{filter}&DateSent%3E=2030-12-31&DateSent%3C=2031-01-03 HTTP/1.1"),
            format!("GET {path}?Page=1&PageToken=x HTTP/1.1"),
            format!("GET {path}?{filter} HTTP/1.1"),
        ]
    );
}

#[test]
fn what_does_not_fit_into_a_text_is_counted() {
    let sms = channel(([127, 0, 0, 1], 1).into(), Duration::from_secs(1));
    let text_of = |alerts: usize, line: usize, total: u64, more: Value| {
        let body: Vec<_> = (0..alerts).map(|n| format!("{n:02} {}", "x".repeat(line))).collect();
        let mut payload = json!({"title": "CRITICAL a", "body": body.join("\n"), "total_alerts": total,
            "alerts": vec![json!({"labels": {"a": "b"}}); alerts]});
        payload.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        sms.text(&Message::from_payload(&payload, String::new()).unwrap())
    };
    assert!(text_of(3, 20, 3, json!({})).ends_with("02 xxxxxxxxxxxxxxxxxxxx"), "all are there");
    assert!(text_of(3, 20, 30, json!({})).ends_with("x\nand 27 more"));
    let text = text_of(40, 50, 200, json!({}));
    let shown = text.lines().filter(|line| line.ends_with("xx")).count();
    assert!((10..=11).contains(&shown), "{text}");
    assert_eq!(text.lines().last(), Some(format!("and {} more", 200 - shown).as_str()), "{text}");
    assert!(text.starts_with("CRITICAL a\n00 x") && gsm::fits(&text, "", 4), "{text}");
    let text = text_of(40, 50, 40, json!({"fallback_for": "chat"}));
    assert!(text.ends_with(" more\nSent here because the channel chat failed."), "{text}");
    let text = text_of(2, 5_000, 9, json!({}));
    assert!(text.ends_with("...\nand 7 more"), "one that is longer than all is cut: {text}");
}

#[tokio::test]
async fn each_kind_of_sender_is_named_and_found_as_twilio_has_it() {
    let sid = format!("MG{}", "0a".repeat(16));
    for (sender, field) in [
        (Sender::Number("12345".into()), "From=12345"),
        (Sender::Name("Acme Ops".into()), "From=Acme+Ops"),
        (Sender::Service(sid.clone()), "MessagingServiceSid=MG0a0a"),
    ] {
        let (address, served) = serve(answer("201 Created", "", r#"{"sid": "SM1"}"#)).await;
        let sms = channel_from(sender.clone(), address, Duration::from_secs(20));
        sms.post(&message()).await.unwrap();
        let request = served.await.unwrap();
        assert!(request.contains(field), "{request}");
        assert_eq!(request.contains("From="), field.starts_with("From="), "one of the two: {request}");

        let listed = |sid: &str, from: Option<&str>, service: Option<&str>| {
            json!({"sid": sid, "body": "Down & out\nit's ü", "to": "+15550101", "from": from,
                   "messaging_service_sid": service, "direction": "outbound-api",
                   "date_created": "Wed, 01 Jan 2031 00:00:01 +0000"})
        };
        let page = json!({"next_page_uri": null, "messages": [
            listed("code", Some("12345"), None),
            listed("name", Some("Acme Ops"), None),
            listed("queued", None, Some(&sid)),
            listed("chosen", Some("+15005550006"), Some(&sid)),
            listed("other", Some("+15005550006"), Some("MG1")),
        ]});
        let (address, served) = serve_all(vec![page.clone(), page]).await;
        let sms = channel_from(sender.clone(), address, Duration::from_secs(20));
        let found = sms.listed(&message(), time("2031-01-01T00:00:00Z")).await.unwrap();
        let expected: &[&str] = match sender {
            Sender::Number(_) => &["code"],
            Sender::Name(_) => &["name"],
            Sender::Service(_) => &["chosen", "queued"],
        };
        assert_eq!(found, expected);
        let asked = served.await.unwrap();
        assert_eq!(asked[0].contains("From=12345"), expected == ["code"], "{asked:?}");
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_had_is_asked_for_again() {
    for (act, outcome, part) in [
        (answer("503 Service Unavailable", "Retry-After: 3\r\n", ""), Outcome::Retry, "503"),
        (
            answer("429 Too Many Requests", "", r#"{"code": 20429, "message": "slow"}"#),
            Outcome::Wait,
            "20429",
        ),
        (answer("401 Unauthorized", "", r#"{"message": "Authenticate"}"#), Outcome::Final, "Authenticate"),
        (answer("200 OK", "", "<html>"), Outcome::Retry, "no list of messages"),
        (Act::Reset, Outcome::Retry, "broke"),
    ] {
        let (address, _served) = serve(act).await;
        let found = channel(address, Duration::from_secs(20)).listed(&message(), Utc::now()).await;
        let failure = found.unwrap_err();
        assert_eq!(failure.outcome, outcome, "{}", failure.error);
        assert!(
            failure.error.contains(part) && !failure.error.contains("may have been sent"),
            "{}",
            failure.error
        );
    }
    // A list without end is not read to its end, and not taken for a whole one.
    let page = json!({"next_page_uri": "/x?Page=1", "messages": []});
    let (address, served) = serve_all(vec![page; 20]).await;
    let failure = channel(address, Duration::from_secs(20)).listed(&message(), Utc::now()).await.unwrap_err();
    assert_eq!((failure.outcome, served.await.unwrap().len()), (Outcome::Retry, 20));
}
