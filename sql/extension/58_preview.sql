-- What would be told, to whom and when, before it happens.

CREATE FUNCTION agentmon.preview_lines(p_alert uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH groups AS MATERIALIZED (
        SELECT grp.*,
               CASE WHEN member.held_by IS NOT NULL THEN coalesce(held.words, member.held_by) END AS held_by,
               held.until AS held_until
        FROM monitoring.alert_groups grp
        JOIN monitoring.alert_group_members member ON member.group_id = grp.id
            AND member.alert_id = p_alert
        CROSS JOIN LATERAL agentmon.holds_in_words(p_alert, p_now) held
    ), reachable AS MATERIALIZED (
        SELECT *
        FROM agentmon.reachable_channels(p_now)
    ), named AS MATERIALIZED (
        -- A group and a channel that is told of it: one that is named, or its stand-in.
        SELECT DISTINCT ON (naming.group_id, coalesce(place.name, naming.channel))
               naming.group_id,
               naming.channel AS named,
               coalesce(place.name, naming.channel) AS channel,
               CASE WHEN place.named IS NULL THEN 'there is no such channel' ELSE place.refusal END AS refusal
        FROM (
            SELECT grp.id AS group_id, told.channel
            FROM groups grp
            LEFT JOIN agentmon.route_channels(p_now) route ON route.route = grp.route
            CROSS JOIN LATERAL unnest(
                coalesce(agentmon.known_channels(grp.channels), route.channels)
            ) AS told (channel)
        ) AS naming
        LEFT JOIN reachable place ON place.named = naming.channel
        -- A channel that is named itself before those that it stands in for.
        ORDER BY naming.group_id,
                 coalesce(place.name, naming.channel),
                 place.named IS DISTINCT FROM place.name,
                 naming.channel
    )
    SELECT jsonb_agg(jsonb_build_object(
        'route', grp.route,
        'group_labels', grp.group_labels,
        'channel', target.channel,
        'is_told', verdict.is_told,
        'why', nullif(concat_ws('; ',
            grp.held_by,
            CASE WHEN target.channel IS NULL THEN 'its route names no channel' END,
            target.refusal,
            CASE
                WHEN target.named <> target.channel
                    THEN format('in place of %s, which no daemon sends', target.named)
            END,
            CASE WHEN grp.held_by IS NULL AND message.reason IS NULL AND target.refusal IS NULL THEN
                CASE
                    WHEN alert.acknowledged_at IS NOT NULL AND told.knows
                        THEN format('it knows of this alert, which %s has acknowledged',
                            alert.acknowledged_by)
                    WHEN told.knows
                        THEN concat_ws(', ',
                            'it knows of this alert',
                            'and is told again at '
                                || (grp.last_notified_at + agentmon.next_repeat(grp.route)))
                    ELSE 'it hears of ' || channel.min_severity || ' and above'
                END
            END,
            CASE WHEN verdict.is_told THEN
                CASE
                    WHEN waiting.state = 'pending'
                        THEN format('a message on its group waits since %s, and will say this too',
                            waiting.created_at)
                    WHEN verdict.due_at > p_now
                        THEN format('its group waits until %s', verdict.due_at)
                    WHEN waiting.state = 'sending'
                        THEN format('after the message on its group that is being sent since %s',
                            waiting.attempted_at)
                END
            END,
            CASE WHEN verdict.is_told THEN delay.words END), ''),
        'at', CASE
            WHEN verdict.is_told THEN greatest(verdict.due_at, delay.until)
            WHEN target.refusal IS NULL THEN grp.held_until
        END,
        'reason', message.reason,
        'title', message.payload ->> 'title',
        'body', message.payload ->> 'body') ORDER BY grp.route, target.channel)
    FROM groups grp
    JOIN monitoring.alerts alert ON alert.id = p_alert
    LEFT JOIN named target ON target.group_id = grp.id
    LEFT JOIN monitoring.notification_channels channel ON channel.name = target.channel
    LEFT JOIN LATERAL (
        SELECT earlier.state, earlier.created_at, earlier.attempted_at, earlier.next_attempt_at
        FROM monitoring.notifications earlier
        WHERE earlier.group_id = grp.id
          AND earlier.channel = target.channel
          AND earlier.state IN ('pending', 'sending')
        ORDER BY earlier.created_at DESC
        LIMIT 1
    ) AS waiting ON true
    LEFT JOIN LATERAL agentmon.compose(jsonb_build_array(jsonb_build_object(
        'ref', '1',
        'channel', target.channel,
        'groups', jsonb_build_array(grp.id),
        'since', p_now,
        'ends_only', false)), p_now) message ON grp.held_by IS NULL
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT FROM monitoring.told_alerts known
            WHERE known.alert_id = p_alert
              AND known.channel = target.channel) AS knows
    ) AS told
    CROSS JOIN LATERAL (
        SELECT grp.held_by IS NULL
                   AND target.refusal IS NULL
                   AND message.reason IS NOT NULL AS is_told,
               -- What waits already is composed when it is its turn, and asks for no interval.
               greatest(p_now, CASE waiting.state
                   WHEN 'pending' THEN waiting.next_attempt_at
                   ELSE grp.flush_at
               END) AS due_at
    ) AS verdict
    LEFT JOIN LATERAL agentmon.delays_in_words(
        target.channel,
        CASE WHEN waiting.state = 'pending' THEN 0 ELSE 1 END,
        verdict.due_at,
        p_now) delay ON true
