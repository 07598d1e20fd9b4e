-- Health of the monitoring itself: jobs, partitions, rows that are out of
-- reach, daemons, and what steps could not do.

CREATE FUNCTION agentmon.failure_facts(p_steps text[], p_these boolean, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'step', listed.step,
                   'member', listed.member,
                   'error', listed.error,
                   'hint', listed.hint,
                   'seconds', extract(epoch FROM p_now - listed.since),
                   'of_all', listed.of_all
               ) ORDER BY listed.since, listed.step, listed.member), '[]')
        FROM (
            SELECT failure.*, count(*) OVER () AS of_all
            FROM monitoring.step_failures failure
            WHERE failure.since <= p_now
              -- What is done once a day is noted once a day; older ones are of members that are gone.
              AND failure.last_at > p_now - interval '26 hours'
              AND (failure.step = ANY (p_steps)) = p_these
            ORDER BY failure.since, failure.step, failure.member
            LIMIT 10
        ) AS listed);
END
$$;
COMMENT ON FUNCTION agentmon.failure_facts(text[], boolean, timestamptz) IS
'The first ten rows of step_failures of the last day at p_now: those of the given steps (p_these), or of all '
'others; of_all is how many there are.';

CREATE FUNCTION agentmon.has_partition(p_table text, p_time timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    -- Nearly always it has the usual name; the bounds of all of them take longer to read.
    RETURN EXISTS (
            SELECT FROM pg_inherits known
            WHERE known.inhrelid = to_regclass(
                      format('monitoring.%I', agentmon.day_partition(p_table, p_time::date)))
              AND known.inhparent = to_regclass(format('monitoring.%I', p_table)))
        OR EXISTS (
            SELECT FROM agentmon.partitions() day
            WHERE day.table_name = p_table
              AND day.starts_at <= p_time
              AND day.ends_at > p_time);
END
$$;
COMMENT ON FUNCTION agentmon.has_partition(text, timestamptz) IS
'Whether a raw table has a partition for the rows of a time, besides its catch-all.';

CREATE FUNCTION agentmon.rows_ahead(p_table text, p_time_column text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
-- enable_seqscan = off: what is ahead stands at the end of an index,
-- whatever the statistics of a fresh load say.
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET row_security = off
SET enable_seqscan = off SET jit = off AS $$
DECLARE
    ahead timestamptz := p_now + interval '5 minutes';
    today date := p_now::date;
    days_ahead integer := agentmon.setting_integer('partition_days_ahead', 3);
    place regclass;
    is_far boolean := false;
    is_ahead boolean := false;
BEGIN
    -- Mostly these are empty files, and need not be opened.
    place := to_regclass(format('monitoring.%I', p_table || '_default'));
    IF pg_relation_size(place) > 0 THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %s late WHERE late.%I >= $1)', place, p_time_column)
            INTO is_far
            USING greatest(ahead, (today + days_ahead + 1)::timestamptz);
    END IF;
    FOR day IN 1 .. days_ahead LOOP
        EXIT WHEN is_far OR is_ahead;
        place := to_regclass(format('monitoring.%I', agentmon.day_partition(p_table, today + day)));
        CONTINUE WHEN place IS NULL OR pg_relation_size(place) = 0;
        EXECUTE format('SELECT EXISTS (SELECT FROM %s late WHERE late.%I >= $1)', place, p_time_column)
            INTO is_ahead
            USING ahead;
    END LOOP;
    -- What is ahead today is known by its minute, once it is rolled up.
    is_ahead := is_far OR is_ahead OR EXISTS (
        SELECT FROM monitoring.minute_segments segment
        WHERE segment.source = p_table
          AND segment.block > ahead - interval '1 hour'
          AND segment.last_start > ahead);
    RETURN jsonb_build_object(
        'table', p_table,
        'time_column', p_time_column,
        'far', is_far,
        'ahead', is_ahead);
END
$$;
COMMENT ON FUNCTION agentmon.rows_ahead(text, text, timestamptz) IS
'Whether a raw table holds rows of the far future, for which no partition will be made soon and which '
'retention does not reach (far), or rows more than five minutes ahead of p_now (ahead).';

CREATE FUNCTION agentmon.others_ahead(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
-- enable_seqscan = off: as in rows_ahead().
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off AS $$
DECLARE
    ahead timestamptz := p_now + interval '5 minutes';
    found text[] := '{}';
BEGIN
    -- Where one of them cannot be read, those who work with it tell so.
    BEGIN
        IF EXISTS (
            SELECT FROM public.monitoring_events event
            WHERE event.created_at > ahead)
        THEN
            found := found || 'public.monitoring_events'::text;
        END IF;
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    BEGIN
        IF EXISTS (
            SELECT FROM monitoring.worker_issues issue
            WHERE NOT issue.resolved
              AND issue.created_at > ahead)
        THEN
            found := found || 'worker_issues'::text;
        END IF;
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'table', place.name,
                   'time_column', 'created_at',
                   'far', false,
                   'ahead', true)), '[]')
        FROM unnest(found) AS place (name));
