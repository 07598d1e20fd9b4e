-- Claims: which messages are due, whose turn it is, and what they say when they are taken.

CREATE FUNCTION agentmon.must_wait(
    p_id uuid,
    p_group uuid,
    p_channel text,
    p_created_at timestamptz
) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
            SELECT FROM monitoring.notifications before
            WHERE before.group_id = p_group
              AND before.channel = p_channel
              AND before.state IN ('pending', 'sending')
              AND (before.created_at, before.id) < (p_created_at, p_id)
              -- Told to some: the others of its receivers hold these up only while they are being told.
              AND NOT (before.state = 'pending' AND coalesce(before.progress ? 'delivered', false)))
        -- And a later one that is being told to all of them holds up what is left of this one.
        OR EXISTS (
            SELECT
            FROM monitoring.notifications own
            JOIN monitoring.notifications later ON later.group_id = own.group_id
                AND later.channel = own.channel
            WHERE own.id = p_id
              AND own.progress ? 'delivered'
              AND later.state = 'sending'
              AND (later.created_at, later.id) > (p_created_at, p_id))
        OR agentmon.is_spoken_for(p_group, p_channel, '{pending,sending}')
        -- What its channel was told last is not written down yet.
        OR EXISTS (
            SELECT
            FROM monitoring.notifications earlier
            WHERE earlier.unremembered
              AND earlier.channel = p_channel
              AND (earlier.group_id = p_group OR earlier.group_id IS NULL))
$$;
COMMENT ON FUNCTION agentmon.must_wait(uuid, uuid, text, timestamptz) IS
'Whether an earlier message of the same group and channel, or a summary that speaks for one, is still to be '
'sent or to be remembered: what this one has to say is known after that.';

CREATE FUNCTION agentmon.due_notifications(p_channel text, p_worker text, p_max integer, p_now timestamptz)
RETURNS TABLE (id uuid, next_attempt_at timestamptz)
LANGUAGE sql VOLATILE
-- The order is that of the index, of which only the beginning is to be read,
-- whatever the statistics of a fresh storm say.
SET search_path = pg_catalog, pg_temp
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off SET jit = off AS $$
    SELECT message.id, message.next_attempt_at
    FROM monitoring.notifications message
    WHERE message.channel = p_channel
      AND message.state IN ('pending', 'sending')
      AND message.next_attempt_at <= p_now
      AND (message.state = 'pending' OR message.lease_until <= p_now)
      AND message.kind = ANY (coalesce(
          (SELECT daemon.kinds
           FROM monitoring.notifiers daemon
           WHERE daemon.worker = p_worker),
          ARRAY[message.kind]))
      AND NOT agentmon.must_wait(message.id, message.group_id, message.channel, message.created_at)
    ORDER BY message.next_attempt_at, message.id
    LIMIT p_max
    FOR UPDATE OF message SKIP LOCKED
$$;
COMMENT ON FUNCTION agentmon.due_notifications(text, text, integer, timestamptz) IS
'Locks the first messages of a channel that are due at p_now, of the kinds that a worker has registered '
'(all, where it has not); those that another one is just taking are passed over.';

CREATE FUNCTION agentmon.graver_first(p_notifications uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
               array_agg(message.id ORDER BY
                   -- What goes on and was told before waits for what was not told at all.
                   message.reason = 'repeat',
                   agentmon.severity_rank(message.payload ->> 'severity') DESC NULLS LAST,
                   message.created_at,
                   message.id),
               '{}')
    FROM monitoring.notifications message
    WHERE message.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION agentmon.graver_first(uuid[]) IS
'Messages in the order of their severity, and then of their age; repeats after all others.';

CREATE FUNCTION agentmon.due_within_limit(
    p_channel text,
    p_worker text,
    p_max integer,
    p_now timestamptz
) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places bigint;
    due uuid[];
    summary uuid;
