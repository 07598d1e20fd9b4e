-- Error groups: a consumer of error rows like the alerts, with a cursor of its own.

CREATE FUNCTION agentmon.unread_group_rows(p_tag integer, p_known pg_snapshot, p_own bigint)
RETURNS TABLE (
    fingerprint text,
    agent_name text,
    event_type text,
    log_level text,
    message text,
    user_id text,
    release text,
    id uuid,
    created_at timestamptz,
    stamp bigint
)
LANGUAGE plpgsql STABLE ROWS 1000
-- As of unread_errors(), and planned anew each time for the same reason.
SET search_path = pg_catalog, pg_temp SET row_security = off SET enable_seqscan = off SET jit = off
SET constraint_exclusion = off AS $$
DECLARE
    unread record;
    times tstzmultirange := agentmon.times_to_read('agent_logs', p_tag, p_known);
    part record;
BEGIN
    SELECT *
    INTO STRICT unread
    FROM agentmon.stamps_to_read(p_tag, p_known);
    FOR part IN SELECT * FROM agentmon.reading_parts('agent_logs', times) LOOP
        BEGIN
            RETURN QUERY EXECUTE format(
                'SELECT monitoring.error_fingerprint(coalesce(l.message, '''')), l.agent_name, l.event_type,
                        l.log_level, left(l.message, 1000), l.user_id,
                        left(coalesce(l.context ->> ''version'', l.context ->> ''release''), 200),
                        l.id, l.created_at, l.stamp
                 FROM monitoring.agent_logs l
                 WHERE l.log_level IN (''error'', ''critical'')
                   AND l.agent_name IS NOT NULL
                   AND l.stamp <> $1
                   AND (l.stamp BETWEEN $2 AND $3 OR l.stamp = ANY ($4))
                   AND %s',
                agentmon.within_times(
                    'l.created_at',
                    times * tstzmultirange(tstzrange(
                        nullif(part.part_from, '-infinity'),
                        nullif(part.part_to, 'infinity')))
                )
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
COMMENT ON FUNCTION agentmon.unread_group_rows(integer, pg_snapshot, bigint) IS
'The log rows at error or critical of a cluster tag that the consumer error_groups, which knows the '
'snapshot p_known, has not read, but for those of the stamp p_own, as the calling statement sees them.';

CREATE FUNCTION agentmon.error_title(p_message text, p_event_type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        nullif(left(split_part(btrim($1, agentmon.white_space()), chr(10), 1), 200), ''),
        nullif(left($2, 200), ''),
        '(no message)');
COMMENT ON FUNCTION agentmon.error_title(text, text) IS
'The title of an error: the first line of its message, else its event type; at most 200 characters.';

CREATE FUNCTION agentmon.error_example(p_id uuid, p_created_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    RETURN (
        SELECT jsonb_strip_nulls(jsonb_build_object(
            'log_id', row.id,
            'created_at', row.created_at,
            'message', left(row.message, 4000),
            'event_type', row.event_type,
            'log_level', row.log_level,
            -- One that is very long is to be looked up.
            'error_details', CASE
                WHEN octet_length(row.error_details::text) <= 50000 THEN row.error_details
            END,
            'context', CASE WHEN octet_length(row.context::text) <= 50000 THEN row.context END,
            'user_id', row.user_id,
            'session_id', row.session_id,
            'request_id', row.request_id))
        FROM monitoring.agent_logs row
        WHERE row.id = p_id
          AND row.created_at = p_created_at);
END
$$;
COMMENT ON FUNCTION agentmon.error_example(uuid, timestamptz) IS
'A log row as the example of its error group: message, error_details (with the stack) and context, who and '
'what it was about.';

CREATE FUNCTION agentmon.take_error_groups_of(p_tag integer, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    most_users CONSTANT bigint := 10000;
    known pg_snapshot;
    own bigint := agentmon.own_stamp(p_tag);
    none boolean;
    seen pg_snapshot;
    taken record;
BEGIN
    SELECT cur.snapshot INTO STRICT known
    FROM monitoring.consumer_cursors cur
    WHERE cur.consumer = 'error_groups'
      AND cur.source = 'agent_logs'
      AND cur.cluster_tag = p_tag;
    -- Mostly there is no error. A new session would plan what is done with some for longer than it looks.
    SELECT NOT EXISTS (SELECT FROM agentmon.unread_group_rows(p_tag, known, own)), pg_current_snapshot()
    INTO STRICT none, seen;
    IF none THEN
        UPDATE monitoring.consumer_cursors cur
        SET as_of = p_now,
            snapshot = agentmon.snapshot_to_store(p_tag, known, seen, NULL)
        WHERE cur.consumer = 'error_groups'
          AND cur.source = 'agent_logs'
          AND cur.cluster_tag = p_tag;
        RETURN 0;
    END IF;
    -- One statement, one snapshot: it reads the rows, writes the groups and moves the cursor.
    WITH fresh AS MATERIALIZED (
        SELECT unread.*, sha256(convert_to(unread.agent_name, 'UTF8')) AS agent_key
        FROM agentmon.unread_group_rows(p_tag, known, own) unread
    ), moved AS (
        UPDATE monitoring.consumer_cursors cur
        SET as_of = p_now,
            snapshot = agentmon.snapshot_to_store(
                p_tag, known, pg_current_snapshot(), (SELECT max(fresh.stamp) FROM fresh))
        WHERE cur.consumer = 'error_groups'
          AND cur.source = 'agent_logs'
          AND cur.cluster_tag = p_tag
    ), counted AS (
        SELECT fresh.fingerprint,
               fresh.agent_key,
               count(*) AS count,
               min(fresh.created_at) AS first_seen,
               max(fresh.created_at) AS last_seen,
               agentmon.newest_id(fresh.created_at, fresh.id) AS newest_id,
               min(fresh.created_at) FILTER (WHERE fresh.release IS NOT NULL) AS first_released
        FROM fresh
        GROUP BY 1, 2
    ), merged AS (
        INSERT INTO monitoring.error_groups AS kept (
            fingerprint, agent_key, agent_name, title, first_seen, last_seen, count, event_type, log_level,
            first_release, last_release, example)
        SELECT counted.fingerprint, counted.agent_key, newest.agent_name,
               agentmon.error_title(newest.message, newest.event_type), counted.first_seen,
               counted.last_seen, counted.count, newest.event_type, newest.log_level,
               (SELECT min(released.release) FROM fresh released
                WHERE released.fingerprint = counted.fingerprint
                  AND released.agent_key = counted.agent_key
                  AND released.created_at = counted.first_released
                  AND counted.first_released IS NOT NULL),
               newest.release,
               coalesce(agentmon.error_example(newest.id, newest.created_at), '{}')
        FROM counted
        JOIN fresh newest
          ON newest.id = counted.newest_id
         AND newest.created_at = counted.last_seen
        ORDER BY counted.fingerprint, counted.agent_key
        ON CONFLICT (fingerprint, agent_key) DO UPDATE SET
            count = kept.count + excluded.count,
            first_release = CASE
                WHEN excluded.first_seen < kept.first_seen
                THEN coalesce(excluded.first_release, kept.first_release)
                ELSE coalesce(kept.first_release, excluded.first_release)
            END,
            first_seen = least(kept.first_seen, excluded.first_seen),
            title = CASE WHEN excluded.last_seen >= kept.last_seen THEN excluded.title ELSE kept.title END,
            event_type = CASE
                WHEN excluded.last_seen >= kept.last_seen THEN excluded.event_type
                ELSE kept.event_type
            END,
            log_level = CASE
                WHEN excluded.last_seen >= kept.last_seen THEN excluded.log_level
                ELSE kept.log_level
            END,
            example = CASE
                WHEN excluded.last_seen >= kept.last_seen THEN excluded.example
                ELSE kept.example
            END,
            last_release = CASE
                WHEN excluded.last_seen >= kept.last_seen
                THEN coalesce(excluded.last_release, kept.last_release)
                ELSE kept.last_release
            END,
            last_seen = greatest(kept.last_seen, excluded.last_seen),
            status = CASE
                -- Rows from before it was resolved are late, and no news.
                WHEN kept.status = 'resolved' AND excluded.last_seen > kept.resolved_at THEN 'unresolved'
                WHEN kept.status = 'ignored'
                 AND (excluded.last_seen >= kept.ignored_until
                      OR kept.count + excluded.count >= kept.ignored_count) THEN 'unresolved'
                ELSE kept.status
            END,
            regressed = kept.regressed OR kept.status = 'resolved' AND excluded.last_seen > kept.resolved_at,
            regressed_at = CASE
                WHEN kept.status = 'resolved' AND excluded.last_seen > kept.resolved_at
                THEN excluded.last_seen
                ELSE kept.regressed_at
            END,
            regressed_release = CASE
                WHEN kept.status = 'resolved' AND excluded.last_seen > kept.resolved_at
                THEN excluded.last_release
                ELSE kept.regressed_release
            END
        RETURNING kept.fingerprint, kept.agent_key, kept.agent_name, kept.title, kept.regressed_release,
                  -- It came back just now.
                  kept.status = 'unresolved'
                      AND kept.regressed
                      AND kept.regressed_at = kept.last_seen AS is_back
    ), days AS (
        INSERT INTO monitoring.error_group_days AS kept (fingerprint, agent_key, day, count)
        SELECT fresh.fingerprint, fresh.agent_key, (fresh.created_at AT TIME ZONE 'UTC')::date, count(*)
        FROM fresh
        GROUP BY 1, 2, 3
        ORDER BY 1, 2, 3
        ON CONFLICT (fingerprint, agent_key, day) DO UPDATE SET count = kept.count + excluded.count
    ), added AS (
        INSERT INTO monitoring.error_group_users (fingerprint, agent_key, user_key)
        SELECT by_user.fingerprint, by_user.agent_key, by_user.user_key
        FROM (
            SELECT seen.*, row_number() OVER (PARTITION BY seen.fingerprint, seen.agent_key) AS place
            FROM (
                SELECT DISTINCT fresh.fingerprint, fresh.agent_key,
                       sha256(convert_to(fresh.user_id, 'UTF8')) AS user_key
                FROM fresh
                WHERE fresh.user_id IS NOT NULL
            ) AS seen
        ) AS by_user
        LEFT JOIN monitoring.error_groups grp
          ON grp.fingerprint = by_user.fingerprint
         AND grp.agent_key = by_user.agent_key
        WHERE coalesce(grp.users, 0) + by_user.place <= most_users
        ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING
        RETURNING fingerprint, agent_key
    ), more_users AS (
        SELECT added.fingerprint, added.agent_key, count(*) AS number
        FROM added
        GROUP BY 1, 2
    )
    SELECT (SELECT count(*) FROM fresh) AS number,
           (SELECT array_agg(more.fingerprint ORDER BY more.fingerprint, more.agent_key)
            FROM more_users more) AS fingerprints,
           (SELECT array_agg(more.agent_key ORDER BY more.fingerprint, more.agent_key)
            FROM more_users more) AS agent_keys,
           (SELECT array_agg(more.number ORDER BY more.fingerprint, more.agent_key)
            FROM more_users more) AS numbers,
           (SELECT jsonb_agg(to_jsonb(merged)) FROM merged WHERE merged.is_back) AS back
    INTO STRICT taken;
    IF taken.fingerprints IS NOT NULL THEN
        UPDATE monitoring.error_groups grp
        SET users = grp.users + more.number
        FROM unnest(taken.fingerprints, taken.agent_keys, taken.numbers)
            AS more (fingerprint, agent_key, number)
        WHERE grp.fingerprint = more.fingerprint
          AND grp.agent_key = more.agent_key;
    END IF;
    IF taken.back IS NOT NULL THEN
        PERFORM agentmon.tell_regressions(taken.back, p_now);
    END IF;
    RETURN taken.number;
END
$$;
COMMENT ON FUNCTION agentmon.take_error_groups_of(integer, timestamptz) IS
'take_error_groups() for the rows that were written in one cluster and database, whose cursor is locked. '
'Groups that were resolved are reopened as regressed, with an alert, where an error is newer than that; '
'ignored ones where the time is over or the number is reached.';

CREATE FUNCTION agentmon.tell_regressions(p_groups jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT monitoring.raise_alert(
        jsonb_build_object(
            'alertname', 'error_regressed',
            'agent_name', left(back.document ->> 'agent_name', 1000),
            'fingerprint', back.document ->> 'fingerprint'),
        jsonb_strip_nulls(jsonb_build_object(
            'message', format('An error that was resolved is back: %s', back.document ->> 'title'),
            'release', back.document ->> 'regressed_release')),
        'error',
        ends_at => p_now + agentmon.setting_interval('error_resolve_after'),
        p_now => p_now)
    FROM jsonb_array_elements(p_groups) AS back (document)
$$;
COMMENT ON FUNCTION agentmon.tell_regressions(jsonb, timestamptz) IS
'Raises an alert error_regressed for each of these error groups.';

CREATE FUNCTION agentmon.take_error_groups(p_now timestamptz DEFAULT now()) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '10s' AS $$
DECLARE
    tag integer;
    taken bigint := 0;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    FOR tag IN SELECT * FROM agentmon.lock_cursors('error_groups', 'agent_logs') LOOP
        taken := taken + agentmon.take_error_groups_of(tag, p_now);
    END LOOP;
    RETURN taken;
END
$$;
COMMENT ON FUNCTION agentmon.take_error_groups(timestamptz) IS
'Takes the log rows at error or critical that came since the last run, each exactly once, into '
'error_groups; gives their number. The refresh does so.';

CREATE FUNCTION agentmon.refresh_reports(p_failed text[], p_now timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- Each of its statements reads few rows: to compile them would take longer than to run them, and so would to
-- plan them anew each time.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '10s' SET jit = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    step record;
    failed text[] := '{}';
BEGIN
    FOR step IN
        SELECT *
        FROM (VALUES
            ('take_error_groups', '{agent_logs}'::text[]),
            ('take_usage', '{agent_executions}'),
            ('record_agent_status', '{agent_logs,agent_executions}')
        ) AS steps (member, reads)
        -- A table that could not be read just now is told of already.
        WHERE NOT steps.reads && p_failed
    LOOP
        BEGIN
            EXECUTE format('SELECT agentmon.%I($1)', step.member) USING p_now;
            PERFORM agentmon.end_failure('refresh', step.member);
        EXCEPTION
            WHEN transaction_rollback THEN
                RAISE;
            WHEN OTHERS THEN
                failed := failed || step.member;
                PERFORM agentmon.note_failure('refresh', step.member, SQLERRM, p_now,
                    'What reports read of it stands still until it is put right; nothing is lost.');
        END;
    END LOOP;
    RETURN failed;
END
$$;
COMMENT ON FUNCTION agentmon.refresh_reports(text[], timestamptz) IS
'What the refresh does besides the rollups: error groups, usage, and the verdicts on agents, but for what '
'reads a raw table in p_failed. One that fails is noted in step_failures; gives those.';

-- What people say of them -----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.change_error_groups(
    p_fingerprint text,
    p_agent_name text,
    p_status text,
    p_until timestamptz,
    p_times integer,
    p_now timestamptz
) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    changed integer;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    UPDATE monitoring.error_groups grp
    SET status = p_status,
        resolved_at = CASE WHEN p_status = 'resolved' THEN p_now END,
        regressed = CASE WHEN p_status = 'unresolved' THEN grp.regressed ELSE false END,
        ignored_until = p_until,
        ignored_count = grp.count + p_times
    WHERE grp.fingerprint = p_fingerprint
      AND (p_agent_name IS NULL OR grp.agent_name = p_agent_name);
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed = 0 THEN
        RAISE EXCEPTION 'there is no error group %', coalesce(quote_literal(left(p_fingerprint, 100)), 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = 'No row of monitoring.error_groups has this fingerprint'
                      || CASE WHEN p_agent_name IS NULL THEN '.' ELSE ' and agent.' END,
                  HINT = 'Look them up: SELECT fingerprint, agent_name, title '
                         'FROM monitoring.error_groups ORDER BY last_seen DESC;';
    END IF;
    PERFORM agentmon.log_action(
        'error_group_' || p_status,
        jsonb_strip_nulls(jsonb_build_object(
            'fingerprint', p_fingerprint, 'agent', p_agent_name, 'until', p_until, 'times', p_times)),
        p_now);
    RETURN changed;
END
$$;
COMMENT ON FUNCTION agentmon.change_error_groups(text, text, text, timestamptz, integer, timestamptz) IS
'Gives the error groups of a fingerprint (of one agent, or of all) another status, and writes that down as '
'an event; gives their number. Raises 22023 where there are none.';

CREATE FUNCTION monitoring.resolve_error_group(
    fingerprint text,
    agent_name text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS integer
    LANGUAGE sql VOLATILE
    RETURN agentmon.change_error_groups(fingerprint, agent_name, 'resolved', NULL, NULL, p_now);
COMMENT ON FUNCTION monitoring.resolve_error_group(text, text, timestamptz) IS
'Says that the error of a fingerprint (of one agent, or of all) is mended; when it comes again it is '
'reopened as regressed. Gives the number of groups; raises 22023 where there are none.';

CREATE FUNCTION monitoring.reopen_error_group(
    fingerprint text,
    agent_name text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS integer
    LANGUAGE sql VOLATILE
    RETURN agentmon.change_error_groups(fingerprint, agent_name, 'unresolved', NULL, NULL, p_now);
COMMENT ON FUNCTION monitoring.reopen_error_group(text, text, timestamptz) IS
'Takes back resolve_error_group() or ignore_error_group(). Gives the number of groups; raises 22023 where '
'there are none.';

CREATE FUNCTION monitoring.ignore_error_group(
    fingerprint text,
    agent_name text DEFAULT NULL,
    until timestamptz DEFAULT NULL,
    times integer DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF times IS NOT NULL THEN
        PERFORM agentmon.check_number(times, 'times', 1, 2147483647);
    END IF;
    IF until <= p_now THEN
        PERFORM agentmon.refuse(
            'until must be later than now',
            format('It is %s, and now is %s.', until, p_now),
            'Give a time that is yet to come, or none for as long as nobody reopens it.',
            'invalid_parameter_value');
    END IF;
    RETURN agentmon.change_error_groups(fingerprint, agent_name, 'ignored', until, times, p_now);
END
$$;
COMMENT ON FUNCTION monitoring.ignore_error_group(text, text, timestamptz, integer, timestamptz) IS
'Says that the error of a fingerprint (of one agent, or of all) is not to be looked at: until a time, until '
'it has happened so many times more, or (without either) until it is reopened. Gives the number of groups; '
'raises 22023 where there are none.';

CREATE FUNCTION monitoring.get_error_groups(
    status text DEFAULT 'unresolved',
    agent_name text DEFAULT NULL,
    max_rows integer DEFAULT 50,
    p_now timestamptz DEFAULT now()
) RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
#variable_conflict use_column
DECLARE
    wanted text := CASE WHEN $1 IS NOT NULL THEN
        agentmon.canonical_value($1, 'status of an error group', '{unresolved,resolved,ignored}') END;
    today date := (p_now AT TIME ZONE 'UTC')::date;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_number(max_rows, 'max_rows', 1, 10000);
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(found) - 'agent_key' || jsonb_build_object('trend', trend.counts)
                                  ORDER BY found.last_seen DESC, found.fingerprint), '[]')
        FROM (
            SELECT grp.*
            FROM monitoring.error_groups grp
            WHERE (wanted IS NULL OR grp.status = wanted)
              AND ($2 IS NULL OR grp.agent_name = $2)
              AND grp.first_seen <= p_now
            ORDER BY grp.last_seen DESC, grp.fingerprint
            LIMIT max_rows
        ) AS found
        CROSS JOIN LATERAL (
            -- The last 14 days, the oldest first.
            SELECT jsonb_agg(coalesce(counted.count, 0) ORDER BY days.ago DESC) AS counts
            FROM generate_series(0, 13) AS days (ago)
            LEFT JOIN monitoring.error_group_days counted
              ON counted.fingerprint = found.fingerprint
             AND counted.agent_key = found.agent_key
             AND counted.day = today - days.ago
        ) AS trend);
END
$$;
COMMENT ON FUNCTION monitoring.get_error_groups(text, text, integer, timestamptz) IS
'The error groups of a status (unresolved, resolved, ignored; NULL: any) and an agent (NULL: any), the '
'newest first, as a JSON array, each with its trend: the errors of the last 14 days (UTC), the oldest first.';

GRANT EXECUTE ON FUNCTION
    agentmon.refresh_reports(text[], timestamptz),
    agentmon.take_error_groups(timestamptz)
    TO agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.change_error_groups(text, text, text, timestamptz, integer, timestamptz),
    monitoring.resolve_error_group(text, text, timestamptz),
    monitoring.reopen_error_group(text, text, timestamptz),
    monitoring.ignore_error_group(text, text, timestamptz, integer, timestamptz)
    TO agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.get_error_groups(text, text, integer, timestamptz)
    TO agentmon_reader, agentmon_admin;
