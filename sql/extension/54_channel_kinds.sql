-- Kinds of channels: a row for each. What alerting and delivery ask of a kind stands here and nowhere else;
-- how a message of it is sent is the daemon's (agentmon-notifier/src/channel/).

CREATE FUNCTION agentmon.kinds_of_channels()
RETURNS TABLE (
    kind text,
    tells_ends boolean,
    may_sum_up boolean,
    lists_all boolean,
    keeps_incidents boolean,
    settings text[]
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 6
BEGIN ATOMIC
    SELECT *
    FROM (VALUES
        -- kind, tells ends, may sum up, lists all, keeps incidents, settings
        ('sms', false, true, false, false, '{to,note}'::text[]),
        ('email', true, true, true, false, '{to,note}'),
        ('slack', false, true, false, false, '{account,note}'),
        ('pagerduty', true, false, false, true, '{account,note}'),
        ('webhook', true, false, true, false, '{url,account,allow_private,note}'),
        ('console', false, true, false, false, '{note}')
    ) AS known (kind, tells_ends, may_sum_up, lists_all, keeps_incidents, settings);
END;
COMMENT ON FUNCTION agentmon.kinds_of_channels() IS
'The kinds of channels. tells_ends: whether its channels tell of ends where nobody has said (an incident '
'that nobody closes would be of little use, and so is a mail about what was over in a minute; telephones and '
'chats are spared). may_sum_up: whether several of its messages may be told in one (not to programs, which '
'keep an account of each group). lists_all: whether a message tells what it lists and nothing else, so that '
'what it has no room for is told by the next. keeps_incidents: whether its receiver opens and closes '
'incidents, and wants to hear that somebody has one in hand. settings: the keys that a channel may have: all '
'that the daemon reads, and a note for people.';

CREATE FUNCTION agentmon.channel_kinds() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(known.kind) FROM agentmon.kinds_of_channels() known);
COMMENT ON FUNCTION agentmon.channel_kinds() IS
'The kinds of channels. A channel that is called as its kind comes with the first daemon that sends it.';

CREATE FUNCTION agentmon.tells_ends(p_kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT known.tells_ends FROM agentmon.kinds_of_channels() known WHERE known.kind = p_kind);
COMMENT ON FUNCTION agentmon.tells_ends(text) IS 'tells_ends of a kind of channels.';

CREATE FUNCTION agentmon.may_sum_up(p_kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT known.may_sum_up FROM agentmon.kinds_of_channels() known WHERE known.kind = p_kind);
COMMENT ON FUNCTION agentmon.may_sum_up(text) IS 'may_sum_up of a kind of channels.';

CREATE FUNCTION agentmon.channel_settings(p_kind text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT known.settings FROM agentmon.kinds_of_channels() known WHERE known.kind = p_kind);
COMMENT ON FUNCTION agentmon.channel_settings(text) IS 'settings of a kind of channels.';

-- What the triggers of the configuration tables ask in the name of whoever configures.
GRANT EXECUTE ON FUNCTION
    agentmon.kinds_of_channels(),
    agentmon.channel_kinds(),
    agentmon.tells_ends(text),
    agentmon.channel_settings(text)
TO agentmon_admin;
