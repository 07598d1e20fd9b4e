-- Groups: when something is to be told of them, and which channels are then owed a word.

CREATE FUNCTION agentmon.kind_is_served(p_kind text, p_now timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_or($1 = ANY (n.kinds) AND n.last_seen_at > least(l.last_seen_at, $2) - interval '1 day'), true)
    FROM monitoring.notifiers n, (SELECT max(last_seen_at) AS last_seen_at FROM monitoring.notifiers) AS l
    WHERE n.kinds <> '{}' -- a daemon without channels runs jobs; errors still wait for one that has some
$$;
COMMENT ON FUNCTION agentmon.kind_is_served(text, timestamptz) IS
'Whether a daemon sends this kind of message, among those that were seen within a day of the one seen last: while all are away, messages for them wait. True as long as none has ever registered.';

CREATE FUNCTION agentmon.served_fallback(p_channel text, p_now timestamptz) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_name text := p_channel;
BEGIN
    -- One that nobody sends, or that is switched off, passes it on.
    LOOP
        next_name := (SELECT c.fallback FROM monitoring.notification_channels c WHERE c.name = next_name);
        EXIT WHEN next_name IS NULL OR EXISTS (
            SELECT FROM monitoring.notification_channels c
            WHERE c.name = next_name
              AND c.enabled
              AND agentmon.kind_is_served(c.kind, p_now));
    END LOOP;
    RETURN next_name;
END
$$;
COMMENT ON FUNCTION agentmon.served_fallback(text, timestamptz) IS
'The first channel along the fallbacks of a channel that is on and whose kind a daemon sends; NULL for none.';

