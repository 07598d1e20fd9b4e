-- What executions cost, and budgets for it.

-- A price by model, day from which on it holds, and size of the request. pattern is a model's name in small
-- letters, in which * stands for any characters and ? for one. Prices are US dollars per million tokens;
-- NULL: the class has no price of its own.
CREATE TABLE monitoring.model_prices (
    id                     uuid PRIMARY KEY,
    pattern                text NOT NULL,
    effective_from         timestamptz NOT NULL DEFAULT '-infinity',
    above_input_tokens     bigint NOT NULL DEFAULT 0,
    source                 text NOT NULL DEFAULT 'user' CHECK (source IN ('builtin', 'user')),
    input_per_million       numeric,
    output_per_million      numeric,
    cache_read_per_million  numeric,
    cache_write_per_million numeric,
    reasoning_per_million   numeric,
    currency               text NOT NULL DEFAULT 'USD' CHECK (currency = 'USD'),
    note                   text,
    updated_at             timestamptz NOT NULL DEFAULT now(),
    -- What LIKE makes of the pattern; NULL for the name of one model.
    like_pattern           text GENERATED ALWAYS AS (
        CASE WHEN pattern ~ '[*?]' THEN
            replace(replace(replace(replace(replace(
                pattern,
                chr(92), repeat(chr(92), 2)),
                '%', chr(92) || '%'),
                '_', chr(92) || '_'),
                '*', '%'),
                '?', '_')
        END) STORED,
    UNIQUE (pattern, effective_from, above_input_tokens, source)
);

-- What reprice() has done and what is left of it: rows before done_until are done.
CREATE TABLE monitoring.reprice_runs (
    id          uuid PRIMARY KEY,
    asked_at    timestamptz NOT NULL,
    asked_by    text NOT NULL,
    p_from      timestamptz NOT NULL,
    p_to        timestamptz NOT NULL,
    done_until  timestamptz NOT NULL,
    executions  bigint NOT NULL DEFAULT 0,
    repriced    bigint NOT NULL DEFAULT 0,
    cost_before numeric NOT NULL DEFAULT 0,
    cost_after  numeric NOT NULL DEFAULT 0,
    finished_at timestamptz
);

CREATE INDEX reprice_runs_open_idx ON monitoring.reprice_runs (asked_at) WHERE finished_at IS NULL;

CREATE TABLE monitoring.budgets (
    name         text PRIMARY KEY,
    scope        text NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'agent', 'user', 'model')),
    scope_value  text,
    period       text NOT NULL DEFAULT 'month' CHECK (period IN ('hour', 'day', 'month')),
    limit_usd    numeric,
    limit_tokens bigint,
    warn_at      numeric[] NOT NULL DEFAULT '{0.8}',
    severity     text NOT NULL DEFAULT 'error',
    enabled      boolean NOT NULL DEFAULT true,
    description  text,
    CHECK (num_nonnulls(limit_usd, limit_tokens) = 1),
    CHECK ((scope = 'all') = (scope_value IS NULL))
);

-- What a budget has told of its period: which share of the limit (1: the limit), by which alert. Each is told
-- once in a period.
CREATE TABLE monitoring.budget_alerts (
    budget       text NOT NULL,
    share        numeric NOT NULL,
    period_start timestamptz NOT NULL,
    raised_at    timestamptz NOT NULL,
    alert_id     uuid,
    labels       jsonb,
    severity     text,
    PRIMARY KEY (budget, share)
);

COMMENT ON TABLE monitoring.model_prices IS
'What tokens cost, in US dollars per million, by model (a name, or a pattern with * and ?), time from which '
'on, and size of the request. A name beats a pattern, a longer pattern a shorter one, the newest price the '
'older; source builtin is kept up to date by setup(), and user, which beats it, is never touched.';
COMMENT ON TABLE monitoring.reprice_runs IS
'What reprice() was asked for, how far it has come, and what it changed.';
COMMENT ON TABLE monitoring.budgets IS
'What may be spent, in US dollars or tokens, by hour, day or month (UTC): by all together, or by an agent, '
'user or model. Read budget_status().';
COMMENT ON TABLE monitoring.budget_alerts IS
'Which shares of its limit a budget has told in the running period, and by which alert (NULL: it was told '
'with a larger one).';
