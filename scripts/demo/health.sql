WITH now AS (
    SELECT public.get_system_health() AS health
)
SELECT 'overall' AS part, health ->> 'overall_status' AS status, '' AS reasons
FROM now
UNION ALL
SELECT replace(part.key, '_health', ''),
       part.value ->> 'status',
       (SELECT coalesce(string_agg(reason, '; '), '')
        FROM jsonb_array_elements_text(part.value -> 'reasons') AS reason)
FROM now, jsonb_each(health) AS part
WHERE part.key LIKE '%\_health';
