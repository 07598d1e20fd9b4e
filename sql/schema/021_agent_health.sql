-- Verdicts on agents over time, and what others say of their own health.

-- What get_agent_health() said of each agent, and when that changed. agent_key is the SHA-256 of the name,
-- which can be longer than an index row may be. until is NULL while it is so. better_since: since when the
-- verdict would be a better one, which is told once it has lasted for the setting health_recover_after.
CREATE TABLE monitoring.agent_status_history (
    agent_key    bytea NOT NULL,
    agent_name   text NOT NULL,
    status       text NOT NULL CHECK (status IN ('healthy', 'degraded', 'critical', 'offline')),
    availability text NOT NULL CHECK (availability IN ('up', 'down', 'unknown')),
    since        timestamptz NOT NULL,
    until        timestamptz,
    better_since timestamptz,
    PRIMARY KEY (agent_key, since)
);

CREATE UNIQUE INDEX agent_status_current_idx ON monitoring.agent_status_history (agent_key)
    WHERE until IS NULL;
CREATE INDEX agent_status_until_idx ON monitoring.agent_status_history (until)
    WHERE until IS NOT NULL;

-- When somebody looked: of other times nobody knows how agents were.
CREATE TABLE monitoring.status_watches (
    since timestamptz PRIMARY KEY,
    until timestamptz NOT NULL
);

CREATE TABLE monitoring.health_checks (
    name       text PRIMARY KEY,
    status     text NOT NULL CHECK (status IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
    latency_ms double precision,
    detail     text,
    since      timestamptz NOT NULL,
    checked_at timestamptz NOT NULL
);

COMMENT ON TABLE monitoring.agent_status_history IS
'What the verdict on each agent was and when it changed, by which its uptime is computed; written by the '
'job refresh.';
COMMENT ON TABLE monitoring.status_watches IS
'The stretches of time in which the job refresh looked at the agents; of others their availability is '
'unknown.';
COMMENT ON TABLE monitoring.health_checks IS
'The last report of each health check from outside, by report_health_check(); since: when its status last '
'changed.';
