//! purge_old_monitoring_events(), under both of its names.

use agentmon_tests::sql::{assert_refused, run, value};
use agentmon_tests::{setup_database, shared_cluster};

#[tokio::test]
async fn events_are_purged_by_days() {
    let client = setup_database(shared_cluster().await, "purge").await;
    let fill = "DELETE FROM public.monitoring_events; INSERT INTO public.monitoring_events (event_type, created_at) SELECT 'e', now() - d * interval '1 day' - interval '1 hour' FROM unnest('{0, 1, 6, 7, 29, 30, 31, 400}'::integer[]) AS d";
    for (call, removed) in
        [("()", 3), ("(30)", 3), ("(7)", 5), ("(1)", 7), ("(365000)", 0), ("(retention_days => 365)", 1)]
    {
        for schema in ["public", "monitoring"] {
            run(&client, fill).await;
            assert_eq!(
                value::<i32>(&client, &format!("SELECT {schema}.purge_old_monitoring_events{call}")).await,
                removed,
                "{schema}{call}"
            );
            assert_eq!(
                value::<i64>(&client, "SELECT count(*) FROM public.monitoring_events").await,
                i64::from(8 - removed)
            );
        }
    }
    run(&client, fill).await;
    assert_eq!(
        value::<i32>(&client, "SELECT monitoring.purge_old_monitoring_events(30, now() + interval '1 year')")
            .await,
        8
    );
    run(&client, fill).await;
    for days in ["0", "-1", "NULL", "2147483647", "-2147483648"] {
        for schema in ["public", "monitoring"] {
            assert_refused(&client, &format!("SELECT {schema}.purge_old_monitoring_events({days})"), "22023")
                .await;
        }
    }
    assert_refused(&client, "SELECT monitoring.purge_old_monitoring_events(30, 'infinity')", "22023").await;
    assert_eq!(value::<i64>(&client, "SELECT count(*) FROM public.monitoring_events").await, 8);
}
