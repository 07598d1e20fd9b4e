-- Outcomes: what became of a message, who knows what by it, and what comes next.

CREATE FUNCTION agentmon.record_circuit(
    p_channel text,
    p_state text,
    p_error text,
    p_attempted_at timestamptz,
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    enough integer := agentmon.setting_integer('circuit_failures');
BEGIN
    IF p_state = 'sent' THEN
        DELETE FROM monitoring.channel_circuits
        WHERE channel = p_channel;
        RETURN;
    END IF;
    -- An attempt that was under way already when the channel was found to be broken says nothing new.
    IF EXISTS (
        SELECT FROM monitoring.channel_circuits circuit
        WHERE circuit.channel = p_channel
          AND circuit.opened_at >= p_attempted_at)
    THEN
        RETURN;
    END IF;
    -- Final failures count as well: with a wrong password every message would be
    -- refused for good, one after the other.
    INSERT INTO monitoring.channel_circuits AS circuit (channel, failures, failed_at, error)
    SELECT p_channel, 1, p_now, left(p_error, 1000)
    FROM monitoring.notification_channels own
    WHERE own.name = p_channel
    ON CONFLICT (channel) DO UPDATE SET
        failures = circuit.failures + 1,
        failed_at = excluded.failed_at,
        error = excluded.error;
    UPDATE monitoring.channel_circuits circuit
    SET opened_at = p_now,
        open_until = p_now + least(
            agentmon.setting_interval('circuit_open_most'),
            agentmon.setting_interval('circuit_open_first')
                * power(2, least(circuit.failures - enough, 20)))
    WHERE circuit.channel = p_channel
      AND circuit.failures >= enough;
END
$$;
COMMENT ON FUNCTION agentmon.record_circuit(text, text, text, timestamptz, timestamptz) IS
'What the outcome of an attempt means for its channel: after the setting circuit_failures failures in a row '
'it rests (circuit_open_first, doubled up to circuit_open_most), and is then tried with one message.';

CREATE FUNCTION agentmon.fall_back_of_dead(p_id uuid, p_error text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.fall_back_from(p_id, p_error, p_now);
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        IF SQLSTATE <> '55P03' THEN
            PERFORM agentmon.note_failure('fallback', p_id::text, SQLERRM, p_now,
                'The fallback channel is told at the next step.');
        END IF;
END
$$;
COMMENT ON FUNCTION agentmon.fall_back_of_dead(uuid, text, timestamptz) IS
'Tells the fallback of a message that was given up; where that fails, it is noted, and the next step does '
'it.';

CREATE FUNCTION agentmon.remember_told(p_notification uuid, p_now timestamptz) RETURNS void
-- plpgsql keeps its plans for the session. They are to go by the keys, whatever was in the tables when the
-- plans were made.
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
BEGIN
    INSERT INTO monitoring.told_alerts AS told (
        group_id, channel, alert_id, state, count, acknowledged, told_at)
    SELECT said.group_id,
           message.channel,
           said.alert_id,
           'firing',
           said.count,
           -- A pager's incident is open until it is told otherwise.
           message.reason = 'acknowledged'
               OR NOT known.keeps_incidents
                   AND coalesce(alert.acknowledged_at <= message.attempted_at, false),
           p_now
    FROM monitoring.notifications message
    JOIN agentmon.kinds_of_channels() known ON known.kind = message.kind
    JOIN monitoring.notification_alerts said ON said.notification_id = message.id
        AND said.state = 'firing'
    JOIN monitoring.alerts alert ON alert.id = said.alert_id
    JOIN monitoring.alert_groups grp ON grp.id = said.group_id
    WHERE message.id = p_notification
    ON CONFLICT (group_id, channel, alert_id) DO UPDATE SET
        state = 'firing',
        count = greatest(told.count, excluded.count),
        -- Told again that it goes on, a pager is to be told anew that somebody has it in hand.
        acknowledged = excluded.acknowledged
            OR told.acknowledged
               AND (
                   SELECT message.reason
                   FROM monitoring.notifications message
                   WHERE message.id = p_notification) <> 'repeat',
        told_at = excluded.told_at;
    -- MATERIALIZED: else, where the table has no statistics yet, all that the channel was told of is looked
    -- through.
    WITH ended AS MATERIALIZED (
        SELECT said.group_id, message.channel, said.alert_id
        FROM monitoring.notifications message
        JOIN monitoring.notification_alerts said ON said.notification_id = message.id
            AND said.state = 'resolved'
        WHERE message.id = p_notification
    )
    DELETE FROM monitoring.told_alerts told
    USING ended
    WHERE told.group_id = ended.group_id
      AND told.channel = ended.channel
      AND told.alert_id = ended.alert_id;
    -- What has come to its end meanwhile, and what the message did not list, is told next.
    UPDATE monitoring.alert_groups grp
    SET flush_at = least(
            grp.flush_at,
            greatest(
                p_now,
                coalesce(grp.last_notified_at, p_now) + coalesce((
                    SELECT route.group_interval
                    FROM monitoring.notification_routes route
                    WHERE route.name = grp.route), interval '5 minutes')))
    FROM monitoring.notifications message
    JOIN agentmon.kinds_of_channels() known ON known.kind = message.kind
    JOIN monitoring.notification_channels channel ON channel.name = message.channel
    WHERE message.id = p_notification
      AND grp.id = ANY ((SELECT agentmon.groups_of(p_notification))::uuid[])
      AND (channel.send_resolved AND EXISTS (
              SELECT FROM monitoring.told_alerts told
              JOIN monitoring.alerts alert ON alert.id = told.alert_id
                  AND alert.state = 'resolved'
              WHERE told.group_id = grp.id
                AND told.channel = message.channel)
           OR known.lists_all
              AND (message.payload ->> 'total_alerts')::bigint
                  > jsonb_array_length(message.payload -> 'alerts'));
    -- Somebody had it in hand already when the pager was called, or has what is left in hand.
    PERFORM agentmon.tell_in_hand(heard.alert_id, p_now)
    FROM monitoring.notifications message
    JOIN agentmon.kinds_of_channels() known ON known.kind = message.kind
    JOIN monitoring.told_alerts heard ON heard.channel = message.channel
        AND heard.group_id = ANY ((SELECT agentmon.groups_of(p_notification))::uuid[])
    JOIN monitoring.alerts alert ON alert.id = heard.alert_id
        AND alert.state = 'firing'
        AND (alert.acknowledged_at IS NOT NULL OR alert.snoozed_until > p_now)
    WHERE message.id = p_notification
      AND known.keeps_incidents
      AND message.reason <> 'acknowledged'
    LIMIT 1;
END
$$;
COMMENT ON FUNCTION agentmon.remember_told(uuid, timestamptz) IS
'Writes down what a message that was sent has told its channel, and has the group looked at again where that '
'is not the last word.';

CREATE FUNCTION agentmon.remember_maybe(p_notification uuid, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.told_alerts AS told (group_id, channel, alert_id, state, count, told_at)
    SELECT listed.group_id, message.channel, listed.alert_id, 'maybe', 0, p_now
    FROM monitoring.notifications message
    JOIN monitoring.notification_alerts listed ON listed.notification_id = message.id
    JOIN monitoring.alert_groups grp ON grp.id = listed.group_id
    WHERE message.id = p_notification
      -- Its channel has heard the end since.
      AND NOT EXISTS (
          SELECT
          FROM monitoring.notification_alerts ended
          JOIN monitoring.notifications later ON later.id = ended.notification_id
              AND later.channel = message.channel
              AND later.state IN ('sent', 'unknown')
              AND later.attempted_at > message.attempted_at
          WHERE ended.alert_id = listed.alert_id
            AND ended.group_id = listed.group_id
            AND ended.state = 'resolved')
    -- What was surely heard by another message stays so; but whether the end was heard, nobody knows.
    ON CONFLICT (group_id, channel, alert_id) DO UPDATE SET
        state = 'maybe',
        count = 0
    WHERE EXISTS (
            SELECT
            FROM monitoring.notification_alerts said
            WHERE said.notification_id = p_notification
              AND said.group_id = told.group_id
              AND said.alert_id = told.alert_id
              AND said.state = 'resolved')
       OR NOT EXISTS (
            SELECT
            FROM monitoring.notification_alerts heard
            JOIN monitoring.notifications other ON other.id = heard.notification_id
                AND other.channel = told.channel
                AND other.state = 'sent'
            WHERE heard.alert_id = told.alert_id
              AND heard.group_id = told.group_id
              AND heard.state = 'firing'
              AND heard.notification_id <> p_notification)
$$;
COMMENT ON FUNCTION agentmon.remember_maybe(uuid, timestamptz) IS
'Writes down that nobody knows whether a message was sent: what was new in it is said again, and the end is '
'owed in any case.';

CREATE FUNCTION agentmon.can_remember(p_id uuid, p_channel text, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.remember_told(p_id, p_now);
    PERFORM agentmon.end_failure('memory', p_channel);
    RETURN true;
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        -- Mostly a step of alerting is just at work on its group.
        IF SQLSTATE <> '55P03' THEN
            PERFORM agentmon.note_failure('memory', p_channel, SQLERRM, p_now,
                'What this channel was told could not be written down; '
                'until it is, nothing more is told of it.');
        END IF;
        RETURN false;
END
$$;
COMMENT ON FUNCTION agentmon.can_remember(uuid, text, timestamptz) IS
'remember_told(); false where that cannot be done now: the message is then to be marked as unremembered, and '
'remember_late() does it.';

CREATE FUNCTION agentmon.remember_late(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    message record;
    remembered bigint := 0;
BEGIN
    FOR message IN
        SELECT own.id, own.channel
        FROM monitoring.notifications own
        WHERE own.unremembered
        ORDER BY own.id
        FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        IF agentmon.can_remember(message.id, message.channel, p_now) THEN
            UPDATE monitoring.notifications own
            SET unremembered = false
            WHERE own.id = message.id;
            remembered := remembered + 1;
        ELSE
            PERFORM agentmon.note_blockers(p_now);
        END IF;
    END LOOP;
    RETURN remembered;
END
$$;
COMMENT ON FUNCTION agentmon.remember_late(timestamptz) IS
'Writes down what messages have told whose group was held by somebody when they were sent; gives their '
'number.';

CREATE FUNCTION agentmon.look_for_held(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- A few of those that ought to have been taken long ago; where somebody holds them, these are among them.
    late uuid[] := ARRAY(
        SELECT message.id
        FROM monitoring.notification_channels channel
        CROSS JOIN LATERAL (
            SELECT own.id
            FROM monitoring.notifications own
            WHERE own.channel = channel.name
              AND own.state IN ('pending', 'sending')
              AND own.next_attempt_at <= p_now - interval '30 seconds'
              AND (own.state = 'pending' OR own.lease_until <= p_now - interval '30 seconds')
            ORDER BY own.next_attempt_at, own.id
            LIMIT 5
        ) AS message
        WHERE channel.enabled);
    free bigint;
BEGIN
    IF late = '{}' THEN
        RETURN 0;
    END IF;
    SELECT count(*) INTO free
    FROM (
        SELECT
        FROM monitoring.notifications own
        WHERE own.id = ANY (late)
        FOR UPDATE SKIP LOCKED
    ) AS unlocked;
    IF free < cardinality(late) THEN
        PERFORM agentmon.note_blockers(p_now);
    END IF;
    RETURN cardinality(late) - free;
END
$$;
COMMENT ON FUNCTION agentmon.look_for_held(timestamptz) IS
'Looks whether messages that are late are held by somebody''s open transaction, and notes whose; gives their '
'number.';

CREATE FUNCTION agentmon.draw_conclusions(
    p_id uuid,
    p_channel text,
    p_state text,
    p_error text,
    p_attempted_at timestamptz,
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- What became of the message is true whatever comes of this: an outcome
    -- that is not written down is sent again.
    BEGIN
        PERFORM agentmon.record_circuit(p_channel, p_state, p_error, p_attempted_at, p_now);
        PERFORM agentmon.end_failure('circuits', p_channel);
    EXCEPTION
        WHEN transaction_rollback THEN
            RAISE;
        WHEN OTHERS THEN
            PERFORM agentmon.note_failure('circuits', p_channel, SQLERRM, p_now,
                'Whether this channel works could not be written down; its messages go out.');
    END;
    IF p_state = 'dead' THEN
        PERFORM agentmon.fall_back_of_dead(p_id, p_error, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.draw_conclusions(uuid, text, text, text, timestamptz, timestamptz) IS
'What the outcome of an attempt means for its channel and for the fallback; what of this fails is noted, and '
'does not undo the outcome.';

CREATE FUNCTION agentmon.lock_notification(p_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM
    FROM monitoring.notifications n
    WHERE n.id = p_id
    FOR UPDATE;
EXCEPTION WHEN lock_not_available THEN
    PERFORM agentmon.refuse_held(
        format('notification %s', p_id),
        'Say the outcome again when it has ended; nobody else is given the message until then.');
END
$$;
COMMENT ON FUNCTION agentmon.lock_notification(uuid) IS
'Locks a message for its outcome; one that an open transaction holds for longer than lock_timeout is refused '
'with 55P03, and who holds it.';

CREATE FUNCTION agentmon.settle_notification(
    p_id uuid,
    p_worker text,
    p_attempt integer,
    p_state text,
    p_provider_id text,
    p_error text,
    p_next timestamptz,
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    message monitoring.notifications;
    is_late boolean := false;
BEGIN
    PERFORM agentmon.lock_notification(p_id);
    SELECT * INTO message
    FROM monitoring.notifications
    WHERE id = p_id;
    IF message.worker IS DISTINCT FROM p_worker
       OR message.attempt IS DISTINCT FROM p_attempt
       OR message.id IS NULL
       OR message.state <> 'sending'
    THEN
        -- Told twice by the same worker, as after a lost connection: true already.
        IF message.worker = p_worker
           AND message.attempt = p_attempt
           AND message.state = replace(p_state, 'deferred', 'pending')
        THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'notification % is not held by worker % at attempt %',
            coalesce(p_id::text, 'NULL'),
            coalesce(p_worker, 'NULL'),
            coalesce(p_attempt::text, 'NULL')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = coalesce(
                      format('It is %s, attempt %s, last held by %s.',
                          message.state, message.attempt, coalesce(message.worker, 'nobody')),
                      'There is no such notification.'),
                  HINT = 'The lease has passed on to another attempt; drop this outcome and claim again.';
    END IF;
    -- One that may have gone out is not sent again blindly; and where some of
    -- its receivers know it, the channel does.
    -- Before its row is written: with a row of one's own, PostgreSQL would
    -- ask for the lock of its group once more.
    IF p_state IN ('sent', 'unknown')
       OR p_state IN ('pending', 'deferred') AND coalesce(message.progress ? 'delivered', false)
    THEN
        is_late := NOT agentmon.can_remember(p_id, message.channel, p_now);
    END IF;
    UPDATE monitoring.notifications
    SET state = replace(p_state, 'deferred', 'pending'),
        unremembered = unremembered OR is_late,
        -- A channel that waits costs its messages no attempts.
        attempts_before = attempts_before
            + CASE WHEN p_state = 'deferred' AND p_next IS NULL THEN 1 ELSE 0 END,
        -- What is to be sent again is sent as what its channel is by then.
        kind = CASE
            WHEN p_state IN ('pending', 'deferred') THEN coalesce(
                (SELECT cur.kind
                 FROM monitoring.notification_channels cur
                 WHERE cur.name = message.channel),
                message.kind)
            ELSE message.kind
        END,
        provider_id = coalesce(p_provider_id, provider_id),
        last_error = left(p_error, 1000),
        next_attempt_at = coalesce(p_next, next_attempt_at),
        lease_until = NULL,
        settled_at = CASE WHEN p_state NOT IN ('pending', 'deferred') THEN p_now END
    WHERE id = p_id;
    IF p_state = 'sent' OR message.progress ? 'delivered' THEN
        -- Whoever has not got an earlier message of this group is not to get it after this one.
        UPDATE monitoring.notifications earlier
        SET state = 'sent',
            settled_at = p_now,
            lease_until = NULL
        WHERE earlier.group_id = message.group_id
          AND earlier.channel = message.channel
          AND earlier.state = 'pending'
          AND (earlier.created_at, earlier.id) < (message.created_at, message.id)
          AND earlier.progress ? 'delivered';
    END IF;
    IF p_state <> 'deferred' THEN
        PERFORM agentmon.draw_conclusions(
            p_id, message.channel, p_state, p_error, message.attempted_at, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.settle_notification(
    uuid, text, integer, text, text, text, timestamptz, timestamptz
) IS
'Puts a claimed notification into its next state; refuses (55000) a worker or an attempt that does not hold '
'it. deferred is pending, and says nothing about the channel; without p_next it costs no attempt.';

CREATE FUNCTION monitoring.complete_notification(
    p_id uuid,
    p_worker text,
    p_attempt integer,
    p_provider_id text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
    SELECT agentmon.settle_notification(
        p_id, p_worker, p_attempt, 'sent', p_provider_id, NULL, NULL, p_now)
$$;
COMMENT ON FUNCTION monitoring.complete_notification(uuid, text, integer, text, timestamptz) IS
'Says that a claimed notification was sent, with the provider''s id. A stale worker or attempt is refused '
'with 55000.';

CREATE FUNCTION agentmon.retry_delay(p_id uuid, p_attempt integer, p_retry_after interval) RETURNS interval
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(
        p_retry_after,
        least(
            agentmon.setting_interval('delivery_retry_most'),
            agentmon.setting_interval('delivery_retry_first') * power(2, least(p_attempt, 30) - 1))
        * (0.8 + 0.4 * (abs(hashtextextended(p_id::text, p_attempt)) % 1000) / 1000.0))
$$;
COMMENT ON FUNCTION agentmon.retry_delay(uuid, integer, interval) IS
'The wait after a failed attempt: delivery_retry_first, doubled with each attempt up to delivery_retry_most, '
'give or take a fifth by a hash; at least p_retry_after, which the provider asked for.';

CREATE FUNCTION agentmon.end_of_attempts(p_id uuid) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM monitoring.notifications message
            WHERE message.id = p_id
              AND message.progress ? 'delivered')
            THEN 'sent'
        ELSE 'dead'
    END
$$;
COMMENT ON FUNCTION agentmon.end_of_attempts(uuid) IS
'The state of a message that is not tried any more: dead, unless some of its receivers have got it.';

CREATE FUNCTION monitoring.fail_notification(
    p_id uuid,
    p_worker text,
    p_attempt integer,
    p_outcome text,
    p_error text,
    p_retry_after interval DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
DECLARE
    outcome text := agentmon.canonical_value(p_outcome, 'outcome', '{retry,final,unknown}');
    attempts integer := agentmon.setting_integer('delivery_attempts');
    -- Those before a replay do not count.
    counted integer := p_attempt - coalesce((
        SELECT n.attempts_before
        FROM monitoring.notifications n
        WHERE n.id = p_id), 0);
BEGIN
    IF outcome = 'retry' AND counted < attempts THEN
        PERFORM agentmon.settle_notification(
            p_id,
            p_worker,
            p_attempt,
            'pending',
            NULL,
            p_error,
            p_now + agentmon.retry_delay(p_id, counted, p_retry_after),
            p_now);
    ELSE
        PERFORM agentmon.settle_notification(
            p_id,
            p_worker,
            p_attempt,
            CASE outcome WHEN 'unknown' THEN 'unknown' ELSE agentmon.end_of_attempts(p_id) END,
            NULL,
            p_error,
            NULL,
            p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz) IS
'Says how a claimed notification failed. retry: again after a backoff that is computed here (dead after the '
'setting delivery_attempts); final: dead; unknown: it may have gone out, so it is not sent again blindly. A '
'stale worker or attempt is refused with 55000.';

CREATE FUNCTION monitoring.note_progress(
    p_id uuid,
    p_worker text,
    p_attempt integer,
    p_progress jsonb,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
BEGIN
    IF jsonb_typeof(p_progress) IS DISTINCT FROM 'object' THEN
        PERFORM agentmon.refuse(
            'p_progress must be a JSON object',
            format('It is %s.', coalesce(jsonb_typeof(p_progress), 'NULL')),
            'Give {"delivered": [address, ...], "refused": {address: reason, ...}}.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.lock_notification(p_id);
    UPDATE monitoring.notifications message
    SET progress = p_progress,
        first_told_at = coalesce(
            message.first_told_at,
            CASE
                WHEN jsonb_typeof(p_progress -> 'delivered') = 'array'
                     AND p_progress -> 'delivered' <> '[]'
                    THEN p_now
            END)
    WHERE message.id = p_id
      AND message.worker = p_worker
      AND message.attempt = p_attempt
      AND message.state = 'sending';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'notification % is not held by worker % at attempt %',
            coalesce(p_id::text, 'NULL'),
            coalesce(p_worker, 'NULL'),
            coalesce(p_attempt::text, 'NULL')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'The lease has passed on to another attempt; drop this outcome and claim again.';
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.note_progress(uuid, text, integer, jsonb, timestamptz) IS
'Writes down which receivers of a claimed notification have got it and which were refused for good: '
'{"delivered": [address], "refused": {address: reason}}. Told before the outcome of the attempt; '
'claim_notifications() gives it to the next one, which is for the others alone.';

CREATE FUNCTION agentmon.slow_down(
    p_channel text,
    p_wait interval,
    p_reason text,
    p_attempted_at timestamptz,
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most constant interval := '1 minute';
    is_told constant boolean := p_wait IS NOT NULL;
    asked interval := least(
        greatest(coalesce(p_wait, agentmon.setting_interval('delivery_retry_first')), '0'),
        '1 hour');
    known monitoring.channel_pace;
    sent bigint;
    since timestamptz;
    pace interval;
    refusals integer;
BEGIN
    SELECT * INTO known
    FROM monitoring.channel_pace k
    WHERE k.channel = p_channel
    FOR UPDATE;
    IF known.limited_at BETWEEN p_attempted_at AND p_now THEN
        -- It was under way already when the channel was asked to wait.
        UPDATE monitoring.channel_pace k
        SET wait_until = greatest(k.wait_until, p_now + asked)
        WHERE k.channel = p_channel;
        RETURN;
    END IF;
    IF known.channel IS NOT NULL THEN
        sent := known.turns - 1;
        since := known.turns_from;
    ELSE
        SELECT count(*), min(message.attempted_at) INTO sent, since
        FROM monitoring.notifications message
        WHERE message.channel = p_channel
          AND message.state = 'sent'
          AND message.settled_at > p_now - least(most, greatest(asked * 2, interval '2 seconds'))
          AND message.settled_at <= p_now;
    END IF;
    pace := CASE
        WHEN sent <= 0 OR since IS NULL THEN coalesce(known.every, asked)
        -- Tried a little too fast: back to what went well.
        WHEN known.turns > known.hold THEN known.every / known.faster
        -- It took several at this pace just now: this one was refused by chance, or the limit is one of many
        -- in a longer time, after which as many may go at once.
        WHEN known.turns > 3 OR known.channel IS NULL AND sent >= 8 THEN interval '0'
        -- As fast as it has gone so far, the wait that is asked for included; and a little slower, or every
        -- second one would come a moment too early.
        ELSE (p_now + asked - since) / sent * 1.02 + interval '10 milliseconds'
    END;
    -- Never less often than it asked for, or one that refuses by chance would be told slower and slower.
    pace := least(pace, asked * 1.02 + interval '10 milliseconds', most);
    -- Refused and refused again: longer and longer waits.
    refusals := CASE WHEN sent > 0 THEN 1 ELSE coalesce(known.refusals, 0) + 1 END;
    IF refusals > 1 THEN
        asked := greatest(
            asked,
            least(most, greatest(asked, interval '50 milliseconds') * power(2, least(refusals, 20) - 1)));
    END IF;
    -- A provider that says how long to wait knows its limit; one that does not may have meant this request.
    INSERT INTO monitoring.channel_pace (
        channel, wait_until, every, limited_at, hold, faster, refusals, reason)
    VALUES (
        p_channel,
        p_now + asked,
        pace,
        p_now,
        CASE WHEN is_told THEN 10 ELSE 0 END,
        CASE WHEN is_told THEN 0.7 ELSE 0.5 END,
        refusals,
        left(p_reason, 1000))
    ON CONFLICT (channel) DO UPDATE SET
        hold = excluded.hold,
        faster = excluded.faster,
        refusals = excluded.refusals,
        wait_until = excluded.wait_until,
        every = excluded.every,
        limited_at = excluded.limited_at,
        turns = 0,
        turns_from = NULL,
        reason = excluded.reason;
    -- The channel may have been resting, and this was the try: its provider is there, and the channel is
    -- tried again as soon as it may be.
    UPDATE monitoring.channel_circuits c
    SET open_until = p_now + asked
    WHERE c.channel = p_channel
      AND c.open_until > p_now;
END
$$;
COMMENT ON FUNCTION agentmon.slow_down(text, interval, text, timestamptz, timestamptz) IS
'A provider asked a channel to wait: nothing is claimed for it meanwhile (an hour at most), and from then on '
'no faster than it has taken messages just before, where those were few.';

CREATE FUNCTION monitoring.defer_notification(
    p_id uuid,
    p_worker text,
    p_attempt integer,
    p_reason text,
    p_wait interval DEFAULT NULL,
    p_scope text DEFAULT 'channel',
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
DECLARE
    scope text := agentmon.canonical_value(p_scope, 'scope', '{channel,message}');
    attempts integer := agentmon.setting_integer('delivery_attempts');
    message record;
    counted integer;
BEGIN
    SELECT o.channel, o.attempted_at, o.attempts_before, o.state = 'sending' AS held
        INTO message
    FROM monitoring.notifications o
    WHERE o.id = p_id;
    counted := p_attempt - coalesce(message.attempts_before, 0);
    IF scope = 'channel' THEN
        -- It keeps its place, and its attempts.
        PERFORM agentmon.settle_notification(
            p_id, p_worker, p_attempt, 'deferred', NULL, p_reason, NULL, p_now);
        IF message.held THEN
            BEGIN
                PERFORM agentmon.slow_down(message.channel, p_wait, p_reason, message.attempted_at, p_now);
                PERFORM agentmon.end_failure('pace', message.channel);
            EXCEPTION
                WHEN transaction_rollback THEN
                    RAISE;
                WHEN OTHERS THEN
                    -- This one waits at least, and is not sent in a circle.
                    UPDATE monitoring.notifications o
                    SET next_attempt_at = p_now + agentmon.setting_interval('delivery_retry_first')
                    WHERE o.id = p_id;
                    PERFORM agentmon.note_failure('pace', message.channel, SQLERRM, p_now,
                        'The provider of this channel asked to wait, which could not be written down.');
            END;
        END IF;
    ELSIF counted < attempts THEN
        PERFORM agentmon.settle_notification(
            p_id,
            p_worker,
            p_attempt,
            'deferred',
            NULL,
            p_reason,
            p_now + agentmon.retry_delay(p_id, counted, p_wait),
            p_now);
    ELSE
        PERFORM agentmon.settle_notification(
            p_id, p_worker, p_attempt, agentmon.end_of_attempts(p_id), NULL, p_reason, NULL, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.defer_notification(uuid, text, integer, text, interval, text, timestamptz) IS
'Says that a claimed notification was not taken for now, which is no failure of its channel. channel: the '
'provider asked to wait (429), so the whole channel does, and no attempt is counted; message: this one alone '
'is put off (a mailbox that is full, greylisting), as by retry. A stale worker or attempt is refused with '
'55000.';
