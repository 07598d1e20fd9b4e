-- How the alerts of rules go on: one step for live evaluation, replays and tests, and the evaluation itself.

CREATE FUNCTION agentmon.rule_step(
    p_state text,
    p_starts_at timestamptz,
    p_fired_at timestamptz,
    p_last_seen_at timestamptz,
    p_condition boolean,
    p_no_data text,
    p_for double precision,
    p_keep_firing_for double precision,
    p_now timestamptz
) RETURNS TABLE (
    state text,
    starts_at timestamptz,
    fired_at timestamptz,
    last_seen_at timestamptz,
    ends_at timestamptz
)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'rule_step_wrapper';
COMMENT ON FUNCTION agentmon.rule_step(
    text, timestamptz, timestamptz, timestamptz, boolean, text, double precision, double precision,
    timestamptz) IS
'One step of an alert at p_now: what was open (state NULL: nothing), whether the condition holds (NULL: no '
'data), the policy for no data (ok, keep, alert), the times of the rule in seconds; gives what it is '
'afterwards (state NULL: nothing).';

CREATE FUNCTION agentmon.rule_document(
    p_expression text,
    p_labels jsonb,
    p_for interval,
    p_keep_firing_for interval,
    p_no_data text
) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'expression', agentmon.parse_alert_expression(p_expression),
        'labels', p_labels,
        'for', extract(epoch FROM p_for),
        'keep_firing_for', extract(epoch FROM p_keep_firing_for),
        'no_data', p_no_data)
$$;
COMMENT ON FUNCTION agentmon.rule_document(text, jsonb, interval, interval, text) IS
'A rule as rule_results() and rule_transitions() take it.';

