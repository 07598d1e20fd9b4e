-- Rollups: what consumers have read, the series, the rolled up rows.

-- One row per consumer, raw table and installation: the snapshot that it last read at. An installation is
-- known by its tag (see cluster_tag()), so that ids of a restored dump are never mixed up with those of the
-- database that it was restored into. closed_by: the tag of the installation that has read, to their end, the
-- rows that came along with a cursor of another one; such rows that come later are adopted (see
-- adopt_rows()).
--
-- More rows than fit into one step are read in slices of time: target is the snapshot to be reached, rows
-- before done_until have been read up to it, and slices holds the ends of those to come.
--
-- minutes_from: rows before it were rolled up without minutes, which would have been removed at once.
-- summed_until: days and weeks hold the hours before it; later ones are added to them when they are over. It
-- is the same for all cursors on a raw table.
CREATE TABLE monitoring.consumer_cursors (
    consumer    text NOT NULL,
    source      text NOT NULL,
    cluster_tag integer NOT NULL,
    snapshot    pg_snapshot NOT NULL DEFAULT '1:1:',
    as_of       timestamptz,
    target      pg_snapshot,
    done_until  timestamptz,
    slices      timestamptz[],
    closed_by   integer,
    minutes_from timestamptz,
    summed_until timestamptz,
    PRIMARY KEY (consumer, source, cluster_tag),
    CHECK (num_nulls(target, done_until, slices) IN (0, 3) AND slices <> '{}')
);

-- Which days of sealed partitions have got rows, and with which stamps: by them readers know where to look.
CREATE TABLE monitoring.late_rows (
    source   text NOT NULL,
    stamp    bigint NOT NULL,
    day      timestamptz NOT NULL,
    noted_by bigint NOT NULL,
    PRIMARY KEY (source, stamp, day, noted_by)
);

CREATE TABLE monitoring.metric_definitions (
    metric_name  text PRIMARY KEY,
    kind         text NOT NULL DEFAULT 'histogram' CHECK (kind IN ('counter', 'gauge', 'histogram')),
    unit         text,
    description  text,
    measure_keys text[] NOT NULL DEFAULT '{}',
    series_limit integer CHECK (series_limit > 0),
    -- Numbered where nobody defined it, and its kind is that of the helper that wrote it first.
    guess        integer UNIQUE,
    -- The agent whose owners have defined it.
    agent_name   text
);

INSERT INTO monitoring.metric_definitions (metric_name, kind, unit, description, measure_keys) VALUES
    ('queue_processing', 'histogram', 'ms', 'Time to process a batch of a queue',
     '{success_count,error_count,batch_size}'),
    ('api_call', 'histogram', 'ms', 'Time of a call to an API', '{}'),
    ('agents.heartbeat.age', 'gauge', 's', 'For alert rules: since each agent''s last heartbeat', '{}'),
    ('agents.silence', 'gauge', 's', 'For alert rules: since each agent was last heard of', '{}'),
    ('anomalies.score', 'gauge', 'spreads',
     'For alert rules: by how many times its usual spread a series was off', '{}');

