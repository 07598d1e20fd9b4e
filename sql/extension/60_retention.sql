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

-- Retention ------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.check_retention_days(p_days integer) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_days IS NULL OR p_days < 1 OR p_days > 365000 THEN
        PERFORM agentmon.refuse(
            'retention_days is out of range',
            format('It is %s.', coalesce(p_days::text, 'NULL')),
            'Give a number of days from 1 to 365000, such as 30.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_retention_days(integer) IS
'Raises 22023 for a retention of less than a day, or of more than some thousand years.';

CREATE FUNCTION agentmon.check_retention_policy() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- PostgreSQL has no time that long ago. Retention would stop altogether.
    IF NEW.keep <= interval '0' OR NEW.keep > interval '1000 years' THEN
        PERFORM agentmon.refuse(
            'keep must be a positive interval of up to 1000 years',
            format('%s would be kept for %s.', NEW.name, NEW.keep),
            'Give an interval such as ''14 days'', or NULL to keep rows for ever.',
            'invalid_parameter_value');
    END IF;
    IF TG_OP = 'INSERT' OR NEW.name <> OLD.name THEN
        PERFORM agentmon.canonical_value(
            NEW.name,
            'retention policy',
            array_agg(DISTINCT known.name ORDER BY known.name))
        FROM (
            SELECT target.name
            FROM agentmon.retention_targets() target
            UNION ALL
            VALUES ('cron_runs')
        ) AS known;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_retention_policy() IS
'Trigger: a retention is positive or NULL, and its name is known.';

CREATE FUNCTION agentmon.keep_row() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) ->> TG_ARGV[1] = to_jsonb(OLD) ->> TG_ARGV[1] THEN
        RETURN NEW;
    END IF;
    RETURN agentmon.refuse(
        format('rows of monitoring.%I are changed, not removed or renamed', TG_TABLE_NAME),
        CASE
            WHEN TG_LEVEL = 'ROW'
            THEN format('The row is %s.', quote_literal(to_jsonb(OLD) ->> 'name'))
            ELSE 'TRUNCATE would remove them all.'
        END,
        TG_ARGV[0],
        'invalid_parameter_value');
END
$$;
COMMENT ON FUNCTION agentmon.keep_row() IS
'Trigger: refuses the removal of a row that the code asks for by its name, and changes of its column '
'TG_ARGV[1]; TG_ARGV[0] says what to do instead.';

