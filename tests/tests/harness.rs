//! The harness itself: a fake that takes what the real one would refuse makes every test above it worthless.

use std::time::Duration;

use agentmon_tests::cluster::quote_ident;
use agentmon_tests::http::http_client;
use agentmon_tests::twilio::{self, ACCOUNT_SID, AUTH_TOKEN, FROM, Fault, Faults, TO};
use agentmon_tests::wait::DEADLINE;
use agentmon_tests::{Cluster, SmtpServer, TwilioFake, eventually, shared_cluster};
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio_postgres::AsyncMessage;

#[tokio::test]
async fn a_shared_cluster_serves_databases_roles_and_tools() {
    let cluster = shared_cluster().await;
    cluster.create_database("harness basics").await;
    let client = cluster.connect("harness basics").await;
    client
        .batch_execute("CREATE TABLE t AS SELECT 42 AS n; CREATE ROLE reads_t; GRANT SELECT ON t TO reads_t")
        .await
        .expect("the superuser may");
    assert_eq!(client.query_one("SHOW timezone", &[]).await.expect("a setting").get::<_, &str>(0), "UTC");
    assert_eq!(cluster.psql("harness basics", "SELECT n FROM t").as_deref(), Ok("42\n"));
    let error = cluster.psql("harness basics", "SELECT 1/0; SELECT 1").expect_err("psql stops at an error");
    assert!(error.contains("division by zero"), "{error}");

    let member = cluster.connect_as("harness basics", "reads_t").await;
    assert_eq!(member.query_one("SELECT n FROM t", &[]).await.expect("it may read").get::<_, i32>(0), 42);
    let error = member.execute("DELETE FROM t", &[]).await.expect_err("it may do nothing else");
    assert_eq!(error.code().map(|code| code.code()), Some("42501"));
}

#[tokio::test]
async fn a_dump_restores_into_another_database() {
    let cluster = shared_cluster().await;
    cluster.create_database("dumped").await;
    cluster.create_database("restored").await;
    cluster.psql("dumped", "CREATE TABLE t AS SELECT generate_series(1, 100) AS n").expect("a table");
    let dir = tempfile::tempdir().expect("a directory");
    let dump = dir.path().join("dump");
    cluster.pg_dump("dumped", &dump).expect("a dump");
    cluster.pg_restore(&dump, "restored").expect("a restore");
    assert_eq!(cluster.psql("restored", "SELECT sum(n) FROM t").as_deref(), Ok("5050\n"));
}

#[tokio::test]
async fn notifications_reach_a_listener() {
    let cluster = shared_cluster().await;
    cluster.create_database("listens").await;
    let (client, mut messages) = cluster.connect_listening("listens").await;
    client.batch_execute("LISTEN bell").await.expect("LISTEN");
    cluster.psql("listens", "NOTIFY bell, 'ding'").expect("NOTIFY");
    let payload = eventually("the notification", DEADLINE, async || match messages.try_recv() {
        Ok(AsyncMessage::Notification(notification)) => Some(notification.payload().to_owned()),
        _ => None,
    })
    .await;
    assert_eq!(payload, "ding");
}

#[tokio::test]
async fn what_is_committed_outlives_kill_9() {
    let cluster = Cluster::with().durable().start().await;
    cluster.create_database("crash").await;
    let client = cluster.connect("crash").await;
    client.batch_execute("CREATE TABLE t (n int)").await.expect("a table");
    client.batch_execute("INSERT INTO t SELECT generate_series(1, 1000)").await.expect("rows");
    client.batch_execute("BEGIN; INSERT INTO t VALUES (1001)").await.expect("a row that is never committed");
    let port = cluster.port();

    cluster.kill_9().await;
    assert!(client.query("SELECT 1", &[]).await.is_err(), "the server is gone");
    cluster.start_again().await;

    assert_eq!(cluster.port(), port);
    assert_eq!(cluster.psql("crash", "SELECT count(*), max(n) FROM t").as_deref(), Ok("1000|1000\n"));
    assert!(cluster.log().contains("was not properly shut down"), "it was a crash");
    cluster.stop().await;
    cluster.start_again().await;
    assert_eq!(cluster.psql("crash", "SELECT count(*) FROM t").as_deref(), Ok("1000\n"));
}

