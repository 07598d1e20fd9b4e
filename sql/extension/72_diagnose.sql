-- What stands in the way, at one look: for whoever has just installed it, and for whoever wonders why nothing
-- comes.

CREATE FUNCTION agentmon.diagnosed_health(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- What health says of the monitoring is not judged a second time. Its reasons end with what to do, behind
    -- a colon.
    WITH parts AS (
        SELECT replace(part.key, '_health', '') AS name, part.value AS document
        FROM jsonb_each(monitoring.get_system_health(p_now)) AS part
        WHERE part.key IN ('database_health', 'alert_health', 'monitoring_health')
    ), reasons AS (
        SELECT part.name,
               part.document ->> 'status' AS status,
               reason.words,
               regexp_match(
                   reason.words,
                   '^(.*): ((?:SELECT|UPDATE|ALTER|CREATE|INSERT|DELETE|CALL|GRANT|name|make|add|correct|'
                   'start|is the) .*)$'
               ) AS halves
        FROM parts part
        LEFT JOIN LATERAL jsonb_array_elements_text(part.document -> 'reasons') AS reason (words) ON true
    )
    SELECT 'health: ' || entry.name,
           entry.status,
           coalesce(entry.halves[1], entry.words, 'nothing to say'),
           CASE
               WHEN entry.halves IS NOT NULL THEN entry.halves[2]
               WHEN entry.status <> 'healthy' THEN 'docs/troubleshooting.md'
           END
    FROM reasons entry
$$;
COMMENT ON FUNCTION agentmon.diagnosed_health(timestamptz) IS
'For diagnose(): what get_system_health() says of the database, of alerting and of the monitoring itself.';

CREATE FUNCTION agentmon.diagnosed_roles(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE wanted (name, purpose) AS (
        VALUES ('agentmon_writer', 'writes'),
               ('agentmon_reader', 'reads reports'),
               ('agentmon_notifier', 'runs the daemon'),
               ('agentmon_admin', 'configures')
    ), members AS (
        SELECT given.name AS top, link.member
        FROM wanted given
        JOIN pg_roles granted ON granted.rolname = given.name
        JOIN pg_auth_members link ON link.roleid = granted.oid
        UNION
        SELECT above.top, link.member
        FROM members above
        JOIN pg_auth_members link ON link.roleid = above.member
    ), logins AS (
        SELECT member.top, array_agg(DISTINCT login.rolname::text ORDER BY login.rolname::text) AS names
        FROM members member
        JOIN pg_roles login ON login.oid = member.member
            AND login.rolcanlogin
        GROUP BY member.top
    )
    SELECT 'role ' || given.name,
           CASE
               WHEN role.oid IS NULL THEN 'critical'
               WHEN login.names IS NULL AND given.name IN ('agentmon_writer', 'agentmon_notifier')
                   THEN 'warning'
               ELSE 'healthy'
           END,
           CASE
               WHEN role.oid IS NULL THEN 'there is no such role'
               ELSE format('%s: %s',
                   given.purpose,
                   coalesce(array_to_string(login.names, ', '), 'no login but superusers'))
           END,
           CASE
               WHEN role.oid IS NULL
                   THEN format('CREATE ROLE %I, and SELECT monitoring.setup()', given.name)
               WHEN login.names IS NULL THEN format('GRANT %I TO ...', given.name)
           END
    FROM wanted given
    LEFT JOIN pg_roles role ON role.rolname = given.name
    LEFT JOIN logins login ON login.top = given.name
$$;
COMMENT ON FUNCTION agentmon.diagnosed_roles(timestamptz) IS
'For diagnose(): which logins may do what.';

CREATE FUNCTION agentmon.diagnosed_ways_out(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'daemon ' || daemon.worker,
           CASE
               WHEN daemon.stopped_at IS NOT NULL THEN 'healthy'
               WHEN daemon.last_seen_at < p_now - agentmon.setting_interval('notifier_gone_after')
                   THEN 'warning'
               ELSE 'healthy'
           END,
           CASE
               WHEN daemon.stopped_at IS NOT NULL THEN format('was stopped at %s', daemon.stopped_at)
               ELSE format('sends %s, last heard of at %s',
                   coalesce(nullif(array_to_string(daemon.kinds, ', '), ''), 'nothing'),
                   daemon.last_seen_at)
           END,
           CASE
               WHEN daemon.stopped_at IS NULL
                    AND daemon.last_seen_at < p_now - agentmon.setting_interval('notifier_gone_after')
                   THEN 'look at its log, and start it again: agentmon-notifier run'
           END
    FROM monitoring.notifiers daemon
    WHERE daemon.last_seen_at > p_now - interval '1 day'
    UNION ALL
    SELECT 'daemon',
           'critical',
           CASE
               WHEN EXISTS (SELECT FROM monitoring.notifiers)
                   THEN 'none runs: nothing is told'
               ELSE 'none has ever run: nothing is told'
           END,
           'agentmon-notifier run; docs/notifier.md'
    WHERE NOT EXISTS (
        SELECT FROM monitoring.notifiers daemon
        WHERE daemon.stopped_at IS NULL
          AND daemon.last_seen_at >= p_now - agentmon.setting_interval('notifier_gone_after'))
    UNION ALL
    SELECT 'route ' || route.route,
           CASE WHEN deaf.why IS NULL THEN 'healthy' ELSE 'warning' END,
           CASE
               WHEN deaf.why IS NULL THEN 'tells ' || array_to_string(route.channels, ', ')
               ELSE 'reaches nobody: ' || deaf.why
           END || CASE WHEN stored.default_channels THEN ' (nobody has chosen its channels)' ELSE '' END,
           CASE
               WHEN deaf.why IS NOT NULL
                   THEN format('UPDATE monitoring.notification_routes SET channels = ... WHERE name = %L, '
                       'or set the daemon up for one of these',
                       route.route)
           END
    FROM agentmon.route_channels(p_now) route
    JOIN monitoring.notification_routes stored ON stored.name = route.route
    LEFT JOIN agentmon.deaf_routes(p_now) deaf ON deaf.route = route.route
    UNION ALL
    SELECT 'channel ' || channel.name,
           CASE
               WHEN delay.words IS NULL THEN 'healthy'
               -- What nobody names need not be served.
               WHEN named.places IS NULL OR NOT channel.enabled THEN 'healthy'
               ELSE 'warning'
           END,
           concat_ws('; ',
               coalesce(delay.words, 'can be told'),
               coalesce(
                   'named by ' || array_to_string(named.places, ', '),
                   CASE
                       WHEN EXISTS (
                           SELECT FROM monitoring.notification_channels other
                           WHERE other.fallback = channel.name)
                           THEN 'named as a fallback'
                       ELSE 'no route names it'
                   END)),
           CASE
               WHEN delay.words IS NOT NULL AND named.places IS NOT NULL AND channel.enabled
                   THEN 'docs/channels.md says what turns it on; monitoring.channel_status, what fails'
               WHEN idle.channel IS NOT NULL
                   THEN 'UPDATE monitoring.notification_routes SET channels = ... where it is to be told'
           END
    FROM monitoring.notification_channels channel
    LEFT JOIN LATERAL agentmon.delays_in_words(channel.name, 0, p_now, p_now) delay ON true
    LEFT JOIN (
        SELECT naming.channel, array_agg(DISTINCT naming.place ORDER BY naming.place) AS places
        FROM agentmon.named_channels(p_now) naming
        GROUP BY naming.channel
    ) AS named ON named.channel = channel.name
    LEFT JOIN agentmon.idle_channels(p_now) idle ON idle.channel = channel.name
    UNION ALL
    SELECT 'channel ' || missing.channel,
           'warning',
           'does not exist; named by ' || array_to_string(missing.named_by, ', '),
           'INSERT INTO monitoring.notification_channels ..., or name another one'
    FROM agentmon.missing_channels() missing
    UNION ALL
    SELECT 'route ' || doubtful.route,
           CASE doubtful.kind WHEN 'near' THEN 'warning' ELSE 'healthy' END,
           doubtful.doubt || CASE doubtful.kind WHEN 'near' THEN '' ELSE ' so far' END,
           format('SELECT * FROM monitoring.preview_route(%L) says what it takes', doubtful.route)
    FROM agentmon.doubtful_routes(true) doubtful
$$;
COMMENT ON FUNCTION agentmon.diagnosed_ways_out(timestamptz) IS
'For diagnose(): daemons, routes and channels.';

CREATE FUNCTION agentmon.has_rows(p_table regclass) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_one boolean;
BEGIN
    -- A file that is not empty may hold what is gone already.
    IF coalesce(pg_relation_size(p_table), 0) = 0 THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', p_table) INTO found_one;
    RETURN found_one;
END
$$;
COMMENT ON FUNCTION agentmon.has_rows(regclass) IS
'Whether there is a row in a table; false where it is not.';

CREATE FUNCTION agentmon.diagnosed_work(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'job ' || job.name,
           CASE
               WHEN job.status = 'ok' THEN 'healthy'
               WHEN NOT job.enabled THEN CASE
                   WHEN job.name IN ('refresh', 'partitions') THEN 'warning'
                   ELSE 'healthy'
               END
               WHEN job.late_by > agentmon.job_patience(stored.every) OR job.last_error IS NOT NULL
                   THEN 'warning'
               ELSE 'healthy'
           END,
           concat_ws(', ',
               job.status,
               'run by ' || job.runner,
               'last at ' || job.last_run_at,
               CASE
                   WHEN job.late_by > interval '1 second'
                       THEN 'late by ' || agentmon.seconds_in_words(
                           extract(epoch FROM job.late_by)::double precision)
               END,
               job.last_error,
               job.problem),
           CASE
               WHEN NOT job.enabled
                   THEN format('UPDATE monitoring.jobs SET enabled = true WHERE name = %L', job.name)
               WHEN job.late_by > agentmon.job_patience(stored.every)
                   THEN 'start the daemon, or register them with pg_cron: SELECT monitoring.schedule_jobs()'
               WHEN job.last_error IS NOT NULL THEN format('CALL monitoring.run_job(%L)', job.name)
           END
    FROM agentmon.jobs_at(p_now) job
    JOIN monitoring.jobs stored ON stored.name = job.name
    UNION ALL
    SELECT 'cursor of ' || reader.consumer || ' on ' || reader.source,
           CASE
               WHEN reader.as_of < p_now - interval '15 minutes' THEN 'warning'
               ELSE 'healthy'
           END,
           CASE
               WHEN reader.as_of IS NULL THEN 'nothing was read yet'
               WHEN reader.done_until IS NOT NULL
                   THEN format('a backlog is read up to %s; last looked at %s',
                       reader.done_until, reader.as_of)
               ELSE format('last looked at %s', reader.as_of)
           END,
           CASE
               WHEN reader.as_of < p_now - interval '15 minutes' THEN CASE reader.consumer
                   WHEN 'alerts' THEN 'start the daemon: it takes new errors'
                   ELSE 'the job refresh reads it'
               END
           END
    FROM monitoring.consumer_cursors reader
    WHERE reader.cluster_tag = agentmon.cluster_tag()
    UNION ALL
    SELECT 'errors put off',
           'warning',
           format('%s, since %s',
               agentmon.counted(count(*), 'error'),
               min(waiting.put_off_at)),
           'SELECT * FROM monitoring.step_failures says for what they wait'
    FROM monitoring.errors_put_off waiting
    HAVING count(*) > 0
    UNION ALL
    SELECT 'catch-all of ' || raw.table_name,
           'healthy',
           'it holds rows of days without a partition',
           'the job partitions moves those of near days home, retention removes the old ones'
    FROM agentmon.partitioned_tables() raw
    WHERE agentmon.has_rows(to_regclass(format('monitoring.%I', raw.table_name || '_default')))
    UNION ALL
    SELECT format('session %s (%s)', held.pid, coalesce(nullif(held.application_name, ''), 'no name')),
           'warning',
           format('its transaction is open since %s: no cursor can pass it, and nothing is vacuumed',
               date_trunc('second', held.xact_start)),
           format('COMMIT or ROLLBACK there, or SELECT pg_terminate_backend(%s)', held.pid)
    FROM pg_stat_activity held
    WHERE held.datname = current_database()
      AND held.pid <> pg_backend_pid()
      AND held.xact_start < clock_timestamp() - interval '1 hour'
$$;
COMMENT ON FUNCTION agentmon.diagnosed_work(timestamptz) IS
'For diagnose(): jobs, how far consumers have read, and what waits.';

CREATE FUNCTION agentmon.ailing_rules() RETURNS TABLE (name text, status text, error text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT rule.name, rule.status, rule.last_error
    FROM monitoring.alert_rules rule
    WHERE rule.enabled
      AND (rule.last_error IS NOT NULL OR rule.status LIKE 'never seen: %')
    ORDER BY rule.name
$$;
COMMENT ON FUNCTION agentmon.ailing_rules() IS
'Enabled alert rules that fail, or whose metric was never seen.';

CREATE FUNCTION agentmon.firing_alerts(p_most integer)
RETURNS TABLE (
    since timestamptz,
    severity text,
    count bigint,
    labels jsonb,
    told text[],
    acknowledged_by text
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT alert.starts_at,
           alert.severity,
           alert.count,
           alert.labels,
           ARRAY(
               SELECT DISTINCT heard.channel
               FROM monitoring.told_alerts heard
               WHERE heard.alert_id = alert.id
               ORDER BY heard.channel),
           alert.acknowledged_by
    FROM monitoring.alerts alert
    WHERE alert.state = 'firing'
    ORDER BY alert.starts_at DESC, alert.id
    LIMIT p_most
$$;
COMMENT ON FUNCTION agentmon.firing_alerts(integer) IS
'The latest of the firing alerts, and which channels know of each.';

CREATE FUNCTION agentmon.who_is_told()
RETURNS TABLE (route text, matchers jsonb, channels text[], deaf text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT stored.name, stored.matchers, told.channels, silent.why
    FROM monitoring.notification_routes stored
    JOIN agentmon.route_channels(now()) told ON told.route = stored.name
    LEFT JOIN agentmon.deaf_routes() silent ON silent.route = stored.name
    ORDER BY stored."position", stored.name
$$;
COMMENT ON FUNCTION agentmon.who_is_told() IS
'The routes in their order, with the channels that each tells now, and why it reaches nobody (NULL: it '
'does).';

CREATE FUNCTION agentmon.example_of_rule(p_name text) RETURNS TABLE (channel text, title text, body text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    asked record;
    said text;
BEGIN
    SELECT rule.* INTO asked
    FROM monitoring.alert_rules rule
    WHERE rule.name = p_name;
    IF asked.name IS NULL THEN
        RETURN;
    END IF;
    said := CASE
        WHEN EXISTS (
            SELECT FROM monitoring.alerts alert
            WHERE alert.source = 'rule'
              AND alert.rule_name = asked.name
              AND alert.state = 'firing')
            THEN 'It fires already, and was told: '
        WHEN agentmon.never_seen(asked.expression) <> '{}'
            THEN format(
                '%s was never seen, so that it cannot fire: ',
                array_to_string(agentmon.never_seen(asked.expression), ', '))
        ELSE 'Its condition does not hold now: '
    END || asked.expression;
    IF agentmon.known_channels(asked.actions) IS NOT NULL THEN
        RETURN QUERY
        SELECT named.name, format('%s %s', upper(asked.severity), asked.name), said
        FROM monitoring.notification_channels named
        WHERE named.name = ANY (asked.actions)
          AND named.enabled
        ORDER BY named.name;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT preview.channel, preview.title, preview.body
    FROM monitoring.preview_notification(
        asked.labels || jsonb_build_object('alertname', asked.name),
        asked.severity,
        jsonb_build_object('message', said)) preview
    WHERE preview.is_told
      AND preview.reason IS DISTINCT FROM 'escalation'
    ORDER BY preview.channel;
END
$$;
COMMENT ON FUNCTION agentmon.example_of_rule(text) IS
'Whom a rule that does not fire would tell if it did, and a message to try it with; for send-test --rule.';

CREATE FUNCTION agentmon.diagnosed_settings(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- Newer bounds may be narrower than what was set once.
    SELECT 'setting ' || setting.name,
           'warning',
           format('is %s, which does harm', setting.value),
           format('UPDATE monitoring.settings SET value = ... WHERE name = %L: from %s to %s',
               setting.name, bound.least_value, bound.most_value)
    FROM monitoring.settings setting
    JOIN agentmon.setting_bounds() bound ON bound.name = setting.name
    WHERE CASE setting.kind
        WHEN 'interval'
            THEN setting.value::interval < bound.least_value::interval
                OR setting.value::interval > bound.most_value::interval
        ELSE setting.value::integer NOT BETWEEN bound.least_value::integer AND bound.most_value::integer
    END
    UNION ALL
    SELECT 'setting delivery_retry_first',
           'warning',
           format('is %s, and delivery_retry_most, the longest wait, %s', first.value, most.value),
           'UPDATE monitoring.settings: the longest wait is not to be shorter than the first'
    FROM monitoring.settings first
    JOIN monitoring.settings most ON most.name = 'delivery_retry_most'
    WHERE first.name = 'delivery_retry_first'
      AND first.value::interval > most.value::interval
    UNION ALL
    SELECT 'rule ' || ailing.name,
           'warning',
           coalesce('fails: ' || left(ailing.error, 300), ailing.status),
           'SELECT * FROM monitoring.preview_rule(' || quote_literal(ailing.name) || ')'
    FROM agentmon.ailing_rules() ailing
$$;
COMMENT ON FUNCTION agentmon.diagnosed_settings(timestamptz) IS
'For diagnose(): settings that do harm, and rules that cannot fire.';

CREATE FUNCTION agentmon.diagnosed_error(p_now timestamptz)
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    agent text := coalesce(
        (
            SELECT activity.agent_name
            FROM monitoring.agent_activity activity
            WHERE activity.agent_name IS NOT NULL
            ORDER BY activity.last_at DESC, activity.agent_name
            LIMIT 1),
        (
            SELECT registered.name
            FROM monitoring.agents registered
            WHERE registered.status NOT IN ('inactive', 'offline')
            ORDER BY registered.last_heartbeat_at DESC NULLS LAST, registered.name
            LIMIT 1),
        'an agent');
BEGIN
    RETURN QUERY
    WITH told AS MATERIALIZED (
        SELECT preview.*
        FROM monitoring.preview_notification(
            jsonb_build_object(
                'alertname', 'agent_error',
                'agent_name', left(agent, 200),
                'event_type', 'diagnose',
                'log_level', 'error',
                'fingerprint', '0000000000000000'),
            'error',
            '{"message": "an error of now"}',
            p_now) preview
        WHERE preview.reason IS DISTINCT FROM 'escalation'
    )
    SELECT format('an error of %s now', left(agent, 200)),
           CASE
               WHEN line.is_told THEN 'healthy'
               WHEN (SELECT bool_or(other.is_told) FROM told other) THEN 'healthy'
               ELSE 'critical'
           END,
           concat_ws(': ',
               CASE
                   WHEN line.is_told THEN format('would be told by %s at %s', line.channel, line.at)
                   WHEN line.channel IS NULL THEN 'would be told to nobody'
                   ELSE format('would not be told by %s', line.channel)
               END,
               line.why),
           CASE
               WHEN (SELECT bool_or(other.is_told) FROM told other) THEN NULL
               ELSE format(
                   'SELECT * FROM monitoring.preview_notification(%L, ''error'')',
                   jsonb_build_object('alertname', 'agent_error', 'agent_name', left(agent, 200)))
           END
    FROM told line;
END
$$;
COMMENT ON FUNCTION agentmon.diagnosed_error(timestamptz) IS
'For diagnose(): whom an error of the agent that was heard of last would be told to, were it to come now.';

CREATE FUNCTION monitoring.diagnose(p_now timestamptz DEFAULT now())
RETURNS TABLE (subject text, status text, finding text, remedy text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '2s' AS $$
#variable_conflict use_column
DECLARE
    part text;
    doubt text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF to_regclass('monitoring.schema_migrations') IS NULL THEN
        RETURN QUERY VALUES (
            'tables',
            'critical',
            'setup() has not made them yet: nothing is written, read or told',
            'SELECT monitoring.setup()');
        RETURN;
    END IF;
    FOREACH part IN ARRAY '{health,roles,ways_out,work,settings,error}'::text[] LOOP
        -- What cannot be looked at hides nothing of the rest.
        BEGIN
            RETURN QUERY EXECUTE format('SELECT * FROM agentmon.%I($1)', 'diagnosed_' || part)
                USING p_now;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS doubt = PG_EXCEPTION_HINT;
            RETURN QUERY VALUES (
                replace(part, '_', ' '),
                'warning',
                'could not be looked at: ' || SQLERRM,
                nullif(doubt, ''));
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.diagnose(timestamptz) IS
'What stands in the way, at p_now: of the monitoring''s health, roles, daemons, routes, channels, jobs, how '
'far consumers have read, settings and rules, each with its status (healthy, warning, critical), what was '
'found, and what to do; at last whom an error of an agent would be told to now. Nothing is changed.';

GRANT EXECUTE ON FUNCTION monitoring.diagnose(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.ailing_rules(),
    agentmon.firing_alerts(integer),
    agentmon.who_is_told(),
    agentmon.example_of_rule(text)
    TO agentmon_notifier, agentmon_admin;
