-- What setup() brings, what is there already, and which of it is ours.

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
