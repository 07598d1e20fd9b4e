-- Errors that are one and the same: log rows at error and critical by agent and fingerprint.

-- agent_key is the SHA-256 of the agent's name, which can be longer than an index row may be. ignored_count:
-- the number of errors at which it is no longer ignored.
CREATE TABLE monitoring.error_groups (
    fingerprint       text NOT NULL,
    agent_name        text NOT NULL,
    title             text NOT NULL,
    first_seen        timestamptz NOT NULL,
    last_seen         timestamptz NOT NULL,
    count             bigint NOT NULL,
    users             bigint NOT NULL DEFAULT 0,
    status            text NOT NULL DEFAULT 'unresolved'
        CHECK (status IN ('unresolved', 'resolved', 'ignored')),
    regressed         boolean NOT NULL DEFAULT false,
    event_type        text,
    log_level         text NOT NULL,
    first_release     text,
    last_release      text,
    regressed_release text,
    resolved_at       timestamptz,
    regressed_at      timestamptz,
    ignored_until     timestamptz,
    ignored_count     bigint,
    example           jsonb NOT NULL DEFAULT '{}',
    agent_key         bytea NOT NULL,
    PRIMARY KEY (fingerprint, agent_key)
);

CREATE INDEX error_groups_seen_idx ON monitoring.error_groups (last_seen);

-- user_key is the SHA-256 of the user's id.
CREATE TABLE monitoring.error_group_users (
    fingerprint text NOT NULL,
    agent_key   bytea NOT NULL,
    user_key    bytea NOT NULL,
    PRIMARY KEY (fingerprint, agent_key, user_key),
    FOREIGN KEY (fingerprint, agent_key) REFERENCES monitoring.error_groups ON DELETE CASCADE
);

CREATE TABLE monitoring.error_group_days (
    fingerprint text NOT NULL,
    agent_key   bytea NOT NULL,
    day         date NOT NULL,
    count       bigint NOT NULL,
    PRIMARY KEY (fingerprint, agent_key, day),
    FOREIGN KEY (fingerprint, agent_key) REFERENCES monitoring.error_groups ON DELETE CASCADE
);

COMMENT ON TABLE monitoring.error_groups IS
'Errors by agent and fingerprint, as of the last refresh: how many, of how many users, since when, in which '
'releases (context.version), with the newest as an example; whether somebody has resolved or ignored them, '
'and whether they came back.';
COMMENT ON TABLE monitoring.error_group_users IS 'Whose errors a group has, at most 10,000 users for each.';
COMMENT ON TABLE monitoring.error_group_days IS 'The errors of a group by day (UTC).';