BEGIN
    -- One worker at a time: two that count the free places side by side would both take the same ones.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon rate ' || p_channel, 0)) THEN
        RETURN '{}';
    END IF;
    places := agentmon.free_places(p_channel, p_now);
    IF places = 0 THEN
        RETURN '{}';
    END IF;
    due := agentmon.graver_first(ARRAY(
        SELECT d.id
        FROM agentmon.due_notifications(p_channel, p_worker, 1000000, p_now) d));
    IF cardinality(due) <= places
       OR (
           SELECT NOT agentmon.may_sum_up(c.kind)
           FROM monitoring.notification_channels c
           WHERE c.name = p_channel)
    THEN
        -- Incidents are opened and closed one by one, later if need be.
        RETURN due[: least(places, p_max)];
    END IF;
    -- Other kinds are told in time, and all together: the last place is for the summary, which speaks for
    -- what does not fit.
    IF p_max < places THEN
        RETURN due[: p_max];
    END IF;
    summary := agentmon.sum_up(due[places :], p_now);
    RETURN due[: places - 1] || summary;
END
$$;
COMMENT ON FUNCTION agentmon.due_within_limit(text, text, integer, timestamptz) IS
'due_notifications() of a channel with a rate limit, the gravest first: as many as it lets go, of which the '
'last one speaks for those that do not fit; where the kind may not be summed up, they wait.';

CREATE FUNCTION agentmon.due_for(
    p_channel text,
    p_worker text,
    p_max integer,
    p_now timestamptz
) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT allowed.most IS NOT NULL FROM agentmon.channel_limit(p_channel) allowed) THEN
        RETURN agentmon.due_within_limit(p_channel, p_worker, p_max, p_now);
    END IF;
    RETURN ARRAY(
        SELECT d.id
        FROM agentmon.due_notifications(p_channel, p_worker, p_max, p_now) d);
END
$$;
COMMENT ON FUNCTION agentmon.due_for(text, text, integer, timestamptz) IS
'The messages of a channel that a worker may be given at p_now, locked.';

CREATE FUNCTION agentmon.note_over(
    p_notifications uuid[],
    p_alerts uuid[],
    p_counts bigint[],
    p_now timestamptz
) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT DISTINCT
           missed.alert_id,
           p_now,
           'not told',
           format('channel %s: %s', notification.channel, CASE
               WHEN sent.count IS NULL THEN 'it was over before its turn came'
               ELSE format('%s of %s: it was over before their turn came',
                   missed.count - sent.count,
                   agentmon.counted(missed.count, 'event'))
           END)
    FROM unnest(p_notifications, p_alerts, p_counts) AS missed (notification_id, alert_id, count)
    JOIN monitoring.notifications notification ON notification.id = missed.notification_id
    CROSS JOIN LATERAL (
        -- What its channel has heard of it.
        SELECT max(other.count) AS count
        FROM monitoring.notification_alerts other
        JOIN monitoring.notifications message ON message.id = other.notification_id
            AND message.state IN ('sent', 'unknown')
            AND message.channel = notification.channel
        WHERE other.alert_id = missed.alert_id
    ) AS sent
    WHERE missed.count > coalesce(sent.count, 0)
      AND (notification.state = 'dropped'
           OR NOT EXISTS (
               SELECT FROM monitoring.notification_alerts said
               WHERE said.notification_id = missed.notification_id
                 AND said.alert_id = missed.alert_id))
$$;
COMMENT ON FUNCTION agentmon.note_over(uuid[], uuid[], bigint[], timestamptz) IS
'Writes down of which alerts, with how many events, messages were to tell, and do not any more when they are '
'composed, because they are over.';

