-- setup(): tables, views and settings of the running version, as ordinary objects.

CREATE FUNCTION monitoring.schema_files() RETURNS TABLE (kind text, name text, checksum text, content text)
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'schema_files_wrapper';
COMMENT ON FUNCTION monitoring.schema_files() IS
'The SQL files of this version of the library, in order. Kind migration: run once each; kind repeatable: run again when they or the extension have changed.';

CREATE FUNCTION monitoring.created_relations(p_sql text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(m[1] ORDER BY m[1]), '{}')
    FROM regexp_matches(p_sql, '^CREATE (?:OR REPLACE VIEW|VIEW|TABLE) ([a-z_0-9]+\.[a-z_0-9]+)', 'gn') AS m
$$;
COMMENT ON FUNCTION monitoring.created_relations(text) IS 'The tables and views that a schema file makes.';

CREATE FUNCTION monitoring.setup(p_now timestamptz DEFAULT now()) RETURNS SETOF text LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET client_min_messages = 'warning' AS $$
#variable_conflict use_column
DECLARE
    f record;
    this_extension oid := (SELECT e.oid FROM pg_extension e WHERE e.extname = 'pg_agentmon');
    version text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'pg_agentmon');
    ours text[] := '{}';
    applied text[] := '{}';
    taken text;
    changed boolean := false;
    p record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('pg_agentmon setup', 0));
    -- Other tools keep a table of this name: ours is known by its columns.
    IF (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = to_regclass('monitoring.schema_migrations')
            AND a.attname IN ('relations', 'checksum', 'extension_oid')) = 3 THEN
        SELECT coalesce(array_agg(DISTINCT r), '{}') INTO ours FROM monitoring.schema_migrations m, unnest(m.relations) AS r;
        SELECT coalesce(array_agg(m.name), '{}') INTO applied FROM monitoring.schema_migrations m;
    END IF;
    SELECT string_agg(r, ', ' ORDER BY r) INTO taken
    FROM (SELECT DISTINCT unnest(monitoring.created_relations(s.content) || 'monitoring.schema_migrations'::text) AS r
          FROM monitoring.schema_files() s) AS names
    WHERE to_regclass(r) IS NOT NULL AND NOT r = ANY (ours);
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', taken
            USING ERRCODE = 'duplicate_table', DETAIL = 'They were not made by setup(); nothing was touched.',
                  HINT = 'Rename them (ALTER TABLE … RENAME TO …), call monitoring.setup() again, then copy their rows over.';
    END IF;

    FOR f IN SELECT * FROM monitoring.schema_files() s WHERE s.kind = 'migration' LOOP
        CONTINUE WHEN f.name = ANY (applied);
        EXECUTE f.content;
        INSERT INTO monitoring.schema_migrations (name, kind, checksum, relations, extension_oid, applied_at)
        VALUES (f.name, f.kind, f.checksum, monitoring.created_relations(f.content), this_extension, p_now);
        ours := ours || monitoring.created_relations(f.content);
        changed := true;
        RETURN NEXT format('migration %s applied', f.name);
    END LOOP;
    FOR f IN SELECT * FROM monitoring.schema_files() s WHERE s.kind = 'repeatable' LOOP
        -- Again after an upgrade, a restore or DROP EXTENSION CASCADE (the extension has another oid then), and where a view is missing.
        CONTINUE WHEN NOT changed AND EXISTS (SELECT FROM monitoring.schema_migrations m
            WHERE m.name = f.name AND m.checksum = f.checksum AND m.extension_oid = this_extension
              AND NOT EXISTS (SELECT FROM unnest(m.relations) AS r WHERE to_regclass(r) IS NULL));
        EXECUTE f.content;
        INSERT INTO monitoring.schema_migrations AS m (name, kind, checksum, relations, extension_oid, applied_at)
        VALUES (f.name, f.kind, f.checksum, monitoring.created_relations(f.content), this_extension, p_now)
        ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, relations = excluded.relations,
            extension_oid = excluded.extension_oid, applied_at = excluded.applied_at;
        -- What comes after may use what this one made.
        changed := true;
        RETURN NEXT format('%s brought up to date', f.name);
    END LOOP;

    FOR p IN SELECT table_name, count(*) AS n FROM monitoring.maintain_partitions(p_now) GROUP BY table_name ORDER BY table_name LOOP
        RETURN NEXT format('%s partitions made for %s', p.n, p.table_name);
    END LOOP;
    FOR p IN SELECT c.consumer, c.source FROM monitoring.consumers() c LOOP
        PERFORM monitoring.lock_cursors(p.consumer, p.source);
    END LOOP;
    -- Also where they are registered in a way in which they would not run.
    IF EXISTS (SELECT FROM monitoring.cron_registrations() r WHERE r.problem IS NOT NULL) THEN
        BEGIN
            RETURN NEXT format('%s jobs registered with pg_cron', monitoring.schedule_jobs());
        EXCEPTION WHEN OTHERS THEN
            RETURN NEXT format('the jobs could not be registered with pg_cron: %s', SQLERRM);
        END;
    END IF;
    RETURN NEXT format('pg_agentmon %s is set up', version);
