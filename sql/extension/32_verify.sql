-- Rollups are derived: here they are held against the raw rows, and made again from them.

CREATE FUNCTION agentmon.sketches_agree(bytea, bytea, double precision, double precision) RETURNS boolean
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sketches_agree_wrapper';
COMMENT ON FUNCTION agentmon.sketches_agree(bytea, bytea, double precision, double precision) IS
'Whether two sketches, and the two sums that stand beside them, are of the same values: equal but for what '
'the order of additions does to a sum (n * epsilon * sum of |v|).';
CREATE FUNCTION agentmon.measures_agree(jsonb, jsonb) RETURNS boolean
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'measures_agree_wrapper';
COMMENT ON FUNCTION agentmon.measures_agree(jsonb, jsonb) IS
'Whether two objects of sums have the same keys, and sums that differ by no more than 1e-9 of the larger '
'one, or of 1.';

CREATE FUNCTION agentmon.sketch_or_null(bytea) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sketch_or_null_wrapper';
COMMENT ON FUNCTION agentmon.sketch_or_null(bytea) IS 'The sketch of these bytes; NULL where they are none.';

-- Times go as text, to be read again the same whatever the session shows them like.
CREATE FUNCTION agentmon.read_rows(p_source text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO' AS $$
    SELECT coalesce(
        string_agg(
            format(
                'n.stamp >= %1$s AND n.stamp < %2$s AND n.stamp <> ALL (%3$L)',
                cur.cluster_tag::bigint << 48,
                unread.unread_from,
                unread.running)
            || CASE
                WHEN cur.done_until IS NULL THEN ''
                -- The slices that are done, of a run that is not.
                ELSE format(
                    ' OR n.stamp >= %1$s AND n.stamp < %2$s AND n.stamp <> ALL (%3$L) AND n.%4$I < %5$L',
                    cur.cluster_tag::bigint << 48,
                    beyond.unread_from,
                    beyond.running,
                    raw.time_column,
                    cur.done_until)
            END,
            ' OR '),
        'false')
    FROM agentmon.rollup_sources() raw
    JOIN monitoring.consumer_cursors cur ON cur.source = raw.source
        AND cur.consumer = 'rollups'
    CROSS JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.snapshot) unread
    LEFT JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.target) beyond ON true
    WHERE raw.source = p_source
$$;
COMMENT ON FUNCTION agentmon.read_rows(text) IS
'The condition, in SQL, that is true for the rows n of a raw table that the refresh has read.';

