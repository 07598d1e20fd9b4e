-- Rollups: exactly-once consumption of raw rows by snapshots, and their merge into aggregated_metrics.

CREATE FUNCTION monitoring.check_p_now(p_now timestamptz) RETURNS void LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_now IS NULL OR NOT isfinite(p_now) THEN
        PERFORM monitoring.refuse('p_now must be a finite time', 'It is ' || coalesce(p_now::text, 'NULL') || '.', 'Leave it out for now().', 'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.check_p_now(timestamptz) IS 'Raises 22023 for a time that is NULL or infinite.';

-- Cursors ------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.lock_cursors(p_consumer text, p_source text) RETURNS SETOF integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tag integer := monitoring.cluster_tag();
    foreign_stamp bigint;
BEGIN
    -- Rows leave the catch-all partition under an exclusive lock. A reader that met it while it was being planned would
    -- go on with the partitions of before and the rows of after: it would miss the moved ones, and never come back.
    -- The table first and then the partition: that is the order of everybody.
    EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS SHARE MODE', p_source);
    EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS SHARE MODE', p_source || '_default');
    INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag) VALUES (p_consumer, p_source, tag)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        -- New in this cluster. Raw rows that were restored without their cursor must not be passed over.
        LOOP
            EXECUTE format(
                'SELECT stamp FROM monitoring.%I AS s WHERE NOT EXISTS (SELECT FROM monitoring.consumer_cursors c
                 WHERE c.consumer = $1 AND c.source = $2 AND c.cluster_tag = s.stamp >> 48) LIMIT 1', p_source)
                INTO foreign_stamp USING p_consumer, p_source;
            EXIT WHEN foreign_stamp IS NULL;
            INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag)
            VALUES (p_consumer, p_source, (foreign_stamp >> 48)::integer);
        END LOOP;
    END IF;
    RETURN QUERY SELECT c.cluster_tag FROM monitoring.consumer_cursors c
        WHERE c.consumer = p_consumer AND c.source = p_source ORDER BY c.cluster_tag FOR UPDATE;
END
$$;
COMMENT ON FUNCTION monitoring.lock_cursors(text, text) IS
'Locks the cursors of a consumer on a raw table until the transaction ends, and gives their cluster tags; makes that of this cluster where it is missing. Must be a statement of its own, before the one that reads: a run that waited must not see an older cursor than it locks.';

CREATE FUNCTION monitoring.stamps_to_read(p_tag integer, p_snapshot pg_snapshot)
RETURNS TABLE (scan_from bigint, unread_from bigint, until bigint, running bigint[], far bigint[])
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT least(r.unread_from, (SELECT min(x) FROM unnest(r.running) AS x WHERE x >= r.near)), r.unread_from,
           (p_tag::bigint << 48) | 281474976710655, r.running,
           ARRAY(SELECT x FROM unnest(r.running) AS x WHERE x < r.near)
    FROM (SELECT u.unread_from, u.unread_from - 10000 AS near,
                 ARRAY(SELECT (p_tag::bigint << 48) + x::text::bigint FROM pg_snapshot_xip(p_snapshot) AS x) AS running
          FROM (SELECT (p_tag::bigint << 48) + pg_snapshot_xmax(p_snapshot)::text::bigint AS unread_from) AS u) AS r
$$;
COMMENT ON FUNCTION monitoring.stamps_to_read(integer, pg_snapshot) IS
'Which stamps a consumer has yet to read: those from unread_from until until, and those that were running. A scan of one range from scan_from finds all but the far ones, which a long transaction left behind and which are looked up one by one, so that they widen no scan.';

