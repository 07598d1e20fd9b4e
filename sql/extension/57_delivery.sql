-- Delivery: the daemon's steps over the outbox, callable from psql and on a virtual clock.

CREATE FUNCTION agentmon.enter_notifier(p_worker text, p_version text, p_kinds text[], p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text[] := ARRAY(
        SELECT k
        FROM unnest(p_kinds) AS k
        WHERE NOT EXISTS (SELECT FROM monitoring.notification_channels c WHERE c.name = k));
    brings_news boolean := EXISTS (SELECT FROM unnest(p_kinds) AS k WHERE NOT agentmon.kind_is_served(k, p_now));
BEGIN
    INSERT INTO monitoring.notifiers AS n (worker, version, kinds, started_at, last_seen_at)
    VALUES (p_worker, p_version, p_kinds, p_now, p_now)
    ON CONFLICT (worker) DO UPDATE SET
        version = excluded.version,
        kinds = excluded.kinds,
        last_seen_at = excluded.last_seen_at,
        stopped_at = NULL;
    -- A pager whose incidents nobody closes, and a program that is told only of beginnings, would be of little use.
    IF missing <> '{}' THEN
        INSERT INTO monitoring.notification_channels (name, kind, send_resolved)
        SELECT k, k, k IN ('pagerduty', 'webhook')
        FROM unnest(missing) AS k
        ON CONFLICT DO NOTHING;
    END IF;
    IF brings_news THEN
        -- What nobody could send may be sent now. Not at each heartbeat: it looks through all that fires.
        PERFORM agentmon.reach_untold();
        PERFORM agentmon.reach_late(NULL, NULL);
    END IF;
    DELETE FROM monitoring.notifiers WHERE last_seen_at < p_now - interval '30 days';
END
$$;
COMMENT ON FUNCTION agentmon.enter_notifier(text, text, text[], timestamptz) IS
'What register_notifier() does with arguments that are right.';

CREATE FUNCTION monitoring.register_notifier(p_worker text, p_version text, p_kinds text[], p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    before text := agentmon.use_lock_timeout();
BEGIN
    IF coalesce(p_worker, '') = '' OR p_version IS NULL OR p_kinds IS NULL THEN
        PERFORM agentmon.refuse('p_worker must be a name, p_version a text and p_kinds an array',
            format('p_worker is %s, p_version is %s, p_kinds is %s.', coalesce(quote_literal(p_worker), 'NULL'),
                coalesce(quote_literal(p_version), 'NULL'), coalesce(p_kinds::text, 'NULL')),
            'Give each worker a name of its own, and {} where it sends nothing.', 'invalid_parameter_value');
    END IF;
    PERFORM agentmon.canonical_value(k, 'kind of channel', agentmon.channel_kinds()) FROM unnest(p_kinds) AS k;
    BEGIN
        PERFORM agentmon.enter_notifier(p_worker, p_version, p_kinds, p_now);
        PERFORM agentmon.end_failure('daemons', p_worker);
    EXCEPTION
        WHEN transaction_rollback OR read_only_sql_transaction OR data_exception THEN
            RAISE;
        WHEN OTHERS THEN
            -- A daemon that cannot be entered goes on alerting.
            PERFORM agentmon.note_failure('daemons', p_worker, SQLERRM, p_now,
                'This daemon runs, and cannot be written into monitoring.notifiers; it tries again every 30 seconds.');
    END;
    PERFORM set_config('lock_timeout', before, true);
END
$$;
COMMENT ON FUNCTION monitoring.register_notifier(text, text, text[], timestamptz) IS
'Says that a daemon runs and which kinds of messages it sends; called at its start and as its heartbeat. Makes the channels that are named after their kind.';

CREATE FUNCTION monitoring.leave_notifier(p_worker text, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    UPDATE monitoring.notifiers n
    SET stopped_at = p_now
    WHERE n.worker = p_worker
$$;
COMMENT ON FUNCTION monitoring.leave_notifier(text, timestamptz) IS
'Says that a daemon stops because it was told to, so that get_system_health() does not miss it.';

CREATE FUNCTION agentmon.must_wait(p_id uuid, p_group uuid, p_channel text, p_created_at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
            SELECT FROM monitoring.notifications e
            WHERE e.group_id = $2
              AND e.channel = $3
              AND e.state IN ('pending', 'sending')
              AND (e.created_at, e.id) < ($4, $1)
              -- Told to some: the others of its receivers hold these up only while they are being told.
              AND NOT (e.state = 'pending' AND coalesce(e.progress ? 'delivered', false)))
        -- And a later one that is being told to all of them holds up what is left of this one.
        OR EXISTS (
            SELECT
            FROM monitoring.notifications own
            JOIN monitoring.notifications later ON later.group_id = own.group_id
                AND later.channel = own.channel
            WHERE own.id = $1
              AND own.progress ? 'delivered'
              AND later.state = 'sending'
              AND (later.created_at, later.id) > ($4, $1))
        OR agentmon.is_spoken_for($2, $3, '{pending,sending}')
        -- What its channel was told last is not written down yet.
        OR EXISTS (
            SELECT
            FROM monitoring.notifications earlier
            WHERE earlier.unremembered
              AND earlier.channel = $3
              AND (earlier.group_id = $2 OR earlier.group_id IS NULL))
$$;
COMMENT ON FUNCTION agentmon.must_wait(uuid, uuid, text, timestamptz) IS
'Whether an earlier message of the same group and channel, or a summary that speaks for one, is still to be sent or to be remembered: what this one has to say is known after that.';

CREATE FUNCTION agentmon.due_notifications(p_channel text, p_worker text, p_max integer, p_now timestamptz)
RETURNS TABLE (id uuid, next_attempt_at timestamptz)
    LANGUAGE sql VOLATILE
    -- The order is that of the index, of which only the beginning is to be read, whatever the statistics of a fresh storm say.
    SET search_path = pg_catalog, pg_temp SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off SET jit = off AS $$
    SELECT o.id, o.next_attempt_at
    FROM monitoring.notifications o
    WHERE o.channel = $1
      AND o.state IN ('pending', 'sending')
      AND o.next_attempt_at <= $4
      AND (o.state = 'pending' OR o.lease_until <= $4)
      AND o.kind = ANY (coalesce((SELECT r.kinds FROM monitoring.notifiers r WHERE r.worker = $2), ARRAY[o.kind]))
      AND NOT agentmon.must_wait(o.id, o.group_id, o.channel, o.created_at)
    ORDER BY o.next_attempt_at, o.id
    LIMIT $3
    FOR UPDATE OF o SKIP LOCKED
$$;
COMMENT ON FUNCTION agentmon.due_notifications(text, text, integer, timestamptz) IS
'Locks the first messages of a channel that are due at p_now, of the kinds that a worker has registered (all, where it has not); those that another one is just taking are passed over.';

CREATE FUNCTION agentmon.graver_first(p_notifications uuid[]) RETURNS uuid[]
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(n.id ORDER BY
               agentmon.severity_rank(n.payload ->> 'severity') DESC NULLS LAST, n.created_at, n.id), '{}')
    FROM monitoring.notifications n
    WHERE n.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION agentmon.graver_first(uuid[]) IS 'Messages in the order of their severity, and then of their age.';

CREATE FUNCTION agentmon.due_within_limit(p_channel text, p_worker text, p_max integer, p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    places bigint;
    due uuid[];
    summary uuid;
BEGIN
    -- Two that look for places side by side would both find them.
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
       OR (SELECT NOT agentmon.may_sum_up(c.kind) FROM monitoring.notification_channels c WHERE c.name = p_channel)
    THEN
        -- Incidents are opened and closed one by one, later if need be.
        RETURN due[: least(places, p_max)];
    END IF;
    -- Others are told in time, and all together: the last place is for the one that speaks for what does not fit.
    IF p_max < places THEN
        RETURN due[: p_max];
    END IF;
    summary := agentmon.sum_up(due[places :], p_now);
    RETURN due[: places - 1] || summary;
END
$$;
COMMENT ON FUNCTION agentmon.due_within_limit(text, text, integer, timestamptz) IS
'due_notifications() of a channel with a rate limit, the gravest first: as many as it lets go, of which the last one speaks for those that do not fit; where the kind may not be summed up, they wait.';

CREATE FUNCTION agentmon.due_for(p_channel text, p_worker text, p_max integer, p_now timestamptz) RETURNS uuid[]
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

CREATE FUNCTION agentmon.note_over(p_notifications uuid[], p_alerts uuid[], p_counts bigint[], p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    SELECT DISTINCT l.alert_id, p_now, 'not told', format('channel %s: %s', n.channel, CASE
               WHEN sent.count IS NULL THEN 'it was over before its turn came'
               ELSE format('%s of %s: it was over before their turn came',
                   l.count - sent.count, agentmon.counted(l.count, 'event'))
           END)
    FROM unnest(p_notifications, p_alerts, p_counts) AS l (notification_id, alert_id, count)
    JOIN monitoring.notifications n ON n.id = l.notification_id
    CROSS JOIN LATERAL (
        SELECT max(other.count) AS count
        FROM monitoring.notification_alerts other
        JOIN monitoring.notifications message ON message.id = other.notification_id
            AND message.state IN ('sent', 'unknown')
            AND message.channel = n.channel
        WHERE other.alert_id = l.alert_id
    ) AS sent
    WHERE l.count > coalesce(sent.count, 0)
      AND (n.state = 'dropped'
           OR NOT EXISTS (
               SELECT FROM monitoring.notification_alerts said
               WHERE said.notification_id = l.notification_id
                 AND said.alert_id = l.alert_id))
$$;
COMMENT ON FUNCTION agentmon.note_over(uuid[], uuid[], bigint[], timestamptz) IS
'Writes down of which alerts, with how many events, messages were to tell, and do not any more when they are composed, because they are over.';

CREATE FUNCTION agentmon.drop_said(p_notifications uuid[], p_now timestamptz) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.notifications n
    SET state = 'dropped',
        last_error = 'when it was its turn, there was nothing left to tell',
        settled_at = p_now,
        lease_until = NULL
    WHERE n.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION agentmon.drop_said(uuid[], timestamptz) IS
'Settles messages whose channel knows everything already, or was told nothing of what is over.';

CREATE FUNCTION agentmon.lease_composed(p_notifications uuid[], p_worker text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Told to some of its receivers: the others are told the same.
    fixed uuid[] := ARRAY(
        SELECT n.id
        FROM monitoring.notifications n
        WHERE n.id = ANY (p_notifications)
          AND n.progress ? 'delivered');
    composed jsonb;
    told uuid[];
    over record;
    claimed jsonb;
BEGIN
    -- A later word to all of the receivers goes first, and is the last one.
    fixed := ARRAY(
        SELECT n.id
        FROM monitoring.notifications n
        WHERE n.id = ANY (fixed)
          AND NOT EXISTS (
              SELECT
              FROM monitoring.notifications later
              WHERE later.id = ANY (p_notifications)
                AND later.group_id = n.group_id
                AND later.channel = n.channel
                AND (later.created_at, later.id) > (n.created_at, n.id)));
    PERFORM agentmon.split_summary(n.id, p_now)
    FROM monitoring.notifications n
    WHERE n.id = ANY (p_notifications)
      AND n.reason = 'summary'
      AND NOT agentmon.may_sum_up(n.kind);
    p_notifications := ARRAY(
        SELECT n.id
        FROM unnest(p_notifications) WITH ORDINALITY AS k (id, place)
        JOIN monitoring.notifications n ON n.id = k.id
        WHERE n.state <> 'dropped'
          AND (n.id = ANY (fixed) OR NOT coalesce(n.progress ? 'delivered', false))
        ORDER BY k.place);
    -- An attempt that came to no end may have told it: whoever may have heard of something hears its end.
    PERFORM agentmon.remember_maybe(n.id, p_now)
    FROM monitoring.notifications n
    WHERE n.id = ANY (p_notifications)
      AND n.id <> ALL (fixed)
      AND n.state = 'sending';
    SELECT coalesce(jsonb_agg(c), '[]') INTO composed
    FROM agentmon.compose((
        SELECT jsonb_agg(jsonb_build_object(
                   'ref', n.id,
                   'channel', n.channel,
                   'groups', to_jsonb(agentmon.groups_of(n.id)),
                   'made', CASE
                       WHEN n.reason IN ('repeat', 'escalation', 'acknowledged', 'summary') THEN n.reason
                   END,
                   'since', n.created_at,
                   'ends_only', n.ends_only,
                   'stand_in', n.fallback_for IS NOT NULL,
                   'note', n.note,
                   'fallback_for', (SELECT f.channel FROM monitoring.notifications f WHERE f.id = n.fallback_for),
                   'replayed', CASE WHEN n.replayed THEN n.id END))
        FROM monitoring.notifications n
        WHERE n.id = ANY (p_notifications)
          AND n.id <> ALL (fixed)), p_now) c;
    told := ARRAY(SELECT c.ref FROM jsonb_to_recordset(composed) AS c (ref uuid));
    SELECT array_agg(l.notification_id) AS notifications, array_agg(l.alert_id) AS alerts, array_agg(l.count) AS counts
        INTO over
    FROM monitoring.notification_alerts l
    JOIN monitoring.alerts a ON a.id = l.alert_id
        AND a.state = 'resolved'
    WHERE l.notification_id = ANY (p_notifications)
      AND l.notification_id <> ALL (fixed)
      AND l.state = 'firing';
    PERFORM agentmon.drop_said(ARRAY(
        SELECT k.id
        FROM unnest(p_notifications) AS k (id)
        WHERE k.id <> ALL (told || fixed)), p_now);
    DELETE FROM monitoring.notification_alerts l
    WHERE l.notification_id = ANY (told);
    INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
    SELECT c.ref, l.group_id, l.alert_id, l.state, l.count
    FROM jsonb_to_recordset(composed) AS c (ref uuid, about jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(c.about) AS l (group_id uuid, alert_id uuid, state text, count bigint);
    IF over.alerts IS NOT NULL THEN
        PERFORM agentmon.note_over(over.notifications, over.alerts, over.counts, p_now);
    END IF;
    WITH leased AS (
        UPDATE monitoring.notifications message
        SET state = 'sending',
            reason = c.reason,
            payload = c.payload,
            worker = p_worker,
            attempt = message.attempt + 1,
            attempted_at = p_now,
            lease_until = p_now + agentmon.setting_interval('delivery_lease')
        FROM (
            SELECT e.ref, e.reason, e.payload
            FROM jsonb_to_recordset(composed) AS e (ref uuid, reason text, payload jsonb)
            UNION ALL
            SELECT n.id, n.reason, n.payload
            FROM monitoring.notifications n
            WHERE n.id = ANY (fixed)
        ) AS c
        JOIN monitoring.notifications before ON before.id = c.ref
        JOIN monitoring.notification_channels channel ON channel.name = before.channel
        WHERE message.id = c.ref
        RETURNING message.id, message.channel, message.kind,
                  message.payload
                      || jsonb_strip_nulls(jsonb_build_object('progress', message.progress))
                      || jsonb_build_object('settings', channel.settings) AS payload,
                  message.attempt, message.idempotency_key
    ), counted AS (
        INSERT INTO monitoring.channel_sends (channel, sent_at)
        -- Of channels without a limit too: they may get one.
        SELECT l.channel, p_now
        FROM leased l
    )
    SELECT coalesce(jsonb_agg(leased ORDER BY array_position(p_notifications, leased.id)), '[]') INTO claimed
    FROM leased;
    RETURN claimed;
END
$$;
COMMENT ON FUNCTION agentmon.lease_composed(uuid[], text, timestamptz) IS
'Composes messages, whose rows are locked, from what is true now, and gives them to a worker, as an array of JSON objects; those that have nothing to say are dropped.';

CREATE FUNCTION agentmon.take_turns(p_worker text, p_channel text, p_now timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    in_turn text[];
BEGIN
    IF NOT EXISTS (SELECT FROM monitoring.channel_pace) THEN
        RETURN '{}';
    END IF;
    -- Forgotten when it hinders nobody any more, and in time: the limit may be another one by now. And at once
    -- where a clock that was wrong wrote it.
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
            every = CASE WHEN pace.turns >= pace.hold THEN pace.every * pace.faster ELSE pace.every END,
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
    SELECT coalesce(array_agg(turn.channel), '{}') INTO in_turn FROM turn;
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
'Of the channels whose provider asked to wait, those that may have one message now, and makes each wait for its next turn.';

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
    SELECT coalesce(array_agg(probing.channel), '{}') INTO probes FROM probing;
    DELETE FROM monitoring.channel_sends attempt
    WHERE attempt.ctid = ANY (ARRAY(
        SELECT old.ctid
        FROM monitoring.notification_channels channel
        CROSS JOIN LATERAL (
            SELECT s.ctid
            FROM monitoring.channel_sends s
            WHERE s.channel = channel.name
              AND s.sent_at <= p_now - greatest(channel.rate_interval, interval '31 days')
            ORDER BY s.sent_at
            LIMIT 100
        ) AS old));
    -- What turns out to have nothing to say is dropped, and gives its place to the next.
    FOR round IN 1 .. 50 LOOP
        -- By turns, so that a storm in one channel holds up no other. MATERIALIZED: evaluated once, whatever the plan.
        WITH waiting AS MATERIALIZED (
            SELECT w.id, w.nth
            FROM monitoring.notification_channels channel
            LEFT JOIN monitoring.channel_circuits circuit ON circuit.channel = channel.name
                AND circuit.open_until IS NOT NULL
            LEFT JOIN monitoring.channel_pace pace ON pace.channel = channel.name
            CROSS JOIN LATERAL unnest(agentmon.due_for(
                channel.name,
                p_worker,
                CASE WHEN circuit.channel IS NULL AND pace.channel IS NULL THEN p_max ELSE 1 END,
                p_now)) WITH ORDINALITY AS w (id, nth)
            WHERE channel.enabled
              AND (p_channel IS NULL OR channel.name = p_channel)
              AND (p_notification IS NULL OR w.id = p_notification)
              AND (circuit.channel IS NULL OR circuit.channel = ANY (probes))
              AND (pace.channel IS NULL OR pace.channel = ANY (in_turn))
        )
        SELECT ARRAY(
            SELECT w.id
            FROM waiting w
            ORDER BY w.nth, w.id
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
'claim_notifications() for all channels, or for one (p_channel), or for one message of it (p_notification): what was claimed, as an array of JSON objects.';

CREATE FUNCTION agentmon.claim_apart(p_worker text, p_max integer, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    channel_name text;
    waiting uuid;
    claimed jsonb := '[]';
BEGIN
    FOR channel_name IN SELECT c.name FROM monitoring.notification_channels c WHERE c.enabled ORDER BY c.name LOOP
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
        FOR waiting IN SELECT d.id FROM agentmon.due_notifications(channel_name, p_worker, 200, p_now) d LOOP
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
'claim_notifications() where one channel or message stands in the way of the others: channel by channel, and where that fails message by message.';

CREATE FUNCTION agentmon.put_off_claim(p_notification uuid, p_error text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.note_failure('claims', p_notification::text, p_error, p_now, 'This message cannot be sent.');
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

CREATE FUNCTION monitoring.claim_notifications(p_worker text, p_max integer DEFAULT 10, p_now timestamptz DEFAULT now())
RETURNS TABLE (id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text)
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
        -- As JSON: rows that were given before an error would have been given, though what was done is undone.
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
'Gives a worker up to p_max notifications that are due at p_now, for the time of the setting delivery_lease; after it another worker may take them, with the same idempotency key and the next attempt. Workers side by side never get the same one. One that cannot be claimed is noted, and the others are given. The payload has the channel''s settings, and as progress what note_progress() was told of earlier attempts.';

CREATE FUNCTION agentmon.record_circuit(p_channel text, p_state text, p_error text, p_attempted_at timestamptz, p_now timestamptz) RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    enough integer := (SELECT value::integer FROM monitoring.settings WHERE name = 'circuit_failures');
BEGIN
    IF p_state = 'sent' THEN
        DELETE FROM monitoring.channel_circuits WHERE channel = p_channel;
        RETURN;
    END IF;
    -- One that was under way already when the channel was found to be broken says nothing new.
    IF EXISTS (SELECT FROM monitoring.channel_circuits c WHERE c.channel = p_channel AND c.opened_at >= p_attempted_at) THEN
        RETURN;
    END IF;
    -- Final ones count as well: with a wrong password every message would be refused for good, one after the other.
    INSERT INTO monitoring.channel_circuits AS c (channel, failures, failed_at, error)
    SELECT p_channel, 1, p_now, left(p_error, 1000) FROM monitoring.notification_channels h WHERE h.name = p_channel
    ON CONFLICT (channel) DO UPDATE SET failures = c.failures + 1, failed_at = excluded.failed_at, error = excluded.error;
    UPDATE monitoring.channel_circuits c SET opened_at = p_now, open_until = p_now + least(agentmon.setting_interval('circuit_open_most'),
        agentmon.setting_interval('circuit_open_first') * power(2, least(c.failures - enough, 20)))
    WHERE c.channel = p_channel AND c.failures >= enough;
END
$$;
COMMENT ON FUNCTION agentmon.record_circuit(text, text, text, timestamptz, timestamptz) IS
'What the outcome of an attempt means for its channel: after the setting circuit_failures failures in a row it rests (circuit_open_first, doubled up to circuit_open_most), and is then tried with one message.';

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
'Tells the fallback of a message that was given up; where that fails, it is noted, and the next step does it.';

CREATE FUNCTION agentmon.remember_told(p_notification uuid, p_now timestamptz) RETURNS void
-- plpgsql keeps its plans for the session: by the keys, whatever was in the tables when they were made.
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
BEGIN
    INSERT INTO monitoring.told_alerts AS t (group_id, channel, alert_id, state, count, acknowledged, told_at)
    SELECT l.group_id, n.channel, l.alert_id, 'firing', l.count,
           -- A pager's incident is open until it is told otherwise.
           n.reason = 'acknowledged'
               OR n.kind <> 'pagerduty' AND coalesce(a.acknowledged_at <= n.attempted_at, false),
           p_now
    FROM monitoring.notifications n
    JOIN monitoring.notification_alerts l ON l.notification_id = n.id
        AND l.state = 'firing'
    JOIN monitoring.alerts a ON a.id = l.alert_id
    JOIN monitoring.alert_groups g ON g.id = l.group_id
    WHERE n.id = p_notification
    ON CONFLICT (group_id, channel, alert_id) DO UPDATE SET
        state = 'firing',
        count = greatest(t.count, excluded.count),
        acknowledged = t.acknowledged OR excluded.acknowledged,
        told_at = excluded.told_at;
    -- Materialized: else all that the channel was told of is looked through, where nobody has counted it yet.
    WITH ended AS MATERIALIZED (
        SELECT l.group_id, n.channel, l.alert_id
        FROM monitoring.notifications n
        JOIN monitoring.notification_alerts l ON l.notification_id = n.id
            AND l.state = 'resolved'
        WHERE n.id = p_notification
    )
    DELETE FROM monitoring.told_alerts t
    USING ended
    WHERE t.group_id = ended.group_id
      AND t.channel = ended.channel
      AND t.alert_id = ended.alert_id;
    -- What has come to its end meanwhile, and what the message did not list, is told next.
    UPDATE monitoring.alert_groups g
    SET flush_at = least(g.flush_at, greatest(p_now, coalesce(g.last_notified_at, p_now) + coalesce((
            SELECT r.group_interval
            FROM monitoring.notification_routes r
            WHERE r.name = g.route), interval '5 minutes')))
    FROM monitoring.notifications n
    JOIN monitoring.notification_channels c ON c.name = n.channel
    WHERE n.id = p_notification
      AND g.id = ANY ((SELECT agentmon.groups_of(p_notification))::uuid[])
      AND (c.send_resolved AND EXISTS (
              SELECT FROM monitoring.told_alerts t
              JOIN monitoring.alerts a ON a.id = t.alert_id
                  AND a.state = 'resolved'
              WHERE t.group_id = g.id
                AND t.channel = n.channel)
           OR n.kind IN ('email', 'webhook')
              AND (n.payload ->> 'total_alerts')::bigint > jsonb_array_length(n.payload -> 'alerts'));
    -- Somebody had it in hand already when the pager was called.
    PERFORM agentmon.tell_in_hand(l.alert_id, p_now)
    FROM monitoring.notifications n
    JOIN monitoring.notification_alerts l ON l.notification_id = n.id
        AND l.state = 'firing'
    JOIN monitoring.alerts a ON a.id = l.alert_id
        AND a.state = 'firing'
        AND (a.acknowledged_at IS NOT NULL OR a.snoozed_until > p_now)
    WHERE n.id = p_notification
      AND n.kind = 'pagerduty'
      AND n.reason <> 'acknowledged'
    LIMIT 1;
END
$$;
COMMENT ON FUNCTION agentmon.remember_told(uuid, timestamptz) IS
'Writes down what a message that was sent has told its channel, and has the group looked at again where that is not the last word.';

CREATE FUNCTION agentmon.remember_maybe(p_notification uuid, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.told_alerts AS t (group_id, channel, alert_id, state, count, told_at)
    SELECT l.group_id, n.channel, l.alert_id, 'maybe', 0, p_now
    FROM monitoring.notifications n
    JOIN monitoring.notification_alerts l ON l.notification_id = n.id
    JOIN monitoring.alert_groups g ON g.id = l.group_id
    WHERE n.id = p_notification
      -- Its channel has heard the end since.
      AND NOT EXISTS (
          SELECT
          FROM monitoring.notification_alerts ended
          JOIN monitoring.notifications later ON later.id = ended.notification_id
              AND later.channel = n.channel
              AND later.state IN ('sent', 'unknown')
              AND later.attempted_at > n.attempted_at
          WHERE ended.alert_id = l.alert_id
            AND ended.group_id = l.group_id
            AND ended.state = 'resolved')
    -- What was surely heard by another message stays so; but whether the end was heard, nobody knows.
    ON CONFLICT (group_id, channel, alert_id) DO UPDATE SET state = 'maybe', count = 0
    WHERE EXISTS (
            SELECT
            FROM monitoring.notification_alerts said
            WHERE said.notification_id = p_notification
              AND said.group_id = t.group_id
              AND said.alert_id = t.alert_id
              AND said.state = 'resolved')
       OR NOT EXISTS (
            SELECT
            FROM monitoring.notification_alerts heard
            JOIN monitoring.notifications other ON other.id = heard.notification_id
                AND other.channel = t.channel
                AND other.state = 'sent'
            WHERE heard.alert_id = t.alert_id
              AND heard.group_id = t.group_id
              AND heard.state = 'firing'
              AND heard.notification_id <> p_notification)
$$;
COMMENT ON FUNCTION agentmon.remember_maybe(uuid, timestamptz) IS
'Writes down that nobody knows whether a message was sent: what was new in it is said again, and the end is owed in any case.';

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
                'What this channel was told could not be written down; until it is, nothing more is told of it.');
        END IF;
        RETURN false;
END
$$;
COMMENT ON FUNCTION agentmon.can_remember(uuid, text, timestamptz) IS
'remember_told(); false where that cannot be done now: the message is then to be marked as unremembered, and remember_late() does it.';

CREATE FUNCTION agentmon.remember_late(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    message record;
    remembered bigint := 0;
BEGIN
    FOR message IN
        SELECT n.id, n.channel
        FROM monitoring.notifications n
        WHERE n.unremembered
        ORDER BY n.id
        FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        IF agentmon.can_remember(message.id, message.channel, p_now) THEN
            UPDATE monitoring.notifications n
            SET unremembered = false
            WHERE n.id = message.id;
            remembered := remembered + 1;
        ELSE
            PERFORM agentmon.note_blockers(p_now);
        END IF;
    END LOOP;
    RETURN remembered;
END
$$;
COMMENT ON FUNCTION agentmon.remember_late(timestamptz) IS
'Writes down what messages have told whose group was held by somebody when they were sent; gives their number.';

CREATE FUNCTION agentmon.look_for_held(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- A few of those that ought to have been taken long ago; where somebody holds them, these are among them.
    late uuid[] := ARRAY(
        SELECT message.id
        FROM monitoring.notification_channels channel
        CROSS JOIN LATERAL (
            SELECT n.id
            FROM monitoring.notifications n
            WHERE n.channel = channel.name
              AND n.state IN ('pending', 'sending')
              AND n.next_attempt_at <= p_now - interval '30 seconds'
              AND (n.state = 'pending' OR n.lease_until <= p_now - interval '30 seconds')
            ORDER BY n.next_attempt_at, n.id
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
        FROM monitoring.notifications n
        WHERE n.id = ANY (late)
        FOR UPDATE SKIP LOCKED
    ) AS f;
    IF free < cardinality(late) THEN
        PERFORM agentmon.note_blockers(p_now);
    END IF;
    RETURN cardinality(late) - free;
END
$$;
COMMENT ON FUNCTION agentmon.look_for_held(timestamptz) IS
'Looks whether messages that are late are held by somebody''s open transaction, and notes whose; gives their number.';

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
    -- What became of the message is true whatever comes of this: an outcome that is not written down is sent again.
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
'What the outcome of an attempt means for its channel and for the fallback; what of this fails is noted, and does not undo the outcome.';

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
'Locks a message for its outcome; one that an open transaction holds for longer than lock_timeout is refused with 55P03, and who holds it.';

CREATE FUNCTION agentmon.settle_notification(p_id uuid, p_worker text, p_attempt integer, p_state text, p_provider_id text,
    p_error text, p_next timestamptz, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n monitoring.notifications;
    is_late boolean := false;
BEGIN
    PERFORM agentmon.lock_notification(p_id);
    SELECT * INTO n FROM monitoring.notifications WHERE id = p_id;
    IF n.worker IS DISTINCT FROM p_worker OR n.attempt IS DISTINCT FROM p_attempt OR n.id IS NULL OR n.state <> 'sending' THEN
        -- Told twice by the same worker, as after a lost connection: true already.
        IF n.worker = p_worker AND n.attempt = p_attempt
           AND n.state = replace(p_state, 'deferred', 'pending') THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'notification % is not held by worker % at attempt %', coalesce(p_id::text, 'NULL'), coalesce(p_worker, 'NULL'), coalesce(p_attempt::text, 'NULL')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = coalesce(format('It is %s, attempt %s, last held by %s.', n.state, n.attempt, coalesce(n.worker, 'nobody')), 'There is no such notification.'),
                  HINT = 'The lease has passed on to another attempt; drop this outcome and claim again.';
    END IF;
    -- One that may have gone out is not sent again blindly; and where some of its receivers know it, the channel does.
    -- Before its row is written: with a row of one's own, PostgreSQL would ask for the lock of its group once more.
    IF p_state IN ('sent', 'unknown')
       OR p_state IN ('pending', 'deferred') AND coalesce(n.progress ? 'delivered', false) THEN
        is_late := NOT agentmon.can_remember(p_id, n.channel, p_now);
    END IF;
    UPDATE monitoring.notifications
    SET state = replace(p_state, 'deferred', 'pending'),
        unremembered = unremembered OR is_late,
        -- A channel that waits costs its messages no attempts.
        attempts_before = attempts_before + CASE WHEN p_state = 'deferred' AND p_next IS NULL THEN 1 ELSE 0 END,
        -- What is to be sent again is sent as what its channel is by then.
        kind = CASE
            WHEN p_state IN ('pending', 'deferred') THEN coalesce(
                (SELECT c.kind FROM monitoring.notification_channels c WHERE c.name = n.channel),
                n.kind)
            ELSE n.kind
        END,
        provider_id = coalesce(p_provider_id, provider_id),
        last_error = left(p_error, 1000),
        next_attempt_at = coalesce(p_next, next_attempt_at),
        lease_until = NULL,
        settled_at = CASE WHEN p_state NOT IN ('pending', 'deferred') THEN p_now END
    WHERE id = p_id;
    IF p_state = 'sent' OR n.progress ? 'delivered' THEN
        -- Whoever has not got an earlier message of this group is not to get it after this one.
        UPDATE monitoring.notifications earlier
        SET state = 'sent',
            settled_at = p_now,
            lease_until = NULL
        WHERE earlier.group_id = n.group_id
          AND earlier.channel = n.channel
          AND earlier.state = 'pending'
          AND (earlier.created_at, earlier.id) < (n.created_at, n.id)
          AND earlier.progress ? 'delivered';
    END IF;
    IF p_state <> 'deferred' THEN
        PERFORM agentmon.draw_conclusions(p_id, n.channel, p_state, p_error, n.attempted_at, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.settle_notification(uuid, text, integer, text, text, text, timestamptz, timestamptz) IS
'Puts a claimed notification into its next state; refuses (55000) a worker or an attempt that does not hold it. deferred is pending, and says nothing about the channel; without p_next it costs no attempt.';

CREATE FUNCTION monitoring.complete_notification(p_id uuid, p_worker text, p_attempt integer, p_provider_id text DEFAULT NULL,
    p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms'
    AS $$SELECT agentmon.settle_notification($1, $2, $3, 'sent', $4, NULL, NULL, $5)$$;
COMMENT ON FUNCTION monitoring.complete_notification(uuid, text, integer, text, timestamptz) IS
'Says that a claimed notification was sent, with the provider''s id. A stale worker or attempt is refused with 55000.';

CREATE FUNCTION agentmon.retry_delay(p_id uuid, p_attempt integer, p_retry_after interval) RETURNS interval
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(p_retry_after, least(agentmon.setting_interval('delivery_retry_most'),
               agentmon.setting_interval('delivery_retry_first') * power(2, least(p_attempt, 30) - 1))
           * (0.8 + 0.4 * (abs(hashtextextended(p_id::text, p_attempt)) % 1000) / 1000.0))
$$;
COMMENT ON FUNCTION agentmon.retry_delay(uuid, integer, interval) IS
'The wait after a failed attempt: delivery_retry_first, doubled with each attempt up to delivery_retry_most, give or take a fifth by a hash; at least p_retry_after, which the provider asked for.';

CREATE FUNCTION agentmon.end_of_attempts(p_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM monitoring.notifications n
            WHERE n.id = p_id
              AND n.progress ? 'delivered') THEN 'sent'
        ELSE 'dead'
    END
$$;
COMMENT ON FUNCTION agentmon.end_of_attempts(uuid) IS
'The state of a message that is not tried any more: dead, unless some of its receivers have got it.';

CREATE FUNCTION monitoring.fail_notification(p_id uuid, p_worker text, p_attempt integer, p_outcome text, p_error text,
    p_retry_after interval DEFAULT NULL, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
DECLARE
    outcome text := agentmon.canonical_value(p_outcome, 'outcome', '{retry,final,unknown}');
    attempts integer := (SELECT value::integer FROM monitoring.settings WHERE name = 'delivery_attempts');
    -- Those before a replay do not count.
    counted integer := p_attempt - coalesce((SELECT n.attempts_before FROM monitoring.notifications n WHERE n.id = p_id), 0);
BEGIN
    IF outcome = 'retry' AND counted < attempts THEN
        PERFORM agentmon.settle_notification(p_id, p_worker, p_attempt, 'pending', NULL, p_error,
            p_now + agentmon.retry_delay(p_id, counted, p_retry_after), p_now);
    ELSE
        PERFORM agentmon.settle_notification(p_id, p_worker, p_attempt,
            CASE outcome WHEN 'unknown' THEN 'unknown' ELSE agentmon.end_of_attempts(p_id) END,
            NULL, p_error, NULL, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz) IS
'Says how a claimed notification failed. retry: again after a backoff that is computed here (dead after the setting delivery_attempts); final: dead; unknown: it may have gone out, so it is not sent again blindly. A stale worker or attempt is refused with 55000.';

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
        PERFORM agentmon.refuse('p_progress must be a JSON object',
            format('It is %s.', coalesce(jsonb_typeof(p_progress), 'NULL')),
            'Give {"delivered": [address, ...], "refused": {address: reason, ...}}.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.lock_notification(p_id);
    UPDATE monitoring.notifications message
    SET progress = p_progress,
        first_told_at = coalesce(
            message.first_told_at,
            CASE WHEN jsonb_typeof(p_progress -> 'delivered') = 'array' AND p_progress -> 'delivered' <> '[]' THEN p_now END)
    WHERE message.id = p_id
      AND message.worker = p_worker
      AND message.attempt = p_attempt
      AND message.state = 'sending';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'notification % is not held by worker % at attempt %',
            coalesce(p_id::text, 'NULL'), coalesce(p_worker, 'NULL'), coalesce(p_attempt::text, 'NULL')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'The lease has passed on to another attempt; drop this outcome and claim again.';
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.note_progress(uuid, text, integer, jsonb, timestamptz) IS
'Writes down which receivers of a claimed notification have got it and which were refused for good: {"delivered": [address], "refused": {address: reason}}. Told before the outcome of the attempt; claim_notifications() gives it to the next one, which is for the others alone.';

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
    SELECT * INTO known FROM monitoring.channel_pace k WHERE k.channel = p_channel FOR UPDATE;
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
        -- It took several at this pace just now: this one was refused by chance, or the limit is one of many in a
        -- longer time, after which as many may go at once.
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
        asked := greatest(asked, least(most, greatest(asked, interval '50 milliseconds') * power(2, least(refusals, 20) - 1)));
    END IF;
    -- A provider that says how long to wait knows its limit; one that does not may have meant this request.
    INSERT INTO monitoring.channel_pace (channel, wait_until, every, limited_at, hold, faster, refusals, reason)
    VALUES (p_channel, p_now + asked, pace, p_now, CASE WHEN is_told THEN 10 ELSE 0 END,
        CASE WHEN is_told THEN 0.7 ELSE 0.5 END, refusals, left(p_reason, 1000))
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
    -- One that rests, and was being tried: it is there, and is tried again when it may be.
    UPDATE monitoring.channel_circuits c
    SET open_until = p_now + asked
    WHERE c.channel = p_channel
      AND c.open_until > p_now;
END
$$;
COMMENT ON FUNCTION agentmon.slow_down(text, interval, text, timestamptz, timestamptz) IS
'A provider asked a channel to wait: nothing is claimed for it meanwhile (an hour at most), and from then on no faster than it has taken messages just before, where those were few.';

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
    attempts integer := (SELECT value::integer FROM monitoring.settings WHERE name = 'delivery_attempts');
    n record;
    counted integer;
BEGIN
    SELECT o.channel, o.attempted_at, o.attempts_before, o.state = 'sending' AS held INTO n
    FROM monitoring.notifications o
    WHERE o.id = p_id;
    counted := p_attempt - coalesce(n.attempts_before, 0);
    IF scope = 'channel' THEN
        -- It keeps its place, and its attempts.
        PERFORM agentmon.settle_notification(
            p_id, p_worker, p_attempt, 'deferred', NULL, p_reason, NULL, p_now);
        IF n.held THEN
            BEGIN
                PERFORM agentmon.slow_down(n.channel, p_wait, p_reason, n.attempted_at, p_now);
                PERFORM agentmon.end_failure('pace', n.channel);
            EXCEPTION
                WHEN transaction_rollback THEN
                    RAISE;
                WHEN OTHERS THEN
                    -- This one waits at least, and is not sent in a circle.
                    UPDATE monitoring.notifications o
                    SET next_attempt_at = p_now + agentmon.setting_interval('delivery_retry_first')
                    WHERE o.id = p_id;
                    PERFORM agentmon.note_failure('pace', n.channel, SQLERRM, p_now,
                        'The provider of this channel asked to wait, which could not be written down.');
            END;
        END IF;
    ELSIF counted < attempts THEN
        PERFORM agentmon.settle_notification(p_id, p_worker, p_attempt, 'deferred', NULL, p_reason,
            p_now + agentmon.retry_delay(p_id, counted, p_wait), p_now);
    ELSE
        PERFORM agentmon.settle_notification(
            p_id, p_worker, p_attempt, agentmon.end_of_attempts(p_id), NULL, p_reason, NULL, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.defer_notification(uuid, text, integer, text, interval, text, timestamptz) IS
'Says that a claimed notification was not taken for now, which is no failure of its channel. channel: the provider asked to wait (429), so the whole channel does, and no attempt is counted; message: this one alone is put off (a mailbox that is full, greylisting), as by retry. A stale worker or attempt is refused with 55000.';

-- What is not known, and what was given up -------------------------------------------------------------------

CREATE FUNCTION monitoring.unknown_notifications(p_worker text, p_max integer DEFAULT 10, p_now timestamptz DEFAULT now())
RETURNS TABLE (id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text, attempted_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_asked(p_worker, p_max);
    RETURN QUERY
    SELECT n.id, n.channel, n.kind, n.payload || jsonb_build_object('settings', c.settings), n.attempt,
           n.idempotency_key, coalesce(n.attempted_at, n.settled_at)
    FROM monitoring.notifications n
    JOIN monitoring.notification_channels c ON c.name = n.channel
        AND c.enabled
    WHERE n.state = 'unknown'
      AND n.settled_at <= p_now
      AND n.settled_at > p_now - interval '1 day'
      AND n.kind = ANY (coalesce(
          (SELECT r.kinds FROM monitoring.notifiers r WHERE r.worker = p_worker),
          ARRAY[n.kind]))
    ORDER BY n.settled_at, n.id
    LIMIT p_max;
END
$$;
COMMENT ON FUNCTION monitoring.unknown_notifications(text, integer, timestamptz) IS
'Messages of the last day whose outcome is unknown, to be looked up on the provider''s list, and when they were attempted.';

CREATE FUNCTION monitoring.settle_unknown(p_id uuid, p_worker text, p_provider_ids text[], p_now timestamptz DEFAULT now()) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
DECLARE
    n monitoring.notifications;
    found_id text;
    is_late boolean;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- One at a time: two equal texts must not both be settled by the same entry of the list.
    PERFORM pg_advisory_xact_lock(hashtextextended('agentmon settle_unknown', 0));
    PERFORM agentmon.lock_notification(p_id);
    SELECT * INTO n FROM monitoring.notifications WHERE id = p_id;
    IF n.id IS NULL OR n.state <> 'unknown' THEN
        RETURN n.state;
    END IF;
    SELECT p INTO found_id FROM unnest(p_provider_ids) WITH ORDINALITY AS u (p, nth)
    WHERE NOT EXISTS (SELECT FROM monitoring.notifications o WHERE o.provider_id = p) ORDER BY nth LIMIT 1;
    IF found_id IS NOT NULL THEN
        is_late := NOT agentmon.can_remember(p_id, n.channel, p_now);
        UPDATE monitoring.notifications message
        SET state = 'sent',
            unremembered = message.unremembered OR is_late,
            provider_id = found_id,
            settled_at = p_now,
            worker = p_worker
        WHERE message.id = p_id;
        PERFORM agentmon.draw_conclusions(p_id, n.channel, 'sent', NULL, n.attempted_at, p_now);
        RETURN 'sent';
    ELSIF p_now < coalesce(n.attempted_at, n.settled_at) + agentmon.setting_interval('unknown_resend_after') THEN
        RETURN 'unknown';
    ELSIF n.attempt - n.attempts_before >= (SELECT value::integer FROM monitoring.settings WHERE name = 'delivery_attempts') THEN
        PERFORM agentmon.remember_maybe(p_id, p_now);
        UPDATE monitoring.notifications SET state = 'dead', settled_at = p_now WHERE id = p_id;
        PERFORM agentmon.fall_back_of_dead(p_id, n.last_error, p_now);
        RETURN 'dead';
    END IF;
    -- The provider has had time to list it, and does not: it was not sent.
    PERFORM agentmon.remember_maybe(p_id, p_now);
    UPDATE monitoring.notifications SET state = 'pending', next_attempt_at = p_now, settled_at = NULL WHERE id = p_id;
    RETURN 'pending';
END
$$;
COMMENT ON FUNCTION monitoring.settle_unknown(uuid, text, text[], timestamptz) IS
'Says which messages the provider lists with the same sender, receiver and text, from about the time of the attempt. One that no other notification has makes it sent; none, once the setting unknown_resend_after has passed, pending again, or dead after the setting delivery_attempts. Gives the state it has now (NULL for an unknown id).';

CREATE FUNCTION monitoring.replay_notifications(p_channel text DEFAULT NULL, p_since timestamptz DEFAULT NULL, p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    replayed integer;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    UPDATE monitoring.notifications n
    SET state = 'pending',
        next_attempt_at = p_now,
        settled_at = NULL,
        attempts_before = n.attempt,
        replayed = true,
        progress = n.progress - 'refused'
    WHERE n.state = 'dead'
      AND (p_channel IS NULL OR n.channel = p_channel)
      AND (p_since IS NULL OR n.created_at >= p_since);
    GET DIAGNOSTICS replayed = ROW_COUNT;
    IF replayed > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
    RETURN replayed;
END
$$;
COMMENT ON FUNCTION monitoring.replay_notifications(text, timestamptz, timestamptz) IS
'Sends dead messages once more, of one channel or all, made since a time or ever, with their idempotency keys and a full number of attempts; gives their number. They tell what is so then; one that has nothing to tell any more is dropped.';

CREATE FUNCTION monitoring.next_notification_at(p_now timestamptz DEFAULT now()) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER
    -- As due_notifications(): the beginning of an index.
    SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off SET jit = off AS $$
    SELECT least(
        (SELECT min(greatest(t.at, c.open_until, w.wait_until, agentmon.place_at(ch.name)))
         FROM monitoring.notification_channels ch
         LEFT JOIN monitoring.channel_circuits c ON c.channel = ch.name
         LEFT JOIN monitoring.channel_pace w ON w.channel = ch.name
             AND w.limited_at <= $1 + interval '1 minute'
         CROSS JOIN LATERAL (
             SELECT least(
                 (SELECT n.next_attempt_at
                  FROM monitoring.notifications n
                  WHERE n.channel = ch.name
                    AND n.state IN ('pending', 'sending')
                    AND n.state = 'pending'
                    AND NOT agentmon.must_wait(n.id, n.group_id, n.channel, n.created_at)
                  ORDER BY n.next_attempt_at, n.id
                  LIMIT 1),
                 (SELECT min(n.lease_until)
                  FROM monitoring.notifications n
                  WHERE n.channel = ch.name
                    AND n.state = 'sending'))
         ) AS t (at)
         WHERE ch.enabled
           AND t.at IS NOT NULL
           AND agentmon.kind_is_served(ch.kind, $1)),
        (SELECT min(g.flush_at) FROM monitoring.alert_groups g WHERE g.flush_at IS NOT NULL),
        (SELECT min(g.recheck_at) FROM monitoring.alert_groups g WHERE g.recheck_at IS NOT NULL),
        (SELECT min(g.escalate_at) FROM monitoring.alert_groups g WHERE g.escalate_at IS NOT NULL),
        (SELECT min(a.ends_at) FROM monitoring.alerts a WHERE a.state = 'firing' AND a.source = 'raised'),
        agentmon.next_rule_at($1))
$$;
COMMENT ON FUNCTION monitoring.next_notification_at(timestamptz) IS
'When something becomes due next: an attempt, the end of a lease or of a channel''s rest, a group that is to be told, looked at again or escalated, a place in a rate limit, a rule; NULL for nothing.';

CREATE FUNCTION agentmon.missing_channels() RETURNS TABLE (channel text, named_by text[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT named.channel, array_agg(DISTINCT named.place ORDER BY named.place)
    FROM (
        SELECT told.name AS channel, format('the route %s', route.name) AS place
        FROM monitoring.notification_routes route
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
    ) AS named
    WHERE named.channel IS NOT NULL
      AND NOT EXISTS (
          SELECT FROM monitoring.notification_channels known
          WHERE known.name = named.channel)
    GROUP BY named.channel
    ORDER BY named.channel
$$;
COMMENT ON FUNCTION agentmon.missing_channels() IS
'Channels that a route, an escalation step or a rule that is on names and that do not exist, and where they are named: nobody is told there.';

GRANT EXECUTE ON FUNCTION agentmon.missing_channels() TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.next_notification_at(timestamptz),
    monitoring.register_notifier(text, text, text[], timestamptz), monitoring.leave_notifier(text, timestamptz),
    monitoring.claim_notifications(text, integer, timestamptz),
    monitoring.complete_notification(uuid, text, integer, text, timestamptz),
    monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz),
    monitoring.note_progress(uuid, text, integer, jsonb, timestamptz),
    monitoring.defer_notification(uuid, text, integer, text, interval, text, timestamptz),
    monitoring.unknown_notifications(text, integer, timestamptz), monitoring.settle_unknown(uuid, text, text[], timestamptz),
    monitoring.replay_notifications(text, timestamptz, timestamptz) TO agentmon_notifier, agentmon_admin;
