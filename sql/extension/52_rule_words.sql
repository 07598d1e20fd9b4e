-- What the alert of a rule says of itself, where its rule has no words for it.

CREATE FUNCTION agentmon.time_in_words(p_time timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')$$;
COMMENT ON FUNCTION agentmon.time_in_words(timestamptz) IS
'A time as a sentence has it, in UTC and to the second.';

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
'its alert, of anomalies the reason; of absent(...) what is missing, and that it was so at p_since. For '
'rules that do not say it themselves.';

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
