//! A database that moves: to a newer PostgreSQL, to a standby, back in time, by every kind of dump. Every row is there and
//! counts once, and nothing is told twice but where nobody can know that it was told.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use agentmon_tests::alerting::with_sms;
use agentmon_tests::cluster::server_dir;
use agentmon_tests::filled::{SETUP, fill, goes_on, of_kinds, refresh, standing};
use agentmon_tests::sql::{refusal_code, row, rows, run};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, Daemon, TwilioFake, setup_database};
use tokio_postgres::Client;

/// A database with everything under way, made at the time of its story.
async fn filled_database(cluster: &Cluster, name: &str) -> Client {
    cluster.create_database(name).await;
    let client = cluster.connect(name).await;
    run(&client, &format!("CREATE EXTENSION pg_agentmon; {SETUP}")).await;
    fill(&client).await;
    client
}

/// A directory that goes when the test does.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        Self(server_dir())
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Waits until a server that was a standby takes writes.
async fn until_promoted(cluster: &Cluster, database: &str) -> Client {
    let client = cluster.connect(database).await;
    let ask = async || row(&client, "SELECT pg_is_in_recovery()").await == "f";
    eventually_true("the end of the recovery", DEADLINE, ask).await;
    client
}

// Standbys -------------------------------------------------------------------------------------------------------

/// Waits until a standby has all that its primary has written.
async fn until_caught_up(primary: &Client, standby: &Client) {
    let written = row(primary, "SELECT pg_current_wal_lsn()").await;
    let ask = format!("SELECT pg_last_wal_replay_lsn() >= '{written}'");
    eventually_true("the standby to catch up", DEADLINE, async || row(standby, &ask).await == "t").await;
}

#[tokio::test]
async fn reports_are_read_on_a_standby_and_after_its_promotion_everything_goes_on() {
    let primary = Cluster::with().own_identity().durable().start().await;
    let client = filled_database(&primary, "app").await;
    let standby = Cluster::with().standby_of(&primary).start().await;
    let reader = standby.connect("app").await;
    until_caught_up(&client, &reader).await;
    let before = standing(&client).await;
    assert_eq!(standing(&reader).await, before);
    for report in [
        "SELECT get_system_health() ? 'overall_status'",
        "SELECT count(*) > 0 FROM monitoring.get_agent_health()",
        "SELECT (monitoring.get_metrics() ->> 'total_requests') IS NOT NULL",
        "SELECT monitoring.get_agents_overview() IS NOT NULL AND monitoring.get_health_checks() IS NOT NULL",
        "SELECT count(*) > 0 FROM monitoring.get_costs('2026-03-01', '2026-03-03')",
        "SELECT count(*) > 0 FROM monitoring.aggregated_metrics",
        "SELECT count(*) > 0 FROM monitoring.live_metrics('latency', 'hourly', '2026-03-01', '2026-03-03')",
        "SELECT count(*) > 0 FROM monitoring.diagnose()",
        "SELECT count(*) > 0 FROM monitoring.error_groups",
        "SELECT count(*) > 0 FROM monitoring.notifications",
        "SELECT count(*) > 0 FROM monitoring.job_status",
    ] {
        assert_eq!(row(&reader, report).await, "t", "{report}");
    }
    for write in [
        "SELECT monitoring.record_metric('m', 1)",
        "SELECT monitoring.refresh_rollups()",
        "SELECT monitoring.process_alerts()",
        "SELECT monitoring.setup()",
    ] {
        assert_eq!(refusal_code(&reader, write).await, "25006", "{write}");
    }
    drop(client);
    primary.kill_9().await;
    run(&reader, "SELECT pg_promote(false)").await;
    let client = until_promoted(&standby, "app").await;
    assert_eq!(standing(&client).await, before, "all of it, to the last row");
    assert_eq!(rows(&client, SETUP).await.len(), 1, "there is nothing to set up");
    goes_on(&client).await;
}

