-- Running the rules that are due, and what a rule cannot see.

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
            -- Anomalies have the labels of whatever was judged. Where some series fell into that for the
            -- rest, nobody knows what they were.
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
