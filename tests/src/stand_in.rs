//! Functions of the extension replaced in one test's database, where the test is about who calls them and not about
//! what they do.

use tokio_postgres::Client;

use crate::sql::run;

/// Removes all functions of this name from `monitoring` and `agentmon`, and makes the one that `create` is the statement for.
pub async fn stand_in(client: &Client, name: &str, create: &str) {
    let remove = format!(
        "DO $do$
         DECLARE
             f regprocedure;
         BEGIN
             FOR f IN SELECT oid FROM pg_proc WHERE proname = '{name}' AND pronamespace IN ('monitoring'::regnamespace, 'agentmon'::regnamespace) LOOP
                 EXECUTE format('ALTER EXTENSION pg_agentmon DROP FUNCTION %s', f);
                 EXECUTE format('DROP FUNCTION %s', f);
             END LOOP;
         END
         $do$"
    );
    run(client, &remove).await;
    run(client, create).await;
}
