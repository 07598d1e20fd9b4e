-- Alerts, how they are grouped and routed, and the outbox of notifications.

CREATE TABLE monitoring.alerts (
    id              uuid PRIMARY KEY,
    alert_key       bytea NOT NULL,
    source          text NOT NULL CHECK (source IN ('log', 'rule', 'raised')),
    labels          jsonb NOT NULL,
    annotations     jsonb NOT NULL DEFAULT '{}',
    severity        text NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'critical')),
    state           text NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
    count           bigint NOT NULL DEFAULT 1,
    value           double precision,
    rule_name       text,
    -- Names of channels that replace those of the route.
    actions         text[],
    starts_at       timestamptz NOT NULL,
    fired_at        timestamptz,
    last_seen_at    timestamptz NOT NULL,
    ends_at         timestamptz,
    updated_at      timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by text,
    snoozed_until   timestamptz,
    -- State or count have changed since it was last routed.
    news            boolean NOT NULL DEFAULT true
);

-- One open alert per source and set of labels: races become upserts.
CREATE UNIQUE INDEX alerts_open_idx ON monitoring.alerts (alert_key)
    WHERE state <> 'resolved';
CREATE INDEX alerts_updated_idx ON monitoring.alerts (updated_at);
CREATE INDEX alerts_news_idx ON monitoring.alerts (id)
    WHERE news;
-- Raised alerts that end by themselves, at a time that was given.
CREATE INDEX alerts_ends_idx ON monitoring.alerts (ends_at)
    WHERE state = 'firing' AND source = 'raised';
-- What people said of an alert holds for the next one with its labels.
CREATE INDEX alerts_said_idx ON monitoring.alerts (alert_key, updated_at)
    WHERE acknowledged_at IS NOT NULL OR snoozed_until IS NOT NULL;
CREATE INDEX alerts_snoozed_idx ON monitoring.alerts (snoozed_until)
    WHERE snoozed_until IS NOT NULL;
-- The sources that inhibit are among the firing ones.
CREATE INDEX alerts_firing_idx ON monitoring.alerts (id)
    WHERE state = 'firing';

-- Errors whose alert an open transaction holds, or that cannot be written down now. They are taken when they
-- can be.
CREATE TABLE monitoring.errors_put_off (
    document   jsonb NOT NULL,
    put_off_at timestamptz NOT NULL
);

-- What happened to an alert besides its messages: held back, acknowledged, told to nobody.
CREATE TABLE monitoring.alert_events (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES monitoring.alerts (id) ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    event    text NOT NULL,
    detail   text,
    -- The group that it is about, where that matters.
    group_id uuid
);

CREATE INDEX alert_events_alert_idx ON monitoring.alert_events (alert_id, id);

CREATE TABLE monitoring.notification_channels (
    name          text PRIMARY KEY,
    kind          text NOT NULL CHECK (kind = ANY (agentmon.channel_kinds())),
    settings      jsonb NOT NULL DEFAULT '{}',
    min_severity  text NOT NULL DEFAULT 'info'
        CHECK (min_severity IN ('info', 'warning', 'error', 'critical')),
    -- Left out: as is usual for its kind, see tells_ends().
    send_resolved boolean NOT NULL,
    -- Messages in each rate_interval; further ones are summed up in one. NULL: the default of its kind, see
    -- limit_of().
    rate_limit    integer CHECK (rate_limit > 0),
    -- No limit, whatever the default of its kind is.
    unlimited     boolean NOT NULL DEFAULT false,
    rate_interval interval NOT NULL DEFAULT '1 minute' CHECK (rate_interval > '0'),
    fallback      text REFERENCES monitoring.notification_channels (name) ON UPDATE CASCADE,
    title_template text,
    body_template text,
    enabled       boolean NOT NULL DEFAULT true,
    CHECK (fallback <> name),
    CHECK (rate_limit IS NULL OR NOT unlimited)
);

INSERT INTO monitoring.notification_channels (name, kind, send_resolved) VALUES
    ('sms', 'sms', false),
    ('email', 'email', true);

