-- Names of channels and routes that have gone: what bears one follows to the new name, or is given up.
--
-- A trigger does so when the name goes. What other transactions write at that moment, they write
-- under the old name, since they cannot see the new one yet; so the name is remembered for a
-- day, and each step of alerting looks for more.

CREATE FUNCTION agentmon.move_channel(p_old text, p_new text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- It may have gone on to another name already.
    new_kind text := (
        SELECT c.kind
        FROM monitoring.notification_channels c
        WHERE c.name = p_new);
BEGIN
    -- What waits is sent as what the channel is by then.
    UPDATE monitoring.notifications message
    SET channel = p_new,
        kind = CASE
            WHEN message.state = 'sending' THEN message.kind
            ELSE coalesce(new_kind, message.kind)
        END
    WHERE message.channel = p_old
      AND message.state IN ('pending', 'sending')
      AND (p_new <> p_old OR message.kind <> new_kind);
    IF p_new = p_old THEN
        RETURN;
    END IF;
    UPDATE monitoring.notifications message
    SET channel = p_new
    WHERE message.channel = p_old
      AND message.state = 'unknown';
    UPDATE monitoring.told_alerts told
    SET channel = p_new
    WHERE told.channel = p_old
      AND NOT EXISTS (
          SELECT
          FROM monitoring.told_alerts known
          WHERE known.group_id = told.group_id
            AND known.channel = p_new
            AND known.alert_id = told.alert_id);
    DELETE FROM monitoring.told_alerts told
    WHERE told.channel = p_old;
    UPDATE monitoring.channel_sends attempt
    SET channel = p_new
    WHERE attempt.channel = p_old;
    UPDATE monitoring.channel_pace pace
    SET channel = p_new
    WHERE pace.channel = p_old
      AND NOT EXISTS (
          SELECT FROM monitoring.channel_pace known
          WHERE known.channel = p_new);
    UPDATE monitoring.channel_circuits circuit
    SET channel = p_new
    WHERE circuit.channel = p_old
      AND NOT EXISTS (
          SELECT FROM monitoring.channel_circuits known
          WHERE known.channel = p_new);
    UPDATE monitoring.alert_groups grp
    SET channels = array_replace(grp.channels, p_old, p_new)
    WHERE p_old = ANY (grp.channels);
    UPDATE monitoring.alert_groups grp
    SET escalation_owed = array_replace(grp.escalation_owed, p_old, p_new)
    WHERE p_old = ANY (grp.escalation_owed);
    UPDATE monitoring.notification_routes route
    SET channels = array_replace(route.channels, p_old, p_new)
    WHERE p_old = ANY (route.channels);
    UPDATE monitoring.escalation_steps step
    SET channels = array_replace(step.channels, p_old, p_new)
    WHERE p_old = ANY (step.channels);
    UPDATE monitoring.alert_rules rule
    SET actions = array_replace(rule.actions, p_old, p_new)
    WHERE p_old = ANY (rule.actions);
END
$$;
COMMENT ON FUNCTION agentmon.move_channel(text, text) IS
'What waits for a channel, what it was told and has sent, and who names it, go along with its new name, and '
'what waits with its new kind.';

CREATE FUNCTION agentmon.give_up_channel(p_name text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE monitoring.notifications message
    SET state = 'dead',
        last_error = 'its channel was deleted',
        settled_at = p_now,
        lease_until = NULL
    WHERE message.channel = p_name
      AND message.state IN ('pending', 'sending');
    DELETE FROM monitoring.told_alerts told
    WHERE told.channel = p_name;
    DELETE FROM monitoring.channel_sends attempt
    WHERE attempt.channel = p_name;
    DELETE FROM monitoring.channel_pace pace
    WHERE pace.channel = p_name;
    DELETE FROM monitoring.channel_circuits circuit
    WHERE circuit.channel = p_name;
END
$$;
COMMENT ON FUNCTION agentmon.give_up_channel(text, timestamptz) IS
'Gives up the messages of a channel that is no more, for everybody to see, and forgets what it was told.';

CREATE FUNCTION agentmon.keep_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    places text := (
        SELECT string_agg(DISTINCT named.place, ', ')
        FROM agentmon.named_channels(now()) named
        WHERE named.channel = OLD.name);
    senders text := (
        SELECT string_agg(daemon.worker, ', ' ORDER BY daemon.worker)
        FROM monitoring.notifiers daemon
        WHERE OLD.kind = ANY (daemon.kinds)
          AND daemon.stopped_at IS NULL
          -- One that is away for a while comes back.
          AND daemon.last_seen_at > now() - interval '1 day');
BEGIN
    IF OLD.name <> ALL (agentmon.channel_kinds()) THEN
        IF places IS NOT NULL THEN
            RAISE WARNING 'channel % is deleted, and nobody is told there: it is named by %',
                quote_literal(OLD.name), places
                USING HINT = 'Name another one there, or make it anew.';
        END IF;
        RETURN OLD;
    END IF;
    -- A channel that is called as its kind comes with each daemon that sends the kind, and is told then of
    -- all that fires.
    IF senders IS NOT NULL OR places IS NOT NULL THEN
        PERFORM agentmon.refuse(
            format('channel %s would come back', quote_literal(OLD.name)),
            concat_ws(' ',
                format('Daemons that send %s make it: ', OLD.kind) || senders || '.',
                'It is named by ' || places || '.'),
            format(
                'Switch it off: UPDATE monitoring.notification_channels SET enabled = false WHERE name = %L. '
                'To delete it, first name other channels where it is named, and take the settings of %s from '
                'the daemon.',
                OLD.name,
                OLD.kind),
            'invalid_parameter_value');
    END IF;
    RETURN OLD;
END
$$;
COMMENT ON FUNCTION agentmon.keep_channel() IS
'Trigger: refuses to delete a channel that is called as its kind while a daemon sends the kind or something '
'names the channel, for it would come back; says by a WARNING who names another one that goes.';

CREATE FUNCTION agentmon.leave_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM agentmon.give_up_channel(OLD.name, now());
        INSERT INTO monitoring.left_names (kind, old_name)
        VALUES ('channel', OLD.name);
        RETURN NULL;
    END IF;
    -- What was given up can be sent again, by its new name.
    UPDATE monitoring.notifications message
    SET channel = NEW.name,
        kind = NEW.kind
    WHERE message.channel = OLD.name
      AND message.state = 'dead';
    PERFORM agentmon.move_channel(OLD.name, NEW.name);
    INSERT INTO monitoring.left_names (kind, old_name, new_name)
    VALUES ('channel', OLD.name, NEW.name);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION agentmon.leave_channel() IS
'Trigger: all that belongs to a channel goes along with its new name and kind; when it is deleted, its '
'messages are given up for everybody to see.';

CREATE FUNCTION agentmon.give_up_route(p_name text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE monitoring.alerts alert
    SET news = true
    WHERE alert.state <> 'resolved'
      AND NOT alert.news
      AND alert.id IN (
          SELECT member.alert_id
          FROM monitoring.alert_group_members member
          JOIN monitoring.alert_groups grp ON grp.id = member.group_id
          WHERE grp.route = p_name);
    -- They stay, so that those who were told of something hear its end.
    UPDATE monitoring.alert_groups grp
    SET route = NULL,
        channels = NULL,
        escalate_at = NULL,
        escalation_owed = '{}'
    WHERE grp.route = p_name;
END
$$;
COMMENT ON FUNCTION agentmon.give_up_route(text) IS
'What is open of a route that is no more goes where the others say; its groups stay for the ends alone.';

CREATE FUNCTION agentmon.move_route(p_old text, p_new text) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE monitoring.alert_groups grp
    SET route = p_new
    WHERE grp.route = p_old
      AND NOT EXISTS (
          SELECT
          FROM monitoring.alert_groups known
          WHERE known.route = p_new
            AND known.group_key = grp.group_key);
    -- Two of one key: what the one holds is routed again, and joins the other.
    IF EXISTS (
        SELECT FROM monitoring.alert_groups grp
        WHERE grp.route = p_old)
    THEN
        PERFORM agentmon.give_up_route(p_old);
    END IF;
END
$$;
COMMENT ON FUNCTION agentmon.move_route(text, text) IS 'The groups of a route go along with its new name.';

CREATE FUNCTION agentmon.leave_route() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM agentmon.move_route(OLD.name, NEW.name);
        INSERT INTO monitoring.left_names (kind, old_name, new_name)
        VALUES ('route', OLD.name, NEW.name);
        RETURN NEW;
    END IF;
    PERFORM agentmon.give_up_route(OLD.name);
    INSERT INTO monitoring.left_names (kind, old_name)
    VALUES ('route', OLD.name);
    NOTIFY agentmon_alerts;
    RETURN OLD;
END
$$;
COMMENT ON FUNCTION agentmon.leave_route() IS
'Trigger: groups of a route go along with its new name; what is open of a route that is deleted goes where '
'the others say.';

CREATE FUNCTION agentmon.follow_names(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone monitoring.left_names;
    followed bigint := 0;
BEGIN
    FOR gone IN
        SELECT *
        FROM monitoring.left_names
        ORDER BY id
    LOOP
        followed := followed + 1;
        IF gone.kind = 'channel' THEN
            -- Where a channel has the old name again, what bears the name is that channel's.
            IF gone.old_name IS DISTINCT FROM gone.new_name
               AND EXISTS (
                   SELECT FROM monitoring.notification_channels c
                   WHERE c.name = gone.old_name)
            THEN
                CONTINUE;
            END IF;
            IF gone.new_name IS NULL THEN
                PERFORM agentmon.give_up_channel(gone.old_name, p_now);
            ELSE
                PERFORM agentmon.move_channel(gone.old_name, gone.new_name);
            END IF;
        ELSIF NOT EXISTS (
            SELECT FROM monitoring.notification_routes r
            WHERE r.name = gone.old_name)
        THEN
            IF gone.new_name IS NULL THEN
                PERFORM agentmon.give_up_route(gone.old_name);
            ELSE
                PERFORM agentmon.move_route(gone.old_name, gone.new_name);
            END IF;
        END IF;
    END LOOP;
    IF followed > 0 THEN
        DELETE FROM monitoring.left_names old
        WHERE old.left_at < p_now - interval '1 day';
    END IF;
    RETURN followed;
END
$$;
COMMENT ON FUNCTION agentmon.follow_names(timestamptz) IS
'Brings along what was written under the old name of a channel or route while it was being renamed or '
'deleted; gives the number of such names of the last day.';