CREATE FUNCTION monitoring.snapshot_to_store(p_tag integer, p_known pg_snapshot, p_seen pg_snapshot, p_last_stamp bigint)
RETURNS pg_snapshot LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p_tag = monitoring.cluster_tag() THEN
        format('%s:%s:%s', pg_snapshot_xmin(p_seen), pg_snapshot_xmax(p_seen),
            (SELECT string_agg(x::text, ',' ORDER BY x)
             FROM (SELECT pg_snapshot_xip(p_seen) AS x UNION SELECT own WHERE own < pg_snapshot_xmax(p_seen)) AS ids))::pg_snapshot
    ELSE (SELECT format('%s:%s:', next_id, next_id)::pg_snapshot
          FROM (SELECT greatest(pg_snapshot_xmax(p_known)::text::bigint, (p_last_stamp & 281474976710655) + 1) AS next_id) AS n)
    END
    FROM pg_current_xact_id() AS own
$$;
COMMENT ON FUNCTION monitoring.snapshot_to_store(integer, pg_snapshot, pg_snapshot, bigint) IS
'The cursor after a run that knew p_known, read at p_seen and found rows up to p_last_stamp. In this cluster: p_seen with this transaction''s own id among the running ones, where PostgreSQL leaves it out (its rows are for the next run). For restored rows of another cluster, of which nothing is running here: everything up to the last one found.';

CREATE FUNCTION monitoring.unread_rows(p_consumer text, p_source text, p_relation regclass) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    unread boolean;
    cursor_row record;
    -- The alerts read error rows alone; the words are those of their partial index.
    inbox text := CASE p_consumer WHEN 'alerts' THEN 'log_level IN (''error'', ''critical'') AND ' ELSE '' END;
BEGIN
    FOR cursor_row IN
        WITH known AS (
            SELECT c.cluster_tag, c.snapshot FROM monitoring.consumer_cursors c
            WHERE c.consumer = p_consumer AND c.source = p_source)
        SELECT w.* FROM (
            SELECT k.cluster_tag, k.snapshot FROM known k
            UNION ALL
            SELECT monitoring.cluster_tag(), '1:1:' WHERE monitoring.cluster_tag() NOT IN (SELECT k.cluster_tag FROM known k)) AS t,
            monitoring.stamps_to_read(t.cluster_tag, t.snapshot) AS w
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %1$s WHERE %2$s stamp BETWEEN $1 AND $2 AND (stamp >= $3 OR stamp = ANY ($4)))
                        OR EXISTS (SELECT FROM %1$s WHERE %2$s stamp = ANY ($5) AND $5 <> ''{}'')', p_relation, inbox)
            INTO unread USING cursor_row.scan_from, cursor_row.until, cursor_row.unread_from, cursor_row.running, cursor_row.far;
        IF unread THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;
COMMENT ON FUNCTION monitoring.unread_rows(text, text, regclass) IS
'Whether a raw table, or one partition of it, holds rows that a consumer has not read yet.';

-- The rollup aggregate ------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_sfunc_wrapper';
CREATE FUNCTION monitoring.rollup_rows_combine(internal, internal) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_combine_wrapper';
CREATE FUNCTION monitoring.rollup_rows_serial(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_serial_wrapper';
CREATE FUNCTION monitoring.rollup_rows_deserial(bytea, internal) RETURNS internal
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_deserial_wrapper';
CREATE FUNCTION monitoring.rollup_rows_final(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_final_wrapper';
COMMENT ON FUNCTION monitoring.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb) IS 'Transition function of rollup_rows().';
COMMENT ON FUNCTION monitoring.rollup_rows_combine(internal, internal) IS 'Combine function of rollup_rows().';
COMMENT ON FUNCTION monitoring.rollup_rows_serial(internal) IS 'Serialization function of rollup_rows().';
COMMENT ON FUNCTION monitoring.rollup_rows_deserial(bytea, internal) IS 'Deserialization function of rollup_rows().';
COMMENT ON FUNCTION monitoring.rollup_rows_final(internal) IS 'Final function of rollup_rows().';

CREATE AGGREGATE monitoring.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) (
    SFUNC = monitoring.rollup_rows_sfunc, STYPE = internal, COMBINEFUNC = monitoring.rollup_rows_combine,
    SERIALFUNC = monitoring.rollup_rows_serial, DESERIALFUNC = monitoring.rollup_rows_deserial,
    FINALFUNC = monitoring.rollup_rows_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE monitoring.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) IS
