//! The settings of a session.
use pgrx::{GucContext, GucFlags, GucRegistry, GucSetting};

/// Milliseconds between two wake-ups by the same session.
pub(crate) static WAKE_INTERVAL_MS: GucSetting<i32> = GucSetting::<i32>::new(50);

/// Makes them known; called when the library is loaded.
pub(crate) fn register() {
    GucRegistry::define_int_guc(
        c"agentmon.wake_interval_ms",
        c"Time between two NOTIFYs that a session sends for its error rows.",
        c"A NOTIFY takes a lock of the whole cluster at commit; the daemon sweeps on for longer than this after one.",
        &WAKE_INTERVAL_MS,
        0,
        60_000,
        GucContext::Userset,
        GucFlags::UNIT_MS,
    );
}
