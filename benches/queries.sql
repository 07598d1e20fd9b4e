-- Percentiles of all series of a metric from its rollups, against the raw rows; and a year of ten series.
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT 'year', 10 + random() * 1000, jsonb_build_object('shard', shard), hour + random() * interval '1 hour'
FROM generate_series(now() - interval '365 days', now() - interval '1 hour', interval '1 hour') AS hour,
    generate_series(1, 10) AS shard,
    generate_series(1, 3);
SELECT monitoring.refresh_rollups() \g /dev/null
VACUUM ANALYZE monitoring.rollups_stored;
VACUUM ANALYZE monitoring.minute_segments;
VACUUM ANALYZE monitoring.metric_series;
SELECT measure('p95 by series', 'percentile_cont over the raw rows of 24 hours', $$
    SELECT count(p95)
    FROM (
        SELECT tags, percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95
        FROM source
        WHERE "timestamp" > now() - interval '24 hours'
        GROUP BY tags
    ) AS by_series $$,
    p_base => true, p_runs => 1) \g /dev/null
SELECT count(measure('p95 by series', format('rollup() of %s', wanted.what), format($$
    SELECT count(p95)
    FROM (
        SELECT stored.series_id,
               monitoring.approx_percentile(
                   0.95, monitoring.rollup(agentmon.stored_sketch(stored.sketch))) AS p95
        FROM monitoring.rollups stored
        JOIN monitoring.metric_series series ON series.id = stored.series_id
        WHERE series.metric_name = %L
          AND stored.period = %L
          AND stored.period_start > now() - interval %L
        GROUP BY 1
    ) AS by_series $$,
    wanted.metric, wanted.period, wanted.back), p_runs => 20))
FROM (VALUES
    (1, '24 hours, 40 series', 'api.duration', 'hourly', '24 hours'),
    (2, '30 days, 10 series', 'year', 'daily', '30 days'),
    (3, '365 days, 10 series', 'year', 'daily', '365 days')
) AS wanted (n, what, metric, period, back) \g /dev/null
SELECT measure('p95 by series', 'live_metrics(): the running hour, exact, 40 series',
    'SELECT count(p95) FROM monitoring.live_metrics(''api.duration'')',
    p_runs => 20) \g /dev/null
