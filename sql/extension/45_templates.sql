-- Templates: texts with places for values, for annotations and messages.

CREATE FUNCTION monitoring.render_template(p_template text, p_context jsonb) RETURNS text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'render_template_wrapper';
COMMENT ON FUNCTION monitoring.render_template(text, jsonb) IS
'A template in the language of Jinja with the values of an object, as in {{ labels.agent_name }} is at '
'{{ value | percent }}. What is not there is empty. At most 64 kB, and bounded work; raises 22023 with the '
'line for one that cannot be read or rendered. NULL for NULL.';

CREATE FUNCTION monitoring.check_template(p_template text) RETURNS void
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'check_template_wrapper';
COMMENT ON FUNCTION monitoring.check_template(text) IS
'Raises 22023 with the place for a template that cannot be read, or that comes upon a filter which nobody '
'knows.';

CREATE FUNCTION agentmon.render_annotations(p_annotations jsonb, p_context jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'render_annotations_wrapper';
COMMENT ON FUNCTION agentmon.render_annotations(jsonb, jsonb) IS
'The texts of an object, each rendered as a template. One that fails says so in its place: an alert is '
'raised all the same.';

GRANT EXECUTE ON FUNCTION monitoring.render_template(text, jsonb), monitoring.check_template(text)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
