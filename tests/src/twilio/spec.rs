//! Twilio's rules for a request, read from Twilio's own OpenAPI description, with what it leaves to its documentation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// How many characters a message may have: <https://www.twilio.com/docs/errors/21617>.
pub const MAX_BODY: usize = 1600;

const PATH: &str = "/2010-04-01/Accounts/{AccountSid}/Messages.json";
const FORM: &str = "application/x-www-form-urlencoded";

/// What a form, or a query, may hold.
struct Fields {
    validator: Validator,
    properties: Map<String, Value>,
}

/// The description, and the validators made of it.
struct Rules {
    form: Fields,
    query: Fields,
    components: Value,
    account_sid: Validator,
    /// Groups of fields of which a request needs one.
    conditional: Vec<Vec<String>>,
    response: Validator,
    page: Validator,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let document: Value =
        serde_json::from_str(include_str!("../../specs/twilio_messages.json")).expect("the excerpt is JSON");
    let (post, get) = (&document["paths"][PATH]["post"], &document["paths"][PATH]["get"]);
    let components = document["components"].clone();
    let form = &post["requestBody"]["content"][FORM]["schema"];
    let parameters = get["parameters"].as_array().expect("the parameters are an array").iter();
    let query: Map<_, _> = parameters
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| {
            (parameter["name"].as_str().unwrap_or_default().to_owned(), parameter["schema"].clone())
        })
        .collect();
    let response = |operation: &Value, status: &str| {
        let mut schema = operation["responses"][status]["content"]["application/json"]["schema"].clone();
        schema["components"] = components.clone();
        allow_null(&mut schema);
        compile(&schema)
    };
    let conditional = post["x-twilio"]["conditional"].as_array().expect("the groups are an array").iter();
    let conditional = conditional
        .map(|group| {
            group.as_array().into_iter().flatten().filter_map(Value::as_str).map(field_name).collect()
        })
        .collect();
    Rules {
        form: fields(form.clone(), &components),
        query: fields(json!({"type": "object", "properties": query}), &components),
        account_sid: compile(&post["parameters"][0]["schema"]),
        conditional,
        response: response(post, "201"),
        page: response(get, "200"),
        components,
    }
});

fn compile(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).expect("Twilio's schema is one")
}

fn fields(mut schema: Value, components: &Value) -> Fields {
    let properties = schema["properties"].as_object().expect("there are fields").clone();
    // Twilio ignores fields it does not know; in a test an unknown one is a slip of the pen.
    schema["additionalProperties"] = json!(false);
    schema["components"] = components.clone();
    Fields { validator: compile(&schema), properties }
}

/// `messaging_service_sid`, as the groups have it, is the field `MessagingServiceSid`.
fn field_name(name: &str) -> String {
    let capitalise = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').map(capitalise).collect()
}

/// OpenAPI 3.0 says `nullable` where JSON Schema has a list of types.
fn allow_null(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("nullable") == Some(&json!(true))
                && let Some(kind) = object.get("type").cloned()
            {
                object.insert("type".to_owned(), json!([kind, "null"]));
            }
            object.values_mut().for_each(allow_null);
        }
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        _ => {}
    }
}

/// An error as Twilio words it.
#[derive(Debug)]
pub struct Refusal {
    status: u16,
    code: u32,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, code, message: message.to_owned() }
    }

    /// For the list of violations.
    pub(super) fn describe(&self, body: &[u8]) -> String {
        format!(
            "{} ({}): {}; the body was {:?}",
            self.code,
            self.status,
            self.message,
            String::from_utf8_lossy(body)
        )
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({
            "code": self.code,
            "message": self.message,
            "more_info": format!("https://www.twilio.com/docs/errors/{}", self.code),
            "status": self.status,
        });
        let status = StatusCode::from_u16(self.status).expect("the fake uses valid statuses");
        (status, axum::Json(body)).into_response()
    }
}