CREATE FUNCTION agentmon.rollup_chunks(p_source text, p_plan jsonb, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (n bigint, of_n bigint, chunk_from timestamptz, chunk_to timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH reach AS (
        SELECT greatest(p_from, part.part_from) AS reach_from, least(p_to, part.part_to) AS reach_to
        FROM agentmon.reading_parts(
            p_source,
            tstzmultirange(tstzrange(nullif(p_from, '-infinity'), nullif(greatest(p_from, p_to), 'infinity')))
        ) part
    ), ends AS (
        SELECT DISTINCT CASE
                WHEN isfinite(slice.ends_at) THEN date_trunc('hour', slice.ends_at, 'UTC')
                WHEN reach.reach_to < p_to THEN date_trunc('hour', reach.reach_to, 'UTC')
                ELSE p_to
            END AS ends_at
        FROM reach
        CROSS JOIN LATERAL unnest(coalesce(
            agentmon.rolled_up_slices(agentmon.roll_up_raw(
                p_source,
                p_plan || jsonb_strip_nulls(jsonb_build_object(
                    'max_rows', agentmon.refresh_step_rows(),
                    'max_bytes', 64 << 20
                )),
                reach.reach_from, reach.reach_to, true
            )),
            '{infinity}'
        )) AS slice (ends_at)
        WHERE reach.reach_from < reach.reach_to
    )
    SELECT
        row_number() OVER in_order,
        count(*) OVER (),
        coalesce(lag(chunk.ends_at) OVER in_order, p_from),
        chunk.ends_at
    FROM ends chunk
    WHERE chunk.ends_at > p_from
    WINDOW in_order AS (ORDER BY chunk.ends_at)
$$;
COMMENT ON FUNCTION agentmon.rollup_chunks(text, jsonb, timestamptz, timestamptz) IS
'The time from p_from until p_to in chunks of whole hours, each with no more raw rows than a refresh reads '
'in a step, if its hours allow, and no more partitions than one query should lock; p_plan says how they are '
'rolled up.';

-- The series whose rows may have been counted elsewhere: those of a metric that has met its limit.
CREATE FUNCTION agentmon.crowded_metrics(p_source text) RETURNS TABLE (metric_name text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.metric_name
    FROM monitoring.metric_series s
    WHERE s.overflow
      AND s.source = p_source
$$;
COMMENT ON FUNCTION agentmon.crowded_metrics(text) IS
'The metrics that have an overflow series; agentmon.overflow stands for all. Their series are verified '
'together: which of them a row was counted in depends on when it came.';

CREATE FUNCTION agentmon.verify_plan(p_source text) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH crowded AS (
        SELECT metric.metric_name
        FROM agentmon.crowded_metrics(p_source) metric
    )
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'source', p_source,
        'full', (
            SELECT true
            FROM crowded metric
            WHERE metric.metric_name = 'agentmon.overflow'
        ),
        'metrics', (
            SELECT jsonb_object_agg(
                coalesce(measured.metric_name, crowded_one.metric_name),
                jsonb_strip_nulls(jsonb_build_object(
                    'measures', (
                        SELECT jsonb_agg(DISTINCT measure_key)
                        FROM unnest(measured.measure_keys) AS measure_key
                        WHERE measure_key IS NOT NULL
                    ),
                    'full', crowded_one.metric_name IS NOT NULL)))
            FROM (
                SELECT *
                FROM monitoring.metric_definitions definition
                WHERE definition.measure_keys <> '{}'
            ) measured
            FULL JOIN (
                SELECT *
                FROM crowded metric
                WHERE metric.metric_name <> 'agentmon.overflow'
            ) crowded_one USING (metric_name)
        )))
$$;
COMMENT ON FUNCTION agentmon.verify_plan(text) IS
'The plan by which raw rows are rolled up to be compared: no limits, since the series that were read had '
'their place; those of a crowded metric as one.';

CREATE FUNCTION agentmon.verify_part(
    p_source text,
    p_from timestamptz,
    p_to timestamptz,
    p_of text,
    p_periods text[]
)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    period text,
    period_start timestamptz,
    problem text,
    expected jsonb,
    found jsonb
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
    WITH crowded AS MATERIALIZED (
        SELECT metric.metric_name
        FROM agentmon.crowded_metrics(p_source) metric
    ), raw AS MATERIALIZED (
        SELECT agentmon.roll_up_raw(p_source, agentmon.verify_plan(p_source), p_from, p_to, true) AS state
        WHERE p_of = 'raw'
    ), sides AS (
        -- What it should be: from the raw rows, or from the rollups of the level below.
        SELECT
            true AS should, made.metric_name, made.dimensions::jsonb AS dimensions,
            made.period, made.period_start,
            made.count_value, made.last_at, made.last_value,
            made.sum_value, made.min_value, made.max_value, made.sketch, made.measures
        FROM raw
        CROSS JOIN LATERAL (
            -- OFFSET 0: as in live_window_of().
            SELECT named.metric_name, named.dimensions, rolled.*
            FROM agentmon.rolled_up(raw.state) rolled
            JOIN agentmon.rolled_up_series(raw.state) named USING (series)
            OFFSET 0
        ) AS made
        WHERE made.period = ANY (p_periods)
        UNION ALL
        SELECT
            true, series.metric_name, series.dimensions,
            p_periods[1], date_trunc(agentmon.period_unit(p_periods[1]), shorter.period_start, 'UTC'),
            shorter.count_value, shorter.last_at, shorter.last_value,
            shorter.sum_value, shorter.min_value, shorter.max_value, shorter.sketch, shorter.measures
        FROM monitoring.rollups_stored shorter
        JOIN monitoring.metric_series series ON series.id = shorter.series_id
        WHERE p_of <> 'raw'
          AND series.source = p_source
          AND shorter.period = p_of
          AND shorter.period_start >= p_from
          AND shorter.period_start < p_to
          -- Later hours are in no day yet.
          AND (p_of <> 'hourly' OR shorter.period_start < agentmon.summed_until(p_source))
        UNION ALL
        -- What is stored.
        SELECT
            false, series.metric_name, series.dimensions,
            stored.period, stored.period_start,
            stored.count_value, stored.last_at, stored.last_value,
            stored.sum_value, stored.min_value, stored.max_value, stored.sketch, stored.measures
        FROM monitoring.rollups_stored stored
        JOIN monitoring.metric_series series ON series.id = stored.series_id
        WHERE series.source = p_source
          AND stored.period = ANY (p_periods)
          AND stored.period_start >= p_from
          AND stored.period_start < p_to
        UNION ALL
        SELECT
            false, series.metric_name, series.dimensions,
            'minute', stored.period_start,
            stored.count_value, stored.last_at, stored.last_value,
            stored.sum_value, stored.min_value, stored.max_value, stored.sketch, stored.measures
        FROM agentmon.minutes_of(p_source, NULL, p_from, p_to, true) stored
        JOIN monitoring.metric_series series ON series.id = stored.series_id
        WHERE 'minute' = ANY (p_periods)
    ), summed AS (
        -- A side by series and period. The series of a crowded metric are one, and where all metrics are
        -- crowded all are.
        SELECT
            side.should,
            CASE
                WHEN EXISTS (
                    SELECT
                    FROM crowded metric
                    WHERE metric.metric_name = 'agentmon.overflow')
                THEN NULL
                ELSE side.metric_name
            END AS metric_name,
            CASE
                WHEN EXISTS (
                    SELECT
                    FROM crowded metric
                    WHERE metric.metric_name IN (side.metric_name, 'agentmon.overflow'))
                THEN NULL
                ELSE side.dimensions
            END AS dimensions,
            side.period,
            side.period_start,
            sum(side.count_value)::bigint AS count_value,
            max(side.last_at) AS last_at,
            agentmon.newest_value(side.last_at, side.last_value) AS last_value,
            agentmon.merged_sum(side.sum_value) AS sum_value,
            min(side.min_value) AS min_value,
            max(side.max_value) AS max_value,
            monitoring.rollup(agentmon.sketch_or_null(side.sketch))::bytea AS sketch,
            agentmon.merged_measures(side.measures) AS measures
        FROM sides side
        GROUP BY 1, 2, 3, 4, 5
    ), compared AS (
        SELECT
            coalesce(due.metric_name, stored.metric_name) AS metric_name,
            coalesce(due.dimensions, stored.dimensions) AS dimensions,
            coalesce(due.period, stored.period) AS period,
            coalesce(due.period_start, stored.period_start) AS period_start,
            CASE
                WHEN stored.should IS NULL THEN 'missing'
                WHEN due.should IS NULL THEN 'unexpected'
                ELSE nullif(
                    concat_ws(
                        ', ',
                        CASE WHEN due.count_value <> stored.count_value THEN 'count_value' END,
                        CASE WHEN due.last_at <> stored.last_at THEN 'last_at' END,
                        CASE WHEN due.last_value IS DISTINCT FROM stored.last_value THEN 'last_value' END,
                        CASE WHEN due.min_value IS DISTINCT FROM stored.min_value THEN 'min_value' END,
                        CASE WHEN due.max_value IS DISTINCT FROM stored.max_value THEN 'max_value' END,
                        CASE
                            WHEN NOT agentmon.sketches_agree(
                                due.sketch, stored.sketch, due.sum_value, stored.sum_value)
                            THEN 'sum_value or sketch'
                        END,
                        CASE
                            WHEN NOT agentmon.measures_agree(due.measures, stored.measures)
                            THEN 'measures'
                        END),
                    '')
            END AS problem,
            jsonb_strip_nulls(jsonb_build_object(
                'count_value', due.count_value,
                'sum_value', due.sum_value,
                'min_value', due.min_value,
                'max_value', due.max_value,
                'last_at', due.last_at,
                'last_value', due.last_value,
                'measures', due.measures)) AS expected,
            jsonb_strip_nulls(jsonb_build_object(
                'count_value', stored.count_value,
                'sum_value', stored.sum_value,
                'min_value', stored.min_value,
                'max_value', stored.max_value,
                'last_at', stored.last_at,
                'last_value', stored.last_value,
                'measures', stored.measures)) AS found
        FROM (SELECT * FROM summed WHERE should) due
        FULL JOIN (SELECT * FROM summed WHERE NOT should) stored
            -- What stands for a NULL must be hashable, or each series would be held against all others.
            ON jsonb_build_array(due.metric_name, due.dimensions)
                = jsonb_build_array(stored.metric_name, stored.dimensions)
            AND due.period = stored.period
            AND due.period_start = stored.period_start
    )
    SELECT *
    FROM compared difference
    WHERE difference.problem IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.verify_part(text, timestamptz, timestamptz, text, text[]) IS
'The differences between the stored rollups of some periods and what they should be by p_of: by the raw rows '
'that were read (raw), or by the rollups of another period.';

CREATE FUNCTION agentmon.verify_activity(p_source text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (
    metric_name text,
    dimensions jsonb,
    period text,
    period_start timestamptz,
    problem text,
    expected jsonb,
    found jsonb
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    -- Of what is past a series limit nobody knows the agent.
    crowded boolean := EXISTS (SELECT FROM agentmon.crowded_metrics(p_source));
    plan jsonb := agentmon.verify_plan(p_source);
    -- What every agent's row tells of, and raw rows are left of.
    first_start timestamptz := agentmon.ceil_to('hour', greatest(
        p_from,
        (SELECT max(activity.kept_from)
         FROM monitoring.agent_activity activity
         WHERE activity.source = p_source
           AND activity.agent_name IS NOT NULL),
        (SELECT (agentmon.activity_kept(max(cur.as_of))).of_agents
         FROM monitoring.consumer_cursors cur
         WHERE cur.consumer = 'rollups'
           AND cur.source = p_source),
        agentmon.removed_before(p_source)));
    chunk record;
    state bytea;
BEGIN
    -- Where nothing was ever refreshed there is nothing to be compared.
    IF crowded OR NOT isfinite(first_start) THEN
        RETURN;
    END IF;
    FOR chunk IN SELECT * FROM agentmon.rollup_chunks(p_source, plan, first_start, p_to) LOOP
        state := agentmon.roll_up_raw(p_source, plan, chunk.chunk_from, chunk.chunk_to, true);
        RETURN QUERY
        WITH last_hour AS (
            SELECT least(chunk.chunk_to, chunk.chunk_from + interval '48 hours') AS ends_at
        ), hours AS (
            SELECT hour AS starts_at, hour + interval '1 hour' AS ends_at
            FROM last_hour horizon
            CROSS JOIN LATERAL generate_series(
                chunk.chunk_from,
                horizon.ends_at - interval '1 hour',
                interval '1 hour'
            ) AS hour
            UNION ALL
            -- What is yet to come.
            SELECT horizon.ends_at, chunk.chunk_to
            FROM last_hour horizon
            WHERE horizon.ends_at < chunk.chunk_to
        ), numbers AS (
            SELECT
                coalesce(due.agent_name, activity.agent_name) AS agent_name,
                hour.starts_at,
                activity.source IS NULL AS missing,
                due.last_at > activity.last_at AS seen_later,
                coalesce(
                    agentmon.activity_failures(due.recent, hour.starts_at, hour.ends_at),
                    0) AS failures_due,
                coalesce(
                    agentmon.activity_rows(due.recent, hour.starts_at, hour.ends_at),
                    0) AS rows_due,
                agentmon.activity_failures(activity.recent, hour.starts_at, hour.ends_at) AS failures,
                agentmon.activity_rows(activity.recent, hour.starts_at, hour.ends_at) AS rows
            FROM agentmon.rolled_up_agents(state, chunk.chunk_from) due
            FULL JOIN (
                SELECT *
                FROM monitoring.agent_activity stored
                WHERE stored.source = p_source
            ) activity
              ON activity.agent_key = coalesce(sha256(convert_to(due.agent_name, 'UTF8')), '')
            JOIN hours hour
              ON activity.kept_from IS NULL
              OR hour.starts_at >= activity.kept_from
        ), compared AS (
            SELECT
                entry.*,
                CASE
                    WHEN entry.missing AND entry.rows_due > 0 THEN 'missing'
                    WHEN NOT entry.missing THEN nullif(
                        concat_ws(
                            ', ',
                            CASE WHEN entry.failures <> entry.failures_due THEN 'failures' END,
                            CASE WHEN entry.rows <> entry.rows_due THEN 'rows' END,
                            CASE WHEN entry.seen_later THEN 'last_at' END),
                        '')
                END AS problem
            FROM numbers entry
        )
        SELECT
            'agent_activity',
            jsonb_strip_nulls(jsonb_build_object('agent_name', difference.agent_name)),
            'hourly',
            difference.starts_at,
            difference.problem,
            jsonb_build_object('failures', difference.failures_due, 'rows', difference.rows_due),
            jsonb_strip_nulls(jsonb_build_object('failures', difference.failures, 'rows', difference.rows))
        FROM compared difference
        WHERE difference.problem IS NOT NULL;
    END LOOP;
EXCEPTION WHEN invalid_binary_representation THEN
    RETURN QUERY
    VALUES ('agent_activity', NULL::jsonb, 'hourly', first_start, SQLERRM, NULL::jsonb, NULL::jsonb);
END
$$;
COMMENT ON FUNCTION agentmon.verify_activity(text, timestamptz, timestamptz) IS
'What the activity of the agents in a raw table says otherwise than the raw rows that were read, by hour: of '
'the last day, from p_from until p_to. Nothing where a series limit has been met.';

CREATE FUNCTION monitoring.verify_rollups(
    p_from timestamptz DEFAULT '-infinity',
    p_to timestamptz DEFAULT 'infinity'
)
RETURNS TABLE (
    source text,
    metric_name text,
    dimensions jsonb,
    period text,
    period_start timestamptz,
    problem text,
    expected jsonb,
    found jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    raw_table text;
    chunk record;
    upper_period text;
    below text;
    first_start timestamptz;
BEGIN
    PERFORM agentmon.check_range(p_from, p_to);
    FOR raw_table IN SELECT r.source FROM agentmon.rollup_sources() r LOOP
        -- What raw rows are left can tell: whole hours after the last one from which retention removed any.
        first_start := agentmon.ceil_to('hour', greatest(
            date_trunc('hour', p_from, 'UTC'),
            agentmon.removed_before(raw_table),
            agentmon.removed_before('rollups_hourly')));
        FOR chunk IN
            SELECT *
            FROM agentmon.rollup_chunks(raw_table, agentmon.verify_plan(raw_table), first_start, p_to)
        LOOP
            IF chunk.of_n > 1 THEN
                RAISE NOTICE 'verify_rollups: %, part % of %, until %',
                    raw_table, chunk.n, chunk.of_n, chunk.chunk_to;
            END IF;
            RETURN QUERY
            SELECT raw_table, difference.*
            FROM agentmon.verify_part(
                raw_table,
                chunk.chunk_from,
                agentmon.ceil_to('hour', chunk.chunk_to),
                'raw',
                '{minute,hourly}') difference
            WHERE difference.period = 'hourly'
               OR difference.period_start >= agentmon.minutes_from(raw_table);
        END LOOP;
        -- Hours are right now: days must be the sum of theirs, and weeks that of their days.
        FOREACH upper_period IN ARRAY '{daily,weekly}'::text[] LOOP
            below := CASE upper_period WHEN 'daily' THEN 'hourly' ELSE 'daily' END;
            FOR chunk IN
                -- Several of them at once, as long as there is not much in them.
                SELECT min(numbered.start) AS first_start, max(numbered.start) AS last_start
                FROM (
                    SELECT longer.start, sum(count(*)) OVER (ORDER BY longer.start) / 20000 AS part
                    FROM monitoring.rollups_stored stored
                    JOIN monitoring.metric_series series ON series.id = stored.series_id
                        AND series.source = raw_table,
                        LATERAL date_trunc(agentmon.period_unit(upper_period), stored.period_start, 'UTC')
                            AS longer (start)
                    WHERE stored.period IN (below, upper_period)
                      AND stored.period_start < p_to
                      AND stored.period_start >= agentmon.ceil_to(
                          agentmon.period_unit(upper_period),
                          greatest(
                              date_trunc(agentmon.period_unit(upper_period), p_from, 'UTC'),
                              agentmon.removed_before(raw_table),
                              agentmon.removed_before('rollups_' || below),
                              agentmon.removed_before('rollups_' || upper_period)))
                    GROUP BY longer.start
                ) AS numbered
                GROUP BY floor(numbered.part)
                ORDER BY 1
            LOOP
                RETURN QUERY
                SELECT raw_table, difference.*
                FROM agentmon.verify_part(
                    raw_table,
                    chunk.first_start,
                    agentmon.period_end(upper_period, chunk.last_start),
                    below,
                    ARRAY[upper_period]) difference;
            END LOOP;
        END LOOP;
        IF raw_table IN ('agent_executions', 'agent_logs') THEN
            RETURN QUERY
            SELECT raw_table, difference.*
            FROM agentmon.verify_activity(raw_table, date_trunc('hour', p_from, 'UTC'), p_to) difference;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.verify_rollups(timestamptz, timestamptz) IS
'Computes the rollups of the periods from p_from until p_to again from the raw rows that were read, and '
'gives what differs: nothing when all is well. So is what health knows of the last day of each agent '
'(agent_activity). Periods whose raw rows retention has removed are passed over; sums are compared within n '
'* epsilon * sum of |v|. Goes by parts of some hours, with a notice for each.';

CREATE FUNCTION agentmon.check_range(p_from timestamptz, p_to timestamptz) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_from IS NULL OR p_to IS NULL OR p_from > p_to THEN
        PERFORM agentmon.refuse(
            'p_from must be a time before p_to',
            format(
                'p_from is %s, p_to is %s.',
                coalesce(p_from::text, 'NULL'),
                coalesce(p_to::text, 'NULL')),
            'Give two times; -infinity and infinity stand for the beginning and the end.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_range(timestamptz, timestamptz) IS
'Raises 22023 for times that are NULL or out of order.';

CREATE FUNCTION agentmon.raw_is_gone(p_source text, p_from timestamptz, p_to timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    starts timestamptz[];
    ends timestamptz[];
    gone boolean;
BEGIN
    IF p_from < agentmon.removed_before(p_source) THEN
        RETURN true;
    END IF;
    SELECT array_agg(periods.starts_at), array_agg(periods.ends_at)
    INTO starts, ends
    FROM (
        SELECT DISTINCT r.period_start AS starts_at, agentmon.period_end(r.period, r.period_start) AS ends_at
        FROM monitoring.rollups_stored r
        JOIN monitoring.metric_series s ON s.id = r.series_id
        WHERE s.source = p_source
          AND r.period_start >= p_from
          AND r.period_start < p_to
          AND agentmon.period_end(r.period, r.period_start) <= p_to
    ) AS periods;
    BEGIN
        -- One row of each period is enough: it is looked for in each by itself.
        EXECUTE (
            SELECT format(
                'SELECT EXISTS (
                     SELECT FROM unnest($1, $2) AS p (starts_at, ends_at)
                     LEFT JOIN LATERAL (
                         SELECT true AS found
                         FROM monitoring.%1$I n
                         WHERE n.%2$I >= p.starts_at
                           AND n.%2$I < p.ends_at
                           AND n.%2$I >= $3
                           AND n.%2$I < $4
                           AND (%3$s)
                         LIMIT 1) AS there ON true
                     WHERE there.found IS NULL)',
                p_source, r.time_column, agentmon.read_rows(p_source))
            FROM agentmon.rollup_sources() r
            WHERE r.source = p_source)
        INTO gone
        USING starts, ends, p_from, p_to;
        -- As in rollup_unread().
        RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        RETURN gone;
    END;
END
$$;
COMMENT ON FUNCTION agentmon.raw_is_gone(text, timestamptz, timestamptz) IS
'Whether the time from p_from until p_to has rollups whose raw rows are gone: removed by retention, or, of a '
'whole hour, day or week, by hand.';

CREATE FUNCTION agentmon.rebuild_hours(
    p_source text,
    p_from timestamptz,
    p_to timestamptz,
    p_now timestamptz
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    state bytea;
    ids bigint[];
    gone timestamptz[];
    minutes_from timestamptz := agentmon.minutes_from(p_source);
    written bigint;
BEGIN
    LOOP
        state := agentmon.roll_up_raw(
            p_source,
            agentmon.rollup_plan(p_source, NULL, NULL)
                || jsonb_build_object('hours_only', p_to <= minutes_from),
            p_from,
            p_to,
            true);
        EXIT WHEN state IS NULL
            OR NOT agentmon.admit_series(p_source, state);
    END LOOP;
    SELECT array_agg(known.id ORDER BY rolled.series)
    INTO ids
    FROM agentmon.rolled_up_series(state) rolled
    JOIN monitoring.metric_series known USING (series_key);
    -- Looked at after the rows: what retention had removed by then is known by now.
    gone := ARRAY(
        SELECT there.hour
        FROM (
            SELECT stored.period_start AS hour
            FROM monitoring.rollups_stored stored
            JOIN monitoring.metric_series series ON series.id = stored.series_id
            WHERE series.source = p_source
              AND stored.period = 'hourly'
              AND stored.period_start >= p_from
              AND stored.period_start < p_to
            UNION
            SELECT segment.block
            FROM monitoring.minute_segments segment
            WHERE segment.source = p_source
              AND segment.block >= p_from
              AND segment.block < p_to
        ) AS there
        WHERE there.hour < agentmon.removed_before(p_source)
           OR there.hour NOT IN (
               SELECT rolled.period_start
               FROM agentmon.rolled_up_longer(state, ids) rolled
               WHERE rolled.period = 'hourly'));
    DELETE FROM monitoring.rollups_stored stored
    USING monitoring.metric_series series
    WHERE series.id = stored.series_id
      AND series.source = p_source
      AND stored.period = 'hourly'
      AND stored.period_start >= p_from
      AND stored.period_start < p_to
      AND stored.period_start <> ALL (gone);
    DELETE FROM monitoring.minute_segments segment
    WHERE segment.source = p_source
      AND segment.block >= p_from
      AND segment.block < p_to
      AND segment.block <> ALL (gone);
    INSERT INTO monitoring.rollups_stored (
        series_id, period, period_start,
        count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures,
        created_at)
    SELECT
        rolled.series_id, rolled.period, rolled.period_start,
        rolled.count_value, rolled.last_at, rolled.last_value,
        rolled.sum_value, rolled.min_value, rolled.max_value, rolled.sketch, rolled.measures,
        p_now
    FROM agentmon.rolled_up_longer(state, ids) AS rolled
    WHERE rolled.period = 'hourly'
      AND rolled.period_start <> ALL (gone);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written + coalesce(
        agentmon.write_minutes(p_source, state, ids, minutes_from, p_now, gone),
        0);
END
$$;
COMMENT ON FUNCTION agentmon.rebuild_hours(text, timestamptz, timestamptz, timestamptz) IS
'Makes the rollups by minute and hour of some hours again from the raw rows that were read; gives the rollup '
'rows written.';

CREATE FUNCTION agentmon.rebuild_period(
    p_source text,
    p_period text,
    p_start timestamptz,
    p_now timestamptz
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    written bigint;
    until timestamptz := agentmon.period_end(p_period, p_start);
BEGIN
    DELETE FROM monitoring.rollups_stored stored
    USING monitoring.metric_series series
    WHERE series.id = stored.series_id
      AND series.source = p_source
      AND stored.period = p_period
      AND stored.period_start = p_start;
    INSERT INTO monitoring.rollups_stored (
        series_id, period, period_start,
        count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures,
        created_at)
    SELECT
        shorter.series_id,
        p_period,
        p_start,
        sum(shorter.count_value),
        max(shorter.last_at),
        agentmon.newest_value(shorter.last_at, shorter.last_value),
        agentmon.merged_sum(shorter.sum_value),
        min(shorter.min_value),
        max(shorter.max_value),
        monitoring.rollup(agentmon.sketch_or_null(shorter.sketch))::bytea,
        agentmon.merged_measures(shorter.measures),
        p_now
    FROM monitoring.rollups_stored shorter
    JOIN monitoring.metric_series series ON series.id = shorter.series_id
    WHERE series.source = p_source
      AND shorter.period = CASE p_period WHEN 'daily' THEN 'hourly' ELSE 'daily' END
      AND shorter.period_start >= p_start
      AND shorter.period_start < until
      AND (p_period <> 'daily' OR shorter.period_start < agentmon.summed_until(p_source))
    GROUP BY shorter.series_id;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.rebuild_period(text, text, timestamptz, timestamptz) IS
'Makes the rollups of a day from those of its hours again, or those of a week from its days; gives the '
'rollup rows written.';

CREATE FUNCTION agentmon.rebuild_activity(p_source text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    kept record;
    chunk record;
    state bytea;
BEGIN
    SELECT * INTO STRICT kept FROM agentmon.activity_kept(p_now);
    IF kept.of_agents < agentmon.removed_before(p_source) THEN
        -- The raw rows no longer tell; the activity is as good as it was.
        RETURN;
    END IF;
    -- When an agent was last seen stays, whatever became of the row.
    UPDATE monitoring.agent_activity a
    SET recent = agentmon.activity_merge(a.recent, NULL, 'infinity'),
        kept_from = CASE WHEN a.agent_name IS NULL THEN kept.of_all ELSE kept.of_agents END
    WHERE a.source = p_source;
    FOR chunk IN
        SELECT *
        FROM agentmon.rollup_chunks(
            p_source,
            agentmon.rollup_plan(p_source, NULL, NULL),
            kept.of_agents,
            'infinity')
    LOOP
        state := agentmon.roll_up_raw(
            p_source,
            agentmon.rollup_plan(p_source, NULL, NULL),
            chunk.chunk_from,
            chunk.chunk_to,
            true);
        IF state IS NOT NULL THEN
            PERFORM agentmon.write_activity(p_source, state, p_now);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.rebuild_activity(text, timestamptz) IS
'Makes the activity of the agents in a raw table again from the rows of the last day that were read.';

CREATE FUNCTION agentmon.rebuild_source(
    p_source text,
    p_from timestamptz,
    p_to timestamptz,
    p_now timestamptz,
    p_activity boolean DEFAULT true
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    chunk record;
    hours_from timestamptz;
    upper_period text;
    below text;
    written bigint := 0;
BEGIN
    -- No refresh meanwhile: which rows have been read must not change.
    PERFORM agentmon.lock_cursors('rollups', p_source);
    hours_from := agentmon.ceil_to('hour', greatest(
        date_trunc('hour', p_from, 'UTC'),
        agentmon.removed_before(p_source),
        agentmon.removed_before('rollups_hourly')));
    FOR chunk IN
        SELECT *
        FROM agentmon.rollup_chunks(p_source, agentmon.rollup_plan(p_source, NULL, NULL), hours_from, p_to)
    LOOP
        IF chunk.of_n > 1 THEN
            RAISE NOTICE 'rebuild_rollups: %, part % of %, until %',
                p_source, chunk.n, chunk.of_n, chunk.chunk_to;
        END IF;
        written := written
            + agentmon.rebuild_hours(
                p_source, chunk.chunk_from, agentmon.ceil_to('hour', chunk.chunk_to), p_now);
    END LOOP;
    FOREACH upper_period IN ARRAY '{daily,weekly}'::text[] LOOP
        below := CASE upper_period WHEN 'daily' THEN 'hourly' ELSE 'daily' END;
        FOR chunk IN
            SELECT p.start, agentmon.period_end(upper_period, p.start) AS until
            FROM (
                SELECT DISTINCT date_trunc(agentmon.period_unit(upper_period), r.period_start, 'UTC') AS start
                FROM monitoring.rollups_stored r
                JOIN monitoring.metric_series k
                  ON k.id = r.series_id
                 AND k.source = p_source
                WHERE r.period IN (below, upper_period)
                  AND r.period_start < p_to
                  AND r.period_start >= date_trunc(agentmon.period_unit(upper_period), p_from, 'UTC')
            ) AS p
            WHERE p.start >= greatest(
                agentmon.removed_before(p_source),
                agentmon.removed_before('rollups_hourly'),
                agentmon.removed_before('rollups_' || below))
        LOOP
            -- Days whose raw rows are not all there keep what they have.
            CONTINUE WHEN agentmon.raw_is_gone(p_source, chunk.start, chunk.until);
            written := written + agentmon.rebuild_period(p_source, upper_period, chunk.start, p_now);
        END LOOP;
    END LOOP;
    IF p_activity AND p_source IN ('agent_executions', 'agent_logs') THEN
        PERFORM agentmon.rebuild_activity(p_source, p_now);
    END IF;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.rebuild_source(text, timestamptz, timestamptz, timestamptz, boolean) IS
'rebuild_rollups() for one raw table; p_activity: the activity of agents as well.';

CREATE FUNCTION monitoring.rebuild_rollups(
    p_from timestamptz DEFAULT '-infinity',
    p_to timestamptz DEFAULT 'infinity',
    p_now timestamptz DEFAULT now()
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    raw_table text;
    written bigint := 0;
BEGIN
    PERFORM agentmon.check_range(p_from, p_to);
    PERFORM agentmon.check_p_now(p_now);
    FOR raw_table IN SELECT r.source FROM agentmon.rollup_sources() r LOOP
        written := written + agentmon.rebuild_source(raw_table, p_from, p_to, p_now);
    END LOOP;
    RETURN written;
END
$$;
COMMENT ON FUNCTION monitoring.rebuild_rollups(timestamptz, timestamptz, timestamptz) IS
'Makes the rollups of the periods from p_from until p_to again from the raw rows that were read, and gives '
'the rollup rows written. Touches no hour, day or week of whose raw rows any hour is gone. No refresh runs '
'meanwhile. Goes by parts of some hours, with a notice for each.';

GRANT EXECUTE ON FUNCTION monitoring.verify_rollups(timestamptz, timestamptz)
TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.rebuild_rollups(timestamptz, timestamptz, timestamptz)
TO agentmon_admin;
