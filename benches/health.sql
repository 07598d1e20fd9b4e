-- Health over what the steps before have left, plus a million executions.
INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
SELECT 'agent-' || i % 12, CASE WHEN i % 50 = 0 THEN 'failure' ELSE 'success' END, 100, now() - i * (interval '20 days' / :rows) FROM generate_series(1, :rows) AS i;
SELECT monitoring.maintain_partitions() \g /dev/null
VACUUM ANALYZE monitoring.agent_executions;
SELECT measure('health', 'counting the day''s executions by agent and status', 'SELECT count(*) FROM (SELECT agent_name, status, count(*) FROM monitoring.agent_executions
    WHERE created_at > now() - interval ''1 day'' GROUP BY 1, 2) AS g', true) \g /dev/null
SELECT measure('health', 'get_system_health()', 'SELECT public.get_system_health()') \g /dev/null
