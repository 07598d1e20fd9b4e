-- Performance: by agent and model, slow operations, requests by the minute, trends, service levels.

CREATE FUNCTION agentmon.check_window(p_from timestamptz, p_to timestamptz, p_now timestamptz) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF NOT isfinite(p_from)
       OR NOT isfinite(p_to)
       OR p_from >= p_to
       OR p_to - p_from > interval '4000 days' THEN
        PERFORM agentmon.refuse(
            'p_from must be before p_to',
            format('p_from is %s, p_to is %s.', p_from, p_to),
            'Give two finite times, the first one before the second and within 4000 days of it.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_window(timestamptz, timestamptz, timestamptz) IS
'Raises 22023 for times that are no window: infinite, not in order, or more than 4000 days apart.';

CREATE FUNCTION monitoring.get_performance(
    by text[] DEFAULT '{agent}',
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    agent_name text,
    model_used text,
    executions bigint,
    successful bigint,
    failed bigint,
    success_rate numeric,
    avg_time_ms numeric,
    p50_ms numeric,
    p95_ms numeric,
    p99_ms numeric,
    max_time_ms numeric,
    total_tokens numeric,
    input_tokens numeric,
    output_tokens numeric,
    total_cost_usd numeric,
    tokens_per_second numeric,
    last_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    window_from timestamptz := coalesce(p_from, p_now - interval '24 hours');
    window_to timestamptz := coalesce(p_to, p_now + interval '1 microsecond');
    words text[];
BEGIN
    PERFORM agentmon.check_window(window_from, window_to, p_now);
    words := ARRAY(
        SELECT agentmon.canonical_value(given.word, 'grouping', '{agent,model}')
        FROM unnest(by) AS given (word));
    RETURN QUERY
    SELECT figures.agent_name,
           figures.model_used,
           figures.executions,
           figures.successful,
           figures.executions - figures.successful,
           agentmon.share_of(figures.successful, figures.executions),
           agentmon.rounded_ms(agentmon.quotient(figures.time_ms, figures.timed)),
           agentmon.rounded_ms(spread.percentiles[1]),
           agentmon.rounded_ms(spread.percentiles[2]),
           agentmon.rounded_ms(spread.percentiles[3]),
           agentmon.rounded_ms(figures.max_time_ms),
           coalesce(figures.tokens, 0),
           coalesce(figures.input_tokens, 0),
           coalesce(figures.output_tokens, 0),
           agentmon.rounded_usd(figures.cost_usd),
           agentmon.rounded_ms(agentmon.quotient(
               1000 * agentmon.to_double(figures.output_tokens), figures.time_ms)),
           figures.last_at
    FROM agentmon.execution_figures(
        window_from, window_to, 'agent' = ANY (words), 'model' = ANY (words)) AS figures
    CROSS JOIN LATERAL (
        SELECT monitoring.approx_percentile_array('{0.5,0.95,0.99}', figures.sketch)
        OFFSET 0
    ) AS spread (percentiles)
    ORDER BY figures.executions DESC, figures.agent_name, figures.model_used;
END
$$;
COMMENT ON FUNCTION monitoring.get_performance(text[], timestamptz, timestamptz, timestamptz) IS
'The executions from p_from until before p_to (the last 24 hours) by agent, by model, by both, or ({}) all '
'together: numbers, success rate, mean and percentiles of the duration in ms, tokens, cost, output tokens '
'per second; the busiest first. What it is not grouped by is NULL.';

CREATE FUNCTION monitoring.slow_operations(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 10,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    name text,
    source text,
    count bigint,
    avg_ms numeric,
    p50 numeric,
    p95 numeric,
    p99 numeric,
    max_ms numeric,
    worst jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET jit = off
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    window_from timestamptz := coalesce(p_from, p_now - interval '24 hours');
    window_to timestamptz := coalesce(p_to, p_now + interval '1 microsecond');
    metrics text[];
BEGIN
    PERFORM agentmon.check_window(window_from, window_to, p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 1000);
    -- Metrics that are known to be times, or called so.
    metrics := ARRAY(
        SELECT DISTINCT series.metric_name
        FROM monitoring.metric_series series
        LEFT JOIN monitoring.metric_definitions definition ON definition.metric_name = series.metric_name
        WHERE series.source = 'pipeline_metrics'
          AND coalesce(definition.kind, 'histogram') = 'histogram'
          AND (definition.unit = 'ms'
               OR series.metric_name ~ '(^|[._])(duration|response_time|latency)(_ms)?$'));
    RETURN QUERY EXECUTE format(
        'WITH operations AS (
            SELECT coalesce(n.operation, n.agent_name) AS name,
                   count(*) AS count,
                   agentmon.merged_sum(n.execution_time_ms) AS time_ms,
                   max(n.execution_time_ms) AS max_ms,
                   monitoring.percentile_agg(n.execution_time_ms) AS sketch,
                   -- The id of the slowest: its duration stands where the aggregate has a time.
                   agentmon.newest_id(to_timestamp(least(n.execution_time_ms, 1e11)), n.id) AS worst_id
            FROM monitoring.agent_executions n
            WHERE n.created_at >= %1$L
              AND n.created_at < %2$L
              AND n.execution_time_ms IS NOT NULL
            GROUP BY 1
         ), timed_metrics AS (
            SELECT rolled.metric_name || coalesce('' '' || coalesce(
                       rolled.dimensions ->> ''endpoint'', rolled.dimensions ->> ''operation'',
                       rolled.dimensions ->> ''api'', rolled.dimensions ->> ''queue'',
                       rolled.dimensions ->> ''table''), '''') AS name,
                   sum(rolled.count_value)::bigint AS count,
                   agentmon.merged_sum(rolled.sum_value) AS time_ms,
                   max(rolled.max_value) AS max_ms,
                   monitoring.rollup(agentmon.stored_sketch(rolled.sketch)) AS sketch,
                   NULL::uuid AS worst_id
            FROM agentmon.live_window_of(''pipeline_metrics'', %1$L, %2$L, $1) AS rolled
            WHERE $1 <> ''{}''
            GROUP BY 1
         ), slowest AS (
            SELECT told.*, monitoring.approx_percentile_array(''{0.5,0.95,0.99}'', told.sketch) AS percentiles
            FROM (
                SELECT operations.*, ''execution'' AS source FROM operations
                UNION ALL
                SELECT timed_metrics.*, ''metric'' FROM timed_metrics
            ) AS told
            ORDER BY monitoring.approx_percentile(0.95, told.sketch) DESC NULLS LAST, told.name
            LIMIT %3$s
         )
         SELECT slowest.name,
                slowest.source,
                slowest.count,
                agentmon.rounded_ms(agentmon.quotient(slowest.time_ms, slowest.count)),
                agentmon.rounded_ms(slowest.percentiles[1]),
                agentmon.rounded_ms(slowest.percentiles[2]),
                agentmon.rounded_ms(slowest.percentiles[3]),
                agentmon.rounded_ms(slowest.max_ms),
                CASE WHEN slowest.source = ''execution'' THEN (
                    SELECT jsonb_strip_nulls(jsonb_build_object(
                        ''id'', n.id,
                        ''agent_name'', n.agent_name,
                        ''execution_time_ms'', n.execution_time_ms,
                        ''model_used'', n.model_used,
                        ''status'', n.status,
                        ''error_message'', left(n.error_message, 1000),
                        ''user_id'', n.user_id,
                        ''request_id'', n.request_id,
                        ''created_at'', n.created_at))
                    FROM monitoring.agent_executions n
                    WHERE n.created_at >= %1$L
                      AND n.created_at < %2$L
                      AND n.id = slowest.worst_id
                    LIMIT 1) END
         FROM slowest
         ORDER BY 6 DESC NULLS LAST, 1',
        window_from, window_to, max_rows)
    USING metrics;
END
$$;
COMMENT ON FUNCTION monitoring.slow_operations(timestamptz, timestamptz, integer, timestamptz) IS
'What took longest from p_from until before p_to (the last 24 hours), by the 95th percentile: operations of '
'executions (or agents, where they name none), with the slowest run as an example, and metrics that are '
'times (unit ms, or called duration, response_time or latency), by endpoint, operation, api, queue or table.';

CREATE FUNCTION monitoring.requests_per_minute(minutes integer DEFAULT 60, p_now timestamptz DEFAULT now())
RETURNS TABLE (minute timestamptz, requests bigint, failed bigint, avg_time_ms numeric, users bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    last_minute timestamptz := date_trunc('minute', p_now, 'UTC');
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(minutes, 'minutes', 1, 1440);
    RETURN QUERY EXECUTE format(
        'SELECT minutes.minute,
                coalesce(counted.requests, 0),
                coalesce(counted.failed, 0),
                agentmon.rounded_ms(counted.avg_time_ms),
                coalesce(counted.users, 0)
         FROM generate_series(%1$L::timestamptz, %2$L, interval ''1 minute'') AS minutes (minute)
         LEFT JOIN (
            SELECT date_trunc(''minute'', n.created_at, ''UTC'') AS minute,
                   count(*) AS requests,
                   count(*) FILTER (WHERE n.status <> ''success'') AS failed,
                   agentmon.quotient(agentmon.merged_sum(n.execution_time_ms), count(n.execution_time_ms))
                       AS avg_time_ms,
                   count(DISTINCT n.user_id) AS users
            FROM monitoring.agent_executions n
            WHERE n.created_at >= %1$L
              AND n.created_at <= %3$L
            GROUP BY 1
         ) AS counted ON counted.minute = minutes.minute
         ORDER BY 1',
        last_minute - make_interval(mins => minutes - 1), last_minute, p_now);
END
$$;
COMMENT ON FUNCTION monitoring.requests_per_minute(integer, timestamptz) IS
'The executions of each of the last minutes, the running one included: how many, how many failed, their '
'mean duration in ms, and of how many users; minutes without any too.';

CREATE FUNCTION agentmon.rates_differ(
    p_failed bigint,
    p_of bigint,
    p_failed_before bigint,
    p_of_before bigint
) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rates_differ_wrapper';
COMMENT ON FUNCTION agentmon.rates_differ(bigint, bigint, bigint, bigint) IS
'Whether two shares (failed of so many, now and before) differ by more than three standard deviations.';

CREATE FUNCTION agentmon.quantiles_differ(
    p_quantile double precision,
    p_sketch monitoring.sketch,
    p_sketch_before monitoring.sketch
) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'quantiles_differ_wrapper';
COMMENT ON FUNCTION agentmon.quantiles_differ(double precision, monitoring.sketch, monitoring.sketch) IS
'Whether a quantile of two sets of values differs beyond chance: the stretches in which it lies with near '
'certainty do not meet. False for too few values.';

CREATE FUNCTION monitoring.weekly_trend(by text[] DEFAULT '{agent}', p_now timestamptz DEFAULT now())
RETURNS TABLE (
    agent_name text,
    model_used text,
    executions bigint,
    executions_before bigint,
    executions_change numeric,
    failure_rate numeric,
    failure_rate_before numeric,
    failure_rate_changed boolean,
    p50_ms numeric,
    p50_ms_before numeric,
    p50_changed boolean,
    p95_ms numeric,
    p95_ms_before numeric,
    p95_changed boolean,
    total_tokens numeric,
    total_tokens_before numeric,
    total_cost_usd numeric,
    total_cost_usd_before numeric
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    -- Whole days, so that both weeks have the same of each.
    until timestamptz := date_trunc('day', p_now, 'UTC');
    words text[];
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    words := ARRAY(
        SELECT agentmon.canonical_value(given.word, 'grouping', '{agent,model}')
        FROM unnest(by) AS given (word));
    RETURN QUERY
    SELECT coalesce(week.agent_name, before.agent_name),
           coalesce(week.model_used, before.model_used),
           coalesce(week.executions, 0),
           coalesce(before.executions, 0),
           round(
               100 * (coalesce(week.executions, 0) - before.executions)::numeric
                   / nullif(before.executions, 0),
               1),
           agentmon.share_of(week.executions - week.successful, week.executions),
           agentmon.share_of(before.executions - before.successful, before.executions),
           coalesce(agentmon.rates_differ(
               week.executions - week.successful, week.executions,
               before.executions - before.successful, before.executions), false),
           agentmon.rounded_ms(monitoring.approx_percentile(0.5, week.sketch)),
           agentmon.rounded_ms(monitoring.approx_percentile(0.5, before.sketch)),
           coalesce(agentmon.quantiles_differ(0.5, week.sketch, before.sketch), false),
           agentmon.rounded_ms(monitoring.approx_percentile(0.95, week.sketch)),
           agentmon.rounded_ms(monitoring.approx_percentile(0.95, before.sketch)),
           coalesce(agentmon.quantiles_differ(0.95, week.sketch, before.sketch), false),
           coalesce(week.tokens, 0),
           coalesce(before.tokens, 0),
           agentmon.rounded_usd(week.cost_usd),
           agentmon.rounded_usd(before.cost_usd)
    FROM agentmon.execution_figures(
        until - interval '7 days', until,
        'agent' = ANY (words), 'model' = ANY (words)) AS week
    FULL JOIN agentmon.execution_figures(
        until - interval '14 days', until - interval '7 days',
        'agent' = ANY (words), 'model' = ANY (words)) AS before
        ON coalesce(before.agent_name, '') = coalesce(week.agent_name, '')
       AND coalesce(before.model_used, '') = coalesce(week.model_used, '')
    ORDER BY 3 DESC, 1, 2;
END
$$;
COMMENT ON FUNCTION monitoring.weekly_trend(text[], timestamptz) IS
'The last seven whole days (UTC) before p_now against the seven before, by agent, by model, by both, or '
'({}) all together: executions with their change in percent, failure rate, median and 95th percentile of '
'the duration (..._changed: beyond what chance makes), tokens, cost.';

CREATE FUNCTION monitoring.sla_report(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    agent_name text,
    executions bigint,
    failed bigint,
    success_rate numeric,
    success_objective double precision,
    error_budget_left numeric,
    p95_ms numeric,
    p95_objective_ms double precision,
    uptime_pct double precision,
    uptime_objective_pct double precision,
    met boolean,
    misses text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    window_to timestamptz := coalesce(p_to, p_now + interval '1 microsecond');
    window_from timestamptz := coalesce(p_from, date_trunc('day', window_to - interval '30 days', 'UTC'));
BEGIN
    PERFORM agentmon.check_window(window_from, window_to, p_now);
    RETURN QUERY
    WITH objectives AS MATERIALIZED (
        SELECT threshold.agent_name,
               max(threshold.warning) FILTER (WHERE threshold.name = 'sla_success_rate') AS success,
               max(threshold.warning) FILTER (WHERE threshold.name = 'sla_p95_ms') AS p95_ms,
               max(threshold.warning) FILTER (WHERE threshold.name = 'sla_uptime_pct') AS uptime
        FROM agentmon.thresholds() threshold
        WHERE threshold.name IN ('sla_success_rate', 'sla_p95_ms', 'sla_uptime_pct')
        GROUP BY threshold.agent_name
    ), measured AS (
        SELECT figures.agent_name,
               figures.executions,
               figures.executions - figures.successful AS failed,
               agentmon.share_of(figures.successful, figures.executions) AS success_rate,
               agentmon.rounded_ms(monitoring.approx_percentile(0.95, figures.sketch)) AS p95_ms,
               agentmon.uptime_pct(uptime.up_seconds, uptime.down_seconds) AS uptime,
               coalesce(own.success, common.success) AS success_objective,
               coalesce(own.p95_ms, common.p95_ms) AS p95_objective,
               coalesce(own.uptime, common.uptime) AS uptime_objective
        FROM agentmon.execution_figures(window_from, window_to) AS figures
        LEFT JOIN agentmon.agent_uptimes(window_from, least(window_to, p_now)) uptime
          ON uptime.agent_name = figures.agent_name
        LEFT JOIN objectives own ON own.agent_name = figures.agent_name
        LEFT JOIN objectives common ON common.agent_name = '*'
        WHERE figures.agent_name IS NOT NULL
    ), judged AS (
        SELECT measured.*,
               array_remove(ARRAY[
                   CASE WHEN measured.success_rate < measured.success_objective THEN format(
                       '%s %% of %s executions succeeded, and %s %% should',
                       trim_scale(round(100 * measured.success_rate, 3)),
                       measured.executions,
                       trim_scale(round((100 * measured.success_objective)::numeric, 3))) END,
                   CASE WHEN measured.p95_ms > measured.p95_objective THEN format(
                       '5 %% took longer than %s ms, and %s ms should do',
                       measured.p95_ms,
                       measured.p95_objective) END,
                   CASE WHEN measured.uptime < measured.uptime_objective THEN format(
                       'it was up for %s %% of the time that is known, and %s %% should be',
                       measured.uptime,
                       measured.uptime_objective) END
               ], NULL) AS misses
        FROM measured
    )
    SELECT judged.agent_name,
           judged.executions,
           judged.failed,
           judged.success_rate,
           judged.success_objective,
           -- 1: nothing used; 0: all of it; below: more than there was.
           CASE
               WHEN judged.failed = 0 THEN 1
               ELSE round(
                   (1 - judged.failed
                       / nullif((1 - judged.success_objective) * judged.executions, 0))::numeric,
                   6)
           END,
           judged.p95_ms,
           judged.p95_objective,
           judged.uptime,
           judged.uptime_objective,
           judged.misses = '{}',
           judged.misses
    FROM judged
    ORDER BY judged.misses = '{}', judged.success_rate, judged.agent_name;
END
$$;
COMMENT ON FUNCTION monitoring.sla_report(timestamptz, timestamptz, timestamptz) IS
'Service levels from p_from until before p_to (the last 30 days) by agent: success rate, 95th percentile '
'and uptime against their objectives (health_thresholds sla_success_rate, sla_p95_ms, sla_uptime_pct, for '
'all or per agent), the share of the error budget that is left, whether all are met, and what is missed; '
'those that miss first.';

CREATE FUNCTION monitoring.usage_report(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 10,
    p_now timestamptz DEFAULT now()
) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    window_to timestamptz := coalesce(p_to, p_now + interval '1 microsecond');
    window_from timestamptz := coalesce(p_from, date_trunc('day', window_to - interval '30 days', 'UTC'));
    first_day date;
    last_day date;
BEGIN
    PERFORM agentmon.check_window(window_from, window_to, p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    first_day := (window_from AT TIME ZONE 'UTC')::date;
    last_day := ((window_to - interval '1 microsecond') AT TIME ZONE 'UTC')::date;
    RETURN (
        WITH figures AS MATERIALIZED (
            SELECT *
            FROM monitoring.get_performance('{agent,model}', window_from, window_to, p_now)
        ), of_users AS MATERIALIZED (
            SELECT used.user_key, min(used.user_id) AS user_id, sum(used.requests) AS requests,
                   sum(used.failures) AS failures, sum(used.tokens) AS tokens
            FROM monitoring.user_days used
            WHERE used.day BETWEEN first_day AND last_day
            GROUP BY used.user_key
        )
        SELECT jsonb_build_object(
            'from', window_from,
            'to', window_to,
            'total_requests', coalesce(sum(figures.executions), 0),
            'failed', coalesce(sum(figures.failed), 0),
            'success_rate', agentmon.share_of(
                sum(figures.successful)::bigint,
                sum(figures.executions)::bigint),
            'total_tokens', coalesce(sum(figures.total_tokens), 0),
            'total_cost_usd', agentmon.rounded_usd(sum(figures.total_cost_usd)),
            'active_users', (SELECT count(*) FROM of_users),
            'by_agent', (
                SELECT coalesce(
                    jsonb_agg(to_jsonb(agent) ORDER BY agent.requests DESC, agent.agent_name),
                    '[]')
                FROM (
                    SELECT f.agent_name, sum(f.executions) AS requests, sum(f.failed) AS failed,
                           sum(f.total_tokens) AS tokens,
                           agentmon.rounded_usd(sum(f.total_cost_usd)) AS cost_usd
                    FROM figures f
                    GROUP BY f.agent_name
                    ORDER BY 2 DESC, 1
                    LIMIT max_rows
                ) AS agent),
            'by_model', (
                SELECT coalesce(
                    jsonb_agg(to_jsonb(model) ORDER BY model.requests DESC, model.model_used),
                    '[]')
                FROM (
                    SELECT f.model_used, sum(f.executions) AS requests, sum(f.failed) AS failed,
                           sum(f.total_tokens) AS tokens,
                           agentmon.rounded_usd(sum(f.total_cost_usd)) AS cost_usd
                    FROM figures f
                    GROUP BY f.model_used
                    ORDER BY 2 DESC, 1
                    LIMIT max_rows
                ) AS model),
            'top_users', (
                SELECT coalesce(
                    jsonb_agg(to_jsonb(person) - 'user_key' ORDER BY person.requests DESC, person.user_id),
                    '[]')
                FROM (
                    SELECT *
                    FROM of_users
                    ORDER BY of_users.requests DESC, of_users.user_id
                    LIMIT max_rows
                ) AS person),
            'features', (
                SELECT coalesce(
                    jsonb_agg(to_jsonb(feature) ORDER BY feature.uses DESC, feature.name),
                    '[]')
                FROM monitoring.feature_use(window_from, window_to, max_rows, p_now) AS feature))
        FROM figures);
END
$$;
COMMENT ON FUNCTION monitoring.usage_report(timestamptz, timestamptz, integer, timestamptz) IS
'What was used from p_from until before p_to (the last 30 days): requests, success rate, tokens, cost, '
'active users; the busiest agents, models, users and features. Users and features by whole days (UTC), as '
'of the last refresh.';

GRANT EXECUTE ON FUNCTION
    agentmon.check_window(timestamptz, timestamptz, timestamptz),
    monitoring.get_performance(text[], timestamptz, timestamptz, timestamptz),
    monitoring.slow_operations(timestamptz, timestamptz, integer, timestamptz),
    monitoring.requests_per_minute(integer, timestamptz),
    agentmon.rates_differ(bigint, bigint, bigint, bigint),
    agentmon.quantiles_differ(double precision, monitoring.sketch, monitoring.sketch),
    monitoring.weekly_trend(text[], timestamptz),
    monitoring.sla_report(timestamptz, timestamptz, timestamptz),
    monitoring.usage_report(timestamptz, timestamptz, integer, timestamptz)
    TO agentmon_reader, agentmon_admin;
