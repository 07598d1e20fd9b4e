-- Hours that were unlike those of the same series before, as the job hourly finds them.

CREATE TABLE monitoring.anomalies (
    id          uuid PRIMARY KEY,
    hour        timestamptz NOT NULL,
    metric_name text NOT NULL,
    dimensions  jsonb NOT NULL,
    measure     text NOT NULL,
    value       double precision NOT NULL,
    usual       double precision NOT NULL,
    low         double precision NOT NULL,
    high        double precision NOT NULL,
    score       numeric NOT NULL,
    reason      text NOT NULL
);

CREATE INDEX anomalies_hour_idx ON monitoring.anomalies (hour);

-- Without a row of it an hour was not judged; with one and no anomalies it was as usual.
CREATE TABLE monitoring.anomaly_hours (
    hour      timestamptz PRIMARY KEY,
    judged_at timestamptz NOT NULL,
    anomalies bigint NOT NULL
);

COMMENT ON TABLE monitoring.anomalies IS
'What find_anomalies() found of each hour: a row for each measure of a series that was unlike its past, with '
'its score and the reason in words; the thousand most unusual of an hour at most.';
COMMENT ON TABLE monitoring.anomaly_hours IS
'The hours that were judged, when, and how many anomalies are kept of each.';
