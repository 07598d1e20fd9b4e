//! The daemon's commands about alert rules, between documents and the database's functions; what rules mean is tested
//! where they are made.

use std::process::Stdio;

use agentmon_tests::daemon::{DaemonBuilder, binary};
use agentmon_tests::sql::{row, run};
use agentmon_tests::stand_in::stand_in;
use agentmon_tests::{Daemon, setup_database, shared_cluster, workspace_root};
use tempfile::TempDir;
use tokio_postgres::Client;

const YAML: &str = "alerts:\n  - name: slow\n    condition: api.response_time.p95 > 500ms\n    severity: warning\n    \
                    duration: 5m\n    actions:\n      - notify: slack\n";
const TOML: &str = "[[alerts]]\nname = 'slow'\ncondition = 'api.response_time.p95 > 500ms'\nseverity = 'warning'\n\
                    duration = '5m'\nactions = [{notify = 'slack'}]\n";
const JSON: &str = r#"{"alerts": [{"name": "slow", "condition": "api.response_time.p95 > 500ms", "severity": "warning",
                      "duration": "5m", "actions": [{"notify": "slack"}]}]}"#;

/// A database that keeps the documents that it is given.
async fn keeping(name: &str) -> Client {
    let client = setup_database(shared_cluster().await, name).await;
    stand_in(
        &client,
        "load_alert_rules",
        "CREATE TABLE public.given (document jsonb);
         CREATE FUNCTION monitoring.load_alert_rules(p_document jsonb) RETURNS integer LANGUAGE sql AS
         $$INSERT INTO public.given VALUES ($1); SELECT jsonb_array_length($1 -> 'alerts')$$",
    )
    .await;
    client
}

async fn command(database: &str, arguments: &[&str]) -> DaemonBuilder {
    let (name, rest) = arguments.split_first().expect("a command");
    let builder = Daemon::command(name).env("DATABASE_URL", shared_cluster().await.url(database));
    rest.iter().fold(builder, |builder, argument| builder.arg(argument))
}

/// Exit code, standard output, standard error.
async fn ended(builder: DaemonBuilder) -> (Option<i32>, String, String) {
    let output = tokio::task::spawn_blocking(move || builder.run_to_end()).await.expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[tokio::test]
async fn documents_of_each_format_arrive_as_the_same_jsonb() {
    let client = keeping("rules_formats").await;
    let dir = TempDir::new().expect("a directory");
    for (name, text) in [("a.yaml", YAML), ("a.yml", YAML), ("a.toml", TOML), ("a.json", JSON)] {
        let path = dir.path().join(name).display().to_string();
        std::fs::write(&path, text).expect("a file");
        let (code, out, err) = ended(command("rules_formats", &["load-rules", &path]).await).await;
        assert_eq!((code, out.as_str()), (Some(0), "loaded 1 rule\n"), "{name}: {err}");
    }
    let kept = "SELECT count(*) || ' ' || count(DISTINCT document) || ' ' || bool_and(document = ";
    let kept = format!("{kept}$json${JSON}$json$::jsonb) FROM public.given");
    assert_eq!(row(&client, &kept).await, "4 1 true");
}

#[tokio::test]
async fn standard_input_is_read_as_yaml_unless_another_format_is_given() {
    let client = keeping("rules_stdin").await;
    let url = shared_cluster().await.url("rules_stdin");
    let given = async |arguments: &[&str], text: &str| {
        let mut child = std::process::Command::new(binary())
            .args(arguments)
            .env("DATABASE_URL", &url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the daemon's binary");
        let text = text.to_owned();
        let mut input = child.stdin.take().expect("a pipe");
        // It may end without having read, and then the pipe breaks.
        let _ = std::io::Write::write_all(&mut input, text.as_bytes());
        drop(input);
        let output = tokio::task::spawn_blocking(|| child.wait_with_output()).await.expect("it ends");
        output.expect("its output")
    };
    for (n, (arguments, text)) in [
        (&["load-rules", "-"][..], YAML),
        (&["load-rules", "-"], JSON),
        (&["load-rules", "-", "--format", "toml"], TOML),
        (&["load-rules", "-", "--format", "yaml"], YAML),
    ]
    .into_iter()
    .enumerate()
    {
        let output = given(arguments, text).await;
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(row(&client, "SELECT count(*) FROM public.given").await, (n + 1).to_string());
    }
    for (text, says) in [
        ("", "standard input is empty: nothing was done"),
        ("# nothing yet\n", "standard input is empty: nothing was done"),
        (TOML, "standard input is not YAML: line "),
    ] {
        let output = given(&["load-rules", "-"], text).await;
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), true), "{error}");
        assert!(error.contains(says), "{error}");
    }
}

