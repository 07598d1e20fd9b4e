-- What the owners of agents (agent_assignments) may do for their own: rules, metrics, health, reports. Each
-- function looks by itself who calls (the claim sub) and whose the agent is, and touches nothing else.

CREATE FUNCTION agentmon.own_agents() RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(assigned.agent_name ORDER BY assigned.agent_name), '{}')
    FROM monitoring.agent_assignments assigned
    WHERE assigned.user_id = agentmon.jwt_sub()
$$;
COMMENT ON FUNCTION agentmon.own_agents() IS
'The agents that are assigned to who calls, by the claim sub of request.jwt.claims.';

CREATE FUNCTION agentmon.check_own_agent(p_agent text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_agent IS NULL OR p_agent <> ALL (agentmon.own_agents()) THEN
        PERFORM agentmon.refuse(
            format('agent %s is not yours', coalesce(quote_literal(left(p_agent, 100)), 'NULL')),
            CASE
                WHEN agentmon.jwt_sub() IS NULL THEN 'request.jwt.claims has no claim sub.'
                ELSE format('You are %s, by the claim sub; yours are: %s.',
                    quote_literal(left(agentmon.jwt_sub(), 100)),
                    coalesce(nullif(left(array_to_string(agentmon.own_agents(), ', '), 1000), ''), 'none'))
            END,
            'An administrator assigns it: INSERT INTO monitoring.agent_assignments (user_id, agent_name) ...',
            'insufficient_privilege');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_own_agent(text) IS
'Raises 42501 where an agent is not assigned to who calls.';

CREATE FUNCTION agentmon.is_rule_of(p_rule text, p_agent text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT starts_with(p_rule, p_agent || '/')
       AND strpos(substr(p_rule, length(p_agent) + 2), '/') = 0
$$;
COMMENT ON FUNCTION agentmon.is_rule_of(text, text) IS
'Whether a rule is called as those are that owners make for an agent: agent/name, without / in the name.';

CREATE FUNCTION monitoring.my_agent_health(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    agent_name text,
    status text,
    errors_24h bigint,
    error_rate double precision,
    uptime_pct double precision,
    last_seen timestamptz,
    reasons text[]
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT judged.*
    FROM monitoring.get_agent_health(NULL, p_now) judged
    WHERE judged.agent_name = ANY (agentmon.own_agents())
$$;
COMMENT ON FUNCTION monitoring.my_agent_health(timestamptz) IS
'get_agent_health() of the agents that are assigned to who calls.';

CREATE FUNCTION monitoring.my_agent_performance(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    agent_name text,
    executions bigint,
    failed bigint,
    success_rate numeric,
    avg_time_ms numeric,
    p50_ms numeric,
    p95_ms numeric,
    p99_ms numeric,
    total_tokens numeric,
    total_cost_usd numeric,
    last_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT run.agent_name,
           run.executions,
           run.failed,
           run.success_rate,
           run.avg_time_ms,
           run.p50_ms,
           run.p95_ms,
           run.p99_ms,
           run.total_tokens,
           run.total_cost_usd,
           run.last_at
    FROM monitoring.get_performance('{agent}', p_from, p_to, p_now) run
    WHERE run.agent_name = ANY (agentmon.own_agents())
$$;
COMMENT ON FUNCTION monitoring.my_agent_performance(timestamptz, timestamptz, timestamptz) IS
'get_performance() of the agents that are assigned to who calls, by agent: all executions, whoever asked for '
'them.';

CREATE FUNCTION monitoring.my_alert_rules()
RETURNS TABLE (
    agent_name text,
    name text,
    expression text,
    severity text,
    "for" interval,
    enabled boolean,
    status text,
    last_value double precision,
    firing bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT own.agent_name,
           substr(rule.name, length(own.agent_name) + 2),
           rule.expression,
           rule.severity,
           rule."for",
           rule.enabled,
           rule.status,
           rule.last_value,
           (
               SELECT count(*)
               FROM monitoring.alerts alert
               WHERE alert.source = 'rule'
                 AND alert.rule_name = rule.name
                 AND alert.state = 'firing'
           )
    FROM unnest(agentmon.own_agents()) AS own (agent_name)
    JOIN monitoring.alert_rules rule ON rule.labels ->> 'agent_name' = own.agent_name
        AND agentmon.is_rule_of(rule.name, own.agent_name)
    ORDER BY own.agent_name, rule.name
$$;
COMMENT ON FUNCTION monitoring.my_alert_rules() IS
'The rules that set_my_alert_rule() has made for the agents of who calls, how each stands, and how many of '
'its alerts fire.';

CREATE FUNCTION agentmon.reads_elsewhere(p_expression text, p_agent text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN count(*) = 0 THEN 'it reads nothing of the agent'
        WHEN bool_or(seen.is_elsewhere) THEN format(
            'each metric in it must be one of the agent: agents.executions, agents.logs, agents.silence or '
            'agents.heartbeat.age with {agent_name="%1$s"}, or a metric with that tag, or one whose name '
            'begins with "%1$s."', p_agent)
        WHEN bool_or(seen.is_long) THEN 'its windows may be a day long, and lie 8 days back, at most'
    END
    FROM (SELECT agentmon.parse_alert_expression(p_expression) AS document) AS parsed
    CROSS JOIN LATERAL jsonb_array_elements(CASE
        WHEN parsed.document ? 'tree' THEN parsed.document -> 'reads'
        ELSE parsed.document -> 'comparisons'
    END) AS listed (read)
    CROSS JOIN LATERAL (
        SELECT NOT coalesce(
                   -- A matcher of the agent itself: no series of others satisfies it.
                   listed.read -> 'matchers' @> jsonb_build_array(jsonb_build_object(
                       'label', 'agent_name', 'op', '=', 'value', p_agent))
                   OR listed.read ->> 'source' = 'pipeline_metrics'
                      AND NOT EXISTS (
                          SELECT
                          FROM jsonb_array_elements_text(listed.read -> 'metrics') AS metric
                          WHERE NOT starts_with(metric, p_agent || '.')),
                   false)
                   OR coalesce((listed.read ->> 'queues')::boolean, false) AS is_elsewhere,
               coalesce((listed.read ->> 'window_seconds')::double precision, 0) > 86400
                   OR coalesce((listed.read ->> 'offset_seconds')::double precision, 0) > 8 * 86400 AS is_long
    ) AS seen
$$;
COMMENT ON FUNCTION agentmon.reads_elsewhere(text, text) IS
'Why an expression may not be a rule of an agent''s owner: it reads what is not of the agent, or too much; '
'NULL where it may.';

CREATE FUNCTION monitoring.set_my_alert_rule(p_agent text, p_rule jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET extra_float_digits = 1 AS $$
DECLARE
    known constant text[] := '{name,condition,expression,severity,duration,for,keep_firing_for,annotations,'
                             'enabled,no_data,description}';
    -- As many rules an agent's owners may have for it: each is evaluated every rule_interval.
    most constant integer := 20;
    stored_name text := p_agent || '/' || (p_rule ->> 'name');
    document record;
    problems text[];
BEGIN
    PERFORM agentmon.check_own_agent(p_agent);
    document := agentmon.document_rule(
        CASE jsonb_typeof(p_rule)
            WHEN 'object'
            -- What is not an owner's to give is told of once, below.
            THEN jsonb_build_object('name', stored_name) || (
                SELECT coalesce(jsonb_object_agg(given.key, given.value), '{}')
                FROM jsonb_each(p_rule) AS given
                WHERE given.key = ANY (known)
                  AND given.key <> 'name')
            ELSE p_rule
        END);
    problems := agentmon.unknown_keys(p_rule, known) || document.problems;
    IF strpos(p_rule ->> 'name', '/') > 0 THEN
        problems := problems || 'the name must not have a /'::text;
    END IF;
    IF problems = '{}' THEN
        problems := array_remove(ARRAY[
            agentmon.reads_elsewhere(document.rule ->> 'expression', p_agent),
            agentmon.what_is_wrong('label names', document.rule || jsonb_build_object(
                'labels', jsonb_build_object('agent_name', p_agent)))], NULL);
    END IF;
    IF problems <> '{}' THEN
        PERFORM agentmon.refuse(
            'the alert rule cannot be taken',
            array_to_string(problems, E'\n'),
            'Give {"name": ..., "condition": "agents.executions.failure_rate{...} > 20%", "severity": ..., '
            '"duration": "5m"}, with the agent among the matchers; who is told is decided by the routes.',
            'invalid_parameter_value');
    END IF;
    -- The lock makes the count below hold for who comes at the same time.
    PERFORM pg_advisory_xact_lock(hashtextextended('agentmon rules of ' || p_agent, 0));
    IF (
        SELECT count(*)
        FROM monitoring.alert_rules other
        WHERE agentmon.is_rule_of(other.name, p_agent)
          AND other.labels ->> 'agent_name' = p_agent
          AND other.name <> stored_name
    ) >= most THEN
        PERFORM agentmon.refuse(
            format('agent %s has %s rules of its owners', quote_literal(left(p_agent, 100)), most),
            'There may be no more.',
            'Remove one with monitoring.remove_my_alert_rule(), or ask an administrator.',
            'program_limit_exceeded');
    END IF;
    INSERT INTO monitoring.alert_rules AS stored (
        name, expression, severity, "for", keep_firing_for, labels, annotations, enabled, no_data,
        description)
    SELECT stored_name,
           given.expression,
           given.severity,
           given."for",
           given.keep_firing_for,
           jsonb_build_object('agent_name', p_agent),
           given.annotations,
           given.enabled,
           given.no_data,
           given.description
    FROM jsonb_to_record(document.rule) AS given (
        expression text,
        severity text,
        "for" interval,
        keep_firing_for interval,
        annotations jsonb,
        enabled boolean,
        no_data text,
        description text)
    ON CONFLICT (name) DO UPDATE
    SET expression = excluded.expression,
        severity = excluded.severity,
        "for" = excluded."for",
        keep_firing_for = excluded.keep_firing_for,
        annotations = excluded.annotations,
        enabled = excluded.enabled,
        no_data = excluded.no_data,
        description = excluded.description
    WHERE stored.labels = excluded.labels
      AND stored.actions IS NULL;
    IF NOT FOUND THEN
        PERFORM agentmon.refuse(
            format('rule %s is an administrator''s', quote_literal(stored_name)),
            'It has labels or actions that owners of agents do not give.',
            'Choose another name.',
            'insufficient_privilege');
    END IF;
    RETURN stored_name;
END
$$;
COMMENT ON FUNCTION monitoring.set_my_alert_rule(text, jsonb) IS
'Makes an alert rule for an agent of who calls, or puts it in the place of the one of its name: {name, '
'condition, severity, duration, keep_firing_for, annotations, no_data, enabled, description}; gives the '
'name under which it is stored, agent/name. It may read the agent''s own executions, logs and metrics alone, '
'its alerts have the label agent_name, and routes decide who is told; 20 an agent at most. Raises 42501 for '
'an agent of others, 22023 for a rule that cannot be taken.';

CREATE FUNCTION monitoring.remove_my_alert_rule(p_agent text, p_name text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_own_agent(p_agent);
    DELETE FROM monitoring.alert_rules stored
    WHERE stored.name = p_agent || '/' || p_name
      AND agentmon.is_rule_of(stored.name, p_agent)
      AND stored.labels = jsonb_build_object('agent_name', p_agent)
      AND stored.actions IS NULL;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION monitoring.remove_my_alert_rule(text, text) IS
'Removes a rule that set_my_alert_rule() has made; false where there is none. Its alerts end at the next '
'evaluation. Raises 42501 for an agent of others.';

CREATE FUNCTION monitoring.set_my_metric(
    p_agent text,
    p_metric text,
    p_kind text,
    p_unit text DEFAULT NULL,
    p_description text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    -- As many metrics an agent's owners may define for it.
    most constant integer := 200;
BEGIN
    PERFORM agentmon.check_own_agent(p_agent);
    IF p_metric IS NULL OR NOT starts_with(p_metric, p_agent || '.') THEN
        PERFORM agentmon.refuse(
            format('metric %s is not one of agent %s',
                coalesce(quote_literal(left(p_metric, 100)), 'NULL'), quote_literal(left(p_agent, 100))),
            'The name of a metric that an owner defines begins with that of the agent and a dot.',
            format('Call it %s...', left(p_agent, 100) || '.'),
            'insufficient_privilege');
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('agentmon metrics of ' || p_agent, 0));
    IF (
        SELECT count(*)
        FROM monitoring.metric_definitions other
        WHERE other.agent_name = p_agent
          AND other.metric_name <> p_metric
    ) >= most THEN
        PERFORM agentmon.refuse(
            format('the owners of agent %s have defined %s metrics', quote_literal(left(p_agent, 100)), most),
            'There may be no more.',
            'Ask an administrator.',
            'program_limit_exceeded');
    END IF;
    INSERT INTO monitoring.metric_definitions AS stored (metric_name, kind, unit, description, agent_name)
    VALUES (p_metric, p_kind, left(p_unit, 100), left(p_description, 1000), p_agent)
    ON CONFLICT (metric_name) DO UPDATE
    SET kind = excluded.kind,
        unit = excluded.unit,
        description = excluded.description,
        agent_name = excluded.agent_name,
        guess = NULL
    -- What an administrator has defined stays; a kind that only a helper has told does not.
    WHERE stored.agent_name = excluded.agent_name
       OR stored.guess IS NOT NULL;
    IF NOT FOUND THEN
        PERFORM agentmon.refuse(
            format('metric %s is defined by others', quote_literal(left(p_metric, 100))),
            'An administrator, or the owners of another agent, have defined it.',
            'Ask an administrator.',
            'insufficient_privilege');
    END IF;
    RETURN p_metric;
END
$$;
COMMENT ON FUNCTION monitoring.set_my_metric(text, text, text, text, text) IS
'Defines a metric of an agent of who calls (kind: counter, gauge, histogram; unit), whose name begins with '
'that of the agent and a dot; gives its name. Raises 42501 for an agent or a metric of others, 22023 for '
'another kind.';

GRANT EXECUTE ON FUNCTION
    monitoring.my_agent_health(timestamptz),
    monitoring.my_agent_performance(timestamptz, timestamptz, timestamptz),
    monitoring.my_alert_rules(),
    monitoring.set_my_alert_rule(text, jsonb),
    monitoring.remove_my_alert_rule(text, text),
    monitoring.set_my_metric(text, text, text, text, text)
    TO agentmon_user;
