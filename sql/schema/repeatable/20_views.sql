-- Views: the names that other systems used, and what reports read.

CREATE OR REPLACE VIEW monitoring.squad_agents WITH (security_invoker = true) AS
    SELECT id,
           name,
           type,
           status,
           config,
           metrics,
           metadata,
           last_heartbeat_at,
           created_at,
           updated_at
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
    SELECT id,
           event_type,
           details - 'severity' AS event_data,
           coalesce(details ->> 'severity', 'info') AS severity,
           created_at AS "timestamp"
    FROM public.monitoring_events;

CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.system_events
    FOR EACH ROW EXECUTE FUNCTION agentmon.insert_system_event();

CREATE OR REPLACE VIEW monitoring.queue_monitoring_view WITH (security_invoker = true) AS
    SELECT queue_name,
           stuck_messages,
           last_check_time,
           depth,
           oldest_message_age,
           dead_letter,
           source,
           per_minute
    FROM agentmon.queues_at(now());

-- The views in public that expose_in_public() made: their triggers go with the extension's functions.
DO $$
DECLARE
    exposed text[] := ARRAY(
        SELECT names.name
        FROM agentmon.public_names() names
        JOIN monitoring.schema_migrations made ON made.name = 'expose_in_public'
            AND 'public.' || names.name = ANY (made.relations)
        WHERE to_regclass('public.' || names.name) IS NOT NULL
    );
BEGIN
    IF exposed <> '{}' THEN
        PERFORM monitoring.expose_in_public(exposed);
    END IF;
END
$$;

-- All levels side by side: minutes taken out of their segments, and running days and weeks with the hours
-- that are not in them yet (see summed_until()).
CREATE OR REPLACE VIEW monitoring.rollups WITH (security_invoker = true) AS
    WITH summed AS (
        -- Until when the hours of a raw table are in its days and weeks.
        SELECT cur.source, max(cur.summed_until) AS until
        FROM monitoring.consumer_cursors cur
        WHERE cur.consumer = 'rollups'
        GROUP BY cur.source
    )
    SELECT cell.series_id,
           cell.period_start,
           cell.count_value,
           cell.last_at,
           cell.last_value,
           cell.sum_value,
           cell.min_value,
           cell.max_value,
           cell.period,
           cell.sketch,
           cell.measures,
           cell.created_at
    FROM monitoring.rollups_stored cell
    WHERE cell.period = 'hourly'
       OR cell.period_start <= (SELECT coalesce(min(done.until), 'infinity') FROM summed done)
          - CASE cell.period WHEN 'daily' THEN interval '24 hours' ELSE interval '168 hours' END
    -- The day and the week that run, each by itself: who asks for hours is not to read them.
    UNION ALL
    SELECT part.series_id,
           part.period_start,
           sum(part.count_value)::bigint,
           max(part.last_at),
           agentmon.newest_value(part.last_at, part.last_value),
           agentmon.merged_sum(part.sum_value),
           min(part.min_value),
           max(part.max_value),
           'daily',
           monitoring.rollup(agentmon.stored_sketch(part.sketch))::bytea,
           agentmon.merged_measures(part.measures),
           min(part.created_at)
    FROM (
        SELECT cell.series_id,
               cell.period_start,
               cell.count_value,
               cell.last_at,
               cell.last_value,
               cell.sum_value,
               cell.min_value,
               cell.max_value,
               cell.sketch,
               cell.measures,
               cell.created_at
        FROM monitoring.rollups_stored cell
        WHERE cell.period = 'daily'
          AND cell.period_start < 'infinity'
          AND cell.period_start > (SELECT min(done.until) FROM summed done) - interval '24 hours'
        UNION ALL
        SELECT hour.series_id,
               date_trunc('day', hour.period_start, 'UTC'),
               hour.count_value,
               hour.last_at,
               hour.last_value,
               hour.sum_value,
               hour.min_value,
               hour.max_value,
               hour.sketch,
               hour.measures,
               hour.created_at
        FROM monitoring.rollups_stored hour
        JOIN monitoring.metric_series series ON series.id = hour.series_id
        JOIN summed done ON done.source = series.source
        WHERE hour.period = 'hourly'
          -- Two bounds are taken for a narrow range, which the index on the time is right for.
          AND hour.period_start < 'infinity'
          AND hour.period_start >= (SELECT min(done.until) FROM summed done)
          AND hour.period_start >= done.until
    ) AS part
    GROUP BY part.series_id, part.period_start
    UNION ALL
    SELECT part.series_id,
           part.period_start,
           sum(part.count_value)::bigint,
           max(part.last_at),
           agentmon.newest_value(part.last_at, part.last_value),
           agentmon.merged_sum(part.sum_value),
           min(part.min_value),
           max(part.max_value),
           'weekly',
           monitoring.rollup(agentmon.stored_sketch(part.sketch))::bytea,
           agentmon.merged_measures(part.measures),
           min(part.created_at)
    FROM (
        SELECT cell.series_id,
               cell.period_start,
               cell.count_value,
               cell.last_at,
               cell.last_value,
               cell.sum_value,
               cell.min_value,
               cell.max_value,
               cell.sketch,
               cell.measures,
               cell.created_at
        FROM monitoring.rollups_stored cell
        WHERE cell.period = 'weekly'
          AND cell.period_start < 'infinity'
          AND cell.period_start > (SELECT min(done.until) FROM summed done) - interval '168 hours'
        UNION ALL
        SELECT hour.series_id,
               date_trunc('week', hour.period_start, 'UTC'),
               hour.count_value,
               hour.last_at,
               hour.last_value,
               hour.sum_value,
               hour.min_value,
               hour.max_value,
               hour.sketch,
               hour.measures,
               hour.created_at
        FROM monitoring.rollups_stored hour
        JOIN monitoring.metric_series series ON series.id = hour.series_id
        JOIN summed done ON done.source = series.source
        WHERE hour.period = 'hourly'
          -- Two bounds are taken for a narrow range, which the index on the time is right for.
          AND hour.period_start < 'infinity'
          AND hour.period_start >= (SELECT min(done.until) FROM summed done)
          AND hour.period_start >= done.until
    ) AS part
    GROUP BY part.series_id, part.period_start
    UNION ALL
    SELECT minute.series_id,
           minute.period_start,
           minute.count_value,
           minute.last_at,
           minute.last_value,
           minute.sum_value,
           minute.min_value,
           minute.max_value,
           'minute',
           minute.sketch,
           minute.measures,
           minute.created_at
    FROM (VALUES ('agent_executions'), ('agent_logs'), ('pipeline_metrics')) AS raw (source)
    CROSS JOIN LATERAL agentmon.minutes_of(raw.source, NULL, '-infinity', 'infinity') minute;

