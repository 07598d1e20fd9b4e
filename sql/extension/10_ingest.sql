-- The write path: ids, stamps, and the canonical forms of what is written.

CREATE FUNCTION monitoring.uuid_v7() RETURNS uuid
    LANGUAGE c VOLATILE PARALLEL SAFE AS 'MODULE_PATHNAME', 'uuid_v7_wrapper';
COMMENT ON FUNCTION monitoring.uuid_v7() IS
'A new time-ordered UUID (RFC 9562, version 7): 48 bits of milliseconds since 1970, 12 bits of their '
'fraction, 62 random bits; rising within a session.';

CREATE FUNCTION agentmon.cluster_tag() RETURNS integer
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'cluster_tag_wrapper';
COMMENT ON FUNCTION agentmon.cluster_tag() IS
'The tag of this installation, the upper 15 bits of its stamps: an even number, made of a hash of the '
'cluster''s system identifier, the database, and the table of cursors. Another one after pg_upgrade, in a '
'copy of the database, and where the tables were made anew.';

CREATE FUNCTION agentmon.adopted_tag() RETURNS integer
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'adopted_tag_wrapper';
COMMENT ON FUNCTION agentmon.adopted_tag() IS
'The tag of the rows that came from elsewhere with their stamps and were adopted by adopt_rows(): '
'cluster_tag() and 1.';

CREATE FUNCTION agentmon.row_stamp() RETURNS bigint
    LANGUAGE c STABLE PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'row_stamp_wrapper';
COMMENT ON FUNCTION agentmon.row_stamp() IS
'The stamp of this transaction: cluster_tag() above 48 bits of its top-level transaction id, which it '
'assigns if need be. Default of the column stamp.';

CREATE FUNCTION agentmon.check_stamp(p_stamp bigint) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'check_stamp_wrapper';
COMMENT ON FUNCTION agentmon.check_stamp(bigint) IS
'True; raises 22023 for a stamp by which nobody here could tell whether the row is new: one that replication '
'brings along, and one of a transaction that is yet to come.';

CREATE FUNCTION agentmon.row_stamp_if_assigned() RETURNS bigint
    LANGUAGE c STABLE PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'row_stamp_if_assigned_wrapper';
COMMENT ON FUNCTION agentmon.row_stamp_if_assigned() IS
'As row_stamp(), but NULL in a transaction that has written nothing; works on a standby.';

CREATE FUNCTION agentmon.wake_on_error() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'wake_on_error_wrapper';
COMMENT ON FUNCTION agentmon.wake_on_error() IS
'Trigger: has a transaction with rows at error or critical NOTIFY agentmon_alerts at its commit, each '
'session at most once in agentmon.wake_interval_ms, and not where a daemon is at work anyhow.';

CREATE FUNCTION agentmon.jwt_sub() RETURNS text
-- Restricted: what catches an error opens a subtransaction, which a parallel worker may not.
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    given constant text := nullif(btrim(current_setting('request.jwt.claims', true)), '');
    claims jsonb;
BEGIN
    IF given IS NULL THEN
        RETURN NULL;
    END IF;
    BEGIN
        claims := given::jsonb;
    EXCEPTION
        WHEN data_exception THEN
            -- Not what stands there: it may be a token.
            RAISE EXCEPTION 'request.jwt.claims is not JSON'
                USING ERRCODE = 'invalid_parameter_value',
                      DETAIL = 'So nobody knows whose rows are asked for.',
                      HINT = 'Set it to the claims of a token that was verified, as in '
                             'SELECT set_config(''request.jwt.claims'', ''{"sub": "ann"}'', true); '
                             'an empty text is nobody.';
    END;
    RETURN nullif(claims ->> 'sub', '');
END
$$;
COMMENT ON FUNCTION agentmon.jwt_sub() IS
'The claim sub of request.jwt.claims, as PostgREST and Supabase set it; NULL where there is none, or an '
'empty one: it is nobody. Raises 22023 for what is not JSON.';

-- No function looks names up in its caller's search_path: it pins its own, or is bound when it is made
-- (RETURN ...).

-- Numbers -----------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.quotient(p_dividend double precision, p_divisor double precision)
RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'quotient_wrapper';
COMMENT ON FUNCTION agentmon.quotient(double precision, double precision) IS
'p_dividend / p_divisor for readers of what others wrote: where / raises for a result that is too large or '
'too small, this stops at the largest double precision number or at 0. NULL for a divisor of 0.';

