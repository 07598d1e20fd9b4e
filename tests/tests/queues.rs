//! Queues of other systems, sampled into queue_status: their tables as their migrations make them.

use agentmon_tests::alerting::minute;
use agentmon_tests::rules::{evaluate, state};
use agentmon_tests::sql::{refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::Value;
use tokio_postgres::Client;

const NOW: &str = "2031-01-01 00:00:00+00";

const PGMQ: &str = "CREATE SCHEMA pgmq;
    CREATE TABLE pgmq.meta (queue_name varchar UNIQUE NOT NULL, is_partitioned boolean NOT NULL, is_unlogged boolean NOT NULL, created_at timestamptz DEFAULT now() NOT NULL);
    CREATE TABLE pgmq.q_mail (msg_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, read_ct int DEFAULT 0 NOT NULL, enqueued_at timestamptz DEFAULT now() NOT NULL, vt timestamptz NOT NULL, message jsonb);
    INSERT INTO pgmq.meta VALUES ('Mail', false, false), ('dropped', false, false);
    INSERT INTO pgmq.q_mail (read_ct, enqueued_at, vt)
    SELECT r, timestamptz '2031-01-01 00:00:00+00' - e * interval '1 minute', timestamptz '2031-01-01 00:00:00+00' + v * interval '1 minute'
    FROM (VALUES (0, 7, -7), (1, 6, -1), (2, 5, 1), (0, 1, -1)) AS m (r, e, v)";

const PGBOSS_10: &str = "CREATE SCHEMA pgboss;
    CREATE TYPE pgboss.job_state AS ENUM ('created', 'retry', 'active', 'completed', 'cancelled', 'failed');
    CREATE TABLE pgboss.job (id uuid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, state pgboss.job_state NOT NULL DEFAULT 'created',
        start_after timestamptz NOT NULL DEFAULT now(), created_on timestamptz NOT NULL DEFAULT now(), started_on timestamptz, completed_on timestamptz,
        expire_in interval NOT NULL DEFAULT interval '15 minutes', PRIMARY KEY (name, id)) PARTITION BY LIST (name);
    CREATE TABLE pgboss.j1 PARTITION OF pgboss.job FOR VALUES IN ('mail');
    CREATE TABLE pgboss.j2 PARTITION OF pgboss.job DEFAULT";

const PGBOSS_ROWS: &str = "INSERT INTO pgboss.job (name, state, START, STARTED, DONE)
    SELECT n, s::pgboss.job_state, t - a * interval '1 minute', t - b * interval '1 minute', t - c * interval '1 minute'
    FROM (VALUES ('mail', 'created', 9, NULL, NULL), ('mail', 'retry', 3, NULL, NULL), ('mail', 'created', -5, NULL, NULL), ('mail', 'active', 20, 16, NULL),
                 ('mail', 'active', 20, 14, NULL), ('mail', 'failed', 60, 59, 58), ('mail', 'completed', 60, 59, 58), ('__pgboss__cron', 'created', 99, NULL, NULL))
        AS j (n, s, a, b, c), (SELECT timestamptz '2031-01-01 00:00:00+00') AS at (t)";

const GRAPHILE: &str = "CREATE SCHEMA graphile_worker;
    CREATE TABLE graphile_worker._private_tasks (id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY, identifier text NOT NULL UNIQUE);
    CREATE TABLE graphile_worker._private_jobs (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, job_queue_id int, task_id int NOT NULL, run_at timestamptz NOT NULL DEFAULT now(),
        attempts smallint NOT NULL DEFAULT 0, max_attempts smallint NOT NULL DEFAULT 25, locked_at timestamptz, is_available boolean GENERATED ALWAYS AS (locked_at IS NULL AND attempts < max_attempts) STORED NOT NULL);
    ALTER TABLE graphile_worker._private_jobs ENABLE ROW LEVEL SECURITY;
    CREATE VIEW graphile_worker.jobs AS SELECT * FROM graphile_worker._private_jobs;
    INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('mail');
    INSERT INTO graphile_worker._private_jobs (task_id, attempts, run_at, locked_at)
    SELECT 1, n, t - r * interval '1 minute', t - l * interval '1 minute'
    FROM (VALUES (0, 8, NULL), (3, -1, NULL), (25, 9, NULL), (1, 99, 61), (1, 99, 59)) AS j (n, r, l), (SELECT timestamptz '2031-01-01 00:00:00+00') AS at (t)";

const RIVER: &str = "CREATE TYPE public.river_job_state AS ENUM ('available', 'cancelled', 'completed', 'discarded', 'pending', 'retryable', 'running', 'scheduled');
    CREATE TABLE public.river_job (id bigserial PRIMARY KEY, state public.river_job_state NOT NULL DEFAULT 'available', attempted_at timestamptz, finalized_at timestamptz,
        scheduled_at timestamptz NOT NULL DEFAULT now(), queue text NOT NULL DEFAULT 'default', unique_key bytea, unique_states bit(8));
    CREATE FUNCTION public.river_job_state_in_bitmask(bitmask bit(8), state public.river_job_state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
    CREATE UNIQUE INDEX river_job_unique_idx ON public.river_job (unique_key) WHERE unique_key IS NOT NULL AND public.river_job_state_in_bitmask(unique_states, state);
    INSERT INTO public.river_job (state, scheduled_at, attempted_at, finalized_at)
    SELECT s::public.river_job_state, t - a * interval '1 minute', t - b * interval '1 minute', t - c * interval '1 minute'
    FROM (VALUES ('available', 4, NULL, NULL), ('scheduled', -9, NULL, NULL), ('retryable', 2, 5, NULL), ('running', 99, 61, NULL), ('running', 99, 1, NULL),
                 ('discarded', 99, 98, 97), ('completed', 99, 98, 97), ('pending', 99, NULL, NULL)) AS j (s, a, b, c), (SELECT timestamptz '2031-01-01 00:00:00+00') AS at (t)";

const OBAN: &str = "CREATE SCHEMA jobs;
    CREATE TYPE jobs.oban_job_state AS ENUM ('available', 'scheduled', 'executing', 'retryable', 'completed', 'discarded', 'cancelled');
    CREATE TABLE jobs.oban_jobs (id bigserial PRIMARY KEY, state jobs.oban_job_state NOT NULL DEFAULT 'available', queue text NOT NULL DEFAULT 'default',
        scheduled_at timestamp NOT NULL DEFAULT timezone('UTC', now()), attempted_at timestamp, completed_at timestamp);
    INSERT INTO jobs.oban_jobs (state, scheduled_at, attempted_at, completed_at)
    SELECT s::jobs.oban_job_state, t - a * interval '1 minute', t - b * interval '1 minute', t - c * interval '1 minute'
    FROM (VALUES ('available', 4, NULL, NULL), ('scheduled', -9, NULL, NULL), ('retryable', 2, 5, NULL), ('executing', 99, 61, NULL), ('executing', 99, 1, NULL),
                 ('discarded', 99, 98, NULL), ('completed', 99, 98, 97), ('cancelled', 99, NULL, NULL)) AS j (s, a, b, c), (SELECT timestamp '2031-01-01') AS at (t)";

const SEEN: &str = "SELECT queue_name, depth, stuck_messages, extract(epoch FROM oldest_message_age)::int / 60, dead_letter, per_minute FROM monitoring.queue_status ORDER BY 1";

async fn sample(client: &Client, p_now: &str) {
    run(client, &format!("CALL monitoring.run_job('sample_queues', '{p_now}')")).await;
}

fn pgboss_rows(start: &str, started: &str, done: &str) -> String {
    PGBOSS_ROWS.replace("STARTED", started).replace("START", start).replace("DONE", done)
}

#[tokio::test]
async fn each_system_is_sampled_from_its_own_tables() {
    // A session that is far from UTC: Oban's times have no zone.
    let client = setup_database(shared_cluster().await, "queue systems").await;
    run(&client, "SET timezone = 'Asia/Kolkata'").await;
    for tables in [PGMQ, PGBOSS_10, GRAPHILE, RIVER, OBAN] {
        run(&client, tables).await;
    }
    run(&client, &pgboss_rows("start_after", "started_on", "completed_on")).await;
    run(
        &client,
        &format!(
            "INSERT INTO monitoring.tasks (type, status, created_at, updated_at)
             VALUES ('mail', 'pending', timestamptz '{NOW}' - interval '3 minutes', '{NOW}'), ('mail', 'running', '{NOW}', timestamptz '{NOW}' - interval '61 minutes');
             SELECT monitoring.report_queue('told', 5, 1, p_now => '{NOW}')"
        ),
    )
    .await;
    sample(&client, NOW).await;
    assert_eq!(rows(&client, "SELECT step, member, error FROM monitoring.step_failures").await, [""; 0]);
    assert_eq!(
        rows(&client, SEEN).await,
        [
            "Mail|4|1|7|0|",
            "graphile_worker:mail|1|1|8|1|",
            "oban:default|2|1|4|1|",
            "pgboss:mail|2|1|9|1|",
            "river:default|2|1|4|1|",
            "tasks:mail|1|1|3|0|",
            "told|5|1||0|",
        ]
    );
    // A minute later some are done; what nobody counts stays unknown.
    let later = "2031-01-01 00:01:00+00";
    run(
        &client,
        &format!(
            "DELETE FROM pgmq.q_mail WHERE msg_id <= 3;
             UPDATE pgboss.job SET state = 'completed', completed_on = '{later}' WHERE name = 'mail' AND state IN ('created', 'retry') AND start_after < '{NOW}';
             UPDATE public.river_job SET state = 'completed', finalized_at = '{later}' WHERE state = 'running';
             UPDATE jobs.oban_jobs SET state = 'completed', completed_at = '2031-01-01 00:00:30' WHERE state = 'available';
             UPDATE monitoring.tasks SET status = 'completed', finished_at = '{later}' WHERE status = 'pending'"
        ),
    )
    .await;
    sample(&client, later).await;
    assert_eq!(
        rows(&client, SEEN).await,
        [
            "Mail|1|0|2|0|3",
            "graphile_worker:mail|2|1|9|1|",
            "oban:default|1|1|3|1|1",
            "pgboss:mail|0|1||1|2",
            "river:default|2|0|5|1|2",
            "tasks:mail|0|1||0|1",
            "told|5|1||0|",
        ]
    );
    // The same as metrics, with the queue and its source as tags; a report that is not new is not told again.
    let metrics = "SELECT metric_name, count(*), count(DISTINCT tags), bool_and(tags ?& '{queue_name,source}') FROM monitoring.pipeline_metrics GROUP BY 1 ORDER BY 1";
    assert_eq!(
        rows(&client, metrics).await,
        [
            "agents.queue.dead_letter|13|7|t",
            "agents.queue.oldest_age|10|6|t",
            "agents.queue.per_minute|5|5|t",
            "agents.queue.size|13|7|t",
            "agents.queue.stuck|13|7|t",
        ]
    );
    // Once for each time, however often it is asked for.
    sample(&client, later).await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM monitoring.pipeline_metrics").await, 54);
}

#[tokio::test]
async fn older_and_newer_layouts() {
    let client = setup_database(shared_cluster().await, "queue layouts").await;
    // pg-boss 9, whose columns PostgreSQL has in lower case.
    run(
        &client,
        "CREATE SCHEMA pgboss;
         CREATE TYPE pgboss.job_state AS ENUM ('created', 'retry', 'active', 'completed', 'expired', 'cancelled', 'failed');
         CREATE TABLE pgboss.job (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, state pgboss.job_state NOT NULL DEFAULT 'created',
             startAfter timestamptz NOT NULL DEFAULT now(), startedOn timestamptz, createdOn timestamptz NOT NULL DEFAULT now(), completedOn timestamptz,
             expireIn interval NOT NULL DEFAULT interval '15 minutes')",
    )
    .await;
    run(&client, &pgboss_rows("startAfter", "startedOn", "completedOn")).await;
    sample(&client, NOW).await;
    assert_eq!(rows(&client, SEEN).await, ["pgboss:mail|2|1|9|1|"]);
    // pg-boss 11 and later: the time limit in seconds.
    run(
        &client,
        &format!(
            "DROP SCHEMA pgboss CASCADE; {}",
            PGBOSS_10.replace(
                "expire_in interval NOT NULL DEFAULT interval '15 minutes'",
                "expire_seconds int NOT NULL DEFAULT 900"
            )
        ),
    )
    .await;
    run(&client, &pgboss_rows("start_after", "started_on", "completed_on")).await;
    sample(&client, "2031-01-01 00:00:01+00").await;
    assert_eq!(rows(&client, SEEN).await, ["pgboss:mail|2|1|9|1|0"]);
    run(&client, "DROP SCHEMA pgboss CASCADE").await;
    // graphile-worker before 0.16, and before 0.14, when a job had the name of its task itself.
    run(
        &client,
        &GRAPHILE
            .replace("CREATE VIEW graphile_worker.jobs AS SELECT * FROM graphile_worker._private_jobs;", "")
            .replace("_private_", ""),
    )
    .await;
    sample(&client, "2031-01-01 00:00:02+00").await;
    assert_eq!(rows(&client, SEEN).await, ["graphile_worker:mail|1|1|8|1|"], "what is gone is forgotten");
    run(
        &client,
        "ALTER TABLE graphile_worker.jobs ADD task_identifier text NOT NULL DEFAULT 'old', DROP task_id;
         DROP TABLE graphile_worker.tasks",
    )
    .await;
    sample(&client, "2031-01-01 00:00:03+00").await;
    assert_eq!(rows(&client, SEEN).await, ["graphile_worker:mail|0|0||0|", "graphile_worker:old|1|1|8|1|"]);
}

#[tokio::test]
async fn one_that_fails_is_noted_and_the_others_go_on() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "queue failures").await;
    run(&client, PGMQ).await;
    run(&client, RIVER).await;
    run(&client, "ALTER TABLE public.river_job RENAME finalized_at TO done_at").await;
    sample(&client, NOW).await;
    let failures = "SELECT member, error FROM monitoring.step_failures WHERE step = 'queues'";
    assert_eq!(
        rows(&client, failures).await,
        ["river|river_job lacks finalized_at, or has another type there".replace("river|", "river|public.")]
    );
    assert_eq!(rows(&client, "SELECT queue_name FROM monitoring.queue_status").await, ["Mail"]);
    let health: Value =
        value(&client, &format!("SELECT monitoring.get_system_health('{NOW}') -> 'monitoring_health'")).await;
    assert!(health["reasons"].to_string().contains("river"), "{health}");
    assert!(
        row(&client, "SELECT last_error FROM monitoring.job_status WHERE name = 'sample_queues'")
            .await
            .contains("finalized_at")
    );
    run(&client, "ALTER TABLE public.river_job RENAME done_at TO finalized_at").await;
    sample(&client, "2031-01-01 00:01:00+00").await;
    assert_eq!(rows(&client, failures).await, [""; 0]);

    // Somebody has the table for himself: the time limit of its own ends the wait, not the job.
    run(&client, "UPDATE monitoring.settings SET value = '200 milliseconds' WHERE name = 'collect_timeout'")
        .await;
    let other = cluster.connect("queue failures").await;
    run(&other, "BEGIN; LOCK TABLE pgmq.q_mail IN ACCESS EXCLUSIVE MODE").await;
    sample(&client, "2031-01-01 00:02:00+00").await;
    assert_eq!(
        rows(&client, failures).await,
        ["pgmq|It took longer than the setting collect_timeout, 00:00:00.2."]
    );
    let seen =
        "SELECT queue_name, to_char(last_check_time, 'HH24:MI') FROM monitoring.queue_status ORDER BY 1";
    assert_eq!(rows(&client, seen).await, ["Mail|00:01", "river:default|00:02"]);
    run(&other, "COMMIT").await;
    sample(&client, "2031-01-01 00:03:00+00").await;
    assert_eq!(rows(&client, failures).await, [""; 0]);
    assert_eq!(rows(&client, seen).await, ["Mail|00:03", "river:default|00:03"]);
    // One that takes more than a second is let alone for fifty times as long; a clock that was ahead does not count.
    run(&client, "UPDATE monitoring.settings SET value = '1.1 seconds' WHERE name = 'collect_timeout'").await;
    run(&other, "BEGIN; LOCK TABLE pgmq.q_mail IN ACCESS EXCLUSIVE MODE").await;
    run(&client, "ALTER FUNCTION agentmon.sample_queue_source SET lock_timeout = '5s'").await;
    sample(&client, "2031-01-01 00:03:10+00").await;
    run(&other, "COMMIT").await;
    assert_eq!(rows(&client, failures).await.len(), 1);
    for (at, seen_at) in [("00:03:50", "00:03"), ("00:20:00", "00:20")] {
        sample(&client, &format!("2031-01-01 {at}+00")).await;
        assert_eq!(rows(&client, seen).await[0], format!("Mail|{seen_at}"), "{at}");
    }
    run(&client, "UPDATE monitoring.queue_sources SET rests_until = '2050-01-01'").await;
    sample(&client, "2031-01-01 00:21:00+00").await;
    assert_eq!(rows(&client, seen).await, ["Mail|00:21", "river:default|00:21"]);
    // Another time limit does not cancel it, and is left as it was.
    run(&client, "SET statement_timeout = '60s'").await;
    sample(&client, "2031-01-01 00:22:00+00").await;
    assert_eq!(row(&client, "SHOW statement_timeout").await, "1min");
}