-- Complete periods only: those that had ended when the rollups were last brought up to date.
CREATE OR REPLACE VIEW monitoring.aggregated_metrics WITH (security_invoker = true) AS
    SELECT series.metric_name,
           cell.period,
           cell.period_start,
           cell.min_value,
           cell.max_value,
           agentmon.quotient(cell.sum_value, cell.count_value) AS avg_value,
           cell.sum_value,
           cell.count_value,
           series.dimensions,
           cell.created_at,
           monitoring.approx_percentile(0.50, agentmon.stored_sketch(cell.sketch)) AS p50,
           monitoring.approx_percentile(0.95, agentmon.stored_sketch(cell.sketch)) AS p95,
           monitoring.approx_percentile(0.99, agentmon.stored_sketch(cell.sketch)) AS p99,
           agentmon.stored_sketch(cell.sketch) AS sketch,
           cell.measures,
           cell.last_value,
           cell.last_at,
           coalesce(defined.kind, 'histogram') AS kind,
           defined.unit,
           CASE
               WHEN defined.kind = 'counter'
               THEN agentmon.quotient(cell.sum_value, agentmon.period_seconds(cell.period))
           END AS rate
    FROM (
        SELECT stored.*
        FROM monitoring.rollups_stored stored
        UNION ALL
        SELECT minute.series_id,
               minute.period_start,
               minute.count_value,
               minute.last_at,
               minute.last_value,
               minute.sum_value,
               minute.min_value,
               minute.max_value,
               'minute',
               minute.sketch,
               minute.measures,
               minute.created_at
        FROM agentmon.minutes_of('pipeline_metrics', NULL, '-infinity', 'infinity') minute
    ) AS cell
    JOIN monitoring.metric_series series ON series.id = cell.series_id
    LEFT JOIN monitoring.metric_definitions defined ON defined.metric_name = series.metric_name
    WHERE series.source = 'pipeline_metrics'
      AND cell.period_start <= (
          SELECT max(cur.as_of)
          FROM monitoring.consumer_cursors cur
          WHERE cur.consumer = 'rollups'
            AND cur.source = 'pipeline_metrics')
          - make_interval(secs => agentmon.period_seconds(cell.period));

