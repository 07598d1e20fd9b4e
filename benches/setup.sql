-- 40 series over 28 hours, and a way to measure.
CREATE EXTENSION pg_agentmon;
SELECT monitoring.setup() \g /dev/null
CREATE EXTENSION IF NOT EXISTS tdigest;
CREATE TABLE measured (
    id integer GENERATED ALWAYS AS IDENTITY,
    subject text,
    variant text,
    base boolean,
    ms double precision
);

-- The best of p_runs runs, in milliseconds, by so many processes.
CREATE FUNCTION measure(
    p_subject text,
    p_variant text,
    p_sql text,
    p_base boolean DEFAULT false,
    p_runs integer DEFAULT 3,
    p_processes integer DEFAULT 1
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    best double precision := 'Infinity';
    started timestamptz;
BEGIN
    PERFORM set_config('max_parallel_workers_per_gather', (p_processes - 1)::text, true);
    FOR i IN 1..p_runs LOOP
        started := clock_timestamp();
        EXECUTE p_sql;
        best := least(best, extract(epoch FROM clock_timestamp() - started) * 1000);
    END LOOP;
    INSERT INTO measured (subject, variant, base, ms) VALUES (p_subject, p_variant, p_base, best);
    RAISE INFO '  %: % in % ms', p_subject, p_variant, round(best::numeric, 1);
END
$$;

-- The partitions of all raw tables for the days from so many days ago until yesterday.
CREATE FUNCTION make_days(p_days_ago integer) RETURNS void LANGUAGE sql
SET client_min_messages = warning AS $$
    SELECT agentmon.make_partition(raw.table_name, day::date)
    FROM agentmon.partitioned_tables() raw,
        generate_series(current_date - p_days_ago, current_date - 1, interval '1 day') AS day
$$;
SELECT make_days(20) \g /dev/null

CREATE TABLE source AS
SELECT 'api.duration' AS metric_name,
       exp(4 + 1.5 * sqrt(-2 * ln(1 - random())) * cos(6.283185307 * random())) AS metric_value,
       jsonb_build_object(
           'endpoint', '/v1/' || (i % 10),
           'region', (ARRAY['eu', 'us', 'ap', 'sa'])[1 + i / 10 % 4]) AS tags,
       now() - interval '28 hours' + i * (interval '28 hours' / :rows) AS "timestamp"
FROM generate_series(1, :rows) AS i;
VACUUM ANALYZE source;
