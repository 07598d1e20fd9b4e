-- The chat model stops answering: 3,000 requests time out within two minutes, each with an error row; a queue
-- gets stuck.
BEGIN;
INSERT INTO monitoring.agent_executions (
    agent_name, status, model_used, operation, execution_time_ms, error_message, error_type, created_at)
SELECT 'chat-assistant',
       'timeout',
       'chat-model',
       'chat',
       30000,
       'no answer from the model within 30000 ms',
       'upstream_timeout',
       now() - i * interval '40 milliseconds'
FROM generate_series(1, 3000) AS i;
INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, error_details, created_at)
SELECT 'chat-assistant',
       'error',
       'upstream_timeout',
       format('no answer from chat-model within 30000 ms (request %s)', gen_random_uuid()),
       '{"upstream": "chat-model"}',
       now() - i * interval '40 milliseconds'
FROM generate_series(1, 3000) AS i;
SELECT monitoring.report_queue(
    'chat-requests', depth => 214, stuck_messages => 14, oldest_message_age => '7 minutes') \g /dev/null
COMMIT;