#[tokio::test]
async fn a_document_that_cannot_be_read_is_pointed_at_and_changes_nothing() {
    let client = keeping("rules_malformed").await;
    let dir = TempDir::new().expect("a directory");
    let bomb = {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        bomb
    };
    for (name, text, parts) in [
        ("a.yaml", "alerts:\n  - name: [b\n", &["YAML", "line 2, column "][..]),
        ("b.yaml", bomb.as_str(), &["YAML", "line "]),
        ("c.toml", "[[alerts]]\nname = = 1\n", &["TOML", "line 2, column 8"]),
        ("d.json", "{\"alerts\":\n [}", &["JSON", "line 2, column 3"]),
        ("e.txt", "alerts: []", &["--format"]),
        ("f.json", "\u{0}", &["JSON", "line 1, column 1"]),
    ] {
        let path = dir.path().join(name).display().to_string();
        std::fs::write(&path, text).expect("a file");
        let (code, out, err) = ended(command("rules_malformed", &["load-rules", &path]).await).await;
        assert_eq!((code, out.as_str(), err.lines().count()), (Some(1), "", 1), "{name}: {err}");
        assert!(parts.iter().all(|part| err.contains(part)) && err.contains(name), "{err}");
    }
    let (code, _, err) = ended(command("rules_malformed", &["load-rules", "/nowhere/a.yaml"]).await).await;
    assert_eq!((code, err.contains("there is no file \"/nowhere/a.yaml\"")), (Some(1), true), "{err}");
    let (code, _, err) = ended(command("rules_malformed", &["load-rules"]).await).await;
    assert_eq!(code, Some(64), "{err}");
    assert_eq!(row(&client, "SELECT count(*) FROM public.given").await, "0");
}

#[tokio::test]
async fn what_the_database_refuses_is_shown_with_its_hint() {
    let client = setup_database(shared_cluster().await, "rules_refused").await;
    stand_in(
        &client,
        "load_alert_rules",
        "CREATE FUNCTION monitoring.load_alert_rules(jsonb) RETURNS integer LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'no such function: p42' USING ERRCODE = '22023', HINT = 'p50 to p99.9'; END $$",
    )
    .await;
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("a.json").display().to_string();
    std::fs::write(&path, JSON).expect("a file");
    let (code, out, err) = ended(command("rules_refused", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str(), err.lines().count()), (Some(1), "", 1), "{err}");
    assert!(
        err.contains("no such function: p42") && err.contains("22023") && err.contains("p50 to p99.9"),
        "{err}"
    );
}

/// What is stored all the same, and is mostly a slip, is for whoever loads it to read.
#[tokio::test]
async fn what_the_database_warns_of_is_said() {
    let client = setup_database(shared_cluster().await, "rules_warned").await;
    run(&client, "SELECT monitoring.record_metric('billing.duration', 3)").await;
    run(&client, "SELECT monitoring.refresh_rollups(now() + interval '1 minute')").await;
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("a.yaml").display().to_string();
    std::fs::write(&path, "alerts:\n  - name: slow\n    condition: billing.durations.max > 2s\n")
        .expect("a file");
    let (code, out, err) = ended(command("rules_warned", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str()), (Some(0), "loaded 1 rule\n"), "{err}");
    assert!(err.contains("billing.durations was never seen; the nearest is billing.duration"), "{err}");
}

#[tokio::test]
async fn tests_of_rules_give_a_line_each_and_fail_with_one() {
    let client = setup_database(shared_cluster().await, "rules_tests").await;
    stand_in(
        &client,
        "test_alert_rules",
        "CREATE FUNCTION monitoring.test_alert_rules(p_document jsonb)
         RETURNS TABLE (test text, passed boolean, detail text) LANGUAGE sql AS
         $$SELECT e ->> 'name', (e ->> 'good')::boolean, e ->> 'why' FROM jsonb_array_elements($1 -> 'tests') AS e$$",
    )
    .await;
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("a.yaml").display().to_string();
    for (text, code, expected) in [
        ("tests: [{name: a, good: true}]", 0, "ok      a\n1 passed, 0 failed\n"),
        (
            "tests: [{name: a, good: true}, {name: b, good: false, why: fires at 3m}]",
            1,
            "ok      a\nFAILED  b: fires at 3m\n1 passed, 1 failed\n",
        ),
        ("tests: [{name: undecided}]", 1, "FAILED  undecided\n0 passed, 1 failed\n"),
    ] {
        std::fs::write(&path, text).expect("a file");
        let (found, out, err) = ended(command("rules_tests", &["test-rules", &path]).await).await;
        assert_eq!((found, out.as_str()), (Some(code), expected), "{err}");
    }
}