/// Holds a request against the rules; returns its form, decoded.
pub fn check(
    account_sid: &str,
    auth_token: Option<&str>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Map<String, Value>, Refusal> {
    check_account(account_sid, auth_token, headers)?;
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some(FORM) {
        return Err(Refusal::new(
            415,
            12300,
            &format!("Invalid Content-Type {content_type:?}: {FORM} is taken"),
        ));
    }
    let form = decode(body, &RULES.form)?;
    if !form.contains_key("To") {
        return Err(Refusal::new(400, 21604, "A 'To' phone number is required."));
    }
    validate(&form, &RULES.form)?;
    overlay(&form)?;
    Ok(form)
}

/// Holds a question for the list against the rules; returns its parameters, decoded.
pub fn check_query(
    account_sid: &str,
    auth_token: Option<&str>,
    headers: &HeaderMap,
    query: &str,
) -> Result<Map<String, Value>, Refusal> {
    check_account(account_sid, auth_token, headers)?;
    let query = decode(query.as_bytes(), &RULES.query)?;
    validate(&query, &RULES.query)?;
    for (name, value) in query.iter().filter(|(name, _)| name.starts_with("DateSent")) {
        let date = value.as_str().unwrap_or_default();
        if date.parse::<NaiveDate>().is_err() {
            return Err(Refusal::new(400, 20001, &format!("{name} is {date:?}, and no date as YYYY-MM-DD")));
        }
    }
    Ok(query)
}

fn validate(given: &Map<String, Value>, fields: &Fields) -> Result<(), Refusal> {
    let given = Value::Object(given.clone());
    let Err(error) = fields.validator.validate(&given) else { return Ok(()) };
    let path = error.instance_path().to_string();
    Err(Refusal::new(400, 21600, &format!("{error} (at {path:?})")))
}

fn check_account(account_sid: &str, auth_token: Option<&str>, headers: &HeaderMap) -> Result<(), Refusal> {
    if !RULES.account_sid.is_valid(&json!(account_sid)) {
        return Err(Refusal::new(404, 20404, &format!("{account_sid:?} is not the SID of an account")));
    }
    check_credentials(account_sid, auth_token, headers)
}

fn check_credentials(
    account_sid: &str,
    auth_token: Option<&str>,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let refusal = || Refusal::new(401, 20003, "Authenticate");
    let given =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(refusal)?;
    let encoded = given.strip_prefix("Basic ").ok_or_else(refusal)?;
    let decoded =
        STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(refusal)?;
    let (user, password) = decoded.split_once(':').ok_or_else(refusal)?;
    let known = auth_token.map_or(!password.is_empty(), |token| password == token);
    if user == account_sid && known { Ok(()) } else { Err(refusal()) }
}

/// The fields as JSON, each in the type that the description gives it, so that a schema can judge it.
fn decode(encoded: &[u8], fields: &Fields) -> Result<Map<String, Value>, Refusal> {
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(encoded) {
        given.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    let mut decoded = Map::new();
    for (name, values) in given {
        let value = match (type_of(&name, fields).as_deref(), values.as_slice()) {
            (Some("array"), values) => json!(values),
            (kind, [value]) => typed(kind, value),
            _ => return Err(Refusal::new(400, 21600, &format!("the field {name} stands there twice"))),
        };
        decoded.insert(name, value);
    }
    Ok(decoded)
}

fn type_of(field: &str, fields: &Fields) -> Option<String> {
    let mut schema = fields.properties.get(field)?;
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        schema = RULES.components["schemas"].get(reference.rsplit('/').next()?)?;
    }
    schema.get("type")?.as_str().map(str::to_owned)
}

/// A value that does not read as its type stays text, which the schema then refuses.
fn typed(kind: Option<&str>, value: &str) -> Value {
    let parsed = match kind {
        Some("integer") => value.parse::<i64>().ok().map(Value::from),
        Some("number") => value.parse::<f64>().ok().map(Value::from),
        Some("boolean") => value.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    parsed.unwrap_or_else(|| json!(value))
}

/// What Twilio refuses although the schema allows it.
fn overlay(form: &Map<String, Value>) -> Result<(), Refusal> {
    let text = |name: &str| form.get(name).and_then(Value::as_str).unwrap_or_default();
    let given = |name: &String| match form.get(name) {
        Some(Value::String(value)) => !value.is_empty(),
        other => other.is_some(),
    };
    for group in &RULES.conditional {
        if !group.iter().any(given) {
            let code = if group.iter().any(|name| name == "From") { 21603 } else { 21602 };
            return Err(Refusal::new(400, code, &format!("one of {} is required", group.join(", "))));
        }
    }
    if !is_e164(text("To")) {
        return Err(Refusal::new(400, 21211, &format!("Invalid 'To' Phone Number: {}", text("To"))));
    }
    if form.contains_key("From") && !is_sender(text("From")) {
        return Err(Refusal::new(400, 21212, &format!("Invalid 'From' Phone Number: {}", text("From"))));
    }
    let length = text("Body").chars().count();
    if length > MAX_BODY {
        let message =
            format!("The concatenated message body exceeds the {MAX_BODY} character limit: {length}");
        return Err(Refusal::new(400, 21617, &message));
    }
    Ok(())
}

/// A number, a short code, or a name of up to eleven letters and digits
/// (<https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id>).
fn is_sender(sender: &str) -> bool {
    let digits = sender.bytes().all(|byte| byte.is_ascii_digit());
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b" +-_&".contains(&byte);
    is_e164(sender)
        || (digits && (3..=8).contains(&sender.len()))
        || (!digits
            && (1..=11).contains(&sender.len())
            && sender.bytes().all(in_name)
            && sender.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

/// A plus sign, a digit that is not 0, and 15 digits at most.
fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

/// What is wrong with an answer of the fake, measured by the same description.
#[must_use]
pub fn errors_of_response(body: &Value) -> Vec<String> {
    errors(&RULES.response, body)
}

/// The same for a page of its list.
#[must_use]
pub fn errors_of_page(body: &Value) -> Vec<String> {
    errors(&RULES.page, body)
}

fn errors(rules: &Validator, body: &Value) -> Vec<String> {
    rules.iter_errors(body).map(|error| format!("{error} (at {})", error.instance_path())).collect()
}
