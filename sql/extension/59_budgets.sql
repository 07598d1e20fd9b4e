-- Budgets: what may be spent, what was, when the limit will be reached, alerts before and at it. See
-- docs/costs.md.

CREATE FUNCTION agentmon.check_budget() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(btrim(NEW.name), '') = '' THEN
        PERFORM agentmon.refuse(
            'a budget needs a name',
            'name is empty.',
            'Give a name; its alerts have it as the label budget.',
            'invalid_parameter_value');
    END IF;
    NEW.scope := agentmon.canonical_value(
        NEW.scope, 'scope of a budget', '{all,agent,user,model}',
        '{"agent_name": "agent", "user_id": "user", "model_used": "model"}');
    NEW.period := agentmon.canonical_value(
        NEW.period, 'period of a budget', '{hour,day,month}',
        '{"hourly": "hour", "daily": "day", "monthly": "month"}');
    NEW.severity := agentmon.canonical_severity(NEW.severity);
    IF (NEW.scope = 'all') <> (coalesce(NEW.scope_value, '') = '') THEN
        PERFORM agentmon.refuse(
            format(
                'a budget of scope %s needs %s scope_value',
                NEW.scope,
                CASE NEW.scope WHEN 'all' THEN 'no' ELSE 'a' END),
            format('It is %s.', coalesce(quote_literal(left(NEW.scope_value, 100)), 'NULL')),
            'Give the name of the agent or model, or the id of the user; and nothing for all.',
            'invalid_parameter_value');
    END IF;
    NEW.scope_value := nullif(NEW.scope_value, '');
    IF num_nonnulls(NEW.limit_usd, NEW.limit_tokens) <> 1 THEN
        PERFORM agentmon.refuse(
            'a budget has one limit',
            format(
                'limit_usd is %s, limit_tokens is %s.',
                coalesce(NEW.limit_usd::text, 'NULL'),
                coalesce(NEW.limit_tokens::text, 'NULL')),
            'Give either of them; make two budgets for two limits.',
            'invalid_parameter_value');
    END IF;
    IF NOT coalesce(NEW.limit_usd > 0 AND NEW.limit_usd < 1e15, true) OR NEW.limit_tokens < 1 THEN
        PERFORM agentmon.refuse(
            'the limit of a budget is out of range',
            format('It is %s.', left(coalesce(NEW.limit_usd::text, NEW.limit_tokens::text), 100)),
            'Give US dollars above 0 and below 10^15, or tokens from 1 on.',
            'numeric_value_out_of_range');
    END IF;
    IF cardinality(NEW.warn_at) > 10
       OR EXISTS (
           SELECT FROM unnest(NEW.warn_at) AS share
           WHERE NOT coalesce(share > 0 AND share < 1, false)) THEN
        PERFORM agentmon.refuse(
            'warn_at are shares of the limit',
            format('They are %s.', left(NEW.warn_at::text, 100)),
            'Give up to ten numbers between 0 and 1, such as {0.5,0.8}; '
            '{} warns of nothing before the limit.',
            'numeric_value_out_of_range');
    END IF;
    NEW.warn_at := ARRAY(SELECT DISTINCT round(share, 4) FROM unnest(NEW.warn_at) AS share ORDER BY 1);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_budget() IS
'Trigger: puts scope, period and severity of a budget into canonical form, and refuses one that cannot be '
'held.';

CREATE FUNCTION agentmon.budget_period(
    p_period text,
    p_now timestamptz,
    OUT starts_at timestamptz,
    OUT ends_at timestamptz,
    OUT pace_from timestamptz
)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT period.starts_at,
           (period.starts_at AT TIME ZONE 'UTC' + ('1 ' || p_period)::interval) AT TIME ZONE 'UTC',
           p_now - CASE p_period
               WHEN 'hour' THEN interval '10 minutes'
               WHEN 'day' THEN interval '3 hours'
               ELSE interval '3 days'
           END
    FROM (SELECT date_trunc(p_period, p_now, 'UTC') AS starts_at) AS period
$$;
COMMENT ON FUNCTION agentmon.budget_period(text, timestamptz) IS
'The hour, day or month (UTC) that runs at p_now, and since when what is spent counts for a forecast: 10 '
'minutes, 3 hours, 3 days.';

