//! What Supabase's database linter looks for, in a database that is set up as Supabase does it: all that is made in
//! schema public is open to the roles of its API by default privileges. Views, policies and partitions made later
//! included.

use agentmon_tests::shared_cluster;
use agentmon_tests::sql::{refusal_code, row, rows, run};
use tokio_postgres::Client;

const RELATIONS: &str = "relnamespace IN ('monitoring'::regnamespace, 'public'::regnamespace)";

async fn as_supabase(name: &str) -> Client {
    let cluster = shared_cluster().await;
    cluster.create_database(name).await;
    let client = cluster.connect(name).await;
    for role in ["anon", "authenticated", "service_role"] {
        let make = format!(
            "DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
             GRANT USAGE ON SCHEMA public TO {role};
             ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO {role};
             ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO {role};
             ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO {role}"
        );
        run(&client, &make).await;
    }
    run(&client, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO anon").await;
    run(
        &client,
        "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); SELECT monitoring.expose_in_public()",
    )
    .await;
    run(
        &client,
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, user_id, session_id, created_at) VALUES ('a', 'info', 'u1', 's', now() + interval '20 days')",
    )
    .await;
    run(&client, "SELECT monitoring.maintain_partitions(now() + interval '20 days')").await;
    client
}

#[tokio::test]
async fn the_roles_of_the_api_have_nothing_but_what_is_granted_to_them() {
    let client = as_supabase("lint access").await;
    let open = format!(
        "SELECT c.oid::regclass, r.rolname FROM pg_class c, pg_roles r WHERE r.rolname IN ('anon', 'authenticated') AND c.relkind IN ('r', 'p', 'v', 'm') AND c.{RELATIONS}
           AND (has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') OR has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE, TRIGGER'))
           -- A view of our own schema that default privileges of the whole database opened shows nothing: it reads as its caller.
           AND NOT (c.relkind = 'v' AND c.relnamespace = 'monitoring'::regnamespace)"
    );
    assert_eq!(rows(&client, &open).await, [""; 0]);
    let functions = "SELECT p.oid::regprocedure, r.rolname FROM pg_proc p, pg_roles r
        WHERE r.rolname IN ('anon', 'authenticated') AND p.pronamespace IN ('monitoring'::regnamespace, 'agentmon'::regnamespace, 'public'::regnamespace)
          AND has_function_privilege(r.oid, p.oid, 'EXECUTE')";
    assert_eq!(rows(&client, functions).await, [""; 0]);
    for call in [
        "SELECT public.get_system_health()",
        "TRUNCATE public.monitoring_events",
        "SELECT FROM public.agent_logs",
    ] {
        assert_eq!(refusal_code(&client, &format!("SET ROLE anon; {call}")).await, "42501", "{call}");
        run(&client, "RESET ROLE").await;
    }
    // What a DBA grants stays, whatever setup() does: here the role of the API becomes one of owners of agents.
    run(&client, "GRANT agentmon_user TO authenticated; GRANT SELECT ON public.monitoring_events TO authenticated; SELECT monitoring.setup(); SELECT monitoring.expose_in_public()").await;
    assert_eq!(
        row(&client, "SELECT has_table_privilege('authenticated', 'public.monitoring_events', 'SELECT')")
            .await,
        "t"
    );
    run(
        &client,
        r#"SET ROLE authenticated; SET request.jwt.claims = '{"sub": "u1", "role": "authenticated"}'"#,
    )
    .await;
    assert_eq!(
        rows(&client, "SELECT agent_name FROM agent_logs").await,
        ["a"],
        "also of a day that came later"
    );
    run(&client, r#"SET request.jwt.claims = '{"sub": "u2", "role": "authenticated"}'"#).await;
    assert_eq!(rows(&client, "SELECT agent_name FROM agent_logs").await, [""; 0]);
    assert_eq!(
        rows(&client, "SELECT id FROM public.monitoring_events").await,
        [""; 0],
        "row-level security is on"
    );
    run(&client, "RESET ROLE; REVOKE agentmon_user FROM authenticated").await;
}

