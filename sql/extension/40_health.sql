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

CREATE FUNCTION monitoring.queue_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'checked', count(*),
            'with_issues', count(*) FILTER (WHERE queue.stuck_messages > 0),
            'stuck', least(coalesce(sum(queue.stuck_messages), 0), 9223372036854775807),
            'last_check_time', max(queue.last_check_time))
        FROM monitoring.queues_at(p_now) queue);
END
$$;
COMMENT ON FUNCTION monitoring.queue_facts(timestamptz) IS 'Queues and their stuck messages at p_now, for judge_health().';

CREATE FUNCTION monitoring.issue_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'info', count(*) FILTER (WHERE issue.severity = 'info'),
            'warning', count(*) FILTER (WHERE issue.severity = 'warning'),
            'error', count(*) FILTER (WHERE issue.severity = 'error'),
            'critical', count(*) FILTER (WHERE issue.severity = 'critical'),
            'workers', count(DISTINCT issue.worker_name))
        FROM monitoring.worker_issues issue
        WHERE NOT issue.resolved
          AND issue.created_at <= p_now);
END
$$;
COMMENT ON FUNCTION monitoring.issue_facts(timestamptz) IS 'Unresolved issues of workers at p_now, for judge_health().';

CREATE FUNCTION monitoring.thresholds()
RETURNS TABLE (name text, agent_name text, warning double precision, critical double precision)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- JSON has no numbers that are not finite. They are refused; rows from before that judge nothing.
    SELECT stored.name,
           stored.agent_name,
           CASE WHEN monitoring.is_finite(stored.warning) THEN stored.warning END,
           CASE WHEN monitoring.is_finite(stored.critical) THEN stored.critical END
    FROM monitoring.health_thresholds stored
$$;
COMMENT ON FUNCTION monitoring.thresholds() IS
'The rows of health_thresholds; a threshold that is NaN or infinite is NULL.';

CREATE FUNCTION monitoring.agent_facts(p_now timestamptz, p_executions jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'name', agent.agent_name,
                   'status', agent.status,
                   'errors', agent.errors,
                   'errors_warning', coalesce(own.warning, common.warning),
                   'errors_critical', coalesce(own.critical, common.critical)) ORDER BY agent.agent_name), '[]')
        FROM monitoring.agents_at(p_now, p_executions) agent
        LEFT JOIN monitoring.thresholds() own
            ON own.name = 'agent_errors_24h'
           AND own.agent_name = agent.agent_name
        LEFT JOIN monitoring.thresholds() common
            ON common.name = 'agent_errors_24h'
           AND common.agent_name = '*');
END
$$;
COMMENT ON FUNCTION monitoring.agent_facts(timestamptz, jsonb) IS
'Agents with their errors of 24 hours and their thresholds, for judge_health(); p_executions: see agents_at().';

CREATE FUNCTION monitoring.database_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'connections', (SELECT sum(s.numbackends) FROM pg_stat_database s),
        'max_connections', current_setting('max_connections')::integer,
        'crowded_metrics', (
            SELECT coalesce(jsonb_agg(series.metric_name ORDER BY series.metric_name), '[]')
            FROM monitoring.metric_series series
            WHERE series.overflow
              AND EXISTS (
                  SELECT FROM monitoring.rollups rollup
                  WHERE rollup.series_id = series.id
                    AND rollup.period = 'hourly'
                    AND rollup.last_at > p_now - interval '24 hours'
                    AND rollup.period_start > p_now - interval '25 hours'
                    AND rollup.period_start <= p_now)));
END
$$;
COMMENT ON FUNCTION monitoring.database_facts(timestamptz) IS
'Connections, and the metrics past their series limit in the 24 hours before p_now, for judge_health().';

