-- Routing: which alerts are told together, and to whom.

CREATE FUNCTION agentmon.blockers()
RETURNS TABLE (pid integer, application text, since timestamptz, relations text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT activity.pid,
           activity.application_name,
           activity.xact_start,
           string_agg(DISTINCT held.relation::regclass::text, ', ')
    FROM pg_locks held
    JOIN pg_stat_activity activity ON activity.pid = held.pid
    WHERE held.locktype = 'relation'
      AND held.database = (
          SELECT own.oid
          FROM pg_database own
          WHERE own.datname = current_database())
      AND held.mode IN (
          'RowShareLock', 'RowExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
          'AccessExclusiveLock')
      AND held.granted
      AND held.pid <> pg_backend_pid()
      AND held.relation IN (
          SELECT to_regclass('monitoring.' || watched.name)
          FROM unnest(
              '{alerts,alert_groups,alert_group_members,alert_rules,notification_routes,'
              'notification_channels,notifications,told_alerts,escalation_steps}'::text[]) AS watched (name))
    GROUP BY activity.pid, activity.application_name, activity.xact_start
$$;
COMMENT ON FUNCTION agentmon.blockers() IS
'The sessions with an open transaction that may hold rows of alerting: process, application, since when, and '
'of which tables.';

CREATE FUNCTION agentmon.refuse_held(p_what text, p_hint text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is held by an open transaction', p_what
        USING ERRCODE = 'lock_not_available',
              DETAIL = coalesce((
                  SELECT 'It is that of '
                      || string_agg(
                          format('process %s (%s), since %s',
                              blocker.pid,
                              coalesce(nullif(blocker.application, ''), 'no application_name'),
                              date_trunc('second', blocker.since)),
                          ', or that of ' ORDER BY blocker.since)
                      || '.'
                  FROM agentmon.blockers() blocker), 'It has just ended.'),
              HINT = p_hint;
END
$$;
COMMENT ON FUNCTION agentmon.refuse_held(text, text) IS
'Raises 55P03 for what could not be locked in time, and says whose open transactions may hold it.';

CREATE FUNCTION agentmon.note_blockers(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    -- Steps of alerting side by side lock rows for moments; who does so for longer is in the way.
    PERFORM agentmon.note_failure(
        'open transactions',
        format('process %s', blocker.pid),
        format('alerts, groups or routes wait for the open transaction of process %s (%s), since %s',
            blocker.pid,
            coalesce(nullif(blocker.application, ''), 'no application_name'),
            date_trunc('second', blocker.since)),
        p_now,
        format('It holds rows of %s; end it by COMMIT or ROLLBACK there, '
            'or by SELECT pg_terminate_backend(%s).',
            blocker.relations,
            blocker.pid))
    FROM agentmon.blockers() blocker
    WHERE blocker.since < clock_timestamp() - interval '2 seconds';
END
$$;
COMMENT ON FUNCTION agentmon.note_blockers(timestamptz) IS
'Writes down who holds rows that a step has just passed over, so that health tells who is in the way.';

CREATE FUNCTION agentmon.forget_blockers(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    IF agentmon.member_fails('open transactions') THEN
        -- Rules are not evaluated at each step: who was in their way is in it
        -- as long as his transaction is open.
        DELETE FROM monitoring.step_failures failure
        WHERE failure.step = 'open transactions'
          AND failure.last_at <> p_now
          AND NOT EXISTS (
              SELECT FROM agentmon.blockers() blocker
              WHERE format('process %s', blocker.pid) = failure.member
                AND position('since ' || date_trunc('second', blocker.since) IN failure.error) > 0);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.forget_blockers(timestamptz) IS
'Says that those who were in the way, and whose transactions have ended, are so no longer.';

CREATE FUNCTION agentmon.check_channel_names(p_names text[], p_of text) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text := (
        SELECT string_agg(DISTINCT coalesce(
                   quote_literal(given.name) || coalesce(', perhaps ' || agentmon.nearest_spelling(
                       given.name,
                       ARRAY(
                           SELECT channel.name FROM monitoring.notification_channels channel
                           UNION
                           SELECT unnest(agentmon.channel_kinds())
                           ORDER BY 1
                       )), ''),
                   'NULL'), '; ')
        FROM unnest(p_names) AS given (name)
        WHERE NOT EXISTS (
            SELECT FROM monitoring.notification_channels channel
            WHERE channel.name = given.name)
          -- These come by themselves, when a daemon that sends them registers.
          AND (given.name = ANY (agentmon.channel_kinds())) IS NOT TRUE);
BEGIN
    IF missing IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('%s names channels that do not exist: %s', p_of, missing),
            format('There are: %s.', (
                SELECT coalesce(string_agg(channel.name, ', ' ORDER BY channel.name), 'none')
                FROM monitoring.notification_channels channel)),
            'Make the channel first: INSERT INTO monitoring.notification_channels (name, kind, settings) '
            '...; what is told to nobody would be lost.',
            'invalid_parameter_value');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_channel_names(text[], text) IS
'Raises 22023 for names that are no channels, nor those of kinds, whose channels come with a daemon; p_of '
'says who names them.';

CREATE FUNCTION agentmon.tell_of_routes_in_the_way(
    p_name text,
    p_position integer,
    p_matchers jsonb,
    p_continues boolean
) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    before text := (
        SELECT route.name
        FROM monitoring.notification_routes route
        WHERE route.name <> p_name
          AND (route."position", route.name) < (p_position, p_name)
          AND NOT route.continue_matching
          -- What asks for less takes all that asks for more.
          AND route.matchers <@ p_matchers
        ORDER BY route."position", route.name
        LIMIT 1);
    behind text := (
        SELECT string_agg(quote_literal(route.name), ', ' ORDER BY route."position", route.name)
        FROM monitoring.notification_routes route
        WHERE route.name <> p_name
          AND (route."position", route.name) > (p_position, p_name)
          AND NOT p_continues
          AND p_matchers <@ route.matchers);
BEGIN
    IF behind IS NOT NULL THEN
        RAISE WARNING 'behind route % nothing is left for %', quote_literal(p_name), behind
            USING DETAIL = 'It takes all that they would, and ends the search.',
                  HINT = 'Give it a larger position than they have, or continue_matching = true.';
    END IF;
    IF before IS NOT NULL THEN
        RAISE WARNING 'route % is never reached', quote_literal(p_name)
            USING DETAIL = format('Route %s comes before it, takes all that this one would, '
                      'and ends the search.',
                      quote_literal(before)),
                  HINT = 'Give this one a smaller position, or that one continue_matching = true.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_routes_in_the_way(text, integer, jsonb, boolean) IS
'Says by a WARNING that a route before takes all that this one would, or that this one takes all that routes '
'behind it would.';

CREATE FUNCTION agentmon.check_route() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.check_name(NEW.name, 'route');
    PERFORM agentmon.check_matchers(NEW.matchers, 'matchers');
    IF array_position(NEW.group_by, NULL) IS NOT NULL OR '' = ANY (NEW.group_by) THEN
        PERFORM agentmon.refuse(
            format('group_by of route %s has what is no label', quote_literal(NEW.name)),
            format('It is %s.', NEW.group_by),
            'Give names of labels as in {alertname,agent_name}, or {} for one group of all.',
            'invalid_parameter_value');
    END IF;
    IF TG_OP = 'INSERT' OR NEW.channels IS DISTINCT FROM OLD.channels THEN
        IF cardinality(NEW.channels) = 0 THEN
            PERFORM agentmon.refuse(
                format('route %s has no channels', quote_literal(NEW.name)),
                'Its alerts would be told to nobody.',
                'Name at least one channel; to tell nobody of some alerts for a time, silence them.',
                'invalid_parameter_value');
        END IF;
        PERFORM agentmon.check_channel_names(NEW.channels, format('route %s', quote_literal(NEW.name)));
    END IF;
    IF TG_OP = 'INSERT' OR NEW.matchers IS DISTINCT FROM OLD.matchers THEN
        PERFORM agentmon.tell_of_matchers(NEW.matchers, format('route %s', quote_literal(NEW.name)));
    END IF;
    IF TG_OP = 'INSERT'
       OR (NEW.matchers, NEW."position", NEW.name, NEW.continue_matching)
           IS DISTINCT FROM (OLD.matchers, OLD."position", OLD.name, OLD.continue_matching)
    THEN
        PERFORM agentmon.tell_of_routes_in_the_way(
            NEW.name, NEW."position", NEW.matchers, NEW.continue_matching);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_route() IS
'Trigger: a route has a name, its matchers are texts, its regular expressions can be read, and its channels '
'exist.';

CREATE FUNCTION agentmon.choose_channels() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.default_channels := false;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.choose_channels() IS
'Trigger: somebody sets the channels of a route, be they those that it names already: they are his choice '
'from now on.';

CREATE FUNCTION agentmon.route_channels(p_now timestamptz) RETURNS TABLE (route text, channels text[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    WITH served AS MATERIALIZED (
        SELECT channel.name, channel.enabled
        FROM monitoring.notification_channels channel
        WHERE agentmon.kind_is_served(channel.kind, p_now)
    )
    SELECT listed.name,
           CASE
               WHEN listed.default_channels
                    AND NOT EXISTS (
                        SELECT FROM served one
                        WHERE one.name = ANY (listed.channels))
                   THEN coalesce(
                       (SELECT array_agg(one.name ORDER BY one.name)
                        FROM served one
                        WHERE one.enabled),
                       listed.channels)
               ELSE listed.channels
           END
    FROM monitoring.notification_routes listed
$$;
COMMENT ON FUNCTION agentmon.route_channels(timestamptz) IS
'The channels of each route at p_now: those that it names or, where nobody has chosen them and no daemon '
'sends any of them, all that a daemon sends.';

CREATE FUNCTION agentmon.check_escalation_step() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cardinality(NEW.channels) = 0 THEN
        PERFORM agentmon.refuse(
            format('the escalation step of route %s after %s has no channels',
                quote_literal(NEW.route), NEW.after),
            'It would tell nobody.',
            'Name at least one channel; to escalate no further, delete the step.',
            'invalid_parameter_value');
    END IF;
    PERFORM agentmon.check_channel_names(NEW.channels,
        format('the escalation step of route %s after %s', quote_literal(NEW.route), NEW.after));
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_escalation_step() IS
'Trigger: an escalation step has channels, and they exist.';

CREATE FUNCTION agentmon.reach_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.reach_untold();
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.reach_again() IS
'Trigger: routes or channels have changed, so what reached nobody may be told now.';

CREATE FUNCTION agentmon.reach_untold() RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- At once, whatever the clock of the next step says.
    UPDATE monitoring.alert_groups grp
    SET flush_at = 'epoch'
    WHERE grp.untold;
    UPDATE monitoring.alerts alert
    SET news = true
    WHERE alert.state = 'firing'
      AND NOT alert.news
      AND NOT EXISTS (
          SELECT FROM monitoring.alert_group_members member
          WHERE member.alert_id = alert.id);
    NOTIFY agentmon_alerts
$$;
COMMENT ON FUNCTION agentmon.reach_untold() IS
'Has the next step tell what reached no channel so far, or matched no route, as far as it does now.';

CREATE FUNCTION agentmon.reach_late(p_channel text, p_route text) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- At once, as in reach_untold(); a group that was never told has its group_wait still.
    WITH routes AS MATERIALIZED (
        SELECT *
        FROM agentmon.route_channels(now())
    )
    UPDATE monitoring.alert_groups grp
    SET flush_at = 'epoch'
    WHERE grp.last_notified_at IS NOT NULL
      AND grp.flush_at <> 'epoch'
      AND (p_route IS NULL OR grp.route = p_route)
      AND EXISTS (
          SELECT
          FROM monitoring.alert_group_members member
          JOIN monitoring.alerts alert ON alert.id = member.alert_id
              AND alert.state = 'firing'
          CROSS JOIN LATERAL unnest(coalesce(
              agentmon.known_channels(grp.channels),
              (SELECT own.channels
               FROM routes own
               WHERE own.route = grp.route)
          )) AS named (channel)
          WHERE member.group_id = grp.id
            AND member.held_by IS NULL
            AND (p_channel IS NULL OR named.channel = p_channel)
            AND NOT EXISTS (
                SELECT
                FROM monitoring.told_alerts told
                WHERE told.group_id = grp.id
                  AND told.channel = named.channel
                  AND told.alert_id = alert.id)
            AND NOT EXISTS (
                SELECT
                FROM monitoring.notifications waiting
                WHERE waiting.group_id = grp.id
                  AND waiting.channel = named.channel
                  AND waiting.state IN ('pending', 'sending')));
    UPDATE monitoring.alert_groups grp
    SET escalate_at = 'epoch'
    WHERE grp.escalate_at IS NOT NULL
      AND grp.escalation_owed <> '{}'
      AND (p_route IS NULL OR grp.route = p_route)
      AND (p_channel IS NULL OR p_channel = ANY (grp.escalation_owed))
$$;
COMMENT ON FUNCTION agentmon.reach_late(text, text) IS
'Has groups told at once that hold what a channel named for them, or owed an escalation, has not heard, and '
'that nothing waits for: of one channel, or of one route (NULL: any).';

CREATE FUNCTION agentmon.reach_late_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM agentmon.reach_late(
        CASE TG_TABLE_NAME WHEN 'notification_channels' THEN NEW.name END,
        CASE TG_TABLE_NAME WHEN 'notification_routes' THEN NEW.name END);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.reach_late_row() IS
'Trigger: a channel was made, switched on or mended, or a route names other channels, which may be told what '
'they have not heard.';

CREATE FUNCTION agentmon.known_channels(p_channels text[]) RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(c.name)
    FROM monitoring.notification_channels c
    WHERE c.name = ANY (p_channels)
$$;
COMMENT ON FUNCTION agentmon.known_channels(text[]) IS
'Those of the names that are channels; NULL for none, so that an alert whose actions name none goes where '
'its route says.';

CREATE FUNCTION agentmon.check_stored_matchers(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stored record;
BEGIN
    FOR stored IN
        SELECT format('route %s', route.name) AS member,
               route.matchers,
               NULL::jsonb AS others,
               'notification_routes' AS relation
        FROM monitoring.notification_routes route
        UNION ALL
        SELECT format('silence %s', silence.id), silence.matchers, NULL, 'silences'
        FROM monitoring.silences silence
        UNION ALL
        SELECT format('mute time %s', mute.name), mute.matchers, NULL, 'mute_times'
        FROM monitoring.mute_times mute
        UNION ALL
        SELECT format('inhibition rule %s', rule.id),
               rule.source_matchers,
               rule.target_matchers,
               'inhibition_rules'
        FROM monitoring.inhibition_rules rule
    LOOP
        BEGIN
            PERFORM agentmon.check_matchers(stored.matchers, 'matchers');
            IF stored.others IS NOT NULL THEN
                PERFORM agentmon.check_matchers(stored.others, 'matchers');
            END IF;
            PERFORM agentmon.muted_until(
                mute.weekdays,
                mute.time_from,
                mute.time_to,
                mute.days_of_month,
                mute.months,
                mute.timezone,
                p_now)
            FROM monitoring.mute_times mute
            WHERE stored.member = format('mute time %s', mute.name);
            PERFORM agentmon.end_failure('matchers', stored.member);
        EXCEPTION WHEN OTHERS THEN
            PERFORM agentmon.note_failure('matchers', stored.member, SQLERRM, p_now,
                format('It matches nothing until its matchers in monitoring.%s are put right.',
                    stored.relation));
        END;
    END LOOP;
    PERFORM agentmon.end_other_failures('matchers', p_now);
    RETURN (
        SELECT count(*)
        FROM monitoring.step_failures f
        WHERE f.step = 'matchers');
END
$$;
COMMENT ON FUNCTION agentmon.check_stored_matchers(timestamptz) IS
'Looks at the matchers of all routes, silences, mute times and inhibition rules: what cannot be read is '
'noted, and passed over by matchers_work() until it is put right; gives its number.';

CREATE FUNCTION agentmon.matchers_work(p_kind text, p_name text) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT agentmon.member_fails('matchers', p_kind || ' ' || p_name)
$$;
COMMENT ON FUNCTION agentmon.matchers_work(text, text) IS
'False for a route, silence, mute time or inhibition rule whose matchers were found to be unreadable.';

CREATE FUNCTION agentmon.pass_over_unsound_matchers(p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.try_step('matchers', 'check_stored_matchers', p_now)
$$;
COMMENT ON FUNCTION agentmon.pass_over_unsound_matchers(timestamptz) IS
'check_stored_matchers(), for those whom its own failure must not stop.';

CREATE FUNCTION agentmon.with_sound_matchers(
    p_step text,
    p_function text,
    p_members uuid[],
    p_now timestamptz
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_members <> '{}' AND agentmon.member_fails('matchers') THEN
        -- They may have been put right.
        PERFORM agentmon.pass_over_unsound_matchers(p_now);
    END IF;
    -- Matchers that cannot be read stop all alerts alike.
    RETURN agentmon.one_by_one(p_step, p_function, p_members, p_now, 'pass_over_unsound_matchers');
END
$$;
COMMENT ON FUNCTION agentmon.with_sound_matchers(text, text, uuid[], timestamptz) IS
'As one_by_one(), for what uses matchers: where it fails, it is tried again without those that cannot be '
'read.';

CREATE FUNCTION agentmon.route_alerts(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    news bigint := (
        SELECT count(*)
        FROM monitoring.alerts alert
        WHERE alert.news
          AND alert.state <> 'pending');
    taken uuid[];
BEGIN
    -- These and no others: what is raised or resolved from here on is news for the next step. One that
    -- somebody is just changing is left for it too, rather than waited for.
    taken := ARRAY(
        SELECT alert.id
        FROM monitoring.alerts alert
        WHERE alert.news
          AND alert.state <> 'pending'
        FOR UPDATE SKIP LOCKED);
    IF cardinality(taken) < news THEN
        PERFORM agentmon.note_blockers(p_now);
    END IF;
    RETURN agentmon.with_sound_matchers('routing', 'route_these', taken, p_now);
END
$$;
COMMENT ON FUNCTION agentmon.route_alerts(timestamptz) IS
'Puts new alerts into the groups of the routes that they match, and sets when each group with news is to be '
'told; gives their number. One that cannot be routed is noted, and the others are.';

CREATE FUNCTION agentmon.keep_word(p_alerts uuid[], p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- What was said of an alert holds for the next one with its labels: of the acknowledgement for a while,
    -- of the snooze until its time; and not for one that is graver.
    UPDATE monitoring.alerts alert
    SET acknowledged_at = coalesce(alert.acknowledged_at, said.acknowledged_at),
        acknowledged_by = coalesce(alert.acknowledged_by, said.acknowledged_by),
        snoozed_until = greatest(alert.snoozed_until, said.snoozed_until)
    FROM (
        SELECT fresh.id,
               max(old.acknowledged_at) FILTER (
                   WHERE ended.at > p_now - agentmon.setting_interval('acknowledge_keep')
               ) AS acknowledged_at,
               max(old.acknowledged_by) FILTER (
                   WHERE ended.at > p_now - agentmon.setting_interval('acknowledge_keep')
                     AND old.acknowledged_at IS NOT NULL
               ) AS acknowledged_by,
               max(old.snoozed_until) FILTER (WHERE old.snoozed_until > p_now) AS snoozed_until
        FROM monitoring.alerts fresh
        JOIN monitoring.alerts old ON old.alert_key = fresh.alert_key
            AND old.id <> fresh.id
            AND old.state = 'resolved'
            AND (old.acknowledged_at IS NOT NULL OR old.snoozed_until IS NOT NULL)
            AND agentmon.severity_rank(old.severity) >= agentmon.severity_rank(fresh.severity)
        CROSS JOIN LATERAL (
            -- Error rows end when they have been quiet for a while, and by the time of the last one.
            SELECT CASE WHEN old.source = 'log' THEN old.updated_at ELSE old.ends_at END AS at
        ) AS ended
        WHERE fresh.id = ANY (p_alerts)
          AND fresh.state = 'firing'
          AND fresh.acknowledged_at IS NULL
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_group_members member
              WHERE member.alert_id = fresh.id)
        GROUP BY fresh.id
    ) AS said
    WHERE alert.id = said.id
      AND (said.acknowledged_at IS NOT NULL OR said.snoozed_until IS NOT NULL)
$$;
COMMENT ON FUNCTION agentmon.keep_word(uuid[], timestamptz) IS
'Acknowledgements (for the setting acknowledge_keep after their alert ended) and snoozes (until their time) '
'pass on to new alerts with the same labels and no graver severity.';

CREATE FUNCTION agentmon.group_labels(p_labels jsonb, p_group_by text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(k.name, p_labels -> k.name), '{}')
    FROM unnest(p_group_by) AS k (name)
    WHERE p_labels ? k.name
$$;
COMMENT ON FUNCTION agentmon.group_labels(jsonb, text[]) IS 'Those of the labels by which a route groups.';

CREATE FUNCTION agentmon.matching_routes(p_alerts uuid[], p_labels jsonb[], p_once boolean[])
RETURNS TABLE (alert_id uuid, route text, group_labels jsonb)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH matched AS MATERIALIZED (
        SELECT alert.alert_id,
               alert.labels,
               candidate.name,
               candidate."position",
               candidate.group_by,
               candidate.continue_matching AND NOT alert.once AS goes_on
        FROM unnest(p_alerts, p_labels, p_once) AS alert (alert_id, labels, once)
        JOIN (
            SELECT *
            FROM monitoring.notification_routes sound
            WHERE agentmon.matchers_work('route', sound.name)
            OFFSET 0
        ) AS candidate ON agentmon.labels_match(alert.labels, candidate.matchers)
    ), passed AS (
        -- A match, and whether one before it has ended the search.
        SELECT matched_route.*,
               coalesce(bool_or(NOT matched_route.goes_on) OVER (
                   PARTITION BY matched_route.alert_id
                   ORDER BY matched_route."position", matched_route.name
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS is_over
        FROM matched matched_route
    )
    SELECT passed_route.alert_id,
           passed_route.name,
           agentmon.group_labels(passed_route.labels, passed_route.group_by)
    FROM passed passed_route
    WHERE NOT passed_route.is_over
$$;
COMMENT ON FUNCTION agentmon.matching_routes(uuid[], jsonb[], boolean[]) IS
'The routes that take alerts with these labels (severity among them), and the labels of their groups there: '
'the first that matches, and those after it as long as each says so; p_once: the first alone.';

CREATE FUNCTION agentmon.route_these(p_alerts uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    free uuid[];
BEGIN
    UPDATE monitoring.alerts alert
    SET news = false
    WHERE alert.id = ANY (p_alerts);
    PERFORM agentmon.keep_word(p_alerts, p_now);
    -- New alerts join a group of each route that they match; the first match ends it unless it says to go on.
    -- Those with actions of their own go to these channels, once, and so are told apart from those without.
    WITH fresh AS MATERIALIZED (
        SELECT alert.id,
               alert.alert_key,
               alert.source,
               alert.severity,
               alert.labels || jsonb_build_object('severity', alert.severity) AS labels,
               CASE
                   WHEN agentmon.known_channels(alert.actions) IS NOT NULL THEN alert.actions
               END AS actions
        FROM monitoring.alerts alert
        WHERE alert.id = ANY (p_alerts)
          AND alert.state = 'firing'
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_group_members member
              JOIN monitoring.alert_groups grp ON grp.id = member.group_id
                  AND grp.route IS NOT NULL
              WHERE member.alert_id = alert.id)
    ), chosen AS MATERIALIZED (
        -- A fresh alert and one of its routes, with the key of its group there.
        SELECT alert.id,
               alert.alert_key,
               alert.source,
               alert.severity,
               alert.actions,
               taking.route,
               taking.group_labels,
               sha256(convert_to(
                   taking.group_labels::text || coalesce(E'\n' || alert.actions::text, ''),
                   'UTF8')) AS group_key
        FROM fresh alert
        JOIN agentmon.matching_routes(
            (SELECT array_agg(one.id ORDER BY one.id) FROM fresh one),
            (SELECT array_agg(one.labels ORDER BY one.id) FROM fresh one),
            (SELECT array_agg(one.actions IS NOT NULL ORDER BY one.id) FROM fresh one)
        ) taking ON taking.alert_id = alert.id
    ), existing AS MATERIALIZED (
        -- A group that was there before.
        SELECT grp.id, grp.route, grp.group_key
        FROM monitoring.alert_groups grp
        WHERE (grp.route, grp.group_key) IN (SELECT choice.route, choice.group_key FROM chosen choice)
    ), open AS MATERIALIZED (
        -- One of them that can be locked. One that an open transaction holds is left alone: its alerts are
        -- news again for the next step.
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.id IN (SELECT found.id FROM existing found)
        FOR KEY SHARE SKIP LOCKED
    ), made AS (
        INSERT INTO monitoring.alert_groups AS grp (route, group_key, group_labels, channels)
        SELECT DISTINCT choice.route, choice.group_key, choice.group_labels, choice.actions
        FROM chosen choice
        WHERE NOT EXISTS (
            SELECT FROM existing found
            WHERE found.route = choice.route
              AND found.group_key = choice.group_key)
        ORDER BY 1, 2
        ON CONFLICT (route, group_key) DO NOTHING
        RETURNING grp.id, grp.route, grp.group_key
    ), joining AS MATERIALIZED (
        -- A fresh alert and a group that it joins.
        SELECT grp.id AS group_id, choice.id, choice.alert_key, choice.source, choice.severity
        FROM chosen choice
        JOIN (
            SELECT fresh_group.id, fresh_group.route, fresh_group.group_key
            FROM made fresh_group
            UNION ALL
            SELECT found.id, found.route, found.group_key
            FROM existing found
            JOIN open unlocked ON unlocked.id = found.id
        ) AS grp USING (route, group_key)
    ), left_alone AS (
        UPDATE monitoring.alerts alert
        SET news = true
        FROM chosen choice
        WHERE alert.id = choice.id
          AND NOT EXISTS (
              SELECT FROM joining joiner
              WHERE joiner.id = choice.id)
    ), came_back AS (
        -- An alert that fires again before its readers have heard that it was over: for them it just goes on.
        DELETE FROM monitoring.alert_group_members member
        USING monitoring.alerts alert, joining joiner
        WHERE alert.id = member.alert_id
          AND alert.state = 'resolved'
          AND member.notified_state = 'firing'
          AND joiner.group_id = member.group_id
          AND joiner.alert_key = alert.alert_key
          AND joiner.severity = alert.severity
        RETURNING member.group_id, member.alert_id, joiner.id AS next_id, member.notified_count
    ), noted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT alert.id, p_now, 'not told', 'no route matches its labels'
        FROM fresh alert
        WHERE NOT EXISTS (
            SELECT FROM chosen choice
            WHERE choice.id = alert.id)
          AND 'no route matches its labels' IS DISTINCT FROM (
              SELECT event.detail
              FROM monitoring.alert_events event
              WHERE event.alert_id = alert.id
                AND event.event = 'not told'
              ORDER BY event.id DESC
              LIMIT 1)
        UNION ALL
        SELECT alert.id, p_now, 'not told', 'it resolved before it was to be told'
        FROM monitoring.alerts alert
        WHERE alert.id = ANY (p_alerts)
          AND alert.state = 'resolved'
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_group_members member
              WHERE member.alert_id = alert.id)
          AND NOT EXISTS (
              SELECT FROM monitoring.notification_alerts said
              WHERE said.alert_id = alert.id)
          AND NOT EXISTS (
              SELECT FROM monitoring.alert_events event
              WHERE event.alert_id = alert.id
                AND event.event = 'not told')
        UNION ALL
        SELECT entry.alert_id, p_now, entry.event, entry.detail
        FROM (SELECT DISTINCT back.alert_id, back.next_id FROM came_back back) AS back
        CROSS JOIN LATERAL (VALUES
            (
                back.next_id,
                'goes on',
                format('alert %s, which was told, fired again before its end was', back.alert_id)
            ),
            (
                back.alert_id,
                'came back',
                format('as alert %s, before its end was told', back.next_id)
            )
        ) AS entry (alert_id, event, detail)
    ), told AS (
        UPDATE monitoring.told_alerts told_alert
        SET alert_id = back.next_id,
            -- Errors are counted, and the count begins anew.
            count = CASE joiner.source WHEN 'log' THEN 0 ELSE told_alert.count END
        FROM came_back back
        JOIN joining joiner ON joiner.group_id = back.group_id
            AND joiner.id = back.next_id
        WHERE told_alert.group_id = back.group_id
          AND told_alert.alert_id = back.alert_id
    )
    INSERT INTO monitoring.alert_group_members (group_id, alert_id, notified_count, notified_state)
    SELECT joiner.group_id,
           joiner.id,
           CASE joiner.source WHEN 'log' THEN 0 ELSE coalesce(back.notified_count, 0) END,
           CASE WHEN back.next_id IS NOT NULL THEN 'firing' END
    FROM joining joiner
    LEFT JOIN came_back back ON back.group_id = joiner.group_id
        AND back.next_id = joiner.id;

    free := ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.id IN (
            SELECT member.group_id
            FROM monitoring.alert_group_members member
            WHERE member.alert_id = ANY (p_alerts))
        ORDER BY grp.id
        FOR UPDATE SKIP LOCKED);
    -- A group with news is told after group_wait where nothing of it is open to
    -- its readers, else at its next interval.
    UPDATE monitoring.alert_groups grp
    SET flush_at = due.flush_at
    FROM (
        SELECT own.id,
               CASE
                   WHEN EXISTS (
                       SELECT FROM monitoring.alert_group_members known
                       WHERE known.group_id = own.id
                         AND known.notified_state = 'firing')
                       THEN greatest(
                           p_now,
                           own.last_notified_at + coalesce(route.group_interval, interval '5 minutes'))
                   ELSE p_now + coalesce(route.group_wait, '0')
               END AS flush_at
        FROM monitoring.alert_groups own
        LEFT JOIN monitoring.notification_routes route ON route.name = own.route
        WHERE own.id = ANY (free)
          AND EXISTS (
              SELECT FROM monitoring.alerts alert
              JOIN monitoring.alert_group_members member ON member.alert_id = alert.id
              WHERE member.group_id = own.id
                AND alert.id = ANY (p_alerts)
                AND (alert.count > member.notified_count
                     OR alert.state IS DISTINCT FROM member.notified_state))
    ) AS due
    WHERE grp.id = due.id
      AND (grp.flush_at IS NULL OR grp.flush_at > due.flush_at);
    UPDATE monitoring.alerts alert
    SET news = true
    FROM monitoring.alert_group_members member
    WHERE alert.id = ANY (p_alerts)
      AND member.alert_id = alert.id
      AND member.group_id <> ALL (free);

    -- Something has come to its end that may have held others back.
    IF EXISTS (
        SELECT FROM monitoring.alerts alert
        WHERE alert.id = ANY (p_alerts)
          AND alert.state = 'resolved')
    THEN
        UPDATE monitoring.alert_groups grp
        SET recheck_at = p_now
        WHERE grp.id IN (
            SELECT held.id
            FROM monitoring.alert_groups held
            WHERE held.recheck_at > p_now
              AND EXISTS (
                  SELECT FROM monitoring.alert_group_members member
                  WHERE member.group_id = held.id
                    AND member.held_by LIKE 'inhibited by %')
            FOR UPDATE SKIP LOCKED);
    END IF;
    RETURN cardinality(p_alerts);
END
$$;
COMMENT ON FUNCTION agentmon.route_these(uuid[], timestamptz) IS
'Routes alerts with news, whose rows are locked: see route_alerts(); gives their number.';

CREATE FUNCTION agentmon.recheck_these(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    UPDATE monitoring.alert_groups grp
    SET recheck_at = NULL,
        flush_at = least(grp.flush_at, greatest(p_now, grp.last_notified_at + CASE
            WHEN EXISTS (
                SELECT FROM monitoring.alert_group_members member
                WHERE member.group_id = grp.id
                  AND member.notified_state = 'firing')
                THEN (
                    SELECT own.group_interval
                    FROM monitoring.notification_routes own
                    WHERE own.name = grp.route)
            ELSE '0'
        END))
    WHERE grp.id = ANY (p_groups);
    SELECT cardinality(p_groups)::bigint
$$;
COMMENT ON FUNCTION agentmon.recheck_these(uuid[], timestamptz) IS
'recheck_held() for these groups; gives their number.';

CREATE FUNCTION agentmon.recheck_held(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN agentmon.one_by_one('holding back', 'recheck_these', agentmon.lock_groups(ARRAY(
        SELECT grp.id
        FROM monitoring.alert_groups grp
        WHERE grp.recheck_at <= p_now), p_now), p_now);
END
$$;
COMMENT ON FUNCTION agentmon.recheck_held(timestamptz) IS
'Has the groups whose alerts may be held back no longer told at once, or at their next interval where '
'something of them has been told.';

CREATE FUNCTION agentmon.longest_hold() RETURNS interval
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(agentmon.setting_interval('held_recheck'), interval '1 hour')
$$;
COMMENT ON FUNCTION agentmon.longest_hold() IS
'After how long at the latest it is looked at again whether what is held back still is: a clock that was '
'wrong puts it off no further.';

CREATE FUNCTION agentmon.hold_members(p_groups uuid[], p_now timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    WITH firing AS MATERIALIZED (
        SELECT member.group_id, member.alert_id, member.held_by
        FROM monitoring.alert_group_members member
        JOIN monitoring.alerts alert ON alert.id = member.alert_id
            AND alert.state = 'firing'
        WHERE member.group_id = ANY (p_groups)
    ), judged AS MATERIALIZED (
        -- By what a member was held back so far, and by what it is from now on (NULL: by nothing).
        SELECT own.group_id, own.alert_id, own.held_by AS before, hold.reason AS after, hold.until
        FROM firing own
        LEFT JOIN agentmon.held_back(
            ARRAY(SELECT asked.alert_id FROM firing asked),
            p_now
        ) hold ON hold.alert_id = own.alert_id
    ), held AS (
        UPDATE monitoring.alert_group_members member
        SET held_by = verdict.after
        FROM judged verdict
        WHERE member.group_id = verdict.group_id
          AND member.alert_id = verdict.alert_id
          AND verdict.before IS DISTINCT FROM verdict.after
    ), noted AS (
        INSERT INTO monitoring.alert_events (alert_id, at, event, detail)
        SELECT DISTINCT
               verdict.alert_id,
               p_now,
               CASE WHEN verdict.after IS NULL THEN 'released' ELSE 'held back' END,
               coalesce(verdict.after, verdict.before)
        FROM judged verdict
        WHERE verdict.before IS DISTINCT FROM verdict.after
    )
    UPDATE monitoring.alert_groups grp
    SET recheck_at = next_look.recheck_at
    FROM (
        SELECT verdict.group_id,
               min(least(
                   coalesce(verdict.until, p_now + agentmon.setting_interval('held_recheck')),
                   p_now + agentmon.longest_hold()
               )) FILTER (WHERE verdict.after IS NOT NULL) AS recheck_at
        FROM judged verdict
        GROUP BY 1
    ) AS next_look
    WHERE grp.id = next_look.group_id
      AND grp.recheck_at IS DISTINCT FROM next_look.recheck_at;
    SELECT cardinality(p_groups)::bigint
$$;
COMMENT ON FUNCTION agentmon.hold_members(uuid[], timestamptz) IS
'Notes for the firing members of groups by what they are held back, and when to look again; gives the number '
'of groups.';

-- What the trigger of routes calls in the name of whoever configures.
GRANT EXECUTE ON FUNCTION agentmon.route_channels(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION agentmon.tell_of_routes_in_the_way(text, integer, jsonb, boolean)
    TO agentmon_admin;
