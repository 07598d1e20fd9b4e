-- Words: what a channel has yet to hear of a group, and how a message says it. They are composed when a message is
-- claimed, from what is true then and what its channel was told before (told_alerts).

CREATE FUNCTION agentmon.cut_texts(p_texts jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_object_agg(left(e.key, 100), left(e.value, 500))
    FROM (SELECT * FROM jsonb_each_text(p_texts) LIMIT 20) AS e
$$;
COMMENT ON FUNCTION agentmon.cut_texts(jsonb) IS '20 of the texts of an object, cut off at 500 characters.';

CREATE FUNCTION agentmon.short_texts(p_texts jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN octet_length(p_texts::text) <= 8000 THEN p_texts
        ELSE agentmon.cut_texts(p_texts)
    END;
COMMENT ON FUNCTION agentmon.short_texts(jsonb) IS
'Labels or annotations as they are, or, where they are longer than 8000 bytes, cut: no message, and no step with its messages, grows beyond what fits into memory.';

CREATE FUNCTION agentmon.text_by_template(p_template text, p_payload jsonb, p_otherwise text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(agentmon.nonblank(monitoring.render_template(p_template, p_payload)), p_otherwise);
EXCEPTION WHEN OTHERS THEN
    -- Never a lost alert: told in plain words, with what is wrong.
    RETURN p_otherwise || format(E'\n(the template of this channel failed: %s)', SQLERRM);
END
$$;
COMMENT ON FUNCTION agentmon.text_by_template(text, jsonb, text) IS
'A text by a template over the payload; where the template fails or gives nothing, the other text, and why.';

CREATE FUNCTION agentmon.nonblank(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT CASE WHEN p_text ~ '[^[:space:][:cntrl:]]' THEN btrim(p_text, E' \t\r\n') END$$;
COMMENT ON FUNCTION agentmon.nonblank(text) IS 'A text without blanks around it; NULL where it has nothing else.';

CREATE FUNCTION agentmon.alert_name(p_labels jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(agentmon.nonblank(p_labels ->> 'agent_name'), agentmon.nonblank(p_labels ->> 'alertname'), 'alert')
$$;
COMMENT ON FUNCTION agentmon.alert_name(jsonb) IS 'What an alert with these labels is called: its agent, or its own name.';

CREATE FUNCTION agentmon.labels_in_words(p_labels jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(l.key || ': ' || agentmon.nonblank(l.value), ', ' ORDER BY l.key)
    FROM jsonb_each_text(p_labels) AS l
    -- Those that a title tells, or nobody can read.
    WHERE l.key <> ALL ('{alertname,agent_name,event_type,log_level,fingerprint,severity}')
      AND agentmon.nonblank(l.value) IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.labels_in_words(jsonb) IS
'The labels of an alert that its title does not tell, as in host: db1, team: web; NULL for none.';

CREATE FUNCTION agentmon.alert_json(
    p_id uuid,
    p_labels jsonb,
    p_annotations jsonb,
    p_severity text,
    p_state text,
    p_starts_at timestamptz,
    p_ends_at timestamptz,
    p_count bigint,
    p_acknowledged_by text
) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN jsonb_strip_nulls(jsonb_build_object('acknowledged_by', CASE
        WHEN p_state <> 'resolved' THEN left(p_acknowledged_by, 100)
    END)) || jsonb_build_object(
        'id', p_id,
        'labels', agentmon.short_texts(p_labels),
        'annotations', agentmon.short_texts(p_annotations),
        'severity', p_severity,
        'status', p_state,
        'starts_at', p_starts_at,
        'ends_at', p_ends_at,
        'count', p_count);
COMMENT ON FUNCTION agentmon.alert_json(uuid, jsonb, jsonb, text, text, timestamptz, timestamptz, bigint, text) IS
'An alert as the payload of a message has it; acknowledged_by is there where somebody has it in hand.';

CREATE FUNCTION agentmon.alert_title(p_alert jsonb) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('%s %s%s',
        CASE p_alert ->> 'status'
            WHEN 'resolved' THEN 'RESOLVED'
            ELSE upper(p_alert ->> 'severity' COLLATE "C")
        END,
        left(agentmon.alert_name(p_alert -> 'labels'), 80),
        coalesce(': ' || left(coalesce(
            agentmon.nonblank(p_alert #>> '{labels,event_type}'),
            agentmon.nonblank(p_alert #>> '{annotations,summary}')), 80), ''))
$$;
COMMENT ON FUNCTION agentmon.alert_title(jsonb) IS
'An alert of a payload in one line: its severity or RESOLVED, its agent or name, its event or summary.';

CREATE FUNCTION agentmon.alert_kind(p_labels jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        agentmon.nonblank(p_labels ->> 'event_type'),
        -- What all error rows are called tells nobody anything.
        nullif(agentmon.nonblank(p_labels ->> 'alertname'), 'agent_error'));
COMMENT ON FUNCTION agentmon.alert_kind(jsonb) IS
'What kind of alert one with these labels is: its event type, or its alertname; NULL for an error row without an event type.';

CREATE FUNCTION agentmon.says(p_text text, p_part text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN strpos(lower(p_text COLLATE "C"), lower(p_part COLLATE "C")) > 0;
COMMENT ON FUNCTION agentmon.says(text, text) IS 'Whether a text holds another, in whatever case.';

CREATE FUNCTION agentmon.alert_words(p_alert jsonb) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        -- Never an empty line, whatever it lacks.
        coalesce(
            nullif(concat_ws(' ',
                left(coalesce(
                    agentmon.nonblank(p_alert #>> '{annotations,message}'),
                    agentmon.nonblank(p_alert #>> '{annotations,description}'),
                    agentmon.nonblank(p_alert #>> '{annotations,summary}'),
                    agentmon.labels_in_words(p_alert -> 'labels')), 400),
                -- By what it ended, or that there is no data and since when.
                left(agentmon.nonblank(CASE p_alert ->> 'status'
                    WHEN 'resolved' THEN p_alert #>> '{annotations,ended}'
                    ELSE p_alert #>> '{annotations,no_data}'
                END), 300)), ''),
            left(agentmon.alert_name(p_alert -> 'labels'), 400))
$$;
COMMENT ON FUNCTION agentmon.alert_words(jsonb) IS
'What an alert of a payload says of itself: its message, description or summary, or its labels, or its name.';

CREATE FUNCTION agentmon.alert_text(p_alert jsonb, p_mixed boolean, p_name text, p_alike boolean) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat(
        -- Beside others that go on, the end of one has to be told apart.
        CASE
            WHEN p_mixed AND p_alert ->> 'status' = 'resolved' THEN 'resolved: '
        END,
        left(nullif(p_name, ''), 160) || ': ',
        said.words,
        CASE
            WHEN p_alike AND NOT agentmon.says(said.words, said.labels) THEN format(' (%s)', left(said.labels, 200))
        END,
        CASE
            WHEN (p_alert ->> 'count')::bigint <= 1 THEN NULL
            WHEN p_alert ->> 'status' = 'resolved' AND p_alert ->> 'ends_at' > p_alert ->> 'starts_at' THEN
                format(' (%s times from %s to %s UTC)', p_alert ->> 'count', times.since, times.ended)
            ELSE format(' (%s times since %s UTC)', p_alert ->> 'count', times.since)
        END,
        ', acknowledged by ' || (p_alert ->> 'acknowledged_by'))
    FROM (
        SELECT agentmon.alert_words(p_alert) AS words,
               agentmon.labels_in_words(p_alert -> 'labels') AS labels
    ) AS said
    CROSS JOIN (
        SELECT to_char((p_alert ->> 'starts_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS since,
               to_char((p_alert ->> 'ends_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS ended
    ) AS times
$$;
COMMENT ON FUNCTION agentmon.alert_text(jsonb, boolean, text, boolean) IS
'What the body of a message says of an alert of its payload. p_mixed: the message speaks of ended ones and of others; p_name: by what it is told apart from the others, NULL or empty for nothing; p_alike: another one says the same words.';

CREATE FUNCTION agentmon.alert_lines(p_alerts jsonb, p_mixed boolean) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    WITH alerts AS (
        SELECT e.n, e.alert,
               agentmon.nonblank(e.alert #>> '{labels,agent_name}') AS agent,
               agentmon.alert_kind(e.alert -> 'labels') AS kind,
               agentmon.alert_words(e.alert) AS words
        FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS e (alert, n)
    ), kinds AS (
        SELECT count(DISTINCT coalesce(a.agent, '')) > 1 AS of_agents,
               count(DISTINCT coalesce(a.kind, '')) > 1 AS of_kinds
        FROM alerts a
    ), named AS (
        -- By what differs, where its words don't say it already.
        SELECT a.n, a.alert, a.words,
               concat_ws(' ',
                   CASE WHEN k.of_agents AND NOT agentmon.says(a.words, a.agent) THEN a.agent END,
                   CASE WHEN k.of_kinds AND NOT agentmon.says(a.words, a.kind) THEN a.kind END) AS name
        FROM alerts a
        CROSS JOIN kinds k
    ), compared AS (
        SELECT l.*, count(*) OVER (PARTITION BY l.name, l.words) > 1 AS is_alike
        FROM named l
    )
    SELECT string_agg(agentmon.alert_text(c.alert, p_mixed, c.name, c.is_alike), E'\n' ORDER BY c.n)
    FROM compared c
$$;
COMMENT ON FUNCTION agentmon.alert_lines(jsonb, boolean) IS
'A line for each alert of a payload. Where they are of several agents or kinds each line names its own; where two would say the same, each says its labels. p_mixed: the message speaks of ended ones and of others.';

CREATE FUNCTION agentmon.notification_text(
    p_reason text,
    p_alerts jsonb,
    p_total bigint,
    p_left_out jsonb DEFAULT NULL,
    p_left_firing bigint DEFAULT 0,
    OUT title text,
    OUT body text
)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat(
               CASE p_reason
                   WHEN 'escalation' THEN 'NOT ACKNOWLEDGED: '
                   WHEN 'acknowledged' THEN 'ACKNOWLEDGED: '
                   WHEN 'summary' THEN agentmon.counted(p_total, 'alert') || ' in one message: '
               END,
               agentmon.alert_title(p_alerts -> 0),
               CASE WHEN p_total > 1 AND p_reason <> 'summary' THEN format(' (and %s more)', p_total - 1) END),
           concat_ws(E'\n',
               CASE p_reason
                   WHEN 'summary' THEN (
                       SELECT string_agg(agentmon.alert_title(e.alert), E'\n' ORDER BY e.n)
                       FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS e (alert, n))
                   ELSE agentmon.alert_lines(p_alerts, (
                       SELECT count(DISTINCT k ->> 'status') > 1 OR p_left_firing > 0
                       FROM jsonb_array_elements(p_alerts) AS k))
               END,
               CASE
                   WHEN p_total > jsonb_array_length(p_alerts)
                   THEN format('and %s more', p_total - jsonb_array_length(p_alerts))
                       -- After the ends of some, the rest would be taken for ended too.
                       || CASE
                           WHEN p_left_firing > 0 AND p_alerts @> '[{"status": "resolved"}]'
                           THEN format(', %s still firing: %s%s', p_left_firing, agentmon.alert_title(p_left_out),
                               CASE WHEN p_left_firing > 1 THEN ' and others' ELSE '' END)
                           ELSE ''
                       END
               END)
$$;
COMMENT ON FUNCTION agentmon.notification_text(text, jsonb, bigint, jsonb, bigint) IS
'Title and body of a message about alerts, the first of which gives the title, where its channel has no templates. p_total: how many it speaks of, those that it does not list included; p_left_firing: how many of these fire, and p_left_out: the first of them.';

CREATE FUNCTION agentmon.most_listed(p_kind text) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN p_kind IN ('email', 'webhook') THEN coalesce((
            SELECT s.value::integer
            FROM monitoring.settings s
            WHERE s.name = 'message_alerts'), 200)
        ELSE 20
    END
$$;
COMMENT ON FUNCTION agentmon.most_listed(text) IS
'How many alerts a message of this kind lists: as the setting message_alerts says for email and webhook, 20 for the others.';

CREATE FUNCTION agentmon.compose(p_wanted jsonb, p_now timestamptz)
RETURNS TABLE (ref text, channel text, kind text, reason text, payload jsonb, about jsonb)
-- plpgsql keeps its plan for the session. In UTC, so that payloads do not depend on who composes.
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT w.ref, w.channel, w.made, w.since, w.ends_only, w.note, w.fallback_for, w.replayed,
               c.kind, c.send_resolved, c.title_template, c.body_template,
               CASE WHEN w.stand_in THEN 0 ELSE agentmon.severity_rank(c.min_severity) END AS least_rank,
               agentmon.most_listed(c.kind) AS most,
               k.group_id,
               -- A summary is of no group; its words come in any order.
               CASE WHEN w.made IS DISTINCT FROM 'summary' THEN k.group_id END AS of_group
        FROM jsonb_to_recordset(p_wanted) AS w (ref text, channel text, groups uuid[], made text, since timestamptz,
            ends_only boolean, stand_in boolean, note text, fallback_for text, replayed uuid)
        JOIN monitoring.notification_channels c ON c.name = w.channel
        CROSS JOIN unnest(w.groups) AS k (group_id)
    ), heard AS MATERIALIZED (
        -- What fires, and what the channel knows of it.
        SELECT k.*, fires.alert, m.held_by IS NOT NULL AS held,
               t.state AS told_state, t.count AS told_count, t.told_at, t.acknowledged AS told_acknowledged
        FROM asked k
        JOIN monitoring.alert_group_members m ON m.group_id = k.group_id
        -- Each by its id (OFFSET 0): a join would begin with all alerts that fire, or have ever ended.
        CROSS JOIN LATERAL (
            SELECT a AS alert
            FROM monitoring.alerts a
            WHERE a.id = m.alert_id
              AND a.state = 'firing'
            OFFSET 0
        ) AS fires
        LEFT JOIN monitoring.told_alerts t ON t.group_id = k.group_id
            AND t.channel = k.channel
            AND t.alert_id = m.alert_id
        WHERE t.alert_id IS NOT NULL
           OR agentmon.severity_rank((fires.alert).severity) >= k.least_rank AND NOT k.ends_only
        UNION ALL
        -- What has ended, and the channel was told the beginning of.
        SELECT k.*, ended.alert, false, t.state, t.count, t.told_at, t.acknowledged
        FROM asked k
        JOIN monitoring.told_alerts t ON t.group_id = k.group_id
            AND t.channel = k.channel
        CROSS JOIN LATERAL (
            SELECT a AS alert
            FROM monitoring.alerts a
            WHERE a.id = t.alert_id
              AND a.state = 'resolved'
            OFFSET 0
        ) AS ended
        UNION ALL
        -- An error is worth telling even when it is over, where somebody asked for what was missed.
        SELECT k.*, a, false, NULL, NULL, NULL, false
        FROM asked k
        JOIN monitoring.notification_alerts l ON l.notification_id = k.replayed
            AND l.group_id = k.group_id
        JOIN monitoring.alerts a ON a.id = l.alert_id
            AND a.state = 'resolved'
            AND a.source = 'log'
        WHERE k.kind <> 'pagerduty'
          AND NOT EXISTS (
              SELECT FROM monitoring.told_alerts t
              WHERE t.group_id = l.group_id
                AND t.channel = k.channel
                AND t.alert_id = l.alert_id)
    ), worded AS MATERIALIZED (
        SELECT h.*,
               agentmon.severity_rank((h.alert).severity) AS rank,
               (h.alert).state = 'firing' AS fires,
               h.told_state = 'firing' AS is_told,
               (h.alert).state = 'firing' AND (h.alert).acknowledged_at IS NULL AND NOT h.held AS waiting,
               (h.alert).acknowledged_at IS NOT NULL OR coalesce((h.alert).snoozed_until > p_now, false) AS in_hand,
               CASE WHEN (h.alert).acknowledged_at IS NOT NULL THEN (h.alert).acknowledged_by END AS in_hand_of,
               CASE
                   WHEN (h.alert).state = 'resolved' AND h.told_state IS NULL THEN 'missed'
                   WHEN (h.alert).state = 'resolved' THEN CASE WHEN h.send_resolved THEN 'ended' END
                   WHEN h.held THEN
                       CASE WHEN h.made = 'acknowledged' AND h.told_state = 'firing' THEN 'goes on' END
                   WHEN h.made = 'escalation' THEN
                       CASE WHEN (h.alert).acknowledged_at IS NULL THEN 'goes on' END
                   WHEN h.ends_only THEN CASE WHEN h.made = 'acknowledged' THEN 'goes on' END
                   WHEN h.told_state IS DISTINCT FROM 'firing' THEN 'new'
                   WHEN (h.alert).count > h.told_count AND (h.alert).acknowledged_at IS NULL THEN 'more'
                   ELSE 'goes on'
               END AS word
        FROM heard h
    ), ordered AS MATERIALIZED (
        -- What is new and grave comes first, what goes on comes last.
        SELECT x.*, row_number() OVER (
                   PARTITION BY x.ref, x.word IS NULL
                   ORDER BY array_position('{new,more,missed,ended,goes on}'::text[], x.word),
                            x.rank DESC, (x.alert).starts_at, (x.alert).id) AS nth
        FROM worded x
    ), counted AS MATERIALIZED (
        SELECT x.ref, x.channel, x.kind, x.made, x.note, x.fallback_for, x.title_template, x.body_template, x.of_group,
               count(*) FILTER (WHERE x.word = 'new') AS new,
               count(*) FILTER (WHERE x.word = 'more') AS more,
               count(*) FILTER (WHERE x.word IN ('missed', 'ended')) AS over,
               count(*) FILTER (WHERE x.word = 'ended') AS ended,
               count(*) FILTER (WHERE x.word IS NOT NULL) AS total,
               -- What goes on, as far as the channel knows: held back or not.
               count(*) FILTER (WHERE x.fires AND (x.is_told OR x.word IS NOT NULL)) AS open,
               count(*) FILTER (WHERE x.word IS NOT NULL AND x.waiting) AS waiting,
               count(*) FILTER (WHERE x.word IS NOT NULL AND x.waiting
                   AND coalesce(x.told_at < x.since, true)) AS again,
               coalesce(bool_or(x.is_told), false) AS has_told,
               coalesce(bool_and(x.in_hand) FILTER (WHERE x.fires AND x.is_told), false) AS in_hand,
               coalesce(bool_and(x.told_acknowledged) FILTER (WHERE x.fires AND x.is_told), false) AS told_in_hand,
               max(x.rank) FILTER (WHERE x.word IS NOT NULL) AS rank,
               jsonb_agg(agentmon.alert_json(
                       (x.alert).id, (x.alert).labels, (x.alert).annotations, (x.alert).severity, (x.alert).state,
                       (x.alert).starts_at, (x.alert).ends_at, (x.alert).count, x.in_hand_of) ORDER BY x.nth)
                   FILTER (WHERE x.word IS NOT NULL AND x.nth <= x.most) AS alerts,
               count(*) FILTER (WHERE x.word IS NOT NULL AND x.fires AND x.nth > x.most) AS left_firing,
               (array_agg(agentmon.alert_json(
                       (x.alert).id, (x.alert).labels, (x.alert).annotations, (x.alert).severity, (x.alert).state,
                       (x.alert).starts_at, (x.alert).ends_at, (x.alert).count, x.in_hand_of) ORDER BY x.nth)
                   FILTER (WHERE x.word IS NOT NULL AND x.fires AND x.nth > x.most))[1] AS left_out,
               -- A mail and a webhook are read by what they list; elsewhere the number of the others has to do.
               jsonb_agg(jsonb_build_object(
                       'group_id', x.group_id,
                       'alert_id', (x.alert).id,
                       'state', (x.alert).state,
                       'count', (x.alert).count))
                   FILTER (WHERE x.word IS NOT NULL AND (x.nth <= x.most OR x.kind NOT IN ('email', 'webhook')))
                   AS about
        FROM ordered x
        GROUP BY x.ref, x.channel, x.kind, x.made, x.note, x.fallback_for, x.title_template, x.body_template, x.of_group
    ), reasoned AS MATERIALIZED (
        SELECT n.*,
               CASE
                   WHEN n.made = 'summary' THEN CASE WHEN n.new + n.more + n.over + n.again > 0 THEN 'summary' END
                   WHEN n.made = 'escalation' AND n.waiting > 0 THEN 'escalation'
                   WHEN n.made = 'escalation' AND n.ended = 0 THEN NULL
                   WHEN n.new > 0 AND NOT n.has_told THEN 'first_notification'
                   WHEN n.new > 0 THEN 'new_alerts'
                   WHEN n.more > 0 THEN 'more_events'
                   WHEN n.over > 0 AND n.open = 0 THEN 'all_resolved'
                   WHEN n.over > 0 THEN 'new_resolved'
                   WHEN n.made = 'acknowledged' AND n.in_hand AND NOT n.told_in_hand THEN 'acknowledged'
                   WHEN n.made = 'repeat' AND n.again > 0 THEN 'repeat'
               END AS reason
        FROM counted n
        WHERE n.total > 0
    ), said AS MATERIALIZED (
        SELECT r.*, text.title,
               concat_ws(E'\n', text.body, r.note) AS body,
               jsonb_strip_nulls(jsonb_build_object('fallback_for', r.fallback_for)) || jsonb_build_object(
                   'status', CASE WHEN r.open > 0 THEN 'firing' ELSE 'resolved' END,
                   'reason', r.reason,
                   'route', grp.route,
                   -- Not by its labels: two routes may have groups of the same ones, and each is an incident of its own.
                   -- A summary is none, and is a thread of its own.
                   'group_key', coalesce(replace(grp.id::text, '-', ''),
                       encode(sha256(convert_to('summary' || E'\n' || r.ref, 'UTF8')), 'hex')),
                   'group_labels', coalesce(agentmon.short_texts(grp.group_labels), '{}'),
                   'severity', agentmon.severity_of(r.rank),
                   'alerts', r.alerts,
                   'total_alerts', r.total) AS payload
        FROM reasoned r
        LEFT JOIN monitoring.alert_groups grp ON grp.id = r.of_group
        CROSS JOIN LATERAL agentmon.notification_text(
            r.reason, r.alerts, r.total, r.left_out, r.left_firing) AS text
        WHERE r.reason IS NOT NULL
    )
    SELECT t.ref, t.channel, t.kind, t.reason,
           t.payload || jsonb_build_object(
               'title', CASE
                   WHEN t.title_template IS NULL THEN t.title
                   ELSE agentmon.text_by_template(t.title_template, w.payload, t.title)
               END,
               'body', CASE
                   WHEN t.body_template IS NULL THEN t.body
                   ELSE agentmon.text_by_template(t.body_template, w.payload, t.body)
               END),
           t.about
    FROM said t
    CROSS JOIN LATERAL (
        SELECT t.payload || jsonb_build_object('title', t.title, 'body', t.body) AS payload
    ) AS w;
END
$$;
COMMENT ON FUNCTION agentmon.compose(jsonb, timestamptz) IS
'What channels have yet to hear. Takes [{ref, channel, groups: [ids], made, since, ends_only, stand_in, note, fallback_for, replayed}]: made is repeat, escalation, acknowledged or summary where the message is to be sent though nothing is new (repeat: unless its channel has heard of it after since); ends_only where the channel is not told of beginnings; stand_in where its min_severity does not count; replayed, a message whose ended errors are told though they are over. Gives reason, payload and what it says of which alert; no row where there is nothing to say.';
