//! Maintenance does what it can: a day, a table or a name that it cannot have is noted, and all the others go on.

use agentmon_tests::sql::{assert_refused, row, rows, run, value, values};
use agentmon_tests::{Cluster, setup_database, shared_cluster};
use tokio_postgres::Client;

const NOW: &str = "2040-03-05 12:00:00+00";
const MAINTAIN: &str = "SELECT * FROM monitoring.maintain_partitions('2040-03-05 12:00:00+00')";
const JOB: &str = "CALL monitoring.run_job('partitions', '2040-03-05 12:00:00+00')";
const FAILURES: &str = "SELECT member FROM monitoring.step_failures WHERE step = 'partitions' AND hint IS NOT NULL ORDER BY member";

/// A row in each table on each of these days of March.
async fn insert_days(client: &Client, days: &[u32]) {
    for day in days {
        run(client, &format!(
            "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', {day}, '2040-03-{day:02} 08:00:00+00');
             INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'broken', '2040-03-{day:02} 08:00:00+00');
             INSERT INTO monitoring.agent_executions (agent_name, status, created_at) VALUES ('a', 'success', '2040-03-{day:02} 08:00:00+00')"
        ))
        .await;
    }
}

/// The days of March 2040 that a table has partitions for, and its rows in the catch-all one.
async fn state(client: &Client, table: &str) -> String {
    row(client, &format!(
        "SELECT (SELECT string_agg(to_char(starts_at, 'FMDD'), ' ' ORDER BY starts_at) FROM agentmon.partitions() WHERE table_name = '{table}' AND starts_at >= '2040-03-01'),
                (SELECT count(*) FROM monitoring.{table}_default)"
    ))
    .await
}

async fn assert_counted(client: &Client, metrics: i64, errors: i64) {
    for _ in 0..2 {
        run(
            client,
            &format!("SELECT monitoring.refresh_rollups('{NOW}'), monitoring.process_alerts('{NOW}')"),
        )
        .await;
        let counted = row(client, "SELECT (SELECT sum(count_value) FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id WHERE source = 'pipeline_metrics' AND period = 'weekly'), (SELECT sum(count) FROM monitoring.alerts)").await;
        assert_eq!(counted, format!("{metrics}|{errors}"));
    }
}

