-- A thousand alert rules over what the steps before have left: percentiles, rates and shares, with matchers and by label.
INSERT INTO monitoring.alert_rules (name, expression, "for")
SELECT 'rule-' || i, format((ARRAY['api.duration.p95{endpoint="/v1/%s"} > 500ms', 'api.duration.p99{endpoint="/v1/%s"}[15m] by (region) > 5s', 'api.duration.avg{endpoint=~"/v1/.*"} > %ss',
    'agents.executions.failure_rate{agent_name="agent-%s"} > 20%%', 'agents.logs.rate{log_level="error",agent_name="agent-%s"} > 1'])[1 + i % 5], 1 + i % 9), interval '5 minutes'
FROM generate_series(1, 1000) AS i;
SELECT measure('rules', 'evaluate_alert_rules(): 1,000 rules', 'SELECT monitoring.evaluate_alert_rules()', false, 5) \g /dev/null
UPDATE monitoring.alert_rules SET enabled = name IN (SELECT 'rule-' || i FROM generate_series(1, 10) AS i) WHERE name LIKE 'rule-%';
SELECT measure('rules', 'evaluate_alert_rules(): 10 rules', 'SELECT monitoring.evaluate_alert_rules()', false, 5) \g /dev/null
DELETE FROM monitoring.alert_rules WHERE name LIKE 'rule-%';
