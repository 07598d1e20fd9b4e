-- What a team looks at each day, week and month, as lists. See docs/reports.md.

CREATE FUNCTION agentmon.gauge_figures(p_metrics text[], p_from timestamptz, p_to timestamptz)
RETURNS TABLE (metric_name text, dimensions jsonb, mean double precision, most double precision)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT rolled.metric_name,
           rolled.dimensions,
           rolled.sum_value / rolled.count_value,
           rolled.max_value
    FROM agentmon.live_window_of('pipeline_metrics', p_from, p_to, p_metrics, false) AS rolled
    WHERE rolled.count_value > 0
$$;
COMMENT ON FUNCTION agentmon.gauge_figures(text[], timestamptz, timestamptz) IS
'Mean and maximum of metrics from p_from until before p_to, by series.';

CREATE FUNCTION agentmon.listed(p_things text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(left(thing.name, 100), ', ' ORDER BY thing.place) FILTER (WHERE thing.place <= 5)
        || CASE WHEN count(*) > 5 THEN format(' and %s more', count(*) - 5) ELSE '' END
    FROM unnest(p_things) WITH ORDINALITY AS thing (name, place)
$$;
COMMENT ON FUNCTION agentmon.listed(text[]) IS 'The first five of some names, and how many more there are.';

CREATE FUNCTION agentmon.bytes_in_words(p_bytes double precision) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN p_bytes < 1e18 THEN pg_size_pretty(p_bytes::bigint)
        ELSE 'more than 800 PB'
    END
$$;
COMMENT ON FUNCTION agentmon.bytes_in_words(double precision) IS 'A size as a sentence has it.';

CREATE FUNCTION agentmon.slow_statements(
    p_max_rows integer,
    OUT is_there boolean,
    OUT problem text,
    OUT statements jsonb
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := agentmon.statements_schema();
BEGIN
    is_there := place IS NOT NULL;
    IF NOT is_there THEN
        problem := 'pg_stat_statements is not in this database';
        RETURN;
    END IF;
    -- With the rights of who asks: the statements of others are for those to whom PostgreSQL shows them.
    EXECUTE format(
        'SELECT coalesce(jsonb_agg(to_jsonb(slow) ORDER BY slow.mean_ms DESC), ''[]'')
         FROM (
            SELECT left(seen.query, 500) AS query,
                   seen.calls,
                   round(seen.mean_exec_time::numeric, 3) AS mean_ms,
                   round(seen.max_exec_time::numeric, 3) AS max_ms,
                   round(seen.total_exec_time::numeric, 1) AS total_ms
            FROM %s.pg_stat_statements(true) AS seen
            WHERE seen.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND seen.mean_exec_time > 100
              AND seen.calls > 1
            ORDER BY seen.mean_exec_time DESC
            LIMIT $1
         ) AS slow',
        place)
    INTO statements
    USING p_max_rows;
EXCEPTION
    WHEN insufficient_privilege OR undefined_function OR undefined_column OR object_not_in_prerequisite_state
    THEN
        is_there := false;
        problem := SQLERRM;
END
$$;
COMMENT ON FUNCTION agentmon.slow_statements(integer) IS
'The statements of this database that take 100 ms and more in the mean, by pg_stat_statements where it is '
'there and may be read, the slowest first; since its counters were reset. problem says why there are none.';

CREATE FUNCTION monitoring.daily_checks(p_now timestamptz DEFAULT now())
RETURNS TABLE (item text, status text, summary text, details jsonb)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := p_now - interval '24 hours';
    metrics jsonb := monitoring.get_metrics(24, p_now);
    least_rate double precision;
BEGIN
    SELECT threshold.warning INTO least_rate
    FROM agentmon.thresholds() threshold
    WHERE threshold.name = 'processing_success_rate'
      AND threshold.agent_name = '*';
    RETURN QUERY
    SELECT 'success rate',
           CASE
               WHEN metrics -> 'total_requests' = '0' THEN 'no data'
               WHEN (metrics ->> 'success_rate')::double precision < least_rate THEN 'look'
               ELSE 'ok'
           END,
           format('%s of %s executions failed; they took %s ms in the mean, %s ms at the 95th percentile.',
               metrics ->> 'failed',
               metrics ->> 'total_requests',
               coalesce(metrics ->> 'avg_execution_time_ms', 'an unknown number of'),
               coalesce(metrics ->> 'p95', 'an unknown number of')),
           metrics - 'agent_metrics';
    RETURN QUERY
    SELECT 'errors',
           CASE WHEN count(*) FILTER (WHERE grp.is_news) > 0 THEN 'look' ELSE 'ok' END,
           format('%s unresolved in 24 hours; %s new, %s back after having been resolved%s',
               agentmon.counted(count(*), 'error group'),
               count(*) FILTER (WHERE grp.first_seen > since),
               count(*) FILTER (WHERE grp.regressed_at > since),
               coalesce(': ' || agentmon.listed(
                   array_agg(grp.title ORDER BY grp.count DESC) FILTER (WHERE grp.is_news)), '') || '.'),
           coalesce(jsonb_agg(jsonb_build_object(
                   'fingerprint', grp.fingerprint, 'agent_name', grp.agent_name, 'title', grp.title,
                   'count', grp.count, 'first_seen', grp.first_seen)
               ORDER BY grp.count DESC) FILTER (WHERE grp.is_news AND grp.place <= 20), '[]')
    FROM (
        SELECT seen.*,
               coalesce(seen.first_seen > since OR seen.regressed_at > since, false) AS is_news,
               row_number() OVER (ORDER BY seen.count DESC) AS place
        FROM monitoring.error_groups seen
        WHERE seen.last_seen > since
          AND seen.last_seen <= p_now
          AND seen.status = 'unresolved'
    ) AS grp;
    RETURN QUERY
    SELECT 'agents',
           CASE
               WHEN count(*) = 0 THEN 'no data'
               -- A single error in 24 hours makes an agent degraded.
               WHEN count(*) FILTER (WHERE health.status = 'critical') > 0 THEN 'look'
               ELSE 'ok'
           END,
           format('%s of %s healthy, %s degraded, %s critical, %s offline%s',
               count(*) FILTER (WHERE health.status = 'healthy'),
               agentmon.counted(count(*), 'agent'),
               count(*) FILTER (WHERE health.status = 'degraded'),
               count(*) FILTER (WHERE health.status = 'critical'),
               count(*) FILTER (WHERE health.status = 'offline'),
               coalesce(': ' || agentmon.listed(array_agg(health.agent_name ORDER BY health.place)
                   FILTER (WHERE health.status = 'critical')), '') || '.'),
           coalesce(jsonb_agg(to_jsonb(health) - 'place' ORDER BY health.place)
               FILTER (WHERE health.status IN ('degraded', 'critical') AND health.place <= 20), '[]')
    FROM (
        SELECT one.*, row_number() OVER () AS place
        FROM monitoring.get_agent_health(NULL, p_now) AS one
    ) AS health;
    RETURN QUERY
    SELECT 'anomalies',
           CASE
               WHEN judged.hours = 0 THEN 'no data'
               WHEN count(found.id) > 0 THEN 'look'
               ELSE 'ok'
           END,
           CASE
               WHEN judged.hours = 0 THEN 'No hour of the last 24 was judged: the job hourly has not run.'
               ELSE format('%s in %s%s',
                   CASE count(found.id) WHEN 1 THEN '1 anomaly' ELSE count(found.id) || ' anomalies' END,
                   agentmon.counted(judged.hours, 'hour'),
                   coalesce('. ' || (array_agg(found.reason ORDER BY found.place))[1], '.'))
           END,
           coalesce(jsonb_agg(jsonb_build_object(
                   'hour', found.hour, 'score', found.score, 'reason', found.reason) ORDER BY found.place)
               FILTER (WHERE found.place <= 20), '[]')
    FROM (
        SELECT count(*) AS hours
        FROM monitoring.anomaly_hours looked
        WHERE looked.hour > since - interval '1 hour'
          AND looked.hour <= p_now - interval '1 hour'
    ) AS judged
    LEFT JOIN (
        SELECT one.*, row_number() OVER (ORDER BY abs(one.score) DESC) AS place
        FROM monitoring.anomalies one
        WHERE one.hour > since - interval '1 hour'
          AND one.hour <= p_now - interval '1 hour'
    ) AS found ON true
    GROUP BY judged.hours;
    RETURN QUERY
    SELECT 'alerts',
           CASE WHEN count(*) FILTER (WHERE alert.is_firing) > 0 THEN 'look' ELSE 'ok' END,
           format('%s firing, %s fired in 24 hours%s',
               count(*) FILTER (WHERE alert.is_firing),
               count(*) FILTER (WHERE alert.fired_at > since),
               coalesce(': ' || agentmon.listed(array_agg(DISTINCT alert.labels ->> 'alertname')
                   FILTER (WHERE alert.is_firing)), '') || '.'),
           coalesce(jsonb_agg(jsonb_build_object(
                   'id', alert.id, 'labels', alert.labels, 'severity', alert.severity,
                   'starts_at', alert.starts_at)
               ORDER BY alert.starts_at DESC) FILTER (WHERE alert.is_firing AND alert.place <= 20), '[]')
    FROM (
        SELECT one.*, one.state = 'firing' AS is_firing,
               row_number() OVER (ORDER BY one.state = 'firing' DESC, one.starts_at DESC) AS place
        FROM monitoring.alerts one
        WHERE one.starts_at <= p_now
          AND (one.state = 'firing' OR one.fired_at > since)
    ) AS alert;
    RETURN QUERY
    SELECT 'resources',
           CASE
               WHEN count(*) = 0 THEN 'no data'
               WHEN bool_or(used.most > used.bound) THEN 'look'
               ELSE 'ok'
           END,
           coalesce(
               string_agg(format('%s %s %% at most', used.what, round(used.most::numeric, 1)),
                   ', ' ORDER BY used.metric_name) || '.',
               'Nothing measures them: see docs/collectors.md.'),
           coalesce(jsonb_object_agg(used.metric_name, jsonb_build_object(
               'mean', round(used.mean::numeric, 1),
               'most', round(used.most::numeric, 1),
               'bound', used.bound)), '{}')
    FROM (
        SELECT bounds.metric_name, bounds.what, bounds.bound, max(figures.most) AS most,
               max(figures.mean) AS mean
        FROM (VALUES
            ('database.connections.active', 'connections', 80),
            ('system.cpu_usage', 'CPU', 85),
            ('system.disk_usage', 'disk', 90),
            ('system.memory_usage', 'memory', 90)
        ) AS bounds (metric_name, what, bound)
        JOIN agentmon.gauge_figures(
            '{database.connections.active,system.cpu_usage,system.disk_usage,system.memory_usage}',
            since,
            p_now + interval '1 microsecond') AS figures ON figures.metric_name = bounds.metric_name
        GROUP BY 1, 2, 3
    ) AS used;
    RETURN QUERY
    SELECT 'budgets',
           CASE
               WHEN count(*) = 0 THEN 'no data'
               WHEN bool_or(budget.share >= 0.8 OR budget.reaches_limit_at < budget.period_end) THEN 'look'
               ELSE 'ok'
           END,
           format('%s tokens, %s USD in 24 hours; %s',
               metrics ->> 'total_tokens_used',
               coalesce(metrics ->> 'total_cost_usd', 'an unknown number of'),
               coalesce(
                   string_agg(format('%s %% of %s', trim_scale(round(100 * budget.share, 1)), budget.name),
                       ', ' ORDER BY budget.share DESC),
                   'no budget is set') || '.'),
           coalesce(jsonb_agg(to_jsonb(budget) ORDER BY budget.share DESC), '[]')
    FROM monitoring.budget_status(p_now) AS budget
    WHERE budget.enabled;
END
$$;
COMMENT ON FUNCTION monitoring.daily_checks(timestamptz) IS
'What to look at each day, of the 24 hours up to p_now: success rate, errors, agents, anomalies, alerts, '
'resources, budgets; each with a status (look, ok, no data), a sentence, and the details.';

CREATE FUNCTION monitoring.weekly_checks(p_now timestamptz DEFAULT now())
RETURNS TABLE (item text, status text, summary text, details jsonb)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := p_now - interval '7 days';
    slow record;
    users jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    slow := agentmon.slow_statements(20);
    RETURN QUERY
    SELECT 'slow queries',
           CASE
               WHEN NOT slow.is_there THEN 'no data'
               WHEN slow.statements <> '[]' THEN 'look'
               ELSE 'ok'
           END,
           CASE
               WHEN NOT slow.is_there THEN slow.problem || '.'
               ELSE format('%s of this database %s 100 ms and more in the mean%s',
                   agentmon.counted(jsonb_array_length(slow.statements)::bigint, 'statement'),
                   CASE jsonb_array_length(slow.statements) WHEN 1 THEN 'takes' ELSE 'take' END,
                   coalesce(format('; the slowest %s ms, %s times: %s',
                       slow.statements #>> '{0,mean_ms}',
                       slow.statements #>> '{0,calls}',
                       left(slow.statements #>> '{0,query}', 100)), '.'))
           END,
           coalesce(slow.statements, '[]');
    RETURN QUERY
    SELECT 'slow operations',
           CASE WHEN count(*) = 0 THEN 'no data' ELSE 'ok' END,
           coalesce(
               'At the 95th percentile: ' || agentmon.listed(array_agg(
                   format('%s %s ms', operation.name, operation.p95) ORDER BY operation.p95 DESC)) || '.',
               'No operation was measured.'),
           coalesce(jsonb_agg(to_jsonb(operation) ORDER BY operation.p95 DESC), '[]')
    FROM monitoring.slow_operations(since, p_now, 10, p_now) AS operation;
    RETURN QUERY
    SELECT 'cache hit rate',
           CASE WHEN hit.mean IS NULL THEN 'no data' WHEN hit.mean < 95 THEN 'look' ELSE 'ok' END,
           CASE
               WHEN hit.mean IS NULL
               THEN 'Nothing measures it: the job collect_database is off, or has not run.'
               ELSE format(
                   '%s %% of the blocks that were read stood in shared_buffers; 95 %% and more is usual.',
                   round(hit.mean::numeric, 2))
           END,
           jsonb_build_object('mean', round(hit.mean::numeric, 2))
    FROM (
        SELECT avg(figures.mean) AS mean
        FROM agentmon.gauge_figures(
            '{database.cache_hit_percent}', since, p_now + interval '1 microsecond') AS figures
    ) AS hit;
    RETURN QUERY
    SELECT 'agents',
           CASE
               WHEN count(*) = 0 THEN 'no data'
               WHEN bool_or(trend.is_worse) THEN 'look'
               ELSE 'ok'
           END,
           format('%s than in the week before, beyond chance%s',
               CASE count(*) FILTER (WHERE trend.is_worse)
                   WHEN 1 THEN '1 agent fails more or takes longer'
                   ELSE count(*) FILTER (WHERE trend.is_worse) || ' agents fail more or take longer'
               END,
               coalesce(': ' || agentmon.listed(array_agg(trend.agent_name ORDER BY trend.executions DESC)
                   FILTER (WHERE trend.is_worse)), '') || '.'),
           coalesce(jsonb_agg(
                   to_jsonb(trend) - '{is_worse,place,model_used}'::text[] ORDER BY trend.executions DESC)
               FILTER (WHERE trend.is_worse AND trend.place <= 20), '[]')
    FROM (
        SELECT one.*,
               one.failure_rate_changed AND one.failure_rate > one.failure_rate_before
                   OR one.p95_changed AND one.p95_ms > one.p95_ms_before AS is_worse,
               row_number() OVER (ORDER BY one.executions DESC) AS place
        FROM monitoring.weekly_trend('{agent}', p_now) AS one
    ) AS trend;
    RETURN QUERY
    SELECT 'error budgets',
           CASE
               WHEN count(*) = 0 THEN 'no data'
               WHEN bool_or(level.status IN ('burning fast', 'burning slowly', 'used up')) THEN 'look'
               ELSE 'ok'
           END,
           coalesce(
               string_agg(format('%s: %s', level.name, level.status), ', ' ORDER BY level.name) || '.',
               'No service level is set.'),
           coalesce(jsonb_agg(to_jsonb(level) ORDER BY level.name), '[]')
    FROM monitoring.service_level_status(p_now) AS level
    WHERE level.enabled;
    users := monitoring.active_users(p_now);
    RETURN QUERY
    SELECT 'users',
           CASE
               WHEN users -> 'last_7_days' = '0' AND users -> 'week_before' = '0' THEN 'no data'
               ELSE 'ok'
           END,
           format('%s active in 7 days, %s in the 7 before, of whom %s came back.',
               users ->> 'last_7_days', users ->> 'week_before', users ->> 'came_back_this_week'),
           users - 'by_day';
END
$$;
COMMENT ON FUNCTION monitoring.weekly_checks(timestamptz) IS
'What to look at each week, of the 7 days up to p_now: slow queries (pg_stat_statements, with the rights of '
'who asks), slow operations, cache hit rate, agents that got worse, error budgets, users; each with a status '
'(look, ok, no data), a sentence, and the details.';

CREATE FUNCTION agentmon.capacity(p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET timezone = 'UTC' AS $$
    -- Days that are over; what a table comes to when each day that its policy keeps is like them.
    WITH days AS (
        SELECT raw.table_name,
               policy.keep,
               sum(pg_total_relation_size(part.partition)) FILTER (
                   WHERE part.starts_at >= date_trunc('day', p_now) - interval '7 days') AS week,
               sum(pg_total_relation_size(part.partition)) FILTER (
                   WHERE part.starts_at < date_trunc('day', p_now) - interval '7 days') AS week_before
        FROM agentmon.partitioned_tables() raw
        LEFT JOIN monitoring.retention_policies policy ON policy.name = raw.table_name
        CROSS JOIN LATERAL agentmon.partitions_of(raw.table_name) part
        WHERE part.starts_at >= date_trunc('day', p_now) - interval '14 days'
          AND part.ends_at <= date_trunc('day', p_now)
        GROUP BY 1, 2
    ), disks AS (
        SELECT coalesce(late.dimensions ->> 'host', '') AS host,
               coalesce(late.dimensions ->> 'mount', '') AS mount,
               late.mean AS percent,
               -- Between the middles of the two weeks lie 23 days.
               (late.mean - early.mean) / 23 AS percent_a_day
        FROM agentmon.gauge_figures(
            '{system.disk_usage}', p_now - interval '7 days', p_now + interval '1 microsecond') AS late
        LEFT JOIN agentmon.gauge_figures(
            '{system.disk_usage}', p_now - interval '30 days', p_now - interval '23 days') AS early
          ON early.dimensions = late.dimensions
    )
    SELECT jsonb_build_object(
        'database_bytes', pg_database_size(current_database()),
        'tables', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'table_name', days.table_name,
                'bytes_a_day', round(coalesce(days.week, 0) / 7),
                'bytes_a_day_before', round(coalesce(days.week_before, 0) / 7),
                'keep', days.keep,
                'comes_to_bytes', round(
                    coalesce(days.week, 0) / 7 * extract(epoch FROM days.keep) / 86400))
                ORDER BY days.table_name), '[]')
            FROM days),
        'disks', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'host', disks.host,
                'mount', disks.mount,
                'percent', round(disks.percent::numeric, 1),
                'percent_a_day', round(disks.percent_a_day::numeric, 3),
                'full_at', CASE
                    WHEN disks.percent >= 100 THEN p_now
                    WHEN disks.percent_a_day > 0 THEN agentmon.time_plus(
                        p_now,
                        interval '1 day' * least((100 - disks.percent) / disks.percent_a_day, 100000))
                END)
                ORDER BY disks.percent DESC), '[]')
            FROM disks))
