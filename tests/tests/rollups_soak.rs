//! For as many rounds as asked for (AGENTMON_SOAK_ROUNDS; `make soak` for minutes of them): writers, late rows, aborts,
//! refreshes by every function and by job, at either isolation level, rebuilds, partitions, killed sessions and killed
//! servers, all at once and by dice. After each round the rollups are verified against the raw rows.
//!
//! The first round is of peaceful ones: whoever loses to another tries again, and nobody is killed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use agentmon_tests::dice::Dice;
use agentmon_tests::oracle::{assert_activity_is_exact, assert_rollups_equal_group_by};
use agentmon_tests::sql::{row, rows, run, value};
use agentmon_tests::wait::{DEADLINE, eventually_true};
use agentmon_tests::{Cluster, setup_database};
use tokio::task::JoinSet;
use tokio_postgres::{Client, NoTls};

const DATABASE: &str = "soak";
const NOW: &str = "2026-03-20 00:00:00+00";

fn rounds() -> u64 {
    std::env::var("AGENTMON_SOAK_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4)
}

/// What all sessions of a round share.
struct Round {
    url: String,
    /// Transactions that writers have ended; when there are enough, everybody stops.
    ended: AtomicU64,
    enough: u64,
}

impl Round {
    fn goes_on(&self) -> bool {
        self.ended.load(Ordering::Relaxed) < self.enough
    }

    async fn session(&self) -> Option<Client> {
        let (client, connection) = tokio_postgres::connect(&self.url, NoTls).await.ok()?;
        tokio::spawn(connection);
        client.batch_execute("SET application_name = 'soak'").await.ok()?;
        Some(client)
    }

    /// Statements that `make` makes up, over and over, by a new session whenever one was killed. What may be refused
    /// is named by SQLSTATE.
    async fn repeat(self: Arc<Self>, seed: u64, make: fn(&mut Dice) -> String, counts: bool) {
        let mut dice = Dice::new(seed);
        let mut session = None;
        while self.goes_on() {
            let Some(client) = &session else {
                session = self.session().await;
                tokio::task::yield_now().await;
                continue;
            };
            let sql = make(&mut dice);
            if let Err(error) = client.batch_execute(&sql).await {
                match error.as_db_error().map(|error| error.code().code().to_owned()).as_deref() {
                    // Serialization, deadlock, no lock: the loser tries again.
                    Some("40001" | "40P01" | "55P03") if client.batch_execute("ROLLBACK").await.is_ok() => {}
                    Some("57P01" | "57P02" | "57P03" | "40001" | "40P01" | "55P03") | None => session = None,
                    Some(_) => panic!("{error:?}\nin: {sql}"),
                }
            }
            if counts {
                self.ended.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

fn some_rows(dice: &mut Dice) -> String {
    let n = dice.below(30) + 1;
    let start = match dice.below(8) {
        0 => format!("2026-03-{:02} 12:00:00+00", 10 + dice.below(8)),
        1 => "1987-06-05 04:03:02+00".to_owned(),
        2 => format!("2026-02-{:02} {:02}:30:00+00", 1 + dice.below(28), dice.below(24)),
        _ => "2026-03-08 23:50:00+00".to_owned(),
    };
    match dice.below(5) {
        0 => format!(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, created_at)
             SELECT 'a' || n % 3, CASE n % 4 WHEN 0 THEN 'ERROR' ELSE 'info' END, 'e' || n % 2, timestamptz '{start}' + n * interval '41 seconds' FROM generate_series(1, {n}) AS n;\n"
        ),
        1 => format!(
            "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, execution_time_ms, tokens_used, cost_usd, created_at)
             SELECT 'a' || n % 3, CASE n % 4 WHEN 0 THEN 'failure' ELSE 'success' END, CASE n % 2 WHEN 0 THEN 'm' END, CASE n % 3 WHEN 0 THEN NULL ELSE n * 1.5 END,
                    n, n * 0.001, timestamptz '{start}' + n * interval '23 seconds' FROM generate_series(1, {n}) AS n;\n"
        ),
        _ => format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
             SELECT '{}', (n - 3) * {}.25, jsonb_build_object('host', n % 3, 'batch_size', n), timestamptz '{start}' + n * interval '11 seconds' FROM generate_series(1, {n}) AS n;\n",
            ["m", "queue_processing"][dice.below(2)],
            dice.below(1000),
        ),
    }
}

fn transaction(dice: &mut Dice) -> String {
    let mut sql = "BEGIN;\n".to_owned();
    for _ in 0..=dice.below(3) {
        sql += &match dice.below(6) {
            0 => format!("SAVEPOINT s; {} ROLLBACK TO s;", some_rows(dice)),
            1 => format!("SAVEPOINT s; {} RELEASE s;", some_rows(dice)),
            // A writer that refreshes leaves its own rows to others.
            2 if dice.below(4) == 0 => format!("SELECT monitoring.refresh_rollups('{NOW}');"),
            _ => some_rows(dice),
        };
    }
    sql + if dice.below(4) == 0 { "ROLLBACK" } else { "COMMIT" }
}

fn refresh(dice: &mut Dice) -> String {
    match dice.below(6) {
        0..=3 => {
            let level = ["READ COMMITTED", "READ COMMITTED", "REPEATABLE READ"][dice.below(3)];
            let function = [
                "refresh_rollups",
                "refresh_rollups",
                "aggregate_hourly_metrics",
                "aggregate_daily_metrics",
                "aggregate_weekly_metrics",
            ][dice.below(5)];
            let end = if dice.below(5) == 0 { "ROLLBACK" } else { "COMMIT" };
            format!("BEGIN ISOLATION LEVEL {level}; SELECT monitoring.{function}('{NOW}'); {end}")
        }
        _ => format!("CALL monitoring.run_job('refresh', '{NOW}')"),
    }
}

fn upkeep(dice: &mut Dice) -> String {
    let day = 9 + dice.below(10);
    match dice.below(6) {
        0 => format!("CALL monitoring.run_job('partitions', '2026-03-{day:02} 00:00:00+00')"),
        5 => format!("SELECT * FROM monitoring.maintain_partitions('2026-03-{day:02} 00:00:00+00')"),
        1 => "SELECT monitoring.rebuild_rollups('2026-03-08 22:00:00+00', '2026-03-09 02:00:00+00')".to_owned(),
        2 => "SELECT monitoring.rebuild_rollups('2026-02-01 00:00:00+00')".to_owned(),
        // The rollups and what is not rolled up yet, in one snapshot, are all there is.
        _ => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
              DO $$ BEGIN ASSERT (SELECT coalesce(sum(count_value), 0) FROM monitoring.live_rollups('pipeline_metrics', 'weekly', '-infinity', 'infinity'))
                  = (SELECT count(*) FROM monitoring.pipeline_metrics), 'live rollups differ from raw rows'; END $$; COMMIT"
            .to_owned(),
    }
}

/// Ends one of the sessions of the round, by dice.
fn murder(dice: &mut Dice) -> String {
    format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'soak' AND pid <> pg_backend_pid() AND state = 'active'
         ORDER BY pid OFFSET {} LIMIT 1; SELECT pg_sleep(0.0{}5)",
        dice.below(6),
        dice.below(9)
    )
}

#[tokio::test]
async fn rollups_survive_everything_at_once() {
    let cluster = Cluster::with().durable().start().await;
    let client = setup_database(&cluster, DATABASE).await;
    run(
        &client,
        "UPDATE monitoring.settings SET value = '100 milliseconds' WHERE name = 'lock_timeout';
         UPDATE monitoring.settings SET value = '300' WHERE name = 'refresh_step_rows'",
    )
    .await;
    drop(client);
    let mut dice = Dice::new(3);
    for number in 0..rounds() {
        let crashes = number % 2 == 1;
        let round = Arc::new(Round {
            url: cluster.url(DATABASE),
            ended: AtomicU64::new(0),
            enough: 150 + dice.below(150) as u64,
        });
        let mut sessions = JoinSet::new();
        // The first round shows whether they get on by themselves.
        let fate = if number == 0 { upkeep } else { murder };
        for (role, (make, counts)) in [
            (transaction as fn(&mut Dice) -> String, true),
            (transaction, true),
            (transaction, true),
            (refresh, false),
            (refresh, false),
            (upkeep, false),
            (fate, false),
        ]
        .into_iter()
        .enumerate()
        {
            sessions.spawn(Arc::clone(&round).repeat(number * 100 + role as u64, make, counts));
        }
        if crashes {
            let point = round.enough / 2;
            eventually_true("the writers to get on", DEADLINE, async || {
                round.ended.load(Ordering::Relaxed) >= point
            })
            .await;
            cluster.kill_9().await;
            cluster.start_again().await;
        }
        while let Some(session) = sessions.join_next().await {
            session.expect("nothing fails that was not killed");
        }
        let client = cluster.connect(DATABASE).await;
        // First as it was left, in the middle of whatever it was; then when all is read.
        assert_eq!(
            rows(&client, "SELECT * FROM monitoring.verify_rollups() LIMIT 10").await,
            Vec::<String>::new(),
            "round {number}"
        );
        run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
        assert_eq!(
            rows(&client, "SELECT * FROM monitoring.verify_rollups() LIMIT 10").await,
            Vec::<String>::new(),
            "round {number}"
        );
        assert_rollups_equal_group_by(&client).await;
        assert_activity_is_exact(&client).await;
        for (table, source) in [("agent_logs", "agent_logs"), ("agent_executions", "agent_executions")] {
            let sums = format!(
                "SELECT (SELECT count(*) FROM monitoring.{table}), (SELECT sum(r.count_value) FROM monitoring.rollups r
                 JOIN monitoring.metric_series s ON s.id = r.series_id WHERE s.source = '{source}' AND r.period = 'weekly')"
            );
            let sums = row(&client, &sums).await;
            let (raw, rolled_up) = sums.split_once('|').expect("two numbers");
            assert_eq!(raw, rolled_up, "{table} in round {number}");
        }
    }
    let client = cluster.connect(DATABASE).await;
    let raw: i64 = value(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await;
    assert!(raw > 500, "the storm was a breeze of {raw} rows");
}
