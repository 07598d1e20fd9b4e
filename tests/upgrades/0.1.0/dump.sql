--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: monitoring; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA monitoring;


--
-- Name: pg_agentmon; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_agentmon WITH SCHEMA monitoring;


--
-- Name: EXTENSION pg_agentmon; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pg_agentmon IS 'monitoring of AI agents, queue workers and pipelines inside PostgreSQL';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: agent_activity; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_activity (
    source text NOT NULL,
    agent_key bytea NOT NULL,
    agent_name text,
    last_at timestamp with time zone NOT NULL,
    kept_from timestamp with time zone NOT NULL,
    recent bytea NOT NULL,
    CONSTRAINT agent_activity_source_check CHECK ((source = ANY (ARRAY['agent_executions'::text, 'agent_logs'::text])))
)
WITH (fillfactor='50');


--
-- Name: TABLE agent_activity; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_activity IS 'The last row of each agent in agent_executions and agent_logs, and its failures of the last day by minute and rows by hour; written by the refresh, read by health.';


--
-- Name: agent_assignments; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_assignments (
    user_id text NOT NULL,
    agent_name text NOT NULL
);


--
-- Name: TABLE agent_assignments; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_assignments IS 'Which agents a user may see (role agentmon_user).';


--
-- Name: agent_executions; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
)
PARTITION BY RANGE (created_at);


--
-- Name: TABLE agent_executions; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_executions IS 'What agents did: one row per run. Partitioned by day (UTC) of created_at; append-only. input_tokens include cached ones.';


--
-- Name: agent_executions_default; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_default (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: TABLE agent_executions_default; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_executions_default IS 'Rows of days that have no partition, until maintain_partitions() moves them home.';


--
-- Name: agent_executions_p20260228; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260228 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260301; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260301 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260302; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260302 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260303; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260303 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260304; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260304 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260305; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260305 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260306; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260306 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_executions_p20260307; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_executions_p20260307 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    user_id text,
    session_id text,
    request_id text,
    agent_name text,
    input_data jsonb,
    output_data jsonb,
    execution_time_ms double precision,
    tokens_used bigint,
    model_used text,
    status text,
    error_message text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id uuid,
    operation text,
    provider text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_usd numeric,
    error_type text,
    price_id uuid,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
)
PARTITION BY RANGE (created_at);


--
-- Name: TABLE agent_logs; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_logs IS 'What agents say. Partitioned by day (UTC) of created_at; append-only. A row at error or critical raises an alert.';


--
-- Name: agent_logs_default; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_default (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: TABLE agent_logs_default; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_logs_default IS 'Rows of days that have no partition, until maintain_partitions() moves them home.';


--
-- Name: agent_logs_p20260302; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260302 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs_p20260303; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260303 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs_p20260304; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260304 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs_p20260305; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260305 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs_p20260306; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260306 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_logs_p20260307; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_logs_p20260307 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_name text,
    log_level text,
    event_type text,
    message text,
    error_details jsonb,
    context jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id text,
    organization_id text,
    request_id text,
    session_id text,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: agent_messages; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_messages (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    from_agent text,
    to_agent text,
    message_type text,
    content jsonb,
    correlation_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE agent_messages; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_messages IS 'Messages between agents.';


--
-- Name: pipeline_metrics; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
)
PARTITION BY RANGE ("timestamp");


--
-- Name: TABLE pipeline_metrics; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.pipeline_metrics IS 'Measurements of any kind: name, finite value, tags. Partitioned by day (UTC) of "timestamp"; append-only.';


--
-- Name: agent_metrics; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.agent_metrics WITH (security_invoker='true') AS
 SELECT pipeline_metrics.id,
    (pipeline_metrics.tags ->> 'agent_id'::text) AS agent_id,
    pipeline_metrics.metric_name,
    pipeline_metrics.metric_value,
    pipeline_metrics."timestamp"
   FROM monitoring.pipeline_metrics
  WHERE (pipeline_metrics.tags ? 'agent_id'::text);


--
-- Name: VIEW agent_metrics; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.agent_metrics IS 'Metrics with the tag agent_id, as the dashboard used them; insertable.';


--
-- Name: agent_status_history; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agent_status_history (
    agent_key bytea NOT NULL,
    agent_name text NOT NULL,
    status text NOT NULL,
    availability text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    better_since timestamp with time zone,
    CONSTRAINT agent_status_history_availability_check CHECK ((availability = ANY (ARRAY['up'::text, 'down'::text, 'unknown'::text]))),
    CONSTRAINT agent_status_history_status_check CHECK ((status = ANY (ARRAY['healthy'::text, 'degraded'::text, 'critical'::text, 'offline'::text])))
);


--
-- Name: TABLE agent_status_history; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agent_status_history IS 'What the verdict on each agent was and when it changed, by which its uptime is computed; written by the job refresh.';


--
-- Name: agents; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.agents (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    name text,
    type text,
    status text DEFAULT 'active'::text,
    config jsonb DEFAULT '{}'::jsonb,
    metrics jsonb DEFAULT '{}'::jsonb,
    metadata jsonb DEFAULT '{}'::jsonb,
    last_heartbeat_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE agents; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.agents IS 'The agents that are known: their status and last heartbeat.';


--
-- Name: consumer_cursors; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.consumer_cursors (
    consumer text NOT NULL,
    source text NOT NULL,
    cluster_tag integer NOT NULL,
    snapshot pg_snapshot DEFAULT '1:1:'::pg_snapshot NOT NULL,
    as_of timestamp with time zone,
    target pg_snapshot,
    done_until timestamp with time zone,
    slices timestamp with time zone[],
    closed_by integer,
    minutes_from timestamp with time zone,
    summed_until timestamp with time zone,
    CONSTRAINT consumer_cursors_check CHECK (((num_nulls(target, done_until, slices) = ANY (ARRAY[0, 3])) AND (slices <> '{}'::timestamp with time zone[])))
);


--
-- Name: TABLE consumer_cursors; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.consumer_cursors IS 'How far each consumer has read each raw table: the snapshot of its last run.';


--
-- Name: metric_series; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.metric_series (
    id bigint NOT NULL,
    series_key bytea NOT NULL,
    source text DEFAULT 'pipeline_metrics'::text NOT NULL,
    metric_name text NOT NULL,
    dimensions jsonb NOT NULL,
    slots integer DEFAULT 1 NOT NULL,
    overflow boolean DEFAULT false NOT NULL,
    refused_at_limit integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT metric_series_source_check CHECK ((source = ANY (ARRAY['pipeline_metrics'::text, 'agent_executions'::text, 'agent_logs'::text])))
);


--
-- Name: TABLE metric_series; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.metric_series IS 'The series: each metric with each set of dimensions.';


--
-- Name: rollups_stored; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.rollups_stored (
    series_id bigint NOT NULL,
    period_start timestamp with time zone NOT NULL,
    count_value bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    period text NOT NULL,
    sketch bytea,
    measures jsonb,
    created_at timestamp with time zone NOT NULL
)
PARTITION BY LIST (period);


--
-- Name: TABLE rollups_stored; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.rollups_stored IS 'Partial results by period and series, from hours on, merged as rows come in. Read aggregated_metrics, aggregated_executions and aggregated_logs instead.';


--
-- Name: aggregated_executions; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.aggregated_executions WITH (security_invoker='true') AS
 SELECT (series.dimensions ->> 'agent_name'::text) AS agent_name,
    (series.dimensions ->> 'model_used'::text) AS model_used,
    (series.dimensions ->> 'status'::text) AS status,
    cell.period,
    cell.period_start,
    cell.count_value,
    cell.last_at,
    cell.min_value AS min_time_ms,
    cell.max_value AS max_time_ms,
    monitoring.mean(agentmon.stored_sketch(cell.sketch)) AS avg_time_ms,
    cell.sum_value AS sum_time_ms,
    monitoring.approx_percentile((0.50)::double precision, agentmon.stored_sketch(cell.sketch)) AS p50,
    monitoring.approx_percentile((0.95)::double precision, agentmon.stored_sketch(cell.sketch)) AS p95,
    monitoring.approx_percentile((0.99)::double precision, agentmon.stored_sketch(cell.sketch)) AS p99,
    agentmon.stored_sketch(cell.sketch) AS sketch,
    ((cell.measures ->> 'tokens_used'::text))::numeric AS tokens_used,
    ((cell.measures ->> 'input_tokens'::text))::numeric AS input_tokens,
    ((cell.measures ->> 'output_tokens'::text))::numeric AS output_tokens,
    ((cell.measures ->> 'cache_read_tokens'::text))::numeric AS cache_read_tokens,
    ((cell.measures ->> 'cache_write_tokens'::text))::numeric AS cache_write_tokens,
    ((cell.measures ->> 'reasoning_tokens'::text))::numeric AS reasoning_tokens,
    ((cell.measures ->> 'cost_usd'::text))::double precision AS cost_usd,
    cell.created_at
   FROM (( SELECT stored.series_id,
            stored.period_start,
            stored.count_value,
            stored.last_at,
            stored.last_value,
            stored.sum_value,
            stored.min_value,
            stored.max_value,
            stored.period,
            stored.sketch,
            stored.measures,
            stored.created_at
           FROM monitoring.rollups_stored stored
        UNION ALL
         SELECT minute.series_id,
            minute.period_start,
            minute.count_value,
            minute.last_at,
            minute.last_value,
            minute.sum_value,
            minute.min_value,
            minute.max_value,
            'minute'::text,
            minute.sketch,
            minute.measures,
            minute.created_at
           FROM agentmon.minutes_of('agent_executions'::text, NULL::bigint[], '-infinity'::timestamp with time zone, 'infinity'::timestamp with time zone) minute(series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures, created_at)) cell
     JOIN monitoring.metric_series series ON ((series.id = cell.series_id)))
  WHERE ((series.source = 'agent_executions'::text) AND (cell.period_start <= (( SELECT max(cur.as_of) AS max
           FROM monitoring.consumer_cursors cur
          WHERE ((cur.consumer = 'rollups'::text) AND (cur.source = 'agent_executions'::text))) - make_interval(secs => agentmon.period_seconds(cell.period)))));


--
-- Name: VIEW aggregated_executions; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.aggregated_executions IS 'Rollups of agent_executions over complete periods, by agent, model and status: counts, durations in milliseconds with percentiles within error(sketch), sums of tokens and cost.';


--
-- Name: aggregated_logs; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.aggregated_logs WITH (security_invoker='true') AS
 SELECT (series.dimensions ->> 'agent_name'::text) AS agent_name,
    (series.dimensions ->> 'log_level'::text) AS log_level,
    (series.dimensions ->> 'event_type'::text) AS event_type,
    cell.period,
    cell.period_start,
    cell.count_value,
    cell.last_at,
    cell.created_at
   FROM (( SELECT stored.series_id,
            stored.period_start,
            stored.count_value,
            stored.last_at,
            stored.last_value,
            stored.sum_value,
            stored.min_value,
            stored.max_value,
            stored.period,
            stored.sketch,
            stored.measures,
            stored.created_at
           FROM monitoring.rollups_stored stored
        UNION ALL
         SELECT minute.series_id,
            minute.period_start,
            minute.count_value,
            minute.last_at,
            minute.last_value,
            minute.sum_value,
            minute.min_value,
            minute.max_value,
            'minute'::text,
            minute.sketch,
            minute.measures,
            minute.created_at
           FROM agentmon.minutes_of('agent_logs'::text, NULL::bigint[], '-infinity'::timestamp with time zone, 'infinity'::timestamp with time zone) minute(series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures, created_at)) cell
     JOIN monitoring.metric_series series ON ((series.id = cell.series_id)))
  WHERE ((series.source = 'agent_logs'::text) AND (cell.period_start <= (( SELECT max(cur.as_of) AS max
           FROM monitoring.consumer_cursors cur
          WHERE ((cur.consumer = 'rollups'::text) AND (cur.source = 'agent_logs'::text))) - make_interval(secs => agentmon.period_seconds(cell.period)))));


--
-- Name: VIEW aggregated_logs; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.aggregated_logs IS 'Rollups of agent_logs over complete periods: rows by agent, level and event type.';


--
-- Name: metric_definitions; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.metric_definitions (
    metric_name text NOT NULL,
    kind text DEFAULT 'histogram'::text NOT NULL,
    unit text,
    description text,
    measure_keys text[] DEFAULT '{}'::text[] NOT NULL,
    series_limit integer,
    guess integer,
    agent_name text,
    CONSTRAINT metric_definitions_kind_check CHECK ((kind = ANY (ARRAY['counter'::text, 'gauge'::text, 'histogram'::text]))),
    CONSTRAINT metric_definitions_series_limit_check CHECK ((series_limit > 0))
);


--
-- Name: TABLE metric_definitions; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.metric_definitions IS 'What a metric is: kind (counter: deltas, gauge, histogram), unit, which of its tags are measures to be summed, and how many series it may have (NULL: as many as the setting series_limit says). Metrics without a row are histograms without measures. agents.executions and agents.logs stand for the rollups of those tables. agent_name: the agent whose owners have defined it. guess: numbered where only the helper that wrote it first has said its kind.';


--
-- Name: aggregated_metrics; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.aggregated_metrics WITH (security_invoker='true') AS
 SELECT series.metric_name,
    cell.period,
    cell.period_start,
    cell.min_value,
    cell.max_value,
    agentmon.quotient(cell.sum_value, (cell.count_value)::double precision) AS avg_value,
    cell.sum_value,
    cell.count_value,
    series.dimensions,
    cell.created_at,
    monitoring.approx_percentile((0.50)::double precision, agentmon.stored_sketch(cell.sketch)) AS p50,
    monitoring.approx_percentile((0.95)::double precision, agentmon.stored_sketch(cell.sketch)) AS p95,
    monitoring.approx_percentile((0.99)::double precision, agentmon.stored_sketch(cell.sketch)) AS p99,
    agentmon.stored_sketch(cell.sketch) AS sketch,
    cell.measures,
    cell.last_value,
    cell.last_at,
    COALESCE(defined.kind, 'histogram'::text) AS kind,
    defined.unit,
        CASE
            WHEN (defined.kind = 'counter'::text) THEN agentmon.quotient(cell.sum_value, agentmon.period_seconds(cell.period))
            ELSE NULL::double precision
        END AS rate
   FROM ((( SELECT stored.series_id,
            stored.period_start,
            stored.count_value,
            stored.last_at,
            stored.last_value,
            stored.sum_value,
            stored.min_value,
            stored.max_value,
            stored.period,
            stored.sketch,
            stored.measures,
            stored.created_at
           FROM monitoring.rollups_stored stored
        UNION ALL
         SELECT minute.series_id,
            minute.period_start,
            minute.count_value,
            minute.last_at,
            minute.last_value,
            minute.sum_value,
            minute.min_value,
            minute.max_value,
            'minute'::text,
            minute.sketch,
            minute.measures,
            minute.created_at
           FROM agentmon.minutes_of('pipeline_metrics'::text, NULL::bigint[], '-infinity'::timestamp with time zone, 'infinity'::timestamp with time zone) minute(series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures, created_at)) cell
     JOIN monitoring.metric_series series ON ((series.id = cell.series_id)))
     LEFT JOIN monitoring.metric_definitions defined ON ((defined.metric_name = series.metric_name)))
  WHERE ((series.source = 'pipeline_metrics'::text) AND (cell.period_start <= (( SELECT max(cur.as_of) AS max
           FROM monitoring.consumer_cursors cur
          WHERE ((cur.consumer = 'rollups'::text) AND (cur.source = 'pipeline_metrics'::text))) - make_interval(secs => agentmon.period_seconds(cell.period)))));


--
-- Name: VIEW aggregated_metrics; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.aggregated_metrics IS 'Rollups of complete periods (UTC, weeks from Monday), one row per metric, period and dimensions; percentiles within error(sketch).';


--
-- Name: alert_events; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.alert_events (
    id bigint NOT NULL,
    alert_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    event text NOT NULL,
    detail text,
    group_id uuid
);


--
-- Name: TABLE alert_events; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.alert_events IS 'What happened to alerts besides their messages; read explain_notification().';


--
-- Name: alert_events_id_seq; Type: SEQUENCE; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.alert_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: alert_group_members; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.alert_group_members (
    group_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    notified_count bigint DEFAULT 0 NOT NULL,
    notified_state text,
    held_by text
);


--
-- Name: TABLE alert_group_members; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.alert_group_members IS 'Which alerts a group holds, what it last decided upon, and by what each is held back.';


--
-- Name: alert_groups; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.alert_groups (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    route text,
    group_key bytea NOT NULL,
    group_labels jsonb NOT NULL,
    channels text[],
    flush_at timestamp with time zone,
    recheck_at timestamp with time zone,
    escalate_at timestamp with time zone,
    escalation_from timestamp with time zone,
    escalated_to interval DEFAULT '00:00:00'::interval NOT NULL,
    escalation_owed text[] DEFAULT '{}'::text[] NOT NULL,
    last_notified_at timestamp with time zone,
    untold boolean DEFAULT false NOT NULL
);


--
-- Name: TABLE alert_groups; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.alert_groups IS 'Alerts that are told together: one per route and set of group labels.';


--
-- Name: alert_rules; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.alert_rules (
    name text NOT NULL,
    expression text NOT NULL,
    severity text DEFAULT 'warning'::text NOT NULL,
    "for" interval DEFAULT '00:00:00'::interval NOT NULL,
    keep_firing_for interval DEFAULT '00:00:00'::interval NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    annotations jsonb DEFAULT '{}'::jsonb NOT NULL,
    actions text[],
    enabled boolean DEFAULT true NOT NULL,
    no_data text DEFAULT 'ok'::text NOT NULL,
    description text,
    last_evaluated_at timestamp with time zone,
    last_value double precision,
    last_error text,
    error_count integer DEFAULT 0 NOT NULL,
    last_duration_ms double precision,
    last_succeeded_at timestamp with time zone,
    last_data_at timestamp with time zone,
    unseen_since timestamp with time zone,
    status text,
    evaluated jsonb
)
WITH (fillfactor='70');


--
-- Name: TABLE alert_rules; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.alert_rules IS 'Alert rules: expression, for how long it must hold, what its alerts are called and say; and how the last evaluation of each went (status, last_…, error_count). See docs/rules.md.';


--
-- Name: alerts; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.alerts (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    alert_key bytea NOT NULL,
    source text NOT NULL,
    labels jsonb NOT NULL,
    annotations jsonb DEFAULT '{}'::jsonb NOT NULL,
    severity text NOT NULL,
    state text NOT NULL,
    count bigint DEFAULT 1 NOT NULL,
    value double precision,
    rule_name text,
    actions text[],
    starts_at timestamp with time zone NOT NULL,
    fired_at timestamp with time zone,
    last_seen_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by text,
    snoozed_until timestamp with time zone,
    news boolean DEFAULT true NOT NULL,
    CONSTRAINT alerts_severity_check CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
    CONSTRAINT alerts_source_check CHECK ((source = ANY (ARRAY['log'::text, 'rule'::text, 'raised'::text]))),
    CONSTRAINT alerts_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'firing'::text, 'resolved'::text])))
);


--
-- Name: TABLE alerts; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.alerts IS 'Every alert with its labels, count and times; open ones are pending or firing.';


--
-- Name: anomalies; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.anomalies (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    hour timestamp with time zone NOT NULL,
    metric_name text NOT NULL,
    dimensions jsonb NOT NULL,
    measure text NOT NULL,
    value double precision NOT NULL,
    usual double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    score numeric NOT NULL,
    reason text NOT NULL
);


--
-- Name: TABLE anomalies; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.anomalies IS 'What find_anomalies() found of each hour: a row for each measure of a series that was unlike its past, with its score and the reason in words; the thousand most unusual of an hour at most.';


--
-- Name: anomaly_hours; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.anomaly_hours (
    hour timestamp with time zone NOT NULL,
    judged_at timestamp with time zone NOT NULL,
    anomalies bigint NOT NULL
);


--
-- Name: TABLE anomaly_hours; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.anomaly_hours IS 'The hours that were judged, when, and how many anomalies are kept of each.';


--
-- Name: api_metrics; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.api_metrics WITH (security_invoker='true') AS
 SELECT api_metrics_at.api_name,
    api_metrics_at.hour,
    api_metrics_at.total_calls,
    api_metrics_at.success_count,
    api_metrics_at.error_count,
    api_metrics_at.avg_success_time_ms,
    api_metrics_at.p95_time_ms
   FROM agentmon.api_metrics_at(now()) api_metrics_at(api_name, hour, total_calls, success_count, error_count, avg_success_time_ms, p95_time_ms)
  ORDER BY api_metrics_at.api_name, api_metrics_at.hour DESC;


--
-- Name: VIEW api_metrics; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.api_metrics IS 'The metric api_call by API and hour, of the last 7 days and the running hour, from rollups and the rows that are not rolled up yet.';


--
-- Name: audit_log; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.audit_log (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    at timestamp with time zone NOT NULL,
    login text NOT NULL,
    role text,
    jwt_sub text,
    table_name text NOT NULL,
    row_key jsonb,
    action text NOT NULL,
    old_values jsonb,
    new_values jsonb,
    CONSTRAINT audit_log_action_check CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'truncate'::text])))
);


--
-- Name: TABLE audit_log; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.audit_log IS 'Who changed settings, thresholds, retention, jobs, channels, routes, rules, silences, prices, budgets, service levels, definitions and assignments, or said something of an alert; when, and from what to what. For administrators.';


--
-- Name: budget_alerts; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.budget_alerts (
    budget text NOT NULL,
    share numeric NOT NULL,
    period_start timestamp with time zone NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    alert_id uuid,
    labels jsonb,
    severity text
);


--
-- Name: TABLE budget_alerts; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.budget_alerts IS 'Which shares of its limit a budget has told in the running period, and by which alert (NULL: it was told with a larger one).';


--
-- Name: budgets; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.budgets (
    name text NOT NULL,
    scope text DEFAULT 'all'::text NOT NULL,
    scope_value text,
    period text DEFAULT 'month'::text NOT NULL,
    limit_usd numeric,
    limit_tokens bigint,
    warn_at numeric[] DEFAULT '{0.8}'::numeric[] NOT NULL,
    severity text DEFAULT 'error'::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    description text,
    CONSTRAINT budgets_check CHECK ((num_nonnulls(limit_usd, limit_tokens) = 1)),
    CONSTRAINT budgets_check1 CHECK (((scope = 'all'::text) = (scope_value IS NULL))),
    CONSTRAINT budgets_period_check CHECK ((period = ANY (ARRAY['hour'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT budgets_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'agent'::text, 'user'::text, 'model'::text])))
);


--
-- Name: TABLE budgets; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.budgets IS 'What may be spent, in US dollars or tokens, by hour, day or month (UTC): by all together, or by an agent, user or model. Read budget_status().';


--
-- Name: channel_circuits; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.channel_circuits (
    channel text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone,
    open_until timestamp with time zone,
    failed_at timestamp with time zone,
    error text
);


--
-- Name: TABLE channel_circuits; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.channel_circuits IS 'Channels whose last attempts failed; while open_until is to come, nothing is claimed for them. Read channel_status.';


--
-- Name: channel_pace; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.channel_pace (
    channel text NOT NULL,
    wait_until timestamp with time zone NOT NULL,
    every interval NOT NULL,
    limited_at timestamp with time zone NOT NULL,
    turns integer DEFAULT 0 NOT NULL,
    turns_from timestamp with time zone,
    hold integer NOT NULL,
    faster double precision NOT NULL,
    refusals integer NOT NULL,
    reason text
);


--
-- Name: TABLE channel_pace; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.channel_pace IS 'Channels whose provider said "not so fast": nothing is claimed before wait_until, and then one message each time that every has passed; less and less slowly when that goes well.';


--
-- Name: channel_sends; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.channel_sends (
    channel text NOT NULL,
    sent_at timestamp with time zone NOT NULL
);


--
-- Name: TABLE channel_sends; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.channel_sends IS 'The attempts to send of each channel, as long as they count for a rate limit that it has or may get.';


--
-- Name: notification_channels; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.notification_channels (
    name text NOT NULL,
    kind text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    min_severity text DEFAULT 'info'::text NOT NULL,
    send_resolved boolean NOT NULL,
    rate_limit integer,
    unlimited boolean DEFAULT false NOT NULL,
    rate_interval interval DEFAULT '00:01:00'::interval NOT NULL,
    fallback text,
    title_template text,
    body_template text,
    enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT notification_channels_check CHECK ((fallback <> name)),
    CONSTRAINT notification_channels_check1 CHECK (((rate_limit IS NULL) OR (NOT unlimited))),
    CONSTRAINT notification_channels_kind_check CHECK ((kind = ANY (agentmon.channel_kinds()))),
    CONSTRAINT notification_channels_min_severity_check CHECK ((min_severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))),
    CONSTRAINT notification_channels_rate_interval_check CHECK ((rate_interval > '00:00:00'::interval)),
    CONSTRAINT notification_channels_rate_limit_check CHECK ((rate_limit > 0))
);


--
-- Name: TABLE notification_channels; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.notification_channels IS 'Where messages can go. Secrets live in the daemon''s environment, never here.';


--
-- Name: notifications; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.notifications (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    group_id uuid,
    channel text NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    payload jsonb NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    attempts_before integer DEFAULT 0 NOT NULL,
    replayed boolean DEFAULT false NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    worker text,
    lease_until timestamp with time zone,
    attempted_at timestamp with time zone,
    provider_id text,
    last_error text,
    idempotency_key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    summed_into uuid,
    fallback_for uuid,
    note text,
    ends_only boolean DEFAULT false NOT NULL,
    fell_back_at timestamp with time zone,
    owed_since timestamp with time zone,
    unremembered boolean DEFAULT false NOT NULL,
    progress jsonb,
    first_told_at timestamp with time zone,
    CONSTRAINT notifications_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'summed'::text, 'unknown'::text, 'dead'::text, 'dropped'::text])))
);


--
-- Name: TABLE notifications; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.notifications IS 'The outbox: every message with its reason, state, attempts, provider id and last error. A message that waits is a debt: its text is written when it is claimed.';


--
-- Name: channel_status; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.channel_status WITH (security_invoker='true') AS
 SELECT channel.name,
    channel.kind,
    channel.enabled,
        CASE
            WHEN (NOT channel.enabled) THEN 'off'::text
            WHEN (NOT agentmon.kind_is_served(channel.kind, now())) THEN 'not served'::text
            WHEN (circuit.open_until > now()) THEN 'resting'::text
            WHEN (EXISTS ( SELECT
               FROM monitoring.channel_pace pace
              WHERE ((pace.channel = channel.name) AND (pace.wait_until > now())))) THEN 'waiting'::text
            WHEN (circuit.failures > 0) THEN 'failing'::text
            ELSE 'ok'::text
        END AS status,
    COALESCE(circuit.failures, 0) AS failures,
    circuit.open_until,
    circuit.failed_at,
    circuit.error,
    counted.held,
    counted.waiting,
    counted.sent_24h,
    counted.dead_24h,
    counted.unknown_24h,
    allowed.rate_limit
   FROM (((monitoring.notification_channels channel
     LEFT JOIN monitoring.channel_circuits circuit ON ((circuit.channel = channel.name)))
     CROSS JOIN LATERAL ( SELECT agentmon.limit_of(channel.kind, channel.rate_limit, channel.unlimited) AS rate_limit) allowed)
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE ((message.state = 'pending'::text) AND (message.next_attempt_at <= now()) AND (allowed.rate_limit IS NOT NULL) AND agentmon.is_at_limit(channel.name, now()))) AS held,
            count(*) FILTER (WHERE (message.state = ANY (ARRAY['pending'::text, 'sending'::text]))) AS waiting,
            count(*) FILTER (WHERE ((message.state = 'sent'::text) AND (message.settled_at > (now() - '24:00:00'::interval)))) AS sent_24h,
            count(*) FILTER (WHERE ((message.state = 'dead'::text) AND (message.settled_at > (now() - '24:00:00'::interval)))) AS dead_24h,
            count(*) FILTER (WHERE ((message.state = 'unknown'::text) AND (message.settled_at > (now() - '24:00:00'::interval)))) AS unknown_24h
           FROM monitoring.notifications message
          WHERE (message.channel = channel.name)) counted);


--
-- Name: VIEW channel_status; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.channel_status IS 'Each channel: ok, failing, resting (its circuit is open until open_until), waiting (its provider asked for it; see channel_pace), not served by any daemon, or off; and its messages by state. rate_limit is the one that holds, its own or its kind''s (NULL: none).';


--
-- Name: collectors; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.collectors (
    name text NOT NULL,
    member text DEFAULT ''::text NOT NULL,
    last_at timestamp with time zone NOT NULL,
    state jsonb DEFAULT '{}'::jsonb NOT NULL
);


--
-- Name: TABLE collectors; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.collectors IS 'When something was last measured, by name (database, host) and member (the host), and the counters of then.';


--
-- Name: error_group_days; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.error_group_days (
    fingerprint text NOT NULL,
    agent_key bytea NOT NULL,
    day date NOT NULL,
    count bigint NOT NULL
);


--
-- Name: TABLE error_group_days; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.error_group_days IS 'The errors of a group by day (UTC).';


--
-- Name: error_group_users; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.error_group_users (
    fingerprint text NOT NULL,
    agent_key bytea NOT NULL,
    user_key bytea NOT NULL
);


--
-- Name: TABLE error_group_users; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.error_group_users IS 'Whose errors a group has, at most 10,000 users for each.';


--
-- Name: error_groups; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.error_groups (
    fingerprint text NOT NULL,
    agent_name text NOT NULL,
    title text NOT NULL,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    count bigint NOT NULL,
    users bigint DEFAULT 0 NOT NULL,
    status text DEFAULT 'unresolved'::text NOT NULL,
    regressed boolean DEFAULT false NOT NULL,
    event_type text,
    log_level text NOT NULL,
    first_release text,
    last_release text,
    regressed_release text,
    resolved_at timestamp with time zone,
    regressed_at timestamp with time zone,
    ignored_until timestamp with time zone,
    ignored_count bigint,
    example jsonb DEFAULT '{}'::jsonb NOT NULL,
    agent_key bytea NOT NULL,
    CONSTRAINT error_groups_status_check CHECK ((status = ANY (ARRAY['unresolved'::text, 'resolved'::text, 'ignored'::text])))
);


--
-- Name: TABLE error_groups; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.error_groups IS 'Errors by agent and fingerprint, as of the last refresh: how many, of how many users, since when, in which releases (context.version), with the newest as an example; whether somebody has resolved or ignored them, and whether they came back.';


--
-- Name: errors_put_off; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.errors_put_off (
    document jsonb NOT NULL,
    put_off_at timestamp with time zone NOT NULL
);


--
-- Name: TABLE errors_put_off; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.errors_put_off IS 'Errors that wait: for an open transaction which holds their alert, or for alerts that cannot be written.';


--
-- Name: escalation_steps; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.escalation_steps (
    route text NOT NULL,
    after interval NOT NULL,
    channels text[] NOT NULL,
    CONSTRAINT escalation_steps_after_check CHECK ((after > '00:00:00'::interval))
);


--
-- Name: TABLE escalation_steps; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.escalation_steps IS 'Channels that are told besides, when nobody has acknowledged an alert of the route for so long after its first message.';


--
-- Name: health_checks; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.health_checks (
    name text NOT NULL,
    status text NOT NULL,
    latency_ms double precision,
    detail text,
    since timestamp with time zone NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT health_checks_status_check CHECK ((status = ANY (ARRAY['healthy'::text, 'degraded'::text, 'unhealthy'::text, 'unknown'::text])))
);


--
-- Name: TABLE health_checks; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.health_checks IS 'The last report of each health check from outside, by report_health_check(); since: when its status last changed.';


--
-- Name: health_thresholds; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.health_thresholds (
    name text NOT NULL,
    agent_name text DEFAULT '*'::text NOT NULL,
    warning double precision,
    critical double precision,
    description text
);


--
-- Name: TABLE health_thresholds; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.health_thresholds IS 'Where health turns to warning and to critical; agent_name * is for all, a name for that agent alone.';


--
-- Name: inhibition_rules; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.inhibition_rules (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    name text,
    source_matchers jsonb NOT NULL,
    target_matchers jsonb NOT NULL,
    equal_labels text[] DEFAULT '{}'::text[] NOT NULL,
    enabled boolean DEFAULT true NOT NULL
);


--
-- Name: TABLE inhibition_rules; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.inhibition_rules IS 'An alert that matches target_matchers is not told while one that matches source_matchers fires and both agree in equal_labels.';


--
-- Name: job_status; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.job_status WITH (security_invoker='true') AS
 SELECT jobs_at.name,
    jobs_at.description,
    jobs_at.cron,
    jobs_at.enabled,
    jobs_at.scheduled,
    jobs_at.last_run_at,
    jobs_at.last_success_at,
    jobs_at.last_duration_ms,
    jobs_at.last_rows,
    jobs_at.last_error,
    jobs_at.next_due_at,
    jobs_at.overdue,
    jobs_at.runner,
    jobs_at.failing_since,
    jobs_at.late_by,
    jobs_at.status,
    jobs_at.problem
   FROM agentmon.jobs_at(now()) jobs_at(name, description, cron, enabled, scheduled, runner, last_run_at, last_success_at, last_duration_ms, last_rows, last_error, failing_since, next_due_at, overdue, late_by, status, problem);


--
-- Name: VIEW job_status; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.job_status IS 'Who runs each job, when it last ran and how it went, when it is next due, by how much it is late, its status (off, failing, never ran, late, ok), and what is wrong with it.';


--
-- Name: jobs; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.jobs (
    name text NOT NULL,
    description text NOT NULL,
    cron text NOT NULL,
    every interval NOT NULL,
    phase interval DEFAULT '00:00:00'::interval NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    scheduled boolean DEFAULT false NOT NULL,
    last_run_at timestamp with time zone,
    last_success_at timestamp with time zone,
    last_duration_ms double precision,
    last_rows bigint,
    last_error text,
    failing_since timestamp with time zone,
    CONSTRAINT jobs_every_check CHECK (((every >= '00:00:01'::interval) AND (every <= '1 year'::interval)))
);


--
-- Name: TABLE jobs; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.jobs IS 'The jobs of pg_agentmon; read job_status. enabled = false is obeyed by whoever runs it. scheduled is set by schedule_jobs(); where pg_cron is in this database, its own tables say whether it is so.';


--
-- Name: late_rows; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.late_rows (
    source text NOT NULL,
    stamp bigint NOT NULL,
    day timestamp with time zone NOT NULL,
    noted_by bigint NOT NULL
);


--
-- Name: TABLE late_rows; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.late_rows IS 'Days of sealed partitions that have got rows which some consumer may not have read yet; written by their trigger, see docs/architecture.md.';


--
-- Name: left_names; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.left_names (
    id bigint NOT NULL,
    kind text NOT NULL,
    old_name text NOT NULL,
    new_name text,
    left_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT left_names_kind_check CHECK ((kind = ANY (ARRAY['channel'::text, 'route'::text])))
);


--
-- Name: TABLE left_names; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.left_names IS 'Channels and routes that were renamed or deleted within a day: what others were writing under the old name meanwhile follows.';


--
-- Name: left_names_id_seq; Type: SEQUENCE; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.left_names ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.left_names_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: metric_series_id_seq; Type: SEQUENCE; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.metric_series ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.metric_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: minute_segments; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.minute_segments (
    id bigint NOT NULL,
    source text NOT NULL,
    block timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    last_start timestamp with time zone NOT NULL,
    minutes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT minute_segments_source_check CHECK ((source = ANY (ARRAY['pipeline_metrics'::text, 'agent_executions'::text, 'agent_logs'::text])))
);
ALTER TABLE ONLY monitoring.minute_segments ALTER COLUMN body SET STORAGE EXTERNAL;


--
-- Name: TABLE minute_segments; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.minute_segments IS 'Rollups by the minute, of many series in one value; read by minutes_of(). ends_at is the end of the block (an hour), last_start the last minute in the segment.';


--
-- Name: minute_segments_id_seq; Type: SEQUENCE; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.minute_segments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.minute_segments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: model_prices; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.model_prices (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    pattern text NOT NULL,
    effective_from timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    above_input_tokens bigint DEFAULT 0 NOT NULL,
    source text DEFAULT 'user'::text NOT NULL,
    input_per_million numeric,
    output_per_million numeric,
    cache_read_per_million numeric,
    cache_write_per_million numeric,
    reasoning_per_million numeric,
    currency text DEFAULT 'USD'::text NOT NULL,
    note text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    like_pattern text GENERATED ALWAYS AS (
CASE
    WHEN (pattern ~ '[*?]'::text) THEN replace(replace(replace(replace(replace(pattern, chr(92), repeat(chr(92), 2)), '%'::text, (chr(92) || '%'::text)), '_'::text, (chr(92) || '_'::text)), '*'::text, '%'::text), '?'::text, '_'::text)
    ELSE NULL::text
END) STORED,
    CONSTRAINT model_prices_currency_check CHECK ((currency = 'USD'::text)),
    CONSTRAINT model_prices_source_check CHECK ((source = ANY (ARRAY['builtin'::text, 'user'::text])))
);


--
-- Name: TABLE model_prices; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.model_prices IS 'What tokens cost, in US dollars per million, by model (a name, or a pattern with * and ?), time from which on, and size of the request. A name beats a pattern, a longer pattern a shorter one, the newest price the older; source builtin is kept up to date by setup(), and user, which beats it, is never touched.';


--
-- Name: mute_times; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.mute_times (
    name text NOT NULL,
    matchers jsonb DEFAULT '{}'::jsonb NOT NULL,
    weekdays integer[],
    time_from time without time zone DEFAULT '00:00:00'::time without time zone NOT NULL,
    time_to time without time zone DEFAULT '24:00:00'::time without time zone NOT NULL,
    days_of_month integer[],
    months integer[],
    timezone text DEFAULT 'UTC'::text NOT NULL,
    comment text,
    enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT mute_times_check CHECK ((time_from <> time_to)),
    CONSTRAINT mute_times_days_of_month_check CHECK ((NOT (0 = ANY (days_of_month)))),
    CONSTRAINT mute_times_months_check CHECK ((months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'::integer[])),
    CONSTRAINT mute_times_weekdays_check CHECK ((weekdays <@ '{1,2,3,4,5,6,7}'::integer[]))
);


--
-- Name: TABLE mute_times; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.mute_times IS 'Alerts that match are not told at these times of the week: weekdays 1 (Monday) to 7, days_of_month 1 to 31 or, from the end, -1 to -31, months 1 to 12, from time_from until before time_to (past midnight where that is earlier) in timezone; NULL is every.';


--
-- Name: notification_alerts; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.notification_alerts (
    notification_id uuid NOT NULL,
    group_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    state text NOT NULL,
    count bigint NOT NULL
);


--
-- Name: TABLE notification_alerts; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.notification_alerts IS 'Which alerts each message is about, and what it said of them.';


--
-- Name: notification_routes; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.notification_routes (
    name text NOT NULL,
    "position" integer DEFAULT 100 NOT NULL,
    matchers jsonb DEFAULT '{}'::jsonb NOT NULL,
    channels text[] NOT NULL,
    default_channels boolean DEFAULT false NOT NULL,
    group_by text[] DEFAULT '{alertname,agent_name,fingerprint}'::text[] NOT NULL,
    group_wait interval DEFAULT '00:00:00'::interval NOT NULL,
    group_interval interval DEFAULT '00:05:00'::interval NOT NULL,
    repeat_interval interval DEFAULT '04:00:00'::interval NOT NULL,
    continue_matching boolean DEFAULT false NOT NULL,
    CONSTRAINT notification_routes_group_interval_check CHECK ((group_interval > '00:00:00'::interval)),
    CONSTRAINT notification_routes_group_wait_check CHECK ((group_wait >= '00:00:00'::interval)),
    CONSTRAINT notification_routes_matchers_check CHECK ((jsonb_typeof(matchers) = 'object'::text)),
    CONSTRAINT notification_routes_repeat_interval_check CHECK ((repeat_interval > '00:00:00'::interval))
);


--
-- Name: TABLE notification_routes; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.notification_routes IS 'Which alerts go to which channels, first match by position; matchers {label: value} or {label: "~regular expression"}.';


--
-- Name: COLUMN notification_routes.default_channels; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON COLUMN monitoring.notification_routes.default_channels IS 'Nobody has chosen channels for this route: it tells sms and email where a daemon sends at least one of them, and else every channel that a daemon sends. False as soon as its channels are set.';


--
-- Name: notifiers; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.notifiers (
    worker text NOT NULL,
    version text NOT NULL,
    kinds text[] NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone
);


--
-- Name: TABLE notifiers; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.notifiers IS 'The daemons that have registered, and when each was last seen.';


--
-- Name: operation_days; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.operation_days (
    day date NOT NULL,
    operation_key bytea NOT NULL,
    operation text NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    tokens numeric NOT NULL,
    last_at timestamp with time zone NOT NULL
);


--
-- Name: TABLE operation_days; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.operation_days IS 'How often each operation (agent_executions.operation) was run on each day (UTC), as of the last refresh.';


--
-- Name: pipeline_metrics_default; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_default (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: TABLE pipeline_metrics_default; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.pipeline_metrics_default IS 'Rows of days that have no partition, until maintain_partitions() moves them home.';


--
-- Name: pipeline_metrics_p20260302; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260302 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: pipeline_metrics_p20260303; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260303 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: pipeline_metrics_p20260304; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260304 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: pipeline_metrics_p20260305; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260305 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: pipeline_metrics_p20260306; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260306 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: pipeline_metrics_p20260307; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.pipeline_metrics_p20260307 (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    metric_name text,
    metric_value double precision,
    tags jsonb DEFAULT '{}'::jsonb,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    stamp bigint DEFAULT agentmon.row_stamp() NOT NULL
);


--
-- Name: queue_metrics; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.queue_metrics WITH (security_invoker='true') AS
 SELECT queue_metrics_at.queue_name,
    queue_metrics_at.hour,
    queue_metrics_at.total_batches,
    queue_metrics_at.success_count,
    queue_metrics_at.error_count,
    queue_metrics_at.avg_processing_time_ms,
    queue_metrics_at.total_messages_processed
   FROM agentmon.queue_metrics_at(now()) queue_metrics_at(queue_name, hour, total_batches, success_count, error_count, avg_processing_time_ms, total_messages_processed)
  ORDER BY queue_metrics_at.queue_name, queue_metrics_at.hour DESC;


--
-- Name: VIEW queue_metrics; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.queue_metrics IS 'The metric queue_processing by queue and hour, of the last 7 days and the running hour, from rollups and the rows that are not rolled up yet.';


--
-- Name: queue_monitoring_view; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.queue_monitoring_view WITH (security_invoker='true') AS
 SELECT queues_at.queue_name,
    queues_at.stuck_messages,
    queues_at.last_check_time,
    queues_at.depth,
    queues_at.oldest_message_age,
    queues_at.dead_letter,
    queues_at.source,
    queues_at.per_minute
   FROM agentmon.queues_at(now()) queues_at(queue_name, stuck_messages, last_check_time, depth, oldest_message_age, dead_letter, source, per_minute);


--
-- Name: VIEW queue_monitoring_view; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.queue_monitoring_view IS 'Queues as they were reported or last sampled: tasks by type, pgmq, pg-boss, graphile-worker, River, Oban.';


--
-- Name: queue_sources; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.queue_sources (
    name text NOT NULL,
    description text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    trusted boolean DEFAULT false NOT NULL,
    sampled_at timestamp with time zone,
    rests_until timestamp with time zone
);


--
-- Name: TABLE queue_sources; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.queue_sources IS 'Where the job sample_queues looks for queues; enabled = false leaves one out. sampled_at: when it was last read without fault; rests_until: until when it is let alone, because reading it took long.';


--
-- Name: queue_status; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.queue_status (
    queue_name text NOT NULL,
    depth bigint DEFAULT 0,
    stuck_messages bigint DEFAULT 0,
    oldest_message_age interval,
    dead_letter bigint DEFAULT 0,
    last_check_time timestamp with time zone DEFAULT now() NOT NULL,
    source text DEFAULT 'report'::text NOT NULL,
    per_minute double precision,
    done_total bigint,
    seen_at timestamp with time zone
);


--
-- Name: TABLE queue_status; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.queue_status IS 'How each queue stands: as report_queue() said last, or as the job sample_queues last saw it.';


--
-- Name: reprice_runs; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.reprice_runs (
    id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by text NOT NULL,
    p_from timestamp with time zone NOT NULL,
    p_to timestamp with time zone NOT NULL,
    done_until timestamp with time zone NOT NULL,
    executions bigint DEFAULT 0 NOT NULL,
    repriced bigint DEFAULT 0 NOT NULL,
    cost_before numeric DEFAULT 0 NOT NULL,
    cost_after numeric DEFAULT 0 NOT NULL,
    finished_at timestamp with time zone
);


--
-- Name: TABLE reprice_runs; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.reprice_runs IS 'What reprice() was asked for, how far it has come, and what it changed.';


--
-- Name: retention_policies; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.retention_policies (
    name text NOT NULL,
    keep interval,
    description text NOT NULL,
    removed_before timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);


--
-- Name: TABLE retention_policies; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.retention_policies IS 'How long rows are kept; keep NULL is for ever. Read by apply_retention().';


--
-- Name: rollups; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.rollups WITH (security_invoker='true') AS
 WITH summed AS (
         SELECT cur.source,
            max(cur.summed_until) AS until
           FROM monitoring.consumer_cursors cur
          WHERE (cur.consumer = 'rollups'::text)
          GROUP BY cur.source
        )
 SELECT cell.series_id,
    cell.period_start,
    cell.count_value,
    cell.last_at,
    cell.last_value,
    cell.sum_value,
    cell.min_value,
    cell.max_value,
    cell.period,
    cell.sketch,
    cell.measures,
    cell.created_at
   FROM monitoring.rollups_stored cell
  WHERE ((cell.period = 'hourly'::text) OR (cell.period_start <= (( SELECT COALESCE(min(done.until), 'infinity'::timestamp with time zone) AS "coalesce"
           FROM summed done) -
        CASE cell.period
            WHEN 'daily'::text THEN '24:00:00'::interval
            ELSE '168:00:00'::interval
        END)))
UNION ALL
 SELECT part.series_id,
    part.period_start,
    (sum(part.count_value))::bigint AS count_value,
    max(part.last_at) AS last_at,
    agentmon.newest_value(part.last_at, part.last_value) AS last_value,
    agentmon.merged_sum(part.sum_value) AS sum_value,
    min(part.min_value) AS min_value,
    max(part.max_value) AS max_value,
    'daily'::text AS period,
    (monitoring.rollup(agentmon.stored_sketch(part.sketch)))::bytea AS sketch,
    agentmon.merged_measures(part.measures) AS measures,
    min(part.created_at) AS created_at
   FROM ( SELECT cell.series_id,
            cell.period_start,
            cell.count_value,
            cell.last_at,
            cell.last_value,
            cell.sum_value,
            cell.min_value,
            cell.max_value,
            cell.sketch,
            cell.measures,
            cell.created_at
           FROM monitoring.rollups_stored cell
          WHERE ((cell.period = 'daily'::text) AND (cell.period_start < 'infinity'::timestamp with time zone) AND (cell.period_start > (( SELECT min(done.until) AS min
                   FROM summed done) - '24:00:00'::interval)))
        UNION ALL
         SELECT hour.series_id,
            date_trunc('day'::text, hour.period_start, 'UTC'::text) AS date_trunc,
            hour.count_value,
            hour.last_at,
            hour.last_value,
            hour.sum_value,
            hour.min_value,
            hour.max_value,
            hour.sketch,
            hour.measures,
            hour.created_at
           FROM ((monitoring.rollups_stored hour
             JOIN monitoring.metric_series series ON ((series.id = hour.series_id)))
             JOIN summed done ON ((done.source = series.source)))
          WHERE ((hour.period = 'hourly'::text) AND (hour.period_start < 'infinity'::timestamp with time zone) AND (hour.period_start >= ( SELECT min(done_1.until) AS min
                   FROM summed done_1)) AND (hour.period_start >= done.until))) part
  GROUP BY part.series_id, part.period_start
UNION ALL
 SELECT part.series_id,
    part.period_start,
    (sum(part.count_value))::bigint AS count_value,
    max(part.last_at) AS last_at,
    agentmon.newest_value(part.last_at, part.last_value) AS last_value,
    agentmon.merged_sum(part.sum_value) AS sum_value,
    min(part.min_value) AS min_value,
    max(part.max_value) AS max_value,
    'weekly'::text AS period,
    (monitoring.rollup(agentmon.stored_sketch(part.sketch)))::bytea AS sketch,
    agentmon.merged_measures(part.measures) AS measures,
    min(part.created_at) AS created_at
   FROM ( SELECT cell.series_id,
            cell.period_start,
            cell.count_value,
            cell.last_at,
            cell.last_value,
            cell.sum_value,
            cell.min_value,
            cell.max_value,
            cell.sketch,
            cell.measures,
            cell.created_at
           FROM monitoring.rollups_stored cell
          WHERE ((cell.period = 'weekly'::text) AND (cell.period_start < 'infinity'::timestamp with time zone) AND (cell.period_start > (( SELECT min(done.until) AS min
                   FROM summed done) - '168:00:00'::interval)))
        UNION ALL
         SELECT hour.series_id,
            date_trunc('week'::text, hour.period_start, 'UTC'::text) AS date_trunc,
            hour.count_value,
            hour.last_at,
            hour.last_value,
            hour.sum_value,
            hour.min_value,
            hour.max_value,
            hour.sketch,
            hour.measures,
            hour.created_at
           FROM ((monitoring.rollups_stored hour
             JOIN monitoring.metric_series series ON ((series.id = hour.series_id)))
             JOIN summed done ON ((done.source = series.source)))
          WHERE ((hour.period = 'hourly'::text) AND (hour.period_start < 'infinity'::timestamp with time zone) AND (hour.period_start >= ( SELECT min(done_1.until) AS min
                   FROM summed done_1)) AND (hour.period_start >= done.until))) part
  GROUP BY part.series_id, part.period_start
UNION ALL
 SELECT minute.series_id,
    minute.period_start,
    minute.count_value,
    minute.last_at,
    minute.last_value,
    minute.sum_value,
    minute.min_value,
    minute.max_value,
    'minute'::text AS period,
    minute.sketch,
    minute.measures,
    minute.created_at
   FROM (( VALUES ('agent_executions'::text), ('agent_logs'::text), ('pipeline_metrics'::text)) raw(source)
     CROSS JOIN LATERAL agentmon.minutes_of(raw.source, NULL::bigint[], '-infinity'::timestamp with time zone, 'infinity'::timestamp with time zone) minute(series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, sketch, measures, created_at));


--
-- Name: VIEW rollups; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.rollups IS 'The rollups of all periods, minutes taken out of minute_segments. Reports read aggregated_metrics, aggregated_executions and aggregated_logs instead.';


--
-- Name: rollups_daily; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.rollups_daily (
    series_id bigint NOT NULL,
    period_start timestamp with time zone NOT NULL,
    count_value bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    period text NOT NULL,
    sketch bytea,
    measures jsonb,
    created_at timestamp with time zone NOT NULL
)
WITH (fillfactor='80');


--
-- Name: TABLE rollups_daily; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.rollups_daily IS 'Rollups by the day.';


--
-- Name: rollups_hourly; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.rollups_hourly (
    series_id bigint NOT NULL,
    period_start timestamp with time zone NOT NULL,
    count_value bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    period text NOT NULL,
    sketch bytea,
    measures jsonb,
    created_at timestamp with time zone NOT NULL
)
WITH (fillfactor='80');


--
-- Name: TABLE rollups_hourly; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.rollups_hourly IS 'Rollups by the hour.';


--
-- Name: rollups_weekly; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.rollups_weekly (
    series_id bigint NOT NULL,
    period_start timestamp with time zone NOT NULL,
    count_value bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_value double precision,
    sum_value double precision,
    min_value double precision,
    max_value double precision,
    period text NOT NULL,
    sketch bytea,
    measures jsonb,
    created_at timestamp with time zone NOT NULL
)
WITH (fillfactor='80');


--
-- Name: TABLE rollups_weekly; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.rollups_weekly IS 'Rollups by the week.';


--
-- Name: schema_migrations; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.schema_migrations (
    name text NOT NULL,
    kind text NOT NULL,
    checksum text NOT NULL,
    relations text[] NOT NULL,
    extension_oid oid NOT NULL,
    applied_at timestamp with time zone NOT NULL
);


--
-- Name: TABLE schema_migrations; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.schema_migrations IS 'The schema files that setup() has applied, and the relations that each made.';


--
-- Name: service_level_alerts; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.service_level_alerts (
    service_level text NOT NULL,
    burn text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    alert_id uuid NOT NULL,
    labels jsonb NOT NULL,
    severity text NOT NULL,
    CONSTRAINT service_level_alerts_burn_check CHECK ((burn = ANY (ARRAY['fast'::text, 'slow'::text])))
);


--
-- Name: TABLE service_level_alerts; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.service_level_alerts IS 'What was told of service levels whose error budget burns, by which alert.';


--
-- Name: service_levels; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.service_levels (
    name text NOT NULL,
    metric_name text DEFAULT 'agents.executions'::text NOT NULL,
    matchers jsonb DEFAULT '{}'::jsonb NOT NULL,
    objective numeric NOT NULL,
    threshold_ms double precision,
    period interval DEFAULT '30 days'::interval NOT NULL,
    min_requests integer DEFAULT 100 NOT NULL,
    fast_severity text DEFAULT 'critical'::text NOT NULL,
    slow_severity text DEFAULT 'warning'::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    description text,
    CONSTRAINT service_levels_min_requests_check CHECK ((min_requests > 0)),
    CONSTRAINT service_levels_objective_check CHECK (((objective > (0)::numeric) AND (objective < (1)::numeric))),
    CONSTRAINT service_levels_threshold_ms_check CHECK ((threshold_ms > (0)::double precision))
);


--
-- Name: TABLE service_levels; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.service_levels IS 'Which share of requests (objective) is to go well in each period: those of agents.executions or of a metric, where matchers fit, that do not fail and, with threshold_ms, take no longer than that. Alerts come where the rest, the error budget, burns fast or slowly, once a window holds min_requests. Read service_level_status().';


--
-- Name: settings; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.settings (
    name text NOT NULL,
    value text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    CONSTRAINT settings_kind_check CHECK ((kind = ANY (ARRAY['interval'::text, 'integer'::text, 'boolean'::text])))
);


--
-- Name: TABLE settings; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.settings IS 'Settings of pg_agentmon, with their meaning; change value by UPDATE.';


--
-- Name: silences; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.silences (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    matchers jsonb NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    comment text NOT NULL,
    created_by text DEFAULT SESSION_USER NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT silences_check CHECK ((isfinite(starts_at) AND (starts_at <= ends_at)))
);


--
-- Name: TABLE silences; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.silences IS 'Alerts that match are not told from starts_at until ends_at; made by silence_alerts(). The resolve of an alert that was told goes out all the same.';


--
-- Name: squad_agents; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.squad_agents WITH (security_invoker='true') AS
 SELECT agents.id,
    agents.name,
    agents.type,
    agents.status,
    agents.config,
    agents.metrics,
    agents.metadata,
    agents.last_heartbeat_at,
    agents.created_at,
    agents.updated_at
   FROM monitoring.agents;


--
-- Name: VIEW squad_agents; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.squad_agents IS 'agents, under the name that the agent squad used; insertable.';


--
-- Name: squad_messages; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.squad_messages WITH (security_invoker='true') AS
 SELECT agent_messages.id,
    agent_messages.from_agent,
    agent_messages.to_agent,
    agent_messages.message_type,
    agent_messages.content,
    agent_messages.correlation_id,
    agent_messages.created_at
   FROM monitoring.agent_messages;


--
-- Name: VIEW squad_messages; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.squad_messages IS 'agent_messages, under the name that the agent squad used; insertable.';


--
-- Name: statement_counters; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.statement_counters (
    userid oid NOT NULL,
    queryid bigint NOT NULL,
    toplevel boolean NOT NULL,
    calls bigint NOT NULL,
    total_ms double precision NOT NULL
);


--
-- Name: TABLE statement_counters; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.statement_counters IS 'The counters of pg_stat_statements when they were last read; what is told is by how much they grew.';


--
-- Name: status_watches; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.status_watches (
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);


--
-- Name: TABLE status_watches; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.status_watches IS 'The stretches of time in which the job refresh looked at the agents; of others their availability is unknown.';


--
-- Name: step_failures; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.step_failures (
    step text NOT NULL,
    member text NOT NULL,
    since timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    occurrences bigint DEFAULT 1 NOT NULL,
    error text NOT NULL,
    hint text
);


--
-- Name: TABLE step_failures; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.step_failures IS 'What a step could not do for one of its members, since when, how often, and why; a row goes when it works again. get_system_health() names them.';


--
-- Name: monitoring_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.monitoring_events (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    event_type text,
    details jsonb DEFAULT '{}'::jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE monitoring_events; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.monitoring_events IS 'Events of the pipeline, kept for the days that retention_policies says.';


--
-- Name: system_events; Type: VIEW; Schema: monitoring; Owner: -
--

CREATE VIEW monitoring.system_events WITH (security_invoker='true') AS
 SELECT monitoring_events.id,
    monitoring_events.event_type,
    (monitoring_events.details - 'severity'::text) AS event_data,
    COALESCE((monitoring_events.details ->> 'severity'::text), 'info'::text) AS severity,
    monitoring_events.created_at AS "timestamp"
   FROM public.monitoring_events;


--
-- Name: VIEW system_events; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON VIEW monitoring.system_events IS 'monitoring_events with a severity, as the dashboard used them; insertable.';


--
-- Name: tasks; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.tasks (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    agent_id uuid,
    type text,
    priority text DEFAULT 'medium'::text,
    payload jsonb DEFAULT '{}'::jsonb,
    status text DEFAULT 'pending'::text,
    result jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL
);


--
-- Name: TABLE tasks; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.tasks IS 'Work that is given to agents; pending and running ones count as a queue per type.';


--
-- Name: told_alerts; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.told_alerts (
    group_id uuid NOT NULL,
    channel text NOT NULL,
    alert_id uuid NOT NULL,
    state text NOT NULL,
    count bigint NOT NULL,
    acknowledged boolean DEFAULT false NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT told_alerts_state_check CHECK ((state = ANY (ARRAY['firing'::text, 'maybe'::text])))
);


--
-- Name: TABLE told_alerts; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.told_alerts IS 'What each channel was last told of each alert, until it is told the end: the next message says what is new to its channel.';


--
-- Name: user_days; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.user_days (
    day date NOT NULL,
    user_key bytea NOT NULL,
    user_id text NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    tokens numeric NOT NULL,
    last_at timestamp with time zone NOT NULL
);


--
-- Name: TABLE user_days; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.user_days IS 'What each user had agents do on each day (UTC), as of the last refresh.';


--
-- Name: worker_issues; Type: TABLE; Schema: monitoring; Owner: -
--

CREATE TABLE monitoring.worker_issues (
    id uuid DEFAULT monitoring.uuid_v7() NOT NULL,
    worker_name text,
    issue_type text,
    severity text DEFAULT 'warning'::text,
    message text,
    details jsonb DEFAULT '{}'::jsonb,
    resolved boolean DEFAULT false NOT NULL,
    resolution_details text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone
);


--
-- Name: TABLE worker_issues; Type: COMMENT; Schema: monitoring; Owner: -
--

COMMENT ON TABLE monitoring.worker_issues IS 'Troubles that workers report, until they are resolved.';


--
-- Name: agent_logs; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.agent_logs WITH (security_invoker='true') AS
 SELECT agent_logs.id,
    agent_logs.agent_name,
    agent_logs.log_level,
    agent_logs.event_type,
    agent_logs.message,
    agent_logs.error_details,
    agent_logs.context,
    agent_logs.created_at,
    agent_logs.user_id,
    agent_logs.organization_id,
    agent_logs.request_id,
    agent_logs.session_id
   FROM monitoring.agent_logs;


--
-- Name: VIEW agent_logs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON VIEW public.agent_logs IS 'monitoring.agent_logs under its bare name; insertable.';


--
-- Name: tasks; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.tasks WITH (security_invoker='true') AS
 SELECT tasks.id,
    tasks.agent_id,
    tasks.type,
    tasks.priority,
    tasks.payload,
    tasks.status,
    tasks.result,
    tasks.error,
    tasks.created_at,
    tasks.updated_at,
    tasks.started_at,
    tasks.finished_at,
    tasks.attempts
   FROM monitoring.tasks;


--
-- Name: VIEW tasks; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON VIEW public.tasks IS 'monitoring.tasks under its bare name; insertable.';


--
-- Name: agent_executions_default; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_default DEFAULT;


--
-- Name: agent_executions_p20260228; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260228 FOR VALUES FROM ('2026-02-28 00:00:00+00') TO ('2026-03-01 00:00:00+00');


--
-- Name: agent_executions_p20260301; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260301 FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-03-02 00:00:00+00');


--
-- Name: agent_executions_p20260302; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260302 FOR VALUES FROM ('2026-03-02 00:00:00+00') TO ('2026-03-03 00:00:00+00');


--
-- Name: agent_executions_p20260303; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260303 FOR VALUES FROM ('2026-03-03 00:00:00+00') TO ('2026-03-04 00:00:00+00');


--
-- Name: agent_executions_p20260304; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260304 FOR VALUES FROM ('2026-03-04 00:00:00+00') TO ('2026-03-05 00:00:00+00');


--
-- Name: agent_executions_p20260305; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260305 FOR VALUES FROM ('2026-03-05 00:00:00+00') TO ('2026-03-06 00:00:00+00');


--
-- Name: agent_executions_p20260306; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260306 FOR VALUES FROM ('2026-03-06 00:00:00+00') TO ('2026-03-07 00:00:00+00');


--
-- Name: agent_executions_p20260307; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions ATTACH PARTITION monitoring.agent_executions_p20260307 FOR VALUES FROM ('2026-03-07 00:00:00+00') TO ('2026-03-08 00:00:00+00');


--
-- Name: agent_logs_default; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_default DEFAULT;


--
-- Name: agent_logs_p20260302; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260302 FOR VALUES FROM ('2026-03-02 00:00:00+00') TO ('2026-03-03 00:00:00+00');


--
-- Name: agent_logs_p20260303; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260303 FOR VALUES FROM ('2026-03-03 00:00:00+00') TO ('2026-03-04 00:00:00+00');


--
-- Name: agent_logs_p20260304; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260304 FOR VALUES FROM ('2026-03-04 00:00:00+00') TO ('2026-03-05 00:00:00+00');


--
-- Name: agent_logs_p20260305; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260305 FOR VALUES FROM ('2026-03-05 00:00:00+00') TO ('2026-03-06 00:00:00+00');


--
-- Name: agent_logs_p20260306; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260306 FOR VALUES FROM ('2026-03-06 00:00:00+00') TO ('2026-03-07 00:00:00+00');


--
-- Name: agent_logs_p20260307; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs ATTACH PARTITION monitoring.agent_logs_p20260307 FOR VALUES FROM ('2026-03-07 00:00:00+00') TO ('2026-03-08 00:00:00+00');


--
-- Name: pipeline_metrics_default; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_default DEFAULT;


--
-- Name: pipeline_metrics_p20260302; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260302 FOR VALUES FROM ('2026-03-02 00:00:00+00') TO ('2026-03-03 00:00:00+00');


--
-- Name: pipeline_metrics_p20260303; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260303 FOR VALUES FROM ('2026-03-03 00:00:00+00') TO ('2026-03-04 00:00:00+00');


--
-- Name: pipeline_metrics_p20260304; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260304 FOR VALUES FROM ('2026-03-04 00:00:00+00') TO ('2026-03-05 00:00:00+00');


--
-- Name: pipeline_metrics_p20260305; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260305 FOR VALUES FROM ('2026-03-05 00:00:00+00') TO ('2026-03-06 00:00:00+00');


--
-- Name: pipeline_metrics_p20260306; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260306 FOR VALUES FROM ('2026-03-06 00:00:00+00') TO ('2026-03-07 00:00:00+00');


--
-- Name: pipeline_metrics_p20260307; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics ATTACH PARTITION monitoring.pipeline_metrics_p20260307 FOR VALUES FROM ('2026-03-07 00:00:00+00') TO ('2026-03-08 00:00:00+00');


--
-- Name: rollups_daily; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_stored ATTACH PARTITION monitoring.rollups_daily FOR VALUES IN ('daily');


--
-- Name: rollups_hourly; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_stored ATTACH PARTITION monitoring.rollups_hourly FOR VALUES IN ('hourly');


--
-- Name: rollups_weekly; Type: TABLE ATTACH; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_stored ATTACH PARTITION monitoring.rollups_weekly FOR VALUES IN ('weekly');


--
-- Data for Name: agent_activity; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_activity (source, agent_key, agent_name, last_at, kept_from, recent) FROM stdin;
agent_executions	\\x	\N	2026-03-02 09:53:00+00	2026-03-10 08:00:00+00	\\x010000
agent_executions	\\x30f89159a42ab38d4745af676226cabfc9a84033d9f9de0bd16f75eba6824278	agent-4	2026-03-02 09:32:00+00	2026-03-09 09:00:00+00	\\x010000
agent_executions	\\x4b341909fca84a97f5bf746cbcbf68d3e5c905f3fbaa883b2638e51b3332bd17	agent-0	2026-03-02 09:25:00+00	2026-03-09 09:00:00+00	\\x010000
agent_executions	\\x6ff3b3bd11c44cac620c43d5b65377bd2ba7e8951c1e835ae40c96733730982b	agent-1	2026-03-02 09:53:00+00	2026-03-09 09:00:00+00	\\x010000
agent_executions	\\xb4d764851a639cc651ab4285064cc37b67eb5d71bf600527d30411cb4cbc8175	agent-3	2026-03-02 09:39:00+00	2026-03-09 09:00:00+00	\\x010000
agent_executions	\\xc3544aa158a89417843d45b303d3caf7f9d224ba8544d38affaffa6ad19d8c7c	agent-2	2026-03-02 09:46:00+00	2026-03-09 09:00:00+00	\\x010000
agent_logs	\\x	\N	2026-03-02 10:00:00+00	2026-03-10 08:00:00+00	\\x010000
agent_logs	\\x1fcc08c7733965bce66a034f70cc3e226eeaa3ccd3a960cff226d786d055873a	told	2026-03-02 10:00:00+00	2026-03-09 09:00:00+00	\\x010000
agent_logs	\\x54753b18d291efd4faf213e040922bcf055e8809f126af532cbde469e86a0d8a	silenced	2026-03-02 10:00:00+00	2026-03-09 09:00:00+00	\\x010000
\.


--
-- Data for Name: agent_assignments; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_assignments (user_id, agent_name) FROM stdin;
u	a
\.


--
-- Data for Name: agent_executions_default; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_default (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_executions_p20260228; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260228 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
01a22188-f57c-7cc0-aa0c-1e04aa0d366a	u0	\N	\N	agent-0	\N	\N	300	\N	model	success	\N	2026-02-28 23:00:00+00	\N	\N	\N	3000	300	\N	\N	\N	0.300	\N	\N	4036351166030807783
01a22188-f57c-7cac-a655-099b3ec96649	u2	\N	\N	agent-4	\N	\N	299	\N	model	success	\N	2026-02-28 23:07:00+00	\N	\N	\N	2990	299	\N	\N	\N	0.299	\N	\N	4036351166030807783
01a22188-f57c-7c93-87f9-39f87eed6b38	u1	\N	\N	agent-3	\N	\N	298	\N	model	success	\N	2026-02-28 23:14:00+00	\N	\N	\N	2980	298	\N	\N	\N	0.298	\N	\N	4036351166030807783
01a22188-f57c-7c7e-b340-dec4d18d1e8d	u0	\N	\N	agent-2	\N	\N	297	\N	model	failure	\N	2026-02-28 23:21:00+00	\N	\N	\N	2970	297	\N	\N	\N	0.297	\N	\N	4036351166030807783
01a22188-f57c-7c6a-8559-1efb9d095f8c	u2	\N	\N	agent-1	\N	\N	296	\N	model	success	\N	2026-02-28 23:28:00+00	\N	\N	\N	2960	296	\N	\N	\N	0.296	\N	\N	4036351166030807783
01a22188-f57c-7c51-aebe-7622e2fbaf19	u1	\N	\N	agent-0	\N	\N	295	\N	model	success	\N	2026-02-28 23:35:00+00	\N	\N	\N	2950	295	\N	\N	\N	0.295	\N	\N	4036351166030807783
01a22188-f57c-7c3d-84b0-c554024cdb9e	u0	\N	\N	agent-4	\N	\N	294	\N	model	success	\N	2026-02-28 23:42:00+00	\N	\N	\N	2940	294	\N	\N	\N	0.294	\N	\N	4036351166030807783
01a22188-f57c-7c24-a3aa-3c9c1ad3cb20	u2	\N	\N	agent-3	\N	\N	293	\N	model	success	\N	2026-02-28 23:49:00+00	\N	\N	\N	2930	293	\N	\N	\N	0.293	\N	\N	4036351166030807783
01a22188-f57c-7c10-b8d3-35f9e3b3e313	u1	\N	\N	agent-2	\N	\N	292	\N	model	success	\N	2026-02-28 23:56:00+00	\N	\N	\N	2920	292	\N	\N	\N	0.292	\N	\N	4036351166030807783
\.


--
-- Data for Name: agent_executions_p20260301; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260301 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
01a22188-f57c-7bfb-b84f-a7c4e517ac21	u0	\N	\N	agent-1	\N	\N	291	\N	model	success	\N	2026-03-01 00:03:00+00	\N	\N	\N	2910	291	\N	\N	\N	0.291	\N	\N	4036351166030807783
01a22188-f57c-7be7-9f2f-076dd79f8395	u2	\N	\N	agent-0	\N	\N	290	\N	model	success	\N	2026-03-01 00:10:00+00	\N	\N	\N	2900	290	\N	\N	\N	0.290	\N	\N	4036351166030807783
01a22188-f57c-7bd2-97f2-eb2bdb1caf19	u1	\N	\N	agent-4	\N	\N	289	\N	model	success	\N	2026-03-01 00:17:00+00	\N	\N	\N	2890	289	\N	\N	\N	0.289	\N	\N	4036351166030807783
01a22188-f57c-7bba-a3f2-c6dd39a5ebe1	u0	\N	\N	agent-3	\N	\N	288	\N	model	failure	\N	2026-03-01 00:24:00+00	\N	\N	\N	2880	288	\N	\N	\N	0.288	\N	\N	4036351166030807783
01a22188-f57c-7ba5-9ac2-49139b2003f3	u2	\N	\N	agent-2	\N	\N	287	\N	model	success	\N	2026-03-01 00:31:00+00	\N	\N	\N	2870	287	\N	\N	\N	0.287	\N	\N	4036351166030807783
01a22188-f57c-7b91-802f-277cbf7db117	u1	\N	\N	agent-1	\N	\N	286	\N	model	success	\N	2026-03-01 00:38:00+00	\N	\N	\N	2860	286	\N	\N	\N	0.286	\N	\N	4036351166030807783
01a22188-f57c-7b7c-bddd-0e9b74e4fe14	u0	\N	\N	agent-0	\N	\N	285	\N	model	success	\N	2026-03-01 00:45:00+00	\N	\N	\N	2850	285	\N	\N	\N	0.285	\N	\N	4036351166030807783
01a22188-f57c-7b68-a217-a98f4beaf03b	u2	\N	\N	agent-4	\N	\N	284	\N	model	success	\N	2026-03-01 00:52:00+00	\N	\N	\N	2840	284	\N	\N	\N	0.284	\N	\N	4036351166030807783
01a22188-f57c-7b53-a09c-2475fbd80826	u1	\N	\N	agent-3	\N	\N	283	\N	model	success	\N	2026-03-01 00:59:00+00	\N	\N	\N	2830	283	\N	\N	\N	0.283	\N	\N	4036351166030807783
01a22188-f57c-7b3f-91d2-4e35e33f2234	u0	\N	\N	agent-2	\N	\N	282	\N	model	success	\N	2026-03-01 01:06:00+00	\N	\N	\N	2820	282	\N	\N	\N	0.282	\N	\N	4036351166030807783
01a22188-f57c-7b26-b2d1-a6da11730c89	u2	\N	\N	agent-1	\N	\N	281	\N	model	success	\N	2026-03-01 01:13:00+00	\N	\N	\N	2810	281	\N	\N	\N	0.281	\N	\N	4036351166030807783
01a22188-f57c-7b12-9af3-380cc73b111b	u1	\N	\N	agent-0	\N	\N	280	\N	model	success	\N	2026-03-01 01:20:00+00	\N	\N	\N	2800	280	\N	\N	\N	0.280	\N	\N	4036351166030807783
01a22188-f57c-7af9-b1be-a41cd30ad4e4	u0	\N	\N	agent-4	\N	\N	279	\N	model	failure	\N	2026-03-01 01:27:00+00	\N	\N	\N	2790	279	\N	\N	\N	0.279	\N	\N	4036351166030807783
01a22188-f57c-7ae5-a192-2a522f24fae1	u2	\N	\N	agent-3	\N	\N	278	\N	model	success	\N	2026-03-01 01:34:00+00	\N	\N	\N	2780	278	\N	\N	\N	0.278	\N	\N	4036351166030807783
01a22188-f57c-7acc-988e-3cd6ff57a232	u1	\N	\N	agent-2	\N	\N	277	\N	model	success	\N	2026-03-01 01:41:00+00	\N	\N	\N	2770	277	\N	\N	\N	0.277	\N	\N	4036351166030807783
01a22188-f57c-7ab8-a4d8-face14efc4d5	u0	\N	\N	agent-1	\N	\N	276	\N	model	success	\N	2026-03-01 01:48:00+00	\N	\N	\N	2760	276	\N	\N	\N	0.276	\N	\N	4036351166030807783
01a22188-f57c-7aa3-b585-98218e39ee79	u2	\N	\N	agent-0	\N	\N	275	\N	model	success	\N	2026-03-01 01:55:00+00	\N	\N	\N	2750	275	\N	\N	\N	0.275	\N	\N	4036351166030807783
01a22188-f57c-7a8b-89e9-4dc265a39825	u1	\N	\N	agent-4	\N	\N	274	\N	model	success	\N	2026-03-01 02:02:00+00	\N	\N	\N	2740	274	\N	\N	\N	0.274	\N	\N	4036351166030807783
01a22188-f57c-7a76-82db-d2a3c33f8b86	u0	\N	\N	agent-3	\N	\N	273	\N	model	success	\N	2026-03-01 02:09:00+00	\N	\N	\N	2730	273	\N	\N	\N	0.273	\N	\N	4036351166030807783
01a22188-f57c-7a62-90e4-9e94e143f778	u2	\N	\N	agent-2	\N	\N	272	\N	model	success	\N	2026-03-01 02:16:00+00	\N	\N	\N	2720	272	\N	\N	\N	0.272	\N	\N	4036351166030807783
01a22188-f57c-7a4d-b447-2432fe285bc4	u1	\N	\N	agent-1	\N	\N	271	\N	model	success	\N	2026-03-01 02:23:00+00	\N	\N	\N	2710	271	\N	\N	\N	0.271	\N	\N	4036351166030807783
01a22188-f57c-7a35-9546-2fb5c8b429ff	u0	\N	\N	agent-0	\N	\N	270	\N	model	failure	\N	2026-03-01 02:30:00+00	\N	\N	\N	2700	270	\N	\N	\N	0.270	\N	\N	4036351166030807783
01a22188-f57c-79eb-a9f8-38768313e8b9	u2	\N	\N	agent-4	\N	\N	269	\N	model	success	\N	2026-03-01 02:37:00+00	\N	\N	\N	2690	269	\N	\N	\N	0.269	\N	\N	4036351166030807783
01a22188-f57c-79d7-8571-4e3de2914117	u1	\N	\N	agent-3	\N	\N	268	\N	model	success	\N	2026-03-01 02:44:00+00	\N	\N	\N	2680	268	\N	\N	\N	0.268	\N	\N	4036351166030807783
01a22188-f57c-79b6-883e-ea3c06dd3ca2	u0	\N	\N	agent-2	\N	\N	267	\N	model	success	\N	2026-03-01 02:51:00+00	\N	\N	\N	2670	267	\N	\N	\N	0.267	\N	\N	4036351166030807783
01a22188-f57c-7995-a753-ac5130299283	u2	\N	\N	agent-1	\N	\N	266	\N	model	success	\N	2026-03-01 02:58:00+00	\N	\N	\N	2660	266	\N	\N	\N	0.266	\N	\N	4036351166030807783
01a22188-f57c-7974-addb-fd266317e39e	u1	\N	\N	agent-0	\N	\N	265	\N	model	success	\N	2026-03-01 03:05:00+00	\N	\N	\N	2650	265	\N	\N	\N	0.265	\N	\N	4036351166030807783
01a22188-f57c-7958-be28-a3718fe8d950	u0	\N	\N	agent-4	\N	\N	264	\N	model	success	\N	2026-03-01 03:12:00+00	\N	\N	\N	2640	264	\N	\N	\N	0.264	\N	\N	4036351166030807783
01a22188-f57c-793b-91c6-b2db3c2dcf50	u2	\N	\N	agent-3	\N	\N	263	\N	model	success	\N	2026-03-01 03:19:00+00	\N	\N	\N	2630	263	\N	\N	\N	0.263	\N	\N	4036351166030807783
01a22188-f57c-791a-b561-416259799213	u1	\N	\N	agent-2	\N	\N	262	\N	model	success	\N	2026-03-01 03:26:00+00	\N	\N	\N	2620	262	\N	\N	\N	0.262	\N	\N	4036351166030807783
01a22188-f57c-78f9-9d1e-2e27e7c108c7	u0	\N	\N	agent-1	\N	\N	261	\N	model	failure	\N	2026-03-01 03:33:00+00	\N	\N	\N	2610	261	\N	\N	\N	0.261	\N	\N	4036351166030807783
01a22188-f57c-78d4-9c59-7a12b7c646db	u2	\N	\N	agent-0	\N	\N	260	\N	model	success	\N	2026-03-01 03:40:00+00	\N	\N	\N	2600	260	\N	\N	\N	0.260	\N	\N	4036351166030807783
01a22188-f57c-78b4-9327-b451186150b4	u1	\N	\N	agent-4	\N	\N	259	\N	model	success	\N	2026-03-01 03:47:00+00	\N	\N	\N	2590	259	\N	\N	\N	0.259	\N	\N	4036351166030807783
01a22188-f57c-7893-ae45-6a6d1a1e9b3b	u0	\N	\N	agent-3	\N	\N	258	\N	model	success	\N	2026-03-01 03:54:00+00	\N	\N	\N	2580	258	\N	\N	\N	0.258	\N	\N	4036351166030807783
01a22188-f57c-786a-943b-5344ce74d180	u2	\N	\N	agent-2	\N	\N	257	\N	model	success	\N	2026-03-01 04:01:00+00	\N	\N	\N	2570	257	\N	\N	\N	0.257	\N	\N	4036351166030807783
01a22188-f57c-7849-b22e-9365b6ef7311	u1	\N	\N	agent-1	\N	\N	256	\N	model	success	\N	2026-03-01 04:08:00+00	\N	\N	\N	2560	256	\N	\N	\N	0.256	\N	\N	4036351166030807783
01a22188-f57c-7835-9895-a925e22c82c6	u0	\N	\N	agent-0	\N	\N	255	\N	model	success	\N	2026-03-01 04:15:00+00	\N	\N	\N	2550	255	\N	\N	\N	0.255	\N	\N	4036351166030807783
01a22188-f57c-7820-8e74-97b86ce265f0	u2	\N	\N	agent-4	\N	\N	254	\N	model	success	\N	2026-03-01 04:22:00+00	\N	\N	\N	2540	254	\N	\N	\N	0.254	\N	\N	4036351166030807783
01a22188-f57c-780c-a9e3-433ce6d60290	u1	\N	\N	agent-3	\N	\N	253	\N	model	success	\N	2026-03-01 04:29:00+00	\N	\N	\N	2530	253	\N	\N	\N	0.253	\N	\N	4036351166030807783
01a22188-f57c-77f3-8085-394e0cd1e098	u0	\N	\N	agent-2	\N	\N	252	\N	model	failure	\N	2026-03-01 04:36:00+00	\N	\N	\N	2520	252	\N	\N	\N	0.252	\N	\N	4036351166030807783
01a22188-f57c-77df-84c2-a0aba2d89faf	u2	\N	\N	agent-1	\N	\N	251	\N	model	success	\N	2026-03-01 04:43:00+00	\N	\N	\N	2510	251	\N	\N	\N	0.251	\N	\N	4036351166030807783
01a22188-f57c-77ca-80e8-a36fff53b3dc	u1	\N	\N	agent-0	\N	\N	250	\N	model	success	\N	2026-03-01 04:50:00+00	\N	\N	\N	2500	250	\N	\N	\N	0.250	\N	\N	4036351166030807783
01a22188-f57c-77b2-b01d-378955e5c8dd	u0	\N	\N	agent-4	\N	\N	249	\N	model	success	\N	2026-03-01 04:57:00+00	\N	\N	\N	2490	249	\N	\N	\N	0.249	\N	\N	4036351166030807783
01a22188-f57c-779d-bc72-b1c6a21504da	u2	\N	\N	agent-3	\N	\N	248	\N	model	success	\N	2026-03-01 05:04:00+00	\N	\N	\N	2480	248	\N	\N	\N	0.248	\N	\N	4036351166030807783
01a22188-f57c-7785-8fdd-9aa4a358d789	u1	\N	\N	agent-2	\N	\N	247	\N	model	success	\N	2026-03-01 05:11:00+00	\N	\N	\N	2470	247	\N	\N	\N	0.247	\N	\N	4036351166030807783
01a22188-f57c-7770-a5b2-c6618c85e8d9	u0	\N	\N	agent-1	\N	\N	246	\N	model	success	\N	2026-03-01 05:18:00+00	\N	\N	\N	2460	246	\N	\N	\N	0.246	\N	\N	4036351166030807783
01a22188-f57c-775c-80fc-207486ec9275	u2	\N	\N	agent-0	\N	\N	245	\N	model	success	\N	2026-03-01 05:25:00+00	\N	\N	\N	2450	245	\N	\N	\N	0.245	\N	\N	4036351166030807783
01a22188-f57c-7747-ac87-731247e5c4bb	u1	\N	\N	agent-4	\N	\N	244	\N	model	success	\N	2026-03-01 05:32:00+00	\N	\N	\N	2440	244	\N	\N	\N	0.244	\N	\N	4036351166030807783
01a22188-f57c-772f-b5be-0c267cc4bd70	u0	\N	\N	agent-3	\N	\N	243	\N	model	failure	\N	2026-03-01 05:39:00+00	\N	\N	\N	2430	243	\N	\N	\N	0.243	\N	\N	4036351166030807783
01a22188-f57c-771a-ba0d-968daad6edf0	u2	\N	\N	agent-2	\N	\N	242	\N	model	success	\N	2026-03-01 05:46:00+00	\N	\N	\N	2420	242	\N	\N	\N	0.242	\N	\N	4036351166030807783
01a22188-f57c-7706-b981-6e1e1467aa72	u1	\N	\N	agent-1	\N	\N	241	\N	model	success	\N	2026-03-01 05:53:00+00	\N	\N	\N	2410	241	\N	\N	\N	0.241	\N	\N	4036351166030807783
01a22188-f57c-76f1-ad65-904bf0cbe21b	u0	\N	\N	agent-0	\N	\N	240	\N	model	success	\N	2026-03-01 06:00:00+00	\N	\N	\N	2400	240	\N	\N	\N	0.240	\N	\N	4036351166030807783
01a22188-f57c-76dd-b451-3686b4fd2303	u2	\N	\N	agent-4	\N	\N	239	\N	model	success	\N	2026-03-01 06:07:00+00	\N	\N	\N	2390	239	\N	\N	\N	0.239	\N	\N	4036351166030807783
01a22188-f57c-76c8-80b7-76433d718a5a	u1	\N	\N	agent-3	\N	\N	238	\N	model	success	\N	2026-03-01 06:14:00+00	\N	\N	\N	2380	238	\N	\N	\N	0.238	\N	\N	4036351166030807783
01a22188-f57c-76b4-ad5f-316805962019	u0	\N	\N	agent-2	\N	\N	237	\N	model	success	\N	2026-03-01 06:21:00+00	\N	\N	\N	2370	237	\N	\N	\N	0.237	\N	\N	4036351166030807783
01a22188-f57c-769b-8d13-76d3772f2d59	u2	\N	\N	agent-1	\N	\N	236	\N	model	success	\N	2026-03-01 06:28:00+00	\N	\N	\N	2360	236	\N	\N	\N	0.236	\N	\N	4036351166030807783
01a22188-f57c-7687-b8cc-5190768634c7	u1	\N	\N	agent-0	\N	\N	235	\N	model	success	\N	2026-03-01 06:35:00+00	\N	\N	\N	2350	235	\N	\N	\N	0.235	\N	\N	4036351166030807783
01a22188-f57c-766e-badb-cd2d8c84af26	u0	\N	\N	agent-4	\N	\N	234	\N	model	failure	\N	2026-03-01 06:42:00+00	\N	\N	\N	2340	234	\N	\N	\N	0.234	\N	\N	4036351166030807783
01a22188-f57c-765a-a40d-ef2474cc0e49	u2	\N	\N	agent-3	\N	\N	233	\N	model	success	\N	2026-03-01 06:49:00+00	\N	\N	\N	2330	233	\N	\N	\N	0.233	\N	\N	4036351166030807783
01a22188-f57c-7645-ba01-d6e000997cb3	u1	\N	\N	agent-2	\N	\N	232	\N	model	success	\N	2026-03-01 06:56:00+00	\N	\N	\N	2320	232	\N	\N	\N	0.232	\N	\N	4036351166030807783
01a22188-f57c-7631-b393-6b9d6f40cdbb	u0	\N	\N	agent-1	\N	\N	231	\N	model	success	\N	2026-03-01 07:03:00+00	\N	\N	\N	2310	231	\N	\N	\N	0.231	\N	\N	4036351166030807783
01a22188-f57c-761c-ac34-43285eec8c2e	u2	\N	\N	agent-0	\N	\N	230	\N	model	success	\N	2026-03-01 07:10:00+00	\N	\N	\N	2300	230	\N	\N	\N	0.230	\N	\N	4036351166030807783
01a22188-f57c-7608-9dfb-e6dc2d27f014	u1	\N	\N	agent-4	\N	\N	229	\N	model	success	\N	2026-03-01 07:17:00+00	\N	\N	\N	2290	229	\N	\N	\N	0.229	\N	\N	4036351166030807783
01a22188-f57c-75ef-b727-d459e4470b77	u0	\N	\N	agent-3	\N	\N	228	\N	model	success	\N	2026-03-01 07:24:00+00	\N	\N	\N	2280	228	\N	\N	\N	0.228	\N	\N	4036351166030807783
01a22188-f57c-75db-b76d-2fba50eee3db	u2	\N	\N	agent-2	\N	\N	227	\N	model	success	\N	2026-03-01 07:31:00+00	\N	\N	\N	2270	227	\N	\N	\N	0.227	\N	\N	4036351166030807783
01a22188-f57c-75c6-a3f6-2ea7fd5791f8	u1	\N	\N	agent-1	\N	\N	226	\N	model	success	\N	2026-03-01 07:38:00+00	\N	\N	\N	2260	226	\N	\N	\N	0.226	\N	\N	4036351166030807783
01a22188-f57c-75ae-9778-230aac04e95c	u0	\N	\N	agent-0	\N	\N	225	\N	model	failure	\N	2026-03-01 07:45:00+00	\N	\N	\N	2250	225	\N	\N	\N	0.225	\N	\N	4036351166030807783
01a22188-f57c-7599-ac37-c45c338570c3	u2	\N	\N	agent-4	\N	\N	224	\N	model	success	\N	2026-03-01 07:52:00+00	\N	\N	\N	2240	224	\N	\N	\N	0.224	\N	\N	4036351166030807783
01a22188-f57c-7585-a888-435990faffe2	u1	\N	\N	agent-3	\N	\N	223	\N	model	success	\N	2026-03-01 07:59:00+00	\N	\N	\N	2230	223	\N	\N	\N	0.223	\N	\N	4036351166030807783
01a22188-f57c-7570-a3dd-328f076d9f36	u0	\N	\N	agent-2	\N	\N	222	\N	model	success	\N	2026-03-01 08:06:00+00	\N	\N	\N	2220	222	\N	\N	\N	0.222	\N	\N	4036351166030807783
01a22188-f57c-755c-8787-c28d6eb7e044	u2	\N	\N	agent-1	\N	\N	221	\N	model	success	\N	2026-03-01 08:13:00+00	\N	\N	\N	2210	221	\N	\N	\N	0.221	\N	\N	4036351166030807783
01a22188-f57c-7547-9690-e31e23b33138	u1	\N	\N	agent-0	\N	\N	220	\N	model	success	\N	2026-03-01 08:20:00+00	\N	\N	\N	2200	220	\N	\N	\N	0.220	\N	\N	4036351166030807783
01a22188-f57c-7533-88f3-2e48af25b096	u0	\N	\N	agent-4	\N	\N	219	\N	model	success	\N	2026-03-01 08:27:00+00	\N	\N	\N	2190	219	\N	\N	\N	0.219	\N	\N	4036351166030807783
01a22188-f57c-751e-9d11-223267fc248c	u2	\N	\N	agent-3	\N	\N	218	\N	model	success	\N	2026-03-01 08:34:00+00	\N	\N	\N	2180	218	\N	\N	\N	0.218	\N	\N	4036351166030807783
01a22188-f57c-7506-a0e7-55cbebe15226	u1	\N	\N	agent-2	\N	\N	217	\N	model	success	\N	2026-03-01 08:41:00+00	\N	\N	\N	2170	217	\N	\N	\N	0.217	\N	\N	4036351166030807783
01a22188-f57c-74f1-a8ef-538a08006f71	u0	\N	\N	agent-1	\N	\N	216	\N	model	failure	\N	2026-03-01 08:48:00+00	\N	\N	\N	2160	216	\N	\N	\N	0.216	\N	\N	4036351166030807783
01a22188-f57c-74d9-946c-daf6a3c0c6af	u2	\N	\N	agent-0	\N	\N	215	\N	model	success	\N	2026-03-01 08:55:00+00	\N	\N	\N	2150	215	\N	\N	\N	0.215	\N	\N	4036351166030807783
01a22188-f57c-74c4-884c-827691590401	u1	\N	\N	agent-4	\N	\N	214	\N	model	success	\N	2026-03-01 09:02:00+00	\N	\N	\N	2140	214	\N	\N	\N	0.214	\N	\N	4036351166030807783
01a22188-f57c-74ac-bdf0-a48acb39eed4	u0	\N	\N	agent-3	\N	\N	213	\N	model	success	\N	2026-03-01 09:09:00+00	\N	\N	\N	2130	213	\N	\N	\N	0.213	\N	\N	4036351166030807783
01a22188-f57c-7497-acff-c33ca4773d81	u2	\N	\N	agent-2	\N	\N	212	\N	model	success	\N	2026-03-01 09:16:00+00	\N	\N	\N	2120	212	\N	\N	\N	0.212	\N	\N	4036351166030807783
01a22188-f57c-7483-82d5-a93f6b35c34f	u1	\N	\N	agent-1	\N	\N	211	\N	model	success	\N	2026-03-01 09:23:00+00	\N	\N	\N	2110	211	\N	\N	\N	0.211	\N	\N	4036351166030807783
01a22188-f57c-746e-913e-1c46c15179e0	u0	\N	\N	agent-0	\N	\N	210	\N	model	success	\N	2026-03-01 09:30:00+00	\N	\N	\N	2100	210	\N	\N	\N	0.210	\N	\N	4036351166030807783
01a22188-f57c-7456-a684-b7545249c233	u2	\N	\N	agent-4	\N	\N	209	\N	model	success	\N	2026-03-01 09:37:00+00	\N	\N	\N	2090	209	\N	\N	\N	0.209	\N	\N	4036351166030807783
01a22188-f57c-7414-bf89-31f82d30b6fe	u1	\N	\N	agent-3	\N	\N	208	\N	model	success	\N	2026-03-01 09:44:00+00	\N	\N	\N	2080	208	\N	\N	\N	0.208	\N	\N	4036351166030807783
01a22188-f57c-73fb-8555-a2e63227d698	u0	\N	\N	agent-2	\N	\N	207	\N	model	failure	\N	2026-03-01 09:51:00+00	\N	\N	\N	2070	207	\N	\N	\N	0.207	\N	\N	4036351166030807783
01a22188-f57c-73e7-8403-ab7fd33fc414	u2	\N	\N	agent-1	\N	\N	206	\N	model	success	\N	2026-03-01 09:58:00+00	\N	\N	\N	2060	206	\N	\N	\N	0.206	\N	\N	4036351166030807783
01a22188-f57c-73d2-bd6e-c5a10d598143	u1	\N	\N	agent-0	\N	\N	205	\N	model	success	\N	2026-03-01 10:05:00+00	\N	\N	\N	2050	205	\N	\N	\N	0.205	\N	\N	4036351166030807783
01a22188-f57c-73be-ad46-2c4c2ea4e232	u0	\N	\N	agent-4	\N	\N	204	\N	model	success	\N	2026-03-01 10:12:00+00	\N	\N	\N	2040	204	\N	\N	\N	0.204	\N	\N	4036351166030807783
01a22188-f57c-73a9-a9d9-6d12a8af6017	u2	\N	\N	agent-3	\N	\N	203	\N	model	success	\N	2026-03-01 10:19:00+00	\N	\N	\N	2030	203	\N	\N	\N	0.203	\N	\N	4036351166030807783
01a22188-f57c-7395-9370-b80dec1d5183	u1	\N	\N	agent-2	\N	\N	202	\N	model	success	\N	2026-03-01 10:26:00+00	\N	\N	\N	2020	202	\N	\N	\N	0.202	\N	\N	4036351166030807783
01a22188-f57c-7381-a2a2-aa9c6d31c7f8	u0	\N	\N	agent-1	\N	\N	201	\N	model	success	\N	2026-03-01 10:33:00+00	\N	\N	\N	2010	201	\N	\N	\N	0.201	\N	\N	4036351166030807783
01a22188-f57c-7368-9551-635ad4b5fbd1	u2	\N	\N	agent-0	\N	\N	200	\N	model	success	\N	2026-03-01 10:40:00+00	\N	\N	\N	2000	200	\N	\N	\N	0.200	\N	\N	4036351166030807783
01a22188-f57c-7353-a315-618f320f2523	u1	\N	\N	agent-4	\N	\N	199	\N	model	success	\N	2026-03-01 10:47:00+00	\N	\N	\N	1990	199	\N	\N	\N	0.199	\N	\N	4036351166030807783
01a22188-f57c-733b-b490-4b9325bf2776	u0	\N	\N	agent-3	\N	\N	198	\N	model	failure	\N	2026-03-01 10:54:00+00	\N	\N	\N	1980	198	\N	\N	\N	0.198	\N	\N	4036351166030807783
01a22188-f57c-7326-bf0c-20d158232386	u2	\N	\N	agent-2	\N	\N	197	\N	model	success	\N	2026-03-01 11:01:00+00	\N	\N	\N	1970	197	\N	\N	\N	0.197	\N	\N	4036351166030807783
01a22188-f57c-7312-8031-ae52b30666be	u1	\N	\N	agent-1	\N	\N	196	\N	model	success	\N	2026-03-01 11:08:00+00	\N	\N	\N	1960	196	\N	\N	\N	0.196	\N	\N	4036351166030807783
01a22188-f57c-72fd-96f1-673eba0f0f49	u0	\N	\N	agent-0	\N	\N	195	\N	model	success	\N	2026-03-01 11:15:00+00	\N	\N	\N	1950	195	\N	\N	\N	0.195	\N	\N	4036351166030807783
01a22188-f57c-72e5-a2c9-f6c78418a656	u2	\N	\N	agent-4	\N	\N	194	\N	model	success	\N	2026-03-01 11:22:00+00	\N	\N	\N	1940	194	\N	\N	\N	0.194	\N	\N	4036351166030807783
01a22188-f57c-729f-bcdc-dfdf02d5900f	u1	\N	\N	agent-3	\N	\N	193	\N	model	success	\N	2026-03-01 11:29:00+00	\N	\N	\N	1930	193	\N	\N	\N	0.193	\N	\N	4036351166030807783
01a22188-f57c-728b-9a87-f31cd7a349e9	u0	\N	\N	agent-2	\N	\N	192	\N	model	success	\N	2026-03-01 11:36:00+00	\N	\N	\N	1920	192	\N	\N	\N	0.192	\N	\N	4036351166030807783
01a22188-f57c-7276-8275-07af76a1e739	u2	\N	\N	agent-1	\N	\N	191	\N	model	success	\N	2026-03-01 11:43:00+00	\N	\N	\N	1910	191	\N	\N	\N	0.191	\N	\N	4036351166030807783
01a22188-f57c-7262-b4ff-818429723470	u1	\N	\N	agent-0	\N	\N	190	\N	model	success	\N	2026-03-01 11:50:00+00	\N	\N	\N	1900	190	\N	\N	\N	0.190	\N	\N	4036351166030807783
01a22188-f57c-7249-8852-fc1cfc2fce45	u0	\N	\N	agent-4	\N	\N	189	\N	model	failure	\N	2026-03-01 11:57:00+00	\N	\N	\N	1890	189	\N	\N	\N	0.189	\N	\N	4036351166030807783
01a22188-f57c-7231-9295-efafafa9e606	u2	\N	\N	agent-3	\N	\N	188	\N	model	success	\N	2026-03-01 12:04:00+00	\N	\N	\N	1880	188	\N	\N	\N	0.188	\N	\N	4036351166030807783
01a22188-f57c-7220-ba66-5e45081b7c7c	u1	\N	\N	agent-2	\N	\N	187	\N	model	success	\N	2026-03-01 12:11:00+00	\N	\N	\N	1870	187	\N	\N	\N	0.187	\N	\N	4036351166030807783
01a22188-f57c-720c-a829-43ef34c97747	u0	\N	\N	agent-1	\N	\N	186	\N	model	success	\N	2026-03-01 12:18:00+00	\N	\N	\N	1860	186	\N	\N	\N	0.186	\N	\N	4036351166030807783
01a22188-f57c-71f3-9abb-9cd50854d4a8	u2	\N	\N	agent-0	\N	\N	185	\N	model	success	\N	2026-03-01 12:25:00+00	\N	\N	\N	1850	185	\N	\N	\N	0.185	\N	\N	4036351166030807783
01a22188-f57c-71df-9dbd-3e09a6d65ea3	u1	\N	\N	agent-4	\N	\N	184	\N	model	success	\N	2026-03-01 12:32:00+00	\N	\N	\N	1840	184	\N	\N	\N	0.184	\N	\N	4036351166030807783
01a22188-f57c-71c6-b81e-7334e8f2767b	u0	\N	\N	agent-3	\N	\N	183	\N	model	success	\N	2026-03-01 12:39:00+00	\N	\N	\N	1830	183	\N	\N	\N	0.183	\N	\N	4036351166030807783
01a22188-f57c-71b2-b45d-edf11f6f416a	u2	\N	\N	agent-2	\N	\N	182	\N	model	success	\N	2026-03-01 12:46:00+00	\N	\N	\N	1820	182	\N	\N	\N	0.182	\N	\N	4036351166030807783
01a22188-f57c-719d-9bcf-b54488ea1161	u1	\N	\N	agent-1	\N	\N	181	\N	model	success	\N	2026-03-01 12:53:00+00	\N	\N	\N	1810	181	\N	\N	\N	0.181	\N	\N	4036351166030807783
01a22188-f57c-7185-bf2e-f242b4acf490	u0	\N	\N	agent-0	\N	\N	180	\N	model	failure	\N	2026-03-01 13:00:00+00	\N	\N	\N	1800	180	\N	\N	\N	0.180	\N	\N	4036351166030807783
01a22188-f57c-7170-8558-31e79c199363	u2	\N	\N	agent-4	\N	\N	179	\N	model	success	\N	2026-03-01 13:07:00+00	\N	\N	\N	1790	179	\N	\N	\N	0.179	\N	\N	4036351166030807783
01a22188-f57c-715c-8e0e-f20a394ca643	u1	\N	\N	agent-3	\N	\N	178	\N	model	success	\N	2026-03-01 13:14:00+00	\N	\N	\N	1780	178	\N	\N	\N	0.178	\N	\N	4036351166030807783
01a22188-f57c-7147-a182-caf0d53f7dc2	u0	\N	\N	agent-2	\N	\N	177	\N	model	success	\N	2026-03-01 13:21:00+00	\N	\N	\N	1770	177	\N	\N	\N	0.177	\N	\N	4036351166030807783
01a22188-f57c-7133-8e1c-86a5b1f4ae88	u2	\N	\N	agent-1	\N	\N	176	\N	model	success	\N	2026-03-01 13:28:00+00	\N	\N	\N	1760	176	\N	\N	\N	0.176	\N	\N	4036351166030807783
01a22188-f57c-711e-a9ef-fc2b9da96604	u1	\N	\N	agent-0	\N	\N	175	\N	model	success	\N	2026-03-01 13:35:00+00	\N	\N	\N	1750	175	\N	\N	\N	0.175	\N	\N	4036351166030807783
01a22188-f57c-7106-9c21-df5ecc5b3681	u0	\N	\N	agent-4	\N	\N	174	\N	model	success	\N	2026-03-01 13:42:00+00	\N	\N	\N	1740	174	\N	\N	\N	0.174	\N	\N	4036351166030807783
01a22188-f57c-70ed-b22a-3a2975cd797b	u2	\N	\N	agent-3	\N	\N	173	\N	model	success	\N	2026-03-01 13:49:00+00	\N	\N	\N	1730	173	\N	\N	\N	0.173	\N	\N	4036351166030807783
01a22188-f57c-70d9-b5f6-a566dd31f66f	u1	\N	\N	agent-2	\N	\N	172	\N	model	success	\N	2026-03-01 13:56:00+00	\N	\N	\N	1720	172	\N	\N	\N	0.172	\N	\N	4036351166030807783
01a22188-f57c-70c0-8678-e42bfaef5f04	u0	\N	\N	agent-1	\N	\N	171	\N	model	failure	\N	2026-03-01 14:03:00+00	\N	\N	\N	1710	171	\N	\N	\N	0.171	\N	\N	4036351166030807783
01a22188-f57c-70ac-b82d-e0160dd29e57	u2	\N	\N	agent-0	\N	\N	170	\N	model	success	\N	2026-03-01 14:10:00+00	\N	\N	\N	1700	170	\N	\N	\N	0.170	\N	\N	4036351166030807783
01a22188-f57c-7097-8576-df4c6ad307d9	u1	\N	\N	agent-4	\N	\N	169	\N	model	success	\N	2026-03-01 14:17:00+00	\N	\N	\N	1690	169	\N	\N	\N	0.169	\N	\N	4036351166030807783
01a22188-f57c-707e-84e7-9486b8b95a42	u0	\N	\N	agent-3	\N	\N	168	\N	model	success	\N	2026-03-01 14:24:00+00	\N	\N	\N	1680	168	\N	\N	\N	0.168	\N	\N	4036351166030807783
01a22188-f57c-706e-ba53-c68a450f9646	u2	\N	\N	agent-2	\N	\N	167	\N	model	success	\N	2026-03-01 14:31:00+00	\N	\N	\N	1670	167	\N	\N	\N	0.167	\N	\N	4036351166030807783
01a22188-f57c-705a-befc-392b1eca78c6	u1	\N	\N	agent-1	\N	\N	166	\N	model	success	\N	2026-03-01 14:38:00+00	\N	\N	\N	1660	166	\N	\N	\N	0.166	\N	\N	4036351166030807783
01a22188-f57c-7041-a43e-b6e22ed03271	u0	\N	\N	agent-0	\N	\N	165	\N	model	success	\N	2026-03-01 14:45:00+00	\N	\N	\N	1650	165	\N	\N	\N	0.165	\N	\N	4036351166030807783
01a22188-f57c-702d-83ef-a6587a01148e	u2	\N	\N	agent-4	\N	\N	164	\N	model	success	\N	2026-03-01 14:52:00+00	\N	\N	\N	1640	164	\N	\N	\N	0.164	\N	\N	4036351166030807783
01a22188-f57c-7014-9ac0-a3068b400bcb	u1	\N	\N	agent-3	\N	\N	163	\N	model	success	\N	2026-03-01 14:59:00+00	\N	\N	\N	1630	163	\N	\N	\N	0.163	\N	\N	4036351166030807783
01a22188-f57b-7ffb-b546-d45929791ed5	u0	\N	\N	agent-2	\N	\N	162	\N	model	failure	\N	2026-03-01 15:06:00+00	\N	\N	\N	1620	162	\N	\N	\N	0.162	\N	\N	4036351166030807783
01a22188-f57b-7fe7-9cc7-8b5b91fef8c7	u2	\N	\N	agent-1	\N	\N	161	\N	model	success	\N	2026-03-01 15:13:00+00	\N	\N	\N	1610	161	\N	\N	\N	0.161	\N	\N	4036351166030807783
01a22188-f57b-7fd2-8844-89c4fd358d53	u1	\N	\N	agent-0	\N	\N	160	\N	model	success	\N	2026-03-01 15:20:00+00	\N	\N	\N	1600	160	\N	\N	\N	0.160	\N	\N	4036351166030807783
01a22188-f57b-7fba-b277-a72a35827fff	u0	\N	\N	agent-4	\N	\N	159	\N	model	success	\N	2026-03-01 15:27:00+00	\N	\N	\N	1590	159	\N	\N	\N	0.159	\N	\N	4036351166030807783
01a22188-f57b-7fa9-a60c-65189ea62796	u2	\N	\N	agent-3	\N	\N	158	\N	model	success	\N	2026-03-01 15:34:00+00	\N	\N	\N	1580	158	\N	\N	\N	0.158	\N	\N	4036351166030807783
01a22188-f57b-7f95-a3b9-ec180dbe2af9	u1	\N	\N	agent-2	\N	\N	157	\N	model	success	\N	2026-03-01 15:41:00+00	\N	\N	\N	1570	157	\N	\N	\N	0.157	\N	\N	4036351166030807783
01a22188-f57b-7f81-a8c4-8bdf92a8d262	u0	\N	\N	agent-1	\N	\N	156	\N	model	success	\N	2026-03-01 15:48:00+00	\N	\N	\N	1560	156	\N	\N	\N	0.156	\N	\N	4036351166030807783
01a22188-f57b-7f6c-b88c-ca74139229d1	u2	\N	\N	agent-0	\N	\N	155	\N	model	success	\N	2026-03-01 15:55:00+00	\N	\N	\N	1550	155	\N	\N	\N	0.155	\N	\N	4036351166030807783
01a22188-f57b-7f58-a5f2-f4a76e07d0c4	u1	\N	\N	agent-4	\N	\N	154	\N	model	success	\N	2026-03-01 16:02:00+00	\N	\N	\N	1540	154	\N	\N	\N	0.154	\N	\N	4036351166030807783
01a22188-f57b-7f3f-851e-c9d8fb77998e	u0	\N	\N	agent-3	\N	\N	153	\N	model	failure	\N	2026-03-01 16:09:00+00	\N	\N	\N	1530	153	\N	\N	\N	0.153	\N	\N	4036351166030807783
01a22188-f57b-7f26-86d8-6dac737dbf62	u2	\N	\N	agent-2	\N	\N	152	\N	model	success	\N	2026-03-01 16:16:00+00	\N	\N	\N	1520	152	\N	\N	\N	0.152	\N	\N	4036351166030807783
01a22188-f57b-7f0e-b598-e2a6ce61ffea	u1	\N	\N	agent-1	\N	\N	151	\N	model	success	\N	2026-03-01 16:23:00+00	\N	\N	\N	1510	151	\N	\N	\N	0.151	\N	\N	4036351166030807783
01a22188-f57b-7ef9-be7a-c2397966f22f	u0	\N	\N	agent-0	\N	\N	150	\N	model	success	\N	2026-03-01 16:30:00+00	\N	\N	\N	1500	150	\N	\N	\N	0.150	\N	\N	4036351166030807783
01a22188-f57b-7ee1-bacf-ba53c50b5955	u2	\N	\N	agent-4	\N	\N	149	\N	model	success	\N	2026-03-01 16:37:00+00	\N	\N	\N	1490	149	\N	\N	\N	0.149	\N	\N	4036351166030807783
01a22188-f57b-7ec8-b65b-b440402c7898	u1	\N	\N	agent-3	\N	\N	148	\N	model	success	\N	2026-03-01 16:44:00+00	\N	\N	\N	1480	148	\N	\N	\N	0.148	\N	\N	4036351166030807783
01a22188-f57b-7d6c-a8e8-3d22de2637a5	u0	\N	\N	agent-2	\N	\N	147	\N	model	success	\N	2026-03-01 16:51:00+00	\N	\N	\N	1470	147	\N	\N	\N	0.147	\N	\N	4036351166030807783
01a22188-f57b-7d58-8cc4-9ee433a1fe0c	u2	\N	\N	agent-1	\N	\N	146	\N	model	success	\N	2026-03-01 16:58:00+00	\N	\N	\N	1460	146	\N	\N	\N	0.146	\N	\N	4036351166030807783
01a22188-f57b-7d3f-aab7-ec9deef1e504	u1	\N	\N	agent-0	\N	\N	145	\N	model	success	\N	2026-03-01 17:05:00+00	\N	\N	\N	1450	145	\N	\N	\N	0.145	\N	\N	4036351166030807783
01a22188-f57b-7d26-add3-681232e836d0	u0	\N	\N	agent-4	\N	\N	144	\N	model	failure	\N	2026-03-01 17:12:00+00	\N	\N	\N	1440	144	\N	\N	\N	0.144	\N	\N	4036351166030807783
01a22188-f57b-7d12-9a8e-d4a91cc27ad4	u2	\N	\N	agent-3	\N	\N	143	\N	model	success	\N	2026-03-01 17:19:00+00	\N	\N	\N	1430	143	\N	\N	\N	0.143	\N	\N	4036351166030807783
01a22188-f57b-7cf5-a411-871f9e18dba8	u1	\N	\N	agent-2	\N	\N	142	\N	model	success	\N	2026-03-01 17:26:00+00	\N	\N	\N	1420	142	\N	\N	\N	0.142	\N	\N	4036351166030807783
01a22188-f57b-7ce1-b50f-783db44cc68b	u0	\N	\N	agent-1	\N	\N	141	\N	model	success	\N	2026-03-01 17:33:00+00	\N	\N	\N	1410	141	\N	\N	\N	0.141	\N	\N	4036351166030807783
01a22188-f57b-7ccc-a422-c58dc57b3904	u2	\N	\N	agent-0	\N	\N	140	\N	model	success	\N	2026-03-01 17:40:00+00	\N	\N	\N	1400	140	\N	\N	\N	0.140	\N	\N	4036351166030807783
01a22188-f57b-7cb8-8cdf-06cd9033704c	u1	\N	\N	agent-4	\N	\N	139	\N	model	success	\N	2026-03-01 17:47:00+00	\N	\N	\N	1390	139	\N	\N	\N	0.139	\N	\N	4036351166030807783
01a22188-f57b-7c9f-b5d5-ce1bd7863059	u0	\N	\N	agent-3	\N	\N	138	\N	model	success	\N	2026-03-01 17:54:00+00	\N	\N	\N	1380	138	\N	\N	\N	0.138	\N	\N	4036351166030807783
01a22188-f57b-7c8b-a595-005144b4a6da	u2	\N	\N	agent-2	\N	\N	137	\N	model	success	\N	2026-03-01 18:01:00+00	\N	\N	\N	1370	137	\N	\N	\N	0.137	\N	\N	4036351166030807783
01a22188-f57b-7c76-9884-b9adfb77c0fd	u1	\N	\N	agent-1	\N	\N	136	\N	model	success	\N	2026-03-01 18:08:00+00	\N	\N	\N	1360	136	\N	\N	\N	0.136	\N	\N	4036351166030807783
01a22188-f57b-7c5e-95ec-518ebf35a2a3	u0	\N	\N	agent-0	\N	\N	135	\N	model	failure	\N	2026-03-01 18:15:00+00	\N	\N	\N	1350	135	\N	\N	\N	0.135	\N	\N	4036351166030807783
01a22188-f57b-7c45-97ad-c3e1cebb8666	u2	\N	\N	agent-4	\N	\N	134	\N	model	success	\N	2026-03-01 18:22:00+00	\N	\N	\N	1340	134	\N	\N	\N	0.134	\N	\N	4036351166030807783
01a22188-f57b-7c35-af5b-b1a2866d5187	u1	\N	\N	agent-3	\N	\N	133	\N	model	success	\N	2026-03-01 18:29:00+00	\N	\N	\N	1330	133	\N	\N	\N	0.133	\N	\N	4036351166030807783
01a22188-f57b-7c1c-bbea-2a423e044d82	u0	\N	\N	agent-2	\N	\N	132	\N	model	success	\N	2026-03-01 18:36:00+00	\N	\N	\N	1320	132	\N	\N	\N	0.132	\N	\N	4036351166030807783
01a22188-f57b-7c04-9286-cf846e7dfa6a	u2	\N	\N	agent-1	\N	\N	131	\N	model	success	\N	2026-03-01 18:43:00+00	\N	\N	\N	1310	131	\N	\N	\N	0.131	\N	\N	4036351166030807783
01a22188-f57b-7bef-b2b1-d955ffe9e447	u1	\N	\N	agent-0	\N	\N	130	\N	model	success	\N	2026-03-01 18:50:00+00	\N	\N	\N	1300	130	\N	\N	\N	0.130	\N	\N	4036351166030807783
01a22188-f57b-7bdb-a839-5d926091b389	u0	\N	\N	agent-4	\N	\N	129	\N	model	success	\N	2026-03-01 18:57:00+00	\N	\N	\N	1290	129	\N	\N	\N	0.129	\N	\N	4036351166030807783
01a22188-f57b-7bc6-9314-fa58fc0e8b7b	u2	\N	\N	agent-3	\N	\N	128	\N	model	success	\N	2026-03-01 19:04:00+00	\N	\N	\N	1280	128	\N	\N	\N	0.128	\N	\N	4036351166030807783
01a22188-f57b-7bae-add1-4ad4a78ab990	u1	\N	\N	agent-2	\N	\N	127	\N	model	success	\N	2026-03-01 19:11:00+00	\N	\N	\N	1270	127	\N	\N	\N	0.127	\N	\N	4036351166030807783
01a22188-f57b-7b99-92b1-1795b7b9983b	u0	\N	\N	agent-1	\N	\N	126	\N	model	failure	\N	2026-03-01 19:18:00+00	\N	\N	\N	1260	126	\N	\N	\N	0.126	\N	\N	4036351166030807783
01a22188-f57b-7b85-b33f-17f5ddecff53	u2	\N	\N	agent-0	\N	\N	125	\N	model	success	\N	2026-03-01 19:25:00+00	\N	\N	\N	1250	125	\N	\N	\N	0.125	\N	\N	4036351166030807783
01a22188-f57b-7b70-aa8d-0db3cecf00ae	u1	\N	\N	agent-4	\N	\N	124	\N	model	success	\N	2026-03-01 19:32:00+00	\N	\N	\N	1240	124	\N	\N	\N	0.124	\N	\N	4036351166030807783
01a22188-f57b-7b58-b05d-8fb7ed4b0fe7	u0	\N	\N	agent-3	\N	\N	123	\N	model	success	\N	2026-03-01 19:39:00+00	\N	\N	\N	1230	123	\N	\N	\N	0.123	\N	\N	4036351166030807783
01a22188-f57b-7b43-8b1b-8f4320f20747	u2	\N	\N	agent-2	\N	\N	122	\N	model	success	\N	2026-03-01 19:46:00+00	\N	\N	\N	1220	122	\N	\N	\N	0.122	\N	\N	4036351166030807783
01a22188-f57b-7b2b-ba4b-e6211bd990ba	u1	\N	\N	agent-1	\N	\N	121	\N	model	success	\N	2026-03-01 19:53:00+00	\N	\N	\N	1210	121	\N	\N	\N	0.121	\N	\N	4036351166030807783
01a22188-f57b-7b16-bdb3-ca17e09d564d	u0	\N	\N	agent-0	\N	\N	120	\N	model	success	\N	2026-03-01 20:00:00+00	\N	\N	\N	1200	120	\N	\N	\N	0.120	\N	\N	4036351166030807783
01a22188-f57b-7afd-8078-e54ef9ebedbb	u2	\N	\N	agent-4	\N	\N	119	\N	model	success	\N	2026-03-01 20:07:00+00	\N	\N	\N	1190	119	\N	\N	\N	0.119	\N	\N	4036351166030807783
01a22188-f57b-7ae9-ae9b-edaac0a9900c	u1	\N	\N	agent-3	\N	\N	118	\N	model	success	\N	2026-03-01 20:14:00+00	\N	\N	\N	1180	118	\N	\N	\N	0.118	\N	\N	4036351166030807783
01a22188-f57b-7ad0-8e0c-74df91af3da9	u0	\N	\N	agent-2	\N	\N	117	\N	model	failure	\N	2026-03-01 20:21:00+00	\N	\N	\N	1170	117	\N	\N	\N	0.117	\N	\N	4036351166030807783
01a22188-f57b-7abc-afda-d4bae4da6991	u2	\N	\N	agent-1	\N	\N	116	\N	model	success	\N	2026-03-01 20:28:00+00	\N	\N	\N	1160	116	\N	\N	\N	0.116	\N	\N	4036351166030807783
01a22188-f57b-7aa7-a0b9-dd55962f5416	u1	\N	\N	agent-0	\N	\N	115	\N	model	success	\N	2026-03-01 20:35:00+00	\N	\N	\N	1150	115	\N	\N	\N	0.115	\N	\N	4036351166030807783
01a22188-f57b-7a93-8451-39085c11b5bc	u0	\N	\N	agent-4	\N	\N	114	\N	model	success	\N	2026-03-01 20:42:00+00	\N	\N	\N	1140	114	\N	\N	\N	0.114	\N	\N	4036351166030807783
01a22188-f57b-7a7e-8787-f1a1dbfb7eab	u2	\N	\N	agent-3	\N	\N	113	\N	model	success	\N	2026-03-01 20:49:00+00	\N	\N	\N	1130	113	\N	\N	\N	0.113	\N	\N	4036351166030807783
01a22188-f57b-7a66-8acd-4a5a77e8648b	u1	\N	\N	agent-2	\N	\N	112	\N	model	success	\N	2026-03-01 20:56:00+00	\N	\N	\N	1120	112	\N	\N	\N	0.112	\N	\N	4036351166030807783
01a22188-f57b-7a51-8339-e3b61f637efa	u0	\N	\N	agent-1	\N	\N	111	\N	model	success	\N	2026-03-01 21:03:00+00	\N	\N	\N	1110	111	\N	\N	\N	0.111	\N	\N	4036351166030807783
01a22188-f57b-7a39-b016-56af700e6363	u2	\N	\N	agent-0	\N	\N	110	\N	model	success	\N	2026-03-01 21:10:00+00	\N	\N	\N	1100	110	\N	\N	\N	0.110	\N	\N	4036351166030807783
01a22188-f57b-7a20-833d-fed98c1f4916	u1	\N	\N	agent-4	\N	\N	109	\N	model	success	\N	2026-03-01 21:17:00+00	\N	\N	\N	1090	109	\N	\N	\N	0.109	\N	\N	4036351166030807783
01a22188-f57b-7a08-a106-dda81f483af4	u0	\N	\N	agent-3	\N	\N	108	\N	model	failure	\N	2026-03-01 21:24:00+00	\N	\N	\N	1080	108	\N	\N	\N	0.108	\N	\N	4036351166030807783
01a22188-f57b-79f3-a3af-d75220590b34	u2	\N	\N	agent-2	\N	\N	107	\N	model	success	\N	2026-03-01 21:31:00+00	\N	\N	\N	1070	107	\N	\N	\N	0.107	\N	\N	4036351166030807783
01a22188-f57b-79df-9575-086599f8e1bb	u1	\N	\N	agent-1	\N	\N	106	\N	model	success	\N	2026-03-01 21:38:00+00	\N	\N	\N	1060	106	\N	\N	\N	0.106	\N	\N	4036351166030807783
01a22188-f57b-79ca-be69-15f565de6b2d	u0	\N	\N	agent-0	\N	\N	105	\N	model	success	\N	2026-03-01 21:45:00+00	\N	\N	\N	1050	105	\N	\N	\N	0.105	\N	\N	4036351166030807783
01a22188-f57b-79b6-846d-056ff0190f02	u2	\N	\N	agent-4	\N	\N	104	\N	model	success	\N	2026-03-01 21:52:00+00	\N	\N	\N	1040	104	\N	\N	\N	0.104	\N	\N	4036351166030807783
01a22188-f57b-79a1-8be3-521d943e5cd0	u1	\N	\N	agent-3	\N	\N	103	\N	model	success	\N	2026-03-01 21:59:00+00	\N	\N	\N	1030	103	\N	\N	\N	0.103	\N	\N	4036351166030807783
01a22188-f57b-798d-bb04-b012171f53e3	u0	\N	\N	agent-2	\N	\N	102	\N	model	success	\N	2026-03-01 22:06:00+00	\N	\N	\N	1020	102	\N	\N	\N	0.102	\N	\N	4036351166030807783
01a22188-f57b-7974-b146-df060fa831e8	u2	\N	\N	agent-1	\N	\N	101	\N	model	success	\N	2026-03-01 22:13:00+00	\N	\N	\N	1010	101	\N	\N	\N	0.101	\N	\N	4036351166030807783
01a22188-f57b-795c-9ee7-bc9ec5134977	u1	\N	\N	agent-0	\N	\N	100	\N	model	success	\N	2026-03-01 22:20:00+00	\N	\N	\N	1000	100	\N	\N	\N	0.100	\N	\N	4036351166030807783
01a22188-f57b-793f-8558-4ff8d8c6d97b	u0	\N	\N	agent-4	\N	\N	99	\N	model	failure	\N	2026-03-01 22:27:00+00	\N	\N	\N	990	99	\N	\N	\N	0.099	\N	\N	4036351166030807783
01a22188-f57b-792b-8dcc-b67fc630d3fe	u2	\N	\N	agent-3	\N	\N	98	\N	model	success	\N	2026-03-01 22:34:00+00	\N	\N	\N	980	98	\N	\N	\N	0.098	\N	\N	4036351166030807783
01a22188-f57b-7912-a3bf-884ebee8f374	u1	\N	\N	agent-2	\N	\N	97	\N	model	success	\N	2026-03-01 22:41:00+00	\N	\N	\N	970	97	\N	\N	\N	0.097	\N	\N	4036351166030807783
01a22188-f57b-78fd-b5c5-3e9da15b978c	u0	\N	\N	agent-1	\N	\N	96	\N	model	success	\N	2026-03-01 22:48:00+00	\N	\N	\N	960	96	\N	\N	\N	0.096	\N	\N	4036351166030807783
01a22188-f57b-78e9-84d2-168a26ec963e	u2	\N	\N	agent-0	\N	\N	95	\N	model	success	\N	2026-03-01 22:55:00+00	\N	\N	\N	950	95	\N	\N	\N	0.095	\N	\N	4036351166030807783
01a22188-f57b-78d0-b31f-f5d4ac3a0b9f	u1	\N	\N	agent-4	\N	\N	94	\N	model	success	\N	2026-03-01 23:02:00+00	\N	\N	\N	940	94	\N	\N	\N	0.094	\N	\N	4036351166030807783
01a22188-f57b-78b8-b303-e9459836c3e8	u0	\N	\N	agent-3	\N	\N	93	\N	model	success	\N	2026-03-01 23:09:00+00	\N	\N	\N	930	93	\N	\N	\N	0.093	\N	\N	4036351166030807783
01a22188-f57b-789f-ad00-a4b2753c2ca1	u2	\N	\N	agent-2	\N	\N	92	\N	model	success	\N	2026-03-01 23:16:00+00	\N	\N	\N	920	92	\N	\N	\N	0.092	\N	\N	4036351166030807783
01a22188-f57b-7883-b062-d83b79175dd3	u1	\N	\N	agent-1	\N	\N	91	\N	model	success	\N	2026-03-01 23:23:00+00	\N	\N	\N	910	91	\N	\N	\N	0.091	\N	\N	4036351166030807783
01a22188-f57b-77fb-9247-2af305b24820	u0	\N	\N	agent-0	\N	\N	90	\N	model	failure	\N	2026-03-01 23:30:00+00	\N	\N	\N	900	90	\N	\N	\N	0.090	\N	\N	4036351166030807783
01a22188-f57b-77df-990f-e4bf52e296bd	u2	\N	\N	agent-4	\N	\N	89	\N	model	success	\N	2026-03-01 23:37:00+00	\N	\N	\N	890	89	\N	\N	\N	0.089	\N	\N	4036351166030807783
01a22188-f57b-77be-b224-30fe61d482c2	u1	\N	\N	agent-3	\N	\N	88	\N	model	success	\N	2026-03-01 23:44:00+00	\N	\N	\N	880	88	\N	\N	\N	0.088	\N	\N	4036351166030807783
01a22188-f57b-7733-8e02-c87ba6762f2b	u0	\N	\N	agent-2	\N	\N	87	\N	model	success	\N	2026-03-01 23:51:00+00	\N	\N	\N	870	87	\N	\N	\N	0.087	\N	\N	4036351166030807783
01a22188-f576-7e0c-b6d7-6716fd7e5a06	u2	\N	\N	agent-1	\N	\N	86	\N	model	success	\N	2026-03-01 23:58:00+00	\N	\N	\N	860	86	\N	\N	\N	0.086	\N	\N	4036351166030807783
\.


--
-- Data for Name: agent_executions_p20260302; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260302 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
01a22188-f575-7ac0-b040-620e88d7a2fe	u1	\N	\N	agent-1	\N	\N	1	\N	model	success	\N	2026-03-02 09:53:00+00	\N	\N	\N	10	1	\N	\N	\N	0.001	\N	\N	4036351166030807783
01a22188-f576-74ac-b19d-e5157bb58c02	u2	\N	\N	agent-2	\N	\N	2	\N	model	success	\N	2026-03-02 09:46:00+00	\N	\N	\N	20	2	\N	\N	\N	0.002	\N	\N	4036351166030807783
01a22188-f576-7558-96ef-b8f3e0ba2caa	u0	\N	\N	agent-3	\N	\N	3	\N	model	success	\N	2026-03-02 09:39:00+00	\N	\N	\N	30	3	\N	\N	\N	0.003	\N	\N	4036351166030807783
01a22188-f576-7581-a2ab-81aed7ec28b7	u1	\N	\N	agent-4	\N	\N	4	\N	model	success	\N	2026-03-02 09:32:00+00	\N	\N	\N	40	4	\N	\N	\N	0.004	\N	\N	4036351166030807783
01a22188-f576-7599-b8d6-d103abdf2643	u2	\N	\N	agent-0	\N	\N	5	\N	model	success	\N	2026-03-02 09:25:00+00	\N	\N	\N	50	5	\N	\N	\N	0.005	\N	\N	4036351166030807783
01a22188-f576-75b2-a601-370f50444f08	u0	\N	\N	agent-1	\N	\N	6	\N	model	success	\N	2026-03-02 09:18:00+00	\N	\N	\N	60	6	\N	\N	\N	0.006	\N	\N	4036351166030807783
01a22188-f576-75c6-bead-d58ddc11a0ed	u1	\N	\N	agent-2	\N	\N	7	\N	model	success	\N	2026-03-02 09:11:00+00	\N	\N	\N	70	7	\N	\N	\N	0.007	\N	\N	4036351166030807783
01a22188-f576-75df-af10-d1143462b7e6	u2	\N	\N	agent-3	\N	\N	8	\N	model	success	\N	2026-03-02 09:04:00+00	\N	\N	\N	80	8	\N	\N	\N	0.008	\N	\N	4036351166030807783
01a22188-f576-75f3-9fcf-e21886e921c4	u0	\N	\N	agent-4	\N	\N	9	\N	model	failure	\N	2026-03-02 08:57:00+00	\N	\N	\N	90	9	\N	\N	\N	0.009	\N	\N	4036351166030807783
01a22188-f576-7666-99dd-eb64daecbdfe	u1	\N	\N	agent-0	\N	\N	10	\N	model	success	\N	2026-03-02 08:50:00+00	\N	\N	\N	100	10	\N	\N	\N	0.010	\N	\N	4036351166030807783
01a22188-f576-767e-8654-0679f15af5ea	u2	\N	\N	agent-1	\N	\N	11	\N	model	success	\N	2026-03-02 08:43:00+00	\N	\N	\N	110	11	\N	\N	\N	0.011	\N	\N	4036351166030807783
01a22188-f576-7693-bf41-f058b72dc74b	u0	\N	\N	agent-2	\N	\N	12	\N	model	success	\N	2026-03-02 08:36:00+00	\N	\N	\N	120	12	\N	\N	\N	0.012	\N	\N	4036351166030807783
01a22188-f576-76a7-af9c-c0151c15e5a2	u1	\N	\N	agent-3	\N	\N	13	\N	model	success	\N	2026-03-02 08:29:00+00	\N	\N	\N	130	13	\N	\N	\N	0.013	\N	\N	4036351166030807783
01a22188-f576-76bc-b7c0-4b16338571ea	u2	\N	\N	agent-4	\N	\N	14	\N	model	success	\N	2026-03-02 08:22:00+00	\N	\N	\N	140	14	\N	\N	\N	0.014	\N	\N	4036351166030807783
01a22188-f576-76cc-a6b0-6aa28376e85d	u0	\N	\N	agent-0	\N	\N	15	\N	model	success	\N	2026-03-02 08:15:00+00	\N	\N	\N	150	15	\N	\N	\N	0.015	\N	\N	4036351166030807783
01a22188-f576-76e1-90ae-b4990c187c58	u1	\N	\N	agent-1	\N	\N	16	\N	model	success	\N	2026-03-02 08:08:00+00	\N	\N	\N	160	16	\N	\N	\N	0.016	\N	\N	4036351166030807783
01a22188-f576-76f9-a2d8-915104f032cf	u2	\N	\N	agent-2	\N	\N	17	\N	model	success	\N	2026-03-02 08:01:00+00	\N	\N	\N	170	17	\N	\N	\N	0.017	\N	\N	4036351166030807783
01a22188-f576-770e-9a80-ce09031b8a90	u0	\N	\N	agent-3	\N	\N	18	\N	model	failure	\N	2026-03-02 07:54:00+00	\N	\N	\N	180	18	\N	\N	\N	0.018	\N	\N	4036351166030807783
01a22188-f576-772b-b26e-00d08902c495	u1	\N	\N	agent-4	\N	\N	19	\N	model	success	\N	2026-03-02 07:47:00+00	\N	\N	\N	190	19	\N	\N	\N	0.019	\N	\N	4036351166030807783
01a22188-f576-773f-b731-279a6b5a107a	u2	\N	\N	agent-0	\N	\N	20	\N	model	success	\N	2026-03-02 07:40:00+00	\N	\N	\N	200	20	\N	\N	\N	0.020	\N	\N	4036351166030807783
01a22188-f576-7753-a550-136b331f84d8	u0	\N	\N	agent-1	\N	\N	21	\N	model	success	\N	2026-03-02 07:33:00+00	\N	\N	\N	210	21	\N	\N	\N	0.021	\N	\N	4036351166030807783
01a22188-f576-7768-b654-586d2febbc95	u1	\N	\N	agent-2	\N	\N	22	\N	model	success	\N	2026-03-02 07:26:00+00	\N	\N	\N	220	22	\N	\N	\N	0.022	\N	\N	4036351166030807783
01a22188-f576-777c-b6f2-057d8bc9d16e	u2	\N	\N	agent-3	\N	\N	23	\N	model	success	\N	2026-03-02 07:19:00+00	\N	\N	\N	230	23	\N	\N	\N	0.023	\N	\N	4036351166030807783
01a22188-f576-7791-b2a0-2bc59cc8f8d8	u0	\N	\N	agent-4	\N	\N	24	\N	model	success	\N	2026-03-02 07:12:00+00	\N	\N	\N	240	24	\N	\N	\N	0.024	\N	\N	4036351166030807783
01a22188-f576-77a5-b2ac-ef3b3cfa8435	u1	\N	\N	agent-0	\N	\N	25	\N	model	success	\N	2026-03-02 07:05:00+00	\N	\N	\N	250	25	\N	\N	\N	0.025	\N	\N	4036351166030807783
01a22188-f576-77ba-ac99-7491e9549390	u2	\N	\N	agent-1	\N	\N	26	\N	model	success	\N	2026-03-02 06:58:00+00	\N	\N	\N	260	26	\N	\N	\N	0.026	\N	\N	4036351166030807783
01a22188-f576-77d2-b222-1b64a96dff0c	u0	\N	\N	agent-2	\N	\N	27	\N	model	failure	\N	2026-03-02 06:51:00+00	\N	\N	\N	270	27	\N	\N	\N	0.027	\N	\N	4036351166030807783
01a22188-f576-77eb-8560-6b0dece2e971	u1	\N	\N	agent-3	\N	\N	28	\N	model	success	\N	2026-03-02 06:44:00+00	\N	\N	\N	280	28	\N	\N	\N	0.028	\N	\N	4036351166030807783
01a22188-f576-7800-93bb-4c9222aa053e	u2	\N	\N	agent-4	\N	\N	29	\N	model	success	\N	2026-03-02 06:37:00+00	\N	\N	\N	290	29	\N	\N	\N	0.029	\N	\N	4036351166030807783
01a22188-f576-7818-b74b-dabc4953bd72	u0	\N	\N	agent-0	\N	\N	30	\N	model	success	\N	2026-03-02 06:30:00+00	\N	\N	\N	300	30	\N	\N	\N	0.030	\N	\N	4036351166030807783
01a22188-f576-782d-a77f-17b152720ed3	u1	\N	\N	agent-1	\N	\N	31	\N	model	success	\N	2026-03-02 06:23:00+00	\N	\N	\N	310	31	\N	\N	\N	0.031	\N	\N	4036351166030807783
01a22188-f576-7841-ad16-3c320cd8e996	u2	\N	\N	agent-2	\N	\N	32	\N	model	success	\N	2026-03-02 06:16:00+00	\N	\N	\N	320	32	\N	\N	\N	0.032	\N	\N	4036351166030807783
01a22188-f576-7856-8c67-e1b8020fdc42	u0	\N	\N	agent-3	\N	\N	33	\N	model	success	\N	2026-03-02 06:09:00+00	\N	\N	\N	330	33	\N	\N	\N	0.033	\N	\N	4036351166030807783
01a22188-f576-786a-8469-dc162a6914de	u1	\N	\N	agent-4	\N	\N	34	\N	model	success	\N	2026-03-02 06:02:00+00	\N	\N	\N	340	34	\N	\N	\N	0.034	\N	\N	4036351166030807783
01a22188-f576-787e-8cad-af75d54ad019	u2	\N	\N	agent-0	\N	\N	35	\N	model	success	\N	2026-03-02 05:55:00+00	\N	\N	\N	350	35	\N	\N	\N	0.035	\N	\N	4036351166030807783
01a22188-f576-7893-8c63-22f3b896baf8	u0	\N	\N	agent-1	\N	\N	36	\N	model	failure	\N	2026-03-02 05:48:00+00	\N	\N	\N	360	36	\N	\N	\N	0.036	\N	\N	4036351166030807783
01a22188-f576-78a7-9199-2cbb1ce42d10	u1	\N	\N	agent-2	\N	\N	37	\N	model	success	\N	2026-03-02 05:41:00+00	\N	\N	\N	370	37	\N	\N	\N	0.037	\N	\N	4036351166030807783
01a22188-f576-78bc-8151-9fc25c5a5df4	u2	\N	\N	agent-3	\N	\N	38	\N	model	success	\N	2026-03-02 05:34:00+00	\N	\N	\N	380	38	\N	\N	\N	0.038	\N	\N	4036351166030807783
01a22188-f576-78d4-85f6-3fa2a64e15d8	u0	\N	\N	agent-4	\N	\N	39	\N	model	success	\N	2026-03-02 05:27:00+00	\N	\N	\N	390	39	\N	\N	\N	0.039	\N	\N	4036351166030807783
01a22188-f576-78ed-8baa-35396bd864d4	u1	\N	\N	agent-0	\N	\N	40	\N	model	success	\N	2026-03-02 05:20:00+00	\N	\N	\N	400	40	\N	\N	\N	0.040	\N	\N	4036351166030807783
01a22188-f576-7902-a815-f40554492b0c	u2	\N	\N	agent-1	\N	\N	41	\N	model	success	\N	2026-03-02 05:13:00+00	\N	\N	\N	410	41	\N	\N	\N	0.041	\N	\N	4036351166030807783
01a22188-f576-7916-812b-87c397c4de92	u0	\N	\N	agent-2	\N	\N	42	\N	model	success	\N	2026-03-02 05:06:00+00	\N	\N	\N	420	42	\N	\N	\N	0.042	\N	\N	4036351166030807783
01a22188-f576-7926-801a-75c48b529011	u1	\N	\N	agent-3	\N	\N	43	\N	model	success	\N	2026-03-02 04:59:00+00	\N	\N	\N	430	43	\N	\N	\N	0.043	\N	\N	4036351166030807783
01a22188-f576-793b-9249-522bfddea643	u2	\N	\N	agent-4	\N	\N	44	\N	model	success	\N	2026-03-02 04:52:00+00	\N	\N	\N	440	44	\N	\N	\N	0.044	\N	\N	4036351166030807783
01a22188-f576-794f-b844-6defc9989402	u0	\N	\N	agent-0	\N	\N	45	\N	model	failure	\N	2026-03-02 04:45:00+00	\N	\N	\N	450	45	\N	\N	\N	0.045	\N	\N	4036351166030807783
01a22188-f576-7968-8dcf-aad462ddbf68	u1	\N	\N	agent-1	\N	\N	46	\N	model	success	\N	2026-03-02 04:38:00+00	\N	\N	\N	460	46	\N	\N	\N	0.046	\N	\N	4036351166030807783
01a22188-f576-7981-b3ea-67320ac6fac6	u2	\N	\N	agent-2	\N	\N	47	\N	model	success	\N	2026-03-02 04:31:00+00	\N	\N	\N	470	47	\N	\N	\N	0.047	\N	\N	4036351166030807783
01a22188-f576-7991-8eb4-2644bf8f1fe6	u0	\N	\N	agent-3	\N	\N	48	\N	model	success	\N	2026-03-02 04:24:00+00	\N	\N	\N	480	48	\N	\N	\N	0.048	\N	\N	4036351166030807783
01a22188-f576-79a5-a170-c1aebdfe8b61	u1	\N	\N	agent-4	\N	\N	49	\N	model	success	\N	2026-03-02 04:17:00+00	\N	\N	\N	490	49	\N	\N	\N	0.049	\N	\N	4036351166030807783
01a22188-f576-79be-b6f3-8a2b8568958d	u2	\N	\N	agent-0	\N	\N	50	\N	model	success	\N	2026-03-02 04:10:00+00	\N	\N	\N	500	50	\N	\N	\N	0.050	\N	\N	4036351166030807783
01a22188-f576-79d2-a7d6-ad4cf3e60aff	u0	\N	\N	agent-1	\N	\N	51	\N	model	success	\N	2026-03-02 04:03:00+00	\N	\N	\N	510	51	\N	\N	\N	0.051	\N	\N	4036351166030807783
01a22188-f576-79e7-a581-9c1dd91f4245	u1	\N	\N	agent-2	\N	\N	52	\N	model	success	\N	2026-03-02 03:56:00+00	\N	\N	\N	520	52	\N	\N	\N	0.052	\N	\N	4036351166030807783
01a22188-f576-79fb-8bab-94f57ff53103	u2	\N	\N	agent-3	\N	\N	53	\N	model	success	\N	2026-03-02 03:49:00+00	\N	\N	\N	530	53	\N	\N	\N	0.053	\N	\N	4036351166030807783
01a22188-f576-7a10-a2c5-b3f331351106	u0	\N	\N	agent-4	\N	\N	54	\N	model	failure	\N	2026-03-02 03:42:00+00	\N	\N	\N	540	54	\N	\N	\N	0.054	\N	\N	4036351166030807783
01a22188-f576-7a28-baaf-cf5b2507d600	u1	\N	\N	agent-0	\N	\N	55	\N	model	success	\N	2026-03-02 03:35:00+00	\N	\N	\N	550	55	\N	\N	\N	0.055	\N	\N	4036351166030807783
01a22188-f576-7a3d-99f0-61db002126a2	u2	\N	\N	agent-1	\N	\N	56	\N	model	success	\N	2026-03-02 03:28:00+00	\N	\N	\N	560	56	\N	\N	\N	0.056	\N	\N	4036351166030807783
01a22188-f576-7a51-8ca9-e57e3a04064c	u0	\N	\N	agent-2	\N	\N	57	\N	model	success	\N	2026-03-02 03:21:00+00	\N	\N	\N	570	57	\N	\N	\N	0.057	\N	\N	4036351166030807783
01a22188-f576-7a66-854d-b0943650ef46	u1	\N	\N	agent-3	\N	\N	58	\N	model	success	\N	2026-03-02 03:14:00+00	\N	\N	\N	580	58	\N	\N	\N	0.058	\N	\N	4036351166030807783
01a22188-f576-7a7a-95e9-d1ae2467488e	u2	\N	\N	agent-4	\N	\N	59	\N	model	success	\N	2026-03-02 03:07:00+00	\N	\N	\N	590	59	\N	\N	\N	0.059	\N	\N	4036351166030807783
01a22188-f576-7a8f-a319-9aa676c816a9	u0	\N	\N	agent-0	\N	\N	60	\N	model	success	\N	2026-03-02 03:00:00+00	\N	\N	\N	600	60	\N	\N	\N	0.060	\N	\N	4036351166030807783
01a22188-f576-7aa7-b2e1-2c63b9253f73	u1	\N	\N	agent-1	\N	\N	61	\N	model	success	\N	2026-03-02 02:53:00+00	\N	\N	\N	610	61	\N	\N	\N	0.061	\N	\N	4036351166030807783
01a22188-f576-7abc-9240-a013e25094cf	u2	\N	\N	agent-2	\N	\N	62	\N	model	success	\N	2026-03-02 02:46:00+00	\N	\N	\N	620	62	\N	\N	\N	0.062	\N	\N	4036351166030807783
01a22188-f576-7c1c-adfa-325127ce6777	u0	\N	\N	agent-3	\N	\N	63	\N	model	failure	\N	2026-03-02 02:39:00+00	\N	\N	\N	630	63	\N	\N	\N	0.063	\N	\N	4036351166030807783
01a22188-f576-7c39-a52d-bcc1a54fe904	u1	\N	\N	agent-4	\N	\N	64	\N	model	success	\N	2026-03-02 02:32:00+00	\N	\N	\N	640	64	\N	\N	\N	0.064	\N	\N	4036351166030807783
01a22188-f576-7c4d-b267-a425ce446241	u2	\N	\N	agent-0	\N	\N	65	\N	model	success	\N	2026-03-02 02:25:00+00	\N	\N	\N	650	65	\N	\N	\N	0.065	\N	\N	4036351166030807783
01a22188-f576-7c62-9bf8-d17c2862e999	u0	\N	\N	agent-1	\N	\N	66	\N	model	success	\N	2026-03-02 02:18:00+00	\N	\N	\N	660	66	\N	\N	\N	0.066	\N	\N	4036351166030807783
01a22188-f576-7c7a-99eb-e0ffe1662374	u1	\N	\N	agent-2	\N	\N	67	\N	model	success	\N	2026-03-02 02:11:00+00	\N	\N	\N	670	67	\N	\N	\N	0.067	\N	\N	4036351166030807783
01a22188-f576-7c8f-a2f2-7296c895c076	u2	\N	\N	agent-3	\N	\N	68	\N	model	success	\N	2026-03-02 02:04:00+00	\N	\N	\N	680	68	\N	\N	\N	0.068	\N	\N	4036351166030807783
01a22188-f576-7ca3-a43f-c99202938ede	u0	\N	\N	agent-4	\N	\N	69	\N	model	success	\N	2026-03-02 01:57:00+00	\N	\N	\N	690	69	\N	\N	\N	0.069	\N	\N	4036351166030807783
01a22188-f576-7cb8-9580-3489e1bef8ad	u1	\N	\N	agent-0	\N	\N	70	\N	model	success	\N	2026-03-02 01:50:00+00	\N	\N	\N	700	70	\N	\N	\N	0.070	\N	\N	4036351166030807783
01a22188-f576-7cd0-b5c0-652e26757195	u2	\N	\N	agent-1	\N	\N	71	\N	model	success	\N	2026-03-02 01:43:00+00	\N	\N	\N	710	71	\N	\N	\N	0.071	\N	\N	4036351166030807783
01a22188-f576-7ce5-9637-f622da969fd7	u0	\N	\N	agent-2	\N	\N	72	\N	model	failure	\N	2026-03-02 01:36:00+00	\N	\N	\N	720	72	\N	\N	\N	0.072	\N	\N	4036351166030807783
01a22188-f576-7cf9-beec-2820a7f13cf2	u1	\N	\N	agent-3	\N	\N	73	\N	model	success	\N	2026-03-02 01:29:00+00	\N	\N	\N	730	73	\N	\N	\N	0.073	\N	\N	4036351166030807783
01a22188-f576-7d0e-96c9-8469c0943e3d	u2	\N	\N	agent-4	\N	\N	74	\N	model	success	\N	2026-03-02 01:22:00+00	\N	\N	\N	740	74	\N	\N	\N	0.074	\N	\N	4036351166030807783
01a22188-f576-7d22-a874-d6b8d9f95a45	u0	\N	\N	agent-0	\N	\N	75	\N	model	success	\N	2026-03-02 01:15:00+00	\N	\N	\N	750	75	\N	\N	\N	0.075	\N	\N	4036351166030807783
01a22188-f576-7d37-868e-880e4e08b838	u1	\N	\N	agent-1	\N	\N	76	\N	model	success	\N	2026-03-02 01:08:00+00	\N	\N	\N	760	76	\N	\N	\N	0.076	\N	\N	4036351166030807783
01a22188-f576-7d4b-8c9c-342e7ebb48dc	u2	\N	\N	agent-2	\N	\N	77	\N	model	success	\N	2026-03-02 01:01:00+00	\N	\N	\N	770	77	\N	\N	\N	0.077	\N	\N	4036351166030807783
01a22188-f576-7d60-98d8-6df44c1e4763	u0	\N	\N	agent-3	\N	\N	78	\N	model	success	\N	2026-03-02 00:54:00+00	\N	\N	\N	780	78	\N	\N	\N	0.078	\N	\N	4036351166030807783
01a22188-f576-7d74-8fbd-b19be2c1a28c	u1	\N	\N	agent-4	\N	\N	79	\N	model	success	\N	2026-03-02 00:47:00+00	\N	\N	\N	790	79	\N	\N	\N	0.079	\N	\N	4036351166030807783
01a22188-f576-7d89-a444-d34a91b1190a	u2	\N	\N	agent-0	\N	\N	80	\N	model	success	\N	2026-03-02 00:40:00+00	\N	\N	\N	800	80	\N	\N	\N	0.080	\N	\N	4036351166030807783
01a22188-f576-7d9d-ab15-739058ec0999	u0	\N	\N	agent-1	\N	\N	81	\N	model	failure	\N	2026-03-02 00:33:00+00	\N	\N	\N	810	81	\N	\N	\N	0.081	\N	\N	4036351166030807783
01a22188-f576-7dba-980e-ff04b65df32b	u1	\N	\N	agent-2	\N	\N	82	\N	model	success	\N	2026-03-02 00:26:00+00	\N	\N	\N	820	82	\N	\N	\N	0.082	\N	\N	4036351166030807783
01a22188-f576-7dce-a849-217406ed6305	u2	\N	\N	agent-3	\N	\N	83	\N	model	success	\N	2026-03-02 00:19:00+00	\N	\N	\N	830	83	\N	\N	\N	0.083	\N	\N	4036351166030807783
01a22188-f576-7de3-b7a1-17b48cc16022	u0	\N	\N	agent-4	\N	\N	84	\N	model	success	\N	2026-03-02 00:12:00+00	\N	\N	\N	840	84	\N	\N	\N	0.084	\N	\N	4036351166030807783
01a22188-f576-7df3-b6b3-265973ade370	u1	\N	\N	agent-0	\N	\N	85	\N	model	success	\N	2026-03-02 00:05:00+00	\N	\N	\N	850	85	\N	\N	\N	0.085	\N	\N	4036351166030807783
\.


--
-- Data for Name: agent_executions_p20260303; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260303 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_executions_p20260304; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260304 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_executions_p20260305; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260305 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_executions_p20260306; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260306 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_executions_p20260307; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_executions_p20260307 (id, user_id, session_id, request_id, agent_name, input_data, output_data, execution_time_ms, tokens_used, model_used, status, error_message, created_at, parent_id, operation, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, error_type, price_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_default; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_default (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_p20260302; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260302 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
01a22188-f6b3-7b43-a38c-9b3793fff445	told	error	\N	told broke	\N	{}	2026-03-02 10:00:00+00	u	\N	\N	\N	4036351166030807812
01a22188-f6b4-7989-96e7-166a7a950234	silenced	error	\N	silenced broke	\N	{}	2026-03-02 10:00:00+00	u	\N	\N	\N	4036351166030807813
01a22188-f8ab-7f0e-a95d-4927c67ad862	held	error	\N	held broke	\N	{}	2026-03-02 10:00:00+00	u	\N	\N	\N	4036351166030807851
01a22188-f94b-780c-92ca-8e60d7c2bb5e	unsent	error	\N	unsent broke	\N	{}	2026-03-02 10:00:00+00	u	\N	\N	\N	4036351166030807863
01a22188-f9d7-7e45-a621-3d2403534866	unread	error	\N	unread broke	\N	{}	2026-03-02 10:00:00+00	u	\N	\N	\N	4036351166030807876
\.


--
-- Data for Name: agent_logs_p20260303; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260303 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_p20260304; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260304 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_p20260305; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260305 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_p20260306; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260306 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_logs_p20260307; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_logs_p20260307 (id, agent_name, log_level, event_type, message, error_details, context, created_at, user_id, organization_id, request_id, session_id, stamp) FROM stdin;
\.


--
-- Data for Name: agent_messages; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_messages (id, from_agent, to_agent, message_type, content, correlation_id, created_at) FROM stdin;
01a22188-f584-7374-8010-f7f29962d404	a	\N	\N	"text"	\N	2026-11-28 09:42:33.497476+00
\.


--
-- Data for Name: agent_status_history; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agent_status_history (agent_key, agent_name, status, availability, since, until, better_since) FROM stdin;
\.


--
-- Data for Name: agents; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.agents (id, name, type, status, config, metrics, metadata, last_heartbeat_at, created_at, updated_at) FROM stdin;
01a22188-f57e-763d-bb4b-13d64f814cec	a	\N	active	{}	{}	{}	2026-11-28 09:42:33.497476+00	2026-11-28 09:42:33.497476+00	2026-11-28 09:42:33.497476+00
\.


--
-- Data for Name: alert_events; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.alert_events (id, alert_id, at, event, detail, group_id) FROM stdin;
1	01a22188-f6d0-71ba-851a-661b4da64de9	2026-03-02 10:00:00+00	held back	silence 01a22188-f561-7d91-94b6-fe3348be3472: quiet	\N
\.


--
-- Data for Name: alert_group_members; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.alert_group_members (group_id, alert_id, notified_count, notified_state, held_by) FROM stdin;
01a22188-f759-7f85-9be5-29226ceefe8e	01a22188-f6d0-71ba-851a-661b4da64de9	0	\N	silence 01a22188-f561-7d91-94b6-fe3348be3472: quiet
01a22188-f759-7f1a-8ce3-703cd6161429	01a22188-f6cf-7c87-957e-d3dc01afe0f4	1	firing	\N
01a22188-f759-7a6e-937e-b86a6c7dbb03	01a22188-f72f-7210-ac61-117d81d6b05c	1	firing	\N
01a22188-f8d4-7ca7-9684-08a1f03d44a6	01a22188-f8b5-723d-809b-6884651aafc5	1	firing	\N
01a22188-f998-7f3b-8382-695aacff720e	01a22188-f952-7210-a2e9-68991987357f	1	firing	\N
\.


--
-- Data for Name: alert_groups; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.alert_groups (id, route, group_key, group_labels, channels, flush_at, recheck_at, escalate_at, escalation_from, escalated_to, escalation_owed, last_notified_at, untold) FROM stdin;
01a22188-f759-7f1a-8ce3-703cd6161429	default	\\xa0938f43173c6af7d77b058ade4b1cb71fe0cd5c5756ddfbb8f1f1382862b317	{"alertname": "agent_error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}	\N	2026-03-02 14:00:00+00	\N	\N	2026-03-02 10:00:00+00	00:00:00	{}	2026-03-02 10:00:00+00	f
01a22188-f759-7a6e-937e-b86a6c7dbb03	default	\\x1ae26307164053355a6b13c2d6959fba6c9012e940255b21c9659b4b329c4efd	{"alertname": "rule"}	\N	2026-03-02 14:00:00+00	\N	\N	2026-03-02 10:00:00+00	00:00:00	{}	2026-03-02 10:00:00+00	f
01a22188-f759-7f85-9be5-29226ceefe8e	default	\\xf0ba2b03666830f70f3e577be30645b5d0a456fd4b5dda05cb17e70f9b3bb59b	{"alertname": "agent_error", "agent_name": "silenced", "fingerprint": "8c3899d745deed41"}	\N	\N	2026-03-02 11:00:00+00	\N	\N	00:00:00	{}	\N	f
01a22188-f8d4-7ca7-9684-08a1f03d44a6	default	\\xe3b8278e8d6f138b3a2e27aa5a8d5319475f2a0a178319089fa6aab53c657a7a	{"alertname": "agent_error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}	\N	2026-03-02 14:00:10+00	\N	\N	2026-03-02 10:00:10+00	00:00:00	{}	2026-03-02 10:00:10+00	f
01a22188-f998-7f3b-8382-695aacff720e	default	\\x6b4605c4fce2b3121c40f7a2d2d5e6e09352eda7054f01d0a22d0af06a77f636	{"alertname": "agent_error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}	\N	2026-03-02 14:00:20+00	\N	\N	2026-03-02 10:00:20+00	00:00:00	{}	2026-03-02 10:00:20+00	f
\.


--
-- Data for Name: alert_rules; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.alert_rules (name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data, description, last_evaluated_at, last_value, last_error, error_count, last_duration_ms, last_succeeded_at, last_data_at, unseen_since, status, evaluated) FROM stdin;
rule	temperature > 5	critical	00:00:00	00:00:00	{}	{"summary": "hot"}	\N	t	ok	\N	2026-03-02 10:00:20+00	9	\N	0	24.381	2026-03-02 10:00:20+00	2026-03-02 10:00:20+00	\N	ok	{"labels": {}, "expression": "temperature > 5"}
\.


--
-- Data for Name: alerts; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.alerts (id, alert_key, source, labels, annotations, severity, state, count, value, rule_name, actions, starts_at, fired_at, last_seen_at, ends_at, updated_at, acknowledged_at, acknowledged_by, snoozed_until, news) FROM stdin;
01a22188-f6cf-7c87-957e-d3dc01afe0f4	\\x51848641d6adb828df391ec0e33588a596c04a3a5bb8470041a7edcbeece7f56	log	{"alertname": "agent_error", "log_level": "error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}	{"log_id": "01a22188-f6b3-7b43-a38c-9b3793fff445", "message": "told broke"}	error	firing	1	\N	\N	\N	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	2026-03-02 10:00:00+00	\N	\N	\N	f
01a22188-f6d0-71ba-851a-661b4da64de9	\\x5ef14c2b3bf60aed3364584e8d87eb394a2ec81ebda6136147e100d7ce9f9505	log	{"alertname": "agent_error", "log_level": "error", "agent_name": "silenced", "fingerprint": "8c3899d745deed41"}	{"log_id": "01a22188-f6b4-7989-96e7-166a7a950234", "message": "silenced broke"}	error	firing	1	\N	\N	\N	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	2026-03-02 10:00:00+00	\N	\N	\N	f
01a22188-f8b5-723d-809b-6884651aafc5	\\xc4ec4ed4917285aa1c61001fb30f86d96e3e41634d59bc7ceb1622cbdb289ea7	log	{"alertname": "agent_error", "log_level": "error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}	{"log_id": "01a22188-f8ab-7f0e-a95d-4927c67ad862", "message": "held broke"}	error	firing	1	\N	\N	\N	2026-03-02 10:00:00+00	2026-03-02 10:00:10+00	2026-03-02 10:00:00+00	\N	2026-03-02 10:00:10+00	\N	\N	\N	f
01a22188-f72f-7210-ac61-117d81d6b05c	\\x3614f65e737f86a07d2cfa48672a03a8c43203e0b1ebc3858cb77ee6945f43c4	rule	{"alertname": "rule"}	{"summary": "hot"}	critical	firing	1	9	rule	\N	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	2026-03-02 10:00:20+00	\N	2026-03-02 10:00:00+00	\N	\N	\N	f
01a22188-f952-7210-a2e9-68991987357f	\\xfbd1239b1dd440a632fb30e8b90ea1f89d800195f5185f789c15b1cd5fa24c47	log	{"alertname": "agent_error", "log_level": "error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}	{"log_id": "01a22188-f94b-780c-92ca-8e60d7c2bb5e", "message": "unsent broke"}	error	firing	1	\N	\N	\N	2026-03-02 10:00:00+00	2026-03-02 10:00:20+00	2026-03-02 10:00:00+00	\N	2026-03-02 10:00:20+00	\N	\N	\N	f
\.


--
-- Data for Name: anomalies; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.anomalies (id, hour, metric_name, dimensions, measure, value, usual, low, high, score, reason) FROM stdin;
\.


--
-- Data for Name: anomaly_hours; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.anomaly_hours (hour, judged_at, anomalies) FROM stdin;
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.audit_log (id, at, login, role, jwt_sub, table_name, row_key, action, old_values, new_values) FROM stdin;
01a22188-f522-75be-b173-90585444aac9	2026-11-28 09:42:33.497476+00	postgres	\N	\N	retention_policies	{"name": "rollups_minute"}	update	{"keep": "2 days"}	{"keep": "100 years"}
01a22188-f530-7122-bf67-8b3b51d9f145	2026-11-28 09:42:33.497476+00	postgres	\N	\N	notification_channels	{"name": "sms"}	update	{"unlimited": false}	{"unlimited": true}
01a22188-f530-7a00-ab69-1d1e8e4fcfbd	2026-11-28 09:42:33.497476+00	postgres	\N	\N	notification_channels	{"name": "email"}	update	{"unlimited": false}	{"unlimited": true}
01a22188-f53c-7e4d-8818-1ba5309bc5ef	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "high_api_latency"}	delete	{"for": "00:05:00", "name": "high_api_latency", "labels": {}, "actions": ["slack", "email"], "enabled": false, "no_data": "ok", "severity": "warning", "expression": "api.response_time.p95 > 500ms", "annotations": {"summary": "Slow API: p95 is {{ value | round }} ms", "description": "The 95th percentile of api.response_time is above {{ threshold }} ms."}, "description": "Metric api.response_time in milliseconds.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53d-777c-b707-dd6efead5223	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "high_error_rate"}	delete	{"for": "00:02:00", "name": "high_error_rate", "labels": {}, "actions": ["pagerduty", "slack"], "enabled": false, "no_data": "ok", "severity": "critical", "expression": "api.requests.error_rate > 5%", "annotations": {"summary": "{{ value | percent }} of API requests fail", "description": "More than {{ threshold | percent }} of api.requests have success false, or status error, failure, timeout or 500 and above."}, "description": "Metric api.requests (deltas), by its tags success and status.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53d-7ec4-a4a6-28fbff9a26fc	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "database_connection_pool_exhausted"}	delete	{"for": "00:03:00", "name": "database_connection_pool_exhausted", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "warning", "expression": "database.connections.active > 80%", "annotations": {"summary": "{{ value | round }} % of the database connections are in use", "description": "When none is left, clients are refused."}, "description": "Gauge database.connections.active in percent of max_connections, which a collector writes.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53e-760c-9b79-7db808bb7304	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "slow_queries"}	delete	{"for": "00:05:00", "name": "slow_queries", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "warning", "expression": "database.query_duration.p95 > 100ms", "annotations": {"summary": "Slow queries: p95 is {{ value | round }} ms", "description": "The 95th percentile of database.query_duration is above {{ threshold }} ms."}, "description": "Metric database.query_duration in milliseconds.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53e-7d4b-9c46-e9311b33b22e	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "agent_execution_failure_rate"}	delete	{"for": "00:05:00", "name": "agent_execution_failure_rate", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "critical", "expression": "agents.executions.failure_rate > 20%", "annotations": {"summary": "{{ value | percent }} of agent executions fail", "description": "More than {{ threshold | percent }} of the rows of agent_executions have a status other than success."}, "description": "Table agent_executions.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53f-7570-90ca-a295599751e7	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "agent_queue_backlog"}	delete	{"for": "00:10:00", "name": "agent_queue_backlog", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "warning", "expression": "agents.queue.size > 100", "annotations": {"summary": "{{ value | round }} messages wait in a queue", "description": "The deepest queue is above {{ threshold }}."}, "description": "The deepest queue of queue_status, reported or sampled, or the gauge agents.queue.size, whichever is larger.", "keep_firing_for": "00:00:00"}	\N
01a22188-f53f-7ba9-b679-f2b21e05b91c	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "low_ml_confidence"}	delete	{"for": "00:15:00", "name": "low_ml_confidence", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "warning", "expression": "ml.predictions.avg_confidence < 0.6", "annotations": {"summary": "Predictions have a mean confidence of {{ value | round(2) }}", "description": "The model may not fit its data any more."}, "description": "Gauge ml.predictions.avg_confidence, or else the mean of ml.prediction_confidence.", "keep_firing_for": "00:00:00"}	\N
01a22188-f540-717c-8974-79ef3833c52b	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "high_memory_usage"}	delete	{"for": "00:03:00", "name": "high_memory_usage", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "critical", "expression": "system.memory_usage > 90%", "annotations": {"summary": "Memory is at {{ value | round }} %", "description": "Above {{ threshold }} % the system may begin to end processes."}, "description": "Gauge system.memory_usage in percent, which a collector writes.", "keep_firing_for": "00:00:00"}	\N
01a22188-f540-776c-a3c9-4d76119f3e5f	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "high_cpu_usage"}	delete	{"for": "00:05:00", "name": "high_cpu_usage", "labels": {}, "actions": null, "enabled": false, "no_data": "ok", "severity": "warning", "expression": "system.cpu_usage > 85%", "annotations": {"summary": "CPU is at {{ value | round }} %", "description": "Above {{ threshold }} % for five minutes."}, "description": "Gauge system.cpu_usage or system.cpu_usage_percent in percent, which a collector writes.", "keep_firing_for": "00:00:00"}	\N
01a22188-f557-7fc6-9a44-0fa4df17b615	2026-11-28 09:42:33.497476+00	postgres	\N	\N	alert_rules	{"name": "rule"}	insert	\N	{"for": "00:00:00", "name": "rule", "labels": {}, "actions": null, "enabled": true, "no_data": "ok", "severity": "critical", "expression": "temperature > 5", "annotations": {"summary": "hot"}, "description": null, "keep_firing_for": "00:00:00"}
01a22188-f55a-7d26-8c45-61ea4c4b15e2	2026-11-28 09:42:33.497476+00	postgres	\N	\N	notification_channels	{"name": "ops"}	insert	\N	{"kind": "slack", "name": "ops", "enabled": true, "fallback": "sms", "settings": {}, "unlimited": false, "rate_limit": null, "min_severity": "info", "body_template": null, "rate_interval": "00:01:00", "send_resolved": false, "title_template": null}
01a22188-f56e-7651-9d13-0ab167582b81	2026-11-28 09:42:33.497476+00	postgres	\N	\N	silences	{"id": "01a22188-f561-7d91-94b6-fe3348be3472"}	insert	\N	{"id": "01a22188-f561-7d91-94b6-fe3348be3472", "comment": "quiet", "ends_at": "2026-03-03T10:00:00+00:00", "matchers": {"agent_name": "silenced"}, "starts_at": "2026-03-02T10:00:00+00:00", "created_at": "2026-03-02T10:00:00+00:00", "created_by": "postgres"}
01a22188-f574-7e76-a276-cb7193516b6f	2026-11-28 09:42:33.497476+00	postgres	\N	\N	budgets	{"name": "month"}	insert	\N	{"name": "month", "scope": "all", "period": "month", "enabled": true, "warn_at": [0.8000], "severity": "error", "limit_usd": 100, "description": null, "scope_value": null, "limit_tokens": null}
01a22188-f585-7737-a3b2-34c8c268c3f1	2026-11-28 09:42:33.497476+00	postgres	\N	\N	agent_assignments	{"user_id": "u", "agent_name": "a"}	insert	\N	{"user_id": "u", "agent_name": "a"}
01a22188-f58c-77ba-a692-067303c64fa7	2026-11-28 09:42:33.497476+00	postgres	\N	\N	settings	{"name": "partition_days_ahead"}	update	{"value": "3"}	{"value": "5"}
\.


--
-- Data for Name: budget_alerts; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.budget_alerts (budget, share, period_start, raised_at, alert_id, labels, severity) FROM stdin;
\.


--
-- Data for Name: budgets; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.budgets (name, scope, scope_value, period, limit_usd, limit_tokens, warn_at, severity, enabled, description) FROM stdin;
month	all	\N	month	100	\N	{0.8000}	error	t	\N
\.


--
-- Data for Name: channel_circuits; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.channel_circuits (channel, failures, opened_at, open_until, failed_at, error) FROM stdin;
\.


--
-- Data for Name: channel_pace; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.channel_pace (channel, wait_until, every, limited_at, turns, turns_from, hold, faster, refusals, reason) FROM stdin;
\.


--
-- Data for Name: channel_sends; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.channel_sends (channel, sent_at) FROM stdin;
sms	2026-03-02 10:00:00+00
sms	2026-03-02 10:00:00+00
email	2026-03-02 10:00:00+00
email	2026-03-02 10:00:00+00
sms	2026-03-02 10:00:10+00
email	2026-03-02 10:00:10+00
\.


--
-- Data for Name: collectors; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.collectors (name, member, last_at, state) FROM stdin;
\.


--
-- Data for Name: consumer_cursors; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.consumer_cursors (consumer, source, cluster_tag, snapshot, as_of, target, done_until, slices, closed_by, minutes_from, summed_until) FROM stdin;
rollups	agent_executions	14340	801:801:	2026-03-10 10:00:00+00	\N	\N	\N	\N	\N	2026-03-10 10:00:00+00
rollups	agent_logs	14340	801:801:	2026-03-10 10:00:00+00	\N	\N	\N	\N	\N	2026-03-10 10:00:00+00
rollups	pipeline_metrics	14340	801:801:	2026-03-10 10:00:00+00	\N	\N	\N	\N	1926-03-10 10:00:00+00	2026-03-10 10:00:00+00
error_groups	agent_logs	14340	801:801:	2026-03-10 10:00:00+00	\N	\N	\N	\N	\N	\N
usage	agent_executions	14340	801:801:	2026-03-10 10:00:00+00	\N	\N	\N	\N	\N	\N
alerts	agent_logs	14340	824:824:	2026-03-02 10:00:20+00	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: error_group_days; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.error_group_days (fingerprint, agent_key, day, count) FROM stdin;
8c3899d745deed41	\\x54753b18d291efd4faf213e040922bcf055e8809f126af532cbde469e86a0d8a	2026-03-02	1
d9fd78829a5abbdd	\\x1fcc08c7733965bce66a034f70cc3e226eeaa3ccd3a960cff226d786d055873a	2026-03-02	1
\.


--
-- Data for Name: error_group_users; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.error_group_users (fingerprint, agent_key, user_key) FROM stdin;
8c3899d745deed41	\\x54753b18d291efd4faf213e040922bcf055e8809f126af532cbde469e86a0d8a	\\x0bfe935e70c321c7ca3afc75ce0d0ca2f98b5422e008bb31c00c6d7f1f1c0ad6
d9fd78829a5abbdd	\\x1fcc08c7733965bce66a034f70cc3e226eeaa3ccd3a960cff226d786d055873a	\\x0bfe935e70c321c7ca3afc75ce0d0ca2f98b5422e008bb31c00c6d7f1f1c0ad6
\.


--
-- Data for Name: error_groups; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.error_groups (fingerprint, agent_name, title, first_seen, last_seen, count, users, status, regressed, event_type, log_level, first_release, last_release, regressed_release, resolved_at, regressed_at, ignored_until, ignored_count, example, agent_key) FROM stdin;
8c3899d745deed41	silenced	silenced broke	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	1	1	unresolved	f	\N	error	\N	\N	\N	\N	\N	\N	\N	{"log_id": "01a22188-f6b4-7989-96e7-166a7a950234", "context": {}, "message": "silenced broke", "user_id": "u", "log_level": "error", "created_at": "2026-03-02T10:00:00+00:00"}	\\x54753b18d291efd4faf213e040922bcf055e8809f126af532cbde469e86a0d8a
d9fd78829a5abbdd	told	told broke	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	1	1	unresolved	f	\N	error	\N	\N	\N	\N	\N	\N	\N	{"log_id": "01a22188-f6b3-7b43-a38c-9b3793fff445", "context": {}, "message": "told broke", "user_id": "u", "log_level": "error", "created_at": "2026-03-02T10:00:00+00:00"}	\\x1fcc08c7733965bce66a034f70cc3e226eeaa3ccd3a960cff226d786d055873a
\.


--
-- Data for Name: errors_put_off; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.errors_put_off (document, put_off_at) FROM stdin;
\.


--
-- Data for Name: escalation_steps; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.escalation_steps (route, after, channels) FROM stdin;
\.


--
-- Data for Name: health_checks; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.health_checks (name, status, latency_ms, detail, since, checked_at) FROM stdin;
\.


--
-- Data for Name: health_thresholds; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.health_thresholds (name, agent_name, warning, critical, description) FROM stdin;
queue_stuck_messages	*	0	10	Stuck messages over all queues: more than this.
processing_success_rate	*	0.95	0.8	Share of the last hour's executions that succeeded: less than this.
processing_min_executions	*	20	20	Executions in the last hour below which the success rate is not judged.
agent_errors_24h	*	0	5	Errors of an agent in 24 hours: more than this.
sla_success_rate	*	0.99	\N	Objective of sla_report(): the share of executions that should succeed.
sla_p95_ms	*	\N	\N	Objective of sla_report(): milliseconds in which 95 % of the executions should be done.
sla_uptime_pct	*	99	\N	Objective of sla_report(): percent of the known time in which an agent should be up.
agent_silent_minutes	*	60	\N	Minutes without a heartbeat or a row of an agent: more than this.
database_connections	*	0.8	0.95	Share of max_connections in use: more than this.
alert_delivery_seconds	*	300	1800	Seconds that the oldest undelivered notification has been due: more than this.
\.


--
-- Data for Name: inhibition_rules; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.inhibition_rules (id, name, source_matchers, target_matchers, equal_labels, enabled) FROM stdin;
\.


--
-- Data for Name: jobs; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.jobs (name, description, cron, every, phase, enabled, scheduled, last_run_at, last_success_at, last_duration_ms, last_rows, last_error, failing_since) FROM stdin;
refresh	bring the rollups up to date	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
alerts	take new error rows, group, route and resolve alerts	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
costs	hold spending against budgets, go on with reprice()	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
service_levels	judge service levels by how fast their error budgets burn	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
sample_queues	sample the queues of tasks, pgmq, pg-boss, graphile-worker, River and Oban	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
collect_database	measure the database: connections, cache, locks, dead rows, replication, queries	* * * * *	00:01:00	00:00:00	t	f	\N	\N	\N	\N	\N	\N
hourly	hourly aggregation	5 * * * *	01:00:00	00:05:00	t	f	\N	\N	\N	\N	\N	\N
daily	daily aggregation	10 0 * * *	1 day	00:10:00	t	f	\N	\N	\N	\N	\N	\N
weekly	weekly aggregation	20 0 * * 1	7 days	00:20:00	t	f	\N	\N	\N	\N	\N	\N
partitions	make partitions ahead, move rows of the catch-all partitions home	15 * * * *	01:00:00	00:15:00	t	f	\N	\N	\N	\N	\N	\N
retention	remove what is older than retention_policies says	30 1 * * *	1 day	01:30:00	t	f	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: late_rows; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.late_rows (source, stamp, day, noted_by) FROM stdin;
\.


--
-- Data for Name: left_names; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.left_names (id, kind, old_name, new_name, left_at) FROM stdin;
\.


--
-- Data for Name: metric_definitions; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.metric_definitions (metric_name, kind, unit, description, measure_keys, series_limit, guess, agent_name) FROM stdin;
queue_processing	histogram	ms	Time to process a batch of a queue	{success_count,error_count,batch_size}	\N	\N	\N
api_call	histogram	ms	Time of a call to an API	{}	\N	\N	\N
agents.heartbeat.age	gauge	s	For alert rules: since each agent's last heartbeat	{}	\N	\N	\N
agents.silence	gauge	s	For alert rules: since each agent was last heard of	{}	\N	\N	\N
anomalies.score	gauge	spreads	For alert rules: by how many times its usual spread a series was off	{}	\N	\N	\N
agents.queue.size	gauge	messages	Messages that wait in a queue (tags queue_name, source)	{}	\N	-1	\N
agents.queue.stuck	gauge	messages	Messages of a queue that somebody took and did not finish	{}	\N	-2	\N
agents.queue.dead_letter	gauge	messages	Messages of a queue that were given up	{}	\N	-3	\N
agents.queue.oldest_age	gauge	s	Age of the oldest message that waits in a queue	{}	\N	-4	\N
agents.queue.per_minute	gauge	messages	Messages of a queue that were done in a minute	{}	\N	-5	\N
database.connections.total	gauge	\N	Connections of the server	{}	\N	-6	\N
database.connections.active	gauge	%	Connections of the server, of max_connections	{}	\N	-7	\N
database.connections.idle_in_transaction	gauge	\N	Connections that idle in a transaction	{}	\N	-8	\N
database.cache_hit_percent	gauge	%	Blocks that were found in shared_buffers	{}	\N	-9	\N
database.transactions_per_second	gauge	\N	Transactions of this database that ended	{}	\N	-10	\N
database.deadlocks	counter	\N	Deadlocks of this database	{}	\N	-11	\N
database.lock_waits	gauge	\N	Sessions of this database that wait for a lock	{}	\N	-12	\N
database.longest_transaction	gauge	s	Age of the longest transaction in this database	{}	\N	-13	\N
database.dead_rows	gauge	\N	Dead rows in the tables of this database, as estimated	{}	\N	-14	\N
database.dead_rows_percent	gauge	%	Dead rows, of all rows in the tables	{}	\N	-15	\N
database.wal_bytes_per_second	gauge	bytes	WAL that the server wrote	{}	\N	-16	\N
database.replication.lag_bytes	gauge	bytes	WAL that a replica has not replayed (tag replica)	{}	\N	-17	\N
database.replication.lag	gauge	s	Time by which a replica is behind (tag replica)	{}	\N	-18	\N
database.replication.slot_bytes	gauge	bytes	WAL that a slot holds back (tag slot)	{}	\N	-19	\N
database.query_duration	histogram	ms	Mean times of statements, each as often as it was run	{}	\N	-20	\N
system.cpu_usage	gauge	%	CPU of a host (tag host)	{}	\N	-21	\N
system.memory_usage	gauge	%	Memory of a host, or of its container	{}	\N	-22	\N
system.swap_usage	gauge	%	Swap of a host	{}	\N	-23	\N
system.load_average	gauge	\N	Load of a host, over a minute	{}	\N	-24	\N
system.disk_usage	gauge	%	Disk of a host (tag mount)	{}	\N	-25	\N
system.network.received_per_second	gauge	bytes	What a host received over its network	{}	\N	-26	\N
system.network.sent_per_second	gauge	bytes	What a host sent over its network	{}	\N	-27	\N
system.network.errors_per_second	gauge	\N	Packets of a host that failed, both ways	{}	\N	-28	\N
\.


--
-- Data for Name: metric_series; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.metric_series (id, series_key, source, metric_name, dimensions, slots, overflow, refused_at_limit, created_at) FROM stdin;
1	\\x25f6637066ed4d4e9dbbd39895169c970b2e619f2ec3daa9fa39b3842ea48805	agent_executions	agents.executions	{"status": "success", "agent_name": "agent-0", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
2	\\xf017bd53910b9d6454adb42a9d2f24811773899fa75c5496550d4e710d448ae0	agent_executions	agents.executions	{"status": "success", "agent_name": "agent-4", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
3	\\xbc7d951e5dfa89f0fc746d403f69885179332fa2ecb5e05f2bffd33d239ef6a2	agent_executions	agents.executions	{"status": "success", "agent_name": "agent-3", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
4	\\x4e20597dc4bd290340b235b11058d2fd6895c6553dc67671732d4083c73797bc	agent_executions	agents.executions	{"status": "failure", "agent_name": "agent-2", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
5	\\xb7e6ac8ca3367eba65fe45d98b4143a7ac618c3f76a339629d66185d10c2f177	agent_executions	agents.executions	{"status": "success", "agent_name": "agent-1", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
6	\\x734ad8acaa2b99e7162cf7dc1d550647f597f02ddebbfdbc5574fa7e05807b94	agent_executions	agents.executions	{"status": "success", "agent_name": "agent-2", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
7	\\xe8ae5a4d36fe106d22a13ed397bc0d3a2f2b9d3495c6baa18599de8158932255	agent_executions	agents.executions	{"status": "failure", "agent_name": "agent-3", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
8	\\xb7ee0377223b0adc973fb55c82a6a55e0b339dd0c225a714bfdbe9931208ae99	agent_executions	agents.executions	{"status": "failure", "agent_name": "agent-4", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
9	\\x1f33f61f41f1a114645dfc66fc9a0754427d6074cdf701992b42ea3778773cbe	agent_executions	agents.executions	{"status": "failure", "agent_name": "agent-0", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
10	\\x8efdc1d32347b93e421e5a881deb6463288ae7216aeada33433ad805cc4b3b8b	agent_executions	agents.executions	{"status": "failure", "agent_name": "agent-1", "model_used": "model"}	1	f	\N	2026-11-28 09:42:34.283335+00
11	\\xcb5ebcdff30493202471555bfec47118c86275402b0ca8bcd8969ebc3055ed9f	agent_logs	agents.logs	{"log_level": "error", "agent_name": "told"}	1	f	\N	2026-11-28 09:42:34.283335+00
12	\\xd92ffc70d4a7d03228e7b6cfa1a65b75e30b93ec85a5c731d8a03fd6c913b49c	agent_logs	agents.logs	{"log_level": "error", "agent_name": "silenced"}	1	f	\N	2026-11-28 09:42:34.283335+00
13	\\x205491a8ff0b2da5e9650b184191ad0728c10b0d9dd4b094874fc21d9ce9efc1	pipeline_metrics	of no day	{}	1	f	\N	2026-11-28 09:42:34.283335+00
14	\\xe9c61ea198e9b5d03e9aa357220b30c424778f8b056f9113c85dcd412978d410	pipeline_metrics	early	{}	1	f	\N	2026-11-28 09:42:34.283335+00
15	\\x3f1addb6edd63a1a585f21aa6919fc1ed518bdcfd9e99fb53953065c103fcae3	pipeline_metrics	temperature	{}	1	f	\N	2026-11-28 09:42:34.283335+00
16	\\xef842fede63f174da71481b427d3f51a55a55d0b9e50bee0390964b19c6c3947	pipeline_metrics	latency	{"queue": 1}	1	f	\N	2026-11-28 09:42:34.283335+00
17	\\x69c6f458f15fb45760ef55390a09cece35232ed09432cfed9ff619c52cc25dc8	pipeline_metrics	latency	{"queue": 2}	1	f	\N	2026-11-28 09:42:34.283335+00
18	\\x453c63d7bb52a73002fd9a865b1595b598bd4ce9bc4dbe5869229de680074410	pipeline_metrics	latency	{"queue": 3}	1	f	\N	2026-11-28 09:42:34.283335+00
19	\\x49b6fcb32cb6af20aac5b33bdae91fa57456ca0431251bc170c4f440ca18df30	pipeline_metrics	latency	{"queue": 4}	1	f	\N	2026-11-28 09:42:34.283335+00
20	\\x393d3a94500e4676537fbf61a53b86718730ebfccd3fb2388aa9f9a5b3ebcf0e	pipeline_metrics	latency	{"queue": 5}	1	f	\N	2026-11-28 09:42:34.283335+00
21	\\x592f5feee0d9a3c95dfd39d3e081c7ed658882eec149b2115ac0c4d94cf6f0a7	pipeline_metrics	latency	{"queue": 6}	1	f	\N	2026-11-28 09:42:34.283335+00
22	\\x4c849d7a35525ed40ed8254756a843be47adb03900a69e4854466398261fe298	pipeline_metrics	latency	{"queue": 0}	1	f	\N	2026-11-28 09:42:34.283335+00
\.


--
-- Data for Name: minute_segments; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.minute_segments (id, source, block, ends_at, last_start, minutes, created_at, body) FROM stdin;
1	agent_executions	2026-02-28 23:00:00+00	2026-03-01 00:00:00+00	2026-02-28 23:56:00+00	9	2026-03-10 10:00:00+00	\\x01beff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401440122012201220053000000000000c072400501c0cf2402333333333333d33f05f02e07d80409c83323530000000000007072400501b0812402e17a14ae47e1d23f058c2e07ce0409da320753000000000000b072400501f0bf2402894160e5d022d33f05dc2e07d60409b2332a530000000000006072400501e0f1230237894160e5d0d23f05f82d07cc0409c4320e53000000000000a072400501a0b02402df4f8d976e12d33f05c82e07d404099c333153000000000000507240050190e223028d976e1283c0d23f05e42d07ca0409ae3215530000000000009072400501d0a02402355eba490c02d33f05b42e07d2040986331c530000000000008072400501809124028b6ce7fba9f1d23f05a02e07d00409f03238530000000000004072400501c0d22302e3a59bc420b0d23f05d02d07c804099832
2	agent_executions	2026-03-01 00:00:00+00	2026-03-01 01:00:00+00	2026-03-01 00:59:00+00	9	2026-03-10 10:00:00+00	\\x01c0ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401220244012201220a530000000000002072400501a0b323028fc2f5285c8fd23f05a82d07c40409ec312d53000000000000d07140050190e522023d0ad7a3703dd23f05c42c07ba0409fe3011530000000000001072400501d0a32302e5d022dbf97ed23f05942d07c20409d6313453000000000000c071400501c0d52202931804560e2dd23f05b02c07b80409e8303b53000000000000b071400501f0c52202e9263108ac1cd23f059c2c07b60409d23003530000000000003072400501f0c2230239b4c876be9fd23f05bc2d07c6040982322653000000000000e071400501e0f42202e7fba9f1d24dd23f05d82c07bc040994311f53000000000000f071400501b084230291ed7c3f355ed23f05ec2c07be0409aa3118530000000000000072400501809423023bdf4f8d976ed23f05802d07c00409c031
3	agent_executions	2026-03-01 01:00:00+00	2026-03-01 02:00:00+00	2026-03-01 01:55:00+00	8	2026-03-10 10:00:00+00	\\x01c2ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c6405014402220244014402221453000000000000807140050180972202ec51b81e85ebd13f05e02b07b00409903037530000000000003071400501f0c821029a9999999999d13f05fc2a07a60409a22f22530000000000006071400501e0f72102986e1283c0cad13f05b82b07ac0409e42f0d530000000000009071400501d0a6220296438b6ce7fbd13f05f42b07b20409a63030530000000000004071400501c0d82102448b6ce7fba9d13f05902b07a80409b82f0653000000000000a071400501a0b622023f355eba490cd23f05882c07b40409bc302953000000000000507140050190e82102ee7c3f355ebad13f05a42b07aa0409ce2f1b530000000000007071400501b08722024260e5d022dbd13f05cc2b07ae0409fa2f
4	agent_executions	2026-03-01 02:00:00+00	2026-03-01 03:00:00+00	2026-03-01 02:58:00+00	9	2026-03-10 10:00:00+00	\\x01c4ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64050244014402440144032202530000000000002071400501a0b92102f0a7c64b3789d13f05e82a07a404098c2f2553000000000000d07040050190eb20029eefa7c64b37d13f05842a079a04099e2e09530000000000001071400501d0a9210246b6f3fdd478d13f05d42a07a20409f62e2c53000000000000c070400501c0db2002f4fdd478e926d13f05f02907980409882e1753000000000000f070400501b08a2102f2d24d621058d13f05ac2a079e0409ca2e3a53000000000000a070400501a0bc2002a01a2fdd2406d13f05c82907940409dc2d10530000000000000071400501809a21029cc420b07268d13f05c02a07a00409e02e3353000000000000b070400501f0cb20024a0c022b8716d13f05dc2907960409f22d1e53000000000000e070400501e0fa200248e17a14ae47d13f05982a079c0409b42e
5	agent_executions	2026-03-01 03:00:00+00	2026-03-01 04:00:00+00	2026-03-01 03:54:00+00	8	2026-03-10 10:00:00+00	\\x01c6ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64050144014401440322042205530000000000009070400501d0ac2002f6285c8fc2f5d03f05b42907920409c62d28530000000000004070400501c0de1f02a4703d0ad7a3d03f05d02807880409d82c0c530000000000008070400501809d20024c37894160e5d03f05a02907900409b02d2f530000000000003070400501f0ce1f02fa7e6abc7493d03f05bc2807860409c22c13530000000000007070400501b08d2002a245b6f3fdd4d03f058c29078e04099a2d36530000000000002070400501a0bf1f02508d976e1283d03f05a82807840409ac2c1a530000000000006070400501e0fd1f02f853e3a59bc4d03f05f828078c0409842d2153000000000000507040050190ee1f024e62105839b4d03f05e428078a0409ee2c
6	agent_executions	2026-03-01 04:00:00+00	2026-03-01 05:00:00+00	2026-03-01 04:57:00+00	9	2026-03-10 10:00:00+00	\\x01c8ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401220122014401220f53000000000000e06f400501b0901f0252b81e85eb51d03f05ec2707fe0309ea2b3253000000000000406f400501a0c21e02000000000000d03f05882707f40309fc2a1653000000000000c06f400501e0801f02a8c64b378941d03f05d82707fc0309d42b3953000000000000206f400501d0b21e02ac1c5a643bdfcf3f05f42607f20309e62a1d53000000000000a06f40050190f11e02fed478e92631d03f05c42707fa0309be2b2453000000000000806f400501c0e11e0254e3a59bc420d03f05b02707f80309a82b0853000000000000007040050180a01f02fca9f1d24d62d03f05802807800409802c2b53000000000000606f400501f0d11e02aaf1d24d6210d03f059c2707f60309922b01530000000000001070400501d0af1f02a69bc420b072d03f05942807820409962c
7	agent_executions	2026-03-01 05:00:00+00	2026-03-01 06:00:00+00	2026-03-01 05:53:00+00	8	2026-03-10 10:00:00+00	\\x01caff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122012201220244014401221953000000000000a06e40050190f41d025c8fc2f5285ccf3f05a42607ea03098e2a2053000000000000806e400501c0e41d0208ac1c5a643bcf3f05902607e80309f8290453000000000000006f40050180a31e025839b4c876becf3f05e02607f00309d02a1253000000000000c06e400501e0831e02b0726891ed7ccf3f05b82607ec0309a42a3553000000000000206e400501d0b51d020c022b8716d9ce3f05d42507e20309b6290b53000000000000e06e400501b0931e0204560e2db29dcf3f05cc2607ee0309ba2a2e53000000000000406e400501a0c51d0260e5d022dbf9ce3f05e82507e40309cc292753000000000000606e400501f0d41d02b4c876be9f1acf3f05fc2507e60309e229
8	agent_executions	2026-03-01 06:00:00+00	2026-03-01 07:00:00+00	2026-03-01 06:56:00+00	9	2026-03-10 10:00:00+00	\\x01ccff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144012201440222014402220053000000000000006e40050180a61d02b81e85eb51b8ce3f05c02507e00309a0292353000000000000606d400501f0d71c0214ae47e17a14ce3f05dc2407d60309b2280753000000000000e06d400501b0961d02643bdf4f8d97ce3f05ac2507de03098a290e53000000000000c06d400501e0861d02105839b4c876ce3f05982507dc0309f4283153000000000000206d400501d0b81c026de7fba9f1d2cd3f05b42407d2030986281c53000000000000806d400501c0e71c026891ed7c3f35ce3f05f02407d80309c8281553000000000000a06d40050190f71c02bc7493180456ce3f05842507da0309de283853000000000000006d40050180a91c021904560e2db2cd3f05a02407d00309f0272a53000000000000406d400501a0c81c02c1caa145b6f3cd3f05c82407d403099c28
9	agent_executions	2026-03-01 07:00:00+00	2026-03-01 08:00:00+00	2026-03-01 07:59:00+00	9	2026-03-10 10:00:00+00	\\x01ceff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122014401440244012203220a53000000000000c06c400501e0891c02713d0ad7a370cd3f05f82307cc0309c4271153000000000000a06c40050190fa1b021d5a643bdf4fcd3f05e42307ca0309ae273453000000000000006c40050180ac1b0279e9263108accc3f05802307c00309c0261853000000000000806c400501c0ea1b02c976be9f1a2fcd3f05d02307c8030998273b53000000000000e06b400501b09c1b0225068195438bcc3f05ec2207be0309aa260353000000000000e06c400501b0991c02c520b0726891cd3f058c2407ce0309da272653000000000000406c400501a0cb1b0221b0726891edcc3f05a82307c40309ec261f53000000000000606c400501f0da1b0275931804560ecd3f05bc2307c6030982272d53000000000000206c400501d0bb1b02cdcccccccccccc3f05942307c20309d626
10	agent_executions	2026-03-01 08:00:00+00	2026-03-01 09:00:00+00	2026-03-01 08:55:00+00	8	2026-03-10 10:00:00+00	\\x01d0ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144012201220222014404221453000000000000806b400501c0ed1a02295c8fc2f528cc3f05b02207b80309e8253753000000000000e06a400501b09f1a0285eb51b81e85cb3f05cc2107ae0309fa241b53000000000000606b400501f0dd1a02d578e9263108cc3f059c2207b60309d2252253000000000000406b400501a0ce1a028195438b6ce7cb3f05882207b40309bc250d53000000000000a06b40050190fd1a027d3f355eba49cc3f05c42207ba0309fe250653000000000000c06b400501e08c1b02d122dbf97e6acc3f05d82207bc030994262953000000000000206b400501d0be1a022db29defa7c6cb3f05f42107b20309a6253053000000000000006b40050180af1a02d9cef753e3a5cb3f05e02107b003099025
11	agent_executions	2026-03-01 09:00:00+00	2026-03-01 10:00:00+00	2026-03-01 09:58:00+00	9	2026-03-10 10:00:00+00	\\x01d2ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122014401440122014401221e53000000000000406a400501a0d11902e17a14ae47e1ca3f05e82007a403098c240253000000000000c06a400501e08f1a023108ac1c5a64cb3f05b82107ac0309e4242553000000000000206a400501d0c119028d976e1283c0ca3f05d42007a20309f6230953000000000000a06a40050190801a02dd2406819543cb3f05a42107aa0309ce242c53000000000000006a40050180b2190239b4c876be9fca3f05c02007a00309e0233353000000000000e069400501b0a21902e5d022dbf97eca3f05ac20079e0309ca231753000000000000606a400501f0e01902355eba490c02cb3f05fc2007a60309a2243a53000000000000c069400501e092190291ed7c3f355eca3f059820079c0309b4231053000000000000806a400501c0f01902894160e5d022cb3f05902107a80309b824
12	agent_executions	2026-03-01 10:00:00+00	2026-03-01 11:00:00+00	2026-03-01 10:54:00+00	8	2026-03-10 10:00:00+00	\\x01d4ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401220222012201220553000000000000a069400501908319023d0ad7a3703dca3f058420079a03099e232853000000000000006940050180b518029a9999999999c93f05a01f07900309b0220c530000000000008069400501c0f31802e9263108ac1cca3f05f01f0798030988232f53000000000000e068400501b0a5180246b6f3fdd478c93f058c1f078e03099a2213530000000000006069400501f0e3180296438b6ce7fbc93f05dc1f07960309f22221530000000000002069400501d0c41802ee7c3f355ebac93f05b41f07920309c6221a530000000000004069400501a0d418024260e5d022dbc93f05c81f07940309dc223653000000000000c068400501e0951802f2d24d621058c93f05f81e078c03098422
13	agent_executions	2026-03-01 11:00:00+00	2026-03-01 12:00:00+00	2026-03-01 11:57:00+00	9	2026-03-10 10:00:00+00	\\x01d6ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144012201220244014402220f530000000000006068400501f0e61702f6285c8fc2f5c83f05bc1e07860309c2213253000000000000c067400501e098170252b81e85eb51c83f05d81d07fc0209d42016530000000000004068400501a0d71702a245b6f3fdd4c83f05a81e07840309ac211d530000000000002068400501d0c717024e62105839b4c83f05941e07820309962108530000000000008068400501c0f617024a0c022b8716c93f05d01e07880309d8212b53000000000000e067400501b0a81702a69bc420b072c83f05ec1d07fe0209ea200153000000000000a068400501908618029eefa7c64b37c93f05e41e078a0309ee212453000000000000006840050180b81702fa7e6abc7493c83f05801e0780030980213953000000000000a06740050190891702fed478e92631c83f05c41d07fa0209be20
14	agent_executions	2026-03-01 12:00:00+00	2026-03-01 13:00:00+00	2026-03-01 12:53:00+00	8	2026-03-10 10:00:00+00	\\x01d8ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64050122012201440244014419530000000000002067400501d0ca1602ae47e17a14aec73f05f41c07f20209e61f2053000000000000006740050180bb16025a643bdf4f8dc73f05e01c07f00209d01f04530000000000008067400501c0f91602aaf1d24d6210c83f05b01d07f80209a8202753000000000000e066400501b0ab1602068195438b6cc73f05cc1c07ee0209ba1f12530000000000004067400501a0da1602022b8716d9cec73f05881d07f40209fc1f3553000000000000a066400501908c16025eba490c022bc73f05a41c07ea02098e1f0b530000000000006067400501f0e91602560e2db29defc73f059c1d07f6020992202e53000000000000c066400501e09b1602b29defa7c64bc73f05b81c07ec0209a41f
15	agent_executions	2026-03-01 13:00:00+00	2026-03-01 14:00:00+00	2026-03-01 13:56:00+00	9	2026-03-10 10:00:00+00	\\x01daff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122014401440222014403222353000000000000e065400501b0ae1502666666666666c63f05ac1b07de02098a1e07530000000000006066400501f0ec1502b6f3fdd478e9c63f05fc1b07e60209e21e2a53000000000000c065400501e09e15021283c0caa145c63f05981b07dc0209f41d0e530000000000004066400501a0dd150262105839b4c8c63f05e81b07e40209cc1e3153000000000000a065400501908f1502be9f1a2fdd24c63f05841b07da0209de1d1c53000000000000006640050180be1502ba490c022b87c63f05c01b07e00209a01e15530000000000002066400501d0cd15020e2db29defa7c63f05d41b07e20209b61e38530000000000008065400501c0ff14026abc74931804c63f05f01a07d80209c81d00530000000000008066400501c0fc15020ad7a3703d0ac73f05901c07e80209f81e
16	agent_executions	2026-03-01 14:00:00+00	2026-03-01 15:00:00+00	2026-03-01 14:59:00+00	9	2026-03-10 10:00:00+00	\\x01dcff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401440222012204220a530000000000004065400501a0e01402c3f5285c8fc2c53f05c81a07d402099c1d2d53000000000000a064400501909214021f85eb51b81ec53f05e41907ca0209ae1c11530000000000002065400501d0d014026f1283c0caa1c53f05b41a07d20209861d34530000000000008064400501c0821402cba145b6f3fdc43f05d01907c80209981c1853000000000000006540050180c114021b2fdd240681c53f05a01a07d00209f01c3b530000000000006064400501f0f2130277be9f1a2fddc43f05bc1907c60209821c2653000000000000c064400501e0a11402736891ed7c3fc53f05f81907cc0209c41c1f53000000000000e064400501b0b11402c74b37894160c53f058c1a07ce0209da1c03530000000000006065400501f0ef140217d9cef753e3c53f05dc1a07d60209b21d
17	agent_executions	2026-03-01 15:00:00+00	2026-03-01 16:00:00+00	2026-03-01 15:55:00+00	8	2026-03-10 10:00:00+00	\\x01deff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144012201220122014401221453000000000000006440050180c413027b14ae47e17ac43f05801907c00209c01b37530000000000006063400501f0f51202d7a3703d0ad7c33f059c1807b60209d21a1b53000000000000e063400501b0b41302273108ac1c5ac43f05ec1807be0209aa1b2253000000000000c063400501e0a41302d34d62105839c43f05d81807bc0209941b06530000000000004064400501a0e3130223dbf97e6abcc43f05a81907c40209ec1b0d530000000000002064400501d0d31302cff753e3a59bc43f05941907c20209d61b30530000000000008063400501c08513022b8716d9cef7c33f05b01807b80209e81a2953000000000000a063400501909513027f6abc749318c43f05c41807ba0209fe1a
18	agent_executions	2026-03-01 16:00:00+00	2026-03-01 17:00:00+00	2026-03-01 16:58:00+00	9	2026-03-10 10:00:00+00	\\x01e0ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122014401220244014401221e53000000000000c062400501e0a71202333333333333c33f05b81707ac0209e41902530000000000004063400501a0e6120283c0caa145b6c33f05881807b40209bc1a2553000000000000a06240050190981202df4f8d976e12c33f05a41707aa0209ce192c530000000000008062400501c08812028b6ce7fba9f1c23f05901707a80209b8191753000000000000e062400501b0b712028716d9cef753c33f05cc1707ae0209fa193a530000000000004062400501a0e91102e3a59bc420b0c23f05e81607a402098c191053000000000000006340050180c71202dbf97e6abc74c33f05e01707b00209901a33530000000000006062400501f0f8110237894160e5d0c23f05fc1607a60209a21909530000000000002063400501d0d612022fdd24068195c33f05f41707b20209a61a
19	agent_executions	2026-03-01 17:00:00+00	2026-03-01 18:00:00+00	2026-03-01 17:54:00+00	8	2026-03-10 10:00:00+00	\\x01e2ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c640601440122014402220122022205530000000000002062400501d0d911028fc2f5285c8fc23f05d41607a20209f61828530000000000008061400501c08b1102ec51b81e85ebc13f05f0150798020988182f530000000000006061400501f0fb1002986e1283c0cac13f05dc1507960209f2171353000000000000e061400501b0ba1102e7fba9f1d24dc23f05ac16079e0209ca1836530000000000004061400501a0ec1002448b6ce7fba9c13f05c81507940209dc172153000000000000a061400501909b11023f355eba490cc23f058416079a02099e181a53000000000000c061400501e0aa1102931804560e2dc23f059816079c0209b4180c53000000000000006240050180ca11023bdf4f8d976ec23f05c01607a00209e018
20	agent_executions	2026-03-01 18:00:00+00	2026-03-01 19:00:00+00	2026-03-01 18:57:00+00	9	2026-03-10 10:00:00+00	\\x01e4ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c640601220144012202440144032232530000000000004060400501a0ef0f02a4703d0ad7a3c03f05a81407840209ac161653000000000000c060400501e0ad1002f4fdd478e926c13f05f814078c0209841739530000000000002060400501d0df0f02508d976e1283c03f0594140782020996161d53000000000000a060400501909e1002a01a2fdd2406c13f05e414078a0209ee160853000000000000006140050180cd10029cc420b07268c13f05a01507900209b0172b530000000000006060400501f0fe0f02f853e3a59bc4c03f05bc1407860209c21601530000000000002061400501d0dc1002f0a7c64b3789c13f05b41507920209c61724530000000000008060400501c08e10024c37894160e5c03f05d01407880209d8160f53000000000000e060400501b0bd100248e17a14ae47c13f058c15078e02099a17
21	agent_executions	2026-03-01 19:00:00+00	2026-03-01 20:00:00+00	2026-03-01 19:53:00+00	8	2026-03-10 10:00:00+00	\\x01e6ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060122012201440222014404221953000000000000405f40050190a10f02000000000000c03f05c41307fa0109be152053000000000000005f400501c0910f025839b4c876bebf3f05b01307f80109a8150453000000000000006040050180d00f02fca9f1d24d62c03f0580140780020980162753000000000000c05e400501f0810f02b0726891ed7cbf3f059c1307f6010992153553000000000000405e400501d0e20e0260e5d022dbf9be3f05f41207f20109e6140b53000000000000c05f400501b0c00f02a8c64b378941c03f05ec1307fe0109ea152e53000000000000805e400501a0f20e0208ac1c5a643bbf3f05881307f40109fc141253000000000000805f400501e0b00f0254e3a59bc420c03f05d81307fc0109d415
22	agent_executions	2026-03-01 20:00:00+00	2026-03-01 21:00:00+00	2026-03-01 20:56:00+00	9	2026-03-10 10:00:00+00	\\x01e8ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401440122012201220053000000000000005e40050180d30e02b81e85eb51b8be3f05e01207f00109d0142353000000000000c05c400501f0840e02713d0ad7a370bd3f05fc1107e60109e2130753000000000000c05d400501b0c30e02105839b4c876be3f05cc1207ee0109ba142a53000000000000805c400501a0f50d02c976be9f1a2fbd3f05e81107e40109cc130e53000000000000805d400501e0b30e026891ed7c3f35be3f05b81207ec0109a4143153000000000000405c400501d0e50d0221b0726891edbc3f05d41107e20109b6131553000000000000405d40050190a40e02c1caa145b6f3bd3f05a41207ea01098e141c53000000000000005d400501c0940e021904560e2db2bd3f05901207e80109f8133853000000000000005c40050180d60d0279e9263108acbc3f05c01107e00109a013
23	agent_executions	2026-03-01 21:00:00+00	2026-03-01 22:00:00+00	2026-03-01 21:59:00+00	9	2026-03-10 10:00:00+00	\\x01eaff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401220244012201220a53000000000000805b400501e0b60d02295c8fc2f528bc3f05981107dc0109f4122d53000000000000405a400501d0e80c02e17a14ae47e1ba3f05b41007d2010986121153000000000000405b40050190a70d028195438b6ce7bb3f05841107da0109de123453000000000000005a40050180d90c0239b4c876be9fba3f05a01007d00109f0113b53000000000000c059400501b0c90c0291ed7c3f355eba3f058c1007ce0109da110353000000000000c05b400501b0c60d02d122dbf97e6abc3f05ac1107de01098a132653000000000000805a400501a0f80c02894160e5d022bb3f05c81007d401099c121f53000000000000c05a400501f0870d023108ac1c5a64bb3f05dc1007d60109b2121853000000000000005b400501c0970d02d9cef753e3a5bb3f05f01007d80109c812
24	agent_executions	2026-03-01 22:00:00+00	2026-03-01 23:00:00+00	2026-03-01 22:55:00+00	8	2026-03-10 10:00:00+00	\\x01ecff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64050144022202440144022214530000000000000059400501c09a0c029a9999999999b93f05d00f07c8010998113753000000000000c057400501b0cc0b0252b81e85eb51b83f05ec0e07be0109aa1022530000000000008058400501a0fb0b024a0c022b8716b93f05a80f07c40109ec100d53000000000000405940050190aa0c024260e5d022dbb93f05e40f07ca0109ae113053000000000000005840050180dc0b02fa7e6abc7493b83f05800f07c00109c01006530000000000008059400501e0b90c02e9263108ac1cba3f05f80f07cc0109c41129530000000000004058400501d0eb0b02a245b6f3fdd4b83f05940f07c20109d6101b53000000000000c058400501f08a0c02f2d24d621058b93f05bc0f07c601098211
25	agent_executions	2026-03-01 23:00:00+00	2026-03-02 00:00:00+00	2026-03-01 23:58:00+00	9	2026-03-10 10:00:00+00	\\x01eeff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64050244014402440144032202530000000000008057400501e0bc0b02aaf1d24d6210b83f05d80e07bc0109941025530000000000004056400501d0ee0a0262105839b4c8b63f05f40d07b20109a60f0953000000000000405740050190ad0b02022b8716d9ceb73f05c40e07ba0109fe0f2c53000000000000005640050180df0a02ba490c022b87b63f05e00d07b00109900f1753000000000000c056400501f08d0b02b29defa7c64bb73f059c0e07b60109d20f3a530000000000008055400501e0bf0a026abc74931804b63f05b80d07ac0109e40e10530000000000000057400501c09d0b025a643bdf4f8db73f05b00e07b80109e80f3353000000000000c055400501b0cf0a021283c0caa145b63f05cc0d07ae0109fa0e1e530000000000008056400501a0fe0a020ad7a3703d0ab73f05880e07b40109bc0f
26	agent_executions	2026-03-02 00:00:00+00	2026-03-02 01:00:00+00	2026-03-02 00:54:00+00	8	2026-03-10 10:00:00+00	\\x01f0ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c6405014401440144032204220553000000000000405540050190b00a02c3f5285c8fc2b53f05a40d07aa0109ce0e2853000000000000005440050180e209027b14ae47e17ab43f05c00c07a00109e00d0c530000000000000055400501c0a00a021b2fdd240681b53f05900d07a80109b80e2f53000000000000c053400501b0d20902d34d62105839b43f05ac0c079e0109ca0d1353000000000000c054400501f0900a02736891ed7c3fb53f05fc0c07a60109a20e36530000000000008053400501e0c209022b8716d9cef7b33f05980c079c0109b40d1a530000000000008054400501a0810a02cba145b6f3fdb43f05e80c07a401098c0e21530000000000004054400501d0f1090223dbf97e6abcb43f05d40c07a20109f60d
27	agent_executions	2026-03-02 01:00:00+00	2026-03-02 02:00:00+00	2026-03-02 01:57:00+00	9	2026-03-10 10:00:00+00	\\x01f2ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060144014401220122014401220f53000000000000c052400501f0930902333333333333b33f05dc0b07960109f20c32530000000000008051400501e0c50802ec51b81e85ebb13f05f80a078c0109840c16530000000000008052400501a08409028b6ce7fba9f1b23f05c80b07940109dc0c3953000000000000405140050190b60802448b6ce7fba9b13f05e40a078a0109ee0b1d530000000000004052400501d0f40802e3a59bc420b0b23f05b40b07920109c60c2453000000000000005240050180e508023bdf4f8d976eb23f05a00b07900109b00c08530000000000000053400501c0a30902dbf97e6abc74b33f05f00b07980109880d2b53000000000000c051400501b0d50802931804560e2db23f058c0b078e01099a0c0153000000000000405340050190b3090283c0caa145b6b33f05840c079a01099e0d
28	agent_executions	2026-03-02 02:00:00+00	2026-03-02 03:00:00+00	2026-03-02 02:53:00+00	8	2026-03-10 10:00:00+00	\\x01f4ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c640601220122012202430143012119530000000000004050400501d0f70702a4703d0ad7a3b03f05940a07820109960b2053000000000000005040050180e80702fca9f1d24d62b03f05800a07800109800b04530000000000000051400501c0a608029cc420b07268b13f05d00a07880109d80b12530000000000008050400501a08708024c37894160e5b03f05a80a07840109ac0b3553000000000000804e40050190b9070208ac1c5a643baf3f05c409077a09be0a0b53000000000000c050400501f0960802f4fdd478e926b13f05bc0a07860109c20b2e53000000000000004f400501e0c807025839b4c876beaf3f05d809077c09d40a2753000000000000804f400501b0d8070254e3a59bc420b03f05ec09077e09ea0a
29	agent_executions	2026-03-02 03:00:00+00	2026-03-02 04:00:00+00	2026-03-02 03:56:00+00	9	2026-03-10 10:00:00+00	\\x01f6ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060142012101420221014202210053000000000000004e400501c0a90702b81e85eb51b8ae3f05b009077809a80a2353000000000000804b400501b0db0602295c8fc2f528ac3f05cc08076e09ba090753000000000000804d400501f09907026891ed7c3f35ae3f059c09077609920a0e53000000000000004d400501a08a07021904560e2db2ad3f058809077409fc093153000000000000804a40050190bc0602894160e5d022ab3f05a408076a098e091c53000000000000004c40050180eb060279e9263108acac3f05e008077009d0091553000000000000804c400501d0fa0602c976be9f1a2fad3f05f408077209e6093853000000000000004a400501c0ac060239b4c876be9faa3f059008076809f8082a53000000000000004b400501e0cb0602d9cef753e3a5ab3f05b808076c09a409
30	agent_executions	2026-03-02 04:00:00+00	2026-03-02 05:00:00+00	2026-03-02 04:59:00+00	9	2026-03-10 10:00:00+00	\\x01f8ff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060121014201420242012103210a530000000000000049400501a08d06029a9999999999a93f05e807076409cc0811530000000000008048400501d0fd05024a0c022b8716a93f05d407076209b60834530000000000000046400501c0af0502ba490c022b87a63f05f006075809c8071853000000000000004840050180ee0502fa7e6abc7493a83f05c007076009a0083b530000000000008045400501f09f05026abc74931804a63f05dc06075609b20703530000000000008049400501f09c0602e9263108ac1caa3f05fc07076609e20826530000000000000047400501e0ce05025a643bdf4f8da73f059807075c09f4071f530000000000008047400501b0de0502aaf1d24d6210a83f05ac07075e098a082d53000000000000804640050190bf05020ad7a3703d0aa73f058407075a09de07
31	agent_executions	2026-03-02 05:00:00+00	2026-03-02 06:00:00+00	2026-03-02 05:55:00+00	8	2026-03-10 10:00:00+00	\\x01faff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060142012101210221014204211453000000000000004440050180f104027b14ae47e17aa43f05a006075009f00637530000000000008041400501f0a20402ec51b81e85eba13f05bc0507460982061b530000000000008043400501b0e104022b8716d9cef7a33f058c06074e09da0622530000000000000043400501e0d10402dbf97e6abc74a33f05f805074c09c4060d530000000000008044400501d0800502cba145b6f3fda43f05b406075209860706530000000000000045400501a09005021b2fdd240681a53f05c8060754099c072953000000000000804240050190c204028b6ce7fba9f1a23f05e405074a09ae0630530000000000000042400501c0b204023bdf4f8d976ea23f05d0050748099806
32	agent_executions	2026-03-02 06:00:00+00	2026-03-02 07:00:00+00	2026-03-02 06:58:00+00	9	2026-03-10 10:00:00+00	\\x01fcff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060121014201420121014201211e53000000000000003e400501e0d40302b81e85eb51b89e3f05d804073c09940502530000000000000041400501a09304029cc420b07268a13f05a805074409ec052553000000000000003d40050190c503021904560e2db29d3f05c404073a09fe0409530000000000008040400501d08304024c37894160e5a03f059405074209d6052c53000000000000003c400501c0b5030279e9263108ac9c3f05b004073809e8043353000000000000003b400501f0a50302d9cef753e3a59b3f059c04073609d2041753000000000000003f400501b0e403025839b4c876be9f3f05ec04073e09aa053a53000000000000003a400501a096030239b4c876be9f9a3f058804073409bc041053000000000000004040050180f40302fca9f1d24d62a03f058005074009c005
33	agent_executions	2026-03-02 07:00:00+00	2026-03-02 08:00:00+00	2026-03-02 07:54:00+00	8	2026-03-10 10:00:00+00	\\x01feff1b050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c640601420142012102210121012105530000000000000039400501d08603029a9999999999993f05f403073209a60428530000000000000034400501c0b802027b14ae47e17a943f059003072809b8030c53000000000000003840050180f70202fa7e6abc7493983f05e00307300990042f530000000000000033400501f0a80202dbf97e6abc74933f05fc02072609a20313530000000000000037400501b0e702025a643bdf4f8d973f05cc03072e09fa032153000000000000003540050190c802021b2fdd240681953f05a403072a09ce031a530000000000000036400501e0d70202ba490c022b87963f05b803072c09e40336530000000000000032400501a09902023bdf4f8d976e923f05e8020724098c03
34	agent_executions	2026-03-02 08:00:00+00	2026-03-02 09:00:00+00	2026-03-02 08:57:00+00	9	2026-03-10 10:00:00+00	\\x0180801c050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c64060142012101210242014202210f53000000000000002e400501b0ea0102b81e85eb51b88e3f05ac02071e09ca0232530000000000000024400501a09c01027b14ae47e17a843f05c801071409dc011653000000000000002c400501e0da010279e9263108ac8c3f059802071c09b4021d53000000000000002a40050190cb010239b4c876be9f8a3f058402071a099e020853000000000000003040050180fa0102fca9f1d24d62903f05c002072009e0022b530000000000000026400501f0ab0102ba490c022b87863f05dc01071609f20101530000000000000031400501d08902029cc420b07268913f05d402072209f60224530000000000000028400501c0bb0102fa7e6abc7493883f05f001071809880239530000000000000022400501d08c01023bdf4f8d976e823f05b401071209c601
35	agent_executions	2026-03-02 09:00:00+00	2026-03-02 10:00:00+00	2026-03-02 09:53:00+00	8	2026-03-10 10:00:00+00	\\x0182801c050b636f73745f6d6963726f7308636f73745f7573640c696e7075745f746f6b656e730d6f75747075745f746f6b656e730d746f6b656e735f756e746f6c6405011e011e013e023d013e19530000000000000014400501904e027b14ae47e17a743f0564070a096e20530000000000000010400501c03e02fca9f1d24d62703f05500708095804530000000000000020400501807d02fca9f1d24d62803f05a001071009b00127530000000000000008400501f02e02fa7e6abc7493683f053c0706094212530000000000000018400501e05d02fa7e6abc7493783f0578070c098401355300000000000000f03f0501d00f02fca9f1d24d62503f0514070209160b53000000000000001c400501b06d0279e9263108ac7c3f058c01070e099a012e530000000000000000400501a01f02fca9f1d24d62603f05280704092c
36	agent_logs	2026-03-02 10:00:00+00	2026-03-02 11:00:00+00	2026-03-02 10:00:00+00	2	2026-03-10 10:00:00+00	\\x0184801c00020b030103000300000300
37	pipeline_metrics	2026-03-02 07:00:00+00	2026-03-02 08:00:00+00	2026-03-02 07:59:00+00	413	2026-03-10 10:00:00+00	\\x01feff1b000710ad0e01d10e01d10e01d10e01d10e01ad0e01d10e011f000000000000dc90400226020000000000004899402201080502000000000060764000000000004899400000000000e09e40029e04000144031f000000000000088c40042602000000000000709640220108050200000000000066400000000000709640000000000030994002dc0300015f052602000000000000dc9e40220108050200000000005886400000000000dc9e40000000000004a54002de0400012d061f000000000000989340072602000000000000049c4022010805020000000000a880400000000000049c4000000000002ca24002c204000136081f000000000000c090400926020000000000002c994022010805020000000000f0754000000000002c99400000000000a89e40029c040001440a1f000000000000d08b400b26020000000000005496402201080502000000000020654000000000005496400000000000f8984002d8030001610c2602000000000000c09e40220108050200000000002086400000000000c09e400000000000e8a44002dc0400012e0d1f0000000000007c93400e2602000000000000e89b40220108050200000000007080400000000000e89b40000000000010a24002c2040001360f1f000000000000a490401026020000000000001099402201080502000000000080754000000000001099400000000000709e40029a04000145111f000000000000988b401226020000000000003896402201080502000000000040644000000000003896400000000000c0984002d403000163132602000000000000a49e4022010805020000000000e885400000000000a49e400000000000cca44002dc0400012d141f000000000000609340152602000000000000cc9b40220108050200000000003880400000000000cc9b400000000000f4a14002c004000137161f000000000000889040172602000000000000f49840220108050200000000001075400000000000f498400000000000389e40029804000146181f000000000000608b401926020000000000001c96402201080502000000000060634000000000001c9640000000000088984002d0030001641a2602000000000000889e4022010805020000000000b085400000000000889e400000000000b0a44002dc0400012d1b1f0000000000004493401c2602000000000000b09b40220108050200000000000080400000000000b09b400000000000d8a14002be040001381d1f0000000000006c90401e2602000000000000d8984022010805020000000000a074400000000000d898400000000000009e400296040001471f1f000000000000288b40202602000000000000009640220108050200000000008062400000000000009640000000000050984002cc030001662126020000000000006c9e402201080502000000000078854000000000006c9e40000000000094a44002da0400012e221f000000000000289340232602000000000000949b4022010805020000000000907f400000000000949b400000000000bca14002be04000138241f000000000000509040252602000000000000bc9840220108050200000000003074400000000000bc98400000000000c89d40029404000148261f000000000000f08a40272602000000000000e4954022010805020000000000a061400000000000e49540000000000018984002c803000168282602000000000000509e40220108050200000000004085400000000000509e40000000000078a44002da0400012e291f0000000000000c93402a2602000000000000789b4022010805020000000000207f400000000000789b400000000000a0a14002bc040001382b1f0000000000003490402c2602000000000000a0984022010805020000000000c073400000000000a098400000000000909d400292040001482d1f000000000000b88a402e2602000000000000c8954022010805020000000000c060400000000000c895400000000000e0974002c40300016a2f2602000000000000349e40220108050200000000000885400000000000349e4000000000005ca44002d80400012f301f000000000000f092403126020000000000005c9b4022010805020000000000b07e4000000000005c9b40000000000084a14002bc04000138321f0000000000001890403326020000000000008498402201080502000000000050734000000000008498400000000000589d40029004000149341f000000000000808a40352602000000000000ac954022010805020000000000c05f400000000000ac95400000000000a8974002be0300016d362602000000000000189e4022010805020000000000d084400000000000189e40000000000040a44002d80400012f371f000000000000d49240382602000000000000409b4022010805020000000000407e400000000000409b40000000000068a14002ba04000139391f000000000000f88f403a260200000000000068984022010805020000000000e0724000000000006898400000000000209d40028e0400014a3b1f000000000000488a400126020000000000004c99402201080502000000000070764000000000004c99400000000000e89e40029e04000144021f000000000000108c40032602000000000000749640220108050200000000002066400000000000749640000000000038994002dc0300015f042602000000000000e09e40220108050200000000006086400000000000e09e40000000000008a54002de0400012d051f0000000000009c9340062602000000000000089c4022010805020000000000b080400000000000089c40000000000030a24002c204000136071f000000000000c490400826020000000000003099402201080502000000000000764000000000003099400000000000b09e40029c04000144091f000000000000d88b400a2602000000000000589640220108050200000000004065400000000000589640000000000000994002da030001600b2602000000000000c49e40220108050200000000002886400000000000c49e400000000000eca44002de0400012d0c1f0000000000008093400d2602000000000000ec9b40220108050200000000007880400000000000ec9b40000000000014a24002c2040001360e1f000000000000a890400f26020000000000001499402201080502000000000090754000000000001499400000000000789e40029a04000145101f000000000000a08b401126020000000000003c96402201080502000000000060644000000000003c96400000000000c8984002d603000162122602000000000000a89e4022010805020000000000f085400000000000a89e400000000000d0a44002dc0400012e131f000000000000649340142602000000000000d09b40220108050200000000004080400000000000d09b400000000000f8a14002c004000137151f0000000000008c9040162602000000000000f89840220108050200000000002075400000000000f898400000000000409e40029804000146171f000000000000688b40182602000000000000209640220108050200000000008063400000000000209640000000000090984002d2030001631926020000000000008c9e4022010805020000000000b8854000000000008c9e400000000000b4a44002dc0400012d1a1f0000000000004893401b2602000000000000b49b40220108050200000000000880400000000000b49b400000000000dca14002c0040001371c1f0000000000007090401d2602000000000000dc984022010805020000000000b074400000000000dc98400000000000089e400296040001471e1f000000000000308b401f260200000000000004964022010805020000000000a062400000000000049640000000000058984002ce03000165202602000000000000709e40220108050200000000008085400000000000709e40000000000098a44002da0400012e211f0000000000002c9340222602000000000000989b4022010805020000000000a07f400000000000989b400000000000c0a14002be04000138231f000000000000549040242602000000000000c09840220108050200000000004074400000000000c098400000000000d09d40029404000148251f000000000000f88a40262602000000000000e8954022010805020000000000c061400000000000e89540000000000020984002c803000168272602000000000000549e40220108050200000000004885400000000000549e4000000000007ca44002da0400012e281f0000000000001093402926020000000000007c9b4022010805020000000000307f4000000000007c9b400000000000a4a14002bc040001382a1f0000000000003890402b2602000000000000a4984022010805020000000000d073400000000000a498400000000000989d400292040001482c1f000000000000c08a402d2602000000000000cc954022010805020000000000e060400000000000cc95400000000000e8974002c40300016a2e2602000000000000389e40220108050200000000001085400000000000389e40000000000060a44002d80400012f2f1f000000000000f49240302602000000000000609b4022010805020000000000c07e400000000000609b40000000000088a14002bc04000138311f0000000000001c90403226020000000000008898402201080502000000000060734000000000008898400000000000609d40029004000149331f000000000000888a40342602000000000000b09540220108050200000000000060400000000000b095400000000000b0974002be0300016d3526020000000000001c9e4022010805020000000000d8844000000000001c9e40000000000044a44002d80400012f361f000000000000d89240372602000000000000449b4022010805020000000000507e400000000000449b4000000000006ca14002ba04000139381f0000000000000090403926020000000000006c984022010805020000000000f0724000000000006c98400000000000289d40028e0400014a3a1f000000000000508a403b260200000000000094954022010805020000000000405e400000000000949540000000000078974002ba0300016e011f000000000000188c40022602000000000000789640220108050200000000004066400000000000789640000000000040994002de0300015e032602000000000000e49e40220108050200000000006886400000000000e49e4000000000000ca54002de0400012d041f000000000000a093400526020000000000000c9c4022010805020000000000b8804000000000000c9c40000000000034a24002c404000135061f000000000000c890400726020000000000003499402201080502000000000010764000000000003499400000000000b89e40029c04000144081f000000000000e08b400926020000000000005c96402201080502000000000060654000000000005c9640000000000008994002da030001600a2602000000000000c89e40220108050200000000003086400000000000c89e400000000000f0a44002de0400012d0b1f0000000000008493400c2602000000000000f09b40220108050200000000008080400000000000f09b40000000000018a24002c2040001360d1f000000000000ac90400e260200000000000018994022010805020000000000a0754000000000001899400000000000809e40029a040001450f1f000000000000a88b401026020000000000004096402201080502000000000080644000000000004096400000000000d0984002d603000162112602000000000000ac9e4022010805020000000000f885400000000000ac9e400000000000d4a44002dc0400012e121f000000000000689340132602000000000000d49b40220108050200000000004880400000000000d49b400000000000fca14002c004000137141f000000000000909040152602000000000000fc9840220108050200000000003075400000000000fc98400000000000489e40029804000146161f000000000000708b4017260200000000000024964022010805020000000000a063400000000000249640000000000098984002d203000163182602000000000000909e4022010805020000000000c085400000000000909e400000000000b8a44002dc0400012d191f0000000000004c93401a2602000000000000b89b40220108050200000000001080400000000000b89b400000000000e0a14002c0040001371b1f0000000000007490401c2602000000000000e0984022010805020000000000c074400000000000e098400000000000109e400298040001461d1f000000000000388b401e260200000000000008964022010805020000000000c062400000000000089640000000000060984002ce030001651f2602000000000000749e40220108050200000000008885400000000000749e4000000000009ca44002da0400012e201f0000000000003093402126020000000000009c9b4022010805020000000000b07f4000000000009c9b400000000000c4a14002be04000138221f000000000000589040232602000000000000c49840220108050200000000005074400000000000c498400000000000d89d40029604000147241f000000000000008b40252602000000000000ec954022010805020000000000e061400000000000ec9540000000000028984002ca03000167262602000000000000589e40220108050200000000005085400000000000589e40000000000080a44002da0400012e271f000000000000149340282602000000000000809b4022010805020000000000407f400000000000809b400000000000a8a14002bc04000139291f0000000000003c90402a2602000000000000a8984022010805020000000000e073400000000000a898400000000000a09d400294040001472b1f000000000000c88a402c2602000000000000d09540220108050200000000000061400000000000d095400000000000f0974002c40300016a2d26020000000000003c9e402201080502000000000018854000000000003c9e40000000000064a44002d80400012f2e1f000000000000f892402f2602000000000000649b4022010805020000000000d07e400000000000649b4000000000008ca14002bc04000138301f0000000000002090403126020000000000008c98402201080502000000000070734000000000008c98400000000000689d40029004000149321f000000000000908a40332602000000000000b49540220108050200000000002060400000000000b495400000000000b8974002c00300016c342602000000000000209e4022010805020000000000e084400000000000209e40000000000048a44002d80400012f351f000000000000dc9240362602000000000000489b4022010805020000000000607e400000000000489b40000000000070a14002ba04000139371f0000000000000490403826020000000000007098402201080502000000000000734000000000007098400000000000309d40028e0400014a391f000000000000588a403a260200000000000098954022010805020000000000805e400000000000989540000000000080974002ba0300016e3b2602000000000000049e4022010805020000000000a884400000000000049e4000000000002ca44002d6040001300126020000000000007c96402201080502000000000060664000000000007c9640000000000048994002de0300015e022602000000000000e89e40220108050200000000007086400000000000e89e40000000000010a54002de0400012d031f000000000000a49340042602000000000000109c4022010805020000000000c080400000000000109c40000000000038a24002c404000135051f000000000000cc90400626020000000000003899402201080502000000000020764000000000003899400000000000c09e40029c04000145071f000000000000e88b40082602000000000000609640220108050200000000008065400000000000609640000000000010994002da03000160092602000000000000cc9e40220108050200000000003886400000000000cc9e400000000000f4a44002de0400012d0a1f0000000000008893400b2602000000000000f49b40220108050200000000008880400000000000f49b4000000000001ca24002c2040001360c1f000000000000b090400d26020000000000001c994022010805020000000000b0754000000000001c99400000000000889e40029c040001440e1f000000000000b08b400f260200000000000044964022010805020000000000a0644000000000004496400000000000d8984002d603000162102602000000000000b09e40220108050200000000000086400000000000b09e400000000000d8a44002dc0400012e111f0000000000006c9340122602000000000000d89b40220108050200000000005080400000000000d89b40000000000000a24002c004000137131f0000000000009490401426020000000000000099402201080502000000000040754000000000000099400000000000509e40029a04000145151f000000000000788b4016260200000000000028964022010805020000000000c0634000000000002896400000000000a0984002d203000164172602000000000000949e4022010805020000000000c885400000000000949e400000000000bca44002dc0400012d181f000000000000509340192602000000000000bc9b40220108050200000000001880400000000000bc9b400000000000e4a14002c0040001371a1f0000000000007890401b2602000000000000e4984022010805020000000000d074400000000000e498400000000000189e400298040001461c1f000000000000408b401d26020000000000000c964022010805020000000000e0624000000000000c9640000000000068984002ce030001651e2602000000000000789e40220108050200000000009085400000000000789e400000000000a0a44002da0400012e1f1f000000000000349340202602000000000000a09b4022010805020000000000c07f400000000000a09b400000000000c8a14002be04000138211f0000000000005c9040222602000000000000c89840220108050200000000006074400000000000c898400000000000e09d40029604000147231f000000000000088b40242602000000000000f09540220108050200000000000062400000000000f09540000000000030984002ca030001672526020000000000005c9e402201080502000000000058854000000000005c9e40000000000084a44002da0400012e261f000000000000189340272602000000000000849b4022010805020000000000507f400000000000849b400000000000aca14002bc04000139281f000000000000409040292602000000000000ac984022010805020000000000f073400000000000ac98400000000000a89d400294040001472a1f000000000000d08a402b2602000000000000d49540220108050200000000002061400000000000d495400000000000f8974002c6030001692c2602000000000000409e40220108050200000000002085400000000000409e40000000000068a44002d80400012f2d1f000000000000fc92402e2602000000000000689b4022010805020000000000e07e400000000000689b40000000000090a14002bc040001382f1f0000000000002490403026020000000000009098402201080502000000000080734000000000009098400000000000709d40029204000148311f000000000000988a40322602000000000000b89540220108050200000000004060400000000000b895400000000000c0974002c00300016c332602000000000000249e4022010805020000000000e884400000000000249e4000000000004ca44002d80400012f341f000000000000e092403526020000000000004c9b4022010805020000000000707e4000000000004c9b40000000000074a14002ba04000139361f0000000000000890403726020000000000007498402201080502000000000010734000000000007498400000000000389d40029004000149381f000000000000608a403926020000000000009c954022010805020000000000c05e4000000000009c9540000000000088974002bc0300016d3a2602000000000000089e4022010805020000000000b084400000000000089e40000000000030a44002d6040001303b1f000000000000c49240012602000000000000ec9e40220108050200000000007886400000000000ec9e40000000000014a54002de0400012d021f000000000000a89340032602000000000000149c4022010805020000000000c880400000000000149c4000000000003ca24002c404000135041f000000000000d090400526020000000000003c99402201080502000000000030764000000000003c99400000000000c89e40029e04000144061f000000000000f08b4007260200000000000064964022010805020000000000a065400000000000649640000000000018994002da03000160082602000000000000d09e40220108050200000000004086400000000000d09e400000000000f8a44002de0400012d091f0000000000008c93400a2602000000000000f89b40220108050200000000009080400000000000f89b40000000000020a24002c2040001360b1f000000000000b490400c260200000000000020994022010805020000000000c0754000000000002099400000000000909e40029c040001440d1f000000000000b88b400e260200000000000048964022010805020000000000c0644000000000004896400000000000e0984002d8030001610f2602000000000000b49e40220108050200000000000886400000000000b49e400000000000dca44002dc0400012e101f000000000000709340112602000000000000dc9b40220108050200000000005880400000000000dc9b40000000000004a24002c004000137121f0000000000009890401326020000000000000499402201080502000000000050754000000000000499400000000000589e40029a04000145141f000000000000808b401526020000000000002c964022010805020000000000e0634000000000002c96400000000000a8984002d403000163162602000000000000989e4022010805020000000000d085400000000000989e400000000000c0a44002dc0400012d171f000000000000549340182602000000000000c09b40220108050200000000002080400000000000c09b400000000000e8a14002c004000137191f0000000000007c90401a2602000000000000e8984022010805020000000000e074400000000000e898400000000000209e400298040001461b1f000000000000488b401c2602000000000000109640220108050200000000000063400000000000109640000000000070984002ce030001651d26020000000000007c9e402201080502000000000098854000000000007c9e400000000000a4a44002da0400012e1e1f0000000000003893401f2602000000000000a49b4022010805020000000000d07f400000000000a49b400000000000cca14002be04000138201f000000000000609040212602000000000000cc9840220108050200000000007074400000000000cc98400000000000e89d40029604000147221f000000000000108b40232602000000000000f49540220108050200000000002062400000000000f49540000000000038984002ca03000167242602000000000000609e40220108050200000000006085400000000000609e40000000000088a44002da0400012e251f0000000000001c9340262602000000000000889b4022010805020000000000607f400000000000889b400000000000b0a14002be04000138271f000000000000449040282602000000000000b09840220108050200000000000074400000000000b098400000000000b09d40029404000148291f000000000000d88a402a2602000000000000d89540220108050200000000004061400000000000d89540000000000000984002c6030001692b2602000000000000449e40220108050200000000002885400000000000449e4000000000006ca44002d80400012f2c1f0000000000000093402d26020000000000006c9b4022010805020000000000f07e4000000000006c9b40000000000094a14002bc040001382e1f0000000000002890402f26020000000000009498402201080502000000000090734000000000009498400000000000789d40029204000148301f000000000000a08a40312602000000000000bc9540220108050200000000006060400000000000bc95400000000000c8974002c20300016b322602000000000000289e4022010805020000000000f084400000000000289e40000000000050a44002d80400012f331f000000000000e49240342602000000000000509b4022010805020000000000807e400000000000509b40000000000078a14002ba04000139351f0000000000000c90403626020000000000007898402201080502000000000020734000000000007898400000000000409d40029004000149371f000000000000688a40382602000000000000a0954022010805020000000000005f400000000000a09540000000000090974002bc0300016d3926020000000000000c9e4022010805020000000000b8844000000000000c9e40000000000034a44002d6040001303a1f000000000000c892403b2602000000000000349b4022010805020000000000107e400000000000349b4000000000005ca14002ba04000139011f000000000000ac9340022602000000000000189c4022010805020000000000d080400000000000189c40000000000040a24002c404000135031f000000000000d490400426020000000000004099402201080502000000000040764000000000004099400000000000d09e40029e04000144051f000000000000f88b4006260200000000000068964022010805020000000000c065400000000000689640000000000020994002dc0300015f072602000000000000d49e40220108050200000000004886400000000000d49e400000000000fca44002de0400012d081f000000000000909340092602000000000000fc9b40220108050200000000009880400000000000fc9b40000000000024a24002c2040001360a1f000000000000b890400b260200000000000024994022010805020000000000d0754000000000002499400000000000989e40029c040001440c1f000000000000c08b400d26020000000000004c964022010805020000000000e0644000000000004c96400000000000e8984002d8030001610e2602000000000000b89e40220108050200000000001086400000000000b89e400000000000e0a44002dc0400012e0f1f000000000000749340102602000000000000e09b40220108050200000000006080400000000000e09b40000000000008a24002c204000136111f0000000000009c90401226020000000000000899402201080502000000000060754000000000000899400000000000609e40029a04000145131f000000000000888b401426020000000000003096402201080502000000000000644000000000003096400000000000b0984002d4030001631526020000000000009c9e4022010805020000000000d8854000000000009c9e400000000000c4a44002dc0400012d161f000000000000589340172602000000000000c49b40220108050200000000002880400000000000c49b400000000000eca14002c004000137181f000000000000809040192602000000000000ec984022010805020000000000f074400000000000ec98400000000000289e400298040001461a1f000000000000508b401b2602000000000000149640220108050200000000002063400000000000149640000000000078984002d0030001641c2602000000000000809e4022010805020000000000a085400000000000809e400000000000a8a44002da0400012e1d1f0000000000003c93401e2602000000000000a89b4022010805020000000000e07f400000000000a89b400000000000d0a14002be040001381f1f000000000000649040202602000000000000d09840220108050200000000008074400000000000d098400000000000f09d40029604000147211f000000000000188b40222602000000000000f89540220108050200000000004062400000000000f89540000000000040984002cc03000166232602000000000000649e40220108050200000000006885400000000000649e4000000000008ca44002da0400012e241f0000000000002093402526020000000000008c9b4022010805020000000000707f4000000000008c9b400000000000b4a14002be04000138261f000000000000489040272602000000000000b49840220108050200000000001074400000000000b498400000000000b89d40029404000148281f000000000000e08a40292602000000000000dc9540220108050200000000006061400000000000dc9540000000000008984002c6030001692a2602000000000000489e40220108050200000000003085400000000000489e40000000000070a44002d80400012f2b1f0000000000000493402c2602000000000000709b4022010805020000000000007f400000000000709b40000000000098a14002bc040001382d1f0000000000002c90402e260200000000000098984022010805020000000000a0734000000000009898400000000000809d400292040001482f1f000000000000a88a40302602000000000000c09540220108050200000000008060400000000000c095400000000000d0974002c20300016b3126020000000000002c9e4022010805020000000000f8844000000000002c9e40000000000054a44002d80400012f321f000000000000e89240332602000000000000549b4022010805020000000000907e400000000000549b4000000000007ca14002ba04000139341f0000000000001090403526020000000000007c98402201080502000000000030734000000000007c98400000000000489d40029004000149361f000000000000708a40372602000000000000a4954022010805020000000000405f400000000000a49540000000000098974002bc0300016d382602000000000000109e4022010805020000000000c084400000000000109e40000000000038a44002d80400012f391f000000000000cc92403a2602000000000000389b4022010805020000000000207e400000000000389b40000000000060a14002ba040001393b1f000000000000e88f400126020000000000001c9c4022010805020000000000d8804000000000001c9c40000000000044a24002c404000136021f000000000000d890400326020000000000004499402201080502000000000050764000000000004499400000000000d89e40029e04000144041f000000000000008c400526020000000000006c964022010805020000000000e0654000000000006c9640000000000028994002dc0300015f062602000000000000d89e40220108050200000000005086400000000000d89e40000000000000a54002de0400012d071f000000000000949340082602000000000000009c4022010805020000000000a080400000000000009c40000000000028a24002c204000136091f000000000000bc90400a260200000000000028994022010805020000000000e0754000000000002899400000000000a09e40029c040001440b1f000000000000c88b400c26020000000000005096402201080502000000000000654000000000005096400000000000f0984002d8030001610d2602000000000000bc9e40220108050200000000001886400000000000bc9e400000000000e4a44002dc0400012e0e1f0000000000007893400f2602000000000000e49b40220108050200000000006880400000000000e49b4000000000000ca24002c204000136101f000000000000a090401126020000000000000c99402201080502000000000070754000000000000c99400000000000689e40029a04000145121f000000000000908b401326020000000000003496402201080502000000000020644000000000003496400000000000b8984002d403000163142602000000000000a09e4022010805020000000000e085400000000000a09e400000000000c8a44002dc0400012d151f0000000000005c9340162602000000000000c89b40220108050200000000003080400000000000c89b400000000000f0a14002c004000137171f000000000000849040182602000000000000f09840220108050200000000000075400000000000f098400000000000309e40029804000146191f000000000000588b401a2602000000000000189640220108050200000000004063400000000000189640000000000080984002d0030001641b2602000000000000849e4022010805020000000000a885400000000000849e400000000000aca44002da0400012e1c1f0000000000004093401d2602000000000000ac9b4022010805020000000000f07f400000000000ac9b400000000000d4a14002be040001381e1f0000000000006890401f2602000000000000d49840220108050200000000009074400000000000d498400000000000f89d40029604000147201f000000000000208b40212602000000000000fc9540220108050200000000006062400000000000fc9540000000000048984002cc03000166222602000000000000689e40220108050200000000007085400000000000689e40000000000090a44002da0400012e231f000000000000249340242602000000000000909b4022010805020000000000807f400000000000909b400000000000b8a14002be04000138251f0000000000004c9040262602000000000000b89840220108050200000000002074400000000000b898400000000000c09d40029404000148271f000000000000e88a40282602000000000000e09540220108050200000000008061400000000000e09540000000000010984002c8030001682926020000000000004c9e402201080502000000000038854000000000004c9e40000000000074a44002da0400012e2a1f0000000000000893402b2602000000000000749b4022010805020000000000107f400000000000749b4000000000009ca14002bc040001382c1f0000000000003090402d26020000000000009c984022010805020000000000b0734000000000009c98400000000000889d400292040001482e1f000000000000b08a402f2602000000000000c4954022010805020000000000a060400000000000c495400000000000d8974002c20300016b302602000000000000309e40220108050200000000000085400000000000309e40000000000058a44002d80400012f311f000000000000ec9240322602000000000000589b4022010805020000000000a07e400000000000589b40000000000080a14002ba04000139331f0000000000001490403426020000000000008098402201080502000000000040734000000000008098400000000000509d40029004000149351f000000000000788a40362602000000000000a8954022010805020000000000805f400000000000a895400000000000a0974002be0300016c372602000000000000149e4022010805020000000000c884400000000000149e4000000000003ca44002d80400012f381f000000000000d092403926020000000000003c9b4022010805020000000000307e4000000000003c9b40000000000064a14002ba040001393a1f000000000000f08f403b260200000000000064984022010805020000000000d0724000000000006498400000000000189d40028e0400014a
38	pipeline_metrics	2026-03-02 08:00:00+00	2026-03-02 09:00:00+00	2026-03-02 08:59:00+00	420	2026-03-10 10:00:00+00	\\x0180801c000710830f01df0e01df0e01df0e01df0e01830f01df0e00260200000000000090954022010805020000000000005e400000000000909540000000000070974002ba0300016e012602000000000000fc9d40220108050200000000009884400000000000fc9d40000000000024a44002d60400012f021f000000000000b89240032602000000000000249b4022010805020000000000d07d400000000000249b4000000000004ca14002b80400013a041f000000000000c08f400526020000000000004c98402201080502000000000070724000000000004c98400000000000e89c40028c0400014b061f000000000000108a4007260200000000000074954022010805020000000000405c400000000000749540000000000038974002b403000171082602000000000000e09d40220108050200000000006084400000000000e09d40000000000008a44002d60400012f091f0000000000009c92400a2602000000000000089b4022010805020000000000607d400000000000089b40000000000030a14002b80400013a0b1f000000000000888f400c26020000000000003098402201080502000000000000724000000000003098400000000000b09c40028a0400014c0d1f000000000000d889400e260200000000000058954022010805020000000000805a400000000000589540000000000000974002ae030001740f2602000000000000c49d40220108050200000000002884400000000000c49d400000000000eca34002d404000130101f000000000000809240112602000000000000ec9a4022010805020000000000f07c400000000000ec9a40000000000014a14002b60400013b121f000000000000508f401326020000000000001498402201080502000000000090714000000000001498400000000000789c4002880400014c141f000000000000a089401526020000000000003c954022010805020000000000c0584000000000003c95400000000000c8964002a803000177162602000000000000a89d4022010805020000000000f083400000000000a89d400000000000d0a34002d404000130171f000000000000649240182602000000000000d09a4022010805020000000000807c400000000000d09a400000000000f8a04002b40400013b191f000000000000188f401a2602000000000000f89740220108050200000000002071400000000000f897400000000000409c4002860400014d1b1f0000000000006889401c2602000000000000209540220108050200000000000057400000000000209540000000000090964002a00300017a1d26020000000000008c9d4022010805020000000000b8834000000000008c9d400000000000b4a34002d2040001311e1f0000000000004892401f2602000000000000b49a4022010805020000000000107c400000000000b49a400000000000dca04002b20400013c201f000000000000e08e40212602000000000000dc974022010805020000000000b070400000000000dc97400000000000089c4002820400014f221f0000000000003089402326020000000000000495402201080502000000000040554000000000000495400000000000589640029a0300017d242602000000000000709d40220108050200000000008083400000000000709d40000000000098a34002d204000131251f0000000000002c9240262602000000000000989a4022010805020000000000a07b400000000000989a400000000000c0a04002b20400013c271f000000000000a88e40282602000000000000c09740220108050200000000004070400000000000c097400000000000d09b40028004000150291f000000000000f888402a2602000000000000e89440230108050200000000008053400000000000e894400000000000209640029203000181012b2602000000000000549d40220108050200000000004883400000000000549d4000000000007ca34002d0040001312c1f0000000000001092402d26020000000000007c9a4022010805020000000000307b4000000000007c9a400000000000a4a04002b00400013d2e1f000000000000708e402f2602000000000000a4974022010805020000000000a06f400000000000a497400000000000989b4002fe03000151301f000000000000c08840312602000000000000cc944023010805020000000000c051400000000000cc94400000000000e8954002880300018601322602000000000000389d40220108050200000000001083400000000000389d40000000000060a34002d004000131331f000000000000f49140342602000000000000609a4022010805020000000000c07a400000000000609a40000000000088a04002ae0400013e351f000000000000388e4036260200000000000088974022010805020000000000c06e4000000000008897400000000000609b4002fc03000151371f000000000000888840382602000000000000b09440230108050200000000000050400000000000b094400000000000b0954002fe0200018a013926020000000000001c9d4022010805020000000000d8824000000000001c9d40000000000044a34002ce040001323a1f000000000000d891403b2602000000000000449a4022010805020000000000507a400000000000449a4000000000006ca04002ac0400013e002602000000000000009e4022010805020000000000a084400000000000009e40000000000028a44002d604000130011f000000000000bc9240022602000000000000289b4022010805020000000000e07d400000000000289b40000000000050a14002b80400013a031f000000000000c88f400426020000000000005098402201080502000000000080724000000000005098400000000000f09c40028c0400014b051f000000000000188a4006260200000000000078954022010805020000000000805c400000000000789540000000000040974002b403000171072602000000000000e49d40220108050200000000006884400000000000e49d4000000000000ca44002d60400012f081f000000000000a092400926020000000000000c9b4022010805020000000000707d4000000000000c9b40000000000034a14002b80400013a0a1f000000000000908f400b26020000000000003498402201080502000000000010724000000000003498400000000000b89c40028a0400014c0c1f000000000000e089400d26020000000000005c954022010805020000000000c05a4000000000005c9540000000000008974002ae030001740e2602000000000000c89d40220108050200000000003084400000000000c89d400000000000f0a34002d4040001300f1f000000000000849240102602000000000000f09a4022010805020000000000007d400000000000f09a40000000000018a14002b60400013b111f000000000000588f4012260200000000000018984022010805020000000000a0714000000000001898400000000000809c4002880400014c131f000000000000a889401426020000000000004095402201080502000000000000594000000000004095400000000000d0964002a803000177152602000000000000ac9d4022010805020000000000f883400000000000ac9d400000000000d4a34002d404000130161f000000000000689240172602000000000000d49a4022010805020000000000907c400000000000d49a400000000000fca04002b40400013b181f000000000000208f40192602000000000000fc9740220108050200000000003071400000000000fc97400000000000489c4002860400014d1a1f0000000000007089401b2602000000000000249540220108050200000000004057400000000000249540000000000098964002a2030001791c2602000000000000909d4022010805020000000000c083400000000000909d400000000000b8a34002d2040001311d1f0000000000004c92401e2602000000000000b89a4022010805020000000000207c400000000000b89a400000000000e0a04002b40400013b1f1f000000000000e88e40202602000000000000e0974022010805020000000000c070400000000000e097400000000000109c4002840400014e211f0000000000003889402226020000000000000895402201080502000000000080554000000000000895400000000000609640029a0300017d232602000000000000749d40220108050200000000008883400000000000749d4000000000009ca34002d204000131241f0000000000003092402526020000000000009c9a4022010805020000000000b07b4000000000009c9a400000000000c4a04002b20400013c261f000000000000b08e40272602000000000000c49740220108050200000000005070400000000000c497400000000000d89b40028004000150281f000000000000008940292602000000000000ec944023010805020000000000c053400000000000ec94400000000000289640029203000181012a2602000000000000589d40220108050200000000005083400000000000589d40000000000080a34002d0040001312b1f0000000000001492402c2602000000000000809a4022010805020000000000407b400000000000809a400000000000a8a04002b00400013d2d1f000000000000788e402e2602000000000000a8974022010805020000000000c06f400000000000a897400000000000a09b4002fe030001512f1f000000000000c88840302602000000000000d09440230108050200000000000052400000000000d094400000000000f09540028a03000185013126020000000000003c9d402201080502000000000018834000000000003c9d40000000000064a34002d004000131321f000000000000f89140332602000000000000649a4022010805020000000000d07a400000000000649a4000000000008ca04002ae0400013e341f000000000000408e403526020000000000008c974022010805020000000000e06e4000000000008c97400000000000689b4002fc03000151361f000000000000908840372602000000000000b49440230108050200000000004050400000000000b494400000000000b8954002800300018901382602000000000000209d4022010805020000000000e082400000000000209d40000000000048a34002ce04000132391f000000000000dc91403a2602000000000000489a4022010805020000000000607a400000000000489a40000000000070a04002ae0400013d3b1f000000000000088e40001f000000000000c092400126020000000000002c9b4022010805020000000000f07d4000000000002c9b40000000000054a14002b80400013a021f000000000000d08f400326020000000000005498402201080502000000000090724000000000005498400000000000f89c40028c0400014b041f000000000000208a400526020000000000007c954022010805020000000000c05c4000000000007c9540000000000048974002b603000170062602000000000000e89d40220108050200000000007084400000000000e89d40000000000010a44002d60400012f071f000000000000a49240082602000000000000109b4022010805020000000000807d400000000000109b40000000000038a14002b80400013a091f000000000000988f400a26020000000000003898402201080502000000000020724000000000003898400000000000c09c40028a0400014c0b1f000000000000e889400c260200000000000060954022010805020000000000005b400000000000609540000000000010974002b0030001730d2602000000000000cc9d40220108050200000000003884400000000000cc9d400000000000f4a34002d4040001300e1f0000000000008892400f2602000000000000f49a4022010805020000000000107d400000000000f49a4000000000001ca14002b60400013b101f000000000000608f401126020000000000001c984022010805020000000000b0714000000000001c98400000000000889c4002880400014c121f000000000000b089401326020000000000004495402201080502000000000040594000000000004495400000000000d8964002aa03000176142602000000000000b09d40220108050200000000000084400000000000b09d400000000000d8a34002d404000130151f0000000000006c9240162602000000000000d89a4022010805020000000000a07c400000000000d89a40000000000000a14002b40400013b171f000000000000288f401826020000000000000098402201080502000000000040714000000000000098400000000000509c4002860400014d191f0000000000007889401a26020000000000002895402201080502000000000080574000000000002895400000000000a0964002a2030001791b2602000000000000949d4022010805020000000000c883400000000000949d400000000000bca34002d2040001311c1f0000000000005092401d2602000000000000bc9a4022010805020000000000307c400000000000bc9a400000000000e4a04002b40400013b1e1f000000000000f08e401f2602000000000000e4974022010805020000000000d070400000000000e497400000000000189c4002840400014e201f0000000000004089402126020000000000000c954022010805020000000000c0554000000000000c95400000000000689640029c0300017c222602000000000000789d40220108050200000000009083400000000000789d400000000000a0a34002d204000131231f000000000000349240242602000000000000a09a4022010805020000000000c07b400000000000a09a400000000000c8a04002b20400013c251f000000000000b88e40262602000000000000c89740220108050200000000006070400000000000c897400000000000e09b4002820400014f271f000000000000088940282602000000000000f09440230108050200000000000054400000000000f094400000000000309640029403000180012926020000000000005c9d402201080502000000000058834000000000005c9d40000000000084a34002d0040001322a1f0000000000001892402b2602000000000000849a4022010805020000000000507b400000000000849a400000000000aca04002b00400013d2c1f000000000000808e402d2602000000000000ac974022010805020000000000e06f400000000000ac97400000000000a89b4002fe030001512e1f000000000000d088402f2602000000000000d49440230108050200000000004052400000000000d494400000000000f89540028c0300018401302602000000000000409d40220108050200000000002083400000000000409d40000000000068a34002d004000131311f000000000000fc9140322602000000000000689a4022010805020000000000e07a400000000000689a40000000000090a04002ae0400013e331f000000000000488e4034260200000000000090974022010805020000000000006f4000000000009097400000000000709b4002fc03000151351f000000000000988840362602000000000000b89440230108050200000000008050400000000000b894400000000000c0954002820300018801372602000000000000249d4022010805020000000000e882400000000000249d4000000000004ca34002ce04000132381f000000000000e091403926020000000000004c9a4022010805020000000000707a4000000000004c9a40000000000074a04002ae0400013d3a1f000000000000108e403b260200000000000074974022010805020000000000206e4000000000007497400000000000389b4002fa03000152002602000000000000309b4022010805020000000000007e400000000000309b40000000000058a14002ba04000139011f000000000000d88f4002260200000000000058984022010805020000000000a0724000000000005898400000000000009d40028e0400014a031f000000000000288a4004260200000000000080954022010805020000000000005d400000000000809540000000000050974002b603000170052602000000000000ec9d40220108050200000000007884400000000000ec9d40000000000014a44002d60400012f061f000000000000a89240072602000000000000149b4022010805020000000000907d400000000000149b4000000000003ca14002b80400013a081f000000000000a08f400926020000000000003c98402201080502000000000030724000000000003c98400000000000c89c40028a0400014c0a1f000000000000f089400b260200000000000064954022010805020000000000405b400000000000649540000000000018974002b0030001730c2602000000000000d09d40220108050200000000004084400000000000d09d400000000000f8a34002d4040001300d1f0000000000008c92400e2602000000000000f89a4022010805020000000000207d400000000000f89a40000000000020a14002b60400013b0f1f000000000000688f4010260200000000000020984022010805020000000000c0714000000000002098400000000000909c4002880400014c111f000000000000b889401226020000000000004895402201080502000000000080594000000000004895400000000000e0964002aa03000176132602000000000000b49d40220108050200000000000884400000000000b49d400000000000dca34002d404000130141f000000000000709240152602000000000000dc9a4022010805020000000000b07c400000000000dc9a40000000000004a14002b40400013b161f000000000000308f401726020000000000000498402201080502000000000050714000000000000498400000000000589c4002860400014d181f0000000000008089401926020000000000002c954022010805020000000000c0574000000000002c95400000000000a8964002a4030001781a2602000000000000989d4022010805020000000000d083400000000000989d400000000000c0a34002d2040001311b1f0000000000005492401c2602000000000000c09a4022010805020000000000407c400000000000c09a400000000000e8a04002b40400013b1d1f000000000000f88e401e2602000000000000e8974022010805020000000000e070400000000000e897400000000000209c4002840400014e1f1f0000000000004889402026020000000000001095402201080502000000000000564000000000001095400000000000709640029c0300017c2126020000000000007c9d402201080502000000000098834000000000007c9d400000000000a4a34002d204000131221f000000000000389240232602000000000000a49a4022010805020000000000d07b400000000000a49a400000000000cca04002b20400013c241f000000000000c08e40252602000000000000cc9740220108050200000000007070400000000000cc97400000000000e89b4002820400014f261f000000000000108940272602000000000000f49440230108050200000000004054400000000000f49440000000000038964002940300018001282602000000000000609d40220108050200000000006083400000000000609d40000000000088a34002d004000132291f0000000000001c92402a2602000000000000889a4022010805020000000000607b400000000000889a400000000000b0a04002b00400013d2b1f000000000000888e402c2602000000000000b09740220108050200000000000070400000000000b097400000000000b09b4002fe030001512d1f000000000000d888402e2602000000000000d89440230108050200000000008052400000000000d894400000000000009640028c03000184012f2602000000000000449d40220108050200000000002883400000000000449d4000000000006ca34002d004000131301f0000000000000092403126020000000000006c9a4022010805020000000000f07a4000000000006c9a40000000000094a04002b00400013d321f000000000000508e4033260200000000000094974022010805020000000000206f4000000000009497400000000000789b4002fc03000151341f000000000000a08840352602000000000000bc944023010805020000000000c050400000000000bc94400000000000c8954002840300018701362602000000000000289d4022010805020000000000f082400000000000289d40000000000050a34002ce04000132371f000000000000e49140382602000000000000509a4022010805020000000000807a400000000000509a40000000000078a04002ae0400013d391f000000000000188e403a260200000000000078974022010805020000000000406e4000000000007897400000000000409b4002fa030001523b1f000000000000688840001f000000000000e08f400126020000000000005c984022010805020000000000b0724000000000005c98400000000000089d40028e0400014a021f000000000000308a4003260200000000000084954022010805020000000000405d400000000000849540000000000058974002b603000170042602000000000000f09d40220108050200000000008084400000000000f09d40000000000018a44002d60400012f051f000000000000ac9240062602000000000000189b4022010805020000000000a07d400000000000189b40000000000040a14002b80400013a071f000000000000a88f400826020000000000004098402201080502000000000040724000000000004098400000000000d09c40028c0400014b091f000000000000f889400a260200000000000068954022010805020000000000805b400000000000689540000000000020974002b2030001720b2602000000000000d49d40220108050200000000004884400000000000d49d400000000000fca34002d4040001300c1f0000000000009092400d2602000000000000fc9a4022010805020000000000307d400000000000fc9a40000000000024a14002b60400013b0e1f000000000000708f400f260200000000000024984022010805020000000000d0714000000000002498400000000000989c4002880400014c101f000000000000c089401126020000000000004c954022010805020000000000c0594000000000004c95400000000000e8964002aa03000176122602000000000000b89d40220108050200000000001084400000000000b89d400000000000e0a34002d404000130131f000000000000749240142602000000000000e09a4022010805020000000000c07c400000000000e09a40000000000008a14002b60400013a151f000000000000388f401626020000000000000898402201080502000000000060714000000000000898400000000000609c4002860400014d171f0000000000008889401826020000000000003095402201080502000000000000584000000000003095400000000000b0964002a4030001781926020000000000009c9d4022010805020000000000d8834000000000009c9d400000000000c4a34002d2040001311a1f0000000000005892401b2602000000000000c49a4022010805020000000000507c400000000000c49a400000000000eca04002b40400013b1c1f000000000000008f401d2602000000000000ec974022010805020000000000f070400000000000ec97400000000000289c4002840400014e1e1f0000000000005089401f26020000000000001495402201080502000000000040564000000000001495400000000000789640029e0300017b202602000000000000809d4022010805020000000000a083400000000000809d400000000000a8a34002d204000131211f0000000000003c9240222602000000000000a89a4022010805020000000000e07b400000000000a89a400000000000d0a04002b20400013c231f000000000000c88e40242602000000000000d09740220108050200000000008070400000000000d097400000000000f09b4002820400014f251f000000000000188940262602000000000000f89440220108050200000000008054400000000000f89440000000000040964002960300017f272602000000000000649d40220108050200000000006883400000000000649d4000000000008ca34002d004000132281f0000000000002092402926020000000000008c9a4022010805020000000000707b4000000000008c9a400000000000b4a04002b00400013d2a1f000000000000908e402b2602000000000000b49740220108050200000000001070400000000000b497400000000000b89b400280040001502c1f000000000000e088402d2602000000000000dc944023010805020000000000c052400000000000dc94400000000000089640028e03000183012e2602000000000000489d40220108050200000000003083400000000000489d40000000000070a34002d0040001312f1f000000000000049240302602000000000000709a4022010805020000000000007b400000000000709a40000000000098a04002b00400013d311f000000000000588e4032260200000000000098974022010805020000000000406f4000000000009897400000000000809b4002fc03000151331f000000000000a88840342602000000000000c09440230108050200000000000051400000000000c094400000000000d09540028403000188013526020000000000002c9d4022010805020000000000f8824000000000002c9d40000000000054a34002ce04000132361f000000000000e89140372602000000000000549a4022010805020000000000907a400000000000549a4000000000007ca04002ae0400013d381f000000000000208e403926020000000000007c974022010805020000000000606e4000000000007c97400000000000489b4002fa030001523a1f0000000000007088403b2602000000000000a4944023010805020000000000804e400000000000a49440000000000098954002fa0200018c0100260200000000000060984022010805020000000000c0724000000000006098400000000000109d40028e0400014a011f000000000000388a4002260200000000000088954022010805020000000000805d400000000000889540000000000060974002b80300016f032602000000000000f49d40220108050200000000008884400000000000f49d4000000000001ca44002d60400012f041f000000000000b092400526020000000000001c9b4022010805020000000000b07d4000000000001c9b40000000000044a14002b80400013a061f000000000000b08f400726020000000000004498402201080502000000000050724000000000004498400000000000d89c40028c0400014b081f000000000000008a400926020000000000006c954022010805020000000000c05b4000000000006c9540000000000028974002b2030001720a2602000000000000d89d40220108050200000000005084400000000000d89d40000000000000a44002d60400012f0b1f0000000000009492400c2602000000000000009b4022010805020000000000407d400000000000009b40000000000028a14002b60400013b0d1f000000000000788f400e260200000000000028984022010805020000000000e0714000000000002898400000000000a09c40028a0400014c0f1f000000000000c8894010260200000000000050954022010805020000000000005a4000000000005095400000000000f0964002ac03000175112602000000000000bc9d40220108050200000000001884400000000000bc9d400000000000e4a34002d404000130121f000000000000789240132602000000000000e49a4022010805020000000000d07c400000000000e49a4000000000000ca14002b60400013a141f000000000000408f401526020000000000000c98402201080502000000000070714000000000000c98400000000000689c4002860400014d161f0000000000009089401726020000000000003495402201080502000000000040584000000000003495400000000000b8964002a603000177182602000000000000a09d4022010805020000000000e083400000000000a09d400000000000c8a34002d404000130191f0000000000005c92401a2602000000000000c89a4022010805020000000000607c400000000000c89a400000000000f0a04002b40400013b1b1f000000000000088f401c2602000000000000f09740220108050200000000000071400000000000f097400000000000309c4002840400014e1d1f0000000000005889401e26020000000000001895402201080502000000000080564000000000001895400000000000809640029e0300017b1f2602000000000000849d4022010805020000000000a883400000000000849d400000000000aca34002d204000131201f000000000000409240212602000000000000ac9a4022010805020000000000f07b400000000000ac9a400000000000d4a04002b20400013c221f000000000000d08e40232602000000000000d49740220108050200000000009070400000000000d497400000000000f89b4002820400014f241f000000000000208940252602000000000000fc944022010805020000000000c054400000000000fc9440000000000048964002980300017e262602000000000000689d40220108050200000000007083400000000000689d40000000000090a34002d004000132271f000000000000249240282602000000000000909a4022010805020000000000807b400000000000909a400000000000b8a04002b20400013c291f000000000000988e402a2602000000000000b89740220108050200000000002070400000000000b897400000000000c09b400280040001502b1f000000000000e888402c2602000000000000e09440230108050200000000000053400000000000e094400000000000109640028e03000183012d26020000000000004c9d402201080502000000000038834000000000004c9d40000000000074a34002d0040001312e1f0000000000000892402f2602000000000000749a4022010805020000000000107b400000000000749a4000000000009ca04002b00400013d301f000000000000608e403126020000000000009c974022010805020000000000606f4000000000009c97400000000000889b4002fe03000150321f000000000000b08840332602000000000000c49440230108050200000000004051400000000000c494400000000000d8954002860300018701342602000000000000309d40220108050200000000000083400000000000309d40000000000058a34002ce04000132351f000000000000ec9140362602000000000000589a4022010805020000000000a07a400000000000589a40000000000080a04002ae0400013e371f000000000000288e4038260200000000000080974022010805020000000000806e4000000000008097400000000000509b4002fa03000152391f0000000000007888403a2602000000000000a8944023010805020000000000004f400000000000a894400000000000a0954002fc0200018b013b2602000000000000149d4022010805020000000000c882400000000000149d4000000000003ca34002ce04000132001f000000000000408a400126020000000000008c954022010805020000000000c05d4000000000008c9540000000000068974002b80300016f022602000000000000f89d40220108050200000000009084400000000000f89d40000000000020a44002d60400012f031f000000000000b49240042602000000000000209b4022010805020000000000c07d400000000000209b40000000000048a14002b80400013a051f000000000000b88f400626020000000000004898402201080502000000000060724000000000004898400000000000e09c40028c0400014b071f000000000000088a4008260200000000000070954022010805020000000000005c400000000000709540000000000030974002b203000172092602000000000000dc9d40220108050200000000005884400000000000dc9d40000000000004a44002d60400012f0a1f0000000000009892400b2602000000000000049b4022010805020000000000507d400000000000049b4000000000002ca14002b60400013b0c1f000000000000808f400d26020000000000002c984022010805020000000000f0714000000000002c98400000000000a89c40028a0400014c0e1f000000000000d089400f260200000000000054954022010805020000000000405a4000000000005495400000000000f8964002ac03000175102602000000000000c09d40220108050200000000002084400000000000c09d400000000000e8a34002d404000130111f0000000000007c9240122602000000000000e89a4022010805020000000000e07c400000000000e89a40000000000010a14002b60400013a131f000000000000488f401426020000000000001098402201080502000000000080714000000000001098400000000000709c4002880400014c151f0000000000009889401626020000000000003895402201080502000000000080584000000000003895400000000000c0964002a603000178172602000000000000a49d4022010805020000000000e883400000000000a49d400000000000cca34002d404000130181f000000000000609240192602000000000000cc9a4022010805020000000000707c400000000000cc9a400000000000f4a04002b40400013b1a1f000000000000108f401b2602000000000000f49740220108050200000000001071400000000000f497400000000000389c4002840400014e1c1f0000000000006089401d26020000000000001c954022010805020000000000c0564000000000001c9540000000000088964002a00300017a1e2602000000000000889d4022010805020000000000b083400000000000889d400000000000b0a34002d2040001311f1f000000000000449240202602000000000000b09a4022010805020000000000007c400000000000b09a400000000000d8a04002b20400013c211f000000000000d88e40222602000000000000d8974022010805020000000000a070400000000000d897400000000000009c4002820400014f231f000000000000288940242602000000000000009540220108050200000000000055400000000000009540000000000050964002980300017e2526020000000000006c9d402201080502000000000078834000000000006c9d40000000000094a34002d204000131261f000000000000289240272602000000000000949a4022010805020000000000907b400000000000949a400000000000bca04002b20400013c281f000000000000a08e40292602000000000000bc9740220108050200000000003070400000000000bc97400000000000c89b400280040001502a1f000000000000f088402b2602000000000000e49440230108050200000000004053400000000000e494400000000000189640029003000182012c2602000000000000509d40220108050200000000004083400000000000509d40000000000078a34002d0040001312d1f0000000000000c92402e2602000000000000789a4022010805020000000000207b400000000000789a400000000000a0a04002b00400013d2f1f000000000000688e40302602000000000000a0974022010805020000000000806f400000000000a097400000000000909b4002fe03000150311f000000000000b88840322602000000000000c89440230108050200000000008051400000000000c894400000000000e0954002880300018601332602000000000000349d40220108050200000000000883400000000000349d4000000000005ca34002d004000131341f000000000000f091403526020000000000005c9a4022010805020000000000b07a4000000000005c9a40000000000084a04002ae0400013e361f000000000000308e4037260200000000000084974022010805020000000000a06e4000000000008497400000000000589b4002fa03000152381f000000000000808840392602000000000000ac944023010805020000000000804f400000000000ac94400000000000a8954002fe0200018a013a2602000000000000189d4022010805020000000000d082400000000000189d40000000000040a34002ce040001323b1f000000000000d49140
39	pipeline_metrics	2026-03-02 09:00:00+00	2026-03-02 10:00:00+00	2026-03-02 09:59:00+00	421	2026-03-10 10:00:00+00	\\x0182801c00080f0d01d00f01f40f01d00f01f40f01d00f01ac0f01d00f3b1ff8cc030000000000002240001f000000000000008e400126020000000000006c974022010805020000000000e06d4000000000006c97400000000000289b4002f803000153021f00000000000050884003260200000000000094944023010805020000000000804c400000000000949440000000000078954002f40200018f01042602000000000000009d4022010805020000000000a082400000000000009d40000000000028a34002ce04000132051f000000000000bc9140062602000000000000289a4022010805020000000000e079400000000000289a40000000000050a04002ac0400013e071f000000000000c88d4008260200000000000050974022010805020000000000006d4000000000005097400000000000f09a4002f603000154091f0000000000001888400a2602000000000000789440230108050200000000000049400000000000789440000000000040954002e802000195010b2602000000000000e49c40220108050200000000006882400000000000e49c4000000000000ca34002cc040001330c1f000000000000a091400d26020000000000000c9a402201080502000000000070794000000000000c9a40000000000034a04002aa0400013f0e1f000000000000908d400f260200000000000034974022010805020000000000206c4000000000003497400000000000b89a4002f403000155101f000000000000e087401126020000000000005c94402301080502000000000080454000000000005c9440000000000008954002da0200019c01122602000000000000c89c40220108050200000000003082400000000000c89c400000000000f0a24002ca04000134131f000000000000849140142602000000000000f09940220108050200000000000079400000000000f09940000000000018a04002a804000140151f000000000000588d4016260200000000000018974022010805020000000000406b4000000000001897400000000000809a4002f003000156171f000000000000a887401826020000000000004094402301080502000000000000424000000000004094400000000000d0944002ca020001a301192602000000000000ac9c4022010805020000000000f881400000000000ac9c400000000000d4a24002ca040001331a1f0000000000006891401b2602000000000000d49940220108050200000000009078400000000000d499400000000000f89f4002a6040001411c1f000000000000208d401d2602000000000000fc964022010805020000000000606a400000000000fc96400000000000489a4002ee030001571e1f0000000000007087401f260200000000000024944023010805020000000000003d400000000000249440000000000098944002b6020001ad01202602000000000000909c4022010805020000000000c081400000000000909c400000000000b8a24002c804000134211f0000000000004c9140222602000000000000b89940220108050200000000002078400000000000b899400000000000c09f4002a404000141231f000000000000e88c40242602000000000000e09640220108050200000000008069400000000000e096400000000000109a4002ea03000159251f0000000000003887402626020000000000000894402301080502000000000000364000000000000894400000000000609440029c020001ba01272602000000000000749c40220108050200000000008881400000000000749c4000000000009ca24002c804000134281f0000000000003091402926020000000000009c994022010805020000000000b0774000000000009c99400000000000889f4002a4040001412a1f000000000000b08c402b2602000000000000c4964022010805020000000000a068400000000000c496400000000000d8994002e60300015b2c2602000000000000309f40220108050200000000000087400000000000309f40000000000058a54002e00400012c2d2602000000000000ec934023010805020000000000002e400000000000ec9340000000000028944002fa010001cb012e2602000000000000589c40220108050200000000005081400000000000589c40000000000080a24002c6040001352f1f0000000000001491403026020000000000008099402201080502000000000040774000000000008099400000000000509f4002a204000142311f000000000000788c40322602000000000000a8964022010805020000000000c067400000000000a896400000000000a0994002e40300015c332602000000000000149f4022010805020000000000c886400000000000149f4000000000003ca54002e00400012c342602000000000000d09340230108050200000000000020400000000000d093400000000000f0934002be010001e8013526020000000000003c9c402201080502000000000018814000000000003c9c40000000000064a24002c604000135361f000000000000f8904037260200000000000064994022010805020000000000d0764000000000006499400000000000189f4002a004000143381f000000000000408c403926020000000000008c964022010805020000000000e0664000000000008c9640000000000068994002e00300015d3a2602000000000000f89e40220108050200000000009086400000000000f89e40000000000020a54002de0400012d3b2602000000000000b493402201080502000000000000f03f0000000000b493400000000000b8934002010001c80200260200000000000070974022010805020000000000006e4000000000007097400000000000309b4002fa03000152011f00000000000058884002260200000000000098944023010805020000000000004d400000000000989440000000000080954002f60200018e01032602000000000000049d4022010805020000000000a882400000000000049d4000000000002ca34002ce04000132041f000000000000c091400526020000000000002c9a4022010805020000000000f0794000000000002c9a40000000000054a04002ac0400013e061f000000000000d08d4007260200000000000054974022010805020000000000206d4000000000005497400000000000f89a4002f603000154081f0000000000002088400926020000000000007c94402301080502000000000080494000000000007c9440000000000048954002ea02000194010a2602000000000000e89c40220108050200000000007082400000000000e89c40000000000010a34002cc040001330b1f000000000000a491400c2602000000000000109a40220108050200000000008079400000000000109a40000000000038a04002aa0400013f0d1f000000000000988d400e260200000000000038974022010805020000000000406c4000000000003897400000000000c09a4002f4030001550f1f000000000000e88740102602000000000000609440230108050200000000000046400000000000609440000000000010954002dc0200019b01112602000000000000cc9c40220108050200000000003882400000000000cc9c400000000000f4a24002ca04000134121f000000000000889140132602000000000000f49940220108050200000000001079400000000000f4994000000000001ca04002a804000140141f000000000000608d401526020000000000001c974022010805020000000000606b4000000000001c97400000000000889a4002f003000156161f000000000000b087401726020000000000004494402301080502000000000080424000000000004494400000000000d8944002cc020001a201182602000000000000b09c40220108050200000000000082400000000000b09c400000000000d8a24002ca04000133191f0000000000006c91401a2602000000000000d8994022010805020000000000a078400000000000d89940000000000000a04002a6040001411b1f000000000000288d401c260200000000000000974022010805020000000000806a4000000000000097400000000000509a4002ee030001571d1f0000000000007887401e260200000000000028944023010805020000000000003e4000000000002894400000000000a0944002ba020001ab011f2602000000000000949c4022010805020000000000c881400000000000949c400000000000bca24002c804000134201f000000000000509140212602000000000000bc9940220108050200000000003078400000000000bc99400000000000c89f4002a604000140221f000000000000f08c40232602000000000000e4964022010805020000000000a069400000000000e496400000000000189a4002ea03000159241f0000000000004087402526020000000000000c94402301080502000000000000374000000000000c9440000000000068944002a0020001b801262602000000000000789c40220108050200000000009081400000000000789c400000000000a0a24002c804000134271f000000000000349140282602000000000000a0994022010805020000000000c077400000000000a099400000000000909f4002a404000141291f000000000000b88c402a2602000000000000c8964022010805020000000000c068400000000000c896400000000000e0994002e80300015a2b2602000000000000349f40220108050200000000000887400000000000349f4000000000005ca54002e00400012c2c2602000000000000f09340230108050200000000000030400000000000f09340000000000030944002fe010001c9012d26020000000000005c9c402201080502000000000058814000000000005c9c40000000000084a24002c6040001352e1f0000000000001891402f26020000000000008499402201080502000000000050774000000000008499400000000000589f4002a204000142301f000000000000808c40312602000000000000ac964022010805020000000000e067400000000000ac96400000000000a8994002e40300015c322602000000000000189f4022010805020000000000d086400000000000189f40000000000040a54002e00400012c332602000000000000d49340230108050200000000000022400000000000d493400000000000f8934002ca010001e201342602000000000000409c40220108050200000000002081400000000000409c40000000000068a24002c604000135351f000000000000fc904036260200000000000068994022010805020000000000e0764000000000006899400000000000209f4002a004000143371f000000000000488c40382602000000000000909640220108050200000000000067400000000000909640000000000070994002e00300015d392602000000000000fc9e40220108050200000000009886400000000000fc9e40000000000024a54002de0400012d3a2602000000000000b89340220108050200000000000000400000000000b893400000000000c09340023e0001a8023b2602000000000000249c4022010805020000000000e880400000000000249c4000000000004ca24002c404000136001f0000000000006088400126020000000000009c944023010805020000000000804d4000000000009c9440000000000088954002f80200018d01022602000000000000089d4022010805020000000000b082400000000000089d40000000000030a34002ce04000132031f000000000000c49140042602000000000000309a4022010805020000000000007a400000000000309a40000000000058a04002ac0400013e051f000000000000d88d4006260200000000000058974022010805020000000000406d4000000000005897400000000000009b4002f603000154071f00000000000028884008260200000000000080944023010805020000000000004a400000000000809440000000000050954002ec0200019301092602000000000000ec9c40220108050200000000007882400000000000ec9c40000000000014a34002cc040001330a1f000000000000a891400b2602000000000000149a40220108050200000000009079400000000000149a4000000000003ca04002aa0400013f0c1f000000000000a08d400d26020000000000003c974022010805020000000000606c4000000000003c97400000000000c89a4002f4030001550e1f000000000000f087400f2602000000000000649440230108050200000000008046400000000000649440000000000018954002de0200019a01102602000000000000d09c40220108050200000000004082400000000000d09c400000000000f8a24002cc04000133111f0000000000008c9140122602000000000000f89940220108050200000000002079400000000000f89940000000000020a04002a804000140131f000000000000688d4014260200000000000020974022010805020000000000806b4000000000002097400000000000909a4002f203000156151f000000000000b887401626020000000000004894402301080502000000000000434000000000004894400000000000e0944002ce020001a101172602000000000000b49c40220108050200000000000882400000000000b49c400000000000dca24002ca04000133181f000000000000709140192602000000000000dc994022010805020000000000b078400000000000dc9940000000000004a04002a8040001401a1f000000000000308d401b260200000000000004974022010805020000000000a06a4000000000000497400000000000589a4002ee030001571c1f0000000000008087401d26020000000000002c944023010805020000000000003f4000000000002c94400000000000a8944002bc020001aa011e2602000000000000989c4022010805020000000000d081400000000000989c400000000000c0a24002c8040001341f1f000000000000549140202602000000000000c09940220108050200000000004078400000000000c099400000000000d09f4002a604000140211f000000000000f88c40222602000000000000e8964022010805020000000000c069400000000000e896400000000000209a4002ea03000159231f000000000000488740242602000000000000109440230108050200000000000038400000000000109440000000000070944002a4020001b6012526020000000000007c9c402201080502000000000098814000000000007c9c400000000000a4a24002c804000134261f000000000000389140272602000000000000a4994022010805020000000000d077400000000000a499400000000000989f4002a404000141281f000000000000c08c40292602000000000000cc964022010805020000000000e068400000000000cc96400000000000e8994002e80300015a2a2602000000000000389f40220108050200000000001087400000000000389f40000000000060a54002e00400012c2b2602000000000000f49340230108050200000000000031400000000000f4934000000000003894400284020001c6012c2602000000000000609c40220108050200000000006081400000000000609c40000000000088a24002c6040001352d1f0000000000001c91402e26020000000000008899402201080502000000000060774000000000008899400000000000609f4002a2040001422f1f000000000000888c40302602000000000000b09640220108050200000000000068400000000000b096400000000000b0994002e40300015c3126020000000000001c9f4022010805020000000000d8864000000000001c9f40000000000044a54002e00400012c322602000000000000d89340230108050200000000000024400000000000d89340000000000000944002d4010001dd01332602000000000000449c40220108050200000000002881400000000000449c4000000000006ca24002c604000135341f0000000000000091403526020000000000006c994022010805020000000000f0764000000000006c99400000000000289f4002a004000143361f000000000000508c40372602000000000000949640220108050200000000002067400000000000949640000000000078994002e20300015c382602000000000000009f4022010805020000000000a086400000000000009f40000000000028a54002de0400012d392602000000000000bc9340220108050200000000000008400000000000bc93400000000000c893400264000195023a2602000000000000289c4022010805020000000000f080400000000000289c40000000000050a24002c4040001363b1f000000000000e49040002602000000000000a0944023010805020000000000004e400000000000a09440000000000090954002fa0200018c010126020000000000000c9d4022010805020000000000b8824000000000000c9d40000000000034a34002ce04000132021f000000000000c89140032602000000000000349a4022010805020000000000107a400000000000349a4000000000005ca04002ac0400013e041f000000000000e08d400526020000000000005c974022010805020000000000606d4000000000005c97400000000000089b4002f803000153061f00000000000030884007260200000000000084944023010805020000000000804a400000000000849440000000000058954002ee0200019201082602000000000000f09c40220108050200000000008082400000000000f09c40000000000018a34002cc04000133091f000000000000ac91400a2602000000000000189a4022010805020000000000a079400000000000189a40000000000040a04002aa0400013f0b1f000000000000a88d400c260200000000000040974022010805020000000000806c4000000000004097400000000000d09a4002f4030001550d1f000000000000f887400e2602000000000000689440230108050200000000000047400000000000689440000000000020954002e002000199010f2602000000000000d49c40220108050200000000004882400000000000d49c400000000000fca24002cc04000133101f000000000000909140112602000000000000fc9940220108050200000000003079400000000000fc9940000000000024a04002a804000140121f000000000000708d4013260200000000000024974022010805020000000000a06b4000000000002497400000000000989a4002f203000156141f000000000000c087401526020000000000004c94402301080502000000000080434000000000004c94400000000000e8944002d20200019f01162602000000000000b89c40220108050200000000001082400000000000b89c400000000000e0a24002ca04000134171f000000000000749140182602000000000000e0994022010805020000000000c078400000000000e09940000000000008a04002a804000140191f000000000000388d401a260200000000000008974022010805020000000000c06a4000000000000897400000000000609a4002ee030001571b1f0000000000008887401c26020000000000003094402301080502000000000000404000000000003094400000000000b0944002be020001a9011d26020000000000009c9c4022010805020000000000d8814000000000009c9c400000000000c4a24002ca040001331e1f0000000000005891401f2602000000000000c49940220108050200000000005078400000000000c499400000000000d89f4002a604000140201f000000000000008d40212602000000000000ec964022010805020000000000e069400000000000ec96400000000000289a4002ec03000158221f000000000000508740232602000000000000149440230108050200000000000039400000000000149440000000000078944002a8020001b401242602000000000000809c4022010805020000000000a081400000000000809c400000000000a8a24002c804000134251f0000000000003c9140262602000000000000a8994022010805020000000000e077400000000000a899400000000000a09f4002a404000141271f000000000000c88c40282602000000000000d09640220108050200000000000069400000000000d096400000000000f0994002e80300015a2926020000000000003c9f402201080502000000000018874000000000003c9f40000000000064a54002e00400012c2a2602000000000000f89340230108050200000000000032400000000000f893400000000000409440028a020001c3012b2602000000000000649c40220108050200000000006881400000000000649c4000000000008ca24002c6040001352c1f0000000000002091402d26020000000000008c99402201080502000000000070774000000000008c99400000000000689f4002a2040001422e1f000000000000908c402f2602000000000000b49640220108050200000000002068400000000000b496400000000000b8994002e40300015c302602000000000000209f4022010805020000000000e086400000000000209f40000000000048a54002e00400012c312602000000000000dc9340230108050200000000000026400000000000dc9340000000000008944002dc010001d901322602000000000000489c40220108050200000000003081400000000000489c40000000000070a24002c604000135331f0000000000000491403426020000000000007099402201080502000000000000774000000000007099400000000000309f4002a004000143351f000000000000588c40362602000000000000989640220108050200000000004067400000000000989640000000000080994002e20300015c372602000000000000049f4022010805020000000000a886400000000000049f4000000000002ca54002e00400012c382602000000000000c09340220108050200000000000010400000000000c093400000000000d09340027e000188023926020000000000002c9c4022010805020000000000f8804000000000002c9c40000000000054a24002c4040001363a1f000000000000e890403b26020000000000005499402201080502000000000090764000000000005499400000000000f89e40029e04000144002602000000000000109d4022010805020000000000c082400000000000109d40000000000038a34002ce04000132011f000000000000cc9140022602000000000000389a4022010805020000000000207a400000000000389a40000000000060a04002ac0400013e031f000000000000e88d4004260200000000000060974022010805020000000000806d4000000000006097400000000000109b4002f803000153051f00000000000038884006260200000000000088944023010805020000000000004b400000000000889440000000000060954002f00200019101072602000000000000f49c40220108050200000000008882400000000000f49c4000000000001ca34002cc04000133081f000000000000b091400926020000000000001c9a4022010805020000000000b0794000000000001c9a40000000000044a04002aa0400013f0a1f000000000000b08d400b260200000000000044974022010805020000000000a06c4000000000004497400000000000d89a4002f4030001550c1f0000000000000088400d26020000000000006c94402301080502000000000080474000000000006c9440000000000028954002e202000198010e2602000000000000d89c40220108050200000000005082400000000000d89c40000000000000a34002cc040001330f1f000000000000949140102602000000000000009a40220108050200000000004079400000000000009a40000000000028a04002aa0400013f111f000000000000788d4012260200000000000028974022010805020000000000c06b4000000000002897400000000000a09a4002f203000156131f000000000000c887401426020000000000005094402301080502000000000000444000000000005094400000000000f0944002d40200019f01152602000000000000bc9c40220108050200000000001882400000000000bc9c400000000000e4a24002ca04000134161f000000000000789140172602000000000000e4994022010805020000000000d078400000000000e4994000000000000ca04002a804000140181f000000000000408d401926020000000000000c974022010805020000000000e06a4000000000000c97400000000000689a4002ee030001571a1f0000000000009087401b26020000000000003494402301080502000000000080404000000000003494400000000000b8944002c2020001a7011c2602000000000000a09c4022010805020000000000e081400000000000a09c400000000000c8a24002ca040001331d1f0000000000005c91401e2602000000000000c89940220108050200000000006078400000000000c899400000000000e09f4002a6040001411f1f000000000000088d40202602000000000000f0964022010805020000000000006a400000000000f096400000000000309a4002ec03000158211f00000000000058874022260200000000000018944023010805020000000000003a400000000000189440000000000080944002ac020001b201232602000000000000849c4022010805020000000000a881400000000000849c400000000000aca24002c804000134241f000000000000409140252602000000000000ac994022010805020000000000f077400000000000ac99400000000000a89f4002a404000141261f000000000000d08c40272602000000000000d49640220108050200000000002069400000000000d496400000000000f8994002e80300015a282602000000000000409f40220108050200000000002087400000000000409f40000000000068a54002e20400012b292602000000000000fc9340230108050200000000000033400000000000fc93400000000000489440028e020001c1012a2602000000000000689c40220108050200000000007081400000000000689c40000000000090a24002c6040001352b1f0000000000002491402c26020000000000009099402201080502000000000080774000000000009099400000000000709f4002a2040001422d1f000000000000988c402e2602000000000000b89640220108050200000000004068400000000000b896400000000000c0994002e60300015b2f2602000000000000249f4022010805020000000000e886400000000000249f4000000000004ca54002e00400012c302602000000000000e09340230108050200000000000028400000000000e09340000000000010944002e4010001d6013126020000000000004c9c402201080502000000000038814000000000004c9c40000000000074a24002c604000135321f0000000000000891403326020000000000007499402201080502000000000010774000000000007499400000000000389f4002a004000143341f000000000000608c403526020000000000009c96402201080502000000000060674000000000009c9640000000000088994002e20300015c362602000000000000089f4022010805020000000000b086400000000000089f40000000000030a54002e00400012c372602000000000000c49340230108050200000000000014400000000000c493400000000000d893400294010001fd01382602000000000000309c40220108050200000000000081400000000000309c40000000000058a24002c404000136391f000000000000ec90403a260200000000000058994022010805020000000000a0764000000000005899400000000000009f40029e040001443b1f000000000000288c40001f000000000000d091400126020000000000003c9a4022010805020000000000307a4000000000003c9a40000000000064a04002ac0400013e021f000000000000f08d4003260200000000000064974022010805020000000000a06d4000000000006497400000000000189b4002f803000153041f0000000000004088400526020000000000008c944023010805020000000000804b4000000000008c9440000000000068954002f20200019001062602000000000000f89c40220108050200000000009082400000000000f89c40000000000020a34002cc04000133071f000000000000b49140082602000000000000209a4022010805020000000000c079400000000000209a40000000000048a04002aa0400013f091f000000000000b88d400a260200000000000048974022010805020000000000c06c4000000000004897400000000000e09a4002f6030001540b1f0000000000000888400c2602000000000000709440230108050200000000000048400000000000709440000000000030954002e402000197010d2602000000000000dc9c40220108050200000000005882400000000000dc9c40000000000004a34002cc040001330e1f0000000000009891400f2602000000000000049a40220108050200000000005079400000000000049a4000000000002ca04002aa0400013f101f000000000000808d401126020000000000002c974022010805020000000000e06b4000000000002c97400000000000a89a4002f203000156121f000000000000d087401326020000000000005494402301080502000000000080444000000000005494400000000000f8944002d60200019e01142602000000000000c09c40220108050200000000002082400000000000c09c400000000000e8a24002ca04000134151f0000000000007c9140162602000000000000e8994022010805020000000000e078400000000000e89940000000000010a04002a804000140171f000000000000488d4018260200000000000010974022010805020000000000006b4000000000001097400000000000709a4002f003000156191f0000000000009887401a26020000000000003894402301080502000000000000414000000000003894400000000000c0944002c4020001a6011b2602000000000000a49c4022010805020000000000e881400000000000a49c400000000000cca24002ca040001331c1f0000000000006091401d2602000000000000cc9940220108050200000000007078400000000000cc99400000000000e89f4002a6040001411e1f000000000000108d401f2602000000000000f4964022010805020000000000206a400000000000f496400000000000389a4002ec03000158201f0000000000006087402126020000000000001c944023010805020000000000003b4000000000001c9440000000000088944002b0020001b001222602000000000000889c4022010805020000000000b081400000000000889c400000000000b0a24002c804000134231f000000000000449140242602000000000000b09940220108050200000000000078400000000000b099400000000000b09f4002a404000141251f000000000000d88c40262602000000000000d89640220108050200000000004069400000000000d896400000000000009a4002ea03000159271f00000000000028874028260200000000000000944023010805020000000000003440000000000000944000000000005094400294020001be012926020000000000006c9c402201080502000000000078814000000000006c9c40000000000094a24002c8040001342a1f0000000000002891402b26020000000000009499402201080502000000000090774000000000009499400000000000789f4002a2040001422c1f000000000000a08c402d2602000000000000bc9640220108050200000000006068400000000000bc96400000000000c8994002e60300015b2e2602000000000000289f4022010805020000000000f086400000000000289f40000000000050a54002e00400012c2f2602000000000000e4934023010805020000000000002a400000000000e49340000000000018944002ec010001d201302602000000000000509c40220108050200000000004081400000000000509c40000000000078a24002c604000135311f0000000000000c91403226020000000000007899402201080502000000000020774000000000007899400000000000409f4002a204000142331f000000000000688c40342602000000000000a09640220108050200000000008067400000000000a09640000000000090994002e20300015c3526020000000000000c9f4022010805020000000000b8864000000000000c9f40000000000034a54002e00400012c362602000000000000c89340230108050200000000000018400000000000c893400000000000e0934002a4010001f501372602000000000000349c40220108050200000000000881400000000000349c4000000000005ca24002c404000136381f000000000000f090403926020000000000005c994022010805020000000000b0764000000000005c99400000000000089f4002a0040001433a1f000000000000308c403b260200000000000084964022010805020000000000a066400000000000849640000000000058994002de0300015e002602000000000000409a4022010805020000000000407a400000000000409a40000000000068a04002ac0400013e011f000000000000f88d4002260200000000000068974022010805020000000000c06d4000000000006897400000000000209b4002f803000153031f00000000000048884004260200000000000090944023010805020000000000004c400000000000909440000000000070954002f20200019001052602000000000000fc9c40220108050200000000009882400000000000fc9c40000000000024a34002cc04000133061f000000000000b89140072602000000000000249a4022010805020000000000d079400000000000249a4000000000004ca04002ac0400013e081f000000000000c08d400926020000000000004c974022010805020000000000e06c4000000000004c97400000000000e89a4002f6030001540a1f0000000000001088400b2602000000000000749440230108050200000000008048400000000000749440000000000038954002e602000196010c2602000000000000e09c40220108050200000000006082400000000000e09c40000000000008a34002cc040001330d1f0000000000009c91400e2602000000000000089a40220108050200000000006079400000000000089a40000000000030a04002aa0400013f0f1f000000000000888d4010260200000000000030974022010805020000000000006c4000000000003097400000000000b09a4002f203000156111f000000000000d88740122602000000000000589440230108050200000000000045400000000000589440000000000000954002d80200019d01132602000000000000c49c40220108050200000000002882400000000000c49c400000000000eca24002ca04000134141f000000000000809140152602000000000000ec994022010805020000000000f078400000000000ec9940000000000014a04002a804000140161f000000000000508d4017260200000000000014974022010805020000000000206b4000000000001497400000000000789a4002f003000156181f000000000000a087401926020000000000003c94402301080502000000000080414000000000003c94400000000000c8944002c8020001a4011a2602000000000000a89c4022010805020000000000f081400000000000a89c400000000000d0a24002ca040001331b1f0000000000006491401c2602000000000000d09940220108050200000000008078400000000000d099400000000000f09f4002a6040001411d1f000000000000188d401e2602000000000000f8964022010805020000000000406a400000000000f896400000000000409a4002ec030001581f1f00000000000068874020260200000000000020944023010805020000000000003c400000000000209440000000000090944002b2020001af012126020000000000008c9c4022010805020000000000b8814000000000008c9c400000000000b4a24002c804000134221f000000000000489140232602000000000000b49940220108050200000000001078400000000000b499400000000000b89f4002a404000141241f000000000000e08c40252602000000000000dc9640220108050200000000006069400000000000dc96400000000000089a4002ea03000159261f00000000000030874027260200000000000004944023010805020000000000003540000000000004944000000000005894400298020001bc01282602000000000000709c40220108050200000000008081400000000000709c40000000000098a24002c804000134291f0000000000002c91402a260200000000000098994022010805020000000000a0774000000000009899400000000000809f4002a2040001422b1f000000000000a88c402c2602000000000000c09640220108050200000000008068400000000000c096400000000000d0994002e60300015b2d26020000000000002c9f4022010805020000000000f8864000000000002c9f40000000000054a54002e00400012c2e2602000000000000e8934023010805020000000000002c400000000000e89340000000000020944002f2010001cf012f2602000000000000549c40220108050200000000004881400000000000549c4000000000007ca24002c604000135301f0000000000001091403126020000000000007c99402201080502000000000030774000000000007c99400000000000489f4002a204000142321f000000000000708c40332602000000000000a4964022010805020000000000a067400000000000a49640000000000098994002e20300015d342602000000000000109f4022010805020000000000c086400000000000109f40000000000038a54002e00400012c352602000000000000cc934023010805020000000000001c400000000000cc93400000000000e8934002b2010001ee01362602000000000000389c40220108050200000000001081400000000000389c40000000000060a24002c404000136371f000000000000f4904038260200000000000060994022010805020000000000c0764000000000006099400000000000109f4002a004000143391f000000000000388c403a260200000000000088964022010805020000000000c066400000000000889640000000000060994002e00300015d3b2602000000000000f49e40220108050200000000008886400000000000f49e4000000000001ca54002de0400012d
40	pipeline_metrics	2026-03-02 10:00:00+00	2026-03-02 11:00:00+00	2026-03-02 10:00:00+00	7	2026-03-10 10:00:00+00	\\x0184801c0007102f010b012f010b012f012f010b002602000000000000209c4022010805020000000000e080400000000000209c40000000000048a24002c404000136001f000000000000e090400026020000000000005099402201080502000000000080764000000000005099400000000000f09e40029e04000144001f000000000000208c40002602000000000000809640220108050200000000008066400000000000809640000000000050994002de0300015e002602000000000000f09e40220108050200000000008086400000000000f09e40000000000018a54002de0400012d001f000000000000b09340
41	pipeline_metrics	2041-01-01 00:00:00+00	2041-01-01 01:00:00+00	2041-01-01 00:00:00+00	1	2026-03-10 10:00:00+00	\\x0180f02b00010d0b001f00000000000000f03f
\.


--
-- Data for Name: model_prices; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.model_prices (id, pattern, effective_from, above_input_tokens, source, input_per_million, output_per_million, cache_read_per_million, cache_write_per_million, reasoning_per_million, currency, note, updated_at) FROM stdin;
3972a3e9-3b15-57d4-654f-0e7d0d5b9d57	gpt-5.6-sol	-infinity	0	builtin	5	30	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
c8a4763d-72d2-2000-280c-acbfed671509	openai/gpt-5.6-sol	-infinity	0	builtin	5	30	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
ae3902fe-51be-5f81-90b9-aed5ec55946f	gpt-5.6-sol-20??-??-??	-infinity	0	builtin	5	30	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
bf3d812c-5574-27cd-4c36-22218667f342	openai/gpt-5.6-sol-20??-??-??	-infinity	0	builtin	5	30	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
23711fa7-60e9-449e-9a41-61e004378eaf	gpt-5.6-sol	-infinity	272000	builtin	10	45	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
846be291-8b0e-8eb4-4b32-df3450a5b08d	openai/gpt-5.6-sol	-infinity	272000	builtin	10	45	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
afe733ff-fe7d-b9a8-8afa-4e497e0d968a	gpt-5.6-sol-20??-??-??	-infinity	272000	builtin	10	45	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
2a751a19-4ca9-369e-657b-417260105b28	openai/gpt-5.6-sol-20??-??-??	-infinity	272000	builtin	10	45	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
d2e8fadf-4563-2eb1-f8f0-779ea902bb38	gpt-5.6-terra	-infinity	0	builtin	2	12	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
d48a4506-817d-d50a-415e-9b0406f12bf7	openai/gpt-5.6-terra	-infinity	0	builtin	2	12	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
ed039eac-113f-d256-725c-f474cc0eed73	gpt-5.6-terra-20??-??-??	-infinity	0	builtin	2	12	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
5f079bbb-c2fa-d7a6-702d-2bf82863daca	openai/gpt-5.6-terra-20??-??-??	-infinity	0	builtin	2	12	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
caa9c59f-ab5c-d7f1-d0e9-68abc5de0a50	gpt-5.6-terra	-infinity	272000	builtin	4	18	0.4	5	\N	USD	\N	2026-11-28 09:42:32.064976+00
b35b74d3-efcf-9835-c657-66e97a203bd9	openai/gpt-5.6-terra	-infinity	272000	builtin	4	18	0.4	5	\N	USD	\N	2026-11-28 09:42:32.064976+00
68467129-82a0-8358-0b8f-7746dff12edb	gpt-5.6-terra-20??-??-??	-infinity	272000	builtin	4	18	0.4	5	\N	USD	\N	2026-11-28 09:42:32.064976+00
692cb1a0-cf12-5c9d-da5f-7401272054da	openai/gpt-5.6-terra-20??-??-??	-infinity	272000	builtin	4	18	0.4	5	\N	USD	\N	2026-11-28 09:42:32.064976+00
fc774d82-2fae-3d31-fd4c-90308dda2fe6	gpt-5.6-luna	-infinity	0	builtin	0.2	1.2	0.02	0.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
adc48de5-adf6-fd6e-fe63-82581a1671ed	openai/gpt-5.6-luna	-infinity	0	builtin	0.2	1.2	0.02	0.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
be94b3ab-70d1-64c9-fec1-1ba171efa748	gpt-5.6-luna-20??-??-??	-infinity	0	builtin	0.2	1.2	0.02	0.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
ee6931e2-0e60-4119-d61b-382595cc83b5	openai/gpt-5.6-luna-20??-??-??	-infinity	0	builtin	0.2	1.2	0.02	0.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
75c45bcd-5a7a-f900-123e-0ed85867360c	gpt-5.6-luna	-infinity	272000	builtin	0.4	1.8	0.04	0.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
fa20e2ce-34ab-6052-8af9-b543680caa99	openai/gpt-5.6-luna	-infinity	272000	builtin	0.4	1.8	0.04	0.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
cb0e7d6a-0d15-9b3c-e2bd-76a3b1c1b2da	gpt-5.6-luna-20??-??-??	-infinity	272000	builtin	0.4	1.8	0.04	0.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
cf17e35d-1421-8190-13b0-c30d856d2de6	openai/gpt-5.6-luna-20??-??-??	-infinity	272000	builtin	0.4	1.8	0.04	0.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
94172b89-1092-31c6-b444-0a40fd94c7e7	gpt-5.5	-infinity	0	builtin	5	30	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
bfb79ca8-fca2-b1f7-948f-7a4a4cf112b4	openai/gpt-5.5	-infinity	0	builtin	5	30	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d8405700-b034-9fde-279e-162538c36212	gpt-5.5-20??-??-??	-infinity	0	builtin	5	30	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
191966db-e89a-117e-cf39-a9a5b5327521	openai/gpt-5.5-20??-??-??	-infinity	0	builtin	5	30	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
39b29264-4300-25c2-d61a-8afe0393afcd	gpt-5.5	-infinity	272000	builtin	10	45	1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
bebd8e7c-4996-e95c-d21c-4876372312ea	openai/gpt-5.5	-infinity	272000	builtin	10	45	1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
54065cba-2593-aaa5-99bb-de568d6d6049	gpt-5.5-20??-??-??	-infinity	272000	builtin	10	45	1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
25d2e523-874c-e1e8-5296-c0fc87fd3ee6	openai/gpt-5.5-20??-??-??	-infinity	272000	builtin	10	45	1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ac6f0032-327d-4534-cead-94dfaff413b8	gpt-5.5-pro	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4eb4af80-f1ca-2922-8c08-acc049a7023b	openai/gpt-5.5-pro	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6dc9379c-4803-5799-7a69-f997dfd841ec	gpt-5.5-pro-20??-??-??	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ec17022d-7905-1a94-4cb0-4c9219213064	openai/gpt-5.5-pro-20??-??-??	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a53342e7-897d-72bb-ff1b-38a00ae17b0f	gpt-5.5-pro	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5ba063b0-2f8a-8dc5-b4ac-b4e1d847deba	openai/gpt-5.5-pro	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
affccc72-6a46-4778-386d-67363fa2742c	gpt-5.5-pro-20??-??-??	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b61a0686-8d64-bd14-6c90-0416df76354e	openai/gpt-5.5-pro-20??-??-??	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5973e12f-c924-64a3-a292-60975d28f58c	gpt-5.4	-infinity	0	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9788a0ed-17e2-1739-1411-affcbd2ba88e	openai/gpt-5.4	-infinity	0	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ec6b4d66-f5f8-aa0f-adfb-a2c478580e6c	gpt-5.4-20??-??-??	-infinity	0	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
2f0831ae-79ba-fb9e-f2c8-85f14b40ee55	openai/gpt-5.4-20??-??-??	-infinity	0	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ee6bbd21-192f-3bb1-347a-592603eb73ca	gpt-5.4	-infinity	272000	builtin	5	22.5	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
876b9504-511d-3f6d-5acc-19d14b9d721a	openai/gpt-5.4	-infinity	272000	builtin	5	22.5	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
80b108e4-107e-8743-fa2a-1908ccfa2627	gpt-5.4-20??-??-??	-infinity	272000	builtin	5	22.5	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
af6de04f-26c9-059f-84b4-bd66f21cccf2	openai/gpt-5.4-20??-??-??	-infinity	272000	builtin	5	22.5	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8d07cb93-e609-f8e1-c68f-c757d57a2029	gpt-5.4-mini	-infinity	0	builtin	0.75	4.5	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9de6d693-031a-bed7-6f79-0f06cad340f5	openai/gpt-5.4-mini	-infinity	0	builtin	0.75	4.5	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7154c735-2471-4844-ea2d-259ba9d78270	gpt-5.4-mini-20??-??-??	-infinity	0	builtin	0.75	4.5	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
def9d5d1-72b2-94c4-463c-efe2ea03e2bf	openai/gpt-5.4-mini-20??-??-??	-infinity	0	builtin	0.75	4.5	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fe980861-771a-c12e-bb21-df06e20c5f2b	gpt-5.4-nano	-infinity	0	builtin	0.2	1.25	0.02	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8307ff3e-843e-903f-1e0b-de757aa768a1	openai/gpt-5.4-nano	-infinity	0	builtin	0.2	1.25	0.02	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6cf8cd12-0026-bcb0-a8ba-f51a4efd62c8	gpt-5.4-nano-20??-??-??	-infinity	0	builtin	0.2	1.25	0.02	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5a80a140-a411-fdc4-7a9b-da3c0823f9d2	openai/gpt-5.4-nano-20??-??-??	-infinity	0	builtin	0.2	1.25	0.02	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d4f7824f-b2d0-172e-ef87-6f645252713e	gpt-5.4-pro	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
cf853b7b-3caf-d141-b8c9-1de58be64c1a	openai/gpt-5.4-pro	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
baf0ef2a-b323-6c31-c0c8-a39f55e05630	gpt-5.4-pro-20??-??-??	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a2287147-77a4-9997-f99f-0c4a36909e2c	openai/gpt-5.4-pro-20??-??-??	-infinity	0	builtin	30	180	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
21e902b3-316f-623a-5ac3-833fc0da384e	gpt-5.4-pro	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b40834bb-5a42-3523-e84c-5f5e05137bdc	openai/gpt-5.4-pro	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f3285de-e23d-879c-6579-a38e01049520	gpt-5.4-pro-20??-??-??	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
0f940678-4ddb-deec-f677-3d3d79e4aab3	openai/gpt-5.4-pro-20??-??-??	-infinity	272000	builtin	60	270	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b6a6cbcd-2890-7ae7-251b-559ba9f283c0	gpt-5.3-codex	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
be946d86-eea5-82a4-3d83-a7d23bb9f67e	openai/gpt-5.3-codex	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6deda89c-53f5-2832-66b0-b5ad1cbbc1b0	gpt-5.3-codex-20??-??-??	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a2092c6f-613c-f29d-1add-706a12b94008	openai/gpt-5.3-codex-20??-??-??	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a4d5b850-e93b-4a90-c372-0334fb48931e	gpt-5.2	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ff986a80-91c6-cc38-6b6d-257407981b92	openai/gpt-5.2	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fa4fdb85-7dcd-a51a-7ba9-849c99070796	gpt-5.2-20??-??-??	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
f9f7d585-ee4f-7e0b-6225-26f760c2ca51	openai/gpt-5.2-20??-??-??	-infinity	0	builtin	1.75	14	0.175	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6ebd984a-0df4-c858-63e0-29fe3e88b455	gpt-5.2-pro	-infinity	0	builtin	21	168	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
45b368e0-2817-4452-c0c2-e813578ca316	openai/gpt-5.2-pro	-infinity	0	builtin	21	168	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5a8dcf5a-3545-8d0c-482c-941dff4441ed	gpt-5.2-pro-20??-??-??	-infinity	0	builtin	21	168	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
430e0acd-49d9-3ce0-a629-0ec37f10489b	openai/gpt-5.2-pro-20??-??-??	-infinity	0	builtin	21	168	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1333aacf-f366-4c0e-d624-711cbbaeb2cb	gpt-5.1	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
319218c1-7609-a1a3-ff93-4fb158aaa356	openai/gpt-5.1	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ff714703-f72a-1e16-ed35-8350bb24b86f	gpt-5.1-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d981561c-eb47-98d8-9358-5be962edba99	openai/gpt-5.1-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
0f7b01a2-68ed-9ae4-8de1-50ffd40ba20e	gpt-5	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1485ad58-cd2d-032a-1d2a-5a73b506294a	openai/gpt-5	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
f88de3b4-85a3-4149-318b-07c855984b7f	gpt-5-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
92f9ece0-be2a-0b21-620b-b26c002d4bd2	openai/gpt-5-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
01ef5de1-95a3-8a7e-7b92-d2e136d398d3	gpt-5-mini	-infinity	0	builtin	0.25	2	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
45a2c0f9-d495-bc55-fc8a-33b6db63d7bd	openai/gpt-5-mini	-infinity	0	builtin	0.25	2	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
298d38de-3545-80e3-e3bb-0fa07b3ed6e2	gpt-5-mini-20??-??-??	-infinity	0	builtin	0.25	2	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
2e5185db-4f70-33f6-5ee6-c4187b734abb	openai/gpt-5-mini-20??-??-??	-infinity	0	builtin	0.25	2	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4c26b900-07f6-67e5-7510-71845e02a384	gpt-5-nano	-infinity	0	builtin	0.05	0.4	0.005	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
f7185ae1-1fb8-2068-2bc4-835da3f9ff4b	openai/gpt-5-nano	-infinity	0	builtin	0.05	0.4	0.005	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9328f605-e644-1a81-77bc-a42aaee45944	gpt-5-nano-20??-??-??	-infinity	0	builtin	0.05	0.4	0.005	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ef60e6a3-0188-8b0c-3910-e70723687554	openai/gpt-5-nano-20??-??-??	-infinity	0	builtin	0.05	0.4	0.005	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
52f07b0a-199d-6dc1-0abf-bf5ba8e47e12	gpt-5-pro	-infinity	0	builtin	15	120	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6ed5be11-a8b0-436a-82e1-556f088deb45	openai/gpt-5-pro	-infinity	0	builtin	15	120	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7a7ffc46-6220-18c5-1183-f9f29c970650	gpt-5-pro-20??-??-??	-infinity	0	builtin	15	120	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4a8cd8a2-f806-0cab-d9de-e1d7e9a77bae	openai/gpt-5-pro-20??-??-??	-infinity	0	builtin	15	120	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
257d1f53-e73c-2f69-a139-69401f4f11bf	gpt-5-chat-latest	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4cab5c7c-c863-2087-b11c-944615a69bb9	openai/gpt-5-chat-latest	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9270a2d7-f893-9643-749f-0936cc0aee6e	gpt-5-chat-latest-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
90ab7525-aa8a-fefa-ce88-db0459da130f	openai/gpt-5-chat-latest-20??-??-??	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
920ff920-f91b-7da5-61cf-aec9f2403e8a	gpt-4.5-preview	-infinity	0	builtin	75	150	37.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
02c4783b-b0a5-81dc-4c17-f83c10586631	openai/gpt-4.5-preview	-infinity	0	builtin	75	150	37.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6f56521d-6801-d565-f12f-8ecb2cc2b756	gpt-4.5-preview-20??-??-??	-infinity	0	builtin	75	150	37.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
c418bded-e69d-bbe6-3388-b0093207cedc	openai/gpt-4.5-preview-20??-??-??	-infinity	0	builtin	75	150	37.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1edf5dc4-a57d-d0f0-9ffa-df9bd977d3ff	gpt-4.1	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d7debb7b-b9b8-039e-0827-af93b78b4ca7	openai/gpt-4.1	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
91358f64-10dc-75fb-8123-568a08eb094e	gpt-4.1-20??-??-??	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7a165738-5225-027c-d739-49234a024b2f	openai/gpt-4.1-20??-??-??	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a749b33a-9c1c-04c8-e310-bf453562211c	gpt-4.1-mini	-infinity	0	builtin	0.4	1.6	0.1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
112f2d6b-c999-7017-3787-e4c825c6d600	openai/gpt-4.1-mini	-infinity	0	builtin	0.4	1.6	0.1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b313cec4-4859-e938-d5c6-fbba185dd28c	gpt-4.1-mini-20??-??-??	-infinity	0	builtin	0.4	1.6	0.1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7e6fa30f-115a-23bf-7d31-4cff238e750b	openai/gpt-4.1-mini-20??-??-??	-infinity	0	builtin	0.4	1.6	0.1	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3ad57418-5b39-8f30-4b6f-4b650b8087e6	gpt-4.1-nano	-infinity	0	builtin	0.1	0.4	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7ef80a8e-2386-93db-1de4-b95d472f32e0	openai/gpt-4.1-nano	-infinity	0	builtin	0.1	0.4	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4e5d8490-d8fc-8b72-b56d-1b4bf3d162ff	gpt-4.1-nano-20??-??-??	-infinity	0	builtin	0.1	0.4	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
93778231-18ad-3ede-2195-9b021deecbfd	openai/gpt-4.1-nano-20??-??-??	-infinity	0	builtin	0.1	0.4	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9ba0ed33-aa13-7541-5fed-4fd3b62f44a1	gpt-4o	-infinity	0	builtin	2.5	10	1.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
13cf96ed-33cb-5b0b-86c6-34a3c929497f	openai/gpt-4o	-infinity	0	builtin	2.5	10	1.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
c284e6cd-dfbe-af5b-74a0-f2dd7927c686	gpt-4o-20??-??-??	-infinity	0	builtin	2.5	10	1.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
2476cd85-f97f-784c-4309-486fe34908da	openai/gpt-4o-20??-??-??	-infinity	0	builtin	2.5	10	1.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
07272c96-6193-490f-dac6-9909d7aa03e9	gpt-4o-2024-05-13	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a65ed9dd-1567-c222-5985-45889acdecac	openai/gpt-4o-2024-05-13	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
2ea9d87e-6306-f45e-2e72-e47dfe34e121	gpt-4o-mini	-infinity	0	builtin	0.15	0.6	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
52b75001-98db-0c1d-b387-147154cd14ed	openai/gpt-4o-mini	-infinity	0	builtin	0.15	0.6	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
e13e36be-c8df-a62f-129d-bfdfbb03b3ff	gpt-4o-mini-20??-??-??	-infinity	0	builtin	0.15	0.6	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1d795a0c-e899-0888-848d-3ccbd8a5ea65	openai/gpt-4o-mini-20??-??-??	-infinity	0	builtin	0.15	0.6	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
759ec756-d3cf-7b80-cc54-defd188f4896	chatgpt-4o-latest	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4aa2bd10-7d42-4bde-1e3c-e78e76624ae3	openai/chatgpt-4o-latest	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a545c88e-57ce-01b0-acea-dd3fbf37acaa	chatgpt-4o-latest-20??-??-??	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
525e136a-ea9d-5196-c6f3-45997d502e2f	openai/chatgpt-4o-latest-20??-??-??	-infinity	0	builtin	5	15	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
50db4fa1-4fff-a238-f677-c9208e08cc58	o1	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
55985025-beae-e48d-58fe-e9b5b3dc9096	openai/o1	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4108ccc0-d617-f057-1288-4398d20d2191	o1-20??-??-??	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
55e8cc85-aca5-433d-801d-aac21787a137	openai/o1-20??-??-??	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3aea883b-c132-c5d7-386e-4d481202e0d1	o1-mini	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a60ebe65-a4c0-b854-b6db-c79c517f7d7d	openai/o1-mini	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ffbbd0ec-e2e3-1783-eb20-b62d232a95a2	o1-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
13e02f20-82d5-14bf-2655-111b5d5569e5	openai/o1-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6ad47108-b390-b2f2-cf26-fa0da2861b1b	o1-preview	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
514815d6-6bc3-9d62-a134-61a6be460c10	openai/o1-preview	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ad1105f3-3735-a95e-2b3f-8764ce1c586e	o1-preview-20??-??-??	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
46217393-eb1b-197f-9a9a-03ac687c7dc2	openai/o1-preview-20??-??-??	-infinity	0	builtin	15	60	7.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fe6e858a-9b3d-a37f-30e9-2b2cc66eeb0e	o1-pro	-infinity	0	builtin	150	600	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
21bda80c-a9ad-95f9-8928-7cb421663e09	openai/o1-pro	-infinity	0	builtin	150	600	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1b2ede1f-768b-cbe0-f58d-8c684e285105	o1-pro-20??-??-??	-infinity	0	builtin	150	600	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
96376079-2adb-ccf2-8d43-e92224624427	openai/o1-pro-20??-??-??	-infinity	0	builtin	150	600	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
841ef0ba-57ab-2637-473e-3cd8a2d3eca8	o3	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5a5c2881-6f39-f8e8-f98d-ddce3d5414ea	openai/o3	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5d83dee5-652c-31b4-2e2f-8f423fd23f8a	o3-20??-??-??	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b54e33de-94c1-815f-96ac-5c34a3b297aa	openai/o3-20??-??-??	-infinity	0	builtin	2	8	0.5	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1ef54eff-747e-f22e-3dcc-36d3c2e9d7a8	o3-mini	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
90f67b5a-100a-cb0e-dc98-6a0d9986d0bb	openai/o3-mini	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
99b6f7c0-6d35-7bb5-b66a-fd1bba0fbfbe	o3-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
235c4250-3c7f-25b1-65d4-54ed6df673ef	openai/o3-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.55	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b9ba91c7-fb3a-b960-3f04-56ba680e9b4a	o3-pro	-infinity	0	builtin	20	80	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1e8ae458-1136-f1d4-a67c-d87b1f04eca6	openai/o3-pro	-infinity	0	builtin	20	80	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fa515d68-3678-7f0e-ce7f-d5af71c3e4a3	o3-pro-20??-??-??	-infinity	0	builtin	20	80	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
05d7570a-c328-711b-342e-569bc51f1443	openai/o3-pro-20??-??-??	-infinity	0	builtin	20	80	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9ddbf823-602d-b3ba-078f-b72f9148af89	o4-mini	-infinity	0	builtin	1.1	4.4	0.275	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b1184190-9ab2-b383-af11-e3800fed0e35	openai/o4-mini	-infinity	0	builtin	1.1	4.4	0.275	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d55a1182-e6d7-475e-74a3-56c426bfbae5	o4-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.275	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
459bb9c3-a063-f6d3-e060-d09c49d2d43d	openai/o4-mini-20??-??-??	-infinity	0	builtin	1.1	4.4	0.275	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
24a524e4-368b-14fd-cc31-ba79cdca3103	gpt-4-turbo	-infinity	0	builtin	10	30	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
1bf4db76-2c17-fb8a-cc98-1181f0f7d85f	openai/gpt-4-turbo	-infinity	0	builtin	10	30	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
062d3a52-47a4-69a3-eaa8-2dea80950d71	gpt-4-turbo-20??-??-??	-infinity	0	builtin	10	30	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
bd407869-2764-0cd9-d12b-b35f8fb58772	openai/gpt-4-turbo-20??-??-??	-infinity	0	builtin	10	30	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
653784c9-4cd5-e823-679e-175b7ad2644c	gpt-4	-infinity	0	builtin	30	60	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3cf3e8d1-88fb-a522-1dcd-b343fe5adad0	openai/gpt-4	-infinity	0	builtin	30	60	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
071125b9-5144-1c86-c638-70353fe241bd	gpt-4-20??-??-??	-infinity	0	builtin	30	60	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4da4cc81-10c1-7bf0-7d7e-86c8309a9a19	openai/gpt-4-20??-??-??	-infinity	0	builtin	30	60	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
52b1b5f5-cc4c-5219-55b0-b4734942a5cc	gpt-3.5-turbo	-infinity	0	builtin	0.5	1.5	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8c76ca44-6524-a63c-4cd1-91a4c93d5825	openai/gpt-3.5-turbo	-infinity	0	builtin	0.5	1.5	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a79035f9-03c6-e01d-e68c-a5268422e137	gpt-3.5-turbo-20??-??-??	-infinity	0	builtin	0.5	1.5	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
00a8e21f-c2e3-a1d3-ed74-b660428a102d	openai/gpt-3.5-turbo-20??-??-??	-infinity	0	builtin	0.5	1.5	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
e91ab26a-8b4b-c4d2-546f-cb432a3d51b9	text-embedding-3-small	-infinity	0	builtin	0.02	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
43a778a0-e0e7-5735-4ce9-70bf31aa6a94	openai/text-embedding-3-small	-infinity	0	builtin	0.02	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
4fb1bbaf-80b2-023e-436b-dc9c3f8df7d0	text-embedding-3-small-20??-??-??	-infinity	0	builtin	0.02	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
047978cf-8eea-93fe-932e-0560475ea85c	openai/text-embedding-3-small-20??-??-??	-infinity	0	builtin	0.02	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
592e8646-46b2-ad61-f6d5-5198a5ef58c7	text-embedding-3-large	-infinity	0	builtin	0.13	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ef284a03-6588-4e3d-e278-541d8799bab9	openai/text-embedding-3-large	-infinity	0	builtin	0.13	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d775f185-fa6e-6207-b523-815d5089d26a	text-embedding-3-large-20??-??-??	-infinity	0	builtin	0.13	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
82ee4c2b-b045-469d-2ee7-1f428603833a	openai/text-embedding-3-large-20??-??-??	-infinity	0	builtin	0.13	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
c82227b4-3f6d-31c0-c294-b17b1dfafdf4	text-embedding-ada-002	-infinity	0	builtin	0.1	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
884ee5ce-bcf1-5f83-e6f0-108df4c8c74a	openai/text-embedding-ada-002	-infinity	0	builtin	0.1	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
c1018624-bd5c-34bb-af13-d6e163788e76	text-embedding-ada-002-20??-??-??	-infinity	0	builtin	0.1	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
42ca33bd-b1b5-38a5-66e6-dbc8757c2a1b	openai/text-embedding-ada-002-20??-??-??	-infinity	0	builtin	0.1	\N	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
602ec1ff-b20b-4d18-6593-0f71bb58612d	claude-opus-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
bed62695-307d-3b1a-a92b-5a0cdcd9c226	anthropic/claude-opus-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
5f962a31-c68b-1d5e-a94d-5b847823992b	claude-opus-5-latest	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
a2981c84-3cb9-cbf7-7297-bfc4d7de101c	claude-opus-5@20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
da6036e5-7919-4767-c028-44615628fee7	claude-opus-5-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
942ba6b7-60d7-d841-50a0-533658b687d3	anthropic/claude-opus-5-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
a1e7acf2-32f6-084d-a01e-920ca01a9f1d	*anthropic.claude-opus-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
f7ccbe2e-c4bc-ec89-42cc-f79bc60bf62f	*anthropic.claude-opus-5-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
bb6dc7b9-01ab-d939-10ab-590bf8098a48	*anthropic.claude-opus-5-20??????-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
53b585e5-8ad4-e220-29f0-5fbee70d4b09	claude-sonnet-5	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
2c8ad795-503c-b318-f14b-a5b150f15f6a	anthropic/claude-sonnet-5	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
0586f920-c627-7ec7-9e20-93f592b98201	claude-sonnet-5-latest	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
efcfed58-10cc-bea3-9d35-fdc348fefee4	claude-sonnet-5@20??????	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
320c828a-b7ba-50bf-f321-d56613e1f88b	claude-sonnet-5-20??????	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
44ba9e16-bfcf-3461-e4c7-65cfda5af942	anthropic/claude-sonnet-5-20??????	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
e5fbaa8e-012d-9fa1-6055-e08a60d1a725	*anthropic.claude-sonnet-5	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
3e3fb839-d4bf-6c6a-b923-456543842248	*anthropic.claude-sonnet-5-v?*	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
5ef58820-d931-fb43-8584-3c19449b67eb	*anthropic.claude-sonnet-5-20??????-v?*	-infinity	0	builtin	2	10	0.2	2.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
4fbce061-d869-ab61-3cbf-725c578c5576	claude-fable-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
ec3f298d-5edb-9900-5f49-5fc732a746bf	anthropic/claude-fable-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
24b25301-2280-53bc-ef5d-1f51674aba47	claude-fable-5-latest	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f625dd1-cb7e-f9f2-25b4-6d5199da10c7	claude-fable-5@20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
07ec4cef-6aa8-10fb-7c52-0cd9da63503f	claude-fable-5-20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
6f10d9e2-6651-10d1-d702-0da973c6e4cb	anthropic/claude-fable-5-20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
d5ef4c65-f4b9-cede-ac1a-00fb58a20171	*anthropic.claude-fable-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
6019508f-1c1d-e84f-e618-4727007b6297	*anthropic.claude-fable-5-v?*	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
8e180cd7-923b-ab69-711b-499235a38aa6	*anthropic.claude-fable-5-20??????-v?*	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
5f4baa44-8709-c8da-5579-841328740e99	claude-mythos-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
df445ff4-c33d-a8da-006e-589e9040650e	anthropic/claude-mythos-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
acfaf97f-a263-f1a4-076f-efbfa3138853	claude-mythos-5-latest	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
5e12e1d2-9c57-5061-a407-407c6cf6f3d4	claude-mythos-5@20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
4c591c08-1692-fb37-29e2-31af06f37bff	claude-mythos-5-20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
16e320b4-1bcc-280d-d51b-a9f2ce2222e8	anthropic/claude-mythos-5-20??????	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
ae9c57f0-41d1-af01-ae4e-22b9c9d5a986	*anthropic.claude-mythos-5	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
a2c8b2f3-5e23-f7a7-f113-897a7d410f4c	*anthropic.claude-mythos-5-v?*	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
1fe71201-bec6-4f36-d98c-96febed1b8a8	*anthropic.claude-mythos-5-20??????-v?*	-infinity	0	builtin	10	50	1	12.5	\N	USD	\N	2026-11-28 09:42:32.064976+00
e710feca-ffb5-ea65-173a-961f0ad28dde	claude-opus-4-8	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
3f94b7c5-956a-1d8e-82db-76c4b4e8e5f8	anthropic/claude-opus-4-8	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
a82fd656-cb8e-1c2b-6a5d-4556ebb7e810	claude-opus-4-8-latest	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
d7edf169-593d-dc88-4d97-ff81105f475b	claude-opus-4-8@20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
fdf78d68-24ab-278b-0383-6ecd81ff1e94	claude-opus-4-8-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
57f4dca1-0f50-cda6-a87f-8b396aef4e03	anthropic/claude-opus-4-8-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7512b35c-7df7-bc64-7cf1-9f1146c05d5c	*anthropic.claude-opus-4-8	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
f1208cb1-2118-e816-244e-8dc1e43c5e35	*anthropic.claude-opus-4-8-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
ea0dee81-e9b4-1bc2-84d1-59ef3e67f32d	*anthropic.claude-opus-4-8-20??????-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
54ddc7c9-c701-d781-360b-6d714a6dcedd	claude-opus-4-7	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
dbc6527a-4622-7964-ba2b-e6adcd1973ad	anthropic/claude-opus-4-7	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
9df33c01-65a5-3cf0-65fd-03789a751af6	claude-opus-4-7-latest	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
f355b794-1e36-e3db-5e3d-13b3cbf108da	claude-opus-4-7@20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7c89ed47-08c8-39b9-2559-ecf8cfd533fc	claude-opus-4-7-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
eeb2806b-337d-0317-1152-e60ba014fd5c	anthropic/claude-opus-4-7-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
88fe2268-b145-d6c2-7558-1e7d73575353	*anthropic.claude-opus-4-7	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
ab132a2e-dee3-170c-6c61-f6be10690e0d	*anthropic.claude-opus-4-7-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
5385b36d-6956-8291-203d-b679f66994f0	*anthropic.claude-opus-4-7-20??????-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
4773c0e6-b71d-d5f2-5c26-154da3b58c07	claude-opus-4-6	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
07fc0a10-5f67-6cad-fade-2c9ec55e0bd1	anthropic/claude-opus-4-6	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
e22547e7-98f2-0bb8-dca2-bf5ba80e53f5	claude-opus-4-6-latest	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
e0688308-eaee-1c39-23d3-36c2aaf8d120	claude-opus-4-6@20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
63a98b53-cb6f-353f-87c4-71ebbc6a50ab	claude-opus-4-6-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
67afb076-3748-80ac-b56d-6c6b0752c28e	anthropic/claude-opus-4-6-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
f7424eea-defd-70c8-6695-d71032a883ff	*anthropic.claude-opus-4-6	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7492fe62-627a-9b98-6f43-2324c2684924	*anthropic.claude-opus-4-6-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
9f8fabef-a991-49e8-fef1-6488ab6001cb	*anthropic.claude-opus-4-6-20??????-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7712eca5-cb8e-5fe4-b887-f5d05c0e907b	claude-opus-4-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
acef1de6-1679-2776-4d9a-6e62c3aa9c57	anthropic/claude-opus-4-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
f467b969-f333-4c29-dc31-60dd1d1e10f7	claude-opus-4-5-latest	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
6b307b50-4ba7-c94b-29cf-ecf50bf01186	claude-opus-4-5@20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
27962c5e-efe7-ab2a-6eb0-952e0dbc6785	claude-opus-4-5-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
5056c6b8-e6e1-7d8b-2171-8fb370d23fef	anthropic/claude-opus-4-5-20??????	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
a744bc8a-ab8e-a518-36f5-c46a49993d63	*anthropic.claude-opus-4-5	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
53fa68ca-e6d4-5073-0958-a781c84b991e	*anthropic.claude-opus-4-5-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
fd520bb8-b767-261f-2457-f26f5c8d5f1d	*anthropic.claude-opus-4-5-20??????-v?*	-infinity	0	builtin	5	25	0.5	6.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
e871147e-ba68-09b3-ffb5-2c1917090f34	claude-opus-4-1	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
30a1e497-83a1-33a1-8da0-78ed3bf22548	anthropic/claude-opus-4-1	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
eb825090-174a-035b-282b-08b915f77d09	claude-opus-4-1-latest	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
0e37576f-a1f1-3936-9974-03480a62408c	claude-opus-4-1@20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
1e65732f-a8ba-2123-89ad-9669b25e44fa	claude-opus-4-1-20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
ad173ffd-111d-c021-1d91-d719d7940b60	anthropic/claude-opus-4-1-20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
76af6983-9bf9-0d95-1e22-2caf348289d9	*anthropic.claude-opus-4-1	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
1c538d36-4f35-b05b-4e70-f33a2be92ed0	*anthropic.claude-opus-4-1-v?*	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
581261cd-be43-adfb-b62e-38b641f99c65	*anthropic.claude-opus-4-1-20??????-v?*	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
1202fd46-1001-ef05-8b4c-4cf1e00e2c42	claude-opus-4	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
916229e5-3ea7-a50b-c111-917f1bf51086	anthropic/claude-opus-4	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4fd2e8d6-55a9-0f61-3302-1d4712180ddf	claude-opus-4-latest	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4877ef84-5ace-dec2-ad4d-143a2a5c49bb	claude-opus-4@20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
ba536105-8c03-a646-b402-904aa01f9e40	claude-opus-4-20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f621baa-1c95-f3c9-5453-cce25d3be2c9	anthropic/claude-opus-4-20??????	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
87b20f97-fd24-9eab-f516-f572470270f1	*anthropic.claude-opus-4	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
101583b4-f9ab-4004-ecd9-5026ec24ad36	*anthropic.claude-opus-4-v?*	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
1441dbac-1c1d-acc2-aa5f-4cda846366a0	*anthropic.claude-opus-4-20??????-v?*	-infinity	0	builtin	15	75	1.5	18.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
6dfcbcaf-2004-f6eb-065b-63d3522016c2	claude-sonnet-4-6	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
06c7b830-d8b2-d337-8ec6-55eaaf4d78dc	anthropic/claude-sonnet-4-6	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
0f7622e0-3c17-6c8c-e4a2-a37c21ba7b60	claude-sonnet-4-6-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
afbdc73e-d2bd-9cbb-d43f-6d90b3100197	claude-sonnet-4-6@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
eefda2ca-b882-c3f4-2337-9519c6e17165	claude-sonnet-4-6-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
2af623a0-2a92-eb0a-301b-e7c32e87b997	anthropic/claude-sonnet-4-6-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
aa9b8138-c2e2-9aae-7ed9-a976218fec20	*anthropic.claude-sonnet-4-6	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
9a1d1dc0-5316-8658-139c-fa62f9cea66b	*anthropic.claude-sonnet-4-6-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
a607bddb-e26c-46b3-5dac-ddf101e329eb	*anthropic.claude-sonnet-4-6-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
01bb3bb2-cf42-db4c-dfbf-cc3a53d40788	claude-sonnet-4-5	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
31732cde-fa3b-380a-87d2-259dd643463c	anthropic/claude-sonnet-4-5	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7fa1d979-6591-603c-7998-d62256eed07f	claude-sonnet-4-5-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
e40db98c-2410-4ca6-18c5-6b0a21f24391	claude-sonnet-4-5@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
662e4555-3231-4a6d-17a9-cb32e75f1c83	claude-sonnet-4-5-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
dd958aec-e820-e17f-85f7-caa94e45d2ba	anthropic/claude-sonnet-4-5-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
96ff46b0-d2e7-f983-08f2-f6cf2d1d6dd4	*anthropic.claude-sonnet-4-5	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4ac764aa-2247-9b6f-8baf-6be8559e4bd3	*anthropic.claude-sonnet-4-5-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
3fd9b349-4e33-120d-f4fe-668254667c05	*anthropic.claude-sonnet-4-5-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
f9db0190-01ec-bfde-1560-126a39c9afb4	claude-sonnet-4	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4e148a24-87fa-cc8d-8478-5c6e7f37bfc3	anthropic/claude-sonnet-4	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
e4985bae-05d1-0361-23ef-eca064b60b4d	claude-sonnet-4-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
9fb7ac06-73b9-0654-c05a-14a1e084689d	claude-sonnet-4@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
9cdae4d6-5314-ca5b-ccb6-57105e3ae158	claude-sonnet-4-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
c92e03a8-ea93-b07b-22f7-3a7f081f16ac	anthropic/claude-sonnet-4-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
3807ed45-0ecd-65c7-ebb4-eec5d444d5bb	*anthropic.claude-sonnet-4	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
d114ed70-344c-b809-b943-245c4d8b23fc	*anthropic.claude-sonnet-4-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7b4265fc-28f3-6228-6914-618e818b83a4	*anthropic.claude-sonnet-4-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
19dc9949-de36-65a3-6d07-ad53f9d03fb6	claude-haiku-4-5	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
e2710c25-953f-bf98-5ca8-85c9c0294c7e	anthropic/claude-haiku-4-5	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7780badb-9b7a-7124-55df-6d9ec17f9dd1	claude-haiku-4-5-latest	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
8b5f07bd-4ee6-e752-85e9-07b4a054ea99	claude-haiku-4-5@20??????	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
ce123dde-2179-1472-499f-8c3f1f9018d9	claude-haiku-4-5-20??????	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
7932e65c-4bed-c86a-eb10-f8013a92f4c1	anthropic/claude-haiku-4-5-20??????	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
c78d334a-a8c7-ebdb-be76-fd2199485678	*anthropic.claude-haiku-4-5	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
a866bb67-e556-c228-ceb9-2f36c0303984	*anthropic.claude-haiku-4-5-v?*	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
c467010c-7447-247b-65d1-377dda0cc89d	*anthropic.claude-haiku-4-5-20??????-v?*	-infinity	0	builtin	1	5	0.1	1.25	\N	USD	\N	2026-11-28 09:42:32.064976+00
65c83998-7dcc-98af-26f0-ec319d1836b5	claude-3-7-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
470fc55d-dcd3-4b1c-cd5c-e16f0c57c068	anthropic/claude-3-7-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
e4797b9f-fe51-ecff-2730-f9a7b13a616b	claude-3-7-sonnet-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
d5a9e019-d599-0ca0-8a7e-6c6df128741e	claude-3-7-sonnet@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
ed402b07-5de7-c115-63eb-e704f04b24b6	claude-3-7-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
c02c7d07-9e07-412a-df83-423dd791ebd3	anthropic/claude-3-7-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4167a558-8089-6251-f21d-b1581d350e02	*anthropic.claude-3-7-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7d4e4442-f47a-a1bb-0c06-148689cf6428	*anthropic.claude-3-7-sonnet-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
35b5f890-6f2e-aa1c-708e-c2e41c30e256	*anthropic.claude-3-7-sonnet-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
82744008-cd22-b685-2a50-f94cf8152491	claude-3-5-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
14b1d008-0fe9-3f2a-27b9-b503f2ce068d	anthropic/claude-3-5-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
53750e50-5741-ecc3-8986-2060d7ae7230	claude-3-5-sonnet-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
529ac14f-1862-d529-3fb9-1b8c9b5e3288	claude-3-5-sonnet@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
dd20441b-7e27-7fc1-7d43-769af4317ab2	claude-3-5-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
8a3b12e5-7e78-c4f6-4d91-73785c3d62e2	anthropic/claude-3-5-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7b3ea730-1a21-967f-efd8-a9aa48256498	*anthropic.claude-3-5-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
e909bf7e-06e0-7c1b-9a13-d21165d2b422	*anthropic.claude-3-5-sonnet-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
7bf49e57-d959-ddd2-afb5-83ab0116d183	*anthropic.claude-3-5-sonnet-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
54ea992e-9de3-9f5c-95e5-6a0254b5b22b	claude-3-5-haiku	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
3fc400ac-d8e3-b3aa-df72-e555c3208afe	anthropic/claude-3-5-haiku	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
ca47c943-30de-8433-e5dc-63e33475cb53	claude-3-5-haiku-latest	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
5d3b1692-e803-6540-d8d2-b6e4868e549f	claude-3-5-haiku@20??????	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
3ba05ba7-013c-5317-aa17-719f52f9edcd	claude-3-5-haiku-20??????	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
4eecac50-f355-01d7-0712-59bd570674d8	anthropic/claude-3-5-haiku-20??????	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
cf92a888-ac09-2bad-6990-c9793abd5b31	*anthropic.claude-3-5-haiku	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
3f36bc73-7d16-b736-df8e-1fc30aa862c3	*anthropic.claude-3-5-haiku-v?*	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
7ad341b3-52af-3755-f617-d94a586d8fdc	*anthropic.claude-3-5-haiku-20??????-v?*	-infinity	0	builtin	0.8	4	0.08	1	\N	USD	\N	2026-11-28 09:42:32.064976+00
a370e7cc-fac4-8a38-6888-1e0add9c9dee	claude-3-opus	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
32f5b28c-245a-c487-169a-559593e31ec6	anthropic/claude-3-opus	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3f28a720-9c86-9d96-5223-c817e1a52f1d	claude-3-opus-latest	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
08592e69-2a32-be18-fd67-eeedb15921ab	claude-3-opus@20??????	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
9eac227a-19f4-a8e7-a944-43109adc5c62	claude-3-opus-20??????	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
bed701d0-92cc-3882-e80d-c5f4f42ef035	anthropic/claude-3-opus-20??????	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
79c49028-d295-4e4d-2ec3-a5fbd83d9aab	*anthropic.claude-3-opus	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
aeeb82c0-b014-21bb-909c-9a6913665a76	*anthropic.claude-3-opus-v?*	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7e983db8-8b1e-3ed5-5d76-e8cffe072785	*anthropic.claude-3-opus-20??????-v?*	-infinity	0	builtin	15	75	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fc9c9062-adf8-f407-aff3-e2a887eb4d2c	claude-3-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
6d27620a-feec-e18e-016f-475d933927dd	anthropic/claude-3-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
ff744b06-d9ae-a1c3-f521-32caa2bb1fd3	claude-3-sonnet-latest	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
bf4cdcec-c141-05b6-27ad-0d2cfc426ffe	claude-3-sonnet@20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
4dca18a5-3110-8d7a-9298-5baec8cc4f32	claude-3-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
d12622d8-274a-4121-8d6f-5ed391f9c7ba	anthropic/claude-3-sonnet-20??????	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
abad537d-bc48-4c88-3b25-5f245035adb1	*anthropic.claude-3-sonnet	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
8a50c697-8b14-ea03-d941-ef368f3f8267	*anthropic.claude-3-sonnet-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
3fdc0887-cdd0-8c02-7e91-14ba72470baa	*anthropic.claude-3-sonnet-20??????-v?*	-infinity	0	builtin	3	15	0.3	3.75	\N	USD	\N	2026-11-28 09:42:32.064976+00
23ee49e5-bc4f-fd6b-9781-90c86ec8fa5d	claude-3-haiku	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
10b78b94-728e-97ed-8e63-b288fa1c86de	anthropic/claude-3-haiku	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
01d6c12c-4c03-765b-6a50-6c428e0707c8	claude-3-haiku-latest	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
87446c69-1697-c23b-c828-3a0dc6c5568a	claude-3-haiku@20??????	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
99ae99d5-af9d-ee91-f6ae-a237800e214e	claude-3-haiku-20??????	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a047d52c-d342-752f-7f11-c985a555e1cc	anthropic/claude-3-haiku-20??????	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
bf7a18a4-9e39-1c8a-064e-5ceec9bfa101	*anthropic.claude-3-haiku	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3fc66c69-fa66-0b2a-931c-c5ba300d2cf9	*anthropic.claude-3-haiku-v?*	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8b6bad8c-ffc5-544e-d42c-7933f5d3cd45	*anthropic.claude-3-haiku-20??????-v?*	-infinity	0	builtin	0.25	1.25	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
27cfbc19-2ef7-db0e-e320-0acdb3a22184	gemini-3.7-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8b06c640-6219-bcec-ab2a-a9449084845b	google/gemini-3.7-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ab4a9123-3173-732d-d4f6-63f10b2b8c24	models/gemini-3.7-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
054a7534-0340-5552-464a-30e4d0f6ef17	gemini-3.7-flash@*	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3bf655f1-4279-15d4-28bd-55f8eae785e6	gemini-3.6-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3dcefa43-67c2-e7b3-ea60-f8864b39e417	google/gemini-3.6-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
0d576c5e-5d40-20c3-304b-177a9a36bb61	models/gemini-3.6-flash	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
a2eed6e4-50db-ef0e-b032-a732af055fcc	gemini-3.6-flash@*	-infinity	0	builtin	0.75	3.75	0.075	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
aea8dbc1-2ac9-4177-b9c3-ebf9de52ec90	gemini-3.5-flash	-infinity	0	builtin	1.5	9	0.15	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6ce9229b-d83c-0fc1-913a-4938907b7a01	google/gemini-3.5-flash	-infinity	0	builtin	1.5	9	0.15	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7fde4cae-5a18-228b-30fe-2251e237df9a	models/gemini-3.5-flash	-infinity	0	builtin	1.5	9	0.15	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
66fb1192-42dc-d0c2-58ce-af42cb06ba40	gemini-3.5-flash@*	-infinity	0	builtin	1.5	9	0.15	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
8ed17c58-34e8-ed71-3f55-6e854e28df80	gemini-3.5-flash-lite	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
41731c18-1f4d-a02b-287a-a732c3eebe75	google/gemini-3.5-flash-lite	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fd8c4840-18a5-f6fc-f1f4-fb1aa2252f87	models/gemini-3.5-flash-lite	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ac990033-a35b-05b5-2380-58241ea482d9	gemini-3.5-flash-lite@*	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
64098cb8-13c4-f8d1-4228-1c34ccd1e595	gemini-3.1-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f6dac74-f5bd-8335-7638-fdc0a5f9cacc	google/gemini-3.1-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
295cd640-7b83-b7f7-488b-0bac6258682e	models/gemini-3.1-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ebb8d7e9-b957-3cbf-8121-1baefd2ce0d4	gemini-3.1-pro-preview@*	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f2d0e68-886a-8d01-1449-f0c2bbc6a9dd	gemini-3.1-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
119ad31c-d103-3521-0e65-fe2cd38040d9	google/gemini-3.1-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
de1ba7ef-bfd1-4b1a-9c2e-ed53cfd56cc7	models/gemini-3.1-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3284beb7-5a02-3779-fafa-fadc2dcbf8e0	gemini-3.1-pro-preview@*	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
df30fa34-8005-3d1c-4d05-893e691fe4c4	gemini-3.1-flash-lite	-infinity	0	builtin	0.25	1.5	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b185af01-a705-81b1-9053-7ae39e8bdc84	google/gemini-3.1-flash-lite	-infinity	0	builtin	0.25	1.5	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7841178a-6c88-3ea6-dc3b-e18d77fc1495	models/gemini-3.1-flash-lite	-infinity	0	builtin	0.25	1.5	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
c93854bf-1b26-6d74-3bc4-daf8f921eca9	gemini-3.1-flash-lite@*	-infinity	0	builtin	0.25	1.5	0.025	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d3591af7-6af8-fb61-3249-f4ddcd944526	gemini-3-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5b4f9cd8-099b-381d-7458-60a6c4c16234	google/gemini-3-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d33a4ae1-d25e-9cfe-81a1-646678281b18	models/gemini-3-pro-preview	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
88cd033b-9df0-6426-5088-c11113d85638	gemini-3-pro-preview@*	-infinity	0	builtin	2	12	0.2	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ddf20026-cd67-899c-b912-be36b938f626	gemini-3-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b2d6905d-02b3-dca6-45e0-7b7a889a828f	google/gemini-3-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
2c002bcf-9d33-8152-f30a-a91f9a064911	models/gemini-3-pro-preview	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3430fb57-597a-f86b-ebde-c24d744bdb9a	gemini-3-pro-preview@*	-infinity	200000	builtin	4	18	0.4	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b5a86ddb-4d81-d9c6-15f5-15df488fbfda	gemini-3-flash-preview	-infinity	0	builtin	0.5	3	0.05	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
fb14c9a9-92bb-df0d-ca9e-8b3a9d7a7f71	google/gemini-3-flash-preview	-infinity	0	builtin	0.5	3	0.05	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d476bedc-288e-cd59-0a6e-99f311c6148e	models/gemini-3-flash-preview	-infinity	0	builtin	0.5	3	0.05	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5b518255-654c-b413-8171-2a1fc6154d56	gemini-3-flash-preview@*	-infinity	0	builtin	0.5	3	0.05	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
43d83765-712c-294a-ef30-9d2e1ddb91c8	gemini-2.5-pro	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
7f14d8eb-8e53-9b99-89d2-4bd8a2627ad2	google/gemini-2.5-pro	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
993d509b-4fbb-43ad-6116-416648c3c541	models/gemini-2.5-pro	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
580eab8f-31a0-3ec2-eb99-973cbc4231eb	gemini-2.5-pro@*	-infinity	0	builtin	1.25	10	0.125	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
994f679c-6496-b642-8614-e95d44da1331	gemini-2.5-pro	-infinity	200000	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
3991e82e-8216-cc1b-86ea-8df9d19ee033	google/gemini-2.5-pro	-infinity	200000	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
70aa3dfe-9e5f-eb8d-49d8-b58501f615a5	models/gemini-2.5-pro	-infinity	200000	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d8e8bd76-d7a3-baa4-635a-c2a767e6a218	gemini-2.5-pro@*	-infinity	200000	builtin	2.5	15	0.25	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5777918c-0fdf-dfde-3be5-10271269a4ad	gemini-2.5-flash	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
cd505ef0-eff7-1577-5662-01e6fc483e9d	google/gemini-2.5-flash	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
692aa152-c573-1a7e-bd6e-2a54f7a6947c	models/gemini-2.5-flash	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
253551a6-202f-df11-64a9-7d7544d95359	gemini-2.5-flash@*	-infinity	0	builtin	0.3	2.5	0.03	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
632fa044-9392-1472-0cb0-c81d2965d8c4	gemini-2.5-flash-lite	-infinity	0	builtin	0.1	0.4	0.01	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
d36985ea-00e1-391d-a972-71c1c06c8fc5	google/gemini-2.5-flash-lite	-infinity	0	builtin	0.1	0.4	0.01	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6a590c24-7f1f-01f3-b6b7-9a76ef4388de	models/gemini-2.5-flash-lite	-infinity	0	builtin	0.1	0.4	0.01	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
b9cc8d89-7351-5a01-ce2a-d2c1da43a0af	gemini-2.5-flash-lite@*	-infinity	0	builtin	0.1	0.4	0.01	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
ef60dfaa-99c5-ec48-22fb-842ec76bf3e6	gemini-2.0-flash	-infinity	0	builtin	0.1	0.4	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
e24b1e33-4eb0-da6b-d522-f2b120d72bd0	google/gemini-2.0-flash	-infinity	0	builtin	0.1	0.4	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
5ccc1387-6e7d-d23f-3840-fe10e72dbf36	models/gemini-2.0-flash	-infinity	0	builtin	0.1	0.4	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
6152e005-b010-714d-0ed7-05e7a42037ef	gemini-2.0-flash@*	-infinity	0	builtin	0.1	0.4	\N	\N	\N	USD	\N	2026-11-28 09:42:32.064976+00
\.


--
-- Data for Name: mute_times; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.mute_times (name, matchers, weekdays, time_from, time_to, days_of_month, months, timezone, comment, enabled) FROM stdin;
\.


--
-- Data for Name: notification_alerts; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.notification_alerts (notification_id, group_id, alert_id, state, count) FROM stdin;
01a22188-f79f-7066-b1e8-cff0d1252786	01a22188-f759-7f1a-8ce3-703cd6161429	01a22188-f6cf-7c87-957e-d3dc01afe0f4	firing	1
01a22188-f79f-7031-a3da-2879763abda9	01a22188-f759-7f1a-8ce3-703cd6161429	01a22188-f6cf-7c87-957e-d3dc01afe0f4	firing	1
01a22188-f79e-7fc6-bdcb-ab0461178532	01a22188-f759-7a6e-937e-b86a6c7dbb03	01a22188-f72f-7210-ac61-117d81d6b05c	firing	1
01a22188-f79e-7a28-bef2-592ed37da68c	01a22188-f759-7a6e-937e-b86a6c7dbb03	01a22188-f72f-7210-ac61-117d81d6b05c	firing	1
01a22188-f901-74c0-ad3f-3ede82339edf	01a22188-f8d4-7ca7-9684-08a1f03d44a6	01a22188-f8b5-723d-809b-6884651aafc5	firing	1
01a22188-f901-7245-be93-8bbb7c3a2e8f	01a22188-f8d4-7ca7-9684-08a1f03d44a6	01a22188-f8b5-723d-809b-6884651aafc5	firing	1
01a22188-f9c1-7a76-bdff-b9b0d4b07bee	01a22188-f998-7f3b-8382-695aacff720e	01a22188-f952-7210-a2e9-68991987357f	firing	1
01a22188-f9c1-7c5e-8b22-26c433eae1ae	01a22188-f998-7f3b-8382-695aacff720e	01a22188-f952-7210-a2e9-68991987357f	firing	1
\.


--
-- Data for Name: notification_channels; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.notification_channels (name, kind, settings, min_severity, send_resolved, rate_limit, unlimited, rate_interval, fallback, title_template, body_template, enabled) FROM stdin;
sms	sms	{}	info	f	\N	t	00:01:00	\N	\N	\N	t
email	email	{}	info	t	\N	t	00:01:00	\N	\N	\N	t
ops	slack	{}	info	f	\N	f	00:01:00	sms	\N	\N	t
\.


--
-- Data for Name: notification_routes; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.notification_routes (name, "position", matchers, channels, default_channels, group_by, group_wait, group_interval, repeat_interval, continue_matching) FROM stdin;
default	1000	{}	{sms,email}	t	{alertname,agent_name,fingerprint}	00:00:00	00:05:00	04:00:00	f
\.


--
-- Data for Name: notifications; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.notifications (id, group_id, channel, kind, reason, payload, state, attempt, attempts_before, replayed, next_attempt_at, worker, lease_until, attempted_at, provider_id, last_error, idempotency_key, created_at, settled_at, summed_into, fallback_for, note, ends_only, fell_back_at, owed_since, unremembered, progress, first_told_at) FROM stdin;
01a22188-f79e-7a28-bef2-592ed37da68c	01a22188-f759-7a6e-937e-b86a6c7dbb03	email	email	first_notification	{"body": "hot", "route": "default", "title": "CRITICAL rule: hot", "alerts": [{"id": "01a22188-f72f-7210-ac61-117d81d6b05c", "count": 1, "labels": {"alertname": "rule"}, "status": "firing", "ends_at": null, "severity": "critical", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"summary": "hot"}}], "reason": "first_notification", "status": "firing", "severity": "critical", "group_key": "01a22188f7597a6e937eb86a6c7dbb03", "group_labels": {"alertname": "rule"}, "total_alerts": 1}	sent	1	0	f	2026-03-02 10:00:00+00	w	\N	2026-03-02 10:00:00+00	\N	\N	agentmon_01a22188-f79e-7a28-bef2-592ed37da68c	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f79e-7fc6-bdcb-ab0461178532	01a22188-f759-7a6e-937e-b86a6c7dbb03	sms	sms	first_notification	{"body": "hot", "route": "default", "title": "CRITICAL rule: hot", "alerts": [{"id": "01a22188-f72f-7210-ac61-117d81d6b05c", "count": 1, "labels": {"alertname": "rule"}, "status": "firing", "ends_at": null, "severity": "critical", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"summary": "hot"}}], "reason": "first_notification", "status": "firing", "severity": "critical", "group_key": "01a22188f7597a6e937eb86a6c7dbb03", "group_labels": {"alertname": "rule"}, "total_alerts": 1}	sent	1	0	f	2026-03-02 10:00:00+00	w	\N	2026-03-02 10:00:00+00	\N	\N	agentmon_01a22188-f79e-7fc6-bdcb-ab0461178532	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f79f-7031-a3da-2879763abda9	01a22188-f759-7f1a-8ce3-703cd6161429	email	email	first_notification	{"body": "told broke", "route": "default", "title": "ERROR told", "alerts": [{"id": "01a22188-f6cf-7c87-957e-d3dc01afe0f4", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f6b3-7b43-a38c-9b3793fff445", "message": "told broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f7597f1a8ce3703cd6161429", "group_labels": {"alertname": "agent_error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}, "total_alerts": 1}	sent	1	0	f	2026-03-02 10:00:00+00	w	\N	2026-03-02 10:00:00+00	\N	\N	agentmon_01a22188-f79f-7031-a3da-2879763abda9	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f79f-7066-b1e8-cff0d1252786	01a22188-f759-7f1a-8ce3-703cd6161429	sms	sms	first_notification	{"body": "told broke", "route": "default", "title": "ERROR told", "alerts": [{"id": "01a22188-f6cf-7c87-957e-d3dc01afe0f4", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f6b3-7b43-a38c-9b3793fff445", "message": "told broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f7597f1a8ce3703cd6161429", "group_labels": {"alertname": "agent_error", "agent_name": "told", "fingerprint": "d9fd78829a5abbdd"}, "total_alerts": 1}	sent	1	0	f	2026-03-02 10:00:00+00	w	\N	2026-03-02 10:00:00+00	\N	\N	agentmon_01a22188-f79f-7066-b1e8-cff0d1252786	2026-03-02 10:00:00+00	2026-03-02 10:00:00+00	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f901-7245-be93-8bbb7c3a2e8f	01a22188-f8d4-7ca7-9684-08a1f03d44a6	email	email	first_notification	{"body": "held broke", "route": "default", "title": "ERROR held", "alerts": [{"id": "01a22188-f8b5-723d-809b-6884651aafc5", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f8ab-7f0e-a95d-4927c67ad862", "message": "held broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f8d47ca7968408a1f03d44a6", "group_labels": {"alertname": "agent_error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}, "total_alerts": 1}	sending	1	0	f	2026-03-02 10:00:10+00	gone	2026-03-02 10:00:40+00	2026-03-02 10:00:10+00	\N	\N	agentmon_01a22188-f901-7245-be93-8bbb7c3a2e8f	2026-03-02 10:00:10+00	\N	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f901-74c0-ad3f-3ede82339edf	01a22188-f8d4-7ca7-9684-08a1f03d44a6	sms	sms	first_notification	{"body": "held broke", "route": "default", "title": "ERROR held", "alerts": [{"id": "01a22188-f8b5-723d-809b-6884651aafc5", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f8ab-7f0e-a95d-4927c67ad862", "message": "held broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f8d47ca7968408a1f03d44a6", "group_labels": {"alertname": "agent_error", "agent_name": "held", "fingerprint": "029e72918fb9ec70"}, "total_alerts": 1}	sending	1	0	f	2026-03-02 10:00:10+00	gone	2026-03-02 10:00:40+00	2026-03-02 10:00:10+00	\N	\N	agentmon_01a22188-f901-74c0-ad3f-3ede82339edf	2026-03-02 10:00:10+00	\N	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f9c1-7a76-bdff-b9b0d4b07bee	01a22188-f998-7f3b-8382-695aacff720e	email	email	first_notification	{"body": "unsent broke", "route": "default", "title": "ERROR unsent", "alerts": [{"id": "01a22188-f952-7210-a2e9-68991987357f", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f94b-780c-92ca-8e60d7c2bb5e", "message": "unsent broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f9987f3b8382695aacff720e", "group_labels": {"alertname": "agent_error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}, "total_alerts": 1}	pending	0	0	f	2026-03-02 10:00:20+00	\N	\N	\N	\N	\N	agentmon_01a22188-f9c1-7a76-bdff-b9b0d4b07bee	2026-03-02 10:00:20+00	\N	\N	\N	\N	f	\N	\N	f	\N	\N
01a22188-f9c1-7c5e-8b22-26c433eae1ae	01a22188-f998-7f3b-8382-695aacff720e	sms	sms	first_notification	{"body": "unsent broke", "route": "default", "title": "ERROR unsent", "alerts": [{"id": "01a22188-f952-7210-a2e9-68991987357f", "count": 1, "labels": {"alertname": "agent_error", "log_level": "error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}, "status": "firing", "ends_at": null, "severity": "error", "starts_at": "2026-03-02T10:00:00+00:00", "annotations": {"log_id": "01a22188-f94b-780c-92ca-8e60d7c2bb5e", "message": "unsent broke"}}], "reason": "first_notification", "status": "firing", "severity": "error", "group_key": "01a22188f9987f3b8382695aacff720e", "group_labels": {"alertname": "agent_error", "agent_name": "unsent", "fingerprint": "caeafe700dc9065c"}, "total_alerts": 1}	pending	0	0	f	2026-03-02 10:00:20+00	\N	\N	\N	\N	\N	agentmon_01a22188-f9c1-7c5e-8b22-26c433eae1ae	2026-03-02 10:00:20+00	\N	\N	\N	\N	f	\N	\N	f	\N	\N
\.


--
-- Data for Name: notifiers; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.notifiers (worker, version, kinds, started_at, last_seen_at, stopped_at) FROM stdin;
\.


--
-- Data for Name: operation_days; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.operation_days (day, operation_key, operation, requests, failures, tokens, last_at) FROM stdin;
\.


--
-- Data for Name: pipeline_metrics_default; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_default (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
01a22188-f57c-7ed4-b85c-f45264972faf	of no day	1	{}	2041-01-01 00:00:00+00	2026-11-28 09:42:33.497476+00	4036351166030807783
01a22188-f57d-73be-8ecc-b69b499239a7	early	1	{}	4713-01-01 00:00:00+00 BC	2026-11-28 09:42:33.497476+00	4036351166030807783
\.


--
-- Data for Name: pipeline_metrics_p20260302; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260302 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
01a22188-f558-787a-b6a7-9c0244909623	temperature	9	{}	2026-03-02 09:59:59+00	2026-11-28 09:42:33.497476+00	4036351166030807783
01a22188-f69a-7360-904e-df662a0cd5a7	latency	1	{"queue": 1}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-75ef-8f7f-c56dcc891fce	latency	2	{"queue": 2}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7620-bdcc-d80796305887	latency	3	{"queue": 3}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7641-bef7-3b27c54de43e	latency	4	{"queue": 4}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7662-a109-b0535938a4f7	latency	5	{"queue": 5}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-767e-b495-f13648b6481f	latency	6	{"queue": 6}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7697-bfcf-467650129db8	latency	7	{"queue": 0}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-76b4-9eb8-758316e61ce3	latency	8	{"queue": 1}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-76cc-ae82-e609106a3279	latency	9	{"queue": 2}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-76e9-bf11-d1de9076109f	latency	10	{"queue": 3}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7702-8097-c170670887a7	latency	11	{"queue": 4}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-771a-ba2a-8434c6835087	latency	12	{"queue": 5}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7737-b4b5-5f44bf3ea3aa	latency	13	{"queue": 6}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-774f-890a-247df7cff97a	latency	14	{"queue": 0}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-776c-a264-b7f4029e1e28	latency	15	{"queue": 1}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7789-986e-41e531789ebe	latency	16	{"queue": 2}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-77a5-95e0-fed882832256	latency	17	{"queue": 3}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-77c2-b995-f57cb8f12f54	latency	18	{"queue": 4}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-77db-86de-d2c89ddf4e2c	latency	19	{"queue": 5}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-77f3-a59e-dc7d0bb2b5ba	latency	20	{"queue": 6}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-780c-8ef4-e277bcb53294	latency	21	{"queue": 0}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7828-977e-b957f9e45e62	latency	22	{"queue": 1}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7841-bd93-0d15292ad7f2	latency	23	{"queue": 2}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-785a-8149-a8cff0a5bbd1	latency	24	{"queue": 3}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7876-a460-30dfc9abb336	latency	25	{"queue": 4}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-788f-89fa-282c49a4f81f	latency	26	{"queue": 5}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-78ac-b37c-e0b2c76126b6	latency	27	{"queue": 6}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-78c4-bd04-c78f9896e803	latency	28	{"queue": 0}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-78e1-8562-cd04842b8f34	latency	29	{"queue": 1}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7902-ab9c-5de3fa6a6d21	latency	30	{"queue": 2}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-791a-b666-ad05fec5dda9	latency	31	{"queue": 3}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7937-84eb-486ec09af1b5	latency	32	{"queue": 4}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7953-a176-9cf0a36c1237	latency	33	{"queue": 5}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-796c-8628-f256ce0b9d29	latency	34	{"queue": 6}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7989-b199-2b8e1dbba934	latency	35	{"queue": 0}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-79a1-b22d-035d7982cc4f	latency	36	{"queue": 1}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-79ba-b8fd-8514a72e59a7	latency	37	{"queue": 2}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-79d2-9e37-17badcb1714b	latency	38	{"queue": 3}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-79ef-a945-12d76cfad631	latency	39	{"queue": 4}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a08-8088-3dad9cc0e666	latency	40	{"queue": 5}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a24-bbe6-7a9449e39921	latency	41	{"queue": 6}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a41-a8c0-fadedf2a45ad	latency	42	{"queue": 0}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a5e-b50a-e21dbea8ad2b	latency	43	{"queue": 1}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a7a-91f6-9c124e70b883	latency	44	{"queue": 2}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7a97-a2b7-ff28ca6713c5	latency	45	{"queue": 3}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7ab4-927f-4a821ccfe1fa	latency	46	{"queue": 4}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7ad0-8df7-dc6049158c3a	latency	47	{"queue": 5}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7aed-a4d8-0a638991a3c2	latency	48	{"queue": 6}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b0a-b363-a5bcc5169a87	latency	49	{"queue": 0}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b22-b48a-c591ef422a12	latency	50	{"queue": 1}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b3f-9e2c-6bade3f3eafa	latency	51	{"queue": 2}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b58-af14-36d4a52bc221	latency	52	{"queue": 3}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b74-8449-9baaac569b7d	latency	53	{"queue": 4}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7b91-9096-ac311567765f	latency	54	{"queue": 5}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7ba9-a0ad-4e895d3c472e	latency	55	{"queue": 6}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7bc2-b749-a28ddfa53d18	latency	56	{"queue": 0}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7bdf-a1fc-c9031cb011e7	latency	57	{"queue": 1}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7bf7-a72c-d41a3aeb5c6f	latency	58	{"queue": 2}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c14-854b-9e1fd05f11b7	latency	59	{"queue": 3}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c31-8730-e92e192a6aae	latency	60	{"queue": 4}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c49-8750-475090eaa6fe	latency	61	{"queue": 5}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c66-8884-0b3a018f963a	latency	62	{"queue": 6}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c7e-a8f8-45fa2a9c86a1	latency	63	{"queue": 0}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7c9b-bdb0-301a950bf21c	latency	64	{"queue": 1}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7cb4-8417-e07ca504670c	latency	65	{"queue": 2}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7cd0-9113-4c4aed9bdbb5	latency	66	{"queue": 3}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7ce9-b74b-4f3bbcc76ad4	latency	67	{"queue": 4}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7d06-a6ec-351654c80312	latency	68	{"queue": 5}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7d22-a15a-253434df4713	latency	69	{"queue": 6}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69a-7d3b-a9f1-5bcbb1ae9e7b	latency	70	{"queue": 0}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-70dd-80fe-a562264fe9c5	latency	71	{"queue": 1}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7112-bdb2-126669a782ca	latency	72	{"queue": 2}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-712b-b027-8b6149c30a55	latency	73	{"queue": 3}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7147-8215-faa6520a90f2	latency	74	{"queue": 4}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7164-b3f9-6472074658df	latency	75	{"queue": 5}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-717c-81d6-1d6decd36ba4	latency	76	{"queue": 6}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7199-8fbf-0c1b9c20c297	latency	77	{"queue": 0}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-71b2-9948-7f396d14254e	latency	78	{"queue": 1}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-71ce-93ba-dd52f87bb360	latency	79	{"queue": 2}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-71eb-addf-741e4abf9420	latency	80	{"queue": 3}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7208-8906-59dba44c610d	latency	81	{"queue": 4}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7224-ae10-2e3587a283e5	latency	82	{"queue": 5}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7241-bff0-f08f4df0aea2	latency	83	{"queue": 6}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-725e-b9bd-b726810f6617	latency	84	{"queue": 0}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7276-b940-7ee167bd1008	latency	85	{"queue": 1}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7293-8058-34beae51c5cb	latency	86	{"queue": 2}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-72ac-b1b7-94929958987f	latency	87	{"queue": 3}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-72fd-9f49-b243540cdf2f	latency	88	{"queue": 4}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-731e-bc86-3bac0bb70e1d	latency	89	{"queue": 5}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7337-8957-47a3dbd7bdea	latency	90	{"queue": 6}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7353-ae3b-1c74b31e9838	latency	91	{"queue": 0}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7370-9ffe-002e285e7812	latency	92	{"queue": 1}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7389-b2cb-cfe5b2b96635	latency	93	{"queue": 2}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-73a5-a894-57d29bc62ea1	latency	94	{"queue": 3}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-73c2-a846-ecd7745dadfb	latency	95	{"queue": 4}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-73df-aea6-955cac0fc2d1	latency	96	{"queue": 5}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-73fb-8536-497bf272c9f0	latency	97	{"queue": 6}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7414-92d7-1b9e290d0f5a	latency	98	{"queue": 0}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7431-9669-65f743c1a78d	latency	99	{"queue": 1}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-744d-b26c-b76e3ff5acd5	latency	100	{"queue": 2}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-7466-a375-9cd7b3fefd13	latency	101	{"queue": 3}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69b-747e-9d37-390bbb79fb84	latency	102	{"queue": 4}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7600-8a44-d4931ffca5e0	latency	103	{"queue": 5}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7676-995e-78a2355ccbae	latency	104	{"queue": 6}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7697-afa4-4457843dadf5	latency	105	{"queue": 0}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-76b4-8d13-24e050716b73	latency	106	{"queue": 1}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-76d0-bde6-8302f7e7d430	latency	107	{"queue": 2}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-76e9-aa3c-552a261bd64d	latency	108	{"queue": 3}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-770a-a045-2245edddb680	latency	109	{"queue": 4}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7722-a91e-c2f4ef9450be	latency	110	{"queue": 5}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-773b-bc18-759c096e6f91	latency	111	{"queue": 6}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7758-9b13-01930e422cd6	latency	112	{"queue": 0}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7785-83f9-2397176a05ec	latency	113	{"queue": 1}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-77a1-a2ec-a8bdf232029c	latency	114	{"queue": 2}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-77ca-8dd5-221db4bb4c80	latency	115	{"queue": 3}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-77e3-88c1-17aa9c1fac72	latency	116	{"queue": 4}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7800-9081-1b517abce010	latency	117	{"queue": 5}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7818-bc4c-15e4b5557850	latency	118	{"queue": 6}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7831-a067-aa5bf5122e65	latency	119	{"queue": 0}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-784d-bd97-bda1b5ede7f0	latency	120	{"queue": 1}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-786a-9e45-4a7109b86f1a	latency	121	{"queue": 2}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7883-b4a9-65d7b927e369	latency	122	{"queue": 3}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-789f-8151-e1aaa1e7fe09	latency	123	{"queue": 4}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-78b8-9973-21b29adb5613	latency	124	{"queue": 5}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-78d4-a794-1ca271712691	latency	125	{"queue": 6}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-78f1-a0e3-81c77a9fbea9	latency	126	{"queue": 0}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-790e-b65b-3414ef586815	latency	127	{"queue": 1}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7926-b6a3-e28c527eed62	latency	128	{"queue": 2}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-793f-8869-47f74e6018ad	latency	129	{"queue": 3}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-795c-aeb9-93428ba76318	latency	130	{"queue": 4}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7974-8236-c8b472bd55d5	latency	131	{"queue": 5}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7991-b550-12871ff147a2	latency	132	{"queue": 6}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-79ae-9f51-dff8d1a7cbea	latency	133	{"queue": 0}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-79c6-9839-9d051a6feb12	latency	134	{"queue": 1}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-79df-9175-d245ce7474e3	latency	135	{"queue": 2}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-79fb-aa1f-18ff8e29079d	latency	136	{"queue": 3}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7a14-8baa-82ceb6845fc9	latency	137	{"queue": 4}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7a2d-9afb-c66922731bef	latency	138	{"queue": 5}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7a45-ac9b-0e97d837ab61	latency	139	{"queue": 6}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7a62-93d5-e423d5ace613	latency	140	{"queue": 0}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7b2b-9140-d82960c86ee9	latency	141	{"queue": 1}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7b4b-ad75-871c09fdcaf4	latency	142	{"queue": 2}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7b64-9a22-c3904b8d9d02	latency	143	{"queue": 3}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7b7c-8b23-0ac3ec47bc91	latency	144	{"queue": 4}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7b99-b7c9-03b42ac078c6	latency	145	{"queue": 5}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7bb2-b5ab-9f0df663a7fa	latency	146	{"queue": 6}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7bce-828e-d33535b0aa65	latency	147	{"queue": 0}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7beb-b082-0f4f524546ef	latency	148	{"queue": 1}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c04-97bf-4e477ca4ec73	latency	149	{"queue": 2}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c20-99ce-63912d27b31e	latency	150	{"queue": 3}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c39-965d-216d90f2255e	latency	151	{"queue": 4}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c51-a1a0-d5d553f92431	latency	152	{"queue": 5}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c6a-970a-17bb64a25f82	latency	153	{"queue": 6}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c87-b4ff-23bdc1d7b52b	latency	154	{"queue": 0}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7c9f-82b5-5e9b12346522	latency	155	{"queue": 1}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7cb8-a183-b3cef80af9ed	latency	156	{"queue": 2}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7cd0-a48d-98ee61226684	latency	157	{"queue": 3}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7ce9-9756-03b28fc4ea39	latency	158	{"queue": 4}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d06-be7b-e6cd0aa91311	latency	159	{"queue": 5}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d22-bb90-47e4b58d8373	latency	160	{"queue": 6}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d3b-bbd9-38cf02d663c7	latency	161	{"queue": 0}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d58-b718-cb59cad5dff0	latency	162	{"queue": 1}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d70-b078-4f3cd080d0e7	latency	163	{"queue": 2}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7d89-96ca-a26cd74873cd	latency	164	{"queue": 3}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7da5-8c0f-8f7492a1e7d8	latency	165	{"queue": 4}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7dbe-ba1b-421776bc4800	latency	166	{"queue": 5}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7ddb-87f4-6cc1bb61deba	latency	167	{"queue": 6}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7df3-9aa5-0b16828862f5	latency	168	{"queue": 0}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e0c-a127-11d9a956fc28	latency	169	{"queue": 1}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e24-8644-89a3d76fd2ac	latency	170	{"queue": 2}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e3d-9e73-3486b191e503	latency	171	{"queue": 3}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e56-b123-fc9c1b618481	latency	172	{"queue": 4}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e72-9c05-7ab10ab1b5f9	latency	173	{"queue": 5}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7e8f-b2ac-a3d7f93d769e	latency	174	{"queue": 6}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7eac-869b-b83e7ee9ea8d	latency	175	{"queue": 0}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7ec0-9200-e5f887ce3824	latency	176	{"queue": 1}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7edd-8224-b508c378d9e6	latency	177	{"queue": 2}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7ef5-af6f-f59f32512a2c	latency	178	{"queue": 3}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f0e-9d63-cf4a3601e636	latency	179	{"queue": 4}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f26-a803-d0e9871b7e85	latency	180	{"queue": 5}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f43-a33f-38c154919543	latency	181	{"queue": 6}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f58-9c9a-cdeeca3301f7	latency	182	{"queue": 0}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f70-a5fe-11f8d87bba7c	latency	183	{"queue": 1}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7f89-9b67-11584f24b70f	latency	184	{"queue": 2}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7fa1-ab1f-5887d6226662	latency	185	{"queue": 3}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f69f-7fba-9d3b-ff7b9651a21b	latency	186	{"queue": 4}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-70c8-916e-0f38f4159309	latency	187	{"queue": 5}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-70e1-8c87-15a0758daf03	latency	188	{"queue": 6}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-70f9-9f6b-40f172a33195	latency	189	{"queue": 0}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7112-8dd8-5fa7e191101e	latency	190	{"queue": 1}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-712b-ae13-50aade3c41c1	latency	191	{"queue": 2}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7143-9a4d-48a5b9fefb61	latency	192	{"queue": 3}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7158-928d-81478796fe07	latency	193	{"queue": 4}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7170-92c7-8cb9b2d8372f	latency	194	{"queue": 5}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7185-b1a8-a2a718571737	latency	195	{"queue": 6}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-719d-b9df-0731ffad1579	latency	196	{"queue": 0}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-71b6-9b16-b2f423a5e777	latency	197	{"queue": 1}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-71ca-8c4f-1d1423834f24	latency	198	{"queue": 2}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-71e3-b729-382b962e80d0	latency	199	{"queue": 3}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-71fb-975b-1427cf144ae8	latency	200	{"queue": 4}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7210-82c1-3631b9a20c74	latency	201	{"queue": 5}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7228-acb3-c76ac25485c5	latency	202	{"queue": 6}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7241-a46e-fb989c7aa001	latency	203	{"queue": 0}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7256-bb2a-da2c39263fc6	latency	204	{"queue": 1}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-726a-9438-67f5aeaaa158	latency	205	{"queue": 2}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7287-9ab2-2d8c0b2ef10a	latency	206	{"queue": 3}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-729b-9837-d20203ae5513	latency	207	{"queue": 4}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-72b4-ac85-62673ad496fc	latency	208	{"queue": 5}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-730a-aebb-18c895b452a3	latency	209	{"queue": 6}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7322-a86c-ecb20e388116	latency	210	{"queue": 0}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7391-954a-f2616ffc01fa	latency	211	{"queue": 1}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-73ae-b785-e2f50fd45545	latency	212	{"queue": 2}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-73c2-9d20-ae8f37159164	latency	213	{"queue": 3}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-73db-8d78-524a10c21274	latency	214	{"queue": 4}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-73f3-ae3b-adc7283cbd55	latency	215	{"queue": 5}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-740c-901f-b50ff6dc322f	latency	216	{"queue": 6}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7420-9b89-d4557f295369	latency	217	{"queue": 0}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7439-a8fb-04bc695be050	latency	218	{"queue": 1}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-744d-b2e3-d7164bf3f22a	latency	219	{"queue": 2}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7462-8618-2851cc49b29d	latency	220	{"queue": 3}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-747a-80a7-ef4d3aa6941d	latency	221	{"queue": 4}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-748f-bdd6-b45d2c194c88	latency	222	{"queue": 5}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-74a7-84e0-7a03030dffa9	latency	223	{"queue": 6}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-74c0-8db1-d5faa17f246c	latency	224	{"queue": 0}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-74d9-9ba1-7b8b62296086	latency	225	{"queue": 1}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-74f1-8787-6b6c769ecb0e	latency	226	{"queue": 2}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-769b-8345-a26845f59619	latency	227	{"queue": 3}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-76c4-af91-672aa97269de	latency	228	{"queue": 4}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-76e1-943e-b9c794d70269	latency	229	{"queue": 5}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-76f9-b62b-14bfae7bef45	latency	230	{"queue": 6}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-770e-9972-222c587b07d6	latency	231	{"queue": 0}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-772b-af4d-f4b77d9d14d0	latency	232	{"queue": 1}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7743-86e2-d6a017cf8e38	latency	233	{"queue": 2}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7758-a620-ccf3611588d0	latency	234	{"queue": 3}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7770-857c-a06293ab793a	latency	235	{"queue": 4}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7789-a699-d53b7eb07820	latency	236	{"queue": 5}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-77a1-99fb-aa6b4c9050fb	latency	237	{"queue": 6}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-77ba-8ba1-98092591ee2b	latency	238	{"queue": 0}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-77d2-9709-51a47ca0cac2	latency	239	{"queue": 1}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-77e7-abc5-a0d0db61dea3	latency	240	{"queue": 2}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7800-ad84-88a517d6cde2	latency	241	{"queue": 3}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7818-961b-73e4041d95f3	latency	242	{"queue": 4}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7831-8ff3-8875005e8441	latency	243	{"queue": 5}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7849-a571-d57ad57146c1	latency	244	{"queue": 6}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7862-bccf-5c6501008234	latency	245	{"queue": 0}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7876-9378-c69222077d71	latency	246	{"queue": 1}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7893-ba2e-de6535fa476e	latency	247	{"queue": 2}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-78a7-9d9b-f8358507be59	latency	248	{"queue": 3}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-78c0-af44-8072054d95db	latency	249	{"queue": 4}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-78d9-82c5-e1e6290a6e4f	latency	250	{"queue": 5}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-78f1-8874-59b34e3f7359	latency	251	{"queue": 6}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7906-8c11-5977fec7a029	latency	252	{"queue": 0}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-791e-91f5-5a111f1b01ed	latency	253	{"queue": 1}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7937-a052-684e39fa6a35	latency	254	{"queue": 2}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-794f-85fc-091915d7fcb4	latency	255	{"queue": 3}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7968-9a2a-e48a3ccf32ba	latency	256	{"queue": 4}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7981-b3a2-fcf4f91f722d	latency	257	{"queue": 5}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7995-88d9-f67997d667df	latency	258	{"queue": 6}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-79ae-91c2-3d43567d656f	latency	259	{"queue": 0}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-79c6-96d6-d0c87a5631e4	latency	260	{"queue": 1}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-79db-b177-9db1d4fd3b33	latency	261	{"queue": 2}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-79ef-9b90-ffe0d51ebf7e	latency	262	{"queue": 3}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a08-96c7-93c9f4713748	latency	263	{"queue": 4}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a1c-96b5-af88cb24f33f	latency	264	{"queue": 5}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a31-bf0c-a0200da0804a	latency	265	{"queue": 6}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a49-82b2-8d32c48578fd	latency	266	{"queue": 0}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a62-9190-2e9379b055e3	latency	267	{"queue": 1}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a76-952e-5d386704ea49	latency	268	{"queue": 2}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7a8f-b727-a6b287445987	latency	269	{"queue": 3}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7aa7-a5e5-e790b1191a5c	latency	270	{"queue": 4}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7ac0-9062-fb5f6e7451e7	latency	271	{"queue": 5}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7ad9-a6fa-535e2def9ecf	latency	272	{"queue": 6}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7aed-99c5-d562ff648fa5	latency	273	{"queue": 0}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b06-9683-4685f754b647	latency	274	{"queue": 1}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b1e-8bfc-0ef17af4f6e6	latency	275	{"queue": 2}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b37-bf32-46a15068371d	latency	276	{"queue": 3}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b4b-8e06-0b8e315547fb	latency	277	{"queue": 4}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b64-a404-420c74e08b51	latency	278	{"queue": 5}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b81-9292-6ff1d9b40ec6	latency	279	{"queue": 6}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7b95-89c1-b1ccdf059e11	latency	280	{"queue": 0}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c00-94e6-b6f983e35f91	latency	281	{"queue": 1}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c1c-b1d7-94fdc59b3432	latency	282	{"queue": 2}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c35-ae20-97fd3b9d8089	latency	283	{"queue": 3}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c4d-8e1d-c4a713e88c02	latency	284	{"queue": 4}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c62-ba1d-c3136cefc9a5	latency	285	{"queue": 5}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c7a-bc21-903c11fcaa2d	latency	286	{"queue": 6}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7c93-bb07-710f7442fd0c	latency	287	{"queue": 0}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7cac-90dd-c619166deb43	latency	288	{"queue": 1}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7cc4-bc65-d20abac97827	latency	289	{"queue": 2}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7cdd-a437-6014c3330392	latency	290	{"queue": 3}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7cf5-8de2-d27458ce4bfb	latency	291	{"queue": 4}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d0a-8210-958ffc91ec35	latency	292	{"queue": 5}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d26-a78a-448d4f5236d3	latency	293	{"queue": 6}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d3f-a2dd-7f0a08d9015a	latency	294	{"queue": 0}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d58-a7f0-1776e01f46e7	latency	295	{"queue": 1}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d70-b808-8a677c9d7738	latency	296	{"queue": 2}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7d89-aba0-8592777dbc76	latency	297	{"queue": 3}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7da1-824a-e4a80a9eb94c	latency	298	{"queue": 4}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7db6-95f9-2a2b5cc31de9	latency	299	{"queue": 5}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7dce-80ed-6690864c3f1b	latency	300	{"queue": 6}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7de7-b3dd-b1085e66a830	latency	301	{"queue": 0}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e00-b950-fc1353603e90	latency	302	{"queue": 1}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e14-bb35-e600acbd94d8	latency	303	{"queue": 2}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e2d-80e6-f437831c6d24	latency	304	{"queue": 3}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e49-a3bc-740dfde8f4eb	latency	305	{"queue": 4}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e5e-81ef-ff0f6239fbb4	latency	306	{"queue": 5}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e76-a854-97ac8d527c1b	latency	307	{"queue": 6}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7e93-865e-2e7f80a9bcfd	latency	308	{"queue": 0}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7ea7-83a4-5e305f4990c8	latency	309	{"queue": 1}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7ec0-b74e-f5a45efaca45	latency	310	{"queue": 2}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7edd-a183-85ccbc01829c	latency	311	{"queue": 3}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7ef5-9db5-7f1b71647ee6	latency	312	{"queue": 4}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f0e-bbc3-9a7b3fc05867	latency	313	{"queue": 5}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f26-a482-a9022c20dead	latency	314	{"queue": 6}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f3f-8992-f06c6a6776ba	latency	315	{"queue": 0}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f53-a3d7-af4d037f29b2	latency	316	{"queue": 1}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f70-aea3-82bfe833475b	latency	317	{"queue": 2}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f89-a55d-39bcd4ec1919	latency	318	{"queue": 3}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7f9d-9f0e-7dea12df5f17	latency	319	{"queue": 4}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7fb6-a0a3-58b07f929698	latency	320	{"queue": 5}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7fd2-bdb1-480129b6b8f3	latency	321	{"queue": 6}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a0-7feb-a7c1-fdb794b1e52d	latency	322	{"queue": 0}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7004-b8ef-d61146cc81a2	latency	323	{"queue": 1}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-701c-96c9-05cd600e0dc3	latency	324	{"queue": 2}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7035-a4bf-20fad223cb46	latency	325	{"queue": 3}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-704d-ada6-694a53678bb3	latency	326	{"queue": 4}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7066-9b21-b102895442b9	latency	327	{"queue": 5}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7083-9104-8608907f6a58	latency	328	{"queue": 6}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-709b-904b-e3d1d9a80db3	latency	329	{"queue": 0}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-70b4-acad-1dd6dca8be24	latency	330	{"queue": 1}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-70d0-a1a7-485b88cad636	latency	331	{"queue": 2}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-70e9-9990-d99cf37801d5	latency	332	{"queue": 3}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-70fd-b8d1-597cff6f5c75	latency	333	{"queue": 4}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7116-917f-58e418f7bab2	latency	334	{"queue": 5}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-712f-b6bd-684df4761c93	latency	335	{"queue": 6}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7147-9e3c-3442a18e9fed	latency	336	{"queue": 0}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-715c-8f82-2be3abd81e28	latency	337	{"queue": 1}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7174-9626-15915d653a4f	latency	338	{"queue": 2}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-718d-be47-cc1ef11b4007	latency	339	{"queue": 3}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-71a5-80b2-476bc5e07c8b	latency	340	{"queue": 4}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-71ba-b865-78e901831f27	latency	341	{"queue": 5}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-71d2-a838-a4d0ee1c7d11	latency	342	{"queue": 6}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-71eb-9102-6c752af5934a	latency	343	{"queue": 0}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7204-b708-e21beb32cc8e	latency	344	{"queue": 1}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7218-96ac-f81b5e5ab2b1	latency	345	{"queue": 2}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7231-bbf5-fd2c1155fd11	latency	346	{"queue": 3}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7249-921d-347d36ad9c6d	latency	347	{"queue": 4}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7262-bdcc-1c89c63010b0	latency	348	{"queue": 5}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-727a-8264-9639343af51f	latency	349	{"queue": 6}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7293-ba7c-2d53d9c5bbf3	latency	350	{"queue": 0}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-732b-972d-1ca065bfd96b	latency	351	{"queue": 1}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-734b-9668-ffdea61264c5	latency	352	{"queue": 2}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7364-a5d8-a033e671a113	latency	353	{"queue": 3}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7378-972a-f9b4c218d6df	latency	354	{"queue": 4}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7391-802a-ab560eede066	latency	355	{"queue": 5}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-73a9-850b-4515563c182c	latency	356	{"queue": 6}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-73c2-a558-f812b92dbb3a	latency	357	{"queue": 0}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-73db-a273-329034ebb55a	latency	358	{"queue": 1}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-73f3-84d9-8d58d872a622	latency	359	{"queue": 2}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-740c-b7d3-bb100afcb244	latency	360	{"queue": 3}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7424-ad7a-3795498d47e4	latency	361	{"queue": 4}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-743d-8cc5-b8a91386130c	latency	362	{"queue": 5}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7451-b587-b689046e236c	latency	363	{"queue": 6}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-746a-851b-ce3b662ba1a1	latency	364	{"queue": 0}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7483-940b-0e159315b962	latency	365	{"queue": 1}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7497-ad7d-498742540a03	latency	366	{"queue": 2}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74a7-ad35-94e5f6cbf21b	latency	367	{"queue": 3}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74b8-b574-336fa27fae8a	latency	368	{"queue": 4}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74c8-a616-1f32d7adc84a	latency	369	{"queue": 5}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74d4-8067-c4577070a064	latency	370	{"queue": 6}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74e5-8330-368ee867b39d	latency	371	{"queue": 0}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-74f5-98ae-200cd77e39c5	latency	372	{"queue": 1}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7502-9755-e6b1f3056d46	latency	373	{"queue": 2}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-750e-8d76-7b9e2bcaab44	latency	374	{"queue": 3}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-751e-9fac-b38946016d5d	latency	375	{"queue": 4}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-752b-8ff0-d400b67e170c	latency	376	{"queue": 5}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-753b-8c51-e52d9a13d8c8	latency	377	{"queue": 6}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7547-a464-c42f1aee1c4b	latency	378	{"queue": 0}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7558-aa2b-bfaf8b04c27b	latency	379	{"queue": 1}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7564-8692-37d5efd29088	latency	380	{"queue": 2}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7574-ae6d-82cf2c3bcf94	latency	381	{"queue": 3}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7581-b986-540ba17b97a7	latency	382	{"queue": 4}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7591-9fd1-55769f831550	latency	383	{"queue": 5}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-759d-a142-6b61f41189ad	latency	384	{"queue": 6}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75ae-808b-eb603ac33bc0	latency	385	{"queue": 0}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75be-a0b4-f680ea57d990	latency	386	{"queue": 1}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75ce-ae56-527844ff3dbc	latency	387	{"queue": 2}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75db-9f77-a58a995eb3be	latency	388	{"queue": 3}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75eb-877e-c5207c2f1609	latency	389	{"queue": 4}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-75f7-8650-b11fd93f73de	latency	390	{"queue": 5}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7608-9c66-5957a3c2a977	latency	391	{"queue": 6}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7614-9696-e2633b3abcf3	latency	392	{"queue": 0}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-762d-8705-22b89a04549b	latency	393	{"queue": 1}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7645-968a-9a4b7fe841a4	latency	394	{"queue": 2}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-765a-b89f-24f7807631c4	latency	395	{"queue": 3}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7672-a1d8-088230dee1f2	latency	396	{"queue": 4}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-768b-b29d-57bc48a8e62e	latency	397	{"queue": 5}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-76a3-aadb-6c006f67a2b4	latency	398	{"queue": 6}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-76b8-acfd-50de2bd49004	latency	399	{"queue": 0}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-76d0-a2c6-767ac8bcce0c	latency	400	{"queue": 1}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-76e9-a78b-7a0cb0b06c95	latency	401	{"queue": 2}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7702-9983-3ae7402d0e4b	latency	402	{"queue": 3}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-771a-acc6-87222d4829e6	latency	403	{"queue": 4}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-772f-ace7-76f07fe8f7f8	latency	404	{"queue": 5}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7747-a836-a9ae53f45151	latency	405	{"queue": 6}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-775c-8514-87f0f4b5818f	latency	406	{"queue": 0}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7774-a2b3-1996f4ce9802	latency	407	{"queue": 1}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-778d-894d-763e7cc439fb	latency	408	{"queue": 2}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-77a5-a003-9a4ce2b82523	latency	409	{"queue": 3}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-77be-951b-a52cf3840309	latency	410	{"queue": 4}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-77d7-ac81-7daddf89e4a8	latency	411	{"queue": 5}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-77ef-945d-4e93aa2b2694	latency	412	{"queue": 6}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7808-b199-b35279553850	latency	413	{"queue": 0}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7820-8f5c-4036bdc9b3fc	latency	414	{"queue": 1}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7835-83a2-ececd4c1e9ae	latency	415	{"queue": 2}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-784d-b2f7-08d2eb4489a7	latency	416	{"queue": 3}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7862-985e-a6182fc493ed	latency	417	{"queue": 4}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-787a-9b98-769aa5234955	latency	418	{"queue": 5}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7893-8f8f-4cc2e384d282	latency	419	{"queue": 6}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-78ac-b0c9-0245ac433f38	latency	420	{"queue": 0}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-790a-a547-a22916937c8d	latency	421	{"queue": 1}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7926-a3bd-05f16513853c	latency	422	{"queue": 2}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-793f-b503-063e58972438	latency	423	{"queue": 3}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7958-ab70-d32dff723b98	latency	424	{"queue": 4}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7970-b6bd-720b62152be2	latency	425	{"queue": 5}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7985-be88-a035becde2db	latency	426	{"queue": 6}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-799d-989a-61e4e757b59c	latency	427	{"queue": 0}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-79b6-a133-db5e924b2aea	latency	428	{"queue": 1}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-79ce-ab07-bb129a3ceb02	latency	429	{"queue": 2}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ab8-8abb-a598a2b81b16	latency	430	{"queue": 3}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7add-84ce-48a3fec861f4	latency	431	{"queue": 4}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7af1-9260-29d0368e994d	latency	432	{"queue": 5}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b0a-a220-d19f4c8bf8a5	latency	433	{"queue": 6}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b26-b783-42106209ee0f	latency	434	{"queue": 0}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b3f-bea7-7222a2558976	latency	435	{"queue": 1}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b5c-b86d-65948b875167	latency	436	{"queue": 2}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b74-b8f2-d703f771ecd7	latency	437	{"queue": 3}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7b8d-887c-1623b9997f14	latency	438	{"queue": 4}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ba1-8721-cc25340b65b4	latency	439	{"queue": 5}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7bba-91c3-22b0e683861c	latency	440	{"queue": 6}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7bd7-b2f0-8ad88bf3eba4	latency	441	{"queue": 0}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7bef-a36f-b49a7409e8bc	latency	442	{"queue": 1}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c08-9d09-0f6b769793fd	latency	443	{"queue": 2}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c20-afb5-e11c0587a3d9	latency	444	{"queue": 3}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c39-a3b8-656d177a71b9	latency	445	{"queue": 4}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c51-a5f6-3d4ae3f745e5	latency	446	{"queue": 5}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c6a-96f2-014dc1bf3768	latency	447	{"queue": 6}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c83-b850-6f861fc52ff7	latency	448	{"queue": 0}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7c9b-8654-95ac9b546415	latency	449	{"queue": 1}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7cb0-898e-078558e86d88	latency	450	{"queue": 2}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ccc-b6ba-430363d7bb44	latency	451	{"queue": 3}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ce1-9e35-447ebb832998	latency	452	{"queue": 4}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7cf9-8235-9ec3a839ef33	latency	453	{"queue": 5}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d12-8252-3fe3f4aafa42	latency	454	{"queue": 6}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d2b-b8aa-c1166873600d	latency	455	{"queue": 0}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d43-89b6-df1adee276d2	latency	456	{"queue": 1}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d5c-ab0f-0b0cc7c39cee	latency	457	{"queue": 2}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d74-8e72-6eae82c68052	latency	458	{"queue": 3}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7d89-836f-14ed673a4924	latency	459	{"queue": 4}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7da1-b165-28e72d504e6b	latency	460	{"queue": 5}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7dbe-bd1e-bc5d11cc08fe	latency	461	{"queue": 6}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7dd7-89e3-fd718c4bbf44	latency	462	{"queue": 0}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7deb-95a5-5bb1c4ee619b	latency	463	{"queue": 1}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e08-8b67-f6b1234d23ab	latency	464	{"queue": 2}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e20-88bb-e16e066fb30d	latency	465	{"queue": 3}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e39-9bc1-b718086abba4	latency	466	{"queue": 4}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e51-9802-2cec170f8331	latency	467	{"queue": 5}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e6a-8d0a-5d80947414d3	latency	468	{"queue": 6}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e83-9272-21adb3717137	latency	469	{"queue": 0}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7e9b-b687-cc304f0be6ac	latency	470	{"queue": 1}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7eb0-ba98-efc3035e8962	latency	471	{"queue": 2}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ecc-98a0-bde74c32ec1f	latency	472	{"queue": 3}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ee5-ada0-4581be5ed00e	latency	473	{"queue": 4}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7ef9-ad44-414cdd5edd04	latency	474	{"queue": 5}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f12-80f4-b745b02a4280	latency	475	{"queue": 6}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f2b-8782-d4d4b07cc975	latency	476	{"queue": 0}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f43-8f20-d8e2ff584054	latency	477	{"queue": 1}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f58-b408-fddf20fe1997	latency	478	{"queue": 2}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f74-8243-f6dce249a91c	latency	479	{"queue": 3}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7f8d-ba57-59d3087226b2	latency	480	{"queue": 4}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7fa1-9ebc-621a439471f5	latency	481	{"queue": 5}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7fba-8eaa-4515b0cd0770	latency	482	{"queue": 6}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7fd2-bb1f-0f6c1ade5a7b	latency	483	{"queue": 0}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a1-7feb-a716-b9381113227d	latency	484	{"queue": 1}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7004-a7a1-d9b8d6171f59	latency	485	{"queue": 2}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-701c-a797-7a7f27b14b46	latency	486	{"queue": 3}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7035-98aa-4326b399ed6b	latency	487	{"queue": 4}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-704d-aee5-03956ab93734	latency	488	{"queue": 5}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7066-bd4c-e96ccc39b0f4	latency	489	{"queue": 6}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7083-9d30-f4c5423b2d49	latency	490	{"queue": 0}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-70dd-93e7-2c7f7cb07df1	latency	491	{"queue": 1}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-70f9-9913-bd2fe0b89e00	latency	492	{"queue": 2}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7112-9575-df936fd92f6d	latency	493	{"queue": 3}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-712b-a452-bfa3293d4f90	latency	494	{"queue": 4}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7143-896d-078ca73248ee	latency	495	{"queue": 5}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-715c-9a5a-0a6c6a9999f8	latency	496	{"queue": 6}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7174-b3d0-35fea1735192	latency	497	{"queue": 0}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-718d-9d90-bbb7ada9bdcd	latency	498	{"queue": 1}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-71a5-b8e7-6897d7cd609d	latency	499	{"queue": 2}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-71be-b2d9-4b876bff4c3f	latency	500	{"queue": 3}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-71d7-bb78-3e4a2c9562e0	latency	501	{"queue": 4}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-71eb-80c4-cb6f4c7d12e1	latency	502	{"queue": 5}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7208-bc55-d3eafec852f1	latency	503	{"queue": 6}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7220-9c99-690f33db4ef8	latency	504	{"queue": 0}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7239-a05b-5df14aa7c8c5	latency	505	{"queue": 1}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-724d-b27d-5468692fd1f2	latency	506	{"queue": 2}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7266-a267-19b34d560699	latency	507	{"queue": 3}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-727e-8c72-c32015e22a13	latency	508	{"queue": 4}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7297-94a3-dbb3abd8c3bd	latency	509	{"queue": 5}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-72b0-b858-e932aad85678	latency	510	{"queue": 6}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-730a-ad28-1b5b07766f96	latency	511	{"queue": 0}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7322-b1ef-b76df57ea499	latency	512	{"queue": 1}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-733f-827a-fa9704ea0786	latency	513	{"queue": 2}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7353-aed2-0bb2e135cc86	latency	514	{"queue": 3}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-736c-a226-9a824cf62332	latency	515	{"queue": 4}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7399-ae73-365ae4070be2	latency	516	{"queue": 5}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-73b2-81d9-8be73d33b722	latency	517	{"queue": 6}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-73c6-bf47-bbfcb383b85a	latency	518	{"queue": 0}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-73df-a66b-ddd180b34a6c	latency	519	{"queue": 1}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-73f3-ae4f-366950e46753	latency	520	{"queue": 2}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-740c-9cb8-81993ab54051	latency	521	{"queue": 3}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7424-b5bb-624058c2ec26	latency	522	{"queue": 4}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-743d-9b6e-65f509bc0050	latency	523	{"queue": 5}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7456-ac7e-9926605560fc	latency	524	{"queue": 6}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-746a-9a02-a7c80053e703	latency	525	{"queue": 0}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7483-a5bc-7b35a9927dcd	latency	526	{"queue": 1}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-749b-a268-616f71c36e23	latency	527	{"queue": 2}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-74b4-828f-b240d0611019	latency	528	{"queue": 3}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-74cc-b753-7092c4da8157	latency	529	{"queue": 4}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-74e5-83c5-28562d1aa36c	latency	530	{"queue": 5}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-74f9-b387-f4ec5f17d71b	latency	531	{"queue": 6}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7512-baad-66356c3106aa	latency	532	{"queue": 0}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-752b-a594-b28a6f81eb27	latency	533	{"queue": 1}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7543-83bc-4b6e9f43c34a	latency	534	{"queue": 2}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-755c-a347-836d6c9d7420	latency	535	{"queue": 3}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7570-b410-c80d79851606	latency	536	{"queue": 4}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7589-910b-b9115b7552a9	latency	537	{"queue": 5}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-759d-a50f-6dbc7526effa	latency	538	{"queue": 6}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-75b6-9e48-c8d5407702d7	latency	539	{"queue": 0}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-75ca-8826-b1232965d990	latency	540	{"queue": 1}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-75e7-b04d-9685a487583d	latency	541	{"queue": 2}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7600-8fdd-8a4748435688	latency	542	{"queue": 3}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7614-bf64-5fa7b7fd677f	latency	543	{"queue": 4}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-762d-9572-a372241b95e9	latency	544	{"queue": 5}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7645-b638-48fcd00b4b3c	latency	545	{"queue": 6}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-765e-b13b-da9f86e7d8e9	latency	546	{"queue": 0}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7676-b67d-13cc4ae1a290	latency	547	{"queue": 1}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-768b-9cee-6db55e5b59da	latency	548	{"queue": 2}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-76a3-b62f-c45215404abf	latency	549	{"queue": 3}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-76bc-b3be-717ad5fe4851	latency	550	{"queue": 4}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-76d0-a8f5-c91e58e5ab7a	latency	551	{"queue": 5}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-76e5-a199-530b72f9737d	latency	552	{"queue": 6}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-76fd-8a47-bdedb7bba4cb	latency	553	{"queue": 0}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7716-91e1-edaf6eda6c4c	latency	554	{"queue": 1}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-772f-b752-710209d32dd1	latency	555	{"queue": 2}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7743-aa04-a9f82852da39	latency	556	{"queue": 3}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-775c-8abc-4f004f04caa5	latency	557	{"queue": 4}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7774-ab1a-05e56a23ee05	latency	558	{"queue": 5}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-778d-9bd8-9e38cbfcf967	latency	559	{"queue": 6}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-77a1-94e5-5009ee431d98	latency	560	{"queue": 0}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-77fb-9f88-40c2b43d06ea	latency	561	{"queue": 1}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7814-9d32-81ce6e678d66	latency	562	{"queue": 2}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-782d-92c6-1c2a6fc5c4fe	latency	563	{"queue": 3}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7849-b3b8-0175829d48b4	latency	564	{"queue": 4}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-785e-a2e2-bbabba6dd494	latency	565	{"queue": 5}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7876-addd-5ffa2f68b670	latency	566	{"queue": 6}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-788f-ab83-b3558d088313	latency	567	{"queue": 0}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-78a7-9977-eccb5b51161b	latency	568	{"queue": 1}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-78c0-a58f-f8d905a40ec2	latency	569	{"queue": 2}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-78d4-8315-d17e70bc6d34	latency	570	{"queue": 3}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-78ed-98e9-87914108097a	latency	571	{"queue": 4}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7902-abda-b4620921d141	latency	572	{"queue": 5}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-791a-90ff-0d70b984279a	latency	573	{"queue": 6}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7933-984d-17cdf69c37c1	latency	574	{"queue": 0}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-794b-98eb-97f373310d69	latency	575	{"queue": 1}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7968-9735-3b323305b95e	latency	576	{"queue": 2}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7981-abf3-9dc9fdec1656	latency	577	{"queue": 3}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7999-b1dd-88ed1ff52704	latency	578	{"queue": 4}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-79b2-9ad6-61c7cf7b6bc8	latency	579	{"queue": 5}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-79c6-b9e7-77db767b660d	latency	580	{"queue": 6}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-79df-8c1d-86e0da498218	latency	581	{"queue": 0}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-79f7-ad36-b7cfa9ea25b7	latency	582	{"queue": 1}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a0c-b641-ba71ad04a9d9	latency	583	{"queue": 2}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a24-bdaa-86f32eac823d	latency	584	{"queue": 3}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a3d-b0f3-cac6b735001b	latency	585	{"queue": 4}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a51-a59b-9d5223c8d7bf	latency	586	{"queue": 5}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a6a-b9c4-7860870e15f5	latency	587	{"queue": 6}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a83-8e63-73d35d2a138a	latency	588	{"queue": 0}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7a97-b6db-9bbfd3b35ace	latency	589	{"queue": 1}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ab0-ac70-37493708eee3	latency	590	{"queue": 2}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ac8-8545-1143ee305a59	latency	591	{"queue": 3}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ae1-a020-b5aabc69a29b	latency	592	{"queue": 4}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7af9-bcd9-6c8652c99b7b	latency	593	{"queue": 5}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b0e-b4d9-718c414e7ea0	latency	594	{"queue": 6}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b26-8fb1-3fe895360769	latency	595	{"queue": 0}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b3b-a277-b6a473cdc358	latency	596	{"queue": 1}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b53-a965-8ce2e96f2f5f	latency	597	{"queue": 2}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b6c-8c0e-a3b7bb5cd479	latency	598	{"queue": 3}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b89-8bb6-628ca6a15e45	latency	599	{"queue": 4}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7b9d-bb21-8a517ff7772c	latency	600	{"queue": 5}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7bb6-a9f6-6d407120ae13	latency	601	{"queue": 6}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7bce-89dc-d1af56eea55d	latency	602	{"queue": 0}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7be7-b915-a4f5f2ebd91c	latency	603	{"queue": 1}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c00-b8e3-c84f3757d0a0	latency	604	{"queue": 2}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c14-bfd6-e8f7d5bd68e8	latency	605	{"queue": 3}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c2d-af67-584d335bf21d	latency	606	{"queue": 4}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c45-b485-f6b1318ab7ea	latency	607	{"queue": 5}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c5e-90bf-ff7f296f3254	latency	608	{"queue": 6}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c76-9116-8d27a93bc0ab	latency	609	{"queue": 0}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7c8b-8091-313b0a3adb9e	latency	610	{"queue": 1}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ca3-b6c1-920818732fa2	latency	611	{"queue": 2}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7cbc-b1e1-8b0ee7f97992	latency	612	{"queue": 3}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7cd4-98d6-199b14af3f05	latency	613	{"queue": 4}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ced-a9fa-3bcf57efe7dd	latency	614	{"queue": 5}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d02-a87a-03926abe4baa	latency	615	{"queue": 6}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d1a-8bc2-2abcbeef9ed5	latency	616	{"queue": 0}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d2f-b204-3d0404c1a75c	latency	617	{"queue": 1}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d47-8184-dd7b2c003338	latency	618	{"queue": 2}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d60-9b8b-7d8864ae09a3	latency	619	{"queue": 3}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d78-a285-34dde8459f71	latency	620	{"queue": 4}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7d91-983e-009a78914501	latency	621	{"queue": 5}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7da5-963a-7fcd53cbce44	latency	622	{"queue": 6}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7dbe-806f-927af0e381d6	latency	623	{"queue": 0}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7dd7-8a51-2159a75889ee	latency	624	{"queue": 1}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7def-918e-85f610402abd	latency	625	{"queue": 2}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7e08-acd2-d9c2b0d01058	latency	626	{"queue": 3}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7e1c-a87f-4b41f61a1144	latency	627	{"queue": 4}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7e35-be42-a8352c40951a	latency	628	{"queue": 5}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7e49-9f18-d9020b5e1a15	latency	629	{"queue": 6}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7e62-9ed1-de19f3c7c4b9	latency	630	{"queue": 0}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7eb8-81a5-4249f9edac78	latency	631	{"queue": 1}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7ed0-8b84-a3340591448b	latency	632	{"queue": 2}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7fa5-818b-13e508e78f5d	latency	633	{"queue": 3}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7fc2-b637-d92605e709a0	latency	634	{"queue": 4}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7fd7-a8f7-98f14758a7fc	latency	635	{"queue": 5}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a2-7fef-8937-1689bd2e8009	latency	636	{"queue": 6}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7008-a3d1-2bc46ee72747	latency	637	{"queue": 0}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7020-a337-f98d2481ff08	latency	638	{"queue": 1}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7035-9726-9842353925c0	latency	639	{"queue": 2}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-704d-a3b1-18054b9e5cd6	latency	640	{"queue": 3}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7066-8bfd-7545a0f6bd62	latency	641	{"queue": 4}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-707e-9539-e818b1bce4cc	latency	642	{"queue": 5}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7097-9937-6fa9796894e2	latency	643	{"queue": 6}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-70ac-b692-41dcb40f62b3	latency	644	{"queue": 0}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-70c4-bc11-67693dacf683	latency	645	{"queue": 1}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-70dd-8e39-059567207a85	latency	646	{"queue": 2}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-70f1-9585-22d6f01dbcaa	latency	647	{"queue": 3}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-710a-a5ff-dfd699e63c3d	latency	648	{"queue": 4}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7122-99a4-f75c40b20d09	latency	649	{"queue": 5}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7137-8803-30f2873d6265	latency	650	{"queue": 6}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-714f-b061-d383deccc2ad	latency	651	{"queue": 0}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7168-b62c-6254539ad001	latency	652	{"queue": 1}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-717c-97c6-25dcc6b3a0bb	latency	653	{"queue": 2}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7195-9741-6e023ccf7efe	latency	654	{"queue": 3}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-71ae-8594-a90785148bb4	latency	655	{"queue": 4}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-71c6-ac6a-a0e88de0a6cb	latency	656	{"queue": 5}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-71df-8f7a-9807c3887a9a	latency	657	{"queue": 6}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-71f7-b34f-fd192c4e9072	latency	658	{"queue": 0}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7210-bf26-158c0f0a0824	latency	659	{"queue": 1}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7228-aa38-9be334344eb0	latency	660	{"queue": 2}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-723d-8844-06b1769c9722	latency	661	{"queue": 3}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7256-9e4d-d660fb48d673	latency	662	{"queue": 4}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-726a-8bb3-fab48287ca32	latency	663	{"queue": 5}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7283-95ef-86cf872f62e7	latency	664	{"queue": 6}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-729b-8c74-5616b3ea26f6	latency	665	{"queue": 0}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-72b0-a59c-b830aee03c81	latency	666	{"queue": 1}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-72ed-a343-6050e7e443d4	latency	667	{"queue": 2}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-730a-bec9-2e04e5241f8e	latency	668	{"queue": 3}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7322-8449-e3838266f5ec	latency	669	{"queue": 4}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-733b-bc80-4d37f3247c8b	latency	670	{"queue": 5}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-734f-b1f6-4bf5c51b8632	latency	671	{"queue": 6}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7368-a583-8c6545b5b1a9	latency	672	{"queue": 0}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7381-b17a-2bff9cb674a3	latency	673	{"queue": 1}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7399-9d9c-e1fb27e5480c	latency	674	{"queue": 2}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-73b2-a36e-4496d6124cb4	latency	675	{"queue": 3}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-73ca-9fa6-76fbdfc75d37	latency	676	{"queue": 4}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-73e3-9ffd-b9d46b16036f	latency	677	{"queue": 5}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-73fb-927f-985775d626f6	latency	678	{"queue": 6}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7410-87fe-f8a21ce527a7	latency	679	{"queue": 0}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7428-8ee3-400f6ae7c2f7	latency	680	{"queue": 1}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-743d-9c9b-16730551c183	latency	681	{"queue": 2}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7456-b672-130827a577b5	latency	682	{"queue": 3}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-746e-934c-5243a72eff64	latency	683	{"queue": 4}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a3-7483-9d70-aab286ce6f0f	latency	684	{"queue": 5}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-75ca-815f-31c269878666	latency	685	{"queue": 6}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-75fb-8688-8dc24cd3ff1b	latency	686	{"queue": 0}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7610-9f8f-7de9276795a8	latency	687	{"queue": 1}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7620-a7a7-3b09fb1cf816	latency	688	{"queue": 2}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7631-85d8-56e903d898bb	latency	689	{"queue": 3}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7641-aeeb-933e2bf892a6	latency	690	{"queue": 4}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7651-a23d-3749f23121ae	latency	691	{"queue": 5}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-765e-b4a3-1e1cc32bda0b	latency	692	{"queue": 6}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-766e-9f60-8d301f700f89	latency	693	{"queue": 0}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-767e-b483-18646c369e46	latency	694	{"queue": 1}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-768b-a06a-a44822cca255	latency	695	{"queue": 2}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-769b-ac53-25d5013da5bf	latency	696	{"queue": 3}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-76a7-957e-0ddb8b8ec8cf	latency	697	{"queue": 4}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-76b8-a75e-b1fa5c092def	latency	698	{"queue": 5}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-774b-8993-6c0efe6a315c	latency	699	{"queue": 6}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7758-b797-f4165e869856	latency	700	{"queue": 0}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-77f7-b132-742a226591a1	latency	701	{"queue": 1}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7804-bc87-584399e47355	latency	702	{"queue": 2}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7814-9a80-4f6f0281e9d6	latency	703	{"queue": 3}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7820-9a79-c2ce981745da	latency	704	{"queue": 4}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7835-812d-253be38aa4d7	latency	705	{"queue": 5}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7841-a2db-433f309f6c08	latency	706	{"queue": 6}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7851-9e4d-1a5bca7a4768	latency	707	{"queue": 0}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-785e-bdb8-4852eb5362cc	latency	708	{"queue": 1}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-786e-9c23-10094eef8d17	latency	709	{"queue": 2}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-787a-976b-419e7b38f426	latency	710	{"queue": 3}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7887-ad6f-97f687458654	latency	711	{"queue": 4}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7897-8b38-8fffbac0095a	latency	712	{"queue": 5}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78a3-bb6e-8e6d60ea7d7f	latency	713	{"queue": 6}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78b0-9ba2-f37f45c3aa7a	latency	714	{"queue": 0}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78c0-98bc-7a7297c09090	latency	715	{"queue": 1}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78cc-ab15-5ff3d1536d1c	latency	716	{"queue": 2}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78d9-81b3-7469a537056b	latency	717	{"queue": 3}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78e5-bdc0-d6c5c1fb0ee0	latency	718	{"queue": 4}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-78f5-813a-a659b6361187	latency	719	{"queue": 5}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7902-80e3-0ac9dbd8f372	latency	720	{"queue": 6}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-790e-956c-99933d6c081b	latency	721	{"queue": 0}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-791e-a11d-00019b0b56c3	latency	722	{"queue": 1}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-792b-82fd-866f2a053140	latency	723	{"queue": 2}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-793b-b714-ce047576da4d	latency	724	{"queue": 3}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7947-898f-14ead4d84839	latency	725	{"queue": 4}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7953-ab84-13bf08ea80b1	latency	726	{"queue": 5}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7964-a7e0-c98343489110	latency	727	{"queue": 6}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7970-a0a2-964805822f43	latency	728	{"queue": 0}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7981-9213-fb7898fc02e4	latency	729	{"queue": 1}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-798d-a7ef-0da90cbbb08e	latency	730	{"queue": 2}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7999-8e65-eccb656c0638	latency	731	{"queue": 3}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79a9-b521-758ebce9db6d	latency	732	{"queue": 4}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79b6-a9e5-963533d61ed5	latency	733	{"queue": 5}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79c2-b755-02a28aff6f2b	latency	734	{"queue": 6}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79ce-9a76-5445bc7c1450	latency	735	{"queue": 0}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79df-a1f4-1beb81636a9b	latency	736	{"queue": 1}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79eb-9f5e-e32176f7512b	latency	737	{"queue": 2}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-79f7-9604-d027eb1a2459	latency	738	{"queue": 3}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a08-8b4a-873ad19ab956	latency	739	{"queue": 4}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a14-b3ee-2d9e446c0aa2	latency	740	{"queue": 5}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a24-b44b-3c67753fa73e	latency	741	{"queue": 6}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a31-bbad-bd85a5905541	latency	742	{"queue": 0}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a41-aaa0-ee5f594050e7	latency	743	{"queue": 1}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a4d-ac1b-f3c09be3147a	latency	744	{"queue": 2}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a5e-8205-b4a94ed7d99a	latency	745	{"queue": 3}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a6a-874e-fa1844696a02	latency	746	{"queue": 4}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a7a-b74e-da47b8cb4d62	latency	747	{"queue": 5}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a87-83d6-a921e52679e5	latency	748	{"queue": 6}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7a93-8867-a97be0263cc4	latency	749	{"queue": 0}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7aa3-9797-804f29c55d99	latency	750	{"queue": 1}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ab0-acf0-265a86a0bb4c	latency	751	{"queue": 2}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ac0-82e1-04c0036e0ae2	latency	752	{"queue": 3}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7acc-9959-7b287b541754	latency	753	{"queue": 4}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ad9-9950-9fd862903571	latency	754	{"queue": 5}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ae5-8982-b2536937da75	latency	755	{"queue": 6}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7af5-93b2-b9cf267cc194	latency	756	{"queue": 0}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b02-a4c6-a9526bed25a5	latency	757	{"queue": 1}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b0e-ae54-1e544bbaa579	latency	758	{"queue": 2}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b1a-871a-bda236f3ee43	latency	759	{"queue": 3}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b2b-a1fb-3bbc3a89ec31	latency	760	{"queue": 4}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b3b-95e1-32674aa89ea7	latency	761	{"queue": 5}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b4b-8e9c-ada923287bc1	latency	762	{"queue": 6}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b58-84c8-e63c9113598b	latency	763	{"queue": 0}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b64-bd72-910ff6821292	latency	764	{"queue": 1}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b70-b629-ef2dea58ca7e	latency	765	{"queue": 2}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b81-931f-907e082e78b1	latency	766	{"queue": 3}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b8d-bddf-d8733152ae69	latency	767	{"queue": 4}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7b99-87f8-4accc8959daa	latency	768	{"queue": 5}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ba5-90e7-7d1b075da1f5	latency	769	{"queue": 6}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7bb6-83fc-b5eb5fe35d11	latency	770	{"queue": 0}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c00-995f-83bc5f5bbb6a	latency	771	{"queue": 1}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c10-b9fd-916d3c01e35f	latency	772	{"queue": 2}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c1c-941d-d62ac12a6ba4	latency	773	{"queue": 3}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c28-a534-4662a13fc48b	latency	774	{"queue": 4}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c39-8867-223aac81f59d	latency	775	{"queue": 5}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c45-ae77-1a6d1c881a60	latency	776	{"queue": 6}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c56-8e1e-781aa280dafb	latency	777	{"queue": 0}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c66-9fc0-fd5bf3f92dbb	latency	778	{"queue": 1}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c72-bf92-0f4a2a1968d1	latency	779	{"queue": 2}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c7e-842c-d0810b76bb87	latency	780	{"queue": 3}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c8f-854d-a7dbfbfae634	latency	781	{"queue": 4}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7c9b-8355-76a8e3f5956f	latency	782	{"queue": 5}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ca7-916c-00251ef10b5d	latency	783	{"queue": 6}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7cb8-80a0-b8abe3f97aae	latency	784	{"queue": 0}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7cc4-a0f2-f886ec724157	latency	785	{"queue": 1}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7cd0-8991-1f7e6a32d0d5	latency	786	{"queue": 2}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ce5-b211-fcb63a1a61a1	latency	787	{"queue": 3}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7cfd-b29d-de5bf676d0ad	latency	788	{"queue": 4}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d12-8e98-3d4ddee8cd7a	latency	789	{"queue": 5}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d2b-9d48-c58f7a916dc6	latency	790	{"queue": 6}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d3f-a2ba-cd4dd1e8712b	latency	791	{"queue": 0}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d60-8388-bdde6e0436af	latency	792	{"queue": 1}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d74-8d8c-8760e784b35d	latency	793	{"queue": 2}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d89-af33-b423ef0b1944	latency	794	{"queue": 3}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7d9d-a5ca-1245fb467529	latency	795	{"queue": 4}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7db2-93a8-316b69e45531	latency	796	{"queue": 5}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7dca-aa95-1537bca3619e	latency	797	{"queue": 6}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ddf-9c24-f87cd15732c5	latency	798	{"queue": 0}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7df3-92ea-bc6c41761663	latency	799	{"queue": 1}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e0c-b498-4c1d860876bd	latency	800	{"queue": 2}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e20-8995-fd0710cc85ef	latency	801	{"queue": 3}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e31-8bd4-dcf1702355e3	latency	802	{"queue": 4}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e41-bc93-4d72783dd67b	latency	803	{"queue": 5}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e4d-a0ec-0431b0009a02	latency	804	{"queue": 6}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e5a-bb11-5aeac4285abc	latency	805	{"queue": 0}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e6a-9282-f86dcfc7ff2c	latency	806	{"queue": 1}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e76-84ad-71f933a37429	latency	807	{"queue": 2}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e87-81c3-99589510fb7d	latency	808	{"queue": 3}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7e93-a2cb-35ea4a138c98	latency	809	{"queue": 4}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ea3-b5b3-2cc9420aacae	latency	810	{"queue": 5}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7eb0-ba57-ff5d89515333	latency	811	{"queue": 6}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ebc-b34c-c29cd75d171c	latency	812	{"queue": 0}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ec8-b4e2-eae045f6fcc2	latency	813	{"queue": 1}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ed9-8b74-5e55426f7bed	latency	814	{"queue": 2}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ee9-a6fa-4887663ff1ac	latency	815	{"queue": 3}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ef5-a739-b858ae11fa12	latency	816	{"queue": 4}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f06-8c4b-ac7474c20989	latency	817	{"queue": 5}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f12-a846-7aa56ae5a490	latency	818	{"queue": 6}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f22-9853-29c4e21f6a3b	latency	819	{"queue": 0}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f33-83b3-5d08c0c72bae	latency	820	{"queue": 1}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f3f-929e-1df565e847af	latency	821	{"queue": 2}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f4b-882d-9e422dca1860	latency	822	{"queue": 3}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f5c-a4b2-797edb72d989	latency	823	{"queue": 4}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f6c-8397-e28897171224	latency	824	{"queue": 5}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f78-ad79-d1a7d5028eb6	latency	825	{"queue": 6}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f89-aaa7-6fd52ea59059	latency	826	{"queue": 0}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7f95-8dfd-4ab4c0ff2ea2	latency	827	{"queue": 1}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7fa1-9586-714cd9a59f77	latency	828	{"queue": 2}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7fb2-aaf3-6abd7fb1f0c9	latency	829	{"queue": 3}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7fbe-8dce-3fa813f2f628	latency	830	{"queue": 4}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7fca-bcd0-f85bcae5959e	latency	831	{"queue": 5}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7fdb-a03e-111e9b83cc09	latency	832	{"queue": 6}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7feb-8116-e6b8cda191e9	latency	833	{"queue": 0}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a7-7ff7-a103-736544a81fee	latency	834	{"queue": 1}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7008-90f1-aaa0bc7d544c	latency	835	{"queue": 2}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-70fd-bdcb-cde4f763f651	latency	836	{"queue": 3}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7112-86e6-fdcae2dd698f	latency	837	{"queue": 4}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-711e-8ea0-59d93cfe7edb	latency	838	{"queue": 5}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-712b-84ac-5e81e512cc6b	latency	839	{"queue": 6}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-713f-b950-32ae4aa8e72a	latency	840	{"queue": 0}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7191-ac8e-b219ec5db55e	latency	841	{"queue": 1}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71a1-a1e0-0de21bbfcac0	latency	842	{"queue": 2}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71ae-ba97-6daa2b945b56	latency	843	{"queue": 3}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71be-a60c-a21025bcb628	latency	844	{"queue": 4}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71ca-9eb9-34060f8c3414	latency	845	{"queue": 5}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71db-977f-20412c5ad150	latency	846	{"queue": 6}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71e7-9b42-6fdf057f8046	latency	847	{"queue": 0}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-71f7-9caf-df3a895a0981	latency	848	{"queue": 1}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7208-be82-f321d876dc47	latency	849	{"queue": 2}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7218-8920-4268e9fdfa94	latency	850	{"queue": 3}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7224-9148-fe509d681577	latency	851	{"queue": 4}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7235-a68b-96b2722c2e7f	latency	852	{"queue": 5}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7241-b07d-d63c91f2faff	latency	853	{"queue": 6}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-724d-a5b9-bafc9eec3c57	latency	854	{"queue": 0}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-725e-884f-dc064deda5a9	latency	855	{"queue": 1}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-726a-af93-ad00b3219262	latency	856	{"queue": 2}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-727a-87dd-e1daca5083b0	latency	857	{"queue": 3}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7287-bdbe-bd0afb6b996c	latency	858	{"queue": 4}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7293-92ff-5f01f4deab3a	latency	859	{"queue": 5}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-72a3-af41-28ac84fc0e3e	latency	860	{"queue": 6}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-72b0-b462-fb1b9e5c3233	latency	861	{"queue": 0}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7306-bc86-056ff279c1eb	latency	862	{"queue": 1}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-731a-92fa-6e84d93cafcb	latency	863	{"queue": 2}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7326-b5e4-f064479e12ff	latency	864	{"queue": 3}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7337-8df3-264f655fa647	latency	865	{"queue": 4}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7347-ab17-8f1946bf08f2	latency	866	{"queue": 5}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7353-a739-cc16950bff8b	latency	867	{"queue": 6}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7364-9a99-28df3e916ab2	latency	868	{"queue": 0}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7370-aca4-cd22918ef0ed	latency	869	{"queue": 1}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7381-beaa-d8fbe51ed900	latency	870	{"queue": 2}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-738d-af99-cdf162e0e835	latency	871	{"queue": 3}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-739d-a001-6012db15f4d7	latency	872	{"queue": 4}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73a9-bbbb-621f53acc1b2	latency	873	{"queue": 5}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73ba-b1ba-e9b25b93eb3e	latency	874	{"queue": 6}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73ca-83ae-2dc6763fa57e	latency	875	{"queue": 0}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73d7-b553-bbc0e98b3e2d	latency	876	{"queue": 1}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73e3-b984-4af62d3377ee	latency	877	{"queue": 2}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-73f3-8b2a-3b244b7f3f94	latency	878	{"queue": 3}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7400-815d-f064aef12a26	latency	879	{"queue": 4}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7410-8831-5e4d03e32a43	latency	880	{"queue": 5}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-741c-930c-775e4412ff6d	latency	881	{"queue": 6}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7428-af99-7b9310bafb67	latency	882	{"queue": 0}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7439-b19a-69f03a6995a0	latency	883	{"queue": 1}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7449-8bea-7fde3d785a44	latency	884	{"queue": 2}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-745a-80e7-48ec2dcaf341	latency	885	{"queue": 3}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7466-8ee8-3d54e678b56b	latency	886	{"queue": 4}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7476-b6ea-0d5fb058a90b	latency	887	{"queue": 5}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7483-8b97-421123242678	latency	888	{"queue": 6}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7493-b198-f8fe89ce835e	latency	889	{"queue": 0}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-749f-abb4-a99c4b23027f	latency	890	{"queue": 1}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74b0-8892-e335c9db8df4	latency	891	{"queue": 2}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74bc-89ec-dc22ea41a6a8	latency	892	{"queue": 3}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74c8-9273-bbeeaa209d80	latency	893	{"queue": 4}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74d9-8f65-0c11ee4be477	latency	894	{"queue": 5}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74e5-8e9c-d9a283868b4d	latency	895	{"queue": 6}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-74f5-a309-1ae8d63a1b83	latency	896	{"queue": 0}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7502-8846-1950032313b0	latency	897	{"queue": 1}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7512-bfb5-a366d747e597	latency	898	{"queue": 2}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-751e-93c6-4fc997ec390b	latency	899	{"queue": 3}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-752b-9403-fbf021f20bb7	latency	900	{"queue": 4}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-753b-b32f-93e054499aee	latency	901	{"queue": 5}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-754b-bcb9-173353591e98	latency	902	{"queue": 6}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7558-8a1e-dc362374b280	latency	903	{"queue": 0}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7568-9556-c42649902450	latency	904	{"queue": 1}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7578-9d08-4038c60971bb	latency	905	{"queue": 2}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7585-8944-6d02a5e539bd	latency	906	{"queue": 3}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7595-81c4-66a6c3abf3f4	latency	907	{"queue": 4}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-75a1-ad5a-8f1a2c13c745	latency	908	{"queue": 5}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-75b2-94b5-53f9129ade84	latency	909	{"queue": 6}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-75be-9db5-6eca46c07c99	latency	910	{"queue": 0}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7600-8d97-a45be9b1ac94	latency	911	{"queue": 1}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7610-9258-e5c97c8d41c1	latency	912	{"queue": 2}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7620-823f-a733662e0761	latency	913	{"queue": 3}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-762d-8726-12237d7bdd9b	latency	914	{"queue": 4}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-763d-95a8-8d68be3ae470	latency	915	{"queue": 5}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7649-87f0-f1a33205d507	latency	916	{"queue": 6}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7656-b8a3-062afd2a79b1	latency	917	{"queue": 0}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7666-806e-57b8bde6c04a	latency	918	{"queue": 1}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7672-ab3c-d6321d1ba192	latency	919	{"queue": 2}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7683-9019-3a42cde4a632	latency	920	{"queue": 3}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7693-a383-9ed12dc41740	latency	921	{"queue": 4}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76a3-b5f1-a56b0ba612ee	latency	922	{"queue": 5}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76b0-b0a2-a1a4d5c13eee	latency	923	{"queue": 6}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76c0-ae11-7fd138a66c61	latency	924	{"queue": 0}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76cc-b5fe-2acfa2469402	latency	925	{"queue": 1}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76d9-8be4-71e7f76f55d4	latency	926	{"queue": 2}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76e9-b69c-a326ab4aaae0	latency	927	{"queue": 3}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-76f5-993c-d7ddb9f85256	latency	928	{"queue": 4}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7706-9a76-06f6153e6bc1	latency	929	{"queue": 5}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7712-959e-757d47d9b2bd	latency	930	{"queue": 6}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7722-995a-b1a5642bb331	latency	931	{"queue": 0}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-772f-b2b9-fabb6165a2e4	latency	932	{"queue": 1}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-773f-937b-20ebaf9e1683	latency	933	{"queue": 2}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-774b-84ce-badd3d91ded6	latency	934	{"queue": 3}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-775c-a172-b2f432f5b8a8	latency	935	{"queue": 4}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7768-8362-79d85d8bdfd2	latency	936	{"queue": 5}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7774-9fc8-b38030e89f69	latency	937	{"queue": 6}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7785-8c3b-c0bad3706d32	latency	938	{"queue": 0}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7795-9ddb-97a699a169a7	latency	939	{"queue": 1}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77a5-80b1-15784942fe51	latency	940	{"queue": 2}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77b2-8c22-6797f5f43c12	latency	941	{"queue": 3}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77c2-a7cd-f00bbf4c073c	latency	942	{"queue": 4}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77d2-9ed7-e5fe0cb6e781	latency	943	{"queue": 5}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77df-bd52-5a22e6f06571	latency	944	{"queue": 6}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77ef-8b33-7b220ea16044	latency	945	{"queue": 0}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-77fb-ab1c-1cdfb6b2ae6f	latency	946	{"queue": 1}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7808-81f9-8f58cbea6382	latency	947	{"queue": 2}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7818-8a98-3b9c79163789	latency	948	{"queue": 3}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7824-a655-421a7ab58e46	latency	949	{"queue": 4}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7835-8591-2d6fc285c5f2	latency	950	{"queue": 5}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7841-af55-de22ae204d67	latency	951	{"queue": 6}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7851-abad-1c1fa9b47643	latency	952	{"queue": 0}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-785e-95e0-3d20b6da0912	latency	953	{"queue": 1}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-786e-a7dd-2228383b2f04	latency	954	{"queue": 2}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-787a-ba1e-9759b540776a	latency	955	{"queue": 3}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-788b-8876-ad88c93aa062	latency	956	{"queue": 4}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-789b-a7f5-a57b8a5c2a3a	latency	957	{"queue": 5}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78a7-be8b-69eb88ceb8d8	latency	958	{"queue": 6}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78b8-9330-033be7748065	latency	959	{"queue": 0}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78c4-9484-b616b9d8d07b	latency	960	{"queue": 1}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78d4-98c7-393df0f6619c	latency	961	{"queue": 2}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78e1-ad70-7969c15e942b	latency	962	{"queue": 3}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78ed-8b8d-c0f8c770abbc	latency	963	{"queue": 4}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-78fd-9d06-90b92a66bfaf	latency	964	{"queue": 5}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-790a-99a6-bb56236aeff6	latency	965	{"queue": 6}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-791a-b8ed-724f91a777c4	latency	966	{"queue": 0}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-792b-8050-78058492d821	latency	967	{"queue": 1}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7937-bb3d-88a4db02fba6	latency	968	{"queue": 2}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7943-abc2-defba1981083	latency	969	{"queue": 3}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7953-9943-c44ba63d3fe7	latency	970	{"queue": 4}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7960-9b38-592914352b89	latency	971	{"queue": 5}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7970-8c8c-34a5fcd5e792	latency	972	{"queue": 6}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-797c-b944-cbdae1def513	latency	973	{"queue": 0}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7989-b86b-1b0f422e9a9a	latency	974	{"queue": 1}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7999-ab6a-0682a03569f2	latency	975	{"queue": 2}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-79a9-9b0d-d4fa9621a8d1	latency	976	{"queue": 3}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-79ba-a9b6-633f01efebe0	latency	977	{"queue": 4}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-79c6-a44d-75c2ed316799	latency	978	{"queue": 5}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-79d7-bf0e-9c452ea73e1e	latency	979	{"queue": 6}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-79e3-9166-48d5f3a5980a	latency	980	{"queue": 0}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a24-88c5-febc8c12e28d	latency	981	{"queue": 1}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a35-8ea5-6ed5c217fe1c	latency	982	{"queue": 2}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a41-9f27-3637b7fdd9c5	latency	983	{"queue": 3}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a51-bc8a-99668b092b66	latency	984	{"queue": 4}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a5e-bf3e-3df8696b5eaa	latency	985	{"queue": 5}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a6e-8ccb-cad51e90350e	latency	986	{"queue": 6}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a7a-95da-2c8bc5ba919b	latency	987	{"queue": 0}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a87-a71f-87f48fc2ca4d	latency	988	{"queue": 1}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7a97-93e8-5330e8ccaa62	latency	989	{"queue": 2}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7aa3-9b60-3ac80f1fdfe1	latency	990	{"queue": 3}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ab4-bc2b-45bc85afd39b	latency	991	{"queue": 4}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ac0-8d1b-659ee25e538e	latency	992	{"queue": 5}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ad0-a47a-3172bcafcfcf	latency	993	{"queue": 6}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ae1-86e4-1352f4dbb5e5	latency	994	{"queue": 0}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7af1-a475-61bc22f3a733	latency	995	{"queue": 1}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7afd-809c-edc46714315e	latency	996	{"queue": 2}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b0e-9617-353ba9561098	latency	997	{"queue": 3}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b1a-bdfa-22387b07dc2c	latency	998	{"queue": 4}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b2b-8af8-52a8844835c3	latency	999	{"queue": 5}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b37-8968-b1fc9553b720	latency	1000	{"queue": 6}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b47-ae7b-12e0084bed42	latency	1001	{"queue": 0}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b53-8b1f-d25980eedf7e	latency	1002	{"queue": 1}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b60-a418-1e4f996325ef	latency	1003	{"queue": 2}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b70-9f4f-701599acc9d7	latency	1004	{"queue": 3}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b7c-a5fa-1902f9581e5c	latency	1005	{"queue": 4}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b8d-9481-94b9e59e4117	latency	1006	{"queue": 5}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7b99-baa9-d1d06ab947d0	latency	1007	{"queue": 6}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ba9-b2de-21e455b4510b	latency	1008	{"queue": 0}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7bb6-a3b5-f079f7478daf	latency	1009	{"queue": 1}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7bc2-9585-c0e9b1ac1f06	latency	1010	{"queue": 2}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7bd2-b00a-f168b8962829	latency	1011	{"queue": 3}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7bdf-b60e-415a35d300ed	latency	1012	{"queue": 4}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7bef-8b11-a84e43807a0a	latency	1013	{"queue": 5}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c00-b916-696302fbe617	latency	1014	{"queue": 6}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c0c-945c-e0579dc4a3e4	latency	1015	{"queue": 0}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c18-bac3-65d17d1bacc7	latency	1016	{"queue": 1}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c28-9fa3-f2bd3456c652	latency	1017	{"queue": 2}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c35-be5a-54a59013fd15	latency	1018	{"queue": 3}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c45-97b6-fbfe60e0624b	latency	1019	{"queue": 4}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c51-b926-666047d5f7d1	latency	1020	{"queue": 5}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c62-8520-71b9c1398efa	latency	1021	{"queue": 6}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c6e-8a21-7fed6dc07cb1	latency	1022	{"queue": 0}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c7e-b68d-8904ec7ce4a9	latency	1023	{"queue": 1}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c8b-bc13-2245f1d55c44	latency	1024	{"queue": 2}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7c9b-8f74-951b2b2f6297	latency	1025	{"queue": 3}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ca7-8e73-1c8396e1ecb5	latency	1026	{"queue": 4}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7cb4-8a2a-ec8a7dca077e	latency	1027	{"queue": 5}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7cc4-833c-8d8316c09ec5	latency	1028	{"queue": 6}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7cd4-bfa4-fa53387b2d20	latency	1029	{"queue": 0}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ce1-a4e0-3dde3c1079aa	latency	1030	{"queue": 1}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7cf1-9006-14ee56177581	latency	1031	{"queue": 2}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7cfd-972c-7d349e28f476	latency	1032	{"queue": 3}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d0a-9459-7ec12b38621b	latency	1033	{"queue": 4}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d1a-92d1-533121978f84	latency	1034	{"queue": 5}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d26-b15b-f6341fe79c37	latency	1035	{"queue": 6}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d37-8a73-b8c2786e53cb	latency	1036	{"queue": 0}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d43-b9a3-95d0349976d6	latency	1037	{"queue": 1}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7d4f-8705-a4ccd97bf0b1	latency	1038	{"queue": 2}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e14-b9ae-2f6cd4a113a5	latency	1039	{"queue": 3}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e39-b697-883861baa6c2	latency	1040	{"queue": 4}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e4d-96ba-3ee74cae2ec6	latency	1041	{"queue": 5}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e66-bea1-5de1f754c589	latency	1042	{"queue": 6}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e7a-9597-b427e95158a1	latency	1043	{"queue": 0}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7e93-a039-a3b9d446a12e	latency	1044	{"queue": 1}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7eac-911b-98b5bdb90078	latency	1045	{"queue": 2}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ec0-8509-097d1882e79a	latency	1046	{"queue": 3}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ed4-a1d9-7791cdd08b2a	latency	1047	{"queue": 4}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7ee9-9feb-40820a66083c	latency	1048	{"queue": 5}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7efd-ad57-2fe872c2def3	latency	1049	{"queue": 6}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7f12-a3c9-a13bbb947e70	latency	1050	{"queue": 0}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7f68-8ffa-cce666659b3c	latency	1051	{"queue": 1}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7f78-886b-1d50134a6a09	latency	1052	{"queue": 2}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7f89-8c67-be4b9ca9d86e	latency	1053	{"queue": 3}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7f99-8b76-2de79d408efd	latency	1054	{"queue": 4}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fa5-b386-7327357d5dad	latency	1055	{"queue": 5}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fb6-93a5-efb458040b18	latency	1056	{"queue": 6}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fc2-9483-14a5c81fd562	latency	1057	{"queue": 0}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fd2-b561-617481f81de7	latency	1058	{"queue": 1}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fe3-a161-17b7c6ba244a	latency	1059	{"queue": 2}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a8-7fef-b97b-48422ab6c200	latency	1060	{"queue": 3}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7000-a7d3-e21f6ef46229	latency	1061	{"queue": 4}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7010-aa74-9245377b3f69	latency	1062	{"queue": 5}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-701c-888d-5506a845f44f	latency	1063	{"queue": 6}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7031-85e2-7fbfe9c5ec75	latency	1064	{"queue": 0}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-703d-831d-d8d446e98a13	latency	1065	{"queue": 1}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-704d-8784-30a36f284cfb	latency	1066	{"queue": 2}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-705a-b06f-613182f8c97c	latency	1067	{"queue": 3}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7066-9258-3367b045b53a	latency	1068	{"queue": 4}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7076-ae79-79a084dbee80	latency	1069	{"queue": 5}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7083-a24d-6f88839c50f4	latency	1070	{"queue": 6}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-708f-b476-ba63e9423028	latency	1071	{"queue": 0}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-709f-a2e3-85f79ffb9c23	latency	1072	{"queue": 1}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70ac-915e-ba0b012cf688	latency	1073	{"queue": 2}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70b8-82b5-bb6c77a58794	latency	1074	{"queue": 3}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70c8-8194-306b393f6c29	latency	1075	{"queue": 4}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70d4-8509-c3f68f3593c1	latency	1076	{"queue": 5}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70e1-a183-81646e1e3480	latency	1077	{"queue": 6}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70f1-b11b-44015fae0e36	latency	1078	{"queue": 0}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-70fd-bd41-9f278f5c7d85	latency	1079	{"queue": 1}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-710e-8cc1-e916ec7baafc	latency	1080	{"queue": 2}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-711e-ad76-e9fceeb53e49	latency	1081	{"queue": 3}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-712f-ac85-3ecde3cb7d61	latency	1082	{"queue": 4}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-713b-964e-0ec505a87a08	latency	1083	{"queue": 5}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7147-8ca4-10fe4fd283ba	latency	1084	{"queue": 6}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7158-bb6f-67c3727f53ee	latency	1085	{"queue": 0}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7164-8871-a8a177e0461a	latency	1086	{"queue": 1}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7174-abea-e97878e01fa2	latency	1087	{"queue": 2}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7181-9154-f70a44c80dc1	latency	1088	{"queue": 3}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7191-aeb9-c3cc9e2513db	latency	1089	{"queue": 4}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-719d-9c33-afcde7ce910f	latency	1090	{"queue": 5}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71a9-80b0-e9dbe0aa52c0	latency	1091	{"queue": 6}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71ba-94dd-fb1511d0df87	latency	1092	{"queue": 0}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71c6-b653-cef15b762461	latency	1093	{"queue": 1}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71d7-9dc1-74ec8faf2849	latency	1094	{"queue": 2}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71e3-8b8c-7d8e59ab36a1	latency	1095	{"queue": 3}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-71f3-885c-0a0d9ffcd831	latency	1096	{"queue": 4}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7200-ba2b-3e5cc16fdd3a	latency	1097	{"queue": 5}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7210-92b9-e50c740608f4	latency	1098	{"queue": 6}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7220-828d-336c23c17616	latency	1099	{"queue": 0}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7231-898a-9bd9dbbe8b71	latency	1100	{"queue": 1}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-723d-98d1-b26c31fab2e3	latency	1101	{"queue": 2}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-724d-81dd-6f065232c160	latency	1102	{"queue": 3}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-725a-a137-d9d3660af8d9	latency	1103	{"queue": 4}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-726a-badf-c9cdc9b1e07b	latency	1104	{"queue": 5}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7276-abe3-fe20ddac1c33	latency	1105	{"queue": 6}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7287-96b2-0b7fc3ebcdb2	latency	1106	{"queue": 0}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7293-905a-d27c2a8c950b	latency	1107	{"queue": 1}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-729f-b548-9bf4214b6420	latency	1108	{"queue": 2}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-72b0-986d-9f7911ab2d51	latency	1109	{"queue": 3}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-72e9-af35-cf70d12f8d47	latency	1110	{"queue": 4}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7306-b5cb-7bcac81c6544	latency	1111	{"queue": 5}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7322-add8-a47e2940e08a	latency	1112	{"queue": 6}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7337-bb95-eb2fe64bf2ac	latency	1113	{"queue": 0}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7347-a2ff-198a378a3bb7	latency	1114	{"queue": 1}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7353-b350-0892cca3d2c3	latency	1115	{"queue": 2}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7364-80c6-26ed0cced401	latency	1116	{"queue": 3}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7374-8eda-9eb72c7106d8	latency	1117	{"queue": 4}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7385-a77e-e67294fd1d8e	latency	1118	{"queue": 5}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7395-b68e-5e28b82bc4ca	latency	1119	{"queue": 6}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-73a1-ab3b-8f7072aa9b12	latency	1120	{"queue": 0}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-73ef-bac5-dae5478777ea	latency	1121	{"queue": 1}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7400-b41a-6ed916c3413b	latency	1122	{"queue": 2}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7410-810c-b3cd64239ecf	latency	1123	{"queue": 3}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-741c-89da-82cc9b482ff8	latency	1124	{"queue": 4}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-742d-9924-78353e2b3499	latency	1125	{"queue": 5}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-743d-825d-84aefdd61de3	latency	1126	{"queue": 6}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7449-a16e-2195894cd66c	latency	1127	{"queue": 0}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7456-b992-a7f8484d7ca5	latency	1128	{"queue": 1}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7466-a59d-fb34aa374a3d	latency	1129	{"queue": 2}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7472-8dda-0cbb50ce06da	latency	1130	{"queue": 3}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7483-b1c3-c40717539ec1	latency	1131	{"queue": 4}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-748f-9b35-7cfa1e4301ee	latency	1132	{"queue": 5}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-749b-ac48-0a07db253b69	latency	1133	{"queue": 6}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74ac-b1a0-9d51bea185fe	latency	1134	{"queue": 0}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74bc-b625-2609faf10a00	latency	1135	{"queue": 1}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74cc-a88c-8c77c584fa1e	latency	1136	{"queue": 2}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74dd-9351-b26a74e53341	latency	1137	{"queue": 3}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74e9-891b-7b6e116b8886	latency	1138	{"queue": 4}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-74f9-9b90-007489d8e6b1	latency	1139	{"queue": 5}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7506-a358-5296d0fa8ea8	latency	1140	{"queue": 6}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7516-bbe8-c2d8f5126886	latency	1141	{"queue": 0}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7522-b7d9-760f40e8fa63	latency	1142	{"queue": 1}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-752f-a23f-04b3c9a08ddc	latency	1143	{"queue": 2}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-753f-a476-eb602ef9250f	latency	1144	{"queue": 3}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-754b-934d-bff530109a64	latency	1145	{"queue": 4}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-755c-81e8-d6c6e7a644c7	latency	1146	{"queue": 5}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7568-9790-19203f550fa4	latency	1147	{"queue": 6}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7578-8f84-799a5e9219d3	latency	1148	{"queue": 0}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7585-b160-527a3e1591bd	latency	1149	{"queue": 1}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7595-9b11-a3d67537cf46	latency	1150	{"queue": 2}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75a1-801c-7b8130bcb9bf	latency	1151	{"queue": 3}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75ae-8381-ece7ecf53356	latency	1152	{"queue": 4}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75be-888f-56be902c9725	latency	1153	{"queue": 5}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75ce-a24d-d448f416754f	latency	1154	{"queue": 6}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75df-bcba-9619806153b8	latency	1155	{"queue": 0}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75eb-9bea-75f84bdf7a79	latency	1156	{"queue": 1}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-75fb-a247-6a2726ae3dbd	latency	1157	{"queue": 2}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7608-9840-7702a2dd1767	latency	1158	{"queue": 3}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7618-a7b5-2268d9920a7e	latency	1159	{"queue": 4}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7624-ac30-16cd2eb37382	latency	1160	{"queue": 5}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7635-a618-2a1819dbf29e	latency	1161	{"queue": 6}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7645-adb0-45ba9fc2bae5	latency	1162	{"queue": 0}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7651-a4dd-e1190e7511d3	latency	1163	{"queue": 1}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7662-a89a-bb0a234635be	latency	1164	{"queue": 2}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-766e-8f3a-ae8b1cfb5dba	latency	1165	{"queue": 3}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-767e-8ad8-975d511b95ec	latency	1166	{"queue": 4}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-768b-9f95-563ea5ee934d	latency	1167	{"queue": 5}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7697-a22c-3a5529714028	latency	1168	{"queue": 6}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76a7-a074-b6c3ac72c81f	latency	1169	{"queue": 0}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76b4-b354-d5ca4ebf85ef	latency	1170	{"queue": 1}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76c4-ab94-b73236fb0498	latency	1171	{"queue": 2}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76d4-bf93-09d1245e9765	latency	1172	{"queue": 3}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76e5-9f08-532308169119	latency	1173	{"queue": 4}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-76f1-8821-fc0619967406	latency	1174	{"queue": 5}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7702-a2d1-f763f97ab97e	latency	1175	{"queue": 6}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-770e-ba4e-bf76a2de0aaf	latency	1176	{"queue": 0}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-771e-929c-28119c7e9453	latency	1177	{"queue": 1}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-772b-aefa-37c75f08ab19	latency	1178	{"queue": 2}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-773b-bbe1-b0f19f656c98	latency	1179	{"queue": 3}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7747-9e66-d2a2a9c3dbf7	latency	1180	{"queue": 4}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7758-a900-da26873e3ab4	latency	1181	{"queue": 5}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7764-bda7-7793e186a2f4	latency	1182	{"queue": 6}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7774-93d6-7401507c4890	latency	1183	{"queue": 0}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7781-acbb-fa7bd3cb9243	latency	1184	{"queue": 1}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-778d-99ec-664fa5fe92c9	latency	1185	{"queue": 2}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-779d-a2dd-660cd5cb8ae4	latency	1186	{"queue": 3}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-77a9-81f0-691439a76493	latency	1187	{"queue": 4}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-77ba-980d-6aa20bf3519e	latency	1188	{"queue": 5}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-77c6-9e9a-70971b0e992c	latency	1189	{"queue": 6}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-77d7-a5ca-db123352acfc	latency	1190	{"queue": 0}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7818-b6e0-b9c28a7ed2d0	latency	1191	{"queue": 1}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7828-bc69-37091ff16cb5	latency	1192	{"queue": 2}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7835-935e-2ee09b295490	latency	1193	{"queue": 3}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7845-8740-242b8f86e6c5	latency	1194	{"queue": 4}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7856-82a6-66e29dabe7b4	latency	1195	{"queue": 5}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7862-a1cf-da14245cc8bf	latency	1196	{"queue": 6}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7872-a381-cbbc8b09ee64	latency	1197	{"queue": 0}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-787e-bf97-c78389e5dd80	latency	1198	{"queue": 1}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-788f-8b1b-82b9731788f7	latency	1199	{"queue": 2}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-789b-bcf5-259bfb059a74	latency	1200	{"queue": 3}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78a7-a36a-66b370b857b7	latency	1201	{"queue": 4}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78b8-a28d-594365c35ac7	latency	1202	{"queue": 5}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78c4-a5fb-cd4aec6bcd91	latency	1203	{"queue": 6}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78d4-ac4b-5eedfe876652	latency	1204	{"queue": 0}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78e1-bdf3-a366ad22833e	latency	1205	{"queue": 1}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78f1-a244-aa9880fead72	latency	1206	{"queue": 2}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-78fd-b66b-0f45b8209866	latency	1207	{"queue": 3}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-790e-8e4b-ddbada86dc6e	latency	1208	{"queue": 4}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-791e-a77e-6013c2f2c842	latency	1209	{"queue": 5}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-792f-8b19-2c157e84a2c0	latency	1210	{"queue": 6}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7970-a153-81cc7c0cfa16	latency	1211	{"queue": 0}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-797c-91f5-fa1be1e07e4d	latency	1212	{"queue": 1}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7991-9740-83636ba7ae5b	latency	1213	{"queue": 2}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-79a9-bbe8-db8ed9a0e086	latency	1214	{"queue": 3}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-79be-a8fd-46e9d39aeb81	latency	1215	{"queue": 4}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-79d7-8e26-777ff4dd723a	latency	1216	{"queue": 5}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-79eb-b03d-4ea7eec69459	latency	1217	{"queue": 6}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a00-87e1-023520d631f0	latency	1218	{"queue": 0}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a18-98f9-610354ad1636	latency	1219	{"queue": 1}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a2d-aa28-ae3979ff28bf	latency	1220	{"queue": 2}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a45-a055-4e49b54ceb2f	latency	1221	{"queue": 3}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a5e-a81a-e7d35f942993	latency	1222	{"queue": 4}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a76-8faf-5113ebde7a66	latency	1223	{"queue": 5}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7a8f-a2f3-a60a593e3d00	latency	1224	{"queue": 6}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7aa7-a05e-d60fbf77b6ec	latency	1225	{"queue": 0}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ac0-ab01-4691c50de4a6	latency	1226	{"queue": 1}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ad9-b460-731fb2254c23	latency	1227	{"queue": 2}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7af1-a3e4-5bbae6b4588b	latency	1228	{"queue": 3}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b0a-bd20-e77e57ed3a59	latency	1229	{"queue": 4}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b22-856d-f8d790cd3ac4	latency	1230	{"queue": 5}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b37-86a8-cdf3fa2bc5b4	latency	1231	{"queue": 6}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b4b-a46e-705105bde878	latency	1232	{"queue": 0}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b60-908f-a33104778622	latency	1233	{"queue": 1}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b74-b6b7-39864817343d	latency	1234	{"queue": 2}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7b8d-86c1-5a83914330f5	latency	1235	{"queue": 3}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ba1-ac2b-d36c665b7be6	latency	1236	{"queue": 4}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7bba-b534-a3dac99f8016	latency	1237	{"queue": 5}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7bce-8670-afd7a7253447	latency	1238	{"queue": 6}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7be3-b391-ecead70a55e5	latency	1239	{"queue": 0}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7c00-a246-8326dac41f1f	latency	1240	{"queue": 1}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7c14-8212-e39c2905e7ed	latency	1241	{"queue": 2}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7cd0-bee3-1225cc84f974	latency	1242	{"queue": 3}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ce5-bf36-e184b8129e3d	latency	1243	{"queue": 4}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7cf5-82bc-04127208a8d1	latency	1244	{"queue": 5}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d06-bb34-0549d8f27d0b	latency	1245	{"queue": 6}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d12-8e59-64f0ac17eceb	latency	1246	{"queue": 0}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d22-b661-4c48d0c054ab	latency	1247	{"queue": 1}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d2f-b08c-935ab97782a3	latency	1248	{"queue": 2}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d3b-8e3f-f7741bf315b8	latency	1249	{"queue": 3}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d4b-8820-ad88c65af214	latency	1250	{"queue": 4}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d5c-a1c6-409a02643fca	latency	1251	{"queue": 5}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d68-ac7f-6613d5fd2353	latency	1252	{"queue": 6}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d74-97a2-496671ab36c8	latency	1253	{"queue": 0}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d85-a804-72752e5c923a	latency	1254	{"queue": 1}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7d91-85c7-455a478498f5	latency	1255	{"queue": 2}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7da1-8169-1274ec87065c	latency	1256	{"queue": 3}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7dae-853f-e7e70b41726d	latency	1257	{"queue": 4}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7dbe-b53e-1c27d1bdae4e	latency	1258	{"queue": 5}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7dce-906e-19f1171bd11d	latency	1259	{"queue": 6}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ddf-b29d-b662b0745ac9	latency	1260	{"queue": 0}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e24-8464-71d8381899b9	latency	1261	{"queue": 1}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e35-91af-281a8f4a3a5b	latency	1262	{"queue": 2}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e45-a01d-c8d801e1c313	latency	1263	{"queue": 3}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e56-9c79-7db7beac5730	latency	1264	{"queue": 4}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e62-8cc9-9e1e5423660c	latency	1265	{"queue": 5}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e72-b12e-3bfe431d9ba2	latency	1266	{"queue": 6}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e83-8e66-7f89c5261e42	latency	1267	{"queue": 0}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e8f-b901-87c90282c321	latency	1268	{"queue": 1}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7e9f-86d2-85f238f4ae30	latency	1269	{"queue": 2}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7eac-9587-3543410eb34b	latency	1270	{"queue": 3}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7eb8-bb77-0368dcbb9a9b	latency	1271	{"queue": 4}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ec8-b17c-038386b1c284	latency	1272	{"queue": 5}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ed4-b028-9d1189f1b4e9	latency	1273	{"queue": 6}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ee1-b6f7-7c7dcd1d8870	latency	1274	{"queue": 0}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ef1-9343-67985797192b	latency	1275	{"queue": 1}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7efd-b164-e2faa01c323d	latency	1276	{"queue": 2}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f0e-adf0-d8aa89cf2574	latency	1277	{"queue": 3}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f1e-8919-a950256508aa	latency	1278	{"queue": 4}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f2f-b36a-d25666ea557c	latency	1279	{"queue": 5}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f3f-b26d-5a544de2b170	latency	1280	{"queue": 6}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f4b-b86d-a9d1431d4563	latency	1281	{"queue": 0}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f5c-98f6-b3ee53c21613	latency	1282	{"queue": 1}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f68-8f04-7a88a6def4f6	latency	1283	{"queue": 2}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f78-b999-100b31baf91c	latency	1284	{"queue": 3}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f85-80f1-c3cae66bf4b7	latency	1285	{"queue": 4}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7f95-af64-7a96f09bff57	latency	1286	{"queue": 5}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fa1-a6b2-8b8d306171e3	latency	1287	{"queue": 6}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fb2-ad0c-12649ff5405e	latency	1288	{"queue": 0}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fbe-b15b-404ae60fada9	latency	1289	{"queue": 1}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fce-9c64-dc0b483bd110	latency	1290	{"queue": 2}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fdb-bdac-25661f349178	latency	1291	{"queue": 3}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7fe7-8901-4426d462d607	latency	1292	{"queue": 4}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6a9-7ff7-ba6f-c0bb226549d4	latency	1293	{"queue": 5}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7004-aa5b-d89e4277958e	latency	1294	{"queue": 6}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7014-bf07-a7d968ecb5b7	latency	1295	{"queue": 0}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7024-89d0-af3ab96330ae	latency	1296	{"queue": 1}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7035-bc28-58dc46e5ba21	latency	1297	{"queue": 2}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7041-8a3b-595e89490cde	latency	1298	{"queue": 3}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7051-952c-59c0b1005690	latency	1299	{"queue": 4}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-705e-8040-1d587637a481	latency	1300	{"queue": 5}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-706e-b1f1-4cfb75758790	latency	1301	{"queue": 6}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-707a-854e-04a2403a9ef1	latency	1302	{"queue": 0}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7087-9aa9-ac126098b4cd	latency	1303	{"queue": 1}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7097-b4b5-8e0ba72cda25	latency	1304	{"queue": 2}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70a3-8f08-b822b0448b72	latency	1305	{"queue": 3}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70b0-a26d-b4ba8bc6a48f	latency	1306	{"queue": 4}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70c0-8a00-46e6e3f21166	latency	1307	{"queue": 5}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70d0-909e-8822e923ede7	latency	1308	{"queue": 6}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70dd-af3a-da83f074e462	latency	1309	{"queue": 0}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70ed-8961-7f02511a2193	latency	1310	{"queue": 1}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-70f9-8e1f-166343c64ffd	latency	1311	{"queue": 2}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7106-aed7-9b444afa3c9e	latency	1312	{"queue": 3}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7116-b429-2b9e1777c8b8	latency	1313	{"queue": 4}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7122-8662-5bd1c16a3845	latency	1314	{"queue": 5}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7133-a7db-2d6c634c26cf	latency	1315	{"queue": 6}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-713f-90d5-919c9a95a7c0	latency	1316	{"queue": 0}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-714f-979a-73e9270e8f58	latency	1317	{"queue": 1}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-715c-bc64-7f0ae4de04d3	latency	1318	{"queue": 2}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-716c-aa7f-a65c0b546bd4	latency	1319	{"queue": 3}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7178-adfd-4c6f0eb7aa59	latency	1320	{"queue": 4}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7189-b15f-ed93c3144246	latency	1321	{"queue": 5}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7195-8190-4009bc1cbcd5	latency	1322	{"queue": 6}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71a1-94e8-d0b9a1c47d0a	latency	1323	{"queue": 0}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71b2-970d-bb74d881f672	latency	1324	{"queue": 1}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71be-a932-65773fc78466	latency	1325	{"queue": 2}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71ce-ae1e-cb32eb08214e	latency	1326	{"queue": 3}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71df-82cf-788ee27ac391	latency	1327	{"queue": 4}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71eb-a29f-184b63e06aea	latency	1328	{"queue": 5}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-71fb-9a4d-cfa375cfeb10	latency	1329	{"queue": 6}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7208-9818-8a63c8d7f965	latency	1330	{"queue": 0}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7249-9dca-a6b68a4f9acf	latency	1331	{"queue": 1}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-725a-9936-75f3f3d14896	latency	1332	{"queue": 2}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7266-b961-d1b093da667d	latency	1333	{"queue": 3}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7276-966a-dd793ce3b157	latency	1334	{"queue": 4}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7283-b104-14c1ef9eaac6	latency	1335	{"queue": 5}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7293-9ec2-c28f23c403d1	latency	1336	{"queue": 6}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-729f-a343-7b5031f0942c	latency	1337	{"queue": 0}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-72b0-859d-04d018467127	latency	1338	{"queue": 1}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-72f1-9ea5-17a5c171fd29	latency	1339	{"queue": 2}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7306-8628-7678d244e376	latency	1340	{"queue": 3}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7312-82b9-85526e001393	latency	1341	{"queue": 4}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7322-8b12-a1b1e7387675	latency	1342	{"queue": 5}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-732f-ac19-0d136d31f57e	latency	1343	{"queue": 6}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-733f-be34-59a66a4d4f79	latency	1344	{"queue": 0}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-734b-875c-3357d2915085	latency	1345	{"queue": 1}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-735c-9cbd-c1ba7846a71c	latency	1346	{"queue": 2}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-736c-bb49-e6e071a22a9b	latency	1347	{"queue": 3}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7378-b2e9-237b5f778868	latency	1348	{"queue": 4}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7389-acfe-7138bb77e621	latency	1349	{"queue": 5}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7399-879a-51d1fdb2acb2	latency	1350	{"queue": 6}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73a5-b0b6-0674f1a2eaf3	latency	1351	{"queue": 0}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73b6-93c8-cc62e0e82bc8	latency	1352	{"queue": 1}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73c6-81aa-79f569f11b58	latency	1353	{"queue": 2}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73d2-ab3d-091d57881cd7	latency	1354	{"queue": 3}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73e3-a1b2-f336f799ea2f	latency	1355	{"queue": 4}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-73ef-8f3d-0af5f34d11ee	latency	1356	{"queue": 5}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7400-a21e-8e2c9ab585f5	latency	1357	{"queue": 6}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-740c-a07f-b7197749c323	latency	1358	{"queue": 0}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-741c-ac43-e997336f7802	latency	1359	{"queue": 1}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7428-812a-d1738fa332a4	latency	1360	{"queue": 2}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7439-a6f7-32473cfc91c4	latency	1361	{"queue": 3}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7445-a569-c377d5b2de61	latency	1362	{"queue": 4}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7456-a459-d11d96f6cc5c	latency	1363	{"queue": 5}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7462-9230-a0d513efceb7	latency	1364	{"queue": 6}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7472-a8c3-9189b6cba8f9	latency	1365	{"queue": 0}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-747e-9985-a3dbf9d693d4	latency	1366	{"queue": 1}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-748f-bc01-37ae2e9b9169	latency	1367	{"queue": 2}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-749b-8fe2-300f00986128	latency	1368	{"queue": 3}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74ac-9c0b-88b813dc3579	latency	1369	{"queue": 4}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74bc-9a7e-be72848a7bf5	latency	1370	{"queue": 5}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74cc-a404-f734a37c2881	latency	1371	{"queue": 6}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74d9-91c6-1dab4684f0ab	latency	1372	{"queue": 0}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74e9-b281-aca29095f418	latency	1373	{"queue": 1}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-74f9-82b2-89c2731dfbf6	latency	1374	{"queue": 2}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7506-8002-9d298c76fc0f	latency	1375	{"queue": 3}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7512-8ee0-64e6c0a4987f	latency	1376	{"queue": 4}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7522-8244-77c44f849cd7	latency	1377	{"queue": 5}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-752f-a343-6b6fadc2d97f	latency	1378	{"queue": 6}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-753f-ac62-c937bc65f3a4	latency	1379	{"queue": 0}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-754b-8414-09fcde5de888	latency	1380	{"queue": 1}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-755c-916d-50a3e2197573	latency	1381	{"queue": 2}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7568-9ef1-5443112c04cf	latency	1382	{"queue": 3}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7578-a2fe-8e2789c06e0d	latency	1383	{"queue": 4}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7585-b146-47624f647f99	latency	1384	{"queue": 5}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7595-99ff-7989fb8fc4dc	latency	1385	{"queue": 6}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75a5-ab13-6e1d5b4430cb	latency	1386	{"queue": 0}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75b6-a8db-d43d00f0a664	latency	1387	{"queue": 1}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75c6-b6aa-48ed058adced	latency	1388	{"queue": 2}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75d7-a7a0-7eb4cde2716f	latency	1389	{"queue": 3}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75e3-a0f2-af4bf1cd545c	latency	1390	{"queue": 4}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-75f3-8060-abdfedc5240e	latency	1391	{"queue": 5}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7600-b5f2-fe5c1be405c3	latency	1392	{"queue": 6}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7610-a75b-84d4b784c813	latency	1393	{"queue": 0}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-761c-83fe-1b440a61fa40	latency	1394	{"queue": 1}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-762d-8371-facb28ae6fc5	latency	1395	{"queue": 2}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7639-a101-c429ae22f130	latency	1396	{"queue": 3}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7649-a53b-687cc68577bd	latency	1397	{"queue": 4}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7656-ad40-18b63f0c7e08	latency	1398	{"queue": 5}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7662-9f55-a85d7efd81a5	latency	1399	{"queue": 6}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7672-be15-3cde10cc66d6	latency	1400	{"queue": 0}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76b0-8571-79700d92e6d7	latency	1401	{"queue": 1}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76c0-8da4-20673f7d162c	latency	1402	{"queue": 2}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76d0-a2df-6f759a6e6ef3	latency	1403	{"queue": 3}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76dd-be89-cd793f7b73a3	latency	1404	{"queue": 4}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76ed-a9c6-b2186f1c7141	latency	1405	{"queue": 5}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-76f9-839c-5da367eb0b51	latency	1406	{"queue": 6}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7706-acba-bf7dd5e298f0	latency	1407	{"queue": 0}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7716-bc5a-136ad14b5710	latency	1408	{"queue": 1}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7722-ad1d-aaa4563f1305	latency	1409	{"queue": 2}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7733-8356-5c1d7760434b	latency	1410	{"queue": 3}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-773f-a049-ab80576d6dd7	latency	1411	{"queue": 4}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-774b-b812-d12f9beb506c	latency	1412	{"queue": 5}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-775c-aa55-157abcf4ec78	latency	1413	{"queue": 6}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7768-95dd-98d0c37243d7	latency	1414	{"queue": 0}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7778-94c9-af29d5793463	latency	1415	{"queue": 1}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7785-baa3-de49ef7a084f	latency	1416	{"queue": 2}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7791-ac01-2a7dc33978bb	latency	1417	{"queue": 3}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77a1-bc0b-8f7237f7c845	latency	1418	{"queue": 4}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77ae-b264-d9a1488ce15d	latency	1419	{"queue": 5}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77be-b39c-991b0e4d6a6c	latency	1420	{"queue": 6}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77ca-b0b2-c9822c070ea6	latency	1421	{"queue": 0}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77db-9a25-968f4d44b10a	latency	1422	{"queue": 1}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77e7-be21-e9fdbec31e7d	latency	1423	{"queue": 2}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-77f7-a76d-200906ed5e27	latency	1424	{"queue": 3}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7804-9d91-79995ee3d588	latency	1425	{"queue": 4}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7814-a94e-3b28563f3d7a	latency	1426	{"queue": 5}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7820-904a-beb19a6c8e50	latency	1427	{"queue": 6}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7831-813e-8b6fafb7c02c	latency	1428	{"queue": 0}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-783d-a3ea-36582c92cc2a	latency	1429	{"queue": 1}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7849-982b-0e680ef9fe3b	latency	1430	{"queue": 2}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-785a-91da-5748d759de92	latency	1431	{"queue": 3}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7866-9b9e-8656175e4a05	latency	1432	{"queue": 4}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7872-9cfd-b8d04c5b2ed5	latency	1433	{"queue": 5}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7883-8ae3-c52bdfe8623f	latency	1434	{"queue": 6}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-788f-949c-ff87cdd3f0f8	latency	1435	{"queue": 0}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-789f-a398-7a501c57095b	latency	1436	{"queue": 1}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78ac-907a-c0603773e8c1	latency	1437	{"queue": 2}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78b8-8471-feaa74b3baa4	latency	1438	{"queue": 3}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78c8-9621-aa7c2f4c793e	latency	1439	{"queue": 4}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78d4-b0c9-61d7b264537c	latency	1440	{"queue": 5}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78e5-b8b4-332857379b84	latency	1441	{"queue": 6}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78f1-9475-d6b3e7dcc61b	latency	1442	{"queue": 0}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-78fd-8a39-4077dffa5337	latency	1443	{"queue": 1}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-790e-93d3-97c8ed8a23cb	latency	1444	{"queue": 2}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-799d-ba1a-11f62b1c09d7	latency	1445	{"queue": 3}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79a9-9e30-36b2c97f1ec7	latency	1446	{"queue": 4}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79ba-b0fd-3905f7ce6637	latency	1447	{"queue": 5}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79ca-b4e4-43d4d70046e1	latency	1448	{"queue": 6}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79d7-99fd-e27173ea85c2	latency	1449	{"queue": 0}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79e3-ae62-9c322d38a844	latency	1450	{"queue": 1}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-79f3-9b70-5f08d08d7e77	latency	1451	{"queue": 2}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a00-b1ba-875ed8885930	latency	1452	{"queue": 3}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a10-87a5-47dcb70076fa	latency	1453	{"queue": 4}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a1c-baf3-64ed393bfac3	latency	1454	{"queue": 5}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a2d-b84f-581452380a1f	latency	1455	{"queue": 6}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a3d-8e91-5666583d82b1	latency	1456	{"queue": 0}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a49-9607-b6eddb0e8823	latency	1457	{"queue": 1}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a5a-b3ad-1ae57536088d	latency	1458	{"queue": 2}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a66-8af5-0b814edfda72	latency	1459	{"queue": 3}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a76-af08-a6e78e6663d4	latency	1460	{"queue": 4}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a83-8e62-8d07b0b20b74	latency	1461	{"queue": 5}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a93-9210-66239fbbb525	latency	1462	{"queue": 6}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7a9f-9e85-53ed110a63c6	latency	1463	{"queue": 0}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7aac-9d8f-6f9f5152a029	latency	1464	{"queue": 1}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7abc-8f31-eafeeb08fc0e	latency	1465	{"queue": 2}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ac8-9806-d9281e9c85a4	latency	1466	{"queue": 3}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ad9-b32e-c1b23fb096dd	latency	1467	{"queue": 4}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ae5-89a9-01885e4e72a9	latency	1468	{"queue": 5}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7af5-bf26-29eacff57565	latency	1469	{"queue": 6}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7b02-9358-8928bc6535d2	latency	1470	{"queue": 0}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7b43-94d0-e5e18bc3a7e1	latency	1471	{"queue": 1}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7b60-ae85-a809284cc4dd	latency	1472	{"queue": 2}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7b74-9bc0-49d0c0a4a666	latency	1473	{"queue": 3}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7b8d-880c-257748d9efb2	latency	1474	{"queue": 4}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7bb2-9225-116de95fed56	latency	1475	{"queue": 5}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7bc6-b34b-b8c1e0a2cafe	latency	1476	{"queue": 6}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7bd7-abb1-d0d1b00b7c39	latency	1477	{"queue": 0}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7bef-b6ac-92771258c0a5	latency	1478	{"queue": 1}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c04-a30a-618dcff2eacb	latency	1479	{"queue": 2}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c18-9cc6-2966a7e415fb	latency	1480	{"queue": 3}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c31-810b-3bc87660fa3b	latency	1481	{"queue": 4}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c49-b4bc-2713ed11f80b	latency	1482	{"queue": 5}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c62-bb8f-eabf830f0bb3	latency	1483	{"queue": 6}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c7a-81c8-d3acdf9a20de	latency	1484	{"queue": 0}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7c93-982a-f43bc3eae4e7	latency	1485	{"queue": 1}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ca3-8e9f-611cd75e20d9	latency	1486	{"queue": 2}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7cb0-8337-d94d6c013f3a	latency	1487	{"queue": 3}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7cc0-b8c4-89f01e2ba29b	latency	1488	{"queue": 4}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ccc-8596-a37323d91293	latency	1489	{"queue": 5}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7cdd-8a65-11cacb4d32c2	latency	1490	{"queue": 6}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ce9-9017-fdb4a117062b	latency	1491	{"queue": 0}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7cf9-bd83-09a752415566	latency	1492	{"queue": 1}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d0a-b077-0f7e426a1645	latency	1493	{"queue": 2}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d16-b25d-6b42f0794aaf	latency	1494	{"queue": 3}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d26-ad44-e84722abe960	latency	1495	{"queue": 4}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d33-b360-bf818e27abf0	latency	1496	{"queue": 5}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d3f-8e8b-c5cd1e17ec7e	latency	1497	{"queue": 6}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d4f-8f50-3c707641dcc4	latency	1498	{"queue": 0}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d5c-af2e-0554bdd2c700	latency	1499	{"queue": 1}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d6c-a1b1-f75bd90411b5	latency	1500	{"queue": 2}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d78-9bf8-5405d505db2e	latency	1501	{"queue": 3}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d85-9c30-99cc4d77b505	latency	1502	{"queue": 4}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7d95-aac4-eaac1e409d11	latency	1503	{"queue": 5}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7da1-83a4-95d0d84d8539	latency	1504	{"queue": 6}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7db2-bc46-38a8e9fa495c	latency	1505	{"queue": 0}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7dbe-93c0-3592a3c663c6	latency	1506	{"queue": 1}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7dce-b43a-a3796e9ac797	latency	1507	{"queue": 2}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ddb-896e-2e3cc8ea9a74	latency	1508	{"queue": 3}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7deb-8ec3-b1d96c711e3b	latency	1509	{"queue": 4}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7df7-aca0-138cca218681	latency	1510	{"queue": 5}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e04-9946-400ffad40c2c	latency	1511	{"queue": 6}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e14-9e94-434f7efeccfa	latency	1512	{"queue": 0}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e20-8336-54c2fc5549b4	latency	1513	{"queue": 1}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e31-aba6-9e637bf3883e	latency	1514	{"queue": 2}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e3d-9b31-4d4414f3e62a	latency	1515	{"queue": 3}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e4d-8dfb-a4acffe42b0b	latency	1516	{"queue": 4}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e62-9f20-8f9f4d833bc4	latency	1517	{"queue": 5}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e7a-9734-945ae7027a77	latency	1518	{"queue": 6}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7e93-b765-7b59107d2f9b	latency	1519	{"queue": 0}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ea7-81d2-920a8b6ccdc1	latency	1520	{"queue": 1}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ec0-8518-a6b75a653065	latency	1521	{"queue": 2}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ed9-b50a-5d6d5b17d44f	latency	1522	{"queue": 3}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ef1-b78a-53f931ff1c6f	latency	1523	{"queue": 4}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f0a-94d6-0b6b9c360ec7	latency	1524	{"queue": 5}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f1a-ad1c-77ff727433b8	latency	1525	{"queue": 6}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f2b-83be-b3df326126b1	latency	1526	{"queue": 0}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f3b-9f7d-c4dc146f89a9	latency	1527	{"queue": 1}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f53-9fa6-6a89142eda40	latency	1528	{"queue": 2}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f6c-bffe-97d35e374b79	latency	1529	{"queue": 3}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f81-991f-43a31db67a93	latency	1530	{"queue": 4}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7f99-998a-932e5cc884c6	latency	1531	{"queue": 5}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7fae-a5ad-7dc3f11ec462	latency	1532	{"queue": 6}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7fc2-b51d-0cbcbefdc3de	latency	1533	{"queue": 0}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7fdb-9f12-be1ac36bde93	latency	1534	{"queue": 1}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6aa-7ff3-8e46-39dff16a1c25	latency	1535	{"queue": 2}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7008-86f0-f594b63b7db3	latency	1536	{"queue": 3}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7020-bf17-da95507b9c84	latency	1537	{"queue": 4}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7035-a4aa-58075beffad1	latency	1538	{"queue": 5}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7045-825d-24cc03657bcc	latency	1539	{"queue": 6}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7051-9102-973d19e099de	latency	1540	{"queue": 0}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-709b-baa7-9510aeba02ed	latency	1541	{"queue": 1}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70ac-8011-b8a841691cbc	latency	1542	{"queue": 2}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70b8-a1dd-9d5f4e7945b3	latency	1543	{"queue": 3}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70c8-a63b-a9d0b22d65cc	latency	1544	{"queue": 4}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70d4-b975-ab591b715573	latency	1545	{"queue": 5}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70e5-b95e-6596e2e4553f	latency	1546	{"queue": 6}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70f1-a70a-59b70f873631	latency	1547	{"queue": 0}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-70fd-9f28-0d308df6a97f	latency	1548	{"queue": 1}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-710e-8035-a27b826ae15f	latency	1549	{"queue": 2}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-711a-b9ba-ac2189b16fb9	latency	1550	{"queue": 3}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-712b-92ad-9b73e08f3a67	latency	1551	{"queue": 4}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7137-ad0d-c6d8841f75a0	latency	1552	{"queue": 5}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7147-a4b3-a8c88f5411fd	latency	1553	{"queue": 6}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7153-8374-bdaafb9e5dae	latency	1554	{"queue": 0}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7164-bfe5-8f4ddb3b554f	latency	1555	{"queue": 1}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7170-b819-481b3d2311ea	latency	1556	{"queue": 2}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-717c-902e-1835f9360bcc	latency	1557	{"queue": 3}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-718d-9120-e6a55346b0e1	latency	1558	{"queue": 4}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7199-a1b9-79defb11c56e	latency	1559	{"queue": 5}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71a9-8628-e3068019a7d7	latency	1560	{"queue": 6}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71b6-8fa0-fc172ad90895	latency	1561	{"queue": 0}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71c6-8729-06d58231b888	latency	1562	{"queue": 1}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71d2-9519-b555a32804fb	latency	1563	{"queue": 2}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71df-ae21-734fe44347b0	latency	1564	{"queue": 3}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-71ef-bda4-7a9746dde4df	latency	1565	{"queue": 4}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7200-b65d-5d870a63106c	latency	1566	{"queue": 5}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-720c-a91d-83dfb0e33eda	latency	1567	{"queue": 6}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7218-ba57-b94271ca0638	latency	1568	{"queue": 0}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7228-8a72-81b70b761eba	latency	1569	{"queue": 1}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7239-ac64-46feef981e26	latency	1570	{"queue": 2}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7245-97b1-3c176d2317d6	latency	1571	{"queue": 3}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7256-be30-f95c40fe2a08	latency	1572	{"queue": 4}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7266-b91c-900fc646ae9d	latency	1573	{"queue": 5}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7272-a95b-23d5474493f8	latency	1574	{"queue": 6}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7283-aef7-d59e072dc632	latency	1575	{"queue": 0}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-728f-b000-c5ea7cab63ff	latency	1576	{"queue": 1}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-729f-b6e4-5a6a3daef79a	latency	1577	{"queue": 2}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-72ac-a859-f41807590f84	latency	1578	{"queue": 3}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-72e9-848a-7f076972e12b	latency	1579	{"queue": 4}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7306-90db-aa5380034274	latency	1580	{"queue": 5}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7316-89b0-b911b40ae98d	latency	1581	{"queue": 6}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7322-bed3-4e6a61a45708	latency	1582	{"queue": 0}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7333-ae84-fb98a23dcc42	latency	1583	{"queue": 1}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7343-a675-72e484417b7f	latency	1584	{"queue": 2}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-734f-99c1-a76f691bbe49	latency	1585	{"queue": 3}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7360-9fe3-273fc6492183	latency	1586	{"queue": 4}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-736c-a4e8-3a64d6ea75e6	latency	1587	{"queue": 5}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-737c-b04d-66263f669314	latency	1588	{"queue": 6}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7389-b398-1f3703f1b795	latency	1589	{"queue": 0}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7399-9e94-af0ee1c5d6f2	latency	1590	{"queue": 1}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73a5-af1b-b75b81386823	latency	1591	{"queue": 2}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73b6-bc77-f77117229124	latency	1592	{"queue": 3}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73c2-92d2-a0869b4c12ee	latency	1593	{"queue": 4}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73d2-b70c-1a45951b8da4	latency	1594	{"queue": 5}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73df-a3ce-fb77510fefd3	latency	1595	{"queue": 6}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73eb-a7be-c91fdbd17b6f	latency	1596	{"queue": 0}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-73f7-bee9-9d13b25d928c	latency	1597	{"queue": 1}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7408-a866-82b0c7894577	latency	1598	{"queue": 2}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7414-9fc7-2f7ec5143482	latency	1599	{"queue": 3}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7424-b5ec-0951f12d52d6	latency	1600	{"queue": 4}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7431-8851-dc01b4ad72b1	latency	1601	{"queue": 5}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7441-8802-1711199833bf	latency	1602	{"queue": 6}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7451-898c-4ae1f8790bec	latency	1603	{"queue": 0}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-7462-87a4-98e638840396	latency	1604	{"queue": 1}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-746e-9c82-18df5c0e6d81	latency	1605	{"queue": 2}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6ab-747e-8784-236ff549aa39	latency	1606	{"queue": 3}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-754b-8822-02438cfd4047	latency	1607	{"queue": 4}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-75d2-ace7-50f4bb12f05c	latency	1608	{"queue": 5}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-75eb-95b4-59b7754e68d9	latency	1609	{"queue": 6}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-75fb-8ad0-237fed1913a4	latency	1610	{"queue": 0}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7683-a595-9ca19ce9096b	latency	1611	{"queue": 1}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7693-821e-3ddd7466ad8c	latency	1612	{"queue": 2}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76a3-ad79-c0661a97dc0b	latency	1613	{"queue": 3}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76b0-b10c-77c249307d83	latency	1614	{"queue": 4}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76c0-b7b1-2ed537be009f	latency	1615	{"queue": 5}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76cc-a260-b8cf50ba9e74	latency	1616	{"queue": 6}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76dd-9fc1-6153c12e4d00	latency	1617	{"queue": 0}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76ed-be0b-41c54b2cad6f	latency	1618	{"queue": 1}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-76f9-ab67-2eafe526f039	latency	1619	{"queue": 2}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-770a-b031-fac74d20a61b	latency	1620	{"queue": 3}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-771e-b596-90a56a23f385	latency	1621	{"queue": 4}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-772b-909e-9bec8cafc48d	latency	1622	{"queue": 5}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-773b-b37a-99b0c254e65d	latency	1623	{"queue": 6}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7747-89b6-1efbf01ae35f	latency	1624	{"queue": 0}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7758-8b22-c458d3327717	latency	1625	{"queue": 1}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7764-bec5-ee61ffc8bb4b	latency	1626	{"queue": 2}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7774-af44-4cddc8decde0	latency	1627	{"queue": 3}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7781-9101-48e48a3a077c	latency	1628	{"queue": 4}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-778d-9a30-4995d7465bfc	latency	1629	{"queue": 5}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-779d-b5f4-0e938e55d134	latency	1630	{"queue": 6}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77a9-aec5-0bf9c63d33b1	latency	1631	{"queue": 0}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77ba-922e-010b56d9cca7	latency	1632	{"queue": 1}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77c6-b87d-876a54c39f61	latency	1633	{"queue": 2}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77d7-b32d-c09180208f20	latency	1634	{"queue": 3}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77e3-ab5a-538b518e3f8a	latency	1635	{"queue": 4}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-77ef-9c39-ac62c81661ef	latency	1636	{"queue": 5}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7800-9ba7-ef6be466e5d6	latency	1637	{"queue": 6}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7810-be3e-68982a4c99e5	latency	1638	{"queue": 0}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7820-b0d3-2e2f36cfa1a8	latency	1639	{"queue": 1}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7831-83b9-14ae6857b8fd	latency	1640	{"queue": 2}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-783d-be6d-646ec5603df2	latency	1641	{"queue": 3}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-784d-8153-d4f86f344e12	latency	1642	{"queue": 4}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-785a-827c-499a299eecb0	latency	1643	{"queue": 5}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-786a-ad3e-a0255ccc1a6d	latency	1644	{"queue": 6}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7876-9b0d-cbed8ae37158	latency	1645	{"queue": 0}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7887-a89c-684060098e38	latency	1646	{"queue": 1}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7893-8536-fbf3adad0ca0	latency	1647	{"queue": 2}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7970-a554-7008e41dd439	latency	1648	{"queue": 3}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7981-97c6-6ac340fe641d	latency	1649	{"queue": 4}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-798d-90c5-52f9d47e1d87	latency	1650	{"queue": 5}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-799d-a431-6eae41d31ccb	latency	1651	{"queue": 6}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79a9-9f6c-77e9c1227cac	latency	1652	{"queue": 0}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79ba-8e6a-97fc71782eff	latency	1653	{"queue": 1}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79ca-b4ce-938aa8637bed	latency	1654	{"queue": 2}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79db-a065-2b34803c1e18	latency	1655	{"queue": 3}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79eb-b162-58c09e01a56a	latency	1656	{"queue": 4}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-79f7-a820-d613babaa3fb	latency	1657	{"queue": 5}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a04-80eb-145e65374da1	latency	1658	{"queue": 6}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a14-b1bb-1ac30b2e8d2d	latency	1659	{"queue": 0}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a20-a2be-a614079f0204	latency	1660	{"queue": 1}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a31-8fd5-49e5bb7fe06b	latency	1661	{"queue": 2}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a3d-b9eb-db9c0bf96128	latency	1662	{"queue": 3}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a4d-a5ed-ddcef904a65d	latency	1663	{"queue": 4}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a5a-bb4c-eb7001235750	latency	1664	{"queue": 5}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a66-a291-8bd1e2ca0f21	latency	1665	{"queue": 6}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a76-aee4-00c9747a2133	latency	1666	{"queue": 0}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a83-9428-21e0685b0d6b	latency	1667	{"queue": 1}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a93-8095-19b3d93b9bcd	latency	1668	{"queue": 2}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7a9f-b8e4-90f5ad3d3fe2	latency	1669	{"queue": 3}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ab0-8678-8ffaf069d8e1	latency	1670	{"queue": 4}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ac0-8ed2-9f3569b34e28	latency	1671	{"queue": 5}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7acc-bb6c-360b64e9e159	latency	1672	{"queue": 6}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7add-8f77-23395a0e372b	latency	1673	{"queue": 0}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7aed-947c-a8808d6d0395	latency	1674	{"queue": 1}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7af9-97cb-f4634a133198	latency	1675	{"queue": 2}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b0a-b63c-ce74d7c72592	latency	1676	{"queue": 3}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b16-859e-c68eb326cd7e	latency	1677	{"queue": 4}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b26-b35b-145fad57c08f	latency	1678	{"queue": 5}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b33-85fc-93c8abaf9028	latency	1679	{"queue": 6}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b43-90a2-0b47e34a549f	latency	1680	{"queue": 0}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b89-ab5e-155867b1af41	latency	1681	{"queue": 1}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7b95-a9b7-fea0a529fa50	latency	1682	{"queue": 2}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ba5-9756-327d1b05842f	latency	1683	{"queue": 3}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bb2-a5ad-2d44b810bcaa	latency	1684	{"queue": 4}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bc2-851d-6982a2d9141e	latency	1685	{"queue": 5}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bd2-9f5c-8c6c4124578c	latency	1686	{"queue": 6}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bdf-b39a-4de91e468b98	latency	1687	{"queue": 0}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bef-a8a3-b92cc1b6c901	latency	1688	{"queue": 1}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7bfb-b3f4-29aeeae13e61	latency	1689	{"queue": 2}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c0c-b32f-a091debb65af	latency	1690	{"queue": 3}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c18-8448-79ab08f578a4	latency	1691	{"queue": 4}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c28-b165-94312633ec5f	latency	1692	{"queue": 5}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c35-9620-a25b2d896327	latency	1693	{"queue": 6}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c45-9fc4-26b1c4906f81	latency	1694	{"queue": 0}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c51-89ac-9b6bc17e6593	latency	1695	{"queue": 1}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c62-9ec8-b8e87662c165	latency	1696	{"queue": 2}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c6e-9f69-370972d449c4	latency	1697	{"queue": 3}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c7e-a421-04b98b14342f	latency	1698	{"queue": 4}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c8b-8549-41b1c12703ee	latency	1699	{"queue": 5}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7c9b-b694-d3567a10e517	latency	1700	{"queue": 6}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ca7-9c39-664254a7bbc0	latency	1701	{"queue": 0}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7cb8-9cfa-5146df4cd38c	latency	1702	{"queue": 1}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ccc-863a-5e669787455e	latency	1703	{"queue": 2}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ce5-b27e-f5c8d9ce9e70	latency	1704	{"queue": 3}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7cfd-b177-04ef68f531bf	latency	1705	{"queue": 4}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d1e-a96f-333545e0f7b0	latency	1706	{"queue": 5}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d33-9b9f-918c0b1bca8c	latency	1707	{"queue": 6}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d4b-b722-7a9c528118ba	latency	1708	{"queue": 0}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d60-9e8d-af6212fcfe27	latency	1709	{"queue": 1}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d78-bdff-2fad5aaba80a	latency	1710	{"queue": 2}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7d8d-9dff-9f4d3a74cdde	latency	1711	{"queue": 3}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7da1-a7bd-865d080ac250	latency	1712	{"queue": 4}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7db6-9220-d7c6da42a5f0	latency	1713	{"queue": 5}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7dce-bbd4-152e5290861b	latency	1714	{"queue": 6}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7de7-8bef-f5c367f973d0	latency	1715	{"queue": 0}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e00-9e4d-ee85e4a88f6d	latency	1716	{"queue": 1}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e18-a01e-cece89b216bc	latency	1717	{"queue": 2}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e31-af42-9ba8f235fb4b	latency	1718	{"queue": 3}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e49-8551-c7bab9e3a855	latency	1719	{"queue": 4}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e56-adeb-5accd9b01e69	latency	1720	{"queue": 5}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e66-832a-49c7c856a3c8	latency	1721	{"queue": 6}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7e76-aac9-57c492008850	latency	1722	{"queue": 0}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ef5-aa16-3ecba4e3abb5	latency	1723	{"queue": 1}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f06-a6db-5251746012b9	latency	1724	{"queue": 2}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f16-a95f-541d2dd521c8	latency	1725	{"queue": 3}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f26-8f15-741c95f2fb8b	latency	1726	{"queue": 4}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f33-809c-3450562ac180	latency	1727	{"queue": 5}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f43-9a56-2a1adfdd5536	latency	1728	{"queue": 6}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f53-a138-474474858a45	latency	1729	{"queue": 0}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f60-8f7d-968350e57d18	latency	1730	{"queue": 1}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f70-940d-bca31fca1551	latency	1731	{"queue": 2}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f7c-a9ea-191494791c03	latency	1732	{"queue": 3}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f89-9178-da23b718457b	latency	1733	{"queue": 4}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7f99-a1a7-b62a6cc8ba2b	latency	1734	{"queue": 5}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fa5-8722-a7ccef20b602	latency	1735	{"queue": 6}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fb6-a8a3-c58afa225c5c	latency	1736	{"queue": 0}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fc2-a934-b2881e094044	latency	1737	{"queue": 1}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fd2-be14-57cfa7369c0f	latency	1738	{"queue": 2}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fdf-bb89-7e4ebfd14e72	latency	1739	{"queue": 3}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7fef-8b6d-6cccb52c4836	latency	1740	{"queue": 4}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6af-7ffb-ba35-796838a8663e	latency	1741	{"queue": 5}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-700c-b664-d734be2fbb91	latency	1742	{"queue": 6}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7018-a838-74876964eeb3	latency	1743	{"queue": 0}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7028-b601-33ef66c25534	latency	1744	{"queue": 1}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7039-9358-b6f94d7c8fea	latency	1745	{"queue": 2}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7049-b072-80616d50a834	latency	1746	{"queue": 3}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-705a-a9be-60c4923f9a48	latency	1747	{"queue": 4}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7066-b0f9-cae16aaa6f0d	latency	1748	{"queue": 5}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7072-82c8-b9c00cf3f6eb	latency	1749	{"queue": 6}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7083-ab1a-3e4d15053816	latency	1750	{"queue": 0}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-70c4-b8bb-d09c6c39f8a6	latency	1751	{"queue": 1}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-70d4-ac2d-a45f1c1d92c8	latency	1752	{"queue": 2}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-70e5-98ca-fb501240c3b1	latency	1753	{"queue": 3}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-70f1-bbf4-90812c201d2c	latency	1754	{"queue": 4}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-70fd-bab2-c7cc97e43cfe	latency	1755	{"queue": 5}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-710e-a0ee-b83e094ea6c6	latency	1756	{"queue": 6}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-711a-bdd6-ebfc65e2d03c	latency	1757	{"queue": 0}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-712b-8677-a2a29dc2be04	latency	1758	{"queue": 1}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7137-9c5c-2cc71a33a24c	latency	1759	{"queue": 2}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7147-b7ed-d744c1ce9dd0	latency	1760	{"queue": 3}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7153-9e8e-0240e98fbdbc	latency	1761	{"queue": 4}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7164-818a-8fd5ef78c1f6	latency	1762	{"queue": 5}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7174-bf3b-29692f017abc	latency	1763	{"queue": 6}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7181-831a-7b9db81f98e1	latency	1764	{"queue": 0}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7191-ab5a-803980bb82d6	latency	1765	{"queue": 1}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-719d-b2bf-6fe67ec1fbb7	latency	1766	{"queue": 2}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71ae-89fc-a1bc88852a40	latency	1767	{"queue": 3}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71ba-9fcf-b29b8ad06ba7	latency	1768	{"queue": 4}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71c6-9f44-0742a6e3ae2d	latency	1769	{"queue": 5}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71d7-ab36-09d393ec9736	latency	1770	{"queue": 6}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71e3-b1b3-091c89ff9fa2	latency	1771	{"queue": 0}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-71ef-879a-22eefd0148c7	latency	1772	{"queue": 1}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7200-a3f7-ecd382cb0e1c	latency	1773	{"queue": 2}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-720c-8bcb-2db5f29548da	latency	1774	{"queue": 3}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-721c-a37b-b0f34f9c91e8	latency	1775	{"queue": 4}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7228-be61-dc8f4e9af067	latency	1776	{"queue": 5}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7239-97ad-d25fe32aab4c	latency	1777	{"queue": 6}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7245-bcdb-d3c2f3bb49e1	latency	1778	{"queue": 0}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7256-a342-ab96585b9646	latency	1779	{"queue": 1}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7266-87f5-fdc7400c9cc0	latency	1780	{"queue": 2}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7272-8192-b5d6c63bf215	latency	1781	{"queue": 3}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7283-9d44-24f7a0a9ebf2	latency	1782	{"queue": 4}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-728f-b6ba-6a319deaca31	latency	1783	{"queue": 5}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-729f-82d6-df4420718286	latency	1784	{"queue": 6}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-72ac-9f2c-25f771ccfe35	latency	1785	{"queue": 0}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-72f1-9276-e1215eb7a3e8	latency	1786	{"queue": 1}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-730a-bb80-530ab5fc9d1f	latency	1787	{"queue": 2}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7316-852b-e77fb11281fa	latency	1788	{"queue": 3}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7326-aec0-3b61772aa00d	latency	1789	{"queue": 4}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7333-8efc-4d7a7a718fd2	latency	1790	{"queue": 5}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7343-bd16-f9215786f16f	latency	1791	{"queue": 6}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-734f-9e54-d6ba1b9b2e17	latency	1792	{"queue": 0}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-735c-96f0-c19e51695154	latency	1793	{"queue": 1}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-736c-9ec4-19cd878114d9	latency	1794	{"queue": 2}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7378-9394-fa927eae15a6	latency	1795	{"queue": 3}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7389-9046-6c4604ab29f5	latency	1796	{"queue": 4}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7395-a63e-43045db3873f	latency	1797	{"queue": 5}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73a5-ba19-78d8f2aead4e	latency	1798	{"queue": 6}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73b2-ac84-b162cc9a2906	latency	1799	{"queue": 0}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73c2-94ea-b2a9aff9735d	latency	1800	{"queue": 1}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73ce-a347-92494627786e	latency	1801	{"queue": 2}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73df-a03a-77c1314e654c	latency	1802	{"queue": 3}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73eb-b77f-c04bc1e5ad5a	latency	1803	{"queue": 4}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-73fb-9fc5-71faca5bc0b2	latency	1804	{"queue": 5}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7408-be16-bc6e4a41e9fd	latency	1805	{"queue": 6}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7418-a313-9b3da876c3ec	latency	1806	{"queue": 0}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7424-8a30-1c831da1577f	latency	1807	{"queue": 1}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7431-b40e-80eb19896065	latency	1808	{"queue": 2}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7441-aa3d-619056a283e9	latency	1809	{"queue": 3}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-744d-a66f-5d8943a136c9	latency	1810	{"queue": 4}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-745e-968d-3ab404a2964e	latency	1811	{"queue": 5}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-746a-affe-817939ee0d3d	latency	1812	{"queue": 6}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-747a-8a91-b780ac401a38	latency	1813	{"queue": 0}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7487-a4b5-f722d3ccbcce	latency	1814	{"queue": 1}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7497-8a89-30488ac9f2d0	latency	1815	{"queue": 2}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-74a7-98e4-3b0393d063ff	latency	1816	{"queue": 3}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-74b4-b5ab-8ae4aca6d9ee	latency	1817	{"queue": 4}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-74c4-b752-b35d4915a42b	latency	1818	{"queue": 5}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-74d0-8a28-8f7a8cc9febf	latency	1819	{"queue": 6}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-74dd-8a44-d37ad72dcf63	latency	1820	{"queue": 0}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-751a-9eac-b994b2abecdc	latency	1821	{"queue": 1}	2026-03-02 09:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-752b-8743-b69b643a978e	latency	1822	{"queue": 2}	2026-03-02 09:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7537-98ed-154eaae354ed	latency	1823	{"queue": 3}	2026-03-02 09:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7547-99fa-c37fb9cc7a16	latency	1824	{"queue": 4}	2026-03-02 09:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7553-9726-206a2547a6e9	latency	1825	{"queue": 5}	2026-03-02 09:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7564-9416-b56aa4b15d20	latency	1826	{"queue": 6}	2026-03-02 09:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7570-a9a3-412761a890c0	latency	1827	{"queue": 0}	2026-03-02 09:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7581-a023-fb51c188187c	latency	1828	{"queue": 1}	2026-03-02 09:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-758d-bb07-7a1543b53b7d	latency	1829	{"queue": 2}	2026-03-02 09:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-759d-914a-95e53c18a5bf	latency	1830	{"queue": 3}	2026-03-02 09:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75a9-94b5-91624987e80d	latency	1831	{"queue": 4}	2026-03-02 09:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75ba-8afe-eaf596fe81ed	latency	1832	{"queue": 5}	2026-03-02 09:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75c6-bcc4-c17d5c5001ff	latency	1833	{"queue": 6}	2026-03-02 09:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75d7-9e8d-56ba8df90cbf	latency	1834	{"queue": 0}	2026-03-02 09:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75e7-b230-23ae6f582a72	latency	1835	{"queue": 1}	2026-03-02 09:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-75f7-abce-066ec32bf196	latency	1836	{"queue": 2}	2026-03-02 09:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7604-9f4d-02587534a0f4	latency	1837	{"queue": 3}	2026-03-02 09:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7614-8fa5-5df7b977e289	latency	1838	{"queue": 4}	2026-03-02 09:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7620-8c25-52cb8a930282	latency	1839	{"queue": 5}	2026-03-02 09:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7631-a13c-0502115e4cd4	latency	1840	{"queue": 6}	2026-03-02 09:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-763d-a7eb-516cdb7e26d7	latency	1841	{"queue": 0}	2026-03-02 09:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7649-b64d-47dca7c00bdd	latency	1842	{"queue": 1}	2026-03-02 09:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-765a-8bff-8081ce259c7f	latency	1843	{"queue": 2}	2026-03-02 09:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7666-baca-281917001d16	latency	1844	{"queue": 3}	2026-03-02 09:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7676-ab35-e4fc137ac016	latency	1845	{"queue": 4}	2026-03-02 09:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7687-91e9-4ed3da0efe9b	latency	1846	{"queue": 5}	2026-03-02 09:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7693-bf51-950dd45a08c2	latency	1847	{"queue": 6}	2026-03-02 09:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-769f-b0c8-5f4f3e9ac8e6	latency	1848	{"queue": 0}	2026-03-02 09:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-76b0-86f1-e592c2f35f3c	latency	1849	{"queue": 1}	2026-03-02 09:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-76bc-8cc0-9a246f681db0	latency	1850	{"queue": 2}	2026-03-02 09:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7760-8463-4f7ed1b5c636	latency	1851	{"queue": 3}	2026-03-02 09:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7770-b0d1-1089fac00144	latency	1852	{"queue": 4}	2026-03-02 09:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7781-a292-2f3d58945dc4	latency	1853	{"queue": 5}	2026-03-02 09:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-778d-98eb-24ebdd479f57	latency	1854	{"queue": 6}	2026-03-02 09:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7799-a305-55d78a7b9c11	latency	1855	{"queue": 0}	2026-03-02 09:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77a9-975a-57da7c3052a0	latency	1856	{"queue": 1}	2026-03-02 09:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77b6-9028-48ed924688ed	latency	1857	{"queue": 2}	2026-03-02 09:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77c6-a1b2-e98b9f43a541	latency	1858	{"queue": 3}	2026-03-02 09:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77d2-8681-876457cde6e1	latency	1859	{"queue": 4}	2026-03-02 09:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77e3-87e2-550ec1921215	latency	1860	{"queue": 5}	2026-03-02 09:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77ef-9e53-999d69398f2a	latency	1861	{"queue": 6}	2026-03-02 08:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-77fb-b036-c9d0135eea4a	latency	1862	{"queue": 0}	2026-03-02 08:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-780c-9aa0-5b7fe23ffd32	latency	1863	{"queue": 1}	2026-03-02 08:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7818-8a7d-265a1134e888	latency	1864	{"queue": 2}	2026-03-02 08:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7828-a776-4aaff4c92ebe	latency	1865	{"queue": 3}	2026-03-02 08:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7835-87c0-3a551611a17d	latency	1866	{"queue": 4}	2026-03-02 08:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7845-a53d-8b38d8078f78	latency	1867	{"queue": 5}	2026-03-02 08:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7856-83da-6000162273b5	latency	1868	{"queue": 6}	2026-03-02 08:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7862-9e62-54941c5c8499	latency	1869	{"queue": 0}	2026-03-02 08:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7872-8fe6-a9fa220b09cb	latency	1870	{"queue": 1}	2026-03-02 08:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-787e-8d0a-3d6c2f1bf2ca	latency	1871	{"queue": 2}	2026-03-02 08:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-788f-8255-7150d132ebb4	latency	1872	{"queue": 3}	2026-03-02 08:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-789b-b688-7729a1b98c31	latency	1873	{"queue": 4}	2026-03-02 08:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78a7-a03a-ea5bb3ab59c1	latency	1874	{"queue": 5}	2026-03-02 08:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78b8-9d8b-86a33ab4a4bd	latency	1875	{"queue": 6}	2026-03-02 08:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78c8-8b4d-788c5f2446f1	latency	1876	{"queue": 0}	2026-03-02 08:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78d4-88cb-c00b03cfbbca	latency	1877	{"queue": 1}	2026-03-02 08:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78e1-8762-7ca932317972	latency	1878	{"queue": 2}	2026-03-02 08:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78f1-8aef-bf01228681d2	latency	1879	{"queue": 3}	2026-03-02 08:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-78fd-a5b2-0040099b7b30	latency	1880	{"queue": 4}	2026-03-02 08:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-790e-9545-6f9ceab6b761	latency	1881	{"queue": 5}	2026-03-02 08:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-791a-95ae-98b9edc97163	latency	1882	{"queue": 6}	2026-03-02 08:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7926-957e-c4e0380c0ef3	latency	1883	{"queue": 0}	2026-03-02 08:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7937-a17f-764ab6312120	latency	1884	{"queue": 1}	2026-03-02 08:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7947-89a0-b82fb497a1f0	latency	1885	{"queue": 2}	2026-03-02 08:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7953-b28b-df6fb40ce48b	latency	1886	{"queue": 3}	2026-03-02 08:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7964-b502-a36981df3073	latency	1887	{"queue": 4}	2026-03-02 08:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7974-a4b0-7bbbe522dda6	latency	1888	{"queue": 5}	2026-03-02 08:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7981-98b6-dff0cc614ad5	latency	1889	{"queue": 6}	2026-03-02 08:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-798d-af64-8fca53a7616f	latency	1890	{"queue": 0}	2026-03-02 08:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-79ce-84af-2403784caff6	latency	1891	{"queue": 1}	2026-03-02 08:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-79df-87bb-f246f7663f70	latency	1892	{"queue": 2}	2026-03-02 08:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-79ef-98cb-3c7e47cb17ba	latency	1893	{"queue": 3}	2026-03-02 08:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-79fb-988b-d3bbfa0763de	latency	1894	{"queue": 4}	2026-03-02 08:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a0c-b675-fc2cbe5465d6	latency	1895	{"queue": 5}	2026-03-02 08:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a18-b5d4-9ddf8a23f254	latency	1896	{"queue": 6}	2026-03-02 08:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a28-8fab-0611199b26c3	latency	1897	{"queue": 0}	2026-03-02 08:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a35-b14f-d1ad49e0420c	latency	1898	{"queue": 1}	2026-03-02 08:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a41-889c-7d70fc279d9a	latency	1899	{"queue": 2}	2026-03-02 08:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a51-a07c-2d207db73704	latency	1900	{"queue": 3}	2026-03-02 08:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a5e-b694-b26df328cea4	latency	1901	{"queue": 4}	2026-03-02 08:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a6e-a4b1-def6da076ecb	latency	1902	{"queue": 5}	2026-03-02 08:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a7a-a860-086343927633	latency	1903	{"queue": 6}	2026-03-02 08:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a8b-8e57-57309f406ae7	latency	1904	{"queue": 0}	2026-03-02 08:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7a97-80d8-456a6570b1c3	latency	1905	{"queue": 1}	2026-03-02 08:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7aa3-8f79-04dc18e1660b	latency	1906	{"queue": 2}	2026-03-02 08:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ab4-8c23-6ab8ca9425c4	latency	1907	{"queue": 3}	2026-03-02 08:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ac0-aa80-02580ef14cdf	latency	1908	{"queue": 4}	2026-03-02 08:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7acc-95aa-a3db8d3794b4	latency	1909	{"queue": 5}	2026-03-02 08:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7add-b4a0-2d541a825baf	latency	1910	{"queue": 6}	2026-03-02 08:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ae9-b929-1ebd79b50e01	latency	1911	{"queue": 0}	2026-03-02 08:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7af9-aaa6-da98a1d40705	latency	1912	{"queue": 1}	2026-03-02 08:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b06-a0b6-52488274e4af	latency	1913	{"queue": 2}	2026-03-02 08:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b16-b66f-8e6732d04bac	latency	1914	{"queue": 3}	2026-03-02 08:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b22-8cb8-de09cb63ea25	latency	1915	{"queue": 4}	2026-03-02 08:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b33-8228-d72f925cf2cf	latency	1916	{"queue": 5}	2026-03-02 08:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b3f-9871-6a768d5600b5	latency	1917	{"queue": 6}	2026-03-02 08:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b4b-b463-e29aa23cac1e	latency	1918	{"queue": 0}	2026-03-02 08:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b5c-a042-ab3715987b0f	latency	1919	{"queue": 1}	2026-03-02 08:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b68-aecd-e96cf150b304	latency	1920	{"queue": 2}	2026-03-02 08:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b78-b958-f632a66c408e	latency	1921	{"queue": 3}	2026-03-02 07:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b89-a261-c5afb0d66692	latency	1922	{"queue": 4}	2026-03-02 07:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7b95-93f6-bc520b854a24	latency	1923	{"queue": 5}	2026-03-02 07:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ba5-bab7-6f032b06da85	latency	1924	{"queue": 6}	2026-03-02 07:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7bb2-a0f8-4a2c8009d412	latency	1925	{"queue": 0}	2026-03-02 07:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7bc2-80d3-a2516143ab4c	latency	1926	{"queue": 1}	2026-03-02 07:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7bce-abe2-262c8ac5faa8	latency	1927	{"queue": 2}	2026-03-02 07:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7bdf-b8c0-2e3f92183ca4	latency	1928	{"queue": 3}	2026-03-02 07:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7beb-93c2-5daeebd1a3e1	latency	1929	{"queue": 4}	2026-03-02 07:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7bf7-b2d4-220ccc3964f9	latency	1930	{"queue": 5}	2026-03-02 07:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c08-a2b5-25e5f8657829	latency	1931	{"queue": 6}	2026-03-02 07:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c14-8197-b3a48c55b949	latency	1932	{"queue": 0}	2026-03-02 07:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c20-9fc4-5cc6e7edad29	latency	1933	{"queue": 1}	2026-03-02 07:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c31-9815-9ff2cab8373d	latency	1934	{"queue": 2}	2026-03-02 07:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c3d-8eb8-200b7de42627	latency	1935	{"queue": 3}	2026-03-02 07:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c49-8734-4bcca74e63fa	latency	1936	{"queue": 4}	2026-03-02 07:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c5a-80d1-7b804e4a6281	latency	1937	{"queue": 5}	2026-03-02 07:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c66-aed8-73f941761b6a	latency	1938	{"queue": 6}	2026-03-02 07:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c72-bd5b-8e7182d9151e	latency	1939	{"queue": 0}	2026-03-02 07:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c83-99c9-a2a6307bc7a2	latency	1940	{"queue": 1}	2026-03-02 07:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c8f-8efb-f30e250e69fa	latency	1941	{"queue": 2}	2026-03-02 07:39:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7c9f-b067-252283ae3d65	latency	1942	{"queue": 3}	2026-03-02 07:38:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cac-beb6-4bedb1681c54	latency	1943	{"queue": 4}	2026-03-02 07:37:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cb8-a7ad-ede1f191aacc	latency	1944	{"queue": 5}	2026-03-02 07:36:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cc8-b316-44e63b06750d	latency	1945	{"queue": 6}	2026-03-02 07:35:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cd4-b4ea-81e3f11501a1	latency	1946	{"queue": 0}	2026-03-02 07:34:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ce5-ba26-ce4420540778	latency	1947	{"queue": 1}	2026-03-02 07:33:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cf1-9707-23cbbe4d3b36	latency	1948	{"queue": 2}	2026-03-02 07:32:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7cfd-837f-25b639dbbca1	latency	1949	{"queue": 3}	2026-03-02 07:31:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d0e-8804-87a9084205fc	latency	1950	{"queue": 4}	2026-03-02 07:30:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d1a-aa10-6583d2d78648	latency	1951	{"queue": 5}	2026-03-02 07:29:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d2b-b70c-3c964a8c6ac7	latency	1952	{"queue": 6}	2026-03-02 07:28:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d37-96aa-01298a9e0e13	latency	1953	{"queue": 0}	2026-03-02 07:27:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d47-907b-e37d92518aa9	latency	1954	{"queue": 1}	2026-03-02 07:26:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d53-a10b-7a440ca15134	latency	1955	{"queue": 2}	2026-03-02 07:25:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d64-b79f-c0c4d7113368	latency	1956	{"queue": 3}	2026-03-02 07:24:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d70-a3cc-4c35bbbf23bb	latency	1957	{"queue": 4}	2026-03-02 07:23:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d81-bce8-69f90241cff4	latency	1958	{"queue": 5}	2026-03-02 07:22:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d8d-9755-b13b1064727f	latency	1959	{"queue": 6}	2026-03-02 07:21:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7d99-975a-7ad706b6d933	latency	1960	{"queue": 0}	2026-03-02 07:20:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7dd7-9267-568b9e6b5ad7	latency	1961	{"queue": 1}	2026-03-02 07:19:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7de3-8ecb-36fdf0c37754	latency	1962	{"queue": 2}	2026-03-02 07:18:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7df3-9845-f5df4376efbb	latency	1963	{"queue": 3}	2026-03-02 07:17:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e04-ad1b-3f8011b2b064	latency	1964	{"queue": 4}	2026-03-02 07:16:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e10-8666-4be517b9b44e	latency	1965	{"queue": 5}	2026-03-02 07:15:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e20-880a-3c0dd6f58163	latency	1966	{"queue": 6}	2026-03-02 07:14:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e2d-a0a2-08992fd5beda	latency	1967	{"queue": 0}	2026-03-02 07:13:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e3d-8100-de828c82c10e	latency	1968	{"queue": 1}	2026-03-02 07:12:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e49-af10-34460ede2b62	latency	1969	{"queue": 2}	2026-03-02 07:11:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e5a-9b23-1e41a19ad8b1	latency	1970	{"queue": 3}	2026-03-02 07:10:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e66-a06b-fd1f4ff383e0	latency	1971	{"queue": 4}	2026-03-02 07:09:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e76-a599-43beba4a0f73	latency	1972	{"queue": 5}	2026-03-02 07:08:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e83-bb30-5a090873ab3b	latency	1973	{"queue": 6}	2026-03-02 07:07:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e8f-9094-d54410cde010	latency	1974	{"queue": 0}	2026-03-02 07:06:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7e9f-bbdc-3a543784bfb3	latency	1975	{"queue": 1}	2026-03-02 07:05:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7eb0-90b6-733d7109bcec	latency	1976	{"queue": 2}	2026-03-02 07:04:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ebc-ad2d-7b7d13d2d8ec	latency	1977	{"queue": 3}	2026-03-02 07:03:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ec8-932e-830a4c08dbbd	latency	1978	{"queue": 4}	2026-03-02 07:02:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ed9-8d2d-a3657c9352da	latency	1979	{"queue": 5}	2026-03-02 07:01:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ee5-9e65-8917e1f56517	latency	1980	{"queue": 6}	2026-03-02 10:00:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ef5-a451-50c5c46ad91a	latency	1981	{"queue": 0}	2026-03-02 09:59:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f02-b38a-5a76c90a7a69	latency	1982	{"queue": 1}	2026-03-02 09:58:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f12-babd-3817b153264e	latency	1983	{"queue": 2}	2026-03-02 09:57:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f1e-9f18-13649e7b6632	latency	1984	{"queue": 3}	2026-03-02 09:56:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f2b-9db8-735625ea99da	latency	1985	{"queue": 4}	2026-03-02 09:55:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f3b-b0f5-43d0cf00733d	latency	1986	{"queue": 5}	2026-03-02 09:54:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f47-adc9-58293c9891cf	latency	1987	{"queue": 6}	2026-03-02 09:53:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f58-ab5c-fac7e480d728	latency	1988	{"queue": 0}	2026-03-02 09:52:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f64-8e8c-3a216ddbc1b8	latency	1989	{"queue": 1}	2026-03-02 09:51:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f74-a6d4-a7a9a2ac7ada	latency	1990	{"queue": 2}	2026-03-02 09:50:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f81-aaf7-c8450b1875db	latency	1991	{"queue": 3}	2026-03-02 09:49:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f91-92f3-0a4a56b74c6f	latency	1992	{"queue": 4}	2026-03-02 09:48:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7f9d-89cb-8cc142b539a9	latency	1993	{"queue": 5}	2026-03-02 09:47:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7fae-bd63-8222f1e90904	latency	1994	{"queue": 6}	2026-03-02 09:46:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7fba-a673-c12cbc8b83e4	latency	1995	{"queue": 0}	2026-03-02 09:45:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7fca-97b0-1fcd7c35e2a9	latency	1996	{"queue": 1}	2026-03-02 09:44:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7fd7-a4f3-d9274b2f3a60	latency	1997	{"queue": 2}	2026-03-02 09:43:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7fe7-acd5-90d2d3152aa1	latency	1998	{"queue": 3}	2026-03-02 09:42:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b0-7ff3-aaad-e2f455107715	latency	1999	{"queue": 4}	2026-03-02 09:41:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f6b1-7004-af6c-9bcac03ddf57	latency	2000	{"queue": 5}	2026-03-02 09:40:00+00	2026-11-28 09:42:33.874863+00	4036351166030807811
01a22188-f9d8-7b0e-9ddd-8eb75eff34a3	latency	2001	{"queue": 6}	2026-03-02 09:39:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7cbc-aadc-b094387000c5	latency	2002	{"queue": 0}	2026-03-02 09:38:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ced-9620-d665bad18ae3	latency	2003	{"queue": 1}	2026-03-02 09:37:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d0a-b3d6-33fa2ce43a90	latency	2004	{"queue": 2}	2026-03-02 09:36:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d26-911f-770aa19fd2eb	latency	2005	{"queue": 3}	2026-03-02 09:35:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d43-af4c-4be10d85a7fe	latency	2006	{"queue": 4}	2026-03-02 09:34:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d5c-8df7-9e36f7f382de	latency	2007	{"queue": 5}	2026-03-02 09:33:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d78-8d63-5befc2cb024c	latency	2008	{"queue": 6}	2026-03-02 09:32:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7d91-893c-f01b1bc8ea32	latency	2009	{"queue": 0}	2026-03-02 09:31:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7dae-85b7-12865112dd71	latency	2010	{"queue": 1}	2026-03-02 09:30:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7dc6-8ad1-023cefe98bd6	latency	2011	{"queue": 2}	2026-03-02 09:29:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ddf-9e3d-e41951703ea4	latency	2012	{"queue": 3}	2026-03-02 09:28:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7df3-98de-a07e41e4e404	latency	2013	{"queue": 4}	2026-03-02 09:27:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e0c-93f8-58bf9b741f77	latency	2014	{"queue": 5}	2026-03-02 09:26:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e24-ba5a-5f151590a555	latency	2015	{"queue": 6}	2026-03-02 09:25:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e3d-a33a-0eab59df699d	latency	2016	{"queue": 0}	2026-03-02 09:24:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e51-948b-a62d1e55feba	latency	2017	{"queue": 1}	2026-03-02 09:23:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e6a-b34f-b39fe8979e0f	latency	2018	{"queue": 2}	2026-03-02 09:22:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e7e-8851-5b05db980557	latency	2019	{"queue": 3}	2026-03-02 09:21:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7e93-90ab-922eeb679493	latency	2020	{"queue": 4}	2026-03-02 09:20:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ea7-8f26-ee695d2397d8	latency	2021	{"queue": 5}	2026-03-02 09:19:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ec0-867b-582215a66b20	latency	2022	{"queue": 6}	2026-03-02 09:18:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ed4-9e28-d60309fe5e88	latency	2023	{"queue": 0}	2026-03-02 09:17:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7ee9-b5ab-0a5f7a31e6bc	latency	2024	{"queue": 1}	2026-03-02 09:16:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7efd-a5a4-a028997fc19f	latency	2025	{"queue": 2}	2026-03-02 09:15:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7f16-b794-5b0fab649653	latency	2026	{"queue": 3}	2026-03-02 09:14:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7f2f-9ed5-65a07bbc3e09	latency	2027	{"queue": 4}	2026-03-02 09:13:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7f4b-bd42-7b3a81143dd6	latency	2028	{"queue": 5}	2026-03-02 09:12:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7f64-ac0a-03b9ae042032	latency	2029	{"queue": 6}	2026-03-02 09:11:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d8-7f81-a086-775732fc123c	latency	2030	{"queue": 0}	2026-03-02 09:10:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-70ac-9aa8-875f0c91fc5f	latency	2031	{"queue": 1}	2026-03-02 09:09:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-70cc-a612-d3c5e1e5eef6	latency	2032	{"queue": 2}	2026-03-02 09:08:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-70e9-a2a0-66be72f4a0f7	latency	2033	{"queue": 3}	2026-03-02 09:07:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7102-8fa7-de2b1101b1a8	latency	2034	{"queue": 4}	2026-03-02 09:06:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-711a-a1f2-918161f82337	latency	2035	{"queue": 5}	2026-03-02 09:05:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7133-9614-73ec472de332	latency	2036	{"queue": 6}	2026-03-02 09:04:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-714b-b716-703c2b01747d	latency	2037	{"queue": 0}	2026-03-02 09:03:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7164-99d6-a0194fe720fc	latency	2038	{"queue": 1}	2026-03-02 09:02:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-717c-90bd-d4fce55aaf87	latency	2039	{"queue": 2}	2026-03-02 09:01:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7191-8b87-d6c811e72038	latency	2040	{"queue": 3}	2026-03-02 09:00:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-71a9-a74e-5d870747625d	latency	2041	{"queue": 4}	2026-03-02 08:59:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-71c2-bb34-b08b66349177	latency	2042	{"queue": 5}	2026-03-02 08:58:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-71db-ad23-c2c28f7336ef	latency	2043	{"queue": 6}	2026-03-02 08:57:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-71f3-9bed-ecd4a744ac33	latency	2044	{"queue": 0}	2026-03-02 08:56:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-720c-b959-1f45d3a8568a	latency	2045	{"queue": 1}	2026-03-02 08:55:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7228-985e-64fb44c52894	latency	2046	{"queue": 2}	2026-03-02 08:54:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-723d-a001-38d32fe3a160	latency	2047	{"queue": 3}	2026-03-02 08:53:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7256-9c0d-31d00a831783	latency	2048	{"queue": 4}	2026-03-02 08:52:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-726e-8c12-69f670b32585	latency	2049	{"queue": 5}	2026-03-02 08:51:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7287-bf78-f11a083a4446	latency	2050	{"queue": 6}	2026-03-02 08:50:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-72a3-92cc-9b7f76c8eb0e	latency	2051	{"queue": 0}	2026-03-02 08:49:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-72b8-9e45-041c0bb2b354	latency	2052	{"queue": 1}	2026-03-02 08:48:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-731e-b074-ff8006d77ea5	latency	2053	{"queue": 2}	2026-03-02 08:47:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-74c0-beb7-754952594819	latency	2054	{"queue": 3}	2026-03-02 08:46:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-74e1-956b-2385c3b4309f	latency	2055	{"queue": 4}	2026-03-02 08:45:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-74f9-a291-524280856818	latency	2056	{"queue": 5}	2026-03-02 08:44:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7512-aa4e-112d90d0af97	latency	2057	{"queue": 6}	2026-03-02 08:43:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-752f-bf73-21ec7d20ebcb	latency	2058	{"queue": 0}	2026-03-02 08:42:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7543-8e82-32d970de19e2	latency	2059	{"queue": 1}	2026-03-02 08:41:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-755c-a39b-f5a35cbcc40d	latency	2060	{"queue": 2}	2026-03-02 08:40:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7570-95d1-66c40ae6c1a3	latency	2061	{"queue": 3}	2026-03-02 08:39:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-758d-9643-050c792b4480	latency	2062	{"queue": 4}	2026-03-02 08:38:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-75a9-a960-250a959b7574	latency	2063	{"queue": 5}	2026-03-02 08:37:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-75c2-881c-177d098a8183	latency	2064	{"queue": 6}	2026-03-02 08:36:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-75df-9010-d2df97e5d234	latency	2065	{"queue": 0}	2026-03-02 08:35:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-75fb-bb28-e7088ed0b322	latency	2066	{"queue": 1}	2026-03-02 08:34:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7614-95e3-cd54fa9ac689	latency	2067	{"queue": 2}	2026-03-02 08:33:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7631-89a8-365f783ed9a3	latency	2068	{"queue": 3}	2026-03-02 08:32:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7649-a348-1a0af7eea46d	latency	2069	{"queue": 4}	2026-03-02 08:31:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7662-8b11-e2b3fce87f8a	latency	2070	{"queue": 5}	2026-03-02 08:30:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-767e-ae11-546ee92aca68	latency	2071	{"queue": 6}	2026-03-02 08:29:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7697-b4c0-5385edb980b5	latency	2072	{"queue": 0}	2026-03-02 08:28:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-76b0-b017-fc77f6411be8	latency	2073	{"queue": 1}	2026-03-02 08:27:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-76c4-a969-25d2db32c12b	latency	2074	{"queue": 2}	2026-03-02 08:26:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-76d9-8fc0-fee092a4e6c4	latency	2075	{"queue": 3}	2026-03-02 08:25:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-76f1-a595-3466dcfd1ccf	latency	2076	{"queue": 4}	2026-03-02 08:24:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-770a-84a8-c8e7a729a16a	latency	2077	{"queue": 5}	2026-03-02 08:23:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7726-89b8-02440395196d	latency	2078	{"queue": 6}	2026-03-02 08:22:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-773f-a843-8030ada5aead	latency	2079	{"queue": 0}	2026-03-02 08:21:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-775c-b166-d45791f98668	latency	2080	{"queue": 1}	2026-03-02 08:20:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7770-9d6a-ec2676d51ec9	latency	2081	{"queue": 2}	2026-03-02 08:19:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-778d-90df-ca11bc839001	latency	2082	{"queue": 3}	2026-03-02 08:18:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-77a1-b516-b3aac957da93	latency	2083	{"queue": 4}	2026-03-02 08:17:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-77ba-89e3-29a7bd9aa1c0	latency	2084	{"queue": 5}	2026-03-02 08:16:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-77d7-96cc-7f3af7ef3a4e	latency	2085	{"queue": 6}	2026-03-02 08:15:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-77ef-922d-d72e8b8edbfe	latency	2086	{"queue": 0}	2026-03-02 08:14:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7808-8c15-f108eab50c1a	latency	2087	{"queue": 1}	2026-03-02 08:13:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7820-8cad-7c83bbe8f60e	latency	2088	{"queue": 2}	2026-03-02 08:12:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7839-91f8-882bd622a91e	latency	2089	{"queue": 3}	2026-03-02 08:11:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-784d-b2f7-c4e3d4531a4b	latency	2090	{"queue": 4}	2026-03-02 08:10:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7866-92b9-6b56b9ec9f1f	latency	2091	{"queue": 5}	2026-03-02 08:09:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-787e-b5c8-71118f7f7f01	latency	2092	{"queue": 6}	2026-03-02 08:08:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-789b-806d-38f540467f5b	latency	2093	{"queue": 0}	2026-03-02 08:07:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-78b4-9d05-7202a1593bb1	latency	2094	{"queue": 1}	2026-03-02 08:06:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-78d0-86dd-832732d94d33	latency	2095	{"queue": 2}	2026-03-02 08:05:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-78e9-a227-855cf087e0f7	latency	2096	{"queue": 3}	2026-03-02 08:04:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-7906-b2e0-b7e1da9404ef	latency	2097	{"queue": 4}	2026-03-02 08:03:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-791e-ac78-b5c6fbc706f8	latency	2098	{"queue": 5}	2026-03-02 08:02:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-793b-aa46-2601ce45f59e	latency	2099	{"queue": 6}	2026-03-02 08:01:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
01a22188-f9d9-794f-b5cd-8a98cb9f0004	latency	2100	{"queue": 0}	2026-03-02 08:00:00+00	2026-11-28 09:42:34.712396+00	4036351166030807877
\.


--
-- Data for Name: pipeline_metrics_p20260303; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260303 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
\.


--
-- Data for Name: pipeline_metrics_p20260304; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260304 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
\.


--
-- Data for Name: pipeline_metrics_p20260305; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260305 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
\.


--
-- Data for Name: pipeline_metrics_p20260306; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260306 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
\.


--
-- Data for Name: pipeline_metrics_p20260307; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.pipeline_metrics_p20260307 (id, metric_name, metric_value, tags, "timestamp", created_at, stamp) FROM stdin;
\.


--
-- Data for Name: queue_sources; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.queue_sources (name, description, enabled, trusted, sampled_at, rests_until) FROM stdin;
report	queues that report_queue() tells of	t	f	\N	\N
tasks	monitoring.tasks, by type	t	f	\N	\N
pgmq	pgmq: its queues, by pgmq.meta	t	f	\N	\N
pgboss	pg-boss, versions 9 and later: pgboss.job, by name	t	f	\N	\N
graphile_worker	graphile-worker: schema graphile_worker, by task	t	f	\N	\N
river	River: river_job in any schema, by queue	t	f	\N	\N
oban	Oban: oban_jobs in any schema, by queue	t	f	\N	\N
\.


--
-- Data for Name: queue_status; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.queue_status (queue_name, depth, stuck_messages, oldest_message_age, dead_letter, last_check_time, source, per_minute, done_total, seen_at) FROM stdin;
q	1	0	\N	0	2026-11-28 09:42:33.497476+00	report	\N	\N	\N
\.


--
-- Data for Name: reprice_runs; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.reprice_runs (id, asked_at, asked_by, p_from, p_to, done_until, executions, repriced, cost_before, cost_after, finished_at) FROM stdin;
\.


--
-- Data for Name: retention_policies; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.retention_policies (name, keep, description, removed_before) FROM stdin;
pipeline_metrics	14 days	raw metrics, once they are rolled up	-infinity
agent_logs	30 days	log rows, once they are rolled up and their alerts raised	-infinity
agent_executions	90 days	execution rows, once they are rolled up	-infinity
monitoring_events	30 days	public.monitoring_events	-infinity
worker_issues	90 days	worker issues that are resolved; open ones stay	-infinity
tasks	90 days	tasks that are completed, failed or cancelled; others stay	-infinity
agent_messages	90 days	messages between agents	-infinity
rollups_hourly	90 days	rollups by the hour	-infinity
rollups_daily	365 days	rollups by the day	-infinity
rollups_weekly	5 years	rollups by the week	-infinity
notifications	90 days	notifications that are settled, and alerts that are resolved	-infinity
usage	400 days	who used what, by day	-infinity
error_groups	90 days	error groups that nobody has seen for so long, and their numbers by day	-infinity
agent_status	90 days	what the verdicts on agents were	-infinity
anomalies	90 days	hours that were unlike those before	-infinity
audit_log	2 years	who changed what of the configuration	-infinity
cron_runs	7 days	what pg_cron has written down of the runs of our jobs (cron.job_run_details)	-infinity
rollups_minute	100 years	rollups by the minute	-infinity
\.


--
-- Data for Name: rollups_daily; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.rollups_daily (series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, period, sketch, measures, created_at) FROM stdin;
1	2026-02-28 00:00:00+00	2	2026-02-28 23:35:00+00	\N	595	295	300	daily	\\x0108050200000000007072400000000000c072400000000000988240028c040000	{"cost_usd": 0.595, "cost_micros": 595000, "input_tokens": 5950, "output_tokens": 595, "tokens_untold": 6545}	2026-03-10 10:00:00+00
1	2026-03-01 00:00:00+00	36	2026-03-01 22:55:00+00	\N	6890	95	290	daily	\\x010805240000000000c0574000000000002072400000000000eaba4022a403000100010001010100010000010001020001000001000001000001010000000000000100010000020000000001000200	{"cost_usd": 6.890000000000001, "cost_micros": 6890000, "input_tokens": 68900, "output_tokens": 6890, "tokens_untold": 75790}	2026-03-10 10:00:00+00
1	2026-03-02 00:00:00+00	16	2026-03-02 09:25:00+00	\N	720	5	85	daily	\\x0108051000000000000014400000000000405540000000000080864010940100011e0111010b010801070105010401080103010201010102010101010101	{"cost_usd": 0.7200000000000001, "cost_micros": 720000, "input_tokens": 7200, "output_tokens": 720, "tokens_untold": 7920}	2026-03-10 10:00:00+00
2	2026-02-28 00:00:00+00	2	2026-02-28 23:42:00+00	\N	593	294	299	daily	\\x0108050200000000006072400000000000b072400000000000888240028c040000	{"cost_usd": 0.593, "cost_micros": 593000, "input_tokens": 5930, "output_tokens": 593, "tokens_untold": 6523}	2026-03-10 10:00:00+00
2	2026-03-01 00:00:00+00	36	2026-03-01 23:37:00+00	\N	6804	89	289	daily	\\x0108052400000000004056400000000000107240000000000094ba40249e0300010001030100010001000100010001000001020001000000010000000101000000000000000100000000000000000000	{"cost_usd": 6.8039999999999985, "cost_micros": 6804000, "input_tokens": 68040, "output_tokens": 6804, "tokens_untold": 74844}	2026-03-10 10:00:00+00
2	2026-03-02 00:00:00+00	15	2026-03-02 09:32:00+00	\N	685	4	84	daily	\\x0108050f0000000000001040000000000000554000000000006885400f7e000138010c010901070105010501030103010701010102010101010101	{"cost_usd": 0.6850000000000002, "cost_micros": 685000, "input_tokens": 6850, "output_tokens": 685, "tokens_untold": 7535}	2026-03-10 10:00:00+00
3	2026-02-28 00:00:00+00	2	2026-02-28 23:49:00+00	\N	591	293	298	daily	\\x0108050200000000005072400000000000a072400000000000788240028c040000	{"cost_usd": 0.591, "cost_micros": 591000, "input_tokens": 5910, "output_tokens": 591, "tokens_untold": 6501}	2026-03-10 10:00:00+00
3	2026-03-01 00:00:00+00	36	2026-03-01 23:44:00+00	\N	6718	88	283	daily	\\x0108052400000000000056400000000000b0714000000000003eba40239c0300010101000100010301000100000100010001000001010100000001000000000101000000000000000100000000020000	{"cost_usd": 6.718, "cost_micros": 6718000, "input_tokens": 67180, "output_tokens": 6718, "tokens_untold": 73898}	2026-03-10 10:00:00+00
3	2026-03-02 00:00:00+00	15	2026-03-02 09:39:00+00	\N	650	3	83	daily	\\x0108050f00000000000008400000000000c0544000000000005084400f6400012b0115011801070106010401040103010301020105010201010101	{"cost_usd": 0.65, "cost_micros": 650000, "input_tokens": 6500, "output_tokens": 650, "tokens_untold": 7150}	2026-03-10 10:00:00+00
4	2026-02-28 00:00:00+00	1	2026-02-28 23:21:00+00	\N	297	297	297	daily	\\x0101050000000000907240	{"cost_usd": 0.297, "cost_micros": 297000, "input_tokens": 2970, "output_tokens": 297, "tokens_untold": 3267}	2026-03-10 10:00:00+00
4	2026-03-01 00:00:00+00	4	2026-03-01 20:21:00+00	\N	738	117	252	daily	\\x010805040000000000405d400000000000806f40000000000010874004b60300010d010a0107	{"cost_usd": 0.738, "cost_micros": 738000, "input_tokens": 7380, "output_tokens": 738, "tokens_untold": 8118}	2026-03-10 10:00:00+00
4	2026-03-02 00:00:00+00	2	2026-03-02 06:51:00+00	\N	99	27	72	daily	\\x010805020000000000003b4000000000000052400000000000c0584002b00200012b	{"cost_usd": 0.09899999999999999, "cost_micros": 99000, "input_tokens": 990, "output_tokens": 99, "tokens_untold": 1089}	2026-03-10 10:00:00+00
5	2026-02-28 00:00:00+00	1	2026-02-28 23:28:00+00	\N	296	296	296	daily	\\x0101050000000000807240	{"cost_usd": 0.296, "cost_micros": 296000, "input_tokens": 2960, "output_tokens": 296, "tokens_untold": 3256}	2026-03-10 10:00:00+00
5	2026-03-01 00:00:00+00	38	2026-03-01 23:58:00+00	\N	7143	86	291	daily	\\x01080526000000000080554000000000003072400000000000e7bb40249a030001010100010101000100010001000102000100010000010000010001000001000000000001000100000000000002010000000002	{"cost_usd": 7.142999999999999, "cost_micros": 7143000, "input_tokens": 71430, "output_tokens": 7143, "tokens_untold": 78573}	2026-03-10 10:00:00+00
5	2026-03-02 00:00:00+00	15	2026-03-02 09:53:00+00	\N	580	1	76	daily	\\x0108050f000000000000f03f000000000000534000000000002082400f01000151011a010f010b01080106010b0103010301020102010201010101	{"cost_usd": 0.5800000000000001, "cost_micros": 580000, "input_tokens": 5800, "output_tokens": 580, "tokens_untold": 6380}	2026-03-10 10:00:00+00
6	2026-02-28 00:00:00+00	1	2026-02-28 23:56:00+00	\N	292	292	292	daily	\\x0101050000000000407240	{"cost_usd": 0.292, "cost_micros": 292000, "input_tokens": 2920, "output_tokens": 292, "tokens_untold": 3212}	2026-03-10 10:00:00+00
6	2026-03-01 00:00:00+00	37	2026-03-01 23:51:00+00	\N	6929	87	287	daily	\\x010805250000000000c055400000000000f07140000000000011bb40249c0300010001010100010001000102010001000100000100000100010100000100000000010001000000000000000001000200000000	{"cost_usd": 6.929, "cost_micros": 6929000, "input_tokens": 69290, "output_tokens": 6929, "tokens_untold": 76219}	2026-03-10 10:00:00+00
6	2026-03-02 00:00:00+00	15	2026-03-02 09:46:00+00	\N	615	2	82	daily	\\x0108050f0000000000000040000000000080544000000000003883400f3e0001380117010e010a010f010501040103010301020102010201040101	{"cost_usd": 0.6150000000000001, "cost_micros": 615000, "input_tokens": 6150, "output_tokens": 615, "tokens_untold": 6765}	2026-03-10 10:00:00+00
7	2026-03-01 00:00:00+00	5	2026-03-01 21:24:00+00	\N	990	108	288	daily	\\x010805050000000000005b4000000000000072400000000000f08e4005b00300010e010a01070106	{"cost_usd": 0.9899999999999999, "cost_micros": 990000, "input_tokens": 9900, "output_tokens": 990, "tokens_untold": 10890}	2026-03-10 10:00:00+00
7	2026-03-02 00:00:00+00	2	2026-03-02 07:54:00+00	\N	81	18	63	daily	\\x0108050200000000000032400000000000804f400000000000405440028a02000138	{"cost_usd": 0.081, "cost_micros": 81000, "input_tokens": 810, "output_tokens": 81, "tokens_untold": 891}	2026-03-10 10:00:00+00
8	2026-03-01 00:00:00+00	5	2026-03-01 22:27:00+00	\N	945	99	279	daily	\\x010805050000000000c0584000000000007071400000000000888d4005a80300010f010a01080106	{"cost_usd": 0.945, "cost_micros": 945000, "input_tokens": 9450, "output_tokens": 945, "tokens_untold": 10395}	2026-03-10 10:00:00+00
8	2026-03-02 00:00:00+00	2	2026-03-02 08:57:00+00	\N	63	9	54	daily	\\x0108050200000000000022400000000000004b400000000000804f4002ca01000151	{"cost_usd": 0.063, "cost_micros": 63000, "input_tokens": 630, "output_tokens": 63, "tokens_untold": 693}	2026-03-10 10:00:00+00
9	2026-03-01 00:00:00+00	5	2026-03-01 23:30:00+00	\N	900	90	270	daily	\\x0108050500000000008056400000000000e070400000000000208c40059e03000111010b01090106	{"cost_usd": 0.9, "cost_micros": 900000, "input_tokens": 9000, "output_tokens": 900, "tokens_untold": 9900}	2026-03-10 10:00:00+00
9	2026-03-02 00:00:00+00	1	2026-03-02 04:45:00+00	\N	45	45	45	daily	\\x0101050000000000804640	{"cost_usd": 0.045, "cost_micros": 45000, "input_tokens": 450, "output_tokens": 45, "tokens_untold": 495}	2026-03-10 10:00:00+00
10	2026-03-01 00:00:00+00	4	2026-03-01 19:18:00+00	\N	774	126	261	daily	\\x010805040000000000805f400000000000507040000000000030884004be0300010c01090106	{"cost_usd": 0.774, "cost_micros": 774000, "input_tokens": 7740, "output_tokens": 774, "tokens_untold": 8514}	2026-03-10 10:00:00+00
10	2026-03-02 00:00:00+00	2	2026-03-02 05:48:00+00	\N	117	36	81	daily	\\x01080502000000000000424000000000004054400000000000405d4002ca02000123	{"cost_usd": 0.11699999999999999, "cost_micros": 117000, "input_tokens": 1170, "output_tokens": 117, "tokens_untold": 1287}	2026-03-10 10:00:00+00
11	2026-03-02 00:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	daily	\N	\N	2026-03-10 10:00:00+00
12	2026-03-02 00:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	daily	\N	\N	2026-03-10 10:00:00+00
14	4713-01-01 00:00:00+00 BC	1	4713-01-01 00:00:00+00 BC	1	1	1	1	daily	\\x010105000000000000f03f	\N	2026-03-10 10:00:00+00
15	2026-03-02 00:00:00+00	1	2026-03-02 09:59:59+00	9	9	9	9	daily	\\x0101050000000000002240	\N	2026-03-10 10:00:00+00
16	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1800	285571	1	1996	daily	\\x0108059e02000000000000f03f0000000000309f40000000000c6e114183010100015e011c010f010b0108010601050104010301030103010201010102010101010101010001010100010001000100010001000100010000010001000001000000010000000001000000000000000000000000000000020000000200000200000200020200020002020200020202020202020402020204020402040204040404020406040404040604060604060606060606080608060808080808080a080a0a0a0a08	\N	2026-03-10 10:00:00+00
17	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1080	285857	2	1997	daily	\\x0108059e0200000000000000400000000000349f40000000008472114183013e0001440118010f010b01070106010501040103010301020102010201010101010101010100010101000101010001000100000100010001000001000001000001000000000100000000000000000000000000000000000200000002000002000200020002020002020200020202020202020204020204020204040204040204040404060404040604060406060606060606080608060808080808080a080a0a080a0a	\N	2026-03-10 10:00:00+00
18	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1620	286143	3	1998	daily	\\x0108059e0200000000000008400000000000389f4000000000fc7611418201640001360116010e010a0107010601050104010301030102010201010102010101010100010101000101010001000100010001000100000100000100010000000100000001000000000000000001000002000000000000000200000200000200020002000200020202000202020202020202020402020204020402040404020404040404060404060406040606060606060608060608080808080808080a0a080a0a0a	\N	2026-03-10 10:00:00+00
19	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	900	286429	4	1999	daily	\\x0108059e02000000000000104000000000003c9f4000000000747b114182017e00012d0115010d010901080105010501040103010201020102010201010101010101010100010101000100010001000100010001000001000100000100000100000000010000000000010000000000000002000000000002000000020002000002020002000202000202020202020202020202040202040204020404020404040404040406040406060406060606060606060806080808060a0808080a080a0a0a0a	\N	2026-03-10 10:00:00+00
20	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1440	286715	5	2000	daily	\\x0108059e0200000000000014400000000000409f4000000000ec7f1141820194010001260113010d010901070105010501030103010301020102010101010102010001010101010001000100010101000001000100010000010000010000010000000100000000000100000000000000000002000000000002000002000002000200020200020200020202020202020202020202040204020402040204040404040404040604040604060606040606080606080608080608080a08080a080a0a0a0a	\N	2026-03-10 10:00:00+00
21	2026-03-02 00:00:00+00	285	2026-03-02 10:00:00+00	1980	285000	6	1994	daily	\\x0108059d0200000000000018400000000000289f4000000000206511418201a4010001220112010c01080107010501050103010301020103010101020101010101010100010101000101010001000100010000010001000100000100000100000001000000000001000000000000000000000000020000000200000002000200020002000202000202020202000202040202020204020204020404020404040404040404040604060406060406060608060608060806080808080a080a080a0a0a08	\N	2026-03-10 10:00:00+00
22	2026-03-02 00:00:00+00	285	2026-03-02 10:00:00+00	1260	285285	7	1995	daily	\\x0108059d020000000000001c4000000000002c9f4000000000946911418201b20100011e0111010b01090106010501040104010301020102010201010101010101010101010001010100010001000100010001000001000100000100000100000001000000000100000000000000000000000000020000000002000002000200020002000202000202020002020202020402020204020204020404020404040404040404040604060406040606060606080606080806080808080a08080a0a0a0a08	\N	2026-03-10 10:00:00+00
\.


--
-- Data for Name: rollups_hourly; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.rollups_hourly (series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, period, sketch, measures, created_at) FROM stdin;
1	2026-02-28 23:00:00+00	2	2026-02-28 23:35:00+00	\N	595	295	300	hourly	\\x0108050200000000007072400000000000c072400000000000988240028c040000	{"cost_usd": 0.595, "cost_micros": 595000, "input_tokens": 5950, "output_tokens": 595, "tokens_untold": 6545}	2026-03-10 10:00:00+00
1	2026-03-01 00:00:00+00	2	2026-03-01 00:45:00+00	\N	575	285	290	hourly	\\x010805020000000000d0714000000000002072400000000000f881400288040000	{"cost_usd": 0.575, "cost_micros": 575000, "input_tokens": 5750, "output_tokens": 575, "tokens_untold": 6325}	2026-03-10 10:00:00+00
1	2026-03-01 01:00:00+00	2	2026-03-01 01:55:00+00	\N	555	275	280	hourly	\\x010805020000000000307140000000000080714000000000005881400286040000	{"cost_usd": 0.555, "cost_micros": 555000, "input_tokens": 5550, "output_tokens": 555, "tokens_untold": 6105}	2026-03-10 10:00:00+00
1	2026-03-01 03:00:00+00	2	2026-03-01 03:40:00+00	\N	525	260	265	hourly	\\x010805020000000000407040000000000090704000000000006880400280040000	{"cost_usd": 0.525, "cost_micros": 525000, "input_tokens": 5250, "output_tokens": 525, "tokens_untold": 5775}	2026-03-10 10:00:00+00
1	2026-03-01 04:00:00+00	2	2026-03-01 04:50:00+00	\N	505	250	255	hourly	\\x010805020000000000406f400000000000e06f400000000000907f4002fc030000	{"cost_usd": 0.505, "cost_micros": 505000, "input_tokens": 5050, "output_tokens": 505, "tokens_untold": 5555}	2026-03-10 10:00:00+00
1	2026-03-01 05:00:00+00	1	2026-03-01 05:25:00+00	\N	245	245	245	hourly	\\x0101050000000000a06e40	{"cost_usd": 0.245, "cost_micros": 245000, "input_tokens": 2450, "output_tokens": 245, "tokens_untold": 2695}	2026-03-10 10:00:00+00
1	2026-03-01 06:00:00+00	2	2026-03-01 06:35:00+00	\N	475	235	240	hourly	\\x010805020000000000606d400000000000006e400000000000b07d4002f8030000	{"cost_usd": 0.475, "cost_micros": 475000, "input_tokens": 4750, "output_tokens": 475, "tokens_untold": 5225}	2026-03-10 10:00:00+00
1	2026-03-01 07:00:00+00	1	2026-03-01 07:10:00+00	\N	230	230	230	hourly	\\x0101050000000000c06c40	{"cost_usd": 0.23, "cost_micros": 230000, "input_tokens": 2300, "output_tokens": 230, "tokens_untold": 2530}	2026-03-10 10:00:00+00
1	2026-03-01 08:00:00+00	2	2026-03-01 08:55:00+00	\N	435	215	220	hourly	\\x010805020000000000e06a400000000000806b400000000000307b4002ee03000100	{"cost_usd": 0.435, "cost_micros": 435000, "input_tokens": 4350, "output_tokens": 435, "tokens_untold": 4785}	2026-03-10 10:00:00+00
1	2026-03-01 09:00:00+00	1	2026-03-01 09:30:00+00	\N	210	210	210	hourly	\\x0101050000000000406a40	{"cost_usd": 0.21, "cost_micros": 210000, "input_tokens": 2100, "output_tokens": 210, "tokens_untold": 2310}	2026-03-10 10:00:00+00
1	2026-03-01 10:00:00+00	2	2026-03-01 10:40:00+00	\N	405	200	205	hourly	\\x0108050200000000000069400000000000a06940000000000050794002e8030000	{"cost_usd": 0.405, "cost_micros": 405000, "input_tokens": 4050, "output_tokens": 405, "tokens_untold": 4455}	2026-03-10 10:00:00+00
1	2026-03-01 11:00:00+00	2	2026-03-01 11:50:00+00	\N	385	190	195	hourly	\\x010805020000000000c067400000000000606840000000000010784002e4030000	{"cost_usd": 0.385, "cost_micros": 385000, "input_tokens": 3850, "output_tokens": 385, "tokens_untold": 4235}	2026-03-10 10:00:00+00
1	2026-03-01 12:00:00+00	1	2026-03-01 12:25:00+00	\N	185	185	185	hourly	\\x0101050000000000206740	{"cost_usd": 0.185, "cost_micros": 185000, "input_tokens": 1850, "output_tokens": 185, "tokens_untold": 2035}	2026-03-10 10:00:00+00
1	2026-03-01 13:00:00+00	1	2026-03-01 13:35:00+00	\N	175	175	175	hourly	\\x0101050000000000e06540	{"cost_usd": 0.175, "cost_micros": 175000, "input_tokens": 1750, "output_tokens": 175, "tokens_untold": 1925}	2026-03-10 10:00:00+00
1	2026-03-01 14:00:00+00	2	2026-03-01 14:45:00+00	\N	335	165	170	hourly	\\x010805020000000000a0644000000000004065400000000000f0744002d603000100	{"cost_usd": 0.335, "cost_micros": 335000, "input_tokens": 3350, "output_tokens": 335, "tokens_untold": 3685}	2026-03-10 10:00:00+00
1	2026-03-01 15:00:00+00	2	2026-03-01 15:55:00+00	\N	315	155	160	hourly	\\x01080502000000000060634000000000000064400000000000b0734002d003000100	{"cost_usd": 0.315, "cost_micros": 315000, "input_tokens": 3150, "output_tokens": 315, "tokens_untold": 3465}	2026-03-10 10:00:00+00
1	2026-03-01 16:00:00+00	1	2026-03-01 16:30:00+00	\N	150	150	150	hourly	\\x0101050000000000c06240	{"cost_usd": 0.15, "cost_micros": 150000, "input_tokens": 1500, "output_tokens": 150, "tokens_untold": 1650}	2026-03-10 10:00:00+00
1	2026-03-01 17:00:00+00	2	2026-03-01 17:40:00+00	\N	285	140	145	hourly	\\x01080502000000000080614000000000002062400000000000d0714002c8030000	{"cost_usd": 0.28500000000000003, "cost_micros": 285000, "input_tokens": 2850, "output_tokens": 285, "tokens_untold": 3135}	2026-03-10 10:00:00+00
1	2026-03-01 18:00:00+00	1	2026-03-01 18:50:00+00	\N	130	130	130	hourly	\\x0101050000000000406040	{"cost_usd": 0.13, "cost_micros": 130000, "input_tokens": 1300, "output_tokens": 130, "tokens_untold": 1430}	2026-03-10 10:00:00+00
1	2026-03-01 19:00:00+00	1	2026-03-01 19:25:00+00	\N	125	125	125	hourly	\\x0101050000000000405f40	{"cost_usd": 0.125, "cost_micros": 125000, "input_tokens": 1250, "output_tokens": 125, "tokens_untold": 1375}	2026-03-10 10:00:00+00
1	2026-03-01 20:00:00+00	2	2026-03-01 20:35:00+00	\N	235	115	120	hourly	\\x010805020000000000c05c400000000000005e400000000000606d4002b603000100	{"cost_usd": 0.235, "cost_micros": 235000, "input_tokens": 2350, "output_tokens": 235, "tokens_untold": 2585}	2026-03-10 10:00:00+00
1	2026-03-01 21:00:00+00	2	2026-03-01 21:45:00+00	\N	215	105	110	hourly	\\x010805020000000000405a400000000000805b400000000000e06a4002ac03000101	{"cost_usd": 0.215, "cost_micros": 215000, "input_tokens": 2150, "output_tokens": 215, "tokens_untold": 2365}	2026-03-10 10:00:00+00
1	2026-03-01 22:00:00+00	2	2026-03-01 22:55:00+00	\N	195	95	100	hourly	\\x010805020000000000c057400000000000005940000000000060684002a403000100	{"cost_usd": 0.195, "cost_micros": 195000, "input_tokens": 1950, "output_tokens": 195, "tokens_untold": 2145}	2026-03-10 10:00:00+00
1	2026-03-02 00:00:00+00	2	2026-03-02 00:40:00+00	\N	165	80	85	hourly	\\x01080502000000000000544000000000004055400000000000a06440029403000101	{"cost_usd": 0.165, "cost_micros": 165000, "input_tokens": 1650, "output_tokens": 165, "tokens_untold": 1815}	2026-03-10 10:00:00+00
1	2026-03-02 01:00:00+00	2	2026-03-02 01:50:00+00	\N	145	70	75	hourly	\\x0108050200000000008051400000000000c052400000000000206240028803000101	{"cost_usd": 0.14500000000000002, "cost_micros": 145000, "input_tokens": 1450, "output_tokens": 145, "tokens_untold": 1595}	2026-03-10 10:00:00+00
1	2026-03-02 02:00:00+00	1	2026-03-02 02:25:00+00	\N	65	65	65	hourly	\\x0101050000000000405040	{"cost_usd": 0.065, "cost_micros": 65000, "input_tokens": 650, "output_tokens": 65, "tokens_untold": 715}	2026-03-10 10:00:00+00
1	2026-03-02 03:00:00+00	2	2026-03-02 03:35:00+00	\N	115	55	60	hourly	\\x010805020000000000804b400000000000004e400000000000c05c4002f202000102	{"cost_usd": 0.11499999999999999, "cost_micros": 115000, "input_tokens": 1150, "output_tokens": 115, "tokens_untold": 1265}	2026-03-10 10:00:00+00
1	2026-03-02 04:00:00+00	1	2026-03-02 04:10:00+00	\N	50	50	50	hourly	\\x0101050000000000004940	{"cost_usd": 0.05, "cost_micros": 50000, "input_tokens": 500, "output_tokens": 50, "tokens_untold": 550}	2026-03-10 10:00:00+00
1	2026-03-02 05:00:00+00	2	2026-03-02 05:55:00+00	\N	75	35	40	hourly	\\x01080502000000000080414000000000000044400000000000c0524002c802000104	{"cost_usd": 0.07500000000000001, "cost_micros": 75000, "input_tokens": 750, "output_tokens": 75, "tokens_untold": 825}	2026-03-10 10:00:00+00
1	2026-03-02 06:00:00+00	1	2026-03-02 06:30:00+00	\N	30	30	30	hourly	\\x0101050000000000003e40	{"cost_usd": 0.03, "cost_micros": 30000, "input_tokens": 300, "output_tokens": 30, "tokens_untold": 330}	2026-03-10 10:00:00+00
1	2026-03-02 07:00:00+00	2	2026-03-02 07:40:00+00	\N	45	20	25	hourly	\\x01080502000000000000344000000000000039400000000000804640029402000108	{"cost_usd": 0.045, "cost_micros": 45000, "input_tokens": 450, "output_tokens": 45, "tokens_untold": 495}	2026-03-10 10:00:00+00
1	2026-03-02 08:00:00+00	2	2026-03-02 08:50:00+00	\N	25	10	15	hourly	\\x0108050200000000000024400000000000002e40000000000000394002d401000111	{"cost_usd": 0.025, "cost_micros": 25000, "input_tokens": 250, "output_tokens": 25, "tokens_untold": 275}	2026-03-10 10:00:00+00
1	2026-03-02 09:00:00+00	1	2026-03-02 09:25:00+00	\N	5	5	5	hourly	\\x0101050000000000001440	{"cost_usd": 0.005, "cost_micros": 5000, "input_tokens": 50, "output_tokens": 5, "tokens_untold": 55}	2026-03-10 10:00:00+00
2	2026-02-28 23:00:00+00	2	2026-02-28 23:42:00+00	\N	593	294	299	hourly	\\x0108050200000000006072400000000000b072400000000000888240028c040000	{"cost_usd": 0.593, "cost_micros": 593000, "input_tokens": 5930, "output_tokens": 593, "tokens_untold": 6523}	2026-03-10 10:00:00+00
2	2026-03-01 00:00:00+00	2	2026-03-01 00:52:00+00	\N	573	284	289	hourly	\\x010805020000000000c0714000000000001072400000000000e881400288040000	{"cost_usd": 0.573, "cost_micros": 573000, "input_tokens": 5730, "output_tokens": 573, "tokens_untold": 6303}	2026-03-10 10:00:00+00
2	2026-03-01 02:00:00+00	2	2026-03-01 02:37:00+00	\N	543	269	274	hourly	\\x010805020000000000d0704000000000002071400000000000f880400284040000	{"cost_usd": 0.543, "cost_micros": 543000, "input_tokens": 5430, "output_tokens": 543, "tokens_untold": 5973}	2026-03-10 10:00:00+00
2	2026-03-01 03:00:00+00	2	2026-03-01 03:47:00+00	\N	523	259	264	hourly	\\x010805020000000000307040000000000080704000000000005880400280040000	{"cost_usd": 0.523, "cost_micros": 523000, "input_tokens": 5230, "output_tokens": 523, "tokens_untold": 5753}	2026-03-10 10:00:00+00
2	2026-03-01 04:00:00+00	2	2026-03-01 04:57:00+00	\N	503	249	254	hourly	\\x010805020000000000206f400000000000c06f400000000000707f4002fc030000	{"cost_usd": 0.503, "cost_micros": 503000, "input_tokens": 5030, "output_tokens": 503, "tokens_untold": 5533}	2026-03-10 10:00:00+00
2	2026-03-01 05:00:00+00	1	2026-03-01 05:32:00+00	\N	244	244	244	hourly	\\x0101050000000000806e40	{"cost_usd": 0.244, "cost_micros": 244000, "input_tokens": 2440, "output_tokens": 244, "tokens_untold": 2684}	2026-03-10 10:00:00+00
2	2026-03-01 06:00:00+00	1	2026-03-01 06:07:00+00	\N	239	239	239	hourly	\\x0101050000000000e06d40	{"cost_usd": 0.239, "cost_micros": 239000, "input_tokens": 2390, "output_tokens": 239, "tokens_untold": 2629}	2026-03-10 10:00:00+00
2	2026-03-01 07:00:00+00	2	2026-03-01 07:52:00+00	\N	453	224	229	hourly	\\x010805020000000000006c400000000000a06c400000000000507c4002f2030000	{"cost_usd": 0.453, "cost_micros": 453000, "input_tokens": 4530, "output_tokens": 453, "tokens_untold": 4983}	2026-03-10 10:00:00+00
2	2026-03-01 08:00:00+00	1	2026-03-01 08:27:00+00	\N	219	219	219	hourly	\\x0101050000000000606b40	{"cost_usd": 0.219, "cost_micros": 219000, "input_tokens": 2190, "output_tokens": 219, "tokens_untold": 2409}	2026-03-10 10:00:00+00
2	2026-03-01 09:00:00+00	2	2026-03-01 09:37:00+00	\N	423	209	214	hourly	\\x010805020000000000206a400000000000c06a400000000000707a4002ec030000	{"cost_usd": 0.423, "cost_micros": 423000, "input_tokens": 4230, "output_tokens": 423, "tokens_untold": 4653}	2026-03-10 10:00:00+00
2	2026-03-01 10:00:00+00	2	2026-03-01 10:47:00+00	\N	403	199	204	hourly	\\x010805020000000000e068400000000000806940000000000030794002e8030000	{"cost_usd": 0.403, "cost_micros": 403000, "input_tokens": 4030, "output_tokens": 403, "tokens_untold": 4433}	2026-03-10 10:00:00+00
2	2026-03-01 11:00:00+00	1	2026-03-01 11:22:00+00	\N	194	194	194	hourly	\\x0101050000000000406840	{"cost_usd": 0.194, "cost_micros": 194000, "input_tokens": 1940, "output_tokens": 194, "tokens_untold": 2134}	2026-03-10 10:00:00+00
2	2026-03-01 12:00:00+00	1	2026-03-01 12:32:00+00	\N	184	184	184	hourly	\\x0101050000000000006740	{"cost_usd": 0.184, "cost_micros": 184000, "input_tokens": 1840, "output_tokens": 184, "tokens_untold": 2024}	2026-03-10 10:00:00+00
2	2026-03-01 13:00:00+00	2	2026-03-01 13:42:00+00	\N	353	174	179	hourly	\\x010805020000000000c065400000000000606640000000000010764002dc030000	{"cost_usd": 0.353, "cost_micros": 353000, "input_tokens": 3530, "output_tokens": 353, "tokens_untold": 3883}	2026-03-10 10:00:00+00
2	2026-03-01 14:00:00+00	2	2026-03-01 14:52:00+00	\N	333	164	169	hourly	\\x01080502000000000080644000000000002065400000000000d0744002d6030000	{"cost_usd": 0.333, "cost_micros": 333000, "input_tokens": 3330, "output_tokens": 333, "tokens_untold": 3663}	2026-03-10 10:00:00+00
2	2026-03-01 15:00:00+00	1	2026-03-01 15:27:00+00	\N	159	159	159	hourly	\\x0101050000000000e06340	{"cost_usd": 0.159, "cost_micros": 159000, "input_tokens": 1590, "output_tokens": 159, "tokens_untold": 1749}	2026-03-10 10:00:00+00
2	2026-03-01 16:00:00+00	2	2026-03-01 16:37:00+00	\N	303	149	154	hourly	\\x010805020000000000a0624000000000004063400000000000f0724002ce030000	{"cost_usd": 0.303, "cost_micros": 303000, "input_tokens": 3030, "output_tokens": 303, "tokens_untold": 3333}	2026-03-10 10:00:00+00
2	2026-03-01 17:00:00+00	1	2026-03-01 17:47:00+00	\N	139	139	139	hourly	\\x0101050000000000606140	{"cost_usd": 0.139, "cost_micros": 139000, "input_tokens": 1390, "output_tokens": 139, "tokens_untold": 1529}	2026-03-10 10:00:00+00
2	2026-03-01 18:00:00+00	2	2026-03-01 18:57:00+00	\N	263	129	134	hourly	\\x0108050200000000002060400000000000c06040000000000070704002c003000100	{"cost_usd": 0.263, "cost_micros": 263000, "input_tokens": 2630, "output_tokens": 263, "tokens_untold": 2893}	2026-03-10 10:00:00+00
2	2026-03-01 19:00:00+00	1	2026-03-01 19:32:00+00	\N	124	124	124	hourly	\\x0101050000000000005f40	{"cost_usd": 0.124, "cost_micros": 124000, "input_tokens": 1240, "output_tokens": 124, "tokens_untold": 1364}	2026-03-10 10:00:00+00
2	2026-03-01 20:00:00+00	2	2026-03-01 20:42:00+00	\N	233	114	119	hourly	\\x010805020000000000805c400000000000c05d400000000000206d4002b403000100	{"cost_usd": 0.23299999999999998, "cost_micros": 233000, "input_tokens": 2330, "output_tokens": 233, "tokens_untold": 2563}	2026-03-10 10:00:00+00
2	2026-03-01 21:00:00+00	2	2026-03-01 21:52:00+00	\N	213	104	109	hourly	\\x010805020000000000005a400000000000405b400000000000a06a4002ac03000100	{"cost_usd": 0.213, "cost_micros": 213000, "input_tokens": 2130, "output_tokens": 213, "tokens_untold": 2343}	2026-03-10 10:00:00+00
2	2026-03-01 23:00:00+00	2	2026-03-01 23:37:00+00	\N	183	89	94	hourly	\\x01080502000000000040564000000000008057400000000000e06640029e03000100	{"cost_usd": 0.183, "cost_micros": 183000, "input_tokens": 1830, "output_tokens": 183, "tokens_untold": 2013}	2026-03-10 10:00:00+00
2	2026-03-02 00:00:00+00	2	2026-03-02 00:47:00+00	\N	163	79	84	hourly	\\x010805020000000000c0534000000000000055400000000000606440029203000101	{"cost_usd": 0.163, "cost_micros": 163000, "input_tokens": 1630, "output_tokens": 163, "tokens_untold": 1793}	2026-03-10 10:00:00+00
2	2026-03-02 01:00:00+00	2	2026-03-02 01:57:00+00	\N	143	69	74	hourly	\\x01080502000000000040514000000000008052400000000000e06140028603000101	{"cost_usd": 0.14300000000000002, "cost_micros": 143000, "input_tokens": 1430, "output_tokens": 143, "tokens_untold": 1573}	2026-03-10 10:00:00+00
2	2026-03-02 02:00:00+00	1	2026-03-02 02:32:00+00	\N	64	64	64	hourly	\\x0101050000000000005040	{"cost_usd": 0.064, "cost_micros": 64000, "input_tokens": 640, "output_tokens": 64, "tokens_untold": 704}	2026-03-10 10:00:00+00
2	2026-03-02 03:00:00+00	1	2026-03-02 03:07:00+00	\N	59	59	59	hourly	\\x0101050000000000804d40	{"cost_usd": 0.059, "cost_micros": 59000, "input_tokens": 590, "output_tokens": 59, "tokens_untold": 649}	2026-03-10 10:00:00+00
2	2026-03-02 04:00:00+00	2	2026-03-02 04:52:00+00	\N	93	44	49	hourly	\\x0108050200000000000046400000000000804840000000000040574002dc02000103	{"cost_usd": 0.093, "cost_micros": 93000, "input_tokens": 930, "output_tokens": 93, "tokens_untold": 1023}	2026-03-10 10:00:00+00
2	2026-03-02 05:00:00+00	1	2026-03-02 05:27:00+00	\N	39	39	39	hourly	\\x0101050000000000804340	{"cost_usd": 0.039, "cost_micros": 39000, "input_tokens": 390, "output_tokens": 39, "tokens_untold": 429}	2026-03-10 10:00:00+00
2	2026-03-02 06:00:00+00	2	2026-03-02 06:37:00+00	\N	63	29	34	hourly	\\x010805020000000000003d4000000000000041400000000000804f4002b602000105	{"cost_usd": 0.063, "cost_micros": 63000, "input_tokens": 630, "output_tokens": 63, "tokens_untold": 693}	2026-03-10 10:00:00+00
2	2026-03-02 07:00:00+00	2	2026-03-02 07:47:00+00	\N	43	19	24	hourly	\\x01080502000000000000334000000000000038400000000000804540028e02000109	{"cost_usd": 0.043, "cost_micros": 43000, "input_tokens": 430, "output_tokens": 43, "tokens_untold": 473}	2026-03-10 10:00:00+00
2	2026-03-02 08:00:00+00	1	2026-03-02 08:22:00+00	\N	14	14	14	hourly	\\x0101050000000000002c40	{"cost_usd": 0.014, "cost_micros": 14000, "input_tokens": 140, "output_tokens": 14, "tokens_untold": 154}	2026-03-10 10:00:00+00
2	2026-03-02 09:00:00+00	1	2026-03-02 09:32:00+00	\N	4	4	4	hourly	\\x0101050000000000001040	{"cost_usd": 0.004, "cost_micros": 4000, "input_tokens": 40, "output_tokens": 4, "tokens_untold": 44}	2026-03-10 10:00:00+00
3	2026-02-28 23:00:00+00	2	2026-02-28 23:49:00+00	\N	591	293	298	hourly	\\x0108050200000000005072400000000000a072400000000000788240028c040000	{"cost_usd": 0.591, "cost_micros": 591000, "input_tokens": 5910, "output_tokens": 591, "tokens_untold": 6501}	2026-03-10 10:00:00+00
3	2026-03-01 00:00:00+00	1	2026-03-01 00:59:00+00	\N	283	283	283	hourly	\\x0101050000000000b07140	{"cost_usd": 0.283, "cost_micros": 283000, "input_tokens": 2830, "output_tokens": 283, "tokens_untold": 3113}	2026-03-10 10:00:00+00
3	2026-03-01 01:00:00+00	1	2026-03-01 01:34:00+00	\N	278	278	278	hourly	\\x0101050000000000607140	{"cost_usd": 0.278, "cost_micros": 278000, "input_tokens": 2780, "output_tokens": 278, "tokens_untold": 3058}	2026-03-10 10:00:00+00
3	2026-03-01 02:00:00+00	2	2026-03-01 02:44:00+00	\N	541	268	273	hourly	\\x010805020000000000c0704000000000001071400000000000e8804001840402	{"cost_usd": 0.541, "cost_micros": 541000, "input_tokens": 5410, "output_tokens": 541, "tokens_untold": 5951}	2026-03-10 10:00:00+00
3	2026-03-01 03:00:00+00	2	2026-03-01 03:54:00+00	\N	521	258	263	hourly	\\x010805020000000000207040000000000070704000000000004880400280040000	{"cost_usd": 0.521, "cost_micros": 521000, "input_tokens": 5210, "output_tokens": 521, "tokens_untold": 5731}	2026-03-10 10:00:00+00
3	2026-03-01 04:00:00+00	1	2026-03-01 04:29:00+00	\N	253	253	253	hourly	\\x0101050000000000a06f40	{"cost_usd": 0.253, "cost_micros": 253000, "input_tokens": 2530, "output_tokens": 253, "tokens_untold": 2783}	2026-03-10 10:00:00+00
3	2026-03-01 05:00:00+00	1	2026-03-01 05:04:00+00	\N	248	248	248	hourly	\\x0101050000000000006f40	{"cost_usd": 0.248, "cost_micros": 248000, "input_tokens": 2480, "output_tokens": 248, "tokens_untold": 2728}	2026-03-10 10:00:00+00
3	2026-03-01 06:00:00+00	2	2026-03-01 06:49:00+00	\N	471	233	238	hourly	\\x010805020000000000206d400000000000c06d400000000000707d4002f6030000	{"cost_usd": 0.471, "cost_micros": 471000, "input_tokens": 4710, "output_tokens": 471, "tokens_untold": 5181}	2026-03-10 10:00:00+00
3	2026-03-01 07:00:00+00	2	2026-03-01 07:59:00+00	\N	451	223	228	hourly	\\x010805020000000000e06b400000000000806c400000000000307c4002f2030000	{"cost_usd": 0.451, "cost_micros": 451000, "input_tokens": 4510, "output_tokens": 451, "tokens_untold": 4961}	2026-03-10 10:00:00+00
3	2026-03-01 08:00:00+00	1	2026-03-01 08:34:00+00	\N	218	218	218	hourly	\\x0101050000000000406b40	{"cost_usd": 0.218, "cost_micros": 218000, "input_tokens": 2180, "output_tokens": 218, "tokens_untold": 2398}	2026-03-10 10:00:00+00
3	2026-03-01 09:00:00+00	2	2026-03-01 09:44:00+00	\N	421	208	213	hourly	\\x010805020000000000006a400000000000a06a400000000000507a4002ec030000	{"cost_usd": 0.421, "cost_micros": 421000, "input_tokens": 4210, "output_tokens": 421, "tokens_untold": 4631}	2026-03-10 10:00:00+00
3	2026-03-01 10:00:00+00	1	2026-03-01 10:19:00+00	\N	203	203	203	hourly	\\x0101050000000000606940	{"cost_usd": 0.203, "cost_micros": 203000, "input_tokens": 2030, "output_tokens": 203, "tokens_untold": 2233}	2026-03-10 10:00:00+00
3	2026-03-01 11:00:00+00	1	2026-03-01 11:29:00+00	\N	193	193	193	hourly	\\x0101050000000000206840	{"cost_usd": 0.193, "cost_micros": 193000, "input_tokens": 1930, "output_tokens": 193, "tokens_untold": 2123}	2026-03-10 10:00:00+00
3	2026-03-01 12:00:00+00	2	2026-03-01 12:39:00+00	\N	371	183	188	hourly	\\x010805020000000000e066400000000000806740000000000030774002e0030000	{"cost_usd": 0.371, "cost_micros": 371000, "input_tokens": 3710, "output_tokens": 371, "tokens_untold": 4081}	2026-03-10 10:00:00+00
3	2026-03-01 13:00:00+00	2	2026-03-01 13:49:00+00	\N	351	173	178	hourly	\\x010805020000000000a0654000000000004066400000000000f0754002da03000100	{"cost_usd": 0.351, "cost_micros": 351000, "input_tokens": 3510, "output_tokens": 351, "tokens_untold": 3861}	2026-03-10 10:00:00+00
3	2026-03-01 14:00:00+00	2	2026-03-01 14:59:00+00	\N	331	163	168	hourly	\\x01080502000000000060644000000000000065400000000000b0744002d6030000	{"cost_usd": 0.331, "cost_micros": 331000, "input_tokens": 3310, "output_tokens": 331, "tokens_untold": 3641}	2026-03-10 10:00:00+00
3	2026-03-01 15:00:00+00	1	2026-03-01 15:34:00+00	\N	158	158	158	hourly	\\x0101050000000000c06340	{"cost_usd": 0.158, "cost_micros": 158000, "input_tokens": 1580, "output_tokens": 158, "tokens_untold": 1738}	2026-03-10 10:00:00+00
3	2026-03-01 16:00:00+00	1	2026-03-01 16:44:00+00	\N	148	148	148	hourly	\\x0101050000000000806240	{"cost_usd": 0.148, "cost_micros": 148000, "input_tokens": 1480, "output_tokens": 148, "tokens_untold": 1628}	2026-03-10 10:00:00+00
3	2026-03-01 17:00:00+00	2	2026-03-01 17:54:00+00	\N	281	138	143	hourly	\\x0108050200000000004061400000000000e06140000000000090714002c603000100	{"cost_usd": 0.281, "cost_micros": 281000, "input_tokens": 2810, "output_tokens": 281, "tokens_untold": 3091}	2026-03-10 10:00:00+00
3	2026-03-01 18:00:00+00	1	2026-03-01 18:29:00+00	\N	133	133	133	hourly	\\x0101050000000000a06040	{"cost_usd": 0.133, "cost_micros": 133000, "input_tokens": 1330, "output_tokens": 133, "tokens_untold": 1463}	2026-03-10 10:00:00+00
3	2026-03-01 19:00:00+00	2	2026-03-01 19:39:00+00	\N	251	123	128	hourly	\\x010805020000000000c05e4000000000000060400000000000606f4002bc030000	{"cost_usd": 0.251, "cost_micros": 251000, "input_tokens": 2510, "output_tokens": 251, "tokens_untold": 2761}	2026-03-10 10:00:00+00
3	2026-03-01 20:00:00+00	2	2026-03-01 20:49:00+00	\N	231	113	118	hourly	\\x010805020000000000405c400000000000805d400000000000e06c4002b403000100	{"cost_usd": 0.23099999999999998, "cost_micros": 231000, "input_tokens": 2310, "output_tokens": 231, "tokens_untold": 2541}	2026-03-10 10:00:00+00
3	2026-03-01 21:00:00+00	1	2026-03-01 21:59:00+00	\N	103	103	103	hourly	\\x0101050000000000c05940	{"cost_usd": 0.103, "cost_micros": 103000, "input_tokens": 1030, "output_tokens": 103, "tokens_untold": 1133}	2026-03-10 10:00:00+00
3	2026-03-01 22:00:00+00	1	2026-03-01 22:34:00+00	\N	98	98	98	hourly	\\x0101050000000000805840	{"cost_usd": 0.098, "cost_micros": 98000, "input_tokens": 980, "output_tokens": 98, "tokens_untold": 1078}	2026-03-10 10:00:00+00
3	2026-03-01 23:00:00+00	2	2026-03-01 23:44:00+00	\N	181	88	93	hourly	\\x01080502000000000000564000000000004057400000000000a06640029c03000101	{"cost_usd": 0.181, "cost_micros": 181000, "input_tokens": 1810, "output_tokens": 181, "tokens_untold": 1991}	2026-03-10 10:00:00+00
3	2026-03-02 00:00:00+00	2	2026-03-02 00:54:00+00	\N	161	78	83	hourly	\\x0108050200000000008053400000000000c054400000000000206440029203000101	{"cost_usd": 0.161, "cost_micros": 161000, "input_tokens": 1610, "output_tokens": 161, "tokens_untold": 1771}	2026-03-10 10:00:00+00
3	2026-03-02 01:00:00+00	1	2026-03-02 01:29:00+00	\N	73	73	73	hourly	\\x0101050000000000405240	{"cost_usd": 0.073, "cost_micros": 73000, "input_tokens": 730, "output_tokens": 73, "tokens_untold": 803}	2026-03-10 10:00:00+00
3	2026-03-02 02:00:00+00	1	2026-03-02 02:04:00+00	\N	68	68	68	hourly	\\x0101050000000000005140	{"cost_usd": 0.068, "cost_micros": 68000, "input_tokens": 680, "output_tokens": 68, "tokens_untold": 748}	2026-03-10 10:00:00+00
3	2026-03-02 03:00:00+00	2	2026-03-02 03:49:00+00	\N	111	53	58	hourly	\\x010805020000000000804a400000000000004d400000000000c05b4002ee02000102	{"cost_usd": 0.111, "cost_micros": 111000, "input_tokens": 1110, "output_tokens": 111, "tokens_untold": 1221}	2026-03-10 10:00:00+00
3	2026-03-02 04:00:00+00	2	2026-03-02 04:59:00+00	\N	91	43	48	hourly	\\x01080502000000000080454000000000000048400000000000c0564002da02000103	{"cost_usd": 0.091, "cost_micros": 91000, "input_tokens": 910, "output_tokens": 91, "tokens_untold": 1001}	2026-03-10 10:00:00+00
3	2026-03-02 05:00:00+00	1	2026-03-02 05:34:00+00	\N	38	38	38	hourly	\\x0101050000000000004340	{"cost_usd": 0.038, "cost_micros": 38000, "input_tokens": 380, "output_tokens": 38, "tokens_untold": 418}	2026-03-10 10:00:00+00
3	2026-03-02 06:00:00+00	2	2026-03-02 06:44:00+00	\N	61	28	33	hourly	\\x010805020000000000003c4000000000008040400000000000804e4002b202000106	{"cost_usd": 0.061, "cost_micros": 61000, "input_tokens": 610, "output_tokens": 61, "tokens_untold": 671}	2026-03-10 10:00:00+00
3	2026-03-02 07:00:00+00	1	2026-03-02 07:19:00+00	\N	23	23	23	hourly	\\x0101050000000000003740	{"cost_usd": 0.023, "cost_micros": 23000, "input_tokens": 230, "output_tokens": 23, "tokens_untold": 253}	2026-03-10 10:00:00+00
3	2026-03-02 08:00:00+00	1	2026-03-02 08:29:00+00	\N	13	13	13	hourly	\\x0101050000000000002a40	{"cost_usd": 0.013, "cost_micros": 13000, "input_tokens": 130, "output_tokens": 13, "tokens_untold": 143}	2026-03-10 10:00:00+00
3	2026-03-02 09:00:00+00	2	2026-03-02 09:39:00+00	\N	11	3	8	hourly	\\x01080502000000000000084000000000000020400000000000002640026400012b	{"cost_usd": 0.011, "cost_micros": 11000, "input_tokens": 110, "output_tokens": 11, "tokens_untold": 121}	2026-03-10 10:00:00+00
4	2026-02-28 23:00:00+00	1	2026-02-28 23:21:00+00	\N	297	297	297	hourly	\\x0101050000000000907240	{"cost_usd": 0.297, "cost_micros": 297000, "input_tokens": 2970, "output_tokens": 297, "tokens_untold": 3267}	2026-03-10 10:00:00+00
4	2026-03-01 04:00:00+00	1	2026-03-01 04:36:00+00	\N	252	252	252	hourly	\\x0101050000000000806f40	{"cost_usd": 0.252, "cost_micros": 252000, "input_tokens": 2520, "output_tokens": 252, "tokens_untold": 2772}	2026-03-10 10:00:00+00
4	2026-03-01 09:00:00+00	1	2026-03-01 09:51:00+00	\N	207	207	207	hourly	\\x0101050000000000e06940	{"cost_usd": 0.207, "cost_micros": 207000, "input_tokens": 2070, "output_tokens": 207, "tokens_untold": 2277}	2026-03-10 10:00:00+00
4	2026-03-01 15:00:00+00	1	2026-03-01 15:06:00+00	\N	162	162	162	hourly	\\x0101050000000000406440	{"cost_usd": 0.162, "cost_micros": 162000, "input_tokens": 1620, "output_tokens": 162, "tokens_untold": 1782}	2026-03-10 10:00:00+00
4	2026-03-01 20:00:00+00	1	2026-03-01 20:21:00+00	\N	117	117	117	hourly	\\x0101050000000000405d40	{"cost_usd": 0.117, "cost_micros": 117000, "input_tokens": 1170, "output_tokens": 117, "tokens_untold": 1287}	2026-03-10 10:00:00+00
4	2026-03-02 01:00:00+00	1	2026-03-02 01:36:00+00	\N	72	72	72	hourly	\\x0101050000000000005240	{"cost_usd": 0.072, "cost_micros": 72000, "input_tokens": 720, "output_tokens": 72, "tokens_untold": 792}	2026-03-10 10:00:00+00
4	2026-03-02 06:00:00+00	1	2026-03-02 06:51:00+00	\N	27	27	27	hourly	\\x0101050000000000003b40	{"cost_usd": 0.027, "cost_micros": 27000, "input_tokens": 270, "output_tokens": 27, "tokens_untold": 297}	2026-03-10 10:00:00+00
5	2026-02-28 23:00:00+00	1	2026-02-28 23:28:00+00	\N	296	296	296	hourly	\\x0101050000000000807240	{"cost_usd": 0.296, "cost_micros": 296000, "input_tokens": 2960, "output_tokens": 296, "tokens_untold": 3256}	2026-03-10 10:00:00+00
5	2026-03-01 00:00:00+00	2	2026-03-01 00:38:00+00	\N	577	286	291	hourly	\\x010805020000000000e0714000000000003072400000000000088240018a0402	{"cost_usd": 0.577, "cost_micros": 577000, "input_tokens": 5770, "output_tokens": 577, "tokens_untold": 6347}	2026-03-10 10:00:00+00
7	2026-03-01 00:00:00+00	1	2026-03-01 00:24:00+00	\N	288	288	288	hourly	\\x0101050000000000007240	{"cost_usd": 0.288, "cost_micros": 288000, "input_tokens": 2880, "output_tokens": 288, "tokens_untold": 3168}	2026-03-10 10:00:00+00
5	2026-03-01 01:00:00+00	2	2026-03-01 01:48:00+00	\N	557	276	281	hourly	\\x010805020000000000407140000000000090714000000000006881400286040000	{"cost_usd": 0.557, "cost_micros": 557000, "input_tokens": 5570, "output_tokens": 557, "tokens_untold": 6127}	2026-03-10 10:00:00+00
5	2026-03-01 02:00:00+00	2	2026-03-01 02:58:00+00	\N	537	266	271	hourly	\\x010805020000000000a070400000000000f070400000000000c880400282040000	{"cost_usd": 0.537, "cost_micros": 537000, "input_tokens": 5370, "output_tokens": 537, "tokens_untold": 5907}	2026-03-10 10:00:00+00
5	2026-03-01 04:00:00+00	2	2026-03-01 04:43:00+00	\N	507	251	256	hourly	\\x010805020000000000606f4000000000000070400000000000b07f4001fe0302	{"cost_usd": 0.507, "cost_micros": 507000, "input_tokens": 5070, "output_tokens": 507, "tokens_untold": 5577}	2026-03-10 10:00:00+00
5	2026-03-01 05:00:00+00	2	2026-03-01 05:53:00+00	\N	487	241	246	hourly	\\x010805020000000000206e400000000000c06e400000000000707e4002fa030000	{"cost_usd": 0.487, "cost_micros": 487000, "input_tokens": 4870, "output_tokens": 487, "tokens_untold": 5357}	2026-03-10 10:00:00+00
5	2026-03-01 06:00:00+00	1	2026-03-01 06:28:00+00	\N	236	236	236	hourly	\\x0101050000000000806d40	{"cost_usd": 0.236, "cost_micros": 236000, "input_tokens": 2360, "output_tokens": 236, "tokens_untold": 2596}	2026-03-10 10:00:00+00
5	2026-03-01 07:00:00+00	2	2026-03-01 07:38:00+00	\N	457	226	231	hourly	\\x010805020000000000406c400000000000e06c400000000000907c4002f4030000	{"cost_usd": 0.457, "cost_micros": 457000, "input_tokens": 4570, "output_tokens": 457, "tokens_untold": 5027}	2026-03-10 10:00:00+00
5	2026-03-01 08:00:00+00	1	2026-03-01 08:13:00+00	\N	221	221	221	hourly	\\x0101050000000000a06b40	{"cost_usd": 0.221, "cost_micros": 221000, "input_tokens": 2210, "output_tokens": 221, "tokens_untold": 2431}	2026-03-10 10:00:00+00
5	2026-03-01 09:00:00+00	2	2026-03-01 09:58:00+00	\N	417	206	211	hourly	\\x010805020000000000c069400000000000606a400000000000107a4002ea03000100	{"cost_usd": 0.417, "cost_micros": 417000, "input_tokens": 4170, "output_tokens": 417, "tokens_untold": 4587}	2026-03-10 10:00:00+00
5	2026-03-01 10:00:00+00	1	2026-03-01 10:33:00+00	\N	201	201	201	hourly	\\x0101050000000000206940	{"cost_usd": 0.201, "cost_micros": 201000, "input_tokens": 2010, "output_tokens": 201, "tokens_untold": 2211}	2026-03-10 10:00:00+00
5	2026-03-01 11:00:00+00	2	2026-03-01 11:43:00+00	\N	387	191	196	hourly	\\x010805020000000000e067400000000000806840000000000030784002e4030000	{"cost_usd": 0.387, "cost_micros": 387000, "input_tokens": 3870, "output_tokens": 387, "tokens_untold": 4257}	2026-03-10 10:00:00+00
5	2026-03-01 12:00:00+00	2	2026-03-01 12:53:00+00	\N	367	181	186	hourly	\\x010805020000000000a0664000000000004067400000000000f0764002de03000100	{"cost_usd": 0.367, "cost_micros": 367000, "input_tokens": 3670, "output_tokens": 367, "tokens_untold": 4037}	2026-03-10 10:00:00+00
5	2026-03-01 13:00:00+00	1	2026-03-01 13:28:00+00	\N	176	176	176	hourly	\\x0101050000000000006640	{"cost_usd": 0.176, "cost_micros": 176000, "input_tokens": 1760, "output_tokens": 176, "tokens_untold": 1936}	2026-03-10 10:00:00+00
5	2026-03-01 14:00:00+00	1	2026-03-01 14:38:00+00	\N	166	166	166	hourly	\\x0101050000000000c06440	{"cost_usd": 0.166, "cost_micros": 166000, "input_tokens": 1660, "output_tokens": 166, "tokens_untold": 1826}	2026-03-10 10:00:00+00
5	2026-03-01 15:00:00+00	2	2026-03-01 15:48:00+00	\N	317	156	161	hourly	\\x01080502000000000080634000000000002064400000000000d0734002d2030000	{"cost_usd": 0.317, "cost_micros": 317000, "input_tokens": 3170, "output_tokens": 317, "tokens_untold": 3487}	2026-03-10 10:00:00+00
5	2026-03-01 16:00:00+00	2	2026-03-01 16:58:00+00	\N	297	146	151	hourly	\\x0108050200000000004062400000000000e06240000000000090724002cc030000	{"cost_usd": 0.297, "cost_micros": 297000, "input_tokens": 2970, "output_tokens": 297, "tokens_untold": 3267}	2026-03-10 10:00:00+00
5	2026-03-01 17:00:00+00	1	2026-03-01 17:33:00+00	\N	141	141	141	hourly	\\x0101050000000000a06140	{"cost_usd": 0.141, "cost_micros": 141000, "input_tokens": 1410, "output_tokens": 141, "tokens_untold": 1551}	2026-03-10 10:00:00+00
5	2026-03-01 18:00:00+00	2	2026-03-01 18:43:00+00	\N	267	131	136	hourly	\\x01080502000000000060604000000000000061400000000000b0704002c2030000	{"cost_usd": 0.267, "cost_micros": 267000, "input_tokens": 2670, "output_tokens": 267, "tokens_untold": 2937}	2026-03-10 10:00:00+00
5	2026-03-01 19:00:00+00	1	2026-03-01 19:53:00+00	\N	121	121	121	hourly	\\x0101050000000000405e40	{"cost_usd": 0.121, "cost_micros": 121000, "input_tokens": 1210, "output_tokens": 121, "tokens_untold": 1331}	2026-03-10 10:00:00+00
5	2026-03-01 20:00:00+00	1	2026-03-01 20:28:00+00	\N	116	116	116	hourly	\\x0101050000000000005d40	{"cost_usd": 0.116, "cost_micros": 116000, "input_tokens": 1160, "output_tokens": 116, "tokens_untold": 1276}	2026-03-10 10:00:00+00
5	2026-03-01 21:00:00+00	2	2026-03-01 21:38:00+00	\N	217	106	111	hourly	\\x010805020000000000805a400000000000c05b400000000000206b4002ae03000100	{"cost_usd": 0.217, "cost_micros": 217000, "input_tokens": 2170, "output_tokens": 217, "tokens_untold": 2387}	2026-03-10 10:00:00+00
5	2026-03-01 22:00:00+00	2	2026-03-01 22:48:00+00	\N	197	96	101	hourly	\\x01080502000000000000584000000000004059400000000000a0684002a403000101	{"cost_usd": 0.197, "cost_micros": 197000, "input_tokens": 1970, "output_tokens": 197, "tokens_untold": 2167}	2026-03-10 10:00:00+00
5	2026-03-01 23:00:00+00	2	2026-03-01 23:58:00+00	\N	177	86	91	hourly	\\x0108050200000000008055400000000000c056400000000000206640029a03000101	{"cost_usd": 0.177, "cost_micros": 177000, "input_tokens": 1770, "output_tokens": 177, "tokens_untold": 1947}	2026-03-10 10:00:00+00
5	2026-03-02 01:00:00+00	2	2026-03-02 01:43:00+00	\N	147	71	76	hourly	\\x010805020000000000c0514000000000000053400000000000606240028803000101	{"cost_usd": 0.147, "cost_micros": 147000, "input_tokens": 1470, "output_tokens": 147, "tokens_untold": 1617}	2026-03-10 10:00:00+00
5	2026-03-02 02:00:00+00	2	2026-03-02 02:53:00+00	\N	127	61	66	hourly	\\x010805020000000000804e4000000000008050400000000000c05f4002fa02000102	{"cost_usd": 0.127, "cost_micros": 127000, "input_tokens": 1270, "output_tokens": 127, "tokens_untold": 1397}	2026-03-10 10:00:00+00
5	2026-03-02 03:00:00+00	1	2026-03-02 03:28:00+00	\N	56	56	56	hourly	\\x0101050000000000004c40	{"cost_usd": 0.056, "cost_micros": 56000, "input_tokens": 560, "output_tokens": 56, "tokens_untold": 616}	2026-03-10 10:00:00+00
5	2026-03-02 04:00:00+00	2	2026-03-02 04:38:00+00	\N	97	46	51	hourly	\\x0108050200000000000047400000000000804940000000000040584002e002000103	{"cost_usd": 0.097, "cost_micros": 97000, "input_tokens": 970, "output_tokens": 97, "tokens_untold": 1067}	2026-03-10 10:00:00+00
5	2026-03-02 05:00:00+00	1	2026-03-02 05:13:00+00	\N	41	41	41	hourly	\\x0101050000000000804440	{"cost_usd": 0.041, "cost_micros": 41000, "input_tokens": 410, "output_tokens": 41, "tokens_untold": 451}	2026-03-10 10:00:00+00
5	2026-03-02 06:00:00+00	2	2026-03-02 06:58:00+00	\N	57	26	31	hourly	\\x010805020000000000003a400000000000003f400000000000804c4002ac02000106	{"cost_usd": 0.056999999999999995, "cost_micros": 57000, "input_tokens": 570, "output_tokens": 57, "tokens_untold": 627}	2026-03-10 10:00:00+00
5	2026-03-02 07:00:00+00	1	2026-03-02 07:33:00+00	\N	21	21	21	hourly	\\x0101050000000000003540	{"cost_usd": 0.021, "cost_micros": 21000, "input_tokens": 210, "output_tokens": 21, "tokens_untold": 231}	2026-03-10 10:00:00+00
5	2026-03-02 08:00:00+00	2	2026-03-02 08:43:00+00	\N	27	11	16	hourly	\\x01080502000000000000264000000000000030400000000000003b4002dc0100010f	{"cost_usd": 0.027, "cost_micros": 27000, "input_tokens": 270, "output_tokens": 27, "tokens_untold": 297}	2026-03-10 10:00:00+00
5	2026-03-02 09:00:00+00	2	2026-03-02 09:53:00+00	\N	7	1	6	hourly	\\x01080502000000000000f03f00000000000018400000000000001c400201000151	{"cost_usd": 0.007, "cost_micros": 7000, "input_tokens": 70, "output_tokens": 7, "tokens_untold": 77}	2026-03-10 10:00:00+00
6	2026-02-28 23:00:00+00	1	2026-02-28 23:56:00+00	\N	292	292	292	hourly	\\x0101050000000000407240	{"cost_usd": 0.292, "cost_micros": 292000, "input_tokens": 2920, "output_tokens": 292, "tokens_untold": 3212}	2026-03-10 10:00:00+00
6	2026-03-01 00:00:00+00	1	2026-03-01 00:31:00+00	\N	287	287	287	hourly	\\x0101050000000000f07140	{"cost_usd": 0.287, "cost_micros": 287000, "input_tokens": 2870, "output_tokens": 287, "tokens_untold": 3157}	2026-03-10 10:00:00+00
6	2026-03-01 01:00:00+00	2	2026-03-01 01:41:00+00	\N	559	277	282	hourly	\\x0108050200000000005071400000000000a0714000000000007881400286040000	{"cost_usd": 0.5589999999999999, "cost_micros": 559000, "input_tokens": 5590, "output_tokens": 559, "tokens_untold": 6149}	2026-03-10 10:00:00+00
6	2026-03-01 02:00:00+00	2	2026-03-01 02:51:00+00	\N	539	267	272	hourly	\\x010805020000000000b0704000000000000071400000000000d880400282040000	{"cost_usd": 0.539, "cost_micros": 539000, "input_tokens": 5390, "output_tokens": 539, "tokens_untold": 5929}	2026-03-10 10:00:00+00
6	2026-03-01 03:00:00+00	1	2026-03-01 03:26:00+00	\N	262	262	262	hourly	\\x0101050000000000607040	{"cost_usd": 0.262, "cost_micros": 262000, "input_tokens": 2620, "output_tokens": 262, "tokens_untold": 2882}	2026-03-10 10:00:00+00
6	2026-03-01 04:00:00+00	1	2026-03-01 04:01:00+00	\N	257	257	257	hourly	\\x0101050000000000107040	{"cost_usd": 0.257, "cost_micros": 257000, "input_tokens": 2570, "output_tokens": 257, "tokens_untold": 2827}	2026-03-10 10:00:00+00
6	2026-03-01 05:00:00+00	2	2026-03-01 05:46:00+00	\N	489	242	247	hourly	\\x010805020000000000406e400000000000e06e400000000000907e4002fa030000	{"cost_usd": 0.489, "cost_micros": 489000, "input_tokens": 4890, "output_tokens": 489, "tokens_untold": 5379}	2026-03-10 10:00:00+00
6	2026-03-01 06:00:00+00	2	2026-03-01 06:56:00+00	\N	469	232	237	hourly	\\x010805020000000000006d400000000000a06d400000000000507d4002f6030000	{"cost_usd": 0.469, "cost_micros": 469000, "input_tokens": 4690, "output_tokens": 469, "tokens_untold": 5159}	2026-03-10 10:00:00+00
6	2026-03-01 07:00:00+00	1	2026-03-01 07:31:00+00	\N	227	227	227	hourly	\\x0101050000000000606c40	{"cost_usd": 0.227, "cost_micros": 227000, "input_tokens": 2270, "output_tokens": 227, "tokens_untold": 2497}	2026-03-10 10:00:00+00
6	2026-03-01 08:00:00+00	2	2026-03-01 08:41:00+00	\N	439	217	222	hourly	\\x010805020000000000206b400000000000c06b400000000000707b4002f0030000	{"cost_usd": 0.439, "cost_micros": 439000, "input_tokens": 4390, "output_tokens": 439, "tokens_untold": 4829}	2026-03-10 10:00:00+00
6	2026-03-01 09:00:00+00	1	2026-03-01 09:16:00+00	\N	212	212	212	hourly	\\x0101050000000000806a40	{"cost_usd": 0.212, "cost_micros": 212000, "input_tokens": 2120, "output_tokens": 212, "tokens_untold": 2332}	2026-03-10 10:00:00+00
6	2026-03-01 10:00:00+00	1	2026-03-01 10:26:00+00	\N	202	202	202	hourly	\\x0101050000000000406940	{"cost_usd": 0.202, "cost_micros": 202000, "input_tokens": 2020, "output_tokens": 202, "tokens_untold": 2222}	2026-03-10 10:00:00+00
6	2026-03-01 11:00:00+00	2	2026-03-01 11:36:00+00	\N	389	192	197	hourly	\\x0108050200000000000068400000000000a06840000000000050784002e4030000	{"cost_usd": 0.389, "cost_micros": 389000, "input_tokens": 3890, "output_tokens": 389, "tokens_untold": 4279}	2026-03-10 10:00:00+00
6	2026-03-01 12:00:00+00	2	2026-03-01 12:46:00+00	\N	369	182	187	hourly	\\x010805020000000000c066400000000000606740000000000010774002e0030000	{"cost_usd": 0.369, "cost_micros": 369000, "input_tokens": 3690, "output_tokens": 369, "tokens_untold": 4059}	2026-03-10 10:00:00+00
6	2026-03-01 13:00:00+00	2	2026-03-01 13:56:00+00	\N	349	172	177	hourly	\\x01080502000000000080654000000000002066400000000000d0754002da030000	{"cost_usd": 0.349, "cost_micros": 349000, "input_tokens": 3490, "output_tokens": 349, "tokens_untold": 3839}	2026-03-10 10:00:00+00
6	2026-03-01 14:00:00+00	1	2026-03-01 14:31:00+00	\N	167	167	167	hourly	\\x0101050000000000e06440	{"cost_usd": 0.167, "cost_micros": 167000, "input_tokens": 1670, "output_tokens": 167, "tokens_untold": 1837}	2026-03-10 10:00:00+00
6	2026-03-01 15:00:00+00	1	2026-03-01 15:41:00+00	\N	157	157	157	hourly	\\x0101050000000000a06340	{"cost_usd": 0.157, "cost_micros": 157000, "input_tokens": 1570, "output_tokens": 157, "tokens_untold": 1727}	2026-03-10 10:00:00+00
6	2026-03-01 16:00:00+00	2	2026-03-01 16:51:00+00	\N	299	147	152	hourly	\\x01080502000000000060624000000000000063400000000000b0724002cc030000	{"cost_usd": 0.299, "cost_micros": 299000, "input_tokens": 2990, "output_tokens": 299, "tokens_untold": 3289}	2026-03-10 10:00:00+00
6	2026-03-01 17:00:00+00	1	2026-03-01 17:26:00+00	\N	142	142	142	hourly	\\x0101050000000000c06140	{"cost_usd": 0.142, "cost_micros": 142000, "input_tokens": 1420, "output_tokens": 142, "tokens_untold": 1562}	2026-03-10 10:00:00+00
6	2026-03-01 18:00:00+00	2	2026-03-01 18:36:00+00	\N	269	132	137	hourly	\\x01080502000000000080604000000000002061400000000000d0704002c203000100	{"cost_usd": 0.269, "cost_micros": 269000, "input_tokens": 2690, "output_tokens": 269, "tokens_untold": 2959}	2026-03-10 10:00:00+00
6	2026-03-01 19:00:00+00	2	2026-03-01 19:46:00+00	\N	249	122	127	hourly	\\x010805020000000000805e400000000000c05f400000000000206f4002ba03000100	{"cost_usd": 0.249, "cost_micros": 249000, "input_tokens": 2490, "output_tokens": 249, "tokens_untold": 2739}	2026-03-10 10:00:00+00
6	2026-03-01 20:00:00+00	1	2026-03-01 20:56:00+00	\N	112	112	112	hourly	\\x0101050000000000005c40	{"cost_usd": 0.112, "cost_micros": 112000, "input_tokens": 1120, "output_tokens": 112, "tokens_untold": 1232}	2026-03-10 10:00:00+00
6	2026-03-01 21:00:00+00	1	2026-03-01 21:31:00+00	\N	107	107	107	hourly	\\x0101050000000000c05a40	{"cost_usd": 0.107, "cost_micros": 107000, "input_tokens": 1070, "output_tokens": 107, "tokens_untold": 1177}	2026-03-10 10:00:00+00
6	2026-03-01 22:00:00+00	2	2026-03-01 22:41:00+00	\N	199	97	102	hourly	\\x01080502000000000040584000000000008059400000000000e0684002a603000100	{"cost_usd": 0.199, "cost_micros": 199000, "input_tokens": 1990, "output_tokens": 199, "tokens_untold": 2189}	2026-03-10 10:00:00+00
6	2026-03-01 23:00:00+00	2	2026-03-01 23:51:00+00	\N	179	87	92	hourly	\\x010805020000000000c0554000000000000057400000000000606640029c03000100	{"cost_usd": 0.179, "cost_micros": 179000, "input_tokens": 1790, "output_tokens": 179, "tokens_untold": 1969}	2026-03-10 10:00:00+00
6	2026-03-02 00:00:00+00	1	2026-03-02 00:26:00+00	\N	82	82	82	hourly	\\x0101050000000000805440	{"cost_usd": 0.082, "cost_micros": 82000, "input_tokens": 820, "output_tokens": 82, "tokens_untold": 902}	2026-03-10 10:00:00+00
6	2026-03-02 01:00:00+00	1	2026-03-02 01:01:00+00	\N	77	77	77	hourly	\\x0101050000000000405340	{"cost_usd": 0.077, "cost_micros": 77000, "input_tokens": 770, "output_tokens": 77, "tokens_untold": 847}	2026-03-10 10:00:00+00
6	2026-03-02 02:00:00+00	2	2026-03-02 02:46:00+00	\N	129	62	67	hourly	\\x010805020000000000004f400000000000c05040000000000020604002fc02000102	{"cost_usd": 0.129, "cost_micros": 129000, "input_tokens": 1290, "output_tokens": 129, "tokens_untold": 1419}	2026-03-10 10:00:00+00
6	2026-03-02 03:00:00+00	2	2026-03-02 03:56:00+00	\N	109	52	57	hourly	\\x010805020000000000004a400000000000804c400000000000405b4002ec02000102	{"cost_usd": 0.109, "cost_micros": 109000, "input_tokens": 1090, "output_tokens": 109, "tokens_untold": 1199}	2026-03-10 10:00:00+00
6	2026-03-02 04:00:00+00	1	2026-03-02 04:31:00+00	\N	47	47	47	hourly	\\x0101050000000000804740	{"cost_usd": 0.047, "cost_micros": 47000, "input_tokens": 470, "output_tokens": 47, "tokens_untold": 517}	2026-03-10 10:00:00+00
6	2026-03-02 05:00:00+00	2	2026-03-02 05:41:00+00	\N	79	37	42	hourly	\\x01080502000000000080424000000000000045400000000000c0534002cc02000104	{"cost_usd": 0.079, "cost_micros": 79000, "input_tokens": 790, "output_tokens": 79, "tokens_untold": 869}	2026-03-10 10:00:00+00
6	2026-03-02 06:00:00+00	1	2026-03-02 06:16:00+00	\N	32	32	32	hourly	\\x0101050000000000004040	{"cost_usd": 0.032, "cost_micros": 32000, "input_tokens": 320, "output_tokens": 32, "tokens_untold": 352}	2026-03-10 10:00:00+00
6	2026-03-02 07:00:00+00	1	2026-03-02 07:26:00+00	\N	22	22	22	hourly	\\x0101050000000000003640	{"cost_usd": 0.022, "cost_micros": 22000, "input_tokens": 220, "output_tokens": 22, "tokens_untold": 242}	2026-03-10 10:00:00+00
6	2026-03-02 08:00:00+00	2	2026-03-02 08:36:00+00	\N	29	12	17	hourly	\\x01080502000000000000284000000000000031400000000000003d4002e40100010e	{"cost_usd": 0.029, "cost_micros": 29000, "input_tokens": 290, "output_tokens": 29, "tokens_untold": 319}	2026-03-10 10:00:00+00
6	2026-03-02 09:00:00+00	2	2026-03-02 09:46:00+00	\N	9	2	7	hourly	\\x0108050200000000000000400000000000001c400000000000002240023e000138	{"cost_usd": 0.009000000000000001, "cost_micros": 9000, "input_tokens": 90, "output_tokens": 9, "tokens_untold": 99}	2026-03-10 10:00:00+00
7	2026-03-01 05:00:00+00	1	2026-03-01 05:39:00+00	\N	243	243	243	hourly	\\x0101050000000000606e40	{"cost_usd": 0.243, "cost_micros": 243000, "input_tokens": 2430, "output_tokens": 243, "tokens_untold": 2673}	2026-03-10 10:00:00+00
7	2026-03-01 10:00:00+00	1	2026-03-01 10:54:00+00	\N	198	198	198	hourly	\\x0101050000000000c06840	{"cost_usd": 0.198, "cost_micros": 198000, "input_tokens": 1980, "output_tokens": 198, "tokens_untold": 2178}	2026-03-10 10:00:00+00
7	2026-03-01 16:00:00+00	1	2026-03-01 16:09:00+00	\N	153	153	153	hourly	\\x0101050000000000206340	{"cost_usd": 0.153, "cost_micros": 153000, "input_tokens": 1530, "output_tokens": 153, "tokens_untold": 1683}	2026-03-10 10:00:00+00
7	2026-03-01 21:00:00+00	1	2026-03-01 21:24:00+00	\N	108	108	108	hourly	\\x0101050000000000005b40	{"cost_usd": 0.108, "cost_micros": 108000, "input_tokens": 1080, "output_tokens": 108, "tokens_untold": 1188}	2026-03-10 10:00:00+00
7	2026-03-02 02:00:00+00	1	2026-03-02 02:39:00+00	\N	63	63	63	hourly	\\x0101050000000000804f40	{"cost_usd": 0.063, "cost_micros": 63000, "input_tokens": 630, "output_tokens": 63, "tokens_untold": 693}	2026-03-10 10:00:00+00
7	2026-03-02 07:00:00+00	1	2026-03-02 07:54:00+00	\N	18	18	18	hourly	\\x0101050000000000003240	{"cost_usd": 0.018, "cost_micros": 18000, "input_tokens": 180, "output_tokens": 18, "tokens_untold": 198}	2026-03-10 10:00:00+00
8	2026-03-01 01:00:00+00	1	2026-03-01 01:27:00+00	\N	279	279	279	hourly	\\x0101050000000000707140	{"cost_usd": 0.279, "cost_micros": 279000, "input_tokens": 2790, "output_tokens": 279, "tokens_untold": 3069}	2026-03-10 10:00:00+00
8	2026-03-01 06:00:00+00	1	2026-03-01 06:42:00+00	\N	234	234	234	hourly	\\x0101050000000000406d40	{"cost_usd": 0.234, "cost_micros": 234000, "input_tokens": 2340, "output_tokens": 234, "tokens_untold": 2574}	2026-03-10 10:00:00+00
8	2026-03-01 11:00:00+00	1	2026-03-01 11:57:00+00	\N	189	189	189	hourly	\\x0101050000000000a06740	{"cost_usd": 0.189, "cost_micros": 189000, "input_tokens": 1890, "output_tokens": 189, "tokens_untold": 2079}	2026-03-10 10:00:00+00
8	2026-03-01 17:00:00+00	1	2026-03-01 17:12:00+00	\N	144	144	144	hourly	\\x0101050000000000006240	{"cost_usd": 0.144, "cost_micros": 144000, "input_tokens": 1440, "output_tokens": 144, "tokens_untold": 1584}	2026-03-10 10:00:00+00
8	2026-03-01 22:00:00+00	1	2026-03-01 22:27:00+00	\N	99	99	99	hourly	\\x0101050000000000c05840	{"cost_usd": 0.099, "cost_micros": 99000, "input_tokens": 990, "output_tokens": 99, "tokens_untold": 1089}	2026-03-10 10:00:00+00
8	2026-03-02 03:00:00+00	1	2026-03-02 03:42:00+00	\N	54	54	54	hourly	\\x0101050000000000004b40	{"cost_usd": 0.054, "cost_micros": 54000, "input_tokens": 540, "output_tokens": 54, "tokens_untold": 594}	2026-03-10 10:00:00+00
8	2026-03-02 08:00:00+00	1	2026-03-02 08:57:00+00	\N	9	9	9	hourly	\\x0101050000000000002240	{"cost_usd": 0.009, "cost_micros": 9000, "input_tokens": 90, "output_tokens": 9, "tokens_untold": 99}	2026-03-10 10:00:00+00
9	2026-03-01 02:00:00+00	1	2026-03-01 02:30:00+00	\N	270	270	270	hourly	\\x0101050000000000e07040	{"cost_usd": 0.27, "cost_micros": 270000, "input_tokens": 2700, "output_tokens": 270, "tokens_untold": 2970}	2026-03-10 10:00:00+00
9	2026-03-01 07:00:00+00	1	2026-03-01 07:45:00+00	\N	225	225	225	hourly	\\x0101050000000000206c40	{"cost_usd": 0.225, "cost_micros": 225000, "input_tokens": 2250, "output_tokens": 225, "tokens_untold": 2475}	2026-03-10 10:00:00+00
9	2026-03-01 13:00:00+00	1	2026-03-01 13:00:00+00	\N	180	180	180	hourly	\\x0101050000000000806640	{"cost_usd": 0.18, "cost_micros": 180000, "input_tokens": 1800, "output_tokens": 180, "tokens_untold": 1980}	2026-03-10 10:00:00+00
9	2026-03-01 18:00:00+00	1	2026-03-01 18:15:00+00	\N	135	135	135	hourly	\\x0101050000000000e06040	{"cost_usd": 0.135, "cost_micros": 135000, "input_tokens": 1350, "output_tokens": 135, "tokens_untold": 1485}	2026-03-10 10:00:00+00
9	2026-03-01 23:00:00+00	1	2026-03-01 23:30:00+00	\N	90	90	90	hourly	\\x0101050000000000805640	{"cost_usd": 0.09, "cost_micros": 90000, "input_tokens": 900, "output_tokens": 90, "tokens_untold": 990}	2026-03-10 10:00:00+00
9	2026-03-02 04:00:00+00	1	2026-03-02 04:45:00+00	\N	45	45	45	hourly	\\x0101050000000000804640	{"cost_usd": 0.045, "cost_micros": 45000, "input_tokens": 450, "output_tokens": 45, "tokens_untold": 495}	2026-03-10 10:00:00+00
10	2026-03-01 03:00:00+00	1	2026-03-01 03:33:00+00	\N	261	261	261	hourly	\\x0101050000000000507040	{"cost_usd": 0.261, "cost_micros": 261000, "input_tokens": 2610, "output_tokens": 261, "tokens_untold": 2871}	2026-03-10 10:00:00+00
10	2026-03-01 08:00:00+00	1	2026-03-01 08:48:00+00	\N	216	216	216	hourly	\\x0101050000000000006b40	{"cost_usd": 0.216, "cost_micros": 216000, "input_tokens": 2160, "output_tokens": 216, "tokens_untold": 2376}	2026-03-10 10:00:00+00
10	2026-03-01 14:00:00+00	1	2026-03-01 14:03:00+00	\N	171	171	171	hourly	\\x0101050000000000606540	{"cost_usd": 0.171, "cost_micros": 171000, "input_tokens": 1710, "output_tokens": 171, "tokens_untold": 1881}	2026-03-10 10:00:00+00
10	2026-03-01 19:00:00+00	1	2026-03-01 19:18:00+00	\N	126	126	126	hourly	\\x0101050000000000805f40	{"cost_usd": 0.126, "cost_micros": 126000, "input_tokens": 1260, "output_tokens": 126, "tokens_untold": 1386}	2026-03-10 10:00:00+00
10	2026-03-02 00:00:00+00	1	2026-03-02 00:33:00+00	\N	81	81	81	hourly	\\x0101050000000000405440	{"cost_usd": 0.081, "cost_micros": 81000, "input_tokens": 810, "output_tokens": 81, "tokens_untold": 891}	2026-03-10 10:00:00+00
10	2026-03-02 05:00:00+00	1	2026-03-02 05:48:00+00	\N	36	36	36	hourly	\\x0101050000000000004240	{"cost_usd": 0.036, "cost_micros": 36000, "input_tokens": 360, "output_tokens": 36, "tokens_untold": 396}	2026-03-10 10:00:00+00
11	2026-03-02 10:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	hourly	\N	\N	2026-03-10 10:00:00+00
12	2026-03-02 10:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	hourly	\N	\N	2026-03-10 10:00:00+00
13	2041-01-01 00:00:00+00	1	2041-01-01 00:00:00+00	1	1	1	1	hourly	\\x010105000000000000f03f	\N	2026-03-10 10:00:00+00
14	4713-01-01 00:00:00+00 BC	1	4713-01-01 00:00:00+00 BC	1	1	1	1	hourly	\\x010105000000000000f03f	\N	2026-03-10 10:00:00+00
15	2026-03-02 09:00:00+00	1	2026-03-02 09:59:59+00	9	9	9	9	hourly	\\x0101050000000000002240	\N	2026-03-10 10:00:00+00
16	2026-03-02 07:00:00+00	92	2026-03-02 07:59:00+00	841	96244	127	1975	hourly	\\x0108055c0000000000c05f400000000000dc9e4000000000407ff7402ebe0300010101000100010001000100010001170000000000000000010c0202000203090204000105020404010404040203030602090304050208000501080b0202	\N	2026-03-10 10:00:00+00
16	2026-03-02 08:00:00+00	95	2026-03-02 08:59:00+00	1681	94462	64	1919	hourly	\\x0108055f00000000000050400000000000fc9d4000000000e00ff74032fe020001030103010201010102010101010101011f0000000100000000010e0000020000020109020202020106040202030506020704060001020606010208020101080405010a	\N	2026-03-10 10:00:00+00
16	2026-03-02 09:00:00+00	97	2026-03-02 09:59:00+00	1261	92525	1	1996	hourly	\\x01080561000000000000f03f0000000000309f4000000000d096f640350100015e011c010f010b010801060105010401340100000100010000010000000112000200000000030b0202000001060202040005050402000103060403030604010208040702060902040501	\N	2026-03-10 10:00:00+00
16	2026-03-02 10:00:00+00	2	2026-03-02 10:00:00+00	1800	2340	540	1800	hourly	\\x010805020000000000e080400000000000209c40000000000048a24002c404000136	\N	2026-03-10 10:00:00+00
17	2026-03-02 07:00:00+00	93	2026-03-02 07:59:00+00	1381	96758	121	1976	hourly	\\x0108055d0000000000405e400000000000e09e4000000000609ff74030ba030001000101010001010100010001000001170000000000000000010c02000202030902020201050204040104040400030306020102080405020800050108090204	\N	2026-03-10 10:00:00+00
17	2026-03-02 08:00:00+00	94	2026-03-02 08:59:00+00	961	94016	65	1920	hourly	\\x0108055e00000000004050400000000000009e400000000000f4f64031800300010301020102010201010101010101220000010000000000030f00000200020109020202020106020402050504040704040201020604010208020101080405010800	\N	2026-03-10 10:00:00+00
17	2026-03-02 09:00:00+00	98	2026-03-02 09:59:00+00	1801	94003	2	1997	hourly	\\x0108056200000000000000400000000000349f400000000030f3f640353e0001440118010f010b01070106010501040133010001000001000001000001000111000002000000010a0202020000010602020400030504040104060403030604010208040702060b02040501	\N	2026-03-10 10:00:00+00
17	2026-03-02 10:00:00+00	1	2026-03-02 10:00:00+00	1080	1080	1080	1080	hourly	\\x0101050000000000e09040	\N	2026-03-10 10:00:00+00
18	2026-03-02 07:00:00+00	93	2026-03-02 07:59:00+00	1921	97453	122	1977	hourly	\\x0108055d0000000000805e400000000000e49e4000000000d0caf7402dba030001010100010101000100010001000100011600010000020000010d02000200000107020202020506040407050400030306020102080405020803020a0b0204	\N	2026-03-10 10:00:00+00
18	2026-03-02 08:00:00+00	94	2026-03-02 08:59:00+00	1501	93270	66	1914	hourly	\\x0108055e00000000008050400000000000e89d400000000060c5f6403182030001030102010201010102010101010120000001000000000000030f00000200020109020202000106020402050504040704040201020604030208020101080403010a	\N	2026-03-10 10:00:00+00
18	2026-03-02 09:00:00+00	97	2026-03-02 09:59:00+00	1081	93440	3	1998	hourly	\\x0108056100000000000008400000000000389f400000000000d0f64034640001360116010e010a01070106010501040133000100000100010000000113000000020000010a0202000200010602020202030504040304060403030604010206040702060b02040501	\N	2026-03-10 10:00:00+00
18	2026-03-02 10:00:00+00	2	2026-03-02 10:00:00+00	1620	1980	360	1620	hourly	\\x01080502000000000080764000000000005099400000000000f09e40029e04000144	\N	2026-03-10 10:00:00+00
19	2026-03-02 07:00:00+00	93	2026-03-02 07:59:00+00	1201	97847	123	1978	hourly	\\x0108055d0000000000c05e400000000000e89e400000000070e3f7402ebc0300010001010100010001000100010001000117000000000002010d0200020000010702020202050604020505060005030602010206060502060003010a0b0204	\N	2026-03-10 10:00:00+00
19	2026-03-02 08:00:00+00	94	2026-03-02 08:59:00+00	781	92944	67	1915	hourly	\\x0108055e0000000000c050400000000000ec9d400000000000b1f640328403000102010201020102010101010101012000000100000000000100010e0200020000000108020202000306020402050504040704040001020604030208020101080403010a	\N	2026-03-10 10:00:00+00
19	2026-03-02 09:00:00+00	98	2026-03-02 09:59:00+00	1621	94738	4	1999	hourly	\\x01080562000000000000104000000000003c9f40000000002021f740347e00012d0115010d0109010801050105010401320001000100000100000100011100000000020000010a02000202000507020200030504040304040603030604010206040902060902060501	\N	2026-03-10 10:00:00+00
19	2026-03-02 10:00:00+00	1	2026-03-02 10:00:00+00	900	900	900	900	hourly	\\x0101050000000000208c40	\N	2026-03-10 10:00:00+00
20	2026-03-02 07:00:00+00	93	2026-03-02 07:59:00+00	1741	98542	124	1979	hourly	\\x0108055d0000000000005f400000000000ec9e4000000000e00ef8402ebc030001010100010001000101010000011900000000000000030c0002020000010702020202050602040505060005030602010206040302080005010a0b0204	\N	2026-03-10 10:00:00+00
20	2026-03-02 08:00:00+00	94	2026-03-02 08:59:00+00	1321	92198	61	1916	hourly	\\x0108055e0000000000804e400000000000f09d40000000006082f64032fa020001030103010201020101010101020100012000010000000000010000010e02000002000109020202000306020402050504040504060001020804030208020101080203010a	\N	2026-03-10 10:00:00+00
20	2026-03-02 09:00:00+00	97	2026-03-02 09:59:00+00	901	94355	5	2000	hourly	\\x0108056100000000000014400000000000409f40000000003009f7403394010001260113010d010901070105010501370100000100000100000100011100000000000200010a02000202000307040200050504040304040601030604010206040702080902060501	\N	2026-03-10 10:00:00+00
20	2026-03-02 10:00:00+00	2	2026-03-02 10:00:00+00	1440	1620	180	1440	hourly	\\x0108050200000000008066400000000000809640000000000050994002de0300015e	\N	2026-03-10 10:00:00+00
21	2026-03-02 07:00:00+00	92	2026-03-02 07:59:00+00	1021	96956	125	1973	hourly	\\x0108055c0000000000405f400000000000d49e4000000000c0abf7402ebc03000101010001010100010001000100011800000000000000030c0002000200050802020005060204010404040205030404010206040302080005010a0b0202	\N	2026-03-10 10:00:00+00
21	2026-03-02 08:00:00+00	95	2026-03-02 08:59:00+00	1861	93733	62	1917	hourly	\\x0108055f0000000000004f400000000000f49d400000000050e2f64031fc020001030102010301010102010101010101011f01000000000001000000010e00020002000309020002020106040204050504020504060001020804030206040b020205010a	\N	2026-03-10 10:00:00+00
21	2026-03-02 09:00:00+00	96	2026-03-02 09:59:00+00	1441	91611	6	1994	hourly	\\x0108056000000000000018400000000000289f4000000000b05df64032a4010001220112010c01080107010501050134010001000100000100000100000112020000000200010a000202020308040200050504040304040601030604030206040702080902040301	\N	2026-03-10 10:00:00+00
21	2026-03-02 10:00:00+00	2	2026-03-02 10:00:00+00	1980	2700	720	1980	hourly	\\x0108050200000000008086400000000000f09e40000000000018a54002de0400012d	\N	2026-03-10 10:00:00+00
22	2026-03-02 07:00:00+00	93	2026-03-02 07:59:00+00	1561	97650	126	1974	hourly	\\x0108055d0000000000805f400000000000d89e400000000020d7f74030be0300010001010100010001000100010001170000000000000000030c00020002000308040200050602040104040402030306020102060405020800050108000b0102	\N	2026-03-10 10:00:00+00
22	2026-03-02 08:00:00+00	94	2026-03-02 08:59:00+00	1141	93107	63	1918	hourly	\\x0108055e0000000000804f400000000000f89d400000000030bbf64031fe020001030102010201020101010101010101011f010000000001000000010f0002000200010902020202010604020405050402010304060001020606030206020b020205010a	\N	2026-03-10 10:00:00+00
22	2026-03-02 09:00:00+00	97	2026-03-02 09:59:00+00	1981	93268	7	1995	hourly	\\x010805610000000000001c4000000000002c9f400000000040c5f64033b20100011e0111010b010901060105010401350001000100000100000100000112020000000002010a00020202010702040200050504040304040401030604010208040702080902040501	\N	2026-03-10 10:00:00+00
22	2026-03-02 10:00:00+00	1	2026-03-02 10:00:00+00	1260	1260	1260	1260	hourly	\\x0101050000000000b09340	\N	2026-03-10 10:00:00+00
\.


--
-- Data for Name: rollups_weekly; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.rollups_weekly (series_id, period_start, count_value, last_at, last_value, sum_value, min_value, max_value, period, sketch, measures, created_at) FROM stdin;
1	2026-02-23 00:00:00+00	38	2026-03-01 22:55:00+00	\N	7485	95	300	weekly	\\x010805260000000000c057400000000000c0724000000000003dbd4024a4030001000100010101000100000100010200010000010000010000010100000000000001000100000200000000010002000000	{"cost_usd": 7.485, "cost_micros": 7485000, "input_tokens": 74850, "output_tokens": 7485, "tokens_untold": 82335}	2026-03-10 10:00:00+00
1	2026-03-02 00:00:00+00	16	2026-03-02 09:25:00+00	\N	720	5	85	weekly	\\x0108051000000000000014400000000000405540000000000080864010940100011e0111010b010801070105010401080103010201010102010101010101	{"cost_usd": 0.7200000000000001, "cost_micros": 720000, "input_tokens": 7200, "output_tokens": 720, "tokens_untold": 7920}	2026-03-10 10:00:00+00
2	2026-02-23 00:00:00+00	38	2026-03-01 23:37:00+00	\N	7397	89	299	weekly	\\x0108052600000000004056400000000000b072400000000000e5bc40269e03000100010301000100010001000100010000010200010000000100000001010000000000000001000000000000000000000000	{"cost_usd": 7.3969999999999985, "cost_micros": 7397000, "input_tokens": 73970, "output_tokens": 7397, "tokens_untold": 81367}	2026-03-10 10:00:00+00
2	2026-03-02 00:00:00+00	15	2026-03-02 09:32:00+00	\N	685	4	84	weekly	\\x0108050f0000000000001040000000000000554000000000006885400f7e000138010c010901070105010501030103010701010102010101010101	{"cost_usd": 0.6850000000000002, "cost_micros": 685000, "input_tokens": 6850, "output_tokens": 685, "tokens_untold": 7535}	2026-03-10 10:00:00+00
3	2026-02-23 00:00:00+00	38	2026-03-01 23:44:00+00	\N	7309	88	298	weekly	\\x0108052600000000000056400000000000a0724000000000008dbc40259c0300010101000100010301000100000100010001000001010100000001000000000101000000000000000100000000020000010000	{"cost_usd": 7.309, "cost_micros": 7309000, "input_tokens": 73090, "output_tokens": 7309, "tokens_untold": 80399}	2026-03-10 10:00:00+00
3	2026-03-02 00:00:00+00	15	2026-03-02 09:39:00+00	\N	650	3	83	weekly	\\x0108050f00000000000008400000000000c0544000000000005084400f6400012b0115011801070106010401040103010301020105010201010101	{"cost_usd": 0.65, "cost_micros": 650000, "input_tokens": 6500, "output_tokens": 650, "tokens_untold": 7150}	2026-03-10 10:00:00+00
4	2026-02-23 00:00:00+00	5	2026-03-01 20:21:00+00	\N	1035	117	297	weekly	\\x010805050000000000405d40000000000090724000000000002c904005b60300010d010a01070105	{"cost_usd": 1.035, "cost_micros": 1035000, "input_tokens": 10350, "output_tokens": 1035, "tokens_untold": 11385}	2026-03-10 10:00:00+00
4	2026-03-02 00:00:00+00	2	2026-03-02 06:51:00+00	\N	99	27	72	weekly	\\x010805020000000000003b4000000000000052400000000000c0584002b00200012b	{"cost_usd": 0.09899999999999999, "cost_micros": 99000, "input_tokens": 990, "output_tokens": 99, "tokens_untold": 1089}	2026-03-10 10:00:00+00
5	2026-02-23 00:00:00+00	39	2026-03-01 23:58:00+00	\N	7439	86	296	weekly	\\x010805270000000000805540000000000080724000000000000fbd40259a03000101010001010100010001000100010200010001000001000001000100000100000000000100010000000000000201000000000200	{"cost_usd": 7.438999999999999, "cost_micros": 7439000, "input_tokens": 74390, "output_tokens": 7439, "tokens_untold": 81829}	2026-03-10 10:00:00+00
5	2026-03-02 00:00:00+00	15	2026-03-02 09:53:00+00	\N	580	1	76	weekly	\\x0108050f000000000000f03f000000000000534000000000002082400f01000151011a010f010b01080106010b0103010301020102010201010101	{"cost_usd": 0.5800000000000001, "cost_micros": 580000, "input_tokens": 5800, "output_tokens": 580, "tokens_untold": 6380}	2026-03-10 10:00:00+00
6	2026-02-23 00:00:00+00	38	2026-03-01 23:51:00+00	\N	7221	87	292	weekly	\\x010805260000000000c055400000000000407240000000000035bc40259c030001000101010001000100010201000100010000010000010001010000010000000001000100000000000000000100020000000000	{"cost_usd": 7.221, "cost_micros": 7221000, "input_tokens": 72210, "output_tokens": 7221, "tokens_untold": 79431}	2026-03-10 10:00:00+00
6	2026-03-02 00:00:00+00	15	2026-03-02 09:46:00+00	\N	615	2	82	weekly	\\x0108050f0000000000000040000000000080544000000000003883400f3e0001380117010e010a010f010501040103010301020102010201040101	{"cost_usd": 0.6150000000000001, "cost_micros": 615000, "input_tokens": 6150, "output_tokens": 615, "tokens_untold": 6765}	2026-03-10 10:00:00+00
7	2026-02-23 00:00:00+00	5	2026-03-01 21:24:00+00	\N	990	108	288	weekly	\\x010805050000000000005b4000000000000072400000000000f08e4005b00300010e010a01070106	{"cost_usd": 0.9899999999999999, "cost_micros": 990000, "input_tokens": 9900, "output_tokens": 990, "tokens_untold": 10890}	2026-03-10 10:00:00+00
7	2026-03-02 00:00:00+00	2	2026-03-02 07:54:00+00	\N	81	18	63	weekly	\\x0108050200000000000032400000000000804f400000000000405440028a02000138	{"cost_usd": 0.081, "cost_micros": 81000, "input_tokens": 810, "output_tokens": 81, "tokens_untold": 891}	2026-03-10 10:00:00+00
8	2026-02-23 00:00:00+00	5	2026-03-01 22:27:00+00	\N	945	99	279	weekly	\\x010805050000000000c0584000000000007071400000000000888d4005a80300010f010a01080106	{"cost_usd": 0.945, "cost_micros": 945000, "input_tokens": 9450, "output_tokens": 945, "tokens_untold": 10395}	2026-03-10 10:00:00+00
8	2026-03-02 00:00:00+00	2	2026-03-02 08:57:00+00	\N	63	9	54	weekly	\\x0108050200000000000022400000000000004b400000000000804f4002ca01000151	{"cost_usd": 0.063, "cost_micros": 63000, "input_tokens": 630, "output_tokens": 63, "tokens_untold": 693}	2026-03-10 10:00:00+00
9	2026-02-23 00:00:00+00	5	2026-03-01 23:30:00+00	\N	900	90	270	weekly	\\x0108050500000000008056400000000000e070400000000000208c40059e03000111010b01090106	{"cost_usd": 0.9, "cost_micros": 900000, "input_tokens": 9000, "output_tokens": 900, "tokens_untold": 9900}	2026-03-10 10:00:00+00
9	2026-03-02 00:00:00+00	1	2026-03-02 04:45:00+00	\N	45	45	45	weekly	\\x0101050000000000804640	{"cost_usd": 0.045, "cost_micros": 45000, "input_tokens": 450, "output_tokens": 45, "tokens_untold": 495}	2026-03-10 10:00:00+00
10	2026-02-23 00:00:00+00	4	2026-03-01 19:18:00+00	\N	774	126	261	weekly	\\x010805040000000000805f400000000000507040000000000030884004be0300010c01090106	{"cost_usd": 0.774, "cost_micros": 774000, "input_tokens": 7740, "output_tokens": 774, "tokens_untold": 8514}	2026-03-10 10:00:00+00
10	2026-03-02 00:00:00+00	2	2026-03-02 05:48:00+00	\N	117	36	81	weekly	\\x01080502000000000000424000000000004054400000000000405d4002ca02000123	{"cost_usd": 0.11699999999999999, "cost_micros": 117000, "input_tokens": 1170, "output_tokens": 117, "tokens_untold": 1287}	2026-03-10 10:00:00+00
11	2026-03-02 00:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	weekly	\N	\N	2026-03-10 10:00:00+00
12	2026-03-02 00:00:00+00	1	2026-03-02 10:00:00+00	\N	\N	\N	\N	weekly	\N	\N	2026-03-10 10:00:00+00
14	4714-12-29 00:00:00+00 BC	1	4713-01-01 00:00:00+00 BC	1	1	1	1	weekly	\\x010105000000000000f03f	\N	2026-03-10 10:00:00+00
15	2026-03-02 00:00:00+00	1	2026-03-02 09:59:59+00	9	9	9	9	weekly	\\x0101050000000000002240	\N	2026-03-10 10:00:00+00
16	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1800	285571	1	1996	weekly	\\x0108059e02000000000000f03f0000000000309f40000000000c6e114183010100015e011c010f010b0108010601050104010301030103010201010102010101010101010001010100010001000100010001000100010000010001000001000000010000000001000000000000000000000000000000020000000200000200000200020200020002020200020202020202020402020204020402040204040404020406040404040604060604060606060606080608060808080808080a080a0a0a0a08	\N	2026-03-10 10:00:00+00
17	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1080	285857	2	1997	weekly	\\x0108059e0200000000000000400000000000349f40000000008472114183013e0001440118010f010b01070106010501040103010301020102010201010101010101010100010101000101010001000100000100010001000001000001000001000000000100000000000000000000000000000000000200000002000002000200020002020002020200020202020202020204020204020204040204040204040404060404040604060406060606060606080608060808080808080a080a0a080a0a	\N	2026-03-10 10:00:00+00
18	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1620	286143	3	1998	weekly	\\x0108059e0200000000000008400000000000389f4000000000fc7611418201640001360116010e010a0107010601050104010301030102010201010102010101010100010101000101010001000100010001000100000100000100010000000100000001000000000000000001000002000000000000000200000200000200020002000200020202000202020202020202020402020204020402040404020404040404060404060406040606060606060608060608080808080808080a0a080a0a0a	\N	2026-03-10 10:00:00+00
19	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	900	286429	4	1999	weekly	\\x0108059e02000000000000104000000000003c9f4000000000747b114182017e00012d0115010d010901080105010501040103010201020102010201010101010101010100010101000100010001000100010001000001000100000100000100000000010000000000010000000000000002000000000002000000020002000002020002000202000202020202020202020202040202040204020404020404040404040406040406060406060606060606060806080808060a0808080a080a0a0a0a	\N	2026-03-10 10:00:00+00
20	2026-03-02 00:00:00+00	286	2026-03-02 10:00:00+00	1440	286715	5	2000	weekly	\\x0108059e0200000000000014400000000000409f4000000000ec7f1141820194010001260113010d010901070105010501030103010301020102010101010102010001010101010001000100010101000001000100010000010000010000010000000100000000000100000000000000000002000000000002000002000002000200020200020200020202020202020202020202040204020402040204040404040404040604040604060606040606080606080608080608080a08080a080a0a0a0a	\N	2026-03-10 10:00:00+00
21	2026-03-02 00:00:00+00	285	2026-03-02 10:00:00+00	1980	285000	6	1994	weekly	\\x0108059d0200000000000018400000000000289f4000000000206511418201a4010001220112010c01080107010501050103010301020103010101020101010101010100010101000101010001000100010000010001000100000100000100000001000000000001000000000000000000000000020000000200000002000200020002000202000202020202000202040202020204020204020404020404040404040404040604060406060406060608060608060806080808080a080a080a0a0a08	\N	2026-03-10 10:00:00+00
22	2026-03-02 00:00:00+00	285	2026-03-02 10:00:00+00	1260	285285	7	1995	weekly	\\x0108059d020000000000001c4000000000002c9f4000000000946911418201b20100011e0111010b01090106010501040104010301020102010201010101010101010101010001010100010001000100010001000001000100000100000100000001000000000100000000000000000000000000020000000002000002000200020002000202000202020002020202020402020204020204020404020404040404040404040604060406040606060606080606080806080808080a08080a0a0a0a08	\N	2026-03-10 10:00:00+00
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.schema_migrations (name, kind, checksum, relations, extension_oid, applied_at) FROM stdin;
000_migrations	migration	9e3097ed01a2fa0c	{monitoring.schema_migrations}	16386	2026-03-02 10:00:00+00
010_raw_tables	migration	bccc5427f78bb1bb	{monitoring.agent_assignments,monitoring.agent_executions,monitoring.agent_executions_default,monitoring.agent_logs,monitoring.agent_logs_default,monitoring.agent_messages,monitoring.agents,monitoring.pipeline_metrics,monitoring.pipeline_metrics_default,monitoring.queue_status,monitoring.tasks,monitoring.worker_issues,public.monitoring_events}	16386	2026-03-02 10:00:00+00
020_settings	migration	0f6bf22fafd28db7	{monitoring.health_thresholds,monitoring.retention_policies,monitoring.settings}	16386	2026-03-02 10:00:00+00
021_agent_health	migration	b7322f65c2f189ba	{monitoring.agent_status_history,monitoring.health_checks,monitoring.status_watches}	16386	2026-03-02 10:00:00+00
022_error_groups	migration	b8c78f9c3c048d30	{monitoring.error_group_days,monitoring.error_group_users,monitoring.error_groups}	16386	2026-03-02 10:00:00+00
023_costs	migration	f1073cdb83c57243	{monitoring.budget_alerts,monitoring.budgets,monitoring.model_prices,monitoring.reprice_runs}	16386	2026-03-02 10:00:00+00
023_usage	migration	43a5a8946afe2ba1	{monitoring.operation_days,monitoring.user_days}	16386	2026-03-02 10:00:00+00
024_service_levels	migration	2dd67c7165dddca9	{monitoring.service_level_alerts,monitoring.service_levels}	16386	2026-03-02 10:00:00+00
025_anomalies	migration	c1d6ba891352208e	{monitoring.anomalies,monitoring.anomaly_hours}	16386	2026-03-02 10:00:00+00
026_audit	migration	148155d7ae01728e	{monitoring.audit_log}	16386	2026-03-02 10:00:00+00
030_rollups	migration	0ab6d69005788e95	{monitoring.agent_activity,monitoring.consumer_cursors,monitoring.late_rows,monitoring.metric_definitions,monitoring.metric_series,monitoring.minute_segments,monitoring.rollups_daily,monitoring.rollups_hourly,monitoring.rollups_stored,monitoring.rollups_weekly}	16386	2026-03-02 10:00:00+00
031_collectors	migration	8ae5cc6f4acd8de6	{monitoring.collectors,monitoring.queue_sources,monitoring.statement_counters}	16386	2026-03-02 10:00:00+00
040_alerts	migration	adfc2c7fe65419a0	{monitoring.alert_events,monitoring.alert_group_members,monitoring.alert_groups,monitoring.alerts,monitoring.channel_circuits,monitoring.channel_sends,monitoring.errors_put_off,monitoring.escalation_steps,monitoring.left_names,monitoring.notification_alerts,monitoring.notification_channels,monitoring.notification_routes,monitoring.notifications,monitoring.notifiers,monitoring.told_alerts}	16386	2026-03-02 10:00:00+00
041_rules	migration	919b38f238171a66	{monitoring.alert_rules}	16386	2026-03-02 10:00:00+00
042_silences	migration	c48a5db86deab382	{monitoring.inhibition_rules,monitoring.mute_times,monitoring.silences}	16386	2026-03-02 10:00:00+00
043_pace	migration	9190dc3bea1496db	{monitoring.channel_pace}	16386	2026-03-02 10:00:00+00
050_jobs	migration	07ea20365c49724b	{monitoring.jobs,monitoring.step_failures}	16386	2026-03-02 10:00:00+00
repeatable/10_ingest	repeatable	18f8081e2371baa4	{}	16386	2026-03-02 10:00:00+00
repeatable/15_costs	repeatable	9055981470e5eb96	{}	16386	2026-03-02 10:00:00+00
repeatable/20_views	repeatable	75174cc95cf5aae6	{monitoring.agent_metrics,monitoring.aggregated_executions,monitoring.aggregated_logs,monitoring.aggregated_metrics,monitoring.api_metrics,monitoring.channel_status,monitoring.job_status,monitoring.queue_metrics,monitoring.queue_monitoring_view,monitoring.rollups,monitoring.squad_agents,monitoring.squad_messages,monitoring.system_events}	16386	2026-03-02 10:00:00+00
repeatable/25_audit	repeatable	d310a24ffaa664db	{}	16386	2026-03-02 10:00:00+00
repeatable/30_security	repeatable	a7c10b19b165bf7e	{}	16386	2026-03-02 10:00:00+00
expose_in_public	exposed		{public.agent_logs,public.tasks}	0	2026-11-28 09:42:33.497476+00
\.


--
-- Data for Name: service_level_alerts; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.service_level_alerts (service_level, burn, raised_at, alert_id, labels, severity) FROM stdin;
\.


--
-- Data for Name: service_levels; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.service_levels (name, metric_name, matchers, objective, threshold_ms, period, min_requests, fast_severity, slow_severity, enabled, description) FROM stdin;
\.


--
-- Data for Name: settings; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.settings (name, value, kind, description) FROM stdin;
seal_after	2 days	interval	How far from now (before or after it) a partition lies that is sealed: late rows for it cost a little more, and a refresh looks into it only when there are any.
move_batch_rows	100000	integer	Rows of a catch-all partition that are moved home in one go; of a day that has more, a partition holds a part.
lock_timeout	500 milliseconds	interval	How long maintenance waits for a lock on a table that is in use before it goes on with the next. Below deadlock_timeout, so that maintenance gives way and not a writer.
refresh_step_rows	1000000	integer	Raw rows of a table that the job refresh rolls up before it commits.
refresh_memory_mb	192	integer	Megabytes that a refresh may take for its results; what does not fit goes in slices of time.
series_limit	10000	integer	Series that a metric may have, unless its definition says otherwise; further ones fall into its overflow series.
series_limit_total	200000	integer	Series that all metrics together may have.
delivery_lease	30 seconds	interval	How long a worker may hold a notification before another one may take it.
delivery_retry_first	5 seconds	interval	Wait before the second attempt; it doubles with each further one.
delivery_retry_most	15 minutes	interval	The longest wait between two attempts.
delivery_attempts	20	integer	Attempts after which a notification is given up (state dead).
circuit_failures	5	integer	Failures in a row after which a channel rests.
circuit_open_first	30 seconds	interval	How long a channel rests before it is tried with one message; doubled each time that fails.
circuit_open_most	5 minutes	interval	The longest rest of a channel.
fallback_after	5 minutes	interval	How long a message may wait for its channel before the fallback channel is told as well.
unknown_resend_after	2 minutes	interval	How long after an attempt whose outcome is unknown the provider's list must still not show the message, before it is sent again.
held_recheck	1 minute	interval	How often it is looked at whether an alert that another one holds back still is, besides each time that one resolves.
alert_adopted_rows	true	boolean	Whether error rows that were brought from another database with their stamps raise alerts; false: they are written off, with an event error_rows_written_off.
sms_rate_limit	10	integer	Messages that a channel of kind sms is given in each of its rate_interval (a minute), where it has no rate_limit of its own and is not unlimited; further ones are summed up.
message_alerts	200	integer	Alerts that an email or a webhook lists; further ones come with the next message.
acknowledge_keep	10 minutes	interval	How long after its alert has ended an acknowledgement holds for a new alert with the same labels.
error_resolve_after	15 minutes	interval	Silence after which the alert of an error group counts as resolved.
notifier_gone_after	90 seconds	interval	Time without a sign of life after which a daemon counts as gone; it gives one every 30 seconds.
unseen_rule_after	1 hour	interval	How long an alert rule may be evaluated without its metric ever having been seen, before health warns of it.
rule_interval	15 seconds	interval	Time between two evaluations of an alert rule.
health_recover_after	5 minutes	interval	How long an agent's verdict must have been a better one before it is told: bad at once, good again after a while.
health_check_stale_after	5 minutes	interval	Time after which a reported health check counts as unknown.
agent_forgotten_after	7 days	interval	Time after which an agent that is not registered, and that nobody has heard of, is no longer shown.
task_stuck_after	1 hour	interval	Time without an update after which a running task, or a job of another queue system that has no time limit of its own, counts as stuck.
collect_database	true	boolean	Whether the job collect_database measures the database.
collect_interval	1 minute	interval	Time between two measurements of the database; the job looks once a minute.
collect_timeout	5 seconds	interval	Longest time that reading one queue system, or one part of the measurements of the database, may take.
partition_days_ahead	5	integer	Days for which partitions are made ahead.
\.


--
-- Data for Name: silences; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.silences (id, matchers, starts_at, ends_at, comment, created_by, created_at) FROM stdin;
01a22188-f561-7d91-94b6-fe3348be3472	{"agent_name": "silenced"}	2026-03-02 10:00:00+00	2026-03-03 10:00:00+00	quiet	postgres	2026-03-02 10:00:00+00
\.


--
-- Data for Name: statement_counters; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.statement_counters (userid, queryid, toplevel, calls, total_ms) FROM stdin;
\.


--
-- Data for Name: status_watches; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.status_watches (since, until) FROM stdin;
2026-03-10 10:00:00+00	2026-03-10 10:00:00+00
\.


--
-- Data for Name: step_failures; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.step_failures (step, member, since, last_at, occurrences, error, hint) FROM stdin;
\.


--
-- Data for Name: tasks; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.tasks (id, agent_id, type, priority, payload, status, result, error, created_at, updated_at, started_at, finished_at, attempts) FROM stdin;
01a22188-f583-789f-b8e7-545abeb73dfb	01a22188-f57e-763d-bb4b-13d64f814cec	t	medium	{}	pending	\N	\N	2026-11-28 09:42:33.497476+00	2026-11-28 09:42:33.497476+00	\N	\N	0
\.


--
-- Data for Name: told_alerts; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.told_alerts (group_id, channel, alert_id, state, count, acknowledged, told_at) FROM stdin;
01a22188-f759-7a6e-937e-b86a6c7dbb03	email	01a22188-f72f-7210-ac61-117d81d6b05c	firing	1	f	2026-03-02 10:00:00+00
01a22188-f759-7a6e-937e-b86a6c7dbb03	sms	01a22188-f72f-7210-ac61-117d81d6b05c	firing	1	f	2026-03-02 10:00:00+00
01a22188-f759-7f1a-8ce3-703cd6161429	email	01a22188-f6cf-7c87-957e-d3dc01afe0f4	firing	1	f	2026-03-02 10:00:00+00
01a22188-f759-7f1a-8ce3-703cd6161429	sms	01a22188-f6cf-7c87-957e-d3dc01afe0f4	firing	1	f	2026-03-02 10:00:00+00
\.


--
-- Data for Name: user_days; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.user_days (day, user_key, user_id, requests, failures, tokens, last_at) FROM stdin;
2026-02-28	\\x6ca202c88e549dff68c09bfafbfc60b2fac074debc1e6777e9ba4b6c703ed114	u2	3	0	0	2026-02-28 23:49:00+00
2026-02-28	\\x9dc02223da426384268a0b489b28b008464099491967f6f0597853e939953ea0	u0	3	1	0	2026-02-28 23:42:00+00
2026-02-28	\\xbb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19	u1	3	0	0	2026-02-28 23:56:00+00
2026-03-01	\\x6ca202c88e549dff68c09bfafbfc60b2fac074debc1e6777e9ba4b6c703ed114	u2	69	0	0	2026-03-01 23:58:00+00
2026-03-01	\\x9dc02223da426384268a0b489b28b008464099491967f6f0597853e939953ea0	u0	69	23	0	2026-03-01 23:51:00+00
2026-03-01	\\xbb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19	u1	68	0	0	2026-03-01 23:44:00+00
2026-03-02	\\x6ca202c88e549dff68c09bfafbfc60b2fac074debc1e6777e9ba4b6c703ed114	u2	28	0	0	2026-03-02 09:46:00+00
2026-03-02	\\x9dc02223da426384268a0b489b28b008464099491967f6f0597853e939953ea0	u0	28	9	0	2026-03-02 09:39:00+00
2026-03-02	\\xbb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19	u1	29	0	0	2026-03-02 09:53:00+00
\.


--
-- Data for Name: worker_issues; Type: TABLE DATA; Schema: monitoring; Owner: -
--

COPY monitoring.worker_issues (id, worker_name, issue_type, severity, message, details, resolved, resolution_details, created_at, resolved_at) FROM stdin;
01a22188-f57d-798d-a081-296931fdacab	w	t	warning	m	{}	f	\N	2026-11-28 09:42:33.497476+00	\N
\.


--
-- Data for Name: monitoring_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.monitoring_events (id, event_type, details, created_at) FROM stdin;
01a22188-f57d-7e7a-998d-af28f3472a16	e	{}	2026-11-28 09:42:33.497476+00
\.


--
-- Name: alert_events_id_seq; Type: SEQUENCE SET; Schema: monitoring; Owner: -
--

SELECT pg_catalog.setval('monitoring.alert_events_id_seq', 1, true);


--
-- Name: left_names_id_seq; Type: SEQUENCE SET; Schema: monitoring; Owner: -
--

SELECT pg_catalog.setval('monitoring.left_names_id_seq', 1, false);


--
-- Name: metric_series_id_seq; Type: SEQUENCE SET; Schema: monitoring; Owner: -
--

SELECT pg_catalog.setval('monitoring.metric_series_id_seq', 22, true);


--
-- Name: minute_segments_id_seq; Type: SEQUENCE SET; Schema: monitoring; Owner: -
--

SELECT pg_catalog.setval('monitoring.minute_segments_id_seq', 41, true);


--
-- Name: agent_activity agent_activity_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_activity
    ADD CONSTRAINT agent_activity_pkey PRIMARY KEY (source, agent_key);


--
-- Name: agent_assignments agent_assignments_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_assignments
    ADD CONSTRAINT agent_assignments_pkey PRIMARY KEY (user_id, agent_name);


--
-- Name: agent_executions agent_executions_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions
    ADD CONSTRAINT agent_executions_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_default agent_executions_default_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_default
    ADD CONSTRAINT agent_executions_default_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260228 agent_executions_p20260228_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260228
    ADD CONSTRAINT agent_executions_p20260228_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260301 agent_executions_p20260301_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260301
    ADD CONSTRAINT agent_executions_p20260301_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260302 agent_executions_p20260302_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260302
    ADD CONSTRAINT agent_executions_p20260302_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260303 agent_executions_p20260303_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260303
    ADD CONSTRAINT agent_executions_p20260303_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260304 agent_executions_p20260304_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260304
    ADD CONSTRAINT agent_executions_p20260304_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260305 agent_executions_p20260305_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260305
    ADD CONSTRAINT agent_executions_p20260305_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260306 agent_executions_p20260306_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260306
    ADD CONSTRAINT agent_executions_p20260306_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_executions_p20260307 agent_executions_p20260307_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_executions_p20260307
    ADD CONSTRAINT agent_executions_p20260307_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs agent_logs_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs
    ADD CONSTRAINT agent_logs_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_default agent_logs_default_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_default
    ADD CONSTRAINT agent_logs_default_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260302 agent_logs_p20260302_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260302
    ADD CONSTRAINT agent_logs_p20260302_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260303 agent_logs_p20260303_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260303
    ADD CONSTRAINT agent_logs_p20260303_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260304 agent_logs_p20260304_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260304
    ADD CONSTRAINT agent_logs_p20260304_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260305 agent_logs_p20260305_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260305
    ADD CONSTRAINT agent_logs_p20260305_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260306 agent_logs_p20260306_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260306
    ADD CONSTRAINT agent_logs_p20260306_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_logs_p20260307 agent_logs_p20260307_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_logs_p20260307
    ADD CONSTRAINT agent_logs_p20260307_pkey PRIMARY KEY (id, created_at);


--
-- Name: agent_messages agent_messages_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_messages
    ADD CONSTRAINT agent_messages_pkey PRIMARY KEY (id);


--
-- Name: agent_status_history agent_status_history_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agent_status_history
    ADD CONSTRAINT agent_status_history_pkey PRIMARY KEY (agent_key, since);


--
-- Name: alert_rules agentmon_interval_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_rules
    ADD CONSTRAINT agentmon_interval_fits CHECK ((((("for" <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval("for", 'for'::text)) AND (((keep_firing_for <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(keep_firing_for, 'keep_firing_for'::text)))) NOT VALID;


--
-- Name: escalation_steps agentmon_interval_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.escalation_steps
    ADD CONSTRAINT agentmon_interval_fits CHECK ((((after <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(after, 'after'::text))) NOT VALID;


--
-- Name: notification_channels agentmon_interval_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_channels
    ADD CONSTRAINT agentmon_interval_fits CHECK ((((rate_interval <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(rate_interval, 'rate_interval'::text))) NOT VALID;


--
-- Name: notification_routes agentmon_interval_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_routes
    ADD CONSTRAINT agentmon_interval_fits CHECK (((((group_wait <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(group_wait, 'group_wait'::text)) AND (((group_interval <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(group_interval, 'group_interval'::text)) AND (((repeat_interval <= '1000 days'::interval) IS NOT FALSE) OR agentmon.refuse_long_interval(repeat_interval, 'repeat_interval'::text)))) NOT VALID;


--
-- Name: agent_assignments agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_assignments
    ADD CONSTRAINT agentmon_name_fits CHECK (((((octet_length(user_id) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(user_id, 'user_id'::text)) AND (((octet_length(agent_name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(agent_name, 'agent_name'::text)))) NOT VALID;


--
-- Name: agents agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agents
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: alert_rules agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_rules
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: budgets agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.budgets
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: health_checks agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.health_checks
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: health_thresholds agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.health_thresholds
    ADD CONSTRAINT agentmon_name_fits CHECK (((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text)) AND (((octet_length(agent_name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(agent_name, 'agent_name'::text)))) NOT VALID;


--
-- Name: inhibition_rules agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.inhibition_rules
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: metric_definitions agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.metric_definitions
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(metric_name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(metric_name, 'metric_name'::text))) NOT VALID;


--
-- Name: model_prices agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.model_prices
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(pattern) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(pattern, 'pattern'::text))) NOT VALID;


--
-- Name: mute_times agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.mute_times
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: notification_channels agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_channels
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: notification_routes agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_routes
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: notifiers agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notifiers
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(worker) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(worker, 'worker'::text))) NOT VALID;


--
-- Name: queue_status agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.queue_status
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(queue_name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(queue_name, 'queue_name'::text))) NOT VALID;


--
-- Name: retention_policies agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.retention_policies
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: service_levels agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.service_levels
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: settings agentmon_name_fits; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.settings
    ADD CONSTRAINT agentmon_name_fits CHECK ((((octet_length(name) <= 1000) IS NOT FALSE) OR agentmon.refuse_long_name(name, 'name'::text))) NOT VALID;


--
-- Name: agent_executions agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((agent_name <> ''::text) AND (status = ANY (ARRAY['success'::text, 'failure'::text, 'timeout'::text])) AND isfinite(created_at) AND ((execution_time_ms IS NULL) OR ((execution_time_ms >= (0)::double precision) AND (execution_time_ms < 'Infinity'::double precision))) AND (COALESCE(LEAST(tokens_used, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens), (0)::bigint) >= 0) AND ((cost_usd IS NULL) OR ((cost_usd >= (0)::numeric) AND (cost_usd < '1000000000000000'::numeric))) AND ((input_tokens IS NULL) OR (((COALESCE(cache_read_tokens, (0)::bigint))::numeric + (COALESCE(cache_write_tokens, (0)::bigint))::numeric) <= (input_tokens)::numeric)) AND ((output_tokens IS NULL) OR (COALESCE(reasoning_tokens, (0)::bigint) <= output_tokens)) AND agentmon.check_stamp(stamp)) IS TRUE) OR agentmon.refuse_execution(agent_name, status, execution_time_ms, tokens_used, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, created_at))) NOT VALID;


--
-- Name: agent_logs agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((agent_name <> ''::text) AND (log_level = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text, 'critical'::text])) AND isfinite(created_at) AND ((context IS NULL) OR (jsonb_typeof(context) = 'object'::text)) AND agentmon.check_stamp(stamp)) IS TRUE) OR agentmon.refuse_log(agent_name, log_level, context, created_at))) NOT VALID;


--
-- Name: agent_messages agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_messages
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((isfinite(created_at) IS TRUE) OR agentmon.refuse_message(created_at))) NOT VALID;


--
-- Name: agents agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agents
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((name <> ''::text) AND (status = ANY (ARRAY['active'::text, 'idle'::text, 'inactive'::text, 'offline'::text])) AND isfinite(created_at) AND isfinite(updated_at) AND ((last_heartbeat_at IS NULL) OR isfinite(last_heartbeat_at))) IS TRUE) OR agentmon.refuse_agent(name, status, VARIADIC ARRAY[created_at, updated_at, last_heartbeat_at]))) NOT VALID;


--
-- Name: pipeline_metrics agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((metric_name <> ''::text) AND (metric_value > '-Infinity'::double precision) AND (metric_value < 'Infinity'::double precision) AND isfinite("timestamp") AND isfinite(created_at) AND ((tags IS NULL) OR (jsonb_typeof(tags) = 'object'::text)) AND agentmon.check_stamp(stamp)) IS TRUE) OR agentmon.refuse_metric(metric_name, metric_value, tags, "timestamp", created_at))) NOT VALID;


--
-- Name: queue_status agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.queue_status
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((queue_name <> ''::text) AND (depth >= 0) AND (stuck_messages >= 0) AND (dead_letter >= 0) AND isfinite(last_check_time)) IS TRUE) OR agentmon.refuse_queue(queue_name, depth, stuck_messages, dead_letter, last_check_time))) NOT VALID;


--
-- Name: tasks agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.tasks
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((priority = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])) AND (status = ANY (ARRAY['pending'::text, 'running'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])) AND isfinite(created_at) AND isfinite(updated_at) AND ((started_at IS NULL) OR isfinite(started_at)) AND ((finished_at IS NULL) OR isfinite(finished_at))) IS TRUE) OR agentmon.refuse_task(priority, status, VARIADIC ARRAY[created_at, updated_at, started_at, finished_at]))) NOT VALID;


--
-- Name: worker_issues agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.worker_issues
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((worker_name <> ''::text) AND (severity = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text])) AND isfinite(created_at) AND ((resolved_at IS NULL) OR isfinite(resolved_at)) AND ((details IS NULL) OR (jsonb_typeof(details) = 'object'::text))) IS TRUE) OR agentmon.refuse_issue(worker_name, severity, details, VARIADIC ARRAY[created_at, resolved_at]))) NOT VALID;


--
-- Name: health_thresholds agentmon_threshold_is_finite; Type: CHECK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.health_thresholds
    ADD CONSTRAINT agentmon_threshold_is_finite CHECK ((((agentmon.is_finite(warning) IS NOT FALSE) AND (agentmon.is_finite(critical) IS NOT FALSE)) OR agentmon.refuse_threshold(name, warning, critical))) NOT VALID;


--
-- Name: agents agents_name_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agents
    ADD CONSTRAINT agents_name_key UNIQUE (name);


--
-- Name: agents agents_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (id);


--
-- Name: alert_events alert_events_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_events
    ADD CONSTRAINT alert_events_pkey PRIMARY KEY (id);


--
-- Name: alert_group_members alert_group_members_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_group_members
    ADD CONSTRAINT alert_group_members_pkey PRIMARY KEY (group_id, alert_id);


--
-- Name: alert_groups alert_groups_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_groups
    ADD CONSTRAINT alert_groups_pkey PRIMARY KEY (id);


--
-- Name: alert_groups alert_groups_route_group_key_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_groups
    ADD CONSTRAINT alert_groups_route_group_key_key UNIQUE (route, group_key);


--
-- Name: alert_rules alert_rules_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_rules
    ADD CONSTRAINT alert_rules_pkey PRIMARY KEY (name);


--
-- Name: alerts alerts_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (id);


--
-- Name: anomalies anomalies_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.anomalies
    ADD CONSTRAINT anomalies_pkey PRIMARY KEY (id);


--
-- Name: anomaly_hours anomaly_hours_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.anomaly_hours
    ADD CONSTRAINT anomaly_hours_pkey PRIMARY KEY (hour);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);


--
-- Name: budget_alerts budget_alerts_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.budget_alerts
    ADD CONSTRAINT budget_alerts_pkey PRIMARY KEY (budget, share);


--
-- Name: budgets budgets_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.budgets
    ADD CONSTRAINT budgets_pkey PRIMARY KEY (name);


--
-- Name: channel_circuits channel_circuits_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.channel_circuits
    ADD CONSTRAINT channel_circuits_pkey PRIMARY KEY (channel);


--
-- Name: channel_pace channel_pace_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.channel_pace
    ADD CONSTRAINT channel_pace_pkey PRIMARY KEY (channel);


--
-- Name: collectors collectors_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.collectors
    ADD CONSTRAINT collectors_pkey PRIMARY KEY (name, member);


--
-- Name: consumer_cursors consumer_cursors_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.consumer_cursors
    ADD CONSTRAINT consumer_cursors_pkey PRIMARY KEY (consumer, source, cluster_tag);


--
-- Name: error_group_days error_group_days_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.error_group_days
    ADD CONSTRAINT error_group_days_pkey PRIMARY KEY (fingerprint, agent_key, day);


--
-- Name: error_group_users error_group_users_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.error_group_users
    ADD CONSTRAINT error_group_users_pkey PRIMARY KEY (fingerprint, agent_key, user_key);


--
-- Name: error_groups error_groups_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.error_groups
    ADD CONSTRAINT error_groups_pkey PRIMARY KEY (fingerprint, agent_key);


--
-- Name: escalation_steps escalation_steps_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.escalation_steps
    ADD CONSTRAINT escalation_steps_pkey PRIMARY KEY (route, after);


--
-- Name: health_checks health_checks_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.health_checks
    ADD CONSTRAINT health_checks_pkey PRIMARY KEY (name);


--
-- Name: health_thresholds health_thresholds_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.health_thresholds
    ADD CONSTRAINT health_thresholds_pkey PRIMARY KEY (name, agent_name);


--
-- Name: inhibition_rules inhibition_rules_name_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.inhibition_rules
    ADD CONSTRAINT inhibition_rules_name_key UNIQUE (name);


--
-- Name: inhibition_rules inhibition_rules_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.inhibition_rules
    ADD CONSTRAINT inhibition_rules_pkey PRIMARY KEY (id);


--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (name);


--
-- Name: late_rows late_rows_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.late_rows
    ADD CONSTRAINT late_rows_pkey PRIMARY KEY (source, stamp, day, noted_by);


--
-- Name: left_names left_names_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.left_names
    ADD CONSTRAINT left_names_pkey PRIMARY KEY (id);


--
-- Name: metric_definitions metric_definitions_guess_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.metric_definitions
    ADD CONSTRAINT metric_definitions_guess_key UNIQUE (guess);


--
-- Name: metric_definitions metric_definitions_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.metric_definitions
    ADD CONSTRAINT metric_definitions_pkey PRIMARY KEY (metric_name);


--
-- Name: metric_series metric_series_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.metric_series
    ADD CONSTRAINT metric_series_pkey PRIMARY KEY (id);


--
-- Name: metric_series metric_series_series_key_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.metric_series
    ADD CONSTRAINT metric_series_series_key_key UNIQUE (series_key);


--
-- Name: minute_segments minute_segments_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.minute_segments
    ADD CONSTRAINT minute_segments_pkey PRIMARY KEY (source, block, id);


--
-- Name: model_prices model_prices_pattern_effective_from_above_input_tokens_sour_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.model_prices
    ADD CONSTRAINT model_prices_pattern_effective_from_above_input_tokens_sour_key UNIQUE (pattern, effective_from, above_input_tokens, source);


--
-- Name: model_prices model_prices_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.model_prices
    ADD CONSTRAINT model_prices_pkey PRIMARY KEY (id);


--
-- Name: mute_times mute_times_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.mute_times
    ADD CONSTRAINT mute_times_pkey PRIMARY KEY (name);


--
-- Name: notification_alerts notification_alerts_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_alerts
    ADD CONSTRAINT notification_alerts_pkey PRIMARY KEY (alert_id, notification_id, group_id);


--
-- Name: notification_channels notification_channels_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_channels
    ADD CONSTRAINT notification_channels_pkey PRIMARY KEY (name);


--
-- Name: notification_routes notification_routes_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_routes
    ADD CONSTRAINT notification_routes_pkey PRIMARY KEY (name);


--
-- Name: notifications notifications_idempotency_key_key; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifications
    ADD CONSTRAINT notifications_idempotency_key_key UNIQUE (idempotency_key);


--
-- Name: notifications notifications_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);


--
-- Name: notifiers notifiers_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifiers
    ADD CONSTRAINT notifiers_pkey PRIMARY KEY (worker);


--
-- Name: operation_days operation_days_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.operation_days
    ADD CONSTRAINT operation_days_pkey PRIMARY KEY (day, operation_key);


--
-- Name: pipeline_metrics pipeline_metrics_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics
    ADD CONSTRAINT pipeline_metrics_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_default pipeline_metrics_default_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_default
    ADD CONSTRAINT pipeline_metrics_default_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260302 pipeline_metrics_p20260302_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260302
    ADD CONSTRAINT pipeline_metrics_p20260302_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260303 pipeline_metrics_p20260303_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260303
    ADD CONSTRAINT pipeline_metrics_p20260303_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260304 pipeline_metrics_p20260304_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260304
    ADD CONSTRAINT pipeline_metrics_p20260304_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260305 pipeline_metrics_p20260305_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260305
    ADD CONSTRAINT pipeline_metrics_p20260305_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260306 pipeline_metrics_p20260306_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260306
    ADD CONSTRAINT pipeline_metrics_p20260306_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: pipeline_metrics_p20260307 pipeline_metrics_p20260307_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.pipeline_metrics_p20260307
    ADD CONSTRAINT pipeline_metrics_p20260307_pkey PRIMARY KEY (id, "timestamp");


--
-- Name: queue_sources queue_sources_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.queue_sources
    ADD CONSTRAINT queue_sources_pkey PRIMARY KEY (name);


--
-- Name: queue_status queue_status_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.queue_status
    ADD CONSTRAINT queue_status_pkey PRIMARY KEY (queue_name);


--
-- Name: reprice_runs reprice_runs_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.reprice_runs
    ADD CONSTRAINT reprice_runs_pkey PRIMARY KEY (id);


--
-- Name: retention_policies retention_policies_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.retention_policies
    ADD CONSTRAINT retention_policies_pkey PRIMARY KEY (name);


--
-- Name: rollups_stored rollups_stored_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_stored
    ADD CONSTRAINT rollups_stored_pkey PRIMARY KEY (series_id, period_start, period);


--
-- Name: rollups_daily rollups_daily_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_daily
    ADD CONSTRAINT rollups_daily_pkey PRIMARY KEY (series_id, period_start, period);


--
-- Name: rollups_hourly rollups_hourly_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_hourly
    ADD CONSTRAINT rollups_hourly_pkey PRIMARY KEY (series_id, period_start, period);


--
-- Name: rollups_weekly rollups_weekly_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.rollups_weekly
    ADD CONSTRAINT rollups_weekly_pkey PRIMARY KEY (series_id, period_start, period);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: service_level_alerts service_level_alerts_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.service_level_alerts
    ADD CONSTRAINT service_level_alerts_pkey PRIMARY KEY (service_level, burn);


--
-- Name: service_levels service_levels_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.service_levels
    ADD CONSTRAINT service_levels_pkey PRIMARY KEY (name);


--
-- Name: settings settings_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);


--
-- Name: silences silences_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.silences
    ADD CONSTRAINT silences_pkey PRIMARY KEY (id);


--
-- Name: statement_counters statement_counters_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.statement_counters
    ADD CONSTRAINT statement_counters_pkey PRIMARY KEY (queryid, userid, toplevel);


--
-- Name: status_watches status_watches_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.status_watches
    ADD CONSTRAINT status_watches_pkey PRIMARY KEY (since);


--
-- Name: step_failures step_failures_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.step_failures
    ADD CONSTRAINT step_failures_pkey PRIMARY KEY (step, member);


--
-- Name: tasks tasks_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);


--
-- Name: told_alerts told_alerts_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.told_alerts
    ADD CONSTRAINT told_alerts_pkey PRIMARY KEY (group_id, channel, alert_id);


--
-- Name: user_days user_days_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.user_days
    ADD CONSTRAINT user_days_pkey PRIMARY KEY (day, user_key);


--
-- Name: worker_issues worker_issues_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.worker_issues
    ADD CONSTRAINT worker_issues_pkey PRIMARY KEY (id);


--
-- Name: monitoring_events agentmon_row_is_valid; Type: CHECK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.monitoring_events
    ADD CONSTRAINT agentmon_row_is_valid CHECK (((((event_type <> ''::text) AND isfinite(created_at) AND ((details IS NULL) OR (jsonb_typeof(details) = 'object'::text))) IS TRUE) OR agentmon.refuse_event(event_type, details, created_at))) NOT VALID;


--
-- Name: monitoring_events monitoring_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.monitoring_events
    ADD CONSTRAINT monitoring_events_pkey PRIMARY KEY (id);


--
-- Name: agent_executions_failed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_failed_idx ON ONLY monitoring.agent_executions USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_default_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_default_created_at_idx ON monitoring.agent_executions_default USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_time_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_time_idx ON ONLY monitoring.agent_executions USING btree (created_at, status);


--
-- Name: agent_executions_default_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_default_created_at_status_idx ON monitoring.agent_executions_default USING btree (created_at, status);


--
-- Name: agent_executions_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_stamp_idx ON ONLY monitoring.agent_executions USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_default_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_default_stamp_idx ON monitoring.agent_executions_default USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_user_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_user_idx ON ONLY monitoring.agent_executions USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_default_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_default_user_id_idx ON monitoring.agent_executions_default USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260228_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260228_created_at_idx ON monitoring.agent_executions_p20260228 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260228_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260228_created_at_status_idx ON monitoring.agent_executions_p20260228 USING btree (created_at, status);


--
-- Name: agent_executions_p20260228_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260228_stamp_idx ON monitoring.agent_executions_p20260228 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260228_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260228_user_id_idx ON monitoring.agent_executions_p20260228 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260301_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260301_created_at_idx ON monitoring.agent_executions_p20260301 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260301_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260301_created_at_status_idx ON monitoring.agent_executions_p20260301 USING btree (created_at, status);


--
-- Name: agent_executions_p20260301_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260301_stamp_idx ON monitoring.agent_executions_p20260301 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260301_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260301_user_id_idx ON monitoring.agent_executions_p20260301 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260302_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260302_created_at_idx ON monitoring.agent_executions_p20260302 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260302_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260302_created_at_status_idx ON monitoring.agent_executions_p20260302 USING btree (created_at, status);


--
-- Name: agent_executions_p20260302_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260302_stamp_idx ON monitoring.agent_executions_p20260302 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260302_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260302_user_id_idx ON monitoring.agent_executions_p20260302 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260303_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260303_created_at_idx ON monitoring.agent_executions_p20260303 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260303_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260303_created_at_status_idx ON monitoring.agent_executions_p20260303 USING btree (created_at, status);


--
-- Name: agent_executions_p20260303_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260303_stamp_idx ON monitoring.agent_executions_p20260303 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260303_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260303_user_id_idx ON monitoring.agent_executions_p20260303 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260304_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260304_created_at_idx ON monitoring.agent_executions_p20260304 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260304_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260304_created_at_status_idx ON monitoring.agent_executions_p20260304 USING btree (created_at, status);


--
-- Name: agent_executions_p20260304_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260304_stamp_idx ON monitoring.agent_executions_p20260304 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260304_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260304_user_id_idx ON monitoring.agent_executions_p20260304 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260305_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260305_created_at_idx ON monitoring.agent_executions_p20260305 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260305_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260305_created_at_status_idx ON monitoring.agent_executions_p20260305 USING btree (created_at, status);


--
-- Name: agent_executions_p20260305_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260305_stamp_idx ON monitoring.agent_executions_p20260305 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260305_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260305_user_id_idx ON monitoring.agent_executions_p20260305 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260306_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260306_created_at_idx ON monitoring.agent_executions_p20260306 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260306_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260306_created_at_status_idx ON monitoring.agent_executions_p20260306 USING btree (created_at, status);


--
-- Name: agent_executions_p20260306_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260306_stamp_idx ON monitoring.agent_executions_p20260306 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260306_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260306_user_id_idx ON monitoring.agent_executions_p20260306 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_executions_p20260307_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260307_created_at_idx ON monitoring.agent_executions_p20260307 USING btree (created_at) WHERE (status <> 'success'::text);


--
-- Name: agent_executions_p20260307_created_at_status_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260307_created_at_status_idx ON monitoring.agent_executions_p20260307 USING btree (created_at, status);


--
-- Name: agent_executions_p20260307_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260307_stamp_idx ON monitoring.agent_executions_p20260307 USING brin (stamp) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: agent_executions_p20260307_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_executions_p20260307_user_id_idx ON monitoring.agent_executions_p20260307 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_error_time_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_error_time_idx ON ONLY monitoring.agent_logs USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_default_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_default_created_at_idx ON monitoring.agent_logs_default USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_stamp_idx ON ONLY monitoring.agent_logs USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_default_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_default_stamp_created_at_idx ON monitoring.agent_logs_default USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_error_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_error_stamp_idx ON ONLY monitoring.agent_logs USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_default_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_default_stamp_idx ON monitoring.agent_logs_default USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_user_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_user_idx ON ONLY monitoring.agent_logs USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_default_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_default_user_id_idx ON monitoring.agent_logs_default USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260302_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260302_created_at_idx ON monitoring.agent_logs_p20260302 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260302_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260302_stamp_created_at_idx ON monitoring.agent_logs_p20260302 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260302_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260302_stamp_idx ON monitoring.agent_logs_p20260302 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260302_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260302_user_id_idx ON monitoring.agent_logs_p20260302 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260303_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260303_created_at_idx ON monitoring.agent_logs_p20260303 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260303_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260303_stamp_created_at_idx ON monitoring.agent_logs_p20260303 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260303_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260303_stamp_idx ON monitoring.agent_logs_p20260303 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260303_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260303_user_id_idx ON monitoring.agent_logs_p20260303 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260304_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260304_created_at_idx ON monitoring.agent_logs_p20260304 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260304_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260304_stamp_created_at_idx ON monitoring.agent_logs_p20260304 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260304_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260304_stamp_idx ON monitoring.agent_logs_p20260304 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260304_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260304_user_id_idx ON monitoring.agent_logs_p20260304 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260305_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260305_created_at_idx ON monitoring.agent_logs_p20260305 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260305_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260305_stamp_created_at_idx ON monitoring.agent_logs_p20260305 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260305_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260305_stamp_idx ON monitoring.agent_logs_p20260305 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260305_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260305_user_id_idx ON monitoring.agent_logs_p20260305 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260306_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260306_created_at_idx ON monitoring.agent_logs_p20260306 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260306_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260306_stamp_created_at_idx ON monitoring.agent_logs_p20260306 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260306_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260306_stamp_idx ON monitoring.agent_logs_p20260306 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260306_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260306_user_id_idx ON monitoring.agent_logs_p20260306 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_logs_p20260307_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260307_created_at_idx ON monitoring.agent_logs_p20260307 USING btree (created_at) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260307_stamp_created_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260307_stamp_created_at_idx ON monitoring.agent_logs_p20260307 USING brin (stamp, created_at) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: agent_logs_p20260307_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260307_stamp_idx ON monitoring.agent_logs_p20260307 USING btree (stamp) WHERE (log_level = ANY (ARRAY['error'::text, 'critical'::text]));


--
-- Name: agent_logs_p20260307_user_id_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_logs_p20260307_user_id_idx ON monitoring.agent_logs_p20260307 USING hash (user_id) WHERE (user_id IS NOT NULL);


--
-- Name: agent_messages_correlation_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_messages_correlation_idx ON monitoring.agent_messages USING hash (correlation_id) WHERE (correlation_id IS NOT NULL);


--
-- Name: agent_messages_time_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_messages_time_idx ON monitoring.agent_messages USING btree (created_at);


--
-- Name: agent_status_current_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE UNIQUE INDEX agent_status_current_idx ON monitoring.agent_status_history USING btree (agent_key) WHERE (until IS NULL);


--
-- Name: agent_status_until_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX agent_status_until_idx ON monitoring.agent_status_history USING btree (until) WHERE (until IS NOT NULL);


--
-- Name: alert_events_alert_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_events_alert_idx ON monitoring.alert_events USING btree (alert_id, id);


--
-- Name: alert_group_members_alert_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_group_members_alert_idx ON monitoring.alert_group_members USING btree (alert_id);


--
-- Name: alert_groups_escalate_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_groups_escalate_idx ON monitoring.alert_groups USING btree (escalate_at) WHERE (escalate_at IS NOT NULL);


--
-- Name: alert_groups_flush_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_groups_flush_idx ON monitoring.alert_groups USING btree (flush_at) WHERE (flush_at IS NOT NULL);


--
-- Name: alert_groups_recheck_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_groups_recheck_idx ON monitoring.alert_groups USING btree (recheck_at) WHERE (recheck_at IS NOT NULL);


--
-- Name: alert_groups_untold_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alert_groups_untold_idx ON monitoring.alert_groups USING btree (id) WHERE untold;


--
-- Name: alerts_ends_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_ends_idx ON monitoring.alerts USING btree (ends_at) WHERE ((state = 'firing'::text) AND (source = 'raised'::text));


--
-- Name: alerts_firing_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_firing_idx ON monitoring.alerts USING btree (id) WHERE (state = 'firing'::text);


--
-- Name: alerts_news_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_news_idx ON monitoring.alerts USING btree (id) WHERE news;


--
-- Name: alerts_open_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE UNIQUE INDEX alerts_open_idx ON monitoring.alerts USING btree (alert_key) WHERE (state <> 'resolved'::text);


--
-- Name: alerts_rule_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_rule_idx ON monitoring.alerts USING btree (rule_name) WHERE ((source = 'rule'::text) AND (state <> 'resolved'::text));


--
-- Name: alerts_said_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_said_idx ON monitoring.alerts USING btree (alert_key, updated_at) WHERE ((acknowledged_at IS NOT NULL) OR (snoozed_until IS NOT NULL));


--
-- Name: alerts_snoozed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_snoozed_idx ON monitoring.alerts USING btree (snoozed_until) WHERE (snoozed_until IS NOT NULL);


--
-- Name: alerts_updated_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX alerts_updated_idx ON monitoring.alerts USING btree (updated_at);


--
-- Name: anomalies_hour_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX anomalies_hour_idx ON monitoring.anomalies USING btree (hour);


--
-- Name: audit_log_at_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX audit_log_at_idx ON monitoring.audit_log USING btree (at);


--
-- Name: channel_sends_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX channel_sends_idx ON monitoring.channel_sends USING btree (channel, sent_at);


--
-- Name: error_groups_seen_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX error_groups_seen_idx ON monitoring.error_groups USING btree (last_seen);


--
-- Name: metric_series_name_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX metric_series_name_idx ON monitoring.metric_series USING hash (metric_name);


--
-- Name: metric_series_overflow_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX metric_series_overflow_idx ON monitoring.metric_series USING btree (id) WHERE overflow;


--
-- Name: metric_series_source_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX metric_series_source_idx ON monitoring.metric_series USING btree (source);


--
-- Name: notification_alerts_notification_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notification_alerts_notification_idx ON monitoring.notification_alerts USING btree (notification_id);


--
-- Name: notifications_dead_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_dead_idx ON monitoring.notifications USING btree (channel, created_at) WHERE ((state = 'dead'::text) AND (fell_back_at IS NULL));


--
-- Name: notifications_fallback_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_fallback_idx ON monitoring.notifications USING btree (fallback_for) WHERE (fallback_for IS NOT NULL);


--
-- Name: notifications_group_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_group_idx ON monitoring.notifications USING btree (group_id);


--
-- Name: notifications_group_owed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_group_owed_idx ON monitoring.notifications USING btree (group_id, channel) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));


--
-- Name: notifications_lease_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_lease_idx ON monitoring.notifications USING btree (channel, lease_until) WHERE (state = 'sending'::text);


--
-- Name: notifications_owed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_owed_idx ON monitoring.notifications USING btree (channel, next_attempt_at, id) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));


--
-- Name: notifications_provider_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_provider_idx ON monitoring.notifications USING hash (provider_id) WHERE (provider_id IS NOT NULL);


--
-- Name: notifications_settled_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_settled_idx ON monitoring.notifications USING btree (settled_at) WHERE (settled_at IS NOT NULL);


--
-- Name: notifications_summaries_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_summaries_idx ON monitoring.notifications USING btree (channel) WHERE ((reason = 'summary'::text) AND (state = ANY (ARRAY['pending'::text, 'sending'::text])));


--
-- Name: notifications_summed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_summed_idx ON monitoring.notifications USING btree (summed_into) WHERE (summed_into IS NOT NULL);


--
-- Name: notifications_unknown_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_unknown_idx ON monitoring.notifications USING btree (settled_at) WHERE (state = 'unknown'::text);


--
-- Name: notifications_unremembered_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX notifications_unremembered_idx ON monitoring.notifications USING btree (id) WHERE unremembered;


--
-- Name: pipeline_metrics_stamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_stamp_idx ON ONLY monitoring.pipeline_metrics USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_default_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_default_stamp_timestamp_idx ON monitoring.pipeline_metrics_default USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260302_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260302_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260302 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260303_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260303_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260303 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260304_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260304_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260304 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260305_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260305_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260305 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260306_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260306_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260306 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: pipeline_metrics_p20260307_stamp_timestamp_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX pipeline_metrics_p20260307_stamp_timestamp_idx ON monitoring.pipeline_metrics_p20260307 USING brin (stamp, "timestamp") WITH (pages_per_range='32', autosummarize='on');


--
-- Name: reprice_runs_open_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX reprice_runs_open_idx ON monitoring.reprice_runs USING btree (asked_at) WHERE (finished_at IS NULL);


--
-- Name: rollups_time_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX rollups_time_idx ON ONLY monitoring.rollups_stored USING brin (period_start) WITH (pages_per_range='32');


--
-- Name: rollups_daily_period_start_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX rollups_daily_period_start_idx ON monitoring.rollups_daily USING brin (period_start) WITH (pages_per_range='32');


--
-- Name: rollups_hourly_period_start_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX rollups_hourly_period_start_idx ON monitoring.rollups_hourly USING brin (period_start) WITH (pages_per_range='32');


--
-- Name: rollups_weekly_period_start_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX rollups_weekly_period_start_idx ON monitoring.rollups_weekly USING brin (period_start) WITH (pages_per_range='32');


--
-- Name: silences_ends_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX silences_ends_idx ON monitoring.silences USING btree (ends_at);


--
-- Name: tasks_agent_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX tasks_agent_idx ON monitoring.tasks USING btree (agent_id);


--
-- Name: tasks_completed_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX tasks_completed_idx ON monitoring.tasks USING btree (finished_at) WHERE (status = 'completed'::text);


--
-- Name: tasks_open_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX tasks_open_idx ON monitoring.tasks USING btree (created_at) WHERE (status = ANY (ARRAY['pending'::text, 'running'::text]));


--
-- Name: tasks_pending_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX tasks_pending_idx ON monitoring.tasks USING btree (array_position('{critical,high,medium,low}'::text[], priority), created_at) WHERE (status = 'pending'::text);


--
-- Name: told_alerts_alert_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX told_alerts_alert_idx ON monitoring.told_alerts USING btree (alert_id);


--
-- Name: told_alerts_channel_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX told_alerts_channel_idx ON monitoring.told_alerts USING btree (channel);


--
-- Name: worker_issues_open_idx; Type: INDEX; Schema: monitoring; Owner: -
--

CREATE INDEX worker_issues_open_idx ON monitoring.worker_issues USING btree (created_at) WHERE (NOT resolved);


--
-- Name: monitoring_events_time_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX monitoring_events_time_idx ON public.monitoring_events USING btree (created_at);


--
-- Name: agent_executions_default_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_default_created_at_idx;


--
-- Name: agent_executions_default_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_default_created_at_status_idx;


--
-- Name: agent_executions_default_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_default_pkey;


--
-- Name: agent_executions_default_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_default_stamp_idx;


--
-- Name: agent_executions_default_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_default_user_id_idx;


--
-- Name: agent_executions_p20260228_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260228_created_at_idx;


--
-- Name: agent_executions_p20260228_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260228_created_at_status_idx;


--
-- Name: agent_executions_p20260228_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260228_pkey;


--
-- Name: agent_executions_p20260228_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260228_stamp_idx;


--
-- Name: agent_executions_p20260228_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260228_user_id_idx;


--
-- Name: agent_executions_p20260301_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260301_created_at_idx;


--
-- Name: agent_executions_p20260301_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260301_created_at_status_idx;


--
-- Name: agent_executions_p20260301_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260301_pkey;


--
-- Name: agent_executions_p20260301_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260301_stamp_idx;


--
-- Name: agent_executions_p20260301_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260301_user_id_idx;


--
-- Name: agent_executions_p20260302_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260302_created_at_idx;


--
-- Name: agent_executions_p20260302_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260302_created_at_status_idx;


--
-- Name: agent_executions_p20260302_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260302_pkey;


--
-- Name: agent_executions_p20260302_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260302_stamp_idx;


--
-- Name: agent_executions_p20260302_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260302_user_id_idx;


--
-- Name: agent_executions_p20260303_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260303_created_at_idx;


--
-- Name: agent_executions_p20260303_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260303_created_at_status_idx;


--
-- Name: agent_executions_p20260303_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260303_pkey;


--
-- Name: agent_executions_p20260303_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260303_stamp_idx;


--
-- Name: agent_executions_p20260303_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260303_user_id_idx;


--
-- Name: agent_executions_p20260304_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260304_created_at_idx;


--
-- Name: agent_executions_p20260304_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260304_created_at_status_idx;


--
-- Name: agent_executions_p20260304_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260304_pkey;


--
-- Name: agent_executions_p20260304_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260304_stamp_idx;


--
-- Name: agent_executions_p20260304_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260304_user_id_idx;


--
-- Name: agent_executions_p20260305_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260305_created_at_idx;


--
-- Name: agent_executions_p20260305_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260305_created_at_status_idx;


--
-- Name: agent_executions_p20260305_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260305_pkey;


--
-- Name: agent_executions_p20260305_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260305_stamp_idx;


--
-- Name: agent_executions_p20260305_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260305_user_id_idx;


--
-- Name: agent_executions_p20260306_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260306_created_at_idx;


--
-- Name: agent_executions_p20260306_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260306_created_at_status_idx;


--
-- Name: agent_executions_p20260306_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260306_pkey;


--
-- Name: agent_executions_p20260306_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260306_stamp_idx;


--
-- Name: agent_executions_p20260306_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260306_user_id_idx;


--
-- Name: agent_executions_p20260307_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_failed_idx ATTACH PARTITION monitoring.agent_executions_p20260307_created_at_idx;


--
-- Name: agent_executions_p20260307_created_at_status_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_time_idx ATTACH PARTITION monitoring.agent_executions_p20260307_created_at_status_idx;


--
-- Name: agent_executions_p20260307_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_pkey ATTACH PARTITION monitoring.agent_executions_p20260307_pkey;


--
-- Name: agent_executions_p20260307_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_stamp_idx ATTACH PARTITION monitoring.agent_executions_p20260307_stamp_idx;


--
-- Name: agent_executions_p20260307_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_executions_user_idx ATTACH PARTITION monitoring.agent_executions_p20260307_user_id_idx;


--
-- Name: agent_logs_default_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_default_created_at_idx;


--
-- Name: agent_logs_default_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_default_pkey;


--
-- Name: agent_logs_default_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_default_stamp_created_at_idx;


--
-- Name: agent_logs_default_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_default_stamp_idx;


--
-- Name: agent_logs_default_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_default_user_id_idx;


--
-- Name: agent_logs_p20260302_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260302_created_at_idx;


--
-- Name: agent_logs_p20260302_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260302_pkey;


--
-- Name: agent_logs_p20260302_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260302_stamp_created_at_idx;


--
-- Name: agent_logs_p20260302_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260302_stamp_idx;


--
-- Name: agent_logs_p20260302_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260302_user_id_idx;


--
-- Name: agent_logs_p20260303_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260303_created_at_idx;


--
-- Name: agent_logs_p20260303_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260303_pkey;


--
-- Name: agent_logs_p20260303_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260303_stamp_created_at_idx;


--
-- Name: agent_logs_p20260303_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260303_stamp_idx;


--
-- Name: agent_logs_p20260303_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260303_user_id_idx;


--
-- Name: agent_logs_p20260304_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260304_created_at_idx;


--
-- Name: agent_logs_p20260304_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260304_pkey;


--
-- Name: agent_logs_p20260304_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260304_stamp_created_at_idx;


--
-- Name: agent_logs_p20260304_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260304_stamp_idx;


--
-- Name: agent_logs_p20260304_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260304_user_id_idx;


--
-- Name: agent_logs_p20260305_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260305_created_at_idx;


--
-- Name: agent_logs_p20260305_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260305_pkey;


--
-- Name: agent_logs_p20260305_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260305_stamp_created_at_idx;


--
-- Name: agent_logs_p20260305_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260305_stamp_idx;


--
-- Name: agent_logs_p20260305_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260305_user_id_idx;


--
-- Name: agent_logs_p20260306_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260306_created_at_idx;


--
-- Name: agent_logs_p20260306_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260306_pkey;


--
-- Name: agent_logs_p20260306_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260306_stamp_created_at_idx;


--
-- Name: agent_logs_p20260306_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260306_stamp_idx;


--
-- Name: agent_logs_p20260306_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260306_user_id_idx;


--
-- Name: agent_logs_p20260307_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_time_idx ATTACH PARTITION monitoring.agent_logs_p20260307_created_at_idx;


--
-- Name: agent_logs_p20260307_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_pkey ATTACH PARTITION monitoring.agent_logs_p20260307_pkey;


--
-- Name: agent_logs_p20260307_stamp_created_at_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260307_stamp_created_at_idx;


--
-- Name: agent_logs_p20260307_stamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_error_stamp_idx ATTACH PARTITION monitoring.agent_logs_p20260307_stamp_idx;


--
-- Name: agent_logs_p20260307_user_id_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.agent_logs_user_idx ATTACH PARTITION monitoring.agent_logs_p20260307_user_id_idx;


--
-- Name: pipeline_metrics_default_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_default_pkey;


--
-- Name: pipeline_metrics_default_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_default_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260302_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260302_pkey;


--
-- Name: pipeline_metrics_p20260302_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260302_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260303_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260303_pkey;


--
-- Name: pipeline_metrics_p20260303_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260303_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260304_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260304_pkey;


--
-- Name: pipeline_metrics_p20260304_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260304_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260305_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260305_pkey;


--
-- Name: pipeline_metrics_p20260305_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260305_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260306_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260306_pkey;


--
-- Name: pipeline_metrics_p20260306_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260306_stamp_timestamp_idx;


--
-- Name: pipeline_metrics_p20260307_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_pkey ATTACH PARTITION monitoring.pipeline_metrics_p20260307_pkey;


--
-- Name: pipeline_metrics_p20260307_stamp_timestamp_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.pipeline_metrics_stamp_idx ATTACH PARTITION monitoring.pipeline_metrics_p20260307_stamp_timestamp_idx;


--
-- Name: rollups_daily_period_start_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_time_idx ATTACH PARTITION monitoring.rollups_daily_period_start_idx;


--
-- Name: rollups_daily_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_stored_pkey ATTACH PARTITION monitoring.rollups_daily_pkey;


--
-- Name: rollups_hourly_period_start_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_time_idx ATTACH PARTITION monitoring.rollups_hourly_period_start_idx;


--
-- Name: rollups_hourly_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_stored_pkey ATTACH PARTITION monitoring.rollups_hourly_pkey;


--
-- Name: rollups_weekly_period_start_idx; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_time_idx ATTACH PARTITION monitoring.rollups_weekly_period_start_idx;


--
-- Name: rollups_weekly_pkey; Type: INDEX ATTACH; Schema: monitoring; Owner: -
--

ALTER INDEX monitoring.rollups_stored_pkey ATTACH PARTITION monitoring.rollups_weekly_pkey;


--
-- Name: jobs agentmon_anchor; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor BEFORE TRUNCATE ON monitoring.jobs FOR EACH STATEMENT EXECUTE FUNCTION agentmon.keep_row('Switch it off: UPDATE monitoring.jobs SET enabled = false WHERE name = ...', 'name');


--
-- Name: retention_policies agentmon_anchor; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor BEFORE TRUNCATE ON monitoring.retention_policies FOR EACH STATEMENT EXECUTE FUNCTION agentmon.keep_row('Keep NULL keeps rows for ever: UPDATE monitoring.retention_policies SET keep = NULL WHERE name = ...', 'name');


--
-- Name: settings agentmon_anchor; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor BEFORE TRUNCATE ON monitoring.settings FOR EACH STATEMENT EXECUTE FUNCTION agentmon.keep_row('Change its value: UPDATE monitoring.settings SET value = ... WHERE name = ...', 'kind');


--
-- Name: settings agentmon_anchor_kind; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor_kind BEFORE DELETE OR UPDATE OF kind ON monitoring.settings FOR EACH ROW EXECUTE FUNCTION agentmon.keep_row('Change its value: UPDATE monitoring.settings SET value = ... WHERE name = ...', 'kind');


--
-- Name: jobs agentmon_anchor_name; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor_name BEFORE DELETE OR UPDATE OF name ON monitoring.jobs FOR EACH ROW EXECUTE FUNCTION agentmon.keep_row('Switch it off: UPDATE monitoring.jobs SET enabled = false WHERE name = ...', 'name');


--
-- Name: retention_policies agentmon_anchor_name; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor_name BEFORE DELETE OR UPDATE OF name ON monitoring.retention_policies FOR EACH ROW EXECUTE FUNCTION agentmon.keep_row('Keep NULL keeps rows for ever: UPDATE monitoring.retention_policies SET keep = NULL WHERE name = ...', 'name');


--
-- Name: settings agentmon_anchor_name; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_anchor_name BEFORE DELETE OR UPDATE OF name ON monitoring.settings FOR EACH ROW EXECUTE FUNCTION agentmon.keep_row('Change its value: UPDATE monitoring.settings SET value = ... WHERE name = ...', 'name');


--
-- Name: agent_assignments agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.agent_assignments FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{user_id,agent_name}', '');


--
-- Name: alert_events agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT ON monitoring.alert_events FOR EACH ROW WHEN ((new.event = ANY (ARRAY['acknowledged'::text, 'snoozed'::text, 'resolved by hand'::text]))) EXECUTE FUNCTION agentmon.audit_change('{alert_id}', '{event,detail}');


--
-- Name: alert_rules agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE OF name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data, description ON monitoring.alert_rules FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '{name,expression,severity,for,keep_firing_for,labels,annotations,actions,enabled,no_data,description}');


--
-- Name: budgets agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.budgets FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '');


--
-- Name: escalation_steps agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.escalation_steps FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{route,after}', '');


--
-- Name: health_thresholds agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.health_thresholds FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name,agent_name}', '');


--
-- Name: inhibition_rules agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.inhibition_rules FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{id,name}', '');


--
-- Name: jobs agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE OF enabled, scheduled, cron, every, phase ON monitoring.jobs FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '{enabled,scheduled,cron,every,phase}');


--
-- Name: metric_definitions agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.metric_definitions FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{metric_name}', '');


--
-- Name: model_prices agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.model_prices FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{pattern,effective_from,above_input_tokens,source}', '');


--
-- Name: mute_times agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.mute_times FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '');


--
-- Name: notification_channels agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.notification_channels FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '');


--
-- Name: notification_routes agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.notification_routes FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '');


--
-- Name: queue_sources agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE OF enabled, trusted ON monitoring.queue_sources FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '{enabled,trusted}');


--
-- Name: retention_policies agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE OF keep ON monitoring.retention_policies FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '{keep}');


--
-- Name: service_levels agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.service_levels FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '');


--
-- Name: settings agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE OF value ON monitoring.settings FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{name}', '{value}');


--
-- Name: silences agentmon_audit; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit AFTER INSERT OR DELETE OR UPDATE ON monitoring.silences FOR EACH ROW EXECUTE FUNCTION agentmon.audit_change('{id}', '');


--
-- Name: agent_assignments agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.agent_assignments FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: alert_rules agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.alert_rules FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: budgets agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.budgets FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: escalation_steps agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.escalation_steps FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: health_thresholds agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.health_thresholds FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: inhibition_rules agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.inhibition_rules FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: jobs agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.jobs FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: metric_definitions agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.metric_definitions FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: model_prices agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.model_prices FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: mute_times agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.mute_times FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: notification_channels agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.notification_channels FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: notification_routes agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.notification_routes FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: queue_sources agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.queue_sources FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: retention_policies agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.retention_policies FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: service_levels agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.service_levels FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: settings agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.settings FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: silences agentmon_audit_all; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_audit_all AFTER TRUNCATE ON monitoring.silences FOR EACH STATEMENT EXECUTE FUNCTION agentmon.audit_change();


--
-- Name: agent_executions agentmon_canonical; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agent_executions FOR EACH ROW WHEN ((new.status <> ALL (ARRAY['success'::text, 'failure'::text, 'timeout'::text]))) EXECUTE FUNCTION agentmon.canonical_row('execution_status');


--
-- Name: agent_logs agentmon_canonical; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agent_logs FOR EACH ROW WHEN (((new.log_level = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text, 'critical'::text])) IS NOT TRUE)) EXECUTE FUNCTION agentmon.canonical_row('log_level');


--
-- Name: agents agentmon_canonical; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.agents FOR EACH ROW WHEN ((new.status <> ALL (ARRAY['active'::text, 'idle'::text, 'inactive'::text, 'offline'::text]))) EXECUTE FUNCTION agentmon.canonical_row('agent_status');


--
-- Name: tasks agentmon_canonical; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.tasks FOR EACH ROW WHEN (((new.status <> ALL (ARRAY['pending'::text, 'running'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])) OR (new.priority <> ALL (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])))) EXECUTE FUNCTION agentmon.canonical_row('task');


--
-- Name: worker_issues agentmon_canonical; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_canonical BEFORE INSERT OR UPDATE ON monitoring.worker_issues FOR EACH ROW WHEN ((new.severity <> ALL (ARRAY['info'::text, 'warning'::text, 'error'::text, 'critical'::text]))) EXECUTE FUNCTION agentmon.canonical_row('severity');


--
-- Name: agent_assignments agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check AFTER INSERT OR UPDATE OF agent_name ON monitoring.agent_assignments FOR EACH ROW EXECUTE FUNCTION agentmon.check_assignment();


--
-- Name: alert_rules agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE OF name, expression, severity, "for", keep_firing_for, labels, annotations, actions, enabled, no_data ON monitoring.alert_rules FOR EACH ROW EXECUTE FUNCTION agentmon.check_alert_rule();


--
-- Name: budgets agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.budgets FOR EACH ROW EXECUTE FUNCTION agentmon.check_budget();


--
-- Name: escalation_steps agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.escalation_steps FOR EACH ROW EXECUTE FUNCTION agentmon.check_escalation_step();


--
-- Name: health_thresholds agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE OF name, agent_name ON monitoring.health_thresholds FOR EACH ROW EXECUTE FUNCTION agentmon.check_threshold();


--
-- Name: inhibition_rules agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.inhibition_rules FOR EACH ROW EXECUTE FUNCTION agentmon.check_inhibition();


--
-- Name: jobs agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.jobs FOR EACH ROW EXECUTE FUNCTION agentmon.check_job();


--
-- Name: metric_definitions agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.metric_definitions FOR EACH ROW EXECUTE FUNCTION agentmon.check_metric_definition();


--
-- Name: model_prices agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.model_prices FOR EACH ROW EXECUTE FUNCTION agentmon.check_model_price();


--
-- Name: mute_times agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.mute_times FOR EACH ROW EXECUTE FUNCTION agentmon.check_mute_time();


--
-- Name: notification_channels agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.notification_channels FOR EACH ROW EXECUTE FUNCTION agentmon.check_channel();


--
-- Name: notification_routes agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.notification_routes FOR EACH ROW EXECUTE FUNCTION agentmon.check_route();


--
-- Name: retention_policies agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.retention_policies FOR EACH ROW EXECUTE FUNCTION agentmon.check_retention_policy();


--
-- Name: service_levels agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.service_levels FOR EACH ROW EXECUTE FUNCTION agentmon.check_service_level();


--
-- Name: settings agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.settings FOR EACH ROW EXECUTE FUNCTION agentmon.check_setting();


--
-- Name: silences agentmon_check; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_check BEFORE INSERT OR UPDATE ON monitoring.silences FOR EACH ROW EXECUTE FUNCTION agentmon.check_silence();


--
-- Name: notification_routes agentmon_choose; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_choose BEFORE UPDATE OF channels ON monitoring.notification_routes FOR EACH ROW WHEN ((old.default_channels AND new.default_channels)) EXECUTE FUNCTION agentmon.choose_channels();


--
-- Name: consumer_cursors agentmon_close; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_close BEFORE UPDATE OF snapshot ON monitoring.consumer_cursors FOR EACH ROW WHEN ((new.target IS NULL)) EXECUTE FUNCTION agentmon.close_cursor();


--
-- Name: model_prices agentmon_forget; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_forget AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON monitoring.model_prices FOR EACH STATEMENT EXECUTE FUNCTION agentmon.forget_prices();


--
-- Name: agent_metrics agentmon_insert; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.agent_metrics FOR EACH ROW EXECUTE FUNCTION agentmon.insert_agent_metric();


--
-- Name: system_events agentmon_insert; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_insert INSTEAD OF INSERT ON monitoring.system_events FOR EACH ROW EXECUTE FUNCTION agentmon.insert_system_event();


--
-- Name: notification_channels agentmon_keep; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_keep BEFORE DELETE ON monitoring.notification_channels FOR EACH ROW EXECUTE FUNCTION agentmon.keep_channel();


--
-- Name: agent_executions_p20260305 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_executions_p20260305 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_executions');

ALTER TABLE monitoring.agent_executions_p20260305 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: agent_executions_p20260306 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_executions_p20260306 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_executions');

ALTER TABLE monitoring.agent_executions_p20260306 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: agent_executions_p20260307 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_executions_p20260307 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_executions');

ALTER TABLE monitoring.agent_executions_p20260307 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: agent_logs_p20260305 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_logs_p20260305 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_logs');

ALTER TABLE monitoring.agent_logs_p20260305 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: agent_logs_p20260306 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_logs_p20260306 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_logs');

ALTER TABLE monitoring.agent_logs_p20260306 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: agent_logs_p20260307 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.agent_logs_p20260307 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('agent_logs');

ALTER TABLE monitoring.agent_logs_p20260307 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: pipeline_metrics_p20260305 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.pipeline_metrics_p20260305 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('pipeline_metrics');

ALTER TABLE monitoring.pipeline_metrics_p20260305 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: pipeline_metrics_p20260306 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.pipeline_metrics_p20260306 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('pipeline_metrics');

ALTER TABLE monitoring.pipeline_metrics_p20260306 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: pipeline_metrics_p20260307 agentmon_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_late BEFORE INSERT OR UPDATE ON monitoring.pipeline_metrics_p20260307 FOR EACH ROW EXECUTE FUNCTION agentmon.note_late_row('pipeline_metrics');

ALTER TABLE monitoring.pipeline_metrics_p20260307 ENABLE ALWAYS TRIGGER agentmon_late;


--
-- Name: notification_channels agentmon_leave; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_leave AFTER DELETE ON monitoring.notification_channels FOR EACH ROW EXECUTE FUNCTION agentmon.leave_channel();


--
-- Name: notification_routes agentmon_leave; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_leave BEFORE DELETE ON monitoring.notification_routes FOR EACH ROW EXECUTE FUNCTION agentmon.leave_route();


--
-- Name: agent_executions agentmon_price; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_price BEFORE INSERT ON monitoring.agent_executions FOR EACH ROW WHEN (((new.cost_usd IS NULL) AND (new.model_used IS NOT NULL) AND (new.input_tokens IS NOT NULL) AND (new.stamp = agentmon.row_stamp()))) EXECUTE FUNCTION agentmon.price_execution();


--
-- Name: notification_channels agentmon_reach; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_reach AFTER INSERT OR UPDATE ON monitoring.notification_channels FOR EACH STATEMENT EXECUTE FUNCTION agentmon.reach_again();


--
-- Name: notification_routes agentmon_reach; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_reach AFTER INSERT OR DELETE OR UPDATE ON monitoring.notification_routes FOR EACH STATEMENT EXECUTE FUNCTION agentmon.reach_again();


--
-- Name: notification_channels agentmon_reach_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_reach_late AFTER UPDATE ON monitoring.notification_channels FOR EACH ROW WHEN ((new.enabled AND ((NOT old.enabled) OR (new.kind <> old.kind) OR (new.settings IS DISTINCT FROM old.settings) OR (new.min_severity IS DISTINCT FROM old.min_severity)))) EXECUTE FUNCTION agentmon.reach_late_row();


--
-- Name: notification_routes agentmon_reach_late; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_reach_late AFTER UPDATE ON monitoring.notification_routes FOR EACH ROW WHEN (((new.channels IS DISTINCT FROM old.channels) OR (new.default_channels IS DISTINCT FROM old.default_channels))) EXECUTE FUNCTION agentmon.reach_late_row();


--
-- Name: notification_channels agentmon_reach_new; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_reach_new AFTER INSERT ON monitoring.notification_channels FOR EACH ROW EXECUTE FUNCTION agentmon.reach_late_row();


--
-- Name: inhibition_rules agentmon_recheck; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_recheck AFTER DELETE OR UPDATE ON monitoring.inhibition_rules FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();


--
-- Name: mute_times agentmon_recheck; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_recheck AFTER DELETE OR UPDATE ON monitoring.mute_times FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();


--
-- Name: silences agentmon_recheck; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_recheck AFTER DELETE OR UPDATE ON monitoring.silences FOR EACH STATEMENT EXECUTE FUNCTION agentmon.recheck_groups_now();


--
-- Name: notification_channels agentmon_rename; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_rename AFTER UPDATE ON monitoring.notification_channels FOR EACH ROW WHEN (((new.name <> old.name) OR (new.kind <> old.kind))) EXECUTE FUNCTION agentmon.leave_channel();


--
-- Name: notification_routes agentmon_rename; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_rename AFTER UPDATE ON monitoring.notification_routes FOR EACH ROW WHEN ((new.name <> old.name)) EXECUTE FUNCTION agentmon.leave_route();


--
-- Name: agents agentmon_touch; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_touch BEFORE UPDATE ON monitoring.agents FOR EACH ROW EXECUTE FUNCTION agentmon.touch_row();


--
-- Name: tasks agentmon_touch; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_touch BEFORE UPDATE ON monitoring.tasks FOR EACH ROW EXECUTE FUNCTION agentmon.touch_row();


--
-- Name: agent_logs agentmon_wake; Type: TRIGGER; Schema: monitoring; Owner: -
--

CREATE TRIGGER agentmon_wake BEFORE INSERT ON monitoring.agent_logs FOR EACH ROW EXECUTE FUNCTION agentmon.wake_on_error();


--
-- Name: agent_logs agentmon_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER agentmon_insert INSTEAD OF INSERT ON public.agent_logs FOR EACH ROW EXECUTE FUNCTION agentmon.insert_log();


--
-- Name: alert_events alert_events_alert_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_events
    ADD CONSTRAINT alert_events_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES monitoring.alerts(id) ON DELETE CASCADE;


--
-- Name: alert_group_members alert_group_members_alert_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_group_members
    ADD CONSTRAINT alert_group_members_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES monitoring.alerts(id) ON DELETE CASCADE;


--
-- Name: alert_group_members alert_group_members_group_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.alert_group_members
    ADD CONSTRAINT alert_group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES monitoring.alert_groups(id) ON DELETE CASCADE;


--
-- Name: error_group_days error_group_days_fingerprint_agent_key_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.error_group_days
    ADD CONSTRAINT error_group_days_fingerprint_agent_key_fkey FOREIGN KEY (fingerprint, agent_key) REFERENCES monitoring.error_groups(fingerprint, agent_key) ON DELETE CASCADE;


--
-- Name: error_group_users error_group_users_fingerprint_agent_key_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.error_group_users
    ADD CONSTRAINT error_group_users_fingerprint_agent_key_fkey FOREIGN KEY (fingerprint, agent_key) REFERENCES monitoring.error_groups(fingerprint, agent_key) ON DELETE CASCADE;


--
-- Name: escalation_steps escalation_steps_route_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.escalation_steps
    ADD CONSTRAINT escalation_steps_route_fkey FOREIGN KEY (route) REFERENCES monitoring.notification_routes(name) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: notification_alerts notification_alerts_alert_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_alerts
    ADD CONSTRAINT notification_alerts_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES monitoring.alerts(id) ON DELETE CASCADE;


--
-- Name: notification_alerts notification_alerts_notification_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_alerts
    ADD CONSTRAINT notification_alerts_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES monitoring.notifications(id) ON DELETE CASCADE;


--
-- Name: notification_channels notification_channels_fallback_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notification_channels
    ADD CONSTRAINT notification_channels_fallback_fkey FOREIGN KEY (fallback) REFERENCES monitoring.notification_channels(name) ON UPDATE CASCADE;


--
-- Name: notifications notifications_fallback_for_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifications
    ADD CONSTRAINT notifications_fallback_for_fkey FOREIGN KEY (fallback_for) REFERENCES monitoring.notifications(id) ON DELETE SET NULL;


--
-- Name: notifications notifications_group_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifications
    ADD CONSTRAINT notifications_group_id_fkey FOREIGN KEY (group_id) REFERENCES monitoring.alert_groups(id) ON DELETE SET NULL;


--
-- Name: notifications notifications_summed_into_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.notifications
    ADD CONSTRAINT notifications_summed_into_fkey FOREIGN KEY (summed_into) REFERENCES monitoring.notifications(id) ON DELETE SET NULL;


--
-- Name: tasks tasks_agent_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.tasks
    ADD CONSTRAINT tasks_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES monitoring.agents(id) ON DELETE SET NULL;


--
-- Name: told_alerts told_alerts_alert_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.told_alerts
    ADD CONSTRAINT told_alerts_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES monitoring.alerts(id) ON DELETE CASCADE;


--
-- Name: told_alerts told_alerts_group_id_fkey; Type: FK CONSTRAINT; Schema: monitoring; Owner: -
--

ALTER TABLE ONLY monitoring.told_alerts
    ADD CONSTRAINT told_alerts_group_id_fkey FOREIGN KEY (group_id) REFERENCES monitoring.alert_groups(id) ON DELETE CASCADE;


--
-- Name: agent_activity; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_activity ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_assignments; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_assignments ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_default; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_default ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260228; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260228 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260301; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260301 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260302; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260302 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260303; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260303 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260304; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260304 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260305; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260305 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260306; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260306 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_executions_p20260307; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_executions_p20260307 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_default; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_default ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260302; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260302 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260303; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260303 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260304; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260304 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260305; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260305 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260306; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260306 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_logs_p20260307; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_logs_p20260307 ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_messages; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_messages ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_status_history; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agent_status_history ENABLE ROW LEVEL SECURITY;

--
-- Name: agent_assignments agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.agent_assignments TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: alert_rules agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.alert_rules TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: budgets agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.budgets TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: escalation_steps agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.escalation_steps TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: health_thresholds agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.health_thresholds TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: inhibition_rules agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.inhibition_rules TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: jobs agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.jobs FOR UPDATE TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: metric_definitions agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.metric_definitions TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: model_prices agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.model_prices TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: mute_times agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.mute_times TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: notification_channels agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.notification_channels TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: notification_routes agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.notification_routes TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: queue_sources agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.queue_sources FOR UPDATE TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: retention_policies agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.retention_policies TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: service_levels agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.service_levels TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: settings agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.settings TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: silences agentmon_configure; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_configure ON monitoring.silences TO agentmon_admin USING (true) WITH CHECK (true);


--
-- Name: channel_circuits agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.channel_circuits FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: channel_pace agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.channel_pace FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: jobs agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.jobs FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: notification_channels agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.notification_channels FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: notifications agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.notifications FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: notifiers agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.notifiers FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: silences agentmon_daemon; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_daemon ON monitoring.silences FOR SELECT TO agentmon_notifier USING (true);


--
-- Name: agent_executions agentmon_insert; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_insert ON monitoring.agent_executions FOR INSERT TO agentmon_writer WITH CHECK ((stamp = agentmon.row_stamp()));


--
-- Name: agent_logs agentmon_insert; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_insert ON monitoring.agent_logs FOR INSERT TO agentmon_writer WITH CHECK ((stamp = agentmon.row_stamp()));


--
-- Name: pipeline_metrics agentmon_insert; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_insert ON monitoring.pipeline_metrics FOR INSERT TO agentmon_writer WITH CHECK ((stamp = agentmon.row_stamp()));


--
-- Name: agent_executions agentmon_own; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_own ON monitoring.agent_executions FOR SELECT TO agentmon_writer USING ((stamp = ( SELECT agentmon.row_stamp_if_assigned() AS row_stamp_if_assigned)));


--
-- Name: agent_logs agentmon_own; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_own ON monitoring.agent_logs FOR SELECT TO agentmon_writer USING ((stamp = ( SELECT agentmon.row_stamp_if_assigned() AS row_stamp_if_assigned)));


--
-- Name: pipeline_metrics agentmon_own; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_own ON monitoring.pipeline_metrics FOR SELECT TO agentmon_writer USING ((stamp = ( SELECT agentmon.row_stamp_if_assigned() AS row_stamp_if_assigned)));


--
-- Name: agent_activity agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_activity FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agent_assignments agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_assignments FOR SELECT TO agentmon_reader USING (true);


--
-- Name: agent_executions agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_executions FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agent_logs agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_logs FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agent_messages agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_messages FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agent_status_history agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agent_status_history FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agents agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.agents FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: alert_events agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.alert_events FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: alert_group_members agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.alert_group_members FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: alert_groups agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.alert_groups FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: alert_rules agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.alert_rules FOR SELECT TO agentmon_reader USING (true);


--
-- Name: alerts agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.alerts FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: anomalies agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.anomalies FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: anomaly_hours agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.anomaly_hours FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: audit_log agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.audit_log FOR SELECT TO agentmon_admin USING (true);


--
-- Name: budget_alerts agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.budget_alerts FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: budgets agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.budgets FOR SELECT TO agentmon_reader USING (true);


--
-- Name: channel_circuits agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.channel_circuits FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: channel_pace agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.channel_pace FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: channel_sends agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.channel_sends FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: collectors agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.collectors FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: consumer_cursors agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.consumer_cursors FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: error_group_days agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.error_group_days FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: error_group_users agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.error_group_users FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: error_groups agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.error_groups FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: errors_put_off agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.errors_put_off FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: escalation_steps agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.escalation_steps FOR SELECT TO agentmon_reader USING (true);


--
-- Name: health_checks agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.health_checks FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: health_thresholds agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.health_thresholds FOR SELECT TO agentmon_reader USING (true);


--
-- Name: inhibition_rules agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.inhibition_rules FOR SELECT TO agentmon_reader USING (true);


--
-- Name: jobs agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.jobs FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: late_rows agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.late_rows FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: left_names agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.left_names FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: metric_definitions agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.metric_definitions FOR SELECT TO agentmon_reader USING (true);


--
-- Name: metric_series agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.metric_series FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: minute_segments agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.minute_segments FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: model_prices agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.model_prices FOR SELECT TO agentmon_reader USING (true);


--
-- Name: mute_times agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.mute_times FOR SELECT TO agentmon_reader USING (true);


--
-- Name: notification_alerts agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.notification_alerts FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: notification_channels agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.notification_channels FOR SELECT TO agentmon_reader USING (true);


--
-- Name: notification_routes agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.notification_routes FOR SELECT TO agentmon_reader USING (true);


--
-- Name: notifications agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.notifications FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: notifiers agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.notifiers FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: operation_days agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.operation_days FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: pipeline_metrics agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.pipeline_metrics FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: queue_sources agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.queue_sources FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: queue_status agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.queue_status FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: reprice_runs agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.reprice_runs FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: retention_policies agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.retention_policies FOR SELECT TO agentmon_reader USING (true);


--
-- Name: rollups_stored agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.rollups_stored FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: schema_migrations agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.schema_migrations FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: service_level_alerts agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.service_level_alerts FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: service_levels agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.service_levels FOR SELECT TO agentmon_reader USING (true);


--
-- Name: settings agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.settings FOR SELECT TO agentmon_reader USING (true);


--
-- Name: silences agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.silences FOR SELECT TO agentmon_reader USING (true);


--
-- Name: statement_counters agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.statement_counters FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: status_watches agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.status_watches FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: step_failures agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.step_failures FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: tasks agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.tasks FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: told_alerts agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.told_alerts FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: user_days agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.user_days FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: worker_issues agentmon_read; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_read ON monitoring.worker_issues FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: agent_assignments agentmon_user; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_user ON monitoring.agent_assignments FOR SELECT TO agentmon_user USING ((user_id = ( SELECT agentmon.jwt_sub() AS jwt_sub)));


--
-- Name: agent_executions agentmon_user; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_user ON monitoring.agent_executions FOR SELECT TO agentmon_user USING ((user_id = ( SELECT agentmon.jwt_sub() AS jwt_sub)));


--
-- Name: agent_logs agentmon_user; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_user ON monitoring.agent_logs FOR SELECT TO agentmon_user USING ((user_id = ( SELECT agentmon.jwt_sub() AS jwt_sub)));


--
-- Name: agents agentmon_user; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_user ON monitoring.agents FOR SELECT TO agentmon_user USING ((name IN ( SELECT a.agent_name
   FROM monitoring.agent_assignments a
  WHERE (a.user_id = ( SELECT agentmon.jwt_sub() AS jwt_sub)))));


--
-- Name: tasks agentmon_user; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_user ON monitoring.tasks FOR SELECT TO agentmon_user USING ((agent_id IN ( SELECT g.id
   FROM monitoring.agents g)));


--
-- Name: agent_messages agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.agent_messages TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: agents agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.agents TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: metric_definitions agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.metric_definitions FOR SELECT TO agentmon_writer USING (true);


--
-- Name: queue_status agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.queue_status TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: settings agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.settings FOR SELECT TO agentmon_writer USING (true);


--
-- Name: tasks agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.tasks TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: worker_issues agentmon_write; Type: POLICY; Schema: monitoring; Owner: -
--

CREATE POLICY agentmon_write ON monitoring.worker_issues TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: agents; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.agents ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_events; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_events ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_group_members; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_group_members ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_groups; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_groups ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_rules; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alert_rules ENABLE ROW LEVEL SECURITY;

--
-- Name: alerts; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: anomalies; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.anomalies ENABLE ROW LEVEL SECURITY;

--
-- Name: anomaly_hours; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.anomaly_hours ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: budget_alerts; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.budget_alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: budgets; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.budgets ENABLE ROW LEVEL SECURITY;

--
-- Name: channel_circuits; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.channel_circuits ENABLE ROW LEVEL SECURITY;

--
-- Name: channel_pace; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.channel_pace ENABLE ROW LEVEL SECURITY;

--
-- Name: channel_sends; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.channel_sends ENABLE ROW LEVEL SECURITY;

--
-- Name: collectors; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.collectors ENABLE ROW LEVEL SECURITY;

--
-- Name: consumer_cursors; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.consumer_cursors ENABLE ROW LEVEL SECURITY;

--
-- Name: error_group_days; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.error_group_days ENABLE ROW LEVEL SECURITY;

--
-- Name: error_group_users; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.error_group_users ENABLE ROW LEVEL SECURITY;

--
-- Name: error_groups; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.error_groups ENABLE ROW LEVEL SECURITY;

--
-- Name: errors_put_off; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.errors_put_off ENABLE ROW LEVEL SECURITY;

--
-- Name: escalation_steps; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.escalation_steps ENABLE ROW LEVEL SECURITY;

--
-- Name: health_checks; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.health_checks ENABLE ROW LEVEL SECURITY;

--
-- Name: health_thresholds; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.health_thresholds ENABLE ROW LEVEL SECURITY;

--
-- Name: inhibition_rules; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.inhibition_rules ENABLE ROW LEVEL SECURITY;

--
-- Name: jobs; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: late_rows; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.late_rows ENABLE ROW LEVEL SECURITY;

--
-- Name: left_names; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.left_names ENABLE ROW LEVEL SECURITY;

--
-- Name: metric_definitions; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.metric_definitions ENABLE ROW LEVEL SECURITY;

--
-- Name: metric_series; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.metric_series ENABLE ROW LEVEL SECURITY;

--
-- Name: minute_segments; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.minute_segments ENABLE ROW LEVEL SECURITY;

--
-- Name: model_prices; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.model_prices ENABLE ROW LEVEL SECURITY;

--
-- Name: mute_times; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.mute_times ENABLE ROW LEVEL SECURITY;

--
-- Name: notification_alerts; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: notification_channels; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_channels ENABLE ROW LEVEL SECURITY;

--
-- Name: notification_routes; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notification_routes ENABLE ROW LEVEL SECURITY;

--
-- Name: notifications; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notifications ENABLE ROW LEVEL SECURITY;

--
-- Name: notifiers; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.notifiers ENABLE ROW LEVEL SECURITY;

--
-- Name: operation_days; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.operation_days ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_default; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_default ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260302; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260302 ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260303; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260303 ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260304; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260304 ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260305; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260305 ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260306; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260306 ENABLE ROW LEVEL SECURITY;

--
-- Name: pipeline_metrics_p20260307; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.pipeline_metrics_p20260307 ENABLE ROW LEVEL SECURITY;

--
-- Name: queue_sources; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.queue_sources ENABLE ROW LEVEL SECURITY;

--
-- Name: queue_status; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.queue_status ENABLE ROW LEVEL SECURITY;

--
-- Name: reprice_runs; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.reprice_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: retention_policies; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.retention_policies ENABLE ROW LEVEL SECURITY;

--
-- Name: rollups_daily; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.rollups_daily ENABLE ROW LEVEL SECURITY;

--
-- Name: rollups_hourly; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.rollups_hourly ENABLE ROW LEVEL SECURITY;

--
-- Name: rollups_stored; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.rollups_stored ENABLE ROW LEVEL SECURITY;

--
-- Name: rollups_weekly; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.rollups_weekly ENABLE ROW LEVEL SECURITY;

--
-- Name: schema_migrations; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.schema_migrations ENABLE ROW LEVEL SECURITY;

--
-- Name: service_level_alerts; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.service_level_alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: service_levels; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.service_levels ENABLE ROW LEVEL SECURITY;

--
-- Name: settings; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.settings ENABLE ROW LEVEL SECURITY;

--
-- Name: silences; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.silences ENABLE ROW LEVEL SECURITY;

--
-- Name: statement_counters; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.statement_counters ENABLE ROW LEVEL SECURITY;

--
-- Name: status_watches; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.status_watches ENABLE ROW LEVEL SECURITY;

--
-- Name: step_failures; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.step_failures ENABLE ROW LEVEL SECURITY;

--
-- Name: tasks; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.tasks ENABLE ROW LEVEL SECURITY;

--
-- Name: told_alerts; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.told_alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: user_days; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.user_days ENABLE ROW LEVEL SECURITY;

--
-- Name: worker_issues; Type: ROW SECURITY; Schema: monitoring; Owner: -
--

ALTER TABLE monitoring.worker_issues ENABLE ROW LEVEL SECURITY;

--
-- Name: monitoring_events agentmon_read; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agentmon_read ON public.monitoring_events FOR SELECT TO agentmon_reader, agentmon_admin USING (true);


--
-- Name: monitoring_events agentmon_write; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY agentmon_write ON public.monitoring_events TO agentmon_writer USING (true) WITH CHECK (true);


--
-- Name: monitoring_events; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.monitoring_events ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA monitoring; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA monitoring TO agentmon_writer;
GRANT USAGE ON SCHEMA monitoring TO agentmon_reader;
GRANT USAGE ON SCHEMA monitoring TO agentmon_notifier;
GRANT USAGE ON SCHEMA monitoring TO agentmon_user;


--
-- Name: TABLE agent_activity; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.agent_activity TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_activity TO agentmon_admin;


--
-- Name: TABLE agent_assignments; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.agent_assignments TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.agent_assignments TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.agent_assignments TO agentmon_user;


--
-- Name: TABLE agent_executions; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.agent_executions TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.agent_executions TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_executions TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.agent_executions TO agentmon_user;


--
-- Name: COLUMN agent_executions.id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(id) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.user_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(user_id) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.session_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(session_id) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.request_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(request_id) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.agent_name; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(agent_name) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.input_data; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(input_data) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.output_data; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(output_data) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.execution_time_ms; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(execution_time_ms) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.tokens_used; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(tokens_used) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.model_used; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(model_used) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.status; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(status) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.error_message; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(error_message) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.created_at; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(created_at) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.parent_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(parent_id) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.operation; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(operation) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.provider; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(provider) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.input_tokens; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(input_tokens) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.output_tokens; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(output_tokens) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.cache_read_tokens; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(cache_read_tokens) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.cache_write_tokens; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(cache_write_tokens) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.reasoning_tokens; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(reasoning_tokens) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.cost_usd; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(cost_usd) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: COLUMN agent_executions.error_type; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(error_type) ON TABLE monitoring.agent_executions TO agentmon_writer;


--
-- Name: TABLE agent_logs; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.agent_logs TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.agent_logs TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_logs TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.agent_logs TO agentmon_user;


--
-- Name: COLUMN agent_logs.id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(id) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.agent_name; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(agent_name) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.log_level; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(log_level) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.event_type; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(event_type) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.message; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(message) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.error_details; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(error_details) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.context; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(context) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.created_at; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(created_at) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.user_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(user_id) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.organization_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(organization_id) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.request_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(request_id) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: COLUMN agent_logs.session_id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(session_id) ON TABLE monitoring.agent_logs TO agentmon_writer;


--
-- Name: TABLE agent_messages; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT ON TABLE monitoring.agent_messages TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.agent_messages TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_messages TO agentmon_admin;


--
-- Name: TABLE pipeline_metrics; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.pipeline_metrics TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.pipeline_metrics TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.pipeline_metrics TO agentmon_admin;


--
-- Name: COLUMN pipeline_metrics.id; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(id) ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: COLUMN pipeline_metrics.metric_name; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(metric_name) ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: COLUMN pipeline_metrics.metric_value; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(metric_value) ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: COLUMN pipeline_metrics.tags; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(tags) ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: COLUMN pipeline_metrics."timestamp"; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT("timestamp") ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: COLUMN pipeline_metrics.created_at; Type: ACL; Schema: monitoring; Owner: -
--

GRANT INSERT(created_at) ON TABLE monitoring.pipeline_metrics TO agentmon_writer;


--
-- Name: TABLE agent_metrics; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT ON TABLE monitoring.agent_metrics TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.agent_metrics TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_metrics TO agentmon_admin;


--
-- Name: TABLE agent_status_history; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.agent_status_history TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agent_status_history TO agentmon_admin;


--
-- Name: TABLE agents; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.agents TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.agents TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.agents TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.agents TO agentmon_user;


--
-- Name: TABLE consumer_cursors; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.consumer_cursors TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.consumer_cursors TO agentmon_admin;


--
-- Name: TABLE metric_series; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.metric_series TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.metric_series TO agentmon_admin;


--
-- Name: TABLE rollups_stored; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.rollups_stored TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.rollups_stored TO agentmon_admin;


--
-- Name: TABLE aggregated_executions; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.aggregated_executions TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.aggregated_executions TO agentmon_admin;


--
-- Name: TABLE aggregated_logs; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.aggregated_logs TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.aggregated_logs TO agentmon_admin;


--
-- Name: TABLE metric_definitions; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.metric_definitions TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.metric_definitions TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.metric_definitions TO agentmon_admin;


--
-- Name: TABLE aggregated_metrics; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.aggregated_metrics TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.aggregated_metrics TO agentmon_admin;


--
-- Name: TABLE alert_events; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.alert_events TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.alert_events TO agentmon_admin;


--
-- Name: TABLE alert_group_members; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.alert_group_members TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.alert_group_members TO agentmon_admin;


--
-- Name: TABLE alert_groups; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.alert_groups TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.alert_groups TO agentmon_admin;


--
-- Name: TABLE alert_rules; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.alert_rules TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.alert_rules TO agentmon_admin;


--
-- Name: TABLE alerts; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.alerts TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.alerts TO agentmon_admin;


--
-- Name: TABLE anomalies; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.anomalies TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.anomalies TO agentmon_admin;


--
-- Name: TABLE anomaly_hours; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.anomaly_hours TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.anomaly_hours TO agentmon_admin;


--
-- Name: TABLE api_metrics; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.api_metrics TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.api_metrics TO agentmon_admin;


--
-- Name: TABLE audit_log; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.audit_log TO agentmon_admin;


--
-- Name: TABLE budget_alerts; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.budget_alerts TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.budget_alerts TO agentmon_admin;


--
-- Name: TABLE budgets; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.budgets TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.budgets TO agentmon_admin;


--
-- Name: TABLE channel_circuits; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.channel_circuits TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.channel_circuits TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.channel_circuits TO agentmon_notifier;


--
-- Name: TABLE channel_pace; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.channel_pace TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.channel_pace TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.channel_pace TO agentmon_notifier;


--
-- Name: TABLE channel_sends; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.channel_sends TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.channel_sends TO agentmon_admin;


--
-- Name: TABLE notification_channels; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.notification_channels TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.notification_channels TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.notification_channels TO agentmon_notifier;


--
-- Name: TABLE notifications; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.notifications TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.notifications TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.notifications TO agentmon_notifier;


--
-- Name: TABLE channel_status; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.channel_status TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.channel_status TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.channel_status TO agentmon_notifier;


--
-- Name: TABLE collectors; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.collectors TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.collectors TO agentmon_admin;


--
-- Name: TABLE error_group_days; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.error_group_days TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.error_group_days TO agentmon_admin;


--
-- Name: TABLE error_group_users; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.error_group_users TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.error_group_users TO agentmon_admin;


--
-- Name: TABLE error_groups; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.error_groups TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.error_groups TO agentmon_admin;


--
-- Name: TABLE errors_put_off; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.errors_put_off TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.errors_put_off TO agentmon_admin;


--
-- Name: TABLE escalation_steps; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.escalation_steps TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.escalation_steps TO agentmon_admin;


--
-- Name: TABLE health_checks; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.health_checks TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.health_checks TO agentmon_admin;


--
-- Name: TABLE health_thresholds; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.health_thresholds TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.health_thresholds TO agentmon_admin;


--
-- Name: TABLE inhibition_rules; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.inhibition_rules TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.inhibition_rules TO agentmon_admin;


--
-- Name: TABLE job_status; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.job_status TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.job_status TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.job_status TO agentmon_notifier;


--
-- Name: TABLE jobs; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.jobs TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.jobs TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.jobs TO agentmon_notifier;


--
-- Name: COLUMN jobs.cron; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(cron) ON TABLE monitoring.jobs TO agentmon_admin;


--
-- Name: COLUMN jobs.every; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(every) ON TABLE monitoring.jobs TO agentmon_admin;


--
-- Name: COLUMN jobs.phase; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(phase) ON TABLE monitoring.jobs TO agentmon_admin;


--
-- Name: COLUMN jobs.enabled; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(enabled) ON TABLE monitoring.jobs TO agentmon_admin;


--
-- Name: COLUMN jobs.scheduled; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(scheduled) ON TABLE monitoring.jobs TO agentmon_admin;


--
-- Name: TABLE late_rows; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.late_rows TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.late_rows TO agentmon_admin;


--
-- Name: TABLE left_names; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.left_names TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.left_names TO agentmon_admin;


--
-- Name: TABLE minute_segments; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.minute_segments TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.minute_segments TO agentmon_admin;


--
-- Name: TABLE model_prices; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.model_prices TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.model_prices TO agentmon_admin;


--
-- Name: TABLE mute_times; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.mute_times TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.mute_times TO agentmon_admin;


--
-- Name: TABLE notification_alerts; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.notification_alerts TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.notification_alerts TO agentmon_admin;


--
-- Name: TABLE notification_routes; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.notification_routes TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.notification_routes TO agentmon_admin;


--
-- Name: TABLE notifiers; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.notifiers TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.notifiers TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.notifiers TO agentmon_notifier;


--
-- Name: TABLE operation_days; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.operation_days TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.operation_days TO agentmon_admin;


--
-- Name: TABLE queue_metrics; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.queue_metrics TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.queue_metrics TO agentmon_admin;


--
-- Name: TABLE queue_monitoring_view; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.queue_monitoring_view TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.queue_monitoring_view TO agentmon_admin;


--
-- Name: TABLE queue_sources; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.queue_sources TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.queue_sources TO agentmon_admin;


--
-- Name: COLUMN queue_sources.enabled; Type: ACL; Schema: monitoring; Owner: -
--

GRANT UPDATE(enabled) ON TABLE monitoring.queue_sources TO agentmon_admin;


--
-- Name: TABLE queue_status; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.queue_status TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.queue_status TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.queue_status TO agentmon_admin;


--
-- Name: TABLE reprice_runs; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.reprice_runs TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.reprice_runs TO agentmon_admin;


--
-- Name: TABLE retention_policies; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.retention_policies TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.retention_policies TO agentmon_admin;


--
-- Name: TABLE rollups; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.rollups TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.rollups TO agentmon_admin;


--
-- Name: TABLE schema_migrations; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.schema_migrations TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.schema_migrations TO agentmon_admin;


--
-- Name: TABLE service_level_alerts; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.service_level_alerts TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.service_level_alerts TO agentmon_admin;


--
-- Name: TABLE service_levels; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.service_levels TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.service_levels TO agentmon_admin;


--
-- Name: TABLE settings; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.settings TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.settings TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.settings TO agentmon_admin;


--
-- Name: TABLE silences; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.silences TO agentmon_reader;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.silences TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.silences TO agentmon_notifier;


--
-- Name: TABLE squad_agents; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.squad_agents TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.squad_agents TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.squad_agents TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.squad_agents TO agentmon_user;


--
-- Name: TABLE squad_messages; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT ON TABLE monitoring.squad_messages TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.squad_messages TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.squad_messages TO agentmon_admin;


--
-- Name: TABLE statement_counters; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.statement_counters TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.statement_counters TO agentmon_admin;


--
-- Name: TABLE status_watches; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.status_watches TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.status_watches TO agentmon_admin;


--
-- Name: TABLE step_failures; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.step_failures TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.step_failures TO agentmon_admin;


--
-- Name: TABLE monitoring_events; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.monitoring_events TO agentmon_writer;
GRANT SELECT ON TABLE public.monitoring_events TO agentmon_reader;
GRANT SELECT ON TABLE public.monitoring_events TO agentmon_admin;


--
-- Name: TABLE system_events; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT ON TABLE monitoring.system_events TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.system_events TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.system_events TO agentmon_admin;


--
-- Name: TABLE tasks; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.tasks TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.tasks TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.tasks TO agentmon_admin;
GRANT SELECT ON TABLE monitoring.tasks TO agentmon_user;


--
-- Name: TABLE told_alerts; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.told_alerts TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.told_alerts TO agentmon_admin;


--
-- Name: TABLE user_days; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT ON TABLE monitoring.user_days TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.user_days TO agentmon_admin;


--
-- Name: TABLE worker_issues; Type: ACL; Schema: monitoring; Owner: -
--

GRANT SELECT,INSERT ON TABLE monitoring.worker_issues TO agentmon_writer;
GRANT SELECT ON TABLE monitoring.worker_issues TO agentmon_reader;
GRANT SELECT ON TABLE monitoring.worker_issues TO agentmon_admin;


--
-- Name: TABLE agent_logs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.agent_logs TO agentmon_writer;
GRANT SELECT ON TABLE public.agent_logs TO agentmon_reader;
GRANT SELECT ON TABLE public.agent_logs TO agentmon_admin;
GRANT SELECT ON TABLE public.agent_logs TO agentmon_user;


--
-- Name: TABLE tasks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.tasks TO agentmon_writer;
GRANT SELECT ON TABLE public.tasks TO agentmon_reader;
GRANT SELECT ON TABLE public.tasks TO agentmon_admin;
GRANT SELECT ON TABLE public.tasks TO agentmon_user;


--
-- PostgreSQL database dump complete
--


