-- Rolling up to hours with three percentiles: the aggregate against what a Postgres user has today. Each
-- outer count() uses what the inner query makes, for the planner leaves out what nobody asks for.
SELECT count(measure('roll up', way.variant, way.query, way.base, way.runs, way.processes))
FROM (VALUES
    (1, 'SELECT sum(v): reading the rows', true, 3, 1, 'SELECT sum(metric_value) FROM source'),
    (2, 'rollup_rows(): minutes to weeks, with sketches', false, 3, 1, $$
        SELECT length(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", NULL))
        FROM source $$),
    (3, 'rollup_rows(): hours to weeks', false, 3, 1, $$
        SELECT length(agentmon.rollup_rows(
                   metric_name, metric_value, tags, "timestamp", '{"hours_only": true}'))
        FROM source $$),
    (4, 'SELECT sum(v), two processes', false, 3, 2, 'SELECT sum(metric_value) FROM source'),
    (5, 'rollup_rows(), two processes', false, 3, 2, $$
        SELECT length(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", NULL))
        FROM source $$),
    (6, 'GROUP BY hour, tags: count sum min max avg', false, 1, 1, $$
        SELECT count(rows + total + least + most + mean)
        FROM (
            SELECT count(*) AS rows,
                   sum(metric_value) AS total,
                   min(metric_value) AS least,
                   max(metric_value) AS most,
                   avg(metric_value) AS mean
            FROM source
            GROUP BY metric_name, tags, date_trunc('hour', "timestamp")
        ) AS by_hour $$),
    (7, 'GROUP BY with percentile_agg()', false, 1, 1, $$
        SELECT count(monitoring.approx_percentile(0.95, sketch))
        FROM (
            SELECT monitoring.percentile_agg(metric_value) AS sketch
            FROM source
            GROUP BY metric_name, tags, date_trunc('hour', "timestamp")
        ) AS by_hour $$),
    (8, 'GROUP BY with tdigest(v, 100)', false, 1, 1, $$
        SELECT count(tdigest_count(digest))
        FROM (
            SELECT tdigest(metric_value, 100) AS digest
            FROM source
            GROUP BY metric_name, tags, date_trunc('hour', "timestamp")
        ) AS by_hour $$),
    (9, 'GROUP BY with percentile_cont for three', false, 1, 1, $$
        SELECT count(percentiles)
        FROM (
            SELECT percentile_cont('{0.5,0.95,0.99}'::float8[])
                       WITHIN GROUP (ORDER BY metric_value) AS percentiles
            FROM source
            GROUP BY metric_name, tags, date_trunc('hour', "timestamp")
        ) AS by_hour $$)
) AS way (n, variant, base, runs, processes, query) \g /dev/null
