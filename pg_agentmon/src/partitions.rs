//! What the catalogue has of partitions. Declared in `sql/extension/26_sealed.sql`.
use agentmon_core::partition;
use pgrx::datum::TimestampWithTimeZone;
use pgrx::prelude::*;

use crate::error::{OrRaise, Report};
use crate::rollups::time_of;

/// Lower and upper bound of a partition by ranges of time; both are NULL for the default one.
#[pg_extern(sql = false)]
fn partition_bounds(tree: &str) -> Vec<Option<TimestampWithTimeZone>> {
    if tree.contains(":is_default true") {
        return vec![None, None];
    }
    let unknown = || {
        Report::new(PgSqlErrorCode::ERRCODE_WRONG_OBJECT_TYPE, "a partition is not by ranges of time")
            .detail(format!("The catalogue has of it: {tree}"))
            .hint("The raw tables have a partition for each day and a default one; detach this one.")
    };
    let (lower, upper) = partition::bounds(tree).ok_or_else(unknown).or_raise();
    vec![Some(time_of(lower)), Some(time_of(upper))]
}
