//! The shell of pg_agentmon: unwraps arguments, calls the core, raises typed errors.
//!
//! The SQL of the extension is written by hand, one file per capability under `sql/extension/`, so that a
//! DBA can read it; the functions here carry `sql = false` and are declared there.
use pgrx::prelude::*;

mod error;
mod memory;
mod sketch;
#[cfg(any(test, feature = "pg_test"))]
mod sketch_tests;

::pgrx::pg_module_magic!(name, version);

extension_sql_file!("../../sql/extension/20_sketch.sql", name = "sketch");

/// What `cargo pgrx test` asks of the crate.
#[cfg(test)]
pub mod pg_test {
    /// Runs once before the tests; nothing to prepare.
    pub fn setup(_options: Vec<&str>) {}

    /// Settings of the test cluster.
    #[must_use]
    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec!["timezone = 'UTC'"]
    }
}
