-- Refusals: called by the checks of the tables when a row is not valid, to say what is wrong.

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
