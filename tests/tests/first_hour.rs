//! docs/first-hour.md, gone from top to bottom on a bare cluster, as the roles that it makes, to the SMS that it promises.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Instant;

use agentmon_tests::daemon::binary;
use agentmon_tests::twilio::{ACCOUNT_SID, AUTH_TOKEN, FROM, TO, TwilioFake};
use agentmon_tests::wait::{DEADLINE, eventually};
use agentmon_tests::{Cluster, Daemon, workspace_root};
use tempfile::TempDir;

/// What a page has between fences: the word behind the opening one, and its lines.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<&str>)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => {
                open = Some((kind.split(' ').next().unwrap_or_default().to_owned(), Vec::new()));
            }
            (Some(_), Some(_)) => blocks.extend(open.take().map(|(kind, lines)| (kind, lines.join("\n")))),
            (Some((_, lines)), None) => lines.push(line),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "each block of the page ends");
    blocks
}

#[tokio::test]
async fn the_page_leads_from_nothing_to_an_sms_and_a_rule() {
    let page = fs::read_to_string(workspace_root().join("docs/first-hour.md")).expect("docs/first-hour.md");
    let cluster = Cluster::start().await;
    cluster.create_database("app").await;
    let twilio = TwilioFake::start().await;
    let dir = TempDir::new().expect("a directory");
    let mut env = BTreeMap::from([("TWILIO_API_BASE_URL".to_owned(), twilio.url())]);
    let mut daemon: Option<Daemon> = None;
    let mut received = 0;
    let began = Instant::now();
    for (kind, text) in blocks(&page) {
        match kind.as_str() {
            "sql" => {
                let who =
                    text.split_whitespace().nth(2).expect("-- as whom").trim_end_matches(',').to_owned();
                assert!(text.starts_with("-- as "), "a block says as whom: {text}");
                let arguments = ["-X", "-q", "-U", &who, "-d", "app", "-v", "ON_ERROR_STOP=1", "-c", &text];
                cluster.tool("psql", &arguments).unwrap_or_else(|error| panic!("as {who}: {text}\n{error}"));
            }
            "sh" => {
                for line in text.lines() {
                    if let Some(setting) = line.strip_prefix("export ") {
                        let (name, value) = setting.split_once('=').expect("NAME=value");
                        let value = value.trim_matches('\'');
                        // The database stands elsewhere in a test, for the same role; all else is as the page has it.
                        let value = match value.strip_prefix("postgresql://") {
                            Some(rest) => cluster.url_as("app", rest.split(':').next().expect("a role")),
                            None => value.to_owned(),
                        };
                        env.insert(name.to_owned(), value);
                        continue;
                    }
                    let words: Vec<_> = line.split(' ').collect();
                    assert_eq!(words[0], "agentmon-notifier", "{line}");
                    if words.last() == Some(&"&") {
                        let builder = env.iter().fold(Daemon::command(words[1]), |builder, (name, value)| {
                            builder.env(name, value)
                        });
                        daemon = Some(builder.start());
                        continue;
                    }
                    let mut command = Command::new(binary());
                    command.args(&words[1..]).env_clear().envs(&env).current_dir(dir.path());
                    let output = tokio::task::spawn_blocking(move || command.output())
                        .await
                        .expect("it ends")
                        .expect("it starts");
                    let said = String::from_utf8_lossy(&output.stdout).into_owned()
                        + &String::from_utf8_lossy(&output.stderr);
                    assert!(output.status.success(), "{line}: {said}");
                    if words[1] == "send-test" {
                        received += 1;
                        assert_eq!(twilio.messages().len(), received, "{said}");
                    }
                }
            }
            "yaml" => fs::write(dir.path().join("rules.yaml"), text + "\n").expect("a file"),
            "text" => {
                received += 1;
                let daemon = daemon.as_mut().expect("the page has started the daemon");
                let sms = eventually(&format!("an SMS: {text}"), DEADLINE, async || {
                    assert!(daemon.is_running(), "the daemon ended:\n{}", daemon.output().join("\n"));
                    twilio.messages().get(received - 1).map(|sms| sms.body.clone())
                })
                .await;
                assert_eq!(sms, text);
                println!("an SMS after {:?}", began.elapsed());
            }
            other => panic!("a block of {other}"),
        }
    }
    assert_eq!(received, 3, "the test message, the error and the rule");
    twilio.assert_no_violations();
    assert!(
        page.contains(ACCOUNT_SID) && page.contains(AUTH_TOKEN) && page.contains(FROM) && page.contains(TO)
    );
    assert!(daemon.expect("a daemon").terminate().await.success());
    // Nobody but the first block was a superuser.
    let superusers =
        "SELECT count(*) FROM pg_roles WHERE rolsuper AND rolname IN ('app', 'reporting', 'notifier', 'dba')";
    assert_eq!(cluster.psql("app", superusers).expect("an answer").trim(), "0");
}
