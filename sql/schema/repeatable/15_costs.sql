-- What binds prices and budgets to the extension's functions, and the list of prices that comes with this
-- version.

ALTER TABLE monitoring.model_prices ALTER COLUMN id SET DEFAULT monitoring.uuid_v7();

CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.model_prices
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_model_price();
CREATE OR REPLACE TRIGGER agentmon_forget
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON monitoring.model_prices
    FOR EACH STATEMENT EXECUTE FUNCTION agentmon.forget_prices();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.budgets
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_budget();
CREATE OR REPLACE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.service_levels
    FOR EACH ROW EXECUTE FUNCTION agentmon.check_service_level();

-- A row that is brought along (a stamp of another transaction) keeps what it had, as its rollups do. Named to
-- fire after agentmon_canonical.
CREATE OR REPLACE TRIGGER agentmon_price BEFORE INSERT ON monitoring.agent_executions
    FOR EACH ROW
    WHEN (NEW.cost_usd IS NULL AND NEW.model_used IS NOT NULL AND NEW.input_tokens IS NOT NULL
          AND NEW.stamp = agentmon.row_stamp())
    EXECUTE FUNCTION agentmon.price_execution();

-- The list. Prices are facts, taken from the public list of Langfuse (MIT) of August 2026: US dollars per
-- million tokens, of requests at the usual speed; cache_write is that of five minutes. By vendor come the
-- other names of a model: with its date, as routers and clouds write it. Prices of source user beat these,
-- and are never touched.
SELECT set_config('agentmon.lists_prices', 'on', true);

INSERT INTO monitoring.model_prices AS stored (
    id, pattern, above_input_tokens, source, input_per_million, output_per_million, cache_read_per_million,
    cache_write_per_million)
SELECT md5(concat_ws(':', naming.pattern, listed.above))::uuid,
       naming.pattern,
       listed.above,
       'builtin',
       listed.input,
       listed.output,
       listed.cache_read,
       listed.cache_write