END
$$;
COMMENT ON FUNCTION agentmon.others_ahead(timestamptz) IS
'As rows_ahead(), for the tables that are not partitioned: events, which retention does not reach before '
'their time, and open issues, which health does not count before it.';

CREATE FUNCTION agentmon.doubtful_installation(p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object(
               'step', 'setup',
               'member', '',
               'error', doubt.problem,
               'hint', doubt.hint,
               'seconds', 0,
               'of_all', 1)), '[]')
    FROM (
        SELECT 'Since when jobs should run is not known: SELECT monitoring.setup().',
               CASE
                   WHEN agentmon.installed_at() IS NULL THEN 'monitoring.schema_migrations has no rows'
                   -- A virtual clock may stand before the installation; the true one may not.
                   WHEN agentmon.installed_at() > greatest(p_now, now())
                        AND p_now > now() - interval '1 minute'
                       THEN 'its clock was ahead: the installation is yet to come'
               END
        UNION ALL
        SELECT CASE
                   WHEN agentmon.library_age() < 0
                       THEN format('Install pg_agentmon %s on this server, and connect anew.',
                           installed.extversion)
                   ELSE 'ALTER EXTENSION pg_agentmon UPDATE, then SELECT monitoring.setup().'
               END,
               format('the library is of version %s, and the objects in this database are of version %s',
                   agentmon.library_version(),
                   installed.extversion)
        FROM pg_extension installed
        WHERE installed.extname = 'pg_agentmon'
          AND agentmon.library_age() <> 0
    ) AS doubt (hint, problem)
    WHERE doubt.problem IS NOT NULL
$$;
COMMENT ON FUNCTION agentmon.doubtful_installation(timestamptz) IS
'What is wrong with the installation (its time, from which on jobs are missed; its library), as '
'failure_facts() gives it; an empty list for nothing.';

CREATE FUNCTION agentmon.gone_notifiers(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A daemon in whose place another one works is not missed; nor is one that said that it stops.
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'worker', missed.worker,
                   'kinds', missed.kinds,
                   'seconds', extract(epoch FROM p_now - missed.last_seen_at)
               ) ORDER BY missed.last_seen_at, missed.worker), '[]')
        FROM (
            SELECT gone.*
            FROM monitoring.notifiers gone
            WHERE gone.stopped_at IS NULL
              AND gone.kinds <> '{}'
              AND gone.last_seen_at < p_now - agentmon.setting_interval('notifier_gone_after')
              AND EXISTS (
                  SELECT FROM unnest(gone.kinds) AS kind
                  WHERE NOT EXISTS (
                      SELECT FROM monitoring.notifiers other
                      WHERE kind = ANY (other.kinds)
                        AND other.stopped_at IS NULL
                        AND other.last_seen_at >= p_now - agentmon.setting_interval('notifier_gone_after')
                        AND other.last_seen_at <= p_now + interval '5 minutes'))
        ) AS missed);
END
$$;
COMMENT ON FUNCTION agentmon.gone_notifiers(timestamptz) IS
'Daemons that were not heard of for the setting notifier_gone_after and did not say that they stop, where no '
'other one sends what they sent.';

