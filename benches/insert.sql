-- Inserting 100,000 rows in one statement, against the table that teams have today.
CREATE TABLE plain (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    metric_name text NOT NULL,
    metric_value double precision NOT NULL,
    tags jsonb DEFAULT '{}',
    "timestamp" timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON plain (metric_name, "timestamp");
CREATE INDEX ON plain ("timestamp");
CREATE TABLE some_rows AS
SELECT metric_name, metric_value, tags, now() - random() * interval '1 minute' AS "timestamp"
FROM source
LIMIT 100000;
COPY some_rows TO '/dev/shm/agentmon-bench.copy';
SELECT measure('insert 100,000 rows', 'plain table, UUID v4 key, two indexes', $$
    INSERT INTO plain (metric_name, metric_value, tags, "timestamp")
    SELECT * FROM some_rows $$,
    p_base => true) \g /dev/null
SELECT measure('insert 100,000 rows', 'pipeline_metrics', $$
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT * FROM some_rows $$) \g /dev/null
SELECT measure('copy 100,000 rows', 'plain table, UUID v4 key, two indexes', $$
    COPY plain (metric_name, metric_value, tags, "timestamp")
    FROM '/dev/shm/agentmon-bench.copy' $$,
    p_base => true) \g /dev/null
SELECT measure('copy 100,000 rows', 'pipeline_metrics', $$
    COPY monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    FROM '/dev/shm/agentmon-bench.copy' $$) \g /dev/null
\! rm -f /dev/shm/agentmon-bench.copy