CREATE TABLE monitoring.notification_routes (
    name              text PRIMARY KEY,
    position          integer NOT NULL DEFAULT 100,
    matchers          jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(matchers) = 'object'),
    channels          text[] NOT NULL,
    -- Nobody has chosen its channels yet: see route_channels().
    default_channels  boolean NOT NULL DEFAULT false,
    group_by          text[] NOT NULL DEFAULT '{alertname,agent_name,fingerprint}',
    group_wait        interval NOT NULL DEFAULT '0' CHECK (group_wait >= '0'),
    group_interval    interval NOT NULL DEFAULT '5 minutes' CHECK (group_interval > '0'),
    repeat_interval   interval NOT NULL DEFAULT '4 hours' CHECK (repeat_interval > '0'),
    continue_matching boolean NOT NULL DEFAULT false
);

INSERT INTO monitoring.notification_routes (name, position, channels, default_channels)
VALUES ('default', 1000, '{sms,email}', true);

-- Whom to tell besides, when nobody has acknowledged for so long after the first message.
CREATE TABLE monitoring.escalation_steps (
    route    text NOT NULL
        REFERENCES monitoring.notification_routes (name) ON DELETE CASCADE ON UPDATE CASCADE,
    after    interval NOT NULL CHECK (after > '0'),
    channels text[] NOT NULL,
    PRIMARY KEY (route, after)
);

-- Alerts that are told together. Without a route (it was deleted): those who were told hear the end, and
-- nobody else.
CREATE TABLE monitoring.alert_groups (
    id                uuid PRIMARY KEY,
    route             text,
    group_key         bytea NOT NULL,
    group_labels      jsonb NOT NULL,
    -- The actions of its alerts, where they have some.
    channels          text[],
    flush_at          timestamptz,
    -- When to look again whether what is held back still is.
    recheck_at        timestamptz,
    escalate_at       timestamptz,
    escalation_from   timestamptz,
    -- The steps up to here have been told.
    escalated_to      interval NOT NULL DEFAULT '0',
    -- Channels of these steps that could not be told yet. They are told as soon as they can be.
    escalation_owed   text[] NOT NULL DEFAULT '{}',
    last_notified_at  timestamptz,
    -- Something in it reaches no channel. It is told as soon as the configuration lets it.
    untold            boolean NOT NULL DEFAULT false,
    UNIQUE (route, group_key)
);

CREATE INDEX alert_groups_flush_idx ON monitoring.alert_groups (flush_at)
    WHERE flush_at IS NOT NULL;
CREATE INDEX alert_groups_recheck_idx ON monitoring.alert_groups (recheck_at)
    WHERE recheck_at IS NOT NULL;
CREATE INDEX alert_groups_escalate_idx ON monitoring.alert_groups (escalate_at)
    WHERE escalate_at IS NOT NULL;
CREATE INDEX alert_groups_untold_idx ON monitoring.alert_groups (id)
    WHERE untold;

-- notified_count and notified_state: what the group last decided upon. held_by: why messages do not speak of
-- it.
CREATE TABLE monitoring.alert_group_members (
    group_id       uuid NOT NULL REFERENCES monitoring.alert_groups (id) ON DELETE CASCADE,
    alert_id       uuid NOT NULL REFERENCES monitoring.alerts (id) ON DELETE CASCADE,
    notified_count bigint NOT NULL DEFAULT 0,
    notified_state text,
    held_by        text,
    PRIMARY KEY (group_id, alert_id)
);

CREATE INDEX alert_group_members_alert_idx ON monitoring.alert_group_members (alert_id);

-- What each channel was last told of each alert that it has not been told the end of: the memory of alerting.
-- state maybe: an attempt whose outcome is not known may have told it.
CREATE TABLE monitoring.told_alerts (
    group_id uuid NOT NULL REFERENCES monitoring.alert_groups (id) ON DELETE CASCADE,
    channel  text NOT NULL,
    alert_id uuid NOT NULL REFERENCES monitoring.alerts (id) ON DELETE CASCADE,
    state    text NOT NULL CHECK (state IN ('firing', 'maybe')),
    count    bigint NOT NULL,
    -- Its channel was told that somebody has it in hand.
    acknowledged boolean NOT NULL DEFAULT false,
    told_at  timestamptz NOT NULL,
    PRIMARY KEY (group_id, channel, alert_id)
);

