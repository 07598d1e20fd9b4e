-- pg_cron: what it truly has of our jobs, and how it is given them. Its tables are looked at, never believed
-- blindly: it may have been dropped and made again, restored with another port or database, or be refused by
-- pg_hba.conf.

CREATE FUNCTION agentmon.cron_is_here() RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron')
$$;
COMMENT ON FUNCTION agentmon.cron_is_here() IS 'Whether pg_cron is installed in this database.';

CREATE FUNCTION agentmon.cron_command(p_job text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('CALL monitoring.run_job(%L)', p_job)
$$;
COMMENT ON FUNCTION agentmon.cron_command(text) IS 'What pg_cron is to run for a job.';

CREATE FUNCTION agentmon.cron_job_name(p_job text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('agentmon_%s %s', p_job, current_database())
$$;
COMMENT ON FUNCTION agentmon.cron_job_name(text) IS
'What a job is called by pg_cron, which has one list for all databases: agentmon_refresh app.';

CREATE FUNCTION agentmon.cron_registrations() RETURNS TABLE (name text, jobid bigint, problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    -- Both settings are there wherever pg_cron is loaded.
    cron_database text := current_setting('cron.database_name', true);
    by_workers boolean := coalesce(current_setting('cron.use_background_workers', true), 'off') = 'on';
BEGIN
    IF NOT agentmon.cron_is_here() THEN
        RETURN;
    END IF;
    -- Other users may have jobs of the same name: one that is right will do.
    RETURN QUERY EXECUTE $query$
        SELECT DISTINCT ON (job.name)
               job.name,
               seen.jobid,
               CASE
                   WHEN $1 IS NULL
                   THEN 'pg_cron is not loaded: add it to shared_preload_libraries and restart the server'
                   WHEN $1 <> current_database()
                   THEN format('pg_cron runs the jobs of database %s: set cron.database_name', $1)
                   WHEN seen.jobid IS NULL
                   THEN 'it is not registered with pg_cron: SELECT monitoring.schedule_jobs()'
                   ELSE (
                       SELECT string_agg(wrong.what, ', ') || ': SELECT monitoring.schedule_jobs()'
                       FROM (VALUES
                           (NOT seen.active,
                            'pg_cron has it switched off'),
                           (seen.database <> current_database(),
                            format('pg_cron has it for database %s', seen.database)),
                           (seen.command <> agentmon.cron_command(job.name),
                            'pg_cron has another command for it'),
                           (seen.schedule <> job.cron,
                            format('pg_cron has another schedule for it (%s)', seen.schedule)),
                           (NOT $2 AND seen.nodename NOT IN (
                                '', 'localhost', coalesce(current_setting('cron.host', true), '')),
                            format('pg_cron connects to host %s for it', seen.nodename)),
                           (NOT $2 AND seen.nodeport <> current_setting('port')::integer,
                            format('pg_cron connects to port %s for it', seen.nodeport)),
                           (NOT EXISTS (
                                SELECT FROM pg_roles r
                                WHERE r.rolname = seen.username),
                            format('it runs as %s, who does not exist', seen.username)),
                           (EXISTS (
                                SELECT FROM pg_roles r
                                WHERE r.rolname = seen.username
                                  AND NOT has_function_privilege(r.oid, $3, 'EXECUTE')),
                            format('it runs as %s, who may not run jobs', seen.username))
                       ) AS wrong (is_so, what)
                       WHERE wrong.is_so)
               END AS problem
        FROM monitoring.jobs job
        LEFT JOIN cron.job seen ON seen.jobname = agentmon.cron_job_name(job.name)
        ORDER BY job.name, problem NULLS FIRST
    $query$
    USING cron_database, by_workers, to_regprocedure('monitoring.run_job(text,timestamptz)')::oid;
EXCEPTION
    WHEN insufficient_privilege OR undefined_table OR undefined_column THEN
        -- The tables of pg_cron cannot be read: what schedule_jobs() wrote down has to do.
        RETURN QUERY
        SELECT job.name,
               NULL::bigint,
               CASE
                   WHEN NOT job.scheduled
                   THEN 'it is not registered with pg_cron: SELECT monitoring.schedule_jobs()'
               END
        FROM monitoring.jobs job;
END
$$;
COMMENT ON FUNCTION agentmon.cron_registrations() IS
'What pg_cron of this database has of each job: its id there, and what is wrong with it (NULL: it is '
'registered as it should be). No rows where pg_cron is not installed here.';

CREATE FUNCTION agentmon.cron_failure(p_jobid bigint, p_since timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    message text;
BEGIN
    IF p_jobid IS NULL THEN
        RETURN NULL;
    END IF;
    -- Only the last runs: the table has no index by job, and may be long.
    EXECUTE $query$
        SELECT CASE WHEN newest.status = 'failed' THEN left(newest.return_message, 300) END
        FROM (
            SELECT run.*
            FROM (SELECT * FROM cron.job_run_details ORDER BY runid DESC LIMIT 1000) AS run
            WHERE run.jobid = $1
              -- Where it could not even connect, pg_cron writes down no time.
              AND (run.start_time > $2 OR run.start_time IS NULL)
              AND run.status IN ('failed', 'succeeded')
            ORDER BY run.runid DESC
            LIMIT 1
        ) AS newest
    $query$
    INTO message
    USING p_jobid, coalesce(p_since, '-infinity');
    RETURN message || CASE
        WHEN message ~ 'connection (failed|to server)|authentication|pg_hba'
        THEN ' (set cron.use_background_workers = on, or let it in by pg_hba.conf; see docs/jobs.md)'
        ELSE ''
    END;
EXCEPTION
    WHEN insufficient_privilege OR undefined_table OR undefined_column THEN
        RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.cron_failure(bigint, timestamptz) IS
'What pg_cron says of the last run of a job that began after p_since, where it failed: also one that could '
'not even connect. NULL where it went well, or cannot be read.';

CREATE FUNCTION agentmon.forget_cron_runs(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    keep interval := (
        SELECT policy.keep
        FROM monitoring.retention_policies policy
        WHERE policy.name = 'cron_runs');
    removed bigint := 0;
BEGIN
    IF keep IS NULL OR NOT agentmon.cron_is_here() THEN
        RETURN 0;
    END IF;
    -- Only runs of our jobs, also those of registrations that are gone. What others run is theirs to keep.
    EXECUTE $query$
        DELETE FROM cron.job_run_details run
        WHERE run.database = current_database()
          AND run.command = ANY ($2)
          AND (run.start_time < $1
               -- Runs that could not even connect have no time: those before the last thousand runs go.
               OR run.start_time IS NULL
               AND run.runid <= (SELECT max(newest.runid) - 1000 FROM cron.job_run_details newest))
    $query$
    USING p_now - keep, ARRAY(SELECT agentmon.cron_command(j.name) FROM monitoring.jobs j);
    GET DIAGNOSTICS removed = ROW_COUNT;
    PERFORM agentmon.end_failure('retention', 'cron_runs');
    RETURN removed;
EXCEPTION
    WHEN OTHERS THEN
        PERFORM agentmon.note_failure(
            'retention',
            'cron_runs',
            SQLERRM,
            p_now,
            'cron.job_run_details grows; see docs/jobs.md.');
        RETURN 0;
END
$$;
COMMENT ON FUNCTION agentmon.forget_cron_runs(timestamptz) IS
'Removes what pg_cron has written down of runs of our jobs before p_now less the policy cron_runs; gives the '
'number of rows.';

CREATE FUNCTION agentmon.check_cron_rights() RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT has_schema_privilege('cron', 'USAGE') THEN
        PERFORM agentmon.refuse(
            format('%s may not register jobs with pg_cron', current_user),
            'pg_cron runs a job as who registered it, and lets only those register any that may use its '
            'schema.',
            format('Have a superuser do it, or GRANT USAGE ON SCHEMA cron TO %I.', current_user),
            'insufficient_privilege');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_cron_rights() IS
'Raises 42501, with what is missing, where the caller may not register jobs with the pg_cron of this '
'database.';

CREATE FUNCTION agentmon.cron_job_of_others(p_name text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_own boolean;
    is_right boolean := EXISTS (
        SELECT FROM agentmon.cron_registrations() registered
        WHERE registered.name = p_name
          AND registered.problem IS NULL);
BEGIN
    EXECUTE 'SELECT EXISTS (SELECT FROM cron.job WHERE jobname = $1 AND username = current_user)'
        INTO is_own
        USING agentmon.cron_job_name(p_name);
    RETURN is_right AND NOT is_own;
END
$$;
COMMENT ON FUNCTION agentmon.cron_job_of_others(text) IS
'Whether pg_cron has a job as it should be, and somebody else has registered it.';

CREATE FUNCTION monitoring.schedule_jobs() RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    job record;
    registered integer := 0;
    names text[] := ARRAY(SELECT j.name FROM monitoring.jobs j ORDER BY j.name);
BEGIN
    IF NOT agentmon.cron_is_here() THEN
        RAISE NOTICE 'pg_cron is not installed in this database: nothing was scheduled'
            USING DETAIL = 'agentmon-notifier runs the jobs that are overdue.',
                  HINT = 'CREATE EXTENSION pg_cron; or, where it lives in another database, run there what '
                         'SELECT monitoring.cron_statements() gives here; see docs/jobs.md.';
        RETURN 0;
    END IF;
    PERFORM agentmon.check_cron_rights();
    -- What the caller has registered is removed first. Of a job of the same name, cron.schedule() would
    -- change the schedule and the command alone, and leave its port, its database, and whether it is switched
    -- off.
    EXECUTE $query$
        SELECT count(cron.unschedule(seen.jobid))
        FROM cron.job seen
        WHERE seen.jobname = ANY ($1)
          AND (seen.username = current_user
               OR (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user))
          AND seen.command LIKE 'CALL monitoring.run_job(%'
    $query$
    USING ARRAY(SELECT agentmon.cron_job_name(n) FROM unnest(names) AS n);
    FOR job IN SELECT * FROM monitoring.jobs ORDER BY name LOOP
        -- Twice is once too often: what another role has registered as it should be stays his.
        IF agentmon.cron_job_of_others(job.name) THEN
            RAISE NOTICE 'job % is registered with pg_cron by another role, and stays so', job.name;
            CONTINUE;
        END IF;
        BEGIN
            EXECUTE 'SELECT cron.schedule($1, $2, $3)'
                USING agentmon.cron_job_name(job.name), job.cron, agentmon.cron_command(job.name);
            registered := registered + 1;
        EXCEPTION
            WHEN invalid_parameter_value
                OR syntax_error
                OR internal_error
                OR invalid_text_representation
            THEN
                -- Such as a schedule that pg_cron cannot read; the others are registered.
                RAISE WARNING 'job % could not be registered with pg_cron: %', job.name, SQLERRM
                    USING HINT = format('Its schedule in monitoring.jobs is %L.', job.cron);
        END;
    END LOOP;
    UPDATE monitoring.jobs SET scheduled = true;
    RETURN registered;
END
$$;
COMMENT ON FUNCTION monitoring.schedule_jobs() IS
'Registers the jobs with pg_cron of this database as agentmon_<name> <database>, to run as the caller, and '
'puts right what is there; gives their number. May be called again. Where pg_cron is not installed: a '
'notice, and 0. Raises 42501 for callers who may not use the schema cron.';

CREATE FUNCTION monitoring.unschedule_jobs() RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    removed integer := 0;
BEGIN
    IF agentmon.cron_is_here() THEN
        PERFORM agentmon.check_cron_rights();
        EXECUTE 'SELECT count(cron.unschedule(jobid)) FROM cron.job WHERE jobname = ANY ($1)'
            INTO removed
            USING ARRAY(SELECT agentmon.cron_job_name(j.name) FROM monitoring.jobs j);
    ELSIF EXISTS (SELECT FROM monitoring.jobs j WHERE j.scheduled) THEN
        RAISE NOTICE 'pg_cron is not in this database: nothing was taken out of it'
            USING HINT = 'Where it lives in another database, run there what '
                         'SELECT monitoring.cron_statements(p_remove => true) gives here.';
    END IF;
    UPDATE monitoring.jobs SET scheduled = false;
    RETURN removed;
END
$$;
COMMENT ON FUNCTION monitoring.unschedule_jobs() IS
'Takes the jobs out of pg_cron; gives the number that it had. The daemon runs them from then on. Raises '
'42501 for callers who may not use the schema cron.';

CREATE FUNCTION monitoring.cron_statements(p_remove boolean DEFAULT false) RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN p_remove
        THEN format(
            'SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname = %L;',
            agentmon.cron_job_name(job.name))
        ELSE format(
            'SELECT cron.schedule_in_database(%L, %L, %L, %L);',
            agentmon.cron_job_name(job.name),
            job.cron,
            agentmon.cron_command(job.name),
            current_database())
    END
    FROM monitoring.jobs job
    ORDER BY job.name
$$;
COMMENT ON FUNCTION monitoring.cron_statements(boolean) IS
'The statements that register the jobs of this database with a pg_cron that lives in another one, or '
'(p_remove) take them out: run them there.';

GRANT EXECUTE ON FUNCTION
    monitoring.schedule_jobs(),
    monitoring.unschedule_jobs(),
    monitoring.cron_statements(boolean),
    agentmon.cron_is_here(),
    agentmon.cron_command(text),
    agentmon.cron_job_name(text),
    agentmon.cron_registrations(),
    agentmon.cron_job_of_others(text),
    agentmon.check_cron_rights()
    TO agentmon_admin;
