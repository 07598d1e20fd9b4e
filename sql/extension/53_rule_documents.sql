-- Alert rules as documents: loading, replaying, testing.
CREATE FUNCTION agentmon.expand_series(p_series text) RETURNS double precision[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'expand_series_wrapper';
COMMENT ON FUNCTION agentmon.expand_series(text) IS
'The values of a series as tests of rules write them: 1 2 _ 3+1x10 _x5, where _ is a gap (NULL) and a+bxn is '
'a, a+b, ... a+n*b. Raises 22023 for anything else, and beyond 100000 values.';

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
    IF jsonb_typeof(p_rule) IS DISTINCT FROM 'object' THEN
        problems := ARRAY[format('a rule must be an object, not %s', coalesce(jsonb_typeof(p_rule), 'null'))];
        RETURN;
    END IF;
    problems := ARRAY(
            SELECT format('there is no key %s; there are %s',
                quote_literal(key), array_to_string(known, ', '))
            FROM jsonb_object_keys(p_rule) AS key
            WHERE key <> ALL (known)
            ORDER BY key)
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
$$;
COMMENT ON FUNCTION agentmon.document_entries(jsonb, text) IS
'The rules of an array in a document, each with its place.';

CREATE FUNCTION agentmon.group_entries(p_groups jsonb)
RETURNS TABLE (place text, name text, entry jsonb, problems text[])
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known text[] := '{name,rules,labels,interval,limit,query_offset,partial_response_strategy}';
    grp record;
    unknown text;
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
        unknown := (
            SELECT string_agg(quote_literal(k), ', ' ORDER BY k)
            FROM jsonb_object_keys(grp.document) AS k
            WHERE k <> ALL (known));
        IF unknown IS NOT NULL THEN
            RETURN QUERY
            SELECT grp.place,
                   NULL::text,
                   NULL::jsonb,
                   ARRAY[format('there is no key %s; there are %s', unknown, array_to_string(known, ', '))];
        END IF;
        RETURN QUERY
        SELECT format('%s rules[%s]', grp.place, given.n - 1),
               made.document #>> '{rule,name}',
               made.document -> 'rule',
               ARRAY(SELECT jsonb_array_elements_text(made.document -> 'problems'))
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

CREATE FUNCTION agentmon.document_rules(p_rules jsonb, p_place text, p_to_load boolean) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
BEGIN
    IF jsonb_typeof(p_rules) IS DISTINCT FROM 'array' THEN
        PERFORM agentmon.refuse(
            'the document has no array of rules',
            format('Its %s is %s.', p_place, coalesce(jsonb_typeof(p_rules), 'missing')),
            format(
                'Give {"%s": [{"name": ..., "condition": "api.response_time.p95 > 500ms", "severity": ..., '
                '"duration": "5m", "actions": [{"notify": "slack"}]}]}%s.',
                p_place,
                CASE p_place
                    WHEN 'alerts' THEN ', or the {"groups": [{"rules": [...]}]} of Prometheus'
                    ELSE ''
                END),
            'invalid_parameter_value');
    END IF;
    RETURN QUERY
    SELECT agentmon.sound_rules((
        SELECT coalesce(jsonb_agg(listed), '[]')
        FROM agentmon.document_entries(p_rules, p_place) listed), p_to_load);
END
$$;
COMMENT ON FUNCTION agentmon.document_rules(jsonb, text, boolean) IS
'The rules of an array in a document as columns of alert_rules; raises 22023 with everything that is wrong '
'with any of them.';

CREATE FUNCTION agentmon.rules_of(p_document jsonb) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
BEGIN
    IF jsonb_typeof(p_document -> 'groups') IS DISTINCT FROM 'array'
       OR coalesce(jsonb_typeof(p_document -> 'alerts'), 'array') <> 'array'
    THEN
        RETURN QUERY
        SELECT agentmon.document_rules(p_document -> 'alerts', 'alerts', true);
        RETURN;
    END IF;
    RETURN QUERY
    SELECT agentmon.sound_rules((
        SELECT coalesce(jsonb_agg(listed), '[]')
        FROM (
            SELECT *
            FROM agentmon.document_entries(coalesce(p_document -> 'alerts', '[]'), 'alerts')
            UNION ALL
            SELECT *
            FROM agentmon.group_entries(p_document -> 'groups')
        ) AS listed), true);
END
$$;
COMMENT ON FUNCTION agentmon.rules_of(jsonb) IS
'The rules of a document, of {"alerts": [...]} or of the {"groups": [...]} of Prometheus, as columns of '
'alert_rules; raises 22023 with everything that is wrong with any of them.';

CREATE FUNCTION monitoring.load_alert_rules(p_document jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    loaded integer;
BEGIN
    INSERT INTO monitoring.alert_rules AS stored (
        name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data,
        description)
    SELECT given.*
    FROM agentmon.rules_of(p_document) AS listed (rule),
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
'Takes rules from {"alerts": [{name, condition, severity, duration, actions: [{"notify": channel}], labels, '
'annotations, enabled, keep_firing_for, no_data, description}]}, or from the {"groups": [...]} of '
'Prometheus, new ones and others in the place of those of their name; gives their number. All or nothing: '
'raises 22023 with all that is wrong in DETAIL.';

-- Replaying -------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.play_rules(
    p_rules jsonb,
    p_from timestamptz,
    p_to timestamptz,
    p_step interval,
    p_input jsonb
) RETURNS TABLE (at timestamptz, rule text, labels jsonb, state text, value double precision)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_column
DECLARE
    v_at timestamptz := p_from;
    open jsonb := '[]';
    steps jsonb;
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
        SELECT coalesce(jsonb_agg(stepped), '[]')
        INTO steps
        FROM agentmon.rule_transitions(
            p_rules,
            open,
            (
                SELECT coalesce(jsonb_agg(result), '[]')
                FROM agentmon.rule_results(p_rules, v_at, p_input) result
            ),
            v_at) stepped;
        RETURN QUERY
        SELECT v_at, stepped.rule, stepped.labels, coalesce(stepped.state, 'inactive'), stepped.value
        FROM jsonb_to_recordset(steps) AS stepped (
            rule text, labels jsonb, before text, state text, value double precision)
        WHERE stepped.state IS DISTINCT FROM stepped.before
        ORDER BY stepped.rule, stepped.labels;
        open := (
            SELECT coalesce(jsonb_agg(stepped), '[]')
            FROM jsonb_array_elements(steps) AS stepped
            WHERE stepped ->> 'state' IN ('pending', 'firing'));
        v_at := v_at + p_step;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.play_rules(jsonb, timestamptz, timestamptz, interval, jsonb) IS
'Evaluates rules (as of rule_document(), by name) from p_from to p_to every p_step, writing nothing: the '
'changes of state of their alerts. p_input: see rule_series(). Raises 22023 for more than 100000 steps.';

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

-- Testing ---------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.test_samples(p_series jsonb, p_start timestamptz, p_interval interval)
RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    hint text := 'Give [{"metric": "name", "tags": {"label": "value"}, "values": "1+1x10 _x3"}], or an array '
                 'of numbers and nulls as values.';
    series record;
BEGIN
    IF jsonb_typeof(p_series) IS DISTINCT FROM 'array' THEN
        PERFORM agentmon.refuse(
            'input_series must be an array',
            format('It is %s.', coalesce(jsonb_typeof(p_series), 'missing')),
            hint,
            'invalid_parameter_value');
    END IF;
    FOR series IN
        SELECT e.value, e.n
        FROM jsonb_array_elements(p_series) WITH ORDINALITY AS e (value, n)
    LOOP
        IF coalesce(series.value ->> 'metric', '') = ''
           OR coalesce(jsonb_typeof(series.value -> 'tags'), 'object') <> 'object'
           OR coalesce(jsonb_typeof(series.value -> 'values'), '') NOT IN ('array', 'string')
           OR jsonb_path_exists(series.value,
               'lax $.values[*] ? (@.type() != "number" && @.type() != "null" && @.type() != "string")')
        THEN
            PERFORM agentmon.refuse(
                format('input_series[%s] is not a series', series.n - 1),
                format('It is %s.', left(series.value::text, 200)),
                hint,
                'invalid_parameter_value');
        END IF;
    END LOOP;
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'metric', given.value ->> 'metric',
            'tags', coalesce(given.value -> 'tags', '{}'),
            'value', sampled.sample,
            'at', p_start + (sampled.n - 1) * p_interval)), '[]')
        FROM jsonb_array_elements(p_series) AS given (value)
        CROSS JOIN LATERAL unnest(
            CASE jsonb_typeof(given.value -> 'values')
                WHEN 'string' THEN agentmon.expand_series(given.value ->> 'values')
                ELSE ARRAY(
                    SELECT listed.value::float8
                    FROM jsonb_array_elements_text(given.value -> 'values')
                        WITH ORDINALITY AS listed (value, n)
                    ORDER BY listed.n)
            END) WITH ORDINALITY AS sampled (sample, n)
        WHERE sampled.sample IS NOT NULL);
