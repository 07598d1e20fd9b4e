CREATE FUNCTION monitoring.evaluate_due_rules(p_now timestamptz) RETURNS integer LANGUAGE sql AS $$SELECT 0$$;
CREATE FUNCTION monitoring.next_rule_at(p_now timestamptz) RETURNS timestamptz LANGUAGE sql AS $$SELECT NULL::timestamptz$$;
CREATE FUNCTION monitoring.check_template(p_template text) RETURNS void LANGUAGE sql AS $$SELECT$$;
CREATE FUNCTION monitoring.render_template(p_template text, p_context jsonb) RETURNS text LANGUAGE sql AS $$SELECT p_template$$;