#[tokio::test]
async fn a_daemon_waits_on_a_standby_says_why_and_works_once_it_is_promoted() {
    let primary = Cluster::with().own_identity().durable().start().await;
    let client = setup_database(&primary, "app").await;
    run(&client, "UPDATE monitoring.notification_channels SET unlimited = true, enabled = name = 'sms'")
        .await;
    let twilio = TwilioFake::start().await;
    let on = |cluster: &Cluster| with_sms(Daemon::run(cluster.url("app")), &twilio);
    let mut first = on(&primary).start();
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('a', 'error', 'before')",
    )
    .await;
    let sent = async |client: &Client, count: &str| {
        let ask = "SELECT count(*) FROM monitoring.notifications WHERE state = 'sent'";
        eventually_true("messages that were sent", DEADLINE, async || row(client, ask).await == count).await;
    };
    sent(&client, "1").await;

    let standby = Cluster::with().standby_of(&primary).start().await;
    let reader = standby.connect("app").await;
    let mut second = on(&standby).start();
    let said = second.wait_for("is a standby").await;
    assert!(said.contains("target_session_attrs=read-write"), "{said}");
    // One that is told where both are works where it can.
    let both = format!(
        "postgresql://postgres@127.0.0.1:{},127.0.0.1:{}/app?target_session_attrs=read-write&connect_timeout=5",
        standby.port(),
        primary.port()
    );
    let mut third = with_sms(Daemon::run(both), &twilio).start();
    third.wait_for("connected to the database").await;
    assert!(first.terminate().await.success());
    assert!(third.terminate().await.success());

    // Its primary is lost with an error that nobody was told of yet.
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('b', 'error', 'unread')",
    )
    .await;
    until_caught_up(&client, &reader).await;
    drop(client);
    primary.kill_9().await;
    let complaints =
        |daemon: &Daemon| daemon.output().iter().filter(|line| line.contains("is a standby")).count();
    assert_eq!(complaints(&second), 1, "said once: {:?}", second.output());
    assert_eq!(twilio.messages().len(), 1);
    run(&reader, "SELECT pg_promote(false)").await;
    second.wait_for_within("connected to the database", Duration::from_secs(30)).await;
    let client = until_promoted(&standby, "app").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('c', 'error', 'after')",
    )
    .await;
    sent(&client, "3").await;
    assert!(second.terminate().await.success());
    let told: Vec<_> = ["before", "unread", "after"]
        .map(|text| twilio.messages().iter().filter(|message| message.body.contains(text)).count())
        .to_vec();
    assert_eq!(told, [1, 1, 1], "{:?}", twilio.messages());
}

// Back in time ---------------------------------------------------------------------------------------------------

/// What of a message tells that it is the same one.
const MESSAGES: &str = "SELECT n.idempotency_key FROM monitoring.notifications n ORDER BY 1";

#[tokio::test]
async fn recovered_to_before_a_message_was_sent_it_is_sent_again_under_the_same_key() {
    let dir = Directory::new();
    let archive = dir.join("archive");
    fs::create_dir(&archive).expect("a directory");
    let (user, group) = owner(&dir.0);
    chown(&archive, user, group).expect("it may be given away");
    let server = Cluster::with()
        .own_identity()
        .set("archive_mode", "on")
        .set("archive_command", &format!("cp %p {}/%f", archive.display()))
        .start()
        .await;
    let client = filled_database(&server, "app").await;
    let backup = dir.join("backup");
    server.base_backup(&backup);
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('late', 'error', 'late broke', '2026-03-02 10:00:00+00')").await;
    run(&client, "SELECT pg_create_restore_point('written')").await;
    run(&client, "SELECT monitoring.process_alerts('2026-03-02 10:00:30+00')").await;
    run(&client, "SELECT pg_create_restore_point('routed')").await;
    let routed = rows(&client, MESSAGES).await;
    // The message goes out; then a mistake that somebody wants undone.
    let send = "SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '2026-03-02 10:00:30+00')
        FROM monitoring.claim_notifications('w', 1000, '2026-03-02 10:00:30+00') AS c";
    let sent = "SELECT count(*) FROM monitoring.notifications n JOIN monitoring.notification_alerts l ON l.notification_id = n.id JOIN monitoring.alerts a ON a.id = l.alert_id
        WHERE n.state = 'sent' AND a.labels ->> 'agent_name' = 'late'";
    run(&client, send).await;
    assert_eq!(row(&client, sent).await, "2", "by sms and email");
    run(&client, "DELETE FROM monitoring.agents").await;
    let segment = row(&client, "SELECT pg_walfile_name(pg_switch_wal())").await;
    eventually_true("the last segment in the archive", DEADLINE, async || archive.join(&segment).exists())
        .await;
    drop(client);
    server.stop().await;

    for (point, same) in [("routed", true), ("written", false)] {
        let recovered = Cluster::with().recovered(&backup, &archive, point).start().await;
        let client = until_promoted(&recovered, "app").await;
        assert_eq!(row(&client, sent).await, "0", "{point}: nobody here knows");
        assert_eq!(row(&client, "SELECT count(*) FROM monitoring.agents").await, "1");
        run(&client, "SELECT monitoring.process_alerts('2026-03-02 10:00:40+00')").await;
        let keys = rows(&client, MESSAGES).await;
        assert_eq!(keys == routed, same, "{point}: a provider that looks at keys knows the message");
        run(&client, &send.replace("10:00:30", "10:00:40")).await;
        assert_eq!(row(&client, sent).await, "2", "{point}: told again, once");
        refresh(&client).await;
        assert_eq!(refresh(&client).await, 0);
        assert_eq!(rows(&client, "SELECT metric_name FROM monitoring.verify_rollups()").await, [""; 0]);
    }
}

