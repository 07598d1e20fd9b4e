-- Partitions are made ahead, and old rows removed, in transactions of their own: trouble with one must not
-- hold up the other.

CREATE FUNCTION agentmon.partitioned_tables() RETURNS TABLE (table_name text, time_column text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES
        ('agent_executions', 'created_at'),
        ('agent_logs', 'created_at'),
        ('pipeline_metrics', 'timestamp')
$$;
COMMENT ON FUNCTION agentmon.partitioned_tables() IS
'The tables that are partitioned by day, and the column that says the day; in the order in which they are '
'locked.';

CREATE FUNCTION agentmon.partitions() RETURNS TABLE (
    table_name text,
    partition_name text,
    starts_at timestamptz,
    ends_at timestamptz,
    row_estimate bigint,
    sealed boolean
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.table_name, p.partition_name, p.starts_at, p.ends_at, p.row_estimate, p.sealed
    FROM agentmon.partitioned_tables() t
    CROSS JOIN LATERAL agentmon.partitions_of(t.table_name) p
$$;
COMMENT ON FUNCTION agentmon.partitions() IS
'The partitions of the raw tables with their bounds, estimated rows, and whether they are sealed; the bounds '
'of the catch-all partitions are NULL.';

CREATE FUNCTION agentmon.partition_gap(p_table text, p_day date) RETURNS tstzrange
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' AS $$
    SELECT gap.times
    FROM unnest(
        tstzmultirange(tstzrange(p_day::timestamptz, (p_day + 1)::timestamptz)) - coalesce(
            (
                SELECT range_agg(tstzrange(
                    nullif(part.starts_at, '-infinity'),
                    nullif(part.ends_at, 'infinity')))
                FROM agentmon.partitions_of(p_table) part
                WHERE part.starts_at IS NOT NULL
            ),
            '{}'
        )
    ) AS gap (times)
    ORDER BY gap.times
    LIMIT 1
$$;
COMMENT ON FUNCTION agentmon.partition_gap(text, date) IS
'The first part of a day (UTC) that no partition of a raw table has, mostly the whole day; NULL where there '
'is none.';

CREATE FUNCTION agentmon.expires_before(p_now timestamptz, p_keep interval) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' AS $$
    SELECT CASE
        -- Times begin in 4714 BC, and nothing is kept for longer than 1000 years.
        WHEN p_keep IS NULL OR p_now < timestamptz '3700-01-01 00:00:00+00 BC' THEN '-infinity'
        ELSE p_now - p_keep
    END
$$;
COMMENT ON FUNCTION agentmon.expires_before(timestamptz, interval) IS
'Before which time rows have expired at p_now that are kept for p_keep; -infinity for NULL, which keeps them '
'for ever.';

CREATE FUNCTION agentmon.partition_due_of(p_table text, p_now timestamptz) RETURNS SETOF date
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET row_security = off AS $$
DECLARE
    column_name text := (
        SELECT t.time_column
        FROM agentmon.partitioned_tables() t
        WHERE t.table_name = p_table);
    today date := (p_now AT TIME ZONE 'UTC')::date;
    ahead date := today + agentmon.setting_integer('partition_days_ahead', 3);
    covered tstzmultirange;
BEGIN
    SELECT coalesce(
               range_agg(tstzrange(nullif(part.starts_at, '-infinity'), nullif(part.ends_at, 'infinity'))),
               '{}')
        INTO covered
    FROM agentmon.partitions_of(p_table) part
    WHERE part.starts_at IS NOT NULL;
    -- Rows older than their retention stay in the catch-all partition until they are removed. Rows of the far
    -- future wait there until their day is near.
    RETURN QUERY EXECUTE format(
        'SELECT days.day
         FROM (
             SELECT d::date AS day
             FROM generate_series($1::timestamp, $2::timestamp, interval ''1 day'') AS d
             UNION
             SELECT DISTINCT (r.%1$I AT TIME ZONE ''UTC'')::date
             FROM monitoring.%2$I AS r
             WHERE r.%1$I >= $3
               AND r.%1$I < $4
         ) AS days
         WHERE NOT tstzrange(days.day::timestamptz, (days.day + 1)::timestamptz) <@ $5
         ORDER BY days.day',
        column_name, p_table || '_default'
    )
    USING
        today,
        ahead,
        date_trunc('day', agentmon.expires_before(
            p_now, (
                SELECT r.keep
                FROM monitoring.retention_policies r
                WHERE r.name = p_table)
        )),
        (ahead + 1)::timestamptz,
        covered;
END
$$;
COMMENT ON FUNCTION agentmon.partition_due_of(text, timestamptz) IS
'The days for which a partition of a raw table is to be made at p_now; see partition_due().';

CREATE FUNCTION agentmon.partition_due(p_now timestamptz) RETURNS TABLE (table_name text, day date)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    SELECT t.table_name, d.day
    FROM agentmon.partitioned_tables() t
    CROSS JOIN LATERAL agentmon.partition_due_of(t.table_name, p_now) AS d (day);
END
$$;
COMMENT ON FUNCTION agentmon.partition_due(timestamptz) IS
'The days for which a partition is to be made at p_now: today and the days of the setting '
'partition_days_ahead, and those of rows in a catch-all partition that are within retention.';

CREATE FUNCTION agentmon.use_lock_timeout(p_locked_since timestamptz DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before text := current_setting('lock_timeout');
    patience interval := agentmon.setting_interval('lock_timeout')
        - coalesce(clock_timestamp() - p_locked_since, interval '0');
BEGIN
    -- At least a millisecond: 0 would wait for ever.
    PERFORM set_config(
        'lock_timeout',
        least(greatest(extract(epoch FROM patience) * 1000, 1), 2147483647)::integer::text,
        true);
    RETURN before;
END
$$;
COMMENT ON FUNCTION agentmon.use_lock_timeout(timestamptz) IS
'Sets lock_timeout to the setting of that name until the transaction ends; gives what it was, for the caller '
'to set back. Whoever holds locks since p_locked_since has as much less patience: writers wait for all of '
'its waits together.';

CREATE FUNCTION agentmon.free_relation_name(p_wanted text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    candidate text := p_wanted;
    number integer := 1;
BEGIN
    -- A table needs its name for a type, too.
    WHILE EXISTS (
            SELECT FROM pg_class c
            WHERE c.relname = candidate
              AND c.relnamespace = 'monitoring'::regnamespace)
       OR EXISTS (
            SELECT FROM pg_type t
            WHERE t.typname = candidate
              AND t.typnamespace = 'monitoring'::regnamespace)
    LOOP
        number := number + 1;
        candidate := format('%s_%s', p_wanted, number);
    END LOOP;
    RETURN candidate;
END
$$;
COMMENT ON FUNCTION agentmon.free_relation_name(text) IS
'The name, or where it is taken in the schema monitoring (by a day that was detached, say), that name with a '
'number.';

CREATE FUNCTION agentmon.move_end(p_table text, p_column text, p_gap tstzrange) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    most bigint := agentmon.setting_integer('move_batch_rows', 100000);
    cut timestamptz;
BEGIN
    EXECUTE format(
        'SELECT r.%1$I FROM monitoring.%2$I r '
        'WHERE r.%1$I >= $1 AND r.%1$I < $2 '
        'ORDER BY r.%1$I '
        'OFFSET $3 LIMIT 1',
        p_column, p_table || '_default'
    )
    INTO cut
    USING lower(p_gap), upper(p_gap), most;
    IF cut = lower(p_gap) THEN
        -- More rows than a batch has are of one time, and cannot be parted: all of them move.
        EXECUTE format(
            'SELECT min(r.%1$I) FROM monitoring.%2$I r '
            'WHERE r.%1$I > $1 AND r.%1$I < $2',
            p_column, p_table || '_default'
        )
        INTO cut
        USING lower(p_gap), upper(p_gap);
    END IF;
    RETURN coalesce(cut, upper(p_gap));
END
$$;
COMMENT ON FUNCTION agentmon.move_end(text, text, tstzrange) IS
'Until when a partition that begins with p_gap may reach, so that no more rows of the catch-all partition go '
'there than the setting move_batch_rows says.';

CREATE FUNCTION agentmon.day_partition(p_table text, p_day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('%s_p%s', p_table, to_char(p_day, 'YYYYMMDD'))
$$;
COMMENT ON FUNCTION agentmon.day_partition(text, date) IS
'What the partition of a day is called, unless the name is taken.';

CREATE FUNCTION agentmon.revoke_default_grants(p_relation regclass) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    others text := (
        SELECT string_agg(
            DISTINCT CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE granted.grantee::regrole::text END,
            ', ')
        FROM pg_class made
        CROSS JOIN LATERAL aclexplode(made.relacl) AS granted
        WHERE made.oid = p_relation
          AND granted.grantee <> made.relowner);
BEGIN
    IF others IS NOT NULL THEN
        EXECUTE format('REVOKE ALL ON %s FROM %s', p_relation, others);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.revoke_default_grants(regclass) IS
'Takes back what default privileges have granted on a relation that was just made: in Supabase all of schema '
'public is open to anon and authenticated. What somebody grants later stays.';

CREATE FUNCTION agentmon.close_partition(p_table text, p_partition regclass) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_partition);
    PERFORM agentmon.revoke_default_grants(p_partition);
    EXECUTE format('ALTER TABLE %s OWNER TO %s', p_partition, (
        SELECT c.relowner::regrole
        FROM pg_class c
        WHERE c.oid = to_regclass(format('monitoring.%I', p_table))));
END
$$;
COMMENT ON FUNCTION agentmon.close_partition(text, regclass) IS
'Gives a new partition the owner of its table and row-level security of its own (a parent''s flag is not '
'its), and PUBLIC nothing.';

CREATE FUNCTION agentmon.make_partition(
    p_table text,
    p_day date,
    p_locked_since timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO'
SET row_security = off AS $$
DECLARE
    parent pg_class;
    column_name text := (
        SELECT t.time_column
        FROM agentmon.partitioned_tables() t
        WHERE t.table_name = p_table);
    column_list text;
    gap tstzrange;
    ends_at timestamptz;
    wanted_name text;
    partition_name text;
    loose_checks text[];
    loose_check text;
    moved bigint;
    before text;
BEGIN
    IF column_name IS NULL OR p_day IS NULL OR NOT isfinite(p_day) THEN
        PERFORM agentmon.refuse(
            'p_table must be a table that is partitioned by day, and p_day a date',
            format('p_table is %s, p_day is %s.',
                coalesce(quote_literal(p_table), 'NULL'),
                coalesce(p_day::text, 'NULL')),
            'Allowed: agent_logs, agent_executions, pipeline_metrics.',
            'invalid_parameter_value');
    END IF;
    before := agentmon.use_lock_timeout(p_locked_since);
    gap := agentmon.partition_gap(p_table, p_day);
    ends_at := agentmon.move_end(p_table, column_name, gap);
    -- The table first, as its users lock it. Whoever had opened it before would know the old partitions only,
    -- and then write the day's rows to the catch-all partition, which refuses them, or read past those that
    -- have moved.
    EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table);
    EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table || '_default');
    IF gap IS NULL OR gap IS DISTINCT FROM agentmon.partition_gap(p_table, p_day) THEN
        RAISE NOTICE 'the day % of % has its partition already', p_day, p_table;
        PERFORM set_config('lock_timeout', before, true);
        RETURN 0;
    END IF;
    SELECT c.* INTO STRICT parent
    FROM pg_class c
    WHERE c.oid = to_regclass('monitoring.' || p_table);
    -- What is computed cannot be inserted; all else goes as it is.
    SELECT string_agg(quote_ident(col.attname), ', ' ORDER BY col.attnum) INTO column_list
    FROM pg_attribute col
    WHERE col.attrelid = parent.oid
      AND col.attnum > 0
      AND NOT col.attisdropped
      AND col.attgenerated = '';
    wanted_name := agentmon.day_partition(p_table, p_day)
        || CASE WHEN lower(gap) = p_day::timestamptz THEN '' ELSE to_char(lower(gap), '"_"HH24MISSUS') END;
    partition_name := agentmon.free_relation_name(wanted_name);
    IF partition_name <> wanted_name THEN
        RAISE NOTICE 'the name % is taken: the partition of % for % is named %',
            wanted_name, p_table, p_day, partition_name;
    END IF;
    EXECUTE format(
        'CREATE TABLE monitoring.%I (
            LIKE monitoring.%I
            INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS '
           'INCLUDING STORAGE INCLUDING COMPRESSION
         ) %s',
        partition_name, p_table, (
            SELECT format('TABLESPACE %I', s.spcname)
            FROM pg_tablespace s
            WHERE s.oid = parent.reltablespace)
    );
    -- Rows that are older than a check that is NOT VALID may break it. So the copy gets such a check after
    -- they have moved, and NOT VALID as well.
    SELECT coalesce(
               array_agg(format('ADD CONSTRAINT %I %s', con.conname, pg_get_constraintdef(con.oid))),
               '{}')
        INTO loose_checks
    FROM pg_constraint con
    WHERE con.conrelid = parent.oid
      AND con.contype = 'c'
      AND NOT con.convalidated
      AND NOT con.connoinherit;
    FOR loose_check IN
        SELECT con.conname
        FROM pg_constraint con
        WHERE con.conrelid = parent.oid
          AND con.contype = 'c'
          AND NOT con.convalidated
          AND NOT con.connoinherit
    LOOP
        EXECUTE format('ALTER TABLE monitoring.%I DROP CONSTRAINT %I', partition_name, loose_check);
    END LOOP;
    EXECUTE format(
        'WITH moved AS (
            DELETE FROM monitoring.%1$I WHERE %2$I >= $1 AND %2$I < $2 RETURNING %4$s
         )
         INSERT INTO monitoring.%3$I (%4$s) OVERRIDING SYSTEM VALUE SELECT %4$s FROM moved',
        p_table || '_default', column_name, partition_name, column_list
    )
    USING lower(gap), ends_at;
    GET DIAGNOSTICS moved = ROW_COUNT;
    FOREACH loose_check IN ARRAY loose_checks LOOP
        EXECUTE format('ALTER TABLE monitoring.%I %s', partition_name, loose_check);
    END LOOP;
    IF agentmon.is_far(lower(gap), ends_at, p_now) THEN
        -- The partition is sealed at once. Rows that have moved into it may be unread: they are noted as if
        -- they had come now.
        EXECUTE format(
            'INSERT INTO monitoring.late_rows (source, stamp, day, noted_by)
             SELECT DISTINCT %L, r.stamp, date_trunc(''day'', r.%I, ''UTC''), agentmon.row_stamp()
             FROM monitoring.%I r
             ON CONFLICT DO NOTHING',
            p_table, column_name, partition_name
        );
        PERFORM agentmon.put_seal(p_table, to_regclass(format('monitoring.%I', partition_name)));
    END IF;
    PERFORM agentmon.close_partition(p_table, to_regclass(format('monitoring.%I', partition_name)));
    EXECUTE format(
        'ALTER TABLE monitoring.%I ATTACH PARTITION monitoring.%I FOR VALUES FROM (%L) TO (%L)',
        p_table, partition_name, lower(gap), ends_at
    );
    PERFORM set_config('lock_timeout', before, true);
    RETURN moved;
END
$$;
COMMENT ON FUNCTION agentmon.make_partition(text, date, timestamptz, timestamptz) IS
'Makes the partition of a day (UTC), with the rows of that day that were in the catch-all partition; gives '
'their number. Where there are more of them than the setting move_batch_rows says, one of a part of the day: '
'call it again for the rest. Waits for locks no longer than the setting lock_timeout; where other locks are '
'held since p_locked_since, counted from then. Far from p_now (setting seal_after) the partition is sealed.';

CREATE FUNCTION agentmon.make_due_partitions(
    p_now timestamptz,
    p_most integer,
    p_failed text[] DEFAULT '{}'
) RETURNS TABLE (table_name text, day date, rows_moved bigint, member text, problem text, more boolean)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    today date := (p_now AT TIME ZONE 'UTC')::date;
    -- One transaction moves no more rows than a batch has: the tables are locked until it ends.
    most_rows bigint := agentmon.setting_integer('move_batch_rows', 100000);
    before text := agentmon.use_lock_timeout();
    locked_since timestamptz;
    locked text[] := '{}';
    due_tables text[] := '{}';
    due_days date[] := '{}';
    days date[];
    due record;
    state text;
    made integer := 0;
    moved bigint;
    moved_in_all bigint := 0;
BEGIN
    FOR due IN
        SELECT t.table_name
        FROM agentmon.partitioned_tables() t
        WHERE t.table_name <> ALL (p_failed)
    LOOP
        BEGIN
            days := ARRAY(
                SELECT d.day
                FROM agentmon.partition_due_of(due.table_name, p_now) AS d (day));
            due_tables := due_tables || array_fill(due.table_name, ARRAY[cardinality(days)]);
            due_days := due_days || days;
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT;
                member := agentmon.fail_member(
                    'partitions',
                    due.table_name,
                    problem,
                    p_now,
                    'It is tried again at the next run.'
                );
                RETURN NEXT;
        END;
    END LOOP;
    FOR due IN
        SELECT u.table_name, u.day, u.table_name || ' ' || u.day AS member
        FROM unnest(due_tables, due_days) AS u (table_name, day)
        -- The nearest days first.
        ORDER BY abs(u.day - today), u.table_name
    LOOP
        -- Its other days would only wait for the same lock.
        CONTINUE WHEN due.table_name = ANY (locked) OR due.member = ANY (p_failed);
        LOOP
            IF made >= p_most OR moved_in_all >= most_rows THEN
                table_name := NULL;
                day := NULL;
                rows_moved := NULL;
                member := NULL;
                problem := NULL;
                more := true;
                RETURN NEXT;
                PERFORM set_config('lock_timeout', before, true);
                RETURN;
            END IF;
            problem := NULL;
            BEGIN
                moved := agentmon.make_partition(due.table_name, due.day, locked_since, p_now);
            EXCEPTION
                WHEN serialization_failure THEN
                    RAISE;
                WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS
                        problem = MESSAGE_TEXT,
                        state = RETURNED_SQLSTATE;
            END;
            table_name := due.table_name;
            day := due.day;
            more := false;
            IF problem IS NOT NULL THEN
                rows_moved := NULL;
                member := agentmon.fail_member(
                    'partitions',
                    due.member,
                    problem,
                    p_now,
                    CASE
                        WHEN state IN ('55P03', '40P01')
                        THEN 'The table is in use; it is tried again at the next run.'
                        WHEN state LIKE '53%'
                        THEN 'The server has run out of something; '
                             'CALL monitoring.run_job(''partitions'') goes in small steps.'
                        ELSE 'Rows of that day are kept in the catch-all partition. '
                             'Mend what the error names; it is tried again at the next run.'
                    END
                );
                RETURN NEXT;
                IF state IN ('55P03', '40P01') THEN
                    locked := locked || due.table_name;
                    -- The table is no failure of its own, but is not to be tried again in this run.
                    member := due.table_name;
                    RETURN NEXT;
                END IF;
                IF state LIKE '53%' THEN
                    PERFORM set_config('lock_timeout', before, true);
                    RETURN;
                END IF;
                EXIT;
            END IF;
            PERFORM agentmon.end_failure('partitions', due.member);
            locked_since := coalesce(locked_since, clock_timestamp());
            made := made + 1;
            moved_in_all := moved_in_all + moved;
            rows_moved := moved;
            member := NULL;
            RETURN NEXT;
            EXIT WHEN agentmon.partition_gap(due.table_name, due.day) IS NULL;
        END LOOP;
    END LOOP;
    PERFORM set_config('lock_timeout', before, true);
END
$$;
COMMENT ON FUNCTION agentmon.make_due_partitions(timestamptz, integer, text[]) IS
'Makes partitions that are due at p_now, at most p_most and with no more rows than the setting '
'move_batch_rows says, each by itself. Gives a row for each that was made, one for each that failed (member '
'and problem; it is noted), and one with more where there are others. Those in p_failed are not tried.';

CREATE FUNCTION agentmon.mend_catch_all(p_table text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    usual_name text := p_table || '_default';
    place regclass := to_regclass(format('monitoring.%I', usual_name));
    attached regclass := (
        SELECT nullif(t.partdefid, 0)
        FROM pg_partitioned_table t
        WHERE t.partrelid = to_regclass(format('monitoring.%I', p_table)));
BEGIN
    IF attached IS NOT NULL AND attached = place THEN
        RETURN;
    END IF;
    IF attached IS NOT NULL AND place IS NULL THEN
        EXECUTE format('ALTER TABLE %s RENAME TO %I', attached, usual_name);
        RETURN;
    END IF;
    IF attached IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('the catch-all partition of %s is not %s', p_table, usual_name),
            format('It is %s, and something else has its name.', attached),
            format('Rename what is called monitoring.%I; the next run gives the partition its name.',
                usual_name),
            'object_not_in_prerequisite_state');
    END IF;
    IF place IS NULL THEN
        EXECUTE format(
            'CREATE TABLE monitoring.%I (LIKE monitoring.%I '
            'INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE)',
            usual_name, p_table);
        place := format('monitoring.%I', usual_name)::regclass;
        PERFORM agentmon.close_partition(p_table, place);
        EXECUTE format(
            'COMMENT ON TABLE %s IS %L',
            place, 'Rows of days that have no partition, until maintain_partitions() moves them home.');
    END IF;
    EXECUTE format('ALTER TABLE monitoring.%I ATTACH PARTITION %s DEFAULT', p_table, place);
END
$$;
COMMENT ON FUNCTION agentmon.mend_catch_all(text) IS
'Gives a raw table its catch-all partition back where it was dropped, detached or renamed: without it rows '
'of other days would be refused, and nothing could be moved home.';

CREATE FUNCTION agentmon.mend_catch_alls(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    raw record;
    hint text;
    before text := agentmon.use_lock_timeout();
BEGIN
    FOR raw IN SELECT t.table_name FROM agentmon.partitioned_tables() t LOOP
        BEGIN
            PERFORM agentmon.mend_catch_all(raw.table_name);
            PERFORM agentmon.end_failure('catch-all', raw.table_name);
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
                PERFORM agentmon.note_failure(
                    'catch-all',
                    raw.table_name,
                    SQLERRM,
                    p_now,
                    nullif(hint, ''));
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', before, true);
END
$$;
COMMENT ON FUNCTION agentmon.mend_catch_alls(timestamptz) IS
'mend_catch_all() for each raw table; one that fails is noted.';

CREATE FUNCTION monitoring.maintain_partitions(
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (table_name text, day date, rows_moved bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    made record;
    seals record;
    before text;
    failed text[] := '{}';
    unfinished boolean := false;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.mend_catch_alls(p_now);
    -- No more than 100: each partition takes some locks until the transaction ends.
    FOR made IN SELECT * FROM agentmon.make_due_partitions(p_now, 100) LOOP
        IF made.member IS NOT NULL THEN
            failed := failed || made.member;
        ELSIF made.more THEN
            unfinished := true;
        ELSE
            table_name := made.table_name;
            day := made.day;
            rows_moved := made.rows_moved;
            RETURN NEXT;
        END IF;
    END LOOP;
    before := agentmon.use_lock_timeout();
    SELECT * INTO STRICT seals FROM agentmon.keep_seals(p_now);
    PERFORM set_config('lock_timeout', before, true);
    PERFORM agentmon.forget_late_rows();
    IF unfinished OR seals.more THEN
        RAISE NOTICE
            'there are more partitions to be made, moved to or sealed than one transaction should lock'
            USING HINT = 'Call it again, or CALL monitoring.run_job(''partitions''), '
                         'which commits each step.';
    ELSE
        PERFORM agentmon.end_failures_but('partitions', failed || seals.failed);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.maintain_partitions(timestamptz) IS
'Makes the partitions that are due at p_now, up to a hundred, and moves rows of the catch-all partitions '
'home, up to the setting move_batch_rows; seals what is far from p_now. Gives what it made. What fails for a '
'day is noted in step_failures, and the others go on; a notice says where there is more to do.';

CREATE FUNCTION agentmon.partitions_job_step(
    p_failed text[],
    p_now timestamptz,
    OUT rows_done bigint,
    OUT more boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    made record;
    seals record;
    reader record;
    before text;
    error text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    rows_done := 0;
    more := false;
    failed := p_failed;
    PERFORM agentmon.mend_catch_alls(p_now);
    -- One partition a step, so that its locks are short.
    FOR made IN SELECT * FROM agentmon.make_due_partitions(p_now, 1, p_failed) LOOP
        IF made.member IS NOT NULL THEN
            failed := failed || made.member;
        ELSIF NOT made.more THEN
            rows_done := rows_done + made.rows_moved;
            more := true;
        END IF;
    END LOOP;
    IF more THEN
        RETURN;
    END IF;
    before := agentmon.use_lock_timeout();
    -- Rows that came from elsewhere with their stamps wait to be adopted.
    FOR reader IN SELECT * FROM agentmon.consumers() LOOP
        BEGIN
            PERFORM agentmon.adopt_rows(reader.consumer, reader.source, p_now);
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS error = MESSAGE_TEXT;
                failed := failed || agentmon.fail_member(
                    'partitions',
                    format('restored rows of %s', reader.source),
                    error,
                    p_now,
                    'It is tried again at the next run.'
                );
        END;
    END LOOP;
    SELECT * INTO STRICT seals FROM agentmon.keep_seals(p_now, 50, failed);
    PERFORM set_config('lock_timeout', before, true);
    failed := failed || seals.failed;
    more := seals.more;
    IF NOT more THEN
        PERFORM agentmon.forget_late_rows();
        PERFORM agentmon.end_failures_but('partitions', failed);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.partitions_job_step(text[], timestamptz) IS
'One step of the job partitions: makes a partition that is due at p_now, or where there is none, adopts '
'restored rows and seals. What fails is noted, and the rest goes on; p_failed failed earlier in this run and '
'is not tried again in it. Gives the rows moved, whether there is more, and what has failed so far.';
