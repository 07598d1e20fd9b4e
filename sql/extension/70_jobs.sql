-- Jobs: run by pg_cron where it is, else by the daemon; each step commits. 71_cron.sql has what pg_cron does
-- for them.

CREATE FUNCTION agentmon.job_names() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{
        alerts,collect_database,costs,daily,hourly,partitions,refresh,retention,sample_queues,
        service_levels,weekly
    }'::text[];
COMMENT ON FUNCTION agentmon.job_names() IS 'The jobs that there are.';

CREATE FUNCTION agentmon.check_job() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.name := agentmon.canonical_value(NEW.name, 'job', agentmon.job_names());
    -- every and phase say when a job is due. One job whose time cannot be computed would stop all of them.
    IF NOT coalesce(NEW.every BETWEEN interval '1 second' AND interval '1 year', true) THEN
        PERFORM agentmon.refuse(
            format('every of job %s is out of bounds', NEW.name),
            format('It would be %s.', NEW.every),
            'Give an interval from 1 second to 1 year.',
            'invalid_parameter_value');
    END IF;
    IF NOT coalesce(NEW.phase BETWEEN interval '-1 year' AND interval '1 year', true) THEN
        PERFORM agentmon.refuse(
            format('phase of job %s is out of bounds', NEW.name),
            format('It would be %s.', NEW.phase),
            'Give how much later than at the beginning of its period it is due, less than every.',
            'invalid_parameter_value');
    END IF;
    IF NEW.cron !~ '^[[:space:]]*([0-9A-Za-z*/,$-]+[[:space:]]+){4}[0-9A-Za-z*/,$-]+[[:space:]]*$'
       AND NEW.cron !~* '^[[:space:]]*[1-5]?[0-9][[:space:]]+seconds?[[:space:]]*$'
       AND NEW.cron !~* '^@[a-z]+$'
    THEN
        PERFORM agentmon.refuse(
            format('cron of job %s is no schedule', NEW.name),
            format('It would be %s.', quote_literal(left(NEW.cron, 100))),
            'Give minute, hour, day of month, month and day of week, as */5 * * * * for every five minutes; '
            'or a number of seconds, as 30 seconds, where pg_cron knows them.',
            'invalid_parameter_value');
    END IF;
    -- An infinite time is no time: such a job has not run.
    NEW.last_run_at := CASE WHEN isfinite(NEW.last_run_at) THEN NEW.last_run_at END;
    NEW.last_success_at := CASE WHEN isfinite(NEW.last_success_at) THEN NEW.last_success_at END;
    NEW.failing_since := CASE WHEN isfinite(NEW.failing_since) THEN NEW.failing_since END;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_job() IS
'Trigger: a job is one of job_names(), its cron has the form of a schedule, its period and phase can be '
'counted with, and its times are finite or NULL.';

CREATE FUNCTION agentmon.job_next_due(
    p_last_run_at timestamptz,
    p_every interval,
    p_phase interval
) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    -- In seconds throughout: PostgreSQL bins times into no months, and days are as long as the session's time
    -- zone has it.
    RETURN coalesce(
        date_bin(
            make_interval(secs => extract(epoch FROM p_every)::double precision),
            p_last_run_at,
            timestamptz '2001-01-01 00:00:00+00'
                + make_interval(secs => extract(epoch FROM p_phase)::double precision))
        + make_interval(secs => extract(epoch FROM p_every)::double precision),
        '-infinity');
COMMENT ON FUNCTION agentmon.job_next_due(timestamptz, interval, interval) IS
'When a job is due after its last run: every p_every from Monday 2001-01-01 UTC on, p_phase later; -infinity '
'where it never ran.';

CREATE FUNCTION agentmon.lift_statement_timeout() RETURNS void
    LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'lift_statement_timeout_wrapper';
COMMENT ON FUNCTION agentmon.lift_statement_timeout() IS
'Lets the running statement, a job, take as long as it takes: statement_timeout of the role or the database '
'does not cancel it. The next statement has its timeout again.';