END
$$;
COMMENT ON FUNCTION agentmon.test_samples(jsonb, timestamptz, interval) IS
'The rows of the series of a test: the first value at p_start, each next one p_interval later.';

CREATE FUNCTION monitoring.test_alert_rules(p_document jsonb)
RETURNS TABLE (test text, passed boolean, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    start constant timestamptz := '2000-01-01 00:00:00+00';
    hint constant text :=
        'Give {"rules": [...], "tests": [{"name": ..., "interval": "1m", "input_series": [...], '
        '"alert_rule_test": [{"eval_time": "10m", "alertname": ..., "exp_alerts": [{"exp_labels": {}}]}]}]}.';
    rules jsonb;
    severities jsonb;
    missing text;
    given record;
    last interval;
BEGIN
    IF jsonb_typeof(p_document -> 'tests') IS DISTINCT FROM 'array'
       OR coalesce(jsonb_typeof(p_document -> 'rules'), 'array') <> 'array'
       OR EXISTS (
           SELECT FROM jsonb_path_query(p_document, 'lax $.tests[*]') AS e
           WHERE jsonb_typeof(e -> 'alert_rule_test') IS DISTINCT FROM 'array')
       OR jsonb_path_exists(p_document,
           'lax $.tests[*].alert_rule_test[*] ? (!exists(@.eval_time) || !exists(@.alertname))')
    THEN
        PERFORM agentmon.refuse(
            'this is no document of tests',
            'It wants an array of tests, each with an array alert_rule_test of eval_time, alertname and '
            'exp_alerts.',
            hint,
            'invalid_parameter_value');
    END IF;
    -- The rules to test: those that the document has inline, and the stored ones that it names. Where it has
    -- no key rules, they are the stored ones that its tests name.
    WITH named AS (
        SELECT written.name
        FROM jsonb_array_elements(p_document -> 'rules') AS entry
        CROSS JOIN LATERAL (
            SELECT entry #>> '{}'
        ) AS written (name)
        WHERE jsonb_typeof(entry) = 'string'
        UNION
        SELECT asked ->> 'alertname'
        FROM jsonb_path_query(p_document, 'lax $.tests[*].alert_rule_test[*]') AS asked
        WHERE NOT p_document ? 'rules'
    ), inline AS (
        SELECT written.rule
        FROM agentmon.document_rules((
            SELECT coalesce(jsonb_agg(entry) FILTER (WHERE jsonb_typeof(entry) <> 'string'), '[]')
            FROM jsonb_array_elements(p_document -> 'rules') AS entry), 'rules', false) AS written (rule)
    ), together AS (
        SELECT stored.name,
               agentmon.rule_document(
                   stored.expression,
                   stored.labels,
                   stored."for",
                   stored.keep_firing_for,
                   stored.no_data) AS document,
               stored.severity
        FROM monitoring.alert_rules stored
        JOIN named wanted USING (name)
        UNION ALL
        SELECT written.rule ->> 'name',
               agentmon.rule_document(
                   written.rule ->> 'expression',
                   written.rule -> 'labels',
                   (written.rule ->> 'for')::interval,
                   (written.rule ->> 'keep_firing_for')::interval,
                   written.rule ->> 'no_data'),
               agentmon.canonical_severity(written.rule ->> 'severity')
        FROM inline written
    )
    SELECT coalesce(jsonb_object_agg(tested.name, tested.document), '{}'),
           coalesce(jsonb_object_agg(tested.name, tested.severity), '{}'),
           (
               SELECT string_agg(quote_literal(wanted.name), ', ')
               FROM named wanted
               WHERE wanted.name NOT IN (SELECT other.name FROM together other)
           )
    INTO rules, severities, missing
    FROM together tested;
    missing := coalesce(missing, (
        SELECT string_agg(DISTINCT quote_literal(asked #>> '{}'), ', ')
        FROM jsonb_path_query(p_document, 'lax $.tests[*].alert_rule_test[*].alertname') AS asked
        WHERE NOT rules ? (asked #>> '{}')));
    IF missing IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('there is no alert rule %s', missing),
            'A test asks for it.',
            'Name rules that are stored, or put them into the document''s rules.',
            'invalid_parameter_value');
    END IF;
    FOR given IN
        SELECT coalesce(e.value ->> 'name', format('tests[%s]', e.n - 1)) AS name,
               e.value AS document,
               agentmon.time_of_rule('interval of a test', coalesce(e.value ->> 'interval', '1m')) AS step
        FROM jsonb_array_elements(p_document -> 'tests') WITH ORDINALITY AS e (value, n)
    LOOP
        last := (
            SELECT max(agentmon.time_of_rule('eval_time', asked ->> 'eval_time'))
            FROM jsonb_array_elements(given.document -> 'alert_rule_test') AS asked);
        RETURN QUERY
        WITH changes AS MATERIALIZED (
            SELECT played.*
            FROM agentmon.play_rules(
                rules,
                start,
                start + coalesce(last, '0'),
                given.step,
                agentmon.test_samples(given.document -> 'input_series', start, given.step)) played
        ), asked AS (
            -- What the test asks: a rule, a time, and the alerts that are expected then.
            SELECT entry.n,
                   entry.value ->> 'alertname' AS rule,
                   entry.value ->> 'eval_time' AS eval_time,
                   ARRAY(
                       SELECT alert
                       FROM jsonb_array_elements(
                           coalesce(nullif(entry.value -> 'exp_alerts', 'null'), '[]')) AS alert
                   ) AS expected
            FROM jsonb_array_elements(given.document -> 'alert_rule_test') WITH ORDINALITY AS entry (value, n)
        ), compared AS (
            -- The same with its alerts, those expected and those found, as texts of state and labels.
            SELECT question.n,
                   question.rule,
                   question.eval_time,
                   ARRAY(
                       SELECT coalesce(alert ->> 'exp_state', 'firing') || ' '
                           || ((coalesce(alert -> 'exp_labels', '{}') - 'alertname')::text)
                       FROM unnest(question.expected) AS alert
                       ORDER BY 1
                   ) AS expected,
                   ARRAY(
                       SELECT latest.state || ' ' || (latest.labels - 'alertname' || CASE
                           WHEN wants.severity
                           THEN jsonb_build_object('severity', severities -> question.rule)
                           ELSE '{}'
                       END)::text
                       FROM (
                           SELECT DISTINCT ON (change.labels) change.labels, change.state
                           FROM changes change
                           WHERE change.rule = question.rule
                             AND change.at <= start + question.eval_time::interval
                           ORDER BY change.labels, change.at DESC
                       ) AS latest
                       -- Pending ones count where one is expected.
                       WHERE latest.state = 'firing'
                          OR latest.state = 'pending'
                             AND wants.pending
                       ORDER BY 1
                   ) AS found
            FROM asked question
            CROSS JOIN LATERAL (
                SELECT coalesce(bool_or(alert ->> 'exp_state' = 'pending'), false) AS pending,
                       coalesce(bool_or(alert -> 'exp_labels' ? 'severity'), false) AS severity
                FROM unnest(question.expected) AS alert
            ) AS wants
        )
        SELECT format('%s: %s at %s', given.name, answer.rule, answer.eval_time),
               answer.expected = answer.found,
               CASE
                   WHEN answer.expected <> answer.found
                   THEN format('expected: %s; found: %s',
                       coalesce(nullif(array_to_string(answer.expected, ', '), ''), 'none'),
                       coalesce(nullif(array_to_string(answer.found, ', '), ''), 'none'))
               END
        FROM compared answer
        ORDER BY answer.n;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.test_alert_rules(jsonb) IS
'Tests rules as promtool does: {"rules": [names, or rules as of load_alert_rules()], "tests": [{name, '
'interval, input_series: [{metric, tags, values}], alert_rule_test: [{eval_time, alertname, exp_alerts: '
'[{exp_labels, exp_state}]}]}]}; a row for each alert_rule_test, with what was expected and found where it '
'did not pass. Values by array, or as 1+1x10 _x3. Writes nothing. Raises 22023 for a document that cannot be '
'read.';

GRANT EXECUTE ON FUNCTION
    monitoring.load_alert_rules(jsonb),
    agentmon.check_expression(text),
    agentmon.check_texts(jsonb, text, text),
    agentmon.check_rule_texts(text, jsonb, boolean),
    agentmon.document_rule(jsonb),
    agentmon.document_rules(jsonb, text, boolean),
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
    agentmon.rules_of(jsonb)
    TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.replay_alert_rule(text, timestamptz, timestamptz, interval),
    monitoring.test_alert_rules(jsonb),
    agentmon.expand_series(text)
    TO agentmon_reader, agentmon_admin;
