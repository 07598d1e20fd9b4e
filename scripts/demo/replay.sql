-- The Azure LLM trace (tests/data/README.md) as executions, metrics and logs of two agents, shifted to end
-- now. The trace holds no durations: they are derived from its tokens, 80 ms + 0.08 ms per token of context +
-- 22 ms per token generated, give or take a fifth.
CREATE TEMP TABLE trace_file (at timestamp, context_tokens bigint, generated_tokens bigint);
CREATE TEMP TABLE requests (
    agent text,
    model text,
    at timestamp,
    context_tokens bigint,
    generated_tokens bigint
);
\copy trace_file FROM 'tests/data/azure_llm_trace_code.csv' (FORMAT csv, HEADER)
INSERT INTO requests
SELECT 'code-assistant', 'code-model', * FROM trace_file;
TRUNCATE trace_file;
\copy trace_file FROM 'tests/data/azure_llm_trace_conv.csv' (FORMAT csv, HEADER)
INSERT INTO requests
SELECT 'chat-assistant', 'chat-model', * FROM trace_file;

SELECT monitoring.heartbeat(agent)
FROM (SELECT DISTINCT agent FROM requests) AS seen \g /dev/null
DO $$
DECLARE
    first_at timestamp := (SELECT min(at) FROM requests);
    shift interval := now() AT TIME ZONE 'UTC' - (SELECT max(at) FROM requests);
    chunk interval := (SELECT max(at) - min(at) FROM requests) / 10;
    replayed bigint := 0;
    written bigint;
BEGIN
    FOR i IN 0..9 LOOP
        CREATE TEMP TABLE part ON COMMIT DROP AS
        SELECT request.*,
               (request.at + shift) AT TIME ZONE 'UTC' AS shifted,
               (80 + 0.08 * request.context_tokens + 22 * request.generated_tokens)
                   * (0.8 + 0.4 * (abs(hashtextextended(request.at::text, 0)) % 1000) / 1000.0) AS ms
        FROM requests request
        WHERE request.at >= first_at + i * chunk
          AND (i = 9 OR request.at < first_at + (i + 1) * chunk);
        INSERT INTO monitoring.agent_executions (
            agent_name, status, model_used, operation, execution_time_ms,
            input_tokens, output_tokens, tokens_used, created_at)
        SELECT agent, 'success', model, 'chat', ms,
               context_tokens, generated_tokens, context_tokens + generated_tokens, shifted
        FROM part;
        GET DIAGNOSTICS written = ROW_COUNT;
        INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, "timestamp")
        SELECT 'llm.duration', ms, jsonb_build_object('agent', agent), shifted
        FROM part
        UNION ALL
        SELECT 'llm.generated_tokens', generated_tokens, jsonb_build_object('agent', agent), shifted
        FROM part;
        INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message, created_at)
        SELECT agent, 'info', 'request', format('answered with %s tokens', generated_tokens), shifted
        FROM part;
        replayed := replayed + written;
        COMMIT;
        RAISE INFO '  % of 10  [%]  % requests',
            lpad((i + 1)::text, 2), rpad(repeat('#', 3 * (i + 1)), 30, '.'), replayed;
    END LOOP;
END
$$;
