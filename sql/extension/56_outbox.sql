-- The outbox: what is put into it, for which channel, in which words, and within which limits.

CREATE FUNCTION agentmon.check_channel() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    secret text;
    unknown text;
    address text;
    seen text[] := ARRAY[NEW.name];
    next_name text := NEW.fallback;
BEGIN
    IF agentmon.nonblank(NEW.name) IS NULL THEN
        PERFORM agentmon.refuse(
            'a channel needs a name',
            format('Its name is %s.', coalesce(quote_literal(NEW.name), 'NULL')),
            'Give it one that can be read, as routes and rules are to call it.',
            'invalid_parameter_value');
    END IF;
    NEW.kind := agentmon.canonical_value(NEW.kind, 'kind of channel', agentmon.channel_kinds());
    NEW.min_severity := agentmon.canonical_severity(NEW.min_severity);
    NEW.send_resolved := coalesce(NEW.send_resolved, agentmon.tells_ends(NEW.kind));
    IF jsonb_typeof(NEW.settings) IS DISTINCT FROM 'object' THEN
        PERFORM agentmon.refuse(
            'settings of a channel must be a JSON object',
            format('It is %s.', coalesce(jsonb_typeof(NEW.settings), 'NULL')),
            'Give {} for the settings of the daemon, or {"to": ...}, {"account": ...}, {"url": ...}.',
            'invalid_parameter_value');
    END IF;
    SELECT k INTO secret
    FROM jsonb_object_keys(NEW.settings) AS k
    WHERE agentmon.folded(k) ~ '(token|secret|password|passwd|routing_key|api_?key|webhook_url)'
    LIMIT 1;
    IF secret IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('settings of channel %s hold %s, which looks like a secret',
                quote_literal(NEW.name), quote_literal(secret)),
            'Secrets live in the environment of the daemon, never in the database.',
            'Set it there, and name it here by {"account": "..."}; see docs/channels.md.',
            'invalid_parameter_value');
    END IF;
    SELECT string_agg(quote_literal(given.key), ', ' ORDER BY given.key) INTO unknown
    FROM jsonb_object_keys(NEW.settings) AS given (key)
    WHERE given.key <> ALL (agentmon.channel_settings(NEW.kind));
    IF unknown IS NOT NULL
       AND (TG_OP = 'INSERT' OR (NEW.settings, NEW.kind) IS DISTINCT FROM (OLD.settings, OLD.kind))
    THEN
        PERFORM agentmon.refuse(
            format('settings of channel %s hold what %s does not know: %s',
                quote_literal(NEW.name), NEW.kind, unknown),
            format('A channel of kind %s has these: %s.',
                NEW.kind,
                array_to_string(agentmon.channel_settings(NEW.kind), ', ')),
            CASE NEW.kind
                WHEN 'slack' THEN 'A webhook of Slack belongs to one channel there: set '
                    'SLACK_WEBHOOK_URL_TEAM_B for the daemon, and give {"account": "team-b"}.'
                ELSE 'Leave it out; docs/channels.md says what each kind knows.'
            END,
            'invalid_parameter_value');
    END IF;
    IF NEW.settings ? 'to'
       AND NEW.kind IN ('sms', 'email')
       AND (jsonb_typeof(NEW.settings -> 'to') = 'string'
            OR NEW.kind = 'email'
               AND jsonb_typeof(NEW.settings -> 'to') = 'array'
               AND NEW.settings -> 'to' <> '[]') IS NOT TRUE
    THEN
        PERFORM agentmon.refuse(
            format('settings.to of channel %s names nobody', quote_literal(NEW.name)),
            format('It is %s.', left((NEW.settings -> 'to')::text, 200)),
            CASE NEW.kind
                WHEN 'sms' THEN 'Give one number, as {"to": "+15005550006"}'
                ELSE 'Give an address, or an array of them, as {"to": ["ann@example.com"]}'
            END || '; leave it out for the receiver that the daemon is set up with.',
            'invalid_parameter_value');
    END IF;
    IF NEW.settings ? 'account'
       AND (jsonb_typeof(NEW.settings -> 'account') <> 'string'
            OR agentmon.folded(NEW.settings ->> 'account') ~ '^[[:space:]]*$|(^|[^a-z0-9])file$')
    THEN
        PERFORM agentmon.refuse(
            format('settings.account of channel %s is no name of an account', quote_literal(NEW.name)),
            format('It is %s.', left((NEW.settings -> 'account')::text, 200)),
            'Give the name whose variables the daemon has, as {"account": "team-b"} for those that end in '
            '_TEAM_B; "file" as its last word is what a variable''s other form is called.',
            'invalid_parameter_value');
    END IF;
    FOR address IN
        SELECT given
        FROM jsonb_array_elements_text(CASE jsonb_typeof(NEW.settings -> 'to')
            WHEN 'array' THEN NEW.settings -> 'to'
            ELSE jsonb_build_array(NEW.settings -> 'to')
        END) AS given
        WHERE NEW.settings ? 'to'
    LOOP
        IF NEW.kind = 'sms'
           AND (address ~ '^[+][1-9][0-9]{1,14}$') IS NOT TRUE
        THEN
            PERFORM agentmon.refuse(
                format('%s is not a telephone number', coalesce(quote_literal(address), 'NULL')),
                'settings.to of an SMS channel is one number in E.164.',
                'Write + and 2 to 15 digits, as +15005550006.',
                'invalid_parameter_value');
        ELSIF NEW.kind = 'email'
              AND (address ~ '^[^@[:space:]<>,;[:cntrl:]]+@[^@[:space:]<>,;[:cntrl:]]+$') IS NOT TRUE
        THEN
            PERFORM agentmon.refuse(
                format('%s is not an email address', coalesce(quote_literal(address), 'NULL')),
                'settings.to of an email channel is one address, or an array of them.',
                'Write name@example.com.',
                'invalid_parameter_value');
        END IF;
    END LOOP;
    IF NEW.settings ? 'url'
       AND (agentmon.folded(NEW.settings ->> 'url') ~ '^https?://[^[:space:]/]+') IS NOT TRUE
    THEN
        PERFORM agentmon.refuse(
            format('%s is not a URL of HTTP', coalesce(quote_literal(NEW.settings ->> 'url'), 'NULL')),
            'settings.url says where a webhook is sent.',
            'Write https://host/path.',
            'invalid_parameter_value');
    END IF;
    IF agentmon.folded(NEW.settings ->> 'url')
           ~ '^https?://([^/@]*@)?(localhost|127[.]|10[.]|192[.]168[.]'
             '|172[.](1[6-9]|2[0-9]|3[01])[.]|169[.]254[.]|0[.]|[[])'
       AND (NEW.settings ->> 'allow_private') IS DISTINCT FROM 'true'
    THEN
        PERFORM agentmon.refuse(
            format('%s is a private address', quote_literal(NEW.settings ->> 'url')),
            'A webhook could make the daemon talk to what only it can reach.',
            'Where that is meant, add "allow_private": true here and AGENTMON_WEBHOOK_ALLOW_PRIVATE=true to '
            'the daemon.',
            'invalid_parameter_value');
    END IF;
    IF NEW.rate_limit < 1 THEN
        PERFORM agentmon.refuse(
            format('rate_limit of channel %s must be positive', quote_literal(NEW.name)),
            format('It is %s.', NEW.rate_limit),
            'Give the number of messages in each rate_interval, or NULL for the default of its kind; '
            'unlimited = true is no limit, and enabled = false switches it off.',
            'invalid_parameter_value');
    END IF;
    IF NEW.unlimited AND NEW.rate_limit IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('channel %s is unlimited and has a rate_limit', quote_literal(NEW.name)),
            format('Its rate_limit is %s.', NEW.rate_limit),
            'Set rate_limit = NULL where there is to be no limit, or unlimited = false.',
            'invalid_parameter_value');
    END IF;
    PERFORM monitoring.check_template(template.text),
            agentmon.tell_of_template_slips(
                format('%s of channel %s', template.name, quote_literal(NEW.name)),
                template.text,
                agentmon.message_names())
    FROM (
        VALUES ('title_template', NEW.title_template),
            ('body_template', NEW.body_template)
    ) AS template (name, text)
    WHERE template.text IS NOT NULL;
    -- Fallbacks in a circle would never say that nobody was told.
    WHILE next_name IS NOT NULL LOOP
        IF next_name = ANY (seen) THEN
            PERFORM agentmon.refuse(
                format('the fallbacks of channel %s run in a circle', quote_literal(NEW.name)),
                format('%s.', array_to_string(seen || next_name, ' ' || chr(8594) || ' ')),
                'The last channel of a chain has none.',
                'invalid_parameter_value');
        END IF;
        seen := seen || next_name;
        next_name := (
            SELECT c.fallback
            FROM monitoring.notification_channels c
            WHERE c.name = next_name);
    END LOOP;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_channel() IS
