//! A stand-in for PostgREST, as supabase-js meets it: it holds each request against PostgREST's rules, and runs the
//! statement that PostgREST would, as Supabase's roles. It knows inserts and function calls, which is what writers send.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_postgres::{Client, NoTls};

use crate::cluster::quote_ident;

/// The key that requests come with; real ones are tokens.
pub const SERVICE_KEY: &str = "key-of-service-role";
/// The schema that is exposed.
const SCHEMA: &str = "monitoring";

struct Api {
    /// As `authenticator`, which may become Supabase's roles and nothing else.
    url: String,
    faults: Mutex<Vec<String>>,
}

/// A running stand-in; it ends with its owner.
pub struct PostgrestFake {
    address: SocketAddr,
    api: Arc<Api>,
    server: JoinHandle<()>,
}

/// What PostgREST answers instead of doing it.
struct Refusal(StatusCode, Value);

impl Refusal {
    fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self(status, json!({"code": code, "message": message.into(), "details": null, "hint": null}))
    }
}

impl From<tokio_postgres::Error> for Refusal {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(error) = error.as_db_error() else {
            return Self::new(StatusCode::SERVICE_UNAVAILABLE, "PGRST001", error.to_string());
        };
        let body = json!({
            "code": error.code().code(), "message": error.message(), "details": error.detail(), "hint": error.hint(),
        });
        Self(StatusCode::BAD_REQUEST, body)
    }
}

impl PostgrestFake {
    /// Over a database that has Supabase's roles: `authenticator` logs in.
    pub async fn start(url: String) -> Self {
        let api = Arc::new(Api { url, faults: Mutex::default() });
        let router = Router::new()
            .route("/rest/v1/rpc/{function}", post(call))
            .route("/rest/v1/{table}", post(insert))
            .with_state(Arc::clone(&api));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("127.0.0.1 has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Self { address, api, server }
    }

    /// What goes to `createClient()`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request that was refused, and why.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.api.faults.lock().expect("nobody panics").clone()
    }
}

impl Drop for PostgrestFake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Api {
    fn answer(&self, request: &str, result: Result<Value, Refusal>, done: StatusCode) -> Response {
        match result {
            Ok(Value::Null) => done.into_response(),
            Ok(body) => (done, axum::Json(body)).into_response(),
            Err(Refusal(status, body)) => {
                self.faults.lock().expect("nobody panics").push(format!("{request}: {status} {body}"));
                (status, axum::Json(body)).into_response()
            }
        }
    }

