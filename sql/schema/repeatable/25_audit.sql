-- What is written down of the configuration: a trigger for each table, see agentmon.audit_change(). After the
-- list of prices: what comes with the first setup() is nobody's action.

ALTER TABLE monitoring.audit_log ALTER COLUMN id SET DEFAULT monitoring.uuid_v7();

DO $$
DECLARE
    watched record;
BEGIN
    FOR watched IN
        SELECT *
        FROM (VALUES
            -- table, columns that say which row it is, columns that people write (all: NULL)
            ('settings', '{name}', '{value}'),
            ('health_thresholds', '{name,agent_name}', NULL),
            ('retention_policies', '{name}', '{keep}'),
            ('jobs', '{name}', '{enabled,scheduled,cron,every,phase}'),
            ('queue_sources', '{name}', '{enabled,trusted}'),
            ('notification_channels', '{name}', NULL),
            ('notification_routes', '{name}', NULL),
            ('escalation_steps', '{route,after}', NULL),
            ('silences', '{id}', NULL),
            ('mute_times', '{name}', NULL),
            ('inhibition_rules', '{id,name}', NULL),
            ('alert_rules', '{name}',
             '{name,expression,severity,for,keep_firing_for,labels,annotations,actions,enabled,no_data,'
             'description}'),
            ('model_prices', '{pattern,effective_from,above_input_tokens,source}', NULL),
            ('budgets', '{name}', NULL),
            ('service_levels', '{name}', NULL),
            ('metric_definitions', '{metric_name}', NULL),
            ('agent_assignments', '{user_id,agent_name}', NULL)
        ) AS listed (table_name, key_columns, columns)
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE %2$s ON monitoring.%1$I
             FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change(%3$L, %4$L)',
            watched.table_name,
            (
                SELECT 'OF ' || string_agg(quote_ident(col), ', ')
                FROM unnest(watched.columns::text[]) AS col
            ),
            watched.key_columns,
            coalesce(watched.columns, ''));
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.%I
             FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change()',
            watched.table_name);
    END LOOP;
END
$$;

-- What people said of an alert; the rest of its events is the machinery's.
CREATE OR REPLACE TRIGGER agentmon_audit AFTER INSERT ON monitoring.alert_events
    FOR EACH ROW
    WHEN (NEW.event IN ('acknowledged', 'snoozed', 'resolved by hand'))
    EXECUTE FUNCTION agentmon.audit_change('{alert_id}', '{event,detail}');
