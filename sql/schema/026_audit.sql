-- Who changed what of the configuration. Written by triggers, see repeatable/25_audit.sql.

CREATE TABLE monitoring.audit_log (
    id         uuid PRIMARY KEY,
    at         timestamptz NOT NULL,
    -- Who logged in, the role that was taken by SET ROLE (NULL: none), and the claim sub of a JWT.
    login      text NOT NULL,
    role       text,
    jwt_sub    text,
    table_name text NOT NULL,
    row_key    jsonb,
    action     text NOT NULL CHECK (action IN ('insert', 'update', 'delete', 'truncate')),
    -- Of an update what has changed alone.
    old_values jsonb,
    new_values jsonb
);

CREATE INDEX audit_log_at_idx ON monitoring.audit_log (at);

COMMENT ON TABLE monitoring.audit_log IS
'Who changed settings, thresholds, retention, jobs, channels, routes, rules, silences, prices, budgets, '
'service levels, definitions and assignments, or said something of an alert; when, and from what to what. '
'For administrators.';