CREATE OR REPLACE VIEW monitoring.aggregated_executions WITH (security_invoker = true) AS
    SELECT series.dimensions ->> 'agent_name' AS agent_name,
           series.dimensions ->> 'model_used' AS model_used,
           series.dimensions ->> 'status' AS status,
           cell.period,
           cell.period_start,
           cell.count_value,
           cell.last_at,
           cell.min_value AS min_time_ms,
           cell.max_value AS max_time_ms,
           monitoring.mean(agentmon.stored_sketch(cell.sketch)) AS avg_time_ms,
           cell.sum_value AS sum_time_ms,
           monitoring.approx_percentile(0.50, agentmon.stored_sketch(cell.sketch)) AS p50,
           monitoring.approx_percentile(0.95, agentmon.stored_sketch(cell.sketch)) AS p95,
           monitoring.approx_percentile(0.99, agentmon.stored_sketch(cell.sketch)) AS p99,
           agentmon.stored_sketch(cell.sketch) AS sketch,
           (cell.measures ->> 'tokens_used')::numeric AS tokens_used,
           (cell.measures ->> 'input_tokens')::numeric AS input_tokens,
           (cell.measures ->> 'output_tokens')::numeric AS output_tokens,
           (cell.measures ->> 'cache_read_tokens')::numeric AS cache_read_tokens,
           (cell.measures ->> 'cache_write_tokens')::numeric AS cache_write_tokens,
           (cell.measures ->> 'reasoning_tokens')::numeric AS reasoning_tokens,
           (cell.measures ->> 'cost_usd')::double precision AS cost_usd,
           cell.created_at
    FROM (
        SELECT stored.*
        FROM monitoring.rollups_stored stored
        UNION ALL
        SELECT minute.series_id,
               minute.period_start,
               minute.count_value,
               minute.last_at,
               minute.last_value,
               minute.sum_value,
               minute.min_value,
               minute.max_value,
               'minute',
               minute.sketch,
               minute.measures,
               minute.created_at
        FROM agentmon.minutes_of('agent_executions', NULL, '-infinity', 'infinity') minute
    ) AS cell
    JOIN monitoring.metric_series series ON series.id = cell.series_id
    WHERE series.source = 'agent_executions'
      AND cell.period_start <= (
          SELECT max(cur.as_of)
          FROM monitoring.consumer_cursors cur
          WHERE cur.consumer = 'rollups'
            AND cur.source = 'agent_executions')
          - make_interval(secs => agentmon.period_seconds(cell.period));

CREATE OR REPLACE VIEW monitoring.aggregated_logs WITH (security_invoker = true) AS
    SELECT series.dimensions ->> 'agent_name' AS agent_name,
           series.dimensions ->> 'log_level' AS log_level,
           series.dimensions ->> 'event_type' AS event_type,
           cell.period,
           cell.period_start,
           cell.count_value,
           cell.last_at,
           cell.created_at
    FROM (
        SELECT stored.*
        FROM monitoring.rollups_stored stored
        UNION ALL
        SELECT minute.series_id,
               minute.period_start,
               minute.count_value,
               minute.last_at,
               minute.last_value,
               minute.sum_value,
               minute.min_value,
               minute.max_value,
               'minute',
               minute.sketch,
               minute.measures,
               minute.created_at
        FROM agentmon.minutes_of('agent_logs', NULL, '-infinity', 'infinity') minute
    ) AS cell
    JOIN monitoring.metric_series series ON series.id = cell.series_id
    WHERE series.source = 'agent_logs'
      AND cell.period_start <= (
          SELECT max(cur.as_of)
          FROM monitoring.consumer_cursors cur
          WHERE cur.consumer = 'rollups'
            AND cur.source = 'agent_logs')
          - make_interval(secs => agentmon.period_seconds(cell.period));

CREATE OR REPLACE VIEW monitoring.queue_metrics WITH (security_invoker = true) AS
    SELECT queue_name,
           hour,
           total_batches,
           success_count,
           error_count,
           avg_processing_time_ms,
           total_messages_processed
    FROM agentmon.queue_metrics_at(now())
    ORDER BY queue_name, hour DESC;

CREATE OR REPLACE VIEW monitoring.api_metrics WITH (security_invoker = true) AS
    SELECT api_name, hour, total_calls, success_count, error_count, avg_success_time_ms, p95_time_ms
    FROM agentmon.api_metrics_at(now())
    ORDER BY api_name, hour DESC;

