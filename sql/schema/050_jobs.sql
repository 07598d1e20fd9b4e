-- The jobs: when each is due and how its last run went.

CREATE TABLE monitoring.jobs (
    name             text PRIMARY KEY,
    description      text NOT NULL,
    cron             text NOT NULL,
    every            interval NOT NULL CHECK (every BETWEEN interval '1 second' AND interval '1 year'),
    phase            interval NOT NULL DEFAULT '0',
    enabled          boolean NOT NULL DEFAULT true,
    scheduled        boolean NOT NULL DEFAULT false,
    last_run_at      timestamptz,
    last_success_at  timestamptz,
    last_duration_ms double precision,
    last_rows        bigint,
    last_error       text,
    -- The first of the failures in a row.
    failing_since    timestamptz
);

-- cron and every/phase say the same: the first for pg_cron, the second for the daemon. Origin is a Monday.
INSERT INTO monitoring.jobs (name, description, cron, every, phase) VALUES
    ('refresh', 'bring the rollups up to date', '* * * * *', '1 minute', '0'),
    ('alerts', 'take new error rows, group, route and resolve alerts', '* * * * *', '1 minute', '0'),
    ('costs', 'hold spending against budgets, go on with reprice()', '* * * * *', '1 minute', '0'),
    ('service_levels', 'judge service levels by how fast their error budgets burn',
     '* * * * *', '1 minute', '0'),
    ('sample_queues', 'sample the queues of tasks, pgmq, pg-boss, graphile-worker, River and Oban',
     '* * * * *', '1 minute', '0'),
    ('collect_database', 'measure the database: connections, cache, locks, dead rows, replication, queries',
     '* * * * *', '1 minute', '0'),
    ('hourly', 'hourly aggregation', '5 * * * *', '1 hour', '5 minutes'),
    ('daily', 'daily aggregation', '10 0 * * *', '1 day', '10 minutes'),
    ('weekly', 'weekly aggregation', '20 0 * * 1', '7 days', '20 minutes'),
    ('partitions', 'make partitions ahead, move rows of the catch-all partitions home',
     '15 * * * *', '1 hour', '15 minutes'),
    ('retention', 'remove what is older than retention_policies says', '30 1 * * *', '1 day', '90 minutes');

COMMENT ON TABLE monitoring.jobs IS
'The jobs of pg_agentmon; read job_status. enabled = false is obeyed by whoever runs it. scheduled is set by '
'schedule_jobs(); where pg_cron is in this database, its own tables say whether it is so.';

-- What a step (rules, groups, channels, refresh, partitions and others) could not do for one of its members;
-- the rest went on.
CREATE TABLE monitoring.step_failures (
    step        text NOT NULL,
    member      text NOT NULL,
    since       timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    occurrences bigint NOT NULL DEFAULT 1,
    error       text NOT NULL,
    hint        text,
    PRIMARY KEY (step, member)
);

COMMENT ON TABLE monitoring.step_failures IS
'What a step could not do for one of its members, since when, how often, and why; a row goes when it works '
'again. get_system_health() names them.';
