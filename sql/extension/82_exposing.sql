-- Names in public for callers that name no schema, and what others would lose with the extension.

CREATE FUNCTION agentmon.public_names() RETURNS TABLE (
    name text,
    columns text,
    writable boolean,
    insert_function text
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    VALUES
        ('agent_logs',
         'id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, '
         'organization_id, request_id, session_id',
         false, 'insert_log'),
        ('agent_executions',
         'id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, '
         'tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, '
         'input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, '
         'error_type',
         false, 'insert_execution'),
        ('pipeline_metrics',
         'id, metric_name, metric_value, tags, "timestamp", created_at',
         false, 'insert_metric'),
        ('worker_issues', '*', false, 'insert_issue'),
        ('agent_messages', '*', false, 'insert_message'),
        ('queue_status', '*', true, NULL),
        ('squad_agents', '*', true, NULL),
        ('squad_messages', '*', false, 'insert_message'),
        ('agents', '*', true, NULL),
        ('tasks', '*', true, NULL),
        ('agent_metrics', '*', false, 'insert_agent_metric'),
        ('system_events', '*', false, 'insert_system_event')
$$;
COMMENT ON FUNCTION agentmon.public_names() IS
'The views that expose_in_public() makes: name, columns, whether rows may be updated, and the trigger '
'function that takes what is inserted, so that COPY works (NULL: PostgreSQL inserts into the table itself).';

CREATE FUNCTION agentmon.exposed_comment(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'monitoring.' || p_name || ' under its bare name; insertable.';
COMMENT ON FUNCTION agentmon.exposed_comment(text) IS
'The comment of a view that expose_in_public() makes: by it the view is known as ours.';

-- SECURITY DEFINER: administrators may call it. It makes views of these names alone, which check the rights
-- of who uses them, and takes over nothing that another role has made.
CREATE FUNCTION monitoring.expose_in_public(p_names text[] DEFAULT NULL) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
#variable_conflict use_column
DECLARE
    exposed record;
    wanted text;
    taken text;
    free text;
    is_new boolean;
BEGIN
    FOREACH wanted IN ARRAY coalesce(p_names, '{}') LOOP
        PERFORM agentmon.canonical_value(
            wanted,
            'name to expose',
            ARRAY(SELECT name FROM agentmon.public_names()));
    END LOOP;
    WITH names AS (
        SELECT listed.name, to_regclass('public.' || listed.name) AS there
        FROM agentmon.public_names() listed
    ), seen AS (
        SELECT named.name,
               named.there IS NOT NULL
                   AND NOT EXISTS (
                       -- One that was made here, or restored without the row that says so: by its comment.
                       SELECT FROM pg_class view
                       WHERE view.oid = named.there
                         AND view.relkind = 'v'
                         AND view.relowner = (
                             SELECT made.relowner
                             FROM pg_class made
                             WHERE made.oid = to_regclass('monitoring.schema_migrations'))
                         AND (obj_description(view.oid, 'pg_class') = agentmon.exposed_comment(named.name)
                              OR EXISTS (
                                  SELECT FROM monitoring.schema_migrations done
                                  WHERE done.name = 'expose_in_public'
                                    AND 'public.' || named.name = ANY (done.relations)))) AS is_taken
        FROM names named
    )
    SELECT string_agg('public.' || one.name, ', ' ORDER BY one.name) FILTER (
               WHERE one.is_taken
                 AND (p_names IS NULL OR one.name = ANY (p_names))),
           string_agg(one.name, ',' ORDER BY one.name) FILTER (
               WHERE NOT one.is_taken
                 AND (p_names IS NULL OR one.name = ANY (p_names)))
    INTO taken, free
    FROM seen one;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects of these names exist already: %', taken
            USING ERRCODE = 'duplicate_table',
                  DETAIL = 'They were not made by expose_in_public(); nothing was touched.',
                  HINT = 'Rename them' || coalesce(
                      ', or take the others: SELECT monitoring.expose_in_public('
                          || quote_literal('{' || free || '}') || ');',
                      '.');
    END IF;
    FOR exposed IN
        SELECT *
        FROM agentmon.public_names()
        WHERE p_names IS NULL
           OR name = ANY (p_names)
    LOOP
        is_new := to_regclass(format('public.%I', exposed.name)) IS NULL;
        EXECUTE format(
            'CREATE OR REPLACE VIEW public.%1$I WITH (security_invoker = true) AS '
            'SELECT %2$s FROM monitoring.%1$I',
            exposed.name, exposed.columns);
        IF is_new THEN
            PERFORM agentmon.revoke_default_grants(to_regclass(format('public.%I', exposed.name)));
        END IF;
        IF exposed.insert_function IS NOT NULL THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER agentmon_insert INSTEAD OF INSERT ON public.%I
                FOR EACH ROW EXECUTE FUNCTION agentmon.%I()', exposed.name, exposed.insert_function);
        END IF;
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', exposed.name);
        EXECUTE format(
            'GRANT SELECT, INSERT %2$s ON public.%1$I TO agentmon_writer',
            exposed.name, CASE WHEN exposed.writable THEN ', UPDATE' ELSE '' END);
        EXECUTE format(
            'GRANT SELECT ON public.%I TO agentmon_reader, agentmon_admin, agentmon_user',
            exposed.name);
        EXECUTE format(
            'COMMENT ON VIEW public.%1$I IS %2$L',
            exposed.name, agentmon.exposed_comment(exposed.name));
        INSERT INTO monitoring.schema_migrations AS done (
            name, kind, checksum, relations, extension_oid, applied_at
        )
        VALUES (
            'expose_in_public', 'exposed', '', ARRAY['public.' || exposed.name], 0, now()
        )
        ON CONFLICT (name) DO UPDATE
        SET relations = ARRAY(
            SELECT DISTINCT unnest(done.relations || excluded.relations)
            ORDER BY 1);
        RETURN NEXT format('public.%s', exposed.name);
    END LOOP;
END
$$;
COMMENT ON FUNCTION monitoring.expose_in_public(text[]) IS
'Makes insertable security-invoker views in public of the tables that are written to, and of the names of '
'the systems before (agent_logs, agent_executions, pipeline_metrics, worker_issues, agent_messages, '
'queue_status, agents, tasks, squad_agents, squad_messages, agent_metrics, system_events; or only those '
'given) and gives their names. Raises 42P07 with the list where names are taken, and the call that takes the '
'others, and touches nothing.';

CREATE FUNCTION monitoring.foreign_dependents() RETURNS TABLE (kind text, object text, depends_on text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE ours AS MATERIALIZED (
        SELECT to_regclass(made.name)::oid AS relid
        FROM monitoring.schema_migrations file
        CROSS JOIN unnest(file.relations) AS made (name)
        UNION
        SELECT part.inhrelid
        FROM pg_inherits part
        WHERE part.inhparent IN (
            SELECT to_regclass(made.name)
            FROM monitoring.schema_migrations file
            CROSS JOIN unnest(file.relations) AS made (name))
    ), members AS MATERIALIZED (
        SELECT member.classid, member.objid
        FROM pg_depend member
        JOIN pg_extension extension ON extension.oid = member.refobjid
            AND extension.extname = 'pg_agentmon'
        WHERE member.refclassid = 'pg_extension'::regclass
          AND member.deptype = 'e'
    ), going (classid, objid, objsubid, cause) AS (
        -- A row is something that goes with the extension, and by what of the extension.
        SELECT member.classid, member.objid, 0, pg_describe_object(member.classid, member.objid, 0)
        FROM members member
        UNION
        SELECT CASE WHEN rule.oid IS NULL THEN next.classid ELSE 'pg_class'::regclass END,
               coalesce(rule.ev_class, next.objid),
               CASE WHEN rule.oid IS NULL THEN next.objsubid ELSE 0 END,
               before.cause
        FROM going before
        JOIN pg_depend next ON next.refclassid = before.classid
            AND next.refobjid = before.objid
            AND (next.refobjsubid = before.objsubid OR before.objsubid = 0)
            AND next.deptype IN ('n', 'a', 'i')
            -- Parts of operator classes, and members, which stand at the beginning already.
            AND next.classid NOT IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
            AND (next.classid, next.objid) NOT IN (SELECT member.classid, member.objid FROM members member)
        -- A view goes with its rule.
        LEFT JOIN pg_rewrite rule ON next.classid = 'pg_rewrite'::regclass
            AND rule.oid = next.objid
    ), placed AS (
        SELECT gone.classid,
               gone.objid,
               gone.objsubid,
               min(gone.cause) AS cause,
               coalesce(
                   CASE WHEN gone.classid = 'pg_class'::regclass THEN gone.objid END,
                   (SELECT d.adrelid FROM pg_attrdef d
                    WHERE gone.classid = 'pg_attrdef'::regclass AND d.oid = gone.objid),
                   (SELECT t.tgrelid FROM pg_trigger t
                    WHERE gone.classid = 'pg_trigger'::regclass AND t.oid = gone.objid),
                   (SELECT c.conrelid FROM pg_constraint c
                    WHERE gone.classid = 'pg_constraint'::regclass AND c.oid = gone.objid),
                   (SELECT p.polrelid FROM pg_policy p
                    WHERE gone.classid = 'pg_policy'::regclass AND p.oid = gone.objid),
                   (SELECT i.indrelid FROM pg_index i
                    WHERE gone.classid = 'pg_class'::regclass AND i.indexrelid = gone.objid)) AS relid
        FROM going gone
        GROUP BY 1, 2, 3
    )
    SELECT named.type, named.identity, lost.cause
    FROM placed lost
    CROSS JOIN LATERAL pg_identify_object(lost.classid, lost.objid, lost.objsubid) AS named
    WHERE (lost.classid, lost.objid) NOT IN (SELECT member.classid, member.objid FROM members member)
      AND coalesce(lost.relid NOT IN (SELECT own.relid FROM ours own WHERE own.relid IS NOT NULL), true)
      -- Types that come with a view or another type go with it, and indexes of ours with their tables.
      AND NOT EXISTS (
          SELECT FROM pg_type implied
          WHERE lost.classid = 'pg_type'::regclass
            AND implied.oid = lost.objid
            AND (implied.typrelid <> 0 OR implied.typelem <> 0))
      AND NOT EXISTS (
          SELECT FROM pg_index index
          WHERE index.indexrelid = lost.objid
            AND index.indrelid IN (SELECT own.relid FROM ours own))
      AND named.schema IS DISTINCT FROM 'pg_toast'
      -- A column of a view that goes as a whole.
      AND (lost.objsubid = 0
           OR NOT EXISTS (
               SELECT FROM placed whole
               WHERE whole.classid = lost.classid
                 AND whole.objid = lost.objid
                 AND whole.objsubid = 0))
    ORDER BY named.type, named.identity
$$;
COMMENT ON FUNCTION monitoring.foreign_dependents() IS
'What DROP EXTENSION pg_agentmon CASCADE would take along that neither the extension nor setup() has made: '
'views, columns of type sketch with all that is in them, functions, defaults, indexes; each with what of the '
'extension it depends on.';

GRANT EXECUTE ON FUNCTION monitoring.foreign_dependents() TO agentmon_reader, agentmon_admin;
-- Before setup() has granted anything, administrators are told by it who may call it.
GRANT USAGE ON SCHEMA monitoring TO agentmon_admin;
GRANT EXECUTE ON FUNCTION
    monitoring.setup(timestamptz, boolean),
    monitoring.expose_in_public(text[])
    TO agentmon_admin;
