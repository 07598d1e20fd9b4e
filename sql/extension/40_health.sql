-- Health: facts are gathered here in SQL, and judged by the pure core.

CREATE FUNCTION monitoring.pgmq_queues() RETURNS TABLE (queue_name text, stuck_messages bigint, last_check_time timestamptz, depth bigint, oldest_message_age interval)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Called only where it belongs to the extension pgmq: anybody may make a schema of that name. Looked up in the
    -- catalogue, since to_regprocedure() raises for a caller who may not use the schema.
    IF EXISTS (SELECT FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace AND n.nspname = 'pgmq'
               JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e'
               JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND e.extname = 'pgmq'
               WHERE f.proname = 'metrics_all' AND f.pronargs = 0
                 AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(f.oid, 'EXECUTE')) THEN
        -- Stuck: read by a worker and still not gone; pgmq counts those as not visible.
        RETURN QUERY EXECUTE 'SELECT m.queue_name::text, 0::bigint, m.scrape_time, m.queue_length::bigint,
            make_interval(secs => m.oldest_msg_age_sec) FROM pgmq.metrics_all() AS m';
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.pgmq_queues() IS
'The queues of pgmq with their depth and the age of their oldest message; no rows where pgmq is not installed or the caller may not use it. pgmq knows no stuck messages: 0.';

CREATE FUNCTION monitoring.judge_health(p_facts jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'judge_health_wrapper';
COMMENT ON FUNCTION monitoring.judge_health(jsonb) IS
'The parts of get_system_health() with their status and reasons, judged from facts and thresholds alone; see docs/health.md. Raises 22023 where the facts have another shape.';

CREATE FUNCTION monitoring.health_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'thresholds', (SELECT jsonb_object_agg(t.name, jsonb_build_object('warning', t.warning, 'critical', t.critical))
                       FROM monitoring.health_thresholds t WHERE t.agent_name = '*'),
        'queues', (SELECT jsonb_build_object('checked', count(*), 'with_issues', count(*) FILTER (WHERE q.stuck_messages > 0),
                       'stuck', least(coalesce(sum(q.stuck_messages), 0), 9223372036854775807), 'last_check_time', max(q.last_check_time))
                   FROM monitoring.queues_at(p_now) q),
        'executions', (SELECT jsonb_build_object('total', count(*), 'successful', count(*) FILTER (WHERE e.status = 'success'))
                       FROM monitoring.agent_executions e WHERE e.created_at > p_now - interval '1 hour' AND e.created_at <= p_now),
        'issues', (SELECT jsonb_build_object('info', count(*) FILTER (WHERE w.severity = 'info'),
                       'warning', count(*) FILTER (WHERE w.severity = 'warning'), 'error', count(*) FILTER (WHERE w.severity = 'error'),
                       'critical', count(*) FILTER (WHERE w.severity = 'critical'),
                       'workers', count(DISTINCT w.worker_name))
                   FROM monitoring.worker_issues w WHERE NOT w.resolved AND w.created_at <= p_now),
        'agents', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.agent_name, 'status', f.status, 'errors', f.errors,
                       'errors_warning', coalesce(o.warning, d.warning), 'errors_critical', coalesce(o.critical, d.critical))
                       ORDER BY f.agent_name), '[]')
                   FROM monitoring.agents_at(p_now) f
                   LEFT JOIN monitoring.health_thresholds o ON o.name = 'agent_errors_24h' AND o.agent_name = f.agent_name
                   LEFT JOIN monitoring.health_thresholds d ON d.name = 'agent_errors_24h' AND d.agent_name = '*'),
        'database', (SELECT jsonb_build_object('connections', sum(s.numbackends), 'max_connections', current_setting('max_connections')::integer)
                     FROM pg_stat_database s),
        'alerts', jsonb_build_object(
            'firing', (SELECT count(*) FROM monitoring.alerts a WHERE a.state = 'firing' AND a.starts_at <= p_now),
            'undelivered', (SELECT count(*) FROM monitoring.notifications n WHERE n.state IN ('pending', 'sending') AND n.created_at <= p_now),
            'oldest_due_seconds', (SELECT extract(epoch FROM p_now - min(n.created_at)) FROM monitoring.notifications n
                                   WHERE n.state IN ('pending', 'sending') AND n.created_at <= p_now),
            'dead_24h', (SELECT count(*) FROM monitoring.notifications n WHERE n.state = 'dead'
                AND n.settled_at > p_now - interval '24 hours' AND n.settled_at <= p_now),
            'unknown_24h', (SELECT count(*) FROM monitoring.notifications n WHERE n.state = 'unknown'
                AND n.settled_at > p_now - interval '24 hours' AND n.settled_at <= p_now)))
