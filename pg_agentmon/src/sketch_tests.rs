//! What the sketch promises in SQL.
use pgrx::prelude::*;

#[pg_schema]
mod tests {
    use super::*;

    /// One value of a query; NULL counts as an answer.
    fn sketch_one<T: FromDatum + IntoDatum>(query: &str) -> Option<T> {
        Spi::get_one(query).expect(query)
    }

    /// A function that runs a statement which should fail, and gives SQLSTATE|has DETAIL|has HINT.
    fn sketch_make_failure() {
        Spi::run(
            "CREATE FUNCTION failure(q text) RETURNS text LANGUAGE plpgsql AS $$
             DECLARE s text; d text; h text;
             BEGIN
                 EXECUTE q;
                 RETURN 'none';
             EXCEPTION WHEN OTHERS THEN
                 GET STACKED DIAGNOSTICS s = RETURNED_SQLSTATE, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT;
                 RETURN concat_ws('|', s, d <> '', h <> '');
             END $$",
        )
        .expect("a helper");
    }

    fn sketch_failure(statement: &str) -> String {
        sketch_one(&format!("SELECT failure($q${statement}$q$)")).expect("a text")
    }

    /// The lines of an EXPLAIN.
    fn sketch_plan(explain: &str) -> String {
        Spi::connect(|client| {
            let rows = client.select(explain, None, &[])?;
            rows.map(|row| row.get::<String>(1).map(Option::unwrap_or_default)).collect::<Result<Vec<_>, _>>()
        })
        .expect("a plan")
        .join("\n")
    }

    #[pg_test]
    fn sketch_values_are_right() {
        let all = "(SELECT monitoring.percentile_agg(v) AS s FROM generate_series(1, 1000) v) x";
        let get = |what: &str| sketch_one::<f64>(&format!("SELECT {what} FROM {all}")).expect(what);
        for p in [0.25, 0.5, 0.95, 0.99] {
            let found = get(&format!("monitoring.approx_percentile({p}, s)"));
            let exact = 1.0 + p * 999.0;
            assert!((found / exact - 1.0).abs() <= 0.01084, "{p}: {found} against {exact}");
        }
        assert_eq!(get("monitoring.approx_percentile(0, s)"), 1.0);
        assert_eq!(get("monitoring.approx_percentile(1, s)"), 1000.0);
        assert_eq!(get("monitoring.min_val(s)"), 1.0);
        assert_eq!(get("monitoring.max_val(s)"), 1000.0);
        assert_eq!(get("monitoring.sum_val(s)"), 500_500.0);
        assert_eq!(get("monitoring.mean(s)"), 500.5);
        assert!((get("monitoring.error(s)") - 0.010_83).abs() < 1e-5);
        let rank = get("monitoring.approx_percentile_rank(500, s)");
        assert!((0.5..=0.512).contains(&rank), "{rank}");
        assert_eq!(sketch_one::<i64>(&format!("SELECT monitoring.num_vals(s) FROM {all}")), Some(1000));
        assert_eq!(
            sketch_one::<bool>(&format!(
                "SELECT monitoring.approx_percentile_array(ARRAY[0.5, NULL, 1], s)
                      = ARRAY[monitoring.approx_percentile(0.5, s), NULL, 1000] FROM {all}"
            )),
            Some(true)
        );
    }

