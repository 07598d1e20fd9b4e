-- Who changed what of the configuration: one trigger function for all tables. See docs/audit.md.

CREATE FUNCTION agentmon.told_url(p_url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Whoever has the path of a webhook may write to it.
RETURN concat(
    substring(p_url FROM '^[A-Za-z][A-Za-z0-9+.-]*://'),
    substring(p_url FROM '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?([^/?#]*)'),
    '/(hidden)');
COMMENT ON FUNCTION agentmon.told_url(text) IS
'A URL without what may be a secret: scheme and host.';

CREATE FUNCTION agentmon.without_secrets(p_settings jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN jsonb_typeof(p_settings) = 'object' THEN (
            SELECT coalesce(jsonb_object_agg(given.key, CASE
                WHEN given.key = 'url' AND given.value #>> '{}' ~ '^[A-Za-z][A-Za-z0-9+.-]*://'
                    THEN to_jsonb(agentmon.told_url(given.value #>> '{}'))
                -- What channels may have, and is none. Any other key was let through by nobody.
                WHEN given.key IN ('to', 'account', 'allow_private', 'note') THEN given.value
                ELSE '"(hidden)"'
            END), '{}')
            FROM jsonb_each(p_settings) AS given)
        WHEN p_settings IS NOT NULL THEN '"(hidden)"'
    END
$$;
COMMENT ON FUNCTION agentmon.without_secrets(jsonb) IS
'Settings of a channel as they may be written down: URLs without their path, and what is no known setting '
'hidden.';

CREATE FUNCTION agentmon.part_of(p_row jsonb, p_columns text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_object_agg(col.name, p_row -> col.name)
    FROM unnest(p_columns) AS col (name)
    WHERE p_row ? col.name
$$;
COMMENT ON FUNCTION agentmon.part_of(jsonb, text[]) IS
'These columns of a row; NULL for none.';

CREATE FUNCTION agentmon.claimed_sub() RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN left(agentmon.jwt_sub(), 1000);
EXCEPTION WHEN OTHERS THEN
    -- Any session may set any text there, and is not to hide behind it.
    RETURN '(unreadable)';
END
$$;
COMMENT ON FUNCTION agentmon.claimed_sub() IS
'jwt_sub(), also where request.jwt.claims is no JSON.';

CREATE FUNCTION agentmon.audit_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- Nobody waits for it for long.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '1s' AS $$
DECLARE
    before jsonb;
    after jsonb;
    which jsonb;
    columns text[];
BEGIN
    IF TG_LEVEL = 'ROW' THEN
        before := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
        after := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
        -- A kind that a helper guessed, and silences that retention removes, are nobody's doing.
        IF TG_TABLE_NAME = 'metric_definitions' AND coalesce(after, before) ->> 'guess' IS NOT NULL
           OR TG_TABLE_NAME = 'silences' AND TG_OP = 'DELETE'
               AND (before ->> 'ends_at')::timestamptz < now() - interval '1 day'
        THEN
            RETURN NULL;
        END IF;
        which := agentmon.part_of(coalesce(before, after), TG_ARGV[0]::text[]);
        columns := ARRAY(
            SELECT col
            FROM jsonb_object_keys(coalesce(after, before)) AS col
            WHERE (TG_ARGV[1] = '' OR col = ANY (nullif(TG_ARGV[1], '')::text[]))
              AND (TG_OP <> 'UPDATE' OR before -> col IS DISTINCT FROM after -> col));
        IF TG_OP = 'UPDATE' AND columns = '{}' THEN
            RETURN NULL;
        END IF;
        before := agentmon.part_of(before, columns);
        after := agentmon.part_of(after, columns);
        IF TG_TABLE_NAME = 'notification_channels' AND 'settings' = ANY (columns) THEN
            before := before || jsonb_build_object(
                'settings', agentmon.without_secrets(before -> 'settings'));
            after := after || jsonb_build_object('settings', agentmon.without_secrets(after -> 'settings'));
        ELSIF TG_TABLE_NAME = 'alert_events' THEN
            -- The alert goes before what was said of it does.
            which := which || coalesce((
                SELECT jsonb_build_object('labels', alert.labels)
                FROM monitoring.alerts alert
                WHERE alert.id = (which ->> 'alert_id')::uuid), '{}');
        END IF;
    END IF;
    INSERT INTO monitoring.audit_log (
        at, login, role, jwt_sub, table_name, row_key, action, old_values, new_values)
    VALUES (
        now(),
        session_user,
        nullif(current_setting('role'), 'none'),
        agentmon.claimed_sub(),
        TG_TABLE_NAME,
        which,
        lower(TG_OP COLLATE "C"),
        before,
        after);
    RETURN NULL;
EXCEPTION
    WHEN serialization_failure THEN
        RAISE;
    WHEN OTHERS THEN
        -- What cannot be written down is done all the same.
        RAISE WARNING 'a change of % could not be written into monitoring.audit_log', TG_TABLE_NAME
            USING DETAIL = SQLERRM,
                  HINT = 'The change itself is made. SELECT monitoring.setup() makes what is missing.';
        RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.audit_change() IS
'Trigger: writes into monitoring.audit_log who made a change, and from what to what. TG_ARGV[0]: the columns '
'that say which row it is; TG_ARGV[1]: those that people write, empty for all. Secrets of channels are '
'hidden. Where it fails there is a WARNING, and the change is made.';
