-- Clocks that were wrong: what they put off comes back.

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
                   ELSE greatest(route.group_wait, route.group_interval, route.repeat_interval)
               END)
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
            escalate_at = CASE
                WHEN grp.escalation_from > p_now THEN least(grp.escalate_at, p_now)
                ELSE grp.escalate_at
            END,
            escalation_from = least(grp.escalation_from, p_now),
            recheck_at = CASE
                WHEN grp.recheck_at > ahead + agentmon.longest_hold() THEN p_now
                ELSE grp.recheck_at
            END
        WHERE grp.id = ANY (wrong);
    END IF;
    -- An attempt is never put off for longer than an hour beyond the longest retry, nor held for longer than
    -- its lease; and nothing was made or attempted at a time that is yet to come.
    wrong := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        WHERE message.state IN ('pending', 'sending')
          AND (message.next_attempt_at
                   > ahead + interval '1 hour' + agentmon.setting_interval('delivery_retry_most')
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
            FROM monitoring.channel_sends sending
            WHERE sending.channel = channel.name
              AND sending.sent_at > ahead)
    ) THEN
        UPDATE monitoring.channel_sends sending
        SET sent_at = p_now
        WHERE sending.sent_at > ahead;
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
    IF EXISTS (
        SELECT FROM monitoring.notifiers daemon
        WHERE daemon.last_seen_at > ahead)
    THEN
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
        SELECT snoozed.id, max(event.at) AS at
        FROM monitoring.alerts snoozed
        JOIN monitoring.alert_events event ON event.alert_id = snoozed.id
            AND event.event = 'snoozed'
        WHERE snoozed.snoozed_until > ahead
        GROUP BY snoozed.id
    ) AS said
    WHERE alert.id = said.id
      AND said.at > ahead
      AND alert.snoozed_until > said.at;
    IF FOUND THEN
        UPDATE monitoring.alert_events event
        SET at = p_now
        WHERE event.event = 'snoozed'
          AND event.at > ahead
          AND event.alert_id IN (
              SELECT snoozed.id
              FROM monitoring.alerts snoozed
              WHERE snoozed.snoozed_until > p_now);
        healed := healed + 1;
    END IF;
    RETURN healed;
END
$$;
COMMENT ON FUNCTION agentmon.heal_clocks(timestamptz) IS
'Brings back to p_now what a clock that was wrong has put off further than it can be: times of groups, '
'attempts, leases, rests of channels, quiet errors, snoozes; gives the number of rows.';
