-- Rolling up to hours with three percentiles: the aggregate against what a Postgres user has today. Each outer count()
-- uses what the inner query makes, for the planner leaves out what nobody asks for.
SELECT count(measure('roll up', v.variant, v.sql, v.base, v.runs, v.processes)) FROM (VALUES
    (1, 'SELECT sum(v): reading the rows', true, 3, 1, 'SELECT sum(metric_value) FROM source'),
    (2, 'rollup_rows(): minutes to weeks, with sketches', false, 3, 1, 'SELECT length(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", NULL)) FROM source'),
    (3, 'rollup_rows(): hours to weeks', false, 3, 1, 'SELECT length(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", ''{"hours_only": true}'')) FROM source'),
    (4, 'SELECT sum(v), two processes', false, 3, 2, 'SELECT sum(metric_value) FROM source'),
    (5, 'rollup_rows(), two processes', false, 3, 2, 'SELECT length(agentmon.rollup_rows(metric_name, metric_value, tags, "timestamp", NULL)) FROM source'),
    (6, 'GROUP BY hour, tags: count sum min max avg', false, 1, 1, 'SELECT count(g.c + g.s + g.l + g.h + g.a) FROM (SELECT count(*) AS c, sum(metric_value) AS s, min(metric_value) AS l, max(metric_value) AS h, avg(metric_value) AS a
        FROM source GROUP BY metric_name, tags, date_trunc(''hour'', "timestamp")) AS g'),
    (7, 'GROUP BY with percentile_agg()', false, 1, 1, 'SELECT count(monitoring.approx_percentile(0.95, g.d)) FROM (SELECT monitoring.percentile_agg(metric_value) AS d
        FROM source GROUP BY metric_name, tags, date_trunc(''hour'', "timestamp")) AS g'),
    (8, 'GROUP BY with tdigest(v, 100)', false, 1, 1, 'SELECT count(tdigest_count(g.d)) FROM (SELECT tdigest(metric_value, 100) AS d
        FROM source GROUP BY metric_name, tags, date_trunc(''hour'', "timestamp")) AS g'),
    (9, 'GROUP BY with percentile_cont for three', false, 1, 1, 'SELECT count(g.p) FROM (SELECT percentile_cont(''{0.5,0.95,0.99}''::float8[]) WITHIN GROUP (ORDER BY metric_value) AS p
        FROM source GROUP BY metric_name, tags, date_trunc(''hour'', "timestamp")) AS g')
) AS v (n, variant, base, runs, processes, sql) \g /dev/null
