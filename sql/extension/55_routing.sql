-- Routing: which alerts are told together, to whom, when, and why.

CREATE FUNCTION monitoring.check_route() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM monitoring.check_matchers(NEW.matchers, 'matchers');
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_route() IS 'Trigger: matchers of a route are texts, and its regular expressions can be read.';

CREATE FUNCTION monitoring.leave_route() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    UPDATE monitoring.alerts a SET news = true
    WHERE a.state <> 'resolved' AND NOT a.news AND a.id IN (SELECT m.alert_id FROM monitoring.alert_group_members m JOIN monitoring.alert_groups g ON g.id = m.group_id WHERE g.route = OLD.name);
    NOTIFY agentmon_alerts;
    RETURN OLD;
END
$$;
COMMENT ON FUNCTION monitoring.leave_route() IS 'Trigger: what is open of a route that is deleted goes where the others say.';

CREATE FUNCTION monitoring.known_channels(p_channels text[]) RETURNS text[] LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT array_agg(c.name) FROM monitoring.notification_channels c WHERE c.name = ANY (p_channels)$$;
COMMENT ON FUNCTION monitoring.known_channels(text[]) IS 'Those of the names that are channels; NULL for none, so that an alert whose actions name none goes where its route says.';

CREATE FUNCTION monitoring.check_stored_matchers(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stored record;
BEGIN
    FOR stored IN
        SELECT format('route %s', r.name) AS member, r.matchers, NULL::jsonb AS others, 'notification_routes' AS relation
        FROM monitoring.notification_routes r
        UNION ALL
        SELECT format('silence %s', s.id), s.matchers, NULL, 'silences'
        FROM monitoring.silences s
        UNION ALL
        SELECT format('mute time %s', m.name), m.matchers, NULL, 'mute_times'
        FROM monitoring.mute_times m
        UNION ALL
        SELECT format('inhibition rule %s', i.id), i.source_matchers, i.target_matchers, 'inhibition_rules'
        FROM monitoring.inhibition_rules i
    LOOP
        BEGIN
            PERFORM monitoring.check_matchers(stored.matchers, 'matchers');
            IF stored.others IS NOT NULL THEN
                PERFORM monitoring.check_matchers(stored.others, 'matchers');
            END IF;
            PERFORM monitoring.muted_until(m.weekdays, m.time_from, m.time_to, m.days_of_month, m.months, m.timezone, p_now)
            FROM monitoring.mute_times m
            WHERE stored.member = format('mute time %s', m.name);
            PERFORM monitoring.end_failure('matchers', stored.member);
        EXCEPTION WHEN OTHERS THEN
            PERFORM monitoring.note_failure('matchers', stored.member, SQLERRM, p_now,
                format('It matches nothing until its matchers in monitoring.%s are put right.', stored.relation));
        END;
    END LOOP;
    PERFORM monitoring.end_other_failures('matchers', p_now);
    RETURN (SELECT count(*) FROM monitoring.step_failures f WHERE f.step = 'matchers');
END
$$;
COMMENT ON FUNCTION monitoring.check_stored_matchers(timestamptz) IS
'Looks at the matchers of all routes, silences, mute times and inhibition rules: what cannot be read is noted, and passed over by matchers_work() until it is put right; gives its number.';

CREATE FUNCTION monitoring.matchers_work(p_kind text, p_name text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT monitoring.member_fails('matchers', p_kind || ' ' || p_name)
$$;
COMMENT ON FUNCTION monitoring.matchers_work(text, text) IS
'False for a route, silence, mute time or inhibition rule whose matchers were found to be unreadable.';

CREATE FUNCTION monitoring.pass_over_unsound_matchers(p_now timestamptz) RETURNS bigint
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT monitoring.try_step('matchers', 'check_stored_matchers', p_now)$$;
COMMENT ON FUNCTION monitoring.pass_over_unsound_matchers(timestamptz) IS
'check_stored_matchers(), for those whom its own failure must not stop.';

CREATE FUNCTION monitoring.with_sound_matchers(p_step text, p_function text, p_members uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_members <> '{}' AND monitoring.member_fails('matchers') THEN
        -- They may have been put right.
        PERFORM monitoring.pass_over_unsound_matchers(p_now);
    END IF;
    -- Matchers that cannot be read stop all alerts alike.
    RETURN monitoring.one_by_one(p_step, p_function, p_members, p_now, 'pass_over_unsound_matchers');
END
$$;
COMMENT ON FUNCTION monitoring.with_sound_matchers(text, text, uuid[], timestamptz) IS
'As one_by_one(), for what uses matchers: where it fails, it is tried again without those that cannot be read.';

CREATE FUNCTION monitoring.route_alerts(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- These and no others: what is raised or resolved from here on is news for the next step. One that somebody is
    -- just changing is left for it too, rather than waited for.
    RETURN monitoring.with_sound_matchers('routing', 'route_these', ARRAY(
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.news
          AND alert.state <> 'pending'
        FOR UPDATE SKIP LOCKED), p_now);
END
$$;
COMMENT ON FUNCTION monitoring.route_alerts(timestamptz) IS
'Puts new alerts into the groups of the routes that they match, and sets when each group with news is to be told; gives their number. One that cannot be routed is noted, and the others are.';

CREATE FUNCTION monitoring.route_these(p_alerts uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    routed uuid[] := p_alerts;
BEGIN
    UPDATE monitoring.alerts alert
    SET news = false
    WHERE alert.id = ANY (routed);
    -- New alerts join a group of each route that they match; the first match ends it unless it says to go on. Those
    -- with actions of their own go to these channels, once, and so are told apart from those without.
    WITH fresh AS MATERIALIZED (
        SELECT a.id, a.alert_key, a.source, a.severity, a.labels || jsonb_build_object('severity', a.severity) AS labels, CASE WHEN monitoring.known_channels(a.actions) IS NOT NULL THEN a.actions END AS actions
        FROM monitoring.alerts a
        WHERE a.id = ANY (routed) AND a.state = 'firing'
          AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.alert_id = a.id)
    ), matched AS MATERIALIZED (
        SELECT f.*, r.name AS route, r.position, r.group_by, r.continue_matching AND f.actions IS NULL AS goes_on
        FROM fresh f
        JOIN (SELECT * FROM monitoring.notification_routes t WHERE monitoring.matchers_work('route', t.name) OFFSET 0) AS r
            ON monitoring.labels_match(f.labels, r.matchers)
    ), chosen AS MATERIALIZED (
        SELECT c.*, sha256(convert_to(c.group_labels::text || coalesce(E'\n' || c.actions::text, ''), 'UTF8')) AS group_key
        FROM (SELECT m.id, m.alert_key, m.source, m.severity, m.route, m.actions, (SELECT coalesce(jsonb_object_agg(k, m.labels -> k), '{}') FROM unnest(m.group_by) AS k
                                     WHERE m.labels ? k) AS group_labels,
                     coalesce(bool_or(NOT m.goes_on) OVER (PARTITION BY m.id ORDER BY m.position, m.route
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS passed
              FROM matched m) AS c
        WHERE NOT c.passed
    ), made AS (
        INSERT INTO monitoring.alert_groups AS g (route, group_key, group_labels, channels)
        SELECT DISTINCT c.route, c.group_key, c.group_labels, c.actions FROM chosen c ORDER BY 1, 2
        ON CONFLICT (route, group_key) DO UPDATE SET group_labels = g.group_labels
        RETURNING g.id, g.route, g.group_key
    ), joining AS MATERIALIZED (
        SELECT g.id AS group_id, c.id, c.alert_key, c.source, c.severity FROM chosen c JOIN made g USING (route, group_key)
    ), came_back AS (
        -- Its readers have not heard that it was over, so it just goes on.
        DELETE FROM monitoring.alert_group_members m USING monitoring.alerts a, joining j
        WHERE a.id = m.alert_id AND a.state = 'resolved' AND m.notified_state = 'firing' AND j.group_id = m.group_id AND j.alert_key = a.alert_key AND j.severity = a.severity
        RETURNING m.group_id, m.alert_id, j.id AS next_id, m.notified_count
    ), noted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT f.id, p_now, 'not told', 'no route matches its labels' FROM fresh f
        WHERE NOT EXISTS (SELECT FROM chosen c WHERE c.id = f.id)
          AND NOT EXISTS (SELECT FROM monitoring.alert_events e WHERE e.alert_id = f.id AND e.event = 'not told' AND e.detail = 'no route matches its labels')
        UNION ALL
        SELECT a.id, p_now, 'not told', 'it resolved before it was to be told' FROM monitoring.alerts a
        WHERE a.id = ANY (routed) AND a.state = 'resolved'
          AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.alert_id = a.id)
          AND NOT EXISTS (SELECT FROM monitoring.notification_alerts n WHERE n.alert_id = a.id)
          AND NOT EXISTS (SELECT FROM monitoring.alert_events e WHERE e.alert_id = a.id AND e.event = 'not told')
        UNION ALL
        SELECT t.alert_id, p_now, t.event, t.detail
        FROM (SELECT DISTINCT b.alert_id, b.next_id FROM came_back b) AS b
        CROSS JOIN LATERAL (VALUES (b.next_id, 'goes on', format('alert %s, which was told, fired again before its end was', b.alert_id)),
                                   (b.alert_id, 'came back', format('as alert %s, before its end was told', b.next_id))) AS t (alert_id, event, detail)
    )
    INSERT INTO monitoring.alert_group_members (group_id, alert_id, notified_count, notified_state)
    SELECT j.group_id, j.id, CASE j.source WHEN 'log' THEN 0 ELSE coalesce(b.notified_count, 0) END, CASE WHEN b.next_id IS NOT NULL THEN 'firing' END
    FROM joining j LEFT JOIN came_back b ON b.group_id = j.group_id AND b.next_id = j.id;

    -- A group with news is told after group_wait where nothing of it is open to its readers, else at its next interval.
    UPDATE monitoring.alert_groups g SET flush_at = t.flush_at
    FROM (
        SELECT h.id, CASE WHEN EXISTS (SELECT FROM monitoring.alert_group_members o WHERE o.group_id = h.id AND o.notified_state = 'firing')
                          THEN greatest(p_now, h.last_notified_at + r.group_interval) ELSE p_now + r.group_wait END AS flush_at
        FROM monitoring.alert_groups h
        JOIN monitoring.notification_routes r ON r.name = h.route
        WHERE h.id IN (SELECT m.group_id FROM monitoring.alerts a JOIN monitoring.alert_group_members m ON m.alert_id = a.id
                       WHERE a.id = ANY (routed) AND (a.count > m.notified_count OR a.state IS DISTINCT FROM m.notified_state))
    ) AS t
    WHERE g.id = t.id AND (g.flush_at IS NULL OR g.flush_at > t.flush_at);

    -- Something has come to its end that may have held others back.
    IF EXISTS (SELECT FROM monitoring.alerts a WHERE a.id = ANY (routed) AND a.state = 'resolved') THEN
        UPDATE monitoring.alert_groups g SET recheck_at = p_now
        WHERE g.recheck_at > p_now AND EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = g.id AND m.held_by LIKE 'inhibited by %');
    END IF;
    RETURN cardinality(routed);
END
$$;
COMMENT ON FUNCTION monitoring.route_these(uuid[], timestamptz) IS
'Routes alerts with news, whose rows are locked: see route_alerts(); gives their number.';

CREATE FUNCTION monitoring.recheck_these(p_groups uuid[], p_now timestamptz) RETURNS bigint
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.alert_groups g SET recheck_at = NULL, flush_at = least(g.flush_at, greatest($2, g.last_notified_at
        + CASE WHEN EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = g.id AND m.notified_state = 'firing')
               THEN (SELECT r.group_interval FROM monitoring.notification_routes r WHERE r.name = g.route) ELSE '0' END))
    WHERE g.id = ANY ($1);
    SELECT cardinality($1)::bigint
$$;
COMMENT ON FUNCTION monitoring.recheck_these(uuid[], timestamptz) IS 'recheck_held() for these groups; gives their number.';

CREATE FUNCTION monitoring.recheck_held(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN monitoring.one_by_one('holding back', 'recheck_these', ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.recheck_at <= p_now
        ORDER BY grp.id), p_now);
END
$$;
COMMENT ON FUNCTION monitoring.recheck_held(timestamptz) IS
'Has the groups whose alerts may be held back no longer told at once, or at their next interval where something of them has been told.';

CREATE FUNCTION monitoring.is_listed(p_state text, p_held_by text, p_notified_state text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE p_state WHEN 'firing' THEN p_held_by IS NULL WHEN 'resolved' THEN p_notified_state IS NOT DISTINCT FROM 'firing' ELSE false END;
COMMENT ON FUNCTION monitoring.is_listed(text, text, text) IS
'Whether the next message of a group speaks of a member: firing ones that are not held back, and resolved ones that were told as firing, held back or not.';

CREATE FUNCTION monitoring.cut_texts(p_texts jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT jsonb_object_agg(left(e.key, 100), left(e.value, 500)) FROM (SELECT * FROM jsonb_each_text(p_texts) LIMIT 20) AS e$$;
COMMENT ON FUNCTION monitoring.cut_texts(jsonb) IS '20 of the texts of an object, cut off at 500 characters.';

CREATE FUNCTION monitoring.short_texts(p_texts jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN octet_length(p_texts::text) <= 8000 THEN p_texts ELSE monitoring.cut_texts(p_texts) END;
COMMENT ON FUNCTION monitoring.short_texts(jsonb) IS
'Labels or annotations as they are, or, where they are longer than 8000 bytes, cut: no message, and no step with its messages, grows beyond what fits into memory.';

CREATE FUNCTION monitoring.alert_json(p_id uuid, p_labels jsonb, p_annotations jsonb, p_state text, p_starts_at timestamptz, p_ends_at timestamptz, p_count bigint) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN jsonb_build_object('id', p_id, 'labels', monitoring.short_texts(p_labels), 'annotations', monitoring.short_texts(p_annotations), 'status', p_state, 'starts_at', p_starts_at, 'ends_at', p_ends_at, 'count', p_count);
COMMENT ON FUNCTION monitoring.alert_json(uuid, jsonb, jsonb, text, timestamptz, timestamptz, bigint) IS 'An alert as the payload of a message has it.';

CREATE FUNCTION monitoring.longest_hold() RETURNS interval
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT greatest(monitoring.setting_interval('held_recheck'), interval '1 hour')$$;
COMMENT ON FUNCTION monitoring.longest_hold() IS
'After how long at the latest it is looked at again whether what is held back still is: a clock that was wrong puts it off no further.';

CREATE FUNCTION monitoring.hold_members(p_groups uuid[], p_now timestamptz) RETURNS bigint
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
    FROM (SELECT j.group_id, min(least(coalesce(j.until, $2 + monitoring.setting_interval('held_recheck')), $2 + monitoring.longest_hold())) FILTER (WHERE j.after IS NOT NULL) AS recheck_at FROM judged j GROUP BY 1) AS t
    WHERE g.id = t.group_id AND g.recheck_at IS DISTINCT FROM t.recheck_at;
    SELECT cardinality($1)::bigint
$$;
COMMENT ON FUNCTION monitoring.hold_members(uuid[], timestamptz) IS
'Notes for the firing members of groups by what they are held back, and when to look again; gives the number of groups.';

-- In UTC, so that payloads do not depend on who routes.
CREATE FUNCTION monitoring.flush_groups(p_groups uuid[], p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    decided jsonb;
    made integer;
BEGIN
    -- Read once: what a message says of an alert and what is written down as said must be the same, also where somebody
    -- resolves it meanwhile.
    WITH members AS MATERIALIZED (
        SELECT m.group_id, m.alert_id, m.notified_state, m.notified_count, a.labels, a.annotations, a.severity, a.state, a.count, a.starts_at, a.ends_at,
               v.listed, a.acknowledged_at IS NULL AS waiting,
               row_number() OVER (PARTITION BY m.group_id, v.listed ORDER BY a.state, a.starts_at, a.id) AS nth
        FROM monitoring.alert_group_members m
        JOIN monitoring.alerts a ON a.id = m.alert_id
        CROSS JOIN LATERAL (SELECT monitoring.is_listed(a.state, m.held_by, m.notified_state) AS listed) AS v
        WHERE m.group_id = ANY (p_groups)
    ), content AS (
        SELECT x.group_id AS id, count(*) FILTER (WHERE x.listed) AS total, count(*) FILTER (WHERE x.listed AND x.state = 'firing') AS firing,
               -- Told and not over, whether the next message speaks of it or not.
               coalesce(bool_or(x.notified_state = 'firing' AND x.state = 'firing'), false) AS open,
               coalesce(bool_or(x.notified_state = 'firing' AND x.state = 'firing' AND x.waiting), false) AS waiting,
               coalesce(bool_or(x.notified_state = 'firing'), false) AS told,
               coalesce(bool_or(x.listed AND x.state = 'firing' AND x.notified_state IS NULL), false) AS new_alerts,
               coalesce(bool_or(x.listed AND x.state = 'firing' AND x.waiting AND x.count > x.notified_count), false) AS more_events,
               coalesce(bool_or(x.state = 'resolved' AND x.notified_state = 'firing'), false) AS new_resolved,
               coalesce(bool_or(x.listed AND x.state = 'firing' AND x.waiting), false) AS speaks,
               max(monitoring.severity_rank(x.severity)) FILTER (WHERE x.listed) AS severity_rank,
               jsonb_agg(monitoring.alert_json(x.alert_id, x.labels, x.annotations, x.state, x.starts_at, x.ends_at, x.count) ORDER BY x.nth)
                   FILTER (WHERE x.listed AND x.nth <= 20) AS alerts,
               jsonb_agg(jsonb_build_object('alert_id', x.alert_id, 'state', x.state, 'count', x.count)) FILTER (WHERE x.listed) AS about
        FROM members x
        GROUP BY 1
    )
    SELECT jsonb_agg(jsonb_build_object('group_id', g.id, 'channels', coalesce(monitoring.known_channels(g.channels), r.channels),
               'goes_on', coalesce(c.firing, 0) > 0 OR coalesce(c.open, false), 'waiting', coalesce(c.waiting, false), 'reason', d.reason, 'about', c.about,
               'payload', jsonb_build_object('status', CASE WHEN c.firing > 0 OR c.open THEN 'firing' ELSE 'resolved' END, 'reason', d.reason, 'route', g.route,
                   'group_key', encode(g.group_key, 'hex'), 'group_labels', monitoring.short_texts(g.group_labels),
                   'severity', monitoring.severity_of(c.severity_rank), 'alerts', c.alerts, 'total_alerts', c.total)))
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

    UPDATE monitoring.alert_group_members m SET notified_count = l.count, notified_state = l.state
    FROM jsonb_to_recordset(decided) AS d (group_id uuid, reason text, about jsonb) CROSS JOIN LATERAL jsonb_to_recordset(d.about) AS l (alert_id uuid, state text, count bigint)
    WHERE m.group_id = ANY (p_groups) AND m.group_id = d.group_id AND m.alert_id = l.alert_id AND d.reason IS NOT NULL;

    UPDATE monitoring.alert_groups g SET last_notified_at = v.last_notified_at,
        -- Where even a repeat had nothing to say (acknowledged, held back), the next look is not at once.
        flush_at = CASE WHEN d.goes_on THEN v.next_from + r.repeat_interval END,
        escalation_from = CASE WHEN v.begins THEN p_now ELSE g.escalation_from END,
        escalated_to = CASE WHEN v.begins THEN '0' ELSE g.escalated_to END,
        escalate_at = CASE WHEN NOT d.goes_on THEN NULL
                           WHEN v.begins THEN p_now + (SELECT min(e.after) FROM monitoring.escalation_steps e WHERE e.route = g.route)
                           ELSE g.escalate_at END
    FROM jsonb_to_recordset(decided) AS d (group_id uuid, reason text, goes_on boolean, waiting boolean), monitoring.notification_routes r, monitoring.alert_groups o
    CROSS JOIN LATERAL (SELECT CASE WHEN d.reason IS NULL THEN o.last_notified_at ELSE p_now END AS last_notified_at,
                               CASE WHEN d.reason IS NULL AND o.last_notified_at + r.repeat_interval > p_now THEN o.last_notified_at ELSE p_now END AS next_from,
                               -- Again from the start for a new alert, where somebody has those before in hand.
                               d.reason IN ('first_notification', 'new_alerts') AND (o.escalate_at IS NULL OR NOT d.waiting) AS begins) AS v
    WHERE g.id = ANY (p_groups) AND g.id = d.group_id AND o.id = g.id AND r.name = g.route;

    PERFORM monitoring.leave_groups(p_groups, p_now);
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.flush_groups(uuid[], timestamptz) IS
'Decides for each of the groups, whose members hold_members() has judged, whether there is something to tell and why, and puts it into the outbox; gives the number of messages.';

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
    WHERE t.told IS NULL OR t.told < g.count;
    -- One of which nobody was ever told has no past that is worth keeping.
    DELETE FROM monitoring.alert_groups g
    WHERE g.id = ANY ($1) AND g.last_notified_at IS NULL AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = g.id)
$$;
COMMENT ON FUNCTION monitoring.leave_groups(uuid[], timestamptz) IS 'Takes the members whose story has ended out of groups, and writes down how much of it was not told, and why.';

CREATE FUNCTION monitoring.escalate_these(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    due uuid[] := p_groups;
    made integer;
BEGIN
    made := monitoring.put_notifications((
        SELECT jsonb_agg(jsonb_build_object('group_id', c.id, 'channels', c.channels, 'reason', 'escalation', 'about', c.about, 'payload', jsonb_build_object(
            'status', 'firing', 'reason', 'escalation', 'route', c.route, 'group_key', encode(c.group_key, 'hex'), 'group_labels', monitoring.short_texts(c.group_labels),
            'severity', monitoring.severity_of(c.severity_rank), 'alerts', c.alerts, 'total_alerts', c.total)))
        FROM (SELECT g.id, g.route, g.group_key, g.group_labels, count(*) AS total, max(monitoring.severity_rank(a.severity)) AS severity_rank,
                     ARRAY(SELECT DISTINCT x FROM monitoring.escalation_steps e, unnest(e.channels) AS x
                           WHERE e.route = g.route AND e.after > g.escalated_to AND g.escalation_from + e.after <= p_now) AS channels,
                     jsonb_agg(monitoring.alert_json(a.id, a.labels, a.annotations, a.state, a.starts_at, a.ends_at, a.count) ORDER BY a.nth) FILTER (WHERE a.nth <= 20) AS alerts,
                     jsonb_agg(jsonb_build_object('alert_id', a.id, 'state', a.state, 'count', a.count)) AS about
              FROM monitoring.alert_groups g
              JOIN (SELECT m.group_id, b.*, row_number() OVER (PARTITION BY m.group_id ORDER BY b.starts_at, b.id) AS nth
                    FROM monitoring.alert_group_members m JOIN monitoring.alerts b ON b.id = m.alert_id
                    WHERE m.group_id = ANY (due) AND m.notified_state = 'firing' AND m.held_by IS NULL AND b.state = 'firing' AND b.acknowledged_at IS NULL) AS a ON a.group_id = g.id
              GROUP BY g.id) AS c), p_now);
    -- A step that is due while all is held back waits for the end of that.
    UPDATE monitoring.alert_groups g SET escalate_at = CASE WHEN o.held THEN p_now + monitoring.setting_interval('held_recheck')
        WHEN o.open THEN (SELECT min(g.escalation_from + e.after) FROM monitoring.escalation_steps e WHERE e.route = g.route AND g.escalation_from + e.after > p_now) END,
        escalated_to = CASE WHEN o.open THEN p_now - g.escalation_from ELSE g.escalated_to END
    FROM (SELECT d.id, coalesce(bool_or(m.held_by IS NULL), false) AS open, coalesce(bool_and(m.held_by IS NOT NULL), false) AS held
          FROM unnest(due) AS d (id)
          LEFT JOIN (monitoring.alert_group_members m JOIN monitoring.alerts a ON a.id = m.alert_id AND a.state = 'firing' AND a.acknowledged_at IS NULL
                     AND m.notified_state = 'firing') ON m.group_id = d.id
          GROUP BY 1) AS o
    WHERE g.id = o.id;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.escalate_these(uuid[], timestamptz) IS
'Tells the channels of the escalation steps that are due in these groups, whose members hold_members() has judged; gives the number of messages.';

CREATE FUNCTION monitoring.escalate_groups(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due uuid[] := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.escalate_at <= p_now
        ORDER BY grp.id);
    made bigint;
BEGIN
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM monitoring.with_sound_matchers('holding back', 'hold_members', due, p_now);
    made := monitoring.one_by_one('escalation', 'escalate_these', due, p_now);
    -- What failed is tried again, but not at once.
    UPDATE monitoring.alert_groups grp
    SET escalate_at = p_now + interval '1 minute'
    WHERE grp.id = ANY (due)
      AND grp.escalate_at <= p_now;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.escalate_groups(timestamptz) IS
'Tells the channels of the escalation steps that are due of alerts which nobody has acknowledged; gives the number of messages.';

CREATE FUNCTION monitoring.tell_groups(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- So many at a time that their messages fit into memory.
    slice CONSTANT integer := 200;
    due uuid[] := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.flush_at <= p_now
        ORDER BY grp.id);
    made bigint := 0;
BEGIN
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    -- All at once: what inhibits is looked for among everything that fires. Where it cannot be found out what is held
    -- back, it is told.
    PERFORM monitoring.with_sound_matchers('holding back', 'hold_members', due, p_now);
    FOR place IN 1 .. cardinality(due) BY slice LOOP
        made := made + monitoring.one_by_one('groups', 'flush_groups', due[place : place + slice - 1], p_now);
    END LOOP;
    -- What failed is tried again, but not at once.
    UPDATE monitoring.alert_groups grp
    SET flush_at = p_now + interval '1 minute'
    WHERE grp.id = ANY (due)
      AND grp.flush_at <= p_now;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.tell_groups(timestamptz) IS
'Puts what the groups that are due have to tell into the outbox; gives the number of messages. A group that fails is noted, and the others are told.';

CREATE FUNCTION monitoring.heal_clocks(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Clocks that differ by less are right.
    ahead CONSTANT timestamptz := p_now + interval '5 minutes';
    wrong uuid[];
    resting text[];
    healed bigint := 0;
BEGIN
    -- Looked for first: mostly there are none, and no lock is waited for.
    wrong := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        JOIN monitoring.notification_routes route ON route.name = grp.route
        WHERE grp.flush_at > ahead
          -- Not told yet: it waits for group_wait alone.
          AND (grp.last_notified_at > ahead
               OR grp.flush_at > ahead + CASE
                   WHEN grp.last_notified_at IS NULL THEN route.group_wait
                   ELSE greatest(route.group_wait, route.group_interval, route.repeat_interval) END)
        UNION
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.escalate_at > ahead
          AND grp.escalation_from > ahead
        UNION
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.recheck_at > ahead + monitoring.longest_hold());
    IF wrong <> '{}' THEN
        healed := healed + cardinality(wrong);
        UPDATE monitoring.alert_groups grp
        SET flush_at = least(grp.flush_at, p_now),
            last_notified_at = least(grp.last_notified_at, p_now),
            escalate_at = CASE WHEN grp.escalation_from > p_now THEN least(grp.escalate_at, p_now) ELSE grp.escalate_at END,
            escalation_from = least(grp.escalation_from, p_now),
            recheck_at = CASE WHEN grp.recheck_at > ahead + monitoring.longest_hold() THEN p_now ELSE grp.recheck_at END
        WHERE grp.id = ANY (wrong);
    END IF;
    -- An attempt is never put off for longer than an hour beyond the longest retry, nor held for longer than its lease;
    -- and nothing was made or attempted at a time that is yet to come.
    wrong := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        WHERE message.state IN ('pending', 'sending')
          AND (message.next_attempt_at > ahead + interval '1 hour' + monitoring.setting_interval('delivery_retry_most')
               OR message.lease_until > ahead + monitoring.setting_interval('delivery_lease')
               OR greatest(message.created_at, message.attempted_at) > ahead));
    IF wrong <> '{}' THEN
        healed := healed + cardinality(wrong);
        UPDATE monitoring.notifications message
        SET next_attempt_at = least(message.next_attempt_at, p_now),
            lease_until = least(message.lease_until, p_now),
            created_at = least(message.created_at, p_now),
            attempted_at = least(message.attempted_at, p_now)
        WHERE message.id = ANY (wrong);
    END IF;
    -- What was sent at a time that is yet to come would count for the rate limit until then.
    wrong := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        JOIN monitoring.notification_channels channel ON channel.name = message.channel
        WHERE channel.rate_limit IS NOT NULL
          AND message.released_at > ahead);
    IF wrong <> '{}' THEN
        healed := healed + cardinality(wrong);
        UPDATE monitoring.notifications message
        SET released_at = p_now
        WHERE message.id = ANY (wrong);
    END IF;
    resting := ARRAY(
        SELECT circuit.channel
        FROM monitoring.channel_circuits circuit
        WHERE circuit.open_until > ahead + monitoring.setting_interval('circuit_open_most'));
    IF resting <> '{}' THEN
        healed := healed + cardinality(resting);
        UPDATE monitoring.channel_circuits circuit
        SET open_until = p_now,
            opened_at = least(circuit.opened_at, p_now)
        WHERE circuit.channel = ANY (resting);
    END IF;
    -- A daemon that was heard of in the future would never be missed.
    IF EXISTS (SELECT FROM monitoring.notifiers daemon WHERE daemon.last_seen_at > ahead) THEN
        UPDATE monitoring.notifiers daemon
        SET last_seen_at = p_now
        WHERE daemon.last_seen_at > ahead;
        healed := healed + 1;
    END IF;
    -- An error alert is over when it has been quiet for a while, counted from a time that has been.
    wrong := ARRAY(
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.updated_at > ahead
          AND alert.source = 'log'
          AND alert.state = 'firing');
    IF wrong <> '{}' THEN
        healed := healed + cardinality(wrong);
        UPDATE monitoring.alerts alert
        SET updated_at = p_now
        WHERE alert.id = ANY (wrong);
    END IF;
    RETURN healed;
END
$$;
COMMENT ON FUNCTION monitoring.heal_clocks(timestamptz) IS
'Brings back to p_now what a clock that was wrong has put off further than it can be: times of groups, attempts, leases, rests of channels, quiet errors; gives the number of rows.';

CREATE FUNCTION monitoring.alert_step(p_now timestamptz DEFAULT now(), OUT made integer, OUT taken bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    -- Each for itself: what one of them cannot do stops none of the others.
    taken := monitoring.try_step('error rows', 'take_error_rows', p_now);
    PERFORM monitoring.try_step('clocks', 'heal_clocks', p_now);
    PERFORM monitoring.try_step('rules', 'evaluate_due_rules', p_now);
    PERFORM monitoring.try_step('resolving', 'resolve_ended', p_now);
    PERFORM monitoring.try_step('resolving', 'resolve_quiet_errors', p_now);
    PERFORM monitoring.try_step('routing', 'route_alerts', p_now);
    PERFORM monitoring.try_step('holding back', 'recheck_held', p_now);
    made := monitoring.try_step('groups', 'tell_groups', p_now)
          + monitoring.try_step('escalation', 'escalate_groups', p_now)
          + monitoring.try_step('fallback', 'fall_back', p_now)
          + monitoring.try_step('rate limits', 'release_held', p_now);
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
'For the daemon: says that this session looks for error rows anyhow, so that nobody need wake it by NOTIFY, until it says otherwise or ends. False where a session is just asking who is awake: ask again after the next step. Whoever stops must look once more, a commit''s time later.';

GRANT EXECUTE ON FUNCTION monitoring.process_alerts(timestamptz), monitoring.alert_step(timestamptz), monitoring.stay_awake(boolean) TO agentmon_notifier, agentmon_admin;
