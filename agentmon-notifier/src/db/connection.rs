//! One connection to the database, and how statements fail on it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{AsyncMessage, Client, Config, Row};

use super::settings::Database;
use super::tls;
use crate::setting::ConfigError;
use crate::text::{chain, clean, tidy, tidy_line};

/// The server gives up on a statement a little earlier than the client, so that none goes on behind its back.
const ON_CONNECT: &str = "SET statement_timeout = '25s'; SET idle_session_timeout = 0; \
     SET default_transaction_isolation = 'read committed'; SET default_transaction_read_only = off";
/// A statement without an answer for this long means that the connection is dead, though nothing says so.
const STATEMENT_LIMIT: Duration = Duration::from_secs(30);
/// The same for somebody who waits at a terminal.
const PATIENT_LIMIT: Duration = Duration::from_secs(610);
const CONNECT_LIMIT: Duration = Duration::from_secs(15);
/// Asking whether the server is there takes no lock and reads nothing.
const PROBE_LIMIT: Duration = Duration::from_secs(5);

/// No answer to a person is longer; nothing that is said of a document is cut before.
pub const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// Why the database did not do something.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("{what} failed: {}", describe(.source))]
    Statement { what: &'static str, source: tokio_postgres::Error },
    #[error("{what} got no answer within {limit:?}")]
    Timeout { what: &'static str, limit: Duration },
    #[error("the connection ended: {0}")]
    Closed(String),
    /// The database is there, and what is asked of it is not.
    #[error("{0}")]
    NotReady(String),
    #[error(
        "this server is a standby, which nobody can write to: alerts are told from its primary; name all servers in \
         DATABASE_URL with target_session_attrs=read-write, or promote this one"
    )]
    Standby,
    #[error(transparent)]
    Settings(#[from] ConfigError),
}

/// What there is of pg_agentmon in the database, and whether this role may use any of it.
const IS_READY: &str = "SELECT current_database()::text, current_user::text, \
     CASE \
         WHEN here.extension IS NULL AND here.tables THEN 'tables alone' \
         WHEN here.extension IS NULL AND here.available THEN 'nothing' \
         WHEN here.extension IS NULL THEN 'not even packages' \
         WHEN NOT here.tables THEN 'extension alone' \
         WHEN NOT here.usable THEN 'no rights' \
         ELSE 'all' \
     END, here.owner::text \
     FROM (SELECT \
         (SELECT e.extversion FROM pg_catalog.pg_extension e WHERE e.extname = 'pg_agentmon') AS extension, \
         EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relname = 'schema_migrations' AND c.relnamespace = m.oid) \
             AS tables, \
         EXISTS (SELECT FROM pg_catalog.pg_available_extensions a WHERE a.name = 'pg_agentmon') AS available, \
         coalesce(pg_catalog.has_schema_privilege(m.oid, 'USAGE'), false) AS usable, \
         pg_catalog.pg_get_userbyid(m.nspowner) AS owner \
         FROM (VALUES (1)) AS one (row) LEFT JOIN pg_catalog.pg_namespace m ON m.nspname = 'monitoring') AS here";

/// What is missing, in which database, and what to do; None where all is there.
fn not_ready(found: &str, database: &str, role: &str, owner: Option<&str>) -> Option<String> {
    let owner = owner.map(|owner| format!(", as {owner}")).unwrap_or_default();
    Some(match found {
        "nothing" => format!(
            "there is no pg_agentmon in the database {database:?}; if it is in another one, name that in DATABASE_URL, \
             else run in this one, as a superuser, CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()"
        ),
        "not even packages" => format!(
            "there is no pg_agentmon in the database {database:?}, nor on its server; if it is on another one, name that \
             in DATABASE_URL, else install its packages there (docs/install.md)"
        ),
        "tables alone" => format!(
            "the tables of pg_agentmon are in the database {database:?}, but not the extension (it was dropped, or not \
             restored); run there, as a superuser, CREATE EXTENSION pg_agentmon; SELECT monitoring.setup()"
        ),
        "extension alone" => format!(
            "pg_agentmon is in the database {database:?}, but setup() has not made its tables; run there{owner}: SELECT \
             monitoring.setup()"
        ),
        "no rights" => format!(
            "the role {role:?} may use nothing of pg_agentmon in the database {database:?}; GRANT agentmon_notifier TO it \
             for the daemon (docs/roles.md says what other commands take)"
        ),
        _ => return None,
    })
}