CREATE INDEX told_alerts_alert_idx ON monitoring.told_alerts (alert_id);
CREATE INDEX told_alerts_channel_idx ON monitoring.told_alerts (channel);

-- A notification is a debt: a channel is owed a word on a group. What the word is, is decided when it is
-- claimed.
CREATE TABLE monitoring.notifications (
    id              uuid PRIMARY KEY,
    group_id        uuid REFERENCES monitoring.alert_groups (id) ON DELETE SET NULL,
    channel         text NOT NULL,
    kind            text NOT NULL,
    reason          text NOT NULL,
    payload         jsonb NOT NULL,
    state           text NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'sending', 'sent', 'summed', 'unknown', 'dead', 'dropped')),
    attempt         integer NOT NULL DEFAULT 0,
    -- Attempts that do not count: those before a replay, and those for which the provider asked to wait.
    attempts_before integer NOT NULL DEFAULT 0,
    -- Somebody asked for what it has to say: errors that are over are told too.
    replayed        boolean NOT NULL DEFAULT false,
    next_attempt_at timestamptz NOT NULL,
    worker          text,
    lease_until     timestamptz,
    -- When its last attempt was claimed.
    attempted_at    timestamptz,
    provider_id     text,
    last_error      text,
    idempotency_key text NOT NULL UNIQUE,
    created_at      timestamptz NOT NULL,
    settled_at      timestamptz,
    -- The one that speaks for it; the one that it stands in for, and what that one's text says besides.
    summed_into     uuid REFERENCES monitoring.notifications (id) ON DELETE SET NULL,
    fallback_for    uuid REFERENCES monitoring.notifications (id) ON DELETE SET NULL,
    note            text,
    -- Its channel hears of ends alone: it was told of beginnings when it was asked to be.
    ends_only       boolean NOT NULL DEFAULT false,
    -- Its fallback was told, or there was none to tell.
    fell_back_at    timestamptz,
    -- Since when it waits with what its fallback has not been told; NULL: since it was made.
    owed_since      timestamptz,
    -- What it told could not be written into told_alerts when it was sent; the next step does.
    unremembered    boolean NOT NULL DEFAULT false
);

-- What is owed: waiting, or held by a worker whose lease may run out. In the order of claims, which read its
-- beginning alone.
CREATE INDEX notifications_owed_idx ON monitoring.notifications (channel, next_attempt_at, id)
    WHERE state IN ('pending', 'sending');
CREATE INDEX notifications_lease_idx ON monitoring.notifications (channel, lease_until)
    WHERE state = 'sending';
CREATE INDEX notifications_group_owed_idx ON monitoring.notifications (group_id, channel)
    WHERE state IN ('pending', 'sending');
-- Given up, and the fallback not told of it.
CREATE INDEX notifications_dead_idx ON monitoring.notifications (channel, created_at)
    WHERE state = 'dead' AND fell_back_at IS NULL;
CREATE INDEX notifications_unremembered_idx ON monitoring.notifications (id)
    WHERE unremembered;
CREATE INDEX notifications_unknown_idx ON monitoring.notifications (settled_at)
    WHERE state = 'unknown';
-- By its hash, for a provider may call a message as it likes.
CREATE INDEX notifications_provider_idx ON monitoring.notifications USING hash (provider_id)
    WHERE provider_id IS NOT NULL;
-- The summaries that are owed: the fewest of all that is owed.
CREATE INDEX notifications_summaries_idx ON monitoring.notifications (channel)
    WHERE reason = 'summary' AND state IN ('pending', 'sending');
CREATE INDEX notifications_summed_idx ON monitoring.notifications (summed_into)
    WHERE summed_into IS NOT NULL;
CREATE INDEX notifications_fallback_idx ON monitoring.notifications (fallback_for)
    WHERE fallback_for IS NOT NULL;
CREATE INDEX notifications_group_idx ON monitoring.notifications (group_id);
CREATE INDEX notifications_settled_idx ON monitoring.notifications (settled_at)
    WHERE settled_at IS NOT NULL;

