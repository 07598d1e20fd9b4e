-- Prices of models, and the cost that an execution gets by them when it comes. docs/costs.md says how.

CREATE FUNCTION agentmon.refuse_price(p_price numeric, p_name_of text) RETURNS boolean
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT agentmon.refuse(
        format('%s is out of range', p_name_of),
        format('It is %s.', left(p_price::text, 100)),
        'Give US dollars per million tokens, from 0 to 10^9 and with at most 6 decimals, '
        'or NULL for a class that has no price of its own.',
        'numeric_value_out_of_range')
$$;
COMMENT ON FUNCTION agentmon.refuse_price(numeric, text) IS 'Raises that a price is not one.';

CREATE FUNCTION agentmon.check_model_price() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    class record;
BEGIN
    -- Names are compared in small letters; what stands for any characters need not stand twice.
    NEW.pattern := regexp_replace(agentmon.folded(NEW.pattern), '[*]+', '*', 'g');
    IF coalesce(NEW.pattern, '') = '' THEN
        PERFORM agentmon.refuse('pattern must not be empty', 'The price is of no model.',
            'Give the name of a model, or a pattern with * (any characters) and ? (one character).',
            'invalid_parameter_value');
    END IF;
    IF NEW.effective_from IS NULL OR NEW.effective_from = 'infinity' THEN
        PERFORM agentmon.refuse(
            'effective_from must be a time',
            format('It is %s.', coalesce(NEW.effective_from::text, 'NULL')),
            'Give the time from which on the price holds; -infinity is for all times.',
            'invalid_parameter_value');
    END IF;
    IF NEW.above_input_tokens < 0 THEN
        PERFORM agentmon.refuse(
            'above_input_tokens must not be negative',
            format('It is %s.', NEW.above_input_tokens),
            'Give 0 for requests of any size, or 200000 for those with more input tokens than that.',
            'numeric_value_out_of_range');
    END IF;
    FOR class IN
        SELECT *
        FROM (VALUES
            ('input_per_million', NEW.input_per_million),
            ('output_per_million', NEW.output_per_million),
            ('cache_read_per_million', NEW.cache_read_per_million),
            ('cache_write_per_million', NEW.cache_write_per_million),
            ('reasoning_per_million', NEW.reasoning_per_million)
        ) AS classes (name, price)
        WHERE NOT (classes.price >= 0 AND classes.price <= 1e9 AND classes.price = round(classes.price, 6))
    LOOP
        PERFORM agentmon.refuse_price(class.price, class.name);
    END LOOP;
    IF TG_OP = 'UPDATE' THEN
        NEW.updated_at := CASE WHEN NEW.updated_at = OLD.updated_at THEN now() ELSE NEW.updated_at END;
        -- What somebody has changed is his, and setup() leaves it alone.
        IF OLD.source = 'builtin'
           AND current_setting('agentmon.lists_prices', true) IS DISTINCT FROM 'on' THEN
            -- And another one: setup() may bring its own again.
            NEW.source := 'user';
            NEW.id := monitoring.uuid_v7();
        END IF;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION agentmon.check_model_price() IS
'Trigger: puts the pattern of a price into small letters, refuses what is no price, and makes a builtin '
'price that somebody changes one of source user.';

CREATE FUNCTION agentmon.forget_prices() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'forget_prices_wrapper';
COMMENT ON FUNCTION agentmon.forget_prices() IS
'Trigger: prices have changed, so that all sessions must look them up anew, from the commit on.';

CREATE FUNCTION agentmon.matching_prices(p_model text) RETURNS TABLE (pattern text, place integer)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    name text := agentmon.folded(p_model);
BEGIN
    RETURN QUERY
    SELECT fitting.pattern,
           -- A name beats a pattern, and a longer pattern a shorter one.
           (row_number() OVER (
               ORDER BY fitting.like_pattern IS NULL DESC,
                        length(fitting.pattern) DESC,
                        fitting.pattern COLLATE "C"))::integer
    FROM (
        SELECT DISTINCT price.pattern, price.like_pattern
        FROM monitoring.model_prices price
        WHERE price.pattern = name
           OR name LIKE price.like_pattern
    ) AS fitting;
END
$$;
COMMENT ON FUNCTION agentmon.matching_prices(text) IS
'The patterns of model_prices that a model fits, with their places: 1 is the best.';

