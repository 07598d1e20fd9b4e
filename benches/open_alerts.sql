-- A step of alerting where much is open and told: 10,000 alerts in 1,000 groups. In a database of its own.
SELECT monitoring.register_notifier('bench', '0', '{sms,email}') \g /dev/null
UPDATE monitoring.notification_channels SET unlimited = true;
UPDATE monitoring.notification_routes SET group_by = '{team}', group_wait = '0';
SELECT measure('open alerts', 'process_alerts() where there is none',
    'SELECT monitoring.process_alerts()',
    p_base => true, p_runs => 20) \g /dev/null
SELECT count(monitoring.raise_alert(
    jsonb_build_object('alertname', 'a' || n, 'team', 't' || n % 1000),
    severity => 'critical'))
FROM generate_series(1, 10000) AS n \g /dev/null
SELECT measure('open alerts', 'the first step with 10,000 in 1,000 groups',
    'SELECT monitoring.process_alerts()',
    p_runs => 1) \g /dev/null
CREATE PROCEDURE tell_all() LANGUAGE plpgsql AS $$
DECLARE
    message record;
BEGIN
    LOOP
        FOR message IN
            SELECT * FROM monitoring.claim_notifications('bench', 100)
        LOOP
            PERFORM monitoring.complete_notification(message.id, 'bench', message.attempt);
        END LOOP;
        EXIT WHEN NOT FOUND;
        COMMIT;
    END LOOP;
END
$$;
SELECT clock_timestamp() AS started \gset
CALL tell_all();
INSERT INTO measured (subject, variant, base, ms)
SELECT 'open alerts',
       'claiming and completing their ' || count(*) || ' messages, committed',
       false,
       extract(epoch FROM clock_timestamp() - :'started') * 1000
FROM monitoring.notifications
WHERE state = 'sent';
SELECT measure('open alerts', 'process_alerts(): all are told, nothing is new',
    'SELECT monitoring.process_alerts()',
    p_runs => 20) \g /dev/null
SELECT measure('open alerts', 'one more alert, and its step', $$
    SELECT monitoring.raise_alert(
        jsonb_build_object('alertname', 'b' || clock_timestamp(), 'team', 't7'),
        severity => 'critical');
    SELECT monitoring.process_alerts() $$,
    p_runs => 20) \g /dev/null