#[tokio::test]
async fn a_replay_shows_when_a_rule_would_have_changed_its_state() {
    let client = setup_database(shared_cluster().await, "rules_replay").await;
    stand_in(
        &client,
        "replay_alert_rule",
        r#"CREATE FUNCTION monitoring.replay_alert_rule(p_name text, p_from timestamptz, p_to timestamptz)
           RETURNS TABLE (at timestamptz, labels jsonb, state text, value double precision) LANGUAGE sql AS
           $$VALUES ($2, '{"rule": "slow"}'::jsonb, 'pending', 612.5::float8), ($3, '{}'::jsonb, 'firing', NULL)$$"#,
    )
    .await;
    let arguments = ["replay", "slow", "--from", "2026-01-02 03:04:05+00", "--to", "2026-01-03"];
    let (code, out, err) = ended(command("rules_replay", &arguments).await).await;
    let expected = "  at                       state    value  labels\n  \
                    2026-01-02 03:04:05 UTC  pending  612.5  {\"rule\": \"slow\"}\n  \
                    2026-01-03 00:00:00 UTC  firing   -      {}\n";
    assert_eq!((code, out.as_str()), (Some(0), expected), "{err}");
    let (code, _, err) =
        ended(command("rules_replay", &["replay", "slow", "--from", "some day"]).await).await;
    assert_eq!((code, err.contains("some day")), (Some(1), true), "{err}");
}