$$;
COMMENT ON FUNCTION agentmon.preview_lines(uuid, timestamptz) IS
'For preview_notification(): the channels of the groups that an alert was routed to, an object each; NULL '
'where no route takes it.';

CREATE FUNCTION agentmon.preview_steps(p_alert uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_agg(jsonb_build_object(
        'route', grp.route,
        'group_labels', grp.group_labels,
        'channel', coalesce(place.name, named.channel),
        'is_told', verdict.why IS NULL,
        'why', concat_ws('; ',
            verdict.why,
            CASE
                WHEN place.name <> named.channel
                    THEN format('in place of %s, which no daemon sends', named.channel)
            END,
            CASE WHEN verdict.why IS NULL THEN 'unless somebody acknowledges or resolves it before' END,
            CASE WHEN verdict.why IS NULL THEN delay.words END),
        'at', CASE WHEN verdict.why IS NULL THEN greatest(grp.escalation_from + step.after, delay.until) END,
        'reason', 'escalation',
        'title', message.payload ->> 'title',
        'body', message.payload ->> 'body') ORDER BY step.after, grp.route, named.channel)
    FROM monitoring.alert_groups grp
    JOIN monitoring.alert_group_members member ON member.group_id = grp.id
        AND member.alert_id = p_alert
    JOIN monitoring.alerts alert ON alert.id = p_alert
    JOIN monitoring.escalation_steps step ON step.route = grp.route
        AND step.after > grp.escalated_to
    CROSS JOIN LATERAL unnest(step.channels) AS named (channel)
    LEFT JOIN agentmon.reachable_channels(p_now) place ON place.named = named.channel
    LEFT JOIN monitoring.notification_channels channel ON channel.name = coalesce(place.name, named.channel)
    LEFT JOIN LATERAL agentmon.compose(jsonb_build_array(jsonb_build_object(
        'ref', '1',
        'channel', place.name,
        'groups', jsonb_build_array(grp.id),
        'made', 'escalation',
        'since', grp.escalation_from + step.after,
        'ends_only', false)), grp.escalation_from + step.after) message ON true
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN member.held_by IS NOT NULL
                THEN coalesce((agentmon.holds_in_words(p_alert, p_now)).words, member.held_by)
            WHEN alert.acknowledged_at IS NOT NULL
                THEN format('%s has acknowledged it', alert.acknowledged_by)
            WHEN place.named IS NULL THEN 'there is no such channel'
            WHEN place.refusal IS NOT NULL THEN place.refusal
            WHEN grp.escalation_from IS NULL THEN 'no channel is told of it before'
            WHEN message.reason IS NULL THEN 'it hears of ' || channel.min_severity || ' and above'
        END AS why
    ) AS verdict
    LEFT JOIN LATERAL agentmon.delays_in_words(
        place.name,
        1,
        grp.escalation_from + step.after,
        p_now) delay ON true
$$;
COMMENT ON FUNCTION agentmon.preview_steps(uuid, timestamptz) IS
'For preview_notification(): the channels of the escalation steps that are to come for an alert whose groups '
'were told, an object each; NULL for none.';

