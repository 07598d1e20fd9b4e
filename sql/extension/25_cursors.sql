-- Cursors: exactly-once consumption of raw rows by snapshots, for rollups and alerts alike.

CREATE FUNCTION agentmon.check_p_now(p_now timestamptz) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_now IS NULL OR NOT isfinite(p_now) THEN
        PERFORM agentmon.refuse(
            'p_now must be a finite time',
            'It is ' || coalesce(p_now::text, 'NULL') || '.',
            'Leave it out for now().',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_p_now(timestamptz) IS 'Raises 22023 for a time that is NULL or infinite.';

CREATE FUNCTION agentmon.is_local_tag(p_tag integer) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN p_tag IN (agentmon.cluster_tag(), agentmon.adopted_tag());
COMMENT ON FUNCTION agentmon.is_local_tag(integer) IS
'Whether stamps of this tag hold transactions of this database: those of its own rows, and of those that it '
'adopted.';

CREATE FUNCTION agentmon.own_stamp(p_tag integer) RETURNS bigint
    LANGUAGE sql VOLATILE
    RETURN CASE
        WHEN p_tag = agentmon.adopted_tag()
        THEN (p_tag::bigint << 48) | (agentmon.row_stamp() & 281474976710655)
        ELSE agentmon.row_stamp()
    END;
COMMENT ON FUNCTION agentmon.own_stamp(integer) IS
'The stamp that rows of this transaction have under a tag: those that it inserts, or for adopted_tag() those '
'that it adopts. A consumer passes over them until its next run.';

CREATE FUNCTION agentmon.close_cursor() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT agentmon.is_local_tag(NEW.cluster_tag) THEN
        NEW.closed_by := agentmon.cluster_tag();
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.close_cursor() IS
'Trigger: notes that this installation has read what came along with a cursor of another one.';

-- Rows that come later may have any stamps of the other installation, older ones than those before them too:
-- no cursor under its tag could tell which of them are new. So they get stamps of this one.
CREATE FUNCTION agentmon.strange_stamps(p_source text) RETURNS TABLE (first_stamp bigint, last_stamp bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH known AS (
        SELECT cur.cluster_tag::bigint AS tag
        FROM monitoring.consumer_cursors cur
        WHERE cur.source = p_source
        UNION
        VALUES (agentmon.cluster_tag()::bigint), (agentmon.adopted_tag())
    ), bounds AS (
        SELECT -1 AS tag
        UNION ALL
        SELECT tag FROM known
        UNION ALL
        SELECT 32768
    ), between_known AS (
        SELECT tag + 1 AS first_tag, lead(tag) OVER (ORDER BY tag) - 1 AS last_tag
        FROM bounds
    )
    SELECT gap.first_tag << 48, (gap.last_tag << 48) | 281474976710655
    FROM between_known gap
    WHERE gap.first_tag <= gap.last_tag
    UNION ALL
    -- What all its consumers have read to the end, as far as they had come where the rows are from.
    SELECT max(unread.unread_from), max(unread.until)
    FROM agentmon.consumers() reader
    CROSS JOIN (
        SELECT tag
        FROM known
        WHERE NOT agentmon.is_local_tag(tag::integer)
    ) AS foreign_one
    LEFT JOIN monitoring.consumer_cursors cur ON cur.consumer = reader.consumer
        AND cur.source = reader.source
        AND cur.cluster_tag = foreign_one.tag
    LEFT JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.snapshot) unread ON true
    WHERE reader.source = p_source
    GROUP BY foreign_one.tag
    HAVING bool_and(cur.closed_by IS NOT DISTINCT FROM agentmon.cluster_tag())
$$;
COMMENT ON FUNCTION agentmon.strange_stamps(text) IS
'The stamps that no cursor of a raw table speaks of: those of installations that are not known here, and of '
'known ones what comes after that which came along with their cursors.';

CREATE FUNCTION agentmon.strange_rows(p_source text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(
        format('n.stamp BETWEEN %s AND %s', strange.first_stamp, strange.last_stamp),
        ' OR ' ORDER BY strange.first_stamp)
    FROM agentmon.strange_stamps(p_source) strange
$$;
COMMENT ON FUNCTION agentmon.strange_rows(text) IS
'The condition, in SQL, that is true for the rows n of a raw table with strange_stamps().';

CREATE FUNCTION agentmon.adopt_rows(p_consumer text, p_source text, p_now timestamptz DEFAULT now())
RETURNS integer
LANGUAGE plpgsql VOLATILE
-- enable_seqscan = off: the BRIN index knows that there are none.
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off AS $$
DECLARE
    strange text;
    notes monitoring.late_rows[];
    times tstzmultirange;
    reach record;
    parts regclass[] := '{}';
    parts_here regclass[];
    part regclass;
    part_name text;
    failed text[] := '{}';
    adopted integer := 0;
    rows_done integer;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- One at a time, and in a statement before the one that reads: nobody adopts what another one has just
    -- adopted.
    PERFORM pg_advisory_xact_lock(hashtextextended('agentmon adopts ' || p_source, 0));
    -- Where rows came along with the cursors of other consumers alone, this one has read none of them.
    INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag)
    SELECT DISTINCT p_consumer, p_source, k.cluster_tag
    FROM monitoring.consumer_cursors k
    WHERE k.source = p_source
    ON CONFLICT DO NOTHING;
    strange := agentmon.strange_rows(p_source);
    -- Of sealed partitions the notes tell. They go before anything is read; rows that come later have notes
    -- of their own.
    EXECUTE format(
        'WITH gone AS (
            DELETE FROM monitoring.late_rows n WHERE n.source = $1 AND (%s) RETURNING n.*
         )
         SELECT coalesce(array_agg(g), ''{}'') FROM gone g',
        strange)
    INTO notes
    USING p_source;
    SELECT agentmon.unsealed_times(p_source) + coalesce(
        range_agg(tstzrange(note.day, nullif(agentmon.period_end('daily', note.day), 'infinity'))),
        '{}')
    INTO times
    FROM unnest(notes) AS note;
    FOR reach IN SELECT * FROM agentmon.reading_parts(p_source, times) LOOP
        BEGIN
            EXECUTE format(
                'SELECT array_agg(DISTINCT n.tableoid::regclass) FROM monitoring.%I n WHERE (%s) AND %s',
                p_source,
                strange,
                agentmon.within_times(
                    format('n.%I', (
                        SELECT raw.time_column
                        FROM agentmon.partitioned_tables() raw
                        WHERE raw.table_name = p_source
                    )),
                    times * tstzmultirange(tstzrange(reach.part_from, reach.part_to))))
            INTO parts_here;
            -- As in rollup_unread().
            RAISE EXCEPTION USING
                ERRCODE = 'AM000',
                MESSAGE = 'the locks go back';
        EXCEPTION WHEN SQLSTATE 'AM000' THEN
            parts := parts || parts_here;
        END;
    END LOOP;
    FOR part, part_name IN
        SELECT relation.oid, relation.relname
        FROM unnest(parts) AS touched (partition)
        JOIN pg_class relation ON relation.oid = touched.partition
        ORDER BY relation.relname
    LOOP
        BEGIN
            EXECUTE format('UPDATE ONLY %s n SET stamp = $1 WHERE %s', part, strange)
                USING agentmon.own_stamp(agentmon.adopted_tag());
            GET DIAGNOSTICS rows_done = ROW_COUNT;
            adopted := adopted + rows_done;
        EXCEPTION
            WHEN serialization_failure OR deadlock_detected THEN
                RAISE;
            WHEN OTHERS THEN
                failed := failed || agentmon.failure_member(p_source || ' ' || part_name);
                PERFORM agentmon.note_failure(
                    'adopt rows',
                    p_source || ' ' || part_name,
                    SQLERRM,
                    p_now,
                    'Rows that were brought here with their stamps are neither rolled up nor alerted until '
                    'this is put right.');
        END;
    END LOOP;
    IF failed <> '{}' THEN
        -- What could not be adopted is looked for again.
        INSERT INTO monitoring.late_rows
        SELECT n.*
        FROM unnest(notes) AS n
        ON CONFLICT DO NOTHING;
    END IF;
    IF agentmon.member_fails('adopt rows') THEN
        DELETE FROM monitoring.step_failures f
        WHERE f.step = 'adopt rows'
          AND starts_with(f.member, p_source || ' ')
          AND NOT f.member = ANY (failed);
    END IF;
    IF adopted > 0 THEN
        INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag)
        SELECT c.consumer, c.source, agentmon.adopted_tag()
        FROM agentmon.consumers() c
        WHERE c.source = p_source
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN adopted;
END
$$;
COMMENT ON FUNCTION agentmon.adopt_rows(text, text, timestamptz) IS
'Gives the rows of a raw table that were brought here with strange_stamps() (restored as data alone, say) '
'stamps of this installation, under adopted_tag(), so that every consumer reads them once at its next run, '
'in whatever portions they come; and makes the cursors that a consumer lacks where others have one. Gives '
'the number of rows. A partition in which that fails is noted in step_failures.';

