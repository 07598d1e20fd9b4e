//! What a provider asks for: the Retry-After header in seconds or as an HTTP date, or the same in its answer's JSON.

use std::time::{Duration, SystemTime};

use serde_json::Value;

/// A provider's wish is honoured up to here: a mistaken date must not hold back an alert for days.
const LONGEST: Duration = Duration::from_secs(3600);

/// How long to wait, if the header says so in a form that can be read.
pub fn parse(header: &str, now: SystemTime) -> Option<Duration> {
    let header = header.trim();
    let is_number = header.starts_with(|c: char| c.is_ascii_digit());
    let wait = if let Some(seconds) = header.parse().ok().filter(|_| is_number) {
        bounded(seconds)?
    } else {
        // A date that has passed means: now.
        httpdate::parse_http_date(header).ok()?.duration_since(now).unwrap_or_default()
    };
    Some(wait.min(LONGEST))
}

/// How long to wait by an answer such as Slack's `{"ok": false, "error": "rate_limited", "retry_after": 1}`.
pub fn in_body(body: &str) -> Option<Duration> {
    let answer: Value = serde_json::from_str(body).ok()?;
    match answer.get("retry_after")? {
        Value::Number(seconds) => bounded(seconds.as_f64()?),
        Value::String(text) => parse(text, SystemTime::now()),
        _ => None,
    }
}

/// A number of seconds; none where it is negative or no number.
fn bounded(seconds: f64) -> Option<Duration> {
    (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(LONGEST.as_secs_f64())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_understood() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        for (header, expected) in [
            ("0", Some(0)),
            (" 17 ", Some(17)),
            ("3601", Some(3600)),
            ("99999999999999999999999", Some(3600)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:40:37 GMT", Some(0)),
            ("Sat, 06 Nov 2094 08:50:37 GMT", Some(3600)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
            ("", None),
            ("soon", None),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(3600)),
            ("31536000", Some(3600)),
            ("1e30", Some(3600)),
            ("-5", None),
            ("-1e30", None),
            ("NaN", None),
            ("inf", None),
            ("+3", None),
            ("1, 2", None),
            ("1s", None),
        ] {
            assert_eq!(parse(header, now), expected.map(Duration::from_secs), "{header:?}");
        }
        assert_eq!(parse("0.376", now), Some(Duration::from_millis(376)), "Discord says so");
        assert_eq!(parse(&"9".repeat(5_000), now), Some(LONGEST));
    }

    #[test]
    fn an_answer_may_say_it_in_its_json() {
        for (body, expected) in [
            (r#"{"retry_after": 1, "ok": false, "error": "rate_limited"}"#, Some(1_000)),
            (r#"{"message": "You are being rate limited.", "retry_after": 0.376}"#, Some(376)),
            (r#"{"retry_after": "7"}"#, Some(7_000)),
            (r#"{"retry_after": 1e300}"#, Some(3_600_000)),
            (r#"{"retry_after": -1}"#, None),
            (r#"{"retry_after": [1]}"#, None),
            (r#"{"ok": false}"#, None),
            ("[1]", None),
            ("rate_limited", None),
            ("", None),
        ] {
            assert_eq!(in_body(body), expected.map(Duration::from_millis), "{body}");
        }
    }
}
