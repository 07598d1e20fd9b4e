-- Channels whose provider asked to wait (429 and the like): when the next message may go, and how often
-- from then.

-- Without a reference to the channel: whoever changes that in an open transaction must not keep an outcome
-- from being written down.
CREATE TABLE monitoring.channel_pace (
    channel    text PRIMARY KEY,
    wait_until timestamptz NOT NULL,
    every      interval NOT NULL,
    limited_at timestamptz NOT NULL,
    -- Taken since then, and from when on.
    turns      integer NOT NULL DEFAULT 0,
    turns_from timestamptz,
    -- After so many turns it is tried faster, by this factor of every.
    hold       integer NOT NULL,
    faster     double precision NOT NULL,
    -- Refusals without anything taken in between.
    refusals   integer NOT NULL,
    reason     text
);

COMMENT ON TABLE monitoring.channel_pace IS
'Channels whose provider said "not so fast": nothing is claimed before wait_until, and then one message each '
'time that every has passed; less and less slowly when that goes well.';

-- What each receiver of a message has got of it: {"delivered": [address], "refused": {address: reason}}.
ALTER TABLE monitoring.notifications ADD COLUMN progress jsonb;
-- When the first of them had got it.
ALTER TABLE monitoring.notifications ADD COLUMN first_told_at timestamptz;
