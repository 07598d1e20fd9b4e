-- Health: facts are gathered here in SQL, and judged by the pure core.

CREATE FUNCTION agentmon.judge_health(p_facts jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'judge_health_wrapper';
COMMENT ON FUNCTION agentmon.judge_health(jsonb) IS
'The parts of get_system_health() with their status and reasons, judged from facts and thresholds alone; see '
'docs/health.md. Raises 22023 where the facts have another shape.';

CREATE FUNCTION agentmon.queue_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'checked', count(*),
            'with_issues', count(*) FILTER (WHERE queue.stuck_messages > 0),
            'stuck', least(coalesce(sum(queue.stuck_messages), 0), 9223372036854775807),
            'last_check_time', max(queue.last_check_time))
        FROM agentmon.queues_at(p_now) queue);
END
$$;
COMMENT ON FUNCTION agentmon.queue_facts(timestamptz) IS
'Queues and their stuck messages at p_now, for judge_health().';

CREATE FUNCTION agentmon.issue_facts(p_now timestamptz) RETURNS jsonb
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
COMMENT ON FUNCTION agentmon.issue_facts(timestamptz) IS
'Unresolved issues of workers at p_now, for judge_health().';

CREATE FUNCTION agentmon.thresholds() RETURNS TABLE (
    name text,
    agent_name text,
    warning double precision,
    critical double precision
)
LANGUAGE plpgsql STABLE
-- As setting_interval().
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- JSON has neither NaN nor infinity. Such thresholds are refused; an older row that has one judges
    -- nothing.
    RETURN QUERY
    SELECT stored.name,
           stored.agent_name,
           CASE WHEN agentmon.is_finite(stored.warning) THEN stored.warning END,
           CASE WHEN agentmon.is_finite(stored.critical) THEN stored.critical END
    FROM monitoring.health_thresholds stored;
END
$$;
COMMENT ON FUNCTION agentmon.thresholds() IS
'The rows of health_thresholds; a threshold that is NaN or infinite is NULL.';

CREATE FUNCTION agentmon.agent_facts(
    p_now timestamptz,
    p_agent_names text[],
    p_failed bigint[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        -- Arrays, because they are short: there may be thousands of agents.
        SELECT coalesce(
            jsonb_agg(jsonb_build_array(
                agent.agent_name,
                agent.status,
                agent.error_rows,
                agent.failed_executions)),
            '[]')
        FROM agentmon.agents_at(p_now, p_agent_names, p_failed) agent);
END
$$;
COMMENT ON FUNCTION agentmon.agent_facts(timestamptz, text[], bigint[]) IS
'Agents for judge_health(), each as an array: name, status, error rows and failed executions of 24 hours. '
'For the arguments see agents_at().';

CREATE FUNCTION agentmon.database_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object(
        'connections', (SELECT sum(s.numbackends) FROM pg_stat_database s),
        'max_connections', current_setting('max_connections')::integer,
        -- Looked for first: mostly no metric is past its limit.
        'crowded_metrics', CASE
            WHEN EXISTS (SELECT FROM monitoring.metric_series s WHERE s.overflow)
            THEN (
                SELECT coalesce(jsonb_agg(series.metric_name ORDER BY series.metric_name), '[]')
                FROM monitoring.metric_series series
                WHERE series.overflow
                  AND EXISTS (
                      SELECT FROM monitoring.rollups_stored rollup
                      WHERE rollup.series_id = series.id
                        AND rollup.period = 'hourly'
                        AND rollup.last_at > p_now - interval '24 hours'
                        AND rollup.period_start > p_now - interval '25 hours'
                        AND rollup.period_start <= p_now))
            ELSE '[]'
        END);
END
$$;
COMMENT ON FUNCTION agentmon.database_facts(timestamptz) IS
'Connections, and the metrics past their series limit in the 24 hours before p_now, for judge_health().';

CREATE FUNCTION agentmon.alert_facts(p_now timestamptz) RETURNS jsonb
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
            -- A step may name a channel that hears of graver alerts alone. Somebody wanted it so: it does not
            -- count.
            'unescalated', (
                SELECT count(*)
                FROM monitoring.alert_groups grp
                WHERE grp.escalation_owed <> '{}'
                  AND EXISTS (
                      SELECT FROM unnest(grp.escalation_owed) AS owed (channel)
                      LEFT JOIN agentmon.reachable_channels(p_now) reachable
                          ON reachable.named = owed.channel
                      WHERE reachable.name IS NULL
                         OR reachable.refusal IS NOT NULL)),
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
                FROM (SELECT * FROM agentmon.missing_channels() LIMIT 10) AS missing),
            'deaf_routes', (
                SELECT coalesce(jsonb_agg(to_jsonb(deaf)), '[]')
                FROM (SELECT * FROM agentmon.deaf_routes(p_now) LIMIT 10) AS deaf),
            'idle_channels', (
                SELECT coalesce(jsonb_agg(idle.channel), '[]')
                FROM (SELECT * FROM agentmon.idle_channels(p_now) LIMIT 10) AS idle),
            'doubtful_routes', (
                SELECT coalesce(jsonb_agg(jsonb_build_object(
                           'route', doubtful.route,
                           'doubt', doubtful.doubt)), '[]')
                FROM (
                    SELECT *
                    FROM agentmon.doubtful_routes(false) d
                    -- A label that is like no other may well be that of alerts to come.
                    WHERE d.kind = 'near'
                    LIMIT 10
                ) AS doubtful),
            'unseen_rules', agentmon.unseen_rule_facts(p_now),
            'daemons_gone', agentmon.gone_notifiers(p_now),
            'untaken_errors', agentmon.untaken_errors(p_now),
            'failures', agentmon.failure_facts(agentmon.alert_steps(), true, p_now))
        FROM (
            SELECT count(*) AS number, min(message.created_at) AS since
            FROM monitoring.notifications message
            WHERE message.state IN ('pending', 'sending')
              AND message.created_at <= p_now
              -- What waits for a channel that is switched off does not count: somebody wanted it so.
              AND NOT EXISTS (
                  SELECT FROM monitoring.notification_channels channel
                  WHERE channel.name = message.channel
                    AND NOT channel.enabled)
        ) AS owed);
