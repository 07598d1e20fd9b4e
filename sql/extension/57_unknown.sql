-- Messages of which nobody knows whether they arrived, and those that were given up.

CREATE FUNCTION monitoring.unknown_notifications(
    p_worker text,
    p_max integer DEFAULT 10,
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (
    id uuid,
    channel text,
    kind text,
    payload jsonb,
    attempt integer,
    idempotency_key text,
    attempted_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_asked(p_worker, p_max);
    RETURN QUERY
    SELECT message.id,
           message.channel,
           message.kind,
           message.payload || jsonb_build_object('settings', own.settings),
           message.attempt,
           message.idempotency_key,
           coalesce(message.attempted_at, message.settled_at)
    FROM monitoring.notifications message
    JOIN monitoring.notification_channels own ON own.name = message.channel
        AND own.enabled
    WHERE message.state = 'unknown'
      AND message.settled_at <= p_now
      AND message.settled_at > p_now - interval '1 day'
      AND message.kind = ANY (coalesce(
          (SELECT daemon.kinds
           FROM monitoring.notifiers daemon
           WHERE daemon.worker = p_worker),
          ARRAY[message.kind]))
    ORDER BY message.settled_at, message.id
    LIMIT p_max;
END
$$;
COMMENT ON FUNCTION monitoring.unknown_notifications(text, integer, timestamptz) IS
'Messages of the last day whose outcome is unknown, to be looked up on the provider''s list, and when they '
'were attempted.';

CREATE FUNCTION monitoring.settle_unknown(
    p_id uuid,
    p_worker text,
    p_provider_ids text[],
    p_now timestamptz DEFAULT now()
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
DECLARE
    cur monitoring.notifications;
    found_id text;
    is_late boolean;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- One at a time: two equal texts must not both be settled by the same entry of the list.
    PERFORM pg_advisory_xact_lock(hashtextextended('agentmon settle_unknown', 0));
    PERFORM agentmon.lock_notification(p_id);
    SELECT * INTO cur
    FROM monitoring.notifications
    WHERE id = p_id;
    IF cur.id IS NULL OR cur.state <> 'unknown' THEN
        RETURN cur.state;
    END IF;
    SELECT listed_id INTO found_id
    FROM unnest(p_provider_ids) WITH ORDINALITY AS listed (listed_id, nth)
    WHERE NOT EXISTS (
        SELECT FROM monitoring.notifications other
        WHERE other.provider_id = listed_id)
    ORDER BY nth
    LIMIT 1;
    IF found_id IS NOT NULL THEN
        is_late := NOT agentmon.can_remember(p_id, cur.channel, p_now);
        UPDATE monitoring.notifications message
        SET state = 'sent',
            unremembered = message.unremembered OR is_late,
            provider_id = found_id,
            settled_at = p_now,
            worker = p_worker
        WHERE message.id = p_id;
        PERFORM agentmon.draw_conclusions(p_id, cur.channel, 'sent', NULL, cur.attempted_at, p_now);
        RETURN 'sent';
    ELSIF p_now
          < coalesce(cur.attempted_at, cur.settled_at) + agentmon.setting_interval('unknown_resend_after')
    THEN
        RETURN 'unknown';
    ELSIF cur.attempt - cur.attempts_before >= agentmon.setting_integer('delivery_attempts')
    THEN
        PERFORM agentmon.remember_maybe(p_id, p_now);
        UPDATE monitoring.notifications
        SET state = 'dead',
            settled_at = p_now
        WHERE id = p_id;
        PERFORM agentmon.fall_back_of_dead(p_id, cur.last_error, p_now);
        RETURN 'dead';
    END IF;
    -- The provider has had time to list it, and does not: it was not sent.
    PERFORM agentmon.remember_maybe(p_id, p_now);
    UPDATE monitoring.notifications
    SET state = 'pending',
        next_attempt_at = p_now,
        settled_at = NULL
    WHERE id = p_id;
    RETURN 'pending';
END
$$;
COMMENT ON FUNCTION monitoring.settle_unknown(uuid, text, text[], timestamptz) IS
'Says which messages the provider lists with the same sender, receiver and text, from about the time of the '
'attempt. One that no other notification has makes it sent; none, once the setting unknown_resend_after has '
'passed, pending again, or dead after the setting delivery_attempts. Gives the state it has now (NULL for an '
'unknown id).';

CREATE FUNCTION monitoring.replay_notifications(
    p_channel text DEFAULT NULL,
    p_since timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    replayed integer;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF p_channel IS NOT NULL
       -- What a channel left behind that has been deleted since can be sent again by its name.
       AND NOT EXISTS (
           SELECT FROM monitoring.notifications message
           WHERE message.channel = p_channel)
    THEN
        PERFORM agentmon.check_channel_names(ARRAY[p_channel], 'replay_notifications()');
    END IF;
    UPDATE monitoring.notifications message
    SET state = 'pending',
        next_attempt_at = p_now,
        settled_at = NULL,
        attempts_before = message.attempt,
        replayed = true,
        progress = message.progress - 'refused'
    WHERE message.state = 'dead'
      AND (p_channel IS NULL OR message.channel = p_channel)
      AND (p_since IS NULL OR message.created_at >= p_since);
    GET DIAGNOSTICS replayed = ROW_COUNT;
    IF replayed > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
    RETURN replayed;
END
$$;
COMMENT ON FUNCTION monitoring.replay_notifications(text, timestamptz, timestamptz) IS
'Sends dead messages once more, of one channel or all, made since a time or ever, with their idempotency '
'keys and a full number of attempts; gives their number. They tell what is so then; one that has nothing to '
'tell any more is dropped. Raises 22023 for a channel that neither exists nor has left messages behind.';
