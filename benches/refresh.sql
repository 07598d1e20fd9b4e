-- The whole refresh, written and committed; then what a few rows more cost on top.
SELECT measure('refresh', 'GROUP BY hour with percentile_cont, written to a table', $$
    CREATE TABLE by_hour AS
    SELECT metric_name, tags, date_trunc('hour', "timestamp") AS hour,
           count(*), sum(metric_value), min(metric_value), max(metric_value),
           percentile_cont('{0.5,0.95,0.99}'::float8[]) WITHIN GROUP (ORDER BY metric_value)
    FROM source
    GROUP BY 1, 2, 3 $$,
    p_base => true, p_runs => 1) \g /dev/null
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT * FROM source;
VACUUM ANALYZE monitoring.pipeline_metrics;
SELECT pg_backend_pid() AS pid \gset
\setenv WATCHED :pid
\! benches/memory.sh start
SELECT measure('refresh', 'refresh_rollups(): minutes, hours, days, weeks',
    'SELECT monitoring.refresh_rollups()',
    p_runs => 1) \g /dev/null
\! benches/memory.sh stop
VACUUM ANALYZE monitoring.rollups_stored;
VACUUM ANALYZE monitoring.minute_segments;
VACUUM ANALYZE monitoring.metric_series;
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT * FROM source
ORDER BY random()
LIMIT 1000;
SELECT measure('refresh', 'refresh_rollups() after 1,000 late rows over 28 hours',
    'SELECT monitoring.refresh_rollups()',
    p_runs => 1) \g /dev/null
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT * FROM source
ORDER BY "timestamp" DESC
LIMIT 100000;
SELECT measure('refresh', 'refresh_rollups() after 100,000 new rows',
    'SELECT monitoring.refresh_rollups()',
    p_runs => 1) \g /dev/null
SELECT measure('refresh', 'verify_rollups() of everything',
    'SELECT count(*) FROM monitoring.verify_rollups()',
    p_runs => 1) \g /dev/null