END
$$;
COMMENT ON FUNCTION agentmon.alert_facts(timestamptz) IS
'Alerts, what is owed of them and by whom, daemons that are gone, error rows that nobody took, for '
'judge_health().';

CREATE FUNCTION agentmon.health_facts(p_now timestamptz) RETURNS jsonb
-- plpgsql keeps the plans of its queries for the session: planning takes longer than they do.
LANGUAGE plpgsql STABLE
-- lock_timeout: what somebody has for himself cannot be read, and is told. Waiting for it would tell nothing
-- at all.
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s' AS $$
DECLARE
    facts jsonb := '{}';
    unreadable jsonb := '{}';
    executions record;
    agent_names text[];
    failed bigint[];
BEGIN
    BEGIN
        facts := jsonb_build_object(
            'thresholds', (
                SELECT jsonb_object_agg(
                    usual.name,
                    jsonb_build_object('warning', usual.warning, 'critical', usual.critical))
                FROM agentmon.thresholds() usual
                WHERE usual.agent_name = '*'),
            'agent_thresholds', (
                SELECT coalesce(
                    jsonb_object_agg(
                        own.agent_name,
                        jsonb_build_object('warning', own.warning, 'critical', own.critical)),
                    '{}')
                FROM agentmon.thresholds() own
                WHERE own.name = 'agent_errors_24h'
                  AND own.agent_name <> '*'));
    EXCEPTION
        WHEN OTHERS THEN
            -- Parts that are judged by thresholds are not healthy then.
            unreadable := (
                SELECT jsonb_object_agg(judged.part, SQLERRM)
                FROM unnest(
                    '{queue_health,processing_health,agent_health,database_health,alert_health}'::text[]
                ) AS judged (part));
    END;
    -- Each part for itself: a table that cannot be read takes no other part along.
    BEGIN
        facts := facts || jsonb_build_object('queues', agentmon.queue_facts(p_now));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('queue_health', SQLERRM);
    END;
    BEGIN
        -- Asked for once, and used twice.
        SELECT * INTO STRICT executions
        FROM agentmon.recent_executions(p_now);
        agent_names := executions.agent_names;
        failed := executions.failed;
        facts := facts || jsonb_build_object(
            'executions', jsonb_build_object(
                'total', executions.last_hour,
                'successful', executions.successful)
        );
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('processing_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('issues', agentmon.issue_facts(p_now));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('worker_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('agents', agentmon.agent_facts(p_now, agent_names, failed));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('agent_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('database', agentmon.database_facts(p_now));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('database_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('alerts', agentmon.alert_facts(p_now));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('alert_health', SQLERRM);
    END;
    BEGIN
        facts := facts || jsonb_build_object('machinery', agentmon.self_facts(p_now));
    EXCEPTION
        WHEN OTHERS THEN
            unreadable := unreadable || jsonb_build_object('monitoring_health', SQLERRM);
    END;
    RETURN facts || jsonb_build_object('unreadable', unreadable);
END
$$;
COMMENT ON FUNCTION agentmon.health_facts(timestamptz) IS
'What get_system_health() judges: counts and ages at p_now, the thresholds, and for each part that could not '
'be read its error.';

-- The condition that is true for the rows n of a raw table that the refresh has not read: what read_rows() is
-- not, in a form for which indexes on the stamp are of use. Rows that nobody has adopted yet do not count.
CREATE FUNCTION agentmon.unread_condition(p_source text, p_time_column text) RETURNS text
LANGUAGE plpgsql STABLE
-- Times are written as ISO has them, and so are read again as the same, whatever DateStyle the session has.
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO' AS $$
BEGIN
    RETURN (
        WITH known AS (
            SELECT cur.cluster_tag, cur.snapshot, cur.target, cur.done_until
            FROM monitoring.consumer_cursors cur
            WHERE cur.consumer = 'rollups'
              AND cur.source = p_source
        ), tags AS (
            SELECT * FROM known
            UNION ALL
            SELECT agentmon.cluster_tag(), '1:1:', NULL, NULL
            WHERE NOT EXISTS (SELECT FROM known k WHERE k.cluster_tag = agentmon.cluster_tag())
        )
        SELECT string_agg(
            format('(n.stamp BETWEEN %s AND %s', unread.scan_from, unread.until)
            || CASE
                WHEN unread.running = '{}' AND unread.scan_from = unread.unread_from THEN ''
                ELSE format(
                    ' AND (n.stamp >= %s OR n.stamp = ANY (%L::bigint[]))',
                    unread.unread_from, unread.running)
            END
            || CASE
                WHEN unread.far = '{}' THEN ''
                ELSE format(' OR n.stamp = ANY (%L::bigint[])', unread.far)
            END
            || ')'
            || CASE
                WHEN cur.done_until IS NULL THEN ''
                ELSE format(
                    ' AND NOT (n.stamp < %s AND n.stamp <> ALL (%L::bigint[]) AND n.%I < %L::timestamptz)',
                    reached.unread_from, reached.running, p_time_column, cur.done_until
                )
            END,
            ' OR '
        )
        FROM tags cur
        CROSS JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.snapshot) unread
        LEFT JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.target) reached ON true
    );
