//! Where in a text something is wrong, as a user sees it.

/// What is shown of a line before and after the place.
const AROUND: usize = 60;

/// The line that holds the byte `offset`, and below it a caret under the place. Long lines are cut.
///
/// ```
/// assert_eq!(agentmon_core::place::pointed_at("a >> 5", 3), "a >> 5\n   ^");
/// ```
#[must_use]
pub fn pointed_at(text: &str, offset: usize) -> String {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
    let shown = |part: &str| -> String {
        part.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
    };
    let before: Vec<char> = shown(&text[start..offset]).chars().collect();
    let mut line = String::new();
    let skipped = before.len().saturating_sub(AROUND);
    if skipped > 0 {
        line.push('…');
    }
    line.extend(&before[skipped..]);
    let column = line.chars().count();
    let after = shown(&text[offset..end]);
    line.extend(after.chars().take(AROUND));
    if after.chars().count() > AROUND {
        line.push('…');
    }
    format!("{line}\n{}^", " ".repeat(column))
}

/// Line and column of a byte, both counted from 1, the column in characters.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_stands_under_the_character() {
        assert_eq!(pointed_at("größe > 5", "größe ".len()), "größe > 5\n      ^");
        assert_eq!(pointed_at("a\n\tb ! c\nd", 5), " b ! c\n   ^");
        assert_eq!(pointed_at("a", 1), "a\n ^");
        assert_eq!(pointed_at("", 9), "\n^");
        assert_eq!(line_and_column("a\n\tb ! c\nd", 5), (2, 4));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = "x".repeat(500) + "!" + &"y".repeat(500);
        let shown = pointed_at(&text, 500);
        let (line, caret) = shown.split_once('\n').expect("two lines");
        assert_eq!(line.chars().nth(caret.chars().count() - 1), Some('!'));
        assert!(line.chars().count() < 130 && line.starts_with('…') && line.ends_with('…'));
    }

    proptest! {
        #[test]
        fn any_place_of_any_text_can_be_shown(text: String, offset in 0_usize..200) {
            let shown = pointed_at(&text, offset);
            prop_assert_eq!(shown.matches('\n').count(), 1);
            prop_assert!(shown.ends_with('^'));
            let (line, column) = line_and_column(&text, offset);
            prop_assert!(line >= 1 && column >= 1);
        }
    }
}
