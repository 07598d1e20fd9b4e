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

CREATE FUNCTION agentmon.message_names() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- The keys of the payload that compose() makes; slips.rs compares them.
    RETURN '{title,body,status,reason,severity,route,group_labels,group_key,alerts,total_alerts,fallback_for}'
        ::text[];
COMMENT ON FUNCTION agentmon.message_names() IS
'What the template of a channel finds in a message.';

CREATE FUNCTION agentmon.nonblank(p_text text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'nonblank_wrapper';
COMMENT ON FUNCTION agentmon.nonblank(text) IS
'A text without blanks around it; NULL where it has nothing else: a text that looks empty is.';

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
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'alert_title_wrapper';
COMMENT ON FUNCTION agentmon.alert_title(jsonb) IS
'An alert of a payload in one line: its severity or RESOLVED, its agent or name, its event or summary.';

CREATE FUNCTION agentmon.message_words(p_facts jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'message_words_wrapper';
COMMENT ON FUNCTION agentmon.message_words(jsonb) IS
'What notification_text() takes, by the names of its arguments, in the words of a message {title, body}. '
'Raises 22023 for what is of another shape.';

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
    SELECT said.words ->> 'title', said.words ->> 'body'
    FROM agentmon.message_words(jsonb_build_object(
        'reason', p_reason,
        'alerts', p_alerts,
        'total', p_total,
        'left_out', p_left_out,
        'left_firing', p_left_firing,
        'beside', p_beside,
        'first_beside', p_first_beside)) AS said (words)
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
        WHEN known.lists_all THEN agentmon.setting_integer('message_alerts', 200)
        ELSE 20
    END
    FROM agentmon.kinds_of_channels() known
    WHERE known.kind = p_kind
$$;
COMMENT ON FUNCTION agentmon.most_listed(text) IS
'How many alerts a message of this kind lists: as the setting message_alerts says for kinds that list all, '
'20 for the others.';

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
               known.lists_all,
               known.keeps_incidents,
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
        JOIN agentmon.kinds_of_channels() known ON known.kind = own.kind
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
        WHERE NOT request.keeps_incidents
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
               -- Where a message tells what it lists, that is all; elsewhere the number of others has to do.
               jsonb_agg(
                   jsonb_build_object(
                       'group_id', item.group_id,
                       'alert_id', (item.alert).id,
                       'state', (item.alert).state,
                       'count', (item.alert).count)
               ) FILTER (
                   WHERE item.word IS NOT NULL
                     AND (item.nth <= item.most OR NOT item.lists_all)) AS about
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
