//! The list of messages, filtered and in pages, the latest first.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::spec::Refusal;
use super::{Received, resource};

/// What Twilio gives where the question does not say.
const USUAL_PAGE: usize = 50;

/// The page that was asked for.
pub(super) fn page(
    account_sid: &str,
    query: &str,
    parameters: &Map<String, Value>,
    received: &[Received],
) -> Result<Value, Refusal> {
    let number =
        |name: &str| parameters.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let size = number("PageSize").unwrap_or(USUAL_PAGE);
    let page = number("Page").unwrap_or_default();
    // The token is what makes a page the next of one that was seen.
    if page > 0 && parameters.get("PageToken") != Some(&json!(format!("PT{page}"))) {
        return Err(Refusal::new(400, 20006, "Page number out of range"));
    }
    let found: Vec<_> = received.iter().rev().filter(|one| matches(one, parameters)).collect();
    let start = page * size;
    let messages: Vec<_> =
        found.iter().skip(start).take(size).map(|one| resource(account_sid, one, true)).collect();
    let path = format!("/2010-04-01/Accounts/{account_sid}/Messages.json");
    let at = |page: usize| {
        let mut filters: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        filters.retain(|(name, _)| !name.starts_with("Page"));
        let mut next = url::form_urlencoded::Serializer::new(String::new());
        next.extend_pairs(filters)
            .append_pair("PageSize", &size.to_string())
            .append_pair("Page", &page.to_string());
        if page > 0 {
            next.append_pair("PageToken", &format!("PT{page}"));
        }
        format!("{path}?{}", next.finish())
    };
    Ok(json!({
        "start": start,
        "end": (start + messages.len()).saturating_sub(1),
        "page": page,
        "page_size": size,
        "uri": at(page),
        "first_page_uri": at(0),
        "next_page_uri": (start + size < found.len()).then(|| at(page + 1)),
        "previous_page_uri": page.checked_sub(1).map(at),
        "messages": messages,
    }))
}

/// Whether the message was taken on, and passes the filters; days are those of GMT, and each bound includes its own.
fn matches(one: &Received, parameters: &Map<String, Value>) -> bool {
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    let day = |name: &str| text(name).and_then(|date| date.parse::<NaiveDate>().ok());
    let sent = one.at.date_naive();
    one.sid.is_some()
        && text("To").is_none_or(|to| to == one.to)
        && text("From").is_none_or(|from| from == one.from)
        && day("DateSent").is_none_or(|day| sent == day)
        && day("DateSent<").is_none_or(|day| sent <= day)
        && day("DateSent>").is_none_or(|day| sent >= day)
}