CREATE FUNCTION agentmon.to_double(p_number numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- The first branch is what nearly all numbers take.
    RETURN CASE
        WHEN p_number BETWEEN 1e-300 AND 1e300 OR p_number = 0 THEN p_number::double precision
        WHEN p_number IN ('NaN', 'Infinity', '-Infinity') THEN p_number::double precision
        WHEN p_number > 1.7976931348623157e308 THEN 1.7976931348623157e308
        WHEN p_number < -1.7976931348623157e308 THEN -1.7976931348623157e308
        -- Halfway to the smallest that double precision has, and what is below.
        WHEN p_number BETWEEN -3e-324 AND 3e-324 THEN 0
        ELSE p_number::double precision
    END;
COMMENT ON FUNCTION agentmon.to_double(numeric) IS
'The double precision number nearest to p_number: what is too large for one stops at the largest, what is '
'too small becomes 0, where the cast raises.';

-- Words -------------------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.white_space() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- Next line, no-break and other wide blanks, zero width space, line and paragraph separator,
    -- byte order mark.
    RETURN ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(133) || chr(160) || chr(5760)
        || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198)
        || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8203)
        || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288)
        || chr(65279);
COMMENT ON FUNCTION agentmon.white_space() IS 'The characters that are taken away around a word.';

