SELECT alert.labels ->> 'agent_name' AS agent,
       alert.labels ->> 'event_type' AS event,
       alert.count AS rows,
       message.channel,
       message.reason,
       message.state,
       message.attempt,
       left(message.provider_id, 12) || '…' AS provider_id,
       round(extract(epoch FROM message.settled_at - message.created_at) * 1000) AS ms
FROM monitoring.notifications message
JOIN monitoring.alert_group_members member USING (group_id)
JOIN monitoring.alerts alert ON alert.id = member.alert_id
ORDER BY message.channel;
