-- What executions have cost, and what has no price. docs/costs.md says how.

-- SECURITY DEFINER: whoever may ask for costs is told what is wrong with his question.
CREATE FUNCTION agentmon.cost_dimensions(p_from timestamptz, p_to timestamptz, p_by text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dimensions text[];
BEGIN
    PERFORM agentmon.check_range(p_from, p_to);
    dimensions := ARRAY(
        SELECT DISTINCT agentmon.canonical_value(
            given.name, 'dimension of costs',
            '{hour,day,week,month,agent_name,model_used,user_id,provider,operation}',
            '{"agent": "agent_name", "model": "model_used", "user": "user_id"}')
        FROM unnest(p_by) AS given (name));
    IF (SELECT count(*)
        FROM unnest(dimensions) AS asked
        WHERE asked IN ('hour', 'day', 'week', 'month')) > 1 THEN
        PERFORM agentmon.refuse(
            'costs are by one length of time',
            format('Asked for: %s.', array_to_string(dimensions, ', ')),
            'Give one of hour, day, week and month, or none of them.', 'invalid_parameter_value');
    END IF;
    RETURN dimensions;
END
$$;
COMMENT ON FUNCTION agentmon.cost_dimensions(timestamptz, timestamptz, text[]) IS
'The dimensions that costs are asked for by, in canonical form; raises 22023 for one that is unknown (with '
'the allowed ones), for two lengths of time, and for times that are no range.';

CREATE FUNCTION agentmon.raw_costs(p_from timestamptz, p_to timestamptz, p_unit text, p_by text[])
RETURNS TABLE (
    period_start timestamptz,
    user_id text,
    agent_name text,
    model_used text,
    provider text,
    operation text,
    cost_usd numeric,
    total_tokens numeric,
    input_tokens numeric,
    output_tokens numeric,
    cache_read_tokens numeric,
    cache_write_tokens numeric,
    reasoning_tokens numeric,
    executions bigint,
    unpriced bigint
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
    SELECT CASE WHEN p_unit IS NOT NULL THEN date_trunc(p_unit, execution.created_at, 'UTC') END,
           CASE WHEN 'user_id' = ANY (p_by) THEN execution.user_id END,
           CASE WHEN 'agent_name' = ANY (p_by) THEN execution.agent_name END,
           CASE WHEN 'model_used' = ANY (p_by) THEN execution.model_used END,
           CASE WHEN 'provider' = ANY (p_by) THEN execution.provider END,
           CASE WHEN 'operation' = ANY (p_by) THEN execution.operation END,
           sum(round(execution.cost_usd, 12)),
           sum(coalesce(
               execution.tokens_used,
               coalesce(execution.input_tokens, 0)::numeric + coalesce(execution.output_tokens, 0))),
           sum(execution.input_tokens),
           sum(execution.output_tokens),
           sum(execution.cache_read_tokens),
           sum(execution.cache_write_tokens),
           sum(execution.reasoning_tokens),
           count(*),
           count(*) FILTER (
               WHERE execution.cost_usd IS NULL
                 AND greatest(
                     execution.tokens_used,
                     execution.input_tokens,
                     execution.output_tokens,
                     execution.cache_read_tokens,
                     execution.cache_write_tokens,
                     execution.reasoning_tokens) > 0)
    FROM monitoring.agent_executions execution
    WHERE execution.created_at >= p_from
      AND execution.created_at < p_to
    GROUP BY 1, 2, 3, 4, 5, 6
$$;
COMMENT ON FUNCTION agentmon.raw_costs(timestamptz, timestamptz, text, text[]) IS
'What the executions from p_from until before p_to cost, from the raw rows that the caller may see, by the '
'dimensions p_by and (unless it is NULL) p_unit, as of date_trunc().';

-- As live_rollups(), but without the sketches, whose merging takes most of its time.
CREATE FUNCTION agentmon.rolled_measures(
    p_from timestamptz,
    p_days_from timestamptz,
    p_days_to timestamptz,
    p_to timestamptz
)
RETURNS TABLE (period_start timestamptz, dimensions jsonb, count_value bigint, measures jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    summed_until timestamptz := agentmon.summed_until('agent_executions');
    states bytea[] := agentmon.unread_states(
        'agent_executions', agentmon.rollup_plan('agent_executions', NULL, NULL), p_from, p_to);
BEGIN
    RETURN QUERY
    SELECT stored.period_start, series.dimensions, stored.count_value, stored.measures
    FROM (
        SELECT day.series_id, day.period_start, day.count_value, day.measures
        FROM monitoring.rollups_daily day
        -- As in live_window_of(): an empty range is none to a BRIN index.
        WHERE p_days_from < p_days_to
          AND day.period_start >= p_days_from
          AND day.period_start < p_days_to
        UNION ALL
        SELECT hour.series_id, hour.period_start, hour.count_value, hour.measures
        FROM monitoring.rollups_hourly hour
        WHERE p_from < p_days_from
          AND hour.period_start >= p_from
          AND hour.period_start < p_days_from
        UNION ALL
        SELECT hour.series_id, hour.period_start, hour.count_value, hour.measures
        FROM monitoring.rollups_hourly hour
        WHERE p_days_to < p_to
          AND hour.period_start >= p_days_to
          AND hour.period_start < p_to
        UNION ALL
        -- Those that are in no day yet.
        SELECT hour.series_id, hour.period_start, hour.count_value, hour.measures
        FROM monitoring.rollups_hourly hour
        WHERE greatest(p_days_from, summed_until) < p_days_to
          AND hour.period_start >= greatest(p_days_from, summed_until)
          AND hour.period_start < p_days_to
    ) AS stored
    JOIN monitoring.metric_series series
      ON series.id = stored.series_id
     AND series.source = 'agent_executions'
    UNION ALL
    SELECT unread.period_start, unread.dimensions, unread.count_value, unread.measures
    FROM unnest(states) AS t (state)
    CROSS JOIN LATERAL (
        -- OFFSET 0: as in live_window_of().
        SELECT rolled.period, rolled.period_start, named.dimensions::jsonb AS dimensions,
               rolled.count_value, rolled.measures
        FROM agentmon.rolled_up(t.state) rolled
        JOIN agentmon.rolled_up_series(t.state) named USING (series)
        OFFSET 0
    ) AS unread
    WHERE unread.period = 'hourly';
END
$$;
COMMENT ON FUNCTION agentmon.rolled_measures(timestamptz, timestamptz, timestamptz, timestamptz) IS
'Counts and measures of executions by series, from p_from until before p_to, whole hours: the days from '
'p_days_from until before p_days_to, hours before and after, and the rows that are not rolled up yet by the '
'hour; several rows of a series and time add up.';

CREATE FUNCTION agentmon.rolled_costs(p_from timestamptz, p_to timestamptz, p_unit text)
RETURNS TABLE (
    period_start timestamptz,
    agent_name text,
    model_used text,
    cost_usd numeric,
    total_tokens numeric,
    input_tokens numeric,
    output_tokens numeric,
    cache_read_tokens numeric,
    cache_write_tokens numeric,
    reasoning_tokens numeric,
    executions bigint,
    unpriced bigint
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    -- Days that fit, and at both ends hours and the rows of incomplete hours.
    cuts CONSTANT timestamptz[] := agentmon.cut_window(
        p_from,
        p_to,
        'infinity',
        '-infinity',
        CASE WHEN p_unit = 'hour' THEN 'infinity'::timestamptz ELSE '-infinity' END,
        'infinity',
        'infinity');
    hours_from CONSTANT timestamptz := cuts[3];
    hours_to CONSTANT timestamptz := cuts[4];
    days_from CONSTANT timestamptz := cuts[5];
    days_to CONSTANT timestamptz := cuts[6];
BEGIN
    RETURN QUERY
    SELECT date_trunc(p_unit, rolled.period_start, 'UTC') AS unit_start,
           rolled.dimensions ->> 'agent_name' AS agent,
           rolled.dimensions ->> 'model_used' AS model,
           -- In whole millionths and trillionths: no sum of doubles is in it.
           sum((rolled.measures ->> 'cost_micros')::numeric) * 0.000001
               + coalesce(sum((rolled.measures ->> 'cost_picos')::numeric), 0) * 0.000000000001,
           coalesce(sum((rolled.measures ->> 'tokens_used')::numeric), 0)
               + coalesce(sum((rolled.measures ->> 'tokens_untold')::numeric), 0),
           sum((rolled.measures ->> 'input_tokens')::numeric),
           sum((rolled.measures ->> 'output_tokens')::numeric),
           sum((rolled.measures ->> 'cache_read_tokens')::numeric),
           sum((rolled.measures ->> 'cache_write_tokens')::numeric),
           sum((rolled.measures ->> 'reasoning_tokens')::numeric),
           sum(rolled.count_value)::bigint,
           coalesce(sum((rolled.measures ->> 'unpriced')::numeric), 0)::bigint
    FROM agentmon.rolled_measures(hours_from, days_from, days_to, hours_to) rolled
    WHERE hours_from < hours_to
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT raw.period_start,
           raw.agent_name,
           raw.model_used,
           raw.cost_usd,
           raw.total_tokens,
           raw.input_tokens,
           raw.output_tokens,
           raw.cache_read_tokens,
           raw.cache_write_tokens,
           raw.reasoning_tokens,
           raw.executions,
           raw.unpriced
    FROM (VALUES (p_from, hours_from), (hours_to, p_to)) AS stretch (starts_at, ends_at)
    CROSS JOIN LATERAL agentmon.raw_costs(
        stretch.starts_at, stretch.ends_at, p_unit, '{agent_name,model_used}') raw
    WHERE stretch.starts_at < stretch.ends_at;
END
$$;
COMMENT ON FUNCTION agentmon.rolled_costs(timestamptz, timestamptz, text) IS
'What the executions from p_from until before p_to cost by time, agent and model, from rollups, the rows '
'that are not rolled up yet, and those of incomplete hours; several rows of a group add up. p_unit is as of '
'date_trunc().';

CREATE FUNCTION monitoring.get_costs(p_from timestamptz, p_to timestamptz, by text[] DEFAULT '{day}')
RETURNS TABLE (
    period_start timestamptz,
    user_id text,
    agent_name text,
    model_used text,
    provider text,
    operation text,
    cost_usd numeric,
    total_tokens numeric,
    input_tokens numeric,
    output_tokens numeric,
    cache_read_tokens numeric,
    cache_write_tokens numeric,
    reasoning_tokens numeric,
    executions bigint,
    unpriced_executions bigint
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    dimensions text[] := agentmon.cost_dimensions(p_from, p_to, by);
    unit text := (
        SELECT asked
        FROM unnest(dimensions) AS asked
        WHERE asked IN ('hour', 'day', 'week', 'month'));
    by_agent boolean := 'agent_name' = ANY (dimensions);
    by_model boolean := 'model_used' = ANY (dimensions);
BEGIN
    IF dimensions && '{user_id,provider,operation}'
       OR NOT has_table_privilege('monitoring.rollups_stored', 'SELECT') THEN
        -- Rollups do not tell them apart, nor whose rows they are of.
        RETURN QUERY
        SELECT raw.period_start, raw.user_id, raw.agent_name, raw.model_used, raw.provider, raw.operation,
               raw.cost_usd, coalesce(raw.total_tokens, 0), coalesce(raw.input_tokens, 0),
               coalesce(raw.output_tokens, 0), coalesce(raw.cache_read_tokens, 0),
               coalesce(raw.cache_write_tokens, 0), coalesce(raw.reasoning_tokens, 0),
               raw.executions, raw.unpriced
        FROM agentmon.raw_costs(p_from, p_to, unit, dimensions) raw
        ORDER BY 1, 2, 3, 4, 5, 6;
    ELSE
        RETURN QUERY
        SELECT CASE WHEN unit IS NOT NULL THEN rolled.period_start END AS asked_start,
               NULL::text,
               CASE WHEN by_agent THEN rolled.agent_name END AS asked_agent,
               CASE WHEN by_model THEN rolled.model_used END AS asked_model,
               NULL::text,
               NULL::text,
               sum(rolled.cost_usd),
               coalesce(sum(rolled.total_tokens), 0), coalesce(sum(rolled.input_tokens), 0),
               coalesce(sum(rolled.output_tokens), 0), coalesce(sum(rolled.cache_read_tokens), 0),
               coalesce(sum(rolled.cache_write_tokens), 0), coalesce(sum(rolled.reasoning_tokens), 0),
               sum(rolled.executions)::bigint, sum(rolled.unpriced)::bigint
        FROM agentmon.rolled_costs(p_from, p_to, coalesce(unit, 'day')) rolled
        GROUP BY 1, 3, 4
        ORDER BY 1, 3, 4;
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.get_costs(timestamptz, timestamptz, text[]) IS
'What the executions from p_from until before p_to cost in US dollars (exact to 12 decimals; NULL where '
'none has a cost), their tokens by class, their number, and how many used tokens and have no cost; by one '
'of hour, day, week, month (UTC), and by agent_name, model_used, user_id, provider, operation (agent, model '
'and user for short), as asked; what is not asked for is NULL. Of agents and models from rollups, and so '
'for as long as these are kept; else from the raw rows. A caller with a JWT sees what his own rows cost. '
'Raises 22023 for an unknown dimension.';

CREATE FUNCTION monitoring.unpriced_models(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    model_used text,
    unpriced_executions bigint,
    executions bigint,
    total_tokens numeric,
    reason text
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    until timestamptz := coalesce(p_to, p_now);
BEGIN
    RETURN QUERY
    SELECT cost.model_used, cost.unpriced_executions, cost.executions, cost.total_tokens,
           CASE
               WHEN cost.model_used IS NULL THEN 'no model is named'
               WHEN octet_length(cost.model_used) > agentmon.longest_name() THEN 'the name is too long'
               WHEN price.id IS NULL THEN 'no price'
               WHEN cost.input_tokens = 0 THEN 'input_tokens are not given'
               WHEN price.input_per_million IS NULL THEN 'the price lacks input'
               WHEN price.output_per_million IS NULL AND cost.output_tokens > 0 THEN 'the price lacks output'
               ELSE 'some came without input_tokens, or before the price: see reprice()'
           END
    FROM monitoring.get_costs(coalesce(p_from, until - interval '30 days'), until, '{model_used}') cost
    LEFT JOIN monitoring.model_prices price ON price.id = agentmon.price_at(cost.model_used, 0, until)
    WHERE cost.unpriced_executions > 0
    ORDER BY cost.unpriced_executions DESC, cost.model_used;
END
$$;
COMMENT ON FUNCTION monitoring.unpriced_models(timestamptz, timestamptz, timestamptz) IS
'The models whose executions used tokens and have no cost, most first: how many of them, of how many '
'executions, with how many tokens these used, and why. Over the 30 days before p_now, unless times are '
'given.';

CREATE FUNCTION monitoring.price_problems(p_now timestamptz DEFAULT now())
RETURNS TABLE (problem text, model_used text, pattern text, detail text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT 'tier without base', NULL::text, price.pattern,
           format('It has a price above %s input tokens (%s, from %s), and none for smaller requests.',
               min(price.above_input_tokens), price.source, price.effective_from)
    FROM monitoring.model_prices price
    GROUP BY price.pattern, price.effective_from, price.source
    HAVING min(price.above_input_tokens) > 0;
    RETURN QUERY
    WITH used AS MATERIALIZED (
        SELECT cost.*
        FROM monitoring.get_costs(p_now - interval '30 days', p_now, '{model_used}') cost
        WHERE octet_length(cost.model_used) <= agentmon.longest_name()
    )
    SELECT 'overlap', used.model_used, best.pattern,
           format('The model fits %s as well, which is as long: the first by letters holds.', other.pattern)
    FROM used
    CROSS JOIN LATERAL agentmon.matching_prices(used.model_used) best
    CROSS JOIN LATERAL agentmon.matching_prices(used.model_used) other
    WHERE best.place = 1
      AND other.place = 2
      AND length(best.pattern) = length(other.pattern)
      AND best.pattern <> agentmon.folded(used.model_used)
    UNION ALL
    SELECT 'missing class', used.model_used, price.pattern,
           format('%s tokens of the class %s were used in 30 days, which has no price: %s.',
               class.tokens, class.name, class.instead)
    FROM used
    JOIN monitoring.model_prices price ON price.id = agentmon.price_at(used.model_used, 0, p_now)
    CROSS JOIN LATERAL (VALUES
        ('input', used.input_tokens, price.input_per_million, 'there is no cost'),
        ('output', used.output_tokens, price.output_per_million, 'there is no cost'),
        ('cache_read', used.cache_read_tokens, price.cache_read_per_million, 'they cost what input costs'),
        ('cache_write', used.cache_write_tokens, price.cache_write_per_million, 'they cost what input costs'),
        -- Reasoning is output, and mostly costs what other output does.
        ('reasoning', used.reasoning_tokens, coalesce(price.reasoning_per_million, price.output_per_million),
            'there is no cost')
    ) AS class (name, tokens, price, instead)
    WHERE class.tokens > 0
      AND class.price IS NULL;
END
$$;
COMMENT ON FUNCTION monitoring.price_problems(timestamptz) IS
'What is wrong with model_prices: tiers without a base, models of the last 30 days that fit two patterns of '
'the same length (overlap), and classes of tokens that they used and that have no price (missing class).';

GRANT EXECUTE ON FUNCTION
    monitoring.get_costs(timestamptz, timestamptz, text[]),
    agentmon.raw_costs(timestamptz, timestamptz, text, text[]),
    agentmon.cost_dimensions(timestamptz, timestamptz, text[])
    TO agentmon_reader, agentmon_admin, agentmon_user;
GRANT EXECUTE ON FUNCTION
    agentmon.rolled_costs(timestamptz, timestamptz, text),
    agentmon.rolled_measures(timestamptz, timestamptz, timestamptz, timestamptz),
    agentmon.cut_window(
        timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz),
    monitoring.unpriced_models(timestamptz, timestamptz, timestamptz),
    monitoring.price_problems(timestamptz)
    TO agentmon_reader, agentmon_admin;