CREATE FUNCTION agentmon.folded(p_word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- By the rules of no language: in a Turkish database INFO would get an i without its dot.
    RETURN lower(btrim(p_word, agentmon.white_space()) COLLATE pg_catalog."C");
COMMENT ON FUNCTION agentmon.folded(text) IS
'A word without white space around it, the letters A to Z in lower case, whatever the locale of the '
'database.';

-- Canonical forms ---------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.canonical_value(
    p_value text,
    p_what text,
    p_allowed text[],
    p_aliases jsonb DEFAULT '{}'
) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    word text := agentmon.folded(p_value);
BEGIN
    word := coalesce(p_aliases ->> word, word);
    IF word = ANY (p_allowed) THEN
        RETURN word;
    END IF;
    RAISE EXCEPTION '% is not a known %', coalesce(quote_literal(left(p_value, 100)), 'NULL'), p_what
        USING ERRCODE = CASE
                  WHEN p_value IS NULL THEN 'null_value_not_allowed'
                  ELSE 'invalid_parameter_value'
              END,
              DETAIL = format('Allowed: %s.', array_to_string(p_allowed, ', ')
                  || coalesce('; ' || (
                      SELECT string_agg(format('%s is stored as %s', key, value), ', ' ORDER BY key)
                      FROM jsonb_each_text(p_aliases)), '')),
              HINT = format('Give one of the allowed values as %s; upper and lower case are the same.',
                  p_what);
END
$$;
COMMENT ON FUNCTION agentmon.canonical_value(text, text, text[], jsonb) IS
'p_value in lower case and without white space around it, aliases resolved; raises 22023 (22004 for NULL) '
'with the allowed values where it is none of them.';

CREATE FUNCTION agentmon.known_log_level(log_level text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- The table in docs/ingest.md says whose words these are.
    RETURN (
        SELECT CASE
            WHEN given.word IN (
                'debug', 'dbg', 'dbug', 'd', 'debug1', 'debug2', 'debug3', 'debug4', 'debug5',
                'trace', 'trce', 't', 'trace2', 'trace3', 'trace4',
                'verbose', 'v', 'silly', 'fine', 'finer', 'finest', '7', '10', '20', '5000', '10000'
            ) THEN 'debug'
            WHEN given.word IN (
                'info', 'i', 'information', 'informational', 'inf', 'info2', 'info3', 'info4',
                'notice', 'log', 'http', 'config', 'success', '5', '6', '30', '20000'
            ) THEN 'info'
            WHEN given.word IN (
                'warning', 'warn', 'w', 'wrn', 'warn2', 'warn3', 'warn4', '4', '40', '30000'
            ) THEN 'warning'
            WHEN given.word IN (
                'error', 'err', 'e', 'error2', 'error3', 'error4', 'severe', 'fail', '3', '50', '40000'
            ) THEN 'error'
            WHEN given.word IN (
                'critical', 'crit', 'c', 'fatal', 'f', 'ftl', 'fatal2', 'fatal3', 'fatal4',
                'alert', 'emerg', 'emergency', 'panic', 'dpanic', '0', '1', '2', '60', '50000'
            ) THEN 'critical'
        END
        FROM (
            SELECT lower(btrim(log_level, agentmon.white_space() || '"''[](){}<>:,.;|*=!')
                COLLATE pg_catalog."C")
        ) AS sent (word)
        CROSS JOIN LATERAL (
            -- 50.0 is 50; LogLevel.ERROR, kern.err, level=error and "level": "error" are what they end with.
            SELECT CASE
                WHEN sent.word ~ '^[0-9]+([.]0+)?$' THEN split_part(sent.word, '.', 1)
                WHEN sent.word ~ '^[0-9.]*$' THEN NULL
                ELSE btrim(
                    regexp_replace(sent.word, '^.*([:=/]|[.](?=[a-z]))', ''),
                    agentmon.white_space() || '"''')
            END
        ) AS given (word)
    );
COMMENT ON FUNCTION agentmon.known_log_level(text) IS
'debug, info, warning, error or critical for the words and numbers that loggers send (docs/ingest.md has the '
'table), NULL for others. Case, and white space, quotes and brackets around it do not matter.';

CREATE FUNCTION agentmon.canonical_log_level(log_level text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(agentmon.known_log_level(log_level), 'info');
COMMENT ON FUNCTION agentmon.canonical_log_level(text) IS
'As known_log_level(), and info for what is not known: no row is lost for its level.';

CREATE FUNCTION agentmon.canonical_severity(severity text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN agentmon.canonical_value(
        severity,
        'severity',
        '{info,warning,error,critical}',
        '{"low": "info", "medium": "warning", "high": "error"}');
COMMENT ON FUNCTION agentmon.canonical_severity(text) IS
'info, warning, error or critical; low, medium and high are taken as info, warning and error. Raises 22023 '
'for anything else.';

CREATE FUNCTION agentmon.canonical_row() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE TG_ARGV[0]
        WHEN 'log_level' THEN
            IF agentmon.known_log_level(NEW.log_level) IS NULL
               AND jsonb_typeof(coalesce(NEW.context, '{}')) = 'object' THEN
                NEW.context := coalesce(NEW.context, '{}') || jsonb_build_object(
                    CASE WHEN NEW.context ? 'log_level' THEN 'original_log_level' ELSE 'log_level' END,
                    left(NEW.log_level, 1000));
            END IF;
            NEW.log_level := agentmon.canonical_log_level(NEW.log_level);
        WHEN 'execution_status' THEN
            NEW.status := agentmon.canonical_value(
                NEW.status, 'execution status', '{success,failure,timeout}');
        WHEN 'severity' THEN
            NEW.severity := agentmon.canonical_severity(NEW.severity);
        WHEN 'agent_status' THEN
            NEW.status := agentmon.canonical_value(
                NEW.status, 'agent status', '{active,idle,inactive,offline}');
        WHEN 'task' THEN
            NEW.status := agentmon.canonical_value(
                NEW.status, 'task status', '{pending,running,completed,failed,cancelled}');
            NEW.priority := agentmon.canonical_value(
                NEW.priority, 'task priority', '{low,medium,high,critical}');
    END CASE;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.canonical_row() IS
'Trigger: puts levels, statuses, severities and priorities into canonical form. A level that is not known '
'becomes info, and stands in context under log_level (original_log_level where context has that key).';

CREATE FUNCTION agentmon.check_metric_definition() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.kind := agentmon.canonical_value(NEW.kind, 'kind of metric', '{counter,gauge,histogram}');
    IF NEW.series_limit < 1 THEN
        PERFORM agentmon.refuse(
            format('series_limit of metric %s must be positive', quote_literal(NEW.metric_name)),
            format('It is %s.', NEW.series_limit),
            'Give a number from 1 on, or NULL for what the setting series_limit says.',
            'invalid_parameter_value');
    END IF;
    -- Who defines a metric need not know whether a helper has guessed its kind before.
    IF TG_OP = 'INSERT' AND NEW.guess IS NULL THEN
        DELETE FROM monitoring.metric_definitions guessed
        WHERE guessed.metric_name = NEW.metric_name
          AND guessed.guess IS NOT NULL;
    ELSIF TG_OP = 'UPDATE' AND NEW.guess = OLD.guess THEN
        NEW.guess := NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_metric_definition() IS
'Trigger: puts the kind of a metric into canonical form, and refuses a limit of series below 1. A row that '
'is written or changed by somebody takes the place of what a helper has guessed.';

CREATE FUNCTION agentmon.touch_row() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.updated_at = OLD.updated_at THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.touch_row() IS
'Trigger: sets updated_at to now() in an update that does not set it.';
