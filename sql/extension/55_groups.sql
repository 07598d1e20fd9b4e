-- Groups: when something is to be told of them, and which channels are then owed a word.

CREATE FUNCTION agentmon.kind_is_served(p_kind text, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
               bool_or(
                   p_kind = ANY (daemon.kinds)
                   AND daemon.last_seen_at > least(latest.last_seen_at, p_now) - interval '1 day'),
               true)
    FROM monitoring.notifiers daemon,
        (SELECT max(last_seen_at) AS last_seen_at FROM monitoring.notifiers) AS latest
    -- A daemon without channels runs jobs; errors still wait for one that has some.
    WHERE daemon.kinds <> '{}'
$$;
COMMENT ON FUNCTION agentmon.kind_is_served(text, timestamptz) IS
'Whether a daemon sends this kind of message, among those that were seen within a day of the one seen last: '
'while all are away, messages for them wait. True as long as none has ever registered.';

CREATE FUNCTION agentmon.served_fallback(p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_name text := p_channel;
BEGIN
    -- A fallback whose kind nobody sends, or that is switched off, passes it on to its own fallback.
    LOOP
        next_name := (
            SELECT channel.fallback
            FROM monitoring.notification_channels channel
            WHERE channel.name = next_name);
        EXIT WHEN next_name IS NULL
            OR EXISTS (
                SELECT FROM monitoring.notification_channels channel
                WHERE channel.name = next_name
                  AND channel.enabled
                  AND agentmon.kind_is_served(channel.kind, p_now));
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
        -- A channel, and whether a daemon sends its kind.
        SELECT channel.*, agentmon.kind_is_served(channel.kind, p_now) AS is_served
        FROM monitoring.notification_channels channel
    ), placed AS (
        -- Where nobody sends a kind of message, its fallback is told.
        SELECT target.name AS named,
               coalesce(
                   CASE
                       WHEN target.enabled AND NOT target.is_served
                           THEN agentmon.served_fallback(target.name, p_now)
                   END,
                   target.name) AS name
        FROM served target
    )
    SELECT place.named,
           target.name,
           CASE
               WHEN NOT target.enabled THEN 'it is switched off'
               WHEN NOT target.is_served THEN 'no daemon sends ' || target.kind
           END
    FROM placed place
    JOIN served target ON target.name = place.name
$$;
COMMENT ON FUNCTION agentmon.reachable_channels(timestamptz) IS
'For each channel that a route may name the one that is told (itself, or its fallback where no daemon sends '
'its kind), and why it cannot be told (NULL: it can).';

CREATE FUNCTION agentmon.is_somebodys(p_alert uuid) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
               SELECT FROM monitoring.told_alerts told
               WHERE told.alert_id = p_alert)
        OR EXISTS (
            SELECT FROM monitoring.notification_alerts listed
            JOIN monitoring.notifications message ON message.id = listed.notification_id
                AND message.state <> 'dropped'
            WHERE listed.alert_id = p_alert)
$$;
COMMENT ON FUNCTION agentmon.is_somebodys(uuid) IS
'Whether somebody was told of an alert, or a message about it waits or could not be delivered.';

