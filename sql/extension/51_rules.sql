-- Alert rules: expressions are read by the core; values come from the rollups, once for all rules that share them.

CREATE FUNCTION agentmon.parse_alert_expression(p_expression text) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'parse_alert_expression_wrapper';
COMMENT ON FUNCTION agentmon.parse_alert_expression(text) IS
'What an alert expression says, as in api.response_time.p95{endpoint="/x"}[10m] by (host) > 500ms: {by, comparisons} or, where it is more than comparisons of metrics with numbers, {by, reads, tree}. Raises 42601 for one that cannot be read, 22023 for a value that is not possible; DETAIL points at the place.';

CREATE FUNCTION agentmon.prometheus_expression(p_expression text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'prometheus_expression_wrapper';
COMMENT ON FUNCTION agentmon.prometheus_expression(text) IS
'An expression of Prometheus in the words of alert rules, where a metric by itself is the last value of each of its series: up == 0 becomes up.last by (*) == 0. Raises 42601 and 22023 for what has no counterpart, with the spelling that works.';

CREATE FUNCTION agentmon.rule_threshold(p_comparison jsonb, p_metric_unit text) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rule_threshold_wrapper';
COMMENT ON FUNCTION agentmon.rule_threshold(jsonb, text) IS
'The number of a comparison in the unit of its metric (NULL: milliseconds, bytes, percent), or as a share. Raises 22023 where the units do not fit.';

CREATE FUNCTION agentmon.evaluate_expression(p_expression jsonb, p_units jsonb, p_values jsonb, p_epoch double precision)
RETURNS TABLE (labels jsonb, condition boolean, value double precision, threshold double precision)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'evaluate_expression_wrapper';
COMMENT ON FUNCTION agentmon.evaluate_expression(jsonb, jsonb, jsonb, double precision) IS
'What the tree of an expression (as of parse_alert_expression()) comes to, given the units of its metrics {metric: unit} and the values that it reads [[n, labels, value]], at a time in seconds since 1970: by labels, whether it holds (NULL: something that decides is missing), value and threshold. Raises 22023 where units do not fit, or several values on both sides belong together.';

CREATE FUNCTION agentmon.units_of(p_metrics text[]) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(d.metric_name, d.unit), '{}')
    FROM monitoring.metric_definitions d
    WHERE d.metric_name = ANY (p_metrics)
      AND d.unit IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.units_of(text[]) IS 'The units of metrics, as their definitions say: {metric: unit}.';

CREATE FUNCTION agentmon.dimensions_match(p_dimensions jsonb, p_matchers jsonb) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'dimensions_match_wrapper';
COMMENT ON FUNCTION agentmon.dimensions_match(jsonb, jsonb) IS
'Whether a series satisfies all matchers [{label, op, value}] with op = != =~ !~; regular expressions are for the whole value, and a label that is missing counts as empty.';

CREATE FUNCTION agentmon.check_pattern(p_label text, p_pattern text) RETURNS void
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'check_pattern_wrapper';
COMMENT ON FUNCTION agentmon.check_pattern(text, text) IS
'Raises 22023 for a regular expression of a matcher that cannot be read or is too large.';

