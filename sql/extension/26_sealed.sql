-- Long histories: partitions in which no new rows are expected are sealed, and readers pass over them.
--
-- A sealed partition has a trigger that notes, in late_rows, each day and stamp of which it gets a row. The
-- note is written by the transaction (or subtransaction) that writes the row, so whoever can see the row can
-- see the note. It is put on when every consumer has read what is in the partition; so a consumer finds all
-- that it has not read in the partitions without a seal, and on the days of which notes tell. What is looked
-- up in the catalogue is looked up as of the snapshot of the reader: a seal that came later is none for it.
--
-- The trigger fires ALWAYS, also for what replication applies. Where it was switched off, and then on again,
-- it does not, and the partition counts as one without a seal.

CREATE FUNCTION agentmon.note_late_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    row_time timestamptz;
BEGIN
    IF TG_ARGV[0] = 'pipeline_metrics' THEN
        row_time := NEW."timestamp";
    ELSE
        row_time := NEW.created_at;
    END IF;
    -- Rows that bring a stamp along may come by several transactions: each has a note of its own.
    INSERT INTO monitoring.late_rows (source, stamp, day, noted_by)
    VALUES (TG_ARGV[0], NEW.stamp, date_trunc('day', row_time, 'UTC'), agentmon.row_stamp())
    ON CONFLICT DO NOTHING;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.note_late_row() IS
'Trigger of a sealed partition (its argument is the raw table): notes in late_rows the day and the stamp of '
'a row that came.';

