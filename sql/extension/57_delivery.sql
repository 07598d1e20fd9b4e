-- Delivery: the daemon's steps over the outbox, callable from psql and on a virtual clock.

CREATE FUNCTION agentmon.enter_notifier(
    p_worker text,
    p_version text,
    p_kinds text[],
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text[] := ARRAY(
        SELECT named
        FROM unnest(p_kinds) AS named
        WHERE NOT EXISTS (
            SELECT FROM monitoring.notification_channels channel
            WHERE channel.name = named));
    -- Until the first one comes, every kind counts as served.
    is_first boolean := NOT EXISTS (
        SELECT FROM monitoring.notifiers other
        WHERE other.kinds <> '{}');
    brings_news boolean := is_first OR EXISTS (
        SELECT FROM unnest(p_kinds) AS named
        WHERE NOT agentmon.kind_is_served(named, p_now));
BEGIN
    INSERT INTO monitoring.notifiers AS daemon (worker, version, kinds, started_at, last_seen_at)
    VALUES (p_worker, p_version, p_kinds, p_now, p_now)
    ON CONFLICT (worker) DO UPDATE SET
        version = excluded.version,
        kinds = excluded.kinds,
        last_seen_at = excluded.last_seen_at,
        stopped_at = NULL;
    IF missing <> '{}' THEN
        INSERT INTO monitoring.notification_channels (name, kind)
        SELECT named, named
        FROM unnest(missing) AS named
        ON CONFLICT DO NOTHING;
    END IF;
    IF brings_news THEN
        -- What nobody could send may be sent now. Not at each heartbeat: it looks through all that fires.
        PERFORM agentmon.reach_untold();
        PERFORM agentmon.reach_late(NULL, NULL);
    END IF;
    DELETE FROM monitoring.notifiers
    WHERE last_seen_at < p_now - interval '30 days';
END
$$;
COMMENT ON FUNCTION agentmon.enter_notifier(text, text, text[], timestamptz) IS
'What register_notifier() does with arguments that are right.';

CREATE FUNCTION monitoring.register_notifier(
    p_worker text,
    p_version text,
    p_kinds text[],
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    before text := agentmon.use_lock_timeout();
BEGIN
    IF coalesce(p_worker, '') = '' OR p_version IS NULL OR p_kinds IS NULL THEN
        PERFORM agentmon.refuse(
            'p_worker must be a name, p_version a text and p_kinds an array',
            format('p_worker is %s, p_version is %s, p_kinds is %s.',
                coalesce(quote_literal(p_worker), 'NULL'),
                coalesce(quote_literal(p_version), 'NULL'),
                coalesce(p_kinds::text, 'NULL')),
            'Give each worker a name of its own, and {} where it sends nothing.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.canonical_value(k, 'kind of channel', agentmon.channel_kinds())
    FROM unnest(p_kinds) AS k;
    BEGIN
        PERFORM agentmon.enter_notifier(p_worker, p_version, p_kinds, p_now);
        PERFORM agentmon.end_failure('daemons', p_worker);
    EXCEPTION
        WHEN transaction_rollback OR read_only_sql_transaction OR data_exception THEN
            RAISE;
        WHEN OTHERS THEN
            -- A daemon that cannot be entered goes on alerting.
            PERFORM agentmon.note_failure('daemons', p_worker, SQLERRM, p_now,
                'This daemon runs, and cannot be written into monitoring.notifiers; '
                'it tries again every 30 seconds.');
    END;
    PERFORM set_config('lock_timeout', before, true);
END
$$;
COMMENT ON FUNCTION monitoring.register_notifier(text, text, text[], timestamptz) IS
'Says that a daemon runs and which kinds of messages it sends; called at its start and as its heartbeat. '
'Makes the channels that are named after their kind.';

CREATE FUNCTION monitoring.leave_notifier(p_worker text, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    UPDATE monitoring.notifiers n
    SET stopped_at = p_now
    WHERE n.worker = p_worker
$$;
COMMENT ON FUNCTION monitoring.leave_notifier(text, timestamptz) IS
'Says that a daemon stops because it was told to, so that get_system_health() does not miss it.';

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

-- What is not known, and what was given up ------------------------------------------------------------------

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
'tell any more is dropped.';

CREATE FUNCTION monitoring.next_notification_at(p_now timestamptz DEFAULT now()) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
-- As due_notifications(): the beginning of an index.
SET search_path = pg_catalog, pg_temp SET row_security = off
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off SET jit = off AS $$
    SELECT least(
        (SELECT min(greatest(due.at, circuit.open_until, pace.wait_until, agentmon.place_at(channel.name)))
         FROM monitoring.notification_channels channel
         LEFT JOIN monitoring.channel_circuits circuit ON circuit.channel = channel.name
         LEFT JOIN monitoring.channel_pace pace ON pace.channel = channel.name
             AND pace.limited_at <= p_now + interval '1 minute'
         CROSS JOIN LATERAL (
             SELECT least(
                 (SELECT message.next_attempt_at
                  FROM monitoring.notifications message
                  WHERE message.channel = channel.name
                    AND message.state IN ('pending', 'sending')
                    AND message.state = 'pending'
                    AND NOT agentmon.must_wait(
                        message.id, message.group_id, message.channel, message.created_at)
                  ORDER BY message.next_attempt_at, message.id
                  LIMIT 1),
                 (SELECT min(message.lease_until)
                  FROM monitoring.notifications message
                  WHERE message.channel = channel.name
                    AND message.state = 'sending'))
         ) AS due (at)
         WHERE channel.enabled
           AND due.at IS NOT NULL
           AND agentmon.kind_is_served(channel.kind, p_now)),
        (SELECT min(grp.flush_at)
         FROM monitoring.alert_groups grp
         WHERE grp.flush_at IS NOT NULL),
        (SELECT min(grp.recheck_at)
         FROM monitoring.alert_groups grp
         WHERE grp.recheck_at IS NOT NULL),
        (SELECT min(grp.escalate_at)
         FROM monitoring.alert_groups grp
         WHERE grp.escalate_at IS NOT NULL),
        (SELECT min(alert.ends_at)
         FROM monitoring.alerts alert
         WHERE alert.state = 'firing'
           AND alert.source = 'raised'),
        agentmon.next_rule_at(p_now))
$$;
COMMENT ON FUNCTION monitoring.next_notification_at(timestamptz) IS
'When something becomes due next: an attempt, the end of a lease or of a channel''s rest, a group that is to '
'be told, looked at again or escalated, a place in a rate limit, a rule; NULL for nothing.';

CREATE FUNCTION agentmon.named_channels(p_now timestamptz) RETURNS TABLE (channel text, place text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT told.name, format('the route %s', route.route)
    FROM agentmon.route_channels(p_now) route
    CROSS JOIN LATERAL unnest(route.channels) AS told (name)
    UNION ALL
    SELECT told.name, format('the escalation step of the route %s after %s', step.route, step.after)
    FROM monitoring.escalation_steps step
    CROSS JOIN LATERAL unnest(step.channels) AS told (name)
    UNION ALL
    SELECT told.name, format('the rule %s, in its actions', rule.name)
    FROM monitoring.alert_rules rule
    CROSS JOIN LATERAL unnest(rule.actions) AS told (name)
    WHERE rule.enabled
$$;
COMMENT ON FUNCTION agentmon.named_channels(timestamptz) IS
'The channels that routes, escalation steps and rules that are on name, each with the place where.';

CREATE FUNCTION agentmon.idle_channels(p_now timestamptz DEFAULT now())
RETURNS TABLE (channel text, kind text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    -- As long as there has been no daemon, every kind counts as served.
    SELECT idle.name, idle.kind
    FROM monitoring.notification_channels idle
    WHERE idle.enabled
      AND agentmon.kind_is_served(idle.kind, p_now)
      AND EXISTS (
          SELECT FROM monitoring.notifiers daemon
          WHERE idle.kind = ANY (daemon.kinds))
      AND idle.name NOT IN (
          SELECT named.channel
          FROM agentmon.named_channels(p_now) named
          WHERE named.channel IS NOT NULL)
      AND idle.name NOT IN (
          SELECT other.fallback
          FROM monitoring.notification_channels other
          WHERE other.fallback IS NOT NULL
            AND other.enabled)
    ORDER BY idle.name
$$;
COMMENT ON FUNCTION agentmon.idle_channels(timestamptz) IS
'Channels that are on and that a daemon sends, and that no route, escalation step, rule or other channel '
'names: nothing ever goes there.';

CREATE FUNCTION agentmon.deaf_routes(p_now timestamptz DEFAULT now())
RETURNS TABLE (route text, why text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    WITH reachable AS MATERIALIZED (
        SELECT *
        FROM agentmon.reachable_channels(p_now)
    )
    SELECT listed.route,
           coalesce(
               string_agg(
                   format('%s: %s', told.name, coalesce(place.refusal, 'there is no such channel')),
                   '; ' ORDER BY told.name),
               'it names no channel')
    FROM agentmon.route_channels(p_now) listed
    LEFT JOIN LATERAL unnest(listed.channels) AS told (name) ON true
    LEFT JOIN reachable place ON place.named = told.name
    GROUP BY listed.route
    HAVING bool_and(place.named IS NULL OR place.refusal IS NOT NULL)
    ORDER BY listed.route
$$;
COMMENT ON FUNCTION agentmon.deaf_routes(timestamptz) IS
'Routes none of whose channels can be told now, and why: what comes to them reaches nobody.';

CREATE FUNCTION agentmon.missing_channels() RETURNS TABLE (channel text, named_by text[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT named.channel, array_agg(DISTINCT named.place ORDER BY named.place)
    FROM agentmon.named_channels(now()) named
    WHERE named.channel IS NOT NULL
      AND NOT EXISTS (
          SELECT FROM monitoring.notification_channels known
          WHERE known.name = named.channel)
    GROUP BY named.channel
    ORDER BY named.channel
$$;
COMMENT ON FUNCTION agentmon.missing_channels() IS
'Channels that a route, an escalation step or a rule that is on names and that do not exist, and where they '
'are named: nobody is told there.';

GRANT EXECUTE ON FUNCTION
    agentmon.missing_channels(),
    agentmon.idle_channels(timestamptz),
    agentmon.deaf_routes(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.next_notification_at(timestamptz),
    monitoring.register_notifier(text, text, text[], timestamptz),
    monitoring.leave_notifier(text, timestamptz),
    monitoring.claim_notifications(text, integer, timestamptz),
    monitoring.complete_notification(uuid, text, integer, text, timestamptz),
    monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz),
    monitoring.note_progress(uuid, text, integer, jsonb, timestamptz),
    monitoring.defer_notification(uuid, text, integer, text, interval, text, timestamptz),
    monitoring.unknown_notifications(text, integer, timestamptz),
    monitoring.settle_unknown(uuid, text, text[], timestamptz),
    monitoring.replay_notifications(text, timestamptz, timestamptz)
TO agentmon_notifier, agentmon_admin;
