-- Why somebody was told, or was not.

CREATE FUNCTION monitoring.refusals_in_words(p_progress jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'refused by ' || string_agg(left(r.key, 320) || ' (' || left(r.value, 200) || ')', ', ' ORDER BY r.key)
    FROM jsonb_each_text(CASE jsonb_typeof(p_progress -> 'refused') WHEN 'object' THEN p_progress -> 'refused' ELSE '{}' END) AS r
$$;
COMMENT ON FUNCTION monitoring.refusals_in_words(jsonb) IS
'Which receivers of a message refused it for good, and why, from what note_progress() was told; NULL for none.';

CREATE FUNCTION monitoring.progress_in_words(p_progress jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws(', ',
        (SELECT 'taken by ' || string_agg(left(d.address, 320), ' and ' ORDER BY d.address)
         FROM jsonb_array_elements_text(
             CASE jsonb_typeof(p_progress -> 'delivered') WHEN 'array' THEN p_progress -> 'delivered' ELSE '[]' END) AS d (address)),
        monitoring.refusals_in_words(p_progress),
        (SELECT 'waiting for ' || string_agg(left(w.key, 320) || ' (' || left(w.value, 200) || ')', ', ' ORDER BY w.key)
         FROM jsonb_each_text(
             CASE jsonb_typeof(p_progress -> 'waiting') WHEN 'object' THEN p_progress -> 'waiting' ELSE '{}' END) AS w)), '')
$$;
COMMENT ON FUNCTION monitoring.progress_in_words(jsonb) IS
'What became of a message at each of its receivers, as far as note_progress() was told.';

CREATE FUNCTION monitoring.explain_notification(p_alert uuid, p_now timestamptz DEFAULT now()) RETURNS TABLE (at timestamptz, event text, channel text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    a record;
BEGIN
    SELECT * INTO a FROM monitoring.alerts WHERE id = p_alert;
    IF a.id IS NULL THEN
        RAISE EXCEPTION 'there is no alert %', coalesce(p_alert::text, 'NULL')
            USING ERRCODE = 'no_data_found', DETAIL = 'It is unknown, or retention has removed it.', HINT = 'Alerts: SELECT id, labels FROM monitoring.alerts.';
    END IF;
    RETURN QUERY
    WITH about AS (
        SELECT n.*, l.count AS told_count, l.state AS told_state FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id
        WHERE l.alert_id = p_alert
    ), story AS (
        SELECT 1 AS part, a.starts_at AS at, CASE a.source WHEN 'log' THEN 'error row' WHEN 'rule' THEN 'rule ' || coalesce(a.rule_name, '') ELSE 'raised' END AS event, NULL AS channel,
               format('%s %s%s', a.severity, a.labels, CASE WHEN a.count > 1 THEN format(', %s times until %s', a.count, a.last_seen_at) ELSE '' END) AS detail
        UNION ALL
        SELECT 2, a.fired_at, 'firing', NULL, NULL WHERE a.fired_at > a.starts_at AND a.source = 'rule'
        UNION ALL
        SELECT 3, NULL, 'waits in group', NULL, concat_ws(', ', format('route %s, group %s', g.route, g.group_labels), 'told at ' || g.flush_at, 'held back: ' || m.held_by, 'looked at again at ' || g.recheck_at)
        FROM monitoring.alert_group_members m JOIN monitoring.alert_groups g ON g.id = m.group_id
        WHERE m.alert_id = p_alert AND a.state <> 'resolved' AND (m.notified_state IS NULL OR m.held_by IS NOT NULL OR a.count > m.notified_count)
        UNION ALL
        SELECT 4, e.at, e.event, NULL, e.detail FROM monitoring.alert_events e WHERE e.alert_id = p_alert
        UNION ALL
        SELECT 5, n.created_at, 'message: ' || n.reason, n.channel, concat_ws(', ',
               CASE n.state WHEN 'sent' THEN format('sent at %s', n.settled_at) WHEN 'summed' THEN format('did not fit into the rate limit, told by message %s', n.summed_into)
                    WHEN 'dropped' THEN 'not sent: ' || n.last_error WHEN 'unknown' THEN 'may have arrived' WHEN 'dead' THEN 'could not be delivered'
                    WHEN 'pending' THEN format('waits until %s', n.next_attempt_at) ELSE format('is being sent by %s', n.worker) END,
               CASE WHEN n.told_count > 1 THEN n.told_count || ' events' END, CASE WHEN n.attempt > 1 THEN 'attempt ' || n.attempt END, 'provider: ' || n.provider_id, monitoring.progress_in_words(n.progress),
               CASE WHEN n.state <> 'dropped' THEN 'last error: ' || n.last_error END, 'route ' || (n.payload ->> 'route'), 'in place of channel ' || (n.payload ->> 'fallback_for'))
        FROM about n
        UNION ALL
        SELECT 6, coalesce(a.ends_at, a.updated_at), 'resolved', NULL, NULL WHERE a.state = 'resolved'
        UNION ALL
        SELECT 7, p_now, 'verdict', NULL, coalesce(
            (SELECT 'told: ' || string_agg(format('%s at %s', n.channel, n.first_at) || coalesce(', but ' || n.refusals, ''), '; '
                        ORDER BY n.channel)
             FROM (SELECT b.channel, min(b.settled_at) AS first_at,
                          (array_agg(monitoring.refusals_in_words(b.progress) ORDER BY b.created_at DESC, b.id DESC))[1] AS refusals
                   FROM about b WHERE b.state = 'sent' GROUP BY 1) AS n),
            (SELECT 'not told yet: ' || string_agg(DISTINCT format('%s is %s', n.channel, n.state), '; ') FROM about n WHERE n.state IN ('pending', 'sending')),
            (SELECT 'maybe told: ' || string_agg(DISTINCT n.channel, '; ') FROM about n WHERE n.state = 'unknown'),
            (SELECT 'not told: ' || string_agg(DISTINCT format('%s: %s', n.channel, coalesce(n.last_error, n.state)), '; ') FROM about n WHERE n.state = 'dead'),
            (SELECT 'told as firing before: ' || e.detail FROM monitoring.alert_events e WHERE e.alert_id = p_alert AND e.event = 'goes on' LIMIT 1),
            (SELECT 'not told: ' || m.held_by FROM monitoring.alert_group_members m WHERE m.alert_id = p_alert AND m.held_by IS NOT NULL LIMIT 1),
            (SELECT 'not told: ' || e.detail FROM monitoring.alert_events e WHERE e.alert_id = p_alert AND e.event = 'not told' ORDER BY e.id DESC LIMIT 1),
            CASE WHEN a.state = 'pending' THEN 'not told: it is pending, the condition has not held for long enough'
                 WHEN a.news THEN 'not told yet: the next process_alerts() routes it'
                 ELSE 'not told yet: its group waits until ' || (SELECT min(g.flush_at)::text FROM monitoring.alert_group_members m JOIN monitoring.alert_groups g ON g.id = m.group_id
                                                                   WHERE m.alert_id = p_alert) END)
    )
    SELECT s.at, s.event, s.channel, nullif(s.detail, '') FROM story s ORDER BY s.part = 7, s.at NULLS LAST, s.part, s.channel;
END
$$;
COMMENT ON FUNCTION monitoring.explain_notification(uuid, timestamptz) IS
'The whole story of an alert: what raised it, what held it back, each message with its reason and fate, and at last a verdict whether and by which channels somebody was told. Raises P0002 for an unknown alert.';

CREATE FUNCTION monitoring.preview_notification(
    labels jsonb,
    severity text DEFAULT 'error',
    annotations jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (
    route text, group_labels jsonb, channel text, is_told boolean, why text, at timestamptz, reason text, title text, body text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    raised uuid;
    groups uuid[];
    lines jsonb := '[]';
BEGIN
    -- The alert is raised, routed and told as a real one would be, and then undone.
    BEGIN
        raised := monitoring.raise_alert(
            preview_notification.labels, preview_notification.annotations, preview_notification.severity,
            p_now => p_now);
        PERFORM monitoring.route_these(ARRAY[raised], p_now);
        groups := ARRAY(SELECT m.group_id FROM monitoring.alert_group_members m WHERE m.alert_id = raised);
        PERFORM monitoring.hold_members(groups, p_now);
        lines := coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                       'route', g.route,
                       'group_labels', g.group_labels,
                       'channel', o.channel,
                       'is_told', m.held_by IS NULL AND o.refusal IS NULL AND c.reason IS NOT NULL,
                       'why', coalesce(m.held_by, o.refusal, CASE
                           WHEN c.reason IS NULL AND EXISTS (
                               SELECT FROM monitoring.told_alerts t
                               WHERE t.alert_id = raised
                                 AND t.channel = o.channel) THEN 'it knows of this alert'
                           WHEN c.reason IS NULL THEN 'it hears of ' || h.min_severity || ' and above'
                       END),
                       'at', greatest(g.flush_at, p_now),
                       'reason', c.reason,
                       'title', c.payload ->> 'title',
                       'body', c.payload ->> 'body') ORDER BY g.route, o.channel)
            FROM monitoring.alert_groups g
            JOIN monitoring.alert_group_members m ON m.group_id = g.id
                AND m.alert_id = raised
            LEFT JOIN monitoring.owed_channels(groups, p_now) o ON o.group_id = g.id
            LEFT JOIN monitoring.notification_channels h ON h.name = o.channel
            LEFT JOIN LATERAL monitoring.compose(jsonb_build_array(jsonb_build_object(
                'ref', '1',
                'channel', o.channel,
                'groups', jsonb_build_array(g.id),
                'since', p_now,
                'ends_only', false)), p_now) c ON m.held_by IS NULL
            WHERE g.id = ANY (groups)), '[]');
        RAISE EXCEPTION 'undone' USING ERRCODE = 'AM002';
    EXCEPTION WHEN SQLSTATE 'AM002' THEN
        NULL;
    END;
    IF lines = '[]' THEN
        RETURN QUERY VALUES (
            NULL::text, NULL::jsonb, NULL::text, false, 'no route matches its labels', NULL::timestamptz, NULL::text,
            NULL::text, NULL::text);
        RETURN;
    END IF;
    RETURN QUERY
    SELECT l.route, l.group_labels, l.channel, l.is_told, coalesce(l.why, CASE
               WHEN l.channel IS NULL THEN 'its channels do not exist'
           END), l.at, l.reason, l.title, l.body
    FROM jsonb_to_recordset(lines) AS l (route text, group_labels jsonb, channel text, is_told boolean, why text,
        at timestamptz, reason text, title text, body text);
END
$$;
COMMENT ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz) IS
'What an alert with these labels and this severity would come to at p_now: its routes, the labels of its group there, each channel, whether it would be told and if not why (silence, mute time, inhibition, severity, switched off), when, and the text. Nothing is changed. Raises 22023 as raise_alert() does.';

GRANT EXECUTE ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.explain_notification(uuid, timestamptz) TO agentmon_reader, agentmon_notifier, agentmon_admin;
