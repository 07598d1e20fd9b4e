-- Why somebody was told, or was not, or would be.

CREATE FUNCTION agentmon.receivers_in_words(p_progress jsonb, p_key text, p_verb text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_verb || ' ' || string_agg(left(r.key, 320) || ' (' || left(r.value, 200) || ')', ', ' ORDER BY r.key)
    FROM jsonb_each_text(CASE jsonb_typeof(p_progress -> p_key)
        WHEN 'object' THEN p_progress -> p_key
        ELSE '{}'
    END) AS r
$$;
COMMENT ON FUNCTION agentmon.receivers_in_words(jsonb, text, text) IS
'The receivers of a message that are listed with reasons in what note_progress() was told (refused, waiting), in words; NULL for none.';

CREATE FUNCTION agentmon.shortfall_in_words(p_progress jsonb, p_state text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws(', ',
        agentmon.receivers_in_words(p_progress, 'refused', 'refused by'),
        -- Of a message that is settled nothing waits any more.
        agentmon.receivers_in_words(p_progress, 'waiting', CASE
            WHEN p_state IN ('pending', 'sending') THEN 'waiting for'
            ELSE 'given up for'
        END)), '')
$$;
COMMENT ON FUNCTION agentmon.shortfall_in_words(jsonb, text) IS
'Which receivers of a message in this state have not got it, and why, from what note_progress() was told; NULL for none.';

CREATE FUNCTION agentmon.progress_in_words(p_progress jsonb, p_state text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws(', ',
        (SELECT 'taken by ' || string_agg(left(d.address, 320), ' and ' ORDER BY d.address)
         FROM jsonb_array_elements_text(CASE jsonb_typeof(p_progress -> 'delivered')
             WHEN 'array' THEN p_progress -> 'delivered'
             ELSE '[]'
         END) AS d (address)),
        agentmon.shortfall_in_words(p_progress, p_state)), '')
$$;
COMMENT ON FUNCTION agentmon.progress_in_words(jsonb, text) IS
'What became of a message in this state at each of its receivers, as far as note_progress() was told.';

CREATE FUNCTION agentmon.channel_delays(p_channel text, p_more integer, p_now timestamptz)
RETURNS TABLE (place integer, why text, until timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH channel AS MATERIALIZED (
        SELECT c.*, agentmon.kind_is_served(c.kind, p_now) AS is_served
        FROM monitoring.notification_channels c
        WHERE c.name = p_channel
    ), daemons AS MATERIALIZED (
        SELECT bool_or(d.stopped_at IS NULL
                   AND d.last_seen_at >= p_now - agentmon.setting_interval('notifier_gone_after')) AS is_there,
               date_trunc('second', max(d.last_seen_at)) AS last_seen_at
        FROM monitoring.notifiers d
        JOIN channel c ON c.kind = ANY (d.kinds)
    ), limits AS MATERIALIZED (
        SELECT allowed.most, allowed.per,
               agentmon.free_places(p_channel, p_now) AS places,
               date_trunc('second', agentmon.place_at(p_channel)) AS place_at,
               p_more + (
                   SELECT count(*)
                   FROM monitoring.notifications n
                   WHERE n.channel = p_channel
                     AND n.state = 'pending'
                     AND n.next_attempt_at <= p_now) AS waiting
        FROM agentmon.channel_limit(p_channel) allowed
        WHERE allowed.most IS NOT NULL
    )
    SELECT 1, 'it is switched off', NULL::timestamptz
    FROM channel c
    WHERE NOT c.enabled
    UNION ALL
    SELECT 2, 'no daemon sends ' || c.kind, NULL
    FROM channel c
    WHERE NOT c.is_served
    UNION ALL
    SELECT 3,
           CASE
               WHEN d.last_seen_at IS NULL THEN 'no daemon has run so far'
               ELSE format('no daemon that sends %s runs, the last was heard of at %s', c.kind, d.last_seen_at)
           END,
           NULL
    FROM channel c
    CROSS JOIN daemons d
    WHERE c.is_served
      AND d.is_there IS NOT TRUE
    UNION ALL
    SELECT 4,
           format('it rests until %s after %s in a row, the last: %s', date_trunc('second', c.open_until),
               agentmon.counted(c.failures, 'failure'), left(c.error, 300)),
           c.open_until
    FROM monitoring.channel_circuits c
    WHERE c.channel = p_channel
      AND c.open_until > p_now
    UNION ALL
    SELECT 5,
           format('its provider asked to wait until %s%s%s', date_trunc('second', w.wait_until),
               CASE
                   WHEN w.every >= interval '10 milliseconds'
                   THEN format(' and takes one message each %s',
                       agentmon.seconds_in_words(round(extract(epoch FROM w.every), 1)::double precision))
               END,
               ': ' || left(w.reason, 300)),
           w.wait_until
    FROM monitoring.channel_pace w
    WHERE w.channel = p_channel
      AND w.wait_until > p_now
      -- A clock that was wrong wrote it; it is forgotten at the next claim.
      AND w.limited_at <= p_now + interval '1 minute'
    UNION ALL
    SELECT 6,
           format('its rate limit, %s in %s, %s', agentmon.counted(l.most, 'message'),
               agentmon.seconds_in_words(extract(epoch FROM l.per)::double precision),
               CASE
                   WHEN l.places = 0 THEN format('is used up until %s', l.place_at)
                   ELSE format('leaves %s', agentmon.counted(l.places, 'place'))
               END)
           || CASE
               WHEN l.waiting <= greatest(l.places, 1) THEN ''
               ELSE format(' for the %s that wait: %s', agentmon.counted(l.waiting, 'message'), CASE
                   WHEN NOT agentmon.may_sum_up(c.kind) THEN 'they are told one by one'
                   ELSE 'those that do not fit are told in one summary'
               END)
           END,
           CASE WHEN l.places = 0 THEN l.place_at END
    FROM limits l
    CROSS JOIN channel c
    WHERE l.places = 0
       OR l.waiting > l.places
$$;
COMMENT ON FUNCTION agentmon.channel_delays(text, integer, timestamptz) IS
'What keeps a message for a channel from being sent at p_now, in words, and until when (NULL: nobody knows): it is off (place 1), not served (2), its daemons are away (3), it rests (4), its provider asked to wait (5), its rate limit is used up, or has less places than messages wait, p_more of them yet to be made (6).';

CREATE FUNCTION agentmon.stand_in_words(p_channel text, p_now timestamptz) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('its fallback %s is told when it has waited for %s', f.name,
               agentmon.seconds_in_words(extract(epoch FROM agentmon.setting_interval('fallback_after'))::double precision))
    FROM (SELECT agentmon.served_fallback(p_channel, p_now) AS name) AS f
    WHERE f.name IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.stand_in_words(text, timestamptz) IS
'Who is told where a channel is not in time; NULL for nobody.';

CREATE FUNCTION agentmon.delays_in_words(
    p_channel text,
    p_more integer,
    p_from timestamptz,
    p_now timestamptz,
    OUT words text,
    OUT until timestamptz
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(', ',
               string_agg(d.why, ', ' ORDER BY d.place),
               CASE
                   WHEN bool_or(d.place BETWEEN 3 AND 5 AND coalesce(
                       d.until > p_from + agentmon.setting_interval('fallback_after'), d.place = 3))
                   THEN agentmon.stand_in_words(p_channel, p_now)
               END),
           max(d.until)
    FROM agentmon.channel_delays(p_channel, p_more, p_now) d
    -- What is over when it is its turn delays nothing.
    WHERE d.until IS NULL
       OR d.until > p_from
    HAVING count(*) > 0
$$;
COMMENT ON FUNCTION agentmon.delays_in_words(text, integer, timestamptz, timestamptz) IS
'channel_delays() of a message that may be sent from p_from on, in one text (NULL: nothing delays it), and until when at least.';

CREATE FUNCTION agentmon.holds_in_words(p_alert uuid, p_now timestamptz, OUT words text, OUT until timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(h.reason || CASE
                   WHEN h.place = 1 THEN format(', as long as %s fires', agentmon.alert_title(jsonb_build_object(
                       'labels', a.labels,
                       'annotations', a.annotations,
                       'severity', a.severity,
                       'status', 'firing')))
                   WHEN e.ends = 'infinity' THEN ', without an end'
                   ELSE format(', until %s', date_trunc('second', e.ends))
               END, '; ' ORDER BY h.place),
           -- Of what another alert holds back nobody knows.
           CASE WHEN bool_and(coalesce(e.ends < 'infinity', false)) THEN max(e.ends) END
    FROM agentmon.holds(ARRAY[p_alert], p_now) h
    LEFT JOIN monitoring.alerts a ON h.place = 1
        AND a.id::text = h.source
    CROSS JOIN LATERAL (
        SELECT CASE h.place WHEN 2 THEN agentmon.mute_ends(h.source, p_now) ELSE h.until END AS ends
    ) AS e
$$;
COMMENT ON FUNCTION agentmon.holds_in_words(uuid, timestamptz) IS
'By what an alert is held back at p_now, and until when, in words (NULL: it is not); and until when, where that is known.';

CREATE FUNCTION agentmon.wait_in_words(p_message uuid, p_now timestamptz) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(': ',
        CASE
            WHEN t.at > p_now THEN format('waits until %s', t.at)
            WHEN t.words IS NOT NULL THEN 'waits'
            WHEN t.must_wait THEN 'waits for an earlier message of its channel and group'
            ELSE format('is due since %s', t.next_attempt_at)
        END,
        t.words)
    FROM (
        SELECT n.next_attempt_at, d.words,
               greatest(n.next_attempt_at, d.until) AS at,
               agentmon.must_wait(n.id, n.group_id, n.channel, n.created_at) AS must_wait
        FROM monitoring.notifications n
        CROSS JOIN LATERAL agentmon.delays_in_words(n.channel, 0, greatest(n.next_attempt_at, p_now), p_now) d
        WHERE n.id = p_message
    ) AS t
$$;
COMMENT ON FUNCTION agentmon.wait_in_words(uuid, timestamptz) IS
'Until when and for what a pending message waits.';

CREATE FUNCTION agentmon.fate_in_words(p_message uuid, p_now timestamptz) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(', ',
        CASE n.state
            WHEN 'sent' THEN format('sent at %s', n.settled_at)
            WHEN 'summed' THEN 'did not fit into the rate limit, told by message ' || coalesce(
                n.summed_into::text, 'that is not kept any more')
            WHEN 'dropped' THEN 'not sent: ' || n.last_error
            WHEN 'unknown' THEN 'may have arrived'
            WHEN 'dead' THEN 'could not be delivered'
            WHEN 'pending' THEN agentmon.wait_in_words(n.id, p_now)
            ELSE format('is being sent by %s since %s', n.worker, n.attempted_at) || CASE
                WHEN n.lease_until <= p_now THEN format(', which should have said more by %s: another worker takes it',
                    n.lease_until)
                ELSE ''
            END
        END,
        CASE WHEN n.replayed AND n.state <> 'dead' THEN 'replayed' END,
        CASE WHEN n.attempt > 1 THEN 'attempt ' || n.attempt END,
        'provider: ' || n.provider_id,
        agentmon.progress_in_words(n.progress, n.state),
        CASE WHEN n.state <> 'dropped' THEN 'last error: ' || n.last_error END)
    FROM monitoring.notifications n
    WHERE n.id = p_message
$$;
COMMENT ON FUNCTION agentmon.fate_in_words(uuid, timestamptz) IS
'What has become of a message, or for what it waits: story and verdict say it in the same words.';

CREATE FUNCTION agentmon.messages_about(p_alert uuid)
RETURNS TABLE (
    id uuid, channel text, state text, created_at timestamptz, told_state text, told_count bigint, is_told boolean,
    told_at timestamptz, shortfall text, last_error text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.id, n.channel, n.state, n.created_at, l.state, l.count, r.is_told,
           -- Some of its receivers got it at its first attempt; it is settled when there is none left to tell.
           CASE WHEN r.is_told THEN CASE
               WHEN r.is_partly THEN coalesce(n.first_told_at, n.attempted_at, n.settled_at)
               ELSE coalesce(n.settled_at, n.attempted_at)
           END END,
           agentmon.shortfall_in_words(n.progress, n.state),
           n.last_error
    FROM (
        SELECT k.notification_id, max(k.state) AS state, max(k.count) AS count
        FROM monitoring.notification_alerts k
        WHERE k.alert_id = p_alert
        GROUP BY k.notification_id
    ) AS l
    JOIN monitoring.notifications n ON n.id = l.notification_id
    CROSS JOIN LATERAL (
        SELECT CASE jsonb_typeof(n.progress -> 'delivered')
                WHEN 'array' THEN n.progress -> 'delivered' <> '[]'
                ELSE false
            END AS is_partly
    ) AS p
    CROSS JOIN LATERAL (SELECT p.is_partly, n.state = 'sent' OR p.is_partly AS is_told) AS r
$$;
COMMENT ON FUNCTION agentmon.messages_about(uuid) IS
'The messages about an alert: whether each was taken, by some of its receivers at least, when, and which of them have not got it.';

CREATE FUNCTION agentmon.verdict_by_messages(p_alert uuid, p_now timestamptz) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH messages AS MATERIALIZED (
        SELECT m.*,
               -- Of what has been told since nobody need know that it failed before.
               m.state IN ('pending', 'sending', 'unknown', 'dead') AND NOT m.is_told AND coalesce(
                   m.state <> 'dead' OR m.created_at > max(m.created_at) FILTER (WHERE m.is_told) OVER of_channel,
                   true) AS is_open
        FROM agentmon.messages_about(p_alert) m
        WINDOW of_channel AS (PARTITION BY m.channel)
    ), channels AS MATERIALIZED (
        SELECT m.channel,
               count(*) FILTER (WHERE m.is_told) > 0 AS is_told,
               min(m.told_at) FILTER (WHERE m.is_told) AS first_at,
               max(m.told_at) FILTER (WHERE m.is_told) AS last_at,
               (array_agg(m.shortfall ORDER BY m.created_at, m.id) FILTER (WHERE m.is_told))[1] AS first_shortfall,
               (array_agg(m.shortfall ORDER BY m.created_at DESC, m.id DESC) FILTER (WHERE m.is_told))[1] AS shortfall,
               (array_agg(m.id ORDER BY m.created_at DESC, m.id DESC) FILTER (WHERE m.is_open))[1] AS open_id
        FROM messages m
        GROUP BY m.channel
    ), said AS MATERIALIZED (
        SELECT c.channel,
               CASE
                   WHEN c.is_told THEN 'told'
                   WHEN o.state IN ('pending', 'sending') THEN 'not told yet'
                   WHEN o.state = 'unknown' THEN 'maybe told'
                   WHEN o.state = 'dead' THEN 'not told'
               END AS verdict,
               CASE
                   WHEN c.is_told THEN concat(
                       format('%s at %s', c.channel, c.first_at),
                       CASE
                           WHEN c.shortfall IS NOT NULL THEN ', but ' || c.shortfall
                           WHEN c.first_shortfall IS NOT NULL
                           THEN format(', but at first %s; all of them at %s', c.first_shortfall, c.last_at)
                       END,
                       ', and of ' || CASE o.told_state WHEN 'resolved' THEN 'its end' ELSE 'more' END || ': ' || o.fate)
                   WHEN o.state = 'pending' THEN format('%s is pending: %s', c.channel, o.fate)
                   WHEN o.state = 'sending' THEN format('%s %s', c.channel, o.fate)
                   WHEN o.state = 'unknown' THEN c.channel
                   WHEN o.state = 'dead' THEN format('%s: %s', c.channel, coalesce(o.last_error, o.fate))
               END AS words
        FROM channels c
        LEFT JOIN LATERAL (
            SELECT m.state, m.told_state, m.last_error, agentmon.fate_in_words(m.id, p_now) AS fate
            FROM messages m
            WHERE m.id = c.open_id
        ) AS o ON true
    ), verdicts AS MATERIALIZED (
        SELECT s.verdict || ': ' || string_agg(s.words, '; ' ORDER BY s.channel) AS words,
               array_position('{told,not told yet,maybe told,not told}'::text[], s.verdict) AS place
        FROM said s
        WHERE s.verdict IS NOT NULL
        GROUP BY s.verdict
    )
    SELECT string_agg(v.words, '; ' ORDER BY v.place)
    FROM verdicts v
$$;
COMMENT ON FUNCTION agentmon.verdict_by_messages(uuid, timestamptz) IS
'Whether and by which channels somebody was told of an alert, as far as there are messages that were not dropped or summed up; NULL where there are none.';

CREATE FUNCTION agentmon.verdict_without_messages(p_alert uuid, p_now timestamptz) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT 'told as firing before: ' || e.detail
         FROM monitoring.alert_events e
         WHERE e.alert_id = p_alert
           AND e.event = 'goes on'
         LIMIT 1),
        (SELECT coalesce('not told: ' || live.words, concat_ws(', ',
                    format('not told yet: it is held back no longer (%s)', m.held_by),
                    'and looked at again at ' || g.recheck_at))
         FROM monitoring.alert_group_members m
         JOIN monitoring.alert_groups g ON g.id = m.group_id
         CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) live
         WHERE m.alert_id = p_alert
           AND m.held_by IS NOT NULL
         LIMIT 1),
        (SELECT 'not told: ' || e.detail
         FROM monitoring.alert_events e
         WHERE e.alert_id = p_alert
           AND e.event = 'not told'
         ORDER BY e.id DESC
         LIMIT 1),
        (SELECT 'not told: ' || string_agg(DISTINCT format('%s: %s', m.channel, CASE m.state
                    WHEN 'dropped' THEN m.last_error
                    ELSE 'it did not fit into the rate limit, and was over before the summary'
                END), '; ')
         FROM agentmon.messages_about(p_alert) m),
        (SELECT CASE
                WHEN a.state = 'pending' THEN 'not told: it is pending, the condition has not held for long enough'
                WHEN a.news THEN 'not told yet: the next process_alerts() routes it'
                WHEN g.flush_at IS NOT NULL THEN concat_ws('; ',
                    format('not told yet: its group waits until %s', g.flush_at),
                    (SELECT format('then: %s', live.words)
                     FROM agentmon.holds_in_words(p_alert, greatest(g.flush_at, p_now)) live
                     WHERE live.words IS NOT NULL))
                WHEN a.acknowledged_at IS NOT NULL THEN format('not told: acknowledged by %s', a.acknowledged_by)
                ELSE 'not told: nobody was to be told of it'
            END
         FROM monitoring.alerts a
         LEFT JOIN LATERAL (
             SELECT min(grp.flush_at) AS flush_at
             FROM monitoring.alert_group_members m
             JOIN monitoring.alert_groups grp ON grp.id = m.group_id
             WHERE m.alert_id = a.id
         ) AS g ON true
         WHERE a.id = p_alert))
$$;
COMMENT ON FUNCTION agentmon.verdict_without_messages(uuid, timestamptz) IS
'Why nobody was told of an alert, where no message of it was sent, waits or failed.';

CREATE FUNCTION monitoring.explain_notification(p_alert uuid, p_now timestamptz DEFAULT now())
RETURNS TABLE (at timestamptz, event text, channel text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    a record;
BEGIN
    SELECT * INTO a FROM monitoring.alerts WHERE id = p_alert;
    IF a.id IS NULL THEN
        RAISE EXCEPTION 'there is no alert %', coalesce(p_alert::text, 'NULL')
            USING ERRCODE = 'no_data_found',
                  DETAIL = 'It is unknown, or retention has removed it.',
                  HINT = 'Alerts: SELECT id, labels FROM monitoring.alerts.';
    END IF;
    RETURN QUERY
    WITH groups AS MATERIALIZED (
        SELECT g.*, m.held_by, m.notified_state, m.notified_count
        FROM monitoring.alert_group_members m
        JOIN monitoring.alert_groups g ON g.id = m.group_id
        WHERE m.alert_id = p_alert
    ), story AS (
        SELECT 1 AS part, a.starts_at AS at,
               CASE a.source
                   WHEN 'log' THEN 'error row'
                   WHEN 'rule' THEN 'rule ' || coalesce(a.rule_name, '')
                   ELSE 'raised'
               END AS event,
               NULL AS channel,
               format('%s %s%s', a.severity, a.labels, CASE
                   WHEN a.count > 1 THEN format(', %s times until %s', a.count, a.last_seen_at)
               END) AS detail
        UNION ALL
        SELECT 2, a.fired_at, 'firing', NULL, NULL
        WHERE a.fired_at > a.starts_at
          AND a.source = 'rule'
        UNION ALL
        SELECT 3, NULL, 'waits in group', NULL,
               concat_ws(', ',
                   format('route %s, group %s', g.route, g.group_labels),
                   'told at ' || g.flush_at,
                   'held back: ' || coalesce(CASE WHEN g.held_by IS NOT NULL THEN live.words END, g.held_by),
                   'looked at again at ' || g.recheck_at)
        FROM groups g
        CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) live
        WHERE a.state <> 'resolved'
          AND (g.notified_state IS NULL OR g.held_by IS NOT NULL OR a.count > g.notified_count)
        UNION ALL
        SELECT 4, e.at, e.event, NULL, e.detail
        FROM monitoring.alert_events e
        WHERE e.alert_id = p_alert
        UNION ALL
        SELECT 5, n.created_at, 'message: ' || n.reason, n.channel,
               concat_ws(', ',
                   agentmon.fate_in_words(n.id, p_now),
                   CASE WHEN m.told_count > 1 THEN m.told_count || ' events' END,
                   'route ' || (n.payload ->> 'route'),
                   'in place of channel ' || (n.payload ->> 'fallback_for'))
        FROM agentmon.messages_about(p_alert) m
        JOIN monitoring.notifications n ON n.id = m.id
        UNION ALL
        -- The other channels of its groups: why was I not told?
        SELECT DISTINCT 6, NULL::timestamptz, 'no message', o.channel,
               coalesce(o.refusal, 'it hears of ' || c.min_severity || ' and above')
        FROM agentmon.owed_channels(ARRAY(SELECT g.id FROM groups g WHERE g.notified_state = 'firing'), p_now) o
        JOIN monitoring.notification_channels c ON c.name = o.channel
        WHERE a.state = 'firing'
          AND (o.refusal IS NOT NULL OR agentmon.severity_rank(a.severity) < agentmon.severity_rank(c.min_severity))
          AND NOT EXISTS (SELECT FROM agentmon.messages_about(p_alert) m WHERE m.channel = o.channel)
        UNION ALL
        SELECT 7, g.escalate_at, 'escalation', array_to_string(step.channels, ', '),
               format('unless somebody acknowledges it before (route %s, after %s)', g.route, step.after)
        FROM groups g
        JOIN monitoring.escalation_steps step ON step.route = g.route
            AND g.escalation_from + step.after = g.escalate_at
        WHERE a.state = 'firing'
          AND a.acknowledged_at IS NULL
        UNION ALL
        SELECT 8, coalesce(a.ends_at, a.updated_at), 'resolved', NULL, NULL
        WHERE a.state = 'resolved'
        UNION ALL
        SELECT 9, p_now, 'verdict', NULL,
               coalesce(
                   agentmon.verdict_by_messages(p_alert, p_now),
                   agentmon.verdict_without_messages(p_alert, p_now))
    )
    SELECT s.at, s.event, s.channel, nullif(s.detail, '')
    FROM story s
    ORDER BY s.part = 9, s.at NULLS LAST, s.part, s.channel;
END
$$;
COMMENT ON FUNCTION monitoring.explain_notification(uuid, timestamptz) IS
'The whole story of an alert: what raised it, what held it back, each message with its reason and fate, the channels that got none and why, and at last a verdict whether and by which channels somebody was told. Raises P0002 for an unknown alert.';

CREATE FUNCTION agentmon.preview_lines(p_alert uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH groups AS MATERIALIZED (
        SELECT g.*,
               CASE WHEN m.held_by IS NOT NULL THEN coalesce(held.words, m.held_by) END AS held_by,
               held.until AS held_until
        FROM monitoring.alert_groups g
        JOIN monitoring.alert_group_members m ON m.group_id = g.id
            AND m.alert_id = p_alert
        CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) held
    ), reachable AS MATERIALIZED (
        SELECT * FROM agentmon.reachable_channels(p_now)
    ), named AS MATERIALIZED (
        SELECT DISTINCT ON (k.group_id, coalesce(r.name, k.channel))
               k.group_id, k.channel AS named, coalesce(r.name, k.channel) AS channel,
               CASE WHEN r.named IS NULL THEN 'there is no such channel' ELSE r.refusal END AS refusal
        FROM (
            SELECT g.id AS group_id, told.channel
            FROM groups g
            LEFT JOIN monitoring.notification_routes route ON route.name = g.route
            CROSS JOIN LATERAL unnest(coalesce(agentmon.known_channels(g.channels), route.channels)) AS told (channel)
        ) AS k
        LEFT JOIN reachable r ON r.named = k.channel
        -- Itself before those that it stands in for.
        ORDER BY k.group_id, coalesce(r.name, k.channel), r.named IS DISTINCT FROM r.name, k.channel
    )
    SELECT jsonb_agg(jsonb_build_object(
        'route', g.route,
        'group_labels', g.group_labels,
        'channel', n.channel,
        'is_told', t.is_told,
        'why', nullif(concat_ws('; ',
            g.held_by,
            CASE WHEN n.channel IS NULL THEN 'its route names no channel' END,
            n.refusal,
            CASE WHEN n.named <> n.channel THEN format('in place of %s, which no daemon sends', n.named) END,
            CASE WHEN g.held_by IS NULL AND c.reason IS NULL AND n.refusal IS NULL THEN CASE
                WHEN a.acknowledged_at IS NOT NULL AND told.knows
                THEN format('it knows of this alert, which %s has acknowledged', a.acknowledged_by)
                WHEN told.knows THEN concat_ws(', ', 'it knows of this alert',
                    'and is told again at ' || (g.last_notified_at + agentmon.next_repeat(g.route)))
                ELSE 'it hears of ' || h.min_severity || ' and above'
            END END,
            CASE WHEN t.is_told THEN CASE
                WHEN w.state = 'pending' THEN format('a message on its group waits since %s, and will say this too', w.created_at)
                WHEN t.due_at > p_now THEN format('its group waits until %s', t.due_at)
                WHEN w.state = 'sending' THEN format('after the message on its group that is being sent since %s', w.attempted_at)
            END END,
            CASE WHEN t.is_told THEN d.words END), ''),
        'at', CASE
            WHEN t.is_told THEN greatest(t.due_at, d.until)
            WHEN n.refusal IS NULL THEN g.held_until
        END,
        'reason', c.reason,
        'title', c.payload ->> 'title',
        'body', c.payload ->> 'body') ORDER BY g.route, n.channel)
    FROM groups g
    JOIN monitoring.alerts a ON a.id = p_alert
    LEFT JOIN named n ON n.group_id = g.id
    LEFT JOIN monitoring.notification_channels h ON h.name = n.channel
    LEFT JOIN LATERAL (
        SELECT m.state, m.created_at, m.attempted_at, m.next_attempt_at
        FROM monitoring.notifications m
        WHERE m.group_id = g.id
          AND m.channel = n.channel
          AND m.state IN ('pending', 'sending')
        ORDER BY m.created_at DESC
        LIMIT 1
    ) AS w ON true
    LEFT JOIN LATERAL agentmon.compose(jsonb_build_array(jsonb_build_object(
        'ref', '1',
        'channel', n.channel,
        'groups', jsonb_build_array(g.id),
        'since', p_now,
        'ends_only', false)), p_now) c ON g.held_by IS NULL
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT FROM monitoring.told_alerts k
            WHERE k.alert_id = p_alert
              AND k.channel = n.channel) AS knows
    ) AS told
    CROSS JOIN LATERAL (
        SELECT g.held_by IS NULL AND n.refusal IS NULL AND c.reason IS NOT NULL AS is_told,
               -- What waits already is composed when it is its turn, and asks for no interval.
               greatest(p_now, CASE w.state WHEN 'pending' THEN w.next_attempt_at ELSE g.flush_at END) AS due_at
    ) AS t
    LEFT JOIN LATERAL agentmon.delays_in_words(
        n.channel, CASE WHEN w.state = 'pending' THEN 0 ELSE 1 END, t.due_at, p_now) d ON true
