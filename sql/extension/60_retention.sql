-- Partitions are made ahead, and old rows removed, in transactions of their own: trouble with one must not
-- hold up the other.

CREATE FUNCTION monitoring.partitioned_tables() RETURNS TABLE (table_name text, time_column text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$VALUES ('agent_executions', 'created_at'), ('agent_logs', 'created_at'), ('pipeline_metrics', 'timestamp')$$;
COMMENT ON FUNCTION monitoring.partitioned_tables() IS 'The tables that are partitioned by day, and the column that says the day; in the order in which they are locked.';

CREATE FUNCTION monitoring.partitions() RETURNS TABLE (table_name text, partition_name text, starts_at timestamptz, ends_at timestamptz, row_estimate bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
    SELECT t.table_name, c.relname::text, b.bounds[1]::timestamptz, b.bounds[2]::timestamptz, greatest(c.reltuples, 0)::bigint
    FROM monitoring.partitioned_tables() t
    JOIN pg_inherits i ON i.inhparent = to_regclass('monitoring.' || t.table_name)
    JOIN pg_class c ON c.oid = i.inhrelid
    CROSS JOIN LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM [(]''([^'']+)''[)] TO [(]''([^'']+)''[)]') AS b (bounds)
$$;
COMMENT ON FUNCTION monitoring.partitions() IS 'The partitions of the raw tables with their bounds and estimated rows; those of the catch-all partitions are NULL.';

CREATE FUNCTION monitoring.partition_due(p_now timestamptz) RETURNS TABLE (table_name text, day date)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET row_security = off AS $$
DECLARE
    t record;
    today date := (p_now AT TIME ZONE 'UTC')::date;
    ahead date := today + (SELECT s.value::integer FROM monitoring.settings s WHERE s.name = 'partition_days_ahead');
    oldest date;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    FOR t IN SELECT * FROM monitoring.partitioned_tables() LOOP
        -- Rows older than their retention stay in the catch-all partition until they are removed; without a
        -- retention a year back has days of its own. Rows of the far future wait there until their day is near.
        oldest := (p_now - coalesce((SELECT least(p.keep, interval '10 years') FROM monitoring.retention_policies p
                                     WHERE p.name = t.table_name), interval '366 days'))::date;
        RETURN QUERY EXECUTE format(
            'SELECT %1$L::text, d::date FROM (
                SELECT generate_series($1::timestamp, $2::timestamp, interval ''1 day'') AS d
                UNION
                SELECT DISTINCT date_trunc(''day'', r.%2$I AT TIME ZONE ''UTC'') FROM monitoring.%3$I AS r
                WHERE r.%2$I >= $3::timestamp AND r.%2$I < $2::timestamp + interval ''1 day'') AS days
             WHERE NOT EXISTS (SELECT FROM monitoring.partitions() p
                WHERE p.table_name = %1$L AND p.starts_at <= d AND p.ends_at > d) ORDER BY d',
            t.table_name, t.time_column, t.table_name || '_default') USING today, ahead, oldest;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.partition_due(timestamptz) IS
'The days for which a partition is to be made at p_now: today and the days of the setting partition_days_ahead, and those of rows in a catch-all partition that are within retention.';

CREATE FUNCTION monitoring.use_lock_timeout(p_locked_since timestamptz DEFAULT NULL) RETURNS text LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before text := current_setting('lock_timeout');
    patience interval := (SELECT s.value::interval FROM monitoring.settings s WHERE s.name = 'lock_timeout')
        - coalesce(clock_timestamp() - p_locked_since, interval '0');
BEGIN
    -- At least a millisecond: 0 would wait for ever.
    PERFORM set_config('lock_timeout', least(greatest(extract(epoch FROM patience) * 1000, 1), 2147483647)::integer::text, true);
    RETURN before;
END
$$;
COMMENT ON FUNCTION monitoring.use_lock_timeout(timestamptz) IS
'Sets lock_timeout to the setting of that name until the transaction ends; gives what it was, for the caller to set back. Whoever holds locks since p_locked_since has as much less patience: writers wait for all of its waits together.';

CREATE FUNCTION monitoring.make_partition(p_table text, p_day date, p_locked_since timestamptz DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET row_security = off AS $$
DECLARE
    column_name text := (SELECT t.time_column FROM monitoring.partitioned_tables() t WHERE t.table_name = p_table);
    partition_name text := format('%s_p%s', p_table, to_char(p_day, 'YYYYMMDD'));
    moved bigint;
    before text;
BEGIN
    IF column_name IS NULL OR p_day IS NULL OR NOT isfinite(p_day) THEN
        PERFORM monitoring.refuse('p_table must be a table that is partitioned by day, and p_day a date',
            format('p_table is %s, p_day is %s.', coalesce(quote_literal(p_table), 'NULL'), coalesce(p_day::text, 'NULL')),
            'Allowed: agent_logs, agent_executions, pipeline_metrics.', 'invalid_parameter_value');
    END IF;
    before := monitoring.use_lock_timeout(p_locked_since);
    -- The table first, as its users lock it: whoever had opened it before would know the old partitions only, and
    -- then write the day's rows to the catch-all partition, which refuses them, or read past those that have moved.
    EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table);
    EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table || '_default');
    EXECUTE format('CREATE TABLE monitoring.%I (LIKE monitoring.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)',
        partition_name, p_table);
    EXECUTE format('WITH moved AS (DELETE FROM monitoring.%1$I WHERE %2$I >= $1::timestamp AND %2$I < $1::timestamp + interval ''1 day'' RETURNING *)
                    INSERT INTO monitoring.%3$I SELECT * FROM moved', p_table || '_default', column_name, partition_name) USING p_day;
    GET DIAGNOSTICS moved = ROW_COUNT;
    EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('REVOKE ALL ON monitoring.%I FROM PUBLIC', partition_name); -- default privileges may have granted
    EXECUTE format('ALTER TABLE monitoring.%I OWNER TO %s', partition_name,
        (SELECT c.relowner::regrole FROM pg_class c WHERE c.oid = to_regclass('monitoring.' || p_table)));
    EXECUTE format('ALTER TABLE monitoring.%I ATTACH PARTITION monitoring.%I FOR VALUES FROM (%L) TO (%L)', p_table, partition_name,
        p_day::timestamptz, (p_day + 1)::timestamptz);
    PERFORM set_config('lock_timeout', before, true);
    RETURN moved;
END
$$;
COMMENT ON FUNCTION monitoring.make_partition(text, date, timestamptz) IS
'Makes the partition of a day (UTC), with the rows of that day that were in the catch-all partition; gives their number. Waits for locks no longer than the setting lock_timeout; where other locks are held since p_locked_since, counted from then.';

CREATE FUNCTION monitoring.maintain_partitions(p_now timestamptz DEFAULT now()) RETURNS TABLE (table_name text, day date, rows_moved bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    locked text[] := '{}';
    locked_since timestamptz;
BEGIN
    FOR table_name, day IN SELECT * FROM monitoring.partition_due(p_now) LOOP
        -- Its other days would only wait for the same lock.
        CONTINUE WHEN table_name = ANY (locked);
        BEGIN
            rows_moved := monitoring.make_partition(table_name, day, locked_since);
            locked_since := coalesce(locked_since, clock_timestamp());
            RETURN NEXT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            locked := locked || table_name;
            RAISE WARNING 'no lock for the partition of % for % yet', table_name, day USING HINT = 'It is tried again at the next run.';
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.maintain_partitions(timestamptz) IS
'Makes all partitions that are due at p_now and moves rows of the catch-all partitions home; gives what it made.';

-- Retention ------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.check_retention_days(p_days integer) RETURNS void LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_days IS NULL OR p_days < 1 OR p_days > 365000 THEN
        PERFORM monitoring.refuse('retention_days is out of range', format('It is %s.', coalesce(p_days::text, 'NULL')),
            'Give a number of days from 1 to 365000, such as 30.', 'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.check_retention_days(integer) IS 'Raises 22023 for a retention of less than a day, or of more than some thousand years.';

CREATE FUNCTION monitoring.check_retention_policy() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A time that long ago is none that PostgreSQL can tell, and would stop retention altogether.
    IF NEW.keep <= interval '0' OR NEW.keep > interval '1000 years' THEN
        PERFORM monitoring.refuse('keep must be a positive interval of up to 1000 years', format('%s would be kept for %s.', NEW.name, NEW.keep),
            'Give an interval such as ''14 days'', or NULL to keep rows for ever.', 'invalid_parameter_value');
    END IF;
    IF TG_OP = 'INSERT' OR NEW.name <> OLD.name THEN
        PERFORM monitoring.canonical_value(NEW.name, 'retention policy', array_agg(DISTINCT t.name ORDER BY t.name))
        FROM (SELECT r.name FROM monitoring.retention_targets() r UNION ALL VALUES ('cron_runs')) AS t;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_retention_policy() IS 'Trigger: a retention is positive or NULL, and its name is known.';

CREATE FUNCTION monitoring.check_setting() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind = 'boolean' THEN
        NEW.value := NEW.value::boolean::text;
    ELSIF NEW.kind = 'interval' AND NEW.value::interval <= '0' OR NEW.kind = 'integer' AND NEW.value::integer < 1 THEN
        PERFORM monitoring.refuse(format('setting %s must be positive', NEW.name), format('It would be %s.', quote_literal(NEW.value)),
            NEW.description || ' Give a positive ' || NEW.kind || '.', 'invalid_parameter_value');
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION monitoring.check_setting() IS 'Trigger: a setting is a positive value of its kind.';

CREATE FUNCTION monitoring.retention_targets() RETURNS TABLE (name text, relation text, time_column text, condition text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    VALUES ('pipeline_metrics', 'monitoring.pipeline_metrics_default', 'timestamp', 'true'),
           ('agent_logs', 'monitoring.agent_logs_default', 'created_at', 'true'),
           ('agent_executions', 'monitoring.agent_executions_default', 'created_at', 'true'),
           ('monitoring_events', 'public.monitoring_events', 'created_at', 'true'),
           ('rollups_minute', 'monitoring.rollups_minute', 'period_start', 'true'),
           ('rollups_hourly', 'monitoring.rollups_hourly', 'period_start', 'true'),
           ('rollups_daily', 'monitoring.rollups_daily', 'period_start', 'true'),
           ('rollups_weekly', 'monitoring.rollups_weekly', 'period_start', 'true'),
           ('notifications', 'monitoring.notifications', 'settled_at', 'state IN (''sent'', ''summed'', ''unknown'', ''dead'')'),
           ('notifications', 'monitoring.silences', 'ends_at', 'true'),
           ('notifications', 'monitoring.alerts', 'updated_at', 'state = ''resolved'''),
           ('notifications', 'monitoring.alert_groups', 'last_notified_at',
            'NOT EXISTS (SELECT FROM monitoring.alert_group_members m WHERE m.group_id = s.id)')
$$;
COMMENT ON FUNCTION monitoring.retention_targets() IS
'What each retention policy removes row by row: relation, time column, condition. Whole partitions go besides.';

CREATE FUNCTION monitoring.consumers() RETURNS TABLE (consumer text, source text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT 'rollups', s.source FROM monitoring.rollup_sources() s UNION ALL VALUES ('alerts', 'agent_logs')$$;
COMMENT ON FUNCTION monitoring.consumers() IS 'Who reads which raw table; a row is never removed before all of them have read it.';

CREATE FUNCTION monitoring.drop_partition(p_table text, p_partition text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off AS $$
DECLARE
    unread boolean;
BEGIN
    -- An older snapshot would not show the rows that came after it.
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        PERFORM monitoring.refuse('partitions are dropped in READ COMMITTED transactions only',
            format('This one is %s: its snapshot may be older than rows that nobody has read yet.', upper(current_setting('transaction_isolation') COLLATE "C")),
            'Run the job, CALL monitoring.run_job(''retention''), or call it after BEGIN ISOLATION LEVEL READ COMMITTED.', 'invalid_transaction_state');
    END IF;
    SELECT coalesce(bool_or(monitoring.unread_rows(c.consumer, c.source, to_regclass('monitoring.' || p_partition))), false) INTO unread
    FROM monitoring.consumers() c WHERE c.source = p_table;
    IF NOT unread THEN
        -- The table first and then the partition, as writers lock them; then nobody can be writing to it.
        EXECUTE format('LOCK TABLE ONLY monitoring.%I IN ACCESS EXCLUSIVE MODE', p_table);
        EXECUTE format('LOCK TABLE monitoring.%I IN ACCESS EXCLUSIVE MODE', p_partition);
        SELECT coalesce(bool_or(monitoring.unread_rows(c.consumer, c.source, to_regclass('monitoring.' || p_partition))), false) INTO unread
        FROM monitoring.consumers() c WHERE c.source = p_table;
    END IF;
    IF unread THEN
        RAISE WARNING 'partition % is kept: it holds rows that are not consumed yet', p_partition
            USING HINT = 'It goes once refresh_rollups() and process_alerts() have run.';
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE monitoring.%I', p_partition);
    RETURN true;
END
$$;
COMMENT ON FUNCTION monitoring.drop_partition(text, text) IS 'Drops a partition, unless it holds rows that a consumer has not read; says whether it did.';

CREATE FUNCTION monitoring.delete_expired(p_name text, p_before timestamptz, p_max integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    t record;
    c record;
    all_read text := '';
    removed bigint := 0;
    n bigint;
BEGIN
    -- One statement, one snapshot, for the cursors and the rows: a row that commits meanwhile is not taken for a read one.
    FOR c IN SELECT k.consumer FROM monitoring.consumers() k WHERE k.source = p_name LOOP
        all_read := all_read || format(' AND (%s EXISTS (SELECT FROM read_until u WHERE u.consumer = %L
            AND s.stamp >= u.first_stamp AND s.stamp < u.unread_from AND s.stamp <> ALL (u.running)))',
            CASE c.consumer WHEN 'alerts' THEN 's.log_level NOT IN (''error'', ''critical'') OR' ELSE '' END, c.consumer);
    END LOOP;
    FOR t IN SELECT * FROM monitoring.retention_targets() r WHERE r.name = p_name LOOP
        EXECUTE format('WITH read_until AS MATERIALIZED (
                SELECT c.consumer, c.cluster_tag::bigint << 48 AS first_stamp, w.unread_from, w.running
                FROM monitoring.consumer_cursors c, monitoring.stamps_to_read(c.cluster_tag, c.snapshot) w WHERE c.source = %5$L)
            DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT s.ctid FROM %1$s AS s WHERE s.%2$I < $1 AND %3$s %4$s LIMIT $2)) AND %2$I < $1',
            t.relation, t.time_column, t.condition, all_read, p_name) USING p_before, p_max;
        GET DIAGNOSTICS n = ROW_COUNT;
        removed := removed + n;
    END LOOP;
    RETURN removed;
END
$$;
COMMENT ON FUNCTION monitoring.delete_expired(text, timestamptz, integer) IS
'Deletes up to p_max rows of a retention policy that are older than p_before, row by row; of a raw table only those that every consumer has read.';

CREATE FUNCTION monitoring.retention_step(p_name text, p_keep interval, p_now timestamptz, p_max integer DEFAULT 10000,
    OUT partitions_removed integer, OUT rows_removed bigint, OUT more boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    p record;
    cutoff timestamptz := p_now - p_keep;
    before text;
    locked_since timestamptz;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    partitions_removed := 0;
    before := monitoring.use_lock_timeout();
    BEGIN
        -- One at a time: retention, and whoever makes partitions.
        IF p_name IN (SELECT t.table_name FROM monitoring.partitioned_tables() t) THEN
            EXECUTE format('LOCK TABLE ONLY monitoring.%I IN SHARE UPDATE EXCLUSIVE MODE', p_name);
        END IF;
        rows_removed := monitoring.delete_expired(p_name, cutoff, p_max);
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        rows_removed := 0;
        RAISE WARNING 'expired rows of % could not be deleted: %', p_name, SQLERRM USING HINT = 'It is tried again at the next run.';
    END;
    more := rows_removed >= p_max;
    FOR p IN SELECT * FROM monitoring.partitions() q WHERE q.table_name = p_name AND q.ends_at <= cutoff ORDER BY q.starts_at LOOP
        -- From the first drop on the table is locked until the transaction ends: all further waits together may take as
        -- long as one, since writers wait as well.
        IF locked_since IS NOT NULL THEN
            PERFORM monitoring.use_lock_timeout(locked_since);
        END IF;
        BEGIN
            IF monitoring.drop_partition(p.table_name, p.partition_name) THEN
                locked_since := coalesce(locked_since, clock_timestamp());
                partitions_removed := partitions_removed + 1;
                rows_removed := rows_removed + p.row_estimate;
            END IF;
        EXCEPTION WHEN lock_not_available OR deadlock_detected OR dependent_objects_still_exist THEN
            RAISE WARNING 'partition % could not be dropped: %', p.partition_name, SQLERRM USING HINT = 'It is tried again at the next run.';
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', before, true);
    IF rows_removed > 0 OR partitions_removed > 0 THEN
        UPDATE monitoring.retention_policies r SET removed_before = cutoff WHERE r.name = p_name AND r.removed_before < cutoff;
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.retention_step(text, interval, timestamptz, integer) IS
'One step of retention for one policy: drops its expired partitions and deletes up to p_max expired rows; more says whether rows are left.';

CREATE FUNCTION monitoring.forget_series(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    before text := monitoring.use_lock_timeout();
    forgotten bigint := 0;
BEGIN
    BEGIN
        -- No refresh meanwhile: it would write rollups of a series that has just gone.
        PERFORM FROM monitoring.consumer_cursors c WHERE c.consumer = 'rollups' ORDER BY c.source, c.cluster_tag FOR UPDATE;
        WITH gone AS (
            DELETE FROM monitoring.metric_series s
            WHERE s.created_at < p_now - interval '1 day' AND NOT EXISTS (SELECT FROM monitoring.rollups r WHERE r.series_id = s.id)
            RETURNING s.source, s.metric_name
        ), reopened AS (
            -- There is room again, for others to come.
            UPDATE monitoring.metric_series s SET refused_at_limit = 0
            WHERE s.overflow AND EXISTS (SELECT FROM gone g
                WHERE s.metric_name = 'agentmon.overflow' OR (g.source, g.metric_name) = (s.source, s.metric_name))
        )
        SELECT count(*) INTO forgotten FROM gone;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        NULL; -- It is tried again at the next run.
    END;
    PERFORM set_config('lock_timeout', before, true);
    RETURN forgotten;
END
$$;
COMMENT ON FUNCTION monitoring.forget_series(timestamptz) IS
'Removes series that are older than a day at p_now and have no rollups left; gives their number. While a refresh runs, none.';

CREATE FUNCTION monitoring.apply_retention(p_now timestamptz DEFAULT now()) RETURNS TABLE (table_name text, partitions_removed integer, rows_removed bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    policy record;
    step record;
BEGIN
    PERFORM monitoring.check_p_now(p_now);
    PERFORM monitoring.forget_series(p_now);
    -- Row by row first: the locks that dropping a partition takes are held until the transaction ends.
    FOR policy IN SELECT p.name, p.keep FROM monitoring.retention_policies p
        ORDER BY p.name IN (SELECT t.table_name FROM monitoring.partitioned_tables() t), p.name LOOP
        table_name := policy.name;
        partitions_removed := 0;
        rows_removed := 0;
        LOOP
            EXIT WHEN policy.keep IS NULL;
            SELECT * INTO step FROM monitoring.retention_step(policy.name, policy.keep, p_now);
            partitions_removed := partitions_removed + step.partitions_removed;
            rows_removed := rows_removed + step.rows_removed;
            EXIT WHEN NOT step.more;
        END LOOP;
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.apply_retention(timestamptz) IS
'Removes what is older at p_now than retention_policies says; gives, per policy, the partitions dropped and the rows removed (estimated for partitions). Rows that are not consumed yet stay. The job retention does the same with a commit per step.';

CREATE FUNCTION monitoring.purge_old_monitoring_events(retention_days integer DEFAULT 30, p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    removed integer;
BEGIN
    PERFORM monitoring.check_retention_days(retention_days);
    PERFORM monitoring.check_p_now(p_now);
    DELETE FROM public.monitoring_events e WHERE e.created_at < p_now - make_interval(days => retention_days);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;
COMMENT ON FUNCTION monitoring.purge_old_monitoring_events(integer, timestamptz) IS
'Deletes the events that are older than retention_days (1 or more) at p_now; gives their number. Raises 22023 for less than a day.';

CREATE FUNCTION public.purge_old_monitoring_events(retention_days integer DEFAULT 30) RETURNS integer
    LANGUAGE sql VOLATILE RETURN monitoring.purge_old_monitoring_events($1, now());
COMMENT ON FUNCTION public.purge_old_monitoring_events(integer) IS
'monitoring.purge_old_monitoring_events(retention_days, now()), under the name and signature that callers know.';

GRANT EXECUTE ON FUNCTION monitoring.make_partition(text, date, timestamptz), monitoring.maintain_partitions(timestamptz),
    monitoring.apply_retention(timestamptz), monitoring.purge_old_monitoring_events(integer, timestamptz),
    public.purge_old_monitoring_events(integer), monitoring.partitions(), monitoring.retention_targets() TO agentmon_admin;
-- The triggers of the configuration tables run with the rights of whoever changes them.
GRANT EXECUTE ON FUNCTION monitoring.refuse(text, text, text, text), monitoring.canonical_value(text, text, text[], jsonb) TO agentmon_admin;