CREATE FUNCTION agentmon.played_lines(p_alert uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    groups uuid[];
    lines jsonb;
BEGIN
    PERFORM agentmon.route_these(ARRAY[p_alert], p_now);
    groups := ARRAY(
        SELECT m.group_id
        FROM monitoring.alert_group_members m
        WHERE m.alert_id = p_alert);
    IF groups = '{}'
       AND EXISTS (
           SELECT
           FROM monitoring.alerts alert
           CROSS JOIN agentmon.matching_routes(
               ARRAY[alert.id],
               ARRAY[alert.labels || jsonb_build_object('severity', alert.severity)],
               ARRAY[false])
           WHERE alert.id = p_alert)
    THEN
        -- A step would leave a group that is held to the next step; here is none.
        RAISE lock_not_available;
    END IF;
    PERFORM agentmon.hold_members(groups, p_now);
    lines := agentmon.preview_lines(p_alert, p_now);
    -- Steps count from when a group is told, where they do not count already.
    PERFORM agentmon.flush_groups(ARRAY[g.id], greatest(p_now, g.flush_at))
    FROM monitoring.alert_groups g
    WHERE g.id = ANY (groups)
      AND g.escalate_at IS NULL;
    RETURN lines || coalesce(agentmon.preview_steps(p_alert, p_now), '[]');
END
$$;
COMMENT ON FUNCTION agentmon.played_lines(uuid, timestamptz) IS
'Routes and tells a firing alert as a step would, and gives for each channel and escalation step what came '
'of it (NULL: no route takes it). Whoever calls it undoes it all. Raises 55P03 where its group is held.';

CREATE FUNCTION monitoring.preview_notification(
    labels jsonb,
    severity text DEFAULT 'error',
    annotations jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (
    route text,
    group_labels jsonb,
    channel text,
    is_told boolean,
    why text,
    at timestamptz,
    reason text,
    title text,
    body text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- Whoever holds its rows in an open transaction is not waited for.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '2s' AS $$
#variable_conflict use_column
DECLARE
    raised uuid;
    lines jsonb;
BEGIN
    -- The alert is raised, routed and told as a real one would be, and then undone.
    BEGIN
        raised := monitoring.raise_alert(
            preview_notification.labels,
            preview_notification.annotations,
            preview_notification.severity,
            p_now => p_now);
        lines := agentmon.played_lines(raised, p_now);
        RAISE EXCEPTION 'undone' USING ERRCODE = 'AM002';
    EXCEPTION
        WHEN SQLSTATE 'AM002' THEN
            NULL;
        WHEN lock_not_available THEN
            PERFORM agentmon.refuse_held(
                'what this alert would join (the alert with these labels, or its group)',
                'Ask again when that transaction has ended.');
    END;
    IF lines IS NULL THEN
        RETURN QUERY VALUES (
            NULL::text,
            NULL::jsonb,
            NULL::text,
            false,
            'no route matches its labels',
            NULL::timestamptz,
            NULL::text,
            NULL::text,
            NULL::text);
        RETURN;
    END IF;
    RETURN QUERY
    SELECT line.*
    FROM jsonb_to_recordset(lines) AS line (
        route text,
        group_labels jsonb,
        channel text,
        is_told boolean,
        why text,
        at timestamptz,
        reason text,
        title text,
        body text);
END
$$;
COMMENT ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz) IS
'What an alert with these labels and this severity would come to at p_now: its routes, the labels of its '
'group there, each channel and the escalation steps after it, whether it would be told, what holds or slows '
'it now (silence, mute time, inhibition, severity, switched off, resting, asked to wait, rate limit used up, '
'a message that waits already) and until when, when it would be told at the earliest, and the text. Nothing '
'is changed. Raises 22023 as raise_alert() does, 55P03 where an open transaction holds what it needs.';

-- Rules -----------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.played_rule(p_name text, p_results jsonb, p_most integer, p_now timestamptz)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    played jsonb := '[]';
    fired record;
BEGIN
    -- It is evaluated as if what holds now had held for long enough, and then undone.
    BEGIN
        PERFORM agentmon.apply_rule_results(
            (
                SELECT jsonb_build_object(rule.name, agentmon.rule_document(
                    rule.expression, rule.labels, '0', rule.keep_firing_for, rule.no_data))
                FROM monitoring.alert_rules rule
                WHERE rule.name = p_name),
            p_results,
            '{}',
            p_now);
        FOR fired IN
            SELECT alert.id, alert.labels
            FROM monitoring.alerts alert
            WHERE alert.source = 'rule'
              AND alert.rule_name = p_name
              AND alert.state = 'firing'
            ORDER BY alert.starts_at, alert.id
            LIMIT p_most
        LOOP
            played := played || jsonb_build_array(jsonb_build_object(
                'labels', fired.labels,
                'lines', coalesce(
                    agentmon.played_lines(fired.id, p_now),
                    '[{"is_told": false, "why": "no route matches its labels"}]')));
        END LOOP;
        RAISE EXCEPTION 'undone' USING ERRCODE = 'AM002';
    EXCEPTION
        WHEN SQLSTATE 'AM002' THEN
            NULL;
        WHEN lock_not_available THEN
            PERFORM agentmon.refuse_held(
                'what the alerts of this rule would join',
                'Ask again when that transaction has ended.');
    END;
    RETURN played;
END
$$;
COMMENT ON FUNCTION agentmon.played_rule(text, jsonb, integer, timestamptz) IS
'What would be told of the first p_most alerts of a rule, were it to fire now where its condition holds: '
'[{labels, lines as of played_lines()}]. Nothing is changed.';

CREATE FUNCTION monitoring.preview_rule(p_name text, p_now timestamptz DEFAULT now())
RETURNS TABLE (
    labels jsonb,
    value double precision,
    threshold double precision,
    state text,
    since timestamptz,
    route text,
    channel text,
    is_told boolean,
    why text,
    at timestamptz,
    title text,
    body text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- As in preview_notification().
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET row_security = off
SET lock_timeout = '2s' AS $$
#variable_conflict use_column
DECLARE
    most CONSTANT integer := 100;
    asked monitoring.alert_rules;
    document jsonb;
    results jsonb;
    played jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    SELECT * INTO asked
    FROM monitoring.alert_rules rule
    WHERE rule.name = p_name;
    IF asked.name IS NULL THEN
        PERFORM agentmon.refuse(
            format('there is no alert rule %s', coalesce(quote_literal(left(p_name, 100)), 'NULL')),
            'Rules stand in monitoring.alert_rules.',
            'Give the name of a rule.',
            'invalid_parameter_value');
    END IF;
    document := jsonb_build_object(asked.name, agentmon.rule_document(
        asked.expression, asked.labels, asked."for", asked.keep_firing_for, asked.no_data));
    results := (
        SELECT coalesce(jsonb_agg(result), '[]')
        FROM agentmon.rule_results(document, p_now) result);
    played := agentmon.played_rule(asked.name, results, most, p_now);
    RETURN QUERY
    WITH transitions AS MATERIALIZED (
        SELECT stepped.*
        FROM agentmon.rule_transitions(
            document,
            (
                SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'rule', alert.rule_name,
                    'labels', alert.labels,
                    'state', alert.state,
                    'starts_at', alert.starts_at,
                    'fired_at', alert.fired_at,
                    'last_seen_at', alert.last_seen_at)), '[]')
                FROM monitoring.alerts alert
                WHERE alert.source = 'rule'
                  AND alert.rule_name = asked.name
                  AND alert.state <> 'resolved'
            ),
            results,
            p_now) stepped
    ), series AS MATERIALIZED (
        SELECT step.labels,
               step.value,
               step.threshold,
               coalesce(step.state, 'inactive') AS state,
               step.starts_at
        FROM transitions step
        UNION ALL
        SELECT merged.labels,
               result.value,
               result.threshold,
               CASE WHEN result.condition IS NULL THEN 'no data' ELSE 'inactive' END,
               NULL
        FROM jsonb_to_recordset(results) AS result (
            labels jsonb, condition boolean, value float8, threshold float8)
        CROSS JOIN LATERAL (
            SELECT result.labels || jsonb_build_object('alertname', asked.name) || asked.labels AS labels
        ) AS merged
        WHERE result.condition IS NOT TRUE
          AND NOT EXISTS (
              SELECT FROM transitions step
              WHERE step.labels = merged.labels)
        UNION ALL
        SELECT NULL, NULL, NULL, 'no data', NULL
        WHERE results = '[]'
          AND NOT EXISTS (SELECT FROM transitions)
    )
    SELECT one.labels,
           one.value,
           one.threshold,
           one.state,
           one.starts_at,
           line.route,
           line.channel,
           line.is_told,
           nullif(concat_ws('; ',
               CASE WHEN NOT asked.enabled THEN 'the rule is switched off' END,
               CASE
                   WHEN one.state = 'pending' THEN format('once it has held for %s, at %s',
                       agentmon.seconds_in_words(extract(epoch FROM asked."for")::double precision),
                       due.at)
                   WHEN one.state = 'no data'
                       THEN coalesce(
                           'never seen: ' || array_to_string(agentmon.never_seen(asked.expression), ', '),
                           'there is nothing in its window')
                   WHEN one.state = 'inactive' THEN 'its condition does not hold'
                   WHEN one.state IN ('pending', 'firing') AND line.is_told IS NULL
                       THEN format('only the first %s alerts are looked at', most)
               END,
               line.why), ''),
           CASE WHEN line.is_told THEN greatest(line.at, due.at) ELSE line.at END,
           line.title,
           line.body
    FROM series one
    CROSS JOIN LATERAL (
        SELECT CASE WHEN one.state = 'pending' THEN one.starts_at + asked."for" END AS at
    ) AS due
    LEFT JOIN LATERAL (
        SELECT told.*
        FROM jsonb_to_recordset(played) AS alert (labels jsonb, lines jsonb)
        CROSS JOIN LATERAL jsonb_to_recordset(alert.lines) AS told (
            route text, channel text, is_told boolean, why text, at timestamptz, title text, body text)
        WHERE alert.labels = one.labels
          AND one.state IN ('pending', 'firing')
    ) AS line ON true
    ORDER BY array_position('{firing,pending,resolved,inactive,"no data"}'::text[], one.state),
             one.labels::text,
             line.at,
             line.channel;