-- What a rule may say ---------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.check_expression(p_expression text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    expression jsonb := agentmon.parse_alert_expression(p_expression);
BEGIN
    PERFORM agentmon.rule_threshold(compared.document, (
        SELECT d.unit
        FROM monitoring.metric_definitions d
        WHERE d.metric_name = compared.document #>> '{metrics,0}'))
    FROM jsonb_array_elements(expression -> 'comparisons') AS compared (document);
    IF expression ? 'tree' THEN
        PERFORM agentmon.evaluate_expression(
            expression,
            agentmon.units_of(ARRAY(SELECT jsonb_path_query(expression, '$.reads[*].metrics[0]') #>> '{}')),
            '[]',
            0);
    END IF;
    PERFORM agentmon.check_pattern(matcher.document ->> 'label', matcher.document ->> 'value')
    FROM jsonb_path_query(expression, 'lax $.*[*].matchers[*] ? (@.op == "=~" || @.op == "!~")') AS matcher (document);
END
$$;
COMMENT ON FUNCTION agentmon.check_expression(text) IS
'Raises what is wrong with an alert expression: its text, a regular expression in it, or a unit that does not fit the definition of its metric.';

CREATE FUNCTION agentmon.check_rule_texts(p_what text, p_texts jsonb, p_templates boolean) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t record;
    v_detail text;
    v_hint text;
BEGIN
    PERFORM agentmon.check_texts(p_texts, p_what, 'Give {"name": "text"}, or {} for none.');
    FOR t IN SELECT e.key, e.value FROM jsonb_each_text(p_texts) AS e WHERE p_templates LOOP
        BEGIN
            PERFORM monitoring.check_template(t.value);
        EXCEPTION WHEN invalid_parameter_value THEN
            GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
            PERFORM agentmon.refuse(format('%s: %s: %s', p_what, quote_literal(t.key), SQLERRM), v_detail, v_hint, 'invalid_parameter_value');
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_texts(text, jsonb, boolean) IS 'Raises 22023 for what is not an object of texts and, if p_templates, of templates.';

CREATE FUNCTION agentmon.check_rule_name(p_name text) RETURNS void LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_name = '' OR length(p_name) > 200 OR p_name IN ('agent_error', 'alert_rule_error') THEN
        PERFORM agentmon.refuse(
            format('%s cannot be the name of an alert rule', quote_literal(p_name)),
            'A name has 1 to 200 characters; agent_error and alert_rule_error are alerts of pg_agentmon itself.',
            'Choose another name.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_rule_name(text) IS 'Raises 22023 for what cannot be the name of an alert rule.';

CREATE FUNCTION agentmon.check_rule_time(p_what text, p_time interval) RETURNS void LANGUAGE plpgsql IMMUTABLE
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
COMMENT ON FUNCTION agentmon.check_rule_time(text, interval) IS 'Raises 22023 for a time of a rule that is negative or longer than longest_interval().';

CREATE FUNCTION agentmon.check_rule_labels(p_labels jsonb, p_expression text) RETURNS void LANGUAGE plpgsql IMMUTABLE
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
            FROM jsonb_array_elements_text(agentmon.parse_alert_expression(p_expression) -> 'by') AS grouped (label)
            WHERE p_labels ? grouped.label);
    EXCEPTION WHEN data_exception OR syntax_error THEN
        NULL; -- What cannot be read is told of by itself.
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

CREATE FUNCTION agentmon.check_alert_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
    -- None at all would be an alert that nobody hears of.
    NEW.actions := nullif(array_remove(NEW.actions, NULL), '{}');
    IF NEW.enabled AND (TG_OP = 'INSERT' OR (NEW.actions, true) IS DISTINCT FROM (OLD.actions, OLD.enabled)) THEN
        PERFORM agentmon.check_channel_names(NEW.actions, format('alert rule %s', quote_literal(NEW.name)));
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.expression, NEW.labels, NEW.enabled) IS DISTINCT FROM (OLD.expression, OLD.labels, OLD.enabled) THEN
        -- Time in which it was switched off, or asked for something else, was not evaluated.
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
'Trigger: expression, templates, labels, times and names of a rule are what they should be; channels that a rule names exist. A rule that asks for something else is due at once.';

-- Values ----------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.rule_series(p_source text, p_metrics text[], p_seconds double precision, p_now timestamptz, p_sketches boolean, p_input jsonb)
RETURNS TABLE (metric_name text, dimensions jsonb, count_value bigint, last_at timestamptz, last_value double precision,
    sum_value double precision, min_value double precision, max_value double precision, sketch monitoring.sketch)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
#variable_conflict use_column
DECLARE
    -- A row at p_now counts, one as long ago as the window does not: times are whole microseconds.
    upto timestamptz := p_now + interval '1 microsecond';
    since timestamptz := upto - make_interval(secs => p_seconds);
BEGIN
    IF p_input IS NULL THEN
        RETURN QUERY SELECT w.metric_name, w.dimensions, w.count_value, w.last_at, w.last_value, w.sum_value, w.min_value, w.max_value, agentmon.stored_sketch(w.sketch)
        FROM agentmon.live_window_of(p_source, since, upto, CASE p_source WHEN 'pipeline_metrics' THEN p_metrics END, p_sketches) w;
    ELSE
        RETURN QUERY SELECT s.metric_name, s.dimensions::jsonb, u.count_value, u.last_at, u.last_value, u.sum_value, u.min_value, u.max_value, agentmon.stored_sketch(u.sketch)
        FROM (SELECT agentmon.rollup_rows(i.metric, i.value, i.tags, i.at, NULL) AS state
              FROM jsonb_to_recordset(p_input) AS i (metric text, value double precision, tags jsonb, at timestamptz)
              WHERE i.metric = ANY (p_metrics) AND i.at >= since AND i.at < upto) AS r,
            agentmon.rolled_up(r.state) u JOIN agentmon.rolled_up_series(r.state) s USING (series)
        WHERE u.period = 'weekly';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.rule_series(text, text[], double precision, timestamptz, boolean, jsonb) IS
'What metrics came to in the p_seconds until p_now, by series: stored ones or, where p_input [{metric, value, tags, at}] is given, those of a test.';

CREATE FUNCTION agentmon.rule_results(p_rules jsonb, p_now timestamptz, p_input jsonb DEFAULT NULL)
RETURNS TABLE (rule text, labels jsonb, condition boolean, value double precision, threshold double precision)
LANGUAGE plpgsql STABLE
-- A thousand rules by ten thousand series in a nested loop would take longer than all else; the estimates know of neither.
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET plan_cache_mode = force_generic_plan SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH comparisons AS MATERIALIZED (
        SELECT r.key AS rule, c.n, x.*, r.value #> '{expression,by}' AS rule_by, e.tree IS NOT NULL AS of_tree,
               CASE WHEN e.tree IS NULL THEN agentmon.rule_threshold(c.c, d.unit) END AS threshold,
               -- Deltas add up. What nobody has defined is taken for a counter where a rate is asked for.
               x.source = 'pipeline_metrics' AND coalesce(d.kind, 'counter') = 'counter' AS deltas
        FROM jsonb_each(p_rules) AS r
        CROSS JOIN LATERAL (SELECT r.value #> '{expression,tree}' AS tree) AS e
        -- A tree is made of values that are read as those of comparisons are.
        CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN e.tree IS NULL THEN r.value #> '{expression,comparisons}' ELSE r.value #> '{expression,reads}' END)
            WITH ORDINALITY AS c (c, n)
        CROSS JOIN LATERAL jsonb_to_record(c.c) AS x (term integer, source text, metrics text[], queues boolean, function text, quantile double precision,
            matchers jsonb, window_seconds double precision, offset_seconds double precision, by text[], op text)
        LEFT JOIN monitoring.metric_definitions d ON d.metric_name = x.metrics[1]
    ), wanted AS MATERIALIZED (
        -- By itself, or the planner joins comparisons with series before it asks for the metric.
        SELECT c.*, m.metric, m.place FROM comparisons c CROSS JOIN LATERAL unnest(c.metrics) WITH ORDINALITY AS m (metric, place)
    ), reads AS MATERIALIZED (
        SELECT c.source, c.window_seconds, c.offset_seconds, array_agg(DISTINCT c.metric) AS metrics,
               bool_or(c.function IN ('percentile', 'last') OR c.function = 'avg' AND c.source = 'agent_executions') AS sketches
        FROM wanted c GROUP BY 1, 2, 3
    ), series AS MATERIALIZED (
        SELECT r.source, r.window_seconds, r.offset_seconds, false AS queue, s.* FROM reads r,
            LATERAL agentmon.rule_series(r.source, r.metrics, r.window_seconds, p_now - make_interval(secs => r.offset_seconds), r.sketches, p_input) s
        UNION ALL
        -- Queues have no history but that of a gauge.
        SELECT 'pipeline_metrics', w.window_seconds, 0, true, 'agents.queue.size', jsonb_build_object('queue_name', q.queue_name), 1, p_now, q.depth,
               q.depth, q.depth, q.depth, NULL
        FROM (SELECT DISTINCT c.window_seconds FROM comparisons c WHERE c.queues AND c.offset_seconds = 0 AND p_input IS NULL) AS w, agentmon.queues_at(p_now) q
        WHERE q.source <> 'report' OR q.last_check_time <= p_now
    ), matched AS (
        SELECT c.rule, c.n, c.function, c.quantile, c.window_seconds, c.place, s.queue, s.count_value, s.last_at, s.last_value, s.sum_value, s.min_value, s.max_value, s.sketch,
               CASE WHEN c.by = '{}' THEN '{}'
                    WHEN c.by = '{*}' THEN coalesce((SELECT jsonb_object_agg(d.key, d.value) FROM jsonb_each_text(s.dimensions) AS d
                                                     WHERE d.value <> '' AND d.key NOT IN ('alertname', 'severity')), '{}')
                    ELSE coalesce((SELECT jsonb_object_agg(k, s.dimensions ->> k) FROM unnest(c.by) AS k
                                                              WHERE s.dimensions ->> k <> ''), '{}') END AS labels,
               CASE WHEN c.function <> 'failure_rate' THEN NULL WHEN c.source = 'agent_logs' THEN s.dimensions ->> 'log_level' IN ('error', 'critical')
                    ELSE agentmon.call_failed(s.dimensions) END AS failed,
               CASE WHEN c.deltas THEN s.sum_value ELSE s.count_value END AS amount
        FROM wanted c
        JOIN series s ON s.source = c.source AND s.window_seconds = c.window_seconds AND s.offset_seconds = c.offset_seconds AND s.metric_name = c.metric
        WHERE (c.queues OR NOT s.queue) AND (c.matchers = '[]' OR agentmon.dimensions_match(s.dimensions, c.matchers))
    ), found AS (
        SELECT m.rule, m.n, m.labels, m.place,
               CASE m.function
                   WHEN 'percentile' THEN monitoring.approx_percentile(m.quantile, monitoring.rollup(m.sketch) FILTER (WHERE m.function = 'percentile'))
                   WHEN 'min' THEN min(m.min_value)
                   WHEN 'max' THEN max(m.max_value)
                   WHEN 'sum' THEN agentmon.merged_sum(m.sum_value)
                   WHEN 'count' THEN sum(m.count_value)::double precision
                   WHEN 'increase' THEN agentmon.merged_sum(m.amount)
                   -- A sort for an ordered aggregate would be paid for by all rules.
                   WHEN 'last' THEN (max(ARRAY[extract(epoch FROM m.last_at)::double precision, m.last_value]) FILTER (WHERE m.function = 'last'))[2]
                   WHEN 'rate' THEN agentmon.quotient(agentmon.merged_sum(m.amount), m.window_seconds)
                   WHEN 'failure_rate' THEN agentmon.quotient(
                       coalesce(agentmon.merged_sum(m.amount) FILTER (WHERE m.failed), 0),
                       agentmon.merged_sum(m.amount))
                   ELSE greatest(max(m.max_value) FILTER (WHERE m.queue),
                       -- Executions may have no duration: the sketch knows how many have one.
                       agentmon.quotient(
                           agentmon.merged_sum(m.sum_value) FILTER (WHERE NOT m.queue),
                           coalesce(
                               nullif(monitoring.num_vals(
                                   monitoring.rollup(m.sketch) FILTER (WHERE m.function = 'avg' AND NOT m.queue)), 0),
                               sum(m.count_value) FILTER (WHERE NOT m.queue))::double precision))
               END AS value
        FROM matched m GROUP BY m.rule, m.n, m.labels, m.place, m.function, m.quantile, m.window_seconds
    ), best AS MATERIALIZED (
        SELECT DISTINCT ON (f.rule, f.n, f.labels) f.rule, f.n, f.labels, f.value FROM found f WHERE f.value IS NOT NULL
        ORDER BY f.rule, f.n, f.labels, f.place
    ), alerts AS (
        SELECT DISTINCT b.rule, b.labels FROM best b JOIN comparisons c USING (rule, n)
        WHERE NOT c.of_tree AND (c.by <> '{}' OR c.rule_by = '[]')
    ), judged AS (
        SELECT a.rule, a.labels, c.n, c.term, b.value, c.threshold,
               CASE c.op WHEN '>' THEN b.value > c.threshold WHEN '>=' THEN b.value >= c.threshold WHEN '<' THEN b.value < c.threshold
                         WHEN '<=' THEN b.value <= c.threshold WHEN '==' THEN b.value = c.threshold ELSE b.value <> c.threshold END AS met
        FROM alerts a JOIN comparisons c USING (rule)
        LEFT JOIN best b ON b.rule = c.rule AND b.n = c.n AND b.labels = CASE WHEN c.by = '{}' THEN '{}' ELSE a.labels END
    ), terms AS (
        -- As AND and OR have it: what is not known decides only where nothing else does.
        SELECT j.rule, j.labels, j.term, min(j.n) AS n, CASE WHEN bool_or(NOT j.met) THEN false WHEN bool_or(j.met IS NULL) THEN NULL ELSE true END AS met,
               (array_agg(j.value ORDER BY j.n) FILTER (WHERE j.value IS NOT NULL))[1] AS value,
               (array_agg(j.threshold ORDER BY j.n) FILTER (WHERE j.value IS NOT NULL))[1] AS threshold
        FROM judged j GROUP BY 1, 2, 3
    ), trees AS (
        SELECT r.key AS rule, r.value -> 'expression' AS expression FROM jsonb_each(p_rules) AS r WHERE r.value #> '{expression,tree}' IS NOT NULL
    ), tree_values AS (
        SELECT c.rule, agentmon.units_of(array_agg(DISTINCT c.metrics[1])) AS units,
               coalesce(jsonb_agg(jsonb_build_array(c.n - 1, b.labels, b.value)) FILTER (WHERE b.value IS NOT NULL), '[]') AS found
        FROM comparisons c LEFT JOIN best b USING (rule, n) WHERE c.of_tree GROUP BY 1
    )
    SELECT t.rule, t.labels, CASE WHEN bool_or(t.met) THEN true WHEN bool_or(t.met IS NULL) THEN NULL ELSE false END,
           -- Of the term that holds.
           (array_agg(t.value ORDER BY t.met IS TRUE DESC, t.n) FILTER (WHERE t.value IS NOT NULL))[1],
           (array_agg(t.threshold ORDER BY t.met IS TRUE DESC, t.n) FILTER (WHERE t.value IS NOT NULL))[1]
    FROM terms t GROUP BY 1, 2
    UNION ALL
    SELECT t.rule, e.labels, e.condition, e.value, e.threshold
    -- One that reads nothing has no values: vector(1).
    FROM trees t LEFT JOIN tree_values v USING (rule)
    CROSS JOIN LATERAL agentmon.evaluate_expression(t.expression, coalesce(v.units, '{}'), coalesce(v.found, '[]'),
        extract(epoch FROM p_now)::double precision) AS e;
END
$$;
COMMENT ON FUNCTION agentmon.rule_results(jsonb, timestamptz, jsonb) IS
'The values of rules {name: {expression: as of parse_alert_expression()}} at p_now, by rule and values of its labels: whether the condition holds (NULL: some of it has no data), value and threshold of what decided. No row where there is no data at all. p_input: see rule_series().';

GRANT EXECUTE ON FUNCTION agentmon.parse_alert_expression(text), agentmon.dimensions_match(jsonb, jsonb),
    agentmon.evaluate_expression(jsonb, jsonb, jsonb, double precision) TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.prometheus_expression(text), agentmon.check_pattern(text, text) TO agentmon_admin;
