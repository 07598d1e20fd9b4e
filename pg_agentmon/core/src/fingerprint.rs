//! Fingerprints of messages: the same for messages that differ in their variable parts alone.
//!
//! What varies is masked, then the rest is hashed. Masked are: quoted values, words that are an identifier by
//! their form (UUIDs, long hexadecimal words), and all digits.

/// Longer messages are judged by their beginning: what follows is data, more often than not.
const CONSIDERED: usize = 2_000;

/// The message with its variable parts masked.
///
/// ```
/// use agentmon_core::fingerprint::mask;
/// assert_eq!(mask("user 42 not found in 'eu-1'"), "user # not found in <str>");
/// ```
#[must_use]
pub fn mask(message: &str) -> String {
    let message = &message[..message.floor_char_boundary(CONSIDERED)];
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        if let Some(quoted) = quoted(rest) {
            out.push_str("<str>");
            rest = &rest[quoted..];
        } else if first.is_whitespace() {
            // Runs of blanks count as one: line breaks come and go.
            out.push(' ');
            rest = rest.trim_start();
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            put_word(&mut out, &rest[..end]);
            rest = &rest[end..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// 64 bits of the masked message, FNV-1a with a final mix; the same on every machine and in every release.
#[must_use]
pub fn fingerprint(message: &str) -> u64 {
    let hash = crate::bytes::fnv1a(mask(message).as_bytes());
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// The length of a quoted value at the start of the text. An apostrophe within a word opens none, as words are read whole.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let end = text[1..].find(quote)?;
    (end > 0 && !text[1..=end].contains('\n')).then_some(end + 2)
}

fn put_word(out: &mut String, word: &str) {
    let hex = word.chars().filter(|&c| c != '-').all(|c| c.is_ascii_hexdigit());
    let digits = word.chars().any(|c| c.is_ascii_digit());
    if hex && digits && word.len() >= 8 {
        out.push_str("<id>");
        return;
    }
    let mut masked = false;
    for c in word.chars() {
        if c.is_numeric() {
            if !masked {
                out.push('#');
            }
            masked = true;
        } else {
            out.push(c);
            masked = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn variable_parts_do_not_matter() {
        let same = [
            ["timeout after 30s on host 10.0.0.1:5432", "timeout after 5s on host 192.168.10.77:6543"],
            [
                "order 7f9c2ba4-1b1e-4b1a-9f57-2f1c6b8f0a11 failed",
                "order 00000000-1b1e-4b1a-9f57-2f1c6b8f0a12 failed",
            ],
            ["no column \"a b\" in table", "no column \"price\" in table"],
            ["segment deadbeef01 lost", "segment 1122334455aa lost"],
            ["a\n  b", "a b"],
        ];
        for [a, b] in same {
            assert_eq!(fingerprint(a), fingerprint(b), "{} / {}", mask(a), mask(b));
        }
    }

    #[test]
    fn different_troubles_stay_apart() {
        let different = ["payment declined", "payment timed out", "don't panic", "do panic", ""];
        for (i, a) in different.iter().enumerate() {
            for b in &different[i + 1..] {
                assert_ne!(fingerprint(a), fingerprint(b), "{a} / {b}");
            }
        }
    }

    #[test]
    fn the_hash_is_frozen() {
        assert_eq!(format!("{:016x}", fingerprint("payment 17 declined")), "90f50cc6114613c6");
    }

    proptest! {
        #[test]
        fn any_text_has_one(text: String) {
            prop_assert_eq!(fingerprint(&text), fingerprint(&text));
            prop_assert!(mask(&text).len() <= 5 * text.len());
        }
    }
}
