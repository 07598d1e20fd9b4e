-- Pricing anew: costs that were computed follow prices that were added or corrected. docs/costs.md says how.

CREATE FUNCTION agentmon.reprice_rows(
    p_from timestamptz,
    p_to timestamptz,
    OUT seen bigint,
    OUT executions bigint,
    OUT repriced bigint,
    OUT cost_before numeric,
    OUT cost_after numeric
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off SET datestyle = 'ISO' AS $$
BEGIN
    -- Times as literals: then the other partitions are neither planned for nor locked.
    EXECUTE format($query$
        WITH looked_at AS MATERIALIZED (
            SELECT execution.id, execution.created_at, execution.cost_usd, execution.price_id,
                   monitoring.cost_at(
                       execution.model_used,
                       execution.created_at,
                       execution.input_tokens,
                       execution.output_tokens,
                       execution.cache_read_tokens,
                       execution.cache_write_tokens,
                       execution.reasoning_tokens) AS new_cost,
                   agentmon.price_at(
                       execution.model_used, execution.input_tokens, execution.created_at) AS new_price
            FROM monitoring.agent_executions execution
            WHERE execution.created_at >= %1$L
              AND execution.created_at < %2$L
              -- A cost without a price is one that the application gave.
              AND (execution.cost_usd IS NULL OR execution.price_id IS NOT NULL)
        ), changed AS (
            UPDATE monitoring.agent_executions execution
            SET cost_usd = fresh.new_cost,
                price_id = CASE WHEN fresh.new_cost IS NOT NULL THEN fresh.new_price END
            FROM looked_at fresh
            WHERE execution.id = fresh.id
              AND execution.created_at = fresh.created_at
              AND execution.created_at >= %1$L
              AND execution.created_at < %2$L
              AND (fresh.cost_usd IS DISTINCT FROM fresh.new_cost
                   OR fresh.new_cost IS NOT NULL AND fresh.price_id IS DISTINCT FROM fresh.new_price)
            RETURNING fresh.cost_usd, fresh.new_cost
        )
        SELECT (SELECT count(*)
                FROM monitoring.agent_executions execution
                WHERE execution.created_at >= %1$L
                  AND execution.created_at < %2$L),
               (SELECT count(*) FROM looked_at),
               count(*),
               coalesce(sum(changed.cost_usd), 0),
               coalesce(sum(changed.new_cost), 0)
        FROM changed$query$, p_from, p_to)
    INTO seen, executions, repriced, cost_before, cost_after;
END
$$;
COMMENT ON FUNCTION agentmon.reprice_rows(timestamptz, timestamptz) IS
'Computes the costs of the raw rows from p_from until before p_to anew; gives how many rows there are, how '
'many had a computed cost or none, how many have another one now, and what these cost before and after.';

CREATE FUNCTION agentmon.reprice_extent(
    p_from timestamptz,
    p_to timestamptz,
    p_max_rows bigint,
    OUT first_at timestamptz,
    OUT step_to timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off SET datestyle = 'ISO' AS $$
DECLARE
    last_at timestamptz;
BEGIN
    BEGIN
        SELECT min(execution.created_at) INTO first_at
        FROM monitoring.agent_executions execution
        WHERE execution.created_at >= p_from
          AND execution.created_at < p_to;
        -- As in rollup_unread(): it is over all partitions.
        RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
    EXCEPTION WHEN SQLSTATE 'AM000' THEN
        NULL;
    END;
    IF first_at IS NULL THEN
        step_to := p_to;
        RETURN;
    END IF;
    -- No more than a week: of its partitions there are few.
    step_to := least(p_to, agentmon.period_end('weekly', date_trunc('hour', first_at, 'UTC')));
    EXECUTE format(
        'SELECT execution.created_at
         FROM monitoring.agent_executions execution
         WHERE execution.created_at >= %L
           AND execution.created_at < %L
         ORDER BY execution.created_at
         LIMIT 1 OFFSET %s', first_at, step_to, p_max_rows)
    INTO last_at;
    IF last_at IS NOT NULL THEN
        -- Whole hours, for the rollups.
        step_to := least(step_to, greatest(
            date_trunc('hour', last_at, 'UTC'),
            agentmon.period_end('hourly', date_trunc('hour', first_at, 'UTC'))));
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.reprice_extent(timestamptz, timestamptz, bigint) IS
'The first row from p_from until before p_to, and until when a step goes that has p_max_rows at most, or '
'all of an hour.';

CREATE FUNCTION agentmon.reprice_step(p_run uuid, p_max_rows bigint, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    run record;
    extent record;
    done record;
BEGIN
    SELECT * INTO run
    FROM monitoring.reprice_runs asked
    WHERE asked.id = p_run
      AND asked.finished_at IS NULL
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    -- First of all, as everybody locks: no refresh reads half of it.
    PERFORM agentmon.lock_cursors('rollups', 'agent_executions');
    extent := agentmon.reprice_extent(run.done_until, run.p_to, p_max_rows);
    IF extent.first_at IS NULL THEN
        UPDATE monitoring.reprice_runs asked
        SET done_until = asked.p_to,
            finished_at = p_now
        WHERE asked.id = p_run;
        RETURN 0;
    END IF;
    done := agentmon.reprice_rows(extent.first_at, extent.step_to);
    IF done.repriced > 0 THEN
        PERFORM agentmon.rebuild_source(
            'agent_executions', date_trunc('hour', extent.first_at, 'UTC'), extent.step_to, p_now, false);
    END IF;
    UPDATE monitoring.reprice_runs asked
    SET done_until = extent.step_to,
        executions = asked.executions + done.executions,
        repriced = asked.repriced + done.repriced,
        cost_before = asked.cost_before + done.cost_before,
        cost_after = asked.cost_after + done.cost_after,
        finished_at = CASE WHEN extent.step_to >= asked.p_to THEN p_now END
    WHERE asked.id = p_run;
    RETURN done.seen;
END
$$;
COMMENT ON FUNCTION agentmon.reprice_step(uuid, bigint, timestamptz) IS
'Does a step of a run of reprice(): up to p_max_rows rows, or all of an hour, and their rollups; gives the '
'rows that it looked at.';

CREATE FUNCTION monitoring.reprice(
    p_from timestamptz,
    p_to timestamptz,
    p_max_rows bigint DEFAULT 100000,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (
    executions bigint,
    repriced bigint,
    cost_before numeric,
    cost_after numeric,
    done_until timestamptz,
    more boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    -- What one step may take; the rollups of its hours are made again.
    step_rows CONSTANT bigint := 50000;
    run uuid := monitoring.uuid_v7();
    looked_at bigint := 0;
BEGIN
    PERFORM agentmon.check_range(p_from, p_to);
    PERFORM agentmon.check_p_now(p_now);
    IF p_max_rows IS NULL OR p_max_rows < 1 THEN
        PERFORM agentmon.refuse(
            'p_max_rows must be positive',
            format('It is %s.', coalesce(p_max_rows::text, 'NULL')),
            'Give how many rows to look at in this call; the job costs does the rest.',
            'invalid_parameter_value');
    END IF;
    INSERT INTO monitoring.reprice_runs (id, asked_at, asked_by, p_from, p_to, done_until)
    VALUES (run, p_now, session_user, p_from, p_to, p_from);
    LOOP
        looked_at := looked_at
            + agentmon.reprice_step(run, least(step_rows, p_max_rows - looked_at), p_now);
        EXIT WHEN looked_at >= p_max_rows
               OR EXISTS (
                   SELECT FROM monitoring.reprice_runs r
                   WHERE r.id = run
                     AND r.finished_at IS NOT NULL);
    END LOOP;
    RETURN QUERY
    SELECT r.executions, r.repriced, r.cost_before, r.cost_after, r.done_until, r.finished_at IS NULL
    FROM monitoring.reprice_runs r
    WHERE r.id = run;
END
$$;
COMMENT ON FUNCTION monitoring.reprice(timestamptz, timestamptz, bigint, timestamptz) IS
'Computes the costs of the executions from p_from until before p_to anew, by the prices that hold now for '
'their times, with their rollups; costs that applications gave stay. Looks at p_max_rows rows (or all of an '
'hour) and leaves the rest (more) to the job costs, which goes on in steps; reprice_runs tells of both. '
'Gives the rows that had a computed cost or none, those that have another cost now, what these cost before '
'and after, and how far it has come.';

CREATE FUNCTION agentmon.go_on_repricing(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    RETURN coalesce((
        SELECT agentmon.reprice_step(oldest.id, 50000, p_now)
        FROM (
            SELECT asked.id
            FROM monitoring.reprice_runs asked
            WHERE asked.finished_at IS NULL
            ORDER BY asked.asked_at, asked.id
            LIMIT 1
        ) AS oldest), 0);
END
$$;
COMMENT ON FUNCTION agentmon.go_on_repricing(timestamptz) IS
'Does a step of what reprice() has left to the job costs; gives the rows that it looked at.';

CREATE FUNCTION agentmon.note_price_problems(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    found record;
    noted bigint := 0;
BEGIN
    FOR found IN SELECT * FROM monitoring.price_problems(p_now) LOOP
        PERFORM agentmon.note_failure(
            'price list',
            concat_ws(': ', found.problem, found.pattern, found.model_used),
            found.detail,
            p_now,
            'SELECT * FROM monitoring.price_problems() tells of all; mend it in monitoring.model_prices, '
            'then call monitoring.reprice().');
        noted := noted + 1;
    END LOOP;
    PERFORM agentmon.end_other_failures('price list', p_now);
    RETURN noted;
END
$$;
COMMENT ON FUNCTION agentmon.note_price_problems(timestamptz) IS
'Notes what is wrong with the prices for health, as of price_problems(); gives how much it is.';

CREATE FUNCTION agentmon.costs_job_step(
    p_failed text[],
    p_now timestamptz,
    OUT rows_done bigint,
    OUT more boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off SET jit = off AS $$
BEGIN
    failed := p_failed;
    -- Each for itself: what one of them cannot do stops none of the others.
    PERFORM agentmon.try_step('prices', 'note_price_problems', p_now);
    rows_done := agentmon.try_step('budgets', 'evaluate_budgets', p_now);
    rows_done := rows_done + agentmon.try_step('reprice', 'go_on_repricing', p_now);
    more := NOT agentmon.member_fails('reprice')
        AND EXISTS (SELECT FROM monitoring.reprice_runs asked WHERE asked.finished_at IS NULL);
END
$$;
COMMENT ON FUNCTION agentmon.costs_job_step(text[], timestamptz) IS
'One step of the job costs: looks at the prices, holds what was spent against budgets, and goes on with '
'reprice(). Gives how much it did, whether there is more, and what has failed.';

GRANT EXECUTE ON FUNCTION monitoring.reprice(timestamptz, timestamptz, bigint, timestamptz) TO agentmon_admin;
