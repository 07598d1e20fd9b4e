//! The shell of pg_agentmon: unwraps arguments, calls the core, raises typed errors.
//!
//! The SQL of the extension is written by hand, one file per capability under `sql/extension/`, so that a
//! DBA can read it; the functions here carry `sql = false` and are declared there.
use pgrx::prelude::*;

mod alerts;
mod anomaly;
mod costs;
mod error;
mod groups;
mod guc;
mod health;
mod ingest;
mod jobs;
mod json;
mod matchers;
mod memory;
mod partitions;
mod reports;
mod rollups;
mod rules;
mod setup;
#[cfg(any(test, feature = "pg_test"))]
mod shell_tests;
mod sketch;
#[cfg(any(test, feature = "pg_test"))]
mod sketch_tests;
mod templates;
mod wake;
mod words;

::pgrx::pg_module_magic!(name, version);

extension_sql_file!("../../sql/extension/00_preflight.sql", name = "preflight", bootstrap);
extension_sql_file!("../../sql/extension/01_library.sql", name = "library", requires = ["preflight"]);
extension_sql_file!("../../sql/extension/02_spelling.sql", name = "spelling", requires = ["library"]);
extension_sql_file!("../../sql/extension/05_failures.sql", name = "failures", requires = ["spelling"]);
extension_sql_file!("../../sql/extension/06_settings.sql", name = "settings", requires = ["failures"]);
extension_sql_file!("../../sql/extension/10_ingest.sql", name = "ingest", requires = ["settings"]);
extension_sql_file!("../../sql/extension/11_refusals.sql", name = "refusals", requires = ["ingest"]);
extension_sql_file!(
    "../../sql/extension/12_insertable_views.sql",
    name = "insertable_views",
    requires = ["refusals"]
);
extension_sql_file!("../../sql/extension/13_writers.sql", name = "writers", requires = ["insertable_views"]);
extension_sql_file!("../../sql/extension/20_sketch.sql", name = "sketch", requires = ["writers"]);
extension_sql_file!("../../sql/extension/25_cursors.sql", name = "cursors", requires = ["sketch"]);
extension_sql_file!("../../sql/extension/26_sealed.sql", name = "sealed", requires = ["cursors"]);
extension_sql_file!("../../sql/extension/30_rollups.sql", name = "rollups", requires = ["sealed"]);
extension_sql_file!("../../sql/extension/30_series.sql", name = "series", requires = ["rollups"]);
extension_sql_file!(
    "../../sql/extension/30_refresh_reads.sql",
    name = "refresh_reads",
    requires = ["series"]
);
extension_sql_file!(
    "../../sql/extension/30_refresh_writes.sql",
    name = "refresh_writes",
    requires = ["refresh_reads"]
);
extension_sql_file!("../../sql/extension/30_refresh.sql", name = "refresh", requires = ["refresh_writes"]);
extension_sql_file!("../../sql/extension/31_live.sql", name = "live", requires = ["refresh"]);
extension_sql_file!("../../sql/extension/32_verify.sql", name = "verify", requires = ["live"]);
extension_sql_file!("../../sql/extension/40_health.sql", name = "health", requires = ["verify"]);
extension_sql_file!("../../sql/extension/41_self_health.sql", name = "self_health", requires = ["health"]);
extension_sql_file!("../../sql/extension/42_reports.sql", name = "reports", requires = ["self_health"]);
extension_sql_file!("../../sql/extension/43_agent_health.sql", name = "agent_health", requires = ["reports"]);
extension_sql_file!(
    "../../sql/extension/43_agent_history.sql",
    name = "agent_history",
    requires = ["agent_health"]
);
extension_sql_file!(
    "../../sql/extension/43_health_checks.sql",
    name = "health_checks",
    requires = ["agent_history"]
);
extension_sql_file!(
    "../../sql/extension/44_error_groups.sql",
    name = "error_groups",
    requires = ["health_checks"]
);
extension_sql_file!("../../sql/extension/45_templates.sql", name = "templates", requires = ["error_groups"]);
extension_sql_file!("../../sql/extension/46_tasks.sql", name = "tasks", requires = ["templates"]);
extension_sql_file!("../../sql/extension/46_queues.sql", name = "queues", requires = ["tasks"]);
extension_sql_file!("../../sql/extension/46_queues_tasks.sql", name = "queues_tasks", requires = ["queues"]);
extension_sql_file!(
    "../../sql/extension/46_queues_pgmq.sql",
    name = "queues_pgmq",
    requires = ["queues_tasks"]
);
extension_sql_file!(
    "../../sql/extension/46_queues_pgboss.sql",
    name = "queues_pgboss",
    requires = ["queues_pgmq"]
);
extension_sql_file!(
    "../../sql/extension/46_queues_graphile.sql",
    name = "queues_graphile",
    requires = ["queues_pgboss"]
);
extension_sql_file!(
    "../../sql/extension/46_queues_river.sql",
    name = "queues_river",
    requires = ["queues_graphile"]
);
extension_sql_file!(
    "../../sql/extension/46_queues_oban.sql",
    name = "queues_oban",
    requires = ["queues_river"]
);
extension_sql_file!("../../sql/extension/46_collectors.sql", name = "collectors", requires = ["queues_oban"]);
extension_sql_file!(
    "../../sql/extension/46_collectors_database.sql",
    name = "collectors_database",
    requires = ["collectors"]
);
extension_sql_file!("../../sql/extension/47_usage.sql", name = "usage", requires = ["collectors_database"]);
extension_sql_file!("../../sql/extension/48_performance.sql", name = "performance", requires = ["usage"]);
extension_sql_file!("../../sql/extension/47_prices.sql", name = "prices", requires = ["performance"]);
extension_sql_file!("../../sql/extension/48_costs.sql", name = "costs", requires = ["prices"]);
extension_sql_file!("../../sql/extension/49_reprice.sql", name = "reprice", requires = ["costs"]);
extension_sql_file!("../../sql/extension/50_alerts.sql", name = "alerts", requires = ["reprice"]);
extension_sql_file!("../../sql/extension/51_rules.sql", name = "rules", requires = ["alerts"]);
extension_sql_file!("../../sql/extension/52_rule_states.sql", name = "rule_states", requires = ["rules"]);
extension_sql_file!("../../sql/extension/52_rule_words.sql", name = "rule_words", requires = ["rule_states"]);
extension_sql_file!(
    "../../sql/extension/52_rule_results.sql",
    name = "rule_results",
    requires = ["rule_words"]
);
extension_sql_file!("../../sql/extension/52_rule_runs.sql", name = "rule_runs", requires = ["rule_results"]);
extension_sql_file!(
    "../../sql/extension/53_rule_documents.sql",
    name = "rule_documents",
    requires = ["rule_runs"]
);
extension_sql_file!(
    "../../sql/extension/54_channel_kinds.sql",
    name = "channel_kinds",
    requires = ["rule_documents"]
);
extension_sql_file!("../../sql/extension/54_silences.sql", name = "silences", requires = ["channel_kinds"]);
extension_sql_file!("../../sql/extension/55_routing.sql", name = "routing", requires = ["silences"]);
extension_sql_file!("../../sql/extension/55_names.sql", name = "names", requires = ["routing"]);
extension_sql_file!("../../sql/extension/55_words.sql", name = "words", requires = ["names"]);
extension_sql_file!("../../sql/extension/55_groups.sql", name = "groups", requires = ["words"]);
extension_sql_file!("../../sql/extension/55_escalation.sql", name = "escalation", requires = ["groups"]);
extension_sql_file!("../../sql/extension/55_clocks.sql", name = "clocks", requires = ["escalation"]);
extension_sql_file!("../../sql/extension/55_alert_step.sql", name = "alert_step", requires = ["clocks"]);
extension_sql_file!("../../sql/extension/56_outbox.sql", name = "outbox", requires = ["alert_step"]);
extension_sql_file!("../../sql/extension/57_notifiers.sql", name = "notifiers", requires = ["outbox"]);
extension_sql_file!("../../sql/extension/57_claims.sql", name = "claims", requires = ["notifiers"]);
extension_sql_file!("../../sql/extension/57_outcomes.sql", name = "outcomes", requires = ["claims"]);
extension_sql_file!("../../sql/extension/57_unknown.sql", name = "unknown", requires = ["outcomes"]);
extension_sql_file!("../../sql/extension/57_reach.sql", name = "reach", requires = ["unknown"]);
extension_sql_file!("../../sql/extension/58_explain.sql", name = "explain", requires = ["reach"]);
extension_sql_file!("../../sql/extension/58_preview.sql", name = "preview", requires = ["explain"]);
extension_sql_file!("../../sql/extension/59_rule_tests.sql", name = "rule_tests", requires = ["preview"]);
extension_sql_file!("../../sql/extension/59_own_agents.sql", name = "own_agents", requires = ["rule_tests"]);
extension_sql_file!("../../sql/extension/59_budgets.sql", name = "budgets", requires = ["own_agents"]);
extension_sql_file!("../../sql/extension/48_anomalies.sql", name = "anomalies", requires = ["rule_runs"]);
extension_sql_file!(
    "../../sql/extension/59_service_levels.sql",
    name = "service_levels",
    requires = ["budgets", "anomalies"]
);
extension_sql_file!(
    "../../sql/extension/60_partitions.sql",
    name = "partitions",
    requires = ["service_levels"]
);
extension_sql_file!("../../sql/extension/60_retention.sql", name = "retention", requires = ["partitions"]);
extension_sql_file!("../../sql/extension/61_storage.sql", name = "storage", requires = ["retention"]);
extension_sql_file!("../../sql/extension/62_audit.sql", name = "audit", requires = ["storage"]);
extension_sql_file!("../../sql/extension/70_jobs.sql", name = "jobs", requires = ["audit"]);
extension_sql_file!("../../sql/extension/71_cron.sql", name = "cron", requires = ["jobs"]);
extension_sql_file!("../../sql/extension/72_diagnose.sql", name = "diagnose", requires = ["cron"]);
extension_sql_file!("../../sql/extension/73_check_lists.sql", name = "check_lists", requires = ["diagnose"]);
extension_sql_file!("../../sql/extension/80_adoption.sql", name = "adoption", requires = ["check_lists"]);
extension_sql_file!("../../sql/extension/81_setup.sql", name = "setup", requires = ["adoption"]);
extension_sql_file!("../../sql/extension/82_exposing.sql", name = "exposing", requires = ["setup"]);
extension_sql_file!("../../sql/extension/99_privileges.sql", name = "privileges", finalize);

/// Called by PostgreSQL when it loads the library.
#[pg_guard]
pub extern "C-unwind" fn _PG_init() {
    guc::register();
}

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
