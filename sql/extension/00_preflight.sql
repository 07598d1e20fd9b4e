-- Before anything is made: the names that the extension needs must be free. All that are taken are listed
-- at once, and nothing is touched. tests/tests/install.rs holds this list against what the extension makes.
DO $preflight$
DECLARE
    taken text;
BEGIN
    SELECT string_agg(name, ', ' ORDER BY name) INTO taken
    FROM (
        SELECT DISTINCT format('%s.%s()', p.pronamespace::regnamespace, p.proname) AS name
        FROM pg_catalog.pg_proc p
        WHERE (p.pronamespace = 'monitoring'::regnamespace AND p.proname = ANY ('{
            @FUNCTIONS@
            }'::text[]))
           OR (p.pronamespace = 'public'::regnamespace AND p.proname IN ('get_system_health', 'purge_old_monitoring_events'))
        UNION
        SELECT format('type monitoring.%s', t.typname) FROM pg_catalog.pg_type t
        WHERE t.typnamespace = 'monitoring'::regnamespace AND t.typname = 'sketch'
    ) AS n;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', taken
            USING ERRCODE = 'duplicate_object',
                  DETAIL = 'They do not belong to this extension; nothing was touched.',
                  HINT = 'Rename or drop them (ALTER FUNCTION … RENAME TO …), then run CREATE EXTENSION pg_agentmon again.';
    END IF;
END
$preflight$;

-- Roles belong to the cluster: made where missing, kept by DROP EXTENSION, and there before a restore grants.
DO $roles$
DECLARE
    r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['agentmon_writer', 'agentmon_reader', 'agentmon_notifier', 'agentmon_admin', 'agentmon_user'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = r) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', r);
        END IF;
    END LOOP;
END
$roles$;