$$;
COMMENT ON FUNCTION agentmon.preview_lines(uuid, timestamptz) IS
'For preview_notification(): the channels of the groups that an alert was routed to, an object each; NULL where no route takes it.';

CREATE FUNCTION agentmon.preview_steps(p_alert uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_agg(jsonb_build_object(
        'route', g.route,
        'group_labels', g.group_labels,
        'channel', coalesce(r.name, k.channel),
        'is_told', t.why IS NULL,
        'why', concat_ws('; ',
            t.why,
            CASE WHEN r.name <> k.channel THEN format('in place of %s, which no daemon sends', k.channel) END,
            CASE WHEN t.why IS NULL THEN 'unless somebody acknowledges or resolves it before' END,
            CASE WHEN t.why IS NULL THEN d.words END),
        'at', CASE WHEN t.why IS NULL THEN greatest(g.escalation_from + e.after, d.until) END,
        'reason', 'escalation',
        'title', c.payload ->> 'title',
        'body', c.payload ->> 'body') ORDER BY e.after, g.route, k.channel)
    FROM monitoring.alert_groups g
    JOIN monitoring.alert_group_members m ON m.group_id = g.id
        AND m.alert_id = p_alert
    JOIN monitoring.alerts a ON a.id = p_alert
    JOIN monitoring.escalation_steps e ON e.route = g.route
        AND e.after > g.escalated_to
    CROSS JOIN LATERAL unnest(e.channels) AS k (channel)
    LEFT JOIN agentmon.reachable_channels(p_now) r ON r.named = k.channel
    LEFT JOIN monitoring.notification_channels h ON h.name = coalesce(r.name, k.channel)
    LEFT JOIN LATERAL agentmon.compose(jsonb_build_array(jsonb_build_object(
        'ref', '1',
        'channel', r.name,
        'groups', jsonb_build_array(g.id),
        'made', 'escalation',
        'since', g.escalation_from + e.after,
        'ends_only', false)), g.escalation_from + e.after) c ON true
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN m.held_by IS NOT NULL THEN coalesce((agentmon.holds_in_words(p_alert, p_now)).words, m.held_by)
            WHEN a.acknowledged_at IS NOT NULL THEN format('%s has acknowledged it', a.acknowledged_by)
            WHEN r.named IS NULL THEN 'there is no such channel'
            WHEN r.refusal IS NOT NULL THEN r.refusal
            WHEN g.escalation_from IS NULL THEN 'no channel is told of it before'
            WHEN c.reason IS NULL THEN 'it hears of ' || h.min_severity || ' and above'
        END AS why
    ) AS t
    LEFT JOIN LATERAL agentmon.delays_in_words(r.name, 1, g.escalation_from + e.after, p_now) d ON true
