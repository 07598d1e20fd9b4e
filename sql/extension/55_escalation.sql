-- Escalation, and the turns of groups: who else is called, and when a group is looked at.

CREATE FUNCTION agentmon.due_escalations(p_groups uuid[], p_now timestamptz)
RETURNS TABLE (group_id uuid, named text, channel text, after interval, refusal text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH reachable AS MATERIALIZED (
        SELECT place.named,
               place.name,
               place.refusal,
               channel.min_severity,
               agentmon.severity_rank(channel.min_severity) AS least_rank
        FROM agentmon.reachable_channels(p_now) place
        JOIN monitoring.notification_channels channel ON channel.name = place.name
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
    SELECT due.group_id,
           due.named,
           reachable.name,
           due.after,
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
                     -- What nobody has been told of yet has not been left lying.
                     AND member.notified_state = 'firing'
                     AND agentmon.is_somebodys(alert.id)
                     AND agentmon.severity_rank(alert.severity) >= reachable.least_rank)
                   THEN 'it hears of ' || reachable.min_severity || ' and above'
           END
    FROM due
    LEFT JOIN reachable ON reachable.named = due.named
$$;
COMMENT ON FUNCTION agentmon.due_escalations(uuid[], timestamptz) IS
'The channels of escalation steps of groups that are due at p_now and have not been told; the one that is '
'told in place of the named one, after how long, and why it cannot be (NULL: it can).';

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
'Writes down for alerts that wait for somebody which channels of due escalation steps cannot be told, and '
'why; once. Takes [{group_id, named, after, refusal}].';

CREATE FUNCTION agentmon.escalate_these(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    due jsonb := (
        SELECT coalesce(jsonb_agg(d), '[]')
        FROM agentmon.due_escalations(p_groups, p_now) d);
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
            SELECT DISTINCT due_step.group_id, due_step.channel
            FROM jsonb_to_recordset(due) AS due_step (group_id uuid, channel text, refusal text)
            WHERE due_step.refusal IS NULL
        ) AS step), p_now), p_now);
    IF refused <> '[]' THEN
        PERFORM agentmon.note_unescalated(refused, p_now);
    END IF;
    -- A step that is due while all is held back waits for the end of that; a
    -- channel that cannot be told, until it can.
    UPDATE monitoring.alert_groups grp
    SET escalate_at = CASE
            WHEN now.held
                 OR now.open AND now.owed <> '{}'
                THEN least(
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
        SELECT place.id,
               waiting.open,
               waiting.held,
               ARRAY(
                   SELECT DISTINCT refusal.named
                   FROM jsonb_to_recordset(refused) AS refusal (group_id uuid, named text)
                   WHERE refusal.group_id = place.id
                   ORDER BY refusal.named) AS owed,
               (SELECT min(own.escalation_from + step.after)
                FROM monitoring.alert_groups own
                JOIN monitoring.escalation_steps step ON step.route = own.route
                    AND own.escalation_from + step.after > p_now
                WHERE own.id = place.id) AS next_at
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
'Tells the channels of the escalation steps that are due in these groups, whose members hold_members() has '
'judged; gives the number of messages. A channel that cannot be told is owed it.';

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
'Those of the groups that nobody else has locked: what an open transaction holds waits for it, and nothing '
'else does.';

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
'Tells the channels of the escalation steps that are due of alerts which nobody has acknowledged; gives the '
'number of messages.';

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
    -- All at once: what inhibits is looked for among everything that fires. Where it cannot be
    -- found out what is held back, it is told.
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
'Puts what the groups that are due have to tell into the outbox; gives the number of messages. A group that '
'fails is noted, and the others are told. What takes longer than some seconds is left to the next step.';

CREATE FUNCTION agentmon.tell_in_hand(p_alert uuid, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.put_debts((
        SELECT jsonb_agg(debt)
        FROM jsonb_array_elements(agentmon.composed_debts((
            SELECT jsonb_agg(jsonb_build_object(
                       'group_id', told_channel.group_id,
                       'channel', told_channel.channel,
                       'made', 'acknowledged',
                       'ends_only', true))
            FROM (
                SELECT DISTINCT told.group_id, told.channel
                FROM monitoring.told_alerts told
                JOIN monitoring.notification_channels pager ON pager.name = told.channel
                JOIN agentmon.kinds_of_channels() known ON known.kind = pager.kind
                    AND known.keeps_incidents
                WHERE told.alert_id = p_alert
            ) AS told_channel), p_now)) AS debt
        WHERE debt ->> 'reason' = 'acknowledged'), p_now)
$$;
COMMENT ON FUNCTION agentmon.tell_in_hand(uuid, timestamptz) IS
'Passes on to pagers that an alert was acknowledged or snoozed, where all is in hand that they were told of '
'its group.';