-- Rows of a rollup carry a short id; names and dimensions stand here once. series_key is the SHA-256 of the
-- raw table, the name and the canonical dimensions, since dimensions can be longer than an index row may be.
-- slots: a series with long dimensions takes several places of its metric's limit. overflow: the series for
-- what is past the limit; refused_at_limit is the limit at which a new series last found no place.
CREATE TABLE monitoring.metric_series (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series_key       bytea NOT NULL UNIQUE,
    source           text NOT NULL DEFAULT 'pipeline_metrics'
        CHECK (source IN ('pipeline_metrics', 'agent_executions', 'agent_logs')),
    metric_name      text NOT NULL,
    dimensions       jsonb NOT NULL,
    slots            integer NOT NULL DEFAULT 1,
    overflow         boolean NOT NULL DEFAULT false,
    refused_at_limit integer,
    created_at       timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX metric_series_name_idx ON monitoring.metric_series USING hash (metric_name);
CREATE INDEX metric_series_source_idx ON monitoring.metric_series (source);
CREATE INDEX metric_series_overflow_idx ON monitoring.metric_series (id)
    WHERE overflow;

-- sketch is kept as bytea, not as monitoring.sketch: dropping the extension must not take a column along.
-- Without any value (executions whose duration nobody knows, logs) there is none, nor sum, minimum and
-- maximum.
CREATE TABLE monitoring.rollups_stored (
    series_id    bigint NOT NULL,
    period_start timestamptz NOT NULL,
    count_value  bigint NOT NULL,
    last_at      timestamptz NOT NULL,
    last_value   double precision,
    sum_value    double precision,
    min_value    double precision,
    max_value    double precision,
    period       text NOT NULL,
    sketch       bytea,
    measures     jsonb,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (series_id, period_start, period)
) PARTITION BY LIST (period);

-- Every refresh changes the rows of the running hour. With room on their page they need no new index entries.
CREATE TABLE monitoring.rollups_hourly PARTITION OF monitoring.rollups_stored
    FOR VALUES IN ('hourly')
    WITH (fillfactor = 80);
CREATE TABLE monitoring.rollups_daily PARTITION OF monitoring.rollups_stored
    FOR VALUES IN ('daily')
    WITH (fillfactor = 80);
CREATE TABLE monitoring.rollups_weekly PARTITION OF monitoring.rollups_stored
    FOR VALUES IN ('weekly')
    WITH (fillfactor = 80);

-- For retention, and for reports over all series of a time. Periods come in the order of time, all series of
-- one together; an entry for each row would be a quarter of what writing it takes.
CREATE INDEX rollups_time_idx ON monitoring.rollups_stored USING brin (period_start)
    WITH (pages_per_range = 32);

-- Minutes are no rows: a segment (see segment_rows()) holds those of many series in one hour, its block. What
-- several segments say of a minute adds up, so that each refresh only appends; merge_segments() makes few of
-- many.
CREATE TABLE monitoring.minute_segments (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    source     text NOT NULL CHECK (source IN ('pipeline_metrics', 'agent_executions', 'agent_logs')),
    block      timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    last_start timestamptz NOT NULL,
    minutes    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    body       bytea NOT NULL,
    PRIMARY KEY (source, block, id)
);

-- Compression would not make it shorter.
ALTER TABLE monitoring.minute_segments ALTER COLUMN body SET STORAGE EXTERNAL;

-- What each agent did lately, so that health need not ask all series: the last row, and in recent (see
-- activity_failures() and activity_rows()) what was since kept_from. Names can be longer than an index row
-- may be: agent_key is the SHA-256 of one. It is empty, and there is no name, for all agents together.
CREATE TABLE monitoring.agent_activity (
    source     text NOT NULL CHECK (source IN ('agent_executions', 'agent_logs')),
    agent_key  bytea NOT NULL,
    agent_name text,
    last_at    timestamptz NOT NULL,
    kept_from  timestamptz NOT NULL,
    recent     bytea NOT NULL,
    PRIMARY KEY (source, agent_key)
) WITH (fillfactor = 50);

COMMENT ON TABLE monitoring.consumer_cursors IS
'How far each consumer has read each raw table: the snapshot of its last run.';
COMMENT ON TABLE monitoring.late_rows IS
'Days of sealed partitions that have got rows which some consumer may not have read yet; written by their '
'trigger, see docs/architecture.md.';
COMMENT ON TABLE monitoring.metric_definitions IS
'What a metric is: kind (counter: deltas, gauge, histogram), unit, which of its tags are measures to be '
'summed, and how many series it may have (NULL: as many as the setting series_limit says). Metrics without a '
'row are histograms without measures. agents.executions and agents.logs stand for the rollups of those '
'tables. agent_name: the agent whose owners have defined it. guess: numbered where only the helper that '
'wrote it first has said its kind.';
COMMENT ON TABLE monitoring.metric_series IS 'The series: each metric with each set of dimensions.';
COMMENT ON TABLE monitoring.rollups_stored IS
'Partial results by period and series, from hours on, merged as rows come in. Read aggregated_metrics, '
'aggregated_executions and aggregated_logs instead.';
COMMENT ON TABLE monitoring.minute_segments IS
'Rollups by the minute, of many series in one value; read by minutes_of(). ends_at is the end of the block '
'(an hour), last_start the last minute in the segment.';
COMMENT ON TABLE monitoring.rollups_hourly IS 'Rollups by the hour.';
COMMENT ON TABLE monitoring.rollups_daily IS 'Rollups by the day.';
COMMENT ON TABLE monitoring.rollups_weekly IS 'Rollups by the week.';
COMMENT ON TABLE monitoring.agent_activity IS
'The last row of each agent in agent_executions and agent_logs, and its failures of the last day by minute '
'and rows by hour; written by the refresh, read by health.';
