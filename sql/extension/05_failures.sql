-- What a step could not do: one member that fails is written down, and the rest goes on.

CREATE FUNCTION agentmon.failure_member(p_member text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- An index entry has at most 2.7 kB.
RETURN CASE
    WHEN p_member IS NULL THEN ''
    WHEN octet_length(p_member) <= 400 THEN p_member
    ELSE left(p_member, 60) || chr(8230) || md5(p_member)
END;
COMMENT ON FUNCTION agentmon.failure_member(text) IS
'The name of a member as step_failures keeps it: long ones cut, with their hash; the empty text for NULL.';

CREATE FUNCTION agentmon.note_failure(
    p_step text,
    p_member text,
    p_error text,
    p_now timestamptz,
    p_hint text DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO monitoring.step_failures AS failure (step, member, since, last_at, error, hint)
    VALUES (
        p_step,
        agentmon.failure_member(p_member),
        p_now,
        p_now,
        left(p_error, 1000),
        left(p_hint, 1000))
    ON CONFLICT (step, member) DO UPDATE SET
        -- A clock that was wrong once does not make a failure last.
        since = least(failure.since, excluded.since),
        last_at = excluded.last_at,
        occurrences = failure.occurrences + 1,
        error = excluded.error,
        hint = excluded.hint;
EXCEPTION
    WHEN read_only_sql_transaction THEN
        -- Nothing at all can be done here: whoever called shall know.
        RAISE;
    WHEN OTHERS THEN
        -- That it cannot even be written down must not stop the rest either.
        RAISE WARNING 'step % failed for %: %', p_step, agentmon.failure_member(p_member), p_error
            USING DETAIL = format('It could not be written into monitoring.step_failures: %s', SQLERRM);
END
$$;
COMMENT ON FUNCTION agentmon.note_failure(text, text, text, timestamptz, text) IS
'Writes down that a step could not do its work for one member (a rule, channel, table, partition ...) at '
'p_now, and why; get_system_health() tells of it. To be called after the work of that member was rolled '
'back.';

CREATE FUNCTION agentmon.member_fails(p_step text, p_member text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM monitoring.step_failures failure
        WHERE failure.step = p_step
          AND (p_member IS NULL OR failure.member = agentmon.failure_member(p_member)));
EXCEPTION WHEN undefined_table OR undefined_column THEN
    -- That failures cannot be looked up must not be one.
    RETURN false;
END
$$;
COMMENT ON FUNCTION agentmon.member_fails(text, text) IS
'Whether a failure of a step is written down, for this member or (NULL) for any; false where that cannot be '
'looked up.';

CREATE FUNCTION agentmon.end_failure(p_step text, p_member text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Mostly there is none: looked for first, which also bears that it cannot be looked up.
    IF agentmon.member_fails(p_step, p_member) THEN
        DELETE FROM monitoring.step_failures failure
        WHERE failure.step = p_step
          AND failure.member = agentmon.failure_member(p_member);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.end_failure(text, text) IS
'Says that a step has done its work for a member again.';

CREATE FUNCTION agentmon.end_other_failures(p_step text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF agentmon.member_fails(p_step) THEN
        DELETE FROM monitoring.step_failures failure
        WHERE failure.step = p_step
          AND failure.last_at <> p_now;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.end_other_failures(text, timestamptz) IS
'Says that a step which looks at all its members has done so at p_now: what it did not note then has ended.';

CREATE FUNCTION agentmon.one_by_one(
    p_step text,
    p_function text,
    p_members anyarray,
    p_now timestamptz,
    p_mend text DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    half integer := cardinality(p_members) / 2;
    done bigint;
    problem text;
    hint text;
    code text;
BEGIN
    IF coalesce(cardinality(p_members), 0) = 0 THEN
        RETURN 0;
    END IF;
    BEGIN
        EXECUTE format('SELECT agentmon.%I($1, $2)', p_function) INTO done USING p_members, p_now;
        IF agentmon.member_fails(p_step) THEN
            DELETE FROM monitoring.step_failures failure
            WHERE failure.step = p_step
              AND failure.member IN (
                  SELECT agentmon.failure_member(asked::text)
                  FROM unnest(p_members) AS asked);
        END IF;
        RETURN coalesce(done, 0);
    EXCEPTION
        WHEN serialization_failure THEN
            -- The whole transaction has to be repeated.
            RAISE;
        WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS
                problem = MESSAGE_TEXT,
                hint = PG_EXCEPTION_HINT,
                code = RETURNED_SQLSTATE;
    END;
    IF p_mend IS NOT NULL THEN
        -- What stands in the way of all alike is looked for before one is suspected.
        EXECUTE format('SELECT agentmon.%I($1)', p_mend) USING p_now;
        RETURN agentmon.one_by_one(p_step, p_function, p_members, p_now);
    END IF;
    IF half = 0 THEN
        IF code = '55P03' THEN
            PERFORM agentmon.note_blockers(p_now);
        END IF;
        PERFORM agentmon.note_failure(p_step, p_members[1]::text, problem, p_now, nullif(hint, ''));
        RETURN 0;
    END IF;
    -- Halving finds it, and the others go on together.
    RETURN agentmon.one_by_one(p_step, p_function, p_members[:half], p_now)
         + agentmon.one_by_one(p_step, p_function, p_members[half + 1:], p_now);
END
$$;
COMMENT ON FUNCTION agentmon.one_by_one(text, text, anyarray, timestamptz, text) IS
'Calls agentmon.<p_function>(members, p_now) for all members together; where that raises, '
'agentmon.<p_mend>(p_now), if given, which must not raise, and then the same again for all, and where that '
'raises for halves of them, so that those which raise are alone in the end: they are noted as failures of '
'p_step, and the others are done. Gives the sum of what the calls gave. p_function and p_mend are names in '
'the code, never ones from a table.';

CREATE FUNCTION agentmon.fail_member(
    p_step text,
    p_member text,
    p_error text,
    p_now timestamptz,
    p_hint text
) RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM agentmon.note_failure(p_step, p_member, p_error, p_now, p_hint);
    RAISE WARNING '% %: %', p_step, p_member, p_error USING HINT = p_hint;
    RETURN p_member;
END
$$;
COMMENT ON FUNCTION agentmon.fail_member(text, text, text, timestamptz, text) IS
'Notes a failure and warns of it; gives the member, for the list of those that failed.';

CREATE FUNCTION agentmon.end_failures_but(p_step text, p_members text[]) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM monitoring.step_failures failure
    WHERE failure.step = p_step
      AND NOT failure.member IN (
          SELECT agentmon.failure_member(m.member)
          FROM unnest(p_members) AS m (member))
$$;
COMMENT ON FUNCTION agentmon.end_failures_but(text, text[]) IS
'Says that a step has looked at all its members, and that those in p_members alone have failed.';

CREATE FUNCTION agentmon.try_step(p_step text, p_function text, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done bigint;
    hint text;
BEGIN
    EXECUTE format('SELECT agentmon.%I($1)', p_function) INTO done USING p_now;
    PERFORM agentmon.end_failure(p_step, p_function);
    RETURN coalesce(done, 0);
EXCEPTION
    WHEN serialization_failure THEN
        RAISE;
    WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
        PERFORM agentmon.note_failure(p_step, p_function, SQLERRM, p_now, nullif(hint, ''));
        RETURN 0;
END
$$;
COMMENT ON FUNCTION agentmon.try_step(text, text, timestamptz) IS
'Calls agentmon.<p_function>(p_now) and gives what it gave, as a number; where it raises, what it did is '
'undone, the failure is noted, and 0 is given. p_function is a name in the code, never one from a table.';
