-- What applications insert into.
--
-- Three tables are partitioned by day (UTC): they only grow, and retention drops whole days. Each has a
-- catch-all partition, so that a row of any time is kept; maintenance moves its rows home.
--
-- stamp says in which transaction a row came (see docs/architecture.md): the consumers (rollups, alerts)
-- read by it what is new to them, exactly once. Its default, and those of the ids, need the extension's
-- functions and are set in repeatable/10_ingest.sql.

CREATE TABLE monitoring.agent_logs (
    id              uuid NOT NULL,
    agent_name      text,
    log_level       text,
    event_type      text,
    message         text,
    error_details   jsonb,
    context         jsonb DEFAULT '{}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    user_id         text,
    organization_id text,
    request_id      text,
    session_id      text,
    stamp           bigint NOT NULL,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);

CREATE TABLE monitoring.agent_logs_default PARTITION OF monitoring.agent_logs DEFAULT;

-- The inbox of the alerts: error rows, found by their stamp.
CREATE INDEX agent_logs_error_stamp_idx ON monitoring.agent_logs (stamp)
    WHERE log_level IN ('error', 'critical');
-- Recent errors. No text of a caller stands in a B-tree: an entry has at most 2.7 kB, and no row is to be
-- refused for a long name.
CREATE INDEX agent_logs_error_time_idx ON monitoring.agent_logs (created_at)
    WHERE log_level IN ('error', 'critical');
-- One index for two uses, so that pages are summarized once: new rows are found by their stamp, minutes by
-- their time. Health reads single minutes, several at a time, and with each all rows of the range of pages
-- that it is in.
CREATE INDEX agent_logs_stamp_idx ON monitoring.agent_logs USING brin (stamp, created_at)
    WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX agent_logs_user_idx ON monitoring.agent_logs USING hash (user_id)
    WHERE user_id IS NOT NULL;

CREATE TABLE monitoring.agent_executions (
    id                 uuid NOT NULL,
    user_id            text,
    session_id         text,
    request_id         text,
    agent_name         text,
    input_data         jsonb,
    output_data        jsonb,
    execution_time_ms  double precision,
    tokens_used        bigint,
    model_used         text,
    status             text,
    error_message      text,
    created_at         timestamptz NOT NULL DEFAULT now(),
    parent_id          uuid,
    operation          text,
    provider           text,
    input_tokens       bigint,
    output_tokens      bigint,
    cache_read_tokens  bigint,
    cache_write_tokens bigint,
    reasoning_tokens   bigint,
    cost_usd           numeric,
    error_type         text,
    -- By which row of model_prices cost_usd was computed; NULL where the application gave the cost, or nobody
    -- knows it.
    price_id           uuid,
    stamp              bigint NOT NULL,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);

CREATE TABLE monitoring.agent_executions_default PARTITION OF monitoring.agent_executions DEFAULT;

CREATE INDEX agent_executions_time_idx ON monitoring.agent_executions (created_at, status);
CREATE INDEX agent_executions_failed_idx ON monitoring.agent_executions (created_at)
    WHERE status <> 'success';
CREATE INDEX agent_executions_user_idx ON monitoring.agent_executions USING hash (user_id)
    WHERE user_id IS NOT NULL;
