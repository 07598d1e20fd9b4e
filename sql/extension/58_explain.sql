-- Why somebody was told, or was not, or would be.

CREATE FUNCTION agentmon.receivers_in_words(p_progress jsonb, p_key text, p_verb text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_verb || ' ' || string_agg(
               left(receiver.key, 320) || ' (' || left(receiver.value, 200) || ')',
               ', ' ORDER BY receiver.key)
    FROM jsonb_each_text(CASE jsonb_typeof(p_progress -> p_key)
        WHEN 'object' THEN p_progress -> p_key
        ELSE '{}'
    END) AS receiver
$$;
COMMENT ON FUNCTION agentmon.receivers_in_words(jsonb, text, text) IS
'The receivers of a message that are listed with reasons in what note_progress() was told (refused, '
'waiting), in words; NULL for none.';

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
'Which receivers of a message in this state have not got it, and why, from what note_progress() was told; '
'NULL for none.';

CREATE FUNCTION agentmon.progress_in_words(p_progress jsonb, p_state text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws(', ',
        (SELECT 'taken by ' || string_agg(left(receiver.address, 320), ' and ' ORDER BY receiver.address)
         FROM jsonb_array_elements_text(CASE jsonb_typeof(p_progress -> 'delivered')
             WHEN 'array' THEN p_progress -> 'delivered'
             ELSE '[]'
         END) AS receiver (address)),
        agentmon.shortfall_in_words(p_progress, p_state)), '')
$$;
COMMENT ON FUNCTION agentmon.progress_in_words(jsonb, text) IS
'What became of a message in this state at each of its receivers, as far as note_progress() was told.';

CREATE FUNCTION agentmon.channel_delays(p_channel text, p_more integer, p_now timestamptz)
RETURNS TABLE (place integer, why text, until timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH channel AS MATERIALIZED (
        SELECT own.*, agentmon.kind_is_served(own.kind, p_now) AS is_served
        FROM monitoring.notification_channels own
        WHERE own.name = p_channel
    ), daemons AS MATERIALIZED (
        SELECT bool_or(
                   daemon.stopped_at IS NULL
                   AND daemon.last_seen_at >= p_now - agentmon.setting_interval('notifier_gone_after')
               ) AS is_there,
               date_trunc('second', max(daemon.last_seen_at)) AS last_seen_at
        FROM monitoring.notifiers daemon
        JOIN channel own ON own.kind = ANY (daemon.kinds)
    ), limits AS MATERIALIZED (
        SELECT allowed.most,
               allowed.per,
               agentmon.free_places(p_channel, p_now) AS places,
               date_trunc('second', agentmon.place_at(p_channel)) AS place_at,
               p_more + (
                   SELECT count(*)
                   FROM monitoring.notifications message
                   WHERE message.channel = p_channel
                     AND message.state = 'pending'
                     AND message.next_attempt_at <= p_now) AS waiting
        FROM agentmon.channel_limit(p_channel) allowed
        WHERE allowed.most IS NOT NULL
    )
    SELECT 1, 'it is switched off', NULL::timestamptz
    FROM channel own
    WHERE NOT own.enabled
    UNION ALL
    SELECT 2, 'no daemon sends ' || own.kind, NULL
    FROM channel own
    WHERE NOT own.is_served
    UNION ALL
    SELECT 3,
           CASE
               WHEN seen.last_seen_at IS NULL THEN 'no daemon has run so far'
               ELSE format('no daemon that sends %s runs, the last was heard of at %s',
                   own.kind, seen.last_seen_at)
           END,
           NULL
    FROM channel own
    CROSS JOIN daemons seen
    WHERE own.is_served
      AND seen.is_there IS NOT TRUE
    UNION ALL
    SELECT 4,
           format('it rests until %s after %s in a row, the last: %s',
               date_trunc('second', circuit.open_until),
               agentmon.counted(circuit.failures, 'failure'),
               left(circuit.error, 300)),
           circuit.open_until
    FROM monitoring.channel_circuits circuit
    WHERE circuit.channel = p_channel
      AND circuit.open_until > p_now
    UNION ALL
    SELECT 5,
           format('its provider asked to wait until %s%s%s',
               date_trunc('second', pace.wait_until),
               CASE
                   WHEN pace.every >= interval '10 milliseconds'
                       THEN format(' and takes one message each %s',
                           agentmon.seconds_in_words(
                               round(extract(epoch FROM pace.every), 1)::double precision))
               END,
               ': ' || left(pace.reason, 300)),
           pace.wait_until
    FROM monitoring.channel_pace pace
    WHERE pace.channel = p_channel
      AND pace.wait_until > p_now
      -- A clock that was wrong wrote it; it is forgotten at the next claim.
      AND pace.limited_at <= p_now + interval '1 minute'
    UNION ALL
    SELECT 6,
           format('its rate limit, %s in %s, %s',
               agentmon.counted(allowed.most, 'message'),
               agentmon.seconds_in_words(extract(epoch FROM allowed.per)::double precision),
               CASE
                   WHEN allowed.places = 0 THEN format('is used up until %s', allowed.place_at)
                   ELSE format('leaves %s', agentmon.counted(allowed.places, 'place'))
               END)
           || CASE
               WHEN allowed.waiting <= greatest(allowed.places, 1) THEN ''
               ELSE format(' for the %s that wait: %s',
                   agentmon.counted(allowed.waiting, 'message'),
                   CASE
                       WHEN NOT agentmon.may_sum_up(own.kind) THEN 'they are told one by one'
                       ELSE 'those that do not fit are told in one summary'
                   END)
           END,
           CASE WHEN allowed.places = 0 THEN allowed.place_at END
    FROM limits allowed
    CROSS JOIN channel own
    WHERE allowed.places = 0
       OR allowed.waiting > allowed.places
$$;
COMMENT ON FUNCTION agentmon.channel_delays(text, integer, timestamptz) IS
'What keeps a message for a channel from being sent at p_now, in words, and until when (NULL: nobody knows): '
'it is off (place 1), not served (2), its daemons are away (3), it rests (4), its provider asked to wait '
'(5), its rate limit is used up, or has less places than messages wait, p_more of them yet to be made (6).';

CREATE FUNCTION agentmon.stand_in_words(p_channel text, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('its fallback %s is told when it has waited for %s',
               fallback.name,
               agentmon.seconds_in_words(
                   extract(epoch FROM agentmon.setting_interval('fallback_after'))::double precision))
    FROM (SELECT agentmon.served_fallback(p_channel, p_now) AS name) AS fallback
    WHERE fallback.name IS NOT NULL
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
               string_agg(delay.why, ', ' ORDER BY delay.place),
               CASE
                   WHEN bool_or(
                       delay.place BETWEEN 3 AND 5
                       AND coalesce(
                           delay.until > p_from + agentmon.setting_interval('fallback_after'),
                           delay.place = 3))
                       THEN agentmon.stand_in_words(p_channel, p_now)
               END),
           max(delay.until)
    FROM agentmon.channel_delays(p_channel, p_more, p_now) delay
    -- What is over when it is its turn delays nothing.
    WHERE delay.until IS NULL
       OR delay.until > p_from
    HAVING count(*) > 0
$$;
COMMENT ON FUNCTION agentmon.delays_in_words(text, integer, timestamptz, timestamptz) IS
'channel_delays() of a message that may be sent from p_from on, in one text (NULL: nothing delays it), and '
'until when at least.';

CREATE FUNCTION agentmon.holds_in_words(
    p_alert uuid,
    p_now timestamptz,
    OUT words text,
    OUT until timestamptz
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(
               hold.reason || CASE
                   WHEN hold.place = 1 THEN format(', as long as %s fires',
                       agentmon.alert_title(jsonb_build_object(
                           'labels', inhibitor.labels,
                           'annotations', inhibitor.annotations,
                           'severity', inhibitor.severity,
                           'status', 'firing')))
                   WHEN over.ends = 'infinity' THEN ', without an end'
                   ELSE format(', until %s', date_trunc('second', over.ends))
               END,
               '; ' ORDER BY hold.place),
           -- Nobody knows until when another alert holds this one back.
           CASE WHEN bool_and(coalesce(over.ends < 'infinity', false)) THEN max(over.ends) END
    FROM agentmon.holds(ARRAY[p_alert], p_now) hold
    LEFT JOIN monitoring.alerts inhibitor ON hold.place = 1
        AND inhibitor.id::text = hold.source
    CROSS JOIN LATERAL (
        SELECT CASE hold.place
                WHEN 2 THEN agentmon.mute_ends(hold.source, p_now)
                ELSE hold.until
            END AS ends
    ) AS over
$$;
COMMENT ON FUNCTION agentmon.holds_in_words(uuid, timestamptz) IS
'By what an alert is held back at p_now, and until when, in words (NULL: it is not); and until when, where '
'that is known.';

CREATE FUNCTION agentmon.wait_in_words(p_message uuid, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(': ',
        CASE
            WHEN wait.at > p_now THEN format('waits until %s', wait.at)
            WHEN wait.words IS NOT NULL THEN 'waits'
            WHEN wait.must_wait THEN 'waits for an earlier message of its channel and group'
            ELSE format('is due since %s', wait.next_attempt_at)
        END,
        wait.words)
    FROM (
        SELECT message.next_attempt_at,
               delay.words,
               greatest(message.next_attempt_at, delay.until) AS at,
               agentmon.must_wait(
                   message.id,
                   message.group_id,
                   message.channel,
                   message.created_at) AS must_wait
        FROM monitoring.notifications message
        CROSS JOIN LATERAL agentmon.delays_in_words(
            message.channel,
            0,
            greatest(message.next_attempt_at, p_now),
            p_now) delay
        WHERE message.id = p_message
    ) AS wait
$$;
COMMENT ON FUNCTION agentmon.wait_in_words(uuid, timestamptz) IS
'Until when and for what a pending message waits.';

CREATE FUNCTION agentmon.fate_in_words(p_message uuid, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(', ',
        CASE message.state
            WHEN 'sent' THEN format('sent at %s', message.settled_at)
            WHEN 'summed' THEN 'did not fit into the rate limit, told by message '
                || coalesce(message.summed_into::text, 'that is not kept any more')
            WHEN 'dropped' THEN 'not sent: ' || message.last_error
            WHEN 'unknown' THEN 'may have arrived'
            WHEN 'dead' THEN 'could not be delivered'
            WHEN 'pending' THEN agentmon.wait_in_words(message.id, p_now)
            ELSE format('is being sent by %s since %s', message.worker, message.attempted_at) || CASE
                WHEN message.lease_until <= p_now
                    THEN format(', which should have said more by %s: another worker takes it',
                        message.lease_until)
                ELSE ''
            END
        END,
        CASE WHEN message.replayed AND message.state <> 'dead' THEN 'replayed' END,
        CASE WHEN message.attempt > 1 THEN 'attempt ' || message.attempt END,
        'provider: ' || message.provider_id,
        agentmon.progress_in_words(message.progress, message.state),
        CASE WHEN message.state <> 'dropped' THEN 'last error: ' || message.last_error END)
    FROM monitoring.notifications message
    WHERE message.id = p_message
$$;
COMMENT ON FUNCTION agentmon.fate_in_words(uuid, timestamptz) IS
'What has become of a message, or for what it waits: story and verdict say it in the same words.';

CREATE FUNCTION agentmon.messages_about(p_alert uuid)
RETURNS TABLE (
    id uuid,
    channel text,
    state text,
    created_at timestamptz,
    told_state text,
    told_count bigint,
    is_told boolean,
    told_at timestamptz,
    shortfall text,
    last_error text
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT message.id,
           message.channel,
           message.state,
           message.created_at,
           listed.state,
           listed.count,
           outcome.is_told,
           -- Some of its receivers got it at its first attempt; it is settled when there is none left to
           -- tell.
           CASE WHEN outcome.is_told THEN
               CASE
                   WHEN outcome.is_partly
                       THEN coalesce(message.first_told_at, message.attempted_at, message.settled_at)
                   ELSE coalesce(message.settled_at, message.attempted_at)
               END
           END,
           agentmon.shortfall_in_words(message.progress, message.state),
           message.last_error
    FROM (
        SELECT entry.notification_id, max(entry.state) AS state, max(entry.count) AS count
        FROM monitoring.notification_alerts entry
        WHERE entry.alert_id = p_alert
        GROUP BY entry.notification_id
    ) AS listed
    JOIN monitoring.notifications message ON message.id = listed.notification_id
    CROSS JOIN LATERAL (
        SELECT CASE jsonb_typeof(message.progress -> 'delivered')
                WHEN 'array' THEN message.progress -> 'delivered' <> '[]'
                ELSE false
            END AS is_partly
    ) AS receipt
    CROSS JOIN LATERAL (
        SELECT receipt.is_partly, message.state = 'sent' OR receipt.is_partly AS is_told
    ) AS outcome
$$;
COMMENT ON FUNCTION agentmon.messages_about(uuid) IS
'The messages about an alert: whether each was taken, by some of its receivers at least, when, and which of '
'them have not got it.';

CREATE FUNCTION agentmon.verdict_by_messages(p_alert uuid, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH messages AS MATERIALIZED (
        SELECT message.*,
               -- Where its channel has been told since, nobody need know that a message failed before.
               message.state IN ('pending', 'sending', 'unknown', 'dead')
                   AND NOT message.is_told
                   AND coalesce(
                       message.state <> 'dead'
                       OR message.created_at
                           > max(message.created_at) FILTER (WHERE message.is_told) OVER of_channel,
                       true) AS is_open
        FROM agentmon.messages_about(p_alert) message
        WINDOW of_channel AS (PARTITION BY message.channel)
    ), channels AS MATERIALIZED (
        SELECT message.channel,
               count(*) FILTER (WHERE message.is_told) > 0 AS is_told,
               min(message.told_at) FILTER (WHERE message.is_told) AS first_at,
               max(message.told_at) FILTER (WHERE message.is_told) AS last_at,
               (array_agg(message.shortfall ORDER BY message.created_at, message.id)
                   FILTER (WHERE message.is_told))[1] AS first_shortfall,
               (array_agg(message.shortfall ORDER BY message.created_at DESC, message.id DESC)
                   FILTER (WHERE message.is_told))[1] AS shortfall,
               (array_agg(message.id ORDER BY message.created_at DESC, message.id DESC)
                   FILTER (WHERE message.is_open))[1] AS open_id
        FROM messages message
        GROUP BY message.channel
    ), said AS MATERIALIZED (
        -- A channel, and what is to be said of it.
        SELECT heard.channel,
               CASE
                   WHEN heard.is_told THEN 'told'
                   WHEN waiting.state IN ('pending', 'sending') THEN 'not told yet'
                   WHEN waiting.state = 'unknown' THEN 'maybe told'
                   WHEN waiting.state = 'dead' THEN 'not told'
               END AS verdict,
               CASE
                   WHEN heard.is_told THEN concat(
                       format('%s at %s', heard.channel, heard.first_at),
                       CASE
                           WHEN heard.shortfall IS NOT NULL THEN ', but ' || heard.shortfall
                           WHEN heard.first_shortfall IS NOT NULL
                               THEN format(', but at first %s; all of them at %s',
                                   heard.first_shortfall, heard.last_at)
                       END,
                       ', and of ' || CASE waiting.told_state WHEN 'resolved' THEN 'its end' ELSE 'more' END
                           || ': ' || waiting.fate)
                   WHEN waiting.state = 'pending'
                       THEN format('%s is pending: %s', heard.channel, waiting.fate)
                   WHEN waiting.state = 'sending'
                       THEN format('%s %s', heard.channel, waiting.fate)
                   WHEN waiting.state = 'unknown'
                       THEN heard.channel
                   WHEN waiting.state = 'dead'
                       THEN format('%s: %s', heard.channel, coalesce(waiting.last_error, waiting.fate))
               END AS words
        FROM channels heard
        LEFT JOIN LATERAL (
            SELECT message.state,
                   message.told_state,
                   message.last_error,
                   agentmon.fate_in_words(message.id, p_now) AS fate
            FROM messages message
            WHERE message.id = heard.open_id
        ) AS waiting ON true
    ), verdicts AS MATERIALIZED (
        SELECT line.verdict || ': ' || string_agg(line.words, '; ' ORDER BY line.channel) AS words,
               array_position('{told,not told yet,maybe told,not told}'::text[], line.verdict) AS place
        FROM said line
        WHERE line.verdict IS NOT NULL
        GROUP BY line.verdict
    )
    SELECT string_agg(entry.words, '; ' ORDER BY entry.place)
    FROM verdicts entry
$$;
COMMENT ON FUNCTION agentmon.verdict_by_messages(uuid, timestamptz) IS
'Whether and by which channels somebody was told of an alert, as far as there are messages that were not '
'dropped or summed up; NULL where there are none.';

CREATE FUNCTION agentmon.verdict_without_messages(p_alert uuid, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT 'told as firing before: ' || event.detail
         FROM monitoring.alert_events event
         WHERE event.alert_id = p_alert
           AND event.event = 'goes on'
         LIMIT 1),
        (SELECT coalesce(
                    'not told: ' || live.words,
                    concat_ws(', ',
                        format('not told yet: it is held back no longer (%s)', member.held_by),
                        'and looked at again at ' || grp.recheck_at))
         FROM monitoring.alert_group_members member
         JOIN monitoring.alert_groups grp ON grp.id = member.group_id
         CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) live
         WHERE member.alert_id = p_alert
           AND member.held_by IS NOT NULL
         LIMIT 1),
        (SELECT 'not told: ' || event.detail
         FROM monitoring.alert_events event
         WHERE event.alert_id = p_alert
           AND event.event = 'not told'
           -- What is to be told by now, since somebody mended it, is told of below.
           AND NOT EXISTS (
               SELECT FROM monitoring.alert_group_members member
               JOIN monitoring.alert_groups grp ON grp.id = member.group_id
                   AND grp.flush_at <= p_now
               JOIN monitoring.alerts alert ON alert.id = member.alert_id
                   AND alert.state = 'firing'
               WHERE member.alert_id = p_alert)
         ORDER BY event.id DESC
         LIMIT 1),
        (SELECT 'not told: ' || string_agg(
                    DISTINCT format('%s: %s', message.channel, CASE message.state
                        WHEN 'dropped' THEN message.last_error
                        ELSE 'it did not fit into the rate limit, and was over before the summary'
                    END),
                    '; ')
         FROM agentmon.messages_about(p_alert) message),
        (SELECT CASE
                WHEN alert.state = 'pending'
                    THEN 'not told: it is pending, the condition has not held for long enough'
                WHEN alert.news THEN 'not told yet: the next process_alerts() routes it'
                WHEN waiting.flush_at IS NOT NULL THEN concat_ws('; ',
                    CASE
                        WHEN waiting.flush_at > p_now
                            THEN format('not told yet: its group waits until %s', waiting.flush_at)
                        ELSE 'not told yet: the next process_alerts() tells it'
                    END,
                    (SELECT format('then: %s', live.words)
                     FROM agentmon.holds_in_words(p_alert, greatest(waiting.flush_at, p_now)) live
                     WHERE live.words IS NOT NULL))
                WHEN alert.acknowledged_at IS NOT NULL
                    THEN format('not told: acknowledged by %s', alert.acknowledged_by)
                ELSE 'not told: nobody was to be told of it'
            END
         FROM monitoring.alerts alert
         LEFT JOIN LATERAL (
             SELECT min(grp.flush_at) AS flush_at
             FROM monitoring.alert_group_members member
             JOIN monitoring.alert_groups grp ON grp.id = member.group_id
             WHERE member.alert_id = alert.id
         ) AS waiting ON true
         WHERE alert.id = p_alert))
$$;
COMMENT ON FUNCTION agentmon.verdict_without_messages(uuid, timestamptz) IS
'Why nobody was told of an alert, where no message of it was sent, waits or failed.';

CREATE FUNCTION monitoring.explain_notification(p_alert uuid, p_now timestamptz DEFAULT now())
RETURNS TABLE (at timestamptz, event text, channel text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    alert record;
BEGIN
    SELECT * INTO alert
    FROM monitoring.alerts
    WHERE id = p_alert;
    IF alert.id IS NULL THEN
        RAISE EXCEPTION 'there is no alert %', coalesce(p_alert::text, 'NULL')
            USING ERRCODE = 'no_data_found',
                  DETAIL = 'It is unknown, or retention has removed it.',
                  HINT = 'Alerts: SELECT id, labels FROM monitoring.alerts.';
    END IF;
    RETURN QUERY
    WITH groups AS MATERIALIZED (
        SELECT grp.*, member.held_by, member.notified_state, member.notified_count
        FROM monitoring.alert_group_members member
        JOIN monitoring.alert_groups grp ON grp.id = member.group_id
        WHERE member.alert_id = p_alert
    ), story AS (
        SELECT 1 AS part,
               alert.starts_at AS at,
               CASE alert.source
                   WHEN 'log' THEN 'error row'
                   WHEN 'rule' THEN 'rule ' || coalesce(alert.rule_name, '')
                   ELSE 'raised'
               END AS event,
               NULL AS channel,
               format('%s %s%s', alert.severity, alert.labels, CASE
                   WHEN alert.count > 1 THEN format(', %s times until %s', alert.count, alert.last_seen_at)
               END) AS detail
        UNION ALL
        SELECT 2, alert.fired_at, 'firing', NULL, NULL
        WHERE alert.fired_at > alert.starts_at
          AND alert.source = 'rule'
        UNION ALL
        SELECT 3,
               NULL,
               'waits in group',
               NULL,
               concat_ws(', ',
                   format('route %s, group %s', grp.route, grp.group_labels),
                   CASE
                       WHEN grp.flush_at <= p_now THEN 'told by the next process_alerts()'
                       ELSE 'told at ' || grp.flush_at
                   END,
                   'held back: ' || coalesce(
                       CASE WHEN grp.held_by IS NOT NULL THEN live.words END,
                       grp.held_by),
                   'looked at again at ' || grp.recheck_at)
        FROM groups grp
        CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) live
        WHERE alert.state <> 'resolved'
          AND (grp.notified_state IS NULL OR grp.held_by IS NOT NULL OR alert.count > grp.notified_count)
        UNION ALL
        SELECT 4, entry.at, entry.event, NULL, entry.detail
        FROM monitoring.alert_events entry
        WHERE entry.alert_id = p_alert
        UNION ALL
        SELECT 5,
               message.created_at,
               'message: ' || message.reason,
               message.channel,
               concat_ws(', ',
                   agentmon.fate_in_words(message.id, p_now),
                   CASE WHEN about.told_count > 1 THEN about.told_count || ' events' END,
                   'route ' || (message.payload ->> 'route'),
                   'in place of channel ' || (message.payload ->> 'fallback_for'))
        FROM agentmon.messages_about(p_alert) about
        JOIN monitoring.notifications message ON message.id = about.id
        UNION ALL
        -- The other channels of its groups: why was I not told?
        SELECT DISTINCT
               6,
               NULL::timestamptz,
               'no message',
               owed.channel,
               coalesce(owed.refusal, 'it hears of ' || target.min_severity || ' and above')
        FROM agentmon.owed_channels(
            ARRAY(
                SELECT grp.id
                FROM groups grp
                WHERE grp.notified_state = 'firing'),
            p_now) owed
        JOIN monitoring.notification_channels target ON target.name = owed.channel
        WHERE alert.state = 'firing'
          AND (owed.refusal IS NOT NULL
               OR agentmon.severity_rank(alert.severity) < agentmon.severity_rank(target.min_severity))
          AND NOT EXISTS (
              SELECT FROM agentmon.messages_about(p_alert) about
              WHERE about.channel = owed.channel)
        UNION ALL
        SELECT 7,
               grp.escalate_at,
               'escalation',
               array_to_string(step.channels, ', '),
               format('unless somebody acknowledges it before (route %s, after %s)', grp.route, step.after)
        FROM groups grp
        JOIN monitoring.escalation_steps step ON step.route = grp.route
            AND grp.escalation_from + step.after = grp.escalate_at
        WHERE alert.state = 'firing'
          AND alert.acknowledged_at IS NULL
        UNION ALL
        -- Where it was noticed: what was told before stands before it.
        SELECT 8,
               alert.updated_at,
               'resolved',
               NULL,
               CASE WHEN alert.ends_at < alert.updated_at THEN format('it ended at %s', alert.ends_at) END
        WHERE alert.state = 'resolved'
        UNION ALL
        SELECT 9,
               p_now,
               'verdict',
               NULL,
               coalesce(
                   agentmon.verdict_by_messages(p_alert, p_now),
                   agentmon.verdict_without_messages(p_alert, p_now))
    )
    SELECT line.at, line.event, line.channel, nullif(line.detail, '')
    FROM story line
    ORDER BY line.part = 9, line.at NULLS LAST, line.part, line.channel;
END
$$;
COMMENT ON FUNCTION monitoring.explain_notification(uuid, timestamptz) IS
'The whole story of an alert: what raised it, what held it back, each message with its reason and fate, the '
'channels that got none and why, and at last a verdict whether and by which channels somebody was told. '
'Raises P0002 for an unknown alert.';

GRANT EXECUTE ON FUNCTION monitoring.explain_notification(uuid, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
