-- What the verdicts on agents were over time: written down when they change, held while they flap, and summed
-- up as uptime.

-- Bad at once, good again after a while. What an agent says of itself (its registered status) is taken at its
-- word.
CREATE FUNCTION agentmon.held_verdicts(p_now timestamptz)
RETURNS TABLE (
    agent_name text,
    registered_status text,
    verdict text,
    shown text,
    availability text,
    errors_24h bigint,
    error_rate double precision,
    last_seen timestamptz,
    reasons text[],
    failures double precision,
    runs double precision,
    kept_status text,
    kept_availability text,
    better_since timestamptz
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    hold interval := coalesce(agentmon.setting_interval('health_recover_after'), '0');
    watched_until timestamptz := (
        SELECT max(watch.until)
        FROM monitoring.status_watches watch
        WHERE watch.until <= p_now
    );
BEGIN
    RETURN QUERY
    SELECT now_so.agent_name,
           now_so.registered_status,
           now_so.verdict,
           CASE WHEN holds.is_held THEN kept.status ELSE now_so.verdict END,
           CASE WHEN holds.is_held THEN kept.availability ELSE now_so.availability END,
           now_so.errors_24h,
           now_so.error_rate,
           now_so.last_seen,
           CASE
               WHEN holds.is_held THEN now_so.reasons || format(
                   'it was %s until %s UTC, and counts as better from %s on',
                   kept.status,
                   to_char(holds.bad_until AT TIME ZONE 'UTC', 'HH24:MI:SS'),
                   to_char((holds.bad_until + hold) AT TIME ZONE 'UTC', 'HH24:MI:SS'))
               ELSE now_so.reasons
           END,
           now_so.failures,
           now_so.runs,
           kept.status,
           kept.availability,
           kept.better_since
    FROM agentmon.agent_verdicts(p_now) now_so
    LEFT JOIN monitoring.agent_status_history kept
      ON kept.agent_name = now_so.agent_name
     AND kept.until IS NULL
     AND kept.since <= p_now
    CROSS JOIN LATERAL (SELECT coalesce(kept.better_since, watched_until) AS bad_until) AS last_bad
    CROSS JOIN LATERAL (
        SELECT last_bad.bad_until,
               coalesce(
                   kept.status IN ('degraded', 'critical')
                   AND kept.availability <> 'down' OR kept.status = 'critical', false)
               AND agentmon.verdict_rank(now_so.verdict) < agentmon.verdict_rank(kept.status)
               AND coalesce(p_now < last_bad.bad_until + hold, false) AS is_held
    ) AS holds;
END
$$;
COMMENT ON FUNCTION agentmon.held_verdicts(timestamptz) IS
'agent_verdicts(), and what is shown of them: a verdict that has just become better is told once it has '
'been so for the setting health_recover_after. With what the history has of each.';

CREATE FUNCTION agentmon.watch_patience() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN interval '5 minutes';
COMMENT ON FUNCTION agentmon.watch_patience() IS
'How long after a look at the agents they count as looked at.';

CREATE FUNCTION agentmon.record_agent_status(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '10s' AS $$
DECLARE
    last_until timestamptz;
    rewritten record;
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- One at a time; who comes meanwhile would say the same.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('agentmon agent status', 0)) THEN
        RETURN 0;
    END IF;
    last_until := (SELECT max(watch.until) FROM monitoring.status_watches watch);
    IF last_until > p_now AND last_until > now() + interval '1 hour' THEN
        -- A clock that was wrong wrote of what is yet to come.
        DELETE FROM monitoring.agent_status_history history WHERE history.since >= p_now;
        UPDATE monitoring.agent_status_history history SET until = NULL WHERE history.until >= p_now;
        DELETE FROM monitoring.status_watches watch WHERE watch.since >= p_now;
        UPDATE monitoring.status_watches watch SET until = p_now WHERE watch.until > p_now;
        last_until := (SELECT max(watch.until) FROM monitoring.status_watches watch);
    ELSIF last_until >= p_now THEN
        RETURN 0;
    END IF;
    WITH told AS MATERIALIZED (
        SELECT sha256(convert_to(held.agent_name, 'UTF8')) AS agent_key, held.*
        FROM agentmon.held_verdicts(p_now) held
    )
    SELECT array_agg(told.agent_key) AS keys,
           array_agg(told.agent_key) FILTER (WHERE judged.is_new) AS new_keys,
           array_agg(told.agent_name) FILTER (WHERE judged.is_new) AS names,
           array_agg(told.shown) FILTER (WHERE judged.is_new) AS statuses,
           array_agg(told.availability) FILTER (WHERE judged.is_new) AS availabilities,
           array_agg(told.agent_key) FILTER (WHERE judged.begins_to_be_better) AS better_keys,
           array_agg(told.agent_key) FILTER (WHERE judged.is_bad_again) AS worse_keys
    INTO STRICT rewritten
    FROM told
    CROSS JOIN LATERAL (
        SELECT told.kept_status IS DISTINCT FROM told.shown
                   OR told.kept_availability IS DISTINCT FROM told.availability AS is_new,
               told.shown <> told.verdict AND told.better_since IS NULL AS begins_to_be_better,
               told.shown = told.verdict AND told.better_since IS NOT NULL AS is_bad_again
    ) AS judged;
    UPDATE monitoring.agent_status_history history
    SET until = p_now,
        better_since = NULL
    WHERE history.until IS NULL
      AND (history.agent_key = ANY (rewritten.new_keys)
           -- Nobody knows of it any more.
           OR history.agent_key <> ALL (coalesce(rewritten.keys, '{}')));
    -- Mostly nothing has changed, and what is not run is not planned either.
    IF rewritten.new_keys IS NOT NULL THEN
        INSERT INTO monitoring.agent_status_history (agent_key, agent_name, status, availability, since)
        SELECT fresh.*, p_now
        FROM unnest(rewritten.new_keys, rewritten.names, rewritten.statuses, rewritten.availabilities)
            AS fresh
        ON CONFLICT (agent_key, since) DO UPDATE SET
            status = excluded.status,
            availability = excluded.availability,
            until = NULL;
    END IF;
    IF rewritten.better_keys IS NOT NULL OR rewritten.worse_keys IS NOT NULL THEN
        UPDATE monitoring.agent_status_history history
        SET better_since = CASE
                WHEN history.agent_key = ANY (rewritten.better_keys) THEN coalesce(last_until, p_now)
            END
        WHERE history.until IS NULL
          AND (history.agent_key = ANY (rewritten.better_keys)
               OR history.agent_key = ANY (rewritten.worse_keys));
    END IF;
    UPDATE monitoring.status_watches watch
    SET until = p_now
    WHERE watch.until = last_until
      AND watch.until >= p_now - agentmon.watch_patience();
    IF NOT FOUND THEN
        INSERT INTO monitoring.status_watches (since, until) VALUES (p_now, p_now);
    END IF;
    RETURN coalesce(cardinality(rewritten.new_keys), 0);
END
$$;
COMMENT ON FUNCTION agentmon.record_agent_status(timestamptz) IS
'Notes in agent_status_history what the verdicts on agents are at p_now where they have changed, and in '
'status_watches that somebody looked; gives the number of changes. Does nothing for a time before the last '
'look.';

CREATE FUNCTION agentmon.agent_uptimes(p_from timestamptz, p_to timestamptz)
RETURNS TABLE (
    agent_name text,
    up_seconds double precision,
    down_seconds double precision,
    unknown_seconds double precision
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH watches AS MATERIALIZED (
        SELECT greatest(watch.since, p_from) AS since,
               CASE
                   WHEN watch.until >= p_to - agentmon.watch_patience() THEN p_to
                   ELSE watch.until
               END AS until
        FROM monitoring.status_watches watch
        WHERE watch.until >= p_from - agentmon.watch_patience()
          AND watch.since < p_to
    ), watched AS (
        SELECT history.agent_name,
               history.availability,
               -- As in agent_verdicts(), not by extract().
               sum(date_part(
                   'epoch',
                   least(history.until, watches.until) - greatest(history.since, watches.since)
               )) AS seconds
        FROM monitoring.agent_status_history history
        JOIN watches
          ON watches.since < coalesce(history.until, p_to)
         AND watches.until > history.since
        WHERE history.since < p_to
          AND (history.until IS NULL OR history.until > p_from)
        GROUP BY 1, 2
    )
    SELECT watched.agent_name,
           coalesce(sum(watched.seconds) FILTER (WHERE watched.availability = 'up'), 0),
           coalesce(sum(watched.seconds) FILTER (WHERE watched.availability = 'down'), 0),
           greatest(extract(epoch FROM p_to - p_from)::double precision
                    - coalesce(sum(watched.seconds) FILTER (WHERE watched.availability <> 'unknown'), 0), 0)
    FROM watched
    GROUP BY 1;
END
$$;
COMMENT ON FUNCTION agentmon.agent_uptimes(timestamptz, timestamptz) IS
'For how long each agent was up, was down, and was neither known to be, from p_from until p_to, by '
'agent_status_history and status_watches.';

CREATE FUNCTION agentmon.uptime_pct(p_up double precision, p_down double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- Of unknown time nobody can say what it was.
    RETURN round(100000 * $1 / nullif($1 + $2, 0)) / 1000;
COMMENT ON FUNCTION agentmon.uptime_pct(double precision, double precision) IS
'The percentage of the known time that was up; NULL where no time is known.';
