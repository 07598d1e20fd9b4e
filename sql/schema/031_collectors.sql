-- What collects by itself: the queue systems of this database, its own figures, and those of the hosts.

CREATE TABLE monitoring.queue_sources (
    name        text PRIMARY KEY,
    description text NOT NULL,
    enabled     boolean NOT NULL DEFAULT true,
    -- Whether its tables may be read though they call functions of roles that are no superusers.
    trusted     boolean NOT NULL DEFAULT false,
    sampled_at  timestamptz,
    -- One that takes long is let alone for a while.
    rests_until timestamptz
);

INSERT INTO monitoring.queue_sources (name, description) VALUES
    ('report', 'queues that report_queue() tells of'),
    ('tasks', 'monitoring.tasks, by type'),
    ('pgmq', 'pgmq: its queues, by pgmq.meta'),
    ('pgboss', 'pg-boss, versions 9 and later: pgboss.job, by name'),
    ('graphile_worker', 'graphile-worker: schema graphile_worker, by task'),
    ('river', 'River: river_job in any schema, by queue'),
    ('oban', 'Oban: oban_jobs in any schema, by queue');

CREATE TABLE monitoring.collectors (
    name    text NOT NULL,
    member  text NOT NULL DEFAULT '',
    last_at timestamptz NOT NULL,
    -- The counters as they stood then: what is told is by how much they grew.
    state   jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (name, member)
);

CREATE TABLE monitoring.statement_counters (
    userid   oid NOT NULL,
    queryid  bigint NOT NULL,
    toplevel boolean NOT NULL,
    calls    bigint NOT NULL,
    total_ms double precision NOT NULL,
    PRIMARY KEY (queryid, userid, toplevel)
);

-- As if a helper had told of them (guess): who defines one of these himself takes its place.
INSERT INTO monitoring.metric_definitions (metric_name, kind, unit, description, guess)
SELECT measured.*, -row_number() OVER ()
FROM (VALUES
    ('agents.queue.size', 'gauge', 'messages', 'Messages that wait in a queue (tags queue_name, source)'),
    ('agents.queue.stuck', 'gauge', 'messages', 'Messages of a queue that somebody took and did not finish'),
    ('agents.queue.dead_letter', 'gauge', 'messages', 'Messages of a queue that were given up'),
    ('agents.queue.oldest_age', 'gauge', 's', 'Age of the oldest message that waits in a queue'),
    ('agents.queue.per_minute', 'gauge', 'messages', 'Messages of a queue that were done in a minute'),
    ('database.connections.total', 'gauge', NULL, 'Connections of the server'),
    ('database.connections.active', 'gauge', '%', 'Connections of the server, of max_connections'),
    ('database.connections.idle_in_transaction', 'gauge', NULL, 'Connections that idle in a transaction'),
    ('database.cache_hit_percent', 'gauge', '%', 'Blocks that were found in shared_buffers'),
    ('database.transactions_per_second', 'gauge', NULL, 'Transactions of this database that ended'),
    ('database.deadlocks', 'counter', NULL, 'Deadlocks of this database'),
    ('database.lock_waits', 'gauge', NULL, 'Sessions of this database that wait for a lock'),
    ('database.longest_transaction', 'gauge', 's', 'Age of the longest transaction in this database'),
    ('database.dead_rows', 'gauge', NULL, 'Dead rows in the tables of this database, as estimated'),
    ('database.dead_rows_percent', 'gauge', '%', 'Dead rows, of all rows in the tables'),
    ('database.wal_bytes_per_second', 'gauge', 'bytes', 'WAL that the server wrote'),
    ('database.replication.lag_bytes', 'gauge', 'bytes', 'WAL that a replica has not replayed (tag replica)'),
    ('database.replication.lag', 'gauge', 's', 'Time by which a replica is behind (tag replica)'),
    ('database.replication.slot_bytes', 'gauge', 'bytes', 'WAL that a slot holds back (tag slot)'),
    ('database.query_duration', 'histogram', 'ms', 'Mean times of statements, each as often as it was run'),
    ('system.cpu_usage', 'gauge', '%', 'CPU of a host (tag host)'),
    ('system.memory_usage', 'gauge', '%', 'Memory of a host, or of its container'),
    ('system.swap_usage', 'gauge', '%', 'Swap of a host'),
    ('system.load_average', 'gauge', NULL, 'Load of a host, over a minute'),
    ('system.disk_usage', 'gauge', '%', 'Disk of a host (tag mount)'),
    ('system.network.received_per_second', 'gauge', 'bytes', 'What a host received over its network'),
    ('system.network.sent_per_second', 'gauge', 'bytes', 'What a host sent over its network'),
    ('system.network.errors_per_second', 'gauge', NULL, 'Packets of a host that failed, both ways')
) AS measured (metric_name, kind, unit, description);

COMMENT ON TABLE monitoring.queue_sources IS
'Where the job sample_queues looks for queues; enabled = false leaves one out. sampled_at: when it was last '
'read without fault; rests_until: until when it is let alone, because reading it took long.';
COMMENT ON TABLE monitoring.collectors IS
'When something was last measured, by name (database, host) and member (the host), and the counters of then.';
COMMENT ON TABLE monitoring.statement_counters IS
'The counters of pg_stat_statements when they were last read; what is told is by how much they grew.';
