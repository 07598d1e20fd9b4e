-- Alert rules: expressions are read by the core; values come from the rollups, once for all rules that share them.

CREATE FUNCTION monitoring.parse_alert_expression(p_expression text) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'parse_alert_expression_wrapper';
COMMENT ON FUNCTION monitoring.parse_alert_expression(text) IS
'What an alert expression says, as in api.response_time.p95{endpoint="/x"}[10m] by (host) > 500ms: {by, comparisons}. Raises 42601 for one that cannot be read, 22023 for a value that is not possible; DETAIL points at the place.';

CREATE FUNCTION monitoring.rule_threshold(p_comparison jsonb, p_metric_unit text) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rule_threshold_wrapper';
COMMENT ON FUNCTION monitoring.rule_threshold(jsonb, text) IS
'The number of a comparison in the unit of its metric (NULL: milliseconds, bytes, percent), or as a share. Raises 22023 where the units do not fit.';

CREATE FUNCTION monitoring.rule_step(p_state text, p_starts_at timestamptz, p_fired_at timestamptz, p_last_seen_at timestamptz, p_condition boolean,
    p_no_data text, p_for double precision, p_keep_firing_for double precision, p_now timestamptz)
RETURNS TABLE (state text, starts_at timestamptz, fired_at timestamptz, last_seen_at timestamptz, ends_at timestamptz)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'rule_step_wrapper';
COMMENT ON FUNCTION monitoring.rule_step(text, timestamptz, timestamptz, timestamptz, boolean, text, double precision, double precision, timestamptz) IS
'One step of an alert at p_now: what was open (state NULL: nothing), whether the condition holds (NULL: no data), the policy for no data (ok, keep, alert), the times of the rule in seconds; gives what it is afterwards (state NULL: nothing).';

CREATE FUNCTION monitoring.dimensions_match(p_dimensions jsonb, p_matchers jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_and(CASE m.op WHEN '=' THEN d.value = m.value WHEN '!=' THEN d.value <> m.value
        WHEN '=~' THEN d.value ~ ('^(?:' || m.value || ')$') ELSE d.value !~ ('^(?:' || m.value || ')$') END), true)
    FROM jsonb_to_recordset($2) AS m (label text, op text, value text), LATERAL (SELECT coalesce($1 ->> m.label, '')) AS d (value)
$$;
COMMENT ON FUNCTION monitoring.dimensions_match(jsonb, jsonb) IS
'Whether a series satisfies all matchers [{label, op, value}] with op = != =~ !~; regular expressions are for the whole value, and a label that is missing counts as empty.';

