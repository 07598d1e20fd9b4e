SELECT to_char(r.period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS hour_utc, s.metric_name, s.dimensions ->> 'agent' AS agent, r.count_value AS count,
       round(p[1]::numeric, 1) AS p50, round(p[2]::numeric, 1) AS p95, round(p[3]::numeric, 1) AS p99
FROM monitoring.rollups r
JOIN monitoring.metric_series s ON s.id = r.series_id,
    monitoring.approx_percentile_array('{0.5,0.95,0.99}', r.sketch::monitoring.sketch) AS p
WHERE r.period = 'hourly' ORDER BY 2, 3, 1;
