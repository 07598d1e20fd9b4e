-- When there is something to send next; channels that nothing names, and routes that reach nobody.

CREATE FUNCTION monitoring.next_notification_at(p_now timestamptz DEFAULT now()) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
-- As due_notifications(): the beginning of an index.
SET search_path = pg_catalog, pg_temp SET row_security = off
SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off SET jit = off AS $$
    SELECT least(
        (SELECT min(greatest(due.at, circuit.open_until, pace.wait_until, agentmon.place_at(channel.name)))
         FROM monitoring.notification_channels channel
         LEFT JOIN monitoring.channel_circuits circuit ON circuit.channel = channel.name
         LEFT JOIN monitoring.channel_pace pace ON pace.channel = channel.name
             AND pace.limited_at <= p_now + interval '1 minute'
         CROSS JOIN LATERAL (
             SELECT least(
                 (SELECT message.next_attempt_at
                  FROM monitoring.notifications message
                  WHERE message.channel = channel.name
                    AND message.state IN ('pending', 'sending')
                    AND message.state = 'pending'
                    AND NOT agentmon.must_wait(
                        message.id, message.group_id, message.channel, message.created_at)
                  ORDER BY message.next_attempt_at, message.id
                  LIMIT 1),
                 (SELECT min(message.lease_until)
                  FROM monitoring.notifications message
                  WHERE message.channel = channel.name
                    AND message.state = 'sending'))
         ) AS due (at)
         WHERE channel.enabled
           AND due.at IS NOT NULL
           AND agentmon.kind_is_served(channel.kind, p_now)),
        (SELECT min(grp.flush_at)
         FROM monitoring.alert_groups grp
         WHERE grp.flush_at IS NOT NULL),
        (SELECT min(grp.recheck_at)
         FROM monitoring.alert_groups grp
         WHERE grp.recheck_at IS NOT NULL),
        (SELECT min(grp.escalate_at)
         FROM monitoring.alert_groups grp
         WHERE grp.escalate_at IS NOT NULL),
        (SELECT min(alert.ends_at)
         FROM monitoring.alerts alert
         WHERE alert.state = 'firing'
           AND alert.source = 'raised'),
        agentmon.next_rule_at(p_now))
$$;
COMMENT ON FUNCTION monitoring.next_notification_at(timestamptz) IS
'When something becomes due next: an attempt, the end of a lease or of a channel''s rest, a group that is to '
'be told, looked at again or escalated, a place in a rate limit, a rule; NULL for nothing.';

CREATE FUNCTION agentmon.named_channels(p_now timestamptz) RETURNS TABLE (channel text, place text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT told.name, format('the route %s', route.route)
    FROM agentmon.route_channels(p_now) route
    CROSS JOIN LATERAL unnest(route.channels) AS told (name)
    UNION ALL
    SELECT told.name, format('the escalation step of the route %s after %s', step.route, step.after)
    FROM monitoring.escalation_steps step
    CROSS JOIN LATERAL unnest(step.channels) AS told (name)
    UNION ALL
    SELECT told.name, format('the rule %s, in its actions', rule.name)
    FROM monitoring.alert_rules rule
    CROSS JOIN LATERAL unnest(rule.actions) AS told (name)
    WHERE rule.enabled
$$;
COMMENT ON FUNCTION agentmon.named_channels(timestamptz) IS
'The channels that routes, escalation steps and rules that are on name, each with the place where.';

CREATE FUNCTION agentmon.idle_channels(p_now timestamptz DEFAULT now())
RETURNS TABLE (channel text, kind text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    -- As long as there has been no daemon, every kind counts as served.
    SELECT idle.name, idle.kind
    FROM monitoring.notification_channels idle
    WHERE idle.enabled
      AND agentmon.kind_is_served(idle.kind, p_now)
      AND EXISTS (
          SELECT FROM monitoring.notifiers daemon
          WHERE idle.kind = ANY (daemon.kinds))
      AND idle.name NOT IN (
          SELECT named.channel
          FROM agentmon.named_channels(p_now) named
          WHERE named.channel IS NOT NULL)
      AND idle.name NOT IN (
          SELECT other.fallback
          FROM monitoring.notification_channels other
          WHERE other.fallback IS NOT NULL
            AND other.enabled)
    ORDER BY idle.name
$$;
COMMENT ON FUNCTION agentmon.idle_channels(timestamptz) IS
'Channels that are on and that a daemon sends, and that no route, escalation step, rule or other channel '
'names: nothing ever goes there.';

CREATE FUNCTION agentmon.deaf_routes(p_now timestamptz DEFAULT now())
RETURNS TABLE (route text, why text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    WITH reachable AS MATERIALIZED (
        SELECT *
        FROM agentmon.reachable_channels(p_now)
    )
    SELECT listed.route,
           coalesce(
               string_agg(
                   format('%s: %s', told.name, coalesce(place.refusal, 'there is no such channel')),
                   '; ' ORDER BY told.name),
               'it names no channel')
    FROM agentmon.route_channels(p_now) listed
    LEFT JOIN LATERAL unnest(listed.channels) AS told (name) ON true
    LEFT JOIN reachable place ON place.named = told.name
    GROUP BY listed.route
    HAVING bool_and(place.named IS NULL OR place.refusal IS NOT NULL)
    ORDER BY listed.route
$$;
COMMENT ON FUNCTION agentmon.deaf_routes(timestamptz) IS
'Routes none of whose channels can be told now, and why: what comes to them reaches nobody.';

CREATE FUNCTION agentmon.missing_channels() RETURNS TABLE (channel text, named_by text[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT named.channel, array_agg(DISTINCT named.place ORDER BY named.place)
    FROM agentmon.named_channels(now()) named
    WHERE named.channel IS NOT NULL
      AND NOT EXISTS (
          SELECT FROM monitoring.notification_channels known
          WHERE known.name = named.channel)
    GROUP BY named.channel
    ORDER BY named.channel
$$;
COMMENT ON FUNCTION agentmon.missing_channels() IS
'Channels that a route, an escalation step or a rule that is on names and that do not exist, and where they '
'are named: nobody is told there.';

GRANT EXECUTE ON FUNCTION
    agentmon.missing_channels(),
    agentmon.idle_channels(timestamptz),
    agentmon.deaf_routes(timestamptz)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
GRANT EXECUTE ON FUNCTION monitoring.next_notification_at(timestamptz),
    monitoring.register_notifier(text, text, text[], timestamptz),
    monitoring.leave_notifier(text, timestamptz),
    monitoring.claim_notifications(text, integer, timestamptz),
    monitoring.complete_notification(uuid, text, integer, text, timestamptz),
    monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz),
    monitoring.note_progress(uuid, text, integer, jsonb, timestamptz),
    monitoring.defer_notification(uuid, text, integer, text, interval, text, timestamptz),
    monitoring.unknown_notifications(text, integer, timestamptz),
    monitoring.settle_unknown(uuid, text, text[], timestamptz),
    monitoring.replay_notifications(text, timestamptz, timestamptz)
TO agentmon_notifier, agentmon_admin;
