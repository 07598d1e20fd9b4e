-- Queues are sampled by a job, never counted in a dashboard's query: how each stands is kept in queue_status,
-- and written as metrics. What is known of each queue system stands in a file of its own, 46_queues_*.sql.

CREATE FUNCTION agentmon.queue_table(p_source text) RETURNS regclass
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- In the catalogue: to_regclass() raises where a schema may not be used.
    SELECT place.oid::regclass
    FROM (VALUES
        ('report', 'monitoring', 'queue_status', 1),
        ('tasks', 'monitoring', 'tasks', 1),
        ('pgmq', 'pgmq', 'meta', 1),
        ('pgboss', 'pgboss', 'job', 1),
        -- From 0.16 on, jobs is a view.
        ('graphile_worker', 'graphile_worker', '_private_jobs', 1),
        ('graphile_worker', 'graphile_worker', 'jobs', 2),
        ('river', 'public', 'river_job', 1),
        ('river', NULL, 'river_job', 2),
        ('oban', 'public', 'oban_jobs', 1),
        ('oban', NULL, 'oban_jobs', 2)
    ) AS known (source, schema_name, table_name, choice)
    JOIN pg_class place ON place.relname = known.table_name
        AND place.relpersistence <> 't'
    JOIN pg_namespace schema ON schema.oid = place.relnamespace
        AND schema.nspname = coalesce(known.schema_name, schema.nspname)
    WHERE known.source = p_source
    ORDER BY known.choice, schema.nspname
    LIMIT 1
$$;
COMMENT ON FUNCTION agentmon.queue_table(text) IS
'The table by which a source of queues is known; NULL where it is not in this database.';

CREATE FUNCTION agentmon.table_members(p_table regclass) RETURNS SETOF regclass
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE member AS (
        SELECT p_table::oid AS id
        UNION
        SELECT part.inhrelid
        FROM member
        JOIN pg_inherits part ON part.inhparent = member.id
    )
    SELECT member.id::regclass
    FROM member
$$;
COMMENT ON FUNCTION agentmon.table_members(regclass) IS 'A table with its partitions and heirs.';

CREATE FUNCTION agentmon.calls_of_others(p_table regclass) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(DISTINCT coalesce(
               routine.oid::regprocedure::text,
               operator.oid::regoperator::text), ', ')
    FROM (
        -- What the planner may compute: expressions and conditions of indexes, statistics, partition keys.
        SELECT 'pg_class'::regclass AS class, member.id::oid AS id
        FROM agentmon.table_members(p_table) AS member (id)
        UNION ALL
        SELECT 'pg_class'::regclass, index.indexrelid
        FROM agentmon.table_members(p_table) AS member (id)
        JOIN pg_index index ON index.indrelid = member.id
        UNION ALL
        SELECT 'pg_statistic_ext'::regclass, statistics.oid
        FROM agentmon.table_members(p_table) AS member (id)
        JOIN pg_statistic_ext statistics ON statistics.stxrelid = member.id
    ) AS planned
    JOIN pg_depend dependency ON dependency.classid = planned.class
        AND dependency.objid = planned.id
    LEFT JOIN pg_proc routine ON dependency.refclassid = 'pg_proc'::regclass
        AND routine.oid = dependency.refobjid
    LEFT JOIN pg_operator operator ON dependency.refclassid = 'pg_operator'::regclass
        AND operator.oid = dependency.refobjid
    JOIN pg_roles role ON role.oid = coalesce(routine.proowner, operator.oprowner)
    WHERE NOT role.rolsuper
      AND role.rolname <> current_user
$$;
COMMENT ON FUNCTION agentmon.calls_of_others(regclass) IS
'Functions and operators of roles that are neither superusers nor us, which the planner may call when the '
'table is read; NULL for none.';

CREATE FUNCTION agentmon.check_queue_table(p_table regclass, p_columns text[], p_trusted boolean)
RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    strange text := (
        SELECT string_agg(member.id::text, ', ')
        FROM agentmon.table_members(p_table) AS member (id)
        JOIN pg_class found ON found.oid = member.id
        WHERE found.relkind NOT IN ('r', 'p'));
    missing text := (
        SELECT string_agg(wanted.name, ', ')
        FROM unnest(p_columns) AS wanted (name)
        WHERE NOT EXISTS (
            SELECT FROM pg_attribute has
            JOIN pg_type type ON type.oid = has.atttypid
            WHERE has.attrelid = p_table
              AND has.attname = wanted.name
              AND NOT has.attisdropped
              -- A virtual column is computed when it is read (PostgreSQL 18).
              AND has.attgenerated <> 'v'
              AND (type.typtype = 'e'
                   OR type.typtype = 'b'
                      AND type.typnamespace = 'pg_catalog'::regnamespace)));
    calls text := CASE WHEN NOT p_trusted THEN agentmon.calls_of_others(p_table) END;
