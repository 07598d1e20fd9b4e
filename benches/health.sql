-- Health over what the steps before have left, plus a tenth as many executions, and as many log rows.
INSERT INTO monitoring.agent_executions (agent_name, status, execution_time_ms, created_at)
SELECT 'agent-' || i % 12,
       CASE WHEN i % 50 = 0 THEN 'failure' ELSE 'success' END,
       100,
       now() - i * (interval '20 days' / (:rows / 10))
FROM generate_series(1, :rows / 10) AS i;
INSERT INTO monitoring.agent_logs (agent_name, log_level, message, event_type, created_at)
SELECT 'agent-' || i % 12,
       CASE WHEN i % 1000 = 0 THEN 'error' ELSE 'info' END,
       'step done',
       'step',
       now() - i * (interval '20 days' / :rows)
FROM generate_series(1, :rows) AS i;
SELECT monitoring.refresh_rollups() \g /dev/null
VACUUM ANALYZE;
-- Once as it is where nobody takes the error rows, which health looks at closely, and once where somebody
-- does.
SELECT measure('health', 'get_system_health(), a thousand error rows waiting to be taken',
    'SELECT public.get_system_health()',
    p_runs => 20) \g /dev/null
SELECT monitoring.process_alerts() \g /dev/null
SELECT measure('health', 'counting a day of raw rows by agent and level', $$
    SELECT count(*)
    FROM (
        SELECT agent_name, log_level, count(*)
        FROM monitoring.agent_logs
        WHERE created_at > now() - interval '1 day'
        GROUP BY 1, 2
    ) AS by_agent $$,
    p_base => true) \g /dev/null
SELECT measure('health', 'get_system_health()',
    'SELECT public.get_system_health()',
    p_runs => 20) \g /dev/null