    /// A transaction as the role of the key, with the claims where PostgREST puts them.
    async fn transaction(&self, headers: &HeaderMap) -> Result<Client, Refusal> {
        let header =
            |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        if header("apikey") != SERVICE_KEY || header("authorization") != format!("Bearer {SERVICE_KEY}") {
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, "PGRST301", "no such key"));
        }
        if header("content-profile") != SCHEMA {
            let message = format!("The schema must be one of the following: {SCHEMA}");
            return Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, "PGRST106", message));
        }
        if !header("content-type").starts_with("application/json") {
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "PGRST102", "no JSON"));
        }
        let (client, connection) = tokio_postgres::connect(&self.url, NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute("BEGIN").await?;
        let claims = json!({"role": "service_role"}).to_string();
        let sql =
            "SELECT set_config('role', 'service_role', true), set_config('request.jwt.claims', $1, true)";
        client.query(sql, &[&claims]).await?;
        Ok(client)
    }

    async fn call(&self, headers: &HeaderMap, function: &str, body: &str) -> Result<Value, Refusal> {
        let client = self.transaction(headers).await?;
        let given: BTreeMap<String, Value> = serde_json::from_str(body)
            .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, "PGRST102", error.to_string()))?;
        // A function is found by the names of its arguments alone.
        let known = client
            .query(
                "SELECT proargnames[:pronargs]::text[], pronargs - pronargdefaults::integer,
                     ARRAY(SELECT format_type(type, NULL)
                           FROM unnest(proargtypes) WITH ORDINALITY AS of (type, place) ORDER BY place)::text[]
                 FROM pg_proc WHERE pronamespace = $1::text::regnamespace AND proname = $2::text",
                &[&SCHEMA, &function],
            )
            .await?;
        let mut fitting = Vec::new();
        for row in &known {
            let (names, required, types): (Option<Vec<String>>, i32, Vec<String>) =
                (row.get(0), row.get(1), row.get(2));
            let names = names.unwrap_or_default();
            let must = &names[..usize::try_from(required).expect("a count")];
            if given.keys().all(|name| names.contains(name))
                && must.iter().all(|name| given.contains_key(name))
            {
                fitting.push(names.into_iter().zip(types).collect::<Vec<_>>());
            }
        }
        let [arguments] = fitting.as_slice() else {
            let (status, code) = match fitting.len() {
                0 => (StatusCode::NOT_FOUND, "PGRST202"),
                _ => (StatusCode::MULTIPLE_CHOICES, "PGRST203"),
            };
            return Err(Refusal::new(status, code, format!("{} functions fit", fitting.len())));
        };
        let sent: Vec<_> = arguments.iter().filter(|(name, _)| given.contains_key(name)).collect();
        let list = |of: &dyn Fn(&str, &str) -> String| {
            sent.iter().map(|(name, r#type)| of(&quote_ident(name), r#type)).collect::<Vec<_>>().join(", ")
        };
        let sql = format!(
            "SELECT to_json({SCHEMA}.{}({})) FROM json_to_record($1::text::json) AS body ({})",
            quote_ident(function),
            list(&|name, _| format!("{name} := body.{name}")),
            list(&|name, r#type| format!("{name} {type}"))
        );
        let answer: Value = client.query_one(&sql, &[&body]).await?.get(0);
        client.batch_execute("COMMIT").await?;
        Ok(answer)
    }

    async fn insert(
        &self,
        headers: &HeaderMap,
        table: &str,
        columns: Option<&String>,
        body: &str,
    ) -> Result<Value, Refusal> {
        let client = self.transaction(headers).await?;
        let invalid =
            |error: serde_json::Error| Refusal::new(StatusCode::BAD_REQUEST, "PGRST102", error.to_string());
        let rows: Vec<Map<String, Value>> = match serde_json::from_str(body).map_err(invalid)? {
            Value::Array(rows) => rows
                .into_iter()
                .map(serde_json::from_value)
                .collect::<Result<_, serde_json::Error>>()
                .map_err(invalid)?,
            row => vec![serde_json::from_value(row).map_err(invalid)?],
        };
        let keys: BTreeSet<&str> = rows.iter().flat_map(Map::keys).map(String::as_str).collect();
        let names: Vec<String> = match columns {
            // supabase-js names the columns of a bulk insert, in quotes.
            Some(columns) => columns.split(',').map(|name| name.trim_matches('"').to_owned()).collect(),
            None if rows.iter().all(|row| row.len() == keys.len()) => {
                keys.iter().map(ToString::to_string).collect()
            }
            None => {
                return Err(Refusal::new(StatusCode::BAD_REQUEST, "PGRST102", "All object keys must match"));
            }
        };
        let columns = names.iter().map(|name| quote_ident(name)).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "INSERT INTO {SCHEMA}.{table} ({columns})
             SELECT {columns} FROM json_populate_recordset(NULL::{SCHEMA}.{table}, $1::text::json)",
            table = quote_ident(table)
        );
        client.execute(&sql, &[&Value::from(rows).to_string()]).await?;
        client.batch_execute("COMMIT").await?;
        Ok(Value::Null)
    }
}

async fn call(
    State(api): State<Arc<Api>>,
    Path(function): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let result = api.call(&headers, &function, &body).await;
    api.answer(&format!("rpc {function} {body}"), result, StatusCode::OK)
}

async fn insert(
    State(api): State<Arc<Api>>,
    Path(table): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let result = api.insert(&headers, &table, query.get("columns"), &body).await;
    api.answer(&format!("insert into {table}"), result, StatusCode::CREATED)
}
