-- Retention: what is removed and when, and what must have been read before.

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