-- What a rule may say ---------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.check_expression(p_expression text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    c jsonb;
    m record;
BEGIN
    FOR c IN SELECT jsonb_array_elements(monitoring.parse_alert_expression(p_expression) -> 'comparisons') LOOP
        PERFORM monitoring.rule_threshold(c, (SELECT d.unit FROM monitoring.metric_definitions d WHERE d.metric_name = c #>> '{metrics,0}'));
        FOR m IN SELECT * FROM jsonb_to_recordset(c -> 'matchers') AS x (label text, op text, value text) WHERE x.op IN ('=~', '!~') LOOP
            BEGIN
                -- By itself as well: with the brackets around it, a)|(b could be read.
                PERFORM '' ~ m.value, '' ~ ('^(?:' || m.value || ')$');
            EXCEPTION WHEN invalid_regular_expression THEN
                PERFORM monitoring.refuse(format('the matcher of label %s is not a regular expression', quote_literal(m.label)),
                    format('It is %s: %s.', quote_literal(m.value), SQLERRM), 'Write an expression for the whole value, as in api-.* or a|b.', 'invalid_parameter_value');
            END;
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.check_expression(text) IS
'Raises what is wrong with an alert expression: its text, a regular expression in it, or a unit that does not fit the definition of its metric.';

CREATE FUNCTION monitoring.check_texts(p_what text, p_texts jsonb, p_templates boolean) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t record;
    v_detail text;
    v_hint text;
BEGIN
    IF jsonb_typeof(p_texts) IS DISTINCT FROM 'object' THEN
        PERFORM monitoring.refuse(format('%s must be a JSON object', p_what), format('It is %s.', coalesce(jsonb_typeof(p_texts), 'NULL')),
            'Give {"name": "text"}, or {} for none.', 'invalid_parameter_value');
    END IF;
    FOR t IN SELECT e.key, jsonb_typeof(e.value) AS type, p_texts ->> e.key AS value FROM jsonb_each(p_texts) AS e LOOP
        IF t.type <> 'string' THEN
            PERFORM monitoring.refuse(format('%s: %s must be a text', p_what, quote_literal(t.key)), format('It is of type %s.', t.type),
                'Put the value in double quotes.', 'invalid_parameter_value');
        ELSIF p_templates THEN
            BEGIN
                PERFORM monitoring.check_template(t.value);
            EXCEPTION WHEN invalid_parameter_value THEN
                GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
                PERFORM monitoring.refuse(format('%s: %s: %s', p_what, quote_literal(t.key), SQLERRM), v_detail, v_hint, 'invalid_parameter_value');
            END;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.check_texts(text, jsonb, boolean) IS 'Raises 22023 for what is not an object of texts and, if p_templates, of templates.';

CREATE FUNCTION monitoring.check_alert_rule() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    reserved text := (SELECT string_agg(k, ', ' ORDER BY k) FROM jsonb_object_keys(CASE jsonb_typeof(NEW.labels) WHEN 'object' THEN NEW.labels ELSE '{}' END) AS k
                      WHERE k IN ('alertname', 'severity'));
    unknown text;
BEGIN
    IF NEW.name = '' OR length(NEW.name) > 200 OR NEW.name IN ('agent_error', 'alert_rule_error') THEN
        PERFORM monitoring.refuse(format('%s cannot be the name of an alert rule', quote_literal(left(NEW.name, 100))),
            'A name has 1 to 200 characters; agent_error and alert_rule_error are alerts of pg_agentmon itself.', 'Choose another name.', 'invalid_parameter_value');
    END IF;
    PERFORM monitoring.check_expression(NEW.expression);
    NEW.severity := monitoring.canonical_severity(NEW.severity);
    NEW.no_data := monitoring.canonical_value(NEW.no_data, 'policy for no data', '{ok,keep,alert}');
    IF NEW."for" < interval '0' OR NEW.keep_firing_for < interval '0' THEN
        PERFORM monitoring.refuse('for and keep_firing_for must not be negative', format('They are %s and %s.', NEW."for", NEW.keep_firing_for),
            'Give times such as 5 minutes, or 0.', 'invalid_parameter_value');
    END IF;
    PERFORM monitoring.check_texts('labels', NEW.labels, false);
    PERFORM monitoring.check_texts('annotations', NEW.annotations, true);
    IF reserved IS NOT NULL THEN
        PERFORM monitoring.refuse(format('labels must not have %s', reserved), 'alertname is the name of the rule, and severity a column of its own.',
            'Name the rule, or set the column severity.', 'invalid_parameter_value');
    END IF;
    -- None at all would be an alert that nobody hears of.
    NEW.actions := nullif(array_remove(NEW.actions, NULL), '{}');
    unknown := (SELECT string_agg(quote_literal(a), ', ') FROM unnest(NEW.actions) AS a
                WHERE NOT EXISTS (SELECT FROM monitoring.notification_channels c WHERE c.name = a));
    IF unknown IS NOT NULL THEN
        RAISE WARNING 'alert rule %: there is no notification channel %', quote_literal(NEW.name), unknown
            USING HINT = 'Add it to monitoring.notification_channels; until then it is passed over.';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.expression, NEW.labels) IS DISTINCT FROM (OLD.expression, OLD.labels) THEN
        NEW.last_evaluated_at := NULL;
        NEW.last_value := NULL;
        NEW.last_error := NULL;
        NEW.error_count := 0;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_alert_rule() IS
'Trigger: expression, templates, labels, times and names of a rule are what they should be; a channel that is not there yet is warned of. A rule that asks for something else is due at once.';

-- Values ----------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.rule_series(p_source text, p_metrics text[], p_seconds double precision, p_now timestamptz, p_sketches boolean, p_input jsonb)
RETURNS TABLE (metric_name text, dimensions jsonb, count_value bigint, sum_value double precision, min_value double precision,
    max_value double precision, sketch monitoring.sketch)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
#variable_conflict use_column
DECLARE
    -- A row at p_now counts, one as long ago as the window does not: times are whole microseconds.
    upto timestamptz := p_now + interval '1 microsecond';
    since timestamptz := upto - make_interval(secs => p_seconds);
BEGIN
    IF p_input IS NULL THEN
        RETURN QUERY SELECT w.metric_name, w.dimensions, w.count_value, w.sum_value, w.min_value, w.max_value, monitoring.stored_sketch(w.sketch)
        FROM monitoring.live_window_of(p_source, since, upto, CASE p_source WHEN 'pipeline_metrics' THEN p_metrics END, p_sketches) w;
    ELSE
        RETURN QUERY SELECT s.metric_name, s.dimensions::jsonb, u.count_value, u.sum_value, u.min_value, u.max_value, monitoring.stored_sketch(u.sketch)
        FROM (SELECT monitoring.rollup_rows(i.metric, i.value, i.tags, i.at, NULL) AS state
              FROM jsonb_to_recordset(p_input) AS i (metric text, value double precision, tags jsonb, at timestamptz)
              WHERE i.metric = ANY (p_metrics) AND i.at >= since AND i.at < upto) AS r,
            monitoring.rolled_up(r.state) u JOIN monitoring.rolled_up_series(r.state) s USING (series)
        WHERE u.period = 'weekly';
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.rule_series(text, text[], double precision, timestamptz, boolean, jsonb) IS
'What metrics came to in the p_seconds until p_now, by series: stored ones or, where p_input [{metric, value, tags, at}] is given, those of a test.';

CREATE FUNCTION monitoring.rule_results(p_rules jsonb, p_now timestamptz, p_input jsonb DEFAULT NULL)
RETURNS TABLE (rule text, labels jsonb, condition boolean, value double precision, threshold double precision)
LANGUAGE plpgsql STABLE
-- A thousand rules by ten thousand series in a nested loop would take longer than all else; the estimates know of neither.
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH comparisons AS MATERIALIZED (
        SELECT r.key AS rule, c.n, x.*, r.value #> '{expression,by}' AS rule_by, monitoring.rule_threshold(c.c, d.unit) AS threshold,
               -- Deltas add up. What nobody has defined is taken for a counter where a rate is asked for.
               x.source = 'pipeline_metrics' AND coalesce(d.kind, 'counter') = 'counter' AS deltas
        FROM jsonb_each(p_rules) AS r
        CROSS JOIN LATERAL jsonb_array_elements(r.value #> '{expression,comparisons}') WITH ORDINALITY AS c (c, n)
        CROSS JOIN LATERAL jsonb_to_record(c.c) AS x (term integer, source text, metrics text[], queues boolean, function text, quantile double precision,
            matchers jsonb, window_seconds double precision, by text[], op text)
        LEFT JOIN monitoring.metric_definitions d ON d.metric_name = x.metrics[1]
    ), reads AS MATERIALIZED (
        SELECT c.source, c.window_seconds, array_agg(DISTINCT m.metric) AS metrics,
               bool_or(c.function = 'percentile' OR c.function = 'avg' AND c.source = 'agent_executions') AS sketches
        FROM comparisons c, unnest(c.metrics) AS m (metric) GROUP BY 1, 2
    ), series AS MATERIALIZED (
        SELECT r.source, r.window_seconds, false AS queue, s.* FROM reads r,
            LATERAL monitoring.rule_series(r.source, r.metrics, r.window_seconds, p_now, r.sketches, p_input) s
        UNION ALL
        SELECT 'pipeline_metrics', w.window_seconds, true, 'agents.queue.size', jsonb_build_object('queue_name', q.queue_name), 1, q.depth, q.depth, q.depth, NULL
        FROM (SELECT DISTINCT c.window_seconds FROM comparisons c WHERE c.queues AND p_input IS NULL) AS w, monitoring.queues_at(p_now) q
        WHERE q.source <> 'report' OR q.last_check_time <= p_now
    ), matched AS (
        SELECT c.rule, c.n, c.function, c.quantile, c.window_seconds, m.place, s.queue, s.count_value, s.sum_value, s.min_value, s.max_value, s.sketch,
               CASE WHEN c.by = '{}' THEN '{}' ELSE coalesce((SELECT jsonb_object_agg(k, s.dimensions ->> k) FROM unnest(c.by) AS k
                                                              WHERE s.dimensions ->> k <> ''), '{}') END AS labels,
               CASE WHEN c.function <> 'failure_rate' THEN NULL WHEN c.source = 'agent_logs' THEN s.dimensions ->> 'log_level' IN ('error', 'critical')
                    ELSE monitoring.call_failed(s.dimensions) END AS failed,
               CASE WHEN c.deltas THEN s.sum_value ELSE s.count_value END AS amount
        FROM comparisons c CROSS JOIN LATERAL unnest(c.metrics) WITH ORDINALITY AS m (metric, place)
        JOIN series s ON s.source = c.source AND s.window_seconds = c.window_seconds AND s.metric_name = m.metric
        WHERE (c.queues OR NOT s.queue) AND (c.matchers = '[]' OR monitoring.dimensions_match(s.dimensions, c.matchers))
    ), found AS (
        SELECT m.rule, m.n, m.labels, m.place,
               CASE m.function
                   WHEN 'percentile' THEN monitoring.approx_percentile(m.quantile, monitoring.rollup(m.sketch) FILTER (WHERE m.function = 'percentile'))
                   WHEN 'min' THEN min(m.min_value)
                   WHEN 'max' THEN max(m.max_value)
                   WHEN 'sum' THEN monitoring.merged_sum(m.sum_value)
                   WHEN 'count' THEN sum(m.count_value)::double precision
                   WHEN 'rate' THEN monitoring.merged_sum(m.amount) / m.window_seconds
                   WHEN 'failure_rate' THEN coalesce(monitoring.merged_sum(m.amount) FILTER (WHERE m.failed), 0) / nullif(monitoring.merged_sum(m.amount), 0)
                   ELSE greatest(max(m.max_value) FILTER (WHERE m.queue),
                       -- Executions may have no duration: the sketch knows how many have one.
                       monitoring.mean_of(monitoring.merged_sum(m.sum_value) FILTER (WHERE NOT m.queue),
                           coalesce(nullif(monitoring.num_vals(monitoring.rollup(m.sketch) FILTER (WHERE m.function = 'avg' AND NOT m.queue)), 0),
                               sum(m.count_value) FILTER (WHERE NOT m.queue))::bigint,
                           (monitoring.rollup(m.sketch) FILTER (WHERE m.function = 'avg' AND NOT m.queue))::bytea))
               END AS value
        FROM matched m GROUP BY m.rule, m.n, m.labels, m.place, m.function, m.quantile, m.window_seconds
    ), best AS MATERIALIZED (
        SELECT DISTINCT ON (f.rule, f.n, f.labels) f.rule, f.n, f.labels, f.value FROM found f WHERE f.value IS NOT NULL
        ORDER BY f.rule, f.n, f.labels, f.place
    ), alerts AS (
        SELECT DISTINCT b.rule, b.labels FROM best b JOIN comparisons c USING (rule, n) WHERE c.by <> '{}' OR c.rule_by = '[]'
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
    )
    SELECT t.rule, t.labels, CASE WHEN bool_or(t.met) THEN true WHEN bool_or(t.met IS NULL) THEN NULL ELSE false END,
           -- Of the term that holds.
           (array_agg(t.value ORDER BY t.met IS TRUE DESC, t.n) FILTER (WHERE t.value IS NOT NULL))[1],
           (array_agg(t.threshold ORDER BY t.met IS TRUE DESC, t.n) FILTER (WHERE t.value IS NOT NULL))[1]
    FROM terms t GROUP BY 1, 2;
END
$$;
COMMENT ON FUNCTION monitoring.rule_results(jsonb, timestamptz, jsonb) IS
'The values of rules {name: {expression: as of parse_alert_expression()}} at p_now, by rule and values of its labels: whether the condition holds (NULL: some of it has no data), value and threshold of what decided. No row where there is no data at all. p_input: see rule_series().';

-- States ----------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.rule_document(p_expression text, p_labels jsonb, p_for interval, p_keep_firing_for interval, p_no_data text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object('expression', monitoring.parse_alert_expression($1), 'labels', $2, 'for', extract(epoch FROM $3),
        'keep_firing_for', extract(epoch FROM $4), 'no_data', $5)
$$;
COMMENT ON FUNCTION monitoring.rule_document(text, jsonb, interval, interval, text) IS 'A rule as rule_results() and rule_transitions() take it.';

CREATE FUNCTION monitoring.rule_transitions(p_rules jsonb, p_open jsonb, p_results jsonb, p_now timestamptz)
RETURNS TABLE (rule text, labels jsonb, before text, state text, starts_at timestamptz, fired_at timestamptz, last_seen_at timestamptz,
    ends_at timestamptz, value double precision, threshold double precision, no_data boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH rules AS MATERIALIZED (
        SELECT r.key AS rule, jsonb_build_object('alertname', r.key) || (r.value -> 'labels') AS base, r.value ->> 'no_data' AS policy,
               (r.value ->> 'for')::float8 AS hold_for, (r.value ->> 'keep_firing_for')::float8 AS keep_firing_for
        FROM jsonb_each(p_rules) AS r
    ), results AS MATERIALIZED (
        SELECT x.rule, r.base || x.labels AS labels, x.condition, x.value, x.threshold
        FROM jsonb_to_recordset(p_results) AS x (rule text, labels jsonb, condition boolean, value float8, threshold float8) JOIN rules r USING (rule)
    ), speaking AS MATERIALIZED (
        SELECT DISTINCT x.rule FROM results x WHERE x.condition IS NOT NULL
    ), wanted AS (
        SELECT x.* FROM results x
        UNION ALL
        -- Silence itself alerts.
        SELECT r.rule, r.base, NULL, NULL, NULL FROM rules r
        WHERE r.policy = 'alert' AND NOT EXISTS (SELECT FROM speaking s WHERE s.rule = r.rule)
          AND NOT EXISTS (SELECT FROM results x WHERE x.rule = r.rule AND x.labels = r.base)
    ), steps AS (
        SELECT rule, labels, o.state AS before, o.starts_at, o.fired_at, o.last_seen_at, w.condition, w.value, w.threshold,
               -- One value of a label that has gone while others speak is over. When all are silent, what alerts is the
               -- silence, and the alerts by label stay as they are.
               CASE WHEN r.policy <> 'alert' OR w.rule IS NOT NULL THEN r.policy WHEN s.rule IS NOT NULL THEN 'ok' ELSE 'keep' END AS policy,
               r.hold_for, r.keep_firing_for
        FROM wanted w
        FULL JOIN jsonb_to_recordset(p_open) AS o (rule text, labels jsonb, state text, starts_at timestamptz, fired_at timestamptz, last_seen_at timestamptz)
            USING (rule, labels)
        JOIN rules r USING (rule)
        LEFT JOIN speaking s USING (rule)
    )
    SELECT p.rule, p.labels, p.before, t.state, t.starts_at, t.fired_at, t.last_seen_at, t.ends_at, p.value, p.threshold, p.condition IS NULL
    FROM steps p CROSS JOIN LATERAL monitoring.rule_step(p.before, p.starts_at, p.fired_at, p.last_seen_at, p.condition, p.policy,
        p.hold_for, p.keep_firing_for, p_now) AS t
    WHERE p.before IS NOT NULL OR t.state IS NOT NULL
$$;
COMMENT ON FUNCTION monitoring.rule_transitions(jsonb, jsonb, jsonb, timestamptz) IS
'How the alerts of rules (as of rule_document(), by name) go on at p_now, from those that are open [{rule, labels, state, starts_at, fired_at, last_seen_at}] and rule_results(): state before and after (NULL: none), and times. Live evaluation, replay and tests of rules all step by it.';

CREATE FUNCTION monitoring.try_alert_rules(p_names text[], p_now timestamptz) RETURNS TABLE (names text[], rules jsonb, results jsonb, problem text, duration_ms double precision)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    started timestamptz := clock_timestamp();
    size integer := cardinality(p_names);
BEGIN
    IF size = 0 THEN
        RETURN;
    END IF;
    BEGIN
        SELECT jsonb_object_agg(r.name, monitoring.rule_document(r.expression, r.labels, r."for", r.keep_firing_for, r.no_data)) INTO rules
        FROM monitoring.alert_rules r WHERE r.name = ANY (p_names);
        results := (SELECT coalesce(jsonb_agg(x), '[]') FROM monitoring.rule_results(rules, p_now) x);
        names := p_names;
        problem := NULL;
    EXCEPTION WHEN OTHERS THEN
        problem := SQLERRM;
        names := p_names;
    END;
    IF problem IS NULL OR size = 1 THEN
        duration_ms := extract(epoch FROM clock_timestamp() - started)::double precision * 1000 / size;
        RETURN NEXT;
    ELSE
        -- One of them raises; halving finds it, and the others go on together.
        RETURN QUERY SELECT * FROM monitoring.try_alert_rules(p_names[:size / 2], p_now);
        RETURN QUERY SELECT * FROM monitoring.try_alert_rules(p_names[size / 2 + 1:], p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.try_alert_rules(text[], timestamptz) IS
'The rules of these names and their results, in as few groups as possible; a rule that raises is alone in its group, with what it raised.';

CREATE FUNCTION monitoring.end_orphans(p_now timestamptz) RETURNS integer LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH orphans AS MATERIALIZED (
        SELECT a.id, a.state FROM monitoring.alerts a
        WHERE a.source = 'rule' AND a.state <> 'resolved' AND CASE WHEN a.rule_name IS NULL
            THEN NOT EXISTS (SELECT FROM monitoring.alert_rules r WHERE r.name = a.labels ->> 'rule' AND r.enabled AND r.error_count >= 3)
            ELSE NOT EXISTS (SELECT FROM monitoring.alert_rules r WHERE r.name = a.rule_name AND r.enabled
                AND r.evaluated = jsonb_build_object('expression', r.expression, 'labels', r.labels)) END
    ), dropped AS (
        DELETE FROM monitoring.alerts a USING orphans o WHERE a.id = o.id AND o.state = 'pending'
    ), ended AS (
        UPDATE monitoring.alerts a SET state = 'resolved', ends_at = p_now, updated_at = p_now, news = true FROM orphans o WHERE a.id = o.id AND o.state = 'firing'
    )
    SELECT count(*)::integer FROM orphans
$$;
COMMENT ON FUNCTION monitoring.end_orphans(timestamptz) IS
'Ends the alerts of rules that are gone, disabled, or ask for something else now, and of errors that are over; gives their number.';

CREATE FUNCTION monitoring.apply_rule_results(p_rules jsonb, p_results jsonb, p_now timestamptz) RETURNS integer LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH steps AS MATERIALIZED (
        SELECT t.*, monitoring.alert_key('rule', t.labels) AS alert_key, r.severity, r.actions,
               CASE WHEN t.state = 'firing' THEN monitoring.render_annotations(r.annotations, jsonb_build_object('value', t.value, 'threshold', t.threshold,
                   'labels', t.labels, 'rule', t.rule, 'severity', r.severity, 'expression', r.expression, 'no_data', t.no_data))
                   || CASE WHEN t.no_data THEN jsonb_build_object('no_data', 'There is no data for ' || r.expression || '.') ELSE '{}' END END AS annotations
        FROM monitoring.rule_transitions(p_rules,
                (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', a.rule_name, 'labels', a.labels, 'state', a.state, 'starts_at', a.starts_at,
                     'fired_at', a.fired_at, 'last_seen_at', a.last_seen_at)), '[]')
                 FROM monitoring.alerts a WHERE a.source = 'rule' AND a.state <> 'resolved' AND p_rules ? a.rule_name), p_results, p_now) t
        JOIN monitoring.alert_rules r ON r.name = t.rule
    ), dropped AS (
        DELETE FROM monitoring.alerts a USING steps s WHERE a.alert_key = s.alert_key AND a.state = 'pending' AND s.state IS NULL
    ), changed AS (
        -- What is news to routing is a change of state alone.
        UPDATE monitoring.alerts a SET state = s.state, fired_at = s.fired_at, last_seen_at = s.last_seen_at, ends_at = s.ends_at,
            value = coalesce(s.value, a.value), severity = s.severity, actions = s.actions, annotations = coalesce(s.annotations, a.annotations),
            updated_at = CASE WHEN s.state = s.before THEN a.updated_at ELSE p_now END, news = a.news OR s.state <> s.before
        FROM steps s WHERE a.alert_key = s.alert_key AND a.state <> 'resolved' AND s.before IS NOT NULL AND s.state IS NOT NULL
    ), made AS (
        INSERT INTO monitoring.alerts (alert_key, source, labels, annotations, severity, state, value, rule_name, actions, starts_at, fired_at, last_seen_at, updated_at)
        SELECT s.alert_key, 'rule', s.labels, coalesce(s.annotations, '{}'), s.severity, s.state, s.value, s.rule, s.actions, s.starts_at, s.fired_at, s.last_seen_at, p_now
        FROM steps s WHERE s.before IS NULL
    )
    SELECT count(*)::integer FROM steps s WHERE s.state IS DISTINCT FROM s.before
$$;
COMMENT ON FUNCTION monitoring.apply_rule_results(jsonb, jsonb, timestamptz) IS
'Takes the results of rules into alerts: makes, changes, fires, resolves them, and renders what firing ones say; gives the number whose state changed.';

CREATE FUNCTION monitoring.run_alert_rules(p_due_only boolean, p_now timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    every_ interval := monitoring.setting_interval('rule_interval');
    due text[];
    failing text[];
    g record;
    changed integer;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon alert rules', 0)) THEN
        RETURN 0; -- Somebody else is at it.
    END IF;
    changed := monitoring.end_orphans(p_now);
    -- A rule that somebody is changing right now is for the next time: alerting waits for no lock of a user.
    SELECT array_agg(d.name ORDER BY d.name) FILTER (WHERE d.error_count = 0), array_agg(d.name ORDER BY d.name) FILTER (WHERE d.error_count > 0) INTO due, failing
    FROM (SELECT r.name, r.error_count FROM monitoring.alert_rules r
          WHERE r.enabled AND (NOT p_due_only OR r.last_evaluated_at IS NULL OR r.last_evaluated_at > p_now OR r.last_evaluated_at <= p_now - every_)
          FOR NO KEY UPDATE SKIP LOCKED) AS d;
    FOR g IN SELECT t.* FROM monitoring.try_alert_rules(coalesce(due, '{}'), p_now) t
             UNION ALL
             SELECT t.* FROM unnest(failing) AS n CROSS JOIN LATERAL monitoring.try_alert_rules(ARRAY[n], p_now) t LOOP
        IF g.problem IS NULL THEN
            changed := changed + monitoring.apply_rule_results(g.rules, g.results, p_now);
        END IF;
        UPDATE monitoring.alert_rules r SET last_evaluated_at = p_now, last_duration_ms = g.duration_ms, last_error = g.problem,
            error_count = CASE WHEN g.problem IS NULL THEN 0 ELSE r.error_count + 1 END,
            last_value = CASE WHEN g.problem IS NULL THEN v.value ELSE r.last_value END,
            evaluated = jsonb_build_object('expression', r.expression, 'labels', r.labels)
        FROM unnest(g.names) AS n (name)
        LEFT JOIN (SELECT x.rule, (array_agg(x.value ORDER BY x.condition DESC NULLS LAST, x.labels))[1] AS value
                   FROM jsonb_to_recordset(g.results) AS x (rule text, labels jsonb, condition boolean, value double precision) GROUP BY 1) AS v ON v.rule = n.name
        WHERE r.name = n.name;
    END LOOP;
    RETURN changed + monitoring.tell_rule_errors(p_now);
END
$$;
COMMENT ON FUNCTION monitoring.run_alert_rules(boolean, timestamptz) IS
'Evaluates the enabled rules, or only those that are due; gives the number of alerts whose state changed. One evaluator at a time: 0 for another one.';

CREATE FUNCTION monitoring.tell_rule_errors(p_now timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told integer;
BEGIN
    INSERT INTO monitoring.alerts (alert_key, source, labels, annotations, severity, state, starts_at, fired_at, last_seen_at, updated_at)
    SELECT monitoring.alert_key('rule', l.labels), 'rule', l.labels,
           jsonb_build_object('summary', format('Alert rule %s cannot be evaluated', r.name), 'description', r.last_error), 'warning', 'firing', p_now, p_now, p_now, p_now
    FROM monitoring.alert_rules r, LATERAL (SELECT jsonb_build_object('alertname', 'alert_rule_error', 'rule', r.name)) AS l (labels)
    WHERE r.enabled AND r.error_count >= 3
    ON CONFLICT (alert_key) WHERE state <> 'resolved' DO NOTHING;
    GET DIAGNOSTICS told = ROW_COUNT;
    RETURN told + monitoring.end_orphans(p_now);
END
$$;
COMMENT ON FUNCTION monitoring.tell_rule_errors(timestamptz) IS
'Raises the alert alert_rule_error for rules that failed three times in a row, and resolves those of rules that succeed again; gives their number.';

CREATE FUNCTION monitoring.evaluate_alert_rules(p_now timestamptz DEFAULT now()) RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$SELECT monitoring.run_alert_rules(false, p_now)$$;
COMMENT ON FUNCTION monitoring.evaluate_alert_rules(timestamptz) IS
'Evaluates all enabled alert rules at p_now; gives the number of alerts whose state changed. A rule that fails keeps its alerts as they are and tells of it (last_error, from the third time on an alert alert_rule_error); one that is being changed by another session is passed over, and so are all while another session evaluates.';

CREATE FUNCTION monitoring.evaluate_due_rules(p_now timestamptz DEFAULT now()) RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$SELECT monitoring.run_alert_rules(true, p_now)$$;
COMMENT ON FUNCTION monitoring.evaluate_due_rules(timestamptz) IS
'As evaluate_alert_rules(), for the rules whose last evaluation is as long ago as the setting rule_interval, or after p_now.';

CREATE FUNCTION monitoring.next_rule_at(p_now timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(CASE WHEN r.last_evaluated_at <= p_now THEN r.last_evaluated_at + monitoring.setting_interval('rule_interval') ELSE p_now END)
    FROM monitoring.alert_rules r WHERE r.enabled
$$;
COMMENT ON FUNCTION monitoring.next_rule_at(timestamptz) IS 'When an alert rule is due next; NULL where none is enabled.';

GRANT EXECUTE ON FUNCTION monitoring.parse_alert_expression(text), monitoring.dimensions_match(jsonb, jsonb) TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.evaluate_alert_rules(timestamptz), monitoring.evaluate_due_rules(timestamptz) TO agentmon_notifier, agentmon_admin;
