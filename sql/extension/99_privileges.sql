-- PUBLIC has nothing: functions are executable by everybody when they are made, so that is taken back.
DO $privileges$
DECLARE
    ours record;
BEGIN
    FOR ours IN
        SELECT member.objid::regprocedure AS signature
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
    END LOOP;
END
$privileges$;
