-- Rollups: what consumers have read, the series, the rolled up rows.

-- One row per consumer, raw table and cluster: the snapshot that it last read at. A cluster is known by its
-- tag (15 bits of a hash of the system identifier), so that ids of a restored dump are never mixed up with
-- those of the cluster that it was restored into.
CREATE TABLE monitoring.consumer_cursors (
    consumer    text NOT NULL,
    source      text NOT NULL,
    cluster_tag integer NOT NULL,
    snapshot    pg_snapshot NOT NULL DEFAULT '1:1:',
    as_of       timestamptz,
    PRIMARY KEY (consumer, source, cluster_tag)
);

CREATE TABLE monitoring.metric_definitions (
    metric_name  text PRIMARY KEY,
    kind         text NOT NULL DEFAULT 'histogram' CHECK (kind IN ('counter', 'gauge', 'histogram')),
    unit         text,
    description  text,
    measure_keys text[] NOT NULL DEFAULT '{}',
    series_limit integer NOT NULL DEFAULT 10000 CHECK (series_limit > 0)
);

INSERT INTO monitoring.metric_definitions (metric_name, kind, unit, description, measure_keys) VALUES
    ('queue_processing', 'histogram', 'ms', 'Time to process a batch of a queue', '{success_count,error_count,batch_size}'),
    ('api_call', 'histogram', 'ms', 'Time of a call to an API', '{}');

-- Rows of a rollup carry a short id; names and dimensions stand here once. series_key is the SHA-256 of the
-- name and the canonical dimensions, since dimensions can be longer than an index row may be.
CREATE TABLE monitoring.metric_series (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series_key  bytea NOT NULL UNIQUE,
    metric_name text NOT NULL,
    dimensions  jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX metric_series_name_idx ON monitoring.metric_series USING hash (metric_name);

-- sketch is kept as bytea, not as monitoring.sketch: dropping the extension must not take a column along.
CREATE TABLE monitoring.rollups (
    series_id    bigint NOT NULL,
    period_start timestamptz NOT NULL,
    count_value  bigint NOT NULL,
    sum_value    double precision NOT NULL,
    min_value    double precision NOT NULL,
    max_value    double precision NOT NULL,
    period       text NOT NULL,
    sketch       bytea NOT NULL,
    measures     jsonb,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (series_id, period_start, period)
) PARTITION BY LIST (period);

CREATE TABLE monitoring.rollups_minute PARTITION OF monitoring.rollups FOR VALUES IN ('minute');
CREATE TABLE monitoring.rollups_hourly PARTITION OF monitoring.rollups FOR VALUES IN ('hourly');
CREATE TABLE monitoring.rollups_daily PARTITION OF monitoring.rollups FOR VALUES IN ('daily');
CREATE TABLE monitoring.rollups_weekly PARTITION OF monitoring.rollups FOR VALUES IN ('weekly');

-- For retention, and for reports over all series of a time.
CREATE INDEX rollups_time_idx ON monitoring.rollups (period_start);

COMMENT ON TABLE monitoring.consumer_cursors IS 'How far each consumer has read each raw table: the snapshot of its last run.';
COMMENT ON TABLE monitoring.metric_definitions IS 'What a metric is: kind, unit, and which of its tags are measures to be summed. Metrics without a row are histograms without measures.';
COMMENT ON TABLE monitoring.metric_series IS 'The series: each metric with each set of dimensions.';
COMMENT ON TABLE monitoring.rollups IS 'Partial results by period and series, merged as rows come in. Read aggregated_metrics instead.';
COMMENT ON TABLE monitoring.rollups_minute IS 'Rollups by the minute.';
COMMENT ON TABLE monitoring.rollups_hourly IS 'Rollups by the hour.';
COMMENT ON TABLE monitoring.rollups_daily IS 'Rollups by the day.';
COMMENT ON TABLE monitoring.rollups_weekly IS 'Rollups by the week.';