CREATE FUNCTION agentmon.forget_cursors(p_source text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off AS $$
DECLARE
    tag bigint;
    has_rows boolean;
BEGIN
    FOR tag IN
        SELECT cur.cluster_tag
        FROM monitoring.consumer_cursors cur
        WHERE cur.source = p_source
          AND NOT agentmon.is_local_tag(cur.cluster_tag)
        GROUP BY cur.cluster_tag
        HAVING bool_and(pg_snapshot_xmax(cur.snapshot) = '1' AND cur.target IS NULL)
    LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM monitoring.%I n WHERE n.stamp BETWEEN %s AND %s AND %s)',
            p_source,
            tag << 48,
            (tag << 48) | 281474976710655,
            agentmon.within_times(
                format('n.%I', (
                    SELECT raw.time_column
                    FROM agentmon.partitioned_tables() raw
                    WHERE raw.table_name = p_source
                )),
                agentmon.times_to_read(p_source, tag::integer, '1:1:')))
        INTO has_rows;
        IF NOT has_rows THEN
            DELETE FROM monitoring.consumer_cursors k
            WHERE k.source = p_source
              AND k.cluster_tag = tag;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.forget_cursors(text) IS
'Removes the cursors of other installations that have read nothing of a raw table, where it has no rows of '
'theirs either: a copy of a fresh database brings them along.';

