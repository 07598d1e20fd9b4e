SELECT a.labels ->> 'agent_name' AS agent, a.labels ->> 'event_type' AS event, a.count AS rows, n.channel, n.reason, n.state, n.attempt,
       left(n.provider_id, 12) || '…' AS provider_id, round(extract(epoch FROM n.settled_at - n.created_at) * 1000) AS ms
FROM monitoring.notifications n
JOIN monitoring.alert_group_members m USING (group_id)
JOIN monitoring.alerts a ON a.id = m.alert_id ORDER BY n.channel;
