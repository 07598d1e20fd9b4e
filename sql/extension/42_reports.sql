-- Reports that callers ask for: figures of a stretch of time, recent errors, what a user did.

CREATE FUNCTION agentmon.check_number(
    p_number bigint,
    p_name_of text,
    p_least bigint,
    p_most bigint
) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_number IS NULL OR p_number NOT BETWEEN p_least AND p_most THEN
        RAISE EXCEPTION '% is out of range', p_name_of
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = format('It is %s.', coalesce(p_number::text, 'NULL')),
                  HINT = format('Give a number from %s to %s as %s.', p_least, p_most, p_name_of);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_number(bigint, text, bigint, bigint) IS
'Raises 22023 for a number that is NULL or not from p_least to p_most; p_name_of says of what.';

CREATE FUNCTION agentmon.rounded_usd(p_cost numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN trim_scale(round($1, 12));
COMMENT ON FUNCTION agentmon.rounded_usd(numeric) IS
'A sum of costs in US dollars, to 12 decimals.';

CREATE FUNCTION agentmon.share_of(p_part bigint, p_whole bigint) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN $2 > 0 THEN trim_scale(round($1::numeric / $2, 6)) END;
COMMENT ON FUNCTION agentmon.share_of(bigint, bigint) IS
'p_part / p_whole to 6 decimals; NULL where there is no whole.';

CREATE FUNCTION agentmon.rounded_ms(p_ms double precision) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN trim_scale(round($1::numeric, 3));
COMMENT ON FUNCTION agentmon.rounded_ms(double precision) IS 'Milliseconds, to the microsecond.';

CREATE FUNCTION agentmon.raw_pages(p_table text, p_from timestamptz, p_to timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(sum(pg_relation_size(partition.partition)), 0)::bigint / 8192
        FROM agentmon.partitions_of(p_table) partition
        -- The catch-all partition has no bounds, and may have rows of any time.
        WHERE coalesce(partition.starts_at, '-infinity') < p_to
          AND coalesce(partition.ends_at, 'infinity') > p_from);
END
$$;
COMMENT ON FUNCTION agentmon.raw_pages(text, timestamptz, timestamptz) IS
'How many pages of 8 kB the days of a raw table have between two times.';

CREATE FUNCTION agentmon.execution_figures(
    p_from timestamptz,
    p_to timestamptz,
    p_by_agent boolean DEFAULT true,
    p_by_model boolean DEFAULT false
)
RETURNS TABLE (
    agent_name text,
    model_used text,
    executions bigint,
    successful bigint,
    timed bigint,
    time_ms double precision,
    max_time_ms double precision,
    tokens numeric,
    input_tokens numeric,
    output_tokens numeric,
    cost_usd numeric,
    last_at timestamptz,
    sketch monitoring.sketch
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET jit = off
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    -- What is read in some 40 ms. Rollups of agents that do little are as many rows, and heavier ones.
    few_pages CONSTANT bigint := 2000;
BEGIN
    IF agentmon.raw_pages('agent_executions', p_from, p_to) > few_pages THEN
        RETURN QUERY
        SELECT CASE WHEN p_by_agent THEN rolled.dimensions ->> 'agent_name' END,
               CASE WHEN p_by_model THEN rolled.dimensions ->> 'model_used' END,
               sum(rolled.count_value)::bigint,
               (coalesce(sum(rolled.count_value)
                    FILTER (WHERE rolled.dimensions ->> 'status' = 'success'), 0))::bigint,
               coalesce(
                   monitoring.num_vals(monitoring.rollup(agentmon.stored_sketch(rolled.sketch))), 0)::bigint,
               agentmon.merged_sum(rolled.sum_value),
               max(rolled.max_value),
               sum((rolled.measures ->> 'tokens_used')::numeric),
               sum((rolled.measures ->> 'input_tokens')::numeric),
               sum((rolled.measures ->> 'output_tokens')::numeric),
               -- Rollups have sums of double precision, whose last digits are those of the additions.
               round(agentmon.merged_sum((rolled.measures ->> 'cost_usd')::double precision)::numeric, 9),
               max(rolled.last_at),
               monitoring.rollup(agentmon.stored_sketch(rolled.sketch))
        FROM agentmon.live_window_of('agent_executions', p_from, p_to, NULL) AS rolled
        GROUP BY 1, 2;
        RETURN;
    END IF;
    BEGIN
        RETURN QUERY EXECUTE format(
            'SELECT %1$s, %2$s,
                    count(*),
                    count(*) FILTER (WHERE n.status = ''success''),
                    count(n.execution_time_ms),
                    agentmon.merged_sum(n.execution_time_ms),
                    max(n.execution_time_ms),
                    sum(n.tokens_used),
                    sum(n.input_tokens),
                    sum(n.output_tokens),
                    sum(n.cost_usd),
                    max(n.created_at),
                    monitoring.percentile_agg(n.execution_time_ms)
             FROM monitoring.agent_executions n
             WHERE n.created_at >= %3$L
               AND n.created_at < %4$L
             GROUP BY 1, 2',
            CASE WHEN p_by_agent THEN 'n.agent_name' ELSE 'NULL::text' END,
            CASE WHEN p_by_model THEN 'n.model_used' ELSE 'NULL::text' END,
            p_from,
            p_to);
        -- As in rollup_unread().
        RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        NULL;
    END;
END
$$;
COMMENT ON FUNCTION agentmon.execution_figures(timestamptz, timestamptz, boolean, boolean) IS
'The executions from p_from until before p_to (by agent, by model): numbers, those with a duration (timed) '
'and its sum, tokens, cost, and the sketch of durations. From the raw rows while they are few, else from '
'the rollups and the rows that are not in them. Executions past the series limit have neither agent nor '
'model there.';

CREATE FUNCTION monitoring.get_metrics(hours integer DEFAULT 24, p_now timestamptz DEFAULT now())
RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    from_time timestamptz;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(hours, 'hours', 1, 87600);
    -- What is as old as the window does not count, and what is of now does.
    from_time := p_now - make_interval(hours => hours) + interval '1 microsecond';
    RETURN (
        WITH by_agent AS (
            SELECT coalesce(figures.agent_name, '(other agents)') AS agent, figures.*
            FROM agentmon.execution_figures(from_time, p_now + interval '1 microsecond') AS figures
        ), total AS (
            SELECT coalesce(sum(agents.executions), 0)::bigint AS executions,
                   coalesce(sum(agents.successful), 0)::bigint AS successful,
                   sum(agents.timed)::double precision AS timed,
                   agentmon.merged_sum(agents.time_ms) AS time_ms,
                   coalesce(sum(agents.tokens), 0) AS tokens,
                   sum(agents.cost_usd) AS cost_usd,
                   monitoring.approx_percentile_array(
                       '{0.5,0.95,0.99}', monitoring.rollup(agents.sketch)) AS percentiles
            FROM by_agent AS agents
        ), of_agents AS (
            SELECT jsonb_object_agg(agents.agent, jsonb_build_object(
                       'count', agents.executions,
                       'successful', agents.successful,
                       'failed', agents.executions - agents.successful,
                       'success_rate', agentmon.share_of(agents.successful, agents.executions),
                       'avg_time_ms', agentmon.rounded_ms(
                           agentmon.quotient(agents.time_ms, agents.timed)),
                       'p50_ms', agentmon.rounded_ms(spread.percentiles[1]),
                       'p95_ms', agentmon.rounded_ms(spread.percentiles[2]),
                       'p99_ms', agentmon.rounded_ms(spread.percentiles[3]),
                       'total_tokens', coalesce(agents.tokens, 0),
                       'total_cost_usd', agentmon.rounded_usd(agents.cost_usd))) AS metrics
            FROM by_agent AS agents
            CROSS JOIN LATERAL (
                SELECT monitoring.approx_percentile_array('{0.5,0.95,0.99}', agents.sketch)
                OFFSET 0
            ) AS spread (percentiles)
        )
        SELECT jsonb_build_object(
            'total_requests', total.executions,
            'successful', total.successful,
            'failed', total.executions - total.successful,
            'success_rate', agentmon.share_of(total.successful, total.executions),
            'avg_execution_time_ms', agentmon.rounded_ms(agentmon.quotient(total.time_ms, total.timed)),
            'p50', agentmon.rounded_ms(total.percentiles[1]),
            'p95', agentmon.rounded_ms(total.percentiles[2]),
            'p99', agentmon.rounded_ms(total.percentiles[3]),
            'total_tokens_used', total.tokens,
            'total_cost_usd', agentmon.rounded_usd(total.cost_usd),
            'agent_metrics', coalesce(of_agents.metrics, '{}'))
        FROM total
        CROSS JOIN of_agents
    );
END
$$;
COMMENT ON FUNCTION monitoring.get_metrics(integer, timestamptz) IS
'The executions of the hours up to p_now: total_requests, successful, failed, success_rate (0 to 1), '
'avg_execution_time_ms, p50, p95 and p99 in ms, total_tokens_used, total_cost_usd, and the same by agent in '
'agent_metrics. Rates, means and costs of nothing are null. Raises 22023 for hours that are not from 1 to '
'87600.';

-- Newest first from a table of a partition for each day: a query over all of them opens all of them. What
-- somebody looks for is mostly in the last day.
CREATE FUNCTION agentmon.newest_rows_from(p_rows text, p_max_rows integer, p_now timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE
    enough boolean;
    since timestamptz;
BEGIN
    FOREACH since IN ARRAY ARRAY[
        p_now - interval '1 day', p_now - interval '8 days', p_now - interval '64 days'
    ] LOOP
        EXECUTE format(
            'SELECT count(*) >= %1$s
             FROM (SELECT FROM %2$s AND n.created_at > %3$L AND n.created_at <= %4$L LIMIT %1$s) AS found',
            p_max_rows, p_rows, since, p_now)
        INTO enough;
        IF enough THEN
            RETURN since;
        END IF;
    END LOOP;
    RETURN '-infinity';
END
$$;
COMMENT ON FUNCTION agentmon.newest_rows_from(text, integer, timestamptz) IS
'After which time the newest p_max_rows rows up to p_now lie, of what p_rows (FROM and WHERE, in SQL, for '
'rows n) says: a day, 8 or 64 days ago, or -infinity.';

CREATE FUNCTION monitoring.get_recent_errors(max_rows integer DEFAULT 10, p_now timestamptz DEFAULT now())
RETURNS TABLE (
    id uuid,
    source text,
    agent_name text,
    severity text,
    event_type text,
    message text,
    fingerprint text,
    error_type text,
    error_details jsonb,
    context jsonb,
    user_id text,
    session_id text,
    request_id text,
    model_used text,
    execution_time_ms double precision,
    created_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN QUERY EXECUTE format(
        'WITH logs AS (
            SELECT n.id, ''log'' AS source, n.agent_name, n.log_level AS severity, n.event_type, n.message,
                   NULL::text AS error_type, n.error_details, n.context, n.user_id, n.session_id,
                   n.request_id,
                   NULL::text AS model_used, NULL::double precision AS execution_time_ms, n.created_at
            FROM monitoring.agent_logs n
            WHERE n.log_level IN (''error'', ''critical'')
              AND n.created_at > %1$L
              AND n.created_at <= %3$L
            ORDER BY n.created_at DESC
            LIMIT 2 * %4$s
         ), executions AS (
            SELECT n.id, ''execution'', n.agent_name, ''error'', coalesce(n.operation, n.status),
                   n.error_message, coalesce(n.error_type, n.status), NULL::jsonb, NULL::jsonb, n.user_id,
                   n.session_id, n.request_id,
                   n.model_used, n.execution_time_ms, n.created_at
            FROM monitoring.agent_executions n
            WHERE n.status <> ''success''
              AND n.created_at > %2$L
              AND n.created_at <= %3$L
            ORDER BY n.created_at DESC
            LIMIT 2 * %4$s
         ), errors AS (
            SELECT * FROM logs
            UNION ALL
            -- A failure that was written both ways is one error.
            SELECT e.*
            FROM executions e
            WHERE NOT EXISTS (
                SELECT FROM logs l
                WHERE l.request_id = e.request_id
                  AND l.agent_name = e.agent_name)
         )
         SELECT e.id, e.source, e.agent_name, e.severity, e.event_type, e.message,
                monitoring.error_fingerprint(coalesce(e.message, '''')), e.error_type, e.error_details,
                e.context, e.user_id, e.session_id, e.request_id, e.model_used, e.execution_time_ms,
                e.created_at
         FROM errors e
         ORDER BY e.created_at DESC, e.id DESC
         LIMIT %4$s',
        agentmon.newest_rows_from(
            'monitoring.agent_logs n WHERE n.log_level IN (''error'', ''critical'')', 2 * max_rows, p_now),
        agentmon.newest_rows_from(
            'monitoring.agent_executions n WHERE n.status <> ''success''', 2 * max_rows, p_now),
        p_now,
        max_rows);
END
$$;
COMMENT ON FUNCTION monitoring.get_recent_errors(integer, timestamptz) IS
'The newest errors up to p_now, newest first: log rows at error and critical (source log), and failed '
'executions (source execution) of which no such row has the agent and the request_id. Of the rows that the '
'caller may see. Raises 22023 for max_rows that are not from 1 to 10000.';

CREATE FUNCTION monitoring.get_user_activity(
    user_id text,
    max_rows integer DEFAULT 20,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    id uuid,
    agent_name text,
    operation text,
    status text,
    execution_time_ms double precision,
    tokens_used bigint,
    cost_usd numeric,
    model_used text,
    error_message text,
    session_id text,
    request_id text,
    created_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN QUERY EXECUTE format(
        'SELECT n.id, n.agent_name, n.operation, n.status, n.execution_time_ms, n.tokens_used, n.cost_usd,
                n.model_used, n.error_message, n.session_id, n.request_id, n.created_at
         FROM monitoring.agent_executions n
         WHERE n.user_id = %1$L
           AND n.created_at > %2$L
           AND n.created_at <= %3$L
         ORDER BY n.created_at DESC, n.id DESC
         LIMIT %4$s',
        $1,
        agentmon.newest_rows_from(
            format('monitoring.agent_executions n WHERE n.user_id = %L', $1), max_rows, p_now),
        p_now,
        max_rows);
END
$$;
COMMENT ON FUNCTION monitoring.get_user_activity(text, integer, timestamptz) IS
'What agents did for a user up to p_now, newest first; no rows for a user that is not known. Of the rows '
'that the caller may see. Raises 22023 for max_rows that are not from 1 to 10000.';

GRANT EXECUTE ON FUNCTION
    agentmon.check_number(bigint, text, bigint, bigint),
    agentmon.rounded_usd(numeric),
    agentmon.rounded_ms(double precision),
    agentmon.share_of(bigint, bigint),
    agentmon.execution_figures(timestamptz, timestamptz, boolean, boolean),
    monitoring.get_metrics(integer, timestamptz),
    agentmon.newest_rows_from(text, integer, timestamptz),
    monitoring.get_recent_errors(integer, timestamptz),
    monitoring.get_user_activity(text, integer, timestamptz),
    agentmon.check_p_now(timestamptz)
    TO agentmon_reader, agentmon_admin;