END
$$;
COMMENT ON FUNCTION agentmon.unread_condition(text, text) IS
'The condition, in SQL, that is true for the rows n of a raw table that the refresh has not read yet.';

CREATE FUNCTION agentmon.unread_between(
    p_source text,
    p_time_column text,
    p_from timestamptz,
    p_to timestamptz
) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_from >= p_to THEN
        RETURN 'false';
    END IF;
    RETURN format(
        '(%s) AND %s',
        agentmon.unread_condition(p_source, p_time_column),
        agentmon.within_times(
            format('n.%I', p_time_column),
            tstzmultirange(tstzrange(nullif(p_from, '-infinity'), nullif(p_to, 'infinity')))));
END
$$;
COMMENT ON FUNCTION agentmon.unread_between(text, text, timestamptz, timestamptz) IS
'The condition, in SQL, that is true for the rows n of a raw table that the refresh has not read and whose '
'time is from p_from until before p_to.';

CREATE FUNCTION agentmon.activity_edges(
    p_length interval,
    p_now timestamptz,
    p_kept_from timestamptz,
    OUT starts_at timestamptz,
    OUT inner_from timestamptz,
    OUT inner_to timestamptz,
    OUT ends_at timestamptz
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    -- A row at the first time is left out, and one at p_now counts: so both bounds lie a microsecond, the
    -- shortest time there is, further on.
    SELECT outer_edge.starts_at,
           least(whole.ends_at, greatest(agentmon.ceil_to('minute', outer_edge.starts_at), p_kept_from)),
           whole.ends_at,
           outer_edge.ends_at
    FROM (
        SELECT p_now - p_length + interval '1 microsecond' AS starts_at,
               p_now + interval '1 microsecond' AS ends_at
    ) AS outer_edge
    CROSS JOIN LATERAL (
        SELECT date_trunc('minute', outer_edge.ends_at, 'UTC') AS ends_at
    ) AS whole
$$;
COMMENT ON FUNCTION agentmon.activity_edges(interval, timestamptz, timestamptz) IS
'What of the time of that length up to p_now the activity of agents tells, which knows whole minutes, and '
'those since p_kept_from alone: from inner_from until before inner_to. Of the rest, from starts_at and until '
'before ends_at, the raw rows are counted.';

-- What health counts, exact to the microsecond: what activity_edges() leaves to the raw rows is counted
-- besides, and so are those that the refresh has not read.
CREATE FUNCTION agentmon.recent_errors(p_now timestamptz) RETURNS TABLE (agent_name text, errors bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
-- As in rollup_unread().
SET constraint_exclusion = off
SET jit = off AS $$
#variable_conflict use_column
DECLARE
    day record;
BEGIN
    SELECT edges.* INTO STRICT day
    FROM agentmon.activity_edges('24 hours', p_now, (
        SELECT max(a.kept_from)
        FROM monitoring.agent_activity a
        WHERE a.source = 'agent_logs'
          AND a.agent_name IS NOT NULL)) edges;
    RETURN QUERY
    SELECT a.agent_name, agentmon.activity_failures(a.recent, day.inner_from, day.inner_to)
    FROM monitoring.agent_activity a
    WHERE a.source = 'agent_logs'
      AND a.agent_name IS NOT NULL
      AND a.last_at >= day.inner_from;
    BEGIN
        RETURN QUERY EXECUTE format(
            'SELECT e.agent_name, count(*)
             FROM (
                SELECT n.agent_name
                FROM monitoring.agent_logs n
                WHERE n.log_level IN (''error'', ''critical'')
                  AND (n.created_at >= %1$L AND n.created_at < %2$L '
                      'OR n.created_at >= %3$L AND n.created_at < %4$L)
                UNION ALL
                SELECT unread.agent_name
                FROM (
                    SELECT n.agent_name, n.created_at
                    FROM monitoring.agent_logs n
                    WHERE n.log_level IN (''error'', ''critical'')
                      AND %5$s
                    OFFSET 0
                ) AS unread
                WHERE unread.created_at < %3$L
             ) AS e
             GROUP BY e.agent_name',
            day.starts_at, day.inner_from, day.inner_to, day.ends_at,
            agentmon.unread_between('agent_logs', 'created_at', day.inner_from, day.inner_to)
        );
        -- The exception gives the locks back, as in rollup_unread().
        RAISE EXCEPTION
            USING ERRCODE = 'AM000',
                  MESSAGE = 'the locks go back';
    EXCEPTION
        WHEN SQLSTATE 'AM000' THEN
            NULL;
    END;
END
$$;
COMMENT ON FUNCTION agentmon.recent_errors(timestamptz) IS
'The log rows at error or critical in the 24 hours up to p_now, by agent (several rows for one): exact, from '
'the activity of the agents and the rows that are not in it.';

CREATE FUNCTION agentmon.recent_executions(
    p_now timestamptz,
    OUT last_hour bigint,
    OUT successful bigint,
    OUT agent_names text[],
    OUT failed bigint[]
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
-- As in rollup_unread().
SET constraint_exclusion = off
SET jit = off AS $$
DECLARE
    day record;
    hour record;
    kept record;
    raw record;
BEGIN
    SELECT max(activity.kept_from) FILTER (WHERE activity.agent_name IS NOT NULL) AS of_agents,
           max(activity.kept_from) FILTER (WHERE activity.agent_name IS NULL) AS of_all
        INTO kept
    FROM monitoring.agent_activity activity
    WHERE activity.source = 'agent_executions';
    SELECT edges.* INTO STRICT day
    FROM agentmon.activity_edges('24 hours', p_now, kept.of_agents) edges;
    SELECT edges.* INTO STRICT hour
    FROM agentmon.activity_edges('1 hour', p_now, kept.of_all) edges;
    SELECT array_agg(activity.agent_name),
           array_agg(agentmon.activity_failures(activity.recent, day.inner_from, day.inner_to))
        INTO agent_names, failed
    FROM monitoring.agent_activity activity
    WHERE activity.source = 'agent_executions'
      AND activity.agent_name IS NOT NULL
      AND activity.last_at >= day.inner_from;
    SELECT counted.total,
           counted.total - agentmon.activity_failures(activity.recent, hour.inner_from, hour.inner_to)
        INTO last_hour, successful
    FROM monitoring.agent_activity activity
    CROSS JOIN LATERAL agentmon.activity_rows(
        activity.recent, hour.inner_from, hour.inner_to) AS counted (total)
    WHERE activity.source = 'agent_executions'
      AND activity.agent_name IS NULL;
    BEGIN
        EXECUTE format(
            'SELECT
                count(*) FILTER (WHERE e.of_hour) AS last_hour,
                count(*) FILTER (WHERE e.of_hour AND e.status = ''success'') AS successful,
                array_agg(e.agent_name) FILTER (WHERE e.of_day AND e.status <> ''success'') AS failed
             FROM (
                SELECT n.agent_name, n.status, true AS of_day, false AS of_hour
                FROM monitoring.agent_executions n
                WHERE n.status <> ''success''
                  AND n.created_at >= %1$L
                  AND n.created_at < %2$L
                UNION ALL
                SELECT n.agent_name, n.status, n.created_at >= %4$L, true
                FROM monitoring.agent_executions n
                WHERE n.created_at >= %3$L AND n.created_at < %6$L
                   OR n.created_at >= %4$L AND n.created_at < %5$L
                UNION ALL
                SELECT unread.agent_name, unread.status, unread.created_at >= %2$L, unread.created_at >= %6$L
                FROM (
                    SELECT n.agent_name, n.status, n.created_at
                    FROM monitoring.agent_executions n
                    WHERE %7$s
                    OFFSET 0
                ) AS unread
                WHERE unread.created_at < %4$L
             ) AS e
             WHERE e.status IS NOT NULL',
            day.starts_at, day.inner_from, hour.starts_at, day.inner_to, day.ends_at, hour.inner_from,
            agentmon.unread_between(
                'agent_executions', 'created_at', least(day.inner_from, hour.inner_from), day.inner_to)
        )
        INTO STRICT raw;
        -- The exception gives the locks back, as in rollup_unread().
        RAISE EXCEPTION
            USING ERRCODE = 'AM000',
                  MESSAGE = 'the locks go back';
    EXCEPTION
        WHEN SQLSTATE 'AM000' THEN
            NULL;
    END;
    last_hour := coalesce(last_hour, 0) + raw.last_hour;
    successful := coalesce(successful, 0) + raw.successful;
    agent_names := agent_names || raw.failed;
    failed := failed || array_fill(1::bigint, ARRAY[coalesce(cardinality(raw.failed), 0)]);
END
$$;
COMMENT ON FUNCTION agentmon.recent_executions(timestamptz) IS
'Of the executions up to p_now: all of the last hour, the successful ones of it, and those of 24 hours that '
'failed, by agent (a name may come several times). As exact as recent_errors().';

CREATE FUNCTION agentmon.agents_at(
    p_now timestamptz,
    p_agent_names text[],
    p_failed bigint[]
) RETURNS TABLE (agent_name text, status text, error_rows bigint, failed_executions bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH troubled AS (
        -- An agent with errors, and how many of either kind.
        SELECT trouble.agent_name,
               sum(trouble.errors)::bigint AS error_rows,
               sum(trouble.failed)::bigint AS failed_executions
        FROM (
            SELECT logged.agent_name, logged.errors, 0 AS failed
            FROM agentmon.recent_errors(p_now) logged
            UNION ALL
            SELECT ran.agent_name, 0, ran.failed
            FROM unnest(p_agent_names, p_failed) AS ran (agent_name, failed)
        ) AS trouble
        -- Rows that are older than the checks may have no agent.
        WHERE trouble.agent_name IS NOT NULL
          AND trouble.errors + trouble.failed > 0
        GROUP BY trouble.agent_name
    )
    SELECT coalesce(agent.name, trouble.agent_name),
           agent.status,
           coalesce(trouble.error_rows, 0),
           coalesce(trouble.failed_executions, 0)
    FROM monitoring.agents agent
    FULL JOIN troubled trouble ON trouble.agent_name = agent.name;
END
$$;
COMMENT ON FUNCTION agentmon.agents_at(timestamptz, text[], bigint[]) IS
'Agents that are registered, or that had errors in the 24 hours before p_now: registered status (NULL where '
'not registered), error rows, failed executions. Names and numbers of the failed ones are those of '
'recent_executions(p_now).';

CREATE FUNCTION agentmon.queues_at(
    p_now timestamptz
) RETURNS TABLE (
    queue_name text,
    stuck_messages bigint,
    last_check_time timestamptz,
    depth bigint,
    oldest_message_age interval,
    dead_letter bigint,
    source text,
    per_minute double precision
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT seen.queue_name,
           seen.stuck_messages,
           seen.last_check_time,
           seen.depth,
           seen.oldest_message_age,
           seen.dead_letter,
           seen.source,
           seen.per_minute
    FROM monitoring.queue_status seen
    WHERE seen.source <> 'tasks'
    UNION ALL
    -- Tasks that are open are few, and have an index of their own.
    SELECT task.queue_name,
           task.stuck,
           p_now,
           task.depth,
           p_now - task.oldest_at,
           coalesce(seen.dead_letter, 0),
           'tasks',
           seen.per_minute
    FROM (
        SELECT agentmon.sampled_queue_name('tasks', coalesce(open_task.type, '')) AS queue_name,
               count(*) FILTER (
                   WHERE open_task.status = 'running'
                     AND open_task.updated_at < p_now - agentmon.setting_interval('task_stuck_after')
               ) AS stuck,
               count(*) FILTER (WHERE open_task.status = 'pending') AS depth,
               min(open_task.created_at) FILTER (WHERE open_task.status = 'pending') AS oldest_at
        FROM monitoring.tasks open_task
        WHERE open_task.status IN ('pending', 'running')
        GROUP BY coalesce(open_task.type, '')
    ) AS task
    LEFT JOIN monitoring.queue_status seen ON seen.queue_name = task.queue_name
        AND seen.source = 'tasks';
END
$$;
COMMENT ON FUNCTION agentmon.queues_at(timestamptz) IS
'The queues at p_now: as reported by report_queue(), those of other systems as the job sample_queues last '
'saw them, and open tasks by type (stuck: running without an update for the setting task_stuck_after).';

CREATE FUNCTION monitoring.get_system_health(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET row_security = off AS $$
DECLARE
    started timestamptz := clock_timestamp();
    facts jsonb;
    latency_ms double precision;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    facts := agentmon.health_facts(p_now);
    latency_ms := extract(epoch FROM clock_timestamp() - started) * 1000;
    RETURN jsonb_build_object('timestamp', p_now)
        || agentmon.judge_health(facts || jsonb_build_object('latency_ms', round(latency_ms::numeric, 3)));
END
$$;
COMMENT ON FUNCTION monitoring.get_system_health(timestamptz) IS
'The health of the whole system at p_now: overall_status and queue_health, processing_health, worker_health, '
'agent_health, database_health, alert_health, monitoring_health, each with status (healthy, warning, '
'critical) and reasons. Overall is the worst part.';

CREATE FUNCTION public.get_system_health() RETURNS jsonb
    LANGUAGE sql STABLE RETURN monitoring.get_system_health(now());
COMMENT ON FUNCTION public.get_system_health() IS
'monitoring.get_system_health(now()), under the name and signature that callers know.';

GRANT EXECUTE ON FUNCTION
    monitoring.get_system_health(timestamptz),
    public.get_system_health()
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.queues_at(timestamptz) TO agentmon_reader, agentmon_admin;