CREATE FUNCTION agentmon.owed_channels(p_groups uuid[], p_now timestamptz)
RETURNS TABLE (group_id uuid, channel text, ends_only boolean, refusal text, owes_end boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH reachable AS MATERIALIZED (
        SELECT *
        FROM agentmon.reachable_channels(p_now)
    ), routes AS MATERIALIZED (
        SELECT *
        FROM agentmon.route_channels(p_now)
    ), named AS (
        SELECT DISTINCT grp.id AS group_id, place.name AS channel, place.refusal
        FROM monitoring.alert_groups grp
        LEFT JOIN routes route ON route.route = grp.route
        CROSS JOIN LATERAL unnest(
            coalesce(agentmon.known_channels(grp.channels), route.channels)
        ) AS asked (channel)
        JOIN reachable place ON place.named = asked.channel
        WHERE grp.id = ANY (p_groups)
    ), told AS (
        -- A channel that heard of something hears its end: as a stand-in too, or from a route that is another
        -- one by now.
        -- Asked for each by its id: a join would begin with all alerts that have ever ended.
        SELECT DISTINCT heard.group_id, heard.channel
        FROM monitoring.told_alerts heard
        JOIN monitoring.notification_channels cur ON cur.name = heard.channel
            AND cur.send_resolved
        WHERE heard.group_id = ANY (p_groups)
          AND (
              SELECT alert.state
              FROM monitoring.alerts alert
              WHERE alert.id = heard.alert_id) = 'resolved'
    )
    SELECT coalesce(wanted.group_id, heard.group_id),
           coalesce(wanted.channel, heard.channel),
           wanted.channel IS NULL OR wanted.refusal IS NOT NULL,
           wanted.refusal,
           heard.channel IS NOT NULL
    FROM named wanted
    FULL JOIN told heard ON heard.group_id = wanted.group_id
        AND heard.channel = wanted.channel
$$;
COMMENT ON FUNCTION agentmon.owed_channels(uuid[], timestamptz) IS
'The channels that may be owed a word on groups: those of their route or actions, and those that were told '
'of something which has ended (ends_only where they are not to be told of anything else); why one cannot be '
'told; and whether it is owed an end, which then waits until it can be sent.';

CREATE FUNCTION agentmon.composed_debts(p_wanted jsonb, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH wanted AS MATERIALIZED (
        SELECT debt.*, concat_ws(' ', debt.group_id, debt.channel) AS ref
        FROM jsonb_to_recordset(p_wanted) AS debt (group_id uuid, channel text, made text, ends_only boolean)
    )
    SELECT jsonb_agg(jsonb_build_object(
               'group_id', debt.group_id,
               'channel', message.channel,
               'kind', message.kind,
               'reason', message.reason,
               'payload', message.payload,
               'ends_only', debt.ends_only,
               'about', message.about))
    FROM agentmon.compose((
        SELECT jsonb_agg(jsonb_build_object(
                   'ref', asked.ref,
                   'channel', asked.channel,
                   'groups', jsonb_build_array(asked.group_id),
                   'made', asked.made,
                   'since', p_now,
                   'ends_only', asked.ends_only))
        FROM wanted asked), p_now) message
    JOIN wanted debt ON debt.ref = message.ref
$$;
COMMENT ON FUNCTION agentmon.composed_debts(jsonb, timestamptz) IS
'What channels have yet to hear of groups, as put_debts() takes it. Takes [{group_id, channel, made, '
'ends_only}] as compose() does, each group and channel once; NULL where there is nothing to say.';

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
    -- A message that waits already says it all when it is claimed. One that is just being claimed may not
    -- know this yet.
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
        ends_only = message.ends_only AND debt.ends_only,
        -- Its fallback has heard what it had to say before, and is to hear this in time too.
        owed_since = CASE WHEN message.fell_back_at IS NULL THEN message.owed_since ELSE p_now END,
        fell_back_at = NULL
    FROM jsonb_to_recordset(p_debts) AS debt (
        group_id uuid, channel text, reason text, payload jsonb, ends_only boolean)
    JOIN jsonb_to_recordset(waiting) AS old (id uuid, group_id uuid, channel text)
        ON old.group_id = debt.group_id
        AND old.channel = debt.channel
    WHERE message.id = old.id;
    INSERT INTO monitoring.notification_alerts AS said (notification_id, group_id, alert_id, state, count)
    SELECT old.id, entry.group_id, entry.alert_id, entry.state, entry.count
    FROM jsonb_to_recordset(p_debts) AS debt (group_id uuid, channel text, about jsonb)
    JOIN jsonb_to_recordset(waiting) AS old (id uuid, group_id uuid, channel text)
        ON old.group_id = debt.group_id
        AND old.channel = debt.channel
    CROSS JOIN LATERAL jsonb_to_recordset(debt.about) AS entry (
        group_id uuid, alert_id uuid, state text, count bigint)
    ON CONFLICT (alert_id, notification_id, group_id) DO UPDATE SET
        state = excluded.state,
        count = excluded.count;
    WITH fresh AS MATERIALIZED (
        -- The ids grow in this order, and so does that of the claims.
        SELECT monitoring.uuid_v7() AS id, new.*
        FROM (
            SELECT debt.*
            FROM jsonb_to_recordset(p_debts) AS debt (
                group_id uuid,
                channel text,
                kind text,
                reason text,
                payload jsonb,
                ends_only boolean,
                about jsonb)
            WHERE NOT EXISTS (
                    SELECT FROM jsonb_to_recordset(waiting) AS old (group_id uuid, channel text)
                    WHERE old.group_id = debt.group_id
                      AND old.channel = debt.channel)
              AND NOT agentmon.is_spoken_for(debt.group_id, debt.channel, '{pending}')
            ORDER BY debt.group_id, debt.channel
        ) AS new
    ), outbox AS (
        INSERT INTO monitoring.notifications (
            id,
            group_id,
            channel,
            kind,
            reason,
            payload,
            ends_only,
            next_attempt_at,
            idempotency_key,
            created_at)
        SELECT message.id,
               message.group_id,
               message.channel,
               message.kind,
               message.reason,
               message.payload,
               message.ends_only,
               p_now,
               'agentmon_' || message.id,
               p_now
        FROM fresh message
        RETURNING id
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
        SELECT message.id, entry.group_id, entry.alert_id, entry.state, entry.count
        FROM fresh message
        CROSS JOIN LATERAL jsonb_to_recordset(message.about) AS entry (
            group_id uuid, alert_id uuid, state text, count bigint)
    )
    SELECT count(*) INTO made
    FROM outbox;
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
            DELETE FROM monitoring.step_failures failure
            WHERE failure.step = 'channels'
              AND failure.member IN (
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
    FOR debt IN
        SELECT one
        FROM jsonb_array_elements(p_debts) AS one
    LOOP
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
'Puts messages [{group_id, channel, kind, reason, payload, ends_only, about}] into the outbox, but for those '
'whose group and channel have one that waits already; gives the number of new ones. One that cannot be put '
'is noted, and the others are.';

CREATE FUNCTION agentmon.note_untold(p_groups uuid[], p_owed jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH refused AS (
        -- A group, and why none of its channels takes it.
        SELECT asked.group_id,
               coalesce(
                   string_agg(
                       format('channel %s: %s',
                           owed.channel,
                           coalesce(owed.refusal, 'it hears of ' || channel.min_severity || ' and above')),
                       '; ' ORDER BY owed.channel
                   ) FILTER (WHERE owed.channel IS NOT NULL),
                   'its channels do not exist') AS why
        FROM unnest(p_groups) AS asked (group_id)
        LEFT JOIN jsonb_to_recordset(p_owed) AS owed (group_id uuid, channel text, refusal text)
            ON owed.group_id = asked.group_id
        LEFT JOIN monitoring.notification_channels channel ON channel.name = owed.channel
        GROUP BY asked.group_id
    )
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail, group_id)
    SELECT member.alert_id, p_now, 'not told', grp.why, member.group_id
    FROM refused grp
    JOIN monitoring.alert_group_members member ON member.group_id = grp.group_id
        AND member.held_by IS NULL
    JOIN monitoring.alerts alert ON alert.id = member.alert_id
        AND alert.state = 'firing'
    -- As long as it is this group's last word on it: when the reason changes, and changes back, each is told.
    WHERE grp.why IS DISTINCT FROM (
        SELECT event.detail
        FROM monitoring.alert_events event
        WHERE event.alert_id = member.alert_id
          AND event.event = 'not told'
          AND (event.group_id = member.group_id OR event.group_id IS NULL)
        ORDER BY event.id DESC
        LIMIT 1)
$$;
COMMENT ON FUNCTION agentmon.note_untold(uuid[], jsonb, timestamptz) IS
'Writes down for the firing alerts of groups that none of the channels takes them, and why, where that is '
'not what was written last.';

CREATE FUNCTION agentmon.next_repeat(p_route text) RETURNS interval
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(route.repeat_interval, route.group_interval)
    FROM monitoring.notification_routes route
    WHERE route.name = p_route
$$;
COMMENT ON FUNCTION agentmon.next_repeat(text) IS
'After how long a group in which nothing is new is told again: its route''s repeat_interval, and no more '
'often than its group_interval; NULL where the route is gone.';

CREATE FUNCTION agentmon.judge_turn(
    p_now timestamptz,
    p_told_at timestamptz,
    p_is_woken boolean,
    p_group_told_at timestamptz,
    p_interval_before timestamptz,
    p_interval_after timestamptz,
    p_group_interval_after timestamptz,
    p_repeat_at timestamptz
)
RETURNS TABLE (is_repeat boolean, early_until timestamptz)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'judge_turn_wrapper';
COMMENT ON FUNCTION agentmon.judge_turn(
    timestamptz, timestamptz, boolean, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz
) IS
'Whether a channel is to be told again, and until when it is too early to tell it anything (NULL: it is '
'not): from when it was told last, whether a snooze is over since, when its group was told last, the '
'group_interval before p_now and after each of the two, and when a repeat is due.';

CREATE FUNCTION agentmon.turn_of(
    p_group uuid,
    p_channel text,
    p_now timestamptz,
    OUT is_repeat boolean,
    OUT early_until timestamptz
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT turn.is_repeat, turn.early_until
    FROM monitoring.alert_groups grp
    LEFT JOIN monitoring.notification_routes route ON route.name = grp.route
    CROSS JOIN LATERAL (
        SELECT max(told.told_at) AS told_at,
               bool_or(
                   alert.acknowledged_at IS NULL
                   AND alert.snoozed_until <= p_now
                   AND told.told_at < alert.snoozed_until) AS is_woken
        FROM monitoring.told_alerts told
        CROSS JOIN LATERAL (
            SELECT own.acknowledged_at, own.snoozed_until
            FROM monitoring.alerts own
            WHERE own.id = told.alert_id
              AND own.state = 'firing'
            OFFSET 0
        ) AS alert
        WHERE told.group_id = p_group
          AND told.channel = p_channel
    ) AS heard
    CROSS JOIN LATERAL agentmon.judge_turn(
        p_now,
        heard.told_at,
        heard.is_woken,
        grp.last_notified_at,
        p_now - route.group_interval,
        heard.told_at + route.group_interval,
        grp.last_notified_at + route.group_interval,
        grp.last_notified_at + agentmon.next_repeat(grp.route)) turn
    WHERE grp.id = p_group
$$;
COMMENT ON FUNCTION agentmon.turn_of(uuid, text, timestamptz) IS
'Whether a channel is to be told again of what goes on in a group (a repeat is due, or a snooze is over '
'since it was told last), and until when it is too early to tell it anything (NULL: it is not): it was told '
'within the group_interval, late, or the group is looked at for others.';

CREATE FUNCTION agentmon.judge_group(
    p_now timestamptz,
    p_told_at timestamptz,
    p_is_told boolean,
    p_has_news boolean,
    p_goes_on boolean,
    p_early_until timestamptz,
    p_repeat_at timestamptz,
    p_repeat_from_now timestamptz,
    p_escalate_at timestamptz,
    p_is_waiting boolean,
    p_has_step boolean,
    p_first_step_at timestamptz
)
RETURNS TABLE (
    last_notified_at timestamptz,
    flush_at timestamptz,
    escalation_begins boolean,
    escalation_is_owed boolean,
    escalate_at timestamptz
)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'judge_group_wrapper';
COMMENT ON FUNCTION agentmon.judge_group(
    timestamptz,
    timestamptz,
    boolean,
    boolean,
    boolean,
    timestamptz,
    timestamptz,
    timestamptz,
    timestamptz,
    boolean,
    boolean,
    timestamptz
) IS
'What becomes of a group after a look at it. Takes when it was told last, whether it is told now and of '
'something new, whether something of it goes on, until when it is too early for a channel, when a repeat is '
'due, counted from the last time and from now; and of its escalation when it is due, whether something waits '
'that nobody has in hand, whether a step is to come, and when the first is due from now.';

CREATE FUNCTION agentmon.flush_groups(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    owed jsonb;
    debts jsonb;
    -- What channels are to hear that were told too short a time ago.
    early_debts jsonb;
    early uuid[];
    debt_groups uuid[];
    debt_reasons text[];
    speaking_groups uuid[];
    unreached uuid[];
    made bigint;
BEGIN
    SELECT coalesce(jsonb_agg(debt), '[]') INTO owed
    FROM (
        SELECT debt.*, turn.*
        FROM agentmon.owed_channels(p_groups, p_now) debt
        CROSS JOIN LATERAL agentmon.turn_of(debt.group_id, debt.channel, p_now) turn
    ) AS debt;
    debts := agentmon.composed_debts((
        SELECT jsonb_agg(jsonb_build_object(
                   'group_id', debt.group_id,
                   'channel', debt.channel,
                   'made', CASE WHEN debt.is_repeat THEN 'repeat' END,
                   'ends_only', debt.ends_only))
        FROM jsonb_to_recordset(owed) AS debt (
            group_id uuid,
            channel text,
            ends_only boolean,
            refusal text,
            owes_end boolean,
            is_repeat boolean)
        WHERE debt.refusal IS NULL
           OR debt.owes_end), p_now);
    SELECT jsonb_agg(debt) FILTER (WHERE turn.early_until IS NULL),
           coalesce(
               jsonb_agg(jsonb_build_object('group_id', turn.group_id, 'until', turn.early_until))
                   FILTER (WHERE turn.early_until IS NOT NULL),
               '[]')
        INTO debts, early_debts
    FROM jsonb_array_elements(debts) AS debt
    JOIN jsonb_to_recordset(owed) AS turn (group_id uuid, channel text, early_until timestamptz)
        ON turn.group_id = (debt ->> 'group_id')::uuid
        AND turn.channel = debt ->> 'channel';
    early := ARRAY(
        SELECT DISTINCT debt.group_id
        FROM jsonb_to_recordset(early_debts) AS debt (group_id uuid));
    made := agentmon.put_debts(debts, p_now);
    SELECT array_agg(debt.group_id),
           array_agg(debt.reason),
           array_agg(debt.group_id) FILTER (WHERE debt.about @> '[{"state": "firing"}]')
        INTO debt_groups, debt_reasons, speaking_groups
    FROM jsonb_to_recordset(debts) AS debt (group_id uuid, reason text, about jsonb);

    -- What fires and has reached nobody.
    unreached := ARRAY(
        SELECT grp.id
        FROM unnest(p_groups) AS grp (id)
        WHERE EXISTS (
                SELECT FROM monitoring.alert_group_members member
                JOIN monitoring.alerts alert ON alert.id = member.alert_id
                    AND alert.state = 'firing'
                WHERE member.group_id = grp.id
                  AND member.held_by IS NULL
                  AND NOT agentmon.is_somebodys(alert.id))
          AND grp.id <> ALL (coalesce(speaking_groups, '{}'))
          AND grp.id <> ALL (early));
    IF unreached <> '{}' THEN
        PERFORM agentmon.note_untold(unreached, owed, p_now);
    END IF;

    UPDATE monitoring.alert_group_members member
    SET notified_count = alert.count,
        notified_state = alert.state
    FROM monitoring.alerts alert
    WHERE member.group_id = ANY (p_groups)
      -- Where some channel is to hear of it at its time, it is not settled.
      AND member.group_id <> ALL (early)
      AND alert.id = member.alert_id
      AND (member.held_by IS NULL OR alert.state = 'resolved')
      AND (alert.state = 'firing' OR member.notified_state = 'firing')
      AND (member.notified_count, member.notified_state) IS DISTINCT FROM (alert.count, alert.state);

    UPDATE monitoring.alert_groups grp
    SET last_notified_at = verdict.last_notified_at,
        flush_at = verdict.flush_at,
        untold = grp.id = ANY (unreached),
        escalation_from = CASE WHEN verdict.escalation_begins THEN p_now ELSE grp.escalation_from END,
        escalated_to = CASE WHEN verdict.escalation_begins THEN '0' ELSE grp.escalated_to END,
        escalation_owed = CASE WHEN verdict.escalation_is_owed THEN grp.escalation_owed ELSE '{}' END,
        escalate_at = verdict.escalate_at
    FROM (
        SELECT asked.id, judged.*
        FROM unnest(p_groups) AS asked (id)
        JOIN monitoring.alert_groups old ON old.id = asked.id
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS told,
                   coalesce(bool_or(debt.reason IN ('first_notification', 'new_alerts')), false) AS has_news
            FROM unnest(debt_groups, debt_reasons) AS debt (group_id, reason)
            WHERE debt.group_id = asked.id
        ) AS said
        LEFT JOIN (
            SELECT debt.group_id, min(debt.until) AS until
            FROM jsonb_to_recordset(early_debts) AS debt (group_id uuid, until timestamptz)
            GROUP BY debt.group_id
        ) AS too_early ON too_early.group_id = asked.id
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS goes_on,
                   coalesce(bool_or(alert.acknowledged_at IS NULL AND known.told), false) AS is_waiting
            FROM monitoring.alert_group_members member
            JOIN monitoring.alerts alert ON alert.id = member.alert_id
                AND alert.state = 'firing'
            CROSS JOIN LATERAL (
                SELECT EXISTS (
                    SELECT FROM monitoring.told_alerts known
                    WHERE known.alert_id = alert.id) AS told
            ) AS known
            WHERE member.group_id = asked.id
              AND (member.held_by IS NULL OR member.notified_state = 'firing')
        ) AS now
        CROSS JOIN LATERAL (
            SELECT coalesce(bool_or(step.after > old.escalated_to), false) AS to_come,
                   p_now + min(step.after) AS first_at
            FROM monitoring.escalation_steps step
            WHERE step.route = old.route
        ) AS step
        CROSS JOIN LATERAL (
            SELECT agentmon.next_repeat(old.route) AS after
            -- Asked for once.
            OFFSET 0
        ) AS repeat
        CROSS JOIN LATERAL agentmon.judge_group(
            p_now,
            old.last_notified_at,
            said.told,
            said.has_news,
            now.goes_on,
            too_early.until,
            old.last_notified_at + repeat.after,
            p_now + repeat.after,
            old.escalate_at,
            now.is_waiting,
            step.to_come,
            step.first_at) judged
    ) AS verdict
    WHERE grp.id = verdict.id;

    PERFORM agentmon.leave_groups(p_groups, p_now);
    RETURN made;
END
$$;
COMMENT ON FUNCTION agentmon.flush_groups(uuid[], timestamptz) IS
'Finds out for each of the groups, whose members hold_members() has judged, which channels are owed a word, '
'and puts it into the outbox; gives the number of new messages.';

CREATE FUNCTION agentmon.leave_groups(p_groups uuid[], p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- Those who will not hear of the end need not be remembered. The state of each alert is asked for by its
    -- id: a join would begin with all that have ever ended.
    DELETE FROM monitoring.told_alerts heard
    WHERE heard.group_id = ANY (p_groups)
      AND (
          SELECT alert.state
          FROM monitoring.alerts alert
          WHERE alert.id = heard.alert_id) = 'resolved'
      AND NOT EXISTS (
          SELECT FROM monitoring.notification_channels channel
          WHERE channel.name = heard.channel
            AND channel.send_resolved);
    -- Over: out of the group, so that the same trouble later is a first notification again.
    WITH over AS (
        DELETE FROM monitoring.alert_group_members member
        WHERE member.group_id = ANY (p_groups)
          AND member.notified_state IS DISTINCT FROM 'firing'
          AND (
              SELECT alert.state
              FROM monitoring.alerts alert
              WHERE alert.id = member.alert_id) = 'resolved'
        RETURNING member.alert_id, member.held_by
    ), gone AS MATERIALIZED (
        SELECT own.id, own.count, own.acknowledged_by, over.held_by
        FROM over
        CROSS JOIN LATERAL (
            SELECT alert.id, alert.count, alert.acknowledged_by
            FROM monitoring.alerts alert
            WHERE alert.id = over.alert_id
            OFFSET 0
        ) AS own
    )
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT ended.id,
           p_now,
           'not told',
           format('%s of %s: %s',
               ended.count - coalesce(heard.told, 0),
               agentmon.counted(ended.count, 'event'),
               coalesce(
                   ended.held_by,
                   'acknowledged by ' || ended.acknowledged_by,
                   CASE
                       WHEN heard.told IS NULL THEN 'it resolved before it was to be told'
                       ELSE 'no channel was told of the resolve'
                   END))
    FROM gone ended
    CROSS JOIN LATERAL (
        SELECT max(said.count) AS told
        FROM monitoring.notification_alerts said
        JOIN monitoring.notifications message ON message.id = said.notification_id
            AND message.state NOT IN ('dropped', 'summed')
        WHERE said.alert_id = ended.id
    ) AS heard
    WHERE heard.told IS NULL
       OR heard.told < ended.count;
    -- A group of which nobody was ever told has no past that is worth keeping. Nor has one without a route,
    -- which has no future either.
    DELETE FROM monitoring.alert_groups grp
    WHERE grp.id = ANY (p_groups)
      AND (grp.last_notified_at IS NULL OR grp.route IS NULL)
      AND NOT EXISTS (
          SELECT FROM monitoring.alert_group_members member
          WHERE member.group_id = grp.id)
      AND NOT EXISTS (
          SELECT FROM monitoring.told_alerts heard
          WHERE heard.group_id = grp.id)
      AND NOT EXISTS (
          SELECT FROM monitoring.notifications message
          WHERE message.group_id = grp.id
            AND message.state IN ('pending', 'sending', 'unknown'))
$$;
COMMENT ON FUNCTION agentmon.leave_groups(uuid[], timestamptz) IS
'Takes the members whose story has ended out of groups, and writes down how much of it was not told, and '
'why.';
