-- Alerts: what raises them, and what people say to them. 55_routing.sql has where they go.

CREATE FUNCTION monitoring.error_fingerprint(message text) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'error_fingerprint_wrapper';
COMMENT ON FUNCTION monitoring.error_fingerprint(text) IS
'16 hexadecimal digits that are the same for messages which differ in their variable parts alone (numbers, '
'ids, addresses, times, quoted values). NULL for NULL.';

CREATE FUNCTION agentmon.alert_steps() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{error rows,names,memory,rules,clocks,resolving,matchers,routing,holding back,groups,escalation,'
           'channels,fallback,claims,circuits,pace,open transactions}'::text[];
COMMENT ON FUNCTION agentmon.alert_steps() IS 'The steps of alerting, as step_failures names them.';

CREATE FUNCTION agentmon.severity_rank(p_severity text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_position('{info,warning,error,critical}'::text[], p_severity);
COMMENT ON FUNCTION agentmon.severity_rank(text) IS '1 for info, 2 warning, 3 error, 4 critical.';

CREATE FUNCTION agentmon.severity_of(p_rank integer) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ('{info,warning,error,critical}'::text[])[p_rank];
COMMENT ON FUNCTION agentmon.severity_of(integer) IS
'The severity of a rank as of severity_rank(); NULL for a number that is none.';

CREATE FUNCTION agentmon.labels_match(p_labels jsonb, p_matchers jsonb) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'labels_match_wrapper';
COMMENT ON FUNCTION agentmon.labels_match(jsonb, jsonb) IS
'Whether labels satisfy all matchers {label: value}, where a value may begin with ~ (a regular expression '
'for the whole label), != or !~. A label that is missing counts as empty; what fits only because labels are '
'missing does not match, and {} matches everything.';

CREATE FUNCTION agentmon.check_texts(p_value jsonb, p_what text, p_hint text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    other record;
BEGIN
    IF jsonb_typeof(p_value) IS DISTINCT FROM 'object' THEN
        PERFORM agentmon.refuse(
            p_what || ' must be a JSON object',
            format('It is %s.', coalesce(jsonb_typeof(p_value), 'NULL')),
            p_hint,
            'invalid_parameter_value');
    END IF;
    SELECT e.key, jsonb_typeof(e.value) AS type
    INTO other
    FROM jsonb_each(p_value) AS e
    WHERE jsonb_typeof(e.value) <> 'string'
    LIMIT 1;
    IF FOUND THEN
        PERFORM agentmon.refuse(
            format('%s: %s must be a text', p_what, quote_literal(other.key)),
            format('It is of type %s.', other.type),
            p_hint,
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_texts(jsonb, text, text) IS
'Raises 22023 for what is no JSON object whose values are texts.';

CREATE FUNCTION agentmon.check_matcher_texts(p_matchers jsonb, p_what text) RETURNS void
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'check_matcher_texts_wrapper';
COMMENT ON FUNCTION agentmon.check_matcher_texts(jsonb, text) IS
'Raises 22023 for matchers, an object of texts, that cannot be read, begin like an operator of another '
'notation, or could never match.';

CREATE FUNCTION agentmon.check_matchers(p_matchers jsonb, p_what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_texts(
        p_matchers,
        p_what,
        'Give {"label": "value"}, with ~ before a regular expression, != or !~ for what it must not be; '
        '{} matches every alert.');
    PERFORM agentmon.check_matcher_texts(p_matchers, p_what);
END
$$;
COMMENT ON FUNCTION agentmon.check_matchers(jsonb, text) IS
'Raises 22023 for matchers that are no object of texts, cannot be read, or could never match: what would '
'stop the routing of every alert, or nothing.';

CREATE FUNCTION agentmon.alert_key(p_source text, p_labels jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN sha256(convert_to(p_source || E'\n' || p_labels::text, 'UTF8'));
COMMENT ON FUNCTION agentmon.alert_key(text, jsonb) IS
'What tells alerts apart: a hash of what raised it (log, rule, raised) and its labels.';

-- Taking in error rows -----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.newest_id_sfunc(internal, timestamptz, uuid) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newest_id_sfunc_wrapper';
CREATE FUNCTION agentmon.newest_id_final(internal) RETURNS uuid
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newest_id_final_wrapper';
CREATE AGGREGATE agentmon.newest_id(timestamptz, uuid) (
    SFUNC = agentmon.newest_id_sfunc, STYPE = internal, SSPACE = 64, FINALFUNC = agentmon.newest_id_final
);
COMMENT ON FUNCTION agentmon.newest_id_sfunc(internal, timestamptz, uuid) IS
'Transition function of newest_id().';
COMMENT ON FUNCTION agentmon.newest_id_final(internal) IS 'Final function of newest_id().';
COMMENT ON AGGREGATE agentmon.newest_id(timestamptz, uuid) IS
'Takes times and ids, and gives the id with the latest time; of several the largest. Rows without a time or '
'an id are left out; NULL for no rows.';

CREATE FUNCTION agentmon.fresh_errors(
    p_tag integer,
    p_known pg_snapshot,
    p_own bigint,
    p_since timestamptz
) RETURNS TABLE (
    is_old boolean,
    labels jsonb,
    severity text,
    count bigint,
    starts_at timestamptz,
    last_seen_at timestamptz,
    annotations jsonb,
    stamp bigint
)
LANGUAGE plpgsql STABLE
-- The planner's statistics know of few rows. Its plan must do for a storm of errors all the same: with
-- hashes, whose memory is bounded, and so without nested loops and sorts. A plan that needs what is switched
-- off costs so much that all of it would be compiled: no JIT. It is planned anew for each step: while a
-- partition is empty, any index will do for its error rows, and a daemon that kept such a plan would read all
-- of them each time.
SET search_path = pg_catalog, pg_temp SET row_security = off
SET enable_seqscan = off SET enable_nestloop = off SET enable_sort = off SET jit = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH entries AS (
        SELECT entry.*, entry.created_at < p_since AS is_old
        FROM agentmon.unread_errors(p_tag, p_known, p_own) entry
    ), fresh AS MATERIALIZED (
        -- Of old ones there may be millions: nothing is kept of them but times and stamps.
        SELECT entry.is_old,
               CASE WHEN NOT entry.is_old THEN entry.agent_name END AS agent_name,
               CASE WHEN NOT entry.is_old THEN entry.event_type END AS event_type,
               CASE WHEN NOT entry.is_old THEN entry.log_level END AS log_level,
               CASE WHEN NOT entry.is_old THEN entry.message END AS message,
               CASE WHEN NOT entry.is_old THEN entry.id END AS id,
               entry.created_at,
               CASE WHEN NOT entry.is_old THEN entry.request_id END AS request_id,
               entry.stamp,
               CASE
                   WHEN NOT entry.is_old THEN monitoring.error_fingerprint(coalesce(entry.message, ''))
               END AS fingerprint
        FROM entries entry
    ), counted AS (
        SELECT fresh.is_old,
               fresh.agent_name,
               fresh.event_type,
               fresh.log_level,
               fresh.fingerprint,
               count(*) AS count,
               min(fresh.created_at) AS starts_at,
               max(fresh.created_at) AS last_seen_at,
               agentmon.newest_id(fresh.created_at, fresh.id) AS id,
               max(fresh.stamp) AS stamp
        FROM fresh
        GROUP BY 1, 2, 3, 4, 5
    )
    SELECT counted.is_old,
           jsonb_strip_nulls(jsonb_build_object(
               'alertname', 'agent_error',
               'agent_name', counted.agent_name,
               'event_type', counted.event_type,
               'log_level', counted.log_level,
               'fingerprint', counted.fingerprint)),
           counted.log_level,
           counted.count,
           counted.starts_at,
           counted.last_seen_at,
           jsonb_strip_nulls(jsonb_build_object(
               'message', left(newest.message, 1000),
               'log_id', newest.id,
               'request_id', newest.request_id)),
           counted.stamp
    FROM counted
    LEFT JOIN fresh newest ON newest.id = counted.id
        AND newest.created_at = counted.last_seen_at;
END
$$;
COMMENT ON FUNCTION agentmon.fresh_errors(integer, pg_snapshot, bigint, timestamptz) IS
'The log rows at error or critical of a cluster tag that a consumer which knows the snapshot p_known has not '
'read, but for those of the stamp p_own, as the calling statement sees them: by agent, event type, level and '
'fingerprint, with the labels and annotations of their alert; those of before p_since all in one row '
'(is_old).';

CREATE FUNCTION agentmon.raise_errors(p_groups jsonb[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    keys bytea[] := ARRAY(
        SELECT agentmon.alert_key('log', taken.document -> 'labels')
        FROM unnest(p_groups) AS taken (document));
    held bytea[];
BEGIN
    -- An alert that an open transaction holds (somebody acknowledges it) takes its further errors later.
    WITH free AS MATERIALIZED (
        SELECT alert.alert_key
        FROM monitoring.alerts alert
        WHERE alert.alert_key = ANY (keys)
          AND alert.state <> 'resolved'
        FOR UPDATE SKIP LOCKED
    )
    SELECT coalesce(array_agg(alert.alert_key), '{}')
    INTO held
    FROM monitoring.alerts alert
    WHERE alert.alert_key = ANY (keys)
      AND alert.state <> 'resolved'
      AND alert.alert_key NOT IN (SELECT free.alert_key FROM free);
    IF held <> '{}' THEN
        PERFORM agentmon.note_blockers(p_now);
        INSERT INTO monitoring.errors_put_off (document, put_off_at)
        SELECT taken.document, p_now
        FROM unnest(p_groups) AS taken (document)
        WHERE agentmon.alert_key('log', taken.document -> 'labels') = ANY (held);
    END IF;
    INSERT INTO monitoring.alerts AS alert (
        alert_key, source, labels, annotations, severity, state, count,
        starts_at, fired_at, last_seen_at, updated_at)
    SELECT fresh.alert_key, 'log', fresh.labels, fresh.annotations, fresh.severity, 'firing', fresh.count,
           fresh.starts_at, p_now, fresh.last_seen_at, p_now
    FROM (
        SELECT agentmon.alert_key('log', entry.labels) AS alert_key, entry.*
        FROM unnest(p_groups) AS taken (document)
        CROSS JOIN LATERAL jsonb_to_record(taken.document) AS entry (
            labels jsonb, severity text, count bigint, starts_at timestamptz, last_seen_at timestamptz,
            annotations jsonb)
    ) AS fresh
    WHERE fresh.alert_key <> ALL (held)
    ORDER BY 1
    ON CONFLICT (alert_key) WHERE state <> 'resolved' DO UPDATE SET
        count = alert.count + excluded.count,
        starts_at = least(alert.starts_at, excluded.starts_at),
        annotations = CASE
            WHEN excluded.last_seen_at >= alert.last_seen_at THEN excluded.annotations
            ELSE alert.annotations
        END,
        last_seen_at = greatest(alert.last_seen_at, excluded.last_seen_at),
        updated_at = excluded.updated_at,
        news = true;
    RETURN (SELECT sum((taken.document ->> 'count')::bigint) FROM unnest(p_groups) AS taken (document));
END
$$;
COMMENT ON FUNCTION agentmon.raise_errors(jsonb[], timestamptz) IS
'Raises the alerts of rows of fresh_errors(), as JSON objects, or brings the open ones up to date (those '
'that an open transaction holds: later); gives the number of error rows.';

CREATE FUNCTION agentmon.raise_lost_errors(p_number bigint, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.raise_errors(ARRAY[jsonb_build_object(
        'labels', jsonb_build_object('alertname', 'agent_error', 'event_type', 'error_rows_not_taken'),
        'severity', 'critical',
        'count', p_number,
        'starts_at', p_now,
        'last_seen_at', p_now,
        'annotations', jsonb_build_object(
            'message', format('%s error rows could not be made alerts of their own', p_number),
            'description', 'Why stands in monitoring.step_failures (step error rows); the rows stand in '
                           'monitoring.agent_logs.'))], p_now);
    RETURN true;
EXCEPTION
    WHEN serialization_failure THEN
        RAISE;
    WHEN OTHERS THEN
        PERFORM agentmon.note_failure('error rows', 'error_rows_not_taken', SQLERRM, p_now,
            'No alert can be written down; the errors wait, and are told when it is put right.');
        RETURN false;
END
$$;
COMMENT ON FUNCTION agentmon.raise_lost_errors(bigint, timestamptz) IS
'Raises one alert for error rows that could not be made alerts of their own, so that they are told all the '
'same; says whether that went well.';

CREATE FUNCTION agentmon.keep_lost_errors(p_groups jsonb[], p_missing bigint, p_now timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept bigint;
BEGIN
    IF p_missing = 0 OR agentmon.raise_lost_errors(p_missing, p_now) THEN
        RETURN;
    END IF;
    WITH waiting AS (
        INSERT INTO monitoring.errors_put_off (document, put_off_at)
        SELECT lost.document, p_now
        FROM unnest(p_groups) AS lost (document)
        WHERE agentmon.member_fails('error rows', lost.document::text)
        RETURNING document
    )
    SELECT coalesce(sum((put_off.document ->> 'count')::bigint), 0)
    INTO kept
    FROM waiting put_off;
    IF kept <> p_missing THEN
        -- All that was done for them is undone, also the move of the cursor: they are read anew.
        RAISE EXCEPTION '% error rows could be neither raised nor put off', p_missing - kept
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'What failed could not be written into monitoring.step_failures.',
                  HINT = 'They stay unread, and are taken when it is put right.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.keep_lost_errors(jsonb[], bigint, timestamptz) IS
'Sees to it that error rows, p_missing of those in p_groups, whose alerts could not be raised are not lost: '
'they are told by a common alert, or where that cannot be raised either, put off to the next step.';

CREATE FUNCTION agentmon.take_put_off(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Where nothing can be raised, each step tries so many.
    most CONSTANT integer := 1000;
    taken jsonb[];
    waiting jsonb[];
    number bigint;
    raised bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM monitoring.errors_put_off) THEN
        RETURN 0;
    END IF;
    WITH gone AS (
        DELETE FROM monitoring.errors_put_off put_off
        WHERE put_off.ctid = ANY (ARRAY(
            SELECT oldest.ctid
            FROM monitoring.errors_put_off oldest
            ORDER BY oldest.put_off_at
            LIMIT most))
        RETURNING put_off.document
    )
    SELECT array_agg(put_off.document)
    INTO taken
    FROM gone put_off;
    -- What was noted of them has ended, or is noted anew.
    IF agentmon.member_fails('error rows') THEN
        PERFORM agentmon.end_failure('error rows', t.document::text)
        FROM unnest(taken) AS t (document);
    END IF;
    WITH summed AS (
        -- One row for each alert, as a statement can change an alert only once.
        SELECT jsonb_build_object(
                   'labels', put_off.document -> 'labels',
                   'severity', min(put_off.document ->> 'severity'),
                   'count', sum((put_off.document ->> 'count')::bigint),
                   'starts_at', min((put_off.document ->> 'starts_at')::timestamptz),
                   'last_seen_at', max((put_off.document ->> 'last_seen_at')::timestamptz),
                   'annotations', (array_agg(put_off.document -> 'annotations'
                       ORDER BY (put_off.document ->> 'last_seen_at')::timestamptz DESC))[1]) AS document
        FROM unnest(taken) AS put_off (document)
        GROUP BY put_off.document -> 'labels'
    )
    SELECT array_agg(total.document),
           sum((total.document ->> 'count')::bigint)
    INTO waiting, number
    FROM summed total;
    raised := agentmon.one_by_one('error rows', 'raise_errors', waiting, p_now);
    IF raised = number THEN
        PERFORM agentmon.end_failure('error rows', 'error_rows_not_taken');
    END IF;
    PERFORM agentmon.keep_lost_errors(waiting, number - raised, p_now);
    RETURN raised;
END
$$;
COMMENT ON FUNCTION agentmon.take_put_off(timestamptz) IS
'Raises the errors that had to wait: for an open transaction, as far as it has ended, or for alerts that '
'could not be written. Gives their number.';

CREATE FUNCTION agentmon.note_old_errors(p_old jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- An import comes in many steps: they share an event for ten minutes.
    UPDATE public.monitoring_events noted
    SET details = noted.details || jsonb_build_object(
        'rows', (noted.details ->> 'rows')::bigint + (p_old ->> 'count')::bigint,
        'from', least((noted.details ->> 'from')::timestamptz, (p_old ->> 'starts_at')::timestamptz),
        'to', greatest((noted.details ->> 'to')::timestamptz, (p_old ->> 'last_seen_at')::timestamptz))
    WHERE noted.event_type = 'old_errors_not_told'
      AND noted.created_at > p_now - interval '10 minutes'
      AND noted.created_at <= p_now;
    IF NOT FOUND THEN
        PERFORM monitoring.log_event('old_errors_not_told', jsonb_build_object(
            'rows', p_old -> 'count',
            'from', p_old -> 'starts_at',
            'to', p_old -> 'last_seen_at',
            'setting', 'error_resolve_after'), p_now);
    END IF;
EXCEPTION
    WHEN serialization_failure THEN
        RAISE;
    WHEN OTHERS THEN
        PERFORM agentmon.note_failure('error rows', 'old_errors_not_told', SQLERRM, p_now,
            'Errors that were old when they came in were passed over, and that could not be written down.');
END
$$;
COMMENT ON FUNCTION agentmon.note_old_errors(jsonb, timestamptz) IS
'Writes down, as an event old_errors_not_told, that error rows came in which were over by then: their '
'number, and from when to when they are.';

CREATE FUNCTION agentmon.take_errors_of(p_tag integer, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    -- So many alerts at a time that they fit into memory.
    slice CONSTANT integer := 1000;
    known pg_snapshot;
    own bigint := agentmon.own_stamp(p_tag);
    looked_at timestamptz;
    groups jsonb[];
    old jsonb;
    found_rows bigint;
    raised bigint := 0;
BEGIN
    SELECT c.snapshot, c.as_of
    INTO STRICT known, looked_at
    FROM monitoring.consumer_cursors c
    WHERE c.consumer = 'alerts'
      AND c.source = 'agent_logs'
      AND c.cluster_tag = p_tag;
    -- One statement, and so one snapshot, reads the inbox and moves the cursor.
    WITH fresh AS MATERIALIZED (
        -- What was not there at the last look came in after it. What was over by then, had it been told in
        -- time, is told to nobody: somebody brings his history along. A clock that is ahead makes nothing
        -- old. On the clock of a test, before the installation, nobody knows when rows came in: a day is let
        -- pass.
        SELECT errors.*
        FROM agentmon.fresh_errors(
            p_tag,
            known,
            own,
            CASE
                WHEN looked_at IS NULL AND agentmon.installed_at() > p_now THEN p_now - interval '1 day'
                ELSE least(p_now, now(), coalesce(looked_at, agentmon.installed_at()))
            END - agentmon.setting_interval('error_resolve_after')) errors
    ), moved AS (
        UPDATE monitoring.consumer_cursors cur
        SET as_of = p_now,
            snapshot = agentmon.snapshot_to_store(
                p_tag,
                known,
                pg_current_snapshot(),
                (SELECT max(fresh.stamp) FROM fresh))
        WHERE cur.consumer = 'alerts'
          AND cur.source = 'agent_logs'
          AND cur.cluster_tag = p_tag
    )
    SELECT array_agg(to_jsonb(fresh) - '{is_old,stamp}'::text[]) FILTER (WHERE NOT fresh.is_old),
           coalesce(sum(fresh.count) FILTER (WHERE NOT fresh.is_old), 0),
           (array_agg(to_jsonb(fresh)) FILTER (WHERE fresh.is_old))[1]
    INTO groups, found_rows, old
    FROM fresh;
    IF old IS NOT NULL THEN
        PERFORM agentmon.note_old_errors(old, p_now);
    END IF;
    IF groups IS NULL THEN
        RETURN 0;
    END IF;
    IF p_tag = agentmon.adopted_tag() AND NOT agentmon.setting_boolean('alert_adopted_rows') THEN
        -- Somebody has set it so that these rows raise no alerts; it is written down all the same.
        PERFORM monitoring.log_event('error_rows_written_off', jsonb_build_object(
            'rows', found_rows,
            'alerts', cardinality(groups),
            'cluster_tag', p_tag,
            'setting', 'alert_adopted_rows'), p_now);
        RETURN 0;
    END IF;
    FOR place IN 1 .. cardinality(groups) BY slice LOOP
        raised := raised + agentmon.one_by_one(
            'error rows', 'raise_errors', groups[place : place + slice - 1], p_now);
    END LOOP;
    PERFORM agentmon.keep_lost_errors(groups, found_rows - raised, p_now);
    RETURN found_rows;
END
$$;
COMMENT ON FUNCTION agentmon.take_errors_of(integer, timestamptz) IS
'take_error_rows() for the rows that were written in one cluster and database, whose cursor is locked. Those '
'of another one are raised only if the setting alert_adopted_rows says so, and else written off with an '
'event.';

CREATE FUNCTION agentmon.take_error_rows(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    tag integer;
    taken bigint := 0;
BEGIN
    FOR tag IN SELECT * FROM agentmon.lock_cursors('alerts', 'agent_logs') LOOP
        IF tag = agentmon.cluster_tag() THEN
            PERFORM agentmon.try_step('error rows', 'take_put_off', p_now);
        END IF;
        BEGIN
            taken := taken + agentmon.take_errors_of(tag, p_now);
            PERFORM agentmon.end_failure('error rows', 'cursor ' || tag);
        EXCEPTION
            WHEN serialization_failure THEN
                RAISE;
            WHEN OTHERS THEN
                PERFORM agentmon.note_failure('error rows', 'cursor ' || tag, SQLERRM, p_now,
                    'Error rows of this origin wait until it is put right.');
        END;
    END LOOP;
    RETURN taken;
END
$$;
COMMENT ON FUNCTION agentmon.take_error_rows(timestamptz) IS
'Takes the log rows at error or critical that came since the last run, each exactly once, into alerts; gives '
'their number. One that cannot be made an alert is told by a common one, and noted. Those that were older '
'than the setting error_resolve_after when they came in raise none.';

-- Raised by anybody ---------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.goes_on_as(p_severity text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_build_object('ended', format('It goes on as %s.', p_severity));
COMMENT ON FUNCTION agentmon.goes_on_as(text) IS
'The annotation of an alert that has ended because it fires with another severity from now on.';

CREATE FUNCTION monitoring.raise_alert(
    labels jsonb,
    annotations jsonb DEFAULT '{}',
    severity text DEFAULT 'error',
    starts_at timestamptz DEFAULT NULL,
    ends_at timestamptz DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET row_security = off
SET lock_timeout = '5s' AS $$
#variable_conflict use_column
DECLARE
    canonical text := agentmon.canonical_severity(raise_alert.severity);
    -- A label named severity means the severity.
    labelled text;
    notes jsonb := coalesce(raise_alert.annotations, '{}');
    -- Where only its end is given, the alert may have ended before now.
    began timestamptz := coalesce(raise_alert.starts_at, least(p_now, raise_alert.ends_at));
    ended boolean := coalesce(raise_alert.ends_at <= p_now, false);
    raised uuid;
    wanted_key bytea;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.check_texts(
        raise_alert.labels,
        'labels',
        'Give {"alertname": "backup_failed", "host": "db1"}: together they say which alert it is.');
    PERFORM agentmon.check_texts(
        notes,
        'annotations',
        'Give {"summary": "...", "message": "..."}: they may change from one call to the next.');
    IF raise_alert.labels ? 'severity' THEN
        labelled := agentmon.canonical_severity(raise_alert.labels ->> 'severity');
        IF labelled <> canonical AND canonical <> 'error' THEN
            PERFORM agentmon.refuse(
                'the severity is given twice',
                format('The label says %s, the argument %s.', labelled, canonical),
                'Give one of them; it is a label of every alert to routes, silences and inhibition rules.',
                'invalid_parameter_value');
        END IF;
        canonical := labelled;
        raise_alert.labels := raise_alert.labels - 'severity';
    END IF;
    IF raise_alert.labels = '{}' THEN
        PERFORM agentmon.refuse(
            'an alert needs labels',
            'labels has nothing, or nothing but a severity.',
            'Give at least {"alertname": "..."}.',
            'invalid_parameter_value');
    END IF;
    IF NOT isfinite(began) OR NOT isfinite(raise_alert.ends_at) OR raise_alert.ends_at < began THEN
        PERFORM agentmon.refuse(
            'starts_at and ends_at must be finite, and not the wrong way round',
            format('starts_at is %s, ends_at is %s.', began, coalesce(raise_alert.ends_at::text, 'NULL')),
            'Leave ends_at out for an alert that lasts until resolve_alert().',
            'invalid_parameter_value');
    END IF;
    wanted_key := agentmon.alert_key('raised', raise_alert.labels);
    -- Another transaction may hold this very alert: it is waited for, but not for ever (lock_timeout).
    BEGIN
        LOOP
            -- With another severity it is another alert, for others to hear of: the one before has ended.
            UPDATE monitoring.alerts AS alert
            SET state = 'resolved',
                ends_at = p_now,
                updated_at = p_now,
                news = true,
                annotations = alert.annotations || agentmon.goes_on_as(canonical)
            WHERE alert.alert_key = wanted_key
              AND alert.state <> 'resolved'
              AND alert.severity <> canonical
              AND NOT ended
            RETURNING alert.id INTO raised;
            IF raised IS NOT NULL THEN
                PERFORM agentmon.note_alert(
                    raised, 'changed', format('it was raised again as %s', canonical), p_now);
                raised := NULL;
            END IF;
            -- The same labels again: the same alert, with what is known now.
            UPDATE monitoring.alerts AS alert
            SET annotations = CASE WHEN notes = '{}' THEN alert.annotations ELSE notes END,
                starts_at = least(alert.starts_at, began),
                ends_at = raise_alert.ends_at,
                last_seen_at = greatest(alert.last_seen_at, p_now),
                updated_at = p_now,
                state = CASE WHEN ended THEN 'resolved' ELSE alert.state END,
                news = alert.news OR ended
            WHERE alert.alert_key = wanted_key
              AND alert.state <> 'resolved'
            RETURNING alert.id INTO raised;
            IF raised IS NULL THEN
                INSERT INTO monitoring.alerts AS alert (
                    alert_key, source, labels, annotations, severity, state,
                    starts_at, fired_at, last_seen_at, ends_at, updated_at, news)
                VALUES (
                    wanted_key,
                    'raised',
                    raise_alert.labels,
                    notes,
                    canonical,
                    CASE WHEN ended THEN 'resolved' ELSE 'firing' END,
                    began,
                    p_now,
                    p_now,
                    raise_alert.ends_at,
                    p_now,
                    NOT ended)
                -- Another session raised it at the same time: once more, now that it is there.
                ON CONFLICT (alert_key) WHERE state <> 'resolved' DO NOTHING
                RETURNING alert.id INTO raised;
                IF ended AND raised IS NOT NULL THEN
                    PERFORM agentmon.note_alert(raised, 'not told', 'it was over when it was raised', p_now);
                END IF;
            END IF;
            EXIT WHEN raised IS NOT NULL;
        END LOOP;
    EXCEPTION WHEN lock_not_available THEN
        PERFORM agentmon.refuse_held(
            'the alert with these labels',
            'Nothing has been raised: call raise_alert() again when that transaction has ended.');
    END;
    NOTIFY agentmon_alerts;
    RETURN raised;
END
$$;
COMMENT ON FUNCTION monitoring.raise_alert(jsonb, jsonb, text, timestamptz, timestamptz, timestamptz) IS
'Raises an alert, or brings the open one with the same labels up to date (where the severity differs: ends '
'it and raises another); gives its id. labels and annotations are objects of texts, severity info, warning, '
'error or critical; a label severity means the same, and is no part of what tells alerts apart. It resolves '
'at ends_at (at once where that is past), without it by resolve_alert(). Raises 22023 for arguments of '
'another form.';

-- What people say to them ----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.note_alert(p_alert uuid, p_event text, p_detail text, p_now timestamptz)
RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
    VALUES (p_alert, p_now, p_event, p_detail)
$$;
COMMENT ON FUNCTION agentmon.note_alert(uuid, text, text, timestamptz) IS
'Writes down what happened to an alert, for explain_notification().';

CREATE FUNCTION agentmon.lock_open_alert(p_alert uuid) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    alert record;
BEGIN
    BEGIN
        -- NO KEY: messages that name the alert are composed meanwhile.
        SELECT id, state, updated_at
        INTO alert
        FROM monitoring.alerts
        WHERE id = p_alert
        FOR NO KEY UPDATE;
    EXCEPTION WHEN lock_not_available THEN
        PERFORM agentmon.refuse_held(
            format('alert %s', p_alert),
            'Nothing has changed: say it again when that transaction has ended.');
    END;
    IF alert.id IS NULL OR alert.state = 'resolved' THEN
        RAISE EXCEPTION 'there is no open alert %', coalesce(p_alert::text, 'NULL')
            USING ERRCODE = 'no_data_found',
                  DETAIL = CASE
                      WHEN alert.id IS NULL THEN 'No alert has this id.'
                      ELSE format('It was resolved at %s.', alert.updated_at)
                  END,
                  HINT = 'Open ones: SELECT id, labels FROM monitoring.alerts WHERE state <> ''resolved''.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.lock_open_alert(uuid) IS
'Locks an alert until the transaction ends; raises P0002 where it is unknown or resolved, and 55P03 where '
'another open transaction holds it for longer than five seconds.';

CREATE FUNCTION monitoring.resolve_alert(
    p_alert uuid,
    p_comment text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.lock_open_alert(p_alert);
    UPDATE monitoring.alerts
    SET state = 'resolved',
        ends_at = p_now,
        updated_at = p_now,
        news = true
    WHERE id = p_alert;
    PERFORM agentmon.note_alert(
        p_alert,
        'resolved by hand',
        concat_ws(': ', session_user, p_comment),
        p_now);
    NOTIFY agentmon_alerts;
END
$$;
COMMENT ON FUNCTION monitoring.resolve_alert(uuid, text, timestamptz) IS
'Resolves an open alert by hand. What still raises it (an error row, a rule) raises a new one. Raises P0002 '
'for one that is unknown or resolved.';

CREATE FUNCTION monitoring.acknowledge_alert(
    p_alert uuid,
    p_by text DEFAULT session_user,
    p_comment text DEFAULT NULL,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.lock_open_alert(p_alert);
    UPDATE monitoring.alerts
    SET acknowledged_at = p_now,
        acknowledged_by = coalesce(p_by, session_user)
    WHERE id = p_alert;
    PERFORM agentmon.note_alert(
        p_alert,
        'acknowledged',
        concat_ws(': ', coalesce(p_by, session_user), p_comment),
        p_now);
    PERFORM agentmon.tell_in_hand(p_alert, p_now);
    NOTIFY agentmon_alerts;
END
$$;
COMMENT ON FUNCTION monitoring.acknowledge_alert(uuid, text, text, timestamptz) IS
'Says that somebody takes care of an open alert: it is not repeated, its further events are not told and '
'nobody else is called, until it is resolved; that is told. Raises P0002 for one that is unknown or '
'resolved.';

CREATE FUNCTION monitoring.snooze_alert(
    p_alert uuid,
    p_until timestamptz,
    p_by text DEFAULT session_user,
    p_now timestamptz DEFAULT now()
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF p_until IS NULL OR NOT isfinite(p_until) THEN
        PERFORM agentmon.refuse(
            'p_until must be a finite time',
            format('It is %s.', coalesce(p_until::text, 'NULL')),
            'Give a time, or an interval from now on; a time that is past ends the snooze.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.lock_open_alert(p_alert);
    UPDATE monitoring.alerts
    SET snoozed_until = p_until
    WHERE id = p_alert;
    PERFORM agentmon.note_alert(
        p_alert,
        'snoozed',
        format('until %s by %s', p_until, coalesce(p_by, session_user)),
        p_now);
    PERFORM agentmon.recheck_groups(p_alert);
    PERFORM agentmon.tell_in_hand(p_alert, p_now);
    NOTIFY agentmon_alerts;
END
$$;
COMMENT ON FUNCTION monitoring.snooze_alert(uuid, timestamptz, text, timestamptz) IS
'Tells nothing of an open alert until p_until, then tells it if it still fires; its resolve is told all the '
'same. Raises P0002 for one that is unknown or resolved.';

CREATE FUNCTION monitoring.snooze_alert(
    p_alert uuid,
    p_for interval,
    p_by text DEFAULT session_user,
    p_now timestamptz DEFAULT now()
) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
    AS $$SELECT monitoring.snooze_alert(p_alert, p_now + p_for, p_by, p_now)$$;
COMMENT ON FUNCTION monitoring.snooze_alert(uuid, interval, text, timestamptz) IS
'As the other, for so long from p_now on.';

-- Ending by themselves -------------------------------------------------------------------------------------

CREATE FUNCTION agentmon.end_raised(p_alerts uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    UPDATE monitoring.alerts alert
    SET state = 'resolved',
        updated_at = p_now,
        news = true
    WHERE alert.id = ANY (p_alerts);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;
COMMENT ON FUNCTION agentmon.end_raised(uuid[], timestamptz) IS
'Resolves raised alerts whose ends_at has come; gives their number.';

CREATE FUNCTION agentmon.resolve_ended(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN agentmon.one_by_one('resolving', 'end_raised', ARRAY(
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.state = 'firing'
          AND alert.source = 'raised'
          AND alert.ends_at <= p_now
        -- One that its writer is just prolonging is left for the next step, rather than waited for.
        FOR UPDATE SKIP LOCKED), p_now);
END
$$;
COMMENT ON FUNCTION agentmon.resolve_ended(timestamptz) IS
'Resolves the raised alerts whose ends_at has come; gives their number.';

CREATE FUNCTION agentmon.end_quiet(p_alerts uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    UPDATE monitoring.alerts alert
    SET state = 'resolved',
        ends_at = alert.last_seen_at,
        updated_at = p_now,
        news = true
    WHERE alert.id = ANY (p_alerts);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;
COMMENT ON FUNCTION agentmon.end_quiet(uuid[], timestamptz) IS
'Resolves alerts of error rows that are over; gives their number.';

CREATE FUNCTION agentmon.resolve_quiet_errors(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN agentmon.one_by_one('resolving', 'end_quiet', ARRAY(
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.state = 'firing'
          AND alert.source = 'log'
          AND alert.updated_at <= p_now - agentmon.setting_interval('error_resolve_after')
          -- What a group has yet to tell is told first: an error never passes in silence, unless somebody
          -- wanted it so.
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_group_members member
              JOIN monitoring.alert_groups grp ON grp.id = member.group_id
              WHERE member.alert_id = alert.id
                AND member.notified_count < alert.count
                AND member.held_by IS NULL
                AND alert.acknowledged_at IS NULL
                AND grp.flush_at IS NOT NULL)
          -- Nor is it over while a channel has yet to hear of it.
          AND NOT EXISTS (
              SELECT FROM monitoring.notification_alerts said
              JOIN monitoring.notifications message ON message.id = said.notification_id
                  AND message.state IN ('pending', 'sending')
                  AND message.reason NOT IN ('repeat', 'escalation', 'acknowledged')
              JOIN monitoring.notification_channels channel ON channel.name = message.channel
                  AND channel.enabled
              WHERE said.alert_id = alert.id
                AND said.state = 'firing'
                AND agentmon.kind_is_served(channel.kind, p_now))
        FOR UPDATE SKIP LOCKED), p_now);
END
$$;
COMMENT ON FUNCTION agentmon.resolve_quiet_errors(timestamptz) IS
'Resolves the alerts of error rows that have been silent for the setting error_resolve_after, once they have '
'been told in full or were held back; gives their number.';

GRANT EXECUTE ON FUNCTION
    agentmon.alert_steps(),
    monitoring.error_fingerprint(text),
    agentmon.labels_match(jsonb, jsonb),
    agentmon.severity_rank(text)
    TO agentmon_reader, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.raise_alert(jsonb, jsonb, text, timestamptz, timestamptz, timestamptz)
    TO agentmon_writer, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.resolve_alert(uuid, text, timestamptz),
    monitoring.acknowledge_alert(uuid, text, text, timestamptz),
    monitoring.snooze_alert(uuid, timestamptz, text, timestamptz),
    monitoring.snooze_alert(uuid, interval, text, timestamptz)
    TO agentmon_notifier, agentmon_admin;