BEGIN
    -- It is read with the rights of the owner of pg_agentmon: what it is read through must be nobody's code.
    IF strange IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('%s is no ordinary table', strange),
            'It may run code of its owner with rights that he has not.',
            'Leave the source out: set enabled = false in its row of monitoring.queue_sources.',
            'wrong_object_type');
    END IF;
    IF missing IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('%s lacks %s, or has another type there', p_table, missing),
            'Its layout is not one that is known.',
            'Leave the source out: set enabled = false in its row of monitoring.queue_sources.',
            'undefined_column');
    END IF;
    IF calls IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('%s calls functions of roles that are no superusers', p_table),
            format('Its indexes, statistics or partitions call %s.', calls),
            'Where these roles are trusted, set trusted = true in the row of monitoring.queue_sources.',
            'insufficient_privilege');
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_queue_table(regclass, text[], boolean) IS
'Raises where a table of a queue system is none (a view, a foreign table), lacks a column or has it of a '
'type that is neither built in nor an enum, or calls functions of strangers when it is read (unless '
'trusted).';

CREATE FUNCTION agentmon.has_column(p_table regclass, p_column text) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_attribute has
        WHERE has.attrelid = p_table
          AND has.attname = p_column
          AND NOT has.attisdropped)
$$;
COMMENT ON FUNCTION agentmon.has_column(regclass, text) IS 'Whether a table has a column of that name.';