CREATE FUNCTION monitoring.alert_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'firing', (
                SELECT count(*)
                FROM monitoring.alerts alert
                WHERE alert.state = 'firing'
                  AND alert.starts_at <= p_now),
            'undelivered', owed.number,
            'oldest_due_seconds', extract(epoch FROM p_now - owed.since),
            'dead_24h', (
                SELECT count(*)
                FROM monitoring.notifications message
                WHERE message.state = 'dead'
                  AND message.settled_at > p_now - interval '24 hours'
                  AND message.settled_at <= p_now),
            'unknown_24h', (
                SELECT count(*)
                FROM monitoring.notifications message
                WHERE message.state = 'unknown'
                  AND message.settled_at > p_now - interval '24 hours'
                  AND message.settled_at <= p_now),
            'untold', (
                SELECT count(*)
                FROM monitoring.alert_groups grp
                WHERE grp.untold
                  AND EXISTS (
                      SELECT FROM monitoring.alert_group_members member
                      JOIN monitoring.alerts alert ON alert.id = member.alert_id
                          AND alert.state = 'firing'
                      WHERE member.group_id = grp.id)),
            'unrouted', (
                SELECT count(*)
                FROM monitoring.alerts alert
                WHERE alert.state = 'firing'
                  AND NOT alert.news
                  AND alert.starts_at <= p_now
                  AND NOT EXISTS (
                      SELECT FROM monitoring.alert_group_members member
                      WHERE member.alert_id = alert.id)),
            'missing_channels', (
                SELECT coalesce(jsonb_agg(jsonb_build_object(
                           'named_by', missing.named_by[1],
                           'channel', missing.channel)), '[]')
                FROM (SELECT * FROM monitoring.missing_channels() LIMIT 10) AS missing),
            'daemons_gone', monitoring.gone_notifiers(p_now),
            'untaken_errors', monitoring.untaken_errors(p_now),
            'failures', monitoring.failure_facts(monitoring.alert_steps(), true, p_now))
        FROM (
            SELECT count(*) AS number, min(message.created_at) AS since
            FROM monitoring.notifications message
            WHERE message.state IN ('pending', 'sending')
              AND message.created_at <= p_now
              -- What waits for a channel that is switched off, waits as somebody wanted it.
              AND EXISTS (
                  SELECT FROM monitoring.notification_channels channel
                  WHERE channel.name = message.channel
                    AND channel.enabled)
        ) AS owed);
END
$$;
COMMENT ON FUNCTION monitoring.alert_facts(timestamptz) IS
'Alerts, what is owed of them and by whom, daemons that are gone, error rows that nobody took, for judge_health().';

CREATE FUNCTION monitoring.health_facts(p_now timestamptz) RETURNS jsonb
-- plpgsql keeps the plans of its queries for the session: planning takes longer than they do.
LANGUAGE plpgsql STABLE
-- lock_timeout: what somebody has for himself cannot be read, and is told; waiting for it would tell nothing at all.
SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    facts jsonb := '{}';
    unreadable jsonb := '{}';
    executions jsonb;
