-- The refresh: step by step, and the names that callers have for it.

CREATE FUNCTION agentmon.refresh_fully(
    p_source text,
    p_now timestamptz,
    OUT minute bigint,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    step record;
BEGIN
    minute := 0;
    hourly := 0;
    daily := 0;
    weekly := 0;
    LOOP
        SELECT * INTO STRICT step FROM agentmon.refresh_source(p_source, p_now, NULL);
        minute := minute + step.minute;
        hourly := hourly + step.hourly;
        daily := daily + step.daily;
        weekly := weekly + step.weekly;
        EXIT WHEN NOT step.more;
    END LOOP;
    PERFORM agentmon.end_failure('refresh', p_source);
END
$$;
COMMENT ON FUNCTION agentmon.refresh_fully(text, timestamptz) IS
'Brings the rollups of one raw table up to date, in steps that fit into memory; gives the rollup rows '
'written per period.';

CREATE FUNCTION agentmon.refresh_step_rows() RETURNS bigint
LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT s.value::bigint FROM monitoring.settings s WHERE s.name = 'refresh_step_rows'$$;
COMMENT ON FUNCTION agentmon.refresh_step_rows() IS 'The setting refresh_step_rows.';

CREATE FUNCTION monitoring.refresh_rollups(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    raw_table text;
    written record;
    total bigint := 0;
    failed_sources text[] := '{}';
    sources text[] := ARRAY(SELECT s.source FROM agentmon.rollup_sources() s);
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    FOREACH raw_table IN ARRAY sources LOOP
        BEGIN
            SELECT * INTO STRICT written FROM agentmon.refresh_fully(raw_table, p_now);
            total := total + written.minute + written.hourly + written.daily + written.weekly;
        EXCEPTION
            WHEN transaction_rollback OR insufficient_privilege THEN
                RAISE;
            WHEN OTHERS THEN
                failed_sources := failed_sources || raw_table;
                IF cardinality(failed_sources) = cardinality(sources) THEN
                    RAISE;
                END IF;
                PERFORM agentmon.note_refresh_failure(raw_table, SQLERRM, p_now);
                RAISE WARNING 'the rollups of % could not be brought up to date: %', raw_table, SQLERRM
                    USING HINT = 'Those of the other tables were; see monitoring.step_failures.';
        END;
    END LOOP;
    PERFORM agentmon.refresh_reports(failed_sources, p_now);
    RETURN total::integer;
END
$$;
COMMENT ON FUNCTION monitoring.refresh_rollups(timestamptz) IS
'Brings every level of the rollups up to date, of metrics, executions and logs, and gives the rollup rows '
'written. May run at any time, twice, concurrently, or never for a week: each raw row counts once. A table '
'that fails is warned of and noted, and the others are brought up to date. CALL run_job(''refresh'') does '
'the same with a commit per step.';

CREATE FUNCTION agentmon.note_refresh_failure(p_source text, p_error text, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET row_security = off AS $$
    SELECT agentmon.note_failure(
        'refresh',
        p_source,
        p_error,
        p_now,
        'The rollups of this table stand still until it is put right; its rows are kept, and counted then.')
$$;
COMMENT ON FUNCTION agentmon.note_refresh_failure(text, text, timestamptz) IS
'Notes that the rollups of a raw table could not be brought up to date.';

CREATE FUNCTION monitoring.aggregate_hourly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.hourly::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_hourly_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the hourly rows written.';

CREATE FUNCTION monitoring.aggregate_daily_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.daily::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_daily_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the daily rows written.';

CREATE FUNCTION monitoring.aggregate_weekly_metrics(p_now timestamptz DEFAULT now()) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT r.weekly::integer FROM agentmon.refresh_fully('pipeline_metrics', $1) AS r$$;
COMMENT ON FUNCTION monitoring.aggregate_weekly_metrics(timestamptz) IS
'Brings the rollups of metrics up to date, as refresh_rollups(); gives the weekly rows written.';

GRANT EXECUTE ON FUNCTION monitoring.refresh_rollups(timestamptz),
    agentmon.refresh_fully(text, timestamptz),
    agentmon.rollup_sources(),
    agentmon.note_refresh_failure(text, text, timestamptz),
    agentmon.check_p_now(timestamptz),
    monitoring.aggregate_hourly_metrics(timestamptz),
    monitoring.aggregate_daily_metrics(timestamptz),
    monitoring.aggregate_weekly_metrics(timestamptz)
TO agentmon_notifier, agentmon_admin;
