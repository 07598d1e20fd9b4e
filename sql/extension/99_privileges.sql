-- PUBLIC has nothing: functions are executable by everybody when they are made, so that is taken back; and so
-- is what default privileges gave to anybody else (in Supabase all of schema public to anon and
-- authenticated).
DO $privileges$
DECLARE
    ours record;
BEGIN
    FOR ours IN
        SELECT member.objid::regprocedure AS signature,
               (
                   SELECT pg_catalog.string_agg(DISTINCT granted.grantee::regrole::text, ', ')
                   FROM pg_catalog.pg_proc made
                   CROSS JOIN LATERAL pg_catalog.aclexplode(made.proacl) AS granted
                   WHERE made.oid = member.objid
                     AND granted.grantee <> made.proowner
                     AND granted.grantee <> 0
                     AND granted.grantee::regrole::text NOT IN (
                         'agentmon_writer', 'agentmon_reader', 'agentmon_notifier', 'agentmon_admin',
                         'agentmon_user')
               ) AS others
        FROM pg_catalog.pg_depend member
        WHERE member.classid = 'pg_catalog.pg_proc'::regclass
          AND member.refclassid = 'pg_catalog.pg_extension'::regclass
          AND member.deptype = 'e'
          AND member.refobjid = (
              SELECT extension.oid
              FROM pg_catalog.pg_extension extension
              WHERE extension.extname = 'pg_agentmon')
    LOOP
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', ours.signature);
        IF ours.others IS NOT NULL THEN
            EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %s', ours.signature, ours.others);
        END IF;
    END LOOP;
END
$privileges$;