'Trigger: settings of a channel hold no secrets, its addresses are addresses (E.164 for SMS), its URL is not '
'private without leave, its templates can be read, and fallbacks end somewhere.';

-- Fallback --------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.groups_of(p_notification uuid) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT ARRAY[message.group_id]
         FROM monitoring.notifications message
         WHERE message.id = p_notification
           AND message.group_id IS NOT NULL),
        (WITH RECURSIVE spoken_for AS (
             -- A message, with those that it speaks for, and so on.
             SELECT message.id, message.group_id, message.fallback_for
             FROM monitoring.notifications message
             WHERE message.id = p_notification
             UNION
             SELECT more.id, more.group_id, more.fallback_for
             FROM spoken_for entry
             -- A summary speaks for others, and a stand-in of one for the same.
             CROSS JOIN LATERAL (
                 SELECT message.id, message.group_id, message.fallback_for
                 FROM monitoring.notifications message
                 WHERE message.summed_into = entry.id
                 UNION ALL
                 SELECT message.id, message.group_id, message.fallback_for
                 FROM monitoring.notifications message
                 WHERE message.id = entry.fallback_for
             ) AS more
             WHERE entry.group_id IS NULL
         )
         SELECT array_agg(DISTINCT entry.group_id)
         FROM spoken_for entry
         WHERE entry.group_id IS NOT NULL),
        '{}')
