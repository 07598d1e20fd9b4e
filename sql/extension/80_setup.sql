-- setup(): tables, views and settings of the running version, as ordinary objects.

CREATE FUNCTION agentmon.schema_files() RETURNS TABLE (kind text, name text, checksum text, content text)
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'schema_files_wrapper';
COMMENT ON FUNCTION agentmon.schema_files() IS
'The SQL files of this version of the library, in order. Kind migration: run once each; kind repeatable: run '
'again when they or the extension have changed.';

CREATE FUNCTION agentmon.created_relations(p_sql text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(m[1] ORDER BY m[1]), '{}')
    FROM regexp_matches(
        p_sql, '^CREATE (?:OR REPLACE VIEW|VIEW|TABLE) ([a-z_0-9]+[.][a-z_0-9]+)', 'gn') AS m
$$;
COMMENT ON FUNCTION agentmon.created_relations(text) IS 'The tables and views that a schema file makes.';

CREATE FUNCTION agentmon.seed_statements(p_sql text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT m[1]
    FROM regexp_matches(p_sql, '^(INSERT INTO (?:[^;'']|''[^'']*'')*);', 'gw') AS m
$$;
COMMENT ON FUNCTION agentmon.seed_statements(text) IS
'The statements of a schema file that insert rows, without their semicolons.';

CREATE FUNCTION agentmon.seeded_names(p_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    -- Each row begins a line of its own there, with its name.
    SELECT coalesce(array_agg(DISTINCT line.names[1] ORDER BY line.names[1]), '{}')
    FROM agentmon.schema_files() file
    CROSS JOIN LATERAL agentmon.seed_statements(file.content) AS seed (statement)
    CROSS JOIN LATERAL regexp_matches(seed.statement, '^ *[(]''([a-z0-9_]+)''', 'gn') AS line (names)
    WHERE starts_with(seed.statement, 'INSERT INTO ' || p_table || ' (name,')
$$;
COMMENT ON FUNCTION agentmon.seeded_names(text) IS
'The names of the rows that setup() puts into a table whose first column is name.';
GRANT EXECUTE ON FUNCTION agentmon.seeded_names(text) TO agentmon_admin;

CREATE FUNCTION agentmon.view_comments(p_sql text) RETURNS TABLE (view_name text, view_comment text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    -- A long comment stands there in several literals, one a line.
    SELECT m[1], replace(replace(m[2], '''' || chr(10) || '''', ''), '''''', '''')
    FROM regexp_matches(
        p_sql,
        '^COMMENT ON VIEW ([a-z_0-9.]+) IS[[:space:]]+''((?:[^'']|''''|''[[:space:]]+'')*)'';',
        'gw') AS m
$$;
COMMENT ON FUNCTION agentmon.view_comments(text) IS
'The views that a schema file comments on, and what it says of them.';

-- What makes a table ours. Names of constraints are left out, since PostgreSQL chooses most of them.
CREATE FUNCTION agentmon.table_facts(
    p_tables regclass[]
) RETURNS TABLE (table_id regclass, kind text, fact text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off
SET timezone = 'UTC'
SET datestyle = 'ISO'
SET intervalstyle = 'postgres'
SET extra_float_digits = 1 AS $$
    WITH tables AS (
        SELECT relation.*
        FROM pg_class relation
        WHERE relation.oid = ANY (p_tables)
    )
    SELECT tbl.oid::regclass, 'table', concat_ws(' ',
               CASE tbl.relkind
                   WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(tbl.oid)
                   WHEN 'r' THEN 'plain'
                   ELSE 'no table'
               END,
               pg_get_expr(tbl.relpartbound, tbl.oid))
    FROM tables tbl
    UNION ALL
    SELECT tbl.oid::regclass, 'column', concat_ws(' ',
               quote_ident(col.attname),
               format_type(col.atttypid, col.atttypmod),
               CASE WHEN col.attnotnull THEN 'NOT NULL' END,
               CASE WHEN col.attidentity <> '' THEN 'IDENTITY' END,
               CASE WHEN col.attgenerated <> '' THEN 'GENERATED' END)
    FROM tables tbl
    JOIN pg_attribute col ON col.attrelid = tbl.oid
        AND col.attnum > 0
        AND NOT col.attisdropped
    UNION ALL
    SELECT tbl.oid::regclass, 'default', format('%I %s', col.attname, pg_get_expr(def.adbin, def.adrelid))
    FROM tables tbl
    JOIN pg_attribute col ON col.attrelid = tbl.oid
        AND col.attgenerated = ''
    JOIN pg_attrdef def ON def.adrelid = tbl.oid
        AND def.adnum = col.attnum
    UNION ALL
    SELECT tbl.oid::regclass, 'constraint', pg_get_constraintdef(con.oid)
    FROM tables tbl
    JOIN pg_constraint con ON con.conrelid = tbl.oid
        AND con.contype IN ('p', 'u', 'f', 'c', 'x')
    UNION ALL
    SELECT tbl.oid::regclass, 'index', pg_get_indexdef(idx.indexrelid)
    FROM tables tbl
    JOIN pg_index idx ON idx.indrelid = tbl.oid
        AND NOT idx.indisprimary
    UNION ALL
    SELECT tbl.oid::regclass, 'comment', com.description
    FROM tables tbl
    JOIN pg_description com ON com.objoid = tbl.oid
        AND com.classoid = 'pg_class'::regclass
        AND com.objsubid = 0
$$;
COMMENT ON FUNCTION agentmon.table_facts(regclass[]) IS
'What tables are like: kind and bounds, columns, defaults, constraints, indexes and comments, as texts of '
'the kinds table, column, default, constraint, index and comment.';

CREATE FUNCTION agentmon.found_tables(
    p_names text[]
) RETURNS TABLE (relation text, kind text, fact text, expected boolean)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET client_min_messages = 'warning' AS $$
#variable_conflict use_column
DECLARE
    file record;
BEGIN
    -- The migrations themselves say what ours are like: they make them once more, elsewhere.
    CREATE SCHEMA agentmon_setup_scratch;
    CREATE SCHEMA agentmon_setup_scratch_public;
    FOR file IN SELECT * FROM agentmon.schema_files() s WHERE s.kind = 'migration' LOOP
        EXECUTE replace(
            replace(file.content, 'public.', 'agentmon_setup_scratch_public.'),
            'monitoring.', 'agentmon_setup_scratch.');
    END LOOP;
    RETURN QUERY
        WITH tables AS (
            -- The table of a name, and what the migrations have made of it.
            SELECT wanted.name,
                   to_regclass(wanted.name) AS there,
                   to_regclass(replace(
                       replace(wanted.name, 'public.', 'agentmon_setup_scratch_public.'),
                       'monitoring.', 'agentmon_setup_scratch.')) AS made
            FROM unnest(p_names) AS wanted (name)
        ), expected AS (
            SELECT tbl.name,
                   fact.kind,
                   replace(
                       replace(fact.fact, 'agentmon_setup_scratch_public', 'public'),
                       'agentmon_setup_scratch', 'monitoring') AS fact
            FROM tables tbl
            JOIN agentmon.table_facts(ARRAY(SELECT made FROM tables)) fact ON fact.table_id = tbl.made
            WHERE tbl.there IS NOT NULL
        ), found_facts AS (
            SELECT tbl.name, fact.kind, fact.fact
            FROM tables tbl
            JOIN agentmon.table_facts(ARRAY(SELECT there FROM tables)) fact ON fact.table_id = tbl.there
        )
        SELECT tbl.name, 'table', 'is missing', true
        FROM tables tbl
        WHERE tbl.there IS NULL
        UNION ALL
        (
            SELECT e.name, e.kind, e.fact, true FROM expected e
            EXCEPT ALL
            SELECT f.name, f.kind, f.fact, true FROM found_facts f
        )
        UNION ALL
        (
            SELECT f.name, f.kind, f.fact, false FROM found_facts f
            EXCEPT ALL
            SELECT e.name, e.kind, e.fact, false FROM expected e
        );
    DROP SCHEMA agentmon_setup_scratch, agentmon_setup_scratch_public CASCADE;
END
$$;
COMMENT ON FUNCTION agentmon.found_tables(text[]) IS
'How the tables of these names differ from what the migrations make: facts as of table_facts() that are '
'expected and not there, and those that are there and not expected. What the repeatable files add to them is '
'among the latter.';

CREATE FUNCTION agentmon.applied_files() RETURNS text[]
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    applied text[] := '{}';
BEGIN
    -- Other tools keep a table of this name: ours is known by its columns.
    IF (
        SELECT count(*)
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass('monitoring.schema_migrations')
          AND a.attname IN ('relations', 'checksum', 'extension_oid')) = 3
    THEN
        SELECT coalesce(array_agg(m.name), '{}') INTO applied
        FROM monitoring.schema_migrations m;
        IF applied <> '{}' AND NOT EXISTS (
            SELECT FROM pg_index i
            WHERE i.indrelid = to_regclass('monitoring.schema_migrations')
              AND i.indisprimary)
        THEN
            RAISE EXCEPTION 'the tables of pg_agentmon have no keys yet'
                USING ERRCODE = 'object_not_in_prerequisite_state',
                      DETAIL = 'A restore has not come to its section post-data; nothing was touched.',
                      HINT = 'Finish it (pg_restore --section=post-data), '
                             'then call monitoring.setup() again.';
        END IF;
    END IF;
    RETURN applied;
END
$$;
COMMENT ON FUNCTION agentmon.applied_files() IS
'The names of the schema files that setup() has applied. Raises 55000 where a restore has left '
'schema_migrations without its key.';

CREATE FUNCTION agentmon.half_applied(p_migrations text[]) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(made.there, ', ' ORDER BY made.there)
    FROM agentmon.schema_files() file
    CROSS JOIN LATERAL (
        SELECT string_agg(relation, ', ' ORDER BY relation)
                   FILTER (WHERE to_regclass(relation) IS NOT NULL) AS there,
               bool_or(to_regclass(relation) IS NULL) AS is_half
        FROM unnest(agentmon.created_relations(file.content)) AS relation
    ) AS made
    WHERE file.name = ANY (p_migrations)
      AND made.is_half
$$;
COMMENT ON FUNCTION agentmon.half_applied(text[]) IS
'The relations that are there of those migrations of which others are missing.';

CREATE FUNCTION agentmon.reads_ours(p_view regclass) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_rewrite rule
        JOIN pg_depend dependency ON dependency.classid = 'pg_rewrite'::regclass
            AND dependency.objid = rule.oid
            AND dependency.refobjid <> rule.ev_class
        LEFT JOIN pg_class relation ON dependency.refclassid = 'pg_class'::regclass
            AND relation.oid = dependency.refobjid
        LEFT JOIN pg_proc routine ON dependency.refclassid = 'pg_proc'::regclass
            AND routine.oid = dependency.refobjid
        WHERE rule.ev_class = p_view
          AND (coalesce(relation.relnamespace, routine.pronamespace)
                   IN (to_regnamespace('monitoring'), to_regnamespace('agentmon'))
               OR relation.oid = to_regclass('public.monitoring_events')))
$$;
COMMENT ON FUNCTION agentmon.reads_ours(regclass) IS
'Whether a view reads a table, view or function in the schemas monitoring or agentmon, or '
'public.monitoring_events.';

CREATE FUNCTION agentmon.adoption(
    OUT migrations text[],
    OUT strangers text,
    OUT differences text,
    OUT unfinished boolean,
    OUT additions text
)
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    applied text[] := agentmon.applied_files();
    tables text[];
BEGIN
    -- Where anything of a migration is there, all of it was applied, or its tables are somebody else's.
    SELECT array_agg(DISTINCT file.name), array_agg(DISTINCT made)
        INTO migrations, tables
    FROM agentmon.schema_files() file
    CROSS JOIN unnest(agentmon.created_relations(file.content)) AS made
    WHERE file.kind = 'migration'
      AND NOT file.name = ANY (applied)
      AND EXISTS (
          SELECT FROM unnest(agentmon.created_relations(file.content)) AS t
          WHERE to_regclass(t) IS NOT NULL);
    WITH facts AS MATERIALIZED (
        SELECT *
        FROM agentmon.found_tables(tables) difference
        WHERE difference.expected
           -- What the repeatable files add is no difference.
           OR NOT (
               difference.kind = 'default'
               AND difference.fact ~ '^(id|stamp) (monitoring[.]uuid_v7|agentmon[.]row_stamp)[(][)]$'
               OR difference.kind = 'constraint'
               AND difference.fact ~ '^CHECK [(].* OR agentmon[.]refuse_.* NOT VALID$')
        UNION ALL
        -- A view is known by its comment. pg_dump --no-comments leaves that out: then it may be ours if it
        -- reads our objects.
        SELECT view.view_name,
               CASE WHEN agentmon.reads_ours(relation.oid) THEN 'comment' ELSE 'view' END,
               CASE
                   WHEN agentmon.reads_ours(relation.oid) THEN 'of pg_agentmon'
                   ELSE 'is not the one of pg_agentmon'
               END,
               true
        FROM agentmon.schema_files() file
        CROSS JOIN agentmon.view_comments(file.content) view
        JOIN pg_class relation ON relation.oid = to_regclass(view.view_name)
        WHERE NOT file.name = ANY (applied)
          AND (relation.relkind <> 'v'
               OR obj_description(relation.oid, 'pg_class') IS DISTINCT FROM view.view_comment)
    ), shown AS (
        SELECT difference.*,
               CASE
                   WHEN difference.kind = 'view' OR difference.fact = 'is missing'
                   THEN format('%s %s', difference.relation, difference.fact)
                   WHEN difference.expected
                   THEN format('%s lacks %s %s', difference.relation, difference.kind, difference.fact)
                   ELSE format('%s has %s %s', difference.relation, difference.kind, difference.fact)
               END AS line,
               -- Another comment, and whatever is there besides, may be somebody's own addition.
               difference.expected AND difference.kind <> 'comment' AS differs
        FROM facts difference
    ), counted AS (
        SELECT item.*,
               row_number() OVER (
                   PARTITION BY item.differs
                   ORDER BY item.relation, item.kind, item.fact) AS nth
        FROM shown item
    )
    SELECT coalesce(
               string_agg(DISTINCT item.relation, ', ' ORDER BY item.relation)
                   FILTER (WHERE item.differs AND item.fact <> 'is missing'),
               -- What is there does not differ, but other tables of its migration are missing.
               CASE WHEN bool_or(item.differs) THEN agentmon.half_applied(migrations) END),
           string_agg(item.line, '; ' ORDER BY item.nth) FILTER (WHERE item.differs AND item.nth <= 10),
           coalesce(bool_and(item.kind IN ('constraint', 'index')) FILTER (WHERE item.differs), false),
           string_agg(item.line, '; ' ORDER BY item.nth) FILTER (WHERE NOT item.differs AND item.nth <= 10)
        INTO strangers, differences, unfinished, additions
    FROM counted item;
END
$$;
COMMENT ON FUNCTION agentmon.adoption() IS
'The migrations whose tables are there although they were not applied (restored as a schema alone, say); '
'which of these tables, and of the views, differ from what setup() makes, in what (up to ten differences), '
'and whether only constraints and indexes are missing; and what is there besides.';

CREATE FUNCTION agentmon.adopt_schema(
    p_extension oid,
    p_adopt boolean,
    p_now timestamptz
) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    state record;
    file record;
    seed text;
BEGIN
    state := agentmon.adoption();
    IF state.unfinished THEN
        RAISE EXCEPTION 'tables of pg_agentmon have not all their constraints and indexes: %', state.strangers
            USING ERRCODE = 'duplicate_table',
                  DETAIL = format('Nothing was touched. %s.', state.differences),
                  HINT = 'Where a restore has not come to its section post-data, finish it '
                         '(pg_restore --section=post-data), then call monitoring.setup() again.';
    END IF;
    IF state.strangers IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', state.strangers
            USING ERRCODE = 'duplicate_table',
                  DETAIL = format('They were not made by setup(); nothing was touched. %s.',
                      state.differences),
                  HINT = 'Move them out of the way (CREATE SCHEMA old; ALTER TABLE ... SET SCHEMA old), call '
                         'monitoring.setup() again, then copy their rows over: errors that are older than '
                         'the setting error_resolve_after when they come in are told to nobody. '
                         'docs/moving-in.md has it step by step.';
    END IF;
    IF state.additions IS NOT NULL AND NOT p_adopt THEN
        RAISE EXCEPTION 'tables that pg_agentmon needs exist already, with additions to what setup() makes'
            USING ERRCODE = 'duplicate_table',
                  DETAIL = format('Nothing was touched. %s.', state.additions),
                  HINT = 'Where they are its own, restored from a dump without its rows, '
                         'take them over as they are: SELECT monitoring.setup(p_adopt => true);';
    END IF;
    IF to_regclass('monitoring.schema_migrations') IS NULL THEN
        -- This table alone was left out. It is made first, because what follows is written down in it.
        SELECT * INTO STRICT file
        FROM agentmon.schema_files() s
        WHERE 'monitoring.schema_migrations' = ANY (agentmon.created_relations(s.content));
        EXECUTE file.content;
        INSERT INTO monitoring.schema_migrations (
            name, kind, checksum, relations, extension_oid, applied_at
        )
        VALUES (
            file.name, file.kind, file.checksum, agentmon.created_relations(file.content),
            p_extension, p_now
        );
        RETURN NEXT format('migration %s applied', file.name);
    END IF;
    FOR file IN
        SELECT *
        FROM agentmon.schema_files() s
        WHERE s.kind = 'migration'
          AND s.name = ANY (state.migrations)
    LOOP
        FOR seed IN SELECT * FROM agentmon.seed_statements(file.content) LOOP
            EXECUTE seed || ' ON CONFLICT DO NOTHING';
        END LOOP;
        INSERT INTO monitoring.schema_migrations (
            name, kind, checksum, relations, extension_oid, applied_at
        )
        VALUES (
            file.name, file.kind, file.checksum, agentmon.created_relations(file.content),
            p_extension, p_now
        );
        RETURN NEXT format('tables of migration %s adopted', file.name);
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.adopt_schema(oid, boolean, timestamptz) IS
'Takes over tables that are there although no migration was applied, where they are as the migrations make '
'them (with p_adopt: also where there is more to them), and inserts the rows that the migrations insert, as '
'far as they are missing. Gives what it did. Raises 42P07 with the differences for others, and touches '
'nothing.';

CREATE FUNCTION agentmon.check_applied_tables(p_applied text[]) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text := (
        SELECT string_agg(made.name, ', ' ORDER BY made.name)
        FROM agentmon.schema_files() file
        CROSS JOIN unnest(agentmon.created_relations(file.content)) AS made (name)
        WHERE file.kind = 'migration'
          AND file.name = ANY (p_applied)
          AND to_regclass(made.name) IS NULL
          -- The catch-all partitions are made anew.
          AND made.name NOT IN (
              SELECT format('monitoring.%s_default', raw.table_name)
              FROM agentmon.partitioned_tables() raw)
    );
BEGIN
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'tables of pg_agentmon are missing: %', missing
            USING ERRCODE = 'undefined_table',
                  DETAIL = 'setup() made them once; they were dropped, renamed, or left out of a restore. '
                           'Nothing was touched.',
                  HINT = 'Rename them back, or restore them from a backup (pg_restore --table=...), '
                         'and call monitoring.setup() again.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.check_applied_tables(text[]) IS
'Raises 42P01 with the list where tables are missing that the migrations of these names have made.';

CREATE FUNCTION agentmon.names_in_the_way(p_applied text[]) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH made AS (
        SELECT file.kind, relation.name
        FROM agentmon.schema_files() file
        CROSS JOIN unnest(agentmon.created_relations(file.content)) AS relation (name)
        WHERE file.name <> ALL (p_applied)
    )
    SELECT string_agg(DISTINCT format('%s (%s)', found.name, found.what), ', ')
    FROM (
        -- A table or view makes a type of its name as well.
        SELECT made.name, 'a type'
        FROM made
        WHERE to_regclass(made.name) IS NULL
          AND to_regtype(made.name) IS NOT NULL
        UNION ALL
        SELECT format('%s.%s', index[2], index[1]), 'the name of an index'
        FROM agentmon.schema_files() file
        CROSS JOIN LATERAL regexp_matches(
            file.content, '^CREATE (?:UNIQUE )?INDEX ([a-z_0-9]+) ON ([a-z_0-9]+)[.]', 'gn') AS index
        WHERE file.name <> ALL (p_applied)
          AND to_regclass(format('%s.%s', index[2], index[1])) IS NOT NULL
        UNION ALL
        SELECT view.name, 'a table where a view of pg_agentmon is to be'
        FROM agentmon.schema_files() file
        CROSS JOIN LATERAL regexp_matches(
            file.content, '^CREATE OR REPLACE VIEW ([a-z_0-9]+[.][a-z_0-9]+)', 'gn') AS match
        CROSS JOIN LATERAL (SELECT match[1] AS name) AS view
        JOIN pg_class relation ON relation.oid = to_regclass(view.name)
        WHERE relation.relkind <> 'v'
    ) AS found (name, what)
$$;
COMMENT ON FUNCTION agentmon.names_in_the_way(text[]) IS
'What has a name that setup() needs for an index, a type or a view and is something else, given the names of '
'the files that are applied already; NULL for nothing.';

CREATE FUNCTION agentmon.refuse_other_versions() RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    objects text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'pg_agentmon');
    unknown text;
BEGIN
    PERFORM agentmon.refuse_older_library();
    IF agentmon.library_age() > 0 THEN
        RAISE EXCEPTION
            'the library of pg_agentmon is of version %, '
            'and the objects in this database are still of version %',
            agentmon.library_version(), objects
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'They work with it; but setup() has to be that of the library. '
                           'Nothing was touched.',
                  HINT = 'ALTER EXTENSION pg_agentmon UPDATE, then call monitoring.setup() again.';
    END IF;
    SELECT string_agg(applied, ', ' ORDER BY applied) INTO unknown
    FROM unnest(agentmon.applied_files()) AS applied
    -- Migrations are numbered. Files of views and grants come and go; what is in them is made anew.
    WHERE applied ~ '^[0-9]+_'
      AND NOT EXISTS (SELECT FROM agentmon.schema_files() f WHERE f.name = applied);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION
            'the tables of this database were made by a newer version of pg_agentmon than %',
            objects
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = format('This version does not know: %s. Nothing was touched.', unknown),
                  HINT = 'Install the version that the database comes from, or a newer one; '
                         'then ALTER EXTENSION pg_agentmon UPDATE.';
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.refuse_other_versions() IS
'Raises 55000 where library, objects and tables are not of one version, and says which of them is to be '
'brought up to date.';

CREATE FUNCTION agentmon.lock_relations() RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted regclass;
    holders text;
    patience text := current_setting('deadlock_timeout');
    lock_patience text := current_setting('lock_timeout');
BEGIN
    BEGIN
        -- Of two that wait for each other, the one that looks first gives way.
        PERFORM set_config('deadlock_timeout', '50ms', true);
    EXCEPTION
        WHEN insufficient_privilege THEN
            NULL;
    END;
    IF lock_patience = '0' THEN
        -- Whoever comes later waits behind it: not for as long as somebody forgets a transaction.
        PERFORM set_config('lock_timeout', '10s', true);
    END IF;
    FOR attempt IN 1 .. 50 LOOP
        BEGIN
            FOR wanted IN
                SELECT made.oid::regclass
                FROM monitoring.schema_migrations file
                CROSS JOIN unnest(file.relations) AS known
                JOIN pg_class made ON made.oid = to_regclass(known)
                WHERE made.relkind IN ('r', 'p', 'v')
                -- Whoever writes through a view has it before its table.
                GROUP BY made.oid, made.relkind, known
                ORDER BY made.relkind <> 'v', known NOT LIKE 'public.%', known
            LOOP
                EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', wanted);
            END LOOP;
            PERFORM set_config('deadlock_timeout', patience, true);
            PERFORM set_config('lock_timeout', lock_patience, true);
            RETURN;
        EXCEPTION
            WHEN deadlock_detected THEN
                -- All that was locked is free again, and who was in the way goes on.
                IF attempt = 50 THEN
                    RAISE;
                END IF;
                PERFORM pg_sleep(0.02 * attempt);
            WHEN lock_not_available THEN
                SELECT string_agg(
                           format('process %s%s', holder.pid,
                               ' (' || nullif(activity.application_name, '') || ')'),
                           ', ' ORDER BY holder.pid)
                INTO holders
                FROM (
                    SELECT DISTINCT held.pid
                    FROM pg_locks held
                    JOIN pg_database own ON own.oid = held.database
                        AND own.datname = current_database()
                    WHERE (held.relation = wanted
                           OR held.relation IN (
                               SELECT tree.relid FROM pg_partition_tree(wanted) tree))
                      AND held.granted
                      AND held.pid <> pg_backend_pid()
                ) AS holder
                LEFT JOIN pg_stat_activity activity ON activity.pid = holder.pid;
                RAISE EXCEPTION 'setup() has waited too long for %, which an open transaction uses', wanted
                    USING ERRCODE = 'lock_not_available',
                          DETAIL = concat(
                              'It waits for ' || current_setting('lock_timeout'),
                              ', while writers wait behind it. Nothing was changed.',
                              ' It is held by ' || holders || '.'),
                          HINT = 'End that transaction, and call monitoring.setup() again; SET lock_timeout '
                                 'says how long it is to wait.';
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.lock_relations() IS
'Locks all tables and views of ours, so that what setup() then changes one after the other makes nobody fail '
'by a deadlock: who writes waits, and where two wait for each other, setup() begins again. It waits for each '
'for as long as lock_timeout says, or ten seconds, and then raises 55P03 with who is in the way.';

CREATE FUNCTION agentmon.drop_retired() RETURNS SETOF text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone record;
    users text;
BEGIN
    FOR gone IN
        SELECT CASE routine.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END
                   AS kind,
               routine.oid::regprocedure::text AS signature
        FROM pg_proc routine
        JOIN pg_depend member ON member.classid = 'pg_proc'::regclass
            AND member.objid = routine.oid
            AND member.refclassid = 'pg_extension'::regclass
            AND member.deptype = 'e'
        JOIN pg_extension extension ON extension.oid = member.refobjid
            AND extension.extname = 'pg_agentmon'
        WHERE obj_description(routine.oid, 'pg_proc') = 'pg_agentmon: of an older version'
        ORDER BY signature
    LOOP
        BEGIN
            EXECUTE format('ALTER EXTENSION pg_agentmon DROP %s %s', gone.kind, gone.signature);
            EXECUTE format('DROP %s %s', gone.kind, gone.signature);
            RETURN NEXT format('%s of an older version dropped', gone.signature);
        EXCEPTION
            WHEN dependent_objects_still_exist THEN
                GET STACKED DIAGNOSTICS users = PG_EXCEPTION_DETAIL;
                RETURN NEXT format(
                    '%s of an older version is kept: %s',
                    gone.signature, replace(users, chr(10), '; '));
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.drop_retired() IS
'Drops functions of an older version that ALTER EXTENSION UPDATE had to leave because tables and views used '
'them, as far as nothing uses them any more; says which, and what uses the others.';

CREATE FUNCTION monitoring.setup(
    p_now timestamptz DEFAULT now(),
    p_adopt boolean DEFAULT false
) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
SET client_min_messages = 'warning' AS $$
#variable_conflict use_column
DECLARE
    file record;
    this_extension oid := (SELECT e.oid FROM pg_extension e WHERE e.extname = 'pg_agentmon');
    version text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'pg_agentmon');
    ours text[] := '{}';
    applied text[];
    taken text;
    changed boolean := false;
    each record;
    owner name := (
        SELECT r.rolname
        FROM pg_namespace s
        JOIN pg_roles r ON r.oid = s.nspowner
        WHERE s.nspname = 'monitoring');
BEGIN
    IF NOT pg_has_role(owner, 'USAGE') THEN
        RAISE EXCEPTION 'setup() is for % alone', owner
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = format(
                      'It makes and changes tables, triggers and grants, which takes their owner; %s is not.',
                      current_user),
                  HINT = format('Call it as %s, who owns the schema monitoring. What comes after it takes '
                                'members of the roles of docs/roles.md.', owner);
    END IF;
    PERFORM agentmon.check_p_now(p_now);
    PERFORM agentmon.refuse_other_versions();
    PERFORM pg_advisory_xact_lock(hashtextextended('pg_agentmon setup', 0));
    applied := agentmon.applied_files();
    IF applied <> '{}' THEN
        ours := ARRAY(SELECT DISTINCT r FROM monitoring.schema_migrations m, unnest(m.relations) AS r);
    END IF;
    IF EXISTS (
        SELECT FROM agentmon.schema_files() known
        CROSS JOIN unnest(agentmon.created_relations(known.content)) AS relation
        WHERE to_regclass(relation) IS NOT NULL
          AND NOT relation = ANY (ours))
    THEN
        FOR file IN
            SELECT line
            FROM agentmon.adopt_schema(this_extension, coalesce(p_adopt, false), p_now) AS line
        LOOP
            changed := true;
            RETURN NEXT file.line;
        END LOOP;
        applied := agentmon.applied_files();
    END IF;

    PERFORM agentmon.check_applied_tables(applied);
    taken := agentmon.names_in_the_way(applied);
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', taken
            USING ERRCODE = 'duplicate_object',
                  DETAIL = 'They were not made by setup(); nothing was touched.',
                  HINT = 'Rename them, and call monitoring.setup() again.';
    END IF;
    IF applied <> '{}' THEN
        -- The clock of the last setup() may have been ahead. Its times are put right, because health counts
        -- from the installation.
        UPDATE monitoring.schema_migrations m
        SET applied_at = p_now
        WHERE m.applied_at > p_now;
    END IF;
    IF applied <> '{}' THEN
        -- Only where there is something to do.
        PERFORM agentmon.lock_relations()
        WHERE EXISTS (
            SELECT FROM agentmon.schema_files() wanted
            WHERE NOT EXISTS (
                SELECT FROM monitoring.schema_migrations done
                WHERE done.name = wanted.name
                  AND (wanted.kind = 'migration'
                       OR done.checksum = wanted.checksum AND done.extension_oid = this_extension)));
    END IF;
    FOR file IN SELECT * FROM agentmon.schema_files() s WHERE s.kind = 'migration' LOOP
        CONTINUE WHEN file.name = ANY (applied);
        EXECUTE file.content;
        PERFORM agentmon.revoke_default_grants(to_regclass(made.name))
        FROM unnest(agentmon.created_relations(file.content)) AS made (name)
        WHERE to_regclass(made.name) IS NOT NULL;
        INSERT INTO monitoring.schema_migrations (
            name, kind, checksum, relations, extension_oid, applied_at
        )
        VALUES (
            file.name, file.kind, file.checksum, agentmon.created_relations(file.content),
            this_extension, p_now
        );
        changed := true;
        RETURN NEXT format('migration %s applied', file.name);
    END LOOP;
    FOR file IN SELECT * FROM agentmon.schema_files() s WHERE s.kind = 'repeatable' LOOP
        -- Again after an upgrade, a restore or DROP EXTENSION CASCADE (the extension has another oid then),
        -- and where a view is missing.
        CONTINUE WHEN NOT changed AND EXISTS (
            SELECT FROM monitoring.schema_migrations done
            WHERE done.name = file.name
              AND done.checksum = file.checksum
              AND done.extension_oid = this_extension
              AND NOT EXISTS (
                  SELECT FROM unnest(done.relations) AS r
                  WHERE to_regclass(r) IS NULL));
        EXECUTE file.content;
        INSERT INTO monitoring.schema_migrations AS done (
            name, kind, checksum, relations, extension_oid, applied_at
        )
        VALUES (
            file.name, file.kind, file.checksum, agentmon.created_relations(file.content),
            this_extension, p_now
        )
        ON CONFLICT (name) DO UPDATE
        SET checksum = excluded.checksum,
            relations = excluded.relations,
            extension_oid = excluded.extension_oid,
            applied_at = excluded.applied_at;
        -- What comes after may use what this one made.
        changed := true;
        RETURN NEXT format('%s brought up to date', file.name);
    END LOOP;
    RETURN QUERY SELECT line FROM agentmon.drop_retired() AS line;

    FOR each IN
        SELECT table_name, count(*) AS made
        FROM monitoring.maintain_partitions(p_now)
        GROUP BY table_name
        ORDER BY table_name
    LOOP
        RETURN NEXT format('%s partitions made for %s', each.made, each.table_name);
    END LOOP;
    FOR each IN SELECT c.consumer, c.source FROM agentmon.consumers() c LOOP
        PERFORM agentmon.lock_cursors(each.consumer, each.source);
    END LOOP;
    -- Also those that are registered in such a way that they would not run.
    IF EXISTS (SELECT FROM agentmon.cron_registrations() r WHERE r.problem IS NOT NULL) THEN
        BEGIN
            RETURN NEXT format('%s jobs registered with pg_cron', monitoring.schedule_jobs());
        EXCEPTION
            WHEN OTHERS THEN
                RETURN NEXT format('the jobs could not be registered with pg_cron: %s', SQLERRM);
        END;
    END IF;
    RETURN NEXT format('pg_agentmon %s is set up', version);
END
$$;
COMMENT ON FUNCTION monitoring.setup(timestamptz, boolean) IS
'Makes the tables, views and settings of this version, or brings older ones up to date; makes the first '
'partitions; registers the jobs where pg_cron is installed. May be called at any time; gives what it did. '
'Tables of ours that no migration was applied for (a dump was restored without its rows, say) are taken over '
'where they are as the migrations make them; where there is more to them, if p_adopt says so. Raises 42P07 '
'with the list where names are taken by objects that are not ours, and touches nothing; 42501, with who '
'may, for callers who do not own the schema monitoring.';

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
