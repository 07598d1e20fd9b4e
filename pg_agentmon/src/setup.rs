//! The schema files that setup() runs; they travel in the library. Declared in `sql/extension/80_adoption.sql`.
use agentmon_core::bytes::fnv1a;
use pgrx::prelude::*;

/// Kind, name and content, in the order in which they are run.
macro_rules! files {
    ($($kind:literal: [$($file:literal),* $(,)?]),* $(,)?) => {
        &[$($(($kind, $file, include_str!(concat!("../../sql/schema/", $file, ".sql")))),*),*]
    };
}

const FILES: &[(&str, &str, &str)] = files! {
    "migration": [
        "000_migrations",
        "010_raw_tables",
        "020_settings",
        "021_agent_health",
        "022_error_groups",
        "023_costs",
        "023_usage",
        "024_service_levels",
        "025_anomalies",
        "026_audit",
        "030_rollups",
        "031_collectors",
        "040_alerts",
        "041_rules",
        "042_silences",
        "043_pace",
        "050_jobs",
    ],
    "repeatable": [
        "repeatable/10_ingest",
        "repeatable/15_costs",
        "repeatable/20_views",
        "repeatable/25_audit",
        "repeatable/30_security",
    ],
};

/// Declared in `sql/extension/01_library.sql`.
#[pg_extern(sql = false)]
fn library_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pg_extern(sql = false)]
fn schema_files() -> TableIterator<
    'static,
    (
        name!(kind, &'static str),
        name!(name, &'static str),
        name!(checksum, String),
        name!(content, &'static str),
    ),
> {
    TableIterator::new(
        FILES.iter().map(|(kind, name, content)| {
            (*kind, *name, format!("{:016x}", fnv1a(content.as_bytes())), *content)
        }),
    )
}