FROM (
    VALUES
        -- vendor, model, above so many input tokens, input, output, cache_read, cache_write
        ('openai', 'gpt-5.6-sol', 0, 5, 30, 0.5, 6.25),
        ('openai', 'gpt-5.6-sol', 272000, 10, 45, 1, 12.5),
        ('openai', 'gpt-5.6-terra', 0, 2, 12, 0.2, 2.5),
        ('openai', 'gpt-5.6-terra', 272000, 4, 18, 0.4, 5),
        ('openai', 'gpt-5.6-luna', 0, 0.2, 1.2, 0.02, 0.25),
        ('openai', 'gpt-5.6-luna', 272000, 0.4, 1.8, 0.04, 0.5),
        ('openai', 'gpt-5.5', 0, 5, 30, 0.5, NULL),
        ('openai', 'gpt-5.5', 272000, 10, 45, 1, NULL),
        ('openai', 'gpt-5.5-pro', 0, 30, 180, NULL, NULL),
        ('openai', 'gpt-5.5-pro', 272000, 60, 270, NULL, NULL),
        ('openai', 'gpt-5.4', 0, 2.5, 15, 0.25, NULL),
        ('openai', 'gpt-5.4', 272000, 5, 22.5, 0.5, NULL),
        ('openai', 'gpt-5.4-mini', 0, 0.75, 4.5, 0.075, NULL),
        ('openai', 'gpt-5.4-nano', 0, 0.2, 1.25, 0.02, NULL),
        ('openai', 'gpt-5.4-pro', 0, 30, 180, NULL, NULL),
        ('openai', 'gpt-5.4-pro', 272000, 60, 270, NULL, NULL),
        ('openai', 'gpt-5.3-codex', 0, 1.75, 14, 0.175, NULL),
        ('openai', 'gpt-5.2', 0, 1.75, 14, 0.175, NULL),
        ('openai', 'gpt-5.2-pro', 0, 21, 168, NULL, NULL),
        ('openai', 'gpt-5.1', 0, 1.25, 10, 0.125, NULL),
        ('openai', 'gpt-5', 0, 1.25, 10, 0.125, NULL),
        ('openai', 'gpt-5-mini', 0, 0.25, 2, 0.025, NULL),
        ('openai', 'gpt-5-nano', 0, 0.05, 0.4, 0.005, NULL),
        ('openai', 'gpt-5-pro', 0, 15, 120, NULL, NULL),
        ('openai', 'gpt-5-chat-latest', 0, 1.25, 10, 0.125, NULL),
        ('openai', 'gpt-4.5-preview', 0, 75, 150, 37.5, NULL),
        ('openai', 'gpt-4.1', 0, 2, 8, 0.5, NULL),
        ('openai', 'gpt-4.1-mini', 0, 0.4, 1.6, 0.1, NULL),
        ('openai', 'gpt-4.1-nano', 0, 0.1, 0.4, 0.025, NULL),
        ('openai', 'gpt-4o', 0, 2.5, 10, 1.25, NULL),
        ('openai', 'gpt-4o-2024-05-13', 0, 5, 15, NULL, NULL),
        ('openai', 'gpt-4o-mini', 0, 0.15, 0.6, 0.075, NULL),
        ('openai', 'chatgpt-4o-latest', 0, 5, 15, NULL, NULL),
        ('openai', 'o1', 0, 15, 60, 7.5, NULL),
        ('openai', 'o1-mini', 0, 1.1, 4.4, 0.55, NULL),
        ('openai', 'o1-preview', 0, 15, 60, 7.5, NULL),
        ('openai', 'o1-pro', 0, 150, 600, NULL, NULL),
        ('openai', 'o3', 0, 2, 8, 0.5, NULL),
        ('openai', 'o3-mini', 0, 1.1, 4.4, 0.55, NULL),
        ('openai', 'o3-pro', 0, 20, 80, NULL, NULL),
        ('openai', 'o4-mini', 0, 1.1, 4.4, 0.275, NULL),
        ('openai', 'gpt-4-turbo', 0, 10, 30, NULL, NULL),
        ('openai', 'gpt-4', 0, 30, 60, NULL, NULL),
        ('openai', 'gpt-3.5-turbo', 0, 0.5, 1.5, NULL, NULL),
        ('openai', 'text-embedding-3-small', 0, 0.02, NULL, NULL, NULL),
        ('openai', 'text-embedding-3-large', 0, 0.13, NULL, NULL, NULL),
        ('openai', 'text-embedding-ada-002', 0, 0.1, NULL, NULL, NULL),
        ('anthropic', 'claude-opus-5', 0, 5, 25, 0.5, 6.25),
        ('anthropic', 'claude-sonnet-5', 0, 2, 10, 0.2, 2.5),
        ('anthropic', 'claude-fable-5', 0, 10, 50, 1, 12.5),
        ('anthropic', 'claude-mythos-5', 0, 10, 50, 1, 12.5),
        ('anthropic', 'claude-opus-4-8', 0, 5, 25, 0.5, 6.25),
        ('anthropic', 'claude-opus-4-7', 0, 5, 25, 0.5, 6.25),
        ('anthropic', 'claude-opus-4-6', 0, 5, 25, 0.5, 6.25),
        ('anthropic', 'claude-opus-4-5', 0, 5, 25, 0.5, 6.25),
        ('anthropic', 'claude-opus-4-1', 0, 15, 75, 1.5, 18.75),
        ('anthropic', 'claude-opus-4', 0, 15, 75, 1.5, 18.75),
        ('anthropic', 'claude-sonnet-4-6', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-sonnet-4-5', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-sonnet-4', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-haiku-4-5', 0, 1, 5, 0.1, 1.25),
        ('anthropic', 'claude-3-7-sonnet', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-3-5-sonnet', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-3-5-haiku', 0, 0.8, 4, 0.08, 1),
        ('anthropic', 'claude-3-opus', 0, 15, 75, NULL, NULL),
        ('anthropic', 'claude-3-sonnet', 0, 3, 15, 0.3, 3.75),
        ('anthropic', 'claude-3-haiku', 0, 0.25, 1.25, NULL, NULL),
        ('google', 'gemini-3.7-flash', 0, 0.75, 3.75, 0.075, NULL),
        ('google', 'gemini-3.6-flash', 0, 0.75, 3.75, 0.075, NULL),
        ('google', 'gemini-3.5-flash', 0, 1.5, 9, 0.15, NULL),
        ('google', 'gemini-3.5-flash-lite', 0, 0.3, 2.5, 0.03, NULL),
        ('google', 'gemini-3.1-pro-preview', 0, 2, 12, 0.2, NULL),
        ('google', 'gemini-3.1-pro-preview', 200000, 4, 18, 0.4, NULL),
        ('google', 'gemini-3.1-flash-lite', 0, 0.25, 1.5, 0.025, NULL),
        ('google', 'gemini-3-pro-preview', 0, 2, 12, 0.2, NULL),
        ('google', 'gemini-3-pro-preview', 200000, 4, 18, 0.4, NULL),
        ('google', 'gemini-3-flash-preview', 0, 0.5, 3, 0.05, NULL),
        ('google', 'gemini-2.5-pro', 0, 1.25, 10, 0.125, NULL),
        ('google', 'gemini-2.5-pro', 200000, 2.5, 15, 0.25, NULL),
        ('google', 'gemini-2.5-flash', 0, 0.3, 2.5, 0.03, NULL),
        ('google', 'gemini-2.5-flash-lite', 0, 0.1, 0.4, 0.01, NULL),
        ('google', 'gemini-2.0-flash', 0, 0.1, 0.4, NULL, NULL)
) AS listed (vendor, model, above, input, output, cache_read, cache_write)
CROSS JOIN LATERAL unnest(CASE listed.vendor
    WHEN 'openai' THEN ARRAY[
        listed.model, 'openai/' || listed.model,
        -- Where it has none yet.
        CASE WHEN listed.model !~ '-20[0-9-]+$' THEN listed.model || '-20??-??-??' END,
        CASE WHEN listed.model !~ '-20[0-9-]+$' THEN 'openai/' || listed.model || '-20??-??-??' END]
    WHEN 'anthropic' THEN ARRAY[
        listed.model, 'anthropic/' || listed.model, listed.model || '-latest', listed.model || '@20??????',
        listed.model || '-20??????', 'anthropic/' || listed.model || '-20??????',
        -- Bedrock, with or without a region before it.
        '*anthropic.' || listed.model, '*anthropic.' || listed.model || '-v?*',
        '*anthropic.' || listed.model || '-20??????-v?*']
    WHEN 'google' THEN ARRAY[
        listed.model, 'google/' || listed.model, 'models/' || listed.model, listed.model || '@*']
END) AS naming (pattern)
WHERE naming.pattern IS NOT NULL
  -- Somebody may have moved a row elsewhere by hand.
  AND NOT EXISTS (
      SELECT FROM monitoring.model_prices moved
      WHERE moved.id = md5(concat_ws(':', naming.pattern, listed.above))::uuid
        AND (moved.pattern, moved.effective_from, moved.above_input_tokens, moved.source)
            IS DISTINCT FROM (naming.pattern, '-infinity', listed.above, 'builtin'))
ON CONFLICT (pattern, effective_from, above_input_tokens, source) DO UPDATE SET
    input_per_million = excluded.input_per_million,
    output_per_million = excluded.output_per_million,
    cache_read_per_million = excluded.cache_read_per_million,
    cache_write_per_million = excluded.cache_write_per_million
WHERE (
    stored.input_per_million,
    stored.output_per_million,
    stored.cache_read_per_million,
    stored.cache_write_per_million
) IS DISTINCT FROM (
    excluded.input_per_million,
    excluded.output_per_million,
    excluded.cache_read_per_million,
    excluded.cache_write_per_million);

SELECT set_config('agentmon.lists_prices', 'off', true);