/// Whole and line by line, with the place and the name of each rule.
#[tokio::test]
async fn all_that_is_wrong_with_a_document_is_told() {
    let client = setup_database(shared_cluster().await, "rules_wrong").await;
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("rules.yml").display().to_string();
    let mut text = "groups:\n  - name: api\n    rules:\n".to_owned();
    for n in 0..40 {
        text.push_str(&format!(
            "      - alert: Rule{n}\n        expr: irate(m{n}[5m]) > 5\n        labels: {{severity: page}}\n"
        ));
    }
    std::fs::write(&path, &text).expect("a file");
    let (code, out, err) = ended(command("rules_wrong", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    for n in 0..40 {
        assert!(
            err.contains(&format!(
                "groups[0] 'api' rules[{n}] 'Rule{n}': expr cannot be read: irate is not a function"
            )),
            "{n}: {err}"
        );
        assert!(
            err.contains(&format!("groups[0] 'api' rules[{n}] 'Rule{n}': 'page' is not a known severity")),
            "{n}: {err}"
        );
    }
    assert!(err.contains("Write rate(m[1m])") && err.contains("Put these 80 right"), "{err}");
    let good = "groups:\n  - name: api\n    interval: 30s\n    rules:\n      - alert: InstanceDown\n        expr: up == 0\n        for: 1h30m\n        \
                labels:\n          severity: critical\n        annotations:\n          summary: '{{ $labels.instance }} is down, {{ $value | humanize }}'\n";
    std::fs::write(&path, good).expect("a file");
    let (code, out, err) = ended(command("rules_wrong", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str()), (Some(0), "loaded 1 rule\n"), "{err}");
    let what = "SELECT expression, severity, \"for\", labels, annotations ->> 'summary' FROM monitoring.alert_rules WHERE name = 'InstanceDown'";
    assert_eq!(
        row(&client, what).await,
        "up.last by (*) == 0|critical|01:30:00|{}|{{ labels.instance }} is down, {{ value | humanize }}"
    );
}

/// The document that docs/rules.md shows is loaded, passes its tests, and comes out again.
#[tokio::test]
async fn the_document_of_the_page_is_loaded_tested_and_exported() {
    let client = setup_database(shared_cluster().await, "rules_page").await;
    let page = std::fs::read_to_string(workspace_root().join("docs/rules.md")).expect("docs/rules.md");
    let yaml = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a document");
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("rules.yaml").display().to_string();
    std::fs::write(&path, yaml).expect("a file");
    let (code, out, err) = ended(command("rules_page", &["test-rules", &path]).await).await;
    assert_eq!((code, out.lines().last()), (Some(0), Some("2 passed, 0 failed")), "{out}{err}");
    let (code, out, err) = ended(command("rules_page", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str()), (Some(0), "loaded 2 rules\n"), "{err}");
    let (code, out, err) =
        ended(command("rules_page", &["export-rules", "errors_high", "quiet"]).await).await;
    assert_eq!(code, Some(0), "{err}");
    let exported = "SELECT monitoring.export_alert_rules('{errors_high,quiet}') = ";
    assert_eq!(row(&client, &format!("{exported}$json${out}$json$::jsonb")).await, "t");
    let path = dir.path().join("again.json").display().to_string();
    std::fs::write(&path, &out).expect("a file");
    let (code, out, err) = ended(command("rules_page", &["load-rules", &path]).await).await;
    assert_eq!((code, out.as_str()), (Some(0), "loaded 2 rules\n"), "{err}");
    let (code, _, err) = ended(command("rules_page", &["export-rules", "nobody"]).await).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("there is no alert rule 'nobody'"), "{err}");
}

/// The hint names the role that is missing, and not one that is there.
#[tokio::test]
async fn a_missing_right_is_named() {
    let cluster = shared_cluster().await;
    let _client = setup_database(cluster, "rules_rights").await;
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("rules.json").display().to_string();
    std::fs::write(&path, JSON).expect("a file");
    for (role, arguments, missing) in [
        ("agentmon_notifier", vec!["load-rules", &path], "GRANT agentmon_admin to"),
        ("agentmon_reader", vec!["load-rules", &path], "GRANT agentmon_admin to"),
        ("agentmon_notifier", vec!["export-rules"], "GRANT agentmon_reader to"),
        ("agentmon_writer", vec!["replay", "slow", "--from", "yesterday"], "GRANT agentmon_reader to"),
    ] {
        let login = cluster.login_for(role).await;
        let (name, rest) = arguments.split_first().expect("a command");
        let builder = Daemon::command(name).env("DATABASE_URL", cluster.url_as("rules_rights", &login));
        let builder = rest.iter().fold(builder, |builder, argument| builder.arg(argument));
        let (code, out, err) = ended(builder).await;
        assert_eq!(code, Some(1), "{role}: {name}: {out}{err}");
        assert!(err.contains(missing), "{role}: {name}: {err}");
        assert_eq!(err.matches("GRANT agentmon_").count(), 1, "{role}: {name}: {err}");
    }
}

#[tokio::test]
async fn a_document_in_which_there_is_nothing_to_do_is_no_success() {
    let client = setup_database(shared_cluster().await, "rules_nothing").await;
    let dir = TempDir::new().expect("a directory");
    std::fs::create_dir(dir.path().join("rules.yaml")).expect("a directory");
    let no_tests = "has no tests: nothing was tested; write them beside the rules, under tests:";
    for (name, text, command_name, says) in [
        ("a.yaml", "rules:\n  - name: a\n    condition: m.max > 1\n", "test-rules", no_tests),
        ("b.yaml", "groups: []\n", "test-rules", no_tests),
        ("c.yaml", "rules: []\ntests: []\n", "test-rules", no_tests),
        ("d.yaml", "rules: []\ntests: []\n", "load-rules", "has no rules: nothing was loaded"),
        (
            "e.yaml",
            "tests:\n  - input_series: []\n    alert_rule_test: []\n",
            "test-rules",
            "its alert_rule_test is empty: it would test nothing",
        ),
        ("f.yaml", "", "test-rules", "is empty: nothing was done"),
        ("g.json", "{}", "load-rules", "is empty: nothing was done"),
        ("h.yaml", "rules\n", "test-rules", "this is no document of alert rules"),
    ] {
        let path = dir.path().join(name).display().to_string();
        std::fs::write(&path, text).expect("a file");
        let (code, out, err) = ended(command("rules_nothing", &[command_name, &path]).await).await;
        assert_eq!((code, out.as_str()), (Some(1), ""), "{name}: {err}");
        assert!(err.contains(says), "{name}: {err}");
    }
    for command_name in ["test-rules", "load-rules"] {
        for (name, says) in [
            ("rules.yaml", "is a directory; name one file in it at a time"),
            ("nothing.yaml", "there is no file "),
            ("nothing", "there is no file "),
        ] {
            let path = dir.path().join(name).display().to_string();
            let (code, out, err) = ended(command("rules_nothing", &[command_name, &path]).await).await;
            assert_eq!((code, out.as_str(), err.contains(says)), (Some(1), "", true), "{name}: {err}");
        }
    }
    assert_eq!(row(&client, "SELECT count(*) FROM monitoring.alert_rules WHERE enabled").await, "0");
}
