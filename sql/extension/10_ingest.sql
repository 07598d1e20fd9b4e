-- The write path: ids, stamps, checks, canonical forms, writers' helpers.

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

-- Refusals: called by the checks of the tables when a row is not valid, to say what is wrong ---------------

CREATE FUNCTION agentmon.refuse(
    p_problem text,
    p_detail text,
    p_hint text,
    p_code text DEFAULT 'check_violation'
) RETURNS boolean
LANGUAGE plpgsql VOLATILE -- an immutable one would be called while planning, in vain
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION
        USING MESSAGE = p_problem,
              DETAIL = p_detail,
              HINT = p_hint,
              ERRCODE = p_code;
END
$$;
COMMENT ON FUNCTION agentmon.refuse(text, text, text, text) IS
'Raises an error with message, detail, hint and SQLSTATE or condition name.';

CREATE FUNCTION agentmon.refuse_common(
    p_name text,
    p_name_of text,
    p_object jsonb,
    p_object_of text,
    VARIADIC p_times timestamptz[] DEFAULT '{}'
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN p_name IS NULL THEN agentmon.refuse(
            format('%s must not be null', p_name_of),
            'The row has no ' || p_name_of || '.',
            'Give a text that is not empty as ' || p_name_of || '.',
            'not_null_violation')
        WHEN p_name = '' THEN agentmon.refuse(
            format('%s must not be empty', p_name_of),
            'The row''s ' || p_name_of || ' is the empty text.',
            'Give a text that is not empty as ' || p_name_of || '.')
        WHEN jsonb_typeof(p_object) <> 'object' THEN agentmon.refuse(
            format('%s must be a JSON object', p_object_of),
            format('It is of type %s.', jsonb_typeof(p_object)),
            'Give an object such as {"key": "value"}, or leave it out.')
        WHEN false = ANY (SELECT isfinite(t) FROM unnest(p_times) AS t) THEN agentmon.refuse(
            'a time must be finite',
            'The row has a time of infinity or -infinity.',
            'Give any finite time, or leave it out for now().',
            'datetime_field_overflow')
        ELSE false
    END
$$;
COMMENT ON FUNCTION agentmon.refuse_common(text, text, jsonb, text, timestamptz[]) IS
'Raises what is wrong with a name, a JSON object or times; false where nothing is.';

CREATE FUNCTION agentmon.is_finite(p_number double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN p_number > '-Infinity' AND p_number < 'Infinity';
COMMENT ON FUNCTION agentmon.is_finite(double precision) IS
'Whether a number is neither NaN nor infinite; NULL for NULL.';

CREATE FUNCTION agentmon.refuse_threshold(
    p_name text,
    p_warning double precision,
    p_critical double precision
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse(
        format('threshold %s must be finite', quote_literal(p_name)),
        format('warning is %s, critical is %s.',
            coalesce(p_warning::text, 'NULL'),
            coalesce(p_critical::text, 'NULL')),
        'Give finite numbers; NULL is for a threshold that is never crossed.',
        'numeric_value_out_of_range')
$$;
COMMENT ON FUNCTION agentmon.refuse_threshold(text, double precision, double precision) IS
'Raises that a threshold of health is not finite.';

CREATE FUNCTION agentmon.longest_interval() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- Added to a time, a longer one may be more than PostgreSQL can tell.
    RETURN interval '1000 days';
COMMENT ON FUNCTION agentmon.longest_interval() IS
'The longest interval that a setting, a channel, a route, an escalation step or a rule may have.';

CREATE FUNCTION agentmon.refuse_long_interval(p_interval interval, p_name_of text) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse(
        format('%s is too long', p_name_of),
        format('It would be %s.', p_interval),
        format('Give at most %s.', agentmon.longest_interval()),
        'invalid_parameter_value')
$$;
COMMENT ON FUNCTION agentmon.refuse_long_interval(interval, text) IS
'Raises that an interval is longer than longest_interval().';

CREATE FUNCTION agentmon.longest_name() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- An entry of a B-tree has at most 2.7 kB, and some have two names.
    RETURN 1000;
COMMENT ON FUNCTION agentmon.longest_name() IS
'How many bytes a name may have that is a key of a table.';

CREATE FUNCTION agentmon.refuse_long_name(p_name text, p_name_of text) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse(
        format('%s is too long', p_name_of),
        format('It has %s bytes.', octet_length(p_name)),
        format('Give a name of at most %s bytes.', agentmon.longest_name()),
        'string_data_right_truncation')
$$;
COMMENT ON FUNCTION agentmon.refuse_long_name(text, text) IS
'Raises that a name has more bytes than longest_name().';

CREATE FUNCTION agentmon.refuse_log(
    agent_name text,
    log_level text,
    context jsonb,
    created_at timestamptz
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(agent_name, 'agent_name', context, 'context', created_at)
        OR agentmon.canonical_value(log_level, 'log level', '{debug,info,warning,error,critical}') IS NULL
$$;
COMMENT ON FUNCTION agentmon.refuse_log(text, text, jsonb, timestamptz) IS
'Raises what is wrong with a row of agent_logs.';

CREATE FUNCTION agentmon.refuse_execution(
    agent_name text,
    status text,
    execution_time_ms double precision,
    tokens_used bigint,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    created_at timestamptz
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(agent_name, 'agent_name', NULL, NULL, created_at)
        OR agentmon.canonical_value(status, 'execution status', '{success,failure,timeout}') IS NULL
        OR CASE
            WHEN NOT (execution_time_ms >= 0 AND execution_time_ms < 'Infinity') THEN agentmon.refuse(
                'execution_time_ms is out of range',
                format('It is %s.', execution_time_ms),
                'Give milliseconds, finite and not negative, or NULL.',
                'numeric_value_out_of_range')
            WHEN NOT (cost_usd >= 0 AND cost_usd < 1e15) THEN agentmon.refuse(
                'cost_usd is out of range',
                format('It is %s.', left(cost_usd::text, 100)),
                'Give US dollars, finite, not negative and below 10^15, or NULL.',
                'numeric_value_out_of_range')
            WHEN least(
                tokens_used, input_tokens, output_tokens,
                cache_read_tokens, cache_write_tokens, reasoning_tokens) < 0
            THEN agentmon.refuse(
                'a number of tokens is negative',
                format('The least is %s.', least(
                    tokens_used, input_tokens, output_tokens,
                    cache_read_tokens, cache_write_tokens, reasoning_tokens)),
                'Give counts from 0 on, or NULL.',
                'numeric_value_out_of_range')
            WHEN coalesce(cache_read_tokens, 0)::numeric + coalesce(cache_write_tokens, 0) > input_tokens
            THEN agentmon.refuse(
                'cached tokens exceed input_tokens',
                format('cache_read_tokens %s and cache_write_tokens %s against input_tokens %s.',
                    coalesce(cache_read_tokens, 0),
                    coalesce(cache_write_tokens, 0),
                    input_tokens),
                'input_tokens includes cached ones: add cache reads and writes to it.')
            WHEN coalesce(reasoning_tokens, 0) > output_tokens THEN agentmon.refuse(
                'reasoning_tokens exceed output_tokens',
                format('%s against %s.', reasoning_tokens, output_tokens),
                'output_tokens includes reasoning ones: add them to it.')
            ELSE false
        END
$$;
COMMENT ON FUNCTION agentmon.refuse_execution(
    text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint, numeric, timestamptz
) IS
'Raises what is wrong with a row of agent_executions.';

CREATE FUNCTION agentmon.refuse_metric(
    metric_name text,
    metric_value double precision,
    tags jsonb,
    "timestamp" timestamptz,
    created_at timestamptz
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(metric_name, 'metric_name', tags, 'tags', "timestamp", created_at)
        OR CASE
            WHEN metric_value IS NULL THEN agentmon.refuse(
                'metric_value must not be null',
                format('Metric %L has no value.', left(metric_name, 100)),
                'Give a finite number; leave the row out where there is none.',
                'not_null_violation')
            WHEN NOT (metric_value > '-Infinity' AND metric_value < 'Infinity') THEN agentmon.refuse(
                'metric_value must be finite',
                format('Metric %L has the value %s.', left(metric_name, 100), metric_value),
                'Allowed are all finite numbers; NaN, Infinity and -Infinity are not.',
                'numeric_value_out_of_range')
            ELSE false
        END
$$;
COMMENT ON FUNCTION agentmon.refuse_metric(text, double precision, jsonb, timestamptz, timestamptz) IS
'Raises what is wrong with a row of pipeline_metrics.';

CREATE FUNCTION agentmon.refuse_issue(
    worker_name text,
    severity text,
    details jsonb,
    VARIADIC times timestamptz[]
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(worker_name, 'worker_name', details, 'details', VARIADIC times)
        OR agentmon.canonical_severity(severity) IS NULL
$$;
COMMENT ON FUNCTION agentmon.refuse_issue(text, text, jsonb, timestamptz[]) IS
'Raises what is wrong with a row of worker_issues.';

CREATE FUNCTION agentmon.refuse_event(
    event_type text,
    details jsonb,
    created_at timestamptz
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(event_type, 'event_type', details, 'details', created_at)
$$;
COMMENT ON FUNCTION agentmon.refuse_event(text, jsonb, timestamptz) IS
'Raises what is wrong with a row of monitoring_events.';

CREATE FUNCTION agentmon.refuse_agent(name text, status text, VARIADIC times timestamptz[]) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(name, 'name', NULL, NULL, VARIADIC times)
        OR agentmon.canonical_value(status, 'agent status', '{active,idle,inactive,offline}') IS NULL
$$;
COMMENT ON FUNCTION agentmon.refuse_agent(text, text, timestamptz[]) IS
'Raises what is wrong with a row of agents.';

CREATE FUNCTION agentmon.refuse_task(
    priority text,
    status text,
    VARIADIC times timestamptz[]
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common('-', 'type', NULL, NULL, VARIADIC times)
        OR agentmon.canonical_value(priority, 'task priority', '{low,medium,high,critical}') IS NULL
        OR agentmon.canonical_value(
            status, 'task status', '{pending,running,completed,failed,cancelled}') IS NULL
$$;
COMMENT ON FUNCTION agentmon.refuse_task(text, text, timestamptz[]) IS
'Raises what is wrong with a row of tasks.';

CREATE FUNCTION agentmon.refuse_message(created_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common('-', 'from_agent', NULL, NULL, created_at)
$$;
COMMENT ON FUNCTION agentmon.refuse_message(timestamptz) IS
'Raises what is wrong with a row of agent_messages.';

CREATE FUNCTION agentmon.refuse_queue(
    queue_name text,
    depth bigint,
    stuck_messages bigint,
    dead_letter bigint,
    last_check_time timestamptz
) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse_common(queue_name, 'queue_name', NULL, NULL, last_check_time)
        OR CASE
            WHEN coalesce(depth < 0, true)
                OR coalesce(stuck_messages < 0, true)
                OR coalesce(dead_letter < 0, true)
            THEN agentmon.refuse(
                'a number of messages is out of range',
                format('depth %s, stuck_messages %s, dead_letter %s.', depth, stuck_messages, dead_letter),
                'Give counts from 0 on.',
                'numeric_value_out_of_range')
            ELSE false
        END
$$;
COMMENT ON FUNCTION agentmon.refuse_queue(text, bigint, bigint, bigint, timestamptz) IS
'Raises what is wrong with a row of queue_status.';

-- Insertable views --------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.insert_agent_metric() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.id := coalesce(NEW.id, monitoring.uuid_v7());
    NEW."timestamp" := coalesce(NEW."timestamp", now());
    PERFORM agentmon.refuse_common(NEW.agent_id, 'agent_id', NULL, NULL);
    INSERT INTO monitoring.pipeline_metrics (
        id, metric_name, metric_value, tags, "timestamp"
    )
    VALUES (
        NEW.id, NEW.metric_name, NEW.metric_value, jsonb_build_object('agent_id', NEW.agent_id),
        NEW."timestamp"
    );
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_agent_metric() IS 'Trigger: makes agent_metrics insertable.';

CREATE FUNCTION agentmon.insert_system_event() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.id := coalesce(NEW.id, monitoring.uuid_v7());
    NEW."timestamp" := coalesce(NEW."timestamp", now());
    NEW.severity := agentmon.canonical_severity(coalesce(NEW.severity, 'info'));
    PERFORM agentmon.refuse_common('-', 'event_type', NEW.event_data, 'event_data');
    INSERT INTO public.monitoring_events (
        id, event_type, details, created_at
    )
    VALUES (
        NEW.id,
        NEW.event_type,
        coalesce(NEW.event_data, '{}') || jsonb_build_object('severity', NEW.severity),
        NEW."timestamp"
    );
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_system_event() IS
'Trigger: makes system_events insertable; the severity is kept in details.';

-- PostgreSQL has COPY into a view only where a trigger takes the rows. Such a row costs a statement of its
-- own: a twentieth of what a client's single INSERT takes, but several times what a row among many takes.
-- So only those views in public have such triggers that rows are only added to. The others are for single
-- rows, and for ON CONFLICT.

CREATE FUNCTION agentmon.insert_log() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.agent_logs (
        id, agent_name, log_level, event_type, message, error_details, context, created_at,
        user_id, organization_id, request_id, session_id
    )
    VALUES (
        coalesce(NEW.id, monitoring.uuid_v7()), NEW.agent_name, NEW.log_level, NEW.event_type,
        NEW.message, NEW.error_details, coalesce(NEW.context, '{}'), coalesce(NEW.created_at, now()),
        NEW.user_id, NEW.organization_id, NEW.request_id, NEW.session_id
    )
    ON CONFLICT DO NOTHING
    RETURNING id, log_level, context, created_at
    INTO NEW.id, NEW.log_level, NEW.context, NEW.created_at;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_log() IS
'Trigger: inserts into agent_logs what comes into a view of it, by COPY too. A row whose id and time are '
'there already is passed over.';

CREATE FUNCTION agentmon.insert_execution() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.agent_executions (
        id, user_id, session_id, request_id, agent_name, input_data, output_data,
        execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id,
        operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
        reasoning_tokens, cost_usd, error_type
    )
    VALUES (
        coalesce(NEW.id, monitoring.uuid_v7()), NEW.user_id, NEW.session_id, NEW.request_id,
        NEW.agent_name, NEW.input_data, NEW.output_data, NEW.execution_time_ms, NEW.tokens_used,
        NEW.model_used, NEW.status, NEW.error_message, coalesce(NEW.created_at, now()),
        NEW.parent_id, NEW.operation, NEW.provider, NEW.input_tokens, NEW.output_tokens,
        NEW.cache_read_tokens, NEW.cache_write_tokens, NEW.reasoning_tokens, NEW.cost_usd,
        NEW.error_type
    )
    ON CONFLICT DO NOTHING
    RETURNING id, status, created_at
    INTO NEW.id, NEW.status, NEW.created_at;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_execution() IS
'Trigger: inserts into agent_executions what comes into a view of it, by COPY too. A row whose id and time '
'are there already is passed over.';

CREATE FUNCTION agentmon.insert_metric() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.pipeline_metrics (
        id, metric_name, metric_value, tags, "timestamp", created_at
    )
    VALUES (
        coalesce(NEW.id, monitoring.uuid_v7()), NEW.metric_name, NEW.metric_value, coalesce(NEW.tags, '{}'),
        coalesce(NEW."timestamp", now()), coalesce(NEW.created_at, now())
    )
    ON CONFLICT DO NOTHING
    RETURNING id, tags, "timestamp", created_at
    INTO NEW.id, NEW.tags, NEW."timestamp", NEW.created_at;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_metric() IS
'Trigger: inserts into pipeline_metrics what comes into a view of it, by COPY too. A row whose id and time '
'are there already is passed over.';

CREATE FUNCTION agentmon.insert_issue() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.worker_issues (
        id, worker_name, issue_type, severity, message, details, resolved, resolution_details, created_at,
        resolved_at
    )
    VALUES (
        coalesce(NEW.id, monitoring.uuid_v7()), NEW.worker_name, NEW.issue_type,
        coalesce(NEW.severity, 'warning'), NEW.message, coalesce(NEW.details, '{}'),
        coalesce(NEW.resolved, false), NEW.resolution_details, coalesce(NEW.created_at, now()),
        NEW.resolved_at
    )
    ON CONFLICT DO NOTHING
    RETURNING id, severity, details, resolved, created_at
    INTO NEW.id, NEW.severity, NEW.details, NEW.resolved, NEW.created_at;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_issue() IS
'Trigger: inserts into worker_issues what comes into a view of it, by COPY too. A row whose id is there '
'already is passed over.';

CREATE FUNCTION agentmon.insert_message() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.agent_messages (
        id, from_agent, to_agent, message_type, content, correlation_id, created_at
    )
    VALUES (
        coalesce(NEW.id, monitoring.uuid_v7()), NEW.from_agent, NEW.to_agent, NEW.message_type,
        NEW.content, NEW.correlation_id, coalesce(NEW.created_at, now())
    )
    ON CONFLICT DO NOTHING
    RETURNING id, created_at
    INTO NEW.id, NEW.created_at;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.insert_message() IS
'Trigger: inserts into agent_messages what comes into a view of it, by COPY too. A row whose id is there '
'already is passed over.';

-- Writers' helpers --------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.is_in_transaction_block() RETURNS boolean
    LANGUAGE c STABLE PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'in_transaction_block_wrapper';
COMMENT ON FUNCTION agentmon.is_in_transaction_block() IS
'Whether the running statement is one of several in a transaction, and not a transaction of its own.';

CREATE FUNCTION monitoring.set_log_context(context jsonb, for_session boolean DEFAULT false) RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    -- Behind a transaction pooler the next transaction of a session is somebody else's.
    -- What is cleared, is so for good.
    this_transaction boolean := for_session IS NOT TRUE AND context <> '{}';
BEGIN
    IF jsonb_typeof(context) <> 'object' THEN
        PERFORM agentmon.refuse_common('-', 'context', context, 'context');
    END IF;
    IF this_transaction AND NOT agentmon.is_in_transaction_block() THEN
        RAISE WARNING 'the log context ends with this statement'
            USING DETAIL = 'It is that of a transaction, and the statement is a transaction of its own.',
                  HINT = 'Call set_log_context() after BEGIN, or with for_session => true where no pooler '
                         'shares the session.';
    END IF;
    RETURN set_config(
        'agentmon.log_context',
        coalesce(context, '{}')::text,
        coalesce(this_transaction, false))::jsonb;
END
$$;
COMMENT ON FUNCTION monitoring.set_log_context(jsonb, boolean) IS
'Sets an object that is merged into the context of the later log_agent_activity() calls of this transaction '
'or, for_session, of this session; NULL or {} clears both. A transaction pooler shares sessions: for_session '
'would hand one client''s context to the next.';

CREATE FUNCTION agentmon.clean_json(p_json text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'clean_json_wrapper';
COMMENT ON FUNCTION agentmon.clean_json(text) IS
'The text of a JSON value without what jsonb refuses in its strings: the escape u0000 is left out, half a '
'surrogate pair becomes the escape ufffd. All else stays as it is, u0000 behind a backslash that is itself '
'escaped too. Cast the answer to jsonb.';

CREATE FUNCTION monitoring.log_agent_activity(
    agent_name text,
    log_level text DEFAULT 'info',
    event_type text DEFAULT NULL,
    message text DEFAULT NULL,
    error_details jsonb DEFAULT NULL,
    context jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO monitoring.agent_logs (
        agent_name, log_level, event_type, message, error_details, context, created_at
    )
    VALUES (
        agent_name, log_level, event_type, message, error_details,
        CASE
            WHEN jsonb_typeof(context) <> 'object' THEN context
            ELSE coalesce(nullif(current_setting('agentmon.log_context', true), '')::jsonb, '{}')
                || coalesce(context, '{}')
        END,
        p_now
    )
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.log_agent_activity(text, text, text, text, jsonb, jsonb, timestamptz) IS
'Writes a log row at p_now and gives its id. Levels: debug, info, warning, error, critical, and the words of '
'docs/ingest.md; an unknown one is stored as info and kept in context. Raises 22/23 for a missing agent or a '
'context that is no object.';

CREATE FUNCTION agentmon.whole_number(p_number double precision, p_name_of text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_number <> trunc(p_number) OR NOT agentmon.is_finite(p_number) THEN
        PERFORM agentmon.refuse(
            format('%s must be a whole number', p_name_of),
            format('It is %s.', p_number),
            'Give a count: an integer, or a number of another type without a fraction.',
            'numeric_value_out_of_range');
    END IF;
    -- The largest double precision number below 2^63.
    RETURN CASE
        WHEN p_number > 9223372036854774784 THEN 9223372036854775807
        WHEN p_number < -9223372036854774784 THEN -9223372036854775807
        ELSE p_number::bigint
    END;
END
$$;
COMMENT ON FUNCTION agentmon.whole_number(double precision, text) IS
'A count that came as a number of any type; exact up to 2^53, and at most what bigint holds. NULL for NULL. '
'Raises 22003 for a fraction, NaN and infinity; p_name_of says of what.';

-- Drivers send money and counts as integers, double precision or numeric (which sum() of bigint gives), and
-- PostgreSQL makes a double of each of them but not the other way round. A second function for numeric would
-- leave calls by position undecided. Written out in the fewest digits that tell a double from others, a cost
-- of up to 15 digits is what was sent.
CREATE FUNCTION monitoring.log_agent_execution(
    agent_name text,
    status text DEFAULT 'success',
    execution_time_ms double precision DEFAULT NULL,
    tokens_used double precision DEFAULT NULL,
    model_used text DEFAULT NULL,
    user_id text DEFAULT NULL,
    session_id text DEFAULT NULL,
    request_id text DEFAULT NULL,
    input_data jsonb DEFAULT NULL,
    output_data jsonb DEFAULT NULL,
    error_message text DEFAULT NULL,
    parent_id uuid DEFAULT NULL,
    operation text DEFAULT NULL,
    provider text DEFAULT NULL,
    input_tokens double precision DEFAULT NULL,
    output_tokens double precision DEFAULT NULL,
    cache_read_tokens double precision DEFAULT NULL,
    cache_write_tokens double precision DEFAULT NULL,
    reasoning_tokens double precision DEFAULT NULL,
    cost_usd double precision DEFAULT NULL,
    error_type text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on
SET extra_float_digits = 1 AS $$
    INSERT INTO monitoring.agent_executions (
        agent_name, status, execution_time_ms, tokens_used, model_used, user_id, session_id, request_id,
        input_data, output_data, error_message, parent_id, operation, provider, input_tokens, output_tokens,
        cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, created_at
    )
    VALUES (
        agent_name, status, execution_time_ms,
        -- Where one of the two is not known, nor is their sum.
        agentmon.whole_number(coalesce(tokens_used, input_tokens + output_tokens), 'tokens_used'),
        model_used, user_id, session_id, request_id,
        input_data, output_data, error_message, parent_id, operation, provider,
        agentmon.whole_number(input_tokens, 'input_tokens'),
        agentmon.whole_number(output_tokens, 'output_tokens'),
        agentmon.whole_number(cache_read_tokens, 'cache_read_tokens'),
        agentmon.whole_number(cache_write_tokens, 'cache_write_tokens'),
        agentmon.whole_number(reasoning_tokens, 'reasoning_tokens'),
        cost_usd::text::numeric, error_type, p_now
    )
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.log_agent_execution(
    text, text, double precision, double precision, text, text, text, text, jsonb, jsonb, text, uuid, text,
    text, double precision, double precision, double precision, double precision, double precision,
    double precision, text, timestamptz
) IS
'Writes an execution row at p_now and gives its id. Status: success, failure, timeout; times in '
'milliseconds; cost in US dollars, of which 15 digits are kept; tokens are whole numbers; tokens_used is '
'input + output where it is not given. Numbers may be integers, double precision or numeric. Call it with '
'names: log_agent_execution(agent_name => ''x'', ...).';

CREATE FUNCTION monitoring.record_metric(
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}',
    "timestamp" timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    VALUES (metric_name, metric_value, coalesce(tags, '{}'), coalesce("timestamp", now()))
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.record_metric(text, double precision, jsonb, timestamptz) IS
'Writes a metric row and gives its id. The value is any finite number, in the metric''s own unit.';

-- SECURITY DEFINER: a writer says of what kind a metric is that nobody has defined, and nothing else of it.
CREATE FUNCTION agentmon.register_metric_kind(p_metric text, p_kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
DECLARE
    -- As many kinds may be taken from what is written; the others wait for an administrator.
    most constant integer := 10000;
    before integer;
BEGIN
    -- What is no name of a metric is refused with the row; two names stand for the rollups of other tables.
    IF p_metric IS NULL
       OR p_metric IN ('', 'agents.executions', 'agents.logs')
       OR octet_length(p_metric) > agentmon.longest_name()
    THEN
        RETURN;
    END IF;
    -- One transaction at a time, and nobody waits for it: two that met at the same names in another order
    -- would wait for each other. Who is passed over registers at his next call.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon metric kinds', 0)) THEN
        RETURN;
    END IF;
    SELECT max(defined.guess) INTO before FROM monitoring.metric_definitions defined;
    IF before >= most THEN
        RETURN;
    END IF;
    INSERT INTO monitoring.metric_definitions (metric_name, kind, guess)
    VALUES (p_metric, p_kind, coalesce(before, 0) + 1)
    ON CONFLICT DO NOTHING;
EXCEPTION
    -- In a transaction with an older snapshot others may have registered it meanwhile. The row counts more.
    WHEN transaction_rollback THEN
        NULL;
END
$$;
COMMENT ON FUNCTION agentmon.register_metric_kind(text, text) IS
'Notes the kind of a metric that is not defined yet, as increment(), gauge() and histogram() know it: up to '
'10000 metrics, never waiting, and never changing what is there.';

CREATE FUNCTION agentmon.record_metric_of_kind(
    metric_name text,
    value double precision,
    tags jsonb,
    p_kind text,
    p_now timestamptz
) RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
#variable_conflict use_variable
DECLARE
    known text;
    is_guessed boolean;
BEGIN
    SELECT defined.kind, defined.guess IS NOT NULL
    INTO known, is_guessed
    FROM monitoring.metric_definitions defined
    WHERE defined.metric_name = metric_name;
    -- What the first call of a helper has said binds nobody: the row counts more.
    IF known <> p_kind AND NOT is_guessed THEN
        RAISE EXCEPTION 'metric % is a %, not a %', quote_literal(metric_name), known, p_kind
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'Its kind stands in monitoring.metric_definitions.',
                  HINT = 'Counters take increment(), gauges gauge(), histograms histogram(); record_metric() '
                         'takes any. An administrator may change the kind.';
    ELSIF known IS NULL THEN
        PERFORM agentmon.register_metric_kind(metric_name, p_kind);
    END IF;
    RETURN monitoring.record_metric(metric_name, value, tags, p_now);
END
$$;
COMMENT ON FUNCTION agentmon.record_metric_of_kind(text, double precision, jsonb, text, timestamptz) IS
'record_metric() for increment(), gauge() and histogram(): registers the kind of a metric that is new, and '
'raises 22023 where somebody has defined it as another kind.';

CREATE FUNCTION monitoring.increment(
    metric_name text,
    value double precision DEFAULT 1,
    tags jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
    LANGUAGE sql
    RETURN agentmon.record_metric_of_kind(metric_name, value, tags, 'counter', p_now);
COMMENT ON FUNCTION monitoring.increment(text, double precision, jsonb, timestamptz) IS
'Adds value (a delta) to a counter; gives the id of the row.';

CREATE FUNCTION monitoring.gauge(
    metric_name text,
    value double precision,
    tags jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT clock_timestamp()
) RETURNS uuid
    LANGUAGE sql
    RETURN agentmon.record_metric_of_kind(metric_name, value, tags, 'gauge', p_now);
COMMENT ON FUNCTION monitoring.gauge(text, double precision, jsonb, timestamptz) IS
'Records what a gauge reads; gives the id of the row. Of two in one transaction the later one is the last: '
'the clock goes on between them.';

CREATE FUNCTION monitoring.histogram(
    metric_name text,
    value double precision,
    tags jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
    LANGUAGE sql
    RETURN agentmon.record_metric_of_kind(metric_name, value, tags, 'histogram', p_now);
COMMENT ON FUNCTION monitoring.histogram(text, double precision, jsonb, timestamptz) IS
'Records a value of a distribution; gives the id of the row.';

CREATE FUNCTION monitoring.log_event(
    event_type text,
    details jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO public.monitoring_events (event_type, details, created_at)
    VALUES (event_type, coalesce(details, '{}'), p_now)
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.log_event(text, jsonb, timestamptz) IS
'Writes an event at p_now and gives its id; details is an object.';

CREATE FUNCTION monitoring.log_worker_issue(
    worker_name text,
    issue_type text,
    message text,
    severity text DEFAULT 'warning',
    details jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO monitoring.worker_issues (worker_name, issue_type, message, severity, details, created_at)
    VALUES (worker_name, issue_type, message, severity, coalesce(details, '{}'), p_now)
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.log_worker_issue(text, text, text, text, jsonb, timestamptz) IS
'Writes an open issue of a worker and gives its id. Severity: info, warning, error, critical (low, medium, '
'high accepted).';

-- SECURITY DEFINER: a writer settles an issue, and nothing else of it.
CREATE FUNCTION monitoring.resolve_worker_issue(
    id uuid,
    resolution_details text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
#variable_conflict use_variable
BEGIN
    UPDATE monitoring.worker_issues AS issue
    SET resolved = true,
        resolved_at = coalesce(issue.resolved_at, p_now),
        resolution_details = coalesce(resolution_details, issue.resolution_details)
    WHERE issue.id = id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no worker issue %', coalesce(id::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'No row of monitoring.worker_issues has this id.',
                  HINT = 'Give the id that log_worker_issue() returned.';
    END IF;
    RETURN id;
END
$$;
COMMENT ON FUNCTION monitoring.resolve_worker_issue(uuid, text, timestamptz) IS
'Marks an issue as resolved at p_now and gives its id; resolving again keeps the first time. Raises 22023 '
'where there is no such issue.';

CREATE FUNCTION monitoring.heartbeat(
    agent_name text,
    status text DEFAULT 'active',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO monitoring.agents AS agent (
        name, status, last_heartbeat_at, created_at, updated_at
    )
    VALUES (
        agent_name, status, p_now, p_now, p_now
    )
    ON CONFLICT (name) DO UPDATE
    SET status = excluded.status,
        updated_at = excluded.updated_at,
        -- Signs of life may come in any order; one of the future is that of a clock that was wrong.
        last_heartbeat_at = greatest(
            CASE
                WHEN agent.last_heartbeat_at
                    <= greatest(excluded.last_heartbeat_at, now()) + interval '5 minutes'
                THEN agent.last_heartbeat_at
            END,
            excluded.last_heartbeat_at)
    RETURNING id
$$;
COMMENT ON FUNCTION monitoring.heartbeat(text, text, timestamptz) IS
'Says that an agent is alive at p_now, with its status (active, idle, inactive, offline); makes it known '
'where it is new. Gives its id.';

CREATE FUNCTION monitoring.report_queue(
    queue_name text,
    depth double precision,
    stuck_messages double precision DEFAULT 0,
    oldest_message_age interval DEFAULT NULL,
    dead_letter double precision DEFAULT 0,
    p_now timestamptz DEFAULT now()
) RETURNS text
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
SET row_security = on AS $$
    INSERT INTO monitoring.queue_status AS queue (
        queue_name, depth, stuck_messages, oldest_message_age, dead_letter, last_check_time
    )
    VALUES (
        queue_name,
        agentmon.whole_number(depth, 'depth'),
        agentmon.whole_number(stuck_messages, 'stuck_messages'),
        oldest_message_age,
        agentmon.whole_number(dead_letter, 'dead_letter'),
        p_now
    )
    ON CONFLICT (queue_name) DO UPDATE
    SET depth = excluded.depth,
        stuck_messages = excluded.stuck_messages,
        oldest_message_age = excluded.oldest_message_age,
        dead_letter = excluded.dead_letter,
        last_check_time = excluded.last_check_time,
        source = 'report'
    RETURNING queue_name
$$;
COMMENT ON FUNCTION monitoring.report_queue(
    text, double precision, double precision, interval, double precision, timestamptz
) IS
'Reports a queue as seen at p_now: messages waiting, stuck, dead (whole numbers of any type), and the age of '
'the oldest. Gives the queue''s name.';

GRANT EXECUTE ON FUNCTION agentmon.jwt_sub() TO agentmon_user;
GRANT EXECUTE ON FUNCTION
    agentmon.row_stamp_if_assigned(),
    agentmon.row_stamp(),
    agentmon.check_stamp(bigint),
    monitoring.uuid_v7(),
    agentmon.cluster_tag(),
    agentmon.adopted_tag(),
    agentmon.canonical_value(text, text, text[], jsonb),
    agentmon.canonical_log_level(text),
    agentmon.canonical_severity(text),
    agentmon.refuse(text, text, text, text),
    agentmon.refuse_common(text, text, jsonb, text, timestamptz[]),
    agentmon.refuse_log(text, text, jsonb, timestamptz),
    agentmon.refuse_execution(
        text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint, numeric, timestamptz
    ),
    agentmon.refuse_metric(text, double precision, jsonb, timestamptz, timestamptz),
    agentmon.refuse_issue(text, text, jsonb, timestamptz[]),
    agentmon.refuse_event(text, jsonb, timestamptz),
    agentmon.refuse_agent(text, text, timestamptz[]),
    agentmon.refuse_message(timestamptz),
    agentmon.refuse_task(text, text, timestamptz[]),
    agentmon.refuse_queue(text, bigint, bigint, bigint, timestamptz),
    agentmon.known_log_level(text),
    agentmon.folded(text),
    agentmon.white_space(),
    agentmon.longest_name(),
    agentmon.refuse_long_name(text, text),
    agentmon.is_in_transaction_block(),
    agentmon.clean_json(text),
    monitoring.set_log_context(jsonb, boolean),
    monitoring.log_agent_activity(text, text, text, text, jsonb, jsonb, timestamptz),
    agentmon.is_finite(double precision),
    agentmon.whole_number(double precision, text),
    monitoring.log_agent_execution(
        text, text, double precision, double precision, text, text, text, text, jsonb, jsonb, text, uuid,
        text, text, double precision, double precision, double precision, double precision, double precision,
        double precision, text, timestamptz
    ),
    monitoring.record_metric(text, double precision, jsonb, timestamptz),
    agentmon.register_metric_kind(text, text),
    agentmon.record_metric_of_kind(text, double precision, jsonb, text, timestamptz),
    monitoring.increment(text, double precision, jsonb, timestamptz),
    monitoring.gauge(text, double precision, jsonb, timestamptz),
    monitoring.histogram(text, double precision, jsonb, timestamptz),
    monitoring.log_event(text, jsonb, timestamptz),
    monitoring.log_worker_issue(text, text, text, text, jsonb, timestamptz),
    monitoring.resolve_worker_issue(uuid, text, timestamptz),
    monitoring.heartbeat(text, text, timestamptz),
    monitoring.report_queue(
        text, double precision, double precision, interval, double precision, timestamptz
    )
    TO agentmon_writer;
GRANT EXECUTE ON FUNCTION
    agentmon.quotient(double precision, double precision),
    agentmon.to_double(numeric),
    agentmon.folded(text),
    agentmon.white_space()
    TO agentmon_reader, agentmon_admin;
-- Whoever writes to a table needs what its checks call.
GRANT EXECUTE ON FUNCTION
    agentmon.longest_name(),
    agentmon.refuse_long_name(text, text),
    agentmon.longest_interval(),
    agentmon.refuse_long_interval(interval, text),
    agentmon.is_finite(double precision),
    agentmon.refuse_threshold(text, double precision, double precision),
    agentmon.refuse(text, text, text, text)
    TO agentmon_admin;
