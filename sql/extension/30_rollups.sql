-- Rollups: raw rows become partial results, merged into aggregated_metrics and its like.

-- The rollup aggregates -----------------------------------------------------------------------------------

CREATE FUNCTION agentmon.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb)
RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_rows_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_executions_sfunc(
    internal, text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb
) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_executions_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_logs_sfunc(internal, text, text, text, timestamptz, jsonb) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_logs_sfunc_wrapper';
CREATE FUNCTION agentmon.rollup_combine(internal, internal) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_combine_wrapper';
CREATE FUNCTION agentmon.rollup_serial(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_serial_wrapper';
CREATE FUNCTION agentmon.rollup_deserial(bytea, internal) RETURNS internal
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_deserial_wrapper';
CREATE FUNCTION agentmon.rollup_final(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'rollup_final_wrapper';
COMMENT ON FUNCTION agentmon.rollup_rows_sfunc(internal, text, double precision, jsonb, timestamptz, jsonb) IS
'Transition function of rollup_rows().';
COMMENT ON FUNCTION agentmon.rollup_executions_sfunc(
    internal, text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb) IS
'Transition function of rollup_executions().';
COMMENT ON FUNCTION agentmon.rollup_logs_sfunc(internal, text, text, text, timestamptz, jsonb) IS
'Transition function of rollup_logs().';
COMMENT ON FUNCTION agentmon.rollup_combine(internal, internal) IS
'Combine function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_serial(internal) IS 'Serialization function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_deserial(bytea, internal) IS
'Deserialization function of the rollup aggregates.';
COMMENT ON FUNCTION agentmon.rollup_final(internal) IS 'Final function of the rollup aggregates.';

CREATE AGGREGATE agentmon.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) (
    SFUNC = agentmon.rollup_rows_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
CREATE AGGREGATE agentmon.rollup_executions(
    text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb
) (
    SFUNC = agentmon.rollup_executions_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
CREATE AGGREGATE agentmon.rollup_logs(text, text, text, timestamptz, jsonb) (
    SFUNC = agentmon.rollup_logs_sfunc,
    STYPE = internal,
    COMBINEFUNC = agentmon.rollup_combine,
    SERIALFUNC = agentmon.rollup_serial,
    DESERIALFUNC = agentmon.rollup_deserial,
    FINALFUNC = agentmon.rollup_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE agentmon.rollup_rows(text, double precision, jsonb, timestamptz, jsonb) IS
'Rolls rows up by series and minute in its own hash table. Takes name, value, tags, time and a plan as of '
'rollup_plan() (NULL: no measures, no limits; with hours_only: true, minutes are left out; with '
'minutes_from, as of plan_time(), those before; with days_until, days and weeks are of the hours before it); '
'gives bytes for rolled_up(), NULL for no rows. Rows whose value or time is not finite are left out.';
COMMENT ON AGGREGATE agentmon.rollup_executions(
    text, text, text, double precision, bigint, bigint, bigint, bigint, bigint, bigint,
    double precision, timestamptz, jsonb) IS
'As rollup_rows(), for executions. Takes agent, model, status, duration in ms, tokens (used, input, output, '
'cache read, cache write, reasoning), cost in USD, time and a plan.';
COMMENT ON AGGREGATE agentmon.rollup_logs(text, text, text, timestamptz, jsonb) IS
'As rollup_rows(), for log rows. Takes agent, event type, level, time and a plan.';

CREATE FUNCTION agentmon.rollup_metrics(
    p_table regclass,
    p_partitions regclass[],
    p_plan jsonb,
    p_first_stamp bigint,
    p_last_stamp bigint,
    p_without bigint
) RETURNS bytea
    LANGUAGE c STABLE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'rollup_metrics_wrapper';
COMMENT ON FUNCTION agentmon.rollup_metrics(regclass, regclass[], jsonb, bigint, bigint, bigint) IS
'rollup_rows() over all rows of these partitions of a table of metrics that the calling statement sees, with '
'stamps from p_first_stamp to p_last_stamp but for p_without; without the executor, which takes as long over '
'a row as all else. NULL where there are none, and where only a query can read them: partitions that are no '
'ordinary tables, or row-level security.';

CREATE FUNCTION agentmon.rolled_up(p_state bytea)
RETURNS TABLE (
    series integer,
    period text,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'rolled_up_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up(bytea) IS
'The rows of what a rollup aggregate gave, for the periods minute, hourly, daily and weekly (UTC, weeks from '
'Monday); series is the ordinal of rolled_up_series(). None where there was too much: see '
'rolled_up_slices().';

CREATE FUNCTION agentmon.rolled_up_longer(p_state bytea, p_ids bigint[])
RETURNS TABLE (
    series_id bigint,
    period text,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'rolled_up_longer_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_longer(bytea, bigint[]) IS
'As rolled_up(), without the minutes, and with the ids of the series, which p_ids has by ordinal.';

CREATE FUNCTION agentmon.rolled_up_extent(
    p_state bytea,
    OUT hourly bigint,
    OUT daily bigint,
    OUT weekly bigint,
    OUT first_hour timestamptz,
    OUT last_hour timestamptz
)
RETURNS SETOF record
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'rolled_up_extent_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_extent(bytea) IS
'How many rows of hours, days and weeks rolled_up_longer() would give, and the first and the last of the '
'hours.';

-- Segments: see minute_segments.
CREATE FUNCTION agentmon.rolled_up_segments(p_state bytea, p_ids bigint[], p_from timestamptz)
RETURNS TABLE (block timestamptz, last_start timestamptz, minutes bigint, body bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'rolled_up_segments_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_segments(bytea, bigint[], timestamptz) IS
'The minutes from p_from on of what a rollup aggregate gave, as segments: the hour that each is of, its last '
'minute, how many it has, and the bytes. p_ids are the ids of the series, by ordinal.';

CREATE FUNCTION agentmon.merged_segments(p_segments bytea[])
RETURNS TABLE (block timestamptz, last_start timestamptz, minutes bigint, body bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'merged_segments_wrapper';
COMMENT ON FUNCTION agentmon.merged_segments(bytea[]) IS
'What several segments say, in as few as possible; columns as of rolled_up_segments().';

CREATE FUNCTION agentmon.is_segment(bytea) RETURNS boolean
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'is_segment_wrapper';
COMMENT ON FUNCTION agentmon.is_segment(bytea) IS 'Whether these bytes are a segment, to their end.';

CREATE FUNCTION agentmon.segment_rows(
    p_segments bytea[],
    p_ids bigint[],
    p_from timestamptz,
    p_to timestamptz
)
RETURNS TABLE (
    series_id bigint,
    period_start timestamptz,
    count_value bigint,
    last_at timestamptz,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    sketch bytea,
    measures jsonb
)
    LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 1000 AS 'MODULE_PATHNAME', 'segment_rows_wrapper';
COMMENT ON FUNCTION agentmon.segment_rows(bytea[], bigint[], timestamptz, timestamptz) IS
'The minutes of segments that begin from p_from until before p_to, of the series p_ids (NULL: of all); what '
'several segments say of a minute is added up.';

CREATE FUNCTION agentmon.rolled_up_series(p_state bytea)
RETURNS TABLE (
    series integer,
    metric_name text,
    dimensions text,
    series_key bytea,
    slots integer,
    overflow boolean
)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'rolled_up_series_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_series(bytea) IS
'The series of what a rollup aggregate gave: ordinal, name, canonical dimensions, key in the catalogue, '
'places of the series limit, and whether it is that of the rows past a limit.';

CREATE FUNCTION agentmon.overflow_series(p_source text, p_metric_name text)
RETURNS TABLE (dimensions text, series_key bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'overflow_series_wrapper';
COMMENT ON FUNCTION agentmon.overflow_series(text, text) IS
'The series into which the rows past the limit of a metric fall, as rolled_up_series() has it.';

CREATE FUNCTION agentmon.rolled_up_slices(p_state bytea) RETURNS timestamptz[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'rolled_up_slices_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_slices(bytea) IS
'Where a rollup aggregate met more rows or memory than its plan allows: the ends of slices of time to read '
'instead, one after the other, the last one infinity. Else NULL.';

CREATE FUNCTION agentmon.rolled_up_agents(p_state bytea, p_from timestamptz)
RETURNS TABLE (agent_name text, last_at timestamptz, recent bytea)
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'rolled_up_agents_wrapper';
COMMENT ON FUNCTION agentmon.rolled_up_agents(bytea, timestamptz) IS
'What the rows of rollup_executions() or rollup_logs() say of each agent, and (agent_name NULL) of all '
'together: the time of the last one, and their failures and rows since p_from, for activity_failures() and '
'activity_rows().';

CREATE FUNCTION agentmon.activity_merge(p_recent bytea, p_more bytea, p_from timestamptz) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_merge_wrapper';
COMMENT ON FUNCTION agentmon.activity_merge(bytea, bytea, timestamptz) IS
'The failures and rows of both (p_more may be NULL), without what began before p_from.';

CREATE FUNCTION agentmon.activity_failures(p_recent bytea, p_from timestamptz, p_to timestamptz)
RETURNS bigint
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_failures_wrapper';
COMMENT ON FUNCTION agentmon.activity_failures(bytea, timestamptz, timestamptz) IS
'How many rows told of a failure in the minutes that begin from p_from until before p_to.';

CREATE FUNCTION agentmon.activity_rows(p_recent bytea, p_from timestamptz, p_to timestamptz)
RETURNS bigint
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'activity_rows_wrapper';
COMMENT ON FUNCTION agentmon.activity_rows(bytea, timestamptz, timestamptz) IS
'How many rows there were in the hours (of all agents together: the minutes) that begin from p_from until '
'before p_to.';

CREATE FUNCTION agentmon.measures_merge(jsonb, jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'measures_merge_wrapper';
COMMENT ON FUNCTION agentmon.measures_merge(jsonb, jsonb) IS
'The sums of two objects of numbers, key by key; NULL with x gives x. A sum stops at the largest double '
'precision number.';

CREATE FUNCTION agentmon.newer_value(
    p_at timestamptz,
    p_value double precision,
    p_other_at timestamptz,
    p_other_value double precision
) RETURNS double precision
    LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'newer_value_wrapper';
COMMENT ON FUNCTION agentmon.newer_value(timestamptz, double precision, timestamptz, double precision) IS
'newest_value() of two: the value with the later time, of two at the same time the larger; one without a '
'time or a value is left out.';

CREATE FUNCTION agentmon.sum_merge(double precision, double precision) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sum_merge_wrapper';
COMMENT ON FUNCTION agentmon.sum_merge(double precision, double precision) IS
'The sum of two finite numbers; it stops at the largest double precision number, where + would raise and '
'hold up every later refresh.';