BEGIN
    BEGIN
        facts := jsonb_build_object('thresholds', (
            SELECT jsonb_object_agg(t.name, jsonb_build_object('warning', t.warning, 'critical', t.critical))
            FROM monitoring.thresholds() t
            WHERE t.agent_name = '*'));
    EXCEPTION WHEN OTHERS THEN
        -- What is judged by them is not healthy then.
        unreadable := (
            SELECT jsonb_object_agg(judged.part, SQLERRM)
            FROM unnest('{queue_health,processing_health,agent_health,database_health,alert_health}'::text[]) AS judged (part));
    END;
    -- Each part for itself: a table that cannot be read, or a foreign queue that raises, takes no other part along.
    BEGIN
        facts := facts || jsonb_build_object('queues', monitoring.queue_facts(p_now));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('queue_health', SQLERRM);
    END;
    BEGIN
        -- Asked for once, and used twice.
        executions := (
            SELECT jsonb_agg(counted)
            FROM monitoring.recent_counts('agent_executions', p_now) counted);
        facts := facts || jsonb_build_object('executions', (
            SELECT jsonb_build_object(
                'total', coalesce(sum(e.last_hour) FILTER (WHERE e.status IS NOT NULL), 0),
                'successful', coalesce(sum(e.last_hour) FILTER (WHERE e.status = 'success'), 0))
            FROM jsonb_to_recordset(executions) AS e (status text, last_hour bigint)));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('processing_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('issues', monitoring.issue_facts(p_now));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('worker_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('agents', monitoring.agent_facts(p_now, executions));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('agent_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('database', monitoring.database_facts(p_now));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('database_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('alerts', monitoring.alert_facts(p_now));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('alert_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('machinery', monitoring.self_facts(p_now));
    EXCEPTION WHEN OTHERS THEN
        unreadable := unreadable || jsonb_build_object('monitoring_health', SQLERRM);
    END;
    RETURN facts || jsonb_build_object('unreadable', unreadable);
END
$$;
COMMENT ON FUNCTION monitoring.health_facts(timestamptz) IS
'What get_system_health() judges: counts and ages at p_now, the thresholds, and for each part that could not be read its error.';

CREATE FUNCTION monitoring.recent_counts(p_source text, p_now timestamptz, p_hour boolean DEFAULT true)
RETURNS TABLE (agent_name text, status text, log_level text, last_hour bigint, last_day bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    plan jsonb := monitoring.rollup_plan(p_source, NULL, NULL);
    -- Since is left out and now counts: both a microsecond further, the shortest time there is.
    day_from timestamptz := p_now - interval '24 hours' + interval '1 microsecond';
    hour_from timestamptz := p_now - interval '1 hour' + interval '1 microsecond';
    upto timestamptz := p_now + interval '1 microsecond';
    -- What the rollups by the minute no longer tell is read from the raw rows.
    minutes_from timestamptz := monitoring.removed_before('rollups_minute');
    day_inner timestamptz := monitoring.ceil_to(CASE WHEN day_from < minutes_from THEN 'hour' ELSE 'minute' END, day_from);
    inner_to timestamptz := date_trunc(CASE WHEN hour_from < minutes_from THEN 'hour' ELSE 'minute' END, upto, 'UTC');
    hour_inner timestamptz := CASE WHEN hour_from < minutes_from THEN upto ELSE monitoring.ceil_to('minute', hour_from) END;
    whole_from timestamptz := monitoring.ceil_to('hour', day_inner);
    whole_to timestamptz := date_trunc('hour', inner_to, 'UTC');
    ids bigint[] := ARRAY(SELECT k.id FROM monitoring.metric_series k WHERE k.source = p_source);
    unread bytea[] := monitoring.unread_states(p_source, plan, day_inner, inner_to);
    -- The incomplete minutes, and what they count for.
    first_minute bytea := CASE WHEN day_from < day_inner THEN monitoring.roll_up_raw(p_source, plan, day_from, day_inner) END;
    hours_minute bytea := CASE WHEN p_hour AND hour_from < least(hour_inner, inner_to) THEN monitoring.roll_up_raw(p_source, plan, hour_from, least(hour_inner, inner_to)) END;
    last_minute bytea := CASE WHEN inner_to < upto THEN monitoring.roll_up_raw(p_source, plan, inner_to, upto) END;
BEGIN
    RETURN QUERY
    SELECT c.dimensions ->> 'agent_name', c.dimensions ->> 'status', c.dimensions ->> 'log_level', sum(c.last_hour)::bigint, sum(c.last_day)::bigint
    FROM (
        SELECT k.dimensions, r.last_hour, r.last_day
        FROM (SELECT a.series_id, sum(a.count_value) FILTER (WHERE a.in_hour)::bigint AS last_hour, sum(a.count_value) FILTER (WHERE a.in_day)::bigint AS last_day
              FROM (SELECT h.series_id, h.count_value, false AS in_hour, true AS in_day FROM monitoring.rollups_hourly h
                    WHERE h.series_id = ANY (ids) AND h.period_start >= whole_from AND h.period_start < whole_to
                    UNION ALL
                    SELECT m.series_id, m.count_value, false, true FROM monitoring.rollups_minute m
                    WHERE m.series_id = ANY (ids) AND m.period_start >= day_inner AND m.period_start < whole_from
                    UNION ALL
                    SELECT m.series_id, m.count_value, m.period_start >= hour_inner, m.period_start >= whole_to FROM monitoring.rollups_minute m
                    WHERE m.series_id = ANY (ids) AND m.period_start >= least(whole_to, hour_inner) AND m.period_start < inner_to) AS a
              GROUP BY 1) AS r
        JOIN monitoring.metric_series k ON k.id = r.series_id
        UNION ALL
        SELECT s.dimensions::jsonb, CASE WHEN u.period_start >= hour_inner THEN u.count_value END, u.count_value
        FROM unnest(unread) AS t (state), monitoring.rolled_up(t.state) u JOIN monitoring.rolled_up_series(t.state) s USING (series)
        WHERE u.period = 'minute'
        UNION ALL
        SELECT s.dimensions::jsonb, CASE WHEN e.in_hour THEN u.count_value END, CASE WHEN e.in_day THEN u.count_value END
        FROM (VALUES (first_minute, false, true), (hours_minute, true, false), (last_minute, true, true)) AS e (state, in_hour, in_day),
            monitoring.rolled_up(e.state) u JOIN monitoring.rolled_up_series(e.state) s USING (series)
        WHERE u.period = 'weekly') AS c
    GROUP BY 1, 2, 3;
END
$$;
COMMENT ON FUNCTION monitoring.recent_counts(text, timestamptz, boolean) IS
'How many rows of agent_logs or agent_executions there were in the hour and in the 24 hours up to p_now, by agent, status and level: exact, from rollups, the raw rows of incomplete minutes, and the rows that are not rolled up yet. Without p_hour the hour is not exact, and costs less.';

CREATE FUNCTION monitoring.agents_at(p_now timestamptz, p_executions jsonb) RETURNS TABLE (agent_name text, status text, errors bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH errors AS (
        SELECT e.agent_name, sum(e.last_day)::bigint AS errors
        FROM (SELECT l.agent_name, l.last_day FROM monitoring.recent_counts('agent_logs', p_now, false) l WHERE l.log_level IN ('error', 'critical')
              UNION ALL
              SELECT x.agent_name, x.last_day FROM jsonb_to_recordset(p_executions) AS x (agent_name text, status text, last_day bigint)
              WHERE x.status <> 'success') AS e
        -- Rows from before the checks may have none.
        WHERE e.agent_name IS NOT NULL
        GROUP BY e.agent_name
        HAVING sum(e.last_day) > 0
    )
    SELECT coalesce(a.name, e.agent_name), a.status, coalesce(e.errors, 0)
    FROM monitoring.agents a FULL JOIN errors e ON e.agent_name = a.name;
END
$$;
COMMENT ON FUNCTION monitoring.agents_at(timestamptz, jsonb) IS
'Agents that are known, or that had errors in the 24 hours before p_now: registered status (NULL where not registered), errors. p_executions are the rows of recent_counts(''agent_executions'', p_now).';

CREATE FUNCTION monitoring.queues_at(p_now timestamptz) RETURNS TABLE (queue_name text, stuck_messages bigint, last_check_time timestamptz,
    depth bigint, oldest_message_age interval, dead_letter bigint, source text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT q.queue_name, q.stuck_messages, q.last_check_time, q.depth, q.oldest_message_age, q.dead_letter, 'report'
    FROM monitoring.queue_status q
    UNION ALL
    SELECT 'tasks:' || coalesce(t.type, ''),
           count(*) FILTER (WHERE t.status = 'running'
               AND t.updated_at < p_now - (SELECT s.value::interval FROM monitoring.settings s WHERE s.name = 'task_stuck_after')),
           p_now, count(*) FILTER (WHERE t.status = 'pending'), p_now - min(t.created_at) FILTER (WHERE t.status = 'pending'), 0, 'tasks'
    FROM monitoring.tasks t WHERE t.status IN ('pending', 'running') GROUP BY coalesce(t.type, '')
    UNION ALL
    SELECT m.queue_name, m.stuck_messages, m.last_check_time, m.depth, m.oldest_message_age, 0, 'pgmq' FROM monitoring.pgmq_queues() m;
END
$$;
COMMENT ON FUNCTION monitoring.queues_at(timestamptz) IS
'The queues at p_now: as reported by report_queue(), tasks by type (stuck: running without an update for the setting task_stuck_after), and those of pgmq.';

CREATE FUNCTION monitoring.get_system_health(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET row_security = off AS $$
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
'The health of the whole system at p_now: overall_status and queue_health, processing_health, worker_health, agent_health, database_health, alert_health, monitoring_health, each with status (healthy, warning, critical) and reasons. Overall is the worst part.';

CREATE FUNCTION public.get_system_health() RETURNS jsonb
    LANGUAGE sql STABLE RETURN monitoring.get_system_health(now());
COMMENT ON FUNCTION public.get_system_health() IS 'monitoring.get_system_health(now()), under the name and signature that callers know.';

GRANT EXECUTE ON FUNCTION monitoring.get_system_health(timestamptz), public.get_system_health()
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.queues_at(timestamptz), monitoring.pgmq_queues() TO agentmon_reader, agentmon_admin;
