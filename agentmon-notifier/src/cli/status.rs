//! The command status: how jobs, daemons, channels and the outbox stand.

use std::fmt::Write as _;

use super::error::CommandError;
use super::table::{aligned, cells};
use crate::db::{Database, Db, DbError, collect};

/// A part of the report.
struct Section {
    title: &'static str,
    header: &'static [&'static str],
    /// Gives text columns.
    statement: &'static str,
    /// Left out where the database does not have it yet.
    optional: bool,
}

const SECTIONS: [Section; 8] = [
    Section {
        title: "Firing alerts, the latest twenty",
        header: &["since", "severity", "count", "labels", "told", "in hand"],
        statement: "SELECT to_char(since, 'YYYY-MM-DD HH24:MI:SS TZ'), severity, count::text, labels::text, \
             array_to_string(told, ', '), acknowledged_by FROM agentmon.firing_alerts(20)",
        optional: true,
    },
    Section {
        title: "Rules that fail or cannot fire",
        header: &["name", "status", "error"],
        statement: "SELECT name, status, error FROM agentmon.ailing_rules()",
        optional: true,
    },
    Section {
        title: "Who is told",
        header: &["route", "matchers", "channels", "reaches nobody"],
        statement: "SELECT route, matchers::text, array_to_string(channels, ', '), deaf FROM agentmon.who_is_told()",
        optional: true,
    },
    Section {
        title: "Jobs",
        header: &["name", "last run", "ms", "rows", "next due", "error"],
        statement: "SELECT name::text, to_char(last_run_at, 'YYYY-MM-DD HH24:MI:SS TZ'), last_duration_ms::text, \
             last_rows::text, to_char(next_due_at, 'YYYY-MM-DD HH24:MI:SS TZ'), last_error::text \
             FROM monitoring.job_status ORDER BY name",
        optional: false,
    },
    Section {
        title: "Notifiers",
        header: &["worker", "version", "channels", "started", "last seen"],
        statement: "SELECT worker::text, version::text, array_to_string(kinds, ','), \
             to_char(started_at, 'YYYY-MM-DD HH24:MI:SS TZ'), to_char(last_seen_at, 'YYYY-MM-DD HH24:MI:SS TZ') \
             FROM monitoring.notifiers ORDER BY last_seen_at DESC, worker",
        optional: false,
    },
    Section {
        title: "Notifications",
        header: &["state", "count"],
        statement: "SELECT state::text, count(*)::text FROM monitoring.notifications GROUP BY state ORDER BY state",
        optional: false,
    },
    Section {
        title: "Dead and unknown, the latest ten",
        header: &["id", "channel", "state", "attempts", "settled", "error"],
        statement: "SELECT id::text, channel::text, state::text, attempt::text, \
             to_char(settled_at, 'YYYY-MM-DD HH24:MI:SS TZ'), last_error::text FROM monitoring.notifications \
             WHERE state IN ('dead', 'unknown') ORDER BY settled_at DESC NULLS LAST, id LIMIT 10",
        optional: false,
    },
    Section {
        title: "Active silences",
        header: &["ends", "by", "matchers", "comment"],
        statement: "SELECT to_char(ends_at, 'YYYY-MM-DD HH24:MI:SS TZ'), created_by::text, matchers::text, comment::text \
             FROM monitoring.silences WHERE starts_at <= now() AND ends_at > now() ORDER BY ends_at",
        optional: true,
    },
];

/// As name and value, because the view's columns are its own affair.
const CHANNELS: &str = "SELECT r.n::text, e.key, e.value \
     FROM (SELECT row_number() OVER () AS n, row_to_json(s) AS row FROM monitoring.channel_status AS s) AS r, \
     json_each_text(r.row) WITH ORDINALITY AS e (key, value, at) ORDER BY r.n, e.at";

/// Everything as plain text.
pub async fn status(database: &Database) -> Result<String, CommandError> {
    let db = Db::connect(database, "agentmon-notifier status").await?;
    let mut text = String::new();
    for Section { title, header, statement, optional } in SECTIONS {
        if let Some(rows) = read(&db, statement, optional).await? {
            let header = header.iter().map(|&cell| cell.to_owned()).collect();
            add(&mut text, title, [vec![header], rows].concat().as_slice());
        }
    }
    if let Some(pairs) = read(&db, CHANNELS, true).await? {
        add(&mut text, "Channels", &from_pairs(&pairs));
    }
    db.close().await;
    Ok(text)
}

async fn read(db: &Db, statement: &str, optional: bool) -> Result<Option<Vec<Vec<String>>>, DbError> {
    let what = "reading the status";
    match db.query(what, statement, &[]).await {
        Ok(rows) => collect(what, &rows, cells).map(Some),
        Err(error) if optional && error.is_missing() => Ok(None),
        Err(error) => Err(error),
    }
}

fn add(text: &mut String, title: &str, table: &[Vec<String>]) {
    let _infallible = write!(text, "{title}\n{}\n", aligned(table));
}

/// A table of rows given as (row, column, value), with the columns of the first row as its header.
fn from_pairs(pairs: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut table: Vec<Vec<String>> = vec![Vec::new()];
    let mut current = None;
    for pair in pairs {
        let [row, column, value] = pair.as_slice() else { continue };
        if current != Some(row) {
            current = Some(row);
            table.push(Vec::new());
        }
        if table.len() == 2 {
            table[0].push(column.clone());
        }
        if let Some(last) = table.last_mut() {
            last.push(value.clone());
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_a_table() {
        let pair = |row: &str, column: &str, value: &str| vec![row.into(), column.into(), value.into()];
        let pairs = [
            pair("1", "name", "sms"),
            pair("1", "state", "open"),
            pair("2", "name", "email"),
            pair("2", "state", "-"),
        ];
        assert_eq!(aligned(&from_pairs(&pairs)), "  name   state\n  sms    open\n  email  -\n");
        assert_eq!(from_pairs(&[]), [Vec::<String>::new()]);
    }
}
