-- Service levels: which share of requests is to go well, and what has been told of it.

CREATE TABLE monitoring.service_levels (
    name         text PRIMARY KEY,
    metric_name  text NOT NULL DEFAULT 'agents.executions',
    matchers     jsonb NOT NULL DEFAULT '{}',
    objective    numeric NOT NULL CHECK (objective > 0 AND objective < 1),
    threshold_ms double precision CHECK (threshold_ms > 0),
    period       interval NOT NULL DEFAULT '30 days',
    min_requests integer NOT NULL DEFAULT 100 CHECK (min_requests > 0),
    fast_severity text NOT NULL DEFAULT 'critical',
    slow_severity text NOT NULL DEFAULT 'warning',
    enabled      boolean NOT NULL DEFAULT true,
    description  text
);

-- Which burning of its error budget a service level has told, and by which alert. Told once while it lasts.
CREATE TABLE monitoring.service_level_alerts (
    service_level text NOT NULL,
    burn          text NOT NULL CHECK (burn IN ('fast', 'slow')),
    raised_at     timestamptz NOT NULL,
    alert_id      uuid NOT NULL,
    labels        jsonb NOT NULL,
    severity      text NOT NULL,
    PRIMARY KEY (service_level, burn)
);

COMMENT ON TABLE monitoring.service_levels IS
'Which share of requests (objective) is to go well in each period: those of agents.executions or of a '
'metric, where matchers fit, that do not fail and, with threshold_ms, take no longer than that. Alerts come '
'where the rest, the error budget, burns fast or slowly, once a window holds min_requests. Read '
'service_level_status().';
COMMENT ON TABLE monitoring.service_level_alerts IS
'What was told of service levels whose error budget burns, by which alert.';
