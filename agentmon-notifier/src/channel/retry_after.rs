//! The Retry-After header: seconds, or an HTTP date.

use std::time::{Duration, SystemTime};

/// A provider's wish is honoured up to here: a mistaken date must not hold back an alert for days.
const LONGEST: Duration = Duration::from_secs(3600);

/// How long to wait, if the header says so in a form that can be read.
pub fn parse(header: &str, now: SystemTime) -> Option<Duration> {
    let header = header.trim();
    let wait = if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
        header.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        // A date that has passed means: now.
        httpdate::parse_http_date(header).ok()?.duration_since(now).unwrap_or_default()
    };
    Some(wait.min(LONGEST))
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
            ("-5", None),
            ("1.5", None),
        ] {
            assert_eq!(parse(header, now), expected.map(Duration::from_secs), "{header:?}");
        }
    }
}
