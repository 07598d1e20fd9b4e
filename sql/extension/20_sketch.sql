-- The type sketch: percentiles that merge. Aggregates, accessors, casts.
--
-- A sketch keeps counts in buckets of constant relative width, so that any percentile is known within error()
-- (1.083 % unless the values span more than some ten orders of magnitude), and sketches of minutes merge into
-- those of hours and days without further loss. The bytes are versioned, and validated wherever they enter.

CREATE TYPE monitoring.sketch;

CREATE FUNCTION agentmon.sketch_in(cstring) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_in_wrapper';
COMMENT ON FUNCTION agentmon.sketch_in(cstring) IS E'Text input of sketch: \\x and hexadecimal digits, as '
'of bytea. SQLSTATE 22P02 for anything that is no sketch.';

CREATE FUNCTION agentmon.sketch_out(monitoring.sketch) RETURNS cstring
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_out_wrapper';
COMMENT ON FUNCTION agentmon.sketch_out(monitoring.sketch) IS
$$Text output of sketch: \x and hexadecimal digits, as of bytea, whatever bytea_output says.$$;

CREATE FUNCTION agentmon.sketch_recv(internal) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_recv_wrapper';
COMMENT ON FUNCTION agentmon.sketch_recv(internal) IS
'Binary input of sketch: its bytes. SQLSTATE 22P03 for anything that is no sketch.';

CREATE FUNCTION agentmon.sketch_send(monitoring.sketch) RETURNS bytea
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_send_wrapper';
COMMENT ON FUNCTION agentmon.sketch_send(monitoring.sketch) IS
'Binary output of sketch: its bytes.';