/// User and group of a file.
fn owner(path: &Path) -> (Option<u32>, Option<u32>) {
    let metadata = fs::metadata(path).expect("it is there");
    (Some(metadata.uid()), Some(metadata.gid()))
}

// Dumps ----------------------------------------------------------------------------------------------------------

/// Makes a dump of one kind with a server's own programs and restores it into a database of another.
fn dump_and_restore(from: &Cluster, to: &Cluster, kind: &str, dir: &Path, database: &str, user: &str) {
    let file = dir.join(kind).display().to_string();
    let restored = |program: &str, arguments: &[&str]| {
        let done = to.tool(program, arguments);
        done.unwrap_or_else(|error| panic!("{kind}: {error}"));
    };
    let dump = |options: &[&str]| {
        let arguments = [options, &["-f", &file, "app"]].concat();
        from.tool("pg_dump", &arguments).unwrap_or_else(|error| panic!("{kind}: {error}"));
    };
    let psql = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", user, "-d", database, "-f", &file];
    let archive = ["--exit-on-error", "--no-owner", "-U", user, "-d", database];
    match kind {
        "plain" => {
            dump(&["-Fp", "--no-owner"]);
            restored("psql", &psql);
        }
        "custom" => {
            dump(&["-Fc"]);
            restored("pg_restore", &[&archive[..], &[&file]].concat());
        }
        "directory" => {
            dump(&["-Fd", "-j2"]);
            restored("pg_restore", &[&archive[..], &["-j2", &file]].concat());
        }
        "halves" => {
            dump(&["--no-owner", "--schema-only"]);
            restored("psql", &psql);
            fs::remove_file(&file).expect("a dump");
            // By rows that refer to each other in a circle, and triggers that would stamp them anew.
            dump(&["--no-owner", "--data-only", "--disable-triggers"]);
            restored("psql", &psql);
        }
        other => panic!("no kind {other}"),
    }
}

const KINDS: [&str; 4] = ["plain", "custom", "directory", "halves"];

/// Into a database of another name, owned by somebody else, from whom all of it is then.
async fn restored_everywhere(from: &Cluster, to: &Cluster) {
    let client = filled_database(from, "app").await;
    let before = standing(&client).await;
    let owner = to.connect("postgres").await;
    run(&owner, "CREATE ROLE other_owner SUPERUSER LOGIN").await;
    let dir = tempfile::tempdir().expect("a directory");
    for kind in KINDS {
        let database = format!("restored {kind}");
        run(&owner, &format!("CREATE DATABASE \"{database}\" OWNER other_owner")).await;
        dump_and_restore(from, to, kind, dir.path(), &database, "other_owner");
        let client = to.connect_login(&database, "other_owner").await;
        assert_eq!(standing(&client).await, before, "{kind}");
        let owners =
            "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'monitoring'::regnamespace";
        assert_eq!(rows(&client, owners).await, ["other_owner"], "{kind}");
        goes_on(&client).await;
        run(&client, SETUP).await;
        assert_eq!(rows(&client, SETUP).await.len(), 1, "{kind}: there is nothing left to do");
        let writer = to.connect_as(&database, "agentmon_writer").await;
        run(&writer, "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('x', 'info')").await;
    }
    // The source has noticed nothing.
    assert_eq!(of_kinds(&standing(&client).await, &["raw", "alert"]), of_kinds(&before, &["raw", "alert"]));
}

#[tokio::test]
async fn every_kind_of_dump_restores_on_the_same_server_under_another_name_and_owner() {
    let server = Cluster::start().await;
    restored_everywhere(&server, &server).await;
}

