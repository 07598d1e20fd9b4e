-- Routing: which alerts are told together, to whom, when, and why.

CREATE FUNCTION monitoring.check_route() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM monitoring.check_matchers(NEW.matchers, 'matchers');
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_route() IS 'Trigger: matchers of a route are texts, and its regular expressions can be read.';

CREATE FUNCTION monitoring.route_alerts(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT FROM monitoring.alerts a WHERE a.news AND a.state <> 'pending') THEN
        RETURN;
    END IF;
    -- New alerts join a group of each route that they match; the first match ends it unless it says to go on. Those
    -- with actions of their own go to these channels, and so are told apart from those without.
    WITH fresh AS MATERIALIZED (
        SELECT a.id, a.labels || jsonb_build_object('severity', a.severity) AS labels, nullif(a.actions, '{}') AS actions FROM monitoring.alerts a
        WHERE a.state = 'firing' AND a.news
          AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.alert_id = a.id)
    ), matched AS MATERIALIZED (
        SELECT f.id, f.labels, f.actions, r.name AS route, r.position, r.group_by, r.continue_matching
        FROM fresh f JOIN monitoring.notification_routes r ON monitoring.labels_match(f.labels, r.matchers)
    ), chosen AS MATERIALIZED (
        SELECT c.id, c.route, c.group_labels, c.actions,
               sha256(convert_to(c.group_labels::text || coalesce(E'\n' || c.actions::text, ''), 'UTF8')) AS group_key
        FROM (SELECT m.id, m.route, m.actions, (SELECT coalesce(jsonb_object_agg(k, m.labels -> k), '{}') FROM unnest(m.group_by) AS k
                                     WHERE m.labels ? k) AS group_labels,
                     coalesce(bool_or(NOT m.continue_matching) OVER (PARTITION BY m.id ORDER BY m.position, m.route
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS passed
              FROM matched m) AS c
        WHERE NOT c.passed
    ), made AS (
        INSERT INTO monitoring.alert_groups AS g (route, group_key, group_labels, channels)
        SELECT DISTINCT c.route, c.group_key, c.group_labels, c.actions FROM chosen c ORDER BY 1, 2
        ON CONFLICT (route, group_key) DO UPDATE SET group_labels = g.group_labels
        RETURNING g.id, g.route, g.group_key
    ), unrouted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT f.id, p_now, 'not told', 'no route matches its labels' FROM fresh f WHERE f.id NOT IN (SELECT c.id FROM chosen c)
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
                       WHERE a.news AND a.state <> 'pending' AND (a.count > m.notified_count OR a.state IS DISTINCT FROM m.notified_state))
    ) AS t
    WHERE g.id = t.id AND (g.flush_at IS NULL OR g.flush_at > t.flush_at);

    -- Something has come to its end that may have held others back.
    UPDATE monitoring.alert_groups SET recheck_at = p_now
    WHERE recheck_at > p_now AND EXISTS (SELECT FROM monitoring.alerts a WHERE a.news AND a.state = 'resolved');
    UPDATE monitoring.alerts SET news = false WHERE news AND state <> 'pending';
END
$$;
COMMENT ON FUNCTION monitoring.route_alerts(timestamptz) IS
'Puts new alerts into the groups of the routes that they match, and sets when each group with news is to be told.';

CREATE FUNCTION monitoring.recheck_held(p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.alert_groups g SET recheck_at = NULL, flush_at = least(g.flush_at, greatest($1, g.last_notified_at
        + CASE WHEN EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = g.id AND m.notified_state = 'firing')
               THEN (SELECT r.group_interval FROM monitoring.notification_routes r WHERE r.name = g.route) ELSE '0' END))
    WHERE g.recheck_at <= $1
$$;
COMMENT ON FUNCTION monitoring.recheck_held(timestamptz) IS
'Has the groups whose alerts may be held back no longer told at once, or at their next interval where something of them has been told.';