CREATE FUNCTION agentmon.rule_transitions(p_rules jsonb, p_open jsonb, p_results jsonb, p_now timestamptz)
RETURNS TABLE (
    rule text,
    labels jsonb,
    before text,
    state text,
    starts_at timestamptz,
    fired_at timestamptz,
    last_seen_at timestamptz,
    ends_at timestamptz,
    value double precision,
    threshold double precision,
    no_data boolean
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    WITH rules AS MATERIALIZED (
        SELECT given.key AS rule,
               jsonb_build_object('alertname', given.key) || (given.value -> 'labels') AS base,
               given.value ->> 'no_data' AS policy,
               (given.value ->> 'for')::float8 AS hold_for,
               (given.value ->> 'keep_firing_for')::float8 AS keep_firing_for
        FROM jsonb_each(p_rules) AS given
    ), results AS MATERIALIZED (
        -- A row is what a rule came to for the labels of one alert. The rule's own labels win over those of a
        -- series, as in Prometheus. That can make the labels of two results alike: then one that holds
        -- counts.
        SELECT DISTINCT ON (result.rule, merged.labels)
               result.rule, merged.labels, result.condition, result.value, result.threshold
        FROM jsonb_to_recordset(p_results) AS result (
            rule text, labels jsonb, condition boolean, value float8, threshold float8)
        JOIN rules known USING (rule)
        CROSS JOIN LATERAL (
            SELECT result.labels || known.base AS labels
        ) AS merged
        ORDER BY result.rule, merged.labels, result.condition DESC NULLS LAST, result.value
    ), speaking AS MATERIALIZED (
        -- A rule that has data for some of its labels.
        SELECT DISTINCT result.rule
        FROM results result
        WHERE result.condition IS NOT NULL
    ), wanted AS (
        SELECT result.*
        FROM results result
        UNION ALL
        -- A rule whose policy is alert, and that has no data at all, alerts for just that.
        SELECT known.rule, known.base, NULL, NULL, NULL
        FROM rules known
        WHERE known.policy = 'alert'
          AND NOT EXISTS (
              SELECT FROM speaking heard
              WHERE heard.rule = known.rule)
          AND NOT EXISTS (
              SELECT FROM results result
              WHERE result.rule = known.rule
                AND result.labels = known.base)
    ), steps AS (
        -- A row is an alert that is open, or that a result may open, with what is to be made of it.
        SELECT rule, labels,
               opened.state AS before,
               opened.starts_at,
               opened.fired_at,
               opened.last_seen_at,
               want.condition,
               want.value,
               want.threshold,
               -- The policy alert, and no data for this open alert. If its rule still has data for other
               -- labels, its own have gone, and it is over. If there is no data at all, the silence has an
               -- alert of its own, and those by label stay as they are.
               CASE
                   WHEN known.policy <> 'alert' OR want.rule IS NOT NULL THEN known.policy
                   WHEN heard.rule IS NOT NULL THEN 'ok'
                   ELSE 'keep'
               END AS policy,
               known.hold_for,
               known.keep_firing_for
        FROM wanted want
        FULL JOIN jsonb_to_recordset(p_open) AS opened (
            rule text,
            labels jsonb,
            state text,
            starts_at timestamptz,
            fired_at timestamptz,
            last_seen_at timestamptz) USING (rule, labels)
        JOIN rules known USING (rule)
        LEFT JOIN speaking heard USING (rule)
    )
    SELECT step.rule,
           step.labels,
           step.before,
           made.state,
           made.starts_at,
           made.fired_at,
           made.last_seen_at,
           made.ends_at,
           step.value,
           step.threshold,
           step.condition IS NULL
    FROM steps step
    CROSS JOIN LATERAL agentmon.rule_step(
        step.before,
        step.starts_at,
        step.fired_at,
        step.last_seen_at,
        step.condition,
        step.policy,
        step.hold_for,
        step.keep_firing_for,
        p_now) AS made
    WHERE step.before IS NOT NULL
       OR made.state IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.rule_transitions(jsonb, jsonb, jsonb, timestamptz) IS
'How the alerts of rules (as of rule_document(), by name) go on at p_now, from those that are open [{rule, '
'labels, state, starts_at, fired_at, last_seen_at}] and rule_results(): state before and after (NULL: none), '
'and times. Live evaluation, replay and tests of rules all step by it.';

CREATE FUNCTION agentmon.try_alert_rules(p_names text[], p_now timestamptz)
RETURNS TABLE (names text[], rules jsonb, results jsonb, problem text, duration_ms double precision)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_column
DECLARE
    started timestamptz := clock_timestamp();
    size integer := cardinality(p_names);
BEGIN
    IF size = 0 THEN
        RETURN;
    END IF;
    BEGIN
        SELECT jsonb_object_agg(
            rule.name,
            agentmon.rule_document(
                rule.expression, rule.labels, rule."for", rule.keep_firing_for, rule.no_data))
        INTO rules
        FROM monitoring.alert_rules rule
        WHERE rule.name = ANY (p_names);
        results := (
            SELECT coalesce(jsonb_agg(result), '[]')
            FROM agentmon.rule_results(rules, p_now) result);
        names := p_names;
        problem := NULL;
    EXCEPTION
        -- No fault of a rule: the whole transaction is to be tried again.
        WHEN serialization_failure THEN
            RAISE;
        WHEN OTHERS THEN
            problem := SQLERRM;
            names := p_names;
    END;
    IF problem IS NULL OR size = 1 THEN
        duration_ms := extract(epoch FROM clock_timestamp() - started)::double precision * 1000 / size;
        RETURN NEXT;
    ELSE
        -- One of them raises. Trying each half finds it, and the others are still evaluated together.
        RETURN QUERY
        SELECT * FROM agentmon.try_alert_rules(p_names[:size / 2], p_now);
        RETURN QUERY
        SELECT * FROM agentmon.try_alert_rules(p_names[size / 2 + 1:], p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.try_alert_rules(text[], timestamptz) IS
'The rules of these names and their results, in as few groups as possible; a rule that raises is alone in '
'its group, with what it raised.';

CREATE FUNCTION agentmon.end_orphans(p_now timestamptz) RETURNS integer
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH orphans AS MATERIALIZED (
        SELECT alert.id, alert.state
        FROM monitoring.alerts alert
        WHERE alert.source = 'rule'
          AND alert.state <> 'resolved'
          AND CASE
              -- An alert_rule_error: it has no rule_name, and names in a label the rule that fails.
              WHEN alert.rule_name IS NULL
              THEN NOT EXISTS (
                  SELECT FROM monitoring.alert_rules rule
                  WHERE rule.name = alert.labels ->> 'rule'
                    AND rule.enabled
                    AND rule.error_count >= 3)
              ELSE NOT EXISTS (
                  SELECT FROM monitoring.alert_rules rule
                  WHERE rule.name = alert.rule_name
                    AND rule.enabled
                    AND rule.evaluated = jsonb_build_object(
                        'expression', rule.expression,
                        'labels', rule.labels))
          END
        -- An alert that another transaction holds is not waited for: it ends at the next evaluation.
        FOR UPDATE SKIP LOCKED
    ), dropped AS (
        DELETE FROM monitoring.alerts alert
        USING orphans orphan
        WHERE alert.id = orphan.id
          AND orphan.state = 'pending'
    ), ended AS (
        UPDATE monitoring.alerts alert
        SET state = 'resolved',
            ends_at = p_now,
            updated_at = p_now,
            news = true,
            annotations = alert.annotations || jsonb_build_object('ended', CASE
                WHEN alert.rule_name IS NULL THEN 'The rule can be evaluated again.'
                ELSE 'Its rule was deleted, switched off, or asks for something else now.'
            END)
        FROM orphans orphan
        WHERE alert.id = orphan.id
          AND orphan.state = 'firing'
    )
    SELECT count(*)::integer
    FROM orphans
$$;
COMMENT ON FUNCTION agentmon.end_orphans(timestamptz) IS
'Ends the alerts of rules that are gone, disabled, or ask for something else now, and of errors that are '
'over; gives their number.';

CREATE FUNCTION agentmon.time_in_words(p_time timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')$$;
COMMENT ON FUNCTION agentmon.time_in_words(timestamptz) IS
'A time as a sentence has it, in UTC and to the second.';

CREATE FUNCTION agentmon.counted(p_number bigint, p_what text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT format('%s %s%s', p_number, p_what, CASE WHEN p_number <> 1 THEN 's' END)$$;
COMMENT ON FUNCTION agentmon.counted(bigint, text) IS 'So many of something, as in 1 alert, 2 alerts.';

CREATE FUNCTION agentmon.seconds_in_words(p_seconds double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        nullif(concat_ws(' ',
            CASE WHEN whole.days > 0 THEN agentmon.counted(whole.days, 'day') END,
            CASE WHEN whole.hours > 0 THEN agentmon.counted(whole.hours, 'hour') END,
            CASE WHEN whole.minutes > 0 THEN agentmon.counted(whole.minutes, 'minute') END,
            CASE
                WHEN whole.seconds = 1 THEN '1 second'
                WHEN whole.seconds > 0 THEN trim_scale(whole.seconds) || ' seconds'
            END), ''),
        '0 seconds')
    FROM (
        SELECT floor(p_seconds / 86400)::bigint AS days,
               floor(p_seconds / 3600)::bigint % 24 AS hours,
               floor(p_seconds / 60)::bigint % 60 AS minutes,
               round(p_seconds::numeric % 60, 3) AS seconds
    ) AS whole
$$;
COMMENT ON FUNCTION agentmon.seconds_in_words(double precision) IS
'A time as a sentence has it, as in 1 hour 30 minutes.';

CREATE FUNCTION agentmon.number_in_words(p_number double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    SELECT CASE
        WHEN p_number = 'NaN' THEN 'not a number'
        WHEN p_number IN ('Infinity', '-Infinity') THEN lower(p_number::text)
        WHEN p_number = 0 THEN '0'
        WHEN abs(p_number) >= 1e15 OR abs(p_number) < 1e-6 THEN p_number::text
        -- Six digits that say something; of a large number all before the point.
        ELSE trim_scale(round(p_number::numeric, greatest(0, 5 - floor(log(abs(p_number)))::integer)))::text
    END
$$;
COMMENT ON FUNCTION agentmon.number_in_words(double precision) IS
'A number as a sentence has it: 0.3 and not 0.30000000000000004.';

CREATE FUNCTION agentmon.only_comparison(p_expression text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN NOT parsed.document ? 'tree' AND jsonb_array_length(parsed.document -> 'comparisons') = 1
        THEN parsed.document -> 'comparisons' -> 0
    END
    FROM (SELECT agentmon.parse_alert_expression(p_expression) AS document) AS parsed
$$;
COMMENT ON FUNCTION agentmon.only_comparison(text) IS
'The comparison of an expression that is no more than one; NULL for others.';

CREATE FUNCTION agentmon.stated_number(p_expression text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        agentmon.only_comparison(p_expression),
        CASE
            WHEN compared.whole -> 'bool' = 'false'
            THEN coalesce(compared.whole #> '{right,number}', compared.whole #> '{left,number}')
        END)
    FROM (SELECT agentmon.parse_alert_expression(p_expression) #> '{tree,compare}' AS whole) AS compared
$$;
COMMENT ON FUNCTION agentmon.stated_number(text) IS
'The number (with its unit) that an expression compares something with, be it a metric or what is made of '
'several; NULL where there is none.';

CREATE FUNCTION agentmon.what_is_absent(p_expression text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN agentmon.parse_alert_expression(p_expression) -> 'tree' ? 'absent'
        THEN coalesce(
            substring(p_expression FROM '^[[:space:]]*absent[_a-z]*[[:space:]]*[(](.*)[)][[:space:]]*$'),
            p_expression)
    END
$$;
COMMENT ON FUNCTION agentmon.what_is_absent(text) IS
'Of absent(x) the x: what a rule misses, which is all that it asks for; NULL for other expressions.';

CREATE FUNCTION agentmon.value_in_words(
    p_comparison jsonb,
    p_value double precision,
    p_threshold double precision
) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    -- In the unit in which the rule says its threshold: 7% beside 5%, though both are shares.
    SELECT CASE
        WHEN p_comparison ->> 'unit' <> '' AND p_threshold <> 0
        THEN agentmon.number_in_words(p_value * (p_comparison ->> 'number')::double precision / p_threshold)
            || (p_comparison ->> 'unit')
        ELSE agentmon.number_in_words(p_value)
    END
$$;
COMMENT ON FUNCTION agentmon.value_in_words(jsonb, double precision, double precision) IS
'A value as a sentence has it, in the unit of the number that its rule compares it with (NULL: of none), '
'which came to p_threshold.';

CREATE FUNCTION agentmon.rule_in_words(
    p_expression text,
    p_labels jsonb,
    p_value double precision,
    p_threshold double precision,
    p_since timestamptz
) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
            WHEN asked.absent IS NOT NULL THEN format('There is no data for %s%s',
                asked.absent,
                coalesce(', since ' || agentmon.time_in_words(p_since) || ' at the latest', ''))
            WHEN p_value IS NULL THEN format('The rule is %s', p_expression)
            WHEN asked.one IS NULL THEN format('For %s the value is %s',
                p_expression,
                agentmon.value_in_words(agentmon.stated_number(p_expression), p_value, p_threshold))
            ELSE format('%s%s is %s, %s%s %s%s',
                concat_ws('.', asked.one #>> '{metrics,0}', CASE asked.one ->> 'function'
                    WHEN 'gauge' THEN NULL
                    WHEN 'percentile' THEN 'p' || trim_scale(((asked.one ->> 'quantile')::numeric * 100))
                    ELSE asked.one ->> 'function'
                END) || coalesce((
                    SELECT '{'
                        || string_agg(
                            format('%s%s"%s"', matcher ->> 'label', matcher ->> 'op', matcher ->> 'value'),
                            ', ')
                        || '}'
                    FROM jsonb_array_elements(asked.one -> 'matchers') AS matcher), ''),
                concat(
                    CASE
                        WHEN NOT agentmon.is_of_now(asked.one ->> 'source')
                        THEN ' over '
                            || agentmon.seconds_in_words((asked.one ->> 'window_seconds')::double precision)
                    END,
                    CASE
                        WHEN (asked.one ->> 'offset_seconds')::double precision <> 0
                        THEN ' until '
                            || agentmon.seconds_in_words((asked.one ->> 'offset_seconds')::double precision)
                            || ' ago'
                    END),
                agentmon.value_in_words(asked.one, p_value, p_threshold),
                -- An alert may go on firing for a while (keep_firing_for) after its condition has ended.
                CASE
                    WHEN NOT CASE asked.one ->> 'op'
                        WHEN '>' THEN p_value > p_threshold
                        WHEN '>=' THEN p_value >= p_threshold
                        WHEN '<' THEN p_value < p_threshold
                        WHEN '<=' THEN p_value <= p_threshold
                        WHEN '==' THEN p_value = p_threshold
                        ELSE p_value <> p_threshold
                    END THEN 'no longer '
                END,
                CASE asked.one ->> 'op'
                    WHEN '>' THEN 'above'
                    WHEN '>=' THEN 'not below'
                    WHEN '<' THEN 'below'
                    WHEN '<=' THEN 'not above'
                    WHEN '==' THEN 'exactly'
                    ELSE 'other than'
                END,
                agentmon.number_in_words((asked.one ->> 'number')::double precision),
                asked.one ->> 'unit')
        END
        || coalesce((
            SELECT ' (' || string_agg(label.key || ': ' || label.value, ', ' ORDER BY label.key) || ')'
            FROM jsonb_each_text(p_labels - '{alertname,agent_name,severity}'::text[]) AS label
            WHERE label.value <> ''), '')
        || '.'
        || coalesce(' ' || agentmon.anomaly_reason(p_expression, p_labels, p_value), '')
    FROM (
        SELECT agentmon.only_comparison(p_expression) AS one,
               agentmon.what_is_absent(p_expression) AS absent
    ) AS asked
$$;
COMMENT ON FUNCTION agentmon.rule_in_words(text, jsonb, double precision, double precision, timestamptz) IS
'What is so where a rule fires, as a sentence: metric, window, value, operator, threshold, and the labels of '
'its alert, of anomalies the reason; of absent(...) what is missing, and that it was so at p_since. For rules '
'that do not say it themselves.';

CREATE FUNCTION agentmon.says_nothing(p_annotations jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT
        FROM jsonb_each_text(p_annotations) AS said
        WHERE said.key IN ('message', 'description', 'summary')
          AND said.value ~ '[^[:space:][:cntrl:]]')
$$;
COMMENT ON FUNCTION agentmon.says_nothing(jsonb) IS
'Whether annotations have no text for the body of a message.';

CREATE FUNCTION agentmon.no_data_note(p_expression text, p_since timestamptz) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'no_data', format('There is no data for %s%s.',
            p_expression,
            coalesce(
                ' since ' || agentmon.time_in_words(p_since),
                ', and there has been none since the rule was first evaluated')),
        'no_data_since', agentmon.time_in_words(p_since)))
$$;
COMMENT ON FUNCTION agentmon.no_data_note(text, timestamptz) IS
'The annotations that say since when there is no data (NULL: there never was).';

CREATE FUNCTION agentmon.ended_note(
    p_expression text,
    p_before jsonb,
    p_value double precision,
    p_threshold double precision,
    p_now timestamptz
) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object('ended', CASE
        WHEN absent.words IS NOT NULL
        THEN format('There is data for %s again at %s.', absent.words, until.words)
        WHEN p_value IS NULL AND p_before ? 'no_data'
        THEN format('There was no data for %s from %s until %s.', p_expression, since.words, until.words)
        WHEN p_value IS NULL
        THEN format('There is no data for %s any more at %s.', p_expression, until.words)
        WHEN p_before ? 'no_data'
        THEN format('There was no data for %s from %s until %s; the value is %s now.',
            p_expression, since.words, until.words, value.words)
        ELSE format('The value is %s at %s, where %s holds no more.', value.words, until.words, p_expression)
    END)
    FROM (SELECT agentmon.time_in_words(p_now) AS words) AS until,
         (SELECT coalesce(p_before ->> 'no_data_since', 'the beginning') AS words) AS since,
         (SELECT agentmon.what_is_absent(p_expression) AS words) AS absent,
         (
             SELECT agentmon.value_in_words(
                 agentmon.stated_number(p_expression), p_value, p_threshold) AS words
         ) AS value
$$;
COMMENT ON FUNCTION agentmon.ended_note(text, jsonb, double precision, double precision, timestamptz) IS
'The annotation that says by which value an alert ended (NULL: there is none), or from when until when there '
'was no data; of absent(...) that there is data again. p_before: what it said before.';

CREATE FUNCTION agentmon.held_rule_alerts(p_names text[]) RETURNS bytea[]
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH open AS MATERIALIZED (
        SELECT alert.id, alert.alert_key
        FROM monitoring.alerts alert
        WHERE alert.source = 'rule'
          AND alert.state <> 'resolved'
          AND alert.rule_name = ANY (p_names)
    ), free AS MATERIALIZED (
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.id IN (SELECT open.id FROM open)
        FOR UPDATE SKIP LOCKED
    )
    SELECT coalesce(array_agg(open.alert_key), '{}')
    FROM open
    WHERE open.id NOT IN (SELECT free.id FROM free)
$$;
COMMENT ON FUNCTION agentmon.held_rule_alerts(text[]) IS
'Locks the open alerts of rules, and gives the keys of those that another transaction holds: they go on at '
'the next evaluation, and nobody waits for them.';

CREATE FUNCTION agentmon.apply_rule_results(
    p_rules jsonb,
    p_results jsonb,
    p_held bytea[],
    p_now timestamptz
) RETURNS integer
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
    WITH steps AS MATERIALIZED (
        -- A row is how an alert of a rule goes on (rule_transitions()), and what is to be said of it.
        SELECT stepped.*,
               agentmon.alert_key('rule', stepped.labels) AS alert_key,
               rule.severity,
               rule.actions,
               rule.expression,
               -- The annotations are rendered anew where there is a value, or where the alert begins to fire.
               -- Otherwise what was said stays.
               CASE
                   WHEN stepped.state = 'firing'
                    AND (stepped.value IS NOT NULL OR stepped.before IS DISTINCT FROM 'firing')
                   THEN agentmon.render_annotations(rule.annotations, jsonb_build_object(
                       'value', stepped.value,
                       'threshold', stepped.threshold,
                       'labels', stepped.labels,
                       'rule', stepped.rule,
                       'severity', rule.severity,
                       'expression', rule.expression,
                       'no_data', stepped.no_data))
               END AS said,
               -- The rule has no description of its own: one that the alert has was made here.
               coalesce(rule.annotations ->> 'description', '') !~ '[^[:space:][:cntrl:]]' AS is_mute,
               -- An alert that was open before had data at the evaluation before. If it had none, its
               -- annotations say so already, and since when; that stays.
               CASE
                   WHEN stepped.state IN ('pending', 'firing') AND stepped.no_data
                   THEN agentmon.no_data_note(rule.expression, CASE
                       WHEN stepped.before IS NULL THEN rule.last_data_at
                       ELSE coalesce(rule.last_succeeded_at, rule.last_data_at)
                   END)
                   ELSE '{}'
               END AS silence
        FROM agentmon.rule_transitions(
            p_rules,
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
                  AND alert.state <> 'resolved'
                  AND p_rules ? alert.rule_name
            ),
            p_results,
            p_now) stepped
        JOIN monitoring.alert_rules rule ON rule.name = stepped.rule
        WHERE agentmon.alert_key('rule', stepped.labels) <> ALL (p_held)
    ), told AS MATERIALIZED (
        SELECT step.*,
               CASE
                   WHEN step.said IS NOT NULL AND NOT step.no_data AND agentmon.says_nothing(step.said)
                   THEN jsonb_build_object('description', agentmon.rule_in_words(
                       step.expression, step.labels, step.value, step.threshold, step.starts_at))
                   ELSE '{}'
               END AS sentence
        FROM steps step
    ), dropped AS (
        DELETE FROM monitoring.alerts alert
        USING told step
        WHERE alert.alert_key = step.alert_key
          AND alert.state = 'pending'
          AND step.state IS NULL
    ), changed AS (
        -- Only a change of state is news to routing.
        UPDATE monitoring.alerts alert
        SET state = step.state,
            starts_at = least(alert.starts_at, step.starts_at),
            fired_at = step.fired_at,
            last_seen_at = step.last_seen_at,
            ends_at = step.ends_at,
            value = CASE
                WHEN step.state = 'resolved' THEN CASE WHEN NOT step.no_data THEN step.value END
                ELSE coalesce(step.value, alert.value)
            END,
            severity = step.severity,
            actions = step.actions,
            annotations = (
                    coalesce(step.said, alert.annotations) - '{no_data,no_data_since}'::text[]
                    -- A description made here is true only as long as there is such a value.
                    - CASE
                        WHEN step.is_mute AND (step.no_data OR step.state = 'resolved') THEN '{description}'
                        ELSE '{}'
                    END::text[])
                || step.sentence
                || CASE
                    WHEN step.state = 'resolved'
                    THEN agentmon.ended_note(
                        step.expression,
                        alert.annotations,
                        -- Without data there may still be the value of one side of a comparison. It says
                        -- nothing without the other.
                        CASE WHEN NOT step.no_data THEN step.value END,
                        step.threshold,
                        p_now)
                    ELSE '{}'
                END
                || CASE
                    WHEN step.silence ? 'no_data' AND alert.annotations ? 'no_data'
                    THEN jsonb_strip_nulls(jsonb_build_object(
                        'no_data', alert.annotations -> 'no_data',
                        'no_data_since', alert.annotations -> 'no_data_since'))
                    ELSE step.silence
                END,
            updated_at = CASE WHEN step.state = step.before THEN alert.updated_at ELSE p_now END,
            news = alert.news OR step.state <> step.before
        FROM told step
        WHERE alert.alert_key = step.alert_key
          AND alert.state <> 'resolved'
          AND step.before IS NOT NULL
          AND step.state IS NOT NULL
    ), made AS (
        INSERT INTO monitoring.alerts (
            alert_key, source, labels, annotations, severity, state, value, rule_name, actions,
            starts_at, fired_at, last_seen_at, updated_at)
        SELECT step.alert_key,
               'rule',
               step.labels,
               coalesce(step.said, '{}') || step.sentence || step.silence,
               step.severity,
               step.state,
               step.value,
               step.rule,
               step.actions,
               step.starts_at,
               step.fired_at,
               step.last_seen_at,
               p_now
        FROM told step
        WHERE step.before IS NULL
    )
    SELECT count(*)::integer
    FROM steps step
    WHERE step.state IS DISTINCT FROM step.before
$$;
COMMENT ON FUNCTION agentmon.apply_rule_results(jsonb, jsonb, bytea[], timestamptz) IS
'Takes the results of rules into alerts, but for those with the keys p_held: makes, changes, fires, resolves '
'them, and renders what firing ones say, and by what others ended; gives the number whose state changed.';

CREATE FUNCTION agentmon.end_other_severities(
    p_names text[],
    p_held bytea[],
    p_now timestamptz
) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH ended AS (
        UPDATE monitoring.alerts alert
        SET state = 'resolved',
            ends_at = p_now,
            updated_at = p_now,
            news = true,
            annotations = alert.annotations || agentmon.goes_on_as(rule.severity)
        FROM monitoring.alert_rules rule
        WHERE rule.name = ANY (p_names)
          AND alert.rule_name = rule.name
          AND alert.source = 'rule'
          AND alert.state = 'firing'
          AND alert.severity <> rule.severity
          AND alert.alert_key <> ALL (p_held)
        RETURNING alert.*, rule.severity AS now_severity, rule.actions AS now_actions
    ), noted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT before.id, p_now, 'changed', format('its rule is %s now', before.now_severity)
        FROM ended before
    )
    INSERT INTO monitoring.alerts (
        alert_key, source, labels, annotations, severity, state, value, rule_name, actions,
        starts_at, fired_at, last_seen_at, updated_at)
    SELECT before.alert_key,
           before.source,
           before.labels,
           before.annotations - 'ended',
           before.now_severity,
           'firing',
           before.value,
           before.rule_name,
           before.now_actions,
           before.starts_at,
           p_now,
           before.last_seen_at,
           p_now
    FROM ended before
$$;
COMMENT ON FUNCTION agentmon.end_other_severities(text[], bytea[], timestamptz) IS
'Where a rule has another severity than when its alerts began to fire: ends them, and makes others that go '
'on with the new one, as raise_alert() does; but for those with the keys p_held.';

CREATE FUNCTION agentmon.take_rule_results(
    p_names text[],
    p_rules jsonb,
    p_results jsonb,
    p_now timestamptz,
    OUT changed integer,
    OUT problems jsonb
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rule text;
    -- An alert that somebody is just acknowledging is left for the next evaluation, rather than waited for.
    held bytea[] := agentmon.held_rule_alerts(p_names);
BEGIN
    changed := 0;
    problems := '{}';
    IF held <> '{}' THEN
        PERFORM agentmon.note_blockers(p_now);
    END IF;
    BEGIN
        PERFORM agentmon.end_other_severities(p_names, held, p_now);
        changed := agentmon.apply_rule_results(p_rules, p_results, held, p_now);
        RETURN;
    EXCEPTION
        WHEN transaction_rollback THEN
            RAISE;
        WHEN OTHERS THEN
            NULL; -- One of them stands in the way of the others: each is taken by itself.
    END;
    FOREACH rule IN ARRAY p_names LOOP
        BEGIN
            PERFORM agentmon.end_other_severities(ARRAY[rule], held, p_now);
            changed := changed + agentmon.apply_rule_results(
                jsonb_build_object(rule, p_rules -> rule), p_results, held, p_now);
        EXCEPTION
            WHEN transaction_rollback THEN
                RAISE;
            WHEN OTHERS THEN
                problems := problems || jsonb_build_object(rule, SQLERRM);
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.take_rule_results(text[], jsonb, jsonb, timestamptz) IS
'apply_rule_results() for rules of which none may stop another: the number of alerts whose state changed, '
'and what went wrong by rule.';

CREATE FUNCTION agentmon.unseen_parts(p_expression text) RETURNS TABLE (what text, nearest text)
-- plpgsql keeps the plan: it is asked for rules without data again and again.
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    document jsonb := agentmon.parse_alert_expression(p_expression);
    -- Of a metric with more series it takes too long to say what they have not.
    most constant integer := 1000;
    part record;
    matcher record;
    words text[];
BEGIN
    FOR part IN
        SELECT DISTINCT
               wanted.part ->> 'source' AS source,
               wanted.part -> 'metrics' AS metrics,
               wanted.part #>> '{metrics,0}' AS metric,
               wanted.part -> 'matchers' AS matchers,
               coalesce((wanted.part ->> 'queues')::boolean, false) AS of_queues
        FROM jsonb_array_elements(
            (document -> 'comparisons') || coalesce(document -> 'reads', '[]')) AS wanted (part)
    LOOP
        IF NOT agentmon.is_of_now(part.source)
           AND NOT EXISTS (
               SELECT
               FROM jsonb_array_elements_text(part.metrics) AS metric (name)
               JOIN monitoring.metric_series series ON series.metric_name = metric.name
                   AND series.source = part.source)
        THEN
            RETURN QUERY
            SELECT part.metric, agentmon.nearest_spelling(part.metric, ARRAY(
                SELECT DISTINCT sample.metric_name
                FROM (
                    SELECT series.metric_name
                    FROM monitoring.metric_series series
                    WHERE series.source = 'pipeline_metrics'
                    LIMIT 10 * most
                ) AS sample
                WHERE part.source = 'pipeline_metrics'
                UNION
                SELECT own.name
                FROM unnest('{agents.executions,agents.heartbeat.age,agents.logs,agents.queue.size,'
                    'agents.silence,anomalies.score}'::text[]) AS own (name)
                WHERE part.source = 'pipeline_metrics'));
            CONTINUE;
        END IF;
        FOR matcher IN
            SELECT asked.label, asked.value
            FROM jsonb_to_recordset(part.matchers) AS asked (label text, op text, value text)
            WHERE asked.op = '='
              AND asked.value <> ''
        LOOP
            IF part.source = 'agents' AND matcher.label = 'agent_name' THEN
                CONTINUE WHEN agentmon.is_known_agent(matcher.value);
                RETURN QUERY
                SELECT 'agent ' || quote_literal(left(matcher.value, 100)),
                       quote_literal(left(agentmon.nearest_agent(matcher.value), 100));
                CONTINUE;
            END IF;
            -- Anomalies have the labels of whatever was judged. Where some series fell into that for the rest,
            -- nobody knows what they were.
            CONTINUE WHEN part.of_queues OR part.source = 'anomalies' OR EXISTS (
                SELECT
                FROM jsonb_array_elements_text(part.metrics) AS metric (name)
                JOIN monitoring.metric_series series ON series.metric_name = metric.name
                WHERE series.overflow);
            words := ARRAY(
                SELECT seen.label
                FROM (
                    SELECT series.dimensions ->> matcher.label AS label
                    FROM jsonb_array_elements_text(part.metrics) AS metric (name)
                    JOIN monitoring.metric_series series ON series.metric_name = metric.name
                        AND series.source = part.source
                    UNION ALL
                    SELECT agentmon.agent_labels(registered.name, registered.type, registered.status)
                               ->> matcher.label
                    FROM monitoring.agents registered
                    WHERE part.source = 'agents'
                    LIMIT most + 1
                ) AS seen);
            CONTINUE WHEN cardinality(words) > most OR matcher.value = ANY (words);
            IF array_remove(words, NULL) = '{}' THEN
                RETURN QUERY
                SELECT format('the label %s of %s', quote_literal(left(matcher.label, 100)), part.metric),
                       quote_literal(agentmon.nearest_spelling(matcher.label, ARRAY(
                           SELECT DISTINCT had.label
                           FROM jsonb_array_elements_text(part.metrics) AS metric (name)
                           JOIN monitoring.metric_series series ON series.metric_name = metric.name
                               AND series.source = part.source
                           CROSS JOIN LATERAL jsonb_object_keys(series.dimensions) AS had (label))));
                CONTINUE;
            END IF;
            RETURN QUERY
            SELECT format('%s{%s="%s"}', part.metric, matcher.label, left(matcher.value, 100)),
                   left(agentmon.nearest_spelling(
                       matcher.value,
                       ARRAY(SELECT DISTINCT word FROM unnest(words) AS word WHERE word IS NOT NULL)
                   ), 100);
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.unseen_parts(text) IS
'What an alert expression asks for and was never seen: metrics that are in no series, agents, and values of '
'labels that no series of the metric has (where it has a thousand series at most); with what is spelt nearly '
'so.';

CREATE FUNCTION agentmon.never_seen(p_expression text) RETURNS text[]
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT array_agg(DISTINCT part.what || coalesce(' (the nearest is ' || part.nearest || ')', ''))
        FROM agentmon.unseen_parts(p_expression) part);
END
$$;
COMMENT ON FUNCTION agentmon.never_seen(text) IS
'unseen_parts() in words; NULL where all has been seen.';

CREATE FUNCTION agentmon.tell_of_slips(p_name text, p_expression text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    slip record;
BEGIN
    FOR slip IN
        SELECT *
        FROM agentmon.unseen_parts(p_expression) part
        -- What is like nothing that is there may well be to come.
        WHERE part.nearest IS NOT NULL
    LOOP
        RAISE WARNING 'alert rule %: % was never seen; the nearest is %',
            quote_literal(p_name), slip.what, slip.nearest
            USING HINT = 'Correct it, unless it is to come. Rows count once they are rolled up, within a '
                         'minute or so.';
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_slips(text, text) IS
'Says by a WARNING what a rule asks for that was never seen, where something is spelt nearly so.';

CREATE FUNCTION monitoring.unseen_rules(p_now timestamptz DEFAULT now())
RETURNS TABLE (rule text, metrics text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    SELECT known.name, unseen.metrics
    FROM monitoring.alert_rules known
    CROSS JOIN LATERAL (
        -- Asked again, as the metric may have come since.
        SELECT CASE
            WHEN known.status LIKE 'never seen: %' THEN agentmon.never_seen(known.expression)
        END AS metrics
    ) AS unseen
    WHERE known.enabled
      AND known.last_evaluated_at <= p_now
      AND unseen.metrics IS NOT NULL
    ORDER BY known.name;
END
$$;
COMMENT ON FUNCTION monitoring.unseen_rules(timestamptz) IS
'Enabled alert rules that were evaluated and never found data, with what they ask for that was never seen '
'(metrics, agents, values of labels), and what is spelt nearly so: mostly a slip of the pen, and a rule that '
'never fires.';

CREATE FUNCTION agentmon.unseen_rule_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    grace_from timestamptz := p_now - agentmon.setting_interval('unseen_rule_after');
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'rule', listed.name,
                   'metrics', ARRAY[substr(listed.status, 1 + length('never seen: '))],
                   'of_all', listed.of_all) ORDER BY listed.rank DESC, listed.name), '[]')
        FROM (
            -- As the last evaluation found them: to ask anew for each of a thousand rules takes longer than
            -- all else.
            SELECT known.name,
                   known.status,
                   agentmon.severity_rank(known.severity) AS rank,
                   count(*) OVER () AS of_all
            FROM monitoring.alert_rules known
            WHERE known.enabled
              AND known.status LIKE 'never seen: %'
              AND known.last_evaluated_at <= p_now
              -- What was just written may well run ahead of its metric.
              AND known.unseen_since <= grace_from
            ORDER BY rank DESC, known.name
            LIMIT 3
        ) AS listed);
END
$$;
COMMENT ON FUNCTION agentmon.unseen_rule_facts(timestamptz) IS
'The gravest three of the rules whose metric was not seen for the setting unseen_rule_after, for '
'judge_health(); of_all is how many there are.';

CREATE FUNCTION agentmon.begin_anew(p_names text[]) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM monitoring.alerts alert
    WHERE alert.source = 'rule'
      AND alert.state = 'pending'
      AND alert.rule_name = ANY (p_names)
$$;
COMMENT ON FUNCTION agentmon.begin_anew(text[]) IS
'Forgets the pending alerts of rules: nobody knows whether their conditions held all the time.';

CREATE FUNCTION agentmon.rules_behind(p_names text[], p_every interval, p_now timestamptz)
RETURNS TABLE (name text, seen_at timestamptz, first_step bigint, last_step bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- Steps count from the last evaluation. Where there are few, all of them are made up for. Where there are
    -- many, only those are that the rule's for reaches back to: earlier ones cannot matter to what holds now.
    SELECT behind.name,
           behind.last_succeeded_at,
           CASE
               WHEN behind.steps <= 240 AND behind.steps * behind.rules <= 20000 THEN 1
               ELSE greatest(1, behind.steps - ceil(behind.reach / behind.every)::bigint - 1)
           END,
           behind.steps
    FROM (
        SELECT rule.name,
               rule.last_succeeded_at,
               spans.every,
               spans.reach,
               count(*) OVER () AS rules,
               ceil(extract(epoch FROM p_now - rule.last_succeeded_at) / spans.every)::bigint - 1 AS steps
        FROM monitoring.alert_rules rule
        CROSS JOIN LATERAL (
            SELECT extract(epoch FROM p_every) AS every, extract(epoch FROM rule."for") AS reach
        ) AS spans
        WHERE rule.name = ANY (p_names)
          AND rule.last_succeeded_at < p_now - 5 * p_every
          AND isfinite(rule.last_succeeded_at)
          AND spans.reach > 0
    ) AS behind
$$;
COMMENT ON FUNCTION agentmon.rules_behind(text[], interval, timestamptz) IS
'Those of some rules with for that were not evaluated for more than five intervals, and which steps after '
'their last evaluation are to be made up for.';

CREATE FUNCTION agentmon.catch_up_rules(p_names text[], p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- At most so many steps are made up for, and for so long. What is left then begins anew.
    most constant bigint := 240;
    patience constant interval := interval '5 seconds';
    every_ constant interval := agentmon.setting_interval('rule_interval');
    started constant timestamptz := clock_timestamp();
    changed integer := 0;
    moved integer;
    part record;
    moment timestamptz;
    names text[];
    stride bigint;
    step bigint;
BEGIN
    -- A part is those of the rules that were evaluated last at the same time.
    FOR part IN
        SELECT behind.seen_at,
               array_agg(behind.name ORDER BY behind.name) AS names,
               array_agg(behind.first_step ORDER BY behind.name) AS firsts,
               min(behind.first_step) AS first_step,
               max(behind.last_step) AS last_step,
               array_agg(behind.name ORDER BY behind.name) FILTER (WHERE behind.first_step > 1) AS torn
        FROM agentmon.rules_behind(p_names, every_, p_now) behind
        GROUP BY behind.seen_at
        ORDER BY behind.seen_at
    LOOP
        -- Before the first step there is time that is not looked at.
        PERFORM agentmon.begin_anew(part.torn);
        stride := greatest(1, ceil((part.last_step - part.first_step + 1)::numeric / most));
        step := part.first_step;
        WHILE step <= part.last_step LOOP
            IF clock_timestamp() - started > patience THEN
                PERFORM agentmon.begin_anew(part.names);
                EXIT;
            END IF;
            moment := part.seen_at + step * every_;
            names := ARRAY(
                SELECT member.name
                FROM unnest(part.names, part.firsts) AS member (name, first_step)
                WHERE member.first_step <= step);
            SELECT coalesce(sum(taken.changed), 0)
            INTO moved
            FROM agentmon.try_alert_rules(names, moment) tried
            CROSS JOIN LATERAL agentmon.take_rule_results(
                tried.names, tried.rules, tried.results, moment) taken
            WHERE tried.problem IS NULL;
            changed := changed + moved;
            step := step + stride;
        END LOOP;
    END LOOP;
    RETURN changed;
END
$$;
COMMENT ON FUNCTION agentmon.catch_up_rules(text[], timestamptz) IS
'Asks the stored history what rules with for would have said while nobody evaluated them, as a replay does, '
'and steps their alerts; gives the number whose state changed. What takes too long begins anew: time that '
'nobody looked at does not count as held.';

CREATE FUNCTION agentmon.note_rule_failures(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.note_failure('rules', rule.name, rule.last_error, p_now,
        'Its alerts stay as they are; put the rule right, or switch it off.')
    FROM monitoring.alert_rules rule
    WHERE rule.enabled
      AND rule.last_error IS NOT NULL
      AND rule.last_evaluated_at = p_now;
    IF agentmon.member_fails('rules') THEN
        DELETE FROM monitoring.step_failures failure
        WHERE failure.step = 'rules'
          AND failure.member NOT IN (
              'evaluate_due_rules', 'end_orphans', 'tell_rule_errors', 'catch_up_rules')
          AND failure.last_at <> p_now
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_rules rule
              WHERE rule.enabled
                AND rule.last_error IS NOT NULL
                AND agentmon.failure_member(rule.name) = failure.member);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.note_rule_failures(timestamptz) IS
'Has get_system_health() name the rules whose last evaluation failed, and no others.';

CREATE FUNCTION agentmon.record_rule_run(
    p_names text[],
    p_results jsonb,
    p_problem text,
    p_problems jsonb,
    p_duration_ms double precision,
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
    half integer := cardinality(p_names) / 2;
BEGIN
    UPDATE monitoring.alert_rules rule
    SET last_evaluated_at = p_now,
        last_succeeded_at = CASE WHEN run.problem IS NULL THEN p_now ELSE rule.last_succeeded_at END,
        last_data_at = CASE WHEN run.problem IS NULL AND result.judged THEN p_now ELSE rule.last_data_at END,
        status = CASE
            WHEN run.problem IS NOT NULL THEN 'fails: ' || run.problem
            WHEN result.judged THEN 'ok'
            WHEN rule.last_data_at IS NOT NULL
            THEN 'no data since ' || agentmon.time_in_words(rule.last_data_at)
            -- Asked again once a minute: it takes longer than the evaluation.
            WHEN rule.status LIKE 'never seen: %'
                 AND date_trunc('minute', rule.last_evaluated_at) = date_trunc('minute', p_now)
            THEN rule.status
            ELSE coalesce(
                'never seen: ' || array_to_string(agentmon.never_seen(rule.expression), ', '),
                'no data')
        END,
        unseen_since = CASE
            WHEN run.problem IS NULL AND result.judged IS NOT TRUE AND rule.last_data_at IS NULL
            THEN rule.unseen_since
        END,
        last_duration_ms = p_duration_ms,
        last_error = run.problem,
        error_count = CASE WHEN run.problem IS NULL THEN 0 ELSE rule.error_count + 1 END,
        last_value = CASE WHEN run.problem IS NULL THEN result.value ELSE rule.last_value END,
        evaluated = jsonb_build_object('expression', rule.expression, 'labels', rule.labels)
    FROM (
        SELECT names.name, coalesce(p_problem, p_problems ->> names.name) AS problem
        FROM unnest(p_names) AS names (name)
    ) AS run
    LEFT JOIN (
        SELECT found.rule,
               bool_or(found.condition IS NOT NULL) AS judged,
               (array_agg(found.value ORDER BY found.condition DESC NULLS LAST, found.labels))[1] AS value
        FROM jsonb_to_recordset(p_results) AS found (
            rule text, labels jsonb, condition boolean, value double precision)
        GROUP BY found.rule
    ) AS result ON result.rule = run.name
    WHERE rule.name = run.name;
    UPDATE monitoring.alert_rules rule
    SET unseen_since = p_now
    WHERE rule.name = ANY (p_names)
      AND rule.status LIKE 'never seen: %'
      -- A time to come, from a clock that was wrong, would grant more time than a new rule has.
      AND coalesce(rule.unseen_since > p_now, true);
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        IF half = 0 THEN
            PERFORM agentmon.note_failure('rules', p_names[1], SQLERRM, p_now,
                'How its evaluation went could not be written down.');
        ELSE
            PERFORM agentmon.record_rule_run(
                p_names[:half], p_results, p_problem, p_problems, p_duration_ms, p_now);
            PERFORM agentmon.record_rule_run(
                p_names[half + 1:], p_results, p_problem, p_problems, p_duration_ms, p_now);
        END IF;
END
$$;
COMMENT ON FUNCTION agentmon.record_rule_run(text[], jsonb, text, jsonb, double precision, timestamptz) IS
'Writes down how the evaluation of some rules went: p_problem is what was wrong with all of them, p_problems '
'{rule: error} with some.';

CREATE FUNCTION agentmon.run_alert_rules(p_due_only boolean, p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    every_ interval := agentmon.setting_interval('rule_interval');
    due text[];
    failing text[];
    batch record;
    -- Two variables and no record: a record that nothing was read into cannot even be asked.
    taken_changed integer;
    taken_problems jsonb;
    changed integer;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- This is asked at each step of alerting. Where there is no rule, and no alert of one is open, there is
    -- nothing to do.
    IF NOT EXISTS (
        SELECT FROM monitoring.alert_rules rule
        WHERE rule.enabled
    ) AND NOT EXISTS (
        SELECT FROM monitoring.alerts alert
        WHERE alert.source = 'rule'
          AND alert.state <> 'resolved'
    ) THEN
        PERFORM agentmon.note_rule_failures(p_now);
        RETURN 0;
    END IF;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon alert rules', 0)) THEN
        RETURN 0; -- Another session evaluates.
    END IF;
    -- What ends an alert of one rule may not keep the others from being evaluated.
    changed := agentmon.try_step('rules', 'end_orphans', p_now);
    -- A rule that somebody is changing right now is for the next time: alerting waits for no lock of a user.
    SELECT array_agg(taken.name ORDER BY taken.name) FILTER (WHERE taken.error_count = 0),
           array_agg(taken.name ORDER BY taken.name) FILTER (WHERE taken.error_count > 0)
    INTO due, failing
    FROM (
        SELECT rule.name, rule.error_count
        FROM monitoring.alert_rules rule
        WHERE rule.enabled
          AND (NOT p_due_only
               OR rule.last_evaluated_at IS NULL
               OR rule.last_evaluated_at > p_now
               OR rule.last_evaluated_at <= p_now - every_)
        FOR NO KEY UPDATE SKIP LOCKED
    ) AS taken;
    BEGIN
        changed := changed + agentmon.catch_up_rules(due || failing, p_now);
        PERFORM agentmon.end_failure('rules', 'catch_up_rules');
    EXCEPTION
        WHEN transaction_rollback THEN
            RAISE;
        WHEN OTHERS THEN
            PERFORM agentmon.note_failure('rules', 'catch_up_rules', SQLERRM, p_now,
                'What is pending begins anew.');
            PERFORM agentmon.begin_anew(ARRAY(
                SELECT behind.name
                FROM agentmon.rules_behind(due || failing, every_, p_now) behind));
    END;
    -- The due rules are tried together, each of those that failed last time by itself.
    FOR batch IN
        SELECT tried.*
        FROM agentmon.try_alert_rules(coalesce(due, '{}'), p_now) tried
        UNION ALL
        SELECT tried.*
        FROM unnest(failing) AS failed
        CROSS JOIN LATERAL agentmon.try_alert_rules(ARRAY[failed], p_now) tried
    LOOP
        taken_problems := '{}';
        IF batch.problem IS NULL THEN
            SELECT taken.changed, taken.problems
            INTO STRICT taken_changed, taken_problems
            FROM agentmon.take_rule_results(batch.names, batch.rules, batch.results, p_now) taken;
            changed := changed + taken_changed;
        END IF;
        PERFORM agentmon.record_rule_run(
            batch.names, batch.results, batch.problem, taken_problems, batch.duration_ms, p_now);
    END LOOP;
    PERFORM agentmon.note_rule_failures(p_now);
    RETURN changed + agentmon.try_step('rules', 'tell_rule_errors', p_now);
END
$$;
COMMENT ON FUNCTION agentmon.run_alert_rules(boolean, timestamptz) IS
'Evaluates the enabled rules, or only those that are due; gives the number of alerts whose state changed. '
'One evaluator at a time: 0 for another one.';

CREATE FUNCTION agentmon.tell_rule_errors(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told integer;
BEGIN
    INSERT INTO monitoring.alerts (
        alert_key, source, labels, annotations, severity, state,
        starts_at, fired_at, last_seen_at, updated_at)
    SELECT agentmon.alert_key('rule', raised.labels),
           'rule',
           raised.labels,
           jsonb_build_object(
               'summary', format('Alert rule %s cannot be evaluated', rule.name),
               'description', rule.last_error),
           'warning',
           'firing',
           p_now,
           p_now,
           p_now,
           p_now
    FROM monitoring.alert_rules rule,
        LATERAL (
            SELECT jsonb_build_object('alertname', 'alert_rule_error', 'rule', rule.name)
        ) AS raised (labels)
    WHERE rule.enabled
      AND rule.error_count >= 3
    ON CONFLICT (alert_key) WHERE state <> 'resolved' DO NOTHING;
    GET DIAGNOSTICS told = ROW_COUNT;
    RETURN told + agentmon.end_orphans(p_now);
END
$$;
COMMENT ON FUNCTION agentmon.tell_rule_errors(timestamptz) IS
'Raises the alert alert_rule_error for rules that failed three times in a row, and resolves those of rules '
'that succeed again; gives their number.';

CREATE FUNCTION monitoring.evaluate_alert_rules(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off
AS $$SELECT agentmon.run_alert_rules(false, p_now)$$;
COMMENT ON FUNCTION monitoring.evaluate_alert_rules(timestamptz) IS
'Evaluates all enabled alert rules at p_now; gives the number of alerts whose state changed. A rule that '
'fails keeps its alerts as they are and tells of it (last_error, from the third time on an alert '
'alert_rule_error); one that is being changed by another session is passed over, and so are all while '
'another session evaluates.';

CREATE FUNCTION agentmon.evaluate_due_rules(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off
AS $$SELECT agentmon.run_alert_rules(true, p_now)$$;
COMMENT ON FUNCTION agentmon.evaluate_due_rules(timestamptz) IS
'As evaluate_alert_rules(), for the rules whose last evaluation is as long ago as the setting rule_interval, '
'or after p_now.';

CREATE FUNCTION agentmon.next_rule_at(p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(CASE
        WHEN rule.last_evaluated_at <= p_now
        THEN rule.last_evaluated_at + agentmon.setting_interval('rule_interval')
        ELSE p_now
    END)
    FROM monitoring.alert_rules rule
    WHERE rule.enabled
$$;
COMMENT ON FUNCTION agentmon.next_rule_at(timestamptz) IS
'When an alert rule is due next; NULL where none is enabled.';

GRANT EXECUTE ON FUNCTION
    monitoring.unseen_rules(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.evaluate_alert_rules(timestamptz),
    agentmon.evaluate_due_rules(timestamptz)
    TO agentmon_notifier, agentmon_admin;
