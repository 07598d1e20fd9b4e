-- Views: the names that other systems used, and what reports read.

CREATE OR REPLACE VIEW monitoring.squad_agents WITH (security_invoker = true) AS
    SELECT id, name, type, status, config, metrics, metadata, last_heartbeat_at, created_at, updated_at
    FROM monitoring.agents;

CREATE OR REPLACE VIEW monitoring.squad_messages WITH (security_invoker = true) AS
    SELECT id, from_agent, to_agent, message_type, content, correlation_id, created_at
    FROM monitoring.agent_messages;

CREATE OR REPLACE VIEW monitoring.agent_metrics WITH (security_invoker = true) AS
    SELECT id, tags ->> 'agent_id' AS agent_id, metric_name, metric_value, "timestamp"
    FROM monitoring.pipeline_metrics
    WHERE tags ? 'agent_id';

CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.agent_metrics
    FOR EACH ROW EXECUTE FUNCTION agentmon.insert_agent_metric();

CREATE OR REPLACE VIEW monitoring.system_events WITH (security_invoker = true) AS
    SELECT id, event_type, details - 'severity' AS event_data, coalesce(details ->> 'severity', 'info') AS severity,
           created_at AS "timestamp"
    FROM public.monitoring_events;

CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.system_events
    FOR EACH ROW EXECUTE FUNCTION agentmon.insert_system_event();

CREATE OR REPLACE VIEW monitoring.queue_monitoring_view WITH (security_invoker = true) AS
    SELECT queue_name, stuck_messages, last_check_time, depth, oldest_message_age, dead_letter, source
    FROM agentmon.queues_at(now());

-- The views in public that expose_in_public() made: their triggers go with the extension's functions.
DO $$
DECLARE
    exposed text[] := ARRAY(
        SELECT names.name
        FROM agentmon.public_names() names
        JOIN monitoring.schema_migrations made
          ON made.name = 'expose_in_public' AND 'public.' || names.name = ANY (made.relations)
        WHERE to_regclass('public.' || names.name) IS NOT NULL
    );
BEGIN
    IF exposed <> '{}' THEN
        PERFORM monitoring.expose_in_public(exposed);
    END IF;
END
$$;

