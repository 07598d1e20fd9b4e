-- Alert rules: expressions are read by the core; values come from the rollups, once for all rules that share
-- them.

CREATE FUNCTION agentmon.parse_alert_expression(p_expression text) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'parse_alert_expression_wrapper';
COMMENT ON FUNCTION agentmon.parse_alert_expression(text) IS
'What an alert expression says, as in api.response_time.p95{endpoint="/x"}[10m] by (host) > 500ms: {by, '
'comparisons} or, where it is more than comparisons of metrics with numbers, {by, reads, tree}. Raises 42601 '
'for one that cannot be read, 22023 for a value that is not possible; DETAIL points at the place.';

CREATE FUNCTION agentmon.prometheus_expression(p_expression text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'prometheus_expression_wrapper';
COMMENT ON FUNCTION agentmon.prometheus_expression(text) IS
'An expression of Prometheus in the words of alert rules, where a metric by itself is the last value of each '
'of its series: up == 0 becomes up.last by (*) == 0. Raises 42601 and 22023 for what has no counterpart, '
'with the spelling that works.';

CREATE FUNCTION agentmon.rule_threshold(p_comparison jsonb, p_metric_unit text) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rule_threshold_wrapper';
COMMENT ON FUNCTION agentmon.rule_threshold(jsonb, text) IS
'The number of a comparison in the unit of its metric (NULL: milliseconds, bytes, percent), or as a share. '
'Raises 22023 where the units do not fit.';

CREATE FUNCTION agentmon.evaluate_expression(
    p_expression jsonb,
    p_units jsonb,
    p_values jsonb,
    p_epoch double precision
) RETURNS TABLE (labels jsonb, condition boolean, value double precision, threshold double precision)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'evaluate_expression_wrapper';
COMMENT ON FUNCTION agentmon.evaluate_expression(jsonb, jsonb, jsonb, double precision) IS
'What the tree of an expression (as of parse_alert_expression()) comes to, given the units of its metrics '
'{metric: unit} and the values that it reads [[n, labels, value]], at a time in seconds since 1970: by '
'labels, whether it holds (NULL: something that decides is missing), value and threshold. Raises 22023 where '
'units do not fit, or several values on both sides belong together.';

CREATE FUNCTION agentmon.units_of(p_metrics text[]) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(d.metric_name, d.unit), '{}')
        || (
            -- What is known of agents is in seconds, whatever somebody has defined.
            SELECT coalesce(jsonb_object_agg(asked.name, 's'), '{}')
            FROM unnest(p_metrics) AS asked (name)
            WHERE asked.name IN ('agents.heartbeat.age', 'agents.silence'))
    FROM monitoring.metric_definitions d
    WHERE d.metric_name = ANY (p_metrics)
      AND d.unit IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.units_of(text[]) IS
'The units of metrics, as their definitions say: {metric: unit}.';

CREATE FUNCTION agentmon.dimensions_match(p_dimensions jsonb, p_matchers jsonb) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'dimensions_match_wrapper';
COMMENT ON FUNCTION agentmon.dimensions_match(jsonb, jsonb) IS
'Whether a series satisfies all matchers [{label, op, value}] with op = != =~ !~; regular expressions are '
'for the whole value, and a label that is missing counts as empty.';

CREATE FUNCTION agentmon.check_pattern(p_label text, p_pattern text) RETURNS void
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'check_pattern_wrapper';
COMMENT ON FUNCTION agentmon.check_pattern(text, text) IS
'Raises 22023 for a regular expression of a matcher that cannot be read or is too large.';