    #[pg_test]
    fn sketch_nulls_and_empty_groups() {
        assert_eq!(
            sketch_one::<i64>(
                "SELECT monitoring.num_vals(monitoring.percentile_agg(v)) FROM unnest(ARRAY[1, NULL, 3]::float8[]) v"
            ),
            Some(2)
        );
        for empty in [
            "percentile_agg(v) FROM unnest(ARRAY[NULL, NULL]::float8[]) v",
            "percentile_agg(v) FROM generate_series(1, 0) v",
            "percentile_agg(v) FILTER (WHERE v > 5) FROM generate_series(1, 5) v",
            "rollup(NULL::monitoring.sketch) FROM generate_series(1, 5) v",
            "rollup('\\x010005'::monitoring.sketch) FROM generate_series(1, 5) v",
        ] {
            let answer = sketch_one::<bool>(&format!("SELECT (SELECT monitoring.{empty}) IS NULL"));
            assert_eq!(answer, Some(true), "{empty}");
        }
        assert_eq!(sketch_one::<f64>("SELECT monitoring.approx_percentile(0.5, '\\x010005')"), None);
        assert_eq!(sketch_one::<f64>("SELECT monitoring.approx_percentile(0.5, NULL)"), None);
    }

    #[pg_test]
    fn sketch_rollup_and_merge_equal_one_aggregate() {
        Spi::run(
            "CREATE TABLE parts AS
             SELECT monitoring.percentile_agg(v) AS s FROM generate_series(-500, 5000) v GROUP BY v % 7",
        )
        .expect("a table");
        let whole = "(SELECT monitoring.percentile_agg(v) FROM generate_series(-500, 5000) v)::bytea";
        for query in [
            format!("SELECT monitoring.rollup(s)::bytea = {whole} FROM parts"),
            format!(
                "WITH RECURSIVE n AS (SELECT row_number() OVER () AS i, s::bytea AS b FROM parts),
                      m AS (SELECT 0::bigint AS i, NULL::bytea AS b
                            UNION ALL SELECT n.i, agentmon.sketch_merge(m.b, n.b) FROM m JOIN n ON n.i = m.i + 1)
                 SELECT b = {whole} FROM m ORDER BY i DESC LIMIT 1"
            ),
        ] {
            assert_eq!(sketch_one::<bool>(&query), Some(true), "{query}");
        }
        assert_eq!(sketch_one::<bool>("SELECT agentmon.sketch_merge(NULL, NULL) IS NULL"), Some(true));
        assert_eq!(
            sketch_one::<bool>(
                "SELECT bool_and(agentmon.sketch_merge(s::bytea, NULL) = s::bytea) FROM parts"
            ),
            Some(true)
        );
    }

    #[pg_test]
    fn sketch_works_as_window_function() {
        // The final function runs for every row on a state that goes on living.
        assert_eq!(
            sketch_one::<String>(
                "SELECT string_agg(monitoring.num_vals(s) || ':' || monitoring.max_val(s), ' ' ORDER BY v)
                 FROM (SELECT v, monitoring.percentile_agg(v) OVER (ORDER BY v) AS s FROM generate_series(1, 4) v) x"
            )
            .as_deref(),
            Some("1:1 2:2 3:3 4:4")
        );
        assert_eq!(
            sketch_one::<String>(
                "SELECT string_agg(monitoring.sum_val(s)::text, ' ' ORDER BY v)
                 FROM (SELECT v, monitoring.percentile_agg(v)
                           OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s
                       FROM generate_series(1, 4) v) x"
            )
            .as_deref(),
            Some("1 3 5 7")
        );
    }