-- All levels side by side: minutes taken out of their segments, and running days and weeks with the hours that are not in
-- them yet (see summed_until()).
CREATE OR REPLACE VIEW monitoring.rollups WITH (security_invoker = true) AS
    WITH summed AS (
        SELECT c.source, max(c.summed_until) AS until
        FROM monitoring.consumer_cursors c
        WHERE c.consumer = 'rollups'
        GROUP BY c.source
    )
    SELECT r.series_id, r.period_start, r.count_value, r.last_at, r.last_value, r.sum_value, r.min_value, r.max_value, r.period,
           r.sketch, r.measures, r.created_at
    FROM monitoring.rollups_stored r
    WHERE r.period = 'hourly'
       OR r.period_start <= (SELECT coalesce(min(s.until), 'infinity') FROM summed s)
          - CASE r.period WHEN 'daily' THEN interval '24 hours' ELSE interval '168 hours' END
    -- The day and the week that run, each by itself: who asks for hours is not to read them.
    UNION ALL
    SELECT u.series_id, u.period_start, sum(u.count_value)::bigint, max(u.last_at),
           agentmon.newest_value(u.last_at, u.last_value),
           agentmon.merged_sum(u.sum_value), min(u.min_value), max(u.max_value), 'daily',
           monitoring.rollup(agentmon.stored_sketch(u.sketch))::bytea, agentmon.merged_measures(u.measures), min(u.created_at)
    FROM (
        SELECT r.series_id, r.period_start, r.count_value, r.last_at, r.last_value, r.sum_value, r.min_value, r.max_value,
               r.sketch, r.measures, r.created_at
        FROM monitoring.rollups_stored r
        WHERE r.period = 'daily'
          AND r.period_start < 'infinity'
          AND r.period_start > (SELECT min(s.until) FROM summed s) - interval '24 hours'
        UNION ALL
        SELECT h.series_id, date_trunc('day', h.period_start, 'UTC'), h.count_value, h.last_at, h.last_value, h.sum_value,
               h.min_value, h.max_value, h.sketch, h.measures, h.created_at
        FROM monitoring.rollups_stored h
        JOIN monitoring.metric_series k
          ON k.id = h.series_id
        JOIN summed s
          ON s.source = k.source
        WHERE h.period = 'hourly'
          -- Two bounds are taken for a narrow range, which the index on the time is right for.
          AND h.period_start < 'infinity'
          AND h.period_start >= (SELECT min(s.until) FROM summed s)
          AND h.period_start >= s.until
    ) AS u
    GROUP BY u.series_id, u.period_start
    UNION ALL
    SELECT u.series_id, u.period_start, sum(u.count_value)::bigint, max(u.last_at),
           agentmon.newest_value(u.last_at, u.last_value),
           agentmon.merged_sum(u.sum_value), min(u.min_value), max(u.max_value), 'weekly',
           monitoring.rollup(agentmon.stored_sketch(u.sketch))::bytea, agentmon.merged_measures(u.measures), min(u.created_at)
    FROM (
        SELECT r.series_id, r.period_start, r.count_value, r.last_at, r.last_value, r.sum_value, r.min_value, r.max_value,
               r.sketch, r.measures, r.created_at
        FROM monitoring.rollups_stored r
        WHERE r.period = 'weekly'
          AND r.period_start < 'infinity'
          AND r.period_start > (SELECT min(s.until) FROM summed s) - interval '168 hours'
        UNION ALL
        SELECT h.series_id, date_trunc('week', h.period_start, 'UTC'), h.count_value, h.last_at, h.last_value, h.sum_value,
               h.min_value, h.max_value, h.sketch, h.measures, h.created_at
        FROM monitoring.rollups_stored h
        JOIN monitoring.metric_series k
          ON k.id = h.series_id
        JOIN summed s
          ON s.source = k.source
        WHERE h.period = 'hourly'
          -- Two bounds are taken for a narrow range, which the index on the time is right for.
          AND h.period_start < 'infinity'
          AND h.period_start >= (SELECT min(s.until) FROM summed s)
          AND h.period_start >= s.until
    ) AS u
    GROUP BY u.series_id, u.period_start
    UNION ALL
    SELECT m.series_id, m.period_start, m.count_value, m.last_at, m.last_value, m.sum_value, m.min_value, m.max_value, 'minute',
           m.sketch, m.measures, m.created_at
    FROM (VALUES ('agent_executions'), ('agent_logs'), ('pipeline_metrics')) AS s (source)
    CROSS JOIN LATERAL agentmon.minutes_of(s.source, NULL, '-infinity', 'infinity') m;

-- Complete periods only: those that had ended when the rollups were last brought up to date.
CREATE OR REPLACE VIEW monitoring.aggregated_metrics WITH (security_invoker = true) AS
    SELECT s.metric_name, r.period, r.period_start, r.min_value, r.max_value,
           agentmon.quotient(r.sum_value, r.count_value) AS avg_value, r.sum_value, r.count_value, s.dimensions, r.created_at,
           monitoring.approx_percentile(0.50, agentmon.stored_sketch(r.sketch)) AS p50,
           monitoring.approx_percentile(0.95, agentmon.stored_sketch(r.sketch)) AS p95,
           monitoring.approx_percentile(0.99, agentmon.stored_sketch(r.sketch)) AS p99,
           agentmon.stored_sketch(r.sketch) AS sketch, r.measures, r.last_value, r.last_at,
           coalesce(d.kind, 'histogram') AS kind, d.unit,
           CASE WHEN d.kind = 'counter' THEN agentmon.quotient(r.sum_value, agentmon.period_seconds(r.period)) END AS rate
    FROM (
        SELECT o.* FROM monitoring.rollups_stored o
        UNION ALL
        SELECT m.series_id, m.period_start, m.count_value, m.last_at, m.last_value, m.sum_value, m.min_value, m.max_value, 'minute',
               m.sketch, m.measures, m.created_at
        FROM agentmon.minutes_of('pipeline_metrics', NULL, '-infinity', 'infinity') m
    ) AS r
    JOIN monitoring.metric_series s ON s.id = r.series_id
    LEFT JOIN monitoring.metric_definitions d ON d.metric_name = s.metric_name
    WHERE s.source = 'pipeline_metrics' AND r.period_start <= (
        SELECT max(c.as_of) FROM monitoring.consumer_cursors c WHERE c.consumer = 'rollups' AND c.source = 'pipeline_metrics')
        - make_interval(secs => agentmon.period_seconds(r.period));

