-- Alerts: from error rows to groups to notifications, and the daemon's steps over the outbox.

CREATE FUNCTION monitoring.error_fingerprint(message text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'error_fingerprint_wrapper';
COMMENT ON FUNCTION monitoring.error_fingerprint(text) IS
'16 hexadecimal digits that are the same for messages which differ in their variable parts alone (numbers, ids, addresses, times, quoted values). NULL for NULL.';

CREATE FUNCTION monitoring.setting_interval(p_name text) RETURNS interval
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT value::interval FROM monitoring.settings WHERE name = $1$$;
COMMENT ON FUNCTION monitoring.setting_interval(text) IS 'A setting of kind interval; NULL where there is none.';

CREATE FUNCTION monitoring.severity_rank(p_severity text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN array_position('{info,warning,error,critical}'::text[], $1);
COMMENT ON FUNCTION monitoring.severity_rank(text) IS '1 for info, 2 warning, 3 error, 4 critical.';

CREATE FUNCTION monitoring.alert_key(p_source text, p_labels jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN sha256(convert_to($1 || ' ' || $2::text, 'UTF8'));
COMMENT ON FUNCTION monitoring.alert_key(text, jsonb) IS 'By what an alert is known: SHA-256 of its source and its labels.';

CREATE FUNCTION monitoring.labels_match(p_labels jsonb, p_matchers jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_and(CASE WHEN m.value LIKE '~%' THEN coalesce(p_labels ->> m.key, '') ~ ('^(?:' || substr(m.value, 2) || ')$')
                                  ELSE coalesce(p_labels ->> m.key, '') = m.value END), true)
    FROM jsonb_each_text(p_matchers) AS m
$$;
COMMENT ON FUNCTION monitoring.labels_match(jsonb, jsonb) IS
'Whether labels satisfy all matchers {label: value}; a value that starts with ~ is a regular expression for the whole label. A label that is missing counts as empty.';

CREATE FUNCTION monitoring.check_route() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m record;
    hint text := 'Give {"label": "value"} or {"label": "~regular expression"}; {} matches every alert.';
BEGIN
    IF jsonb_typeof(NEW.matchers) IS DISTINCT FROM 'object' THEN
        PERFORM monitoring.refuse('matchers must be a JSON object', format('It is %s.', coalesce(jsonb_typeof(NEW.matchers), 'NULL')),
            hint, 'invalid_parameter_value');
    END IF;
    FOR m IN SELECT e.key, jsonb_typeof(e.value) AS type, NEW.matchers ->> e.key AS value FROM jsonb_each(NEW.matchers) AS e LOOP
        IF m.type <> 'string' THEN
            PERFORM monitoring.refuse(format('the matcher of label %s must be a text', quote_literal(m.key)),
                format('It is of type %s.', m.type), hint, 'invalid_parameter_value');
        END IF;
        BEGIN
            -- One that cannot be read would stop the routing of every alert.
            PERFORM monitoring.labels_match('{}', jsonb_build_object(m.key, m.value));
        EXCEPTION WHEN invalid_regular_expression THEN
            PERFORM monitoring.refuse(format('the matcher of label %s is not a regular expression', quote_literal(m.key)),
                format('It is %s: %s.', quote_literal(m.value), SQLERRM), hint, 'invalid_parameter_value');
        END;
    END LOOP;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_route() IS 'Trigger: matchers of a route are texts, and its regular expressions can be read.';

-- Taking in error rows -----------------------------------------------------------------------------------

CREATE FUNCTION monitoring.take_error_rows(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    tag integer;
    known pg_snapshot;
    own bigint;
    w record;
    taken bigint := 0;
    found_rows bigint;
BEGIN
    FOR tag IN SELECT * FROM monitoring.lock_cursors('alerts', 'agent_logs') LOOP
        SELECT c.snapshot INTO STRICT known FROM monitoring.consumer_cursors c
        WHERE c.consumer = 'alerts' AND c.source = 'agent_logs' AND c.cluster_tag = tag;
        own := monitoring.row_stamp();
        SELECT * INTO STRICT w FROM monitoring.stamps_to_read(tag, known);
        -- One statement, one snapshot: reads the inbox, raises the alerts, moves the cursor.
        WITH fresh AS MATERIALIZED (
            SELECT l.agent_name, l.event_type, l.log_level, left(l.message, 1000) AS message, l.id, l.created_at, l.request_id, l.stamp,
                   monitoring.error_fingerprint(coalesce(l.message, '')) AS fingerprint
            FROM monitoring.agent_logs l
            WHERE l.log_level IN ('error', 'critical') AND l.stamp <> own
              AND (l.stamp BETWEEN w.unread_from AND w.until OR l.stamp = ANY (w.running))
        ), newest AS (
            -- One sort, which spills to disk: a storm's messages need not fit into an array, nor into memory. By one hash,
            -- because rows that are equal in four texts are compared in all four.
            SELECT DISTINCT ON (f.same) f.*, count(*) OVER alike AS count, min(f.created_at) OVER alike AS starts_at
            FROM (SELECT *, sha256(convert_to(ROW(agent_name, event_type, log_level, fingerprint)::text, 'UTF8')) AS same FROM fresh) AS f
            WINDOW alike AS (PARTITION BY f.same ORDER BY f.created_at DESC, f.id DESC
                             ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
            ORDER BY f.same, f.created_at DESC, f.id DESC
        ), grouped AS (
            SELECT jsonb_strip_nulls(jsonb_build_object('alertname', 'agent_error', 'agent_name', n.agent_name, 'event_type', n.event_type,
                       'log_level', n.log_level, 'fingerprint', n.fingerprint)) AS labels,
                   n.log_level AS severity, n.count, n.starts_at, n.created_at AS last_seen_at,
                   jsonb_strip_nulls(jsonb_build_object('message', n.message, 'log_id', n.id, 'request_id', n.request_id)) AS annotations
            FROM newest n
        ), raised AS (
            INSERT INTO monitoring.alerts AS a (alert_key, source, labels, annotations, severity, state, count, starts_at, fired_at, last_seen_at, updated_at)
            SELECT monitoring.alert_key('log', g.labels), 'log', g.labels, g.annotations, g.severity, 'firing', g.count, g.starts_at,
                   p_now, g.last_seen_at, p_now
            FROM grouped g ORDER BY 1
            ON CONFLICT (alert_key) WHERE state <> 'resolved' DO UPDATE SET
                count = a.count + excluded.count, starts_at = least(a.starts_at, excluded.starts_at),
                annotations = CASE WHEN excluded.last_seen_at >= a.last_seen_at THEN excluded.annotations ELSE a.annotations END,
                last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at), updated_at = excluded.updated_at
        ), moved AS (
            UPDATE monitoring.consumer_cursors c SET as_of = p_now,
                snapshot = monitoring.snapshot_to_store(tag, known, pg_current_snapshot(), (SELECT max(f.stamp) FROM fresh f))
            WHERE c.consumer = 'alerts' AND c.source = 'agent_logs' AND c.cluster_tag = tag
        )
        SELECT count(*) INTO found_rows FROM fresh;
        taken := taken + found_rows;
    END LOOP;
    RETURN taken;
END
$$;
COMMENT ON FUNCTION monitoring.take_error_rows(timestamptz) IS
'Takes the log rows at error or critical that came since the last run, each exactly once, into alerts; gives their number.';

-- Routing and grouping ------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.resolve_quiet_errors(p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.alerts a SET state = 'resolved', ends_at = a.last_seen_at, updated_at = $1
    WHERE a.state = 'firing' AND a.labels ->> 'alertname' = 'agent_error'
      AND a.updated_at <= $1 - monitoring.setting_interval('error_resolve_after')
      -- What a group has yet to tell is told first: an error never passes in silence.
      AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m JOIN monitoring.alert_groups g ON g.id = m.group_id
                      WHERE m.alert_id = a.id AND m.notified_count < a.count AND g.flush_at IS NOT NULL)
$$;
COMMENT ON FUNCTION monitoring.resolve_quiet_errors(timestamptz) IS
'Resolves the alerts of error rows that have been silent for the setting error_resolve_after, once they have been told in full.';

CREATE FUNCTION monitoring.route_alerts(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    -- New alerts join a group of each route that they match; the first match ends it unless it says to go on.
    WITH fresh AS MATERIALIZED (
        SELECT a.id, a.labels || jsonb_build_object('severity', a.severity) AS labels FROM monitoring.alerts a
        WHERE a.state = 'firing' AND a.updated_at = p_now
          AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.alert_id = a.id)
    ), matched AS MATERIALIZED (
        SELECT f.id, f.labels, r.name AS route, r.position, r.group_by, r.continue_matching
        FROM fresh f JOIN monitoring.notification_routes r ON monitoring.labels_match(f.labels, r.matchers)
    ), chosen AS MATERIALIZED (
        SELECT c.id, c.route, c.group_labels, sha256(convert_to(c.group_labels::text, 'UTF8')) AS group_key
        FROM (SELECT m.id, m.route, (SELECT coalesce(jsonb_object_agg(k, m.labels -> k), '{}') FROM unnest(m.group_by) AS k
                                     WHERE m.labels ? k) AS group_labels,
                     coalesce(bool_or(NOT m.continue_matching) OVER (PARTITION BY m.id ORDER BY m.position, m.route
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS passed
              FROM matched m) AS c
        WHERE NOT c.passed
    ), made AS (
        INSERT INTO monitoring.alert_groups AS g (route, group_key, group_labels)
        SELECT DISTINCT c.route, c.group_key, c.group_labels FROM chosen c ORDER BY 1, 2
        ON CONFLICT (route, group_key) DO UPDATE SET group_labels = g.group_labels
        RETURNING g.id, g.route, g.group_key
    )
    INSERT INTO monitoring.alert_group_members (group_id, alert_id)
    SELECT g.id, c.id FROM chosen c JOIN made g USING (route, group_key);

    -- A group with news is told after group_wait where nothing of it is open to its readers, else at its next interval.
    UPDATE monitoring.alert_groups g SET flush_at = t.flush_at
    FROM (
        SELECT h.id, CASE WHEN EXISTS (SELECT FROM monitoring.alert_group_members o WHERE o.group_id = h.id AND o.notified_state = 'firing')
                          THEN greatest(p_now, h.last_notified_at + r.group_interval) ELSE p_now + r.group_wait END AS flush_at
        FROM monitoring.alert_groups h
        JOIN monitoring.notification_routes r ON r.name = h.route
        WHERE h.id IN (SELECT m.group_id FROM monitoring.alerts a JOIN monitoring.alert_group_members m ON m.alert_id = a.id
                       WHERE a.updated_at = p_now AND (a.count > m.notified_count OR a.state IS DISTINCT FROM m.notified_state))
    ) AS t
    WHERE g.id = t.id AND (g.flush_at IS NULL OR g.flush_at > t.flush_at);
END
$$;
COMMENT ON FUNCTION monitoring.route_alerts(timestamptz) IS
'Puts new alerts into the groups of the routes that they match, and sets when each group with news is to be told.';

CREATE FUNCTION monitoring.notification_text(p_severity text, p_status text, p_alerts jsonb, p_total bigint, OUT title text, OUT body text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('%s %s%s%s', CASE p_status WHEN 'resolved' THEN 'RESOLVED' ELSE upper(p_severity) END,
               left(coalesce(first #>> '{labels,agent_name}', first #>> '{labels,alertname}'), 80),
               coalesce(': ' || left(coalesce(first #>> '{labels,event_type}', first #>> '{annotations,summary}'), 80), ''),
               CASE WHEN p_total > 1 THEN format(' (and %s more)', p_total - 1) ELSE '' END),
           (SELECT string_agg(format('%s%s', left(coalesce(a #>> '{annotations,message}', a #>> '{annotations,summary}', a ->> 'labels'), 400),
                CASE WHEN (a ->> 'count')::bigint > 1 THEN format(' (%s times since %s UTC)', a ->> 'count',
                    to_char((a ->> 'starts_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')) ELSE '' END), E'\n' ORDER BY n)
            FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS e (a, n))
    FROM (SELECT p_alerts -> 0 AS first) AS f
$$;
COMMENT ON FUNCTION monitoring.notification_text(text, text, jsonb, bigint) IS 'Title and body of a message about alerts.';

-- In UTC, so that payloads do not depend on who routes.
CREATE FUNCTION monitoring.flush_groups(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    made integer;
BEGIN
    WITH due AS (
        SELECT g.id, g.group_labels, r.channels, r.repeat_interval, g.last_notified_at + r.repeat_interval <= p_now AS repeats
        FROM monitoring.alert_groups g JOIN monitoring.notification_routes r ON r.name = g.route
        WHERE g.flush_at <= p_now
    ), content AS (
        SELECT d.id, count(*) AS total, count(*) FILTER (WHERE a.state = 'firing') AS firing,
               coalesce(bool_or(m.notified_state = 'firing'), false) AS told,
               coalesce(bool_or(a.state = 'firing' AND m.notified_state IS NULL), false) AS new_alerts,
               coalesce(bool_or(a.count > m.notified_count), false) AS more_events,
               coalesce(bool_or(a.state = 'resolved' AND m.notified_state = 'firing'), false) AS new_resolved,
               max(monitoring.severity_rank(a.severity)) AS severity_rank,
               to_jsonb((array_agg(jsonb_build_object('labels', a.labels, 'annotations', a.annotations, 'status', a.state,
                   'starts_at', a.starts_at, 'ends_at', a.ends_at, 'count', a.count) ORDER BY a.state, a.starts_at, a.id))[1:20]) AS alerts
        FROM due d
        JOIN monitoring.alert_group_members m ON m.group_id = d.id
        JOIN monitoring.alerts a ON a.id = m.alert_id
        GROUP BY d.id
    ), decided AS MATERIALIZED (
        SELECT d.*, c.total, coalesce(c.firing, 0) AS firing, c.severity_rank, c.alerts, CASE WHEN c.firing > 0 THEN 'firing' ELSE 'resolved' END AS status,
               ('{info,warning,error,critical}'::text[])[c.severity_rank] AS severity,
               CASE WHEN c.firing > 0 AND NOT c.told THEN 'first_notification'
                    WHEN c.new_alerts THEN 'new_alerts'
                    WHEN c.firing > 0 AND c.more_events THEN 'more_events'
                    WHEN c.firing = 0 AND c.told THEN 'all_resolved'
                    WHEN c.new_resolved THEN 'new_resolved'
                    WHEN c.firing > 0 AND d.repeats THEN 'repeat' END AS reason
        FROM due d LEFT JOIN content c USING (id) -- retention may have emptied a group
    ), outbox AS (
        INSERT INTO monitoring.notifications (id, group_id, channel, kind, reason, payload, next_attempt_at, idempotency_key, created_at)
        SELECT n.id, n.group_id, n.channel, n.kind, n.reason, n.payload, p_now, 'agentmon_' || n.id, p_now
        FROM (SELECT monitoring.uuid_v7() AS id, d.id AS group_id, ch.name AS channel, ch.kind, d.reason,
                     jsonb_build_object('status', d.status, 'reason', d.reason, 'group_labels', d.group_labels, 'severity', d.severity,
                         'alerts', d.alerts, 'total_alerts', d.total, 'title', t.title, 'body', t.body) AS payload
              FROM decided d
              JOIN monitoring.notification_channels ch ON ch.name = ANY (d.channels)
              CROSS JOIN LATERAL monitoring.notification_text(d.severity, d.status, d.alerts, d.total) AS t
              WHERE d.reason IS NOT NULL AND ch.enabled AND monitoring.kind_is_served(ch.kind, p_now)
                AND d.severity_rank >= monitoring.severity_rank(ch.min_severity)
                AND (d.status = 'firing' AND d.reason <> 'new_resolved' OR ch.send_resolved)) AS n
        RETURNING 1
    ), members AS (
        UPDATE monitoring.alert_group_members m SET notified_count = a.count, notified_state = a.state
        FROM decided d, monitoring.alerts a WHERE m.group_id = d.id AND a.id = m.alert_id AND d.reason IS NOT NULL
    ), groups AS (
        UPDATE monitoring.alert_groups g SET last_notified_at = CASE WHEN d.reason IS NULL THEN g.last_notified_at ELSE p_now END,
            flush_at = CASE WHEN d.firing > 0 THEN CASE WHEN d.reason IS NULL THEN g.last_notified_at ELSE p_now END + d.repeat_interval END
        FROM decided d WHERE g.id = d.id
    )
    SELECT count(*) INTO made FROM outbox;
    -- Resolved and told: out of the group, so that the same trouble later is a first notification again.
    DELETE FROM monitoring.alert_group_members m USING monitoring.alerts a
    WHERE a.id = m.alert_id AND a.state = 'resolved' AND a.updated_at <= p_now AND m.notified_state = 'resolved';
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.flush_groups(timestamptz) IS
'Puts the messages of all groups that are due into the outbox, one per channel of the route; gives their number.';

CREATE FUNCTION monitoring.kind_is_served(p_kind text, p_now timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_or($1 = ANY (n.kinds) AND n.last_seen_at > least(l.last_seen_at, $2) - interval '1 day'), true)
    FROM monitoring.notifiers n, (SELECT max(last_seen_at) AS last_seen_at FROM monitoring.notifiers) AS l
    WHERE n.kinds <> '{}' -- a daemon without channels runs jobs; errors still wait for one that has some
$$;
COMMENT ON FUNCTION monitoring.kind_is_served(text, timestamptz) IS
'Whether a daemon sends this kind of message, among those that were seen within a day of the one seen last: while all are away, messages for them wait. True as long as none has ever registered.';

CREATE FUNCTION monitoring.process_alerts(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    made integer;
BEGIN
    PERFORM monitoring.take_error_rows(p_now);
    PERFORM monitoring.resolve_quiet_errors(p_now);
    PERFORM monitoring.route_alerts(p_now);
    made := monitoring.flush_groups(p_now);
    IF made > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.process_alerts(timestamptz) IS
'One step of alerting at p_now: takes new error rows, resolves quiet alerts, groups, routes, and puts what is due into the outbox. Gives the notifications made. Any number of callers at a time.';

GRANT EXECUTE ON FUNCTION monitoring.error_fingerprint(text), monitoring.labels_match(jsonb, jsonb), monitoring.severity_rank(text)
    TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.process_alerts(timestamptz) TO agentmon_notifier, agentmon_admin;
