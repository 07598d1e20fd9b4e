-- Writers' helpers: one call for a log row, an execution, a metric, an event, a heartbeat.

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