CREATE FUNCTION agentmon.source_queues(
    p_source text,
    p_table regclass,
    p_now timestamptz,
    p_since timestamptz,
    p_trusted boolean
) RETURNS TABLE (
    name text,
    depth bigint,
    stuck bigint,
    oldest_at timestamptz,
    dead bigint,
    done bigint,
    done_total bigint
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE p_source
        WHEN 'report' THEN
            NULL; -- told by others
        WHEN 'tasks' THEN
            RETURN QUERY SELECT * FROM agentmon.task_queues(p_now, p_since);
        WHEN 'pgmq' THEN
            RETURN QUERY SELECT * FROM agentmon.pgmq_queues(p_table, p_now, p_trusted);
        WHEN 'pgboss' THEN
            RETURN QUERY SELECT * FROM agentmon.pgboss_queues(p_table, p_now, p_since, p_trusted);
        WHEN 'graphile_worker' THEN
            RETURN QUERY SELECT * FROM agentmon.graphile_queues(p_table, p_now, p_trusted);
        WHEN 'river' THEN
            RETURN QUERY SELECT * FROM agentmon.river_queues(p_table, p_now, p_since, p_trusted);
        WHEN 'oban' THEN
            RETURN QUERY SELECT * FROM agentmon.oban_queues(p_table, p_now, p_since, p_trusted);
    END CASE;
END
$$;
COMMENT ON FUNCTION agentmon.source_queues(text, regclass, timestamptz, timestamptz, boolean) IS
'The queues of a source at p_now: what waits (and may begin), what is stuck, since when the oldest waits, '
'what was given up, and what was done since p_since, or ever (NULL: the source does not tell).';

CREATE FUNCTION agentmon.most_queues() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 1000;
COMMENT ON FUNCTION agentmon.most_queues() IS 'Queues that are kept of a source: the deepest.';

CREATE FUNCTION agentmon.sampled_queue_name(p_source text, p_name text) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    -- It is a key: an index entry has at most 2.7 kB.
    SELECT CASE
        WHEN octet_length(p_name) > 900
            THEN p_source || ':' || left(p_name, 200) || chr(8230) || md5(p_name)
        WHEN p_source = 'pgmq'
             AND NOT EXISTS (
                 SELECT FROM monitoring.queue_status reported
                 WHERE reported.queue_name = p_name
                   AND reported.source <> 'pgmq')
            THEN p_name
        ELSE p_source || ':' || p_name
    END
$$;
COMMENT ON FUNCTION agentmon.sampled_queue_name(text, text) IS
'The name in queue_status of a queue of a source: river:mail; one of pgmq has its own name, as callers know '
'it, unless somebody reports a queue of that name. Long ones are cut, with their hash.';

CREATE FUNCTION agentmon.write_queue_metrics(p_source text, p_now timestamptz, p_since timestamptz)
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    written bigint;
BEGIN
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT measured.name,
           measured.value,
           jsonb_build_object('queue_name', queue.queue_name, 'source', p_source),
           p_now
    FROM monitoring.queue_status queue
    CROSS JOIN LATERAL (VALUES
        ('agents.queue.size', queue.depth::double precision),
        ('agents.queue.stuck', queue.stuck_messages::double precision),
        ('agents.queue.dead_letter', queue.dead_letter::double precision),
        ('agents.queue.oldest_age', extract(epoch FROM queue.oldest_message_age)::double precision),
        ('agents.queue.per_minute', queue.per_minute)
    ) AS measured (name, value)
    WHERE queue.source = p_source
      -- What nobody has reported anew is not measured again.
      AND queue.last_check_time > coalesce(p_since, p_now - interval '1 minute')
      AND queue.last_check_time <= p_now
      AND measured.value > '-Infinity'
      AND measured.value < 'Infinity';
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
COMMENT ON FUNCTION agentmon.write_queue_metrics(text, timestamptz, timestamptz) IS
'Writes the queues of a source that were seen after p_since, up to p_now, as metrics agents.queue.*; gives '
'how many rows.';

CREATE FUNCTION agentmon.sample_queue_source(p_source text, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
-- constraint_exclusion: it would compute the CHECK constraints of others.
SET search_path = pg_catalog, pg_temp
SET constraint_exclusion = off
SET lock_timeout = '1s'
SET jit = off AS $$
DECLARE
    source record;
    place regclass := agentmon.queue_table(p_source);
    since timestamptz;
    found_queues bigint;
BEGIN
    SELECT * INTO STRICT source
    FROM monitoring.queue_sources known
    WHERE known.name = p_source
    FOR UPDATE;
    IF source.sampled_at < p_now AND source.sampled_at >= p_now - interval '1 hour' THEN
        since := source.sampled_at;
    END IF;
    WITH listed AS MATERIALIZED (
        SELECT seen.*
        FROM agentmon.source_queues(p_source, place, p_now, since, source.trusted) seen
    ), deepest AS (
        SELECT agentmon.sampled_queue_name(p_source, listed.name) AS queue_name, listed.*
        FROM listed
        ORDER BY listed.depth DESC, listed.stuck DESC, listed.name
        LIMIT agentmon.most_queues()
    ), kept AS (
        INSERT INTO monitoring.queue_status AS queue (
            queue_name, depth, stuck_messages, oldest_message_age, dead_letter, last_check_time,
            source, per_minute, done_total, seen_at
        )
        SELECT deepest.queue_name,
               deepest.depth,
               deepest.stuck,
               CASE
                   WHEN deepest.oldest_at IS NOT NULL
                   THEN greatest(p_now - deepest.oldest_at, interval '0')
               END,
               deepest.dead,
               p_now,
               p_source,
               deepest.done / extract(epoch FROM p_now - since)::double precision * 60,
               deepest.done_total,
               p_now
        FROM deepest
        ON CONFLICT (queue_name) DO UPDATE
        SET depth = excluded.depth,
            stuck_messages = excluded.stuck_messages,
            oldest_message_age = excluded.oldest_message_age,
            dead_letter = excluded.dead_letter,
            last_check_time = excluded.last_check_time,
            source = excluded.source,
            per_minute = coalesce(
                excluded.per_minute,
                -- A queue that was made anew counts from the beginning.
                CASE
                    WHEN queue.done_total <= excluded.done_total
                         AND queue.last_check_time = since
                    THEN (excluded.done_total - queue.done_total)
                         / extract(epoch FROM p_now - since)::double precision * 60
                END),
            done_total = excluded.done_total,
            seen_at = excluded.seen_at
    )
    SELECT count(*) INTO found_queues
    FROM listed;
    -- What has no messages any more is empty for a day, and then gone.
    IF p_source <> 'report' THEN
        DELETE FROM monitoring.queue_status gone
        WHERE gone.source = p_source
          AND coalesce(gone.seen_at, '-infinity') < p_now - interval '1 day';
        UPDATE monitoring.queue_status drained
        SET depth = 0,
            stuck_messages = 0,
            oldest_message_age = NULL,
            dead_letter = 0,
            last_check_time = p_now,
            per_minute = CASE WHEN drained.per_minute IS NOT NULL THEN 0 END
        WHERE drained.source = p_source
          AND drained.last_check_time IS DISTINCT FROM p_now;
    END IF;
    UPDATE monitoring.queue_sources known
    SET sampled_at = p_now
    WHERE known.name = p_source;
    IF found_queues > agentmon.most_queues() THEN
        PERFORM agentmon.note_failure(
            'queues',
            p_source || ': too many',
            format('It has %s queues; the %s deepest are kept.', found_queues, agentmon.most_queues()),
            p_now);
    ELSE
        PERFORM agentmon.end_failure('queues', p_source || ': too many');
    END IF;
    RETURN agentmon.write_queue_metrics(p_source, p_now, since);
END
$$;
COMMENT ON FUNCTION agentmon.sample_queue_source(text, timestamptz) IS
'Reads the queues of one source into queue_status, as of p_now, and writes them as metrics; gives how many '
'rows of metrics. A queue that its source no longer lists is empty for a day, and then forgotten.';

CREATE FUNCTION agentmon.queue_rest(p_took interval) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Somebody else needs the server too: a fiftieth of the time, as it is for what is quick anyhow.
RETURN CASE WHEN p_took > interval '1 second' THEN p_took * 50 END;
COMMENT ON FUNCTION agentmon.queue_rest(interval) IS
'For how long a source of queues is let alone that took so long to read; NULL for not at all.';

CREATE FUNCTION agentmon.queues_job_step(
    p_failed text[],
    p_now timestamptz,
    OUT rows_done bigint,
    OUT more boolean,
    OUT failed text[]
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due text[] := ARRAY(
        SELECT known.name
        FROM monitoring.queue_sources known
        WHERE known.enabled
          AND known.sampled_at IS DISTINCT FROM p_now
          AND known.name <> ALL (p_failed)
          AND NOT coalesce(
              known.rests_until > p_now
                  -- Else a clock was ahead.
                  AND known.rests_until <= p_now + interval '1 day',
              false)
          AND agentmon.queue_table(known.name) IS NOT NULL
        ORDER BY known.name);
    started timestamptz := clock_timestamp();
    sampled record;
BEGIN
    rows_done := 0;
    failed := p_failed;
    more := cardinality(due) > 1;
    IF cardinality(due) > 0 THEN
        SELECT * INTO STRICT sampled
        FROM agentmon.collect_in_time(
            'queues', due[1], NULL,
            'Leave the source out: set enabled = false in its row of monitoring.queue_sources.',
            p_now);
        rows_done := sampled.rows_done;
        IF sampled.is_failed THEN
            failed := failed || due[1];
        END IF;
        UPDATE monitoring.queue_sources known
        SET rests_until = p_now + agentmon.queue_rest(clock_timestamp() - started)
        WHERE known.name = due[1]
          AND (known.rests_until IS NOT NULL
               OR agentmon.queue_rest(clock_timestamp() - started) IS NOT NULL);
    END IF;
    IF NOT more THEN
        PERFORM agentmon.forget_queues(p_now);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.queues_job_step(text[], timestamptz) IS
'One step of the job sample_queues: the next source that is there and was not read at p_now, within the '
'setting collect_timeout. One that fails is noted, and the others go on.';

CREATE FUNCTION agentmon.forget_queues(p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
    -- Sources that are gone or switched off.
    DELETE FROM monitoring.queue_status queue
    USING monitoring.queue_sources known
    WHERE known.name = queue.source
      AND known.name <> 'report'
      AND (NOT known.enabled OR agentmon.queue_table(known.name) IS NULL);
    DELETE FROM monitoring.step_failures failure
    WHERE failure.step = 'queues'
      AND failure.last_at <> p_now
      AND NOT EXISTS (
          SELECT FROM monitoring.queue_sources known
          WHERE known.enabled
            AND agentmon.queue_table(known.name) IS NOT NULL
            AND split_part(failure.member, ':', 1) = known.name);
$$;
COMMENT ON FUNCTION agentmon.forget_queues(timestamptz) IS
'Forgets the queues, and the failures, of sources that are no longer there or switched off.';

GRANT EXECUTE ON FUNCTION agentmon.sampled_queue_name(text, text) TO agentmon_reader, agentmon_admin;
