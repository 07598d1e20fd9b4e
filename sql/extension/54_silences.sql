-- What holds alerts back: silences, times of the week, inhibition, snooze.

CREATE FUNCTION agentmon.check_timezone(p_timezone text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- PostgreSQL also takes abbreviations, and reads anything else as POSIX has it: Foo+5 is five hours west
    -- of nowhere.
    IF NOT EXISTS (
        SELECT FROM pg_timezone_names zone
        WHERE lower(zone.name) = lower(p_timezone)
          -- Some names are listed, and mean as little: EST has no summer time, and EST5EDT is of no place.
          AND zone.name !~ '^(posix|right)/|^(posixrules|localtime|Factory|EST|MST|HST)$|^[A-Z]{3}[0-9]'
    ) THEN
        PERFORM agentmon.refuse(
            format('%s is not a time zone', coalesce(quote_literal(p_timezone), 'NULL')),
            'It must be the full name of one, which knows of summer time; abbreviations and offsets as in '
            'PST or UTC+3 mean other things than they seem to.',
            'Names are listed in pg_timezone_names, as Europe/Rome; a fixed offset is Etc/GMT-3, three hours '
            'ahead of UTC.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_timezone(text) IS
'Raises 22023 for what is not the full name of a time zone.';

CREATE FUNCTION agentmon.check_number_list(p_list integer[], p_column text, p_least integer, p_most integer)
RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    others text := (
        SELECT string_agg(coalesce(listed.number::text, 'NULL'), ', ')
        FROM unnest(p_list) AS listed (number)
        WHERE listed.number IS NULL
           OR listed.number = 0
           OR listed.number NOT BETWEEN p_least AND p_most);
    allowed text := CASE
        WHEN p_least < 0 THEN format('1 to %s, or %s to -1 from the end', p_most, p_least)
        ELSE format('%s to %s', p_least, p_most)
    END;
BEGIN
    IF p_list = '{}' THEN
        PERFORM agentmon.refuse(
            format('%s is an empty list', p_column),
            'It would never hold.',
            format('Give numbers from %s, or NULL for every one.', allowed));
    END IF;
    IF others IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('%s has %s', p_column, others),
            format('%s are from %s.', p_column, allowed),
            'Give such numbers, or NULL for every one.');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_number_list(integer[], text, integer, integer) IS
'Raises 23514 for a list of days or months that is empty, or has what is not in the bounds (0 never is).';

CREATE FUNCTION agentmon.check_month_days(p_days integer[], p_months integer[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- In a leap year, which has a 29th of February.
    IF NOT EXISTS (
        SELECT
        FROM unnest(p_days) AS wanted (day)
        CROSS JOIN unnest(coalesce(p_months, '{1}')) AS listed (month)
        WHERE abs(wanted.day) <= extract(
            day FROM make_date(2000, listed.month, 1) + interval '1 month - 1 day')
    ) THEN
        PERFORM agentmon.refuse(
            'these days are in none of these months',
            format('days_of_month is %s, months is %s.', p_days, p_months),
            'Give days that the months have; -1 is the last day of each.');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_month_days(integer[], integer[]) IS
'Raises 23514 for days of the month of which none is in any of the months, as the 30th of February.';

CREATE FUNCTION agentmon.check_name(p_name text, p_what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_name !~ '[^[:space:][:cntrl:]]' THEN
        PERFORM agentmon.refuse(
            format('a %s needs a name', p_what),
            format('name is %s.', CASE p_name WHEN '' THEN 'empty' ELSE 'blank' END),
            'Give it one that can be read in messages and lists.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_name(text, text) IS
'Raises 22023 for a name that is empty or has nothing but blanks; p_what says what bears it.';

CREATE FUNCTION agentmon.check_mute_time() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_name(NEW.name, 'mute time');
    PERFORM agentmon.check_matchers(NEW.matchers, 'matchers');
    PERFORM agentmon.check_timezone(NEW.timezone);
    IF NEW.time_from = NEW.time_to THEN
        PERFORM agentmon.refuse(
            format('mute time %s would begin and end at the same time', quote_literal(NEW.name)),
            format('time_from and time_to are %s.', NEW.time_from),
            'For whole days leave both out (00:00 to 24:00); a time_to before time_from ends on the next '
            'day.');
    END IF;
    PERFORM agentmon.check_number_list(NEW.weekdays, 'weekdays', 1, 7);
    PERFORM agentmon.check_number_list(NEW.months, 'months', 1, 12);
    PERFORM agentmon.check_number_list(NEW.days_of_month, 'days_of_month', -31, 31);
    IF NEW.days_of_month IS NOT NULL THEN
        PERFORM agentmon.check_month_days(NEW.days_of_month, NEW.months);
    END IF;
    IF TG_OP = 'INSERT' OR NEW.matchers IS DISTINCT FROM OLD.matchers THEN
        PERFORM agentmon.tell_of_matchers(NEW.matchers, format('mute time %s', quote_literal(NEW.name)));
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_mute_time() IS
'Trigger: matchers, time zone, days and months of a mute time make sense, so that it can hold at some time.';

CREATE FUNCTION monitoring.silenced_now(p_matchers jsonb)
RETURNS TABLE (alert_id uuid, labels jsonb, severity text, state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_matchers(p_matchers, 'matchers');
    RETURN QUERY
    SELECT alert.id, alert.labels, alert.severity, alert.state
    FROM monitoring.alerts alert
    WHERE alert.state <> 'resolved'
      AND agentmon.labels_match(alert.labels || jsonb_build_object('severity', alert.severity), p_matchers)
    ORDER BY alert.starts_at, alert.id;
END
$$;
COMMENT ON FUNCTION monitoring.silenced_now(jsonb) IS
'The open alerts that a silence with these matchers would hold back now. Raises 22023 for matchers that '
'cannot be used.';

CREATE FUNCTION agentmon.label_doubts(p_matchers jsonb)
RETURNS TABLE (kind text, label text, doubt text, hint text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    own constant text[] := '{alertname,agent_name,event_type,log_level,fingerprint,severity}';
    asked text;
    meant text;
BEGIN
    -- A label that has never been seen is mostly a slip of the pen.
    FOR asked IN
        SELECT matcher.key
        FROM jsonb_object_keys(p_matchers) AS matcher (key)
        WHERE matcher.key <> ALL (own)
        ORDER BY matcher.key
    LOOP
        CONTINUE WHEN EXISTS (
                SELECT
                FROM (
                    SELECT recent.labels
                    FROM monitoring.alerts recent
                    ORDER BY recent.updated_at DESC
                    LIMIT 10000
                ) AS alert
                WHERE alert.labels ? asked)
            OR EXISTS (
                SELECT FROM monitoring.alert_rules rule
                WHERE rule.labels ? asked
                   -- As a word of its own: in by (...), or among the matchers.
                   OR asked = ANY (regexp_split_to_array(rule.expression, '[^[:alnum:]_]+')));
        meant := agentmon.nearest_spelling(asked, own || ARRAY(
            SELECT DISTINCT had.label
            FROM (
                SELECT recent.labels
                FROM monitoring.alerts recent
                ORDER BY recent.updated_at DESC
                LIMIT 1000
            ) AS alert
            CROSS JOIN LATERAL jsonb_object_keys(alert.labels) AS had (label)
            UNION
            SELECT given.label
            FROM monitoring.alert_rules rule
            CROSS JOIN LATERAL jsonb_object_keys(rule.labels) AS given (label)
            ORDER BY 1
            LIMIT 1000));
        RETURN QUERY
        VALUES (
            CASE WHEN meant IS NULL THEN 'unknown' ELSE 'near' END,
            asked,
            format('no alert has had the label %s%s',
                quote_literal(left(asked, 100)),
                coalesce(', but one is called ' || quote_literal(left(meant, 100)), '')),
            'Labels of alerts: SELECT DISTINCT jsonb_object_keys(labels) FROM monitoring.alerts.');
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.label_doubts(jsonb) IS
'The labels in matchers that no alert, of the latest ten thousand, and no rule has: kind near where one is '
'spelt nearly so, else unknown.';

CREATE FUNCTION agentmon.matcher_doubts(p_matchers jsonb)
RETURNS TABLE (kind text, label text, doubt text, hint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    matcher record;
    near text;
    meant text;
    sample text;
BEGIN
    RETURN QUERY
    SELECT *
    FROM agentmon.label_doubts(p_matchers);
    FOR matcher IN
        SELECT m.key AS label, m.value AS says
        FROM jsonb_each_text(p_matchers) AS m
        -- Which severities there are is known.
        WHERE m.key <> 'severity'
        ORDER BY m.key
    LOOP
        -- What nearly fits is mostly meant: where the matcher is a part of the value, or has other capitals.
        near := CASE
            WHEN matcher.says = '' OR matcher.says LIKE '!%' OR length(matcher.says) > 900 THEN NULL
            WHEN matcher.says LIKE '~%' THEN '~.*(?:' || substr(matcher.says, 2) || ').*'
            -- The text becomes a regular expression that ignores case, with each sign that is no letter,
            -- digit, underscore or blank in brackets. Texts with a sign that means something in brackets are
            -- left alone.
            WHEN translate(matcher.says, '[]^' || chr(92), '') = matcher.says
            THEN '~(?i:'
                || regexp_replace(btrim(matcher.says), '([^[:alnum:]_ ])', '[' || chr(92) || '1]', 'g')
                || ')'
        END;
        CONTINUE WHEN near IS NULL;
        SELECT min(seen.value) FILTER (
                   WHERE agentmon.labels_match(seen.labels, jsonb_build_object(matcher.label, near))),
               min(seen.value) FILTER (
                   WHERE agentmon.labels_match(
                       seen.labels, jsonb_build_object(matcher.label, matcher.says)))
        INTO meant, sample
        FROM (
            SELECT DISTINCT
                   alert.labels ->> matcher.label AS value,
                   jsonb_build_object(matcher.label, alert.labels ->> matcher.label) AS labels
            FROM (
                SELECT recent.labels
                FROM monitoring.alerts recent
                ORDER BY recent.updated_at DESC
                LIMIT 10000
            ) AS alert
            WHERE alert.labels ? matcher.label
        ) AS seen;
        IF sample IS NULL AND meant IS NOT NULL THEN
            RETURN QUERY
            VALUES (
                'near',
                matcher.label,
                format('%s matches none of the values that the label %s has had, but %s is near',
                    quote_literal(matcher.says),
                    quote_literal(matcher.label),
                    quote_literal(left(meant, 200))),
                CASE
                    WHEN matcher.says LIKE '~%'
                    THEN format('A regular expression is for the whole value: write %s for a part of it.',
                        jsonb_build_object(matcher.label, near))
                    ELSE format('Values are compared to the letter: write %s.',
                        jsonb_build_object(matcher.label, left(meant, 200)))
                END);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.matcher_doubts(jsonb) IS
'What looks like a slip of the pen in matchers, held against the alerts that there have been: labels that '
'none has had (kind unknown); labels, or values, of which none fits, but one does nearly (near).';

CREATE FUNCTION agentmon.takes_all(p_matchers jsonb) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    -- The matchers are tried with made-up alerts of each severity. Such an alert has all of the labels that
    -- the matchers name (present), or none but a name. Its labels have any values, and those that the
    -- matchers name, which a negation would leave out.
    SELECT bool_and(agentmon.labels_match(
        coalesce((
            SELECT jsonb_object_agg(matcher.key, tried.value)
            FROM jsonb_object_keys(p_matchers) AS matcher (key)
            WHERE matcher.key = 'alertname'
               OR tried.present), '{}') || jsonb_build_object('severity', given.severity), p_matchers))
    FROM unnest('{info,warning,error,critical}'::text[]) AS given (severity)
    CROSS JOIN (
        VALUES ('a', true), ('Z 9', true), ('-/.:', true), ('a7', false)
        UNION
        SELECT probe.value, true
        FROM jsonb_each_text(p_matchers) AS matcher (key, says)
        CROSS JOIN LATERAL (
            SELECT ltrim(matcher.says, '!=~')
            UNION ALL
            -- The words in a regular expression, as one of them may be one of its alternatives.
            SELECT word.found[1]
            FROM regexp_matches(matcher.says, '[[:alnum:]_-]+', 'g') AS word (found)
        ) AS probe (value)
    ) AS tried (value, present)
$$;
COMMENT ON FUNCTION agentmon.takes_all(jsonb) IS
'Whether matchers fit every alert that has a name.';

CREATE FUNCTION agentmon.tell_of_matchers(p_matchers jsonb, p_of text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    doubt record;
BEGIN
    -- Where there has been no alert yet, nothing is known of their labels.
    IF NOT EXISTS (SELECT FROM monitoring.alerts) THEN
        RETURN;
    END IF;
    FOR doubt IN
        SELECT *
        FROM agentmon.matcher_doubts(p_matchers) d
        WHERE d.kind = 'near'
    LOOP
        RAISE WARNING '%: %', p_of, doubt.doubt
            USING HINT = doubt.hint;
    END LOOP;
    FOR doubt IN
        SELECT *
        FROM agentmon.matcher_doubts(p_matchers) d
        WHERE d.kind = 'unknown'
    LOOP
        RAISE NOTICE '%: % so far', p_of, doubt.doubt
            USING HINT = doubt.hint;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_matchers(jsonb, text) IS
'Says by a WARNING which of the matchers of a route, mute time or inhibition rule fit nothing that there has '
'been, though nearly; and by a NOTICE which labels no alert has had. p_of says whose they are.';

CREATE FUNCTION agentmon.doubtful_routes(p_values boolean) RETURNS TABLE (route text, kind text, doubt text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- Where there has been no alert yet, nothing is known of their labels.
    SELECT listed.name, doubted.kind, doubted.doubt
    FROM monitoring.notification_routes listed
    CROSS JOIN LATERAL (
        SELECT of_label.kind, of_label.label, of_label.doubt
        FROM agentmon.label_doubts(listed.matchers) of_label
        WHERE NOT p_values
        UNION ALL
        SELECT any_kind.kind, any_kind.label, any_kind.doubt
        FROM agentmon.matcher_doubts(CASE WHEN p_values THEN listed.matchers END) any_kind
        WHERE p_values
    ) AS doubted
    WHERE EXISTS (SELECT FROM monitoring.alerts)
    ORDER BY listed."position", listed.name, doubted.label
$$;
COMMENT ON FUNCTION agentmon.doubtful_routes(boolean) IS
'What in the matchers of routes looks like a slip of the pen (kind near), and labels that no alert has had '
'so far (unknown). With p_values those of which only the value is in doubt as well, which takes longer.';

CREATE FUNCTION agentmon.tell_of_silence(p_matchers jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    open_alerts bigint := (
        SELECT count(*)
        FROM monitoring.alerts alert
        WHERE alert.state <> 'resolved');
    matched bigint := (
        SELECT count(*)
        FROM monitoring.silenced_now(p_matchers));
    would text := format('The silence would match %s of %s now.',
        matched, agentmon.counted(open_alerts, 'open alert'));
    unknown text := (
        SELECT string_agg(quote_literal(d.label), ', ' ORDER BY d.label)
        FROM agentmon.matcher_doubts(p_matchers) d
        WHERE d.kind = 'unknown');
    near record;
BEGIN
    FOR near IN
        SELECT *
        FROM agentmon.matcher_doubts(p_matchers) d
        WHERE d.kind = 'near'
    LOOP
        RAISE WARNING '%', near.doubt
            USING DETAIL = would,
                  HINT = near.hint;
    END LOOP;
    IF unknown IS NOT NULL THEN
        RAISE WARNING 'no alert has had the label %', unknown
            USING DETAIL = would,
                  HINT = 'Labels of alerts: SELECT DISTINCT jsonb_object_keys(labels) '
                         'FROM monitoring.alerts.';
    ELSIF agentmon.takes_all(p_matchers) THEN
        RAISE WARNING 'the silence is for every alert, and for those to come'
            USING DETAIL = would,
                  HINT = 'Say which alerts are meant, as in {"agent_name": "billing"}, where it is not all '
                         'of them.';
    ELSE
        RAISE NOTICE 'the silence matches % of % now', matched, agentmon.counted(open_alerts, 'open alert')
            USING HINT = 'Which: SELECT * FROM monitoring.silenced_now(matchers).';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_silence(jsonb) IS
'Says by a NOTICE how many open alerts a silence would match now, and by a WARNING which labels no alert has '
'had, what fits nothing though nearly, and where it is for every alert.';

CREATE FUNCTION agentmon.check_silence() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_matchers(NEW.matchers, 'matchers');
    IF NEW.matchers = '{}' THEN
        PERFORM agentmon.refuse(
            'a silence needs matchers',
            'matchers is {}, which is every alert.',
            'Say which alerts: {"agent_name": "billing"}; {"alertname": "~.*"} is every one that has a name.',
            'invalid_parameter_value');
    END IF;
    IF TG_OP = 'INSERT' OR NEW.matchers IS DISTINCT FROM OLD.matchers THEN
        PERFORM agentmon.tell_of_silence(NEW.matchers);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_silence() IS
'Trigger: matchers of a silence can be read, and are not for everything; says what it would match now.';

CREATE FUNCTION agentmon.check_inhibition() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_matchers(NEW.source_matchers, 'source_matchers');
    PERFORM agentmon.check_matchers(NEW.target_matchers, 'target_matchers');
    IF NEW.source_matchers = '{}' OR NEW.target_matchers = '{}' THEN
        PERFORM agentmon.refuse(
            'an inhibition rule needs source_matchers and target_matchers',
            'One of them is {}, which is every alert.',
            'Say which alerts hold back which: source_matchers {"severity": "critical"}, '
            'target_matchers {"severity": "warning"}.',
            'invalid_parameter_value');
    END IF;
    IF array_position(NEW.equal_labels, NULL) IS NOT NULL OR '' = ANY (NEW.equal_labels) THEN
        PERFORM agentmon.refuse(
            'equal_labels are names of labels',
            format('They are %s.', NEW.equal_labels),
            'Give names as in {cluster,host}, or {} for none.',
            'invalid_parameter_value');
    END IF;
    IF NEW.source_matchers = NEW.target_matchers THEN
        RAISE WARNING 'an inhibition rule whose sources are its targets holds nothing back'
            USING DETAIL = format(
                      'Both matchers are %s, and what matches both sides is not held back by another one '
                      'that does.',
                      NEW.source_matchers),
                  HINT = 'Say which alerts hold back which: source_matchers {"severity": "critical"}, '
                         'target_matchers {"severity": "warning"}.';
    END IF;
    IF TG_OP = 'INSERT'
       OR (NEW.source_matchers, NEW.target_matchers)
           IS DISTINCT FROM (OLD.source_matchers, OLD.target_matchers)
    THEN
        PERFORM agentmon.tell_of_matchers(
            given.matchers,
            format('inhibition rule %s, %s', coalesce(quote_literal(NEW.name), NEW.id::text), given.side))
        FROM (
            VALUES (NEW.source_matchers, 'source_matchers'), (NEW.target_matchers, 'target_matchers')
        ) AS given (matchers, side);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_inhibition() IS
'Trigger: the matchers of an inhibition rule can be read, none is for every alert, and equal_labels are '
'names.';

CREATE FUNCTION agentmon.recheck_groups(p_alert uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE monitoring.alert_groups grp
    SET recheck_at = '-infinity'
    WHERE grp.recheck_at > '-infinity'
      AND p_alert IS NULL
       -- That of an alert also where nothing was held back: from now on it may be.
       OR grp.id IN (
           SELECT member.group_id
           FROM monitoring.alert_group_members member
           WHERE member.alert_id = p_alert);
    IF FOUND THEN
        NOTIFY agentmon_alerts;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.recheck_groups(uuid) IS
'Has the next step look again at the groups that hold something back, or at those of an alert.';

CREATE FUNCTION agentmon.recheck_groups_now() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.recheck_groups();
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.recheck_groups_now() IS 'Trigger: what holds alerts back has changed.';

CREATE FUNCTION monitoring.silence_alerts(
    matchers jsonb,
    starts_at timestamptz DEFAULT NULL,
    ends_at timestamptz DEFAULT NULL,
    comment text DEFAULT '',
    p_now timestamptz DEFAULT now()
) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    began timestamptz := coalesce(silence_alerts.starts_at, p_now);
    made uuid;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    IF NOT isfinite(began) OR silence_alerts.ends_at IS NULL OR silence_alerts.ends_at <= began THEN
        PERFORM agentmon.refuse(
            'a silence must end after it starts',
            format('starts_at is %s, ends_at is %s.', began, coalesce(silence_alerts.ends_at::text, 'NULL')),
            'Give ends_at, as now() + interval ''2 hours''; infinity is allowed.',
            'invalid_parameter_value');
    END IF;
    IF silence_alerts.ends_at <= p_now THEN
        RAISE WARNING 'the silence is over already'
            USING DETAIL = format('ends_at is %s, and it is %s.', silence_alerts.ends_at, p_now),
                  HINT = 'Give a time that is to come: UPDATE monitoring.silences SET ends_at = ...';
    END IF;
    INSERT INTO monitoring.silences AS s (matchers, starts_at, ends_at, comment, created_at)
    VALUES (
        silence_alerts.matchers, began, silence_alerts.ends_at, coalesce(silence_alerts.comment, ''), p_now)
    RETURNING s.id INTO made;
    RETURN made;
END
$$;
COMMENT ON FUNCTION monitoring.silence_alerts(jsonb, timestamptz, timestamptz, text, timestamptz) IS
'Tells nothing of the alerts that match from starts_at (NULL: p_now) until ends_at; gives the silence''s id. '
'Resolves of what was told before go out all the same, and what still fires at its end is told then. Raises '
'22023 for matchers or times of another form.';

CREATE FUNCTION monitoring.expire_silence(p_silence uuid, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    UPDATE monitoring.silences
    SET ends_at = greatest(starts_at, p_now)
    WHERE id = p_silence
      AND ends_at > p_now;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no silence % to end', coalesce(p_silence::text, 'NULL')
            USING ERRCODE = 'no_data_found',
                  DETAIL = 'It is unknown, or has ended.',
                  HINT = 'Running ones: SELECT * FROM monitoring.silences WHERE ends_at > now().';
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.expire_silence(uuid, timestamptz) IS
'Ends a silence now. Raises P0002 for one that is unknown or over.';

CREATE FUNCTION agentmon.muted_until(
    p_weekdays integer[],
    p_from time,
    p_to time,
    p_days_of_month integer[],
    p_months integer[],
    p_timezone text,
    p_now timestamptz
) RETURNS timestamptz
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- A span that goes past midnight has two parts: the second is on the day after, but its day is the one on
    -- which the span began. The end is later than now also where clocks are put back.
    SELECT max(greatest(
        (date_trunc('day', here.t) + span.t_to) AT TIME ZONE p_timezone,
        p_now + interval '1 second'))
    FROM (SELECT p_now AT TIME ZONE p_timezone AS t) AS here,
         (
             VALUES (p_from, CASE WHEN p_from < p_to THEN p_to ELSE '24:00' END, 0),
                    ('00:00', CASE WHEN p_from < p_to THEN time '00:00' ELSE p_to END, 1)
         ) AS span (t_from, t_to, days_ago),
         LATERAL (SELECT date_trunc('day', here.t) - make_interval(days => span.days_ago) AS day) AS began
    WHERE here.t::time >= span.t_from
      AND here.t::time < span.t_to
      AND (p_weekdays IS NULL OR extract(isodow FROM began.day)::integer = ANY (p_weekdays))
      AND (p_months IS NULL OR extract(month FROM began.day)::integer = ANY (p_months))
      AND (p_days_of_month IS NULL
           OR extract(day FROM began.day)::integer = ANY (p_days_of_month)
           -- From the end of the month: -1 is its last day.
           OR extract(day FROM began.day)::integer - 1
               - extract(day FROM date_trunc('month', began.day) + interval '1 month - 1 day')::integer
               = ANY (p_days_of_month))
$$;
COMMENT ON FUNCTION agentmon.muted_until(integer[], time, time, integer[], integer[], text, timestamptz) IS
'When a mute time of these columns that holds at p_now is to be looked at again: its end, or midnight; NULL '
'where it does not hold.';

CREATE FUNCTION agentmon.values_of(p_labels jsonb, p_names text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN count(*) = 0 THEN '[]'
        -- Two alerts that lack all of these labels do not agree in them.
        WHEN bool_or(p_labels ->> named.label <> '')
        THEN jsonb_agg(coalesce(p_labels ->> named.label, '') ORDER BY named.n)
    END
    FROM unnest(p_names) WITH ORDINALITY AS named (label, n)
$$;
COMMENT ON FUNCTION agentmon.values_of(jsonb, text[]) IS
'The values of some labels, in order, where one that is missing counts as empty; NULL where all are missing.';

CREATE FUNCTION agentmon.holds(p_alerts uuid[], p_now timestamptz)
RETURNS TABLE (alert_id uuid, place integer, source text, reason text, until timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH targets AS MATERIALIZED (
        SELECT alert.id,
               alert.labels || jsonb_build_object('severity', alert.severity) AS labels,
               alert.snoozed_until
        FROM monitoring.alerts alert
        WHERE alert.id = ANY (p_alerts)
    ), firing AS MATERIALIZED (
        SELECT alert.id,
               alert.labels || jsonb_build_object('severity', alert.severity) AS labels
        FROM monitoring.alerts alert
        WHERE alert.state = 'firing'
          AND EXISTS (
              SELECT FROM monitoring.inhibition_rules inhibition
              WHERE inhibition.enabled)
    ), sources AS MATERIALIZED (
        -- A row is an inhibition rule, and values of its equal_labels that firing sources of it have. One
        -- source of each is enough, and one that is no target itself: with pairs of alerts a storm would make
        -- rows without end.
        SELECT source.rule,
               source.same,
               min(source.id::text) AS any_source,
               min(source.id::text) FILTER (WHERE NOT source.is_target) AS one_sided
        FROM (
            SELECT inhibition.id AS rule,
                   agentmon.values_of(fired.labels, inhibition.equal_labels) AS same,
                   fired.id,
                   agentmon.labels_match(fired.labels, inhibition.target_matchers) AS is_target
            FROM (
                SELECT *
                FROM monitoring.inhibition_rules listed
                WHERE listed.enabled
                  AND agentmon.matchers_work('inhibition rule', listed.id::text)
                OFFSET 0
            ) AS inhibition
            JOIN firing fired ON agentmon.labels_match(fired.labels, inhibition.source_matchers)
        ) AS source
        GROUP BY 1, 2
    ), candidates AS MATERIALIZED (
        -- A row is one of the alerts asked for, and an inhibition rule whose target it is.
        SELECT target.id,
               inhibition.id AS rule,
               coalesce(inhibition.name, inhibition.id::text) AS name,
               agentmon.values_of(target.labels, inhibition.equal_labels) AS same,
               agentmon.labels_match(target.labels, inhibition.source_matchers) AS is_source
        FROM targets target
        JOIN (
            SELECT *
            FROM monitoring.inhibition_rules listed
            WHERE listed.enabled
              AND agentmon.matchers_work('inhibition rule', listed.id::text)
            OFFSET 0
        ) AS inhibition ON agentmon.labels_match(target.labels, inhibition.target_matchers)
    ), inhibited AS (
        SELECT DISTINCT ON (candidate.id)
               candidate.id,
               holding.source,
               format('inhibited by alert %s (%s)', holding.source, candidate.name) AS reason
        FROM candidates candidate
        JOIN sources found USING (rule, same)
        -- Of two alerts that would hold each other back neither does. Nor does one hold back itself.
        CROSS JOIN LATERAL (
            SELECT CASE WHEN candidate.is_source THEN found.one_sided ELSE found.any_source END AS source
        ) AS holding
        WHERE holding.source IS NOT NULL
        ORDER BY candidate.id, holding.source
    ), muted AS (
        SELECT target.id, mute.name AS source, format('mute time %s', mute.name) AS reason, mute.until
        FROM (
            SELECT listed.name,
                   listed.matchers,
                   agentmon.muted_until(
                       listed.weekdays,
                       listed.time_from,
                       listed.time_to,
                       listed.days_of_month,
                       listed.months,
                       listed.timezone,
                       p_now) AS until
            FROM monitoring.mute_times listed
            WHERE listed.enabled
              AND agentmon.matchers_work('mute time', listed.name)
            OFFSET 0
        ) AS mute
        JOIN targets target ON mute.until IS NOT NULL
            AND agentmon.labels_match(target.labels, mute.matchers)
    ), silenced AS (
        SELECT target.id,
               silence.id AS source,
               format('silence %s%s', silence.id, ': ' || nullif(silence.comment, '')) AS reason,
               silence.ends_at
        FROM (
            SELECT *
            FROM monitoring.silences listed
            WHERE listed.starts_at <= p_now
              AND listed.ends_at > p_now
              AND agentmon.matchers_work('silence', listed.id::text)
            OFFSET 0
        ) AS silence
        JOIN targets target ON agentmon.labels_match(target.labels, silence.matchers)
    )
    SELECT held.id, 1, held.source, held.reason, NULL::timestamptz
    FROM inhibited held
    UNION ALL
    SELECT held.id, 2, held.source, held.reason, held.until
    FROM muted held
    UNION ALL
    SELECT held.id, 3, held.source::text, held.reason, held.ends_at
    FROM silenced held
    UNION ALL
    SELECT target.id, 4, NULL, 'snoozed', target.snoozed_until
    FROM targets target
    WHERE target.snoozed_until > p_now
$$;
COMMENT ON FUNCTION agentmon.holds(uuid[], timestamptz) IS
'All by what the given alerts are held back at a time: another alert (place 1, its id is the source), a mute '
'time (2, its name), a silence (3, its id), a snooze (4). until: when to look again, where that is known.';

CREATE FUNCTION agentmon.held_back(p_alerts uuid[], p_now timestamptz)
RETURNS TABLE (alert_id uuid, reason text, until timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- In the order of Alertmanager's pipeline: an inhibiting alert inhibits also while it is silenced itself.
    SELECT DISTINCT ON (h.alert_id) h.alert_id, h.reason, h.until
    FROM agentmon.holds(p_alerts, p_now) h
    ORDER BY h.alert_id, h.place, h.until DESC, h.reason
$$;
COMMENT ON FUNCTION agentmon.held_back(uuid[], timestamptz) IS
'Those of the given alerts that are held back at a time, and by what: another alert, a mute time, a silence '
'or a snooze, in this order. until: when to look again, where that is known.';

CREATE FUNCTION agentmon.mute_ends(p_name text, p_now timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ends timestamptz := p_now;
    later timestamptz;
BEGIN
    -- From midnight to midnight, as long as it goes on.
    FOR day IN 1 .. 400 LOOP
        later := (
            SELECT agentmon.muted_until(
                mute.weekdays,
                mute.time_from,
                mute.time_to,
                mute.days_of_month,
                mute.months,
                mute.timezone,
                ends)
            FROM monitoring.mute_times mute
            WHERE mute.name = p_name);
        IF later IS NULL THEN
            RETURN ends;
        END IF;
        ends := later;
    END LOOP;
    RETURN 'infinity';
END
$$;
COMMENT ON FUNCTION agentmon.mute_ends(text, timestamptz) IS
'When a mute time that holds at p_now ends; infinity for one that goes on for more than a year.';

GRANT EXECUTE ON FUNCTION
    monitoring.silence_alerts(jsonb, timestamptz, timestamptz, text, timestamptz),
    monitoring.expire_silence(uuid, timestamptz)
    TO agentmon_notifier, agentmon_admin;
-- What their defaults and triggers call in the name of whoever configures.
GRANT EXECUTE ON FUNCTION
    monitoring.uuid_v7(),
    agentmon.check_texts(jsonb, text, text),
    agentmon.check_matchers(jsonb, text),
    agentmon.check_matcher_texts(jsonb, text),
    agentmon.check_timezone(text),
    agentmon.check_number_list(integer[], text, integer, integer),
    agentmon.check_month_days(integer[], integer[]),
    agentmon.check_name(text, text),
    agentmon.tell_of_silence(jsonb),
    agentmon.tell_of_matchers(jsonb, text)
    TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.silenced_now(jsonb)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
