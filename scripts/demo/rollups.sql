SELECT to_char(stored.period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS hour_utc,
       series.metric_name,
       -- Metrics of the replay say it in a tag; executions and logs have it as a column.
       coalesce(series.dimensions ->> 'agent_name', series.dimensions ->> 'agent') AS agent,
       stored.count_value AS count,
       round(percentiles[1]::numeric, 1) AS p50,
       round(percentiles[2]::numeric, 1) AS p95,
       round(percentiles[3]::numeric, 1) AS p99
FROM monitoring.rollups stored
JOIN monitoring.metric_series series ON series.id = stored.series_id,
    monitoring.approx_percentile_array('{0.5,0.95,0.99}', stored.sketch::monitoring.sketch) AS percentiles
WHERE stored.period = 'hourly'
ORDER BY 2, 3, 1;
