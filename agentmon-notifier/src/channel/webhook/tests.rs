//! Where a webhook may lead, and how it gets there, over real sockets.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::hook::SecretUrl;
use super::*;
use crate::setting::Accounts;

fn channel(url: Option<&str>, allow_private: bool) -> Webhook {
    let url = url.map(|url| SecretUrl::from(url.parse::<Url>().unwrap()));
    let account = WebhookAccount { url, keys: vec![vec![7; 24].into()] };
    let accounts = Accounts::of(BTreeMap::from([(String::new(), account)])).unwrap();
    let http = Http::new(Duration::from_secs(5)).unwrap();
    Webhook::open(&WebhookConfig { accounts, allow_private }, &http, Duration::ZERO).unwrap()
}

fn message(settings: &Value) -> Message {
    Message::from_payload(&json!({"title": "t", "settings": settings}), "k".into()).unwrap()
}

/// Serves one request; gives the port, and the request when there was one.
async fn receiver(status: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 64 * 1024];
        let length = stream.read(&mut request).await.unwrap();
        stream.write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").as_bytes()).await.unwrap();
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    (port, served)
}

#[tokio::test]
async fn a_private_address_is_refused_however_it_is_written() {
    for host in [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
    ] {
        let (port, served) = receiver("200 OK").await;
        let url = format!("http://{host}:{port}/");
        // From the environment without leave; from the database with only one of the two leaves.
        for (own, allow, settings) in [
            (Some(url.as_str()), false, json!({})),
            (Some(url.as_str()), false, json!({"allow_private": true})),
            (Some("https://example.org/"), true, json!({"url": url})),
            (Some("https://example.org/"), true, json!({"url": url, "allow_private": "true"})),
            (None, false, json!({"url": url, "allow_private": true})),
        ] {
            let failure = channel(own, allow).post(&message(&settings)).await.unwrap_err();
            assert_eq!(failure.outcome, Outcome::Final, "{url} {settings}: {}", failure.error);
            assert!(failure.error.contains("leads to the private address"), "{url}: {}", failure.error);
        }
        assert!(!served.is_finished(), "nobody called {url}");
        served.abort();
    }
}

#[tokio::test]
async fn a_private_address_that_is_allowed_is_called() {
    for (own, settings) in [(true, json!({})), (false, json!({"allow_private": true}))] {
        let (port, served) = receiver("204 No Content").await;
        let url = format!("http://localhost:{port}/hook?x=1");
        let mut settings = settings;
        if !own {
            settings["url"] = json!(url);
        }
        let receipt = channel(own.then_some(url.as_str()), true).post(&message(&settings)).await.unwrap();
        assert_eq!(receipt.provider_id, "webhook 204");
        let request = served.await.unwrap();
        assert!(request.starts_with("POST /hook?x=1 HTTP/1.1\r\n"), "{request}");
        for header in [
            "webhook-id: k\r\n",
            "webhook-timestamp: ",
            "webhook-signature: v1,",
            "content-type: application/json",
        ] {
            assert!(request.contains(header), "{header}: {request}");
        }
    }
}

#[tokio::test]
async fn wrong_settings_are_final_and_say_what_is_wrong() {
    for (settings, part) in [
        (json!({"url": 7}), "setting \"url\" is not a text"),
        (json!({"url": "example.org"}), "setting \"url\" is not the address of a webhook"),
        (json!({"url": "ftp://example.org"}), "setting \"url\" is not the address of a webhook"),
        (json!({"url": "https://u:hunter2@example.org"}), "setting \"url\" is not the address of a webhook"),
        (json!({"account": "team-b"}), "the account \"team-b\", and ALERT_WEBHOOK_SECRET_TEAM_B is not set"),
        (json!({}), "setting \"url\" is not set, and neither is ALERT_WEBHOOK_URL"),
    ] {
        let failure = channel(None, false).post(&message(&settings)).await.unwrap_err();
        assert_eq!(failure.outcome, Outcome::Final, "{settings}");
        assert!(
            failure.error.contains(part) && !failure.error.contains("hunter2"),
            "{settings}: {}",
            failure.error
        );
    }
}

#[tokio::test]
async fn answers_are_told_apart() {
    for (status, outcome) in [
        ("302 Found", Some(Outcome::Final)),
        ("400 Bad Request", Some(Outcome::Final)),
        ("410 Gone", Some(Outcome::Final)),
        ("408 Request Timeout", Some(Outcome::Retry)),
        ("429 Too Many Requests", Some(Outcome::Wait)),
        ("500 Internal Server Error", Some(Outcome::Retry)),
        ("202 Accepted", None),
    ] {
        let (port, _served) = receiver(status).await;
        let url = format!("http://127.0.0.1:{port}/secret-path");
        let result = channel(Some(&url), true).post(&message(&json!({}))).await;
        assert_eq!(result.as_ref().err().map(|failure| failure.outcome), outcome, "{status}");
        assert!(result.err().is_none_or(|failure| !failure.error.contains("secret-path")), "{status}");
    }
}