#[test]
fn a_name_with_quotes_is_quoted() {
    assert_eq!(quote_ident(r#"a"b"#), r#""a""b""#);
}

/// Sends a form to the fake, as the daemon would, and returns status and body.
async fn post(fake: &TwilioFake, sid: &str, fields: &[(&str, &str)]) -> (u16, serde_json::Value) {
    let request = http_client()
        .post(format!("{}/2010-04-01/Accounts/{sid}/Messages.json", fake.url()))
        .basic_auth(sid, Some(AUTH_TOKEN))
        .form(fields);
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

const GOOD: [(&str, &str); 3] = [("To", TO), ("From", FROM), ("Body", "disk full")];

#[tokio::test]
async fn twilio_takes_a_good_message() {
    let fake = TwilioFake::start().await;
    let (status, body) = post(&fake, ACCOUNT_SID, &GOOD).await;
    assert_eq!(status, 201);
    let sid = body["sid"].as_str().expect("a sid");
    assert!(sid.len() == 34 && sid.starts_with("SM"), "{sid}");
    assert_eq!(twilio::spec::errors_of_response(&body), Vec::<String>::new());

    let messages = fake.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(
        (messages[0].to.as_str(), messages[0].from.as_str(), messages[0].body.as_str()),
        (TO, FROM, "disk full")
    );
    assert_eq!(messages[0].sid.as_deref(), Some(sid));
    assert_eq!(messages[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    fake.assert_no_violations();

    let service = "MG0123456789abcdef0123456789abcdef";
    let by_service = [("To", TO), ("MessagingServiceSid", service), ("Body", "x"), ("ValidityPeriod", "60")];
    assert_eq!(post(&fake, ACCOUNT_SID, &by_service).await.0, 201);
    let longest = "é".repeat(twilio::spec::MAX_BODY);
    assert_eq!(post(&fake, ACCOUNT_SID, &[("To", TO), ("From", FROM), ("Body", &longest)]).await.0, 201);
    fake.assert_no_violations();
}

/// What is wrong, the account, the form, and the status and code of the refusal.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], u16, u64);

#[tokio::test]
async fn twilio_refuses_what_breaks_its_rules() {
    let fake = TwilioFake::start().await;
    let long = "x".repeat(2000);
    let cases: [Case; 14] = [
        ("no To", ACCOUNT_SID, &[("From", FROM), ("Body", "x")], 400, 21604),
        ("a bad SID", "AC123", &GOOD, 404, 20404),
        ("a SID of another kind", "SM0123456789abcdef0123456789abcdef", &GOOD, 404, 20404),
        ("no Body", ACCOUNT_SID, &[("To", TO), ("From", FROM)], 400, 21602),
        ("an empty Body", ACCOUNT_SID, &[("To", TO), ("From", FROM), ("Body", "")], 400, 21602),
        ("no From", ACCOUNT_SID, &[("To", TO), ("Body", "x")], 400, 21603),
        ("a long Body", ACCOUNT_SID, &[("To", TO), ("From", FROM), ("Body", &long)], 400, 21617),
        ("To without +", ACCOUNT_SID, &[("To", "14155550100"), ("From", FROM), ("Body", "x")], 400, 21211),
        (
            "To with 16 digits",
            ACCOUNT_SID,
            &[("To", "+1234567890123456"), ("From", FROM), ("Body", "x")],
            400,
            21211,
        ),
        ("a bad From", ACCOUNT_SID, &[("To", TO), ("From", "agent.mon"), ("Body", "x")], 400, 21212),
        ("a misspelt field", ACCOUNT_SID, &[("To", TO), ("From", FROM), ("body", "x")], 400, 21600),
        ("To twice", ACCOUNT_SID, &[("To", TO), ("To", TO), ("From", FROM), ("Body", "x")], 400, 21600),
        (
            "a text for a number",
            ACCOUNT_SID,
            &[("To", TO), ("From", FROM), ("Body", "x"), ("Attempt", "two")],
            400,
            21600,
        ),
        (
            "a service that is none",
            ACCOUNT_SID,
            &[("To", TO), ("MessagingServiceSid", "MG12"), ("Body", "x")],
            400,
            21600,
        ),
    ];
    for (index, (what, sid, fields, status, code)) in cases.into_iter().enumerate() {
        let (got, body) = post(&fake, sid, fields).await;
        assert_eq!((got, body["code"].as_u64()), (status, Some(code)), "{what}: {body}");
        assert_eq!(body["status"].as_u64(), Some(u64::from(status)), "{what}");
        assert!(body["message"].is_string() && body["more_info"].is_string(), "{what}: {body}");
        assert_eq!(fake.violations().len(), index + 1, "{what}");
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn twilio_refuses_other_content_and_other_credentials() {
    let fake = TwilioFake::start().await;
    let url = format!("{}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json", fake.url());
    let client = http_client();
    let json =
        client.post(&url).basic_auth(ACCOUNT_SID, Some(AUTH_TOKEN)).json(&serde_json::json!({"To": TO}));
    let anonymous = client.post(&url).form(&GOOD);
    let wrong_token = client.post(&url).basic_auth(ACCOUNT_SID, Some("guess")).form(&GOOD);
    let bearer = client.post(&url).bearer_auth(AUTH_TOKEN).form(&GOOD);
    for (request, status) in [(json, 415), (anonymous, 401), (wrong_token, 401), (bearer, 401)] {
        assert_eq!(request.send().await.expect("an answer").status().as_u16(), status);
    }
    assert_eq!(fake.violations().len(), 4);
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn twilio_lists_what_it_took_on_in_pages_and_by_filters() {
    let fake = TwilioFake::start().await;
    let other = "+14155550199";
    for (to, body) in [(TO, "one"), (other, "two"), (TO, "three"), (TO, "four")] {
        assert_eq!(post(&fake, ACCOUNT_SID, &[("To", to), ("From", FROM), ("Body", body)]).await.0, 201);
    }
    fake.script([Fault::ServerError]);
    assert_eq!(post(&fake, ACCOUNT_SID, &GOOD).await.0, 500, "and this one is in no list");

    let path = format!("/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json");
    let list = async |uri: &str| {
        let get = http_client().get(fake.url() + uri).basic_auth(ACCOUNT_SID, Some(AUTH_TOKEN));
        let response = get.send().await.expect("an answer");
        let status = response.status().as_u16();
        let page: serde_json::Value = response.json().await.expect("JSON");
        (status, page)
    };
    let bodies = async |query: &str| {
        let mut found = Vec::new();
        let mut uri = format!("{path}?{query}");
        loop {
            let (status, page) = list(&uri).await;
            assert_eq!((status, twilio::spec::errors_of_page(&page)), (200, Vec::new()), "{page}");
            let messages = page["messages"].as_array().expect("an array");
            found.push(
                messages.iter().map(|one| one["body"].as_str().unwrap_or("?")).collect::<Vec<_>>().join(" "),
            );
            match page["next_page_uri"].as_str() {
                Some(next) => uri = next.to_owned(),
                None => break found,
            }
        }
    };
    let to = "To=%2B14155550100&From=%2B15005550006";
    let day = |days: i64| (chrono::Utc::now() + chrono::TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    let between = |from: i64, to: i64| format!("DateSent%3E={}&DateSent%3C={}", day(from), day(to));
    for (query, pages) in [
        ("", vec!["four three two one"]),
        ("PageSize=2", vec!["four three", "two one"]),
        ("PageSize=3", vec!["four three two", "one"]),
        (to, vec!["four three one"]),
        (&format!("{to}&PageSize=2"), vec!["four three", "one"]),
        ("From=%2B15005550007", vec![""]),
        (&between(-1, 1), vec!["four three two one"]),
        (&between(-3, -2), vec![""]),
        (&between(2, 3), vec![""]),
    ] {
        assert_eq!(bodies(query).await, pages, "{query}");
    }
    fake.assert_no_violations();

    for (n, wrong) in (1..).zip([
        "PageSize=many",
        "PageSize=1001",
        "to=x",
        "To=a&To=b",
        "DateSent%3E=2031",
        "Page=1",
        "Page=1&PageToken=x",
    ]) {
        let (status, refusal) = list(&format!("{path}?{wrong}")).await;
        assert_eq!((status, fake.violations().len()), (400, n), "{wrong}: {refusal}");
    }
}

#[tokio::test]
async fn twilio_misbehaves_on_command() {
    let fake = TwilioFake::start().await;
    fake.script([
        Fault::RateLimited { retry_after: Some(7) },
        Fault::ServerError,
        Fault::Refuse { status: 400, code: 21610, message: "unsubscribed".to_owned() },
        Fault::Reset,
        Fault::LoseAnswer,
        Fault::Garbage,
        Fault::Slow(Duration::from_millis(1)),
        Fault::Hang,
    ]);
    let client = http_client();
    let url = format!("{}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json", fake.url());
    let send = || client.post(&url).basic_auth(ACCOUNT_SID, Some(AUTH_TOKEN)).form(&GOOD).send();

    let limited = send().await.expect("an answer");
    assert_eq!(limited.status().as_u16(), 429);
    assert_eq!(limited.headers()["retry-after"], "7");
    assert_eq!(send().await.expect("an answer").status().as_u16(), 500);
    let refused: serde_json::Value = send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(refused["code"], 21610);
    assert_eq!(fake.messages().len(), 0);

    for sent in [0, 1] {
        let error = format!("{:?}", send().await.expect_err("no answer"));
        assert!(error.contains("ConnectionReset") || error.contains("reset"), "{error}");
        assert_eq!(fake.messages().len(), sent);
    }
    let garbage = send().await.expect("an answer");
    assert_eq!(garbage.status().as_u16(), 201);
    assert!(garbage.json::<serde_json::Value>().await.is_err());
    assert_eq!(send().await.expect("an answer").status().as_u16(), 201);

    // It hangs for as long as we wait; the request arrived all the same.
    let waiting = tokio::spawn(send());
    eventually("the request that hangs", DEADLINE, async || (fake.requests().len() == 8).then_some(())).await;
    waiting.abort();
    assert_eq!(send().await.expect("the script is over").status().as_u16(), 201);
    assert_eq!(fake.messages().len(), 4);
    fake.assert_no_violations();
}

#[tokio::test]
async fn chance_repeats_itself_for_the_same_seed() {
    let fake = TwilioFake::start().await;
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let half = Faults::seeded(seed).share(0.3, Fault::ServerError).share(0.2, Fault::Garbage);
        fake.misbehave(Some(half));
        let mut statuses = Vec::new();
        for _ in 0..40 {
            let request = http_client()
                .post(format!("{}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json", fake.url()))
                .basic_auth(ACCOUNT_SID, Some(AUTH_TOKEN))
                .form(&GOOD);
            statuses.push(request.send().await.expect("an answer").status().as_u16());
        }
        assert!(statuses.contains(&500) && statuses.contains(&201), "{statuses:?}");
        runs.push(statuses);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    fake.reset();
    assert!(fake.requests().is_empty());
}

fn mail(subject: &str) -> Message {
    let from = "agentmon <alerts@example.org>".parse().expect("an address");
    let to = "Ops <ops@example.org>".parse().expect("an address");
    let message = Message::builder().from(from).to(to).subject(subject).header(ContentType::TEXT_PLAIN);
    message.body("Größe: 100 %\n.\nend".to_owned()).expect("a mail")
}

fn transport(server: &SmtpServer) -> AsyncSmtpTransport<Tokio1Executor> {
    AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(server.port()).build()
}

#[tokio::test]
async fn a_mail_arrives_decoded() {
    let server = SmtpServer::start().await;
    transport(&server).send(mail("Störung: disk full")).await.expect("it is accepted");
    let mails = server.wait_for_mails(1).await;
    assert_eq!(mails[0].mail_from, "alerts@example.org");
    assert_eq!(mails[0].rcpt_to, ["ops@example.org"]);
    assert_eq!(mails[0].headers["subject"], "Störung: disk full");
    assert_eq!(mails[0].text.replace("\r\n", "\n").trim_end(), "Größe: 100 %\n.\nend");
    assert!(mails[0].raw.contains("Subject:"));
}

#[tokio::test]
async fn the_mail_server_misbehaves_on_command() {
    let mut server = SmtpServer::start().await;
    let transport = transport(&server);
    server.fail_temporarily(1).await;
    assert!(transport.send(mail("1")).await.expect_err("451").is_transient());
    server.fail_permanently(2).await;
    assert!(transport.send(mail("2")).await.expect_err("550").is_permanent());
    server.behave().await;
    transport.send(mail("3")).await.expect("it behaves again");
    server.lose_answers(1).await;
    transport.send(mail("4")).await.expect_err("the answer is lost");
    let subjects: Vec<_> =
        server.wait_for_mails(2).await.iter().map(|mail| mail.headers["subject"].clone()).collect();
    assert_eq!(subjects, ["3", "4"]);
    server.hang(1).await;
    let short = Duration::from_millis(200);
    tokio::time::timeout(short, transport.send(mail("5"))).await.expect_err("there is no answer to wait for");
}

#[tokio::test]
async fn a_mail_server_with_users_asks_who_it_is() {
    let server = SmtpServer::start_with_user("agentmon", "secret").await;
    transport(&server).send(mail("anonymous")).await.expect_err("nobody is nobody");
    for (password, good) in [("guess", false), ("secret", true)] {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
            .port(server.port())
            .credentials(Credentials::new("agentmon".to_owned(), password.to_owned()))
            .build();
        assert_eq!(transport.send(mail(password)).await.is_ok(), good);
    }
    assert_eq!(server.wait_for_mails(1).await.len(), 1);
}

/// Passed over, and counted as such, where PostgreSQL has no pg_cron.
mod needs_pg_cron {
    use super::*;

    #[tokio::test]
    async fn pg_cron_logical_decoding_and_an_own_identity_can_be_had() {
        let cluster = Cluster::with().pg_cron("postgres").logical().own_identity().start().await;
        cluster.psql("postgres", "CREATE EXTENSION pg_cron").expect("pg_cron is preloaded");
        assert_eq!(cluster.psql("postgres", "SHOW wal_level").as_deref(), Ok("logical\n"));
        let identity = "SELECT system_identifier FROM pg_control_system()";
        let shared = shared_cluster().await.psql("postgres", identity);
        assert_ne!(cluster.psql("postgres", identity), shared);
        let dir = cluster.dir().to_path_buf();
        assert!(dir.exists());
        drop(cluster);
        assert!(!dir.exists(), "a dropped cluster leaves nothing");
    }
}