CREATE OR REPLACE VIEW monitoring.channel_status WITH (security_invoker = true) AS
    SELECT channel.name,
           channel.kind,
           channel.enabled,
           CASE
               WHEN NOT channel.enabled THEN 'off'
               WHEN NOT agentmon.kind_is_served(channel.kind, now()) THEN 'not served'
               WHEN circuit.open_until > now() THEN 'resting'
               WHEN EXISTS (
                   SELECT FROM monitoring.channel_pace pace
                   WHERE pace.channel = channel.name
                     AND pace.wait_until > now())
               THEN 'waiting'
               WHEN circuit.failures > 0 THEN 'failing'
               ELSE 'ok'
           END AS status,
           coalesce(circuit.failures, 0) AS failures,
           circuit.open_until,
           circuit.failed_at,
           circuit.error,
           counted.held,
           counted.waiting,
           counted.sent_24h,
           counted.dead_24h,
           counted.unknown_24h,
           allowed.rate_limit
    FROM monitoring.notification_channels channel
    LEFT JOIN monitoring.channel_circuits circuit ON circuit.channel = channel.name
    CROSS JOIN LATERAL (
        SELECT agentmon.limit_of(channel.kind, channel.rate_limit, channel.unlimited) AS rate_limit
    ) AS allowed
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (
                   WHERE message.state = 'pending'
                     AND message.next_attempt_at <= now()
                     AND allowed.rate_limit IS NOT NULL
                     AND agentmon.is_at_limit(channel.name, now())) AS held,
               count(*) FILTER (WHERE message.state IN ('pending', 'sending')) AS waiting,
               count(*) FILTER (
                   WHERE message.state = 'sent'
                     AND message.settled_at > now() - interval '24 hours') AS sent_24h,
               count(*) FILTER (
                   WHERE message.state = 'dead'
                     AND message.settled_at > now() - interval '24 hours') AS dead_24h,
               count(*) FILTER (
                   WHERE message.state = 'unknown'
                     AND message.settled_at > now() - interval '24 hours') AS unknown_24h
        FROM monitoring.notifications message
        WHERE message.channel = channel.name
    ) AS counted;

CREATE OR REPLACE VIEW monitoring.job_status WITH (security_invoker = true) AS
    SELECT name,
           description,
           cron,
           enabled,
           scheduled,
           last_run_at,
           last_success_at,
           last_duration_ms,
           last_rows,
           last_error,
           next_due_at,
           overdue,
           runner,
           failing_since,
           late_by,
           status,
           problem
    FROM agentmon.jobs_at(now());

COMMENT ON VIEW monitoring.channel_status IS
'Each channel: ok, failing, resting (its circuit is open until open_until), waiting (its provider asked for '
'it; see channel_pace), not served by any daemon, or off; and its messages by state. rate_limit is the one '
'that holds, its own or its kind''s (NULL: none).';
COMMENT ON VIEW monitoring.squad_agents IS 'agents, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.squad_messages IS
'agent_messages, under the name that the agent squad used; insertable.';
COMMENT ON VIEW monitoring.agent_metrics IS
'Metrics with the tag agent_id, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.system_events IS
'monitoring_events with a severity, as the dashboard used them; insertable.';
COMMENT ON VIEW monitoring.queue_monitoring_view IS
'Queues as they were reported or last sampled: tasks by type, pgmq, pg-boss, graphile-worker, River, Oban.';
COMMENT ON VIEW monitoring.rollups IS
'The rollups of all periods, minutes taken out of minute_segments. Reports read aggregated_metrics, '
'aggregated_executions and aggregated_logs instead.';
COMMENT ON VIEW monitoring.aggregated_metrics IS
'Rollups of complete periods (UTC, weeks from Monday), one row per metric, period and dimensions; '
'percentiles within error(sketch).';
COMMENT ON VIEW monitoring.aggregated_executions IS
'Rollups of agent_executions over complete periods, by agent, model and status: counts, durations in '
'milliseconds with percentiles within error(sketch), sums of tokens and cost.';
COMMENT ON VIEW monitoring.aggregated_logs IS
'Rollups of agent_logs over complete periods: rows by agent, level and event type.';
COMMENT ON VIEW monitoring.queue_metrics IS
'The metric queue_processing by queue and hour, of the last 7 days and the running hour, from rollups and '
'the rows that are not rolled up yet.';
COMMENT ON VIEW monitoring.api_metrics IS
'The metric api_call by API and hour, of the last 7 days and the running hour, from rollups and the rows '
'that are not rolled up yet.';
COMMENT ON VIEW monitoring.job_status IS
'Who runs each job, when it last ran and how it went, when it is next due, by how much it is late, its '
'status (off, failing, never ran, late, ok), and what is wrong with it.';