$$;
COMMENT ON FUNCTION agentmon.capacity(timestamptz) IS
'What the raw tables grow by a day (the last seven whole days, the seven before), what each comes to when '
'all days that its policy keeps are like them, and when the disks are full at the pace of the last 30 days.';

CREATE FUNCTION monitoring.monthly_checks(p_now timestamptz DEFAULT now())
RETURNS TABLE (item text, status text, summary text, details jsonb)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    -- Whole days, so that both months have the same of each.
    until timestamptz := date_trunc('day', p_now, 'UTC');
    since timestamptz := until - interval '30 days';
    before timestamptz := until - interval '60 days';
    capacity jsonb;
    users jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    SELECT 'performance',
           CASE
               WHEN coalesce(month.executions, 0) = 0 THEN 'no data'
               WHEN changed.rate AND month.failure_rate > earlier.failure_rate
                 OR changed.p95 AND month.p95_ms > earlier.p95_ms THEN 'look'
               ELSE 'ok'
           END,
           format('%s executions in 30 days (%s in the 30 before), %s %% failed (%s %%%s), '
                  '%s ms at the 95th percentile (%s ms%s).',
               coalesce(month.executions, 0),
               coalesce(earlier.executions, 0),
               coalesce(trim_scale(round(100 * month.failure_rate, 2))::text, '-'),
               coalesce(trim_scale(round(100 * earlier.failure_rate, 2))::text, '-'),
               CASE WHEN changed.rate THEN ', changed beyond chance' ELSE '' END,
               coalesce(month.p95_ms::text, '-'),
               coalesce(earlier.p95_ms::text, '-'),
               CASE WHEN changed.p95 THEN ', changed beyond chance' ELSE '' END),
           jsonb_build_object(
               'executions', coalesce(month.executions, 0),
               'executions_before', coalesce(earlier.executions, 0),
               'failure_rate', month.failure_rate,
               'failure_rate_before', earlier.failure_rate,
               'failure_rate_changed', changed.rate,
               'p95_ms', month.p95_ms,
               'p95_ms_before', earlier.p95_ms,
               'p95_changed', changed.p95)
    FROM agentmon.month_figures(since, until) AS month
    CROSS JOIN agentmon.month_figures(before, since) AS earlier
    CROSS JOIN LATERAL (
        SELECT coalesce(agentmon.rates_differ(
                   month.executions - month.successful, month.executions,
                   earlier.executions - earlier.successful, earlier.executions), false) AS rate,
               coalesce(agentmon.quantiles_differ(0.95, month.sketch, earlier.sketch), false) AS p95
    ) AS changed;
    RETURN QUERY
    SELECT 'cost',
           CASE
               WHEN coalesce(sum(cost.executions), 0) = 0 THEN 'no data'
               WHEN sum(cost.unpriced_executions) FILTER (WHERE cost.is_now) > 0 THEN 'look'
               ELSE 'ok'
           END,
           format('%s USD in 30 days (%s in the 30 before), %s without a price; most for %s.',
               coalesce(agentmon.rounded_usd(round(sum(cost.cost_usd) FILTER (WHERE cost.is_now), 2)), 0),
               coalesce(agentmon.rounded_usd(round(sum(cost.cost_usd) FILTER (WHERE NOT cost.is_now), 2)), 0),
               agentmon.counted(
                   coalesce(sum(cost.unpriced_executions) FILTER (WHERE cost.is_now), 0)::bigint,
                   'execution'),
               coalesce(
                   agentmon.listed(array_agg(cost.model_used ORDER BY cost.cost_usd DESC)
                       FILTER (WHERE cost.is_now AND cost.cost_usd > 0)),
                   'nothing')),
           coalesce(jsonb_agg(jsonb_build_object(
                   'model_used', cost.model_used, 'cost_usd', cost.cost_usd,
                   'total_tokens', cost.total_tokens, 'executions', cost.executions,
                   'unpriced_executions', cost.unpriced_executions)
               ORDER BY cost.cost_usd DESC NULLS LAST, cost.model_used) FILTER (WHERE cost.is_now), '[]')
    FROM (
        SELECT true AS is_now, one.* FROM monitoring.get_costs(since, until, '{model}') AS one
        UNION ALL
        SELECT false, one.* FROM monitoring.get_costs(before, since, '{model}') AS one
    ) AS cost;
    capacity := agentmon.capacity(p_now);
    RETURN QUERY
    SELECT 'capacity',
           CASE
               WHEN disks.soonest < p_now + interval '90 days' THEN 'look'
               ELSE 'ok'
           END,
           format('The database has %s; the raw tables get %s a day, and come to %s by their policies%s',
               agentmon.bytes_in_words((capacity ->> 'database_bytes')::double precision),
               agentmon.bytes_in_words(coalesce(tables.a_day, 0)),
               agentmon.bytes_in_words(coalesce(tables.comes_to, 0)),
               CASE
                   WHEN disks.soonest IS NOT NULL THEN format('; a disk is full by %s at the present pace.',
                       to_char(disks.soonest AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
                   WHEN disks.number > 0 THEN '; no disk fills up.'
                   ELSE '; no disk is measured.'
               END),
           capacity
    FROM (
        SELECT sum((one ->> 'bytes_a_day')::double precision) AS a_day,
               sum((one ->> 'comes_to_bytes')::double precision) AS comes_to
        FROM jsonb_array_elements(capacity -> 'tables') AS one
    ) AS tables
    CROSS JOIN (
        SELECT min((one ->> 'full_at')::timestamptz) AS soonest, count(*) AS number
        FROM jsonb_array_elements(capacity -> 'disks') AS one
    ) AS disks;
    RETURN QUERY
    SELECT 'service levels',
           CASE WHEN count(*) = 0 THEN 'no data' WHEN bool_or(NOT sla.met) THEN 'look' ELSE 'ok' END,
           format('%s of %s missed an objective%s',
               count(*) FILTER (WHERE NOT sla.met),
               agentmon.counted(count(*), 'agent'),
               coalesce(': ' || agentmon.listed(array_agg(sla.agent_name ORDER BY sla.success_rate)
                   FILTER (WHERE NOT sla.met)), '') || '.'),
           coalesce(jsonb_agg(to_jsonb(sla) ORDER BY sla.success_rate) FILTER (WHERE NOT sla.met), '[]')
    FROM monitoring.sla_report(since, until, p_now) AS sla;
    users := monitoring.active_users(p_now);
    RETURN QUERY
    SELECT 'users and features',
           CASE WHEN users -> 'last_30_days' = '0' AND count(*) = 0 THEN 'no data' ELSE 'ok' END,
           format('%s active users in 30 days; most used: %s.',
               users ->> 'last_30_days',
               coalesce(agentmon.listed(array_agg(feature.name ORDER BY feature.uses DESC)), 'nothing')),
           jsonb_build_object(
               'active_users', users - 'by_day',
               'features', coalesce(jsonb_agg(to_jsonb(feature) ORDER BY feature.uses DESC), '[]'))
    FROM monitoring.feature_use(since, until, 20, p_now) AS feature;
END
$$;
COMMENT ON FUNCTION monitoring.monthly_checks(timestamptz) IS
'What to look at each month, of the 30 whole days (UTC) before p_now and the 30 before: performance, cost, '
'capacity, service levels, users and features; each with a status (look, ok, no data), a sentence, and the '
'details.';

CREATE FUNCTION agentmon.month_figures(
    p_from timestamptz,
    p_to timestamptz,
    OUT executions bigint,
    OUT successful bigint,
    OUT failure_rate numeric,
    OUT p95_ms numeric,
    OUT sketch monitoring.sketch
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT sum(figures.executions)::bigint,
           sum(figures.successful)::bigint,
           agentmon.share_of(
               sum(figures.executions - figures.successful)::bigint,
               sum(figures.executions)::bigint),
           agentmon.rounded_ms(monitoring.approx_percentile(0.95, monitoring.rollup(figures.sketch))),
           monitoring.rollup(figures.sketch)
    FROM agentmon.execution_figures(p_from, p_to, false, false) AS figures
$$;
COMMENT ON FUNCTION agentmon.month_figures(timestamptz, timestamptz) IS
'All executions from p_from until before p_to, added up.';

GRANT EXECUTE ON FUNCTION
    monitoring.daily_checks(timestamptz),
    monitoring.weekly_checks(timestamptz),
    monitoring.monthly_checks(timestamptz),
    agentmon.slow_statements(integer),
    agentmon.statements_schema(),
    agentmon.month_figures(timestamptz, timestamptz),
    agentmon.capacity(timestamptz),
    agentmon.gauge_figures(text[], timestamptz, timestamptz),
    agentmon.listed(text[]),
    agentmon.bytes_in_words(double precision),
    agentmon.counted(bigint, text),
    agentmon.thresholds(),
    agentmon.is_finite(double precision)
    TO agentmon_reader, agentmon_admin;
