-- What the results of rules do to the alerts that are stored.

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
