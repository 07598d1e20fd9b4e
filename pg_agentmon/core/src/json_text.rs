//! Texts of JSON that PostgreSQL's jsonb refuses, made such that it takes them.
//!
//! Language models, and programs that cut texts by their UTF-16 units, write `\u0000` and halves of surrogate pairs. Both
//! are JSON, but no text of PostgreSQL, and a statement that has one is lost.

/// The code unit of the escape `\uXXXX` that begins at a place.
fn unit_at(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(br"\u")?;
    digits.iter().try_fold(0, |unit, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(unit << 4 | digit as u16)
    })
}

/// The text without `\u0000`, and with `\ufffd` in the place of each half of a surrogate pair that has no other half. All
/// else stays as it is, what is no JSON too.
#[must_use]
pub fn clean(json: &str) -> String {
    let text = json.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'\\' {
            out.push(text[at]);
            at += 1;
            continue;
        }
        let low_follows = || unit_at(text, at + 6).is_some_and(|unit| (0xdc00..0xe000).contains(&unit));
        let length = match unit_at(text, at) {
            Some(0) => {
                at += 6;
                continue;
            }
            Some(0xd800..0xdc00) if low_follows() => 12,
            Some(0xd800..0xe000) => {
                out.extend_from_slice(br"\ufffd");
                at += 6;
                continue;
            }
            // An escape of two characters: the second may be a backslash, which begins no other.
            _ => 2,
        };
        let end = text.len().min(at + length);
        out.extend_from_slice(&text[at..end]);
        at = end;
    }
    // Only whole characters were left out.
    String::from_utf8(out).unwrap_or_else(|_| json.to_owned())
}

#[cfg(test)]
mod tests {
    use super::clean;
    use proptest::prelude::*;

    #[test]
    fn only_what_jsonb_refuses_is_changed() {
        for (given, cleaned) in [
            (r#""a\u0000b""#, r#""ab""#),
            (r#""\u0000\u0000""#, r#""""#),
            (r#""a\\u0000b""#, r#""a\\u0000b""#),
            (r#""a\\\u0000b""#, r#""a\\b""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\uD83D\uDE00\ud83d""#, r#""\uD83D\uDE00\ufffd""#),
            (r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83d\u0000\ude00""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\\ude00""#, r#""\ufffd\\ude00""#),
            (r#"{"\u0000k": ["\u0041", "é\u0000"]}"#, r#"{"k": ["\u0041", "é"]}"#),
            (r#""\u00"#, r#""\u00"#),
            (r#""\u000g\"#, r#""\u000g\"#),
            ("", ""),
        ] {
            assert_eq!(clean(given), cleaned, "{given}");
        }
    }

    /// Pieces that make trouble where they meet.
    const PIECES: [&str; 9] = [r"\u0000", r"\ud83d", r"\ude00", r"\\", r"\n", r"\u0041", "u0000", "é", "0"];

    proptest! {
        #[test]
        fn strings_stay_strings_without_nul(pieces in prop::collection::vec(0..PIECES.len(), 0..20)) {
            let body: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
            let cleaned = clean(&format!("\"{body}\""));
            let read: String = serde_json::from_str(&cleaned).expect("a string");
            prop_assert!(!read.contains('\0'));
            prop_assert_eq!(clean(&cleaned), cleaned.clone(), "once is enough");
            if !body.contains(r"\u0000") && !body.contains(r"\ud") {
                prop_assert_eq!(cleaned, format!("\"{body}\""));
            }
        }

        #[test]
        fn any_text_is_taken(text in ".*") {
            prop_assert!(text.contains('\\') || clean(&text) == text);
        }
    }
}
