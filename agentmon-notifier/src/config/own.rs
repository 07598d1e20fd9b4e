//! The daemon's own settings.

crate::setting::settings! {
    POLL_INTERVAL = "AGENTMON_POLL_INTERVAL", "poll-interval", Plain, "5s",
        "Longest time between two looks at the outbox";
    WORKER = "AGENTMON_WORKER", "worker", Plain, "",
        "Name of this daemon in the database; host:pid:random when not set";
    SEND_TIMEOUT = "AGENTMON_SEND_TIMEOUT", "send-timeout", Plain, "10s",
        "Longest time that one message may take";
    SHUTDOWN_TIMEOUT = "AGENTMON_SHUTDOWN_TIMEOUT", "shutdown-timeout", Plain, "",
        "Longest time that a stop may take; the send timeout and 5 s when not set";
    RUN_JOBS = "AGENTMON_RUN_JOBS", "run-jobs", Plain, "true",
        "Whether to run overdue database jobs";
    COLLECT_INTERVAL = "AGENTMON_COLLECT_INTERVAL", "collect-interval", Plain, "60s",
        "Time between two measurements of this host (metrics system.*); off for none";
    LOG = "AGENTMON_LOG", "log", Plain, "info",
        "Log filter, such as info or agentmon_notifier=debug";
    LOG_FORMAT = "AGENTMON_LOG_FORMAT", "log-format", Plain, "text", "text or json";
}

/// Variables of the contract that a later version serves: set now, they would be ignored in silence.
pub const LATER: &[(&str, &str)] = &[("AGENTMON_HTTP_ADDR", "the HTTP face")];
