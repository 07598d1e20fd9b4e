-- Who uses what: users and operations by day, kept by the refresh with a cursor of their own.

CREATE FUNCTION agentmon.unread_usage(p_tag integer, p_known pg_snapshot, p_own bigint)
RETURNS TABLE (
    day date,
    user_id text,
    operation text,
    requests bigint,
    failures bigint,
    tokens numeric,
    last_at timestamptz,
    last_stamp bigint
)
LANGUAGE plpgsql STABLE ROWS 1000
-- As of unread_errors().
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off
SET constraint_exclusion = off AS $$
DECLARE
    unread record;
    times tstzmultirange := agentmon.times_to_read('agent_executions', p_tag, p_known);
    part record;
    -- What names neither counts for nobody. Of another installation the last row is needed, whatever it
    -- names: the cursor goes up to it.
    of_use text := CASE
        WHEN agentmon.is_local_tag(p_tag)
        THEN '(n.user_id IS NOT NULL OR n.operation IS NOT NULL)'
        ELSE 'true'
    END;
BEGIN
    SELECT *
    INTO STRICT unread
    FROM agentmon.stamps_to_read(p_tag, p_known);
    IF pg_snapshot_xmax(p_known) = '1' THEN
        -- Nothing was read yet: no index helps.
        PERFORM set_config('enable_seqscan', 'on', true);
    END IF;
    FOR part IN SELECT * FROM agentmon.reading_parts('agent_executions', times) LOOP
        BEGIN
            RETURN QUERY EXECUTE format(
                'SELECT (n.created_at AT TIME ZONE ''UTC'')::date, n.user_id, n.operation,
                        count(*),
                        count(*) FILTER (WHERE n.status <> ''success''),
                        coalesce(sum(n.tokens_used), 0),
                        max(n.created_at),
                        max(n.stamp)
                 FROM monitoring.agent_executions n
                 WHERE n.stamp <> $1
                   AND (n.stamp BETWEEN $2 AND $3 OR n.stamp = ANY ($4))
                   AND %s
                   AND %s
                 GROUP BY 1, 2, 3',
                of_use,
                agentmon.within_times(
                    'n.created_at',
                    times * tstzmultirange(tstzrange(
                        nullif(part.part_from, '-infinity'),
                        nullif(part.part_to, 'infinity'))))
            )
            USING p_own, unread.unread_from, unread.until, unread.running;
            -- As in rollup_unread().
            RAISE EXCEPTION USING ERRCODE = 'AM000', MESSAGE = 'the locks go back';
        EXCEPTION WHEN SQLSTATE 'AM000' THEN
            NULL;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.unread_usage(integer, pg_snapshot, bigint) IS
'The executions of a cluster tag that the consumer usage, which knows the snapshot p_known, has not read, '
'but for those of the stamp p_own and those that name neither user nor operation, by day, user and '
'operation, as the calling statement sees them.';

CREATE FUNCTION agentmon.take_usage(p_now timestamptz DEFAULT now()) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '10s' AS $$
DECLARE
    tag integer;
    known pg_snapshot;
    own bigint;
    number bigint;
    taken bigint := 0;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    FOR tag IN SELECT * FROM agentmon.lock_cursors('usage', 'agent_executions') LOOP
        own := agentmon.own_stamp(tag);
        SELECT cur.snapshot INTO STRICT known
        FROM monitoring.consumer_cursors cur
        WHERE cur.consumer = 'usage'
          AND cur.source = 'agent_executions'
          AND cur.cluster_tag = tag;
        -- One statement, one snapshot: it reads the rows, writes the days and moves the cursor.
        WITH fresh AS MATERIALIZED (
            SELECT unread.*
            FROM agentmon.unread_usage(tag, known, own) unread
        ), moved AS (
            UPDATE monitoring.consumer_cursors cur
            SET as_of = p_now,
                snapshot = agentmon.snapshot_to_store(
                    tag, known, pg_current_snapshot(), (SELECT max(fresh.last_stamp) FROM fresh))
            WHERE cur.consumer = 'usage'
              AND cur.source = 'agent_executions'
              AND cur.cluster_tag = tag
        ), of_users AS (
            INSERT INTO monitoring.user_days AS kept (
                day, user_key, user_id, requests, failures, tokens, last_at)
            SELECT fresh.day,
                   sha256(convert_to(fresh.user_id, 'UTF8')),
                   fresh.user_id,
                   sum(fresh.requests),
                   sum(fresh.failures),
                   sum(fresh.tokens),
                   max(fresh.last_at)
            FROM fresh
            WHERE fresh.user_id IS NOT NULL
            GROUP BY fresh.day, fresh.user_id
            ORDER BY 1, 2
            ON CONFLICT (day, user_key) DO UPDATE SET
                requests = kept.requests + excluded.requests,
                failures = kept.failures + excluded.failures,
                tokens = kept.tokens + excluded.tokens,
                last_at = greatest(kept.last_at, excluded.last_at)
        ), of_operations AS (
            INSERT INTO monitoring.operation_days AS kept (
                day, operation_key, operation, requests, failures, tokens, last_at)
            SELECT fresh.day,
                   sha256(convert_to(fresh.operation, 'UTF8')),
                   fresh.operation,
                   sum(fresh.requests),
                   sum(fresh.failures),
                   sum(fresh.tokens),
                   max(fresh.last_at)
            FROM fresh
            WHERE fresh.operation IS NOT NULL
            GROUP BY fresh.day, fresh.operation
            ORDER BY 1, 2
            ON CONFLICT (day, operation_key) DO UPDATE SET
                requests = kept.requests + excluded.requests,
                failures = kept.failures + excluded.failures,
                tokens = kept.tokens + excluded.tokens,
                last_at = greatest(kept.last_at, excluded.last_at)
        )
        SELECT coalesce(sum(fresh.requests), 0) INTO STRICT number FROM fresh;
        taken := taken + number;
    END LOOP;
    RETURN taken;
