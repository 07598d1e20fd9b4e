-- Cursors: exactly-once consumption of raw rows by snapshots, for rollups and alerts alike.

CREATE FUNCTION monitoring.check_p_now(p_now timestamptz) RETURNS void LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_now IS NULL OR NOT isfinite(p_now) THEN
        PERFORM monitoring.refuse('p_now must be a finite time', 'It is ' || coalesce(p_now::text, 'NULL') || '.', 'Leave it out for now().', 'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.check_p_now(timestamptz) IS 'Raises 22023 for a time that is NULL or infinite.';

CREATE FUNCTION monitoring.adopt_rows(p_consumer text, p_source text) RETURNS integer
LANGUAGE plpgsql VOLATILE
-- enable_seqscan = off: the BRIN index knows that there are none.
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off AS $$
DECLARE
    gaps text;
    foreign_stamp bigint;
    adopted integer := 0;
BEGIN
    LOOP
        -- All stamps but those of the clusters that have a cursor.
        SELECT string_agg(format('stamp > %s AND stamp < %s', g.after, g.before), ' OR ') INTO gaps
        FROM (SELECT coalesce((lag(t.tag) OVER w << 48) | 281474976710655, -1) AS after, CASE t.tag WHEN 32768 THEN 9223372036854775807 ELSE t.tag << 48 END AS before
              FROM (SELECT c.cluster_tag::bigint AS tag FROM monitoring.consumer_cursors c WHERE c.consumer = p_consumer AND c.source = p_source
                    UNION ALL SELECT 32768) AS t
              WINDOW w AS (ORDER BY t.tag)) AS g;
        EXECUTE format('SELECT s.stamp FROM monitoring.%I AS s WHERE %s LIMIT 1', p_source, gaps) INTO foreign_stamp;
        EXIT WHEN foreign_stamp IS NULL;
        INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag)
        VALUES (p_consumer, p_source, (foreign_stamp >> 48)::integer) ON CONFLICT DO NOTHING;
        adopted := adopted + 1;
    END LOOP;
    RETURN adopted;
END
$$;
COMMENT ON FUNCTION monitoring.adopt_rows(text, text) IS
'Makes a cursor for each cluster whose rows were brought here without one (restored as data alone, say), so that they are not passed over; gives their number.';

CREATE FUNCTION monitoring.lock_cursors(p_consumer text, p_source text) RETURNS SETOF integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tag integer := monitoring.cluster_tag();
BEGIN
    -- Rows leave the catch-all partition under an exclusive lock. A reader that met it while it was being planned would
    -- go on with the partitions of before and the rows of after: it would miss the moved ones, and never come back.
    -- The table first and then the partition: that is the order of everybody.
    EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS SHARE MODE', p_source);
    EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS SHARE MODE', p_source || '_default');
    INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag) VALUES (p_consumer, p_source, tag)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        -- New in this cluster: there may be restored rows of another.
        PERFORM monitoring.adopt_rows(p_consumer, p_source);
    END IF;
    RETURN QUERY SELECT c.cluster_tag FROM monitoring.consumer_cursors c
        WHERE c.consumer = p_consumer AND c.source = p_source ORDER BY c.cluster_tag FOR UPDATE;
END
$$;
COMMENT ON FUNCTION monitoring.lock_cursors(text, text) IS
'Locks the cursors of a consumer on a raw table until the transaction ends, and gives their cluster tags; makes that of this cluster where it is missing. Must be a statement of its own, before the one that reads: a run that waited must not see an older cursor than it locks.';

CREATE FUNCTION monitoring.stamps_to_read(p_tag integer, p_snapshot pg_snapshot,
    OUT scan_from bigint, OUT unread_from bigint, OUT until bigint, OUT running bigint[], OUT far bigint[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_stamp bigint := p_tag::bigint << 48;
BEGIN
    unread_from := first_stamp + pg_snapshot_xmax(p_snapshot)::text::bigint;
    until := first_stamp | 281474976710655;
    running := ARRAY(SELECT first_stamp + x::text::bigint FROM pg_snapshot_xip(p_snapshot) AS x);
    far := ARRAY(SELECT x FROM unnest(running) AS x WHERE x < unread_from - 10000);
    scan_from := least(unread_from, (SELECT min(x) FROM unnest(running) AS x WHERE x >= unread_from - 10000));
END
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
