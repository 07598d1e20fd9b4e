-- Service levels: error budgets, how fast they burn, and the alerts of that. See docs/service_levels.md.

CREATE FUNCTION agentmon.check_service_level() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(btrim(NEW.name), '') = '' OR coalesce(btrim(NEW.metric_name), '') = '' THEN
        PERFORM agentmon.refuse(
            'a service level needs a name and a metric',
            format(
                'name is %s, metric_name is %s.',
                coalesce(quote_literal(NEW.name), 'NULL'),
                coalesce(quote_literal(NEW.metric_name), 'NULL')),
            'Leave metric_name out for executions; alerts have the name as the label service_level.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.check_matchers(NEW.matchers, 'matchers');
    IF NOT coalesce(NEW.objective > 0 AND NEW.objective < 1, false) THEN
        PERFORM agentmon.refuse(
            'objective is a share',
            format('It is %s.', left(coalesce(NEW.objective::text, 'NULL'), 100)),
            'Give a number between 0 and 1, such as 0.999 for 99.9 %.',
            'numeric_value_out_of_range');
    END IF;
    IF NEW.metric_name = 'agents.logs' THEN
        PERFORM agentmon.refuse(
            'log rows are no requests',
            'metric_name is agents.logs.',
            'Give agents.executions, or the name of a metric.',
            'invalid_parameter_value');
    END IF;
    IF NOT coalesce(NEW.period BETWEEN interval '1 day' AND interval '366 days', false) THEN
        PERFORM agentmon.refuse(
            'the period of a service level is out of range',
            format('It is %s.', coalesce(NEW.period::text, 'NULL')),
            'Give 1 day to 366 days; 30 days are usual.',
            'numeric_value_out_of_range');
    END IF;
    NEW.fast_severity := agentmon.canonical_severity(NEW.fast_severity);
    NEW.slow_severity := agentmon.canonical_severity(NEW.slow_severity);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_service_level() IS
'Trigger: refuses a service level that cannot be held against anything, and puts its severities into '
'canonical form.';

-- An operation is not in the rollups of executions, nor a provider or a user.
CREATE FUNCTION agentmon.needs_raw_rows(p_metric_name text, p_matchers jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN p_metric_name = 'agents.executions'
        AND p_matchers ?| '{operation,provider,user_id,error_type}';
COMMENT ON FUNCTION agentmon.needs_raw_rows(text, jsonb) IS
'Whether a service level of executions asks for what only their rows tell.';

CREATE FUNCTION agentmon.slow_share(p_sketch monitoring.sketch, p_threshold double precision)
RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN p_sketch IS NULL OR p_threshold IS NULL OR monitoring.max_val(p_sketch) <= p_threshold THEN 0
        WHEN monitoring.min_val(p_sketch) > p_threshold THEN 1
        ELSE 1 - monitoring.approx_percentile_rank(p_threshold, p_sketch)
    END;
COMMENT ON FUNCTION agentmon.slow_share(monitoring.sketch, double precision) IS
'Which share of the values is above a threshold, 0 to 1; 0 without values or without a threshold.';

CREATE FUNCTION agentmon.service_level_counts(p_levels text[], p_from timestamptz, p_to timestamptz)
RETURNS TABLE (service_level text, requests double precision, bad double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    -- A row of the same labels counts for each service level whose matchers fit.
    with_sketches boolean;
    metrics text[];
    of_executions boolean;
    of_rows boolean;
BEGIN
    SELECT bool_or(level.threshold_ms IS NOT NULL),
           array_agg(DISTINCT level.metric_name) FILTER (WHERE level.metric_name <> 'agents.executions'),
           bool_or(level.metric_name = 'agents.executions' AND NOT own.needs_rows),
           bool_or(own.needs_rows)
        INTO with_sketches, metrics, of_executions, of_rows
    FROM monitoring.service_levels level
    CROSS JOIN LATERAL agentmon.needs_raw_rows(level.metric_name, level.matchers) AS own (needs_rows)
    WHERE level.name = ANY (p_levels);
    IF of_executions THEN
        RETURN QUERY
        SELECT level.name,
               sum(rolled.count_value)::double precision,
               sum(CASE
                   WHEN rolled.dimensions ->> 'status' = 'success'
                       THEN agentmon.slow_share(agentmon.stored_sketch(rolled.sketch), level.threshold_ms)
                            * coalesce(monitoring.num_vals(agentmon.stored_sketch(rolled.sketch)), 0)
                   ELSE rolled.count_value
               END)
        FROM agentmon.live_window_of('agent_executions', p_from, p_to, NULL, with_sketches) AS rolled
        JOIN monitoring.service_levels level ON level.name = ANY (p_levels)
            AND level.metric_name = 'agents.executions'
            AND NOT agentmon.needs_raw_rows(level.metric_name, level.matchers)
            AND agentmon.labels_match(agentmon.tag_texts(rolled.dimensions), level.matchers)
        GROUP BY level.name;
    END IF;
    IF of_rows THEN
        RETURN QUERY
        SELECT level.name,
               sum(execution.requests)::double precision,
               sum(CASE
                   WHEN execution.status = 'success'
                       THEN agentmon.slow_share(execution.sketch, level.threshold_ms)
                            * coalesce(monitoring.num_vals(execution.sketch), 0)
                   ELSE execution.requests
               END)
        FROM (
            SELECT jsonb_strip_nulls(jsonb_build_object(
                       'agent_name', row.agent_name,
                       'model_used', row.model_used,
                       'operation', row.operation,
                       'provider', row.provider,
                       'user_id', row.user_id,
                       'error_type', row.error_type)) AS labels,
                   row.status,
                   count(*) AS requests,
                   CASE
                       WHEN with_sketches THEN monitoring.percentile_agg(row.execution_time_ms)
                   END AS sketch
            FROM monitoring.agent_executions row
            WHERE row.created_at >= p_from
              AND row.created_at < p_to
            GROUP BY 1, 2
        ) AS execution
        JOIN monitoring.service_levels level ON level.name = ANY (p_levels)
            AND agentmon.needs_raw_rows(level.metric_name, level.matchers)
            AND agentmon.labels_match(execution.labels, level.matchers)
        GROUP BY level.name;
    END IF;
    IF metrics IS NOT NULL THEN
        RETURN QUERY
        SELECT level.name,
               sum(amount.requests),
               sum(CASE
                   WHEN agentmon.call_failed(rolled.dimensions) THEN amount.requests
                   WHEN defined.kind = 'counter' THEN 0
                   ELSE amount.requests
                        * agentmon.slow_share(agentmon.stored_sketch(rolled.sketch), level.threshold_ms)
               END)
        FROM agentmon.live_window_of('pipeline_metrics', p_from, p_to, metrics, with_sketches) AS rolled
        JOIN monitoring.service_levels level ON level.name = ANY (p_levels)
            AND level.metric_name = rolled.metric_name
            AND agentmon.labels_match(agentmon.tag_texts(rolled.dimensions), level.matchers)
        LEFT JOIN monitoring.metric_definitions defined ON defined.metric_name = rolled.metric_name
        CROSS JOIN LATERAL (
            -- The values of a counter are numbers of requests; any other row is one request.
            SELECT CASE
                WHEN defined.kind = 'counter' THEN greatest(rolled.sum_value, 0)
                ELSE rolled.count_value
            END AS requests
        ) AS amount
        GROUP BY level.name;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.service_level_counts(text[], timestamptz, timestamptz) IS
'How many requests service levels had from p_from until before p_to, and how many of them were bad: they '
'failed, or took longer than the threshold (by the sketch, within its error). No row for one that had none.';

CREATE FUNCTION agentmon.tag_texts(p_tags jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(tag.key, tag.value), '{}')
    FROM jsonb_each_text(p_tags) AS tag
    WHERE tag.value IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.tag_texts(jsonb) IS 'Tags with texts as values, as matchers compare them.';

-- Source of the numbers: Google, The Site Reliability Workbook, chapter 5, table 5-8.
CREATE FUNCTION agentmon.burn_windows()
RETURNS TABLE (burn text, long_window interval, short_window interval, factor double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES ('fast', interval '1 hour', interval '5 minutes', 14.4::double precision),
           ('fast', interval '6 hours', interval '30 minutes', 6),
           ('slow', interval '3 days', interval '6 hours', 1)
$$;
COMMENT ON FUNCTION agentmon.burn_windows() IS
'When an error budget burns: at factor times the pace that would use it up in its period, over the long '
'window and still over the short one.';

CREATE FUNCTION agentmon.burn_rates(p_levels text[], p_now timestamptz)
RETURNS TABLE (service_level text, stretch interval, requests double precision, rate double precision)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH stretches AS (
        SELECT long_window AS length
        FROM agentmon.burn_windows()
        UNION
        SELECT short_window
        FROM agentmon.burn_windows()
    ), counted AS MATERIALIZED (
        -- Each stretch is read once, for all service levels.
        SELECT stretch.length, counts.*
        FROM stretches stretch
        CROSS JOIN LATERAL agentmon.service_level_counts(
            p_levels,
            p_now + interval '1 microsecond' - stretch.length,
            p_now + interval '1 microsecond') counts
    )
    SELECT level.name,
           stretch.length,
           coalesce(counts.requests, 0),
           coalesce(counts.bad / nullif(counts.requests, 0) / (1 - level.objective)::double precision, 0)
    FROM stretches stretch
    CROSS JOIN monitoring.service_levels level
    LEFT JOIN counted counts ON counts.length = stretch.length
        AND counts.service_level = level.name
    WHERE level.name = ANY (p_levels)
$$;
COMMENT ON FUNCTION agentmon.burn_rates(text[], timestamptz) IS
'How fast the error budgets of service levels burned over each stretch of time before p_now: 1 uses a budget '
'up in exactly its period; 0 without requests.';

CREATE FUNCTION agentmon.service_levels_at(p_names text[], p_now timestamptz)
RETURNS TABLE (
    name text,
    metric_name text,
    matchers jsonb,
    objective numeric,
    period interval,
    requests bigint,
    bad numeric,
    good_share numeric,
    error_budget_left numeric,
    burn_rate_1h numeric,
    burn_rate_6h numeric,
    burn_rate_3d numeric,
    burn text,
    status text,
    used_up_at timestamptz,
    reason text,
    enabled boolean
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    upto timestamptz := p_now + interval '1 microsecond';
BEGIN
    RETURN QUERY
    WITH rates AS MATERIALIZED (
        SELECT *
        FROM agentmon.burn_rates(p_names, p_now)
    ), periods AS MATERIALIZED (
        SELECT counts.*
        FROM (
            SELECT level.period, array_agg(level.name) AS names
            FROM monitoring.service_levels level
            WHERE level.name = ANY (p_names)
            GROUP BY level.period
        ) AS asked
        CROSS JOIN LATERAL agentmon.service_level_counts(
            asked.names, upto - asked.period, upto) counts
    ), burning AS (
        -- A service level, how its budget burns, and by which pair of windows: the shortest first.
        SELECT DISTINCT ON (long.service_level) long.service_level,
               windows.burn,
               windows.long_window,
               windows.factor,
               long.rate
        FROM agentmon.burn_windows() windows
        JOIN rates long ON long.stretch = windows.long_window
        JOIN rates short ON short.stretch = windows.short_window
            AND short.service_level = long.service_level
        JOIN monitoring.service_levels level ON level.name = long.service_level
        WHERE long.requests >= level.min_requests
          AND long.rate > windows.factor
          AND short.rate > windows.factor
        ORDER BY long.service_level, windows.long_window
    ), judged AS (
        SELECT level.*,
               coalesce(counted.requests, 0) AS had,
               coalesce(counted.bad, 0) AS went_bad,
               1 - coalesce(counted.bad, 0)
                   / nullif(counted.requests * (1 - level.objective)::double precision, 0) AS left_over,
               (SELECT rates.rate FROM rates
                WHERE rates.service_level = level.name AND rates.stretch = interval '1 hour') AS rate_1h,
               (SELECT rates.rate FROM rates
                WHERE rates.service_level = level.name AND rates.stretch = interval '6 hours') AS rate_6h,
               (SELECT rates.rate FROM rates
                WHERE rates.service_level = level.name AND rates.stretch = interval '3 days') AS rate_3d,
               burning.burn,
               burning.long_window,
               burning.rate,
               burning.factor
        FROM monitoring.service_levels level
        LEFT JOIN periods counted ON counted.service_level = level.name
        LEFT JOIN burning ON burning.service_level = level.name
        WHERE level.name = ANY (p_names)
    )
    SELECT judged.name,
           judged.metric_name,
           judged.matchers,
           judged.objective,
           judged.period,
           round(judged.had)::bigint,
           round(judged.went_bad::numeric, 3),
           round((1 - judged.went_bad / nullif(judged.had, 0))::numeric, 6),
           round(judged.left_over::numeric, 6),
           round(judged.rate_1h::numeric, 3),
           round(judged.rate_6h::numeric, 3),
           round(judged.rate_3d::numeric, 3),
           CASE WHEN judged.enabled THEN judged.burn END,
           CASE
               WHEN NOT judged.enabled THEN 'off'
               WHEN judged.had = 0 THEN 'no data'
               WHEN judged.burn = 'fast' THEN 'burning fast'
               WHEN judged.left_over <= 0 AND judged.had >= judged.min_requests THEN 'used up'
               WHEN judged.burn = 'slow' THEN 'burning slowly'
               ELSE 'ok'
           END,
           CASE
               WHEN judged.left_over > 0 AND judged.rate_6h > 0 THEN
                   agentmon.time_plus(p_now, judged.period * (judged.left_over / judged.rate_6h))
           END,
           CASE
               WHEN judged.burn IS NOT NULL THEN format(
                   'Over %s the error budget burned %s times as fast as its period allows (told above %s).',
                   CASE judged.long_window
                       WHEN interval '1 hour' THEN 'the last hour'
                       WHEN interval '6 hours' THEN 'the last 6 hours'
                       ELSE 'the last 3 days'
                   END,
                   round(judged.rate::numeric, 1),
                   judged.factor)
           END,
           judged.enabled
    FROM judged
    ORDER BY judged.name;
END
$$;
COMMENT ON FUNCTION agentmon.service_levels_at(text[], timestamptz) IS
'service_level_status() of these service levels.';

CREATE FUNCTION monitoring.service_level_status(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    name text,
    metric_name text,
    matchers jsonb,
    objective numeric,
    period interval,
    requests bigint,
    bad numeric,
    good_share numeric,
    error_budget_left numeric,
    burn_rate_1h numeric,
    burn_rate_6h numeric,
    burn_rate_3d numeric,
    burn text,
    status text,
    used_up_at timestamptz,
    reason text,
    enabled boolean
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    SELECT *
    FROM agentmon.service_levels_at(ARRAY(SELECT level.name FROM monitoring.service_levels level), p_now);
END
$$;
COMMENT ON FUNCTION monitoring.service_level_status(timestamptz) IS
'Each service level at p_now: requests of its running period, how many were bad, the share that was good, '
'what is left of its error budget (1: all, 0: none, below: more was used than there is), its burn rates (1 '
'uses the budget up in exactly its period), whether they are told (burn: fast, slow, NULL for neither), '
'status (ok, burning slowly, burning fast, used up, no data, off) with the reason, and when the budget will '
'be used up at the pace of the last 6 hours.';

CREATE FUNCTION agentmon.time_plus(p_time timestamptz, p_more interval) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN p_more < interval '3660 days' THEN p_time + p_more END;
COMMENT ON FUNCTION agentmon.time_plus(timestamptz, interval) IS
'A time so much later; NULL for what is ten years ahead, which no forecast knows.';

CREATE FUNCTION agentmon.tell_service_level(p_name text, p_status jsonb, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    level record;
    told record;
    burns text := p_status ->> 'burn';
    alert_labels jsonb;
    alert_severity text;
    raised uuid;
    changed bigint := 0;
BEGIN
    SELECT * INTO level
    FROM monitoring.service_levels l
    WHERE l.name = p_name;
    alert_severity := CASE burns WHEN 'fast' THEN level.fast_severity ELSE level.slow_severity END;
    alert_labels := jsonb_build_object(
        'alertname', 'error_budget_burn',
        'service_level', p_name,
        'burn', burns)
        -- What a matcher says plainly is a label of the alert too: it is routed as others of that agent.
        || coalesce((
            SELECT jsonb_object_agg(matcher.key, matcher.value)
            FROM jsonb_each_text(level.matchers) AS matcher
            WHERE matcher.key NOT IN ('alertname', 'service_level', 'burn', 'severity')
              AND matcher.value !~ '^[~!]'), '{}');
    -- One that is off or gone burns no more, and one that has changed is another alert. A fast one is no end
    -- of a slow one that was told. What somebody has resolved by hand is told anew while it lasts.
    FOR told IN
        DELETE FROM monitoring.service_level_alerts said
        WHERE said.service_level = p_name
          AND (burns IS NULL
               OR said.burn = 'fast' AND burns = 'slow'
               OR said.burn = burns
                  AND (said.labels, said.severity) IS DISTINCT FROM (alert_labels, alert_severity)
               OR NOT EXISTS (
                   SELECT FROM monitoring.alerts alert
                   WHERE alert.id = said.alert_id
                     AND alert.state <> 'resolved'))
        RETURNING said.*
    LOOP
        changed := changed + agentmon.end_raised(
            told.alert_id,
            told.labels,
            told.severity,
            format(
                'The error budget of %s no longer burns %s',
                p_name,
                CASE told.burn WHEN 'fast' THEN 'fast' ELSE 'faster than it may' END),
            p_now);
    END LOOP;
    IF burns IS NULL
       OR EXISTS (
           SELECT FROM monitoring.service_level_alerts said
           WHERE said.service_level = p_name
             AND said.burn = burns) THEN
        RETURN changed;
    END IF;
    raised := monitoring.raise_alert(
        labels => alert_labels,
        annotations => jsonb_strip_nulls(jsonb_build_object(
            'summary', format('The error budget of %s burns %s', p_name,
                CASE burns WHEN 'fast' THEN 'fast' ELSE 'faster than it may' END),
            'description', p_status ->> 'reason',
            'budget', format('%s %% of the error budget of %s is left.',
                trim_scale(round(100 * (p_status ->> 'error_budget_left')::numeric, 1)), level.period))),
        severity => alert_severity,
        starts_at => p_now,
        p_now => p_now);
    INSERT INTO monitoring.service_level_alerts (service_level, burn, raised_at, alert_id, labels, severity)
    VALUES (p_name, burns, p_now, raised, alert_labels, alert_severity);
    RETURN changed + 1;
END
$$;
COMMENT ON FUNCTION agentmon.tell_service_level(text, jsonb, timestamptz) IS
'Raises the alert of a service level whose error budget burns, once while it does, and ends it; p_status is '
'its row of service_level_status(). Gives how many alerts it raised or ended.';

CREATE FUNCTION agentmon.tell_service_levels(p_names text[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT sum(agentmon.tell_service_level(asked.name, to_jsonb(seen), p_now))::bigint
    FROM unnest(p_names) AS asked (name)
    LEFT JOIN agentmon.service_levels_at(p_names, p_now) seen ON seen.name = asked.name
$$;
COMMENT ON FUNCTION agentmon.tell_service_levels(text[], timestamptz) IS
'tell_service_level() of each of these service levels, of which some may be gone; gives the sum.';

CREATE FUNCTION agentmon.evaluate_service_levels(p_now timestamptz DEFAULT now()) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN agentmon.one_by_one(
        'service levels',
        'tell_service_levels',
        ARRAY(
            SELECT level.name
            FROM monitoring.service_levels level
            UNION
            SELECT said.service_level
            FROM monitoring.service_level_alerts said
            ORDER BY 1),
        p_now);
END
$$;
COMMENT ON FUNCTION agentmon.evaluate_service_levels(timestamptz) IS
'Judges all service levels at p_now: raises the alerts of error budgets that burn, and ends them. One that '
'fails is noted, and the others go on. Gives how many alerts were raised or ended. The job service_levels '
'calls it each minute.';

GRANT EXECUTE ON FUNCTION
    monitoring.service_level_status(timestamptz),
    agentmon.service_levels_at(text[], timestamptz),
    agentmon.service_level_counts(text[], timestamptz, timestamptz),
    agentmon.burn_rates(text[], timestamptz),
    agentmon.burn_windows(),
    agentmon.time_plus(timestamptz, interval),
    agentmon.check_p_now(timestamptz)
    TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.evaluate_service_levels(timestamptz) TO agentmon_notifier, agentmon_admin;