CREATE FUNCTION agentmon.spent_by_user(p_user text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (cost_usd numeric, total_tokens numeric, unpriced bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
    SELECT sum(round(execution.cost_usd, 12)),
           sum(coalesce(
               execution.tokens_used,
               coalesce(execution.input_tokens, 0)::numeric + coalesce(execution.output_tokens, 0))),
           count(*) FILTER (
               WHERE execution.cost_usd IS NULL
                 AND greatest(
                     execution.tokens_used,
                     execution.input_tokens,
                     execution.output_tokens,
                     execution.cache_read_tokens,
                     execution.cache_write_tokens,
                     execution.reasoning_tokens) > 0)
    FROM monitoring.agent_executions execution
    WHERE execution.user_id = p_user
      AND execution.created_at >= p_from
      AND execution.created_at < p_to
$$;
COMMENT ON FUNCTION agentmon.spent_by_user(text, timestamptz, timestamptz) IS
'What a user has spent from p_from until before p_to, by the raw rows: US dollars, tokens, and executions '
'that used tokens and have no cost.';

CREATE FUNCTION agentmon.budgets_spent(p_now timestamptz)
RETURNS TABLE (budget text, lately boolean, cost_usd numeric, total_tokens numeric, unpriced bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH stretches AS (
        -- What happens at p_now counts.
        SELECT kinds.period, stretch.lately, stretch.starts_at, p_now + interval '1 microsecond' AS ends_at
        FROM (SELECT DISTINCT b.period FROM monitoring.budgets b) AS kinds
        CROSS JOIN LATERAL agentmon.budget_period(kinds.period, p_now) running
        CROSS JOIN LATERAL (VALUES
            (false, running.starts_at),
            (true, running.pace_from)
        ) AS stretch (lately, starts_at)
    ), rolled AS MATERIALIZED (
        -- Once for all budgets of the same period.
        SELECT stretches.period, stretches.lately, spent.*
        FROM stretches
        CROSS JOIN LATERAL agentmon.rolled_costs(stretches.starts_at, stretches.ends_at, 'day') spent
        WHERE EXISTS (
            SELECT FROM monitoring.budgets b
            WHERE b.period = stretches.period
              AND b.scope <> 'user')
    )
    SELECT b.name, stretches.lately,
           sum(rolled.cost_usd), sum(rolled.total_tokens), sum(rolled.unpriced)::bigint
    FROM monitoring.budgets b
    JOIN stretches ON stretches.period = b.period
    LEFT JOIN rolled
      ON rolled.period = b.period
     AND rolled.lately = stretches.lately
     AND CASE b.scope
             WHEN 'agent' THEN rolled.agent_name = b.scope_value
             WHEN 'model' THEN rolled.model_used = b.scope_value
             ELSE true
         END
    WHERE b.scope <> 'user'
    GROUP BY b.name, stretches.lately
    UNION ALL
    SELECT b.name, stretches.lately, spent.cost_usd, spent.total_tokens, spent.unpriced
    FROM monitoring.budgets b
    JOIN stretches ON stretches.period = b.period
    CROSS JOIN LATERAL agentmon.spent_by_user(b.scope_value, stretches.starts_at, stretches.ends_at) spent
    WHERE b.scope = 'user';
END
$$;
COMMENT ON FUNCTION agentmon.budgets_spent(timestamptz) IS
'What was spent on each budget at p_now: in its running period, and (lately) in the time by which its pace '
'is judged.';

CREATE FUNCTION monitoring.budget_status(p_now timestamptz DEFAULT now())
RETURNS TABLE (
    name text,
    scope text,
    scope_value text,
    period text,
    period_start timestamptz,
    period_end timestamptz,
    unit text,
    budget_limit numeric,
    used numeric,
    share numeric,
    status text,
    pace_per_hour numeric,
    forecast numeric,
    reaches_limit_at timestamptz,
    unpriced_executions bigint,
    enabled boolean
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN QUERY
    WITH all_spent AS MATERIALIZED (
        SELECT * FROM agentmon.budgets_spent(p_now)
    ), counted AS (
        SELECT budget.*,
               CASE WHEN budget.limit_usd IS NOT NULL THEN 'usd' ELSE 'tokens' END AS unit,
               coalesce(budget.limit_usd, budget.limit_tokens) AS budget_limit,
               running.starts_at,
               running.ends_at,
               extract(epoch FROM p_now - running.pace_from) / 3600 AS pace_hours,
               coalesce(CASE
                   WHEN budget.limit_usd IS NOT NULL THEN spent.cost_usd
                   ELSE spent.total_tokens
               END, 0) AS used,
               coalesce(CASE
                   WHEN budget.limit_usd IS NOT NULL THEN lately.cost_usd
                   ELSE lately.total_tokens
               END, 0) AS used_lately,
               coalesce(spent.unpriced, 0) AS unpriced
        FROM monitoring.budgets budget
        CROSS JOIN LATERAL agentmon.budget_period(budget.period, p_now) running
        LEFT JOIN all_spent spent ON spent.budget = budget.name AND NOT spent.lately
        LEFT JOIN all_spent lately ON lately.budget = budget.name AND lately.lately
    ), paced AS (
        SELECT counted.*,
               counted.used_lately / counted.pace_hours AS pace,
               extract(epoch FROM counted.ends_at - p_now) / 3600 AS hours_left
        FROM counted
    )
    SELECT paced.name, paced.scope, paced.scope_value, paced.period, paced.starts_at, paced.ends_at,
           paced.unit, paced.budget_limit, paced.used,
           round(paced.used / paced.budget_limit, 6),
           CASE
               WHEN NOT paced.enabled THEN 'off'
               WHEN paced.used >= paced.budget_limit THEN 'exceeded'
               WHEN paced.used >= (SELECT min(warn) FROM unnest(paced.warn_at) AS warn) * paced.budget_limit
               THEN 'warning'
               ELSE 'ok'
           END,
           round(paced.pace, 12),
           round(paced.used + paced.pace * paced.hours_left, 12),
           CASE
               WHEN paced.used < paced.budget_limit
                AND paced.used + paced.pace * paced.hours_left >= paced.budget_limit
               THEN p_now + make_interval(
                   secs => ((paced.budget_limit - paced.used) / paced.pace * 3600)::double precision)
           END,
           paced.unpriced, paced.enabled
    FROM paced
    ORDER BY paced.name;
END
$$;
COMMENT ON FUNCTION monitoring.budget_status(timestamptz) IS
'Each budget at p_now: its running period (UTC), the limit (unit: usd or tokens), what was used of it and '
'which share that is, the status (ok, warning, exceeded, off), the pace of the last 10 minutes (hour), 3 '
'hours (day) or 3 days (month) in units per hour, what will have been used at the end of the period at that '
'pace, when the limit will be reached (NULL: not in this period, or it is), and how many executions used '
'tokens and have no cost, which no limit in dollars counts.';

CREATE FUNCTION agentmon.end_raised(
    p_alert uuid,
    p_labels jsonb,
    p_severity text,
    p_summary text,
    p_now timestamptz
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    -- One that somebody resolved, or whose time was over, has ended already.
    IF NOT EXISTS (
        SELECT FROM monitoring.alerts alert
        WHERE alert.id = p_alert
          AND alert.state <> 'resolved'
    ) THEN
        RETURN 0;
    END IF;
    PERFORM monitoring.raise_alert(
        labels => p_labels,
        annotations => jsonb_build_object('summary', p_summary),
        severity => p_severity,
        ends_at => p_now,
        p_now => p_now);
    RETURN 1;
END
$$;
COMMENT ON FUNCTION agentmon.end_raised(uuid, jsonb, text, text, timestamptz) IS
'Ends an alert that was raised with these labels and severity, unless it is over; gives how many that were.';

CREATE FUNCTION agentmon.end_budget_alerts(p_budget text, p_shares numeric[], p_now timestamptz)
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    told record;
    ended bigint := 0;
BEGIN
    FOR told IN
        DELETE FROM monitoring.budget_alerts said
        WHERE said.budget = p_budget
          AND said.share = ANY (p_shares)
        RETURNING said.*
    LOOP
        ended := ended + agentmon.end_raised(
            told.alert_id,
            told.labels,
            told.severity,
            format(
                'Budget %s is below %s%% of its limit again',
                p_budget,
                trim_scale(round(told.share * 100, 2))),
            p_now);
    END LOOP;
    RETURN ended;
END
$$;
COMMENT ON FUNCTION agentmon.end_budget_alerts(text, numeric[], timestamptz) IS
'Ends what a budget has told of these shares of its limit; gives how many alerts that were.';

CREATE FUNCTION agentmon.tell_budget(p_budget text, p_status jsonb, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    status record;
    budget record;
    reached numeric[] := '{}';
    -- Of one that is off or gone, none.
    running_since timestamptz;
    news numeric[];
    top numeric;
    unit text;
    alert_labels jsonb;
    alert_severity text;
    raised uuid;
    changed bigint;
BEGIN
    SELECT * INTO budget
    FROM monitoring.budgets b
    WHERE b.name = p_budget;
    IF budget.enabled THEN
        SELECT * INTO STRICT status
        FROM jsonb_to_record(p_status) AS s (
            used numeric, budget_limit numeric, period_start timestamptz, period_end timestamptz, unit text,
            forecast numeric, reaches_limit_at timestamptz);
        running_since := status.period_start;
        reached := ARRAY(
            SELECT step.share
            FROM unnest(budget.warn_at || 1::numeric) AS step (share)
            WHERE status.used >= step.share * status.budget_limit);
    END IF;
    changed := agentmon.end_budget_alerts(p_budget, ARRAY(
        SELECT said.share
        FROM monitoring.budget_alerts said
        WHERE said.budget = p_budget
          AND (said.period_start IS DISTINCT FROM running_since
               OR said.share <> ALL (reached))), p_now);
    news := ARRAY(
        SELECT share
        FROM unnest(reached) AS share
        WHERE share NOT IN (SELECT said.share FROM monitoring.budget_alerts said WHERE said.budget = p_budget)
        ORDER BY share);
    IF news = '{}' THEN
        RETURN changed;
    END IF;
    -- Of several at once the largest is told.
    top := news[cardinality(news)];
    unit := CASE status.unit WHEN 'usd' THEN 'US dollars' ELSE 'tokens' END;
    alert_severity := CASE WHEN top < 1 THEN 'warning' ELSE budget.severity END;
    alert_labels := jsonb_strip_nulls(jsonb_build_object(
        'alertname', CASE WHEN top < 1 THEN 'budget_warning' ELSE 'budget_exceeded' END,
        'budget', p_budget,
        'share', CASE WHEN top < 1 THEN trim_scale(top)::text END,
        'period', budget.period,
        'agent_name', CASE budget.scope WHEN 'agent' THEN budget.scope_value END,
        'model_used', CASE budget.scope WHEN 'model' THEN budget.scope_value END,
        'user_id', CASE budget.scope WHEN 'user' THEN budget.scope_value END));
    raised := monitoring.raise_alert(
        labels => alert_labels,
        annotations => jsonb_strip_nulls(jsonb_build_object(
            'summary', CASE
                WHEN top < 1 THEN format(
                    '%s%% of budget %s is used',
                    trim_scale(round(top * 100, 2)),
                    p_budget)
                ELSE format('Budget %s is used up', p_budget)
            END,
            'description', format('%s of %s %s in the %s from %s on.',
                trim_scale(round(status.used, 6)), trim_scale(status.budget_limit), unit, budget.period,
                to_char(status.period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
            'forecast', CASE
                WHEN status.reaches_limit_at IS NOT NULL THEN format(
                    'At the pace of late the limit is reached at %s.',
                    to_char(status.reaches_limit_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
                WHEN top < 1 THEN 'At the pace of late the limit is not reached in this period.'
            END)),
        severity => alert_severity,
        starts_at => least(p_now, status.period_end),
        ends_at => status.period_end,
        p_now => p_now);
    INSERT INTO monitoring.budget_alerts (budget, share, period_start, raised_at, alert_id, labels, severity)
    SELECT p_budget, share, status.period_start, p_now,
           CASE share WHEN top THEN raised END,
           CASE share WHEN top THEN alert_labels END,
           CASE share WHEN top THEN alert_severity END
    FROM unnest(news) AS share;
    RETURN changed + 1;
END
$$;
COMMENT ON FUNCTION agentmon.tell_budget(text, jsonb, timestamptz) IS
'Raises the alert of a budget that has reached a further share of its limit, or the limit, and ends those '
'that no longer hold (its period is over, its limit was raised, it is off or gone); p_status is its row of '
'budget_status(). Gives how many alerts it raised or ended.';

CREATE FUNCTION agentmon.tell_budgets(p_names text[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT sum(agentmon.tell_budget(asked.name, to_jsonb(seen), p_now))::bigint
    FROM unnest(p_names) AS asked (name)
    LEFT JOIN monitoring.budget_status(p_now) seen ON seen.name = asked.name
$$;
COMMENT ON FUNCTION agentmon.tell_budgets(text[], timestamptz) IS
'tell_budget() of each of these budgets, of which some may be gone; gives the sum.';

CREATE FUNCTION agentmon.evaluate_budgets(p_now timestamptz DEFAULT now()) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    RETURN agentmon.one_by_one(
        'budgets',
        'tell_budgets',
        ARRAY(
            SELECT budget.name
            FROM monitoring.budgets budget
            UNION
            SELECT said.budget
            FROM monitoring.budget_alerts said
            ORDER BY 1),
        p_now);
END
$$;
COMMENT ON FUNCTION agentmon.evaluate_budgets(timestamptz) IS
'Holds what was spent by p_now against all budgets: raises their alerts before and at the limit, and ends '
'them. One that fails is noted, and the others go on. Gives how many alerts were raised or ended. The job '
'costs calls it each minute.';

GRANT EXECUTE ON FUNCTION
    monitoring.budget_status(timestamptz),
    agentmon.budget_period(text, timestamptz),
    agentmon.budgets_spent(timestamptz),
    agentmon.spent_by_user(text, timestamptz, timestamptz),
    agentmon.check_p_now(timestamptz)
    TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.evaluate_budgets(timestamptz) TO agentmon_notifier, agentmon_admin;