CREATE FUNCTION agentmon.untaken_errors(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off AS $$
DECLARE
    patience timestamptz := p_now - interval '1 minute';
    taken_at timestamptz := (
        SELECT max(reader.as_of)
        FROM monitoring.consumer_cursors reader
        WHERE reader.consumer = 'alerts'
          AND reader.cluster_tag = agentmon.cluster_tag());
    found record;
BEGIN
    -- Somebody has just looked; or it is a time at which nobody was here yet.
    IF taken_at > patience
       OR taken_at IS NULL
          AND coalesce(agentmon.installed_at() > p_now, true)
          AND NOT EXISTS (SELECT FROM monitoring.notifiers)
    THEN
        RETURN NULL;
    END IF;
    SELECT count(*) AS number, min(waiting.created_at) AS since
        INTO STRICT found
    FROM agentmon.unread_errors(
        agentmon.cluster_tag(),
        coalesce((
            SELECT reader.snapshot
            FROM monitoring.consumer_cursors reader
            WHERE reader.consumer = 'alerts'
              AND reader.cluster_tag = agentmon.cluster_tag()), '1:1:'),
        0,
        patience,
        1000) AS waiting;
    IF found.number = 0 THEN
        RETURN NULL;
    END IF;
    RETURN jsonb_build_object('number', found.number, 'seconds', extract(epoch FROM p_now - found.since));
END
$$;
COMMENT ON FUNCTION agentmon.untaken_errors(timestamptz) IS
'Error rows older than a minute at p_now that nobody has taken into alerts, up to 1000 of them, and the age '
'of the oldest in seconds; NULL for none.';

CREATE FUNCTION agentmon.self_facts(p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    doubts jsonb := agentmon.doubtful_installation(p_now);
BEGIN
    -- Of a time before the installation there is nothing to say.
    IF doubts = '[]' AND agentmon.installed_at() > p_now THEN
        RETURN jsonb_build_object(
            'jobs', '[]'::jsonb,
            'off', '[]'::jsonb,
            'without_partition', '[]'::jsonb,
            'rows', '[]'::jsonb,
            'failures', agentmon.failure_facts(agentmon.alert_steps(), false, p_now));
    END IF;
    RETURN jsonb_build_object(
        'jobs', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'name', job.name,
                       'failing_seconds', extract(epoch FROM p_now - job.failing_since),
                       'late_seconds', CASE
                           WHEN job.late_by > agentmon.job_patience(stored.every)
                               THEN extract(epoch FROM job.late_by)
                       END,
                       'never_ran', job.status = 'never ran',
                       'runner', job.runner,
                       'problem', job.problem
                   ) ORDER BY stored.every, job.name), '[]')
            FROM agentmon.jobs_at(p_now) job
            JOIN monitoring.jobs stored ON stored.name = job.name
            WHERE job.enabled
              AND (job.late_by > agentmon.job_patience(stored.every)
                   -- What its steps could not do is told by the failures.
                   OR job.last_error IS NOT NULL
                      AND agentmon.job_failures(job.name, job.last_run_at) IS NULL
                   OR stored.scheduled
                      AND NOT job.scheduled)),
        'off', (
            SELECT coalesce(jsonb_agg(job.name ORDER BY job.name), '[]')
            FROM monitoring.jobs job
            WHERE NOT job.enabled),
        'without_partition', (
            SELECT coalesce(jsonb_agg(raw.table_name ORDER BY raw.table_name), '[]')
            FROM agentmon.partitioned_tables() raw
            WHERE NOT agentmon.has_partition(raw.table_name, p_now)
               OR NOT agentmon.has_partition(raw.table_name, p_now + interval '1 day')),
        'rows', (
            SELECT coalesce(jsonb_agg(ahead.facts), '[]') || agentmon.others_ahead(p_now)
            FROM agentmon.partitioned_tables() raw
            CROSS JOIN LATERAL agentmon.rows_ahead(raw.table_name, raw.time_column, p_now) AS ahead (facts)
            WHERE (ahead.facts ->> 'far')::boolean
               OR (ahead.facts ->> 'ahead')::boolean),
        'failures', agentmon.failure_facts(agentmon.alert_steps(), false, p_now) || doubts);
END
$$;
COMMENT ON FUNCTION agentmon.self_facts(timestamptz) IS
'How the monitoring itself is at p_now, for judge_health(): jobs that fail, are late, or are not run by whom '
'they should be, tables without partitions for today and tomorrow, rows ahead of the clock, and what steps '
'could not do.';