#[tokio::test]
async fn nobodys_code_runs_with_our_rights() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "queue traps").await;
    run(
        &client,
        "CREATE TABLE public.calls (n integer);
         CREATE FUNCTION public.trap() RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.calls VALUES (1); RETURN 'default'; END $$;
         CREATE VIEW public.river_job AS SELECT public.trap() AS queue, 'available'::text AS state, now() AS scheduled_at, now() AS attempted_at, now() AS finalized_at;
         CREATE TYPE public.mine AS (a text);
         CREATE FUNCTION public.mine_text(public.mine) RETURNS text LANGUAGE sql AS 'SELECT public.trap()';
         CREATE CAST (public.mine AS text) WITH FUNCTION public.mine_text(public.mine) AS IMPLICIT;
         CREATE TABLE public.oban_jobs (queue text, state public.mine, scheduled_at timestamp, attempted_at timestamp, completed_at timestamp);
         INSERT INTO public.oban_jobs (queue, state) VALUES ('q', ROW('available'))",
    )
    .await;
    sample(&client, NOW).await;
    let failures = "SELECT member, error FROM monitoring.step_failures WHERE step = 'queues' ORDER BY 1";
    assert_eq!(
        rows(&client, failures).await,
        [
            "oban|public.oban_jobs lacks state, or has another type there",
            "river|public.river_job is no ordinary table",
        ]
    );
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.calls").await, 0);
    // What an index calls, the planner may compute: of a role that is no superuser it is trusted only when told.
    run(
        &client,
        &format!("DROP VIEW public.river_job; DROP TABLE public.oban_jobs; {RIVER};
         CREATE ROLE stranger_of_queues; ALTER FUNCTION public.river_job_state_in_bitmask OWNER TO stranger_of_queues"),
    )
    .await;
    sample(&client, "2031-01-01 00:01:00+00").await;
    assert_eq!(
        rows(&client, failures).await,
        ["river|public.river_job calls functions of roles that are no superusers"]
    );
    let admin = cluster.connect_as("queue traps", "agentmon_admin").await;
    let trust = "UPDATE monitoring.queue_sources SET trusted = true WHERE name = 'river'";
    assert_eq!(refusal_code(&admin, trust).await, "42501");
    run(&client, trust).await;
    sample(&client, "2031-01-01 00:02:00+00").await;
    assert_eq!(rows(&client, failures).await, [""; 0]);
    assert_eq!(rows(&client, "SELECT queue_name FROM monitoring.queue_status").await, ["river:default"]);
    run(&admin, "UPDATE monitoring.queue_sources SET enabled = false WHERE name = 'river'").await;
    sample(&client, "2031-01-01 00:03:00+00").await;
    assert_eq!(rows(&client, "SELECT queue_name FROM monitoring.queue_status").await, [""; 0]);
    run(&client, "ALTER FUNCTION public.river_job_state_in_bitmask OWNER TO CURRENT_USER; DROP ROLE stranger_of_queues").await;
}

