-- The outbox: what is put into it, for which channel, in which words, and within which limits.

CREATE FUNCTION monitoring.kind_is_served(p_kind text, p_now timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_or($1 = ANY (n.kinds) AND n.last_seen_at > least(l.last_seen_at, $2) - interval '1 day'), true)
    FROM monitoring.notifiers n, (SELECT max(last_seen_at) AS last_seen_at FROM monitoring.notifiers) AS l
    WHERE n.kinds <> '{}' -- a daemon without channels runs jobs; errors still wait for one that has some
$$;
COMMENT ON FUNCTION monitoring.kind_is_served(text, timestamptz) IS
'Whether a daemon sends this kind of message, among those that were seen within a day of the one seen last: while all are away, messages for them wait. True as long as none has ever registered.';

CREATE FUNCTION monitoring.check_channel() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    secret text;
    address text;
    seen text[] := ARRAY[NEW.name];
    next_name text := NEW.fallback;
BEGIN
    IF coalesce(NEW.name, '') = '' THEN
        PERFORM monitoring.refuse('a channel needs a name', 'name is empty.', 'Give it one, as routes and rules call it.', 'invalid_parameter_value');
    END IF;
    IF jsonb_typeof(NEW.settings) IS DISTINCT FROM 'object' THEN
        PERFORM monitoring.refuse('settings of a channel must be a JSON object', format('It is %s.', coalesce(jsonb_typeof(NEW.settings), 'NULL')),
            'Give {} for the settings of the daemon, or {"to": ...}, {"account": ...}, {"url": ...}.', 'invalid_parameter_value');
    END IF;
    SELECT k INTO secret FROM jsonb_object_keys(NEW.settings) AS k WHERE monitoring.folded(k) ~ '(token|secret|password|passwd|routing_key|api_?key|webhook_url)' LIMIT 1;
    IF secret IS NOT NULL THEN
        PERFORM monitoring.refuse(format('settings of channel %s hold %s, which looks like a secret', quote_literal(NEW.name), quote_literal(secret)),
            'Secrets live in the environment of the daemon, never in the database.', 'Set it there, and name it here by {"account": "..."}; see docs/channels.md.', 'invalid_parameter_value');
    END IF;
    FOR address IN SELECT e FROM jsonb_array_elements_text(CASE jsonb_typeof(NEW.settings -> 'to') WHEN 'array' THEN NEW.settings -> 'to' ELSE jsonb_build_array(NEW.settings -> 'to') END) AS e
        WHERE NEW.settings ? 'to' LOOP
        IF NEW.kind = 'sms' AND (address ~ '^[+][1-9][0-9]{1,14}$') IS NOT TRUE THEN
            PERFORM monitoring.refuse(format('%s is not a telephone number', coalesce(quote_literal(address), 'NULL')), 'settings.to of an SMS channel is one number in E.164.',
                'Write + and 2 to 15 digits, as +15005550006.', 'invalid_parameter_value');
        ELSIF NEW.kind = 'email' AND (address ~ '^[^@[:space:]<>,;[:cntrl:]]+@[^@[:space:]<>,;[:cntrl:]]+$') IS NOT TRUE THEN
            PERFORM monitoring.refuse(format('%s is not an email address', coalesce(quote_literal(address), 'NULL')), 'settings.to of an email channel is one address, or an array of them.',
                'Write name@example.com.', 'invalid_parameter_value');
        END IF;
    END LOOP;
    IF NEW.settings ? 'url' AND (monitoring.folded(NEW.settings ->> 'url') ~ '^https?://[^[:space:]/]+') IS NOT TRUE THEN
        PERFORM monitoring.refuse(format('%s is not a URL of HTTP', coalesce(quote_literal(NEW.settings ->> 'url'), 'NULL')), 'settings.url says where a webhook is sent.',
            'Write https://host/path.', 'invalid_parameter_value');
    END IF;
    IF monitoring.folded(NEW.settings ->> 'url') ~ '^https?://([^/@]*@)?(localhost|127[.]|10[.]|192[.]168[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|169[.]254[.]|0[.]|[[])' AND (NEW.settings ->> 'allow_private') IS DISTINCT FROM 'true' THEN
        PERFORM monitoring.refuse(format('%s is a private address', quote_literal(NEW.settings ->> 'url')), 'A webhook could make the daemon talk to what only it can reach.',
            'Where that is meant, add "allow_private": true here and AGENTMON_WEBHOOK_ALLOW_PRIVATE=true to the daemon.', 'invalid_parameter_value');
    END IF;
    PERFORM monitoring.check_template(t) FROM unnest(ARRAY[NEW.title_template, NEW.body_template]) AS t WHERE t IS NOT NULL;
    -- Fallbacks in a circle would never say that nobody was told.
    WHILE next_name IS NOT NULL LOOP
        IF next_name = ANY (seen) THEN
            PERFORM monitoring.refuse(format('the fallbacks of channel %s run in a circle', quote_literal(NEW.name)), format('%s.', array_to_string(seen || next_name, ' ' || chr(8594) || ' ')),
                'The last channel of a chain has none.', 'invalid_parameter_value');
        END IF;
        seen := seen || next_name;
        next_name := (SELECT c.fallback FROM monitoring.notification_channels c WHERE c.name = next_name);
    END LOOP;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_channel() IS
