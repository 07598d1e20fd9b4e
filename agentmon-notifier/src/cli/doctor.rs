//! The command doctor: what stands in the way, as the database sees it and as only this daemon does.

use super::error::CommandError;
use super::table::{aligned, cells};
use crate::channel;
use crate::config::Config;
use crate::daemon;
use crate::db::{Database, Db, collect};

/// What was found.
#[derive(Debug)]
pub struct Report {
    pub text: String,
    /// Nothing critical.
    pub well: bool,
}

const STATEMENT: &str = "SELECT d.status, d.subject, d.finding, d.remedy FROM monitoring.diagnose() AS d";

/// Asks the database, and holds it against these settings.
pub async fn doctor(config: &Config, database: &Database) -> Result<Report, CommandError> {
    let mut findings = own(config);
    let db = match Db::connect(database, "agentmon-notifier doctor").await {
        Ok(db) => db,
        // That is a finding too, and the others are none the less true.
        Err(error) => {
            findings.push(finding("critical", "database", &format!("{error}{}", error.hint()), ""));
            return Ok(report(findings));
        }
    };
    for problem in daemon::problems(&db, config).await? {
        findings.push(finding("warning", "settings and database", &problem, ""));
    }
    let what = "diagnose";
    findings.extend(collect(what, &db.query(what, STATEMENT, &[]).await?, cells)?);
    db.close().await;
    Ok(report(findings))
}

/// What only the daemon knows.
fn own(config: &Config) -> Vec<Vec<String>> {
    let mut findings = Vec::new();
    for (known, destination) in channel::KNOWN.iter().zip(config.channels.destinations()) {
        let subject = format!("this daemon's {}", known.name);
        findings.push(match destination {
            Some(destination) => finding("healthy", &subject, &format!("on, {destination}"), ""),
            None => finding("healthy", &subject, "off", &format!("set {} to turn it on", known.needs)),
        });
    }
    if config.channels.destinations().iter().all(Option::is_none) {
        findings.push(finding(
            "critical",
            "this daemon",
            "no channel is configured: it can tell nobody",
            "docs/channels.md",
        ));
    }
    findings.extend(config.warnings.iter().map(|warning| finding("warning", "settings", warning, "")));
    findings
}

fn finding(status: &str, subject: &str, found: &str, remedy: &str) -> Vec<String> {
    [status, subject, found, if remedy.is_empty() { "-" } else { remedy }].map(str::to_owned).to_vec()
}

/// The worst first, and otherwise in the order in which they were found.
fn report(mut findings: Vec<Vec<String>>) -> Report {
    let rank = |finding: &Vec<String>| match finding.first().map(String::as_str) {
        Some("critical") => 0,
        Some("warning") => 1,
        _ => 2,
    };
    findings.sort_by_key(rank);
    let of = |wanted| findings.iter().filter(|finding| rank(finding) == wanted).count();
    let (critical, warnings) = (of(0), of(1));
    let header = ["status", "subject", "finding", "remedy"].map(str::to_owned).to_vec();
    let table = aligned(&[vec![header], findings].concat());
    Report { text: format!("{table}{critical} critical, {warnings} warnings\n"), well: critical == 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_stands_first_and_is_counted() {
        let one = |status: &str, subject: &str| finding(status, subject, "so", "");
        let report = report(vec![one("healthy", "a"), one("warning", "b"), one("critical", "c")]);
        let subjects: Vec<_> =
            report.text.lines().skip(1).take(3).filter_map(|line| line.split_whitespace().nth(1)).collect();
        assert_eq!(subjects, ["c", "b", "a"]);
        assert!(!report.well && report.text.ends_with("1 critical, 1 warnings\n"), "{}", report.text);
    }
}
