-- What a refresh writes: hours, days and weeks as rows, minutes as segments, the activity of agents.

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
    WHERE p_from < p_to
      AND stored.period_start >= p_from
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