impl DbError {
    fn state(&self) -> Option<&str> {
        match self {
            Self::Statement { source, .. } => source.code().map(|code| code.code()),
            _ => None,
        }
    }

    /// Whether the connection cannot be used any more; otherwise the server refused this one statement.
    pub fn is_lost(&self) -> bool {
        self.state().is_none_or(|state| state.starts_with("57P") || state.starts_with("08"))
    }

    /// Whether the server follows another one, and will not do what a daemon does until it is promoted.
    pub fn is_standby(&self) -> bool {
        matches!(self, Self::Standby)
    }

    /// Whether the same statement may succeed a little later: conflicts, locks, time limits, lack of resources.
    pub fn is_transient(&self) -> bool {
        self.state().is_some_and(|state| {
            ["40", "53"].contains(&state.get(..2).unwrap_or_default()) || state == "55P03" || state == "57014"
        })
    }

    /// Whether somebody's open transaction holds what the statement is about.
    pub fn is_held(&self) -> bool {
        self.state() == Some("55P03")
    }

    /// Whether the database lacks the function or view that was asked for: its extension is older than this daemon.
    pub fn is_missing(&self) -> bool {
        matches!(self.state(), Some("42883" | "42P01"))
    }

    /// All that the server said, on lines of its own, where it has a DETAIL of several: for somebody at a terminal.
    pub fn in_full(&self) -> Option<String> {
        let Self::Statement { source, .. } = self else { return None };
        let error = source.as_db_error()?;
        let detail = error.detail().filter(|detail| detail.contains('\n') || detail.len() > 300)?;
        let hint = error.hint().map(|hint| format!("\n{hint}")).unwrap_or_default();
        let text = format!("{} (SQLSTATE {})\n{detail}{hint}", error.message(), error.code().code());
        Some(tidy(&text, LONGEST_ANSWER))
    }

    /// Which role is missing where the server refuses a function; what else is refused no role of ours would give.
    fn missing_right(&self) -> &'static str {
        let Self::Statement { what, source } = self else { return "" };
        let refused = source.as_db_error().map(tokio_postgres::error::DbError::message).unwrap_or_default();
        if !["function ", "procedure ", "schema "]
            .iter()
            .any(|object| refused.starts_with(&format!("permission denied for {object}")))
        {
            return "";
        }
        match *what {
            "load_alert_rules" => "; GRANT agentmon_admin to the role in DATABASE_URL",
            "export_alert_rules" | "replay_alert_rule" | "test_alert_rules" => {
                "; GRANT agentmon_reader to the role in DATABASE_URL"
            }
            _ => "; GRANT agentmon_notifier to the role in DATABASE_URL",
        }
    }

    /// What the reader of the log can do about it.
    pub fn hint(&self) -> &'static str {
        match self.state() {
            Some("3F000" | "42883" | "42P01") => {
                "; run CREATE EXTENSION pg_agentmon; SELECT monitoring.setup(); in this database"
            }
            Some("42501") => self.missing_right(),
            Some("28P01" | "28000") => "; check the user and password in DATABASE_URL",
            Some("3D000") => "; check the database name in DATABASE_URL",
            _ => "",
        }
    }
}

/// One line, with the server's SQLSTATE, detail and hint.
fn describe(error: &tokio_postgres::Error) -> String {
    let Some(db) = error.as_db_error() else {
        return clean(&chain(error));
    };
    let more =
        |name: &str, text: Option<&str>| text.map(|text| format!("; {name}: {text}")).unwrap_or_default();
    clean(&format!(
        "{} (SQLSTATE {}{}{})",
        db.message(),
        db.code().code(),
        more("detail", db.detail()),
        more("hint", db.hint())
    ))
}

/// A connection, its driver and what the driver hears.
#[derive(Debug)]
pub struct Db {
    client: Client,
    /// For how long a statement may take.
    limit: Duration,
    driver: Option<JoinHandle<()>>,
    wake: Arc<Notify>,
    ended: watch::Receiver<Option<String>>,
}

