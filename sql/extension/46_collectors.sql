-- What is measured of hosts: the daemon measures, and the database writes it down, once for each host however
-- many daemons are there.

CREATE FUNCTION agentmon.record_host(
    p_host text,
    p_samples jsonb,
    p_every interval,
    p_now timestamptz DEFAULT now()
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    host text := agentmon.failure_member(p_host);
    written bigint;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF host = '' OR p_every IS NULL OR p_every <= interval '0'
       OR jsonb_typeof(p_samples) IS DISTINCT FROM 'array' OR jsonb_array_length(p_samples) > 1000
    THEN
        PERFORM agentmon.refuse(
            'these are no samples of a host',
            format('Host %L, every %s, samples: %s.', p_host, p_every, left(p_samples::text, 200)),
            'Give a name, a positive interval, and up to 1000 objects with name, value and tags.',
            'invalid_parameter_value');
    END IF;
    -- Whoever comes first has written for this interval; a clock that was ahead once does not stop it.
    INSERT INTO monitoring.collectors AS known (name, member, last_at)
    VALUES ('host', host, p_now)
    ON CONFLICT (name, member) DO UPDATE
    SET last_at = excluded.last_at
    WHERE known.last_at <= p_now - p_every * 0.75
       OR known.last_at > p_now + interval '5 minutes';
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT sample.name,
           sample.value,
           coalesce(sample.tags, '{}') || jsonb_build_object('host', host),
           p_now
    FROM jsonb_to_recordset(p_samples) AS sample (name text, value double precision, tags jsonb)
    WHERE starts_with(sample.name, 'system.')
      AND sample.value IS NOT NULL;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.record_host(text, jsonb, interval, timestamptz) IS
'Writes what a daemon measured of its host as metrics system.*, with the tag host, unless another daemon of '
'the host has done so in this interval; gives how many rows. p_samples: objects with name, value and tags.';

CREATE FUNCTION agentmon.collect_in_time(
    p_step text,
    p_member text,
    p_before jsonb,
    p_hint text,
    p_now timestamptz,
    OUT rows_done bigint,
    OUT is_failed boolean
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    started timestamptz := clock_timestamp();
    patience interval := agentmon.setting_interval('collect_timeout');
    problem text;
    hint text;
BEGIN
    rows_done := 0;
    BEGIN
        PERFORM agentmon.limit_statement((extract(epoch FROM patience) * 1000)::integer);
        rows_done := CASE p_step
            WHEN 'queues' THEN agentmon.sample_queue_source(p_member, p_now)
            WHEN 'collectors' THEN agentmon.measure_part(p_member, p_now, p_before)
        END;
        PERFORM agentmon.lift_statement_timeout();
        PERFORM agentmon.end_failure(p_step, p_member);
    EXCEPTION
        WHEN serialization_failure THEN
            RAISE;
        WHEN query_canceled THEN
            PERFORM agentmon.lift_statement_timeout();
            -- Somebody wants the job to end.
            IF clock_timestamp() < started + patience THEN
                RAISE;
            END IF;
            problem := format('It took longer than the setting collect_timeout, %s.', patience);
        WHEN OTHERS THEN
            PERFORM agentmon.lift_statement_timeout();
            GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
    END;
    is_failed := problem IS NOT NULL;
    IF is_failed THEN
        PERFORM agentmon.note_failure(p_step, p_member, problem, p_now, coalesce(nullif(hint, ''), p_hint));
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.collect_in_time(text, text, jsonb, text, timestamptz) IS
'Samples a source of queues (p_step queues), or measures a part of the database (collectors, with the '
'counters of before), within the setting collect_timeout: the rows that it did. What fails or takes longer '
'is undone and noted (is_failed), with p_hint where the error has none.';

CREATE FUNCTION agentmon.write_sample(
    p_name text,
    p_value double precision,
    p_now timestamptz,
    p_tags jsonb DEFAULT '{}'
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- What is not known is not written.
    IF p_value IS NULL OR p_value IN ('NaN', 'Infinity', '-Infinity') THEN
        RETURN 0;
    END IF;
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    VALUES (p_name, p_value, p_tags, p_now);
    RETURN 1;
END
$$;
COMMENT ON FUNCTION agentmon.write_sample(text, double precision, timestamptz, jsonb) IS
'Writes a measurement of the database, unless its value is not known; gives how many rows.';

CREATE FUNCTION agentmon.percent(p_part numeric, p_whole numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (100 * p_part / nullif(p_whole, 0))::double precision;
COMMENT ON FUNCTION agentmon.percent(numeric, numeric) IS 'A part in percent of the whole; NULL of nothing.';

GRANT EXECUTE ON FUNCTION agentmon.record_host(text, jsonb, interval, timestamptz)
    TO agentmon_notifier, agentmon_admin;