CREATE FUNCTION agentmon.drop_said(p_notifications uuid[], p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.notifications message
    SET state = 'dropped',
        last_error = 'when it was its turn, there was nothing left to tell',
        settled_at = p_now,
        lease_until = NULL
    WHERE message.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION agentmon.drop_said(uuid[], timestamptz) IS
'Settles messages whose channel knows everything already, or was told nothing of what is over.';

CREATE FUNCTION agentmon.hold_what_waits(p_notifications uuid[], p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    groups uuid[];
BEGIN
    IF NOT EXISTS (
           SELECT FROM monitoring.silences silence
           WHERE silence.starts_at <= p_now
             AND silence.ends_at > p_now)
       AND NOT EXISTS (SELECT FROM monitoring.mute_times)
       AND NOT EXISTS (SELECT FROM monitoring.alerts alert WHERE alert.snoozed_until > p_now)
    THEN
        RETURN;
    END IF;
    -- A step that holds a group has just judged it itself.
    groups := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.id IN (
            SELECT of_message.group_id
            FROM unnest(p_notifications) AS asked (id)
            CROSS JOIN unnest(agentmon.groups_of(asked.id)) AS of_message (group_id))
        ORDER BY grp.id
        FOR NO KEY UPDATE SKIP LOCKED);
    IF groups <> '{}' THEN
        PERFORM agentmon.with_sound_matchers('holding back', 'hold_members', groups, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.hold_what_waits(uuid[], timestamptz) IS
'Finds out anew what holds back the alerts of messages that have waited: a silence, a mute time or a snooze '
'may have begun since they were made.';

CREATE FUNCTION agentmon.lease_composed(
    p_notifications uuid[],
    p_worker text,
    p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Some of their receivers have got these: the others are told the same.
    fixed uuid[] := ARRAY(
        SELECT own.id
        FROM monitoring.notifications own
        WHERE own.id = ANY (p_notifications)
          AND own.progress ? 'delivered');
    composed jsonb;
    told uuid[];
    over record;
    claimed jsonb;
BEGIN
    PERFORM agentmon.hold_what_waits(p_notifications, p_now);
    -- Where a later message of the same group and channel is at hand, that one goes first, to all of the
    -- receivers.
    fixed := ARRAY(
        SELECT own.id
        FROM monitoring.notifications own
        WHERE own.id = ANY (fixed)
          AND NOT EXISTS (
              SELECT
              FROM monitoring.notifications later
              WHERE later.id = ANY (p_notifications)
                AND later.group_id = own.group_id
                AND later.channel = own.channel
                AND (later.created_at, later.id) > (own.created_at, own.id)));
    PERFORM agentmon.split_summary(own.id, p_now)
    FROM monitoring.notifications own
    WHERE own.id = ANY (p_notifications)
      AND own.reason = 'summary'
      AND NOT agentmon.may_sum_up(own.kind);
    p_notifications := ARRAY(
        SELECT own.id
        FROM unnest(p_notifications) WITH ORDINALITY AS asked (id, place)
        JOIN monitoring.notifications own ON own.id = asked.id
        WHERE own.state <> 'dropped'
          AND (own.id = ANY (fixed) OR NOT coalesce(own.progress ? 'delivered', false))
        ORDER BY asked.place);
    -- An attempt that came to no end may have told it. Whoever may have heard of something hears its end.
    PERFORM agentmon.remember_maybe(own.id, p_now)
    FROM monitoring.notifications own
    WHERE own.id = ANY (p_notifications)
      AND own.id <> ALL (fixed)
      AND own.state = 'sending';
    SELECT coalesce(jsonb_agg(composition), '[]') INTO composed
    FROM agentmon.compose((
        SELECT jsonb_agg(jsonb_build_object(
                   'ref', own.id,
                   'channel', own.channel,
                   'groups', to_jsonb(agentmon.groups_of(own.id)),
                   'made', CASE
                       WHEN own.reason IN ('repeat', 'escalation', 'acknowledged', 'summary') THEN own.reason
                   END,
                   'since', own.created_at,
                   'ends_only', own.ends_only,
                   'stand_in', own.fallback_for IS NOT NULL,
                   'note', own.note,
                   'fallback_for', (
                       SELECT dead.channel
                       FROM monitoring.notifications dead
                       WHERE dead.id = own.fallback_for),
                   'replayed', CASE WHEN own.replayed THEN own.id END))
        FROM monitoring.notifications own
        WHERE own.id = ANY (p_notifications)
          AND own.id <> ALL (fixed)), p_now) composition;
    told := ARRAY(SELECT composition.ref FROM jsonb_to_recordset(composed) AS composition (ref uuid));
    SELECT array_agg(said.notification_id) AS notifications,
           array_agg(said.alert_id) AS alerts,
           array_agg(said.count) AS counts
        INTO over
    FROM monitoring.notification_alerts said
    JOIN monitoring.alerts alert ON alert.id = said.alert_id
        AND alert.state = 'resolved'
    WHERE said.notification_id = ANY (p_notifications)
      AND said.notification_id <> ALL (fixed)
      AND said.state = 'firing';
    PERFORM agentmon.drop_said(ARRAY(
        SELECT asked.id
        FROM unnest(p_notifications) AS asked (id)
        WHERE asked.id <> ALL (told || fixed)), p_now);
    DELETE FROM monitoring.notification_alerts said
    WHERE said.notification_id = ANY (told);
    INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
    SELECT composition.ref, said.group_id, said.alert_id, said.state, said.count
    FROM jsonb_to_recordset(composed) AS composition (ref uuid, about jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(composition.about) AS said (
        group_id uuid, alert_id uuid, state text, count bigint);
    IF over.alerts IS NOT NULL THEN
        PERFORM agentmon.note_over(over.notifications, over.alerts, over.counts, p_now);
    END IF;
    WITH leased AS (
        UPDATE monitoring.notifications message
        SET state = 'sending',
            reason = text_of.reason,
            payload = text_of.payload,
            worker = p_worker,
            attempt = message.attempt + 1,
            attempted_at = p_now,
            lease_until = p_now + agentmon.setting_interval('delivery_lease')
        FROM (
            SELECT composition.ref, composition.reason, composition.payload
            FROM jsonb_to_recordset(composed) AS composition (ref uuid, reason text, payload jsonb)
            UNION ALL
            SELECT half_told.id, half_told.reason, half_told.payload
            FROM monitoring.notifications half_told
            WHERE half_told.id = ANY (fixed)
        ) AS text_of
        JOIN monitoring.notifications before ON before.id = text_of.ref
        JOIN monitoring.notification_channels channel ON channel.name = before.channel
        WHERE message.id = text_of.ref
        RETURNING message.id,
                  message.channel,
                  message.kind,
                  message.payload
                      || jsonb_strip_nulls(jsonb_build_object('progress', message.progress))
                      || jsonb_build_object(
                          'settings', channel.settings,
                          'lease_seconds', extract(epoch FROM message.lease_until - p_now)) AS payload,
                  message.attempt,
                  message.idempotency_key
    ), counted AS (
        INSERT INTO monitoring.channel_sends (channel, sent_at)
        -- Channels without a rate limit are counted too: they may get one.
        SELECT taken.channel, p_now
        FROM leased taken
    )
    SELECT coalesce(jsonb_agg(leased ORDER BY array_position(p_notifications, leased.id)), '[]')
        INTO claimed
    FROM leased;
    RETURN claimed;
END
$$;
COMMENT ON FUNCTION agentmon.lease_composed(uuid[], text, timestamptz) IS
'Composes messages, whose rows are locked, from what is true now, and gives them to a worker, as an array of '
'JSON objects; those that have nothing to say are dropped.';

CREATE FUNCTION agentmon.take_turns(p_worker text, p_channel text, p_now timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    in_turn text[];
BEGIN
    IF NOT EXISTS (SELECT FROM monitoring.channel_pace) THEN
        RETURN '{}';
    END IF;
    -- Forgotten when it hinders nobody any more, and in time: the limit may be another one by now. And at
    -- once where a clock that was wrong wrote it.
    DELETE FROM monitoring.channel_pace pace
    WHERE pace.channel IN (
        SELECT old.channel
        FROM monitoring.channel_pace old
        WHERE (old.wait_until <= p_now
               AND (old.every < interval '10 milliseconds' OR old.limited_at <= p_now - interval '5 minutes'))
           OR old.limited_at > p_now + interval '1 minute'
        FOR UPDATE SKIP LOCKED);
    WITH turn AS (
        UPDATE monitoring.channel_pace pace
        SET wait_until = p_now + pace.every,
            -- Where it has gone well for a while, faster.
            every = CASE
                WHEN pace.turns >= pace.hold THEN pace.every * pace.faster
                ELSE pace.every
            END,
            turns = pace.turns + 1,
            turns_from = coalesce(pace.turns_from, p_now)
        WHERE pace.channel IN (
                SELECT ready.channel
                FROM monitoring.channel_pace ready
                WHERE ready.wait_until <= p_now
                  AND (p_channel IS NULL OR ready.channel = p_channel)
                ORDER BY ready.channel
                FOR UPDATE SKIP LOCKED)
          AND EXISTS (SELECT FROM agentmon.due_notifications(pace.channel, p_worker, 1, p_now))
        RETURNING pace.channel
    )
    SELECT coalesce(array_agg(turn.channel), '{}') INTO in_turn
    FROM turn;
    PERFORM agentmon.end_other_failures('pace', p_now);
    RETURN in_turn;
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        -- Better too fast than not at all.
        PERFORM agentmon.note_failure('pace', NULL, SQLERRM, p_now,
            'Channels whose provider asked to wait are told at once.');
        RETURN ARRAY(SELECT pace.channel FROM monitoring.channel_pace pace);
END
$$;
COMMENT ON FUNCTION agentmon.take_turns(text, text, timestamptz) IS
'Of the channels whose provider asked to wait, those that may have one message now, and makes each wait for '
'its next turn.';

CREATE FUNCTION agentmon.claim_some(
    p_worker text,
    p_max integer,
    p_channel text,
    p_notification uuid,
    p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    probes text[];
    in_turn text[] := agentmon.take_turns(p_worker, p_channel, p_now);
    due uuid[];
    claimed jsonb := '[]';
BEGIN
    -- A channel that has rested is tried with one message, by whoever comes first.
    WITH probing AS (
        UPDATE monitoring.channel_circuits circuit
        SET open_until = p_now + agentmon.setting_interval('delivery_lease')
        WHERE circuit.channel IN (
                SELECT rested.channel
                FROM monitoring.channel_circuits rested
                WHERE rested.open_until <= p_now
                  AND (p_channel IS NULL OR rested.channel = p_channel)
                ORDER BY rested.channel
                FOR UPDATE SKIP LOCKED)
          AND NOT agentmon.is_at_limit(circuit.channel, p_now)
          AND EXISTS (SELECT FROM agentmon.due_notifications(circuit.channel, p_worker, 1, p_now))
        RETURNING circuit.channel
    )
    SELECT coalesce(array_agg(probing.channel), '{}') INTO probes
    FROM probing;
    DELETE FROM monitoring.channel_sends attempt
    WHERE attempt.ctid = ANY (ARRAY(
        SELECT old.ctid
        FROM monitoring.notification_channels channel
        CROSS JOIN LATERAL (
            SELECT past.ctid
            FROM monitoring.channel_sends past
            WHERE past.channel = channel.name
              AND past.sent_at <= p_now - greatest(channel.rate_interval, interval '31 days')
            ORDER BY past.sent_at
            LIMIT 100
        ) AS old));
    -- What turns out to have nothing to say is dropped, and gives its place to the next.
    FOR round IN 1 .. 50 LOOP
        -- By turns, so that a storm in one channel holds up no other. MATERIALIZED:
        -- evaluated once, whatever the plan.
        WITH waiting AS MATERIALIZED (
            SELECT entry.id, entry.nth
            FROM monitoring.notification_channels channel
            LEFT JOIN monitoring.channel_circuits circuit ON circuit.channel = channel.name
                AND circuit.open_until IS NOT NULL
            LEFT JOIN monitoring.channel_pace pace ON pace.channel = channel.name
            CROSS JOIN LATERAL unnest(agentmon.due_for(
                channel.name,
                p_worker,
                CASE WHEN circuit.channel IS NULL AND pace.channel IS NULL THEN p_max ELSE 1 END,
                p_now)) WITH ORDINALITY AS entry (id, nth)
            WHERE channel.enabled
              AND (p_channel IS NULL OR channel.name = p_channel)
              AND (p_notification IS NULL OR entry.id = p_notification)
              AND (circuit.channel IS NULL OR circuit.channel = ANY (probes))
              AND (pace.channel IS NULL OR pace.channel = ANY (in_turn))
        )
        SELECT ARRAY(
            SELECT entry.id
            FROM waiting entry
            ORDER BY entry.nth, entry.id
            LIMIT p_max)
            INTO due;
        EXIT WHEN due = '{}';
        claimed := agentmon.lease_composed(due, p_worker, p_now);
        EXIT WHEN claimed <> '[]';
    END LOOP;
    RETURN claimed;
END
$$;
COMMENT ON FUNCTION agentmon.claim_some(text, integer, text, uuid, timestamptz) IS
'claim_notifications() for all channels, or for one (p_channel), or for one message of it (p_notification): '
'what was claimed, as an array of JSON objects.';

CREATE FUNCTION agentmon.claim_apart(p_worker text, p_max integer, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    channel_name text;
    waiting uuid;
    claimed jsonb := '[]';
BEGIN
    FOR channel_name IN
        SELECT c.name
        FROM monitoring.notification_channels c
        WHERE c.enabled
        ORDER BY c.name
    LOOP
        EXIT WHEN jsonb_array_length(claimed) >= p_max;
        BEGIN
            claimed := claimed || agentmon.claim_some(
                p_worker, p_max - jsonb_array_length(claimed), channel_name, NULL, p_now);
            CONTINUE;
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                IF SQLSTATE = '55P03' THEN
                    PERFORM agentmon.note_blockers(p_now);
                END IF;
                PERFORM agentmon.note_failure('claims', channel_name, SQLERRM, p_now,
                    'Messages of this channel are taken one by one; the one that cannot be stays.');
        END;
        FOR waiting IN
            SELECT d.id
            FROM agentmon.due_notifications(channel_name, p_worker, 200, p_now) d
        LOOP
            EXIT WHEN jsonb_array_length(claimed) >= p_max;
            BEGIN
                claimed := claimed || agentmon.claim_some(p_worker, 200, channel_name, waiting, p_now);
            EXCEPTION
                WHEN serialization_failure THEN
                    RAISE;
                WHEN OTHERS THEN
                    -- Put off, so that it does not stand first again and again.
                    PERFORM agentmon.put_off_claim(waiting, SQLERRM, p_now);
            END;
        END LOOP;
    END LOOP;
    RETURN claimed;
END
$$;
COMMENT ON FUNCTION agentmon.claim_apart(text, integer, timestamptz) IS
'claim_notifications() where one channel or message stands in the way of the others: channel by channel, and '
'where that fails message by message.';

CREATE FUNCTION agentmon.put_off_claim(p_notification uuid, p_error text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.note_failure('claims', p_notification::text, p_error, p_now,
        'This message cannot be sent.');
    UPDATE monitoring.notifications message
    SET next_attempt_at = p_now + interval '1 minute'
    WHERE message.id = p_notification;
EXCEPTION WHEN OTHERS THEN
    NULL; -- It is noted already.
END
$$;
COMMENT ON FUNCTION agentmon.put_off_claim(uuid, text, timestamptz) IS
'Notes that a message cannot be claimed, and has it wait for a minute where that can be written.';

CREATE FUNCTION agentmon.check_asked(p_worker text, p_max integer) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF agentmon.nonblank(p_worker) IS NULL OR coalesce(p_max, 0) < 1 THEN
        PERFORM agentmon.refuse(
            'p_worker must be a name and p_max a positive number',
            format('p_worker is %s, p_max is %s.',
                coalesce(quote_literal(p_worker), 'NULL'), coalesce(p_max::text, 'NULL')),
            'Give each worker a name of its own, and p_max from 1 on.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_asked(text, integer) IS
'Refuses a worker without a name, and one that asks for no message.';

CREATE FUNCTION monitoring.claim_notifications(
    p_worker text,
    p_max integer DEFAULT 10,
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    claimed jsonb;
    -- A user's open transaction that holds something of one message holds up no other.
    before text := agentmon.use_lock_timeout();
BEGIN
    PERFORM agentmon.check_asked(p_worker, p_max);
    BEGIN
        -- Kept as JSON until all is done: rows that were given before an error would stay given, though what
        -- was done for them is undone.
        PERFORM agentmon.try_step('memory', 'remember_late', p_now);
        claimed := agentmon.claim_some(p_worker, p_max, NULL, NULL, p_now);
        PERFORM agentmon.end_other_failures('claims', p_now);
    EXCEPTION
        WHEN serialization_failure THEN
            RAISE;
        WHEN OTHERS THEN
            claimed := agentmon.claim_apart(p_worker, p_max, p_now);
    END;
    PERFORM set_config('lock_timeout', before, true);
    RETURN QUERY
    SELECT taken.*
    FROM jsonb_array_elements(claimed) WITH ORDINALITY AS entry (document, place)
    CROSS JOIN LATERAL jsonb_to_record(entry.document) AS taken (
        id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text)
    ORDER BY entry.place;
END
$$;
COMMENT ON FUNCTION monitoring.claim_notifications(text, integer, timestamptz) IS
'Gives a worker up to p_max notifications that are due at p_now, for the time of the setting delivery_lease; '
'after it another worker may take them, with the same idempotency key and the next attempt. Workers side by '
'side never get the same one. One that cannot be claimed is noted, and the others are given. The payload has '
'the channel''s settings, as lease_seconds for how long it is held, and as progress what note_progress() was '
'told of earlier attempts.';
