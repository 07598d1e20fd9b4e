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
    FOR EACH ROW EXECUTE FUNCTION monitoring.insert_agent_metric();

CREATE OR REPLACE VIEW monitoring.system_events WITH (security_invoker = true) AS
    SELECT id, event_type, details - 'severity' AS event_data, coalesce(details ->> 'severity', 'info') AS severity,
           created_at AS "timestamp"
    FROM public.monitoring_events;

CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.system_events
    FOR EACH ROW EXECUTE FUNCTION monitoring.insert_system_event();

CREATE OR REPLACE VIEW monitoring.queue_monitoring_view WITH (security_invoker = true) AS
    SELECT queue_name, stuck_messages, last_check_time, depth, oldest_message_age, dead_letter, source
    FROM monitoring.queues_at(now());

-- Complete periods only: those that had ended when the rollups were last brought up to date.
CREATE OR REPLACE VIEW monitoring.aggregated_metrics WITH (security_invoker = true) AS
    SELECT s.metric_name, r.period, r.period_start, r.min_value, r.max_value,
           -- A quotient of subnormal numbers may be too small for /, which raises then.
           CASE WHEN r.sum_value = 0 OR abs(r.sum_value) > 1e-280 THEN r.sum_value / r.count_value
                ELSE monitoring.mean(r.sketch::monitoring.sketch) END AS avg_value, r.sum_value, r.count_value, s.dimensions, r.created_at,
           monitoring.approx_percentile(0.50, r.sketch::monitoring.sketch) AS p50,
           monitoring.approx_percentile(0.95, r.sketch::monitoring.sketch) AS p95,
           monitoring.approx_percentile(0.99, r.sketch::monitoring.sketch) AS p99,
           r.sketch::monitoring.sketch AS sketch, r.measures
    FROM monitoring.rollups r
    JOIN monitoring.metric_series s ON s.id = r.series_id
    WHERE r.period_start <= (SELECT max(c.as_of) FROM monitoring.consumer_cursors c WHERE c.consumer = 'rollups')
        - CASE r.period WHEN 'minute' THEN interval '1 minute' WHEN 'hourly' THEN interval '1 hour'
                        WHEN 'daily' THEN interval '24 hours' WHEN 'weekly' THEN interval '168 hours' END;

CREATE OR REPLACE VIEW monitoring.job_status WITH (security_invoker = true) AS
    SELECT name, description, cron, enabled, scheduled, last_run_at, last_success_at, last_duration_ms, last_rows,
           last_error, monitoring.job_next_due(last_run_at, every, phase) AS next_due_at,
           enabled AND monitoring.job_next_due(last_run_at, every, phase) <= now() AS overdue
    FROM monitoring.jobs;

COMMENT ON VIEW monitoring.squad_agents IS 'agents, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.squad_messages IS 'agent_messages, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.agent_metrics IS 'Metrics with the tag agent_id, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.system_events IS 'monitoring_events with a severity, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.queue_monitoring_view IS 'Queues with their stuck messages: reported ones, tasks by type, and pgmq where it is installed.';
COMMENT ON VIEW monitoring.aggregated_metrics IS 'Rollups of complete periods (UTC, weeks from Monday), one row per metric, period and dimensions; percentiles within error(sketch).';
COMMENT ON VIEW monitoring.job_status IS 'When each job last ran, how it went, and when it is next due.';
