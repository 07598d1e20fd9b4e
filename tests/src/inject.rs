//! Faults inside the database: statements on a table that raise for some of its rows.

/// The function that the triggers call; to be made once in a database.
pub const RAISES: &str = "CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN RAISE EXCEPTION 'injected'; END $$";

/// Has statements of this kind (INSERT, UPDATE, DELETE) on a table raise for the rows that satisfy a condition over NEW or
/// OLD; one fault a table.
#[must_use]
pub fn fault(table: &str, event: &str, condition: &str) -> String {
    format!(
        "CREATE TRIGGER fail BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION public.fail()"
    )
}

/// Ends the fault of a table; does nothing where there is none.
#[must_use]
pub fn no_fault(table: &str) -> String {
    format!("DROP TRIGGER IF EXISTS fail ON {table}")
}
