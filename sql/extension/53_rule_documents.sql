-- Alert rules as documents: loading, exporting, replaying. 59_rule_tests.sql tests them.

-- What a document may say ----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.unknown_keys(p_object jsonb, p_known text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        array_agg(
            format('there is no key %s%s; there are %s',
                quote_literal(left(given.key, 100)),
                ', perhaps ' || CASE
                    -- Of many unknown keys the first will do.
                    WHEN given.n <= 5 THEN agentmon.nearest_spelling(given.key, p_known)
                END,
                array_to_string(p_known, ', '))
            ORDER BY given.key),
        '{}')
    FROM (
        SELECT object.key, row_number() OVER (ORDER BY object.key) AS n
        FROM jsonb_object_keys(CASE jsonb_typeof(p_object)
            WHEN 'object' THEN p_object
            ELSE '{}'
        END) AS object (key)
        WHERE object.key <> ALL (p_known)
    ) AS given
$$;
COMMENT ON FUNCTION agentmon.unknown_keys(jsonb, text[]) IS
'What is wrong with the keys of an object: those that are none of the known ones, each with the known one '
'that is spelt most like it.';

-- Loading ---------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.prometheus_rule(p_rule jsonb, p_group_labels jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'prometheus_rule_wrapper';
COMMENT ON FUNCTION agentmon.prometheus_rule(jsonb, jsonb) IS
'A rule of a file of Prometheus (alert, expr, for, keep_firing_for, labels, annotations with simple '
'templates of Go) in the words of load_alert_rules(): {rule, problems}. p_group_labels: the labels of its '
'group.';

CREATE FUNCTION agentmon.time_of_rule(p_what text, p_text text) RETURNS interval
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_text::interval;
EXCEPTION WHEN data_exception THEN
    PERFORM agentmon.refuse(
        format('%s must be a time', p_what),
        format('It is %s.', quote_literal(p_text)),
        'Give a time such as 5 minutes, 5m, or 1 hour 30 minutes.',
        'invalid_parameter_value');
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.time_of_rule(text, text) IS
'A time of a rule from its text; raises 22023 for one that is none.';

CREATE FUNCTION agentmon.what_is_wrong(p_part text, p_rule jsonb) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    v_detail text;
    v_hint text;
BEGIN
    CASE p_part
        WHEN 'name' THEN
            PERFORM agentmon.check_rule_name(p_rule ->> 'name');
        WHEN 'expression' THEN
            PERFORM agentmon.check_expression(p_rule ->> 'expression');
        WHEN 'severity' THEN
            PERFORM agentmon.canonical_severity(p_rule ->> 'severity');
        WHEN 'no_data' THEN
            PERFORM agentmon.canonical_value(p_rule ->> 'no_data', 'policy for no data', '{ok,keep,alert}');
        WHEN 'labels' THEN
            PERFORM agentmon.check_rule_texts(p_part, p_rule -> p_part, false);
        WHEN 'annotations' THEN
            PERFORM agentmon.check_rule_texts(p_part, p_rule -> p_part, true);
        WHEN 'label names' THEN
            PERFORM agentmon.check_rule_labels(p_rule -> 'labels', p_rule ->> 'expression');
        WHEN 'actions' THEN
            PERFORM agentmon.check_channel_names(
                ARRAY(
                    SELECT action #>> '{}'
                    FROM jsonb_array_elements(CASE jsonb_typeof(p_rule -> p_part)
                        WHEN 'array' THEN p_rule -> p_part
                        ELSE '[]'
                    END) AS action
                    WHERE jsonb_typeof(action) = 'string'),
                'the rule');
        ELSE
            PERFORM agentmon.check_rule_time(p_part, agentmon.time_of_rule(p_part, p_rule ->> p_part));
    END CASE;
    RETURN NULL;
EXCEPTION WHEN data_exception OR syntax_error THEN
    GET STACKED DIAGNOSTICS
        v_detail = PG_EXCEPTION_DETAIL,
        v_hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n', SQLERRM, nullif(v_detail, ''), nullif(v_hint, ''));
END
$$;
COMMENT ON FUNCTION agentmon.what_is_wrong(text, jsonb) IS
'What is wrong with one part of a rule of document_rule(), with what to do about it; NULL for nothing.';

CREATE FUNCTION agentmon.document_rule(p_rule jsonb, OUT rule jsonb, OUT problems text[])
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    known text[] := '{name,condition,expression,severity,duration,for,keep_firing_for,labels,annotations,'
                    'actions,enabled,no_data,description}';
    texts text[] := '{name,condition,expression,severity,duration,for,keep_firing_for,no_data,description}';
    labelled text;
    written text;
BEGIN
    problems := '{}';
    IF jsonb_typeof(p_rule) = 'string' THEN
        problems := ARRAY[format(
            'a rule must be an object, not string; nor is there a stored rule %s', left(p_rule::text, 200))];
        RETURN;
    END IF;
    IF jsonb_typeof(p_rule) IS DISTINCT FROM 'object' THEN
        problems := ARRAY[format('a rule must be an object, not %s', coalesce(jsonb_typeof(p_rule), 'null'))];
        RETURN;
    END IF;
    problems := agentmon.unknown_keys(p_rule, known)
        || ARRAY(
            SELECT format('%s must be a text', given.key)
            FROM jsonb_each(p_rule) AS given
            WHERE given.key = ANY (texts)
              AND jsonb_typeof(given.value) NOT IN ('string', 'null'))
        || CASE
            WHEN jsonb_typeof(p_rule -> 'enabled') NOT IN ('boolean', 'null')
            THEN ARRAY['enabled must be true or false']
        END
        || CASE
            WHEN jsonb_typeof(p_rule -> 'actions') NOT IN ('array', 'null')
            THEN ARRAY['actions must be an array']
        END
        || CASE
            WHEN p_rule ? 'condition' AND p_rule ? 'expression'
            THEN ARRAY['condition and expression are the same, give one']
        END
        || CASE
            WHEN p_rule ? 'duration' AND p_rule ? 'for'
            THEN ARRAY['duration and for are the same, give one']
        END
        || CASE
            WHEN coalesce(p_rule ->> 'name', '') = ''
            THEN ARRAY['the name is missing']
        END
        || CASE
            WHEN coalesce(p_rule ->> 'condition', p_rule ->> 'expression') IS NULL
            THEN ARRAY['the condition is missing']
        END;
    rule := jsonb_build_object(
        'name', p_rule ->> 'name',
        'expression', coalesce(p_rule ->> 'condition', p_rule ->> 'expression'),
        'severity', coalesce(p_rule ->> 'severity', 'warning'),
        'for', coalesce(p_rule ->> 'duration', p_rule ->> 'for', '0'),
        'keep_firing_for', coalesce(p_rule ->> 'keep_firing_for', '0'),
        'labels', coalesce(nullif(p_rule -> 'labels', 'null'), '{}'),
        'annotations', coalesce(nullif(p_rule -> 'annotations', 'null'), '{}'),
        'enabled', coalesce(nullif(p_rule -> 'enabled', 'null'), 'true'),
        'no_data', coalesce(p_rule ->> 'no_data', 'ok'),
        'description', p_rule ->> 'description');
    -- A label named severity sets the severity of the rule.
    IF jsonb_typeof(rule #> '{labels,severity}') = 'string' THEN
        labelled := rule #>> '{labels,severity}';
        IF lower(labelled) <> lower(p_rule ->> 'severity') THEN
            problems := problems || format(
                'the severity is given twice: %s, and as a label %s',
                quote_literal(p_rule ->> 'severity'),
                quote_literal(labelled));
        END IF;
        rule := rule || jsonb_build_object(
            'severity', labelled,
            'labels', (rule -> 'labels') - 'severity');
    END IF;
    IF jsonb_typeof(p_rule -> 'actions') = 'array' THEN
        problems := problems || ARRAY(
            SELECT format('an action is the name of a channel or {"notify": name}, not %s', action)
            FROM jsonb_array_elements(p_rule -> 'actions') AS action
            WHERE jsonb_typeof(coalesce(action -> 'notify', action)) <> 'string'
               OR jsonb_typeof(action) = 'object'
                  AND action - 'notify' <> '{}');
        rule := rule || jsonb_build_object('actions', (
            SELECT jsonb_agg(coalesce(action -> 'notify', action))
            FROM jsonb_array_elements(p_rule -> 'actions') AS action));
    END IF;
    -- Each part is checked by itself, and of labels and annotations each text by itself, so that all that is
    -- wrong comes out at once.
    problems := problems || ARRAY(
        SELECT wrong.problem
        FROM unnest('{name,expression,severity,no_data,for,keep_firing_for}'::text[])
            WITH ORDINALITY AS part (name, n)
        CROSS JOIN LATERAL (
            SELECT agentmon.what_is_wrong(part.name, rule) AS problem
        ) AS wrong
        WHERE wrong.problem IS NOT NULL
          AND coalesce(rule ->> part.name, '') <> ''
        ORDER BY part.n);
    FOREACH written IN ARRAY '{labels,annotations}'::text[] LOOP
        IF jsonb_typeof(rule -> written) = 'object' THEN
            problems := problems || ARRAY(
                SELECT wrong.problem
                FROM jsonb_each(rule -> written) AS given
                CROSS JOIN LATERAL (
                    SELECT agentmon.what_is_wrong(
                        written,
                        jsonb_build_object(written, jsonb_build_object(given.key, given.value))
                    ) AS problem
                ) AS wrong
                WHERE wrong.problem IS NOT NULL
                ORDER BY given.key);
        ELSE
            problems := problems || agentmon.what_is_wrong(written, rule);
        END IF;
    END LOOP;
    IF jsonb_typeof(rule -> 'labels') = 'object' THEN
        problems := problems || ARRAY(
            SELECT wrong.problem
            FROM jsonb_each(rule -> 'labels') AS given
            CROSS JOIN LATERAL (
                SELECT agentmon.what_is_wrong(
                    'label names',
                    rule || jsonb_build_object('labels', jsonb_build_object(given.key, given.value))
                ) AS problem
            ) AS wrong
            WHERE wrong.problem IS NOT NULL
            ORDER BY given.key);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.document_rule(jsonb) IS
'A rule of a document as columns of alert_rules, and all that is wrong with it.';

CREATE FUNCTION agentmon.document_entries(p_rules jsonb, p_place text)
RETURNS TABLE (place text, name text, entry jsonb, problems text[])
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('%s[%s]', p_place, given.n - 1), given.rule ->> 'name', given.rule, '{}'::text[]
    FROM jsonb_array_elements(p_rules) WITH ORDINALITY AS given (rule, n)
    WHERE NOT EXISTS (
        SELECT
        FROM monitoring.alert_rules stored
        WHERE jsonb_typeof(given.rule) = 'string'
          AND stored.name = given.rule #>> '{}')
$$;
COMMENT ON FUNCTION agentmon.document_entries(jsonb, text) IS
'The rules of an array in a document, each with its place, but for those that are the name of a stored one.';

CREATE FUNCTION agentmon.group_entries(p_groups jsonb)
RETURNS TABLE (place text, name text, entry jsonb, problems text[])
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known text[] := '{name,rules,labels,interval,limit,query_offset,partial_response_strategy}';
    grp record;
    of_rule text[] := '{alert,expr,for,keep_firing_for,labels,annotations}';
BEGIN
    FOR grp IN
        SELECT given.document,
               format('groups[%s]%s', given.n - 1, ' ' || quote_literal(given.document ->> 'name')) AS place
        FROM jsonb_array_elements(p_groups) WITH ORDINALITY AS given (document, n)
    LOOP
        IF jsonb_typeof(grp.document) <> 'object'
           OR jsonb_typeof(grp.document -> 'rules') IS DISTINCT FROM 'array'
        THEN
            RETURN QUERY
            SELECT grp.place, NULL::text, NULL::jsonb, ARRAY['a group must be an object with an array rules'];
            CONTINUE;
        END IF;
        RETURN QUERY
        SELECT grp.place, NULL::text, NULL::jsonb, unknown.keys
        FROM (SELECT agentmon.unknown_keys(grp.document, known) AS keys) AS unknown
        WHERE unknown.keys <> '{}';
        RETURN QUERY
        SELECT format('%s rules[%s]', grp.place, given.n - 1),
               made.document #>> '{rule,name}',
               made.document -> 'rule',
               ARRAY(SELECT jsonb_array_elements_text(made.document -> 'problems'))
                   || CASE
                       WHEN NOT given.rule ? 'record' THEN agentmon.unknown_keys(given.rule, of_rule)
                   END
        FROM jsonb_array_elements(grp.document -> 'rules') WITH ORDINALITY AS given (rule, n)
        CROSS JOIN LATERAL (
            SELECT agentmon.prometheus_rule(
                given.rule,
                coalesce(grp.document -> 'labels', '{}')) AS document
        ) AS made;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.group_entries(jsonb) IS
'The rules of the groups of a file of Prometheus in the words of load_alert_rules(), each with its place and '
'what has no counterpart.';

CREATE FUNCTION agentmon.sound_rules(p_entries jsonb, p_to_load boolean) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    problems text;
    number bigint;
BEGIN
    WITH entries AS MATERIALIZED (
        SELECT given.n, listed.*
        FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS given (entry, n)
        CROSS JOIN LATERAL jsonb_to_record(given.entry) AS listed (
            place text, name text, entry jsonb, problems text[])
    ), found AS (
        -- A row is a problem of an entry. part says which of the four checks below found it, nth its place
        -- there.
        SELECT listed.n, listed.place, listed.name, 0 AS part, wrong.problem, wrong.n AS nth
        FROM entries listed
        CROSS JOIN LATERAL unnest(listed.problems) WITH ORDINALITY AS wrong (problem, n)
        UNION ALL
        SELECT listed.n, listed.place, listed.name, 1, wrong.problem, wrong.n
        FROM entries listed
        CROSS JOIN LATERAL agentmon.document_rule(listed.entry) made
        CROSS JOIN LATERAL unnest(made.problems) WITH ORDINALITY AS wrong (problem, n)
        WHERE listed.entry IS NOT NULL
          -- A condition that could not be translated is not missing.
          AND (listed.problems = '{}' OR wrong.problem <> 'the condition is missing')
        UNION ALL
        -- Where rules are only tried nobody is told, so that it does not matter which channels there are.
        SELECT listed.n, listed.place, listed.name, 2, wrong.problem, 0
        FROM entries listed
        CROSS JOIN LATERAL agentmon.document_rule(listed.entry) made
        CROSS JOIN LATERAL (
            SELECT agentmon.what_is_wrong('actions', made.rule) AS problem
        ) AS wrong
        WHERE p_to_load
          AND listed.entry IS NOT NULL
          AND made.rule -> 'enabled' = 'true'
          AND wrong.problem IS NOT NULL
        UNION ALL
        SELECT DISTINCT
               listed.n, listed.place, listed.name, 3, 'another rule of the document has this name', 0
        FROM entries listed
        JOIN entries earlier ON earlier.name = listed.name
            AND earlier.n < listed.n
    )
    SELECT string_agg(
               concat(flaw.place, ' ' || quote_literal(flaw.name), ': ', flaw.problem),
               E'\n' ORDER BY flaw.n, flaw.part, flaw.nth),
           count(*)
    INTO problems, number
    FROM found flaw;
    IF problems IS NOT NULL THEN
        PERFORM agentmon.refuse(
            'the alert rules cannot be taken',
            problems,
            format('Nothing was changed. Put %s right and give the document again.',
                CASE number WHEN 1 THEN 'this' ELSE format('these %s', number) END),
            'invalid_parameter_value');
    END IF;
    RETURN QUERY
    SELECT made.rule
    FROM jsonb_array_elements(p_entries) AS given (entry)
    CROSS JOIN LATERAL agentmon.document_rule(given.entry -> 'entry') made
    WHERE made.rule IS NOT NULL;
END
$$;
COMMENT ON FUNCTION agentmon.sound_rules(jsonb, boolean) IS
'Rules as of document_entries() as columns of alert_rules; raises 22023 with everything that is wrong with '
'any of them, by place and name.';

CREATE FUNCTION agentmon.check_document(p_document jsonb, p_wanted text[]) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known constant text[] := '{alerts,rules,groups,tests,evaluation_interval}';
    problems text;
BEGIN
    problems := array_to_string(
        CASE
            WHEN jsonb_typeof(p_document) IS DISTINCT FROM 'object'
            THEN ARRAY[format('it is %s', coalesce(jsonb_typeof(p_document), 'missing'))]
        END
        || agentmon.unknown_keys(p_document, known)
        || ARRAY(
            SELECT format('%s must be an array, not %s', part.name, jsonb_typeof(p_document -> part.name))
            FROM unnest('{alerts,rules,groups,tests}'::text[]) WITH ORDINALITY AS part (name, n)
            WHERE jsonb_typeof(p_document -> part.name) <> 'array'
            ORDER BY part.n)
        || CASE
            WHEN jsonb_typeof(p_document) = 'object' AND NOT p_document ?| p_wanted
            THEN ARRAY[format('it has none of %s', array_to_string(p_wanted, ', '))]
        END,
        E'\n');
    IF problems <> '' THEN
        PERFORM agentmon.refuse(
            'this is no document of alert rules',
            problems,
            'Give {"rules": [{"name": ..., "condition": "api.response_time.p95 > 500ms", "severity": ..., '
            '"duration": "5m", "actions": [{"notify": "slack"}]}], "tests": [{"name": ..., "interval": "1m", '
            '"input_series": [...], "alert_rule_test": [{"eval_time": "10m", "alertname": ..., '
            '"exp_alerts": [{"exp_labels": {}}]}]}]}; alerts is another word for rules, and the '
            '{"groups": [{"rules": [...]}]} of Prometheus may stand in its place.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_document(jsonb, text[]) IS
'Raises 22023 where a document of rules and tests has keys that there are not, parts that are no arrays, or '
'none of the parts that are wanted.';

CREATE FUNCTION agentmon.rules_of(p_document jsonb, p_to_load boolean) RETURNS SETOF jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    SELECT agentmon.sound_rules((
        SELECT coalesce(jsonb_agg(listed), '[]')
        FROM (
            SELECT *
            FROM agentmon.document_entries(coalesce(p_document -> 'alerts', '[]'), 'alerts')
            UNION ALL
            SELECT *
            FROM agentmon.document_entries(coalesce(p_document -> 'rules', '[]'), 'rules')
            UNION ALL
            SELECT *
            FROM agentmon.group_entries(coalesce(p_document -> 'groups', '[]'))
        ) AS listed), p_to_load)
$$;
COMMENT ON FUNCTION agentmon.rules_of(jsonb, boolean) IS
'The rules of a document as of check_document(), in its alerts, rules and groups, as columns of alert_rules; '
'raises 22023 with everything that is wrong with any of them.';

CREATE FUNCTION monitoring.load_alert_rules(p_document jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    loaded integer;
BEGIN
    PERFORM agentmon.check_document(p_document, '{alerts,rules,groups}');
    PERFORM agentmon.check_rule_tests(p_document);
    INSERT INTO monitoring.alert_rules AS stored (
        name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data,
        description)
    SELECT given.*
    FROM agentmon.rules_of(p_document, true) AS listed (rule),
        jsonb_to_record(listed.rule) AS given (
            name text,
            expression text,
            severity text,
            "for" interval,
            keep_firing_for interval,
            labels jsonb,
            annotations jsonb,
            actions text[],
            enabled boolean,
            no_data text,
            description text)
    ON CONFLICT (name) DO UPDATE
    SET expression = excluded.expression,
        severity = excluded.severity,
        "for" = excluded."for",
        keep_firing_for = excluded.keep_firing_for,
        labels = excluded.labels,
        annotations = excluded.annotations,
        actions = excluded.actions,
        enabled = excluded.enabled,
        no_data = excluded.no_data,
        description = excluded.description;
    GET DIAGNOSTICS loaded = ROW_COUNT;
    RETURN loaded;
END
$$;
COMMENT ON FUNCTION monitoring.load_alert_rules(jsonb) IS
'Takes rules from {"rules": [{name, condition, severity, duration, actions: [{"notify": channel}], labels, '
'annotations, enabled, keep_firing_for, no_data, description}]}, from "alerts", which is the same, or from '
'the {"groups": [...]} of Prometheus, new ones and others in the place of those of their name; gives their '
'number. Tests that stand beside them are checked for their form and passed over. All or nothing: raises '
'22023 with all that is wrong in DETAIL.';

CREATE FUNCTION agentmon.time_in_units(p_time interval) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp SET intervalstyle = 'postgres' AS $$
    SELECT CASE
        -- Days and months are no number of seconds.
        WHEN date_part('month', p_time) <> 0
          OR date_part('year', p_time) <> 0
          OR date_part('day', p_time) <> 0
          OR whole.seconds <> trunc(whole.seconds)
        THEN p_time::text
        WHEN whole.seconds = 0 OR whole.seconds % 60 <> 0 THEN format('%ss', whole.seconds::bigint)
        WHEN whole.seconds % 3600 <> 0 THEN format('%sm', (whole.seconds / 60)::bigint)
        ELSE format('%sh', (whole.seconds / 3600)::bigint)
    END
    FROM (SELECT extract(epoch FROM p_time) AS seconds) AS whole
$$;
COMMENT ON FUNCTION agentmon.time_in_units(interval) IS
'A time as documents of rules have it: 90s, 5m, 2h; what has days or parts of seconds as PostgreSQL says it.';

CREATE FUNCTION monitoring.export_alert_rules(p_names text[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    missing text := (
        SELECT string_agg(coalesce(quote_literal(left(wanted.name, 100)), 'NULL'), ', ')
        FROM unnest(p_names) AS wanted (name)
        WHERE NOT EXISTS (
            SELECT FROM monitoring.alert_rules stored
            WHERE stored.name = wanted.name));
BEGIN
    IF missing IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('there is no alert rule %s', missing),
            'Rules stand in monitoring.alert_rules.',
            'Give names of rules, or none for all.',
            'invalid_parameter_value');
    END IF;
    RETURN jsonb_build_object('rules', (
        SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'name', stored.name,
            'condition', stored.expression,
            'severity', stored.severity,
            'duration', nullif(agentmon.time_in_units(stored."for"), '0s'),
            'keep_firing_for', nullif(agentmon.time_in_units(stored.keep_firing_for), '0s'),
            'labels', nullif(stored.labels, '{}'),
            'annotations', nullif(stored.annotations, '{}'),
            'actions', stored.actions,
            'enabled', nullif(stored.enabled, true),
            'no_data', nullif(stored.no_data, 'ok'),
            'description', stored.description)) ORDER BY stored.name), '[]')
        FROM monitoring.alert_rules stored
        WHERE p_names IS NULL
           OR stored.name = ANY (p_names)));
END
$$;
COMMENT ON FUNCTION monitoring.export_alert_rules(text[]) IS
'The rules of these names (NULL: all) as a document that load_alert_rules() takes, without what is as it is '
'by default. Raises 22023 for a name that is not there.';

-- Replaying -------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.play_rules(
    p_rules jsonb,
    p_from timestamptz,
    p_to timestamptz,
    p_step interval,
    p_input jsonb,
    p_whole boolean DEFAULT false
) RETURNS TABLE (
    at timestamptz,
    rule text,
    labels jsonb,
    state text,
    value double precision,
    threshold double precision,
    starts_at timestamptz,
    began boolean,
    no_data boolean,
    last_data_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_column
DECLARE
    v_at timestamptz := p_from;
    open jsonb := '[]';
    steps jsonb;
    results jsonb;
    heard jsonb := '{}';
    seconds double precision := extract(epoch FROM p_step);
BEGIN
    PERFORM agentmon.check_p_now(p_from),
            agentmon.check_p_now(p_to);
    IF seconds IS NULL OR seconds <= 0 THEN
        PERFORM agentmon.refuse(
            'a step must be a time above zero',
            format('It is %s.', coalesce(p_step::text, 'NULL')),
            'Give a time such as 15 seconds or 1m.',
            'invalid_parameter_value');
    END IF;
    IF extract(epoch FROM p_to - p_from) / seconds > 100000 THEN
        PERFORM agentmon.refuse(
            'too many steps',
            format('From %s to %s by %s there are more than 100000.', p_from, p_to, p_step),
            'Give a longer step, or less time.',
            'invalid_parameter_value');
    END IF;
    WHILE v_at <= p_to LOOP
        SELECT coalesce(jsonb_agg(result), '[]')
        INTO results
        FROM agentmon.rule_results(p_rules, v_at, p_input) result;
        SELECT coalesce(jsonb_agg(stepped), '[]')
        INTO steps
        FROM agentmon.rule_transitions(p_rules, open, results, v_at) stepped;
        RETURN QUERY
        SELECT v_at,
               stepped.rule,
               stepped.labels,
               coalesce(stepped.state, 'inactive'),
               stepped.value,
               stepped.threshold,
               stepped.starts_at,
               stepped.state IS DISTINCT FROM stepped.before,
               stepped.no_data,
               (heard ->> stepped.rule)::timestamptz
        FROM jsonb_to_recordset(steps) AS stepped (
            rule text,
            labels jsonb,
            before text,
            state text,
            value double precision,
            threshold double precision,
            starts_at timestamptz,
            no_data boolean)
        WHERE p_whole
           OR stepped.state IS DISTINCT FROM stepped.before
        ORDER BY stepped.rule, stepped.labels;
        IF p_whole THEN
            heard := heard || (
                SELECT coalesce(jsonb_object_agg(judged.rule, v_at), '{}')
                FROM jsonb_to_recordset(results) AS judged (rule text, condition boolean)
                WHERE judged.condition IS NOT NULL);
        END IF;
        open := (
            SELECT coalesce(jsonb_agg(stepped), '[]')
            FROM jsonb_array_elements(steps) AS stepped
            WHERE stepped ->> 'state' IN ('pending', 'firing'));
        v_at := v_at + p_step;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.play_rules(jsonb, timestamptz, timestamptz, interval, jsonb, boolean) IS
'Evaluates rules (as of rule_document(), by name) from p_from to p_to every p_step, writing nothing: the '
'changes of state of their alerts, or with p_whole how each stands at each step (began: its state changed '
'then), and when its rule had found something to judge before. p_input: see rule_series(). Raises 22023 for '
'more than 100000 steps.';

CREATE FUNCTION monitoring.replay_alert_rule(
    p_name text,
    p_from timestamptz,
    p_to timestamptz,
    p_step interval DEFAULT NULL
) RETURNS TABLE (at timestamptz, labels jsonb, state text, value double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET row_security = off AS $$
DECLARE
    document jsonb := (
        SELECT jsonb_build_object(
            stored.name,
            agentmon.rule_document(
                stored.expression, stored.labels, stored."for", stored.keep_firing_for, stored.no_data))
        FROM monitoring.alert_rules stored
        WHERE stored.name = p_name);
BEGIN
    IF document IS NULL THEN
        PERFORM agentmon.refuse(
            format('there is no alert rule %s', coalesce(quote_literal(left(p_name, 100)), 'NULL')),
            'Rules stand in monitoring.alert_rules.',
            'Give the name of a rule.',
            'invalid_parameter_value');
    END IF;
    RETURN QUERY
    SELECT played.at, played.labels, played.state, played.value
    FROM agentmon.play_rules(
        document,
        p_from,
        p_to,
        coalesce(p_step, agentmon.setting_interval('rule_interval')),
        NULL) played;
END
$$;
COMMENT ON FUNCTION monitoring.replay_alert_rule(text, timestamptz, timestamptz, interval) IS
'When a rule, enabled or not, would have changed the state of its alerts (pending, firing, resolved; '
'inactive after pending), had it been evaluated from p_from to p_to every p_step (NULL: the setting '
'rule_interval) over what is stored. Writes nothing. Queues have no history but that of a gauge. Raises '
'22023 for a name that is not there, and beyond 100000 steps.';

GRANT EXECUTE ON FUNCTION
    monitoring.load_alert_rules(jsonb),
    agentmon.check_expression(text),
    agentmon.check_texts(jsonb, text, text),
    agentmon.check_rule_texts(text, jsonb, boolean),
    agentmon.document_rule(jsonb),
    agentmon.check_document(jsonb, text[]),
    agentmon.unknown_keys(jsonb, text[]),
    agentmon.canonical_severity(text),
    agentmon.check_rule_name(text),
    agentmon.check_rule_labels(jsonb, text),
    agentmon.check_rule_time(text, interval),
    agentmon.time_of_rule(text, text),
    agentmon.what_is_wrong(text, jsonb),
    agentmon.prometheus_rule(jsonb, jsonb),
    agentmon.document_entries(jsonb, text),
    agentmon.group_entries(jsonb),
    agentmon.sound_rules(jsonb, boolean),
    agentmon.rules_of(jsonb, boolean)
    TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.export_alert_rules(text[]),
    monitoring.replay_alert_rule(text, timestamptz, timestamptz, interval)
    TO agentmon_reader, agentmon_admin;
