-- Percentiles of all series of a metric from its rollups, against the raw rows; and a year of ten series.
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT 'year', 10 + random() * 1000, jsonb_build_object('shard', s), h + random() * interval '1 hour'
FROM generate_series(now() - interval '365 days', now() - interval '1 hour', interval '1 hour') AS h, generate_series(1, 10) AS s, generate_series(1, 3);
SELECT monitoring.refresh_rollups() \g /dev/null
VACUUM ANALYZE monitoring.rollups_stored;
VACUUM ANALYZE monitoring.minute_segments;
VACUUM ANALYZE monitoring.metric_series;
SELECT measure('p95 by series', 'percentile_cont over the raw rows of 24 hours', 'SELECT count(g.p) FROM (SELECT tags, percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p
    FROM source WHERE "timestamp" > now() - interval ''24 hours'' GROUP BY tags) AS g', true, 1) \g /dev/null
SELECT count(measure('p95 by series', format('rollup() of %s', v.what), format(
    'SELECT count(g.p) FROM (SELECT r.series_id, monitoring.approx_percentile(0.95, monitoring.rollup(agentmon.stored_sketch(r.sketch))) AS p
     FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id
     WHERE s.metric_name = %L AND r.period = %L AND r.period_start > now() - interval %L GROUP BY 1) AS g', v.metric, v.period, v.back), false, 20)) FROM (VALUES
    (1, '24 hours, 40 series', 'api.duration', 'hourly', '24 hours'), (2, '30 days, 10 series', 'year', 'daily', '30 days'),
    (3, '365 days, 10 series', 'year', 'daily', '365 days')) AS v (n, what, metric, period, back) \g /dev/null
SELECT measure('p95 by series', 'live_metrics(): the running hour, exact, 40 series', 'SELECT count(p95) FROM monitoring.live_metrics(''api.duration'')', false, 20) \g /dev/null