mod needs_older_server {
    use super::*;
    use agentmon_tests::cluster::Programs;

    #[tokio::test]
    async fn every_kind_of_dump_of_an_older_server_restores_on_this_one() {
        let old = Cluster::with().programs(&Programs::older()).own_identity().start().await;
        let new = Cluster::with().own_identity().start().await;
        restored_everywhere(&old, &new).await;
    }
}

mod needs_server_to_upgrade {
    use super::*;
    use agentmon_tests::cluster::Programs;

    #[tokio::test]
    async fn pg_upgrade_from_an_older_server_takes_everything_along() {
        // Newer ones have them unless they are told not to.
        let checksums = ["--data-checksums"];
        let old = Cluster::with().programs(&Programs::to_upgrade()).initdb(&checksums).start().await;
        let client = filled_database(&old, "app").await;
        let before = standing(&client).await;
        let tag = row(&client, "SELECT agentmon.cluster_tag()").await;
        drop(client);
        let new = Cluster::with().initdb(&checksums).start().await;
        tokio::join!(old.stop(), new.stop());
        new.pg_upgrade_from(&old).unwrap_or_else(|error| panic!("{error}"));
        new.start_again().await;
        let client = new.connect("app").await;
        let kept = ["raw", "rollups", "segments", "alert", "cursor", "message", "settings"];
        assert_eq!(of_kinds(&standing(&client).await, &kept), of_kinds(&before, &kept));
        assert_ne!(row(&client, "SELECT agentmon.cluster_tag()").await, tag, "another installation");
        goes_on(&client).await;
        run(&client, SETUP).await;
        assert_eq!(rows(&client, SETUP).await.len(), 1);
        let id = "INSERT INTO monitoring.agent_logs (agent_name, log_level) VALUES ('x', 'info')";
        run(&new.connect_as("app", "agentmon_writer").await, id).await;
    }

    /// The daemon and its server are stopped in the middle of a storm, and go on on the new one: each error once.
    #[tokio::test]
    async fn a_storm_that_is_interrupted_by_pg_upgrade_is_told_to_its_end() {
        const ERRORS: usize = 120;
        let checksums = ["--data-checksums"];
        let old = Cluster::with().programs(&Programs::to_upgrade()).initdb(&checksums).start().await;
        let client = setup_database(&old, "app").await;
        run(&client, "UPDATE monitoring.notification_channels SET unlimited = true, enabled = name = 'sms'")
            .await;
        let twilio = TwilioFake::start().await;
        let mut daemon = with_sms(Daemon::run(old.url("app")), &twilio).start();
        daemon.wait_for("connected to the database").await;
        let storm = async |client: &Client, numbers: std::ops::Range<usize>| {
            for n in numbers {
                let agent = agentmon_tests::stage::agent(n);
                run(client, &format!("INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('{agent}', 'error', 'broke')")).await;
            }
        };
        let half = ERRORS / 2;
        storm(&client, 0..half).await;
        eventually_true("some texts", DEADLINE, async || twilio.messages().len() > 5).await;
        assert!(daemon.terminate().await.success(), "what is on its way arrives");
        drop(client);
        let new = Cluster::with().initdb(&checksums).start().await;
        tokio::join!(old.stop(), new.stop());
        new.pg_upgrade_from(&old).unwrap_or_else(|error| panic!("{error}"));
        new.start_again().await;
        let client = new.connect("app").await;
        let mut daemon = with_sms(Daemon::run(new.url("app")), &twilio).start();
        storm(&client, half..ERRORS).await;
        let told = "SELECT count(*) FROM monitoring.alerts a WHERE EXISTS (SELECT FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id
            WHERE l.alert_id = a.id AND n.state = 'sent')";
        let all = ERRORS.to_string();
        eventually_true("every error to be told", DEADLINE, async || row(&client, told).await == all).await;
        assert!(daemon.terminate().await.success());
        let twice = "SELECT count(*) FROM (SELECT l.alert_id FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id
            WHERE n.state = 'sent' GROUP BY l.alert_id HAVING count(*) > 1) AS t";
        assert_eq!(row(&client, twice).await, "0");
        let sent = row(&client, "SELECT count(*) FROM monitoring.notifications WHERE state = 'sent'").await;
        assert_eq!(twilio.messages().len().to_string(), sent);
    }
}
