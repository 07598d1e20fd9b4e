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

CREATE FUNCTION agentmon.template_names(p_template text) RETURNS text[]
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'template_names_wrapper';
COMMENT ON FUNCTION agentmon.template_names(text) IS
'The names that a template looks up and does not make itself. Raises 22023 for one that cannot be read.';

CREATE FUNCTION agentmon.annotation_names() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- What apply_rule_results() and tested_annotations() hand over.
    RETURN '{value,threshold,labels,rule,severity,expression,no_data}'::text[];
COMMENT ON FUNCTION agentmon.annotation_names() IS
'What the annotation of a rule finds.';

CREATE FUNCTION agentmon.tell_of_template_slips(p_of text, p_template text, p_known text[]) RETURNS void
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unknown text;
BEGIN
    FOR unknown IN
        SELECT looked_up.name
        FROM unnest(agentmon.template_names(p_template)) AS looked_up (name)
        WHERE looked_up.name <> ALL (p_known)
    LOOP
        RAISE WARNING '%: the template names %, which is never there, and shows nothing in its place',
            p_of,
            quote_literal(left(unknown, 100))
            USING DETAIL = format('There are %s.', array_to_string(p_known, ', ')),
                  HINT = coalesce(
                      'Perhaps ' || agentmon.nearest_spelling(unknown, p_known) || '?',
                      'What a series is labelled with stands in labels, as in {{ labels.agent_name }}.');
    END LOOP;
END
$$;
COMMENT ON FUNCTION agentmon.tell_of_template_slips(text, text, text[]) IS
'Says by a WARNING which names a template looks up that are not among p_known. p_of says whose template it '
'is.';

CREATE FUNCTION agentmon.render_annotations(p_annotations jsonb, p_context jsonb) RETURNS jsonb
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'render_annotations_wrapper';
COMMENT ON FUNCTION agentmon.render_annotations(jsonb, jsonb) IS
'The texts of an object, each rendered as a template. One that fails says so in its place: an alert is '
'raised all the same.';

GRANT EXECUTE ON FUNCTION monitoring.render_template(text, jsonb), monitoring.check_template(text)
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
-- What the trigger of the channels calls in the name of whoever configures.
GRANT EXECUTE ON FUNCTION
    agentmon.template_names(text),
    agentmon.tell_of_template_slips(text, text, text[])
TO agentmon_admin;
