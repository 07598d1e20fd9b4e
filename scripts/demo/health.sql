WITH h AS (SELECT public.get_system_health() AS health)
SELECT 'overall' AS part, health ->> 'overall_status' AS status, '' AS reasons FROM h
UNION ALL
SELECT replace(key, '_health', ''), value ->> 'status', (SELECT coalesce(string_agg(r, '; '), '') FROM jsonb_array_elements_text(value -> 'reasons') AS r)
FROM h, jsonb_each(health) WHERE key LIKE '%\_health';
