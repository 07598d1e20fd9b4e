-- setup(): tables, views and settings of the running version, as ordinary objects.

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
        -- Read once: obj_description() would look for that of each function by itself.
        FROM pg_description told
        JOIN pg_proc routine ON routine.oid = told.objoid
        JOIN pg_depend member ON member.classid = 'pg_proc'::regclass
            AND member.objid = routine.oid
            AND member.refclassid = 'pg_extension'::regclass
            AND member.deptype = 'e'
        JOIN pg_extension extension ON extension.oid = member.refobjid
            AND extension.extname = 'pg_agentmon'
        WHERE told.classoid = 'pg_proc'::regclass
          AND told.objsubid = 0
          AND told.description = 'pg_agentmon: of an older version'
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