$$;
COMMENT ON FUNCTION monitoring.health_facts(timestamptz) IS 'What get_system_health() judges: counts and ages at p_now, and the thresholds.';

CREATE FUNCTION monitoring.agents_at(p_now timestamptz) RETURNS TABLE (agent_name text, status text, errors bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH errors AS (
        SELECT e.agent_name, count(*) AS errors
        FROM (SELECT l.agent_name, l.created_at FROM monitoring.agent_logs l
              WHERE l.log_level IN ('error', 'critical') AND l.created_at > p_now - interval '24 hours' AND l.created_at <= p_now
              UNION ALL
              SELECT x.agent_name, x.created_at FROM monitoring.agent_executions x
              WHERE x.status <> 'success' AND x.created_at > p_now - interval '24 hours' AND x.created_at <= p_now) AS e
        GROUP BY e.agent_name
    )
    SELECT coalesce(a.name, e.agent_name), a.status, coalesce(e.errors, 0)
    FROM monitoring.agents a FULL JOIN errors e ON e.agent_name = a.name
$$;
COMMENT ON FUNCTION monitoring.agents_at(timestamptz) IS
'Agents that are known, or that had errors in the 24 hours before p_now: registered status (NULL where not registered), errors.';

CREATE FUNCTION monitoring.queues_at(p_now timestamptz) RETURNS TABLE (queue_name text, stuck_messages bigint, last_check_time timestamptz,
    depth bigint, oldest_message_age interval, dead_letter bigint, source text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.queue_name, q.stuck_messages, q.last_check_time, q.depth, q.oldest_message_age, q.dead_letter, 'report'
    FROM monitoring.queue_status q
    UNION ALL
    SELECT 'tasks:' || coalesce(t.type, ''),
           count(*) FILTER (WHERE t.status = 'running'
               AND t.updated_at < p_now - (SELECT s.value::interval FROM monitoring.settings s WHERE s.name = 'task_stuck_after')),
           p_now, count(*) FILTER (WHERE t.status = 'pending'), p_now - min(t.created_at) FILTER (WHERE t.status = 'pending'), 0, 'tasks'
    FROM monitoring.tasks t WHERE t.status IN ('pending', 'running') GROUP BY t.type
    UNION ALL
    SELECT m.queue_name, m.stuck_messages, m.last_check_time, m.depth, m.oldest_message_age, 0, 'pgmq' FROM monitoring.pgmq_queues() m
$$;
COMMENT ON FUNCTION monitoring.queues_at(timestamptz) IS
'The queues at p_now: as reported by report_queue(), tasks by type (stuck: running without an update for the setting task_stuck_after), and those of pgmq.';

CREATE FUNCTION monitoring.get_system_health(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    started timestamptz := clock_timestamp();
    facts jsonb;
    latency_ms double precision;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    facts := monitoring.health_facts(p_now);
    latency_ms := extract(epoch FROM clock_timestamp() - started) * 1000;
    RETURN jsonb_build_object('timestamp', p_now)
        || monitoring.judge_health(facts || jsonb_build_object('latency_ms', round(latency_ms::numeric, 3)));
END
$$;
COMMENT ON FUNCTION monitoring.get_system_health(timestamptz) IS
'The health of the whole system at p_now: overall_status and queue_health, processing_health, worker_health, agent_health, database_health, alert_health, each with status (healthy, warning, critical) and reasons. Overall is the worst part.';

CREATE FUNCTION public.get_system_health() RETURNS jsonb
    LANGUAGE sql STABLE RETURN monitoring.get_system_health(now());
COMMENT ON FUNCTION public.get_system_health() IS 'monitoring.get_system_health(now()), under the name and signature that callers know.';

GRANT EXECUTE ON FUNCTION monitoring.get_system_health(timestamptz), public.get_system_health()
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.queues_at(timestamptz), monitoring.pgmq_queues() TO agentmon_reader, agentmon_admin;