impl Drop for Db {
    fn drop(&mut self) {
        // The driver of a half-open connection would wait for the network for a long time.
        if let Some(driver) = &self.driver {
            driver.abort();
        }
    }
}

/// What the database says besides: its warnings are for whoever has set something in motion.
fn told(notice: &tokio_postgres::error::DbError) {
    let hint = notice.hint().map_or(String::new(), |hint| format!(" ({hint})"));
    if notice.severity() == "WARNING" {
        tracing::warn!("the database: {}{hint}", notice.message());
    } else {
        tracing::debug!("the database: {}{hint}", notice.message());
    }
}

impl Db {
    /// Connects under `name`, which shows in pg_stat_activity.
    pub async fn connect(database: &Database, name: &str) -> Result<Self, DbError> {
        let config = prepared(&database.config, name);
        let connecting = config.connect(tls::connector(database)?);
        let (client, mut connection) = within("connecting", CONNECT_LIMIT, connecting).await?;
        let wake = Arc::new(Notify::new());
        let (end, ended) = watch::channel(None);
        let heard = Arc::clone(&wake);
        // Polled by hand: awaiting the connection would drop the notifications.
        let driver = tokio::spawn(async move {
            let reason = loop {
                match poll_fn(|cx| connection.poll_message(cx)).await {
                    // What it says is only a hint; the truth is in the tables.
                    Some(Ok(AsyncMessage::Notification(_))) => heard.notify_one(),
                    Some(Ok(AsyncMessage::Notice(notice))) => told(&notice),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => break describe(&error),
                    None => break "closed".to_owned(),
                }
            };
            end.send_replace(Some(reason));
        });
        let db = Self { client, limit: STATEMENT_LIMIT, driver: Some(driver), wake, ended };
        db.batch("preparing the session", ON_CONNECT).await?;
        db.check_is_ready().await?;
        Ok(db)
    }

    /// Tells a database without the extension, one without its tables, and a role without rights apart: all of them
    /// would look like a right that is missing. Asks the catalogue alone, which everybody may read.
    async fn check_is_ready(&self) -> Result<(), DbError> {
        let what = "looking for pg_agentmon";
        let rows = self.query(what, IS_READY, &[]).await?;
        let Some(row) = rows.first() else { return Ok(()) };
        let read = || {
            Ok((
                row.try_get::<_, String>(0)?,
                row.try_get::<_, String>(1)?,
                row.try_get::<_, String>(2)?,
                row.try_get::<_, Option<String>>(3)?,
            ))
        };
        let (database, role, found, owner) = read().map_err(|source| DbError::Statement { what, source })?;
        match not_ready(&found, &tidy_line(&database, 100), &tidy_line(&role, 100), owner.as_deref()) {
            Some(text) => Err(DbError::NotReady(text)),
            None => Ok(()),
        }
    }

    /// Connects to a server that can be written to.
    pub async fn connect_to_work(database: &Database, name: &str) -> Result<Self, DbError> {
        let db = Self::connect(database, name).await?;
        let what = "asking whether this is a standby";
        let rows = db.query(what, "SELECT pg_is_in_recovery()", &[]).await?;
        if first(what, &rows)?.unwrap_or(false) {
            db.close().await;
            return Err(DbError::Standby);
        }
        Ok(db)
    }

    /// Says good-bye to the server, as far as it still listens.
    pub async fn close(mut self) {
        let driver = self.driver.take();
        drop(self);
        if let Some(driver) = driver {
            let abort = driver.abort_handle();
            if tokio::time::timeout(Duration::from_secs(1), driver).await.is_err() {
                abort.abort();
            }
        }
    }

    /// Ends at the next notification, or at once if one came since the last call.
    pub async fn notified(&self) {
        self.wake.notified().await;
    }

    /// Ends when the connection has ended.
    pub async fn ended(&self) -> DbError {
        let mut ended = self.ended.clone();
        let reason = ended.wait_for(Option::is_some).await.ok().and_then(|reason| reason.clone());
        DbError::Closed(reason.unwrap_or_else(|| "closed".into()))
    }

    /// Starts to hear wake-ups.
    pub async fn listen(&self) -> Result<(), DbError> {
        self.batch("LISTEN", "LISTEN agentmon_alerts").await
    }

