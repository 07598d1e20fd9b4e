-- 10,000 series at 5,000 rows a second, minute by minute: what a refresh takes beside the inserts, in time and WAL.
CREATE TEMP TABLE minute_by_minute (n integer, inserted double precision, refreshed double precision, inserted_wal numeric, refreshed_wal numeric, grown numeric);
CREATE FUNCTION stored_bytes() RETURNS numeric LANGUAGE sql AS $$
    SELECT pg_total_relation_size('monitoring.minute_segments') + sum(pg_total_relation_size(i.inhrelid))
    FROM pg_inherits i WHERE i.inhparent = 'monitoring.rollups_stored'::regclass
$$;
CREATE PROCEDURE live_a_minute(p_n integer) LANGUAGE plpgsql AS $$
DECLARE
    minute timestamptz := date_trunc('hour', now(), 'UTC') + p_n * interval '1 minute';
    w0 pg_lsn := pg_current_wal_insert_lsn();
    t0 timestamptz := clock_timestamp();
    w1 pg_lsn;
    t1 timestamptz;
    bytes numeric := stored_bytes();
BEGIN
    INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
    SELECT 'wide', 100 + random() * 100, jsonb_build_object('host', i % 10000), minute + i * interval '0.2 milliseconds' FROM generate_series(1, 300000) AS i;
    COMMIT;
    t1 := clock_timestamp();
    w1 := pg_current_wal_insert_lsn();
    PERFORM monitoring.refresh_rollups(minute + interval '1 minute');
    COMMIT;
    INSERT INTO minute_by_minute VALUES (p_n, extract(epoch FROM t1 - t0) * 1000, extract(epoch FROM clock_timestamp() - t1) * 1000,
        w1 - w0, pg_current_wal_insert_lsn() - w1, stored_bytes() - bytes);
    COMMIT;
END
$$;
SELECT format('CALL live_a_minute(%s)', n) FROM generate_series(1, 12) AS n \gexec
-- The first minutes make the series, and fill pages for the first time after a checkpoint.
INSERT INTO measured (subject, variant, base, ms)
SELECT 'wide, a minute', 'inserting 300,000 rows of 10,000 series', true, percentile_cont(0.5) WITHIN GROUP (ORDER BY inserted) FROM minute_by_minute WHERE n > 2
UNION ALL
SELECT 'wide, a minute', 'refresh_rollups()', false, percentile_cont(0.5) WITHIN GROUP (ORDER BY refreshed) FROM minute_by_minute WHERE n > 2
UNION ALL
SELECT 'wide, kB of WAL a minute', 'inserting', true, percentile_cont(0.5) WITHIN GROUP (ORDER BY inserted_wal::float8) / 1024 FROM minute_by_minute WHERE n > 2
UNION ALL
SELECT 'wide, kB of WAL a minute', 'refresh_rollups()', false, percentile_cont(0.5) WITHIN GROUP (ORDER BY refreshed_wal::float8) / 1024 FROM minute_by_minute WHERE n > 2
UNION ALL
SELECT 'wide, kB of rollups grown a minute', 'minutes and all', true, percentile_cont(0.5) WITHIN GROUP (ORDER BY grown::float8) / 1024 FROM minute_by_minute WHERE n > 2;
