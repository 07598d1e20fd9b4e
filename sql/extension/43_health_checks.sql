-- Health checks: our own, and those that others report.

CREATE FUNCTION agentmon.own_checks() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{database,queues,processing,workers,agents,alerts,monitoring}'::text[];
COMMENT ON FUNCTION agentmon.own_checks() IS 'The health checks that get_health_checks() makes itself.';

CREATE FUNCTION monitoring.report_health_check(
    name text,
    status text,
    latency_ms double precision DEFAULT NULL,
    detail text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    canonical text := agentmon.canonical_value(status, 'health', '{healthy,degraded,unhealthy,unknown}',
        '{"ok": "healthy", "up": "healthy", "pass": "healthy", "warning": "degraded", "warn": "degraded",
          "critical": "unhealthy", "down": "unhealthy", "fail": "unhealthy", "error": "unhealthy",
          "offline": "unhealthy"}');
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.refuse_common(name, 'name', NULL, NULL);
    IF octet_length(name) > agentmon.longest_name() THEN
        PERFORM agentmon.refuse_long_name(name, 'name');
    END IF;
    IF name = ANY (agentmon.own_checks()) THEN
        PERFORM agentmon.refuse(
            format('the check %s is one of get_health_checks() itself', name),
            format('Its own are: %s.', array_to_string(agentmon.own_checks(), ', ')),
            'Give another name, such as ' || name || '_from_app.',
            'invalid_parameter_value');
    END IF;
    IF NOT coalesce(latency_ms >= 0 AND agentmon.is_finite(latency_ms), true) THEN
        PERFORM agentmon.refuse(
            'latency_ms is out of range',
            format('It is %s.', latency_ms),
            'Give milliseconds, finite and not negative, or NULL.',
            'numeric_value_out_of_range');
    END IF;
    INSERT INTO monitoring.health_checks AS known (name, status, latency_ms, detail, since, checked_at)
    VALUES (name, canonical, latency_ms, detail, p_now, p_now)
    ON CONFLICT (name) DO UPDATE SET
        status = excluded.status,
        latency_ms = excluded.latency_ms,
        detail = excluded.detail,
        since = CASE WHEN known.status = excluded.status THEN known.since ELSE excluded.since END,
        checked_at = excluded.checked_at
    -- Reports may come in any order; one of the future is that of a clock that was wrong.
    WHERE known.checked_at <= excluded.checked_at
       OR known.checked_at > now() + interval '5 minutes';
    RETURN name;
END
$$;
COMMENT ON FUNCTION monitoring.report_health_check(text, text, double precision, text, timestamptz) IS
'Says how something outside (a cache, an API) is at p_now: healthy, degraded, unhealthy or unknown, with '
'its latency in ms and anything to be told. Gives its name. It counts as unknown when no report has come '
'for the setting health_check_stale_after.';

CREATE FUNCTION agentmon.health_word(p_status text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE p_status WHEN 'healthy' THEN 'healthy' WHEN 'critical' THEN 'unhealthy' ELSE 'degraded' END;
COMMENT ON FUNCTION agentmon.health_word(text) IS
'A status of get_system_health() (healthy, warning, critical) in the words of get_health_checks().';

CREATE FUNCTION monitoring.get_health_checks(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    health jsonb;
    checks jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    health := monitoring.get_system_health(p_now);
    SELECT jsonb_object_agg(told.name, told.document) INTO checks
    FROM (
        SELECT own.name,
               jsonb_build_object(
                   'status', agentmon.health_word(part.document ->> 'status'),
                   'reasons', part.document -> 'reasons')
               || CASE own.name
                      WHEN 'database' THEN jsonb_build_object('latency', part.document -> 'latency_ms')
                      ELSE '{}'
                  END AS document
        FROM unnest(
            agentmon.own_checks(),
            '{database_health,queue_health,processing_health,worker_health,'
            'agent_health,alert_health,monitoring_health}'::text[]
        ) AS own (name, part)
        CROSS JOIN LATERAL (SELECT health -> own.part AS document) AS part
        UNION ALL
        SELECT reported.name,
               jsonb_strip_nulls(jsonb_build_object(
                   'status', CASE WHEN age.is_stale THEN 'unknown' ELSE reported.status END,
                   'latency', CASE WHEN NOT age.is_stale THEN reported.latency_ms END,
                   'detail', CASE
                       WHEN age.is_stale THEN format('no report since %s UTC',
                           to_char(reported.checked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
                       ELSE reported.detail
                   END,
                   'since', CASE WHEN NOT age.is_stale THEN reported.since END,
                   'checked_at', reported.checked_at))
        FROM monitoring.health_checks reported
        CROSS JOIN LATERAL (
            SELECT reported.checked_at
                   < p_now - agentmon.setting_interval('health_check_stale_after') AS is_stale
        ) AS age
        -- Those of later are not known yet, but for clocks that differ a little.
        WHERE reported.checked_at <= p_now + interval '5 minutes'
    ) AS told;
    RETURN jsonb_build_object(
        'status', (
            SELECT CASE
                WHEN bool_or(told.document ->> 'status' = 'unhealthy') THEN 'unhealthy'
                WHEN bool_and(told.document ->> 'status' = 'healthy') THEN 'healthy'
                ELSE 'degraded'
            END
            FROM jsonb_each(checks) AS told (name, document)),
        'timestamp', p_now,
        'version', agentmon.library_version(),
        'checks', checks);
END
$$;
COMMENT ON FUNCTION monitoring.get_health_checks(timestamptz) IS
'How everything is at p_now: status (unhealthy where one of the checks is, healthy where all are, else '
'degraded), timestamp, version, and the checks: database with its latency in ms, the other parts of '
'get_system_health(), and those that report_health_check() reported; each with its status.';

GRANT EXECUTE ON FUNCTION monitoring.get_health_checks(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.report_health_check(text, text, double precision, text, timestamptz)
    TO agentmon_writer;
