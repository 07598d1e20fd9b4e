-- What setup() has applied. relations says which tables and views are ours.
CREATE TABLE monitoring.schema_migrations (
    name          text PRIMARY KEY,
    kind          text NOT NULL,
    checksum      text NOT NULL,
    relations     text[] NOT NULL,
    extension_oid oid NOT NULL,
    applied_at    timestamptz NOT NULL
);

COMMENT ON TABLE monitoring.schema_migrations IS
'The schema files that setup() has applied, and the relations that each made.';