$$;
COMMENT ON FUNCTION agentmon.preview_steps(uuid, timestamptz) IS
'For preview_notification(): the channels of the escalation steps that are to come for an alert whose groups were told, an object each; NULL for none.';

CREATE FUNCTION monitoring.preview_notification(
    labels jsonb,
    severity text DEFAULT 'error',
    annotations jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (
    route text, group_labels jsonb, channel text, is_told boolean, why text, at timestamptz, reason text, title text, body text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- Whoever holds its rows in an open transaction is not waited for.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '2s' AS $$
#variable_conflict use_column
DECLARE
    raised uuid;
    groups uuid[];
    lines jsonb;
    steps jsonb;
BEGIN
    -- The alert is raised, routed and told as a real one would be, and then undone.
    BEGIN
        raised := monitoring.raise_alert(
            preview_notification.labels, preview_notification.annotations, preview_notification.severity,
            p_now => p_now);
        PERFORM agentmon.route_these(ARRAY[raised], p_now);
        groups := ARRAY(SELECT m.group_id FROM monitoring.alert_group_members m WHERE m.alert_id = raised);
        IF groups = '{}' AND EXISTS (
            SELECT
            FROM monitoring.alerts alert
            CROSS JOIN agentmon.matching_routes(
                ARRAY[alert.id],
                ARRAY[alert.labels || jsonb_build_object('severity', alert.severity)],
                ARRAY[false])
            WHERE alert.id = raised)
        THEN
            -- A step leaves a group that is held to the next one; here is none.
            RAISE lock_not_available;
        END IF;
        PERFORM agentmon.hold_members(groups, p_now);
        lines := agentmon.preview_lines(raised, p_now);
        -- Steps count from when a group is told, where they do not count already.
        PERFORM agentmon.flush_groups(ARRAY[g.id], greatest(p_now, g.flush_at))
        FROM monitoring.alert_groups g
        WHERE g.id = ANY (groups)
          AND g.escalate_at IS NULL;
        steps := agentmon.preview_steps(raised, p_now);
        RAISE EXCEPTION 'undone' USING ERRCODE = 'AM002';
    EXCEPTION
        WHEN SQLSTATE 'AM002' THEN
            NULL;
        WHEN lock_not_available THEN
            PERFORM agentmon.refuse_held(
                'what this alert would join (the alert with these labels, or its group)',
                'Ask again when that transaction has ended.');
    END;
    IF lines IS NULL THEN
        RETURN QUERY VALUES (
            NULL::text, NULL::jsonb, NULL::text, false, 'no route matches its labels', NULL::timestamptz, NULL::text,
            NULL::text, NULL::text);
        RETURN;
    END IF;
    RETURN QUERY
    SELECT l.*
    FROM jsonb_to_recordset(lines || coalesce(steps, '[]')) AS l (route text, group_labels jsonb, channel text,
        is_told boolean, why text, at timestamptz, reason text, title text, body text);
END
$$;
COMMENT ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz) IS
'What an alert with these labels and this severity would come to at p_now: its routes, the labels of its group there, each channel and the escalation steps after it, whether it would be told, what holds or slows it now (silence, mute time, inhibition, severity, switched off, resting, asked to wait, rate limit used up, a message that waits already) and until when, when it would be told at the earliest, and the text. Nothing is changed. Raises 22023 as raise_alert() does, 55P03 where an open transaction holds what it needs.';

GRANT EXECUTE ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.explain_notification(uuid, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
