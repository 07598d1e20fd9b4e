-- The database measures itself: the job collect_database writes database.*. Each part for itself, within a
-- time limit; what this role may not see, or what is not there, is not written.

CREATE FUNCTION agentmon.measure_connections(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    used bigint := (SELECT sum(database.numbackends) FROM pg_stat_database database);
BEGIN
    RETURN agentmon.write_sample('database.connections.total', used, p_now)
        + agentmon.write_sample(
            'database.connections.active',
            agentmon.percent(used, current_setting('max_connections')::numeric),
            p_now);
END
$$;
COMMENT ON FUNCTION agentmon.measure_connections(timestamptz) IS
'Writes how many connections the server has, and what share of max_connections that is.';

CREATE FUNCTION agentmon.measure_sessions(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen record;
BEGIN
    -- Others' sessions hide what they do from roles that may not see it.
    IF NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN
        RETURN 0;
    END IF;
    SELECT count(*) FILTER (WHERE session.wait_event_type = 'Lock') AS waits,
           count(*) FILTER (WHERE starts_with(session.state, 'idle in transaction')) AS idle,
           -- By the true clock: what it is measured against is true as well.
           extract(epoch FROM clock_timestamp() - min(session.xact_start)) AS longest
        INTO STRICT seen
    FROM pg_stat_activity session
    WHERE session.datname = current_database()
      AND session.backend_type = 'client backend'
      AND session.pid <> pg_backend_pid();
    RETURN agentmon.write_sample('database.lock_waits', seen.waits, p_now)
        + agentmon.write_sample('database.connections.idle_in_transaction', seen.idle, p_now)
        + agentmon.write_sample(
            'database.longest_transaction',
            greatest(coalesce(seen.longest, 0), 0)::double precision,
            p_now);
END
$$;
COMMENT ON FUNCTION agentmon.measure_sessions(timestamptz) IS
'Writes how many sessions of this database wait for locks or idle in a transaction, and the age of the '
'longest transaction.';

CREATE FUNCTION agentmon.database_counters() RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'hit', database.blks_hit,
            'read', database.blks_read,
            'deadlocks', database.deadlocks,
            'transactions', database.xact_commit + database.xact_rollback,
            'wal', CASE
                WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')
            END)
        FROM pg_stat_database database
        WHERE database.datname = current_database());
END
$$;
COMMENT ON FUNCTION agentmon.database_counters() IS
'The counters of this database and of the WAL as they stand; what is written is by how much they grow.';