'Trigger: settings of a channel hold no secrets, its addresses are addresses (E.164 for SMS), its URL is not private without leave, its templates can be read, and fallbacks end somewhere.';

CREATE FUNCTION monitoring.leave_channel() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE monitoring.notifications SET channel = NEW.name WHERE channel = OLD.name AND state IN ('held', 'pending', 'sending', 'unknown');
        RETURN NEW;
    END IF;
    UPDATE monitoring.notifications SET state = 'dead', last_error = 'its channel was deleted', settled_at = now(), lease_until = NULL
    WHERE channel = OLD.name AND state IN ('held', 'pending', 'sending');
    RETURN OLD;
END
$$;
COMMENT ON FUNCTION monitoring.leave_channel() IS 'Trigger: what waits for a channel goes along with its new name, and is given up, for everybody to see, when it is deleted.';

CREATE FUNCTION monitoring.text_by_template(p_template text, p_payload jsonb, p_otherwise text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(nullif(btrim(monitoring.render_template(p_template, p_payload)), ''), p_otherwise);
EXCEPTION WHEN OTHERS THEN
    -- Never a lost alert: told in plain words, with what is wrong.
    RETURN p_otherwise || format(E'\n(the template of this channel failed: %s)', SQLERRM);
END
$$;
COMMENT ON FUNCTION monitoring.text_by_template(text, jsonb, text) IS 'A text by a template over the payload; where the template fails or gives nothing, the other text, and why.';

CREATE FUNCTION monitoring.notification_text(p_severity text, p_status text, p_reason text, p_alerts jsonb, p_total bigint, OUT title text, OUT body text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('%s%s %s%s%s', CASE p_reason WHEN 'escalation' THEN 'NOT ACKNOWLEDGED: ' ELSE '' END,
               -- Those that fire come first; where none is listed, what goes on is held back.
               CASE WHEN p_status = 'resolved' OR first ->> 'status' = 'resolved' THEN 'RESOLVED' ELSE upper(p_severity COLLATE "C") END,
               left(coalesce(first #>> '{labels,agent_name}', first #>> '{labels,alertname}', 'alert'), 80),
               coalesce(': ' || left(coalesce(first #>> '{labels,event_type}', first #>> '{annotations,summary}'), 80), ''),
               CASE WHEN p_total > 1 THEN format(' (and %s more)', p_total - 1) ELSE '' END),
           (SELECT string_agg(format('%s%s', left(coalesce(a #>> '{annotations,message}', a #>> '{annotations,description}', a #>> '{annotations,summary}', a ->> 'labels'), 400),
                CASE WHEN (a ->> 'count')::bigint > 1 THEN format(' (%s times since %s UTC)', a ->> 'count',
                    to_char((a ->> 'starts_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')) ELSE '' END), E'\n' ORDER BY n)
            FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS e (a, n))
    FROM (SELECT p_alerts -> 0 AS first) AS f
$$;
COMMENT ON FUNCTION monitoring.notification_text(text, text, text, jsonb, bigint) IS 'Title and body of a message about alerts, where its channel has no templates.';

CREATE FUNCTION monitoring.served_fallback(p_channel text, p_now timestamptz) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_name text := p_channel;
BEGIN
    -- One that nobody sends, or that is switched off, passes it on.
    LOOP
        next_name := (SELECT c.fallback FROM monitoring.notification_channels c WHERE c.name = next_name);
        IF next_name IS NULL OR EXISTS (SELECT FROM monitoring.notification_channels c WHERE c.name = next_name AND c.enabled AND monitoring.kind_is_served(c.kind, p_now)) THEN
            RETURN next_name;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.served_fallback(text, timestamptz) IS 'The first channel along the fallbacks of a channel that is on and whose kind a daemon sends; NULL for none.';

CREATE FUNCTION monitoring.put_messages(p_messages jsonb, p_only text, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    made integer;
BEGIN
    WITH served AS MATERIALIZED (
        SELECT c.*, s.served, CASE WHEN c.enabled AND NOT s.served THEN monitoring.served_fallback(c.name, p_now) END AS stand_in
        FROM monitoring.notification_channels c CROSS JOIN LATERAL monitoring.kind_is_served(c.kind, p_now) AS s (served)
    ), wanted AS MATERIALIZED (
        SELECT m.group_id, m.payload, c.*,
            CASE WHEN NOT c.enabled THEN 'it is switched off'
                 WHEN NOT c.served THEN 'no daemon sends ' || c.kind
                 WHEN monitoring.severity_rank(m.payload ->> 'severity') < monitoring.severity_rank(c.min_severity) THEN 'it hears of ' || c.min_severity || ' and above'
                 WHEN (m.payload ->> 'status' = 'resolved' OR m.payload ->> 'reason' = 'new_resolved') AND NOT c.send_resolved THEN 'it did not ask for resolves' END AS refusal
        FROM jsonb_to_recordset(p_messages) AS m (group_id uuid, channels text[], payload jsonb)
        -- Where nobody sends a kind of message, its fallback is told.
        CROSS JOIN LATERAL (SELECT DISTINCT coalesce(s.stand_in, s.name) AS name FROM served s WHERE s.name = ANY (m.channels)) AS t
        JOIN served c ON c.name = t.name
        WHERE p_only IS NULL OR t.name = p_only
    ), outbox AS (
        INSERT INTO monitoring.notifications (id, group_id, channel, kind, reason, payload, state, next_attempt_at, idempotency_key, created_at)
        SELECT n.id, n.group_id, n.name, n.kind, n.payload ->> 'reason',
               n.payload || jsonb_build_object(
                   'title', CASE WHEN n.title_template IS NULL THEN t.title ELSE monitoring.text_by_template(n.title_template, n.payload || jsonb_build_object('title', t.title, 'body', t.body), t.title) END,
                   'body', CASE WHEN n.body_template IS NULL THEN t.body ELSE monitoring.text_by_template(n.body_template, n.payload || jsonb_build_object('title', t.title, 'body', t.body), t.body) END),
               CASE WHEN n.rate_limit IS NULL THEN 'pending' ELSE 'held' END, p_now, 'agentmon_' || n.id, p_now
        FROM (SELECT monitoring.uuid_v7() AS id, w.* FROM wanted w WHERE w.refusal IS NULL) AS n
        CROSS JOIN LATERAL monitoring.notification_text(n.payload ->> 'severity', n.payload ->> 'status', n.payload ->> 'reason', n.payload -> 'alerts',
            (n.payload ->> 'total_alerts')::bigint) AS t
        RETURNING id, group_id
    ), listed AS MATERIALIZED (
        SELECT m.group_id, l.* FROM jsonb_to_recordset(p_messages) AS m (group_id uuid, about jsonb)
        CROSS JOIN LATERAL jsonb_to_recordset(m.about) AS l (alert_id uuid, state text, count bigint)
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, alert_id, state, count)
        SELECT o.id, l.alert_id, l.state, l.count FROM outbox o JOIN listed l USING (group_id)
    ), nobody AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT l.alert_id, p_now, 'not told', format('%s: %s', r.reason, r.refusals)
        FROM (SELECT m.group_id, m.payload ->> 'reason' AS reason, coalesce(string_agg(format('channel %s: %s', w.name, w.refusal), '; ' ORDER BY w.name) FILTER (WHERE w.name IS NOT NULL), 'its channels do not exist') AS refusals
              FROM jsonb_to_recordset(p_messages) AS m (group_id uuid, payload jsonb) LEFT JOIN wanted w USING (group_id)
              WHERE m.payload ->> 'status' = 'firing' GROUP BY 1, 2 HAVING count(*) FILTER (WHERE w.refusal IS NULL AND w.name IS NOT NULL) = 0) AS r
        JOIN listed l USING (group_id)
        WHERE l.state = 'firing' AND r.reason <> 'repeat' AND p_only IS NULL
    )
    SELECT count(*) INTO made FROM outbox;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.put_messages(jsonb, text, timestamptz) IS
'put_notifications() for all channels in one statement or, with p_only, for one of them, without a word on whom nobody told.';

CREATE FUNCTION monitoring.put_notifications(p_messages jsonb, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    message jsonb;
    channel_name text;
    put integer;
    refused text;
    made integer := 0;
BEGIN
    IF p_messages IS NULL THEN
        RETURN 0;
    END IF;
    BEGIN
        made := monitoring.put_messages(p_messages, NULL, p_now);
        IF monitoring.member_fails('channels') THEN
            DELETE FROM monitoring.step_failures f
            WHERE f.step = 'channels'
              AND f.member IN (
                  SELECT monitoring.failure_member(told.name)
                  FROM jsonb_array_elements(p_messages) AS m
                  CROSS JOIN LATERAL jsonb_array_elements_text(m -> 'channels') AS told (name));
        END IF;
        RETURN made;
    EXCEPTION
        WHEN serialization_failure THEN
            RAISE;
        WHEN OTHERS THEN
            NULL; -- One of them stands in the way: each message and channel by itself.
    END;
    FOR message IN SELECT m FROM jsonb_array_elements(p_messages) AS m LOOP
        put := 0;
        refused := NULL;
        -- All of them: one that nobody serves is told by its fallback.
        FOR channel_name IN SELECT c.name FROM monitoring.notification_channels c ORDER BY c.name LOOP
            BEGIN
                put := put + monitoring.put_messages(jsonb_build_array(message), channel_name, p_now);
            EXCEPTION
                WHEN serialization_failure THEN
                    RAISE;
                WHEN OTHERS THEN
                    refused := SQLERRM;
                    PERFORM monitoring.note_failure('channels', channel_name, SQLERRM, p_now,
                        'A message for this channel could not be put into the outbox.');
                    PERFORM monitoring.note_alert(about.alert_id, 'not told', format('channel %s: %s', channel_name, SQLERRM), p_now)
                    FROM jsonb_to_recordset(message -> 'about') AS about (alert_id uuid, state text)
                    WHERE about.state = 'firing';
            END;
        END LOOP;
        IF put = 0 AND refused IS NOT NULL THEN
            -- Nobody at all would be told: its group is not to take it for told, and tries again.
            RAISE EXCEPTION 'no channel could be told: %', refused;
        END IF;
        made := made + put;
    END LOOP;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.put_notifications(jsonb, timestamptz) IS
'Puts messages [{group_id, channels, payload, about: [{alert_id, state, count}]}] into the outbox, one for each channel that takes them, in its words; gives their number. Where no channel takes one, it is written down for each of its alerts why.';

CREATE FUNCTION monitoring.put_copy(p_notification uuid, p_channel text, p_note text, p_now timestamptz) RETURNS uuid
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH made AS (
        INSERT INTO monitoring.notifications (id, group_id, channel, kind, reason, payload, state, next_attempt_at, idempotency_key, created_at, fallback_for)
        SELECT v.id, n.group_id, c.name, c.kind, n.reason,
               n.payload || jsonb_build_object('fallback_for', n.channel, 'body', concat_ws(E'\n', n.payload ->> 'body', $3)),
               CASE WHEN c.rate_limit IS NULL THEN 'pending' ELSE 'held' END, $4, 'agentmon_' || v.id, $4, n.id
        FROM monitoring.notifications n
        JOIN monitoring.notification_channels c ON c.name = $2
        CROSS JOIN (SELECT monitoring.uuid_v7() AS id) AS v
        WHERE n.id = $1
        RETURNING id
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, alert_id, state, count)
        SELECT m.id, a.alert_id, a.state, a.count FROM made m, monitoring.notification_alerts a WHERE a.notification_id = $1
    )
    SELECT id FROM made
$$;
COMMENT ON FUNCTION monitoring.put_copy(uuid, text, text, timestamptz) IS 'Puts a message once more into the outbox, for another channel, with a note; gives its id.';

-- Limits ------------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.sum_up(p_notifications uuid[], p_now timestamptz) RETURNS uuid
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH summed AS (
        SELECT n.*, row_number() OVER (ORDER BY monitoring.severity_rank(n.payload ->> 'severity') DESC NULLS LAST, n.created_at, n.id) AS nth
        FROM monitoring.notifications n WHERE n.id = ANY ($1)
    ), made AS (
        INSERT INTO monitoring.notifications (id, channel, kind, reason, payload, state, next_attempt_at, idempotency_key, created_at, released_at)
        SELECT v.id, s.channel, s.kind, 'summary', jsonb_build_object(
                'status', CASE WHEN bool_or(s.payload ->> 'status' = 'firing') THEN 'firing' ELSE 'resolved' END, 'reason', 'summary',
                'group_labels', '{}'::jsonb, 'group_key', encode(sha256(convert_to('summary' || E'\n' || s.channel, 'UTF8')), 'hex'),
                'severity', monitoring.severity_of(max(monitoring.severity_rank(s.payload ->> 'severity'))),
                'alerts', (SELECT coalesce(jsonb_agg(a), '[]') FROM (SELECT a FROM summed t, jsonb_array_elements(t.payload -> 'alerts') WITH ORDINALITY AS e (a, n) ORDER BY t.nth, e.n LIMIT 20) AS l),
                'total_alerts', sum((s.payload ->> 'total_alerts')::bigint),
                'title', format('%s messages in one: %s', count(*), string_agg(s.payload ->> 'title', '; ' ORDER BY s.nth) FILTER (WHERE s.nth = 1)),
                'body', concat_ws(E'\n', string_agg(s.payload ->> 'title', E'\n' ORDER BY s.nth) FILTER (WHERE s.nth <= 20),
                    CASE WHEN count(*) > 20 THEN format('and %s more', count(*) - 20) END)),
            'pending', $2, 'agentmon_' || v.id, $2, $2
        FROM summed s CROSS JOIN (SELECT monitoring.uuid_v7() AS id) AS v
        GROUP BY v.id, s.channel, s.kind
        RETURNING id
    ), settled AS (
        UPDATE monitoring.notifications n SET state = 'summed', summed_into = m.id, settled_at = $2 FROM made m WHERE n.id = ANY ($1)
    ), about AS (
        INSERT INTO monitoring.notification_alerts (notification_id, alert_id, state, count)
        SELECT m.id, a.alert_id, min(a.state), max(a.count) FROM made m, monitoring.notification_alerts a WHERE a.notification_id = ANY ($1) GROUP BY 1, 2
    )
    SELECT id FROM made
$$;
COMMENT ON FUNCTION monitoring.sum_up(uuid[], timestamptz) IS 'Makes one message of several that are held for one channel; gives its id.';

CREATE FUNCTION monitoring.release_channels(p_channels text[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    channel record;
    held uuid[];
    budget bigint;
    made bigint := 0;
BEGIN
    FOR channel IN
        SELECT c.*
        FROM monitoring.notification_channels c
        WHERE c.name = ANY (p_channels)
        ORDER BY c.name
    LOOP
        -- Those of one group keep their order: a resolve must not overtake what it resolves.
        held := ARRAY(
            SELECT waiting.id
            FROM (
                SELECT message.id, message.created_at,
                       max(monitoring.severity_rank(message.payload ->> 'severity'))
                           OVER (PARTITION BY coalesce(message.group_id, message.id)) AS rank
                FROM monitoring.notifications message
                WHERE message.channel = channel.name
                  AND message.state = 'held'
            ) AS waiting
            ORDER BY waiting.rank DESC NULLS LAST, waiting.created_at, waiting.id);
        budget := coalesce(channel.rate_limit - (
            SELECT count(*)
            FROM monitoring.notifications message
            WHERE message.channel = channel.name
              AND message.released_at > p_now - channel.rate_interval), cardinality(held));
        CONTINUE WHEN budget <= 0;
        -- A pager's incidents are opened and closed one by one, later if need be; others are told in time, and all together.
        IF cardinality(held) > budget AND channel.kind <> 'pagerduty' THEN
            PERFORM monitoring.sum_up(held[budget : ], p_now);
            made := made + 1;
            budget := budget - 1;
        END IF;
        UPDATE monitoring.notifications
        SET state = 'pending',
            released_at = p_now,
            next_attempt_at = p_now
        WHERE id = ANY (held[1 : budget]);
    END LOOP;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.release_channels(text[], timestamptz) IS 'release_held() for these channels; gives the number of summaries made.';

CREATE FUNCTION monitoring.release_held(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN monitoring.one_by_one('rate limits', 'release_channels', ARRAY(
        SELECT channel.name
        FROM monitoring.notification_channels channel
        WHERE EXISTS (
            SELECT FROM monitoring.notifications message
            WHERE message.channel = channel.name
              AND message.state = 'held')
        ORDER BY channel.name), p_now);
END
$$;
COMMENT ON FUNCTION monitoring.release_held(timestamptz) IS
'Lets go what is held for channels with a rate limit, the gravest first, and sums up what is more than fits; gives the number of summaries made.';

CREATE FUNCTION monitoring.next_release_at(p_now timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(coalesce((SELECT n.released_at + c.rate_interval FROM monitoring.notifications n WHERE n.channel = c.name AND n.released_at > p_now - c.rate_interval
                         ORDER BY n.released_at DESC OFFSET c.rate_limit - 1 LIMIT 1), p_now))
    FROM monitoring.notification_channels c
    WHERE EXISTS (SELECT FROM monitoring.notifications h WHERE h.channel = c.name AND h.state = 'held')
$$;
COMMENT ON FUNCTION monitoring.next_release_at(timestamptz) IS 'When the next message that is held for a rate limit may go; NULL where none is.';

-- Fallback ------------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.fall_back_from(p_notification uuid, p_why text, p_now timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    channel_name text;
    next_name text;
BEGIN
    SELECT n.channel INTO channel_name FROM monitoring.notifications n
    WHERE n.id = p_notification AND NOT EXISTS (SELECT FROM monitoring.notifications f WHERE f.fallback_for = n.id);
    next_name := monitoring.served_fallback(channel_name, p_now);
    IF next_name IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM monitoring.put_copy(p_notification, next_name, format('(for channel %s: %s)', channel_name, left(p_why, 200)), p_now);
    RETURN 1;
END
$$;
COMMENT ON FUNCTION monitoring.fall_back_from(uuid, text, timestamptz) IS
'Puts a message into the outbox of its channel''s fallback, once; gives the number made: 0 where there is no fallback, or it was done.';

CREATE FUNCTION monitoring.fall_back_these(p_notifications uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(monitoring.fall_back_from(
               message.id,
               concat_ws(', last error: ',
                   'it has waited since ' || coalesce(message.released_at, message.created_at),
                   message.last_error),
               p_now)), 0)
    FROM monitoring.notifications message
    WHERE message.id = ANY (p_notifications)
$$;
COMMENT ON FUNCTION monitoring.fall_back_these(uuid[], timestamptz) IS 'fall_back() for these messages; gives the number made.';

CREATE FUNCTION monitoring.fall_back(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN monitoring.one_by_one('fallback', 'fall_back_these', ARRAY(
        SELECT message.id
        FROM monitoring.notifications message
        JOIN monitoring.notification_channels channel
            ON channel.name = message.channel
           AND channel.fallback IS NOT NULL
        -- What was held for the rate limit has waited for its turn, and for its channel only from then on.
        WHERE message.state IN ('pending', 'sending', 'unknown')
          AND NOT coalesce(message.progress ? 'delivered', false)
          AND coalesce(message.released_at, message.created_at) <= p_now - monitoring.setting_interval('fallback_after')
          AND coalesce(message.released_at, message.created_at) > p_now - interval '1 day'
          AND NOT EXISTS (
              SELECT FROM monitoring.notifications stand_in
              WHERE stand_in.fallback_for = message.id)), p_now);
END
$$;
COMMENT ON FUNCTION monitoring.fall_back(timestamptz) IS
'Tells the fallback channels of what their channels have not delivered within the setting fallback_after; gives the number of messages made.';

GRANT EXECUTE ON FUNCTION monitoring.kind_is_served(text, timestamptz) TO agentmon_reader, agentmon_notifier, agentmon_admin;
