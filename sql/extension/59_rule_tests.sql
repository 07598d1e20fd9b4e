-- Tests of alert rules, in the form of promtool: what a test may say, and how each goes. They write nothing.
CREATE FUNCTION agentmon.expand_series(p_series text) RETURNS double precision[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'expand_series_wrapper';
COMMENT ON FUNCTION agentmon.expand_series(text) IS
'The values of a series as tests of rules write them: 1 2 _ 3+1x10 _x5, where _ is a gap (NULL) and a+bxn is '
'a, a+b, ... a+n*b. Raises 22023 for anything else, and beyond 100000 values.';

CREATE FUNCTION agentmon.series_of_text(p_series text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'metric', btrim(named.part[1]),
        'tags', coalesce((
            SELECT jsonb_object_agg(label.part[1], regexp_replace(label.part[2], E'\\\\(.)', E'\\1', 'g'))
            FROM regexp_matches(
                named.part[3],
                E'([[:alpha:]_][[:alnum:]_]*)[[:space:]]*=[[:space:]]*"((?:[^"\\\\]|\\\\.)*)"',
                'g') AS label (part)), '{}'))
    FROM (
        SELECT regexp_match(
            p_series,
            E'^[[:space:]]*([^{}[:space:]"]+)[[:space:]]*([{](' ||
            E'(?:[[:space:]]*[[:alpha:]_][[:alnum:]_]*[[:space:]]*' ||
            E'=[[:space:]]*"(?:[^"\\\\]|\\\\.)*"[[:space:]]*,?)*' ||
            E')[[:space:]]*[}])?[[:space:]]*$') AS part
    ) AS named
    WHERE named.part IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.series_of_text(text) IS
'The metric and the tags of a series as promtool writes it: up{job="api", host="a"}; NULL for what is none.';

CREATE FUNCTION agentmon.rule_test_problems(p_tests jsonb) RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH tests AS (
        SELECT given.n,
               format('tests[%s]%s', given.n - 1, ' ' || quote_literal(given.value ->> 'name')) AS place,
               given.value AS test
        FROM jsonb_array_elements(p_tests) WITH ORDINALITY AS given (value, n)
    ), series AS (
        SELECT test.n,
               format('%s input_series[%s]', test.place, given.n - 1) AS place,
               given.n AS nth,
               given.value
        FROM tests test
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(test.test -> 'input_series')
            WHEN 'array' THEN test.test -> 'input_series'
            ELSE '[]'
        END) WITH ORDINALITY AS given (value, n)
    ), questions AS (
        SELECT test.n,
               format('%s alert_rule_test[%s]', test.place, given.n - 1) AS place,
               given.n AS nth,
               given.value
        FROM tests test
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(test.test -> 'alert_rule_test')
            WHEN 'array' THEN test.test -> 'alert_rule_test'
            ELSE '[]'
        END) WITH ORDINALITY AS given (value, n)
    ), expected AS (
        SELECT asked.n,
               format('%s exp_alerts[%s]', asked.place, given.n - 1) AS place,
               asked.nth * 1000 + given.n AS nth,
               given.value
        FROM questions asked
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(asked.value -> 'exp_alerts')
            WHEN 'array' THEN asked.value -> 'exp_alerts'
            ELSE '[]'
        END) WITH ORDINALITY AS given (value, n)
    ), found AS (
        -- A row is a flaw; part says of what: the test, a series, a question, an alert that is expected.
        SELECT test.n, 0 AS part, 0::bigint AS nth, test.place, wrong.problem
        FROM tests test
        CROSS JOIN LATERAL unnest(
            CASE WHEN jsonb_typeof(test.test) <> 'object' THEN ARRAY['a test must be an object'] END
            || agentmon.unknown_keys(test.test, '{name,interval,input_series,alert_rule_test}')
            || CASE
                WHEN jsonb_typeof(test.test -> 'alert_rule_test') IS DISTINCT FROM 'array'
                THEN ARRAY['it wants an array alert_rule_test']
                WHEN test.test -> 'alert_rule_test' = '[]'
                THEN ARRAY['its alert_rule_test is empty: it would test nothing']
            END
            || CASE
                WHEN jsonb_typeof(test.test -> 'input_series') IS DISTINCT FROM 'array'
                THEN ARRAY['it wants an array input_series']
            END
            || agentmon.what_is_wrong('interval of a test', jsonb_build_object(
                'interval of a test', test.test ->> 'interval'))
        ) AS wrong (problem)
        UNION ALL
        SELECT one.n, 1, one.nth, one.place, wrong.problem
        FROM series one
        CROSS JOIN LATERAL unnest(
            agentmon.unknown_keys(one.value, '{metric,tags,series,values}')
            || CASE
                WHEN jsonb_typeof(one.value) <> 'object'
                  OR coalesce(one.value ->> 'metric', '') = '' AND NOT one.value ? 'series'
                  OR one.value ? 'metric' AND one.value ? 'series'
                  OR coalesce(jsonb_typeof(one.value -> 'tags'), 'object') <> 'object'
                  OR coalesce(jsonb_typeof(one.value -> 'values'), '') NOT IN ('array', 'string')
                  OR jsonb_path_exists(one.value, '$.values[*] ? '
                      '(@.type() != "number" && @.type() != "null" && @.type() != "string")')
                THEN ARRAY[
                    'this is no series; give {"metric": "name", "tags": {"label": "value"}, "values": '
                    '"1+1x10 _x3"}, an array of numbers and nulls as values, or the series as '
                    'name{label="value"}']
                WHEN one.value ? 'series' AND agentmon.series_of_text(one.value ->> 'series') IS NULL
                THEN ARRAY[format(
                    'the series %s cannot be read; write it as name{label="value"}',
                    quote_literal(left(one.value ->> 'series', 200)))]
            END
        ) AS wrong (problem)
        UNION ALL
        SELECT asked.n, 2, asked.nth * 1000, asked.place, wrong.problem
        FROM questions asked
        CROSS JOIN LATERAL unnest(
            CASE WHEN jsonb_typeof(asked.value) <> 'object' THEN ARRAY['it must be an object'] END
            || agentmon.unknown_keys(asked.value, '{eval_time,alertname,exp_alerts}')
            || CASE WHEN asked.value ->> 'eval_time' IS NULL THEN ARRAY['eval_time is missing'] END
            || agentmon.what_is_wrong('eval_time', asked.value)
            || CASE WHEN asked.value ->> 'alertname' IS NULL THEN ARRAY['alertname is missing'] END
            || CASE
                WHEN jsonb_typeof(asked.value -> 'exp_alerts') NOT IN ('array', 'null')
                THEN ARRAY['exp_alerts must be an array']
            END
        ) AS wrong (problem)
        UNION ALL
        SELECT alert.n, 2, alert.nth, alert.place, wrong.problem
        FROM expected alert
        CROSS JOIN LATERAL unnest(
            CASE WHEN jsonb_typeof(alert.value) <> 'object' THEN ARRAY['it must be an object'] END
            || agentmon.unknown_keys(
                alert.value, '{exp_labels,exp_annotations,exp_state,exp_channels,exp_title,exp_message}')
            || CASE
                WHEN alert.value ->> 'exp_state' NOT IN ('pending', 'firing')
                THEN ARRAY['exp_state is pending or firing']
            END
            || CASE
                WHEN jsonb_typeof(alert.value -> 'exp_channels') <> 'array'
                  OR jsonb_path_exists(alert.value, '$.exp_channels[*] ? (@.type() != "string")')
                THEN ARRAY['exp_channels must be an array of names']
            END
            || ARRAY(
                SELECT format('%s must be a text', text.key)
                FROM jsonb_each(CASE jsonb_typeof(alert.value) WHEN 'object' THEN alert.value END) AS text
                WHERE text.key IN ('exp_title', 'exp_message')
                  AND jsonb_typeof(text.value) <> 'string')
            || ARRAY(
                SELECT format('%s must be an object of texts', part.name)
                FROM unnest('{exp_labels,exp_annotations}'::text[]) AS part (name)
                WHERE jsonb_typeof(alert.value -> part.name) NOT IN ('object', 'null')
                   OR jsonb_typeof(alert.value -> part.name) = 'object'
                  AND EXISTS (
                      SELECT FROM jsonb_each(alert.value -> part.name) AS text
                      WHERE jsonb_typeof(text.value) <> 'string'))
            || agentmon.what_is_wrong('severity', jsonb_build_object(
                'severity', coalesce(alert.value #>> '{exp_labels,severity}', 'info')))
        ) AS wrong (problem)
    )
    SELECT coalesce(
        array_agg(format('%s: %s', flaw.place, flaw.problem) ORDER BY flaw.n, flaw.part, flaw.nth)
            FILTER (WHERE flaw.problem IS NOT NULL),
        '{}')
    FROM found flaw
$$;
COMMENT ON FUNCTION agentmon.rule_test_problems(jsonb) IS
'All that is wrong with the form of the tests of a document of rules, each with its place.';

CREATE FUNCTION agentmon.check_rule_tests(p_document jsonb) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    problems text[] := agentmon.rule_test_problems(coalesce(p_document -> 'tests', '[]'))
        || ('evaluation_interval: ' || agentmon.what_is_wrong('evaluation_interval', p_document));
BEGIN
    IF array_remove(problems, NULL) <> '{}' THEN
        PERFORM agentmon.refuse(
            'the tests of alert rules cannot be taken',
            array_to_string(problems, E'\n'),
            'A test is {"name": ..., "interval": "1m", "input_series": [{"metric": ..., "tags": {}, '
            '"values": "1+1x10"}], "alert_rule_test": [{"eval_time": "10m", "alertname": ..., "exp_alerts": '
            '[{"exp_labels": {}, "exp_annotations": {}}]}]}.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_tests(jsonb) IS
'Raises 22023 with all that is wrong with the form of the tests of a document of rules.';

CREATE FUNCTION agentmon.test_samples(p_series jsonb, p_start timestamptz, p_interval interval)
RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'metric', named.series ->> 'metric',
        'tags', coalesce(named.series -> 'tags', '{}'),
        'value', sampled.sample,
        'at', p_start + (sampled.n - 1) * p_interval)), '[]')
    FROM jsonb_array_elements(p_series) AS given (value)
    CROSS JOIN LATERAL (
        SELECT coalesce(agentmon.series_of_text(given.value ->> 'series'), given.value) AS series
    ) AS named
    CROSS JOIN LATERAL unnest(
        CASE jsonb_typeof(given.value -> 'values')
            WHEN 'string' THEN agentmon.expand_series(given.value ->> 'values')
            ELSE ARRAY(
                SELECT listed.value::float8
                FROM jsonb_array_elements_text(given.value -> 'values')
                    WITH ORDINALITY AS listed (value, n)
                ORDER BY listed.n)
        END) WITH ORDINALITY AS sampled (sample, n)
    WHERE sampled.sample IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.test_samples(jsonb, timestamptz, interval) IS
'The rows of the series of a test: the first value at p_start, each next one p_interval later.';

CREATE FUNCTION agentmon.rules_to_test(p_document jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    has_rules constant boolean := p_document ?| '{alerts,rules,groups}';
    rules jsonb;
    missing text;
BEGIN
    -- Those that the document has inline, and the stored ones that it names. Where it has no rules at all,
    -- they are the stored ones that its tests name. What stands in the document goes before what is stored.
    SELECT coalesce(jsonb_object_agg(tested.name, tested.rule), '{}')
    INTO rules
    FROM (
        SELECT stored.name, to_jsonb(stored) AS rule
        FROM monitoring.alert_rules stored
        WHERE stored.name IN (
            SELECT entry #>> '{}'
            FROM jsonb_path_query(p_document, 'lax $.*[*]') AS entry
            WHERE jsonb_typeof(entry) = 'string'
            UNION
            SELECT asked ->> 'alertname'
            FROM jsonb_path_query(p_document, 'lax $.tests[*].alert_rule_test[*]') AS asked
            WHERE NOT has_rules)
    ) AS tested;
    SELECT rules || coalesce(jsonb_object_agg(written.rule ->> 'name', written.rule), '{}')
    INTO rules
    FROM agentmon.rules_of(p_document, false) AS written (rule);
    missing := (
        SELECT string_agg(DISTINCT quote_literal(asked #>> '{}'), ', ')
        FROM jsonb_path_query(p_document, 'lax $.tests[*].alert_rule_test[*].alertname') AS asked
        WHERE NOT rules ? (asked #>> '{}'));
    IF missing IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('there is no alert rule %s', missing),
            'A test asks for it.',
            'Put it into the document''s rules, or its name where it is stored.',
            'invalid_parameter_value');
    END IF;
    RETURN (
        SELECT coalesce(jsonb_object_agg(given.key, jsonb_build_object(
            'document', agentmon.rule_document(
                given.value ->> 'expression',
                given.value -> 'labels',
                (given.value ->> 'for')::interval,
                (given.value ->> 'keep_firing_for')::interval,
                given.value ->> 'no_data'),
            'expression', given.value -> 'expression',
            'severity', agentmon.canonical_severity(given.value ->> 'severity'),
            'annotations', given.value -> 'annotations',
            'actions', given.value -> 'actions')), '{}')
        FROM jsonb_each(rules) AS given);
END
$$;
COMMENT ON FUNCTION agentmon.rules_to_test(jsonb) IS
'The rules that the tests of a document are about, by name: {document (as of rule_document()), expression, '
'severity, annotations, actions}. Raises 22023 where a test asks for one that is neither there nor stored.';

CREATE FUNCTION agentmon.tested_annotations(p_name text, p_rule jsonb, p_alert jsonb) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    -- As apply_rule_results() makes those of an alert that fires.
    SELECT rendered.said
        || CASE
            WHEN NOT (p_alert ->> 'no_data')::boolean AND agentmon.says_nothing(rendered.said)
            THEN jsonb_build_object('description', agentmon.rule_in_words(
                p_rule ->> 'expression',
                p_alert -> 'labels',
                (p_alert ->> 'value')::double precision,
                (p_alert ->> 'threshold')::double precision,
                (p_alert ->> 'starts_at')::timestamptz))
            ELSE '{}'
        END
        || CASE
            WHEN (p_alert ->> 'is_silent')::boolean
            THEN agentmon.no_data_note(p_rule ->> 'expression', (p_alert ->> 'silent_since')::timestamptz)
            ELSE '{}'
        END
    FROM (
        SELECT agentmon.render_annotations(p_rule -> 'annotations', jsonb_build_object(
            'value', p_alert -> 'value',
            'threshold', p_alert -> 'threshold',
            'labels', p_alert -> 'labels',
            'rule', p_name,
            'severity', p_rule -> 'severity',
            'expression', p_rule -> 'expression',
            'no_data', p_alert -> 'no_data')) AS said
    ) AS rendered
$$;
COMMENT ON FUNCTION agentmon.tested_annotations(text, jsonb, jsonb) IS
'What an alert of a test says: the rule''s annotations as its templates make them, the sentence of a rule '
'that says nothing itself, and that there is no data.';

CREATE FUNCTION agentmon.tested_channels(p_labels jsonb, p_severity text, p_actions jsonb) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH actions AS (
        SELECT agentmon.known_channels(
            CASE
                WHEN jsonb_typeof(p_actions) = 'array'
                THEN ARRAY(SELECT jsonb_array_elements_text(p_actions))
            END) AS channels
    )
    SELECT coalesce(jsonb_agg(DISTINCT named.channel ORDER BY named.channel), '[]')
    FROM actions
    CROSS JOIN LATERAL agentmon.matching_routes(
        ARRAY['00000000-0000-0000-0000-000000000000'::uuid],
        ARRAY[p_labels || jsonb_build_object('severity', p_severity)],
        ARRAY[actions.channels IS NOT NULL]) taking
    JOIN monitoring.notification_routes route ON route.name = taking.route
    CROSS JOIN LATERAL unnest(coalesce(actions.channels, route.channels)) AS named (channel)
    -- One that comes with a daemon need not be there yet.
    LEFT JOIN monitoring.notification_channels own ON own.name = named.channel
    WHERE coalesce(own.enabled, true)
      AND agentmon.severity_rank(p_severity) >= coalesce(agentmon.severity_rank(own.min_severity), 0)
$$;
COMMENT ON FUNCTION agentmon.tested_channels(jsonb, text, jsonb) IS
'The channels that an alert with these labels goes to by its rule''s actions or its routes, but for those '
'that are switched off or hear only of graver ones.';

CREATE FUNCTION agentmon.tested_alerts(p_name text, p_rule jsonb, p_played jsonb) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    WITH played AS MATERIALIZED (
        SELECT step.*
        FROM jsonb_to_recordset(p_played) AS step (
            at timestamptz,
            labels jsonb,
            state text,
            value double precision,
            threshold double precision,
            starts_at timestamptz,
            began boolean,
            no_data boolean,
            last_data_at timestamptz)
    ), latest AS MATERIALIZED (
        SELECT DISTINCT ON (step.labels) step.*
        FROM played step
        ORDER BY step.labels, step.at DESC
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'labels', alert.labels,
        'state', alert.state,
        'severity', p_rule -> 'severity',
        'starts_at', alert.starts_at,
        'annotations', CASE alert.state
            WHEN 'firing'
            THEN agentmon.tested_annotations(p_name, p_rule, jsonb_build_object(
                'labels', alert.labels,
                'value', said.value,
                'threshold', said.threshold,
                'starts_at', alert.starts_at,
                'no_data', said.no_data,
                'is_silent', alert.no_data,
                'silent_since', silent.since))
            ELSE '{}'
        END)), '[]')
    FROM latest alert
    LEFT JOIN LATERAL (
        -- Annotations are made anew where there is a value, and where the alert begins to fire.
        SELECT step.value, step.threshold, step.no_data
        FROM played step
        WHERE step.labels = alert.labels
          AND step.state = 'firing'
          AND (step.value IS NOT NULL OR step.began)
        ORDER BY step.at DESC
        LIMIT 1
    ) AS said ON true
    LEFT JOIN LATERAL (
        SELECT step.last_data_at AS since
        FROM played step
        WHERE step.labels = alert.labels
          AND step.no_data
          AND step.at > coalesce((
              SELECT max(speaking.at)
              FROM played speaking
              WHERE speaking.labels = alert.labels
                AND NOT speaking.no_data), '-infinity')
        ORDER BY step.at
        LIMIT 1
    ) AS silent ON true
    WHERE alert.state IN ('firing', 'pending')
$$;
COMMENT ON FUNCTION agentmon.tested_alerts(text, jsonb, jsonb) IS
'The alerts of a rule of rules_to_test() after some steps as of play_rules() with p_whole: labels, state, '
'severity, starts_at, annotations.';

CREATE FUNCTION agentmon.tested_differences(p_name text, p_rule jsonb, p_expected jsonb, p_found jsonb)
RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH pairs AS (
        -- An alert that is expected, and the one with its labels.
        SELECT wanted.n, wanted.alert AS expected, listed.alert AS found
        FROM jsonb_array_elements(p_expected) WITH ORDINALITY AS wanted (alert, n)
        JOIN jsonb_array_elements(p_found) AS listed (alert)
            ON (listed.alert -> 'labels') - '{alertname,severity}'::text[] = coalesce(
                nullif(wanted.alert -> 'exp_labels', 'null'), '{}') - '{alertname,severity}'::text[]
    ), told AS (
        SELECT pair.n,
               pair.expected,
               pair.found,
               message.title,
               message.body
        FROM pairs pair
        CROSS JOIN LATERAL agentmon.notification_text(
            'firing',
            jsonb_build_array(agentmon.alert_json(
                NULL,
                pair.found -> 'labels',
                pair.found -> 'annotations',
                pair.found ->> 'severity',
                pair.found ->> 'state',
                (pair.found ->> 'starts_at')::timestamptz,
                NULL,
                1,
                NULL)),
            1) message
    ), compared AS (
        SELECT pair.n, 1 AS part, 'annotation ' || given.name AS what, given.expected, given.found
        FROM told pair
        -- Those that the rule has, and those that are asked for: a sentence that is made for rules without
        -- words need not be expected.
        CROSS JOIN LATERAL (
            SELECT names.name,
                   pair.expected #>> ARRAY['exp_annotations', names.name] AS expected,
                   pair.found #>> ARRAY['annotations', names.name] AS found
            FROM (
                SELECT jsonb_object_keys(p_rule -> 'annotations') AS name
                UNION
                SELECT jsonb_object_keys(pair.expected -> 'exp_annotations')
            ) AS names
        ) AS given
        WHERE jsonb_typeof(pair.expected -> 'exp_annotations') = 'object'
        UNION ALL
        SELECT pair.n,
               2,
               'channels',
               (
                   SELECT coalesce(string_agg(DISTINCT channel, ', ' ORDER BY channel), 'none')
                   FROM jsonb_array_elements_text(pair.expected -> 'exp_channels') AS channel
               ),
               (
                   SELECT coalesce(string_agg(channel, ', ' ORDER BY channel), 'none')
                   FROM jsonb_array_elements_text(CASE pair.found ->> 'state'
                       WHEN 'firing'
                       THEN agentmon.tested_channels(
                           pair.found -> 'labels', pair.found ->> 'severity', p_rule -> 'actions')
                       ELSE '[]'
                   END) AS channel
               )
        FROM told pair
        WHERE pair.expected ? 'exp_channels'
        UNION ALL
        SELECT pair.n, 3, 'title', pair.expected ->> 'exp_title', pair.title
        FROM told pair
        WHERE pair.expected ? 'exp_title'
        UNION ALL
        SELECT pair.n, 4, 'message', pair.expected ->> 'exp_message', pair.body
        FROM told pair
        WHERE pair.expected ? 'exp_message'
    )
    SELECT coalesce(
        array_agg(
            format('%s expected: %s; found: %s',
                differing.what, coalesce(differing.expected, 'none'), coalesce(differing.found, 'none'))
            ORDER BY differing.n, differing.part, differing.what),
        '{}')
    FROM compared differing
    WHERE differing.expected IS DISTINCT FROM differing.found
$$;
COMMENT ON FUNCTION agentmon.tested_differences(text, jsonb, jsonb, jsonb) IS
'Where the alerts of a test say, or tell, something else than what is expected of those with their labels: '
'annotations, channels, title and text of the message.';

CREATE FUNCTION monitoring.test_alert_rules(p_document jsonb)
RETURNS TABLE (test text, passed boolean, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET row_security = off
SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
    start constant timestamptz := '2000-01-01 00:00:00+00';
    rules jsonb;
    given record;
    last interval;
BEGIN
    PERFORM agentmon.check_document(p_document, '{tests}'),
            agentmon.check_rule_tests(p_document);
    rules := agentmon.rules_to_test(p_document);
    FOR given IN
        SELECT coalesce(e.value ->> 'name', format('tests[%s]', e.n - 1)) AS name,
               e.value AS document,
               coalesce(e.value ->> 'interval', p_document ->> 'evaluation_interval', '1m')::interval AS step
        FROM jsonb_array_elements(p_document -> 'tests') WITH ORDINALITY AS e (value, n)
    LOOP
        last := (
            SELECT max((asked ->> 'eval_time')::interval)
            FROM jsonb_array_elements(given.document -> 'alert_rule_test') AS asked);
        RETURN QUERY
        WITH played AS MATERIALIZED (
            SELECT step.*
            FROM agentmon.play_rules(
                (SELECT coalesce(jsonb_object_agg(rule.key, rule.value -> 'document'), '{}')
                 FROM jsonb_each(rules) AS rule),
                start,
                start + coalesce(last, '0'),
                given.step,
                agentmon.test_samples(given.document -> 'input_series', start, given.step),
                true) step
        ), asked AS MATERIALIZED (
            -- What the test asks: a rule, a time, the alerts that are expected then, and those that are
            -- there.
            SELECT entry.n,
                   entry.value ->> 'alertname' AS rule,
                   entry.value ->> 'eval_time' AS eval_time,
                   coalesce(nullif(entry.value -> 'exp_alerts', 'null'), '[]') AS expected,
                   agentmon.tested_alerts(
                       entry.value ->> 'alertname',
                       rules -> (entry.value ->> 'alertname'),
                       (
                           SELECT coalesce(jsonb_agg(step), '[]')
                           FROM played step
                           WHERE step.rule = entry.value ->> 'alertname'
                             AND step.at <= start + (entry.value ->> 'eval_time')::interval
                       )) AS found
            FROM jsonb_array_elements(given.document -> 'alert_rule_test') WITH ORDINALITY AS entry (value, n)
        ), compared AS (
            -- The same as texts of state and labels, and where those with the same labels differ.
            SELECT question.n,
                   question.rule,
                   question.eval_time,
                   ARRAY(
                       SELECT coalesce(alert ->> 'exp_state', 'firing') || ' '
                           || (coalesce(nullif(alert -> 'exp_labels', 'null'), '{}') - 'alertname'
                               || CASE
                                   WHEN alert -> 'exp_labels' ? 'severity'
                                   THEN jsonb_build_object('severity', agentmon.canonical_severity(
                                       alert #>> '{exp_labels,severity}'))
                                   ELSE '{}'
                               END)::text
                       FROM jsonb_array_elements(question.expected) AS alert
                       ORDER BY 1
                   ) AS expected,
                   ARRAY(
                       SELECT (alert ->> 'state') || ' ' || ((alert -> 'labels') - 'alertname' || CASE
                           WHEN wants.severity
                           THEN jsonb_build_object('severity', alert -> 'severity')
                           ELSE '{}'
                       END)::text
                       FROM jsonb_array_elements(question.found) AS alert
                       -- Pending ones count where one is expected.
                       WHERE alert ->> 'state' = 'firing'
                          OR wants.pending
                       ORDER BY 1
                   ) AS found,
                   agentmon.tested_differences(
                       question.rule,
                       rules -> question.rule,
                       question.expected,
                       question.found) AS differences
            FROM asked question
            CROSS JOIN LATERAL (
                SELECT coalesce(bool_or(alert ->> 'exp_state' = 'pending'), false) AS pending,
                       coalesce(bool_or(alert -> 'exp_labels' ? 'severity'), false) AS severity
                FROM jsonb_array_elements(question.expected) AS alert
            ) AS wants
        )
        SELECT format('%s: %s at %s', given.name, answer.rule, answer.eval_time),
               answer.expected = answer.found AND answer.differences = '{}',
               nullif(concat_ws('; ',
                   CASE
                       WHEN answer.expected <> answer.found
                       THEN format('expected: %s; found: %s',
                           coalesce(nullif(array_to_string(answer.expected, ', '), ''), 'none'),
                           coalesce(nullif(array_to_string(answer.found, ', '), ''), 'none'))
                   END,
                   nullif(array_to_string(answer.differences, '; '), '')), '')
        FROM compared answer
        ORDER BY answer.n;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.test_alert_rules(jsonb) IS
'Tests rules as promtool does: {"rules": [rules as of load_alert_rules(), or names of stored ones], "tests": '
'[{name, interval, input_series: [{metric, tags, values}], alert_rule_test: [{eval_time, alertname, '
'exp_alerts: [{exp_labels, exp_state, exp_annotations, exp_channels, exp_title, exp_message}]}]}]}; a row '
'for each alert_rule_test, with what was expected and found where it did not pass. Rules may stand in alerts '
'and groups too; those of the document are tested, whatever is stored. Values by array, or as 1+1x10 _x3. '
'Writes nothing. Raises 22023 for a document that cannot be read, and for a key that is not known.';

GRANT EXECUTE ON FUNCTION
    agentmon.check_rule_tests(jsonb),
    agentmon.rule_test_problems(jsonb),
    agentmon.series_of_text(text)
    TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.test_alert_rules(jsonb),
    agentmon.expand_series(text)
    TO agentmon_reader, agentmon_admin;
