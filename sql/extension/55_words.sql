-- Words: what a channel has yet to hear of a group, and how a message says it. They are composed when a
-- message is claimed, from what is true then and what its channel was told before (told_alerts).

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
'Labels or annotations as they are, or, where they are longer than 8000 bytes, cut: no message, and no step '
'with its messages, grows beyond what fits into memory.';

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
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        -- Nor is a text that looks empty one: blanks that do not break, and those without a width.
        WHEN p_text ~ E'[^[:space:][:cntrl:]\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff]'
            THEN btrim(p_text, E' \t\r\n')
    END
$$;
COMMENT ON FUNCTION agentmon.nonblank(text) IS
'A text without blanks around it; NULL where it has nothing else.';

CREATE FUNCTION agentmon.alert_name(p_labels jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        agentmon.nonblank(p_labels ->> 'agent_name'),
        agentmon.nonblank(p_labels ->> 'alertname'),
        'alert')
$$;
COMMENT ON FUNCTION agentmon.alert_name(jsonb) IS
'What an alert with these labels is called: its agent, or its own name.';

CREATE FUNCTION agentmon.labels_in_words(p_labels jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(label.key || ': ' || agentmon.nonblank(label.value), ', ' ORDER BY label.key)
    FROM jsonb_each_text(p_labels) AS label
    -- But those that a title tells, and those that nobody can read.
    WHERE label.key <> ALL ('{alertname,agent_name,event_type,log_level,fingerprint,severity}')
      AND agentmon.nonblank(label.value) IS NOT NULL
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
COMMENT ON FUNCTION agentmon.alert_json(
    uuid, jsonb, jsonb, text, text, timestamptz, timestamptz, bigint, text
) IS
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
'What kind of alert one with these labels is: its event type, or its alertname; NULL for an error row '
'without an event type.';

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
            nullif(
                concat(
                    said.words,
                    -- A sentence of ours begins after the end of theirs.
                    CASE
                        WHEN said.words ~ '[.!?:;]$' AND said.more <> '' THEN ' '
                        WHEN said.words <> '' AND said.more <> '' THEN '. '
                    END,
                    said.more),
                ''),
            left(agentmon.alert_name(p_alert -> 'labels'), 400))
    FROM (
        SELECT left(coalesce(
                   agentmon.nonblank(p_alert #>> '{annotations,message}'),
                   agentmon.nonblank(p_alert #>> '{annotations,description}'),
                   agentmon.nonblank(p_alert #>> '{annotations,summary}'),
                   agentmon.labels_in_words(p_alert -> 'labels')), 400) AS words,
               -- By what it ended, or that there is no data and since when.
               left(agentmon.nonblank(CASE p_alert ->> 'status'
                   WHEN 'resolved' THEN p_alert #>> '{annotations,ended}'
                   ELSE p_alert #>> '{annotations,no_data}'
               END), 300) AS more
    ) AS said
$$;
COMMENT ON FUNCTION agentmon.alert_words(jsonb) IS
'What an alert of a payload says of itself: its message, description or summary, or its labels, or its name.';

CREATE FUNCTION agentmon.held_in_words(p_held_by text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Ids say nothing to who reads a message.
RETURN CASE
    WHEN p_held_by LIKE 'silence %' THEN 'silenced'
    ELSE left(regexp_replace(p_held_by, ' [0-9a-f-]{36}', ''), 100)
END;
COMMENT ON FUNCTION agentmon.held_in_words(text) IS
'By what an alert is held back (as of held_back()), for who reads a message; NULL for nothing.';

CREATE FUNCTION agentmon.alert_text(
    p_alert jsonb,
    p_mixed boolean,
    p_name text,
    p_alike boolean
) RETURNS text
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
            WHEN p_alike AND NOT agentmon.says(said.words, said.labels)
                THEN format(' (%s)', left(said.labels, 200))
        END,
        CASE
            WHEN (p_alert ->> 'count')::bigint <= 1 THEN NULL
            WHEN p_alert ->> 'status' = 'resolved' AND p_alert ->> 'ends_at' > p_alert ->> 'starts_at'
                THEN format(' (%s times from %s to %s UTC)', p_alert ->> 'count', times.since, times.ended)
            ELSE format(' (%s times since %s UTC)', p_alert ->> 'count', times.since)
        END,
        ', acknowledged by ' || (p_alert ->> 'acknowledged_by'),
        ', ' || agentmon.held_in_words(p_alert ->> 'held_by'))
    FROM (
        SELECT agentmon.alert_words(p_alert) AS words,
               agentmon.labels_in_words(p_alert -> 'labels') AS labels
    ) AS said
    CROSS JOIN (
        SELECT to_char(
                   (p_alert ->> 'starts_at')::timestamptz AT TIME ZONE 'UTC',
                   'YYYY-MM-DD HH24:MI') AS since,
               to_char(
                   (p_alert ->> 'ends_at')::timestamptz AT TIME ZONE 'UTC',
                   'YYYY-MM-DD HH24:MI') AS ended
    ) AS times
$$;
COMMENT ON FUNCTION agentmon.alert_text(jsonb, boolean, text, boolean) IS
'What the body of a message says of an alert of its payload. p_mixed: the message speaks of ended ones and '
'of others; p_name: by what it is told apart from the others, NULL or empty for nothing; p_alike: another '
'one says the same words.';

CREATE FUNCTION agentmon.alert_lines(p_alerts jsonb, p_mixed boolean) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    WITH alerts AS (
        SELECT entry.nth,
               entry.alert,
               agentmon.nonblank(entry.alert #>> '{labels,agent_name}') AS agent,
               agentmon.alert_kind(entry.alert -> 'labels') AS kind,
               agentmon.alert_words(entry.alert) AS words
        FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS entry (alert, nth)
    ), kinds AS (
        -- One row: whether the alerts are of several agents, and of several kinds.
        SELECT count(DISTINCT coalesce(own.agent, '')) > 1 AS of_agents,
               count(DISTINCT coalesce(own.kind, '')) > 1 AS of_kinds
        FROM alerts own
    ), named AS (
        -- An alert with what tells it apart, where its words don't say that already.
        SELECT own.nth,
               own.alert,
               own.words,
               concat_ws(' ',
                   CASE
                       WHEN differ.of_agents AND NOT agentmon.says(own.words, own.agent) THEN own.agent
                   END,
                   CASE
                       WHEN differ.of_kinds AND NOT agentmon.says(own.words, own.kind) THEN own.kind
                   END) AS name
        FROM alerts own
        CROSS JOIN kinds differ
    ), compared AS (
        SELECT line.*,
               count(*) OVER (PARTITION BY line.name, line.words) > 1 AS is_alike
        FROM named line
    )
    SELECT string_agg(
               agentmon.alert_text(line.alert, p_mixed, line.name, line.is_alike),
               E'\n' ORDER BY line.nth)
    FROM compared line
$$;
COMMENT ON FUNCTION agentmon.alert_lines(jsonb, boolean) IS
'A line for each alert of a payload. Where they are of several agents or kinds each line names its own; '
'where two would say the same, each says its labels. p_mixed: the message speaks of ended ones and of '
'others.';

CREATE FUNCTION agentmon.alert_titles(p_alerts jsonb) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    WITH titles AS (
        SELECT entry.nth,
               own.title,
               -- Less its severity, or that it has ended.
               substr(own.title, strpos(own.title, ' ') + 1) AS name,
               agentmon.alert_words(entry.alert) AS words,
               entry.alert #>> '{annotations,ended}' LIKE 'It goes on as %' AS goes_on,
               agentmon.labels_in_words(entry.alert -> 'labels') AS labels
        FROM jsonb_array_elements(p_alerts) WITH ORDINALITY AS entry (alert, nth)
        CROSS JOIN LATERAL (SELECT agentmon.alert_title(entry.alert) AS title) AS own
    ), compared AS (
        SELECT own.*,
               count(*) OVER (PARTITION BY own.name) > 1 OR coalesce(own.goes_on, false) AS is_alike,
               count(*) OVER (PARTITION BY own.name, own.words) > 1 AS says_alike
        FROM titles own
    ), said AS (
        -- A name that others have too is followed by what its alert says, as is an end that is none; where
        -- that is alike as well, by its labels.
        SELECT own.nth,
               own.title
                   || CASE
                       WHEN own.is_alike AND NOT agentmon.says(own.title, own.words)
                           THEN ': ' || left(own.words, 100)
                       ELSE ''
                   END AS line,
               CASE WHEN own.says_alike THEN own.labels END AS labels
        FROM compared own
    )
    SELECT string_agg(
               line.line
                   || CASE
                       WHEN NOT agentmon.says(line.line, line.labels)
                           THEN format(' (%s)', left(line.labels, 100))
                       ELSE ''
                   END,
               E'\n' ORDER BY line.nth)
    FROM said line
$$;
COMMENT ON FUNCTION agentmon.alert_titles(jsonb) IS
'A short line for each alert of a payload, as a summary has them; titles that are alike are told apart.';

CREATE FUNCTION agentmon.notification_text(
    p_reason text,
    p_alerts jsonb,
    p_total bigint,
    p_left_out jsonb DEFAULT NULL,
    p_left_firing bigint DEFAULT 0,
    p_beside bigint DEFAULT 0,
    p_first_beside jsonb DEFAULT NULL,
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
               CASE
                   WHEN p_total > 1 AND p_reason <> 'summary' THEN format(' (and %s more)', p_total - 1)
               END,
               CASE WHEN p_beside > 0 THEN format(' (%s still firing)', p_beside) END),
           concat_ws(E'\n',
               CASE p_reason
                   WHEN 'summary' THEN agentmon.alert_titles(p_alerts)
                   -- What is held back is not told; but an end is not to be taken for its end as well.
                   ELSE agentmon.alert_lines(p_alerts || coalesce(p_first_beside, '[]'), (
                       SELECT count(DISTINCT listed ->> 'status') > 1 OR p_left_firing + p_beside > 0
                       FROM jsonb_array_elements(p_alerts) AS listed))
               END,
               CASE
                   WHEN p_total > jsonb_array_length(p_alerts)
                       THEN format('and %s more', p_total - jsonb_array_length(p_alerts))
                           -- After the ends of some, the rest would be taken for ended too.
                           || CASE
                               WHEN p_left_firing > 0 AND p_alerts @> '[{"status": "resolved"}]'
                                   THEN format(', %s still firing: %s%s',
                                       p_left_firing,
                                       agentmon.alert_title(p_left_out),
                                       CASE WHEN p_left_firing > 1 THEN ' and others' ELSE '' END)
                               ELSE ''
                           END
               END,
               'and ' || nullif(p_beside - coalesce(jsonb_array_length(p_first_beside), 0), 0)
                   || ' more still firing')
$$;
COMMENT ON FUNCTION agentmon.notification_text(text, jsonb, bigint, jsonb, bigint, bigint, jsonb) IS
'Title and body of a message about alerts, the first of which gives the title, where its channel has no '
'templates. p_total: how many it speaks of, those that it does not list included; p_left_firing: how many of '
'these fire, and p_left_out: the first of them; p_beside: how many that its channel knows go on besides '
'those, and p_first_beside: some of them.';

CREATE FUNCTION agentmon.most_listed(p_kind text) RETURNS integer
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN p_kind IN ('email', 'webhook') THEN agentmon.setting_integer('message_alerts', 200)
        ELSE 20
    END
$$;
COMMENT ON FUNCTION agentmon.most_listed(text) IS
'How many alerts a message of this kind lists: as the setting message_alerts says for email and webhook, 20 '
'for the others.';

CREATE FUNCTION agentmon.compose(p_wanted jsonb, p_now timestamptz)
RETURNS TABLE (ref text, channel text, kind text, reason text, payload jsonb, about jsonb)
-- plpgsql keeps its plan for the session. In UTC, so that payloads do not depend on who composes.
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS MATERIALIZED (
        -- What is wanted: a message for a channel, and one of the groups that it is about.
        SELECT wanted.ref,
               wanted.channel,
               wanted.made,
               wanted.since,
               wanted.ends_only,
               wanted.note,
               wanted.fallback_for,
               wanted.replayed,
               own.kind,
               own.send_resolved,
               own.title_template,
               own.body_template,
               CASE
                   WHEN wanted.stand_in THEN 0
                   ELSE agentmon.severity_rank(own.min_severity)
               END AS least_rank,
               agentmon.most_listed(own.kind) AS most,
               grp.group_id,
               -- A summary is of no group; its words come in any order.
               CASE WHEN wanted.made IS DISTINCT FROM 'summary' THEN grp.group_id END AS of_group
        FROM jsonb_to_recordset(p_wanted) AS wanted (
            ref text,
            channel text,
            groups uuid[],
            made text,
            since timestamptz,
            ends_only boolean,
            stand_in boolean,
            note text,
            fallback_for text,
            replayed uuid)
        JOIN monitoring.notification_channels own ON own.name = wanted.channel
        CROSS JOIN unnest(wanted.groups) AS grp (group_id)
    ), heard AS MATERIALIZED (
        -- What fires, and what the channel knows of it.
        SELECT request.*,
               fires.alert,
               member.held_by IS NOT NULL AS held,
               member.held_by,
               CASE
                   WHEN request.made = 'escalation'
                       THEN member.notified_state = 'firing' AND agentmon.is_somebodys(member.alert_id)
               END AS is_settled,
               told.state AS told_state,
               told.count AS told_count,
               told.told_at,
               told.acknowledged AS told_acknowledged,
               false AS is_half
        FROM asked request
        JOIN monitoring.alert_group_members member ON member.group_id = request.group_id
        -- Each by its id (OFFSET 0): a join would begin with all alerts that fire, or have ever ended.
        CROSS JOIN LATERAL (
            SELECT alert AS alert
            FROM monitoring.alerts alert
            WHERE alert.id = member.alert_id
              AND alert.state = 'firing'
            OFFSET 0
        ) AS fires
        LEFT JOIN monitoring.told_alerts told ON told.group_id = request.group_id
            AND told.channel = request.channel
            AND told.alert_id = member.alert_id
        WHERE told.alert_id IS NOT NULL
           OR agentmon.severity_rank((fires.alert).severity) >= request.least_rank
              AND (NOT request.ends_only
                   -- Whoever is told that it ended is told as what it goes on.
                   OR request.made IS DISTINCT FROM 'acknowledged'
                      AND EXISTS (
                          SELECT
                          FROM monitoring.told_alerts heard
                          JOIN monitoring.alerts before ON before.id = heard.alert_id
                              AND before.state = 'resolved'
                              AND before.alert_key = (fires.alert).alert_key
                          WHERE heard.group_id = request.group_id
                            AND heard.channel = request.channel))
        UNION ALL
        -- What has ended, and the channel was told the beginning of.
        SELECT request.*,
               ended.alert,
               false,
               NULL,
               false,
               told.state,
               told.count,
               told.told_at,
               told.acknowledged,
               false
        FROM asked request
        JOIN monitoring.told_alerts told ON told.group_id = request.group_id
            AND told.channel = request.channel
        CROSS JOIN LATERAL (
            SELECT alert AS alert
            FROM monitoring.alerts alert
            WHERE alert.id = told.alert_id
              AND alert.state = 'resolved'
            OFFSET 0
        ) AS ended
        UNION ALL
        -- What has ended, and some receivers of the channel have been told so, by a message that does not go
        -- on to the others when this one does.
        SELECT request.*,
               alert,
               false,
               NULL,
               false,
               'firing',
               said.count,
               half.attempted_at,
               false,
               request.made IS DISTINCT FROM 'summary'
        FROM asked request
        CROSS JOIN LATERAL (
            SELECT waits.id, waits.attempted_at
            FROM monitoring.notifications waits
            WHERE waits.group_id = request.group_id
              AND waits.channel = request.channel
              AND waits.state = 'pending'
              AND waits.progress ? 'delivered'
              AND waits.id::text <> request.ref
            UNION ALL
            SELECT summed.id, summed.attempted_at
            FROM monitoring.notifications summed
            WHERE summed.summed_into = CASE WHEN request.made = 'summary' THEN request.ref::uuid END
              AND summed.progress ? 'delivered'
        ) AS half
        JOIN monitoring.notification_alerts said ON said.notification_id = half.id
            AND said.group_id = request.group_id
            AND said.state = 'resolved'
        JOIN monitoring.alerts alert ON alert.id = said.alert_id
            AND alert.state = 'resolved'
        WHERE NOT EXISTS (
            SELECT FROM monitoring.told_alerts told
            WHERE told.group_id = said.group_id
              AND told.channel = request.channel
              AND told.alert_id = said.alert_id)
        UNION ALL
        -- An error is worth telling even when it is over, where somebody asked for what was missed.
        SELECT request.*, alert, false, NULL, false, NULL, NULL, NULL, false, false
        FROM asked request
        JOIN monitoring.notification_alerts said ON said.notification_id = request.replayed
            AND said.group_id = request.group_id
        JOIN monitoring.alerts alert ON alert.id = said.alert_id
            AND alert.state = 'resolved'
            AND alert.source = 'log'
        WHERE request.kind <> 'pagerduty'
          AND NOT EXISTS (
              SELECT FROM monitoring.told_alerts told
              WHERE told.group_id = said.group_id
                AND told.channel = request.channel
                AND told.alert_id = said.alert_id)
    ), worded AS MATERIALIZED (
        -- An alert, and by what word the message would speak of it (NULL: not at all).
        SELECT item.*,
               agentmon.severity_rank((item.alert).severity) AS rank,
               (item.alert).state = 'firing' AS fires,
               item.told_state = 'firing' AS is_told,
               (item.alert).state = 'firing'
                   AND (item.alert).acknowledged_at IS NULL
                   AND NOT item.held AS waiting,
               (item.alert).acknowledged_at IS NOT NULL
                   OR coalesce((item.alert).snoozed_until > p_now, false) AS in_hand,
               CASE
                   WHEN (item.alert).acknowledged_at IS NOT NULL THEN (item.alert).acknowledged_by
               END AS in_hand_of,
               CASE
                   WHEN (item.alert).state = 'resolved' AND item.told_state IS NULL
                       THEN 'missed'
                   WHEN (item.alert).state = 'resolved'
                       THEN CASE WHEN item.send_resolved THEN 'ended' END
                   WHEN item.held
                       THEN CASE
                           WHEN item.told_state IS DISTINCT FROM 'firing' THEN NULL
                           WHEN item.made = 'acknowledged' THEN 'goes on'
                           -- Beside the end of another one, it would be taken for ended too.
                           ELSE 'besides'
                       END
                   WHEN item.made = 'escalation'
                       THEN CASE
                           -- What nobody has been told of yet has not been left lying.
                           WHEN (item.alert).acknowledged_at IS NULL AND item.is_settled THEN 'goes on'
                       END
                   WHEN item.ends_only AND item.told_state IS NULL THEN 'new'
                   WHEN item.ends_only
                       THEN CASE WHEN item.made = 'acknowledged' THEN 'goes on' ELSE 'besides' END
                   WHEN item.told_state IS DISTINCT FROM 'firing' THEN 'new'
                   WHEN (item.alert).count > item.told_count AND (item.alert).acknowledged_at IS NULL
                       THEN 'more'
                   ELSE 'goes on'
               END AS own_word
        FROM heard item
    ), spoken AS MATERIALIZED (
        SELECT item.*,
               nullif(item.own_word, 'besides') AS word,
               item.own_word = 'besides'
                   AND bool_or(item.own_word = 'ended') OVER (
                       PARTITION BY item.ref, item.group_id) AS is_beside
        FROM worded item
    ), placed AS MATERIALIZED (
        -- What is new and grave comes first, what goes on comes last; but what nobody has in hand is what an
        -- escalation is about. An alert of several groups has one place in a summary.
        SELECT item.*,
               CASE
                   WHEN item.made = 'escalation' AND item.waiting THEN 0
                   ELSE min(array_position('{new,more,missed,ended,goes on}'::text[], item.word))
                       OVER of_alert
               END AS place,
               row_number() OVER (
                   of_alert
                   ORDER BY array_position('{new,more,missed,ended,goes on}'::text[], item.word),
                            item.group_id) > 1 AS is_twin
        FROM spoken item
        WINDOW of_alert AS (PARTITION BY item.ref, (item.alert).id)
    ), ordered AS MATERIALIZED (
        SELECT item.*,
               dense_rank() OVER (
                   PARTITION BY item.ref, item.word IS NULL, item.is_beside
                   ORDER BY item.place,
                            item.rank DESC,
                            (item.alert).starts_at,
                            (item.alert).id) AS nth,
               -- As a payload has it, where the message speaks of it.
               CASE
                   WHEN item.word IS NOT NULL OR item.is_beside THEN agentmon.alert_json(
                       (item.alert).id,
                       (item.alert).labels,
                       (item.alert).annotations,
                       (item.alert).severity,
                       (item.alert).state,
                       (item.alert).starts_at,
                       (item.alert).ends_at,
                       (item.alert).count,
                       item.in_hand_of)
               END AS told_as
        FROM placed item
    ), counted AS MATERIALIZED (
        -- A message that is wanted, with what it would have to say.
        SELECT item.ref,
               item.channel,
               item.kind,
               item.made,
               item.note,
               item.fallback_for,
               item.title_template,
               item.body_template,
               item.of_group,
               count(*) FILTER (WHERE item.word = 'new') AS new,
               count(*) FILTER (WHERE item.word = 'more') AS more,
               -- By itself that others have not heard of an end is no reason to tell all of them again.
               count(*) FILTER (WHERE item.word IN ('missed', 'ended') AND NOT item.is_half) AS over,
               count(*) FILTER (WHERE item.word = 'ended' AND NOT item.is_half) AS ended,
               count(*) FILTER (WHERE item.word IS NOT NULL AND NOT item.is_twin) AS total,
               -- What goes on, as far as the channel knows: held back or not.
               count(*) FILTER (WHERE item.fires AND (item.is_told OR item.word IS NOT NULL)) AS open,
               count(*) FILTER (WHERE item.word IS NOT NULL AND item.waiting) AS waiting,
               count(*) FILTER (
                   WHERE item.word IS NOT NULL
                     AND item.waiting
                     AND coalesce(item.told_at < item.since, true)) AS again,
               coalesce(bool_or(item.is_told), false) AS has_told,
               coalesce(
                   bool_and(item.in_hand) FILTER (WHERE item.fires AND item.is_told),
                   false) AS in_hand,
               coalesce(
                   bool_and(item.told_acknowledged) FILTER (WHERE item.fires AND item.is_told),
                   false) AS told_in_hand,
               max(item.rank) FILTER (WHERE item.word IS NOT NULL) AS rank,
               count(*) FILTER (WHERE item.is_beside AND NOT item.is_twin) AS beside,
               jsonb_agg(
                   item.told_as
                       || jsonb_strip_nulls(jsonb_build_object('held_by', item.held_by)) ORDER BY item.nth
               ) FILTER (
                   WHERE item.is_beside
                     AND NOT item.is_twin
                     AND item.nth <= 3) AS first_beside,
               jsonb_agg(item.told_as ORDER BY item.nth) FILTER (
                   WHERE item.word IS NOT NULL
                     AND NOT item.is_twin
                     AND item.nth <= item.most) AS alerts,
               count(*) FILTER (
                   WHERE item.word IS NOT NULL
                     AND NOT item.is_twin
                     AND item.fires
                     AND item.nth > item.most) AS left_firing,
               (array_agg(item.told_as ORDER BY item.nth) FILTER (
                   WHERE item.word IS NOT NULL
                     AND item.fires
                     AND item.nth > item.most))[1] AS left_out,
               -- A mail and a webhook tell what they list; elsewhere the number of the others has to do.
               jsonb_agg(
                   jsonb_build_object(
                       'group_id', item.group_id,
                       'alert_id', (item.alert).id,
                       'state', (item.alert).state,
                       'count', (item.alert).count)
               ) FILTER (
                   WHERE item.word IS NOT NULL
                     AND (item.nth <= item.most OR item.kind NOT IN ('email', 'webhook'))) AS about
        FROM ordered item
        GROUP BY item.ref,
                 item.channel,
                 item.kind,
                 item.made,
                 item.note,
                 item.fallback_for,
                 item.title_template,
                 item.body_template,
                 item.of_group
    ), reasoned AS MATERIALIZED (
        -- A message, and for what reason it is sent (NULL: it is not).
        SELECT draft.*,
               CASE
                   WHEN draft.made = 'summary'
                       THEN CASE WHEN draft.new + draft.more + draft.over + draft.again > 0 THEN 'summary' END
                   WHEN draft.made = 'escalation' AND draft.waiting > 0 THEN 'escalation'
                   WHEN draft.made = 'escalation' AND draft.ended = 0 THEN NULL
                   WHEN draft.new > 0 AND NOT draft.has_told THEN 'first_notification'
                   WHEN draft.new > 0 THEN 'new_alerts'
                   WHEN draft.more > 0 THEN 'more_events'
                   WHEN draft.over > 0 AND draft.open = 0 THEN 'all_resolved'
                   WHEN draft.over > 0 THEN 'new_resolved'
                   WHEN draft.made = 'acknowledged' AND draft.in_hand AND NOT draft.told_in_hand
                       THEN 'acknowledged'
                   WHEN draft.made = 'repeat' AND draft.again > 0 THEN 'repeat'
               END AS reason
        FROM counted draft
        WHERE draft.total > 0
    ), said AS MATERIALIZED (
        -- A message with its own words; those of its channel's templates come after.
        SELECT draft.*,
               text.title,
               concat_ws(E'\n', text.body, draft.note) AS body,
               jsonb_strip_nulls(jsonb_build_object(
                   'fallback_for', draft.fallback_for
               )) || jsonb_build_object(
                   'status', CASE WHEN draft.open > 0 THEN 'firing' ELSE 'resolved' END,
                   'reason', draft.reason,
                   'route', grp.route,
                   -- Not by its labels: two routes may have groups with the same labels, and each is an
                   -- incident of its own. A summary is of no group, and is a thread of its own.
                   'group_key', coalesce(
                       replace(grp.id::text, '-', ''),
                       encode(sha256(convert_to('summary' || E'\n' || draft.ref, 'UTF8')), 'hex')),
                   'group_labels', coalesce(agentmon.short_texts(grp.group_labels), '{}'),
                   'severity', agentmon.severity_of(draft.rank),
                   'alerts', draft.alerts,
                   'total_alerts', draft.total) AS payload
        FROM reasoned draft
        LEFT JOIN monitoring.alert_groups grp ON grp.id = draft.of_group
        CROSS JOIN LATERAL agentmon.notification_text(
            draft.reason,
            draft.alerts,
            draft.total,
            draft.left_out,
            draft.left_firing,
            draft.beside,
            draft.first_beside) AS text
        WHERE draft.reason IS NOT NULL
    )
    SELECT message.ref,
           message.channel,
           message.kind,
           message.reason,
           message.payload || jsonb_build_object(
               'title', CASE
                   WHEN message.title_template IS NULL THEN message.title
                   ELSE agentmon.text_by_template(message.title_template, words.payload, message.title)
               END,
               'body', CASE
                   WHEN message.body_template IS NULL THEN message.body
                   ELSE agentmon.text_by_template(message.body_template, words.payload, message.body)
               END),
           message.about
    FROM said message
    CROSS JOIN LATERAL (
        SELECT message.payload || jsonb_build_object('title', message.title, 'body', message.body) AS payload
    ) AS words;
END
$$;
COMMENT ON FUNCTION agentmon.compose(jsonb, timestamptz) IS
'What channels have yet to hear. Takes [{ref, channel, groups: [ids], made, since, ends_only, stand_in, '
'note, fallback_for, replayed}]: made is repeat, escalation, acknowledged or summary where the message is to '
'be sent though nothing is new (repeat: unless its channel has heard of it after since); ends_only where the '
'channel is not told of beginnings; stand_in where its min_severity does not count; replayed, a message '
'whose ended errors are told though they are over. Gives reason, payload and what it says of which alert; no '
'row where there is nothing to say.';
