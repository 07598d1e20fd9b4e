-- Rollups: raw rows become partial results, merged into aggregated_metrics and its like.

-- The rollup aggregates -----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb)
RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_executions_sfunc(
    internal, text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb
) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_executions_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_logs_sfunc(internal, text, text, text, timestamptz, jsonb) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_logs_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_combine(internal, internal) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_combine_wrapper';
CREATE FUNCTION agentmon.rollup_serial(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_serial_wrapper';
CREATE FUNCTION agentmon.rollup_deserial(bytea, internal) RETURNS internal
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_deserial_wrapper';
CREATE FUNCTION agentmon.rollup_final(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_final_wrapper';
COMMENT ON FUNCTION agentmon.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb) IS
'Transition function of rollup_rows().';
COMMENT ON FUNCTION agentmon.rollup_executions_sfunc(
    internal, text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb) IS
'Transition function of rollup_executions().';
COMMENT ON FUNCTION agentmon.rollup_logs_sfunc(internal, text, text, text, timestamptz, jsonb) IS
'Transition function of rollup_logs().';
COMMENT ON FUNCTION agentmon.rollup_combine(internal, internal) IS
'Combine function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_serial(internal) IS 'Serialization function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_deserial(bytea, internal) IS
'Deserialization function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_final(internal) IS 'Final function of the rollup aggregates.';

CREATE AGGREGATE agentmon.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) (
    SFUNC = agentmon.rollup_rows_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
CREATE AGGREGATE agentmon.rollup_executions(
    text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb
) (
    SFUNC = agentmon.rollup_executions_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
CREATE AGGREGATE agentmon.rollup_logs(text, text, text, timestamptz, jsonb) (
    SFUNC = agentmon.rollup_logs_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE agentmon.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) IS
'Rolls rows up by series and minute in its own hash table. Takes name, value, tags, time and a plan as of '
'rollup_plan() (NULL: no measures, no limits; with hours_only: true, minutes are left out; with '
'minutes_from, as of plan_time(), those before; with days_until, days and weeks are of the hours before it); '
'gives bytes for rolled_up(), NULL for no rows. Rows whose value or time is not finite are left out.';
COMMENT ON AGGREGATE agentmon.rollup_executions(
    text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb) IS
'As rollup_rows(), for executions. Takes agent, model, status, duration in ms, tokens (used, input, output, '
'cache read, cache write, reasoning), cost in USD, time and a plan.';
COMMENT ON AGGREGATE agentmon.rollup_logs(text, text, text, timestamptz, jsonb) IS
'As rollup_rows(), for log rows. Takes agent, event type, level, time and a plan.';

CREATE FUNCTION agentmon.rollup_metrics(
    p_table regclass,
    p_partitions regclass[],
    p_plan jsonb,
    p_first_stamp bigint,
    p_last_stamp bigint,
    p_without bigint
) RETURNS bytea
    LANGUAGE c STABLE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'rollup_metrics_wrapper';
COMMENT ON FUNCTION agentmon.rollup_metrics(regclass, regclass[], jsonb, bigint, bigint, bigint) IS
'rollup_rows() over all rows of these partitions of a table of metrics that the calling statement sees, with '
'stamps from p_first_stamp to p_last_stamp but for p_without; without the executor, which takes as long over '
'a row as all else. NULL where there are none, and where only a query can read them: partitions that are no '
'ordinary tables, or row-level security.';

CREATE FUNCTION agentmon.rolled_up(p_state bytea)
RETURNS TABLE (
    series integer,
    period text,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'rolled_up_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up(bytea) IS
'The rows of what a rollup aggregate gave, for the periods minute, hourly, daily and weekly (UTC, weeks from '
'Monday); series is the ordinal of rolled_up_series(). None where there was too much: see '
'rolled_up_slices().';

CREATE FUNCTION agentmon.rolled_up_longer(p_state bytea, p_ids bigint[])
RETURNS TABLE (
    series_id bigint,
    period text,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'rolled_up_longer_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_longer(bytea, bigint[]) IS
'As rolled_up(), without the minutes, and with the ids of the series, which p_ids has by ordinal.';

CREATE FUNCTION agentmon.rolled_up_extent(
    p_state bytea,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint,
    OUT first_hour timestamptz,
    OUT last_hour timestamptz
)
RETURNS SETOF record
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'rolled_up_extent_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_extent(bytea) IS
'How many rows of hours, days and weeks rolled_up_longer() would give, and the first and the last of the '
'hours.';

-- Segments: see minute_segments.
CREATE FUNCTION agentmon.rolled_up_segments(p_state bytea, p_ids bigint[], p_from timestamptz)
RETURNS TABLE (block timestamptz, last_start timestamptz, minutes bigint, body bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'rolled_up_segments_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_segments(bytea, bigint[], timestamptz) IS
'The minutes from p_from on of what a rollup aggregate gave, as segments: the hour that each is of, its last '
'minute, how many it has, and the bytes. p_ids are the ids of the series, by ordinal.';

CREATE FUNCTION agentmon.merged_segments(p_segments bytea[])
RETURNS TABLE (block timestamptz, last_start timestamptz, minutes bigint, body bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'merged_segments_wrapper';
COMMENT ON FUNCTION agentmon.merged_segments(bytea[]) IS
'What several segments say, in as few as possible; columns as of rolled_up_segments().';

CREATE FUNCTION agentmon.is_segment(bytea) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'is_segment_wrapper';
COMMENT ON FUNCTION agentmon.is_segment(bytea) IS 'Whether these bytes are a segment, to their end.';

CREATE FUNCTION agentmon.segment_rows(
    p_segments bytea[],
    p_ids bigint[],
    p_from timestamptz,
    p_to timestamptz
)
RETURNS TABLE (
    series_id bigint,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'segment_rows_wrapper';
COMMENT ON FUNCTION agentmon.segment_rows(bytea[], bigint[], timestamptz, timestamptz) IS
'The minutes of segments that begin from p_from until before p_to, of the series p_ids (NULL: of all); what '
'several segments say of a minute is added up.';

CREATE FUNCTION agentmon.rolled_up_series(p_state bytea)
RETURNS TABLE (
    series integer,
    metric_name text,
    dimensions text,
    series_key bytea,
    slots integer,
    overflow boolean
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'rolled_up_series_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_series(bytea) IS
'The series of what a rollup aggregate gave: ordinal, name, canonical dimensions, key in the catalogue, '
'places of the series limit, and whether it is that of the rows past a limit.';

CREATE FUNCTION agentmon.rolled_up_slices(p_state bytea) RETURNS timestamptz[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rolled_up_slices_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_slices(bytea) IS
'Where a rollup aggregate met more rows or memory than its plan allows: the ends of slices of time to read '
'instead, one after the other, the last one infinity. Else NULL.';

CREATE FUNCTION agentmon.rolled_up_agents(p_state bytea, p_from timestamptz)
RETURNS TABLE (agent_name text, last_at timestamptz, recent bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'rolled_up_agents_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_agents(bytea, timestamptz) IS
'What the rows of rollup_executions() or rollup_logs() say of each agent, and (agent_name NULL) of all '
'together: the time of the last one, and their failures and rows since p_from, for activity_failures() and '
'activity_rows().';

CREATE FUNCTION agentmon.activity_merge(p_recent bytea, p_more bytea, p_from timestamptz) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_merge_wrapper';
COMMENT ON FUNCTION agentmon.activity_merge(bytea, bytea, timestamptz) IS
'The failures and rows of both (p_more may be NULL), without what began before p_from.';

CREATE FUNCTION agentmon.activity_failures(p_recent bytea, p_from timestamptz, p_to timestamptz)
RETURNS bigint
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_failures_wrapper';
COMMENT ON FUNCTION agentmon.activity_failures(bytea, timestamptz, timestamptz) IS
'How many rows told of a failure in the minutes that begin from p_from until before p_to.';

CREATE FUNCTION agentmon.activity_rows(p_recent bytea, p_from timestamptz, p_to timestamptz)
RETURNS bigint
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_rows_wrapper';
COMMENT ON FUNCTION agentmon.activity_rows(bytea, timestamptz, timestamptz) IS
'How many rows there were in the hours (of all agents together: the minutes) that begin from p_from until '
'before p_to.';

CREATE FUNCTION agentmon.measures_merge(jsonb, jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'measures_merge_wrapper';
COMMENT ON FUNCTION agentmon.measures_merge(jsonb, jsonb) IS
'The sums of two objects of numbers, key by key; NULL with x gives x. A sum stops at the largest double '
'precision number.';

CREATE FUNCTION agentmon.newer_value(
    p_at timestamptz,
    p_value double precision,
    p_other_at timestamptz,
    p_other_value double precision
) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newer_value_wrapper';
COMMENT ON FUNCTION agentmon.newer_value(timestamptz, double precision, timestamptz, double precision) IS
'newest_value() of two: the value with the later time, of two at the same time the larger; one without a time '
'or a value is left out.';

CREATE FUNCTION agentmon.sum_merge(double precision, double precision) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sum_merge_wrapper';
COMMENT ON FUNCTION agentmon.sum_merge(double precision, double precision) IS
'The sum of two finite numbers; it stops at the largest double precision number, where + would raise and '
'hold up every later refresh.';

-- Series --------------------------------------------------------------------------------------------------

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
    VALUES (
        sha256(convert_to(
            format(
                '%s+:%s:%s{"agentmon.overflow":true}',
                p_source,
                octet_length(p_metric_name),
                p_metric_name),
            'UTF8')),
        p_source,
        p_metric_name,
        '{"agentmon.overflow": true}',
        0,
        true,
        p_limit)
    ON CONFLICT (series_key) DO UPDATE SET
        refused_at_limit = excluded.refused_at_limit
    RETURNING true
$$;
COMMENT ON FUNCTION agentmon.close_catalogue(text, text, bigint) IS
'Notes that a metric has found no place for a series at this limit; makes its overflow series where there is '
'none. Gives true.';

-- Reading -------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.stored_sketch(bytea) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'stored_sketch_wrapper';
COMMENT ON FUNCTION agentmon.stored_sketch(bytea) IS
'The sketch that was stored as these bytes. Unlike the cast it does not check them: what is done with a '
'sketch does.';

CREATE FUNCTION agentmon.period_seconds(p_period text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE p_period
        WHEN 'minute' THEN 60
        WHEN 'hourly' THEN 3600
        WHEN 'daily' THEN 86400
        WHEN 'weekly' THEN 604800
    END;
COMMENT ON FUNCTION agentmon.period_seconds(text) IS
'The length of a period (minute, hourly, daily, weekly) in seconds; NULL for another word.';

GRANT EXECUTE ON FUNCTION agentmon.stored_sketch(bytea), agentmon.period_seconds(text)
TO agentmon_reader, agentmon_admin;

-- Refresh -------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.rollup_sources() RETURNS TABLE (source text, time_column text, call text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    VALUES
        ('agent_executions', 'created_at',
         'agentmon.rollup_executions(n.agent_name, n.model_used, n.status, n.execution_time_ms, n.tokens_used,
                n.input_tokens, n.output_tokens, n.cache_read_tokens, n.cache_write_tokens, '
         'n.reasoning_tokens, agentmon.to_double(n.cost_usd), n.created_at, $1)'),
        ('agent_logs', 'created_at',
         'agentmon.rollup_logs(n.agent_name, n.event_type, n.log_level, n.created_at, $1)'),
        ('pipeline_metrics', 'timestamp',
         'agentmon.rollup_rows(n.metric_name, n.metric_value, n.tags, n."timestamp", $1)');
END;
COMMENT ON FUNCTION agentmon.rollup_sources() IS
'The raw tables that are rolled up, in the order in which they are locked: their time column, and the call '
'of the aggregate for rows n by plan $1.';

-- row_security = off: a reader that policies filter would pass over rows for ever; so it raises instead.
-- enable_seqscan = off: the rows to read stand at the end of each partition, where the BRIN index finds them.
-- constraint_exclusion = off: the checks of rows rule no partition out, and to see that takes a third of the
-- planning.
CREATE FUNCTION agentmon.rollup_unread(
    p_source text,
    p_tag integer,
    p_plan jsonb,
    p_without bigint DEFAULT NULL,
    p_slice_end timestamptz DEFAULT NULL,
    p_from timestamptz DEFAULT '-infinity',
    p_to timestamptz DEFAULT 'infinity',
    p_metric_name text DEFAULT NULL,
    p_times tstzmultirange DEFAULT NULL,
    OUT state bytea,
    OUT seen pg_snapshot,
    OUT last_stamp bigint,
    OUT parts timestamptz[]
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off
SET constraint_exclusion = off AS $$
DECLARE
    cur record;
    unread record;
    -- What the target of a run in slices has not read.
    beyond record;
    raw record;
    times tstzmultirange;
    condition text;
BEGIN
    SELECT stored.snapshot, stored.target, stored.done_until
    INTO cur
    FROM monitoring.consumer_cursors stored
    WHERE stored.consumer = 'rollups'
      AND stored.source = p_source
      AND stored.cluster_tag = p_tag;
    SELECT * INTO raw FROM agentmon.rollup_sources() r WHERE r.source = p_source;
    SELECT * INTO unread FROM agentmon.stamps_to_read(p_tag, coalesce(cur.snapshot, '1:1:'));
    SELECT * INTO beyond FROM agentmon.stamps_to_read(p_tag, cur.target);
    -- Asked here, where it is seen as of the same snapshot as the rows.
    times := coalesce(p_times, agentmon.times_to_read(p_source, p_tag, coalesce(cur.snapshot, '1:1:')));
    IF p_times IS NULL AND cur.target IS NULL THEN
        parts := ARRAY(SELECT p.part_to FROM agentmon.reading_parts(p_source, times) p ORDER BY p.part_to);
        IF cardinality(parts) > 1 THEN
            -- More partitions than one query should lock: they are to be read part by part.
            seen := pg_current_snapshot();
            last_stamp := CASE
                WHEN NOT agentmon.is_local_tag(p_tag)
                THEN agentmon.newest_unread(p_source, p_tag, coalesce(cur.snapshot, '1:1:'), times)
            END;
            RETURN;
        END IF;
    END IF;
    IF cur.snapshot IS NULL OR pg_snapshot_xmax(cur.snapshot) = '1' THEN
        -- Nothing was read yet: no index helps.
        PERFORM set_config('enable_seqscan', 'on', true);
        IF p_source = 'pipeline_metrics'
            AND p_tag = agentmon.cluster_tag()
            AND p_without IS NOT NULL
            AND cur.target IS NULL
            AND p_times IS NULL
            AND NOT EXISTS (SELECT FROM monitoring.late_rows l WHERE l.source = p_source)
            AND p_from = '-infinity'
            AND p_to = 'infinity'
            AND p_metric_name IS NULL
        THEN
            BEGIN
                SELECT
                    agentmon.rollup_metrics(
                        'monitoring.pipeline_metrics',
                        ARRAY(
                            SELECT part.partition
                            FROM agentmon.partitions_of(p_source) part
                            WHERE NOT part.sealed
                        ),
                        p_plan, unread.unread_from, unread.until, p_without),
                    pg_current_snapshot()
                INTO STRICT state, seen;
                RAISE EXCEPTION USING
                    ERRCODE = 'AM000',
                    MESSAGE = 'the locks go back';
            EXCEPTION WHEN SQLSTATE 'AM000' THEN
                NULL;
            END;
            IF state IS NOT NULL THEN
                RETURN;
            END IF;
        END IF;
    END IF;
    condition := CASE WHEN p_without IS NULL THEN '' ELSE ' AND n.stamp <> $6' END
        || CASE
            WHEN p_from = '-infinity' AND p_to = 'infinity' THEN ''
            ELSE format(' AND n.%1$I >= $7 AND n.%1$I < $8', raw.time_column)
        END
        || CASE WHEN p_metric_name IS NULL THEN '' ELSE ' AND n.metric_name = $9' END
        || CASE
            WHEN cur.target IS NULL THEN ''
            -- A slice of what is to be reached, or all that no slice has read.
            WHEN p_slice_end IS NOT NULL THEN format(
                ' AND n.stamp < $10 AND n.stamp <> ALL ($11) AND n.%1$I >= $12 AND n.%1$I < $13',
                raw.time_column)
            ELSE format(
                ' AND NOT (n.stamp < $10 AND n.stamp <> ALL ($11) AND n.%I < $12)',
                raw.time_column)
        END
        || CASE
            WHEN times = '{(,)}' THEN ''
            ELSE ' AND ' || agentmon.within_times(format('n.%I', raw.time_column), times)
        END;
    BEGIN
        EXECUTE format('SELECT %1$s, pg_current_snapshot(), %2$s
            FROM (SELECT n.* FROM monitoring.%3$I n WHERE n.stamp BETWEEN $2 AND $3 %6$s %5$s
                  %4$s) AS n',
            raw.call,
            -- Of this cluster the snapshot says how far the run has come.
            CASE WHEN p_tag = agentmon.cluster_tag() THEN 'NULL::bigint' ELSE 'max(n.stamp)' END,
            p_source,
            CASE
                WHEN unread.far = '{}' THEN ''
                ELSE format(
                    'UNION ALL SELECT l.* FROM unnest($14) AS f (stamp), LATERAL ('
                    'SELECT n.* FROM monitoring.%I n WHERE n.stamp = f.stamp %s OFFSET 0) AS l',
                    p_source,
                    condition)
            END,
            condition,
            -- Mostly nothing was running, and each condition is asked of each row.
            CASE WHEN unread.running = '{}' THEN '' ELSE 'AND (n.stamp >= $4 OR n.stamp = ANY ($5))' END)
        INTO state, seen, last_stamp
        USING
            p_plan,
            unread.scan_from,
            unread.until,
            unread.unread_from,
            unread.running,
            p_without,
            p_from,
            p_to,
            p_metric_name,
            beyond.unread_from,
            beyond.running,
            cur.done_until,
            p_slice_end,
            unread.far;
        -- What was read is in hand: the locks on the partitions go back, so that those of many parts never
        -- add up.
        RAISE EXCEPTION USING
            ERRCODE = 'AM000',
            MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        NULL;
    END;
END
$$;
COMMENT ON FUNCTION agentmon.rollup_unread(
    text, integer, jsonb, bigint, timestamptz, timestamptz, timestamptz, text, tstzmultirange) IS
'Rolls up the rows of a raw table that the consumer rollups has not read (those of one cluster tag; '
'p_without: not those of this stamp; p_slice_end: only the running slice, until then; p_times: where they '
'are, as of times_to_read()), as the calling statement sees them. Gives the state for rolled_up(), the '
'snapshot, and for another cluster''s rows the last stamp. Where that would lock too many partitions: the '
'ends of parts to read instead, and no state.';

CREATE FUNCTION agentmon.newest_unread(
    p_source text,
    p_tag integer,
    p_known pg_snapshot,
    p_times tstzmultirange
) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET jit = off AS $$
DECLARE
    column_name text := (SELECT r.time_column FROM agentmon.rollup_sources() r WHERE r.source = p_source);
    unread record;
    part record;
    newest bigint;
    newest_of_part bigint;
BEGIN
    SELECT *
    INTO STRICT unread
    FROM agentmon.stamps_to_read(p_tag, p_known);
    FOR part IN SELECT * FROM agentmon.reading_parts(p_source, p_times) LOOP
        BEGIN
            EXECUTE format(
                'SELECT max(n.stamp) FROM monitoring.%I n WHERE n.stamp BETWEEN $1 AND $2 AND %s',
                p_source,
                agentmon.within_times(
                    format('n.%I', column_name),
                    p_times * tstzmultirange(tstzrange(part.part_from, part.part_to))
                )
            )
            INTO newest_of_part
            USING unread.unread_from, unread.until;
            RAISE EXCEPTION USING
                ERRCODE = 'AM000',
                MESSAGE = 'the locks go back';
        EXCEPTION WHEN SQLSTATE 'AM000' THEN
            newest := greatest(newest, newest_of_part);
        END;
    END LOOP;
    RETURN newest;
END
$$;
COMMENT ON FUNCTION agentmon.newest_unread(text, integer, pg_snapshot, tstzmultirange) IS
'The highest stamp of a cluster among the rows of a raw table that are not read yet; NULL where there are '
'none.';

CREATE FUNCTION agentmon.refresh_cursor(
    p_source text,
    p_tag integer,
    p_now timestamptz,
    p_max_rows bigint,
    OUT minute bigint,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint,
    OUT more boolean
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    tag integer := p_tag;
    cur record;
    -- What rollup_unread() gave.
    unread record;
    -- What write_rollups() wrote.
    wrote record;
    ids bigint[];
    cut timestamptz[];
    own bigint;
    most_rows bigint;
    most_bytes bigint;
    minutes bigint;
    -- Health wants the minutes of a day, whether they are kept or not.
    minutes_due timestamptz := agentmon.minutes_due_from(p_source, p_now);
    minutes_read timestamptz := least(minutes_due, (agentmon.activity_kept(p_now)).of_agents);
BEGIN
    minute := 0;
    hourly := 0;
    daily := 0;
    weekly := 0;
    more := false;
    own := agentmon.own_stamp(tag);
    SELECT stored.*
    INTO STRICT cur
    FROM monitoring.consumer_cursors stored
    WHERE stored.consumer = 'rollups'
      AND stored.source = p_source
      AND stored.cluster_tag = tag;
    most_rows := p_max_rows;
    -- Each parallel worker has an accumulator of its own.
    most_bytes := (
        SELECT (setting.value::bigint << 20)
            / (1 + current_setting('max_parallel_workers_per_gather')::integer)
        FROM monitoring.settings setting
        WHERE setting.name = 'refresh_memory_mb');
    LOOP
        -- One statement, one snapshot: what it reads is what the cursor will say.
        SELECT *
        INTO STRICT unread
        FROM agentmon.rollup_unread(
            p_source,
            tag,
            agentmon.rollup_plan(p_source, most_rows, most_bytes)
                || jsonb_build_object(
                    'minutes_from', agentmon.plan_time(minutes_read),
                    'days_until', agentmon.plan_time(cur.summed_until)
                ),
            own,
            cur.slices[1]
        );
        cut := CASE
            WHEN cardinality(unread.parts) > 1 THEN unread.parts
            ELSE agentmon.rolled_up_slices(unread.state)
        END;
        IF cut IS NULL THEN
            EXIT WHEN unread.state IS NULL
                OR NOT agentmon.admit_series(p_source, unread.state);
        ELSIF cur.target IS NULL THEN
            -- Too many for one step: from now on, slice by slice, those that are visible now.
            UPDATE monitoring.consumer_cursors stored
            SET done_until = '-infinity',
                slices = cut,
                target = agentmon.snapshot_to_store(tag, cur.snapshot, unread.seen, unread.last_stamp)
            WHERE stored.consumer = 'rollups'
              AND stored.source = p_source
              AND stored.cluster_tag = tag
            RETURNING stored.* INTO STRICT cur;
        ELSIF cardinality(cut) > 1 THEN
            UPDATE monitoring.consumer_cursors stored
            SET slices = cut[:cardinality(cut) - 1] || cur.slices
            WHERE stored.consumer = 'rollups'
              AND stored.source = p_source
              AND stored.cluster_tag = tag
            RETURNING stored.* INTO STRICT cur;
        ELSE
            -- A minute cannot be cut; the series limits bound what it holds.
            most_rows := NULL;
            most_bytes := NULL;
        END IF;
    END LOOP;
    IF unread.state IS NOT NULL THEN
        SELECT array_agg(known.id ORDER BY rolled.series)
        INTO ids
        FROM agentmon.rolled_up_series(unread.state) rolled
        JOIN monitoring.metric_series known USING (series_key);
        wrote := agentmon.write_rollups(unread.state, ids, p_now);
        minutes := agentmon.write_minutes(p_source, unread.state, ids, minutes_due, p_now);
        IF wrote.first_start < minutes_due AND cur.minutes_from IS DISTINCT FROM minutes_due THEN
            UPDATE monitoring.consumer_cursors stored
            SET minutes_from = minutes_due
            WHERE stored.consumer = 'rollups'
              AND stored.source = p_source
              AND stored.cluster_tag = tag;
        END IF;
        IF p_source IN ('agent_executions', 'agent_logs') THEN
            PERFORM agentmon.write_activity(p_source, unread.state, p_now);
        END IF;
        IF minutes + wrote.hourly > 10000 THEN
            PERFORM agentmon.summarize_stamps(p_source);
        END IF;
        minute := minute + minutes;
        hourly := hourly + wrote.hourly;
        daily := daily + wrote.daily;
        weekly := weekly + wrote.weekly;
    END IF;
    IF cur.target IS NULL THEN
        UPDATE monitoring.consumer_cursors stored
        SET as_of = p_now,
            snapshot = agentmon.snapshot_to_store(tag, cur.snapshot, unread.seen, unread.last_stamp)
        WHERE stored.consumer = 'rollups'
          AND stored.source = p_source
          AND stored.cluster_tag = tag;
    ELSIF cardinality(cur.slices) > 1 THEN
        more := true;
        RAISE NOTICE 'refresh: %, until %, slices to come: %',
            p_source, cur.slices[1], cardinality(cur.slices) - 1;
        UPDATE monitoring.consumer_cursors stored
        SET done_until = cur.slices[1],
            slices = cur.slices[2:]
        WHERE stored.consumer = 'rollups'
          AND stored.source = p_source
          AND stored.cluster_tag = tag;
    ELSE
        more := true;
        UPDATE monitoring.consumer_cursors stored
        SET snapshot = cur.target,
            target = NULL,
            done_until = NULL,
            slices = NULL
        WHERE stored.consumer = 'rollups'
          AND stored.source = p_source
          AND stored.cluster_tag = tag;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.refresh_cursor(text, integer, timestamptz, bigint) IS
'refresh_source() for the rows of one cluster and database, whose cursor is locked.';

CREATE FUNCTION agentmon.refresh_source(
    p_source text,
    p_now timestamptz,
    p_max_rows bigint,
    OUT minute bigint,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint,
    OUT more boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- plan_cache_mode: each statement is there for three raw tables; a new session would plan it for each.
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    tags integer[];
    tag integer;
    step record;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    minute := 0;
    hourly := 0;
    daily := 0;
    weekly := 0;
    more := false;
    tags := ARRAY(SELECT * FROM agentmon.lock_cursors('rollups', p_source));
    SELECT s.daily, s.weekly
    INTO STRICT daily, weekly
    FROM agentmon.sum_up_hours(p_source, p_now) s;
    FOREACH tag IN ARRAY tags LOOP
        BEGIN
            SELECT * INTO STRICT step FROM agentmon.refresh_cursor(p_source, tag, p_now, p_max_rows);
            minute := minute + step.minute;
            hourly := hourly + step.hourly;
            daily := daily + step.daily;
            weekly := weekly + step.weekly;
            more := more OR step.more;
        EXCEPTION
            WHEN transaction_rollback THEN
                RAISE;
            WHEN OTHERS THEN
                -- Restored rows of another origin may not hold up those of this one, nor these them.
                IF cardinality(tags) = 1 THEN
                    RAISE;
                END IF;
                PERFORM agentmon.note_refresh_failure(format('%s, cursor %s', p_source, tag), SQLERRM, p_now);
        END;
    END LOOP;
    PERFORM agentmon.merge_segments(p_source, p_now);
    IF EXISTS (SELECT FROM monitoring.late_rows l WHERE l.source = p_source) THEN
        PERFORM agentmon.forget_late_rows(p_source);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.refresh_source(text, timestamptz, bigint) IS
'One step of the refresh of one raw table: merges the rows that came since the last run into the rollups, '
'each exactly once; gives the rollup rows written per period. Of more than p_max_rows (NULL: any number), or '
'than fit into the setting refresh_memory_mb, a slice of time, and more is true.';

CREATE FUNCTION agentmon.write_rollups(
    p_state bytea,
    p_ids bigint[],
    p_now timestamptz,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint,
    OUT first_start timestamptz
)
LANGUAGE plpgsql VOLATILE
-- A plan for any series and times might read all hours.
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    extent record;
    new_hours boolean;
BEGIN
    SELECT * INTO STRICT extent FROM agentmon.rolled_up_extent(p_state);
    -- The first rows of an hour, and all of a backfill, find nothing to be merged with: to look for it costs
    -- as much as to write them. Nobody else writes these, since the cursor of their table is locked.
    new_hours := extent.hourly > 0 AND NOT EXISTS (
        SELECT
        FROM monitoring.rollups_hourly stored
        WHERE stored.series_id = ANY (p_ids)
          AND stored.period_start >= extent.first_hour
          AND stored.period_start <= extent.last_hour);
    IF new_hours THEN
        INSERT INTO monitoring.rollups_hourly (
            series_id, period, period_start,
            count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures,
            created_at)
        SELECT
            rolled.series_id, rolled.period, rolled.period_start,
            rolled.count_value, rolled.last_at, rolled.last_value,
            rolled.sum_value, rolled.min_value, rolled.max_value, rolled.sketch, rolled.measures,
            p_now
        FROM agentmon.rolled_up_longer(p_state, p_ids) AS rolled
        WHERE rolled.period = 'hourly';
    END IF;
    PERFORM agentmon.merge_rollups(p_now, p_state, p_ids, NOT new_hours);
    IF new_hours AND extent.hourly > 1000 THEN
        PERFORM agentmon.summarize_pages('monitoring.rollups_hourly');
    END IF;
    IF extent.daily > 1000 THEN
        PERFORM agentmon.summarize_pages('monitoring.rollups_daily');
        PERFORM agentmon.summarize_pages('monitoring.rollups_weekly');
    END IF;
    hourly := extent.hourly;
    daily := extent.daily;
    weekly := extent.weekly;
    first_start := extent.first_hour;
END
$$;
COMMENT ON FUNCTION agentmon.write_rollups(bytea, bigint[], timestamptz) IS
'Merges the hours, days and weeks of a rollup into the stored ones; p_ids are the ids of its series, by '
'ordinal. Gives the rows written per period, and the first hour.';

CREATE FUNCTION agentmon.merge_rollups(
    p_now timestamptz,
    p_state bytea DEFAULT NULL,
    p_ids bigint[] DEFAULT NULL,
    p_hours boolean DEFAULT true,
    p_source text DEFAULT NULL,
    p_period text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    merged bigint;
BEGIN
    INSERT INTO monitoring.rollups_stored AS stored (
        series_id, period, period_start,
        count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures,
        created_at)
    SELECT rolled.*, p_now
    FROM agentmon.rolled_up_longer(p_state, p_ids) AS rolled
    WHERE p_hours
       OR rolled.period <> 'hourly'
    UNION ALL
    SELECT summed.*, p_now
    FROM agentmon.summed_hours(p_source, p_period, p_from, p_to) AS summed
    ON CONFLICT (series_id, period_start, period) DO UPDATE SET
        count_value = stored.count_value + excluded.count_value,
        last_at = greatest(stored.last_at, excluded.last_at),
        last_value = agentmon.newer_value(
            stored.last_at, stored.last_value, excluded.last_at, excluded.last_value),
        sum_value = coalesce(
            agentmon.sum_merge(stored.sum_value, excluded.sum_value),
            stored.sum_value,
            excluded.sum_value),
        min_value = least(stored.min_value, excluded.min_value),
        max_value = greatest(stored.max_value, excluded.max_value),
        sketch = agentmon.sketch_merge(stored.sketch, excluded.sketch),
        measures = agentmon.measures_merge(stored.measures, excluded.measures);
    GET DIAGNOSTICS merged = ROW_COUNT;
    RETURN merged;
END
$$;
COMMENT ON FUNCTION agentmon.merge_rollups(
    timestamptz, bytea, bigint[], boolean, text, text, timestamptz, timestamptz) IS
'Merges rows into the stored rollups; gives their number. Those of a rollup (p_state, and the ids of its '
'series by ordinal; p_hours: its hours too, or else days and weeks alone), or days or weeks out of hours, as '
'summed_hours() gives them.';

CREATE FUNCTION agentmon.summed_hours(p_source text, p_period text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (
    series_id bigint,
    period text,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
LANGUAGE sql STABLE STRICT
SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        stored.series_id,
        p_period,
        date_trunc(agentmon.period_unit(p_period), stored.period_start, 'UTC') AS longer_start,
        sum(stored.count_value)::bigint,
        max(stored.last_at),
        agentmon.newest_value(stored.last_at, stored.last_value),
        agentmon.merged_sum(stored.sum_value),
        min(stored.min_value),
        max(stored.max_value),
        monitoring.rollup(agentmon.sketch_or_null(stored.sketch))::bytea,
        agentmon.merged_measures(stored.measures)
    FROM monitoring.rollups_hourly stored
    JOIN monitoring.metric_series series
      ON series.id = stored.series_id
     AND series.source = p_source
    WHERE stored.period_start >= p_from
      AND stored.period_start < p_to
    GROUP BY stored.series_id, longer_start
    ORDER BY stored.series_id
$$;
COMMENT ON FUNCTION agentmon.summed_hours(text, text, timestamptz, timestamptz) IS
'What the stored hours of a raw table from p_from until before p_to come to by day or week (p_period: daily, '
'weekly).';

CREATE FUNCTION agentmon.summed_until(p_source text) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(max(cur.summed_until), 'infinity')
        FROM monitoring.consumer_cursors cur
        WHERE cur.consumer = 'rollups'
          AND cur.source = p_source
    );
END
$$;
COMMENT ON FUNCTION agentmon.summed_until(text) IS
'The hours of a raw table before this time are in its stored days and weeks; a reader of these adds the '
'later ones.';

-- Days and weeks of every active series are written once an hour instead of once a minute. What comes later
-- than its hour goes into all levels at once.
CREATE FUNCTION agentmon.sum_up_hours(p_source text, p_now timestamptz, OUT daily bigint, OUT weekly bigint)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due timestamptz := date_trunc('hour', p_now, 'UTC');
    since timestamptz;
    noted boolean;
BEGIN
    daily := 0;
    weekly := 0;
    SELECT max(cur.summed_until), count(cur.summed_until) = count(*)
    INTO STRICT since, noted
    FROM monitoring.consumer_cursors cur
    WHERE cur.consumer = 'rollups'
      AND cur.source = p_source;
    IF since >= due AND noted THEN
        RETURN;
    END IF;
    -- A clock that was ahead has left nothing to do, and before the first run there is nothing.
    IF since < due THEN
        daily := agentmon.merge_rollups(
            p_now, p_source => p_source, p_period => 'daily', p_from => since, p_to => due);
        weekly := agentmon.merge_rollups(
            p_now, p_source => p_source, p_period => 'weekly', p_from => since, p_to => due);
    END IF;
    IF daily > 1000 THEN
        PERFORM agentmon.summarize_pages('monitoring.rollups_daily');
        PERFORM agentmon.summarize_pages('monitoring.rollups_weekly');
    END IF;
    UPDATE monitoring.consumer_cursors cur
    SET summed_until = greatest(since, due)
    WHERE cur.consumer = 'rollups'
      AND cur.source = p_source;
END
$$;
COMMENT ON FUNCTION agentmon.sum_up_hours(text, timestamptz) IS
'Adds the hours of a raw table that are over at p_now, and were not when this last ran, to its days and '
'weeks; gives the rows written. The cursor of the table must be locked.';

CREATE FUNCTION agentmon.write_minutes(
    p_source text,
    p_state bytea,
    p_ids bigint[],
    p_from timestamptz,
    p_now timestamptz,
    p_without timestamptz[] DEFAULT '{}'
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    written bigint;
BEGIN
    WITH appended AS (
        INSERT INTO monitoring.minute_segments (source, block, ends_at, last_start, minutes, created_at, body)
        SELECT
            p_source,
            segment.block,
            agentmon.period_end('hourly', segment.block),
            segment.last_start,
            segment.minutes,
            p_now,
            segment.body
        FROM agentmon.rolled_up_segments(p_state, p_ids, p_from) segment
        WHERE segment.block <> ALL (p_without)
        RETURNING minutes
    )
    SELECT coalesce(sum(made.minutes), 0)
    INTO STRICT written
    FROM appended made;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.write_minutes(text, bytea, bigint[], timestamptz, timestamptz, timestamptz[]) IS
'Appends the minutes of a rollup that begin from p_from on, but for the hours p_without, as segments; gives '
'their number. p_ids are the ids of its series, by ordinal.';

CREATE FUNCTION agentmon.minutes_due_from(p_source text, p_now timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN greatest(
        agentmon.minutes_from(p_source),
        -- A clock that is ahead makes nobody forget what is kept by the real one.
        (
            SELECT date_trunc('hour', agentmon.expires_before(least(p_now, now()), policy.keep), 'UTC')
            FROM monitoring.retention_policies policy
            WHERE policy.name = 'rollups_minute'
        )
    );
END
$$;
COMMENT ON FUNCTION agentmon.minutes_due_from(text, timestamptz) IS
'From when on a refresh at p_now rolls rows up by the minute: older minutes would be removed at once.';

CREATE FUNCTION agentmon.minutes_from(p_source text) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN greatest(
        agentmon.removed_before('rollups_minute'),
        (
            SELECT max(cur.minutes_from)
            FROM monitoring.consumer_cursors cur
            WHERE cur.consumer = 'rollups'
              AND cur.source = p_source
        )
    );
END
$$;
COMMENT ON FUNCTION agentmon.minutes_from(text) IS
'From when on the minutes of a raw table are all there: older ones were removed, or not made at all.';

CREATE FUNCTION agentmon.plan_time(p_time timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN p_time = '-infinity' THEN NULL
        ELSE (
            (extract(epoch FROM p_time) - extract(epoch FROM timestamptz '2000-01-01 00:00:00+00')) * 1000000
        )::bigint
    END;
COMMENT ON FUNCTION agentmon.plan_time(timestamptz) IS
'A time as a plan has it: microseconds since 2000; NULL for -infinity.';

CREATE FUNCTION agentmon.merge_segments(p_source text, p_now timestamptz, p_most integer DEFAULT 4)
RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
    merged integer := 0;
BEGIN
    -- Late rows come in swarms: a block of old is merged once they have passed, or are too many.
    FOR due IN
        SELECT segment.block
        FROM monitoring.minute_segments segment
        WHERE segment.source = p_source
        GROUP BY segment.block
        HAVING count(*) > 1
           AND max(segment.ends_at) <= p_now
           AND (count(*) >= 8 OR max(segment.created_at) <= p_now - interval '10 minutes')
           -- Those that are full are as few as they can be.
           AND sum(octet_length(segment.body)) < count(*) * 4000000
        ORDER BY segment.block
        LIMIT p_most
    LOOP
        WITH gone AS (
            DELETE FROM monitoring.minute_segments segment
            WHERE segment.source = p_source
              AND segment.block = due.block
            RETURNING segment.id, segment.created_at, segment.body
        )
        INSERT INTO monitoring.minute_segments (source, block, ends_at, last_start, minutes, created_at, body)
        SELECT
            p_source,
            fewer.block,
            agentmon.period_end('hourly', fewer.block),
            fewer.last_start,
            fewer.minutes,
            parts.created_at,
            fewer.body
        FROM (
            SELECT
                array_agg(segment.body ORDER BY segment.id) AS bodies,
                min(segment.created_at) AS created_at
            FROM gone segment
        ) AS parts
        CROSS JOIN LATERAL agentmon.merged_segments(parts.bodies) fewer;
        merged := merged + 1;
    END LOOP;
    RETURN merged;
END
$$;
COMMENT ON FUNCTION agentmon.merge_segments(text, timestamptz, integer) IS
'Makes one of the segments of a raw table''s hours that have ended by p_now, at most p_most hours; gives '
'their number. The cursor of the table must be locked: a rebuild must not meet with it.';

-- A page range that no summary tells of is read by every refresh and every question for what is not rolled
-- up, or for the hour that runs. Vacuum summarizes, in its own time; after a bulk load that is too late. What
-- is summarized stays so whatever becomes of the subtransaction, by whose end the locks go back.
CREATE FUNCTION agentmon.summarize_pages(p_relation regclass) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A vacuum that is at it does the same.
    EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE NOWAIT', p_relation);
    PERFORM brin_summarize_new_values(idx.indexrelid)
    FROM pg_index idx
    JOIN pg_class class ON class.oid = idx.indexrelid
    JOIN pg_am access_method ON access_method.oid = class.relam
    WHERE idx.indrelid = p_relation
      AND idx.indisvalid
      AND access_method.amname = 'brin';
    RAISE EXCEPTION USING
        ERRCODE = 'AM000',
        MESSAGE = 'the locks go back';
EXCEPTION WHEN SQLSTATE 'AM000' OR lock_not_available OR insufficient_privilege OR wrong_object_type THEN
    NULL;
END
$$;
COMMENT ON FUNCTION agentmon.summarize_pages(regclass) IS
'Summarizes the pages of a table in its BRIN indexes, if nobody else is at it.';

CREATE FUNCTION agentmon.summarize_stamps(p_source text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
BEGIN
    FOR due IN
        SELECT part.partition
        FROM agentmon.partitions_of(p_source) part
        WHERE NOT part.sealed
          AND pg_relation_size(part.partition) > 0
    LOOP
        PERFORM agentmon.summarize_pages(due.partition);
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.summarize_stamps(text) IS
'Summarizes the pages of the partitions of a raw table, but for the sealed ones, in their BRIN indexes, '
'where nobody else is at it.';

-- In one order, and each table's own rows: two refreshes never wait for each other crosswise.
CREATE FUNCTION agentmon.write_activity(p_source text, p_state bytea, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH told AS (
        SELECT
            coalesce(sha256(convert_to(rolled.agent_name, 'UTF8')), '') AS agent_key,
            rolled.agent_name,
            rolled.last_at,
            CASE WHEN rolled.agent_name IS NULL THEN kept.of_all ELSE kept.of_agents END AS kept_from,
            rolled.recent
        FROM agentmon.activity_kept(p_now) kept
        CROSS JOIN LATERAL agentmon.rolled_up_agents(p_state, kept.of_agents) rolled
    )
    INSERT INTO monitoring.agent_activity AS stored (
        source, agent_key, agent_name, last_at, kept_from, recent)
    SELECT
        p_source,
        entry.agent_key,
        entry.agent_name,
        entry.last_at,
        entry.kept_from,
        agentmon.activity_merge(entry.recent, NULL, entry.kept_from)
    FROM told entry
    ORDER BY entry.agent_key
    ON CONFLICT (source, agent_key) DO UPDATE SET
        last_at = greatest(stored.last_at, excluded.last_at),
        kept_from = greatest(stored.kept_from, excluded.kept_from),
        recent = agentmon.activity_merge(
            stored.recent,
            excluded.recent,
            greatest(stored.kept_from, excluded.kept_from));
END
$$;
COMMENT ON FUNCTION agentmon.write_activity(text, bytea, timestamptz) IS
'Adds what a rollup of executions or logs says of the last day to the activity of its agents.';

CREATE FUNCTION agentmon.activity_kept(p_now timestamptz, OUT of_agents timestamptz, OUT of_all timestamptz)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        date_trunc('hour', p_now - interval '25 hours', 'UTC'),
        date_trunc('hour', p_now - interval '2 hours', 'UTC')
$$;
COMMENT ON FUNCTION agentmon.activity_kept(timestamptz) IS
'From when on a refresh at p_now keeps the activity of each agent, by which the errors of 24 hours are '
'counted, and that of all together, by which the executions of the hour are.';

CREATE FUNCTION agentmon.refresh_fully(
    p_source text,
    p_now timestamptz,
    OUT minute bigint,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    step record;
BEGIN
    minute := 0;
    hourly := 0;
    daily := 0;
    weekly := 0;
    LOOP
        SELECT * INTO STRICT step FROM agentmon.refresh_source(p_source, p_now, NULL);
        minute := minute + step.minute;
        hourly := hourly + step.hourly;
        daily := daily + step.daily;
        weekly := weekly + step.weekly;
        EXIT WHEN NOT step.more;
    END LOOP;
    PERFORM agentmon.end_failure('refresh', p_source);
END
$$;
COMMENT ON FUNCTION agentmon.refresh_fully(text, timestamptz) IS
'Brings the rollups of one raw table up to date, in steps that fit into memory; gives the rollup rows '
'written per period.';

CREATE FUNCTION agentmon.refresh_step_rows() RETURNS bigint
LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT s.value::bigint FROM monitoring.settings s WHERE s.name = 'refresh_step_rows'$$;
COMMENT ON FUNCTION agentmon.refresh_step_rows() IS 'The setting refresh_step_rows.';

CREATE FUNCTION monitoring.refresh_rollups(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    raw_table text;
    written record;
    total bigint := 0;
    failed_sources text[] := '{}';
    sources text[] := ARRAY(SELECT s.source FROM agentmon.rollup_sources() s);
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    FOREACH raw_table IN ARRAY sources LOOP
        BEGIN
            SELECT * INTO STRICT written FROM agentmon.refresh_fully(raw_table, p_now);
            total := total + written.minute + written.hourly + written.daily + written.weekly;
        EXCEPTION
            WHEN transaction_rollback OR insufficient_privilege THEN
                RAISE;
            WHEN OTHERS THEN
                failed_sources := failed_sources || raw_table;
                IF cardinality(failed_sources) = cardinality(sources) THEN
                    RAISE;
                END IF;
                PERFORM agentmon.note_refresh_failure(raw_table, SQLERRM, p_now);
                RAISE WARNING 'the rollups of % could not be brought up to date: %', raw_table, SQLERRM
                    USING HINT = 'Those of the other tables were; see monitoring.step_failures.';
        END;
    END LOOP;
    PERFORM agentmon.refresh_reports(failed_sources, p_now);
    RETURN total::integer;
END
$$;
COMMENT ON FUNCTION monitoring.refresh_rollups(timestamptz) IS
'Brings every level of the rollups up to date, of metrics, executions and logs, and gives the rollup rows '
'written. May run at any time, twice, concurrently, or never for a week: each raw row counts once. A table '
'that fails is warned of and noted, and the others are brought up to date. CALL run_job(''refresh'') does '
'the same with a commit per step.';

CREATE FUNCTION agentmon.note_refresh_failure(p_source text, p_error text, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
    SELECT agentmon.note_failure(
        'refresh',
        p_source,
        p_error,
        p_now,
        'The rollups of this table stand still until it is put right; its rows are kept, and counted then.')
$$;
COMMENT ON FUNCTION agentmon.note_refresh_failure(text, text, timestamptz) IS
'Notes that the rollups of a raw table could not be brought up to date.';

CREATE FUNCTION monitoring.aggregate_hourly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.hourly::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_hourly_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the hourly rows written.';

CREATE FUNCTION monitoring.aggregate_daily_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.daily::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_daily_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the daily rows written.';

CREATE FUNCTION monitoring.aggregate_weekly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.weekly::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_weekly_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the weekly rows written.';

GRANT EXECUTE ON FUNCTION monitoring.refresh_rollups(timestamptz),
    agentmon.refresh_fully(text, timestamptz),
    agentmon.rollup_sources(),
    agentmon.note_refresh_failure(text, text, timestamptz),
    agentmon.check_p_now(timestamptz),
    monitoring.aggregate_hourly_metrics(timestamptz),
    monitoring.aggregate_daily_metrics(timestamptz),
    monitoring.aggregate_weekly_metrics(timestamptz)
TO agentmon_notifier, agentmon_admin;
