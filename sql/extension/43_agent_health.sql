-- The health of single agents: what they did in 24 hours, and the verdict on it.

-- Failures and rows by agent, from the activity that the refresh keeps and the raw rows that are not in it,
-- as recent_errors() has it. The activity has failures by the minute but rows by the hour: of the two hours
-- at the ends the raw rows are counted while they are few. Where they are many, the first hour counts in
-- proportion, and the last one as far as it was read.
CREATE FUNCTION agentmon.agent_counts(p_source text, p_now timestamptz)
RETURNS TABLE (agent_name text, failures bigint, total double precision, last_at timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
-- As in rollup_unread().
SET constraint_exclusion = off
SET jit = off
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    few CONSTANT bigint := 2000;
    failed text := CASE p_source
        WHEN 'agent_logs' THEN 'n.log_level IN (''error'', ''critical'')'
        ELSE 'n.status <> ''success'''
    END;
    known record;
    day record;
    first_hour timestamptz;
    hours_from timestamptz;
    hours_to timestamptz;
    at_the_ends bigint;
    first_share double precision := 0;
BEGIN
    SELECT max(activity.kept_from) AS kept_from,
           coalesce(bool_or(activity.last_at > p_now + interval '5 minutes'), false) AS has_later
    INTO STRICT known
    FROM monitoring.agent_activity activity
    WHERE activity.source = p_source
      AND activity.agent_name IS NOT NULL;
    SELECT edges.* INTO STRICT day
    FROM agentmon.activity_edges('24 hours', p_now, known.kept_from) edges;
    first_hour := date_trunc('hour', day.starts_at, 'UTC');
    hours_to := date_trunc('hour', day.ends_at, 'UTC');
    -- What all agents did together in the last hours has a row of its own.
    at_the_ends := coalesce((
        SELECT agentmon.activity_rows(activity.recent, hours_to, day.ends_at)
        FROM monitoring.agent_activity activity
        WHERE activity.source = p_source
          AND activity.agent_name IS NULL), 0);
    IF at_the_ends <= few THEN
        at_the_ends := at_the_ends + (
            SELECT coalesce(
                       sum(agentmon.activity_rows(
                           activity.recent, first_hour, first_hour + interval '1 hour')),
                       0)
            FROM monitoring.agent_activity activity
            WHERE activity.source = p_source
              AND activity.agent_name IS NOT NULL);
    END IF;
    hours_from := least(hours_to, greatest(agentmon.ceil_to('hour', day.starts_at), known.kept_from));
    IF at_the_ends > few AND NOT known.has_later AND known.kept_from <= first_hour THEN
        first_share := extract(epoch FROM hours_from - day.starts_at) / 3600;
        hours_to := day.ends_at;
    END IF;
    RETURN QUERY
    SELECT activity.agent_name,
           agentmon.activity_failures(activity.recent, day.inner_from, day.inner_to),
           agentmon.activity_rows(activity.recent, hours_from, hours_to)
           + CASE
               WHEN first_share > 0
                   THEN first_share * agentmon.activity_rows(activity.recent, first_hour, hours_from)
               ELSE 0
           END,
           CASE WHEN activity.last_at <= p_now + interval '5 minutes' THEN least(activity.last_at, p_now) END
    FROM monitoring.agent_activity activity
    WHERE activity.source = p_source
      AND activity.agent_name IS NOT NULL;
    BEGIN
        RETURN QUERY EXECUTE format(
            'SELECT e.agent_name,
                    coalesce(sum(e.failures), 0)::bigint,
                    coalesce(sum(e.total), 0)::double precision,
                    max(e.created_at)
             FROM (
                SELECT n.agent_name, 1 AS failures, 0 AS total, n.created_at
                FROM monitoring.%1$I n
                WHERE %2$s
                  AND (n.created_at >= %3$L AND n.created_at < %4$L
                     OR n.created_at >= %5$L AND n.created_at < %6$L)
                %9$s
                UNION ALL
                SELECT unread.agent_name,
                       (unread.failed AND unread.created_at >= %4$L AND unread.created_at < %5$L)::integer,
                       (unread.created_at >= %7$L AND unread.created_at < %8$L)::integer,
                       unread.created_at
                FROM (
                    SELECT n.agent_name, %2$s AS failed, n.created_at
                    FROM monitoring.%1$I n
                    WHERE %10$s
                    OFFSET 0
                ) AS unread
                WHERE unread.created_at < %6$L
             ) AS e
             WHERE e.agent_name IS NOT NULL
             GROUP BY e.agent_name',
            p_source,
            failed,
            day.starts_at,
            day.inner_from,
            day.inner_to,
            day.ends_at,
            hours_from,
            hours_to,
            CASE WHEN first_share = 0 THEN format(
                'UNION ALL
                 SELECT n.agent_name, 0, 1, n.created_at
                 FROM monitoring.%1$I n
                 WHERE n.created_at >= %2$L AND n.created_at < %3$L
                    OR n.created_at >= %4$L AND n.created_at < %5$L',
                p_source, day.starts_at, hours_from, hours_to, day.ends_at)
                ELSE '' END
            || CASE WHEN known.has_later THEN format(
                ' UNION ALL
                 SELECT n.agent_name, 0, 0, n.created_at
                 FROM monitoring.%1$I n
                 WHERE n.created_at >= %2$L AND n.created_at < %3$L',
                p_source, day.starts_at, day.ends_at)
                ELSE '' END,
            agentmon.unread_between(
                p_source, 'created_at', least(day.inner_from, hours_from), day.ends_at));
        -- As in rollup_unread().
        RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        NULL;
    END;
END
$$;
COMMENT ON FUNCTION agentmon.agent_counts(text, timestamptz) IS
'Of the rows of agent_logs or agent_executions in the 24 hours up to p_now, by agent (several rows for '
'one): failures (exact), rows (exact while the hours at both ends have few), and the time of the last one.';

CREATE FUNCTION agentmon.agent_verdicts(p_now timestamptz)
RETURNS TABLE (
    agent_name text,
    registered_status text,
    verdict text,
    availability text,
    errors_24h bigint,
    error_rate double precision,
    last_seen timestamptz,
    reasons text[],
    failures double precision,
    runs double precision
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    common record;
    forgotten_before timestamptz :=
        p_now - coalesce(agentmon.setting_interval('agent_forgotten_after'), '7 days');
BEGIN
    SELECT max(threshold.warning) FILTER (WHERE threshold.name = 'agent_errors_24h') AS errors_warning,
           max(threshold.critical) FILTER (WHERE threshold.name = 'agent_errors_24h') AS errors_critical,
           max(threshold.warning) FILTER (WHERE threshold.name = 'agent_silent_minutes') AS silence_warning,
           max(threshold.critical) FILTER (WHERE threshold.name = 'agent_silent_minutes') AS silence_critical
    INTO STRICT common
    FROM agentmon.thresholds() threshold
    WHERE threshold.agent_name = '*';
    RETURN QUERY
    WITH own AS MATERIALIZED (
        SELECT threshold.agent_name,
               max(threshold.warning) FILTER (WHERE threshold.name = 'agent_errors_24h') AS errors_warning,
               max(threshold.critical) FILTER (WHERE threshold.name = 'agent_errors_24h') AS errors_critical,
               max(threshold.warning) FILTER (WHERE threshold.name = 'agent_silent_minutes')
                   AS silence_warning,
               max(threshold.critical) FILTER (WHERE threshold.name = 'agent_silent_minutes')
                   AS silence_critical
        FROM agentmon.thresholds() threshold
        WHERE threshold.agent_name <> '*'
        GROUP BY threshold.agent_name
    ), counted AS (
        SELECT both_ways.agent_name,
               sum(both_ways.failures) FILTER (WHERE both_ways.is_log)::bigint AS error_rows,
               sum(both_ways.failures) FILTER (WHERE NOT both_ways.is_log)::bigint AS failed,
               sum(both_ways.total) FILTER (WHERE both_ways.is_log) AS log_rows,
               sum(both_ways.total) FILTER (WHERE NOT both_ways.is_log) AS executions,
               max(both_ways.last_at) AS last_at
        FROM (
            SELECT logs.*, true AS is_log
            FROM agentmon.agent_counts('agent_logs', p_now) logs
            UNION ALL
            SELECT executions.*, false
            FROM agentmon.agent_counts('agent_executions', p_now) executions
        ) AS both_ways
        GROUP BY both_ways.agent_name
    ), known AS (
        SELECT coalesce(registered.name, counted.agent_name) AS agent_name,
               registered.status,
               coalesce(counted.error_rows, 0) AS error_rows,
               coalesce(counted.failed, 0) AS failed,
               counted.log_rows,
               counted.executions,
               greatest(counted.last_at,
                        CASE WHEN registered.last_heartbeat_at <= p_now + interval '5 minutes'
                             THEN least(registered.last_heartbeat_at, p_now) END) AS last_seen,
               registered.created_at
        FROM (
            SELECT * FROM monitoring.agents
            WHERE created_at <= p_now
               OR last_heartbeat_at <= p_now
        ) AS registered
        FULL JOIN counted ON counted.agent_name = registered.name
        WHERE registered.name IS NOT NULL
           OR counted.last_at > forgotten_before
    ), measured AS (
        SELECT known.*,
               greatest(known.error_rows, known.failed) AS errors,
               CASE
                   WHEN known.executions > 0 THEN least(known.failed / known.executions, 1)
                   WHEN known.log_rows > 0 THEN least(known.error_rows / known.log_rows, 1)
               END AS error_rate,
               -- Not extract(), which computes in numeric: 500 agents are asked each time.
               date_part('epoch', p_now - coalesce(known.last_seen, known.created_at)) / 60
                   AS silent_minutes,
               coalesce(own.errors_warning, common.errors_warning) AS errors_warning,
               coalesce(own.errors_critical, common.errors_critical) AS errors_critical,
               coalesce(own.silence_warning, common.silence_warning) AS silence_warning,
               coalesce(own.silence_critical, common.silence_critical) AS silence_critical
        FROM known
        LEFT JOIN own ON own.agent_name = known.agent_name
        -- Computed once, and not in each place below that asks for it.
        OFFSET 0
    ), judged AS (
        SELECT measured.*,
               coalesce(
                   measured.silent_minutes > least(measured.silence_warning, measured.silence_critical),
                   false) AS is_silent,
               CASE
                   WHEN measured.status = 'offline' THEN 'offline'
                   WHEN measured.errors > measured.errors_critical
                     OR measured.silent_minutes > measured.silence_critical THEN 'critical'
                   WHEN measured.errors > measured.errors_warning
                     OR measured.silent_minutes > measured.silence_warning
                     OR measured.status = 'inactive' THEN 'degraded'
                   ELSE 'healthy'
               END AS verdict
        FROM measured
    )
    SELECT judged.agent_name,
           judged.status,
           judged.verdict,
           CASE
               WHEN judged.verdict IN ('critical', 'offline') OR judged.status = 'inactive' THEN 'down'
               -- What nobody has heard of for so long is not known to be up.
               WHEN judged.is_silent THEN 'unknown'
               ELSE 'up'
           END,
           judged.errors,
           judged.error_rate,
           judged.last_seen,
           array_remove(ARRAY[
               CASE WHEN judged.status IN ('offline', 'inactive') THEN
                   format('its status is %s', judged.status) END,
               CASE WHEN judged.errors > least(judged.errors_warning, judged.errors_critical) THEN
                   format('%s in 24 hours: %s, %s',
                       agentmon.counted(judged.errors, 'error'),
                       agentmon.counted(judged.error_rows, 'error row'),
                       agentmon.counted(judged.failed, 'failed execution')) END,
               CASE
                   WHEN judged.is_silent AND judged.last_seen IS NULL THEN 'never heard of'
                   WHEN judged.is_silent THEN format('silent for %s',
                       agentmon.counted(trunc(judged.silent_minutes)::bigint, 'minute'))
               END
           ], NULL),
           CASE WHEN judged.executions > 0 THEN judged.failed ELSE judged.error_rows END::double precision,
           coalesce(nullif(judged.executions, 0), judged.log_rows, 0)
    FROM judged;
END
$$;
COMMENT ON FUNCTION agentmon.agent_verdicts(timestamptz) IS
'Each agent at p_now: registered, or heard of within the setting agent_forgotten_after; its registered '
'status, the verdict (healthy, degraded, critical, offline), whether it counts as up, down or unknown, '
'errors of 24 hours, error rate, when it was last heard of, and why; failures and runs are what the rate is '
'made of.';

CREATE FUNCTION agentmon.is_known_agent(p_agent text) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
            SELECT FROM monitoring.agents registered
            WHERE registered.name = p_agent)
        OR EXISTS (
            SELECT FROM monitoring.agent_activity activity
            WHERE activity.agent_name = p_agent)
$$;
COMMENT ON FUNCTION agentmon.is_known_agent(text) IS
'Whether an agent is registered, or has written a row that has been rolled up.';

CREATE FUNCTION agentmon.nearest_agent(p_agent text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.nearest_spelling(p_agent, (
        SELECT array_agg(known.name ORDER BY known.name)
        FROM (
            SELECT registered.name FROM monitoring.agents registered
            UNION
            SELECT activity.agent_name FROM monitoring.agent_activity activity
            WHERE activity.agent_name IS NOT NULL
            LIMIT 10000
        ) AS known))
$$;
COMMENT ON FUNCTION agentmon.nearest_agent(text) IS
'The agent, of ten thousand at most, whose name is spelt most like p_agent; NULL where none is spelt nearly '
'so.';

CREATE FUNCTION agentmon.tell_of_unseen_agent(p_agent text, p_of text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    near text;
BEGIN
    IF agentmon.is_known_agent(p_agent) THEN
        RETURN;
    END IF;
    near := agentmon.nearest_agent(p_agent);
    -- A name that is like no other may well be that of an agent that is to come; as may one whose first rows
    -- have not been rolled up yet.
    IF near IS NULL
       OR EXISTS (
           SELECT FROM agentmon.last_activity(now()) fresh
           WHERE fresh.agent_name = p_agent)
    THEN
        RETURN;
    END IF;
    RAISE WARNING '%: no agent % has ever been seen; the nearest is %',
        p_of,
        quote_literal(left(p_agent, 100)),
        quote_literal(left(near, 100))
        USING HINT = 'Correct the name, unless such an agent is to come.';
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_unseen_agent(text, text) IS
'Says by a WARNING that no agent has the name p_agent, where one has nearly that name. p_of says who names '
'it.';

CREATE FUNCTION agentmon.check_threshold() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known text[] := ARRAY(
        SELECT stored.name
        FROM monitoring.health_thresholds stored
        WHERE stored.agent_name = '*'
        ORDER BY stored.name);
    common record;
    warns_at double precision;
    critical_at double precision;
BEGIN
    IF (TG_OP = 'INSERT' OR NEW.name <> OLD.name)
       AND NEW.name <> ALL (known)
       AND NEW.name <> ALL (agentmon.seeded_names('monitoring.health_thresholds'))
    THEN
        PERFORM agentmon.refuse(
            format('there is no threshold %s', quote_literal(left(NEW.name, 100))),
            format('There are: %s.', array_to_string(known, ', ')),
            concat(
                'Perhaps ' || agentmon.nearest_spelling(NEW.name, known) || '? ',
                'One for a single agent has the name of the common one, and that of the agent.'),
            'invalid_parameter_value');
    END IF;
    IF NEW.agent_name <> '*' THEN
        PERFORM agentmon.tell_of_unseen_agent(NEW.agent_name, 'threshold ' || NEW.name);
    END IF;
    -- What an agent's own threshold leaves open, the common one says.
    SELECT stored.warning, stored.critical
    INTO common
    FROM monitoring.health_thresholds stored
    WHERE stored.name = NEW.name
      AND stored.agent_name = '*'
      AND NEW.agent_name <> '*';
    warns_at := coalesce(NEW.warning, common.warning);
    critical_at := coalesce(NEW.critical, common.critical);
    -- The core asks of a success rate whether it is below its thresholds, of all else whether it is above. A
    -- number of executions has no critical one.
    IF NEW.name <> 'processing_min_executions'
       AND (NEW.name = 'processing_success_rate' AND warns_at < critical_at
            OR NEW.name <> 'processing_success_rate' AND warns_at > critical_at)
    THEN
        RAISE WARNING 'threshold %: its warning, %, lies beyond its critical, %: nothing is ever a warning',
            NEW.name, warns_at, critical_at
            USING HINT = 'Give the warning the threshold that is reached first.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_threshold() IS
'Trigger: a threshold has the name of one that health asks for; a WARNING says so where its warning lies '
'beyond its critical.';

CREATE FUNCTION agentmon.check_assignment() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.tell_of_unseen_agent(
        NEW.agent_name, 'assignment to ' || quote_literal(left(NEW.user_id, 100)));
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.check_assignment() IS
'Trigger: says so where an agent is assigned whose name looks like a slip of the pen.';

GRANT EXECUTE ON FUNCTION agentmon.tell_of_unseen_agent(text, text) TO agentmon_admin;

CREATE FUNCTION agentmon.counted(p_number bigint, p_what text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'counted_wrapper';
COMMENT ON FUNCTION agentmon.counted(bigint, text) IS 'So many of something, as in 1 alert, 2 alerts.';

CREATE FUNCTION agentmon.verdict_rank(p_verdict text) RETURNS integer
    -- Not STRICT, which would keep it from being part of the query that asks: 500 agents are asked thrice.
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_position('{healthy,degraded,critical,offline}'::text[], $1);
COMMENT ON FUNCTION agentmon.verdict_rank(text) IS '1 for healthy, 2 degraded, 3 critical, 4 offline.';

CREATE FUNCTION monitoring.get_agent_health(p_agent text DEFAULT NULL, p_now timestamptz DEFAULT now())
RETURNS TABLE (
    agent_name text,
    status text,
    errors_24h bigint,
    error_rate double precision,
    uptime_pct double precision,
    last_seen timestamptz,
    reasons text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    SELECT held.agent_name,
           held.shown,
           held.errors_24h,
           round(held.error_rate * 1e6) / 1e6,
           agentmon.uptime_pct(uptime.up_seconds, uptime.down_seconds),
           held.last_seen,
           held.reasons
    FROM agentmon.held_verdicts(p_now) held
    LEFT JOIN agentmon.agent_uptimes(p_now - interval '24 hours', p_now) uptime
      ON uptime.agent_name = held.agent_name
    WHERE p_agent IS NULL
       OR held.agent_name = p_agent
    ORDER BY agentmon.verdict_rank(held.shown) DESC, held.errors_24h DESC, held.agent_name;
END
$$;
COMMENT ON FUNCTION monitoring.get_agent_health(text, timestamptz) IS
'Each agent at p_now (p_agent: this one alone; no row where it is not known), the worst first: status '
'(healthy, degraded, critical, offline), errors of 24 hours (the larger of error rows and failed '
'executions), error_rate, uptime_pct of 24 hours (NULL where nobody looked), when it was last heard of, and '
'the reasons.';

CREATE FUNCTION monitoring.get_agents_overview(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    of_agents jsonb;
    recent jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    SELECT jsonb_build_object(
               'total_agents', count(*),
               -- Of those that are not registered nobody knows it but by what they do.
               'active_agents', count(*) FILTER (
                   WHERE held.registered_status = 'active'
                      OR held.registered_status IS NULL AND held.last_seen > p_now - interval '1 hour'),
               'idle_agents', count(*) FILTER (
                   WHERE held.registered_status = 'idle'
                      OR held.registered_status IS NULL AND held.last_seen <= p_now - interval '1 hour'),
               'inactive_agents', count(*) FILTER (WHERE held.registered_status = 'inactive'),
               'offline_agents', count(*) FILTER (WHERE held.registered_status = 'offline'),
               'by_health', jsonb_build_object(
                   'healthy', count(*) FILTER (WHERE held.shown = 'healthy'),
                   'degraded', count(*) FILTER (WHERE held.shown = 'degraded'),
                   'critical', count(*) FILTER (WHERE held.shown = 'critical'),
                   'offline', count(*) FILTER (WHERE held.shown = 'offline')),
               'uptime_24h', agentmon.uptime_pct(sum(uptime.up_seconds), sum(uptime.down_seconds)),
               'errors_24h', coalesce(sum(held.errors_24h), 0),
               'error_rate', trim_scale(round(
                   least(sum(held.failures) / nullif(sum(held.runs), 0), 1)::numeric, 6)),
               'agents', coalesce(jsonb_agg(jsonb_build_object(
                       'agent_name', held.agent_name,
                       'agent_status', held.registered_status,
                       'status', held.shown,
                       'errors_24h', held.errors_24h,
                       'error_rate', trim_scale(round(held.error_rate::numeric, 6)),
                       'uptime_pct', agentmon.uptime_pct(uptime.up_seconds, uptime.down_seconds),
                       'last_seen', held.last_seen,
                       'reasons', to_jsonb(held.reasons))
                   ORDER BY agentmon.verdict_rank(held.shown) DESC, held.errors_24h DESC, held.agent_name),
                   '[]'))
    INTO STRICT of_agents
    FROM agentmon.held_verdicts(p_now) held
    LEFT JOIN agentmon.agent_uptimes(p_now - interval '24 hours', p_now) uptime
      ON uptime.agent_name = held.agent_name;
    SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', error.id,
               'agent_name', error.agent_name,
               'log_level', error.severity,
               'event_type', error.event_type,
               'message', left(error.message, 1000),
               'created_at', error.created_at) ORDER BY error.created_at DESC), '[]')
    INTO STRICT recent
    FROM monitoring.get_recent_errors(10, p_now) error
    WHERE error.created_at > p_now - interval '24 hours';
    RETURN jsonb_build_object('timestamp', p_now) || of_agents || jsonb_build_object('recent_errors', recent);
END
$$;
COMMENT ON FUNCTION monitoring.get_agents_overview(timestamptz) IS
'The agents at p_now for a dashboard: how many are active, idle, inactive and offline, how many of each '
'health, the uptime and error rate of 24 hours over all of them, the ten newest errors of that time, and '
'each agent as of get_agent_health(), the worst first.';

GRANT EXECUTE ON FUNCTION
    monitoring.get_agent_health(text, timestamptz),
    monitoring.get_agents_overview(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
