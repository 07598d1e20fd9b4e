-- 10,000 series at 5,000 rows a second, minute by minute: what a refresh takes beside the inserts, in time
-- and WAL.
CREATE TEMP TABLE minute_by_minute (
    n integer,
    inserted double precision,
    refreshed double precision,
    inserted_wal double precision,
    refreshed_wal double precision,
    grown double precision
);
CREATE FUNCTION stored_bytes() RETURNS numeric LANGUAGE sql AS $$
    SELECT pg_total_relation_size('monitoring.minute_segments') + sum(pg_total_relation_size(part.inhrelid))
    FROM pg_inherits part
    WHERE part.inhparent = 'monitoring.rollups_stored'::regclass
$$;
CREATE PROCEDURE live_a_minute(p_n integer) LANGUAGE plpgsql AS $$
DECLARE
    minute timestamptz := date_trunc('hour', now(), 'UTC') + p_n * interval '1 minute';
    began timestamptz := clock_timestamp();
    began_wal pg_lsn := pg_current_wal_insert_lsn();
    inserted timestamptz;
    inserted_wal pg_lsn;
    bytes numeric := stored_bytes();
BEGIN
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT 'wide',
           100 + random() * 100,
           jsonb_build_object('host', i % 10000),
           minute + i * interval '0.2 milliseconds'
    FROM generate_series(1, 300000) AS i;
    COMMIT;
    inserted := clock_timestamp();
    inserted_wal := pg_current_wal_insert_lsn();
    PERFORM monitoring.refresh_rollups(minute + interval '1 minute');
    COMMIT;
    INSERT INTO minute_by_minute
    SELECT p_n,
           extract(epoch FROM inserted - began) * 1000,
           extract(epoch FROM clock_timestamp() - inserted) * 1000,
           inserted_wal - began_wal,
           pg_current_wal_insert_lsn() - inserted_wal,
           stored_bytes() - bytes;
    COMMIT;
END
$$;
SELECT format('CALL live_a_minute(%s)', n)
FROM generate_series(1, 12) AS n \gexec
INSERT INTO measured (subject, variant, base, ms)
SELECT figure.subject, figure.variant, figure.base, percentile_cont(0.5) WITHIN GROUP (ORDER BY figure.value)
FROM minute_by_minute lived
CROSS JOIN LATERAL (VALUES
    (1, 'wide, a minute', 'inserting 300,000 rows of 10,000 series', true, lived.inserted),
    (2, 'wide, a minute', 'refresh_rollups()', false, lived.refreshed),
    (3, 'wide, kB of WAL a minute', 'inserting', true, lived.inserted_wal / 1024),
    (4, 'wide, kB of WAL a minute', 'refresh_rollups()', false, lived.refreshed_wal / 1024),
    (5, 'wide, kB of rollups grown a minute', 'minutes and all', true, lived.grown / 1024)
) AS figure (n, subject, variant, base, value)
-- The first minutes make the series, and fill pages for the first time after a checkpoint.
WHERE lived.n > 2
GROUP BY figure.n, figure.subject, figure.variant, figure.base
ORDER BY figure.n;