CREATE FUNCTION agentmon.lock_cursors(p_consumer text, p_source text) RETURNS SETOF integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tag integer := agentmon.cluster_tag();
BEGIN
    -- Rows leave the catch-all partition under an exclusive lock. A reader that met it while it was being
    -- planned would go on with the partitions of before and the rows of after: it would miss the moved ones,
    -- and never come back. The table first and then the partition: that is the order of everybody.
    EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS SHARE MODE', p_source);
    IF to_regclass(format('monitoring.%I', p_source || '_default')) IS NOT NULL THEN
        EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS SHARE MODE', p_source || '_default');
    END IF;
    -- Mostly it is there, and to insert it again would call its trigger.
    IF NOT EXISTS (
        SELECT
        FROM monitoring.consumer_cursors cur
        WHERE cur.consumer = p_consumer
          AND cur.source = p_source
          AND cur.cluster_tag = tag
    ) THEN
        INSERT INTO monitoring.consumer_cursors (consumer, source, cluster_tag)
        VALUES (p_consumer, p_source, tag)
        ON CONFLICT DO NOTHING;
        IF FOUND THEN
            -- New in this installation: there may be restored rows of another.
            PERFORM agentmon.adopt_rows(p_consumer, p_source);
            PERFORM agentmon.forget_cursors(p_source);
        END IF;
    END IF;
    RETURN QUERY
    SELECT cur.cluster_tag
    FROM monitoring.consumer_cursors cur
    WHERE cur.consumer = p_consumer
      AND cur.source = p_source
      AND cur.closed_by IS DISTINCT FROM tag
    ORDER BY cur.cluster_tag
    FOR UPDATE;
END
$$;
COMMENT ON FUNCTION agentmon.lock_cursors(text, text) IS
'Locks the cursors of a consumer on a raw table until the transaction ends, and gives their cluster tags; '
'makes that of this installation where it is missing. Cursors of other installations that this one has read '
'to their end are left out. Must be a statement of its own, before the one that reads: a run that waited '
'must not see an older cursor than it locks.';

CREATE FUNCTION agentmon.stamps_to_read(
    p_tag integer,
    p_snapshot pg_snapshot,
    OUT scan_from bigint,
    OUT unread_from bigint,
    OUT until bigint,
    OUT running bigint[],
    OUT far bigint[]
)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_stamp bigint := p_tag::bigint << 48;
BEGIN
    unread_from := first_stamp + pg_snapshot_xmax(p_snapshot)::text::bigint;
    until := first_stamp | 281474976710655;
    IF right(p_snapshot::text, 1) = ':' THEN
        -- Mostly nothing was running, and no query is needed to see that.
        running := '{}';
        far := '{}';
        scan_from := unread_from;
        RETURN;
    END IF;
    running := ARRAY(SELECT first_stamp + x::text::bigint FROM pg_snapshot_xip(p_snapshot) AS x);
    far := ARRAY(SELECT x FROM unnest(running) AS x WHERE x < unread_from - 10000);
    scan_from := least(
        unread_from,
        (SELECT min(x) FROM unnest(running) AS x WHERE x >= unread_from - 10000));