    #[pg_test]
    fn sketch_parallel_equals_serial() {
        Spi::run(
            "CREATE TABLE samples AS SELECT g % 10 AS g, g::float8 AS v FROM generate_series(1, 60000) g;
             INSERT INTO samples VALUES (10, NULL), (11, 1);
             ANALYZE samples;
             CREATE TABLE sketches AS
                 SELECT g / 100 AS h, monitoring.percentile_agg(v) AS s FROM samples GROUP BY g, v;
             SET LOCAL parallel_setup_cost = 0;
             SET LOCAL parallel_tuple_cost = 0;
             SET LOCAL min_parallel_table_scan_size = 0;
             SET LOCAL max_parallel_workers_per_gather = 2",
        )
        .expect("a table");
        let queries = [
            "SELECT g, monitoring.percentile_agg(v)::bytea AS a,
                    monitoring.percentile_agg(v) FILTER (WHERE v < 20)::bytea AS b,
                    monitoring.percentile_agg(v) FILTER (WHERE v < 0)::bytea AS c
             FROM samples GROUP BY g",
            "SELECT 0 AS g, monitoring.rollup(s)::bytea AS a,
                    monitoring.rollup(s) FILTER (WHERE monitoring.min_val(s) < 20)::bytea AS b,
                    monitoring.rollup(NULLIF(s::text, s::text)::monitoring.sketch)::bytea AS c
             FROM sketches",
        ];
        for query in queries {
            for leader in ["on", "off"] {
                Spi::run(&format!("SET LOCAL parallel_leader_participation = {leader}")).expect("a setting");
                let plan = sketch_plan(&format!("EXPLAIN (ANALYZE, COSTS OFF) {query}"));
                assert!(plan.contains("Partial") && plan.contains("Workers Launched: 2"), "{plan}");
                // CREATE TABLE AS, because a query of which one row is fetched runs without workers.
                Spi::run(&format!(
                    "CREATE TABLE parallel AS {query};
                     SET LOCAL max_parallel_workers_per_gather = 0;
                     CREATE TABLE serial AS {query};
                     SET LOCAL max_parallel_workers_per_gather = 2"
                ))
                .expect("results");
                let differences = "SELECT count(*) FROM serial s FULL JOIN parallel p USING (g)
                     WHERE (s.a, s.b, s.c) IS DISTINCT FROM (p.a, p.b, p.c) OR p.c IS NOT NULL";
                assert_eq!(sketch_one::<i64>(differences), Some(0), "{query}");
                assert_ne!(sketch_one::<i64>("SELECT count(a) FROM parallel"), Some(0));
                Spi::run("DROP TABLE serial, parallel").expect("dropped");
            }
        }
    }

    #[pg_test]
    fn sketch_states_spill_when_they_outgrow_work_mem() {
        // Few groups with large states: by their number alone, with SSPACE for each, they would all fit into
        // memory. They come one after the other, because only groups that are not there yet can go to disk.
        let query = "SELECT g, monitoring.percentile_agg(v)::bytea AS s
             FROM (SELECT i / 400 AS g, exp(i % 200 / 5.0) * sign(i % 400 - 199.5) AS v
                   FROM generate_series(0, 159999) i) x
             GROUP BY g";
        Spi::run(&format!(
            "SET LOCAL work_mem = '1MB';
             SET LOCAL hash_mem_multiplier = 1;
             SET LOCAL max_parallel_workers_per_gather = 0;
             CREATE TABLE sorted AS {query};
             SET LOCAL enable_sort = off"
        ))
        .expect("settings");
        let explain = || sketch_plan(&format!("EXPLAIN (ANALYZE, COSTS OFF) {query}"));
        let plan = explain();
        assert!(plan.contains("HashAggregate") && plan.contains("Disk Usage"), "{plan}");
        Spi::run(&format!("CREATE TABLE spilled AS {query}")).expect("a table");
        let differences =
            "SELECT count(*) FROM sorted a FULL JOIN spilled b USING (g) WHERE a.s IS DISTINCT FROM b.s";
        assert_eq!(sketch_one::<i64>(differences), Some(0));
        Spi::run("SET LOCAL work_mem = '64MB'").expect("a setting");
        let plan = explain();
        assert!(plan.contains("HashAggregate") && !plan.contains("Disk Usage"), "{plan}");
    }

