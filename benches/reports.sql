-- The reports over 500 agents and 30 days: as many executions as rows, ten times as many log rows. Each
-- against the same answer from plain SQL over the raw rows.
SELECT make_days(31) \g /dev/null
INSERT INTO monitoring.agents (name, last_heartbeat_at, created_at)
SELECT 'agent-' || i, now(), now() - interval '30 days'
FROM generate_series(0, 499) AS i;
INSERT INTO monitoring.agent_executions (
    agent_name, operation, user_id, model_used, status,
    execution_time_ms, tokens_used, cost_usd, created_at)
SELECT 'agent-' || i % 500,
       'operation-' || i % 20,
       'u' || i % 4999,
       'model-' || i % 3,
       CASE WHEN i % 51 = 0 THEN 'failure' ELSE 'success' END,
       100 + i % 5003,
       500 + i % 700,
       0.001 * (i % 17),
       now() - i * (interval '30 days' / :rows)
FROM generate_series(1, :rows) AS i;
INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, created_at)
SELECT 'agent-' || i % 500,
       CASE WHEN i % 999 = 0 THEN 'error' ELSE 'info' END,
       'step',
       'step ' || i,
       now() - i * (interval '30 days' / (:rows * 10))
FROM generate_series(1, :rows * 10) AS i;
SELECT monitoring.refresh_rollups() \g /dev/null
VACUUM ANALYZE;
SELECT measure('metrics of 24 hours', 'GROUP BY agent, with percentiles, over the raw rows', $$
    SELECT agent_name, count(*), avg(execution_time_ms), sum(tokens_used), sum(cost_usd),
           percentile_cont('{0.5,0.95,0.99}'::float8[]) WITHIN GROUP (ORDER BY execution_time_ms)
    FROM monitoring.agent_executions
    WHERE created_at > now() - interval '1 day'
    GROUP BY 1 $$,
    p_base => true, p_runs => 10) \g /dev/null
SELECT measure('metrics of 24 hours', 'get_metrics()',
    'SELECT monitoring.get_metrics()',
    p_runs => 10) \g /dev/null
SELECT measure('agents of 24 hours', 'errors and rows by agent, over the raw rows', $$
    SELECT agent_name, count(*), count(*) FILTER (WHERE log_level IN ('error', 'critical'))
    FROM monitoring.agent_logs
    WHERE created_at > now() - interval '1 day'
    GROUP BY 1 $$,
    p_base => true, p_runs => 10) \g /dev/null
SELECT measure('agents of 24 hours', 'get_agent_health()',
    'SELECT count(*) FROM monitoring.get_agent_health()',
    p_runs => 10) \g /dev/null
SELECT measure('agents of 24 hours', 'get_agents_overview()',
    'SELECT monitoring.get_agents_overview()',
    p_runs => 10) \g /dev/null
SELECT measure('recent errors', 'get_recent_errors()',
    'SELECT count(*) FROM monitoring.get_recent_errors()',
    p_base => true, p_runs => 10) \g /dev/null
SELECT measure('a user''s activity', 'get_user_activity()',
    'SELECT count(*) FROM monitoring.get_user_activity(''u17'')',
    p_base => true, p_runs => 10) \g /dev/null
SELECT measure('users of 30 days', 'count(DISTINCT user_id) over the raw rows', $$
    SELECT count(DISTINCT user_id)
    FROM monitoring.agent_executions
    WHERE created_at > now() - interval '30 days' $$,
    p_base => true) \g /dev/null
SELECT measure('users of 30 days', 'active_users()',
    'SELECT monitoring.active_users()',
    p_runs => 10) \g /dev/null
SELECT measure('two weeks by agent', 'GROUP BY agent, with percentiles, over the raw rows', $$
    SELECT agent_name, created_at > now() - interval '7 days', count(*),
           percentile_cont('{0.5,0.95}'::float8[]) WITHIN GROUP (ORDER BY execution_time_ms)
    FROM monitoring.agent_executions
    WHERE created_at > now() - interval '14 days'
    GROUP BY 1, 2 $$,
    p_base => true) \g /dev/null
SELECT measure('two weeks by agent', 'weekly_trend()',
    'SELECT count(*) FROM monitoring.weekly_trend()') \g /dev/null
SELECT measure('slow operations of 24 hours', 'slow_operations()',
    'SELECT count(*) FROM monitoring.slow_operations()',
    p_base => true, p_runs => 10) \g /dev/null