#[tokio::test]
async fn tables_views_and_policies_are_as_the_linter_wants_them() {
    let client = as_supabase("lint shape").await;
    for (rule, sql, known) in [
        (
            "0013, 0023: row-level security on each table",
            format!("SELECT oid::regclass FROM pg_class WHERE {RELATIONS} AND relkind IN ('r', 'p') AND NOT relrowsecurity"),
            &[][..],
        ),
        (
            "0008: a policy where it is on; partitions are read through their tables",
            format!("SELECT oid::regclass FROM pg_class c WHERE {RELATIONS} AND relkind IN ('r', 'p') AND NOT relispartition AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)"),
            &[],
        ),
        (
            "0010: views with the rights of who reads",
            format!("SELECT oid::regclass FROM pg_class WHERE {RELATIONS} AND relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"),
            &[],
        ),
        (
            "0006: one policy for each role and action",
            "SELECT polrelid::regclass, taker::regrole, action FROM pg_policy, unnest(polroles) AS taker, unnest(CASE polcmd WHEN '*' THEN '{r,a,w,d}' ELSE ARRAY[polcmd] END::\"char\"[]) AS action
             GROUP BY 1, 2, 3 HAVING count(*) > 1".to_owned(),
            &[],
        ),
        ("0024: no policy for everybody", "SELECT polrelid::regclass, polname FROM pg_policy WHERE 0 = ANY (polroles)".to_owned(), &[]),
        (
            "0003: who asks is looked up once a statement",
            "SELECT polrelid::regclass, polname FROM pg_policy CROSS JOIN LATERAL (SELECT coalesce(pg_get_expr(polqual, polrelid), '')) AS told (qual)
             WHERE regexp_count(qual, 'jwt_sub\\(\\)|row_stamp_if_assigned\\(\\)|current_setting\\(')
                <> regexp_count(qual, 'SELECT (agentmon\\.)?(jwt_sub|row_stamp_if_assigned)\\(\\)')".to_owned(),
            &[],
        ),
        (
            "0004: a primary key; these two are heaps of moments, looked at as a whole",
            format!("SELECT oid::regclass FROM pg_class c WHERE {RELATIONS} AND relkind IN ('r', 'p') AND NOT relispartition AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p') ORDER BY relname"),
            &["monitoring.channel_sends", "monitoring.errors_put_off"],
        ),
        (
            "0001: an index for each foreign key; of channels there is a handful",
            format!("SELECT conname FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid AND {RELATIONS} WHERE contype = 'f' AND NOT relispartition
                AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid AND (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)"),
            &["notification_channels_fallback_fkey"],
        ),
        (
            "0009: no index twice",
            format!("SELECT indrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = indrelid AND {RELATIONS} JOIN pg_class x ON x.oid = indexrelid
                GROUP BY indrelid, x.relam, indkey, indclass, indoption, indpred::text, indexprs::text HAVING count(*) > 1"),
            &[],
        ),
        (
            "0018: no columns of types that pg_upgrade refuses",
            format!("SELECT attrelid::regclass, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND {RELATIONS} AND relkind IN ('r', 'p') WHERE attnum > 0 AND atttypid::regtype::text ~ '^reg'"),
            &[],
        ),
        ("0014: not in public", "SELECT extname FROM pg_extension WHERE extname = 'pg_agentmon' AND extnamespace = 'public'::regnamespace".to_owned(), &[]),
        ("0016: no materialized views", format!("SELECT oid::regclass FROM pg_class WHERE {RELATIONS} AND relkind = 'm'"), &[]),
    ] {
        let found = rows(&client, &sql).await;
        assert_eq!(found, known, "{rule}");
    }
    assert!(
        row(&client, &format!("SELECT count(*) FROM pg_class WHERE {RELATIONS} AND relkind IN ('r', 'p')"))
            .await
            .parse::<u32>()
            .expect("a number")
            > 60
    );
}
