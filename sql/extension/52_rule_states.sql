-- How the alerts of rules go on: one step for live evaluation, replays and tests.

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
