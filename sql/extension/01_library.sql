-- The library and the objects in the database are installed apart from each other, and may be of different
-- versions.

CREATE FUNCTION agentmon.library_version() RETURNS text
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'library_version_wrapper';
COMMENT ON FUNCTION agentmon.library_version() IS
'Version of the library that this server has loaded; pg_extension.extversion is that of the objects in this '
'database.';

CREATE FUNCTION agentmon.library_age() RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    -- 0.1.1-dev counts as 0.1.1.
    SELECT CASE
        WHEN version.library < version.objects THEN -1
        WHEN version.library > version.objects THEN 1
        ELSE 0
    END
    FROM (
        SELECT string_to_array(split_part(agentmon.library_version(), '-', 1), '.')::int[] AS library,
               string_to_array(split_part(extension.extversion, '-', 1), '.')::int[] AS objects
        FROM pg_extension extension
        WHERE extension.extname = 'pg_agentmon'
    ) AS version
$$;
COMMENT ON FUNCTION agentmon.library_age() IS
'How the library stands to the objects in this database: -1 where it is older, 1 where it is newer, 0 where '
'both are of one version.';

CREATE FUNCTION agentmon.refuse_older_library() RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    objects text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'pg_agentmon');
BEGIN
    IF agentmon.library_age() < 0 THEN
        RAISE EXCEPTION
            'the library of pg_agentmon is of version %, '
            'and the objects in this database are of the newer version %',
            agentmon.library_version(), objects
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'Functions of the newer version may be missing in it; nothing was touched.',
                  HINT = format('Install pg_agentmon %s on this server, and connect anew.', objects);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.refuse_older_library() IS
'Raises 55000 where the library is older than the objects in this database; the other way round, it serves '
'them.';

-- A script that is newer than the library goes no further.
SELECT agentmon.refuse_older_library();
