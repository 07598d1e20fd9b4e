-- Delivery: the daemon's steps over the outbox, callable from psql and on a virtual clock.

CREATE FUNCTION monitoring.register_notifier(p_worker text, p_version text, p_kinds text[], p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    IF coalesce(p_worker, '') = '' OR p_version IS NULL OR p_kinds IS NULL THEN
        PERFORM monitoring.refuse('p_worker must be a name, p_version a text and p_kinds an array',
            format('p_worker is %s, p_version is %s, p_kinds is %s.', coalesce(quote_literal(p_worker), 'NULL'),
                coalesce(quote_literal(p_version), 'NULL'), coalesce(p_kinds::text, 'NULL')),
            'Give each worker a name of its own, and {} where it sends nothing.', 'invalid_parameter_value');
    END IF;
    PERFORM monitoring.canonical_value(k, 'kind of channel', '{sms,email,slack,pagerduty,webhook,console}') FROM unnest(p_kinds) AS k;
    INSERT INTO monitoring.notifiers AS n (worker, version, kinds, started_at, last_seen_at)
    VALUES (p_worker, p_version, p_kinds, p_now, p_now)
    ON CONFLICT (worker) DO UPDATE SET version = excluded.version, kinds = excluded.kinds, last_seen_at = excluded.last_seen_at;
    INSERT INTO monitoring.notification_channels (name, kind) SELECT k, k FROM unnest(p_kinds) AS k ON CONFLICT DO NOTHING;
    DELETE FROM monitoring.notifiers WHERE last_seen_at < p_now - interval '30 days';
END
$$;
COMMENT ON FUNCTION monitoring.register_notifier(text, text, text[], timestamptz) IS
'Says that a daemon runs and which kinds of messages it sends; called at its start and as its heartbeat. Makes the channels that are named after their kind.';

CREATE FUNCTION monitoring.claim_notifications(p_worker text, p_max integer DEFAULT 10, p_now timestamptz DEFAULT now())
RETURNS TABLE (id uuid, channel text, kind text, payload jsonb, attempt integer, idempotency_key text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
BEGIN
    IF coalesce(p_worker, '') = '' OR coalesce(p_max, 0) < 1 THEN
        PERFORM monitoring.refuse('p_worker must be a name and p_max a positive number',
            format('p_worker is %s, p_max is %s.', coalesce(quote_literal(p_worker), 'NULL'), coalesce(p_max::text, 'NULL')),
            'Give each worker a name of its own, and p_max from 1 on.', 'invalid_parameter_value');
    END IF;
    RETURN QUERY
    -- MATERIALIZED: evaluated once, so that never more than p_max are locked, whatever the plan.
    WITH due AS MATERIALIZED (
        SELECT o.id FROM monitoring.notifications o
        JOIN monitoring.notification_channels ch ON ch.name = o.channel AND ch.enabled
        WHERE (o.state = 'pending' AND o.next_attempt_at <= p_now OR o.state = 'sending' AND o.lease_until <= p_now)
          AND o.kind = ANY (coalesce((SELECT r.kinds FROM monitoring.notifiers r WHERE r.worker = p_worker), ARRAY[o.kind]))
        ORDER BY o.next_attempt_at, o.id LIMIT p_max
        FOR UPDATE OF o SKIP LOCKED)
    UPDATE monitoring.notifications AS n SET state = 'sending', worker = p_worker, attempt = n.attempt + 1,
        lease_until = p_now + monitoring.setting_interval('delivery_lease')
    FROM due WHERE n.id = due.id
    RETURNING n.id, n.channel, n.kind, n.payload, n.attempt, n.idempotency_key;
END
$$;
COMMENT ON FUNCTION monitoring.claim_notifications(text, integer, timestamptz) IS
'Gives a worker up to p_max notifications that are due at p_now, for the time of the setting delivery_lease; after it another worker may take them, with the same idempotency key and the next attempt. Workers side by side never get the same one.';

CREATE FUNCTION monitoring.settle_notification(p_id uuid, p_worker text, p_attempt integer, p_state text, p_provider_id text,
    p_error text, p_next timestamptz, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n monitoring.notifications;
BEGIN
    SELECT * INTO n FROM monitoring.notifications WHERE id = p_id FOR UPDATE;
    IF n.worker IS DISTINCT FROM p_worker OR n.attempt IS DISTINCT FROM p_attempt OR n.id IS NULL OR n.state <> 'sending' THEN
        -- Told twice by the same worker, as after a lost connection: true already.
        IF n.worker = p_worker AND n.attempt = p_attempt AND n.state = p_state THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'notification % is not held by worker % at attempt %', coalesce(p_id::text, 'NULL'), coalesce(p_worker, 'NULL'), coalesce(p_attempt::text, 'NULL')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = coalesce(format('It is %s, attempt %s, last held by %s.', n.state, n.attempt, coalesce(n.worker, 'nobody')), 'There is no such notification.'),
                  HINT = 'The lease has passed on to another attempt; drop this outcome and claim again.';
    END IF;
    UPDATE monitoring.notifications SET state = p_state, provider_id = coalesce(p_provider_id, provider_id),
        last_error = left(p_error, 1000), next_attempt_at = coalesce(p_next, next_attempt_at), lease_until = NULL,
        settled_at = CASE WHEN p_state <> 'pending' THEN p_now END
    WHERE id = p_id;
END
$$;
COMMENT ON FUNCTION monitoring.settle_notification(uuid, text, integer, text, text, text, timestamptz, timestamptz) IS
'Puts a claimed notification into its next state; refuses (55000) a worker or an attempt that does not hold it.';

CREATE FUNCTION monitoring.complete_notification(p_id uuid, p_worker text, p_attempt integer, p_provider_id text DEFAULT NULL,
    p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off
    AS $$SELECT monitoring.settle_notification($1, $2, $3, 'sent', $4, NULL, NULL, $5)$$;
COMMENT ON FUNCTION monitoring.complete_notification(uuid, text, integer, text, timestamptz) IS
'Says that a claimed notification was sent, with the provider''s id. A stale worker or attempt is refused with 55000.';

CREATE FUNCTION monitoring.retry_delay(p_id uuid, p_attempt integer, p_retry_after interval) RETURNS interval
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(p_retry_after, least(monitoring.setting_interval('delivery_retry_most'),
               monitoring.setting_interval('delivery_retry_first') * power(2, least(p_attempt, 30) - 1))
           * (0.8 + 0.4 * (abs(hashtextextended(p_id::text, p_attempt)) % 1000) / 1000.0))
$$;
COMMENT ON FUNCTION monitoring.retry_delay(uuid, integer, interval) IS
'The wait after a failed attempt: delivery_retry_first, doubled with each attempt up to delivery_retry_most, give or take a fifth by a hash; at least p_retry_after, which the provider asked for.';

CREATE FUNCTION monitoring.fail_notification(p_id uuid, p_worker text, p_attempt integer, p_outcome text, p_error text,
    p_retry_after interval DEFAULT NULL, p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    outcome text := monitoring.canonical_value(p_outcome, 'outcome', '{retry,final,unknown}');
    attempts integer := (SELECT value::integer FROM monitoring.settings WHERE name = 'delivery_attempts');
BEGIN
    IF outcome = 'retry' AND p_attempt < attempts THEN
        PERFORM monitoring.settle_notification(p_id, p_worker, p_attempt, 'pending', NULL, p_error,
            p_now + monitoring.retry_delay(p_id, p_attempt, p_retry_after), p_now);
    ELSE
        PERFORM monitoring.settle_notification(p_id, p_worker, p_attempt,
            CASE outcome WHEN 'unknown' THEN 'unknown' ELSE 'dead' END, NULL, p_error, NULL, p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz) IS
'Says how a claimed notification failed. retry: again after a backoff that is computed here (dead after the setting delivery_attempts); final: dead; unknown: it may have gone out, so it is not sent again blindly. A stale worker or attempt is refused with 55000.';

CREATE FUNCTION monitoring.next_notification_at(p_now timestamptz DEFAULT now()) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
    SELECT least(
        (SELECT min(CASE n.state WHEN 'pending' THEN n.next_attempt_at ELSE n.lease_until END)
         FROM monitoring.notifications n JOIN monitoring.notification_channels ch ON ch.name = n.channel AND ch.enabled
         WHERE n.state IN ('pending', 'sending') AND monitoring.kind_is_served(n.kind, $1)),
        (SELECT min(g.flush_at) FROM monitoring.alert_groups g WHERE g.flush_at IS NOT NULL))
$$;
COMMENT ON FUNCTION monitoring.next_notification_at(timestamptz) IS
'When something becomes due next: an attempt, the end of a lease, or a group that is to be told; NULL for nothing.';

GRANT EXECUTE ON FUNCTION monitoring.next_notification_at(timestamptz),
    monitoring.register_notifier(text, text, text[], timestamptz), monitoring.claim_notifications(text, integer, timestamptz),
    monitoring.complete_notification(uuid, text, integer, text, timestamptz),
    monitoring.fail_notification(uuid, text, integer, text, text, interval, timestamptz) TO agentmon_notifier, agentmon_admin;
