//! Who may ask for the system's health, with what, and what it never calls.

use agentmon_tests::sql::{assert_refused, run, value, values};
use agentmon_tests::{setup_database, shared_cluster};
use serde_json::Value;

#[tokio::test]
async fn readers_read_it_others_do_not_and_a_clock_that_is_none_is_refused() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "health roles").await;
    run(&client, "SELECT monitoring.report_queue('q', 1, 11)").await;
    for role in ["agentmon_reader", "agentmon_notifier", "agentmon_admin"] {
        let member = cluster.connect_as("health roles", role).await;
        for function in ["public.get_system_health()", "monitoring.get_system_health()"] {
            let health: Value = value(&member, &format!("SELECT {function}")).await;
            assert_eq!(health["overall_status"], "critical", "{role} {function}");
        }
    }
    let writer = cluster.connect_as("health roles", "agentmon_writer").await;
    let error = writer
        .execute("SELECT public.get_system_health()", &[])
        .await
        .expect_err("a writer reads no reports");
    assert_eq!(error.code().map(|code| code.code()), Some("42501"));
    for p_now in ["NULL", "'infinity'", "'-infinity'"] {
        assert_refused(&client, &format!("SELECT monitoring.get_system_health({p_now})"), "22023").await;
    }
    assert_refused(&client, "SELECT agentmon.judge_health('{\"queues\": 1}')", "22023").await;
}

#[tokio::test]
async fn a_schema_that_only_calls_itself_pgmq_is_never_called() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "pgmq").await;
    run(&client, "CREATE SCHEMA pgmq; CREATE TABLE public.calls (n integer);
        CREATE FUNCTION pgmq.metrics_all() RETURNS TABLE (queue_name text, scrape_time timestamptz, queue_length bigint, oldest_msg_age_sec integer)
        LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.calls VALUES (1); RETURN QUERY SELECT 'trap'::text, now(), 1::bigint, 1; END $$").await;
    let health: Value = value(&client, "SELECT public.get_system_health()").await;
    assert_eq!(health["queue_health"]["queues_checked"], 0, "{health:#}");
    let reader = cluster.connect_as("pgmq", "agentmon_reader").await;
    assert_eq!(
        values::<String>(&reader, "SELECT queue_name FROM monitoring.queue_monitoring_view").await,
        Vec::<String>::new()
    );
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.calls").await, 0);
}
