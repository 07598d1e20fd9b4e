//! Words that mean something to the rules.

/// Whether one of the words is this one, in whatever case.
fn has(words: &[&str], word: &str) -> bool {
    words.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// Keys whose value is prose that tells what happened, not data.
pub fn tells(key: &str) -> bool {
    const KEYS: [&str; 18] = [
        "msg",
        "message",
        "error",
        "err",
        "errors",
        "errmsg",
        "error_message",
        "errormessage",
        "error_description",
        "reason",
        "exception",
        "cause",
        "detail",
        "details",
        "description",
        "title",
        "fault",
        "event",
    ];
    has(&KEYS, key)
}

/// Keys whose value is one word out of a fixed set, and says what kind of trouble it is.
pub fn classifies(key: &str) -> bool {
    const KEYS: [&str; 9] = [
        "code",
        "type",
        "kind",
        "status",
        "error_type",
        "error_code",
        "errorcode",
        "exception_type",
        "severity",
    ];
    has(&KEYS, key)
}

/// `true`, `False`: never part of the sentence.
pub fn boolean(word: &str) -> bool {
    matches!(word, "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
}

/// Words for no value; they are one only where a value is expected.
pub fn nothing(word: &str) -> bool {
    matches!(word, "null" | "NULL" | "nil" | "None" | "undefined" | "NaN" | "nan")
}

/// What follows a number and belongs to it, as `5 ms` and `1 second` are the same event. Sizes and times only.
pub fn unit(word: &str) -> bool {
    const TIMES: [&str; 30] = [
        "ns",
        "us",
        "ms",
        "s",
        "m",
        "h",
        "d",
        "sec",
        "secs",
        "msec",
        "msecs",
        "usec",
        "min",
        "mins",
        "hr",
        "hrs",
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "millisecond",
        "milliseconds",
        "microsecond",
        "microseconds",
    ];
    word.len() <= 12
        && (size_unit(word)
            || has(&TIMES, word)
            || matches!(word, "AM" | "PM" | "UTC" | "GMT" | "nanoseconds"))
}

/// Units of memory.
pub fn size_unit(word: &str) -> bool {
    const SIZES: [&str; 17] = [
        "b",
        "k",
        "kb",
        "mb",
        "gb",
        "tb",
        "pb",
        "kib",
        "mib",
        "gib",
        "tib",
        "byte",
        "bytes",
        "kilobytes",
        "megabytes",
        "gigabytes",
        "kbytes",
    ];
    word.len() <= 9 && has(&SIZES, word)
}

/// Months, as dates have them.
pub fn month(word: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    word.len() == 3 && MONTHS.contains(&word)
}

/// Days of the week, as dates have them.
pub fn weekday(word: &str) -> bool {
    word.len() == 3 && ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word)
}

/// Whether a name comes next: `for user bob`, `password for bob`. Not behind a mere `user`: it is mostly prose.
pub fn announces_name(before: &str, last: &str) -> bool {
    match last.len() {
        4 if last.eq_ignore_ascii_case("user") => {
            has(&["for", "by", "of", "as", "from", "invalid", "illegal", "unknown", "ruser"], before)
        }
        3 if last.eq_ignore_ascii_case("for") => {
            has(&["password", "publickey", "failures", "failure", "login", "none", "pam"], before)
        }
        _ => false,
    }
}

/// What stands where a name could, and is none.
pub fn no_name(word: &str) -> bool {
    const WORDS: [&str; 30] = [
        "user",
        "users",
        "invalid",
        "illegal",
        "unknown",
        "input",
        "agent",
        "data",
        "session",
        "authentication",
        "id",
        "name",
        "account",
        "accounts",
        "profile",
        "request",
        "requests",
        "message",
        "messages",
        "the",
        "a",
        "an",
        "and",
        "or",
        "is",
        "was",
        "not",
        "has",
        "to",
        "with",
    ];
    has(&WORDS, word)
}

/// What is no plural though it looks like one.
pub fn verb(word: &str) -> bool {
    const VERBS: [&str; 9] =
        ["does", "exceeds", "expires", "fails", "lacks", "needs", "returns", "violates", "waits"];
    has(&VERBS, word)
}

/// Disks, as `sda`.
pub fn disk(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [b's' | b'v', b'd', b'a'..=b'h'] | [b'h', b'd', b'a'..=b'c'] | [b'x', b'v', b'd', b'a'..=b'h']
    )
}

/// Methods of HTTP, as a quoted request begins with one.
pub fn method(word: &str) -> bool {
    matches!(word, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "CONNECT" | "TRACE")
}

/// What qualified names of code begin with, where a host's name ends so.
pub fn package_root(label: &str) -> bool {
    matches!(
        label,
        "com"
            | "org"
            | "net"
            | "io"
            | "edu"
            | "gov"
            | "java"
            | "javax"
            | "jdk"
            | "sun"
            | "android"
            | "androidx"
            | "scala"
            | "kotlin"
            | "akka"
            | "dev"
    )
}

/// Ends of host names. Two letters need more labels before them, as `id` or `is` end names of settings too.
pub fn host_end(label: &str, labels: usize) -> bool {
    match label.len() {
        2 => {
            labels > 2
                && matches!(
                    label,
                    "at" | "au"
                        | "be"
                        | "br"
                        | "ca"
                        | "ch"
                        | "cn"
                        | "co"
                        | "cz"
                        | "de"
                        | "dk"
                        | "es"
                        | "eu"
                        | "fi"
                        | "fr"
                        | "gr"
                        | "hk"
                        | "hu"
                        | "il"
                        | "it"
                        | "jp"
                        | "kr"
                        | "mx"
                        | "nl"
                        | "no"
                        | "nz"
                        | "pl"
                        | "pt"
                        | "ro"
                        | "ru"
                        | "se"
                        | "sg"
                        | "tr"
                        | "tw"
                        | "ua"
                        | "uk"
                        | "us"
                        | "vn"
                        | "za"
                )
        }
        _ => matches!(
            label,
            "com"
                | "net"
                | "org"
                | "edu"
                | "gov"
                | "mil"
                | "biz"
                | "info"
                | "arpa"
                | "local"
                | "localdomain"
                | "localhost"
                | "internal"
                | "lan"
                | "cloud"
        ),
    }
}