-- Which alerts a message is about, and what it says of each: at its last attempt, or, before the first, would
-- say.
CREATE TABLE monitoring.notification_alerts (
    notification_id uuid NOT NULL REFERENCES monitoring.notifications (id) ON DELETE CASCADE,
    group_id        uuid NOT NULL,
    alert_id        uuid NOT NULL REFERENCES monitoring.alerts (id) ON DELETE CASCADE,
    state           text NOT NULL,
    count           bigint NOT NULL,
    PRIMARY KEY (alert_id, notification_id, group_id)
);

CREATE INDEX notification_alerts_notification_idx ON monitoring.notification_alerts (notification_id);

-- The attempts to send, as long as they count for a rate limit that the channel has or may get.
CREATE TABLE monitoring.channel_sends (
    channel text NOT NULL,
    sent_at timestamptz NOT NULL
);

CREATE INDEX channel_sends_idx ON monitoring.channel_sends (channel, sent_at);

-- Channels and routes that were renamed or deleted (new_name NULL) within a day.
CREATE TABLE monitoring.left_names (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind     text NOT NULL CHECK (kind IN ('channel', 'route')),
    old_name text NOT NULL,
    new_name text,
    left_at  timestamptz NOT NULL DEFAULT now()
);

-- The circuit breaker: a channel that fails again and again rests, and is then tried with one message.
CREATE TABLE monitoring.channel_circuits (
    -- Without a reference: whoever changes the channel in an open transaction must not keep an outcome from
    -- being written.
    channel   text PRIMARY KEY,
    failures  integer NOT NULL DEFAULT 0,
    opened_at timestamptz,
    open_until timestamptz,
    failed_at timestamptz,
    error     text
);

CREATE TABLE monitoring.notifiers (
    worker       text PRIMARY KEY,
    version      text NOT NULL,
    kinds        text[] NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    -- It said that it stops; nobody misses it.
    stopped_at   timestamptz
);

COMMENT ON TABLE monitoring.alerts IS
'Every alert with its labels, count and times; open ones are pending or firing.';
COMMENT ON TABLE monitoring.errors_put_off IS
'Errors that wait: for an open transaction which holds their alert, or for alerts that cannot be written.';
COMMENT ON TABLE monitoring.alert_events IS
'What happened to alerts besides their messages; read explain_notification().';
COMMENT ON TABLE monitoring.escalation_steps IS
'Channels that are told besides, when nobody has acknowledged an alert of the route for so long after its '
'first message.';
COMMENT ON TABLE monitoring.notification_alerts IS
'Which alerts each message is about, and what it said of them.';
COMMENT ON TABLE monitoring.left_names IS
'Channels and routes that were renamed or deleted within a day: what others were writing under the old name '
'meanwhile follows.';
COMMENT ON TABLE monitoring.channel_circuits IS
'Channels whose last attempts failed; while open_until is to come, nothing is claimed for them. Read '
'channel_status.';
COMMENT ON TABLE monitoring.notification_channels IS
'Where messages can go. Secrets live in the daemon''s environment, never here.';
COMMENT ON TABLE monitoring.notification_routes IS
'Which alerts go to which channels, first match by position; matchers {label: value} or {label: "~regular '
'expression"}.';
COMMENT ON COLUMN monitoring.notification_routes.default_channels IS
'Nobody has chosen channels for this route: it tells sms and email where a daemon sends at least one of '
'them, and else every channel that a daemon sends. False as soon as its channels are set.';
COMMENT ON TABLE monitoring.alert_groups IS
'Alerts that are told together: one per route and set of group labels.';
COMMENT ON TABLE monitoring.alert_group_members IS
'Which alerts a group holds, what it last decided upon, and by what each is held back.';
COMMENT ON TABLE monitoring.told_alerts IS
'What each channel was last told of each alert, until it is told the end: the next message says what is new '
'to its channel.';
COMMENT ON TABLE monitoring.channel_sends IS
'The attempts to send of each channel, as long as they count for a rate limit that it has or may get.';
COMMENT ON TABLE monitoring.notifications IS
'The outbox: every message with its reason, state, attempts, provider id and last error. A message that '
'waits is a debt: its text is written when it is claimed.';
COMMENT ON TABLE monitoring.notifiers IS 'The daemons that have registered, and when each was last seen.';
