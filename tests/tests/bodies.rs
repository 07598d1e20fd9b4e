//! The bodies of all PL/pgSQL functions, as plpgsql_check reads them: names that are not there, variables that nobody
//! reads, values of the wrong type, in branches too that no test comes to.

mod needs_plpgsql_check {
    use agentmon_tests::sql::{rows, run};
    use agentmon_tests::{setup_database, shared_cluster};

    /// Triggers of several tables, whose rows have different columns; plpgsql_check looks at one of them.
    const OF_SEVERAL_TABLES: &str = "'{agentmon.canonical_row,agentmon.keep_row,agentmon.note_late_row}'";

    #[tokio::test]
    async fn nothing_is_wrong_with_the_bodies_of_functions() {
        let client = setup_database(shared_cluster().await, "bodies").await;
        run(&client, "CREATE EXTENSION plpgsql_check").await;
        let functions = "FROM pg_proc p
             JOIN pg_language l ON l.oid = p.prolang
                 AND l.lanname = 'plpgsql'
             LEFT JOIN LATERAL (SELECT t.tgrelid FROM pg_trigger t WHERE t.tgfoid = p.oid LIMIT 1) AS t
                 ON p.prorettype = 'trigger'::regtype
             WHERE p.pronamespace IN ('monitoring'::regnamespace, 'agentmon'::regnamespace)
               AND (p.prorettype <> 'trigger'::regtype OR t.tgrelid IS NOT NULL)";
        let count = rows(&client, &format!("SELECT count(*) {functions}")).await;
        assert!(count[0].parse::<u32>().expect("a number") > 100, "{count:?} functions");
        let faults = format!(
            "SELECT format('%s, line %s (%s): %s', of.function, f.lineno, f.sqlstate, f.message)
             FROM (SELECT p.oid, p.oid::regproc::text AS function, coalesce(t.tgrelid, 0) AS relation {functions}) AS of
             CROSS JOIN LATERAL plpgsql_check_function_tb(of.oid, of.relation::regclass, performance_warnings => false) AS f
             WHERE of.function <> ALL ({OF_SEVERAL_TABLES}::text[])
               -- pg_cron and pgmq are not here; texts are cast by assignments; of dynamic SQL nothing can be told.
               AND NOT (f.sqlstate IN ('42P01', '3F000') AND f.message ~ '\"(cron[.]|pgmq)')
               AND f.sqlstate <> '42804'
               AND f.message !~ 'dynamic SQL|maybe unmodified|is not assigned yet'
             ORDER BY 1"
        );
        assert_eq!(rows(&client, &faults).await, [""; 0]);
    }
}