CREATE FUNCTION monitoring.is_listed(p_state text, p_held_by text, p_notified_state text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE p_state WHEN 'firing' THEN p_held_by IS NULL WHEN 'resolved' THEN p_notified_state IS NOT DISTINCT FROM 'firing' ELSE false END;
COMMENT ON FUNCTION monitoring.is_listed(text, text, text) IS
'Whether the next message of a group speaks of a member: firing ones that are not held back, and resolved ones that were told as firing, held back or not.';

CREATE FUNCTION monitoring.alert_json(p_id uuid, p_labels jsonb, p_annotations jsonb, p_state text, p_starts_at timestamptz, p_ends_at timestamptz, p_count bigint) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN jsonb_build_object('id', p_id, 'labels', p_labels, 'annotations', p_annotations, 'status', p_state, 'starts_at', p_starts_at, 'ends_at', p_ends_at, 'count', p_count);
COMMENT ON FUNCTION monitoring.alert_json(uuid, jsonb, jsonb, text, timestamptz, timestamptz, bigint) IS 'An alert as the payload of a message has it.';

CREATE FUNCTION monitoring.hold_members(p_groups uuid[], p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH firing AS MATERIALIZED (
        SELECT m.group_id, m.alert_id, m.held_by FROM monitoring.alert_group_members m JOIN monitoring.alerts a ON a.id = m.alert_id AND a.state = 'firing'
        WHERE m.group_id = ANY ($1)
    ), judged AS MATERIALIZED (
        SELECT f.group_id, f.alert_id, f.held_by AS before, h.reason AS after, h.until
        FROM firing f LEFT JOIN monitoring.held_back(ARRAY(SELECT g.alert_id FROM firing g), $2) h ON h.alert_id = f.alert_id
    ), held AS (
        UPDATE monitoring.alert_group_members m SET held_by = j.after
        FROM judged j WHERE m.group_id = j.group_id AND m.alert_id = j.alert_id AND j.before IS DISTINCT FROM j.after
    ), noted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT DISTINCT j.alert_id, $2, CASE WHEN j.after IS NULL THEN 'released' ELSE 'held back' END, coalesce(j.after, j.before)
        FROM judged j WHERE j.before IS DISTINCT FROM j.after
    )
    UPDATE monitoring.alert_groups g SET recheck_at = t.recheck_at
    FROM (SELECT j.group_id, min(coalesce(j.until, $2 + monitoring.setting_interval('held_recheck'))) FILTER (WHERE j.after IS NOT NULL) AS recheck_at FROM judged j GROUP BY 1) AS t
    WHERE g.id = t.group_id AND g.recheck_at IS DISTINCT FROM t.recheck_at
$$;
COMMENT ON FUNCTION monitoring.hold_members(uuid[], timestamptz) IS
'Notes for the firing members of groups by what they are held back, and when to look again.';

-- In UTC, so that payloads do not depend on who routes.
CREATE FUNCTION monitoring.flush_groups(p_groups uuid[], p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    decided jsonb;
    made integer;
BEGIN
    PERFORM monitoring.hold_members(p_groups, p_now);
    WITH content AS (
        SELECT m.group_id AS id, count(*) FILTER (WHERE v.listed) AS total, count(*) FILTER (WHERE v.listed AND a.state = 'firing') AS firing,
               -- Told and not over, whether the next message speaks of it or not.
               coalesce(bool_or(m.notified_state = 'firing' AND a.state = 'firing'), false) AS open,
               coalesce(bool_or(m.notified_state = 'firing'), false) AS told,
               coalesce(bool_or(v.listed AND a.state = 'firing' AND m.notified_state IS NULL), false) AS new_alerts,
               coalesce(bool_or(v.speaks AND a.count > m.notified_count), false) AS more_events,
               coalesce(bool_or(a.state = 'resolved' AND m.notified_state = 'firing'), false) AS new_resolved,
               coalesce(bool_or(v.speaks), false) AS speaks,
               max(monitoring.severity_rank(a.severity)) FILTER (WHERE v.listed) AS severity_rank,
               to_jsonb((array_agg(monitoring.alert_json(a.id, a.labels, a.annotations, a.state, a.starts_at, a.ends_at, a.count) ORDER BY a.state, a.starts_at, a.id)
                   FILTER (WHERE v.listed))[1:20]) AS alerts
        FROM monitoring.alert_group_members m
        JOIN monitoring.alerts a ON a.id = m.alert_id
        CROSS JOIN LATERAL (SELECT w.listed, w.listed AND a.state = 'firing' AND a.acknowledged_at IS NULL AS speaks
                            FROM monitoring.is_listed(a.state, m.held_by, m.notified_state) AS w (listed)) AS v
        WHERE m.group_id = ANY (p_groups)
        GROUP BY 1
    )
    SELECT jsonb_agg(jsonb_build_object('group_id', g.id, 'channels', coalesce(monitoring.known_channels(g.channels), r.channels),
               'goes_on', coalesce(c.firing, 0) > 0 OR coalesce(c.open, false), 'reason', d.reason,
               'payload', jsonb_build_object('status', CASE WHEN c.firing > 0 THEN 'firing' ELSE 'resolved' END, 'reason', d.reason, 'route', g.route,
                   'group_key', encode(g.group_key, 'hex'), 'group_labels', g.group_labels,
                   'severity', ('{info,warning,error,critical}'::text[])[c.severity_rank], 'alerts', c.alerts, 'total_alerts', c.total)))
        INTO decided
    FROM monitoring.alert_groups g
    JOIN monitoring.notification_routes r ON r.name = g.route
    LEFT JOIN content c USING (id) -- retention may have emptied a group
    CROSS JOIN LATERAL (SELECT CASE WHEN c.firing > 0 AND NOT c.told THEN 'first_notification'
                    WHEN c.new_alerts THEN 'new_alerts'
                    WHEN c.more_events THEN 'more_events'
                    WHEN c.new_resolved AND c.firing = 0 AND NOT c.open THEN 'all_resolved'
                    WHEN c.new_resolved THEN 'new_resolved'
                    WHEN c.speaks AND g.last_notified_at + r.repeat_interval <= p_now THEN 'repeat' END AS reason) AS d
    WHERE g.id = ANY (p_groups);

    made := monitoring.put_notifications((SELECT jsonb_agg(d) FROM jsonb_array_elements(decided) AS d WHERE d ->> 'reason' IS NOT NULL), p_now);

    UPDATE monitoring.alert_group_members m SET notified_count = a.count, notified_state = a.state
    FROM jsonb_to_recordset(decided) AS d (group_id uuid, reason text), monitoring.alerts a
    WHERE m.group_id = d.group_id AND a.id = m.alert_id AND d.reason IS NOT NULL AND monitoring.is_listed(a.state, m.held_by, m.notified_state);

    UPDATE monitoring.alert_groups g SET last_notified_at = v.last_notified_at,
        flush_at = CASE WHEN d.goes_on THEN v.last_notified_at + r.repeat_interval END,
        escalation_from = CASE WHEN v.begins THEN p_now ELSE g.escalation_from END,
        escalate_at = CASE WHEN NOT d.goes_on THEN NULL
                           WHEN v.begins THEN p_now + (SELECT min(e.after) FROM monitoring.escalation_steps e WHERE e.route = g.route)
                           ELSE g.escalate_at END
    FROM jsonb_to_recordset(decided) AS d (group_id uuid, reason text, goes_on boolean), monitoring.notification_routes r, monitoring.alert_groups o
    CROSS JOIN LATERAL (SELECT CASE WHEN d.reason IS NULL THEN o.last_notified_at ELSE p_now END AS last_notified_at,
                               d.reason IN ('first_notification', 'new_alerts') AND o.escalate_at IS NULL AS begins) AS v
    WHERE g.id = d.group_id AND o.id = g.id AND r.name = g.route;

    PERFORM monitoring.leave_groups(p_groups, p_now);
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.flush_groups(uuid[], timestamptz) IS
'Decides for each of the groups whether there is something to tell and why, and puts it into the outbox; gives the number of messages.';

CREATE FUNCTION monitoring.known_channels(p_channels text[]) RETURNS text[] LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT array_agg(c.name) FROM monitoring.notification_channels c WHERE c.name = ANY (p_channels)$$;
COMMENT ON FUNCTION monitoring.known_channels(text[]) IS 'Those of the names that are channels; NULL for none, so that an alert whose actions name none goes where its route says.';

CREATE FUNCTION monitoring.leave_groups(p_groups uuid[], p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    -- Resolved and told, or never told: out of the group, so that the same trouble later is a first notification again.
    WITH gone AS (
        DELETE FROM monitoring.alert_group_members m USING monitoring.alerts a
        WHERE m.group_id = ANY ($1) AND a.id = m.alert_id AND a.state = 'resolved' AND m.notified_state IS DISTINCT FROM 'firing'
        RETURNING a.id, a.count, a.acknowledged_by, m.held_by
    )
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT g.id, $2, 'not told', format('%s of %s events: %s', g.count - coalesce(t.told, 0), g.count,
        coalesce(g.held_by, 'acknowledged by ' || g.acknowledged_by, CASE WHEN t.told IS NULL THEN 'it resolved before it was to be told' ELSE 'no channel was told of the resolve' END))
    FROM gone g
    CROSS JOIN LATERAL (SELECT max(n.count) AS told FROM monitoring.notification_alerts n WHERE n.alert_id = g.id) AS t
    WHERE t.told IS NULL OR t.told < g.count
$$;
COMMENT ON FUNCTION monitoring.leave_groups(uuid[], timestamptz) IS 'Takes the members whose story has ended out of groups, and writes down how much of it was not told, and why.';

CREATE FUNCTION monitoring.escalate_groups(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    due uuid[] := ARRAY(SELECT g.id FROM monitoring.alert_groups g WHERE g.escalate_at <= p_now ORDER BY g.id);
    made integer;
BEGIN
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM monitoring.hold_members(due, p_now);
    made := monitoring.put_notifications((
        SELECT jsonb_agg(jsonb_build_object('group_id', c.id, 'channels', c.channels, 'reason', 'escalation', 'payload', jsonb_build_object(
            'status', 'firing', 'reason', 'escalation', 'route', c.route, 'group_key', encode(c.group_key, 'hex'), 'group_labels', c.group_labels,
            'severity', ('{info,warning,error,critical}'::text[])[c.severity_rank], 'alerts', c.alerts, 'total_alerts', c.total)))
        FROM (SELECT g.id, g.route, g.group_key, g.group_labels, count(*) AS total, max(monitoring.severity_rank(a.severity)) AS severity_rank,
                     ARRAY(SELECT DISTINCT x FROM monitoring.escalation_steps e, unnest(e.channels) AS x
                           WHERE e.route = g.route AND g.escalation_from + e.after BETWEEN g.escalate_at AND p_now) AS channels,
                     to_jsonb((array_agg(monitoring.alert_json(a.id, a.labels, a.annotations, a.state, a.starts_at, a.ends_at, a.count) ORDER BY a.starts_at, a.id))[1:20]) AS alerts
              FROM monitoring.alert_groups g
              JOIN monitoring.alert_group_members m ON m.group_id = g.id AND m.notified_state = 'firing' AND m.held_by IS NULL
              JOIN monitoring.alerts a ON a.id = m.alert_id AND a.state = 'firing' AND a.acknowledged_at IS NULL
              WHERE g.id = ANY (due) GROUP BY g.id) AS c), p_now);
    UPDATE monitoring.alert_groups g SET escalate_at = CASE WHEN o.held THEN p_now + monitoring.setting_interval('held_recheck')
        WHEN o.open THEN (SELECT min(g.escalation_from + e.after) FROM monitoring.escalation_steps e WHERE e.route = g.route AND g.escalation_from + e.after > p_now) END
    FROM (SELECT d.id, coalesce(bool_or(m.held_by IS NULL), false) AS open, coalesce(bool_and(m.held_by IS NOT NULL), false) AS held
          FROM unnest(due) AS d (id)
          LEFT JOIN (monitoring.alert_group_members m JOIN monitoring.alerts a ON a.id = m.alert_id AND a.state = 'firing' AND a.acknowledged_at IS NULL
                     AND m.notified_state = 'firing') ON m.group_id = d.id
          GROUP BY 1) AS o
    WHERE g.id = o.id;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.escalate_groups(timestamptz) IS
'Tells the channels of the escalation steps that are due of alerts which nobody has acknowledged; gives the number of messages.';

CREATE FUNCTION monitoring.alert_step(p_now timestamptz DEFAULT now(), OUT made integer, OUT taken bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    -- So many at a time that their messages fit into memory.
    step CONSTANT integer := 1000;
    due uuid[];
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    made := 0;
    taken := monitoring.take_error_rows(p_now);
    PERFORM monitoring.evaluate_due_rules(p_now);
    PERFORM monitoring.resolve_ended(p_now);
    PERFORM monitoring.resolve_quiet_errors(p_now);
    PERFORM monitoring.route_alerts(p_now);
    PERFORM monitoring.recheck_held(p_now);
    due := ARRAY(SELECT g.id FROM monitoring.alert_groups g WHERE g.flush_at <= p_now ORDER BY g.id);
    FOR i IN 0 .. (cardinality(due) - 1) / step LOOP
        EXIT WHEN cardinality(due) = 0;
        made := made + monitoring.flush_groups(due[i * step + 1 : (i + 1) * step], p_now);
    END LOOP;
    made := made + monitoring.escalate_groups(p_now) + monitoring.fall_back(p_now) + monitoring.release_held(p_now);
    IF made > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.alert_step(timestamptz) IS
'As process_alerts(), for the daemon: also how many error rows it took, which says whether more are likely to come.';

CREATE FUNCTION monitoring.process_alerts(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT s.made FROM monitoring.alert_step($1) AS s$$;
COMMENT ON FUNCTION monitoring.process_alerts(timestamptz) IS
'One step of alerting at p_now: takes new error rows, evaluates the rules that are due, resolves, groups, routes, holds back, escalates, and puts what is due into the outbox. Gives the notifications made. Any number of callers at a time.';

CREATE FUNCTION monitoring.stay_awake(p_awake boolean) RETURNS boolean
    LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'stay_awake_wrapper';
COMMENT ON FUNCTION monitoring.stay_awake(boolean) IS
'For the daemon: says that this session looks for error rows anyhow, so that nobody need wake it by NOTIFY, until it says otherwise or ends. False where a session is just waking it: ask again after the next step. Whoever stops must look once more, a commit''s time later.';

GRANT EXECUTE ON FUNCTION monitoring.process_alerts(timestamptz), monitoring.alert_step(timestamptz), monitoring.stay_awake(boolean) TO agentmon_notifier, agentmon_admin;