    /// Asks whether the server still answers: a dead connection may look like one on which nothing happens.
    pub async fn probe(&self) -> Result<(), DbError> {
        within("checking the connection", PROBE_LIMIT, self.client.check_connection()).await
    }

    /// Lets statements take longer: somebody waits for the answer, and nothing else waits for this connection.
    pub async fn be_patient(&mut self) -> Result<(), DbError> {
        self.batch("preparing the session", "SET statement_timeout = '10min'").await?;
        self.limit = PATIENT_LIMIT;
        Ok(())
    }

    /// Jobs that nobody ran in time.
    pub async fn overdue_jobs(&self) -> Result<Vec<String>, DbError> {
        let what = "overdue_jobs";
        let rows = self.query(what, "SELECT name FROM agentmon.overdue_jobs()", &[]).await?;
        collect(what, &rows, |row| row.try_get(0))
    }

    /// Has measurements of a host written down; gives how many rows, none where another daemon has done it.
    pub async fn record_host(
        &self,
        host: &str,
        samples: &[serde_json::Value],
        every: Duration,
    ) -> Result<i64, DbError> {
        let what = "recording this host";
        let samples = serde_json::Value::from(samples);
        let rows = self
            .query(
                what,
                "SELECT agentmon.record_host($1, $2, make_interval(secs => $3))",
                &[(&host, Type::TEXT), (&samples, Type::JSONB), (&every.as_secs_f64(), Type::FLOAT8)],
            )
            .await?;
        Ok(first(what, &rows)?.unwrap_or_default())
    }

    /// Runs a job for as long as it takes; it commits its own steps, so this must stand outside any transaction.
    pub async fn run_job(&self, name: &str) -> Result<(), DbError> {
        let call = "CALL monitoring.run_job($1)";
        let done = self.client.execute_typed(call, &[(&name, Type::TEXT)]).await;
        done.map(|_rows| ()).map_err(|source| DbError::Statement { what: "run_job", source })
    }

    /// Asks the server to stop the statement that runs.
    pub async fn cancel(&self, database: &Database) -> Result<(), DbError> {
        let cancel = self.client.cancel_token();
        within("cancelling", Duration::from_secs(2), cancel.cancel_query(tls::connector(database)?)).await
    }

    /// Any other reading statement.
    pub async fn query(
        &self,
        what: &'static str,
        statement: &str,
        parameters: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Row>, DbError> {
        // Typed and unnamed: one round trip, and no plan that outlives an upgrade of the extension.
        within(what, self.limit, self.client.query_typed(statement, parameters)).await
    }

    /// Statements without parameters and results.
    pub async fn batch(&self, what: &'static str, statements: &str) -> Result<(), DbError> {
        within(what, self.limit, self.client.batch_execute(statements)).await
    }
}

async fn within<T>(
    what: &'static str,
    limit: Duration,
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, DbError> {
    match tokio::time::timeout(limit, pin!(statement)).await {
        Ok(result) => result.map_err(|source| DbError::Statement { what, source }),
        Err(_) => Err(DbError::Timeout { what, limit }),
    }
}

/// All rows, read by `read`.
pub fn collect<T>(
    what: &'static str,
    rows: &[Row],
    read: impl Fn(&Row) -> Result<T, tokio_postgres::Error>,
) -> Result<Vec<T>, DbError> {
    rows.iter().map(read).collect::<Result<_, _>>().map_err(|source| DbError::Statement { what, source })
}

/// The first column of the first row.
pub fn first<'a, T: tokio_postgres::types::FromSql<'a>>(
    what: &'static str,
    rows: &'a [Row],
) -> Result<Option<T>, DbError> {
    rows.first().map(|row| row.try_get(0)).transpose().map_err(|source| DbError::Statement { what, source })
}

/// Keeps the network honest: a peer that is gone is noticed within half a minute, also in a statement.
fn prepared(config: &Config, name: &str) -> Config {
    let mut config = config.clone();
    config
        .application_name(name)
        .keepalives(true)
        .keepalives_idle(Duration::from_secs(10))
        .keepalives_interval(Duration::from_secs(5))
        .keepalives_retries(3)
        .tcp_user_timeout(Duration::from_secs(20));
    config
}
