-- Settings: how they are read, and what may be written. The rows are made by setup() (020_settings.sql).

-- In PL/pgSQL: a session plans it once, and not at each call.
CREATE FUNCTION agentmon.setting_interval(p_name text) RETURNS interval
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT value::interval FROM monitoring.settings WHERE name = p_name);
END
$$;
COMMENT ON FUNCTION agentmon.setting_interval(text) IS
'A setting of kind interval; NULL where there is none.';

CREATE FUNCTION agentmon.setting_boolean(p_name text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT value::boolean FROM monitoring.settings WHERE name = p_name$$;
COMMENT ON FUNCTION agentmon.setting_boolean(text) IS
'A setting of kind boolean; NULL where there is none.';

CREATE FUNCTION agentmon.setting_integer(p_name text, p_otherwise integer DEFAULT NULL) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT coalesce((SELECT value::integer FROM monitoring.settings WHERE name = p_name), p_otherwise)$$;
COMMENT ON FUNCTION agentmon.setting_integer(text, integer) IS
'A setting of kind integer; p_otherwise where there is none.';

CREATE FUNCTION agentmon.setting_bounds() RETURNS TABLE (name text, least_value text, most_value text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES
        ('partition_days_ahead', '1', '366'),
        ('seal_after', '1 day', '30 days'),
        ('move_batch_rows', '1', '10000000'),
        ('lock_timeout', '1 millisecond', '1 hour'),
        -- A shorter one is over before most messages have been sent: another worker sends them as well.
        ('delivery_lease', '2 seconds', '1 hour'),
        ('collect_timeout', '100 milliseconds', '10 minutes'),
        -- A daemon gives a sign of life every 30 seconds.
        ('notifier_gone_after', '35 seconds', '30 days'),
        -- Shorter ones would have alerting look, or send, again and again at the same.
        ('rule_interval', '1 second', '1 day'),
        ('held_recheck', '1 second', '1 hour'),
        ('delivery_retry_first', '10 milliseconds', '1 hour'),
        ('delivery_retry_most', '10 milliseconds', '1 day'),
        ('circuit_open_first', '10 milliseconds', '1 day'),
        ('circuit_open_most', '10 milliseconds', '1 day'),
        ('unknown_resend_after', '1 second', '1 day'),
        ('fallback_after', '1 second', '7 days'),
        -- An error would be over before it could be told, or count as new for ever.
        ('error_resolve_after', '10 seconds', '30 days'),
        ('delivery_attempts', '1', '1000'),
        -- The daemon reads no more of a message.
        ('message_alerts', '1', '1000')
$$;
COMMENT ON FUNCTION agentmon.setting_bounds() IS 'The bounds of settings that would do harm beyond them.';

CREATE FUNCTION agentmon.check_setting() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stored record;
    bounds record;
    out_of_bounds boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- The setting may be there already, as in INSERT ... ON CONFLICT DO UPDATE: it keeps what it is.
        SELECT * INTO stored
        FROM monitoring.settings known
        WHERE known.name = NEW.name;
        IF FOUND THEN
            NEW.kind := coalesce(NEW.kind, stored.kind);
            NEW.description := coalesce(NEW.description, stored.description);
        -- Whole rows come from setup() and from dumps. Nobody reads a setting of another name.
        ELSIF NEW.kind IS NULL
              OR NEW.description IS NULL
              OR (NEW.name = ANY (agentmon.seeded_names('monitoring.settings'))) IS NOT TRUE
        THEN
            PERFORM agentmon.refuse(
                format('there is no setting %s', coalesce(quote_literal(left(NEW.name, 100)), 'NULL')),
                'Settings come with setup(), which knows what each is for.',
                concat(
                    'Perhaps ' || agentmon.nearest_spelling(
                        NEW.name,
                        (SELECT array_agg(known.name ORDER BY known.name) FROM monitoring.settings known)
                    ) || '? ',
                    'Change one by UPDATE; which there are: '
                    'SELECT name, value, description FROM monitoring.settings.'),
                'invalid_parameter_value');
        END IF;
    END IF;
    IF NEW.value IS NULL THEN
        PERFORM agentmon.refuse(
            format('setting %s needs a value', NEW.name),
            'It would be NULL.',
            NEW.description,
            'invalid_parameter_value');
    END IF;
    BEGIN
        PERFORM CASE NEW.kind
            WHEN 'boolean' THEN NEW.value::boolean::text
            WHEN 'interval' THEN NEW.value::interval::text
            WHEN 'integer' THEN NEW.value::integer::text
        END;
    EXCEPTION WHEN data_exception THEN
        PERFORM agentmon.refuse(
            format('setting %s must be of type %s', NEW.name, NEW.kind),
            format('It would be %s.', quote_literal(NEW.value)),
            NEW.description || CASE NEW.kind
                WHEN 'boolean' THEN ' Give true or false.'
                WHEN 'interval' THEN ' Give a time such as 5 minutes.'
                ELSE ' Give a whole number up to 2147483647.'
            END,
            'invalid_parameter_value');
    END;
    IF NEW.kind = 'boolean' THEN
        NEW.value := NEW.value::boolean::text;
    ELSIF NEW.kind = 'interval' AND NEW.value::interval <= '0'
       OR NEW.kind = 'integer' AND NEW.value::integer < 1
    THEN
        PERFORM agentmon.refuse(
            format('setting %s must be positive', NEW.name),
            format('It would be %s.', quote_literal(NEW.value)),
            NEW.description || ' Give a positive ' || NEW.kind || '.',
            'invalid_parameter_value');
    END IF;
    SELECT * INTO bounds
    FROM agentmon.setting_bounds() b
    WHERE b.name = NEW.name;
    out_of_bounds := FOUND AND CASE NEW.kind
        WHEN 'interval'
        THEN NEW.value::interval NOT BETWEEN bounds.least_value::interval AND bounds.most_value::interval
        ELSE NEW.value::integer NOT BETWEEN bounds.least_value::integer AND bounds.most_value::integer
    END;
    IF NOT FOUND AND NEW.kind = 'interval' AND NEW.value::interval > agentmon.longest_interval() THEN
        PERFORM agentmon.refuse(
            format('setting %s is out of bounds', NEW.name),
            format('It would be %s.', quote_literal(NEW.value)),
            format('%s Give at most %s.', NEW.description, agentmon.longest_interval()),
            'invalid_parameter_value'
        );
    END IF;
    IF out_of_bounds THEN
        PERFORM agentmon.refuse(
            format('setting %s is out of bounds', NEW.name),
            format('It would be %s.', quote_literal(NEW.value)),
            format('%s Give from %s to %s.', NEW.description, bounds.least_value, bounds.most_value),
            'invalid_parameter_value'
        );
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_setting() IS
'Trigger: a setting is a positive value of its kind, and within its bounds.';

-- Whoever may read the settings may ask for one: views and functions do it in the name of their callers.
GRANT EXECUTE ON FUNCTION
    agentmon.setting_interval(text),
    agentmon.setting_boolean(text),
    agentmon.setting_integer(text, integer)
TO agentmon_writer, agentmon_reader, agentmon_notifier, agentmon_admin;
