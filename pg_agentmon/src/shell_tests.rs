//! What the C functions of the other capabilities promise in SQL; tables and commits are tested from a client.
use pgrx::prelude::*;

#[pg_schema]
mod tests {
    use super::*;

    fn shell_one<T: FromDatum + IntoDatum>(query: &str) -> Option<T> {
        Spi::get_one(query).expect(query)
    }

    #[pg_test]
    fn ids_are_of_version_7_and_rise() {
        let counts = "SELECT count(*) = 10000 AND count(DISTINCT id) = 10000 AND bool_and(id > before IS NOT false)
            AND bool_and(substr(id::text, 15, 1) = '7' AND substr(id::text, 20, 1) IN ('8', '9', 'a', 'b'))
            FROM (SELECT n, id, lag(id) OVER (ORDER BY n) AS before
                  FROM (SELECT n, monitoring.uuid_v7() AS id FROM generate_series(1, 10000) AS n OFFSET 0) AS made) AS ordered";
        assert_eq!(shell_one::<bool>(counts), Some(true));
        let age = "SELECT abs(extract(epoch FROM clock_timestamp()) * 1000
            - ('x' || left(replace(monitoring.uuid_v7()::text, '-', ''), 12))::bit(48)::bigint) < 60000";
        assert_eq!(shell_one::<bool>(age), Some(true));
    }

    #[pg_test]
    fn a_stamp_is_the_cluster_above_the_transaction() {
        // Asked first, it must not assign an id; a test runs in a transaction that has one, so only the parts are checked.
        let parts = "SELECT agentmon.row_stamp() >> 48 = agentmon.cluster_tag()
            AND agentmon.row_stamp() & 281474976710655 = pg_current_xact_id()::text::bigint
            AND agentmon.row_stamp() = agentmon.row_stamp_if_assigned() AND agentmon.row_stamp() > 0";
        assert_eq!(shell_one::<bool>(parts), Some(true));
        let beneath = "DO $$ BEGIN BEGIN
                CREATE TEMP TABLE t AS SELECT agentmon.row_stamp() AS stamp; INSERT INTO t VALUES (1/0);
            EXCEPTION WHEN division_by_zero THEN CREATE TEMP TABLE t AS SELECT agentmon.row_stamp() AS stamp; END; END $$";
        Spi::run(beneath).expect("a subtransaction");
        assert_eq!(shell_one::<bool>("SELECT stamp = agentmon.row_stamp() FROM t"), Some(true));
    }

    #[pg_test]
    fn rollups_unfold_to_all_periods() {
        let state = "agentmon.rollup_rows('m', v, jsonb_build_object('k', v::int % 2), '2026-11-20 10:00+00'::timestamptz
                + v * interval '1 minute', NULL) FROM generate_series(0, 119) AS v";
        let periods = format!(
            "SELECT string_agg(period || ':' || n || ':' || c, ' ' ORDER BY n DESC, period) FROM (
                SELECT period, count(*) AS n, sum(count_value) AS c FROM (SELECT {state}) AS s (state), agentmon.rolled_up(state) GROUP BY period) AS p"
        );
        assert_eq!(
            shell_one::<String>(&periods).as_deref(),
            Some("minute:120:120 hourly:4:120 daily:2:120 weekly:2:120")
        );
        let series = format!(
            "SELECT string_agg(metric_name || dimensions, ' ' ORDER BY dimensions)
                FROM (SELECT {state}) AS s (state), agentmon.rolled_up_series(state)"
        );
        assert_eq!(shell_one::<String>(&series).as_deref(), Some(r#"m{"k":0} m{"k":1}"#));
        assert_eq!(
            shell_one::<bool>("SELECT agentmon.rollup_rows(NULL, NULL, NULL, NULL, NULL) IS NULL"),
            Some(true)
        );
    }

    #[pg_test(error = "malformed rollup: cut short")]
    fn rollups_refuse_hostile_bytes() {
        Spi::run("SELECT * FROM agentmon.rolled_up('\\x000503')").expect("an error");
    }

    #[pg_test(error = "these are not the facts of a system's health")]
    fn health_refuses_other_shapes() {
        Spi::run("SELECT agentmon.judge_health('{\"queues\": 1}')").expect("an error");
    }

    #[pg_test]
    fn fingerprints_are_frozen() {
        let fingerprint = "SELECT monitoring.error_fingerprint('payment 17 declined')";
        assert_eq!(shell_one::<String>(fingerprint).as_deref(), Some("06b3fce9048299c0"));
    }

    #[pg_test]
    fn setup_makes_everything_and_says_so() {
        let last = "SELECT last FROM (SELECT s AS last, row_number() OVER () AS n FROM monitoring.setup() AS s) AS t ORDER BY n DESC LIMIT 1";
        assert!(shell_one::<String>(last).is_some_and(|text| text.ends_with("is set up")));
        let health = "SELECT public.get_system_health() ->> 'overall_status'";
        assert_eq!(shell_one::<String>(health).as_deref(), Some("healthy"));
    }
}
