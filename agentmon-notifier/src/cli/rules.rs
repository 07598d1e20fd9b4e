//! The commands about alert rules: load-rules, export-rules, test-rules, replay. The database knows what a rule is; here documents
//! are read and answers are shown.

use serde_json::Value;
use tokio_postgres::types::Type;

use super::documents;
use super::error::CommandError;
use super::flags::Source;
use super::table::{aligned, cells};
use crate::db::{Database, Db, DbError, LONGEST_ANSWER, collect};
use crate::text::tidy_line;

const APPLICATION: &str = "agentmon-notifier rules";

async fn connect(database: &Database) -> Result<Db, DbError> {
    let mut db = Db::connect(database, APPLICATION).await?;
    db.be_patient().await?;
    Ok(db)
}

/// A document that is refused is told of in full: each of its mistakes has a line, and none is cut.
fn whole(error: DbError) -> CommandError {
    match error.in_full() {
        Some(text) => CommandError::Refused(text),
        None => error.into(),
    }
}

/// Puts the document's rules into the database; says how many.
pub async fn load(database: &Database, source: &Source) -> Result<String, CommandError> {
    let document = documents::read(&source.path, source.format)?;
    let db = connect(database).await?;
    let what = "load_alert_rules";
    let statement = "SELECT monitoring.load_alert_rules($1)::text";
    let rows = db.query(what, statement, &[(&document, Type::JSONB)]).await.map_err(whole)?;
    let number = collect(what, &rows, cells)?.concat().concat();
    db.close().await;
    match number.as_str() {
        "0" => Err(CommandError::Empty {
            source_name: source.name(),
            what: "no rules: nothing was loaded",
            fix: "write them under rules:",
        }),
        "1" => Ok("loaded 1 rule\n".to_owned()),
        number => Ok(format!("loaded {number} rules\n")),
    }
}

/// The stored rules of these names, or all, as a document.
pub async fn export(database: &Database, names: &[String]) -> Result<String, CommandError> {
    let db = connect(database).await?;
    let what = "export_alert_rules";
    let statement = "SELECT jsonb_pretty(monitoring.export_alert_rules($1))";
    let names = (!names.is_empty()).then_some(names);
    let rows = db.query(what, statement, &[(&names, Type::TEXT_ARRAY)]).await.map_err(whole)?;
    let document = collect(what, &rows, |row| row.try_get::<_, String>(0))?.concat();
    db.close().await;
    Ok(format!("{document}\n"))
}

/// How the tests of a document went.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    pub text: String,
    pub passed: bool,
}

/// A file that tests nothing must not look like one whose tests have passed.
fn no_tests(source: &Source) -> CommandError {
    CommandError::Empty {
        source_name: source.name(),
        what: "no tests: nothing was tested",
        fix: "write them beside the rules, under tests:, each with an alert_rule_test (docs/rules.md)",
    }
}

/// Runs the document's tests; nothing of it stays in the database.
pub async fn test(database: &Database, source: &Source) -> Result<Report, CommandError> {
    let document = documents::read(&source.path, source.format)?;
    // The database would say what a document may have; here something of it is there, and only tests are wanted.
    let has = |part| document.get(part).is_some();
    if ["rules", "alerts", "groups"].into_iter().any(has) && !has("tests") {
        return Err(no_tests(source));
    }
    let db = connect(database).await?;
    let what = "test_alert_rules";
    let statement =
        "SELECT t.test, t.passed, t.detail FROM monitoring.test_alert_rules($1) AS t (test, passed, detail)";
    let rows = db.query(what, statement, &[(&document as &Value, Type::JSONB)]).await.map_err(whole)?;
    let read = |row: &tokio_postgres::Row| {
        let passed: Option<bool> = row.try_get(1)?;
        let text = |at: usize| row.try_get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        Ok((text(0)?, passed == Some(true), text(2)?))
    };
    let tests = collect(what, &rows, read)?;
    db.close().await;
    if tests.is_empty() {
        return Err(no_tests(source));
    }
    Ok(report(&tests))
}

fn report(tests: &[(String, bool, String)]) -> Report {
    let mut text = String::new();
    for (test, passed, detail) in tests {
        let mark = if *passed { "ok    " } else { "FAILED" };
        let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
        text.push_str(&format!("{mark}  "));
        text.push_str(&tidy_line(&format!("{test}{detail}"), LONGEST_ANSWER));
        text.push('\n');
    }
    let failed = tests.iter().filter(|(_, passed, _)| !passed).count();
    text.push_str(&format!("{} passed, {failed} failed\n", tests.len() - failed));
    Report { text, passed: failed == 0 }
}

/// When the rule would have changed its state between two times.
pub async fn replay(database: &Database, name: &str, from: &str, to: &str) -> Result<String, CommandError> {
    let db = connect(database).await?;
    let what = "replay_alert_rule";
    let statement = "SELECT to_char(r.at, 'YYYY-MM-DD HH24:MI:SS TZ'), r.state::text, r.value::text, r.labels::text \
         FROM monitoring.replay_alert_rule($1, $2::text::timestamptz, $3::text::timestamptz) AS r";
    let parameters: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 3] =
        [(&name, Type::TEXT), (&from, Type::TEXT), (&to, Type::TEXT)];
    let rows = db.query(what, statement, &parameters).await?;
    let header = ["at", "state", "value", "labels"].map(str::to_owned).to_vec();
    let table = [vec![header], collect(what, &rows, cells)?].concat();
    db.close().await;
    Ok(aligned(&table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_line_for_each_test_and_fails_with_one() {
        let one = |test: &str, passed, detail: &str| (test.to_owned(), passed, detail.to_owned());
        let all = [one("a", true, ""), one("b", false, "fires\nat 3m")];
        let text = "ok      a\nFAILED  b: fires at 3m\n1 passed, 1 failed\n".to_owned();
        assert_eq!(report(&all), Report { text, passed: false });
        assert!(report(&all[..1]).passed);
    }
}
