-- A thousand alert rules: over a thousand metrics of three series each, half of the rules firing, in one
-- window.
INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
SELECT 'rule.m' || n % 1000, n % 97, jsonb_build_object('host', n % 3), now() - n * interval '5 milliseconds'
FROM generate_series(1, 60000) AS n;
SELECT monitoring.refresh_rollups() \g /dev/null
DELETE FROM monitoring.alert_rules;
INSERT INTO monitoring.alert_rules (name, expression, annotations)
SELECT 'rule ' || n,
       format('rule.m%s.p95 > %s', n, n % 120),
       '{"summary": "{{ value | round(1) }} > {{ threshold }}"}'
FROM generate_series(0, 999) AS n;
VACUUM ANALYZE;
SELECT measure('rules',
    'a query with percentile_cont for each of ten rules, over the raw rows of its window', $$
    SELECT sum(answer.p95)
    FROM generate_series(0, 9) AS n,
        LATERAL (
            SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY metric_value) AS p95
            FROM monitoring.pipeline_metrics
            WHERE "timestamp" > now() - interval '5 minutes'
              AND metric_name = 'rule.m' || n
        ) AS answer $$,
    p_base => true, p_runs => 1) \g /dev/null
SELECT measure('rules', 'evaluate_alert_rules(): a thousand rules, their alerts written',
    'SELECT monitoring.evaluate_alert_rules()',
    p_runs => 5) \g /dev/null
