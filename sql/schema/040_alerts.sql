-- Alerts, how they are grouped and routed, and the outbox of notifications.

CREATE TABLE monitoring.alerts (
    id           uuid PRIMARY KEY,
    alert_key    bytea NOT NULL,
    source       text NOT NULL DEFAULT 'raised' CHECK (source IN ('log', 'rule', 'raised')),
    labels       jsonb NOT NULL,
    annotations  jsonb NOT NULL DEFAULT '{}',
    severity     text NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'critical')),
    state        text NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
    count        bigint NOT NULL DEFAULT 1,
    value        double precision,
    rule_name    text,
    actions      text[],
    starts_at    timestamptz NOT NULL,
    fired_at     timestamptz,
    last_seen_at timestamptz NOT NULL,
    ends_at      timestamptz,
    updated_at   timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by text,
    snoozed_until   timestamptz
);

-- One open alert per set of labels: races become upserts.
CREATE UNIQUE INDEX alerts_open_idx ON monitoring.alerts (alert_key) WHERE state <> 'resolved';
CREATE INDEX alerts_updated_idx ON monitoring.alerts (updated_at);

CREATE TABLE monitoring.notification_channels (
    name          text PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('sms', 'email', 'slack', 'pagerduty', 'webhook', 'console')),
    settings      jsonb NOT NULL DEFAULT '{}',
    min_severity  text NOT NULL DEFAULT 'info' CHECK (min_severity IN ('info', 'warning', 'error', 'critical')),
    send_resolved boolean NOT NULL DEFAULT false,
    rate_limit    integer CHECK (rate_limit > 0),
    fallback      text REFERENCES monitoring.notification_channels (name),
    enabled       boolean NOT NULL DEFAULT true
);

INSERT INTO monitoring.notification_channels (name, kind) VALUES ('sms', 'sms'), ('email', 'email');

CREATE TABLE monitoring.notification_routes (
    name              text PRIMARY KEY,
    position          integer NOT NULL DEFAULT 100,
    matchers          jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(matchers) = 'object'),
    channels          text[] NOT NULL,
    group_by          text[] NOT NULL DEFAULT '{alertname,agent_name,fingerprint}',
    group_wait        interval NOT NULL DEFAULT '0' CHECK (group_wait >= '0'),
    group_interval    interval NOT NULL DEFAULT '5 minutes' CHECK (group_interval > '0'),
    repeat_interval   interval NOT NULL DEFAULT '4 hours' CHECK (repeat_interval > '0'),
    continue_matching boolean NOT NULL DEFAULT false
);

INSERT INTO monitoring.notification_routes (name, position, channels) VALUES ('default', 1000, '{sms,email}');

CREATE TABLE monitoring.alert_groups (
    id               uuid PRIMARY KEY,
    route            text NOT NULL REFERENCES monitoring.notification_routes (name) ON DELETE CASCADE ON UPDATE CASCADE,
    group_key        bytea NOT NULL,
    group_labels     jsonb NOT NULL,
    flush_at         timestamptz,
    last_notified_at timestamptz,
    UNIQUE (route, group_key)
);

CREATE INDEX alert_groups_flush_idx ON monitoring.alert_groups (flush_at) WHERE flush_at IS NOT NULL;

-- notified_count and notified_state: what the last message of the group said of this alert.
CREATE TABLE monitoring.alert_group_members (
    group_id       uuid NOT NULL REFERENCES monitoring.alert_groups (id) ON DELETE CASCADE,
    alert_id       uuid NOT NULL REFERENCES monitoring.alerts (id) ON DELETE CASCADE,
    notified_count bigint NOT NULL DEFAULT 0,
    notified_state text,
    PRIMARY KEY (group_id, alert_id)
);

CREATE INDEX alert_group_members_alert_idx ON monitoring.alert_group_members (alert_id);

CREATE TABLE monitoring.notifications (
    id              uuid PRIMARY KEY,
    group_id        uuid REFERENCES monitoring.alert_groups (id) ON DELETE SET NULL,
    channel         text NOT NULL,
    kind            text NOT NULL,
    reason          text NOT NULL,
    payload         jsonb NOT NULL,
    state           text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'dead')),
    attempt         integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    worker          text,
    lease_until     timestamptz,
    provider_id     text,
    last_error      text,
    idempotency_key text NOT NULL UNIQUE,
    created_at      timestamptz NOT NULL,
    settled_at      timestamptz
);

-- What is owed: waiting, or held by a worker whose lease may run out.
CREATE INDEX notifications_owed_idx ON monitoring.notifications (next_attempt_at) WHERE state IN ('pending', 'sending');
CREATE INDEX notifications_group_idx ON monitoring.notifications (group_id);
CREATE INDEX notifications_settled_idx ON monitoring.notifications (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE monitoring.notifiers (
    worker       text PRIMARY KEY,
    version      text NOT NULL,
    kinds        text[] NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL
);

COMMENT ON TABLE monitoring.alerts IS 'Every alert with its labels, count and times; open ones are pending or firing.';
COMMENT ON TABLE monitoring.notification_channels IS 'Where messages can go. Secrets live in the daemon''s environment, never here.';
COMMENT ON TABLE monitoring.notification_routes IS 'Which alerts go to which channels, first match by position; matchers {label: value} or {label: "~regular expression"}.';
COMMENT ON TABLE monitoring.alert_groups IS 'Alerts that are told together: one per route and set of group labels.';
COMMENT ON TABLE monitoring.alert_group_members IS 'Which alerts a group holds, and what its last message said of each.';
COMMENT ON TABLE monitoring.notifications IS 'The outbox: every message with its reason, state, attempts, provider id and last error.';
COMMENT ON TABLE monitoring.notifiers IS 'The daemons that have registered, and when each was last seen.';
