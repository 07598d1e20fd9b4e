-- What a refresh reads: raw rows that no refresh has seen, cursor by cursor.

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