END
$$;
COMMENT ON FUNCTION monitoring.setup(timestamptz) IS
'Makes the tables, views and settings of this version, or brings older ones up to date; makes the first partitions; registers the jobs where pg_cron is installed. May be called at any time; gives what it did. Raises 42P07 with the list where names are taken by objects that are not ours, and touches nothing.';

CREATE FUNCTION monitoring.public_names()
RETURNS TABLE (name text, columns text, writable boolean, insert_function text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    VALUES ('agent_logs', 'id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id', false, 'insert_log'),
           ('agent_executions', 'id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type', false, 'insert_execution'),
           ('squad_agents', '*', true, NULL),
           ('squad_messages', '*', false, 'insert_message'),
           ('agents', '*', true, NULL),
           ('tasks', '*', true, NULL),
           ('agent_metrics', '*', false, 'insert_agent_metric'),
           ('system_events', '*', false, 'insert_system_event')
$$;
COMMENT ON FUNCTION monitoring.public_names() IS
'The views that expose_in_public() makes: name, columns, whether rows may be updated, and the trigger function that takes what is inserted, so that COPY works (NULL: PostgreSQL inserts into the table itself).';

CREATE FUNCTION monitoring.expose_in_public(p_names text[] DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v record;
    n text;
    taken text;
BEGIN
    FOREACH n IN ARRAY coalesce(p_names, '{}') LOOP
        PERFORM monitoring.canonical_value(n, 'name to expose', ARRAY(SELECT name FROM monitoring.public_names()));
    END LOOP;
    SELECT string_agg('public.' || name, ', ' ORDER BY name) INTO taken
    FROM monitoring.public_names()
    WHERE (p_names IS NULL OR name = ANY (p_names)) AND to_regclass('public.' || name) IS NOT NULL
      AND NOT EXISTS (SELECT FROM monitoring.schema_migrations m WHERE m.name = 'expose_in_public' AND 'public.' || public_names.name = ANY (m.relations));
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects of these names exist already: %', taken
            USING ERRCODE = 'duplicate_table', DETAIL = 'They were not made by expose_in_public(); nothing was touched.',
                  HINT = 'Rename them, or give the names that you want: monitoring.expose_in_public(''{agent_logs}'').';
    END IF;
    FOR v IN SELECT * FROM monitoring.public_names() WHERE p_names IS NULL OR name = ANY (p_names) LOOP
        EXECUTE format('CREATE OR REPLACE VIEW public.%1$I WITH (security_invoker = true) AS SELECT %2$s FROM monitoring.%1$I', v.name, v.columns);
        IF v.insert_function IS NOT NULL THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON public.%I
                FOR EACH ROW EXECUTE FUNCTION monitoring.%I()', v.name, v.insert_function);
        END IF;
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', v.name);
        EXECUTE format('GRANT SELECT, INSERT %2$s ON public.%1$I TO agentmon_writer', v.name, CASE WHEN v.writable THEN ', UPDATE' ELSE '' END);
        EXECUTE format('GRANT SELECT ON public.%I TO agentmon_reader, agentmon_admin, agentmon_user', v.name);
        EXECUTE format('COMMENT ON VIEW public.%1$I IS %2$L', v.name, 'monitoring.' || v.name || ' under its bare name; insertable.');
        INSERT INTO monitoring.schema_migrations AS m (name, kind, checksum, relations, extension_oid, applied_at)
        VALUES ('expose_in_public', 'exposed', '', ARRAY['public.' || v.name], 0, now())
        ON CONFLICT (name) DO UPDATE SET relations = ARRAY(SELECT DISTINCT unnest(m.relations || excluded.relations) ORDER BY 1);
        RETURN NEXT format('public.%s', v.name);
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.expose_in_public(text[]) IS
'Makes insertable security-invoker views in public (agent_logs, agent_executions, squad_agents, squad_messages, agents, tasks, agent_metrics, system_events; or only those given) and gives their names. Raises 42P07 with the list where names are taken, and touches nothing.';