CREATE FUNCTION agentmon.reachable_channels(p_now timestamptz)
RETURNS TABLE (named text, name text, refusal text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH served AS MATERIALIZED (
        SELECT c.*, agentmon.kind_is_served(c.kind, p_now) AS is_served
        FROM monitoring.notification_channels c
    ), placed AS (
        -- Where nobody sends a kind of message, its fallback is told.
        SELECT s.name AS named,
               coalesce(CASE WHEN s.enabled AND NOT s.is_served THEN agentmon.served_fallback(s.name, p_now) END,
                   s.name) AS name
        FROM served s
    )
    SELECT p.named, s.name,
           CASE
               WHEN NOT s.enabled THEN 'it is switched off'
               WHEN NOT s.is_served THEN 'no daemon sends ' || s.kind
           END
    FROM placed p
    JOIN served s ON s.name = p.name
$$;
COMMENT ON FUNCTION agentmon.reachable_channels(timestamptz) IS
'For each channel that a route may name the one that is told (itself, or its fallback where no daemon sends its kind), and why it cannot be told (NULL: it can).';

CREATE FUNCTION agentmon.owed_channels(p_groups uuid[], p_now timestamptz)
RETURNS TABLE (group_id uuid, channel text, ends_only boolean, refusal text, owes_end boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH reachable AS MATERIALIZED (
        SELECT * FROM agentmon.reachable_channels(p_now)
    ), named AS (
        SELECT DISTINCT g.id AS group_id, r.name AS channel, r.refusal
        FROM monitoring.alert_groups g
        LEFT JOIN monitoring.notification_routes route ON route.name = g.route
        CROSS JOIN LATERAL unnest(coalesce(agentmon.known_channels(g.channels), route.channels)) AS k (channel)
        JOIN reachable r ON r.named = k.channel
        WHERE g.id = ANY (p_groups)
    ), told AS (
        -- Whoever heard of something hears its end: as a stand-in too, or from a route that is another one by now.
        -- Asked for each by its id: a join would begin with all alerts that have ever ended.
        SELECT DISTINCT t.group_id, t.channel
        FROM monitoring.told_alerts t
        JOIN monitoring.notification_channels c ON c.name = t.channel
            AND c.send_resolved
        WHERE t.group_id = ANY (p_groups)
          AND (SELECT a.state FROM monitoring.alerts a WHERE a.id = t.alert_id) = 'resolved'
    )
    SELECT coalesce(n.group_id, t.group_id),
           coalesce(n.channel, t.channel),
           n.channel IS NULL OR n.refusal IS NOT NULL,
           n.refusal,
           t.channel IS NOT NULL
    FROM named n
    FULL JOIN told t ON t.group_id = n.group_id
        AND t.channel = n.channel
$$;
COMMENT ON FUNCTION agentmon.owed_channels(uuid[], timestamptz) IS
'The channels that may be owed a word on groups: those of their route or actions, and those that were told of something which has ended (ends_only where they are not to be told of anything else); why one cannot be told; and whether it is owed an end, which then waits until it can be sent.';

CREATE FUNCTION agentmon.composed_debts(p_wanted jsonb, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH wanted AS MATERIALIZED (
        SELECT w.*, concat_ws(' ', w.group_id, w.channel) AS ref
        FROM jsonb_to_recordset(p_wanted) AS w (group_id uuid, channel text, made text, ends_only boolean)
    )
    SELECT jsonb_agg(jsonb_build_object(
               'group_id', w.group_id,
               'channel', c.channel,
               'kind', c.kind,
               'reason', c.reason,
               'payload', c.payload,
               'ends_only', w.ends_only,
               'about', c.about))
    FROM agentmon.compose((
        SELECT jsonb_agg(jsonb_build_object(
                   'ref', k.ref,
                   'channel', k.channel,
                   'groups', jsonb_build_array(k.group_id),
                   'made', k.made,
                   'since', p_now,
                   'ends_only', k.ends_only))
        FROM wanted k), p_now) c
    JOIN wanted w ON w.ref = c.ref
$$;
COMMENT ON FUNCTION agentmon.composed_debts(jsonb, timestamptz) IS
'What channels have yet to hear of groups, as put_debts() takes it. Takes [{group_id, channel, made, ends_only}] as compose() does, each group and channel once; NULL where there is nothing to say.';

CREATE FUNCTION agentmon.is_spoken_for(p_group uuid, p_channel text, p_states text[]) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    -- From the summaries, which are few; a group has had many messages.
    SELECT EXISTS (
        SELECT FROM monitoring.notifications summary
        JOIN monitoring.notifications spoken_for ON spoken_for.summed_into = summary.id
            AND spoken_for.group_id = p_group
        WHERE summary.channel = p_channel
          AND summary.reason = 'summary'
          AND summary.state IN ('pending', 'sending')
          AND summary.state = ANY (p_states))
$$;
COMMENT ON FUNCTION agentmon.is_spoken_for(uuid, text, text[]) IS
'Whether a summary in one of these states (pending, sending) speaks to a channel for a message of a group.';

CREATE FUNCTION agentmon.put_these(p_debts jsonb, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    waiting jsonb;
    made integer;
BEGIN
    -- One that waits already says it all when it is claimed. One that is just being claimed may not know this yet.
    SELECT coalesce(jsonb_agg(locked), '[]') INTO waiting
    FROM (
        SELECT message.id, message.group_id, message.channel
        FROM jsonb_to_recordset(p_debts) AS debt (group_id uuid, channel text)
        JOIN monitoring.notifications message ON message.group_id = debt.group_id
            AND message.channel = debt.channel
            AND message.state = 'pending'
            -- Told to some, it says to the others what it said.
            AND NOT coalesce(message.progress ? 'delivered', false)
        FOR UPDATE OF message SKIP LOCKED
    ) AS locked;
    UPDATE monitoring.notifications message
    SET reason = debt.reason,
        payload = debt.payload,
        ends_only = message.ends_only AND debt.ends_only
    FROM jsonb_to_recordset(p_debts) AS debt (group_id uuid, channel text, reason text, payload jsonb, ends_only boolean)
    JOIN jsonb_to_recordset(waiting) AS old (id uuid, group_id uuid, channel text) ON old.group_id = debt.group_id
        AND old.channel = debt.channel
    WHERE message.id = old.id;
    INSERT INTO monitoring.notification_alerts AS said (notification_id, group_id, alert_id, state, count)
    SELECT old.id, l.group_id, l.alert_id, l.state, l.count
    FROM jsonb_to_recordset(p_debts) AS debt (group_id uuid, channel text, about jsonb)
    JOIN jsonb_to_recordset(waiting) AS old (id uuid, group_id uuid, channel text) ON old.group_id = debt.group_id
        AND old.channel = debt.channel
    CROSS JOIN LATERAL jsonb_to_recordset(debt.about) AS l (group_id uuid, alert_id uuid, state text, count bigint)
    ON CONFLICT (alert_id, notification_id, group_id) DO UPDATE SET state = excluded.state, count = excluded.count;
    WITH fresh AS MATERIALIZED (
        -- The ids grow in this order, and so does that of the claims.
        SELECT monitoring.uuid_v7() AS id, new.*
        FROM (
            SELECT debt.*
            FROM jsonb_to_recordset(p_debts) AS debt (group_id uuid, channel text, kind text, reason text, payload jsonb,
                ends_only boolean, about jsonb)
            WHERE NOT EXISTS (
                    SELECT FROM jsonb_to_recordset(waiting) AS old (group_id uuid, channel text)
                    WHERE old.group_id = debt.group_id
                      AND old.channel = debt.channel)
              AND NOT agentmon.is_spoken_for(debt.group_id, debt.channel, '{pending}')
            ORDER BY debt.group_id, debt.channel
        ) AS new
    ), outbox AS (
        INSERT INTO monitoring.notifications (
            id, group_id, channel, kind, reason, payload, ends_only, next_attempt_at, idempotency_key, created_at)
        SELECT f.id, f.group_id, f.channel, f.kind, f.reason, f.payload, f.ends_only, p_now, 'agentmon_' || f.id, p_now
        FROM fresh f
        RETURNING id
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
        SELECT f.id, l.group_id, l.alert_id, l.state, l.count
        FROM fresh f
        CROSS JOIN LATERAL jsonb_to_recordset(f.about) AS l (group_id uuid, alert_id uuid, state text, count bigint)
    )
    SELECT count(*) INTO made FROM outbox;
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.put_these(jsonb, timestamptz) IS 'put_debts() in one go.';

CREATE FUNCTION agentmon.put_debts(p_debts jsonb, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    debt jsonb;
    refused text;
    refused_as text;
    put uuid[] := '{}';
    failed uuid[] := '{}';
    made integer := 0;
BEGIN
    IF p_debts IS NULL THEN
        RETURN 0;
    END IF;
    BEGIN
        made := agentmon.put_these(p_debts, p_now);
        IF agentmon.member_fails('channels') THEN
            DELETE FROM monitoring.step_failures f
            WHERE f.step = 'channels'
              AND f.member IN (
                  SELECT agentmon.failure_member(told.channel)
                  FROM jsonb_to_recordset(p_debts) AS told (channel text));
        END IF;
        RETURN made;
    EXCEPTION
        WHEN serialization_failure THEN
            RAISE;
        WHEN OTHERS THEN
            NULL; -- One of them stands in the way: each by itself.
    END;
    FOR debt IN SELECT d FROM jsonb_array_elements(p_debts) AS d LOOP
        BEGIN
            made := made + agentmon.put_these(jsonb_build_array(debt), p_now);
            put := put || (debt ->> 'group_id')::uuid;
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                refused := SQLERRM;
                refused_as := SQLSTATE;
                failed := failed || (debt ->> 'group_id')::uuid;
                PERFORM agentmon.note_failure('channels', debt ->> 'channel', SQLERRM, p_now,
                    'A message for this channel could not be put into the outbox.');
                PERFORM agentmon.note_alert(about.alert_id, 'not told',
                    format('channel %s: %s', debt ->> 'channel', SQLERRM), p_now)
                FROM jsonb_to_recordset(debt -> 'about') AS about (alert_id uuid, state text)
                WHERE about.state = 'firing';
        END;
    END LOOP;
    IF NOT failed <@ put THEN
        -- Nobody at all would be told: the group is not to take it for told, and tries again.
        RAISE EXCEPTION 'no channel could be told: %', refused
            USING ERRCODE = refused_as,
                  HINT = 'The next step tries again; what stands in its way is in monitoring.step_failures.';
    END IF;
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.put_debts(jsonb, timestamptz) IS
'Puts messages [{group_id, channel, kind, reason, payload, ends_only, about}] into the outbox, but for those whose group and channel have one that waits already; gives the number of new ones. One that cannot be put is noted, and the others are.';

CREATE FUNCTION agentmon.note_untold(p_groups uuid[], p_owed jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH refused AS (
        SELECT g.group_id,
               coalesce(string_agg(
                   format('channel %s: %s', o.channel,
                       coalesce(o.refusal, 'it hears of ' || c.min_severity || ' and above')),
                   '; ' ORDER BY o.channel) FILTER (WHERE o.channel IS NOT NULL),
                   'its channels do not exist') AS why
        FROM unnest(p_groups) AS g (group_id)
        LEFT JOIN jsonb_to_recordset(p_owed) AS o (group_id uuid, channel text, refusal text) ON o.group_id = g.group_id
        LEFT JOIN monitoring.notification_channels c ON c.name = o.channel
        GROUP BY g.group_id
    )
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail, group_id)
    SELECT m.alert_id, p_now, 'not told', r.why, m.group_id
    FROM refused r
    JOIN monitoring.alert_group_members m ON m.group_id = r.group_id
        AND m.held_by IS NULL
    JOIN monitoring.alerts a ON a.id = m.alert_id
        AND a.state = 'firing'
    -- As long as it is this group's last word on it: when the reason changes, and changes back, each is told.
    WHERE r.why IS DISTINCT FROM (
        SELECT e.detail
        FROM monitoring.alert_events e
        WHERE e.alert_id = m.alert_id
          AND e.event = 'not told'
          AND (e.group_id = m.group_id OR e.group_id IS NULL)
        ORDER BY e.id DESC
        LIMIT 1)
$$;
COMMENT ON FUNCTION agentmon.note_untold(uuid[], jsonb, timestamptz) IS
'Writes down for the firing alerts of groups that none of the channels takes them, and why, where that is not what was written last.';

CREATE FUNCTION agentmon.next_repeat(p_route text) RETURNS interval
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(route.repeat_interval, route.group_interval)
    FROM monitoring.notification_routes route
    WHERE route.name = p_route
$$;
COMMENT ON FUNCTION agentmon.next_repeat(text) IS
'After how long a group in which nothing is new is told again: its route''s repeat_interval, and no more often than its group_interval; NULL where the route is gone.';

CREATE FUNCTION agentmon.flush_groups(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    owed jsonb;
    debts jsonb;
    debt_groups uuid[];
    debt_reasons text[];
    speaking_groups uuid[];
    unreached uuid[];
    made bigint;
BEGIN
    SELECT coalesce(jsonb_agg(o), '[]') INTO owed
    FROM agentmon.owed_channels(p_groups, p_now) o;
    debts := agentmon.composed_debts((
        SELECT jsonb_agg(jsonb_build_object(
                   'group_id', o.group_id,
                   'channel', o.channel,
                   'made', CASE WHEN g.last_notified_at + agentmon.next_repeat(g.route) <= p_now THEN 'repeat' END,
                   'ends_only', o.ends_only))
        FROM jsonb_to_recordset(owed) AS o (
            group_id uuid, channel text, ends_only boolean, refusal text, owes_end boolean)
        JOIN monitoring.alert_groups g ON g.id = o.group_id
        WHERE o.refusal IS NULL
           OR o.owes_end), p_now);
    made := agentmon.put_debts(debts, p_now);
    SELECT array_agg(d.group_id), array_agg(d.reason),
           array_agg(d.group_id) FILTER (WHERE d.about @> '[{"state": "firing"}]')
        INTO debt_groups, debt_reasons, speaking_groups
    FROM jsonb_to_recordset(debts) AS d (group_id uuid, reason text, about jsonb);

    -- What fires and has reached nobody.
    unreached := ARRAY(
        SELECT g.id
        FROM unnest(p_groups) AS g (id)
        WHERE EXISTS (
                SELECT FROM monitoring.alert_group_members m
                JOIN monitoring.alerts a ON a.id = m.alert_id
                    AND a.state = 'firing'
                WHERE m.group_id = g.id
                  AND m.held_by IS NULL
                  AND NOT EXISTS (SELECT FROM monitoring.told_alerts t WHERE t.alert_id = a.id)
                  AND NOT EXISTS (
                      SELECT FROM monitoring.notification_alerts l
                      JOIN monitoring.notifications n ON n.id = l.notification_id
                          AND n.state <> 'dropped'
                      WHERE l.alert_id = a.id))
          AND g.id <> ALL (coalesce(speaking_groups, '{}')));
    IF unreached <> '{}' THEN
        PERFORM agentmon.note_untold(unreached, owed, p_now);
    END IF;

    UPDATE monitoring.alert_group_members m
    SET notified_count = a.count,
        notified_state = a.state
    FROM monitoring.alerts a
    WHERE m.group_id = ANY (p_groups)
      AND a.id = m.alert_id
      AND (m.held_by IS NULL OR a.state = 'resolved')
      AND (a.state = 'firing' OR m.notified_state = 'firing')
      AND (m.notified_count, m.notified_state) IS DISTINCT FROM (a.count, a.state);

    UPDATE monitoring.alert_groups g
    SET last_notified_at = CASE WHEN d.told THEN p_now ELSE g.last_notified_at END,
        -- Where even a repeat had nothing to say (acknowledged, held back), the next look is not at once.
        flush_at = CASE
            WHEN d.goes_on THEN agentmon.next_repeat(g.route) + CASE
                WHEN NOT d.told AND g.last_notified_at + agentmon.next_repeat(g.route) > p_now THEN g.last_notified_at
                ELSE p_now
            END
        END,
        untold = g.id = ANY (unreached),
        escalation_from = CASE WHEN d.begins THEN p_now ELSE g.escalation_from END,
        escalated_to = CASE WHEN d.begins THEN '0' ELSE g.escalated_to END,
        escalation_owed = CASE WHEN d.begins OR NOT d.goes_on THEN '{}' ELSE g.escalation_owed END,
        escalate_at = CASE
            WHEN NOT d.goes_on THEN NULL
            WHEN d.begins THEN p_now + (
                SELECT min(e.after)
                FROM monitoring.escalation_steps e
                WHERE e.route = g.route)
            ELSE g.escalate_at
        END
    FROM (
        SELECT k.id, said.told, now.goes_on,
               -- Again from the start for a new alert, where somebody has those before in hand.
               said.begins AND (old.escalate_at IS NULL OR NOT now.waiting) AS begins
        FROM unnest(p_groups) AS k (id)
        JOIN monitoring.alert_groups old ON old.id = k.id
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS told,
                   coalesce(bool_or(r.reason IN ('first_notification', 'new_alerts')), false) AS begins
            FROM unnest(debt_groups, debt_reasons) AS r (group_id, reason)
            WHERE r.group_id = k.id
        ) AS said
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS goes_on,
                   coalesce(bool_or(a.acknowledged_at IS NULL AND t.told), false) AS waiting
            FROM monitoring.alert_group_members m
            JOIN monitoring.alerts a ON a.id = m.alert_id
                AND a.state = 'firing'
            CROSS JOIN LATERAL (
                SELECT EXISTS (SELECT FROM monitoring.told_alerts t WHERE t.alert_id = a.id) AS told
            ) AS t
            WHERE m.group_id = k.id
              AND (m.held_by IS NULL OR m.notified_state = 'firing')
        ) AS now
    ) AS d
    WHERE g.id = d.id;

    PERFORM agentmon.leave_groups(p_groups, p_now);
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.flush_groups(uuid[], timestamptz) IS
'Finds out for each of the groups, whose members hold_members() has judged, which channels are owed a word, and puts it into the outbox; gives the number of new messages.';

CREATE FUNCTION agentmon.leave_groups(p_groups uuid[], p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    -- Those who will not hear of the end need not be remembered. The state of each alert is asked for by its id: a join
    -- would begin with all that have ever ended.
    DELETE FROM monitoring.told_alerts t
    WHERE t.group_id = ANY (p_groups)
      AND (SELECT a.state FROM monitoring.alerts a WHERE a.id = t.alert_id) = 'resolved'
      AND NOT EXISTS (
          SELECT FROM monitoring.notification_channels c
          WHERE c.name = t.channel
            AND c.send_resolved);
    -- Over: out of the group, so that the same trouble later is a first notification again.
    WITH over AS (
        DELETE FROM monitoring.alert_group_members m
        WHERE m.group_id = ANY (p_groups)
          AND m.notified_state IS DISTINCT FROM 'firing'
          AND (SELECT a.state FROM monitoring.alerts a WHERE a.id = m.alert_id) = 'resolved'
        RETURNING m.alert_id, m.held_by
    ), gone AS MATERIALIZED (
        SELECT a.id, a.count, a.acknowledged_by, over.held_by
        FROM over
        CROSS JOIN LATERAL (
            SELECT alert.id, alert.count, alert.acknowledged_by
            FROM monitoring.alerts alert
            WHERE alert.id = over.alert_id
            OFFSET 0
        ) AS a
    )
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT g.id, p_now, 'not told',
           format('%s of %s: %s', g.count - coalesce(t.told, 0), agentmon.counted(g.count, 'event'),
               coalesce(g.held_by, 'acknowledged by ' || g.acknowledged_by,
                   CASE
                       WHEN t.told IS NULL THEN 'it resolved before it was to be told'
                       ELSE 'no channel was told of the resolve'
                   END))
    FROM gone g
    CROSS JOIN LATERAL (
        SELECT max(l.count) AS told
        FROM monitoring.notification_alerts l
        JOIN monitoring.notifications n ON n.id = l.notification_id
            AND n.state NOT IN ('dropped', 'summed')
        WHERE l.alert_id = g.id
    ) AS t
    WHERE t.told IS NULL
       OR t.told < g.count;
    -- One of which nobody was ever told has no past that is worth keeping; nor has one without a route and a future.
    DELETE FROM monitoring.alert_groups g
    WHERE g.id = ANY (p_groups)
      AND (g.last_notified_at IS NULL OR g.route IS NULL)
      AND NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = g.id)
      AND NOT EXISTS (SELECT FROM monitoring.told_alerts t WHERE t.group_id = g.id)
      AND NOT EXISTS (
          SELECT FROM monitoring.notifications n
          WHERE n.group_id = g.id
            AND n.state IN ('pending', 'sending', 'unknown'))
$$;
COMMENT ON FUNCTION agentmon.leave_groups(uuid[], timestamptz) IS
'Takes the members whose story has ended out of groups, and writes down how much of it was not told, and why.';

CREATE FUNCTION agentmon.due_escalations(p_groups uuid[], p_now timestamptz)
RETURNS TABLE (group_id uuid, named text, channel text, after interval, refusal text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH reachable AS MATERIALIZED (
        SELECT r.named, r.name, r.refusal, c.min_severity, agentmon.severity_rank(c.min_severity) AS least_rank
        FROM agentmon.reachable_channels(p_now) r
        JOIN monitoring.notification_channels c ON c.name = r.name
    ), due AS (
        SELECT grp.id AS group_id, told.named, min(step.after) AS after
        FROM monitoring.alert_groups grp
        JOIN monitoring.escalation_steps step ON step.route = grp.route
            AND grp.escalation_from + step.after <= p_now
        CROSS JOIN unnest(step.channels) AS told (named)
        WHERE grp.id = ANY (p_groups)
          AND (step.after > grp.escalated_to OR told.named = ANY (grp.escalation_owed))
        GROUP BY grp.id, told.named
    )
    SELECT due.group_id, due.named, reachable.name, due.after,
           CASE
               WHEN reachable.name IS NULL THEN 'it does not exist'
               WHEN reachable.refusal IS NOT NULL THEN reachable.refusal
               WHEN NOT EXISTS (
                   SELECT
                   FROM monitoring.alert_group_members member
                   JOIN monitoring.alerts alert ON alert.id = member.alert_id
                       AND alert.state = 'firing'
                       AND alert.acknowledged_at IS NULL
                   WHERE member.group_id = due.group_id
                     AND member.held_by IS NULL
                     AND agentmon.severity_rank(alert.severity) >= reachable.least_rank
               ) THEN 'it hears of ' || reachable.min_severity || ' and above'
           END
    FROM due
    LEFT JOIN reachable ON reachable.named = due.named
$$;
COMMENT ON FUNCTION agentmon.due_escalations(uuid[], timestamptz) IS
'The channels of escalation steps of groups that are due at p_now and have not been told; the one that is told in place of the named one, after how long, and why it cannot be (NULL: it can).';

CREATE FUNCTION agentmon.note_unescalated(p_owed jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT member.alert_id, p_now, 'not escalated', why.detail
    FROM (
        SELECT owed.group_id,
               format('channel %s, due after %s: %s', owed.named, owed.after, owed.refusal) AS detail
        FROM jsonb_to_recordset(p_owed) AS owed (group_id uuid, named text, after interval, refusal text)
    ) AS why
    JOIN monitoring.alert_group_members member ON member.group_id = why.group_id
        AND member.held_by IS NULL
    JOIN monitoring.alerts alert ON alert.id = member.alert_id
        AND alert.state = 'firing'
        AND alert.acknowledged_at IS NULL
    WHERE NOT EXISTS (
        SELECT
        FROM monitoring.alert_events known
        WHERE known.alert_id = member.alert_id
          AND known.event = 'not escalated'
          AND known.detail = why.detail)
$$;
COMMENT ON FUNCTION agentmon.note_unescalated(jsonb, timestamptz) IS
'Writes down for alerts that wait for somebody which channels of due escalation steps cannot be told, and why; once. Takes [{group_id, named, after, refusal}].';

CREATE FUNCTION agentmon.escalate_these(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    due jsonb := (SELECT coalesce(jsonb_agg(d), '[]') FROM agentmon.due_escalations(p_groups, p_now) d);
    refused jsonb := jsonb_path_query_array(due, '$[*] ? (@.refusal != null)');
    made bigint;
BEGIN
    made := agentmon.put_debts(agentmon.composed_debts((
        SELECT jsonb_agg(jsonb_build_object(
                   'group_id', step.group_id,
                   'channel', step.channel,
                   'made', 'escalation',
                   'ends_only', false))
        FROM (
            SELECT DISTINCT d.group_id, d.channel
            FROM jsonb_to_recordset(due) AS d (group_id uuid, channel text, refusal text)
            WHERE d.refusal IS NULL
        ) AS step), p_now), p_now);
    IF refused <> '[]' THEN
        PERFORM agentmon.note_unescalated(refused, p_now);
    END IF;
    -- A step that is due while all is held back waits for the end of that; a channel that cannot be told, until it can.
    UPDATE monitoring.alert_groups grp
    SET escalate_at = CASE
            WHEN now.held OR now.open AND now.owed <> '{}' THEN least(
                p_now + agentmon.setting_interval('held_recheck'),
                CASE WHEN now.open THEN now.next_at END)
            WHEN now.open THEN now.next_at
        END,
        escalated_to = CASE WHEN now.open THEN p_now - grp.escalation_from ELSE grp.escalated_to END,
        escalation_owed = CASE
            WHEN now.open THEN now.owed
            WHEN now.held THEN grp.escalation_owed
            ELSE '{}'
        END
    FROM (
        SELECT place.id, waiting.open, waiting.held,
               ARRAY(
                   SELECT DISTINCT d.named
                   FROM jsonb_to_recordset(refused) AS d (group_id uuid, named text)
                   WHERE d.group_id = place.id
                   ORDER BY d.named) AS owed,
               (SELECT min(g.escalation_from + step.after)
                FROM monitoring.alert_groups g
                JOIN monitoring.escalation_steps step ON step.route = g.route
                    AND g.escalation_from + step.after > p_now
                WHERE g.id = place.id) AS next_at
        FROM unnest(p_groups) AS place (id)
        CROSS JOIN LATERAL (
            SELECT coalesce(bool_or(member.held_by IS NULL), false) AS open,
                   coalesce(bool_and(member.held_by IS NOT NULL), false) AS held
            FROM monitoring.alert_group_members member
            JOIN monitoring.alerts alert ON alert.id = member.alert_id
                AND alert.state = 'firing'
                AND alert.acknowledged_at IS NULL
            WHERE member.group_id = place.id
              AND member.notified_state = 'firing'
        ) AS waiting
    ) AS now
    WHERE grp.id = now.id;
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.escalate_these(uuid[], timestamptz) IS
'Tells the channels of the escalation steps that are due in these groups, whose members hold_members() has judged; gives the number of messages. A channel that cannot be told is owed it.';

CREATE FUNCTION agentmon.lock_groups(p_due uuid[], p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    locked uuid[];
BEGIN
    IF p_due = '{}' THEN
        RETURN p_due;
    END IF;
    locked := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.id = ANY (p_due)
        ORDER BY grp.id
        FOR UPDATE SKIP LOCKED);
    IF cardinality(locked) < cardinality(p_due) THEN
        PERFORM agentmon.note_blockers(p_now);
    END IF;
    RETURN locked;
END
$$;
COMMENT ON FUNCTION agentmon.lock_groups(uuid[], timestamptz) IS
'Those of the groups that nobody else has locked: what an open transaction holds waits for it, and nothing else does.';

CREATE FUNCTION agentmon.escalate_groups(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due uuid[] := agentmon.lock_groups(ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.escalate_at <= p_now), p_now);
    made bigint;
BEGIN
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM agentmon.with_sound_matchers('holding back', 'hold_members', due, p_now);
    made := agentmon.one_by_one('escalation', 'escalate_these', due, p_now);
    -- What failed is tried again, but not at once.
    UPDATE monitoring.alert_groups grp
    SET escalate_at = p_now + interval '1 minute'
    WHERE grp.id = ANY (due)
      AND grp.escalate_at <= p_now;
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.escalate_groups(timestamptz) IS
'Tells the channels of the escalation steps that are due of alerts which nobody has acknowledged; gives the number of messages.';

CREATE FUNCTION agentmon.tell_groups(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- So many at a time that their messages fit into memory.
    slice CONSTANT integer := 200;
    -- A step that takes longer than its caller waits would be undone, and begin again and again.
    patience CONSTANT interval := '8 seconds';
    began CONSTANT timestamptz := clock_timestamp();
    due uuid[] := agentmon.lock_groups(ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.flush_at <= p_now), p_now);
    looked_at uuid[] := '{}';
    made bigint := 0;
BEGIN
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    -- All at once: what inhibits is looked for among everything that fires. Where it cannot be found out what is held
    -- back, it is told.
    PERFORM agentmon.with_sound_matchers('holding back', 'hold_members', due, p_now);
    FOR place IN 1 .. cardinality(due) BY slice LOOP
        -- The others are due still.
        EXIT WHEN clock_timestamp() > began + patience;
        made := made + agentmon.one_by_one('groups', 'flush_groups', due[place : place + slice - 1], p_now);
        looked_at := looked_at || due[place : place + slice - 1];
    END LOOP;
    -- What failed is tried again, but not at once.
    UPDATE monitoring.alert_groups grp
    SET flush_at = p_now + interval '1 minute'
    WHERE grp.id = ANY (looked_at)
      AND grp.flush_at <= p_now;
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.tell_groups(timestamptz) IS
'Puts what the groups that are due have to tell into the outbox; gives the number of messages. A group that fails is noted, and the others are told. What takes longer than some seconds is left to the next step.';

CREATE FUNCTION agentmon.tell_in_hand(p_alert uuid, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.put_debts((
        SELECT jsonb_agg(debt)
        FROM jsonb_array_elements(agentmon.composed_debts((
            SELECT jsonb_agg(jsonb_build_object(
                       'group_id', t.group_id,
                       'channel', t.channel,
                       'made', 'acknowledged',
                       'ends_only', true))
            FROM (
                SELECT DISTINCT told.group_id, told.channel
                FROM monitoring.told_alerts told
                JOIN monitoring.notification_channels c ON c.name = told.channel
                    AND c.kind = 'pagerduty'
                WHERE told.alert_id = p_alert
            ) AS t), p_now)) AS debt
        WHERE debt ->> 'reason' = 'acknowledged'), p_now)
$$;
COMMENT ON FUNCTION agentmon.tell_in_hand(uuid, timestamptz) IS
'Passes on to pagers that an alert was acknowledged or snoozed, where all is in hand that they were told of its group.';

CREATE FUNCTION agentmon.heal_clocks(p_now timestamptz) RETURNS bigint
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
        WHERE grp.recheck_at > ahead + agentmon.longest_hold());
    IF wrong <> '{}' THEN
        healed := healed + cardinality(wrong);
        UPDATE monitoring.alert_groups grp
        SET flush_at = least(grp.flush_at, p_now),
            last_notified_at = least(grp.last_notified_at, p_now),
            escalate_at = CASE WHEN grp.escalation_from > p_now THEN least(grp.escalate_at, p_now) ELSE grp.escalate_at END,
            escalation_from = least(grp.escalation_from, p_now),
            recheck_at = CASE WHEN grp.recheck_at > ahead + agentmon.longest_hold() THEN p_now ELSE grp.recheck_at END
        WHERE grp.id = ANY (wrong);
    END IF;
    -- An attempt is never put off for longer than an hour beyond the longest retry, nor held for longer than its lease;
    -- and nothing was made or attempted at a time that is yet to come.
    wrong := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        WHERE message.state IN ('pending', 'sending')
          AND (message.next_attempt_at > ahead + interval '1 hour' + agentmon.setting_interval('delivery_retry_most')
               OR message.lease_until > ahead + agentmon.setting_interval('delivery_lease')
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
    IF EXISTS (
        SELECT
        FROM monitoring.notification_channels channel
        WHERE EXISTS (
            SELECT
            FROM monitoring.channel_sends s
            WHERE s.channel = channel.name
              AND s.sent_at > ahead)
    ) THEN
        UPDATE monitoring.channel_sends s
        SET sent_at = p_now
        WHERE s.sent_at > ahead;
        healed := healed + 1;
    END IF;
    resting := ARRAY(
        SELECT circuit.channel
        FROM monitoring.channel_circuits circuit
        WHERE circuit.open_until > ahead + agentmon.setting_interval('circuit_open_most'));
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
    -- A snooze holds for as long as was said, counted from now on.
    UPDATE monitoring.alerts alert
    SET snoozed_until = p_now + (alert.snoozed_until - said.at)
    FROM (
        SELECT snoozed.id, max(e.at) AS at
        FROM monitoring.alerts snoozed
        JOIN monitoring.alert_events e ON e.alert_id = snoozed.id
            AND e.event = 'snoozed'
        WHERE snoozed.snoozed_until > ahead
        GROUP BY snoozed.id
    ) AS said
    WHERE alert.id = said.id
      AND said.at > ahead
      AND alert.snoozed_until > said.at;
    IF FOUND THEN
        UPDATE monitoring.alert_events e
        SET at = p_now
        WHERE e.event = 'snoozed'
          AND e.at > ahead
          AND e.alert_id IN (SELECT snoozed.id FROM monitoring.alerts snoozed WHERE snoozed.snoozed_until > p_now);
        healed := healed + 1;
    END IF;
    RETURN healed;
END
$$;
COMMENT ON FUNCTION agentmon.heal_clocks(timestamptz) IS
'Brings back to p_now what a clock that was wrong has put off further than it can be: times of groups, attempts, leases, rests of channels, quiet errors, snoozes; gives the number of rows.';

CREATE FUNCTION agentmon.forget_past_failures(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- One that fails is tried again within a minute or two; what has not been tried for longer is not there any more.
    DELETE FROM monitoring.step_failures f
    WHERE f.step IN ('routing', 'holding back', 'groups', 'escalation', 'fallback', 'resolving')
      AND f.last_at < p_now - interval '10 minutes';
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        NULL; -- Where failures cannot be written, alerts are told all the same.
END
$$;
COMMENT ON FUNCTION agentmon.forget_past_failures(timestamptz) IS
'Ends the failures of alerts, groups and messages that are over, or were told in another way since.';

CREATE FUNCTION agentmon.alert_step(p_now timestamptz DEFAULT now(), OUT made integer, OUT taken bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- What others hold is passed over; should it be waited for all the same, then not for long.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- Each for itself: what one of them cannot do stops none of the others.
    taken := agentmon.try_step('error rows', 'take_error_rows', p_now);
    PERFORM agentmon.try_step('names', 'follow_names', p_now);
    PERFORM agentmon.try_step('memory', 'remember_late', p_now);
    PERFORM agentmon.try_step('clocks', 'heal_clocks', p_now);
    PERFORM agentmon.try_step('rules', 'evaluate_due_rules', p_now);
    PERFORM agentmon.try_step('resolving', 'resolve_ended', p_now);
    PERFORM agentmon.try_step('resolving', 'resolve_quiet_errors', p_now);
    PERFORM agentmon.try_step('routing', 'route_alerts', p_now);
    PERFORM agentmon.try_step('holding back', 'recheck_held', p_now);
    made := agentmon.try_step('groups', 'tell_groups', p_now)
          + agentmon.try_step('escalation', 'escalate_groups', p_now)
          + agentmon.try_step('fallback', 'fall_back', p_now);
    PERFORM agentmon.try_step('claims', 'look_for_held', p_now);
    PERFORM agentmon.forget_blockers(p_now);
    PERFORM agentmon.forget_past_failures(p_now);
    IF made > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.alert_step(timestamptz) IS
'As process_alerts(), for the daemon: also how many error rows it took, which says whether more are likely to come.';

CREATE FUNCTION monitoring.process_alerts(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT s.made FROM agentmon.alert_step($1) AS s$$;
COMMENT ON FUNCTION monitoring.process_alerts(timestamptz) IS
'One step of alerting at p_now: takes new error rows, evaluates the rules that are due, resolves, groups, routes, holds back, escalates, and puts what is due into the outbox. Gives the notifications made. Any number of callers at a time.';

CREATE FUNCTION agentmon.stay_awake(p_awake boolean) RETURNS boolean
    LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'stay_awake_wrapper';
COMMENT ON FUNCTION agentmon.stay_awake(boolean) IS
'For the daemon: says that this session looks for error rows anyhow, so that nobody need wake it by NOTIFY, until it says otherwise or ends. False where a session is just asking who is awake: ask again after the next step. Whoever stops must look once more, a commit''s time later.';

GRANT EXECUTE ON FUNCTION monitoring.process_alerts(timestamptz), agentmon.alert_step(timestamptz), agentmon.stay_awake(boolean) TO agentmon_notifier, agentmon_admin;
