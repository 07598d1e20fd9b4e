//! Tells a database that has pg_agentmon; no caller ever waits for it.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::{mpsc, oneshot};
use tokio::time::{error::Elapsed, sleep, timeout};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, NoTls};

/// How long a statement, or the end of the program, waits for the database.
const LIMIT: Duration = Duration::from_secs(5);
/// How many rows wait for it.
const ROOM: usize = 10_000;

/// What an argument may be.
pub enum Value {
    Text(String),
    Number(f64),
    Json(serde_json::Value),
    Time(SystemTime),
    Texts(Vec<String>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.replace('\0', ""))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        Self::Json(json)
    }
}

/// The arguments of a helper, by name; both are the program's own words.
pub type Arguments = Vec<(&'static str, Value)>;

enum Step {
    Statement(String, Vec<Value>),
    Flush(oneshot::Sender<()>),
}

/// Hands what is told to one task, which writes it.
#[derive(Clone)]
pub struct Monitoring {
    steps: mpsc::Sender<Step>,
    lost: Arc<AtomicU64>,
}

impl Monitoring {
    /// Connects when there is something to write.
    pub fn start(url: &str) -> Result<Self, tokio_postgres::Error> {
        let mut config: Config = url.parse()?;
        config.connect_timeout(Duration::from_secs(3)).tcp_user_timeout(LIMIT).keepalives_idle(LIMIT * 6);
        let (steps, taken) = mpsc::channel(ROOM);
        let lost = Arc::new(AtomicU64::new(0));
        tokio::spawn(work(config, taken, Arc::clone(&lost)));
        Ok(Self { steps, lost })
    }

    /// Has a statement run as soon as it can be. When there is no room, it is dropped and counted.
    pub fn run(&self, statement: impl Into<String>, values: Vec<Value>) {
        if self.steps.try_send(Step::Statement(statement.into(), values)).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Calls a helper of schema monitoring, with the time of now.
    pub fn tell(&self, helper: &str, mut arguments: Arguments) {
        let clock = if helper == "record_metric" { "timestamp" } else { "p_now" };
        if arguments.iter().all(|(name, _)| *name != clock) {
            arguments.push((clock, Value::Time(SystemTime::now())));
        }
        let (mut listed, mut values) = (Vec::new(), Vec::new());
        for (number, (name, value)) in arguments.into_iter().enumerate() {
            let place = match &value {
                Value::Json(_) => format!("agentmon.clean_json(${})::jsonb", number + 1),
                _ => format!("${}", number + 1),
            };
            listed.push(format!("\"{name}\" => {place}"));
            values.push(value);
        }
        self.run(format!("SELECT monitoring.{helper}({})", listed.join(", ")), values);
    }

    /// Around a call of an agent: how long it took, what it used, how it ended. An error becomes an alert as well.
    pub async fn execution<T, E: Error + 'static>(
        &self,
        agent: &'static str,
        operation: &'static str,
        call: impl AsyncFnOnce(&mut Arguments) -> Result<T, E>,
    ) -> Result<T, E> {
        let (started, mut arguments) = (Instant::now(), Arguments::new());
        let result = call(&mut arguments).await;
        let status = match &result {
            Ok(_) => "success",
            Err(error) if (error as &(dyn Error + 'static)).is::<Elapsed>() => "timeout",
            Err(_) => "failure",
        };
        arguments.extend([
            ("agent_name", agent.into()),
            ("operation", operation.into()),
            ("status", status.into()),
            ("execution_time_ms", (started.elapsed().as_secs_f64() * 1000.0).into()),
        ]);
        if let Err(error) = &result {
            let message = error.to_string();
            arguments.push(("error_message", message.as_str().into()));
            arguments.push(("error_type", std::any::type_name::<E>().into()));
            self.tell(
                "log_agent_activity",
                vec![
                    ("agent_name", agent.into()),
                    ("log_level", "error".into()),
                    ("event_type", operation.into()),
                    ("message", message.as_str().into()),
                ],
            );
        }
        self.tell("log_agent_execution", arguments);
        result
    }

    /// Waits until what was told is written, and no longer than the limit.
    pub async fn flush(&self) -> bool {
        let written = timeout(LIMIT, async {
            let (done, is_done) = oneshot::channel();
            self.steps.send(Step::Flush(done)).await.is_ok() && is_done.await.is_ok()
        });
        let written = written.await.unwrap_or(false);
        if !written {
            let left = ROOM - self.steps.capacity();
            eprintln!("monitoring: {} rows are not written", left as u64 + self.lost());
        }
        written
    }

    /// How many were dropped or failed.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// At most one line a minute.
fn say(said: &mut Option<Instant>, what: &str) {
    if said.is_none_or(|at| at.elapsed() >= Duration::from_secs(60)) {
        *said = Some(Instant::now());
        eprintln!("monitoring: {what}");
    }
}

async fn work(config: Config, mut steps: mpsc::Receiver<Step>, lost: Arc<AtomicU64>) {
    let (mut said, mut line): (_, Option<Client>) = (None, None);
    while let Some(step) = steps.recv().await {
        let client = loop {
            if let Some(client) = line.take_if(|client| !client.is_closed()) {
                break client;
            }
            // connect_timeout is for the socket alone; the server may accept and say nothing.
            match timeout(LIMIT, config.connect(NoTls)).await {
                Ok(Ok((client, connection))) => {
                    tokio::spawn(connection);
                    break client;
                }
                Ok(Err(error)) => say(&mut said, &format!("cannot connect: {error}")),
                Err(_) => say(&mut said, "cannot connect: the server does not answer"),
            }
            sleep(Duration::from_secs(1)).await;
        };
        let (statement, values) = match step {
            Step::Statement(statement, values) => (statement, values),
            Step::Flush(done) => {
                // Whoever asked may have stopped waiting.
                let _ = done.send(());
                line = Some(client);
                continue;
            }
        };
        match timeout(LIMIT, write(&client, &statement, values)).await {
            Ok(Ok(())) => line = Some(client),
            // It may be there or not, so it is not sent again.
            Ok(Err(error)) => {
                lost.fetch_add(1, Ordering::Relaxed);
                let reason = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
                say(&mut said, &format!("a row is lost: {reason}"));
                line = Some(client);
            }
            // Without its client the connection hangs up.
            Err(_) => {
                lost.fetch_add(1, Ordering::Relaxed);
                say(&mut said, "a row is lost: the server does not answer");
            }
        }
    }
}

/// With types at hand nothing is prepared, and statement and values are one message: right behind any pooler.
async fn write(client: &Client, statement: &str, values: Vec<Value>) -> Result<(), tokio_postgres::Error> {
    let values: Vec<(Box<dyn ToSql + Sync + Send>, Type)> = values
        .into_iter()
        .map(|value| -> (Box<dyn ToSql + Sync + Send>, Type) {
            match value {
                Value::Text(text) => (Box::new(text), Type::TEXT),
                Value::Number(number) => (Box::new(number), Type::FLOAT8),
                Value::Json(json) => (Box::new(json.to_string()), Type::TEXT),
                Value::Time(time) => (Box::new(time), Type::TIMESTAMPTZ),
                Value::Texts(texts) => (Box::new(texts), Type::TEXT_ARRAY),
            }
        })
        .collect();
    let sent: Vec<(&(dyn ToSql + Sync), Type)> =
        values.iter().map(|(value, r#type)| (&**value as &(dyn ToSql + Sync), r#type.clone())).collect();
    client.query_typed(statement, &sent).await.map(drop)
}