#[tokio::test]
async fn a_drained_queue_is_empty_for_a_day_and_open_tasks_are_counted_by_who_looks() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "queue drained").await;
    run(&client, "INSERT INTO monitoring.tasks (type) VALUES ('mail'), ('mail')").await;
    let reader = cluster.connect_as("queue drained", "agentmon_reader").await;
    let view = "SELECT queue_name, depth, source FROM monitoring.queue_status";
    let live = view.replace("queue_status", "queue_monitoring_view");
    assert_eq!(rows(&reader, view).await, [""; 0], "nobody has sampled yet");
    assert_eq!(rows(&reader, &live).await, ["tasks:mail|2|tasks"]);
    sample(&client, NOW).await;
    run(&client, "INSERT INTO monitoring.tasks (type) VALUES ('mail')").await;
    assert_eq!(rows(&reader, view).await, ["tasks:mail|2|tasks"]);
    assert_eq!(rows(&reader, &live).await, ["tasks:mail|3|tasks"]);
    run(&client, "DELETE FROM monitoring.tasks").await;
    assert_eq!(rows(&reader, &live).await, [""; 0]);
    sample(&client, "2031-01-01 00:01:00+00").await;
    assert_eq!(rows(&reader, view).await, ["tasks:mail|0|tasks"]);
    sample(&client, "2031-01-01 23:59:00+00").await;
    assert_eq!(rows(&reader, view).await, ["tasks:mail|0|tasks"]);
    sample(&client, "2031-01-02 00:01:00+00").await;
    assert_eq!(rows(&reader, view).await, [""; 0]);
    // More queues than are kept: the deepest are, and somebody is told.
    run(&client, "INSERT INTO monitoring.tasks (type) SELECT 'q' || n FROM generate_series(1, 1001) AS n, generate_series(1, CASE n WHEN 1001 THEN 2 ELSE 1 END)").await;
    run(&client, "INSERT INTO monitoring.tasks (type) VALUES (repeat('long', 1000))").await;
    sample(&client, "2031-01-02 00:02:00+00").await;
    assert_eq!(
        row(&client, "SELECT count(*), bool_or(queue_name = 'tasks:q1001'), max(octet_length(queue_name)) < 1000 FROM monitoring.queue_status").await,
        "1000|t|t"
    );
    assert_eq!(
        rows(&client, "SELECT member, error FROM monitoring.step_failures").await,
        ["tasks: too many|It has 1002 queues; the 1000 deepest are kept."]
    );
}

#[tokio::test]
async fn the_rule_of_queues_fires_from_what_was_sampled() {
    let client = setup_database(shared_cluster().await, "queue rule").await;
    run(&client, OBAN).await;
    run(&client, "INSERT INTO jobs.oban_jobs (state, scheduled_at) SELECT 'available', '2030-12-31' FROM generate_series(1, 150)").await;
    run(&client, "UPDATE monitoring.alert_rules SET enabled = (name = 'agent_queue_backlog')").await;
    for at in 0..=11 {
        run(&client, &format!("CALL monitoring.run_job('sample_queues', '{}')", minute(at))).await;
        evaluate(&client, minute(at)).await;
    }
    assert_eq!(state(&client, "agent_queue_backlog").await, 'f');
    run(&client, "DELETE FROM jobs.oban_jobs").await;
    for at in 12..=20 {
        run(&client, &format!("CALL monitoring.run_job('sample_queues', '{}')", minute(at))).await;
        evaluate(&client, minute(at)).await;
    }
    assert_eq!(state(&client, "agent_queue_backlog").await, 'i');
}