END
$$;
COMMENT ON FUNCTION monitoring.preview_rule(text, timestamptz) IS
'What a rule, enabled or not, comes to at p_now: for each series its value, the threshold, and the state '
'that its alert would have (firing, pending, resolved, inactive, no data); for those that fire, or will, '
'each channel and escalation step as of preview_notification(), with the rule''s own actions. Of the first '
'100 alerts whom they would be told to. Nothing is changed. Raises 22023 for a name that is not there.';

-- Routes ----------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.preview_route(p_name text, p_now timestamptz DEFAULT now())
RETURNS TABLE (alert_id uuid, labels jsonb, severity text, state text, is_taken boolean, routes text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    asked jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    SELECT known.matchers INTO asked
    FROM monitoring.notification_routes known
    WHERE known.name = p_name;
    IF asked IS NULL THEN
        PERFORM agentmon.refuse(
            format('there is no route %s', coalesce(quote_literal(left(p_name, 100)), 'NULL')),
            'Routes stand in monitoring.notification_routes.',
            'Give the name of a route.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.tell_of_matchers(asked, format('route %s', quote_literal(p_name)));
    RETURN QUERY
    WITH matched AS MATERIALIZED (
        SELECT alert.id,
               alert.labels || jsonb_build_object('severity', alert.severity) AS labels,
               agentmon.known_channels(alert.actions) IS NOT NULL AS once
        FROM monitoring.alerts alert
        WHERE alert.updated_at > p_now - interval '7 days'
          AND agentmon.labels_match(alert.labels || jsonb_build_object('severity', alert.severity), asked)
        ORDER BY alert.updated_at DESC
        LIMIT 1000
    ), taking AS MATERIALIZED (
        SELECT taken.alert_id, array_agg(taken.route) AS routes
        FROM agentmon.matching_routes(
            (SELECT array_agg(one.id ORDER BY one.id) FROM matched one),
            (SELECT array_agg(one.labels ORDER BY one.id) FROM matched one),
            (SELECT array_agg(one.once ORDER BY one.id) FROM matched one)) taken
        GROUP BY taken.alert_id
    )
    SELECT alert.id,
           alert.labels,
           alert.severity,
           alert.state,
           coalesce(p_name = ANY (taken.routes), false),
           taken.routes
    FROM matched match
    JOIN monitoring.alerts alert ON alert.id = match.id
    LEFT JOIN taking taken ON taken.alert_id = match.id
    ORDER BY alert.state = 'resolved', alert.updated_at DESC, alert.id;
END
$$;
COMMENT ON FUNCTION monitoring.preview_route(text, timestamptz) IS
'The alerts of the last seven days (a thousand at most, open ones first) that fit the matchers of a route: '
'whether it would take them if they came now, and by which routes they are taken. Where is_taken is false, '
'one that comes before ends the search. Says by a WARNING what looks like a slip of the pen in the matchers. '
'Raises 22023 for a name that is not there.';

GRANT EXECUTE ON FUNCTION
    monitoring.preview_rule(text, timestamptz),
    monitoring.preview_route(text, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.preview_notification(jsonb, text, jsonb, timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
