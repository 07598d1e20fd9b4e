//! The setting of the console.

use crate::setting::{ConfigError, Values, checks};

crate::setting::settings! {
    CONSOLE = "AGENTMON_CONSOLE", "console", Plain, "false", "Whether to print alerts to stdout";
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "AGENTMON_CONSOLE=true";

/// Whether it is on.
pub fn read(values: &Values) -> Result<bool, ConfigError> {
    checks::switch(&CONSOLE, values.text_or_default(&CONSOLE))
}