$$;
COMMENT ON FUNCTION agentmon.groups_of(uuid) IS 'The groups that a message speaks of.';

CREATE FUNCTION agentmon.repeat_is_due(p_group uuid, p_channel text, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        max(told.told_at)
            + (SELECT agentmon.next_repeat(grp.route) FROM monitoring.alert_groups grp WHERE grp.id = p_group)
            <= p_now + interval '1 minute',
        false)
    FROM monitoring.told_alerts told
    WHERE told.group_id = p_group
      AND told.channel = p_channel
$$;
COMMENT ON FUNCTION agentmon.repeat_is_due(uuid, text, timestamptz) IS
'Whether a channel was told of a group last so long ago that a repeat is due (but for a minute).';

CREATE FUNCTION agentmon.fall_back_from(p_notification uuid, p_why text, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    failed monitoring.notifications;
    next_name text;
    as_one boolean;
    wanted jsonb;
    composed jsonb;
BEGIN
    UPDATE monitoring.notifications own
    SET fell_back_at = p_now
    WHERE own.id = p_notification
      AND own.fell_back_at IS NULL
    RETURNING * INTO failed;
    next_name := agentmon.served_fallback(failed.channel, p_now);
    IF next_name IS NULL THEN
        RETURN 0;
    END IF;
    as_one := failed.group_id IS NOT NULL
        OR (
            SELECT agentmon.may_sum_up(c.kind)
            FROM monitoring.notification_channels c
            WHERE c.name = next_name);
    SELECT jsonb_agg(jsonb_build_object(
               'ref', monitoring.uuid_v7(),
               'channel', next_name,
               'group_id', part.group_id,
               'groups', part.groups,
               'made', CASE
                   WHEN failed.reason IN ('escalation', 'repeat')
                        OR failed.reason = 'summary' AND as_one
                       THEN failed.reason
                   -- Its channel has not been told anything yet, but the fallback has, and long ago.
                   WHEN failed.group_id IS NOT NULL
                        AND agentmon.repeat_is_due(failed.group_id, next_name, p_now)
                       THEN 'repeat'
               END,
               'since', p_now,
               'ends_only', failed.ends_only,
               'stand_in', true,
               'note', format('(for channel %s: %s)', failed.channel, left(p_why, 200)),
               'fallback_for', failed.channel))
        INTO wanted
    FROM (
        SELECT failed.group_id, to_jsonb(agentmon.groups_of(failed.id)) AS groups
        WHERE as_one
        UNION ALL
        SELECT grp.id, jsonb_build_array(grp.id)
        FROM unnest(agentmon.groups_of(failed.id)) AS grp (id)
        WHERE NOT as_one
    ) AS part;
    -- Only as far as the fallback does not know already.
    SELECT jsonb_agg(message) INTO composed
    FROM agentmon.compose(wanted, p_now) message;
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
        created_at,
        fallback_for,
        note)
    SELECT message.ref,
           wish.group_id,
           next_name,
           message.kind,
           message.reason,
           message.payload,
           failed.ends_only,
           p_now,
           'agentmon_' || message.ref,
           p_now,
           failed.id,
           wish.note
    FROM jsonb_to_recordset(composed) AS message (ref uuid, kind text, reason text, payload jsonb)
    JOIN jsonb_to_recordset(wanted) AS wish (ref uuid, group_id uuid, note text) ON wish.ref = message.ref
    ORDER BY message.ref;
    INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
    SELECT message.ref, said.group_id, said.alert_id, said.state, said.count
    FROM jsonb_to_recordset(composed) AS message (ref uuid, about jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(message.about) AS said (
        group_id uuid, alert_id uuid, state text, count bigint);
    RETURN coalesce(jsonb_array_length(composed), 0);
END
$$;
COMMENT ON FUNCTION agentmon.fall_back_from(uuid, text, timestamptz) IS
'Tells the fallback of a message''s channel, once, as far as it does not know yet: for a summary group by '
'group, where messages of the fallback''s kind may not be summed up. Gives the number of messages made: 0 '
'where there is no fallback, or it was done.';

CREATE FUNCTION agentmon.split_summary(p_summary uuid, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    summary monitoring.notifications;
    groups uuid[] := agentmon.groups_of(p_summary);
BEGIN
    UPDATE monitoring.notifications own
    SET state = 'dropped',
        last_error = 'its channel takes no summaries any more: its groups are told one by one',
        settled_at = p_now,
        lease_until = NULL
    WHERE own.id = p_summary
    RETURNING * INTO summary;
    RETURN agentmon.put_debts(agentmon.composed_debts((
        SELECT jsonb_agg(jsonb_build_object(
                   'group_id', grp.id,
                   'channel', summary.channel,
                   'made', (
                       SELECT min(part.reason)
                       FROM monitoring.notifications part
                       WHERE part.summed_into = p_summary
                         AND part.group_id = grp.id
                         AND part.reason IN ('escalation', 'repeat')),
                   'ends_only', summary.ends_only))
        FROM unnest(groups) AS grp (id)), p_now), p_now);
END
$$;
COMMENT ON FUNCTION agentmon.split_summary(uuid, timestamptz) IS
'Gives up a summary whose channel has become one that takes none, and puts what it spoke of into the outbox '
'group by group; gives the number of messages.';

CREATE FUNCTION agentmon.fall_back_these(p_notifications uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(agentmon.fall_back_from(
               message.id,
               CASE message.state
                   WHEN 'dead' THEN message.last_error
                   ELSE concat_ws(
                       ', last error: ',
                       'it has waited since ' || message.created_at,
                       message.last_error)
               END,
               p_now)), 0)
    FROM monitoring.notifications message
    WHERE message.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION agentmon.fall_back_these(uuid[], timestamptz) IS
'fall_back() for these messages; gives the number made.';

CREATE FUNCTION agentmon.fall_back(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    overdue uuid[] := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        JOIN monitoring.notification_channels channel ON channel.name = message.channel
            AND channel.fallback IS NOT NULL
        WHERE message.state IN ('pending', 'sending', 'unknown')
          AND message.fell_back_at IS NULL
          AND NOT coalesce(message.progress ? 'delivered', false)
          AND coalesce(message.owed_since, message.created_at)
              <= p_now - agentmon.setting_interval('fallback_after')
          -- What waited for a place in its channel's rate limit has waited for its channel only from then on.
          AND (message.attempt > message.attempts_before
               OR coalesce(agentmon.place_at(message.channel), '-infinity')
                  <= p_now - agentmon.setting_interval('fallback_after'))
          AND coalesce(message.owed_since, message.created_at) > p_now - interval '1 day'
        FOR UPDATE OF message SKIP LOCKED);
    -- Messages of which the fallback could not be told when they were given up.
    given_up uuid[] := ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        WHERE message.channel IN (
                SELECT channel.name
                FROM monitoring.notification_channels channel
                WHERE channel.fallback IS NOT NULL)
          AND message.state = 'dead'
          AND message.fell_back_at IS NULL
          AND message.created_at > p_now - interval '1 day'
        FOR UPDATE OF message SKIP LOCKED);
BEGIN
    RETURN agentmon.one_by_one('fallback', 'fall_back_these', overdue || given_up, p_now);
END
$$;
COMMENT ON FUNCTION agentmon.fall_back(timestamptz) IS
'Tells the fallback channels of what their channels have not delivered within the setting fallback_after; '
'gives the number of messages made.';

-- Limits ----------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.limit_of(p_kind text, p_rate_limit integer, p_unlimited boolean) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT CASE
        WHEN p_unlimited THEN NULL
        WHEN p_rate_limit IS NOT NULL THEN p_rate_limit
        -- An SMS rings and costs money each time: a storm is not to be as many of them.
        WHEN p_kind = 'sms' THEN agentmon.setting_integer('sms_rate_limit')
    END
$$;
COMMENT ON FUNCTION agentmon.limit_of(text, integer, boolean) IS
'How many messages a channel is given in each of its rate_interval: its own rate_limit, or the default of '
'its kind (sms: the setting sms_rate_limit); NULL for no limit.';

CREATE FUNCTION agentmon.channel_limit(p_channel text, OUT most integer, OUT per interval)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT allowed.most, channel.rate_interval
    FROM monitoring.notification_channels channel
    CROSS JOIN LATERAL (
        SELECT agentmon.limit_of(channel.kind, channel.rate_limit, channel.unlimited) AS most
    ) AS allowed
    WHERE channel.name = p_channel
      AND allowed.most IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.channel_limit(text) IS
'The rate limit of a channel, and the time for which it holds; NULL where it has none.';

CREATE FUNCTION agentmon.free_places(p_channel text, p_now timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT greatest(0, allowed.most - (
        SELECT count(*)
        FROM monitoring.channel_sends attempt
        WHERE attempt.channel = p_channel
          AND attempt.sent_at > p_now - allowed.per))
    FROM agentmon.channel_limit(p_channel) allowed
    WHERE allowed.most IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.free_places(text, timestamptz) IS
'How many messages a channel may be given at p_now by its rate limit: what counts are attempts to send. NULL '
'without a limit.';

CREATE FUNCTION agentmon.is_at_limit(p_channel text, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(agentmon.free_places(p_channel, p_now) = 0, false)
$$;
COMMENT ON FUNCTION agentmon.is_at_limit(text, timestamptz) IS
'Whether the rate limit of a channel leaves no place at p_now.';

CREATE FUNCTION agentmon.place_at(p_channel text) RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT (
        SELECT attempt.sent_at + allowed.per
        FROM monitoring.channel_sends attempt
        WHERE attempt.channel = p_channel
        ORDER BY attempt.sent_at DESC
        OFFSET allowed.most - 1
        LIMIT 1)
    FROM agentmon.channel_limit(p_channel) allowed
    WHERE allowed.most IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.place_at(text) IS
'From when on the rate limit of a channel lets the next message go; NULL where nothing has been sent that '
'would count.';

CREATE FUNCTION agentmon.sum_up(p_notifications uuid[], p_now timestamptz) RETURNS uuid
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- An attempt that came to no end may have told its channel something.
    SELECT agentmon.remember_maybe(message.id, p_now)
    FROM monitoring.notifications message
    WHERE message.id = ANY (p_notifications)
      AND message.state = 'sending';
    WITH made AS (
        INSERT INTO monitoring.notifications (
            id, channel, kind, reason, payload, next_attempt_at, idempotency_key, created_at)
        SELECT fresh.id,
               message.channel,
               message.kind,
               'summary',
               '{}',
               p_now,
               'agentmon_' || fresh.id,
               min(message.created_at)
        FROM monitoring.notifications message
        CROSS JOIN (SELECT monitoring.uuid_v7() AS id) AS fresh
        WHERE message.id = ANY (p_notifications)
        GROUP BY fresh.id, message.channel, message.kind
        RETURNING id
    ), older AS (
        -- This summary speaks for what an earlier one spoke for.
        UPDATE monitoring.notifications message
        SET summed_into = summary.id
        FROM made summary
        WHERE message.summed_into = ANY (p_notifications)
    ), settled AS (
        UPDATE monitoring.notifications message
        SET state = 'summed',
            summed_into = summary.id,
            settled_at = p_now,
            lease_until = NULL
        FROM made summary
        WHERE message.id = ANY (p_notifications)
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, group_id, alert_id, state, count)
        SELECT summary.id, said.group_id, said.alert_id, min(said.state), max(said.count)
        FROM made summary
        CROSS JOIN monitoring.notification_alerts said
        WHERE said.notification_id = ANY (p_notifications)
        GROUP BY summary.id, said.group_id, said.alert_id
    )
    SELECT id
    FROM made
$$;
COMMENT ON FUNCTION agentmon.sum_up(uuid[], timestamptz) IS
'Makes one message of several that wait for one channel; gives its id. Its words are composed when it is '
'claimed.';

GRANT EXECUTE ON FUNCTION
    agentmon.kind_is_served(text, timestamptz),
    agentmon.limit_of(text, integer, boolean),
    agentmon.channel_limit(text),
    agentmon.is_at_limit(text, timestamptz),
    agentmon.free_places(text, timestamptz)
TO agentmon_reader, agentmon_notifier, agentmon_admin;
-- What the triggers of the configuration tables call in the name of whoever configures.
GRANT EXECUTE ON FUNCTION
    agentmon.check_channel_names(text[], text),
    agentmon.message_names(),
    agentmon.nonblank(text)
TO agentmon_admin;
