-- Who uses what, by day. Keys are SHA-256 of texts, which can be longer than an index row may be.

CREATE TABLE monitoring.user_days (
    day      date NOT NULL,
    user_key bytea NOT NULL,
    user_id  text NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    tokens   numeric NOT NULL,
    last_at  timestamptz NOT NULL,
    PRIMARY KEY (day, user_key)
);

CREATE TABLE monitoring.operation_days (
    day           date NOT NULL,
    operation_key bytea NOT NULL,
    operation     text NOT NULL,
    requests      bigint NOT NULL,
    failures      bigint NOT NULL,
    tokens        numeric NOT NULL,
    last_at       timestamptz NOT NULL,
    PRIMARY KEY (day, operation_key)
);

COMMENT ON TABLE monitoring.user_days IS
'What each user had agents do on each day (UTC), as of the last refresh.';
COMMENT ON TABLE monitoring.operation_days IS
'How often each operation (agent_executions.operation) was run on each day (UTC), as of the last refresh.';
