-- A year that is there when the extension comes: 50 series, :rows rows, adopted by steps.
SELECT make_days(366) \g /dev/null
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT 'year',
       exp(4 + 1.5 * random()),
       jsonb_build_object('queue', i % 50),
       now() - interval '365 days' + i * (interval '365 days' / :rows)
FROM generate_series(1, :rows) AS i;
VACUUM ANALYZE monitoring.pipeline_metrics;
SELECT measure('backfill, a year', 'GROUP BY hour, tags: count sum min max', $$
    CREATE TABLE year_by_hour AS
    SELECT metric_name, tags, date_trunc('hour', "timestamp") AS hour,
           count(*), sum(metric_value), min(metric_value), max(metric_value)
    FROM monitoring.pipeline_metrics
    GROUP BY 1, 2, 3 $$,
    p_base => true, p_runs => 1) \g /dev/null
SELECT measure('backfill, a year', 'GROUP BY with percentile_cont for three', $$
    CREATE TABLE year_by_hour_too AS
    SELECT metric_name, tags, date_trunc('hour', "timestamp") AS hour,
           count(*), sum(metric_value), min(metric_value), max(metric_value),
           percentile_cont('{0.5,0.95,0.99}'::float8[]) WITHIN GROUP (ORDER BY metric_value)
    FROM monitoring.pipeline_metrics
    GROUP BY 1, 2, 3 $$,
    p_runs => 1) \g /dev/null
SET client_min_messages = warning;
SELECT clock_timestamp() AS started \gset
CALL monitoring.run_job('refresh');
INSERT INTO measured (subject, variant, base, ms)
SELECT 'backfill, a year',
       'CALL run_job(''refresh''): in steps, hours, days, weeks',
       false,
       extract(epoch FROM clock_timestamp() - :'started') * 1000;
RESET client_min_messages;
SELECT 'rollup rows of the year: ' || count(*)
FROM monitoring.rollups_stored;