-- What a rule may say ---------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.check_expression(p_expression text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    expression jsonb := agentmon.parse_alert_expression(p_expression);
BEGIN
    PERFORM agentmon.rule_threshold(
        compared.document,
        agentmon.units_of(ARRAY[compared.document #>> '{metrics,0}'])
            ->> (compared.document #>> '{metrics,0}'))
    FROM jsonb_array_elements(expression -> 'comparisons') AS compared (document);
    IF expression ? 'tree' THEN
        PERFORM agentmon.evaluate_expression(
            expression,
            agentmon.units_of(ARRAY(SELECT jsonb_path_query(expression, '$.reads[*].metrics[0]') #>> '{}')),
            '[]',
            0);
    END IF;
    PERFORM agentmon.check_pattern(matcher.document ->> 'label', matcher.document ->> 'value')
    FROM jsonb_path_query(
        expression, 'lax $.*[*].matchers[*] ? (@.op == "=~" || @.op == "!~")') AS matcher (document);
END
$$;
COMMENT ON FUNCTION agentmon.check_expression(text) IS
'Raises what is wrong with an alert expression: its text, a regular expression in it, or a unit that does '
'not fit the definition of its metric.';

CREATE FUNCTION agentmon.check_rule_texts(p_what text, p_texts jsonb, p_templates boolean) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    given record;
    v_detail text;
    v_hint text;
BEGIN
    PERFORM agentmon.check_texts(p_texts, p_what, 'Give {"name": "text"}, or {} for none.');
    FOR given IN
        SELECT e.key, e.value
        FROM jsonb_each_text(p_texts) AS e
        WHERE p_templates
    LOOP
        BEGIN
            PERFORM monitoring.check_template(given.value);
        EXCEPTION WHEN invalid_parameter_value THEN
            GET STACKED DIAGNOSTICS
                v_detail = PG_EXCEPTION_DETAIL,
                v_hint = PG_EXCEPTION_HINT;
            PERFORM agentmon.refuse(
                format('%s: %s: %s', p_what, quote_literal(given.key), SQLERRM),
                v_detail,
                v_hint,
                'invalid_parameter_value');
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_texts(text, jsonb, boolean) IS
'Raises 22023 for what is not an object of texts and, if p_templates, of templates.';

CREATE FUNCTION agentmon.check_rule_name(p_name text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_name = '' OR length(p_name) > 200 OR p_name IN ('agent_error', 'alert_rule_error') THEN
        PERFORM agentmon.refuse(
            format('%s cannot be the name of an alert rule', quote_literal(p_name)),
            'A name has 1 to 200 characters; agent_error and alert_rule_error are alerts of pg_agentmon '
            'itself.',
            'Choose another name.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_name(text) IS
'Raises 22023 for what cannot be the name of an alert rule.';

CREATE FUNCTION agentmon.check_rule_time(p_what text, p_time interval) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_time < interval '0' THEN
        PERFORM agentmon.refuse(
            format('%s must not be negative', p_what),
            format('It is %s.', p_time),
            'Give a time such as 5 minutes, or 0.',
            'invalid_parameter_value');
    END IF;
    IF p_time > agentmon.longest_interval() THEN
        PERFORM agentmon.refuse_long_interval(p_time, p_what);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_time(text, interval) IS
'Raises 22023 for a time of a rule that is negative or longer than longest_interval().';

CREATE FUNCTION agentmon.check_rule_labels(p_labels jsonb, p_expression text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    reserved text := (
        SELECT string_agg(given.name, ', ' ORDER BY given.name)
        FROM jsonb_object_keys(p_labels) AS given (name)
        WHERE given.name IN ('alertname', 'severity'));
    twice text;
BEGIN
    IF reserved IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('labels must not have %s', reserved),
            'alertname is the name of the rule, and severity a column of its own.',
            'Name the rule, or set the column severity.',
            'invalid_parameter_value');
    END IF;
    BEGIN
        twice := (
            SELECT string_agg(quote_literal(grouped.label), ', ')
            FROM jsonb_array_elements_text(
                agentmon.parse_alert_expression(p_expression) -> 'by') AS grouped (label)
            WHERE p_labels ? grouped.label);
    EXCEPTION WHEN data_exception OR syntax_error THEN
        NULL; -- check_expression() tells of an expression that cannot be read.
    END;
    IF twice IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('label %s is given by the rule and by the series', twice),
            'Two alerts could not be told apart.',
            'Take it out of labels, or out of by (...).',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_labels(jsonb, text) IS
'Raises 22023 for labels of a rule that its alerts have of their own, or by its expression.';

CREATE FUNCTION agentmon.tell_of_emptiness(p_name text, p_expression text, p_no_data text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    empty record;
BEGIN
    -- Where there are no rows there is nothing to count: what is counted is never 0, but without data.
    SELECT compared.metrics[1] AS metric,
           compared.function,
           compared.op || ' ' || compared.number::text AS condition,
           compared.by <> '{}' AS is_by
    INTO empty
    FROM jsonb_to_recordset(
        agentmon.parse_alert_expression(p_expression) -> 'comparisons') AS compared (
            source text, metrics text[], function text, op text, number double precision, by text[])
    WHERE (compared.function = 'count'
           OR compared.function IN ('rate', 'increase') AND compared.source <> 'pipeline_metrics')
      AND CASE compared.op
          WHEN '<' THEN compared.number <= CASE compared.function WHEN 'rate' THEN 0 ELSE 1 END
          WHEN '<=' THEN compared.number < CASE compared.function WHEN 'rate' THEN 1e-9 ELSE 1 END
          WHEN '==' THEN compared.number = 0
          ELSE false
      END
      AND (p_no_data <> 'alert' OR compared.by <> '{}')
    LIMIT 1;
    IF FOUND THEN
        RAISE WARNING 'alert rule % can never fire by %',
            quote_literal(p_name),
            format('%s.%s %s', empty.metric, empty.function, empty.condition)
            USING DETAIL = CASE
                      WHEN empty.is_by THEN 'A series that has stopped is not counted as 0: nothing is known '
                          'of it any more, and there is no alert for it.'
                      ELSE 'Where there are no rows there is no 0, but no data, and no_data is '
                          || quote_literal(p_no_data) || '.'
                  END,
                  HINT = CASE
                      WHEN empty.is_by THEN 'That an agent is silent says '
                          'agents.silence by (agent_name) > 10m, or agents.heartbeat.age.'
                      ELSE 'Set no_data to ''alert''; that an agent is silent says '
                          'agents.silence{agent_name="..."} > 10m.'
                  END;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_emptiness(text, text, text) IS
'Says by a WARNING that a rule waits for a count of 0, which is never seen: without rows there is no data.';

CREATE FUNCTION agentmon.tell_of_impossible_shares(p_name text, p_expression text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    beyond record;
BEGIN
    FOR beyond IN
        SELECT format('%s.%s %s %s', compared.metrics[1], compared.function, compared.op, compared.number)
                   AS condition,
               compared.op IN ('<', '<=', '!=') AS is_always,
               compared.number,
               compared.unit
        FROM (
            SELECT part.*, agentmon.rule_threshold(document, NULL) AS share
            FROM jsonb_array_elements(
                agentmon.parse_alert_expression(p_expression) -> 'comparisons') AS document
            CROSS JOIN LATERAL jsonb_to_record(document) AS part (
                metrics text[], function text, op text, number double precision, unit text)
            WHERE part.function = 'failure_rate'
        ) AS compared
        WHERE compared.share > 1
           OR compared.share = 1 AND compared.op = '>'
    LOOP
        RAISE WARNING 'alert rule %: % is %',
            quote_literal(p_name),
            beyond.condition,
            CASE WHEN beyond.is_always THEN 'always so' ELSE 'never so' END
            USING DETAIL = 'It is a share, from 0 to 1: never more than 1, which is 100%.',
                  HINT = CASE
                      WHEN beyond.unit IS NULL AND beyond.number BETWEEN 1 AND 100
                          THEN format('Perhaps %s%% is meant: write the percent sign.', beyond.number)
                      ELSE 'Compare with a share such as 0.2, or 20%.'
                  END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_impossible_shares(text, text) IS
'Says by a WARNING that a rule compares a share, which lies between 0 and 1, with more than 1.';

CREATE FUNCTION agentmon.check_alert_rule() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_rule_name(NEW.name);
    PERFORM agentmon.check_expression(NEW.expression);
    NEW.severity := agentmon.canonical_severity(NEW.severity);
    NEW.no_data := agentmon.canonical_value(NEW.no_data, 'policy for no data', '{ok,keep,alert}');
    PERFORM agentmon.check_rule_time('for', NEW."for");
    PERFORM agentmon.check_rule_time('keep_firing_for', NEW.keep_firing_for);
    PERFORM agentmon.check_rule_texts('labels', NEW.labels, false);
    PERFORM agentmon.check_rule_texts('annotations', NEW.annotations, true);
    PERFORM agentmon.check_rule_labels(NEW.labels, NEW.expression);
    IF TG_OP = 'INSERT' OR (NEW.expression, NEW.no_data) IS DISTINCT FROM (OLD.expression, OLD.no_data) THEN
        PERFORM agentmon.tell_of_emptiness(NEW.name, NEW.expression, NEW.no_data);
        PERFORM agentmon.tell_of_impossible_shares(NEW.name, NEW.expression);
    END IF;
    IF TG_OP = 'INSERT' OR NEW.annotations IS DISTINCT FROM OLD.annotations THEN
        PERFORM agentmon.tell_of_template_slips(
            format('annotation %s of alert rule %s', quote_literal(given.key), quote_literal(NEW.name)),
            given.value,
            agentmon.annotation_names())
        FROM jsonb_each_text(NEW.annotations) AS given;
    END IF;
    IF NEW.enabled
       AND (TG_OP = 'INSERT'
            OR (NEW.expression, NEW.enabled) IS DISTINCT FROM (OLD.expression, OLD.enabled))
    THEN
        PERFORM agentmon.tell_of_slips(NEW.name, NEW.expression);
    END IF;
    -- An empty list of channels would be an alert that nobody hears of: it counts as none given.
    NEW.actions := nullif(array_remove(NEW.actions, NULL), '{}');
    IF NEW.enabled
       AND (TG_OP = 'INSERT' OR (NEW.actions, true) IS DISTINCT FROM (OLD.actions, OLD.enabled))
    THEN
        PERFORM agentmon.check_channel_names(NEW.actions, format('alert rule %s', quote_literal(NEW.name)));
    END IF;
    IF TG_OP = 'UPDATE'
       AND (NEW.expression, NEW.labels, NEW.enabled)
           IS DISTINCT FROM (OLD.expression, OLD.labels, OLD.enabled)
    THEN
        -- Nobody evaluated the time in which it was switched off, or asked for something else.
        NEW.last_succeeded_at := NULL;
        NEW.unseen_since := NULL;
        NEW.status := NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.expression, NEW.labels) IS DISTINCT FROM (OLD.expression, OLD.labels) THEN
        NEW.last_evaluated_at := NULL;
        NEW.last_data_at := NULL;
        NEW.last_value := NULL;
        NEW.last_error := NULL;
        NEW.error_count := 0;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_alert_rule() IS
'Trigger: expression, templates, labels, times and names of a rule are what they should be; channels that a '
'rule names exist. A rule that asks for something else is due at once.';

-- Values ----------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.last_activity(p_now timestamptz)
RETURNS TABLE (agent_name text, last_at timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    upto timestamptz := p_now + interval '1 microsecond';
    since timestamptz := p_now - agentmon.setting_interval('agent_forgotten_after');
    -- What a writer's clock that is ahead has written was written by now. In a replay it was not.
    ahead interval := CASE
        WHEN p_now > now() - interval '10 minutes' THEN interval '5 minutes'
        ELSE interval '0'
    END;
    raw text;
BEGIN
    RETURN QUERY
    SELECT activity.agent_name, least(activity.last_at, p_now)
    FROM monitoring.agent_activity activity
    WHERE activity.agent_name IS NOT NULL
      AND activity.last_at <= p_now + ahead;
    FOREACH raw IN ARRAY '{agent_logs,agent_executions}'::text[] LOOP
        -- Seen from the past, the last row of an agent that went on is known by the rollups alone.
        IF EXISTS (
            SELECT FROM monitoring.agent_activity activity
            WHERE activity.source = raw
              AND activity.agent_name IS NOT NULL
              AND activity.last_at > p_now + ahead)
        THEN
            RETURN QUERY
            SELECT past.dimensions ->> 'agent_name', max(past.last_at)
            FROM agentmon.live_window_of(raw, since, upto, NULL, false) past
            WHERE past.dimensions ->> 'agent_name' <> ''
            GROUP BY 1;
        END IF;
        BEGIN
            RETURN QUERY EXECUTE format(
                'SELECT unread.agent_name, max(unread.created_at)
                 FROM (
                    SELECT n.agent_name, n.created_at
                    FROM monitoring.%1$I n
                    WHERE %2$s
                    OFFSET 0
                 ) AS unread
                 WHERE unread.created_at < %3$L
                   AND unread.agent_name IS NOT NULL
                 GROUP BY 1',
                raw,
                agentmon.unread_between(raw, 'created_at', since, upto),
                upto);
            -- As in rollup_unread().
            RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
        EXCEPTION WHEN SQLSTATE 'AM000' THEN
            NULL;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.last_activity(timestamptz) IS
'When agents last wrote a log row or an execution up to p_now (several rows for one agent), from the '
'activity that the refresh keeps and the rows that it has not read.';

CREATE FUNCTION agentmon.tell_of_later_heartbeats(p_now timestamptz) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    later bigint := (
        SELECT count(*)
        FROM monitoring.agents agent
        WHERE agent.last_heartbeat_at > p_now + interval '5 minutes');
BEGIN
    -- Once a transaction: a replay looks thousands of times.
    IF later > 0
       AND current_setting('pg_agentmon_replay.told', true) IS DISTINCT FROM transaction_timestamp()::text
    THEN
        PERFORM set_config('pg_agentmon_replay.told', transaction_timestamp()::text, true);
        RAISE WARNING 'agents.heartbeat.age is not known of the past'
            USING DETAIL = format('Of each agent only the last heartbeat is kept: at %s nothing is known of '
                      'the %s that sent one later.',
                      p_now,
                      agentmon.counted(later, 'agent')),
                  HINT = 'agents.silence is known of the past as far as there are rollups.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_later_heartbeats(timestamptz) IS
'Says by a WARNING, once in a transaction, that some agents have sent heartbeats after p_now, so that '
'nothing is known of those before.';

CREATE FUNCTION agentmon.agent_series(p_metrics text[], p_now timestamptz)
RETURNS TABLE (metric_name text, dimensions jsonb, value double precision)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
BEGIN
    IF 'agents.heartbeat.age' = ANY (p_metrics) THEN
        PERFORM agentmon.tell_of_later_heartbeats(p_now);
        RETURN QUERY
        SELECT 'agents.heartbeat.age',
               agentmon.agent_labels(agent.name, agent.type, agent.status),
               extract(epoch FROM p_now - least(agent.last_heartbeat_at, p_now))::double precision
        FROM monitoring.agents agent
        WHERE agent.last_heartbeat_at <= p_now + interval '5 minutes'
          AND agent.status NOT IN ('inactive', 'offline');
    END IF;
    IF 'agents.silence' = ANY (p_metrics) THEN
        RETURN QUERY
        WITH active AS MATERIALIZED (
            SELECT seen.agent_name, max(seen.last_at) AS last_at
            FROM agentmon.last_activity(p_now) seen
            GROUP BY seen.agent_name
        )
        SELECT 'agents.silence',
               agentmon.agent_labels(coalesce(agent.name, active.agent_name), agent.type, agent.status),
               extract(epoch FROM p_now - coalesce(
                   greatest(
                       active.last_at,
                       CASE
                           WHEN agent.last_heartbeat_at <= p_now + interval '5 minutes'
                               THEN least(agent.last_heartbeat_at, p_now)
                       END),
                   agent.created_at))::double precision
        FROM (
            SELECT registered.*
            FROM monitoring.agents registered
            WHERE registered.created_at <= p_now
               OR registered.last_heartbeat_at <= p_now
        ) AS agent
        FULL JOIN active ON active.agent_name = agent.name
        WHERE CASE
            WHEN agent.name IS NULL
                THEN active.last_at > p_now - agentmon.setting_interval('agent_forgotten_after')
            ELSE agent.status NOT IN ('inactive', 'offline')
        END;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.agent_series(text[], timestamptz) IS
'agents.heartbeat.age and agents.silence of each agent at p_now, in seconds. Agents that are inactive or '
'offline have neither, those that never sent a heartbeat no age of one. Silence counts from the last log '
'row, execution or heartbeat, of an agent that was never heard of from when it was registered; an agent that '
'is not registered is forgotten after the setting agent_forgotten_after.';

CREATE FUNCTION agentmon.agent_labels(p_name text, p_type text, p_status text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'agent_name', p_name,
        'type', p_type,
        'status', p_status))
$$;
COMMENT ON FUNCTION agentmon.agent_labels(text, text, text) IS
'The labels of what is known of an agent.';

CREATE FUNCTION agentmon.is_of_now(p_source text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN p_source IN ('agents', 'anomalies');
COMMENT ON FUNCTION agentmon.is_of_now(text) IS
'Whether what a rule reads from this source is what is known now, of no window of time, and in no series.';

CREATE FUNCTION agentmon.anomaly_series(p_now timestamptz)
RETURNS TABLE (metric_name text, dimensions jsonb, amount bigint, value double precision)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    -- The last hour that was judged. What is known of one that ended long ago is not known of now.
    WITH judged AS MATERIALIZED (
        SELECT looked.hour
        FROM monitoring.anomaly_hours looked
        WHERE looked.hour > p_now - interval '4 hours'
          AND looked.hour <= p_now - interval '1 hour'
          AND looked.judged_at <= p_now
        ORDER BY looked.hour DESC
        LIMIT 1
    )
    SELECT 'anomalies.score',
           found.dimensions || jsonb_build_object('metric_name', found.metric_name, 'measure', found.measure),
           1,
           found.score::double precision
    FROM judged
    JOIN monitoring.anomalies found USING (hour)
    UNION ALL
    -- Looked at, and nothing else to be said: that is no lack of data.
    SELECT 'anomalies.score', '{}', 0, 0
    FROM judged
$$;
COMMENT ON FUNCTION agentmon.anomaly_series(timestamptz) IS
'anomalies.score for alert rules: of the hour that was judged last before p_now (no row where that ended '
'more than three hours ago), by the labels of the series, metric_name and measure, and 0 without labels for '
'all that was as usual.';

CREATE FUNCTION agentmon.anomaly_reason(p_expression text, p_labels jsonb, p_value double precision)
RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT found.reason
    FROM monitoring.anomalies found
    CROSS JOIN LATERAL (
        SELECT found.dimensions
            || jsonb_build_object('metric_name', found.metric_name, 'measure', found.measure)
    ) AS known (labels)
    WHERE p_expression LIKE '%anomalies.score%'
      AND found.hour >= (SELECT max(looked.hour) FROM monitoring.anomaly_hours looked) - interval '2 hours'
      AND abs(found.score::double precision) = abs(p_value)
      AND NOT EXISTS (
          SELECT
          FROM jsonb_each_text(p_labels) AS label
          WHERE known.labels ->> label.key <> label.value)
    ORDER BY found.hour DESC
    LIMIT 1
$$;
COMMENT ON FUNCTION agentmon.anomaly_reason(text, jsonb, double precision) IS
'Why the value of a rule about anomalies.score is what it is, in words: the reason of the anomaly of that '
'score; NULL for other rules.';

CREATE FUNCTION agentmon.rule_series(
    p_source text,
    p_metrics text[],
    p_seconds double precision,
    p_now timestamptz,
    p_sketches boolean,
    p_input jsonb
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch monitoring.sketch
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET enable_nestloop = on AS $$
#variable_conflict use_column
DECLARE
    -- A row at p_now counts, one as long ago as the window does not: times are whole microseconds.
    upto timestamptz := p_now + interval '1 microsecond';
    since timestamptz := upto - make_interval(secs => p_seconds);
BEGIN
    IF p_input IS NULL AND p_source = 'agents' THEN
        RETURN QUERY
        SELECT agent.metric_name, agent.dimensions, 1::bigint, p_now,
               agent.value, agent.value, agent.value, agent.value, NULL::monitoring.sketch
        FROM agentmon.agent_series(p_metrics, p_now) agent;
    ELSIF p_input IS NULL AND p_source = 'anomalies' THEN
        RETURN QUERY
        SELECT unusual.metric_name, unusual.dimensions, unusual.amount, p_now,
               unusual.value, unusual.value, unusual.value, unusual.value, NULL::monitoring.sketch
        FROM agentmon.anomaly_series(p_now) unusual;
    ELSIF p_input IS NULL THEN
        RETURN QUERY
        SELECT
            live.metric_name, live.dimensions,
            live.count_value, live.last_at, live.last_value,
            live.sum_value, live.min_value, live.max_value, agentmon.stored_sketch(live.sketch)
        FROM agentmon.live_window_of(
            p_source,
            since,
            upto,
            CASE p_source WHEN 'pipeline_metrics' THEN p_metrics END,
            p_sketches) live;
    ELSE
        RETURN QUERY
        SELECT
            made.metric_name, made.dimensions::jsonb,
            CASE WHEN agentmon.is_of_now(p_source) THEN 1 ELSE made.count_value END,
            made.last_at, made.last_value,
            made.sum_value,
            -- The state of now counts, whatever came before it.
            CASE WHEN agentmon.is_of_now(p_source) THEN made.last_value ELSE made.min_value END,
            CASE WHEN agentmon.is_of_now(p_source) THEN made.last_value ELSE made.max_value END,
            agentmon.stored_sketch(made.sketch)
        FROM (
            SELECT agentmon.rollup_rows(input.metric, input.value, input.tags, input.at, NULL) AS state
            FROM jsonb_to_recordset(p_input) AS input (
                metric text, value double precision, tags jsonb, at timestamptz)
            WHERE input.metric = ANY (p_metrics)
              AND input.at >= since
              AND input.at < upto
        ) AS whole
        CROSS JOIN LATERAL (
            -- OFFSET 0: as in live_window_of().
            SELECT named.metric_name, named.dimensions, rolled.*
            FROM agentmon.rolled_up(whole.state) rolled
            JOIN agentmon.rolled_up_series(whole.state) named USING (series)
            OFFSET 0
        ) AS made
        WHERE made.period = 'weekly';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.rule_series(text, text[], double precision, timestamptz, boolean, jsonb) IS
'What metrics came to in the p_seconds until p_now, by series (those of is_of_now(): what they are at '
'p_now): stored ones or, where p_input [{metric, value, tags, at}] is given, those of a test.';

CREATE FUNCTION agentmon.rule_results(p_rules jsonb, p_now timestamptz, p_input jsonb DEFAULT NULL)
RETURNS TABLE (rule text, labels jsonb, condition boolean, value double precision, threshold double precision)
LANGUAGE plpgsql STABLE
-- A nested loop of a thousand rules by ten thousand series would take longer than all else. The planner's
-- estimates know of neither number.
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1
SET plan_cache_mode = force_generic_plan SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH comparisons AS MATERIALIZED (
        -- A row is a comparison of a rule or, of a rule whose expression is a tree, one of the values that it
        -- is made of: those are read as the values of comparisons are.
        SELECT given.key AS rule,
               listed.n,
               comparison.*,
               given.value #> '{expression,by}' AS rule_by,
               asked.tree IS NOT NULL AS of_tree,
               CASE
                   WHEN asked.tree IS NULL
                   THEN agentmon.rule_threshold(
                       listed.document,
                       CASE comparison.source WHEN 'agents' THEN 's' ELSE defined.unit END)
               END AS threshold,
               -- The values of a counter are deltas, which add up. A metric without a definition is taken for
               -- a counter where a rate is asked for.
               comparison.source = 'pipeline_metrics'
                   AND coalesce(defined.kind, 'counter') = 'counter' AS deltas
        FROM jsonb_each(p_rules) AS given
        CROSS JOIN LATERAL (
            SELECT given.value #> '{expression,tree}' AS tree
        ) AS asked
        CROSS JOIN LATERAL jsonb_array_elements(CASE
            WHEN asked.tree IS NULL THEN given.value #> '{expression,comparisons}'
            ELSE given.value #> '{expression,reads}'
        END) WITH ORDINALITY AS listed (document, n)
        CROSS JOIN LATERAL jsonb_to_record(listed.document) AS comparison (
            term integer,
            source text,
            metrics text[],
            queues boolean,
            function text,
            quantile double precision,
            matchers jsonb,
            window_seconds double precision,
            offset_seconds double precision,
            by text[],
            op text)
        LEFT JOIN monitoring.metric_definitions defined ON defined.metric_name = comparison.metrics[1]
    ), wanted AS MATERIALIZED (
        -- A row is a comparison and one of the metrics that it may read, at its place among them. This is a
        -- CTE by itself, or the planner would join comparisons with series before it asks for the metric.
        SELECT comparison.*, listed.metric, listed.place
        FROM comparisons comparison
        CROSS JOIN LATERAL unnest(comparison.metrics) WITH ORDINALITY AS listed (metric, place)
    ), reads AS MATERIALIZED (
        -- A row is a source and a window of time, which is read once for all comparisons.
        SELECT want.source,
               want.window_seconds,
               want.offset_seconds,
               array_agg(DISTINCT want.metric) AS metrics,
               bool_or(want.function IN ('percentile', 'last')
                   OR want.function = 'avg' AND want.source = 'agent_executions') AS sketches
        FROM wanted want
        GROUP BY 1, 2, 3
    ), series AS MATERIALIZED (
        -- Of several agents, queues or anomalies it is the worst that counts, and not the mean.
        SELECT read.source,
               read.window_seconds,
               read.offset_seconds,
               agentmon.is_of_now(read.source) AS queue,
               measured.*
        FROM reads read,
            LATERAL agentmon.rule_series(
                read.source,
                read.metrics,
                read.window_seconds,
                p_now - make_interval(secs => read.offset_seconds),
                read.sketches,
                p_input) measured
        UNION ALL
        -- Of queues there is no history but that of a gauge.
        SELECT 'pipeline_metrics',
               asked.window_seconds,
               0,
               true,
               'agents.queue.size',
               jsonb_build_object('queue_name', queue.queue_name),
               1,
               p_now,
               queue.depth,
               queue.depth,
               queue.depth,
               queue.depth,
               NULL
        FROM (
            SELECT DISTINCT comparison.window_seconds
            FROM comparisons comparison
            WHERE comparison.queues
              AND comparison.offset_seconds = 0
              AND p_input IS NULL
        ) AS asked, agentmon.queues_at(p_now) queue
        WHERE queue.last_check_time <= p_now
    ), matched AS (
        -- A row is a series that a comparison reads, with the labels under which it counts.
        SELECT want.rule,
               want.n,
               want.function,
               want.quantile,
               want.window_seconds,
               want.place,
               measured.queue,
               measured.count_value,
               measured.last_at,
               measured.last_value,
               measured.sum_value,
               measured.min_value,
               measured.max_value,
               measured.sketch,
               CASE
                   WHEN want.by = '{}' THEN '{}'
                   WHEN want.by = '{*}' THEN coalesce((
                       SELECT jsonb_object_agg(dimension.key, dimension.value)
                       FROM jsonb_each_text(measured.dimensions) AS dimension
                       WHERE dimension.value <> ''
                         AND dimension.key NOT IN ('alertname', 'severity')), '{}')
                   ELSE coalesce((
                       SELECT jsonb_object_agg(label, measured.dimensions ->> label)
                       FROM unnest(want.by) AS label
                       WHERE measured.dimensions ->> label <> ''), '{}')
               END AS labels,
               CASE
                   WHEN want.function <> 'failure_rate' THEN NULL
                   WHEN want.source = 'agent_logs'
                   THEN measured.dimensions ->> 'log_level' IN ('error', 'critical')
                   ELSE agentmon.call_failed(measured.dimensions)
               END AS failed,
               CASE WHEN want.deltas THEN measured.sum_value ELSE measured.count_value END AS amount
        FROM wanted want
        JOIN series measured ON measured.source = want.source
            AND measured.window_seconds = want.window_seconds
            AND measured.offset_seconds = want.offset_seconds
            AND measured.metric_name = want.metric
        WHERE (want.queues OR agentmon.is_of_now(want.source) OR NOT measured.queue)
          AND (want.matchers = '[]' OR agentmon.dimensions_match(measured.dimensions, want.matchers))
    ), found AS (
        -- A row is what one metric of a comparison came to for some labels.
        SELECT part.rule,
               part.n,
               part.labels,
               part.place,
               CASE part.function
                   WHEN 'percentile' THEN monitoring.approx_percentile(
                       part.quantile,
                       monitoring.rollup(part.sketch) FILTER (WHERE part.function = 'percentile'))
                   WHEN 'min' THEN min(part.min_value)
                   WHEN 'max' THEN max(part.max_value)
                   WHEN 'sum' THEN agentmon.merged_sum(part.sum_value)
                   WHEN 'count' THEN sum(part.count_value)::double precision
                   WHEN 'increase' THEN agentmon.merged_sum(part.amount)
                   WHEN 'last' THEN agentmon.newest_value(part.last_at, part.last_value)
                       FILTER (WHERE part.function = 'last')
                   WHEN 'rate' THEN agentmon.quotient(
                       agentmon.merged_sum(part.amount),
                       part.window_seconds)
                   WHEN 'failure_rate' THEN agentmon.quotient(
                       coalesce(agentmon.merged_sum(part.amount) FILTER (WHERE part.failed), 0),
                       agentmon.merged_sum(part.amount))
                   ELSE greatest(
                       max(part.max_value) FILTER (WHERE part.queue),
                       -- Executions may have no duration: the sketch knows how many have one.
                       agentmon.quotient(
                           agentmon.merged_sum(part.sum_value) FILTER (WHERE NOT part.queue),
                           coalesce(
                               nullif(
                                   monitoring.num_vals(monitoring.rollup(part.sketch)
                                       FILTER (WHERE part.function = 'avg' AND NOT part.queue)),
                                   0),
                               sum(part.count_value) FILTER (WHERE NOT part.queue))::double precision))
               END AS value
        FROM matched part
        GROUP BY part.rule, part.n, part.labels, part.place, part.function, part.quantile, part.window_seconds
    ), best AS MATERIALIZED (
        -- Of the metrics of a comparison the first that has a value.
        SELECT DISTINCT ON (result.rule, result.n, result.labels)
               result.rule, result.n, result.labels, result.value
        FROM found result
        WHERE result.value IS NOT NULL
        ORDER BY result.rule, result.n, result.labels, result.place
    ), alerts AS (
        -- A row is the labels for which a rule is judged.
        SELECT DISTINCT chosen.rule, chosen.labels
        FROM best chosen
        JOIN comparisons comparison USING (rule, n)
        WHERE NOT comparison.of_tree
          AND (comparison.by <> '{}' OR comparison.rule_by = '[]')
    ), judged AS (
        SELECT alert.rule,
               alert.labels,
               comparison.n,
               comparison.term,
               chosen.value,
               comparison.threshold,
               CASE comparison.op
                   WHEN '>' THEN chosen.value > comparison.threshold
                   WHEN '>=' THEN chosen.value >= comparison.threshold
                   WHEN '<' THEN chosen.value < comparison.threshold
                   WHEN '<=' THEN chosen.value <= comparison.threshold
                   WHEN '==' THEN chosen.value = comparison.threshold
                   ELSE chosen.value <> comparison.threshold
               END AS met
        FROM alerts alert
        JOIN comparisons comparison USING (rule)
        LEFT JOIN best chosen ON chosen.rule = comparison.rule
            AND chosen.n = comparison.n
            AND chosen.labels = CASE WHEN comparison.by = '{}' THEN '{}' ELSE alert.labels END
    ), terms AS (
        -- A row is comparisons that AND joins; OR joins the rows of a rule. As SQL has it, a comparison
        -- without data decides only where no other one does.
        SELECT verdict.rule,
               verdict.labels,
               verdict.term,
               min(verdict.n) AS n,
               CASE
                   WHEN bool_or(NOT verdict.met) THEN false
                   WHEN bool_or(verdict.met IS NULL) THEN NULL
                   ELSE true
               END AS met,
               (array_agg(verdict.value ORDER BY verdict.n) FILTER (WHERE verdict.value IS NOT NULL))[1]
                   AS value,
               (array_agg(verdict.threshold ORDER BY verdict.n) FILTER (WHERE verdict.value IS NOT NULL))[1]
                   AS threshold
        FROM judged verdict
        GROUP BY 1, 2, 3
    ), trees AS (
        SELECT given.key AS rule, given.value -> 'expression' AS expression
        FROM jsonb_each(p_rules) AS given
        WHERE given.value #> '{expression,tree}' IS NOT NULL
    ), tree_values AS (
        SELECT comparison.rule,
               agentmon.units_of(array_agg(DISTINCT comparison.metrics[1])) AS units,
               coalesce(jsonb_agg(jsonb_build_array(comparison.n - 1, chosen.labels, chosen.value))
                   FILTER (WHERE chosen.value IS NOT NULL), '[]') AS found
        FROM comparisons comparison
        LEFT JOIN best chosen USING (rule, n)
        WHERE comparison.of_tree
        GROUP BY 1
    )
    SELECT decided.rule,
           decided.labels,
           CASE
               WHEN bool_or(decided.met) THEN true
               WHEN bool_or(decided.met IS NULL) THEN NULL
               ELSE false
           END,
           -- Value and threshold are those of the term that holds.
           (array_agg(decided.value ORDER BY decided.met IS TRUE DESC, decided.n)
               FILTER (WHERE decided.value IS NOT NULL))[1],
           (array_agg(decided.threshold ORDER BY decided.met IS TRUE DESC, decided.n)
               FILTER (WHERE decided.value IS NOT NULL))[1]
    FROM terms decided
    GROUP BY 1, 2
    UNION ALL
    SELECT grown.rule, result.labels, result.condition, result.value, result.threshold
    FROM trees grown
    -- A tree may read nothing, and then has no values: vector(1).
    LEFT JOIN tree_values fed USING (rule)
    CROSS JOIN LATERAL agentmon.evaluate_expression(
        grown.expression,
        coalesce(fed.units, '{}'),
        coalesce(fed.found, '[]'),
        extract(epoch FROM p_now)::double precision) AS result;
END
$$;
COMMENT ON FUNCTION agentmon.rule_results(jsonb, timestamptz, jsonb) IS
'The values of rules {name: {expression: as of parse_alert_expression()}} at p_now, by rule and values of '
'its labels: whether the condition holds (NULL: some of it has no data), value and threshold of what '
'decided. No row where there is no data at all. p_input: see rule_series().';

GRANT EXECUTE ON FUNCTION
    agentmon.parse_alert_expression(text),
    agentmon.dimensions_match(jsonb, jsonb),
    agentmon.evaluate_expression(jsonb, jsonb, jsonb, double precision)
    TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.prometheus_expression(text),
    agentmon.check_pattern(text, text)
    TO agentmon_admin;
