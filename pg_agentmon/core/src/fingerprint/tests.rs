use super::*;
use proptest::prelude::*;

/// What groups of messages are called.
#[test]
fn masks() {
    let cases = [
        ("", ""),
        ("  a\n  b  ", "a b"),
        ("don't panic", "don't panic"),
        ("timeout after 30s on host 10.0.0.1:5432", "timeout after <*> on host <*>"),
        ("lifetime <1 sec", "lifetime <*>"),
        ("read 1190 bytes (1.16 KB) of 50 %", "read <*> of <*>"),
        ("took 5 ms, 1,024 tries", "took <*> try"),
        ("at 2026-01-02T03:04:05.678Z or Sat Jun 18 02:08:10 2005", "at <*> or <*>"),
        ("Sat down in May", "Sat down in May"),
        ("no column \"a b\" in `t`", "no column <*> in <*>"),
        ("\"no such agent 5\"", "no such agent <*>"),
        ("nodes n1, n2 n3 and [::1]:80", "nodes <*> and <*>"),
        ("org.x.Foo@7317849d: java.io.IOException", "org.x.Foo@<*>: java.io.IOException"),
        (
            "class java.util.ArrayList or urllib3.exceptions.MaxRetryError",
            "class <*> or <*>.exceptions.MaxRetryError",
        ),
        ("mail bob@example.com, ns.example.org, /tmp/a.b, C:\\a b\\c", "mail <*>"),
        ("src/main.rs:10:5: read/write", "<*>: read/write"),
        ("key= a=b c=[d, e] f=G(h, i),j=k x == y", "key=<*> a=<*> c=<*> f=<*>,j=<*> x == y"),
        ("err=\"no way\" code='E17'", "err=no way code=<*>"),
        ("{\"msg\": \"a=b\\\"c\"}", "{msg: a=<*>\"c}"),
        ("visible: true, owner: null, a null", "visible: <*>, owner: <*>, a null"),
        ("session of user bob, user input", "session of user <*>, user input"),
        (
            "{\"id\": 1, \"error\": {\"message\": \"no \\\"x\\\"\\nat 5\", \"n\": [2]}} sent",
            "{error: {message: no <*> at <*>}} sent",
        ),
        ("got {'a': [1, {'b': ')'}], 'c': None}", "got {a, c}"),
        ("用户42未找到", "用户<*>未找到"),
        ("alignment.....0 waiting...", "alignment..<*> waiting.."),
    ];
    for (message, masked) in cases {
        assert_eq!(mask(message), masked, "{message}");
    }
}

#[test]
fn the_innermost_call_of_a_trace_is_named() {
    assert_eq!(
        mask("Error: no\n    at Agent.step (/app/a.js:1:2)\n    at main (/app/b.js:3:4)\nretried"),
        "Error: no at Agent.step retried"
    );
    assert_eq!(
        mask(
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n  File \"b.py\", line 2, in g\n    h\nValueError: h"
        ),
        "Traceback (most recent call last): at g ValueError: h"
    );
    assert_eq!(
        mask("app.rb:7:in `run': no plan (ArgumentError)\n\tfrom app.rb:9:in `main'"),
        "app.rb:<*>:in <*>: no plan (ArgumentError) at main"
    );
    assert_eq!(
        mask("Uncaught Exception: no\nStack trace:\n#0 /srv/a.php(12): Shop->sell()\n#1 {main}\n  thrown"),
        "Uncaught Exception: no Stack trace: at Shop->sell thrown"
    );
    assert_eq!(mask("weather:\nat least 5 of 6"), "weather: at least <*> of <*>");
}

#[test]
fn the_hash_is_frozen() {
    assert_eq!(format!("{:016x}", fingerprint("payment 17 declined")), "06b3fce9048299c0");
}

/// Other digits, in place of each.
fn turned(message: &str) -> String {
    let turn = |c: char| c.to_digit(10).and_then(|digit| char::from_digit((digit + 1) % 10, 10)).unwrap_or(c);
    message.chars().map(turn).collect()
}

fn assert_sane(message: &str) {
    let masked = mask(message);
    assert!(masked.len() <= 5 * message.len(), "{masked:?}");
    assert!(!masked.contains(|c: char| c.is_ascii_digit() || c == '\n'), "{masked:?}");
    assert_eq!(masked, mask(&turned(message)), "{message:?}");
}

proptest! {
    #[test]
    fn any_text_has_one(text: String) {
        assert_sane(&text);
    }

    /// What the rules look at, in any order.
    #[test]
    fn any_marks_have_one(text in "(user |for |at |error|null|KB|File \"|\", line |goroutine |[a-f0-9 '\"`{}()<>=:;,./\\[\\]\\\\@%|\n\té…-]){0,60}") {
        assert_sane(&text);
    }
}
