-- Series: which ones have rollups of their own, and what becomes of those beyond a limit.

CREATE FUNCTION agentmon.series_limit(p_metric_name text) RETURNS integer
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (
            SELECT definition.series_limit
            FROM monitoring.metric_definitions definition
            WHERE definition.metric_name = p_metric_name
        ),
        (
            SELECT setting.value::integer
            FROM monitoring.settings setting
            WHERE setting.name = 'series_limit'
        ),
        2147483647)
$$;
COMMENT ON FUNCTION agentmon.series_limit(text) IS
'How many series a metric may have: by its definition, else by the setting series_limit.';

CREATE FUNCTION agentmon.full_metrics(p_source text) RETURNS TABLE (metric_name text, total boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT series.metric_name, series.metric_name = 'agentmon.overflow'
    FROM monitoring.metric_series series
    WHERE series.overflow
      AND series.source = p_source
      AND series.refused_at_limit >= CASE
          WHEN series.metric_name = 'agentmon.overflow' THEN (
              SELECT setting.value::integer
              FROM monitoring.settings setting
              WHERE setting.name = 'series_limit_total'
          )
          ELSE agentmon.series_limit(series.metric_name)
      END
$$;
COMMENT ON FUNCTION agentmon.full_metrics(text) IS
'The metrics that have as many series as they may; agentmon.overflow (total) stands for all metrics '
'together.';

CREATE FUNCTION agentmon.rollup_plan(p_source text, p_max_rows bigint, p_max_bytes bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Mostly there are none.
    full_ones text[] := CASE
        WHEN EXISTS (SELECT FROM monitoring.metric_series s WHERE s.overflow)
        THEN ARRAY(SELECT f.metric_name FROM agentmon.full_metrics(p_source) f)
        ELSE '{}'
    END;
    all_full boolean := 'agentmon.overflow' = ANY (full_ones);
BEGIN
    RETURN jsonb_strip_nulls(jsonb_build_object(
        'source', p_source,
        'max_rows', p_max_rows,
        'max_bytes', p_max_bytes,
        'series_limit', (
            SELECT setting.value::integer
            FROM monitoring.settings setting
            WHERE setting.name = 'series_limit'
        ),
        'total_limit', (
            SELECT setting.value::integer
            FROM monitoring.settings setting
            WHERE setting.name = 'series_limit_total'
        ),
        'full', all_full,
        'known', CASE WHEN full_ones <> '{}' THEN (
            SELECT string_agg(encode(known.series_key, 'hex'), '')
            FROM monitoring.metric_series known
            WHERE known.source = p_source
              AND NOT known.overflow
              AND (all_full OR known.metric_name = ANY (full_ones))
        ) END,
        'metrics', (
            SELECT jsonb_object_agg(
                metric.metric_name,
                jsonb_strip_nulls(jsonb_build_object(
                    'measures', (
                        SELECT jsonb_agg(DISTINCT measure_key)
                        FROM unnest(metric.measure_keys) AS measure_key
                        WHERE measure_key IS NOT NULL
                    ),
                    'limit', metric.series_limit,
                    'full', metric.metric_name = ANY (full_ones))))
            FROM (
                SELECT definition.metric_name, definition.measure_keys, definition.series_limit
                FROM monitoring.metric_definitions definition
                UNION ALL
                -- Full ones that have no definition.
                SELECT full_one, '{}', NULL
                FROM unnest(full_ones) AS full_one
                WHERE full_one <> 'agentmon.overflow'
                  AND NOT EXISTS (
                      SELECT
                      FROM monitoring.metric_definitions definition
                      WHERE definition.metric_name = full_one)
            ) AS metric
        )));
END
$$;
COMMENT ON FUNCTION agentmon.rollup_plan(text, bigint, bigint) IS
'What a rollup aggregate is told: measures, series limits, the known series where a limit is reached, and '
'beyond how many rows or bytes it should only count rows for rolled_up_slices() (NULL: never).';

CREATE FUNCTION agentmon.admit_series(p_source text, p_state bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    total_allowed bigint := coalesce(
        (SELECT s.value::bigint FROM monitoring.settings s WHERE s.name = 'series_limit_total'),
        2147483647);
    closed integer;
BEGIN
    -- Mostly all are known.
    IF NOT EXISTS (
        SELECT
        FROM agentmon.rolled_up_series(p_state) rolled
        LEFT JOIN monitoring.metric_series known USING (series_key)
        WHERE known.series_key IS NULL
           OR rolled.overflow
    ) THEN
        RETURN false;
    END IF;
    WITH wanted AS MATERIALIZED (
        SELECT
            rolled.series,
            rolled.series_key,
            rolled.metric_name,
            rolled.dimensions,
            rolled.slots,
            rolled.overflow
        FROM agentmon.rolled_up_series(p_state) rolled
        LEFT JOIN monitoring.metric_series known USING (series_key)
        WHERE known.series_key IS NULL
           -- The accumulator counts the series that it meets; others may be in the catalogue.
           OR rolled.overflow
               AND NOT EXISTS (
                   SELECT
                   FROM agentmon.full_metrics(p_source) full_one
                   WHERE full_one.metric_name = rolled.metric_name)
    ), taken AS (
        -- The slots that the series of a metric have already.
        SELECT known.metric_name, sum(known.slots) AS slots
        FROM monitoring.metric_series known
        WHERE known.source = p_source
        GROUP BY 1
    ), room AS (
        -- A metric, the slots it may have, and those that are free.
        -- The name for all metrics together has no limit of its own.
        SELECT metric.metric_name, metric.allowed, metric.allowed - coalesce(used.slots, 0) AS room
        FROM (
            SELECT
                named.metric_name,
                CASE named.metric_name
                    WHEN 'agentmon.overflow' THEN total_allowed
                    ELSE agentmon.series_limit(named.metric_name)
                END AS allowed
            FROM (SELECT DISTINCT newcomer.metric_name FROM wanted newcomer) AS named
        ) AS metric
        LEFT JOIN taken used USING (metric_name)
    ), fitting AS (
        -- A new series, and whether its metric has room for it.
        SELECT
            newcomer.*,
            space.allowed,
            sum(newcomer.slots) OVER (
                PARTITION BY newcomer.metric_name
                ORDER BY newcomer.series) <= space.room AS fits
        FROM wanted newcomer
        JOIN room space USING (metric_name)
        WHERE NOT newcomer.overflow
    ), admitted AS (
        -- A new series that its metric has room for, and whether all metrics together have.
        SELECT
            candidate.*,
            sum(candidate.slots) OVER (ORDER BY candidate.series) <= total_allowed - (
                SELECT coalesce(sum(known.slots), 0)
                FROM monitoring.metric_series known) AS fits_total
        FROM fitting candidate
        WHERE candidate.fits
    ), inserted AS (
        INSERT INTO monitoring.metric_series (series_key, source, metric_name, dimensions, slots)
        SELECT entry.series_key, p_source, entry.metric_name, entry.dimensions::jsonb, entry.slots
        FROM admitted entry
        WHERE entry.fits_total
        ORDER BY entry.series
    )
    SELECT count(agentmon.close_catalogue(p_source, refused.metric_name, refused.allowed))
    INTO closed
    FROM (
        SELECT newcomer.metric_name, space.allowed
        FROM wanted newcomer
        JOIN room space USING (metric_name)
        WHERE newcomer.overflow
        UNION
        SELECT candidate.metric_name, candidate.allowed
        FROM fitting candidate
        WHERE NOT candidate.fits
        UNION
        SELECT 'agentmon.overflow', total_allowed
        FROM admitted entry
        WHERE NOT entry.fits_total
    ) AS refused;
    RETURN closed > 0;
END
$$;
COMMENT ON FUNCTION agentmon.admit_series(text, bytea) IS
'Adds the new series of a rollup to the catalogue, as far as the limits allow; true where they did not, so '
'that the rows must be rolled up again by a new plan.';

CREATE FUNCTION agentmon.close_catalogue(p_source text, p_metric_name text, p_limit bigint) RETURNS boolean
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.metric_series (
        series_key, source, metric_name, dimensions, slots, overflow, refused_at_limit)
    SELECT made.series_key, p_source, p_metric_name, made.dimensions::jsonb, 0, true, p_limit
    FROM agentmon.overflow_series(p_source, p_metric_name) made
    ON CONFLICT (series_key) DO UPDATE SET
        refused_at_limit = excluded.refused_at_limit
    RETURNING true
$$;
COMMENT ON FUNCTION agentmon.close_catalogue(text, text, bigint) IS
'Notes that a metric has found no place for a series at this limit; makes its overflow series where there is '
'none. Gives true.';
