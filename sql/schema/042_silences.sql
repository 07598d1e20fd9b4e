-- What holds alerts back: silences, times of the week, and other alerts.

CREATE TABLE monitoring.silences (
    id         uuid PRIMARY KEY,
    matchers   jsonb NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    comment    text NOT NULL,
    created_by text NOT NULL DEFAULT session_user,
    created_at timestamptz NOT NULL,
    CHECK (isfinite(starts_at) AND starts_at <= ends_at)
);

CREATE INDEX silences_ends_idx ON monitoring.silences (ends_at);

CREATE TABLE monitoring.mute_times (
    name          text PRIMARY KEY,
    matchers      jsonb NOT NULL DEFAULT '{}',
    weekdays      integer[] CHECK (weekdays <@ '{1,2,3,4,5,6,7}'),
    time_from     time NOT NULL DEFAULT '00:00',
    time_to       time NOT NULL DEFAULT '24:00',
    days_of_month integer[] CHECK (NOT 0 = ANY (days_of_month)),
    months        integer[] CHECK (months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'),
    timezone      text NOT NULL DEFAULT 'UTC',
    comment       text,
    enabled       boolean NOT NULL DEFAULT true,
    CHECK (time_from <> time_to)
);

CREATE TABLE monitoring.inhibition_rules (
    id              uuid PRIMARY KEY,
    name            text UNIQUE,
    source_matchers jsonb NOT NULL,
    target_matchers jsonb NOT NULL,
    equal_labels    text[] NOT NULL DEFAULT '{}',
    enabled         boolean NOT NULL DEFAULT true
);

COMMENT ON TABLE monitoring.silences IS
'Alerts that match are not told from starts_at until ends_at; made by silence_alerts(). The resolve of an '
'alert that was told goes out all the same.';
COMMENT ON TABLE monitoring.mute_times IS
'Alerts that match are not told at these times of the week: weekdays 1 (Monday) to 7, days_of_month 1 to 31 '
'or, from the end, -1 to -31, months 1 to 12, from time_from until before time_to (past midnight where that '
'is earlier) in timezone; NULL is every.';
COMMENT ON TABLE monitoring.inhibition_rules IS
'An alert that matches target_matchers is not told while one that matches source_matchers fires and both '
'agree in equal_labels.';
