//! What the extension and `setup()` have made, as lines of text that two databases can be compared by.

use std::collections::BTreeSet;

use tokio_postgres::Client;

use crate::sql::rows;

/// Tables and views that are not partitions of a day.
const RELATIONS: &str = "SELECT c.* FROM pg_class c
    WHERE c.relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace, 'agentmon'::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      AND c.relname !~ '_p[0-9]{8}$'";

const ROUTINES: &str = "SELECT p.*, p.oid::regprocedure AS signature FROM pg_proc p
    WHERE p.pronamespace IN ('monitoring'::regnamespace, 'public'::regnamespace, 'agentmon'::regnamespace)";

/// Facts of one kind: a query for texts.
fn queries() -> Vec<String> {
    // Sorted, without what somebody has been given besides.
    let rights = |acl: &str| {
        format!(
            "(SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest({acl}) AS a WHERE a::text !~ '^own_')"
        )
    };
    vec![
        // Members.
        "SELECT concat_ws(' ', 'member', i.type, i.identity) FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'pg_agentmon',
             pg_identify_object(d.classid, d.objid, d.objsubid) AS i WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'"
            .to_owned(),
        format!(
            "SELECT concat_ws(' | ', 'routine', p.signature, md5(CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END),
                 pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), {}, obj_description(p.oid, 'pg_proc')) FROM ({ROUTINES}) AS p",
            rights("p.proacl")
        ),
        format!(
            "SELECT concat_ws(' | ', 'aggregate', p.signature, a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggtranstype::regtype, a.aggfinalmodify)
             FROM ({ROUTINES}) AS p JOIN pg_aggregate a ON a.aggfnoid = p.oid"
        ),
        // What pg_dump takes for given: of rights that somebody has given besides, it must know nothing.
        "SELECT concat_ws(' ', 'given', i.identity, (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(g.initprivs) AS a))
             FROM pg_init_privs g, pg_identify_object(g.classoid, g.objoid, g.objsubid) AS i WHERE g.privtype = 'e'"
            .to_owned(),
        "SELECT concat_ws(' ', 'comment', i.type, i.identity, d.description) FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
             WHERE i.identity ~ '(monitoring|agentmon|public)' AND i.identity !~ '_p[0-9]{8}'"
            .to_owned(),
        format!(
            "SELECT concat_ws(' ', 'schema', nspname, {}) FROM pg_namespace WHERE nspname IN ('monitoring', 'agentmon')",
            rights("nspacl")
        ),
        format!(
            "SELECT concat_ws(' | ', 'relation', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, {},
                 CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END) FROM ({RELATIONS}) AS c",
            rights("c.relacl")
        ),
        format!(
            "SELECT concat_ws(' | ', 'column', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attstorage, {},
                 (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum))
             FROM ({RELATIONS}) AS c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped",
            rights("a.attacl")
        ),
        format!(
            "SELECT concat_ws(' | ', 'fact', f.table_id, f.kind, f.fact) FROM agentmon.table_facts(ARRAY(SELECT c.oid::regclass FROM ({RELATIONS}) AS c WHERE c.relkind IN ('r', 'p'))) AS f"
        ),
        format!(
            "SELECT concat_ws(' | ', 'trigger', t.tgenabled, pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN ({RELATIONS}) AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        ),
        "SELECT concat_ws(' | ', 'policy', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) FROM pg_policies WHERE tablename !~ '_p[0-9]{8}$'"
            .to_owned(),
        "SELECT 'seed ' || 'setting ' || name FROM monitoring.settings UNION ALL SELECT 'seed ' || 'job ' || name FROM monitoring.jobs
             UNION ALL SELECT 'seed ' || 'file ' || name || checksum FROM monitoring.schema_migrations WHERE kind <> 'exposed'"
            .to_owned(),
    ]
}

/// All of them.
pub async fn facts(client: &Client) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for query in queries() {
        let lines = rows(client, &query).await;
        assert!(!lines.is_empty(), "{query}");
        found.extend(lines);
    }
    found
}

/// In what two databases differ; nothing where they do not.
#[must_use]
pub fn differences(ours: &BTreeSet<String>, expected: &BTreeSet<String>) -> Vec<String> {
    let short = |line: &String| line.chars().take(400).collect::<String>();
    let missing = expected.difference(ours).map(|line| format!("missing: {}", short(line)));
    missing.chain(ours.difference(expected).map(|line| format!("too much: {}", short(line)))).collect()
}