CREATE OR REPLACE VIEW monitoring.aggregated_executions WITH (security_invoker = true) AS
    SELECT s.dimensions ->> 'agent_name' AS agent_name, s.dimensions ->> 'model_used' AS model_used, s.dimensions ->> 'status' AS status,
           r.period, r.period_start, r.count_value, r.last_at,
           r.min_value AS min_time_ms, r.max_value AS max_time_ms, monitoring.mean(agentmon.stored_sketch(r.sketch)) AS avg_time_ms, r.sum_value AS sum_time_ms,
           monitoring.approx_percentile(0.50, agentmon.stored_sketch(r.sketch)) AS p50,
           monitoring.approx_percentile(0.95, agentmon.stored_sketch(r.sketch)) AS p95,
           monitoring.approx_percentile(0.99, agentmon.stored_sketch(r.sketch)) AS p99,
           agentmon.stored_sketch(r.sketch) AS sketch,
           (r.measures ->> 'tokens_used')::numeric AS tokens_used, (r.measures ->> 'input_tokens')::numeric AS input_tokens,
           (r.measures ->> 'output_tokens')::numeric AS output_tokens, (r.measures ->> 'cache_read_tokens')::numeric AS cache_read_tokens,
           (r.measures ->> 'cache_write_tokens')::numeric AS cache_write_tokens, (r.measures ->> 'reasoning_tokens')::numeric AS reasoning_tokens,
           (r.measures ->> 'cost_usd')::double precision AS cost_usd, r.created_at
    FROM (
        SELECT o.* FROM monitoring.rollups_stored o
        UNION ALL
        SELECT m.series_id, m.period_start, m.count_value, m.last_at, m.last_value, m.sum_value, m.min_value, m.max_value, 'minute',
               m.sketch, m.measures, m.created_at
        FROM agentmon.minutes_of('agent_executions', NULL, '-infinity', 'infinity') m
    ) AS r
    JOIN monitoring.metric_series s ON s.id = r.series_id
    WHERE s.source = 'agent_executions' AND r.period_start <= (
        SELECT max(c.as_of) FROM monitoring.consumer_cursors c WHERE c.consumer = 'rollups' AND c.source = 'agent_executions')
        - make_interval(secs => agentmon.period_seconds(r.period));

CREATE OR REPLACE VIEW monitoring.aggregated_logs WITH (security_invoker = true) AS
    SELECT s.dimensions ->> 'agent_name' AS agent_name, s.dimensions ->> 'log_level' AS log_level, s.dimensions ->> 'event_type' AS event_type,
           r.period, r.period_start, r.count_value, r.last_at, r.created_at
    FROM (
        SELECT o.* FROM monitoring.rollups_stored o
        UNION ALL
        SELECT m.series_id, m.period_start, m.count_value, m.last_at, m.last_value, m.sum_value, m.min_value, m.max_value, 'minute',
               m.sketch, m.measures, m.created_at
        FROM agentmon.minutes_of('agent_logs', NULL, '-infinity', 'infinity') m
    ) AS r
    JOIN monitoring.metric_series s ON s.id = r.series_id
    WHERE s.source = 'agent_logs' AND r.period_start <= (
        SELECT max(c.as_of) FROM monitoring.consumer_cursors c WHERE c.consumer = 'rollups' AND c.source = 'agent_logs')
        - make_interval(secs => agentmon.period_seconds(r.period));

CREATE OR REPLACE VIEW monitoring.queue_metrics WITH (security_invoker = true) AS
    SELECT queue_name, hour, total_batches, success_count, error_count, avg_processing_time_ms, total_messages_processed
    FROM agentmon.queue_metrics_at(now())
    ORDER BY queue_name, hour DESC;

CREATE OR REPLACE VIEW monitoring.api_metrics WITH (security_invoker = true) AS
    SELECT api_name, hour, total_calls, success_count, error_count, avg_success_time_ms, p95_time_ms
    FROM agentmon.api_metrics_at(now())
    ORDER BY api_name, hour DESC;