CREATE FUNCTION agentmon.limit_statement(p_ms integer) RETURNS void
    LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'limit_statement_wrapper';
COMMENT ON FUNCTION agentmon.limit_statement(integer) IS
'Has the running statement cancelled (57014) after so many milliseconds from now, whatever statement_timeout '
'says, unless lift_statement_timeout() comes first: a time limit for a part of a job.';

CREATE FUNCTION agentmon.refresh_job_step(
    p_sources text[],
    p_failed text[],
    p_now timestamptz,
    OUT written jsonb,
    OUT more boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE
-- A table that somebody has for himself does not hold up the others. The timeout is longer than a step of
-- another refresh takes.
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '30s' AS $$
DECLARE
    raw_table text;
    step record;
    minutes bigint := 0;
    hours bigint := 0;
    days bigint := 0;
    weeks bigint := 0;
BEGIN
    more := false;
    failed := p_failed;
    FOREACH raw_table IN ARRAY p_sources LOOP
        CONTINUE WHEN raw_table = ANY (p_failed);
        BEGIN
            SELECT * INTO STRICT step
            FROM agentmon.refresh_source(raw_table, p_now, agentmon.refresh_step_rows());
            minutes := minutes + step.minute;
            hours := hours + step.hourly;
            days := days + step.daily;
            weeks := weeks + step.weekly;
            more := more OR step.more;
            PERFORM agentmon.end_failure('refresh', raw_table);
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                PERFORM agentmon.note_refresh_failure(raw_table, SQLERRM, p_now);
                failed := failed || raw_table;
        END;
    END LOOP;
    written := jsonb_build_object('minute', minutes, 'hourly', hours, 'daily', days, 'weekly', weeks);
END
$$;
COMMENT ON FUNCTION agentmon.refresh_job_step(text[], text[], timestamptz) IS
'One step of the refresh of some raw tables, each for itself: one that fails is noted as a failure, and the '
'others are brought up to date. p_failed failed earlier in this run and are not tried again in it. Gives the '
'rollup rows written by period, whether there is more, and what has failed so far.';

CREATE FUNCTION agentmon.job_failures(p_name text, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(concat_ws('; ',
        string_agg(
            format('%s: %s', nullif(named.member, ''), named.error),
            '; ' ORDER BY named.step, named.member) FILTER (WHERE named.place <= 5),
        CASE
            WHEN count(*) > 5
            THEN format('and %s more, see monitoring.step_failures', count(*) - 5)
        END), '')
    FROM (
        SELECT failure.*, row_number() OVER (ORDER BY failure.step, failure.member) AS place
        FROM monitoring.step_failures failure
        WHERE failure.last_at = p_now
          AND failure.step = ANY (CASE p_name
              WHEN 'retention' THEN '{retention}'::text[]
              WHEN 'partitions' THEN '{partitions,adopt rows}'
              WHEN 'alerts' THEN agentmon.alert_steps()
              WHEN 'costs' THEN '{prices,budgets,reprice}'
              WHEN 'service_levels' THEN '{service levels}'
              WHEN 'sample_queues' THEN '{queues}'
              WHEN 'collect_database' THEN '{collectors}'
              WHEN 'hourly' THEN '{refresh,anomalies}'
              ELSE '{refresh}'
          END)
    ) AS named
$$;
COMMENT ON FUNCTION agentmon.job_failures(text, timestamptz) IS
'What the steps of a job could not do at p_now, in words: the first five members with their errors; NULL for '
'nothing.';

CREATE FUNCTION agentmon.job_step(
    p_name text,
    p_now timestamptz,
    p_failed text[] DEFAULT '{}',
    OUT rows_done bigint,
    OUT more boolean,
    OUT problem text,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    step record;
BEGIN
    rows_done := 0;
    more := false;
    failed := p_failed;
    -- Somebody is at it already: leave it to them.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon job ' || p_name, 0)) THEN
        rows_done := NULL;
        RETURN;
    END IF;
    CASE
        WHEN p_name = 'refresh' THEN
            SELECT * INTO STRICT step
            FROM agentmon.refresh_job_step(
                ARRAY(SELECT s.source FROM agentmon.rollup_sources() s), p_failed, p_now);
            rows_done := (SELECT sum(w.value::bigint) FROM jsonb_each_text(step.written) AS w);
            more := step.more;
            failed := step.failed;
            IF NOT more THEN
                failed := failed || agentmon.refresh_reports(failed, p_now);
            END IF;
        -- In a step of its own, which holds up no refresh.
        WHEN p_name = 'hourly'
             AND 'anomalies' <> ALL (p_failed)
             AND EXISTS (SELECT FROM agentmon.hours_to_judge(p_now)) THEN
            PERFORM agentmon.try_step('anomalies', 'store_anomalies', p_now);
            IF agentmon.member_fails('anomalies', 'store_anomalies') THEN
                failed := failed || 'anomalies'::text;
            END IF;
            more := true;
        WHEN p_name IN ('hourly', 'daily', 'weekly') THEN
            SELECT * INTO STRICT step
            FROM agentmon.refresh_job_step('{pipeline_metrics}', p_failed, p_now);
            rows_done := (step.written ->> p_name)::bigint;
            more := step.more;
            failed := step.failed;
            more := more
                OR p_name = 'hourly'
                    AND 'anomalies' <> ALL (failed)
                    AND EXISTS (SELECT FROM agentmon.hours_to_judge(p_now));
        WHEN p_name = 'alerts' THEN
            rows_done := monitoring.process_alerts(p_now);
        WHEN p_name = 'costs' THEN
            SELECT * INTO STRICT step FROM agentmon.costs_job_step(p_failed, p_now);
            rows_done := step.rows_done;
            more := step.more;
            failed := step.failed;
        WHEN p_name = 'service_levels' THEN
            rows_done := agentmon.try_step('service levels', 'evaluate_service_levels', p_now);
        WHEN p_name = 'sample_queues' THEN
            SELECT * INTO STRICT step FROM agentmon.queues_job_step(p_failed, p_now);
            rows_done := step.rows_done;
            more := step.more;
            failed := step.failed;
        WHEN p_name = 'collect_database' THEN
            SELECT * INTO STRICT step FROM agentmon.database_job_step(p_failed, p_now);
            rows_done := step.rows_done;
            failed := step.failed;
        WHEN p_name = 'partitions' THEN
            SELECT * INTO STRICT step
            FROM agentmon.partitions_job_step(p_failed, p_now);
            rows_done := step.rows_done;
            more := step.more;
            failed := step.failed;
        WHEN p_name = 'retention' THEN
            SELECT * INTO STRICT step
            FROM agentmon.retention_job_step(p_failed, p_now);
            rows_done := step.rows_done;
            more := step.more;
            failed := step.failed;
            IF NOT more THEN
                rows_done := rows_done + agentmon.forget_cron_runs(p_now);
            END IF;
        ELSE
            PERFORM agentmon.canonical_value(p_name, 'job', agentmon.job_names());
            RAISE EXCEPTION 'job % has no steps', p_name
                USING ERRCODE = 'invalid_parameter_value';
    END CASE;
    -- A member that failed counts even where that could not be written down.
    problem := coalesce(
        agentmon.job_failures(p_name, p_now),
        'failed: ' || nullif(array_to_string(failed, ', '), ''));
END
$$;
COMMENT ON FUNCTION agentmon.job_step(text, timestamptz, text[]) IS
'One step of a job at p_now: the rows it did (NULL where another session is at it), whether there is more to '
'do, what it could not do (NULL for nothing), and the members that have failed in this run, to be passed to '
'its next step as p_failed.';

CREATE FUNCTION agentmon.record_job_run(
    p_name text,
    p_now timestamptz,
    p_started timestamptz,
    p_rows bigint,
    p_error text
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    before text := current_setting('lock_timeout');
BEGIN
    PERFORM agentmon.use_lock_timeout();
    UPDATE monitoring.jobs
    SET last_run_at = p_now,
        last_rows = p_rows,
        last_error = left(p_error, 4000),
        failing_since = CASE WHEN p_error IS NOT NULL THEN least(failing_since, p_now) END,
        last_success_at = CASE WHEN p_error IS NULL THEN p_now ELSE last_success_at END,
        last_duration_ms = extract(epoch FROM clock_timestamp() - p_started) * 1000
    WHERE name = p_name;
    PERFORM agentmon.end_failure('jobs', p_name);
    PERFORM set_config('lock_timeout', before, true);
EXCEPTION
    WHEN read_only_sql_transaction OR serialization_failure THEN
        RAISE;
    WHEN OTHERS THEN
        -- What the job has done must stay, even where its row cannot be written: somebody may hold it, or
        -- have a trigger on the table.
        PERFORM agentmon.note_failure(
            'jobs',
            p_name,
            SQLERRM,
            p_now,
            'The job did its work, but how it went could not be written into monitoring.jobs; '
            'it runs again at once.');
END
$$;
COMMENT ON FUNCTION agentmon.record_job_run(text, timestamptz, timestamptz, bigint, text) IS
'Records how the run of a job went so far; where that cannot be written down, it is a failure, and the work '
'of the job stays.';

CREATE FUNCTION agentmon.job_is_enabled(p_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
    SELECT coalesce((SELECT j.enabled FROM monitoring.jobs j WHERE j.name = p_name), false)
$$;
COMMENT ON FUNCTION agentmon.job_is_enabled(text) IS
'Whether a job is switched on (monitoring.jobs.enabled); false for one that is unknown.';

-- A procedure, because a function cannot commit; without SET and SECURITY DEFINER, because they refuse
-- COMMIT: so each name in it is qualified.
CREATE PROCEDURE monitoring.run_job(p_name text, p_now timestamptz DEFAULT now())
LANGUAGE plpgsql AS $$
DECLARE
    started pg_catalog.timestamptz := pg_catalog.clock_timestamp();
    rows_total bigint := 0;
    step_rows bigint; -- no record: a record that no step has filled yet cannot be read
    more boolean;
    step_problem pg_catalog.text;
    failed pg_catalog.text[] := '{}';
    raised pg_catalog.text;
    cancelled boolean := false;
    problem pg_catalog.text;
BEGIN
    p_name := agentmon.check_job_name(p_name);
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.lift_statement_timeout();
    LOOP
        -- Asked before each step: a job that is switched off while it runs stops after its present step.
        IF NOT agentmon.job_is_enabled(p_name) THEN
            RAISE NOTICE 'job % is switched off: nothing was done', p_name
                USING HINT = pg_catalog.format(
                    'UPDATE monitoring.jobs SET enabled = true WHERE name = %L;', p_name);
            RETURN;
        END IF;
        -- Partitions are dropped in READ COMMITTED only, whatever the default of the role or the database is.
        -- The commit comes first because the level can only be set before a transaction's first query.
        COMMIT;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        BEGIN
            SELECT s.rows_done, s.more, s.problem, s.failed
                INTO step_rows, more, step_problem, failed
            FROM agentmon.job_step(p_name, p_now, failed) AS s;
        EXCEPTION
            WHEN query_canceled THEN
                cancelled := true;
                raised := SQLERRM;
            WHEN OTHERS THEN
                raised := SQLERRM;
        END;
        EXIT WHEN raised IS NULL AND step_rows IS NULL;
        IF raised IS NULL THEN
            rows_total := rows_total OPERATOR(pg_catalog.+) step_rows;
        END IF;
        problem := coalesce(raised, step_problem, problem);
        PERFORM agentmon.record_job_run(p_name, p_now, started, rows_total, problem);
        COMMIT;
        EXIT WHEN raised IS NOT NULL OR NOT more;
    END LOOP;
    IF cancelled THEN
        RAISE EXCEPTION 'job % was cancelled: %', p_name, raised
            USING ERRCODE = 'query_canceled',
                  DETAIL = 'The steps before this one are committed.',
                  HINT = 'It goes on from there when it is next due.';
    ELSIF problem IS NOT NULL THEN
        RAISE WARNING 'job % failed: %', p_name, problem
            USING HINT = 'See monitoring.job_status; it is tried again when it is next due.';
    END IF;
END
$$;
COMMENT ON PROCEDURE monitoring.run_job(text, timestamptz) IS
'Runs a job of monitoring.jobs in steps and commits each; how it went stands in job_status. A failure is '
'recorded and warned of, not raised; a cancelled run is recorded and raised. One that is switched off '
'(enabled = false) does nothing, whoever calls. Raises 22023 for an unknown name.';

CREATE FUNCTION agentmon.check_job_name(p_name text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
    SELECT agentmon.canonical_value(
        p_name,
        'job',
        ARRAY(SELECT j.name FROM monitoring.jobs j ORDER BY j.name))
$$;
COMMENT ON FUNCTION agentmon.check_job_name(text) IS
'The name of a job in lower case; raises 22023 with the names of the jobs where p_name is none of them.';

CREATE FUNCTION agentmon.installed_at() RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(m.applied_at) FROM monitoring.schema_migrations m
$$;
COMMENT ON FUNCTION agentmon.installed_at() IS
'When setup() made the tables, on the clock that it was given; NULL before.';

CREATE FUNCTION agentmon.job_served_at(p_name text, p_now timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT min(cur.as_of)
        FROM monitoring.consumer_cursors cur
        WHERE cur.cluster_tag = agentmon.cluster_tag()
          AND cur.as_of <= p_now
          AND CASE
              WHEN p_name = 'refresh'
              THEN cur.consumer = 'rollups'
              WHEN p_name = 'alerts'
              THEN cur.consumer = 'alerts'
              WHEN p_name IN ('hourly', 'daily', 'weekly')
              THEN (cur.consumer, cur.source) = ('rollups', 'pipeline_metrics')
          END);
END
$$;
COMMENT ON FUNCTION agentmon.job_served_at(text, timestamptz) IS
'When the work of a job was last done by whoever did it (refresh_rollups(), the daemon''s own steps), by '
'p_now; NULL where it was not, or leaves no trace.';

CREATE FUNCTION agentmon.jobs_at(p_now timestamptz DEFAULT now()) RETURNS TABLE (
    name text,
    description text,
    cron text,
    enabled boolean,
    scheduled boolean,
    runner text,
    last_run_at timestamptz,
    last_success_at timestamptz,
    last_duration_ms double precision,
    last_rows bigint,
    last_error text,
    failing_since timestamptz,
    next_due_at timestamptz,
    overdue boolean,
    late_by interval,
    status text,
    problem text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
-- plpgsql keeps the plan for the session: health asks this each time.
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    is_here boolean := agentmon.cron_is_here();
    since timestamptz := coalesce(agentmon.installed_at(), p_now);
BEGIN
    RETURN QUERY
    -- Each job is looked up once, however often what follows names it.
    WITH known AS MATERIALIZED (
        SELECT job.*,
               -- A last run in the future was recorded by a clock that was wrong.
               CASE
                   WHEN job.last_run_at <= p_now AND isfinite(job.last_run_at)
                   THEN job.last_run_at
               END AS ran_at,
               registered.jobid,
               registered.problem AS registration,
               CASE WHEN is_here THEN registered.problem IS NULL ELSE job.scheduled END AS is_scheduled,
               agentmon.job_served_at(job.name, p_now) AS served_at
        FROM monitoring.jobs job
        LEFT JOIN agentmon.cron_registrations() registered ON registered.name = job.name
    ), due AS MATERIALIZED (
        SELECT known.*,
               agentmon.job_next_due(known.ran_at, known.every, known.phase) AS next_due_at,
               -- A job that never ran is due from the installation on. Where somebody else did its work, that
               -- counts as a run.
               agentmon.job_next_due(
                   coalesce(greatest(known.ran_at, known.served_at), since),
                   known.every,
                   known.phase) AS counted_from
        FROM known
    ), judged AS (
        SELECT due.*,
               CASE WHEN due.enabled AND due.counted_from < p_now THEN p_now - due.counted_from END AS late_by
        FROM due
    )
    SELECT judged.name,
           judged.description,
           judged.cron,
           judged.enabled,
           judged.is_scheduled,
           CASE WHEN judged.is_scheduled THEN 'pg_cron' ELSE 'agentmon-notifier' END,
           judged.last_run_at,
           judged.last_success_at,
           judged.last_duration_ms,
           judged.last_rows,
           judged.last_error,
           judged.failing_since,
           judged.next_due_at,
           judged.enabled AND judged.next_due_at <= p_now,
           judged.late_by,
           CASE
               WHEN NOT judged.enabled THEN 'off'
               WHEN judged.last_error IS NOT NULL THEN 'failing'
               WHEN judged.last_run_at IS NULL AND judged.served_at IS NULL THEN 'never ran'
               WHEN judged.late_by > agentmon.job_patience(judged.every) THEN 'late'
               ELSE 'ok'
           END,
           nullif(concat_ws('; ',
               judged.last_error,
               CASE WHEN is_here AND judged.enabled THEN judged.registration END,
               -- Where pg_cron could not even begin, the job itself knows nothing of it.
               CASE
                   WHEN judged.enabled AND judged.late_by > interval '0'
                   THEN 'pg_cron could not run it: ' || agentmon.cron_failure(judged.jobid, judged.ran_at)
               END), '')
    FROM judged;
END
$$;
COMMENT ON FUNCTION agentmon.jobs_at(timestamptz) IS
'The jobs at p_now: who runs each (pg_cron where it is truly registered there, else the daemon), how its '
'last run went, when it is due, by how much it is late, its status (off, failing, never ran, late, ok), and '
'what is wrong, by our own records and those of pg_cron.';

CREATE FUNCTION agentmon.job_patience(p_every interval) RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN least(greatest(p_every, interval '5 minutes'), interval '1 hour');
COMMENT ON FUNCTION agentmon.job_patience(interval) IS
'By how much a job that is due every so often may be late before somebody is told: one period, but at least '
'5 minutes and at most an hour.';

CREATE FUNCTION agentmon.overdue_jobs(p_now timestamptz DEFAULT now()) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
    SELECT job.name
    FROM agentmon.jobs_at(p_now) job
    JOIN monitoring.jobs stored ON stored.name = job.name
    WHERE job.enabled
      AND job.next_due_at <= p_now - CASE WHEN job.scheduled THEN interval '45 seconds' ELSE interval '0' END
    ORDER BY stored.every, job.name
$$;
COMMENT ON FUNCTION agentmon.overdue_jobs(timestamptz) IS
'The jobs that should have run by p_now; those that pg_cron has get 45 seconds more, so that the daemon only '
'steps in where pg_cron does not run.';

GRANT EXECUTE ON FUNCTION
    agentmon.job_next_due(timestamptz, interval, interval),
    agentmon.jobs_at(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.job_names() TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.job_step(text, timestamptz, text[]),
    agentmon.check_job_name(text),
    agentmon.job_is_enabled(text),
    agentmon.check_p_now(timestamptz),
    agentmon.overdue_jobs(timestamptz),
    agentmon.lift_statement_timeout(),
    agentmon.record_job_run(text, timestamptz, timestamptz, bigint, text)
    TO agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON PROCEDURE monitoring.run_job(text, timestamptz) TO agentmon_notifier, agentmon_admin;