END
$$;
COMMENT ON FUNCTION agentmon.take_usage(timestamptz) IS
'Adds the executions that came since the last run and name a user or an operation, each exactly once, to '
'user_days and operation_days; gives their number. The refresh does so.';

CREATE FUNCTION agentmon.active_sfunc(internal, bytea, bigint) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'active_sfunc_wrapper';
CREATE FUNCTION agentmon.active_final(internal) RETURNS jsonb
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'active_final_wrapper';
COMMENT ON FUNCTION agentmon.active_sfunc(internal, bytea, bigint) IS 'Transition function of active().';
COMMENT ON FUNCTION agentmon.active_final(internal) IS 'Final function of active().';

-- GROUP BY user, and then by day, looks each row up twice.
CREATE AGGREGATE agentmon.active(user_key bytea, days_ago bigint) (
    SFUNC = agentmon.active_sfunc,
    STYPE = internal,
    SSPACE = 100000,
    FINALFUNC = agentmon.active_final
);
COMMENT ON AGGREGATE agentmon.active(bytea, bigint) IS
'Takes the key of a user and how many days ago (0 to 29) that user was there, and gives the number of users '
'by_day (a list that begins with today), last_7_days, last_30_days, week_before, came_back_this_week.';

CREATE FUNCTION monitoring.active_users(p_now timestamptz DEFAULT now()) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
    today date := (p_now AT TIME ZONE 'UTC')::date;
    users jsonb;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    SELECT agentmon.active(used.user_key, today - used.day)
    INTO STRICT users
    FROM monitoring.user_days used
    WHERE used.day > today - 30
      AND used.day <= today;
    RETURN users || jsonb_build_object(
        'timestamp', p_now,
        'today', users #> '{by_day,0}',
        'by_day', (
            SELECT jsonb_object_agg(today - (counted.place - 1)::integer, counted.users)
            FROM jsonb_array_elements(users -> 'by_day') WITH ORDINALITY AS counted (users, place)));
END
$$;
COMMENT ON FUNCTION monitoring.active_users(timestamptz) IS
'How many users had agents do something: today (UTC), in the last 7 and 30 days (today included), in the '
'week before and again in this one, and by day; as of the last refresh.';

CREATE FUNCTION monitoring.feature_use(
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 50,
    p_now timestamptz DEFAULT now()
)
RETURNS TABLE (kind text, name text, uses bigint, failures bigint, last_at timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    window_from timestamptz := coalesce(p_from, p_now - interval '7 days');
    window_to timestamptz := coalesce(p_to, p_now);
    first_day date;
    last_day date;
BEGIN
    PERFORM agentmon.check_window(window_from, window_to, p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    first_day := (window_from AT TIME ZONE 'UTC')::date;
    last_day := ((window_to - interval '1 microsecond') AT TIME ZONE 'UTC')::date;
    RETURN QUERY
    SELECT found.*
    FROM (
        SELECT 'operation' AS kind, used.operation, sum(used.requests)::bigint AS uses,
               sum(used.failures)::bigint, max(used.last_at)
        FROM monitoring.operation_days used
        WHERE used.day BETWEEN first_day AND last_day
        GROUP BY used.operation
        UNION ALL
        SELECT 'event', rolled.dimensions ->> 'event_type', sum(rolled.count_value)::bigint,
               (coalesce(sum(rolled.count_value)
                    FILTER (WHERE rolled.dimensions ->> 'log_level' IN ('error', 'critical')), 0))::bigint,
               max(rolled.last_at)
        FROM agentmon.live_window_of(
            'agent_logs',
            first_day::timestamp AT TIME ZONE 'UTC',
            (last_day + 1)::timestamp AT TIME ZONE 'UTC',
            NULL,
            false) AS rolled
        WHERE rolled.dimensions ? 'event_type'
        GROUP BY 2
    ) AS found
    ORDER BY found.uses DESC, found.kind, found.operation
    LIMIT max_rows;
END
$$;
COMMENT ON FUNCTION monitoring.feature_use(timestamptz, timestamptz, integer, timestamptz) IS
'What was used most on the days (UTC) from p_from to p_to (the last 7 days): operations of executions as of '
'the last refresh, and event types of log rows; how often, how often in vain, and when last.';

GRANT EXECUTE ON FUNCTION agentmon.take_usage(timestamptz) TO agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.active(bytea, bigint),
    agentmon.active_sfunc(internal, bytea, bigint),
    agentmon.active_final(internal),
    monitoring.active_users(timestamptz),
    monitoring.feature_use(timestamptz, timestamptz, integer, timestamptz)
    TO agentmon_reader, agentmon_admin;
