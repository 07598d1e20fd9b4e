-- Daemons: who is there, and which kinds of messages they send.

CREATE FUNCTION agentmon.enter_notifier(
    p_worker text,
    p_version text,
    p_kinds text[],
    p_now timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text[] := ARRAY(
        SELECT named
        FROM unnest(p_kinds) AS named
        WHERE NOT EXISTS (
            SELECT FROM monitoring.notification_channels channel
            WHERE channel.name = named));
    -- Until the first one comes, every kind counts as served.
    is_first boolean := NOT EXISTS (
        SELECT FROM monitoring.notifiers other
        WHERE other.kinds <> '{}');
    brings_news boolean := is_first OR EXISTS (
        SELECT FROM unnest(p_kinds) AS named
        WHERE NOT agentmon.kind_is_served(named, p_now));
BEGIN
    INSERT INTO monitoring.notifiers AS daemon (worker, version, kinds, started_at, last_seen_at)
    VALUES (p_worker, p_version, p_kinds, p_now, p_now)
    ON CONFLICT (worker) DO UPDATE SET
        version = excluded.version,
        kinds = excluded.kinds,
        last_seen_at = excluded.last_seen_at,
        stopped_at = NULL;
    IF missing <> '{}' THEN
        INSERT INTO monitoring.notification_channels (name, kind)
        SELECT named, named
        FROM unnest(missing) AS named
        ON CONFLICT DO NOTHING;
    END IF;
    IF brings_news THEN
        -- What nobody could send may be sent now. Not at each heartbeat: it looks through all that fires.
        PERFORM agentmon.reach_untold();
        PERFORM agentmon.reach_late(NULL, NULL);
    END IF;
    DELETE FROM monitoring.notifiers
    WHERE last_seen_at < p_now - interval '30 days';
END
$$;
COMMENT ON FUNCTION agentmon.enter_notifier(text, text, text[], timestamptz) IS
'What register_notifier() does with arguments that are right.';

CREATE FUNCTION monitoring.register_notifier(
    p_worker text,
    p_version text,
    p_kinds text[],
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    before text := agentmon.use_lock_timeout();
BEGIN
    IF coalesce(p_worker, '') = '' OR p_version IS NULL OR p_kinds IS NULL THEN
        PERFORM agentmon.refuse(
            'p_worker must be a name, p_version a text and p_kinds an array',
            format('p_worker is %s, p_version is %s, p_kinds is %s.',
                coalesce(quote_literal(p_worker), 'NULL'),
                coalesce(quote_literal(p_version), 'NULL'),
                coalesce(p_kinds::text, 'NULL')),
            'Give each worker a name of its own, and {} where it sends nothing.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.canonical_value(k, 'kind of channel', agentmon.channel_kinds())
    FROM unnest(p_kinds) AS k;
    BEGIN
        PERFORM agentmon.enter_notifier(p_worker, p_version, p_kinds, p_now);
        PERFORM agentmon.end_failure('daemons', p_worker);
    EXCEPTION
        WHEN transaction_rollback OR read_only_sql_transaction OR data_exception THEN
            RAISE;
        WHEN OTHERS THEN
            -- A daemon that cannot be entered goes on alerting.
            PERFORM agentmon.note_failure('daemons', p_worker, SQLERRM, p_now,
                'This daemon runs, and cannot be written into monitoring.notifiers; '
                'it tries again every 30 seconds.');
    END;
    PERFORM set_config('lock_timeout', before, true);
END
$$;
COMMENT ON FUNCTION monitoring.register_notifier(text, text, text[], timestamptz) IS
'Says that a daemon runs and which kinds of messages it sends; called at its start and as its heartbeat. '
'Makes the channels that are named after their kind.';

CREATE FUNCTION monitoring.leave_notifier(p_worker text, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    UPDATE monitoring.notifiers n
    SET stopped_at = p_now
    WHERE n.worker = p_worker
$$;
COMMENT ON FUNCTION monitoring.leave_notifier(text, timestamptz) IS
'Says that a daemon stops because it was told to, so that get_system_health() does not miss it.';
