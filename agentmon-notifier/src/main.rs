//! agentmon-notifier: carries the alerts of pg_agentmon out of the database.
fn main() {}