-- The layout is that of bytea, which is what allows the cast without a function.
CREATE TYPE monitoring.sketch (
    INPUT = agentmon.sketch_in,
    OUTPUT = agentmon.sketch_out,
    RECEIVE = agentmon.sketch_recv,
    SEND = agentmon.sketch_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE monitoring.sketch IS
'A distribution of numbers: any percentile within a known relative error, mergeable. Made by '
'percentile_agg() and rollup().';

CREATE FUNCTION agentmon.sketch_from_bytea(bytea) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_from_bytea_wrapper';
COMMENT ON FUNCTION agentmon.sketch_from_bytea(bytea) IS
'Takes the bytes of a sketch, gives the sketch. SQLSTATE 22P03 for anything that is no sketch.';

CREATE CAST (monitoring.sketch AS bytea) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (monitoring.sketch AS bytea) IS 'The bytes of a sketch, for storage.';
CREATE CAST (bytea AS monitoring.sketch) WITH FUNCTION agentmon.sketch_from_bytea(bytea);
COMMENT ON CAST (bytea AS monitoring.sketch) IS 'A sketch from its bytes, which are validated.';

-- One sketch has one form as bytes, so that sketches are compared as these are, for DISTINCT, UNION, GROUP BY
-- and the like. The order has no meaning.

CREATE FUNCTION agentmon.sketch_eq(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteaeq';
COMMENT ON FUNCTION agentmon.sketch_eq(monitoring.sketch, monitoring.sketch) IS
'Whether two sketches are equal in everything: buckets, count, extremes and sum.';

CREATE FUNCTION agentmon.sketch_ne(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteane';
COMMENT ON FUNCTION agentmon.sketch_ne(monitoring.sketch, monitoring.sketch) IS
'Whether two sketches differ.';

CREATE FUNCTION agentmon.sketch_lt(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bytealt';
COMMENT ON FUNCTION agentmon.sketch_lt(monitoring.sketch, monitoring.sketch) IS
'Whether a sketch comes before another in the order of their bytes.';

CREATE FUNCTION agentmon.sketch_le(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteale';
COMMENT ON FUNCTION agentmon.sketch_le(monitoring.sketch, monitoring.sketch) IS
'Whether a sketch comes before another in the order of their bytes, or is equal.';

CREATE FUNCTION agentmon.sketch_gt(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteagt';
COMMENT ON FUNCTION agentmon.sketch_gt(monitoring.sketch, monitoring.sketch) IS
'Whether a sketch comes after another in the order of their bytes.';

CREATE FUNCTION agentmon.sketch_ge(monitoring.sketch, monitoring.sketch) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteage';
COMMENT ON FUNCTION agentmon.sketch_ge(monitoring.sketch, monitoring.sketch) IS
'Whether a sketch comes after another in the order of their bytes, or is equal.';

CREATE FUNCTION agentmon.sketch_cmp(monitoring.sketch, monitoring.sketch) RETURNS integer
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteacmp';
COMMENT ON FUNCTION agentmon.sketch_cmp(monitoring.sketch, monitoring.sketch) IS
'The order of two sketches by their bytes: below 0, 0 or above 0.';

CREATE FUNCTION agentmon.sketch_hash(monitoring.sketch) RETURNS integer
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
COMMENT ON FUNCTION agentmon.sketch_hash(monitoring.sketch) IS
'A hash of a sketch.';

CREATE FUNCTION agentmon.sketch_hash_extended(monitoring.sketch, bigint) RETURNS bigint
    LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlenaextended';
COMMENT ON FUNCTION agentmon.sketch_hash_extended(monitoring.sketch, bigint) IS
'A hash of a sketch of 64 bits, by a seed.';

CREATE OPERATOR monitoring.= (
    FUNCTION = agentmon.sketch_eq,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.=),
    NEGATOR = OPERATOR(monitoring.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);

CREATE OPERATOR monitoring.<> (
    FUNCTION = agentmon.sketch_ne,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.<>),
    NEGATOR = OPERATOR(monitoring.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);

CREATE OPERATOR monitoring.< (
    FUNCTION = agentmon.sketch_lt,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.>),
    NEGATOR = OPERATOR(monitoring.>=),
    RESTRICT = scalarltsel,
    JOIN = scalarltjoinsel
);

CREATE OPERATOR monitoring.<= (
    FUNCTION = agentmon.sketch_le,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.>=),
    NEGATOR = OPERATOR(monitoring.>),
    RESTRICT = scalarlesel,
    JOIN = scalarlejoinsel
);

CREATE OPERATOR monitoring.> (
    FUNCTION = agentmon.sketch_gt,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.<),
    NEGATOR = OPERATOR(monitoring.<=),
    RESTRICT = scalargtsel,
    JOIN = scalargtjoinsel
);

CREATE OPERATOR monitoring.>= (
    FUNCTION = agentmon.sketch_ge,
    LEFTARG = monitoring.sketch,
    RIGHTARG = monitoring.sketch,
    COMMUTATOR = OPERATOR(monitoring.<=),
    NEGATOR = OPERATOR(monitoring.<),
    RESTRICT = scalargesel,
    JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS monitoring.sketch_ops DEFAULT FOR TYPE monitoring.sketch USING btree AS
    OPERATOR 1 monitoring.<,
    OPERATOR 2 monitoring.<=,
    OPERATOR 3 monitoring.=,
    OPERATOR 4 monitoring.>=,
    OPERATOR 5 monitoring.>,
    FUNCTION 1 agentmon.sketch_cmp(monitoring.sketch, monitoring.sketch);
CREATE OPERATOR CLASS monitoring.sketch_ops DEFAULT FOR TYPE monitoring.sketch USING hash AS
    OPERATOR 1 monitoring.=,
    FUNCTION 1 agentmon.sketch_hash(monitoring.sketch),
    FUNCTION 2 agentmon.sketch_hash_extended(monitoring.sketch, bigint);

-- Aggregates. All functions below are called by the executor only; their states are of type internal.

CREATE FUNCTION agentmon.percentile_agg_trans(internal, double precision) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'percentile_agg_trans_wrapper';
COMMENT ON FUNCTION agentmon.percentile_agg_trans(internal, double precision) IS
'Transition of percentile_agg(double precision).';

CREATE FUNCTION agentmon.sketch_rollup_trans(internal, monitoring.sketch) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_rollup_trans_wrapper';
COMMENT ON FUNCTION agentmon.sketch_rollup_trans(internal, monitoring.sketch) IS
'Transition of rollup(sketch).';

CREATE FUNCTION agentmon.sketch_agg_combine(internal, internal) RETURNS internal
    LANGUAGE c IMMUTABLE PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_agg_combine_wrapper';
COMMENT ON FUNCTION agentmon.sketch_agg_combine(internal, internal) IS
'Joins the states of two parallel workers, for the aggregates that give a sketch.';

CREATE FUNCTION agentmon.sketch_agg_serialize(internal) RETURNS bytea
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_agg_serialize_wrapper';
COMMENT ON FUNCTION agentmon.sketch_agg_serialize(internal) IS
'A state as bytes, on its way from a parallel worker.';

CREATE FUNCTION agentmon.sketch_agg_deserialize(bytea, internal) RETURNS internal
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_agg_deserialize_wrapper';
COMMENT ON FUNCTION agentmon.sketch_agg_deserialize(bytea, internal) IS
'A state from the bytes of a parallel worker.';

CREATE FUNCTION agentmon.sketch_agg_final(internal) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_agg_final_wrapper';
COMMENT ON FUNCTION agentmon.sketch_agg_final(internal) IS
'The sketch of a state, or NULL when it holds no value.';

-- SSPACE tells the planner the size of a state: that of a sketch of some hundred values.
CREATE AGGREGATE monitoring.percentile_agg(double precision) (
    SFUNC = agentmon.percentile_agg_trans,
    STYPE = internal,
    SSPACE = 2048,
    COMBINEFUNC = agentmon.sketch_agg_combine,
    SERIALFUNC = agentmon.sketch_agg_serialize,
    DESERIALFUNC = agentmon.sketch_agg_deserialize,
    FINALFUNC = agentmon.sketch_agg_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE monitoring.percentile_agg(double precision) IS
'Takes numbers in any unit, gives their sketch. NULL is ignored; no value at all gives NULL; NaN and the '
'infinities raise SQLSTATE 22003.';

CREATE AGGREGATE monitoring.rollup(monitoring.sketch) (
    SFUNC = agentmon.sketch_rollup_trans,
    STYPE = internal,
    SSPACE = 4096,
    COMBINEFUNC = agentmon.sketch_agg_combine,
    SERIALFUNC = agentmon.sketch_agg_serialize,
    DESERIALFUNC = agentmon.sketch_agg_deserialize,
    FINALFUNC = agentmon.sketch_agg_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE monitoring.rollup(monitoring.sketch) IS
'Takes sketches, gives the sketch of all their values. NULL and empty sketches are ignored; no value at all '
'gives NULL. Sketches of different resolution merge at the coarser one, which error() then reports.';

CREATE FUNCTION agentmon.sketch_merge(bytea, bytea) RETURNS bytea
    LANGUAGE c IMMUTABLE PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_merge_wrapper';
COMMENT ON FUNCTION agentmon.sketch_merge(bytea, bytea) IS
'Takes the bytes of two sketches, gives those of the sketch of all their values; NULL with x gives x. For ON '
'CONFLICT DO UPDATE on tables that store sketches as bytea. SQLSTATE 22P03 for anything that is no sketch, '
'22003 beyond 2^63 - 1 values.';

-- OpenTelemetry.

CREATE FUNCTION monitoring.sketch_from_otel(point jsonb) RETURNS monitoring.sketch
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_from_otel_wrapper';
COMMENT ON FUNCTION monitoring.sketch_from_otel(jsonb) IS
'Takes a data point of an OpenTelemetry exponential histogram in OTLP/JSON form (scale, zeroCount, positive, '
'negative, count, sum, min, max; snake_case too), gives its sketch, without loss. min, max and sum are '
'estimated within error() where they are left out. SQLSTATE 22023 for what is no data point or at odds with '
'itself, 22003 for buckets, counts and numbers out of range.';

CREATE FUNCTION monitoring.sketch_to_otel(sketch monitoring.sketch) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_to_otel_wrapper';
COMMENT ON FUNCTION monitoring.sketch_to_otel(monitoring.sketch) IS
'Gives the data point of an OpenTelemetry exponential histogram in OTLP/JSON form, without time and '
'attributes; sketch_from_otel() gives the same sketch back. Sketches finer than the default scale become '
'coarser where 131072 buckets do not reach from the first to the last.';

-- Accessors: all give NULL for NULL, and raise SQLSTATE 22P03 for stored bytes that are no sketch.

CREATE FUNCTION monitoring.approx_percentile(
    percentile double precision,
    sketch monitoring.sketch
) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'approx_percentile_wrapper';
COMMENT ON FUNCTION monitoring.approx_percentile(double precision, monitoring.sketch) IS
'Takes a percentile as a fraction from 0 to 1 (0.95 for the 95th), gives the value there in the unit of the '
'values, within error(sketch) of percentile_cont (of the larger neighbour''s magnitude, where the percentile '
'lies between values of different signs); 0 and 1 give minimum and maximum exactly. SQLSTATE 22003 for a '
'percentile out of range, NULL for an empty sketch.';

CREATE FUNCTION monitoring.approx_percentile_array(
    percentiles double precision[],
    sketch monitoring.sketch
) RETURNS double precision[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'approx_percentile_array_wrapper';
COMMENT ON FUNCTION monitoring.approx_percentile_array(double precision[], monitoring.sketch) IS
'Takes percentiles as fractions from 0 to 1, gives approx_percentile() of each, in the same order; NULL '
'among them gives NULL in its place. SQLSTATE 22003 for a percentile out of range.';

CREATE FUNCTION monitoring.approx_percentile_rank(
    value double precision,
    sketch monitoring.sketch
) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'approx_percentile_rank_wrapper';
COMMENT ON FUNCTION monitoring.approx_percentile_rank(double precision, monitoring.sketch) IS
'Takes a value, gives the share of the values that are at most as large, from 0 to 1. Values up to one '
'bucket further (2 * error(sketch)) may count among them. NULL for an empty sketch.';

CREATE FUNCTION monitoring.num_vals(sketch monitoring.sketch) RETURNS bigint
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_num_vals_wrapper';
COMMENT ON FUNCTION monitoring.num_vals(monitoring.sketch) IS
'Gives how many values a sketch holds, exactly.';

CREATE FUNCTION monitoring.mean(sketch monitoring.sketch) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_mean_wrapper';
COMMENT ON FUNCTION monitoring.mean(monitoring.sketch) IS
'Gives the mean of the values, exact but for rounding; NULL for an empty sketch.';

CREATE FUNCTION monitoring.sum_val(sketch monitoring.sketch) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_sum_wrapper';
COMMENT ON FUNCTION monitoring.sum_val(monitoring.sketch) IS
'Gives the sum of the values, exact but for rounding; 0 for an empty sketch. It stops at the largest double '
'precision number.';

CREATE FUNCTION monitoring.min_val(sketch monitoring.sketch) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_min_wrapper';
COMMENT ON FUNCTION monitoring.min_val(monitoring.sketch) IS
'Gives the smallest value, exactly; NULL for an empty sketch.';

CREATE FUNCTION monitoring.max_val(sketch monitoring.sketch) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_max_wrapper';
COMMENT ON FUNCTION monitoring.max_val(monitoring.sketch) IS
'Gives the largest value, exactly; NULL for an empty sketch.';

CREATE FUNCTION monitoring.error(sketch monitoring.sketch) RETURNS double precision
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
    AS 'MODULE_PATHNAME', 'sketch_error_wrapper';
COMMENT ON FUNCTION monitoring.error(monitoring.sketch) IS
'Gives how far a value of this sketch may be from the true one, as a share of it: 0.01083 unless its values '
'span many orders of magnitude. A percentile that lies between a value below 0 and one above it is within '
'this share of the larger magnitude of the two, and not of itself.';

-- aggregated_metrics computes percentiles with its reader's rights. Functions behind an aggregate need its
-- owner's.
-- Writers too: on tables of their own.
GRANT EXECUTE ON FUNCTION
    monitoring.percentile_agg(double precision),
    monitoring.rollup(monitoring.sketch),
    agentmon.sketch_from_bytea(bytea),
    monitoring.sketch_from_otel(jsonb),
    monitoring.sketch_to_otel(monitoring.sketch),
    monitoring.approx_percentile(double precision, monitoring.sketch),
    monitoring.approx_percentile_array(double precision[], monitoring.sketch),
    monitoring.approx_percentile_rank(double precision, monitoring.sketch),
    monitoring.num_vals(monitoring.sketch),
    monitoring.mean(monitoring.sketch),
    monitoring.sum_val(monitoring.sketch),
    monitoring.min_val(monitoring.sketch),
    monitoring.max_val(monitoring.sketch),
    monitoring.error(monitoring.sketch)
    TO agentmon_reader, agentmon_writer, agentmon_admin;
GRANT EXECUTE ON FUNCTION
    agentmon.sketch_eq(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_ne(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_lt(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_le(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_gt(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_ge(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_cmp(monitoring.sketch, monitoring.sketch),
    agentmon.sketch_hash(monitoring.sketch),
    agentmon.sketch_hash_extended(monitoring.sketch, bigint)
    TO agentmon_reader, agentmon_writer, agentmon_admin;