CREATE FUNCTION agentmon.partition_bounds(pg_node_tree) RETURNS timestamptz[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'partition_bounds_wrapper';
COMMENT ON FUNCTION agentmon.partition_bounds(pg_node_tree) IS
'Lower and upper bound of a partition by ranges of time, out of pg_class.relpartbound; both are NULL for a '
'default partition. pg_get_expr() would say the same in words, which take longer to write and to read.';

CREATE FUNCTION agentmon.partitions_of(p_table text)
RETURNS TABLE (
    partition regclass,
    partition_name text,
    starts_at timestamptz,
    ends_at timestamptz,
    row_estimate bigint,
    sealed boolean
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = on AS $$
DECLARE
    parent oid := to_regclass('monitoring.' || p_table);
    seal_function oid := to_regprocedure('agentmon.note_late_row()');
    seal_argument bytea := convert_to(p_table, 'UTF8') || decode('00', 'hex');
BEGIN
    RETURN QUERY
    SELECT
        relation.oid::regclass,
        relation.relname::text,
        bound.times[1],
        bound.times[2],
        greatest(relation.reltuples, 0)::bigint,
        relation.relkind = 'r' AND seal.oid IS NOT NULL
    FROM pg_inherits child
    JOIN pg_class relation
      ON relation.oid = child.inhrelid
    -- OFFSET 0: once for each.
    CROSS JOIN LATERAL (
        SELECT agentmon.partition_bounds(relation.relpartbound) AS times
        OFFSET 0
    ) AS bound
    LEFT JOIN pg_trigger seal
      ON seal.tgrelid = relation.oid
     AND seal.tgname = 'agentmon_late'
     AND seal.tgenabled = 'A'
     AND seal.tgfoid = seal_function
     AND seal.tgargs = seal_argument
    WHERE child.inhparent = parent;
END
$$;
COMMENT ON FUNCTION agentmon.partitions_of(text) IS
'The partitions of a raw table, as of the snapshot of the caller: bounds (NULL for the catch-all one), '
'estimated rows, and whether it is sealed.';

CREATE FUNCTION agentmon.unsealed_times(p_source text) RETURNS tstzmultirange
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN '{(,)}'::tstzmultirange - coalesce(
        (
            SELECT range_agg(tstzrange(nullif(part.starts_at, '-infinity'), nullif(part.ends_at, 'infinity')))
            FROM agentmon.partitions_of(p_source) part
            WHERE part.sealed
        ),
        '{}'
    );
END
$$;
COMMENT ON FUNCTION agentmon.unsealed_times(text) IS
'All times but those of the sealed partitions of a raw table.';

CREATE FUNCTION agentmon.times_to_read(p_source text, p_tag integer, p_known pg_snapshot)
RETURNS tstzmultirange
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = on AS $$
DECLARE
    unread record;
    late_times tstzmultirange;
    passed_over tstzmultirange;
BEGIN
    SELECT *
    INTO STRICT unread
    FROM agentmon.stamps_to_read(p_tag, p_known);
    -- A partition without a page has no row that a snapshot of before sees, and would have to be planned.
    -- There are always some, of days to come.
    SELECT range_agg(tstzrange(nullif(part.starts_at, '-infinity'), nullif(part.ends_at, 'infinity')))
    INTO passed_over
    FROM agentmon.partitions_of(p_source) part
    WHERE part.starts_at IS NOT NULL
      AND CASE
          WHEN part.sealed THEN true
          ELSE pg_relation_size(part.partition) = 0
              AND (
                  SELECT relation.relkind = 'r'
                  FROM pg_class relation
                  WHERE relation.oid = part.partition)
      END;
    SELECT range_agg(tstzrange(late.day, nullif(agentmon.period_end('daily', late.day), 'infinity')))
    INTO late_times
    FROM (
        SELECT note.day
        FROM monitoring.late_rows note
        WHERE note.source = p_source
          AND note.stamp BETWEEN unread.scan_from AND unread.until
          AND (note.stamp >= unread.unread_from OR note.stamp = ANY (unread.running))
        UNION
        SELECT note.day
        FROM monitoring.late_rows note
        WHERE note.source = p_source
          AND note.stamp = ANY (unread.far)
    ) AS late;
    RETURN '{(,)}'::tstzmultirange - coalesce(passed_over, '{}') + coalesce(late_times, '{}');
END
$$;
COMMENT ON FUNCTION agentmon.times_to_read(text, integer, pg_snapshot) IS
'The times that rows of a cluster tag may have which a consumer that knows the snapshot p_known has not '
'read: all but those of sealed and of empty partitions, and the days of late rows. To be asked by a STABLE '
'function, which then reads by it: both must see the same.';

-- Without statistics two bounds are taken for a narrow range, which an index on the time would be right for,
-- and all of a partition would be read. So neither is seen beside the other: each stands in an OR, whose
-- second part says nothing that the first one does not.
CREATE FUNCTION agentmon.beyond(
    p_column text,
    p_operator text,
    p_bound timestamptz,
    p_other_bound timestamptz
) RETURNS text
    -- Not IMMUTABLE, which would keep it from being part of the query that asks. How times are written,
    -- within_times() says.
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN p_bound IS NULL THEN NULL
        WHEN p_other_bound IS NULL THEN format('%s %s timestamptz %L', p_column, p_operator, p_bound)
        ELSE format(
            '(%1$s %2$s timestamptz %3$L OR %1$s %2$s timestamptz %4$L)',
            p_column,
            p_operator,
            p_bound,
            p_other_bound)
    END;
COMMENT ON FUNCTION agentmon.beyond(text, text, timestamptz, timestamptz) IS
'The condition, in SQL, that a column of times is on the side of p_bound that p_operator (>= or <) says, '
'where p_other_bound ends on the other side what is asked for (NULL: nothing does); NULL for no bound. '
'p_column and p_operator are in the code, never from a table.';

CREATE FUNCTION agentmon.within_times(p_column text, p_times tstzmultirange) RETURNS text
LANGUAGE plpgsql IMMUTABLE
-- Times go as text, to be read again the same whatever the session shows them like.
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO' AS $$
BEGIN
    RETURN (
        SELECT coalesce(
            -- Most rows are new ones: the first condition is true for them.
            '(' || string_agg(
                concat_ws(
                    ' AND ',
                    'true',
                    agentmon.beyond(p_column, '>=', lower(span.times), upper(span.times)),
                    agentmon.beyond(p_column, '<', upper(span.times), lower(span.times))),
                ' OR ' ORDER BY span.times DESC
            ) || ')',
            'false')
        FROM unnest(p_times) AS span (times)
    );
END
$$;
COMMENT ON FUNCTION agentmon.within_times(text, tstzmultirange) IS
'The condition, in SQL, that a column of times is within p_times: of a form by which partitions are ruled '
'out when a query is planned. p_column is a name in the code, never one from a table.';

CREATE FUNCTION agentmon.reading_parts(p_source text, p_times tstzmultirange)
RETURNS TABLE (part_from timestamptz, part_to timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Each has half a dozen relations to lock, and a server has room for some thousand locks.
    most CONSTANT integer := 64;
BEGIN
    IF (
        SELECT count(*)
        FROM pg_inherits i
        WHERE i.inhparent = to_regclass('monitoring.' || p_source)
    ) <= most THEN
        RETURN QUERY VALUES (timestamptz '-infinity', timestamptz 'infinity');
        RETURN;
    END IF;
    RETURN QUERY
    WITH touched AS (
        SELECT part.starts_at, row_number() OVER (ORDER BY part.starts_at) AS position
        FROM agentmon.partitions_of(p_source) part
        WHERE part.starts_at IS NOT NULL
          AND tstzrange(nullif(part.starts_at, '-infinity'), nullif(part.ends_at, 'infinity')) && p_times
    ), ends AS (
        SELECT part.starts_at AS part_end
        FROM touched part
        WHERE part.position > 1
          AND part.position % most = 1
        UNION ALL
        SELECT 'infinity'
    )
    SELECT coalesce(lag(reach.part_end) OVER (ORDER BY reach.part_end), '-infinity'), reach.part_end
    FROM ends reach
    ORDER BY reach.part_end;
END
$$;
COMMENT ON FUNCTION agentmon.reading_parts(text, tstzmultirange) IS
'All of time in parts, in each of which p_times touch no more partitions of a raw table than one query '
'should lock. Mostly that is one part.';

-- Putting seals on, and taking them off -------------------------------------------------------------------

CREATE FUNCTION agentmon.put_seal(p_table text, p_partition regclass) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON %s
         FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row(%L)',
        p_partition,
        p_table);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER agentmon_late', p_partition);
END
$$;
COMMENT ON FUNCTION agentmon.put_seal(text, regclass) IS
'Puts the trigger of a sealed partition on; whoever calls it knows that there is nothing unread in it.';

CREATE FUNCTION agentmon.seal_partition(p_table text, p_partition regclass) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off AS $$
BEGIN
    -- An older snapshot would not show the rows that came after it.
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RETURN false;
    END IF;
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', p_partition);
    IF (
        SELECT coalesce(bool_or(agentmon.unread_rows(reader.consumer, reader.source, p_partition)), false)
        FROM agentmon.consumers() reader
        WHERE reader.source = p_table
    ) THEN
        RETURN false;
    END IF;
    PERFORM agentmon.put_seal(p_table, p_partition);
    RETURN true;
END
$$;
COMMENT ON FUNCTION agentmon.seal_partition(text, regclass) IS
'Seals a partition, if every consumer has read all that is in it; says whether it did. Nobody can write to '
'it meanwhile.';

CREATE FUNCTION agentmon.seals_due(p_now timestamptz)
RETURNS TABLE (table_name text, partition regclass, seal boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT raw.table_name, part.partition, NOT part.sealed
    FROM agentmon.partitioned_tables() raw
    CROSS JOIN LATERAL agentmon.partitions_of(raw.table_name) part
    JOIN pg_class relation ON relation.oid = part.partition
        AND relation.relkind = 'r'
    WHERE part.starts_at IS NOT NULL
      AND part.sealed <> agentmon.is_far(part.starts_at, part.ends_at, p_now)
    -- A seal costs writers something: those of days that have come near go first.
    ORDER BY part.sealed DESC, part.starts_at DESC
$$;
COMMENT ON FUNCTION agentmon.seals_due(timestamptz) IS
'The partitions that should be sealed at p_now and are not (seal), and those that are and should not be.';

CREATE FUNCTION agentmon.is_far(p_starts_at timestamptz, p_ends_at timestamptz, p_now timestamptz)
RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_ends_at <= p_now - near.distance
        OR p_starts_at > p_now + near.distance
    FROM (
        SELECT coalesce(agentmon.setting_interval('seal_after'), interval '2 days') AS distance
    ) AS near
$$;
COMMENT ON FUNCTION agentmon.is_far(timestamptz, timestamptz, timestamptz) IS
'Whether a partition lies further from p_now than the setting seal_after says, so that it is to be sealed.';

CREATE FUNCTION agentmon.keep_seals(
    p_now timestamptz,
    p_most integer DEFAULT 50,
    p_failed text[] DEFAULT '{}',
    OUT changed integer,
    OUT more boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    due record;
    problem text;
    tried integer := 0;
BEGIN
    changed := 0;
    more := false;
    failed := '{}';
    FOR due IN SELECT * FROM agentmon.seals_due(p_now) LOOP
        CONTINUE WHEN due.partition::text = ANY (p_failed);
        IF changed >= p_most THEN
            more := true;
            EXIT;
        END IF;
        -- Each is locked until the transaction ends, also one that was only looked at.
        EXIT WHEN tried >= 4 * p_most;
        tried := tried + 1;
        BEGIN
            IF NOT due.seal THEN
                EXECUTE format('DROP TRIGGER agentmon_late ON %s', due.partition);
                changed := changed + 1;
            ELSIF agentmon.seal_partition(due.table_name, due.partition) THEN
                changed := changed + 1;
            END IF;
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT;
                failed := failed || agentmon.fail_member(
                    'partitions',
                    due.partition::text,
                    problem,
                    p_now,
                    'It is tried again at the next run; until then each refresh looks into this partition.');
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.keep_seals(timestamptz, integer, text[]) IS
'Seals partitions far from p_now and takes the seals off near ones, at most p_most; gives their number, '
'whether there are more, and those that failed, which are noted. Those in p_failed are not tried.';

CREATE FUNCTION agentmon.forget_late_rows(p_source text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    forgotten bigint;
BEGIN
    -- An older snapshot could only fail at what others have deleted meanwhile.
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RETURN 0;
    END IF;
    -- One statement, one snapshot, for the cursors and the notes. Nobody waits for those that another one
    -- deletes.
    DELETE FROM monitoring.late_rows gone
    WHERE gone.ctid = ANY (ARRAY(
        SELECT note.ctid
        FROM monitoring.late_rows note
        WHERE (p_source IS NULL OR note.source = p_source)
          -- There is no consumer of this table that has not read it.
          AND NOT EXISTS (
              SELECT
              FROM agentmon.consumers() reader
              WHERE reader.source = note.source
                AND NOT EXISTS (
                    SELECT
                    FROM monitoring.consumer_cursors cur
                    CROSS JOIN LATERAL agentmon.stamps_to_read(cur.cluster_tag, cur.snapshot) unread
                    WHERE cur.consumer = reader.consumer
                      AND cur.source = note.source
                      AND note.stamp >= cur.cluster_tag::bigint << 48
                      AND note.stamp < unread.unread_from
                      AND note.stamp <> ALL (unread.running)))
        FOR UPDATE OF note SKIP LOCKED));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;
COMMENT ON FUNCTION agentmon.forget_late_rows(text) IS
'Deletes the notes of late rows (of one raw table, or of all) that every consumer has read; gives their '
'number.';

-- What the alerts read ------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.unread_errors(
    p_tag integer,
    p_known pg_snapshot,
    p_without bigint,
    p_up_to timestamptz DEFAULT 'infinity',
    p_most bigint DEFAULT NULL
)
RETURNS TABLE (
    agent_name text,
    event_type text,
    log_level text,
    message text,
    id uuid,
    created_at timestamptz,
    request_id text,
    stamp bigint
)
LANGUAGE plpgsql STABLE ROWS 1000
-- enable_seqscan = off: the partial index on error rows knows which are new. Planned anew each time: while a
-- partition is empty any index of its error rows will do, and a daemon that kept such a plan would read all
-- of them each time.
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off AS $$
DECLARE
    unread record;
    times tstzmultirange := agentmon.times_to_read('agent_logs', p_tag, p_known);
    part record;
BEGIN
    SELECT *
    INTO STRICT unread
    FROM agentmon.stamps_to_read(p_tag, p_known);
    FOR part IN SELECT * FROM agentmon.reading_parts('agent_logs', times) LOOP
        BEGIN
            RETURN QUERY EXECUTE format(
                'SELECT l.agent_name, l.event_type, l.log_level, l.message, l.id, l.created_at, '
                'l.request_id, l.stamp
                 FROM monitoring.agent_logs l
                 WHERE l.log_level IN (''error'', ''critical'')
                   AND l.stamp <> $1
                   AND (l.stamp BETWEEN $2 AND $3 OR l.stamp = ANY ($4))
                   AND %s %s
                 LIMIT $6',
                agentmon.within_times(
                    'l.created_at',
                    times * tstzmultirange(tstzrange(
                        nullif(part.part_from, '-infinity'),
                        nullif(part.part_to, 'infinity')))),
                CASE WHEN isfinite(p_up_to) THEN 'AND l.created_at <= $5' ELSE '' END)
            USING p_without, unread.unread_from, unread.until, unread.running, p_up_to, p_most;
            -- As in rollup_unread().
            RAISE EXCEPTION USING
                ERRCODE = 'AM000',
                MESSAGE = 'the locks go back';
        EXCEPTION WHEN SQLSTATE 'AM000' THEN
            NULL;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.unread_errors(integer, pg_snapshot, bigint, timestamptz, bigint) IS
'The log rows at error or critical of a cluster tag that a consumer which knows the snapshot p_known has not '
'read, but for those of the stamp p_without, as the calling statement sees them; those up to p_up_to alone, '
'and p_most of each part of time.';
