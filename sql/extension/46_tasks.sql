-- The life of tasks and agents, and messages between agents.

CREATE FUNCTION agentmon.agent_of(p_agent text) RETURNS uuid
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    found_id uuid := coalesce(
        (SELECT agent.id FROM monitoring.agents agent WHERE agent.name = p_agent),
        (SELECT agent.id FROM monitoring.agents agent WHERE agent.id::text = agentmon.folded(p_agent)));
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no agent %', coalesce(quote_literal(left(p_agent, 100)), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'No row of monitoring.agents has this name or id.',
                  HINT = 'Make it known first: monitoring.register_agent(name, type), '
                         'or monitoring.heartbeat(name).';
    END IF;
    RETURN found_id;
END
$$;
COMMENT ON FUNCTION agentmon.agent_of(text) IS
'The id of an agent by its name, or by its id as a text; raises 22023 where there is none.';

CREATE FUNCTION agentmon.log_action(p_event text, p_details jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
    INSERT INTO public.monitoring_events (event_type, details, created_at)
    VALUES (
        p_event,
        p_details || jsonb_strip_nulls(jsonb_build_object('by', session_user, 'user_id', agentmon.jwt_sub())),
        p_now)
$$;
COMMENT ON FUNCTION agentmon.log_action(text, jsonb, timestamptz) IS
'Writes down what somebody did as an event, with the role of the session and, where there is one, the user '
'of its JWT.';

-- Agents ----------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.register_agent(
    name text,
    type text DEFAULT NULL,
    config jsonb DEFAULT NULL,
    metadata jsonb DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    agent_id uuid;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    INSERT INTO monitoring.agents AS agent (name, type, status, config, metadata, created_at, updated_at)
    VALUES ($1, $2, 'inactive', coalesce($3, '{}'), coalesce($4, '{}'), p_now, p_now)
    ON CONFLICT (name) DO UPDATE SET
        type = coalesce(excluded.type, agent.type),
        config = CASE WHEN $3 IS NULL THEN agent.config ELSE excluded.config END,
        metadata = CASE WHEN $4 IS NULL THEN agent.metadata ELSE excluded.metadata END,
        updated_at = excluded.updated_at
    RETURNING id INTO agent_id;
    PERFORM agentmon.log_action(
        'agent_registered',
        jsonb_build_object('agent', $1, 'agent_id', agent_id),
        p_now);
    RETURN agent_id;
END
$$;
COMMENT ON FUNCTION monitoring.register_agent(text, text, jsonb, jsonb, timestamptz) IS
'Makes an agent known (inactive until start_agent() or heartbeat()), or brings type, config and metadata of '
'a known one up to date, where they are given; gives its id.';

CREATE FUNCTION agentmon.set_agent_status(
    p_agent text,
    p_status text,
    p_event text,
    p_now timestamptz
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    known uuid := agentmon.agent_of(p_agent);
    named text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    UPDATE monitoring.agents agent
    SET status = p_status,
        updated_at = p_now,
        last_heartbeat_at = CASE
            WHEN p_status = 'active' THEN greatest(agent.last_heartbeat_at, p_now)
            ELSE agent.last_heartbeat_at
        END
    WHERE agent.id = known
    RETURNING agent.name INTO named;
    PERFORM agentmon.log_action(p_event, jsonb_build_object('agent', named, 'agent_id', known), p_now);
    RETURN known;
END
$$;
COMMENT ON FUNCTION agentmon.set_agent_status(text, text, text, timestamptz) IS
'Sets the status of an agent (by its name or id) at p_now and writes that down as an event; gives its id.';

CREATE FUNCTION monitoring.start_agent(agent text, p_now timestamptz DEFAULT now()) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN agentmon.set_agent_status(agent, 'active', 'agent_started', p_now);
COMMENT ON FUNCTION monitoring.start_agent(text, timestamptz) IS
'Makes an agent (by its name or id) active, and gives its id. Raises 22023 where there is none.';

CREATE FUNCTION monitoring.stop_agent(agent text, p_now timestamptz DEFAULT now()) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN agentmon.set_agent_status(agent, 'inactive', 'agent_stopped', p_now);
COMMENT ON FUNCTION monitoring.stop_agent(text, timestamptz) IS
'Makes an agent (by its name or id) inactive: out of service on purpose. Gives its id. Raises 22023 where '
'there is none.';

-- Messages --------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.send_message(
    from_agent text,
    to_agent text,
    message_type text,
    content jsonb DEFAULT '{}',
    correlation_id text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    message_id uuid := monitoring.uuid_v7();
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.refuse_common(from_agent, 'from_agent', NULL, NULL);
    PERFORM agentmon.refuse_common(to_agent, 'to_agent', NULL, NULL);
    INSERT INTO monitoring.agent_messages (
        id, from_agent, to_agent, message_type, content, correlation_id, created_at)
    VALUES (
        message_id, from_agent, to_agent, message_type, coalesce(content, '{}'),
        -- The first of a conversation gives it its id.
        coalesce(correlation_id, message_id::text),
        p_now);
    RETURN message_id;
END
$$;
COMMENT ON FUNCTION monitoring.send_message(text, text, text, jsonb, text, timestamptz) IS
'Writes a message from one agent to another, and gives its id. Messages that belong together have one '
'correlation_id; without one it is the id of the message, which begins a conversation.';

CREATE FUNCTION monitoring.reply_to_message(
    id uuid,
    message_type text,
    content jsonb DEFAULT '{}',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    answered record;
BEGIN
    SELECT message.from_agent,
           message.to_agent,
           coalesce(message.correlation_id, message.id::text) AS correlation_id
    INTO answered
    FROM monitoring.agent_messages message
    WHERE message.id = $1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no message %', coalesce($1::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'No row of monitoring.agent_messages has this id.',
                  HINT = 'Give the id that send_message() returned.';
    END IF;
    RETURN monitoring.send_message(
        answered.to_agent, answered.from_agent, $2, $3, answered.correlation_id, p_now);
END
$$;
COMMENT ON FUNCTION monitoring.reply_to_message(uuid, text, jsonb, timestamptz) IS
'Answers a message: to whom it came from, with its correlation_id. Gives the id of the answer; raises 22023 '
'where there is no such message.';

CREATE FUNCTION monitoring.get_conversation(correlation_id text, max_rows integer DEFAULT 100)
RETURNS TABLE (
    id uuid,
    from_agent text,
    to_agent text,
    message_type text,
    content jsonb,
    created_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN QUERY
    SELECT message.id, message.from_agent, message.to_agent, message.message_type, message.content,
           message.created_at
    FROM monitoring.agent_messages message
    WHERE message.correlation_id = $1
    ORDER BY message.created_at, message.id
    LIMIT max_rows;
END
$$;
COMMENT ON FUNCTION monitoring.get_conversation(text, integer) IS
'The messages with a correlation_id, the oldest first.';

-- Tasks -----------------------------------------------------------------------------------------------------

CREATE FUNCTION monitoring.create_task(
    type text,
    payload jsonb DEFAULT '{}',
    priority text DEFAULT 'medium',
    agent text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    task_id uuid;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.refuse_common($1, 'type', NULL, NULL);
    INSERT INTO monitoring.tasks (type, payload, priority, agent_id, created_at, updated_at)
    VALUES (
        $1, coalesce($2, '{}'), coalesce($3, 'medium'),
        CASE WHEN $4 IS NOT NULL THEN agentmon.agent_of($4) END,
        p_now, p_now)
    RETURNING id INTO task_id;
    RETURN task_id;
END
$$;
COMMENT ON FUNCTION monitoring.create_task(text, jsonb, text, text, timestamptz) IS
'Makes a task that waits (for an agent, by name or id, or for any), and gives its id. Priority: low, '
'medium, high, critical. Raises 22023 for an unknown agent or priority.';

CREATE FUNCTION monitoring.claim_tasks(
    agent text DEFAULT NULL,
    types text[] DEFAULT NULL,
    max_rows integer DEFAULT 1,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (id uuid, type text, priority text, payload jsonb, attempts integer, created_at timestamptz)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    claimant uuid := CASE WHEN agent IS NOT NULL THEN agentmon.agent_of(agent) END;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN QUERY
    WITH next AS MATERIALIZED (
        SELECT task.id
        FROM monitoring.tasks task
        WHERE task.status = 'pending'
          AND task.created_at <= p_now
          AND (task.agent_id IS NULL OR claimant IS NULL OR task.agent_id = claimant)
          AND (types IS NULL OR task.type = ANY (types))
        -- As tasks_pending_idx has them.
        ORDER BY array_position('{critical,high,medium,low}'::text[], task.priority), task.created_at
        LIMIT max_rows
        FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE monitoring.tasks task
        SET status = 'running',
            agent_id = coalesce(claimant, task.agent_id),
            started_at = p_now,
            updated_at = p_now,
            attempts = task.attempts + 1
        FROM next
        WHERE task.id = next.id
        RETURNING task.id, task.type, task.priority, task.payload, task.attempts, task.created_at
    )
    SELECT claimed.*
    FROM claimed
    ORDER BY array_position('{critical,high,medium,low}'::text[], claimed.priority), claimed.created_at;
END
$$;
COMMENT ON FUNCTION monitoring.claim_tasks(text, text[], integer, timestamptz) IS
'Takes the most urgent tasks that wait (for this agent, or for any; of these types) and starts them; of '
'several that claim at once each gets others. No rows where none waits.';

CREATE FUNCTION agentmon.change_task(
    p_id uuid,
    p_from text[],
    p_status text,
    p_result jsonb,
    p_error text,
    p_now timestamptz
) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    found_status text;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    UPDATE monitoring.tasks task
    SET status = p_status,
        result = coalesce(p_result, task.result),
        error = CASE WHEN p_status = 'failed' THEN p_error ELSE task.error END,
        updated_at = p_now,
        started_at = CASE WHEN p_status = 'running' THEN p_now ELSE task.started_at END,
        attempts = task.attempts + CASE WHEN p_status = 'running' THEN 1 ELSE 0 END,
        finished_at = CASE WHEN p_status <> 'running' THEN p_now END
    WHERE task.id = p_id
      AND task.status = ANY (p_from);
    IF FOUND THEN
        RETURN p_id;
    END IF;
    SELECT task.status INTO found_status FROM monitoring.tasks task WHERE task.id = p_id;
    IF found_status = p_status AND p_status <> 'running' THEN
        -- Said twice, as after a lost connection.
        RETURN p_id;
    END IF;
    IF found_status IS NULL THEN
        RAISE EXCEPTION 'there is no task %', coalesce(p_id::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'No row of monitoring.tasks has this id.',
                  HINT = 'Give the id that create_task() or claim_tasks() returned.';
    END IF;
    RAISE EXCEPTION 'task % is %', p_id, found_status
        USING ERRCODE = 'invalid_parameter_value',
              DETAIL = format('It can become %s when it is %s.', p_status, array_to_string(p_from, ' or ')),
              HINT = 'Look at it: SELECT * FROM monitoring.tasks WHERE id = ...';
END
$$;
COMMENT ON FUNCTION agentmon.change_task(uuid, text[], text, jsonb, text, timestamptz) IS
'Brings a task from one of these statuses into another one at p_now, and gives its id; what is finished may '
'be told so again. Raises 22023 where there is no such task, or where it is in another status.';

CREATE FUNCTION monitoring.start_task(id uuid, p_now timestamptz DEFAULT now()) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN agentmon.change_task(id, '{pending}', 'running', NULL, NULL, p_now);
COMMENT ON FUNCTION monitoring.start_task(uuid, timestamptz) IS
'Starts one task that waits; see claim_tasks().';

CREATE FUNCTION monitoring.complete_task(
    id uuid,
    result jsonb DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN agentmon.change_task(id, '{running}', 'completed', result, NULL, p_now);
COMMENT ON FUNCTION monitoring.complete_task(uuid, jsonb, timestamptz) IS
'Says that a running task is done, with its result.';

CREATE FUNCTION monitoring.fail_task(
    id uuid,
    error text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN agentmon.change_task(id, '{running}', 'failed', NULL, error, p_now);
COMMENT ON FUNCTION monitoring.fail_task(uuid, text, timestamptz) IS
'Says that a running task has failed, and why.';

CREATE FUNCTION monitoring.cancel_task(id uuid, p_now timestamptz DEFAULT now()) RETURNS uuid
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
    PERFORM agentmon.change_task(id, '{pending,running}', 'cancelled', NULL, NULL, p_now);
    PERFORM agentmon.log_action('task_cancelled', jsonb_build_object('task_id', id), p_now);
    RETURN id;
END
$$;
COMMENT ON FUNCTION monitoring.cancel_task(uuid, timestamptz) IS
'Cancels a task that waits or runs, and writes that down as an event.';

CREATE FUNCTION monitoring.list_tasks(
    status text DEFAULT NULL,
    agent text DEFAULT NULL,
    type text DEFAULT NULL,
    max_rows integer DEFAULT 100
)
RETURNS TABLE (
    id uuid,
    agent_name text,
    task_type text,
    priority text,
    task_status text,
    payload jsonb,
    result jsonb,
    error text,
    attempts integer,
    created_at timestamptz,
    updated_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    wanted text := CASE WHEN $1 IS NOT NULL THEN agentmon.canonical_value(
        $1, 'task status', '{pending,running,completed,failed,cancelled}') END;
BEGIN
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN QUERY
    SELECT task.id, agent.name, task.type, task.priority, task.status, task.payload, task.result, task.error,
           task.attempts, task.created_at, task.updated_at, task.started_at, task.finished_at
    FROM monitoring.tasks task
    LEFT JOIN monitoring.agents agent ON agent.id = task.agent_id
    WHERE (wanted IS NULL OR task.status = wanted)
      AND ($2 IS NULL OR agent.name = $2 OR agent.id::text = $2)
      AND ($3 IS NULL OR task.type = $3)
    ORDER BY task.created_at DESC, task.id DESC
    LIMIT max_rows;
END
$$;
COMMENT ON FUNCTION monitoring.list_tasks(text, text, text, integer) IS
'The tasks of a status, an agent (by name or id) and a type, each where it is given; the newest first, of '
'those that the caller may see.';

GRANT EXECUTE ON FUNCTION
    agentmon.agent_of(text),
    agentmon.log_action(text, jsonb, timestamptz),
    agentmon.jwt_sub(),
    agentmon.check_p_now(timestamptz),
    agentmon.check_number(bigint, text, bigint, bigint),
    monitoring.register_agent(text, text, jsonb, jsonb, timestamptz),
    agentmon.set_agent_status(text, text, text, timestamptz),
    monitoring.start_agent(text, timestamptz),
    monitoring.stop_agent(text, timestamptz),
    monitoring.send_message(text, text, text, jsonb, text, timestamptz),
    monitoring.reply_to_message(uuid, text, jsonb, timestamptz),
    monitoring.get_conversation(text, integer),
    monitoring.create_task(text, jsonb, text, text, timestamptz),
    monitoring.claim_tasks(text, text[], integer, timestamptz),
    agentmon.change_task(uuid, text[], text, jsonb, text, timestamptz),
    monitoring.start_task(uuid, timestamptz),
    monitoring.complete_task(uuid, jsonb, timestamptz),
    monitoring.fail_task(uuid, text, timestamptz),
    monitoring.cancel_task(uuid, timestamptz),
    monitoring.list_tasks(text, text, text, integer)
    TO agentmon_writer;
GRANT EXECUTE ON FUNCTION
    monitoring.get_conversation(text, integer),
    monitoring.list_tasks(text, text, text, integer)
    TO agentmon_reader, agentmon_admin;
-- What list_tasks() looks words up by.
GRANT EXECUTE ON FUNCTION agentmon.canonical_value(text, text, text[], jsonb)
    TO agentmon_reader, agentmon_admin;
