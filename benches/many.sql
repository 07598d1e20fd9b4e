-- Percentiles of many series over a long time: 10,000 series with ten values a day each, 31 days, refreshed
-- day by day.
CREATE PROCEDURE live_a_day(p_days_ago integer) LANGUAGE plpgsql AS $$
DECLARE
    day_end timestamptz := now() - p_days_ago * interval '1 day';
BEGIN
    PERFORM agentmon.make_partition('pipeline_metrics', (day_end - interval '1 day')::date);
    COMMIT;
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT 'many',
           exp(4 + 1.5 * sqrt(-2 * ln(1 - random())) * cos(6.283185307 * random())),
           jsonb_build_object('host', i % 10000),
           day_end - i * interval '0.864 seconds'
    FROM generate_series(1, 100000) AS i;
    COMMIT;
    PERFORM monitoring.refresh_rollups(day_end);
    COMMIT;
END
$$;
SET client_min_messages = warning;
SELECT format('CALL live_a_day(%s)', n)
FROM generate_series(31, 0, -1) AS n \gexec
RESET client_min_messages;
VACUUM ANALYZE;
SELECT measure('p95 of each of 10,000 series, 30 days', 'percentile_cont over the raw rows', $$
    SELECT count(p95)
    FROM (
        SELECT tags, percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95
        FROM monitoring.pipeline_metrics
        WHERE "timestamp" >= now() - interval '30 days'
          AND metric_name = 'many'
        GROUP BY 1
    ) AS by_series $$,
    p_base => true, p_runs => 1) \g /dev/null
SELECT measure('p95 of each of 10,000 series, 30 days', 'live_window(), to the microsecond', $$
    SELECT count(monitoring.approx_percentile(0.95, agentmon.stored_sketch(live.sketch)))
    FROM monitoring.live_window('pipeline_metrics', now() - interval '30 days', now(), 'many') live $$,
    p_runs => 5) \g /dev/null
SELECT measure('p95 of each of 10,000 series, 30 days', 'rollup() of the days', $$
    SELECT count(p95)
    FROM (
        SELECT stored.series_id,
               monitoring.approx_percentile(
                   0.95, monitoring.rollup(agentmon.stored_sketch(stored.sketch))) AS p95
        FROM monitoring.rollups stored
        WHERE stored.period = 'daily'
          AND stored.period_start >= now() - interval '30 days'
        GROUP BY 1
    ) AS by_series $$,
    p_runs => 5) \g /dev/null
