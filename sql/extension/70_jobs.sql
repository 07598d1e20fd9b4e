-- Jobs: run by pg_cron where it is, else by the daemon; each step commits.

CREATE FUNCTION monitoring.job_next_due(p_last_run_at timestamptz, p_every interval, p_phase interval) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT coalesce(date_bin(p_every, p_last_run_at, timestamptz '2001-01-01 00:00:00+00' + p_phase) + p_every, '-infinity')
$$;
COMMENT ON FUNCTION monitoring.job_next_due(timestamptz, interval, interval) IS
'When a job is due after its last run: every p_every from Monday 2001-01-01 UTC on, p_phase later; -infinity where it never ran.';

CREATE FUNCTION monitoring.job_step(p_name text, p_now timestamptz, OUT rows_done bigint, OUT more boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    d record;
    p record;
    s record;
    locked text[] := '{}';
BEGIN
    rows_done := 0;
    more := false;
    -- Somebody is at it already: leave it to them.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon job ' || p_name, 0)) THEN
        rows_done := NULL;
        RETURN;
    END IF;
    CASE p_name
        WHEN 'refresh' THEN SELECT r.rows_done, r.more INTO rows_done, more FROM monitoring.refresh_step(p_now) r;
        WHEN 'hourly' THEN SELECT r.hourly, r.more INTO rows_done, more FROM monitoring.refresh_metrics_step(p_now) r;
        WHEN 'daily' THEN SELECT r.daily, r.more INTO rows_done, more FROM monitoring.refresh_metrics_step(p_now) r;
        WHEN 'weekly' THEN SELECT r.weekly, r.more INTO rows_done, more FROM monitoring.refresh_metrics_step(p_now) r;
        WHEN 'alerts' THEN rows_done := monitoring.process_alerts(p_now);
        WHEN 'partitions' THEN
            -- One partition a step, so that its locks are short.
            FOR d IN SELECT * FROM monitoring.partition_due(p_now) LOOP
                CONTINUE WHEN d.table_name = ANY (locked);
                BEGIN
                    rows_done := monitoring.make_partition(d.table_name, d.day);
                    more := true;
                    RETURN;
                EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                    -- The other tables must not wait for this one.
                    locked := locked || d.table_name;
                END;
            END LOOP;
            -- Rows that came from elsewhere with their stamps wait for a cursor.
            PERFORM monitoring.adopt_rows(c.consumer, c.source) FROM monitoring.consumers() c;
            IF locked <> '{}' THEN
                RAISE EXCEPTION 'no lock for the partitions of %', array_to_string(locked, ', ') USING ERRCODE = 'lock_not_available';
            END IF;
        WHEN 'retention' THEN
            FOR p IN SELECT r.name, r.keep FROM monitoring.retention_policies r WHERE r.keep IS NOT NULL ORDER BY r.name LOOP
                SELECT * INTO s FROM monitoring.retention_step(p.name, p.keep, p_now);
                rows_done := rows_done + s.rows_removed;
                more := more OR s.more;
                IF s.partitions_removed > 0 THEN
                    -- Its table is locked until the commit: let its writers go on before the next one.
                    more := true;
                    RETURN;
                END IF;
            END LOOP;
            IF NOT more THEN
                rows_done := rows_done + monitoring.forget_series(p_now);
            END IF;
        ELSE
            PERFORM monitoring.canonical_value(p_name, 'job', ARRAY(SELECT j.name FROM monitoring.jobs j ORDER BY j.name));
            RAISE EXCEPTION 'job % has no steps', p_name USING ERRCODE = 'invalid_parameter_value';
    END CASE;
END
$$;
COMMENT ON FUNCTION monitoring.job_step(text, timestamptz) IS
'One step of a job at p_now: the rows it did (NULL where another session is at it), and whether there is more to do.';

CREATE FUNCTION monitoring.record_job_run(p_name text, p_now timestamptz, p_started timestamptz, p_rows bigint, p_error text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    UPDATE monitoring.jobs SET last_run_at = p_now, last_rows = p_rows, last_error = p_error,
        last_success_at = CASE WHEN p_error IS NULL THEN p_now ELSE last_success_at END,
        last_duration_ms = extract(epoch FROM clock_timestamp() - p_started) * 1000
    WHERE name = p_name
$$;
COMMENT ON FUNCTION monitoring.record_job_run(text, timestamptz, timestamptz, bigint, text) IS 'Records how the run of a job went so far.';

-- A procedure, because a function cannot commit; without SET and SECURITY DEFINER, because they refuse COMMIT: so
-- each name in it is qualified.
CREATE PROCEDURE monitoring.run_job(p_name text, p_now timestamptz DEFAULT now()) LANGUAGE plpgsql AS $$
DECLARE
    started pg_catalog.timestamptz := pg_catalog.clock_timestamp();
    rows_total bigint := 0;
    step_rows bigint; -- no record: one that no step has filled yet cannot even be asked
    more boolean;
    problem pg_catalog.text;
BEGIN
    p_name := monitoring.check_job_name(p_name);
    PERFORM monitoring.check_p_now(p_now);
    LOOP
        BEGIN
            SELECT s.rows_done, s.more INTO step_rows, more FROM monitoring.job_step(p_name, p_now) AS s;
        EXCEPTION WHEN OTHERS THEN
            problem := SQLERRM;
        END;
        EXIT WHEN problem IS NULL AND step_rows IS NULL;
        IF problem IS NULL THEN
            rows_total := rows_total OPERATOR(pg_catalog.+) step_rows;
        END IF;
        PERFORM monitoring.record_job_run(p_name, p_now, started, rows_total, problem);
        COMMIT;
        EXIT WHEN problem IS NOT NULL OR NOT more;
    END LOOP;
    IF problem IS NOT NULL THEN
        RAISE WARNING 'job % failed: %', p_name, problem USING HINT = 'See monitoring.job_status; it is tried again when it is next due.';
    END IF;
END
$$;
COMMENT ON PROCEDURE monitoring.run_job(text, timestamptz) IS
'Runs a job of monitoring.jobs in steps and commits each; how it went stands in job_status. A failure is recorded and warned of, not raised. Raises 22023 for an unknown name.';

CREATE FUNCTION monitoring.check_job_name(p_name text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT monitoring.canonical_value(p_name, 'job', ARRAY(SELECT j.name FROM monitoring.jobs j ORDER BY j.name))
$$;
COMMENT ON FUNCTION monitoring.check_job_name(text) IS 'The name of a job in lower case; raises 22023 with the names of the jobs where p_name is none of them.';

CREATE FUNCTION monitoring.overdue_jobs(p_now timestamptz DEFAULT now()) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT j.name FROM monitoring.jobs j
    WHERE j.enabled AND monitoring.job_next_due(j.last_run_at, j.every, j.phase)
        <= p_now - CASE WHEN j.scheduled THEN interval '45 seconds' ELSE interval '0' END
    ORDER BY j.every, j.name
$$;
COMMENT ON FUNCTION monitoring.overdue_jobs(timestamptz) IS
'The jobs that should have run by p_now; those that pg_cron has get 45 seconds more, so that the daemon only steps in where pg_cron does not run.';

CREATE FUNCTION monitoring.cron_is_here() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron')$$;
COMMENT ON FUNCTION monitoring.cron_is_here() IS 'Whether pg_cron is installed in this database.';

CREATE FUNCTION monitoring.schedule_jobs() RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    j record;
    n integer := 0;
BEGIN
    IF NOT monitoring.cron_is_here() THEN
        RAISE NOTICE 'pg_cron is not installed in this database: nothing was scheduled'
            USING DETAIL = 'agentmon-notifier runs the jobs that are overdue.',
                  HINT = 'CREATE EXTENSION pg_cron; or, where it lives in another database, see docs/jobs.md for cron.schedule_in_database().';
        RETURN 0;
    END IF;
    FOR j IN SELECT * FROM monitoring.jobs ORDER BY name LOOP
        EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING 'agentmon_' || j.name, j.cron, format('CALL monitoring.run_job(%L)', j.name);
        n := n + 1;
    END LOOP;
    UPDATE monitoring.jobs SET scheduled = true;
    RETURN n;
END
$$;
COMMENT ON FUNCTION monitoring.schedule_jobs() IS
'Registers the jobs with pg_cron of this database as agentmon_<name>, to run as the caller; gives their number. May be called again. Where pg_cron is not installed: a notice, and 0.';

CREATE FUNCTION monitoring.unschedule_jobs() RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n integer := 0;
BEGIN
    IF monitoring.cron_is_here() THEN
        EXECUTE 'SELECT count(cron.unschedule(jobid)) FROM cron.job WHERE jobname = ANY ($1)'
            INTO n USING ARRAY(SELECT 'agentmon_' || j.name FROM monitoring.jobs j);
    END IF;
    UPDATE monitoring.jobs SET scheduled = false;
    RETURN n;
END
$$;
COMMENT ON FUNCTION monitoring.unschedule_jobs() IS 'Takes the jobs out of pg_cron; gives the number that it had. The daemon runs them from then on.';

GRANT EXECUTE ON FUNCTION monitoring.job_next_due(timestamptz, interval, interval) TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.job_step(text, timestamptz), monitoring.check_job_name(text), monitoring.check_p_now(timestamptz), monitoring.overdue_jobs(timestamptz),
    monitoring.record_job_run(text, timestamptz, timestamptz, bigint, text) TO agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON PROCEDURE monitoring.run_job(text, timestamptz) TO agentmon_notifier, agentmon_admin;
