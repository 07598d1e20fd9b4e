//! Texts from outside, made fit for where they go. Titles and bodies hold what agents, users and attackers wrote.

use std::borrow::Cow;
use std::error::Error;

/// Text from outside, made fit for a log line and a text column: no control characters, at most 500 characters.
pub fn clean(text: &str) -> String {
    const LONGEST: usize = 500;
    cut(&text.trim().chars().take(LONGEST + 1).map(harmless).collect::<String>(), LONGEST).into_owned()
}

fn harmless(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// An error and its causes in one line, each said once.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}

/// Lines of text without what is not text: control characters, and those that turn the direction of what follows.
pub fn tidy(text: &str, most: usize) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter(|c| !turns(*c)).take(most + 1).map(|c| match c {
        '\n' | '\t' => c,
        '\r' => '\n',
        c => harmless(c),
    });
    cut(kept.collect::<String>().trim(), most).into_owned()
}

/// The same in one line.
pub fn tidy_line(text: &str, most: usize) -> String {
    let kept = text.chars().filter(|c| !turns(*c)).take(most + 1).map(harmless).collect::<String>();
    // A line break of two characters is one space.
    cut(&kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "), most).into_owned()
}

/// Embeddings, overrides and isolates: text in a script from right to left needs none of them, a forger does.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most `most` characters, the last of which is an ellipsis where some are missing.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let mut kept: String = text.chars().take(most.saturating_sub(1)).collect();
    kept.push('…');
    Cow::Owned(kept)
}

/// Escaped, and at most `most` characters long in the escaped form, so that no limit cuts an escape in two.
pub fn escaped(text: &str, most: usize, escape: impl Fn(char) -> Option<&'static str>) -> String {
    let mut kept = String::new();
    let (mut length, mut fits) = (0, 0);
    for c in text.chars() {
        let before = kept.len();
        match escape(c) {
            Some(form) => kept.push_str(form),
            None => kept.push(c),
        }
        length += kept[before..].chars().count();
        if length > most {
            kept.truncate(fits);
            kept.push('…');
            return kept;
        }
        // One character is kept free for the ellipsis.
        if length < most {
            fits = kept.len();
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_text_is_made_harmless() {
        assert_eq!(clean("  a\r\nb\u{0}c\t"), "a  b c");
        let long = clean(&"é".repeat(501));
        assert_eq!(long.chars().count(), 500);
        assert!(long.ends_with("é…"));
        assert_eq!(clean(&"é".repeat(500)), "é".repeat(500));
    }

    #[test]
    fn lines_stay_and_all_else_that_is_no_text_goes() {
        let hostile = "\u{202e}a\r\nb\rc\u{7}\u{1b}[31m\td\u{2066}\n\n";
        assert_eq!(tidy(hostile, 100), "a\nb\nc  [31m\td");
        assert_eq!(tidy_line(hostile, 100), "a b c [31m d");
        assert_eq!(tidy(&"é".repeat(9), 4), "ééé…");
        assert_eq!(tidy_line("مرحبا שלום", 100), "مرحبا שלום", "scripts from right to left are left alone");
        for empty in ["", "\u{0}", "\r\n", "\u{202e}"] {
            assert_eq!((tidy(empty, 9), tidy_line(empty, 9)), (String::new(), String::new()), "{empty:?}");
        }
    }

    #[test]
    fn an_escape_is_never_cut_in_two() {
        let escape = |c: char| (c == '&').then_some("&amp;");
        for (text, most, expected) in [
            ("a&b", 7, "a&amp;b"),
            ("a&b", 6, "a…"),
            ("a&b&", 8, "a&amp;b…"),
            ("&&", 9, "&amp;…"),
            ("&&", 10, "&amp;&amp;"),
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("&", 3, "…"),
        ] {
            assert_eq!(escaped(text, most, escape), expected, "{text} to {most}");
        }
    }
}