CREATE FUNCTION agentmon.retention_targets() RETURNS TABLE (
    name text,
    relation text,
    time_column text,
    condition text
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES ('pipeline_metrics', 'monitoring.pipeline_metrics_default', 'timestamp', 'true'),
           ('agent_logs', 'monitoring.agent_logs_default', 'created_at', 'true'),
           ('agent_executions', 'monitoring.agent_executions_default', 'created_at', 'true'),
           ('monitoring_events', 'public.monitoring_events', 'created_at', 'true'),
           ('worker_issues', 'monitoring.worker_issues', 'resolved_at', 'resolved'),
           ('tasks', 'monitoring.tasks', 'updated_at',
            'status IN (''completed'', ''failed'', ''cancelled'')'),
           ('agent_messages', 'monitoring.agent_messages', 'created_at', 'true'),
           ('rollups_minute', 'monitoring.minute_segments', 'ends_at', 'true'),
           -- Hours go once they are in the days and weeks.
           ('rollups_hourly', 'monitoring.rollups_hourly', 'period_start',
            's.period_start < coalesce(
                (SELECT min(c.summed_until) FROM monitoring.consumer_cursors c '
                'WHERE c.consumer = ''rollups''),
                ''infinity'')'),
           ('rollups_daily', 'monitoring.rollups_daily', 'period_start', 'true'),
           ('rollups_weekly', 'monitoring.rollups_weekly', 'period_start', 'true'),
           ('agent_status', 'monitoring.agent_status_history', 'until', 'until IS NOT NULL'),
           ('agent_status', 'monitoring.status_watches', 'until', 'true'),
           ('usage', 'monitoring.user_days', 'day', 'true'),
           ('usage', 'monitoring.operation_days', 'day', 'true'),
           ('audit_log', 'monitoring.audit_log', 'at', 'true'),
           ('anomalies', 'monitoring.anomalies', 'hour', 'true'),
           ('anomalies', 'monitoring.anomaly_hours', 'hour', 'true'),
           ('error_groups', 'monitoring.error_groups', 'last_seen', 'true'),
           ('error_groups', 'monitoring.error_group_days', 'day', 'true'),
           ('notifications', 'monitoring.notifications', 'settled_at',
            'state IN (''sent'', ''summed'', ''unknown'', ''dead'', ''dropped'')'),
           ('notifications', 'monitoring.silences', 'ends_at', 'true'),
           ('notifications', 'monitoring.alerts', 'updated_at', 'state = ''resolved'''),
           ('notifications', 'monitoring.alert_groups', 'last_notified_at',
            'NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = s.id)
             AND NOT EXISTS (SELECT FROM monitoring.told_alerts t WHERE t.group_id = s.id)')
$$;
COMMENT ON FUNCTION agentmon.retention_targets() IS
'What each retention policy removes row by row: relation, time column, condition. Whole partitions go '
'besides.';

CREATE FUNCTION agentmon.consumers() RETURNS TABLE (consumer text, source text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'rollups', s.source
    FROM agentmon.rollup_sources() s
    UNION ALL
    VALUES
        ('alerts', 'agent_logs'),
        ('error_groups', 'agent_logs'),
        ('usage', 'agent_executions')
$$;
COMMENT ON FUNCTION agentmon.consumers() IS
'Who reads which raw table; a row is never removed before all of them have read it.';

CREATE FUNCTION agentmon.drop_partition(
    p_table text,
    p_partition regclass,
    p_ends_at timestamptz,
    OUT dropped boolean,
    OUT removed_until timestamptz
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET enable_seqscan = off
SET jit = off AS $$
DECLARE
    column_name text := (
        SELECT t.time_column
        FROM agentmon.partitioned_tables() t
        WHERE t.table_name = p_table);
BEGIN
    dropped := false;
    IF (
        SELECT coalesce(bool_or(agentmon.unread_rows(c.consumer, c.source, p_partition)), false)
        FROM agentmon.consumers() c
        WHERE c.source = p_table
    ) THEN
        RETURN;
    END IF;
    -- The table first and then the partition, as writers lock them; then nobody can be writing to it.
    BEGIN
        EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table);
    EXCEPTION
        WHEN lock_not_available OR deadlock_detected THEN
            RAISE EXCEPTION 'no lock on the table % yet', p_table
                USING ERRCODE = 'AM001';
    END;
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', p_partition);
    IF (
        SELECT coalesce(bool_or(agentmon.unread_rows(c.consumer, c.source, p_partition)), false)
        FROM agentmon.consumers() c
        WHERE c.source = p_table
    ) THEN
        RETURN;
    END IF;
    removed_until := p_ends_at;
    IF p_ends_at > now() THEN
        -- Rows that were yet to come for it have not been removed: the clock that let it expire may be wrong.
        EXECUTE format('SELECT max(r.%I) + interval ''1 microsecond'' FROM %s r', column_name, p_partition)
            INTO removed_until;
    END IF;
    EXECUTE format('DROP TABLE %s', p_partition);
    dropped := true;
END
$$;
COMMENT ON FUNCTION agentmon.drop_partition(text, regclass, timestamptz) IS
'Drops a partition, unless it holds rows that a consumer has not read; says whether it did, and before which '
'time it had rows. Raises AM001 where the table, which all partitions have in common, is in use.';

CREATE FUNCTION agentmon.delete_expired(
    p_name text,
    p_relation text,
    p_before timestamptz,
    p_max integer,
    OUT removed bigint,
    OUT newest timestamptz
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    target record;
    reader record;
    all_read text := '';
BEGIN
    -- One statement has one snapshot for the cursors and the rows. So a row that commits meanwhile is not
    -- taken for one that was read.
    FOR reader IN SELECT k.consumer FROM agentmon.consumers() k WHERE k.source = p_name LOOP
        all_read := all_read || format(' AND (%s EXISTS (SELECT FROM read_until u WHERE u.consumer = %L
            AND s.stamp >= u.first_stamp AND s.stamp < u.unread_from AND s.stamp <> ALL (u.running)))',
            CASE
                WHEN reader.consumer IN ('alerts', 'error_groups')
                    THEN 's.log_level NOT IN (''error'', ''critical'') OR'
                ELSE ''
            END,
            reader.consumer);
    END LOOP;
    SELECT * INTO STRICT target
    FROM agentmon.retention_targets() r
    WHERE r.name = p_name
      AND r.relation = p_relation;
    EXECUTE format(
        'WITH read_until AS MATERIALIZED (
            SELECT c.consumer, c.cluster_tag::bigint << 48 AS first_stamp, w.unread_from, w.running
            FROM monitoring.consumer_cursors c, agentmon.stamps_to_read(c.cluster_tag, c.snapshot) w
            WHERE c.source = %5$L
         ), gone AS (
            DELETE FROM %1$s
            WHERE ctid = ANY (ARRAY(SELECT s.ctid FROM %1$s AS s WHERE s.%2$I < $1 AND %3$s %4$s LIMIT $2))
              AND %2$I < $1
            RETURNING %2$I AS row_time
         )
         SELECT count(*), max(g.row_time) FROM gone g',
        target.relation, target.time_column, target.condition, all_read, p_name
    )
    INTO removed, newest
    USING p_before, p_max;
END
$$;
COMMENT ON FUNCTION agentmon.delete_expired(text, text, timestamptz, integer) IS
'Deletes up to p_max rows of a relation of a retention policy that are older than p_before; of a raw table '
'only those that every consumer has read. Gives their number and the newest time among them.';

CREATE FUNCTION agentmon.retention_step(
    p_name text,
    p_keep interval,
    p_now timestamptz,
    p_max integer DEFAULT 10000,
    p_most_partitions integer DEFAULT 50,
    p_failed text[] DEFAULT '{}',
    OUT partitions_removed integer,
    OUT rows_removed bigint,
    OUT more boolean,
    OUT more_partitions boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    target record;
    part record;
    deleted record;
    gone record;
    cutoff timestamptz := agentmon.expires_before(p_now, p_keep);
    by_day boolean := p_name IN (SELECT k.table_name FROM agentmon.partitioned_tables() k);
    again CONSTANT text := 'It is tried again at the next run.';
    removed_until timestamptz;
    tried integer := 0;
    before text;
    locked_since timestamptz;
    problem text;
    detail text;
    state text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    partitions_removed := 0;
    rows_removed := 0;
    more := false;
    more_partitions := false;
    failed := '{}';
    before := agentmon.use_lock_timeout();
    FOR target IN
        SELECT listed.relation,
               concat_ws(' ',
                   listed.name,
                   CASE WHEN by_day OR count(*) OVER () > 1 THEN listed.relation END) AS member
        FROM agentmon.retention_targets() listed
        WHERE listed.name = p_name
    LOOP
        CONTINUE WHEN target.member = ANY (p_failed);
        BEGIN
            -- Retention and whoever makes partitions take turns.
            IF by_day THEN
                EXECUTE format('LOCK TABLE ONLY monitoring.%I IN SHARE UPDATE EXCLUSIVE MODE', p_name);
            END IF;
            SELECT * INTO STRICT deleted
            FROM agentmon.delete_expired(p_name, target.relation, cutoff, p_max);
            rows_removed := rows_removed + deleted.removed;
            more := more OR deleted.removed >= p_max;
            removed_until := greatest(removed_until, deleted.newest + interval '1 microsecond');
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT;
                failed := failed || agentmon.fail_member(
                    'retention',
                    target.member,
                    format('expired rows could not be deleted: %s', problem),
                    p_now,
                    again
                );
        END;
    END LOOP;
    FOR part IN
        SELECT expired.partition, expired.partition_name, expired.ends_at, expired.row_estimate
        FROM agentmon.partitions_of(p_name) expired
        WHERE by_day
          AND expired.ends_at <= cutoff
          AND expired.partition_name <> ALL (p_failed)
          AND p_name <> ALL (p_failed)
        ORDER BY expired.starts_at
    LOOP
        IF partitions_removed >= p_most_partitions THEN
            more_partitions := true;
            EXIT;
        END IF;
        -- A partition that is only looked at stays locked as well, if lightly.
        IF tried >= 4 * p_most_partitions THEN
            more_partitions := true;
            EXIT;
        END IF;
        tried := tried + 1;
        -- An older snapshot would not show the rows that have come since.
        IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
            PERFORM agentmon.refuse(
                'partitions are dropped in READ COMMITTED transactions only',
                format('This one is %s: its snapshot may be older than rows that nobody has read yet.',
                    upper(current_setting('transaction_isolation') COLLATE "C")),
                'Run the job, CALL monitoring.run_job(''retention''), '
                'or call it after BEGIN ISOLATION LEVEL READ COMMITTED.',
                'invalid_transaction_state');
        END IF;
        -- From the first drop on, the table is locked until the transaction ends, and writers wait. So all
        -- further waits together may take as long as one.
        IF locked_since IS NOT NULL THEN
            PERFORM agentmon.use_lock_timeout(locked_since);
        END IF;
        BEGIN
            SELECT * INTO STRICT gone
            FROM agentmon.drop_partition(p_name, part.partition, part.ends_at);
            IF gone.dropped THEN
                locked_since := coalesce(locked_since, clock_timestamp());
                partitions_removed := partitions_removed + 1;
                rows_removed := rows_removed + part.row_estimate;
                removed_until := greatest(removed_until, gone.removed_until);
                PERFORM agentmon.end_failure('retention', part.partition_name);
            ELSE
                failed := failed || agentmon.fail_member(
                    'retention',
                    part.partition_name,
                    'the partition is kept: it holds rows that are not consumed yet',
                    p_now,
                    'It goes once refresh_rollups() and process_alerts() have run.'
                );
            END IF;
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS
                    problem = MESSAGE_TEXT,
                    detail = PG_EXCEPTION_DETAIL,
                    state = RETURNED_SQLSTATE;
                IF state = 'AM001' THEN
                    -- Its other partitions would only wait for the same lock.
                    failed := failed || agentmon.fail_member('retention', p_name, problem, p_now, again);
                    EXIT;
                END IF;
                failed := failed || agentmon.fail_member(
                    'retention',
                    part.partition_name,
                    format('the partition could not be dropped: %s',
                        concat_ws(': ', problem, nullif(detail, ''))),
                    p_now,
                    CASE state
                        WHEN '2BP01'
                        THEN 'Drop what depends on it, or let that read the table instead of the partition.'
                        ELSE again
                    END
                );
                EXIT WHEN state LIKE '53%';
        END;
    END LOOP;
    more := more OR more_partitions;
    PERFORM set_config('lock_timeout', before, true);
    -- removed_before is no later than what really went. Of times that have passed, all that had expired has
    -- gone. Of times that are yet to come, only the rows that were there have. Where an earlier run wrote a
    -- time that has not come, that is taken back.
    IF rows_removed > 0 OR partitions_removed > 0 THEN
        removed_until := greatest(removed_until, least(cutoff, now()));
    END IF;
    UPDATE monitoring.retention_policies r
    SET removed_before = greatest(least(r.removed_before, p_now), removed_until)
    WHERE r.name = p_name
      AND r.removed_before IS DISTINCT FROM greatest(least(r.removed_before, p_now), removed_until);
END
$$;
COMMENT ON FUNCTION agentmon.retention_step(text, interval, timestamptz, integer, integer, text[]) IS
'One step of retention for one policy: deletes up to p_max expired rows of each of its relations, and drops '
'up to p_most_partitions expired partitions; more says whether anything is left, more_partitions whether '
'partitions are. Whatever fails is noted as a failure of its own, and the rest goes on; what is in p_failed '
'is not tried.';

CREATE FUNCTION agentmon.forget_series(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    before text := agentmon.use_lock_timeout();
    forgotten bigint := 0;
    problem text;
BEGIN
    BEGIN
        -- No refresh runs meanwhile: it would write rollups of a series that has just gone.
        PERFORM FROM monitoring.consumer_cursors cur
        WHERE cur.consumer = 'rollups'
        ORDER BY cur.source, cur.cluster_tag
        FOR UPDATE;
        WITH gone AS (
            DELETE FROM monitoring.metric_series series
            WHERE series.created_at < p_now - interval '1 day'
              AND NOT EXISTS (
                  SELECT FROM monitoring.rollups_stored stored
                  WHERE stored.series_id = series.id)
            RETURNING series.source, series.metric_name
        ), reopened AS (
            -- There is room for new series again.
            UPDATE monitoring.metric_series series
            SET refused_at_limit = 0
            WHERE series.overflow
              AND EXISTS (
                  SELECT FROM gone removed
                  WHERE series.metric_name = 'agentmon.overflow'
                     OR (removed.source, removed.metric_name) = (series.source, series.metric_name))
        )
        SELECT count(*) INTO forgotten FROM gone;
        PERFORM agentmon.end_failure('retention', 'metric_series');
    EXCEPTION
        WHEN serialization_failure THEN
            RAISE;
        WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT;
            PERFORM agentmon.fail_member(
                'retention',
                'metric_series',
                problem,
                p_now,
                'Series without rollups are kept; it is tried again at the next run.'
            );
    END;
    PERFORM set_config('lock_timeout', before, true);
    RETURN forgotten;
END
$$;
COMMENT ON FUNCTION agentmon.forget_series(timestamptz) IS
'Removes series that are older than a day at p_now and have no rollups left; gives their number. While a '
'refresh runs, none.';

CREATE FUNCTION monitoring.apply_retention(
    p_now timestamptz DEFAULT now()
) RETURNS TABLE (table_name text, partitions_removed integer, rows_removed bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    policy record;
    step record;
    -- Each partition has about ten relations, which are locked until the transaction ends.
    partitions_left integer := 100;
    unfinished boolean := false;
    problem text;
    failed text[] := '{}';
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.forget_series(p_now);
    -- Row by row first: the locks that dropping a partition takes are held until the transaction ends.
    FOR policy IN
        SELECT stored.name, stored.keep
        FROM monitoring.retention_policies stored
        ORDER BY
            stored.name IN (SELECT t.table_name FROM agentmon.partitioned_tables() t),
            stored.name
    LOOP
        table_name := policy.name;
        partitions_removed := 0;
        rows_removed := 0;
        LOOP
            EXIT WHEN policy.keep IS NULL;
            BEGIN
                SELECT * INTO STRICT step
                FROM agentmon.retention_step(policy.name, policy.keep, p_now, 10000, partitions_left);
            EXCEPTION
                WHEN serialization_failure OR invalid_transaction_state THEN
                    RAISE;
                WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT;
                    failed := failed || agentmon.fail_member(
                        'retention',
                        policy.name,
                        problem,
                        p_now,
                        'It is tried again at the next run.'
                    );
                    EXIT;
            END;
            partitions_left := partitions_left - step.partitions_removed;
            partitions_removed := partitions_removed + step.partitions_removed;
            rows_removed := rows_removed + step.rows_removed;
            failed := failed || step.failed;
            unfinished := unfinished OR step.more_partitions;
            EXIT WHEN NOT step.more OR step.more_partitions;
        END LOOP;
        RETURN NEXT;
    END LOOP;
    IF unfinished THEN
        RAISE NOTICE 'more partitions have expired than one transaction should lock'
            USING HINT = 'Call it again, or CALL monitoring.run_job(''retention''), which commits each step.';
    ELSE
        PERFORM agentmon.end_failures_but('retention', failed || '{metric_series,cron_runs}'::text[]);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.apply_retention(timestamptz) IS
'Removes what is older at p_now than retention_policies says; gives, per policy, the partitions dropped and '
'the rows removed (estimated for partitions). Rows that are not consumed yet stay. Of partitions a hundred '
'at most: a notice says where there are more, and the job retention does the same with a commit per step. '
'What fails is noted in step_failures, and the rest goes on.';

CREATE FUNCTION agentmon.retention_job_step(
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
    policy record;
    step record;
    error text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    rows_done := 0;
    more := false;
    failed := p_failed;
    FOR policy IN
        SELECT stored.name, stored.keep
        FROM monitoring.retention_policies stored
        WHERE stored.keep IS NOT NULL
          AND stored.name <> 'cron_runs'
        ORDER BY stored.name
    LOOP
        BEGIN
            SELECT * INTO STRICT step
            FROM agentmon.retention_step(policy.name, policy.keep, p_now, 10000, 50, failed);
        EXCEPTION
            WHEN serialization_failure OR invalid_transaction_state THEN
                RAISE;
            WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS error = MESSAGE_TEXT;
                failed := failed || agentmon.fail_member(
                    'retention',
                    policy.name,
                    error,
                    p_now,
                    'It is tried again at the next run.'
                );
                CONTINUE;
        END;
        rows_done := rows_done + step.rows_removed;
        failed := failed || step.failed;
        more := more OR step.more;
        IF step.partitions_removed > 0 THEN
            -- Its table is locked until the commit: let its writers go on before the next one.
            more := true;
            EXIT;
        END IF;
    END LOOP;
    IF NOT more THEN
        rows_done := rows_done + agentmon.forget_series(p_now);
        -- Nobody says of members that are gone that they work again.
        DELETE FROM monitoring.step_failures failure
        WHERE failure.last_at < p_now - interval '30 days';
        PERFORM agentmon.end_failures_but('retention', failed || '{metric_series,cron_runs}'::text[]);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.retention_job_step(text[], timestamptz) IS
'One step of the job retention at p_now: one after the other its policies, until partitions of one have '
'gone. What fails is noted, and the rest goes on; p_failed failed earlier in this run and is not tried again '
'in it. Gives the rows removed, whether there is more, and what has failed so far.';

CREATE FUNCTION monitoring.purge_old_monitoring_events(
    retention_days integer DEFAULT 30,
    p_now timestamptz DEFAULT now()
) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    removed integer;
BEGIN
    PERFORM agentmon.check_retention_days(retention_days);
    PERFORM agentmon.check_p_now(p_now);
    DELETE FROM public.monitoring_events event
    WHERE event.created_at < p_now - make_interval(days => retention_days);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;
COMMENT ON FUNCTION monitoring.purge_old_monitoring_events(integer, timestamptz) IS
'Deletes the events that are older than retention_days (1 or more) at p_now; gives their number. Raises '
'22023 for less than a day.';

CREATE FUNCTION public.purge_old_monitoring_events(retention_days integer DEFAULT 30) RETURNS integer
    LANGUAGE sql VOLATILE RETURN monitoring.purge_old_monitoring_events(retention_days, now());
COMMENT ON FUNCTION public.purge_old_monitoring_events(integer) IS
'monitoring.purge_old_monitoring_events(retention_days, now()), under the name and signature that callers '
'know.';

GRANT EXECUTE ON FUNCTION
    agentmon.make_partition(text, date, timestamptz, timestamptz),
    monitoring.maintain_partitions(timestamptz),
    monitoring.apply_retention(timestamptz),
    monitoring.purge_old_monitoring_events(integer, timestamptz),
    public.purge_old_monitoring_events(integer),
    agentmon.partitions(),
    agentmon.partitions_of(text),
    agentmon.partitioned_tables(),
    agentmon.setting_bounds(),
    agentmon.retention_targets()
    TO agentmon_admin;
-- The triggers of the configuration tables run with the rights of whoever changes them.
GRANT EXECUTE ON FUNCTION
    agentmon.refuse(text, text, text, text),
    agentmon.canonical_value(text, text, text[], jsonb)
    TO agentmon_admin;
