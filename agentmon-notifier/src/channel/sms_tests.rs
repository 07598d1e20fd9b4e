//! Every answer that a provider can give, and every way to give none, over real sockets.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

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
    let config = SmsConfig {
        base_url: format!("http://{address}/base/").parse().unwrap(),
        account_sid: SID.into(),
        auth_token: TOKEN.into(),
        from: "+15550100".into(),
        to: "+15550101".into(),
    };
    Sms::new(config, limit).unwrap()
}

fn message() -> Message {
    Message { title: "Down & out".into(), body: "it's ü".into(), idempotency_key: "key-1".into() }
}

async fn outcome_of(act: Act) -> Result<Receipt, Failure> {
    let (address, _served) = serve(act).await;
    channel(address, Duration::from_secs(20)).send(&message()).await
}

#[tokio::test]
async fn the_request_is_what_twilio_expects() {
    let (address, served) = serve(answer("201 Created", "", r#"{"sid": "SM1", "status": "queued"}"#)).await;
    let receipt = channel(address, Duration::from_secs(20)).send(&message()).await.unwrap();
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
        request.ends_with("To=%2B15550101&From=%2B15550100&Body=Down+%26+out%0Ait%27s+%C3%BC"),
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
        ("302 Found", "Location: http://127.0.0.1:1/\r\n", "", Outcome::Final, None, "302 Found"),
        (
            "429 Too Many Requests",
            "Retry-After: 17\r\n",
            r#"{"code": 20429, "message": "slow down"}"#,
            Outcome::Retry,
            Some(17),
            "20429",
        ),
        ("429 Too Many Requests", "Retry-After: soon\r\n", "", Outcome::Retry, None, "429"),
        (
            "429 Too Many Requests",
            "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
            "",
            Outcome::Retry,
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
    let failure = channel(address, Duration::from_millis(150)).send(&message()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Unknown);
    assert!(failure.error.contains("no answer from the SMS provider within 150ms"), "{}", failure.error);
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let failure = channel(address, Duration::from_secs(20)).send(&message()).await.unwrap_err();
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
    let failure = sms.send(&message()).await.unwrap_err();
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
fn texts_are_cut_at_a_character() {
    let text_of = |title: &str, body: &str| {
        text(&Message { title: title.into(), body: body.into(), idempotency_key: String::new() })
    };
    assert_eq!(text_of("t", ""), "t");
    assert_eq!(text_of("t", " b \n"), "t\nb");
    let fits = text_of("t", &"é".repeat(1598));
    assert_eq!((fits.chars().count(), fits.ends_with('é')), (1600, true));
    let cut = text_of("t", &"é".repeat(1599));
    assert_eq!((cut.chars().count(), cut.ends_with("é…")), (1600, true));
    // Each of these is two units to a phone, and must not be cut in half.
    let cut = text_of("t", &"🔥".repeat(2000));
    assert_eq!((cut.encode_utf16().count(), cut.ends_with("🔥…")), (1599, true));
}