-- VOLATILE: what it gives is remembered by the session, and so must be what is committed by now, even where
-- the statement that asks began before. SECURITY DEFINER: it is asked for by inserts of whoever may insert.
CREATE FUNCTION agentmon.prices_of_model(p_model text)
RETURNS TABLE (
    price_id uuid,
    holds_from bigint,
    above bigint,
    input bigint,
    output bigint,
    cache_read bigint,
    cache_write bigint,
    reasoning bigint
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    -- No price has a longer name.
    IF octet_length(p_model) <= agentmon.longest_name() THEN
        RETURN QUERY
        SELECT price.id,
               CASE
                   WHEN price.effective_from > '-infinity'
                   THEN (
                       1000000
                       * extract(epoch FROM price.effective_from - timestamptz '2000-01-01 00:00:00+00')
                   )::bigint
                   ELSE (-9223372036854775807)::bigint - 1
               END,
               price.above_input_tokens,
               (price.input_per_million * 1000000)::bigint,
               (price.output_per_million * 1000000)::bigint,
               (price.cache_read_per_million * 1000000)::bigint,
               (price.cache_write_per_million * 1000000)::bigint,
               (price.reasoning_per_million * 1000000)::bigint
        FROM agentmon.matching_prices(p_model) fitting
        JOIN monitoring.model_prices price ON price.pattern = fitting.pattern
        ORDER BY fitting.place, price.source DESC, price.effective_from DESC, price.above_input_tokens DESC;
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.prices_of_model(text) IS
'The prices that a model may have, the best first: a name beats a pattern, a longer pattern a shorter one, '
'then source user builtin, then the newest, and the one for larger requests. Times are microseconds since '
'2000, prices trillionths of a dollar for a token.';

CREATE FUNCTION agentmon.price_at(p_model text, p_input_tokens bigint, p_at timestamptz) RETURNS uuid
    LANGUAGE c STABLE PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'price_at_wrapper';
COMMENT ON FUNCTION agentmon.price_at(text, bigint, timestamptz) IS
'The row of model_prices that holds for a model, at a time and for a request of that many input tokens: the '
'first of prices_of_model() from its time on; NULL where there is none.';

CREATE FUNCTION monitoring.cost_at(
    p_model text,
    p_at timestamptz,
    p_input_tokens bigint,
    p_output_tokens bigint DEFAULT NULL,
    p_cache_read_tokens bigint DEFAULT NULL,
    p_cache_write_tokens bigint DEFAULT NULL,
    p_reasoning_tokens bigint DEFAULT NULL
) RETURNS numeric
    LANGUAGE c STABLE PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'cost_at_wrapper';
COMMENT ON FUNCTION monitoring.cost_at(text, timestamptz, bigint, bigint, bigint, bigint, bigint) IS
'What an execution of a model at a time costs in US dollars, to 12 decimals, by its tokens: input, output, '
'cache read, cache write, reasoning. Cached tokens are part of the input, tokens of reasoning of the '
'output; a class without a price costs what input or output costs. NULL where the input is not known, or '
'tokens have no price.';

-- A cost that the application gives wins, and this is not called. It does not raise: no row is lost for its
-- price.
CREATE FUNCTION agentmon.price_execution() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'price_execution_wrapper';
COMMENT ON FUNCTION agentmon.price_execution() IS
'Trigger: gives a new execution that comes without a cost the one that its tokens have by model_prices at '
'its time, and the id of the price.';

GRANT EXECUTE ON FUNCTION
    agentmon.matching_prices(text),
    agentmon.prices_of_model(text),
    agentmon.price_at(text, bigint, timestamptz),
    monitoring.cost_at(text, timestamptz, bigint, bigint, bigint, bigint, bigint),
    agentmon.longest_name()
    TO agentmon_reader, agentmon_admin;
-- What an insert calls.
GRANT EXECUTE ON FUNCTION
    agentmon.prices_of_model(text),
    agentmon.price_at(text, bigint, timestamptz),
    monitoring.cost_at(text, timestamptz, bigint, bigint, bigint, bigint, bigint)
    TO agentmon_writer;
GRANT EXECUTE ON FUNCTION
    agentmon.refuse_price(numeric, text),
    agentmon.canonical_severity(text),
    monitoring.uuid_v7()
    TO agentmon_admin;
