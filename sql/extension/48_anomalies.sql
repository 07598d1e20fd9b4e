-- Anomalies: which series had an hour unlike those of their own past. See docs/anomalies.md.

CREATE FUNCTION agentmon.judge_unusual(
    p_hours_ago integer[],
    p_values double precision[],
    p_value double precision,
    p_scale text,
    p_absent_is_zero boolean,
    p_noise double precision
) RETURNS double precision[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'judge_unusual_wrapper';
COMMENT ON FUNCTION agentmon.judge_unusual(
    integer[], double precision[], double precision, text, boolean, double precision
) IS
'Judges a value by what its series had so many hours ago: {score, usual, low, high, days by which it is '
'usual (7 or 1), hours compared with}; NULL where the past is too short. p_scale: count, share or value. '
'p_absent_is_zero: an hour without a row had 0. p_noise: the spread by chance, on that scale.';

CREATE FUNCTION agentmon.unusual_score() RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'unusual_score_wrapper';
COMMENT ON FUNCTION agentmon.unusual_score() IS
'From which score on, above 0 or below, an hour is unusual: the bounds low and high are drawn there.';

CREATE FUNCTION agentmon.last_whole_hour(p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- Beyond what is rolled up, an hour without rows is one that nobody has looked at.
    SELECT date_trunc('hour', least(p_now, min(reader.as_of)), 'UTC') - interval '1 hour'
    FROM monitoring.consumer_cursors reader
    WHERE reader.consumer = 'rollups'
      AND reader.cluster_tag = agentmon.cluster_tag()
    HAVING min(reader.as_of) IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.last_whole_hour(timestamptz) IS
'The last hour that is over at p_now and rolled up, by its beginning; NULL where nothing is.';

CREATE FUNCTION agentmon.hourly_measures(p_hours timestamptz[], p_metric_name text)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    measure text,
    scale text,
    hour timestamptz,
    value double precision,
    noise double precision
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH hours AS MATERIALIZED (
        -- A series of metrics, an agent's executions, or its log rows, in an hour.
        SELECT CASE series.source
                   WHEN 'pipeline_metrics' THEN series.metric_name
                   ELSE replace(series.source, 'agent_', 'agents.')
               END AS name,
               series.source,
               CASE series.source
                   WHEN 'pipeline_metrics' THEN series.dimensions
                   ELSE jsonb_build_object('agent_name', series.dimensions -> 'agent_name')
               END AS labels,
               stored.period_start AS hour,
               sum(stored.count_value)::double precision AS rows,
               sum(stored.count_value) FILTER (
                   WHERE series.dimensions ->> 'status' <> 'success'
                      OR series.dimensions ->> 'log_level' IN ('error', 'critical')
               )::double precision AS failed,
               sum(stored.sum_value) AS total,
               monitoring.rollup(agentmon.stored_sketch(stored.sketch)) AS sketch
        FROM monitoring.rollups_hourly stored
        JOIN monitoring.metric_series series ON series.id = stored.series_id
        WHERE stored.period_start = ANY (p_hours)
          AND NOT series.overflow
          AND (p_metric_name IS NULL
               OR CASE series.source
                   WHEN 'pipeline_metrics' THEN series.metric_name
                   ELSE replace(series.source, 'agent_', 'agents.')
               END = p_metric_name)
        GROUP BY 1, 2, 3, 4
    )
    SELECT known.name, known.labels, told.measure, told.scale, known.hour,
           told.value, told.noise
    FROM hours known
    LEFT JOIN monitoring.metric_definitions defined ON defined.metric_name = known.name
    CROSS JOIN LATERAL (VALUES
        -- Every row is one of them; of a gauge that says how often somebody measured.
        ('count', 'count', known.rows, 0::double precision,
         known.source <> 'pipeline_metrics' OR coalesce(defined.kind, 'histogram') <> 'counter'),
        ('errors', 'count', coalesce(known.failed, 0), 0, known.source = 'agent_logs'),
        ('failure_rate', 'share', coalesce(known.failed, 0) / known.rows, 1 / sqrt(known.rows),
         known.source = 'agent_executions'),
        ('sum', 'count', known.total, 0, known.source = 'pipeline_metrics' AND defined.kind = 'counter'),
        ('avg', 'value', known.total / known.rows, 0,
         known.source = 'pipeline_metrics' AND defined.kind = 'gauge'),
        ('p50', 'value', monitoring.approx_percentile(0.5, known.sketch), 0,
         known.source = 'pipeline_metrics' AND coalesce(defined.kind, 'histogram') = 'histogram'),
        ('p95', 'value', monitoring.approx_percentile(0.95, known.sketch), 0,
         known.source <> 'agent_logs' AND coalesce(defined.kind, 'histogram') = 'histogram')
    ) AS told (measure, scale, value, noise, fits)
    WHERE told.fits
      AND told.value IS NOT NULL;
END
$$;
COMMENT ON FUNCTION agentmon.hourly_measures(timestamptz[], text) IS
'What anomalies are looked for in, of these hours, as rolled up: of metrics count with p50 and p95, avg '
'(gauges) or sum (counters) by series, of agents.executions count, failure_rate and p95, of agents.logs '
'count and errors by agent. noise is the spread that chance gives the value.';

CREATE FUNCTION monitoring.find_anomalies(
    p_hour timestamptz DEFAULT NULL,
    p_metric_name text DEFAULT NULL,
    p_min_score double precision DEFAULT agentmon.unusual_score(),
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    measure text,
    hour timestamptz,
    value double precision,
    usual double precision,
    low double precision,
    high double precision,
    score numeric,
    reason text
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET jit = off AS $$
#variable_conflict use_column
DECLARE
    last_hour timestamptz := agentmon.last_whole_hour(p_now);
    judged_hour timestamptz := date_trunc(
        'hour', coalesce(p_hour, last_hour, p_now - interval '1 hour'), 'UTC');
    past_hours timestamptz[];
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF NOT isfinite(judged_hour) OR judged_hour + interval '1 hour' > p_now THEN
        PERFORM agentmon.refuse(
            'p_hour must be an hour that is over',
            format('It is the hour from %s on, and p_now is %s.', judged_hour, p_now),
            'Leave it out for the last whole hour.',
            'invalid_parameter_value');
    END IF;
    IF NOT coalesce(p_min_score >= 0, false) THEN
        PERFORM agentmon.refuse(
            'p_min_score must not be negative',
            format('It is %s.', coalesce(p_min_score::text, 'NULL')),
            format(
                'Give by how many times its usual spread a value is to be off; %s is what is called unusual.',
                agentmon.unusual_score()),
            'invalid_parameter_value');
    END IF;
    IF coalesce(judged_hour > last_hour, true) THEN
        RAISE WARNING 'the hour from % on is not rolled up yet: nothing is known of it', judged_hour
            USING DETAIL = coalesce(
                      format('The last hour that is rolled up is that from %s on.', last_hour),
                      'No hour is.'),
                  HINT = 'Call it again after SELECT monitoring.refresh_rollups().';
        RETURN;
    END IF;
    past_hours := ARRAY(
        SELECT judged_hour - make_interval(hours => day * 24 + beside)
        FROM generate_series(1, 42) AS day
        CROSS JOIN generate_series(-1, 1) AS beside);
    RETURN QUERY
    WITH known AS MATERIALIZED (
        SELECT *
        FROM agentmon.hourly_measures(past_hours || judged_hour, p_metric_name)
    ), past AS (
        SELECT known.metric_name,
               known.dimensions,
               known.measure,
               max(known.scale) AS scale,
               array_agg((extract(epoch FROM judged_hour - known.hour) / 3600)::integer
                         ORDER BY known.hour) AS hours_ago,
               array_agg(known.value ORDER BY known.hour) AS values
        FROM known
        WHERE known.hour < judged_hour
        GROUP BY known.metric_name, known.dimensions, known.measure
    ), judged AS (
        SELECT past.*,
               coalesce(cur.value, 0) AS value,
               verdict.numbers
        FROM past
        LEFT JOIN known cur ON cur.metric_name = past.metric_name
            AND cur.dimensions = past.dimensions
            AND cur.measure = past.measure
            AND cur.hour = judged_hour
        CROSS JOIN LATERAL (
            SELECT agentmon.judge_unusual(
                past.hours_ago,
                past.values,
                coalesce(cur.value, 0),
                past.scale,
                past.scale = 'count',
                coalesce(cur.noise, 0))
            -- A series without a row in this hour has had none, and nothing else is known of it.
            WHERE cur.value IS NOT NULL
               OR past.measure IN ('count', 'sum')
            -- Judged once, not for each number of the verdict that is used.
            OFFSET 0
        ) AS verdict (numbers)
    )
    SELECT judged.metric_name,
           judged.dimensions,
           judged.measure,
           judged_hour,
           judged.value,
           judged.numbers[2],
           judged.numbers[3],
           judged.numbers[4],
           round(judged.numbers[1]::numeric, 2),
           format(
               '%s of %s%s was %s in the hour from %s on: %s than %s had (%s, of %s to %s).',
               judged.measure,
               judged.metric_name,
               coalesce(' ' || nullif(judged.dimensions::text, '{}'), ''),
               agentmon.number_in_words(judged.value),
               to_char(judged_hour, 'YYYY-MM-DD HH24:MI "UTC"'),
               CASE
                   WHEN judged.numbers[2] > 0 AND judged.value > judged.numbers[2]
                       THEN round((judged.value / judged.numbers[2])::numeric, 1) || ' times more'
                   WHEN judged.value > 0 AND judged.value < judged.numbers[2]
                       THEN round((judged.numbers[2] / judged.value)::numeric, 1) || ' times less'
                   WHEN judged.numbers[1] > 0 THEN 'more'
                   ELSE 'less'
               END,
               CASE judged.numbers[5]
                   WHEN 7 THEN to_char(judged_hour, 'FMDay"s at "HH24:MI')
                   ELSE to_char(judged_hour, '"other days at "HH24:MI')
               END,
               agentmon.number_in_words(judged.numbers[2]),
               agentmon.number_in_words(judged.numbers[3]),
               agentmon.number_in_words(judged.numbers[4]))
    FROM judged
    WHERE abs(judged.numbers[1]) >= p_min_score
    ORDER BY abs(judged.numbers[1]) DESC, judged.metric_name, judged.dimensions::text, judged.measure;
END
$$;
COMMENT ON FUNCTION monitoring.find_anomalies(timestamptz, text, double precision, timestamptz) IS
'Which series were unlike their own past in an hour that is over (p_hour; NULL: the last one before p_now), '
'of one metric or of all (p_metric_name; agents.executions and agents.logs by agent): the measure, its '
'value, what is usual at that hour of the week or day with its bounds, by how many times its usual spread '
'it is off (score; at least p_min_score, below 0 for too little), and the reason in words. The most unusual '
'first. Reads the hourly rollups of six weeks; a series that is younger than some days is not judged.';

-- What was found is kept, so that a report is a read and rules can ask for it -----------------------------

CREATE FUNCTION agentmon.hours_to_judge(p_now timestamptz) RETURNS SETOF timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    -- What was left out, by a day at most: of older hours nobody wants to be told. A first run begins with
    -- the last hour.
    SELECT wanted.hour
    FROM agentmon.last_whole_hour(p_now) AS last (hour)
    CROSS JOIN LATERAL (
        SELECT max(looked.hour) AS hour
        FROM monitoring.anomaly_hours looked
        WHERE looked.hour <= last.hour
    ) AS judged
    CROSS JOIN LATERAL generate_series(
        CASE
            WHEN judged.hour IS NULL THEN last.hour
            ELSE greatest(judged.hour + interval '1 hour', last.hour - interval '23 hours')
        END,
        last.hour,
        interval '1 hour') AS wanted (hour)
    ORDER BY wanted.hour
$$;
COMMENT ON FUNCTION agentmon.hours_to_judge(timestamptz) IS
'The hours that are over at p_now, rolled up, and not judged yet; those of the last day at most.';

CREATE FUNCTION agentmon.store_anomalies(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    judged_hour timestamptz := (SELECT due FROM agentmon.hours_to_judge(p_now) AS due LIMIT 1);
    found_anomalies bigint;
BEGIN
    IF judged_hour IS NULL THEN
        RETURN 0;
    END IF;
    -- One measure that runs wild in all series would fill the table with the same news.
    INSERT INTO monitoring.anomalies (
        hour, metric_name, dimensions, measure, value, usual, low, high, score, reason)
    SELECT unusual.hour, unusual.metric_name, unusual.dimensions, unusual.measure, unusual.value,
           unusual.usual, unusual.low, unusual.high, unusual.score, unusual.reason
    FROM monitoring.find_anomalies(judged_hour, p_now => p_now) AS unusual
    LIMIT 1000;
    GET DIAGNOSTICS found_anomalies = ROW_COUNT;
    INSERT INTO monitoring.anomaly_hours (hour, judged_at, anomalies)
    VALUES (judged_hour, p_now, found_anomalies);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'that an hour was judged could not be written down'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'monitoring.anomaly_hours does not take the row.',
                  HINT = 'Look for a trigger of yours on it.';
    END IF;
    RETURN found_anomalies;
END
$$;
COMMENT ON FUNCTION agentmon.store_anomalies(timestamptz) IS
'Judges the first of hours_to_judge(), and keeps its anomalies, the thousand most unusual at most, in '
'monitoring.anomalies; gives their number. The job hourly calls it, an hour a step.';

GRANT EXECUTE ON FUNCTION
    monitoring.find_anomalies(timestamptz, text, double precision, timestamptz),
    agentmon.last_whole_hour(timestamptz),
    agentmon.cluster_tag(),
    agentmon.unusual_score(),
    agentmon.hourly_measures(timestamptz[], text),
    agentmon.judge_unusual(integer[], double precision[], double precision, text, boolean, double precision),
    agentmon.number_in_words(double precision)
    TO agentmon_reader, agentmon_admin;
