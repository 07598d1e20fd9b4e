-- Views that take rows: what is inserted into them goes where it belongs.

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