'Rolls rows up by series and minute in its own hash table. Takes name, value, tags, time and the measure keys by metric ({"name": ["key"]}); gives bytes for rolled_up(), NULL for no rows.';

CREATE FUNCTION monitoring.rolled_up(p_state bytea) RETURNS TABLE (series integer, period text, period_start timestamptz,
    count_value bigint, sum_value double precision, min_value double precision, max_value double precision, sketch bytea, measures jsonb)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'rolled_up_wrapper';
COMMENT ON FUNCTION monitoring.rolled_up(bytea) IS
'The rows of what rollup_rows() gave, for the periods minute, hourly, daily and weekly (UTC, weeks from Monday); series is the ordinal of rolled_up_series().';

CREATE FUNCTION monitoring.rolled_up_series(p_state bytea) RETURNS TABLE (series integer, metric_name text, dimensions text)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'rolled_up_series_wrapper';
COMMENT ON FUNCTION monitoring.rolled_up_series(bytea) IS
'The series of what rollup_rows() gave: ordinal, name, canonical dimensions.';

CREATE FUNCTION monitoring.series_key(p_metric_name text, p_dimensions text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT sha256(convert_to(length(p_metric_name) || ':' || p_metric_name || p_dimensions, 'UTF8'))$$;
COMMENT ON FUNCTION monitoring.series_key(text, text) IS 'SHA-256 of a metric''s name and canonical dimensions.';

CREATE FUNCTION monitoring.measures_merge(jsonb, jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'measures_merge_wrapper';
COMMENT ON FUNCTION monitoring.measures_merge(jsonb, jsonb) IS 'The sums of two objects of numbers, key by key; NULL with x gives x. A sum stops at the largest double precision number.';

CREATE FUNCTION monitoring.sum_merge(double precision, double precision) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sum_merge_wrapper';
COMMENT ON FUNCTION monitoring.sum_merge(double precision, double precision) IS
'The sum of two finite numbers; it stops at the largest double precision number, where + would raise and hold up every later refresh.';

-- Refresh -------------------------------------------------------------------------------------------------

-- row_security = off: a reader that policies filter would pass over rows for ever; so it raises instead.
-- enable_seqscan = off: the rows to read stand at the end of each partition, where the BRIN index finds them.
CREATE FUNCTION monitoring.refresh_metrics(p_now timestamptz) RETURNS TABLE (period text, rows_written bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    tag integer;
    known pg_snapshot;
    seen pg_snapshot;
    state bytea;
    last_stamp bigint;
    own bigint;
    w record;
    definitions jsonb;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    FOR tag IN SELECT * FROM monitoring.lock_cursors('rollups', 'pipeline_metrics') LOOP
        SELECT c.snapshot INTO STRICT known FROM monitoring.consumer_cursors c
        WHERE c.consumer = 'rollups' AND c.source = 'pipeline_metrics' AND c.cluster_tag = tag;
        SELECT jsonb_object_agg(d.metric_name, ARRAY(SELECT k FROM unnest(d.measure_keys) AS k WHERE k IS NOT NULL)) INTO definitions
        FROM monitoring.metric_definitions d WHERE d.measure_keys <> '{}';
        own := monitoring.row_stamp();
        SELECT * INTO STRICT w FROM monitoring.stamps_to_read(tag, known);
        -- One statement, one snapshot: what it reads is what the cursor will say.
        SELECT monitoring.rollup_rows(m.metric_name, m.metric_value, m.tags, m."timestamp", definitions), pg_current_snapshot(), max(m.stamp)
        INTO state, seen, last_stamp
        FROM (SELECT n.metric_name, n.metric_value, n.tags, n."timestamp", n.stamp FROM monitoring.pipeline_metrics n
              WHERE n.stamp BETWEEN w.scan_from AND w.until AND (n.stamp >= w.unread_from OR n.stamp = ANY (w.running)) AND n.stamp <> own
              UNION ALL
              SELECT l.* FROM unnest(w.far) AS f (stamp),
                  LATERAL (SELECT n.metric_name, n.metric_value, n.tags, n."timestamp", n.stamp
                           FROM monitoring.pipeline_metrics n WHERE n.stamp = f.stamp OFFSET 0) AS l
              WHERE f.stamp <> own) AS m;
        IF state IS NOT NULL THEN
            INSERT INTO monitoring.metric_series (series_key, metric_name, dimensions)
            SELECT monitoring.series_key(s.metric_name, s.dimensions), s.metric_name, s.dimensions::jsonb
            FROM monitoring.rolled_up_series(state) AS s
            WHERE NOT EXISTS (SELECT FROM monitoring.metric_series k WHERE k.series_key = monitoring.series_key(s.metric_name, s.dimensions))
            ON CONFLICT DO NOTHING;
            RETURN QUERY
            WITH written AS (
                INSERT INTO monitoring.rollups AS r (series_id, period, period_start, count_value, sum_value, min_value, max_value,
                                                     sketch, measures, created_at)
                SELECT k.id, u.period, u.period_start, u.count_value, u.sum_value, u.min_value, u.max_value, u.sketch, u.measures, p_now
                FROM monitoring.rolled_up(state) AS u
                JOIN monitoring.rolled_up_series(state) AS s USING (series)
                JOIN monitoring.metric_series k ON k.series_key = monitoring.series_key(s.metric_name, s.dimensions)
                ORDER BY u.period, k.id, u.period_start
                ON CONFLICT (series_id, period_start, period) DO UPDATE SET
                    count_value = r.count_value + excluded.count_value, sum_value = monitoring.sum_merge(r.sum_value, excluded.sum_value),
                    min_value = least(r.min_value, excluded.min_value), max_value = greatest(r.max_value, excluded.max_value),
                    sketch = monitoring.sketch_merge(r.sketch, excluded.sketch),
                    measures = monitoring.measures_merge(r.measures, excluded.measures)
                RETURNING r.period)
            SELECT w.period, count(*) FROM written w GROUP BY w.period;
        END IF;
        UPDATE monitoring.consumer_cursors c SET as_of = p_now, snapshot = monitoring.snapshot_to_store(tag, known, seen, last_stamp)
        WHERE c.consumer = 'rollups' AND c.source = 'pipeline_metrics' AND c.cluster_tag = tag;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.refresh_metrics(timestamptz) IS
'Merges the metric rows that came since the last run into the rollups, each exactly once; gives the rollup rows written per period.';

CREATE FUNCTION monitoring.refresh_rollups(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT coalesce(sum(r.rows_written), 0)::integer FROM monitoring.refresh_metrics($1) AS r$$;
COMMENT ON FUNCTION monitoring.refresh_rollups(timestamptz) IS
'Brings every level of the rollups up to date and gives the rollup rows written. May run at any time, twice, concurrently, or never for a week: each raw row counts once.';

CREATE FUNCTION monitoring.aggregate_hourly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT coalesce(sum(r.rows_written) FILTER (WHERE r.period = 'hourly'), 0)::integer FROM monitoring.refresh_metrics($1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_hourly_metrics(timestamptz) IS 'As refresh_rollups(); gives the hourly rows written.';

CREATE FUNCTION monitoring.aggregate_daily_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT coalesce(sum(r.rows_written) FILTER (WHERE r.period = 'daily'), 0)::integer FROM monitoring.refresh_metrics($1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_daily_metrics(timestamptz) IS 'As refresh_rollups(); gives the daily rows written.';

CREATE FUNCTION monitoring.aggregate_weekly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT coalesce(sum(r.rows_written) FILTER (WHERE r.period = 'weekly'), 0)::integer FROM monitoring.refresh_metrics($1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_weekly_metrics(timestamptz) IS 'As refresh_rollups(); gives the weekly rows written.';

GRANT EXECUTE ON FUNCTION monitoring.refresh_metrics(timestamptz), monitoring.refresh_rollups(timestamptz),
    monitoring.aggregate_hourly_metrics(timestamptz), monitoring.aggregate_daily_metrics(timestamptz),
    monitoring.aggregate_weekly_metrics(timestamptz) TO agentmon_notifier, agentmon_admin;