/// Makes the move of one day of one table fail.
async fn break_day(client: &Client, table: &str, column: &str, day: u32) {
    run(client, &format!(
        "CREATE OR REPLACE FUNCTION public.no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'this row stays'; END $$;
         CREATE TRIGGER stays BEFORE DELETE ON monitoring.{table}_default FOR EACH ROW
         WHEN (OLD.\"{column}\" >= '2040-03-{day:02}' AND OLD.\"{column}\" < '2040-03-{:02}') EXECUTE FUNCTION public.no()",
        day + 1
    ))
    .await;
}

#[tokio::test]
async fn a_day_that_fails_does_not_stop_the_others() {
    let cluster = shared_cluster().await;
    for (n, (table, column, day)) in [
        ("agent_executions", "created_at", 1),
        ("agent_executions", "created_at", 8),
        ("agent_logs", "created_at", 5),
        ("pipeline_metrics", "timestamp", 1),
        ("pipeline_metrics", "timestamp", 8),
    ]
    .into_iter()
    .enumerate()
    {
        for maintenance in [MAINTAIN, JOB] {
            let name = format!("fails {n} {}", maintenance.len());
            let client = setup_database(cluster, &name).await;
            insert_days(&client, &[1, 2, 5, 8]).await;
            break_day(&client, table, column, day).await;
            let fresh = cluster.connect(&name).await;
            run(&fresh, maintenance).await;
            for other in ["agent_executions", "agent_logs", "pipeline_metrics"] {
                let whole = "1 2 5 6 7 8|0";
                if other == table {
                    let mut days: Vec<u32> = vec![1, 2, 5, 6, 7, 8];
                    days.retain(|d| *d != day);
                    let days: Vec<String> = days.iter().map(u32::to_string).collect();
                    assert_eq!(state(&client, other).await, format!("{}|1", days.join(" ")), "{name}");
                } else {
                    assert_eq!(state(&client, other).await, whole, "{name}: {other}");
                }
            }
            let member = format!("{table} 2040-03-{day:02}");
            assert_eq!(rows(&client, FAILURES).await, [member.as_str()], "{name}");
            assert_eq!(row(&client, "SELECT error FROM monitoring.step_failures").await, "this row stays");
            if maintenance == JOB {
                let error =
                    row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'partitions'")
                        .await;
                assert!(error.contains(&member) && error.contains("this row stays"), "{error}");
            }
            assert_counted(&client, 4, 4).await;
            // Put right, it goes on, and nothing is told any more.
            run(&client, &format!("DROP TRIGGER stays ON monitoring.{table}_default")).await;
            run(&fresh, maintenance).await;
            assert_eq!(state(&client, table).await, "1 2 5 6 7 8|0", "{name}");
            assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
            assert_eq!(
                row(
                    &client,
                    "SELECT coalesce(last_error, '-') FROM monitoring.job_status WHERE name = 'partitions'"
                )
                .await,
                "-"
            );
            assert_counted(&client, 4, 4).await;
        }
    }
}

#[tokio::test]
async fn a_table_that_cannot_have_any_is_noted_and_the_others_get_theirs() {
    let client = setup_database(shared_cluster().await, "no table").await;
    insert_days(&client, &[5]).await;
    run(&client, "ALTER TABLE monitoring.agent_logs DETACH PARTITION monitoring.agent_logs_default; ALTER TABLE monitoring.agent_logs_default RENAME TO away;
        CREATE VIEW monitoring.agent_logs_default AS SELECT 1 AS mine").await;
    for maintenance in [MAINTAIN, JOB] {
        run(&client, maintenance).await;
        assert_eq!(rows(&client, FAILURES).await, ["agent_logs"]);
        assert_eq!(state(&client, "pipeline_metrics").await, "5 6 7 8|0");
        assert_eq!(state(&client, "agent_executions").await, "5 6 7 8|0");
    }
    run(&client, "DROP VIEW monitoring.agent_logs_default; ALTER TABLE monitoring.away RENAME TO agent_logs_default; ALTER TABLE monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_default DEFAULT").await;
    run(&client, MAINTAIN).await;
    assert_eq!(state(&client, "agent_logs").await, "5 6 7 8|0");
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_name_that_is_taken_is_not_needed() {
    let client = setup_database(shared_cluster().await, "names").await;
    run(&client, MAINTAIN).await;
    run(&client, "ALTER TABLE monitoring.agent_logs DETACH PARTITION monitoring.agent_logs_p20400305;
        CREATE VIEW monitoring.agent_logs_p20400302 AS SELECT 1; CREATE TYPE monitoring.pipeline_metrics_p20400303 AS (a integer);
        CREATE TABLE monitoring.some (a integer); CREATE INDEX agent_executions_p20400304 ON monitoring.some (a);
        CREATE SEQUENCE monitoring.agent_executions_p20400304_2").await;
    insert_days(&client, &[2, 3, 4, 5]).await;
    run(&client, MAINTAIN).await;
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
    for table in ["agent_executions", "agent_logs", "pipeline_metrics"] {
        assert_eq!(state(&client, table).await, "2 3 4 5 6 7 8|0", "{table}");
    }
    let names = "SELECT partition_name FROM agentmon.partitions() WHERE partition_name ~ '_p204003.._\\d$' ORDER BY 1";
    assert_eq!(
        rows(&client, names).await,
        [
            "agent_executions_p20400304_3",
            "agent_logs_p20400302_2",
            "agent_logs_p20400305_2",
            "pipeline_metrics_p20400303_2"
        ]
    );
    assert_counted(&client, 4, 4).await;
}

#[tokio::test]
async fn what_users_did_to_the_tables_goes_along() {
    let client = setup_database(shared_cluster().await, "columns").await;
    run(&client, "ALTER TABLE monitoring.agent_logs ADD COLUMN doubtful text;
        ALTER TABLE monitoring.agent_logs ADD COLUMN size integer GENERATED ALWAYS AS (length(message)) STORED;
        ALTER TABLE monitoring.agent_logs ADD COLUMN region text NOT NULL DEFAULT 'eu';
        ALTER TABLE monitoring.agent_logs DROP COLUMN doubtful;
        ALTER TABLE monitoring.agent_logs ADD COLUMN \"odd \"\"name\" integer DEFAULT 7;
        ALTER TABLE monitoring.agent_logs ADD CONSTRAINT in_europe CHECK (region LIKE 'e%');
        CREATE INDEX ON monitoring.agent_logs (region);
        CREATE FUNCTION public.count_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.\"odd \"\"name\" := 8; RETURN NEW; END $$;
        CREATE TRIGGER users BEFORE INSERT ON monitoring.agent_logs FOR EACH ROW EXECUTE FUNCTION public.count_rows()").await;
    insert_days(&client, &[2, 5]).await;
    // What came before a check that says NOT VALID stays as it is.
    run(&client, "ALTER TABLE monitoring.agent_logs ADD CONSTRAINT short CHECK (length(message) < 3) NOT VALID;
        ALTER TABLE monitoring.pipeline_metrics ADD CONSTRAINT never CHECK (metric_value < 0) NOT VALID;
        ALTER TABLE monitoring.pipeline_metrics ADD COLUMN twice double precision GENERATED ALWAYS AS (metric_value * 2) STORED").await;
    let all =
        "SELECT id, message, size, region, \"odd \"\"name\", stamp FROM monitoring.agent_logs ORDER BY id";
    let before = rows(&client, all).await;
    run(&client, MAINTAIN).await;
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
    assert_eq!(rows(&client, all).await, before);
    assert_eq!(before[0].split('|').collect::<Vec<_>>()[1..5], ["broken", "6", "eu", "8"]);
    for table in ["agent_executions", "agent_logs", "pipeline_metrics"] {
        assert_eq!(state(&client, table).await, "2 5 6 7 8|0", "{table}");
    }
    assert_eq!(
        rows(&client, "SELECT metric_value, twice FROM monitoring.pipeline_metrics ORDER BY 1").await,
        ["2|4", "5|10"]
    );
    // For new rows it all holds.
    for message in ["long", "ok"] {
        let insert = format!(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'info', '{message}', '{NOW}') RETURNING size, region, \"odd \"\"name\""
        );
        if message == "ok" {
            assert_eq!(row(&client, &insert).await, "2|eu|8");
        } else {
            let refused = client.batch_execute(&insert).await.expect_err("the check holds");
            assert!(
                refused.as_db_error().is_some_and(|error| error.message().contains("short")),
                "{refused:?}"
            );
        }
    }
    assert_counted(&client, 2, 2).await;
}

#[tokio::test]
async fn identity_columns_keep_their_values() {
    let client = setup_database(shared_cluster().await, "identity").await;
    let kind =
        "ALTER TABLE monitoring.agent_executions ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY";
    // PostgreSQL 15 and 16 know no identity columns of partitioned tables.
    if client.batch_execute(kind).await.is_err() {
        run(&client, "CREATE SEQUENCE public.numbers; ALTER TABLE monitoring.agent_executions ADD COLUMN number bigint NOT NULL DEFAULT nextval('public.numbers')").await;
    }
    insert_days(&client, &[2, 5]).await;
    let numbers = "SELECT number FROM monitoring.agent_executions ORDER BY created_at";
    let before = rows(&client, numbers).await;
    run(&client, MAINTAIN).await;
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
    insert_days(&client, &[5]).await;
    let after = rows(&client, numbers).await;
    assert_eq!((&after[..2], after.len()), (&before[..], 3));
    assert!(!before.contains(&after[2]));
}

#[tokio::test]
async fn many_rows_go_home_in_batches_and_count_once() {
    let cluster = shared_cluster().await;
    for (name, maintenance) in [("batches by job", JOB), ("batches by function", MAINTAIN)] {
        let client = setup_database(cluster, name).await;
        run(&client, "UPDATE monitoring.settings SET value = '10' WHERE name = 'move_batch_rows'").await;
        // Three minutes apart; and more rows of one moment than a batch has.
        run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\")
            SELECT 'm', n, timestamptz '2040-03-04 10:00:00+00' + n * interval '3 minutes' FROM generate_series(0, 94) AS n;
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', n, '2040-03-04 16:00:00+00' FROM generate_series(1, 25) AS n;
            INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") SELECT 'm', n, '2040-03-03 00:00:00+00' FROM generate_series(1, 25) AS n").await;
        run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
        run(&client, "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '2040-03-04 00:00:00+00'), ('m', 2, '2040-03-04 23:59:59.999999+00')").await;
        let mut runs = 0;
        let due = format!("SELECT EXISTS (SELECT FROM agentmon.partition_due('{NOW}'))");
        while row(&client, &due).await == "t" {
            run(&client, maintenance).await;
            runs += 1;
            assert!(runs < 30);
            assert_eq!(
                row(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await,
                "147",
                "{name}"
            );
            run(&client, &format!("SELECT monitoring.refresh_rollups('{NOW}')")).await;
            let counted: i64 = value(
                &client,
                "SELECT sum(count_value)::bigint FROM monitoring.rollups WHERE period = 'weekly'",
            )
            .await;
            assert_eq!(counted, 147, "{name}");
        }
        assert_eq!(
            runs == 1,
            maintenance == JOB,
            "{name}: a function moves a batch, the job commits one after the other"
        );
        // Without gaps, and no more rows than a batch has, but for those of a moment.
        let parts: Vec<String> = values(&client, "SELECT tableoid::regclass || ' ' || count(*) || ' ' || count(DISTINCT xmin::text) FROM monitoring.pipeline_metrics GROUP BY tableoid").await;
        assert!(parts.len() >= 11, "{parts:?}");
        for part in &parts {
            let words: Vec<&str> = part.split(' ').collect();
            assert!(words[1].parse::<u32>().is_ok_and(|n| n <= 10 || n == 25 || n == 26), "{parts:?}");
            assert_eq!(words[2], "1", "{parts:?}");
        }
        let covered = "SELECT range_agg(tstzrange(starts_at, ends_at)) FROM agentmon.partitions() WHERE table_name = 'pipeline_metrics' AND starts_at >= '2040-01-01'";
        assert_eq!(row(&client, covered).await, "{[\"2040-03-03 00:00:00+00\",\"2040-03-09 00:00:00+00\")}");
        assert_eq!(rows(&client, "SELECT * FROM monitoring.verify_rollups()").await, Vec::<String>::new());
        assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_lock_is_waited_for_no_longer_than_the_setting_says() {
    let cluster: &Cluster = shared_cluster().await;
    let client = setup_database(cluster, "locks").await;
    run(&client, "UPDATE monitoring.settings SET value = '1 millisecond' WHERE name = 'lock_timeout'").await;
    insert_days(&client, &[4, 5]).await;
    let busy = cluster.connect("locks").await;
    // Not even asking which days there are waits for ever.
    run(&busy, "BEGIN; LOCK TABLE monitoring.pipeline_metrics_default IN ACCESS EXCLUSIVE MODE").await;
    for maintenance in [MAINTAIN, JOB] {
        run(&client, maintenance).await;
        assert_eq!(rows(&client, FAILURES).await[0], "pipeline_metrics");
        assert_eq!(state(&client, "agent_logs").await, "4 5 6 7 8|0");
        assert_eq!(row(&client, "SHOW lock_timeout").await, "0");
    }
    run(&busy, "ROLLBACK").await;
    run(&client, "UPDATE monitoring.settings SET value = '1 minute' WHERE name = 'lock_timeout'").await;
    run(&client, MAINTAIN).await;
    assert_eq!(state(&client, "pipeline_metrics").await, "4 5 6 7 8|0");
    assert_eq!(rows(&client, FAILURES).await, Vec::<String>::new());
}

#[tokio::test]
async fn many_days_ahead_are_made_in_steps_and_bounds_are_said() {
    let client = setup_database(shared_cluster().await, "ahead").await;
    for (name, value) in [
        ("partition_days_ahead", "367"),
        ("partition_days_ahead", "0"),
        ("seal_after", "1 hour"),
        ("seal_after", "1 year"),
        ("move_batch_rows", "0"),
    ] {
        let error = assert_refused(
            &client,
            &format!("UPDATE monitoring.settings SET value = '{value}' WHERE name = '{name}'"),
            "22023",
        )
        .await;
        assert!(error.message().contains(name), "{error:?}");
    }
    run(&client, "UPDATE monitoring.settings SET value = '60' WHERE name = 'partition_days_ahead'").await;
    let made = "SELECT count(*) FROM agentmon.partitions() WHERE starts_at >= '2040-03-01'";
    let first: i64 =
        value(&client, &format!("SELECT count(*) FROM monitoring.maintain_partitions('{NOW}')")).await;
    assert_eq!((first, row(&client, made).await.as_str()), (100, "100"));
    // The nearest days come first.
    assert_eq!(row(&client, "SELECT max(ends_at) - min(starts_at) < interval '35 days' FROM agentmon.partitions() WHERE starts_at >= '2040-03-01'").await, "t");
    run(&client, JOB).await;
    assert_eq!(row(&client, made).await, "183");
    insert_days(&client, &[5]).await;
    run(&client, "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) VALUES ('a', 'error', 'broken', '2040-05-01 00:00:00+00')").await;
    assert_counted(&client, 1, 2).await;
}

#[tokio::test]
async fn what_is_kept_for_ever_goes_home_however_old_it_is() {
    let client = setup_database(shared_cluster().await, "for ever").await;
    let old = [
        "4714-11-24 00:00:00+00 BC",
        "0001-01-01 00:00:00+00",
        "1970-01-01 00:00:00+00",
        "2005-05-05 05:05:05+00",
    ];
    for time in old {
        run(&client, &format!("INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, \"timestamp\") VALUES ('m', 1, '{time}');
            INSERT INTO monitoring.agent_logs (agent_name, log_level, created_at) VALUES ('a', 'info', '{time}')")).await;
    }
    run(
        &client,
        "UPDATE monitoring.retention_policies SET keep = NULL WHERE name = 'pipeline_metrics';
        UPDATE monitoring.retention_policies SET keep = '50 years' WHERE name = 'agent_logs'",
    )
    .await;
    run(&client, MAINTAIN).await;
    assert_eq!(row(&client, "SELECT (SELECT count(*) FROM monitoring.pipeline_metrics_default), (SELECT count(*) FROM monitoring.agent_logs_default)").await, "0|3");
    run(
        &client,
        &format!(
            "SELECT monitoring.refresh_rollups('{NOW}'); SELECT * FROM monitoring.apply_retention('{NOW}')"
        ),
    )
    .await;
    assert_eq!(row(&client, "SELECT (SELECT count(*) FROM monitoring.pipeline_metrics), (SELECT count(*) FROM monitoring.agent_logs)").await, "4|1");
    assert_eq!(rows(&client, "SELECT * FROM monitoring.step_failures").await, Vec::<String>::new());
    assert_eq!(rows(&client, "SELECT * FROM monitoring.verify_rollups()").await, Vec::<String>::new());
}
