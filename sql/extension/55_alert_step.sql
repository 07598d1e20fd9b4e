-- The alert step: the table of contents of alerting. What each line calls stands in the files around it.

CREATE FUNCTION agentmon.forget_past_failures(p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- What fails is tried again within a minute or two; what has not been tried for longer is not there any
    -- more.
    DELETE FROM monitoring.step_failures f
    WHERE f.step IN ('routing', 'holding back', 'groups', 'escalation', 'fallback', 'resolving')
      AND f.last_at < p_now - interval '10 minutes';
EXCEPTION
    WHEN transaction_rollback THEN
        RAISE;
    WHEN OTHERS THEN
        NULL; -- Where failures cannot be written, alerts are told all the same.
END
$$;
COMMENT ON FUNCTION agentmon.forget_past_failures(timestamptz) IS
'Ends the failures of alerts, groups and messages that are over, or were told in another way since.';

CREATE FUNCTION agentmon.alert_step(p_now timestamptz DEFAULT now(), OUT made integer, OUT taken bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- What others hold is passed over; should it be waited for all the same, then not for long.
SET search_path = pg_catalog, pg_temp SET row_security = off SET lock_timeout = '500ms' AS $$
BEGIN
    PERFORM agentmon.check_p_now(p_now);
    -- Each step for itself: what one of them cannot do stops none of the others.
    taken := agentmon.try_step('error rows', 'take_error_rows', p_now);
    PERFORM agentmon.try_step('names', 'follow_names', p_now);
    PERFORM agentmon.try_step('memory', 'remember_late', p_now);
    PERFORM agentmon.try_step('clocks', 'heal_clocks', p_now);
    PERFORM agentmon.try_step('rules', 'evaluate_due_rules', p_now);
    PERFORM agentmon.try_step('resolving', 'resolve_ended', p_now);
    PERFORM agentmon.try_step('resolving', 'resolve_quiet_errors', p_now);
    PERFORM agentmon.try_step('routing', 'route_alerts', p_now);
    PERFORM agentmon.try_step('holding back', 'recheck_held', p_now);
    made := agentmon.try_step('groups', 'tell_groups', p_now)
          + agentmon.try_step('escalation', 'escalate_groups', p_now)
          + agentmon.try_step('fallback', 'fall_back', p_now);
    PERFORM agentmon.try_step('claims', 'look_for_held', p_now);
    PERFORM agentmon.forget_blockers(p_now);
    PERFORM agentmon.forget_past_failures(p_now);
    IF made > 0 THEN
        NOTIFY agentmon_alerts;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.alert_step(timestamptz) IS
'As process_alerts(), for the daemon: also how many error rows it took, which says whether more are likely '
'to come.';

CREATE FUNCTION monitoring.process_alerts(p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT step.made
    FROM agentmon.alert_step(p_now) AS step
$$;
COMMENT ON FUNCTION monitoring.process_alerts(timestamptz) IS
'One step of alerting at p_now: takes new error rows, evaluates the rules that are due, resolves, groups, '
'routes, holds back, escalates, and puts what is due into the outbox. Gives the notifications made. Any '
'number of callers at a time.';

CREATE FUNCTION agentmon.stay_awake(p_awake boolean) RETURNS boolean
LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'stay_awake_wrapper';
COMMENT ON FUNCTION agentmon.stay_awake(boolean) IS
'For the daemon: says that this session looks for error rows anyhow, so that nobody need wake it by NOTIFY, '
'until it says otherwise or ends. False where a session is just asking who is awake: ask again after the '
'next step. Whoever stops must look once more, a commit''s time later.';

GRANT EXECUTE ON FUNCTION monitoring.process_alerts(timestamptz), agentmon.alert_step(timestamptz),
    agentmon.stay_awake(boolean)
TO agentmon_notifier, agentmon_admin;
