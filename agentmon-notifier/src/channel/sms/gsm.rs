//! How long a text is for a telephone: the two alphabets of SMS, and the segments that are sent and billed.
//!
//! A segment holds 160 characters of the GSM alphabet or 70 of UCS-2; in a text of several, 153 or 67 each, because a
//! header tells the telephone how to join them.

/// Twilio refuses longer bodies (error 21617), whatever their segments.
const LONGEST: usize = 1600;
/// How far back a cut looks for the end of a word.
const WORD: usize = 40;

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
/// These take two places: an escape and the character.
const EXTENDED: &str = "^{}\\[~]|€";

/// The alphabet that a whole text is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alphabet {
    Gsm,
    Ucs2,
}

impl Alphabet {
    fn of(text: &str) -> Self {
        let fits = |c: char| BASIC.contains(c) || EXTENDED.contains(c);
        if text.chars().all(fits) { Self::Gsm } else { Self::Ucs2 }
    }

    /// Places that a character takes; they are never parted by the end of a segment.
    fn places(self, c: char) -> usize {
        match self {
            Self::Gsm => 1 + usize::from(EXTENDED.contains(c)),
            Self::Ucs2 => c.len_utf16(),
        }
    }

    fn single(self) -> usize {
        if self == Self::Gsm { 160 } else { 70 }
    }

    fn joined(self) -> usize {
        if self == Self::Gsm { 153 } else { 67 }
    }

    fn ellipsis(self) -> &'static str {
        if self == Self::Gsm { "..." } else { "…" }
    }

    fn segments(self, text: &str) -> usize {
        let places: usize = text.chars().map(|c| self.places(c)).sum();
        if places <= self.single() {
            return 1;
        }
        let (mut segments, mut used) = (1, 0);
        for places in text.chars().map(|c| self.places(c)) {
            if used + places > self.joined() {
                segments += 1;
                used = 0;
            }
            used += places;
        }
        segments
    }

    fn fits(self, text: &str, most: usize) -> bool {
        self.segments(text) <= most && text.encode_utf16().count() <= LONGEST
    }

    /// The longest beginning that fits before the tail, ended at a word where one ends nearby.
    fn cut(self, text: &str, tail: &str, most: usize) -> String {
        let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        // How much fits grows with the length, so that the longest can be found by halving.
        let longest = ends
            .partition_point(|&end| self.fits(&format!("{}{}{tail}", &text[..end], self.ellipsis()), most));
        ends.truncate(longest);
        let word = ends.iter().rev().take(WORD).find(|&&end| text[end..].starts_with(char::is_whitespace));
        let end = word.or(ends.last()).copied().unwrap_or_default();
        format!("{}{}{tail}", text[..end].trim_end(), self.ellipsis())
    }
}

/// The text as it is sent: in the GSM alphabet when plain punctuation makes that possible, and in `most` segments. Where
/// it is cut, the tail stays.
pub fn fit(text: &str, tail: &str, most: usize) -> String {
    whole(text, tail, most).unwrap_or_else(|(text, tail, alphabet)| alphabet.cut(&text, &tail, most))
}

/// Text and tail as they are sent, if nothing of them is to be cut.
pub fn fits(text: &str, tail: &str, most: usize) -> bool {
    whole(text, tail, most).is_ok()
}

fn whole(text: &str, tail: &str, most: usize) -> Result<String, (String, String, Alphabet)> {
    // More than this is cut in any case, and need not be looked at.
    let text: String = text.chars().take(LONGEST + 1).collect();
    let (plain, plain_tail) = (plainly_punctuated(&text), plainly_punctuated(tail));
    let (text, tail, alphabet) = match Alphabet::of(&format!("{plain}{plain_tail}")) {
        Alphabet::Gsm => (plain, plain_tail, Alphabet::Gsm),
        // Nothing is won by changing it.
        Alphabet::Ucs2 => (text, tail.to_owned(), Alphabet::Ucs2),
    };
    let both = format!("{text}{tail}");
    if alphabet.fits(&both, most) { Ok(both) } else { Err((text, tail, alphabet)) }
}

/// Typographers' punctuation as typewriters have it: one curly quote would halve what a segment holds.
fn plainly_punctuated(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => plain.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' | '·' => plain.push('-'),
            '‹' => plain.push('<'),
            '›' => plain.push('>'),
            '…' => plain.push_str("..."),
            '→' => plain.push_str("->"),
            '×' => plain.push('x'),
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                plain.push(' ');
            }
            '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> usize {
        Alphabet::of(text).segments(text)
    }

    #[test]
    fn the_alphabet_is_the_standards() {
        // 3GPP TS 23.038: 128 places, one of them the escape.
        assert_eq!((BASIC.chars().count(), EXTENDED.chars().count()), (127, 9));
    }

    #[test]
    fn segments_are_counted_as_the_network_does() {
        for (text, expected) in [
            (String::new(), 1),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            // 76 pairs and one place that stays empty.
            ("€".repeat(152), 2),
            ("€".repeat(153), 3),
            ("ü".repeat(160), 1),
            ("ç".repeat(70), 1),
            ("ç".repeat(71), 2),
            ("ç".repeat(134), 2),
            ("ç".repeat(135), 3),
            ("🔥".repeat(35), 1),
            ("🔥".repeat(36), 2),
            // 33 pairs and one place that stays empty.
            ("🔥".repeat(66), 2),
            ("🔥".repeat(67), 3),
        ] {
            assert_eq!(segments(&text), expected, "{} of {:?}", text.chars().count(), text.chars().next());
        }
    }

    #[test]
    fn curly_punctuation_does_not_halve_a_segment() {
        assert_eq!(fit("“it’s” – down…\u{a0}→ • 3×\u{200b}", "", 4), "\"it's\" - down... -> - 3x");
        assert_eq!(fit("“日本”", "", 4), "“日本”", "where it would not help it is left alone");
        assert_eq!(segments(&fit(&"’".repeat(160), "", 1)), 1);
    }

    #[test]
    fn a_long_text_is_cut_at_a_word_within_its_segments() {
        let words = "the quick brown fox jumps over the lazy dog ".repeat(60);
        let unbroken = "x".repeat(3000);
        let fire = "🔥 ".repeat(2000);
        let pairs = "€".repeat(2000);
        for most in 1..=10 {
            for text in [&words, &unbroken, &fire, &pairs] {
                let cut = fit(text, "", most);
                assert!(segments(&cut) <= most && cut.encode_utf16().count() <= 1600, "{most}: {cut}");
                assert!(
                    segments(&cut) == most || cut.encode_utf16().count() > 1500,
                    "not too short: {most}: {cut}"
                );
                assert!(cut.ends_with("...") || cut.ends_with("🔥…"), "{cut}");
            }
            let cut = fit(&words, "", most);
            let last = cut.trim_end_matches("...").rsplit(' ').next().unwrap();
            assert!("the quick brown fox jumps over the lazy dog".contains(last) && last.len() > 2, "{cut}");
        }
        let line = "line ".repeat(40);
        assert_eq!(fit(line.trim(), "", 2), line.trim(), "what fits is whole");
        assert_eq!(fit("", "", 1), "");
        let cut = fit(&words, "\nand 7 more", 1);
        assert!(cut.ends_with("...\nand 7 more") && segments(&cut) == 1 && cut.len() > 120, "{cut}");
        assert!(fits("a", "b", 1) && !fits(&words, "", 4) && !fits(&"a".repeat(155), "\nand 7 more", 1));
    }
}
