-- Reading in real time: the rollups and the rows that are not rolled up yet, together exact.

-- Merging by GROUP BY, as the upsert merges.
CREATE FUNCTION agentmon.newest_value_sfunc(internal, timestamptz, double precision) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newest_value_sfunc_wrapper';
CREATE FUNCTION agentmon.newest_value_final(internal) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newest_value_final_wrapper';
COMMENT ON FUNCTION agentmon.newest_value_sfunc(internal, timestamptz, double precision) IS
'Transition function of newest_value().';
COMMENT ON FUNCTION agentmon.newest_value_final(internal) IS 'Final function of newest_value().';
CREATE AGGREGATE agentmon.newest_value(timestamptz, double precision) (
    SFUNC = agentmon.newest_value_sfunc,
    STYPE = internal,
    SSPACE = 64,
    FINALFUNC = agentmon.newest_value_final
);
COMMENT ON AGGREGATE agentmon.newest_value(timestamptz, double precision) IS
'Takes times and values, and gives the value with the latest time; of several the largest. Rows without a '
'time or a value are left out; NULL for no rows.';
CREATE AGGREGATE agentmon.merged_sum(double precision) (
    SFUNC = agentmon.sum_merge,
    STYPE = double precision,
    COMBINEFUNC = agentmon.sum_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE agentmon.merged_sum(double precision) IS
'The sum of finite numbers; it stops at the largest double precision number. NULL is ignored.';
CREATE AGGREGATE agentmon.merged_measures(jsonb) (
    SFUNC = agentmon.measures_merge,
    STYPE = jsonb,
    COMBINEFUNC = agentmon.measures_merge,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE agentmon.merged_measures(jsonb) IS
'The sums of objects of numbers, key by key. NULL is ignored.';

CREATE FUNCTION agentmon.series_sums_sfunc(
    internal, bigint, bigint, timestamptz,
    double precision, double precision, double precision, double precision,
    bytea, jsonb, bigint[]
) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'series_sums_sfunc_wrapper';
CREATE FUNCTION agentmon.series_sums_final(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'series_sums_final_wrapper';
COMMENT ON FUNCTION agentmon.series_sums_sfunc(
    internal, bigint, bigint, timestamptz,
    double precision, double precision, double precision, double precision, bytea, jsonb, bigint[]) IS
'Transition function of series_sums().';
COMMENT ON FUNCTION agentmon.series_sums_final(internal) IS 'Final function of series_sums().';

-- One call for a row where GROUP BY with an aggregate for each column has eight, and looks its series up.
CREATE AGGREGATE agentmon.series_sums(
    series_id bigint,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb,
    wanted bigint[]
) (
    SFUNC = agentmon.series_sums_sfunc,
    STYPE = internal,
    SSPACE = 1000000,
    FINALFUNC = agentmon.series_sums_final
);
COMMENT ON AGGREGATE agentmon.series_sums(
    bigint, bigint, timestamptz,
    double precision, double precision, double precision, double precision, bytea, jsonb, bigint[]) IS
'Takes rows of rollups, which must be grouped by series_id >> 14, and gives what they come to by series, for '
'summed_series(); of the series wanted alone (NULL: of all).';

CREATE FUNCTION agentmon.summed_series(bytea)
RETURNS TABLE (
    series_id bigint,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'summed_series_wrapper';
COMMENT ON FUNCTION agentmon.summed_series(bytea) IS 'The rows that series_sums() gave.';

CREATE FUNCTION agentmon.canonical_period(p_period text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN agentmon.canonical_value(p_period, 'period', '{minute,hourly,daily,weekly}');
COMMENT ON FUNCTION agentmon.canonical_period(text) IS
'minute, hourly, daily or weekly; raises 22023 for another word.';

CREATE FUNCTION agentmon.period_unit(p_period text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE agentmon.canonical_period(p_period)
        WHEN 'minute' THEN 'minute'
        WHEN 'hourly' THEN 'hour'
        WHEN 'daily' THEN 'day'
        ELSE 'week'
    END
$$;
COMMENT ON FUNCTION agentmon.period_unit(text) IS
'What date_trunc() calls a period: minute, hour, day, week. Raises 22023 for another word.';

CREATE FUNCTION agentmon.canonical_source(p_source text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.canonical_value(
        p_source,
        'raw table',
        ARRAY(SELECT s.source FROM agentmon.rollup_sources() s))
$$;
COMMENT ON FUNCTION agentmon.canonical_source(text) IS
'The name of a raw table that is rolled up; raises 22023 for another word.';

CREATE FUNCTION agentmon.check_times(p_from timestamptz, p_to timestamptz) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_from IS NULL OR p_to IS NULL THEN
        PERFORM agentmon.refuse(
            'p_from and p_to must be times',
            format(
                'p_from is %s, p_to is %s.',
                coalesce(p_from::text, 'NULL'),
                coalesce(p_to::text, 'NULL')),
            'Give two times; -infinity and infinity stand for the beginning and the end.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_times(timestamptz, timestamptz) IS 'Raises 22023 for times that are NULL.';

-- In PL/pgSQL, as what else is asked at each refresh and each window: a session plans it once, and not at
-- each call.
CREATE FUNCTION agentmon.removed_before(p_policy text) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT r.removed_before FROM monitoring.retention_policies r WHERE r.name = p_policy),
        '-infinity');
END
$$;
COMMENT ON FUNCTION agentmon.removed_before(text) IS
'Before which time retention has removed rows of a policy; -infinity where it has not.';

CREATE FUNCTION agentmon.period_end(p_period text, p_start timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- The last periods that PostgreSQL knows have no end that it knows.
    RETURN CASE
        WHEN p_start <= timestamptz '294276-12-31 23:59:59.999999+00'
            - make_interval(secs => agentmon.period_seconds(p_period))
        THEN p_start + make_interval(secs => agentmon.period_seconds(p_period))
        ELSE 'infinity'
    END;
COMMENT ON FUNCTION agentmon.period_end(text, timestamptz) IS
'When the period (minute, hourly, daily, weekly) that begins at p_start ends.';

CREATE FUNCTION agentmon.ceil_to(p_unit text, p_time timestamptz) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN NOT isfinite(p_time) OR p_time = date_trunc(p_unit, p_time, 'UTC') THEN p_time
        WHEN p_time <= '294276-12-31 23:59:59.999999+00'::timestamptz - ('1 ' || p_unit)::interval
        THEN date_trunc(p_unit, p_time + ('1 ' || p_unit)::interval, 'UTC')
        ELSE 'infinity'
    END;
END
$$;
COMMENT ON FUNCTION agentmon.ceil_to(text, timestamptz) IS
'The first start of an hour, day or week (UTC, from Monday) that is not before a time.';

CREATE FUNCTION agentmon.cut_window(
    p_from timestamptz,
    p_to timestamptz,
    p_minutes_from timestamptz,
    p_hours_from timestamptz,
    p_days_from timestamptz,
    p_weeks_from timestamptz,
    p_summed_until timestamptz
) RETURNS timestamptz[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'cut_window_wrapper';
COMMENT ON FUNCTION agentmon.cut_window(
    timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz
) IS
'Cuts the window from p_from until before p_to into the longest periods that fit. Gives eight times: from '
'when until when rollups tell it, within that whole hours, within that whole days, and within that whole '
'weeks; a part without anything begins where it ends. p_minutes_from and so on: from when on the rollups of '
'that period are there (infinity: none are to be used); p_summed_until as of summed_until().';

CREATE FUNCTION agentmon.minutes_of(
    p_source text,
    p_ids bigint[],
    p_from timestamptz,
    p_to timestamptz,
    p_valid boolean DEFAULT false
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
    measures jsonb,
    created_at timestamptz
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT minute.*, hour.created_at
    FROM (
        SELECT array_agg(segment.body ORDER BY segment.id) AS bodies, min(segment.created_at) AS created_at
        FROM monitoring.minute_segments segment
        WHERE segment.source = p_source
          AND segment.block >= date_trunc('hour', p_from, 'UTC')
          AND segment.block < p_to
          AND (NOT p_valid OR agentmon.is_segment(segment.body))
        GROUP BY segment.block
    ) AS hour
    CROSS JOIN LATERAL agentmon.segment_rows(hour.bodies, p_ids, p_from, p_to) minute
$$;
COMMENT ON FUNCTION agentmon.minutes_of(text, bigint[], timestamptz, timestamptz, boolean) IS
'The stored minutes of a raw table that begin from p_from until before p_to, of the series p_ids (NULL: of '
'all). p_valid: segments that are none are passed over; else they raise 22P03.';

CREATE FUNCTION agentmon.roll_up_raw(
    p_source text,
    p_plan jsonb,
    p_from timestamptz,
    p_to timestamptz,
    p_read boolean DEFAULT false
) RETURNS bytea
LANGUAGE plpgsql STABLE
-- constraint_exclusion = off: as in rollup_unread().
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET constraint_exclusion = off AS $$
DECLARE
    raw record;
    state bytea;
BEGIN
    SELECT * INTO STRICT raw FROM agentmon.rollup_sources() r WHERE r.source = p_source;
    BEGIN
        EXECUTE format(
            'SELECT %1$s FROM monitoring.%2$I n WHERE n.%3$I >= $2 AND n.%3$I < $3 AND (%4$s)',
            raw.call,
            p_source,
            raw.time_column,
            CASE WHEN p_read THEN agentmon.read_rows(p_source) ELSE 'true' END)
        INTO state
        USING p_plan, p_from, p_to;
        -- As in rollup_unread().
        RAISE EXCEPTION USING
            ERRCODE = 'AM000',
            MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        NULL;
    END;
    RETURN state;
END
$$;
COMMENT ON FUNCTION agentmon.roll_up_raw(text, jsonb, timestamptz, timestamptz, boolean) IS
'Rolls up the raw rows of a table from one time until before another, whether the refresh has read them or '
'not (p_read: only those that it has read); gives the state for rolled_up().';

CREATE FUNCTION agentmon.unread_states(
    p_source text,
    p_plan jsonb,
    p_from timestamptz,
    p_to timestamptz,
    p_metric_name text DEFAULT NULL
) RETURNS bytea[]
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        -- A cluster tag, and how far its rows are read: this cluster's even before it has a cursor.
        WITH tags AS (
            SELECT cur.cluster_tag, cur.snapshot
            FROM monitoring.consumer_cursors cur
            WHERE cur.consumer = 'rollups'
              AND cur.source = p_source
            UNION ALL
            SELECT agentmon.cluster_tag(), '1:1:'
            WHERE NOT EXISTS (
                SELECT
                FROM monitoring.consumer_cursors cur
                WHERE cur.consumer = 'rollups'
                  AND cur.source = p_source
                  AND cur.cluster_tag = agentmon.cluster_tag()
            )
        ), unread AS MATERIALIZED (
            SELECT
                tag.cluster_tag,
                agentmon.times_to_read(p_source, tag.cluster_tag, tag.snapshot)
                    * tstzmultirange(tstzrange(
                        nullif(p_from, '-infinity'),
                        nullif(greatest(p_from, p_to), 'infinity'))) AS times
            FROM tags tag
        )
        SELECT rolled.state
        FROM unread to_read
        CROSS JOIN LATERAL agentmon.reading_parts(p_source, to_read.times) part
        CROSS JOIN LATERAL agentmon.rollup_unread(
            p_source,
            to_read.cluster_tag,
            p_plan,
            NULL,
            NULL,
            greatest(p_from, part.part_from),
            least(p_to, part.part_to),
            p_metric_name,
            to_read.times
        ) AS rolled
        WHERE NOT isempty(to_read.times)
          AND rolled.state IS NOT NULL
    );
END
$$;
COMMENT ON FUNCTION agentmon.unread_states(text, jsonb, timestamptz, timestamptz, text) IS
'The rows of a raw table from one time until before another that are not rolled up yet, rolled up: states '
'for rolled_up().';

CREATE FUNCTION monitoring.live_rollups(
    p_source text,
    p_period text,
    p_from timestamptz,
    p_to timestamptz,
    p_metric_name text DEFAULT NULL
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
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
LANGUAGE plpgsql STABLE SECURITY DEFINER
-- A plan for any arguments would look for a metric without its index.
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    unit text := agentmon.period_unit(p_period);
    kind_of_period text := agentmon.canonical_period(p_period);
    raw_table text := agentmon.canonical_source(p_source);
    first_start timestamptz := date_trunc(unit, p_from, 'UTC');
    -- The period of the last moment before p_to counts in full.
    last_start timestamptz := date_trunc(unit, p_to - interval '1 microsecond', 'UTC');
    hours_to timestamptz := agentmon.period_end(kind_of_period, last_start);
    summed_until timestamptz := agentmon.summed_until(raw_table);
    states bytea[];
    ids bigint[] := CASE WHEN kind_of_period = 'minute' AND p_metric_name IS NOT NULL THEN ARRAY(
        SELECT series.id
        FROM monitoring.metric_series series
        WHERE series.source = raw_table
          AND series.metric_name = p_metric_name
    ) END;
BEGIN
    PERFORM agentmon.check_times(p_from, p_to);
    IF p_from >= p_to THEN
        RETURN;
    END IF;
    states := agentmon.unread_states(
        raw_table,
        agentmon.rollup_plan(raw_table, NULL, NULL),
        first_start,
        hours_to,
        CASE raw_table WHEN 'pipeline_metrics' THEN p_metric_name END);
    RETURN QUERY
    WITH stored AS (
        SELECT
            series.series_key, series.metric_name, series.dimensions,
            rolled.period_start, rolled.count_value, rolled.last_at, rolled.last_value,
            rolled.sum_value, rolled.min_value, rolled.max_value, rolled.sketch, rolled.measures
        FROM monitoring.metric_series series
        JOIN monitoring.rollups_stored rolled ON rolled.series_id = series.id
        WHERE series.source = raw_table
          AND (p_metric_name IS NULL OR series.metric_name = p_metric_name)
          AND rolled.period = kind_of_period
          AND rolled.period_start >= first_start
          AND rolled.period_start <= last_start
        UNION ALL
        SELECT
            series.series_key, series.metric_name, series.dimensions,
            rolled.period_start, rolled.count_value, rolled.last_at, rolled.last_value,
            rolled.sum_value, rolled.min_value, rolled.max_value, rolled.sketch, rolled.measures
        FROM agentmon.minutes_of(
            raw_table, ids, first_start, agentmon.period_end('minute', last_start)) rolled
        JOIN monitoring.metric_series series ON series.id = rolled.series_id
        WHERE kind_of_period = 'minute'
    ), parts AS (
        -- What is in no stored row of this period yet, in pieces.
        SELECT
            made.series_key, made.metric_name, made.dimensions::jsonb AS dimensions,
            made.period_start, made.count_value, made.last_at, made.last_value,
            made.sum_value, made.min_value, made.max_value, made.sketch, made.measures
        FROM unnest(states) AS each_one (state)
        CROSS JOIN LATERAL (
            -- OFFSET 0: as in live_window_of().
            SELECT named.series_key, named.metric_name, named.dimensions, rolled.*
            FROM agentmon.rolled_up(each_one.state) rolled
            JOIN agentmon.rolled_up_series(each_one.state) named USING (series)
            OFFSET 0
        ) AS made
        WHERE made.period = kind_of_period
          AND (p_metric_name IS NULL OR made.metric_name = p_metric_name)
          AND made.period_start >= first_start
          AND made.period_start <= last_start
        UNION ALL
        -- Hours that are in no day or week yet.
        SELECT
            series.series_key, series.metric_name, series.dimensions,
            date_trunc(unit, hourly.period_start, 'UTC'),
            hourly.count_value, hourly.last_at, hourly.last_value,
            hourly.sum_value, hourly.min_value, hourly.max_value, hourly.sketch, hourly.measures
        FROM monitoring.metric_series series
        JOIN monitoring.rollups_hourly hourly ON hourly.series_id = series.id
        WHERE kind_of_period IN ('daily', 'weekly')
          AND series.source = raw_table
          AND (p_metric_name IS NULL OR series.metric_name = p_metric_name)
          -- As in live_window_of(): an empty range is none to a BRIN index.
          AND greatest(first_start, summed_until) < hours_to
          AND hourly.period_start >= greatest(first_start, summed_until)
          AND hourly.period_start < hours_to
    ), unread AS (
        SELECT
            part.series_key,
            part.metric_name,
            part.dimensions,
            part.period_start,
            sum(part.count_value)::bigint AS count_value,
            max(part.last_at) AS last_at,
            agentmon.newest_value(part.last_at, part.last_value) AS last_value,
            agentmon.merged_sum(part.sum_value) AS sum_value,
            min(part.min_value) AS min_value,
            max(part.max_value) AS max_value,
            monitoring.rollup(agentmon.stored_sketch(part.sketch))::bytea AS sketch,
            agentmon.merged_measures(part.measures) AS measures
        FROM parts part
        GROUP BY 1, 2, 3, 4
    )
    SELECT
        coalesce(old.metric_name, fresh.metric_name),
        coalesce(old.dimensions, fresh.dimensions),
        period_start,
        coalesce(old.count_value, 0) + coalesce(fresh.count_value, 0),
        greatest(old.last_at, fresh.last_at),
        agentmon.newer_value(old.last_at, old.last_value, fresh.last_at, fresh.last_value),
        coalesce(
            agentmon.sum_merge(old.sum_value, fresh.sum_value),
            old.sum_value,
            fresh.sum_value),
        least(old.min_value, fresh.min_value),
        greatest(old.max_value, fresh.max_value),
        CASE
            WHEN fresh.sketch IS NULL THEN old.sketch
            ELSE agentmon.sketch_merge(old.sketch, fresh.sketch)
        END,
        agentmon.measures_merge(old.measures, fresh.measures)
    FROM stored old
    FULL JOIN unread fresh USING (series_key, period_start);
END
$$;
COMMENT ON FUNCTION monitoring.live_rollups(text, text, timestamptz, timestamptz, text) IS
'The rollups of a raw table (pipeline_metrics, agent_executions, agent_logs) for the periods (minute, '
'hourly, daily, weekly) that begin from p_from on and before p_to, the period that holds p_from included, '
'with the rows that are not rolled up yet: exact at the moment of the call. p_metric_name: of this metric '
'alone.';

CREATE FUNCTION agentmon.live_window_of(
    p_source text,
    p_from timestamptz,
    p_to timestamptz,
    p_metric_names text[],
    p_sketches boolean DEFAULT true
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    raw_table text := agentmon.canonical_source(p_source);
    plan jsonb := agentmon.rollup_plan(raw_table, NULL, NULL);
    cuts timestamptz[];
    inner_from timestamptz;
    inner_to timestamptz;
    hours_from timestamptz;
    hours_to timestamptz;
    days_from timestamptz;
    days_to timestamptz;
    weeks_from timestamptz;
    weeks_to timestamptz;
    ids bigint[] := ARRAY(
        SELECT series.id
        FROM monitoring.metric_series series
        WHERE series.source = raw_table
          AND (p_metric_names IS NULL OR series.metric_name = ANY (p_metric_names)));
    -- By them the rows of a few series are found without a look at others; weighing thousands of them takes
    -- the planner longer than reading all.
    few_ids bigint[] := CASE WHEN cardinality(ids) <= 1000 THEN ids END;
    states bytea[];
BEGIN
    PERFORM agentmon.check_times(p_from, p_to);
    cuts := agentmon.cut_window(
        p_from,
        p_to,
        agentmon.minutes_from(raw_table),
        agentmon.removed_before('rollups_hourly'),
        agentmon.removed_before('rollups_daily'),
        agentmon.removed_before('rollups_weekly'),
        agentmon.summed_until(raw_table));
    inner_from := cuts[1];
    inner_to := cuts[2];
    hours_from := cuts[3];
    hours_to := cuts[4];
    days_from := cuts[5];
    days_to := cuts[6];
    weeks_from := cuts[7];
    weeks_to := cuts[8];
    states := CASE
            WHEN inner_from < inner_to
            THEN agentmon.unread_states(
                raw_table,
                plan,
                inner_from,
                inner_to,
                CASE
                    WHEN raw_table = 'pipeline_metrics' AND cardinality(p_metric_names) = 1
                    THEN p_metric_names[1]
                END)
        END
        || CASE
            WHEN p_from < inner_from
            THEN agentmon.roll_up_raw(raw_table, plan, p_from, inner_from)
        END
        || CASE
            WHEN inner_to < p_to
            THEN agentmon.roll_up_raw(raw_table, plan, inner_to, p_to)
        END;
    RETURN QUERY
    WITH unread AS MATERIALIZED (
        SELECT
            made.series_key, made.metric_name, made.dimensions, series.id,
            made.count_value, made.last_at, made.last_value,
            made.sum_value, made.min_value, made.max_value, made.sketch, made.measures
        FROM unnest(states) AS each_one (state)
        CROSS JOIN LATERAL (
            -- OFFSET 0: whatever the conditions let expect, no row of one is held against all of the other.
            SELECT named.series_key, named.metric_name, named.dimensions, rolled.*
            FROM agentmon.rolled_up(each_one.state) rolled
            JOIN agentmon.rolled_up_series(each_one.state) named USING (series)
            OFFSET 0
        ) AS made
        LEFT JOIN monitoring.metric_series series ON series.series_key = made.series_key
        WHERE made.period = 'weekly'
          AND (p_metric_names IS NULL OR made.metric_name = ANY (p_metric_names))
    )
    SELECT
        series.metric_name,
        series.dimensions,
        summed.count_value,
        summed.last_at,
        summed.last_value,
        summed.sum_value,
        summed.min_value,
        summed.max_value,
        summed.sketch,
        summed.measures
    FROM (
        SELECT agentmon.series_sums(
            part.series_id,
            part.count_value,
            part.last_at,
            CASE WHEN p_sketches THEN part.last_value END,
            part.sum_value,
            part.min_value,
            part.max_value,
            CASE WHEN p_sketches THEN part.sketch END,
            CASE WHEN p_sketches THEN part.measures END,
            ids) AS sums
        FROM (
            SELECT *
            FROM monitoring.rollups_hourly hourly
            -- An empty range is none to a BRIN index, which would have all rows looked at.
            WHERE hours_from < days_from
              AND hourly.period_start >= hours_from
              AND hourly.period_start < days_from
            UNION ALL
            SELECT *
            FROM monitoring.rollups_hourly hourly
            WHERE days_to < hours_to
              AND hourly.period_start >= days_to
              AND hourly.period_start < hours_to
            UNION ALL
            SELECT *
            FROM monitoring.rollups_daily daily
            WHERE days_from < weeks_from
              AND daily.period_start >= days_from
              AND daily.period_start < weeks_from
            UNION ALL
            SELECT *
            FROM monitoring.rollups_daily daily
            WHERE weeks_to < days_to
              AND daily.period_start >= weeks_to
              AND daily.period_start < days_to
            UNION ALL
            SELECT *
            FROM monitoring.rollups_weekly weekly
            WHERE weeks_from < weeks_to
              AND weekly.period_start >= weeks_from
              AND weekly.period_start < weeks_to
            UNION ALL
            SELECT
                minute.series_id, minute.period_start,
                minute.count_value, minute.last_at, minute.last_value,
                minute.sum_value, minute.min_value, minute.max_value,
                'minute', minute.sketch, minute.measures, minute.created_at
            FROM (VALUES (inner_from, hours_from), (hours_to, inner_to)) AS ends (from_minute, to_minute)
            CROSS JOIN LATERAL agentmon.minutes_of(raw_table, ids, ends.from_minute, ends.to_minute) minute
            WHERE ends.from_minute < ends.to_minute
            UNION ALL
            SELECT
                fresh.id, NULL,
                fresh.count_value, fresh.last_at, fresh.last_value,
                fresh.sum_value, fresh.min_value, fresh.max_value,
                'unread', fresh.sketch, fresh.measures, NULL
            FROM unread fresh
            WHERE fresh.id IS NOT NULL
        ) AS part
        WHERE few_ids IS NULL
           OR part.series_id = ANY (few_ids)
        GROUP BY part.series_id >> 14
    ) AS grouped
    CROSS JOIN LATERAL agentmon.summed_series(grouped.sums) summed
    JOIN monitoring.metric_series series ON series.id = summed.series_id
    WHERE few_ids IS NULL
       OR series.id = ANY (few_ids)
    UNION ALL
    -- Series that the catalogue does not have yet.
    SELECT
        fresh.metric_name,
        fresh.dimensions::jsonb,
        sum(fresh.count_value)::bigint,
        max(fresh.last_at),
        agentmon.newest_value(fresh.last_at, fresh.last_value) FILTER (WHERE p_sketches),
        agentmon.merged_sum(fresh.sum_value),
        min(fresh.min_value),
        max(fresh.max_value),
        (monitoring.rollup(agentmon.stored_sketch(fresh.sketch)) FILTER (WHERE p_sketches))::bytea,
        agentmon.merged_measures(fresh.measures) FILTER (WHERE p_sketches)
    FROM unread fresh
    WHERE fresh.id IS NULL
    GROUP BY fresh.series_key, fresh.metric_name, fresh.dimensions;
END
$$;
COMMENT ON FUNCTION agentmon.live_window_of(text, timestamptz, timestamptz, text[], boolean) IS
'What the rows of a raw table from p_from until before p_to come to, by series, to the microsecond: from the '
'rollups of the longest periods that fit, the raw rows of the incomplete minutes, and the rows that are not '
'rolled up yet. p_metric_names: of these metrics alone (NULL: all); p_sketches: with percentiles and '
'measures, which take most of the time.';

CREATE FUNCTION monitoring.live_window(
    p_source text,
    p_from timestamptz,
    p_to timestamptz,
    p_metric_name text DEFAULT NULL,
    p_sketches boolean DEFAULT true
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
LANGUAGE sql STABLE BEGIN ATOMIC
    SELECT *
    FROM agentmon.live_window_of(
        p_source,
        p_from,
        p_to,
        CASE WHEN p_metric_name IS NOT NULL THEN ARRAY[p_metric_name] END,
        p_sketches);
END;
COMMENT ON FUNCTION monitoring.live_window(text, timestamptz, timestamptz, text, boolean) IS
'live_window_of() for one metric, or for all (NULL).';

CREATE FUNCTION monitoring.live_metrics(
    p_metric_name text DEFAULT NULL,
    p_period text DEFAULT 'hourly',
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    metric_name text,
    period text,
    period_start timestamptz,
    min_value double precision,
    max_value double precision,
    avg_value double precision,
    sum_value double precision,
    count_value bigint,
    dimensions jsonb,
    p50 double precision,
    p95 double precision,
    p99 double precision,
    sketch monitoring.sketch,
    measures jsonb,
    last_value double precision,
    last_at timestamptz,
    kind text,
    unit text,
    rate double precision,
    complete boolean
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    SELECT
        rolled.metric_name,
        span.period,
        rolled.period_start,
        rolled.min_value,
        rolled.max_value,
        agentmon.quotient(rolled.sum_value, rolled.count_value),
        rolled.sum_value,
        rolled.count_value,
        rolled.dimensions,
        monitoring.approx_percentile(0.50, stored.sketch),
        monitoring.approx_percentile(0.95, stored.sketch),
        monitoring.approx_percentile(0.99, stored.sketch),
        stored.sketch,
        rolled.measures,
        rolled.last_value,
        rolled.last_at,
        coalesce(definition.kind, 'histogram'),
        definition.unit,
        -- A running period has lasted until now; one that is yet to come, no time at all.
        CASE
            WHEN definition.kind = 'counter' AND rolled.period_start < p_now
            THEN agentmon.quotient(
                rolled.sum_value,
                extract(epoch FROM least(span.period_end, p_now) - rolled.period_start)::double precision)
        END,
        span.period_end <= p_now
    FROM monitoring.live_rollups(
        'pipeline_metrics',
        p_period,
        coalesce(p_from, p_now),
        coalesce(p_to, greatest(p_from, p_now) + interval '1 microsecond'),
        p_metric_name) rolled
    LEFT JOIN monitoring.metric_definitions definition ON definition.metric_name = rolled.metric_name
    CROSS JOIN LATERAL (
        SELECT agentmon.stored_sketch(rolled.sketch) AS sketch
    ) stored
    CROSS JOIN LATERAL (
        SELECT canonical.period, agentmon.period_end(canonical.period, rolled.period_start) AS period_end
        FROM agentmon.canonical_period(p_period) AS canonical (period)
    ) span
$$;
COMMENT ON FUNCTION monitoring.live_metrics(text, text, timestamptz, timestamptz, timestamptz) IS
'As aggregated_metrics, with running periods and the rows that are not rolled up yet: exact at the moment of '
'the call. Of one metric (NULL: all); periods (minute, hourly, daily, weekly) from the one that holds p_from '
'until before p_to; without them, the one that runs at p_now. complete says whether a period had ended at '
'p_now; rate (of counters) is per second of what has passed.';

-- Of systems that asked the raw rows ----------------------------------------------------------------------

CREATE FUNCTION agentmon.call_failed(p_dimensions jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN call.success IN ('true', 'false') THEN call.success = 'false'
        WHEN call.status IN ('error', 'failure', 'failed', 'timeout') THEN true
        WHEN call.status IN ('success', 'succeeded', 'ok', 'completed') THEN false
        WHEN call.status ~ '^[0-9]{3}$' THEN call.status::integer >= 500
    END
    FROM (
        SELECT
            agentmon.folded(p_dimensions ->> 'success') AS success,
            agentmon.folded(coalesce(
                p_dimensions ->> 'status',
                p_dimensions ->> 'status_code')) AS status
    ) AS call
$$;
COMMENT ON FUNCTION agentmon.call_failed(jsonb) IS
'Whether a call with these tags failed: success false; else status (or status_code) error, failure, failed, '
'timeout, or 500 and above. NULL where the tags do not say.';

CREATE FUNCTION agentmon.queue_metrics_at(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    queue_name text,
    hour timestamptz,
    total_batches bigint,
    success_count double precision,
    error_count double precision,
    avg_processing_time_ms double precision,
    total_messages_processed double precision
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    SELECT
        coalesce(batches.dimensions ->> 'queue', batches.dimensions ->> 'queue_name'),
        batches.period_start,
        sum(batches.count_value)::bigint,
        agentmon.merged_sum((batches.measures ->> 'success_count')::double precision),
        agentmon.merged_sum((batches.measures ->> 'error_count')::double precision),
        agentmon.quotient(
            agentmon.merged_sum(batches.sum_value),
            sum(batches.count_value)::double precision),
        agentmon.merged_sum((batches.measures ->> 'batch_size')::double precision)
    FROM monitoring.live_rollups(
        'pipeline_metrics',
        'hourly',
        p_now - interval '7 days',
        p_now + interval '1 microsecond',
        'queue_processing') AS batches
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION agentmon.queue_metrics_at(timestamptz) IS
'The metric queue_processing by queue (the tag queue, or else queue_name) and hour, over the 7 days before '
'p_now and the running hour: batches, sums of the measures success_count, error_count and batch_size (NULL '
'where no row has one), mean time in milliseconds.';

CREATE FUNCTION agentmon.api_metrics_at(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    api_name text,
    hour timestamptz,
    total_calls bigint,
    success_count bigint,
    error_count bigint,
    avg_success_time_ms double precision,
    p95_time_ms double precision
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    SELECT
        coalesce(calls.dimensions ->> 'api', calls.dimensions ->> 'api_name'),
        calls.period_start,
        sum(calls.count_value)::bigint,
        coalesce(sum(calls.count_value) FILTER (WHERE call.success = 'true'), 0)::bigint,
        coalesce(sum(calls.count_value) FILTER (WHERE call.success = 'false'), 0)::bigint,
        agentmon.quotient(
            agentmon.merged_sum(calls.sum_value) FILTER (WHERE call.success = 'true'),
            (sum(calls.count_value) FILTER (WHERE call.success = 'true'))::double precision),
        monitoring.approx_percentile(0.95, monitoring.rollup(agentmon.stored_sketch(calls.sketch)))
    FROM monitoring.live_rollups(
        'pipeline_metrics',
        'hourly',
        p_now - interval '7 days',
        p_now + interval '1 microsecond',
        'api_call') AS calls
    -- Programs write True as well as true.
    CROSS JOIN LATERAL (SELECT agentmon.folded(calls.dimensions ->> 'success') AS success) AS call
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION agentmon.api_metrics_at(timestamptz) IS
'The metric api_call by API (the tag api, or else api_name) and hour, over the 7 days before p_now and the '
'running hour: calls, those with the tag success true and false, mean time of the successful ones and 95th '
'percentile of all, in milliseconds.';

GRANT EXECUTE ON FUNCTION monitoring.live_rollups(text, text, timestamptz, timestamptz, text),
    monitoring.live_window(text, timestamptz, timestamptz, text, boolean),
    agentmon.live_window_of(text, timestamptz, timestamptz, text[], boolean),
    monitoring.live_metrics(text, text, timestamptz, timestamptz, timestamptz),
    agentmon.call_failed(jsonb),
    agentmon.queue_metrics_at(timestamptz),
    agentmon.api_metrics_at(timestamptz),
    agentmon.merged_sum(double precision),
    agentmon.merged_measures(jsonb),
    agentmon.newest_value(timestamptz, double precision),
    agentmon.newest_value_sfunc(internal, timestamptz, double precision),
    agentmon.newest_value_final(internal),
    agentmon.period_unit(text),
    agentmon.canonical_period(text),
    agentmon.period_end(text, timestamptz),
    agentmon.canonical_value(text, text, text[], jsonb),
    agentmon.sum_merge(double precision, double precision),
    agentmon.measures_merge(jsonb, jsonb)
TO agentmon_reader, agentmon_admin;
-- What the views take minutes out of segments with, as whoever asks.
GRANT EXECUTE ON FUNCTION agentmon.minutes_of(text, bigint[], timestamptz, timestamptz, boolean),
    agentmon.is_segment(bytea),
    agentmon.segment_rows(bytea[], bigint[], timestamptz, timestamptz)
TO agentmon_reader, agentmon_admin;