CREATE INDEX agent_executions_stamp_idx ON monitoring.agent_executions USING brin (stamp)
    WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE monitoring.pipeline_metrics (
    id           uuid NOT NULL,
    metric_name  text,
    metric_value double precision,
    tags         jsonb DEFAULT '{}',
    "timestamp"  timestamptz NOT NULL DEFAULT now(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    stamp        bigint NOT NULL,
    PRIMARY KEY (id, "timestamp")
) PARTITION BY RANGE ("timestamp");

CREATE TABLE monitoring.pipeline_metrics_default PARTITION OF monitoring.pipeline_metrics DEFAULT;

CREATE INDEX pipeline_metrics_stamp_idx ON monitoring.pipeline_metrics USING brin (stamp, "timestamp")
    WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE monitoring.worker_issues (
    id                 uuid PRIMARY KEY,
    worker_name        text,
    issue_type         text,
    severity           text DEFAULT 'warning',
    message            text,
    details            jsonb DEFAULT '{}',
    resolved           boolean NOT NULL DEFAULT false,
    resolution_details text,
    created_at         timestamptz NOT NULL DEFAULT now(),
    resolved_at        timestamptz
);

CREATE INDEX worker_issues_open_idx ON monitoring.worker_issues (created_at)
    WHERE NOT resolved;

CREATE TABLE public.monitoring_events (
    id         uuid PRIMARY KEY,
    event_type text,
    details    jsonb DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX monitoring_events_time_idx ON public.monitoring_events (created_at);

CREATE TABLE monitoring.agents (
    id                uuid PRIMARY KEY,
    name              text UNIQUE,
    type              text,
    status            text DEFAULT 'active',
    config            jsonb DEFAULT '{}',
    metrics           jsonb DEFAULT '{}',
    metadata          jsonb DEFAULT '{}',
    last_heartbeat_at timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE monitoring.agent_messages (
    id             uuid PRIMARY KEY,
    from_agent     text,
    to_agent       text,
    message_type   text,
    content        jsonb,
    correlation_id text,
    created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX agent_messages_time_idx ON monitoring.agent_messages (created_at);
CREATE INDEX agent_messages_correlation_idx ON monitoring.agent_messages USING hash (correlation_id)
    WHERE correlation_id IS NOT NULL;

CREATE TABLE monitoring.tasks (
    id          uuid PRIMARY KEY,
    agent_id    uuid REFERENCES monitoring.agents (id) ON DELETE SET NULL,
    type        text,
    priority    text DEFAULT 'medium',
    payload     jsonb DEFAULT '{}',
    status      text DEFAULT 'pending',
    result      jsonb,
    error       text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    started_at  timestamptz,
    finished_at timestamptz,
    attempts    integer NOT NULL DEFAULT 0
);

CREATE INDEX tasks_open_idx ON monitoring.tasks (created_at)
    WHERE status IN ('pending', 'running');
-- The order in which they are claimed.
CREATE INDEX tasks_pending_idx ON monitoring.tasks (
    (array_position('{critical,high,medium,low}'::text[], priority)), created_at
) WHERE status = 'pending';
CREATE INDEX tasks_agent_idx ON monitoring.tasks (agent_id);
-- How many were done of late.
CREATE INDEX tasks_completed_idx ON monitoring.tasks (finished_at) WHERE status = 'completed';

CREATE TABLE monitoring.queue_status (
    queue_name         text PRIMARY KEY,
    depth              bigint DEFAULT 0,
    stuck_messages     bigint DEFAULT 0,
    oldest_message_age interval,
    dead_letter        bigint DEFAULT 0,
    last_check_time    timestamptz NOT NULL DEFAULT now(),
    -- Who knows the queue: report, or a name of queue_sources.
    source             text NOT NULL DEFAULT 'report',
    per_minute         double precision,
    -- All that its source says was ever done, where it counts that.
    done_total         bigint,
    -- When its source last had messages of it.
    seen_at            timestamptz
);

CREATE TABLE monitoring.agent_assignments (
    user_id    text NOT NULL,
    agent_name text NOT NULL,
    PRIMARY KEY (user_id, agent_name)
);

COMMENT ON TABLE monitoring.agent_logs IS
'What agents say. Partitioned by day (UTC) of created_at; append-only. A row at error or critical raises an '
'alert.';
COMMENT ON TABLE monitoring.agent_executions IS
'What agents did: one row per run. Partitioned by day (UTC) of created_at; append-only. input_tokens include '
'cached ones.';
COMMENT ON TABLE monitoring.pipeline_metrics IS
'Measurements of any kind: name, finite value, tags. Partitioned by day (UTC) of "timestamp"; append-only.';
COMMENT ON TABLE monitoring.agent_logs_default IS
'Rows of days that have no partition, until maintain_partitions() moves them home.';
COMMENT ON TABLE monitoring.agent_executions_default IS
'Rows of days that have no partition, until maintain_partitions() moves them home.';
COMMENT ON TABLE monitoring.pipeline_metrics_default IS
'Rows of days that have no partition, until maintain_partitions() moves them home.';
COMMENT ON TABLE monitoring.worker_issues IS 'Troubles that workers report, until they are resolved.';
COMMENT ON TABLE public.monitoring_events IS
'Events of the pipeline, kept for the days that retention_policies says.';
COMMENT ON TABLE monitoring.agents IS 'The agents that are known: their status and last heartbeat.';
COMMENT ON TABLE monitoring.agent_messages IS 'Messages between agents.';
COMMENT ON TABLE monitoring.tasks IS
'Work that is given to agents; pending and running ones count as a queue per type.';
COMMENT ON TABLE monitoring.queue_status IS
'How each queue stands: as report_queue() said last, or as the job sample_queues last saw it.';
COMMENT ON TABLE monitoring.agent_assignments IS 'Which agents a user may see (role agentmon_user).';