END
$$;
COMMENT ON FUNCTION agentmon.stamps_to_read(integer, pg_snapshot) IS
'Which stamps a consumer has yet to read: those from unread_from until until, and those that were running. A '
'scan of one range from scan_from finds all but the far ones, which a long transaction left behind and which '
'are looked up one by one, so that they widen no scan.';

CREATE FUNCTION agentmon.snapshot_to_store(
    p_tag integer,
    p_known pg_snapshot,
    p_seen pg_snapshot,
    p_last_stamp bigint
) RETURNS pg_snapshot
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own xid8 := pg_current_xact_id();
BEGIN
    IF NOT agentmon.is_local_tag(p_tag) THEN
        RETURN (
            SELECT format('%s:%s:', next_id, next_id)
            FROM (
                SELECT greatest(
                    pg_snapshot_xmax(p_known)::text::bigint,
                    (p_last_stamp & 281474976710655) + 1) AS next_id
            ) AS following
        );
    END IF;
    IF own >= pg_snapshot_xmax(p_seen) THEN
        RETURN p_seen;
    END IF;
    IF right(p_seen::text, 1) = ':' THEN
        -- Mostly nothing else was running.
        RETURN p_seen::text || own;
    END IF;
    RETURN format(
        '%s:%s:%s',
        pg_snapshot_xmin(p_seen),
        pg_snapshot_xmax(p_seen),
        (
            SELECT string_agg(running_id::text, ',' ORDER BY running_id)
            FROM (
                SELECT pg_snapshot_xip(p_seen) AS running_id
                UNION
                SELECT own
            ) AS ids
        ));
END
$$;
COMMENT ON FUNCTION agentmon.snapshot_to_store(integer, pg_snapshot, pg_snapshot, bigint) IS
'The cursor after a run that knew p_known, read at p_seen and found rows up to p_last_stamp. In this '
'installation: p_seen with this transaction''s own id among the running ones, where PostgreSQL leaves it out '
'(its rows are for the next run). For restored rows of another installation, of which nothing is running '
'here: everything up to the last one found.';

CREATE FUNCTION agentmon.unread_rows(p_consumer text, p_source text, p_relation regclass) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    unread boolean;
    cursor_row record;
    -- Alerts and error groups read error rows alone; the words are those of their partial index.
    inbox text := CASE
        WHEN p_consumer IN ('alerts', 'error_groups') THEN 'log_level IN (''error'', ''critical'') AND '
        ELSE ''
    END;
BEGIN
    FOR cursor_row IN
        WITH known AS (
            SELECT cur.cluster_tag, cur.snapshot
            FROM monitoring.consumer_cursors cur
            WHERE cur.consumer = p_consumer
              AND cur.source = p_source
        )
        SELECT to_read.*
        FROM (
            SELECT cur.cluster_tag, cur.snapshot
            FROM known cur
            UNION ALL
            -- Rows of this cluster are to be read even before it has a cursor.
            SELECT agentmon.cluster_tag(), '1:1:'
            WHERE agentmon.cluster_tag() NOT IN (SELECT cur.cluster_tag FROM known cur)
        ) AS tag,
            agentmon.stamps_to_read(tag.cluster_tag, tag.snapshot) AS to_read
    LOOP
        EXECUTE format(
            'SELECT EXISTS ('
            'SELECT FROM %1$s WHERE %2$s stamp BETWEEN $1 AND $2 AND (stamp >= $3 OR stamp = ANY ($4)))
                        OR EXISTS (SELECT FROM %1$s WHERE %2$s stamp = ANY ($5) AND $5 <> ''{}'')',
            p_relation,
            inbox)
        INTO unread
        USING
            cursor_row.scan_from,
            cursor_row.until,
            cursor_row.unread_from,
            cursor_row.running,
            cursor_row.far;
        IF unread THEN
            RETURN true;
        END IF;
    END LOOP;
    -- Those that wait to be adopted have been read by nobody.
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %s n WHERE %s (%s))',
        p_relation,
        inbox,
        agentmon.strange_rows(p_source))
    INTO unread;
    RETURN unread;
END
$$;
COMMENT ON FUNCTION agentmon.unread_rows(text, text, regclass) IS
'Whether a raw table, or one partition of it, holds rows that a consumer has not read yet.';
