//! Databases with the extension set up, made quickly.

use tokio_postgres::Client;

use crate::cluster::{Cluster, quote_ident};

const TEMPLATE: &str = "agentmon_template";

/// A new database with the extension created and `setup()` run, and a superuser's connection to it.
///
/// Both run once per cluster, in a template; each database is a copy of that.
pub async fn setup_database(cluster: &Cluster, name: &str) -> Client {
    cluster
        .template
        .get_or_init(async || {
            cluster.create_database(TEMPLATE).await;
            // By psql, whose connection has ended when the call returns: a template in use cannot be copied.
            // Rows of tests are of whatever time, and shall have minutes all the same.
            let setup = "CREATE EXTENSION pg_agentmon; SELECT monitoring.setup();
                UPDATE monitoring.retention_policies SET keep = '100 years' WHERE name = 'rollups_minute'";
            let done = cluster.psql(TEMPLATE, setup);
            done.unwrap_or_else(|error| panic!("cannot set up the extension (is it installed?): {error}"));
        })
        .await;
    let sql = format!("CREATE DATABASE {} TEMPLATE {TEMPLATE}", quote_ident(name));
    cluster.connect("postgres").await.batch_execute(&sql).await.expect("the template can be copied");
    cluster.connect(name).await
}