CREATE OR REPLACE VIEW monitoring.channel_status WITH (security_invoker = true) AS
    SELECT c.name, c.kind, c.enabled, CASE WHEN NOT c.enabled THEN 'off' WHEN NOT agentmon.kind_is_served(c.kind, now()) THEN 'not served'
               WHEN b.open_until > now() THEN 'resting'
               WHEN EXISTS (SELECT FROM monitoring.channel_pace p WHERE p.channel = c.name AND p.wait_until > now()) THEN 'waiting'
               WHEN b.failures > 0 THEN 'failing' ELSE 'ok' END AS status,
           coalesce(b.failures, 0) AS failures, b.open_until, b.failed_at, b.error, n.held, n.waiting, n.sent_24h, n.dead_24h, n.unknown_24h,
           l.rate_limit
    FROM monitoring.notification_channels c
    LEFT JOIN monitoring.channel_circuits b ON b.channel = c.name
    CROSS JOIN LATERAL (SELECT agentmon.limit_of(c.kind, c.rate_limit, c.unlimited) AS rate_limit) AS l
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE o.state = 'pending' AND o.next_attempt_at <= now()
                   AND l.rate_limit IS NOT NULL AND agentmon.is_at_limit(c.name, now())) AS held,
               count(*) FILTER (WHERE o.state IN ('pending', 'sending')) AS waiting,
               count(*) FILTER (WHERE o.state = 'sent' AND o.settled_at > now() - interval '24 hours') AS sent_24h,
               count(*) FILTER (WHERE o.state = 'dead' AND o.settled_at > now() - interval '24 hours') AS dead_24h,
               count(*) FILTER (WHERE o.state = 'unknown' AND o.settled_at > now() - interval '24 hours') AS unknown_24h
        FROM monitoring.notifications o WHERE o.channel = c.name) AS n;

CREATE OR REPLACE VIEW monitoring.job_status WITH (security_invoker = true) AS
    SELECT name, description, cron, enabled, scheduled, last_run_at, last_success_at, last_duration_ms, last_rows,
           last_error, next_due_at, overdue, runner, failing_since, late_by, status, problem
    FROM agentmon.jobs_at(now());

COMMENT ON VIEW monitoring.channel_status IS 'Each channel: ok, failing, resting (its circuit is open until open_until), waiting (its provider asked for it; see channel_pace), not served by any daemon, or off; and its messages by state. rate_limit is the one that holds, its own or its kind''s (NULL: none).';
COMMENT ON VIEW monitoring.squad_agents IS 'agents, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.squad_messages IS 'agent_messages, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.agent_metrics IS 'Metrics with the tag agent_id, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.system_events IS 'monitoring_events with a severity, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.queue_monitoring_view IS 'Queues with their stuck messages: reported ones, tasks by type, and pgmq where it is installed.';
COMMENT ON VIEW monitoring.rollups IS 'The rollups of all periods, minutes taken out of minute_segments. Reports read aggregated_metrics, aggregated_executions and aggregated_logs instead.';
COMMENT ON VIEW monitoring.aggregated_metrics IS 'Rollups of complete periods (UTC, weeks from Monday), one row per metric, period and dimensions; percentiles within error(sketch).';
COMMENT ON VIEW monitoring.aggregated_executions IS 'Rollups of agent_executions over complete periods, by agent, model and status: counts, durations in milliseconds with percentiles within error(sketch), sums of tokens and cost.';
COMMENT ON VIEW monitoring.aggregated_logs IS 'Rollups of agent_logs over complete periods: rows by agent, level and event type.';
COMMENT ON VIEW monitoring.queue_metrics IS 'The metric queue_processing by queue and hour, of the last 7 days and the running hour, from rollups and the rows that are not rolled up yet.';
COMMENT ON VIEW monitoring.api_metrics IS 'The metric api_call by API and hour, of the last 7 days and the running hour, from rollups and the rows that are not rolled up yet.';
COMMENT ON VIEW monitoring.job_status IS 'Who runs each job, when it last ran and how it went, when it is next due, by how much it is late, its status (off, failing, never ran, late, ok), and what is wrong with it.';
