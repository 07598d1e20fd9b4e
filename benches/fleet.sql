-- A fleet of agents, which is many series with few rows each: 500 agents, three days, as many log rows as
-- executions, a third of :rows each or more. In a database of its own, since health counts all agents.
SELECT least(:rows, 1000000) AS n \gset
INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, created_at)
SELECT 'agent-' || agent,
       CASE WHEN i % 97 = 0 THEN 'error' ELSE 'info' END,
       CASE WHEN i % 97 = 0 THEN 'failed' ELSE 'event-' || i % 6 END,
       'step done',
       now() - interval '3 days' + i * (interval '3 days' / :n)
FROM generate_series(1, :n) AS i,
    LATERAL (SELECT abs(hashint4(i)::bigint) % 500 AS agent) AS dice;
INSERT INTO monitoring.agent_executions (
    agent_name, status, model_used, execution_time_ms, tokens_used, created_at)
SELECT 'agent-' || agent,
       CASE WHEN agent < 25 AND i % 11 = 0 THEN 'failure' ELSE 'success' END,
       'model-' || agent % 5,
       exp(4 + random()),
       100 + i % 1000,
       now() - interval '3 days' + i * (interval '3 days' / :n)
FROM generate_series(1, :n) AS i,
    LATERAL (SELECT abs(hashint4(i)::bigint) % 500 AS agent) AS dice;
SELECT measure('fleet, refresh',
    'GROUP BY hour: logs counted, executions with percentile_cont for three; written to tables', $$
    CREATE TABLE logs_by_hour AS
    SELECT agent_name, event_type, log_level, date_trunc('hour', created_at) AS hour, count(*)
    FROM monitoring.agent_logs
    GROUP BY 1, 2, 3, 4;
    CREATE TABLE executions_by_hour AS
    SELECT agent_name, model_used, status, date_trunc('hour', created_at) AS hour,
           count(*), sum(execution_time_ms) AS total, min(execution_time_ms), max(execution_time_ms),
           percentile_cont('{0.5,0.95,0.99}'::float8[]) WITHIN GROUP (ORDER BY execution_time_ms),
           sum(tokens_used) AS tokens
    FROM monitoring.agent_executions
    GROUP BY 1, 2, 3, 4 $$,
    p_base => true, p_runs => 1) \g /dev/null
SELECT measure('fleet, refresh', 'the same, with tdigest(v, 100)', $$
    CREATE TABLE logs_by_hour_too AS
    SELECT agent_name, event_type, log_level, date_trunc('hour', created_at) AS hour, count(*)
    FROM monitoring.agent_logs
    GROUP BY 1, 2, 3, 4;
    CREATE TABLE executions_by_hour_too AS
    SELECT agent_name, model_used, status, date_trunc('hour', created_at) AS hour,
           count(*), sum(execution_time_ms) AS total, min(execution_time_ms), max(execution_time_ms),
           tdigest(execution_time_ms, 100),
           sum(tokens_used) AS tokens
    FROM monitoring.agent_executions
    GROUP BY 1, 2, 3, 4 $$,
    p_runs => 1) \g /dev/null
SELECT measure('fleet, refresh', 'refresh_rollups(): minutes of two days, hours, days, weeks, agents',
    'SELECT monitoring.refresh_rollups()',
    p_runs => 1) \g /dev/null
SELECT monitoring.process_alerts() \g /dev/null
SELECT measure('fleet, health', 'counting a day of raw rows by agent', $$
    SELECT count(*)
    FROM (
        SELECT agent_name, count(*)
        FROM monitoring.agent_logs
        WHERE created_at > now() - interval '1 day'
          AND log_level IN ('error', 'critical')
        GROUP BY 1
        UNION ALL
        SELECT agent_name, count(*) FILTER (WHERE status <> 'success')
        FROM monitoring.agent_executions
        WHERE created_at > now() - interval '1 day'
        GROUP BY 1
    ) AS by_agent $$,
    p_base => true) \g /dev/null
SELECT measure('fleet, health', 'get_system_health(), right after the load',
    'SELECT public.get_system_health()',
    p_runs => 20) \g /dev/null
VACUUM ANALYZE;
SELECT measure('fleet, health', 'get_system_health(), vacuumed',
    'SELECT public.get_system_health()',
    p_runs => 20) \g /dev/null
-- Bytes, in kilobytes, where others have milliseconds.
INSERT INTO measured (subject, variant, base, ms)
SELECT 'fleet, kB on disk',
       'raw rows with their indexes',
       true,
       sum(pg_total_relation_size(part.inhrelid)) / 1024
FROM pg_inherits part
WHERE part.inhparent IN ('monitoring.agent_logs'::regclass, 'monitoring.agent_executions'::regclass)
UNION ALL
SELECT 'fleet, kB on disk', 'minutes', false, pg_total_relation_size('monitoring.minute_segments') / 1024
UNION ALL
SELECT 'fleet, kB on disk',
       'hours, days, weeks',
       false,
       sum(pg_total_relation_size(part.inhrelid)) / 1024
FROM pg_inherits part
WHERE part.inhparent = 'monitoring.rollups_stored'::regclass
UNION ALL
SELECT 'fleet, kB on disk',
       'activity of agents',
       false,
       pg_total_relation_size('monitoring.agent_activity') / 1024;