CREATE FUNCTION agentmon.grown(p_before jsonb, p_after jsonb, p_counter text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- One that has shrunk was set back: by how much it grew is not known.
RETURN CASE
    WHEN (p_after ->> p_counter)::numeric >= (p_before ->> p_counter)::numeric
    THEN (p_after ->> p_counter)::numeric - (p_before ->> p_counter)::numeric
END;
COMMENT ON FUNCTION agentmon.grown(jsonb, jsonb, text) IS
'By how much a counter grew; NULL where that is not known.';

CREATE FUNCTION agentmon.measure_counters(p_now timestamptz, p_before jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    after jsonb := agentmon.database_counters();
    hit numeric := agentmon.grown(p_before, after, 'hit');
    seconds double precision := (p_before ->> 'seconds')::double precision;
BEGIN
    UPDATE monitoring.collectors known
    SET state = after
    WHERE known.name = 'database'
      AND known.member = '';
    RETURN agentmon.write_sample(
            'database.cache_hit_percent',
            agentmon.percent(hit, hit + agentmon.grown(p_before, after, 'read')),
            p_now)
        + agentmon.write_sample('database.deadlocks', agentmon.grown(p_before, after, 'deadlocks'), p_now)
        + agentmon.write_sample(
            'database.transactions_per_second',
            agentmon.grown(p_before, after, 'transactions') / seconds,
            p_now)
        + agentmon.write_sample(
            'database.wal_bytes_per_second',
            agentmon.grown(p_before, after, 'wal') / seconds,
            p_now);
END
$$;
COMMENT ON FUNCTION agentmon.measure_counters(timestamptz, jsonb) IS
'Writes by how much the counters of this database grew since p_before: cache hits, deadlocks, transactions, '
'WAL; and keeps what they are now.';

CREATE FUNCTION agentmon.measure_tables(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen record;
BEGIN
    SELECT sum(relation.n_dead_tup) AS dead, sum(relation.n_live_tup) AS live
        INTO STRICT seen
    FROM pg_stat_user_tables relation;
    RETURN agentmon.write_sample('database.dead_rows', seen.dead::double precision, p_now)
        + agentmon.write_sample(
            'database.dead_rows_percent',
            agentmon.percent(seen.dead, seen.dead + seen.live),
            p_now);
END
$$;
COMMENT ON FUNCTION agentmon.measure_tables(timestamptz) IS
'Writes how many rows of the tables of this database are dead, as the statistics estimate.';

CREATE FUNCTION agentmon.measure_replication(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here pg_lsn;
    seen record;
    written bigint := 0;
BEGIN
    IF pg_is_in_recovery() OR NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN
        RETURN 0;
    END IF;
    here := pg_current_wal_lsn();
    FOR seen IN
        SELECT coalesce(nullif(replica.application_name, ''), 'unnamed') AS name,
               max(pg_wal_lsn_diff(here, replica.replay_lsn)) AS bytes,
               max(extract(epoch FROM replica.replay_lag)) AS seconds
        FROM pg_stat_replication replica
        GROUP BY 1
        ORDER BY 1
        LIMIT 100
    LOOP
        written := written
            + agentmon.write_sample(
                'database.replication.lag_bytes',
                greatest(seen.bytes, 0)::double precision,
                p_now,
                jsonb_build_object('replica', seen.name))
            + agentmon.write_sample(
                'database.replication.lag',
                seen.seconds::double precision,
                p_now,
                jsonb_build_object('replica', seen.name));
    END LOOP;
    FOR seen IN
        SELECT slot.slot_name::text AS name, pg_wal_lsn_diff(here, slot.restart_lsn) AS bytes
        FROM pg_replication_slots slot
        ORDER BY 1
        LIMIT 100
    LOOP
        written := written + agentmon.write_sample(
            'database.replication.slot_bytes',
            greatest(seen.bytes, 0)::double precision,
            p_now,
            jsonb_build_object('slot', seen.name));
    END LOOP;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.measure_replication(timestamptz) IS
'Writes by how much each replica is behind, and how much WAL each replication slot holds back.';

CREATE FUNCTION agentmon.statements_schema() RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- Of the extension: anybody may make a function of that name elsewhere.
    SELECT quote_ident(schema.nspname)
    FROM pg_extension extension
    JOIN pg_namespace schema ON schema.oid = extension.extnamespace
    WHERE extension.extname = 'pg_stat_statements'
      AND current_setting('pg_stat_statements.max', true) IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.statements_schema() IS
'The schema of pg_stat_statements, quoted; NULL where it is not installed in this database or not loaded.';

CREATE FUNCTION agentmon.measure_statements(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := agentmon.statements_schema();
    is_first boolean := NOT EXISTS (SELECT FROM monitoring.statement_counters);
    -- So many rows stand for all calls, however many there were.
    points integer := 20;
    written bigint;
BEGIN
    IF place IS NULL THEN
        RETURN 0;
    END IF;
    -- Without the texts, which are in a file.
    EXECUTE format($query$
        WITH now AS MATERIALIZED (
            SELECT seen.userid,
                   seen.queryid,
                   seen.toplevel,
                   sum(seen.calls)::bigint AS calls,
                   sum(seen.total_exec_time) AS total_ms
            FROM %s.pg_stat_statements(false) AS seen
            JOIN pg_database database ON database.oid = seen.dbid
                AND database.datname = current_database()
            WHERE seen.queryid IS NOT NULL
            GROUP BY 1, 2, 3
        ), grown AS MATERIALIZED (
            -- One whose counter is below what it was has been forgotten meanwhile, and begun anew.
            SELECT now.*,
                   now.calls - CASE WHEN known.calls <= now.calls THEN known.calls ELSE 0 END AS new_calls,
                   now.total_ms
                       - CASE WHEN known.calls <= now.calls THEN known.total_ms ELSE 0 END AS new_ms
            FROM now
            LEFT JOIN monitoring.statement_counters known ON known.queryid = now.queryid
                AND known.userid = now.userid
                AND known.toplevel = now.toplevel
            WHERE known.calls IS DISTINCT FROM now.calls
        ), kept AS (
            INSERT INTO monitoring.statement_counters AS known (userid, queryid, toplevel, calls, total_ms)
            SELECT grown.userid, grown.queryid, grown.toplevel, grown.calls, grown.total_ms
            FROM grown
            ON CONFLICT (queryid, userid, toplevel) DO UPDATE
            SET calls = excluded.calls,
                total_ms = excluded.total_ms
        ), forgotten AS (
            DELETE FROM monitoring.statement_counters known
            WHERE NOT EXISTS (
                SELECT FROM now
                WHERE now.queryid = known.queryid
                  AND now.userid = known.userid
                  AND now.toplevel = known.toplevel)
        ), ranked AS (
            -- Each statement by its mean time, as often as it was called.
            SELECT greatest(grown.new_ms / grown.new_calls, 0) AS mean_ms,
                   sum(grown.new_calls) OVER (
                       ORDER BY grown.new_ms / grown.new_calls, grown.queryid, grown.userid, grown.toplevel
                   ) AS upto,
                   sum(grown.new_calls) OVER () AS of_all
            FROM grown
            WHERE grown.new_calls > 0
        )
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, "timestamp")
        SELECT 'database.query_duration', min(ranked.mean_ms), $1
        FROM ranked
        CROSS JOIN LATERAL (SELECT least($2, ranked.of_all)::integer AS number) AS chosen
        CROSS JOIN LATERAL generate_series(1, chosen.number) AS point
        WHERE NOT $3
          AND ranked.upto >= (point - 0.5) / chosen.number * ranked.of_all
        GROUP BY point
    $query$, place)
    USING p_now, points, is_first;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.measure_statements(timestamptz) IS
'Writes how long statements took since the last time, by pg_stat_statements where it is there: their mean '
'times, each as often as it was called, as at most 20 rows that have the same percentiles.';

CREATE FUNCTION agentmon.measure_part(p_part text, p_now timestamptz, p_before jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '1s'
SET jit = off AS $$
BEGIN
    RETURN CASE p_part
        WHEN 'connections' THEN agentmon.measure_connections(p_now)
        WHEN 'sessions' THEN agentmon.measure_sessions(p_now)
        WHEN 'counters' THEN agentmon.measure_counters(p_now, p_before)
        WHEN 'tables' THEN agentmon.measure_tables(p_now)
        WHEN 'replication' THEN agentmon.measure_replication(p_now)
        WHEN 'statements' THEN agentmon.measure_statements(p_now)
    END;
END
$$;
COMMENT ON FUNCTION agentmon.measure_part(text, timestamptz, jsonb) IS
'Writes one part of the measurements of the database at p_now; gives how many rows.';

CREATE FUNCTION agentmon.database_job_step(
    p_failed text[],
    p_now timestamptz,
    OUT rows_done bigint,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
    before jsonb := '{}';
    part text;
    measured record;
BEGIN
    rows_done := 0;
    failed := p_failed;
    SELECT * INTO last
    FROM monitoring.collectors known
    WHERE known.name = 'database'
      AND known.member = '';
    IF NOT agentmon.setting_boolean('collect_database')
       -- Whoever runs the jobs is not exact to the second.
       OR last.last_at > p_now - agentmon.setting_interval('collect_interval') + interval '10 seconds'
          AND last.last_at <= p_now + interval '5 minutes'
    THEN
        RETURN;
    END IF;
    -- After a long pause nobody wants to know the mean of it.
    IF last.last_at < p_now AND last.last_at >= p_now - interval '1 day' THEN
        before := last.state || jsonb_build_object('seconds', extract(epoch FROM p_now - last.last_at));
    END IF;
    INSERT INTO monitoring.collectors AS known (name, last_at)
    VALUES ('database', p_now)
    ON CONFLICT (name, member) DO UPDATE
    SET last_at = excluded.last_at;
    FOREACH part IN ARRAY '{connections,sessions,counters,tables,replication,statements}'::text[] LOOP
        SELECT * INTO STRICT measured
        FROM agentmon.collect_in_time(
            'collectors', part, before,
            'The setting collect_database = false ends these measurements.',
            p_now);
        rows_done := rows_done + measured.rows_done;
        IF measured.is_failed THEN
            failed := failed || part;
        END IF;
    END LOOP;
    -- Hosts that are gone.
    DELETE FROM monitoring.collectors known
    WHERE known.name = 'host'
      AND known.last_at < p_now - interval '30 days';
END
$$;
COMMENT ON FUNCTION agentmon.database_job_step(text[], timestamptz) IS
'The job collect_database: measures the database, once in each of the setting collect_interval. A part that '
'fails or takes too long is noted, and the others are written.';
