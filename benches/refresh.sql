-- The whole refresh, written and committed; then what a few rows more cost on top.
SELECT measure('the whole refresh', 'GROUP BY hour with percentile_cont, written to a table', 'DROP TABLE IF EXISTS by_hour; CREATE TABLE by_hour AS
    SELECT metric_name, tags, date_trunc(''hour'', "timestamp") AS h, count(*), sum(metric_value), min(metric_value), max(metric_value),
           percentile_cont(''{0.5,0.95,0.99}''::float8[]) WITHIN GROUP (ORDER BY metric_value) FROM source GROUP BY 1, 2, 3', true, 2) \g /dev/null
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") SELECT * FROM source;
SELECT monitoring.maintain_partitions() \g /dev/null
VACUUM ANALYZE monitoring.pipeline_metrics;
SELECT measure('the whole refresh', 'refresh_rollups(): minutes, hours, days, weeks', 'SELECT monitoring.refresh_rollups()', false, 1) \g /dev/null
VACUUM ANALYZE monitoring.rollups;
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") SELECT * FROM source ORDER BY random() LIMIT 1000;
SELECT measure('the whole refresh', 'refresh_rollups() after 1,000 late rows over 28 hours', 'SELECT monitoring.refresh_rollups()', false, 1) \g /dev/null
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp") SELECT * FROM source ORDER BY "timestamp" DESC LIMIT 100000;
SELECT measure('the whole refresh', 'refresh_rollups() after 100,000 new rows', 'SELECT monitoring.refresh_rollups()', false, 1) \g /dev/null
SELECT measure('p95 per series over 24 hours', 'percentile_cont over raw rows', 'SELECT count(g.p) FROM (SELECT tags, percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p
    FROM source WHERE "timestamp" > now() - interval ''24 hours'' GROUP BY tags) AS g', true) \g /dev/null
SELECT measure('p95 per series over 24 hours', 'from hourly rollups', 'SELECT count(g.p) FROM (SELECT series_id, monitoring.approx_percentile(0.95, monitoring.rollup(sketch::monitoring.sketch)) AS p
    FROM monitoring.rollups WHERE period = ''hourly'' AND period_start > now() - interval ''24 hours'' GROUP BY 1) AS g') \g /dev/null