    #[pg_test]
    fn sketch_states_are_in_the_accounts_of_the_server() {
        // What the session's memory grew by between the first value and the last, while all groups are open: 300
        // states of 400 buckets each, spread over 1800 counters.
        let grown = |aggregate: &str| {
            sketch_one::<i64>(&format!(
                "SELECT sum(memory)::bigint FROM (
                     SELECT g, {aggregate} AS state, sum(memory) AS memory
                     FROM (SELECT i % 300 AS g, exp(i / 300 / 10.0) AS v, CASE i WHEN 0 THEN - server_memory()
                                  WHEN 119999 THEN server_memory() END AS memory
                           FROM generate_series(0, 119999) i) x
                     GROUP BY g) y
                 HAVING count(state) = 300"
            ))
            .expect("bytes")
        };
        Spi::run(
            "CREATE FUNCTION server_memory() RETURNS bigint LANGUAGE sql VOLATILE AS
                 'SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts';
             SET LOCAL enable_sort = off; SET LOCAL work_mem = '64MB'",
        )
        .expect("a helper");
        let (with, without) = (grown("monitoring.percentile_agg(v)"), grown("max(v)"));
        assert!(with - without >= 300 * 1800, "{with} bytes, and {without} without sketches");
    }

    #[pg_test]
    fn sketch_failures_leave_nothing_behind() {
        sketch_make_failure();
        let attempt = "SELECT monitoring.percentile_agg(v) FROM (
                SELECT g % 50 AS g, CASE WHEN g = 4000 THEN 'NaN' ELSE exp(g / 20.0) END AS v
                FROM generate_series(1, 4000) g) x GROUP BY g";
        let memory = || {
            sketch_one::<i64>("SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts")
                .expect("bytes")
        };
        assert_eq!(sketch_failure(attempt), "22003|t|t");
        let before = memory();
        for _ in 0..20 {
            assert_eq!(sketch_failure(attempt), "22003|t|t");
        }
        let after = memory();
        assert!(after < before + 100_000, "{before} bytes became {after}");
        sketch_values_are_right();
    }

    #[pg_test]
    fn sketch_refuses_what_is_no_number() {
        sketch_make_failure();
        for bad in ["NaN", "infinity", "-infinity"] {
            let failure = sketch_failure(&format!("SELECT monitoring.percentile_agg('{bad}'::float8)"));
            assert_eq!(failure, "22003|t|t", "{bad}");
        }
        for bad in ["-0.1", "1.1", "'NaN'", "95"] {
            for call in [
                format!("monitoring.approx_percentile({bad}, monitoring.percentile_agg(1))"),
                format!(
                    "monitoring.approx_percentile_array(ARRAY[0.5, {bad}], monitoring.percentile_agg(1))"
                ),
            ] {
                assert_eq!(sketch_failure(&format!("SELECT {call}")), "22003|f|t", "{call}");
            }
        }
    }

    #[pg_test]
    fn sketch_text_and_binary_round_trip() {
        Spi::run(
            "CREATE TABLE originals AS
                 SELECT 1 AS id, monitoring.percentile_agg(v) AS s FROM generate_series(-3, 3000) v
                 UNION ALL SELECT 2, monitoring.percentile_agg(7) UNION ALL SELECT 3, '\\x010005';
             CREATE TABLE copies (LIKE originals);
             DO $$
             DECLARE file text := current_setting('data_directory') || '/sketch_round_trip';
             BEGIN
                 EXECUTE format('COPY originals TO %L (FORMAT binary)', file);
                 EXECUTE format('COPY copies FROM %L (FORMAT binary)', file);
             END $$",
        )
        .expect("copied");
        assert_eq!(
            sketch_one::<i64>(
                "SELECT count(*) FROM originals o JOIN copies c USING (id)
                 WHERE o.s::bytea = c.s::bytea AND o.s::text::monitoring.sketch::bytea = o.s::bytea
                   AND o.s::bytea::monitoring.sketch::bytea = o.s::bytea"
            ),
            Some(3)
        );
    }

    #[pg_test]
    fn sketch_hostile_bytes_raise() {
        sketch_make_failure();
        let bytes = sketch_one::<Vec<u8>>(
            "SELECT monitoring.percentile_agg(v)::bytea FROM generate_series(-20, 40) v",
        )
        .expect("bytes");
        let mut refused = 0;
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let hex: String = changed.iter().map(|b| format!("{b:02x}")).collect();
            // Fails as it should, or is another sketch that answers.
            let failure = sketch_failure(&format!(
                "SELECT monitoring.approx_percentile(0.5, '\\x{hex}'::bytea::monitoring.sketch)"
            ));
            assert!(failure.starts_with("22P03|") || failure == "none", "{failure}");
            refused += usize::from(failure != "none");
        }
        assert!(refused > bytes.len() / 2, "{refused} of {}", bytes.len());
        for bad in ["", "\\x", "\\x0", "\\xzz", "hello", "\\x0100", "\\x63", "\\x01000500", "é"] {
            let failure = sketch_failure(&format!("SELECT '{bad}'::monitoring.sketch"));
            assert!(failure.starts_with("22P02|"), "{bad}: {failure}");
        }
        let merge = sketch_failure("SELECT agentmon.sketch_merge('\\x63', NULL)");
        assert!(merge.starts_with("22P03|"), "{merge}");
        let copy = sketch_failure(
            "DO $$
             DECLARE file text := current_setting('data_directory') || '/sketch_hostile';
             BEGIN
                 EXECUTE format('COPY (SELECT ''\\x0102''::bytea) TO %L (FORMAT binary)', file);
                 CREATE TEMP TABLE target (s monitoring.sketch);
                 EXECUTE format('COPY target FROM %L (FORMAT binary)', file);
             END $$",
        );
        assert!(copy.starts_with("22P03|"), "{copy}");
    }

    #[pg_test]
    fn sketch_to_opentelemetry_and_back() {
        assert_eq!(
            sketch_one::<bool>(
                "SELECT bool_and(monitoring.sketch_from_otel(monitoring.sketch_to_otel(s))::bytea = s::bytea)
                 FROM (SELECT monitoring.percentile_agg(v) AS s FROM generate_series(-300, 3000, 0.25) v
                       UNION ALL SELECT monitoring.percentile_agg(v)
                           FROM unnest('{1e-307,5e-324,1.7976931348623157e308,-1e300,0}'::float8[]) v
                       UNION ALL SELECT monitoring.percentile_agg(0.1) UNION ALL SELECT '\\x010005') x"
            ),
            Some(true)
        );
        // As an SDK exports it, and merged with a sketch of another scale.
        let merged = "(SELECT monitoring.rollup(s) AS s FROM (
                SELECT monitoring.sketch_from_otel('{\"scale\": 3, \"count\": \"6\", \"sum\": 34.5, \"zeroCount\": 1,
                    \"positive\": {\"offset\": 20, \"bucketCounts\": [\"1\", 0, 4]}, \"attributes\": []}') AS s
                UNION ALL SELECT monitoring.percentile_agg(v) FROM generate_series(1, 5) v) y) x";
        let get = |what: &str| sketch_one::<f64>(&format!("SELECT {what} FROM {merged}")).expect(what);
        assert_eq!(get("monitoring.num_vals(s)::float8"), 11.0);
        assert_eq!(get("monitoring.sum_val(s)"), 49.5);
        assert_eq!(get("monitoring.min_val(s)"), 0.0);
        assert!((get("monitoring.error(s)") - 0.043_3).abs() < 1e-4);
        assert_eq!(sketch_one::<Vec<u8>>("SELECT monitoring.sketch_from_otel(NULL)::bytea"), None);
    }

    #[pg_test]
    fn sketch_refuses_what_is_no_data_point() {
        sketch_make_failure();
        for (bad, state) in [
            ("[]", "22023"),
            ("{}", "22023"),
            ("{\"name\": \"m\", \"exponentialHistogram\": {\"dataPoints\": []}}", "22023"),
            ("{\"scale\": 1.5}", "22023"),
            ("{\"scale\": -11}", "22023"),
            ("{\"count\": 1}", "22023"),
            ("{\"positive\": {\"bucketCounts\": [\"-1\"]}}", "22023"),
            ("{\"positive\": {\"bucketCounts\": [1], \"offset\": 3000000000}}", "22023"),
            ("{\"positive\": {\"bucketCounts\": [1], \"offset\": 2000000000}}", "22003"),
            ("{\"positive\": {\"bucketCounts\": [9223372036854775808]}}", "22003"),
            ("{\"positive\": {\"bucketCounts\": [18446744073709551616, 1]}}", "22003"),
            ("{\"positive\": {\"bucketCounts\": [1]}, \"sum\": \"NaN\"}", "22003"),
            ("{\"positive\": {\"bucketCounts\": [1]}, \"sum\": 1e400}", "22003"),
            ("{\"positive\": {\"bucketCounts\": [2]}, \"sum\": 400}", "22023"),
            ("{\"positive\": {\"bucketCounts\": [2]}, \"min\": 5}", "22023"),
            ("{\"zeroCount\": 1, \"zeroThreshold\": 1}", "22023"),
        ] {
            let failure = sketch_failure(&format!("SELECT monitoring.sketch_from_otel('{bad}')"));
            assert_eq!(failure, format!("{state}|t|t"), "{bad}");
        }
        let long = "SELECT monitoring.sketch_from_otel(jsonb_build_object('positive',
             jsonb_build_object('bucketCounts', (SELECT jsonb_agg(1) FROM generate_series(1, 1000000)))))";
        assert_eq!(sketch_failure(long), "22023|t|t");
        // More buckets than a sketch has.
        let error = sketch_one::<f64>(
            "SELECT monitoring.error(monitoring.sketch_from_otel(jsonb_build_object('scale', 12, 'positive',
                 jsonb_build_object('bucketCounts', (SELECT jsonb_agg(1) FROM generate_series(1, 10000))))))",
        );
        assert!(error.is_some_and(|error| error > 0.000_6 && error < 0.000_7), "{error:?}");
    }

    #[pg_test]
    fn sketch_internals_cannot_be_called() {
        sketch_make_failure();
        for call in [
            "percentile_agg_trans(NULL, 1)",
            "sketch_agg_final(NULL)",
            "sketch_agg_combine(NULL, NULL)",
            "sketch_agg_deserialize('\\x010005', NULL)",
        ] {
            assert_ne!(sketch_failure(&format!("SELECT agentmon.{call}")), "none", "{call}");
        }
    }

    #[pg_test]
    fn sketch_catalog_is_as_intended() {
        let of_sketch =
            "pg_proc p WHERE p.pronamespace IN ('monitoring'::regnamespace, 'agentmon'::regnamespace)
             AND (p.prorettype = 'monitoring.sketch'::regtype
                  OR 'monitoring.sketch'::regtype = ANY (p.proargtypes::oid[])
                  OR p.proname LIKE 'sketch%' OR p.proname LIKE 'percentile_agg%')";
        let odd = sketch_one::<String>(&format!(
            "SELECT string_agg(p.oid::regprocedure::text, ', ') FROM {of_sketch}
             AND (p.provolatile <> 'i' OR p.proparallel <> 's' OR obj_description(p.oid, 'pg_proc') IS NULL)"
        ));
        assert_eq!(odd, None);
        let many = sketch_one::<i64>(&format!("SELECT count(*) FROM {of_sketch}"));
        assert_eq!(many, Some(39));
        assert_eq!(
            sketch_one::<i64>(
                "SELECT count(*) FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid
                 WHERE p.pronamespace = 'monitoring'::regnamespace AND p.proname IN ('percentile_agg', 'rollup')
                   AND a.aggcombinefn <> 0 AND a.aggserialfn <> 0 AND a.aggdeserialfn <> 0
                   AND a.aggfinalmodify = 'r'"
            ),
            Some(2)
        );
    }
}
